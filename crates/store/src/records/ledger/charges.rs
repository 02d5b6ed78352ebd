//! Charge lines.

use surety_domain::ids::{AccountId, ChargeId, ContractId, EntryId, TicketId};
use surety_domain::time::Instant;

use crate::records::listing::Listing;
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a charge line.
    CHARGE_INSERT = "INSERT INTO charge_lines (id, contract_id, account_id, ticket_id, entry_id, quantity, unit_price,
                       amount, currency, status, version, created_at, updated_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', 1, $10, $10)";
    /// One charge line for a change: it is locked.
    CHARGE_LOCK = "SELECT id, version FROM charge_lines WHERE id = $1 FOR UPDATE";
    /// Changes a charge line's status if nobody else changed it meanwhile.
    CHARGE_STATUS = "UPDATE charge_lines SET status = $3, reason = $4, invoice_reference = $5, version = version + 1,
                       updated_at = $6
                     WHERE id = $1 AND version = $2";
    /// Draft charges of a ticket are dropped when its credits come back.
    CHARGE_WAIVE_OF_TICKET = "UPDATE charge_lines SET status = 'waived', reason = $3, version = version + 1, updated_at = $2
                              WHERE ticket_id = $1 AND status = 'draft'";
}

const LINES: &str = "SELECT l.id, l.contract_id, l.account_id, l.ticket_id, l.entry_id, l.quantity, l.unit_price, l.amount, \
     l.currency, l.status, l.reason, l.invoice_reference, l.version, l.created_at, l.updated_at, \
     a.name AS account_name, c.number AS contract_number, c.name AS contract_name, t.number AS ticket_number \
     FROM charge_lines l LEFT JOIN accounts a ON a.id = l.account_id LEFT JOIN contracts c ON c.id = l.contract_id \
     LEFT JOIN tickets t ON t.id = l.ticket_id";

const TOTALS: &str = "SELECT l.currency, l.status, count(*) AS lines, CAST(sum(l.amount) AS BIGINT) AS amount FROM charge_lines l";

/// A charge line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
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
    /// Why it was waived.
    pub reason: Option<String>,
    /// On which invoice it stands.
    pub invoice_reference: Option<String>,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// A charge line with the names of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRow {
    /// The line.
    pub charge: Charge,
    /// The account's name.
    pub account_name: Option<String>,
    /// Number and name of the contract; none for free support.
    pub contract: Option<(i64, String)>,
    /// The ticket's number.
    pub ticket_number: Option<i64>,
}

/// Which charge lines; what is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChargeFilter {
    /// Any of these.
    pub ids: Vec<ChargeId>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Of this contract.
    pub contract: Option<ContractId>,
    /// In any of these.
    pub status: Vec<String>,
    /// In this currency.
    pub currency: Option<String>,
    /// Drafted at or after this instant.
    pub from: Option<Instant>,
    /// Drafted before this instant.
    pub before: Option<Instant>,
}

/// What the lines of a currency in a status make together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeSum {
    /// Three letters, ISO 4217.
    pub currency: String,
    /// `draft`, `approved`, `invoiced` or `waived`.
    pub status: String,
    /// How many.
    pub lines: i64,
    /// In the smallest unit of the currency.
    pub amount: i64,
}

impl ChargeFilter {
    fn on(&self, listing: &mut Listing) {
        if !self.ids.is_empty() {
            listing.and("l.id IN ").bind_all(&self.ids);
        }
        if let Some(account) = self.account {
            listing.and("l.account_id = ").bind(account);
        }
        if let Some(contract) = self.contract {
            listing.and("l.contract_id = ").bind(contract);
        }
        if !self.status.is_empty() {
            listing
                .and("l.status IN ")
                .bind_all(self.status.iter().map(String::as_str));
        }
        if let Some(currency) = &self.currency {
            listing.and("l.currency = ").bind(currency.as_str());
        }
        if let Some(from) = self.from {
            listing.and("l.created_at >= ").bind(from);
        }
        if let Some(before) = self.before {
            listing.and("l.created_at < ").bind(before);
        }
    }
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
        reason: row.opt_text("reason")?,
        invoice_reference: row.opt_text("invoice_reference")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
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

/// Charge lines after an id, in the order in which they were drafted.
///
/// # Errors
/// As the engine reports.
pub fn list_charges(
    tx: &mut Tx<'_>,
    filter: &ChargeFilter,
    after: Option<ChargeId>,
    limit: i64,
) -> Result<Vec<ChargeRow>, StoreError> {
    let mut listing = Listing::new(LINES);
    filter.on(&mut listing);
    if let Some(after) = after {
        listing.and("l.id > ").bind(after);
    }
    listing.sql(" ORDER BY l.id LIMIT ").bind(limit);
    listing
        .rows(tx)?
        .iter()
        .map(|row| {
            let contract = row.opt_int("contract_number")?;
            let name = row.opt_text("contract_name")?;
            Ok(ChargeRow {
                charge: charge(row)?,
                account_name: row.opt_text("account_name")?,
                contract: contract.zip(name),
                ticket_number: row.opt_int("ticket_number")?,
            })
        })
        .collect()
}

/// What charge lines make together, by currency and status.
///
/// # Errors
/// As the engine reports.
pub fn charge_sums(tx: &mut Tx<'_>, filter: &ChargeFilter) -> Result<Vec<ChargeSum>, StoreError> {
    let mut listing = Listing::new(TOTALS);
    filter.on(&mut listing);
    listing.sql(" GROUP BY l.currency, l.status ORDER BY l.currency, l.status");
    listing
        .rows(tx)?
        .iter()
        .map(|row| {
            Ok(ChargeSum {
                currency: row.text("currency")?,
                status: row.text("status")?,
                lines: row.int("lines")?,
                amount: row.int("amount")?,
            })
        })
        .collect()
}

/// One charge line.
///
/// # Errors
/// As the engine reports.
pub fn get_charge(tx: &mut Tx<'_>, id: ChargeId) -> Result<Option<ChargeRow>, StoreError> {
    let filter = ChargeFilter {
        ids: vec![id],
        ..ChargeFilter::default()
    };
    Ok(list_charges(tx, &filter, None, 1)?.pop())
}

/// One charge line, locked until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock_charge(tx: &mut Tx<'_>, id: ChargeId) -> Result<Option<ChargeRow>, StoreError> {
    match tx.query_opt(&CHARGE_LOCK, &params![id])? {
        Some(_) => get_charge(tx, id),
        None => Ok(None),
    }
}

/// Writes what was decided of a charge line: its status, reason and invoice;
/// false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn decide_charge(tx: &mut Tx<'_>, c: &Charge, at: Instant) -> Result<bool, StoreError> {
    let values = params![
        c.id,
        c.version,
        c.status.as_str(),
        c.reason.as_deref(),
        c.invoice_reference.as_deref(),
        at
    ];
    Ok(tx.execute(&CHARGE_STATUS, &values)? == 1)
}

/// Waives the draft charges of a ticket, and says why.
///
/// # Errors
/// As the engine reports.
pub fn waive_charges(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    reason: &str,
    at: Instant,
) -> Result<u64, StoreError> {
    tx.execute(&CHARGE_WAIVE_OF_TICKET, &params![ticket, at, reason])
}
