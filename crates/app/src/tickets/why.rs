//! "Why this plan": the decision with names, in full for staff and in plain
//! words for the customer.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use surety_domain::entitlement::{CandidateTrace, Decision, LedgerEffect};
use surety_domain::ids::{
    AccountId, AssetId, ContactId, ContractId, DecisionId, PlanId, ProductId, SlaId, TicketTypeId,
};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::Key;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{
    accounts, assets, contacts, decisions, products, promises, ticket_types,
};
use utoipa::ToSchema;

use super::key::TicketKey;
use super::read::{may_read_books, readable};
use super::view::{ContractRef, Named};
use super::work::subject_of;
use crate::core::{App, Call, Cx};
use crate::error::AppError;

/// One check of one candidate.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CheckView {
    /// `plan`, `state`, `dates`, `product_asset`, `contact`, `channel`, `type` or `credits`.
    pub check: String,
    /// Whether it passed.
    pub passed: bool,
    /// What would have passed; null is anything.
    #[schema(value_type = Object)]
    pub wanted: Value,
    /// What was there.
    #[schema(value_type = Object)]
    pub found: Value,
}

/// A contract that was considered, or the default plan.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CandidateView {
    /// The contract; null is the default plan.
    pub contract: Option<ContractRef>,
    /// Its plan.
    pub plan: Option<Named>,
    /// Whether every check passed.
    pub passed: bool,
    /// Whether it won.
    pub won: bool,
    /// Every check, in order.
    pub checks: Vec<CheckView>,
    /// `asset`, `product`, `contact`, `account` or `ancestor`.
    pub specificity: Option<String>,
    /// Its place on the ladder.
    #[schema(value_type = Object)]
    pub rank: Value,
}

/// What a ticket drew from one limit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreditLineView {
    /// Left before, in hundredths.
    pub before_hundredths: i64,
    /// The cost, in hundredths.
    pub cost_hundredths: i64,
    /// Left after, in hundredths.
    pub after_hundredths: i64,
}

/// The plain version for the customer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlainView {
    /// Which sentence; see the reference.
    pub code: String,
    /// What is said beside it, in this order: `for_unit`, `for_product`,
    /// `for_person`, `for_account` or `for_everybody`; `counts_now`,
    /// `counts_at_answer` or `counts_when_solved`; `times_hold`, `no_times` or
    /// `times_run_meanwhile`. None names another contract, account or person.
    #[serde(default)]
    pub points: Vec<String>,
    /// What this request counts, in hundredths, for who may read balances.
    #[serde(default)]
    pub cost_hundredths: Option<i64>,
    /// The plan's name.
    pub plan: Option<String>,
    /// The limit that has least left, for who may read balances.
    pub bucket: Option<String>,
    /// What is left in it, in hundredths.
    pub left_hundredths: Option<i64>,
}

/// A decision with names. For customers everything but `plain` is left out.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DecisionView {
    /// The stored decision; null for a preview.
    #[schema(value_type = Option<String>)]
    pub id: Option<DecisionId>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// `covered`, `over_limit` or `uncovered`.
    pub outcome: String,
    /// Why it was made.
    pub cause: String,
    /// The contract that won.
    pub contract: Option<ContractRef>,
    /// The plan.
    pub plan: Option<Named>,
    /// The SLA that is promised.
    pub sla: Option<Named>,
    /// What the limit policy said.
    pub limit_action: Option<String>,
    /// The rule that gave the answer.
    pub because: Option<String>,
    /// Which rung of the ladder separated the winner from the next.
    pub tie_break: Option<String>,
    /// By limit.
    pub credits: HashMap<String, CreditLineView>,
    /// Every candidate, in the order of the ladder; the default plan last.
    pub candidates: Vec<CandidateView>,
    /// The plain version.
    pub plain: PlainView,
}

fn word(value: impl Serialize) -> Option<String> {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
}

fn contract_ref(tx: &mut Tx<'_>, key: Option<&Key>) -> Result<Option<ContractRef>, AppError> {
    let Some(id) = key.and_then(|k| k.id::<ContractId>().ok()) else {
        return Ok(None);
    };
    Ok(promises::get_contract(tx, id)?.map(|c| ContractRef {
        id,
        number: c.number,
        name: c.name,
    }))
}

fn plan_named(tx: &mut Tx<'_>, key: Option<&Key>) -> Result<Option<Named>, AppError> {
    let Some(id) = key.and_then(|k| k.id::<PlanId>().ok()) else {
        return Ok(None);
    };
    Ok(promises::get_plan(tx, id)?.map(|p| Named {
        id: id.to_string(),
        name: p.head.name,
    }))
}

/// Puts names where a check compares ids, so that a person can read it.
fn readable_value(tx: &mut Tx<'_>, value: &Value) -> Result<Value, AppError> {
    Ok(match value {
        Value::String(text) => Value::String(name_of(tx, text)?.unwrap_or_else(|| text.clone())),
        Value::Array(list) => Value::Array(
            list.iter()
                .map(|v| readable_value(tx, v))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(map) => Value::Object(
            map.iter()
                .map(|(k, v)| Ok((k.clone(), readable_value(tx, v)?)))
                .collect::<Result<_, AppError>>()?,
        ),
        other => other.clone(),
    })
}

fn name_of(tx: &mut Tx<'_>, text: &str) -> Result<Option<String>, AppError> {
    Ok(match text.split_once('_').map(|(prefix, _)| prefix) {
        Some("prd") => match text.parse::<ProductId>() {
            Ok(id) => products::get(tx, id)?.map(|p| p.name),
            Err(_) => None,
        },
        Some("ast") => match text.parse::<AssetId>() {
            Ok(id) => assets::get(tx, id)?.map(|a| a.name),
            Err(_) => None,
        },
        Some("con") => match text.parse::<ContactId>() {
            Ok(id) => contacts::get(tx, id)?.map(|c| c.name),
            Err(_) => None,
        },
        Some("acc") => match text.parse::<AccountId>() {
            Ok(id) => accounts::get(tx, id)?.map(|a| a.name),
            Err(_) => None,
        },
        Some("typ") => match text.parse::<TicketTypeId>() {
            Ok(id) => ticket_types::get(tx, id)?.map(|t| t.name),
            Err(_) => None,
        },
        Some("pln") => match text.parse::<PlanId>() {
            Ok(id) => promises::get_plan(tx, id)?.map(|p| p.head.name),
            Err(_) => None,
        },
        _ => None,
    })
}

fn candidate(
    tx: &mut Tx<'_>,
    c: &CandidateTrace,
    winner: Option<&Key>,
    default_won: bool,
) -> Result<CandidateView, AppError> {
    let mut checks = Vec::new();
    for check in &c.checks {
        checks.push(CheckView {
            check: check.check.as_str().to_owned(),
            passed: check.passed,
            wanted: readable_value(tx, &check.wanted)?,
            found: readable_value(tx, &check.found)?,
        });
    }
    Ok(CandidateView {
        contract: contract_ref(tx, c.contract.as_ref())?,
        plan: plan_named(tx, c.plan.as_ref())?,
        passed: c.passed,
        won: match &c.contract {
            Some(key) => winner == Some(key),
            None => default_won,
        },
        checks,
        specificity: c.specificity.and_then(word),
        rank: serde_json::to_value(c.rank).unwrap_or(Value::Null),
    })
}

/// A decision as the caller may see it.
///
/// # Errors
/// As the store reports.
pub fn view(
    tx: &mut Tx<'_>,
    id: Option<DecisionId>,
    at: Instant,
    cause: &str,
    decision: &Decision,
    full: bool,
) -> Result<DecisionView, AppError> {
    let plan = plan_named(tx, decision.plan.as_ref())?;
    let plain = decision.plain();
    let plain = PlainView {
        code: plain.code.as_str().to_owned(),
        points: plain
            .points
            .iter()
            .map(|point| point.as_str().to_owned())
            .collect(),
        cost_hundredths: (decision.ledger_effect() == LedgerEffect::Consume)
            .then(|| decision.cost().0),
        plan: plan.as_ref().map(|p| p.name.clone()),
        bucket: plain
            .scarcest
            .as_ref()
            .map(|(bucket, _)| bucket.as_str().to_owned()),
        left_hundredths: plain.scarcest.as_ref().map(|(_, left)| left.0),
    };
    let sla = match decision.sla.as_ref().and_then(|k| k.id::<SlaId>().ok()) {
        Some(id) => promises::get_sla(tx, id)?.map(|s| Named {
            id: id.to_string(),
            name: s.head.name,
        }),
        None => None,
    };
    let mut candidates = Vec::new();
    if full {
        let default_won = decision.contract.is_none() && decision.plan.is_some();
        for c in decision.candidates.iter().chain(&decision.default_plan) {
            candidates.push(candidate(tx, c, decision.contract.as_ref(), default_won)?);
        }
    }
    Ok(DecisionView {
        id,
        at,
        outcome: decision.outcome.as_str().to_owned(),
        cause: cause.to_owned(),
        contract: if full {
            contract_ref(tx, decision.contract.as_ref())?
        } else {
            None
        },
        plan,
        sla: sla.filter(|_| full),
        limit_action: decision.limit_action.map(|a| a.as_str().to_owned()),
        because: full.then(|| decision.because.as_str().to_owned()),
        tie_break: decision
            .tie_break
            .filter(|_| full)
            .map(|t| t.as_str().to_owned()),
        credits: decision
            .credits
            .iter()
            .filter(|_| full)
            .map(|(bucket, line)| {
                (
                    bucket.as_str().to_owned(),
                    CreditLineView {
                        before_hundredths: line.before.0,
                        cost_hundredths: line.cost.0,
                        after_hundredths: line.after.0,
                    },
                )
            })
            .collect(),
        candidates,
        plain,
    })
}

/// A kept decision as the caller may see it.
///
/// # Errors
/// `Internal` when its trace does not read, or the store's.
pub fn stored_view(
    tx: &mut Tx<'_>,
    d: &decisions::StoredDecision,
    full: bool,
) -> Result<DecisionView, AppError> {
    let decision: Decision = serde_json::from_str(&d.trace)
        .map_err(|e| AppError::Internal(format!("decision {} does not read: {e}", d.id)))?;
    view(tx, Some(d.id), d.at, &d.cause, &decision, full)
}

fn sees_all(cx: &Cx<'_>, ticket: &surety_store::records::tickets::Ticket) -> bool {
    cx.may(
        Permission::DecisionRead,
        &Subject::Ticket(subject_of(ticket)),
    )
}

/// The decision in force.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn decision(app: &App, call: &Call, key: TicketKey) -> Result<DecisionView, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        let id = ticket.decision_id.ok_or(AppError::NotFound("decision"))?;
        let stored = decisions::get(tx, id)?.ok_or(AppError::NotFound("decision"))?;
        let full = sees_all(cx, &ticket);
        let mut view = stored_view(tx, &stored, full)?;
        if !full && !may_read_books(tx, cx, &ticket)? {
            view.plain.bucket = None;
            view.plain.left_hundredths = None;
            view.plain.cost_hundredths = None;
        }
        Ok(view)
    })
    .await
}

/// Every decision of a ticket, newest first.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn history(
    app: &App,
    call: &Call,
    key: TicketKey,
) -> Result<Vec<DecisionView>, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        cx.require(
            Permission::DecisionRead,
            &Subject::Ticket(subject_of(&ticket)),
        )?;
        decisions::of_ticket(tx, ticket.id)?
            .iter()
            .map(|d| stored_view(tx, d, true))
            .collect()
    })
    .await
}
