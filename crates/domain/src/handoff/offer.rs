//! An offer: what it says, whether it may be made, how it ends.

use serde::{Deserialize, Serialize};

use super::HandoffPolicy;
use crate::ids::{TeamId, UserId};
use crate::ticket::{EventActor, TicketEvent, TimelineEvent};
use crate::time::Instant;

/// Characters of each part of the note, at most.
pub const NOTE_CHARS_MAX: usize = 2_000;
/// Characters of why an offer is declined or taken back, at most.
pub const WORD_CHARS_MAX: usize = 2_000;
/// The parts of a note; each is required.
pub const NOTE_PARTS: [&str; 4] = ["tried", "found", "next", "promised"];

/// What whoever takes the ticket has to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Note {
    /// What was tried.
    pub tried: String,
    /// What was found.
    pub found: String,
    /// What is next.
    pub next: String,
    /// What the customer was promised.
    pub promised: String,
}

impl Note {
    /// The parts in the order of [`NOTE_PARTS`].
    pub fn parts(&self) -> [&str; 4] {
        [&self.tried, &self.found, &self.next, &self.promised]
    }

    /// The same without the space around each part.
    fn trimmed(&self) -> Self {
        Self {
            tried: self.tried.trim().into(),
            found: self.found.trim().into(),
            next: self.next.trim().into(),
            promised: self.promised.trim().into(),
        }
    }
}

/// A team, an agent, or an agent of a team.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holder {
    /// The team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
}

/// What an offer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Who has it, and has it until it is accepted.
    pub from: Holder,
    /// To whom. With a team and no agent, anybody of the team accepts.
    pub to: Holder,
    /// The key of the reason.
    pub reason: String,
    /// What the reason was called then.
    pub reason_name: String,
    /// What they have to know.
    pub note: Note,
    /// When it goes back unless somebody answers.
    pub due_at: Instant,
    /// Whether the customer is told once it is accepted.
    #[serde(default)]
    pub tell_customer: bool,
}

/// How an offer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They took it.
    Accepted,
    /// They said no, and why.
    Declined,
    /// The offering side thought better of it.
    TakenBack,
    /// Nobody answered in time.
    TimedOut,
    /// Something else decided about the ticket.
    Superseded,
}

impl Outcome {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Accepted,
        Self::Declined,
        Self::TakenBack,
        Self::TimedOut,
        Self::Superseded,
    ];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::TakenBack => "taken_back",
            Self::TimedOut => "timed_out",
            Self::Superseded => "superseded",
        }
    }

    /// The outcome of a word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.as_str() == word)
    }
}

/// What decided about the ticket while it was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Somebody was given it by name, or it was taken from its owner.
    Assigned,
    /// It went to another team.
    TeamChanged,
    /// An escalation gave it to others.
    Escalated,
    /// Its work ended.
    Solved,
    /// It went into another ticket.
    Merged,
    /// It is spam.
    Spam,
    /// Nobody is left who could accept it.
    ReceiverGone,
}

impl Cause {
    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::TeamChanged => "team_changed",
            Self::Escalated => "escalated",
            Self::Solved => "solved",
            Self::Merged => "merged",
            Self::Spam => "spam",
            Self::ReceiverGone => "receiver_gone",
        }
    }
}

/// What an event keeps of an offer's end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The sequence number of the offer's event.
    pub offer: i64,
    /// How.
    pub outcome: Outcome,
    /// Why, in somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What superseded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
}

/// An offer that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// The sequence number of its event, which names it.
    pub seq: i64,
    /// When it was made.
    pub at: Instant,
    /// By whom.
    pub by: EventActor,
    /// What it says.
    pub offered: Offered,
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask<'a> {
    /// To whom.
    pub to: Holder,
    /// The key of a reason.
    pub reason: &'a str,
    /// What they have to know.
    pub note: &'a Note,
    /// Whether the customer is told once it is accepted.
    pub tell_customer: bool,
}

/// What is true of the ticket and of those it would go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Whether its work goes on.
    pub is_open: bool,
    /// Who has it.
    pub holder: Holder,
    /// Whether an offer stands.
    pub offered: bool,
    /// How many people could accept it.
    pub receivers: usize,
    /// When an offer that is made now goes back.
    pub due_at: Instant,
}

/// Why an offer, or an answer to one, is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandoffError {
    /// Nothing is going on that could be handed on.
    #[error("only a ticket that is being worked on can be handed on")]
    NotOpen,
    /// One at a time.
    #[error("it is offered to somebody already; take that back first")]
    OfferedAlready,
    /// To nobody.
    #[error("name a team or a person")]
    TargetMissing,
    /// They have it already.
    #[error("they have the ticket already")]
    TargetSame,
    /// Nobody could accept it.
    #[error("nobody there could accept it")]
    NobodyThere,
    /// No reason of the desk.
    #[error("expected one of the desk's reasons")]
    ReasonUnknown,
    /// A part of the note is missing; which, by its place in [`NOTE_PARTS`].
    #[error("say it, if only that there is nothing")]
    NoteMissing(usize),
    /// A part of the note is too long.
    #[error("at most {NOTE_CHARS_MAX} characters")]
    NoteTooLong(usize),
    /// Not said why.
    #[error("say why")]
    WordMissing,
    /// Said at too great length.
    #[error("at most {WORD_CHARS_MAX} characters")]
    WordTooLong,
    /// Nothing to answer.
    #[error("this ticket is not offered to anybody")]
    NoOffer,
    /// It is others' to answer.
    #[error("it is offered to somebody else")]
    NotYours,
}

impl HandoffError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOpen => "ticket_not_open",
            Self::OfferedAlready => "handoff_open",
            Self::TargetMissing => "handoff_target_missing",
            Self::TargetSame => "handoff_target_same",
            Self::NobodyThere => "handoff_nobody_there",
            Self::ReasonUnknown => "handoff_reason_unknown",
            Self::NoteMissing(_) => "handoff_note_missing",
            Self::NoteTooLong(_) => "handoff_note_too_long",
            Self::WordMissing => "reason_missing",
            Self::WordTooLong => "reason_too_long",
            Self::NoOffer => "no_handoff",
            Self::NotYours => "handoff_not_yours",
        }
    }

    /// The field it is about; none is the ticket's state.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::NotOpen | Self::OfferedAlready | Self::NoOffer | Self::NotYours => None,
            Self::TargetMissing | Self::TargetSame | Self::NobodyThere => Some("team_id"),
            Self::ReasonUnknown | Self::WordMissing | Self::WordTooLong => Some("reason"),
            Self::NoteMissing(part) | Self::NoteTooLong(part) => Some(match part {
                0 => "note.tried",
                1 => "note.found",
                2 => "note.next",
                _ => "note.promised",
            }),
        }
    }
}

/// Checks why an offer is declined, and answers it without the space around it.
///
/// # Errors
/// [`HandoffError::WordMissing`], [`HandoffError::WordTooLong`].
pub fn check_word(word: &str) -> Result<&str, HandoffError> {
    let word = word.trim();
    if word.is_empty() {
        return Err(HandoffError::WordMissing);
    }
    if word.chars().count() > WORD_CHARS_MAX {
        return Err(HandoffError::WordTooLong);
    }
    Ok(word)
}

/// What an ask offers.
///
/// # Errors
/// Everything that is wrong with it: the ticket's state alone, or every field.
pub fn offer(
    policy: &HandoffPolicy,
    ask: &Ask<'_>,
    facts: &Facts,
) -> Result<Offered, Vec<HandoffError>> {
    if !facts.is_open {
        return Err(vec![HandoffError::NotOpen]);
    }
    if facts.offered {
        return Err(vec![HandoffError::OfferedAlready]);
    }
    let mut wrong = Vec::new();
    if ask.to == Holder::default() {
        wrong.push(HandoffError::TargetMissing);
    } else if same(ask.to, facts.holder) {
        wrong.push(HandoffError::TargetSame);
    } else if facts.receivers == 0 {
        wrong.push(HandoffError::NobodyThere);
    }
    let reason = policy.reason(ask.reason);
    if reason.is_none() {
        wrong.push(HandoffError::ReasonUnknown);
    }
    let note = ask.note.trimmed();
    for (part, text) in note.parts().into_iter().enumerate() {
        if text.is_empty() {
            wrong.push(HandoffError::NoteMissing(part));
        } else if text.chars().count() > NOTE_CHARS_MAX {
            wrong.push(HandoffError::NoteTooLong(part));
        }
    }
    match reason {
        Some(reason) if wrong.is_empty() => Ok(Offered {
            from: facts.holder,
            to: ask.to,
            reason: reason.key.clone(),
            reason_name: reason.name.clone(),
            note,
            due_at: facts.due_at,
            tell_customer: ask.tell_customer,
        }),
        _ => Err(wrong),
    }
}

/// Whether those it would go to have it already: the agent, or the team as a
/// whole while nobody of it is asked for by name.
fn same(to: Holder, has: Holder) -> bool {
    match to.user {
        Some(user) => has.user == Some(user),
        None => to.team == has.team,
    }
}

/// The offer that stands after a history.
pub fn open_after(history: &[TimelineEvent]) -> Option<Open> {
    let mut open = None;
    for entry in history {
        match &entry.event {
            TicketEvent::HandoffOffered(offered) => {
                open = Some(Open {
                    seq: entry.seq,
                    at: entry.at,
                    by: entry.actor.clone(),
                    offered: offered.clone(),
                });
            }
            TicketEvent::HandoffEnded(_) => open = None,
            _ => {}
        }
    }
    open
}

/// What decided about the ticket since the offer was made; none: it stands. An
/// escalation that gives it to nobody else leaves the offer as it is.
pub fn superseded(open: &Open, history: &[TimelineEvent]) -> Option<Cause> {
    let mut escalated_at = None;
    for entry in history.iter().filter(|e| e.seq > open.seq) {
        let cause = match &entry.event {
            TicketEvent::Escalated(_) | TicketEvent::EscalatedByHand { .. } => {
                escalated_at = Some(entry.at);
                continue;
            }
            TicketEvent::Assigned { .. } => Cause::Assigned,
            TicketEvent::TeamChanged { .. } => Cause::TeamChanged,
            TicketEvent::StatusChanged { category, .. } if category.is_done() => Cause::Solved,
            TicketEvent::Merged { .. } => Cause::Merged,
            TicketEvent::SpamMarked { spam: true } => Cause::Spam,
            _ => continue,
        };
        // An escalation and the change of hands that is part of it are one act.
        let by_escalation =
            matches!(cause, Cause::Assigned | Cause::TeamChanged) && escalated_at == Some(entry.at);
        return Some(if by_escalation {
            Cause::Escalated
        } else {
            cause
        });
    }
    None
}
