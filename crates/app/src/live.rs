//! Live events for whoever watches, and what health checks ask.

use std::collections::HashMap;

use surety_domain::ids::TicketId;
use surety_domain::permission::{Actor, Permission, Subject, TicketSubject, permits};
use surety_domain::time::MICROS_PER_SECOND;
pub use surety_store::records::live::LiveEvent;
use surety_store::records::{live, ticket_list};

use crate::core::{App, Call, LiveSubject};
use crate::error::AppError;
use crate::tickets::row::rows_for;

/// Events after a sequence number, oldest first.
///
/// # Errors
/// As the store reports.
pub async fn after(app: &App, seq: i64, limit: i64) -> Result<Vec<LiveEvent>, AppError> {
    app.query(&Call::system(), move |tx, _| {
        Ok(live::after(tx, seq, limit)?)
    })
    .await
}

/// A ticket as lists show it, for the events that tell of it.
#[derive(Debug)]
pub struct LiveRow {
    /// Who may read the ticket as it is now; an event may be older than a
    /// move to another account.
    pub subject: LiveSubject,
    /// The row as the list writes it.
    pub row: serde_json::Value,
}

/// The rows of these tickets as they are now. But for what is new to them, a
/// row of the list is the same for whoever may read the ticket with its notes,
/// so one read serves every
/// open stream; who may is asked of each ([`may_see`] with
/// [`LiveRow::subject`]). A merged ticket has none here: who may read the
/// ticket that it names differs.
///
/// # Errors
/// As the store reports.
pub async fn rows(app: &App, ids: Vec<TicketId>) -> Result<HashMap<TicketId, LiveRow>, AppError> {
    app.query(&Call::system(), move |tx, cx| {
        let mut rows = ticket_list::of_ids(tx, &ids)?;
        rows.retain(|row| row.merged_into_number.is_none());
        let subjects: Vec<_> = rows
            .iter()
            .map(|row| LiveSubject::Ticket {
                account: row.account_id,
                requester: row.requester_id,
                assignee: row.assignee_id,
                team: row.team_id,
                offered_team: row.offered_team_id,
                offered_user: row.offered_user_id,
                // It counts the notes and has the tags.
                internal: true,
            })
            .collect();
        rows_for(tx, cx, rows)?
            .into_iter()
            .zip(subjects)
            .map(|(row, subject)| {
                let id = row.id;
                let mut row =
                    serde_json::to_value(row).map_err(|e| AppError::Internal(e.to_string()))?;
                // What is new differs by reader: each judges by `unanswered_seq`.
                if let Some(row) = row.as_object_mut() {
                    row.remove("unread");
                }
                Ok((id, LiveRow { subject, row }))
            })
            .collect()
    })
    .await
}

/// Those of these sequence numbers that are there now, in their order.
///
/// # Errors
/// As the store reports.
pub async fn of(app: &App, numbers: Vec<i64>) -> Result<Vec<LiveEvent>, AppError> {
    app.query(&Call::system(), move |tx, _| Ok(live::of(tx, &numbers)?))
        .await
}

/// Events up to a sequence number that began within `seconds` before it.
///
/// # Errors
/// As the store reports.
pub async fn up_to(
    app: &App,
    seq: i64,
    seconds: i64,
    limit: i64,
) -> Result<Vec<LiveEvent>, AppError> {
    app.query(&Call::system(), move |tx, _| {
        Ok(live::up_to(tx, seq, seconds, limit)?)
    })
    .await
}

/// The first and last sequence numbers that are kept; zeros when there is none.
///
/// # Errors
/// As the store reports.
pub async fn bounds(app: &App) -> Result<(i64, i64), AppError> {
    app.query(&Call::system(), |tx, _| Ok(live::bounds(tx)?))
        .await
}

/// Forgets events older than `keep_seconds`; returns how many.
///
/// # Errors
/// As the store reports.
pub async fn prune(app: &App, keep_seconds: i64) -> Result<u64, AppError> {
    app.command(&Call::system(), move |tx, cx| {
        Ok(live::prune(tx, cx.now.plus_seconds(-keep_seconds))?)
    })
    .await
}

/// Whether a lower sequence number may become visible after a higher one.
/// SQLite has one writer, so there the order of numbers is the order of commits.
pub fn may_come_late(app: &App) -> bool {
    app.db().engine() == surety_store::Engine::Postgres
}

/// Asks the one permission function whether `actor` may be told.
pub fn may_see(actor: &Actor, subject: &LiveSubject) -> bool {
    if !permits(actor, Permission::LiveSubscribe, &Subject::Desk).is_allowed() {
        return false;
    }
    let (permission, subject) = match subject {
        LiveSubject::Desk => return true,
        LiveSubject::User { id } => return actor.user == Some(*id),
        LiveSubject::Ticket {
            account,
            requester,
            assignee,
            team,
            offered_team,
            offered_user,
            internal,
        } => {
            let ticket = TicketSubject {
                account: *account,
                requester: *requester,
                assignee: *assignee,
                team: *team,
                offered_team: *offered_team,
                offered_user: *offered_user,
            };
            if *internal {
                (
                    Permission::InternalNoteRead,
                    Subject::InternalMessage(ticket),
                )
            } else {
                (Permission::TicketRead, Subject::Ticket(ticket))
            }
        }
        LiveSubject::Account { id } => (Permission::AccountRead, Subject::Account(*id)),
    };
    permits(actor, permission, &subject).is_allowed()
}

/// How long the oldest due job has waited, seconds; zero when none is due.
///
/// # Errors
/// As the store reports.
pub async fn jobs_lag_seconds(app: &App) -> Result<f64, AppError> {
    let next = app
        .query(&Call::system(), |tx, _| {
            Ok(surety_store::jobs::next_run_at(tx)?)
        })
        .await?;
    let late = next.map_or(0, |next| app.now().micros_since(next)).max(0);
    #[expect(clippy::cast_precision_loss, reason = "a lag for people to look at")]
    let seconds = late as f64 / MICROS_PER_SECOND as f64;
    Ok(seconds)
}

/// Whether the database answers and has this program's schema.
///
/// # Errors
/// As the store reports.
pub async fn schema_is_current(app: &App) -> Result<bool, AppError> {
    app.query(&Call::system(), |tx, _| {
        Ok(surety_store::migrate::is_current(tx)?)
    })
    .await
}
