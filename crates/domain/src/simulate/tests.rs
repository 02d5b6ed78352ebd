//! The span played again beside a slow, obvious model.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::contract::{ContractState, Coverage, EffectiveContract};
use crate::credit::{About, Credits, LotScope, Unit};
use crate::entitlement::{Admission, Facts, Outcome, OverLimit};
use crate::plan::{ConsumeAt, Limit, LimitAction, Price, PriceList, RefundCause};
use crate::properties::cases;
use crate::ticket::Priority;

const DAY: i64 = 86_400;
/// Thursday, the first day of the contract, at midnight in UTC.
const START: Instant = Instant(1_767_225_600_000_000);

fn at(seconds: i64) -> Instant {
    START.plus_seconds(seconds)
}

fn world(spec: PlanSpec) -> World {
    let account = Key::from("acc");
    let contract = ContractTerms {
        contract: Key::from("ctr"),
        version: 1,
        account: account.clone(),
        life: EffectiveContract {
            state: ContractState::Active,
            starts_at: START,
            ends_at: None,
            suspended_until: None,
            cancelled_at: None,
        },
        coverage: Coverage::default(),
        rank: 0,
        created_at: START,
        sla: None,
        plan: PlanTerms {
            plan: Key::from("pln"),
            version: 1,
            spec: Arc::new(spec),
        },
        start: date(2026, 1, 1),
        end: None,
    };
    let home = Home {
        zone: TimeZone::UTC,
        since: date(2026, 1, 1),
        ancestors: Vec::new(),
    };
    World {
        contracts: HashMap::from([(account.clone(), vec![contract])]),
        default: None,
        homes: HashMap::from([(account, home)]),
    }
}

fn asked(priority: Option<Priority>) -> Arc<Asked> {
    Arc::new(Asked {
        facts: Facts {
            account: Some(Key::from("acc")),
            ancestors: Vec::new(),
            contact: None,
            product: None,
            asset: None,
            channel: Key::from("portal"),
            ticket_type: None,
            priority,
        },
        about: About::default(),
    })
}

fn opened(ticket: usize, seconds: i64) -> Move {
    Move {
        at: at(seconds),
        kind: MoveKind::Opened(ticket, asked(None)),
    }
}

fn then(seconds: i64, kind: MoveKind) -> Move {
    Move {
        at: at(seconds),
        kind,
    }
}

fn limits(list: &[(Unit, i64)], policy: LimitAction) -> PlanSpec {
    let limits = list.iter().map(|(u, n)| Limit::per(*u, *n)).collect();
    PlanSpec {
        limit_policy: policy,
        price_list: Some(PriceList {
            currency: "EUR".into(),
            prices: vec![Price {
                ticket_type: None,
                priority: None,
                channel: None,
                amount: 4_500,
            }],
        }),
        ..PlanSpec::ticket_based(None, limits)
    }
}

fn outcomes(run: &Run) -> Vec<Outcome> {
    run.tickets.iter().map(|t| t.decisions[0].outcome).collect()
}

proptest! {
    #![proptest_config(cases(128))]

    /// The model counts how many tickets of each week (from the contract's
    /// weekday) and each month were taken, and takes one when both have room.
    #[test]
    fn limits_hold_as_a_count_by_hand_says(
        week in 0_i64..4, month in 0_i64..8,
        mut gaps in prop::collection::vec(0_i64..4 * DAY, 1..40),
    ) {
        gaps.iter_mut().fold(0, |sum, gap| { *gap += sum; *gap });
        let spec = limits(&[(Unit::Week, week), (Unit::Month, month)], LimitAction::Charge);
        let moves: Vec<Move> = gaps.iter().enumerate().map(|(i, s)| opened(i, *s)).collect();
        let played = run(&world(spec), &moves, gaps.len()).unwrap();

        let month_of = |s: i64| {
            let day = jiff::Timestamp::from_second(at(s).seconds()).unwrap().to_zoned(TimeZone::UTC);
            (day.year(), day.month())
        };
        let (mut weeks, mut months) = (BTreeMap::new(), BTreeMap::new());
        let mut money = 0;
        for (i, s) in gaps.iter().enumerate() {
            let in_week: &mut i64 = weeks.entry(s / (7 * DAY)).or_default();
            let in_month: &mut i64 = months.entry(month_of(*s)).or_default();
            let fits = *in_week < week && *in_month < month;
            if fits {
                *in_week += 1;
                *in_month += 1;
            } else {
                money += 4_500;
            }
            let expected = if fits { Outcome::Covered } else { Outcome::OverLimit };
            prop_assert_eq!(played.tickets[i].decisions[0].outcome, expected, "ticket {}", i);
            let used = played.tickets[i].credits.get("month").copied().unwrap_or(Credits::ZERO);
            prop_assert_eq!(used, Credits::whole(i64::from(fits)));
        }
        let charged: i64 = played.tickets.iter().flat_map(|t| &t.money).map(|m| m.amount).sum();
        prop_assert_eq!(charged, money);
    }

    /// What happens later never changes what was decided before.
    #[test]
    fn later_moves_change_no_earlier_decision(
        mut gaps in prop::collection::vec(0_i64..2 * DAY, 2..30), cut in 1_usize..30, limit in 0_i64..5,
    ) {
        gaps.iter_mut().fold(0, |sum, gap| { *gap += sum; *gap });
        let cut = cut.min(gaps.len());
        let world = world(limits(&[(Unit::Week, limit)], LimitAction::Block));
        let moves: Vec<Move> = gaps.iter().enumerate().map(|(i, s)| opened(i, *s)).collect();
        let all = run(&world, &moves, gaps.len()).unwrap();
        let some = run(&world, &moves[..cut], cut).unwrap();
        prop_assert_eq!(&outcomes(&all)[..cut], &outcomes(&some)[..]);
    }
}

#[test]
fn what_was_used_before_the_span_is_gone() {
    let spec = limits(&[(Unit::Month, 3)], LimitAction::Block);
    let used = |amount: i64, bucket: &str| {
        then(
            DAY,
            MoveKind::Booked(Booked::Used {
                holder: Key::from("ctr"),
                amounts: BTreeMap::from([(Key::from(bucket), Credits::whole(amount))]),
            }),
        )
    };
    let moves = [used(2, "month"), opened(0, 2 * DAY), opened(1, 3 * DAY)];
    let played = run(&world(spec.clone()), &moves, 2).unwrap();
    assert_eq!(outcomes(&played), [Outcome::Covered, Outcome::OverLimit]);
    let reached = &played.reached;
    assert_eq!(reached.len(), 1);
    assert_eq!((reached[0].ticket, reached[0].at), (1, at(3 * DAY)));
    assert_eq!(reached[0].period_start, START);
    // A limit of another name was used as much; one cannot use more than there is.
    let moves = [used(9, "week"), opened(0, 2 * DAY), opened(1, 31 * DAY)];
    let played = run(&world(spec), &moves, 2).unwrap();
    assert_eq!(outcomes(&played), [Outcome::OverLimit, Outcome::Covered]);
}

#[test]
fn credits_on_top_are_there_until_they_end() {
    let spec = limits(&[(Unit::Month, 1)], LimitAction::Block);
    let added = then(
        DAY,
        MoveKind::Booked(Booked::Added {
            holder: Key::from("ctr"),
            bucket: Key::from("month"),
            amount: Credits::whole(2),
            expires_at: Some(at(3 * DAY)),
            scope: LotScope::Any,
        }),
    );
    let taken = then(
        DAY,
        MoveKind::Booked(Booked::Taken {
            holder: Key::from("ctr"),
            bucket: Key::from("month"),
            amount: Credits::whole(1),
            scope: LotScope::Any,
        }),
    );
    let moves = [
        added,
        taken,
        opened(0, 2 * DAY),
        opened(1, 2 * DAY),
        opened(2, 3 * DAY),
    ];
    let played = run(&world(spec), &moves, 3).unwrap();
    // Three less one are two; what was on top goes first and would have ended.
    assert_eq!(
        outcomes(&played),
        [Outcome::Covered, Outcome::Covered, Outcome::OverLimit]
    );
}

#[test]
fn what_comes_back_is_there_for_the_next() {
    let mut spec = limits(&[(Unit::Month, 1)], LimitAction::Block);
    let moves = [
        opened(0, 0),
        then(10, MoveKind::Refund(0, RefundCause::Spam)),
        then(10, MoveKind::Nobodys(0, true)),
        opened(1, 20),
    ];
    let played = run(&world(spec.clone()), &moves, 2).unwrap();
    assert_eq!(outcomes(&played)[1], Outcome::OverLimit, "not in the plan");
    spec.refunds.insert(RefundCause::Spam);
    let played = run(&world(spec), &moves, 2).unwrap();
    assert_eq!(outcomes(&played)[1], Outcome::Covered);
    assert_eq!(played.tickets[0].credits, BTreeMap::new());
}

#[test]
fn a_late_draw_finds_what_is_left_then() {
    let spec = PlanSpec {
        consume_at: ConsumeAt::FirstResponse,
        ..limits(&[(Unit::Month, 1)], LimitAction::Charge)
    };
    let moves = [
        opened(0, 0),
        opened(1, 1),
        then(2, MoveKind::Answered(1)),
        then(3, MoveKind::Answered(0)),
        then(4, MoveKind::Answered(0)),
    ];
    let played = run(&world(spec), &moves, 2).unwrap();
    assert_eq!(outcomes(&played), [Outcome::Covered, Outcome::Covered]);
    assert_eq!(played.tickets[1].credits["month"], Credits::ONE);
    assert_eq!(played.tickets[0].overage, Credits::ONE);
    assert_eq!(
        played.tickets[0].money.len(),
        1,
        "once, however often answered"
    );
}

#[test]
fn a_reopen_after_the_free_days_is_a_new_request() {
    let spec = PlanSpec {
        free_reopen_days: 2,
        ..limits(&[(Unit::Month, 1)], LimitAction::Block)
    };
    let reopened = |seconds| {
        [
            opened(0, 0),
            then(100, MoveKind::Solved(0)),
            then(100 + seconds, MoveKind::Reopened(0, asked(None), seconds)),
        ]
    };
    let decisions = |seconds| {
        let played = run(&world(spec.clone()), &reopened(seconds), 1).unwrap();
        played.tickets[0].decisions.clone()
    };
    assert_eq!(decisions(2 * DAY - 1).len(), 1);
    let made = decisions(2 * DAY);
    assert_eq!((made.len(), made[1].admission), (2, Admission::Blocked));
}

#[test]
fn a_correction_locks_nobody_out() {
    let mut spec = limits(&[(Unit::Month, 2)], LimitAction::Block);
    spec.weights
        .by_priority
        .insert(Key::from("high"), Credits::whole(2));
    let moves = [
        opened(0, 0),
        opened(1, 1),
        then(2, MoveKind::Changed(0, asked(Some(Priority::High)))),
    ];
    let played = run(&world(spec), &moves, 2).unwrap();
    let made = &played.tickets[0].decisions[1];
    assert_eq!(
        (made.outcome, made.limit_action, made.admission),
        (
            Outcome::OverLimit,
            Some(OverLimit::Block),
            Admission::Admitted
        )
    );
    // What it took came back, and the correction is booked past the limit.
    assert_eq!(played.tickets[0].credits, BTreeMap::new());
    assert_eq!(played.tickets[0].overage, Credits::whole(2));
    assert!(played.tickets[0].money.is_empty());
}

#[test]
fn verdicts_are_put_side_by_side() {
    use crate::sla::Metric;
    let verdict = |metric, cycle, judgement, target_seconds| Verdict {
        metric,
        cycle,
        judgement,
        due: None,
        fulfilled_at: None,
        target_seconds,
        layer: String::new(),
    };
    let old = vec![
        verdict(Metric::FirstResponse, 0, Judgement::Met, 60),
        verdict(Metric::Update, 0, Judgement::Met, 60),
    ];
    let new = vec![
        verdict(Metric::Resolution, 0, Judgement::Open, 60),
        verdict(Metric::FirstResponse, 0, Judgement::Breached, 30),
        verdict(Metric::Update, 0, Judgement::Met, 30),
    ];
    let pairs = compare(old.clone(), new);
    let steps: Vec<_> = pairs
        .iter()
        .map(|p| (p.metric, p.step(), p.flips(), p.differs()))
        .collect();
    use Judgement as J;
    assert_eq!(
        steps,
        [
            (Metric::FirstResponse, (J::Met, J::Breached), true, true),
            (Metric::Update, (J::Met, J::Met), false, true),
            (Metric::Resolution, (J::None, J::Open), true, true),
        ]
    );
    let same = compare(old.clone(), old);
    assert!(same.iter().all(|p| !p.differs() && !p.flips()));
}
