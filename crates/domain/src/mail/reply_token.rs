//! The signed token in our reply addresses and Message-IDs. A mail that carries
//! one answers the ticket of that token; without the key nobody can make one.
//!
//! Form: the ticket id (26 characters) and 96 bits of an HMAC-SHA256 (20
//! characters), Crockford base 32 in lower case, because mail systems change
//! the case of addresses. 46 characters leave room in the 64 of a local part.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::ids::TicketId;

/// Characters of a ticket id without its prefix.
const ID_CHARS: usize = 26;

/// Bytes of the code that are kept.
const CODE_BYTES: usize = 12;

/// Characters that hold the code.
const CODE_CHARS: usize = 20;

/// Characters of a token.
pub const TOKEN_CHARS: usize = ID_CHARS + CODE_CHARS;

/// Most characters of a local part (RFC 5321 §4.5.3.1.1).
const MAX_LOCAL_CHARS: usize = 64;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How our Message-IDs begin.
const MESSAGE_ID_PREFIX: &str = "surety.";

fn code(key: &[u8], ticket: TicketId) -> Hmac<Sha256> {
    // Any key length is valid for HMAC.
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key)
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(b"surety reply token 1\n");
    mac.update(&ticket.0.to_be_bytes());
    mac
}

/// The token of a ticket under a secret key.
pub fn token(key: &[u8], ticket: TicketId) -> String {
    let full = code(key, ticket).finalize().into_bytes();
    let text = ticket.to_string();
    let id = text.rsplit('_').next().unwrap_or_default();
    let mut out = String::with_capacity(TOKEN_CHARS);
    out.push_str(id);
    let number = full[..CODE_BYTES]
        .iter()
        .fold(0u128, |n, b| n << 8 | u128::from(*b));
    for place in (0..CODE_CHARS).rev() {
        let digit = (number >> (place * 5)) & 31;
        out.push(ALPHABET[digit as usize] as char);
    }
    out
}

/// The ticket of a token, if it was made with this key. The comparison takes
/// the same time wherever a forged token differs.
pub fn verify(key: &[u8], token: &str) -> Option<TicketId> {
    if token.len() != TOKEN_CHARS || !token.is_ascii() {
        return None;
    }
    let token = token.to_ascii_lowercase();
    let (id, digits) = token.split_at(ID_CHARS);
    let ticket: TicketId = format!("{}_{id}", TicketId::PREFIX).parse().ok()?;
    // One spelling only: base 32 has two bits to spare, which must not make a
    // second token of the first.
    if !ticket.to_string().ends_with(id) {
        return None;
    }
    let mut number = 0u128;
    for b in digits.bytes() {
        let digit = ALPHABET.iter().position(|a| *a == b)?;
        number = number << 5 | digit as u128;
    }
    if number >> (CODE_BYTES * 8) != 0 {
        return None;
    }
    let bytes = number.to_be_bytes();
    code(key, ticket)
        .verify_truncated_left(&bytes[bytes.len() - CODE_BYTES..])
        .ok()
        .map(|()| ticket)
}

/// `support+<token>@example.org` for `support@example.org`; none when the local
/// part has no room for it.
pub fn reply_address(key: &[u8], mailbox: &str, ticket: TicketId) -> Option<String> {
    let (local, domain) = mailbox.rsplit_once('@')?;
    let base = local.split('+').next().unwrap_or(local);
    let address = format!("{base}+{}", token(key, ticket));
    (address.len() <= MAX_LOCAL_CHARS).then(|| format!("{address}@{domain}"))
}

/// The ticket of a signed reply address.
pub fn ticket_of_address(key: &[u8], address: &str) -> Option<TicketId> {
    let (local, _) = address.trim().rsplit_once('@')?;
    let (_, token) = local.rsplit_once('+')?;
    verify(key, token)
}

/// The Message-ID (without angle brackets) of a mail that we send for a ticket.
/// `unique` keeps the mails of one ticket apart.
pub fn message_id(key: &[u8], ticket: TicketId, unique: u128, domain: &str) -> String {
    format!(
        "{MESSAGE_ID_PREFIX}{}.{unique:032x}@{domain}",
        token(key, ticket)
    )
}

/// The ticket of a Message-ID that we made.
pub fn ticket_of_message_id(key: &[u8], id: &str) -> Option<TicketId> {
    let rest = id
        .get(..MESSAGE_ID_PREFIX.len())
        .filter(|p| p.eq_ignore_ascii_case(MESSAGE_ID_PREFIX))
        .and(id.get(MESSAGE_ID_PREFIX.len()..))?;
    verify(key, rest.split('.').next()?)
}

#[cfg(test)]
mod tests {
    use crate::properties::cases;
    use proptest::prelude::*;

    use super::*;

    const KEY: &[u8] = b"0123456789abcdef0123456789abcdef";

    #[test]
    fn an_address_and_a_message_id_lead_back() {
        let ticket = TicketId(0x0190_1234_5678_9abc_def0_1234_5678_9abc);
        let address = reply_address(KEY, "support@example.org", ticket).unwrap();
        assert!(address.starts_with("support+") && address.ends_with("@example.org"));
        assert_eq!(ticket_of_address(KEY, &address), Some(ticket));
        assert_eq!(
            ticket_of_address(KEY, &address.to_uppercase()),
            Some(ticket)
        );
        let id = message_id(KEY, ticket, 7, "example.org");
        assert_eq!(ticket_of_message_id(KEY, &id), Some(ticket));
        assert_eq!(ticket_of_message_id(KEY, "surety.@x"), None);
        assert_eq!(ticket_of_message_id(KEY, "ünrelated@x"), None);
        assert_eq!(ticket_of_address(b"other key", &address), None);
    }

    #[test]
    fn a_long_mailbox_name_has_no_room_at_its_edge() {
        let fits = format!("{}@x.y", "a".repeat(MAX_LOCAL_CHARS - TOKEN_CHARS - 1));
        assert!(reply_address(KEY, &fits, TicketId(1)).is_some());
        assert!(reply_address(KEY, &format!("a{fits}"), TicketId(1)).is_none());
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn every_token_verifies_and_no_changed_one_does(
            id in any::<u128>(), place in 0..TOKEN_CHARS, digit in 0usize..32
        ) {
            let ticket = TicketId(id);
            let good = token(KEY, ticket);
            prop_assert_eq!(good.len(), TOKEN_CHARS);
            prop_assert_eq!(verify(KEY, &good), Some(ticket));
            let mut bad = good.clone().into_bytes();
            bad[place] = ALPHABET[digit];
            let bad = String::from_utf8(bad).unwrap();
            if bad != good {
                prop_assert_eq!(verify(KEY, &bad), None);
            }
        }

        #[test]
        fn arbitrary_text_is_no_token(text in "\\PC{0,60}") {
            prop_assert_eq!(verify(KEY, &text), None);
            prop_assert_eq!(ticket_of_address(KEY, &text), None);
            prop_assert_eq!(ticket_of_message_id(KEY, &text), None);
        }
    }
}
