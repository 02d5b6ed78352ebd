//! Opening a ticket: the main job, in one transaction.
//!
//! authorise → find contact and account → entitlement decision with trace →
//! ledger entries → SLA clocks and their timer → events, audit, outbox → answer
//! after the commit.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::{
    AccountId, AssetId, AttachmentId, ContactId, MailId, ProductId, TeamId, TicketId, TicketTypeId,
    UserId,
};
use surety_domain::permission::{ActorKind, Permission, Subject, TicketSubject};
use surety_domain::text::fold;
use surety_domain::ticket::{Category, Channel, Level, Priority, TicketEvent, derive_priority};
use surety_domain::time::Instant;
use surety_store::records::{accounts, ahead, assets, products, teams, ticket_types, tickets};
use surety_store::{Counter, Tx};
use utoipa::ToSchema;

use super::channel;
use super::learned::RowNames;
use super::mutate::{clean_tag, default_status, priority_rank};
use super::people::{self, Party};
use super::read;
use super::say::body;
use super::view::TicketView;
use super::work::{Done, Draft, TAGS_MAX, Work, clean_subject};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::promises::entitle;
use crate::setting::{self, Setting};
use crate::texts;
use surety_domain::ticket::PriorityMatrix;

/// How long before now a logged call may have begun, in seconds.
pub const BEGAN_BEFORE_MAX_SECONDS: i64 = 31 * 86_400;

/// Who asks: a known contact, or an address.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RequesterInput {
    /// A known contact.
    #[schema(value_type = Option<String>)]
    pub contact_id: Option<ContactId>,
    /// Or an address; its contact is made when there is none.
    pub email: Option<String>,
    /// The name of a new contact.
    pub name: Option<String>,
}

/// Which side opens a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBy {
    /// The customer asked; an agent may log it for them.
    #[default]
    Customer,
    /// An agent turns to the customer: no first response is owed.
    Agent,
}

/// A new ticket.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpenInput {
    /// What it is about.
    pub subject: String,
    /// The request as plain text.
    pub body_text: Option<String>,
    /// Or as HTML, which is sanitised.
    pub body_html: Option<String>,
    /// Who asks; a signed-in customer asks for themselves.
    pub requester: Option<RequesterInput>,
    /// For which account, when not the requester's own.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// About which product.
    #[schema(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
    /// About which asset.
    #[schema(value_type = Option<String>)]
    pub asset_id: Option<AssetId>,
    /// Of which type.
    #[schema(value_type = Option<String>)]
    pub type_id: Option<TicketTypeId>,
    /// By which road it came; `api` unless told. For customers it is `portal`,
    /// or `api` by a token, whatever they say.
    pub channel: Option<String>,
    /// `urgent`, `high`, `normal` or `low`.
    pub priority: Option<String>,
    /// `high`, `medium` or `low`.
    pub impact: Option<String>,
    /// `high`, `medium` or `low`.
    pub urgency: Option<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Who works on it.
    #[schema(value_type = Option<String>)]
    pub assignee_id: Option<UserId>,
    /// Which team.
    #[schema(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
    /// Files uploaded before.
    #[schema(value_type = Vec<String>)]
    pub attachments: Vec<AttachmentId>,
    /// Which side opens it.
    pub opened_by: OpenedBy,
    /// A logged call: when it began. The promise runs from here. Agents only.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub began_at: Option<Instant>,
}

/// A request from whichever door, checked and with its people found.
#[derive(Debug)]
pub struct Request {
    /// Who asks.
    pub party: Party,
    /// What it is about, one line.
    pub subject: String,
    /// The new text.
    pub text: String,
    /// As sanitised HTML.
    pub html: Option<String>,
    /// With quotation and signature, where they were cut.
    pub full_text: Option<String>,
    /// By which road.
    pub channel: Channel,
    /// About which product.
    pub product: Option<ProductId>,
    /// About which asset.
    pub asset: Option<AssetId>,
    /// Of which type.
    pub ticket_type: Option<TicketTypeId>,
    /// As chosen.
    pub priority: Option<Priority>,
    /// How much is hit.
    pub impact: Option<Level>,
    /// How soon it matters.
    pub urgency: Option<Level>,
    /// Labels.
    pub tags: Vec<String>,
    /// Who works on it.
    pub assignee: Option<UserId>,
    /// Which team.
    pub team: Option<TeamId>,
    /// Files uploaded before.
    pub attachments: Vec<AttachmentId>,
    /// Which side opens it.
    pub opened_by: OpenedBy,
    /// When it began.
    pub began_at: Option<Instant>,
    /// To whom it was written.
    pub to: Vec<String>,
    /// With copies to.
    pub cc: Vec<String>,
    /// The mail it came by.
    pub mail: Option<MailId>,
    /// A ticket it possibly belongs to.
    pub related_to: Option<TicketId>,
}

fn level(field: &str, word: Option<&str>) -> Result<Option<Level>, AppError> {
    word.map(|w| {
        w.parse()
            .map_err(|e| AppError::invalid("level_invalid", field, format!("{e}")))
    })
    .transpose()
}

/// Opens a ticket for somebody, or for oneself.
///
/// # Errors
/// `Denied`, bad input by field, or the store's. A request over its plan's
/// limit is no error: the answer says `held` or `blocked`.
pub async fn open(app: &App, call: &Call, input: OpenInput) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let request = check(tx, cx, &input)?;
        let done = open_in(tx, cx, request)?;
        read::view_of(tx, cx, done)
    })
    .await
}

/// Checks what the API was given and finds the people.
fn check(tx: &mut Tx<'_>, cx: &Cx<'_>, input: &OpenInput) -> Result<Request, AppError> {
    cx.require(Permission::TicketCreate, &Subject::Desk)?;
    ahead::desk(tx, Category::New.as_str(), PriorityMatrix::KEY)?;
    let is_customer = cx.actor.kind == ActorKind::Customer;
    let party = match (&input.requester, cx.actor.contact) {
        (None, Some(me)) => people::by_id(tx, me, input.account_id)?,
        (Some(r), Some(me)) if is_customer && (r.contact_id != Some(me) || r.email.is_some()) => {
            // A customer speaks for themselves; account managers for their accounts' people.
            let id = r.contact_id.ok_or_else(|| {
                AppError::invalid(
                    "requester_invalid",
                    "requester",
                    "name a contact_id of your own accounts",
                )
            })?;
            let party = people::by_id(tx, id, input.account_id)?;
            cx.require(
                Permission::TicketCreate,
                &Subject::Ticket(TicketSubject {
                    account: party.account.as_ref().map(|a| a.id),
                    requester: Some(id),
                    ..TicketSubject::default()
                }),
            )?;
            party
        }
        (Some(r), _) => match (r.contact_id, &r.email) {
            (Some(id), None) => people::by_id(tx, id, input.account_id)?,
            (None, Some(email)) => {
                people::by_address(tx, cx, email.trim(), r.name.as_deref(), input.account_id)?
            }
            _ => {
                return Err(AppError::invalid(
                    "requester_invalid",
                    "requester",
                    "give either a contact_id or an email",
                ));
            }
        },
        (None, None) => {
            return Err(AppError::invalid(
                "requester_missing",
                "requester",
                "say who asks: a contact_id or an email",
            ));
        }
    };
    let (text, html) = body(
        input.body_text.as_deref(),
        input.body_html.as_deref(),
        !input.attachments.is_empty(),
    )?;
    let channel = channel::of_caller(cx, input.channel.as_deref(), Channel::Api)?;
    if is_customer && input.began_at.is_some() {
        // When a logged call began is an agent's word: the promise runs from there.
        return Err(AppError::Denied(Permission::TicketUpdate.as_str()));
    }
    if let Some(began) = input.began_at
        && (began > cx.now || cx.now.micros_since(began) > BEGAN_BEFORE_MAX_SECONDS * 1_000_000)
    {
        return Err(AppError::invalid(
            "began_at_invalid",
            "began_at",
            "within the last 31 days, not in the future",
        ));
    }
    if is_customer
        && (input.assignee_id.is_some() || input.team_id.is_some() || !input.tags.is_empty())
    {
        return Err(AppError::Denied(Permission::TicketAssign.as_str()));
    }
    Ok(Request {
        party,
        subject: clean_subject(&input.subject)?,
        text,
        html,
        full_text: None,
        channel,
        product: input.product_id,
        asset: input.asset_id,
        ticket_type: input.type_id,
        priority: input
            .priority
            .as_deref()
            .map(|w| {
                w.parse()
                    .map_err(|e| AppError::invalid("priority_invalid", "priority", format!("{e}")))
            })
            .transpose()?,
        impact: level("impact", input.impact.as_deref())?,
        urgency: level("urgency", input.urgency.as_deref())?,
        tags: input.tags.clone(),
        assignee: input.assignee_id,
        team: input.team_id,
        attachments: input.attachments.clone(),
        opened_by: if is_customer {
            OpenedBy::Customer
        } else {
            input.opened_by
        },
        began_at: input.began_at,
        to: Vec::new(),
        cc: Vec::new(),
        mail: None,
        related_to: None,
    })
}

/// The product, asset and type of a request, if they exist and fit together.
fn check_matter(
    tx: &mut Tx<'_>,
    request: &mut Request,
) -> Result<Option<products::Product>, AppError> {
    if let Some(id) = request.asset {
        let asset = assets::get(tx, id)?
            .filter(|a| a.archived_at.is_none())
            .ok_or_else(|| {
                AppError::invalid(
                    "asset_not_found",
                    "asset_id",
                    "there is no such asset in use",
                )
            })?;
        if request.party.account.as_ref().map(|a| a.id) != Some(asset.account_id) {
            return Err(AppError::invalid(
                "asset_of_other_account",
                "asset_id",
                "this asset is another account's",
            ));
        }
        match request.product {
            None => request.product = Some(asset.product_id),
            Some(product) if product != asset.product_id => {
                return Err(AppError::invalid(
                    "asset_of_other_product",
                    "asset_id",
                    "this asset is another product's",
                ));
            }
            Some(_) => {}
        }
    }
    if let Some(id) = request.ticket_type
        && ticket_types::get(tx, id)?.is_none_or(|t| t.archived_at.is_some())
    {
        return Err(AppError::invalid(
            "type_not_found",
            "type_id",
            "there is no such ticket type in use",
        ));
    }
    match request.product {
        None => Ok(None),
        Some(id) => products::get(tx, id)?
            .filter(|p| p.archived_at.is_none())
            .map(Some)
            .ok_or_else(|| {
                AppError::invalid(
                    "product_not_found",
                    "product_id",
                    "there is no such product in use",
                )
            }),
    }
}

/// Opens a ticket inside a transaction, whichever door it came by.
///
/// # Errors
/// Bad input by field, or the store's.
pub fn open_in(tx: &mut Tx<'_>, cx: &Cx<'_>, mut request: Request) -> Result<Done, AppError> {
    let product = check_matter(tx, &mut request)?;
    let account = request.party.account.as_ref().map(|a| a.id);
    ahead::desk(tx, Category::New.as_str(), PriorityMatrix::KEY)?;
    ahead::opening(tx, account)?;
    let status = default_status(tx, Category::New)?;
    let matrix = setting::in_force::<PriorityMatrix>(tx)?;
    let (priority, derivation) =
        derive_priority(&matrix, request.priority, request.impact, request.urgency);
    let team = request
        .team
        .or_else(|| product.as_ref().and_then(|p| p.team_id));
    let tier = match team {
        Some(id) => teams::get(tx, id)?.map_or(1, |t| t.tier),
        None => 1,
    };
    let contact = &request.party.contact;
    let account: Option<&accounts::Account> = request.party.account.as_ref();
    let id = cx.new_id(TicketId::new);
    let ticket = tickets::Ticket {
        number: tx.next_number(Counter::TicketNumber)?,
        subject_folded: fold(&request.subject),
        subject: request.subject.clone(),
        priority: priority.map(|p| p.as_str().into()),
        priority_rank: priority_rank(priority),
        priority_source: serde_json::to_string(&derivation)
            .map_err(|e| AppError::Internal(e.to_string()))?,
        impact: request.impact.map(|l| l.as_str().into()),
        urgency: request.urgency.map(|l| l.as_str().into()),
        type_id: request.ticket_type,
        channel: request.channel.as_str().into(),
        product_id: request.product,
        asset_id: request.asset,
        requester_id: Some(contact.id),
        account_id: account.map(|a| a.id),
        tier,
        locale: contact
            .locale
            .clone()
            .or_else(|| account.map(|a| a.locale.clone()))
            .unwrap_or_else(|| "en".into()),
        related_to: request.related_to,
        ..tickets::Ticket::unopened(id, status.id, status.category.as_str(), cx.now)
    };
    let mut work = Work::begin(ticket, cx);
    let named_elsewhere = request.ticket_type.is_some()
        || request.assignee.is_some()
        || team.is_some()
        || !request.tags.is_empty()
        || !request.party.address_is_first;
    if !named_elsewhere {
        work.learned.of_row(RowNames {
            status_id: status.id,
            status: status.name.clone(),
            product: product.map(|p| p.name),
            account: account.map(|a| a.name.clone()),
            requester: contact.name.clone(),
            address: request.party.address.clone(),
        });
    }
    if cx.actor.user.is_none() && cx.actor.contact.is_none() {
        work = work.as_contact(contact.id);
    }
    let outbound = request.opened_by == OpenedBy::Agent;
    work.happened(
        cx,
        TicketEvent::Created {
            channel: request.channel,
            outbound,
            began_at: request.began_at,
            status: status.id,
            category: status.category,
            priority,
            pauses: super::status::pauses(&status),
        },
    );
    if let Some(related) = request.related_to {
        work.happened(
            cx,
            TicketEvent::Linked {
                ticket: related,
                relation: "possibly_belongs_to".into(),
            },
        );
    }
    if team.is_some() {
        work.set_team(tx, cx, team)?;
    }
    if request.assignee.is_some() {
        work.set_assignee(tx, cx, request.assignee)?;
    }
    let (name, address) = (contact.name.clone(), request.party.address.clone());
    let contact_id = contact.id;
    work.say(
        cx,
        Draft {
            public: true,
            automatic: None,
            channel: request.channel,
            author_user: if outbound { cx.actor.user } else { None },
            author_contact: if outbound { None } else { Some(contact_id) },
            author_name: if outbound {
                cx.config.desk_name.clone()
            } else {
                name
            },
            author_address: if outbound { None } else { address },
            from_customer: !outbound,
            to: request.to,
            cc: request.cc,
            text: request.text,
            html: request.html,
            full_text: request.full_text,
            attachments: request.attachments,
            uploaded_by: cx.actor_id(),
            mail: request.mail,
        },
    )?;
    let decision = entitle::apply(tx, cx, &mut work, "created")?;
    tell_over_limit(cx, &mut work)?;
    if request.tags.len() > TAGS_MAX {
        return Err(AppError::invalid(
            "too_many_tags",
            "tags",
            format!("at most {TAGS_MAX} tags"),
        ));
    }
    let mut tags = Vec::new();
    for tag in &request.tags {
        let tag = clean_tag(tag)?;
        if !tags.contains(&tag) {
            work.happened(cx, TicketEvent::TagAdded { tag: tag.clone() });
            tags.push(tag);
        }
    }
    cx.audit(
        tx,
        "ticket.opened",
        "ticket",
        &work.ticket.id.to_string(),
        &json!({
            "number": work.ticket.number,
            "outcome": decision.outcome,
            "admission": work.ticket.admission,
            "contract": decision.contract,
        }),
    )?;
    let done = work.finish(tx, cx, "created")?;
    for tag in &tags {
        tickets::tag_add(tx, done.ticket.id, tag)?;
    }
    Ok(done)
}

/// Tells the sender in the conversation when their request is held or kept
/// aside. The text carries nothing of the request.
pub(super) fn tell_over_limit(cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    let (locale, number) = (work.ticket.locale.clone(), work.ticket.number);
    let text = match work.ticket.admission.as_str() {
        "blocked" => texts::over_limit_blocked(&locale, number),
        "held" => texts::over_limit_held(&locale, number),
        _ => return Ok(()),
    };
    work.announce(cx, "over_limit", text)
}
