//! Templates of contracts.

use serde::{Deserialize, Serialize};
use surety_domain::contract::TemplateSpec;
use surety_domain::ids::ContractTemplateId;
use surety_domain::permission::Permission;
use surety_domain::time::Instant;
use surety_store::records::promises::{self, NameCursor, Version, Versioned};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::record::VersionedRecord;
use super::shared::{read, required, write};
use crate::core::Cx;
use crate::error::AppError;
use crate::promises::contracts::{RANK_MAX, check_coverage, check_sla};
use crate::record::Check;

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
    check_sla(tx, spec.sla_id).map_err(|e| e.within("spec"))?;
    check_coverage(&spec.coverage).map_err(|e| e.within("spec"))
}

impl VersionedRecord for ContractTemplateView {
    type Id = ContractTemplateId;
    type Row = promises::Template;
    type Input = ContractTemplateInput;

    const WORD: &'static str = "contract template";
    const SUBJECT: &'static str = "contract_template";
    const NAME_CONSTRAINT: &'static str = "contract_templates.name";
    const READ: Permission = Permission::PlanRead;
    const MANAGE: Permission = Permission::ContractManage;

    fn name_of(input: &ContractTemplateInput) -> Option<&str> {
        input.name.as_deref()
    }

    fn head(row: &promises::Template) -> &Versioned<ContractTemplateId> {
        row
    }

    fn head_mut(row: &mut promises::Template) -> &mut Versioned<ContractTemplateId> {
        row
    }

    fn view(row: promises::Template) -> Result<Self, AppError> {
        Ok(Self {
            spec: read(&format!("contract template {}", row.id), &row.spec)?,
            id: row.id,
            name: row.name,
            current_version: row.current_version,
            archived_at: row.archived_at,
            version: row.version,
            updated_at: row.updated_at,
        })
    }

    fn row(
        tx: &mut Tx<'_>,
        id: ContractTemplateId,
    ) -> Result<Option<promises::Template>, StoreError> {
        promises::get_template(tx, id)
    }

    fn rows(
        tx: &mut Tx<'_>,
        after: &NameCursor,
        limit: i64,
        away: bool,
    ) -> Result<Vec<promises::Template>, StoreError> {
        promises::list_templates(tx, after, limit, away)
    }

    fn versions(tx: &mut Tx<'_>, id: ContractTemplateId) -> Result<Vec<Version>, StoreError> {
        promises::template_versions(tx, id)
    }

    fn insert(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        name: &str,
        input: ContractTemplateInput,
    ) -> Result<ContractTemplateId, AppError> {
        let spec = required("spec", input.spec)?;
        check_template(tx, &spec)?;
        let id = cx.new_id(ContractTemplateId::new);
        promises::insert_template(tx, id, name, &write(&spec)?, cx.actor_id(), cx.now)?;
        Ok(id)
    }

    /// Contracts that were made from it stay as they are.
    fn revise(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        row: &mut promises::Template,
        input: ContractTemplateInput,
    ) -> Result<(), AppError> {
        let Some(spec) = input.spec else {
            return Ok(());
        };
        check_template(tx, &spec)?;
        if spec == read::<TemplateSpec>(&format!("contract template {}", row.id), &row.spec)? {
            return Ok(());
        }
        row.current_version += 1;
        let (number, text) = (row.current_version, write(&spec)?);
        promises::add_template_version(tx, row.id, number, &text, cx.actor_id(), cx.now)?;
        Ok(())
    }

    fn update(tx: &mut Tx<'_>, row: &promises::Template, at: Instant) -> Result<bool, StoreError> {
        promises::update_template(tx, row, at)
    }
}
