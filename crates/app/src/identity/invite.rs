//! Links by which an invited person sets a first password.

use serde::{Deserialize, Serialize};
use surety_domain::ids::UserId;
use surety_store::Tx;
use surety_store::records::login::{self, LinkRow};
use surety_store::records::users;
use utoipa::ToSchema;

use super::limiter::count_try;
use super::limits::{INVITE_LINK_SECONDS, LOGIN_ATTEMPTS_PER_ADDRESS};
use super::secret::{Sealed, SecretText, token_hash, token_text};
use super::sign_in::From;
use super::{password, session};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::routing::refill;

const PURPOSE: &str = "invite";
/// What sealed links are for.
const ANSWER: &str = "invite_link";
const PREFIX: &str = "sri_";

/// Makes an invitation of a user, in the caller's transaction; earlier ones of
/// the same user end. The answer is sealed, so that it may be part of a stored
/// answer; [`link`] opens it.
///
/// # Errors
/// As the store reports.
pub fn issue(tx: &mut Tx<'_>, cx: &Cx<'_>, user: UserId) -> Result<Sealed, AppError> {
    let token = token_text(PREFIX, cx.random_bytes());
    login::end_links(tx, PURPOSE, Some(user))?;
    login::insert_link(
        tx,
        &token_hash(token.expose()),
        &LinkRow {
            purpose: PURPOSE.into(),
            user_id: Some(user),
            subject: None,
            expires_at: cx.now.plus_seconds(INVITE_LINK_SECONDS),
            used_at: None,
        },
    )?;
    let link = format!("{}/app/invite#{}", cx.config.base_url, token.expose());
    Sealed::seal(cx.keys, cx.random_bytes(), ANSWER, &link)
}

/// Ends the open invitations of a user.
///
/// # Errors
/// As the store reports.
pub fn end(tx: &mut Tx<'_>, user: UserId) -> Result<(), AppError> {
    login::end_links(tx, PURPOSE, Some(user))?;
    Ok(())
}

/// The link to hand to the invited person.
///
/// # Errors
/// [`AppError::Internal`] when it was sealed with another key.
pub fn link(app: &App, sealed: &Sealed) -> Result<SecretText, AppError> {
    sealed.open(app.keys(), ANSWER)
}

/// The form behind an invitation.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "sri_…", "password": "correct horse battery"}))]
pub struct AcceptInvite {
    /// What follows `#` in the link.
    #[schema(value_type = String, format = Password)]
    pub token: SecretText,
    /// 12 to 128 characters.
    #[schema(value_type = String, format = Password)]
    pub password: SecretText,
}

/// Who can sign in now.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InviteAccepted {
    /// Address to sign in with.
    #[schema(example = "ann@example.org")]
    pub email: String,
}

/// Sets the password of the invited person.
///
/// # Errors
/// [`AppError::NotFound`] when the link does not hold; the rules for
/// passwords; [`AppError::Limited`].
pub async fn accept(
    app: &App,
    from: From,
    input: AcceptInvite,
) -> Result<InviteAccepted, AppError> {
    let hash = token_hash(input.token.expose());
    let address = from.limit_subject();
    let found = app
        .command(&Call::system(), move |tx, cx| {
            if let Some(wait) = count_try(tx, &address, LOGIN_ATTEMPTS_PER_ADDRESS, cx.now)? {
                return Ok(Err(wait));
            }
            let user = login::find_link(tx, &hash)?
                .filter(|link| {
                    link.purpose == PURPOSE && link.used_at.is_none() && cx.now < link.expires_at
                })
                .and_then(|link| link.user_id);
            Ok(Ok(user.map(|id| id.to_string())))
        })
        .await?
        .map_err(|retry_after_seconds| AppError::Limited {
            retry_after_seconds,
        })?;
    let id: UserId = found
        .and_then(|id| id.parse().ok())
        .ok_or(AppError::NotFound("invitation"))?;
    let user = app
        .query(&Call::system(), move |tx, _| Ok(users::find(tx, id)?))
        .await?
        .filter(|user| user.disabled_at.is_none())
        .ok_or(AppError::NotFound("invitation"))?;
    password::check_rules(&input.password, &user.email, &user.name, "password")?;
    let password_hash = password::hash(&input.password, app.random_bytes()).await?;
    app.command(&Call::system(), move |tx, cx| {
        if !login::use_link(tx, &hash, cx.now)? {
            return Err(AppError::NotFound("invitation"));
        }
        users::set_password(tx, id, &password_hash, cx.now)?;
        session::end_all(tx, cx, id)?;
        // They can sign in from now on, so they can be given tickets.
        refill::of_agent(tx, cx, id)?;
        cx.audit(
            tx,
            "user.password_set",
            "user",
            &id.to_string(),
            &serde_json::json!({ "by": "invitation" }),
        )?;
        Ok(InviteAccepted {
            email: user.email.clone(),
        })
    })
    .await
}
