//! The setting how long a customer's message reopens a closed ticket.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject};
use surety_domain::ticket::{REOPEN_DAYS_MAX, ReopenPolicy};
use surety_store::records::settings;
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{changes, check_version};
use crate::tickets::status::REOPEN_POLICY;

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
    app.query(call, |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let (policy, version) =
            settings::get(tx, REOPEN_POLICY)?.unwrap_or((ReopenPolicy::default(), 1));
        Ok(view(policy, version))
    })
    .await
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
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        settings::seed(tx, REOPEN_POLICY, &ReopenPolicy::default())?;
        let (old, version): (ReopenPolicy, i64) = settings::lock(tx, REOPEN_POLICY)?
            .ok_or_else(|| AppError::Internal("the reopen policy is gone".into()))?;
        check_version(version, Some(expected))?;
        if input.closed_reopens_days > REOPEN_DAYS_MAX {
            return Err(AppError::invalid(
                "out_of_range",
                "closed_reopens_days",
                format!("0 to {REOPEN_DAYS_MAX}"),
            ));
        }
        let new = ReopenPolicy {
            closed_reopens_days: input.closed_reopens_days,
        };
        let changed = changes(&old, &new)?;
        if changed.is_empty() {
            return Ok(view(old, version));
        }
        settings::update(tx, REOPEN_POLICY, &new)?;
        cx.audit(
            tx,
            "settings.reopen_policy_changed",
            "settings",
            REOPEN_POLICY,
            &changed.to_value(),
        )?;
        Ok(view(new, version + 1))
    })
    .await
}
