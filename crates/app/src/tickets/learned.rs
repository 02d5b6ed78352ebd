//! What a work has read or written itself, so that the answer need not read it again.

use surety_domain::ids::{CalendarId, SlaId, StatusId};
use surety_store::records::ticket_list::TicketRow;
use surety_store::records::{clocks, ledger, promises, tickets};

use super::view::Named;
use crate::promises::credits::LeftBooks;

/// Of a ticket under work, what its view shows beside its row.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    contract: Option<promises::Contract>,
    slas: Vec<promises::SlaInForce>,
    entries: Vec<ledger::Entry>,
    left: Option<LeftBooks>,
    names: Option<RowNames>,
    plan: Option<String>,
}

/// The names that a new ticket's row shows, of one that has no type, owner,
/// team or tags.
#[derive(Debug, Clone)]
pub struct RowNames {
    /// Its status.
    pub status_id: StatusId,
    /// Of its status.
    pub status: String,
    /// Of its product.
    pub product: Option<String>,
    /// Of its account.
    pub account: Option<String>,
    /// Of who asks.
    pub requester: String,
    /// Their first address.
    pub address: Option<String>,
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

    /// The names of a new ticket's row.
    pub fn of_row(&mut self, names: RowNames) {
        self.names = Some(names);
    }

    /// The name of the plan it goes by.
    pub fn of_plan(&mut self, name: Option<String>) {
        self.plan = name;
    }

    /// The row of a new ticket as a list shows it, where all of it is known.
    pub fn row(&self, ticket: &tickets::Ticket, clocks: &[clocks::Clock]) -> Option<TicketRow> {
        let names = self.names.clone()?;
        // Whatever else happened while it was opened is read, not guessed.
        let named_elsewhere = ticket.type_id.is_some()
            || ticket.assignee_id.is_some()
            || ticket.team_id.is_some()
            || ticket.merged_into.is_some()
            || ticket.status_id != names.status_id
            || (ticket.plan_id.is_some() && self.plan.is_none());
        if named_elsewhere {
            return None;
        }
        let ticket = ticket.clone();
        let due = ticket.next_due_metric;
        Some(TicketRow {
            id: ticket.id,
            number: ticket.number,
            subject: ticket.subject,
            preview: ticket.preview,
            status_id: ticket.status_id,
            status_name: names.status,
            category: ticket.category,
            is_open: ticket.is_open,
            priority: ticket.priority,
            priority_rank: ticket.priority_rank,
            channel: ticket.channel,
            type_id: None,
            type_name: None,
            product_id: ticket.product_id,
            product_name: names.product,
            account_id: ticket.account_id,
            account_name: names.account,
            requester_id: ticket.requester_id,
            requester_name: Some(names.requester),
            requester_email: names.address,
            assignee_id: None,
            assignee_name: None,
            team_id: None,
            team_name: None,
            tier: ticket.tier,
            plan_id: ticket.plan_id,
            plan_name: self.plan.clone(),
            admission: ticket.admission,
            outcome: ticket.outcome,
            is_spam: ticket.is_spam,
            merged_into_number: None,
            next_due_at: ticket.next_due_at,
            next_due_target: clocks
                .iter()
                .filter(|clock| Some(&clock.metric) == due.as_ref())
                .max_by_key(|clock| clock.cycle)
                .map(|clock| clock.target_seconds),
            next_due_metric: due,
            breached: ticket.breached,
            message_count: ticket.message_count,
            unanswered_seq: ticket.unanswered_seq,
            escalation: ticket.escalation,
            handoff: ticket.handoff,
            offered_team_id: ticket.offered_team_id,
            offered_user_id: ticket.offered_user_id,
            bounces: ticket.bounces,
            created_at: ticket.created_at,
            updated_at: ticket.updated_at,
            version: ticket.version,
            tags: Vec::new(),
        })
    }

    /// The name of a calendar, if it was learned.
    pub fn calendar(&self, id: CalendarId) -> Option<&str> {
        self.slas
            .iter()
            .find(|sla| sla.calendar_id == id)
            .map(|sla| sla.calendar_name.as_str())
    }

    /// The SLA of an id by its name, if it was learned.
    pub fn sla(&self, id: SlaId) -> Option<Named> {
        self.slas.iter().find(|sla| sla.id == id).map(|sla| Named {
            id: id.to_string(),
            name: sla.name.clone(),
        })
    }
}
