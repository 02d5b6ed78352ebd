//! What is going to be read, told to the engine at once: PostgreSQL answers it
//! in one round trip, SQLite reads as it is asked. Hints only: each record is
//! still read by its own function.

use surety_domain::ids::{AccountId, CalendarId, ContactId, ContractId, PlanId, SlaId};

use super::ledger::{approvals, entries, lots};
use super::promises::{calendars, contracts, plans, slas};
use super::{accounts, contacts, decisions, history, settings, statuses, ticket_list, tickets};
use crate::{Counter, Stmt, StoreError, Tx, Value, params};

/// What opening a ticket reads of the desk.
///
/// # Errors
/// As the engine reports.
pub fn desk(tx: &mut Tx<'_>, category: &str, priority_matrix: &str) -> Result<(), StoreError> {
    tx.soon(&statuses::DEFAULT_FOR, params![category])?;
    tx.soon(&settings::GET, params![priority_matrix])?;
    tx.soon(&plans::PLAN_DEFAULT_IN_FORCE, params![])
}

/// Who asks.
///
/// # Errors
/// As the engine reports.
pub fn person(tx: &mut Tx<'_>, contact: ContactId) -> Result<(), StoreError> {
    tx.soon(&contacts::GET, params![contact])?;
    tx.soon(&contacts::EMAILS_OF, params![contact])
}

/// What opening a ticket reads of an account, and its number.
///
/// # Errors
/// As the engine reports.
pub fn opening(tx: &mut Tx<'_>, account: Option<AccountId>) -> Result<(), StoreError> {
    tx.number_soon(Counter::TicketNumber)?;
    if let Some(account) = account {
        tx.soon(&accounts::PARENT, params![account])?;
        tx.soon(&accounts::GET, params![account])?;
        tx.soon(&contracts::CONTRACTS_OF_ACCOUNT, params![account])?;
    }
    Ok(())
}

/// The books of a holder of credits.
///
/// # Errors
/// As the engine reports.
pub fn books(tx: &mut Tx<'_>, holder: ContractId) -> Result<(), StoreError> {
    tx.soon(&lots::BUCKETS, params![holder])?;
    tx.soon(&lots::LOTS_OPEN, params![holder])
}

/// What a decision is going to promise: its SLAs, and the account it is for.
#[derive(Debug, Clone, Default)]
pub struct Promise {
    /// The SLAs that are asked for by id.
    pub slas: Vec<SlaId>,
    /// Whose ticket it is.
    pub account: Option<AccountId>,
    /// The plan that is named in the answer.
    pub plan: Option<PlanId>,
}

impl Promise {
    pub(super) fn steps(&self) -> Vec<(&'static Stmt, Vec<Value>)> {
        let mut steps: Vec<(&'static Stmt, Vec<Value>)> =
            vec![(&slas::SLA_CORPORATE_IN_FORCE, Vec::new())];
        for sla in &self.slas {
            steps.push((&slas::SLA_IN_FORCE, params![*sla].into()));
        }
        if let Some(plan) = &self.plan {
            steps.push((&plans::PLAN_NAME, params![*plan].into()));
        }
        if let Some(account) = &self.account {
            steps.push((&accounts::GET, params![*account].into()));
        }
        steps
    }
}

/// What the SLAs of a decision promise now, and the account it is for.
///
/// # Errors
/// As the engine reports.
pub fn promise(tx: &mut Tx<'_>, promise: &Promise) -> Result<(), StoreError> {
    for (stmt, params) in promise.steps() {
        tx.soon(stmt, params)?;
    }
    Ok(())
}

/// What the view of a ticket shows beside its row.
///
/// # Errors
/// As the engine reports.
pub fn view(tx: &mut Tx<'_>, ticket: &tickets::Ticket, known: ViewKnown) -> Result<(), StoreError> {
    let id = ticket.id;
    if !known.row {
        tx.soon(&ticket_list::TICKET_ROW, params![id])?;
        tx.soon(&ticket_list::TICKET_ROW_TAGS, params![id])?;
    }
    if !known.history {
        tx.soon(&history::EVENTS, params![id])?;
    }
    if !known.opened {
        tx.soon(&entries::ENTRIES_OF_TICKET, params![id])?;
        tx.soon(&tickets::FOLLOWERS, params![id])?;
        tx.soon(&approvals::APPROVAL_OF_TICKET, params![id])?;
    }
    if let (Some(decision), false) = (ticket.decision_id, known.decision) {
        tx.soon(&decisions::GET, params![decision])?;
    }
    if let Some(contract) = ticket.contract_id {
        if !known.contract {
            tx.soon(&contracts::CONTRACT_GET, params![contract])?;
        }
        if !known.books {
            books(tx, contract)?;
        }
    }
    if let (Some(sla), false) = (ticket.sla_id, known.sla) {
        tx.soon(&slas::SLA_IN_FORCE, params![sla])?;
    }
    for calendar in known.calendars {
        tx.soon(&calendars::CALENDAR_NAME, params![calendar])?;
    }
    if let (Some(account), false) = (ticket.account_id, known.decision) {
        tx.soon(&accounts::GET, params![account])?;
    }
    Ok(())
}

/// What of a view is known without reading.
#[derive(Debug, Clone, Default)]
pub struct ViewKnown {
    /// Its row as a list shows it.
    pub row: bool,
    /// Its clocks, so its events are not read.
    pub history: bool,
    /// Its decision and whose credits it draws on.
    pub decision: bool,
    /// It was just opened: nobody follows it, and its approval and its entries
    /// are known.
    pub opened: bool,
    /// Its contract.
    pub contract: bool,
    /// What is left of the credits it draws on.
    pub books: bool,
    /// The name of its SLA.
    pub sla: bool,
    /// The calendars of its clocks whose names are to be read.
    pub calendars: Vec<CalendarId>,
}
