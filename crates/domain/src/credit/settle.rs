//! What time alone does to credits: grants, expiry, rollover.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::ledger::{EntryKind, Lot, LotRef, NewLot, Posting};
use super::period::{Period, PeriodError, Periods, days_between, local_date, midnight};
use super::{Credits, HUNDREDTHS, LotScope};
use crate::plan::{Key, Limit, Proration};
use crate::time::Instant;

/// How many periods a capped rollover is followed back when nobody looked at a
/// contract for long: ten years of weeks.
pub const CATCH_UP_PERIODS_MAX: u32 = 520;

/// The limits of a contract, and when it holds.
#[derive(Debug, Clone)]
pub struct CreditTerms<'a> {
    /// Which contract; the start of every key.
    pub contract: Key,
    /// The limits in force.
    pub limits: &'a [Limit],
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Option<Date>,
    /// The account's zone.
    pub zone: TimeZone,
}

/// One period of one bucket, cut to the contract's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditPeriod {
    /// Which one; 0 is the one in which the contract begins.
    pub index: i64,
    /// Its first instant.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
    /// Its days within the contract.
    pub days: i64,
    /// The days of a whole period.
    pub whole_days: i64,
}

/// The periods of one limit under one contract.
#[derive(Debug, Clone)]
pub struct CreditPeriods {
    grid: Periods,
    /// The grid's index of the period in which the contract begins.
    first: i64,
    start: Instant,
    end: Option<Instant>,
}

impl CreditPeriods {
    /// The periods of `limit` under `terms`.
    ///
    /// # Errors
    /// [`PeriodError`] for a limit or a date that cannot be counted.
    pub fn new(limit: &Limit, terms: &CreditTerms<'_>) -> Result<Self, PeriodError> {
        let grid = limit.periods(terms.start, terms.zone.clone())?;
        let start = midnight(terms.start, &terms.zone)?;
        let end = match terms.end {
            Some(end) => Some(midnight(end, &terms.zone)?),
            None => None,
        };
        Ok(Self {
            first: grid.period_at(start)?.index,
            grid,
            start,
            end,
        })
    }

    /// The period that contains an instant; none outside the contract.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`].
    pub fn at(&self, at: Instant) -> Result<Option<CreditPeriod>, PeriodError> {
        if at < self.start || self.end.is_some_and(|end| end <= at) {
            return Ok(None);
        }
        self.cut(self.grid.period_at(at)?).map(Some)
    }

    /// Period `index` of the contract.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`].
    pub fn nth(&self, index: i64) -> Result<CreditPeriod, PeriodError> {
        let k = index
            .checked_add(self.first)
            .ok_or(PeriodError::OutOfRange)?;
        self.cut(self.grid.period(k)?)
    }

    fn cut(&self, whole: Period) -> Result<CreditPeriod, PeriodError> {
        let last = self.end.unwrap_or(whole.end);
        let end = whole.end.min(last).max(self.start);
        let start = whole.start.max(self.start).min(end);
        let days = |from, to| -> Result<i64, PeriodError> {
            let zone = self.grid.zone();
            Ok(days_between(local_date(from, zone)?, local_date(to, zone)?))
        };
        Ok(CreditPeriod {
            index: whole.index - self.first,
            start,
            end,
            days: days(start, end)?,
            whole_days: days(whole.start, whole.end)?,
        })
    }
}

/// What `days` of `whole_days` give of a limit's credits.
pub fn prorated(credits: Credits, days: i64, whole_days: i64, proration: Proration) -> Credits {
    if proration == Proration::None || days >= whole_days {
        return credits;
    }
    let share = i128::from(credits.0) * i128::from(days.max(0));
    let per_credit = i128::from(whole_days) * i128::from(HUNDREDTHS);
    let whole = match proration {
        Proration::Up => (share + per_credit - 1) / per_credit,
        Proration::Nearest => (2 * share + per_credit) / (2 * per_credit),
        Proration::Down | Proration::None => share / per_credit,
    };
    // Never above the limit, which need not be a whole number of credits.
    Credits::whole(i64::try_from(whole).unwrap_or(i64::MAX)).min(credits)
}

/// What is to be written, and up to which period each bucket is granted then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settlement {
    /// In the order in which they are to be applied.
    pub postings: Vec<Posting>,
    /// The buckets whose mark moves.
    pub granted_through: Vec<(Key, i64)>,
}

impl Settlement {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.postings.is_empty() && self.granted_through.is_empty()
    }
}

/// Brings a contract's credits up to `at`: grants every period that has begun,
/// carries over and expires what is over. Asked twice it does nothing the
/// second time. To be applied before every draw, refund and amendment. It makes
/// no difference how often or how late it is asked in between.
///
/// `granted_through` has the last granted period of each bucket; `lots` are
/// those with credits left, expired ones too. Periods that nobody looked at
/// are granted only as far back as their credits could still be carried.
///
/// # Errors
/// [`PeriodError`] for limits or dates that cannot be counted.
pub fn settle(
    terms: &CreditTerms<'_>,
    granted_through: &BTreeMap<Key, i64>,
    lots: &[Lot],
    at: Instant,
) -> Result<Settlement, PeriodError> {
    let mut work = Work::new(&terms.contract, lots);
    for limit in terms.limits {
        let periods = CreditPeriods::new(limit, terms)?;
        work.grant(limit, &periods, granted_through.get(&limit.bucket), at)?;
    }
    work.expire(terms, at)?;
    Ok(work.done)
}

/// A lot while a settlement is being worked out.
pub(super) struct Live {
    pub(super) lot: LotRef,
    pub(super) bucket: Key,
    pub(super) kind: EntryKind,
    pub(super) period: Option<i64>,
    pub(super) expires_at: Option<Instant>,
    pub(super) remaining: Credits,
    /// For keys and for a stable order.
    pub(super) name: String,
}

pub(super) struct Work {
    pub(super) contract: Key,
    pub(super) live: Vec<Live>,
    pub(super) done: Settlement,
}

impl Work {
    pub(super) fn new(contract: &Key, lots: &[Lot]) -> Self {
        Self {
            contract: contract.clone(),
            live: lots
                .iter()
                .filter(|l| l.remaining > Credits::ZERO)
                .map(|l| Live {
                    lot: LotRef::Existing(l.id),
                    bucket: l.bucket.clone(),
                    kind: l.kind,
                    period: l.period,
                    expires_at: l.expires_at,
                    remaining: l.remaining,
                    name: l.id.to_string(),
                })
                .collect(),
            done: Settlement::default(),
        }
    }

    /// Posts a new lot.
    pub(super) fn open(
        &mut self,
        kind: EntryKind,
        limit: &Limit,
        period: i64,
        lot: NewLot,
        amount: Credits,
        key: String,
    ) {
        self.live.push(Live {
            lot: LotRef::Posted(self.done.postings.len()),
            bucket: limit.bucket.clone(),
            kind,
            period: Some(period),
            expires_at: lot.expires_at,
            remaining: amount,
            name: key.clone(),
        });
        self.done.postings.push(Posting {
            kind,
            bucket: limit.bucket.clone(),
            period: Some(period),
            lot: LotRef::Own,
            opens: Some(lot),
            amount,
            refunds: None,
            at: lot.starts_at,
            key,
        });
    }

    /// Takes `amount` out of a live lot.
    pub(super) fn take(
        &mut self,
        i: usize,
        kind: EntryKind,
        amount: Credits,
        at: Instant,
        key: String,
    ) {
        let live = &mut self.live[i];
        live.remaining -= amount;
        self.done.postings.push(Posting {
            kind,
            bucket: live.bucket.clone(),
            period: live.period,
            lot: live.lot,
            opens: None,
            amount: -amount,
            refunds: None,
            at,
            key,
        });
    }

    pub(super) fn grant(
        &mut self,
        limit: &Limit,
        periods: &CreditPeriods,
        granted: Option<&i64>,
        at: Instant,
    ) -> Result<(), PeriodError> {
        // After the contract's end the last period may still be ungranted,
        // but nobody can draw from it any more.
        let Some(current) = periods.at(at)? else {
            return Ok(());
        };
        let granted = granted.copied().unwrap_or(-1);
        if granted >= current.index {
            return Ok(());
        }
        // Under a cap what was carried long ago decides what fits later.
        let back = match limit.rollover.cap {
            Some(_) => CATCH_UP_PERIODS_MAX.max(limit.rollover.periods),
            None => limit.rollover.periods,
        };
        let oldest = current.index - i64::from(back);
        for index in oldest.max(granted + 1).max(0)..=current.index {
            let period = periods.nth(index)?;
            let amount = prorated(
                limit.credits,
                period.days,
                period.whole_days,
                limit.proration,
            );
            if amount > Credits::ZERO && period.start < period.end {
                let lot = NewLot {
                    starts_at: period.start,
                    expires_at: Some(period.end),
                    scope: LotScope::Any,
                };
                let key = format!("{}/grant/{}/{index}", self.contract, limit.bucket);
                self.open(EntryKind::Grant, limit, index, lot, amount, key);
            }
        }
        self.done
            .granted_through
            .push((limit.bucket.clone(), current.index));
        Ok(())
    }

    /// Ends every lot whose time is over, oldest first; a grant's remainder is
    /// carried as far as its limit says.
    pub(super) fn expire(
        &mut self,
        terms: &CreditTerms<'_>,
        at: Instant,
    ) -> Result<(), PeriodError> {
        loop {
            let over = |l: &Live| {
                l.expires_at
                    .filter(|end| *end <= at && l.remaining > Credits::ZERO)
            };
            // Carried lots before grants, so that what ends at a boundary
            // makes room under the cap for what comes over it.
            let next = (0..self.live.len())
                .filter_map(|i| over(&self.live[i]).map(|end| (end, i)))
                .min_by_key(|&(end, i)| {
                    let live = &self.live[i];
                    (
                        end,
                        live.kind == EntryKind::Grant,
                        live.period,
                        live.name.clone(),
                    )
                });
            let Some((end, i)) = next else { return Ok(()) };
            self.carry(terms, i, end)?;
            let rest = self.live[i].remaining;
            if rest > Credits::ZERO {
                let key = format!("{}/expire/{}/{}", self.contract, self.live[i].name, rest.0);
                self.take(i, EntryKind::Expire, rest, end, key);
            }
        }
    }

    fn carry(
        &mut self,
        terms: &CreditTerms<'_>,
        i: usize,
        end: Instant,
    ) -> Result<(), PeriodError> {
        let live = &self.live[i];
        let limit = terms.limits.iter().find(|l| l.bucket == live.bucket);
        let (Some(limit), EntryKind::Grant, Some(index)) = (limit, live.kind, live.period) else {
            return Ok(());
        };
        if limit.rollover.periods == 0 {
            return Ok(());
        }
        let periods = CreditPeriods::new(limit, terms)?;
        let last = periods.nth(index + i64::from(limit.rollover.periods))?;
        if last.end <= end {
            return Ok(()); // the contract ends first
        }
        let carried: Credits = self
            .live
            .iter()
            .filter(|l| l.bucket == limit.bucket && l.kind == EntryKind::RollOver)
            .filter(|l| l.expires_at.is_none_or(|e| e > end))
            .map(|l| l.remaining)
            .sum();
        let room = limit
            .rollover
            .cap
            .map_or(live.remaining, |cap| cap - carried);
        let amount = live.remaining.min(room);
        if amount <= Credits::ZERO {
            return Ok(());
        }
        let key = format!("{}/roll_over/{}", self.contract, live.name);
        self.take(i, EntryKind::RollOver, amount, end, format!("{key}/out"));
        let lot = NewLot {
            starts_at: end,
            expires_at: Some(last.end),
            scope: LotScope::Any,
        };
        self.open(
            EntryKind::RollOver,
            limit,
            index + 1,
            lot,
            amount,
            format!("{key}/in"),
        );
        Ok(())
    }
}
