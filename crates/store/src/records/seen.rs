//! How far each person has read each ticket.

use std::collections::HashMap;

use surety_domain::ids::{TicketId, UserId};

use crate::{SqlText, StoreError, Tx, Value, params, sql};

sql! {
    /// Moves a person's mark forward; it never goes back.
    PUT = "INSERT INTO ticket_seen (user_id, ticket_id, seq) VALUES ($1, $2, $3)
           ON CONFLICT (user_id, ticket_id) DO UPDATE SET seq = excluded.seq WHERE ticket_seen.seq < excluded.seq";
}

/// Moves a person's mark to an event of a ticket; false when it was there or further.
///
/// # Errors
/// As the engine reports.
pub fn put(tx: &mut Tx<'_>, user: UserId, ticket: TicketId, seq: i64) -> Result<bool, StoreError> {
    Ok(tx.execute(&PUT, &params![user, ticket, seq])? == 1)
}

/// How far a person has read these tickets, by one look at the key of each.
/// Tickets they never had open are left out.
///
/// # Errors
/// As the engine reports.
pub fn of(
    tx: &mut Tx<'_>,
    user: UserId,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, i64>, StoreError> {
    if tickets.is_empty() {
        return Ok(HashMap::new());
    }
    let mut text = SqlText::new("SELECT ticket_id, seq FROM ticket_seen WHERE user_id = ");
    let mut values: Vec<Value> = vec![user.into()];
    text.param();
    let mut before = " AND ticket_id IN (";
    for ticket in tickets {
        text.push(before);
        text.param();
        values.push((*ticket).into());
        before = ", ";
    }
    text.push(")");
    tx.query_dynamic(&text, &values)?
        .iter()
        .map(|row| Ok((row.id("ticket_id")?, row.int("seq")?)))
        .collect()
}
