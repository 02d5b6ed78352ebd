//! The figures of a simulation.

use std::collections::BTreeMap;

use surety_domain::plan::Key;
use surety_domain::simulate::{Judgement, Reached};
use surety_domain::sla::Metric;
use surety_domain::time::Instant;

use super::judge::Judged;
use super::shelf::Shelf;
use super::views::{
    LimitReached, SimulatedCredits, SimulatedDecision, SimulatedMoney, SimulationStep,
    SimulationSummary, VerdictCounts, VerdictSummary,
};
use super::{Runs, Span};

/// Limits that are told of.
pub(super) const LIMITS_MAX: usize = 200;

/// Figures that grow ticket by ticket.
pub(super) struct Totals {
    summary: SimulationSummary,
    verdicts: BTreeMap<Metric, OfMetric>,
    decisions: BTreeMap<(String, String), i64>,
    credits: BTreeMap<String, (i64, i64)>,
    money: BTreeMap<String, [i64; 4]>,
}

#[derive(Default)]
struct OfMetric {
    old: VerdictCounts,
    new: VerdictCounts,
    flips: BTreeMap<(Judgement, Judgement), i64>,
    moved: i64,
}

fn count(counts: &mut VerdictCounts, judgement: Judgement) {
    match judgement {
        Judgement::Met => counts.met += 1,
        Judgement::Breached => counts.breached += 1,
        Judgement::Open => counts.open += 1,
        Judgement::None => counts.none += 1,
    }
}

/// How a decision ended, in a word.
fn word(decision: Option<&SimulatedDecision>) -> String {
    match decision {
        None => "none".into(),
        Some(d) => d.limit_action.clone().unwrap_or_else(|| d.outcome.clone()),
    }
}

impl Totals {
    pub(super) fn new(span: Span) -> Self {
        Self {
            summary: SimulationSummary {
                from: span.from,
                to: span.to,
                as_of: span.now,
                tickets: 0,
                changed: 0,
                flipped: 0,
                unreadable: 0,
                verdicts: Vec::new(),
                decisions: Vec::new(),
                credits: Vec::new(),
                old_overage_hundredths: 0,
                new_overage_hundredths: 0,
                money: Vec::new(),
                limits: Vec::new(),
                more_limits: false,
                more_booked: false,
            },
            verdicts: BTreeMap::new(),
            decisions: BTreeMap::new(),
            credits: BTreeMap::new(),
            money: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, judged: &Judged) {
        let ticket = &judged.ticket;
        if !judged.readable {
            self.summary.unreadable += 1;
            return;
        }
        self.summary.tickets += 1;
        self.summary.changed += i64::from(ticket.changed);
        let mut flipped = false;
        for pair in &judged.pairs {
            let of = self.verdicts.entry(pair.metric).or_default();
            let (old, new) = pair.step();
            count(&mut of.old, old);
            count(&mut of.new, new);
            if pair.flips() {
                flipped = true;
                *of.flips.entry((old, new)).or_default() += 1;
            } else if pair.differs() {
                of.moved += 1;
            }
        }
        self.summary.flipped += i64::from(flipped);
        if ticket.old_decision.is_some() || ticket.new_decision.is_some() {
            let step = (
                word(ticket.old_decision.as_ref()),
                word(ticket.new_decision.as_ref()),
            );
            *self.decisions.entry(step).or_default() += 1;
        }
        for credits in &ticket.credits {
            let (old, new) = self.credits.entry(credits.bucket.clone()).or_default();
            *old += credits.old_hundredths;
            *new += credits.new_hundredths;
        }
        self.summary.old_overage_hundredths += ticket.old_overage_hundredths;
        self.summary.new_overage_hundredths += ticket.new_overage_hundredths;
        for money in &ticket.money {
            let sums = self.money.entry(money.currency.clone()).or_default();
            for (sum, amount) in sums.iter_mut().zip([
                money.old_minor,
                money.new_minor,
                money.old_awaiting_minor,
                money.new_awaiting_minor,
            ]) {
                *sum += amount;
            }
        }
    }

    /// Limits that are reached on one side or both.
    pub(super) fn reached(&mut self, shelf: &Shelf, runs: &Runs) {
        type Sides<'r> = (Option<&'r Reached>, Option<&'r Reached>);
        let mut all: BTreeMap<(Key, Key, Instant), Sides<'_>> = BTreeMap::new();
        let key = |r: &Reached| (r.holder.clone(), r.bucket.clone(), r.period_start);
        for reached in &runs.old.reached {
            all.entry(key(reached)).or_default().0 = Some(reached);
        }
        for reached in &runs.new.reached {
            all.entry(key(reached)).or_default().1 = Some(reached);
        }
        let mut all: Vec<_> = all.into_iter().collect();
        let at = |r: Option<&Reached>| r.map(|r| r.at);
        all.sort_by_key(|((_, _, start), (old, new))| (at(*old) == at(*new), *start));
        self.summary.more_limits = all.len() > LIMITS_MAX;
        let ticket = |r: Option<&Reached>| r.and_then(|r| runs.numbers.get(&r.ticket)).copied();
        self.summary.limits = all
            .into_iter()
            .take(LIMITS_MAX)
            .map(
                |((holder, bucket, period_start), (old, new))| LimitReached {
                    contract_id: holder.as_str().to_owned(),
                    account: shelf.account_of(&holder).map(str::to_owned),
                    bucket: bucket.as_str().to_owned(),
                    period_start,
                    old_at: at(old),
                    old_ticket: ticket(old),
                    new_at: at(new),
                    new_ticket: ticket(new),
                },
            )
            .collect();
    }

    /// Whether the ledger has more beside the tickets than was read.
    pub(super) const fn more_booked(&mut self, more: bool) {
        self.summary.more_booked = more;
    }

    pub(super) fn finish(mut self) -> SimulationSummary {
        self.summary.verdicts = self
            .verdicts
            .into_iter()
            .map(|(metric, of)| VerdictSummary {
                metric: metric.as_str().to_owned(),
                old: of.old,
                new: of.new,
                flips: of
                    .flips
                    .into_iter()
                    .map(|((from, to), count)| SimulationStep {
                        from: from.as_str().to_owned(),
                        to: to.as_str().to_owned(),
                        count,
                    })
                    .collect(),
                moved: of.moved,
            })
            .collect();
        self.summary.decisions = self
            .decisions
            .into_iter()
            .map(|((from, to), count)| SimulationStep { from, to, count })
            .collect();
        self.summary.credits = self
            .credits
            .into_iter()
            .map(|(bucket, (old, new))| SimulatedCredits {
                bucket,
                old_hundredths: old,
                new_hundredths: new,
            })
            .collect();
        self.summary.money = self
            .money
            .into_iter()
            .map(
                |(currency, [old, new, old_awaiting, new_awaiting])| SimulatedMoney {
                    currency,
                    old_minor: old,
                    new_minor: new,
                    old_awaiting_minor: old_awaiting,
                    new_awaiting_minor: new_awaiting,
                },
            )
            .collect();
        self.summary
    }
}
