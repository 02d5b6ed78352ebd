//! Which tickets used credits in a span: for what used them up, and for the
//! list of tickets behind a figure.

use surety_domain::ids::{AccountId, ContractId, TicketId};
use surety_domain::time::Instant;

use crate::records::listing::Listing;
use crate::{StoreError, Tx};

/// Whose credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedOf {
    /// Those of a contract, or of an account's free support.
    Contract(ContractId),
    /// All that an account has.
    Account(AccountId),
}

/// A span of time in which credits were used, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedIn {
    /// Whose.
    pub of: UsedOf,
    /// First instant.
    pub from: Instant,
    /// First instant after it.
    pub before: Instant,
}

/// What a ticket used of one limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedOne {
    /// Which ticket.
    pub ticket: TicketId,
    /// Whose credits.
    pub contract: ContractId,
    /// Of which limit.
    pub bucket: String,
    /// Hundredths, with what was past the limit, less what came back in the
    /// span; above zero.
    pub used: i64,
}

/// What each ticket used, by contract and limit; at most `limit` rows.
///
/// # Errors
/// As the engine reports.
pub fn used_by_tickets(
    tx: &mut Tx<'_>,
    span: UsedIn,
    bucket: Option<&str>,
    limit: i64,
) -> Result<Vec<UsedOne>, StoreError> {
    let mut listing = Listing::new(
        "SELECT e.ticket_id, e.contract_id, e.bucket, CAST(-sum(e.amount) AS BIGINT) AS used FROM credit_entries e",
    );
    match span.of {
        UsedOf::Contract(id) => listing.and("e.contract_id = ").bind(id),
        UsedOf::Account(id) => listing.and("e.account_id = ").bind(id),
    };
    if let Some(bucket) = bucket {
        listing.and("e.bucket = ").bind(bucket);
    }
    listing.and("e.at >= ").bind(span.from);
    listing.and("e.at < ").bind(span.before);
    listing
        .and("e.ticket_id IS NOT NULL")
        .and("e.kind IN ('consume', 'refund', 'overage')")
        .sql(" GROUP BY e.ticket_id, e.contract_id, e.bucket HAVING sum(e.amount) < 0")
        .sql(" ORDER BY e.ticket_id, e.contract_id, e.bucket LIMIT ")
        .bind(limit);
    listing
        .rows(tx)?
        .iter()
        .map(|row| {
            Ok(UsedOne {
                ticket: row.id("ticket_id")?,
                contract: row.id("contract_id")?,
                bucket: row.text("bucket")?,
                used: row.int("used")?,
            })
        })
        .collect()
}

/// When the last credit of a limit was taken in a span, if any was.
///
/// # Errors
/// As the engine reports.
pub fn last_use(
    tx: &mut Tx<'_>,
    contract: ContractId,
    bucket: &str,
    from: Instant,
    before: Instant,
) -> Result<Option<Instant>, StoreError> {
    let mut listing = Listing::new("SELECT e.at FROM credit_entries e");
    listing.and("e.contract_id = ").bind(contract);
    listing.and("e.bucket = ").bind(bucket);
    listing.and("e.at >= ").bind(from);
    listing.and("e.at < ").bind(before);
    listing
        .and("e.kind IN ('consume', 'overage')")
        .sql(" ORDER BY e.at DESC, e.seq DESC LIMIT 1");
    listing
        .rows(tx)?
        .first()
        .map(|row| row.instant("at"))
        .transpose()
}
