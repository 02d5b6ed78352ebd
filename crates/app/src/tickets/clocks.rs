//! The clocks of a ticket: replayed from its history after every change.
//!
//! What is stored (clock rows, the next due time, the timer) is a cache of
//! this replay and can be rebuilt from the events at any time.

use std::sync::Arc;

use surety_domain::escalation::{StepInForce, next_timer, steps_in_force};
use surety_domain::sla::{ClockState, Facts, Layer, Policy, Report, SlaClock, SlaEvent, events_of};
use surety_domain::ticket::{LayerRef, TicketEvent, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{clocks, promises, tickets};

use crate::core::Cx;
use crate::error::AppError;
use crate::jobs::{self, Kind};

/// The promise of a ticket through its history, ready to replay.
#[derive(Debug)]
pub struct Promise {
    policies: Vec<Policy>,
    layers: Vec<Vec<LayerRef>>,
    events: Vec<SlaEvent>,
}

/// How a layer is named in reports: which of its policy's layers it is.
fn layer_name(policy: usize, layer: usize) -> String {
    format!("{policy}.{layer}")
}

impl Promise {
    /// Reads the promise out of a history.
    ///
    /// # Errors
    /// `Internal` when a version that judged is gone, or the store's.
    pub fn of(tx: &mut Tx<'_>, cx: &Cx<'_>, history: &[TimelineEvent]) -> Result<Self, AppError> {
        Self::of_layers(tx, cx, history, |_, layers| Ok(layers.to_vec()))
    }

    /// The same history by the versions of now: what they would say of it had
    /// they been in force from the beginning.
    ///
    /// # Errors
    /// As [`Promise::of`].
    pub fn by_now(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        history: &[TimelineEvent],
    ) -> Result<Self, AppError> {
        Self::of_layers(tx, cx, history, |tx, layers| {
            let mut now = Vec::new();
            for layer in layers {
                now.push(match promises::sla_in_force(tx, layer.sla)? {
                    Some(sla) => LayerRef {
                        layer: layer.layer,
                        sla: sla.id,
                        sla_version: sla.version,
                        calendar: sla.calendar_id,
                        calendar_version: sla.calendar_version,
                    },
                    None => layer.clone(),
                });
            }
            Ok(now)
        })
    }

    /// Whether another promise has the same layers in the same versions.
    pub fn same_versions(&self, other: &Self) -> bool {
        self.layers == other.layers
    }

    fn of_layers(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        history: &[TimelineEvent],
        mut read: impl FnMut(&mut Tx<'_>, &[LayerRef]) -> Result<Vec<LayerRef>, AppError>,
    ) -> Result<Self, AppError> {
        let mut known: Vec<&Vec<LayerRef>> = Vec::new();
        let mut promise = Self {
            policies: Vec::new(),
            layers: Vec::new(),
            events: Vec::new(),
        };
        let mut initial: Option<Facts> = None;
        for entry in history {
            let TicketEvent::PromiseChanged { layers, facts, .. } = &entry.event else {
                continue;
            };
            if initial.is_none() {
                initial.clone_from(facts);
            }
            if !layers.is_empty() && !known.contains(&layers) {
                known.push(layers);
                let read = read(tx, layers)?;
                promise.add_policy(tx, cx, &read)?;
            }
        }
        promise.events = events_of(
            history,
            &initial.unwrap_or_default(),
            |entry| match &entry.event {
                TicketEvent::PromiseChanged { layers, .. } if layers.is_empty() => Some(None),
                TicketEvent::PromiseChanged { layers, .. } => {
                    Some(known.iter().position(|l| *l == layers))
                }
                _ => None,
            },
        );
        Ok(promise)
    }

    fn add_policy(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        layers: &[LayerRef],
    ) -> Result<(), AppError> {
        let at = self.policies.len();
        let mut policy = Vec::new();
        for (i, layer) in layers.iter().enumerate() {
            policy.push(Layer {
                kind: layer.layer,
                name: layer_name(at, i),
                sla: Arc::clone(&cx.specs.sla(tx, layer.sla, layer.sla_version)?.spec),
                calendar: Arc::clone(
                    &cx.specs
                        .calendar(tx, layer.calendar, layer.calendar_version)?
                        .calendar,
                ),
            });
        }
        self.policies.push(Policy::new(policy));
        self.layers.push(layers.to_vec());
        Ok(())
    }

    /// The clocks after the whole history.
    ///
    /// # Errors
    /// `Internal` when the events make no history: damaged rows.
    pub fn clock(&self, now: Instant) -> Result<SlaClock<'_>, AppError> {
        SlaClock::replay(&self.policies, &self.events, now).map_err(|e| {
            AppError::Internal(format!("the ticket's events do not replay: {}", e.code()))
        })
    }

    /// The layer behind a name of a report.
    pub fn layer(&self, name: &str) -> Option<&LayerRef> {
        let (policy, layer) = name.split_once('.')?;
        self.layers
            .get(policy.parse::<usize>().ok()?)?
            .get(layer.parse::<usize>().ok()?)
    }

    /// Every cycle that was promised something, as rows.
    pub fn rows(&self, report: &Report) -> Vec<clocks::Clock> {
        let mut rows = Vec::new();
        for (metric, of_metric) in &report.metrics {
            for cycle in &of_metric.cycles {
                let Some(target) = &cycle.target else {
                    continue;
                };
                let Some(layer) = self.layer(&target.sla) else {
                    continue;
                };
                rows.push(clocks::Clock {
                    metric: metric.as_str().into(),
                    cycle: i64::from(cycle.number),
                    state: state_word(cycle.state).into(),
                    layer: layer.layer.as_str().to_owned(),
                    sla_id: layer.sla,
                    sla_version: layer.sla_version,
                    calendar_id: layer.calendar,
                    calendar_version: layer.calendar_version,
                    target_seconds: target.seconds,
                    started_at: cycle.start,
                    due_at: cycle.due,
                    fulfilled_at: cycle.fulfilled_at,
                    breached: cycle.breached,
                    elapsed_seconds: cycle.elapsed_seconds,
                    remaining_seconds: cycle.remaining_seconds,
                });
            }
        }
        rows
    }
}

/// The word of a clock's state, as the API shows it.
pub const fn state_word(state: ClockState) -> &'static str {
    match state {
        ClockState::Running => "running",
        ClockState::Paused => "paused",
        ClockState::Met => "met",
        ClockState::Breached => "breached",
        ClockState::None => "none",
    }
}

/// What a replay gave, to be written once the ticket's row is there.
#[derive(Debug)]
pub struct Replayed {
    rows: Vec<clocks::Clock>,
    wake: Option<Instant>,
    had_rows: bool,
}

/// Replays the clocks and puts what lists need into the ticket's row.
///
/// # Errors
/// As [`Promise::of`].
pub fn replay(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &mut tickets::Ticket,
    history: &[TimelineEvent],
) -> Result<Replayed, AppError> {
    let promise = Promise::of(tx, cx, history)?;
    if promise.policies.is_empty() {
        ticket.next_due_at = None;
        ticket.next_due_metric = None;
        return Ok(Replayed {
            rows: Vec::new(),
            wake: None,
            had_rows: false,
        });
    }
    let clock = promise.clock(cx.now)?;
    let report = clock.report(cx.now);
    let due = report.earliest_open_due();
    ticket.next_due_at = due.map(|d| d.due);
    ticket.next_due_metric = due.map(|d| d.metric.as_str().to_owned());
    ticket.breached = report
        .metrics
        .values()
        .any(|m| m.cycles.iter().any(|c| c.breached));
    let is_new = ticket.version == 0;
    let wake = wake_of(tx, ticket, &clock, cx.now, is_new)?;
    Ok(Replayed {
        rows: promise.rows(&report),
        wake,
        had_rows: !is_new,
    })
}

/// When the timer is to come: now when something is due, else when something
/// changes next.
fn wake_of(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    clock: &SlaClock<'_>,
    now: Instant,
    is_new: bool,
) -> Result<Option<Instant>, AppError> {
    if overdue_steps(tx, ticket, clock, now, is_new)?.is_empty() {
        Ok(next_timer(clock, now))
    } else {
        Ok(Some(now))
    }
}

/// When the timer of a stored ticket is to come, from its history.
///
/// # Errors
/// As [`Promise::of`].
pub fn wake(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    history: &[TimelineEvent],
) -> Result<Option<Instant>, AppError> {
    let promise = Promise::of(tx, cx, history)?;
    if promise.policies.is_empty() {
        return Ok(None);
    }
    let clock = promise.clock(cx.now)?;
    wake_of(tx, ticket, &clock, cx.now, false)
}

/// Steps that are due and have not fired, oldest first.
///
/// # Errors
/// As the store reports.
pub fn overdue_steps<'p>(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    clock: &SlaClock<'p>,
    now: Instant,
    is_new: bool,
) -> Result<Vec<StepInForce<'p>>, AppError> {
    let mut due: Vec<_> = steps_in_force(clock)
        .into_iter()
        .filter(|s| s.due.at <= now)
        .collect();
    if !due.is_empty() && !is_new {
        let fired = clocks::fired(tx, ticket.id)?;
        due.retain(|s| {
            !fired.iter().any(|f| {
                f.metric == s.due.metric.as_str()
                    && f.cycle == i64::from(s.due.cycle)
                    && f.step == s.due.step
            })
        });
    }
    Ok(due)
}

impl Replayed {
    /// Writes the clock rows and moves the ticket's timer. Answers the rows.
    ///
    /// # Errors
    /// As the store reports.
    pub fn write(
        self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        ticket: &tickets::Ticket,
    ) -> Result<Vec<clocks::Clock>, AppError> {
        if self.had_rows {
            clocks::clear(tx, ticket.id)?;
        }
        for row in &self.rows {
            clocks::put(tx, ticket.id, row)?;
        }
        let subject = ticket.id.to_string();
        let payload = serde_json::json!({ "ticket": ticket.id });
        match self.wake {
            Some(at) if !self.had_rows => {
                jobs::first_timer(tx, cx, Kind::SlaTimer, &subject, &payload, at)?;
            }
            None if !self.had_rows => {}
            wake => jobs::set_timer(tx, cx, Kind::SlaTimer, &subject, &payload, wake)?,
        }
        Ok(self.rows)
    }
}
