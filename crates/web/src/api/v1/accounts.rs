//! Accounts.

use axum::Json;
use axum::extract::State;
use surety_app::accounts::{self as verbs, AccountQuery, AccountView, ChangeAccount, NewAccount};
use surety_app::record::Page;
use surety_domain::ids::AccountId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List accounts
///
/// By name. Customers get the accounts they follow, without what is for the desk alone.
#[utoipa::path(
    get, path = "/accounts", tag = "accounts", operation_id = "list_accounts",
    params(AccountQuery),
    responses((status = 200, body = Page<AccountView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<AccountQuery>,
) -> Result<Json<Page<AccountView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add an account
///
/// Mail from its domains finds it. A domain belongs to one account.
#[utoipa::path(
    post, path = "/accounts", tag = "accounts", operation_id = "create_account",
    request_body = NewAccount,
    responses((status = 201, body = AccountView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewAccount>,
) -> Result<Created<AccountView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/accounts/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get an account
#[utoipa::path(
    get, path = "/accounts/{account}", tag = "accounts", operation_id = "get_account",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AccountView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
) -> Result<Versioned<AccountView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change an account
///
/// What is left out stays, null empties; `domains` replaces them as a whole.
#[utoipa::path(
    patch, path = "/accounts/{account}", tag = "accounts", operation_id = "update_account",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeAccount,
    responses((status = 200, body = AccountView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<AccountId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeAccount>,
) -> Result<Versioned<AccountView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put an account away
///
/// Its tickets, contracts and ledger stay; it is offered no more.
#[utoipa::path(
    post, path = "/accounts/{account}/archive", tag = "accounts", operation_id = "archive_account",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AccountView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<AccountId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<AccountView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take an account back
#[utoipa::path(
    post, path = "/accounts/{account}/restore", tag = "accounts", operation_id = "restore_account",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AccountView)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<AccountId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<AccountView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, false).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, update))
        .routes(routes!(archive))
        .routes(routes!(restore))
}

#[cfg(test)]
#[path = "accounts_tests.rs"]
mod tests;
