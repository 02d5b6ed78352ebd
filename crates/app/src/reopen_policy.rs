//! The setting how long a customer's message reopens a closed ticket.

use serde::{Deserialize, Serialize};
use surety_domain::ticket::{REOPEN_DAYS_MAX, ReopenPolicy};
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::setting::{self, Setting};

impl Setting for ReopenPolicy {
    const KEY: &'static str = "reopen_policy";
    const ACTION: &'static str = "settings.reopen_policy_changed";

    fn initial() -> Self {
        Self::default()
    }
}

/// The policy with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"closed_reopens_days": 14, "version": 1}))]
pub struct ReopenPolicyView {
    /// Days after solving during which a customer's message reopens a closed
    /// ticket; later it becomes a new, linked one.
    pub closed_reopens_days: u32,
    /// For `If-Match`.
    pub version: i64,
}

/// A new policy.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"closed_reopens_days": 30}))]
pub struct SetReopenPolicy {
    /// Days after solving during which a customer's message reopens a closed
    /// ticket, at most 3650; 0 is never.
    pub closed_reopens_days: u32,
}

fn view(policy: ReopenPolicy, version: i64) -> ReopenPolicyView {
    ReopenPolicyView {
        closed_reopens_days: policy.closed_reopens_days,
        version,
    }
}

/// The policy in force.
///
/// # Errors
/// `view_read` is needed: it is for those who work at the desk.
pub async fn get(app: &App, call: &Call) -> Result<ReopenPolicyView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces the policy, for messages from now on. `expected` is the version of
/// `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; `out_of_range`; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetReopenPolicy,
) -> Result<ReopenPolicyView, AppError> {
    let make = move || {
        if input.closed_reopens_days > REOPEN_DAYS_MAX {
            return Err(AppError::invalid(
                "out_of_range",
                "closed_reopens_days",
                format!("0 to {REOPEN_DAYS_MAX}"),
            ));
        }
        Ok(ReopenPolicy {
            closed_reopens_days: input.closed_reopens_days,
        })
    };
    setting::replace(app, call, expected, make, view).await
}
