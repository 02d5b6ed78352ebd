//! Entitlement decisions: kept with the whole trace, one after another, never changed.

use surety_domain::ids::{DecisionId, TicketId};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a decision.
    INSERT = "INSERT INTO entitlement_decisions (id, ticket_id, at, outcome, contract_id, contract_version, plan_id,
                plan_version, limit_action, cause, trace)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// One decision.
    pub(in crate::records) GET = "SELECT id, ticket_id, at, outcome, contract_id, contract_version, plan_id, plan_version, limit_action,
             cause, trace
             FROM entitlement_decisions WHERE id = $1";
    /// Decisions of a ticket, newest first.
    OF_TICKET = "SELECT id, ticket_id, at, outcome, contract_id, contract_version, plan_id, plan_version, limit_action,
             cause, trace
             FROM entitlement_decisions WHERE ticket_id = $1 ORDER BY at DESC, id DESC";
}

/// A decision as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDecision {
    /// Its id.
    pub id: DecisionId,
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// When it was made.
    pub at: Instant,
    /// `covered`, `over_limit` or `uncovered`.
    pub outcome: String,
    /// The contract that won.
    pub contract_id: Option<String>,
    /// Its version then.
    pub contract_version: Option<i64>,
    /// The plan.
    pub plan_id: Option<String>,
    /// Its version then.
    pub plan_version: Option<i64>,
    /// What the limit policy said, when no credit was left.
    pub limit_action: Option<String>,
    /// Why it was made: `created`, `account_changed`…
    pub cause: String,
    /// The whole trace as JSON.
    pub trace: String,
}

fn decision(row: &Row) -> Result<StoredDecision, StoreError> {
    Ok(StoredDecision {
        id: row.id("id")?,
        ticket_id: row.id("ticket_id")?,
        at: row.instant("at")?,
        outcome: row.text("outcome")?,
        contract_id: row.opt_text("contract_id")?,
        contract_version: row.opt_int("contract_version")?,
        plan_id: row.opt_text("plan_id")?,
        plan_version: row.opt_int("plan_version")?,
        limit_action: row.opt_text("limit_action")?,
        cause: row.text("cause")?,
        trace: row.text("trace")?,
    })
}

/// Adds a decision.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, d: &StoredDecision) -> Result<(), StoreError> {
    tx.later(
        &INSERT,
        params![
            d.id,
            d.ticket_id,
            d.at,
            d.outcome.as_str(),
            d.contract_id.clone(),
            d.contract_version,
            d.plan_id.clone(),
            d.plan_version,
            d.limit_action.clone(),
            d.cause.as_str(),
            d.trace.as_str()
        ],
    )?;
    Ok(())
}

/// One decision.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: DecisionId) -> Result<Option<StoredDecision>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(decision)
        .transpose()
}

/// Decisions of a ticket, newest first.
///
/// # Errors
/// As the engine reports.
pub fn of_ticket(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<StoredDecision>, StoreError> {
    tx.query(&OF_TICKET, &params![ticket])?
        .iter()
        .map(decision)
        .collect()
}
