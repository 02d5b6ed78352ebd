//! `surety entitlement explain --live`: a ticket of the desk, or a
//! hypothetical one on the desk's own contracts. Writes nothing.

use serde::Deserialize;
use surety_domain::entitlement::Decision;
use surety_domain::ids::{
    AccountId, AssetId, ContactId, ProductId, StatusId, TicketId, TicketTypeId,
};
use surety_domain::ticket::{Channel, Priority};
use surety_store::records::tickets::{self, Ticket};

use super::{Answer, Problem, answer};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::entitle;

/// A line: the number of a ticket, or the facts of one that does not exist.
#[derive(Debug, Clone, Deserialize)]
pub struct Input {
    ticket: Which,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Which {
    Number(i64),
    Facts(Box<Facts>),
}

#[derive(Debug, Clone, Deserialize)]
struct Facts {
    account: Option<AccountId>,
    contact: Option<ContactId>,
    product: Option<ProductId>,
    asset: Option<AssetId>,
    channel: Channel,
    #[serde(rename = "type")]
    ticket_type: Option<TicketTypeId>,
    priority: Option<Priority>,
}

/// Answers one line; `ask` is [`explain`] on a desk.
pub fn line(line: &str, ask: impl FnOnce(Input) -> Result<Decision, Problem>) -> Answer {
    answer(line, ask)
}

/// The decision in force of a ticket, or what the desk would decide now.
///
/// # Errors
/// `ticket_not_found`, `no_decision`, or the code of the desk's own error.
pub async fn explain(app: &App, input: Input) -> Result<Decision, Problem> {
    let done = app
        .query(&Call::system(), move |tx, cx| match &input.ticket {
            Which::Number(number) => {
                let id = tickets::id_by_number(tx, *number)?.ok_or(AppError::NotFound("ticket"))?;
                let ticket = tickets::get(tx, id)?.ok_or(AppError::NotFound("ticket"))?;
                entitle::in_force(tx, &ticket)?.ok_or(AppError::NotFound("decision"))
            }
            Which::Facts(facts) => {
                Ok(entitle::decide_for(tx, cx, &ticket_of(facts, cx.now), false)?.decision)
            }
        })
        .await;
    done.map_err(|error| match error {
        AppError::NotFound("decision") => {
            Problem::new("no_decision", "nothing was decided for this ticket")
        }
        AppError::NotFound(_) => {
            Problem::new("ticket_not_found", "there is no ticket of this number")
        }
        other => Problem::new("desk_error", format!("{}: {other}", other.code())),
    })
}

fn ticket_of(facts: &Facts, now: surety_domain::time::Instant) -> Ticket {
    Ticket {
        priority: facts.priority.map(|p| p.as_str().into()),
        type_id: facts.ticket_type,
        channel: facts.channel.as_str().into(),
        product_id: facts.product,
        asset_id: facts.asset,
        requester_id: facts.contact,
        account_id: facts.account,
        ..Ticket::unopened(TicketId(0), StatusId(0), "new", now)
    }
}
