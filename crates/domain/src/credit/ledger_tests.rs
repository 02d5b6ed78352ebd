use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::properties::cases;

use super::*;
use crate::credit::{About, LotScope};
use crate::ids::{AssetId, EntryId, ProductId};
use crate::plan::Key;
use crate::time::Instant;

fn lot(id: u128, bucket: &str, expires: Option<i64>, left: i64) -> Lot {
    Lot {
        id: EntryId(id),
        bucket: bucket.into(),
        kind: EntryKind::Grant,
        period: Some(0),
        starts_at: Instant(0),
        expires_at: expires.map(Instant),
        scope: LotScope::Any,
        remaining: Credits(left),
    }
}

fn key(text: &str) -> Key {
    text.into()
}

const NOW: Instant = Instant(50);

#[test]
fn what_expires_first_is_drawn_first() {
    let mut lots = vec![
        lot(1, "m", None, 5),
        lot(2, "m", Some(90), 5),
        lot(3, "m", Some(80), 5),
        lot(4, "m", Some(90), 5),
        lot(5, "m", Some(90), 5),
        lot(6, "m", Some(50), 5), // over
        lot(7, "x", Some(60), 5), // another bucket
        lot(8, "m", Some(60), 5), // not begun
    ];
    for i in [1, 3, 4] {
        lots[i].scope = LotScope::Product(ProductId(7));
    }
    lots[3].scope = LotScope::Any;
    lots[4].kind = EntryKind::RollOver;
    lots[7].starts_at = Instant(51);
    let takes = draw(&lots, &[key("m")], Credits(22), NOW).unwrap();
    let got: Vec<(u128, i64)> = takes.iter().map(|t| (t.lot.0, t.amount.0)).collect();
    // 80 first; of those at 90 the more specific (lower), carried before
    // granted; what never expires last.
    assert_eq!(got, [(3, 5), (5, 5), (2, 5), (4, 5), (1, 2)]);
    assert_eq!(available(&lots, &key("m"), NOW), Credits(25));
}

#[test]
fn the_more_specific_goes_first_and_serves_only_its_own() {
    let (product, asset) = (ProductId(7), AssetId(8));
    let mut lots = [
        lot(1, "m", Some(90), 5),
        lot(2, "m", Some(90), 5),
        lot(3, "m", Some(90), 5),
        lot(4, "m", Some(80), 5),
    ];
    lots[1].scope = LotScope::Product(product);
    lots[2].scope = LotScope::Asset(asset);
    let drawn = |product, asset| -> Vec<u128> {
        let mine = serving(lots.to_vec(), About { product, asset });
        let all = available(&mine, &key("m"), NOW);
        let takes = draw(&mine, &[key("m")], all, NOW).unwrap();
        takes.iter().map(|t| t.lot.0).collect()
    };
    // What expires first goes first all the same.
    assert_eq!(drawn(Some(product), Some(asset)), [4, 3, 2, 1]);
    assert_eq!(drawn(Some(product), None), [4, 2, 1]);
    assert_eq!(drawn(Some(product), Some(AssetId(9))), [4, 2, 1]);
    assert_eq!(drawn(Some(ProductId(9)), Some(asset)), [4, 3, 1]);
    assert_eq!(drawn(Some(ProductId(9)), None), [4, 1]);
    assert_eq!(drawn(None, None), [4, 1]);
}

#[test]
fn a_correction_takes_of_its_own_scope_alone() {
    let scope = LotScope::Product(ProductId(7));
    let mut lots = [lot(1, "m", Some(90), 5), lot(2, "m", Some(80), 5)];
    lots[1].scope = scope;
    let taken = |scope| -> Vec<(LotRef, i64)> {
        take_away(&lots, &key("m"), Credits(9), NOW, scope, "k")
            .iter()
            .map(|p| (p.lot, p.amount.0))
            .collect()
    };
    assert_eq!(taken(LotScope::Any), [(LotRef::Existing(EntryId(1)), -5)]);
    assert_eq!(taken(scope), [(LotRef::Existing(EntryId(2)), -5)]);
    assert_eq!(taken(LotScope::Asset(AssetId(7))), []);
}

#[test]
fn all_buckets_or_none() {
    let lots = [lot(1, "week", Some(90), 100), lot(2, "month", Some(90), 99)];
    let buckets = [key("week"), key("month")];
    let short = draw(&lots, &buckets, Credits(100), NOW).unwrap_err();
    assert_eq!(
        (short.bucket, short.wanted, short.left),
        (key("month"), Credits(100), Credits(99))
    );
    assert_eq!(draw(&lots, &buckets, Credits(99), NOW).unwrap().len(), 2);
    assert!(
        draw(&lots, &buckets, Credits::ZERO, NOW)
            .unwrap()
            .is_empty()
    );
    assert!(draw(&[], &[], Credits(5), NOW).unwrap().is_empty());
}

/// A book with these lots, each made by a top-up.
fn book(lots: &[(&str, Option<i64>, i64)]) -> Book {
    let mut book = Book::default();
    for (i, (bucket, expires, left)) in lots.iter().enumerate() {
        let at = Instant(0);
        book.post(&top_up(
            &[key(bucket)],
            Credits(*left),
            at,
            expires.map(Instant),
            LotScope::Any,
            &i.to_string(),
        ));
    }
    book
}

fn spend(book: &mut Book, cost: i64, at: i64, name: &str) -> usize {
    let buckets: BTreeSet<Key> = book.lots.iter().map(|l| l.bucket.clone()).collect();
    let buckets: Vec<Key> = buckets.into_iter().collect();
    let takes = draw(&book.lots, &buckets, Credits(cost), Instant(at)).unwrap();
    book.post(&consume(&takes, Instant(at), name))
}

#[test]
fn the_same_movement_twice_changes_nothing() {
    let mut b = book(&[("m", Some(90), 10)]);
    let takes = draw(&b.lots, &[key("m")], Credits(4), NOW).unwrap();
    let postings = consume(&takes, NOW, "decision-1");
    assert_eq!(b.post(&postings), 1);
    let before = b.clone();
    assert_eq!(b.post(&postings), 0);
    assert_eq!(
        (b.entries.len(), &b.lots),
        (before.entries.len(), &before.lots)
    );
}

#[test]
fn a_refund_restores_every_lot_and_never_more() {
    let mut b = book(&[("m", Some(80), 3), ("m", None, 5), ("w", Some(90), 9)]);
    let before = b.lots.clone();
    spend(&mut b, 5, 50, "t");
    let postings = refund(&b.entries, &b.lots, Instant(60), "spam");
    assert_eq!(b.post(&postings), 3);
    assert_eq!(b.lots, before);
    // Neither the same cause again nor another one gives anything.
    assert_eq!(b.post(&postings), 0);
    assert!(refund(&b.entries, &b.lots, Instant(61), "merge").is_empty());
}

#[test]
fn a_refund_of_a_period_that_is_over_expires_at_once() {
    let mut b = book(&[("m", Some(80), 3)]);
    spend(&mut b, 2, 50, "t");
    let postings = refund(&b.entries, &b.lots, Instant(80), "spam");
    let kinds: Vec<_> = postings
        .iter()
        .map(|p| (p.kind, p.amount.0, p.at.0))
        .collect();
    assert_eq!(
        kinds,
        [(EntryKind::Refund, 2, 80), (EntryKind::Expire, -2, 80)]
    );
    b.post(&postings);
    assert_eq!(b.lots[0].remaining, Credits(1));
    assert!(refund(&b.entries, &b.lots, Instant(81), "x").is_empty());
}

#[test]
fn overage_is_no_part_of_the_balance_and_can_be_taken_back() {
    let mut b = book(&[("m", Some(90), 10)]);
    b.post(&[overage(key("m"), Some(3), Credits(150), NOW, "t")]);
    assert_eq!(balance(&b.entries, &key("m"), Instant(99)), Credits(10));
    let back = refund(&b.entries, &b.lots, Instant(60), "spam");
    assert_eq!(back.len(), 1);
    assert_eq!(
        (back[0].kind, back[0].amount),
        (EntryKind::Overage, Credits(150))
    );
    assert_eq!(back[0].period, Some(3));
    b.post(&back);
    assert!(refund(&b.entries, &b.lots, Instant(61), "again").is_empty());
    assert_eq!(balance(&b.entries, &key("m"), Instant(99)), Credits(10));
}

#[test]
fn the_balance_of_any_past_instant_is_the_sum_of_its_entries() {
    let mut b = book(&[("m", None, 10)]);
    spend(&mut b, 4, 20, "a");
    spend(&mut b, 3, 40, "b");
    let at = |t| balance(&b.entries, &key("m"), Instant(t)).0;
    assert_eq!(
        [at(-1), at(0), at(19), at(20), at(39), at(40)],
        [0, 10, 10, 6, 6, 3]
    );
}

#[test]
fn a_top_up_helps_every_bucket_and_taking_away_stops_at_nothing() {
    let mut b = Book::default();
    b.post(&top_up(
        &[key("w"), key("m")],
        Credits(300),
        NOW,
        Some(Instant(90)),
        LotScope::Any,
        "order-7",
    ));
    assert_eq!(spend(&mut b, 100, 50, "t"), 2);
    b.post(&take_away(
        &b.lots,
        &key("w"),
        Credits(1_000),
        NOW,
        LotScope::Any,
        "fix",
    ));
    assert_eq!(available(&b.lots, &key("w"), NOW), Credits::ZERO);
    assert_eq!(available(&b.lots, &key("m"), NOW), Credits(200));
}

#[test]
fn a_threshold_is_crossed_once_on_the_way_up() {
    let set = BTreeSet::from([50, 80, 100]);
    let at = |before, after| {
        crossed(
            Credits::whole(25),
            Credits::whole(before),
            Credits::whole(after),
            &set,
        )
    };
    assert!(at(0, 12).is_empty());
    assert_eq!(at(12, 13), [50]);
    assert!(at(13, 19).is_empty());
    assert_eq!(at(19, 20), [80]);
    assert_eq!(at(20, 25), [100]);
    assert_eq!(at(0, 25), [50, 80, 100]);
    assert!(at(25, 25).is_empty() && at(25, 20).is_empty());
    assert_eq!(
        crossed(Credits::ZERO, Credits::ZERO, Credits(1), &set),
        [50, 80, 100]
    );
    assert!(crossed(Credits::ZERO, Credits::ZERO, Credits::ZERO, &set).is_empty());
}

#[test]
fn the_forecast_goes_on_at_the_present_pace() {
    let day = |n: i64| Instant::from_seconds(n * 86_400);
    let forecast = |left, used| runs_out(Credits(left), Credits(used), day(0), day(10));
    assert_eq!(forecast(20, 10), Some(day(30)));
    assert_eq!(forecast(0, 10), Some(day(10)));
    assert_eq!(forecast(20, 0), None);
    assert_eq!(runs_out(Credits(1), Credits(1), day(1), day(1)), None);
}

proptest! {
    #![proptest_config(cases(256))]

    /// A list of coins: leave out those that are for something else, then take
    /// the coin that goes first, one by one.
    #[test]
    fn a_draw_is_the_coins_that_go_first(
        lots in prop::collection::vec((0u8..2, prop::option::of(45i64..60), 0i64..6, 0usize..5, any::<bool>()), 0..9),
        product in prop::option::of(1u128..3), asset in prop::option::of(1u128..3),
        cost in 0i64..12
    ) {
        let (p, a) = (|n| LotScope::Product(ProductId(n)), |n| LotScope::Asset(AssetId(n)));
        let scopes = [LotScope::Any, p(1), p(2), a(1), a(2)];
        let lots: Vec<Lot> = lots.into_iter().enumerate().map(|(i, (b, e, left, s, grant))| Lot {
            scope: scopes[s],
            kind: if grant { EntryKind::Grant } else { EntryKind::TopUp },
            ..lot(i as u128, if b == 0 { "a" } else { "b" }, e, left)
        }).collect();
        let is_for_it = |l: &Lot| match l.scope {
            LotScope::Any => true,
            LotScope::Product(id) => product == Some(id.0),
            LotScope::Asset(id) => asset == Some(id.0),
        };
        let mut coins: Vec<(&Lot, Key)> = Vec::new();
        for l in lots.iter().filter(|l| l.expires_at.is_none_or(|e| e > NOW) && is_for_it(l)) {
            coins.extend((0..l.remaining.0).map(|_| (l, l.bucket.clone())));
        }
        let place = |l: &Lot| match l.scope {
            LotScope::Asset(_) => 'a',
            LotScope::Product(_) => 'b',
            LotScope::Any => 'c',
        };
        let mut wanted: Option<Vec<(Key, u128)>> = Some(Vec::new());
        for bucket in ["a", "b"] {
            let mut mine: Vec<&Lot> = coins.iter().filter(|(_, b)| *b == bucket).map(|(l, _)| *l).collect();
            mine.sort_by_key(|l| (l.expires_at.map_or(i64::MAX, |e| e.0), place(l), l.kind == EntryKind::Grant, l.id));
            let enough = mine.len() as i64 >= cost;
            wanted = wanted.filter(|_| enough).map(|mut w| {
                w.extend(mine.iter().take(cost as usize).map(|l| (l.bucket.clone(), l.id.0)));
                w
            });
        }
        let about = About { product: product.map(ProductId), asset: asset.map(AssetId) };
        let mine = serving(lots.clone(), about);
        let got = draw(&mine, &[key("a"), key("b")], Credits(cost), NOW);
        let got_coins = got.as_ref().ok().map(|takes| {
            takes.iter().flat_map(|t| (0..t.amount.0).map(|_| (t.bucket.clone(), t.lot.0))).collect::<Vec<_>>()
        });
        prop_assert_eq!(got_coins, wanted);
        if let Err(short) = got {
            prop_assert!(short.left < short.wanted);
            prop_assert_eq!(short.left, available(&mine, &short.bucket, NOW));
        }
    }
}
