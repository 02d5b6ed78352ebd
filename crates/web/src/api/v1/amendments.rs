//! Amendments of contracts: terms that change from a day on.

use axum::Json;
use axum::extract::State;
use surety_app::promises::contracts::{
    self as verbs, AmendContract, ContractVersionView, ContractView,
};
use surety_domain::ids::ContractId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use crate::extract::{Caller, Command, Nothing, OptionalIfMatch, Path};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

/// List the versions of a contract
///
/// With the terms of each: the one in force, the past ones, those that are
/// scheduled, and amendments that were cancelled or came too late. The one
/// that takes effect last comes first.
#[utoipa::path(
    get, path = "/contracts/{contract}/versions", tag = "contracts", operation_id = "list_contract_versions",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<ContractVersionView>)),
)]
async fn versions(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
) -> Result<Json<Items<ContractVersionView>>, Problem> {
    Ok(Json(Items {
        items: verbs::versions(&web.app, caller.call(), id).await?,
    }))
}

/// Amend a contract
///
/// Of a contract in force; the old version stays readable. With today's date,
/// or none, it holds at once; with a later one from that day's midnight in the
/// account's zone, and can be cancelled until then. The difference of the
/// limits is granted, or taken from what is left, on that day. Tickets that are
/// open keep what they were promised; decisions from then on take the new
/// terms.
#[utoipa::path(
    post, path = "/contracts/{contract}/amendments", tag = "contracts", operation_id = "amend_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = AmendContract, example = json!({
        "effective_date": "2026-07-01", "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne", "note": "Fifteen more a month"
    })),
    responses((status = 200, body = ContractView)),
)]
async fn amend(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<AmendContract>,
) -> Result<Versioned<ContractView>, Problem> {
    let view = verbs::amend(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Cancel a scheduled amendment
///
/// By its number in the list of versions.
#[utoipa::path(
    post, path = "/contracts/{contract}/amendments/{amendment}/cancel", tag = "contracts",
    operation_id = "cancel_contract_amendment",
    params(
        ("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        ("amendment" = i64, Path, description = "Number of the amendment", example = 1),
    ),
    request_body = Nothing,
    responses((status = 200, body = ContractView)),
)]
async fn cancel(
    State(web): State<Web>,
    Path((id, number)): Path<(ContractId, i64)>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ContractView>, Problem> {
    let call = &command.signed.call;
    let view = verbs::cancel_amendment(&web.app, call, id, version, number).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(versions))
        .routes(routes!(amend))
        .routes(routes!(cancel))
}
