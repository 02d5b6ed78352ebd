//! Where a mail goes: the facts are looked up here, the decisions are those of
//! `surety_domain::mail`.

use serde_json::Value;
use surety_domain::ids::{MessageId, TicketId};
use surety_domain::mail::loop_guard::{self, Suspicion};
use surety_domain::mail::reply_token::{ticket_of_address, ticket_of_message_id};
use surety_domain::mail::subject;
use surety_domain::mail::thread::{self, By, Candidate, Named, ThreadDecision};
use surety_domain::permission::Permission;
use surety_domain::ticket::{Category, Channel, MessageEffect, ReopenPolicy, on_customer_message};
use surety_domain::time::MICROS_PER_SECOND;
use surety_store::Tx;
use surety_store::records::{agents, contacts, history, mails, teams, tickets};

use super::address::Address;
use super::content::{addresses, attach, bodies, remember, subject_line};
use super::pace;
use super::parse::ParsedMail;
use super::receive::mailbox_of;
use crate::core::Cx;
use crate::error::AppError;
use crate::setting;
use crate::tickets::key::TicketKey;
use crate::tickets::open::{OpenedBy, Request, open_in};
use crate::tickets::people::{Party, by_address, check_address};
use crate::tickets::status::{after_customer_message, message_effect};
use crate::tickets::work::{Done, Draft, Work};

/// Ids of In-Reply-To and References that are looked up, the nearest ones.
const LOOKUPS_MAX: usize = 50;

/// A mail that waited longer than this for its place, in seconds, says when it
/// came.
const WAITED_SECONDS: i64 = 60;

/// What becomes of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// `ticket`, `message` or `suspended`.
    pub(super) state: &'static str,
    /// Why it is suspended.
    pub(super) reason: Option<&'static str>,
    /// The ticket it opened or belongs to.
    pub(super) ticket: Option<TicketId>,
    /// The message it became.
    pub(super) message: Option<MessageId>,
    /// What led to the ticket.
    pub(super) by: Option<By>,
}

impl Place {
    /// Kept aside, visibly.
    pub(super) const fn suspended(reason: &'static str) -> Self {
        Self {
            state: "suspended",
            reason: Some(reason),
            ticket: None,
            message: None,
            by: None,
        }
    }
}

/// Decides where a mail goes and puts it there.
pub(super) fn place(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
) -> Result<Place, AppError> {
    let facts = &parsed.automatic;
    let guard = loop_guard::Facts {
        own_message: parsed
            .message_id
            .as_deref()
            .is_some_and(|id| ticket_of_message_id(&cx.keys.reply, id).is_some()),
        hops: facts.hops,
        ..loop_guard::Facts::default()
    };
    match loop_guard::suspicion(&guard) {
        Some(Suspicion::OwnMessage) => return Ok(Place::suspended("own_address")),
        Some(Suspicion::TooManyHops) => return Ok(Place::suspended("loop")),
        None => {}
    }
    if facts.is_bounce || facts.is_feedback_report {
        return report(tx, cx, mail, parsed);
    }
    let Some(sender) = sender(parsed) else {
        return Ok(Place::suspended("no_sender"));
    };
    if mailbox_of(&sender.address) == mail.mailbox || is_own(tx, cx, &sender.address)? {
        return Ok(Place::suspended("own_address"));
    }
    // A name in From proves nothing: nobody writes as an agent by mail.
    if agents::find_by_email(tx, &sender.address)?.is_some() {
        return Ok(Place::suspended("agent_address"));
    }
    let contact = contacts::find_by_email(tx, &sender.address)?;
    let named = named(tx, cx, mail, parsed, contact.as_ref())?;
    let decision = decide(tx, cx, &named, &sender.address, contact.as_ref())?;
    match decision {
        ThreadDecision::Append { ticket, by } if facts.is_auto_reply => {
            automatic_answer(tx, cx, mail, parsed, ticket, by)
        }
        _ if facts.is_auto_reply => Ok(Place::suspended("auto_reply")),
        ThreadDecision::Append { ticket, by } => {
            if !within(tx, cx, mail, &sender.address, false)? {
                return Ok(Place::suspended("too_many_mails"));
            }
            let party = by_address(tx, cx, &sender.address, sender.name.as_deref(), None)?;
            append(tx, cx, mail, parsed, ticket, by, &party)
        }
        _ if facts.is_bulk => Ok(Place::suspended("list")),
        _ if !within(tx, cx, mail, &sender.address, true)? => {
            Ok(Place::suspended("too_many_mails"))
        }
        ThreadDecision::FollowUp { closed, by } => {
            let party = by_address(tx, cx, &sender.address, sender.name.as_deref(), None)?;
            open(tx, cx, mail, parsed, party, Some(closed), Some(by))
        }
        ThreadDecision::New { possibly } => {
            let party = by_address(tx, cx, &sender.address, sender.name.as_deref(), None)?;
            open(tx, cx, mail, parsed, party, possibly, None)
        }
    }
}

/// Whether an address is one that this desk receives at, by its configuration
/// or as a team's: what comes from there is our own, and what would go there
/// would come back.
pub(super) fn is_own(tx: &mut Tx<'_>, cx: &Cx<'_>, address: &str) -> Result<bool, AppError> {
    let mailbox = mailbox_of(address);
    if (cx.config.mail_addresses.iter()).any(|own| mailbox_of(own) == mailbox) {
        return Ok(true);
    }
    Ok((teams::emails(tx)?.iter()).any(|own| mailbox_of(own) == mailbox))
}

/// Whether the sender keeps to the pace of mail that comes by itself. Somebody
/// of the desk who imports an archive brings it about, not its senders.
fn within(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    sender: &str,
    opens: bool,
) -> Result<bool, AppError> {
    let detail: Value = serde_json::from_str(&mail.detail).unwrap_or_default();
    Ok(detail["archive"] == true || pace::within(tx, cx, sender, opens)?)
}

/// Who wrote: From, or where it cannot be read, who asked for the answer.
pub(super) fn sender(parsed: &ParsedMail) -> Option<Address> {
    parsed
        .from
        .iter()
        .chain(&parsed.sender)
        .chain(&parsed.reply_to)
        .find(|a| check_address("from", &a.address).is_ok())
        .cloned()
}

/// What the mail names, looked up.
fn named(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
    sender: Option<&contacts::Contact>,
) -> Result<Named, AppError> {
    let key = &cx.keys.reply[..];
    let mut named = Named::default();
    let detail: Value = serde_json::from_str(&mail.detail).unwrap_or_default();
    let arrived = detail["arrived_at"].as_str();
    let recipients = parsed
        .to
        .iter()
        .chain(&parsed.cc)
        .map(|a| a.address.as_str());
    let delivered = parsed.delivered_to.iter().map(String::as_str);
    for address in arrived.into_iter().chain(delivered).chain(recipients) {
        push_new(&mut named.tokens, ticket_of_address(key, address));
    }
    let ids: Vec<&String> = parsed
        .in_reply_to
        .iter()
        .chain(parsed.references.iter().rev())
        .take(LOOKUPS_MAX)
        .collect();
    for id in &ids {
        push_new(&mut named.tokens, ticket_of_message_id(key, id));
    }
    for id in ids {
        let (contact, account) = (sender.map(|c| c.id), sender.and_then(|c| c.account_id));
        for ticket in mails::find_reference(tx, id, contact, account)? {
            push_new(&mut named.references, Some(ticket));
        }
    }
    if let Some(number) = parsed.subject.as_deref().and_then(subject::ticket_number) {
        named.subject = tickets::id_by_number(tx, number)?;
    }
    Ok(named)
}

fn push_new(list: &mut Vec<TicketId>, ticket: Option<TicketId>) {
    if let Some(ticket) = ticket
        && !list.contains(&ticket)
    {
        list.push(ticket);
    }
}

/// Asks the pure decision, with the tickets looked up as it wants them.
fn decide(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    named: &Named,
    address: &str,
    contact: Option<&contacts::Contact>,
) -> Result<ThreadDecision, AppError> {
    let policy = setting::in_force::<ReopenPolicy>(tx)?;
    // The decision wants a plain function; what fails inside is kept for after.
    let failed = std::cell::RefCell::new(None);
    let tx = std::cell::RefCell::new(tx);
    let decision = thread::decide(named, |id| {
        match candidate(&mut tx.borrow_mut(), cx, id, address, contact, policy) {
            Ok(found) => found,
            Err(error) => {
                failed.borrow_mut().get_or_insert(error);
                None
            }
        }
    });
    match failed.into_inner() {
        Some(error) => Err(error),
        None => Ok(decision),
    }
}

fn candidate(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: TicketId,
    address: &str,
    contact: Option<&contacts::Contact>,
    policy: ReopenPolicy,
) -> Result<Option<Candidate>, AppError> {
    let Some(ticket) = tickets::get(tx, id)? else {
        return Ok(None);
    };
    let category: Category = ticket
        .category
        .parse()
        .map_err(|e| AppError::Internal(format!("ticket {}: {e}", ticket.number)))?;
    let finished = ticket.closed_at.or(ticket.solved_at);
    let effect = on_customer_message(category, finished, cx.now, policy);
    let sender_takes_part = match contact {
        Some(contact) => {
            tickets::takes_part(tx, &ticket, contact.id)?
                || was_copied(tx, &ticket, contact, address)?
        }
        None => false,
    };
    Ok(Some(Candidate {
        id,
        merged_into: ticket.merged_into,
        closed: effect == MessageEffect::FollowUp,
        sender_takes_part,
    }))
}

/// Whether a colleague of the same account was in copy of the conversation.
/// Somebody of elsewhere who was put in copy is not let in by that.
fn was_copied(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    contact: &contacts::Contact,
    address: &str,
) -> Result<bool, AppError> {
    if contact.account_id.is_none() || contact.account_id != ticket.account_id {
        return Ok(false);
    }
    let address = surety_domain::text::fold(address);
    Ok(history::was_recipient(tx, ticket.id, &address)?)
}

/// A message of the customer's side in a ticket that is there.
pub(super) fn append(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
    ticket: TicketId,
    by: By,
    party: &Party,
) -> Result<Place, AppError> {
    let mut work = Work::take(tx, cx, TicketKey::Id(ticket), Permission::TicketReply, None)?
        .as_contact(party.contact.id);
    // It ended too long ago: a new request, linked to it, by whichever way in.
    if message_effect(tx, &work)? == MessageEffect::FollowUp {
        return open(tx, cx, mail, parsed, party.clone(), Some(ticket), Some(by));
    }
    let cx = &cx.not_before(work.at());
    let bodies = bodies(parsed);
    let message = work.say(
        cx,
        Draft {
            public: true,
            automatic: None,
            channel: Channel::Email,
            author_user: None,
            author_contact: Some(party.contact.id),
            author_name: party.contact.name.clone(),
            author_address: party.address.clone(),
            from_customer: true,
            to: addresses(&parsed.to),
            cc: addresses(&parsed.cc),
            text: bodies.text,
            html: bodies.html,
            full_text: bodies.full_text,
            attachments: Vec::new(),
            uploaded_by: None,
            mail: Some(mail.id),
        },
    )?;
    after_customer_message(tx, cx, &mut work)?;
    let ticket = work.finish(tx, cx, "message")?.ticket.id;
    attach(tx, cx, parsed, message)?;
    remember(tx, cx, parsed, ticket)?;
    Ok(Place {
        state: "message",
        reason: None,
        ticket: Some(ticket),
        message: Some(message),
        by: Some(by),
    })
}

/// A vacation notice and the like: kept where it belongs, no clock counts it,
/// and nothing ends or starts by it.
fn automatic_answer(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
    ticket: TicketId,
    by: By,
) -> Result<Place, AppError> {
    note(tx, cx, mail, parsed, ticket, by, "auto_reply")
}

/// An internal entry that the desk makes of a mail by a program.
fn note(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
    ticket: TicketId,
    by: By,
    cause: &str,
) -> Result<Place, AppError> {
    let mut work = Work::take(tx, cx, TicketKey::Id(ticket), Permission::TicketNote, None)?
        .as_part("mail_intake");
    let cx = &cx.not_before(work.at());
    let bodies = bodies(parsed);
    let from = parsed.from.as_ref();
    let message = work.say(
        cx,
        Draft {
            public: false,
            automatic: Some(cause.to_owned()),
            channel: Channel::Email,
            author_user: None,
            author_contact: None,
            author_name: from
                .and_then(|a| a.name.clone().or_else(|| Some(a.address.clone())))
                .unwrap_or_else(|| cx.config.desk_name.clone()),
            author_address: from.map(|a| a.address.clone()),
            from_customer: false,
            to: addresses(&parsed.to),
            cc: addresses(&parsed.cc),
            text: bodies.text,
            html: bodies.html,
            full_text: bodies.full_text,
            attachments: Vec::new(),
            uploaded_by: None,
            mail: Some(mail.id),
        },
    )?;
    let ticket = work.finish(tx, cx, "message")?.ticket.id;
    attach(tx, cx, parsed, message)?;
    Ok(Place {
        state: "message",
        reason: None,
        ticket: Some(ticket),
        message: Some(message),
        by: Some(by),
    })
}

/// A delivery or abuse report. Only our own signed token leads it to a ticket:
/// in the address it was sent to, or in the Message-ID of the mail that it
/// returns. A forged report therefore reaches the tray and nothing else.
fn report(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
) -> Result<Place, AppError> {
    let mut tokens = named(tx, cx, mail, parsed, None)?.tokens;
    for inner in &parsed.embedded {
        let id = inner.message_id.as_deref();
        push_new(
            &mut tokens,
            id.and_then(|id| ticket_of_message_id(&cx.keys.reply, id)),
        );
    }
    let cause = if parsed.automatic.is_bounce {
        "bounce"
    } else {
        "automatic"
    };
    let only_tokens = Named {
        tokens,
        ..Named::default()
    };
    match decide(tx, cx, &only_tokens, "", None)? {
        ThreadDecision::Append { ticket, by } | ThreadDecision::FollowUp { closed: ticket, by } => {
            note(tx, cx, mail, parsed, ticket, by, cause)
        }
        ThreadDecision::New { .. } => Ok(Place::suspended(cause)),
    }
}

/// A new ticket.
pub(super) fn open(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mails::Mail,
    parsed: &ParsedMail,
    party: Party,
    related_to: Option<TicketId>,
    by: Option<By>,
) -> Result<Place, AppError> {
    let bodies = bodies(parsed);
    let request = Request {
        party,
        subject: subject_line(parsed, &bodies.text),
        text: bodies.text,
        html: bodies.html,
        full_text: bodies.full_text,
        channel: Channel::Email,
        product: None,
        asset: None,
        ticket_type: None,
        priority: None,
        impact: None,
        urgency: None,
        tags: Vec::new(),
        assignee: None,
        team: None,
        attachments: Vec::new(),
        opened_by: OpenedBy::Customer,
        // The promise runs from the arrival, however long the mail waited.
        began_at: (cx.now.micros_since(mail.received_at) > WAITED_SECONDS * MICROS_PER_SECOND)
            .then_some(mail.received_at),
        to: addresses(&parsed.to),
        cc: addresses(&parsed.cc),
        mail: Some(mail.id),
        related_to,
    };
    let Done { ticket, said, .. } = open_in(tx, cx, request)?;
    // What they wrote comes first; what the desk announced comes after it.
    let message = *said
        .first()
        .ok_or_else(|| AppError::Internal("the message of a new ticket is not there".into()))?;
    attach(tx, cx, parsed, message)?;
    remember(tx, cx, parsed, ticket.id)?;
    Ok(Place {
        state: "ticket",
        reason: None,
        ticket: Some(ticket.id),
        message: Some(message),
        by,
    })
}

/// The contact of an address that somebody vouches for, in an account they name.
pub(super) fn vouched(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    parsed: &ParsedMail,
    address: Option<&str>,
    account: Option<surety_domain::ids::AccountId>,
) -> Result<Party, AppError> {
    let sender = sender(parsed);
    let address = address
        .map(str::to_owned)
        .or_else(|| sender.as_ref().map(|a| a.address.clone()))
        .ok_or_else(|| {
            AppError::invalid(
                "sender_missing",
                "email",
                "the mail names no sender; say whose request it is",
            )
        })?;
    let name = sender.and_then(|a| a.name);
    by_address(tx, cx, &address, name.as_deref(), account)
}
