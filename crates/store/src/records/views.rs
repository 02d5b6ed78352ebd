//! Saved views: a filter and an order under a name.

use surety_domain::ids::{TeamId, UserId, ViewId};
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One view.
    GET = "SELECT id, name, owner_id, team_id, filter, sort, icon, position, version, created_at, updated_at
           FROM views WHERE id = $1";
    /// One view, held until the end of the transaction.
    LOCK = "SELECT id FROM views WHERE id = $1 FOR UPDATE";
    /// Adds a view.
    INSERT = "INSERT INTO views (id, name, owner_id, team_id, filter, sort, icon, position, version, created_at,
                updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Writes every field that can change.
    UPDATE = "UPDATE views SET name = $2, owner_id = $3, team_id = $4, filter = $5, sort = $6, icon = $7,
                position = $8, version = $9, updated_at = $10 WHERE id = $1";
    /// Takes a view away.
    DELETE = "DELETE FROM views WHERE id = $1";
    /// How many private views somebody has.
    COUNT_OWN = "SELECT count(*) AS views FROM views WHERE owner_id = $1";
    /// How many shared views there are.
    COUNT_SHARED = "SELECT count(*) AS views FROM views WHERE owner_id IS NULL";
}

/// A view as kept. Private ones have an owner, those of a team a team, those
/// of everybody neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// Whose it is, if private.
    pub owner_id: Option<UserId>,
    /// The team that shares it.
    pub team_id: Option<TeamId>,
    /// The filter, as JSON.
    pub filter: String,
    /// The order.
    pub sort: String,
    /// The name of its glyph.
    pub icon: String,
    /// Its place in lists.
    pub position: i64,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

fn read(row: &Row) -> Result<View, StoreError> {
    Ok(View {
        id: row.id("id")?,
        name: row.text("name")?,
        owner_id: row.opt_id("owner_id")?,
        team_id: row.opt_id("team_id")?,
        filter: row.text("filter")?,
        sort: row.text("sort")?,
        icon: row.text("icon")?,
        position: row.int("position")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One view.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: ViewId) -> Result<Option<View>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One view, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: ViewId) -> Result<Option<View>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// Adds a view.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, view: &View) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            view.id,
            &view.name,
            view.owner_id,
            view.team_id,
            &view.filter,
            &view.sort,
            &view.icon,
            view.position,
            view.version,
            view.created_at,
            view.updated_at
        ],
    )?;
    Ok(())
}

/// Writes a view that [`lock`] holds.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, view: &View) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            view.id,
            &view.name,
            view.owner_id,
            view.team_id,
            &view.filter,
            &view.sort,
            &view.icon,
            view.position,
            view.version,
            view.updated_at
        ],
    )?;
    Ok(())
}

/// Takes a view away.
///
/// # Errors
/// As the engine reports.
pub fn delete(tx: &mut Tx<'_>, id: ViewId) -> Result<(), StoreError> {
    tx.execute(&DELETE, &params![id])?;
    Ok(())
}

/// How many private views somebody has, or how many shared ones there are.
///
/// # Errors
/// As the engine reports.
pub fn count(tx: &mut Tx<'_>, owner: Option<UserId>) -> Result<i64, StoreError> {
    match owner {
        Some(owner) => tx.query_one(&COUNT_OWN, &params![owner]),
        None => tx.query_one(&COUNT_SHARED, &[]),
    }?
    .int("views")
}

/// The views of somebody: their own, those of their teams (of every team when
/// `every_team`), and everybody's; after `(position, id)`, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    user: Option<UserId>,
    teams: &[TeamId],
    every_team: bool,
    after: Option<(i64, ViewId)>,
    limit: i64,
) -> Result<Vec<View>, StoreError> {
    let mut listing = Listing::new(
        "SELECT id, name, owner_id, team_id, filter, sort, icon, position, version, created_at, updated_at FROM views",
    );
    listing
        .and("(owner_id = ")
        .bind(user)
        .sql(" OR (owner_id IS NULL AND (team_id IS NULL OR ");
    if every_team {
        listing.sql("team_id IS NOT NULL)))");
    } else {
        listing.sql("team_id IN ").bind_all(teams).sql(")))");
    }
    if let Some((position, id)) = after {
        listing
            .and("(position, id) > (")
            .bind(position)
            .sql(", ")
            .bind(id)
            .sql(")");
    }
    listing.sql(" ORDER BY position, id LIMIT ").bind(limit);
    listing.rows(tx)?.iter().map(read).collect()
}
