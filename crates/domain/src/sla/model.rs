//! The slow, obvious SLA clock: walks minute by minute, asks the slow
//! calendar whether the minute is open, and adds it up. Everything happens on
//! whole minutes.

use crate::calendar::model::Model as Hours;
use crate::time::Instant;

use super::{ClockState, CreatedBy, Metric, Reopen, TargetChange};

pub(super) const MINUTE: i64 = 60;

/// Minutes promised per metric; none is no promise.
pub(super) type Targets = [Option<i64>; 4];

/// What the model knows of a policy: targets by priority 0, 1 and 2.
pub(super) struct Terms {
    pub(super) hours: usize,
    pub(super) by_priority: [Targets; 3],
}

pub(super) struct World {
    pub(super) hours: Vec<Hours>,
    pub(super) terms: Vec<Terms>,
    pub(super) reopen: Reopen,
    pub(super) change: TargetChange,
    pub(super) before_first: bool,
    pub(super) agent_created: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Open,
    Pending,
    /// A status that says of itself what it pauses: [`HELD_PAUSES`].
    Held,
    Solved,
}

/// What [`Status::Held`] pauses.
pub(super) const HELD_PAUSES: [Metric; 2] = [Metric::FirstResponse, Metric::Update];

#[derive(Debug, Clone, Copy)]
pub(super) enum Happening {
    Message,
    Reply,
    Status(Status),
    Priority(usize),
    Terms(usize),
}

/// One cycle, in minutes.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) start: Instant,
    pub(super) elapsed: i64,
    target: Option<i64>,
    last: Option<(i64, usize)>,
    /// When the target was used up.
    used_up: Option<Instant>,
    /// Used up before some stop, or more than used up by a change.
    late: bool,
    pub(super) end: Option<Instant>,
    pub(super) verdict: Option<bool>,
    judged_elapsed: i64,
    kept: bool,
}

pub(super) struct Shown {
    pub(super) state: ClockState,
    pub(super) due: Option<Instant>,
    pub(super) elapsed: i64,
}

pub(super) struct Model<'w> {
    world: &'w World,
    pub(super) tallies: [Vec<Tally>; 4],
    terms: usize,
    priority: usize,
    status: Status,
    asked: bool,
    answered: bool,
}

impl<'w> Model<'w> {
    /// Walks from `start` to `now`.
    pub(super) fn walk(
        world: &'w World,
        by: CreatedBy,
        start: Instant,
        happenings: &[(Instant, Happening)],
        now: Instant,
    ) -> Self {
        let mut m = Self {
            world,
            tallies: Default::default(),
            terms: 0,
            priority: 0,
            status: Status::Open,
            asked: false,
            answered: false,
        };
        m.begin(Metric::Resolution, start);
        if by == CreatedBy::Customer || world.agent_created {
            m.asked = true;
            m.begin(Metric::FirstResponse, start);
        }
        let mut next = 0;
        let mut at = start;
        loop {
            while let Some((_, happening)) = happenings.get(next).filter(|(when, _)| *when == at) {
                m.happen(at, *happening);
                next += 1;
            }
            if at >= now {
                return m;
            }
            m.tick(at);
            at = at.plus_seconds(MINUTE);
        }
    }

    fn wanted(&self, metric: usize) -> Option<i64> {
        self.world.terms[self.terms].by_priority[self.priority][metric]
    }

    fn hours(&self) -> &Hours {
        &self.world.hours[self.world.terms[self.terms].hours]
    }

    fn stands(&self, metric: usize) -> bool {
        let resolution = metric == Metric::Resolution as usize;
        match self.status {
            Status::Open => false,
            Status::Pending => resolution || metric == Metric::Update as usize,
            Status::Held => HELD_PAUSES.iter().any(|held| *held as usize == metric),
            Status::Solved => !resolution,
        }
    }

    fn tick(&mut self, at: Instant) {
        if !self.hours().is_open(at) {
            return;
        }
        for metric in 0..4 {
            let stands = self.stands(metric);
            let Some(t) = self.tallies[metric].last_mut() else {
                continue;
            };
            if stands || (t.end.is_some() && !t.kept) {
                continue;
            }
            t.elapsed += 1;
            if Some(t.elapsed) == t.target && t.used_up.is_none() {
                t.used_up = Some(at.plus_seconds(MINUTE));
            }
        }
    }

    fn begin(&mut self, metric: Metric, at: Instant) {
        let metric = metric as usize;
        let wanted = self.wanted(metric);
        let hours = self.world.terms[self.terms].hours;
        self.tallies[metric].push(Tally {
            start: at,
            elapsed: 0,
            target: wanted,
            last: wanted.map(|w| (w, hours)),
            used_up: (wanted == Some(0)).then_some(at),
            late: false,
            end: None,
            verdict: None,
            judged_elapsed: 0,
            kept: false,
        });
    }

    fn finish(&mut self, metric: Metric, at: Instant, kept: bool) {
        if let Some(t) = self.tallies[metric as usize].last_mut()
            && t.end.is_none()
        {
            t.end = Some(at);
            t.verdict = t.target.map(|_| t.is_late(at));
            t.judged_elapsed = t.elapsed;
            t.kept = kept;
            t.late = t.is_late(at);
        }
    }

    fn retarget(&mut self, metric: usize, at: Instant) {
        let wanted = self.wanted(metric);
        let hours = self.world.terms[self.terms].hours;
        let change = self.world.change;
        let Some(t) = self.tallies[metric].last_mut() else {
            return;
        };
        if t.end.is_some() && !t.kept {
            return;
        }
        let was_late = t.is_late(at);
        let Some(wanted) = wanted else {
            t.late |= t.target.is_some() && was_late;
            t.target = None;
            t.used_up = None;
            return;
        };
        if t.target == Some(wanted) && t.last == Some((wanted, hours)) {
            return;
        }
        let same_length = t.target == Some(wanted);
        if change == TargetChange::FromChange && t.last != Some((wanted, hours)) {
            t.elapsed = 0;
            t.late = false;
        }
        let left = wanted - t.elapsed;
        if left > 0 {
            t.used_up = None;
            t.late = false;
        } else {
            if !(was_late && same_length) {
                t.used_up = Some(at);
            }
            t.late = left < 0 || (was_late && change == TargetChange::Carry);
        }
        t.target = Some(wanted);
        t.last = Some((wanted, hours));
    }

    fn happen(&mut self, at: Instant, happening: Happening) {
        let stood: Vec<bool> = (0..4).map(|m| self.stands(m)).collect();
        match happening {
            Happening::Message if !self.asked => {
                self.asked = true;
                self.begin(Metric::FirstResponse, at);
            }
            Happening::Message => {
                let waiting = self.tallies[Metric::NextResponse as usize]
                    .last()
                    .is_some_and(|t| t.end.is_none());
                if (self.answered || self.world.before_first) && !waiting {
                    self.begin(Metric::NextResponse, at);
                }
            }
            Happening::Reply => {
                self.answered |= self.asked;
                for metric in [Metric::FirstResponse, Metric::NextResponse, Metric::Update] {
                    self.finish(metric, at, false);
                }
                self.begin(Metric::Update, at);
            }
            Happening::Status(status) => self.change_status(status, at),
            Happening::Priority(p) => {
                self.priority = p;
                (0..4).for_each(|m| self.retarget(m, at));
            }
            Happening::Terms(t) => {
                self.terms = t;
                (0..4).for_each(|m| self.retarget(m, at));
            }
        }
        // A clock that stops in time has no due instant; when it goes on with
        // nothing left, it is due at once.
        for (metric, stood) in stood.into_iter().enumerate() {
            let stands = self.stands(metric);
            if let Some(t) = self.tallies[metric].last_mut()
                && (t.end.is_none() || t.kept)
            {
                t.stop_or_go(at, stood, stands);
            }
        }
    }

    fn change_status(&mut self, status: Status, at: Instant) {
        let was = std::mem::replace(&mut self.status, status);
        if status == Status::Solved && was != Status::Solved {
            self.finish(
                Metric::Resolution,
                at,
                self.world.reopen == Reopen::KeepRunning,
            );
        }
        if status == Status::Solved || was != Status::Solved {
            return;
        }
        if self.world.reopen == Reopen::Restart {
            self.begin(Metric::Resolution, at);
            return;
        }
        let resolution = Metric::Resolution as usize;
        if let Some(t) = self.tallies[resolution].last_mut() {
            if !t.kept && !t.late && t.target.is_some_and(|w| w > t.elapsed) {
                t.used_up = None;
            } else if !t.kept && !t.late && t.target == Some(t.elapsed) {
                t.used_up = Some(at);
            }
            t.end = None;
            t.kept = false;
        }
        self.retarget(resolution, at);
    }

    /// What is shown at the end of the walk.
    pub(super) fn shown(&self, metric: usize, now: Instant) -> Shown {
        let nothing = Shown {
            state: ClockState::None,
            due: None,
            elapsed: 0,
        };
        let Some(t) = self.tallies[metric].last() else {
            return nothing;
        };
        if t.end.is_some() {
            return match t.verdict {
                None => nothing,
                Some(breached) => Shown {
                    state: if breached {
                        ClockState::Breached
                    } else {
                        ClockState::Met
                    },
                    due: None,
                    elapsed: t.judged_elapsed,
                },
            };
        }
        let Some(target) = t.target else {
            return nothing;
        };
        let stands = self.stands(metric);
        let late = t.is_late(now);
        Shown {
            state: match (late, stands) {
                (true, _) => ClockState::Breached,
                (false, true) => ClockState::Paused,
                (false, false) => ClockState::Running,
            },
            due: (!stands).then(|| match t.used_up {
                Some(at) => at,
                None => self
                    .hours()
                    .add(
                        now,
                        (target - t.elapsed) * MINUTE,
                        MINUTE,
                        Instant(i64::MAX),
                    )
                    .unwrap(),
            }),
            elapsed: t.elapsed,
        }
    }
}

impl Tally {
    fn is_late(&self, at: Instant) -> bool {
        self.late || self.used_up.is_some_and(|used_up| used_up < at)
    }

    fn stop_or_go(&mut self, at: Instant, stood: bool, stands: bool) {
        if stands {
            self.late = self.is_late(at);
            if !self.late {
                self.used_up = None;
            }
        } else if stood && !self.late && self.target == Some(self.elapsed) {
            self.used_up = Some(at);
        }
    }
}
