//! Escalation by hand, and the state that every escalation leaves a ticket in.
//!
//! The state is a fold over the ticket's history: what is stored beside it is a
//! cache. Levels only rise until the ticket is handed back or its work ends.

use serde::{Deserialize, Serialize};

use super::EscalationPath;
use crate::ids::{TeamId, UserId};
use crate::ticket::{EventActor, Priority, TicketEvent, TimelineEvent};
use crate::time::Instant;

/// Characters of the reason of an escalation or de-escalation, at most.
pub const ESCALATION_REASON_CHARS_MAX: usize = 2_000;

/// How far ahead the next update can be promised, in minutes: 30 days.
pub const NEXT_UPDATE_MINUTES_MAX: u32 = 30 * 24 * 60;

/// How many managers up one escalation goes at most; the first goes up one,
/// each further level one more.
pub const MANAGER_LEVELS_MAX: usize = 5;

/// People that one escalation names, at most; the rest of a large circle is
/// not told one by one.
pub const ESCALATED_TO_MAX: usize = 50;

const SECONDS_PER_MINUTE: i64 = 60;

/// After how many minutes the next update is due, by priority; 0 asks for none.
/// Minutes of the wall clock: who is escalated to answers outside hours too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateMinutes {
    /// Of urgent tickets.
    pub urgent: u32,
    /// Of high ones.
    pub high: u32,
    /// Of normal ones.
    pub normal: u32,
    /// Of low ones.
    pub low: u32,
    /// Of tickets without a priority.
    pub none: u32,
}

impl UpdateMinutes {
    /// Those of a priority.
    pub const fn of(&self, priority: Option<Priority>) -> u32 {
        match priority {
            Some(Priority::Urgent) => self.urgent,
            Some(Priority::High) => self.high,
            Some(Priority::Normal) => self.normal,
            Some(Priority::Low) => self.low,
            None => self.none,
        }
    }

    /// The name and value of each, as they are written.
    pub const fn each(&self) -> [(&'static str, u32); 5] {
        [
            ("urgent", self.urgent),
            ("high", self.high),
            ("normal", self.normal),
            ("low", self.low),
            ("none", self.none),
        ]
    }
}

/// What the desk does with every escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationPolicy {
    /// Whether the customer is told of an escalation by hand. Steps of an SLA
    /// say so themselves.
    pub tell_customer: bool,
    /// When the next update is due.
    pub next_update_minutes: UpdateMinutes,
}

impl Default for EscalationPolicy {
    /// Tells nobody outside; an update within 1, 4, 24 and 48 hours.
    fn default() -> Self {
        Self {
            tell_customer: false,
            next_update_minutes: UpdateMinutes {
                urgent: 60,
                high: 240,
                normal: 1_440,
                low: 2_880,
                none: 1_440,
            },
        }
    }
}

/// To which level, and to whom: what an event keeps of an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// From 1.
    pub level: u32,
    /// On which path.
    pub path: EscalationPath,
    /// To which team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<UserId>,
    /// Until when somebody says how it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update_at: Option<Instant>,
    /// How long after each public answer the next one is due, in seconds; 0 is
    /// never. That of the policy at the time.
    pub update_seconds: i64,
    /// Whether the customer knows of it: asked for it, or was told.
    #[serde(default)]
    pub customer_knows: bool,
}

/// How a ticket stands escalated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// To which level, and to whom.
    #[serde(flatten)]
    pub reached: Reached,
    /// When this level was reached.
    pub since: Instant,
    /// By whom.
    pub by: EventActor,
    /// Why; steps of an SLA have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it was noticed that the update did not come in time.
    #[serde(default)]
    pub update_missed: bool,
}

impl Escalation {
    /// When to look whether the update came; none once it was noticed.
    pub fn look_at(&self) -> Option<Instant> {
        self.reached.next_update_at.filter(|_| !self.update_missed)
    }
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask<'a> {
    /// On which path; automatic is for steps alone.
    pub path: EscalationPath,
    /// To which team.
    pub team: Option<TeamId>,
    /// To whom.
    pub user: Option<UserId>,
    /// Why.
    pub reason: &'a str,
    /// Until when the next update is promised; none takes the policy's.
    pub next_update_at: Option<Instant>,
    /// Whether the customer's side asks.
    pub from_customer: bool,
}

/// What is true of the ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandFacts {
    /// Whether its work goes on.
    pub is_open: bool,
    /// Its priority.
    pub priority: Option<Priority>,
    /// Whose team it is.
    pub team: Option<TeamId>,
    /// Who owns it.
    pub assignee: Option<UserId>,
    /// A team of the next tier up, where there is one.
    pub next_tier: Option<TeamId>,
    /// The level it stands on; 0 is none.
    pub level: u32,
    /// Whether the customer knows already.
    pub customer_knows: bool,
    /// Now.
    pub now: Instant,
}

/// Why an escalation is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandError {
    /// Nothing is going on that could be sped up.
    #[error("only a ticket that is being worked on can be escalated")]
    NotOpen,
    /// Steps alone go this path.
    #[error("expected functional or hierarchical")]
    Path,
    /// Not said why.
    #[error("say why")]
    ReasonMissing,
    /// Said at too great length.
    #[error("at most {ESCALATION_REASON_CHARS_MAX} characters")]
    ReasonTooLong,
    /// The customer does not choose who works for the desk.
    #[error("the desk chooses who it goes to and when the next update is due")]
    NotForCustomers,
    /// There is nobody one tier up, and nobody was named.
    #[error("no team is of a higher tier; name a team or a person")]
    NobodyNamed,
    /// They have it already.
    #[error("they have the ticket already")]
    SameOwner,
    /// In the past, or too far ahead.
    #[error("after now and within 30 days")]
    NextUpdate,
}

impl HandError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOpen => "ticket_not_open",
            Self::Path => "escalation_path_invalid",
            Self::ReasonMissing => "reason_missing",
            Self::ReasonTooLong => "reason_too_long",
            Self::NotForCustomers => "not_for_customers",
            Self::NobodyNamed => "escalation_target_missing",
            Self::SameOwner => "escalation_target_same",
            Self::NextUpdate => "next_update_out_of_range",
        }
    }

    /// The field it is about; none is the ticket's state.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::NotOpen => None,
            Self::Path => Some("path"),
            Self::ReasonMissing | Self::ReasonTooLong => Some("reason"),
            Self::NotForCustomers | Self::NobodyNamed | Self::SameOwner => Some("team_id"),
            Self::NextUpdate => Some("next_update_at"),
        }
    }
}

/// Checks a reason and answers it without the space around it.
///
/// # Errors
/// [`HandError::ReasonMissing`], [`HandError::ReasonTooLong`].
pub fn check_reason(reason: &str) -> Result<&str, HandError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(HandError::ReasonMissing);
    }
    if reason.chars().count() > ESCALATION_REASON_CHARS_MAX {
        return Err(HandError::ReasonTooLong);
    }
    Ok(reason)
}

/// The level an ask leads to, to which team or person, and when the next
/// update is due. On the functional path the ticket goes to that team and
/// person; on the hierarchical path those above its owner are still to be
/// found, and the owner stays.
///
/// # Errors
/// [`HandError`] with the first thing that is wrong.
pub fn by_hand(
    policy: &EscalationPolicy,
    ask: &Ask<'_>,
    facts: &HandFacts,
) -> Result<Reached, HandError> {
    check_reason(ask.reason)?;
    if ask.path == EscalationPath::Automatic {
        return Err(HandError::Path);
    }
    let chosen = ask.team.is_some() || ask.user.is_some();
    if ask.from_customer && (chosen || ask.next_update_at.is_some()) {
        return Err(HandError::NotForCustomers);
    }
    if !facts.is_open {
        return Err(HandError::NotOpen);
    }
    let team = match (ask.path, chosen) {
        (EscalationPath::Functional, false) => Some(facts.next_tier.ok_or(HandError::NobodyNamed)?),
        _ => ask.team,
    };
    if ask.path == EscalationPath::Functional {
        let same_team = team.is_none_or(|t| facts.team == Some(t));
        let same_user = ask.user.is_none_or(|u| facts.assignee == Some(u));
        if same_team && same_user {
            return Err(HandError::SameOwner);
        }
    }
    let latest = facts
        .now
        .plus_seconds(i64::from(NEXT_UPDATE_MINUTES_MAX) * SECONDS_PER_MINUTE);
    if ask
        .next_update_at
        .is_some_and(|at| at <= facts.now || at > latest)
    {
        return Err(HandError::NextUpdate);
    }
    let mut reached = next_level(policy, facts, ask.path);
    reached.team = team;
    reached.people = ask.user.into_iter().collect();
    reached.next_update_at = ask.next_update_at.or(reached.next_update_at);
    reached.customer_knows |= ask.from_customer || policy.tell_customer;
    Ok(reached)
}

/// The next level on a path, to nobody yet, with the policy's next update.
pub fn next_level(policy: &EscalationPolicy, facts: &HandFacts, path: EscalationPath) -> Reached {
    let minutes = policy.next_update_minutes.of(facts.priority);
    let update_seconds = i64::from(minutes) * SECONDS_PER_MINUTE;
    Reached {
        level: facts.level.saturating_add(1),
        path,
        team: None,
        people: Vec::new(),
        next_update_at: (minutes > 0).then(|| facts.now.plus_seconds(update_seconds)),
        update_seconds,
        customer_knows: facts.customer_knows,
    }
}

/// How many managers up a level of the hierarchical path goes.
pub fn managers_up(level: u32) -> usize {
    usize::try_from(level).map_or(MANAGER_LEVELS_MAX, |n| n.clamp(1, MANAGER_LEVELS_MAX))
}

/// How a ticket stands after its history: raised by each escalation, its next
/// update set anew by each public answer of an agent, ended by handing back and
/// by the end of the work.
pub fn escalation_after(history: &[TimelineEvent]) -> Option<Escalation> {
    let mut standing: Option<Escalation> = None;
    for entry in history {
        match &entry.event {
            TicketEvent::EscalatedByHand { reached, reason } => {
                standing = Some(raised(entry, reached, Some(reason)));
            }
            TicketEvent::Escalated(step) => {
                if let Some(reached) = &step.reached {
                    standing = Some(raised(entry, reached, None));
                }
            }
            TicketEvent::AgentReply { .. } => {
                if let Some(standing) = &mut standing {
                    let seconds = standing.reached.update_seconds;
                    standing.reached.next_update_at =
                        (seconds > 0).then(|| entry.at.plus_seconds(seconds));
                    standing.update_missed = false;
                }
            }
            TicketEvent::EscalationUpdateMissed { due_at } => {
                if let Some(standing) = &mut standing
                    && standing.reached.next_update_at == Some(*due_at)
                {
                    standing.update_missed = true;
                }
            }
            TicketEvent::StatusChanged { category, .. } if category.is_done() => standing = None,
            TicketEvent::Deescalated { .. }
            | TicketEvent::Merged { .. }
            | TicketEvent::SpamMarked { spam: true } => standing = None,
            _ => {}
        }
    }
    standing
}

fn raised(entry: &TimelineEvent, reached: &Reached, reason: Option<&String>) -> Escalation {
    Escalation {
        reached: reached.clone(),
        since: entry.at,
        by: entry.actor.clone(),
        reason: reason.cloned(),
        update_missed: false,
    }
}
