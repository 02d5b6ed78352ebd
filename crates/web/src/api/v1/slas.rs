//! SLAs: named and versioned.

use axum::Json;
use axum::extract::State;
use surety_app::promises::versioned::{self as verbs, SlaInput, SlaView, VersionView};
use surety_app::record::Page;
use surety_domain::ids::SlaId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use super::versioned::versioned_endpoints;
use crate::extract::{Caller, Command, Nothing, Path};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

versioned_endpoints!(
    SlaView, SlaInput, SlaId, tag "slas",
    id "sla" "Id of the SLA" "sla_01jz8k3m6yq5t0v9w2x4c7b1ne",
    /// List SLAs
    ///
    /// By name; those put away only with `archived=true`.
    list "list_slas" "/slas",
    /// Add an SLA
    create "create_sla" {"name": "Gold", "layer": "plan", "calendar_id": "cal_01jz8k3m6yq5t0v9w2x4c7b1ne", "spec": {"targets": [{"metric": "first_response", "seconds": 3600}]}},
    /// Get an SLA
    get "get_sla" "/slas/{sla}",
    /// Change an SLA
    ///
    /// Another `spec` makes another version; the old ones stay readable and keep
    /// judging what they judged.
    change "change_sla",
    /// Put an SLA away
    ///
    /// What it promised stays promised; it is offered no more.
    archive "archive_sla" "/slas/{sla}/archive",
    /// Take an SLA back
    ///
    /// It is offered again, in the version that it had.
    restore "restore_sla" "/slas/{sla}/restore",
    /// List the versions of an SLA
    ///
    /// Newest first.
    versions "list_sla_versions" "/slas/{sla}/versions",
);

pub(super) fn routes() -> OpenApiRouter<Web> {
    shared_routes()
}
