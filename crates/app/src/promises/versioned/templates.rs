//! Templates of contracts.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::TemplateSpec;
use surety_domain::ids::ContractTemplateId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises::{self, NameCursor};
use utoipa::ToSchema;

use super::macros::{listing, reading};
use super::shared::{VersionView, check_name, name_taken, read, required, write};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::promises::contracts::{RANK_MAX, check_coverage, check_sla};
use crate::record::{Check, Page, Paging, check_version};

/// A template of contracts with the version in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ContractTemplateView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ContractTemplateId,
    /// Its name.
    pub name: String,
    /// Which version is in force.
    pub current_version: i64,
    /// Plan, SLA, term, coverage, rank and words of each contract.
    #[schema(value_type = Object)]
    pub spec: TemplateSpec,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

fn template_view(row: promises::Template) -> Result<ContractTemplateView, AppError> {
    Ok(ContractTemplateView {
        spec: read(&format!("contract template {}", row.id), &row.spec)?,
        id: row.id,
        name: row.name,
        current_version: row.current_version,
        archived_at: row.archived_at,
        version: row.version,
        updated_at: row.updated_at,
    })
}

/// A template of contracts; in a change what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Car maker warranty", "spec": {"plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "term": {"unit": "year", "count": 3}, "terms_text": "Warranty support as agreed."}}))]
pub struct ContractTemplateInput {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Plan, SLA, term, coverage, rank and words of each contract.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub spec: Option<TemplateSpec>,
}

/// Refuses a template that cannot be meant, at its fields.
fn check_template(tx: &mut Tx<'_>, spec: &TemplateSpec) -> Result<(), AppError> {
    spec.validate()
        .map_err(|e| AppError::invalid(e.code(), &format!("spec.{}", e.field()), e.to_string()))?;
    let mut check = Check::new();
    if let Some(name) = &spec.contract_name {
        check.name("spec.contract_name", name);
    }
    check.range("spec.rank", spec.rank, -RANK_MAX, RANK_MAX);
    check.text("spec.terms_text", &spec.terms_text);
    check.done()?;
    let plan = promises::get_plan(tx, spec.plan_id)?;
    if plan.is_none_or(|p| p.head.archived_at.is_some()) {
        return Err(AppError::invalid(
            "plan_not_found",
            "spec.plan_id",
            "there is no such plan in use",
        ));
    }
    let within = |error: AppError| match error {
        AppError::Invalid {
            code,
            field: Some(field),
            message,
        } => AppError::invalid(&code, &format!("spec.{field}"), message),
        other => other,
    };
    check_sla(tx, spec.sla_id).map_err(within)?;
    check_coverage(&spec.coverage).map_err(within)
}

listing!(
    /// A page of templates by name.
    list_templates, ContractTemplateId, ContractTemplateView, PlanRead, promises::list_templates, template_view,
    |t| (t.name.clone(), t.id)
);

reading!(
    get_template,
    template_versions,
    ContractTemplateId,
    ContractTemplateView,
    PlanRead,
    promises::get_template,
    promises::template_versions,
    template_view,
    "contract template"
);

/// Adds a template within a transaction.
///
/// # Errors
/// `contract_manage` is needed; bad input by field, `name_taken`, or the store's.
pub fn create_template_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &ContractTemplateInput,
) -> Result<ContractTemplateView, AppError> {
    cx.require(Permission::ContractManage, &Subject::Desk)?;
    let name = check_name(&required("name", input.name.clone())?)?;
    let spec = required("spec", input.spec.clone())?;
    check_template(tx, &spec)?;
    let id = cx.new_id(ContractTemplateId::new);
    promises::insert_template(tx, id, &name, &write(&spec)?, cx.actor_id(), cx.now)
        .map_err(|e| name_taken("template", e, "contract_templates.name"))?;
    cx.audit(
        tx,
        "contract_template.created",
        "contract_template",
        &id.to_string(),
        &json!({ "name": name }),
    )?;
    template_view(promises::get_template(tx, id)?.ok_or(AppError::NotFound("contract template"))?)
}

/// Adds a template.
///
/// # Errors
/// As [`create_template_in`].
pub async fn create_template(
    app: &App,
    call: &Call,
    input: ContractTemplateInput,
) -> Result<ContractTemplateView, AppError> {
    app.command(call, move |tx, cx| create_template_in(tx, cx, &input))
        .await
}

/// Changes a template, or puts it away; another spec makes another version.
/// Contracts that were made from it stay as they are.
///
/// # Errors
/// `contract_manage` is needed; bad input by field, `name_taken`, `Stale`, or the store's.
pub async fn change_template(
    app: &App,
    call: &Call,
    id: ContractTemplateId,
    expected: Option<i64>,
    input: ContractTemplateInput,
    away: Option<bool>,
) -> Result<ContractTemplateView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ContractManage, &Subject::Desk)?;
        let mut row =
            promises::get_template(tx, id)?.ok_or(AppError::NotFound("contract template"))?;
        check_version(row.version, expected)?;
        if let Some(name) = &input.name {
            row.name = check_name(name)?;
        }
        if let Some(spec) = &input.spec {
            check_template(tx, spec)?;
            row.current_version += 1;
            let number = row.current_version;
            promises::add_template_version(tx, id, number, &write(spec)?, cx.actor_id(), cx.now)?;
        }
        if let Some(away) = away {
            row.archived_at = away.then_some(cx.now);
        }
        let done = promises::update_template(tx, &row, cx.now)
            .map_err(|e| name_taken("template", e, "contract_templates.name"))?;
        if !done {
            return Err(AppError::Stale {
                current: row.version,
            });
        }
        cx.audit(
            tx,
            "contract_template.changed",
            "contract_template",
            &id.to_string(),
            &json!({ "name": row.name, "version": row.current_version }),
        )?;
        template_view(
            promises::get_template(tx, id)?.ok_or(AppError::NotFound("contract template"))?,
        )
    })
    .await
}
