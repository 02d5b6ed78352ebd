//! Giving a ticket's credits back by hand, for a cause that its plan refunds.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::RefundCause;
use utoipa::ToSchema;

use super::key::TicketKey;
use super::read;
use super::view::TicketView;
use super::work::Work;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::credits;

/// Most characters of the reason.
pub const REFUND_REASON_CHARS_MAX: usize = 500;

/// For which cause, and why.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"cause": "own_defect", "reason": "Caused by our release 4.2."}))]
pub struct RefundInput {
    /// `duplicate`, `own_defect`, `wrong_routing` or `cancelled`. Spam and
    /// merging give back by themselves.
    pub cause: String,
    /// For the ledger's readers.
    pub reason: String,
}

/// Gives back what is still open of a ticket's credits; its draft charges are
/// waived with them.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `refund_cause_invalid`, `reason_missing`,
/// `reason_too_long`, `refund_not_in_plan`, `nothing_to_refund`, or the store's.
pub async fn refund(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: RefundInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketRead, if_version)?;
        let cx = &cx.not_before(work.at());
        // Who holds credits is the account; a ticket of none took none.
        let held = match work.ticket.account_id {
            Some(account) => Subject::Ledger { account },
            None => Subject::Desk,
        };
        // The ticket may be seen, so what is refused is refused openly.
        if !cx.may(Permission::CreditAdjust, &held) {
            return Err(AppError::Denied(Permission::CreditAdjust.as_str()));
        }
        let cause = match input.cause.parse() {
            Ok(
                cause @ (RefundCause::Duplicate
                | RefundCause::OwnDefect
                | RefundCause::WrongRouting
                | RefundCause::Cancelled),
            ) => cause,
            _ => {
                return Err(AppError::invalid(
                    "refund_cause_invalid",
                    "cause",
                    "expected duplicate, own_defect, wrong_routing or cancelled",
                ));
            }
        };
        let reason = input.reason.trim();
        if reason.is_empty() {
            return Err(AppError::invalid("reason_missing", "reason", "say why"));
        }
        if reason.chars().count() > REFUND_REASON_CHARS_MAX {
            return Err(AppError::invalid(
                "reason_too_long",
                "reason",
                format!("at most {REFUND_REASON_CHARS_MAX} characters"),
            ));
        }
        if !credits::refunds(tx, cx, &work, cause)? {
            return Err(AppError::conflict(
                "refund_not_in_plan",
                format!("the plan of this ticket gives nothing back for {cause}"),
            ));
        }
        if !credits::give_back(tx, cx, &mut work, cause.as_str(), Some(reason))? {
            return Err(AppError::conflict(
                "nothing_to_refund",
                "this ticket holds no credits that could come back",
            ));
        }
        cx.audit(
            tx,
            "ticket.refunded",
            "ticket",
            &work.ticket.id.to_string(),
            &json!({ "cause": cause.as_str(), "reason": reason }),
        )?;
        let done = work.finish(tx, cx, "updated")?;
        read::view_of(tx, cx, done)
    })
    .await
}
