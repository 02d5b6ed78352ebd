//! Replies and notes of agents and of signed-in customers.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AttachmentId, StatusId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::ticket::{
    Category, Channel, MessageEffect, ReopenPolicy, TicketEvent, after_agent_reply,
    on_customer_message,
};
use surety_store::Tx;
use surety_store::records::{contacts, settings, users};
use utoipa::ToSchema;

use super::read;
use super::view::MessageView;
use super::work::{Draft, TicketKey, Work, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::mail::html_text::html_to_text;
use crate::mail::sanitize;
use crate::promises::{credits, entitle};

/// Most addresses in copy.
pub const CC_MAX: usize = 48;
/// Where the reopen policy is kept.
pub const REOPEN_POLICY: &str = "reopen_policy";

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
    /// By which road it was said; the API unless told.
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
    /// Why it waits, when it then waits.
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

/// Answers publicly.
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
    let channel: Channel = match input.channel.as_deref() {
        Some(word) => word
            .parse()
            .map_err(|e| AppError::invalid("channel_invalid", "channel", format!("{e}")))?,
        None if author.from_customer => Channel::Portal,
        None => work.ticket.channel.parse().unwrap_or(Channel::Api),
    };
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
    if public && author.from_customer {
        after_customer_message(tx, cx, &mut work)?;
    } else if public {
        credits::at_first_response(tx, cx, &mut work)?;
    }
    match &input.then {
        Some(then) => {
            let reason = then.reason.as_deref();
            // A customer may end their request with the message, nothing else.
            if author.from_customer && then.category.as_deref() != Some("solved") {
                return Err(AppError::Denied(Permission::TicketUpdate.as_str()));
            }
            match (then.status_id, then.category.as_deref()) {
                (Some(status), _) => {
                    work.set_status(tx, cx, status, reason.or(Some("with a reply")))?;
                }
                (None, Some(word)) => {
                    let category: Category = word.parse().map_err(|e| {
                        AppError::invalid("category_invalid", "then.category", format!("{e}"))
                    })?;
                    work.set_category(tx, cx, category, reason.or(Some("with a reply")))?;
                }
                (None, None) => {}
            }
            if work.category()?.is_done() {
                credits::at_resolution(tx, cx, &mut work)?;
            }
        }
        None if public && !author.from_customer => {
            let next = after_agent_reply(work.category()?);
            work.set_category(tx, cx, next, None)?;
        }
        None => {}
    }
    let ticket = work.finish(tx, cx, "message")?;
    read::message(tx, cx, &ticket, id)
}

/// What a customer's message does to the status: `pending` ends, finished work
/// starts again. A follow-up that comes too late is the caller's to open.
///
/// # Errors
/// As the store reports.
pub fn after_customer_message(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
) -> Result<(), AppError> {
    match message_effect(tx, cx, work)? {
        MessageEffect::EndsPending => {
            work.set_category(tx, cx, Category::Open, None)?;
        }
        MessageEffect::Reopens | MessageEffect::FollowUp => reopen(tx, cx, work, None, None)?,
        MessageEffect::Stays => {}
    }
    Ok(())
}

/// What a customer's message would do to a ticket now.
///
/// # Errors
/// As the store reports.
pub fn message_effect(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
) -> Result<MessageEffect, AppError> {
    let policy = settings::get::<ReopenPolicy>(tx, REOPEN_POLICY)?
        .map(|(p, _)| p)
        .unwrap_or_default();
    let finished = work.ticket.closed_at.or(work.ticket.solved_at);
    Ok(on_customer_message(
        work.category()?,
        finished,
        work.at(),
        policy,
    ))
}

/// Starts finished work again, in `to` or the status that stands for `open`:
/// free within the plan's days, later a new decision and a new credit.
///
/// # Errors
/// As [`Work::set_status`], or the store's.
pub fn reopen(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    to: Option<StatusId>,
    reason: Option<&str>,
) -> Result<(), AppError> {
    let finished_at = work.ticket.solved_at.or(work.ticket.closed_at);
    let free = entitle::reopen_is_free(tx, cx, work, finished_at)?;
    match to {
        Some(status) => work.set_status(tx, cx, status, reason)?,
        None => work.set_category(tx, cx, Category::Open, reason)?,
    };
    work.happened(
        cx,
        TicketEvent::Reopened {
            to: work.ticket.status_id,
            free,
        },
    );
    if !free {
        entitle::decide_again(tx, cx, work, "reopened")?;
    }
    Ok(())
}
