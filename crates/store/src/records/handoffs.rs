//! Offers of tickets: a row each, for reports and the lists behind their figures.

use surety_domain::ids::{TeamId, TicketId, UserId};
use surety_domain::permission::TicketReach;
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::{StoreError, Tx, params, sql};

sql! {
    /// Adds an offer.
    INSERT = "INSERT INTO handoffs (ticket_id, seq, offered_at, from_team_id, from_user_id, to_team_id, to_user_id,
                reason, outcome, ended_at, bounced)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL, 0)";
    /// Ends an offer that stands.
    END = "UPDATE handoffs SET outcome = $3, ended_at = $4, bounced = $5
           WHERE ticket_id = $1 AND seq = $2 AND outcome IS NULL";
    /// Tickets offered to a team, or to one of it.
    TO_TEAM = "SELECT id FROM tickets WHERE offered_team_id = $1 ORDER BY id";
    /// Tickets offered to an agent by name.
    TO_USER = "SELECT id FROM tickets WHERE offered_user_id = $1 ORDER BY id";
    /// Offers of open tickets after an id for whose end no timer will come.
    UNWATCHED = "SELECT t.id, t.handoff FROM tickets t WHERE t.handoff IS NOT NULL AND t.id > $1
                   AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = 'handoff_timeout:' || t.id AND j.state <> 'dead')
                 ORDER BY t.id LIMIT $2";
}

const OFFERS: &str = "SELECT h.ticket_id, t.number, h.seq, h.offered_at, h.from_team_id, h.from_user_id, h.to_team_id, h.to_user_id, \
     h.reason, h.outcome, h.ended_at, h.bounced FROM handoffs h JOIN tickets t ON t.id = h.ticket_id";

/// An offer as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handoff {
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// Its number; not written.
    pub ticket_number: i64,
    /// The sequence number of its event.
    pub seq: i64,
    /// When it was made.
    pub offered_at: Instant,
    /// The team that had the ticket.
    pub from_team_id: Option<TeamId>,
    /// The agent who had it.
    pub from_user_id: Option<UserId>,
    /// The team that was asked.
    pub to_team_id: Option<TeamId>,
    /// The agent who was asked.
    pub to_user_id: Option<UserId>,
    /// The key of the reason.
    pub reason: String,
    /// How it ended; none: it stands.
    pub outcome: Option<String>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Whether its acceptance brought the ticket back to a team that had it.
    pub bounced: bool,
}

/// Adds an offer that stands.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, h: &Handoff) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            h.ticket_id,
            h.seq,
            h.offered_at,
            h.from_team_id,
            h.from_user_id,
            h.to_team_id,
            h.to_user_id,
            h.reason.as_str()
        ],
    )?;
    Ok(())
}

/// Ends an offer; false when it had ended.
///
/// # Errors
/// As the engine reports.
pub fn end(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    seq: i64,
    outcome: &str,
    at: Instant,
    bounced: bool,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&END, &params![ticket, seq, outcome, at, bounced])? == 1)
}

/// Offers made in `[from, before)` of tickets within reach, oldest first, at
/// most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn of_span(
    tx: &mut Tx<'_>,
    reach: &TicketReach,
    from: Instant,
    before: Instant,
    limit: i64,
) -> Result<Vec<Handoff>, StoreError> {
    let mut listing = Listing::new(OFFERS);
    listing.and("h.offered_at >= ").bind(from);
    listing.and("h.offered_at < ").bind(before);
    listing.and_reach(reach);
    listing
        .sql(" ORDER BY h.offered_at, h.ticket_id, h.seq LIMIT ")
        .bind(limit);
    listing
        .rows(tx)?
        .iter()
        .map(|row| {
            Ok(Handoff {
                ticket_id: row.id("ticket_id")?,
                ticket_number: row.int("number")?,
                seq: row.int("seq")?,
                offered_at: row.instant("offered_at")?,
                from_team_id: row.opt_id("from_team_id")?,
                from_user_id: row.opt_id("from_user_id")?,
                to_team_id: row.opt_id("to_team_id")?,
                to_user_id: row.opt_id("to_user_id")?,
                reason: row.text("reason")?,
                outcome: row.opt_text("outcome")?,
                ended_at: row.opt_instant("ended_at")?,
                bounced: row.bool("bounced")?,
            })
        })
        .collect()
}

/// Tickets that are offered to a team, or to somebody of it by name.
///
/// # Errors
/// As the engine reports.
pub fn to_team(tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<TicketId>, StoreError> {
    tx.query(&TO_TEAM, &params![team])?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// Tickets that are offered to an agent by name.
///
/// # Errors
/// As the engine reports.
pub fn to_user(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<TicketId>, StoreError> {
    tx.query(&TO_USER, &params![user])?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// Offered tickets after `after`, at most `limit`, whose offer no timer will
/// end, with the offer. Start with an empty id.
///
/// # Errors
/// As the engine reports.
pub fn unwatched(
    tx: &mut Tx<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<(TicketId, String)>, StoreError> {
    tx.query(&UNWATCHED, &params![after, limit])?
        .iter()
        .map(|row| Ok((row.id("id")?, row.text("handoff")?)))
        .collect()
}
