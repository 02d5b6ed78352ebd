//! What an amendment does to credits on its effective day.

use std::collections::BTreeMap;

use super::ledger::{EntryKind, Lot, NewLot};
use super::period::{PeriodError, days_between, local_date, midnight};
use super::settle::{CreditPeriod, CreditPeriods, CreditTerms, Settlement, Work, prorated};
use super::{Credits, LotScope};
use crate::plan::{Key, Limit};
use crate::time::Instant;

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

/// Settles under the old terms up to the effective instant, then grants the
/// difference of every limit, opens new buckets and closes those that are
/// gone. `version` is the contract's new version; `new` has the limits and the
/// end that hold from the effective instant on. Credits that would have ended
/// with the contract's old end live on to the new one, as far as their period
/// or rollover reaches.
///
/// # Errors
/// [`AmendError`] when a bucket would change its periods.
pub fn amend(
    old: &CreditTerms<'_>,
    new: &CreditTerms<'_>,
    version: u32,
    granted_through: &BTreeMap<Key, i64>,
    lots: &[Lot],
    effective: Instant,
) -> Result<Settlement, AmendError> {
    same_periods(old.limits, new.limits)?;
    let find =
        |limits: &[Limit], bucket: &Key| limits.iter().find(|l| l.bucket == *bucket).cloned();
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
    for limit in new.limits {
        let periods = CreditPeriods::new(limit, new)?;
        let Some(period) = periods.at(effective)? else {
            continue;
        };
        let share =
            |l: &Limit, p: &CreditPeriod| prorated(l.credits, p.days, p.whole_days, l.proration);
        let difference = match find(old.limits, &limit.bucket) {
            Some(before) => {
                work.redate(limit, &periods, old, effective, version)?;
                match CreditPeriods::new(&before, old)?.at(effective)? {
                    Some(was) => share(limit, &period) - share(&before, &was),
                    // It begins anew after its old end: nothing was granted.
                    None => {
                        work.done
                            .granted_through
                            .push((limit.bucket.clone(), period.index));
                        share(limit, &period)
                    }
                }
            }
            None => {
                work.done
                    .granted_through
                    .push((limit.bucket.clone(), period.index));
                let zone = &new.zone;
                let days =
                    days_between(local_date(effective, zone)?, local_date(period.end, zone)?);
                prorated(limit.credits, days, period.whole_days, limit.proration)
            }
        };
        let key = format!("{}/amend/{version}/{}", old.contract, limit.bucket);
        work.change_by(limit, &period, difference, effective, &key);
    }
    for limit in old.limits {
        if find(new.limits, &limit.bucket).is_none() {
            work.close(&limit.bucket, effective, version);
        }
    }
    Ok(work.done)
}

/// Whether every bucket of `new` that `old` has too keeps its periods, as an
/// amendment must.
///
/// # Errors
/// [`AmendError::PeriodsChanged`] with the first that does not.
pub fn same_periods(old: &[Limit], new: &[Limit]) -> Result<(), AmendError> {
    for limit in new {
        let before = old.iter().find(|l| l.bucket == limit.bucket);
        if before.is_some_and(|before| !before.same_periods(limit)) {
            return Err(AmendError::PeriodsChanged(limit.bucket.clone()));
        }
    }
    Ok(())
}

impl Work {
    /// Moves what would have ended with the contract's old end into lots that
    /// end where their period or rollover does under the new one.
    fn redate(
        &mut self,
        limit: &Limit,
        periods: &CreditPeriods,
        old: &CreditTerms<'_>,
        at: Instant,
        version: u32,
    ) -> Result<(), PeriodError> {
        let Some(old_end) = old.end else {
            return Ok(());
        };
        let old_end = midnight(old_end, &old.zone)?;
        for i in 0..self.live.len() {
            let live = &self.live[i];
            let cut = live.bucket == limit.bucket
                && live.expires_at == Some(old_end)
                && live.remaining > Credits::ZERO;
            let (true, Some(index)) = (cut, live.period) else {
                continue;
            };
            let last = match live.kind {
                EntryKind::Grant => index,
                // It was opened in the period after the one that it comes from.
                EntryKind::RollOver => index - 1 + i64::from(limit.rollover.periods),
                _ => continue,
            };
            let end = periods.nth(last)?.end;
            if end <= old_end {
                continue;
            }
            let (kind, amount, name) = (live.kind, live.remaining, live.name.clone());
            let key = format!("{}/amend/{version}/redate/{name}", old.contract);
            self.take(i, kind, amount, at, format!("{key}/out"));
            let lot = NewLot {
                starts_at: at,
                expires_at: Some(end),
                scope: LotScope::Any,
            };
            self.open(kind, limit, index, lot, amount, format!("{key}/in"));
        }
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
                scope: LotScope::Any,
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
