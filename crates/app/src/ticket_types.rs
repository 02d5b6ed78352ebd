//! Ticket types: question, incident, problem and what else a desk needs.

use serde::{Deserialize, Serialize};
use surety_domain::ids::TicketTypeId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ticket_types::{self, TICKET_TYPES_MAX, TicketType};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, changes, check_version, created};
use crate::statuses::POSITION_MAX;

/// What kind of request a ticket is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "typ_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Incident", "position": 20,
    "archived_at": null, "version": 1}))]
pub struct TicketTypeView {
    /// The id.
    #[schema(value_type = String)]
    pub id: TicketTypeId,
    /// Its name.
    pub name: String,
    /// Its place in lists.
    pub position: i64,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
}

impl From<TicketType> for TicketTypeView {
    fn from(row: TicketType) -> Self {
        Self {
            id: row.id,
            name: row.name,
            position: row.position,
            archived_at: row.archived_at,
            version: row.version,
        }
    }
}

/// A new ticket type.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Change request"}))]
pub struct NewTicketType {
    /// Its name, unique.
    pub name: String,
    /// Its place in lists; left out, the end.
    pub position: Option<i64>,
}

/// A change of a ticket type; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"position": 5}))]
pub struct ChangeTicketType {
    /// Its name, unique.
    pub name: Option<String>,
    /// Its place in lists.
    pub position: Option<i64>,
}

/// Which ticket types.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TicketTypeQuery {
    /// `true` shows those put away too.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of ticket types in the order of the screens.
///
/// # Errors
/// `ticket_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn list(
    app: &App,
    call: &Call,
    query: TicketTypeQuery,
) -> Result<Page<TicketTypeView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TicketRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let with_archived = query.archived.unwrap_or(false);
        let mut rows = ticket_types::list(tx)?;
        rows.retain(|row| with_archived || row.archived_at.is_none());
        let (rows, next_cursor) = paging.of_all(rows, |row| (row.position, row.id))?;
        let items = rows.into_iter().map(TicketTypeView::from).collect();
        Ok(Page { items, next_cursor })
    })
    .await
}

/// One type.
///
/// # Errors
/// `ticket_read` is needed.
pub async fn get(app: &App, call: &Call, id: TicketTypeId) -> Result<TicketTypeView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TicketRead, &Subject::Desk)?;
        Ok(ticket_types::get(tx, id)?
            .ok_or(AppError::NotFound("ticket type"))?
            .into())
    })
    .await
}

fn check_fields(tx: &mut Tx<'_>, row: &mut TicketType) -> Result<(), AppError> {
    let mut check = Check::new();
    row.name = check.name("name", &row.name);
    check.range("position", row.position, 0, POSITION_MAX);
    check.done()?;
    let wanted = surety_domain::text::fold(&row.name);
    let all = ticket_types::list(tx)?;
    if all
        .iter()
        .any(|other| other.id != row.id && surety_domain::text::fold(&other.name) == wanted)
    {
        return Err(name_taken());
    }
    if all.len() >= TICKET_TYPES_MAX && all.iter().all(|other| other.id != row.id) {
        return Err(AppError::conflict(
            "too_many_ticket_types",
            format!("a desk has at most {TICKET_TYPES_MAX} ticket types"),
        ));
    }
    Ok(())
}

fn name_taken() -> AppError {
    AppError::conflict(
        "ticket_type_name_taken",
        "another ticket type has this name",
    )
}

fn or_taken(error: surety_store::StoreError) -> AppError {
    if error.is_unique_conflict("ticket_types.name") {
        name_taken()
    } else {
        error.into()
    }
}

/// Adds a type.
///
/// # Errors
/// `settings_manage` is needed; field errors, `ticket_type_name_taken`.
pub async fn create(
    app: &App,
    call: &Call,
    input: NewTicketType,
) -> Result<TicketTypeView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds a type within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewTicketType,
) -> Result<TicketTypeView, AppError> {
    cx.require(Permission::SettingsManage, &Subject::Desk)?;
    let position = match input.position {
        Some(position) => position,
        None => ticket_types::list(tx)?
            .last()
            .map_or(10, |last| (last.position + 10).min(POSITION_MAX)),
    };
    let mut row = TicketType {
        id: cx.new_id(TicketTypeId::new),
        name: input.name.clone(),
        position,
        archived_at: None,
        version: 1,
    };
    check_fields(tx, &mut row)?;
    ticket_types::insert(tx, &row).map_err(or_taken)?;
    let made = TicketTypeView::from(row);
    cx.audit(
        tx,
        "ticket_type.created",
        "ticket_type",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    Ok(made)
}

/// Changes a type. `expected` is the version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; [`AppError::Stale`], field errors, `ticket_type_name_taken`.
pub async fn update(
    app: &App,
    call: &Call,
    id: TicketTypeId,
    expected: i64,
    input: ChangeTicketType,
) -> Result<TicketTypeView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let old = ticket_types::lock(tx, id)?.ok_or(AppError::NotFound("ticket type"))?;
        check_version(old.version, Some(expected))?;
        let mut row = old.clone();
        row.name = input.name.clone().unwrap_or(row.name);
        row.position = input.position.unwrap_or(row.position);
        check_fields(tx, &mut row)?;
        finish(tx, cx, "ticket_type.updated", old, row)
    })
    .await
}

/// Puts a type away, or takes it back. Tickets that have it keep it.
///
/// # Errors
/// `settings_manage` is needed; [`AppError::Stale`].
pub async fn archive(
    app: &App,
    call: &Call,
    id: TicketTypeId,
    expected: Option<i64>,
    away: bool,
) -> Result<TicketTypeView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let old = ticket_types::lock(tx, id)?.ok_or(AppError::NotFound("ticket type"))?;
        check_version(old.version, expected)?;
        let mut row = old.clone();
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if away {
                "ticket_type.archived"
            } else {
                "ticket_type.restored"
            },
            old,
            row,
        )
    })
    .await
}

fn finish(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    action: &str,
    old: TicketType,
    mut row: TicketType,
) -> Result<TicketTypeView, AppError> {
    let changed = changes(
        &TicketTypeView::from(old.clone()),
        &TicketTypeView::from(row.clone()),
    )?;
    if changed.is_empty() {
        return Ok(old.into());
    }
    row.version += 1;
    ticket_types::update(tx, &row).map_err(or_taken)?;
    cx.audit(
        tx,
        action,
        "ticket_type",
        &row.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(row.into())
}
