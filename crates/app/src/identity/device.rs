//! Known devices. Wrong passwords are counted by account, so a stranger could
//! lock its owner out. A browser in which somebody has signed in keeps a signed
//! cookie, and its tries are counted apart: strangers use up the account's
//! tries, not those of a device that is known (OWASP, "device cookies").
//!
//! The cookie opens nothing by itself. It names 128 random bits and their
//! HMAC-SHA-256 together with the address, so nobody makes one without the
//! installation's key, and one of another account counts for nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::secret::SecretText;
use crate::core::{App, Keys};

/// Bytes that tell devices apart.
const ID_BYTES: usize = 16;
/// Bytes of the code.
const CODE_BYTES: usize = 32;
/// What the key is used for here; another purpose gives another code.
const PURPOSE: &[u8] = b"surety known device 1\n";

fn code(keys: &Keys, id: &[u8], email_folded: &str) -> Hmac<Sha256> {
    // Any key length is valid for HMAC.
    let mut mac = Hmac::<Sha256>::new_from_slice(&keys.seal)
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(PURPOSE);
    mac.update(id);
    mac.update(email_folded.as_bytes());
    mac
}

/// A cookie's value for a browser in which the person with this address has
/// just signed in.
pub fn issue(app: &App, email: &str) -> SecretText {
    let id: [u8; ID_BYTES] = app.random_bytes();
    let folded = surety_domain::text::fold(email.trim());
    let mut bytes = id.to_vec();
    bytes.extend_from_slice(&code(app.keys(), &id, &folded).finalize().into_bytes());
    SecretText::new(URL_SAFE_NO_PAD.encode(bytes))
}

/// What tries from this device are counted by; none when the cookie is not of
/// this installation and this account.
pub(super) fn limit_subject(keys: &Keys, email_folded: &str, cookie: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cookie).ok()?;
    if bytes.len() != ID_BYTES + CODE_BYTES {
        return None;
    }
    let (id, given) = bytes.split_at(ID_BYTES);
    code(keys, id, email_folded).verify_slice(given).ok()?;
    let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("device:{id}"))
}
