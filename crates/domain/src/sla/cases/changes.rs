//! What changes while the clock runs: priority, target, SLA, calendar.

use super::*;

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
