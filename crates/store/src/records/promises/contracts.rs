//! Contracts and their versions.

use surety_domain::ids::{AccountId, ContractId, PlanId, SlaId};
use surety_domain::time::Instant;

use super::versions::{Version, version};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a contract.
    CONTRACT_INSERT = "INSERT INTO contracts (id, number, name, account_id, plan_id, plan_version, sla_id, state,
                         start_date, end_date, starts_at, ends_at, rank, covers_children, coverage, suspended_reason,
                         suspended_until, cancelled_at, current_version, terms_text, version, created_at, updated_at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $19, 1, $20, 1,
                         $18, $18)";
    /// Adds a version of a contract.
    CONTRACT_VERSION_INSERT = "INSERT INTO contract_versions (contract_id, version, effective_at, spec, created_by,
                                 created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    /// One contract.
    pub(in crate::records) CONTRACT_GET = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, next_amendment_at, terms_text, version, created_at, updated_at
             FROM contracts WHERE id = $1";
    /// One contract, held until the end of the transaction.
    CONTRACT_LOCK = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, next_amendment_at, terms_text, version, created_at, updated_at
             FROM contracts WHERE id = $1 FOR UPDATE";
    /// Every contract of an account, oldest first.
    pub(in crate::records) CONTRACTS_OF_ACCOUNT = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, next_amendment_at, terms_text, version, created_at, updated_at
             FROM contracts WHERE account_id = $1 ORDER BY id";
    /// Contracts in the order they were made.
    CONTRACT_LIST = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, next_amendment_at, terms_text, version, created_at, updated_at
             FROM contracts WHERE id > COALESCE(CAST($1 AS TEXT), '') AND (CAST($2 AS TEXT) IS NULL OR state = $2) ORDER BY id LIMIT $3";
    /// Changes a contract if nobody else did meanwhile.
    CONTRACT_UPDATE = "UPDATE contracts SET name = $3, plan_id = $4, plan_version = $5, sla_id = $6, state = $7,
                         start_date = $8, end_date = $9, starts_at = $10, ends_at = $11, rank = $12,
                         covers_children = $13, coverage = $14, suspended_reason = $15, suspended_until = $16, cancelled_at = $19,
                         current_version = $17, next_amendment_at = $20, terms_text = $21, version = version + 1,
                         updated_at = $18
                       WHERE id = $1 AND version = $2";
    /// Every version of a contract, newest first.
    CONTRACT_VERSIONS = "SELECT version, effective_at, spec, created_by, created_at FROM contract_versions
                         WHERE contract_id = $1 ORDER BY version DESC";
}

/// A contract as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct Contract {
    pub id: ContractId,
    pub number: i64,
    pub name: String,
    pub account_id: AccountId,
    pub plan_id: PlanId,
    pub plan_version: i64,
    pub sla_id: Option<SlaId>,
    pub state: String,
    pub start_date: String,
    pub end_date: Option<String>,
    pub starts_at: Instant,
    pub ends_at: Option<Instant>,
    pub rank: i64,
    pub covers_children: bool,
    pub coverage: String,
    pub suspended_reason: Option<String>,
    pub suspended_until: Option<Instant>,
    pub cancelled_at: Option<Instant>,
    pub current_version: i64,
    pub next_amendment_at: Option<Instant>,
    pub terms_text: String,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

pub(super) fn contract(row: &Row) -> Result<Contract, StoreError> {
    Ok(Contract {
        id: row.id("id")?,
        number: row.int("number")?,
        name: row.text("name")?,
        account_id: row.id("account_id")?,
        plan_id: row.id("plan_id")?,
        plan_version: row.int("plan_version")?,
        sla_id: row.opt_id("sla_id")?,
        state: row.text("state")?,
        start_date: row.text("start_date")?,
        end_date: row.opt_text("end_date")?,
        starts_at: row.instant("starts_at")?,
        ends_at: row.opt_instant("ends_at")?,
        rank: row.int("rank")?,
        covers_children: row.bool("covers_children")?,
        coverage: row.text("coverage")?,
        suspended_reason: row.opt_text("suspended_reason")?,
        suspended_until: row.opt_instant("suspended_until")?,
        cancelled_at: row.opt_instant("cancelled_at")?,
        current_version: row.int("current_version")?,
        next_amendment_at: row.opt_instant("next_amendment_at")?,
        terms_text: row.text("terms_text")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// Adds a contract with its first version.
///
/// # Errors
/// As the engine reports.
pub fn insert_contract(
    tx: &mut Tx<'_>,
    c: &Contract,
    spec: &str,
    by: Option<String>,
) -> Result<(), StoreError> {
    tx.execute(
        &CONTRACT_INSERT,
        &params![
            c.id,
            c.number,
            c.name.as_str(),
            c.account_id,
            c.plan_id,
            c.plan_version,
            c.sla_id,
            c.state.as_str(),
            c.start_date.as_str(),
            c.end_date.clone(),
            c.starts_at,
            c.ends_at,
            c.rank,
            c.covers_children,
            c.coverage.as_str(),
            c.suspended_reason.clone(),
            c.suspended_until,
            c.created_at,
            c.cancelled_at,
            c.terms_text.as_str()
        ],
    )?;
    add_contract_version(tx, c.id, 1, c.starts_at, spec, by, c.created_at)
}

/// Adds a version of a contract that holds from `effective_at`.
///
/// # Errors
/// As the engine reports.
pub fn add_contract_version(
    tx: &mut Tx<'_>,
    id: ContractId,
    number: i64,
    effective_at: Instant,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &CONTRACT_VERSION_INSERT,
        &params![id, number, effective_at, spec, by, at],
    )?;
    Ok(())
}

/// One contract.
///
/// # Errors
/// As the engine reports.
pub fn get_contract(tx: &mut Tx<'_>, id: ContractId) -> Result<Option<Contract>, StoreError> {
    tx.query_opt(&CONTRACT_GET, &params![id])?
        .as_ref()
        .map(contract)
        .transpose()
}

/// One contract, held against other writers until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock_contract(tx: &mut Tx<'_>, id: ContractId) -> Result<Option<Contract>, StoreError> {
    tx.query_opt(&CONTRACT_LOCK, &params![id])?
        .as_ref()
        .map(contract)
        .transpose()
}

/// Every contract of an account, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn contracts_of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Vec<Contract>, StoreError> {
    tx.query(&CONTRACTS_OF_ACCOUNT, &params![account])?
        .iter()
        .map(contract)
        .collect()
}

/// Contracts in the order they were made, after one of them, in any or one state.
///
/// # Errors
/// As the engine reports.
pub fn list_contracts(
    tx: &mut Tx<'_>,
    after: Option<ContractId>,
    state: Option<&str>,
    limit: i64,
) -> Result<Vec<Contract>, StoreError> {
    tx.query(&CONTRACT_LIST, &params![after, state, limit])?
        .iter()
        .map(contract)
        .collect()
}

/// Writes the contract's record; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_contract(tx: &mut Tx<'_>, c: &Contract, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &CONTRACT_UPDATE,
        &params![
            c.id,
            c.version,
            c.name.as_str(),
            c.plan_id,
            c.plan_version,
            c.sla_id,
            c.state.as_str(),
            c.start_date.as_str(),
            c.end_date.clone(),
            c.starts_at,
            c.ends_at,
            c.rank,
            c.covers_children,
            c.coverage.as_str(),
            c.suspended_reason.clone(),
            c.suspended_until,
            c.current_version,
            at,
            c.cancelled_at,
            c.next_amendment_at,
            c.terms_text.as_str()
        ],
    )? == 1)
}

/// Every version of a contract, newest first.
///
/// # Errors
/// As the engine reports.
pub fn contract_versions(tx: &mut Tx<'_>, id: ContractId) -> Result<Vec<Version>, StoreError> {
    tx.query(&CONTRACT_VERSIONS, &params![id])?
        .iter()
        .map(|row| {
            Ok(Version {
                effective_at: row.instant("effective_at")?,
                ..version(row)?
            })
        })
        .collect()
}
