//! Lists and counts of tickets.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use surety_app::AppError;
use surety_app::tickets::list::{self, PageQuery, TicketCount, TicketPage, TicketParams};
use surety_app::views;
use surety_domain::ids::ViewId;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Query};
use crate::problem::Problem;
use crate::state::Web;

/// Which tickets, in which order, and which page. Lists are comma-separated;
/// `none` is "not set", `me` the caller.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListTickets {
    /// A saved view; other parameters given here replace its own.
    #[param(value_type = Option<String>)]
    view: Option<ViewId>,
    /// `-updated` (default), `updated`, `-created`, `created`, `due`, `priority`.
    sort: Option<String>,
    /// Rows of a page, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// `true`: neither solved nor closed, nor spam, merged or kept aside.
    open: Option<String>,
    /// Status categories.
    category: Option<String>,
    /// Status ids.
    status: Option<String>,
    /// Priorities, or `none`.
    priority: Option<String>,
    /// Agents, `me` or `none`.
    assignee: Option<String>,
    /// Teams, `mine` or `none`.
    team: Option<String>,
    /// Account ids.
    account: Option<String>,
    /// Contact ids, or `me`.
    requester: Option<String>,
    /// Plan ids.
    plan: Option<String>,
    /// Contract ids.
    contract: Option<String>,
    /// Product ids.
    product: Option<String>,
    /// Asset ids.
    asset: Option<String>,
    /// Ticket type ids.
    #[serde(rename = "type")]
    #[param(rename = "type")]
    ticket_type: Option<String>,
    /// Channels.
    channel: Option<String>,
    /// Tags; a ticket has all of them.
    tag: Option<String>,
    /// `breached`, `due_soon`, `running` or `none`.
    sla: Option<String>,
    /// `admitted`, `held` or `blocked`.
    admission: Option<String>,
    /// `covered`, `over_limit` or `uncovered`.
    outcome: Option<String>,
    /// `true`: what is escalated; `false`: what is not.
    escalated: Option<String>,
    /// `me`: offered to the caller by name or to their teams; `my_teams`:
    /// offered to their teams as a whole; `any`: offered to anybody.
    offered: Option<String>,
    /// They came back to a team that had them at least so often, 1 or more.
    bounces: Option<String>,
    /// They were offered from an instant, before another, with commas between;
    /// after them perhaps `reason:<key>`, `from:<team or none>`, `to:<team or
    /// none>`, `outcome:<word or open>`, `bounced`. Spam and merged ones too.
    handed: Option<String>,
    /// `true` shows spam, and only spam.
    spam: Option<String>,
    /// A ticket number, or words of the subject.
    q: Option<String>,
    /// Created at or after this instant.
    created_from: Option<String>,
    /// Created before this instant.
    created_before: Option<String>,
    /// They used credits: of a contract or account, from an instant, before
    /// another, with commas between the three. Spam and merged ones too.
    drew: Option<String>,
}

impl ListTickets {
    fn params(&self) -> TicketParams {
        TicketParams {
            open: self.open.clone(),
            category: self.category.clone(),
            status: self.status.clone(),
            priority: self.priority.clone(),
            assignee: self.assignee.clone(),
            team: self.team.clone(),
            account: self.account.clone(),
            requester: self.requester.clone(),
            plan: self.plan.clone(),
            contract: self.contract.clone(),
            product: self.product.clone(),
            asset: self.asset.clone(),
            ticket_type: self.ticket_type.clone(),
            channel: self.channel.clone(),
            tag: self.tag.clone(),
            sla: self.sla.clone(),
            admission: self.admission.clone(),
            outcome: self.outcome.clone(),
            escalated: self.escalated.clone(),
            offered: self.offered.clone(),
            bounces: self.bounces.clone(),
            handed: self.handed.clone(),
            spam: self.spam.clone(),
            q: self.q.clone(),
            created_from: self.created_from.clone(),
            created_before: self.created_before.clone(),
            drew: self.drew.clone(),
        }
    }
}

/// List tickets
///
/// Only tickets that the caller may read. Pages never repeat or skip a row
/// that stays as it is.
#[utoipa::path(
    get, path = "/tickets", tag = "tickets", operation_id = "list_tickets",
    params(ListTickets),
    responses((status = 200, body = TicketPage)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ListTickets>,
) -> Result<Json<TicketPage>, Problem> {
    let given = query.params();
    let (params, sort) = match query.view {
        Some(id) => {
            let view = views::get(&web.app, caller.call(), id).await?;
            (over(view.filter, &given)?, query.sort.or(Some(view.sort)))
        }
        None => (given, query.sort),
    };
    let page = PageQuery {
        sort,
        cursor: query.cursor,
        limit: query.limit,
    };
    Ok(Json(
        list::list(&web.app, caller.call(), params, page).await?,
    ))
}

/// A view's filter with what the request says itself put over it.
fn over(view: TicketParams, given: &TicketParams) -> Result<TicketParams, Problem> {
    let failed = |e: serde_json::Error| Problem::from(AppError::Internal(e.to_string()));
    let mut base = serde_json::to_value(view).map_err(failed)?;
    let given = serde_json::to_value(given).map_err(failed)?;
    if let (Some(base), Some(given)) = (base.as_object_mut(), given.as_object()) {
        for (key, value) in given {
            base.insert(key.clone(), value.clone());
        }
    }
    serde_json::from_value(base).map_err(failed)
}

/// Which lists to count.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CountTickets {
    /// Saved views, comma-separated, at most 50.
    views: String,
}

/// The count of one saved view.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ViewCount {
    /// The view.
    view: String,
    /// How many.
    #[serde(flatten)]
    count: TicketCount,
}

/// Counts of saved views.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ViewCounts {
    /// In the order they were asked for.
    items: Vec<ViewCount>,
}

/// Count the tickets of saved views
///
/// Counts stop at 1000, so that they cost the same however many tickets there are.
#[utoipa::path(
    get, path = "/tickets/counts", tag = "tickets", operation_id = "count_tickets",
    params(CountTickets),
    responses((status = 200, body = ViewCounts)),
)]
async fn counts(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<CountTickets>,
) -> Result<Json<ViewCounts>, Problem> {
    let mut ids = Vec::new();
    let mut filters = Vec::new();
    for word in query
        .views
        .split(',')
        .map(str::trim)
        .filter(|w| !w.is_empty())
    {
        if ids.len() >= list::VALUES_MAX {
            return Err(AppError::invalid("too_many_views", "views", "at most 50 views").into());
        }
        let id: ViewId = word.parse().map_err(|_| {
            AppError::invalid("invalid_filter", "views", format!("{word:?} is no view"))
        })?;
        filters.push(views::get(&web.app, caller.call(), id).await?.filter);
        ids.push(id);
    }
    let counted = list::count(&web.app, caller.call(), filters).await?;
    let items = ids
        .into_iter()
        .zip(counted)
        .map(|(id, count)| ViewCount {
            view: id.to_string(),
            count,
        })
        .collect();
    Ok(Json(ViewCounts { items }))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, super::writes::open))
        .routes(routes!(counts))
}
