//! (b) The inbox page of fifty, at a thousand, a hundred thousand and a million tickets.

use std::time::Instant as Wall;

use surety_app::Call;
use surety_app::tickets::list::{self, PageQuery, TicketParams};
use surety_store::Engine;
use surety_store::testing::fill_tickets;

use crate::Size;
use crate::desk::Desk;
use crate::table::{Table, percentile};

/// Measures it on both engines; returns the large SQLite desk.
pub async fn measure(table: &mut Table, size: Size) -> Desk {
    let mut large = None;
    let mut sizes = vec![1_000, 100_000, size.large];
    sizes.dedup();
    for engine in [Engine::Postgres, Engine::Sqlite] {
        let desk = Desk::new(engine).await;
        let mut have = 0;
        let mut first = std::collections::BTreeMap::new();
        for &wanted in &sizes {
            eprintln!("(b) {wanted} tickets on {engine:?}");
            if let Err(error) = fill_tickets(desk.app.db(), have, wanted).await {
                panic!("filling: {error}");
            }
            have = wanted;
            for (name, sort) in [("last change", "-updated"), ("due", "due")] {
                let mut millis = Vec::new();
                for _ in 0..size.pages {
                    let params = TicketParams {
                        open: Some("true".into()),
                        ..TicketParams::default()
                    };
                    let page = PageQuery {
                        sort: Some(sort.into()),
                        cursor: None,
                        limit: Some(50),
                    };
                    let begun = Wall::now();
                    match list::list(&desk.app, &Call::system(), params, page).await {
                        Ok(page) => assert_eq!(page.items.len(), 50, "a full page"),
                        Err(error) => panic!("a page: {error}"),
                    }
                    millis.push(begun.elapsed().as_secs_f64() * 1e3);
                }
                let median = percentile(&mut millis, 50.0);
                let p99 = percentile(&mut millis, 99.0);
                let first = *first.entry(sort).or_insert(median);
                let is_large = wanted == size.large;
                table.row(
                    &format!("(b) inbox page of 50 by {name}, {engine:?}, {wanted} tickets"),
                    format!(
                        "median {median:.2} ms, p99 {p99:.2} ms, {:.2} × of 1,000",
                        median / first
                    ),
                    if is_large {
                        "≤ 1.5 × of 1,000, p99 ≤ 5 ms"
                    } else {
                        ""
                    },
                    is_large.then_some(median / first <= 1.5 && p99 <= 5.0),
                );
            }
        }
        if engine == Engine::Sqlite {
            large = Some(desk);
        }
    }
    match large {
        Some(desk) => desk,
        None => unreachable!("SQLite is one of the engines"),
    }
}
