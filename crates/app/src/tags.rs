//! Tags: labels that exist as long as a ticket carries them.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject, TicketReach, ticket_reach};
use surety_store::records::tags;
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Page, Paging, search_text};

/// A count stops here, so that it stays cheap.
pub const TAG_COUNT_CAP: i64 = 1_000;

/// A label of tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"tag": "vpn", "count": 42, "capped": false}))]
pub struct TagView {
    /// The label.
    pub tag: String,
    /// How many tickets carry it; null for callers who do not see every ticket.
    pub count: Option<i64>,
    /// Whether there are more than `count`.
    pub capped: bool,
}

/// Which tags.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TagQuery {
    /// Start of the tag.
    pub q: Option<String>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of tags in their order.
///
/// # Errors
/// `view_read` is needed, as for everything that lists are made of;
/// `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(app: &App, call: &Call, query: TagQuery) -> Result<Page<TagView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let paging: Paging<String> = Paging::read(query.limit, query.cursor.as_deref())?;
        let prefix = search_text(query.q.as_deref())?
            .map(|q| surety_domain::text::fold(&q))
            .unwrap_or_default();
        let wanted = usize::try_from(paging.wanted()).unwrap_or(usize::MAX);
        let found = tags::list(tx, &prefix, paging.after.as_deref(), wanted)?;
        let (found, next_cursor) = paging.cut(found, Clone::clone)?;
        let counted = cx.may(Permission::TicketRead, &Subject::Desk)
            && ticket_reach(cx.actor) == TicketReach::All;
        let mut items = Vec::with_capacity(found.len());
        for tag in found {
            let count = if counted {
                Some(tags::count(tx, &tag, TAG_COUNT_CAP + 1)?)
            } else {
                None
            };
            items.push(TagView {
                tag,
                count: count.map(|count| count.min(TAG_COUNT_CAP)),
                capped: count.is_some_and(|count| count > TAG_COUNT_CAP),
            });
        }
        Ok(Page { items, next_cursor })
    })
    .await
}
