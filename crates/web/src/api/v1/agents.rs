//! Agents.

use axum::Json;
use axum::extract::State;
use surety_app::agents::{
    self as verbs, AgentQuery, AgentView, ChangeAgent, InvitedAgent, NewAgent,
};
use surety_app::record::Page;
use surety_domain::ids::UserId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List agents
///
/// By name. Customers who sign in are not agents.
#[utoipa::path(
    get, path = "/agents", tag = "agents", operation_id = "list_agents",
    params(AgentQuery),
    responses((status = 200, body = Page<AgentView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<AgentQuery>,
) -> Result<Json<Page<AgentView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add an agent
///
/// The answer holds a link by which they set their password, this once. Nobody gives more than they hold.
#[utoipa::path(
    post, path = "/agents", tag = "agents", operation_id = "create_agent",
    request_body = NewAgent,
    responses((status = 201, body = InvitedAgent)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewAgent>,
) -> Result<Created<InvitedAgent>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/agents/{}", view.agent.id),
        version: Some(view.agent.version),
        body: view,
    })
}

/// Get an agent
#[utoipa::path(
    get, path = "/agents/{agent}", tag = "agents", operation_id = "get_agent",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AgentView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<Versioned<AgentView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change an agent
///
/// What is left out stays, null empties; `team_ids` replaces them as a whole.
#[utoipa::path(
    patch, path = "/agents/{agent}", tag = "agents", operation_id = "update_agent",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeAgent,
    responses((status = 200, body = AgentView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<UserId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeAgent>,
) -> Result<Versioned<AgentView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Shut an agent out
///
/// Sessions, API tokens and open links end at once. Their tickets stay with them until they are moved.
#[utoipa::path(
    post, path = "/agents/{agent}/disable", tag = "agents", operation_id = "disable_agent",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AgentView)),
)]
async fn disable(
    State(web): State<Web>,
    Path(id): Path<UserId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<AgentView>, Problem> {
    let view = verbs::disable(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Let an agent in again
#[utoipa::path(
    post, path = "/agents/{agent}/enable", tag = "agents", operation_id = "enable_agent",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AgentView)),
)]
async fn enable(
    State(web): State<Web>,
    Path(id): Path<UserId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<AgentView>, Problem> {
    let view = verbs::disable(&web.app, &command.signed.call, id, version, false).await?;
    Ok(Versioned(view.version, view))
}

/// Invite an agent again
///
/// Makes a new link for somebody who lost theirs or their password; earlier
/// links end.
#[utoipa::path(
    post, path = "/agents/{agent}/invite", tag = "agents", operation_id = "invite_agent",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = InvitedAgent)),
)]
async fn invite(
    State(web): State<Web>,
    Path(id): Path<UserId>,
    command: Command<Nothing>,
) -> Result<Json<InvitedAgent>, Problem> {
    Ok(Json(
        verbs::invite_again(&web.app, &command.signed.call, id).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, update))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .routes(routes!(invite))
}
