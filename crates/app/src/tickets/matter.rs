//! What a ticket is about, and what its entitlement depends on.

use serde_json::json;
use surety_domain::ticket::{Channel, TicketEvent};
use surety_store::Tx;
use surety_store::records::{accounts, assets, contacts, products, ticket_types};

use super::change::{ChangeInput, field_changed};
use super::work::Work;
use crate::core::Cx;
use crate::error::AppError;

/// Account, contact, product, asset, type and channel: what the entitlement depends on.
/// Returns the cause of a new decision.
pub(super) fn matter(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    input: &ChangeInput,
) -> Result<Option<&'static str>, AppError> {
    let before = work.ticket.clone();
    let mut cause = None;
    if let Some(to) = input.type_id
        && to != before.type_id
    {
        if let Some(id) = to
            && ticket_types::get(tx, id)?.is_none_or(|t| t.archived_at.is_some())
        {
            return Err(AppError::invalid(
                "type_not_found",
                "type_id",
                "there is no such ticket type in use",
            ));
        }
        field_changed(work, cx, "type", |t| json!(t.type_id), |t| t.type_id = to);
        cause = Some("type_changed");
    }
    if let Some(word) = &input.channel {
        let to: Channel = word
            .parse()
            .map_err(|e| AppError::invalid("channel_invalid", "channel", format!("{e}")))?;
        if to.as_str() != before.channel {
            field_changed(
                work,
                cx,
                "channel",
                |t| json!(t.channel),
                |t| t.channel = to.as_str().into(),
            );
            cause = Some("channel_changed");
        }
    }
    if let Some(to) = input.requester_id
        && Some(to) != before.requester_id
    {
        let contact = contacts::get(tx, to)?.ok_or_else(|| {
            AppError::invalid(
                "contact_not_found",
                "requester_id",
                "there is no such contact",
            )
        })?;
        work.ticket.requester_id = Some(to);
        if input.account_id.is_none() && contact.account_id.is_some() {
            work.ticket.account_id = contact.account_id;
        }
        cause = Some("contact_changed");
    }
    if let Some(to) = input.account_id
        && to != work.ticket.account_id
    {
        if let Some(id) = to
            && accounts::get(tx, id)?.is_none()
        {
            return Err(AppError::invalid(
                "account_not_found",
                "account_id",
                "there is no such account",
            ));
        }
        work.ticket.account_id = to;
        cause = Some("account_changed");
    }
    if let Some(to) = input.product_id
        && to != before.product_id
    {
        if let Some(id) = to
            && products::get(tx, id)?.is_none_or(|p| p.archived_at.is_some())
        {
            return Err(AppError::invalid(
                "product_not_found",
                "product_id",
                "there is no such product in use",
            ));
        }
        work.ticket.product_id = to;
        if input.asset_id.is_none() {
            work.ticket.asset_id = None;
        }
        cause = Some("product_changed");
    }
    if let Some(to) = input.asset_id
        && to != work.ticket.asset_id
    {
        work.ticket.asset_id = to;
        cause = Some("asset_changed");
    }
    if let Some(id) = work.ticket.asset_id
        && cause.is_some()
    {
        let asset = assets::get(tx, id)?
            .filter(|a| Some(a.account_id) == work.ticket.account_id)
            .ok_or_else(|| {
                AppError::invalid(
                    "asset_of_other_account",
                    "asset_id",
                    "this asset is another account's",
                )
            })?;
        if work
            .ticket
            .product_id
            .is_some_and(|p| p != asset.product_id)
        {
            return Err(AppError::invalid(
                "asset_of_other_product",
                "asset_id",
                "this asset is another product's",
            ));
        }
        work.ticket.product_id = Some(asset.product_id);
    }
    let t = &work.ticket;
    if (t.account_id, t.requester_id, t.product_id, t.asset_id)
        != (
            before.account_id,
            before.requester_id,
            before.product_id,
            before.asset_id,
        )
    {
        let event = TicketEvent::SubjectMatterChanged {
            account: t.account_id,
            contact: t.requester_id,
            product: t.product_id,
            asset: t.asset_id,
        };
        work.happened(cx, event);
    }
    Ok(cause)
}
