//! SLAs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use surety_domain::ids::{CalendarId, SlaId};
use surety_domain::permission::Permission;
use surety_domain::sla::{LayerKind, SlaSpec};
use surety_domain::time::Instant;
use surety_store::records::promises::{self, NameCursor, Version, Versioned};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::super::effects;
use super::record::VersionedRecord;
use super::shared::{read, required, write};
use crate::core::Cx;
use crate::error::AppError;

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

/// A new SLA, or a change of one: what is left out stays.
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
) -> Result<LayerKind, AppError> {
    let layer = check_layer(layer)?;
    if promises::get_calendar(tx, calendar)?.is_none_or(|c| c.archived_at.is_some()) {
        return Err(AppError::invalid(
            "calendar_not_found",
            "calendar_id",
            "there is no such calendar in use",
        ));
    }
    spec.check()
        .map_err(|e| AppError::invalid(e.code, &format!("spec.{}", e.path), e.message))?;
    Ok(layer)
}

/// The layer of an SLA by its word.
pub(crate) fn check_layer(layer: &str) -> Result<LayerKind, AppError> {
    layer.parse().map_err(|_| {
        let known = LayerKind::WORDS.join(", ");
        AppError::invalid("unknown_layer", "layer", format!("one of {known}"))
    })
}

impl VersionedRecord for SlaView {
    type Id = SlaId;
    type Row = promises::Sla;
    type Input = SlaInput;

    const WORD: &'static str = "SLA";
    const SUBJECT: &'static str = "sla";
    const NAME_CONSTRAINT: &'static str = "slas.name";
    const READ: Permission = Permission::SlaRead;
    const MANAGE: Permission = Permission::SlaManage;

    fn name_of(input: &SlaInput) -> Option<&str> {
        input.name.as_deref()
    }

    fn head(row: &promises::Sla) -> &Versioned<SlaId> {
        &row.head
    }

    fn head_mut(row: &mut promises::Sla) -> &mut Versioned<SlaId> {
        &mut row.head
    }

    fn view(row: promises::Sla) -> Result<Self, AppError> {
        let head = row.head;
        Ok(Self {
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

    fn row(tx: &mut Tx<'_>, id: SlaId) -> Result<Option<promises::Sla>, StoreError> {
        promises::get_sla(tx, id)
    }

    fn rows(
        tx: &mut Tx<'_>,
        after: &NameCursor,
        limit: i64,
        away: bool,
    ) -> Result<Vec<promises::Sla>, StoreError> {
        promises::list_slas(tx, after, limit, away)
    }

    fn versions(tx: &mut Tx<'_>, id: SlaId) -> Result<Vec<Version>, StoreError> {
        promises::sla_versions(tx, id)
    }

    fn insert(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        name: &str,
        input: SlaInput,
    ) -> Result<SlaId, AppError> {
        let layer = required("layer", input.layer)?;
        let calendar_id = required("calendar_id", input.calendar_id)?;
        let spec = required("spec", input.spec)?;
        check_sla_input(tx, &layer, calendar_id, &spec)?;
        let id = cx.new_id(SlaId::new);
        let text = write(&spec)?;
        let new = promises::NewSla {
            id,
            name,
            layer: &layer,
            calendar_id,
            spec: &text,
        };
        promises::insert_sla(tx, &new, cx.actor_id(), cx.now)?;
        Ok(id)
    }

    /// Another spec or calendar makes another version; the layer stays.
    fn revise(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        row: &mut promises::Sla,
        input: SlaInput,
    ) -> Result<(), AppError> {
        if input.layer.as_ref().is_some_and(|l| *l != row.layer) {
            return Err(AppError::conflict(
                "layer_fixed",
                "the layer of an SLA stays; make another SLA",
            ));
        }
        if input.spec.is_none() && input.calendar_id.is_none() {
            return Ok(());
        }
        let id = row.head.id;
        let kept: SlaSpec = read(&format!("SLA {id}"), &row.head.spec)?;
        let spec = input.spec.unwrap_or_else(|| kept.clone());
        let calendar = input.calendar_id.unwrap_or(row.calendar_id);
        if (&spec, calendar) == (&kept, row.calendar_id) {
            return Ok(());
        }
        row.calendar_id = calendar;
        check_sla_input(tx, &row.layer, row.calendar_id, &spec)?;
        row.head.current_version += 1;
        let (number, calendar) = (row.head.current_version, row.calendar_id);
        let text = write(&spec)?;
        promises::add_sla_version(tx, id, number, &text, calendar, cx.actor_id(), cx.now)?;
        effects::send(tx, cx, effects::Reach::Sla { id })
    }

    fn noted(row: &promises::Sla) -> Map<String, Value> {
        Map::from_iter([("layer".into(), row.layer.as_str().into())])
    }

    fn update(tx: &mut Tx<'_>, row: &promises::Sla, at: Instant) -> Result<bool, StoreError> {
        promises::update_sla(tx, row, at)
    }
}
