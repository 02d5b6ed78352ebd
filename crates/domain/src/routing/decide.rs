//! The decision itself.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::policy::{Absence, Required, Strategy, TeamRule};
use crate::calendar::Calendar;
use crate::ids::{TicketId, UserId};
use crate::time::Instant;

/// Most people that a decision keeps with their checks; of a larger team those
/// that came nearest, and `left_out` counts the others.
pub const KEPT_MAX: usize = 10;

/// Somebody who might take a ticket.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub agent: UserId,
    /// Whether they are in the team.
    pub member: bool,
    /// Whether they can sign in.
    pub enabled: bool,
    /// Whether they may work on this ticket.
    pub permitted: bool,
    /// Whether they said that they are away.
    pub away: bool,
    /// When they are not there.
    pub absences: Vec<Absence>,
    /// Their hours, else those of the team; none is always.
    pub hours: Option<Arc<Calendar>>,
    /// Open tickets that they own.
    pub open: u32,
    /// Their own cap; none: the team's.
    pub cap: Option<u32>,
    /// Levels by the key of the skill.
    pub skills: BTreeMap<String, u8>,
    /// When routing last gave them a ticket.
    pub last_given: Option<Instant>,
}

/// What a decision is made of.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What the ticket needs.
    pub required: Vec<Required>,
    /// Who might take it.
    pub candidates: Vec<Candidate>,
}

/// What is asked of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// In the team.
    Member,
    /// Can sign in.
    Enabled,
    /// May work on the ticket.
    Permitted,
    /// Has not said that they are away.
    Here,
    /// Not absent.
    Present,
    /// Within their hours.
    Hours,
    /// Fewer open tickets than their cap.
    Cap,
    /// Has a skill at the level that is needed.
    Skill,
}

/// One check with the values that were compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was asked.
    pub check: CheckKind,
    /// Whether the answer was yes.
    pub passed: bool,
    /// Which skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// What there was: open tickets, or the level that they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<u32>,
    /// What was needed: below this cap, or at least this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u32>,
    /// When it changes by itself: back from an absence, hours that begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

impl Check {
    const fn of(check: CheckKind, passed: bool) -> Self {
        Self {
            check,
            passed,
            skill: None,
            found: None,
            wanted: None,
            until: None,
        }
    }
}

/// Somebody who was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// Who.
    pub agent: UserId,
    /// Whether every check passed.
    pub passed: bool,
    /// Every check, in order.
    pub checks: Vec<Check>,
    /// Their open tickets.
    pub open: u32,
    /// Their cap.
    pub cap: u32,
    /// The sum of their levels in what is required.
    pub fit: u32,
    /// When routing last gave them a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_given: Option<Instant>,
}

/// Which rule gave the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It was longest ago that they were given one.
    RoundRobin,
    /// They had the smallest part of their cap in use.
    LeastLoaded,
    /// They are best at what is required.
    BestSkill,
    /// Nobody else passed every check.
    OnlyOne,
    /// Nobody passed every check.
    Nobody,
    /// Others who wait come first; nobody was considered yet.
    Turn,
}

/// Who gets a ticket, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who; none: it waits.
    pub agent: Option<UserId>,
    /// The rule that gave the answer.
    pub because: Because,
    /// How one is chosen in the team.
    pub strategy: Strategy,
    /// What the ticket needed.
    pub required: Vec<Required>,
    /// Who was considered: those who passed in their order, then the others.
    pub considered: Vec<Considered>,
    /// How many more were considered than are kept here.
    #[serde(default)]
    pub left_out: u32,
}

fn look(rule: &TeamRule, required: &[Required], c: &Candidate, at: Instant) -> Considered {
    let cap = c.cap.unwrap_or(rule.cap);
    let absent = c
        .absences
        .iter()
        .filter(|a| a.holds(at))
        .map(|a| a.until)
        .max();
    let closed = c.hours.as_ref().filter(|hours| !hours.is_open(at));
    let mut checks = vec![
        Check::of(CheckKind::Member, c.member),
        Check::of(CheckKind::Enabled, c.enabled),
        Check::of(CheckKind::Permitted, c.permitted),
        Check::of(CheckKind::Here, !c.away),
        Check {
            until: absent,
            ..Check::of(CheckKind::Present, absent.is_none())
        },
        Check {
            until: closed.and_then(|hours| hours.next_open(at)),
            ..Check::of(CheckKind::Hours, closed.is_none())
        },
        Check {
            found: Some(c.open),
            wanted: Some(cap),
            ..Check::of(CheckKind::Cap, c.open < cap)
        },
    ];
    let mut fit = 0;
    for r in required {
        let has = c.skills.get(&r.skill).copied().unwrap_or(0);
        fit += u32::from(has);
        checks.push(Check {
            skill: Some(r.skill.clone()),
            found: Some(u32::from(has)),
            wanted: Some(u32::from(r.level)),
            ..Check::of(CheckKind::Skill, has >= r.level)
        });
    }
    Considered {
        agent: c.agent,
        passed: checks.iter().all(|check| check.passed),
        checks,
        open: c.open,
        cap,
        fit,
        last_given: c.last_given,
    }
}

/// Which of two who passed comes first. Caps are above zero here, because who
/// has fewer open tickets than their cap has one.
fn better(strategy: Strategy, a: &Considered, b: &Considered) -> Ordering {
    let waited = (a.last_given, a.agent).cmp(&(b.last_given, b.agent));
    let part = |x: &Considered, y: &Considered| u64::from(x.open) * u64::from(y.cap);
    let load = part(a, b).cmp(&part(b, a)).then(waited);
    match strategy {
        Strategy::RoundRobin => waited,
        Strategy::LeastLoaded => load,
        Strategy::BestSkill => b.fit.cmp(&a.fit).then(load),
    }
}

/// The decision about a ticket that comes while others wait for their turn.
#[must_use]
pub fn behind(rule: &TeamRule, required: Vec<Required>) -> Decision {
    Decision {
        agent: None,
        because: Because::Turn,
        strategy: rule.strategy,
        required,
        considered: Vec::new(),
        left_out: 0,
    }
}

/// Decides who gets a ticket at an instant. Whoever is named twice counts once.
pub fn route(rule: &TeamRule, facts: &Facts, at: Instant) -> Decision {
    let mut seen: BTreeMap<UserId, Considered> = BTreeMap::new();
    for c in &facts.candidates {
        seen.entry(c.agent)
            .or_insert_with(|| look(rule, &facts.required, c, at));
    }
    let (mut passed, mut others): (Vec<_>, Vec<_>) =
        seen.into_values().partition(|considered| considered.passed);
    passed.sort_by(|a, b| better(rule.strategy, a, b));
    // Of those who did not pass, whoever lacked least stands first.
    others.sort_by_key(|c| {
        (
            c.checks.iter().filter(|check| !check.passed).count(),
            c.agent,
        )
    });
    let because = match (passed.len(), rule.strategy) {
        (0, _) => Because::Nobody,
        (1, _) => Because::OnlyOne,
        (_, Strategy::RoundRobin) => Because::RoundRobin,
        (_, Strategy::BestSkill) if !facts.required.is_empty() => Because::BestSkill,
        (_, Strategy::LeastLoaded | Strategy::BestSkill) => Because::LeastLoaded,
    };
    let agent = passed.first().map(|c| c.agent);
    let mut considered = passed;
    considered.append(&mut others);
    let left_out = u32::try_from(considered.len().saturating_sub(KEPT_MAX)).unwrap_or(u32::MAX);
    considered.truncate(KEPT_MAX);
    Decision {
        agent,
        because,
        strategy: rule.strategy,
        required: facts.required.clone(),
        considered,
        left_out,
    }
}

/// When the answer may become another by itself: the earliest end of an
/// absence or begin of hours after `at` of somebody in service. None: only a
/// change of the desk brings another one.
pub fn next_change(facts: &Facts, at: Instant) -> Option<Instant> {
    let in_service = |c: &&Candidate| c.member && c.enabled && c.permitted && !c.away;
    facts
        .candidates
        .iter()
        .filter(in_service)
        .flat_map(|c| {
            let absences = c.absences.iter().map(|a| a.until);
            let closed = c.hours.as_ref().filter(|hours| !hours.is_open(at));
            absences.chain(closed.and_then(|hours| hours.next_open(at)))
        })
        .filter(|change| *change > at)
        .min()
}

/// A ticket that waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub ticket: TicketId,
    /// The rank of its plan.
    pub plan_rank: u32,
    /// 4 urgent to 1 low, 0 none.
    pub priority_rank: i64,
    /// When it is due next.
    pub due: Option<Instant>,
    /// Since when it waits.
    pub since: Instant,
}

/// Which of two waiting tickets goes first: the higher plan, the higher
/// priority, the one due sooner, the one that waits longer.
pub fn queue_order(a: &Waiting, b: &Waiting) -> Ordering {
    let key = |w: &Waiting| {
        (
            Reverse(w.plan_rank),
            Reverse(w.priority_rank),
            w.due.is_none(),
            w.due,
            w.since,
            w.ticket,
        )
    };
    key(a).cmp(&key(b))
}
