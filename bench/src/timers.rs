//! (d) How late timers are, with a million of them open.

use std::time::Duration;

use surety_app::jobs::{Effects, Worker};
use surety_domain::time::Instant;
use surety_store::Engine;
use surety_store::testing::{fill_timers, timers_due};

use crate::Size;
use crate::desk::{Desk, WallClock};
use crate::table::{Table, percentile};
use surety_app::ports::Clock;

/// Timers that come due during the measurement.
const DUE: usize = 400;

/// Measures it on both engines.
pub async fn measure(table: &mut Table, size: Size) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("(d) {} open timers on {engine:?}", size.large);
        let desk = Desk::new(engine).await;
        let now = WallClock.now();
        // A million that are due next year, and some that come due one after
        // another in the next seconds.
        if let Err(error) =
            fill_timers(desk.app.db(), size.large, now.plus_seconds(365 * 86_400)).await
        {
            panic!("filling: {error}");
        }
        let first = WallClock.now().plus_seconds(2);
        let due: Vec<Instant> = (0..DUE)
            .map(|i| Instant(first.0 + 10_000 * i as i64))
            .collect();
        if let Err(error) = timers_due(desk.app.db(), &due).await {
            panic!("filling: {error}");
        }
        let worker = Worker::new(desk.app.clone(), Effects { mail_out: None }, "bench");
        let mut lateness = worker.lateness();
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let running = tokio::spawn(async move { worker.run(stopped).await });
        let mut late = Vec::new();
        let until = tokio::time::Instant::now() + Duration::from_secs(30);
        while late.len() < DUE && tokio::time::Instant::now() < until {
            if tokio::time::timeout(Duration::from_secs(5), lateness.changed())
                .await
                .is_err()
            {
                break;
            }
            late.push(lateness.borrow_and_update().last_micros as f64 / 1e3);
        }
        let jobs = lateness.borrow().jobs;
        let max = lateness.borrow().max_micros as f64 / 1e3;
        let _ = stop.send(true);
        let _ = running.await;
        let p99 = percentile(&mut late, 99.0);
        table.row(
            &format!("(d) lateness of timers, {engine:?}, {} open", size.large),
            format!(
                "p50 {:.0} ms, p99 {p99:.0} ms, max {max:.0} ms over {jobs}",
                percentile(&mut late, 50.0)
            ),
            "p99 ≤ 1 s",
            Some(p99 <= 1_000.0 && jobs as usize >= DUE),
        );
    }
}
