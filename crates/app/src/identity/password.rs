//! Passwords: the rules, Argon2id, and a queue so that many checks at once
//! neither take all memory nor all cores.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use super::limits::{
    ARGON2_LANES, ARGON2_MEMORY_KIB, ARGON2_PASSES, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS,
    PASSWORD_QUEUE,
};
use super::secret::SecretText;
use crate::error::AppError;

/// What the address of a user who is not there is checked against, so that it
/// takes the same work. Nothing hashes to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3VyZXR5LW5vYm9keS0xNg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Retry hint when the queue is full, seconds.
const BUSY_RETRY_SECONDS: i64 = 5;

fn argon2() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, None)
        .map_err(|e| AppError::Internal(format!("Argon2 parameters: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// As many checks at once as there are cores.
fn places() -> &'static Semaphore {
    static PLACES: OnceLock<Semaphore> = OnceLock::new();
    PLACES.get_or_init(|| {
        Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
    })
}

/// Those who wait and those who work.
fn queue() -> &'static Semaphore {
    static QUEUE: Semaphore = Semaphore::const_new(PASSWORD_QUEUE);
    &QUEUE
}

async fn in_pool<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let queued = queue().try_acquire().map_err(|_| AppError::Limited {
        retry_after_seconds: BUSY_RETRY_SECONDS,
    })?;
    let place = places()
        .acquire()
        .await
        .map_err(|_| AppError::Internal("the password pool is closed".into()))?;
    tokio::task::spawn_blocking(move || {
        // Kept by the work: whoever hangs up does not make room for more.
        let _kept = (queued, place);
        work()
    })
    .await
    .map_err(|e| AppError::Internal(format!("password work: {e}")))?
}

/// Says what is wrong with a new password: its length, or that it is the
/// address. No rule about kinds of characters (NIST SP 800-63B section 5.1.1.2).
///
/// # Errors
/// `password_too_short`, `password_too_long` or `password_too_easy` at `field`.
pub fn check_rules(
    password: &SecretText,
    email: &str,
    name: &str,
    field: &str,
) -> Result<(), AppError> {
    let text = password.expose();
    let chars = text.chars().count();
    if chars < PASSWORD_MIN_CHARS {
        return Err(AppError::invalid(
            "password_too_short",
            field,
            format!("a password has at least {PASSWORD_MIN_CHARS} characters"),
        ));
    }
    if chars > PASSWORD_MAX_CHARS {
        return Err(AppError::invalid(
            "password_too_long",
            field,
            format!("a password has at most {PASSWORD_MAX_CHARS} characters"),
        ));
    }
    let folded = surety_domain::text::fold(text);
    let easy = folded == surety_domain::text::fold(email)
        || folded == surety_domain::text::fold(name)
        || text.chars().all(|c| text.starts_with(c));
    if easy {
        return Err(AppError::invalid(
            "password_too_easy",
            field,
            "a password is not the address, the name, or one character over and over",
        ));
    }
    Ok(())
}

/// Argon2id in PHC form.
///
/// # Errors
/// [`AppError::Limited`] when too many wait already.
pub async fn hash(password: &SecretText, salt: [u8; 16]) -> Result<String, AppError> {
    let password = password.clone();
    in_pool(move || {
        argon2()?
            .hash_password_with_salt(password.expose().as_bytes(), &salt)
            .map(|hash: PasswordHash| hash.to_string())
            .map_err(|e| AppError::Internal(format!("Argon2: {e}")))
    })
    .await
}

/// Whether the password fits; with no hash the same work is done for a no.
///
/// # Errors
/// [`AppError::Limited`] when too many wait already.
pub async fn verify(password: &SecretText, hash: Option<&str>) -> Result<bool, AppError> {
    // An over-long password would cost more work than a right one ever does.
    let too_long = password.expose().chars().count() > PASSWORD_MAX_CHARS;
    let password = if too_long {
        SecretText::new("")
    } else {
        password.clone()
    };
    let known = hash.is_some() && !too_long;
    let hash = hash.unwrap_or(NOBODY).to_owned();
    in_pool(move || {
        let hash = PasswordHash::new(&hash).map_err(|e| {
            AppError::Internal(format!("a stored password hash does not read: {e}"))
        })?;
        let fits = argon2()?
            .verify_password(password.expose().as_bytes(), &hash)
            .is_ok();
        Ok(fits && known)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Option<String> {
        check_rules(
            &SecretText::new(text),
            "Ann@Example.org",
            "Ann Example-Smith",
            "password",
        )
        .err()
        .map(|e| e.code().to_owned())
    }

    #[test]
    fn the_rules_hold_at_their_edges() {
        assert_eq!(rules("elevenchars").as_deref(), Some("password_too_short"));
        assert_eq!(rules("twelve chars"), None);
        assert_eq!(rules(&"ab".repeat(64)), None);
        assert_eq!(
            rules(&format!("{}c", "ab".repeat(64))).as_deref(),
            Some("password_too_long")
        );
        assert_eq!(
            rules("ann@example.ORG").as_deref(),
            Some("password_too_easy")
        );
        assert_eq!(
            rules("aaaaaaaaaaaaaa").as_deref(),
            Some("password_too_easy")
        );
        // Twelve characters, not bytes.
        assert_eq!(
            rules("密码密码密码密码密码密").as_deref(),
            Some("password_too_short")
        );
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_only_and_has_the_parameters() {
        let hashed = hash(&SecretText::new("correct horse battery"), [3; 16])
            .await
            .unwrap();
        assert!(
            hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hashed}"
        );
        let fits = async |text: &str| verify(&SecretText::new(text), Some(&hashed)).await.unwrap();
        assert!(fits("correct horse battery").await);
        assert!(!fits("correct horse batterz").await);
        assert!(!fits(&"x".repeat(10_000_000)).await);
    }

    #[tokio::test]
    async fn nobody_is_checked_with_the_same_parameters_and_never_fits() {
        assert!(
            !verify(&SecretText::new("anything at all"), None)
                .await
                .unwrap()
        );
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let params = Params::try_from(&nobody).unwrap();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES)
        );
    }
}
