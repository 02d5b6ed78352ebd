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
    /// The board: contracts that end in a stretch, the earliest first, with
    /// what they go on as. What has ended and goes on is off it.
    RENEWALS_BOARD = "SELECT c.id, c.number, c.name, c.account_id, c.plan_id, c.plan_version, c.sla_id, c.state,
             c.start_date, c.end_date, c.starts_at, c.ends_at, c.rank, c.covers_children, c.coverage,
             c.suspended_reason, c.suspended_until, c.cancelled_at, c.current_version, c.next_amendment_at,
             c.terms_text, c.version, c.created_at, c.updated_at,
             a.name AS account_name, a.zone AS account_zone, a.annual_revenue AS account_revenue,
             a.currency AS account_currency, p.name AS plan_name,
             n.id AS next_id, n.state AS next_state, n.starts_at AS next_starts_at, n.ends_at AS next_ends_at,
             n.suspended_until AS next_suspended_until, n.cancelled_at AS next_cancelled_at
             FROM contracts c JOIN accounts a ON a.id = c.account_id JOIN plans p ON p.id = c.plan_id
             LEFT JOIN contracts n ON n.id = (SELECT r.renewal_id FROM contract_renewals r
               JOIN contracts f ON f.id = r.renewal_id
               WHERE r.contract_id = c.id AND f.state <> 'cancelled' ORDER BY r.renewal_id DESC LIMIT 1)
             WHERE c.ends_at > $1 AND c.ends_at < $2 AND c.state IN ('active', 'suspended')
               AND (c.ends_at > $3 OR NOT EXISTS (SELECT 1 FROM contract_renewals r
                 JOIN contracts f ON f.id = r.renewal_id
                 WHERE r.contract_id = c.id AND f.state IN ('active', 'suspended')))
             ORDER BY c.ends_at, c.id LIMIT $4";
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

/// How far the contract is that follows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The contract.
    pub id: ContractId,
    /// Its state as it is kept.
    pub state: String,
    /// First instant.
    pub starts_at: Instant,
    /// First instant after it.
    pub ends_at: Option<Instant>,
    /// When a suspension ends by itself.
    pub suspended_until: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
}

/// A contract that ends, as the board shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// The contract.
    pub contract: Contract,
    /// Whose.
    pub account: String,
    /// The account's zone.
    pub zone: String,
    /// What it pays a year, in the smallest unit.
    pub revenue: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// Name of the plan.
    pub plan: String,
    /// What it goes on as, unless that was cancelled.
    pub next: Option<Following>,
}

/// Contracts that were put in force and end after `from` and before `until`,
/// the earliest first. Those that ended by `now` and go on are left out.
///
/// # Errors
/// As the engine reports.
pub fn renewals_board(
    tx: &mut Tx<'_>,
    from: Instant,
    until: Instant,
    now: Instant,
    limit: i64,
) -> Result<Vec<BoardRow>, StoreError> {
    tx.query(&RENEWALS_BOARD, &params![from, until, now, limit])?
        .iter()
        .map(|row| {
            let next = match row.opt_id("next_id")? {
                None => None,
                Some(id) => Some(Following {
                    id,
                    state: row.text("next_state")?,
                    starts_at: row.instant("next_starts_at")?,
                    ends_at: row.opt_instant("next_ends_at")?,
                    suspended_until: row.opt_instant("next_suspended_until")?,
                    cancelled_at: row.opt_instant("next_cancelled_at")?,
                }),
            };
            Ok(BoardRow {
                contract: contract(row)?,
                account: row.text("account_name")?,
                zone: row.text("account_zone")?,
                revenue: row.opt_int("account_revenue")?,
                currency: row.text("account_currency")?,
                plan: row.text("plan_name")?,
                next,
            })
        })
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
