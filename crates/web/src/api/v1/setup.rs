//! First start and invitations: what a one-time link opens.

use axum::Json;
use axum::extract::State;
use surety_app::identity::invite::{self, AcceptInvite, InviteAccepted};
use surety_app::identity::setup::{self, SetUp, SetUpDone};
use surety_app::identity::sign_in::From;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{ClientAddress, Public};
use crate::problem::Problem;
use crate::respond::Created;
use crate::state::Web;

fn origin(ClientAddress(address): ClientAddress) -> From {
    From {
        address,
        user_agent: String::new(),
        device: None,
    }
}

/// Make the first administrator
///
/// With the link that the first start printed. It works once; afterwards this
/// answers 404 for ever. The link is what makes it one effect, so an
/// `Idempotency-Key` is taken and not needed.
#[utoipa::path(
    post, path = "/setup", tag = "session", operation_id = "set_up", security(()),
    request_body = SetUp,
    responses((status = 201, body = SetUpDone)),
)]
async fn set_up(
    State(web): State<Web>,
    address: ClientAddress,
    Public(input): Public<SetUp>,
) -> Result<Created<SetUpDone>, Problem> {
    let done = setup::set_up(&web.app, origin(address), input).await?;
    Ok(Created {
        location: format!("/api/v1/agents/{}", done.id),
        version: None,
        body: done,
    })
}

/// Accept an invitation
///
/// Sets the first password of an invited person. The link works once.
#[utoipa::path(
    post, path = "/invites/accept", tag = "session", operation_id = "accept_invite", security(()),
    request_body = AcceptInvite,
    responses((status = 200, body = InviteAccepted)),
)]
async fn accept(
    State(web): State<Web>,
    address: ClientAddress,
    Public(input): Public<AcceptInvite>,
) -> Result<Json<InviteAccepted>, Problem> {
    Ok(Json(
        invite::accept(&web.app, origin(address), input).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(set_up))
        .routes(routes!(accept))
}
