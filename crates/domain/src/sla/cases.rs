//! Hand-written histories. Times are hours and minutes of a Monday in UTC
//! unless a date is given; the calendar is 09:00 to 17:00 on weekdays.

use std::sync::Arc;

use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::ticket::Category;

pub(super) const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 3_600;

pub(super) fn calendar(tz: &str, open: &str, close: &str) -> Arc<Calendar> {
    let hours = ["mon", "tue", "wed", "thu", "fri"]
        .map(|day| (day.to_owned(), vec![[open.to_owned(), close.to_owned()]]));
    Arc::new(
        Calendar::new(&CalendarSpec {
            tz: tz.to_owned(),
            hours: hours.into(),
            ..CalendarSpec::default()
        })
        .unwrap(),
    )
}

pub(super) fn target(metric: Metric, seconds: i64) -> TargetSpec {
    TargetSpec {
        metric,
        conditions: Conditions::default(),
        seconds,
        clock: TargetClock::Calendar,
    }
}

pub(super) fn of_priority(mut target: TargetSpec, priority: &str) -> TargetSpec {
    target.conditions.priority.push(priority.to_owned());
    target
}

pub(super) fn sla(targets: Vec<TargetSpec>) -> SlaSpec {
    SlaSpec {
        targets,
        ..SlaSpec::default()
    }
}

pub(super) fn policy(sla: SlaSpec) -> Policy {
    policy_by(sla, calendar("UTC", "09:00", "17:00"))
}

pub(super) fn policy_by(sla: SlaSpec, calendar: Arc<Calendar>) -> Policy {
    Policy::new(vec![Layer {
        kind: LayerKind::Contract,
        name: "gold@1".to_owned(),
        sla: Arc::new(sla),
        calendar,
    }])
}

/// `10:30` is of Monday 2026-06-01; `4 10:30` of the 4th.
pub(super) fn at(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap_or(("1", text));
    Instant::parse(&format!("2026-06-{day:0>2}T{time}:00Z")).unwrap()
}

/// `10:00 created`, `reply`, `message`, `status x`, `priority x`, `policy n`.
pub(super) fn events(text: &str) -> Vec<SlaEvent> {
    text.split(',')
        .map(|line| {
            let (when, what) = line.trim().split_once(" - ").unwrap();
            let mut words = what.split(' ');
            let word = words.next().unwrap();
            let value = words.next().map(str::to_owned);
            let facts = |priority: Option<String>| Facts {
                priority,
                ..Facts::default()
            };
            let created = |by, status: Option<String>| SlaEventKind::Created {
                by,
                asked_at: None,
                status: status.unwrap_or_else(|| "new".to_owned()),
                category: None,
                pauses: None,
                facts: Facts::default(),
            };
            let kind = match word {
                "created" => created(CreatedBy::Customer, value),
                "outbound" => created(CreatedBy::Agent, value),
                "message" => SlaEventKind::CustomerMessage,
                "reply" => SlaEventKind::AgentReply,
                "status" => SlaEventKind::Status {
                    status: value.unwrap(),
                    category: None,
                    pauses: None,
                },
                "priority" => SlaEventKind::Facts {
                    facts: facts(value),
                },
                "policy" => SlaEventKind::Policy {
                    policy: value.map(|v| v.parse().unwrap()),
                    facts: None,
                },
                other => panic!("{other}"),
            };
            SlaEvent { at: at(when), kind }
        })
        .collect()
}

pub(super) fn run(policies: &[Policy], history: &str, now: &str) -> Report {
    replay(policies, &events(history), at(now)).unwrap()
}

fn metric(report: &Report, metric: Metric) -> &MetricReport {
    &report.metrics[&metric]
}

/// State, due, elapsed minutes, remaining minutes.
fn shown(m: &MetricReport) -> (ClockState, Option<Instant>, i64, i64) {
    (
        m.state,
        m.due,
        m.elapsed_seconds / MINUTE,
        m.remaining_seconds / MINUTE,
    )
}

use ClockState::{Breached, Met, None as Nothing, Paused, Running};
use Metric::{FirstResponse, NextResponse, Resolution, Update};

fn all_four() -> Vec<TargetSpec> {
    vec![
        target(FirstResponse, HOUR),
        target(NextResponse, 2 * HOUR),
        target(Update, 4 * HOUR),
        target(Resolution, 8 * HOUR),
    ]
}

#[test]
fn a_plain_ticket_from_question_to_solution() {
    let p = [policy(sla(all_four()))];
    let r = run(&p, "10:00 - created", "10:30");
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Running, Some(at("11:00")), 30, 30)
    );
    assert_eq!(metric(&r, NextResponse).state, Nothing);
    assert_eq!(metric(&r, Update).state, Nothing);
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 10:00")), 30, 450)
    );
    let first = r.earliest_due().unwrap();
    assert_eq!((first.metric, first.due), (FirstResponse, at("11:00")));

    let story = "10:00 - created, 10:40 - reply, 12:00 - message, 12:30 - message, 13:00 - reply, 2 09:30 - status solved";
    let r = run(&p, story, "5 12:00");
    let m = metric(&r, FirstResponse);
    assert_eq!(
        (shown(m), m.fulfilled_at),
        ((Met, Some(at("11:00")), 40, 20), Some(at("10:40")))
    );
    // The oldest unanswered message counts, and one answer serves both.
    let m = metric(&r, NextResponse);
    assert_eq!(
        (shown(m), m.cycles.len()),
        ((Met, Some(at("14:00")), 60, 60), 1)
    );
    assert_eq!(m.cycles[0].start, at("12:00"));
    // News at 10:40 and 13:00; the second cycle stopped when it was solved.
    let m = metric(&r, Update);
    assert_eq!(m.cycles.len(), 2);
    assert_eq!(
        (m.cycles[0].state, m.cycles[0].elapsed_seconds),
        (Met, 140 * MINUTE)
    );
    assert_eq!((m.state, m.due), (Breached, None));
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.fulfilled_at),
        ((Met, Some(at("2 10:00")), 450, 30), Some(at("2 09:30")))
    );
    assert_eq!(r.earliest_due(), None);
}

#[test]
fn fulfilled_at_the_due_instant_is_met_and_a_second_later_is_not() {
    let p = [policy(sla(vec![target(FirstResponse, HOUR)]))];
    for (minute, state) in [("11:00", Met), ("11:01", Breached)] {
        let r = run(&p, &format!("10:00 - created, {minute} - reply"), "12:00");
        assert_eq!(metric(&r, FirstResponse).state, state);
        assert_eq!(metric(&r, FirstResponse).breached, state == Breached);
    }
    // Open: late only after the due instant.
    assert_eq!(
        metric(&run(&p, "10:00 - created", "11:00"), FirstResponse).state,
        Running
    );
    let late = run(&p, "10:00 - created", "11:01");
    let m = metric(&late, FirstResponse);
    assert_eq!(shown(m), (Breached, Some(at("11:00")), 61, -1));
    assert!(m.breached && m.fulfilled_at.is_none());
    // Late is not running, but it is what a list shows first.
    assert_eq!(late.earliest_due(), None);
    assert_eq!(late.earliest_open_due().unwrap().due, at("11:00"));
    // A target used up at closing time is missed by an answer at the opening.
    let r = run(&p, "16:00 - created, 2 09:00 - reply", "2 10:00");
    let m = metric(&r, FirstResponse);
    assert_eq!(shown(m), (Breached, Some(at("17:00")), 60, 0));
}

#[test]
fn a_pause_stands_still_and_moves_the_due_instant_by_its_business_time() {
    let p = [policy(sla(all_four()))];
    let story = "10:00 - created, 10:10 - reply, 12:00 - status pending";
    for now in ["12:00", "16:00", "3 12:00"] {
        let r = run(&p, story, now);
        assert_eq!(shown(metric(&r, Resolution)), (Paused, None, 120, 360));
        assert_eq!(shown(metric(&r, Update)), (Paused, None, 110, 130));
    }
    // Paused from Monday 12:00 to Tuesday 12:00: eight business hours.
    let r = run(&p, &format!("{story}, 2 12:00 - status open"), "2 12:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("3 10:00")), 150, 330)
    );
    let pauses = &metric(&r, Resolution).cycles[0].pauses;
    assert_eq!(pauses.len(), 1);
    assert_eq!(
        (pauses[0].from, pauses[0].to),
        (at("12:00"), Some(at("2 12:00")))
    );
    assert_eq!(pauses[0].status, "pending");
    // A response clock is never paused by waiting.
    let r = run(&p, "10:00 - created, 10:05 - status on_hold", "10:30");
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Running, Some(at("11:00")), 30, 30)
    );
}

#[test]
fn closing_out_of_a_pause_keeps_the_pause() {
    let p = [policy(sla(all_four()))];
    let story = "10:00 - created, 12:00 - status pending, 3 12:00 - status solved";
    let r = run(&p, story, "3 13:00");
    let m = metric(&r, Resolution);
    // Had it gone on at that moment, six hours were left.
    assert_eq!(shown(m), (Met, Some(at("4 10:00")), 120, 360));
    assert_eq!(m.cycles[0].pauses[0].to, Some(at("3 12:00")));
    // And a reopen goes on with what was left.
    let r = run(&p, &format!("{story}, 4 10:00 - status open"), "4 10:00");
    let m = metric(&r, Resolution);
    assert_eq!(shown(m), (Running, Some(at("4 16:00")), 120, 360));
    assert_eq!(m.cycles[0].pauses.len(), 2);
}

#[test]
fn one_pause_into_another_is_two_pauses_and_no_counting() {
    let p = [policy(sla(all_four()))];
    let r = run(
        &p,
        "10:00 - created, 11:00 - status pending, 12:00 - status on_hold, 13:00 - status open",
        "14:00",
    );
    let m = metric(&r, Resolution);
    assert_eq!(shown(m), (Running, Some(at("2 12:00")), 120, 360));
    let pauses: Vec<_> = m.cycles[0]
        .pauses
        .iter()
        .map(|p| p.status.as_str())
        .collect();
    assert_eq!(pauses, ["pending", "on_hold"]);
}

#[test]
fn what_is_late_stays_late_through_a_pause() {
    let p = [policy(sla(vec![target(Resolution, HOUR)]))];
    let story = "10:00 - created, 12:00 - status pending";
    let r = run(&p, story, "13:00");
    let m = metric(&r, Resolution);
    assert_eq!((shown(m), m.breached), ((Breached, None, 120, -60), true));
    let r = run(&p, &format!("{story}, 2 10:00 - status open"), "2 10:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Breached, Some(at("11:00")), 150, -90)
    );
    // Over a closed night nothing is counted, but the due instant has passed.
    let night = "16:00 - created, 20:00 - status pending, 2 10:00 - status open";
    let r = run(&p, night, "2 10:00");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Breached, Some(at("17:00")), 60, 0)
    );
}

#[test]
fn a_reopen_goes_on_restarts_or_never_stopped() {
    let story = "10:00 - created, 11:00 - status solved, 13:00 - status open";
    let with = |reopen| {
        let mut s = sla(vec![target(Resolution, 2 * HOUR)]);
        s.rules.reopen = reopen;
        [policy(s)]
    };
    let r = run(&with(Reopen::Continue), story, "13:30");
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.cycles.len()),
        ((Running, Some(at("14:00")), 90, 30), 1)
    );
    assert_eq!(
        (m.fulfilled_at, m.cycles[0].pauses[0].status.as_str()),
        (None, "solved")
    );

    let r = run(&with(Reopen::Restart), story, "13:30");
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.cycles.len()),
        ((Running, Some(at("15:00")), 30, 90), 2)
    );
    assert_eq!(
        (m.cycles[0].state, m.cycles[0].fulfilled_at),
        (Met, Some(at("11:00")))
    );
    assert_eq!((m.cycles[1].number, m.cycles[1].start), (1, at("13:00")));

    let r = run(&with(Reopen::KeepRunning), story, "13:30");
    let m = metric(&r, Resolution);
    assert_eq!(shown(m), (Breached, Some(at("12:00")), 210, -90));
    let r = run(&with(Reopen::KeepRunning), story, "12:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Met, Some(at("12:00")), 60, 60)
    );

    // Solved late and reopened: still late by the same instant.
    let late = "10:00 - created, 13:00 - status solved, 14:00 - status open";
    let r = run(&with(Reopen::Continue), late, "14:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Breached, Some(at("12:00")), 210, -90)
    );
    // From solved to closed nothing is fulfilled twice.
    let twice = "10:00 - created, 11:00 - status solved, 13:00 - status closed";
    let r = run(&with(Reopen::Continue), twice, "14:00");
    assert_eq!(metric(&r, Resolution).fulfilled_at, Some(at("11:00")));
}

#[test]
fn reopened_into_a_pause_is_paused() {
    let p = [policy(sla(vec![target(Resolution, 2 * HOUR)]))];
    let story = "10:00 - created, 11:00 - status solved, 12:00 - status pending";
    let r = run(&p, story, "13:00");
    assert_eq!(shown(metric(&r, Resolution)), (Paused, None, 60, 60));
    let r = run(&p, &format!("{story}, 14:00 - status open"), "14:10");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("15:00")), 70, 50)
    );
}

#[test]
fn tickets_created_paused_or_closed_are_like_any_other() {
    let p = [policy(sla(all_four()))];
    let r = run(&p, "10:00 - created pending", "12:00");
    assert_eq!(shown(metric(&r, Resolution)), (Paused, None, 0, 480));
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Breached, Some(at("11:00")), 120, -60)
    );
    let r = run(&p, "10:00 - created pending, 12:00 - status open", "12:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 12:00")), 30, 450)
    );

    let r = run(&p, "10:00 - created solved", "12:00");
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.fulfilled_at),
        ((Met, Some(at("2 10:00")), 0, 480), Some(at("10:00")))
    );
    // Nobody waits for an answer on it, until it is opened again.
    assert_eq!(shown(metric(&r, FirstResponse)), (Paused, None, 0, 60));
    let r = run(&p, "10:00 - created solved, 12:00 - status open", "12:30");
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Running, Some(at("13:00")), 30, 30)
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 12:00")), 30, 450)
    );
}

#[test]
fn a_finished_ticket_owes_no_answer_and_forgets_none() {
    let p = [policy(sla(all_four()))];
    let story = "10:00 - created, 10:10 - reply, 11:00 - message, 11:30 - status solved";
    let r = run(&p, story, "4 12:00");
    assert_eq!(shown(metric(&r, NextResponse)), (Paused, None, 30, 90));
    assert_eq!(r.earliest_due(), None);
    let r = run(&p, &format!("{story}, 4 12:00 - status open"), "4 12:00");
    assert_eq!(
        shown(metric(&r, NextResponse)),
        (Running, Some(at("4 13:30")), 30, 90)
    );
}

#[test]
fn an_outbound_ticket_has_no_response_clock_until_the_customer_writes() {
    let mut s = sla(all_four());
    let r = run(
        &[policy(s.clone())],
        "10:00 - outbound, 10:10 - reply",
        "12:00",
    );
    assert_eq!(metric(&r, FirstResponse).state, Nothing);
    assert_eq!(metric(&r, Update).state, Running);
    assert_eq!(shown(metric(&r, Resolution)).0, Running);
    let story = "10:00 - outbound, 10:10 - reply, 12:00 - message";
    let r = run(&[policy(s.clone())], story, "12:30");
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Running, Some(at("13:00")), 30, 30)
    );
    assert_eq!(metric(&r, NextResponse).state, Nothing);
    let r = run(
        &[policy(s.clone())],
        &format!("{story}, 12:40 - reply, 13:00 - message"),
        "13:30",
    );
    assert_eq!(metric(&r, FirstResponse).state, Met);
    assert_eq!(metric(&r, NextResponse).state, Running);

    s.rules.agent_created_first_response = true;
    let r = run(&[policy(s)], story, "12:30");
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Met, Some(at("11:00")), 10, 50)
    );
    assert_eq!(
        shown(metric(&r, NextResponse)),
        (Running, Some(at("14:00")), 30, 90)
    );
}

#[test]
fn messages_before_the_first_answer_start_a_cycle_only_if_the_rules_say_so() {
    let mut s = sla(all_four());
    let story = "10:00 - created, 10:20 - message, 10:30 - message";
    let r = run(&[policy(s.clone())], story, "10:40");
    assert_eq!(metric(&r, NextResponse).state, Nothing);
    // Answered by the first answer: nothing starts afterwards.
    let r = run(
        &[policy(s.clone())],
        &format!("{story}, 10:50 - reply"),
        "11:40",
    );
    assert_eq!(metric(&r, NextResponse).state, Nothing);
    s.rules.next_response_before_first_reply = true;
    let r = run(&[policy(s)], story, "10:40");
    assert_eq!(
        shown(metric(&r, NextResponse)),
        (Running, Some(at("12:20")), 20, 100)
    );
}

#[test]
fn a_logged_call_counts_from_when_it_began() {
    let p = [policy(sla(all_four()))];
    let mut events = events("10:30 - created");
    if let SlaEventKind::Created { asked_at, .. } = &mut events[0].kind {
        *asked_at = Some(at("10:00"));
    }
    let r = replay(&p, &events, at("10:45")).unwrap();
    assert_eq!(
        shown(metric(&r, FirstResponse)),
        (Running, Some(at("11:00")), 45, 15)
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 10:30")), 15, 465)
    );
}

#[test]
fn every_update_is_a_cycle() {
    let p = [policy(sla(vec![target(Update, HOUR)]))];
    let r = run(
        &p,
        "10:00 - created, 10:30 - reply, 12:00 - reply, 12:10 - reply",
        "12:30",
    );
    let m = metric(&r, Update);
    let cycles: Vec<_> = m
        .cycles
        .iter()
        .map(|c| (c.state, c.elapsed_seconds / MINUTE))
        .collect();
    assert_eq!(cycles, [(Breached, 90), (Met, 10), (Running, 20)]);
    assert_eq!((m.state, m.breached), (Running, false));
}

fn by_priority() -> SlaSpec {
    sla(vec![
        of_priority(target(Resolution, HOUR), "urgent"),
        of_priority(target(Resolution, 4 * HOUR), "normal"),
        of_priority(target(Resolution, 4 * HOUR), "low"),
    ])
}

#[test]
fn what_has_elapsed_stays_elapsed_when_the_priority_changes() {
    let p = [policy(by_priority())];
    let story = "10:00 - created, 10:00 - priority normal, 10:30 - priority urgent";
    let r = run(&p, story, "10:40");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("11:00")), 40, 20)
    );
    // There and back again is as if nothing had happened.
    let r = run(&p, &format!("{story}, 10:40 - priority normal"), "10:50");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("14:00")), 50, 190)
    );
    // A priority with the same target changes nothing.
    let r = run(
        &p,
        "10:00 - created, 10:00 - priority normal, 16:00 - priority low",
        "16:30",
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Breached, Some(at("14:00")), 390, -150)
    );
}

#[test]
fn when_nothing_remains_the_breach_is_at_the_change() {
    let p = [policy(by_priority())];
    let story = "10:00 - created, 10:00 - priority normal, 12:00 - priority urgent";
    let r = run(&p, story, "12:10");
    let m = metric(&r, Resolution);
    assert_eq!(shown(m), (Breached, Some(at("12:00")), 130, -70));
    assert!(m.cycles[0].late_attached);
    // Exactly used up: due at the change, and met by an end at that instant.
    let story = "10:00 - created, 10:00 - priority normal, 11:00 - priority urgent";
    let r = run(&p, &format!("{story}, 11:00 - status solved"), "12:00");
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.cycles[0].late_attached),
        ((Met, Some(at("11:00")), 60, 0), true)
    );
    // Nothing remained while it was paused: late, and late after it.
    let story =
        "10:00 - created, 10:00 - priority normal, 12:00 - status pending, 13:00 - priority urgent";
    let r = run(&p, story, "14:00");
    assert_eq!(shown(metric(&r, Resolution)), (Breached, None, 120, -60));
    let r = run(&p, &format!("{story}, 15:00 - status open"), "15:00");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Breached, Some(at("13:00")), 120, -60)
    );
}

#[test]
fn a_target_that_counts_from_the_change_does() {
    let mut s = by_priority();
    s.rules.target_change = TargetChange::FromChange;
    let p = [policy(s)];
    let story = "10:00 - created, 10:00 - priority normal, 12:00 - priority urgent";
    let r = run(&p, story, "12:10");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("13:00")), 10, 50)
    );
    // The same target again is no change.
    let r = run(
        &p,
        "10:00 - created, 10:00 - priority normal, 12:00 - priority low",
        "12:10",
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("14:00")), 130, 110)
    );
    // Neither is taking it away and giving it back.
    let r = run(
        &p,
        "10:00 - created, 10:00 - priority normal, 11:00 - priority, 12:00 - priority low",
        "12:10",
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("14:00")), 130, 110)
    );
    // In a pause it waits whole.
    let r = run(
        &p,
        "10:00 - created, 10:00 - priority normal, 11:00 - status pending, 12:00 - priority urgent, 13:00 - status open",
        "13:10",
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("14:00")), 10, 50)
    );
}

#[test]
fn a_priority_without_a_target_has_no_clock_but_time_goes_on() {
    let p = [policy(by_priority())];
    let r = run(&p, "10:00 - created", "12:00");
    assert_eq!(shown(metric(&r, Resolution)), (Nothing, None, 0, 0));
    assert!(metric(&r, Resolution).cycles.is_empty());
    let story =
        "10:00 - created, 11:00 - priority normal, 12:00 - priority, 13:00 - priority normal";
    let r = run(&p, story, "12:30");
    assert_eq!(metric(&r, Resolution).state, Nothing);
    let r = run(&p, story, "13:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("14:00")), 210, 30)
    );
    // Fulfilled while nothing was promised: never judged.
    let r = run(
        &p,
        "10:00 - created, 11:00 - status solved, 12:00 - priority urgent",
        "13:30",
    );
    assert_eq!(shown(metric(&r, Resolution)), (Nothing, None, 0, 0));
}

#[test]
fn a_verdict_stays_as_judged() {
    let p = [policy(by_priority())];
    let story =
        "10:00 - created, 10:00 - priority normal, 12:00 - status solved, 13:00 - priority urgent";
    let r = run(&p, story, "14:00");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Met, Some(at("14:00")), 120, 120)
    );
    // Opened again, the new target holds from then.
    let r = run(&p, &format!("{story}, 15:00 - status open"), "15:10");
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.cycles[0].late_attached),
        ((Breached, Some(at("15:00")), 130, -70), true)
    );
}

#[test]
fn detaching_and_attaching_buys_no_time() {
    let p = [
        policy(sla(vec![target(Resolution, 4 * HOUR)])),
        policy(sla(vec![target(Resolution, 2 * HOUR)])),
    ];
    let story = "10:00 - created, 11:00 - policy";
    let r = run(&p, story, "12:00");
    assert_eq!(metric(&r, Resolution).state, Nothing);
    let r = run(&p, &format!("{story}, 13:00 - policy 0"), "13:30");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("14:00")), 210, 30)
    );
    let r = run(&p, &format!("{story}, 13:00 - policy 1"), "13:30");
    let m = metric(&r, Resolution);
    assert_eq!(
        (shown(m), m.cycles[0].late_attached),
        ((Breached, Some(at("13:00")), 210, -90), true)
    );
    // Attached late for the first time: counted since creation.
    let r = run(
        &p,
        "10:00 - policy, 10:00 - created, 11:00 - status pending, 12:00 - status open, 13:00 - policy 0",
        "13:30",
    );
    let m = metric(&r, Resolution);
    assert_eq!(shown(m), (Running, Some(at("15:00")), 150, 90));
}

#[test]
fn each_stretch_is_measured_by_the_calendar_then_in_force() {
    let p = [
        policy(sla(vec![target(Resolution, 10 * HOUR)])),
        policy_by(
            sla(vec![target(Resolution, 10 * HOUR)]),
            calendar("UTC", "00:00", "24:00"),
        ),
    ];
    // Monday 15:00 to Tuesday 10:00 is three hours, then every hour counts.
    let r = run(&p, "15:00 - created, 2 10:00 - policy 1", "2 11:00");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 17:00")), 240, 360)
    );
    // And back.
    let r = run(
        &p,
        "15:00 - created, 2 10:00 - policy 1, 2 16:00 - policy 0",
        "2 18:00",
    );
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("2 17:00")), 600, 0).into_late()
    );
    // At night only the second one counts.
    let long = [
        policy(sla(vec![target(Resolution, 20 * HOUR)])),
        policy_by(
            sla(vec![target(Resolution, 20 * HOUR)]),
            calendar("UTC", "00:00", "24:00"),
        ),
    ];
    let r = run(&long, "15:00 - created, 2 10:00 - policy 1", "2 20:00");
    assert_eq!(
        shown(metric(&r, Resolution)),
        (Running, Some(at("3 03:00")), 780, 420)
    );
    // A breach that has been is not moved by another calendar.
    let r = run(&p, "10:00 - created, 3 10:00 - policy 1", "3 10:00");
    assert_eq!(metric(&r, Resolution).due, Some(at("2 12:00")));
    assert!(!metric(&r, Resolution).cycles[0].late_attached);
    // Nor while it is paused, and counted from the change.
    let mut from_change = sla(vec![target(Update, 0)]);
    from_change.rules.target_change = TargetChange::FromChange;
    let held = [
        policy(from_change.clone()),
        policy_by(from_change, calendar("UTC", "00:00", "24:00")),
    ];
    let r = run(
        &held,
        "10:00 - created, 10:00 - reply, 10:01 - status pending, 10:01 - policy 1, 10:02 - status open",
        "10:02",
    );
    assert_eq!(metric(&r, Update).state, Breached);
    // An equal calendar is the same calendar.
    let same = [
        p[0].clone(),
        policy(sla(vec![target(Resolution, 10 * HOUR)])),
    ];
    let r = run(&same, "10:00 - created, 3 10:00 - policy 1", "3 10:00");
    assert_eq!(metric(&r, Resolution).due, Some(at("2 12:00")));
}

trait IntoLate {
    fn into_late(self) -> Self;
}
impl IntoLate for (ClockState, Option<Instant>, i64, i64) {
    /// After its due instant without having counted more.
    fn into_late(self) -> Self {
        (Breached, self.1, self.2, self.3)
    }
}

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
