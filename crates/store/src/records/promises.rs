//! What is promised: calendars, SLAs and plans with their versions, and contracts.
//!
//! A version never changes once it is written, so callers may keep what they
//! read of it; which version is current is read in each transaction.

use surety_domain::ids::{AccountId, CalendarId, ContractId, PlanId, SlaId};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a calendar.
    CALENDAR_INSERT = "INSERT INTO calendars (id, name, current_version, archived_at, version, created_at, updated_at)
                       VALUES ($1, $2, 1, NULL, 1, $3, $3)";
    /// Adds a version of a calendar.
    CALENDAR_VERSION_INSERT = "INSERT INTO calendar_versions (calendar_id, version, spec, created_by, created_at)
                               VALUES ($1, $2, $3, $4, $5)";
    /// One calendar with its current version.
    CALENDAR_GET = "SELECT c.id, c.name, c.current_version, c.archived_at, c.version, c.created_at, c.updated_at, v.spec
             FROM calendars c
                    JOIN calendar_versions v ON v.calendar_id = c.id AND v.version = c.current_version
                    WHERE c.id = $1";
    /// Calendars by name.
    CALENDAR_LIST = "SELECT c.id, c.name, c.current_version, c.archived_at, c.version, c.created_at, c.updated_at, v.spec
             FROM calendars c
                     JOIN calendar_versions v ON v.calendar_id = c.id AND v.version = c.current_version
                     WHERE c.archived_at IS NULL AND (c.name, c.id) > ($1, $2) ORDER BY c.name, c.id LIMIT $3";
    /// A version of a calendar.
    CALENDAR_VERSION = "SELECT spec FROM calendar_versions WHERE calendar_id = $1 AND version = $2";
    /// Every version of a calendar, newest first.
    CALENDAR_VERSIONS = "SELECT version, spec, created_by, created_at FROM calendar_versions
                         WHERE calendar_id = $1 ORDER BY version DESC";
    /// Changes a calendar if nobody else did meanwhile.
    CALENDAR_UPDATE = "UPDATE calendars SET name = $3, current_version = $4, archived_at = $5, version = version + 1,
                         updated_at = $6 WHERE id = $1 AND version = $2";

    /// Adds an SLA.
    SLA_INSERT = "INSERT INTO slas (id, name, layer, calendar_id, current_version, archived_at, version, created_at,
                    updated_at) VALUES ($1, $2, $3, $4, 1, NULL, 1, $5, $5)";
    /// Adds a version of an SLA.
    SLA_VERSION_INSERT = "INSERT INTO sla_versions (sla_id, version, spec, calendar_id, created_by, created_at)
                          VALUES ($1, $2, $3, $4, $5, $6)";
    /// One SLA with its current version.
    SLA_GET = "SELECT s.id, s.name, s.layer, s.calendar_id, s.current_version, s.archived_at, s.version, s.created_at,
             s.updated_at, v.spec
             FROM slas s JOIN sla_versions v ON v.sla_id = s.id AND v.version = s.current_version
               WHERE s.id = $1";
    /// SLAs by name.
    SLA_LIST = "SELECT s.id, s.name, s.layer, s.calendar_id, s.current_version, s.archived_at, s.version, s.created_at,
             s.updated_at, v.spec
             FROM slas s JOIN sla_versions v ON v.sla_id = s.id AND v.version = s.current_version
                WHERE s.archived_at IS NULL AND (s.name, s.id) > ($1, $2) ORDER BY s.name, s.id LIMIT $3";
    /// The corporate SLA: the oldest of that layer that is in use.
    SLA_CORPORATE = "SELECT s.id, s.name, s.layer, s.calendar_id, s.current_version, s.archived_at, s.version, s.created_at,
             s.updated_at, v.spec
             FROM slas s
                     JOIN sla_versions v ON v.sla_id = s.id AND v.version = s.current_version
                     WHERE s.layer = 'corporate' AND s.archived_at IS NULL ORDER BY s.id LIMIT 1";
    /// A version of an SLA.
    SLA_VERSION = "SELECT spec, calendar_id FROM sla_versions WHERE sla_id = $1 AND version = $2";
    /// Every version of an SLA, newest first.
    SLA_VERSIONS = "SELECT version, spec, calendar_id, created_by, created_at FROM sla_versions
                    WHERE sla_id = $1 ORDER BY version DESC";
    /// Changes an SLA if nobody else did meanwhile.
    SLA_UPDATE = "UPDATE slas SET name = $3, layer = $4, calendar_id = $5, current_version = $6, archived_at = $7,
                    version = version + 1, updated_at = $8 WHERE id = $1 AND version = $2";

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
    /// Plans by name.
    PLAN_LIST = "SELECT p.id, p.name, p.sla_id, p.is_default, p.current_version, p.archived_at, p.version, p.created_at,
             p.updated_at, v.spec
             FROM plans p
                 JOIN plan_versions v ON v.plan_id = p.id AND v.version = p.current_version
                 WHERE p.archived_at IS NULL AND (p.name, p.id) > ($1, $2) ORDER BY p.name, p.id LIMIT $3";
    /// The plan of those without a contract.
    PLAN_DEFAULT = "SELECT p.id, p.name, p.sla_id, p.is_default, p.current_version, p.archived_at, p.version, p.created_at,
             p.updated_at, v.spec
             FROM plans p
                    JOIN plan_versions v ON v.plan_id = p.id AND v.version = p.current_version
                    WHERE p.is_default = 1";
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

    /// Adds a contract.
    CONTRACT_INSERT = "INSERT INTO contracts (id, number, name, account_id, plan_id, plan_version, sla_id, state,
                         start_date, end_date, starts_at, ends_at, rank, covers_children, coverage, suspended_reason,
                         suspended_until, cancelled_at, current_version, version, created_at, updated_at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $19, 1, 1,
                         $18, $18)";
    /// Adds a version of a contract.
    CONTRACT_VERSION_INSERT = "INSERT INTO contract_versions (contract_id, version, effective_at, spec, created_by,
                                 created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    /// One contract.
    CONTRACT_GET = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, version, created_at, updated_at
             FROM contracts WHERE id = $1";
    /// One contract, held until the end of the transaction.
    CONTRACT_LOCK = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, version, created_at, updated_at
             FROM contracts WHERE id = $1 FOR UPDATE";
    /// Every contract of an account, oldest first.
    CONTRACTS_OF_ACCOUNT = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, version, created_at, updated_at
             FROM contracts WHERE account_id = $1 ORDER BY id";
    /// Contracts in the order they were made.
    CONTRACT_LIST = "SELECT id, number, name, account_id, plan_id, plan_version, sla_id, state, start_date, end_date,
             starts_at, ends_at, rank, covers_children, coverage, suspended_reason, suspended_until, cancelled_at,
             current_version, version, created_at, updated_at
             FROM contracts WHERE id > $1 ORDER BY id LIMIT $2";
    /// Changes a contract if nobody else did meanwhile.
    CONTRACT_UPDATE = "UPDATE contracts SET name = $3, plan_id = $4, plan_version = $5, sla_id = $6, state = $7,
                         start_date = $8, end_date = $9, starts_at = $10, ends_at = $11, rank = $12,
                         covers_children = $13, coverage = $14, suspended_reason = $15, suspended_until = $16, cancelled_at = $19,
                         current_version = $17, version = version + 1, updated_at = $18
                       WHERE id = $1 AND version = $2";
    /// Every version of a contract, newest first.
    CONTRACT_VERSIONS = "SELECT version, effective_at, spec, created_by, created_at FROM contract_versions
                         WHERE contract_id = $1 ORDER BY version DESC";
}

/// A calendar, an SLA or a plan with the version in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<I> {
    /// Its id.
    pub id: I,
    /// Its name.
    pub name: String,
    /// The version in force.
    pub current_version: i64,
    /// What that version says, as JSON.
    pub spec: String,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change of the record.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A calendar with the version in force.
pub type Calendar = Versioned<CalendarId>;

/// An SLA with the version in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sla {
    /// The record and its version.
    pub head: Versioned<SlaId>,
    /// `contract`, `plan`, `product` or `corporate`.
    pub layer: String,
    /// The calendar its targets are measured in.
    pub calendar_id: CalendarId,
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

/// One version of a calendar, SLA, plan or contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub version: i64,
    /// What it says, as JSON.
    pub spec: String,
    /// From when it holds: contracts only, else when it was made.
    pub effective_at: Instant,
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    pub created_at: Instant,
}

fn head<I: std::str::FromStr>(row: &Row) -> Result<Versioned<I>, StoreError>
where
    I::Err: std::fmt::Display,
{
    Ok(Versioned {
        id: row.id("id")?,
        name: row.text("name")?,
        current_version: row.int("current_version")?,
        spec: row.text("spec")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

fn sla(row: &Row) -> Result<Sla, StoreError> {
    Ok(Sla {
        head: head(row)?,
        layer: row.text("layer")?,
        calendar_id: row.id("calendar_id")?,
    })
}

fn plan(row: &Row) -> Result<Plan, StoreError> {
    Ok(Plan {
        head: head(row)?,
        sla_id: row.opt_id("sla_id")?,
        is_default: row.bool("is_default")?,
    })
}

fn version(row: &Row) -> Result<Version, StoreError> {
    let created_at = row.instant("created_at")?;
    Ok(Version {
        version: row.int("version")?,
        spec: row.text("spec")?,
        effective_at: created_at,
        created_by: row.opt_text("created_by")?,
        created_at,
    })
}

/// Where a list of names goes on: after this name and id.
#[derive(Debug, Clone, Default)]
pub struct NameCursor {
    /// The last name seen.
    pub name: String,
    /// Its id.
    pub id: String,
}

/// Adds a calendar with its first version.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_calendar(
    tx: &mut Tx<'_>,
    id: CalendarId,
    name: &str,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&CALENDAR_INSERT, &params![id, name, at])?;
    add_calendar_version(tx, id, 1, spec, by, at)
}

/// Adds a version of a calendar; [`update_calendar`] makes it current.
///
/// # Errors
/// As the engine reports.
pub fn add_calendar_version(
    tx: &mut Tx<'_>,
    id: CalendarId,
    number: i64,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&CALENDAR_VERSION_INSERT, &params![id, number, spec, by, at])?;
    Ok(())
}

/// One calendar.
///
/// # Errors
/// As the engine reports.
pub fn get_calendar(tx: &mut Tx<'_>, id: CalendarId) -> Result<Option<Calendar>, StoreError> {
    tx.query_opt(&CALENDAR_GET, &params![id])?
        .as_ref()
        .map(head)
        .transpose()
}

/// Calendars in the order of their names.
///
/// # Errors
/// As the engine reports.
pub fn list_calendars(
    tx: &mut Tx<'_>,
    after: &NameCursor,
    limit: i64,
) -> Result<Vec<Calendar>, StoreError> {
    tx.query(
        &CALENDAR_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit],
    )?
    .iter()
    .map(head)
    .collect()
}

/// What a version of a calendar says, as JSON.
///
/// # Errors
/// As the engine reports.
pub fn calendar_spec(
    tx: &mut Tx<'_>,
    id: CalendarId,
    number: i64,
) -> Result<Option<String>, StoreError> {
    tx.query_opt(&CALENDAR_VERSION, &params![id, number])?
        .map(|row| row.text("spec"))
        .transpose()
}

/// Every version of a calendar, newest first.
///
/// # Errors
/// As the engine reports.
pub fn calendar_versions(tx: &mut Tx<'_>, id: CalendarId) -> Result<Vec<Version>, StoreError> {
    tx.query(&CALENDAR_VERSIONS, &params![id])?
        .iter()
        .map(version)
        .collect()
}

/// Writes name, current version and archive mark; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_calendar(tx: &mut Tx<'_>, c: &Calendar, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &CALENDAR_UPDATE,
        &params![
            c.id,
            c.version,
            c.name.as_str(),
            c.current_version,
            c.archived_at,
            at
        ],
    )? == 1)
}

/// What is needed for a new SLA.
#[derive(Debug)]
pub struct NewSla<'a> {
    /// Its id.
    pub id: SlaId,
    /// Its name.
    pub name: &'a str,
    /// `contract`, `plan`, `product` or `corporate`.
    pub layer: &'a str,
    /// The calendar its targets are measured in.
    pub calendar_id: CalendarId,
    /// What its first version says, as JSON.
    pub spec: &'a str,
}

/// Adds an SLA with its first version.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_sla(
    tx: &mut Tx<'_>,
    new: &NewSla<'_>,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &SLA_INSERT,
        &params![new.id, new.name, new.layer, new.calendar_id, at],
    )?;
    add_sla_version(tx, new.id, 1, new.spec, new.calendar_id, by, at)
}

/// Adds a version of an SLA; [`update_sla`] makes it current.
///
/// # Errors
/// As the engine reports.
pub fn add_sla_version(
    tx: &mut Tx<'_>,
    id: SlaId,
    number: i64,
    spec: &str,
    calendar: CalendarId,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &SLA_VERSION_INSERT,
        &params![id, number, spec, calendar, by, at],
    )?;
    Ok(())
}

/// One SLA.
///
/// # Errors
/// As the engine reports.
pub fn get_sla(tx: &mut Tx<'_>, id: SlaId) -> Result<Option<Sla>, StoreError> {
    tx.query_opt(&SLA_GET, &params![id])?
        .as_ref()
        .map(sla)
        .transpose()
}

/// The corporate SLA, if there is one.
///
/// # Errors
/// As the engine reports.
pub fn corporate_sla(tx: &mut Tx<'_>) -> Result<Option<Sla>, StoreError> {
    tx.query_opt(&SLA_CORPORATE, &[])?
        .as_ref()
        .map(sla)
        .transpose()
}

/// SLAs in the order of their names.
///
/// # Errors
/// As the engine reports.
pub fn list_slas(tx: &mut Tx<'_>, after: &NameCursor, limit: i64) -> Result<Vec<Sla>, StoreError> {
    tx.query(
        &SLA_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit],
    )?
    .iter()
    .map(sla)
    .collect()
}

/// What a version of an SLA says, and its calendar.
///
/// # Errors
/// As the engine reports.
pub fn sla_spec(
    tx: &mut Tx<'_>,
    id: SlaId,
    number: i64,
) -> Result<Option<(String, CalendarId)>, StoreError> {
    tx.query_opt(&SLA_VERSION, &params![id, number])?
        .map(|row| Ok((row.text("spec")?, row.id("calendar_id")?)))
        .transpose()
}

/// Every version of an SLA, newest first.
///
/// # Errors
/// As the engine reports.
pub fn sla_versions(tx: &mut Tx<'_>, id: SlaId) -> Result<Vec<Version>, StoreError> {
    tx.query(&SLA_VERSIONS, &params![id])?
        .iter()
        .map(version)
        .collect()
}

/// Writes the SLA's record; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_sla(tx: &mut Tx<'_>, s: &Sla, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &SLA_UPDATE,
        &params![
            s.head.id,
            s.head.version,
            s.head.name.as_str(),
            s.layer.as_str(),
            s.calendar_id,
            s.head.current_version,
            s.head.archived_at,
            at
        ],
    )? == 1)
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

/// Plans in the order of their names.
///
/// # Errors
/// As the engine reports.
pub fn list_plans(
    tx: &mut Tx<'_>,
    after: &NameCursor,
    limit: i64,
) -> Result<Vec<Plan>, StoreError> {
    tx.query(
        &PLAN_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit],
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

/// A contract as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/domain.md"
)]
pub struct Contract {
    pub id: ContractId,
    pub number: i64,
    pub name: String,
    pub account_id: AccountId,
    pub plan_id: PlanId,
    pub plan_version: i64,
    pub sla_id: Option<SlaId>,
    pub state: String,
    pub start_date: String,
    pub end_date: Option<String>,
    pub starts_at: Instant,
    pub ends_at: Option<Instant>,
    pub rank: i64,
    pub covers_children: bool,
    pub coverage: String,
    pub suspended_reason: Option<String>,
    pub suspended_until: Option<Instant>,
    pub cancelled_at: Option<Instant>,
    pub current_version: i64,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

fn contract(row: &Row) -> Result<Contract, StoreError> {
    Ok(Contract {
        id: row.id("id")?,
        number: row.int("number")?,
        name: row.text("name")?,
        account_id: row.id("account_id")?,
        plan_id: row.id("plan_id")?,
        plan_version: row.int("plan_version")?,
        sla_id: row.opt_id("sla_id")?,
        state: row.text("state")?,
        start_date: row.text("start_date")?,
        end_date: row.opt_text("end_date")?,
        starts_at: row.instant("starts_at")?,
        ends_at: row.opt_instant("ends_at")?,
        rank: row.int("rank")?,
        covers_children: row.bool("covers_children")?,
        coverage: row.text("coverage")?,
        suspended_reason: row.opt_text("suspended_reason")?,
        suspended_until: row.opt_instant("suspended_until")?,
        cancelled_at: row.opt_instant("cancelled_at")?,
        current_version: row.int("current_version")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// Adds a contract with its first version.
///
/// # Errors
/// As the engine reports.
pub fn insert_contract(
    tx: &mut Tx<'_>,
    c: &Contract,
    spec: &str,
    by: Option<String>,
) -> Result<(), StoreError> {
    tx.execute(
        &CONTRACT_INSERT,
        &params![
            c.id,
            c.number,
            c.name.as_str(),
            c.account_id,
            c.plan_id,
            c.plan_version,
            c.sla_id,
            c.state.as_str(),
            c.start_date.as_str(),
            c.end_date.clone(),
            c.starts_at,
            c.ends_at,
            c.rank,
            c.covers_children,
            c.coverage.as_str(),
            c.suspended_reason.clone(),
            c.suspended_until,
            c.created_at,
            c.cancelled_at
        ],
    )?;
    add_contract_version(tx, c.id, 1, c.starts_at, spec, by, c.created_at)
}

/// Adds a version of a contract that holds from `effective_at`.
///
/// # Errors
/// As the engine reports.
pub fn add_contract_version(
    tx: &mut Tx<'_>,
    id: ContractId,
    number: i64,
    effective_at: Instant,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &CONTRACT_VERSION_INSERT,
        &params![id, number, effective_at, spec, by, at],
    )?;
    Ok(())
}

/// One contract.
///
/// # Errors
/// As the engine reports.
pub fn get_contract(tx: &mut Tx<'_>, id: ContractId) -> Result<Option<Contract>, StoreError> {
    tx.query_opt(&CONTRACT_GET, &params![id])?
        .as_ref()
        .map(contract)
        .transpose()
}

/// One contract, held against other writers until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock_contract(tx: &mut Tx<'_>, id: ContractId) -> Result<Option<Contract>, StoreError> {
    tx.query_opt(&CONTRACT_LOCK, &params![id])?
        .as_ref()
        .map(contract)
        .transpose()
}

/// Every contract of an account, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn contracts_of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Vec<Contract>, StoreError> {
    tx.query(&CONTRACTS_OF_ACCOUNT, &params![account])?
        .iter()
        .map(contract)
        .collect()
}

/// Contracts in the order they were made, after `after` (an id, or an empty text).
///
/// # Errors
/// As the engine reports.
pub fn list_contracts(
    tx: &mut Tx<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<Contract>, StoreError> {
    tx.query(&CONTRACT_LIST, &params![after, limit])?
        .iter()
        .map(contract)
        .collect()
}

/// Writes the contract's record; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_contract(tx: &mut Tx<'_>, c: &Contract, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &CONTRACT_UPDATE,
        &params![
            c.id,
            c.version,
            c.name.as_str(),
            c.plan_id,
            c.plan_version,
            c.sla_id,
            c.state.as_str(),
            c.start_date.as_str(),
            c.end_date.clone(),
            c.starts_at,
            c.ends_at,
            c.rank,
            c.covers_children,
            c.coverage.as_str(),
            c.suspended_reason.clone(),
            c.suspended_until,
            c.current_version,
            at,
            c.cancelled_at
        ],
    )? == 1)
}

/// Every version of a contract, newest first.
///
/// # Errors
/// As the engine reports.
pub fn contract_versions(tx: &mut Tx<'_>, id: ContractId) -> Result<Vec<Version>, StoreError> {
    tx.query(&CONTRACT_VERSIONS, &params![id])?
        .iter()
        .map(|row| {
            Ok(Version {
                effective_at: row.instant("effective_at")?,
                ..version(row)?
            })
        })
        .collect()
}
