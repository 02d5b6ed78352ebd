//! What the document is made from, read from the live configuration.

use std::collections::BTreeMap;

use crate::calendar::CalendarSpec;
use crate::plan::PlanSpec;
use crate::sla::SlaSpec;
use crate::ticket::{Category, PriorityMatrix};

/// A plan in force.
#[derive(Debug, Clone)]
pub struct PlanFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is for those without a contract.
    pub is_default: bool,
    /// The SLA it promises by.
    pub sla: Option<String>,
    /// What it says.
    pub spec: PlanSpec,
}

/// An SLA in force.
#[derive(Debug, Clone)]
pub struct SlaFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of the calendar its targets are measured in.
    pub calendar: String,
    /// What it says.
    pub spec: SlaSpec,
}

/// A calendar in force.
#[derive(Debug, Clone)]
pub struct CalendarFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it says.
    pub spec: CalendarSpec,
}

impl CalendarFacts {
    /// Whether it is open day and night.
    pub fn is_round_the_clock(&self) -> bool {
        self.spec.holidays.is_empty()
            && self.spec.exceptions.is_empty()
            && crate::calendar::WEEKDAYS.iter().all(|day| {
                self.spec
                    .hours
                    .get(*day)
                    .is_some_and(|hours| matches!(hours.as_slice(), [[from, to]] if from.starts_with("00:00") && to.starts_with("24:00")))
            })
    }
}

/// A status in use.
#[derive(Debug, Clone)]
pub struct StatusFacts {
    /// Its name.
    pub name: String,
    /// What it means.
    pub category: Category,
    /// Metrics that it pauses, by name.
    pub pauses: Vec<String>,
}

/// A contract of the customer that a document is for.
#[derive(Debug, Clone)]
pub struct PromiseFacts {
    /// Its number and name.
    pub name: String,
    /// The plan, in the version the contract names.
    pub plan: PlanFacts,
    /// Last day, `YYYY-MM-DD`; none is open-ended.
    pub last_day: Option<String>,
    /// Names of what it is limited to; empty is everything.
    pub covers: Vec<String>,
}

/// Whom a document is for.
#[derive(Debug, Clone)]
pub struct CustomerFacts {
    /// The account's name.
    pub name: String,
    /// Its contracts in force.
    pub contracts: Vec<PromiseFacts>,
}

/// What the live configuration says.
#[derive(Debug, Clone)]
pub struct PolicyFacts {
    /// The desk's name.
    pub desk: String,
    /// The address that mail to the desk goes to.
    pub mail: String,
    /// Where the document is published.
    pub address: String,
    /// The day from which closed days are listed, `YYYY-MM-DD`.
    pub as_of: String,
    /// Plans in use, by name.
    pub plans: Vec<PlanFacts>,
    /// SLAs in use that something here promises by, by name.
    pub slas: Vec<SlaFacts>,
    /// Calendars of these SLAs, by name.
    pub calendars: Vec<CalendarFacts>,
    /// Names of products in use.
    pub products: Vec<String>,
    /// Names of ticket types in use.
    pub types: Vec<String>,
    /// Statuses in use, in the order of lists.
    pub statuses: Vec<StatusFacts>,
    /// Impact × urgency.
    pub matrix: PriorityMatrix,
    /// Days after solving during which an answer opens a ticket again.
    pub reopen_days: u32,
    /// Names of products, types, people, teams and roles, by id.
    pub names: BTreeMap<String, String>,
    /// For one customer.
    pub customer: Option<CustomerFacts>,
}

impl PolicyFacts {
    /// The name of an id, or the text itself.
    pub(crate) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    /// An SLA by its id.
    pub fn sla(&self, id: &str) -> Option<&SlaFacts> {
        self.slas.iter().find(|sla| sla.id == id)
    }

    /// A calendar by its id.
    pub fn calendar(&self, id: &str) -> Option<&CalendarFacts> {
        self.calendars.iter().find(|calendar| calendar.id == id)
    }
}
