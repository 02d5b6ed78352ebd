//! The entitlement decision on live facts: what a ticket gets, stored with its
//! whole trace, and what follows for its clocks and credits.

use std::sync::Arc;

use serde_json::json;
use surety_domain::contract::{ContractState, Coverage, EffectiveContract};
use surety_domain::entitlement::{
    Admission, Balance, ContractFacts, Decision, DefaultPlan, Facts, Outcome, OverLimit, PlanFacts,
    decide,
};
use surety_domain::ids::{AccountId, ApprovalId, ContractId, DecisionId, PlanId, SlaId};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::sla::{Facts as SlaFacts, LayerKind};
use surety_domain::ticket::{LayerRef, TicketEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{
    accounts, assets, decisions, ledger, products, promises, settings, tickets,
};

use super::credits;
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::work::Work;

/// Where the licence bands are kept.
pub const LICENCE_BANDS: &str = "licence_bands";

/// A named range of licence counts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenceBand {
    /// Its name in targets.
    pub name: String,
    /// The least count.
    pub from: i64,
    /// The most; none is no end.
    #[serde(default)]
    pub to: Option<i64>,
}

/// A contract with what the decision needs of it.
struct Candidate {
    row: promises::Contract,
    coverage: Coverage,
    plan: Arc<PlanSpec>,
    balance: Balance,
}

/// Everything a decision is made of.
struct Loaded {
    facts: Facts,
    candidates: Vec<Candidate>,
    default: Option<(promises::Plan, Arc<PlanSpec>, Option<ContractId>, Balance)>,
}

/// The holder of an account's credits under the default plan: the account's
/// own id with the prefix of a contract.
pub const fn default_holder(account: AccountId) -> ContractId {
    ContractId(account.0)
}

fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

fn facts_of(tx: &mut Tx<'_>, ticket: &tickets::Ticket) -> Result<Facts, AppError> {
    let ancestors = match ticket.account_id {
        Some(account) => accounts::ancestors(tx, account)?,
        None => Vec::new(),
    };
    // An asset is of a product: a ticket about it is about that product too.
    let product = match (ticket.product_id, ticket.asset_id) {
        (None, Some(asset)) => assets::get(tx, asset)?.map(|a| a.product_id),
        (product, _) => product,
    };
    Ok(Facts {
        account: ticket.account_id.map(Key::of),
        ancestors: ancestors.into_iter().map(Key::of).collect(),
        contact: ticket.requester_id.map(Key::of),
        product: product.map(Key::of),
        asset: ticket.asset_id.map(Key::of),
        channel: ticket.channel.as_str().into(),
        ticket_type: ticket.type_id.map(Key::of),
        priority: ticket.priority.as_deref().and_then(|p| p.parse().ok()),
    })
}

fn load(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: &tickets::Ticket) -> Result<Loaded, AppError> {
    let facts = facts_of(tx, ticket)?;
    let mut rows = Vec::new();
    for account in facts.account.iter().chain(&facts.ancestors) {
        let id: AccountId = account
            .id()
            .map_err(|_| AppError::Internal("an account's id".into()))?;
        rows.extend(promises::contracts_of_account(tx, id)?);
    }
    let mut candidates = Vec::new();
    for row in rows {
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let mut coverage: Coverage = serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?;
        coverage.children = row.covers_children;
        let balance = credits::balance(tx, cx, &credits::Holder::of_contract(&row), &plan)?;
        candidates.push(Candidate {
            row,
            coverage,
            plan,
            balance,
        });
    }
    let default = match promises::default_plan(tx)? {
        None => None,
        Some(plan) => {
            let spec = cx.specs.plan(tx, plan.head.id, plan.head.current_version)?;
            let holder = match ticket.account_id {
                Some(account) if !spec.limits.is_empty() => {
                    credits::Holder::of_account(tx, account)?
                }
                _ => None,
            };
            let balance = match &holder {
                Some(holder) => credits::balance(tx, cx, holder, &spec)?,
                None => Balance::default(),
            };
            Some((plan, spec, holder.map(|h| h.id), balance))
        }
    };
    Ok(Loaded {
        facts,
        candidates,
        default,
    })
}

impl Candidate {
    fn facts(&self) -> Result<ContractFacts<'_>, AppError> {
        let state: ContractState = self
            .row
            .state
            .parse()
            .map_err(|e| AppError::Internal(format!("a contract's state: {e}")))?;
        Ok(ContractFacts {
            contract: Key::of(self.row.id),
            version: number(self.row.current_version),
            account: Key::of(self.row.account_id),
            life: EffectiveContract {
                state,
                starts_at: self.row.starts_at,
                ends_at: self.row.ends_at,
                suspended_until: self.row.suspended_until,
                cancelled_at: self.row.cancelled_at,
            },
            coverage: self.coverage.clone(),
            rank: self.row.rank,
            created_at: self.row.created_at,
            sla: self.row.sla_id.map(Key::of),
            plan: Some(PlanFacts {
                plan: Key::of(self.row.plan_id),
                version: number(self.row.plan_version),
                spec: &self.plan,
            }),
            balance: self.balance.clone(),
        })
    }
}

impl Loaded {
    fn decide(&self, at: Instant) -> Result<Decision, AppError> {
        let contracts: Vec<_> = self
            .candidates
            .iter()
            .map(Candidate::facts)
            .collect::<Result<_, _>>()?;
        let default = self
            .default
            .as_ref()
            .map(|(plan, spec, _, balance)| DefaultPlan {
                plan: PlanFacts {
                    plan: Key::of(plan.head.id),
                    version: number(plan.head.current_version),
                    spec,
                },
                balance: balance.clone(),
            });
        Ok(decide(&contracts, default.as_ref(), &self.facts, at))
    }

    /// The holder of the credits that a decision draws on, and its plan.
    fn holder(
        &self,
        tx: &mut Tx<'_>,
        decision: &Decision,
        account: Option<AccountId>,
    ) -> Result<Option<(credits::Holder, Arc<PlanSpec>)>, AppError> {
        if let Some(contract) = &decision.contract {
            return Ok(self
                .candidates
                .iter()
                .find(|c| Key::of(c.row.id) == *contract)
                .map(|c| (credits::Holder::of_contract(&c.row), Arc::clone(&c.plan))));
        }
        match (&decision.plan, &self.default, account) {
            (Some(_), Some((_, spec, Some(_), _)), Some(account)) => {
                Ok(credits::Holder::of_account(tx, account)?.map(|h| (h, Arc::clone(spec))))
            }
            _ => Ok(None),
        }
    }
}

/// A decision, with the holder of the credits it draws on.
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    holder: Option<(credits::Holder, Arc<PlanSpec>)>,
}

/// Decides on the facts of now. With `hold`, the row of the credits that are
/// drawn on is held until the end of the transaction, as late as possible, and
/// the decision is made on what is left then.
///
/// # Errors
/// As the store reports.
pub fn decide_for(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    hold: bool,
) -> Result<Decided, AppError> {
    let mut loaded = load(tx, cx, ticket)?;
    #[cfg(feature = "testing")]
    let hold = hold && !crate::fakes::sabotage::lock_is_skipped();
    let mut held: Vec<ContractId> = Vec::new();
    loop {
        let decision = loaded.decide(cx.now)?;
        let holder = loaded.holder(tx, &decision, ticket.account_id)?;
        match &holder {
            Some((holder, plan))
                if hold && !plan.limits.is_empty() && !held.contains(&holder.id) =>
            {
                credits::bring_up_to_date(tx, cx, holder, plan)?;
                ledger::lock_buckets(tx, holder.id)?;
                held.push(holder.id);
                // On one writer nothing can have changed since it was read.
                if tx.engine() == surety_store::Engine::Sqlite {
                    return Ok(Decided {
                        decision,
                        holder: Some((holder.clone(), Arc::clone(plan))),
                    });
                }
                let balance = credits::balance(tx, cx, holder, plan)?;
                let id = holder.id;
                for candidate in &mut loaded.candidates {
                    if candidate.row.id == id {
                        candidate.balance = balance.clone();
                    }
                }
                if let Some((_, _, Some(default), left)) = &mut loaded.default
                    && *default == id
                {
                    *left = balance;
                }
            }
            _ => return Ok(Decided { decision, holder }),
        }
    }
}

fn sla_of(key: Option<&Key>) -> Result<Option<SlaId>, AppError> {
    key.map(|k| {
        k.id::<SlaId>()
            .map_err(|_| AppError::Internal(format!("{} is no SLA", k.as_str())))
    })
    .transpose()
}

/// Every SLA that promises something for a decision, most specific first.
fn layers(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    decided: &Decided,
    approved: bool,
) -> Result<Vec<LayerRef>, AppError> {
    let decision = &decided.decision;
    if (decision.admission() != Admission::Admitted && !approved)
        || decision.limit_action == Some(OverLimit::WithoutSla)
        || ticket.is_spam
        || ticket.merged_into.is_some()
    {
        return Ok(Vec::new());
    }
    let mut wanted: Vec<(LayerKind, SlaId)> = Vec::new();
    if decision.limit_action == Some(OverLimit::FallbackSla) {
        wanted.extend(sla_of(decision.sla.as_ref())?.map(|s| (LayerKind::Plan, s)));
    } else {
        if let Some(contract) = &decision.contract {
            let id = contract
                .id()
                .map_err(|_| AppError::Internal("a contract's id".into()))?;
            if let Some(row) = promises::get_contract(tx, id)? {
                wanted.extend(row.sla_id.map(|s| (LayerKind::Contract, s)));
            }
        }
        if let Some((_, plan)) = &decided.holder {
            wanted.extend(sla_of(plan.sla.as_ref())?.map(|s| (LayerKind::Plan, s)));
        } else if let Some(plan) = &decision.plan {
            let id: PlanId = plan
                .id()
                .map_err(|_| AppError::Internal("a plan's id".into()))?;
            if let Some(plan) = promises::get_plan(tx, id)? {
                wanted.extend(plan.sla_id.map(|s| (LayerKind::Plan, s)));
            }
        }
        if let Some(product) = ticket.product_id
            && let Some(product) = products::get(tx, product)?
        {
            wanted.extend(product.sla_id.map(|s| (LayerKind::Product, s)));
        }
        wanted.extend(promises::corporate_sla(tx)?.map(|s| (LayerKind::Corporate, s.head.id)));
    }
    let mut layers = Vec::new();
    for (layer, id) in wanted {
        let Some(sla) = promises::get_sla(tx, id)? else {
            continue;
        };
        let Some(calendar) = promises::get_calendar(tx, sla.calendar_id)? else {
            continue;
        };
        layers.push(LayerRef {
            layer,
            sla: id,
            sla_version: sla.head.current_version,
            calendar: sla.calendar_id,
            calendar_version: calendar.current_version,
        });
    }
    Ok(layers)
}

/// What targets are chosen by.
fn sla_facts(tx: &mut Tx<'_>, ticket: &tickets::Ticket) -> Result<SlaFacts, AppError> {
    let segment = match ticket.account_id {
        Some(account) => accounts::get(tx, account)?.and_then(|a| a.segment),
        None => None,
    };
    let licence_band = match ticket.asset_id {
        Some(asset) => match assets::get(tx, asset)?.and_then(|a| a.licence_count) {
            Some(count) => settings::get::<Vec<LicenceBand>>(tx, LICENCE_BANDS)?
                .and_then(|(bands, _)| {
                    bands
                        .into_iter()
                        .find(|b| b.from <= count && b.to.is_none_or(|to| count <= to))
                })
                .map(|band| band.name),
            None => None,
        },
        None => None,
    };
    Ok(SlaFacts {
        priority: ticket.priority.clone(),
        product: ticket.product_id.map(|p| p.to_string()),
        ticket_type: ticket.type_id.map(|t| t.to_string()),
        channel: Some(ticket.channel.clone()),
        segment,
        licence_band,
    })
}

/// Decides, stores the decision with its trace, books what it costs, and
/// attaches the promise to the ticket.
///
/// # Errors
/// As the store reports.
pub fn apply(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
) -> Result<Decision, AppError> {
    apply_as(tx, cx, work, cause, false)
}

/// As [`apply`]; with `let_in` a ticket that the limit policy would hold or
/// block goes on all the same, and what it costs is booked past the limit.
fn apply_as(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
    let_in: bool,
) -> Result<Decision, AppError> {
    let decided = decide_for(tx, cx, &work.ticket, true)?;
    let decision = &decided.decision;
    let let_in = let_in && decision.admission() != Admission::Admitted;
    let id = cx.new_id(DecisionId::new);
    let ticket = &mut work.ticket;
    ticket.decision_id = Some(id);
    ticket.outcome = decision.outcome.as_str().into();
    ticket.limit_action = decision.limit_action.map(|a| a.as_str().into());
    ticket.admission = if let_in {
        Admission::Admitted
    } else {
        decision.admission()
    }
    .as_str()
    .into();
    ticket.contract_id = decision.contract.as_ref().and_then(|k| k.id().ok());
    ticket.plan_id = decision.plan.as_ref().and_then(|k| k.id().ok());
    work.keep_decision(decisions::StoredDecision {
        id,
        ticket_id: work.ticket.id,
        at: cx.now,
        outcome: decision.outcome.as_str().into(),
        contract_id: decision.contract.as_ref().map(|k| k.as_str().to_owned()),
        contract_version: decision.contract_version.map(i64::from),
        plan_id: decision.plan.as_ref().map(|k| k.as_str().to_owned()),
        plan_version: decision.plan_version.map(i64::from),
        limit_action: decision.limit_action.map(|a| a.as_str().to_owned()),
        cause: cause.into(),
        trace: serde_json::to_string(decision).map_err(|e| AppError::Internal(e.to_string()))?,
    });
    work.happened(
        cx,
        TicketEvent::EntitlementDecided {
            decision: id,
            outcome: decision.outcome.as_str().into(),
        },
    );
    attach(tx, cx, work, &decided, let_in)?;
    if let Some((holder, plan)) = &decided.holder {
        if let_in {
            credits::book_overage(tx, cx, work, holder, plan, decision)?;
        } else {
            credits::book(tx, cx, work, holder, plan, decision)?;
        }
    }
    if decision.admission() == Admission::Held && !let_in {
        let approval = cx.new_id(ApprovalId::new);
        work.ask_approval(approval);
        work.happened(cx, TicketEvent::Held { approval });
    }
    Ok(decided.decision)
}

/// Attaches the promise of a decision to the ticket's clocks; `approved` when
/// a held or blocked ticket goes on.
fn attach(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    decided: &Decided,
    approved: bool,
) -> Result<(), AppError> {
    let layers = layers(tx, &work.ticket, decided, approved)?;
    work.ticket.sla_id = layers.first().map(|l| l.sla);
    let facts = Some(sla_facts(tx, &work.ticket)?);
    work.happened(
        cx,
        TicketEvent::PromiseChanged {
            contract: work.ticket.contract_id,
            plan: work.ticket.plan_id,
            plan_version: decided.decision.plan_version,
            sla: work.ticket.sla_id,
            sla_version: layers.first().map(|l| number(l.sla_version)),
            layers,
            facts,
        },
    );
    Ok(())
}

/// Reads the decision in force back.
///
/// # Errors
/// `Internal` when it does not read, or the store's.
pub fn in_force(tx: &mut Tx<'_>, ticket: &tickets::Ticket) -> Result<Option<Decision>, AppError> {
    let Some(id) = ticket.decision_id else {
        return Ok(None);
    };
    let Some(stored) = decisions::get(tx, id)? else {
        return Ok(None);
    };
    serde_json::from_str(&stored.trace)
        .map(Some)
        .map_err(|e| AppError::Internal(format!("decision {id} does not read: {e}")))
}

/// The decision in force of a ticket under work, also when this very work has
/// made it and not written it yet.
///
/// # Errors
/// As [`in_force`].
pub fn in_force_of(tx: &mut Tx<'_>, work: &Work) -> Result<Option<Decision>, AppError> {
    match work.ticket.decision_id.and_then(|id| work.kept_trace(id)) {
        Some(trace) => serde_json::from_str(trace)
            .map(Some)
            .map_err(|e| AppError::Internal(format!("a decision does not read: {e}"))),
        None => in_force(tx, &work.ticket),
    }
}

/// Takes back a request for approval that nobody has decided: the ticket is
/// finished, spam, or decided anew.
///
/// # Errors
/// As the store reports.
pub fn withdraw_request(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    work.withdraw_approval();
    if work.ticket.admission != "held" {
        return Ok(());
    }
    if let Some(waiting) = ledger::approval_of_ticket(tx, work.ticket.id)?
        && waiting.state == "waiting"
    {
        ledger::decide_approval(tx, waiting.id, "withdrawn", cx.actor_id(), "", cx.now)?;
    }
    Ok(())
}

fn stored(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &Work) -> Result<Option<Decided>, AppError> {
    let Some(decision) = in_force_of(tx, work)? else {
        return Ok(None);
    };
    let holder = holder_of(tx, cx, &work.ticket, &decision)?;
    Ok(Some(Decided { decision, holder }))
}

/// The holder and plan version that a stored decision drew on.
///
/// # Errors
/// As the store reports.
pub fn holder_of(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    decision: &Decision,
) -> Result<Option<(credits::Holder, Arc<PlanSpec>)>, AppError> {
    let Some(plan_key) = &decision.plan else {
        return Ok(None);
    };
    let plan: PlanId = plan_key
        .id()
        .map_err(|_| AppError::Internal("a plan's id".into()))?;
    let spec = cx
        .specs
        .plan(tx, plan, i64::from(decision.plan_version.unwrap_or(1)))?;
    let holder = match &decision.contract {
        Some(contract) => {
            let id: ContractId = contract
                .id()
                .map_err(|_| AppError::Internal("a contract's id".into()))?;
            promises::get_contract(tx, id)?.map(|row| credits::Holder::of_contract(&row))
        }
        None => match ticket.account_id {
            Some(account) => credits::Holder::of_account(tx, account)?,
            None => None,
        },
    };
    Ok(holder.map(|h| (h, spec)))
}

/// Puts the clocks back on a ticket, or takes them off, after its flags or
/// admission changed: spam, merged, approved.
///
/// # Errors
/// As the store reports.
pub fn reattach(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    if let Some(decided) = stored(tx, cx, work)? {
        let approved = work.ticket.admission == "admitted";
        attach(tx, cx, work, &decided, approved)?;
    }
    Ok(())
}

/// A held or blocked ticket goes on: its promise is attached from the original
/// request, and what it costs is booked past the limit.
///
/// # Errors
/// As the store reports.
pub fn admit(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    work.ticket.admission = "admitted".into();
    if let Some(decided) = stored(tx, cx, work)? {
        attach(tx, cx, work, &decided, true)?;
        if let Some((holder, plan)) = &decided.holder {
            credits::book_overage(tx, cx, work, holder, plan, &decided.decision)?;
        }
    }
    Ok(())
}

/// A new decision after the facts changed; what the old one took comes back
/// first, so that a ticket never pays twice.
///
/// # Errors
/// As the store reports.
pub fn decide_again(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
) -> Result<Decision, AppError> {
    let before = in_force_of(tx, work)?;
    let admitted = work.ticket.admission == "admitted";
    withdraw_request(tx, cx, work)?;
    let reopened = cause == "reopened";
    let answered = work.has_answer();
    if !reopened {
        credits::give_back(tx, cx, work, "decided_again")?;
    }
    // Work that was let in once is not locked out again by a correction of its
    // fields; the overage is booked instead.
    let decision = apply_as(tx, cx, work, cause, admitted && before.is_some())?;
    // What is consumed later than at creation is due at once where that moment
    // has passed, or a correction would make the work free.
    if !reopened && answered {
        credits::at_first_response(tx, cx, work)?;
    }
    if work.category()?.is_done() {
        credits::at_resolution(tx, cx, work)?;
    }
    cx.audit(
        tx,
        "ticket.decided_again",
        "ticket",
        &work.ticket.id.to_string(),
        &json!({
            "cause": cause,
            "before": before.map(|d| json!({ "contract": d.contract, "plan": d.plan, "outcome": d.outcome })),
            "after": { "contract": decision.contract, "plan": decision.plan, "outcome": decision.outcome },
        }),
    )?;
    Ok(decision)
}

/// Whether a reopen now costs nothing.
///
/// # Errors
/// As the store reports.
pub fn reopen_is_free(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    finished_at: Option<Instant>,
) -> Result<bool, AppError> {
    let Some(decided) = stored(tx, cx, work)? else {
        return Ok(true);
    };
    if decided.decision.outcome == Outcome::Uncovered {
        return Ok(true);
    }
    let Some((_, plan)) = &decided.holder else {
        return Ok(true);
    };
    let seconds = finished_at.map_or(0, |at| {
        cx.now.micros_since(at) / surety_domain::time::MICROS_PER_SECOND
    });
    Ok(plan.limits.is_empty() || plan.reopen_is_free(seconds))
}
