//! The second factor: time-based codes (RFC 6238) and recovery codes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject};
use surety_store::Tx;
use surety_store::records::users::{self, Credentials};
use totp_rs::{Builder, Secret, Totp};
use utoipa::ToSchema;

use super::limiter::count_try;
use super::limits::{
    LOGIN_ATTEMPTS_PER_ACCOUNT, RECOVERY_CODES, TOTP_SKEW_STEPS, TOTP_STEP_SECONDS,
};
use super::principal::{Signed, Via};
use super::secret::{Sealed, same, seal, token_hash};
use super::session;
use crate::core::{App, Cx, Keys};
use crate::error::AppError;

/// Bytes of a secret (RFC 4226 section 4 recommends 160 bits).
const SECRET_BYTES: usize = 20;
/// Letters of recovery codes: Crockford's, without those that look alike.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// What sealed secrets are for; another purpose does not open them.
const PURPOSE: &str = "totp";
/// What sealed stored answers are for.
const ANSWER: &str = "totp_answer";

fn totp(secret: &[u8]) -> Result<Totp, AppError> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_step_duration(TOTP_STEP_SECONDS)
        .with_skew(TOTP_SKEW_STEPS)
        .build()
        .map_err(|e| AppError::Internal(format!("TOTP: {e}")))
}

fn open(keys: &Keys, sealed: &[u8]) -> Result<Vec<u8>, AppError> {
    super::secret::open(keys, PURPOSE, sealed)
}

fn seconds(cx: &Cx<'_>) -> u64 {
    u64::try_from(cx.now.seconds()).unwrap_or(0)
}

/// The step whose code this is, if it is later than every step used before.
fn fresh_step(
    secret: &[u8],
    code: &str,
    at: u64,
    last: Option<i64>,
) -> Result<Option<i64>, AppError> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let step = totp(secret)?
        .check(&code, at)
        .and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|&step| last.is_none_or(|last| step > last)))
}

fn recovery_hash(code: &str) -> String {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    token_hash(&plain)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Accepts a code of the authenticator or a recovery code once; says which.
pub(super) fn accept(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    user: &Credentials,
    code: &str,
) -> Result<Option<&'static str>, AppError> {
    let Some(sealed) = &user.totp_secret else {
        return Ok(None);
    };
    let secret = open(cx.keys, sealed)?;
    if let Some(step) = fresh_step(&secret, code, seconds(cx), user.totp_last_step)? {
        users::set_totp_step(tx, user.id, step)?;
        return Ok(Some("totp"));
    }
    let hash = recovery_hash(code);
    let left: Vec<String> = user
        .recovery_codes
        .iter()
        .filter(|known| !same(known, &hash))
        .cloned()
        .collect();
    if left.len() < user.recovery_codes.len() {
        users::set_recovery_codes(tx, user.id, &left)?;
        return Ok(Some("recovery_code"));
    }
    Ok(None)
}

/// What an authenticator needs, shown once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TotpStart {
    /// The secret in base32, for typing in.
    #[schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")]
    pub secret: String,
    /// The same as an address that authenticators read.
    #[schema(
        example = "otpauth://totp/Surety:ann%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Surety"
    )]
    pub otpauth_url: String,
}

/// Recovery codes, shown once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RecoveryCodes {
    /// Each can be used once instead of a code.
    #[schema(example = json!(["0abc-def1-23gh-jk45"]))]
    pub recovery_codes: Vec<String>,
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// Changing the second factor is for the person, not for a token.
fn by_session(signed: &Signed) -> Result<[u8; 32], AppError> {
    match signed.via {
        Via::Session { token_hash, .. } => Ok(token_hash),
        Via::Token(_) => Err(AppError::Denied("a session, not an API token")),
    }
}

/// Begins: makes a secret that holds once [`confirm`] has seen a code of it.
///
/// # Errors
/// `totp_enabled` when there is one already.
pub async fn start(app: &App, signed: &Signed) -> Result<TotpStart, AppError> {
    by_session(signed)?;
    let user = signed.user.id;
    let secret: [u8; SECRET_BYTES] = app.random_bytes();
    let sealed = seal(app.keys(), app.random_bytes(), PURPOSE, &secret)?;
    // The stored answer of a repeated request must not hold the secret.
    let answer = Sealed::seal(
        app.keys(),
        app.random_bytes(),
        ANSWER,
        &BASE64.encode(secret),
    )?;
    let kept = app
        .command(&signed.call, move |tx, cx| {
            cx.require(Permission::ProfileOwn, &Subject::User(user))?;
            let known = users::lock_credentials(tx, user)?.ok_or(AppError::NotFound("user"))?;
            if known.totp_secret.is_some() {
                return Err(AppError::conflict(
                    "totp_enabled",
                    "the second factor is on; turn it off first to change it",
                ));
            }
            users::set_totp_pending(tx, user, &sealed, cx.now)?;
            Ok(answer.clone())
        })
        .await?;
    let secret = BASE64
        .decode(kept.open(app.keys(), ANSWER)?.expose())
        .map_err(|_| AppError::Internal("a stored TOTP answer does not read".into()))?;
    let base32 = Secret::new(secret.into_boxed_slice()).to_base32();
    let issuer = percent(&app.config().desk_name);
    let otpauth_url = format!(
        "otpauth://totp/{issuer}:{}?secret={base32}&issuer={issuer}&algorithm=SHA1&digits=6&period={TOTP_STEP_SECONDS}",
        percent(&signed.user.email)
    );
    Ok(TotpStart {
        secret: base32,
        otpauth_url,
    })
}

/// Turns the second factor on with a first code, gives recovery codes, and
/// ends the person's other sessions.
///
/// # Errors
/// `totp_not_started`, `invalid_code`, or [`AppError::Limited`].
pub async fn confirm(app: &App, signed: &Signed, code: &str) -> Result<RecoveryCodes, AppError> {
    let own = by_session(signed)?;
    let user = signed.user.id;
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| {
            let random: [u8; 16] = app.random_bytes();
            let letters: String = random
                .iter()
                .map(|b| char::from(ALPHABET[usize::from(b % 32)]))
                .collect();
            format!(
                "{}-{}-{}-{}",
                &letters[..4],
                &letters[4..8],
                &letters[8..12],
                &letters[12..]
            )
        })
        .collect();
    let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(code)).collect();
    let answer = Sealed::seal(app.keys(), app.random_bytes(), ANSWER, &codes.join(" "))?;
    let code = code.to_owned();
    let kept: Checked<Sealed> = app
        .command(&signed.call, move |tx, cx| {
            cx.require(Permission::ProfileOwn, &Subject::User(user))?;
            if let Some(wait) = count_try(
                tx,
                &format!("second_factor:{user}"),
                LOGIN_ATTEMPTS_PER_ACCOUNT,
                cx.now,
            )? {
                return Ok(Checked::Limited(wait));
            }
            let known = users::lock_credentials(tx, user)?.ok_or(AppError::NotFound("user"))?;
            let Some(pending) = &known.totp_pending else {
                return Err(AppError::conflict(
                    "totp_not_started",
                    "begin with POST /me/totp",
                ));
            };
            let secret = open(cx.keys, pending)?;
            let Some(step) = fresh_step(&secret, &code, seconds(cx), None)? else {
                return Ok(Checked::WrongCode);
            };
            users::set_totp(tx, user, Some(pending), Some(step), &hashes, cx.now)?;
            cx.audit(
                tx,
                "user.second_factor_on",
                "user",
                &user.to_string(),
                &serde_json::json!({}),
            )?;
            // Who signed in elsewhere with the password alone shows the code first.
            session::end_others(tx, cx, user, &own)?;
            Ok(Checked::Done(answer.clone()))
        })
        .await?;
    let opened = kept.done()?.open(app.keys(), ANSWER)?;
    Ok(RecoveryCodes {
        recovery_codes: opened.expose().split(' ').map(str::to_owned).collect(),
    })
}

/// Turns the second factor off with a code, and ends the other sessions.
///
/// # Errors
/// `totp_not_enabled`, `invalid_code`, or [`AppError::Limited`].
pub async fn disable(app: &App, signed: &Signed, code: &str) -> Result<(), AppError> {
    let own = by_session(signed)?;
    let user = signed.user.id;
    let code = code.to_owned();
    app.command(&signed.call, move |tx, cx| {
        cx.require(Permission::ProfileOwn, &Subject::User(user))?;
        if let Some(wait) = count_try(
            tx,
            &format!("second_factor:{user}"),
            LOGIN_ATTEMPTS_PER_ACCOUNT,
            cx.now,
        )? {
            return Ok(Checked::Limited(wait));
        }
        let known = users::lock_credentials(tx, user)?.ok_or(AppError::NotFound("user"))?;
        if known.totp_secret.is_none() {
            return Err(AppError::conflict(
                "totp_not_enabled",
                "there is no second factor to turn off",
            ));
        }
        if accept(tx, cx, &known, &code)?.is_none() {
            return Ok(Checked::WrongCode);
        }
        users::set_totp(tx, user, None, known.totp_last_step, &[], cx.now)?;
        session::end_others(tx, cx, user, &own)?;
        cx.audit(
            tx,
            "user.second_factor_off",
            "user",
            &user.to_string(),
            &serde_json::json!({}),
        )?;
        Ok(Checked::Done(()))
    })
    .await?
    .done()
}

/// The outcome of a transaction that counts a try and must commit it.
#[derive(Serialize, Deserialize)]
pub(super) enum Checked<T> {
    /// Too many tries; wait so many seconds.
    Limited(i64),
    /// Counted, and wrong.
    WrongCode,
    /// Right.
    Done(T),
}

impl<T> Checked<T> {
    pub(super) fn done(self) -> Result<T, AppError> {
        match self {
            Self::Done(value) => Ok(value),
            Self::Limited(retry_after_seconds) => Err(AppError::Limited {
                retry_after_seconds,
            }),
            Self::WrongCode => Err(AppError::invalid(
                "invalid_code",
                "code",
                "the code is wrong or was used before",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1, last six digits.
    #[test]
    fn codes_are_those_of_the_standard_and_a_step_counts_once() {
        let secret = b"12345678901234567890";
        let step =
            |code: &str, at: u64, last: Option<i64>| fresh_step(secret, code, at, last).unwrap();
        assert_eq!(step("287082", 59, None), Some(1));
        assert_eq!(step("081804", 1_111_111_109, None), Some(37_037_036));
        assert_eq!(step("287082", 59, Some(1)), None);
        assert_eq!(step("287082", 59, Some(0)), Some(1));
    }

    #[test]
    fn one_step_before_and_after_is_accepted_and_no_more() {
        let secret = b"12345678901234567890";
        let step = |at: u64| fresh_step(secret, "287082", at, None).unwrap();
        assert_eq!(step(29), Some(1));
        assert_eq!(step(89), Some(1));
        assert_eq!(step(90), None);
        assert_eq!(fresh_step(secret, "287 082", 59, None).unwrap(), Some(1));
        assert_eq!(fresh_step(secret, "28708", 59, None).unwrap(), None);
    }

    #[test]
    fn recovery_codes_are_read_as_people_write_them() {
        assert_eq!(
            recovery_hash("0abc-DEF1 23gh-jk45"),
            recovery_hash("0ABCdef1-23ghjk45")
        );
        assert_ne!(recovery_hash("0abc"), recovery_hash("0abd"));
    }
}
