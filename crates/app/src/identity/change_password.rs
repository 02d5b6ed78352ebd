//! Changing one's own password.

use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::records::users;

use super::limiter::count_try;
use super::limits::LOGIN_ATTEMPTS_PER_ACCOUNT;
use super::password;
use super::principal::{Signed, Via};
use super::secret::SecretText;
use super::session::{NewSession, Seeds, begin, end_all};
use super::sign_in::From;
use super::totp::Checked;
use crate::core::{App, Call};
use crate::error::AppError;

/// Changes the password, ends every session of the person, and begins a new
/// one for the browser that asks.
///
/// # Errors
/// `wrong_password` at `current`; the rules for passwords at `new`;
/// [`AppError::Denied`] for an API token; [`AppError::Limited`] after too many
/// tries.
pub async fn change_password(
    app: &App,
    signed: &Signed,
    from: From,
    current: SecretText,
    new: SecretText,
) -> Result<NewSession, AppError> {
    if !matches!(signed.via, Via::Session { .. }) {
        return Err(AppError::Denied("a session, not an API token"));
    }
    let id = signed.user.id;
    password::check_rules(&new, &signed.user.email, &signed.user.name, "new")?;
    // Guesses by somebody who found the browser open count as well. The
    // counting is not the request's effect, so it is not under its key.
    let counted = Call::by(signed.call.actor.clone());
    let known = app
        .command(&counted, move |tx, cx| {
            cx.require(Permission::ProfileOwn, &Subject::User(id))?;
            if let Some(wait) = count_try(
                tx,
                &format!("password:{id}"),
                LOGIN_ATTEMPTS_PER_ACCOUNT,
                cx.now,
            )? {
                return Ok(Checked::Limited(wait));
            }
            let user = users::lock_credentials(tx, id)?.ok_or(AppError::NotFound("user"))?;
            Ok(Checked::Done(user.password_hash))
        })
        .await?
        .done()?;
    if !password::verify(&current, known.as_deref()).await? {
        return Err(AppError::invalid(
            "wrong_password",
            "current",
            "this is not the present password",
        ));
    }
    let hash = password::hash(&new, app.random_bytes()).await?;
    let seeds = Seeds::new(app);
    let expires_at: Instant = {
        let seeds = seeds.clone();
        app.command(&counted, move |tx, cx| {
            let user = users::lock_credentials(tx, id)?.ok_or(AppError::NotFound("user"))?;
            if user.password_hash != known {
                return Err(AppError::conflict(
                    "password_changed",
                    "the password was changed meanwhile",
                ));
            }
            users::set_password(tx, id, &hash, cx.now)?;
            end_all(tx, cx, id)?;
            let user = users::lock_credentials(tx, id)?.ok_or(AppError::NotFound("user"))?;
            cx.audit(
                tx,
                "user.password_changed",
                "user",
                &id.to_string(),
                &serde_json::json!({}),
            )?;
            begin(
                tx,
                cx.now,
                &seeds,
                id,
                user.session_epoch,
                "full",
                &from.user_agent,
            )
        })
        .await?
    };
    Ok(NewSession {
        token: seeds.token,
        csrf: seeds.csrf,
        expires_at,
    })
}
