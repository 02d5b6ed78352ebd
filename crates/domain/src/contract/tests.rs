use crate::properties::cases;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::credit::{Unit, zone};
use crate::plan::Key;
use crate::time::Instant;

#[test]
fn verbs_are_a_table() {
    use ContractState as S;
    use ContractVerb as V;
    let allowed = [
        (S::Draft, V::Offer, S::AwaitingAcceptance),
        (S::Draft, V::Activate, S::Active),
        (S::Draft, V::Cancel, S::Cancelled),
        (S::AwaitingAcceptance, V::Withdraw, S::Draft),
        (S::AwaitingAcceptance, V::Accept, S::Active),
        (S::AwaitingAcceptance, V::Activate, S::Active),
        (S::AwaitingAcceptance, V::Cancel, S::Cancelled),
        (S::Active, V::Suspend, S::Suspended),
        (S::Active, V::Renew, S::Active),
        (S::Active, V::Expire, S::Expired),
        (S::Active, V::Cancel, S::Cancelled),
        (S::Suspended, V::Resume, S::Active),
        (S::Suspended, V::Renew, S::Suspended),
        (S::Suspended, V::Expire, S::Expired),
        (S::Suspended, V::Cancel, S::Cancelled),
        (S::Expired, V::Renew, S::Active),
    ];
    for &from in S::ALL {
        for &verb in V::ALL {
            let wanted = allowed
                .iter()
                .find(|(f, v, _)| (*f, *v) == (from, verb))
                .map(|(_, _, to)| *to)
                .ok_or(TransitionError { from, verb });
            assert_eq!(transition(from, verb), wanted, "{from} {verb}");
        }
    }
}

fn contract(state: ContractState) -> EffectiveContract {
    EffectiveContract {
        state,
        starts_at: Instant(100),
        ends_at: Some(Instant(200)),
        suspended_until: None,
        cancelled_at: None,
    }
}

#[test]
fn the_state_at_an_instant_does_not_wait_for_timers() {
    use ContractState as S;
    let active = contract(S::Active);
    assert_eq!(active.state_at(Instant(199)), S::Active);
    assert_eq!(active.state_at(Instant(200)), S::Expired);
    assert!(!active.dates_contain(Instant(99)) && active.dates_contain(Instant(100)));
    assert!(active.dates_contain(Instant(199)) && !active.dates_contain(Instant(200)));

    let mut suspended = contract(S::Suspended);
    assert_eq!(suspended.state_at(Instant(150)), S::Suspended);
    suspended.suspended_until = Some(Instant(150));
    assert_eq!(suspended.state_at(Instant(149)), S::Suspended);
    assert_eq!(suspended.state_at(Instant(150)), S::Active);
    assert_eq!(suspended.state_at(Instant(200)), S::Expired);
    assert_eq!(suspended.next_change(Instant(0)), Some(Instant(100)));
    assert_eq!(suspended.next_change(Instant(100)), Some(Instant(150)));
    assert_eq!(suspended.next_change(Instant(150)), Some(Instant(200)));
    assert_eq!(suspended.next_change(Instant(200)), None);

    let mut cancelled = contract(S::Cancelled);
    assert_eq!(cancelled.state_at(Instant(0)), S::Cancelled);
    cancelled.cancelled_at = Some(Instant(150));
    assert_eq!(cancelled.state_at(Instant(149)), S::Active);
    assert_eq!(cancelled.state_at(Instant(150)), S::Cancelled);
    assert_eq!(contract(S::Draft).state_at(Instant(500)), S::Draft);
}

#[test]
fn dates_are_local_midnights() {
    let dates = ContractDates {
        start: date(2026, 3, 29),
        end: Some(date(2026, 3, 30)),
    };
    let (start, end) = dates.instants(&zone("Europe/Berlin").unwrap()).unwrap();
    // The day of the clock change has 23 hours.
    assert_eq!(end.unwrap().micros_since(start), 23 * 3_600_000_000);
    assert_eq!(dates.validate(), Ok(()));
    let empty = ContractDates {
        end: Some(dates.start),
        ..dates
    };
    assert_eq!(empty.validate(), Err(DatesError::EndBeforeStart));
}

#[test]
fn a_renewal_keeps_the_anchor_day() {
    let year = Term {
        unit: Unit::Year,
        count: 1,
    };
    let mut end = date(2025, 2, 28);
    let mut ends = Vec::new();
    for _ in 0..3 {
        end = renewed_end(date(2024, 2, 29), end, year).unwrap();
        ends.push(end.to_string());
    }
    assert_eq!(ends, ["2026-02-28", "2027-02-28", "2028-02-29"]);
    let month = Term {
        unit: Unit::Month,
        count: 1,
    };
    assert_eq!(
        renewed_end(date(2026, 1, 31), date(2026, 2, 28), month),
        Ok(date(2026, 3, 31))
    );
    // A date that was moved by hand goes on to the next boundary.
    assert_eq!(
        renewed_end(date(2026, 1, 31), date(2026, 3, 10), month),
        Ok(date(2026, 3, 31))
    );
    assert!(renewed_end(date(2026, 1, 31), date(2026, 1, 1), month).is_err());
}

#[test]
fn a_term_of_another_length_is_counted_in_full_and_keeps_the_day() {
    let next = |first: (i16, i8, i8), end: (i16, i8, i8), unit, count| {
        let day = |(y, m, d)| date(y, m, d);
        next_end(day(first), day(end), Term { unit, count })
            .unwrap()
            .to_string()
    };
    let (first, end) = ((2025, 12, 12), (2026, 12, 12));
    assert_eq!(next(first, end, Unit::Year, 2), "2028-12-12");
    assert_eq!(next(first, end, Unit::Month, 3), "2027-03-12");
    assert_eq!(next(first, end, Unit::Week, 1), "2026-12-19");
    // The day of the month is kept over a short one, whatever the next unit.
    let (first, end) = ((2026, 1, 31), (2026, 2, 28));
    assert_eq!(next(first, end, Unit::Month, 1), "2026-03-31");
    assert_eq!(next(first, end, Unit::Month, 2), "2026-04-30");
    assert_eq!(next(first, end, Unit::Quarter, 1), "2026-05-31");
    let (first, end) = ((2025, 11, 30), (2026, 2, 28));
    assert_eq!(next(first, end, Unit::HalfYear, 1), "2026-08-30");
    let (first, end) = ((2025, 8, 31), (2026, 2, 28));
    assert_eq!(next(first, end, Unit::Year, 2), "2028-02-29");
    let (first, end) = ((2024, 2, 29), (2025, 2, 28));
    assert_eq!(next(first, end, Unit::Year, 3), "2028-02-29");
    // An end on another day is counted from itself.
    let (first, end) = ((2026, 1, 1), (2026, 6, 15));
    assert_eq!(next(first, end, Unit::Month, 2), "2026-08-15");
    let none = Term {
        unit: Unit::Month,
        count: 0,
    };
    assert!(next_end(date(2026, 1, 1), date(2026, 6, 15), none).is_err());
}

#[test]
fn an_amendment_holds_from_its_day_and_the_old_version_before() {
    let versions = [
        Amendment {
            version: 1,
            effective_at: Instant(0),
        },
        Amendment {
            version: 2,
            effective_at: Instant(50),
        },
        Amendment {
            version: 3,
            effective_at: Instant(50),
        },
    ];
    assert_eq!(version_at(&versions, Instant(-1)), Some(1));
    assert_eq!(version_at(&versions, Instant(49)), Some(1));
    assert_eq!(version_at(&versions, Instant(50)), Some(3));
    assert_eq!(version_at(&[], Instant(50)), None);
}

#[test]
fn reminders_come_at_local_midnight_before_the_end() {
    let found = reminders(date(2026, 12, 31), &zone("Asia/Tokyo").unwrap()).unwrap();
    let days: Vec<i32> = found.iter().map(|r| r.days).collect();
    assert_eq!(days, REMINDER_DAYS);
    assert_eq!(found[0].at.to_rfc3339_seconds(), "2026-10-01T15:00:00Z");
    assert_eq!(found[4].at.to_rfc3339_seconds(), "2026-12-30T15:00:00Z");
}

fn tenure(contract: &str, from: i64, to: Option<i64>) -> Tenure {
    Tenure {
        contract: contract.into(),
        account: "a".into(),
        sla: Some("gold".into()),
        state: ContractState::Active,
        starts_at: Instant(from),
        ends_at: to.map(Instant),
        cancelled_at: None,
    }
}

#[test]
fn the_same_sla_may_not_overlap_and_the_other_contract_is_named() {
    let new = tenure("new", 100, Some(200));
    let clash = |other: Tenure| find_overlap(&new, &[other]).map(|o| (o.from.0, o.to.0));
    assert_eq!(clash(tenure("o", 0, Some(100))), None);
    assert_eq!(clash(tenure("o", 200, None)), None);
    assert_eq!(clash(tenure("o", 0, Some(101))), Some((100, 101)));
    assert_eq!(clash(tenure("o", 150, None)), Some((150, 200)));
    assert_eq!(clash(tenure("new", 0, None)), None, "itself");
    let with = |f: fn(&mut Tenure)| {
        let mut other = tenure("o", 0, None);
        f(&mut other);
        clash(other)
    };
    assert_eq!(with(|o| o.sla = Some("silver".into())), None);
    assert_eq!(with(|o| o.sla = None), None);
    assert_eq!(with(|o| o.account = "b".into()), None);
    assert_eq!(with(|o| o.state = ContractState::Draft), None);
    assert_eq!(with(|o| o.state = ContractState::Cancelled), None);
    let early = |o: &mut Tenure| {
        o.state = ContractState::Cancelled;
        o.cancelled_at = Some(Instant(120));
    };
    assert_eq!(with(early), Some((100, 120)));
    assert_eq!(
        with(|o| o.state = ContractState::Suspended),
        Some((100, 200))
    );
    let others = [tenure("x", 180, None), tenure("y", 150, Some(160))];
    assert_eq!(find_overlap(&new, &others).unwrap().other, Key::from("y"));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_overlap_is_a_day_in_both(a in 0i64..40, b in 1i64..40, c in 0i64..40, d in 1i64..40) {
        let (x, y) = (tenure("x", a, Some(a + b)), tenure("y", c, Some(c + d)));
        let shared: Vec<i64> = (0..100).filter(|t| (a..a + b).contains(t) && (c..c + d).contains(t)).collect();
        let found = find_overlap(&x, std::slice::from_ref(&y));
        prop_assert_eq!(found.as_ref().map(|o| o.from.0), shared.first().copied());
        prop_assert_eq!(found.map(|o| o.to.0 - 1), shared.last().copied());
        prop_assert_eq!(find_overlap(&y, &[x]).is_some(), !shared.is_empty());
    }

    #[test]
    fn terms_of_any_length_add_up(
        days in 0i32..3_000, before in 1u32..30, count in 1u32..4,
        unit in prop::sample::select(vec![Unit::Month, Unit::Quarter, Unit::HalfYear, Unit::Year])
    ) {
        let first = date(2020, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let months = |n: u32| first.checked_add(jiff::Span::new().months(i64::from(n))).unwrap();
        let each = match unit { Unit::Month => 1, Unit::Quarter => 3, Unit::HalfYear => 6, _ => 12 };
        // Counted from the first day, not month by month: 31 January, 28 February, 31 March.
        prop_assert_eq!(next_end(first, months(before), Term { unit, count }), Ok(months(before + each * count)));
    }

    #[test]
    fn a_renewal_always_moves_on_and_lands_on_the_grid(
        days in 0i32..3_000, ahead in 0i32..3_000, count in 1u32..4, unit in prop::sample::select(Unit::ALL)
    ) {
        let plus = |d: Date, n: i32| d.checked_add(jiff::Span::new().days(n)).unwrap();
        let first = plus(date(2020, 1, 1), days);
        let end = plus(first, ahead);
        let next = renewed_end(first, end, Term { unit, count }).unwrap();
        prop_assert!(next > end);
        prop_assert_eq!(renewed_end(first, plus(next, -1), Term { unit, count }), Ok(next));
    }
}
