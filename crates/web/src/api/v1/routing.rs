//! Routing: skills, how agents work, and why this agent.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::routing::people::{self, AgentWorkQuery, AgentWorkView, SetAgentWork, SetAway};
use surety_app::routing::settings::{self, RoutingView, SetRouting};
use surety_app::routing::shown::{self, PreviewQuery, RoutedView, TicketRoutingView};
use surety_app::tickets::key::TicketKey;
use surety_domain::ids::{TeamId, UserId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

/// Get what the desk says about routing
///
/// Skills, which tickets need them, whose tickets go first, and the teams that
/// give out tickets by themselves.
#[utoipa::path(
    get, path = "/settings/routing", tag = "routing", operation_id = "get_routing",
    responses((status = 200, body = RoutingView)),
)]
async fn get(State(web): State<Web>, caller: Caller) -> Result<Versioned<RoutingView>, Problem> {
    let view = settings::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace what the desk says about routing
///
/// It holds for tickets that get a team from now on; what waits for somebody
/// is looked at again.
#[utoipa::path(
    put, path = "/settings/routing", tag = "routing", operation_id = "set_routing",
    request_body = SetRouting,
    responses((status = 200, body = RoutingView)),
)]
async fn set(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetRouting>,
) -> Result<Versioned<RoutingView>, Problem> {
    let view = settings::set(&web.app, &command.signed.call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// List how agents work
///
/// Caps, hours, absences and skills of those in service, by name.
#[utoipa::path(
    get, path = "/agent_work", tag = "routing", operation_id = "list_agent_work",
    params(AgentWorkQuery),
    responses((status = 200, body = Page<AgentWorkView>)),
)]
async fn list_work(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<AgentWorkQuery>,
) -> Result<Json<Page<AgentWorkView>>, Problem> {
    Ok(Json(people::list(&web.app, caller.call(), query).await?))
}

/// Get how an agent works
#[utoipa::path(
    get, path = "/agents/{agent}/work", tag = "routing", operation_id = "get_agent_work",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AgentWorkView)),
)]
async fn get_work(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<UserId>,
) -> Result<Versioned<AgentWorkView>, Problem> {
    let view = people::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Replace how an agent works
///
/// Tickets that they own stay with them.
#[utoipa::path(
    put, path = "/agents/{agent}/work", tag = "routing", operation_id = "set_agent_work",
    params(("agent" = String, Path, description = "Id of the agent", example = "usr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = SetAgentWork,
    responses((status = 200, body = AgentWorkView)),
)]
async fn set_work(
    State(web): State<Web>,
    Path(id): Path<UserId>,
    IfMatch(version): IfMatch,
    command: Command<SetAgentWork>,
) -> Result<Versioned<AgentWorkView>, Problem> {
    let view = people::set(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Go away, or come back
///
/// While an agent is away routing gives them nothing. What they own stays
/// theirs.
#[utoipa::path(
    post, path = "/me/away", tag = "routing", operation_id = "set_away",
    request_body = SetAway,
    responses((status = 200, body = AgentWorkView)),
)]
async fn away(
    State(web): State<Web>,
    command: Command<SetAway>,
) -> Result<Versioned<AgentWorkView>, Problem> {
    let view = people::set_away(&web.app, &command.signed.call, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Try routing
///
/// To whom a ticket like this would go now, with every check. Nothing is
/// written. `strategy` and `cap` try what is not saved yet.
#[utoipa::path(
    get, path = "/teams/{team}/routing/preview", tag = "routing", operation_id = "preview_routing",
    params(
        ("team" = String, Path, description = "Id of the team", example = "tea_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        PreviewQuery,
    ),
    responses((status = 200, body = RoutedView)),
)]
async fn preview(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<TeamId>,
    Query(query): Query<PreviewQuery>,
) -> Result<Json<RoutedView>, Problem> {
    Ok(Json(
        shown::preview(&web.app, caller.call(), id, query).await?,
    ))
}

/// Get why this agent
///
/// The newest decision of routing about a ticket: everybody who was considered
/// with every check and the values compared. For colleagues.
#[utoipa::path(
    get, path = "/tickets/{ticket}/routing", tag = "routing", operation_id = "ticket_routing",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = TicketRoutingView)),
)]
async fn of_ticket(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Json<TicketRoutingView>, Problem> {
    Ok(Json(shown::of_ticket(&web.app, caller.call(), key).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(get, set))
        .routes(routes!(list_work))
        .routes(routes!(get_work, set_work))
        .routes(routes!(away))
        .routes(routes!(preview))
        .routes(routes!(of_ticket))
}
