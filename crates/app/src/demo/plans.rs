//! SLAs and support plans of the demo desk, as JSON: what an administrator
//! would send.

use serde_json::{Value, json};

/// Targets in minutes by priority: metric, clock, urgent, high, normal, low.
type Row = (&'static str, &'static str, [i64; 4]);

fn targets(rows: &[Row]) -> Vec<Value> {
    let mut all = Vec::new();
    for (metric, clock, minutes) in rows {
        for (priority, minutes) in ["urgent", "high", "normal", "low"].iter().zip(minutes) {
            all.push(json!({
                "metric": metric,
                "conditions": { "priority": [priority] },
                "seconds": minutes * 60,
                "clock": clock,
            }));
        }
        // A ticket without priority is treated as normal.
        all.push(json!({ "metric": metric, "seconds": minutes[2] * 60, "clock": clock }));
    }
    all
}

/// Warn the owner early, tell the manager and mark the ticket when it is late.
fn steps() -> Value {
    json!([
        { "id": "response-75", "metric": "first_response", "path": "automatic",
          "trigger": { "when": "percent_of_target", "percent": 75 },
          "actions": [{ "action": "notify", "to": "team" }] },
        { "id": "response-late", "metric": "first_response", "path": "hierarchical",
          "trigger": { "when": "percent_of_target", "percent": 100 },
          "actions": [{ "action": "notify", "to": "manager" }, { "action": "tag", "tag": "response-late" }] },
        { "id": "resolution-80", "metric": "resolution", "path": "automatic",
          "trigger": { "when": "percent_of_target", "percent": 80 },
          "actions": [{ "action": "notify", "to": "assignee" }] },
        { "id": "resolution-late", "metric": "resolution", "path": "hierarchical",
          "trigger": { "when": "percent_of_target", "percent": 100 },
          "actions": [{ "action": "notify", "to": "manager" }, { "action": "tag", "tag": "sla-breached" }] },
    ])
}

/// An SLA: name, layer, calendar, spec.
pub struct Sla {
    pub name: &'static str,
    pub layer: &'static str,
    pub calendar: &'static str,
    pub spec: Value,
}

pub fn slas() -> Vec<Sla> {
    let sla = |name, layer, calendar, rows: &[Row]| Sla {
        name,
        layer,
        calendar,
        spec: json!({ "targets": targets(rows), "steps": steps() }),
    };
    vec![
        sla(
            "Company standard",
            "corporate",
            "Berlin office",
            &[("first_response", "calendar", [480, 960, 1440, 2400])],
        ),
        sla(
            "Premier",
            "plan",
            "Around the clock",
            &[
                ("first_response", "24x7", [15, 60, 240, 480]),
                ("next_response", "24x7", [30, 120, 480, 960]),
                ("update", "24x7", [240, 480, 1440, 2880]),
                ("resolution", "24x7", [480, 1440, 4320, 7200]),
            ],
        ),
        sla(
            "Business",
            "plan",
            "Berlin office",
            &[
                ("first_response", "calendar", [60, 120, 480, 960]),
                ("next_response", "calendar", [120, 240, 600, 1200]),
                ("resolution", "calendar", [480, 1200, 3000, 6000]),
            ],
        ),
        sla(
            "Three-hour fix",
            "plan",
            "New York office",
            &[
                ("first_response", "calendar", [30, 60, 60, 120]),
                ("next_response", "calendar", [30, 60, 60, 120]),
                ("resolution", "calendar", [180, 180, 180, 180]),
            ],
        ),
        sla(
            "Security",
            "plan",
            "Around the clock",
            &[
                ("first_response", "24x7", [15, 30, 120, 240]),
                ("next_response", "24x7", [30, 60, 240, 480]),
                ("resolution", "24x7", [240, 480, 1440, 2880]),
            ],
        ),
        sla(
            "Shanghai business",
            "plan",
            "Shanghai office",
            &[
                ("first_response", "calendar", [30, 60, 240, 480]),
                ("next_response", "calendar", [60, 120, 480, 960]),
                ("resolution", "calendar", [480, 960, 2400, 4800]),
            ],
        ),
        sla(
            "Free",
            "plan",
            "Berlin office",
            &[("first_response", "calendar", [1440, 1440, 1440, 1440])],
        ),
        Sla {
            name: "Licence bands",
            layer: "plan",
            calendar: "Berlin office",
            spec: json!({
                "targets": [
                    { "metric": "first_response", "conditions": { "licence_band": ["200 and more"] }, "seconds": 3_600 },
                    { "metric": "first_response", "conditions": { "licence_band": ["50 to 199"] }, "seconds": 4 * 3_600 },
                    { "metric": "first_response", "seconds": 10 * 3_600 },
                    { "metric": "resolution", "conditions": { "licence_band": ["200 and more"] }, "seconds": 10 * 3_600 },
                    { "metric": "resolution", "conditions": { "licence_band": ["50 to 199"] }, "seconds": 20 * 3_600 },
                    { "metric": "resolution", "seconds": 50 * 3_600 },
                ],
                "steps": steps(),
            }),
        },
    ]
}

/// A plan: name, its SLA, whether it is the one of those without a contract,
/// spec.
pub struct Plan {
    pub name: &'static str,
    pub sla: &'static str,
    pub is_default: bool,
    pub spec: Value,
}

pub fn plans() -> Vec<Plan> {
    let refunds = json!(["spam", "merge", "duplicate", "own_defect", "wrong_routing"]);
    vec![
        Plan {
            name: "Free support",
            sla: "Free",
            is_default: true,
            spec: json!({ "kind": "unlimited" }),
        },
        Plan {
            name: "Premier unlimited",
            sla: "Premier",
            is_default: false,
            spec: json!({ "kind": "unlimited" }),
        },
        Plan {
            name: "Unlimited 中国",
            sla: "Shanghai business",
            is_default: false,
            spec: json!({ "kind": "unlimited" }),
        },
        Plan {
            name: "25 a week, 50 a month",
            sla: "Business",
            is_default: false,
            spec: json!({
                "kind": "ticket_based",
                "limits": [
                    { "bucket": "week", "credits": 25, "unit": "week" },
                    { "bucket": "month", "credits": 50, "unit": "month" },
                ],
                "refunds": refunds,
                "free_reopen_days": 7,
                "limit_policy": "ask_approval",
                "urgent_always_accepted": true,
                "tolerance": 2,
            }),
        },
        Plan {
            name: "60 a quarter, fixed in 3 hours",
            sla: "Three-hour fix",
            is_default: false,
            spec: json!({
                "kind": "ticket_based",
                "limits": [{ "bucket": "quarter", "credits": 60, "unit": "quarter",
                             "rollover": { "periods": 1, "cap": 10 } }],
                "weights": { "priority": { "urgent": 2, "low": 0.5 } },
                "refunds": refunds,
                "free_reopen_days": 14,
                "limit_policy": "charge",
                "price_list": { "currency": "EUR", "prices": [
                    { "amount": 9_000 }, { "priority": "urgent", "amount": 24_000 },
                ] },
            }),
        },
        Plan {
            name: "Aegis 12 a year",
            sla: "Security",
            is_default: false,
            spec: json!({
                "kind": "ticket_based",
                "limits": [{ "bucket": "year", "credits": 12, "unit": "year" }],
                "refunds": refunds,
                "free_reopen_days": 30,
                "limit_policy": "without_sla",
            }),
        },
        Plan {
            name: "Aegis essential, 12 a year",
            sla: "Security",
            is_default: false,
            spec: json!({
                "kind": "ticket_based",
                "limits": [{ "bucket": "year", "credits": 12, "unit": "year" }],
                "refunds": refunds,
                "limit_policy": "block",
                "urgent_always_accepted": false,
            }),
        },
        Plan {
            name: "By licences",
            sla: "Licence bands",
            is_default: false,
            spec: json!({
                "kind": "ticket_based",
                "limits": [{ "bucket": "month", "credits": 15, "unit": "month" }],
                "refunds": refunds,
                "free_reopen_days": 7,
                "limit_policy": "fallback_sla",
            }),
        },
    ]
}
