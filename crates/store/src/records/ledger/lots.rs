//! Buckets and the lots in them.

use surety_domain::ids::{AssetId, ContractId, EntryId, ProductId};
use surety_domain::time::Instant;

use super::super::ahead::Promise;
use crate::{Engine, Row, Stmt, StoreError, Tx, Value, params, sql};

sql! {
    /// Adds a bucket of a contract.
    BUCKET_INSERT = "INSERT INTO credit_buckets (contract_id, bucket, position, granted_through, version)
                     VALUES ($1, $2, $3, -1, 1) ON CONFLICT (contract_id, bucket) DO NOTHING";
    /// Buckets of a contract, held until the end of the transaction, always in the same order.
    BUCKETS_LOCK = "SELECT contract_id, bucket, position, granted_through, used_from, used_until, used
                    FROM credit_buckets WHERE contract_id = $1 ORDER BY position, bucket FOR UPDATE";
    /// Buckets of a contract.
    pub(in crate::records) BUCKETS = "SELECT contract_id, bucket, position, granted_through, used_from, used_until, used
               FROM credit_buckets WHERE contract_id = $1 ORDER BY position, bucket";
    /// Adds to what was used of the period that an instant lies in, if that is the one kept.
    BUCKET_USE = "UPDATE credit_buckets SET used = used + $4
                  WHERE contract_id = $1 AND bucket = $2 AND used_from <= $3 AND used_until > $3
                  RETURNING used_from, used_until, used";
    /// The same where the answer is known.
    BUCKET_USE_HELD = "UPDATE credit_buckets SET used = used + $4
                       WHERE contract_id = $1 AND bucket = $2 AND used_from <= $3 AND used_until > $3";
    /// Keeps what was used of another period.
    BUCKET_USED = "UPDATE credit_buckets SET used_from = $3, used_until = $4, used = $5
                   WHERE contract_id = $1 AND bucket = $2";
    /// Notes up to which period credits have been granted.
    BUCKET_GRANTED = "UPDATE credit_buckets SET granted_through = $3, version = version + 1
                      WHERE contract_id = $1 AND bucket = $2";
    /// Adds a lot.
    LOT_INSERT = "INSERT INTO credit_lots (id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount,
                    remaining, product_id, asset_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Lots of a contract that have credits left.
    pub(in crate::records) LOTS_OPEN = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining,
               product_id, asset_id
             FROM credit_lots WHERE contract_id = $1 AND remaining > 0 ORDER BY bucket, expires_at NULLS LAST, id";
    /// Lots of a contract that hold at an instant, used up or not.
    LOTS_AT = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining,
               product_id, asset_id
             FROM credit_lots WHERE contract_id = $1 AND starts_at <= $2
               AND (expires_at IS NULL OR expires_at > $2) ORDER BY bucket, id";
    /// Lots with credits left whose time is over.
    LOTS_EXPIRED = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining,
               product_id, asset_id
             FROM credit_lots WHERE contract_id = $1 AND bucket = $2 AND remaining > 0
                    AND expires_at <= $3 ORDER BY expires_at, id";
    /// Takes from a lot, or gives back: the table's check refuses what is too much.
    LOT_CHANGE = "UPDATE credit_lots SET remaining = remaining + $2 WHERE id = $1";
    /// One lot.
    LOT_GET = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining,
               product_id, asset_id
             FROM credit_lots WHERE id = $1";
    /// Every lot of a contract, used up or not.
    LOTS = "SELECT id, contract_id, bucket, kind, period_index, starts_at, expires_at, amount, remaining,
               product_id, asset_id
             FROM credit_lots WHERE contract_id = $1 ORDER BY bucket, id";
    /// Sums of lots and of entries per bucket, for the doctor: they must be equal.
    RECONCILE = "SELECT b.contract_id, b.bucket,
                   COALESCE((SELECT SUM(remaining) FROM credit_lots l
                             WHERE l.contract_id = b.contract_id AND l.bucket = b.bucket), 0) AS cached,
                   COALESCE((SELECT SUM(amount) FROM credit_entries e
                             WHERE e.contract_id = b.contract_id AND e.bucket = b.bucket
                               AND e.kind <> 'overage'), 0) AS booked
                 FROM credit_buckets b ORDER BY b.contract_id, b.position";
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
    /// What was used of the period it was last drawn in.
    pub used: Used,
}

/// What was used between two instants, in hundredths: consumption less what
/// came back of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    /// From when.
    pub from: Instant,
    /// Until when, not included.
    pub until: Instant,
    /// How much.
    pub hundredths: i64,
}

fn used(row: &Row) -> Result<Used, StoreError> {
    Ok(Used {
        from: row.instant("used_from")?,
        until: row.instant("used_until")?,
        hundredths: row.int("used")?,
    })
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
    /// Only tickets about this product draw from it.
    pub product_id: Option<ProductId>,
    /// Only tickets about this asset draw from it.
    pub asset_id: Option<AssetId>,
}

pub(super) fn bucket(row: &Row) -> Result<Bucket, StoreError> {
    Ok(Bucket {
        bucket: row.text("bucket")?,
        position: row.int("position")?,
        granted_through: row.int("granted_through")?,
        used: used(row)?,
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
        product_id: row.opt_id("product_id")?,
        asset_id: row.opt_id("asset_id")?,
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

/// As [`lock_buckets`], with the lots that have credits left, in one round trip
/// with what `promise` says is read next.
///
/// # Errors
/// As the engine reports.
pub fn lock_books(
    tx: &mut Tx<'_>,
    contract: ContractId,
    promise: &Promise,
) -> Result<(Vec<Bucket>, Vec<Lot>), StoreError> {
    let mut steps: Vec<(&'static Stmt, Vec<Value>)> = vec![
        (&BUCKETS_LOCK, params![contract].into()),
        (&LOTS_OPEN, params![contract].into()),
    ];
    if tx.engine() == Engine::Postgres {
        steps.extend(promise.steps());
    }
    let answers = tx.query_each(&steps)?;
    let rows = |at: usize| answers.get(at).map_or(&[][..], Vec::as_slice);
    Ok((
        rows(0).iter().map(bucket).collect::<Result<_, _>>()?,
        rows(1).iter().map(lot).collect::<Result<_, _>>()?,
    ))
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

/// Adds to what was used of the period of each bucket that `at` lies in, in
/// hundredths (negative for what comes back), and answers with that period;
/// none when it is not the one that is kept.
///
/// # Errors
/// As the engine reports.
pub fn add_use(
    tx: &mut Tx<'_>,
    contract: ContractId,
    buckets: &[&str],
    at: Instant,
    hundredths: i64,
) -> Result<Vec<Option<Used>>, StoreError> {
    let steps: Vec<_> = buckets
        .iter()
        .map(|name| (&BUCKET_USE, params![contract, *name, at, hundredths].into()))
        .collect();
    tx.query_each(&steps)?
        .iter()
        .map(|rows| rows.first().map(used).transpose())
        .collect()
}

/// As [`add_use`] for a bucket that is held and known to keep the period of `at`.
///
/// # Errors
/// As the engine reports.
pub fn add_use_held(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    at: Instant,
    hundredths: i64,
) -> Result<(), StoreError> {
    tx.later(&BUCKET_USE_HELD, params![contract, name, at, hundredths])
}

/// Keeps what was used of a bucket's period.
///
/// # Errors
/// As the engine reports.
pub fn keep_used(
    tx: &mut Tx<'_>,
    contract: ContractId,
    name: &str,
    used: Used,
) -> Result<(), StoreError> {
    tx.later(
        &BUCKET_USED,
        params![contract, name, used.from, used.until, used.hundredths],
    )?;
    Ok(())
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
    tx.later(&BUCKET_GRANTED, params![contract, name, index])?;
    Ok(())
}

/// Adds a lot.
///
/// # Errors
/// As the engine reports.
pub fn insert_lot(tx: &mut Tx<'_>, l: &Lot) -> Result<(), StoreError> {
    tx.later(
        &LOT_INSERT,
        params![
            l.id,
            l.contract_id,
            l.bucket.as_str(),
            l.kind.as_str(),
            l.period_index,
            l.starts_at,
            l.expires_at,
            l.amount,
            l.remaining,
            l.product_id,
            l.asset_id
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
    tx.later(&LOT_CHANGE, params![id, by])?;
    Ok(())
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
