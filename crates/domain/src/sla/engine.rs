//! The four clocks of a ticket, driven by its events.

use super::cycle::{Cycle, Measure, Target};
use super::event::CreatedBy;
use super::layers::choose;
use super::{Facts, Metric, Policy, Reopen, Rules, SlaEvent, SlaEventKind, TargetClock};
use crate::ticket::Category;
use crate::time::Instant;

/// Why events make no history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// Something happened before the ticket was created.
    #[error("the first event must be the creation of the ticket")]
    NotCreated,
    /// A ticket is created once.
    #[error("the ticket is created twice")]
    CreatedTwice,
    /// Events must come in the order in which they happened.
    #[error("an event lies before the one in front of it")]
    OutOfOrder,
    /// An event names a policy that was not given.
    #[error("an event names a policy that was not given")]
    UnknownPolicy,
}

impl ReplayError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotCreated => "not_created",
            Self::CreatedTwice => "created_twice",
            Self::OutOfOrder => "events_out_of_order",
            Self::UnknownPolicy => "unknown_policy",
        }
    }
}

/// The clocks of one ticket after some of its events. Applying events one by
/// one and replaying them all are the same.
#[derive(Debug, Clone)]
pub struct SlaClock<'p> {
    policies: &'p [Policy],
    /// In force now.
    policy: Option<usize>,
    /// In force last: its rules go on while nothing is attached.
    last_policy: Option<usize>,
    created: bool,
    last_event: Option<Instant>,
    facts: Facts,
    status: String,
    category: Option<Category>,
    /// What the status itself says it pauses.
    pauses: Option<Vec<Metric>>,
    closed: bool,
    /// Whether the customer has asked for something.
    asked: bool,
    /// Whether a human answered that.
    answered: bool,
    cycles: [Vec<Cycle>; 4],
}

/// Whether a status pauses a metric. An SLA that names the status itself, or
/// that says something else of its category than is usual, means it; else the
/// status says what it pauses (`own`), if it does.
pub(crate) fn is_paused_by(
    rules: &Rules,
    status: &str,
    category: Option<Category>,
    own: Option<&[Metric]>,
    metric: Metric,
) -> bool {
    let category = category.map(Category::as_str);
    let of_category = category.and_then(|c| rules.pauses.get(c));
    let paused = match (rules.pauses.get(status), own) {
        (Some(named), _) => Some(named.as_slice()),
        (None, Some(own))
            if same(
                of_category,
                category.and_then(|c| default_rules().pauses.get(c)),
            ) =>
        {
            Some(own)
        }
        (None, _) => of_category.map(Vec::as_slice),
    };
    paused.is_some_and(|metrics| metrics.contains(&metric))
}

impl<'p> SlaClock<'p> {
    /// Clocks of a ticket that does not exist yet. The first policy is in
    /// force, unless a [`SlaEventKind::Policy`] in front of the creation says
    /// otherwise.
    pub fn new(policies: &'p [Policy]) -> Self {
        let first = (!policies.is_empty()).then_some(0);
        Self {
            policies,
            policy: first,
            last_policy: first,
            created: false,
            last_event: None,
            facts: Facts::default(),
            status: String::new(),
            category: None,
            pauses: None,
            closed: false,
            asked: false,
            answered: false,
            cycles: Default::default(),
        }
    }

    /// The clocks after all events up to and with `now`; later ones are not
    /// looked at.
    ///
    /// # Errors
    /// [`ReplayError`] when the events make no history.
    pub fn replay(
        policies: &'p [Policy],
        events: &[SlaEvent],
        now: Instant,
    ) -> Result<Self, ReplayError> {
        let mut clock = Self::new(policies);
        for event in events {
            if event.at > now {
                break;
            }
            clock.apply(event)?;
        }
        Ok(clock)
    }

    /// One event more.
    ///
    /// # Errors
    /// [`ReplayError`] when it makes no history with those before; the clocks
    /// are then as they were.
    pub fn apply(&mut self, event: &SlaEvent) -> Result<(), ReplayError> {
        let at = event.at;
        if self.last_event.is_some_and(|last| at < last) {
            return Err(ReplayError::OutOfOrder);
        }
        match &event.kind {
            SlaEventKind::Created { .. } if self.created => return Err(ReplayError::CreatedTwice),
            SlaEventKind::Created { .. } | SlaEventKind::Policy { .. } => {}
            _ if !self.created => return Err(ReplayError::NotCreated),
            _ => {}
        }
        match &event.kind {
            SlaEventKind::Created {
                by,
                asked_at,
                status,
                category,
                pauses,
                facts,
            } => {
                self.created = true;
                self.pauses.clone_from(pauses);
                self.facts = facts.clone();
                self.status.clone_from(status);
                self.category = *category;
                self.closed = self.is_closed();
                self.start(Metric::Resolution, at);
                if *by == CreatedBy::Customer
                    || self
                        .rules(Metric::FirstResponse)
                        .agent_created_first_response
                {
                    self.asked = true;
                    let asked_at = asked_at.unwrap_or(at).min(at);
                    self.start(Metric::FirstResponse, asked_at);
                }
                if self.closed {
                    self.close(at);
                }
            }
            SlaEventKind::CustomerMessage => self.customer_message(at),
            SlaEventKind::AgentReply => self.agent_reply(at),
            SlaEventKind::Status {
                status,
                category,
                pauses,
            } => {
                self.pauses.clone_from(pauses);
                let before = std::mem::replace(&mut self.status, status.clone());
                self.category = *category;
                let was_closed = std::mem::replace(&mut self.closed, false);
                self.closed = self.is_closed();
                match (was_closed, self.closed) {
                    (false, true) => self.close(at),
                    (true, false) => self.reopen(at, &before),
                    _ => {}
                }
            }
            SlaEventKind::Facts { facts } => {
                self.facts = facts.clone();
                self.retarget(at);
            }
            SlaEventKind::Policy { policy, facts } => {
                if policy.is_some_and(|p| p >= self.policies.len()) {
                    return Err(ReplayError::UnknownPolicy);
                }
                if let Some(facts) = facts {
                    self.facts.clone_from(facts);
                }
                self.policy = *policy;
                // In front of the creation nothing has been in force yet.
                let last = self.last_policy.filter(|_| self.created);
                self.last_policy = policy.or(last);
                self.retarget(at);
            }
        }
        self.last_event = Some(at);
        self.sync_pauses(at);
        Ok(())
    }

    /// The cycles of a metric, oldest first.
    pub(crate) fn cycles(&self, metric: Metric) -> &[Cycle] {
        &self.cycles[metric.index()]
    }

    /// The policies that the clocks were made with.
    pub(crate) fn policies(&self) -> &'p [Policy] {
        self.policies
    }

    fn customer_message(&mut self, at: Instant) {
        if !self.asked {
            self.asked = true;
            self.start(Metric::FirstResponse, at);
        } else if (self.answered
            || self
                .rules(Metric::NextResponse)
                .next_response_before_first_reply)
            && self.open(Metric::NextResponse).is_none()
        {
            self.start(Metric::NextResponse, at);
        }
    }

    fn agent_reply(&mut self, at: Instant) {
        self.answered |= self.asked;
        for metric in [Metric::FirstResponse, Metric::NextResponse, Metric::Update] {
            if let Some(cycle) = self.open(metric) {
                cycle.fulfil(at, false);
            }
        }
        self.start(Metric::Update, at);
    }

    fn close(&mut self, at: Instant) {
        let keep_running = self.rules(Metric::Resolution).reopen == Reopen::KeepRunning;
        if let Some(cycle) = self.open(Metric::Resolution) {
            cycle.fulfil(at, keep_running);
        }
    }

    fn reopen(&mut self, at: Instant, from_status: &str) {
        if self.rules(Metric::Resolution).reopen == Reopen::Restart {
            self.start(Metric::Resolution, at);
            return;
        }
        if let Some(cycle) = self.cycles[Metric::Resolution.index()].last_mut() {
            cycle.reopen(at, from_status);
        }
        self.retarget(at);
    }

    fn start(&mut self, metric: Metric, at: Instant) {
        let number = u32::try_from(self.cycles[metric.index()].len()).unwrap_or(u32::MAX);
        let mut cycle = Cycle::new(number, at);
        cycle.retarget(at, self.target(metric), self.rules(metric).target_change);
        self.cycles[metric.index()].push(cycle);
    }

    fn open(&mut self, metric: Metric) -> Option<&mut Cycle> {
        self.cycles[metric.index()]
            .last_mut()
            .filter(|cycle| cycle.is_open())
    }

    fn retarget(&mut self, at: Instant) {
        for metric in Metric::ALL {
            let target = self.target(metric);
            let change = self.rules(metric).target_change;
            if let Some(cycle) = self.cycles[metric.index()].last_mut()
                && cycle.is_live()
            {
                cycle.retarget(at, target, change);
            }
        }
    }

    fn sync_pauses(&mut self, at: Instant) {
        for metric in Metric::ALL {
            // A response clock is never paused by waiting, but a finished
            // ticket waits for no response.
            let paused = self.is_paused(metric) || (self.closed && metric != Metric::Resolution);
            let Some(cycle) = self.cycles[metric.index()].last_mut() else {
                continue;
            };
            if !cycle.is_live() {
                continue;
            }
            match (paused, cycle.is_running()) {
                (true, false) if cycle.is_paused_by(&self.status) => {}
                (true, _) => cycle.pause(at, &self.status),
                (false, false) => cycle.resume(at),
                (false, true) => {}
            }
        }
    }

    fn is_paused(&self, metric: Metric) -> bool {
        is_paused_by(
            self.rules(metric),
            &self.status,
            self.category,
            self.pauses.as_deref(),
            metric,
        )
    }

    fn is_closed(&self) -> bool {
        let closed = &self.rules(Metric::Resolution).closed_statuses;
        closed.contains(&self.status) || self.category.is_some_and(|c| closed.contains(c.as_str()))
    }

    /// The rules of a metric: those of the layer that promises it, else of the
    /// most specific one, else of the last policy that was in force.
    fn rules(&self, metric: Metric) -> &'p Rules {
        let Some(policy) = self.last_policy.and_then(|p| self.policies.get(p)) else {
            return default_rules();
        };
        let layer = choose(policy, &self.facts, metric).map_or(0, |c| c.layer);
        match policy.layers().get(layer) {
            Some(layer) => &layer.sla.rules,
            None => default_rules(),
        }
    }

    fn target(&self, metric: Metric) -> Option<Target> {
        let index = self.policy?;
        let policy = self.policies.get(index)?;
        let choice = choose(policy, &self.facts, metric)?;
        let layer = &policy.layers()[choice.layer];
        let spec = choice.spec(policy);
        Some(Target {
            seconds: spec.seconds,
            measure: match spec.clock {
                TargetClock::RoundTheClock => Measure::RoundTheClock,
                TargetClock::Calendar => Measure::Business(layer.calendar.clone()),
            },
            layer: layer.kind,
            sla: layer.name.clone(),
            policy: index,
            layer_index: choice.layer,
        })
    }
}

/// Whether two lists name the same metrics.
fn same(one: Option<&Vec<Metric>>, other: Option<&Vec<Metric>>) -> bool {
    let names = |list: Option<&Vec<Metric>>, metric| list.is_some_and(|l| l.contains(&metric));
    one.is_some() == other.is_some()
        && Metric::ALL
            .into_iter()
            .all(|metric| names(one, metric) == names(other, metric))
}

fn default_rules() -> &'static Rules {
    static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
    RULES.get_or_init(Rules::default)
}
