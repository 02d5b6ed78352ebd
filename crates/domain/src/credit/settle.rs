//! What time alone does to credits: grants, expiry, rollover; and what an
//! amendment does on its effective day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::ledger::{EntryKind, Lot, LotRef, NewLot, Posting};
use super::period::{Period, PeriodError, Periods, days_between, local_date, midnight};
use super::{Credits, HUNDREDTHS};
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

/// Why an amendment is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmendError {
    /// A bucket would change its periods.
    #[error("bucket {0} keeps its periods; give the new limit another name")]
    PeriodsChanged(Key),
    /// A date that cannot be counted.
    #[error(transparent)]
    Period(#[from] PeriodError),
}

impl AmendError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PeriodsChanged(_) => "bucket_periods_changed",
            Self::Period(e) => e.code(),
        }
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

/// Settles under the old terms up to the effective instant, then grants the
/// difference of every limit, opens new buckets and closes those that are
/// gone. `version` is the contract's new version.
///
/// # Errors
/// [`AmendError`] when a bucket would change its periods.
pub fn amend(
    old: &CreditTerms<'_>,
    new: &[Limit],
    version: u32,
    granted_through: &BTreeMap<Key, i64>,
    lots: &[Lot],
    effective: Instant,
) -> Result<Settlement, AmendError> {
    let find =
        |limits: &[Limit], bucket: &Key| limits.iter().find(|l| l.bucket == *bucket).cloned();
    for limit in new {
        match find(old.limits, &limit.bucket) {
            Some(before) if !before.same_periods(limit) => {
                return Err(AmendError::PeriodsChanged(limit.bucket.clone()));
            }
            _ => {}
        }
    }
    let mut work = Work::new(&old.contract, lots);
    for limit in old.limits {
        let periods = CreditPeriods::new(limit, old)?;
        work.grant(
            limit,
            &periods,
            granted_through.get(&limit.bucket),
            effective,
        )?;
    }
    work.expire(old, effective)?;
    for limit in new {
        let Some(period) = CreditPeriods::new(limit, old)?.at(effective)? else {
            continue;
        };
        let share = |l: &Limit| prorated(l.credits, period.days, period.whole_days, l.proration);
        let difference = match find(old.limits, &limit.bucket) {
            Some(before) => share(limit) - share(&before),
            None => {
                work.done
                    .granted_through
                    .push((limit.bucket.clone(), period.index));
                let zone = &old.zone;
                let days =
                    days_between(local_date(effective, zone)?, local_date(period.end, zone)?);
                prorated(limit.credits, days, period.whole_days, limit.proration)
            }
        };
        let key = format!("{}/amend/{version}/{}", old.contract, limit.bucket);
        work.change_by(limit, &period, difference, effective, &key);
    }
    for limit in old.limits {
        if find(new, &limit.bucket).is_none() {
            work.close(&limit.bucket, effective, version);
        }
    }
    Ok(work.done)
}

/// A lot while a settlement is being worked out.
struct Live {
    lot: LotRef,
    bucket: Key,
    kind: EntryKind,
    period: Option<i64>,
    expires_at: Option<Instant>,
    remaining: Credits,
    /// For keys and for a stable order.
    name: String,
}

struct Work {
    contract: Key,
    live: Vec<Live>,
    done: Settlement,
}

impl Work {
    fn new(contract: &Key, lots: &[Lot]) -> Self {
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
    fn open(
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
    fn take(&mut self, i: usize, kind: EntryKind, amount: Credits, at: Instant, key: String) {
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

    fn grant(
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
    fn expire(&mut self, terms: &CreditTerms<'_>, at: Instant) -> Result<(), PeriodError> {
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

    /// An amendment's difference in the period that it falls into.
    fn change_by(
        &mut self,
        limit: &Limit,
        period: &CreditPeriod,
        difference: Credits,
        at: Instant,
        key: &str,
    ) {
        if difference > Credits::ZERO {
            let lot = NewLot {
                starts_at: at,
                expires_at: Some(period.end),
            };
            self.open(
                EntryKind::Grant,
                limit,
                period.index,
                lot,
                difference,
                key.to_owned(),
            );
            return;
        }
        // Less than before: what is already used stays used.
        let mut open = -difference;
        for i in 0..self.live.len() {
            let live = &self.live[i];
            let of_period = live.bucket == limit.bucket
                && live.kind == EntryKind::Grant
                && live.period == Some(period.index);
            let amount = open.min(live.remaining);
            if of_period && amount > Credits::ZERO {
                open -= amount;
                let key = format!("{key}/{}", live.name);
                self.take(i, EntryKind::Adjust, amount, at, key);
            }
        }
    }

    /// A bucket that the new version does not have.
    fn close(&mut self, bucket: &Key, at: Instant, version: u32) {
        for i in 0..self.live.len() {
            let live = &self.live[i];
            if live.bucket == *bucket && live.remaining > Credits::ZERO {
                let key = format!("{}/amend/{version}/close/{}", self.contract, live.name);
                self.take(i, EntryKind::Expire, live.remaining, at, key);
            }
        }
    }
}
