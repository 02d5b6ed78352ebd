//! The support policy: draft, preview, versions, differences. The published
//! document for everybody is the page `/policy`.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use surety_app::page::Page;
use surety_app::policy::{
    self as verbs, AcknowledgePolicy, PolicyDiff, PolicyDraftView, PolicyPreview,
    PolicyPreviewInput, PolicyStatus, PolicyVersionView, PolicyWhole, PublishPolicy,
    SetPolicyDraft, VersionQuery,
};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// In which language.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LangQuery {
    /// `en` or `zh-CN`; left out, English.
    lang: Option<String>,
}

/// What is compared with what.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DiffQuery {
    /// The older version; left out, the one before.
    from: Option<i64>,
    /// `en` or `zh-CN`; left out, English.
    lang: Option<String>,
}

/// How the policy stands
///
/// The version in force, whether the caller has acknowledged it, and where it
/// says something else than what the desk enforces.
#[utoipa::path(
    get, path = "/policy", tag = "policy", operation_id = "get_policy_status",
    params(LangQuery),
    responses((status = 200, body = PolicyStatus)),
)]
async fn status(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<LangQuery>,
) -> Result<Json<PolicyStatus>, Problem> {
    Ok(Json(
        verbs::status(&web.app, caller.call(), query.lang).await?,
    ))
}

/// Get the policy's draft
///
/// The texts that people write; everything else of the document is made from
/// the configuration.
#[utoipa::path(
    get, path = "/policy/draft", tag = "policy", operation_id = "get_policy_draft",
    responses((status = 200, body = PolicyDraftView)),
)]
async fn get_draft(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Versioned<PolicyDraftView>, Problem> {
    let view = verbs::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace the policy's draft
///
/// Nothing of it is public before it is published.
#[utoipa::path(
    put, path = "/policy/draft", tag = "policy", operation_id = "set_policy_draft",
    request_body = SetPolicyDraft,
    responses((status = 200, body = PolicyDraftView)),
)]
async fn set_draft(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetPolicyDraft>,
) -> Result<Versioned<PolicyDraftView>, Problem> {
    let view = verbs::set(&web.app, &command.signed.call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Preview the policy
///
/// The document as it would be published now, of a draft that is saved or not,
/// beside what is published; or for one customer, with what differs marked.
/// Writes nothing.
#[utoipa::path(
    post, path = "/policy/preview", tag = "policy", operation_id = "preview_policy",
    request_body = PolicyPreviewInput,
    responses((status = 200, body = PolicyPreview)),
)]
async fn preview(
    State(web): State<Web>,
    command: Command<PolicyPreviewInput>,
) -> Result<Json<PolicyPreview>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::preview(&web.app, &call, command.input).await?))
}

/// Publish the policy
///
/// Makes the saved draft and the configuration of this moment the next version,
/// kept whole. It is readable by everybody at once.
#[utoipa::path(
    post, path = "/policy/versions", tag = "policy", operation_id = "publish_policy",
    request_body = PublishPolicy,
    responses((status = 201, body = PolicyVersionView)),
)]
async fn publish(
    State(web): State<Web>,
    command: Command<PublishPolicy>,
) -> Result<Created<PolicyVersionView>, Problem> {
    let body = verbs::publish(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/policy/versions/{}", body.version),
        version: None,
        body,
    })
}

/// List published versions
///
/// Newest first.
#[utoipa::path(
    get, path = "/policy/versions", tag = "policy", operation_id = "list_policy_versions",
    params(VersionQuery),
    responses((status = 200, body = Page<PolicyVersionView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<VersionQuery>,
) -> Result<Json<Page<PolicyVersionView>>, Problem> {
    Ok(Json(verbs::versions(&web.app, caller.call(), query).await?))
}

/// Get a published version
///
/// As it was published, in both languages.
#[utoipa::path(
    get, path = "/policy/versions/{policy}", tag = "policy", operation_id = "get_policy_version",
    params(("policy" = i64, Path, description = "Its number")),
    responses((status = 200, body = PolicyWhole)),
)]
async fn get_version(
    State(web): State<Web>,
    caller: Caller,
    Path(version): Path<i64>,
) -> Result<Json<PolicyWhole>, Problem> {
    Ok(Json(
        verbs::version(&web.app, caller.call(), version).await?,
    ))
}

/// Compare two published versions
///
/// Every line of both, section by section.
#[utoipa::path(
    get, path = "/policy/versions/{policy}/diff", tag = "policy", operation_id = "diff_policy_versions",
    params(("policy" = i64, Path, description = "The newer one"), DiffQuery),
    responses((status = 200, body = PolicyDiff)),
)]
async fn diff(
    State(web): State<Web>,
    caller: Caller,
    Path(version): Path<i64>,
    Query(query): Query<DiffQuery>,
) -> Result<Json<PolicyDiff>, Problem> {
    Ok(Json(
        verbs::diff(&web.app, caller.call(), version, query.from, query.lang).await?,
    ))
}

/// Acknowledge a version
///
/// The caller has read it: the console's notice is gone until the next one.
#[utoipa::path(
    post, path = "/policy/acknowledgement", tag = "policy", operation_id = "acknowledge_policy",
    request_body = AcknowledgePolicy,
    responses((status = 200, body = PolicyVersionView)),
)]
async fn acknowledge(
    State(web): State<Web>,
    command: Command<AcknowledgePolicy>,
) -> Result<Json<PolicyVersionView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        verbs::acknowledge(&web.app, &call, command.input).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(status))
        .routes(routes!(get_draft, set_draft))
        .routes(routes!(preview))
        .routes(routes!(list, publish))
        .routes(routes!(get_version))
        .routes(routes!(diff))
        .routes(routes!(acknowledge))
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
