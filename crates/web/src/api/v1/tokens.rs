//! API tokens. The file to copy for a new subject.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use surety_app::identity::tokens::{self, CreateToken, CreatedToken, TokenView, Whose};
use surety_app::page::{Page, PageRequest};
use surety_domain::ids::TokenId;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, Nothing, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, NoContent};
use crate::state::Web;

/// Which tokens to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListTokens {
    /// `mine` (default), or `all` for whoever has `token_manage_all`.
    #[param(inline)]
    owner: Option<Owner>,
    /// Rows of a page, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Whose tokens.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Owner {
    /// One's own.
    Mine,
    /// Everybody's.
    All,
}

/// List API tokens
///
/// Oldest first, ended and revoked ones too. The secret is never shown again.
#[utoipa::path(
    get, path = "/tokens", tag = "tokens", operation_id = "list_tokens",
    params(ListTokens),
    responses((status = 200, body = Page<TokenView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ListTokens>,
) -> Result<Json<Page<TokenView>>, Problem> {
    let whose = match query.owner {
        None | Some(Owner::Mine) => Whose::Mine,
        Some(Owner::All) => Whose::All,
    };
    let page = PageRequest::new(query.limit, query.cursor)?;
    Ok(Json(
        tokens::list(&web.app, &caller.signed, whose, page).await?,
    ))
}

/// Make an API token
///
/// The answer holds the secret, this once. A token can do what its scopes say
/// and its maker can do, whichever is less, for at most 366 days.
#[utoipa::path(
    post, path = "/tokens", tag = "tokens", operation_id = "create_token",
    request_body = CreateToken,
    responses((status = 201, body = CreatedToken)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<CreateToken>,
) -> Result<Created<CreatedToken>, Problem> {
    let created = tokens::create(&web.app, &command.signed, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/tokens/{}", created.view.id),
        version: None,
        body: created,
    })
}

/// Get an API token
#[utoipa::path(
    get, path = "/tokens/{token}", tag = "tokens", operation_id = "get_token",
    params(("token" = String, Path, description = "Id of the token", example = "tok_01kb0000000000000000000001")),
    responses((status = 200, body = TokenView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<TokenId>,
) -> Result<Json<TokenView>, Problem> {
    Ok(Json(tokens::get(&web.app, &caller.signed, id).await?))
}

/// Revoke an API token
///
/// It ends at once, on every node. Doing it twice changes nothing. There is
/// nothing to overwrite, so no `If-Match` is asked for.
#[utoipa::path(
    delete, path = "/tokens/{token}", tag = "tokens", operation_id = "revoke_token",
    params(("token" = String, Path, description = "Id of the token", example = "tok_01kb0000000000000000000001")),
    responses((status = 204, description = "It is revoked")),
)]
async fn revoke(
    State(web): State<Web>,
    Path(id): Path<TokenId>,
    command: Command<Nothing>,
) -> Result<NoContent, Problem> {
    tokens::revoke(&web.app, &command.signed, id).await?;
    Ok(NoContent)
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, revoke))
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
