//! Each rule of escalation steps with what it must find and what it must not.

use std::sync::Arc;

use super::sla_tests::{now, office, sla, target};
use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::escalation::{Action, EscalationPath, Recipient, Step, Trigger};
use crate::ids::{RoleId, TeamId, UserId};
use crate::routing::Absence;
use crate::sla::{SlaSpec, TargetClock};

fn step(metric: Metric, trigger: Trigger, action: Action) -> Step {
    Step {
        id: "warn".into(),
        metric,
        trigger,
        path: EscalationPath::Functional,
        actions: vec![action],
    }
}

fn spec(step: Step) -> SlaSpec {
    SlaSpec {
        steps: vec![step],
        ..sla(vec![
            target(Metric::Resolution, "", 7_200),
            target(Metric::Resolution, "priority=urgent", 3_600),
        ])
    }
}

fn found(spec: &SlaSpec, people: People) -> Vec<(String, String)> {
    assert_eq!(spec.check(), Ok(()));
    let desk = SlaDesk {
        people,
        ..SlaDesk::default()
    };
    codes(&check_sla(spec, &office(), now(), &desk))
}

fn before(seconds: i64) -> Vec<(String, String)> {
    let trigger = Trigger::BeforeDue { seconds };
    let action = Action::RaisePriority;
    found(
        &spec(step(Metric::Resolution, trigger, action)),
        People::default(),
    )
}

#[test]
fn step_before_start_when_more_is_left_than_there_is() {
    let at = "/spec/steps/0/trigger/seconds".to_owned();
    assert_eq!(before(3_599), []);
    assert_eq!(
        before(3_600),
        [("step_before_some_starts".into(), at.clone())]
    );
    assert_eq!(
        before(7_199),
        [("step_before_some_starts".into(), at.clone())]
    );
    assert_eq!(before(7_200), [("step_before_start".into(), at)]);
    // After it was due any time will do.
    let after = Trigger::AfterDue { seconds: 99_999 };
    let late = step(Metric::Resolution, after, Action::RaisePriority);
    assert_eq!(found(&spec(late), People::default()), []);
}

#[test]
fn step_without_target_of_its_metric() {
    let trigger = Trigger::PercentOfTarget { percent: 80 };
    let of = |metric| {
        found(
            &spec(step(metric, trigger, Action::RaisePriority)),
            People::default(),
        )
    };
    assert_eq!(of(Metric::Resolution), []);
    assert_eq!(
        of(Metric::Update),
        [("step_without_target".into(), "/spec/steps/0/metric".into())]
    );
}

fn acting(action: Action, people: People) -> Vec<(String, String)> {
    let trigger = Trigger::PercentOfTarget { percent: 80 };
    found(&spec(step(Metric::Resolution, trigger, action)), people)
}

fn worker(hours: Option<Calendar>, absences: Vec<Absence>) -> Worker {
    Worker {
        user: UserId(2),
        role: RoleId(3),
        hours: hours.map(Arc::new),
        absences,
    }
}

fn people(worker: Worker, in_team: bool, hours: Option<Calendar>) -> People {
    let team = WorkingTeam {
        id: TeamId(1),
        name: "Second line".into(),
        people: if in_team {
            vec![worker.user]
        } else {
            vec![UserId(8)]
        },
        hours: hours.map(Arc::new),
    };
    People::new(&[worker], vec![team], now())
}

fn team(has_people: bool, hours: Option<Calendar>) -> People {
    people(worker(None, Vec::new()), has_people, hours)
}

fn daily(open: &str, close: &str) -> Calendar {
    let days = ["mon", "tue", "wed", "thu", "fri"]
        .map(|d| (d.to_owned(), vec![[open.to_owned(), close.to_owned()]]));
    Calendar::new(&CalendarSpec {
        tz: "Europe/Berlin".into(),
        hours: days.into(),
        ..CalendarSpec::default()
    })
    .unwrap()
}

#[test]
fn step_reaches_nobody() {
    let nobody = [(
        "step_reaches_nobody".to_owned(),
        "/spec/steps/0/actions/0".to_owned(),
    )];
    let to = |recipient| acting(Action::Notify { recipient }, team(true, None));
    assert_eq!(to(Recipient::User { user: UserId(2) }), []);
    assert_eq!(to(Recipient::User { user: UserId(9) }), nobody);
    assert_eq!(to(Recipient::Role { role: RoleId(3) }), []);
    assert_eq!(to(Recipient::Role { role: RoleId(9) }), nobody);
    assert_eq!(to(Recipient::Assignee), []);
    let give = |team, user| Action::Reassign { team, user };
    let (first, other) = (Some(TeamId(1)), Some(TeamId(9)));
    assert_eq!(acting(give(first, None), team(true, None)), []);
    assert_eq!(acting(give(first, None), team(false, None)), nobody);
    assert_eq!(acting(give(other, None), team(true, None)), nobody);
    assert_eq!(
        acting(give(first, Some(UserId(9))), team(true, None)),
        nobody
    );
}

#[test]
fn step_team_closed_while_the_clock_runs() {
    let give = || Action::Reassign {
        team: Some(TeamId(1)),
        user: None,
    };
    let closed = [(
        "step_team_closed".to_owned(),
        "/spec/steps/0/actions/0".to_owned(),
    )];
    assert_eq!(acting(give(), team(true, Some(office()))), []);
    assert_eq!(
        acting(give(), team(true, Some(daily("08:00", "18:00")))),
        []
    );
    assert_eq!(
        acting(give(), team(true, Some(daily("09:00", "16:00")))),
        closed
    );
    // The finding names the first such stretch: 16 to 17 o'clock of today.
    let people = team(true, Some(daily("09:00", "16:00")));
    let trigger = Trigger::PercentOfTarget { percent: 80 };
    let mut asked = spec(step(Metric::Resolution, trigger, give()));
    let desk = SlaDesk {
        people,
        ..SlaDesk::default()
    };
    let first = check_sla(&asked, &office(), now(), &desk);
    assert!(matches!(
        &first[0].what,
        What::StepTeamClosed { from, to, .. }
            if from == "2026-11-23T15:00:00Z" && to == "2026-11-23T16:00:00Z"
    ));
    // Round the clock, an office team is away at night.
    asked.targets[0].clock = TargetClock::RoundTheClock;
    let desk = SlaDesk {
        people: team(true, Some(office())),
        ..SlaDesk::default()
    };
    assert_eq!(check_sla(&asked, &office(), now(), &desk).len(), 1);
}

#[test]
fn step_unanswered_while_nobody_it_is_for_is_at_work() {
    let unanswered = [(
        "step_unanswered".to_owned(),
        "/spec/steps/0/actions/0".to_owned(),
    )];
    let give = |user| Action::Reassign {
        team: Some(TeamId(1)),
        user,
    };
    let tell = |recipient| Action::Notify { recipient };
    let short = || worker(Some(daily("09:00", "16:00")), Vec::new());
    let long = || worker(Some(daily("08:00", "18:00")), Vec::new());
    let to = |action, who: Worker| acting(action, people(who, true, Some(office())));
    // Their own hours stand before those of the team.
    assert_eq!(to(give(None), long()), []);
    assert_eq!(to(give(None), short()), unanswered);
    assert_eq!(to(give(Some(UserId(2))), short()), unanswered);
    assert_eq!(
        to(tell(Recipient::User { user: UserId(2) }), short()),
        unanswered
    );
    assert_eq!(
        to(tell(Recipient::Role { role: RoleId(3) }), short()),
        unanswered
    );
    assert_eq!(to(tell(Recipient::Role { role: RoleId(3) }), long()), []);
    // Who owns the ticket then is not known now.
    assert_eq!(to(tell(Recipient::Assignee), short()), []);
    // Nobody stands in for who is on leave.
    let leave = Absence {
        from: now().plus_seconds(3 * 86_400),
        until: now().plus_seconds(5 * 86_400),
        reason: String::new(),
    };
    assert_eq!(
        to(give(None), worker(None, vec![leave.clone()])),
        unanswered
    );
    // Two who are there by turns leave no gap.
    let other = Worker {
        user: UserId(4),
        ..long()
    };
    let both = |first: Worker| {
        let team = WorkingTeam {
            id: TeamId(1),
            name: "Second line".into(),
            people: vec![UserId(2), UserId(4)],
            hours: None,
        };
        acting(
            give(None),
            People::new(&[first, other.clone()], vec![team], now()),
        )
    };
    assert_eq!(both(worker(None, vec![leave])), []);
}
