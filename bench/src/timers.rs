//! (d) How late escalation steps fire, with a million timers open: real tickets
//! with a clock and one step each, one due after the other.

use std::time::Duration;

use serde_json::json;
use surety_app::accounts::{self, NewAccount};
use surety_app::contacts::{self, NewContact};
use surety_app::jobs::{Effects, Worker};
use surety_app::ports::Clock;
use surety_app::promises::contracts::{self, NewContract, Step};
use surety_app::promises::versioned::{self, CalendarInput, PlanInput, SlaInput};
use surety_app::tickets::open::{OpenInput, RequesterInput, open};
use surety_app::{App, AppError, Call};
use surety_domain::ids::{ContactId, TicketId};
use surety_store::Engine;
use surety_store::records::clocks;
use surety_store::testing::fill_timers;

use crate::Size;
use crate::desk::{Desk, WallClock, from_json};
use crate::table::{Table, percentile};

/// Tickets whose step comes due during the measurement.
const DUE: usize = 400;
/// From a ticket's opening to its step, seconds: all are open before the first
/// is due.
const TARGET_SECONDS: i64 = 20;
/// After the last is due, how long a step is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Measures it on both engines.
pub async fn measure(table: &mut Table, size: Size) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("(d) {} open timers on {engine:?}", size.large);
        let desk = Desk::new(engine).await;
        let next_year = WallClock.now().plus_seconds(365 * 86_400);
        if let Err(error) = fill_timers(desk.app.db(), size.large, next_year).await {
            panic!("filling: {error}");
        }
        let (mut late, opened_in) = match lateness(&desk.app).await {
            Ok(measured) => measured,
            Err(error) => panic!("timers: {error}"),
        };
        let fired = late.len();
        let p99 = percentile(&mut late, 99.0);
        let max = percentile(&mut late, 100.0);
        table.row(
            &format!("(d) lateness of steps, {engine:?}, {} open", size.large),
            format!(
                "p50 {:.0} ms, p99 {p99:.0} ms, max {max:.0} ms over {fired} of {DUE} fired, due within {:.1} s",
                percentile(&mut late, 50.0),
                opened_in.as_secs_f64()
            ),
            "p99 ≤ 1 s, every one",
            Some(p99 <= 1_000.0 && fired == DUE),
        );
    }
}

/// Milliseconds between due and fired of every step that fired, and the time
/// over which they were due.
async fn lateness(app: &App) -> Result<(Vec<f64>, Duration), AppError> {
    let contact = promised(app).await?;
    let begun = std::time::Instant::now();
    let mut tickets = Vec::with_capacity(DUE);
    for number in 0..DUE {
        let input = OpenInput {
            subject: format!("Due {number}"),
            body_text: Some("It is down.".into()),
            priority: Some("normal".into()),
            requester: Some(RequesterInput {
                contact_id: Some(contact),
                ..RequesterInput::default()
            }),
            ..OpenInput::default()
        };
        tickets.push(open(app, &Call::system(), input).await?.row.id);
    }
    let opened_in = begun.elapsed();
    let worker = Worker::new(app.clone(), Effects { mail_out: None }, "bench");
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let running = tokio::spawn(async move { worker.run(stopped).await });
    let until =
        tokio::time::Instant::now() + Duration::from_secs(TARGET_SECONDS.unsigned_abs()) + PATIENCE;
    let mut late = fired(app, &tickets).await?;
    while late.len() < DUE && tokio::time::Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(500)).await;
        late = fired(app, &tickets).await?;
    }
    let _ = stop.send(true);
    let _ = running.await;
    Ok((late, opened_in))
}

async fn fired(app: &App, tickets: &[TicketId]) -> Result<Vec<f64>, AppError> {
    let tickets = tickets.to_vec();
    app.query(&Call::system(), move |tx, _| {
        let mut late = Vec::new();
        for ticket in &tickets {
            for firing in clocks::fired(tx, *ticket)? {
                late.push(firing.fired_at.micros_since(firing.due_at) as f64 / 1e3);
            }
        }
        Ok(late)
    })
    .await
}

/// Somebody with a promise of a few seconds, round the clock.
async fn promised(app: &App) -> Result<ContactId, AppError> {
    let call = Call::system();
    let always = json!([["00:00", "24:00"]]);
    let calendar = versioned::create::<versioned::CalendarView>(
        app,
        &call,
        from_json::<CalendarInput>(
            json!({"name": "Bench always", "spec": {"tz": "UTC", "hours": {
            "mon": always, "tue": always, "wed": always, "thu": always, "fri": always,
            "sat": always, "sun": always}}}),
        ),
    )
    .await?;
    let sla = versioned::create::<versioned::SlaView>(
        app,
        &call,
        from_json::<SlaInput>(
            json!({"name": "Bench seconds", "layer": "plan", "calendar_id": calendar.id,
            "spec": {
                "targets": [{"metric": "first_response", "seconds": TARGET_SECONDS}],
                "steps": [{"id": "due", "metric": "first_response", "path": "automatic",
                    "trigger": {"when": "percent_of_target", "percent": 100},
                    "actions": [{"action": "tag", "tag": "late"}]}]}}),
        ),
    )
    .await?;
    let plan = versioned::create::<versioned::PlanView>(
        app,
        &call,
        from_json::<PlanInput>(json!({"name": "Bench seconds", "sla_id": sla.id,
            "spec": {"kind": "unlimited", "sla": sla.id}})),
    )
    .await?;
    let account = accounts::create(
        app,
        &call,
        from_json::<NewAccount>(
            json!({"name": "Quick Co", "currency": "EUR", "zone": "UTC", "locale": "en"}),
        ),
    )
    .await?;
    let contact = contacts::create(
        app,
        &call,
        from_json::<NewContact>(
            json!({"name": "Lin", "emails": ["lin@quick.example"], "account_id": account.id}),
        ),
    )
    .await?;
    let contract = contracts::create(
        app,
        &call,
        from_json::<NewContract>(
            json!({"account_id": account.id, "plan_id": plan.id, "start_date": "2026-01-01"}),
        ),
    )
    .await?;
    contracts::step(app, &call, contract.id, None, Step::Activate).await?;
    Ok(contact.id)
}
