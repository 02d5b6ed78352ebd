//! Teams: agents who work together, on a tier.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{CalendarId, TeamId, UserId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::teams::{self, Team};
use surety_store::records::{agents, handoffs, promises};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::archived;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::handoffs::standing;
use crate::identity::session;
use crate::patch::{Patch, present};
use crate::record::{Check, Page, Paging, changes, check_version, created, named};
use crate::routing::refill;
use crate::tickets::view::Named;

#[cfg(test)]
mod tests;

/// Highest tier: outside vendor.
pub const TIER_MAX: i64 = 4;
/// Most members of one team.
pub const MEMBERS_MAX: usize = 500;

/// Agents who work together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Front line", "tier": 1, "email": null,
    "calendar_id": null, "member_ids": ["usr_01jz8k3m6yq5t0v9w2x4c7b1ne"],
    "members": [{"id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Mara Oduya"}], "archived_at": null, "version": 1,
    "created_at": "2026-05-04T08:00:00Z", "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct TeamView {
    /// The id.
    #[schema(value_type = String)]
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// 0 self-service, 1 front line, 2 technical, 3 expert or engineering, 4 outside vendor.
    pub tier: i64,
    /// Where it is written to.
    pub email: Option<String>,
    /// Its working hours.
    #[schema(value_type = Option<String>)]
    pub calendar_id: Option<CalendarId>,
    /// Who is in it.
    #[schema(value_type = Vec<String>)]
    pub member_ids: Vec<UserId>,
    /// The same with their names.
    pub members: Vec<Named>,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A new team.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Front line", "tier": 1, "member_ids": []}))]
pub struct NewTeam {
    /// Its name.
    pub name: String,
    /// 0 to 4.
    pub tier: i64,
    /// Where it is written to.
    pub email: Option<String>,
    /// Its working hours.
    #[schema(value_type = Option<String>)]
    pub calendar_id: Option<CalendarId>,
    /// Who is in it.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub member_ids: Vec<UserId>,
}

/// A change of a team; what is left out stays, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"tier": 2}))]
pub struct ChangeTeam {
    /// Its name.
    pub name: Option<String>,
    /// 0 to 4.
    pub tier: Option<i64>,
    /// Where it is written to.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Its working hours.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub calendar_id: Patch<CalendarId>,
    /// Replaces the members as a whole.
    #[schema(value_type = Option<Vec<String>>)]
    pub member_ids: Option<Vec<UserId>>,
}

/// Which teams.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TeamQuery {
    /// `true` shows those put away instead.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

fn views(tx: &mut Tx<'_>, rows: Vec<Team>) -> Result<Vec<TeamView>, AppError> {
    let ids: Vec<TeamId> = rows.iter().map(|row| row.id).collect();
    let mut members = teams::members(tx, &ids)?;
    let everybody: Vec<UserId> = members.values().flatten().copied().collect();
    let names = agents::names(tx, &everybody)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let member_ids = members.remove(&row.id).unwrap_or_default();
            TeamView {
                id: row.id,
                name: row.name,
                tier: row.tier,
                email: row.email,
                calendar_id: row.calendar_id,
                members: member_ids
                    .iter()
                    .filter_map(|id| named(Some(*id), &names))
                    .collect(),
                member_ids,
                archived_at: row.archived_at,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
            }
        })
        .collect())
}

fn view(tx: &mut Tx<'_>, row: Team) -> Result<TeamView, AppError> {
    views(tx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("team"))
}

/// A page of teams by tier and name.
///
/// # Errors
/// `team_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn list(app: &App, call: &Call, query: TeamQuery) -> Result<Page<TeamView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TeamRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let rows = teams::list(
            tx,
            archived(query.archived),
            paging.after.as_ref(),
            paging.wanted(),
        )?;
        let (rows, next_cursor) = paging.cut(rows, |row| (row.tier, row.name.clone(), row.id))?;
        Ok(Page {
            items: views(tx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// One team.
///
/// # Errors
/// `team_read` is needed.
pub async fn get(app: &App, call: &Call, id: TeamId) -> Result<TeamView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TeamRead, &Subject::Desk)?;
        let row = teams::get(tx, id)?.ok_or(AppError::NotFound("team"))?;
        view(tx, row)
    })
    .await
}

fn check_fields(
    tx: &mut Tx<'_>,
    check: &mut Check,
    row: &mut Team,
    old: Option<&Team>,
) -> Result<(), AppError> {
    row.name = check.name("name", &row.name);
    check.range("tier", row.tier, 0, TIER_MAX);
    row.email = row
        .email
        .as_deref()
        .map(|email| check.email("email", email));
    if let Some(calendar) = row
        .calendar_id
        .filter(|id| old.and_then(|old| old.calendar_id) != Some(*id))
    {
        let found = promises::get_calendar(tx, calendar)?
            .is_some_and(|calendar| calendar.archived_at.is_none());
        check.reference("calendar_id", found);
    }
    Ok(())
}

fn check_members(
    tx: &mut Tx<'_>,
    check: &mut Check,
    members: &[UserId],
    known: &[UserId],
) -> Result<(), AppError> {
    check.list("member_ids", members, MEMBERS_MAX);
    let new: Vec<UserId> = members
        .iter()
        .take(MEMBERS_MAX)
        .filter(|id| !known.contains(id))
        .copied()
        .collect();
    let found = agents::in_use(tx, &new)?;
    for (at, member) in members.iter().enumerate().take(MEMBERS_MAX) {
        check.reference(
            &format!("member_ids[{at}]"),
            known.contains(member) || found.contains(member),
        );
    }
    Ok(())
}

/// Adds a team.
///
/// # Errors
/// `team_manage` is needed; field errors.
pub async fn create(app: &App, call: &Call, input: NewTeam) -> Result<TeamView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds a team within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(tx: &mut Tx<'_>, cx: &Cx<'_>, input: &NewTeam) -> Result<TeamView, AppError> {
    cx.require(Permission::TeamManage, &Subject::Desk)?;
    let mut row = Team {
        id: cx.new_id(TeamId::new),
        name: input.name.clone(),
        tier: input.tier,
        email: input.email.clone(),
        calendar_id: input.calendar_id,
        archived_at: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    let mut check = Check::new();
    check_fields(tx, &mut check, &mut row, None)?;
    check_members(tx, &mut check, &input.member_ids, &[])?;
    check.done()?;
    teams::insert(tx, &row)?;
    teams::set_members(tx, row.id, &input.member_ids)?;
    let made = view(tx, row)?;
    cx.audit(
        tx,
        "team.created",
        "team",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    Ok(made)
}

/// Changes a team. `expected` is the version of `If-Match`.
///
/// # Errors
/// `team_manage` is needed; [`AppError::Stale`], field errors.
pub async fn update(
    app: &App,
    call: &Call,
    id: TeamId,
    expected: i64,
    input: ChangeTeam,
) -> Result<TeamView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::TeamManage, &Subject::Desk)?;
        let old = teams::lock(tx, id)?.ok_or(AppError::NotFound("team"))?;
        check_version(old.version, Some(expected))?;
        let before = view(tx, old.clone())?;
        let mut row = old.clone();
        let change = input.clone();
        row.name = change.name.unwrap_or(row.name);
        row.tier = change.tier.unwrap_or(row.tier);
        row.email = change.email.unwrap_or(row.email);
        row.calendar_id = change.calendar_id.unwrap_or(row.calendar_id);
        let mut check = Check::new();
        check_fields(tx, &mut check, &mut row, Some(&old))?;
        if let Some(members) = &change.member_ids {
            check_members(tx, &mut check, members, &before.member_ids)?;
        }
        check.done()?;
        if let Some(members) = &change.member_ids {
            teams::set_members(tx, id, members)?;
            session::tell_nodes_of_all(tx, cx)?;
        }
        // People or hours may be others from now on.
        refill::everywhere(tx, cx)?;
        finish(tx, cx, "team.updated", before, row)
    })
    .await
}

/// Puts a team away, or takes it back. Its tickets stay with it until they are moved.
///
/// # Errors
/// `team_manage` is needed; [`AppError::Stale`].
pub async fn archive(
    app: &App,
    call: &Call,
    id: TeamId,
    expected: Option<i64>,
    away: bool,
) -> Result<TeamView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::TeamManage, &Subject::Desk)?;
        let mut row = teams::lock(tx, id)?.ok_or(AppError::NotFound("team"))?;
        check_version(row.version, expected)?;
        let before = view(tx, row.clone())?;
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        let offered = handoffs::to_team(tx, id)?;
        standing::look_soon(tx, cx, &offered)?;
        refill::everywhere(tx, cx)?;
        finish(
            tx,
            cx,
            if away {
                "team.archived"
            } else {
                "team.restored"
            },
            before,
            row,
        )
    })
    .await
}

/// Writes the row and the audit entry, unless nothing changed.
fn finish(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    action: &str,
    before: TeamView,
    mut row: Team,
) -> Result<TeamView, AppError> {
    let changed = changes(&before, &view(tx, row.clone())?)?;
    if changed.is_empty() {
        return Ok(before);
    }
    row.version += 1;
    row.updated_at = cx.now;
    teams::update(tx, &row)?;
    let after = view(tx, row)?;
    cx.audit(
        tx,
        action,
        "team",
        &after.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(after)
}
