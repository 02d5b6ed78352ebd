//! A ticket under change: the one way every verb writes to it.
//!
//! A verb takes a ticket with [`Work::take`] (or makes one with
//! [`Work::begin`]), says what happened with [`Work::happened`] and
//! [`Work::say`], changes the row, and ends with [`Work::finish`], which
//! replays the clocks from the whole history, moves the timer, writes the row
//! and tells whoever watches. No verb writes a due time itself.

mod draft;

use std::sync::Arc;

use serde_json::json;
use surety_domain::entitlement::Decision;
use surety_domain::ids::{ApprovalId, ContactId, MessageId, TeamId, UserId};
use surety_domain::permission::{Permission, Subject, TicketSubject};
use surety_domain::plan::PlanSpec;
use surety_domain::ticket::{EventActor, TicketEvent, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{decisions, history, ledger, tickets};

use super::clocks;
use super::escalated;
use super::events::{event_actor, read_history, stored};
use super::key::TicketKey;
use super::learned::Learned;
use crate::core::{Cx, LiveSubject};
use crate::error::AppError;
use crate::handoffs::standing as handoffs;
use crate::promises::{approval_link, credits};
use crate::routing::work as routing;
use draft::Said;
pub use draft::{Draft, preview};

/// Most characters of a subject.
pub const SUBJECT_CHARS_MAX: usize = 500;
/// Most bytes of a message's text or HTML.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// Characters of the last public message that lists show.
pub const PREVIEW_CHARS: usize = 160;
/// Most files of one message.
pub const ATTACHMENTS_MAX: usize = 100;
/// Most tags of a ticket.
pub const TAGS_MAX: usize = 50;
/// Most characters of a tag.
pub const TAG_CHARS_MAX: usize = 60;

/// What the permission function is asked about a ticket.
pub fn subject_of(ticket: &tickets::Ticket) -> TicketSubject {
    TicketSubject {
        account: ticket.account_id,
        requester: ticket.requester_id,
        assignee: ticket.assignee_id,
        team: ticket.team_id,
        offered_team: ticket.offered_team_id,
        offered_user: ticket.offered_user_id,
    }
}

/// A ticket under change.
#[derive(Debug)]
pub struct Work {
    /// The row; verbs change its fields.
    pub ticket: tickets::Ticket,
    /// Its whole history, with what this verb adds.
    pub history: Vec<TimelineEvent>,
    actor: EventActor,
    at: Instant,
    new: bool,
    written: usize,
    said: Vec<Said>,
    decisions: Vec<decisions::StoredDecision>,
    approval: Option<ApprovalId>,
    standing: Option<Standing>,
    /// What its answer need not read.
    pub learned: Learned,
    before: Before,
    /// A person said who owns it: somebody, nobody, or the one that it had.
    pub(crate) owner_named: bool,
    /// It is this ticket's turn in the queue of its team.
    pub(crate) its_turn: bool,
}

/// How the ticket stood when the work took it.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    owner: Option<UserId>,
    ready: bool,
    /// To whom it was offered: they are told that it is no longer.
    offered_team: Option<TeamId>,
    offered_user: Option<UserId>,
}

/// The decision that a work made, with whose credits it draws on by which terms.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What was decided.
    pub decision: Decision,
    /// Whose credits, and the terms that hold now.
    pub holder: Option<(credits::Holder, Arc<PlanSpec>)>,
}

/// A ticket as a work left it, with what is known of it, so that the answer
/// need not read it all again.
#[derive(Debug)]
pub struct Done {
    /// The row.
    pub ticket: tickets::Ticket,
    /// The messages that were said, in their order.
    pub said: Vec<MessageId>,
    /// Its clocks.
    pub clocks: Vec<surety_store::records::clocks::Clock>,
    /// The decision, where this work made it.
    pub standing: Option<Standing>,
    /// What else is known.
    pub learned: Learned,
    /// Whether this work made the ticket: nobody follows it yet.
    pub is_new: bool,
    /// The approval that this work asked for.
    pub approval: Option<ApprovalId>,
}

impl Work {
    /// A new ticket; `finish` inserts it.
    pub fn begin(ticket: tickets::Ticket, cx: &Cx<'_>) -> Self {
        Self {
            ticket,
            history: Vec::new(),
            actor: event_actor(cx),
            at: cx.now,
            new: true,
            written: 0,
            said: Vec::new(),
            decisions: Vec::new(),
            approval: None,
            standing: None,
            learned: Learned::default(),
            before: Before::default(),
            owner_named: false,
            its_turn: false,
        }
    }

    /// Takes a ticket for change, if the caller may use `permission` on it.
    ///
    /// # Errors
    /// `NotFound`, `Denied`, `Stale` when `if_version` is not the version now, or the store's.
    pub fn take(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        key: TicketKey,
        permission: Permission,
        if_version: Option<i64>,
    ) -> Result<Self, AppError> {
        let id = key.id(tx)?;
        let ticket = tickets::lock(tx, id)?.ok_or(AppError::NotFound("ticket"))?;
        cx.require(permission, &Subject::Ticket(subject_of(&ticket)))?;
        if if_version.is_some_and(|v| v != ticket.version) {
            return Err(AppError::Stale {
                current: ticket.version,
            });
        }
        let history = read_history(tx, id)?;
        let written = history.len();
        Ok(Self {
            before: Before {
                owner: ticket.assignee_id.filter(|_| ticket.is_open),
                ready: routing::is_ready(&ticket),
                offered_team: ticket.offered_team_id,
                offered_user: ticket.offered_user_id,
            },
            at: history.last().map_or(cx.now, |last| last.at.max(cx.now)),
            ticket,
            history,
            actor: event_actor(cx),
            new: false,
            written,
            said: Vec::new(),
            decisions: Vec::new(),
            approval: None,
            standing: None,
            learned: Learned::default(),
            owner_named: false,
            its_turn: false,
        })
    }

    /// The same work on behalf of a part of the desk: a timer, the intake.
    #[must_use]
    pub fn as_part(mut self, by: &str) -> Self {
        self.actor = EventActor::System { by: by.into() };
        self
    }

    /// The same work on behalf of a contact who wrote without signing in.
    #[must_use]
    pub fn as_contact(mut self, contact: ContactId) -> Self {
        self.actor = EventActor::Customer { contact };
        self
    }

    /// When this work happens: now, but never before what happened last. Every
    /// event, and the replay that follows, bears this instant.
    pub const fn at(&self) -> Instant {
        self.at
    }

    /// What had happened before this work.
    pub(crate) fn past(&self) -> &[TimelineEvent] {
        &self.history[..self.written]
    }

    /// What this work adds.
    pub(crate) fn news(&self) -> &[TimelineEvent] {
        &self.history[self.written..]
    }

    /// Who owned it, if it was open, before this work.
    pub(crate) const fn owner_before(&self) -> Option<UserId> {
        self.before.owner
    }

    /// Whether somebody could be given it before this work.
    pub(crate) const fn was_ready(&self) -> bool {
        self.before.ready
    }

    /// Does something of this work on behalf of a part of the desk.
    pub(crate) fn by_part<T>(&mut self, by: &str, act: impl FnOnce(&mut Self) -> T) -> T {
        let part = EventActor::System { by: by.into() };
        let actor = std::mem::replace(&mut self.actor, part);
        let done = act(self);
        self.actor = actor;
        done
    }

    /// Whether this work makes the ticket.
    pub const fn is_new(&self) -> bool {
        self.new
    }

    /// Keeps a decision; it is written by `finish`.
    pub fn keep_decision(&mut self, decision: decisions::StoredDecision) {
        self.decisions.push(decision);
    }

    /// Says which decision stands from here on.
    pub fn stands(&mut self, standing: Standing) {
        self.standing = Some(standing);
    }

    /// The trace of a decision that this work keeps.
    pub fn kept_trace(&self, id: surety_domain::ids::DecisionId) -> Option<&str> {
        self.decisions
            .iter()
            .find(|d| d.id == id)
            .map(|d| d.trace.as_str())
    }

    /// Whether an agent has answered publicly.
    pub fn has_answer(&self) -> bool {
        self.history
            .iter()
            .any(|e| matches!(e.event, TicketEvent::AgentReply { .. }))
    }

    /// Asks for approval; the request is written by `finish`.
    pub fn ask_approval(&mut self, id: ApprovalId) {
        self.approval = Some(id);
    }

    /// Takes back a request of this same work.
    pub fn withdraw_approval(&mut self) {
        self.approval = None;
    }

    /// Adds an event to the history; it is written by `finish`.
    pub fn happened(&mut self, cx: &Cx<'_>, event: TicketEvent) -> i64 {
        self.at = self.at.max(cx.now);
        self.ticket.event_seq += 1;
        let seq = self.ticket.event_seq;
        self.history.push(TimelineEvent {
            seq,
            at: self.at,
            actor: self.actor.clone(),
            event,
        });
        seq
    }

    /// Replays the clocks, moves the timer, writes the row and the new events,
    /// and tells whoever watches.
    ///
    /// # Errors
    /// `Stale` when somebody else changed the ticket meanwhile, or the store's.
    pub fn finish(mut self, tx: &mut Tx<'_>, cx: &Cx<'_>, change: &str) -> Result<Done, AppError> {
        self.ticket.is_open = !matches!(self.ticket.category.as_str(), "solved" | "closed")
            && !self.ticket.is_spam
            && self.ticket.merged_into.is_none()
            && self.ticket.admission != "blocked";
        self.ticket.updated_at = self.at;
        let offer = handoffs::settle(tx, cx, &mut self)?;
        let routed = routing::settle(tx, cx, &mut self)?;
        let escalation = escalated::settle(&mut self.ticket, &self.history)?;
        let clocks = clocks::replay(tx, &cx.not_before(self.at), &mut self.ticket, &self.history)?;
        if self.new {
            self.ticket.version = 1;
            tickets::insert(tx, &self.ticket)?;
        } else if !tickets::update(tx, &mut self.ticket)? {
            return Err(AppError::Stale {
                current: self.ticket.version,
            });
        }
        let internal = self.is_only_notes();
        let said = self.said.iter().map(|said| said.message.id).collect();
        let approval = self.approval;
        self.write_history(tx, cx)?;
        let clocks = clocks.write(tx, cx, &self.ticket)?;
        escalation.arm(tx, cx, self.ticket.id)?;
        offer.arm(tx, cx, self.ticket.id)?;
        routed.write(tx, cx, &self.ticket)?;
        let subject = LiveSubject::Ticket {
            account: self.ticket.account_id,
            requester: self.ticket.requester_id,
            assignee: self.ticket.assignee_id,
            team: self.ticket.team_id,
            offered_team: self.ticket.offered_team_id.or(self.before.offered_team),
            offered_user: self.ticket.offered_user_id.or(self.before.offered_user),
            internal,
        };
        cx.live(
            tx,
            "ticket",
            &subject,
            &json!({
                "ticket_id": self.ticket.id,
                "number": self.ticket.number,
                "version": self.ticket.version,
                "change": change,
            }),
        )?;
        Ok(Done {
            ticket: self.ticket,
            said,
            clocks,
            standing: self.standing,
            learned: self.learned,
            is_new: self.new,
            approval,
        })
    }

    /// Whether nothing but internal notes is to be written.
    fn is_only_notes(&self) -> bool {
        let new = &self.history[self.written..];
        !new.is_empty()
            && new
                .iter()
                .all(|e| matches!(e.event, TicketEvent::Note { .. }))
    }

    /// Writes the events and messages that are not written yet.
    fn write_history(&mut self, tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<(), AppError> {
        for event in &self.history[self.written..] {
            history::add_event(tx, self.ticket.id, &stored(event)?)?;
        }
        self.written = self.history.len();
        for decision in self.decisions.drain(..) {
            decisions::insert(tx, &decision)?;
        }
        if let Some(id) = self.approval.take() {
            let t = &self.ticket;
            ledger::insert_approval(tx, id, t.id, t.account_id, t.contract_id, t.updated_at)?;
            approval_link::ask(tx, cx, t, id)?;
        }
        for said in self.said.drain(..) {
            history::add_message(tx, &said.message)?;
            for attachment in said.attachments {
                if !history::claim_attachment(tx, attachment, said.message.id, &said.uploaded_by)? {
                    return Err(AppError::invalid(
                        "attachment_not_found",
                        "attachments",
                        format!("{attachment} was not uploaded by you, or was sent before"),
                    ));
                }
            }
        }
        Ok(())
    }
}

/// Checks and cleans a subject: one line, no control characters.
///
/// # Errors
/// `subject_empty` or `subject_too_long`.
pub fn clean_subject(subject: &str) -> Result<String, AppError> {
    let line: String = subject
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    if line.is_empty() {
        return Err(AppError::invalid(
            "subject_empty",
            "subject",
            "say in a few words what it is about",
        ));
    }
    if line.chars().count() > SUBJECT_CHARS_MAX {
        return Err(AppError::invalid(
            "subject_too_long",
            "subject",
            format!("at most {SUBJECT_CHARS_MAX} characters"),
        ));
    }
    Ok(line)
}
