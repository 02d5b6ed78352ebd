//! Reading a ticket: the whole of it, its conversation, its timeline, its decisions.

use std::collections::HashMap;

use serde_json::Value;
use surety_domain::ids::{AccountId, ApprovalId, AttachmentId, ContactId, MessageId, UserId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_store::Tx;
use surety_store::records::{
    agents, ahead, clocks, contacts, history, ledger, promises, ticket_list, tickets,
};

use super::events::{read_event, read_history};
use super::key::TicketKey;
use super::learned::Learned;
use super::row::rows_for;
use super::view::{
    ActorView, ApprovalRef, AttachmentView, ClockCalendar, ClockView, ContractRef, EventView,
    MessageView, Named, SlaRef, TicketView,
};
use super::work::{Done, Standing, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::page::{Page, PageRequest};
use crate::promises::credits;

/// The ticket, if the caller may read it.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn readable(tx: &mut Tx<'_>, cx: &Cx<'_>, key: TicketKey) -> Result<tickets::Ticket, AppError> {
    let id = key.id(tx)?;
    let ticket = tickets::get(tx, id)?.ok_or(AppError::NotFound("ticket"))?;
    cx.require(
        Permission::TicketRead,
        &Subject::Ticket(subject_of(&ticket)),
    )?;
    Ok(ticket)
}

/// One ticket with all that is known of its promise.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn get(app: &App, call: &Call, key: TicketKey) -> Result<TicketView, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        view(tx, cx, ticket)
    })
    .await
}

/// What is known of a ticket beside its row before its view is made.
#[derive(Default)]
struct Known {
    clocks: Option<Vec<clocks::Clock>>,
    standing: Option<Standing>,
    /// Nobody follows it yet, and this is the approval asked for, if any.
    opened: Option<Option<ApprovalId>>,
    learned: Learned,
}

/// The view of a ticket that was just read.
///
/// # Errors
/// As the store reports.
pub fn view(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: tickets::Ticket) -> Result<TicketView, AppError> {
    view_with(tx, cx, ticket, Known::default())
}

/// The view of a ticket that a work has just left.
///
/// # Errors
/// As the store reports.
pub fn view_of(tx: &mut Tx<'_>, cx: &Cx<'_>, done: Done) -> Result<TicketView, AppError> {
    let known = Known {
        clocks: Some(done.clocks),
        standing: done.standing,
        opened: done.is_new.then_some(done.approval),
        learned: done.learned,
    };
    view_with(tx, cx, done.ticket, known)
}

fn view_with(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: tickets::Ticket,
    known: Known,
) -> Result<TicketView, AppError> {
    let mut calendars: Vec<_> = known
        .clocks
        .iter()
        .flatten()
        .map(|c| c.calendar_id)
        .collect();
    calendars.dedup();
    calendars.retain(|calendar| known.learned.calendar(*calendar).is_none());
    let clocks = known.clocks.as_deref().unwrap_or_default();
    let row = known
        .opened
        .and_then(|_| known.learned.row(&ticket, clocks));
    ahead::view(
        tx,
        &ticket,
        ahead::ViewKnown {
            row: row.is_some(),
            calendars,
            history: known.clocks.is_some(),
            decision: known.standing.is_some(),
            opened: known.opened.is_some(),
            books: known.opened.is_some() && known.learned.left_books().is_some(),
            contract: ticket
                .contract_id
                .is_some_and(|id| known.learned.contract(id).is_some()),
            sla: ticket
                .sla_id
                .is_some_and(|id| known.learned.sla(id).is_some()),
        },
    )?;
    let row = match row {
        Some(row) => row,
        None => ticket_list::one(tx, ticket.id)?.ok_or(AppError::NotFound("ticket"))?,
    };
    let contract = match ticket.contract_id {
        Some(id) => match known.learned.contract(id) {
            Some(contract) => Some(contract.clone()),
            None => promises::get_contract(tx, id)?,
        },
        None => None,
    };
    let credits = if may_read_books_of(cx, contract.as_ref(), &ticket) {
        let learned = known.opened.is_some().then_some(&known.learned);
        credits::of_ticket(tx, cx, &ticket, known.standing, learned)?
    } else {
        Vec::new()
    };
    let contract = contract
        .filter(|c| {
            let account = c.account_id;
            cx.may(Permission::ContractRead, &Subject::Contract { account })
        })
        .map(|c| ContractRef {
            id: c.id,
            number: c.number,
            name: c.name,
        });
    let sla = match ticket.sla_id {
        Some(id) => match known.learned.sla(id) {
            Some(sla) => Some(sla),
            None => promises::sla_in_force(tx, id)?.map(|s| Named {
                id: id.to_string(),
                name: s.name,
            }),
        },
        None => None,
    };
    let related_to = match ticket.related_to {
        // The number of a ticket that the caller may not read stays hidden.
        Some(id) => tickets::get(tx, id)?
            .filter(|t| cx.may(Permission::TicketRead, &Subject::Ticket(subject_of(t))))
            .map(|t| t.number),
        None => None,
    };
    let approval = match known.opened {
        Some(asked) => asked.map(|id| ApprovalRef {
            id,
            state: "waiting".into(),
        }),
        None => ledger::approval_of_ticket(tx, ticket.id)?.map(|a| ApprovalRef {
            id: a.id,
            state: a.state,
        }),
    };
    let internal = cx.actor.kind != ActorKind::Customer;
    let row = rows_for(tx, cx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("ticket"))?;
    Ok(TicketView {
        asset: match ticket.asset_id {
            Some(id) => surety_store::records::assets::get(tx, id)?.map(|a| Named {
                id: id.to_string(),
                name: a.name,
            }),
            None => None,
        },
        event_seq: ticket.event_seq,
        impact: ticket.impact.clone(),
        urgency: ticket.urgency.clone(),
        // How the priority came about is written for colleagues, as in the timeline.
        priority_source: if internal {
            serde_json::from_str(&ticket.priority_source).unwrap_or(Value::Null)
        } else {
            Value::Null
        },
        locale: ticket.locale.clone(),
        contract,
        escalation: super::escalated::view(tx, cx, &ticket)?,
        handoff: crate::handoffs::standing::view(tx, cx, &ticket)?,
        limit_action: ticket.limit_action.clone(),
        related_to,
        clocks: clock_views(tx, cx, &ticket, known.clocks, sla.as_ref(), &known.learned)?,
        sla,
        credits,
        decision_id: ticket.decision_id,
        approval,
        followers: if internal && known.opened.is_none() {
            tickets::followers(tx, ticket.id)?
        } else {
            Vec::new()
        },
        last_customer_at: ticket.last_customer_at,
        solved_at: ticket.solved_at,
        closed_at: ticket.closed_at,
        server_time: cx.now,
        row,
    })
}

/// Whether the caller may see what a ticket draws on. The books are those of
/// the account that made the contract, which may be above the ticket's.
///
/// # Errors
/// As the store reports.
pub fn may_read_books(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
) -> Result<bool, AppError> {
    let contract = match ticket.contract_id {
        Some(id) => promises::get_contract(tx, id)?.map(|c| c.account_id),
        None => None,
    };
    Ok(may_read_books_at(cx, contract.or(ticket.account_id)))
}

fn may_read_books_of(
    cx: &Cx<'_>,
    contract: Option<&promises::Contract>,
    ticket: &tickets::Ticket,
) -> bool {
    may_read_books_at(cx, contract.map(|c| c.account_id).or(ticket.account_id))
}

fn may_read_books_at(cx: &Cx<'_>, account: Option<AccountId>) -> bool {
    account.is_some_and(|account| cx.may(Permission::CreditRead, &Subject::Ledger { account }))
}

/// The clocks of a ticket as they stand now: replayed, by this very transaction
/// or here, not read from the cache, so that what is shown is what is true.
fn clock_views(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    known: Option<Vec<clocks::Clock>>,
    sla: Option<&Named>,
    learned: &Learned,
) -> Result<Vec<ClockView>, AppError> {
    let rows = match known {
        Some(rows) => rows,
        None => {
            let events = read_history(tx, ticket.id)?;
            let cx = &events.last().map_or(*cx, |last| cx.not_before(last.at));
            let promise = super::clocks::Promise::of(tx, cx, &events)?;
            promise.rows(&promise.clock(cx.now)?.report(cx.now))
        }
    };
    let mut slas: HashMap<_, String> = HashMap::new();
    if let (Some(id), Some(sla)) = (ticket.sla_id, sla) {
        slas.insert(id, sla.name.clone());
    }
    let mut calendars: HashMap<_, (String, String)> = HashMap::new();
    let mut views = Vec::new();
    for row in rows {
        if let std::collections::hash_map::Entry::Vacant(slot) = slas.entry(row.sla_id) {
            slot.insert(match learned.sla(row.sla_id) {
                Some(sla) => sla.name,
                None => promises::sla_in_force(tx, row.sla_id)?
                    .map(|s| s.name)
                    .unwrap_or_default(),
            });
        }
        let calendar_key = (row.calendar_id, row.calendar_version);
        if let std::collections::hash_map::Entry::Vacant(slot) = calendars.entry(calendar_key) {
            let name = match learned.calendar(row.calendar_id) {
                Some(name) => name.to_owned(),
                None => promises::calendar_name(tx, row.calendar_id)?.unwrap_or_default(),
            };
            let zone = cx
                .specs
                .calendar(tx, row.calendar_id, row.calendar_version)?
                .spec
                .tz
                .clone();
            slot.insert((name, zone));
        }
        let (calendar_name, zone) = calendars[&calendar_key].clone();
        views.push(ClockView {
            metric: row.metric,
            cycle: row.cycle,
            state: row.state,
            layer: row.layer,
            sla: SlaRef {
                id: row.sla_id,
                name: slas[&row.sla_id].clone(),
                version: row.sla_version,
            },
            calendar: Some(ClockCalendar {
                id: row.calendar_id,
                name: calendar_name,
                zone,
                version: row.calendar_version,
            }),
            target_seconds: row.target_seconds,
            started_at: row.started_at,
            due_at: row.due_at,
            fulfilled_at: row.fulfilled_at,
            breached: row.breached,
            elapsed_seconds: row.elapsed_seconds,
            remaining_seconds: row.remaining_seconds,
        });
    }
    Ok(views)
}

fn attachment_view(a: history::Attachment) -> (Option<MessageId>, AttachmentView) {
    let url = format!("/api/v1/attachments/{}", a.id);
    (
        a.message_id,
        AttachmentView {
            id: a.id,
            name: a.name,
            content_type: a.content_type,
            size: a.size,
            content_id: a.content_id,
            url,
        },
    )
}

fn message_view(
    cx: &Cx<'_>,
    listed: history::Listed,
    attachments: Vec<AttachmentView>,
) -> MessageView {
    #[derive(serde::Deserialize, Default)]
    #[serde(default)]
    struct Recipients {
        to: Vec<String>,
        cc: Vec<String>,
    }
    let m = listed.message;
    let recipients: Recipients = serde_json::from_str(&m.recipients).unwrap_or_default();
    // An agent's address is what they sign in with; customers write to the desk.
    let hidden = m.author_kind == "agent" && cx.actor.kind == ActorKind::Customer;
    MessageView {
        id: m.id,
        seq: m.seq,
        at: m.at,
        visibility: m.visibility,
        author: ActorView {
            kind: m.author_kind,
            id: m
                .author_user_id
                .map(|u| u.to_string())
                .or_else(|| m.author_contact_id.map(|c| c.to_string())),
            name: Some(m.author_name),
            address: m.author_address.filter(|_| !hidden),
        },
        automatic: m.automatic,
        channel: m.channel,
        to: recipients.to,
        cc: recipients.cc,
        body_text: m.body_text,
        body_html: m.body_html,
        has_full_text: listed.has_full_text,
        attachments,
        follow_up: None,
    }
}

fn may_read_internal(cx: &Cx<'_>, ticket: &tickets::Ticket) -> bool {
    cx.may(
        Permission::InternalNoteRead,
        &Subject::InternalMessage(subject_of(ticket)),
    )
}

fn may_read_message(cx: &Cx<'_>, ticket: &tickets::Ticket, m: &history::Message) -> bool {
    m.visibility == "public" || may_read_internal(cx, ticket)
}

/// Messages of a page when nothing is said: the whole of nearly every ticket.
pub const MESSAGES_DEFAULT: u32 = 200;

/// The newest messages of the conversation, oldest first, as far as the caller
/// may read it; the next page has those before.
///
/// # Errors
/// `NotFound`, `invalid_cursor`, or the store's.
pub async fn messages(
    app: &App,
    call: &Call,
    key: TicketKey,
    page: PageRequest,
) -> Result<Page<MessageView>, AppError> {
    let page = page.or_limit(MESSAGES_DEFAULT);
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        let public_only = !may_read_internal(cx, &ticket);
        let before = page.after()?.unwrap_or(i64::MAX);
        let rows = history::messages_before(tx, ticket.id, before, public_only, page.fetch())?;
        let mut files: HashMap<MessageId, Vec<AttachmentView>> = HashMap::new();
        if let (Some(last), Some(first)) = (rows.first(), rows.last()) {
            let (first, last) = (first.message.seq, last.message.seq);
            for (message, view) in history::attachments_between(tx, ticket.id, first, last)?
                .into_iter()
                .map(attachment_view)
            {
                if let Some(message) = message {
                    files.entry(message).or_default().push(view);
                }
            }
        }
        let mut page = page.finish(
            rows,
            |m| m.message.seq,
            |m| {
                let attachments = files.remove(&m.message.id).unwrap_or_default();
                message_view(cx, m, attachments)
            },
        )?;
        page.items.reverse();
        Ok(page)
    })
    .await
}

/// One message that was just written.
///
/// # Errors
/// As the store reports.
pub fn message(tx: &mut Tx<'_>, cx: &Cx<'_>, id: MessageId) -> Result<MessageView, AppError> {
    let message = history::get_message(tx, id)?.ok_or(AppError::NotFound("message"))?;
    let files = history::attachments_of_message(tx, id)?
        .into_iter()
        .map(|a| attachment_view(a).1)
        .collect();
    let has_full_text = message.full_text.is_some();
    let listed = history::Listed {
        message,
        has_full_text,
    };
    Ok(message_view(cx, listed, files))
}

/// The whole text of a message, with quotation and signature.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn full_text(
    app: &App,
    call: &Call,
    key: TicketKey,
    id: MessageId,
) -> Result<String, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        let m = history::get_message(tx, id)?
            .filter(|m| m.ticket_id == ticket.id && may_read_message(cx, &ticket, m))
            .ok_or(AppError::NotFound("message"))?;
        Ok(m.full_text.unwrap_or(m.body_text))
    })
    .await
}

/// The timeline, as far as the caller may read it.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn events(app: &App, call: &Call, key: TicketKey) -> Result<Vec<EventView>, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        let customer = cx.actor.kind == ActorKind::Customer;
        let internal = Subject::InternalMessage(subject_of(&ticket));
        let notes = cx.may(Permission::InternalNoteRead, &internal);
        let stored = history::events(tx, ticket.id)?;
        let mut users: Vec<UserId> = Vec::new();
        let mut people: Vec<ContactId> = Vec::new();
        for event in &stored {
            match (event.actor_kind.as_str(), event.actor_id.as_deref()) {
                ("agent", Some(id)) => users.extend(id.parse::<UserId>()),
                ("customer", Some(id)) => people.extend(id.parse::<ContactId>()),
                _ => {}
            }
        }
        let users = agents::names(tx, &users)?;
        let people = contacts::names(tx, &people)?;
        let mut views = Vec::new();
        for event in stored {
            let parsed = read_event(&event)?;
            if customer && !parsed.event.customer_sees() {
                continue;
            }
            let name = match (event.actor_kind.as_str(), event.actor_id.as_deref()) {
                ("agent", Some(id)) => id
                    .parse()
                    .ok()
                    .and_then(|id: UserId| users.get(&id).cloned()),
                ("customer", Some(id)) => id
                    .parse()
                    .ok()
                    .and_then(|id: ContactId| people.get(&id).cloned()),
                (_, by) => by.map(str::to_owned),
            };
            let mut data: Value = serde_json::from_str(&event.data).unwrap_or(Value::Null);
            if let Some(map) = data.as_object_mut() {
                map.remove("event");
                if event.kind == "routed" && !cx.may(Permission::AgentRead, &Subject::Desk) {
                    // Who else was considered, and why not them, is for who may see colleagues.
                    if let Some(decision) = map.get_mut("decision").and_then(Value::as_object_mut) {
                        decision.retain(|name, _| matches!(name.as_str(), "agent" | "because"));
                    }
                }
                if !notes && event.kind.starts_with("handoff_") {
                    // What colleagues have to know is an internal note.
                    map.remove("note");
                    map.remove("reason");
                }
                if customer {
                    // Reasons, derivations and what a status pauses are for colleagues.
                    map.remove("reason");
                    map.remove("derivation");
                    map.remove("pauses");
                }
            }
            views.push(EventView {
                seq: event.seq,
                at: event.at,
                kind: event.kind,
                actor: ActorView {
                    kind: event.actor_kind,
                    id: event.actor_id,
                    name,
                    address: None,
                },
                data,
            });
        }
        Ok(views)
    })
    .await
}

/// A file with its bytes, if the caller may read its message.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn attachment(
    app: &App,
    call: &Call,
    id: AttachmentId,
) -> Result<(history::Attachment, Vec<u8>), AppError> {
    app.query(call, move |tx, cx| {
        let found = history::get_attachment(tx, id)?.ok_or(AppError::NotFound("attachment"))?;
        match found.message_id {
            Some(message) => {
                let m =
                    history::get_message(tx, message)?.ok_or(AppError::NotFound("attachment"))?;
                let ticket = readable(tx, cx, TicketKey::Id(m.ticket_id))?;
                if !may_read_message(cx, &ticket, &m) {
                    return Err(AppError::NotFound("attachment"));
                }
            }
            // Not sent yet: only its uploader sees it, and not by a token for something else.
            None if found.uploaded_by.is_some()
                && found.uploaded_by == cx.actor_id()
                && (cx.may(Permission::TicketRead, &Subject::Desk)
                    || cx.may(Permission::TicketCreate, &Subject::Desk)) => {}
            None => return Err(AppError::NotFound("attachment")),
        }
        let data = history::blob(tx, &found.blob_hash)?
            .ok_or_else(|| AppError::Internal(format!("the bytes of {id} are gone")))?;
        Ok((found, data))
    })
    .await
}
