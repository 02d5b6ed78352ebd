//! SLAs.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::{CalendarId, SlaId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::sla::SlaSpec;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises::{self, NameCursor};
use utoipa::ToSchema;

use super::macros::{listing, reading};
use super::shared::{VersionView, check_name, name_taken, read, required, write};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Page, Paging, check_version};

/// Layers that an SLA can have.
pub const LAYERS: [&str; 4] = ["contract", "plan", "product", "corporate"];

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

/// Refuses an SLA that cannot be meant, by its field.
pub(crate) fn check_sla_input(
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

listing!(
    /// A page of SLAs by name.
    list_slas, SlaId, SlaView, SlaRead, promises::list_slas, sla_view,
    |s| (s.head.name.clone(), s.head.id)
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
