//! (a) The whole pipeline of opening a ticket, beside the engine's own best
//! grouped durable commit of the same rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant as Wall;

use surety_app::Call;
use surety_app::tickets::open::{self, OpenInput, RequesterInput};
use surety_store::Engine;
use surety_store::testing::{TestDb, grouped_commit_rate, ticket_rows};

use crate::Size;
use crate::desk::Desk;
use crate::table::{Table, cpu_seconds};

/// Opens `count` tickets with `callers` at a time, in the name of `accounts`
/// accounts by turns; returns tickets a second and
/// processor microseconds a ticket.
async fn open_many(desk: &Arc<Desk>, callers: usize, accounts: usize, count: usize) -> (f64, f64) {
    let next = Arc::new(AtomicUsize::new(0));
    let (cpu, begun) = (cpu_seconds(), Wall::now());
    let mut tasks = Vec::new();
    for _ in 0..callers {
        let (desk, next) = (Arc::clone(desk), Arc::clone(&next));
        tasks.push(tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return;
                }
                let input = OpenInput {
                    subject: "Gateway loses its connection".into(),
                    body_text: Some("Every ten minutes since this morning.".into()),
                    requester: Some(RequesterInput {
                        contact_id: Some(desk.contacts[number % accounts]),
                        ..RequesterInput::default()
                    }),
                    priority: Some("normal".into()),
                    ..OpenInput::default()
                };
                let key = format!("bench-{callers}-{accounts}-{number}");
                if let Err(error) =
                    open::open(&desk.app, &Call::system().with_key(key, [0; 32]), input).await
                {
                    panic!("a ticket of the bench: {error}");
                }
            }
        }));
    }
    for task in tasks {
        if let Err(error) = task.await {
            panic!("a caller of the bench: {error}");
        }
    }
    (
        count as f64 / begun.elapsed().as_secs_f64(),
        (cpu_seconds() - cpu) * 1e6 / count as f64,
    )
}

/// Measures it on both engines.
pub async fn measure(table: &mut Table, size: Size) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let name = format!("--engine={engine:?}").to_lowercase();
        if std::env::args().any(|a| a.starts_with("--engine=") && a != name) {
            continue;
        }
        eprintln!("(a) opening tickets on {engine:?}");
        let raw = TestDb::with_options(engine, surety_store::DbOptions::default()).await;
        let best = match grouped_commit_rate(&raw.db(), 32, size.tickets, ticket_rows).await {
            Ok(rate) => rate.per_second(),
            Err(error) => panic!("the engine's own rate: {error}"),
        };
        let desk = Arc::new(Desk::new(engine).await);
        let all = desk.contacts.len();
        open_many(&desk, 4, all, 50).await;
        for (callers, accounts) in [(1, all), (32, all), (32, 1)] {
            let count = if callers == 1 {
                size.tickets / 8
            } else {
                size.tickets
            };
            let (rate, cpu) = open_many(&desk, callers, accounts, count).await;
            let (bar, met) = if callers == 32 && accounts > 1 {
                (
                    "≤ 400 µs CPU, ≥ 0.6 of the engine",
                    Some(cpu <= 400.0 && rate / best >= 0.6),
                )
            } else {
                ("", None)
            };
            table.row(
                &format!("(a) tickets opened, {engine:?}, {callers} callers, {accounts} contracts"),
                format!(
                    "{rate:.0}/s, {cpu:.0} µs CPU, {:.2} of the engine's {best:.0}/s",
                    rate / best
                ),
                bar,
                met,
            );
        }
    }
}
