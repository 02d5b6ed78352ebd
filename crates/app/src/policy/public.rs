//! The policy for everybody, without signing in.

use surety_domain::policy::{Block, Document, Documents, Opening, opening};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{policy as kept, promises};

use super::read_documents;
use crate::core::{App, Call, Cx};
use crate::error::AppError;

/// Versions that are listed at the end of the page, at most.
const LISTED_MAX: i64 = 50;

/// A published version with what is true at this moment.
#[derive(Debug, Clone)]
pub struct PublicPolicy {
    /// Its number.
    pub version: i64,
    /// The number of the newest one.
    pub newest: i64,
    /// When it was published.
    pub published_at: Instant,
    /// SHA-256 of both documents, hexadecimal.
    pub sha256: String,
    /// What is new in it.
    pub note: String,
    /// The day by which it is looked at again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// Both documents.
    pub documents: Documents,
    /// Calendars that the document shows: id, zone, whether it is open now.
    pub hours: Vec<(String, String, Opening)>,
    /// Versions with their instants, newest first.
    pub history: Vec<(i64, Instant)>,
    /// The desk's name.
    pub desk: String,
    /// Now.
    pub now: Instant,
}

fn calendars(document: &Document) -> Vec<String> {
    let mut found: Vec<String> = document
        .sections
        .iter()
        .flat_map(|s| &s.generated)
        .filter_map(|block| match block {
            Block::Table { calendar, .. } => calendar.clone(),
            _ => None,
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The newest version, or the one that is asked for; none is published or
/// there is no such number: not found. The hours are those of the calendars as
/// they are now.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn public(app: &App, version: Option<i64>) -> Result<PublicPolicy, AppError> {
    app.query(&Call::system(), move |tx, cx| {
        let newest = kept::newest(tx)?.ok_or(AppError::NotFound("policy"))?;
        let last = newest.head.version;
        let row = match version {
            Some(n) if n != last => kept::get(tx, n)?.ok_or(AppError::NotFound("policy"))?,
            _ => newest,
        };
        let documents = read_documents(&row)?;
        let draft: surety_domain::policy::PolicyDraft = serde_json::from_str(&row.draft)
            .map_err(|e| AppError::Internal(format!("a policy's draft: {e}")))?;
        Ok(PublicPolicy {
            version: row.head.version,
            newest: last,
            published_at: row.head.published_at,
            sha256: row.head.sha256,
            note: row.head.note,
            review_by: draft.review_by,
            hours: hours(tx, cx, &documents.en)?,
            documents,
            history: kept::list(tx, i64::MAX, LISTED_MAX)?
                .into_iter()
                .map(|head| (head.version, head.published_at))
                .collect(),
            desk: cx.config.desk_name.clone(),
            now: cx.now,
        })
    })
    .await
}

fn hours(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    document: &Document,
) -> Result<Vec<(String, String, Opening)>, AppError> {
    let mut found = Vec::new();
    for id in calendars(document) {
        let Ok(key) = id.parse() else { continue };
        let Some(row) = promises::get_calendar(tx, key)? else {
            continue;
        };
        let version = cx.specs.calendar(tx, key, row.current_version)?;
        let zone = version.calendar.zone_name().to_owned();
        found.push((id, zone, opening(&version.calendar, cx.now)));
    }
    Ok(found)
}
