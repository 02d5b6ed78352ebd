//! Requests to go past a limit.

use surety_domain::ids::{AccountId, ApprovalId, ContractId, TicketId};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Asks for approval.
    APPROVAL_INSERT = "INSERT INTO approvals (id, ticket_id, account_id, contract_id, state, requested_at, decided_at,
                         decided_by, note, version) VALUES ($1, $2, $3, $4, 'waiting', $5, NULL, NULL, '', 1)";
    /// One request for approval.
    APPROVAL_GET = "SELECT id, ticket_id, account_id, contract_id, state, requested_at, decided_at, decided_by, note, version
             FROM approvals WHERE id = $1";
    /// The open request of a ticket.
    pub(in crate::records) APPROVAL_OF_TICKET = "SELECT id, ticket_id, account_id, contract_id, state, requested_at, decided_at, decided_by, note, version
             FROM approvals WHERE ticket_id = $1 ORDER BY requested_at DESC, id DESC LIMIT 1";
    /// Requests by state, oldest first.
    APPROVAL_LIST = "SELECT id, ticket_id, account_id, contract_id, state, requested_at, decided_at, decided_by, note, version
             FROM approvals WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// Requests of an account by state, oldest first.
    APPROVAL_LIST_ACCOUNT = "SELECT id, ticket_id, account_id, contract_id, state, requested_at, decided_at, decided_by, note, version
             FROM approvals WHERE state = $1 AND account_id = $2 AND id > $3 ORDER BY id LIMIT $4";
    /// Decides a request that still waits.
    APPROVAL_DECIDE = "UPDATE approvals SET state = $2, decided_at = $3, decided_by = $4, note = $5,
                         version = version + 1 WHERE id = $1 AND state = 'waiting'";
}

/// A request for approval of an over-limit ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct Approval {
    pub id: ApprovalId,
    pub ticket_id: TicketId,
    pub account_id: Option<AccountId>,
    pub contract_id: Option<ContractId>,
    pub state: String,
    pub requested_at: Instant,
    pub decided_at: Option<Instant>,
    pub decided_by: Option<String>,
    pub note: String,
    pub version: i64,
}

fn approval(row: &Row) -> Result<Approval, StoreError> {
    Ok(Approval {
        id: row.id("id")?,
        ticket_id: row.id("ticket_id")?,
        account_id: row.opt_id("account_id")?,
        contract_id: row.opt_id("contract_id")?,
        state: row.text("state")?,
        requested_at: row.instant("requested_at")?,
        decided_at: row.opt_instant("decided_at")?,
        decided_by: row.opt_text("decided_by")?,
        note: row.text("note")?,
        version: row.int("version")?,
    })
}

/// Asks for approval.
///
/// # Errors
/// As the engine reports.
pub fn insert_approval(
    tx: &mut Tx<'_>,
    id: ApprovalId,
    ticket: TicketId,
    account: Option<AccountId>,
    contract: Option<ContractId>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.later(&APPROVAL_INSERT, params![id, ticket, account, contract, at])?;
    Ok(())
}

/// One request.
///
/// # Errors
/// As the engine reports.
pub fn get_approval(tx: &mut Tx<'_>, id: ApprovalId) -> Result<Option<Approval>, StoreError> {
    tx.query_opt(&APPROVAL_GET, &params![id])?
        .as_ref()
        .map(approval)
        .transpose()
}

/// The newest request of a ticket.
///
/// # Errors
/// As the engine reports.
pub fn approval_of_ticket(
    tx: &mut Tx<'_>,
    ticket: TicketId,
) -> Result<Option<Approval>, StoreError> {
    tx.query_opt(&APPROVAL_OF_TICKET, &params![ticket])?
        .as_ref()
        .map(approval)
        .transpose()
}

/// Requests of one account in a state after an id, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn list_approvals_of(
    tx: &mut Tx<'_>,
    account: AccountId,
    state: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Approval>, StoreError> {
    tx.query(
        &APPROVAL_LIST_ACCOUNT,
        &params![state, account, after, limit],
    )?
    .iter()
    .map(approval)
    .collect()
}

/// Requests in a state after an id, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn list_approvals(
    tx: &mut Tx<'_>,
    state: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Approval>, StoreError> {
    tx.query(&APPROVAL_LIST, &params![state, after, limit])?
        .iter()
        .map(approval)
        .collect()
}

/// Decides a request; false when it was decided before.
///
/// # Errors
/// As the engine reports.
pub fn decide_approval(
    tx: &mut Tx<'_>,
    id: ApprovalId,
    state: &str,
    by: Option<String>,
    note: &str,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&APPROVAL_DECIDE, &params![id, state, at, by, note])? == 1)
}
