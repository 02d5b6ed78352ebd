//! What a work has read or written itself, so that the answer need not read it again.

use surety_domain::ids::SlaId;
use surety_store::records::{ledger, promises};

use super::view::Named;
use crate::promises::credits::LeftBooks;

/// Of a ticket under work, what its view shows beside its row.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    contract: Option<promises::Contract>,
    slas: Vec<promises::SlaInForce>,
    entries: Vec<ledger::Entry>,
    left: Option<LeftBooks>,
}

impl Learned {
    /// The contract that is drawn on.
    pub fn of_contract(&mut self, contract: Option<promises::Contract>) {
        self.contract = contract;
    }

    /// SLAs that promise something.
    pub fn of_slas(&mut self, slas: Vec<promises::SlaInForce>) {
        self.slas = slas;
    }

    /// Entries that were booked for the ticket.
    pub fn booked(&mut self, entries: Vec<ledger::Entry>) {
        self.entries.extend(entries);
    }

    /// What a draw left of the credits; none where they are to be read.
    pub fn left(&mut self, left: Option<LeftBooks>) {
        self.left = left;
    }

    /// What was left.
    pub fn left_books(&self) -> Option<&LeftBooks> {
        self.left.as_ref()
    }

    /// What was booked.
    pub fn entries(&self) -> &[ledger::Entry] {
        &self.entries
    }

    /// The contract of an id, if it was learned.
    pub fn contract(&self, id: surety_domain::ids::ContractId) -> Option<&promises::Contract> {
        self.contract.as_ref().filter(|contract| contract.id == id)
    }

    /// The SLA of an id by its name, if it was learned.
    pub fn sla(&self, id: SlaId) -> Option<Named> {
        self.slas.iter().find(|sla| sla.id == id).map(|sla| Named {
            id: id.to_string(),
            name: sla.name.clone(),
        })
    }
}
