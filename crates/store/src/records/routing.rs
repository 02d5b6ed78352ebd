//! How agents work, and the tickets that wait for one.

use std::collections::HashMap;

use surety_domain::ids::{PlanId, ProductId, TeamId, TicketId, TicketTypeId, UserId};
use surety_domain::permission::PermissionSet;
use surety_domain::routing::AgentWork;
use surety_domain::time::Instant;

use super::listing::Listing;
use super::tickets::NEVER;
use crate::{Row, StoreError, Tx, Value, params, sql};

sql! {
    /// Gives every member of a team a row.
    FILL = "INSERT INTO agent_work (user_id, spec, last_given_at, version)
            SELECT m.user_id, '{}', NULL, 1 FROM team_members m
            WHERE m.team_id = $1 AND NOT EXISTS (SELECT 1 FROM agent_work w WHERE w.user_id = m.user_id)
            ON CONFLICT (user_id) DO NOTHING";
    /// The rows of a team's members, held until the end of the transaction, in one order for all.
    HOLD = "SELECT user_id FROM agent_work WHERE user_id IN (SELECT user_id FROM team_members WHERE team_id = $1)
            ORDER BY user_id FOR UPDATE";
    /// The members of a team with what routing asks of them.
    MEMBERS = "SELECT u.id, u.disabled_at, CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
                 r.permissions, w.spec, w.last_given_at
               FROM team_members m JOIN users u ON u.id = m.user_id JOIN roles r ON r.id = u.role_id
                 LEFT JOIN agent_work w ON w.user_id = u.id
               WHERE m.team_id = $1 ORDER BY u.id";
    /// Somebody was given a ticket.
    GIVEN = "UPDATE agent_work SET last_given_at = $2 WHERE user_id = $1";
    /// Gives one agent a row.
    SEED = "INSERT INTO agent_work (user_id, spec, last_given_at, version) VALUES ($1, '{}', NULL, 1)
            ON CONFLICT (user_id) DO NOTHING";
    /// How one agent works, held until the end of the transaction.
    LOCK = "SELECT user_id, spec, version FROM agent_work WHERE user_id = $1 FOR UPDATE";
    /// Changes how an agent works.
    UPDATE = "UPDATE agent_work SET spec = $2, version = version + 1 WHERE user_id = $1";
    /// A ticket waits.
    WAIT = "INSERT INTO routing_waiting (ticket_id, team_id, since) VALUES ($1, $2, $3)
            ON CONFLICT (ticket_id) DO UPDATE SET team_id = excluded.team_id";
    /// A ticket waits no longer.
    LEAVE = "DELETE FROM routing_waiting WHERE ticket_id = $1";
    /// What waits in a team: the first few of each product, type, plan and priority. So whatever nobody can
    /// take, and however much of it there is, hides nothing else.
    WAITING = "SELECT ticket_id, since, product_id, type_id, plan_id, priority_rank, next_due_at FROM (
                 SELECT w.ticket_id, w.since, t.product_id, t.type_id, t.plan_id, t.priority_rank, t.next_due_at,
                   row_number() OVER (PARTITION BY t.product_id, t.type_id, t.plan_id, t.priority_rank
                                      ORDER BY t.next_due_at, w.since, w.ticket_id) AS place
                 FROM routing_waiting w JOIN tickets t ON t.id = w.ticket_id
                 WHERE w.team_id = $1 AND t.handoff IS NULL) q
               WHERE place <= $2 ORDER BY priority_rank DESC, next_due_at, since, ticket_id";
    /// Another ticket that waits in a team. One that is offered keeps its place and holds up nobody.
    OTHER = "SELECT w.ticket_id FROM routing_waiting w JOIN tickets t ON t.id = w.ticket_id
             WHERE w.team_id = $1 AND w.ticket_id <> $2 AND t.handoff IS NULL LIMIT 1";
    /// Teams in which something waits.
    TEAMS = "SELECT DISTINCT team_id FROM routing_waiting ORDER BY team_id";
    /// Those of them that somebody is in.
    TEAMS_OF = "SELECT m.team_id FROM team_members m
                WHERE m.user_id = $1 AND EXISTS (SELECT 1 FROM routing_waiting w WHERE w.team_id = m.team_id)
                ORDER BY m.team_id";
}

/// A member of a team.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub agent: UserId,
    /// Whether they can sign in: not shut out, and their invitation was used.
    pub enabled: bool,
    /// What their role gives.
    pub permissions: PermissionSet,
    /// How they work.
    pub work: AgentWork,
    /// When routing last gave them a ticket.
    pub last_given: Option<Instant>,
}

/// A ticket that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingTicket {
    /// Which.
    pub id: TicketId,
    /// Since when.
    pub since: Instant,
    /// About which product.
    pub product_id: Option<ProductId>,
    /// Of which type.
    pub type_id: Option<TicketTypeId>,
    /// Under which plan.
    pub plan_id: Option<PlanId>,
    /// 4 urgent to 1 low, 0 none.
    pub priority_rank: i64,
    /// When it is due next.
    pub due: Option<Instant>,
}

/// Holds the rows of a team's members until the end of the transaction: who
/// gives out tickets to one of them waits for whoever does so now. Who is held.
///
/// # Errors
/// As the engine reports.
pub fn hold_members(tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<UserId>, StoreError> {
    tx.execute(&FILL, &params![team])?;
    let held = tx.query(&HOLD, &params![team])?;
    held.iter().map(|row| row.id("user_id")).collect()
}

/// The members of a team.
///
/// # Errors
/// As the engine reports, or when how one works does not read.
pub fn members(tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<Member>, StoreError> {
    tx.query(&MEMBERS, &params![team])?
        .iter()
        .map(|row| {
            Ok(Member {
                agent: row.id("id")?,
                enabled: row.opt_instant("disabled_at")?.is_none() && row.bool("has_password")?,
                permissions: row.json("permissions")?,
                work: row.opt_json("spec")?.unwrap_or_default(),
                last_given: row.opt_instant("last_given_at")?,
            })
        })
        .collect()
}

/// How many open tickets these people own; who owns none is left out.
///
/// # Errors
/// As the engine reports.
pub fn open_tickets(tx: &mut Tx<'_>, of: &[UserId]) -> Result<HashMap<UserId, i64>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let mut listing = Listing::new("SELECT assignee_id, count(*) AS open_tickets FROM tickets");
    listing
        .and("is_open = 1")
        .and("assignee_id IN ")
        .bind_all(of)
        .sql(" GROUP BY assignee_id");
    listing
        .rows(tx)?
        .iter()
        .map(|row| Ok((row.id("assignee_id")?, row.int("open_tickets")?)))
        .collect()
}

/// Notes that routing gave somebody a ticket.
///
/// # Errors
/// As the engine reports.
pub fn given(tx: &mut Tx<'_>, agent: UserId, at: Instant) -> Result<(), StoreError> {
    tx.execute(&GIVEN, &params![agent, at])?;
    Ok(())
}

fn work_of(row: &Row) -> Result<(UserId, (AgentWork, i64)), StoreError> {
    Ok((row.id("user_id")?, (row.json("spec")?, row.int("version")?)))
}

/// How these agents work, with versions; who was never asked is left out.
///
/// # Errors
/// As the engine reports.
pub fn work_of_all(
    tx: &mut Tx<'_>,
    ids: &[UserId],
) -> Result<HashMap<UserId, (AgentWork, i64)>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut listing = Listing::new("SELECT user_id, spec, version FROM agent_work");
    listing.and("user_id IN ").bind_all(ids);
    listing.rows(tx)?.iter().map(work_of).collect()
}

/// How an agent works, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock_work(tx: &mut Tx<'_>, id: UserId) -> Result<(AgentWork, i64), StoreError> {
    tx.execute(&SEED, &params![id])?;
    Ok(work_of(&tx.query_one(&LOCK, &params![id])?)?.1)
}

/// Changes how an agent works, whose row [`lock_work`] holds.
///
/// # Errors
/// As the engine reports.
pub fn set_work(tx: &mut Tx<'_>, id: UserId, work: &AgentWork) -> Result<(), StoreError> {
    tx.execute(&UPDATE, &params![id, Value::json(work)?])?;
    Ok(())
}

/// A ticket waits for somebody of a team.
///
/// # Errors
/// As the engine reports.
pub fn wait(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    team: TeamId,
    since: Instant,
) -> Result<(), StoreError> {
    tx.execute(&WAIT, &params![ticket, team, since])?;
    Ok(())
}

/// A ticket waits no longer.
///
/// # Errors
/// As the engine reports.
pub fn leave(tx: &mut Tx<'_>, ticket: TicketId) -> Result<(), StoreError> {
    tx.execute(&LEAVE, &params![ticket])?;
    Ok(())
}

/// What waits in a team: of each product, type, plan and priority the first `of_each`.
///
/// # Errors
/// As the engine reports.
pub fn waiting(
    tx: &mut Tx<'_>,
    team: TeamId,
    of_each: i64,
) -> Result<Vec<WaitingTicket>, StoreError> {
    tx.query(&WAITING, &params![team, of_each])?
        .iter()
        .map(|row| {
            Ok(WaitingTicket {
                id: row.id("ticket_id")?,
                since: row.instant("since")?,
                product_id: row.opt_id("product_id")?,
                type_id: row.opt_id("type_id")?,
                plan_id: row.opt_id("plan_id")?,
                priority_rank: row.int("priority_rank")?,
                due: Some(row.instant("next_due_at")?).filter(|due| *due != NEVER),
            })
        })
        .collect()
}

/// Whether another ticket waits in a team.
///
/// # Errors
/// As the engine reports.
pub fn others_wait(tx: &mut Tx<'_>, team: TeamId, than: TicketId) -> Result<bool, StoreError> {
    Ok(tx.query_opt(&OTHER, &params![team, than])?.is_some())
}

/// Teams in which something waits.
///
/// # Errors
/// As the engine reports.
pub fn teams_waiting(tx: &mut Tx<'_>) -> Result<Vec<TeamId>, StoreError> {
    tx.query(&TEAMS, &[])?
        .iter()
        .map(|row| row.id("team_id"))
        .collect()
}

/// Teams of somebody in which something waits.
///
/// # Errors
/// As the engine reports.
pub fn teams_waiting_for(tx: &mut Tx<'_>, agent: UserId) -> Result<Vec<TeamId>, StoreError> {
    tx.query(&TEAMS_OF, &params![agent])?
        .iter()
        .map(|row| row.id("team_id"))
        .collect()
}
