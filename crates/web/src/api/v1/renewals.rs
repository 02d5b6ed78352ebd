//! Contracts that end: the board of renewals, and how one goes on.

use axum::Json;
use axum::extract::State;
use surety_app::promises::contracts::{
    self as verbs, ContractView, RenewContract, RenewalQuery, RenewalView, Step,
};
use surety_domain::ids::ContractId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use crate::extract::{Caller, Command, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List contracts that end
///
/// Those in force that end in the next `days`, and those that ended in the last
/// 30 and were not renewed; the earliest end first, at most 500.
#[utoipa::path(
    get, path = "/renewals", tag = "contracts", operation_id = "list_renewals",
    params(RenewalQuery),
    responses((status = 200, body = Items<RenewalView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RenewalQuery>,
) -> Result<Json<Items<RenewalView>>, Problem> {
    Ok(Json(Items {
        items: verbs::renewals(&web.app, caller.call(), query).await?,
    }))
}

/// Renew a contract
///
/// Makes the contract that follows: same account, plan in its version of now,
/// coverage and words, from the day on which this one ends. Its end is counted
/// from the very first day, so a year is a year and the day of the month is
/// kept.
#[utoipa::path(
    post, path = "/contracts/{contract}/renew", tag = "contracts", operation_id = "renew_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = RenewContract,
    responses((status = 201, body = ContractView)),
)]
async fn renew(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<RenewContract>,
) -> Result<Created<ContractView>, Problem> {
    let call = command.signed.call.clone();
    let view = verbs::renew(&web.app, &call, id, version, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/contracts/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Take an offer back
///
/// The contract is a draft again and can be changed.
#[utoipa::path(
    post, path = "/contracts/{contract}/withdraw", tag = "contracts", operation_id = "withdraw_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = ContractView)),
)]
async fn withdraw(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ContractView>, Problem> {
    let call = command.signed.call.clone();
    let view = verbs::step(&web.app, &call, id, version, Step::Withdraw).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list))
        .routes(routes!(renew))
        .routes(routes!(withdraw))
}
