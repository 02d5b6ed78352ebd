//! An SLA as it is stored: targets with their conditions, and the rules of
//! its clocks. [`SlaSpec::check`] says why one is refused.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Metric, Reopen, TargetChange, TargetClock};
use crate::escalation::Step;

/// Targets of one SLA, at most.
pub const TARGETS_MAX: usize = 200;

/// The longest target: five years, in seconds.
pub const TARGET_SECONDS_MAX: i64 = 5 * 366 * 86_400;

/// Values in one condition, at most.
pub const CONDITION_VALUES_MAX: usize = 200;

/// Statuses with pauses of their own, at most.
pub const PAUSE_STATUSES_MAX: usize = 100;

/// How the absence of a fact is written in a condition, e.g. a ticket without
/// priority.
pub const NO_VALUE: &str = "none";

/// When a target applies: every condition that is given must hold; an empty
/// one always does. Values are compared as text; [`NO_VALUE`] stands for a
/// ticket that has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// `urgent`, `high`, `normal`, `low`, `none`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<String>,
    /// Product ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product: Vec<String>,
    /// Ticket type ids.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub ticket_type: Vec<String>,
    /// Channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<String>,
    /// Segments of the account.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segment: Vec<String>,
    /// Licence bands of the asset or contract.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub licence_band: Vec<String>,
}

/// One promise: a metric, when it applies, and how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetSpec {
    /// What is promised.
    pub metric: Metric,
    /// When it applies.
    #[serde(default)]
    pub conditions: Conditions,
    /// How long, in seconds of its clock.
    pub seconds: i64,
    /// By which clock.
    #[serde(default)]
    pub clock: TargetClock,
}

/// The rules of the clocks, apart from the targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Which metrics a status pauses, by the status's own name or by its
    /// category; its own name comes first.
    pub pauses: BTreeMap<String, Vec<Metric>>,
    /// Statuses or categories that fulfil the resolution.
    pub closed_statuses: BTreeSet<String>,
    /// Whether customer messages before the first answer start a
    /// `next_response` cycle too.
    pub next_response_before_first_reply: bool,
    /// Whether a ticket that an agent opens outward has a `first_response`
    /// clock from its creation.
    pub agent_created_first_response: bool,
    /// What a reopen does to the resolution clock.
    pub reopen: Reopen,
    /// What a new target does to an open clock.
    pub target_change: TargetChange,
}

impl Default for Rules {
    fn default() -> Self {
        let waiting = || vec![Metric::Update, Metric::Resolution];
        Self {
            pauses: ["pending", "on_hold"]
                .map(|status| (status.to_owned(), waiting()))
                .into(),
            closed_statuses: ["solved", "closed"].map(str::to_owned).into(),
            next_response_before_first_reply: false,
            agent_created_first_response: false,
            reopen: Reopen::default(),
            target_change: TargetChange::default(),
        }
    }
}

/// One version of an SLA.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlaSpec {
    /// What is promised. Of several that fit, the one with more conditions
    /// counts, then the one that stands first.
    pub targets: Vec<TargetSpec>,
    /// How the clocks run.
    #[serde(default)]
    pub rules: Rules,
    /// What happens before and after a due instant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// Why an SLA is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct SlaError {
    /// Stable, snake_case.
    pub code: &'static str,
    /// The field, e.g. `targets[2].seconds`.
    pub path: String,
    /// For people.
    pub message: String,
}

impl SlaError {
    /// An error of a field.
    pub fn new(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            path: path.into(),
            message: message.into(),
        }
    }
}

impl SlaSpec {
    /// Checks limits and sense before an SLA is saved.
    ///
    /// # Errors
    /// [`SlaError`]: `too_many_targets`, `target_seconds_out_of_range`,
    /// `too_many_values`, `empty_value`, `too_many_pauses`,
    /// `no_closed_status`, and those of [`crate::escalation::check_steps`].
    pub fn check(&self) -> Result<(), SlaError> {
        if self.targets.len() > TARGETS_MAX {
            return Err(SlaError::new(
                "too_many_targets",
                "targets",
                format!("more than {TARGETS_MAX} targets"),
            ));
        }
        for (i, target) in self.targets.iter().enumerate() {
            if !(1..=TARGET_SECONDS_MAX).contains(&target.seconds) {
                return Err(SlaError::new(
                    "target_seconds_out_of_range",
                    format!("targets[{i}].seconds"),
                    format!("expected 1 to {TARGET_SECONDS_MAX} seconds"),
                ));
            }
            for (name, values) in target.conditions.by_name() {
                let path = || format!("targets[{i}].conditions.{name}");
                if values.len() > CONDITION_VALUES_MAX {
                    return Err(SlaError::new(
                        "too_many_values",
                        path(),
                        format!("more than {CONDITION_VALUES_MAX} values"),
                    ));
                }
                if values.iter().any(|v| v.trim().is_empty()) {
                    return Err(SlaError::new("empty_value", path(), "an empty value"));
                }
            }
        }
        if self.rules.pauses.len() > PAUSE_STATUSES_MAX {
            return Err(SlaError::new(
                "too_many_pauses",
                "rules.pauses",
                format!("more than {PAUSE_STATUSES_MAX} statuses"),
            ));
        }
        if self.rules.closed_statuses.is_empty() {
            return Err(SlaError::new(
                "no_closed_status",
                "rules.closed_statuses",
                "without one no resolution is ever fulfilled",
            ));
        }
        crate::escalation::check_steps(&self.steps, "steps")
    }
}

impl Conditions {
    /// Each condition with its name in JSON.
    pub(crate) fn by_name(&self) -> [(&'static str, &[String]); 6] {
        [
            ("priority", &self.priority),
            ("product", &self.product),
            ("type", &self.ticket_type),
            ("channel", &self.channel),
            ("segment", &self.segment),
            ("licence_band", &self.licence_band),
        ]
    }
}
