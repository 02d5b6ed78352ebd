//! The promise of a ticket by the versions of now: what it would get if it
//! were attached at this moment, under the decision that stands.
//!
//! A new version of a calendar, SLA, plan or contract reaches open tickets by
//! [`renew`]; what it would do is told before it is saved by [`promised_now`]
//! with the drafts in place. Both go through the same function.

use std::sync::Arc;

use surety_domain::entitlement::Decision;
use surety_domain::ids::{CalendarId, PlanId, SlaId};
use surety_domain::plan::PlanSpec;
use surety_domain::ticket::{LayerRef, TicketEvent, TimelineEvent};
use surety_store::Tx;
use surety_store::records::{promises, tickets};

use super::super::credits;
use super::in_force::{holder_now, in_force};
use super::load::{Decided, number};
use super::promise::{layers, sla_facts};
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::work::Work;

/// Drafts in the place of what is saved. What their versions say has to be
/// among the context's versions.
#[derive(Debug, Clone, Default)]
pub struct InPlace {
    /// A calendar in this version.
    pub calendar: Option<(CalendarId, i64)>,
    /// An SLA in this version, measured in this calendar.
    pub sla: Option<(SlaId, i64, CalendarId, i64)>,
    /// A plan that promises this SLA to those who have it without an account.
    pub plan: Option<(PlanId, Option<SlaId>)>,
    /// The plan of those without a contract.
    pub free: Option<(PlanId, i64, Arc<PlanSpec>)>,
    /// A contract with these terms.
    pub contract: Option<promises::Contract>,
}

impl InPlace {
    fn layer(&self, mut layer: LayerRef) -> LayerRef {
        if let Some((id, version, calendar, calendar_version)) = self.sla
            && layer.sla == id
        {
            layer.sla_version = version;
            layer.calendar = calendar;
            layer.calendar_version = calendar_version;
        }
        if let Some((id, version)) = self.calendar
            && layer.calendar == id
        {
            layer.calendar_version = version;
        }
        layer
    }

    /// Who holds the credits of a decision, and by which plan, with the drafts
    /// in place.
    fn holder(
        &self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        ticket: &tickets::Ticket,
        decision: &Decision,
    ) -> Result<Option<(credits::Holder, Arc<PlanSpec>)>, AppError> {
        let of = decision.contract.as_ref().and_then(|key| key.id().ok());
        if let Some(row) = self.contract.as_ref().filter(|row| Some(row.id) == of) {
            let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
            return Ok(Some((credits::Holder::of_contract(row), plan)));
        }
        let held = holder_now(tx, cx, ticket, decision, false)?;
        Ok(match (&self.free, held) {
            (Some((_, _, plan)), Some((holder, _))) if decision.contract.is_none() => {
                Some((holder, Arc::clone(plan)))
            }
            (_, held) => held,
        })
    }
}

/// What a ticket is promised by the versions of now.
#[derive(Debug, Clone)]
pub struct PromisedNow {
    /// Most specific first; none at all detaches every clock.
    pub layers: Vec<LayerRef>,
    /// The event that says so.
    pub event: TicketEvent,
}

/// What a ticket is promised by the versions of now, with drafts in place,
/// under the decision that stands; none without a decision.
///
/// # Errors
/// As the store reports.
pub fn promised_now(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    in_place: &InPlace,
) -> Result<Option<PromisedNow>, AppError> {
    let Some(decision) = in_force(tx, ticket)? else {
        return Ok(None);
    };
    let holder = in_place.holder(tx, cx, ticket, &decision)?;
    let plan_version = decision.plan_version;
    let decided = Decided {
        decision,
        holder,
        purse: None,
        contract: None,
    };
    let admitted = ticket.admission == "admitted";
    let layers: Vec<LayerRef> = layers(tx, ticket, &decided, admitted, in_place.plan, None)?
        .refs()
        .into_iter()
        .map(|layer| in_place.layer(layer))
        .collect();
    let first = layers.first();
    let event = TicketEvent::PromiseChanged {
        contract: ticket.contract_id,
        plan: ticket.plan_id,
        plan_version,
        sla: first.map(|l| l.sla),
        sla_version: first.map(|l| number(l.sla_version)),
        layers: layers.clone(),
        facts: Some(sla_facts(tx, ticket)?),
    };
    Ok(Some(PromisedNow { layers, event }))
}

/// What a history promised last; none when it never promised anything.
pub fn promised_last(history: &[TimelineEvent]) -> Option<&[LayerRef]> {
    history.iter().rev().find_map(|entry| match &entry.event {
        TicketEvent::PromiseChanged { layers, .. } => Some(layers.as_slice()),
        _ => None,
    })
}

/// Gives a ticket under work the promise of now, if it has another one; what
/// has elapsed stays elapsed, and what has fired never fires again. Answers
/// whether anything changed.
///
/// # Errors
/// As the store reports.
pub fn renew(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<bool, AppError> {
    let Some(now) = promised_now(tx, cx, &work.ticket, &InPlace::default())? else {
        return Ok(false);
    };
    if promised_last(&work.history) == Some(now.layers.as_slice()) {
        return Ok(false);
    }
    work.ticket.sla_id = now.layers.first().map(|l| l.sla);
    work.happened(cx, now.event);
    Ok(true)
}
