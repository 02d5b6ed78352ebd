//! Entries and the sums over them, and which alerts have fired.

use surety_domain::ids::{AccountId, ContractId, DecisionId, EntryId, TicketId};
use surety_domain::time::Instant;

use super::lots::Used;
use crate::{Row, StoreError, Tx, Value, params, sql};

sql! {
    /// Adds an entry; nothing happens when its key was applied before.
    /// Its `seq` is the order of writing: several entries may count from one instant.
    ENTRY_INSERT = {
        sqlite: "INSERT INTO credit_entries (id, contract_id, account_id, bucket, period_index, lot_id, kind, amount,
                   ticket_id, decision_id, refunds_id, reason, actor_kind, actor_id, at, key, seq)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                   (SELECT COALESCE(MAX(seq), 0) + 1 FROM credit_entries))
                 ON CONFLICT (key) DO NOTHING",
        postgres: "INSERT INTO credit_entries (id, contract_id, account_id, bucket, period_index, lot_id, kind, amount,
                     ticket_id, decision_id, refunds_id, reason, actor_kind, actor_id, at, key, seq)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                     nextval('credit_entry_seq'))
                   ON CONFLICT (key) DO NOTHING",
    };
    /// Entries of a ticket, oldest first.
    pub(in crate::records) ENTRIES_OF_TICKET = "SELECT id, contract_id, account_id, bucket, period_index, lot_id, kind, amount, ticket_id, decision_id,
             refunds_id, reason, actor_kind, actor_id, at, key, seq
             FROM credit_entries WHERE ticket_id = $1 ORDER BY at, seq";
    /// Entries of an account before a place in the list, newest first, of one contract or bucket where they are given.
    ENTRIES_OF_ACCOUNT = "SELECT id, contract_id, account_id, bucket, period_index, lot_id, kind, amount, ticket_id, decision_id,
             refunds_id, reason, actor_kind, actor_id, at, key, seq
             FROM credit_entries WHERE account_id = $1 AND (at, seq) < ($2, $3)
               AND ($4 = '' OR contract_id = $4) AND ($5 = '' OR bucket = $5)
                          ORDER BY at DESC, seq DESC LIMIT $6";
    /// The balance of a bucket right after one of its entries.
    BALANCE_AFTER = "SELECT COALESCE(SUM(amount), 0) AS balance FROM credit_entries
                     WHERE contract_id = $1 AND bucket = $2 AND (at, seq) <= ($3, $4) AND kind <> 'overage'";
    /// Entries of one bucket up to an instant, oldest first.
    ENTRIES_OF_BUCKET = "SELECT id, contract_id, account_id, bucket, period_index, lot_id, kind, amount, ticket_id, decision_id,
             refunds_id, reason, actor_kind, actor_id, at, key, seq
             FROM credit_entries WHERE contract_id = $1 AND bucket = $2 AND at <= $3
                         ORDER BY at, seq";
    /// The balance of a bucket at an instant: the sum of its entries.
    BALANCE_AT = "SELECT COALESCE(SUM(amount), 0) AS balance FROM credit_entries
                  WHERE contract_id = $1 AND bucket = $2 AND at <= $3 AND kind <> 'overage'";
    /// What was consumed between two instants.
    CONSUMED_BETWEEN = "SELECT COALESCE(SUM(amount), 0) AS used FROM credit_entries
                        WHERE contract_id = $1 AND bucket = $2 AND at >= $3 AND at < $4 AND kind = 'consume'";
    /// What came back, at whatever time, of what was consumed between two instants.
    RETURNED_BETWEEN = "SELECT COALESCE(SUM(r.amount), 0) AS used
                        FROM credit_entries r JOIN credit_entries c ON c.id = r.refunds_id
                        WHERE r.contract_id = $1 AND r.bucket = $2 AND r.kind = 'refund' AND r.at >= $3
                          AND c.at >= $3 AND c.at < $4 AND c.kind = 'consume'";
    /// What tickets took of a bucket, with what was accepted past it and less
    /// what came back, by quarters of an hour of UTC: boundaries of days are
    /// among those in every zone of today.
    USE_BY_QUARTER_HOUR = "SELECT at / NULLIF(900000000, 0) AS slot, CAST(-SUM(amount) AS BIGINT) AS used FROM credit_entries
                           WHERE contract_id = $1 AND bucket = $2 AND at >= $3 AND at <= $4
                             AND kind IN ('consume', 'refund', 'overage')
                           GROUP BY at / NULLIF(900000000, 0) ORDER BY slot";
    /// Over-limit tickets accepted in a period under the tolerance.
    OVERAGE_IN_PERIOD = "SELECT COUNT(*) AS tickets FROM credit_entries e
                         WHERE e.contract_id = $1 AND e.bucket = $2 AND e.period_index = $3
                           AND e.kind = 'overage' AND e.refunds_id IS NULL
                           AND NOT EXISTS (SELECT 1 FROM credit_entries r
                                           WHERE r.ticket_id = e.ticket_id AND r.refunds_id = e.id)";
    /// Marks an alert as fired; nothing happens when it has.
    ALERT_FIRE = "INSERT INTO credit_alerts (contract_id, bucket, period_index, threshold, fired_at)
                  VALUES ($1, $2, $3, $4, $5) ON CONFLICT (contract_id, bucket, period_index, threshold) DO NOTHING";
}

/// Microseconds of a quarter of an hour.
const QUARTER_HOUR_MICROS: i64 = 900_000_000;

/// What was used in a quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UseSlot {
    /// Its first instant.
    pub from: Instant,
    /// Hundredths of a credit; below zero where more came back.
    pub hundredths: i64,
}

/// What tickets used of a bucket between two instants, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn use_by_quarter_hour(
    tx: &mut Tx<'_>,
    contract: ContractId,
    bucket: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<UseSlot>, StoreError> {
    tx.query(
        &USE_BY_QUARTER_HOUR,
        &params![contract, bucket, from, until],
    )?
    .iter()
    .map(|row| {
        Ok(UseSlot {
            from: Instant(row.int("slot")? * QUARTER_HOUR_MICROS),
            hundredths: row.int("used")?,
        })
    })
    .collect()
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
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
    /// The order of writing; what is given to `insert_entry` does not matter.
    pub seq: i64,
}

pub(super) fn entry(row: &Row) -> Result<Entry, StoreError> {
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
        seq: row.int("seq")?,
    })
}

/// Adds entries; says of each whether it is new or its key was applied before.
///
/// # Errors
/// As the engine reports.
pub fn insert_entries(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<Vec<bool>, StoreError> {
    let steps: Vec<_> = entries.iter().map(|e| (&ENTRY_INSERT, values(e))).collect();
    Ok(tx
        .execute_each(&steps)?
        .into_iter()
        .map(|changed| changed == 1)
        .collect())
}

/// Adds entries whose keys name what this very transaction has made, so that
/// they cannot have been applied before.
///
/// # Errors
/// As the engine reports.
pub fn insert_new_entries(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<(), StoreError> {
    for e in entries {
        tx.later(&ENTRY_INSERT, values(e))?;
    }
    Ok(())
}

fn values(e: &Entry) -> Vec<Value> {
    params![
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
    ]
    .into()
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
    before: (Instant, i64),
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
        &params![e.contract_id, e.bucket.as_str(), e.at, e.seq],
    )?
    .int("balance")
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

/// What was used of a bucket between two instants: what was consumed then,
/// whatever it was drawn from, less what came back of it. Reads every entry of
/// that time.
///
/// # Errors
/// As the engine reports.
pub fn used_between(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    from: Instant,
    until: Instant,
) -> Result<Used, StoreError> {
    let mut hundredths = 0;
    for stmt in [&CONSUMED_BETWEEN, &RETURNED_BETWEEN] {
        hundredths -= tx
            .query_one(stmt, &params![contract, name, from, until])?
            .int("used")?;
    }
    Ok(Used {
        from,
        until,
        hundredths,
    })
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
