use serde_json::{Value, json};

use super::*;

fn ask(input: Value) -> Value {
    let answer = line(&input.to_string());
    let value: Value = serde_json::from_str(&answer.line).unwrap();
    assert_eq!(answer.failed, value.get("error").is_some());
    assert_eq!(value["id"], input["id"]);
    if answer.failed {
        value["error"]["code"].clone()
    } else {
        value["result"].clone()
    }
}

fn with(extra: Value) -> Value {
    let mut input = json!({"id": 7, "op": "boundary", "tz": "Europe/Berlin",
        "anchor": "2026-01-31T00:00:00", "unit": "month", "count": 1});
    for (key, value) in extra.as_object().unwrap() {
        input[key] = value.clone();
    }
    ask(input)
}

#[test]
fn boundaries_are_counted_from_the_anchor() {
    assert_eq!(
        with(json!({"op": "boundaries", "n": 4})),
        json!([
            "2026-01-30T23:00:00Z",
            "2026-02-27T23:00:00Z",
            "2026-03-30T22:00:00Z",
            "2026-04-29T22:00:00Z"
        ])
    );
    assert_eq!(with(json!({"op": "boundaries", "n": 0})), json!([]));
    assert_eq!(with(json!({"k": 2})), "2026-03-30T22:00:00Z");
    assert_eq!(with(json!({"k": -1})), "2025-12-30T23:00:00Z");
    assert_eq!(
        with(json!({"k": 1.0, "unit": "half_year", "count": 3.0})),
        "2027-07-30T22:00:00Z"
    );
    assert_eq!(
        ask(json!({"id": null, "op": "boundary", "k": 1, "tz": "UTC",
            "anchor": "2024-02-29T08:30:00", "unit": "year"})),
        "2025-02-28T08:30:00Z"
    );
}

#[test]
fn the_period_that_contains_an_instant() {
    assert_eq!(
        with(json!({"op": "period_at", "at": "2026-02-28T00:00:00+01:00"})),
        json!({"start": "2026-02-27T23:00:00Z", "end": "2026-03-30T22:00:00Z", "index": 1})
    );
    assert_eq!(
        with(json!({"op": "period_at", "at": "2026-02-27T22:59:59Z"})),
        json!({"start": "2026-01-30T23:00:00Z", "end": "2026-02-27T23:00:00Z", "index": 0})
    );
    assert_eq!(
        with(json!({"op": "elapsed", "at": "2027-01-30T22:59:59Z"})),
        json!(11)
    );
    assert_eq!(
        with(json!({"op": "elapsed", "at": "2027-01-30T23:00:00Z"})),
        json!(12)
    );
    assert_eq!(
        with(json!({"op": "elapsed", "at": "2026-01-01T00:00:00Z"})),
        json!(-1)
    );
}

#[test]
fn the_first_short_period_and_the_local_date() {
    let first = |day: Value, unit: &str| {
        with(
            json!({"op": "aligned_first", "start_date": "2026-03-17", "align_day": day, "unit": unit}),
        )
    };
    assert_eq!(
        first(json!(1), "month"),
        json!({"start": "2026-03-16T23:00:00Z", "end": "2026-03-31T22:00:00Z"})
    );
    assert_eq!(
        first(json!("Monday"), "week")["end"],
        "2026-03-22T23:00:00Z"
    );
    assert_eq!(first(json!(32), "month"), "align_day_invalid");
    assert_eq!(first(json!("x"), "week"), "align_day_invalid");
    assert_eq!(first(json!([1]), "week"), "align_day_invalid");
    assert_eq!(
        ask(
            json!({"id": 1, "op": "aligned_first", "tz": "UTC", "start_date": "2026-01-10", "align_day": 15})
        ),
        json!({"start": "2026-01-10T00:00:00Z", "end": "2026-01-15T00:00:00Z"})
    );
    assert_eq!(
        ask(
            json!({"id": "a", "op": "local_date", "tz": "Asia/Kathmandu", "at": "2026-01-01T18:15:00Z"})
        ),
        "2026-01-02"
    );
}

#[test]
fn bad_lines_have_codes() {
    for (extra, code) in [
        (json!({"op": "walk"}), "unknown_op"),
        (json!({}), "missing_field"),
        (json!({"tz": "Mars/Base", "k": 1}), "unknown_zone"),
        (json!({"unit": "fortnight", "k": 1}), "unknown_unit"),
        (json!({"unit": null, "k": 1}), "missing_field"),
        (json!({"count": 0, "k": 1}), "count_invalid"),
        (json!({"count": -1, "k": 1}), "count_invalid"),
        (json!({"count": 1.5, "k": 1}), "bad_number"),
        (json!({"anchor": "yesterday", "k": 1}), "bad_anchor"),
        (
            json!({"anchor": "2026-02-30T00:00:00", "k": 1}),
            "bad_anchor",
        ),
        (
            json!({"op": "period_at", "at": "2026-02-01T00:00:00"}),
            "bad_instant",
        ),
        (json!({"op": "period_at"}), "missing_field"),
        (json!({"k": 9_007_199_254_740_993i64}), "out_of_range"),
        (json!({"k": 1e300}), "bad_number"),
        (json!({"k": "1"}), "invalid_input"),
        (json!({"op": "boundaries", "n": -1}), "bad_number"),
        (
            json!({"op": "boundaries", "n": BOUNDARIES_MAX + 1}),
            "too_many",
        ),
        (
            json!({"op": "aligned_first", "align_day": 1}),
            "missing_field",
        ),
        (
            json!({"op": "aligned_first", "align_day": 1, "start_date": "x"}),
            "bad_date",
        ),
    ] {
        assert_eq!(with(extra.clone()), code, "{extra}");
    }
    let most = with(json!({"op": "boundaries", "n": BOUNDARIES_MAX, "unit": "day"}));
    assert_eq!(most.as_array().map(Vec::len), Some(10_000));
}
