//! The support policy: drafted, published whole, compared with what holds now.
//!
//! The draft is a setting; a version keeps both documents as text with their
//! SHA-256, so it stays what it was whatever is configured later. What a
//! document says is decided in [`surety_domain::policy`].

mod draft;
pub(crate) mod facts;
mod notices;
mod public;
mod publish;
mod status;

pub use draft::{
    PolicyDraftView, PolicyPreview, PolicyPreviewInput, SetPolicyDraft, get, preview, set,
};
pub use notices::{NOTICE_BATCH, on_job, remind};
pub use public::{PublicPolicy, public};
pub use publish::{
    NOTE_CHARS_MAX, PolicyDiff, PolicyVersionView, PolicyWhole, PublishPolicy, VersionQuery, diff,
    publish, version, versions,
};
pub use status::{AcknowledgePolicy, PolicyStatus, StaleView, acknowledge, status};

pub(crate) use status::stale_now;

use surety_domain::policy::{Documents, PolicyDraft};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::policy::{self as kept, PolicyVersion};

use crate::error::AppError;
use crate::setting::Setting;
use surety_domain::permission::Permission;

impl Setting for PolicyDraft {
    const KEY: &'static str = "policy_draft";
    const ACTION: &'static str = "policy.draft_changed";
    const SUBJECT: &'static str = "policy";
    const READ: Permission = Permission::PlanRead;
    const MANAGE: Permission = Permission::PlanManage;

    fn initial() -> Self {
        Self::initial()
    }
}

/// The day of an instant in UTC, `YYYY-MM-DD`.
fn day(at: Instant) -> Result<String, AppError> {
    let at =
        jiff::Timestamp::from_microsecond(at.0).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// What people wrote into the version that is published; none is.
pub(crate) fn published_draft(tx: &mut Tx<'_>) -> Result<Option<PolicyDraft>, AppError> {
    kept::newest(tx)?
        .map(|row| {
            serde_json::from_str(&row.draft)
                .map_err(|e| AppError::Internal(format!("a policy's draft: {e}")))
        })
        .transpose()
}

fn read_documents(kept: &PolicyVersion) -> Result<Documents, AppError> {
    serde_json::from_str(&kept.documents).map_err(|e| {
        AppError::Internal(format!(
            "policy version {} does not read: {e}",
            kept.head.version
        ))
    })
}
