//! Sign-in: password, then the second factor where there is one.
//!
//! Unknown address, wrong password, no password yet and disabled user give
//! one answer after the same work. Tries are counted before the check.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use surety_domain::ids::UserId;
use surety_domain::time::Instant;
use surety_store::records::users::Credentials;
use surety_store::records::{login, sessions, users};

use super::limiter::count_try;
use super::limits::{
    EMAIL_MAX_CHARS, LOGIN_ATTEMPTS_PER_ACCOUNT, LOGIN_ATTEMPTS_PER_ADDRESS, SECOND_FACTOR_SECONDS,
};
use super::secret::{SecretText, token_hash};
use super::session::{NewSession, Seeds, begin};
use super::{device, password, totp};
use crate::core::{App, Call};
use crate::error::AppError;

/// From where somebody signs in.
#[derive(Debug, Clone)]
pub struct From {
    /// The network address, as far as proxies are trusted.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The cookie of a known device, if the browser sent one.
    pub device: Option<String>,
}

impl From {
    /// What wrong passwords are counted by: the device where it is known to
    /// this account, else the account.
    fn account_subject(&self, app: &App, email_folded: &str) -> String {
        self.device
            .as_deref()
            .and_then(|cookie| device::limit_subject(app.keys(), email_folded, cookie))
            .unwrap_or_else(|| format!("account:{email_folded}"))
    }

    /// What tries are counted by: an IPv4 address, or an IPv6 /64 network.
    pub(super) fn limit_subject(&self) -> String {
        match self.address.to_canonical() {
            IpAddr::V4(v4) => format!("address:{v4}"),
            IpAddr::V6(v6) => {
                let network = u128::from(v6) & (u128::MAX << 64);
                format!("address:{}/64", std::net::Ipv6Addr::from(network))
            }
        }
    }
}

/// What sign-in came to.
#[derive(Debug, Clone)]
pub enum SignedIn {
    /// Signed in.
    Full(NewSession),
    /// The password was right; send the code of the second factor next.
    SecondFactor(NewSession),
}

/// The one answer to whatever was wrong.
fn refused() -> AppError {
    AppError::Unauthenticated {
        code: "invalid_credentials",
        message: "the address or the password is wrong".into(),
    }
}

fn refused_code() -> AppError {
    AppError::Unauthenticated {
        code: "invalid_code",
        message: "the code is wrong, was used before, or came too late".into(),
    }
}

/// Serialisable twin of the outcome of a transaction that must commit even
/// when it refuses.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Outcome {
    Limited(i64),
    Refused,
    Begun {
        expires_at: Instant,
        second_factor: bool,
    },
}

/// Signs in with address and password.
///
/// # Errors
/// `invalid_credentials` for whatever was wrong; [`AppError::Limited`] after
/// too many tries.
pub async fn sign_in(
    app: &App,
    from: From,
    email: &str,
    given: SecretText,
) -> Result<SignedIn, AppError> {
    // Nobody has a longer address, and what is counted is kept.
    let folded: String = surety_domain::text::fold(email.trim())
        .chars()
        .take(EMAIL_MAX_CHARS)
        .collect();
    let folded = surety_store::text::without_nul(&folded).into_owned();
    let account = from.account_subject(app, &folded);
    let address = from.limit_subject();
    let (limited, known) = {
        let (account, folded) = (account.clone(), folded.clone());
        let limited = app
            .command(&Call::system(), move |tx, cx| {
                let by_address = count_try(tx, &address, LOGIN_ATTEMPTS_PER_ADDRESS, cx.now)?;
                if by_address.is_some() {
                    return Ok(by_address);
                }
                count_try(tx, &account, LOGIN_ATTEMPTS_PER_ACCOUNT, cx.now)
            })
            .await?;
        let known = app
            .query(&Call::system(), move |tx, _| {
                Ok(users::credentials_by_email(tx, &folded)?)
            })
            .await?;
        (limited, known)
    };
    if let Some(retry_after_seconds) = limited {
        return Err(AppError::Limited {
            retry_after_seconds,
        });
    }
    let hash = known
        .as_ref()
        .filter(|user| user.disabled_at.is_none())
        .and_then(|user| user.password_hash.clone());
    let fits = password::verify(&given, hash.as_deref()).await?;
    let seeds = Seeds::new(app);
    let outcome = {
        let seeds = seeds.clone();
        let id = known.map(|user| user.id);
        let network = from.limit_subject();
        app.command(&Call::system(), move |tx, cx| {
            // The password may have been changed while this one was checked.
            let user: Option<Credentials> = match (fits, id) {
                (true, Some(id)) => users::lock_credentials(tx, id)?
                    .filter(|user| user.disabled_at.is_none() && user.password_hash == hash),
                _ => None,
            };
            let Some(user) = user else {
                let object = id.map_or_else(|| "unknown".to_owned(), |id| id.to_string());
                cx.audit(
                    tx,
                    "session.refused",
                    "user",
                    &object,
                    &serde_json::json!({ "from": network }),
                )?;
                return Ok(Outcome::Refused);
            };
            let second_factor = user.totp_secret.is_some();
            let stage = if second_factor {
                "second_factor"
            } else {
                "full"
            };
            let expires_at = begin(
                tx,
                cx.now,
                &seeds,
                user.id,
                user.session_epoch,
                stage,
                &from.user_agent,
            )?;
            if !second_factor {
                login::forget(tx, &account)?;
                users::seen(tx, user.id, cx.now)?;
                cx.audit(
                    tx,
                    "session.signed_in",
                    "user",
                    &user.id.to_string(),
                    &serde_json::json!({ "from": network }),
                )?;
            }
            Ok(Outcome::Begun {
                expires_at,
                second_factor,
            })
        })
        .await?
    };
    match outcome {
        Outcome::Limited(retry_after_seconds) => Err(AppError::Limited {
            retry_after_seconds,
        }),
        Outcome::Refused => Err(refused()),
        Outcome::Begun {
            expires_at,
            second_factor,
        } => {
            let session = NewSession {
                token: seeds.token,
                csrf: seeds.csrf,
                expires_at,
            };
            Ok(if second_factor {
                SignedIn::SecondFactor(session)
            } else {
                SignedIn::Full(session)
            })
        }
    }
}

/// Signs in for good with the code of the authenticator or a recovery code.
/// The session gets a new cookie.
///
/// # Errors
/// `invalid_code`; `unauthenticated` when no password came before;
/// [`AppError::Limited`] after too many tries.
pub async fn second_factor(
    app: &App,
    from: From,
    cookie: &str,
    code: &str,
) -> Result<NewSession, AppError> {
    let seeds = Seeds::new(app);
    let hash = token_hash(cookie);
    let waiting = app
        .query(&Call::system(), move |tx, cx| {
            Ok(sessions::find(tx, &hash)?.filter(|session| {
                session.stage == "second_factor"
                    && cx.now < session.created_at.plus_seconds(SECOND_FACTOR_SECONDS)
            }))
        })
        .await?
        .ok_or_else(|| AppError::Unauthenticated {
            code: "unauthenticated",
            message: "sign in with address and password first".into(),
        })?;
    let user_id: UserId = waiting.user_id;
    let outcome = {
        let (seeds, code, counted) = (seeds.clone(), code.to_owned(), app.clone());
        app.command(&Call::system(), move |tx, cx| {
            let subject = format!("second_factor:{user_id}");
            if let Some(wait) = count_try(tx, &subject, LOGIN_ATTEMPTS_PER_ACCOUNT, cx.now)? {
                return Ok(Outcome::Limited(wait));
            }
            let user = users::lock_credentials(tx, user_id)?
                .filter(|user| user.disabled_at.is_none() && user.session_epoch == waiting.epoch);
            let network = from.limit_subject();
            let by = match &user {
                Some(user) => totp::accept(tx, cx, user, &code)?,
                None => None,
            };
            let (Some(user), Some(by)) = (user, by) else {
                cx.audit(
                    tx,
                    "session.second_factor_refused",
                    "user",
                    &user_id.to_string(),
                    &serde_json::json!({ "from": network }),
                )?;
                return Ok(Outcome::Refused);
            };
            // Gone when a twin of this request was faster: one code, one session.
            if !sessions::delete(tx, &hash)? {
                return Ok(Outcome::Refused);
            }
            let expires_at = begin(
                tx,
                cx.now,
                &seeds,
                user.id,
                user.session_epoch,
                "full",
                &from.user_agent,
            )?;
            login::forget(tx, &subject)?;
            login::forget(tx, &from.account_subject(&counted, &user.email_folded))?;
            users::seen(tx, user.id, cx.now)?;
            cx.audit(
                tx,
                "session.signed_in",
                "user",
                &user.id.to_string(),
                &serde_json::json!({ "from": network, "second_factor": by }),
            )?;
            Ok(Outcome::Begun {
                expires_at,
                second_factor: true,
            })
        })
        .await?
    };
    match outcome {
        Outcome::Limited(retry_after_seconds) => Err(AppError::Limited {
            retry_after_seconds,
        }),
        Outcome::Refused => Err(refused_code()),
        Outcome::Begun { expires_at, .. } => Ok(NewSession {
            token: seeds.token,
            csrf: seeds.csrf,
            expires_at,
        }),
    }
}
