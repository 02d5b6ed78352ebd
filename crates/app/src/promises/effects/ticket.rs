//! One open ticket on both sides: as it is, and with the drafts in place from
//! this moment on.

use std::collections::BTreeMap;

use surety_domain::escalation::{DueStep, Step, StepInForce, steps_in_force};
use surety_domain::ids::{AccountId, ContractId, TicketId, UserId};
use surety_domain::permission::Subject;
use surety_domain::sla::{CycleReport, Report, SlaClock};
use surety_domain::ticket::{EventActor, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, agents, clocks as clock_rows, tickets};

use super::super::entitle;
use super::drafts::Drafts;
use super::view::{EffectClock, EffectState, EffectStep, EffectTicket};
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::clocks::{Promise, state_word};
use crate::tickets::escalate::{action_word, would_tell};
use crate::tickets::events::read_history;
use crate::tickets::view::Named;
use crate::tickets::work::subject_of;

/// Steps of a ticket that are told, at most.
const STEPS_MAX: usize = 20;

/// What was found about a ticket.
pub(super) struct Told {
    ticket: tickets::Ticket,
    pub(super) clocks: Vec<EffectClock>,
    /// With what is done by those that would come.
    steps: Vec<(EffectStep, Option<Step>)>,
    /// Whose credits a draft changes.
    pub(super) holder: Option<(ContractId, AccountId)>,
}

impl Told {
    /// Whether anything that is told changes.
    pub(super) fn changed(&self) -> bool {
        self.clocks.iter().any(|c| c.change != "same")
            || self.steps.iter().any(|(s, _)| s.state != "fired")
    }

    /// How many steps fire at once.
    pub(super) fn fires(&self) -> i64 {
        let fires = self.steps.iter().filter(|(s, _)| s.state == "fires");
        i64::try_from(fires.count()).unwrap_or(i64::MAX)
    }

    pub(super) fn subject(&self) -> Subject {
        Subject::Ticket(subject_of(&self.ticket))
    }

    /// As it is listed.
    pub(super) fn row(self, tx: &mut Tx<'_>) -> Result<EffectTicket, AppError> {
        let account = match self.ticket.account_id {
            Some(id) => accounts::get(tx, id)?.map(|a| a.name),
            None => None,
        };
        let order = |state: &str| match state {
            "fires" => 0,
            "later" => 1,
            "gone" => 2,
            _ => 3,
        };
        let mut steps = self.steps;
        steps.sort_by_key(|(s, _)| (order(&s.state), s.after_at.or(s.before_at)));
        steps.truncate(STEPS_MAX);
        let mut told: Vec<(EffectStep, Vec<UserId>)> = Vec::new();
        for (mut step, done) in steps {
            let mut people = Vec::new();
            if let Some(done) = &done {
                (people, step.tells_customer) = would_tell(tx, &self.ticket, done)?;
            }
            told.push((step, people));
        }
        let people: Vec<UserId> = told.iter().flat_map(|(_, p)| p.clone()).collect();
        let names = agents::names(tx, &people)?;
        let steps = told
            .into_iter()
            .map(|(step, people)| EffectStep {
                tells: people
                    .into_iter()
                    .map(|id| Named {
                        id: id.to_string(),
                        name: names.get(&id).cloned().unwrap_or_default(),
                    })
                    .collect(),
                ..step
            })
            .collect();
        Ok(EffectTicket {
            ticket: self.ticket.number,
            ticket_id: self.ticket.id,
            subject: self.ticket.subject,
            account_id: self.ticket.account_id,
            account,
            clocks: self.clocks,
            steps,
        })
    }
}

/// Plays a ticket on both sides; none when the drafts leave its promise as it is.
pub(super) fn look(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    drafts: &Drafts,
    id: TicketId,
) -> Result<Option<Told>, AppError> {
    let Some(ticket) = tickets::get(tx, id)?.filter(|t| t.is_open) else {
        return Ok(None);
    };
    let mut history = read_history(tx, id)?;
    let cx = &history.last().map_or(*cx, |last| cx.not_before(last.at));
    let Some(now) = entitle::promised_now(tx, cx, &ticket, &drafts.in_place)? else {
        return Ok(None);
    };
    if entitle::promised_last(&history) == Some(now.layers.as_slice()) {
        // Its promise stays; its credits may not.
        let holder = drafts.holder(ticket.contract_id, ticket.account_id);
        return Ok(holder.map(|holder| Told {
            ticket,
            clocks: Vec::new(),
            steps: Vec::new(),
            holder: Some(holder),
        }));
    }
    let before = Promise::of(tx, cx, &history)?;
    history.push(TimelineEvent {
        seq: ticket.event_seq + 1,
        at: cx.now,
        actor: EventActor::System {
            by: "new_version".into(),
        },
        event: now.event,
    });
    let after = Promise::of(tx, cx, &history)?;
    let (before, after) = (before.clock(cx.now)?, after.clock(cx.now)?);
    let clocks = clocks(&before.report(cx.now), &after.report(cx.now));
    let steps = steps(tx, &ticket, &before, &after, cx.now)?;
    Ok(Some(Told {
        holder: drafts.holder(ticket.contract_id, ticket.account_id),
        ticket,
        clocks,
        steps,
    }))
}

fn state(cycle: &CycleReport) -> Option<EffectState> {
    Some(EffectState {
        state: state_word(cycle.state).into(),
        due_at: cycle.due,
        target_seconds: cycle.target.as_ref()?.seconds,
        remaining_seconds: cycle.remaining_seconds,
        late_attached: cycle.late_attached,
    })
}

/// The open cycles of both sides. What is fulfilled stays as it was judged.
fn clocks(before: &Report, after: &Report) -> Vec<EffectClock> {
    let mut found: BTreeMap<_, (Option<EffectState>, Option<EffectState>)> = BTreeMap::new();
    for (metric, of) in &before.metrics {
        for cycle in of.cycles.iter().filter(|c| c.fulfilled_at.is_none()) {
            found.entry((*metric, cycle.number)).or_default().0 = state(cycle);
        }
    }
    for (metric, of) in &after.metrics {
        for cycle in of.cycles.iter().filter(|c| c.fulfilled_at.is_none()) {
            found.entry((*metric, cycle.number)).or_default().1 = state(cycle);
        }
    }
    found
        .into_iter()
        .map(|((metric, cycle), (before, after))| EffectClock {
            metric: metric.as_str().into(),
            cycle,
            change: change(before.as_ref(), after.as_ref()).into(),
            before,
            after,
        })
        .collect()
}

fn change(before: Option<&EffectState>, after: Option<&EffectState>) -> &'static str {
    let late = |s: Option<&EffectState>| s.is_some_and(|s| s.state == "breached");
    match (before, after) {
        _ if !late(before) && late(after) => "newly_late",
        _ if late(before) && !late(after) => "no_longer_late",
        (None, Some(_)) => "attached",
        (Some(_), None) => "detached",
        (Some(b), Some(a))
            if (b.due_at, b.target_seconds, &b.state) != (a.due_at, a.target_seconds, &a.state) =>
        {
            "moved"
        }
        _ => "same",
    }
}

/// The steps of both sides, with what those do that would come.
fn steps(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    before: &SlaClock<'_>,
    after: &SlaClock<'_>,
    now: Instant,
) -> Result<Vec<(EffectStep, Option<Step>)>, AppError> {
    let key = |due: &DueStep| (due.metric, due.cycle, due.step.clone());
    let fired = clock_rows::fired(tx, ticket.id)?;
    let has_fired = |due: &DueStep| {
        fired.iter().find(|f| {
            f.metric == due.metric.as_str() && f.cycle == i64::from(due.cycle) && f.step == due.step
        })
    };
    let old: BTreeMap<_, StepInForce<'_>> = steps_in_force(before)
        .into_iter()
        .map(|s| (key(&s.due), s))
        .collect();
    let mut told = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for new in steps_in_force(after) {
        seen.insert(key(&new.due));
        let was = old.get(&key(&new.due));
        let (state, before_at) = match has_fired(&new.due) {
            Some(firing) => ("fired", Some(firing.fired_at)),
            None if new.due.at <= now => ("fires", was.map(|w| w.due.at)),
            None => ("later", was.map(|w| w.due.at)),
        };
        // What comes when it would have come anyway is no effect.
        let same = was.is_some_and(|w| w.due.at == new.due.at && w.step == new.step);
        if same && state != "fired" {
            continue;
        }
        told.push((
            EffectStep {
                metric: new.due.metric.as_str().into(),
                cycle: new.due.cycle,
                step: new.due.step.clone(),
                state: state.into(),
                before_at,
                after_at: Some(new.due.at),
                actions: new.step.actions.iter().map(action_word).collect(),
                tells: Vec::new(),
                tells_customer: false,
            },
            (state != "fired").then(|| new.step.clone()),
        ));
    }
    for (key, was) in old {
        if seen.contains(&key) || has_fired(&was.due).is_some() {
            continue;
        }
        told.push((
            EffectStep {
                metric: was.due.metric.as_str().into(),
                cycle: was.due.cycle,
                step: was.due.step.clone(),
                state: "gone".into(),
                before_at: Some(was.due.at),
                after_at: None,
                actions: was.step.actions.iter().map(action_word).collect(),
                tells: Vec::new(),
                tells_customer: false,
            },
            None,
        ));
    }
    Ok(told)
}
