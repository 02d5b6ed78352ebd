//! Teams.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::teams::{self as verbs, ChangeTeam, NewTeam, TeamQuery, TeamView};
use surety_domain::ids::TeamId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List teams
///
/// By tier and name.
#[utoipa::path(
    get, path = "/teams", tag = "teams", operation_id = "list_teams",
    params(TeamQuery),
    responses((status = 200, body = Page<TeamView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<TeamQuery>,
) -> Result<Json<Page<TeamView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add a team
///
/// Members are agents who are not shut out.
#[utoipa::path(
    post, path = "/teams", tag = "teams", operation_id = "create_team",
    request_body = NewTeam,
    responses((status = 201, body = TeamView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewTeam>,
) -> Result<Created<TeamView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/teams/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a team
#[utoipa::path(
    get, path = "/teams/{team}", tag = "teams", operation_id = "get_team",
    params(("team" = String, Path, description = "Id of the team", example = "tea_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = TeamView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<TeamId>,
) -> Result<Versioned<TeamView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a team
///
/// What is left out stays, null empties; `member_ids` replaces them as a whole.
#[utoipa::path(
    patch, path = "/teams/{team}", tag = "teams", operation_id = "update_team",
    params(("team" = String, Path, description = "Id of the team", example = "tea_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeTeam,
    responses((status = 200, body = TeamView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<TeamId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeTeam>,
) -> Result<Versioned<TeamView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put a team away
///
/// Its tickets stay with it until they are moved.
#[utoipa::path(
    post, path = "/teams/{team}/archive", tag = "teams", operation_id = "archive_team",
    params(("team" = String, Path, description = "Id of the team", example = "tea_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = TeamView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<TeamId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<TeamView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take a team back
#[utoipa::path(
    post, path = "/teams/{team}/restore", tag = "teams", operation_id = "restore_team",
    params(("team" = String, Path, description = "Id of the team", example = "tea_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = TeamView)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<TeamId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<TeamView>, Problem> {
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
