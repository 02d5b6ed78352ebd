//! Another version reaches the open tickets: a walk through them in bounded
//! batches, each a job of its own in one transaction with its end.
//!
//! A batch that comes twice finds nothing left to do. Steps that have fired
//! keep their rows, so none fires again; what the new version makes due now is
//! fired by the tickets' own timers.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::{CalendarId, ContractId, SlaId, TicketId};
use surety_domain::ticket::{LayerRef, TicketEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::jobs::Job;
use surety_store::records::open_tickets::{self, OpenTicket};

use super::super::entitle;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind, end_in};
use crate::tickets::timer;

/// Open tickets that one batch looks at.
pub const LOOKED_AT_AT_ONCE: i64 = 500;
/// Tickets that one batch takes to give them another promise: they stay locked
/// until its end.
pub const RENEWED_AT_ONCE: usize = 50;
/// Seconds after which the walk is made once more: a ticket that was opened
/// while the version was saved may have been written behind the first one.
pub const STRAGGLERS_SECONDS: i64 = 60;

/// Which open tickets another version reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Reach {
    /// Those that are promised something in a calendar.
    Calendar {
        /// Which.
        id: CalendarId,
    },
    /// Those that are promised something by an SLA.
    Sla {
        /// Which.
        id: SlaId,
    },
    /// Those under a contract.
    Contract {
        /// Which.
        id: ContractId,
    },
    /// Those that have the default plan and no contract.
    FreeSupport,
}

impl Reach {
    /// Whether an open ticket is reached.
    ///
    /// # Errors
    /// `Internal` when its promise does not read: a damaged row.
    pub fn touches(self, ticket: &OpenTicket) -> Result<bool, AppError> {
        let any = |test: &dyn Fn(&LayerRef) -> bool| -> Result<bool, AppError> {
            let Some(text) = &ticket.promise else {
                return Ok(false);
            };
            match serde_json::from_str(text) {
                Ok(TicketEvent::PromiseChanged { layers, .. }) => Ok(layers.iter().any(test)),
                Ok(_) => Ok(false),
                Err(e) => Err(AppError::Internal(format!(
                    "the promise of ticket {} does not read: {e}",
                    ticket.id
                ))),
            }
        };
        match self {
            Self::Calendar { id } => any(&|layer| layer.calendar == id),
            Self::Sla { id } => any(&|layer| layer.sla == id),
            Self::Contract { id } => Ok(ticket.contract_id == Some(id)),
            Self::FreeSupport => Ok(ticket.contract_id.is_none() && ticket.plan_id.is_some()),
        }
    }
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    reach: Reach,
    after: TicketId,
    /// Whether this is the second walk.
    #[serde(default)]
    again: bool,
}

/// Before every ticket.
const START: TicketId = TicketId(0);

fn enqueue(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    payload: Payload,
    run_at: Instant,
) -> Result<(), AppError> {
    jobs::enqueue(tx, cx, Kind::PromiseRenewal, &json!(payload), run_at)?;
    Ok(())
}

/// Sends a version that was just written to the open tickets that it reaches.
///
/// # Errors
/// As the store reports.
pub fn send(tx: &mut Tx<'_>, cx: &Cx<'_>, reach: Reach) -> Result<(), AppError> {
    let payload = Payload {
        reach,
        after: START,
        again: false,
    };
    enqueue(tx, cx, payload, cx.now)
}

/// One batch, in one transaction with the end of its job.
///
/// # Errors
/// `lease_lost` when another node has the job, or the store's.
pub async fn on_job(app: &App, job: &Job) -> Result<(), AppError> {
    let job = job.clone();
    let payload: Payload = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("a renewal's payload: {e}")))?;
    app.command(&Call::system(), move |tx, cx| {
        let page = open_tickets::after(tx, payload.after, LOOKED_AT_AT_ONCE)?;
        let mut whole = page.len() < LOOKED_AT_AT_ONCE as usize;
        let mut after = payload.after;
        let mut taken = 0;
        for open in &page {
            if taken == RENEWED_AT_ONCE {
                whole = false;
                break;
            }
            after = open.id;
            match tx.attempt(|tx| one(tx, cx, payload.reach, open)) {
                Ok(held) => taken += usize::from(held),
                // One damaged history does not keep the others from their promise.
                Err(AppError::Internal(reason)) => {
                    tracing::error!(ticket = %open.id, reason, "a ticket cannot take the new version");
                }
                Err(error) => return Err(error),
            }
        }
        if !whole {
            enqueue(tx, cx, Payload { after, ..payload }, cx.now)?;
        } else if !payload.again {
            let payload = Payload {
                after: START,
                again: true,
                ..payload
            };
            enqueue(tx, cx, payload, cx.now.plus_seconds(STRAGGLERS_SECONDS))?;
        }
        end_in(tx, &job)
    })
    .await
}

/// Whether the ticket was taken.
fn one(tx: &mut Tx<'_>, cx: &Cx<'_>, reach: Reach, open: &OpenTicket) -> Result<bool, AppError> {
    if !reach.touches(open)? {
        return Ok(false);
    }
    let Some(mut work) = timer::take(tx, cx, open.id, "new_version")? else {
        return Ok(false);
    };
    // Finished while the batch came.
    if !work.ticket.is_open {
        return Ok(true);
    }
    let cx = &cx.not_before(work.at());
    if entitle::renew(tx, cx, &mut work)? {
        work.finish(tx, cx, "promise")?;
    }
    Ok(true)
}
