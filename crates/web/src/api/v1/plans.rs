//! Plans: named and versioned.

use axum::Json;
use axum::extract::State;
use surety_app::promises::versioned::{self as verbs, PlanInput, PlanView, VersionView};
use surety_app::record::Page;
use surety_domain::ids::PlanId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use super::versioned::versioned_endpoints;
use crate::extract::{Caller, Command, Nothing, Path};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

versioned_endpoints!(
    PlanView, PlanInput, PlanId, tag "plans",
    id "plan" "Id of the support plan" "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
    /// List support plans
    ///
    /// By name; those put away only with `archived=true`.
    list "list_plans" "/plans",
    /// Add a support plan
    create "create_plan" {"name": "25 a week", "spec": {"kind": "ticket_based", "limits": [{"bucket": "week", "credits": 25, "unit": "week"}]}},
    /// Get a support plan
    get "get_plan" "/plans/{plan}",
    /// Change a support plan
    ///
    /// Another `spec` makes another version; the old ones stay readable and keep
    /// judging what they judged.
    change "change_plan",
    /// Put a support plan away
    ///
    /// What it promised stays promised; it is offered no more.
    archive "archive_plan" "/plans/{plan}/archive",
    /// Take a support plan back
    ///
    /// It is offered again, in the version that it had.
    restore "restore_plan" "/plans/{plan}/restore",
    /// List the versions of a support plan
    ///
    /// Newest first.
    versions "list_plan_versions" "/plans/{plan}/versions",
);

pub(super) fn routes() -> OpenApiRouter<Web> {
    shared_routes()
}
