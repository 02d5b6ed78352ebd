//! What a trial shows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use surety_domain::entitlement::{Admission, OverLimit};
use surety_domain::ids::{CalendarId, PlanId, SlaId};
use surety_domain::sla::{
    ClockState, CreatedBy, Layer, Metric, Policy, SlaEvent, SlaEventKind, TargetClock, replay,
    resolve_targets,
};
use surety_domain::ticket::{Category, LayerRef};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{promises, tickets};
use utoipa::ToSchema;

use super::TrialInput;
use super::lay::Laid;
use crate::core::Cx;
use crate::error::AppError;
use crate::promises::entitle::{self, Tried};
use crate::tickets::mutate::default_status;
use crate::tickets::status::pauses;

/// A record by its name; without an id it is a draft that is not saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TriedNamed {
    /// Its id.
    pub id: Option<String>,
    /// Its name; empty when the draft has none yet.
    pub name: String,
}

/// A contract; without an id it is a draft, or assumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TriedContract {
    /// Its id.
    pub id: Option<String>,
    /// Its number.
    pub number: Option<i64>,
    /// Its name.
    pub name: String,
}

/// What measures a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrialCalendar {
    /// Its id; none of a draft that is not saved.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its IANA zone.
    pub zone: String,
}

/// One promise that the ticket would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrialTarget {
    /// Which metric.
    pub metric: String,
    /// `contract`, `plan`, `product` or `corporate`.
    pub layer: String,
    /// Whose target it is.
    pub sla: TriedNamed,
    /// Its place in the SLA's targets, from 0.
    pub target: usize,
    /// How long.
    pub target_seconds: i64,
    /// `calendar` or `24x7`.
    pub clock: String,
    /// The calendar, if it goes by one.
    pub calendar: Option<TrialCalendar>,
    /// `running`, `paused`, or `later` for what starts with a later message.
    pub state: String,
    /// When it would be due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
}

/// What a limit has, and what the ticket would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TriedBucket {
    /// The limit.
    pub bucket: String,
    /// Left before.
    pub before_hundredths: i64,
    /// What the ticket costs.
    pub cost_hundredths: i64,
    /// Left after; the same as before when nothing is drawn.
    pub after_hundredths: i64,
}

/// What an over-limit ticket would cost in money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrialPrice {
    /// In the smallest unit of the currency.
    pub amount_minor: i64,
    /// Three letters, ISO 4217.
    pub currency: String,
}

/// What a ticket like this, now, would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrialView {
    /// The moment that was taken for now.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Whether a draft has part in the answer.
    pub draft_used: bool,
    /// Whether a contract from today on was assumed for the plan.
    pub contract_assumed: bool,
    /// Whether the SLA was put in its layer although nothing names it yet.
    pub sla_assumed: bool,
    /// As in a decision: `covered`, `over_limit` or `uncovered`.
    pub outcome: String,
    /// `admitted`, `held` or `blocked`.
    pub admission: String,
    /// What the limit policy says, when no credit is left.
    pub limit_action: Option<String>,
    /// The priority, given or from impact and urgency.
    pub priority: Option<String>,
    /// The contract.
    pub contract: Option<TriedContract>,
    /// The plan.
    pub plan: Option<TriedNamed>,
    /// The most specific SLA.
    pub sla: Option<TriedNamed>,
    /// What is promised, in the order of the metrics.
    pub targets: Vec<TrialTarget>,
    /// What it costs, by limit.
    pub credits: Vec<TriedBucket>,
    /// When it costs: `creation`, `first_response` or `resolution`.
    pub consume_at: Option<String>,
    /// What it costs in money.
    pub price: Option<TrialPrice>,
}

/// Decides about the ticket and says what it gets.
pub(super) fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &TrialInput,
    laid: &Laid,
    ticket: &tickets::Ticket,
) -> Result<TrialView, AppError> {
    let mut tried = entitle::tried(tx, cx, ticket)?;
    let sla_assumed = put_in_layer(tx, laid, &mut tried)?;
    let decision = &tried.decision;
    let contract = match &decision.contract {
        Some(key) => {
            let id = key
                .id()
                .map_err(|_| AppError::Internal("a contract's id".into()))?;
            promises::get_contract(tx, id)?
        }
        None => None,
    };
    let plan: Option<PlanId> = decision.plan.as_ref().and_then(|k| k.id().ok());
    let contract_assumed = contract
        .as_ref()
        .is_some_and(|c| Some(c.id) == laid.assumed);
    let draft_used = contract_assumed
        || laid.plan.is_some() && laid.plan == plan
        || contract
            .as_ref()
            .is_some_and(|c| Some(c.id) == laid.contract)
        || tried.layers.iter().any(|l| {
            laid.sla.is_some_and(|(id, _)| id == l.sla) || laid.calendar == Some(l.calendar)
        });
    let mut names = Names { input, laid };
    let plan = match plan {
        Some(id) => Some(names.plan(tx, id)?),
        None => None,
    };
    let sla = match tried.layers.first() {
        Some(layer) => Some(names.sla(tx, layer.sla)?),
        None => None,
    };
    Ok(TrialView {
        at: cx.now,
        draft_used,
        contract_assumed,
        sla_assumed,
        outcome: decision.outcome.as_str().into(),
        admission: decision.admission().as_str().into(),
        limit_action: decision.limit_action.map(|a| a.as_str().into()),
        priority: ticket.priority.clone(),
        contract: contract.map(|c| {
            let saved = c.number > 0;
            TriedContract {
                id: saved.then(|| c.id.to_string()),
                number: saved.then_some(c.number),
                // An assumed one is named after its plan.
                name: match (&plan, contract_assumed) {
                    (Some(plan), true) => plan.name.clone(),
                    _ => c.name,
                },
            }
        }),
        targets: targets(tx, cx, &mut names, &tried)?,
        credits: decision
            .credits
            .iter()
            .map(|(bucket, line)| TriedBucket {
                bucket: bucket.as_str().to_owned(),
                before_hundredths: line.before.hundredths(),
                cost_hundredths: line.cost.hundredths(),
                after_hundredths: line.after.hundredths(),
            })
            .collect(),
        consume_at: decision.consume_at.map(|at| at.as_str().into()),
        price: decision.price.as_ref().map(|p| TrialPrice {
            amount_minor: p.amount,
            currency: p.currency.clone(),
        }),
        plan,
        sla,
    })
}

/// A draft SLA that nothing names yet takes the place of its layer. Where the
/// decision promises nothing, or another SLA instead, it stays out.
fn put_in_layer(tx: &mut Tx<'_>, laid: &Laid, tried: &mut Tried) -> Result<bool, AppError> {
    let Some((id, kind)) = laid.sla else {
        return Ok(false);
    };
    let otherwise = matches!(
        tried.decision.limit_action,
        Some(OverLimit::WithoutSla | OverLimit::FallbackSla)
    );
    if tried.layers.iter().any(|l| l.sla == id)
        || otherwise
        || tried.decision.admission() != Admission::Admitted
    {
        return Ok(false);
    }
    let Some(layer) = entitle::as_layer(tx, kind, id)? else {
        return Ok(false);
    };
    tried.layers.retain(|l| l.layer != kind);
    tried.layers.push(layer);
    tried.layers.sort_by_key(|l| l.layer);
    Ok(true)
}

fn targets(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    names: &mut Names<'_>,
    tried: &Tried,
) -> Result<Vec<TrialTarget>, AppError> {
    let mut layers = Vec::new();
    for (place, layer) in tried.layers.iter().enumerate() {
        let spec = cx.specs.sla(tx, layer.sla, layer.sla_version)?;
        let calendar = cx
            .specs
            .calendar(tx, layer.calendar, layer.calendar_version)?;
        layers.push(Layer {
            kind: layer.layer,
            name: place.to_string(),
            sla: Arc::clone(&spec.spec),
            calendar: Arc::clone(&calendar.calendar),
        });
    }
    let policy = Policy::new(layers);
    let status = default_status(tx, Category::New)?;
    let created = SlaEvent {
        at: cx.now,
        kind: SlaEventKind::Created {
            by: CreatedBy::Customer,
            asked_at: None,
            status: status.id.to_string(),
            category: Some(status.category),
            pauses: pauses(&status),
            facts: tried.facts.clone(),
        },
    };
    let considered = resolve_targets(&policy, &tried.facts);
    let report = replay(&[policy], &[created], cx.now)
        .map_err(|e| AppError::Internal(format!("a ticket that begins: {}", e.code())))?;
    let mut targets = Vec::new();
    for target in considered.into_iter().filter(|t| t.chosen) {
        let place: Option<usize> = target.sla.parse().ok();
        let Some(layer) = place.and_then(|p| tried.layers.get(p)) else {
            continue;
        };
        let (state, due_at) = clock(&report, target.metric);
        targets.push(TrialTarget {
            metric: target.metric.as_str().into(),
            layer: layer.layer.as_str().into(),
            sla: names.sla(tx, layer.sla)?,
            target: target.target,
            target_seconds: target.seconds,
            clock: target.clock.as_str().into(),
            calendar: match target.clock {
                TargetClock::Calendar => Some(names.calendar(tx, cx, layer)?),
                TargetClock::RoundTheClock => None,
            },
            state: state.into(),
            due_at,
        });
    }
    Ok(targets)
}

fn clock(report: &surety_domain::sla::Report, metric: Metric) -> (&'static str, Option<Instant>) {
    let cycle = report.metrics.get(&metric).and_then(|m| m.cycles.last());
    match cycle {
        None => ("later", None),
        Some(cycle) if cycle.state == ClockState::Paused => ("paused", None),
        Some(cycle) => ("running", cycle.due),
    }
}

/// Names of what is saved, and of drafts as they are typed.
struct Names<'i> {
    input: &'i TrialInput,
    laid: &'i Laid,
}

impl Names<'_> {
    fn plan(&mut self, tx: &mut Tx<'_>, id: PlanId) -> Result<TriedNamed, AppError> {
        if let Some(draft) = self
            .input
            .plan
            .as_ref()
            .filter(|_| self.laid.plan == Some(id))
        {
            let saved = promises::get_plan(tx, id)?.map(|p| p.head.name);
            return Ok(typed(draft.id, &draft.draft.name, saved));
        }
        Ok(TriedNamed {
            id: Some(id.to_string()),
            name: promises::get_plan(tx, id)?
                .map(|p| p.head.name)
                .unwrap_or_default(),
        })
    }

    fn sla(&mut self, tx: &mut Tx<'_>, id: SlaId) -> Result<TriedNamed, AppError> {
        let name = promises::get_sla(tx, id)?.map(|s| s.head.name);
        let drafted = self.laid.sla.is_some_and(|(laid, _)| laid == id);
        Ok(match self.input.sla.as_ref().filter(|_| drafted) {
            Some(draft) => typed(draft.id, &draft.draft.name, name),
            None => TriedNamed {
                id: Some(id.to_string()),
                name: name.unwrap_or_default(),
            },
        })
    }

    fn calendar(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        layer: &LayerRef,
    ) -> Result<TrialCalendar, AppError> {
        let id: CalendarId = layer.calendar;
        let version = cx.specs.calendar(tx, id, layer.calendar_version)?;
        let name = promises::calendar_name(tx, id)?;
        let drafted = self.laid.calendar == Some(id);
        let named = match self.input.calendar.as_ref().filter(|_| drafted) {
            Some(draft) => typed(draft.id, &draft.draft.name, name),
            None => TriedNamed {
                id: Some(id.to_string()),
                name: name.unwrap_or_default(),
            },
        };
        Ok(TrialCalendar {
            id: named.id,
            name: named.name,
            zone: version.calendar.zone_name().to_owned(),
        })
    }
}

/// A draft by the name that is typed; one that is not saved has no other.
fn typed<I: std::fmt::Display>(
    id: Option<I>,
    name: &Option<String>,
    saved: Option<String>,
) -> TriedNamed {
    let typed = name.as_deref().map(str::trim).filter(|n| !n.is_empty());
    let saved = id.as_ref().and(saved);
    TriedNamed {
        id: id.map(|id| id.to_string()),
        name: typed.map(str::to_owned).or(saved).unwrap_or_default(),
    }
}
