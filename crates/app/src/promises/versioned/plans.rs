//! Plans.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::credit::same_periods;
use surety_domain::ids::{PlanId, SlaId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::PlanSpec;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises::{self, NameCursor};
use utoipa::ToSchema;

use super::macros::{listing, reading};
use super::shared::{VersionView, check_name, name_taken, read, required, write};
use crate::core::{App, Call, Cx};
use crate::error::{AppError, FieldError};
use crate::patch::{Patch, present};
use crate::record::{Page, Paging, check_version};

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

fn plan_view(row: promises::Plan) -> Result<PlanView, AppError> {
    let head = row.head;
    Ok(PlanView {
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

/// See [`CalendarInput`].
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

listing!(
    /// A page of plans by name.
    list_plans, PlanId, PlanView, PlanRead, promises::list_plans, plan_view,
    |p| (p.head.name.clone(), p.head.id)
);

reading!(
    get_plan,
    plan_versions,
    PlanId,
    PlanView,
    PlanRead,
    promises::get_plan,
    promises::plan_versions,
    plan_view,
    "plan"
);

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
    Ok(())
}

/// Adds a plan within a transaction.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, or the store's.
pub fn create_plan_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: PlanInput,
) -> Result<PlanView, AppError> {
    cx.require(Permission::PlanManage, &Subject::Desk)?;
    let name = check_name(&required("name", input.name)?)?;
    let mut spec = required("spec", input.spec)?;
    let sla_id = input.sla_id.flatten();
    check_plan(tx, sla_id, &mut spec)?;
    let id = cx.new_id(PlanId::new);
    let text = write(&spec)?;
    let is_default = input.is_default.unwrap_or(false);
    let new = promises::NewPlan {
        id,
        name: &name,
        sla_id,
        is_default,
        spec: &text,
    };
    promises::insert_plan(tx, &new, cx.actor_id(), cx.now)
        .map_err(|e| name_taken("plan", e, "plans.name"))?;
    note_default(tx, cx)?;
    cx.audit(
        tx,
        "plan.created",
        "plan",
        &id.to_string(),
        &json!({ "name": name, "is_default": is_default }),
    )?;
    plan_view(promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?)
}

/// Adds a plan.
///
/// # Errors
/// As [`create_plan_in`].
pub async fn create_plan(app: &App, call: &Call, input: PlanInput) -> Result<PlanView, AppError> {
    app.command(call, move |tx, cx| create_plan_in(tx, cx, input.clone()))
        .await
}

/// Changes a plan; another spec or SLA makes another version. Contracts keep
/// the version that was agreed; those without a contract have the default plan
/// as it is now, and get the difference of its limits once.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, `bucket_periods_changed`, `Stale`, or the store's.
pub async fn change_plan(
    app: &App,
    call: &Call,
    id: PlanId,
    expected: Option<i64>,
    input: PlanInput,
    away: Option<bool>,
) -> Result<PlanView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::PlanManage, &Subject::Desk)?;
        let mut row = promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?;
        check_version(row.head.version, expected)?;
        if let Some(name) = &input.name {
            row.head.name = check_name(name)?;
        }
        if input.spec.is_some() || input.sla_id.is_some() {
            let mut spec = match &input.spec {
                Some(spec) => spec.clone(),
                None => read(&format!("plan {id}"), &row.head.spec)?,
            };
            row.sla_id = input.sla_id.unwrap_or(row.sla_id);
            check_plan(tx, row.sla_id, &mut spec)?;
            row.head.current_version += 1;
            promises::add_plan_version(tx, id, row.head.current_version, &write(&spec)?, cx.actor_id(), cx.now)?;
        }
        row.is_default = input.is_default.unwrap_or(row.is_default);
        if let Some(away) = away {
            if away && row.is_default {
                return Err(AppError::conflict("default_plan", "make another plan the default first"));
            }
            row.head.archived_at = away.then_some(cx.now);
        }
        let done = promises::update_plan(tx, &row, cx.now).map_err(|e| name_taken("plan", e, "plans.name"))?;
        if !done {
            return Err(AppError::Stale { current: row.head.version });
        }
        note_default(tx, cx)?;
        cx.audit(
            tx,
            "plan.changed",
            "plan",
            &id.to_string(),
            &json!({ "name": row.head.name, "version": row.head.current_version, "is_default": row.is_default }),
        )?;
        plan_view(promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?)
    })
    .await
}
