//! Teams and who is in them.

use std::collections::HashMap;

use surety_domain::ids::{CalendarId, TeamId, UserId};
use surety_domain::time::Instant;

use super::listing::{Archived, Listing};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One team.
    GET = "SELECT id, name, tier, email, calendar_id, archived_at, version, created_at, updated_at
           FROM teams WHERE id = $1";
    /// One team, held until the end of the transaction.
    LOCK = "SELECT id FROM teams WHERE id = $1 FOR UPDATE";
    /// The addresses of teams.
    EMAILS = "SELECT email FROM teams WHERE email IS NOT NULL ORDER BY id";
    /// A team of the next tier above one that has somebody.
    ABOVE = "SELECT t.id FROM teams t WHERE t.archived_at IS NULL AND t.tier > $1
               AND EXISTS (SELECT 1 FROM team_members m JOIN users u ON u.id = m.user_id
                           WHERE m.team_id = t.id AND u.disabled_at IS NULL)
             ORDER BY t.tier, t.name, t.id LIMIT 1";
    /// Adds a team.
    INSERT = "INSERT INTO teams (id, name, tier, email, calendar_id, archived_at, version, created_at, updated_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Writes every field that can change.
    UPDATE = "UPDATE teams SET name = $2, tier = $3, email = $4, calendar_id = $5, archived_at = $6, version = $7,
                updated_at = $8 WHERE id = $1";
    /// Empties a team.
    MEMBERS_CLEAR = "DELETE FROM team_members WHERE team_id = $1";
    /// Takes somebody out of every team.
    TEAMS_CLEAR = "DELETE FROM team_members WHERE user_id = $1";
    /// Adds somebody to a team.
    MEMBER_ADD = "INSERT INTO team_members (team_id, user_id) VALUES ($1, $2) ON CONFLICT (team_id, user_id) DO NOTHING";
    /// The teams of somebody.
    OF_USER = "SELECT t.id AS id FROM team_members m JOIN teams t ON t.id = m.team_id
               WHERE m.user_id = $1 AND t.archived_at IS NULL ORDER BY t.id";
}

const COLUMNS: &str = "SELECT id, name, tier, email, calendar_id, archived_at, version, created_at, updated_at FROM teams";

/// A team as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// 0 self-service, 1 front line, 2 technical, 3 expert, 4 outside vendor.
    pub tier: i64,
    /// Where it is written to.
    pub email: Option<String>,
    /// Its working hours.
    pub calendar_id: Option<CalendarId>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

fn read(row: &Row) -> Result<Team, StoreError> {
    Ok(Team {
        id: row.id("id")?,
        name: row.text("name")?,
        tier: row.int("tier")?,
        email: row.opt_text("email")?,
        calendar_id: row.opt_id("calendar_id")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One team.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: TeamId) -> Result<Option<Team>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One team, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: TeamId) -> Result<Option<Team>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// The team of the next tier above `tier` that has one, the first by name; none
/// at the top.
///
/// # Errors
/// As the engine reports.
pub fn above(tx: &mut Tx<'_>, tier: i64) -> Result<Option<TeamId>, StoreError> {
    tx.query_opt(&ABOVE, &params![tier])?
        .map(|row| row.id("id"))
        .transpose()
}

/// These teams.
///
/// # Errors
/// As the engine reports.
pub fn get_all(tx: &mut Tx<'_>, ids: &[TeamId]) -> Result<Vec<Team>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut listing = Listing::new(COLUMNS);
    listing
        .and("id IN ")
        .bind_all(ids)
        .sql(" ORDER BY tier, name, id");
    listing.rows(tx)?.iter().map(read).collect()
}

/// Adds a team.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, team: &Team) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            team.id,
            &team.name,
            team.tier,
            team.email.clone(),
            team.calendar_id,
            team.archived_at,
            team.version,
            team.created_at,
            team.updated_at
        ],
    )?;
    Ok(())
}

/// Writes a team that [`lock`] holds.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, team: &Team) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            team.id,
            &team.name,
            team.tier,
            team.email.clone(),
            team.calendar_id,
            team.archived_at,
            team.version,
            team.updated_at
        ],
    )?;
    Ok(())
}

/// Gives a team these members and no others.
///
/// # Errors
/// As the engine reports.
pub fn set_members(tx: &mut Tx<'_>, id: TeamId, members: &[UserId]) -> Result<(), StoreError> {
    tx.execute(&MEMBERS_CLEAR, &params![id])?;
    for member in members {
        tx.execute(&MEMBER_ADD, &params![id, member])?;
    }
    Ok(())
}

/// Puts somebody into these teams and no others.
///
/// # Errors
/// As the engine reports.
pub fn set_teams_of(tx: &mut Tx<'_>, user: UserId, teams: &[TeamId]) -> Result<(), StoreError> {
    tx.execute(&TEAMS_CLEAR, &params![user])?;
    for team in teams {
        tx.execute(&MEMBER_ADD, &params![team, user])?;
    }
    Ok(())
}

/// The teams of somebody that are in use.
///
/// # Errors
/// As the engine reports.
pub fn of_user(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<TeamId>, StoreError> {
    tx.query(&OF_USER, &params![user])?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// The members of these teams.
///
/// # Errors
/// As the engine reports.
pub fn members(
    tx: &mut Tx<'_>,
    ids: &[TeamId],
) -> Result<HashMap<TeamId, Vec<UserId>>, StoreError> {
    let mut found: HashMap<TeamId, Vec<UserId>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut listing = Listing::new("SELECT team_id, user_id FROM team_members");
    listing
        .and("team_id IN ")
        .bind_all(ids)
        .sql(" ORDER BY team_id, user_id");
    for row in listing.rows(tx)? {
        found
            .entry(row.id("team_id")?)
            .or_default()
            .push(row.id("user_id")?);
    }
    Ok(found)
}

/// The teams of these people.
///
/// # Errors
/// As the engine reports.
pub fn of_users(
    tx: &mut Tx<'_>,
    users: &[UserId],
) -> Result<HashMap<UserId, Vec<TeamId>>, StoreError> {
    let mut found: HashMap<UserId, Vec<TeamId>> = HashMap::new();
    if users.is_empty() {
        return Ok(found);
    }
    let mut listing = Listing::new("SELECT team_id, user_id FROM team_members");
    listing
        .and("user_id IN ")
        .bind_all(users)
        .sql(" ORDER BY user_id, team_id");
    for row in listing.rows(tx)? {
        found
            .entry(row.id("user_id")?)
            .or_default()
            .push(row.id("team_id")?);
    }
    Ok(found)
}

/// The names of these teams.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[TeamId]) -> Result<HashMap<TeamId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM teams", ids)
}

/// One page by tier and name, after `(tier, name, id)`, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    archived: Archived,
    after: Option<&(i64, String, TeamId)>,
    limit: i64,
) -> Result<Vec<Team>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    archived.condition(&mut listing);
    if let Some((tier, name, id)) = after {
        listing
            .and("(tier, name, id) > (")
            .bind(*tier)
            .sql(", ")
            .bind(name.as_str())
            .sql(", ")
            .bind(id)
            .sql(")");
    }
    listing.sql(" ORDER BY tier, name, id LIMIT ").bind(limit);
    listing.rows(tx)?.iter().map(read).collect()
}

/// The addresses that teams receive at, those of teams put away too.
///
/// # Errors
/// As the engine reports.
pub fn emails(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query(&EMAILS, &params![])?
        .iter()
        .map(|row| row.text("email"))
        .collect()
}
