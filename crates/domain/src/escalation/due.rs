//! When the steps of a ticket's clocks are due.

use serde::{Deserialize, Serialize};

use super::{Step, Trigger};
use crate::sla::{Cycle, Metric, SlaClock};
use crate::time::{Instant, MICROS_PER_SECOND};

/// One step of one cycle, with its instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueStep {
    /// When it is or was due.
    pub at: Instant,
    /// Of which metric.
    pub metric: Metric,
    /// Of which cycle, from 0.
    pub cycle: u32,
    /// Which step.
    pub step: String,
}

impl DueStep {
    /// What makes it fire at most once within a ticket: `metric:cycle:step`.
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.metric, self.cycle, self.step)
    }
}

/// A step that an SLA in force asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepInForce<'p> {
    /// When, and of which cycle.
    pub due: DueStep,
    /// What is done.
    pub step: &'p Step,
}

/// The instants of `steps` in every cycle of the clocks, oldest first. Those
/// that a pause holds back have none; those that the end of a cycle came
/// before are left out. What lies after the clock's last event holds if no
/// event comes.
pub fn due_instants(clock: &SlaClock<'_>, steps: &[Step]) -> Vec<DueStep> {
    let mut due = Vec::new();
    for metric in Metric::ALL {
        for cycle in clock.cycles(metric) {
            for step in steps.iter().filter(|s| s.metric == metric) {
                due.extend(due_step(cycle, step));
            }
        }
    }
    due.sort_by_key(|d| d.at);
    due
}

/// The same for the steps of the SLA that each cycle is held to.
pub fn steps_in_force<'p>(clock: &SlaClock<'p>) -> Vec<StepInForce<'p>> {
    let mut due = Vec::new();
    for metric in Metric::ALL {
        for cycle in clock.cycles(metric) {
            let Some(target) = cycle.promised() else {
                continue;
            };
            let layer = clock
                .policies()
                .get(target.policy)
                .and_then(|p| p.layers().get(target.layer_index));
            let steps = layer.map_or(&[][..], |l| &l.sla.steps);
            for step in steps.iter().filter(|s| s.metric == metric) {
                due.extend(due_step(cycle, step).map(|due| StepInForce { due, step }));
            }
        }
    }
    due.sort_by_key(|s| s.due.at);
    due
}

/// When to look at the ticket again: the next step or the next change of a
/// clock after `now`, whichever comes first.
pub fn next_timer(clock: &SlaClock<'_>, now: Instant) -> Option<Instant> {
    let step = steps_in_force(clock)
        .into_iter()
        .map(|s| s.due.at)
        .find(|at| *at > now);
    step.into_iter().chain(clock.next_wakeup(now)).min()
}

fn due_step(cycle: &Cycle, step: &Step) -> Option<DueStep> {
    let at = instant(cycle, step.trigger)?;
    // Fulfilled at that instant is fulfilled in time.
    if cycle.end.as_ref().is_some_and(|end| end.at <= at) {
        return None;
    }
    Some(DueStep {
        at,
        metric: step.metric,
        cycle: cycle.number,
        step: step.id.clone(),
    })
}

fn instant(cycle: &Cycle, trigger: Trigger) -> Option<Instant> {
    let target = cycle.promised()?;
    let whole = target.seconds.saturating_mul(MICROS_PER_SECOND);
    let at = match trigger {
        Trigger::PercentOfTarget { percent: 100 }
        | Trigger::BeforeDue { seconds: 0 }
        | Trigger::AfterDue { seconds: 0 } => cycle.due_instant()?,
        Trigger::PercentOfTarget { percent } => {
            let counted = i128::from(whole) * i128::from(percent) / 100;
            let counted = i64::try_from(counted).unwrap_or(i64::MAX);
            if percent < 100 {
                cycle.last_at(counted)?
            } else {
                cycle.first_at(counted)?
            }
        }
        Trigger::BeforeDue { seconds } => {
            let left = seconds.saturating_mul(MICROS_PER_SECOND);
            cycle.last_at(whole.saturating_sub(left).max(0))?
        }
        Trigger::AfterDue { seconds } => {
            let more = seconds.saturating_mul(MICROS_PER_SECOND);
            cycle.first_at(cycle.counted_at_due.saturating_add(more))?
        }
    };
    // A target that came later cannot have asked for anything before.
    Some(at.max(cycle.target_since))
}
