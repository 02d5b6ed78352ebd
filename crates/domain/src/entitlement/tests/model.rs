//! The decision against a slow model, and what of it customers read.

use proptest::prelude::*;

use super::*;
use crate::properties::cases;

/// A contract as the model sees it: small numbers.
#[derive(Debug, Clone)]
struct Small {
    ancestor: bool,
    children: bool,
    active: bool,
    start: i64,
    end: Option<i64>,
    assets: Vec<u8>,
    products: Vec<u8>,
    contacts: Vec<u8>,
    rank: i64,
    created: i64,
    left: Option<i64>,
}

fn smalls() -> impl Strategy<Value = Small> {
    let few = || prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(0u8..3, 1..3)];
    (
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.7),
        prop::bool::weighted(0.9),
        prop_oneof![9 => 990i64..=1_000, 1 => 1_001i64..1_003],
        prop::option::of(prop_oneof![1 => 998i64..=1_000, 6 => 1_001i64..1_004]),
        (few(), few(), few()),
        0i64..2,
        0i64..2,
        prop::option::of(0i64..3),
    )
        .prop_map(
            |(ancestor, children, active, start, end, lists, rank, created, left)| Small {
                ancestor,
                children,
                active,
                start,
                end,
                assets: lists.0,
                products: lists.1,
                contacts: lists.2,
                rank,
                created,
                left,
            },
        )
}

/// The rules again, as plainly as they can be said. The winner's index and
/// whether it is within its limit.
fn model(
    list: &[Small],
    asset: Option<u8>,
    product: Option<u8>,
    contact: Option<u8>,
) -> Option<(usize, bool)> {
    let has = |l: &[u8], x: Option<u8>| x.is_some_and(|x| l.contains(&x));
    let mut best: Option<(bool, u8, i64, i64, i64, usize)> = None;
    for (i, c) in list.iter().enumerate() {
        if c.ancestor && !c.children
            || !c.active
            || c.start > 1_000
            || c.end.is_some_and(|e| e <= 1_000)
        {
            continue;
        }
        let level = if c.ancestor {
            4
        } else if has(&c.assets, asset) {
            0
        } else if has(&c.products, product) {
            1
        } else if !c.contacts.is_empty() {
            2
        } else {
            3
        };
        let in_scope = c.assets.is_empty() && c.products.is_empty()
            || has(&c.assets, asset)
            || has(&c.products, product);
        if !in_scope || !c.contacts.is_empty() && !has(&c.contacts, contact) {
            continue;
        }
        let broke = c.left == Some(0);
        let place = (
            broke,
            level,
            c.rank,
            c.end.unwrap_or(i64::MAX),
            c.created,
            i,
        );
        if best.is_none_or(|b| place < b) {
            best = Some(place);
        }
    }
    best.map(|(broke, .., i)| (i, !broke))
}

/// The same decision with other names for everything that is not for customers.
fn staff_only_renamed(decision: &Decision) -> Decision {
    let secret = |key: &Key| Key::of(format!("secret-{key}"));
    let mut renamed = decision.clone();
    renamed.contract = renamed.contract.as_ref().map(secret);
    renamed.sla = renamed.sla.as_ref().map(secret);
    for candidate in renamed
        .candidates
        .iter_mut()
        .chain(renamed.default_plan.as_mut())
    {
        candidate.contract = candidate.contract.as_ref().map(secret);
        candidate.plan = candidate.plan.as_ref().map(secret);
        candidate.contract_version = Some(77);
        candidate.rank = None;
        for check in &mut candidate.checks {
            check.wanted = "secret".into();
            check.found = "secret".into();
        }
    }
    renamed
}

#[test]
fn the_customer_reads_for_whom_it_was_agreed_when_it_counts_and_what_is_promised() {
    let counted = PlanSpec {
        consume_at: ConsumeAt::Resolution,
        ..monthly(10)
    };
    let mut own = contract("a", &counted);
    own.coverage.products = [Key::of("p")].into();
    own.balance = left(3);
    let asked = Facts {
        product: Some(Key::of("p")),
        ..facts()
    };
    let plain = decide(&[own], None, &asked, NOW).plain();
    assert_eq!(plain.code, PlainCode::Counted);
    assert_eq!(
        plain.points,
        [
            PlainPoint::ForProduct,
            PlainPoint::CountsWhenSolved,
            PlainPoint::TimesHold
        ]
    );
    // An agreement of the account above is told as the organisation's own.
    let free = PlanSpec::unlimited(Some(Key::of("sla")));
    let mut above = contract("b", &free);
    above.account = "holding".into();
    above.coverage.children = true;
    let plain = decide(&[above], None, &facts(), NOW).plain();
    assert_eq!(
        plain.points,
        [PlainPoint::ForAccount, PlainPoint::TimesHold]
    );
    assert_eq!(decide(&[], None, &facts(), NOW).plain().points, []);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_decision_is_the_models_and_order_does_not_matter(
        list in prop::collection::vec(smalls(), 0..7),
        asset in prop::option::of(0u8..3), product in prop::option::of(0u8..3), contact in prop::option::of(0u8..3),
        turn in 0usize..7
    ) {
        let (counted, free) = (monthly(10), PlanSpec::unlimited(None));
        let key = |n: u8| Key::of(n);
        let keys = |l: &[u8]| l.iter().map(|n| key(*n)).collect::<BTreeSet<_>>();
        let mut contracts: Vec<ContractFacts<'_>> = list.iter().enumerate().map(|(i, s)| {
            let mut c = contract(&i.to_string(), if s.left.is_some() { &counted } else { &free });
            if s.ancestor {
                c.account = "holding".into();
            }
            if !s.active {
                c.life.state = ContractState::Draft;
            }
            c.life.starts_at = Instant(s.start);
            c.life.ends_at = s.end.map(Instant);
            c.coverage = Coverage {
                assets: keys(&s.assets), products: keys(&s.products), contacts: keys(&s.contacts),
                children: s.children, ..Coverage::default()
            };
            c.rank = s.rank;
            c.created_at = Instant(s.created);
            c.balance = s.left.map(left).unwrap_or_default();
            c
        }).collect();
        let facts = Facts { asset: asset.map(key), product: product.map(key), contact: contact.map(key), ..facts() };
        let first = decide(&contracts, None, &facts, NOW);
        let wanted = model(&list, asset, product, contact);
        prop_assert_eq!(first.contract.as_ref().map(|c| c.to_string()), wanted.map(|(i, _)| i.to_string()));
        prop_assert_eq!(first.outcome, match wanted {
            None => Outcome::Uncovered,
            Some((_, true)) => Outcome::Covered,
            Some((_, false)) => Outcome::OverLimit,
        });
        // Every answer names its rule and keeps every candidate.
        let candidates = list.iter().filter(|s| !s.ancestor || s.children).count();
        prop_assert_eq!(first.candidates.len(), candidates);
        prop_assert_eq!(first.limit_action.is_some(), first.outcome == Outcome::OverLimit);
        if first.outcome == Outcome::Covered {
            let passed = first.candidates.iter().filter(|c| c.passed).count();
            prop_assert_eq!(first.tie_break.is_some(), passed > 1);
            prop_assert_eq!(first.because == Because::OnlyMatch, passed == 1);
        }
        // Whatever the desk calls its contracts and compares, the customer reads the
        // same, and none of it.
        let hidden = staff_only_renamed(&first);
        let plain = serde_json::to_string(&hidden.plain()).unwrap();
        prop_assert!(!plain.contains("secret"), "{}", plain);
        prop_assert_eq!(hidden.plain(), first.plain());
        prop_assert_eq!(first.plain().points.is_empty(), first.outcome == Outcome::Uncovered);
        if !contracts.is_empty() {
            let middle = turn % contracts.len();
            contracts.rotate_left(middle);
            prop_assert_eq!(&decide(&contracts, None, &facts, NOW), &first);
            contracts.reverse();
            prop_assert_eq!(&decide(&contracts, None, &facts, NOW), &first);
        }
    }
}
