//! The verdicts of one ticket under some policies.

use serde::{Deserialize, Serialize};

use crate::sla::{Metric, Policy, ReplayError, SlaClock, SlaEvent};
use crate::ticket::words;
use crate::time::Instant;

words! {
    /// What became of a promise.
    Judgement {
        /// Fulfilled in time.
        Met = "met",
        /// Missed, fulfilled or not.
        Breached = "breached",
        /// Neither yet.
        Open = "open",
        /// Nothing was promised.
        None = "none",
    }
}

/// One cycle of one metric, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What was promised.
    pub metric: Metric,
    /// Which cycle of it, from 0.
    pub cycle: u32,
    /// What became of it.
    pub judgement: Judgement,
    /// When it was or is due; none while it is paused.
    pub due: Option<Instant>,
    /// When it was fulfilled.
    pub fulfilled_at: Option<Instant>,
    /// How long was promised, in seconds of its clock.
    pub target_seconds: i64,
    /// The name of the layer that promises it.
    pub layer: String,
}

/// Every cycle that was promised something, judged at `now`, by metric and
/// cycle.
///
/// # Errors
/// [`ReplayError`] when the events make no history.
pub fn verdicts(
    policies: &[Policy],
    events: &[SlaEvent],
    now: Instant,
) -> Result<Vec<Verdict>, ReplayError> {
    let clock = SlaClock::replay(policies, events, now)?;
    let mut verdicts = Vec::new();
    for (metric, of_metric) in clock.report(now).metrics {
        for cycle in of_metric.cycles {
            let Some(target) = cycle.target else { continue };
            verdicts.push(Verdict {
                metric,
                cycle: cycle.number,
                judgement: match (cycle.breached, cycle.fulfilled_at) {
                    (true, _) => Judgement::Breached,
                    (false, Some(_)) => Judgement::Met,
                    (false, None) => Judgement::Open,
                },
                due: cycle.due,
                fulfilled_at: cycle.fulfilled_at,
                target_seconds: target.seconds,
                layer: target.sla,
            });
        }
    }
    Ok(verdicts)
}

/// The same cycle of the same metric twice; at least one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictPair {
    /// What was promised.
    pub metric: Metric,
    /// Which cycle of it.
    pub cycle: u32,
    /// As it was.
    pub old: Option<Verdict>,
    /// As it would have been.
    pub new: Option<Verdict>,
}

fn judged(verdict: Option<&Verdict>) -> Judgement {
    verdict.map_or(Judgement::None, |v| v.judgement)
}

impl VerdictPair {
    /// From what to what.
    pub fn step(&self) -> (Judgement, Judgement) {
        (judged(self.old.as_ref()), judged(self.new.as_ref()))
    }

    /// Whether another judgement came out.
    pub fn flips(&self) -> bool {
        let (old, new) = self.step();
        old != new
    }

    /// Whether anything differs: the judgement, when it is due, or how long was
    /// promised. Which version promises the same is no difference.
    pub fn differs(&self) -> bool {
        let shown = |v: &Option<Verdict>| {
            v.as_ref()
                .map(|v| (v.judgement, v.due, v.fulfilled_at, v.target_seconds))
        };
        shown(&self.old) != shown(&self.new)
    }
}

/// Puts the two verdicts of each cycle side by side, by metric and cycle.
pub fn compare(old: Vec<Verdict>, new: Vec<Verdict>) -> Vec<VerdictPair> {
    let key = |v: &Verdict| (v.metric, v.cycle);
    let mut pairs: Vec<VerdictPair> = old
        .into_iter()
        .map(|v| VerdictPair {
            metric: v.metric,
            cycle: v.cycle,
            old: Some(v),
            new: None,
        })
        .collect();
    for v in new {
        match pairs.iter_mut().find(|p| (p.metric, p.cycle) == key(&v)) {
            Some(pair) => pair.new = Some(v),
            None => pairs.push(VerdictPair {
                metric: v.metric,
                cycle: v.cycle,
                old: None,
                new: Some(v),
            }),
        }
    }
    pairs.sort_by_key(|p| (p.metric, p.cycle));
    pairs
}
