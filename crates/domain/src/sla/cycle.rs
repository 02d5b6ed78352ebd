//! One cycle of one clock: from a start to the event that fulfils it.
//!
//! Everything is kept that a later question can need: the stretches that were
//! counted and by which clock, the pauses, the target in force and the
//! instant that it makes due. Nothing here reads `now`; reports ask for a
//! moment.

use std::sync::Arc;

use super::{LayerKind, TargetChange};
use crate::calendar::Calendar;
use crate::time::{Instant, MICROS_PER_SECOND};

/// What measures a clock.
#[derive(Debug, Clone)]
pub(crate) enum Measure {
    /// Every second counts.
    RoundTheClock,
    /// Open time counts.
    Business(Arc<Calendar>),
}

impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::RoundTheClock, Self::RoundTheClock) => true,
            (Self::Business(a), Self::Business(b)) => Arc::ptr_eq(a, b) || a == b,
            _ => false,
        }
    }
}

impl Measure {
    /// Counted microseconds in `[a, b)`; 0 when reversed.
    fn elapsed(&self, a: Instant, b: Instant) -> i64 {
        match self {
            Self::RoundTheClock => b.micros_since(a).max(0),
            Self::Business(calendar) => calendar.elapsed_micros(a, b),
        }
    }

    /// The earliest instant with `micros` counted since `start`; none beyond
    /// the range of calendars.
    pub(crate) fn add(&self, start: Instant, micros: i64) -> Option<Instant> {
        match self {
            Self::RoundTheClock => start.0.checked_add(micros).map(Instant),
            Self::Business(calendar) => calendar.add_micros(start, micros).ok(),
        }
    }

    /// The latest instant with `micros` counted since `start`: where a closed
    /// stretch follows, its end.
    fn add_latest(&self, start: Instant, micros: i64) -> Option<Instant> {
        let at = self.add(start, micros)?;
        match self {
            Self::RoundTheClock => Some(at),
            Self::Business(calendar) => calendar.next_open(at),
        }
    }
}

/// A promise in force.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) seconds: i64,
    pub(crate) measure: Measure,
    pub(crate) layer: LayerKind,
    pub(crate) sla: String,
    /// Places of the policy, the layer and the target, for whoever needs the
    /// rest of the SLA.
    pub(crate) policy: usize,
    pub(crate) layer_index: usize,
}

impl Target {
    fn micros(&self) -> i64 {
        self.seconds.saturating_mul(MICROS_PER_SECOND)
    }

    /// Whether it promises the same, whoever does.
    fn same_promise(&self, other: &Self) -> bool {
        self.seconds == other.seconds && self.measure == other.measure
    }
}

/// A stretch that was counted.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    pub(crate) from: Instant,
    /// None while it goes on.
    pub(crate) to: Option<Instant>,
    /// What was counted before it, in microseconds.
    pub(crate) before: i64,
    /// None as long as no target came that says by which clock.
    pub(crate) measure: Option<Measure>,
}

/// A stretch that was not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pause {
    pub(crate) from: Instant,
    pub(crate) to: Option<Instant>,
    pub(crate) status: String,
}

/// What a fulfilled cycle was judged to be; it stays as judged.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) target: Target,
    pub(crate) due: Option<Instant>,
    pub(crate) elapsed: i64,
    pub(crate) breached: bool,
    pub(crate) late_attached: bool,
}

/// How a cycle ended.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) at: Instant,
    /// None when nothing was promised then.
    pub(crate) verdict: Option<Verdict>,
}

#[derive(Debug, Clone)]
pub(crate) struct Cycle {
    /// From 0, counted whether or not something was promised.
    pub(crate) number: u32,
    pub(crate) start: Instant,
    pub(crate) target: Option<Target>,
    /// Since when the target is in force.
    pub(crate) target_since: Instant,
    last_target: Option<Target>,
    pub(crate) stretches: Vec<Stretch>,
    /// Counted in the stretches that are over.
    counted: i64,
    /// While running: when it is due. Once late: when it was.
    pub(crate) due: Option<Instant>,
    /// Counted at the due instant, in microseconds: the target, or more when
    /// it came too late.
    pub(crate) counted_at_due: i64,
    late: bool,
    pub(crate) late_attached: bool,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) end: Option<End>,
    /// Ended, but counting on behind the verdict.
    kept_running: bool,
}

impl Cycle {
    /// A running cycle without a target; see [`Cycle::retarget`].
    pub(crate) fn new(number: u32, start: Instant) -> Self {
        Self {
            number,
            start,
            target: None,
            target_since: start,
            last_target: None,
            stretches: vec![Stretch {
                from: start,
                to: None,
                before: 0,
                measure: None,
            }],
            counted: 0,
            due: None,
            counted_at_due: 0,
            late: false,
            late_attached: false,
            pauses: Vec::new(),
            end: None,
            kept_running: false,
        }
    }

    /// Whether time is counted.
    pub(crate) fn is_running(&self) -> bool {
        self.stretches.last().is_some_and(|s| s.to.is_none())
    }

    /// Whether it waits for the event that fulfils it.
    pub(crate) fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// What it is held to, or was when it was judged.
    pub(crate) fn promised(&self) -> Option<&Target> {
        match &self.end {
            Some(end) => end.verdict.as_ref().map(|v| &v.target),
            None => self.target.as_ref(),
        }
    }

    /// When it is or was due; none while a pause holds it back.
    pub(crate) fn due_instant(&self) -> Option<Instant> {
        match &self.end {
            Some(end) => end.verdict.as_ref().and_then(|v| v.due),
            None => self.due,
        }
    }

    /// Whether changes of target and status still reach it.
    pub(crate) fn is_live(&self) -> bool {
        self.end.is_none() || self.kept_running
    }

    /// Counted microseconds at `at`, which no event may follow.
    pub(crate) fn elapsed(&self, at: Instant) -> i64 {
        match self.stretches.last() {
            Some(Stretch {
                from,
                to: None,
                before,
                measure: Some(measure),
            }) => before + measure.elapsed(*from, at),
            _ => self.counted,
        }
    }

    /// Whether the target is missed at `at`.
    pub(crate) fn is_late(&self, at: Instant) -> bool {
        self.late || (self.is_running() && self.due.is_some_and(|due| due < at))
    }

    /// Stops counting. What is late stays late.
    pub(crate) fn pause(&mut self, at: Instant, status: &str) {
        if self.is_running() {
            self.halt(at);
        } else {
            self.end_pause(at);
        }
        self.pauses.push(Pause {
            from: at,
            to: None,
            status: status.to_owned(),
        });
    }

    /// Whether it is paused by this status.
    pub(crate) fn is_paused_by(&self, status: &str) -> bool {
        self.pauses
            .last()
            .is_some_and(|p| p.to.is_none() && p.status == status)
    }

    fn end_pause(&mut self, at: Instant) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.to.get_or_insert(at);
        }
    }

    fn halt(&mut self, at: Instant) {
        self.late = self.is_late(at);
        self.counted = self.elapsed(at);
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.to = Some(at);
        }
        if !self.late {
            self.due = None;
        }
    }

    /// Counts again.
    pub(crate) fn resume(&mut self, at: Instant) {
        self.end_pause(at);
        if self.is_running() {
            return;
        }
        let measure = self.target.as_ref().or(self.last_target.as_ref());
        self.stretches.push(Stretch {
            from: at,
            to: None,
            before: self.counted,
            measure: measure.map(|t| t.measure.clone()),
        });
        if let Some(target) = &self.target
            && !self.late
        {
            let left = target.micros() - self.counted;
            self.due = target.measure.add(at, left.max(0));
        }
    }

    /// Another target is in force, or none.
    pub(crate) fn retarget(&mut self, at: Instant, new: Option<Target>, change: TargetChange) {
        let Some(new) = new else {
            if self.target.take().is_some() {
                self.late = self.is_late(at);
                self.due = None;
            }
            return;
        };
        if let Some(old) = &self.target
            && old.same_promise(&new)
        {
            self.target = Some(new);
            return;
        }
        let was_late = self.is_late(at);
        // A change of calendar alone does not move a breach that has been.
        let keep_due = was_late
            && self
                .target
                .as_ref()
                .is_some_and(|old| old.seconds == new.seconds);
        let differs = self
            .last_target
            .as_ref()
            .is_none_or(|last| !last.same_promise(&new));
        let running = self.is_running();
        self.measure_by(at, &new.measure);
        if change == TargetChange::FromChange && differs {
            self.counted = 0;
            self.late = false;
            self.stretches.clear();
            if running {
                self.stretches.push(Stretch {
                    from: at,
                    to: None,
                    before: 0,
                    measure: Some(new.measure.clone()),
                });
            }
        }
        let counted = self.elapsed(at);
        let left = new.micros() - counted;
        self.late =
            left < 0 || (was_late && left == 0 && (keep_due || change == TargetChange::Carry));
        if left > 0 {
            self.late_attached = false;
            self.counted_at_due = new.micros();
            self.due = if running {
                new.measure.add(at, left)
            } else {
                None
            };
        } else if !keep_due {
            // Nothing is left. At the start of a cycle that is no surprise.
            self.late_attached = at > self.start;
            self.counted_at_due = counted;
            self.due = (running || self.late).then_some(at);
        }
        self.last_target = Some(new.clone());
        self.target = Some(new);
        self.target_since = at;
    }

    /// From `at` on, `measure` counts. Stretches that no clock was known for
    /// are counted by the first that comes.
    fn measure_by(&mut self, at: Instant, measure: &Measure) {
        if self.stretches.iter().any(|s| s.measure.is_none()) {
            let mut counted = 0;
            for stretch in &mut self.stretches {
                let by = stretch.measure.get_or_insert_with(|| measure.clone());
                stretch.before = counted;
                counted += by.elapsed(stretch.from, stretch.to.unwrap_or(stretch.from));
            }
            self.counted = counted;
        }
        if !self.is_running() {
            return;
        }
        let counted = self.elapsed(at);
        if let Some(stretch) = self.stretches.last_mut()
            && stretch.measure.as_ref() != Some(measure)
        {
            stretch.to = Some(at);
            self.counted = counted;
            self.stretches.push(Stretch {
                from: at,
                to: None,
                before: counted,
                measure: Some(measure.clone()),
            });
        }
    }

    /// The event came that fulfils it. With `keep_running` it goes on
    /// counting behind the verdict, for the case that it is reopened.
    pub(crate) fn fulfil(&mut self, at: Instant, keep_running: bool) {
        let breached = self.is_late(at);
        let elapsed = self.elapsed(at);
        let verdict = self.target.as_ref().map(|target| Verdict {
            target: target.clone(),
            // Out of a pause: when it would have been due, had it gone on.
            due: self.due.or_else(|| {
                let left = target.micros() - elapsed;
                target.measure.add(at, left.max(0))
            }),
            elapsed,
            breached,
            late_attached: self.late_attached,
        });
        if !keep_running {
            if self.is_running() {
                self.halt(at);
            }
            self.end_pause(at);
        }
        self.kept_running = keep_running;
        self.end = Some(End { at, verdict });
    }

    /// It is open again; time since its end was counted only if it was kept
    /// running.
    pub(crate) fn reopen(&mut self, at: Instant, status: &str) {
        self.kept_running = false;
        if let Some(end) = self.end.take()
            && !self.is_running()
        {
            self.pauses.push(Pause {
                from: end.at,
                to: Some(at),
                status: status.to_owned(),
            });
        }
    }

    /// The earliest instant at which `counted` microseconds were counted, or
    /// will be if nothing happens.
    pub(crate) fn first_at(&self, counted: i64) -> Option<Instant> {
        if counted <= 0 {
            return Some(self.start);
        }
        let stretch = self
            .stretches
            .iter()
            .find(|s| s.before < counted && counted <= self.counted_after(s))?;
        stretch
            .measure
            .as_ref()?
            .add(stretch.from, counted - stretch.before)
    }

    /// The latest instant at which no more than `counted` microseconds were
    /// counted: inside opening hours, where [`Cycle::first_at`] may be a
    /// closing time.
    pub(crate) fn last_at(&self, counted: i64) -> Option<Instant> {
        if counted < 0 {
            return Some(self.start);
        }
        let stretch = self
            .stretches
            .iter()
            .find(|s| s.before <= counted && counted < self.counted_after(s))?;
        stretch
            .measure
            .as_ref()?
            .add_latest(stretch.from, counted - stretch.before)
    }

    fn counted_after(&self, stretch: &Stretch) -> i64 {
        match (stretch.to, &stretch.measure) {
            (None, Some(_)) => i64::MAX,
            (Some(to), Some(measure)) => stretch.before + measure.elapsed(stretch.from, to),
            (_, None) => stretch.before,
        }
    }
}
