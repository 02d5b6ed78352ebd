//! Hand-written histories. Times are hours and minutes of a Monday in UTC
//! unless a date is given; the calendar is 09:00 to 17:00 on weekdays.

mod changes;
mod rules;

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
