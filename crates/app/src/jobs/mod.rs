//! Time's door: jobs that are due, and effects that leave the desk.
//!
//! A job is a row written by the transaction that wants it, so the table is
//! the outbox. A handler that only changes the desk ends its job in its own
//! transaction: both happen or neither. A handler with an effect outside gives
//! the effect an idempotency key first and ends the job afterwards: the effect
//! may come twice after a crash, and carries the same key.
//!
//! To add one: a line in [`Kind`], its arm in `run_one`, its function in the
//! folder of its subject.

pub mod prune;
pub mod reconcile;
pub mod schedule;
#[cfg(test)]
mod tests;
mod worker;

use surety_domain::ids::JobId;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::jobs::{self, NewJob};

pub use schedule::Schedule;
pub use worker::{Effects, LEASE_SECONDS, Lateness, Worker, end_in, run_due};

use crate::core::Cx;
use crate::error::AppError;

/// The version of every payload's form; handlers read older ones too.
pub const PAYLOAD_VERSION: i64 = 1;

/// What kind of work a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Look at the clocks of a ticket and fire what is due. Keyed by ticket.
    SlaTimer,
    /// Look whether an escalated ticket had its update. Keyed by ticket.
    EscalationUpdate,
    /// Give an offered ticket back that nobody took. Keyed by ticket.
    HandoffTimeout,
    /// Put an amendment of a contract in force. Keyed by contract.
    ContractAmendment,
    /// Make one account's contract from a template.
    TemplateApply,
    /// Decide the next lines of a table of accounts.
    AccountImport,
    /// Send a mail by the [`crate::ports::MailOut`] port.
    MailOut,
    /// Give the next open tickets the promise of a new version.
    PromiseRenewal,
    /// Tell the next contacts of a new support policy.
    PolicyNotice,
    /// Give what waits in a team to whoever became free. Keyed by team.
    RoutingRefill,
}

impl Kind {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SlaTimer => "sla_timer",
            Self::EscalationUpdate => "escalation_update",
            Self::HandoffTimeout => "handoff_timeout",
            Self::ContractAmendment => "contract_amendment",
            Self::TemplateApply => "template_apply",
            Self::AccountImport => "account_import",
            Self::MailOut => "mail_out",
            Self::PromiseRenewal => "promise_renewal",
            Self::PolicyNotice => "policy_notice",
            Self::RoutingRefill => "routing_refill",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [
            Self::SlaTimer,
            Self::EscalationUpdate,
            Self::HandoffTimeout,
            Self::ContractAmendment,
            Self::TemplateApply,
            Self::AccountImport,
            Self::MailOut,
            Self::PromiseRenewal,
            Self::PolicyNotice,
            Self::RoutingRefill,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == word)
    }
}

/// Adds a job to the outbox of this transaction.
///
/// # Errors
/// As the store reports.
pub fn enqueue(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    kind: Kind,
    payload: &serde_json::Value,
    run_at: Instant,
) -> Result<JobId, AppError> {
    let id = cx.new_id(JobId::new);
    jobs::enqueue(
        tx,
        &NewJob {
            id,
            kind: kind.as_str(),
            version: PAYLOAD_VERSION,
            payload: &payload.to_string(),
            run_at,
            created_at: cx.now,
        },
    )?;
    Ok(id)
}

/// The key of a subject's timer.
pub fn timer_key(kind: Kind, subject: &str) -> String {
    format!("{}:{subject}", kind.as_str())
}

/// Sets, moves or (with `None`) takes away the timer of a key.
///
/// # Errors
/// As the store reports.
pub fn set_timer(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    kind: Kind,
    subject: &str,
    payload: &serde_json::Value,
    run_at: Option<Instant>,
) -> Result<(), AppError> {
    let key = timer_key(kind, subject);
    match run_at {
        Some(run_at) => {
            let payload = payload.to_string();
            jobs::upsert_timer(tx, &key, &timer(cx, kind, &payload, run_at))?;
        }
        None => {
            jobs::disarm(tx, &key)?;
        }
    }
    Ok(())
}

/// Whether a timer of a subject is to run now, or runs.
///
/// # Errors
/// As the store reports.
pub fn timer_due(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    kind: Kind,
    subject: &str,
) -> Result<bool, AppError> {
    Ok(jobs::timer_due(tx, &timer_key(kind, subject), cx.now)?)
}

/// As [`set_timer`] for a subject that is new and so has none yet.
///
/// # Errors
/// As the store reports.
pub fn first_timer(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    kind: Kind,
    subject: &str,
    payload: &serde_json::Value,
    run_at: Instant,
) -> Result<(), AppError> {
    let payload = payload.to_string();
    let job = timer(cx, kind, &payload, run_at);
    jobs::first_timer(tx, &timer_key(kind, subject), &job)?;
    Ok(())
}

fn timer<'p>(cx: &Cx<'_>, kind: Kind, payload: &'p str, run_at: Instant) -> NewJob<'p> {
    NewJob {
        id: cx.new_id(JobId::new),
        kind: kind.as_str(),
        version: PAYLOAD_VERSION,
        payload,
        run_at,
        created_at: cx.now,
    }
}
