//! Simulation: what a draft would have changed for the tickets of a past span.
//! Nothing is written.
//!
//! The decisions, clocks and credits are those of `surety_domain`; what is here
//! reads the tickets in bounded batches, by the order of their ids, and puts
//! the two sides beside each other. `docs/diagnostics.md` has the formats.
//!
//! An SLA or a calendar is asked about the promises that tickets really had:
//! wherever a ticket was promised by it, in whichever version, the draft takes
//! its place. A plan or a contract may change the decision itself: then every
//! decision of the span is made twice, by the terms of now and by the draft,
//! and only a ticket about which the two differ gets another promise. So terms
//! that are live already change nothing.

mod drafts;
mod judge;
mod moves;
mod past;
mod shelf;
mod summary;
mod views;

use std::collections::HashMap;
use std::sync::Arc;

use surety_domain::ids::TicketId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::simulate::{Run, TicketResult, run};
use surety_domain::time::Instant;
use surety_store::records::past as rows;
use tokio::sync::OwnedSemaphorePermit;

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::lint::Asked;
use judge::{Judge, Judged};
use shelf::Shelf;
use summary::Totals;

pub use views::{
    LimitReached, SimulatedCredits, SimulatedDecision, SimulatedMoney, SimulatedTicket,
    SimulatedVerdict, SimulationInput, SimulationStep, SimulationSummary, SimulationView,
    VerdictCounts, VerdictPairView, VerdictSummary,
};

/// Tickets that are read at a time.
const BATCH: i64 = 2_000;

/// Days that are looked back when no span is given.
pub const DAYS_DEFAULT: i64 = 90;

/// Tickets of a simulation that is asked for over HTTP, at most: a few seconds.
/// `surety simulate` has no such limit.
pub const TICKETS_MAX: i64 = 100_000;

/// Entries of the ledger beside the tickets of the span that are read, at most;
/// when there are more the summary says so (`more_booked`).
pub const BOOKED_MAX: usize = 1_000_000;

/// Changed tickets that an answer over HTTP lists.
pub const ROWS_MAX: usize = 500;

/// The span, checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) from: Instant,
    pub(crate) to: Instant,
    pub(crate) now: Instant,
}

impl Span {
    fn of(input: &SimulationInput, now: Instant) -> Result<Self, AppError> {
        let to = input.to.unwrap_or(now).min(now);
        let from = input
            .from
            .unwrap_or_else(|| to.plus_seconds(-DAYS_DEFAULT * 86_400));
        if from >= to {
            return Err(AppError::invalid(
                "span_empty",
                "from",
                "the span has to begin before it ends, and before now",
            ));
        }
        Ok(Self { from, to, now })
    }

    /// Before the first ticket: the ids of an instant begin above this.
    fn first(self) -> TicketId {
        let first = TicketId::new(self.from, 0);
        TicketId(first.0.saturating_sub(1))
    }

    fn end(self) -> TicketId {
        TicketId::new(self.to, 0)
    }
}

fn allowed(cx: &Cx<'_>, input: &SimulationInput) -> Result<(), AppError> {
    let asked = Asked {
        calendar: input.calendar.is_some(),
        sla: input.sla.is_some(),
        plan: input.plan.is_some(),
        contract: input.contract.as_ref().map(|c| c.draft.account_id),
    };
    asked.allowed(cx)?;
    // Every ticket of the span is told about, and what it cost.
    cx.require(Permission::PlanManage, &Subject::Desk)
}

/// Plays the span again and gives each ticket to `each`, in the order in which
/// they were opened. Reads in batches: memory does not grow with the span,
/// except for what decisions need when a plan or a contract is asked about.
///
/// # Errors
/// The right to edit each draft and `plan_manage` are needed; what saving a
/// draft would refuse, with the draft's name in front of the field;
/// `simulation_without_place`, `span_empty`, or the store's.
pub async fn simulate(
    app: &App,
    call: &Call,
    input: SimulationInput,
    each: impl FnMut(SimulatedTicket) -> bool + Send,
) -> Result<SimulationSummary, AppError> {
    simulate_within(app, call, input, BOOKED_MAX, None, each).await
}

/// As [`simulate`], with at most `booked_max` entries of the ledger beside the
/// tickets. `permit` is a place among those who keep the server busy; the work
/// holds it also when nobody waits for the answer any more.
///
/// # Errors
/// As [`simulate`].
pub(crate) async fn simulate_within(
    app: &App,
    call: &Call,
    input: SimulationInput,
    booked_max: usize,
    permit: Option<Arc<OwnedSemaphorePermit>>,
    mut each: impl FnMut(SimulatedTicket) -> bool + Send,
) -> Result<SimulationSummary, AppError> {
    let input = Arc::new(input);
    let asked = Arc::clone(&input);
    let (shelf, span) = app
        .query(call, move |tx, cx| {
            allowed(cx, &asked)?;
            let span = Span::of(&asked, cx.now)?;
            Ok((Shelf::read(tx, cx, &asked)?, span))
        })
        .await?;
    let shelf = Arc::new(shelf);
    let runs = match shelf.decides() {
        true => {
            let work = Decided {
                booked_max,
                permit: permit.clone(),
            };
            Some(Arc::new(decisions(app, call, &shelf, span, &work).await?))
        }
        false => None,
    };
    let mut totals = Totals::new(span);
    if let Some(runs) = &runs {
        totals.reached(&shelf, runs);
        totals.more_booked(runs.more_booked);
    }
    let judge = Arc::new(Judge { shelf, span, runs });
    let mut next = batch(app, call, span.first(), span).await?;
    while let Some(read) = next {
        let after = read.last();
        let (work, held) = (Arc::clone(&judge), permit.clone());
        let judged = tokio::task::spawn_blocking(move || {
            let _held = held;
            work.batch(&read)
        });
        // The next batch is read while this one is judged.
        let (judged, following) = tokio::join!(judged, batch(app, call, after, span));
        let judged: Vec<Judged> =
            judged.map_err(|e| AppError::Internal(format!("a batch was not judged: {e}")))?;
        next = following?;
        for one in judged {
            if !input.shows(&one.ticket) {
                continue;
            }
            totals.add(&one);
            if !each(one.ticket) {
                return Ok(totals.finish());
            }
        }
    }
    Ok(totals.finish())
}

async fn batch(
    app: &App,
    call: &Call,
    after: TicketId,
    span: Span,
) -> Result<Option<past::Batch>, AppError> {
    app.query(call, move |tx, _| {
        past::Batch::read(tx, after, span.end(), BATCH)
    })
    .await
}

/// Both sides' decisions, and where each ticket's are.
pub(crate) struct Runs {
    pub(crate) old: Run,
    pub(crate) new: Run,
    /// The place of each ticket in both. The span is read twice, and what was
    /// written in between is in the second reading alone.
    pub(crate) places: HashMap<TicketId, usize>,
    /// The number of the ticket of each place.
    pub(crate) numbers: HashMap<usize, i64>,
    /// Whether the ledger has more than was read.
    pub(crate) more_booked: bool,
}

impl Runs {
    /// Both sides of a ticket; none of one that no decision was made about.
    pub(crate) fn of(&self, id: TicketId) -> Option<(&TicketResult, &TicketResult)> {
        let place = *self.places.get(&id)?;
        Some((self.old.tickets.get(place)?, self.new.tickets.get(place)?))
    }
}

/// What the decisions are made within.
struct Decided {
    booked_max: usize,
    permit: Option<Arc<OwnedSemaphorePermit>>,
}

/// Makes every decision of the span twice.
async fn decisions(
    app: &App,
    call: &Call,
    shelf: &Arc<Shelf>,
    span: Span,
    work: &Decided,
) -> Result<Runs, AppError> {
    let reach = shelf.reach(span.from);
    let max = work.booked_max;
    let (mut moves, more_booked) = app
        .query(call, move |tx, _| {
            moves::booked(tx, reach, TicketId::new(span.from, 0), max)
        })
        .await?;
    let mut place = 0;
    let (mut places, mut numbers) = (HashMap::new(), HashMap::new());
    let mut next = batch(app, call, span.first(), span).await?;
    while let Some(read) = next {
        let after = read.last();
        let first = place;
        place += read.len();
        let held = work.permit.clone();
        let read_moves = tokio::task::spawn_blocking(move || {
            let _held = held;
            moves::of_batch(&read, first)
        });
        let (found, following) = tokio::join!(read_moves, batch(app, call, after, span));
        let (found, named) =
            found.map_err(|e| AppError::Internal(format!("a batch was not read: {e}")))?;
        moves.extend(found);
        for (place, id, number) in named {
            places.insert(id, place);
            numbers.insert(place, number);
        }
        next = following?;
    }
    moves.sort_by_key(|m| m.at);
    let moves = Arc::new(moves);
    let play = |draft: bool| {
        let (shelf, moves) = (Arc::clone(shelf), Arc::clone(&moves));
        let held = work.permit.clone();
        tokio::task::spawn_blocking(move || {
            let _held = held;
            let world = if draft { &shelf.draft } else { &shelf.live };
            run(world, &moves, place).map_err(|e| AppError::Internal(format!("periods: {e}")))
        })
    };
    let (old, new) = tokio::join!(play(false), play(true));
    let done = |r: Result<Result<Run, AppError>, tokio::task::JoinError>| {
        r.map_err(|e| AppError::Internal(format!("the decisions were not made: {e}")))?
    };
    Ok(Runs {
        old: done(old)?,
        new: done(new)?,
        places,
        numbers,
        more_booked,
    })
}

/// A simulation as an answer: the summary and the tickets that change, at most
/// [`ROWS_MAX`] of them, over at most [`TICKETS_MAX`].
///
/// # Errors
/// As [`simulate`]; `simulation_too_large`; `too_busy` while too many of these
/// run.
pub async fn answer(
    app: &App,
    call: &Call,
    input: SimulationInput,
) -> Result<SimulationView, AppError> {
    let span = input.clone();
    let count = app
        .query(call, move |tx, cx| {
            allowed(cx, &span)?;
            let span = Span::of(&span, cx.now)?;
            Ok(rows::count(tx, span.first(), span.end(), TICKETS_MAX + 1)?)
        })
        .await?;
    if count > TICKETS_MAX {
        return Err(AppError::invalid(
            "simulation_too_large",
            "from",
            format!(
                "the span has more than {TICKETS_MAX} tickets; take a shorter one, or `surety simulate` on the server"
            ),
        ));
    }
    // Only who may ask takes a place.
    let permit = Arc::new(app.heavy().take()?);
    let mut tickets = Vec::new();
    let summary = simulate_within(app, call, input, BOOKED_MAX, Some(permit), |ticket| {
        if ticket.changed && tickets.len() < ROWS_MAX {
            tickets.push(ticket);
        }
        true
    })
    .await?;
    let more = summary.changed > i64::try_from(tickets.len()).unwrap_or(i64::MAX);
    Ok(SimulationView {
        summary,
        tickets,
        more,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_known_by_its_id_and_not_by_its_place_in_the_second_reading() {
        let of = |used: i64| TicketResult {
            overage: surety_domain::credit::Credits(used),
            ..TicketResult::default()
        };
        let run = Run {
            tickets: vec![of(1), of(2)],
            ..Run::default()
        };
        let runs = Runs {
            old: run.clone(),
            new: run,
            places: [(TicketId(10), 0), (TicketId(30), 1)].into(),
            numbers: HashMap::new(),
            more_booked: false,
        };
        let used = |id| runs.of(TicketId(id)).map(|(old, _)| old.overage.0);
        // The one in between was written after the decisions were made.
        assert_eq!([used(10), used(20), used(30)], [Some(1), None, Some(2)]);
    }
}
