//! Checks of what callers send: every fault is found and named by its field.

use crate::error::{AppError, FieldError};

/// Longest name, characters.
pub const NAME_CHARS_MAX: usize = 200;
/// Longest short text (segment, title, serial, code…), characters.
pub const WORD_CHARS_MAX: usize = 100;
/// Longest long text (notes, description), characters.
pub const TEXT_CHARS_MAX: usize = 20_000;
/// Longest e-mail address, characters (RFC 5321 section 4.5.3.1.3).
pub const ADDRESS_CHARS_MAX: usize = 254;
/// Longest part before the `@`, characters (RFC 5321 section 4.5.3.1.1).
const LOCAL_PART_CHARS_MAX: usize = 64;
/// Longest domain name, characters (RFC 1035 section 2.3.4, without the final dot).
const DOMAIN_CHARS_MAX: usize = 253;
/// Longest label of a domain name, characters (RFC 1035 section 2.3.4).
const LABEL_CHARS_MAX: usize = 63;
/// Longest language tag that is useful (RFC 5646 section 4.4.1), characters.
const LOCALE_CHARS_MAX: usize = 35;

/// Collects what is wrong with an input, field by field.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Nothing wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a fault.
    pub fn fail(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// The faults as one answer, if there are any.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for one fault, [`AppError::InvalidFields`] for several.
    pub fn done(mut self) -> Result<(), AppError> {
        match self.errors.len() {
            0 => Ok(()),
            1 => {
                let FieldError {
                    field,
                    code,
                    message,
                } = self.errors.remove(0);
                Err(AppError::Invalid {
                    code,
                    field: Some(field),
                    message,
                })
            }
            _ => Err(AppError::InvalidFields(self.errors)),
        }
    }

    fn length(&mut self, field: &str, text: &str, max: usize) {
        if text.chars().count() > max {
            self.fail(field, "too_long", format!("at most {max} characters"));
        }
    }

    fn one_line(&mut self, field: &str, text: &str, max: usize) -> String {
        let text = text.trim();
        self.length(field, text, max);
        if text.chars().any(char::is_control) {
            self.fail(
                field,
                "control_character",
                "one line without control characters",
            );
        }
        text.to_owned()
    }

    /// Words of at most `max` characters on one line, perhaps none.
    pub fn line(&mut self, field: &str, text: &str, max: usize) -> String {
        self.one_line(field, text, max)
    }

    /// A name: 1 to [`NAME_CHARS_MAX`] characters on one line, without space at its ends.
    pub fn name(&mut self, field: &str, text: &str) -> String {
        let name = self.one_line(field, text, NAME_CHARS_MAX);
        if name.is_empty() {
            self.fail(field, "required", "must not be empty");
        }
        name
    }

    /// A short text that may be absent; an empty one is absent.
    pub fn word(&mut self, field: &str, text: Option<&str>) -> Option<String> {
        text.map(|text| self.one_line(field, text, WORD_CHARS_MAX))
            .filter(|text| !text.is_empty())
    }

    /// A long text of several lines.
    pub fn text(&mut self, field: &str, text: &str) -> String {
        self.length(field, text, TEXT_CHARS_MAX);
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            self.fail(
                field,
                "control_character",
                "no control characters but line ends and tabs",
            );
        }
        text.to_owned()
    }

    /// One word of a code, e.g. of a product: letters, digits, `.`, `_`, `-`.
    pub fn code(&mut self, field: &str, text: &str) -> String {
        let code = self.one_line(field, text, WORD_CHARS_MAX);
        if code.is_empty() {
            self.fail(field, "required", "must not be empty");
        } else if !code
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
        {
            self.fail(
                field,
                "invalid_characters",
                "letters, digits, '.', '_' and '-' only",
            );
        }
        code
    }

    /// An e-mail address without a display name.
    pub fn email(&mut self, field: &str, text: &str) -> String {
        let address = text.trim();
        if !is_email(address) {
            self.fail(
                field,
                "invalid_email",
                "expected an address such as ada@example.com",
            );
        }
        address.to_owned()
    }

    /// A mail domain, in lower case.
    pub fn domain(&mut self, field: &str, text: &str) -> String {
        let domain = surety_domain::text::fold(text);
        if !is_domain(&domain) {
            self.fail(
                field,
                "invalid_domain",
                "expected a mail domain such as example.com",
            );
        }
        domain
    }

    /// An IANA zone.
    pub fn zone(&mut self, field: &str, text: &str) -> String {
        match jiff::tz::TimeZone::get(text) {
            Ok(zone) if zone.iana_name().is_some() => zone.iana_name().unwrap_or(text).to_owned(),
            _ => {
                self.fail(
                    field,
                    "invalid_zone",
                    "expected an IANA zone such as Europe/Berlin",
                );
                text.to_owned()
            }
        }
    }

    /// A BCP 47 language tag.
    pub fn locale(&mut self, field: &str, text: &str) -> String {
        if !is_locale(text) {
            self.fail(
                field,
                "invalid_locale",
                "expected a language tag such as en or zh-CN",
            );
        }
        text.to_owned()
    }

    /// An ISO 4217 code.
    pub fn currency(&mut self, field: &str, text: &str) -> String {
        if text.len() != 3 || !text.bytes().all(|b| b.is_ascii_uppercase()) {
            self.fail(
                field,
                "invalid_currency",
                "expected an ISO 4217 code such as EUR",
            );
        }
        text.to_owned()
    }

    /// A civil date.
    pub fn date(&mut self, field: &str, text: &str) -> String {
        let shaped = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
        if !shaped {
            self.fail(field, "invalid_date", "expected a date as YYYY-MM-DD");
        }
        text.to_owned()
    }

    /// A number within bounds, both included.
    pub fn range(&mut self, field: &str, value: i64, min: i64, max: i64) -> i64 {
        if !(min..=max).contains(&value) {
            self.fail(field, "out_of_range", format!("expected {min} to {max}"));
        }
        value
    }

    /// At most so many entries, none of them twice.
    pub fn list<T: PartialEq>(&mut self, field: &str, values: &[T], max: usize) {
        if values.len() > max {
            self.fail(field, "too_many", format!("at most {max}"));
            return;
        }
        for (at, value) in values.iter().enumerate() {
            if values[..at].contains(value) {
                self.fail(&format!("{field}[{at}]"), "duplicate", "is there already");
            }
        }
    }

    /// A reference to something that must be there and in use.
    pub fn reference(&mut self, field: &str, found: bool) {
        if !found {
            self.fail(
                field,
                "unknown_reference",
                "there is no such object, or it is archived",
            );
        }
    }
}

/// Whether this is an address that mail can be sent to: a dot-atom with UTF-8
/// (RFC 6532) or a quoted local part is not asked for, only what every mail
/// system takes.
fn is_email(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let local_char = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !local.is_empty()
        && address.chars().count() <= ADDRESS_CHARS_MAX
        && local.chars().count() <= LOCAL_PART_CHARS_MAX
        && local.chars().all(local_char)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && (is_domain(&domain.to_lowercase()) || domain.eq_ignore_ascii_case("localhost"))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().count() <= LABEL_CHARS_MAX
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.chars().count() <= DOMAIN_CHARS_MAX
        && domain.contains('.')
        && domain.split('.').all(label)
}

fn is_locale(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    tag.len() <= LOCALE_CHARS_MAX
        && (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
