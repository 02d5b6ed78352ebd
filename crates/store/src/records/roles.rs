//! Roles: the built-in ones and those a desk makes for itself.

use surety_domain::ids::RoleId;
use surety_domain::permission::{BuiltinRole, PermissionSet, Side};
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::{Row, StoreError, Tx, Value, params, sql};

sql! {
    /// One role.
    GET = "SELECT id, name, side, builtin, permissions, version, created_at, updated_at FROM roles WHERE id = $1";
    /// One role, held until the end of the transaction.
    LOCK = "SELECT id FROM roles WHERE id = $1 FOR UPDATE";
    /// A built-in role.
    GET_BUILTIN = "SELECT id, name, side, builtin, permissions, version, created_at, updated_at
                   FROM roles WHERE builtin = $1";
    /// Every role, built-in ones first. There are few.
    LIST = "SELECT id, name, side, builtin, permissions, version, created_at, updated_at FROM roles
            ORDER BY CASE WHEN builtin IS NULL THEN 1 ELSE 0 END, id";
    /// Adds a role, or leaves the built-in one of this name alone.
    INSERT = "INSERT INTO roles (id, name, side, builtin, permissions, version, created_at, updated_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (builtin) DO NOTHING";
    /// Writes every field that can change.
    UPDATE = "UPDATE roles SET name = $2, permissions = $3, version = $4, updated_at = $5 WHERE id = $1";
    /// Whether somebody has this role.
    IN_USE = "SELECT id FROM users WHERE role_id = $1 LIMIT 1";
    /// Takes a role away.
    DELETE = "DELETE FROM roles WHERE id = $1";
}

/// A role as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// Its side of the desk.
    pub side: Side,
    /// Which built-in one, if any.
    pub builtin: Option<BuiltinRole>,
    /// What it gives. Of a built-in role this is what the program says, not what was stored.
    pub permissions: PermissionSet,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// The word a side is stored as.
pub const fn side_word(side: Side) -> &'static str {
    match side {
        Side::Agent => "agent",
        Side::Customer => "customer",
    }
}

fn read(row: &Row) -> Result<Role, StoreError> {
    let builtin: Option<BuiltinRole> = row.opt_id("builtin")?;
    Ok(Role {
        id: row.id("id")?,
        name: row.text("name")?,
        side: row.parsed("side", |word| match word {
            "agent" => Some(Side::Agent),
            "customer" => Some(Side::Customer),
            _ => None,
        })?,
        builtin,
        permissions: match builtin {
            Some(builtin) => builtin.permissions(),
            None => row.json("permissions")?,
        },
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One role.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: RoleId) -> Result<Option<Role>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One role, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: RoleId) -> Result<Option<Role>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// A built-in role.
///
/// # Errors
/// As the engine reports.
pub fn builtin(tx: &mut Tx<'_>, role: BuiltinRole) -> Result<Option<Role>, StoreError> {
    tx.query_opt(&GET_BUILTIN, &params![role.as_str()])?
        .as_ref()
        .map(read)
        .transpose()
}

/// Every role, built-in ones first.
///
/// # Errors
/// As the engine reports.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Role>, StoreError> {
    tx.query(&LIST, &[])?.iter().map(read).collect()
}

/// These roles.
///
/// # Errors
/// As the engine reports.
pub fn get_all(tx: &mut Tx<'_>, ids: &[RoleId]) -> Result<Vec<Role>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut listing = Listing::new(
        "SELECT id, name, side, builtin, permissions, version, created_at, updated_at FROM roles",
    );
    listing.and("id IN ").bind_all(ids);
    listing.rows(tx)?.iter().map(read).collect()
}

/// Adds a role. A built-in one that is there already is left alone.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, role: &Role) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            role.id,
            &role.name,
            side_word(role.side),
            role.builtin.map(BuiltinRole::as_str),
            Value::json(&role.permissions)?,
            role.version,
            role.created_at,
            role.updated_at
        ],
    )?;
    Ok(())
}

/// Writes a role that [`lock`] holds.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, role: &Role) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            role.id,
            &role.name,
            Value::json(&role.permissions)?,
            role.version,
            role.updated_at
        ],
    )?;
    Ok(())
}

/// Whether somebody has this role, shut out or not.
///
/// # Errors
/// As the engine reports.
pub fn in_use(tx: &mut Tx<'_>, id: RoleId) -> Result<bool, StoreError> {
    Ok(tx.query_opt(&IN_USE, &params![id])?.is_some())
}

/// Takes a role away that nobody has.
///
/// # Errors
/// As the engine reports.
pub fn delete(tx: &mut Tx<'_>, id: RoleId) -> Result<(), StoreError> {
    tx.execute(&DELETE, &params![id])?;
    Ok(())
}
