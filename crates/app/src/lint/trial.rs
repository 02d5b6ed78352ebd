//! "A ticket like this, now, would get …", for drafts: they are put in force,
//! the ticket is decided about, and everything is taken back, so that what is
//! told and what would happen can never differ.

mod lay;
mod view;

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, AssetId, ContactId, ProductId, TicketId, TicketTypeId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::ticket::{Category, Channel, Level, Priority, derive_priority};
use surety_store::records::{accounts, assets, contacts, products, ticket_types, tickets};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::{Asked, LintCalendar, LintContract, LintPlan, LintSla};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::promises::specs::Specs;
use crate::setting;
use crate::tickets::mutate::{default_status, priority_rank};
use surety_domain::ticket::PriorityMatrix;

pub use view::{
    TrialCalendar, TrialPrice, TrialTarget, TrialView, TriedBucket, TriedContract, TriedNamed,
};

/// The channel of a ticket that names none.
const USUAL_CHANNEL: Channel = Channel::Portal;

/// A ticket that does not exist.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TrialTicket {
    /// Whose.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// Who asks.
    #[schema(value_type = Option<String>)]
    pub contact_id: Option<ContactId>,
    /// About which product.
    #[schema(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
    /// About which asset.
    #[schema(value_type = Option<String>)]
    pub asset_id: Option<AssetId>,
    /// Of which type.
    #[schema(value_type = Option<String>)]
    pub type_id: Option<TicketTypeId>,
    /// By which channel; `portal` when left out.
    pub channel: Option<String>,
    /// `urgent`, `high`, `normal` or `low`.
    #[schema(value_type = Option<String>)]
    pub priority: Option<Priority>,
    /// `high`, `medium` or `low`: with the urgency it gives the priority.
    #[schema(value_type = Option<String>)]
    pub impact: Option<Level>,
    /// `high`, `medium` or `low`.
    #[schema(value_type = Option<String>)]
    pub urgency: Option<Level>,
}

/// Drafts, of which there is at least one, and a ticket.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"plan": {"draft": {"spec": {"kind": "ticket_based",
    "limits": [{"bucket": "month", "credits": 10, "unit": "month"}]}}}, "ticket": {"priority": "high"}}))]
pub struct TrialInput {
    /// A calendar, put in the place of the saved one.
    #[serde(default)]
    pub calendar: Option<LintCalendar>,
    /// An SLA. Without a calendar of its own it goes by the draft calendar.
    #[serde(default)]
    pub sla: Option<LintSla>,
    /// A plan. Without an SLA of its own it promises the draft SLA.
    #[serde(default)]
    pub plan: Option<LintPlan>,
    /// A contract, as if it were in force.
    #[serde(default)]
    pub contract: Option<LintContract>,
    /// The ticket.
    #[serde(default)]
    pub ticket: TrialTicket,
}

/// The end of a trial: what was seen, or what went wrong. Both undo it.
enum End {
    Seen(Box<TrialView>),
    Failed(AppError),
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<AppError> for End {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

fn allowed(cx: &Cx<'_>, input: &TrialInput) -> Result<(), AppError> {
    let asked = Asked {
        calendar: input.calendar.is_some(),
        sla: input.sla.is_some(),
        plan: input.plan.is_some(),
        contract: input.contract.as_ref().map(|c| c.draft.account_id),
    };
    asked.allowed(cx)?;
    if let Some(account) = input.ticket.account_id {
        cx.require(Permission::AccountRead, &Subject::Account(account))?;
        // What is left of its credits is told.
        cx.require(Permission::CreditRead, &Subject::Ledger { account })?;
    }
    Ok(())
}

/// What a ticket would get if the drafts were in force. Nothing is kept.
///
/// # Errors
/// The right to edit each draft is needed, and `account_read` and
/// `credit_read` of the account; what saving a draft would refuse, with the
/// draft's name in front of the field; bad input of the ticket.
pub async fn try_drafts(app: &App, call: &Call, input: TrialInput) -> Result<TrialView, AppError> {
    app.command(call, move |tx, cx| {
        allowed(cx, &input)?;
        let end = tx.attempt(|tx| -> Result<std::convert::Infallible, End> {
            // Versions that are taken back must not be remembered.
            let specs = Specs::default();
            let cx = cx.with_specs(&specs);
            let laid = lay::lay(tx, &cx, &input)?;
            let ticket = ticket(tx, &cx, &input.ticket)?;
            Err(End::Seen(Box::new(view::view(
                tx, &cx, &input, &laid, &ticket,
            )?)))
        });
        match end {
            Err(End::Seen(seen)) => Ok(*seen),
            Err(End::Failed(error)) => Err(error),
            Ok(never) => match never {},
        }
    })
    .await
}

fn missing(code: &str, field: &str, what: &str) -> AppError {
    AppError::invalid(
        code,
        &format!("ticket.{field}"),
        format!("there is no such {what} in use"),
    )
}

/// The row of a ticket that nobody opened.
fn ticket(tx: &mut Tx<'_>, cx: &Cx<'_>, asked: &TrialTicket) -> Result<tickets::Ticket, AppError> {
    if let Some(id) = asked.account_id
        && accounts::get(tx, id)?.is_none()
    {
        return Err(missing("account_not_found", "account_id", "account"));
    }
    if let Some(id) = asked.contact_id
        && contacts::get(tx, id)?.is_none_or(|c| c.archived_at.is_some())
    {
        return Err(missing("contact_not_found", "contact_id", "contact"));
    }
    let mut product = asked.product_id;
    if let Some(id) = asked.asset_id {
        let asset = assets::get(tx, id)?
            .filter(|a| a.archived_at.is_none() && Some(a.account_id) == asked.account_id)
            .ok_or_else(|| missing("asset_not_found", "asset_id", "asset of this account"))?;
        product = product.or(Some(asset.product_id));
        if product != Some(asset.product_id) {
            return Err(AppError::invalid(
                "asset_of_other_product",
                "ticket.asset_id",
                "this asset is another product's",
            ));
        }
    }
    if let Some(id) = product
        && products::get(tx, id)?.is_none_or(|p| p.archived_at.is_some())
    {
        return Err(missing("product_not_found", "product_id", "product"));
    }
    if let Some(id) = asked.type_id
        && ticket_types::get(tx, id)?.is_none_or(|t| t.archived_at.is_some())
    {
        return Err(missing("type_not_found", "type_id", "ticket type"));
    }
    let channel: Channel = match &asked.channel {
        None => USUAL_CHANNEL,
        Some(word) => word
            .parse()
            .map_err(|e| AppError::invalid("channel_invalid", "ticket.channel", format!("{e}")))?,
    };
    let matrix = setting::in_force::<PriorityMatrix>(tx)?;
    let (priority, _) = derive_priority(&matrix, asked.priority, asked.impact, asked.urgency);
    let status = default_status(tx, Category::New)?;
    let id = cx.new_id(TicketId::new);
    Ok(tickets::Ticket {
        priority: priority.map(|p| p.as_str().into()),
        priority_rank: priority_rank(priority),
        impact: asked.impact.map(|l| l.as_str().into()),
        urgency: asked.urgency.map(|l| l.as_str().into()),
        type_id: asked.type_id,
        channel: channel.as_str().into(),
        product_id: product,
        asset_id: asked.asset_id,
        requester_id: asked.contact_id,
        account_id: asked.account_id,
        ..tickets::Ticket::unopened(id, status.id, status.category.as_str(), cx.now)
    })
}
