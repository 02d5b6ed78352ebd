//! Templates of contracts, their versions, and each use on many accounts.

use surety_domain::ids::{AccountId, ContractId, ContractTemplateId, TemplateApplyId};
use surety_domain::time::Instant;

use super::versions::{NameCursor, Version, Versioned, head, version};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a template.
    TEMPLATE_INSERT = "INSERT INTO contract_templates (id, name, current_version, archived_at, version, created_at,
                         updated_at) VALUES ($1, $2, 1, NULL, 1, $3, $3)";
    /// Adds a version of a template.
    TEMPLATE_VERSION_INSERT = "INSERT INTO contract_template_versions (template_id, version, spec, created_by, created_at)
                               VALUES ($1, $2, $3, $4, $5)";
    /// One template with its current version.
    TEMPLATE_GET = "SELECT t.id, t.name, t.current_version, t.archived_at, t.version, t.created_at, t.updated_at, v.spec
                    FROM contract_templates t
                    JOIN contract_template_versions v ON v.template_id = t.id AND v.version = t.current_version
                    WHERE t.id = $1";
    /// Templates in use, by name.
    TEMPLATE_LIST = "SELECT t.id, t.name, t.current_version, t.archived_at, t.version, t.created_at, t.updated_at, v.spec
                     FROM contract_templates t
                     JOIN contract_template_versions v ON v.template_id = t.id AND v.version = t.current_version
                     WHERE CASE WHEN t.archived_at IS NULL THEN 0 ELSE 1 END = CAST($4 AS BIGINT)
                       AND (t.name, t.id) > ($1, $2) ORDER BY t.name, t.id LIMIT $3";
    /// Every version of a template, newest first.
    TEMPLATE_VERSIONS = "SELECT version, spec, created_by, created_at FROM contract_template_versions
                         WHERE template_id = $1 ORDER BY version DESC";
    /// A version of a template.
    TEMPLATE_VERSION = "SELECT spec FROM contract_template_versions WHERE template_id = $1 AND version = $2";
    /// Changes a template if nobody else did meanwhile.
    TEMPLATE_UPDATE = "UPDATE contract_templates SET name = $3, current_version = $4, archived_at = $5,
                         version = version + 1, updated_at = $6 WHERE id = $1 AND version = $2";
    /// Adds a use of a template.
    APPLY_INSERT = "INSERT INTO contract_template_applies (id, template_id, template_version, start_date, state,
                      created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// One use of a template.
    APPLY_GET = "SELECT id, template_id, template_version, start_date, state, created_by, created_at
                 FROM contract_template_applies WHERE id = $1";
    /// The uses of a template, newest first.
    APPLIES = "SELECT id, template_id, template_version, start_date, state, created_by, created_at
               FROM contract_template_applies WHERE template_id = $1 ORDER BY id DESC LIMIT $2";
    /// Adds an account that waits for its contract.
    TARGET_INSERT = "INSERT INTO contract_template_targets (apply_id, account_id, position, outcome, contract_id, code,
                       detail, decided_at) VALUES ($1, $2, $3, 'waiting', NULL, NULL, NULL, NULL)";
    /// The accounts of a use, in the order in which they were named.
    TARGETS = "SELECT account_id, outcome, contract_id, code, detail FROM contract_template_targets
               WHERE apply_id = $1 ORDER BY position";
    /// How many accounts of a use had which outcome.
    TARGET_COUNTS = "SELECT outcome, COUNT(*) AS number FROM contract_template_targets
                     WHERE apply_id = $1 GROUP BY outcome";
    /// An account that waits, held until the end of the transaction.
    TARGET_LOCK = "SELECT account_id FROM contract_template_targets
                   WHERE apply_id = $1 AND account_id = $2 AND outcome = 'waiting' FOR UPDATE";
    /// Decides an account that waits.
    TARGET_DECIDE = "UPDATE contract_template_targets SET outcome = $3, contract_id = $4, code = $5, detail = $6,
                       decided_at = $7 WHERE apply_id = $1 AND account_id = $2 AND outcome = 'waiting'";
}

/// A template with the version in force.
pub type Template = Versioned<ContractTemplateId>;

/// Adds a template with its first version.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_template(
    tx: &mut Tx<'_>,
    id: ContractTemplateId,
    name: &str,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&TEMPLATE_INSERT, &params![id, name, at])?;
    add_template_version(tx, id, 1, spec, by, at)
}

/// Adds a version of a template; [`update_template`] makes it current.
///
/// # Errors
/// As the engine reports.
pub fn add_template_version(
    tx: &mut Tx<'_>,
    id: ContractTemplateId,
    number: i64,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&TEMPLATE_VERSION_INSERT, &params![id, number, spec, by, at])?;
    Ok(())
}

/// One template.
///
/// # Errors
/// As the engine reports.
pub fn get_template(
    tx: &mut Tx<'_>,
    id: ContractTemplateId,
) -> Result<Option<Template>, StoreError> {
    tx.query_opt(&TEMPLATE_GET, &params![id])?
        .as_ref()
        .map(head)
        .transpose()
}

/// Templates in use by name, after a name and id.
///
/// # Errors
/// As the engine reports.
pub fn list_templates(
    tx: &mut Tx<'_>,
    after: &NameCursor,
    limit: i64,
    away: bool,
) -> Result<Vec<Template>, StoreError> {
    tx.query(
        &TEMPLATE_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit, away],
    )?
    .iter()
    .map(head)
    .collect()
}

/// Every version of a template, newest first.
///
/// # Errors
/// As the engine reports.
pub fn template_versions(
    tx: &mut Tx<'_>,
    id: ContractTemplateId,
) -> Result<Vec<Version>, StoreError> {
    tx.query(&TEMPLATE_VERSIONS, &params![id])?
        .iter()
        .map(version)
        .collect()
}

/// What a version of a template says, as JSON.
///
/// # Errors
/// As the engine reports.
pub fn template_spec(
    tx: &mut Tx<'_>,
    id: ContractTemplateId,
    number: i64,
) -> Result<Option<String>, StoreError> {
    tx.query_opt(&TEMPLATE_VERSION, &params![id, number])?
        .map(|row| row.text("spec"))
        .transpose()
}

/// Writes a template's record; false when somebody else changed it meanwhile.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn update_template(tx: &mut Tx<'_>, t: &Template, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &TEMPLATE_UPDATE,
        &params![
            t.id,
            t.version,
            t.name.as_str(),
            t.current_version,
            t.archived_at,
            at
        ],
    )? == 1)
}

/// One use of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateApply {
    /// Its id.
    pub id: TemplateApplyId,
    /// Which template.
    pub template_id: ContractTemplateId,
    /// In which version.
    pub template_version: i64,
    /// First day of every contract, in its account's zone.
    pub start_date: String,
    /// How far each contract is taken.
    pub state: String,
    /// Who did it.
    pub created_by: Option<String>,
    /// When.
    pub created_at: Instant,
}

fn apply(row: &Row) -> Result<TemplateApply, StoreError> {
    Ok(TemplateApply {
        id: row.id("id")?,
        template_id: row.id("template_id")?,
        template_version: row.int("template_version")?,
        start_date: row.text("start_date")?,
        state: row.text("state")?,
        created_by: row.opt_text("created_by")?,
        created_at: row.instant("created_at")?,
    })
}

/// What became of an account of a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTarget {
    /// Whose contract.
    pub account_id: AccountId,
    /// `waiting`, `made` or `refused`.
    pub outcome: String,
    /// The contract that was made.
    pub contract_id: Option<ContractId>,
    /// Why none was made: a stable code.
    pub code: Option<String>,
    /// The same in words.
    pub detail: Option<String>,
}

/// Adds a use of a template for these accounts, all of them waiting.
///
/// # Errors
/// As the engine reports.
pub fn insert_apply(
    tx: &mut Tx<'_>,
    new: &TemplateApply,
    targets: &[AccountId],
) -> Result<(), StoreError> {
    tx.execute(
        &APPLY_INSERT,
        &params![
            new.id,
            new.template_id,
            new.template_version,
            new.start_date.as_str(),
            new.state.as_str(),
            new.created_by.clone(),
            new.created_at
        ],
    )?;
    for (position, account) in (1_i64..).zip(targets) {
        tx.execute(&TARGET_INSERT, &params![new.id, *account, position])?;
    }
    Ok(())
}

/// One use of a template.
///
/// # Errors
/// As the engine reports.
pub fn get_apply(
    tx: &mut Tx<'_>,
    id: TemplateApplyId,
) -> Result<Option<TemplateApply>, StoreError> {
    tx.query_opt(&APPLY_GET, &params![id])?
        .as_ref()
        .map(apply)
        .transpose()
}

/// The uses of a template, newest first.
///
/// # Errors
/// As the engine reports.
pub fn applies(
    tx: &mut Tx<'_>,
    template: ContractTemplateId,
    limit: i64,
) -> Result<Vec<TemplateApply>, StoreError> {
    tx.query(&APPLIES, &params![template, limit])?
        .iter()
        .map(apply)
        .collect()
}

/// The accounts of a use, in the order in which they were named.
///
/// # Errors
/// As the engine reports.
pub fn apply_targets(
    tx: &mut Tx<'_>,
    id: TemplateApplyId,
) -> Result<Vec<TemplateTarget>, StoreError> {
    tx.query(&TARGETS, &params![id])?
        .iter()
        .map(|row| {
            Ok(TemplateTarget {
                account_id: row.id("account_id")?,
                outcome: row.text("outcome")?,
                contract_id: row.opt_id("contract_id")?,
                code: row.opt_text("code")?,
                detail: row.opt_text("detail")?,
            })
        })
        .collect()
}

/// How many accounts of a use had which outcome.
///
/// # Errors
/// As the engine reports.
pub fn apply_counts(
    tx: &mut Tx<'_>,
    id: TemplateApplyId,
) -> Result<Vec<(String, i64)>, StoreError> {
    tx.query(&TARGET_COUNTS, &params![id])?
        .iter()
        .map(|row| Ok((row.text("outcome")?, row.int("number")?)))
        .collect()
}

/// Holds an account that waits until the end of the transaction; false when it
/// is decided already.
///
/// # Errors
/// As the engine reports.
pub fn lock_target(
    tx: &mut Tx<'_>,
    id: TemplateApplyId,
    account: AccountId,
) -> Result<bool, StoreError> {
    Ok(tx.query_opt(&TARGET_LOCK, &params![id, account])?.is_some())
}

/// Decides an account that waits: with its contract, or with why there is none.
/// False when it was decided before.
///
/// # Errors
/// As the engine reports.
pub fn decide_target(
    tx: &mut Tx<'_>,
    id: TemplateApplyId,
    target: &TemplateTarget,
    at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &TARGET_DECIDE,
        &params![
            id,
            target.account_id,
            target.outcome.as_str(),
            target.contract_id,
            target.code.clone(),
            target.detail.clone(),
            at
        ],
    )? == 1)
}
