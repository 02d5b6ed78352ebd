//! What is going to be read, told to the engine at once: PostgreSQL answers it
//! in one round trip, SQLite reads as it is asked. Hints only: each record is
//! still read by its own function.

use surety_domain::ids::{AccountId, ContractId, DecisionId, SlaId, TicketId};

use super::ledger::{approvals, entries, lots};
use super::promises::{contracts, plans, slas};
use super::{accounts, decisions, history, settings, statuses, tickets};
use crate::{StoreError, Tx, params};

/// What opening a ticket reads of an account and of the desk.
///
/// # Errors
/// As the engine reports.
pub fn opening(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    category: &str,
    priority_matrix: &str,
) -> Result<(), StoreError> {
    tx.soon(&statuses::DEFAULT_FOR, params![category])?;
    tx.soon(&settings::GET, params![priority_matrix])?;
    tx.soon(&plans::PLAN_DEFAULT_IN_FORCE, params![])?;
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

/// What the SLAs of a decision promise now, and the account it is for.
///
/// # Errors
/// As the engine reports.
pub fn promise(
    tx: &mut Tx<'_>,
    slas: &[SlaId],
    account: Option<AccountId>,
) -> Result<(), StoreError> {
    for sla in slas {
        tx.soon(&slas::SLA_IN_FORCE, params![*sla])?;
    }
    tx.soon(&slas::SLA_CORPORATE_IN_FORCE, params![])?;
    if let Some(account) = account {
        tx.soon(&accounts::GET, params![account])?;
    }
    Ok(())
}

/// What the view of a ticket shows beside its row.
///
/// # Errors
/// As the engine reports.
pub fn view(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    account: Option<AccountId>,
    contract: Option<ContractId>,
    sla: Option<SlaId>,
    decision: Option<DecisionId>,
) -> Result<(), StoreError> {
    tx.soon(&history::EVENTS, params![ticket])?;
    tx.soon(&tickets::FOLLOWERS, params![ticket])?;
    tx.soon(&approvals::APPROVAL_OF_TICKET, params![ticket])?;
    tx.soon(&entries::ENTRIES_OF_TICKET, params![ticket])?;
    if let Some(decision) = decision {
        tx.soon(&decisions::GET, params![decision])?;
    }
    if let Some(contract) = contract {
        // Once for its name, once for the credits.
        tx.soon(&contracts::CONTRACT_GET, params![contract])?;
        tx.soon(&contracts::CONTRACT_GET, params![contract])?;
        books(tx, contract)?;
    }
    if let Some(sla) = sla {
        // Once for the ticket, once for its clocks.
        tx.soon(&slas::SLA_IN_FORCE, params![sla])?;
        tx.soon(&slas::SLA_IN_FORCE, params![sla])?;
    }
    if let Some(account) = account {
        tx.soon(&accounts::GET, params![account])?;
    }
    Ok(())
}
