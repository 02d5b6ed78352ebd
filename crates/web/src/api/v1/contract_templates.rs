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
use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query, RowsQuery};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List contract templates
///
/// By name; those put away are left out.
#[utoipa::path(
    get, path = "/contract_templates", tag = "contracts", operation_id = "list_contract_templates",
    params(RowsQuery),
    responses((status = 200, body = Page<ContractTemplateView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RowsQuery>,
) -> Result<Json<Page<ContractTemplateView>>, Problem> {
    Ok(Json(
        verbs::list_templates(&web.app, caller.call(), query.limit, query.cursor).await?,
    ))
}

/// Add a contract template
#[utoipa::path(
    post, path = "/contract_templates", tag = "contracts", operation_id = "create_contract_template",
    request_body(content = ContractTemplateInput, example = json!({"name": "Car maker warranty", "spec": {"plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne", "term": {"unit": "year", "count": 3}}})),
    responses((status = 201, body = ContractTemplateView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<ContractTemplateInput>,
) -> Result<Created<ContractTemplateView>, Problem> {
    let view = verbs::create_template(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/contract_templates/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a contract template
#[utoipa::path(
    get, path = "/contract_templates/{template}", tag = "contracts", operation_id = "get_contract_template",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ContractTemplateView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractTemplateId>,
) -> Result<Versioned<ContractTemplateView>, Problem> {
    let view = verbs::get_template(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a contract template
///
/// Another `spec` makes another version; the old ones stay readable. Contracts
/// that were made from it stay as they are.
#[utoipa::path(
    patch, path = "/contract_templates/{template}", tag = "contracts", operation_id = "change_contract_template",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = ContractTemplateInput, example = json!({"name": "New name"})),
    responses((status = 200, body = ContractTemplateView)),
)]
async fn change(
    State(web): State<Web>,
    Path(id): Path<ContractTemplateId>,
    IfMatch(version): IfMatch,
    command: Command<ContractTemplateInput>,
) -> Result<Versioned<ContractTemplateView>, Problem> {
    let view = verbs::change_template(
        &web.app,
        &command.signed.call,
        id,
        Some(version),
        command.input,
        None,
    )
    .await?;
    Ok(Versioned(view.version, view))
}

/// Put a contract template away
///
/// Contracts that were made from it stay; it is offered no more.
#[utoipa::path(
    post, path = "/contract_templates/{template}/archive", tag = "contracts", operation_id = "archive_contract_template",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = ContractTemplateView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<ContractTemplateId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ContractTemplateView>, Problem> {
    let input = ContractTemplateInput::default();
    let view = verbs::change_template(
        &web.app,
        &command.signed.call,
        id,
        version,
        input,
        Some(true),
    )
    .await?;
    Ok(Versioned(view.version, view))
}

/// List the versions of a contract template
///
/// Newest first.
#[utoipa::path(
    get, path = "/contract_templates/{template}/versions", tag = "contracts", operation_id = "list_contract_template_versions",
    params(("template" = String, Path, description = "Id of the contract template", example = "ctp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<VersionView>)),
)]
async fn versions(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractTemplateId>,
) -> Result<Json<Items<VersionView>>, Problem> {
    Ok(Json(Items {
        items: verbs::template_versions(&web.app, caller.call(), id).await?,
    }))
}

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
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(archive))
        .routes(routes!(versions))
        .routes(routes!(preview))
        .routes(routes!(list_applies, apply))
        .routes(routes!(get_apply))
}
