//! Agents as the desk manages them. How they sign in is the record `users`.

use std::collections::HashMap;

use surety_domain::ids::{RoleId, TeamId, UserId};
use surety_domain::text::fold;
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::text::like_prefix;
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One agent.
    GET = "SELECT id, role_id, name, email, manager_id, zone, locale, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
             CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END AS has_totp, disabled_at, last_seen_at, version, created_at, updated_at
           FROM users WHERE id = $1 AND kind = 'agent'";
    /// One agent, held until the end of the transaction.
    LOCK = "SELECT id FROM users WHERE id = $1 AND kind = 'agent' FOR UPDATE";
    /// Whose address it is, agent or customer.
    BY_EMAIL = "SELECT id FROM users WHERE email_folded = $1";
    /// Adds an agent who has no password yet.
    INSERT = "INSERT INTO users (id, kind, contact_id, role_id, name, email, email_folded, manager_id, zone, locale,
                signature, preferences, password_hash, totp_secret, totp_pending, totp_last_step, recovery_codes,
                session_epoch, disabled_at, last_seen_at, version, created_at, updated_at)
              VALUES ($1, 'agent', NULL, $2, $3, $4, $5, $6, $7, $8, '', '{}', NULL, NULL, NULL, NULL, '[]', 1,
                $9, NULL, $10, $11, $12)";
    /// Writes every field that the desk manages.
    UPDATE = "UPDATE users SET role_id = $2, name = $3, email = $4, email_folded = $5, manager_id = $6, zone = $7,
                locale = $8, disabled_at = $9, version = $10, updated_at = $11 WHERE id = $1";
    /// Somebody's manager.
    MANAGER = "SELECT manager_id FROM users WHERE id = $1";
    /// Holds the row of a built-in role, so that two who take its last holder away wait for each other.
    HOLD_ROLE = "SELECT id FROM roles WHERE builtin = $1 FOR UPDATE";
    /// Agents in use who have a role.
    OF_ROLE = "SELECT id FROM users WHERE role_id = $1 AND kind = 'agent' AND disabled_at IS NULL ORDER BY id";
    /// How many others in use hold a built-in role.
    OTHERS_WITH_ROLE = "SELECT count(*) AS others FROM users u JOIN roles r ON r.id = u.role_id
                        WHERE r.builtin = $1 AND u.disabled_at IS NULL AND u.id <> $2";
}

const COLUMNS: &str = "SELECT id, role_id, name, email, manager_id, zone, locale, \
     CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has_password, CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END AS has_totp, disabled_at, last_seen_at, \
     version, created_at, updated_at FROM users";

/// An agent as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Their id.
    pub id: UserId,
    /// What they may do.
    pub role_id: RoleId,
    /// Their name.
    pub name: String,
    /// Where they sign in and are written to.
    pub email: String,
    /// Who is told when it gets serious.
    pub manager_id: Option<UserId>,
    /// IANA zone.
    pub zone: String,
    /// BCP 47 language tag.
    pub locale: String,
    /// Whether they have set a password; not written.
    pub has_password: bool,
    /// Whether they have a second factor; not written.
    pub has_totp: bool,
    /// When they were shut out.
    pub disabled_at: Option<Instant>,
    /// When they last called; not written.
    pub last_seen_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
    /// When they were invited.
    pub created_at: Instant,
    /// When they were last changed.
    pub updated_at: Instant,
}

/// What a list of agents is cut to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Start of the address, or of the name as it is written.
    pub q: Option<String>,
    /// Members of this team.
    pub team: Option<TeamId>,
    /// With this role.
    pub role: Option<RoleId>,
    /// Shut out, or not; none is both.
    pub disabled: Option<bool>,
}

fn read(row: &Row) -> Result<Agent, StoreError> {
    Ok(Agent {
        id: row.id("id")?,
        role_id: row.id("role_id")?,
        name: row.text("name")?,
        email: row.text("email")?,
        manager_id: row.opt_id("manager_id")?,
        zone: row.text("zone")?,
        locale: row.text("locale")?,
        has_password: row.bool("has_password")?,
        has_totp: row.bool("has_totp")?,
        disabled_at: row.opt_instant("disabled_at")?,
        last_seen_at: row.opt_instant("last_seen_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One agent.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: UserId) -> Result<Option<Agent>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One agent, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: UserId) -> Result<Option<Agent>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// The user, agent or customer, who signs in with this address.
///
/// # Errors
/// As the engine reports.
pub fn find_by_email(tx: &mut Tx<'_>, address: &str) -> Result<Option<UserId>, StoreError> {
    tx.query_opt(&BY_EMAIL, &params![fold(address)])?
        .map(|row| row.id("id"))
        .transpose()
}

/// Adds an agent who has no password yet.
///
/// # Errors
/// As the engine reports; an address that is taken is a unique conflict on `users.email_folded`.
pub fn insert(tx: &mut Tx<'_>, agent: &Agent) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            agent.id,
            agent.role_id,
            &agent.name,
            &agent.email,
            fold(&agent.email),
            agent.manager_id,
            &agent.zone,
            &agent.locale,
            agent.disabled_at,
            agent.version,
            agent.created_at,
            agent.updated_at
        ],
    )?;
    Ok(())
}

/// Writes what the desk manages of an agent that [`lock`] holds.
///
/// # Errors
/// As [`insert`].
pub fn update(tx: &mut Tx<'_>, agent: &Agent) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            agent.id,
            agent.role_id,
            &agent.name,
            &agent.email,
            fold(&agent.email),
            agent.manager_id,
            &agent.zone,
            &agent.locale,
            agent.disabled_at,
            agent.version,
            agent.updated_at
        ],
    )?;
    Ok(())
}

/// The managers above somebody, nearest first, at most `limit`; a circle ends
/// where it would begin again.
///
/// # Errors
/// As the engine reports.
pub fn managers(tx: &mut Tx<'_>, id: UserId, limit: usize) -> Result<Vec<UserId>, StoreError> {
    let mut found = Vec::new();
    let mut here = id;
    while found.len() < limit {
        let Some(row) = tx.query_opt(&MANAGER, &params![here])? else {
            break;
        };
        let Some(manager) = row.opt_id::<UserId>("manager_id")? else {
            break;
        };
        if manager == id || found.contains(&manager) {
            break;
        }
        found.push(manager);
        here = manager;
    }
    Ok(found)
}

/// How many others that are not shut out hold a built-in role. Callers wait
/// for each other, so that two cannot both take away the last but one.
///
/// # Errors
/// As the engine reports.
pub fn others_with_role(tx: &mut Tx<'_>, builtin: &str, except: UserId) -> Result<i64, StoreError> {
    tx.query(&HOLD_ROLE, &params![builtin])?;
    tx.query_one(&OTHERS_WITH_ROLE, &params![builtin, except])?
        .int("others")
}

/// The names of these users, agents or customers.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[UserId]) -> Result<HashMap<UserId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM users", ids)
}

/// Those of `ids` that are agents who are not shut out.
///
/// # Errors
/// As the engine reports.
pub fn in_use(tx: &mut Tx<'_>, ids: &[UserId]) -> Result<Vec<UserId>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut listing = Listing::new("SELECT id FROM users");
    listing
        .and("kind = 'agent' AND disabled_at IS NULL")
        .and("id IN ")
        .bind_all(ids);
    listing.rows(tx)?.iter().map(|row| row.id("id")).collect()
}

/// One page by name, after `(name, id)`, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &Filter,
    after: Option<&(String, UserId)>,
    limit: i64,
) -> Result<Vec<Agent>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    listing.and("kind = 'agent'");
    if let Some(disabled) = filter.disabled {
        listing.and(if disabled {
            "disabled_at IS NOT NULL"
        } else {
            "disabled_at IS NULL"
        });
    }
    if let Some(role) = filter.role {
        listing.and("role_id = ").bind(role);
    }
    if let Some(team) = filter.team {
        listing
            .and("id IN (SELECT user_id FROM team_members WHERE team_id = ")
            .bind(team)
            .sql(")");
    }
    if let Some(q) = &filter.q {
        listing
            .and("(email_folded LIKE ")
            .bind(like_prefix(&fold(q)))
            .sql(" ESCAPE '\\' OR name LIKE ")
            .bind(like_prefix(q))
            .sql(" ESCAPE '\\')");
    }
    if let Some((name, id)) = after {
        listing
            .and("(name, id) > (")
            .bind(name.as_str())
            .sql(", ")
            .bind(id)
            .sql(")");
    }
    listing.sql(" ORDER BY name, id LIMIT ").bind(limit);
    listing.rows(tx)?.iter().map(read).collect()
}

/// Agents in use who have a role.
///
/// # Errors
/// As the engine reports.
pub fn of_role(tx: &mut Tx<'_>, role: RoleId) -> Result<Vec<UserId>, StoreError> {
    tx.query(&OF_ROLE, &params![role])?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}
