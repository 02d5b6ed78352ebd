//! The credits of one holder while the span is played again.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::credit::{
    About, Book, CreditPeriod, CreditPeriods, CreditTerms, Credits, Entry, LotScope, PeriodError,
    available, consume, draw, overage, refund, serving, settle, take_away, top_up,
};
use crate::entitlement::Balance;
use crate::plan::{Key, PlanSpec};
use crate::time::Instant;

/// A holder's book, brought up to the instant of each question.
pub(super) struct Purse<'w> {
    terms: CreditTerms<'w>,
    plan: &'w PlanSpec,
    periods: Vec<CreditPeriods>,
    book: Book,
    /// From when on a settlement may find something to do.
    next_change: Instant,
    /// Tickets past the limit, by limit and period.
    over: HashMap<(usize, i64), u32>,
    moved: u64,
}

impl<'w> Purse<'w> {
    pub(super) fn new(
        terms: CreditTerms<'w>,
        plan: &'w Arc<PlanSpec>,
    ) -> Result<Self, PeriodError> {
        let periods = plan
            .limits
            .iter()
            .map(|limit| CreditPeriods::new(limit, &terms))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            terms,
            plan,
            periods,
            book: Book::default(),
            next_change: Instant(i64::MIN),
            over: HashMap::new(),
            moved: 0,
        })
    }

    /// Grants, carries over and expires what is due.
    fn bring_up_to(&mut self, at: Instant) -> Result<(), PeriodError> {
        if at < self.next_change {
            return Ok(());
        }
        let due = settle(&self.terms, &self.book.granted_through, &self.book.lots, at)?;
        self.book.settle(&due);
        // What is over is never drawn from again, and gives nothing back.
        self.book.lots.retain(|lot| !lot.expired_at(at));
        let mut next = Instant(i64::MAX);
        for periods in &self.periods {
            let change = match periods.at(at)? {
                Some(period) => period.end,
                // Before its first day nothing happens until then.
                None => periods.nth(0)?.start,
            };
            if change > at {
                next = next.min(change);
            }
        }
        let ends = self.book.lots.iter().filter_map(|lot| lot.expires_at);
        self.next_change = ends.fold(next, Instant::min);
        Ok(())
    }

    /// What is left for a ticket about these, as a decision is told.
    pub(super) fn balance(&mut self, about: About, at: Instant) -> Result<Balance, PeriodError> {
        let mut balance = Balance::default();
        if self.plan.limits.is_empty() {
            return Ok(balance);
        }
        if self.periods[0].at(at)?.is_none() {
            for limit in &self.plan.limits {
                balance.left.insert(limit.bucket.clone(), Credits::ZERO);
            }
            return Ok(balance);
        }
        self.bring_up_to(at)?;
        for (i, limit) in self.plan.limits.iter().enumerate() {
            let left = self
                .book
                .lots
                .iter()
                .filter(|l| l.bucket == limit.bucket && l.scope.serves(about) && l.usable_at(at))
                .map(|l| l.remaining)
                .sum();
            balance.left.insert(limit.bucket.clone(), left);
            if self.plan.tolerance > 0
                && let Some(period) = self.periods[i].at(at)?
            {
                let over = self.over.get(&(i, period.index)).copied().unwrap_or(0);
                balance.over_limit_tickets = balance.over_limit_tickets.max(over);
            }
        }
        Ok(balance)
    }

    fn key(&mut self) -> String {
        self.moved += 1;
        self.moved.to_string()
    }

    fn posted(&mut self, postings: &[crate::credit::Posting]) -> Range<usize> {
        let before = self.book.entries.len();
        self.book.post(postings);
        before..self.book.entries.len()
    }

    /// Takes a cost from every limit; nothing when one has too little.
    pub(super) fn draw(
        &mut self,
        about: About,
        cost: Credits,
        at: Instant,
    ) -> Result<Range<usize>, PeriodError> {
        self.bring_up_to(at)?;
        let lots = serving(self.book.lots.clone(), about);
        let buckets: Vec<Key> = self.plan.limits.iter().map(|l| l.bucket.clone()).collect();
        let takes = draw(&lots, &buckets, cost, at).unwrap_or_default();
        let key = self.key();
        Ok(self.posted(&consume(&takes, at, &key)))
    }

    /// Books a ticket past the limit.
    pub(super) fn past(
        &mut self,
        bucket: &Key,
        cost: Credits,
        at: Instant,
    ) -> Result<Range<usize>, PeriodError> {
        let period = self.period(bucket, at)?;
        if let Some((i, period)) = &period {
            *self.over.entry((*i, period.index)).or_default() += 1;
        }
        let key = self.key();
        let index = period.map(|(_, p)| p.index);
        Ok(self.posted(&[overage(bucket.clone(), index, cost, at, &key)]))
    }

    /// The limit of a name by its place, and its period at an instant.
    pub(super) fn period(
        &self,
        bucket: &Key,
        at: Instant,
    ) -> Result<Option<(usize, CreditPeriod)>, PeriodError> {
        let Some(i) = self.plan.limits.iter().position(|l| l.bucket == *bucket) else {
            return Ok(None);
        };
        Ok(self.periods[i].at(at)?.map(|period| (i, period)))
    }

    /// Gives back what entries took.
    pub(super) fn give_back(
        &mut self,
        taken: &[Range<usize>],
        at: Instant,
    ) -> Result<Range<usize>, PeriodError> {
        self.bring_up_to(at)?;
        let entries: Vec<Entry> = taken
            .iter()
            .flat_map(|range| self.book.entries[range.clone()].iter().cloned())
            .collect();
        let key = self.key();
        let postings = refund(&entries, &self.book.lots, at, &key);
        for posting in &postings {
            let limit = self
                .plan
                .limits
                .iter()
                .position(|l| l.bucket == posting.bucket);
            if posting.kind == crate::credit::EntryKind::Overage
                && let (Some(limit), Some(period)) = (limit, posting.period)
                && let Some(over) = self.over.get_mut(&(limit, period))
            {
                *over = over.saturating_sub(1);
            }
        }
        Ok(self.posted(&postings))
    }

    /// What entries changed, by limit: what was used is positive.
    pub(super) fn used(&self, taken: &[Range<usize>]) -> (BTreeMap<Key, Credits>, Credits) {
        let (mut used, mut past) = (BTreeMap::new(), Credits::ZERO);
        for entry in taken.iter().flat_map(|r| &self.book.entries[r.clone()]) {
            match entry.kind {
                crate::credit::EntryKind::Overage => past -= entry.amount,
                crate::credit::EntryKind::Consume | crate::credit::EntryKind::Refund => {
                    *used.entry(entry.bucket.clone()).or_insert(Credits::ZERO) -= entry.amount;
                }
                _ => {}
            }
        }
        (used, past)
    }

    /// Credits on top in one limit.
    pub(super) fn add(
        &mut self,
        bucket: &Key,
        amount: Credits,
        at: Instant,
        expires_at: Option<Instant>,
        scope: LotScope,
    ) -> Result<(), PeriodError> {
        self.bring_up_to(at)?;
        let key = self.key();
        let buckets = std::slice::from_ref(bucket);
        self.posted(&top_up(buckets, amount, at, expires_at, scope, &key));
        if let Some(end) = expires_at {
            self.next_change = self.next_change.min(end);
        }
        Ok(())
    }

    /// Credits taken by hand, of one limit, as far as there are any.
    pub(super) fn take(
        &mut self,
        bucket: &Key,
        amount: Credits,
        at: Instant,
        scope: LotScope,
    ) -> Result<(), PeriodError> {
        self.bring_up_to(at)?;
        let key = self.key();
        self.posted(&take_away(&self.book.lots, bucket, amount, at, scope, &key));
        Ok(())
    }

    /// What was used before the span begins, as far as there is any left: a
    /// limit that has no such name uses as much as the one that used most.
    pub(super) fn use_before(
        &mut self,
        amounts: &BTreeMap<Key, Credits>,
        at: Instant,
    ) -> Result<(), PeriodError> {
        self.bring_up_to(at)?;
        let most = amounts.values().copied().max().unwrap_or(Credits::ZERO);
        for limit in &self.plan.limits {
            let wanted = amounts.get(&limit.bucket).copied().unwrap_or(most);
            let amount = wanted.min(available(&self.book.lots, &limit.bucket, at));
            let bucket = std::slice::from_ref(&limit.bucket);
            let takes = draw(&self.book.lots, bucket, amount, at).unwrap_or_default();
            let key = self.key();
            self.posted(&consume(&takes, at, &key));
        }
        Ok(())
    }
}
