//! (e) Mail: raw bytes stored, parsed, opened as a ticket.

use std::time::Instant as Wall;

use surety_app::Call;
use surety_app::mail::receive;
use surety_store::Engine;

use crate::Size;
use crate::desk::Desk;
use crate::table::{Table, cpu_seconds};

/// Measures it on both engines, 16 mails at a time.
pub async fn measure(table: &mut Table, size: Size) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("(e) mails on {engine:?}");
        let desk = std::sync::Arc::new(Desk::new(engine).await);
        let count = size.tickets / 4;
        let (cpu, begun) = (cpu_seconds(), Wall::now());
        let mut tasks = Vec::new();
        for caller in 0..16 {
            let desk = std::sync::Arc::clone(&desk);
            tasks.push(tokio::spawn(async move {
                for number in (caller..count).step_by(16) {
                    let raw = format!(
                        "From: Grace Kim <grace@halden0.example>\r\nTo: support@desk.example\r\n\
                         Subject: Request {number}\r\nMessage-ID: <bench-{number}@halden.example>\r\n\
                         MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
                         --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe gateway is down.\r\n\
                         --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The <b>gateway</b> is down.</p>\r\n\
                         --b--\r\n"
                    );
                    let done =
                        receive::import(&desk.app, &Call::system(), "support@desk.example", raw.into_bytes()).await;
                    match done {
                        Ok(outcome) => assert!(outcome.ticket.is_some(), "a ticket of each mail: {outcome:?}"),
                        Err(error) => panic!("a mail of the bench: {error}"),
                    }
                }
            }));
        }
        for task in tasks {
            if let Err(error) = task.await {
                panic!("a caller of the bench: {error}");
            }
        }
        let rate = count as f64 / begun.elapsed().as_secs_f64();
        let cpu = (cpu_seconds() - cpu) * 1e6 / count as f64;
        table.row(
            &format!("(e) mails parsed and opened, {engine:?}"),
            format!("{rate:.0}/s, {cpu:.0} µs CPU"),
            "",
            None,
        );
    }
}
