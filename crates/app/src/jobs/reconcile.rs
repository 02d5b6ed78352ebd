//! The reconciler: finds tickets whose timer was lost or given up, and sets it
//! again from the facts: that of their clocks, that of the next update of an
//! escalated ticket, and that of an offer. And it has every queue of routing looked at in which
//! something waits.
//!
//! It walks through the open tickets in the order of what is due, a bounded
//! number in each round, and remembers where it stopped. Looking is a read;
//! only tickets without a timer are locked and replayed.

use serde::{Deserialize, Serialize};
use surety_domain::ids::TicketId;
use surety_domain::time::Instant;
use surety_store::jobs as store_jobs;
use surety_store::jobs::JobState;
use surety_store::records::upkeep::{DueTicket, due_tickets, escalated_unwatched};
use surety_store::records::{handoffs, history, settings, tickets};
use surety_store::{StoreError, Tx};

use super::{Kind, set_timer, timer_key};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::handoffs::standing;
use crate::routing::refill;
use crate::tickets::events::read_event;
use crate::tickets::{clocks, escalated};

/// Tickets looked at in one round. A desk with fewer open tickets is looked
/// through whole every minute.
pub const LOOKED_AT_MAX: u64 = 20_000;
/// Tickets looked at in one read.
const LOOKED_AT_AT_ONCE: i64 = 2_000;
/// Tickets replayed in one round. Those that are overdue and wait for nothing
/// more have no timer and are among them.
pub const REPLAYED_MAX: usize = 1_000;
/// Tickets replayed in one transaction.
const REPLAYED_AT_ONCE: usize = 50;

/// Where the last round stopped; a row of the settings.
const PLACE: &str = "reconcile_timers";

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Place {
    /// UTC microseconds; beyond what a date can be written as at the start.
    due: i64,
    id: String,
}

impl Place {
    const START: Self = Self {
        due: i64::MIN,
        id: String::new(),
    };

    fn after(ticket: &DueTicket) -> Self {
        Self {
            due: ticket.next_due_at.0,
            id: ticket.id.to_string(),
        }
    }
}

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciled {
    /// Tickets looked at.
    pub looked_at: u64,
    /// Timers set again.
    pub set: u64,
    /// Tickets whose history does not replay; the log names them.
    pub broken: u64,
}

/// One round: looks at some open tickets and sets the timers that are missing.
///
/// # Errors
/// As the store reports.
pub async fn timers(app: &App) -> Result<Reconciled, AppError> {
    let mut place = app
        .query(&Call::system(), |tx, _| {
            Ok(settings::get::<Place>(tx, PLACE)?)
        })
        .await?
        .map_or(Place::START, |(place, _)| place);
    let mut done = Reconciled::default();
    let mut unarmed = Vec::new();
    while done.looked_at < LOOKED_AT_MAX && unarmed.len() < REPLAYED_MAX {
        let from = place.clone();
        let page = app
            .query(&Call::system(), move |tx, _| {
                Ok(due_tickets(
                    tx,
                    Instant(from.due),
                    &from.id,
                    LOOKED_AT_AT_ONCE,
                )?)
            })
            .await?;
        let mut whole = page.len() < LOOKED_AT_AT_ONCE as usize;
        for ticket in &page {
            if unarmed.len() == REPLAYED_MAX {
                whole = false;
                break;
            }
            done.looked_at += 1;
            place = Place::after(ticket);
            if !ticket.armed {
                unarmed.push(ticket.id);
            }
        }
        if whole {
            // The end: the next round begins anew.
            place = Place::START;
            break;
        }
    }
    for some in unarmed.chunks(REPLAYED_AT_ONCE) {
        let some = some.to_vec();
        let (set, broken) = app
            .command(&Call::system(), move |tx, cx| {
                let mut counts = (0_u64, 0_u64);
                for id in &some {
                    match arm(tx, cx, *id) {
                        Ok(set) => counts.0 += u64::from(set),
                        Err(AppError::Internal(reason)) => {
                            tracing::error!(ticket = %id, reason, "a ticket's timer cannot be told");
                            counts.1 += 1;
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(counts)
            })
            .await?;
        done.set += set;
        done.broken += broken;
    }
    for watched in &WATCHED {
        watches(app, watched, &mut done).await?;
    }
    app.command(&Call::system(), move |tx, cx| {
        refill::everywhere(tx, cx)?;
        if !settings::seed(tx, PLACE, &place)? {
            settings::update(tx, PLACE, &place)?;
        }
        Ok(())
    })
    .await?;
    Ok(done)
}

/// Tickets after an id whose watch has no timer, with how they stand.
type Unwatched = fn(&mut Tx<'_>, &str, i64) -> Result<Vec<(TicketId, String)>, StoreError>;

/// What tickets are watched for beside their clocks.
struct Watched {
    unwatched: Unwatched,
    /// Whether a timer is to come for how a ticket stands.
    wants: fn(&str) -> Result<bool, AppError>,
    again: fn(&mut Tx<'_>, &Cx<'_>, TicketId) -> Result<bool, AppError>,
}

const WATCHED: [Watched; 2] = [
    Watched {
        unwatched: escalated_unwatched,
        // One whose update was missed, or that asks for none, has no timer.
        wants: |kept| Ok(escalated::read(Some(kept))?.is_some_and(|e| e.look_at().is_some())),
        again: escalated::watch_again,
    },
    Watched {
        unwatched: handoffs::unwatched,
        wants: |_| Ok(true),
        again: standing::watch_again,
    },
];

/// Sets the timers of what tickets are watched for that are missing. A row that
/// does not read keeps nobody else from theirs.
async fn watches(app: &App, watched: &Watched, done: &mut Reconciled) -> Result<(), AppError> {
    let mut after = String::new();
    let mut looked_at = 0;
    while looked_at < LOOKED_AT_MAX {
        let (from, unwatched) = (after.clone(), watched.unwatched);
        let page = app
            .query(&Call::system(), move |tx, _| {
                Ok(unwatched(tx, &from, LOOKED_AT_AT_ONCE)?)
            })
            .await?;
        let Some((last, _)) = page.last() else {
            break;
        };
        after = last.to_string();
        looked_at += page.len() as u64;
        let mut wanted = Vec::new();
        for (id, kept) in &page {
            match (watched.wants)(kept) {
                Ok(true) => wanted.push(*id),
                Ok(false) => {}
                Err(reason) => {
                    tracing::error!(ticket = %id, %reason, "how a ticket stands does not read");
                    done.broken += 1;
                }
            }
        }
        for some in wanted.chunks(REPLAYED_AT_ONCE) {
            let (some, again) = (some.to_vec(), watched.again);
            done.set += app
                .command(&Call::system(), move |tx, cx| {
                    let mut set = 0_u64;
                    for id in &some {
                        set += u64::from(again(tx, cx, *id)?);
                    }
                    Ok(set)
                })
                .await?;
        }
    }
    Ok(())
}

/// Sets the timer of a ticket that has none, if something is to come.
fn arm(tx: &mut Tx<'_>, cx: &Cx<'_>, id: TicketId) -> Result<bool, AppError> {
    let Some(ticket) = tickets::lock(tx, id)? else {
        return Ok(false);
    };
    let subject = id.to_string();
    let job = store_jobs::find_keyed(tx, &timer_key(Kind::SlaTimer, &subject))?;
    let given_up = job.as_ref().is_some_and(|job| job.state == JobState::Dead);
    if job.is_some() && !given_up {
        return Ok(false);
    }
    let history: Vec<_> = history::events(tx, id)?
        .iter()
        .map(read_event)
        .collect::<Result<_, _>>()?;
    let wake = clocks::wake(tx, cx, &ticket, &history)?;
    if wake.is_none() && !given_up {
        return Ok(false);
    }
    set_timer(
        tx,
        cx,
        Kind::SlaTimer,
        &subject,
        &serde_json::json!({ "ticket": id }),
        wake,
    )?;
    Ok(wake.is_some())
}
