//! Plans and their versions.

use surety_domain::ids::{PlanId, SlaId};
use surety_domain::time::Instant;

use super::versions::{NameCursor, Version, Versioned, head, version};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a plan.
    PLAN_INSERT = "INSERT INTO plans (id, name, sla_id, is_default, current_version, archived_at, version, created_at,
                     updated_at) VALUES ($1, $2, $3, $4, 1, NULL, 1, $5, $5)";
    /// Adds a version of a plan.
    PLAN_VERSION_INSERT = "INSERT INTO plan_versions (plan_id, version, spec, created_by, created_at)
                           VALUES ($1, $2, $3, $4, $5)";
    /// One plan with its current version.
    PLAN_GET = "SELECT p.id, p.name, p.sla_id, p.is_default, p.current_version, p.archived_at, p.version, p.created_at,
             p.updated_at, v.spec
             FROM plans p JOIN plan_versions v ON v.plan_id = p.id AND v.version = p.current_version
                WHERE p.id = $1";
    /// The name of a plan.
    pub(in crate::records) PLAN_NAME = "SELECT name FROM plans WHERE id = $1";
    /// Plans by name.
    PLAN_LIST = "SELECT p.id, p.name, p.sla_id, p.is_default, p.current_version, p.archived_at, p.version, p.created_at,
             p.updated_at, v.spec
             FROM plans p
                 JOIN plan_versions v ON v.plan_id = p.id AND v.version = p.current_version
                 WHERE CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END = CAST($4 AS BIGINT)
                       AND (p.name, p.id) > ($1, $2) ORDER BY p.name, p.id LIMIT $3";
    /// The plan of those without a contract.
    PLAN_DEFAULT = "SELECT p.id, p.name, p.sla_id, p.is_default, p.current_version, p.archived_at, p.version, p.created_at,
             p.updated_at, v.spec
             FROM plans p
                    JOIN plan_versions v ON v.plan_id = p.id AND v.version = p.current_version
                    WHERE p.is_default = 1";
    /// The default plan's version in force.
    pub(in crate::records) PLAN_DEFAULT_IN_FORCE = "SELECT p.id, p.current_version,
                    COALESCE((SELECT MAX(c.number) FROM default_plan_changes c), 0) AS number,
                    COALESCE((SELECT MAX(c.at) FROM default_plan_changes c), 0) AS since
                    FROM plans p WHERE p.is_default = 1";
    /// Every change of the default plan, oldest first.
    DEFAULT_CHANGES = "SELECT number, plan_id, plan_version, at FROM default_plan_changes ORDER BY number";
    /// The last change of the default plan, held until the end of the transaction.
    DEFAULT_CHANGES_LOCK = "SELECT number FROM default_plan_changes ORDER BY number DESC LIMIT 1 FOR UPDATE";
    /// Adds a change of the default plan.
    DEFAULT_CHANGE_INSERT = "INSERT INTO default_plan_changes (number, plan_id, plan_version, at)
                             VALUES ($1, $2, $3, $4)";
    /// Takes the default from whichever plan has it.
    PLAN_CLEAR_DEFAULT = "UPDATE plans SET is_default = 0, version = version + 1, updated_at = $1
                          WHERE is_default = 1 AND id <> $2";
    /// A version of a plan.
    PLAN_VERSION = "SELECT spec FROM plan_versions WHERE plan_id = $1 AND version = $2";
    /// Every version of a plan, newest first.
    PLAN_VERSIONS = "SELECT version, spec, created_by, created_at FROM plan_versions
                     WHERE plan_id = $1 ORDER BY version DESC";
    /// Changes a plan if nobody else did meanwhile.
    PLAN_UPDATE = "UPDATE plans SET name = $3, sla_id = $4, is_default = $5, current_version = $6, archived_at = $7,
                     version = version + 1, updated_at = $8 WHERE id = $1 AND version = $2";
}

/// A plan with the version in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The record and its version.
    pub head: Versioned<PlanId>,
    /// Its SLA.
    pub sla_id: Option<SlaId>,
    /// Whether it is the plan of those without a contract.
    pub is_default: bool,
}

pub(super) fn plan(row: &Row) -> Result<Plan, StoreError> {
    Ok(Plan {
        head: head(row)?,
        sla_id: row.opt_id("sla_id")?,
        is_default: row.bool("is_default")?,
    })
}

/// What is needed for a new plan.
#[derive(Debug)]
pub struct NewPlan<'a> {
    /// Its id.
    pub id: PlanId,
    /// Its name.
    pub name: &'a str,
    /// Its SLA.
    pub sla_id: Option<SlaId>,
    /// Whether it becomes the plan of those without a contract.
    pub is_default: bool,
    /// What its first version says, as JSON.
    pub spec: &'a str,
}

/// Adds a plan with its first version.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_plan(
    tx: &mut Tx<'_>,
    new: &NewPlan<'_>,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    if new.is_default {
        tx.execute(&PLAN_CLEAR_DEFAULT, &params![at, new.id])?;
    }
    tx.execute(
        &PLAN_INSERT,
        &params![new.id, new.name, new.sla_id, new.is_default, at],
    )?;
    add_plan_version(tx, new.id, 1, new.spec, by, at)
}

/// Adds a version of a plan; [`update_plan`] makes it current.
///
/// # Errors
/// As the engine reports.
pub fn add_plan_version(
    tx: &mut Tx<'_>,
    id: PlanId,
    number: i64,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&PLAN_VERSION_INSERT, &params![id, number, spec, by, at])?;
    Ok(())
}

/// One plan.
///
/// # Errors
/// As the engine reports.
pub fn get_plan(tx: &mut Tx<'_>, id: PlanId) -> Result<Option<Plan>, StoreError> {
    tx.query_opt(&PLAN_GET, &params![id])?
        .as_ref()
        .map(plan)
        .transpose()
}

/// The name of a plan.
///
/// # Errors
/// As the engine reports.
pub fn plan_name(tx: &mut Tx<'_>, id: PlanId) -> Result<Option<String>, StoreError> {
    tx.query_opt(&PLAN_NAME, &params![id])?
        .map(|row| row.text("name"))
        .transpose()
}

/// The plan of those without a contract.
///
/// # Errors
/// As the engine reports.
pub fn default_plan(tx: &mut Tx<'_>) -> Result<Option<Plan>, StoreError> {
    tx.query_opt(&PLAN_DEFAULT, &[])?
        .as_ref()
        .map(plan)
        .transpose()
}

/// The default plan with its version in force, if there is one.
///
/// # Errors
/// As the engine reports.
pub fn default_plan_in_force(tx: &mut Tx<'_>) -> Result<Option<DefaultInForce>, StoreError> {
    tx.query_opt(&PLAN_DEFAULT_IN_FORCE, &[])?
        .map(|row| {
            Ok(DefaultInForce {
                plan: row.id("id")?,
                version: row.int("current_version")?,
                number: row.int("number")?,
                since: row.instant("since")?,
            })
        })
        .transpose()
}

/// The default plan in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefaultInForce {
    /// Which plan.
    pub plan: PlanId,
    /// In which version.
    pub version: i64,
    /// The number of the change that made it the default.
    pub number: i64,
    /// Since when.
    pub since: Instant,
}

/// What the default plan became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefaultChange {
    /// From 1, in their order.
    pub number: i64,
    /// The plan and its version; none when there was no default plan any more.
    pub plan: Option<(PlanId, i64)>,
    /// From when on.
    pub at: Instant,
}

/// Holds the changes of the default plan: whoever adds the next one waits.
///
/// # Errors
/// As the engine reports.
pub fn lock_default_changes(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.query(&DEFAULT_CHANGES_LOCK, &[]).map(|_| ())
}

/// Every change of the default plan, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn default_changes(tx: &mut Tx<'_>) -> Result<Vec<DefaultChange>, StoreError> {
    tx.query(&DEFAULT_CHANGES, &[])?
        .iter()
        .map(|row| {
            let plan = row.opt_id("plan_id")?;
            Ok(DefaultChange {
                number: row.int("number")?,
                plan: plan.zip(row.opt_int("plan_version")?),
                at: row.instant("at")?,
            })
        })
        .collect()
}

/// Adds a change of the default plan.
///
/// # Errors
/// `Conflict` when there is one of that number.
pub fn add_default_change(tx: &mut Tx<'_>, change: &DefaultChange) -> Result<(), StoreError> {
    let (plan, version) = change.plan.unzip();
    tx.execute(
        &DEFAULT_CHANGE_INSERT,
        &params![change.number, plan, version, change.at],
    )?;
    Ok(())
}

/// Plans in use, or those put away (`away`), in the order of their names.
///
/// # Errors
/// As the engine reports.
pub fn list_plans(
    tx: &mut Tx<'_>,
    after: &NameCursor,
    limit: i64,
    away: bool,
) -> Result<Vec<Plan>, StoreError> {
    tx.query(
        &PLAN_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit, away],
    )?
    .iter()
    .map(plan)
    .collect()
}

/// What a version of a plan says, as JSON.
///
/// # Errors
/// As the engine reports.
pub fn plan_spec(tx: &mut Tx<'_>, id: PlanId, number: i64) -> Result<Option<String>, StoreError> {
    tx.query_opt(&PLAN_VERSION, &params![id, number])?
        .map(|row| row.text("spec"))
        .transpose()
}

/// Every version of a plan, newest first.
///
/// # Errors
/// As the engine reports.
pub fn plan_versions(tx: &mut Tx<'_>, id: PlanId) -> Result<Vec<Version>, StoreError> {
    tx.query(&PLAN_VERSIONS, &params![id])?
        .iter()
        .map(version)
        .collect()
}

/// Writes the plan's record; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_plan(tx: &mut Tx<'_>, p: &Plan, at: Instant) -> Result<bool, StoreError> {
    if p.is_default {
        tx.execute(&PLAN_CLEAR_DEFAULT, &params![at, p.head.id])?;
    }
    Ok(tx.execute(
        &PLAN_UPDATE,
        &params![
            p.head.id,
            p.head.version,
            p.head.name.as_str(),
            p.sla_id,
            p.is_default,
            p.head.current_version,
            p.head.archived_at,
            at
        ],
    )? == 1)
}
