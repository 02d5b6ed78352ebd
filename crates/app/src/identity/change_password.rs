//! Changing one's own password.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::records::{tokens, users};

use super::limiter::count_try;
use super::limits::LOGIN_ATTEMPTS_PER_ACCOUNT;
use super::password;
use super::principal::{Signed, Via};
use super::secret::{Sealed, SecretText};
use super::session::{NewSession, Seeds, begin, end_all};
use super::sign_in::From;
use super::totp::Checked;
use crate::core::{App, Call, Keys};
use crate::error::AppError;

/// What sealed stored answers are for.
const ANSWER: &str = "password_answer";

/// The session that began, as the stored answer of a repeated request holds it
/// (sealed).
#[derive(Serialize, Deserialize)]
struct Begun {
    token: String,
    csrf: String,
    expires_at: Instant,
}

impl Begun {
    fn open(sealed: &Sealed, keys: &Keys) -> Result<NewSession, AppError> {
        let begun: Begun = serde_json::from_str(sealed.open(keys, ANSWER)?.expose())
            .map_err(|e| AppError::Internal(format!("stored answer does not read: {e}")))?;
        Ok(NewSession {
            token: SecretText::new(begun.token),
            csrf: begun.csrf,
            expires_at: begun.expires_at,
        })
    }
}

/// The call under its key, with a fingerprint that nobody without the
/// installation's key can compare guesses with: the request holds passwords,
/// and a plain SHA-256 of them in the database would undo Argon2id.
fn keyed(call: &Call, keys: &Keys) -> Result<Call, AppError> {
    let mut call = call.clone();
    if let Some(idempotency) = &mut call.idempotency {
        let mut mac = Hmac::<Sha256>::new_from_slice(&keys.seal)
            .map_err(|e| AppError::Internal(e.to_string()))?;
        mac.update(ANSWER.as_bytes());
        mac.update(&idempotency.fingerprint);
        idempotency.fingerprint = mac.finalize().into_bytes().into();
    }
    Ok(call)
}

/// A change of one's own password.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// The present one.
    pub current: SecretText,
    /// 12 to 128 characters.
    pub new: SecretText,
    /// Whether one's API tokens end with it: for who thinks that somebody else
    /// knew the old one, and may have made a token.
    pub revoke_tokens: bool,
}

/// Changes the password, ends every session of the person, and begins a new
/// one for the browser that asks. The same request again under its key gets
/// the session that began then.
///
/// # Errors
/// `wrong_password` at `current`; the rules for passwords at `new`;
/// [`AppError::Denied`] for an API token; [`AppError::Limited`] after too many
/// tries.
pub async fn change_password(
    app: &App,
    signed: &Signed,
    from: From,
    input: ChangePassword,
) -> Result<NewSession, AppError> {
    let ChangePassword {
        current,
        new,
        revoke_tokens,
    } = input;
    if !matches!(signed.via, Via::Session { .. }) {
        return Err(AppError::Denied("a session, not an API token"));
    }
    let id = signed.user.id;
    let call = keyed(&signed.call, app.keys())?;
    if let Some(sealed) = app.answered::<Sealed>(&call).await? {
        return Begun::open(&sealed, app.keys());
    }
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
    let (nonce, keys) = (app.random_bytes(), app.keys().clone());
    let sealed = app
        .command(&call, move |tx, cx| {
            let user = users::lock_credentials(tx, id)?.ok_or(AppError::NotFound("user"))?;
            if user.password_hash != known {
                return Err(AppError::conflict(
                    "password_changed",
                    "the password was changed meanwhile",
                ));
            }
            users::set_password(tx, id, &hash, cx.now)?;
            end_all(tx, cx, id)?;
            let revoked = if revoke_tokens {
                tokens::revoke_of_user(tx, id, cx.now)?
            } else {
                0
            };
            let user = users::lock_credentials(tx, id)?.ok_or(AppError::NotFound("user"))?;
            cx.audit(
                tx,
                "user.password_changed",
                "user",
                &id.to_string(),
                &serde_json::json!({ "revoke_tokens": revoke_tokens, "revoked": revoked }),
            )?;
            let expires_at = begin(
                tx,
                cx.now,
                &seeds,
                id,
                user.session_epoch,
                "full",
                &from.user_agent,
            )?;
            let begun = serde_json::to_string(&Begun {
                token: seeds.token.expose().to_owned(),
                csrf: seeds.csrf.clone(),
                expires_at,
            })
            .map_err(|e| AppError::Internal(e.to_string()))?;
            Sealed::seal(&keys, nonce, ANSWER, &begun)
        })
        .await?;
    Begun::open(&sealed, app.keys())
}
