//! Amendments of contracts: what will change, did, or was to change.

use surety_domain::ids::ContractId;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds an amendment; the contract's row is held, so the number is free.
    AMENDMENT_INSERT = "INSERT INTO contract_amendments (contract_id, number, effective_date, effective_at, changes,
                          note, state, applied_version, created_by, created_at, decided_by, decided_at)
                        VALUES ($1, $2, $3, $4, $5, $6, 'scheduled', NULL, $7, $8, NULL, NULL)";
    /// The highest number that a contract's amendments have.
    AMENDMENT_LAST = "SELECT COALESCE(MAX(number), 0) AS last FROM contract_amendments WHERE contract_id = $1";
    /// Amendments of a contract in the order in which they take effect.
    AMENDMENTS = "SELECT contract_id, number, effective_date, effective_at, changes, note, state, applied_version,
                    created_by, created_at, decided_by, decided_at
                  FROM contract_amendments WHERE contract_id = $1 ORDER BY effective_at, number";
    /// Decides an amendment that is still to come.
    AMENDMENT_DECIDE = "UPDATE contract_amendments SET state = $3, applied_version = $4, decided_by = $5,
                          decided_at = $6 WHERE contract_id = $1 AND number = $2 AND state = 'scheduled'";
}

/// An amendment as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Of which contract.
    pub contract_id: ContractId,
    /// Its number within the contract, from 1, in the order they were made.
    pub number: i64,
    /// The day from which it holds, in the account's zone.
    pub effective_date: String,
    /// The instant from which it holds.
    pub effective_at: Instant,
    /// The terms that it changes, as JSON.
    pub changes: String,
    /// Why.
    pub note: String,
    /// `scheduled`, `applied`, `cancelled` or `lapsed`.
    pub state: String,
    /// The version that it became.
    pub applied_version: Option<i64>,
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    pub created_at: Instant,
    /// Who cancelled it.
    pub decided_by: Option<String>,
    /// When it was applied, cancelled or found to be too late.
    pub decided_at: Option<Instant>,
}

fn amendment(row: &Row) -> Result<Amendment, StoreError> {
    Ok(Amendment {
        contract_id: row.id("contract_id")?,
        number: row.int("number")?,
        effective_date: row.text("effective_date")?,
        effective_at: row.instant("effective_at")?,
        changes: row.text("changes")?,
        note: row.text("note")?,
        state: row.text("state")?,
        applied_version: row.opt_int("applied_version")?,
        created_by: row.opt_text("created_by")?,
        created_at: row.instant("created_at")?,
        decided_by: row.opt_text("decided_by")?,
        decided_at: row.opt_instant("decided_at")?,
    })
}

/// Adds an amendment as `scheduled`; the contract must be held.
///
/// # Errors
/// As the engine reports.
pub fn insert_amendment(tx: &mut Tx<'_>, a: &Amendment) -> Result<(), StoreError> {
    tx.execute(
        &AMENDMENT_INSERT,
        &params![
            a.contract_id,
            a.number,
            a.effective_date.as_str(),
            a.effective_at,
            a.changes.as_str(),
            a.note.as_str(),
            a.created_by.clone(),
            a.created_at
        ],
    )?;
    Ok(())
}

/// The number of the next amendment of a contract that is held.
///
/// # Errors
/// As the engine reports.
pub fn next_amendment_number(tx: &mut Tx<'_>, contract: ContractId) -> Result<i64, StoreError> {
    Ok(tx
        .query_one(&AMENDMENT_LAST, &params![contract])?
        .int("last")?
        + 1)
}

/// Every amendment of a contract, in the order in which they take effect.
///
/// # Errors
/// As the engine reports.
pub fn amendments(tx: &mut Tx<'_>, contract: ContractId) -> Result<Vec<Amendment>, StoreError> {
    tx.query(&AMENDMENTS, &params![contract])?
        .iter()
        .map(amendment)
        .collect()
}

/// Ends the waiting of an amendment: `applied` as a version, `cancelled` or
/// `lapsed`; false when it was decided before.
///
/// # Errors
/// As the engine reports.
pub fn decide_amendment(
    tx: &mut Tx<'_>,
    a: &Amendment,
    state: &str,
    version: Option<i64>,
    by: Option<String>,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &AMENDMENT_DECIDE,
        &params![a.contract_id, a.number, state, version, by, at],
    )? == 1)
}
