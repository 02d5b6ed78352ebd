//! Open tickets in the order of their ids, each with what it was promised last:
//! for whoever walks through them because a promise has another version.

use surety_domain::ids::{ContractId, PlanId, TicketId};

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Open tickets after an id, with the newest event that says what is promised.
    OPEN_TICKETS = "SELECT t.id, t.contract_id, t.plan_id,
                      (SELECT e.data FROM ticket_events e WHERE e.ticket_id = t.id AND e.kind = 'promise_changed'
                       ORDER BY e.seq DESC LIMIT 1) AS promise
                    FROM tickets t WHERE t.is_open = 1 AND t.id > $1 ORDER BY t.id LIMIT $2";
}

/// An open ticket and its promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTicket {
    /// Which.
    pub id: TicketId,
    /// The contract of its decision.
    pub contract_id: Option<ContractId>,
    /// The plan of its decision.
    pub plan_id: Option<PlanId>,
    /// Its newest promise, as the event is kept; none was ever made.
    pub promise: Option<String>,
}

/// Open tickets after `after`, at most `limit`, in the order of their ids.
///
/// # Errors
/// As the engine reports.
pub fn after(tx: &mut Tx<'_>, after: TicketId, limit: i64) -> Result<Vec<OpenTicket>, StoreError> {
    tx.query(&OPEN_TICKETS, &params![after, limit])?
        .iter()
        .map(|row| {
            Ok(OpenTicket {
                id: row.id("id")?,
                contract_id: row.opt_id("contract_id")?,
                plan_id: row.opt_id("plan_id")?,
                promise: row.opt_text("promise")?,
            })
        })
        .collect()
}
