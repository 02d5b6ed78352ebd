//! (h) A simulation over 100,000 tickets with their histories: a draft SLA, and
//! a draft plan, for which every decision is made twice.

use std::time::Instant as Wall;

use serde_json::json;
use surety_app::Call;
use surety_app::promises::versioned;
use surety_app::simulate::simulate;
use surety_app::tickets::key::TicketKey;
use surety_app::tickets::open::{self, OpenInput, RequesterInput};
use surety_app::tickets::say::{self, SayInput};
use surety_domain::ids::TicketId;
use surety_domain::time::Instant;
use surety_store::Engine;
use surety_store::records::{history, tickets};

use crate::Size;
use crate::desk::{Desk, from_json};
use crate::table::Table;

/// Seconds that a simulation of 100,000 tickets may take on two cores.
const BAR_SECONDS: f64 = 10.0;
/// Rows of one transaction while filling.
const CHUNK: usize = 500;
/// Seconds between two tickets: the whole span is a bit more than a year.
const APART: i64 = 300;

/// A ticket with what happened to it.
type Story = (tickets::Ticket, Vec<history::Event>);

/// One story of each account: asked and answered.
async fn stories(desk: &Desk) -> Vec<Story> {
    let call = Call::system();
    let mut stories = Vec::new();
    for (number, contact) in desk.contacts.iter().enumerate() {
        let input = OpenInput {
            subject: "Gateway loses its connection".into(),
            body_text: Some("Every ten minutes since this morning.".into()),
            requester: Some(RequesterInput {
                contact_id: Some(*contact),
                ..RequesterInput::default()
            }),
            priority: Some("normal".into()),
            ..OpenInput::default()
        };
        let key = format!("story-{number}");
        let opened = match open::open(&desk.app, &call.clone().with_key(key, [0; 32]), input).await
        {
            Ok(opened) => opened.row.id,
            Err(error) => panic!("a story of the bench: {error}"),
        };
        for _ in 0..2 {
            let answer: SayInput = from_json(json!({"body_text": "Please try the new firmware."}));
            let said = say::reply(&desk.app, &call, TicketKey::Id(opened), answer, None).await;
            if let Err(error) = said {
                panic!("an answer of the bench: {error}");
            }
        }
        let read = desk
            .app
            .db()
            .read(move |tx| {
                Ok::<_, surety_store::StoreError>((
                    tickets::get(tx, opened)?,
                    history::events(tx, opened)?,
                ))
            })
            .await;
        match read {
            Ok((Some(row), events)) => stories.push((row, events)),
            other => panic!("a story of the bench is gone: {:?}", other.err()),
        }
    }
    stories
}

/// The same stories again, one after the other, up to now.
async fn fill(desk: &Desk, stories: Vec<Story>, count: usize) -> Instant {
    let now = desk.app.now();
    let begin = now.plus_seconds(-APART * i64::try_from(count).unwrap_or(0));
    for from in (0..count).step_by(CHUNK) {
        let chunk: Vec<(usize, Story)> = (from..(from + CHUNK).min(count))
            .map(|n| (n, stories[n % stories.len()].clone()))
            .collect();
        let done = desk
            .app
            .db()
            .write(move |tx| {
                for (n, (row, events)) in &chunk {
                    let place = i64::try_from(*n).unwrap_or(0);
                    let at = begin.plus_seconds(APART * place);
                    let id = TicketId::new(at, *n as u128);
                    let row = tickets::Ticket {
                        id,
                        number: 20_000_000 + place,
                        created_at: at,
                        ..row.clone()
                    };
                    let opened = events.first().map_or(at, |e| e.at);
                    tickets::insert(tx, &row)?;
                    for (minutes, event) in (0_i64..).zip(events) {
                        // What happened at once stays at once.
                        let later = if event.at == opened { 0 } else { minutes * 60 };
                        let event = history::Event {
                            at: at.plus_seconds(later),
                            ..event.clone()
                        };
                        history::add_event(tx, id, &event)?;
                    }
                }
                Ok::<_, surety_store::StoreError>(())
            })
            .await;
        if let Err(error) = done {
            panic!("tickets of the bench: {error}");
        }
    }
    begin
}

/// Measures both.
pub async fn measure(table: &mut Table, size: Size) {
    let count = size.large.min(100_000);
    let desk = Desk::new(Engine::Sqlite).await;
    let from = fill(&desk, stories(&desk).await, count).await;
    let call = Call::system();
    let (slas, plans) = match (
        versioned::list::<versioned::SlaView>(
            &desk.app,
            &call,
            versioned::VersionedQuery::default(),
        )
        .await,
        versioned::list::<versioned::PlanView>(
            &desk.app,
            &call,
            versioned::VersionedQuery::default(),
        )
        .await,
    ) {
        (Ok(slas), Ok(plans)) => (slas.items, plans.items),
        _ => panic!("the bench's own promises do not read"),
    };
    let sla = slas.first().map(|sla| {
        let spec = json!({"targets": [{"metric": "first_response", "seconds": 60}, {"metric": "resolution", "seconds": 7_200}]});
        json!({"sla": {"id": sla.id, "draft": {"layer": sla.layer, "calendar_id": sla.calendar_id, "spec": spec}}, "from": from})
    });
    let plan = plans.iter().find(|p| p.name == "Bench plan").map(|plan| {
        let spec = json!({"kind": "ticket_based", "limit_policy": "block", "limits": [
            {"bucket": "week", "credits": 25, "unit": "week"}, {"bucket": "month", "credits": 50, "unit": "month"}]});
        json!({"plan": {"id": plan.id, "draft": {"sla_id": plan.sla_id, "spec": spec}}, "from": from})
    });
    for (what, input) in [("SLA", sla), ("plan", plan)] {
        let Some(input) = input else { continue };
        let begun = Wall::now();
        let summary = match simulate(&desk.app, &call, from_json(input), |_| true).await {
            Ok(summary) => summary,
            Err(error) => panic!("a simulation of the bench: {error}"),
        };
        let seconds = begun.elapsed().as_secs_f64();
        table.row(
            &format!(
                "simulate a draft {what} over {} tickets ({} come out differently)",
                summary.tickets, summary.changed
            ),
            format!("{seconds:.2} s"),
            &format!("≤ {BAR_SECONDS} s"),
            Some(seconds <= BAR_SECONDS && summary.changed > 0),
        );
    }
}
