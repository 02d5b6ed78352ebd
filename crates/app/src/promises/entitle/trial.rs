//! What a ticket that does not exist would get.

use surety_domain::entitlement::Decision;
use surety_domain::ids::SlaId;
use surety_domain::sla::{Facts as SlaFacts, LayerKind};
use surety_domain::ticket::LayerRef;
use surety_store::Tx;
use surety_store::records::{promises, tickets};

use super::load::decide_for;
use super::promise::{layer_ref, layers, sla_facts};
use crate::core::Cx;
use crate::error::AppError;

/// The decision and the promise of a ticket that does not exist.
pub struct Tried {
    /// What would be decided.
    pub decision: Decision,
    /// What would be promised, most specific first.
    pub layers: Vec<LayerRef>,
    /// What targets would be chosen by.
    pub facts: SlaFacts,
}

/// Decides about a ticket without writing anything.
///
/// # Errors
/// As the store reports.
pub fn tried(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: &tickets::Ticket) -> Result<Tried, AppError> {
    let decided = decide_for(tx, cx, ticket, false)?;
    let layers = layers(tx, ticket, &decided, false, None, None)?.refs();
    Ok(Tried {
        layers,
        facts: sla_facts(tx, ticket)?,
        decision: decided.decision,
    })
}

/// An SLA in force as a layer of a promise.
///
/// # Errors
/// As the store reports.
pub fn as_layer(
    tx: &mut Tx<'_>,
    layer: LayerKind,
    id: SlaId,
) -> Result<Option<LayerRef>, AppError> {
    Ok(promises::sla_in_force(tx, id)?.map(|sla| layer_ref(layer, &sla)))
}
