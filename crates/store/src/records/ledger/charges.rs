//! Charge lines.

use surety_domain::ids::{AccountId, ChargeId, ContractId, EntryId, TicketId};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a charge line.
    CHARGE_INSERT = "INSERT INTO charge_lines (id, contract_id, account_id, ticket_id, entry_id, quantity, unit_price,
                       amount, currency, status, version, created_at, updated_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', 1, $10, $10)";
    /// Charge lines in the order they were made.
    CHARGE_LIST = "SELECT id, contract_id, account_id, ticket_id, entry_id, quantity, unit_price, amount, currency, status,
             version, created_at, updated_at
             FROM charge_lines WHERE id > $1 ORDER BY id LIMIT $2";
    /// Charge lines of an account.
    CHARGE_LIST_ACCOUNT = "SELECT id, contract_id, account_id, ticket_id, entry_id, quantity, unit_price, amount, currency, status,
             version, created_at, updated_at
             FROM charge_lines WHERE account_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// One charge line.
    CHARGE_GET = "SELECT id, contract_id, account_id, ticket_id, entry_id, quantity, unit_price, amount, currency, status,
             version, created_at, updated_at
             FROM charge_lines WHERE id = $1";
    /// Changes a charge line's status if nobody else changed it meanwhile.
    CHARGE_STATUS = "UPDATE charge_lines SET status = $3, version = version + 1, updated_at = $4
                     WHERE id = $1 AND version = $2";
    /// Draft charges of a ticket are dropped when its credits come back.
    CHARGE_WAIVE_OF_TICKET = "UPDATE charge_lines SET status = 'waived', version = version + 1, updated_at = $2
                              WHERE ticket_id = $1 AND status = 'draft'";
}

/// A charge line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/domain.md"
)]
pub struct Charge {
    pub id: ChargeId,
    pub contract_id: ContractId,
    pub account_id: AccountId,
    pub ticket_id: Option<TicketId>,
    pub entry_id: EntryId,
    pub quantity: i64,
    pub unit_price: i64,
    pub amount: i64,
    pub currency: String,
    pub status: String,
    pub version: i64,
    pub created_at: Instant,
}

fn charge(row: &Row) -> Result<Charge, StoreError> {
    Ok(Charge {
        id: row.id("id")?,
        contract_id: row.id("contract_id")?,
        account_id: row.id("account_id")?,
        ticket_id: row.opt_id("ticket_id")?,
        entry_id: row.id("entry_id")?,
        quantity: row.int("quantity")?,
        unit_price: row.int("unit_price")?,
        amount: row.int("amount")?,
        currency: row.text("currency")?,
        status: row.text("status")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
    })
}

/// Adds a charge line in the status `draft`.
///
/// # Errors
/// As the engine reports.
pub fn insert_charge(tx: &mut Tx<'_>, c: &Charge) -> Result<(), StoreError> {
    tx.later(
        &CHARGE_INSERT,
        params![
            c.id,
            c.contract_id,
            c.account_id,
            c.ticket_id,
            c.entry_id,
            c.quantity,
            c.unit_price,
            c.amount,
            c.currency.as_str(),
            c.created_at
        ],
    )?;
    Ok(())
}

/// Charge lines after an id, of one account or of all.
///
/// # Errors
/// As the engine reports.
pub fn list_charges(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    after: &str,
    limit: i64,
) -> Result<Vec<Charge>, StoreError> {
    match account {
        Some(account) => tx.query(&CHARGE_LIST_ACCOUNT, &params![account, after, limit])?,
        None => tx.query(&CHARGE_LIST, &params![after, limit])?,
    }
    .iter()
    .map(charge)
    .collect()
}

/// One charge line.
///
/// # Errors
/// As the engine reports.
pub fn get_charge(tx: &mut Tx<'_>, id: ChargeId) -> Result<Option<Charge>, StoreError> {
    tx.query_opt(&CHARGE_GET, &params![id])?
        .as_ref()
        .map(charge)
        .transpose()
}

/// Changes a charge line's status; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn set_charge_status(
    tx: &mut Tx<'_>,
    c: &Charge,
    status: &str,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&CHARGE_STATUS, &params![c.id, c.version, status, at])? == 1)
}

/// Waives the draft charges of a ticket.
///
/// # Errors
/// As the engine reports.
pub fn waive_charges(tx: &mut Tx<'_>, ticket: TicketId, at: Instant) -> Result<u64, StoreError> {
    tx.execute(&CHARGE_WAIVE_OF_TICKET, &params![ticket, at])
}
