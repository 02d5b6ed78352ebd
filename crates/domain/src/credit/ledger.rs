//! Entries, lots, and what each movement posts.
//!
//! A lot is what one creating entry brought: a period's grant, credits carried
//! over, a top-up. Lots are a cache: their remainders are the sums of the
//! entries, so everything can be rebuilt. A function here never writes; it
//! returns [`Posting`]s, which the caller gives ids, stores once per key, and
//! applies to the lots.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Credits;
use super::scope::{About, LotScope};
use crate::ids::EntryId;
use crate::plan::Key;
use crate::ticket::words;
use crate::time::Instant;

words! {
    /// What an entry is.
    EntryKind {
        /// A period's credits, or the difference of an amendment.
        Grant = "grant",
        /// Used by a ticket.
        Consume = "consume",
        /// Given back.
        Refund = "refund",
        /// Unused when its time was over.
        Expire = "expire",
        /// Carried from one period into later ones: out of one lot, into another.
        RollOver = "roll_over",
        /// Bought or given on top.
        TopUp = "top_up",
        /// Changed by hand or by an amendment.
        Adjust = "adjust",
        /// A ticket past the limit. It draws from no lot and is no part of
        /// the balance; its amount is the cost, negative, and positive when
        /// it is taken back.
        Overage = "overage",
    }
}

impl EntryKind {
    /// Whether the amount is part of the balance.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Overage)
    }
}

/// Credits to draw from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The entry that made it.
    pub id: EntryId,
    /// Of which bucket.
    pub bucket: Key,
    /// What made it.
    pub kind: EntryKind,
    /// Of which period, if of one.
    pub period: Option<i64>,
    /// From when it can be used.
    pub starts_at: Instant,
    /// From when it cannot be used any more; none is never.
    pub expires_at: Option<Instant>,
    /// Which tickets can draw from it.
    pub scope: LotScope,
    /// What is left.
    pub remaining: Credits,
}

impl Lot {
    /// Whether a ticket can draw from it.
    pub fn usable_at(&self, at: Instant) -> bool {
        self.starts_at <= at && !self.expired_at(at) && self.remaining > Credits::ZERO
    }

    /// Whether its time is over.
    pub fn expired_at(&self, at: Instant) -> bool {
        self.expires_at.is_some_and(|end| end <= at)
    }

    /// The order in which lots are drawn: what expires first, then the more
    /// specific, then what was carried or bought before a period's own grant
    /// (the grant may still be carried on), then what began earlier. The id
    /// decides last, so that it makes no difference when a lot was written.
    pub fn draw_order(&self, other: &Self) -> Ordering {
        let place = |l: &Self| {
            (
                (l.expires_at.is_none(), l.expires_at),
                l.scope.place(),
                l.kind == EntryKind::Grant,
                l.starts_at,
                l.id,
            )
        };
        place(self).cmp(&place(other))
    }
}

/// An entry as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// Of which bucket.
    pub bucket: Key,
    /// Of which period, if of one.
    pub period: Option<i64>,
    /// Which lot it changes; none for overage.
    pub lot: Option<EntryId>,
    /// What the balance changes by.
    pub amount: Credits,
    /// The entry that it takes back.
    pub refunds: Option<EntryId>,
    /// When.
    pub at: Instant,
}

/// Which lot a posting changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotRef {
    /// One that exists.
    Existing(EntryId),
    /// The one that this posting makes; its id is the entry's.
    Own,
    /// The one that an earlier posting of the same list made.
    Posted(usize),
    /// None: overage.
    Nothing,
}

/// The validity of a lot that a posting makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLot {
    /// From when it can be used.
    pub starts_at: Instant,
    /// From when it cannot be used any more.
    pub expires_at: Option<Instant>,
    /// Which tickets can draw from it.
    pub scope: LotScope,
}

/// An entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// What it is.
    pub kind: EntryKind,
    /// Of which bucket.
    pub bucket: Key,
    /// Of which period, if of one.
    pub period: Option<i64>,
    /// Which lot it changes.
    pub lot: LotRef,
    /// The lot that it makes, when `lot` is [`LotRef::Own`].
    pub opens: Option<NewLot>,
    /// What the balance changes by.
    pub amount: Credits,
    /// The entry that it takes back.
    pub refunds: Option<EntryId>,
    /// The instant at which it counts. A grant that is written late counts
    /// from its period's start all the same, so past balances stay right.
    pub at: Instant,
    /// Applied at most once: a posting with a key that is stored already
    /// changes nothing, neither entry nor lot.
    pub key: String,
}

/// What is taken from one lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    /// From which lot.
    pub lot: EntryId,
    /// Of which bucket.
    pub bucket: Key,
    /// Of which period.
    pub period: Option<i64>,
    /// How much; positive.
    pub amount: Credits,
}

/// A bucket that has too little.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{bucket} has {left}, {wanted} are needed")]
pub struct Shortfall {
    /// Which bucket.
    pub bucket: Key,
    /// What was needed.
    pub wanted: Credits,
    /// What it has.
    pub left: Credits,
}

/// The lots that a ticket about these can draw from; the others are not there
/// for it.
pub fn serving(lots: Vec<Lot>, about: About) -> Vec<Lot> {
    lots.into_iter().filter(|l| l.scope.serves(about)).collect()
}

/// What can be drawn from a bucket at an instant, of whatever scope the lots
/// are.
pub fn available(lots: &[Lot], bucket: &Key, at: Instant) -> Credits {
    lots.iter()
        .filter(|l| l.bucket == *bucket && l.usable_at(at))
        .map(|l| l.remaining)
        .sum()
}

/// Takes a ticket's cost from every bucket, or from none. `lots` are those
/// that [serve](serving) the ticket.
///
/// # Errors
/// [`Shortfall`] with the first bucket that has too little; then nothing is
/// taken from any.
pub fn draw(
    lots: &[Lot],
    buckets: &[Key],
    cost: Credits,
    at: Instant,
) -> Result<Vec<Take>, Shortfall> {
    let mut takes = Vec::new();
    for bucket in buckets {
        let mut usable: Vec<&Lot> = lots
            .iter()
            .filter(|l| l.bucket == *bucket && l.usable_at(at))
            .collect();
        usable.sort_by(|a, b| a.draw_order(b));
        let mut open = cost;
        for lot in usable {
            if open <= Credits::ZERO {
                break;
            }
            let amount = open.min(lot.remaining);
            open -= amount;
            takes.push(Take {
                lot: lot.id,
                bucket: bucket.clone(),
                period: lot.period,
                amount,
            });
        }
        if open > Credits::ZERO {
            return Err(Shortfall {
                bucket: bucket.clone(),
                wanted: cost,
                left: cost - open,
            });
        }
    }
    Ok(takes)
}

/// The postings of a draw. `key` names the movement, e.g. the decision; the
/// same decision never consumes twice.
pub fn consume(takes: &[Take], at: Instant, key: &str) -> Vec<Posting> {
    takes
        .iter()
        .map(|take| Posting {
            kind: EntryKind::Consume,
            bucket: take.bucket.clone(),
            period: take.period,
            lot: LotRef::Existing(take.lot),
            opens: None,
            amount: -take.amount,
            refunds: None,
            at,
            key: format!("{key}/consume/{}/{}", take.bucket, take.lot),
        })
        .collect()
}

/// The posting of a ticket that was accepted past the limit. `bucket` and
/// `period` are those that had too little.
pub fn overage(bucket: Key, period: Option<i64>, cost: Credits, at: Instant, key: &str) -> Posting {
    Posting {
        kind: EntryKind::Overage,
        key: format!("{key}/overage/{bucket}"),
        bucket,
        period,
        lot: LotRef::Nothing,
        opens: None,
        amount: -cost,
        refunds: None,
        at,
    }
}

/// Gives back what is still open of a ticket's consumption and overage, to
/// the lots it came from. Never more than was consumed, however often it is
/// asked; `entries` are all entries of the ticket. A lot whose time is over
/// gets its credits back and loses them in the same movement. `lots` are the
/// lots of those entries, so far as they are known.
pub fn refund(entries: &[Entry], lots: &[Lot], at: Instant, key: &str) -> Vec<Posting> {
    let mut postings = Vec::new();
    for entry in entries {
        if entry.refunds.is_some() || !matches!(entry.kind, EntryKind::Consume | EntryKind::Overage)
        {
            continue;
        }
        let back: Credits = entries
            .iter()
            .filter(|e| e.refunds == Some(entry.id) && e.kind != EntryKind::Expire)
            .map(|e| e.amount)
            .sum();
        let open = -entry.amount - back;
        if open <= Credits::ZERO {
            continue;
        }
        let posting = Posting {
            kind: match entry.kind {
                EntryKind::Overage => EntryKind::Overage,
                _ => EntryKind::Refund,
            },
            bucket: entry.bucket.clone(),
            period: entry.period,
            lot: entry.lot.map_or(LotRef::Nothing, LotRef::Existing),
            opens: None,
            amount: open,
            refunds: Some(entry.id),
            at,
            key: format!("{key}/refund/{}", entry.id),
        };
        let over = lots
            .iter()
            .any(|l| Some(l.id) == entry.lot && l.expired_at(at));
        let expire = over.then(|| Posting {
            kind: EntryKind::Expire,
            amount: -open,
            key: format!("{key}/refund/{}/expire", entry.id),
            ..posting.clone()
        });
        postings.push(posting);
        postings.extend(expire);
    }
    postings
}

/// Credits on top, with their own expiry, in each of these buckets: a ticket
/// draws from all buckets, so a top-up that is to help must be in all. `scope`
/// says which tickets they are for.
pub fn top_up(
    buckets: &[Key],
    amount: Credits,
    at: Instant,
    expires_at: Option<Instant>,
    scope: LotScope,
    key: &str,
) -> Vec<Posting> {
    buckets
        .iter()
        .map(|bucket| Posting {
            kind: EntryKind::TopUp,
            bucket: bucket.clone(),
            period: None,
            lot: LotRef::Own,
            opens: Some(NewLot {
                starts_at: at,
                expires_at,
                scope,
            }),
            amount,
            refunds: None,
            at,
            key: format!("{key}/top_up/{bucket}"),
        })
        .collect()
}

/// Takes credits of one scope away by hand, in draw order, at most what there
/// is of that scope: what was bought for one product stays when the limit as a
/// whole is corrected.
pub fn take_away(
    lots: &[Lot],
    bucket: &Key,
    amount: Credits,
    at: Instant,
    scope: LotScope,
    key: &str,
) -> Vec<Posting> {
    let lots: Vec<Lot> = lots.iter().filter(|l| l.scope == scope).cloned().collect();
    let amount = amount.min(available(&lots, bucket, at));
    // Cannot fall short: it asks for what is there.
    draw(&lots, std::slice::from_ref(bucket), amount, at)
        .unwrap_or_default()
        .into_iter()
        .map(|take| Posting {
            kind: EntryKind::Adjust,
            bucket: take.bucket,
            period: take.period,
            lot: LotRef::Existing(take.lot),
            opens: None,
            amount: -take.amount,
            refunds: None,
            at,
            key: format!("{key}/adjust/{}", take.lot),
        })
        .collect()
}

/// The balance of a bucket at any instant: the sum of its entries up to and
/// including it.
pub fn balance(entries: &[Entry], bucket: &Key, at: Instant) -> Credits {
    entries
        .iter()
        .filter(|e| e.bucket == *bucket && e.at <= at && e.kind.counts())
        .map(|e| e.amount)
        .sum()
}
