//! Saved views: a filter and an order under a name, private, of a team, or everybody's.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{TeamId, UserId, ViewId};
use surety_domain::permission::{Permission, Subject, ViewShare};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::teams;
use surety_store::records::views::{self, View};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, changes, check_version, created};
use crate::statuses::POSITION_MAX;
use crate::tickets::list::{TicketParams, sort};

#[cfg(test)]
mod tests;

/// Most private views of one person.
pub const VIEWS_OWN_MAX: i64 = 100;
/// Most shared views of a desk, those of teams included.
pub const VIEWS_SHARED_MAX: i64 = 500;
/// Longest text of one filter key, characters.
pub const FILTER_CHARS_MAX: usize = 2_000;

/// Owner of what belongs to nobody in particular.
const NOBODY: UserId = UserId(0);

/// A filter and an order under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "viw_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Urgent and unassigned", "owner": "me",
    "filter": {"assignee": "none", "priority": "urgent", "open": "true"}, "sort": "due", "icon": "flame",
    "position": 40, "can_change": true, "version": 1, "created_at": "2026-05-04T08:00:00Z",
    "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct SavedView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// `me`, `everyone`, or the id of a team.
    pub owner: String,
    /// The parameters of `GET /tickets`, by the same names.
    pub filter: TicketParams,
    /// The order, as `sort` of `GET /tickets`.
    pub sort: String,
    /// The name of its glyph.
    pub icon: String,
    /// Its place in lists.
    pub position: i64,
    /// Whether the caller may change it.
    pub can_change: bool,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A new view.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Urgent and unassigned", "owner": "me",
    "filter": {"assignee": "none", "priority": "urgent", "open": "true"}, "sort": "due"}))]
pub struct NewView {
    /// Its name.
    pub name: String,
    /// `me`, `everyone`, or the id of a team; `me` when left out.
    pub owner: Option<String>,
    /// The parameters of `GET /tickets`, by the same names.
    #[serde(default)]
    pub filter: TicketParams,
    /// The order; `-updated` when left out.
    pub sort: Option<String>,
    /// The name of its glyph.
    pub icon: Option<String>,
    /// Its place in lists; left out, the end.
    pub position: Option<i64>,
}

/// A change of a view; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"sort": "-updated", "filter": {"category": "open,pending"}}))]
pub struct ChangeView {
    /// Its name.
    pub name: Option<String>,
    /// `me`, `everyone`, or the id of a team.
    pub owner: Option<String>,
    /// Replaces the filter as a whole.
    pub filter: Option<TicketParams>,
    /// The order.
    pub sort: Option<String>,
    /// The name of its glyph.
    pub icon: Option<String>,
    /// Its place in lists.
    pub position: Option<i64>,
}

/// Which views.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ViewQuery {
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// What the one permission function is asked about.
fn subject(row: &View) -> Subject {
    Subject::View {
        owner: row.owner_id.unwrap_or(NOBODY),
        share: match (row.owner_id, row.team_id) {
            (Some(_), _) => ViewShare::Private,
            (None, Some(team)) => ViewShare::Team(team),
            (None, None) => ViewShare::Everyone,
        },
    }
}

fn view(cx: &Cx<'_>, row: &View) -> Result<SavedView, AppError> {
    Ok(SavedView {
        id: row.id,
        name: row.name.clone(),
        owner: match (row.owner_id, row.team_id) {
            (Some(_), _) => "me".to_owned(),
            (None, Some(team)) => team.to_string(),
            (None, None) => "everyone".to_owned(),
        },
        filter: serde_json::from_str(&row.filter).map_err(|e| {
            AppError::Internal(format!("the filter of {} does not read: {e}", row.id))
        })?,
        sort: row.sort.clone(),
        icon: row.icon.clone(),
        position: row.position,
        can_change: cx.may(Permission::ViewManage, &subject(row)),
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// The views the caller may use, in the order of the screens.
///
/// # Errors
/// `view_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn list(app: &App, call: &Call, query: ViewQuery) -> Result<Page<SavedView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let every_team = cx.may(Permission::ViewManage, &Subject::Desk);
        let rows = views::list(
            tx,
            cx.actor.user,
            &cx.actor.teams,
            every_team,
            paging.after,
            paging.wanted(),
        )?;
        let (rows, next_cursor) = paging.cut(rows, |row| (row.position, row.id))?;
        let items = rows
            .iter()
            .filter(|row| cx.may(Permission::ViewRead, &subject(row)))
            .map(|row| view(cx, row))
            .collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor })
    })
    .await
}

/// One view within a transaction, for lists and counts of tickets.
///
/// # Errors
/// [`AppError::NotFound`] also when the caller may not use it.
pub fn get_in(tx: &mut Tx<'_>, cx: &Cx<'_>, id: ViewId) -> Result<SavedView, AppError> {
    let row = views::get(tx, id)?;
    view(cx, &allowed(cx, Permission::ViewRead, row)?)
}

/// One view.
///
/// # Errors
/// As [`get_in`].
pub async fn get(app: &App, call: &Call, id: ViewId) -> Result<SavedView, AppError> {
    app.query(call, move |tx, cx| get_in(tx, cx, id)).await
}

fn allowed(cx: &Cx<'_>, permission: Permission, row: Option<View>) -> Result<View, AppError> {
    cx.require(Permission::ViewRead, &Subject::Desk)?;
    let row = row.ok_or(AppError::NotFound("view"))?;
    cx.require(permission, &subject(&row))
        .map_err(|e| match e {
            AppError::NotFound(_) => AppError::NotFound("view"),
            other => other,
        })?;
    Ok(row)
}

/// Who a view belongs to, by the word the API uses.
fn read_owner(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    word: &str,
) -> Result<(Option<UserId>, Option<TeamId>), AppError> {
    let wrong = |message: &str| AppError::invalid("invalid_owner", "owner", message);
    match word {
        "me" => match cx.actor.user {
            Some(me) => Ok((Some(me), None)),
            None => Err(wrong("nobody is signed in, so \"me\" is nobody")),
        },
        "everyone" => Ok((None, None)),
        team => {
            let team: TeamId = team
                .parse()
                .map_err(|_| wrong("expected me, everyone, or the id of a team"))?;
            let found = teams::get(tx, team)?.is_some_and(|team| team.archived_at.is_none());
            if !found {
                return Err(AppError::invalid(
                    "unknown_reference",
                    "owner",
                    "there is no such team, or it is archived",
                ));
            }
            Ok((None, Some(team)))
        }
    }
}

/// A filter must mean something: every word is read as a list would read it.
fn check_filter(cx: &Cx<'_>, filter: &TicketParams) -> Result<String, AppError> {
    filter.filter(cx).map_err(|e| match e {
        AppError::Invalid {
            code,
            field,
            message,
        } => AppError::Invalid {
            code,
            field: Some(match field {
                Some(field) => format!("filter.{field}"),
                None => "filter".to_owned(),
            }),
            message,
        },
        other => other,
    })?;
    let text = serde_json::to_string(filter).map_err(|e| AppError::Internal(e.to_string()))?;
    if text.chars().count() > FILTER_CHARS_MAX {
        return Err(AppError::invalid(
            "too_long",
            "filter",
            format!("at most {FILTER_CHARS_MAX} characters of JSON"),
        ));
    }
    if text.contains("\\u0000") {
        return Err(AppError::invalid(
            "control_character",
            "filter",
            "no control characters",
        ));
    }
    Ok(text)
}

fn check_fields(row: &mut View) -> Result<(), AppError> {
    let mut check = Check::new();
    row.name = check.name("name", &row.name);
    row.icon = check.word("icon", Some(&row.icon)).unwrap_or_default();
    check.range("position", row.position, 0, POSITION_MAX);
    if let Err(AppError::Invalid { code, message, .. }) = sort(Some(&row.sort)) {
        check.fail("sort", &code, message);
    }
    check.done()
}

fn check_count(tx: &mut Tx<'_>, owner: Option<UserId>) -> Result<i64, AppError> {
    let have = views::count(tx, owner)?;
    let max = if owner.is_some() {
        VIEWS_OWN_MAX
    } else {
        VIEWS_SHARED_MAX
    };
    if have >= max {
        return Err(AppError::conflict(
            "too_many_views",
            format!("at most {max} views of this kind"),
        ));
    }
    Ok(have)
}

/// Adds a view.
///
/// # Errors
/// `view_read` is needed for a private view, `view_manage` for a shared one;
/// field errors, `invalid_filter`, `too_many_views`.
pub async fn create(app: &App, call: &Call, input: NewView) -> Result<SavedView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let (owner_id, team_id) = read_owner(tx, cx, input.owner.as_deref().unwrap_or("me"))?;
        let mut row = View {
            id: cx.new_id(ViewId::new),
            name: input.name.clone(),
            owner_id,
            team_id,
            filter: String::new(),
            sort: input.sort.clone().unwrap_or_else(|| "-updated".into()),
            icon: input.icon.clone().unwrap_or_default(),
            position: 0,
            version: 1,
            created_at: cx.now,
            updated_at: cx.now,
        };
        cx.require(Permission::ViewManage, &subject(&row))?;
        let have = check_count(tx, owner_id)?;
        row.position = input.position.unwrap_or(1_000 + have * 10);
        row.filter = check_filter(cx, &input.filter)?;
        check_fields(&mut row)?;
        views::insert(tx, &row)?;
        let made = view(cx, &row)?;
        cx.audit(
            tx,
            "view.created",
            "view",
            &made.id.to_string(),
            &created(&made)?,
        )?;
        Ok(made)
    })
    .await
}

/// Changes a view. `expected` is the version of `If-Match`.
///
/// # Errors
/// The right to change it is needed, and to make one of the new kind;
/// [`AppError::Stale`], field errors, `invalid_filter`, `too_many_views`.
pub async fn update(
    app: &App,
    call: &Call,
    id: ViewId,
    expected: i64,
    input: ChangeView,
) -> Result<SavedView, AppError> {
    app.command(call, move |tx, cx| {
        let old = views::lock(tx, id)?;
        let old = allowed(cx, Permission::ViewManage, old)?;
        check_version(old.version, Some(expected))?;
        let mut row = old.clone();
        let change = input.clone();
        row.name = change.name.unwrap_or(row.name);
        row.sort = change.sort.unwrap_or(row.sort);
        row.icon = change.icon.unwrap_or(row.icon);
        row.position = change.position.unwrap_or(row.position);
        if let Some(owner) = &change.owner {
            (row.owner_id, row.team_id) = read_owner(tx, cx, owner)?;
            cx.require(Permission::ViewManage, &subject(&row))?;
            if row.owner_id != old.owner_id {
                check_count(tx, row.owner_id)?;
            }
        }
        if let Some(filter) = &change.filter {
            row.filter = check_filter(cx, filter)?;
        }
        check_fields(&mut row)?;
        let before = view(cx, &old)?;
        let changed = changes(&before, &view(cx, &row)?)?;
        if changed.is_empty() {
            return Ok(before);
        }
        row.version += 1;
        row.updated_at = cx.now;
        views::update(tx, &row)?;
        cx.audit(
            tx,
            "view.updated",
            "view",
            &id.to_string(),
            &changed.to_value(),
        )?;
        view(cx, &row)
    })
    .await
}

/// Takes a view away.
///
/// # Errors
/// The right to change it is needed; [`AppError::Stale`].
pub async fn delete(app: &App, call: &Call, id: ViewId, expected: i64) -> Result<(), AppError> {
    app.command(call, move |tx, cx| {
        let row = views::lock(tx, id)?;
        let row = allowed(cx, Permission::ViewManage, row)?;
        check_version(row.version, Some(expected))?;
        let gone = view(cx, &row)?;
        views::delete(tx, id)?;
        let data =
            serde_json::json!({ "name": gone.name, "owner": gone.owner, "filter": gone.filter });
        cx.audit(tx, "view.deleted", "view", &id.to_string(), &data)
    })
    .await
}
