//! The support policy as it was published, who has seen it, and whom to tell.

use surety_domain::ids::{ContactId, UserId};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a version.
    INSERT = "INSERT INTO policy_versions (version, documents, draft, as_of, sha256, note, published_by, published_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// The newest version.
    NEWEST = "SELECT version, documents, draft, as_of, sha256, note, published_by, published_at FROM policy_versions
              ORDER BY version DESC LIMIT 1";
    /// One version.
    GET = "SELECT version, documents, draft, as_of, sha256, note, published_by, published_at FROM policy_versions
           WHERE version = $1";
    /// Versions without what they say, newest first, from before a number on.
    LIST = "SELECT version, sha256, note, published_by, published_at FROM policy_versions
            WHERE version < $1 ORDER BY version DESC LIMIT $2";
    /// Which version somebody has acknowledged.
    SEEN = "SELECT version FROM policy_seen WHERE user_id = $1";
    /// Notes that somebody has seen a version; never goes back.
    SEE = "INSERT INTO policy_seen (user_id, version, at) VALUES ($1, $2, $3)
           ON CONFLICT (user_id) DO UPDATE SET version = excluded.version, at = excluded.at
           WHERE policy_seen.version < excluded.version";
    /// Contacts of accounts in use, with the address we write to, by id.
    TOLD = "SELECT c.id, COALESCE(c.locale, a.locale) AS locale,
              (SELECT e.address FROM contact_emails e WHERE e.contact_id = c.id ORDER BY e.position LIMIT 1) AS address
            FROM contacts c JOIN accounts a ON a.id = c.account_id
            WHERE c.id > $1 AND c.archived_at IS NULL AND a.archived_at IS NULL ORDER BY c.id LIMIT $2";
}

/// A version without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyHead {
    /// From 1.
    pub version: i64,
    /// SHA-256 of its documents, hexadecimal.
    pub sha256: String,
    /// What is new in it.
    pub note: String,
    /// Who published it.
    pub published_by: Option<String>,
    /// When.
    pub published_at: Instant,
}

/// A version, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// What a list shows.
    pub head: PolicyHead,
    /// Both documents, as JSON.
    pub documents: String,
    /// The draft they were made from, as JSON.
    pub draft: String,
    /// The day from which closed days were listed, `YYYY-MM-DD`.
    pub as_of: String,
}

/// Somebody at a customer who is told of a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub contact: ContactId,
    /// Language tag.
    pub locale: String,
    /// Where to write; none has no address.
    pub address: Option<String>,
}

fn head(row: &Row) -> Result<PolicyHead, StoreError> {
    Ok(PolicyHead {
        version: row.int("version")?,
        sha256: row.text("sha256")?,
        note: row.text("note")?,
        published_by: row.opt_text("published_by")?,
        published_at: row.instant("published_at")?,
    })
}

fn whole(row: &Row) -> Result<PolicyVersion, StoreError> {
    Ok(PolicyVersion {
        head: head(row)?,
        documents: row.text("documents")?,
        draft: row.text("draft")?,
        as_of: row.text("as_of")?,
    })
}

/// Adds a version; the draft's setting must be held, so the number is free.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, v: &PolicyVersion) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            v.head.version,
            v.documents.as_str(),
            v.draft.as_str(),
            v.as_of.as_str(),
            v.head.sha256.as_str(),
            v.head.note.as_str(),
            v.head.published_by.clone(),
            v.head.published_at
        ],
    )?;
    Ok(())
}

/// The version in force, if one was ever published.
///
/// # Errors
/// As the engine reports.
pub fn newest(tx: &mut Tx<'_>) -> Result<Option<PolicyVersion>, StoreError> {
    tx.query_opt(&NEWEST, &[])?.as_ref().map(whole).transpose()
}

/// One version.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, version: i64) -> Result<Option<PolicyVersion>, StoreError> {
    tx.query_opt(&GET, &params![version])?
        .as_ref()
        .map(whole)
        .transpose()
}

/// Versions below a number, newest first.
///
/// # Errors
/// As the engine reports.
pub fn list(tx: &mut Tx<'_>, before: i64, limit: i64) -> Result<Vec<PolicyHead>, StoreError> {
    tx.query(&LIST, &params![before, limit])?
        .iter()
        .map(head)
        .collect()
}

/// The version that somebody has acknowledged; 0 is none.
///
/// # Errors
/// As the engine reports.
pub fn seen(tx: &mut Tx<'_>, user: UserId) -> Result<i64, StoreError> {
    tx.query_opt(&SEEN, &params![user])?
        .map_or(Ok(0), |row| row.int("version"))
}

/// Notes that somebody has seen a version; an older one changes nothing.
///
/// # Errors
/// As the engine reports.
pub fn see(tx: &mut Tx<'_>, user: UserId, version: i64, at: Instant) -> Result<(), StoreError> {
    tx.execute(&SEE, &params![user, version, at])?;
    Ok(())
}

/// Contacts of accounts in use whose id is above a text, by id.
///
/// # Errors
/// As the engine reports.
pub fn told(tx: &mut Tx<'_>, after: &str, limit: i64) -> Result<Vec<Told>, StoreError> {
    tx.query(&TOLD, &params![after, limit])?
        .iter()
        .map(|row| {
            Ok(Told {
                contact: row.id("id")?,
                locale: row.text("locale")?,
                address: row.opt_text("address")?,
            })
        })
        .collect()
}
