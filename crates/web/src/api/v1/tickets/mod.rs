//! Tickets: lists, one ticket, its conversation, its promise, what is done to it.

use utoipa_axum::router::OpenApiRouter;

use crate::state::Web;

mod lists;
pub(super) mod reads;
mod verbs;
mod writes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .merge(lists::routes())
        .merge(reads::routes())
        .merge(writes::routes())
        .merge(verbs::routes())
}
