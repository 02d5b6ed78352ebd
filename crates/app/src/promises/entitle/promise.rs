//! The SLAs that a decision promises, and what their targets are chosen by.

use surety_domain::entitlement::{Admission, OverLimit};
use surety_domain::ids::{PlanId, SlaId};
use surety_domain::plan::Key;
use surety_domain::sla::{Facts as SlaFacts, LayerKind};
use surety_domain::ticket::LayerRef;
use surety_store::Tx;
use surety_store::records::{accounts, ahead, assets, products, promises, tickets};

use super::load::Decided;
use crate::error::AppError;
use crate::setting;

/// A named range of licence counts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "small", "from": 1, "to": 50}))]
pub struct LicenceBand {
    /// Its name in targets.
    pub name: String,
    /// The least count.
    pub from: i64,
    /// The most; none is no end.
    #[serde(default)]
    pub to: Option<i64>,
}

pub(in crate::promises) fn sla_of(key: Option<&Key>) -> Result<Option<SlaId>, AppError> {
    key.map(|k| {
        k.id::<SlaId>()
            .map_err(|_| AppError::Internal(format!("{} is no SLA", k.as_str())))
    })
    .transpose()
}

/// SLAs that promise something, most specific first, each as which layer.
#[derive(Default)]
pub(super) struct Layers(Vec<(LayerKind, promises::SlaInForce)>);

impl Layers {
    /// As the history keeps them.
    pub(super) fn refs(&self) -> Vec<LayerRef> {
        self.0
            .iter()
            .map(|(layer, sla)| layer_ref(*layer, sla))
            .collect()
    }

    /// What is in force of each.
    pub(super) fn slas(self) -> Vec<promises::SlaInForce> {
        self.0.into_iter().map(|(_, sla)| sla).collect()
    }
}

/// Every SLA that promises something for a decision, most specific first.
/// `plan_draft` stands in the place of what the plan without an account
/// promises. The plan that is `named` is read along.
pub(super) fn layers(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    decided: &Decided,
    approved: bool,
    plan_draft: Option<(PlanId, Option<SlaId>)>,
    named: Option<PlanId>,
) -> Result<Layers, AppError> {
    let decision = &decided.decision;
    if (decision.admission() != Admission::Admitted && !approved)
        || decision.limit_action == Some(OverLimit::WithoutSla)
        || ticket.is_spam
        || ticket.merged_into.is_some()
    {
        return Ok(Layers::default());
    }
    let mut wanted: Vec<(LayerKind, SlaId)> = Vec::new();
    if decision.limit_action == Some(OverLimit::FallbackSla) {
        wanted.extend(sla_of(decision.sla.as_ref())?.map(|s| (LayerKind::Plan, s)));
    } else {
        if let Some((holder, plan)) = &decided.holder {
            wanted.extend(holder.sla.map(|s| (LayerKind::Contract, s)));
            wanted.extend(sla_of(plan.sla.as_ref())?.map(|s| (LayerKind::Plan, s)));
        } else if let Some(plan) = &decision.plan {
            let id: PlanId = plan
                .id()
                .map_err(|_| AppError::Internal("a plan's id".into()))?;
            let sla = match plan_draft {
                Some((draft, sla)) if draft == id => sla,
                _ => promises::get_plan(tx, id)?.and_then(|plan| plan.sla_id),
            };
            wanted.extend(sla.map(|s| (LayerKind::Plan, s)));
        }
        if let Some(product) = ticket.product_id
            && let Some(product) = products::get(tx, product)?
        {
            wanted.extend(product.sla_id.map(|s| (LayerKind::Product, s)));
        }
    }
    let promise = ahead::Promise {
        slas: wanted.iter().map(|(_, id)| *id).collect(),
        account: ticket.account_id,
        plan: named,
    };
    ahead::promise(tx, &promise)?;
    let mut layers = Vec::new();
    for (layer, id) in wanted {
        layers.extend(promises::sla_in_force(tx, id)?.map(|sla| (layer, sla)));
    }
    if decision.limit_action != Some(OverLimit::FallbackSla) {
        let corporate = promises::corporate_in_force(tx)?;
        layers.extend(corporate.map(|sla| (LayerKind::Corporate, sla)));
    }
    Ok(Layers(layers))
}

pub(super) fn layer_ref(layer: LayerKind, sla: &promises::SlaInForce) -> LayerRef {
    LayerRef {
        layer,
        sla: sla.id,
        sla_version: sla.version,
        calendar: sla.calendar_id,
        calendar_version: sla.calendar_version,
    }
}

/// What targets are chosen by.
pub(super) fn sla_facts(tx: &mut Tx<'_>, ticket: &tickets::Ticket) -> Result<SlaFacts, AppError> {
    let segment = match ticket.account_id {
        Some(account) => accounts::get(tx, account)?.and_then(|a| a.segment),
        None => None,
    };
    let licence_band = match ticket.asset_id {
        Some(asset) => match assets::get(tx, asset)?.and_then(|a| a.licence_count) {
            Some(count) => setting::in_force::<Vec<LicenceBand>>(tx)?
                .into_iter()
                .find(|b| b.from <= count && b.to.is_none_or(|to| count <= to))
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
