//! Replies and notes of agents and of signed-in customers.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AttachmentId, StatusId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::ticket::{Category, Channel, MessageEffect, after_agent_reply};
use surety_store::Tx;
use surety_store::records::{contacts, statuses, users};
use utoipa::ToSchema;

use super::channel;
use super::key::TicketKey;
use super::open::{OpenedBy, Request, open_in};
use super::people;
use super::read;
use super::status;
use super::view::MessageView;
use super::work::{Done, Draft, Work, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::mail::html_text::html_to_text;
use crate::mail::sanitize;
use crate::promises::credits;

/// Most addresses in copy.
pub const CC_MAX: usize = 48;

/// What is said: a text, or HTML that is sanitised before it is kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SayInput {
    /// Plain text.
    pub body_text: Option<String>,
    /// HTML; its text is derived when no text is given.
    pub body_html: Option<String>,
    /// Addresses in copy.
    pub cc: Vec<String>,
    /// Files uploaded before.
    #[schema(value_type = Vec<String>)]
    pub attachments: Vec<AttachmentId>,
    /// What the ticket becomes with it.
    pub then: Option<Then>,
    /// By which road it was said; the ticket's unless told. For customers it is
    /// `portal`, or `api` by a token, whatever they say.
    pub channel: Option<String>,
}

/// What a ticket becomes with a message.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Then {
    /// A status.
    #[schema(value_type = Option<String>)]
    pub status_id: Option<StatusId>,
    /// Or the status that a category stands for.
    pub category: Option<String>,
    /// Why it waits; needed when it then waits (`pending`, `on_hold`).
    pub reason: Option<String>,
}

/// Text and sanitised HTML of what somebody typed.
///
/// # Errors
/// `body_empty`, or `body_too_large`.
pub fn body(
    text: Option<&str>,
    html: Option<&str>,
    has_files: bool,
) -> Result<(String, Option<String>), AppError> {
    for (field, value) in [("body_text", text), ("body_html", html)] {
        if value.is_some_and(|v| v.len() > super::work::BODY_BYTES_MAX) {
            return Err(AppError::invalid(
                "body_too_large",
                field,
                format!(
                    "at most {} bytes; attach the rest as a file",
                    super::work::BODY_BYTES_MAX
                ),
            ));
        }
    }
    let html = html
        .map(sanitize::sanitize)
        .map(|s| s.html)
        .filter(|h| !h.trim().is_empty());
    let text = match text {
        Some(text) => text.trim_end().to_owned(),
        None => html
            .as_deref()
            .map(html_to_text)
            .unwrap_or_default()
            .trim_end()
            .to_owned(),
    };
    if text.trim().is_empty() && html.is_none() && !has_files {
        return Err(AppError::invalid(
            "body_empty",
            "body_text",
            "write something, or attach a file",
        ));
    }
    Ok((text, html))
}

/// Who the caller is in a conversation.
struct Author {
    name: String,
    address: Option<String>,
    from_customer: bool,
}

fn author(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<Author, AppError> {
    let from_customer = cx.actor.kind == ActorKind::Customer;
    if let Some(id) = cx.actor.user
        && let Some(user) = users::find(tx, id)?
    {
        return Ok(Author {
            name: user.name,
            address: Some(user.email),
            from_customer,
        });
    }
    if let Some(id) = cx.actor.contact
        && let Some(contact) = contacts::get(tx, id)?
    {
        return Ok(Author {
            name: contact.name,
            address: None,
            from_customer: true,
        });
    }
    Ok(Author {
        name: cx.config.desk_name.clone(),
        address: None,
        from_customer,
    })
}

/// Answers publicly. What a customer writes into a ticket that was closed too
/// long ago opens a new one; the answer names it as `follow_up`.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, what [`body`] refuses, or the store's.
pub async fn reply(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: SayInput,
    if_version: Option<i64>,
) -> Result<MessageView, AppError> {
    app.command(call, move |tx, cx| {
        let work = Work::take(tx, cx, key, Permission::TicketReply, if_version)?;
        let cx = &cx.not_before(work.at());
        say(tx, cx, work, &input, true)
    })
    .await
}

/// Writes an internal note.
///
/// # Errors
/// As [`reply`].
pub async fn note(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: SayInput,
    if_version: Option<i64>,
) -> Result<MessageView, AppError> {
    app.command(call, move |tx, cx| {
        let work = Work::take(tx, cx, key, Permission::TicketNote, if_version)?;
        cx.require(
            Permission::TicketNote,
            &Subject::InternalMessage(subject_of(&work.ticket)),
        )?;
        let cx = &cx.not_before(work.at());
        say(tx, cx, work, &input, false)
    })
    .await
}

/// The status that a message brings, if its author may bring it: the same
/// permissions as for a change. A customer ends a request, nothing else.
fn target(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    input: &SayInput,
    from_customer: bool,
) -> Result<Option<statuses::Status>, AppError> {
    let Some(then) = &input.then else {
        return Ok(None);
    };
    let category = then.category.as_deref();
    let Some(to) =
        status::wanted(tx, then.status_id, category, "then.category").map_err(in_then)?
    else {
        return Ok(None);
    };
    let permission = status::permission(to.category);
    cx.require(permission, &Subject::Ticket(subject_of(&work.ticket)))?;
    if from_customer && to.category != Category::Solved {
        return Err(AppError::Denied(Permission::TicketUpdate.as_str()));
    }
    // By a category a ticket stays in the status of it that it has.
    if then.status_id.is_none() && work.category()? == to.category {
        return statuses::get(tx, work.ticket.status_id).map_err(AppError::from);
    }
    Ok(Some(to))
}

/// What a customer writes into a ticket that ended too long ago opens a new
/// one that is linked to it, as their mail does.
fn follow_up(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    input: &SayInput,
    text: String,
    html: Option<String>,
) -> Result<MessageView, AppError> {
    let old = &work.ticket;
    let me = cx
        .actor
        .contact
        .ok_or_else(|| AppError::Internal("a customer without a contact".into()))?;
    let party = match people::by_id(tx, me, old.account_id) {
        // They no longer follow the account of the old ticket.
        Err(AppError::Invalid { .. }) if old.account_id.is_some() => people::by_id(tx, me, None)?,
        party => party?,
    };
    let channel = channel::of_caller(cx, input.channel.as_deref(), Channel::Portal)?;
    let Done { ticket, said, .. } = open_in(
        tx,
        cx,
        Request {
            party,
            subject: old.subject.clone(),
            text,
            html,
            full_text: None,
            channel,
            product: None,
            asset: None,
            ticket_type: None,
            priority: None,
            impact: None,
            urgency: None,
            tags: Vec::new(),
            assignee: None,
            team: None,
            attachments: input.attachments.clone(),
            opened_by: OpenedBy::Customer,
            began_at: None,
            to: Vec::new(),
            cc: input.cc.clone(),
            mail: None,
            related_to: Some(old.id),
        },
    )?;
    let message = *said
        .first()
        .ok_or_else(|| AppError::Internal("the message of a new ticket is not there".into()))?;
    Ok(MessageView {
        follow_up: Some(ticket.number),
        ..read::message(tx, cx, message)?
    })
}

/// A refused field of a change by its name in a message.
fn in_then(error: AppError) -> AppError {
    match error {
        AppError::Invalid {
            code,
            field: Some(field),
            message,
        } => AppError::Invalid {
            code,
            field: Some(match field.as_str() {
                "status_id" => "then.status_id".into(),
                "pause_reason" => "then.reason".into(),
                _ => field,
            }),
            message,
        },
        other => other,
    }
}

fn say(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mut work: Work,
    input: &SayInput,
    public: bool,
) -> Result<MessageView, AppError> {
    if work.ticket.merged_into.is_some() {
        return Err(AppError::conflict(
            "ticket_merged",
            "this ticket went into another one; write there",
        ));
    }
    if input.cc.len() > CC_MAX {
        return Err(AppError::invalid(
            "too_many_recipients",
            "cc",
            format!("at most {CC_MAX} addresses"),
        ));
    }
    for address in &input.cc {
        super::people::check_address("cc", address)?;
    }
    let (text, html) = body(
        input.body_text.as_deref(),
        input.body_html.as_deref(),
        !input.attachments.is_empty(),
    )?;
    let author = author(tx, cx)?;
    let target = target(tx, cx, &work, input, author.from_customer)?;
    if public
        && author.from_customer
        && target.is_none()
        && status::message_effect(tx, &work)? == MessageEffect::FollowUp
    {
        return follow_up(tx, cx, &work, input, text, html);
    }
    let otherwise = work.ticket.channel.parse().unwrap_or(Channel::Api);
    let channel = channel::of_caller(cx, input.channel.as_deref(), otherwise)?;
    let to = match (public, author.from_customer, work.ticket.requester_id) {
        (true, false, Some(requester)) => contacts::emails(tx, &[requester])?
            .remove(&requester)
            .and_then(|l| l.into_iter().next())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    };
    let id = work.say(
        cx,
        Draft {
            public,
            automatic: None,
            channel,
            author_user: cx.actor.user,
            author_contact: cx.actor.contact,
            author_name: author.name,
            author_address: author.address,
            from_customer: author.from_customer,
            to,
            cc: input.cc.clone(),
            text,
            html,
            full_text: None,
            attachments: input.attachments.clone(),
            uploaded_by: cx.actor_id(),
            mail: None,
        },
    )?;
    if public && !author.from_customer {
        credits::at_first_response(tx, cx, &mut work)?;
    }
    let done = work.category()?.is_done();
    match &target {
        // Ended by who asked: a finished ticket does not start again for that.
        Some(_) if author.from_customer && done => {}
        Some(to) => {
            let reason = input.then.as_ref().and_then(|t| t.reason.as_deref());
            status::go(tx, cx, &mut work, to, reason).map_err(in_then)?;
        }
        None if !public => {}
        None if author.from_customer => status::after_customer_message(tx, cx, &mut work)?,
        None if input.then.is_none() => {
            let next = after_agent_reply(work.category()?);
            status::go_to_category(tx, cx, &mut work, next, None)?;
        }
        None => {}
    }
    work.finish(tx, cx, "message")?;
    read::message(tx, cx, id)
}
