//! Contracts that end: what they go on as, and who was reminded.

use surety_domain::ids::ContractId;
use surety_domain::time::Instant;

use super::contracts::{Contract, contract};
use crate::{StoreError, Tx, params, sql};

sql! {
    /// Notes that a contract goes on as another.
    RENEWAL_INSERT = "INSERT INTO contract_renewals (renewal_id, contract_id, created_at) VALUES ($1, $2, $3)";
    /// What a contract goes on as, unless that was cancelled.
    RENEWAL_OF = "SELECT r.renewal_id FROM contract_renewals r JOIN contracts c ON c.id = r.renewal_id
                  WHERE r.contract_id = $1 AND c.state <> 'cancelled' ORDER BY r.renewal_id DESC LIMIT 1";
    /// Whether a contract goes on: a draft or an offer is no agreement yet.
    GOES_ON = "SELECT 1 AS yes FROM contract_renewals r JOIN contracts c ON c.id = r.renewal_id
               WHERE r.contract_id = $1 AND c.state IN ('active', 'suspended') LIMIT 1";
    /// What a contract is the renewal of.
    RENEWS = "SELECT contract_id FROM contract_renewals WHERE renewal_id = $1";
    /// Contracts in force that end in a stretch, the earliest first.
    CONTRACTS_ENDING = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, next_amendment_at, terms_text, version, created_at, updated_at
             FROM contracts WHERE (ends_at, id) > ($1, $2) AND ends_at < $3 AND state IN ('active', 'suspended')
             ORDER BY ends_at, id LIMIT $4";
    /// Notes a reminder; nothing when it is noted already.
    REMINDER_INSERT = "INSERT INTO contract_reminders (contract_id, end_date, days, sent, at)
                       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (contract_id, end_date, days) DO NOTHING";
    /// The reminders of a contract's end that are behind us.
    REMINDERS = "SELECT days FROM contract_reminders WHERE contract_id = $1 AND end_date = $2 ORDER BY days";
}

/// Notes that a contract goes on as another.
///
/// # Errors
/// As the engine reports.
pub fn insert_renewal(
    tx: &mut Tx<'_>,
    renewal: ContractId,
    of: ContractId,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&RENEWAL_INSERT, &params![renewal, of, at])?;
    Ok(())
}

/// What a contract goes on as, unless that was cancelled.
///
/// # Errors
/// As the engine reports.
pub fn renewal_of(tx: &mut Tx<'_>, id: ContractId) -> Result<Option<ContractId>, StoreError> {
    tx.query_opt(&RENEWAL_OF, &params![id])?
        .map(|row| row.id("renewal_id"))
        .transpose()
}

/// Whether a contract goes on as another that is agreed.
///
/// # Errors
/// As the engine reports.
pub fn goes_on(tx: &mut Tx<'_>, id: ContractId) -> Result<bool, StoreError> {
    Ok(tx.query_opt(&GOES_ON, &params![id])?.is_some())
}

/// What a contract is the renewal of.
///
/// # Errors
/// As the engine reports.
pub fn renews(tx: &mut Tx<'_>, id: ContractId) -> Result<Option<ContractId>, StoreError> {
    tx.query_opt(&RENEWS, &params![id])?
        .map(|row| row.id("contract_id"))
        .transpose()
}

/// Contracts that were put in force and end after `(from, after)` and before
/// `until`, the earliest first. Start with an empty id.
///
/// # Errors
/// As the engine reports.
pub fn contracts_ending(
    tx: &mut Tx<'_>,
    from: Instant,
    after: &str,
    until: Instant,
    limit: i64,
) -> Result<Vec<Contract>, StoreError> {
    tx.query(&CONTRACTS_ENDING, &params![from, after, until, limit])?
        .iter()
        .map(contract)
        .collect()
}

/// Notes a reminder of a contract's end; false when it is noted already.
///
/// # Errors
/// As the engine reports.
pub fn note_reminder(
    tx: &mut Tx<'_>,
    id: ContractId,
    end_date: &str,
    days: i64,
    sent: bool,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&REMINDER_INSERT, &params![id, end_date, days, sent, at])? == 1)
}

/// The reminders of a contract's end that are behind us, in days before it.
///
/// # Errors
/// As the engine reports.
pub fn reminders_noted(
    tx: &mut Tx<'_>,
    id: ContractId,
    end_date: &str,
) -> Result<Vec<i64>, StoreError> {
    tx.query(&REMINDERS, &params![id, end_date])?
        .iter()
        .map(|row| row.int("days"))
        .collect()
}
