//! What the clocks say at a moment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cycle::{Cycle, Measure, Target};
use super::{ClockState, LayerKind, Metric, SlaClock, TargetClock};
use crate::time::{Instant, MICROS_PER_SECOND};

/// The promise that a cycle is held to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetReport {
    /// How long, in seconds of its clock.
    pub seconds: i64,
    /// By which clock.
    pub clock: TargetClock,
    /// Which layer promises it.
    pub layer: LayerKind,
    /// Which SLA and version.
    pub sla: String,
}

/// A stretch that was not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseReport {
    /// From when.
    pub from: Instant,
    /// Until when; none while it lasts.
    pub to: Option<Instant>,
    /// The status that paused.
    pub status: String,
}

/// One cycle at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleReport {
    /// From 0 within its metric; part of the key of a fired step.
    pub number: u32,
    /// When it began.
    pub start: Instant,
    /// Where it stands.
    pub state: ClockState,
    /// When it is or was due; none while it is paused.
    pub due: Option<Instant>,
    /// Counted seconds.
    pub elapsed_seconds: i64,
    /// Target less what is counted; below zero when late.
    pub remaining_seconds: i64,
    /// Whether the target was missed, fulfilled or not.
    pub breached: bool,
    /// Whether the target came when nothing was left of it.
    pub late_attached: bool,
    /// When it was fulfilled.
    pub fulfilled_at: Option<Instant>,
    /// What it is held to; of a fulfilled one, what judged it.
    pub target: Option<TargetReport>,
    /// What was not counted.
    pub pauses: Vec<PauseReport>,
}

/// One metric at a moment: its latest cycle, and all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricReport {
    /// Where it stands.
    pub state: ClockState,
    /// When it is or was due; none while it is paused.
    pub due: Option<Instant>,
    /// Counted seconds.
    pub elapsed_seconds: i64,
    /// Target less what is counted; below zero when late.
    pub remaining_seconds: i64,
    /// Whether the target was missed, fulfilled or not.
    pub breached: bool,
    /// When it was fulfilled.
    pub fulfilled_at: Option<Instant>,
    /// Every cycle that was promised something, oldest first.
    pub cycles: Vec<CycleReport>,
}

/// All four metrics at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Each metric, also those without a promise.
    pub metrics: BTreeMap<Metric, MetricReport>,
}

/// The due instant that comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarliestDue {
    /// Of which metric.
    pub metric: Metric,
    /// When.
    pub due: Instant,
}

impl Report {
    /// The earliest due instant of the clocks that are running in time; of
    /// equal ones the first in the order of [`Metric::ALL`].
    pub fn earliest_due(&self) -> Option<EarliestDue> {
        self.earliest(|m| m.state == ClockState::Running)
    }

    /// The earliest due instant of the open clocks that are not paused, late
    /// ones too: what a list of tickets sorts by.
    pub fn earliest_open_due(&self) -> Option<EarliestDue> {
        self.earliest(|m| m.fulfilled_at.is_none())
    }

    fn earliest(&self, counts: impl Fn(&MetricReport) -> bool) -> Option<EarliestDue> {
        self.metrics
            .iter()
            .filter(|(_, m)| counts(m))
            .filter_map(|(metric, m)| {
                Some(EarliestDue {
                    metric: *metric,
                    due: m.due?,
                })
            })
            .min_by_key(|e| e.due)
    }
}

impl SlaClock<'_> {
    /// What the clocks say at `now`, which must not lie before the last
    /// event.
    pub fn report(&self, now: Instant) -> Report {
        let metrics = Metric::ALL.map(|metric| (metric, report(self.cycles(metric), now)));
        Report {
            metrics: metrics.into(),
        }
    }

    /// The next instant at which some clock says something else if no event
    /// comes: the microsecond after a due instant, for at the due instant the
    /// promise is still kept. Always after `now`, or none.
    pub fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        Metric::ALL
            .into_iter()
            .filter_map(|metric| self.cycles(metric).last())
            .filter(|c| c.is_open() && c.target.is_some() && !c.is_late(now) && c.is_running())
            .filter_map(|c| c.due)
            .map(|due| Instant(due.0.saturating_add(1)))
            .min()
    }
}

fn report(cycles: &[Cycle], now: Instant) -> MetricReport {
    let mut metric = MetricReport {
        state: ClockState::None,
        due: None,
        elapsed_seconds: 0,
        remaining_seconds: 0,
        breached: false,
        fulfilled_at: None,
        cycles: cycles.iter().filter_map(|c| cycle_report(c, now)).collect(),
    };
    // The latest cycle speaks for the metric, also when nothing is promised
    // for it.
    let promised = cycles.last().is_some_and(|c| c.promised().is_some());
    if let Some(latest) = metric.cycles.last().filter(|_| promised) {
        metric.state = latest.state;
        metric.due = latest.due;
        metric.elapsed_seconds = latest.elapsed_seconds;
        metric.remaining_seconds = latest.remaining_seconds;
        metric.breached = latest.breached;
        metric.fulfilled_at = latest.fulfilled_at;
    }
    metric
}

/// None for a cycle that nothing was promised for.
fn cycle_report(cycle: &Cycle, now: Instant) -> Option<CycleReport> {
    let (target, elapsed, due, breached, late_attached, state, fulfilled_at) = match &cycle.end {
        Some(end) => {
            let verdict = end.verdict.as_ref()?;
            let state = if verdict.breached {
                ClockState::Breached
            } else {
                ClockState::Met
            };
            (
                &verdict.target,
                verdict.elapsed,
                verdict.due,
                verdict.breached,
                verdict.late_attached,
                state,
                Some(end.at),
            )
        }
        None => {
            let target = cycle.target.as_ref()?;
            let late = cycle.is_late(now);
            let running = cycle.is_running();
            let state = match (late, running) {
                (true, _) => ClockState::Breached,
                (false, true) => ClockState::Running,
                (false, false) => ClockState::Paused,
            };
            (
                target,
                cycle.elapsed(now),
                cycle.due.filter(|_| running),
                late,
                cycle.late_attached,
                state,
                None,
            )
        }
    };
    let elapsed_seconds = elapsed / MICROS_PER_SECOND;
    Some(CycleReport {
        number: cycle.number,
        start: cycle.start,
        state,
        due,
        elapsed_seconds,
        remaining_seconds: target.seconds - elapsed_seconds,
        breached,
        late_attached,
        fulfilled_at,
        target: Some(target_report(target)),
        pauses: cycle
            .pauses
            .iter()
            .map(|p| PauseReport {
                from: p.from,
                to: p.to,
                status: p.status.clone(),
            })
            .collect(),
    })
}

fn target_report(target: &Target) -> TargetReport {
    TargetReport {
        seconds: target.seconds,
        clock: match target.measure {
            Measure::RoundTheClock => TargetClock::RoundTheClock,
            Measure::Business(_) => TargetClock::Calendar,
        },
        layer: target.layer,
        sla: target.sla.clone(),
    }
}
