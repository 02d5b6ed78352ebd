//! First start: an administrator from configuration, or a one-time link.
//! There is no default password.

use serde::{Deserialize, Serialize};
use surety_domain::ids::UserId;
use surety_store::Tx;
use surety_store::records::login::{self, LinkRow};
use surety_store::records::users::{self, NewUser};
use utoipa::ToSchema;

use super::limiter::count_try;
use super::limits::{EMAIL_MAX_CHARS, LOGIN_ATTEMPTS_PER_ADDRESS, SETUP_LINK_SECONDS};
use super::me::check_name;
use super::secret::{SecretText, token_hash, token_text};
use super::sign_in::From;
use super::{password, roles};
use crate::core::{App, Call, Cx};
use crate::error::AppError;

/// What a set-up link is for.
const PURPOSE: &str = "setup";
/// Set-up tokens start with this.
const PREFIX: &str = "srs_";

/// The administrator of the configuration, for the first start only.
#[derive(Debug, Clone)]
pub struct FirstAdministrator {
    /// Address.
    pub email: String,
    /// Password; the rules for passwords hold.
    pub password: SecretText,
}

/// How the first start went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstStart {
    /// There is an administrator already.
    Ready,
    /// The administrator of the configuration was made.
    Created,
    /// Print this link: whoever opens it first makes the administrator. It
    /// works once and for 24 hours.
    Link(String),
}

/// Seeds the built-in roles and sees to it that an administrator exists or can be made.
///
/// # Errors
/// The password rules, or as the store reports.
pub async fn first_start(
    app: &App,
    from_config: Option<FirstAdministrator>,
) -> Result<FirstStart, AppError> {
    roles::seed_roles(app).await?;
    let ready = app
        .query(&Call::system(), |tx, _| Ok(users::has_administrator(tx)?))
        .await?;
    if ready {
        return Ok(FirstStart::Ready);
    }
    if let Some(first) = from_config {
        let email = check_email(&first.email)?;
        password::check_rules(
            &first.password,
            &email,
            "Administrator",
            "SURETY_ADMIN_PASSWORD",
        )?;
        let hash = password::hash(&first.password, app.random_bytes()).await?;
        return app
            .command(&Call::system(), move |tx, cx| {
                if add_administrator(tx, cx, "Administrator", &email, &hash)?.is_none() {
                    return Ok(false);
                }
                Ok(true)
            })
            .await
            .map(|created| {
                if created {
                    FirstStart::Created
                } else {
                    FirstStart::Ready
                }
            });
    }
    let token = token_text(PREFIX, app.random_bytes());
    let hash = token_hash(token.expose());
    app.command(&Call::system(), move |tx, cx| {
        // Links of other nodes and earlier starts go on working until one is used.
        login::insert_link(
            tx,
            &hash,
            &LinkRow {
                purpose: PURPOSE.into(),
                user_id: None,
                subject: None,
                expires_at: cx.now.plus_seconds(SETUP_LINK_SECONDS),
                used_at: None,
            },
        )?;
        Ok(())
    })
    .await?;
    // After the #, so that no log and no Referer ever holds it.
    Ok(FirstStart::Link(format!(
        "{}/app/setup#{}",
        app.config().base_url,
        token.expose()
    )))
}

/// The address as it is kept, trimmed.
pub(super) fn check_email(email: &str) -> Result<String, AppError> {
    let email = email.trim();
    let fits = email.chars().count() <= EMAIL_MAX_CHARS
        && !email
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || "<>,;\"()".contains(c))
        && email.rsplit_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !local.contains('@')
        });
    if fits {
        Ok(email.to_owned())
    } else {
        Err(AppError::invalid(
            "invalid_email",
            "email",
            "an address looks like ann@example.org",
        ))
    }
}

/// Adds an administrator unless there is one; none when another was faster.
fn add_administrator(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    name: &str,
    email: &str,
    hash: &str,
) -> Result<Option<UserId>, AppError> {
    // The role's row is locked, so that two nodes take turns here.
    let role_id = users::builtin_role(tx, "administrator")?
        .ok_or_else(|| AppError::Internal("the built-in roles are missing".into()))?;
    if users::has_administrator(tx)? {
        return Ok(None);
    }
    let id = cx.new_id(UserId::new);
    users::insert(
        tx,
        &NewUser {
            id,
            kind: "agent",
            contact_id: None,
            role_id,
            name,
            email,
            email_folded: &surety_domain::text::fold(email),
            zone: "UTC",
            locale: "en",
            password_hash: Some(hash),
            at: cx.now,
        },
    )
    .map_err(email_taken)?;
    cx.audit(
        tx,
        "user.created",
        "user",
        &id.to_string(),
        &serde_json::json!({ "role": "administrator", "by": "setup" }),
    )?;
    Ok(Some(id))
}

pub(super) fn email_taken(error: surety_store::StoreError) -> AppError {
    if error.is_unique_conflict("users.email_folded") {
        AppError::conflict("email_taken", "somebody has this address already")
    } else {
        error.into()
    }
}

/// The set-up form.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "srs_…", "name": "Ann Example", "email": "ann@example.org", "password": "correct horse battery"}))]
pub struct SetUp {
    /// What follows `#` in the set-up link.
    #[schema(value_type = String, format = Password)]
    pub token: SecretText,
    /// Full name of the first administrator.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// 12 to 128 characters.
    #[schema(value_type = String, format = Password)]
    pub password: SecretText,
}

/// The first administrator.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SetUpDone {
    /// The user.
    pub id: String,
    /// Address to sign in with.
    pub email: String,
}

/// Makes the first administrator.
///
/// # Errors
/// [`AppError::NotFound`] when set-up is over or the link does not hold;
/// the rules for passwords; [`AppError::Limited`].
pub async fn set_up(app: &App, from: From, input: SetUp) -> Result<SetUpDone, AppError> {
    let hash = token_hash(input.token.expose());
    let address = from.limit_subject();
    let open = app
        .command(&Call::system(), move |tx, cx| {
            if users::has_administrator(tx)? {
                return Ok(Err(None));
            }
            if let Some(wait) = count_try(tx, &address, LOGIN_ATTEMPTS_PER_ADDRESS, cx.now)? {
                return Ok(Err(Some(wait)));
            }
            let holds = login::find_link(tx, &hash)?.is_some_and(|link| {
                link.purpose == PURPOSE && link.used_at.is_none() && cx.now < link.expires_at
            });
            Ok(if holds { Ok(()) } else { Err(None) })
        })
        .await?;
    match open {
        Ok(()) => {}
        Err(None) => return Err(AppError::NotFound("set-up")),
        Err(Some(retry_after_seconds)) => {
            return Err(AppError::Limited {
                retry_after_seconds,
            });
        }
    }
    let name = check_name(&input.name)?;
    let email = check_email(&input.email)?;
    password::check_rules(&input.password, &email, &name, "password")?;
    let password_hash = password::hash(&input.password, app.random_bytes()).await?;
    app.command(&Call::system(), move |tx, cx| {
        let id = add_administrator(tx, cx, &name, &email, &password_hash)?
            .ok_or(AppError::NotFound("set-up"))?;
        if !login::use_link(tx, &hash, cx.now)? {
            return Err(AppError::NotFound("set-up"));
        }
        Ok(SetUpDone {
            id: id.to_string(),
            email: email.clone(),
        })
    })
    .await
}
