//! Lint: what is allowed and seldom meant, of a draft as an editor holds it,
//! and of everything that is live. Nothing is written.
//!
//! A draft that saving would refuse is refused here in the same words. The
//! rules themselves are pure and stand in `surety_domain::lint`; `docs/lint.md`
//! is their table.

mod asked;
mod desk;
mod drafts;
mod live;
mod trial;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial_tests;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use surety_domain::ids::{CalendarId, ContractId, PlanId, SlaId};
use surety_domain::lint::Finding;
use utoipa::ToSchema;

use crate::error::AppError;
use crate::licence_bands::SetLicenceBands;
use crate::priority_matrix::SetPriorityMatrix;
use crate::promises::contracts::NewContract;
use crate::promises::versioned::{CalendarInput, PlanInput, SlaInput};

pub(crate) use asked::Asked;
pub use drafts::{calendar, contract, licence_bands, plan, priority_matrix, sla};
pub use live::{LIVE_FINDINGS_MAX, LIVE_ROWS_MAX, live};
pub use trial::{
    TrialCalendar, TrialInput, TrialPrice, TrialTarget, TrialTicket, TrialView, TriedBucket,
    TriedContract, TriedNamed, try_drafts,
};

/// Findings of one draft, at most.
pub const FINDINGS_MAX: usize = 200;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"code": "target_hidden", "severity": "warning", "path": "/spec/targets/3",
    "params": {"metric": "resolution", "by": [1]}}))]
pub struct FindingView {
    /// Which rule; stable.
    pub code: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// JSON pointer (RFC 6901) into the draft; empty is the whole.
    pub path: String,
    /// What its text names, by the rule; see `docs/lint.md`.
    #[schema(value_type = Object)]
    pub params: Value,
}

impl FindingView {
    pub(crate) fn of(finding: &Finding) -> Result<Self, AppError> {
        let mut json =
            serde_json::to_value(finding).map_err(|e| AppError::Internal(e.to_string()))?;
        let mut text = |name: &str| match json[name].take() {
            Value::String(text) => Ok(text),
            other => Err(AppError::Internal(format!("a finding's {name}: {other}"))),
        };
        let (code, severity, path) = (text("code")?, text("severity")?, text("path")?);
        let params = match json["params"].take() {
            Value::Null => json!({}),
            params => params,
        };
        Ok(Self {
            code,
            severity,
            path,
            params,
        })
    }
}

/// What was found in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LintView {
    /// Worst first.
    pub findings: Vec<FindingView>,
    /// Whether there were more than are told.
    pub more: bool,
}

fn answer(findings: &[Finding]) -> Result<LintView, AppError> {
    Ok(LintView {
        findings: findings
            .iter()
            .take(FINDINGS_MAX)
            .map(FindingView::of)
            .collect::<Result<_, _>>()?,
        more: findings.len() > FINDINGS_MAX,
    })
}

/// What a finding of the live desk is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"kind": "sla", "id": "sla_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Gold"}))]
pub struct LintSubject {
    /// `calendar`, `sla`, `plan`, `contract`, `product`, `licence_bands` or `priority_matrix`.
    pub kind: String,
    /// Its id; none for a setting.
    pub id: Option<String>,
    /// Its name; empty for a setting.
    pub name: String,
}

/// A finding with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LiveFinding {
    /// What it is about.
    pub subject: LintSubject,
    /// The finding; its path points into the record as the API shows it.
    #[serde(flatten)]
    pub finding: FindingView,
}

/// What was found in everything that is live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LiveLintView {
    /// Worst first.
    pub findings: Vec<LiveFinding>,
    /// Whether not everything was looked at or told.
    pub more: bool,
}

macro_rules! drafts {
    ($($(#[$doc:meta])* $name:ident($id:ty) = $body:ty, $example:tt;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[schema(example = json!($example))]
        pub struct $name {
            /// The one that is being edited, if it is saved already.
            #[serde(default)]
            #[schema(value_type = Option<String>)]
            pub id: Option<$id>,
            /// What would be sent to make it.
            pub draft: $body,
        }
    )*};
}

drafts! {
    /// A calendar as its editor holds it.
    LintCalendar(CalendarId) = CalendarInput, {"draft": {"spec": {"tz": "Europe/Berlin", "hours": {"mon": [["09:00", "17:00"]]}}}};
    /// An SLA as its editor holds it.
    LintSla(SlaId) = SlaInput, {"draft": {"layer": "plan", "calendar_id": "cal_01jz8k3m6yq5t0v9w2x4c7b1ne",
        "spec": {"targets": [{"metric": "first_response", "seconds": 3600}]}}};
    /// A plan as its editor holds it.
    LintPlan(PlanId) = PlanInput, {"draft": {"spec": {"kind": "ticket_based", "limits": [{"bucket": "week", "credits": 25, "unit": "week"}]}}};
    /// A contract as its editor holds it.
    LintContract(ContractId) = NewContract, {"draft": {"account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
        "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne", "start_date": "2026-01-01", "end_date": "2027-01-01"}};
}

/// A priority matrix as its editor holds it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"draft": {"matrix": {"high": {"high": "urgent", "medium": "high", "low": "normal"},
    "medium": {"high": "high", "medium": "normal", "low": "low"},
    "low": {"high": "normal", "medium": "low", "low": "low"}}}}))]
pub struct LintPriorityMatrix {
    /// What would be sent to save it.
    pub draft: SetPriorityMatrix,
}

/// Licence bands as their editor holds them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"draft": {"bands": [{"name": "small", "from": 50, "to": 100}, {"name": "large", "from": 500, "to": null}]}}))]
pub struct LintLicenceBands {
    /// What would be sent to save them.
    pub draft: SetLicenceBands,
}
