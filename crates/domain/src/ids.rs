//! Prefixed ids over time-ordered 128-bit values (ULID layout).
//!
//! To add one: a line in the `ids!` table at the end of this file.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::Instant;

/// A text was not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that starts with \"{prefix}_\"")]
pub struct InvalidId {
    /// The prefix that was wanted.
    pub prefix: &'static str,
}

/// 80 random bits and an instant make a time-ordered 128-bit value.
fn ulid_at(at: Instant, random: u128) -> u128 {
    let millis = u64::try_from(at.0.div_euclid(1_000)).unwrap_or(0);
    ulid::Ulid::from_parts(millis, random).0
}

fn parse(prefix: &'static str, text: &str) -> Result<u128, InvalidId> {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .filter(|rest| {
            rest.len() == ulid::ULID_LEN && !rest.bytes().any(|b| b.is_ascii_uppercase())
        })
        // 26 characters hold 130 bits: above `7` an id would have two spellings.
        .filter(|rest| rest.as_bytes()[0] <= b'7')
        .and_then(|rest| ulid::Ulid::from_string(rest).ok())
        .map(|u| u.0)
        .ok_or(InvalidId { prefix })
}

/// Bytes of the text form: a prefix of three letters, `_`, the ULID.
const TEXT_BYTES: usize = 4 + ulid::ULID_LEN;

/// An id's text in one piece: whoever collects it asks for memory once.
fn spell<'b>(prefix: &str, id: u128, buffer: &'b mut [u8; TEXT_BYTES]) -> &'b str {
    let mut digits = [0u8; ulid::ULID_LEN];
    let digits = ulid::Ulid(id).array_to_str(&mut digits);
    digits.make_ascii_lowercase();
    let (head, tail) = buffer.split_at_mut(prefix.len() + 1);
    head[..prefix.len()].copy_from_slice(prefix.as_bytes());
    head[prefix.len()] = b'_';
    tail.copy_from_slice(digits.as_bytes());
    std::str::from_utf8(buffer).unwrap_or_default()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl $name {
            /// What the text form starts with.
            pub const PREFIX: &'static str = {
                assert!($prefix.len() + 1 + ulid::ULID_LEN == TEXT_BYTES);
                $prefix
            };

            /// A new id, ordered by `at`; `random` gives its low 80 bits.
            pub fn new(at: Instant, random: u128) -> Self {
                Self(ulid_at(at, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(spell(Self::PREFIX, self.0, &mut [0; TEXT_BYTES]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse($prefix, text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A customer organisation.
    AccountId = "acc";
    /// A table of accounts that was sent up.
    AccountImportId = "imp";
    /// A person of an account, or of none.
    ContactId = "con";
    /// Something that is supported.
    ProductId = "prd";
    /// One sold unit or site.
    AssetId = "ast";
    /// Business hours and holidays in one zone.
    CalendarId = "cal";
    /// A named, versioned set of targets.
    SlaId = "sla";
    /// What is promised.
    PlanId = "pln";
    /// An account, a plan and what it covers.
    ContractId = "ctr";
    /// What contracts of many accounts are made from.
    ContractTemplateId = "ctp";
    /// One use of a template on many accounts.
    TemplateApplyId = "tap";
    /// One request.
    TicketId = "tkt";
    /// One entry of a ticket's history.
    EventId = "evt";
    /// One entry of the conversation.
    MessageId = "msg";
    /// A file of a message.
    AttachmentId = "att";
    /// A stored entitlement decision.
    DecisionId = "dec";
    /// One entry of the credit ledger.
    EntryId = "led";
    /// A charge line made of an overage entry.
    ChargeId = "chg";
    /// A request for approval.
    ApprovalId = "apr";
    /// Somebody who can sign in: an agent or a customer.
    UserId = "usr";
    /// Agents who work together.
    TeamId = "tea";
    /// A named set of permissions.
    RoleId = "rol";
    /// An API token.
    TokenId = "tok";
    /// A saved list.
    ViewId = "viw";
    /// A ticket status.
    StatusId = "sts";
    /// A ticket type.
    TicketTypeId = "typ";
    /// A job, timer or effect that is due.
    JobId = "job";
    /// A mail as received.
    MailId = "mal";
    /// An entry of the audit log.
    AuditId = "aud";
    /// Something a person is told.
    NotificationId = "not";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_print_with_prefix_read_back_and_follow_time() {
        let a = TicketId::new(Instant::from_seconds(1), u128::MAX);
        let b = TicketId::new(Instant::from_seconds(2), 0);
        assert!(a < b && a.to_string() < b.to_string());
        assert_eq!(a.to_string().parse::<TicketId>().unwrap(), a);
        assert!(a.to_string().parse::<AccountId>().is_err());
        assert!("tkt_".parse::<TicketId>().is_err());
        let beyond = format!("tkt_8{}", "0".repeat(25));
        assert!(beyond.parse::<TicketId>().is_err(), "one id, one spelling");
    }
}
