//! What the handoffs of a span say together.

use std::collections::BTreeMap;

use super::{Holder, Outcome};
use crate::ids::TeamId;
use crate::time::{Instant, MICROS_PER_SECOND};

/// One handoff of the span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// When it was offered.
    pub offered_at: Instant,
    /// Who had it.
    pub from: Holder,
    /// To whom it was offered.
    pub to: Holder,
    /// The key of the reason.
    pub reason: String,
    /// How it ended, and when; none: it is open.
    pub ended: Option<(Outcome, Instant)>,
    /// Whether its acceptance brought the ticket back to a team that had it.
    pub bounced: bool,
}

/// How many handoffs, and how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Offered.
    pub offered: u64,
    /// Accepted.
    pub accepted: u64,
    /// Declined.
    pub declined: u64,
    /// Taken back.
    pub taken_back: u64,
    /// Timed out.
    pub timed_out: u64,
    /// Superseded.
    pub superseded: u64,
    /// Still open.
    pub open: u64,
    /// Accepted by a team that had it before.
    pub bounced: u64,
}

/// A count with how long acceptance took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Line {
    /// How many.
    pub count: Count,
    /// The median of the seconds of the wall clock from offer to acceptance, of
    /// an even number the lower one; none was accepted.
    pub median_accept_seconds: Option<i64>,
}

/// From one team to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leg {
    /// The team that had it; none had it.
    pub from: Option<TeamId>,
    /// The team that was asked.
    pub to: Option<TeamId>,
}

/// What the handoffs of a span say together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// All of them.
    pub all: Line,
    /// By reason; those with more first, then by key.
    pub reasons: Vec<(String, Line)>,
    /// From team to team; those with more first.
    pub legs: Vec<(Leg, Line)>,
}

#[derive(Default)]
struct Sum {
    count: Count,
    waits: Vec<i64>,
}

impl Sum {
    fn add(&mut self, given: &Given) {
        let count = &mut self.count;
        count.offered += 1;
        count.bounced += u64::from(given.bounced);
        let Some((outcome, at)) = given.ended else {
            count.open += 1;
            return;
        };
        match outcome {
            Outcome::Accepted => {
                count.accepted += 1;
                self.waits
                    .push(at.micros_since(given.offered_at).max(0) / MICROS_PER_SECOND);
            }
            Outcome::Declined => count.declined += 1,
            Outcome::TakenBack => count.taken_back += 1,
            Outcome::TimedOut => count.timed_out += 1,
            Outcome::Superseded => count.superseded += 1,
        }
    }

    fn line(mut self) -> Line {
        self.waits.sort_unstable();
        let middle = self.waits.len().saturating_sub(1) / 2;
        Line {
            count: self.count,
            median_accept_seconds: self.waits.get(middle).copied(),
        }
    }
}

fn lines<K: Ord>(sums: BTreeMap<K, Sum>) -> Vec<(K, Line)> {
    let mut lines: Vec<_> = sums.into_iter().map(|(k, sum)| (k, sum.line())).collect();
    // Stable: between equals the order of the keys stays.
    lines.sort_by_key(|(_, line)| std::cmp::Reverse(line.count.offered));
    lines
}

/// Counts the handoffs of a span.
pub fn report(given: &[Given]) -> Report {
    let mut all = Sum::default();
    let mut reasons: BTreeMap<String, Sum> = BTreeMap::new();
    let mut legs: BTreeMap<Leg, Sum> = BTreeMap::new();
    for each in given {
        all.add(each);
        reasons.entry(each.reason.clone()).or_default().add(each);
        let leg = Leg {
            from: each.from.team,
            to: each.to.team,
        };
        legs.entry(leg).or_default().add(each);
    }
    Report {
        all: all.line(),
        reasons: lines(reasons),
        legs: lines(legs),
    }
}
