//! Texts that must not be printed, and values that must not be stored as they are.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::core::Keys;
use crate::error::AppError;

/// Length of an XChaCha20 nonce, bytes.
const NONCE_BYTES: usize = 24;

/// A text that does not print itself. It can be read from input, and never be
/// written by accident.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct SecretText(String);

impl SecretText {
    /// Keeps a text from being printed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself; ask only where it leaves to its owner or is checked.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// 256 random bits as text, with a prefix that secret scanners can look for.
pub fn token_text(prefix: &str, random: [u8; 32]) -> SecretText {
    SecretText(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(random)))
}

/// What is stored of a token.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Compares without telling by time how much is equal.
pub fn same(a: &str, b: &str) -> bool {
    token_hash(a).ct_eq(&token_hash(b)).into()
}

/// A value sealed with the installation's key (XChaCha20-Poly1305), as
/// base64url text. Stored answers and columns hold this form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl Sealed {
    /// Seals a text for one purpose; it opens for no other.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the cipher refuses.
    pub fn seal(
        keys: &Keys,
        nonce: [u8; NONCE_BYTES],
        purpose: &str,
        secret: &str,
    ) -> Result<Self, AppError> {
        let bytes = seal(keys, nonce, purpose, secret.as_bytes())?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the key or the purpose is another.
    pub fn open(&self, keys: &Keys, purpose: &str) -> Result<SecretText, AppError> {
        let bytes = URL_SAFE_NO_PAD
            .decode(&self.0)
            .map_err(|_| AppError::Internal("a sealed value is not base64url".into()))?;
        let opened = open(keys, purpose, &bytes)?;
        String::from_utf8(opened)
            .map(SecretText)
            .map_err(|_| AppError::Internal("a sealed value is not text".into()))
    }
}

/// Seals bytes for one purpose: the nonce, then the ciphertext with its tag.
///
/// # Errors
/// [`AppError::Internal`] when the cipher refuses.
pub fn seal(
    keys: &Keys,
    nonce: [u8; NONCE_BYTES],
    purpose: &str,
    secret: &[u8],
) -> Result<Vec<u8>, AppError> {
    let cipher = XChaCha20Poly1305::new(&Key::from(keys.seal));
    let sealed = cipher
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: secret,
                aad: purpose.as_bytes(),
            },
        )
        .map_err(|_| AppError::Internal("sealing failed".into()))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal`] made for the same purpose.
///
/// # Errors
/// [`AppError::Internal`] when the key or the purpose is another, or the bytes were changed.
pub fn open(keys: &Keys, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, AppError> {
    let fault = || {
        AppError::Internal(format!(
            "a sealed value for {purpose} does not open; was the key file replaced?"
        ))
    };
    let (nonce, sealed) = sealed
        .split_first_chunk::<NONCE_BYTES>()
        .ok_or_else(fault)?;
    XChaCha20Poly1305::new(&Key::from(keys.seal))
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: sealed,
                aad: purpose.as_bytes(),
            },
        )
        .map_err(|_| fault())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(first: u8) -> Keys {
        Keys {
            seal: [first; 32],
            reply: [9; 32],
        }
    }

    #[test]
    fn a_sealed_value_opens_only_with_its_key_and_purpose() {
        let sealed = Sealed::seal(&keys(1), [7; 24], "token", "srt_x").unwrap();
        assert_eq!(sealed.open(&keys(1), "token").unwrap().expose(), "srt_x");
        assert!(sealed.open(&keys(2), "token").is_err());
        assert!(sealed.open(&keys(1), "totp").is_err());
        assert!(!serde_json::to_string(&sealed).unwrap().contains("srt_x"));
    }

    #[test]
    fn changed_or_short_bytes_do_not_open() {
        let mut sealed = seal(&keys(1), [7; 24], "totp", b"abc").unwrap();
        sealed[30] ^= 1;
        assert!(open(&keys(1), "totp", &sealed).is_err());
        assert!(open(&keys(1), "totp", &sealed[..10]).is_err());
    }

    #[test]
    fn secrets_do_not_print() {
        let token = token_text("srt_", [255; 32]);
        assert!(token.expose().starts_with("srt_") && token.expose().len() == 47);
        assert_eq!(format!("{token:?}"), "SecretText(…)");
    }
}
