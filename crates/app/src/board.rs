//! The board of what breaches next: open clocks in bands of business time, by
//! team, tier, account, plan, priority or person.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use surety_domain::board::{self, Band, Counts, GroupBy};
use surety_domain::ids::TicketId;
use surety_domain::permission::{Permission, Subject, ticket_reach};
use surety_domain::sla::TargetClock;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::board::{OpenClock, open_clocks};
use surety_store::records::ticket_list;
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::tickets::row::rows_for;
use crate::tickets::view::TicketRowView;

/// Open clocks that are counted, at most: those that are due first.
pub const BOARD_CLOCKS_MAX: usize = 10_000;

/// Clocks that are listed, at most.
pub const BOARD_ITEMS_MAX: usize = 200;

/// Which part of the board.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BoardQuery {
    /// `team` (the usual), `tier`, `account`, `plan`, `priority` or `assignee`.
    pub by: Option<String>,
    /// Only this group's clocks are listed: its id, tier or priority; `none`
    /// for those that belong to nothing.
    pub group: Option<String>,
    /// Only clocks of this band are listed: `breached`, `hour`, `today` or
    /// `later`.
    pub band: Option<String>,
}

/// How many clocks are in each band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"breached": 2, "hour": 1, "today": 5, "later": 20, "all": 28}))]
pub struct BandCounts {
    /// Late and not fulfilled.
    pub breached: u64,
    /// Less than an hour of open time is left.
    pub hour: u64,
    /// Due before midnight in the zone of its calendar.
    pub today: u64,
    /// Due after that.
    pub later: u64,
    /// All of them.
    pub all: u64,
}

impl From<Counts> for BandCounts {
    fn from(counts: Counts) -> Self {
        Self {
            breached: counts.of(Band::Breached),
            hour: counts.of(Band::Hour),
            today: counts.of(Band::Today),
            later: counts.of(Band::Later),
            all: counts.all(),
        }
    }
}

/// One group of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardGroup {
    /// For `group`: an id, a tier, a priority, or `none`.
    pub key: String,
    /// Its name; empty for `none`, tiers and priorities.
    pub name: String,
    /// Its clocks.
    pub counts: BandCounts,
}

/// One open clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardItem {
    /// Its ticket, as lists show it.
    pub ticket: TicketRowView,
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// When it is, or was, due.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Instant,
    /// How long the promise is.
    pub target_seconds: i64,
    /// Open time that is left; below zero it is late.
    pub business_seconds: i64,
    /// Wall clock that is left; below zero it is late.
    pub wall_seconds: i64,
    /// Whether the clock counts at this moment, or its calendar is closed.
    pub counting: bool,
    /// `breached`, `hour`, `today` or `later`.
    #[schema(value_type = String)]
    pub band: Band,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardView {
    /// By what it is grouped.
    #[schema(value_type = String)]
    pub by: GroupBy,
    /// When it was read; the seconds are as of then.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// All clocks.
    pub counts: BandCounts,
    /// By group; where more burns stands first.
    pub groups: Vec<BoardGroup>,
    /// The clocks that were asked for, what is due first, at most 200.
    pub items: Vec<BoardItem>,
    /// Whether there are more clocks than were listed or counted.
    pub more: bool,
}

fn word<T: std::str::FromStr>(field: &str, text: Option<&str>) -> Result<Option<T>, AppError>
where
    T::Err: std::fmt::Display,
{
    text.map(str::parse)
        .transpose()
        .map_err(|e: T::Err| AppError::invalid("invalid_filter", field, e.to_string()))
}

/// The group of a clock: its key for `group`, and its name.
fn group_of(clock: &OpenClock, by: GroupBy) -> (Option<String>, String) {
    let named = |pair: &Option<(String, String)>| match pair {
        Some((id, name)) => (Some(id.clone()), name.clone()),
        None => (None, String::new()),
    };
    match by {
        GroupBy::Team => named(&clock.team),
        GroupBy::Tier => (Some(clock.tier.to_string()), String::new()),
        GroupBy::Account => named(&clock.account),
        GroupBy::Plan => named(&clock.plan),
        GroupBy::Priority => (clock.priority.clone(), String::new()),
        GroupBy::Assignee => named(&clock.assignee),
    }
}

/// Whether a clock's target counts day and night: that of its SLA's version
/// with this metric and length does.
fn never_stops(tx: &mut Tx<'_>, cx: &Cx<'_>, clock: &OpenClock) -> Result<bool, AppError> {
    let sla = cx.specs.sla(tx, clock.sla.0, clock.sla.1)?;
    let mut found = sla
        .spec
        .targets
        .iter()
        .filter(|t| t.metric.as_str() == clock.metric && t.seconds == clock.target_seconds)
        .peekable();
    Ok(found.peek().is_some() && found.all(|t| t.clock == TargetClock::RoundTheClock))
}

/// The board as the caller may see it.
///
/// # Errors
/// `view_read` is needed: it is for those who work at the desk;
/// `invalid_filter`.
pub async fn board(app: &App, call: &Call, query: BoardQuery) -> Result<BoardView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let by = word::<GroupBy>("by", query.by.as_deref())?.unwrap_or(GroupBy::Team);
        let band = word::<Band>("band", query.band.as_deref())?;
        let reach = ticket_reach(cx.actor);
        let mut clocks = open_clocks(tx, &reach, BOARD_CLOCKS_MAX as i64 + 1)?;
        let mut more = clocks.len() > BOARD_CLOCKS_MAX;
        clocks.truncate(BOARD_CLOCKS_MAX);
        let mut counts = Counts::default();
        let mut grouped = Vec::with_capacity(clocks.len());
        let mut wanted = Vec::new();
        for clock in &clocks {
            let version = cx.specs.calendar(tx, clock.calendar.0, clock.calendar.1)?;
            let calendar = (!never_stops(tx, cx, clock)?).then_some(&*version.calendar);
            let left = board::left(calendar, cx.now, clock.due_at);
            let counting = calendar.is_none_or(|c| c.is_open(cx.now));
            let (key, name) = group_of(clock, by);
            counts.add(left.band);
            let asked = query
                .group
                .as_deref()
                .is_none_or(|g| g == key.as_deref().unwrap_or("none"))
                && band.is_none_or(|b| b == left.band);
            if asked {
                wanted.push((clock, left, counting));
            }
            grouped.push((key, name, left.band));
        }
        more = more || wanted.len() > BOARD_ITEMS_MAX;
        wanted.truncate(BOARD_ITEMS_MAX);
        let items = items(tx, cx, &wanted)?;
        let groups = board::groups(grouped)
            .into_iter()
            .map(|(key, name, counts)| BoardGroup {
                key: key.unwrap_or_else(|| "none".into()),
                name,
                counts: counts.into(),
            })
            .collect();
        Ok(BoardView {
            by,
            at: cx.now,
            counts: counts.into(),
            groups,
            items,
            more,
        })
    })
    .await
}

fn items(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    wanted: &[(&OpenClock, board::Left, bool)],
) -> Result<Vec<BoardItem>, AppError> {
    let mut ids: Vec<TicketId> = wanted.iter().map(|(clock, ..)| clock.ticket).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = ticket_list::of_ids(tx, &ids)?;
    let rows: HashMap<TicketId, TicketRowView> = rows_for(tx, cx, rows)?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    Ok(wanted
        .iter()
        .filter_map(|(clock, left, counting)| {
            Some(BoardItem {
                ticket: rows.get(&clock.ticket)?.clone(),
                metric: clock.metric.clone(),
                due_at: clock.due_at,
                target_seconds: clock.target_seconds,
                business_seconds: left.business_seconds,
                wall_seconds: left.wall_seconds,
                counting: *counting,
                band: left.band,
            })
        })
        .collect())
}
