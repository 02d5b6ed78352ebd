//! The terms that a change or an amendment sets, and what comes of them.

use serde::{Deserialize, Serialize};
use surety_domain::contract::Coverage;
use surety_domain::ids::{PlanId, SlaId};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};

use super::change::ChangeContract;
use super::terms::{RANK_MAX, check_coverage, check_sla, set_dates};
use crate::error::AppError;
use crate::patch::{Patch, present};
use crate::record::Check;

/// Terms that are set; what is left out stays. Kept as JSON with an amendment,
/// the plan in the version that was agreed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Changes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plan_id: Option<PlanId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) plan_version: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub(super) sla_id: Patch<SlaId>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub(super) end_date: Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rank: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) covers_children: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coverage: Option<Coverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) terms_text: Option<String>,
}

impl Changes {
    /// Checks what was asked for by itself; the plan is taken in its version
    /// of now.
    ///
    /// # Errors
    /// Bad input by field, or the store's.
    pub(super) fn read(tx: &mut Tx<'_>, input: &ChangeContract) -> Result<Self, AppError> {
        let mut check = Check::new();
        let name = input.name.as_ref().map(|name| check.name("name", name));
        let rank = input
            .rank
            .map(|rank| check.range("rank", rank, -RANK_MAX, RANK_MAX));
        let terms_text = input
            .terms_text
            .as_ref()
            .map(|text| check.text("terms_text", text));
        check.done()?;
        let plan = match input.plan_id {
            Some(plan) => Some(
                promises::get_plan(tx, plan)?
                    .filter(|p| p.head.archived_at.is_none())
                    .ok_or_else(|| {
                        AppError::invalid(
                            "plan_not_found",
                            "plan_id",
                            "there is no such plan in use",
                        )
                    })?,
            ),
            None => None,
        };
        if let Some(sla) = input.sla_id {
            check_sla(tx, sla)?;
        }
        if let Some(coverage) = &input.coverage {
            check_coverage(coverage)?;
        }
        Ok(Self {
            name,
            plan_id: plan.as_ref().map(|p| p.head.id),
            plan_version: plan.map(|p| p.head.current_version),
            sla_id: input.sla_id,
            end_date: input.end_date.clone(),
            rank,
            covers_children: input.covers_children,
            coverage: input.coverage.clone(),
            terms_text,
        })
    }

    /// Sets the terms in a contract's row.
    ///
    /// # Errors
    /// `invalid_date`, `end_before_start`.
    pub(super) fn apply(
        &self,
        row: &mut promises::Contract,
        account: &accounts::Account,
    ) -> Result<(), AppError> {
        if let Some(name) = &self.name {
            row.name.clone_from(name);
        }
        if let (Some(plan), Some(version)) = (self.plan_id, self.plan_version) {
            row.plan_id = plan;
            row.plan_version = version;
        }
        if let Some(sla) = self.sla_id {
            row.sla_id = sla;
        }
        if let Some(rank) = self.rank {
            row.rank = rank;
        }
        if let Some(covers) = self.covers_children {
            row.covers_children = covers;
        }
        if let Some(coverage) = &self.coverage {
            row.coverage =
                serde_json::to_string(coverage).map_err(|e| AppError::Internal(e.to_string()))?;
        }
        if let Some(text) = &self.terms_text {
            row.terms_text.clone_from(text);
        }
        if let Some(end) = &self.end_date {
            let start = row.start_date.clone();
            set_dates(row, account, &start, end.as_deref())?;
        }
        Ok(())
    }
}

/// An amendment that is still to come.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) row: promises::Amendment,
    pub(super) changes: Changes,
}

impl Planned {
    pub(super) const fn at(&self) -> Instant {
        self.row.effective_at
    }
}

/// What is planned for a contract, in the order in which it takes effect.
///
/// # Errors
/// `Internal` when what was kept does not read, or the store's.
pub(super) fn planned(
    tx: &mut Tx<'_>,
    contract: &promises::Contract,
) -> Result<Vec<Planned>, AppError> {
    if contract.next_amendment_at.is_none() {
        return Ok(Vec::new());
    }
    promises::amendments(tx, contract.id)?
        .into_iter()
        .filter(|a| a.state == "scheduled")
        .map(|row| {
            let changes = serde_json::from_str(&row.changes).map_err(|e| {
                AppError::Internal(format!(
                    "amendment {} of contract {}: {e}",
                    row.number, row.contract_id
                ))
            })?;
            Ok(Planned { row, changes })
        })
        .collect()
}
