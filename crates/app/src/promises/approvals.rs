//! Requests for approval: who waits for a yes.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{ApprovalId, TicketId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, ledger, tickets};
use utoipa::{IntoParams, ToSchema};

use super::account::holder_ref;
use crate::audit_log;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Page, Paging};
use crate::tickets::view::{ContractRef, Named};

/// States that a request can have.
pub const STATES: [&str; 4] = ["waiting", "approved", "declined", "withdrawn"];

/// The ticket that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaitingTicket {
    /// The id.
    #[schema(value_type = String)]
    pub id: TicketId,
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// `urgent`, `high`, `normal`, `low` or null.
    pub priority: Option<String>,
}

/// A request for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApprovalView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ApprovalId,
    /// `waiting`, `approved`, `declined` or `withdrawn`.
    pub state: String,
    /// The ticket that waits.
    pub ticket: Option<WaitingTicket>,
    /// Whose.
    pub account: Option<Named>,
    /// The contract without credits left.
    pub contract: Option<ContractRef>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Instant,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Instant>,
    /// The name of who decided.
    pub decided_by: Option<String>,
    /// What they said.
    pub note: String,
}

/// Which requests.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApprovalQuery {
    /// `waiting` when left out, `approved`, `declined` or `withdrawn`.
    pub state: Option<String>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Requests that the caller may decide, oldest first.
///
/// # Errors
/// `approval_decide` is needed; `unknown_state`, `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    query: ApprovalQuery,
) -> Result<Page<ApprovalView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ApprovalDecide, &Subject::Desk)?;
        let state = query.state.as_deref().unwrap_or("waiting");
        if !STATES.contains(&state) {
            return Err(AppError::invalid(
                "unknown_state",
                "state",
                format!("one of {}", STATES.join(", ")),
            ));
        }
        let paging: Paging<ApprovalId> = Paging::read(query.limit, query.cursor.as_deref())?;
        let after = paging.after.map(|id| id.to_string()).unwrap_or_default();
        let rows = if cx.actor.kind == ActorKind::Customer {
            let mut rows = Vec::new();
            for account in &cx.actor.accounts {
                rows.extend(ledger::list_approvals_of(
                    tx,
                    *account,
                    state,
                    &after,
                    paging.wanted(),
                )?);
            }
            rows.sort_by_key(|r| r.id);
            rows.truncate(usize::try_from(paging.wanted()).unwrap_or(usize::MAX));
            rows
        } else {
            ledger::list_approvals(tx, state, &after, paging.wanted())?
        };
        let (rows, next_cursor) = paging.cut(rows, |r| r.id)?;
        let mut items = Vec::new();
        for row in rows {
            let subject = Subject::Approval {
                account: row.account_id,
            };
            if cx.may(Permission::ApprovalDecide, &subject) {
                items.push(view(tx, row)?);
            }
        }
        Ok(Page { items, next_cursor })
    })
    .await
}

fn view(tx: &mut Tx<'_>, row: ledger::Approval) -> Result<ApprovalView, AppError> {
    let ticket = tickets::get(tx, row.ticket_id)?.map(|t| WaitingTicket {
        id: t.id,
        number: t.number,
        subject: t.subject,
        priority: t.priority,
    });
    let account = match row.account_id {
        Some(id) => Named::both(Some(id), accounts::get(tx, id)?.map(|a| a.name)),
        None => None,
    };
    let contract = match (row.contract_id, row.account_id) {
        (Some(id), Some(account)) => Some(holder_ref(tx, id, account)?),
        _ => None,
    };
    let decided_by = match &row.decided_by {
        Some(id) => audit_log::names(tx, std::slice::from_ref(id))?.remove(id),
        None => None,
    };
    Ok(ApprovalView {
        id: row.id,
        state: row.state,
        ticket,
        account,
        contract,
        requested_at: row.requested_at,
        decided_at: row.decided_at,
        decided_by,
        note: row.note,
    })
}
