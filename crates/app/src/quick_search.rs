//! Quick search: a few tickets, accounts and contacts for the palette.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject, ticket_reach};
use surety_store::records::ticket_list::{self, TicketSort};
use surety_store::records::{accounts, contacts};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::search_text;
use crate::tickets::list::TicketParams;
use crate::tickets::view::Named;

/// Most rows of each kind.
pub const QUICK_ROWS: i64 = 5;

/// What is searched for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QuickQuery {
    /// A ticket number, or a part of a subject, a name or an address.
    pub q: String,
}

/// A ticket that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundTicket {
    /// The id.
    pub id: String,
    /// Short and human.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// Whose it is.
    pub account: Option<Named>,
}

/// A contact that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundContact {
    /// The id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The address we write to.
    pub email: Option<String>,
    /// The account it belongs to.
    pub account_id: Option<String>,
}

/// What was found; of each kind the first few.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuickFound {
    /// Tickets, last change first.
    pub tickets: Vec<FoundTicket>,
    /// Accounts by name.
    pub accounts: Vec<Named>,
    /// Contacts by name.
    pub contacts: Vec<FoundContact>,
}

/// Looks for tickets, accounts and contacts that the caller may see. A kind
/// that the caller may not read at all stays empty.
///
/// # Errors
/// `required` for an empty text, `too_long`.
pub async fn find(app: &App, call: &Call, query: QuickQuery) -> Result<QuickFound, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ProfileOwn, &Subject::Desk)?;
        let q = search_text(Some(&query.q))?
            .ok_or_else(|| AppError::invalid("required", "q", "a text to search for"))?;
        let mut found = QuickFound::default();
        if cx.may(Permission::TicketRead, &Subject::Desk) {
            let filter = TicketParams {
                q: Some(q.clone()),
                ..TicketParams::default()
            }
            .filter(cx)?;
            let reach = ticket_reach(cx.actor);
            found.tickets = ticket_list::page(
                tx,
                &reach,
                &filter,
                TicketSort::UpdatedDesc,
                None,
                QUICK_ROWS,
            )?
            .into_iter()
            .map(|row| FoundTicket {
                id: row.id.to_string(),
                number: row.number,
                subject: row.subject,
                account: Named::both(row.account_id, row.account_name),
            })
            .collect();
        }
        if cx.may(Permission::AccountRead, &Subject::Desk) {
            let filter = accounts::Filter {
                q: Some(q.clone()),
                within: crate::accounts::within(cx),
                ..accounts::Filter::default()
            };
            found.accounts = accounts::list(tx, &filter, None, QUICK_ROWS)?
                .into_iter()
                .map(|row| Named {
                    id: row.id.to_string(),
                    name: row.name,
                })
                .collect();
        }
        if cx.may(Permission::ContactRead, &Subject::Desk) {
            let filter = contacts::Filter {
                q: Some(q),
                within: crate::contacts::within(cx),
                ..contacts::Filter::default()
            };
            let rows = contacts::list(tx, &filter, None, QUICK_ROWS)?;
            found.contacts = crate::contacts::views(tx, cx, rows)?
                .into_iter()
                .map(|contact| FoundContact {
                    id: contact.id.to_string(),
                    name: contact.name,
                    email: contact.emails.into_iter().next(),
                    account_id: contact.account_id.map(|id| id.to_string()),
                })
                .collect();
        }
        Ok(found)
    })
    .await
}
