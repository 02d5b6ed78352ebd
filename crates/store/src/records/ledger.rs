//! The credit ledger: append-only entries, lots and buckets as their cache,
//! alerts, charge lines and approvals.
//!
//! A bucket's row is locked before its lots are read, so that two nodes never
//! spend the same credit: a guarded update alone is not enough under read
//! committed.

use surety_domain::ids::{
    AccountId, ApprovalId, ChargeId, ContractId, DecisionId, EntryId, TicketId,
};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a bucket of a contract.
    BUCKET_INSERT = "INSERT INTO credit_buckets (contract_id, bucket, position, granted_through, version)
                     VALUES ($1, $2, $3, -1, 1) ON CONFLICT (contract_id, bucket) DO NOTHING";
    /// Buckets of a contract, held until the end of the transaction, always in the same order.
    BUCKETS_LOCK = "SELECT contract_id, bucket, position, granted_through FROM credit_buckets WHERE contract_id = $1
                    ORDER BY position, bucket FOR UPDATE";
    /// Buckets of a contract.
    BUCKETS = "SELECT contract_id, bucket, position, granted_through FROM credit_buckets WHERE contract_id = $1
               ORDER BY position, bucket";
    /// Notes up to which period credits have been granted.
    BUCKET_GRANTED = "UPDATE credit_buckets SET granted_through = $3, version = version + 1
                      WHERE contract_id = $1 AND bucket = $2";
    /// Adds a lot.
    LOT_INSERT = "INSERT INTO credit_lots (id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount,
                    remaining) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Lots of a contract that have credits left.
    LOTS_OPEN = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining
             FROM credit_lots WHERE contract_id = $1 AND remaining > 0 ORDER BY bucket, expires_at NULLS LAST, id";
    /// Lots of a contract that hold at an instant, used up or not.
    LOTS_AT = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining
             FROM credit_lots WHERE contract_id = $1 AND starts_at <= $2
               AND (expires_at IS NULL OR expires_at > $2) ORDER BY bucket, id";
    /// Lots with credits left whose time is over.
    LOTS_EXPIRED = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining
             FROM credit_lots WHERE contract_id = $1 AND bucket = $2 AND remaining > 0
                    AND expires_at <= $3 ORDER BY expires_at, id";
    /// Takes from a lot, or gives back: the table's check refuses what is too much.
    LOT_CHANGE = "UPDATE credit_lots SET remaining = remaining + $2 WHERE id = $1";
    /// One lot.
    LOT_GET = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining
             FROM credit_lots WHERE id = $1";
    /// Adds an entry; nothing happens when its key was applied before.
    ENTRY_INSERT = "INSERT INTO credit_entries (id, contract_id, account_id, bucket, period_index, lot_id, kind, amount,
                      ticket_id, decision_id, refunds_id, reason, actor_kind, actor_id, at, key)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                    ON CONFLICT (key) DO NOTHING";
    /// Entries of a ticket, oldest first.
    ENTRIES_OF_TICKET = "SELECT id, contract_id, account_id, bucket, period_index, lot_id, kind, amount, ticket_id, decision_id,
             refunds_id, reason, actor_kind, actor_id, at, key
             FROM credit_entries WHERE ticket_id = $1 ORDER BY at, id";
    /// Entries of an account before a place in the list, newest first, of one contract or bucket where they are given.
    ENTRIES_OF_ACCOUNT = "SELECT id, contract_id, account_id, bucket, period_index, lot_id, kind, amount, ticket_id, decision_id,
             refunds_id, reason, actor_kind, actor_id, at, key
             FROM credit_entries WHERE account_id = $1 AND (at, id) < ($2, $3)
               AND ($4 = '' OR contract_id = $4) AND ($5 = '' OR bucket = $5)
                          ORDER BY at DESC, id DESC LIMIT $6";
    /// The balance of a bucket right after one of its entries.
    BALANCE_AFTER = "SELECT COALESCE(SUM(amount), 0) AS balance FROM credit_entries
                     WHERE contract_id = $1 AND bucket = $2 AND (at, id) <= ($3, $4) AND kind <> 'overage'";
    /// Every lot of a contract, used up or not.
    LOTS = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining
             FROM credit_lots WHERE contract_id = $1 ORDER BY bucket, id";
    /// Entries of one bucket up to an instant, oldest first.
    ENTRIES_OF_BUCKET = "SELECT id, contract_id, account_id, bucket, period_index, lot_id, kind, amount, ticket_id, decision_id,
             refunds_id, reason, actor_kind, actor_id, at, key
             FROM credit_entries WHERE contract_id = $1 AND bucket = $2 AND at <= $3
                         ORDER BY at, id";
    /// The balance of a bucket at an instant: the sum of its entries.
    BALANCE_AT = "SELECT COALESCE(SUM(amount), 0) AS balance FROM credit_entries
                  WHERE contract_id = $1 AND bucket = $2 AND at <= $3 AND kind <> 'overage'";
    /// What was used of a period: consumption less refunds.
    USED_IN_PERIOD = "SELECT COALESCE(SUM(amount), 0) AS used FROM credit_entries
                      WHERE contract_id = $1 AND bucket = $2 AND period_index = $3 AND kind IN ('consume', 'refund')";
    /// Over-limit tickets accepted in a period under the tolerance.
    OVERAGE_IN_PERIOD = "SELECT COUNT(*) AS tickets FROM credit_entries e
                         WHERE e.contract_id = $1 AND e.bucket = $2 AND e.period_index = $3
                           AND e.kind = 'overage' AND e.refunds_id IS NULL
                           AND NOT EXISTS (SELECT 1 FROM credit_entries r
                                           WHERE r.ticket_id = e.ticket_id AND r.refunds_id = e.id)";
    /// Sums of lots and of entries per bucket, for the doctor: they must be equal.
    RECONCILE = "SELECT b.contract_id, b.bucket,
                   COALESCE((SELECT SUM(remaining) FROM credit_lots l
                             WHERE l.contract_id = b.contract_id AND l.bucket = b.bucket), 0) AS cached,
                   COALESCE((SELECT SUM(amount) FROM credit_entries e
                             WHERE e.contract_id = b.contract_id AND e.bucket = b.bucket
                               AND e.kind <> 'overage'), 0) AS booked
                 FROM credit_buckets b ORDER BY b.contract_id, b.position";
    /// Marks an alert as fired; nothing happens when it has.
    ALERT_FIRE = "INSERT INTO credit_alerts (contract_id, bucket, period_index, threshold, fired_at)
                  VALUES ($1, $2, $3, $4, $5) ON CONFLICT (contract_id, bucket, period_index, threshold) DO NOTHING";
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
    /// Asks for approval.
    APPROVAL_INSERT = "INSERT INTO approvals (id, ticket_id, account_id, contract_id, state, requested_at, decided_at,
                         decided_by, note, version) VALUES ($1, $2, $3, $4, 'waiting', $5, NULL, NULL, '', 1)";
    /// One request for approval.
    APPROVAL_GET = "SELECT id, ticket_id, account_id, contract_id, state, requested_at, decided_at, decided_by, note, version
             FROM approvals WHERE id = $1";
    /// The open request of a ticket.
    APPROVAL_OF_TICKET = "SELECT id, ticket_id, account_id, contract_id, state, requested_at, decided_at, decided_by, note, version
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

/// A bucket of a contract: one limit with its row of periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name within the contract.
    pub bucket: String,
    /// Its place among the contract's limits.
    pub position: i64,
    /// Credits have been granted up to this period; -1 before the first.
    pub granted_through: i64,
}

/// Credits to draw from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The entry that made it.
    pub id: EntryId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Of which bucket.
    pub bucket: String,
    /// `grant`, `roll_over`, `top_up` or `adjust`.
    pub kind: String,
    /// Of which period, if of one.
    pub period_index: Option<i64>,
    /// From when it can be used.
    pub starts_at: Instant,
    /// From when it cannot be used any more.
    pub expires_at: Option<Instant>,
    /// Hundredths of a credit at first.
    pub amount: i64,
    /// Hundredths of a credit left.
    pub remaining: i64,
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/domain.md"
)]
pub struct Entry {
    pub id: EntryId,
    pub contract_id: ContractId,
    pub account_id: AccountId,
    pub bucket: String,
    pub period_index: Option<i64>,
    pub lot_id: Option<EntryId>,
    pub kind: String,
    pub amount: i64,
    pub ticket_id: Option<TicketId>,
    pub decision_id: Option<DecisionId>,
    pub refunds_id: Option<EntryId>,
    pub reason: String,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub at: Instant,
    pub key: String,
}

fn bucket(row: &Row) -> Result<Bucket, StoreError> {
    Ok(Bucket {
        bucket: row.text("bucket")?,
        position: row.int("position")?,
        granted_through: row.int("granted_through")?,
    })
}

fn lot(row: &Row) -> Result<Lot, StoreError> {
    Ok(Lot {
        id: row.id("id")?,
        contract_id: row.id("contract_id")?,
        bucket: row.text("bucket")?,
        kind: row.text("kind")?,
        period_index: row.opt_int("period_index")?,
        starts_at: row.instant("starts_at")?,
        expires_at: row.opt_instant("expires_at")?,
        amount: row.int("amount")?,
        remaining: row.int("remaining")?,
    })
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.id("id")?,
        contract_id: row.id("contract_id")?,
        account_id: row.id("account_id")?,
        bucket: row.text("bucket")?,
        period_index: row.opt_int("period_index")?,
        lot_id: row.opt_id("lot_id")?,
        kind: row.text("kind")?,
        amount: row.int("amount")?,
        ticket_id: row.opt_id("ticket_id")?,
        decision_id: row.opt_id("decision_id")?,
        refunds_id: row.opt_id("refunds_id")?,
        reason: row.text("reason")?,
        actor_kind: row.text("actor_kind")?,
        actor_id: row.opt_text("actor_id")?,
        at: row.instant("at")?,
        key: row.text("key")?,
    })
}

/// Makes sure a contract has a bucket.
///
/// # Errors
/// As the engine reports.
pub fn ensure_bucket(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    position: i64,
) -> Result<(), StoreError> {
    tx.execute(&BUCKET_INSERT, &params![contract, name, position])?;
    Ok(())
}

/// Buckets of a contract, held against other writers until the end of the
/// transaction. Lock as late as possible: everybody who opens a ticket under
/// this contract waits here.
///
/// # Errors
/// As the engine reports.
pub fn lock_buckets(tx: &mut Tx<'_>, contract: ContractId) -> Result<Vec<Bucket>, StoreError> {
    tx.query(&BUCKETS_LOCK, &params![contract])?
        .iter()
        .map(bucket)
        .collect()
}

/// Buckets of a contract.
///
/// # Errors
/// As the engine reports.
pub fn buckets(tx: &mut Tx<'_>, contract: ContractId) -> Result<Vec<Bucket>, StoreError> {
    tx.query(&BUCKETS, &params![contract])?
        .iter()
        .map(bucket)
        .collect()
}

/// Notes up to which period credits have been granted.
///
/// # Errors
/// As the engine reports.
pub fn set_granted_through(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    index: i64,
) -> Result<(), StoreError> {
    tx.execute(&BUCKET_GRANTED, &params![contract, name, index])?;
    Ok(())
}

/// Adds a lot.
///
/// # Errors
/// As the engine reports.
pub fn insert_lot(tx: &mut Tx<'_>, l: &Lot) -> Result<(), StoreError> {
    tx.execute(
        &LOT_INSERT,
        &params![
            l.id,
            l.contract_id,
            l.bucket.as_str(),
            l.kind.as_str(),
            l.period_index,
            l.starts_at,
            l.expires_at,
            l.amount,
            l.remaining
        ],
    )?;
    Ok(())
}

/// Lots of a contract that have credits left.
///
/// # Errors
/// As the engine reports.
pub fn open_lots(tx: &mut Tx<'_>, contract: ContractId) -> Result<Vec<Lot>, StoreError> {
    tx.query(&LOTS_OPEN, &params![contract])?
        .iter()
        .map(lot)
        .collect()
}

/// Lots of a contract that hold at an instant, used up or not.
///
/// # Errors
/// As the engine reports.
pub fn lots_at(tx: &mut Tx<'_>, contract: ContractId, at: Instant) -> Result<Vec<Lot>, StoreError> {
    tx.query(&LOTS_AT, &params![contract, at])?
        .iter()
        .map(lot)
        .collect()
}

/// Lots of a bucket with credits left whose time is over at an instant.
///
/// # Errors
/// As the engine reports.
pub fn expired_lots(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    at: Instant,
) -> Result<Vec<Lot>, StoreError> {
    tx.query(&LOTS_EXPIRED, &params![contract, name, at])?
        .iter()
        .map(lot)
        .collect()
}

/// One lot.
///
/// # Errors
/// As the engine reports.
pub fn get_lot(tx: &mut Tx<'_>, id: EntryId) -> Result<Option<Lot>, StoreError> {
    tx.query_opt(&LOT_GET, &params![id])?
        .as_ref()
        .map(lot)
        .transpose()
}

/// Takes from a lot (negative) or gives back (positive), in hundredths.
///
/// # Errors
/// `Conflict` when it would pass below zero or above the lot's amount.
pub fn change_lot(tx: &mut Tx<'_>, id: EntryId, by: i64) -> Result<(), StoreError> {
    tx.execute(&LOT_CHANGE, &params![id, by])?;
    Ok(())
}

/// Adds an entry; false when its key was applied before.
///
/// # Errors
/// As the engine reports.
pub fn insert_entry(tx: &mut Tx<'_>, e: &Entry) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &ENTRY_INSERT,
        &params![
            e.id,
            e.contract_id,
            e.account_id,
            e.bucket.as_str(),
            e.period_index,
            e.lot_id,
            e.kind.as_str(),
            e.amount,
            e.ticket_id,
            e.decision_id,
            e.refunds_id,
            e.reason.as_str(),
            e.actor_kind.as_str(),
            e.actor_id.clone(),
            e.at,
            e.key.as_str()
        ],
    )? == 1)
}

/// Entries of a ticket, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn entries_of_ticket(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<Entry>, StoreError> {
    tx.query(&ENTRIES_OF_TICKET, &params![ticket])?
        .iter()
        .map(entry)
        .collect()
}

/// Entries of an account before a place in the list, newest first.
///
/// # Errors
/// As the engine reports.
pub fn entries_of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    before: (Instant, &str),
    of: &EntryFilter,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    tx.query(
        &ENTRIES_OF_ACCOUNT,
        &params![
            account,
            before.0,
            before.1,
            of.contract.map(|c| c.to_string()).unwrap_or_default(),
            of.bucket.as_str(),
            limit
        ],
    )?
    .iter()
    .map(entry)
    .collect()
}

/// Which entries of an account; what is left empty does not matter.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// Of one contract.
    pub contract: Option<ContractId>,
    /// Of buckets with this name.
    pub bucket: String,
}

/// The balance of a bucket right after one of its entries, in hundredths.
///
/// # Errors
/// As the engine reports.
pub fn balance_after(tx: &mut Tx<'_>, e: &Entry) -> Result<i64, StoreError> {
    tx.query_one(
        &BALANCE_AFTER,
        &params![e.contract_id, e.bucket.as_str(), e.at, e.id],
    )?
    .int("balance")
}

/// Every lot of a contract, used up or not.
///
/// # Errors
/// As the engine reports.
pub fn lots(tx: &mut Tx<'_>, contract: ContractId) -> Result<Vec<Lot>, StoreError> {
    tx.query(&LOTS, &params![contract])?
        .iter()
        .map(lot)
        .collect()
}

/// Entries of one bucket up to and including an instant, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn entries_of_bucket(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    until: Instant,
) -> Result<Vec<Entry>, StoreError> {
    tx.query(&ENTRIES_OF_BUCKET, &params![contract, name, until])?
        .iter()
        .map(entry)
        .collect()
}

/// The balance of a bucket at an instant: the sum of its entries, in hundredths.
///
/// # Errors
/// As the engine reports.
pub fn balance_at(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    at: Instant,
) -> Result<i64, StoreError> {
    tx.query_one(&BALANCE_AT, &params![contract, name, at])?
        .int("balance")
}

/// What was used of a period, in hundredths: consumption less refunds, not negative.
///
/// # Errors
/// As the engine reports.
pub fn used_in_period(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    period: i64,
) -> Result<i64, StoreError> {
    Ok(-tx
        .query_one(&USED_IN_PERIOD, &params![contract, name, period])?
        .int("used")?)
}

/// How many tickets were accepted over the limit in a period.
///
/// # Errors
/// As the engine reports.
pub fn overage_in_period(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    period: i64,
) -> Result<i64, StoreError> {
    tx.query_one(&OVERAGE_IN_PERIOD, &params![contract, name, period])?
        .int("tickets")
}

/// A bucket whose cached lots and booked entries are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// Of which contract.
    pub contract_id: ContractId,
    /// Which bucket.
    pub bucket: String,
    /// Hundredths left in its lots.
    pub cached: i64,
    /// Sum of its entries, in hundredths.
    pub booked: i64,
}

/// Compares lots and entries of every bucket.
///
/// # Errors
/// As the engine reports.
pub fn reconcile(tx: &mut Tx<'_>) -> Result<Vec<Reconciled>, StoreError> {
    tx.query(&RECONCILE, &[])?
        .iter()
        .map(|row| {
            Ok(Reconciled {
                contract_id: row.id("contract_id")?,
                bucket: row.text("bucket")?,
                cached: row.int("cached")?,
                booked: row.int("booked")?,
            })
        })
        .collect()
}

/// Marks an alert as fired; false when it has fired before.
///
/// # Errors
/// As the engine reports.
pub fn fire_alert(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    period: i64,
    threshold: i64,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&ALERT_FIRE, &params![contract, name, period, threshold, at])? == 1)
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
    tx.execute(
        &CHARGE_INSERT,
        &params![
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

/// A request for approval of an over-limit ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/domain.md"
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
    tx.execute(
        &APPROVAL_INSERT,
        &params![id, ticket, account, contract, at],
    )?;
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
