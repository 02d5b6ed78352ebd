//! What other facts would give: the change itself is made, looked at, and
//! taken back, so that the preview and the change can never differ.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, AssetId, ContactId, ProductId, TicketTypeId};
use surety_domain::permission::{Permission, Subject};
use surety_store::records::{decisions, tickets};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::change::{ChangeInput, edit};
use super::key::TicketKey;
use super::read::{self, readable};
use super::view::TicketView;
use super::why::{DecisionView, stored_view};
use super::work::{Work, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::patch::Patch;
use crate::promises::entitle;

/// Facts to try; what is left out stays as the ticket has it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PreviewInput {
    /// Another account.
    #[serde(deserialize_with = "crate::patch::present")]
    #[schema(value_type = Option<String>)]
    pub account_id: Patch<AccountId>,
    /// Another contact.
    #[schema(value_type = Option<String>)]
    pub contact_id: Option<ContactId>,
    /// Another product.
    #[serde(deserialize_with = "crate::patch::present")]
    #[schema(value_type = Option<String>)]
    pub product_id: Patch<ProductId>,
    /// Another asset.
    #[serde(deserialize_with = "crate::patch::present")]
    #[schema(value_type = Option<String>)]
    pub asset_id: Patch<AssetId>,
    /// Another type.
    #[serde(deserialize_with = "crate::patch::present")]
    #[schema(value_type = Option<String>)]
    pub type_id: Patch<TicketTypeId>,
    /// Another channel.
    pub channel: Option<String>,
}

impl From<PreviewInput> for ChangeInput {
    fn from(input: PreviewInput) -> Self {
        Self {
            account_id: input.account_id,
            requester_id: input.contact_id,
            product_id: input.product_id,
            asset_id: input.asset_id,
            type_id: input.type_id,
            channel: input.channel,
            ..Self::default()
        }
    }
}

/// The decision and the ticket now, and what they would be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PreviewView {
    /// In force.
    pub before: Option<DecisionView>,
    /// What these facts would give now.
    pub after: DecisionView,
    /// The ticket as it is: its credits and its clocks.
    pub ticket_before: TicketView,
    /// The ticket as it would be. Nothing of it is saved.
    pub ticket_after: TicketView,
}

/// The end of a trial: what was seen, or what went wrong. Both undo it.
enum End {
    Seen(Box<(DecisionView, TicketView)>),
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

fn decision_of(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
) -> Result<Option<DecisionView>, AppError> {
    let Some(id) = ticket.decision_id else {
        return Ok(None);
    };
    decisions::get(tx, id)?
        .map(|stored| stored_view(tx, &stored, true))
        .transpose()
}

/// Makes the change and looks at it.
fn attempt(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    key: TicketKey,
    change: &ChangeInput,
) -> Result<(DecisionView, TicketView), AppError> {
    let mut work = Work::take(tx, cx, key, Permission::DecisionChange, None)?;
    if work.ticket.merged_into.is_some() {
        return Err(AppError::conflict(
            "ticket_merged",
            "this ticket went into another one; change that one",
        ));
    }
    let in_force = work.ticket.decision_id;
    edit(tx, cx, &mut work, change)?;
    if work.ticket.decision_id == in_force {
        // The same facts may give something else today.
        entitle::decide_again(tx, cx, &mut work, "preview")?;
    }
    let done = work.finish(tx, cx, "updated")?;
    let decision = decision_of(tx, &done.ticket)?.ok_or(AppError::NotFound("decision"))?;
    let decision = DecisionView {
        id: None,
        cause: "preview".into(),
        ..decision
    };
    Ok((decision, read::view_of(tx, cx, done)?))
}

/// What other facts would give, before anything is saved.
///
/// # Errors
/// `decision_change` is needed; `NotFound`, what the change itself would be refused for, or the store's.
pub async fn preview(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: PreviewInput,
) -> Result<PreviewView, AppError> {
    let change = ChangeInput::from(input);
    app.command(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        // Other facts are another customer's contracts: it is for those who
        // may make such a decision, not for all who read the one in force.
        cx.require(
            Permission::DecisionChange,
            &Subject::Ticket(subject_of(&ticket)),
        )?;
        let key = TicketKey::Id(ticket.id);
        let before = decision_of(tx, &ticket)?;
        let ticket_before = read::view(tx, cx, ticket)?;
        let end = tx.attempt(|tx| -> Result<std::convert::Infallible, End> {
            Err(End::Seen(Box::new(attempt(tx, cx, key, &change)?)))
        });
        match end {
            Err(End::Seen(seen)) => {
                let (after, ticket_after) = *seen;
                Ok(PreviewView {
                    before,
                    after,
                    ticket_before,
                    ticket_after,
                })
            }
            Err(End::Failed(error)) => Err(error),
            Ok(never) => match never {},
        }
    })
    .await
}
