//! Contracts: what an account was promised, from when to when.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use surety_app::promises::contracts::{
    self as verbs, AcceptContract, ChangeContract, ContractQuery, ContractView, CreditInput,
    NewContract, Step,
};
use surety_app::promises::periods::{self, PeriodView};
use surety_app::record::Page;
use surety_domain::contract::ContractState;
use surety_domain::ids::{AccountId, ContractId};
use surety_domain::time::Instant;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

type Answer = Result<Versioned<ContractView>, Problem>;

fn answer(view: ContractView) -> Versioned<ContractView> {
    Versioned(view.version, view)
}

/// Which contracts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListContracts {
    /// Of one account only.
    #[param(value_type = Option<String>)]
    account: Option<AccountId>,
    /// In one state only: an offer that waits is `awaiting_acceptance`.
    #[param(value_type = Option<String>)]
    state: Option<ContractState>,
    /// Rows of a page, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// List contracts
///
/// Oldest first, each with its limits and what is left of them.
#[utoipa::path(
    get, path = "/contracts", tag = "contracts", operation_id = "list_contracts",
    params(ListContracts),
    responses((status = 200, body = Page<ContractView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ListContracts>,
) -> Result<Json<Page<ContractView>>, Problem> {
    let query = ContractQuery {
        account: query.account,
        state: query.state,
        limit: query.limit,
        cursor: query.cursor,
    };
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Make a contract
///
/// It begins as a draft; `activate` puts it in force.
#[utoipa::path(
    post, path = "/contracts", tag = "contracts", operation_id = "create_contract",
    request_body(content = NewContract, example = json!({
        "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne", "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
        "start_date": "2026-01-01", "end_date": "2027-01-01"
    })),
    responses((status = 201, body = ContractView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewContract>,
) -> Result<Created<ContractView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/contracts/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a contract
#[utoipa::path(
    get, path = "/contracts/{contract}", tag = "contracts", operation_id = "get_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ContractView)),
)]
async fn get(State(web): State<Web>, caller: Caller, Path(id): Path<ContractId>) -> Answer {
    Ok(answer(verbs::get(&web.app, caller.call(), id).await?))
}

/// Change a contract
///
/// Of a contract in force it is an amendment of today; plan and first day stay
/// as agreed, and `amendments` gives it another plan.
#[utoipa::path(
    patch, path = "/contracts/{contract}", tag = "contracts", operation_id = "change_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = ChangeContract, example = json!({"rank": 10})),
    responses((status = 200, body = ContractView)),
)]
async fn change(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeContract>,
) -> Answer {
    Ok(answer(
        verbs::change(&web.app, &command.signed.call, id, version, command.input).await?,
    ))
}

/// Put a contract in force
///
/// Refused, naming the other one, when the account has a contract for the same
/// SLA at the same time.
#[utoipa::path(
    post, path = "/contracts/{contract}/activate", tag = "contracts", operation_id = "activate_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = ContractView)),
)]
async fn activate(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        verbs::step(&web.app, &command.signed.call, id, version, Step::Activate).await?,
    ))
}

/// Offer a contract to the customer
#[utoipa::path(
    post, path = "/contracts/{contract}/offer", tag = "contracts", operation_id = "offer_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = ContractView)),
)]
async fn offer(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        verbs::step(&web.app, &command.signed.call, id, version, Step::Offer).await?,
    ))
}

/// Accept a contract that was offered
///
/// Exactly the document whose SHA-256 is named: if another one is offered by
/// now, the answer is `document_changed` and nothing is accepted. An account
/// manager accepts for their account; the desk records it for them with a
/// reason.
#[utoipa::path(
    post, path = "/contracts/{contract}/accept", tag = "contracts", operation_id = "accept_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = AcceptContract,
    responses((status = 200, body = ContractView)),
)]
async fn accept(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<AcceptContract>,
) -> Answer {
    let call = command.signed.call.clone();
    let step = Step::Accept(command.input);
    Ok(answer(
        verbs::step(&web.app, &call, id, version, step).await?,
    ))
}

/// Why and until when a contract is interrupted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Suspend {
    /// Why.
    reason: String,
    /// When it resumes by itself; left out is by hand.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Instant>,
}

/// Interrupt a contract
#[utoipa::path(
    post, path = "/contracts/{contract}/suspend", tag = "contracts", operation_id = "suspend_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = Suspend, example = json!({"reason": "Invoice 4711 is overdue."})),
    responses((status = 200, body = ContractView)),
)]
async fn suspend(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Suspend>,
) -> Answer {
    let call = command.signed.call.clone();
    let step = Step::Suspend {
        reason: command.input.reason,
        until: command.input.until,
    };
    Ok(answer(
        verbs::step(&web.app, &call, id, version, step).await?,
    ))
}

/// End the interruption of a contract
#[utoipa::path(
    post, path = "/contracts/{contract}/resume", tag = "contracts", operation_id = "resume_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = ContractView)),
)]
async fn resume(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        verbs::step(&web.app, &command.signed.call, id, version, Step::Resume).await?,
    ))
}

/// Why a contract ends early.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Cancel {
    /// Why.
    reason: String,
}

/// End a contract early
#[utoipa::path(
    post, path = "/contracts/{contract}/cancel", tag = "contracts", operation_id = "cancel_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = Cancel, example = json!({"reason": "Moved to another plan."})),
    responses((status = 200, body = ContractView)),
)]
async fn cancel(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Cancel>,
) -> Answer {
    let call = command.signed.call.clone();
    let step = Step::Cancel {
        reason: command.input.reason,
    };
    Ok(answer(
        verbs::step(&web.app, &call, id, version, step).await?,
    ))
}

/// Add credits on top
///
/// With their own end. A top-up that names no limit goes into all, because a
/// ticket draws from all.
#[utoipa::path(
    post, path = "/contracts/{contract}/top_ups", tag = "contracts", operation_id = "top_up_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = CreditInput, example = json!({"amount_hundredths": 500, "reason": "Bought five"})),
    responses((status = 200, body = ContractView)),
)]
async fn top_up(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    command: Command<CreditInput>,
) -> Answer {
    Ok(answer(
        verbs::credit(&web.app, &command.signed.call, id, command.input, true).await?,
    ))
}

/// Adjust the credits of one limit
///
/// Up or down, with a reason. It never takes more than is left.
#[utoipa::path(
    post, path = "/contracts/{contract}/adjustments", tag = "contracts", operation_id = "adjust_contract",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = CreditInput, example = json!({"bucket": "week", "amount_hundredths": -100, "reason": "Counted twice"})),
    responses((status = 200, body = ContractView)),
)]
async fn adjust(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    command: Command<CreditInput>,
) -> Answer {
    Ok(answer(
        verbs::credit(&web.app, &command.signed.call, id, command.input, false).await?,
    ))
}

/// List the credit periods of a contract
///
/// The actual dates of every limit, to the contract's end or a year of periods ahead.
#[utoipa::path(
    get, path = "/contracts/{contract}/periods", tag = "contracts", operation_id = "list_contract_periods",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<PeriodView>)),
)]
async fn list_periods(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
) -> Result<Json<Items<PeriodView>>, Problem> {
    Ok(Json(Items {
        items: periods::periods(&web.app, caller.call(), id).await?,
    }))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list_periods))
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(activate))
        .routes(routes!(offer))
        .routes(routes!(accept))
        .routes(routes!(suspend))
        .routes(routes!(resume))
        .routes(routes!(cancel))
        .routes(routes!(top_up))
        .routes(routes!(adjust))
}
