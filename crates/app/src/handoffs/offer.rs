//! Offering a ticket to another team or agent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::handoff::{Ask, Facts, HandoffError, HandoffPolicy, Holder, Note, open_after};
use surety_domain::ids::{TeamId, UserId};
use surety_domain::permission::{Permission, Subject, TicketSubject, permits};
use surety_domain::ticket::TicketEvent;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{agents, teams};
use utoipa::ToSchema;

use super::standing;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::identity::principal;
use crate::record::Check;
use crate::routing::decide::hours;
use crate::setting;
use crate::tickets::flags::refuse_flagged;
use crate::tickets::key::TicketKey;
use crate::tickets::view::TicketView;
use crate::tickets::work::{Work, subject_of};
use crate::tickets::{escalated, read};

const SECONDS_PER_MINUTE: i64 = 60;

/// What whoever takes the ticket has to know; each part is required, in at most
/// 2,000 characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HandoffNote {
    /// What was tried.
    pub tried: String,
    /// What was found.
    pub found: String,
    /// What is next.
    pub next: String,
    /// What the customer was promised.
    pub promised: String,
}

impl From<Note> for HandoffNote {
    fn from(n: Note) -> Self {
        Self {
            tried: n.tried,
            found: n.found,
            next: n.next,
            promised: n.promised,
        }
    }
}

impl From<HandoffNote> for Note {
    fn from(n: HandoffNote) -> Self {
        Self {
            tried: n.tried,
            found: n.found,
            next: n.next,
            promised: n.promised,
        }
    }
}

/// To whom, why, and with what they have to know.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "team_id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne", "reason": "skill",
    "note": {
        "tried": "Restarted the relay, changed the fuse.", "found": "The coil is dead.",
        "next": "Decide whether to send a new one.", "promised": "An answer by noon."
    }
}))]
pub struct OfferInput {
    /// To which team. Without an agent anybody of it accepts.
    #[schema(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
    /// To which agent. Without a team: for the ticket's team if they are in it,
    /// else for their first one.
    #[schema(value_type = Option<String>)]
    pub user_id: Option<UserId>,
    /// The key of one of the reasons of the handoff policy.
    pub reason: String,
    /// What they have to know.
    pub note: HandoffNote,
    /// Whether the customer is told once it is accepted.
    pub tell_customer: bool,
}

/// What is wrong, each at its field; the ticket's state is a conflict.
fn refused(errors: &[HandoffError], to: Holder) -> AppError {
    let mut check = Check::new();
    for e in errors {
        let Some(field) = e.field() else {
            return AppError::conflict(e.code(), e.to_string());
        };
        let to_user = to.user.is_some() && field == "team_id";
        check.fail(
            if to_user { "user_id" } else { field },
            e.code(),
            e.to_string(),
        );
    }
    match check.done() {
        Err(error) => error,
        Ok(()) => AppError::Internal("an offer was refused for nothing".into()),
    }
}

/// Offers a ticket. It stays with whom it is until they accept.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `ticket_merged`, `ticket_spam`, the codes of
/// [`HandoffError`], `team_not_found`, `assignee_not_found`, or the store's.
pub async fn offer(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: OfferInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketAssign, if_version)?;
        let cx = &cx.not_before(work.at());
        refuse_flagged(&work.ticket)?;
        let policy = setting::in_force::<HandoffPolicy>(tx)?;
        let to = resolve(tx, &work, input.team_id, input.user_id)?;
        let asked = receivers(tx, &work, to)?;
        let facts = Facts {
            // Nobody works on what waits for an approval.
            is_open: work.ticket.is_open && work.ticket.admission != "held",
            holder: Holder {
                team: work.ticket.team_id,
                user: work.ticket.assignee_id,
            },
            offered: open_after(&work.history).is_some(),
            receivers: asked.len(),
            due_at: due(tx, cx, &policy, to, work.at())?,
        };
        let note = Note::from(input.note.clone());
        let ask = Ask {
            to,
            reason: &input.reason,
            note: &note,
            tell_customer: input.tell_customer,
        };
        let offered = surety_domain::handoff::offer(&policy, &ask, &facts)
            .map_err(|errors| refused(&errors, to))?;
        let data = json!({ "reason": offered.reason_name, "due_at": offered.due_at });
        cx.audit(
            tx,
            "ticket.handoff_offered",
            "ticket",
            &work.ticket.id.to_string(),
            &json!({ "to": offered.to, "reason": offered.reason, "due_at": offered.due_at }),
        )?;
        let seq = work.happened(cx, TicketEvent::HandoffOffered(offered));
        // They may read it from here on, and so be told of it.
        standing::keep(&mut work.ticket, &work.history)?;
        let told = asked.into_iter().collect();
        let key = seq.to_string();
        escalated::tell(tx, cx, &work, "handoff_offered", &key, told, &data)?;
        let done = work.finish(tx, cx, "handoff")?;
        read::view_of(tx, cx, done)
    })
    .await
}

/// The team that goes with an agent who is named alone; refuses what is not in use.
fn resolve(
    tx: &mut Tx<'_>,
    work: &Work,
    team: Option<TeamId>,
    user: Option<UserId>,
) -> Result<Holder, AppError> {
    if let Some(user) = user
        && agents::in_use(tx, &[user])?.is_empty()
    {
        return Err(AppError::invalid(
            "assignee_not_found",
            "user_id",
            "there is no such agent in service",
        ));
    }
    if let Some(team) = team
        && !in_use(tx, team)?
    {
        return Err(AppError::invalid(
            "team_not_found",
            "team_id",
            "there is no such team in use",
        ));
    }
    let team = match (team, user) {
        (None, Some(user)) => {
            let theirs = teams::of_user(tx, user)?;
            work.ticket
                .team_id
                .filter(|own| theirs.contains(own))
                .or_else(|| theirs.first().copied())
        }
        (team, _) => team,
    };
    Ok(Holder { team, user })
}

/// Whether a team is not put away.
///
/// # Errors
/// As the store reports.
pub(super) fn in_use(tx: &mut Tx<'_>, team: TeamId) -> Result<bool, AppError> {
    Ok(teams::get(tx, team)?.is_some_and(|t| t.archived_at.is_none()))
}

/// Who could accept it: in service, and allowed to work on it once it is theirs.
///
/// # Errors
/// As the store reports.
pub(super) fn receivers(tx: &mut Tx<'_>, work: &Work, to: Holder) -> Result<Vec<UserId>, AppError> {
    let people = match (to.user, to.team) {
        (Some(user), _) => vec![user],
        (None, Some(team)) if in_use(tx, team)? => escalated::members(tx, to.team)?,
        (None, _) => Vec::new(),
    };
    let mut found = Vec::new();
    for user in agents::in_use(tx, &people)? {
        let subject = Subject::Ticket(TicketSubject {
            assignee: Some(user),
            team: to.team.or(work.ticket.team_id),
            ..subject_of(&work.ticket)
        });
        if principal::actor_of(tx, user)?
            .is_some_and(|actor| permits(&actor, Permission::TicketUpdate, &subject).is_allowed())
        {
            found.push(user);
        }
    }
    Ok(found)
}

/// When an offer goes back: so much business time of the receiving team later.
/// A team without hours is always there.
fn due(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    policy: &HandoffPolicy,
    to: Holder,
    at: Instant,
) -> Result<Instant, AppError> {
    let seconds = i64::from(policy.timeout_minutes) * SECONDS_PER_MINUTE;
    let calendar = match to.team {
        Some(team) => teams::get(tx, team)?.and_then(|t| t.calendar_id),
        None => None,
    };
    match hours(tx, cx, &mut BTreeMap::new(), calendar)? {
        Some(calendar) => calendar
            .add(at, seconds)
            .map_err(|e| AppError::Internal(format!("the end of an offer: {e}"))),
        None => Ok(at.plus_seconds(seconds)),
    }
}
