//! Plans.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use surety_domain::credit::same_periods;
use surety_domain::ids::{PlanId, SlaId};
use surety_domain::permission::Permission;
use surety_domain::plan::PlanSpec;
use surety_domain::time::Instant;
use surety_store::records::promises::{self, NameCursor, Version, Versioned};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::super::effects;
use super::record::VersionedRecord;
use super::shared::{read, required, write};
use crate::core::Cx;
use crate::error::{AppError, FieldError};
use crate::patch::{Patch, present};

/// A plan with the version in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanView {
    /// The id.
    #[schema(value_type = String)]
    pub id: PlanId,
    /// Its name.
    pub name: String,
    /// The SLA it promises.
    #[schema(value_type = Option<String>)]
    pub sla_id: Option<SlaId>,
    /// Whether it is the plan of those without a contract.
    pub is_default: bool,
    /// Which version is in force.
    pub current_version: i64,
    /// Limits, weights, refunds and limit policy.
    #[schema(value_type = Object)]
    pub spec: PlanSpec,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A new plan, or a change of one: what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanInput {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The SLA it promises, or null.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub sla_id: Patch<SlaId>,
    /// Whether it becomes the plan of those without a contract.
    #[serde(default)]
    pub is_default: Option<bool>,
    /// Limits, weights, refunds and limit policy.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub spec: Option<PlanSpec>,
}

/// Refuses a plan that cannot be meant, by its fields, and writes its SLA
/// into what it says.
pub(crate) fn check_plan(
    tx: &mut Tx<'_>,
    sla: Option<SlaId>,
    spec: &mut PlanSpec,
) -> Result<(), AppError> {
    if let Some(id) = sla {
        match promises::get_sla(tx, id)? {
            Some(s) if s.head.archived_at.is_none() && s.layer == "plan" => {}
            Some(s) if s.head.archived_at.is_some() => {
                return Err(AppError::invalid(
                    "sla_put_away",
                    "sla_id",
                    "this SLA was put away; take it back or choose another",
                ));
            }
            Some(_) => {
                return Err(AppError::invalid(
                    "wrong_layer",
                    "sla_id",
                    "only an SLA of the layer plan fits here",
                ));
            }
            None => {
                return Err(AppError::invalid(
                    "sla_not_found",
                    "sla_id",
                    "there is no such SLA",
                ));
            }
        }
    }
    // One place says which SLA a plan promises; its version keeps it too, so
    // that a contract's version of a plan is whole.
    spec.sla = sla.map(surety_domain::plan::Key::of);
    let errors = spec.validate();
    if let Err(errors) = errors {
        return Err(AppError::InvalidFields(
            errors
                .into_iter()
                .map(|e| FieldError {
                    field: format!("spec.{}", e.path),
                    code: e.problem.code().to_owned(),
                    message: e.problem.to_string(),
                })
                .collect(),
        ));
    }
    Ok(())
}

/// Notes what those without a contract are promised from now on, if that is
/// something else than before.
///
/// # Errors
/// `bucket_periods_changed` when a limit would keep its name and get other
/// periods, or the store's.
pub(crate) fn note_default(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<(), AppError> {
    promises::lock_default_changes(tx)?;
    let now = promises::default_plan_in_force(tx)?.map(|d| (d.plan, d.version));
    let last = promises::default_changes(tx)?.pop();
    let before = last.and_then(|l| l.plan);
    if now == before {
        return Ok(());
    }
    // Read here and not from what is kept in memory: this transaction may fail.
    let mut limits = |plan: Option<(PlanId, i64)>| match plan {
        None => Ok(Vec::new()),
        Some((id, version)) => {
            let spec = promises::plan_spec(tx, id, version)?.unwrap_or_default();
            let spec: PlanSpec = read(&format!("plan {id}"), &spec)?;
            Ok::<_, AppError>(spec.limits)
        }
    };
    let (old, new) = (limits(before)?, limits(now)?);
    same_periods(&old, &new).map_err(|e| AppError::conflict(e.code(), e.to_string()))?;
    let change = promises::DefaultChange {
        number: last.map_or(0, |l| l.number) + 1,
        plan: now,
        // "Now" may have been taken before the last change was written.
        at: last.map_or(cx.now, |l| l.at.max(cx.now)),
    };
    promises::add_default_change(tx, &change)?;
    effects::send(tx, cx, effects::Reach::FreeSupport)
}

/// Free support always has a plan once it had one: another takes its place.
fn default_plan() -> AppError {
    AppError::conflict("default_plan", "make another plan the default first")
}

impl VersionedRecord for PlanView {
    type Id = PlanId;
    type Row = promises::Plan;
    type Input = PlanInput;

    const WORD: &'static str = "plan";
    const SUBJECT: &'static str = "plan";
    const NAME_CONSTRAINT: &'static str = "plans.name";
    const READ: Permission = Permission::PlanRead;
    const MANAGE: Permission = Permission::PlanManage;

    fn name_of(input: &PlanInput) -> Option<&str> {
        input.name.as_deref()
    }

    fn head(row: &promises::Plan) -> &Versioned<PlanId> {
        &row.head
    }

    fn head_mut(row: &mut promises::Plan) -> &mut Versioned<PlanId> {
        &mut row.head
    }

    fn view(row: promises::Plan) -> Result<Self, AppError> {
        let head = row.head;
        Ok(Self {
            spec: read(&format!("plan {}", head.id), &head.spec)?,
            id: head.id,
            name: head.name,
            sla_id: row.sla_id,
            is_default: row.is_default,
            current_version: head.current_version,
            archived_at: head.archived_at,
            version: head.version,
            updated_at: head.updated_at,
        })
    }

    fn row(tx: &mut Tx<'_>, id: PlanId) -> Result<Option<promises::Plan>, StoreError> {
        promises::get_plan(tx, id)
    }

    fn rows(
        tx: &mut Tx<'_>,
        after: &NameCursor,
        limit: i64,
        away: bool,
    ) -> Result<Vec<promises::Plan>, StoreError> {
        promises::list_plans(tx, after, limit, away)
    }

    fn versions(tx: &mut Tx<'_>, id: PlanId) -> Result<Vec<Version>, StoreError> {
        promises::plan_versions(tx, id)
    }

    fn insert(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        name: &str,
        input: PlanInput,
    ) -> Result<PlanId, AppError> {
        let mut spec = required("spec", input.spec)?;
        let sla_id = input.sla_id.flatten();
        check_plan(tx, sla_id, &mut spec)?;
        let id = cx.new_id(PlanId::new);
        let text = write(&spec)?;
        let is_default = input.is_default.unwrap_or(false);
        let new = promises::NewPlan {
            id,
            name,
            sla_id,
            is_default,
            spec: &text,
        };
        promises::insert_plan(tx, &new, cx.actor_id(), cx.now)?;
        Ok(id)
    }

    /// Another spec or SLA makes another version. Contracts keep the version
    /// that was agreed; those without a contract have the default plan as it is
    /// now, and get the difference of its limits once.
    fn revise(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        row: &mut promises::Plan,
        input: PlanInput,
    ) -> Result<(), AppError> {
        if row.is_default && input.is_default == Some(false) {
            return Err(default_plan());
        }
        row.is_default = input.is_default.unwrap_or(row.is_default);
        if input.spec.is_none() && input.sla_id.is_none() {
            return Ok(());
        }
        let id = row.head.id;
        let kept: PlanSpec = read(&format!("plan {id}"), &row.head.spec)?;
        let mut spec = input.spec.unwrap_or_else(|| kept.clone());
        let sla_id = input.sla_id.unwrap_or(row.sla_id);
        check_plan(tx, sla_id, &mut spec)?;
        if (&spec, sla_id) == (&kept, row.sla_id) {
            return Ok(());
        }
        row.sla_id = sla_id;
        row.head.current_version += 1;
        let (number, text) = (row.head.current_version, write(&spec)?);
        promises::add_plan_version(tx, id, number, &text, cx.actor_id(), cx.now)?;
        Ok(())
    }

    fn noted(row: &promises::Plan) -> Map<String, Value> {
        Map::from_iter([("is_default".into(), row.is_default.into())])
    }

    fn update(tx: &mut Tx<'_>, row: &promises::Plan, at: Instant) -> Result<bool, StoreError> {
        promises::update_plan(tx, row, at)
    }

    fn may_be_put_away(row: &promises::Plan) -> Result<(), AppError> {
        if row.is_default {
            return Err(default_plan());
        }
        Ok(())
    }

    fn written(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<(), AppError> {
        note_default(tx, cx)
    }
}
