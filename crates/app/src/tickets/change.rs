//! Changing a ticket: fields, status, priority, owner, tags; one at a time or many at once.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use surety_domain::ids::{
    AccountId, AssetId, ContactId, ProductId, StatusId, TeamId, TicketTypeId, UserId,
};
use surety_domain::permission::{Permission, Subject};
use surety_domain::text::fold;
use surety_domain::ticket::{Category, FieldChange, Level, Priority, TicketEvent, derive_priority};
use surety_store::Tx;
use surety_store::records::{statuses, tickets};
use utoipa::ToSchema;

use super::key::TicketKey;
use super::matter::matter;
use super::read;
use super::status;
use super::view::TicketView;
use super::work::{Done, Work, clean_subject, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::patch::{self, Patch};
use crate::promises::entitle;
use crate::setting;
use surety_domain::ticket::PriorityMatrix;

/// What changes; what is absent stays, null empties.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeInput {
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// A status.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub status_id: Option<StatusId>,
    /// Or the status that a category stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Why it waits; a pause always has a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_reason: Option<String>,
    /// `urgent`, `high`, `normal`, `low` or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub priority: Patch<String>,
    /// `high`, `medium`, `low` or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub impact: Patch<String>,
    /// `high`, `medium`, `low` or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub urgency: Patch<String>,
    /// The type, or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub type_id: Patch<TicketTypeId>,
    /// By which road it came; corrected, it is decided anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The product, or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub product_id: Patch<ProductId>,
    /// The asset, or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub asset_id: Patch<AssetId>,
    /// The account, or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub account_id: Patch<AccountId>,
    /// Who asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub requester_id: Option<ContactId>,
    /// Who works on it, or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub assignee_id: Patch<UserId>,
    /// Which team, or null.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "patch::present"
    )]
    #[schema(value_type = Option<String>)]
    pub team_id: Patch<TeamId>,
    /// All of its tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Tags to put on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add_tags: Vec<String>,
    /// Tags to take off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove_tags: Vec<String>,
    /// Whether it is spam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spam: Option<bool>,
}

impl ChangeInput {
    /// Which permission each changed field needs; `to` is the category of the
    /// status that is wanted.
    fn permissions(&self, to: Option<Category>) -> Vec<Permission> {
        let mut wanted = Vec::new();
        if self.assignee_id.is_some() || self.team_id.is_some() {
            wanted.push(Permission::TicketAssign);
        }
        wanted.extend(to.map(status::permission));
        if self.spam.is_some() {
            wanted.push(Permission::TicketSpam);
        }
        let fields = self.subject.is_some()
            || self.priority.is_some()
            || self.impact.is_some()
            || self.urgency.is_some()
            || self.type_id.is_some()
            || self.channel.is_some()
            || self.product_id.is_some()
            || self.asset_id.is_some()
            || self.account_id.is_some()
            || self.requester_id.is_some()
            || self.tags.is_some()
            || !self.add_tags.is_empty()
            || !self.remove_tags.is_empty();
        if fields || wanted.is_empty() {
            wanted.push(Permission::TicketUpdate);
        }
        wanted
    }
}

/// Changes a ticket.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, bad input by field, or the store's.
pub async fn change(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: ChangeInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let done = apply(tx, cx, key, &input, if_version)?.0;
        read::view_of(tx, cx, done)
    })
    .await
}

fn parse_level(field: &str, word: Option<&str>) -> Result<Option<Level>, AppError> {
    word.map(|w| {
        w.parse()
            .map_err(|e| AppError::invalid("level_invalid", field, format!("{e}")))
    })
    .transpose()
}

/// Makes a change inside a transaction; answers with what the changed fields
/// were, as a change that undoes this one.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    key: TicketKey,
    input: &ChangeInput,
    if_version: Option<i64>,
) -> Result<(Done, Value), AppError> {
    let category = match input.status_id {
        Some(id) => statuses::get(tx, id)?.map(|s| s.category),
        None => input.category.as_deref().and_then(|c| c.parse().ok()),
    };
    let wanted = input.permissions(category);
    let mut work = Work::take(tx, cx, key, wanted[0], if_version)?;
    let cx = &cx.not_before(work.at());
    for permission in wanted {
        cx.require(permission, &Subject::Ticket(subject_of(&work.ticket)))?;
    }
    if work.ticket.merged_into.is_some() {
        return Err(AppError::conflict(
            "ticket_merged",
            "this ticket went into another one; change that one",
        ));
    }
    let undo = edit(tx, cx, &mut work, input)?;
    let done = work.finish(tx, cx, "updated")?;
    Ok((done, undo))
}

/// Changes the fields of a ticket that was taken. Returns what they were.
///
/// # Errors
/// Bad input by field, or the store's.
pub fn edit(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    input: &ChangeInput,
) -> Result<Value, AppError> {
    let tags_before = tickets::tags(tx, work.ticket.id)?;
    let before = snapshot(&work.ticket, &tags_before);

    if let Some(subject) = &input.subject {
        let subject = clean_subject(subject)?;
        if subject != work.ticket.subject {
            field_changed(
                work,
                cx,
                "subject",
                |t| json!(t.subject),
                |t| {
                    t.subject_folded = fold(&subject);
                    t.subject = subject;
                },
            );
        }
    }
    let cause = matter(tx, cx, work, input)?;
    priority(tx, cx, work, input)?;
    if let Some(to) = input.team_id {
        work.set_team(tx, cx, to)?;
    }
    if let Some(to) = input.assignee_id {
        // Also the present owner, or nobody, may be what is meant.
        work.owner_named = true;
        work.set_assignee(tx, cx, to)?;
    }
    tags(tx, cx, work, input, &tags_before)?;
    status_of(tx, cx, work, input)?;
    if let Some(cause) = cause {
        entitle::decide_again(tx, cx, work, cause)?;
    }
    if let Some(spam) = input.spam {
        super::flags::set_spam(tx, cx, work, spam)?;
    }
    let tags_after = tickets::tags(tx, work.ticket.id)?;
    let after = snapshot(&work.ticket, &tags_after);
    let mut changed = json!({});
    let mut undo = json!({});
    for (field, now) in after.as_object().into_iter().flatten() {
        if before[field] != *now {
            changed[field] = json!({ "from": before[field], "to": now });
            undo[field] = before[field].clone();
        }
    }
    // A team that gives out its tickets may have replaced the owner: whoever
    // takes the move back means the one it had.
    if changed.get("team_id").is_some() {
        undo["assignee_id"] = before["assignee_id"].clone();
    }
    if changed.as_object().is_some_and(|c| !c.is_empty()) {
        cx.audit(
            tx,
            "ticket.changed",
            "ticket",
            &work.ticket.id.to_string(),
            &changed,
        )?;
    }
    Ok(undo)
}

/// The fields that a bulk change can undo, by the names of [`ChangeInput`].
fn snapshot(t: &tickets::Ticket, tags: &[String]) -> Value {
    json!({
        "subject": t.subject, "status_id": t.status_id, "priority": t.priority, "impact": t.impact,
        "urgency": t.urgency, "type_id": t.type_id, "channel": t.channel, "product_id": t.product_id, "asset_id": t.asset_id,
        "account_id": t.account_id, "requester_id": t.requester_id, "assignee_id": t.assignee_id,
        "team_id": t.team_id, "tags": tags, "spam": t.is_spam,
    })
}

pub(super) fn field_changed(
    work: &mut Work,
    cx: &Cx<'_>,
    field: &str,
    show: impl Fn(&tickets::Ticket) -> Value,
    change: impl FnOnce(&mut tickets::Ticket),
) {
    let from = show(&work.ticket);
    change(&mut work.ticket);
    let to = show(&work.ticket);
    work.happened(
        cx,
        TicketEvent::FieldChanged {
            changes: vec![FieldChange {
                field: field.into(),
                from,
                to,
            }],
        },
    );
}

fn priority(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    input: &ChangeInput,
) -> Result<(), AppError> {
    if input.priority.is_none() && input.impact.is_none() && input.urgency.is_none() {
        return Ok(());
    }
    let word =
        |new: &Patch<String>, old: &Option<String>| new.clone().unwrap_or_else(|| old.clone());
    let impact = word(&input.impact, &work.ticket.impact);
    let urgency = word(&input.urgency, &work.ticket.urgency);
    let chosen: Option<Priority> = match &input.priority {
        Some(word) => word
            .as_deref()
            .map(|w| {
                w.parse()
                    .map_err(|e| AppError::invalid("priority_invalid", "priority", format!("{e}")))
            })
            .transpose()?,
        None => None,
    };
    let (to, derivation) = match (&input.priority, &impact, &urgency) {
        // Emptied on purpose: impact and urgency do not fill it again.
        (Some(None), ..) => (None, surety_domain::ticket::Derivation::None),
        _ => {
            let matrix = setting::in_force::<PriorityMatrix>(tx)?;
            let (impact, urgency) = (
                parse_level("impact", impact.as_deref())?,
                parse_level("urgency", urgency.as_deref())?,
            );
            // Half a pair says nothing: what was chosen before stays.
            let chosen = match (chosen, impact, urgency) {
                (None, Some(_), Some(_)) => None,
                (None, ..) => work.priority()?,
                (chosen, ..) => chosen,
            };
            derive_priority(&matrix, chosen, impact, urgency)
        }
    };
    for (field, before, after) in [
        ("impact", work.ticket.impact.clone(), impact.clone()),
        ("urgency", work.ticket.urgency.clone(), urgency.clone()),
    ] {
        if before != after {
            let change = FieldChange {
                field: field.into(),
                from: json!(before),
                to: json!(after),
            };
            work.happened(
                cx,
                TicketEvent::FieldChanged {
                    changes: vec![change],
                },
            );
        }
    }
    work.ticket.impact = impact;
    work.ticket.urgency = urgency;
    work.set_priority(cx, to, derivation)?;
    Ok(())
}

fn tags(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    input: &ChangeInput,
    before: &[String],
) -> Result<(), AppError> {
    if let Some(all) = &input.tags {
        let wanted: Vec<String> = all
            .iter()
            .map(|t| super::mutate::clean_tag(t))
            .collect::<Result<_, _>>()?;
        for gone in before.iter().filter(|t| !wanted.contains(t)) {
            work.remove_tag(tx, cx, gone)?;
        }
        for tag in &wanted {
            work.add_tag(tx, cx, tag)?;
        }
    }
    for tag in &input.remove_tags {
        work.remove_tag(tx, cx, &tag.trim().to_lowercase())?;
    }
    for tag in &input.add_tags {
        work.add_tag(tx, cx, tag)?;
    }
    Ok(())
}

fn status_of(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    input: &ChangeInput,
) -> Result<(), AppError> {
    let Some(to) = status::wanted(tx, input.status_id, input.category.as_deref(), "category")?
    else {
        return Ok(());
    };
    // By a category a ticket stays in the status of it that it has.
    if input.status_id.is_none() && work.category()? == to.category {
        return Ok(());
    }
    status::go(tx, cx, work, &to, input.pause_reason.as_deref())?;
    Ok(())
}

/// Solves a ticket.
///
/// # Errors
/// As [`change`].
pub async fn solve(
    app: &App,
    call: &Call,
    key: TicketKey,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    let input = ChangeInput {
        category: Some("solved".into()),
        ..ChangeInput::default()
    };
    change(app, call, key, input, if_version).await
}

/// Starts finished work again.
///
/// # Errors
/// `not_solved`, `ticket_merged`, `ticket_spam`, or as [`change`].
pub async fn reopen_ticket(
    app: &App,
    call: &Call,
    key: TicketKey,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketReopen, if_version)?;
        let cx = &cx.not_before(work.at());
        super::flags::refuse_flagged(&work.ticket)?;
        if !work.category()?.is_done() {
            return Err(AppError::conflict(
                "not_solved",
                "only a solved or closed ticket can be reopened",
            ));
        }
        status::go_to_category(tx, cx, &mut work, Category::Open, None)?;
        cx.audit(
            tx,
            "ticket.reopened",
            "ticket",
            &work.ticket.id.to_string(),
            &json!({}),
        )?;
        let done = work.finish(tx, cx, "updated")?;
        read::view_of(tx, cx, done)
    })
    .await
}
