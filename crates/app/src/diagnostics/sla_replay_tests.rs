use serde_json::{Value, json};

/// 09:00 to 17:00 UTC on weekdays; 2026-06-01 is a Monday.
fn policy(more: Value) -> Value {
    let day = json!([["09:00", "17:00"]]);
    let mut policy = json!({
        "calendar": {"tz": "UTC", "hours": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}},
        "targets": {"first_response": 60, "next_response": 120, "update": 240, "resolution": 480},
    });
    for (key, value) in more.as_object().unwrap() {
        policy[key] = value.clone();
    }
    policy
}

fn at(time: &str) -> String {
    let (day, time) = time.split_once(' ').unwrap_or(("01", time));
    format!("2026-06-{day}T{time}:00Z")
}

fn event(time: &str, kind: &str, more: Value) -> Value {
    let mut event = json!({"at": at(time), "type": kind});
    for (key, value) in more.as_object().unwrap() {
        event[key] = value.clone();
    }
    event
}

fn created(time: &str) -> Value {
    event(time, "created", json!({"by": "customer"}))
}

fn plain(time: &str, kind: &str) -> Value {
    event(time, kind, json!({}))
}

fn status(time: &str, status: &str) -> Value {
    event(time, "status", json!({"status": status}))
}

fn ask(policy: &Value, events: &[Value], as_of: &str) -> Value {
    let line = json!({"id": "t-1", "policy": policy, "events": events, "as_of": at(as_of)});
    let answer = super::line(&line.to_string());
    let value: Value = serde_json::from_str(&answer.line).unwrap();
    assert_eq!(value["id"], "t-1");
    assert_eq!(answer.failed, value.get("error").is_some());
    value
}

#[track_caller]
fn shows(answer: &Value, metric: &str, state: &str, due: Option<&str>, elapsed: i64, left: i64) {
    let m = &answer["metrics"][metric];
    assert_eq!(m["state"], state, "{answer:#}");
    assert_eq!(
        m["due"],
        due.map_or(Value::Null, |d| json!(at(d))),
        "{answer:#}"
    );
    assert_eq!(
        (&m["elapsed_seconds"], &m["remaining_seconds"]),
        (&json!(elapsed), &json!(left))
    );
}

#[test]
fn a_line_is_answered_in_the_documented_shape() {
    let answer = ask(
        &policy(json!({})),
        &[created("10:00"), plain("10:20", "agent_reply")],
        "11:00",
    );
    assert_eq!(
        answer,
        json!({
            "id": "t-1",
            "metrics": {
                "first_response": {
                    "state": "met", "due": at("11:00"), "elapsed_seconds": 1200,
                    "remaining_seconds": 2400, "breached": false, "fulfilled_at": at("10:20"),
                    "cycles": [{
                        "number": 0, "start": at("10:00"), "state": "met", "due": at("11:00"),
                        "elapsed_seconds": 1200, "remaining_seconds": 2400, "breached": false,
                        "late_attached": false, "fulfilled_at": at("10:20"),
                        "target": {"seconds": 3600, "clock": "calendar", "layer": "corporate", "sla": "policy"},
                        "pauses": [],
                    }],
                },
                "next_response": {
                    "state": "none", "due": null, "elapsed_seconds": 0, "remaining_seconds": 0,
                    "breached": false, "fulfilled_at": null, "cycles": [],
                },
                "update": {
                    "state": "running", "due": at("14:20"), "elapsed_seconds": 2400,
                    "remaining_seconds": 12000, "breached": false, "fulfilled_at": null,
                    "cycles": [{
                        "number": 0, "start": at("10:20"), "state": "running", "due": at("14:20"),
                        "elapsed_seconds": 2400, "remaining_seconds": 12000, "breached": false,
                        "late_attached": false, "fulfilled_at": null,
                        "target": {"seconds": 14400, "clock": "calendar", "layer": "corporate", "sla": "policy"},
                        "pauses": [],
                    }],
                },
                "resolution": {
                    "state": "running", "due": at("02 10:00"), "elapsed_seconds": 3600,
                    "remaining_seconds": 25200, "breached": false, "fulfilled_at": null,
                    "cycles": [{
                        "number": 0, "start": at("10:00"), "state": "running", "due": at("02 10:00"),
                        "elapsed_seconds": 3600, "remaining_seconds": 25200, "breached": false,
                        "late_attached": false, "fulfilled_at": null,
                        "target": {"seconds": 28800, "clock": "calendar", "layer": "corporate", "sla": "policy"},
                        "pauses": [],
                    }],
                },
            },
            "earliest_due": {"metric": "update", "due": at("14:20")},
        })
    );
}

#[test]
fn while_paused_due_is_null_and_what_remains_stands_still() {
    let story = [
        created("10:00"),
        plain("10:00", "agent_reply"),
        status("12:00", "pending"),
    ];
    for as_of in ["12:00", "03 12:00"] {
        let answer = ask(&policy(json!({})), &story, as_of);
        shows(&answer, "resolution", "paused", None, 7200, 21600);
        shows(&answer, "update", "paused", None, 7200, 7200);
        assert_eq!(answer["earliest_due"], Value::Null);
        assert_eq!(
            answer["metrics"]["resolution"]["cycles"][0]["pauses"][0]["to"],
            Value::Null
        );
    }
    // Pauses of one's own replace the default ones.
    let own = policy(json!({"pauses": {"waiting": ["first_response", "resolution"]}}));
    let story = [
        created("10:00"),
        status("10:30", "waiting"),
        status("11:30", "pending"),
    ];
    shows(
        &ask(&own, &story[..2], "12:00"),
        "first_response",
        "paused",
        None,
        1800,
        1800,
    );
    shows(
        &ask(&own, &story, "11:40"),
        "first_response",
        "running",
        Some("12:00"),
        2400,
        1200,
    );
    shows(
        &ask(&own, &story, "11:40"),
        "resolution",
        "running",
        Some("02 11:00"),
        2400,
        26400,
    );
}

#[test]
fn statuses_are_free_names() {
    let own = policy(json!({"closed_statuses": ["done"]}));
    let story = [
        created("10:00"),
        status("11:00", "solved"),
        status("12:00", "done"),
    ];
    shows(
        &ask(&own, &story, "11:30"),
        "resolution",
        "running",
        Some("02 10:00"),
        5400,
        23400,
    );
    let answer = ask(&own, &story, "13:00");
    shows(&answer, "resolution", "met", Some("02 10:00"), 7200, 21600);
    // A customer's message does not end a status by itself here: the desk
    // writes that event.
    let story = [
        created("10:00"),
        status("11:00", "pending"),
        plain("12:00", "customer_message"),
    ];
    shows(
        &ask(&policy(json!({})), &story, "13:00"),
        "resolution",
        "paused",
        None,
        3600,
        25200,
    );
}

#[test]
fn options_change_what_they_say() {
    let early = [created("10:00"), plain("10:10", "customer_message")];
    let answer = ask(&policy(json!({})), &early, "10:20");
    shows(&answer, "next_response", "none", None, 0, 0);
    let answer = ask(
        &policy(json!({"next_response_before_first_reply": true})),
        &early,
        "10:20",
    );
    shows(
        &answer,
        "next_response",
        "running",
        Some("12:10"),
        600,
        6600,
    );

    let outward = [event("10:00", "created", json!({"by": "agent"}))];
    let answer = ask(&policy(json!({})), &outward, "10:20");
    shows(&answer, "first_response", "none", None, 0, 0);
    let answer = ask(
        &policy(json!({"agent_created_first_response": true})),
        &outward,
        "10:20",
    );
    shows(
        &answer,
        "first_response",
        "running",
        Some("11:00"),
        1200,
        2400,
    );

    let reopened = [
        created("10:00"),
        status("11:00", "solved"),
        status("13:00", "open"),
    ];
    for (reopen, due, elapsed) in [
        (json!("continue"), "02 12:00", 5400),
        (Value::Null, "02 12:00", 5400),
        (json!("restart"), "02 13:00", 1800),
        (json!("keep_running"), "02 10:00", 12600),
    ] {
        let answer = ask(&policy(json!({"reopen": reopen})), &reopened, "13:30");
        shows(
            &answer,
            "resolution",
            "running",
            Some(due),
            elapsed,
            28800 - elapsed,
        );
    }
}

fn by_priority(change: &str) -> Value {
    let mut policy = policy(json!({
        "by_priority": {"urgent": {"resolution": 60}, "high": {"resolution": 240}, "none": {"resolution": 480}},
        "target_change": change,
    }));
    policy.as_object_mut().unwrap().remove("targets");
    policy
}

fn priority(time: &str, priority: Value) -> Value {
    event(time, "priority", json!({"priority": priority}))
}

#[test]
fn targets_follow_the_priority() {
    let p = by_priority("carry");
    let story = [
        created("10:00"),
        priority("10:10", json!("high")),
        priority("10:20", json!("low")),
        priority("10:30", json!("urgent")),
        priority("12:00", Value::Null),
    ];
    shows(
        &ask(&p, &story, "10:05"),
        "resolution",
        "running",
        Some("02 10:00"),
        300,
        28500,
    );
    shows(
        &ask(&p, &story, "10:15"),
        "resolution",
        "running",
        Some("14:00"),
        900,
        13500,
    );
    shows(&ask(&p, &story, "10:25"), "resolution", "none", None, 0, 0);
    shows(
        &ask(&p, &story, "10:35"),
        "resolution",
        "running",
        Some("11:00"),
        2100,
        1500,
    );
    shows(
        &ask(&p, &story, "11:30"),
        "resolution",
        "breached",
        Some("11:00"),
        5400,
        -1800,
    );
    shows(
        &ask(&p, &story, "12:10"),
        "resolution",
        "running",
        Some("02 10:00"),
        7800,
        21000,
    );
    let late = [created("10:00"), priority("13:00", json!("urgent"))];
    let answer = ask(&p, &late, "13:10");
    shows(
        &answer,
        "resolution",
        "breached",
        Some("13:00"),
        11400,
        -7800,
    );
    assert_eq!(
        answer["metrics"]["resolution"]["cycles"][0]["late_attached"],
        true
    );
    shows(
        &ask(&by_priority("from_change"), &late, "13:10"),
        "resolution",
        "running",
        Some("14:00"),
        600,
        3000,
    );
}

#[test]
fn targets_can_be_replaced_removed_and_given_back() {
    let targets = |time: &str, targets: Value| event(time, "policy", json!({"targets": targets}));
    let story = [
        created("10:00"),
        targets("11:00", json!({"resolution": 120})),
        targets("11:30", json!({})),
        targets("13:00", json!({"resolution": 240, "first_response": null})),
    ];
    let p = policy(json!({}));
    let answer = ask(&p, &story, "11:10");
    shows(&answer, "resolution", "running", Some("12:00"), 4200, 3000);
    shows(&answer, "first_response", "none", None, 0, 0);
    shows(&ask(&p, &story, "12:30"), "resolution", "none", None, 0, 0);
    shows(
        &ask(&p, &story, "13:10"),
        "resolution",
        "running",
        Some("14:00"),
        11400,
        3000,
    );
}

#[test]
fn halves_of_minutes_are_fine_and_parts_of_seconds_are_not() {
    let p = policy(json!({"targets": {"first_response": 0.5}}));
    let answer = ask(&p, &[created("10:00")], "10:00");
    assert_eq!(
        answer["metrics"]["first_response"]["due"],
        "2026-06-01T10:00:30Z"
    );
    let p = policy(json!({"targets": {"first_response": 0.001}}));
    assert_eq!(
        ask(&p, &[created("10:00")], "10:00")["error"]["code"],
        "bad_duration"
    );
}

#[test]
fn what_makes_no_sense_is_refused_with_a_code() {
    let p = policy(json!({}));
    for (events, code) in [
        (vec![], "not_created"),
        (vec![plain("10:00", "agent_reply")], "not_created"),
        (vec![created("10:00"), created("10:00")], "created_twice"),
        (
            vec![created("10:00"), plain("09:00", "agent_reply")],
            "events_out_of_order",
        ),
        (
            vec![created("10:00"), plain("10:00", "merged")],
            "unknown_event",
        ),
        (
            vec![created("10:00"), plain("10:00", "status")],
            "missing_field",
        ),
        (
            vec![created("10:00"), plain("10:00", "policy")],
            "missing_field",
        ),
        (vec![plain("10:00", "created")], "missing_field"),
        (
            vec![event("10:00", "created", json!({"by": "robot"}))],
            "invalid_input",
        ),
        (
            vec![json!({"at": "10:00", "type": "created", "by": "agent"})],
            "bad_instant",
        ),
        (
            vec![json!({"type": "created", "by": "agent"})],
            "invalid_input",
        ),
    ] {
        assert_eq!(
            ask(&p, &events, "12:00")["error"]["code"],
            code,
            "{events:?}"
        );
    }
    for (more, code) in [
        (json!({"targets": {"update": -1}}), "negative_duration"),
        (json!({"targets": {"update": "1"}}), "invalid_input"),
        (
            json!({"pauses": {"pending": ["everything"]}}),
            "invalid_input",
        ),
        (json!({"reopen": "never"}), "invalid_input"),
        (
            json!({"calendar": {"tz": "UTC", "hours": {}}}),
            "never_open",
        ),
    ] {
        assert_eq!(
            ask(&policy(more), &[created("10:00")], "12:00")["error"]["code"],
            code
        );
    }
    let answer = super::line(r#"{"id":4,"events":[],"as_of":"2026-06-01T00:00:00Z"}"#);
    assert!(
        answer.failed
            && answer
                .line
                .starts_with(r#"{"id":4,"error":{"code":"invalid_input""#)
    );
}
