use jiff::civil::date;
use serde_json::json;

use super::*;
use crate::credit::{Credits, Unit, zone};
use crate::ticket::Priority;

fn plan(value: serde_json::Value) -> PlanSpec {
    serde_json::from_value(value).unwrap()
}

fn problems(value: serde_json::Value) -> Vec<(String, &'static str)> {
    match plan(value).validate() {
        Ok(()) => Vec::new(),
        Err(found) => found
            .into_iter()
            .map(|i| (i.path, i.problem.code()))
            .collect(),
    }
}

fn check(value: serde_json::Value, wanted: &[(&str, &'static str)]) {
    let wanted: Vec<(String, &'static str)> =
        wanted.iter().map(|(p, c)| ((*p).to_owned(), *c)).collect();
    assert_eq!(problems(value), wanted);
}

#[test]
fn the_plans_of_real_use_are_valid_and_read_back() {
    for value in [
        json!({"kind": "unlimited", "sla": "sla_1"}),
        json!({"kind": "ticket_based", "limits": [
            {"bucket": "week", "credits": 25, "unit": "week"},
            {"bucket": "month", "credits": 50, "unit": "month"}]}),
        json!({"kind": "ticket_based", "limits": [{"bucket": "q", "credits": 60, "unit": "quarter",
            "align_day": 1, "proration": "up", "rollover": {"periods": 2, "cap": 10.5}}],
            "limit_policy": "charge", "limit_policy_by_priority": {"none": "block", "low": "without_sla"},
            "price_list": {"currency": "EUR", "prices": [{"amount": 5000}, {"priority": "urgent", "amount": 9000}]},
            "weights": {"priority": {"urgent": 2, "low": 0.5}, "type": {"how_to": 0}},
            "refunds": ["spam", "merge"], "tolerance": 2, "urgent_always_accepted": true,
            "channels": ["email", "phone"], "free_reopen_days": 7}),
    ] {
        let spec = plan(value);
        assert_eq!(spec.validate(), Ok(()));
        let text = serde_json::to_string(&spec).unwrap();
        assert_eq!(serde_json::from_str::<PlanSpec>(&text).unwrap(), spec);
    }
    assert_eq!(
        plan(json!({}))
            .alert_thresholds
            .into_iter()
            .collect::<Vec<_>>(),
        [50, 80, 100]
    );
}

#[test]
fn every_problem_names_its_field() {
    check(
        json!({"kind": "ticket_based"}),
        &[("limits", "limits_missing")],
    );
    check(
        json!({"limits": [{"bucket": "a", "credits": 1, "unit": "day"}]}),
        &[("limits", "limits_on_unlimited_plan")],
    );
    check(
        json!({"kind": "ticket_based", "limits": [
            {"bucket": "a", "credits": -1, "unit": "month", "count": 0},
            {"bucket": "a", "credits": 1, "unit": "year", "count": 11, "align_day": 32},
            {"bucket": "B b", "credits": 1, "unit": "week", "align_day": 8, "rollover": {"cap": 3}},
            {"bucket": "d", "credits": 1, "unit": "day", "align_day": 1, "rollover": {"periods": 121}}]}),
        &[
            ("limits[0].credits", "out_of_range"),
            ("limits[0].count", "out_of_range"),
            ("limits[1].bucket", "duplicate"),
            ("limits[1].count", "out_of_range"),
            ("limits[1].align_day", "align_day_invalid"),
            ("limits[2].bucket", "name_invalid"),
            ("limits[2].align_day", "align_day_invalid"),
            ("limits[2].rollover.cap", "cap_without_rollover"),
            ("limits[3].align_day", "align_day_invalid"),
            ("limits[3].rollover.periods", "out_of_range"),
        ],
    );
    check(
        json!({"kind": "ticket_based", "limits": [{"bucket": "a", "credits": 1, "unit": "day"}],
            "limit_policy": "charge", "limit_policy_by_priority": {"low": "fallback_sla", "lowest": "block"},
            "weights": {"priority": {"lowest": 1}, "channel": {"pigeon": 1}, "type": {"x": -1, "y": 1000.01}},
            "tolerance": 1001, "free_reopen_days": 3651, "channels": ["pigeon"],
            "alert_thresholds": [0, 101]}),
        &[
            ("weights.type.x", "out_of_range"),
            ("weights.type.y", "out_of_range"),
            ("weights.priority.lowest", "unknown_word"),
            ("weights.channel.pigeon", "unknown_word"),
            ("tolerance", "out_of_range"),
            ("limit_policy_by_priority.lowest", "unknown_word"),
            ("price_list", "policy_incomplete"),
            ("fallback_sla", "policy_incomplete"),
            ("free_reopen_days", "out_of_range"),
            ("channels", "unknown_word"),
            ("alert_thresholds", "out_of_range"),
            ("alert_thresholds", "out_of_range"),
        ],
    );
    check(
        json!({"price_list": {"currency": "euro", "prices": [
            {"amount": -1}, {"amount": 1, "priority": "x", "channel": "y"}, {"amount": 2}]}}),
        &[
            ("price_list.currency", "currency_invalid"),
            ("price_list.prices[0].amount", "out_of_range"),
            ("price_list.prices[1].priority", "unknown_word"),
            ("price_list.prices[1].channel", "unknown_word"),
            ("price_list.prices[2]", "duplicate"),
        ],
    );
}

#[test]
fn limits_of_lists_hold_at_their_edge() {
    let limits = |n: usize| {
        let list: Vec<_> = (0..n)
            .map(|i| json!({"bucket": format!("b{i}"), "credits": 1, "unit": "day"}))
            .collect();
        problems(json!({"kind": "ticket_based", "limits": list}))
    };
    assert!(limits(LIMITS_MAX).is_empty());
    assert_eq!(limits(LIMITS_MAX + 1), [("limits".to_owned(), "too_many")]);
    let one = |field: &str, value: serde_json::Value| {
        let mut limit = json!({"bucket": "a", "credits": 1, "unit": "year"});
        limit[field] = value;
        problems(json!({"kind": "ticket_based", "limits": [limit]}))
    };
    assert!(one("count", json!(PERIOD_YEARS_MAX)).is_empty());
    assert!(!one("count", json!(PERIOD_YEARS_MAX + 1)).is_empty());
    assert!(one("credits", json!(CREDITS_MAX)).is_empty());
    assert!(!one("credits", json!(1_000_000.01)).is_empty());
    assert!(one("bucket", json!("x".repeat(KEY_CHARS_MAX))).is_empty());
    assert!(!one("bucket", json!("x".repeat(KEY_CHARS_MAX + 1))).is_empty());
    let prices = |n: usize| {
        let rows: Vec<_> = (0..n)
            .map(|i| json!({"type": format!("t{i}"), "amount": PRICE_AMOUNT_MAX}))
            .collect();
        problems(json!({"price_list": {"currency": "EUR", "prices": rows}}))
    };
    assert!(prices(PRICES_MAX).is_empty());
    assert_eq!(prices(PRICES_MAX + 1).len(), 1);
}

#[test]
fn unknown_fields_and_words_are_refused() {
    for bad in [
        json!({"limitz": []}),
        json!({"limits": [{"bucket": "a", "credits": 1, "unit": "fortnight"}]}),
        json!({"limit_policy": "shrug"}),
        json!({"refunds": ["mood"]}),
        json!({"limits": [{"bucket": "a", "credits": 1, "unit": "day", "count": -1}]}),
    ] {
        assert!(
            serde_json::from_value::<PlanSpec>(bad.clone()).is_err(),
            "{bad}"
        );
    }
}

#[test]
fn weights_multiply_and_round_half_up() {
    let spec = plan(json!({"weights": {
        "type": {"incident": 1.5, "free": 0}, "priority": {"urgent": 2, "none": 0.5, "low": 0.01},
        "channel": {"phone": 1.25, "chat": 0.5}}}));
    let cost = |t, p, c| spec.weights.cost(t, p, c);
    assert_eq!(cost(None, Some(Priority::Normal), "email"), Credits(100));
    assert_eq!(
        cost(Some("incident"), Some(Priority::Urgent), "phone"),
        Credits(375)
    );
    assert_eq!(cost(Some("incident"), None, "email"), Credits(75));
    assert_eq!(
        cost(Some("free"), Some(Priority::Urgent), "phone"),
        Credits::ZERO
    );
    // 0.01 × 0.5 = 0.005, up to 0.01.
    assert_eq!(cost(None, Some(Priority::Low), "chat"), Credits(1));
}

#[test]
fn the_price_row_with_most_conditions_decides() {
    let list: PriceList = serde_json::from_value(json!({"currency": "EUR", "prices": [
        {"amount": 1}, {"channel": "phone", "amount": 2}, {"priority": "urgent", "amount": 3},
        {"type": "incident", "amount": 4}, {"priority": "urgent", "channel": "phone", "amount": 5}]}))
    .unwrap();
    let price = |t, p, c| list.price(t, p, c).map(|m| m.amount);
    assert_eq!(price(None, None, "email"), Some(1));
    assert_eq!(price(None, None, "phone"), Some(2));
    assert_eq!(
        price(Some("incident"), Some(Priority::Urgent), "email"),
        Some(4)
    );
    assert_eq!(
        price(Some("incident"), Some(Priority::Urgent), "phone"),
        Some(5)
    );
    let none = PriceList {
        currency: "EUR".into(),
        prices: vec![list.prices[1].clone()],
    };
    assert_eq!(none.price(None, None, "email"), None);
}

#[test]
fn the_policy_of_a_priority_stands_above_the_plans() {
    let spec = plan(json!({"limit_policy": "block",
        "limit_policy_by_priority": {"urgent": "charge", "none": "without_sla"}}));
    assert_eq!(spec.limit_action(Some(Priority::Low)), LimitAction::Block);
    assert_eq!(
        spec.limit_action(Some(Priority::Urgent)),
        LimitAction::Charge
    );
    assert_eq!(spec.limit_action(None), LimitAction::WithoutSla);
}

#[test]
fn a_limits_periods_follow_the_contract_or_the_calendar() {
    let tz = zone("Asia/Shanghai").unwrap();
    let limit = Limit::per(Unit::Month, 50);
    let own = limit.periods(date(2026, 1, 31), tz.clone()).unwrap();
    assert_eq!(own.boundary_date(1), Ok(date(2026, 2, 28)));
    let aligned = Limit {
        align_day: Some(1),
        ..limit.clone()
    };
    let grid = aligned.periods(date(2026, 1, 31), tz).unwrap();
    assert_eq!(grid.boundary_date(0), Ok(date(2026, 2, 1)));
    assert!(!aligned.same_periods(&limit));
}

#[test]
fn a_reopen_is_free_until_the_last_second_of_its_days() {
    let spec = plan(json!({"free_reopen_days": 7}));
    assert!(spec.reopen_is_free(7 * 86_400 - 1));
    assert!(!spec.reopen_is_free(7 * 86_400));
    let none = plan(json!({"free_reopen_days": 0}));
    assert!(none.reopen_is_free(super::REOPEN_GRACE_SECONDS - 1));
    assert!(!none.reopen_is_free(super::REOPEN_GRACE_SECONDS));
}
