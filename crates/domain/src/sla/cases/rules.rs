//! What an SLA may say, and what makes no history.

use super::*;

#[test]
fn round_the_clock_targets_ignore_the_calendar() {
    let mut t = target(FirstResponse, 4 * HOUR);
    t.clock = TargetClock::RoundTheClock;
    let r = run(&[policy(sla(vec![t]))], "16:00 - created", "18:00");
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Running, Some(at("20:00")), 120, 120)
    );
}

#[test]
fn a_status_says_what_it_pauses_unless_the_sla_says_otherwise() {
    let paused = |rules: &[(&str, &[super::Metric])], pauses: Option<&[super::Metric]>| {
        let mut spec = sla(all_four());
        for (name, metrics) in rules {
            spec.rules
                .pauses
                .insert((*name).to_owned(), metrics.to_vec());
        }
        let mut history = events("10:00 - created");
        history.push(SlaEvent {
            at: at("11:00"),
            kind: SlaEventKind::Status {
                status: "sts_vendor".to_owned(),
                category: Some(Category::OnHold),
                pauses: pauses.map(<[super::Metric]>::to_vec),
            },
        });
        let r = replay(&[policy(spec)], &history, at("11:30")).unwrap();
        [FirstResponse, Resolution].map(|m| metric(&r, m).state == Paused)
    };
    // An event of before statuses spoke for themselves: the category pauses.
    assert_eq!(paused(&[], None), [false, true]);
    assert_eq!(paused(&[], Some(&[])), [false, false]);
    assert_eq!(paused(&[], Some(&[FirstResponse])), [true, false]);
    // The same said in another order is not something else.
    assert_eq!(
        paused(
            &[("on_hold", &[Resolution, super::Metric::Update])],
            Some(&[])
        ),
        [false, false]
    );
    assert_eq!(
        paused(&[("on_hold", &[])], Some(&[Resolution])),
        [false, false]
    );
    assert_eq!(
        paused(&[("on_hold", &[FirstResponse])], Some(&[Resolution])),
        [true, false]
    );
    assert_eq!(
        paused(&[("sts_vendor", &[Resolution])], Some(&[FirstResponse])),
        [false, true]
    );
}

#[test]
fn the_category_pauses_and_closes_a_status_of_any_name() {
    let p = [policy(sla(all_four()))];
    let status = |when, status: &str, category| SlaEvent {
        at: at(when),
        kind: SlaEventKind::Status {
            status: status.to_owned(),
            category: Some(category),
            pauses: None,
        },
    };
    let mut history = events("10:00 - created");
    history.push(status("11:00", "sts_vendor", Category::OnHold));
    history.push(status("12:00", "sts_done", Category::Solved));
    let r = replay(&p, &history[..2], at("11:30")).unwrap();
    assert_eq!(metric(&r, Resolution).state, Paused);
    let r = replay(&p, &history, at("12:30")).unwrap();
    assert_eq!(metric(&r, Resolution).state, Met);
    // Its own name comes before its category.
    let mut s = sla(all_four());
    s.rules.pauses.insert("sts_vendor".to_owned(), vec![]);
    let r = replay(&[policy(s)], &history[..2], at("11:30")).unwrap();
    assert_eq!(metric(&r, Resolution).state, Running);
}

#[test]
fn events_of_one_instant_happen_in_their_order() {
    let p = [policy(sla(all_four()))];
    let r = run(
        &p,
        "10:00 - created, 10:00 - reply, 10:00 - message",
        "10:30",
    );
    assert_eq!(metric(&r, FirstResponse).state, Met);
    assert_eq!(metric(&r, NextResponse).state, Running);
    let r = run(
        &p,
        "10:00 - created, 10:00 - message, 10:00 - reply",
        "10:30",
    );
    assert_eq!(metric(&r, NextResponse).state, Nothing);
    let r = run(
        &p,
        "10:00 - created, 11:00 - status solved, 11:00 - status open",
        "11:30",
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 10:00")), 90, 390)
    );
}

#[test]
fn what_makes_no_history_is_refused() {
    let p = [policy(sla(all_four()))];
    let fails = |text: &str| {
        replay(&p, &events(text), at("30 10:00"))
            .unwrap_err()
            .code()
    };
    assert_eq!(fails("10:00 - reply"), "not_created");
    assert_eq!(fails("10:00 - created, 10:00 - created"), "created_twice");
    assert_eq!(
        fails("10:00 - created, 09:59 - reply"),
        "events_out_of_order"
    );
    assert_eq!(fails("10:00 - created, 10:01 - policy 1"), "unknown_policy");
    // What is later than the moment does not count.
    assert!(replay(&p, &events("10:00 - created, 12:00 - created"), at("11:00")).is_ok());
    let r = run(&p, "10:00 - created", "09:00");
    assert!(r.metrics.values().all(|m| m.state == Nothing));
}

#[test]
fn an_sla_without_policies_has_no_clocks() {
    let r = run(
        &[],
        "10:00 - created, 10:10 - message, 11:00 - reply, 12:00 - status solved",
        "13:00",
    );
    assert!(
        r.metrics
            .values()
            .all(|m| m.state == Nothing && m.cycles.is_empty())
    );
}

#[test]
fn a_report_serialises_by_metric_name() {
    let p = [policy(sla(vec![target(FirstResponse, HOUR)]))];
    let json = serde_json::to_value(run(&p, "10:00 - created", "10:30")).unwrap();
    assert_eq!(json["metrics"]["first_response"]["state"], "running");
    assert_eq!(
        json["metrics"]["first_response"]["due"],
        "2026-06-01T11:00:00Z"
    );
    assert_eq!(
        json["metrics"]["first_response"]["cycles"][0]["target"]["layer"],
        "contract"
    );
}
