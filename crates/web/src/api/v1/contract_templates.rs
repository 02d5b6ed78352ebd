//! Templates of contracts, and their use on many accounts at once.

use axum::Json;
use axum::extract::State;
use surety_app::promises::contracts::{self, ApplyPreviewView, ApplyTemplate, ApplyView};
use surety_app::promises::versioned::{
    self as verbs, ContractTemplateInput, ContractTemplateView, VersionView,
};
use surety_app::record::Page;
use surety_domain::ids::{ContractTemplateId, TemplateApplyId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use super::versioned::versioned_endpoints;
use crate::extract::{Caller, Command, Nothing, Path};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

versioned_endpoints!(
    ContractTemplateView, ContractTemplateInput, ContractTemplateId, tag "contracts",
    id "template" "Id of the contract template" "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne",
    /// List contract templates
    ///
    /// By name; those put away only with `archived=true`.
    list "list_contract_templates" "/contract_templates",
    /// Add a contract template
    create "create_contract_template" {"name": "Car maker warranty", "spec": {"plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne", "term": {"unit": "year", "count": 3}}},
    /// Get a contract template
    get "get_contract_template" "/contract_templates/{template}",
    /// Change a contract template
    ///
    /// Another `spec` makes another version; the old ones stay readable. Contracts
    /// that were made from it stay as they are.
    change "change_contract_template",
    /// Put a contract template away
    ///
    /// Contracts that were made from it stay; it is offered no more.
    archive "archive_contract_template" "/contract_templates/{template}/archive",
    /// Take a contract template back
    ///
    /// It is offered again, in the version that it had.
    restore "restore_contract_template" "/contract_templates/{template}/restore",
    /// List the versions of a contract template
    ///
    /// Newest first.
    versions "list_contract_template_versions" "/contract_templates/{template}/versions",
);

/// What a template would make of accounts
///
/// Writes nothing. Each account is `made` or `refused`, with the contract that
/// stands against it. Of a draft the overlap is told and refuses nothing.
#[utoipa::path(
    post, path = "/contract_templates/{template}/preview", tag = "contracts", operation_id = "preview_contract_template",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ApplyTemplate,
    responses((status = 200, body = Items<ApplyPreviewView>)),
)]
async fn preview(
    State(web): State<Web>,
    Path(id): Path<ContractTemplateId>,
    command: Command<ApplyTemplate>,
) -> Result<Json<Items<ApplyPreviewView>>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(Items {
        items: contracts::preview_template(&web.app, &call, id, command.input).await?,
    }))
}

/// Make contracts of many accounts
///
/// Each account gets a contract and a balance of its own, in a transaction of
/// its own, soon after the answer: `waiting` says how many are still to come.
/// One that is refused does not keep the others from theirs.
#[utoipa::path(
    post, path = "/contract_templates/{template}/applies", tag = "contracts", operation_id = "apply_contract_template",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ApplyTemplate,
    responses((status = 201, body = ApplyView)),
)]
async fn apply(
    State(web): State<Web>,
    Path(id): Path<ContractTemplateId>,
    command: Command<ApplyTemplate>,
) -> Result<Created<ApplyView>, Problem> {
    let call = command.signed.call.clone();
    let view = contracts::apply_template(&web.app, &call, id, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/contract_template_applies/{}", view.id),
        version: None,
        body: view,
    })
}

/// List the uses of a contract template
///
/// The newest 50, without their accounts.
#[utoipa::path(
    get, path = "/contract_templates/{template}/applies", tag = "contracts", operation_id = "list_contract_template_applies",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<ApplyView>)),
)]
async fn list_applies(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractTemplateId>,
) -> Result<Json<Items<ApplyView>>, Problem> {
    Ok(Json(Items {
        items: contracts::list_applies(&web.app, caller.call(), id).await?,
    }))
}

/// Get a use of a contract template
///
/// With what became of each account.
#[utoipa::path(
    get, path = "/contract_template_applies/{apply}", tag = "contracts", operation_id = "get_contract_template_apply",
    params(("apply" = String, Path, description = "Id of the use", example = "tap_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ApplyView)),
)]
async fn get_apply(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<TemplateApplyId>,
) -> Result<Json<ApplyView>, Problem> {
    Ok(Json(
        contracts::get_apply(&web.app, caller.call(), id).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    shared_routes()
        .routes(routes!(preview))
        .routes(routes!(list_applies, apply))
        .routes(routes!(get_apply))
}
