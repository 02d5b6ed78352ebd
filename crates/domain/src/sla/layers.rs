//! Which target counts: several layers may each promise something, and per
//! metric the most specific one wins.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::spec::NO_VALUE;
use super::{Conditions, Metric, SlaSpec, TargetClock, TargetSpec};
use crate::calendar::Calendar;
use crate::ticket::words;

words! {
    /// Where a promise comes from, most specific first.
    LayerKind {
        /// The customer's contract.
        Contract = "contract",
        /// The support plan.
        Plan = "plan",
        /// The product (service-based).
        Product = "product",
        /// The default of the desk.
        Corporate = "corporate",
    }
}

/// One SLA version in force, with the calendar version it is measured by.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Where it comes from.
    pub kind: LayerKind,
    /// Which SLA and version, as it is shown: `sla_…@3`.
    pub name: String,
    /// Its targets and rules.
    pub sla: Arc<SlaSpec>,
    /// Its business hours.
    pub calendar: Arc<Calendar>,
}

/// All layers in force at a time, most specific first.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    layers: Vec<Layer>,
}

impl Policy {
    /// Puts the layers in their order; of one kind the first given comes
    /// first.
    pub fn new(mut layers: Vec<Layer>) -> Self {
        layers.sort_by_key(|l| l.kind);
        Self { layers }
    }

    /// The layers, most specific first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }
}

/// What is known of a ticket that a target can depend on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Priority, or none.
    pub priority: Option<String>,
    /// Product id.
    pub product: Option<String>,
    /// Ticket type id.
    #[serde(rename = "type")]
    pub ticket_type: Option<String>,
    /// Channel it came by.
    pub channel: Option<String>,
    /// Segment of the account.
    pub segment: Option<String>,
    /// Licence band of the asset or contract.
    pub licence_band: Option<String>,
}

impl Facts {
    fn by_name(&self) -> [Option<&str>; 6] {
        [
            self.priority.as_deref(),
            self.product.as_deref(),
            self.ticket_type.as_deref(),
            self.channel.as_deref(),
            self.segment.as_deref(),
            self.licence_band.as_deref(),
        ]
    }
}

impl Conditions {
    /// The first condition that does not hold.
    fn failed(&self, facts: &Facts) -> Option<&'static str> {
        self.by_name()
            .into_iter()
            .zip(facts.by_name())
            .find(|((_, wanted), found)| {
                let found = found.unwrap_or(NO_VALUE);
                !wanted.is_empty() && !wanted.iter().any(|w| w == found)
            })
            .map(|((name, _), _)| name)
    }

    /// How many conditions are given.
    pub(crate) fn count(&self) -> usize {
        self.by_name().iter().filter(|(_, v)| !v.is_empty()).count()
    }
}

/// Why a target was chosen or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetReason {
    /// Chosen: it was the only one that fits.
    OnlyMatch,
    /// Chosen: the others are of less specific layers.
    MostSpecificLayer,
    /// Chosen: it has more conditions than the others of its layer.
    MostConditions,
    /// Chosen: of equals it stands first.
    ListedFirst,
    /// Not chosen: a condition does not hold.
    ConditionFailed,
    /// Not chosen: a more specific layer promises this metric.
    LessSpecificLayer,
    /// Not chosen: another of its layer has more conditions.
    FewerConditions,
    /// Not chosen: an equal one stands before it.
    ListedLater,
}

/// One target that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsideredTarget {
    /// What it promises.
    pub metric: Metric,
    /// Whose layer.
    pub layer: LayerKind,
    /// Which SLA and version.
    pub sla: String,
    /// Its place in the SLA's targets, from 0.
    pub target: usize,
    /// How long, in seconds.
    pub seconds: i64,
    /// By which clock.
    pub clock: TargetClock,
    /// Whether it counts.
    pub chosen: bool,
    /// Why.
    pub because: TargetReason,
    /// The condition that does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_condition: Option<String>,
}

/// The target that counts for one metric, by places in the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) layer: usize,
    pub(super) target: usize,
}

/// The target that counts for a metric.
pub(super) fn choose(policy: &Policy, facts: &Facts, metric: Metric) -> Option<Choice> {
    policy.layers.iter().enumerate().find_map(|(layer, l)| {
        // Later ones must have more conditions to win, so the first of
        // equals stays.
        let mut best: Option<(usize, usize)> = None;
        for (i, target) in l.sla.targets.iter().enumerate() {
            if target.metric == metric && target.conditions.failed(facts).is_none() {
                let count = target.conditions.count();
                if best.is_none_or(|(_, most)| count > most) {
                    best = Some((i, count));
                }
            }
        }
        best.map(|(target, _)| Choice { layer, target })
    })
}

impl Choice {
    pub(super) fn spec(self, policy: &Policy) -> &TargetSpec {
        &policy.layers[self.layer].sla.targets[self.target]
    }
}

/// Per metric, which target counts and why, and what became of the others:
/// contract before plan before product before corporate; within a layer more
/// conditions before fewer, then the one that stands first.
pub fn resolve_targets(policy: &Policy, facts: &Facts) -> Vec<ConsideredTarget> {
    let mut considered = Vec::new();
    for metric in Metric::ALL {
        let choice = choose(policy, facts, metric);
        let fitting = |layer: usize| {
            policy.layers[layer]
                .sla
                .targets
                .iter()
                .filter(move |t| t.metric == metric && t.conditions.failed(facts).is_none())
        };
        for (layer, l) in policy.layers.iter().enumerate() {
            for (i, target) in l.sla.targets.iter().enumerate() {
                if target.metric != metric {
                    continue;
                }
                let failed = target.conditions.failed(facts);
                let here = Choice { layer, target: i };
                let chosen = choice == Some(here);
                let count = target.conditions.count();
                let because = if failed.is_some() {
                    TargetReason::ConditionFailed
                } else if chosen {
                    let rivals = fitting(layer).count() - 1;
                    let equals = fitting(layer)
                        .filter(|t| t.conditions.count() == count)
                        .count()
                        - 1;
                    let lower = (layer + 1..policy.layers.len()).any(|k| fitting(k).count() > 0);
                    match (equals, rivals, lower) {
                        (1.., ..) => TargetReason::ListedFirst,
                        (0, 1.., _) => TargetReason::MostConditions,
                        (0, 0, true) => TargetReason::MostSpecificLayer,
                        (0, 0, false) => TargetReason::OnlyMatch,
                    }
                } else {
                    match choice {
                        Some(winner) if winner.layer != layer => TargetReason::LessSpecificLayer,
                        Some(winner) if winner.spec(policy).conditions.count() > count => {
                            TargetReason::FewerConditions
                        }
                        _ => TargetReason::ListedLater,
                    }
                };
                considered.push(ConsideredTarget {
                    metric,
                    layer: l.kind,
                    sla: l.name.clone(),
                    target: i,
                    seconds: target.seconds,
                    clock: target.clock,
                    chosen,
                    because,
                    failed_condition: failed.map(str::to_owned),
                });
            }
        }
    }
    considered
}
