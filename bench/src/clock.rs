//! (c) Business time: `add` per second over spans of an hour, a month, ten years.

use std::hint::black_box;
use std::time::Instant as Wall;

use surety_domain::calendar::{Calendar, CalendarSpec};
use surety_domain::time::Instant;

use crate::table::Table;

const ROUNDS: i64 = 2_000_000;

/// Measures it.
pub fn measure(table: &mut Table) {
    eprintln!("(c) business time");
    let spec: CalendarSpec = match serde_json::from_value(serde_json::json!({
        "tz": "Europe/Berlin",
        "hours": {
            "mon": [["09:00", "12:30"], ["13:00", "17:00"]], "tue": [["09:00", "17:00"]],
            "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "15:00"]]
        },
        "holidays": ["2026-01-01", "2026-12-25", "2026-12-26"]
    })) {
        Ok(spec) => spec,
        Err(error) => panic!("the bench's calendar: {error}"),
    };
    let calendar = match Calendar::new(&spec) {
        Ok(calendar) => calendar,
        Err(error) => panic!("the bench's calendar: {error}"),
    };
    let start = Instant::from_seconds(1_767_225_600);
    let mut hour = 0.0;
    for (name, seconds) in [
        ("an hour", 3_600),
        ("a month", 160 * 3_600),
        ("ten years", 10 * 1_900 * 3_600),
    ] {
        let begun = Wall::now();
        for i in 0..ROUNDS {
            let from = start.plus_seconds((i * 7_919) % 31_536_000);
            let _ = black_box(calendar.add(black_box(from), black_box(seconds)));
        }
        let per_second = ROUNDS as f64 / begun.elapsed().as_secs_f64();
        if hour == 0.0 {
            hour = per_second;
        }
        table.row(
            &format!("(c) clock add over {name}"),
            format!(
                "{:.1} M/s, {:.2} × of an hour",
                per_second / 1e6,
                hour / per_second
            ),
            "≥ 3 M/s, ≤ 2 ×",
            Some(per_second >= 3e6 && hour / per_second <= 2.0),
        );
    }
}
