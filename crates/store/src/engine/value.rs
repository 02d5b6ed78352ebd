//! What goes into a statement: four kinds of value and how our types become
//! them.

use surety_domain::ids;
use surety_domain::time::Instant;

use super::error::StoreError;

/// A parameter or a stored value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// SQL `NULL`.
    Null,
    /// A 64-bit integer; also booleans (0 and 1) and instants (microseconds).
    Int(i64),
    /// Text without U+0000.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// `value` written as JSON text.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] when the type cannot be written as JSON,
    /// for example a map with keys that are not text.
    pub fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<Self, StoreError> {
        serde_json::to_string(value)
            .map(Self::Text)
            .map_err(|e| StoreError::Inconsistent {
                statement: "",
                column: String::new(),
                reason: format!("not writable as JSON: {e}"),
            })
    }
}

macro_rules! from_int {
    ($($t:ty),*) => {$(
        impl From<$t> for Value {
            fn from(value: $t) -> Self {
                Self::Int(i64::from(value))
            }
        }
    )*};
}
from_int!(i64, i32, i16, i8, u32, u16, u8, bool);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<std::borrow::Cow<'_, str>> for Value {
    fn from(value: std::borrow::Cow<'_, str>) -> Self {
        Self::Text(value.into_owned())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl From<Instant> for Value {
    fn from(value: Instant) -> Self {
        Self::Int(value.0)
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! from_ids {
    ($($name:ident),* $(,)?) => {$(
        impl From<ids::$name> for Value {
            fn from(id: ids::$name) -> Self {
                Self::Text(id.to_string())
            }
        }
        impl From<&ids::$name> for Value {
            fn from(id: &ids::$name) -> Self {
                Self::Text(id.to_string())
            }
        }
    )*};
}
from_ids!(
    AccountId,
    AccountImportId,
    ContactId,
    ProductId,
    AssetId,
    CalendarId,
    SlaId,
    PlanId,
    ContractId,
    ContractTemplateId,
    TemplateApplyId,
    TicketId,
    EventId,
    MessageId,
    AttachmentId,
    DecisionId,
    EntryId,
    ChargeId,
    ApprovalId,
    UserId,
    TeamId,
    RoleId,
    TokenId,
    ViewId,
    StatusId,
    TicketTypeId,
    JobId,
    MailId,
    AuditId,
    NotificationId,
);

/// The parameters of one statement, in the order `$1`, `$2`, …
///
/// Each becomes a [`Value`] by `Into`; the result is an array, so `&params![…]`
/// is what [`crate::Tx`] takes and `params![…].into()` a vector of them.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        [$($crate::Value::from($value)),*]
    };
}
