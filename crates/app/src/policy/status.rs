//! What somebody at the desk needs to know of the policy: what is published,
//! whether they have seen it, and where it is not true any more.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject};
use surety_domain::policy::{self, Lang, PolicyDraft, Stale, generate};
use surety_store::Tx;
use surety_store::records::policy as kept;
use utoipa::ToSchema;

use super::publish::{PolicyVersionView, view};
use super::{day, facts, read_documents};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::setting;

/// What the published text says and the desk does not do any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"section": "response_times", "what": "Premium · High · Resolution",
    "says": "4 h", "enforces": "8 h"}))]
pub struct StaleView {
    /// In which section.
    pub section: String,
    /// About what.
    pub what: String,
    /// What the published text says; null: it does not mention it.
    pub says: Option<String>,
    /// What holds now; null: nothing of the kind.
    pub enforces: Option<String>,
}

impl From<Stale> for StaleView {
    fn from(found: Stale) -> Self {
        Self {
            section: found.section.to_string(),
            what: found.what,
            says: found.says,
            enforces: found.enforces,
        }
    }
}

/// How the policy stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyStatus {
    /// The version in force; null: none was ever published.
    pub published: Option<PolicyVersionView>,
    /// Whether the caller has acknowledged it; true where there is none.
    pub acknowledged: bool,
    /// Where the published text is older than the configuration, at most 50
    /// places; in the language that was asked for.
    pub stale: Vec<StaleView>,
    /// The day by which somebody looks at it again.
    pub review_by: Option<String>,
    /// Whether that day has come.
    pub review_due: bool,
}

/// Acknowledges a version.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"version": 3}))]
pub struct AcknowledgePolicy {
    /// Which was read.
    pub version: i64,
}

/// Where the published text is not true any more.
pub(crate) fn stale_now(tx: &mut Tx<'_>, cx: &Cx<'_>, lang: Lang) -> Result<Vec<Stale>, AppError> {
    let Some(row) = kept::newest(tx)? else {
        return Ok(Vec::new());
    };
    let draft: PolicyDraft = serde_json::from_str(&row.draft).map_err(|e| {
        AppError::Internal(format!("the draft of policy {}: {e}", row.head.version))
    })?;
    // As of the day of publication: a holiday that is over makes nothing untrue.
    let live = generate(&draft, &facts::read(tx, cx, row.as_of.clone(), None)?, lang);
    Ok(policy::stale(read_documents(&row)?.of(lang), &live))
}

/// How the policy stands, for a colleague.
///
/// # Errors
/// `view_read` is needed. What is stale is told to those with `plan_read`.
pub async fn status(
    app: &App,
    call: &Call,
    lang: Option<String>,
) -> Result<PolicyStatus, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let lang = Lang::of_tag(lang.as_deref().unwrap_or_default());
        let newest = kept::newest(tx)?;
        let seen = match cx.actor.user {
            Some(user) => kept::seen(tx, user)?,
            None => i64::MAX,
        };
        let acknowledged = newest.as_ref().is_none_or(|n| n.head.version <= seen);
        let stale = if cx.may(Permission::PlanRead, &Subject::Desk) {
            stale_now(tx, cx, lang)?
                .into_iter()
                .map(StaleView::from)
                .collect()
        } else {
            Vec::new()
        };
        let review_by = setting::in_force::<PolicyDraft>(tx)?.review_by;
        let today = day(cx.now)?;
        Ok(PolicyStatus {
            published: newest.map(|n| view(tx, cx, n.head)).transpose()?,
            acknowledged,
            stale,
            review_due: review_by.as_ref().is_some_and(|day| *day <= today),
            review_by,
        })
    })
    .await
}

/// Notes that the caller has read a version; the banner is gone until the next.
///
/// # Errors
/// `view_read` is needed; not found for a version that is not there.
pub async fn acknowledge(
    app: &App,
    call: &Call,
    input: AcknowledgePolicy,
) -> Result<PolicyVersionView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let user = cx
            .actor
            .user
            .ok_or(AppError::Denied(Permission::ViewRead.as_str()))?;
        let row = kept::get(tx, input.version)?.ok_or(AppError::NotFound("policy version"))?;
        kept::see(tx, user, input.version, cx.now)?;
        view(tx, cx, row.head)
    })
    .await
}
