//! Calendars, SLAs and plans: named, versioned, put away instead of deleted.
//!
//! A change of what one says writes a new version; tickets keep the versions
//! that judged them, and new decisions take the current ones.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::calendar::{Calendar, CalendarSpec};
use surety_domain::ids::{CalendarId, PlanId, SlaId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::PlanSpec;
use surety_domain::sla::SlaSpec;
use surety_domain::time::Instant;
use surety_store::records::promises::{self, NameCursor, Version};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use crate::core::{App, Call, Cx};
use crate::error::{AppError, FieldError};
use crate::patch::{Patch, present};
use crate::record::{Check, Page, Paging, check_version};

/// Layers that an SLA can have.
pub const LAYERS: [&str; 4] = ["contract", "plan", "product", "corporate"];

/// A calendar with the version in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalendarView {
    /// The id.
    #[schema(value_type = String)]
    pub id: CalendarId,
    /// Its name.
    pub name: String,
    /// Which version is in force.
    pub current_version: i64,
    /// Zone, weekly hours, holidays and exceptions.
    #[schema(value_type = Object)]
    pub spec: CalendarSpec,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// An SLA with the version in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SlaView {
    /// The id.
    #[schema(value_type = String)]
    pub id: SlaId,
    /// Its name.
    pub name: String,
    /// `contract`, `plan`, `product` or `corporate`.
    pub layer: String,
    /// The calendar its targets are measured in.
    #[schema(value_type = String)]
    pub calendar_id: CalendarId,
    /// Which version is in force.
    pub current_version: i64,
    /// Targets, pauses, rules and escalation steps.
    #[schema(value_type = Object)]
    pub spec: SlaSpec,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A plan with the version in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanView {
    /// The id.
    #[schema(value_type = String)]
    pub id: PlanId,
    /// Its name.
    pub name: String,
    /// The SLA it promises.
    #[schema(value_type = Option<String>)]
    pub sla_id: Option<SlaId>,
    /// Whether it is the plan of those without a contract.
    pub is_default: bool,
    /// Which version is in force.
    pub current_version: i64,
    /// Limits, weights, refunds and limit policy.
    #[schema(value_type = Object)]
    pub spec: PlanSpec,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A version of a calendar, SLA, plan or contract.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VersionView {
    /// Its number, from 1.
    pub version: i64,
    /// What it says.
    #[schema(value_type = Object)]
    pub spec: serde_json::Value,
    /// From when it holds.
    #[schema(value_type = String, format = DateTime)]
    pub effective_at: Instant,
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<Version> for VersionView {
    fn from(v: Version) -> Self {
        Self {
            version: v.version,
            spec: serde_json::from_str(&v.spec).unwrap_or_default(),
            effective_at: v.effective_at,
            created_by: v.created_by,
            created_at: v.created_at,
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, AppError> {
    serde_json::from_str(text).map_err(|e| AppError::Internal(format!("{what} does not read: {e}")))
}

fn write<T: Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Internal(e.to_string()))
}

fn calendar_view(row: promises::Calendar) -> Result<CalendarView, AppError> {
    Ok(CalendarView {
        spec: read(&format!("calendar {}", row.id), &row.spec)?,
        id: row.id,
        name: row.name,
        current_version: row.current_version,
        archived_at: row.archived_at,
        version: row.version,
        updated_at: row.updated_at,
    })
}

fn sla_view(row: promises::Sla) -> Result<SlaView, AppError> {
    let head = row.head;
    Ok(SlaView {
        spec: read(&format!("SLA {}", head.id), &head.spec)?,
        id: head.id,
        name: head.name,
        layer: row.layer,
        calendar_id: row.calendar_id,
        current_version: head.current_version,
        archived_at: head.archived_at,
        version: head.version,
        updated_at: head.updated_at,
    })
}

fn plan_view(row: promises::Plan) -> Result<PlanView, AppError> {
    let head = row.head;
    Ok(PlanView {
        spec: read(&format!("plan {}", head.id), &head.spec)?,
        id: head.id,
        name: head.name,
        sla_id: row.sla_id,
        is_default: row.is_default,
        current_version: head.current_version,
        archived_at: head.archived_at,
        version: head.version,
        updated_at: head.updated_at,
    })
}

fn name_taken(what: &str, error: StoreError, constraint: &str) -> AppError {
    if error.is_unique_conflict(constraint) {
        AppError::conflict("name_taken", format!("another {what} has this name"))
    } else {
        error.into()
    }
}

fn check_name(name: &str) -> Result<String, AppError> {
    let mut check = Check::new();
    let name = check.name("name", name);
    check.done()?;
    Ok(name)
}

/// A new calendar, SLA or plan, or a change of one: what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarInput {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Zone, weekly hours, holidays and exceptions.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub spec: Option<CalendarSpec>,
}

/// See [`CalendarInput`].
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlaInput {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// `contract`, `plan`, `product` or `corporate`.
    #[serde(default)]
    pub layer: Option<String>,
    /// The calendar its targets are measured in.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub calendar_id: Option<CalendarId>,
    /// Targets, pauses, rules and escalation steps.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub spec: Option<SlaSpec>,
}

/// See [`CalendarInput`].
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanInput {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The SLA it promises, or null.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub sla_id: Patch<SlaId>,
    /// Whether it becomes the plan of those without a contract.
    #[serde(default)]
    pub is_default: Option<bool>,
    /// Limits, weights, refunds and limit policy.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub spec: Option<PlanSpec>,
}

fn required<T>(field: &str, value: Option<T>) -> Result<T, AppError> {
    value.ok_or_else(|| AppError::invalid("required", field, "this is needed"))
}

fn check_calendar(spec: &CalendarSpec) -> Result<(), AppError> {
    Calendar::new(spec)
        .map(|_| ())
        .map_err(|e| AppError::invalid(e.code(), &format!("spec.{}", e.path()), e.to_string()))
}

fn check_sla_input(
    tx: &mut Tx<'_>,
    layer: &str,
    calendar: CalendarId,
    spec: &SlaSpec,
) -> Result<(), AppError> {
    if !LAYERS.contains(&layer) {
        return Err(AppError::invalid(
            "unknown_layer",
            "layer",
            format!("one of {}", LAYERS.join(", ")),
        ));
    }
    if promises::get_calendar(tx, calendar)?.is_none_or(|c| c.archived_at.is_some()) {
        return Err(AppError::invalid(
            "calendar_not_found",
            "calendar_id",
            "there is no such calendar in use",
        ));
    }
    spec.check()
        .map_err(|e| AppError::invalid(e.code, &format!("spec.{}", e.path), e.message))
}

fn check_plan(tx: &mut Tx<'_>, sla: Option<SlaId>, spec: &mut PlanSpec) -> Result<(), AppError> {
    if let Some(id) = sla {
        match promises::get_sla(tx, id)? {
            Some(s) if s.head.archived_at.is_none() && s.layer == "plan" => {}
            Some(_) => {
                return Err(AppError::invalid(
                    "wrong_layer",
                    "sla_id",
                    "only an SLA of the layer plan fits here",
                ));
            }
            None => {
                return Err(AppError::invalid(
                    "sla_not_found",
                    "sla_id",
                    "there is no such SLA",
                ));
            }
        }
    }
    // One place says which SLA a plan promises; its version keeps it too, so
    // that a contract's version of a plan is whole.
    spec.sla = sla.map(surety_domain::plan::Key::of);
    let errors = spec.validate();
    if let Err(errors) = errors {
        return Err(AppError::InvalidFields(
            errors
                .into_iter()
                .map(|e| FieldError {
                    field: format!("spec.{}", e.path),
                    code: e.problem.code().to_owned(),
                    message: e.problem.to_string(),
                })
                .collect(),
        ));
    }
    Ok(())
}

macro_rules! listing {
    ($(#[$doc:meta])* $name:ident, $id:ty, $view:ty, $permission:ident, $rows:path, $to_view:path, $name_of:expr) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// `Denied`, `invalid_limit`, `invalid_cursor`, or the store's.
        pub async fn $name(
            app: &App,
            call: &Call,
            limit: Option<i64>,
            cursor: Option<String>,
        ) -> Result<Page<$view>, AppError> {
            app.query(call, move |tx, cx| {
                cx.require(Permission::$permission, &Subject::Desk)?;
                let paging: Paging<(String, $id)> = Paging::read(limit, cursor.as_deref())?;
                let after = paging.after.as_ref().map_or_else(NameCursor::default, |(name, id)| NameCursor {
                    name: name.clone(),
                    id: id.to_string(),
                });
                let rows = $rows(tx, &after, paging.wanted())?;
                let (rows, next_cursor) = paging.cut(rows, $name_of)?;
                Ok(Page { items: rows.into_iter().map($to_view).collect::<Result<_, _>>()?, next_cursor })
            })
            .await
        }
    };
}

listing!(
    /// A page of calendars by name.
    list_calendars, CalendarId, CalendarView, CalendarRead, promises::list_calendars, calendar_view,
    |c| (c.name.clone(), c.id)
);
listing!(
    /// A page of SLAs by name.
    list_slas, SlaId, SlaView, SlaRead, promises::list_slas, sla_view,
    |s| (s.head.name.clone(), s.head.id)
);
listing!(
    /// A page of plans by name.
    list_plans, PlanId, PlanView, PlanRead, promises::list_plans, plan_view,
    |p| (p.head.name.clone(), p.head.id)
);

macro_rules! reading {
    ($get:ident, $versions:ident, $id:ty, $view:ty, $permission:ident, $one:path, $all:path, $to_view:path, $what:literal) => {
        #[doc = concat!("One ", $what, ".")]
        ///
        /// # Errors
        /// `NotFound`, `Denied`, or the store's.
        pub async fn $get(app: &App, call: &Call, id: $id) -> Result<$view, AppError> {
            app.query(call, move |tx, cx| {
                cx.require(Permission::$permission, &Subject::Desk)?;
                $to_view($one(tx, id)?.ok_or(AppError::NotFound($what))?)
            })
            .await
        }

        #[doc = concat!("Every version of one ", $what, ", newest first.")]
        ///
        /// # Errors
        /// `NotFound`, `Denied`, or the store's.
        pub async fn $versions(
            app: &App,
            call: &Call,
            id: $id,
        ) -> Result<Vec<VersionView>, AppError> {
            app.query(call, move |tx, cx| {
                cx.require(Permission::$permission, &Subject::Desk)?;
                $one(tx, id)?.ok_or(AppError::NotFound($what))?;
                Ok($all(tx, id)?.into_iter().map(Into::into).collect())
            })
            .await
        }
    };
}

reading!(
    get_calendar,
    calendar_versions,
    CalendarId,
    CalendarView,
    CalendarRead,
    promises::get_calendar,
    promises::calendar_versions,
    calendar_view,
    "calendar"
);
reading!(
    get_sla,
    sla_versions,
    SlaId,
    SlaView,
    SlaRead,
    promises::get_sla,
    promises::sla_versions,
    sla_view,
    "SLA"
);
reading!(
    get_plan,
    plan_versions,
    PlanId,
    PlanView,
    PlanRead,
    promises::get_plan,
    promises::plan_versions,
    plan_view,
    "plan"
);

/// Adds a calendar within a transaction.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, or the store's.
pub fn create_calendar_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: CalendarInput,
) -> Result<CalendarView, AppError> {
    cx.require(Permission::CalendarManage, &Subject::Desk)?;
    let name = check_name(&required("name", input.name)?)?;
    let spec = required("spec", input.spec)?;
    check_calendar(&spec)?;
    let id = cx.new_id(CalendarId::new);
    promises::insert_calendar(tx, id, &name, &write(&spec)?, cx.actor_id(), cx.now)
        .map_err(|e| name_taken("calendar", e, "calendars.name"))?;
    cx.audit(
        tx,
        "calendar.created",
        "calendar",
        &id.to_string(),
        &json!({ "name": name }),
    )?;
    calendar_view(promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?)
}

/// Adds a calendar.
///
/// # Errors
/// As [`create_calendar_in`].
pub async fn create_calendar(
    app: &App,
    call: &Call,
    input: CalendarInput,
) -> Result<CalendarView, AppError> {
    app.command(call, move |tx, cx| {
        create_calendar_in(tx, cx, input.clone())
    })
    .await
}

/// Changes a calendar within a transaction; another spec makes another version.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, `Stale`, or the store's.
pub fn change_calendar_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: CalendarId,
    expected: Option<i64>,
    input: CalendarInput,
    away: Option<bool>,
) -> Result<CalendarView, AppError> {
    cx.require(Permission::CalendarManage, &Subject::Desk)?;
    let mut row = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    check_version(row.version, expected)?;
    if let Some(name) = &input.name {
        row.name = check_name(name)?;
    }
    if let Some(spec) = &input.spec {
        check_calendar(spec)?;
        row.current_version += 1;
        promises::add_calendar_version(
            tx,
            id,
            row.current_version,
            &write(spec)?,
            cx.actor_id(),
            cx.now,
        )?;
    }
    if let Some(away) = away {
        row.archived_at = away.then_some(cx.now);
    }
    let done = promises::update_calendar(tx, &row, cx.now)
        .map_err(|e| name_taken("calendar", e, "calendars.name"))?;
    if !done {
        return Err(AppError::Stale {
            current: row.version,
        });
    }
    cx.audit(
        tx,
        "calendar.changed",
        "calendar",
        &id.to_string(),
        &json!({ "name": row.name, "version": row.current_version, "archived": row.archived_at.is_some() }),
    )?;
    calendar_view(promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?)
}

/// One calendar within a transaction, if it is still the version that was seen.
pub(super) fn calendar_in(
    tx: &mut Tx<'_>,
    id: CalendarId,
    expected: Option<i64>,
) -> Result<CalendarView, AppError> {
    let row = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    check_version(row.version, expected)?;
    calendar_view(row)
}

/// Changes a calendar.
///
/// # Errors
/// As [`change_calendar_in`].
pub async fn change_calendar(
    app: &App,
    call: &Call,
    id: CalendarId,
    expected: Option<i64>,
    input: CalendarInput,
    away: Option<bool>,
) -> Result<CalendarView, AppError> {
    app.command(call, move |tx, cx| {
        change_calendar_in(tx, cx, id, expected, input.clone(), away)
    })
    .await
}

/// Adds an SLA within a transaction.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, or the store's.
pub fn create_sla_in(tx: &mut Tx<'_>, cx: &Cx<'_>, input: SlaInput) -> Result<SlaView, AppError> {
    cx.require(Permission::SlaManage, &Subject::Desk)?;
    let name = check_name(&required("name", input.name)?)?;
    let layer = required("layer", input.layer)?;
    let calendar_id = required("calendar_id", input.calendar_id)?;
    let spec = required("spec", input.spec)?;
    check_sla_input(tx, &layer, calendar_id, &spec)?;
    let id = cx.new_id(SlaId::new);
    let text = write(&spec)?;
    let new = promises::NewSla {
        id,
        name: &name,
        layer: &layer,
        calendar_id,
        spec: &text,
    };
    promises::insert_sla(tx, &new, cx.actor_id(), cx.now)
        .map_err(|e| name_taken("SLA", e, "slas.name"))?;
    cx.audit(
        tx,
        "sla.created",
        "sla",
        &id.to_string(),
        &json!({ "name": name, "layer": layer }),
    )?;
    sla_view(promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?)
}

/// Adds an SLA.
///
/// # Errors
/// As [`create_sla_in`].
pub async fn create_sla(app: &App, call: &Call, input: SlaInput) -> Result<SlaView, AppError> {
    app.command(call, move |tx, cx| create_sla_in(tx, cx, input.clone()))
        .await
}

/// Changes an SLA; another spec or calendar makes another version.
///
/// # Errors
/// `Denied`, bad input by field, `layer_fixed`, `name_taken`, `Stale`, or the store's.
pub async fn change_sla(
    app: &App,
    call: &Call,
    id: SlaId,
    expected: Option<i64>,
    input: SlaInput,
    away: Option<bool>,
) -> Result<SlaView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::SlaManage, &Subject::Desk)?;
        let mut row = promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?;
        check_version(row.head.version, expected)?;
        if input.layer.as_ref().is_some_and(|l| *l != row.layer) {
            return Err(AppError::conflict("layer_fixed", "the layer of an SLA stays; make another SLA"));
        }
        if let Some(name) = &input.name {
            row.head.name = check_name(name)?;
        }
        if input.spec.is_some() || input.calendar_id.is_some() {
            let spec = match &input.spec {
                Some(spec) => spec.clone(),
                None => read(&format!("SLA {id}"), &row.head.spec)?,
            };
            row.calendar_id = input.calendar_id.unwrap_or(row.calendar_id);
            check_sla_input(tx, &row.layer, row.calendar_id, &spec)?;
            row.head.current_version += 1;
            let number = row.head.current_version;
            promises::add_sla_version(tx, id, number, &write(&spec)?, row.calendar_id, cx.actor_id(), cx.now)?;
        }
        if let Some(away) = away {
            row.head.archived_at = away.then_some(cx.now);
        }
        let done = promises::update_sla(tx, &row, cx.now).map_err(|e| name_taken("SLA", e, "slas.name"))?;
        if !done {
            return Err(AppError::Stale { current: row.head.version });
        }
        cx.audit(
            tx,
            "sla.changed",
            "sla",
            &id.to_string(),
            &json!({ "name": row.head.name, "version": row.head.current_version, "archived": row.head.archived_at.is_some() }),
        )?;
        sla_view(promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?)
    })
    .await
}

/// Adds a plan within a transaction.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, or the store's.
pub fn create_plan_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: PlanInput,
) -> Result<PlanView, AppError> {
    cx.require(Permission::PlanManage, &Subject::Desk)?;
    let name = check_name(&required("name", input.name)?)?;
    let mut spec = required("spec", input.spec)?;
    let sla_id = input.sla_id.flatten();
    check_plan(tx, sla_id, &mut spec)?;
    let id = cx.new_id(PlanId::new);
    let text = write(&spec)?;
    let is_default = input.is_default.unwrap_or(false);
    let new = promises::NewPlan {
        id,
        name: &name,
        sla_id,
        is_default,
        spec: &text,
    };
    promises::insert_plan(tx, &new, cx.actor_id(), cx.now)
        .map_err(|e| name_taken("plan", e, "plans.name"))?;
    cx.audit(
        tx,
        "plan.created",
        "plan",
        &id.to_string(),
        &json!({ "name": name, "is_default": is_default }),
    )?;
    plan_view(promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?)
}

/// Adds a plan.
///
/// # Errors
/// As [`create_plan_in`].
pub async fn create_plan(app: &App, call: &Call, input: PlanInput) -> Result<PlanView, AppError> {
    app.command(call, move |tx, cx| create_plan_in(tx, cx, input.clone()))
        .await
}

/// Changes a plan; another spec or SLA makes another version. Contracts keep
/// the version that was agreed.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, `Stale`, or the store's.
pub async fn change_plan(
    app: &App,
    call: &Call,
    id: PlanId,
    expected: Option<i64>,
    input: PlanInput,
    away: Option<bool>,
) -> Result<PlanView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::PlanManage, &Subject::Desk)?;
        let mut row = promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?;
        check_version(row.head.version, expected)?;
        if let Some(name) = &input.name {
            row.head.name = check_name(name)?;
        }
        if input.spec.is_some() || input.sla_id.is_some() {
            let mut spec = match &input.spec {
                Some(spec) => spec.clone(),
                None => read(&format!("plan {id}"), &row.head.spec)?,
            };
            row.sla_id = input.sla_id.unwrap_or(row.sla_id);
            check_plan(tx, row.sla_id, &mut spec)?;
            row.head.current_version += 1;
            promises::add_plan_version(tx, id, row.head.current_version, &write(&spec)?, cx.actor_id(), cx.now)?;
        }
        row.is_default = input.is_default.unwrap_or(row.is_default);
        if let Some(away) = away {
            if away && row.is_default {
                return Err(AppError::conflict("default_plan", "make another plan the default first"));
            }
            row.head.archived_at = away.then_some(cx.now);
        }
        let done = promises::update_plan(tx, &row, cx.now).map_err(|e| name_taken("plan", e, "plans.name"))?;
        if !done {
            return Err(AppError::Stale { current: row.head.version });
        }
        cx.audit(
            tx,
            "plan.changed",
            "plan",
            &id.to_string(),
            &json!({ "name": row.head.name, "version": row.head.current_version, "is_default": row.is_default }),
        )?;
        plan_view(promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?)
    })
    .await
}

/// Calculates with business hours, as `surety clock` does.
///
/// # Errors
/// `calendar_read` is needed; what is wrong with the question, by its code.
pub async fn calculate(
    app: &App,
    call: &Call,
    input: serde_json::Value,
) -> Result<serde_json::Value, AppError> {
    app.query(call, move |_, cx| {
        cx.require(Permission::CalendarRead, &Subject::Desk)?;
        let mut answer =
            crate::diagnostics::clock::calculate(&input).map_err(|problem| AppError::Invalid {
                code: problem.code.to_owned(),
                field: None,
                message: problem.message,
            })?;
        Ok(answer["result"].take())
    })
    .await
}
