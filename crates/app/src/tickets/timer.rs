//! A timer of a ticket has come. It carries no verdict: early, late or doubled,
//! what it does is decided by what is true now, in one transaction with the end
//! of its job.

use surety_domain::ids::TicketId;
use surety_domain::permission::Permission;
use surety_store::Tx;
use surety_store::jobs::Job;

use super::key::TicketKey;
use super::work::Work;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::end_in;

#[derive(serde::Deserialize)]
struct Payload {
    ticket: TicketId,
}

/// What is done about the ticket.
pub type Act = fn(&mut Tx<'_>, &Cx<'_>, TicketId) -> Result<(), AppError>;

/// Does it, and ends the timer's job with it.
///
/// # Errors
/// `lease_lost` when another node has the job, as `act`, or the store's.
pub async fn on_timer(app: &App, job: &Job, act: Act) -> Result<(), AppError> {
    let job = job.clone();
    let payload: Payload = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("a timer's payload: {e}")))?;
    app.command(&Call::system(), move |tx, cx| {
        act(tx, cx, payload.ticket)?;
        end_in(tx, &job)
    })
    .await
}

/// The work at a ticket whose timer has come, by the part of the desk that set
/// it; none when the ticket was erased and nothing is promised any more.
///
/// # Errors
/// As the store reports.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: TicketId,
    by: &str,
) -> Result<Option<Work>, AppError> {
    let key = TicketKey::Id(ticket);
    match Work::take(tx, cx, key, Permission::TicketUpdate, None) {
        Ok(work) => Ok(Some(work.as_part(by))),
        Err(AppError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
