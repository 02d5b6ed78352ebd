//! The steps of a contract through its life.

use serde_json::json;
use surety_domain::contract::{
    ContractState, ContractVerb, SUSPEND_REASON_CHARS_MAX, TransitionError, transition,
};
use surety_domain::ids::ContractId;
use surety_domain::permission::Permission;
use surety_domain::time::Instant;
use surety_store::Tx;

use super::super::credits;
use super::amend::cancel_all;
use super::change::{keep, take, told};
use super::documents::{self, AcceptContract};
use super::terms::refuse_overlap;
use super::view::{ContractView, state_now, view};
use crate::core::{App, Call, Cx};
use crate::error::AppError;

/// What is done to a contract by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Puts it in force without an offer.
    Activate,
    /// Shows it to the customer.
    Offer,
    /// Takes the offer back.
    Withdraw,
    /// The customer accepts the document that was offered.
    Accept(AcceptContract),
    /// Interrupts it.
    Suspend {
        /// Why.
        reason: String,
        /// When it resumes by itself.
        until: Option<Instant>,
    },
    /// Ends the interruption.
    Resume,
    /// Ends it early.
    Cancel {
        /// Why.
        reason: String,
    },
}

impl Step {
    const fn verb(&self) -> ContractVerb {
        match self {
            Self::Activate => ContractVerb::Activate,
            Self::Offer => ContractVerb::Offer,
            Self::Withdraw => ContractVerb::Withdraw,
            Self::Accept(_) => ContractVerb::Accept,
            Self::Suspend { .. } => ContractVerb::Suspend,
            Self::Resume => ContractVerb::Resume,
            Self::Cancel { .. } => ContractVerb::Cancel,
        }
    }
}

/// Takes a contract one step through its life.
///
/// # Errors
/// `contract_transition_invalid`, `contract_overlap`, `reason_missing`, of an acceptance
/// `document_changed`, `document_outdated`, `document_missing`, `accept_name_missing`, `not_on_behalf`, `Denied`, `Stale`, or the store's.
pub async fn step(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: Option<i64>,
    step: Step,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| step_in(tx, cx, id, expected, &step))
        .await
}

/// Takes a contract one step within a transaction.
///
/// # Errors
/// As [`step`].
pub fn step_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    expected: Option<i64>,
    step: &Step,
) -> Result<ContractView, AppError> {
    let permission = match step {
        Step::Accept(_) => Permission::ContractAccept,
        _ => Permission::ContractManage,
    };
    let mut row = take(tx, cx, id, permission, expected)?;
    let now = state_now(&row, cx.now)?;
    let next = transition(now, step.verb())
        .map_err(|e| AppError::conflict(TransitionError::CODE, e.to_string()))?;
    let mut data = json!({ "from": now, "to": next });
    match step {
        Step::Suspend { reason, until } => {
            let reason = reason.trim();
            if reason.is_empty() || reason.chars().count() > SUSPEND_REASON_CHARS_MAX {
                return Err(AppError::invalid(
                    "reason_missing",
                    "reason",
                    format!("say why, in at most {SUSPEND_REASON_CHARS_MAX} characters"),
                ));
            }
            if until.is_some_and(|u| u <= cx.now) {
                return Err(AppError::invalid(
                    "until_in_the_past",
                    "until",
                    "a suspension ends in the future",
                ));
            }
            row.suspended_reason = Some(reason.to_owned());
            row.suspended_until = *until;
            data["reason"] = json!(reason);
        }
        Step::Resume => {
            row.suspended_reason = None;
            row.suspended_until = None;
        }
        Step::Cancel { reason } => {
            // What never was in force is called off from the beginning.
            let was_in_force = matches!(now, ContractState::Active | ContractState::Suspended);
            row.cancelled_at = was_in_force.then_some(cx.now);
            cancel_all(tx, cx, &mut row)?;
            data["reason"] = json!(reason);
        }
        Step::Accept(input) => {
            data["acceptance"] = documents::accept_offered(tx, cx, &row, input)?;
        }
        Step::Activate | Step::Offer | Step::Withdraw => {}
    }
    row.state = next.as_str().into();
    if matches!(step, Step::Activate | Step::Offer | Step::Accept(_)) {
        refuse_overlap(tx, cx, &row, &[], None)?;
    }
    keep(tx, cx, &mut row)?;
    if matches!(step, Step::Offer) {
        documents::offer(tx, cx, &row)?;
    }
    if next == ContractState::Active && row.starts_at <= cx.now {
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        // The first period's credits are there from the first moment on, not
        // only when somebody first draws.
        credits::bring_up_to_date(tx, cx, &mut credits::Holder::of_contract(&row), &plan)?;
    }
    told(
        tx,
        cx,
        &row,
        &format!("contract.{}", step.verb().as_str()),
        &data,
    )?;
    view(tx, cx, row)
}
