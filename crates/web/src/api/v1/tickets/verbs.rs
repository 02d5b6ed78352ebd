//! What is done to a ticket by name: assign, solve, reopen, merge, mark spam,
//! give credits back, preview, let in or send away.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Deserializer};
use surety_app::tickets::change::{self, ChangeInput};
use surety_app::tickets::escalate_by_hand::{self, DeescalateInput, EscalateInput};
use surety_app::tickets::flags;
use surety_app::tickets::key::TicketKey;
use surety_app::tickets::preview::{self, PreviewInput, PreviewView};
use surety_app::tickets::refund::{self, RefundInput};
use surety_app::tickets::seen::{self, SeenInput, SeenView};
use surety_app::tickets::view::TicketView;
use surety_domain::ids::{TeamId, UserId};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Command, Nothing, OptionalIfMatch, Path};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

type Answer = Result<Versioned<TicketView>, Problem>;

fn answer(ticket: TicketView) -> Versioned<TicketView> {
    Versioned(ticket.row.version, ticket)
}

fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

/// Who gets a ticket.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Assign {
    /// The agent, or null for nobody.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    assignee_id: Option<Option<UserId>>,
    /// The team, or null for none.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    team_id: Option<Option<TeamId>>,
}

/// Assign a ticket
#[utoipa::path(
    post, path = "/tickets/{ticket}/assign", tag = "tickets", operation_id = "assign_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = Assign, example = json!({"assignee_id": null})),
    responses((status = 200, body = TicketView)),
)]
async fn assign(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Assign>,
) -> Answer {
    let input = ChangeInput {
        assignee_id: command.input.assignee_id,
        team_id: command.input.team_id,
        ..ChangeInput::default()
    };
    Ok(answer(
        change::change(&web.app, &command.signed.call, key, input, version).await?,
    ))
}

/// Solve a ticket
#[utoipa::path(
    post, path = "/tickets/{ticket}/solve", tag = "tickets", operation_id = "solve_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = Nothing,
    responses((status = 200, body = TicketView)),
)]
async fn solve(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        change::solve(&web.app, &command.signed.call, key, version).await?,
    ))
}

/// Reopen a ticket
///
/// Free within 15 minutes and the plan's days; later it is a new decision and a
/// new credit, and past the limit the plan's policy holds: the answer may be
/// `held` or `blocked`.
#[utoipa::path(
    post, path = "/tickets/{ticket}/reopen", tag = "tickets", operation_id = "reopen_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = Nothing,
    responses((status = 200, body = TicketView)),
)]
async fn reopen(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        change::reopen_ticket(&web.app, &command.signed.call, key, version).await?,
    ))
}

/// Where a ticket goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merge {
    /// Number or id of the ticket that stays.
    #[schema(value_type = String)]
    into: TicketKey,
}

/// Merge a ticket into another one
///
/// Answers with the ticket that stays.
#[utoipa::path(
    post, path = "/tickets/{ticket}/merge", tag = "tickets", operation_id = "merge_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = Merge, example = json!({"into": "1041"})),
    responses((status = 200, body = TicketView)),
)]
async fn merge(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Merge>,
) -> Answer {
    let into = command.input.into;
    Ok(answer(
        flags::merge(&web.app, &command.signed.call, key, into, version).await?,
    ))
}

/// Mark a ticket as spam
///
/// Its clocks stop, and its credit comes back if the plan says so.
#[utoipa::path(
    post, path = "/tickets/{ticket}/spam", tag = "tickets", operation_id = "mark_spam",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = Nothing,
    responses((status = 200, body = TicketView)),
)]
async fn spam(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        flags::mark_spam(&web.app, &command.signed.call, key, true, version).await?,
    ))
}

/// Take a ticket back from spam
#[utoipa::path(
    post, path = "/tickets/{ticket}/not_spam", tag = "tickets", operation_id = "mark_not_spam",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = Nothing,
    responses((status = 200, body = TicketView)),
)]
async fn not_spam(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Answer {
    Ok(answer(
        flags::mark_spam(&web.app, &command.signed.call, key, false, version).await?,
    ))
}

/// Give a ticket's credits back
///
/// For a cause that its plan refunds: `duplicate`, `own_defect`,
/// `wrong_routing` or `cancelled` (spam and merging give back by themselves).
/// `409 refund_not_in_plan` when the plan does not refund it,
/// `409 nothing_to_refund` when nothing of it is open. Draft charges of the
/// ticket are waived.
#[utoipa::path(
    post, path = "/tickets/{ticket}/refund", tag = "tickets", operation_id = "refund_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = RefundInput, example = json!({"cause": "own_defect", "reason": "Caused by our release 4.2."})),
    responses((status = 200, body = TicketView)),
)]
async fn refund(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<RefundInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        refund::refund(&web.app, &call, key, command.input, version).await?,
    ))
}

/// Escalate a ticket
///
/// On the functional path the ticket goes to a team or person, else to the
/// first team of the next tier up. On the hierarchical path its owner keeps it
/// and those above are told: one manager up at the first level, one more at
/// each further one, else the supervisors. The answer's `escalation` says to
/// whom and until when the next update is due. The customer's side may
/// escalate what it may read, with `path` and `reason` alone.
#[utoipa::path(
    post, path = "/tickets/{ticket}/escalate", tag = "tickets", operation_id = "escalate_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = EscalateInput,
    responses((status = 200, body = TicketView)),
)]
async fn escalate(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<EscalateInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        escalate_by_hand::escalate(&web.app, &call, key, command.input, version).await?,
    ))
}

/// Hand an escalated ticket back
///
/// It stays with its team and owner and is no longer escalated. Solving it
/// does the same.
#[utoipa::path(
    post, path = "/tickets/{ticket}/deescalate", tag = "tickets", operation_id = "deescalate_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body = DeescalateInput,
    responses((status = 200, body = TicketView)),
)]
async fn deescalate(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<DeescalateInput>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        escalate_by_hand::deescalate(&web.app, &call, key, command.input, version).await?,
    ))
}

/// A word with a decision.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Note {
    /// Why.
    note: String,
}

/// Let a ticket in that waits for approval or was kept aside
#[utoipa::path(
    post, path = "/tickets/{ticket}/admit", tag = "tickets", operation_id = "admit_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = Note, example = json!({"note": "Agreed on the phone."})),
    responses((status = 200, body = TicketView)),
)]
async fn admit(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    command: Command<Note>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        flags::admit(&web.app, &call, key, true, command.input.note).await?,
    ))
}

/// Send a ticket away that waits for approval or was kept aside
#[utoipa::path(
    post, path = "/tickets/{ticket}/decline", tag = "tickets", operation_id = "decline_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = Note, example = json!({"note": "Not this month."})),
    responses((status = 200, body = TicketView)),
)]
async fn decline(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    command: Command<Note>,
) -> Answer {
    let call = command.signed.call.clone();
    Ok(answer(
        flags::admit(&web.app, &call, key, false, command.input.note).await?,
    ))
}

/// Preview another entitlement
///
/// What other facts would give now, beside what is in force: plan, contract,
/// SLA, credits and clocks. It is the change itself, made and taken back, so it
/// is refused for the same reasons. Nothing is saved.
#[utoipa::path(
    post, path = "/tickets/{ticket}/entitlement_preview", tag = "tickets", operation_id = "preview_entitlement",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = PreviewInput, example = json!({"product_id": null})),
    responses((status = 200, body = PreviewView)),
)]
async fn entitlement_preview(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    command: Command<PreviewInput>,
) -> Result<Json<PreviewView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        preview::preview(&web.app, &call, key, command.input).await?,
    ))
}

/// Mark a ticket as read
///
/// Up to the event that was on the caller's screen. A mark never goes back.
/// Lists show a ticket as unread while the customer's last message is neither
/// answered nor read by the caller.
#[utoipa::path(
    put, path = "/tickets/{ticket}/seen", tag = "tickets", operation_id = "mark_seen",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = SeenInput, example = json!({"seq": 12})),
    responses((status = 200, body = SeenView)),
)]
async fn mark_seen(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    command: Command<SeenInput>,
) -> Result<Json<SeenView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(seen::mark(&web.app, &call, key, command.input).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(assign))
        .routes(routes!(solve))
        .routes(routes!(reopen))
        .routes(routes!(merge))
        .routes(routes!(spam))
        .routes(routes!(not_spam))
        .routes(routes!(refund))
        .routes(routes!(escalate))
        .routes(routes!(deescalate))
        .routes(routes!(admit))
        .routes(routes!(decline))
        .routes(routes!(entitlement_preview))
        .routes(routes!(mark_seen))
}
