//! The setting what the desk does with every escalation.

use serde::{Deserialize, Serialize};
use surety_domain::escalation::{EscalationPolicy, NEXT_UPDATE_MINUTES_MAX, UpdateMinutes};
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::setting::{self, Setting};

impl Setting for EscalationPolicy {
    const KEY: &'static str = "escalation_policy";
    const ACTION: &'static str = "settings.escalation_policy_changed";

    fn initial() -> Self {
        Self::default()
    }
}

/// After how many minutes of the wall clock the next update is due; 0 asks for
/// none, at most 43,200 (30 days).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NextUpdateMinutes {
    /// Of urgent tickets.
    pub urgent: u32,
    /// Of high ones.
    pub high: u32,
    /// Of normal ones.
    pub normal: u32,
    /// Of low ones.
    pub low: u32,
    /// Of tickets without a priority.
    pub none: u32,
}

impl From<UpdateMinutes> for NextUpdateMinutes {
    fn from(m: UpdateMinutes) -> Self {
        Self {
            urgent: m.urgent,
            high: m.high,
            normal: m.normal,
            low: m.low,
            none: m.none,
        }
    }
}

impl From<NextUpdateMinutes> for UpdateMinutes {
    fn from(m: NextUpdateMinutes) -> Self {
        Self {
            urgent: m.urgent,
            high: m.high,
            normal: m.normal,
            low: m.low,
            none: m.none,
        }
    }
}

/// The policy with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "tell_customer": false,
    "next_update_minutes": {"urgent": 60, "high": 240, "normal": 1440, "low": 2880, "none": 1440},
    "version": 1
}))]
pub struct EscalationPolicyView {
    /// Whether the customer is told of an escalation by hand.
    pub tell_customer: bool,
    /// When the next update of an escalated ticket is due, by its priority.
    pub next_update_minutes: NextUpdateMinutes,
    /// For `If-Match`.
    pub version: i64,
}

/// A new policy.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "tell_customer": true,
    "next_update_minutes": {"urgent": 30, "high": 120, "normal": 480, "low": 1440, "none": 480}
}))]
pub struct SetEscalationPolicy {
    /// Whether the customer is told of an escalation by hand. Steps of an SLA
    /// say so themselves.
    pub tell_customer: bool,
    /// When the next update of an escalated ticket is due, by its priority.
    pub next_update_minutes: NextUpdateMinutes,
}

fn view(policy: EscalationPolicy, version: i64) -> EscalationPolicyView {
    EscalationPolicyView {
        tell_customer: policy.tell_customer,
        next_update_minutes: policy.next_update_minutes.into(),
        version,
    }
}

/// The policy in force, for those who work at the desk.
///
/// # Errors
/// `view_read` is needed.
pub async fn get(app: &App, call: &Call) -> Result<EscalationPolicyView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces the policy, for escalations from now on; those that stand keep
/// theirs. `expected` is the version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; `out_of_range`; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetEscalationPolicy,
) -> Result<EscalationPolicyView, AppError> {
    let make = move || {
        let new = EscalationPolicy {
            tell_customer: input.tell_customer,
            next_update_minutes: input.next_update_minutes.into(),
        };
        for (priority, minutes) in new.next_update_minutes.each() {
            if minutes > NEXT_UPDATE_MINUTES_MAX {
                return Err(AppError::invalid(
                    "out_of_range",
                    &format!("next_update_minutes.{priority}"),
                    format!("0 to {NEXT_UPDATE_MINUTES_MAX}"),
                ));
            }
        }
        Ok(new)
    };
    setting::replace(app, call, expected, make, view).await
}
