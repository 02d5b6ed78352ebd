//! (g) The pure diagnostic commands: lines answered per second.

use std::time::Instant as Wall;

use serde_json::{Value, json};
use surety_app::diagnostics::{Answer, clock, credits_periods, entitlement_explain, sla_replay};

use crate::table::Table;

/// Lines of each command.
const LINES: usize = 200_000;
/// Different lines among them.
const VARIANTS: usize = 200;
/// The bar, lines a second.
const BAR: f64 = 20_000.0;

/// Measures all four, from text to text.
pub fn measure(table: &mut Table) {
    eprintln!("(g) diagnostics");
    row(table, "clock", clock::line, clock_line);
    row(table, "sla replay", sla_replay::line, replay_line);
    row(
        table,
        "credits periods",
        credits_periods::line,
        periods_line,
    );
    row(
        table,
        "entitlement explain",
        entitlement_explain::line,
        explain_line,
    );
}

fn row(
    table: &mut Table,
    name: &str,
    answer: impl Fn(&str) -> Answer,
    line: impl Fn(usize) -> Value,
) {
    let lines: Vec<String> = (0..VARIANTS).map(|n| line(n).to_string()).collect();
    let begun = Wall::now();
    let mut out = std::io::sink();
    for n in 0..LINES {
        let answered = answer(&lines[n % VARIANTS]);
        assert!(!answered.failed, "{name}: {}", answered.line);
        let _ = std::io::Write::write_all(&mut out, answered.line.as_bytes());
    }
    let per_second = LINES as f64 / begun.elapsed().as_secs_f64();
    table.row(
        &format!("(g) surety {name}, {LINES} lines"),
        format!("{:.0} lines/s", per_second),
        "≥ 20,000 lines/s",
        Some(per_second >= BAR),
    );
}

fn office() -> Value {
    json!({"tz": "Europe/Berlin", "hours": {
        "mon": [["09:00", "12:30"], ["13:00", "17:00"]], "tue": [["09:00", "17:00"]],
        "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "15:00"]]},
        "holidays": ["2026-01-01", "2026-12-25"]})
}

fn clock_line(n: usize) -> Value {
    let mut line = office();
    line["id"] = json!(n);
    line["op"] = json!("add");
    line["start"] = json!(format!(
        "2026-{:02}-{:02}T09:30:00Z",
        n % 12 + 1,
        n % 28 + 1
    ));
    line["minutes"] = json!(60 + n);
    line
}

fn replay_line(n: usize) -> Value {
    json!({"id": n, "as_of": "2026-06-05T12:00:00Z",
        "policy": {"calendar": office(),
            "targets": {"first_response": 60 + n, "next_response": 120, "resolution": 960},
            "pauses": {"waiting": ["resolution"]}},
        "events": [
            {"at": "2026-06-01T08:00:00Z", "type": "created", "by": "customer", "priority": "high"},
            {"at": "2026-06-01T08:30:00Z", "type": "agent_reply"},
            {"at": "2026-06-01T09:00:00Z", "type": "status", "status": "waiting"},
            {"at": "2026-06-02T09:00:00Z", "type": "customer_message"},
            {"at": "2026-06-02T09:00:00Z", "type": "status", "status": "open"},
            {"at": "2026-06-02T10:00:00Z", "type": "agent_reply"},
            {"at": "2026-06-03T10:00:00Z", "type": "status", "status": "solved"}]})
}

fn periods_line(n: usize) -> Value {
    json!({"id": n, "op": "period_at", "tz": "Europe/Berlin", "anchor": "2024-01-31T00:00:00",
        "unit": "month", "at": format!("2026-{:02}-{:02}T10:00:00Z", n % 12 + 1, n % 28 + 1)})
}

fn explain_line(n: usize) -> Value {
    json!({"id": n, "at": "2026-06-01T10:00:00Z",
        "ticket": {"account": "acme", "contact": "ann", "product": if n.is_multiple_of(2) { "crm" } else { "sec" },
            "channel": "email", "type": "incident", "priority": "high"},
        "accounts": [{"id": "acme", "parent": "holding", "tz": "Europe/Berlin"}, {"id": "holding"}],
        "contracts": [
            {"id": "c-crm", "account": "acme", "plan": "all", "state": "active", "start": "2026-01-01",
             "end": "2027-01-01", "products": ["crm"], "rank": 1},
            {"id": "c-sec", "account": "acme", "plan": "twelve", "state": "active", "start": "2026-01-01",
             "products": ["sec"], "rank": 1},
            {"id": "c-hold", "account": "holding", "plan": "all", "state": "active", "start": "2025-01-01",
             "children": true}],
        "plans": [
            {"id": "all", "kind": "unlimited", "sla": "gold"},
            {"id": "twelve", "kind": "ticket_based", "sla": "silver", "limit_policy": "charge",
             "limits": [{"bucket": "year", "credits": 12, "unit": "year"}]},
            {"id": "free", "kind": "unlimited", "default": true}],
        "balances": [{"contract": "c-sec", "bucket": "year", "left": 3}]})
}
