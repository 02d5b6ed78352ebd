//! Tables of accounts that were sent up, and what became of each line.

use surety_domain::ids::{AccountId, AccountImportId};
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a table that was sent up.
    INSERT = "INSERT INTO account_imports (id, name, state, content, head, options, created_by, created_at)
              VALUES ($1, $2, 'draft', $3, '[]', '{}', $4, $5)";
    /// One import, without its bytes.
    GET = "SELECT id, name, state, head, options, created_by, created_at, finished_at FROM account_imports WHERE id = $1";
    /// Holds an import until the end of the transaction.
    LOCK = "SELECT id FROM account_imports WHERE id = $1 FOR UPDATE";
    /// The newest imports that were started.
    STARTED = "SELECT id, name, state, head, options, created_by, created_at, finished_at FROM account_imports
               WHERE state <> 'draft' ORDER BY created_at DESC, id DESC LIMIT $1";
    /// The bytes as sent up.
    CONTENT = "SELECT content FROM account_imports WHERE id = $1";
    /// Bytes that somebody has waiting as drafts.
    DRAFT_BYTES = "SELECT CAST(COALESCE(SUM(LENGTH(content)), 0) AS BIGINT) AS bytes FROM account_imports
                   WHERE state = 'draft' AND created_by = $1";
    /// Starts a draft; its bytes go, its lines are kept.
    START = "UPDATE account_imports SET state = 'running', content = NULL, head = $2, options = $3
             WHERE id = $1 AND state = 'draft'";
    /// Ends an import that runs.
    FINISH = "UPDATE account_imports SET state = 'done', finished_at = $2 WHERE id = $1 AND state = 'running'";
    /// Adds a line.
    LINE_INSERT = "INSERT INTO account_import_lines (import_id, line, position, cells, outcome, faults, changes, decided_at)
                   VALUES ($1, $2, $3, $4, $5, $6, '[]', $7)";
    /// The next lines whose turn it is.
    LINES_WAITING = "SELECT import_id, line, position, cells, outcome, account_id, faults, changes FROM account_import_lines
                     WHERE import_id = $1 AND outcome = 'waiting' ORDER BY position LIMIT $2";
    /// Holds every import that runs, in one order: their lines go one after another.
    RUNNING_LOCK = "SELECT id FROM account_imports WHERE state = 'running' ORDER BY id FOR UPDATE";
    /// A line that waits, held until the end of the transaction.
    LINE_LOCK = "SELECT line FROM account_import_lines WHERE import_id = $1 AND line = $2 AND outcome = 'waiting' FOR UPDATE";
    /// Decides a line that waits.
    LINE_DECIDE = "UPDATE account_import_lines SET outcome = $3, account_id = $4, faults = $5, changes = $6, decided_at = $7
                   WHERE import_id = $1 AND line = $2 AND outcome = 'waiting'";
    /// How many lines of an import had which outcome.
    COUNTS = "SELECT outcome, COUNT(*) AS number FROM account_import_lines WHERE import_id = $1 GROUP BY outcome";
    /// Imports that nobody needs any more: drafts since before $1, others that ended before $2.
    OLD = "SELECT id FROM account_imports WHERE (state = 'draft' AND created_at < $1)
             OR (state = 'done' AND finished_at < $2) ORDER BY created_at LIMIT $3 FOR UPDATE";
    /// Forgets the lines of an import.
    FORGET_LINES = "DELETE FROM account_import_lines WHERE import_id = $1";
    /// Forgets an import.
    FORGET = "DELETE FROM account_imports WHERE id = $1";
}

/// A table that was sent up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountImport {
    /// Its id.
    pub id: AccountImportId,
    /// The name of its file.
    pub name: String,
    /// `draft`, `running` or `done`.
    pub state: String,
    /// The cells of its head, as JSON; empty while it is a draft.
    pub head: String,
    /// How it is read, as JSON; `{}` while it is a draft.
    pub options: String,
    /// Who sent it.
    pub created_by: Option<String>,
    /// When.
    pub created_at: Instant,
    /// When its last line was decided.
    pub finished_at: Option<Instant>,
}

fn import(row: &Row) -> Result<AccountImport, StoreError> {
    Ok(AccountImport {
        id: row.id("id")?,
        name: row.text("name")?,
        state: row.text("state")?,
        head: row.text("head")?,
        options: row.text("options")?,
        created_by: row.opt_text("created_by")?,
        created_at: row.instant("created_at")?,
        finished_at: row.opt_instant("finished_at")?,
    })
}

/// A line of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    /// Where it began in the text, from 1.
    pub line: i64,
    /// When its turn is.
    pub position: i64,
    /// Its cells, as JSON.
    pub cells: String,
    /// `waiting`, `created`, `changed`, `unchanged` or `refused`.
    pub outcome: String,
    /// Which account it is about.
    pub account_id: Option<AccountId>,
    /// Why it was refused, as JSON.
    pub faults: String,
    /// Fields with what they were and are, as JSON.
    pub changes: String,
}

fn line(row: &Row) -> Result<ImportLine, StoreError> {
    Ok(ImportLine {
        line: row.int("line")?,
        position: row.int("position")?,
        cells: row.text("cells")?,
        outcome: row.text("outcome")?,
        account_id: row.opt_id("account_id")?,
        faults: row.text("faults")?,
        changes: row.text("changes")?,
    })
}

/// Adds a draft.
///
/// # Errors
/// As the engine reports.
pub fn insert(
    tx: &mut Tx<'_>,
    id: AccountImportId,
    name: &str,
    content: Vec<u8>,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&INSERT, &params![id, name, content, by, at])?;
    Ok(())
}

/// One import.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: AccountImportId) -> Result<Option<AccountImport>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(import)
        .transpose()
}

/// One import, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: AccountImportId) -> Result<Option<AccountImport>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// The newest imports that were started.
///
/// # Errors
/// As the engine reports.
pub fn started(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<AccountImport>, StoreError> {
    tx.query(&STARTED, &params![limit])?
        .iter()
        .map(import)
        .collect()
}

/// The bytes of a draft; none once it was started.
///
/// # Errors
/// As the engine reports.
pub fn content(tx: &mut Tx<'_>, id: AccountImportId) -> Result<Option<Vec<u8>>, StoreError> {
    match tx.query_opt(&CONTENT, &params![id])? {
        Some(row) => row.opt_blob("content"),
        None => Ok(None),
    }
}

/// Bytes that somebody has waiting as drafts.
///
/// # Errors
/// As the engine reports.
pub fn draft_bytes(tx: &mut Tx<'_>, by: Option<String>) -> Result<i64, StoreError> {
    tx.query_one(&DRAFT_BYTES, &params![by])?.int("bytes")
}

/// Starts a draft with its lines. Those that have an outcome already are decided.
/// False when it was started before.
///
/// # Errors
/// As the engine reports.
pub fn start(
    tx: &mut Tx<'_>,
    id: AccountImportId,
    head: &str,
    options: &str,
    lines: &[ImportLine],
    at: Instant,
) -> Result<bool, StoreError> {
    if tx.execute(&START, &params![id, head, options])? == 0 {
        return Ok(false);
    }
    for line in lines {
        let decided = (line.outcome != "waiting").then_some(at);
        tx.later(
            &LINE_INSERT,
            params![
                id,
                line.line,
                line.position,
                line.cells.as_str(),
                line.outcome.as_str(),
                line.faults.as_str(),
                decided
            ],
        )?;
    }
    Ok(true)
}

/// Ends an import that runs; false when it had ended before.
///
/// # Errors
/// As the engine reports.
pub fn finish(tx: &mut Tx<'_>, id: AccountImportId, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&FINISH, &params![id, at])? == 1)
}

/// The next lines whose turn it is.
///
/// # Errors
/// As the engine reports.
pub fn waiting(
    tx: &mut Tx<'_>,
    id: AccountImportId,
    limit: i64,
) -> Result<Vec<ImportLine>, StoreError> {
    tx.query(&LINES_WAITING, &params![id, limit])?
        .iter()
        .map(line)
        .collect()
}

/// Holds a line that waits until the end of the transaction; false when it is
/// decided already. Lines of all imports go one after another, so that two of
/// them never make one account twice.
///
/// # Errors
/// As the engine reports.
pub fn lock_line(tx: &mut Tx<'_>, id: AccountImportId, line: i64) -> Result<bool, StoreError> {
    tx.query(&RUNNING_LOCK, &[])?;
    Ok(tx.query_opt(&LINE_LOCK, &params![id, line])?.is_some())
}

/// Decides a line that waits; false when it was decided before.
///
/// # Errors
/// As the engine reports.
pub fn decide(
    tx: &mut Tx<'_>,
    id: AccountImportId,
    line: &ImportLine,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &LINE_DECIDE,
        &params![
            id,
            line.line,
            line.outcome.as_str(),
            line.account_id,
            line.faults.as_str(),
            line.changes.as_str(),
            at
        ],
    )? == 1)
}

/// How many lines of an import had which outcome.
///
/// # Errors
/// As the engine reports.
pub fn counts(tx: &mut Tx<'_>, id: AccountImportId) -> Result<Vec<(String, i64)>, StoreError> {
    tx.query(&COUNTS, &params![id])?
        .iter()
        .map(|row| Ok((row.text("outcome")?, row.int("number")?)))
        .collect()
}

/// Lines of an import after a line, by where they began.
///
/// # Errors
/// As the engine reports.
pub fn lines(
    tx: &mut Tx<'_>,
    id: AccountImportId,
    outcome: Option<&str>,
    after: i64,
    limit: i64,
) -> Result<Vec<ImportLine>, StoreError> {
    let mut listing = Listing::new(
        "SELECT line, position, cells, outcome, account_id, faults, changes FROM account_import_lines",
    );
    listing.and("import_id = ").bind(id);
    listing.and("line > ").bind(after);
    if let Some(outcome) = outcome {
        listing.and("outcome = ").bind(outcome);
    }
    listing.sql(" ORDER BY line LIMIT ").bind(limit);
    listing.rows(tx)?.iter().map(line).collect()
}

/// Forgets drafts from before `drafts`, and what ended before `done`, at most
/// `limit` of them. Answers with how many.
///
/// # Errors
/// As the engine reports.
pub fn forget_old(
    tx: &mut Tx<'_>,
    drafts: Instant,
    done: Instant,
    limit: i64,
) -> Result<u64, StoreError> {
    let old = tx.query(&OLD, &params![drafts, done, limit])?;
    for row in &old {
        let id: AccountImportId = row.id("id")?;
        tx.execute(&FORGET_LINES, &params![id])?;
        tx.execute(&FORGET, &params![id])?;
    }
    Ok(old.len() as u64)
}
