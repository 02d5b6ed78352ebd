//! What moves the clocks, and how a ticket's history becomes it.

use serde::{Deserialize, Serialize};

use super::{Facts, Metric};
use crate::ticket::{Category, TicketEvent, TimelineEvent};
use crate::time::Instant;

/// Who opened a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreatedBy {
    /// The customer asked.
    Customer,
    /// An agent opened it outward.
    Agent,
}

/// Something that a clock can react to. Automatic replies and internal notes
/// are none, so they cannot count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SlaEventKind {
    /// The ticket began.
    Created {
        /// By whom.
        by: CreatedBy,
        /// A logged call: when the customer asked, if before this event.
        #[serde(default)]
        asked_at: Option<Instant>,
        /// Its first status.
        status: String,
        /// The category of that status.
        #[serde(default)]
        category: Option<Category>,
        /// What that status says it pauses; none is what its category does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pauses: Option<Vec<Metric>>,
        /// What targets depend on.
        #[serde(default)]
        facts: Facts,
    },
    /// The customer wrote publicly.
    CustomerMessage,
    /// A human agent wrote publicly.
    AgentReply,
    /// The status changed. A customer's message ends `pending` by such an
    /// event of its own: the live verb writes it, the clocks assume nothing.
    Status {
        /// Now.
        status: String,
        /// The category of that status.
        #[serde(default)]
        category: Option<Category>,
        /// What that status says it pauses; none is what its category does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pauses: Option<Vec<Metric>>,
    },
    /// What targets depend on changed.
    Facts {
        /// Now, all of it.
        facts: Facts,
    },
    /// Other layers are in force: another contract, plan, SLA or calendar, or
    /// a version of one.
    Policy {
        /// Place in the policies given to the engine; none is detached.
        policy: Option<usize>,
        /// What targets depend on, if that changed in the same moment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        facts: Option<Facts>,
    },
}

/// An event with its instant. Events at one instant happen in the order in
/// which they are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaEvent {
    /// When.
    pub at: Instant,
    /// What.
    #[serde(flatten)]
    pub kind: SlaEventKind,
}

/// The clock events of a ticket's history, which must be in the order of its
/// sequence numbers.
///
/// `facts` are those that the history does not carry (segment, licence band)
/// and the product and type at creation. `policy` names the policy in force
/// after an event that can change the promise
/// ([`TicketEvent::PromiseChanged`]), by its place among those given to the
/// engine: `Some(None)` is detached, `None` is no change. It can be asked
/// twice about the first such event: a promise made in the moment of creation
/// is in force when the ticket begins, and without one nothing is.
pub fn events_of(
    history: &[TimelineEvent],
    facts: &Facts,
    mut policy: impl FnMut(&TimelineEvent) -> Option<Option<usize>>,
) -> Vec<SlaEvent> {
    let mut facts = facts.clone();
    let mut events = Vec::new();
    let mut done = false;
    let made = history
        .iter()
        .find(|e| matches!(e.event, TicketEvent::PromiseChanged { .. }));
    if let Some(created) = history.first() {
        let at_once = made.filter(|e| e.at == created.at);
        events.push(SlaEvent {
            at: created.at,
            kind: SlaEventKind::Policy {
                policy: at_once.and_then(&mut policy).flatten(),
                facts: None,
            },
        });
    }
    for entry in history {
        match &entry.event {
            TicketEvent::Created { category, .. } | TicketEvent::StatusChanged { category, .. } => {
                done = category.is_done();
            }
            _ => {}
        }
        let kind = match &entry.event {
            TicketEvent::Created {
                channel,
                outbound,
                began_at,
                status,
                category,
                priority,
                pauses,
            } => {
                facts.priority = priority.map(|p| p.as_str().to_owned());
                facts.channel = Some(channel.as_str().to_owned());
                Some(SlaEventKind::Created {
                    by: if *outbound {
                        CreatedBy::Agent
                    } else {
                        CreatedBy::Customer
                    },
                    asked_at: *began_at,
                    status: status.to_string(),
                    category: Some(*category),
                    pauses: pauses.clone(),
                    facts: facts.clone(),
                })
            }
            TicketEvent::CustomerMessage { .. } => Some(SlaEventKind::CustomerMessage),
            TicketEvent::AgentReply { .. } => Some(SlaEventKind::AgentReply),
            TicketEvent::StatusChanged {
                to,
                category,
                pauses,
                ..
            } => Some(SlaEventKind::Status {
                status: to.to_string(),
                category: Some(*category),
                pauses: pauses.clone(),
            }),
            // Beside a change of status it says nothing new; alone it is one.
            TicketEvent::Reopened { to, .. } if done => {
                done = false;
                Some(SlaEventKind::Status {
                    status: to.to_string(),
                    category: Some(Category::Open),
                    pauses: None,
                })
            }
            TicketEvent::PriorityChanged { to, .. } => {
                facts.priority = to.map(|p| p.as_str().to_owned());
                Some(SlaEventKind::Facts {
                    facts: facts.clone(),
                })
            }
            TicketEvent::SubjectMatterChanged { product, .. } => {
                facts.product = product.map(|p| p.to_string());
                Some(SlaEventKind::Facts {
                    facts: facts.clone(),
                })
            }
            TicketEvent::FieldChanged { changes } => {
                let mut touched = false;
                for change in changes {
                    let slot = match change.field.as_str() {
                        "type" => &mut facts.ticket_type,
                        "channel" => &mut facts.channel,
                        "product" => &mut facts.product,
                        _ => continue,
                    };
                    *slot = change.to.as_str().map(str::to_owned);
                    touched = true;
                }
                touched.then(|| SlaEventKind::Facts {
                    facts: facts.clone(),
                })
            }
            TicketEvent::PromiseChanged { facts: now, .. } => {
                if let Some(now) = now {
                    facts.clone_from(now);
                }
                policy(entry).map(|policy| SlaEventKind::Policy {
                    policy,
                    facts: now.clone(),
                })
            }
            _ => None,
        };
        events.extend(kind.map(|kind| SlaEvent { at: entry.at, kind }));
    }
    events
}
