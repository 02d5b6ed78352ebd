//! Service levels: one engine for the live deadline, replay, reports and
//! simulation.
//!
//! The state of every clock is a pure function of the ticket's events, the SLA
//! and calendar versions in force, and a moment. [`SlaClock`] takes events;
//! [`SlaClock::report`] says what the clocks show. A due time that is stored
//! anywhere is a cache of this.
//!
//! Choices where the rules leave room:
//! - A clock is late when the moment is after its due instant. At the due
//!   instant the promise can still be kept.
//! - A clock that is late stays late through pauses and reopens; only another
//!   target can put it back in time.
//! - When another target comes and nothing is left of it, the due instant is
//!   the change, and the cycle is marked `late_attached`.
//! - A stretch without any target is counted by the last clock that the cycle
//!   had, or by the first one that it gets: detaching buys no time.
//! - On a solved or closed ticket the two response clocks and `update` stand
//!   still and go on after a reopen; nobody is owed an answer meanwhile, and
//!   nothing is forgotten.
//! - `update` begins with the first public agent message.
//! - On a ticket that an agent opened outward, the first customer message
//!   starts `first_response`, not `next_response`.
//! - A customer's message ends `pending` by a status event of its own, which
//!   the live desk writes beside the message.
//! - A fulfilled cycle keeps its verdict; later changes of target do not
//!   touch it.

mod cycle;
mod engine;
mod event;
mod layers;
mod report;
mod spec;
mod words;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod layer_tests;
#[cfg(test)]
mod model;
#[cfg(test)]
mod properties;

pub(crate) use cycle::Cycle;
pub(crate) use engine::is_paused_by;

pub use engine::{ReplayError, SlaClock};
pub use event::{CreatedBy, SlaEvent, SlaEventKind, events_of};
pub use layers::{
    ConsideredTarget, Facts, Layer, LayerKind, Policy, TargetReason, resolve_targets,
};
pub use report::{CycleReport, EarliestDue, MetricReport, PauseReport, Report, TargetReport};
pub use spec::{
    CONDITION_VALUES_MAX, Conditions, NO_VALUE, PAUSE_STATUSES_MAX, Rules, SlaError, SlaSpec,
    TARGET_SECONDS_MAX, TARGETS_MAX, TargetSpec,
};
pub use words::{ClockState, Metric, Reopen, TargetChange, TargetClock};

use crate::time::Instant;

/// What the clocks say at `now` after all events up to it.
///
/// # Errors
/// [`ReplayError`] when the events make no history.
pub fn replay(
    policies: &[Policy],
    events: &[SlaEvent],
    now: Instant,
) -> Result<Report, ReplayError> {
    Ok(SlaClock::replay(policies, events, now)?.report(now))
}
