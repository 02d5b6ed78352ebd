//! Acceptance of the exact document of an offer.

use serde::{Deserialize, Serialize};

use crate::ids::{ContactId, UserId};
use crate::text::is_invisible;
use crate::time::Instant;

/// Longest name that is typed under a document, in characters.
pub const ACCEPT_NAME_CHARS_MAX: usize = 200;
/// Longest reason why somebody else accepts, in characters.
pub const ACCEPT_REASON_CHARS_MAX: usize = 500;

/// Who accepted, when, and exactly what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The customer's contact; none where the desk recorded it for them.
    pub contact: Option<ContactId>,
    /// Who was signed in.
    pub user: Option<UserId>,
    /// The name that was typed.
    pub name: String,
    /// When.
    pub at: Instant,
    /// SHA-256 of the document, see [`sha256_hex`](crate::digest::sha256_hex).
    pub document_sha256: String,
    /// Why the desk recorded it for the customer; none where they did it.
    pub on_behalf_reason: Option<String>,
}

/// Why nothing is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AcceptanceError {
    /// Another document was read than the one that is offered now.
    #[error("the document has changed since it was shown; read it again")]
    DocumentChanged,
    /// No name, one that is too long, or one that hides something.
    #[error("type a name of 1 to {ACCEPT_NAME_CHARS_MAX} characters")]
    Name,
    /// The desk accepts for a customer, and does not say why.
    #[error("say in at most {ACCEPT_REASON_CHARS_MAX} characters why the desk accepts for them")]
    Reason,
    /// A customer accepts for themselves.
    #[error("only the desk accepts for somebody else")]
    NotOnBehalf,
}

impl AcceptanceError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DocumentChanged => "document_changed",
            Self::Name => "accept_name_missing",
            Self::Reason => "reason_missing",
            Self::NotOnBehalf => "not_on_behalf",
        }
    }

    /// The field at fault.
    pub const fn field(self) -> &'static str {
        match self {
            Self::DocumentChanged => "document_sha256",
            Self::Name => "name",
            Self::Reason | Self::NotOnBehalf => "reason",
        }
    }
}

/// Who wants to accept, and what they say.
#[derive(Debug, Clone, Copy)]
pub struct Accepting<'a> {
    /// The customer's contact; none is the desk.
    pub contact: Option<ContactId>,
    /// Who is signed in.
    pub user: Option<UserId>,
    /// The name that was typed.
    pub name: &'a str,
    /// SHA-256 of the document that was shown.
    pub document_sha256: &'a str,
    /// Why the desk does it for them.
    pub reason: Option<&'a str>,
}

/// The acceptance of a document, if it is the one that is offered.
///
/// # Errors
/// [`AcceptanceError`]; then nothing is accepted.
pub fn accept(
    offered_sha256: &str,
    by: &Accepting<'_>,
    at: Instant,
) -> Result<Acceptance, AcceptanceError> {
    if by.document_sha256 != offered_sha256 {
        return Err(AcceptanceError::DocumentChanged);
    }
    // It is shown for years: nothing in it may hide or turn the text around.
    let fits = |text: &str, most: usize| {
        (1..=most).contains(&text.chars().count())
            && text.chars().any(char::is_alphanumeric)
            && !text.chars().any(is_invisible)
    };
    let name = by.name.trim();
    if !fits(name, ACCEPT_NAME_CHARS_MAX) || name.chars().any(char::is_control) {
        return Err(AcceptanceError::Name);
    }
    let reason = by.reason.map(str::trim);
    match (by.contact, reason) {
        (Some(_), Some(_)) => return Err(AcceptanceError::NotOnBehalf),
        (None, None) => return Err(AcceptanceError::Reason),
        (None, Some(reason)) if !fits(reason, ACCEPT_REASON_CHARS_MAX) => {
            return Err(AcceptanceError::Reason);
        }
        _ => {}
    }
    Ok(Acceptance {
        contact: by.contact,
        user: by.user,
        name: name.to_owned(),
        at,
        document_sha256: offered_sha256.to_owned(),
        on_behalf_reason: reason.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: &str = "ab12";

    fn said<'a>(contact: bool, name: &'a str, reason: Option<&'a str>) -> Accepting<'a> {
        Accepting {
            contact: contact.then(|| ContactId::new(Instant(0), 1)),
            user: None,
            name,
            document_sha256: OFFERED,
            reason,
        }
    }

    fn code(by: &Accepting<'_>) -> Option<&'static str> {
        accept(OFFERED, by, Instant(7))
            .err()
            .map(AcceptanceError::code)
    }

    #[test]
    fn only_the_document_that_is_offered_is_accepted() {
        let mut by = said(true, "Grace Kim", None);
        let accepted = accept(OFFERED, &by, Instant(7)).unwrap();
        assert_eq!(
            (
                accepted.name.as_str(),
                accepted.at,
                accepted.document_sha256.as_str()
            ),
            ("Grace Kim", Instant(7), OFFERED)
        );
        for other in ["", "AB12", "ab123", "cd34"] {
            by.document_sha256 = other;
            assert_eq!(code(&by), Some("document_changed"), "{other}");
        }
    }

    #[test]
    fn a_name_is_typed_and_the_desk_says_why() {
        let longest = "名".repeat(ACCEPT_NAME_CHARS_MAX);
        assert_eq!(code(&said(true, &longest, None)), None);
        for name in ["", "  ", &format!("{longest}名")] {
            assert_eq!(code(&said(true, name, None)), Some("accept_name_missing"));
        }
        assert_eq!(
            code(&said(true, "Grace Kim", Some("signed"))),
            Some("not_on_behalf")
        );
        let why = "x".repeat(ACCEPT_REASON_CHARS_MAX);
        assert_eq!(code(&said(false, "Grace Kim", Some(&why))), None);
        for reason in [None, Some(" "), Some(&*format!("{why}x"))] {
            assert_eq!(
                code(&said(false, "Grace Kim", reason)),
                Some("reason_missing")
            );
        }
    }
}
