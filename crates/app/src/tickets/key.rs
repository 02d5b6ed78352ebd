//! How a caller names a ticket.

use surety_domain::ids::TicketId;
use surety_store::Tx;
use surety_store::records::tickets;

use crate::error::AppError;

/// How a caller names a ticket: by number or by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketKey {
    /// Short and human.
    Number(i64),
    /// The id.
    Id(TicketId),
}

impl std::str::FromStr for TicketKey {
    type Err = AppError;
    fn from_str(text: &str) -> Result<Self, AppError> {
        match text.strip_prefix('#').unwrap_or(text).parse::<i64>() {
            Ok(number) => Ok(Self::Number(number)),
            Err(_) => text
                .parse()
                .map(Self::Id)
                .map_err(|_| AppError::NotFound("ticket")),
        }
    }
}

impl TicketKey {
    /// The id behind it.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn id(self, tx: &mut Tx<'_>) -> Result<TicketId, AppError> {
        match self {
            Self::Id(id) => Ok(id),
            Self::Number(number) => {
                tickets::id_by_number(tx, number)?.ok_or(AppError::NotFound("ticket"))
            }
        }
    }
}

impl<'de> serde::Deserialize<'de> for TicketKey {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse()
            .map_err(|_| serde::de::Error::custom("expected a ticket's number or id"))
    }
}
