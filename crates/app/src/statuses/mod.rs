//! Ticket statuses: free names over fixed categories, and what they pause.

use serde::{Deserialize, Serialize};
use surety_domain::ids::StatusId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::sla::Metric;
use surety_domain::ticket::Category;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::statuses::{self, STATUSES_MAX, Status};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, changes, check_version, created};

#[cfg(test)]
mod tests;

/// The metrics a status can pause, in the order of the screens.
pub const METRICS: [&str; 4] = [
    Metric::ALL[0].as_str(),
    Metric::ALL[1].as_str(),
    Metric::ALL[2].as_str(),
    Metric::ALL[3].as_str(),
];
/// Furthest place in lists.
pub const POSITION_MAX: i64 = 1_000_000;

/// A free name over a fixed category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "sts_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Waiting for parts", "category": "on_hold",
    "pauses": ["update", "resolution"], "position": 60, "is_default": false, "archived_at": null, "version": 1}))]
pub struct StatusRecord {
    /// The id.
    #[schema(value_type = String)]
    pub id: StatusId,
    /// Its name.
    pub name: String,
    /// `new`, `open`, `pending`, `on_hold`, `solved` or `closed`.
    #[schema(value_type = String)]
    pub category: Category,
    /// The metrics whose clocks stand still in it.
    pub pauses: Vec<String>,
    /// Its place in lists.
    pub position: i64,
    /// Whether it is the one its category stands for.
    pub is_default: bool,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
}

impl From<Status> for StatusRecord {
    fn from(row: Status) -> Self {
        Self {
            id: row.id,
            name: row.name,
            category: row.category,
            pauses: row.pauses,
            position: row.position,
            is_default: row.is_default,
            archived_at: row.archived_at,
            version: row.version,
        }
    }
}

/// A new status.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Waiting for parts", "category": "on_hold"}))]
pub struct NewStatus {
    /// Its name, unique.
    pub name: String,
    /// `new`, `open`, `pending`, `on_hold`, `solved` or `closed`. It never changes.
    #[schema(value_type = String)]
    pub category: Category,
    /// The metrics whose clocks stand still in it; left out, those of its category.
    pub pauses: Option<Vec<String>>,
    /// Its place in lists; left out, the end.
    pub position: Option<i64>,
    /// Whether it becomes the one its category stands for.
    #[serde(default)]
    pub is_default: bool,
}

/// A change of a status; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"pauses": ["update"], "is_default": true}))]
pub struct ChangeStatus {
    /// Its name, unique.
    pub name: Option<String>,
    /// Replaces the metrics it pauses as a whole.
    pub pauses: Option<Vec<String>>,
    /// Its place in lists.
    pub position: Option<i64>,
    /// `true` makes it the one its category stands for. To take that place
    /// away, give it to another status.
    pub is_default: Option<bool>,
}

/// What a category pauses when nothing else is said: waiting, on the customer
/// or on others, pauses resolution and update, never a response clock.
pub fn default_pauses(category: Category) -> Vec<String> {
    match category {
        Category::Pending | Category::OnHold => vec!["update".to_owned(), "resolution".to_owned()],
        Category::New | Category::Open | Category::Solved | Category::Closed => Vec::new(),
    }
}

/// Which statuses.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatusQuery {
    /// `true` shows those put away too.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of statuses in the order of the screens.
///
/// # Errors
/// `ticket_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn list(
    app: &App,
    call: &Call,
    query: StatusQuery,
) -> Result<Page<StatusRecord>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TicketRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let with_archived = query.archived.unwrap_or(false);
        let mut rows = statuses::list(tx)?;
        rows.retain(|row| with_archived || row.archived_at.is_none());
        let (rows, next_cursor) = paging.of_all(rows, |row| (row.position, row.id))?;
        let items = rows.into_iter().map(StatusRecord::from).collect();
        Ok(Page { items, next_cursor })
    })
    .await
}

/// One status.
///
/// # Errors
/// `ticket_read` is needed.
pub async fn get(app: &App, call: &Call, id: StatusId) -> Result<StatusRecord, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TicketRead, &Subject::Desk)?;
        Ok(statuses::get(tx, id)?
            .ok_or(AppError::NotFound("status"))?
            .into())
    })
    .await
}

fn check_fields(tx: &mut Tx<'_>, row: &mut Status) -> Result<(), AppError> {
    let mut check = Check::new();
    row.name = check.name("name", &row.name);
    check.range("position", row.position, 0, POSITION_MAX);
    for (at, metric) in row.pauses.iter().enumerate() {
        if !METRICS.contains(&metric.as_str()) {
            check.fail(
                &format!("pauses[{at}]"),
                "unknown_metric",
                format!("expected one of {}", METRICS.join(", ")),
            );
        }
    }
    check.list("pauses", &row.pauses, METRICS.len());
    check.done()?;
    // One order, so that the same set is the same text.
    row.pauses
        .sort_by_key(|metric| METRICS.iter().position(|known| known == metric));
    let wanted = surety_domain::text::fold(&row.name);
    let all = statuses::list(tx)?;
    if all
        .iter()
        .any(|other| other.id != row.id && surety_domain::text::fold(&other.name) == wanted)
    {
        return Err(name_taken());
    }
    if all.len() >= STATUSES_MAX && all.iter().all(|other| other.id != row.id) {
        return Err(AppError::conflict(
            "too_many_statuses",
            format!("a desk has at most {STATUSES_MAX} statuses"),
        ));
    }
    Ok(())
}

fn name_taken() -> AppError {
    AppError::conflict("status_name_taken", "another status has this name")
}

fn or_taken(error: surety_store::StoreError) -> AppError {
    if error.is_unique_conflict("statuses.name") {
        name_taken()
    } else {
        error.into()
    }
}

/// Adds a status.
///
/// # Errors
/// `settings_manage` is needed; field errors, `status_name_taken`.
pub async fn create(app: &App, call: &Call, input: NewStatus) -> Result<StatusRecord, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds a status within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewStatus,
) -> Result<StatusRecord, AppError> {
    cx.require(Permission::SettingsManage, &Subject::Desk)?;
    let position = match input.position {
        Some(position) => position,
        None => statuses::list(tx)?
            .last()
            .map_or(10, |last| (last.position + 10).min(POSITION_MAX)),
    };
    let mut row = Status {
        id: cx.new_id(StatusId::new),
        name: input.name.clone(),
        category: input.category,
        pauses: input
            .pauses
            .clone()
            .unwrap_or_else(|| default_pauses(input.category)),
        position,
        is_default: input.is_default,
        archived_at: None,
        version: 1,
    };
    check_fields(tx, &mut row)?;
    if row.is_default {
        statuses::clear_default(tx, row.category)?;
    }
    statuses::insert(tx, &row).map_err(or_taken)?;
    let made = StatusRecord::from(row);
    cx.audit(
        tx,
        "status.created",
        "status",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    Ok(made)
}

/// Changes a status. `expected` is the version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; [`AppError::Stale`], field errors,
/// `status_name_taken`, `status_is_default`, `status_archived`.
pub async fn update(
    app: &App,
    call: &Call,
    id: StatusId,
    expected: i64,
    input: ChangeStatus,
) -> Result<StatusRecord, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let old = statuses::lock(tx, id)?.ok_or(AppError::NotFound("status"))?;
        check_version(old.version, Some(expected))?;
        let mut row = old.clone();
        let change = input.clone();
        row.name = change.name.unwrap_or(row.name);
        row.pauses = change.pauses.unwrap_or(row.pauses);
        row.position = change.position.unwrap_or(row.position);
        check_fields(tx, &mut row)?;
        match (old.is_default, change.is_default) {
            (true, Some(false)) => return Err(is_default()),
            (false, Some(true)) if old.archived_at.is_some() => {
                return Err(AppError::conflict(
                    "status_archived",
                    "take the status back before it becomes the default",
                ));
            }
            (false, Some(true)) => {
                statuses::clear_default(tx, row.category)?;
                row.is_default = true;
            }
            _ => {}
        }
        finish(tx, cx, "status.updated", old, row)
    })
    .await
}

fn is_default() -> AppError {
    AppError::conflict(
        "status_is_default",
        "its category stands for it; make another status the default first",
    )
}

/// Puts a status away, or takes it back. Tickets that have it keep it.
///
/// # Errors
/// `settings_manage` is needed; [`AppError::Stale`], `status_is_default`.
pub async fn archive(
    app: &App,
    call: &Call,
    id: StatusId,
    expected: Option<i64>,
    away: bool,
) -> Result<StatusRecord, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let old = statuses::lock(tx, id)?.ok_or(AppError::NotFound("status"))?;
        check_version(old.version, expected)?;
        if away && old.is_default {
            return Err(is_default());
        }
        let mut row = old.clone();
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if away {
                "status.archived"
            } else {
                "status.restored"
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
    old: Status,
    mut row: Status,
) -> Result<StatusRecord, AppError> {
    let changed = changes(
        &StatusRecord::from(old.clone()),
        &StatusRecord::from(row.clone()),
    )?;
    if changed.is_empty() {
        return Ok(old.into());
    }
    row.version += 1;
    statuses::update(tx, &row).map_err(or_taken)?;
    cx.audit(
        tx,
        action,
        "status",
        &row.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(row.into())
}
