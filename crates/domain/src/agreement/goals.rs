//! Which target counts for each metric and priority.

use serde::{Deserialize, Serialize};

use crate::sla::{Facts, LayerKind, Metric, Policy, TargetClock, resolve_targets};
use crate::ticket::Priority;

/// What is promised for tickets of one priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// What is promised.
    pub metric: Metric,
    /// For tickets of this priority; none is those without one.
    pub priority: Option<Priority>,
    /// Only for tickets about this product.
    pub product: Option<String>,
    /// Within how many seconds of its clock.
    pub seconds: i64,
    /// By which clock.
    pub clock: TargetClock,
    /// Which layer promises it.
    pub layer: LayerKind,
    /// Which SLA.
    pub sla: String,
}

/// The goals of a contract, by metric and priority: those of every ticket that
/// it covers, then those of single products that differ. A ticket gets the same
/// by the same rule, unless a special case (product, type, channel, licences)
/// fits it.
pub fn goals(
    general: &Policy,
    of_products: &[(String, Policy)],
    segment: Option<&str>,
) -> Vec<Goal> {
    let mut all = of(general, None, segment);
    for (product, policy) in of_products {
        let own = of(policy, Some(product), segment);
        let differs = |goal: &Goal| {
            !all.iter().any(|g| {
                (g.metric, g.priority, g.seconds, g.clock)
                    == (goal.metric, goal.priority, goal.seconds, goal.clock)
                    && g.product.is_none()
            })
        };
        let own: Vec<Goal> = own.into_iter().filter(differs).collect();
        all.extend(own);
    }
    all
}

fn of(policy: &Policy, product: Option<&str>, segment: Option<&str>) -> Vec<Goal> {
    let mut goals = Vec::new();
    let priorities: Vec<Option<Priority>> = Priority::ALL
        .iter()
        .copied()
        .map(Some)
        .chain([None])
        .collect();
    for metric in Metric::ALL {
        for priority in &priorities {
            let facts = Facts {
                priority: priority.map(|p| p.as_str().to_owned()),
                product: product.map(str::to_owned),
                segment: segment.map(str::to_owned),
                ..Facts::default()
            };
            let chosen = resolve_targets(policy, &facts)
                .into_iter()
                .find(|t| t.chosen && t.metric == metric);
            goals.extend(chosen.map(|target| Goal {
                metric,
                priority: *priority,
                product: product.map(str::to_owned),
                seconds: target.seconds,
                clock: target.clock,
                layer: target.layer,
                sla: target.sla,
            }));
        }
    }
    goals
}
