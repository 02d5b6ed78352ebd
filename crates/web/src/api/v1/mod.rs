//! REST v1.
//!
//! # How to add an endpoint
//!
//! Look at [`tokens`]: it has a list, a create, a get and a delete, and is
//! meant to be copied.
//!
//! 1. The verb is in `surety_app::<subject>` and takes `&App`, `&Call` and an
//!    input type; it returns a view type. Input and view live there too, with
//!    serde (`deny_unknown_fields` on inputs) and `utoipa::ToSchema`; ids and
//!    instants in them say `#[schema(value_type = String)]`. Nothing is
//!    defined twice.
//! 2. A file here per subject (or per endpoint, when it grows), with one
//!    `#[utoipa::path]` function per endpoint. Arguments come from
//!    [`crate::extract`]: `Caller` for reads; `Command<Input>` for writes (it
//!    takes the idempotency key and refuses a POST without one); `IfMatch`
//!    where an object has a version; our `Path`, `Query`, never axum's.
//!    Handlers return `Result<_, Problem>`; `?` turns an `AppError` into one.
//!    Answer with [`crate::respond`]: `Created`, `Versioned`, `NoContent`, or
//!    `axum::Json`.
//! 3. `pub(super) fn routes()` at the end of the file registers the functions
//!    with `routes!`, handlers of one path in one `routes!`. It is merged
//!    in [`signed_in`] below; everything there is behind the check of who
//!    calls. Only what a stranger may do goes to [`public`].
//! 4. Every endpoint has a line in `tests/access.model`: what each actor gets.
//!    The access test names the endpoints that have none.
//! 5. `UPDATE_OPENAPI=1 cargo test -p surety-web openapi` writes the document
//!    anew; review its difference.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use utoipa_axum::router::OpenApiRouter;

use crate::problem::Problem;
use crate::state::Web;

pub mod account_imports;
pub mod accounts;
pub mod agents;
pub mod agreements;
pub mod amendments;
pub mod approvals;
pub mod assets;
pub mod audit;
pub mod board;
pub mod calendars;
pub mod charges;
pub mod contacts;
pub mod contract_documents;
pub mod contract_templates;
pub mod contracts;
pub mod credits;
pub mod effects;
pub mod events;
#[cfg(test)]
mod guards_tests;
pub mod handoffs;
pub mod lint;
pub mod mail;
pub mod me;
pub mod notifications;
pub mod plans;
pub mod policy;
pub mod products;
pub mod renewals;
pub mod roles;
pub mod routing;
pub mod search;
pub mod session;
pub mod settings;
pub mod setup;
pub mod simulations;
pub mod slas;
pub mod statuses;
pub mod tags;
pub mod teams;
pub mod ticket_types;
pub mod tickets;
pub mod tokens;
mod versioned;
pub mod views;

/// What a stranger may do.
fn public() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .merge(session::public_routes())
        .merge(setup::routes())
        .merge(crate::openapi::routes())
}

/// What needs somebody who is signed in.
fn signed_in() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .merge(account_imports::routes())
        .merge(accounts::routes())
        .merge(agents::routes())
        .merge(agreements::routes())
        .merge(approvals::routes())
        .merge(assets::routes())
        .merge(audit::routes())
        .merge(board::routes())
        .merge(calendars::routes())
        .merge(charges::routes())
        .merge(contacts::routes())
        .merge(contract_documents::routes())
        .merge(contract_templates::routes())
        .merge(contracts::routes())
        .merge(amendments::routes())
        .merge(credits::routes())
        .merge(effects::routes())
        .merge(events::routes())
        .merge(handoffs::routes())
        .merge(lint::routes())
        .merge(mail::routes())
        .merge(me::routes())
        .merge(notifications::routes())
        .merge(plans::routes())
        .merge(policy::routes())
        .merge(products::routes())
        .merge(renewals::routes())
        .merge(roles::routes())
        .merge(routing::routes())
        .merge(search::routes())
        .merge(session::routes())
        .merge(settings::routes())
        .merge(simulations::routes())
        .merge(slas::routes())
        .merge(statuses::routes())
        .merge(tags::routes())
        .merge(teams::routes())
        .merge(ticket_types::routes())
        .merge(tickets::routes())
        .merge(tokens::routes())
        .merge(views::routes())
}

/// Everything below `/api/v1`.
pub(crate) fn router(web: &Web) -> OpenApiRouter<Web> {
    let signed_in = signed_in().route_layer(axum::middleware::from_fn_with_state(
        web.clone(),
        crate::extract::authenticate,
    ));
    OpenApiRouter::default()
        .merge(public())
        .merge(signed_in)
        .layer(axum::middleware::from_fn_with_state(
            web.clone(),
            crate::extract::same_origin,
        ))
}

/// Every operation without a server, for the document.
pub(crate) fn described() -> OpenApiRouter<Web> {
    OpenApiRouter::default().merge(public()).merge(signed_in())
}

pub(crate) async fn not_found() -> impl IntoResponse {
    Problem::not_found()
}

pub(crate) async fn method_not_allowed() -> impl IntoResponse {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "this address does not take this method; see Allow",
    )
}
