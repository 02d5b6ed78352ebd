//! One change for many tickets.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::change::{ChangeInput, apply};
use super::key::TicketKey;
use crate::core::{App, Call};
use crate::error::AppError;

/// Most tickets of one bulk change.
pub const BULK_MAX: usize = 200;

/// Which tickets a bulk change is for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkTicket {
    /// Number or id.
    pub id: String,
    /// The version that was seen; a ticket that changed since is left alone.
    #[serde(default)]
    pub version: Option<i64>,
}

/// One change for many tickets.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkInput {
    /// At most [`BULK_MAX`].
    pub tickets: Vec<BulkTicket>,
    /// What changes in each.
    pub change: ChangeInput,
}

/// What became of one ticket of a bulk change.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BulkResult {
    /// As it was named.
    pub id: String,
    /// Whether it was changed.
    pub ok: bool,
    /// Its version now.
    pub version: Option<i64>,
    /// What its changed fields were before: send it as a change to undo this one.
    #[schema(value_type = Object)]
    pub before: Option<Value>,
    /// Why it was left alone.
    pub error: Option<BulkError>,
}

/// Why a ticket of a bulk change was left alone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BulkError {
    /// Stable code.
    pub code: String,
    /// What is wrong.
    pub detail: String,
}

/// Changes many tickets, each for itself: one that fails leaves the others.
///
/// # Errors
/// `too_many_tickets`, or the store's.
pub async fn bulk(app: &App, call: &Call, input: BulkInput) -> Result<Vec<BulkResult>, AppError> {
    if input.tickets.len() > BULK_MAX {
        return Err(AppError::invalid(
            "too_many_tickets",
            "tickets",
            format!("at most {BULK_MAX} at once"),
        ));
    }
    app.command(call, move |tx, cx| {
        let mut results = Vec::new();
        for ticket in &input.tickets {
            let done = tx.attempt(|tx| {
                let key: TicketKey = ticket.id.parse()?;
                apply(tx, cx, key, &input.change, ticket.version)
            });
            results.push(match done {
                Ok((changed, before)) => BulkResult {
                    id: ticket.id.clone(),
                    ok: true,
                    version: Some(changed.ticket.version),
                    before: Some(before),
                    error: None,
                },
                Err(error @ (AppError::Store(_) | AppError::Internal(_))) => return Err(error),
                Err(error) => BulkResult {
                    id: ticket.id.clone(),
                    ok: false,
                    version: None,
                    before: None,
                    error: Some(BulkError {
                        code: error.code().to_owned(),
                        detail: error.to_string(),
                    }),
                },
            });
        }
        Ok(results)
    })
    .await
}
