//! Handoffs: offering a ticket, answering an offer, who owned it how long, and
//! what the handoffs of a span say together.

#[cfg(test)]
#[path = "handoffs_tests.rs"]
mod tests;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use surety_app::handoffs::ownership::{self, OwnershipView};
use surety_app::handoffs::policy::{self, HandoffPolicyView, SetHandoffPolicy};
use surety_app::handoffs::report::{self, HandoffReport, HandoffSpan};
use surety_app::handoffs::{self as verbs, AcceptInput, DeclineInput, OfferInput, TakeBackInput};
use surety_app::tickets::key::TicketKey;
use surety_app::tickets::view::TicketView;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::credits::CSV;
use super::tickets::reads::download_as;
use crate::extract::{Caller, Command, IfMatch, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

type Answer = Result<Versioned<TicketView>, Problem>;

fn answer(ticket: TicketView) -> Versioned<TicketView> {
    Versioned(ticket.row.version, ticket)
}

/// Offer a ticket
///
/// To a team, or an agent, with a note of four required parts. It stays with
/// whom it is until they accept; the answer's `handoff` says when it goes back
/// unless somebody answers. One offer at a time. A change of team or owner, an
/// escalation that gives it to others and the end of its work end the offer.
#[utoipa::path(
    post, path = "/tickets/{ticket}/handoff", tag = "handoffs", operation_id = "offer_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = OfferInput,
    responses((status = 200, body = TicketView)),
)]
async fn offer(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<OfferInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        verbs::offer(&web.app, &call, key, command.input, version).await?,
    ))
}

/// Accept an offered ticket
///
/// For the agent it is offered to, or anybody of the team. Whoever accepts owns
/// it, or with `take` false the team has it and routing gives it out.
#[utoipa::path(
    post, path = "/tickets/{ticket}/handoff/accept", tag = "handoffs", operation_id = "accept_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = AcceptInput,
    responses((status = 200, body = TicketView)),
)]
async fn accept(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<AcceptInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        verbs::accept(&web.app, &call, key, command.input, version).await?,
    ))
}

/// Decline an offered ticket
///
/// With a reason. It stays with whom it is.
#[utoipa::path(
    post, path = "/tickets/{ticket}/handoff/decline", tag = "handoffs", operation_id = "decline_handoff",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = DeclineInput,
    responses((status = 200, body = TicketView)),
)]
async fn decline(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<DeclineInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        verbs::decline(&web.app, &call, key, command.input, version).await?,
    ))
}

/// Take an offer back
#[utoipa::path(
    post, path = "/tickets/{ticket}/handoff/take_back", tag = "handoffs", operation_id = "take_back_handoff",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = TakeBackInput,
    responses((status = 200, body = TicketView)),
)]
async fn take_back(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<TakeBackInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        verbs::take_back(&web.app, &call, key, command.input, version).await?,
    ))
}

/// Get who owned a ticket how long
///
/// By stretch, team and agent, in seconds of the wall clock and of the team's
/// hours. An offer changes nothing; its acceptance does. For those who work at
/// the desk.
#[utoipa::path(
    get, path = "/tickets/{ticket}/ownership", tag = "handoffs", operation_id = "ticket_ownership",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = OwnershipView)),
)]
async fn owned(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Json<OwnershipView>, Problem> {
    Ok(Json(
        ownership::of_ticket(&web.app, caller.call(), key).await?,
    ))
}

/// Get the handoffs of a span in numbers
///
/// By reason and from team to team: how many, how they ended, and the median
/// from offer to acceptance. Of the tickets that the caller may read; the list
/// filter `handed` shows those behind each number.
#[utoipa::path(
    get, path = "/handoffs", tag = "handoffs", operation_id = "handoff_report",
    params(HandoffSpan),
    responses((status = 200, body = HandoffReport)),
)]
async fn numbers(
    State(web): State<Web>,
    caller: Caller,
    Query(span): Query<HandoffSpan>,
) -> Result<Json<HandoffReport>, Problem> {
    Ok(Json(report::report(&web.app, caller.call(), span).await?))
}

/// Get the handoffs of a span as CSV
///
/// One row each, oldest first, at most 200,000. RFC 4180 in UTF-8; the head is
/// the same in every language. Text that a spreadsheet would run as a formula
/// begins with an apostrophe.
#[utoipa::path(
    get, path = "/handoffs.csv", tag = "handoffs", operation_id = "get_handoffs_csv",
    params(HandoffSpan),
    responses((status = 200, description = "The rows", content_type = "text/csv")),
)]
async fn spreadsheet(
    State(web): State<Web>,
    caller: Caller,
    Query(span): Query<HandoffSpan>,
) -> Result<Response<Body>, Problem> {
    let rows = report::spreadsheet(&web.app, caller.call(), span).await?;
    download_as("handoffs.csv", CSV, rows.into_bytes())
}

/// Get the handoff policy
///
/// The reasons, how long an offer stands, and how often a ticket may come back
/// before those in charge are told.
#[utoipa::path(
    get, path = "/settings/handoff_policy", tag = "settings", operation_id = "get_handoff_policy",
    responses((status = 200, body = HandoffPolicyView)),
)]
async fn get_policy(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Versioned<HandoffPolicyView>, Problem> {
    let view = policy::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace the handoff policy
///
/// It holds for offers from now on. A reason is put away rather than left out,
/// so that old offers keep its name.
#[utoipa::path(
    put, path = "/settings/handoff_policy", tag = "settings", operation_id = "set_handoff_policy",
    request_body = SetHandoffPolicy,
    responses((status = 200, body = HandoffPolicyView)),
)]
async fn set_policy(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetHandoffPolicy>,
) -> Result<Versioned<HandoffPolicyView>, Problem> {
    let view = policy::set(&web.app, &command.signed.call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(offer))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(take_back))
        .routes(routes!(owned))
        .routes(routes!(numbers))
        .routes(routes!(spreadsheet))
        .routes(routes!(get_policy, set_policy))
}
