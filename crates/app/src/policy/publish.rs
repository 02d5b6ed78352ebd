//! Versions: published whole, listed, compared.

use serde::{Deserialize, Serialize};
use surety_domain::digest::sha256_hex;
use surety_domain::permission::{Permission, Subject};
use surety_domain::policy::{self, Documents, Lang, PolicyDraft, SectionDiff};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{policy as kept, users};
use utoipa::{IntoParams, ToSchema};

use super::{day, facts, notices, read_documents};
use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, check_version};
use crate::setting;

/// Characters of the note about what is new, at most.
pub const NOTE_CHARS_MAX: usize = 2_000;

/// Publishes the saved draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"draft_version": 3, "note": "Urgent requests are answered within 30 minutes.", "tell_contacts": true}))]
pub struct PublishPolicy {
    /// The version of the draft that was seen.
    pub draft_version: i64,
    /// What is new, for colleagues and customers; at most 2,000 characters.
    #[serde(default)]
    pub note: String,
    /// Whether every contact of an account in use gets a mail, once.
    #[serde(default)]
    pub tell_contacts: bool,
}

/// A published version without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"version": 3, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "note": "Urgent requests are answered within 30 minutes.", "published_by": "Ada Berg",
    "published_at": "2026-11-22T09:00:00Z", "address": "https://desk.example/policy/3"}))]
pub struct PolicyVersionView {
    /// From 1.
    pub version: i64,
    /// SHA-256 of both documents as they are kept, hexadecimal.
    pub sha256: String,
    /// What is new in it.
    pub note: String,
    /// Name of who published it.
    pub published_by: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub published_at: Instant,
    /// Where everybody can read it.
    pub address: String,
}

/// A published version, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PolicyWhole {
    /// What a list shows.
    #[serde(flatten)]
    pub head: PolicyVersionView,
    /// `{"en": document, "zh-CN": document}`.
    #[schema(value_type = Object)]
    pub documents: Documents,
}

/// Which versions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionQuery {
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// What differs between two versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PolicyDiff {
    /// The older one.
    pub from: i64,
    /// The newer one.
    pub to: i64,
    /// In which language.
    #[schema(value_type = String)]
    pub lang: Lang,
    /// `{"id", "title", "changed", "lines": [{"change": "same" | "removed" | "added", "text"}]}` of each section.
    #[schema(value_type = Vec<Object>)]
    pub sections: Vec<SectionDiff>,
}

pub(super) fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    head: kept::PolicyHead,
) -> Result<PolicyVersionView, AppError> {
    let published_by = match head.published_by.as_deref().and_then(|id| id.parse().ok()) {
        Some(user) => users::find(tx, user)?.map(|u| u.name),
        None => None,
    };
    Ok(PolicyVersionView {
        address: format!("{}/policy/{}", cx.config.base_url, head.version),
        version: head.version,
        sha256: head.sha256,
        note: head.note,
        published_by,
        published_at: head.published_at,
    })
}

/// Publishes the draft as it was seen.
///
/// # Errors
/// `plan_manage` is needed; `too_long`, `policy_unchanged` when nothing is
/// new; [`AppError::Stale`].
pub async fn publish(
    app: &App,
    call: &Call,
    input: PublishPolicy,
) -> Result<PolicyVersionView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::PlanManage, &Subject::Desk)?;
        let mut check = Check::new();
        let note = input.note.trim().to_owned();
        if note.chars().count() > NOTE_CHARS_MAX {
            check.fail(
                "note",
                "too_long",
                format!("at most {NOTE_CHARS_MAX} characters"),
            );
        }
        check.done()?;
        // Held: the next number is free, and two who publish come one after the other.
        let (draft, draft_version) = setting::held::<PolicyDraft>(tx)?;
        check_version(draft_version, Some(input.draft_version))?;
        let as_of = day(cx.now)?;
        let documents = Documents::generate(&draft, &facts::read(tx, cx, as_of.clone(), None)?);
        let documents =
            serde_json::to_string(&documents).map_err(|e| AppError::Internal(e.to_string()))?;
        let before = kept::newest(tx)?;
        if before.as_ref().is_some_and(|b| b.documents == documents) {
            return Err(AppError::conflict(
                "policy_unchanged",
                "the published policy already says exactly this",
            ));
        }
        let version = before.map_or(0, |b| b.head.version) + 1;
        let row = kept::PolicyVersion {
            head: kept::PolicyHead {
                version,
                sha256: sha256_hex(documents.as_bytes()),
                note,
                published_by: cx.actor_id(),
                published_at: cx.now,
            },
            draft: serde_json::to_string(&draft).map_err(|e| AppError::Internal(e.to_string()))?,
            documents,
            as_of,
        };
        kept::insert(tx, &row)?;
        let data = serde_json::json!({
            "version": version, "sha256": row.head.sha256, "tell_contacts": input.tell_contacts,
        });
        cx.audit(
            tx,
            "policy.published",
            "policy",
            &version.to_string(),
            &data,
        )?;
        cx.live(tx, "policy", &LiveSubject::Desk, &data)?;
        if input.tell_contacts {
            notices::begin(tx, cx, version)?;
        }
        view(tx, cx, row.head)
    })
    .await
}

/// Versions, newest first.
///
/// # Errors
/// `view_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn versions(
    app: &App,
    call: &Call,
    query: VersionQuery,
) -> Result<Page<PolicyVersionView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let paging: Paging<i64> = Paging::read(query.limit, query.cursor.as_deref())?;
        let rows = kept::list(tx, paging.after.unwrap_or(i64::MAX), paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |row| row.version)?;
        let items = rows
            .into_iter()
            .map(|row| view(tx, cx, row))
            .collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor })
    })
    .await
}

/// One version, whole.
///
/// # Errors
/// `view_read` is needed.
pub async fn version(app: &App, call: &Call, version: i64) -> Result<PolicyWhole, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let row = kept::get(tx, version)?.ok_or(AppError::NotFound("policy version"))?;
        Ok(PolicyWhole {
            documents: read_documents(&row)?,
            head: view(tx, cx, row.head)?,
        })
    })
    .await
}

/// What `to` says otherwise than `from`; the version before it where none is
/// named.
///
/// # Errors
/// `view_read` is needed; not found for a version that is not there.
pub async fn diff(
    app: &App,
    call: &Call,
    to: i64,
    from: Option<i64>,
    lang: Option<String>,
) -> Result<PolicyDiff, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let lang = Lang::of_tag(lang.as_deref().unwrap_or_default());
        let from = from.unwrap_or(to - 1);
        let mut get = |version| {
            let row = kept::get(tx, version)?.ok_or(AppError::NotFound("policy version"))?;
            read_documents(&row)
        };
        let (old, new) = (get(from)?, get(to)?);
        Ok(PolicyDiff {
            from,
            to,
            lang,
            sections: policy::diff(old.of(lang), new.of(lang)),
        })
    })
    .await
}
