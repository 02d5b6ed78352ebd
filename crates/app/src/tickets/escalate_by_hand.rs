//! Escalating a ticket by hand, and handing it back.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::escalation::{
    Ask, ESCALATED_TO_MAX, EscalationPath, EscalationPolicy, HandError, Reached, by_hand,
    check_reason, escalation_after, managers_up,
};
use surety_domain::ids::{TeamId, UserId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::ticket::TicketEvent;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{agents, teams};
use utoipa::ToSchema;

use super::escalated;
use super::flags::refuse_flagged;
use super::key::TicketKey;
use super::read;
use super::view::TicketView;
use super::work::{Work, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::setting;
use crate::texts;

/// To whom, why and until when.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"path": "hierarchical", "reason": "Nothing has moved since Monday."}))]
pub struct EscalateInput {
    /// `functional`: to those who can solve it; `hierarchical`: to those above
    /// its owner, who keeps it.
    pub path: String,
    /// To which team. On the functional path without team and person: the
    /// first team of the next tier up.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
    /// To which agent.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub user_id: Option<UserId>,
    /// Why, in at most 2,000 characters.
    pub reason: String,
    /// Until when the next public update is promised, at most 30 days ahead;
    /// else by the escalation policy.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_update_at: Option<Instant>,
}

/// Why a ticket is handed back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The customer agreed to wait for the release."}))]
pub struct DeescalateInput {
    /// In at most 2,000 characters.
    pub reason: String,
}

fn refused(e: HandError) -> AppError {
    match e.field() {
        Some(field) => AppError::invalid(e.code(), field, e.to_string()),
        None => AppError::conflict(e.code(), e.to_string()),
    }
}

fn path(word: &str) -> Result<EscalationPath, AppError> {
    match word {
        "functional" => Ok(EscalationPath::Functional),
        "hierarchical" => Ok(EscalationPath::Hierarchical),
        _ => Err(refused(HandError::Path)),
    }
}

/// Escalates a ticket: gives it to others, or tells those above its owner.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `ticket_merged`, `ticket_spam`, the codes of
/// [`HandError`], `team_not_found`, `assignee_not_found`, or the store's.
pub async fn escalate(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: EscalateInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketEscalate, if_version)?;
        let cx = &cx.not_before(work.at());
        refuse_flagged(&work.ticket)?;
        let policy = setting::in_force::<EscalationPolicy>(tx)?;
        let from_customer = cx.actor.kind == ActorKind::Customer;
        let ask = Ask {
            path: path(&input.path)?,
            team: input.team_id,
            user: input.user_id,
            reason: &input.reason,
            next_update_at: input.next_update_at,
            from_customer,
        };
        let facts = escalated::facts(tx, &work)?;
        let reached = by_hand(&policy, &ask, &facts).map_err(refused)?;
        carry_out(tx, cx, &mut work, reached, input.reason.trim(), policy)?;
        let done = work.finish(tx, cx, "escalated")?;
        read::view_of(tx, cx, done)
    })
    .await
}

fn carry_out(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    mut reached: Reached,
    reason: &str,
    policy: EscalationPolicy,
) -> Result<(), AppError> {
    let mut told: BTreeSet<UserId> = reached.people.iter().copied().collect();
    let functional = reached.path == EscalationPath::Functional;
    if functional {
        let (team, person) = (reached.team, reached.people.first().copied());
        // The change of hands is said after the escalation that it is part of.
        happened(cx, work, &reached, reason);
        if team.is_some() {
            work.set_team(tx, cx, team)?;
        }
        work.owner_named |= person.is_some();
        work.set_assignee(tx, cx, person).map_err(at_user)?;
        if person.is_none() {
            told.extend(escalated::members(tx, team)?);
        }
    } else {
        check_named(tx, &reached)?;
        told.extend(escalated::managers(
            tx,
            &work.ticket,
            managers_up(reached.level),
        )?);
        let mut people = escalated::readers(tx, &work.ticket, told)?;
        if let Some(named) = reached.people.first()
            && !people.contains(named)
        {
            return Err(AppError::invalid(
                "escalation_target_unfit",
                "user_id",
                "they may not read the ticket",
            ));
        }
        // With nobody above the owner, those who run the desk are asked, so
        // that nobody's call goes unheard.
        for role in ["supervisor", "administrator"] {
            if people.is_empty() && reached.team.is_none() {
                let running = escalated::of_role(tx, role)?.into_iter().collect();
                people = escalated::readers(tx, &work.ticket, running)?;
            }
        }
        people.truncate(ESCALATED_TO_MAX);
        reached.people.clone_from(&people);
        told = people.into_iter().collect();
        told.extend(escalated::members(tx, reached.team)?);
        told.extend(work.ticket.assignee_id);
        happened(cx, work, &reached, reason);
    }
    let from_customer = cx.actor.kind == ActorKind::Customer;
    if policy.tell_customer && !from_customer {
        let text = texts::escalated_to_customer(&work.ticket.locale, work.ticket.number);
        work.announce(cx, "escalated", text)?;
    }
    let key = work.ticket.event_seq.to_string();
    let data = json!({ "level": reached.level, "reason": reason });
    escalated::tell(tx, cx, work, "escalated_by_hand", &key, told, &data)?;
    cx.audit(
        tx,
        "ticket.escalated",
        "ticket",
        &work.ticket.id.to_string(),
        &json!({ "escalation": reached, "reason": reason }),
    )
}

fn happened(cx: &Cx<'_>, work: &mut Work, reached: &Reached, reason: &str) {
    work.happened(
        cx,
        TicketEvent::EscalatedByHand {
            reached: reached.clone(),
            reason: reason.to_owned(),
        },
    );
}

/// A refused owner by the name that the field has here.
fn at_user(error: AppError) -> AppError {
    match error {
        AppError::Invalid { code, message, .. } => AppError::Invalid {
            code,
            field: Some("user_id".into()),
            message,
        },
        other => other,
    }
}

/// On the hierarchical path nothing changes hands, so nothing else checks whom
/// somebody named.
fn check_named(tx: &mut Tx<'_>, reached: &Reached) -> Result<(), AppError> {
    if let Some(team) = reached.team
        && teams::get(tx, team)?.is_none_or(|t| t.archived_at.is_some())
    {
        return Err(AppError::invalid(
            "team_not_found",
            "team_id",
            "there is no such team in use",
        ));
    }
    if agents::in_use(tx, &reached.people)?.len() != reached.people.len() {
        return Err(AppError::invalid(
            "assignee_not_found",
            "user_id",
            "there is no such agent in service",
        ));
    }
    Ok(())
}

/// Hands an escalated ticket back: it stays where it is and is no longer
/// escalated.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `not_escalated`, `reason_missing`,
/// `reason_too_long`, or the store's.
pub async fn deescalate(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: DeescalateInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketEscalate, if_version)?;
        let cx = &cx.not_before(work.at());
        // Whoever asked for help does not say that it is no longer needed by
        // the desk: the desk does.
        cx.require(
            Permission::TicketUpdate,
            &Subject::Ticket(subject_of(&work.ticket)),
        )?;
        let reason = check_reason(&input.reason).map_err(refused)?;
        let Some(standing) = escalation_after(&work.history) else {
            return Err(AppError::conflict(
                "not_escalated",
                "this ticket is not escalated",
            ));
        };
        let told = escalated::answerable(tx, &work.ticket, &standing)?;
        work.happened(
            cx,
            TicketEvent::Deescalated {
                reason: reason.to_owned(),
            },
        );
        let seq = work.ticket.event_seq.to_string();
        let data = json!({ "reason": reason });
        escalated::tell(tx, cx, &work, "deescalated", &seq, told, &data)?;
        cx.audit(
            tx,
            "ticket.deescalated",
            "ticket",
            &work.ticket.id.to_string(),
            &json!({ "level": standing.reached.level, "reason": reason }),
        )?;
        let done = work.finish(tx, cx, "updated")?;
        read::view_of(tx, cx, done)
    })
    .await
}
