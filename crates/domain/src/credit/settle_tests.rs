use crate::properties::cases;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::plan::{Key, Limit, Proration, Rollover};
use crate::time::Instant;

const DAY: i64 = 86_400_000_000;

pub(super) fn terms<'a>(limits: &'a [Limit], start: Date, end: Option<Date>) -> CreditTerms<'a> {
    CreditTerms {
        contract: "c".into(),
        limits,
        start,
        end,
        zone: zone("UTC").unwrap(),
    }
}

pub(super) fn t(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub(super) fn settle_at(book: &mut Book, terms: &CreditTerms<'_>, at: Instant) -> usize {
    let s = settle(terms, &book.granted_through, &book.lots, at).unwrap();
    book.settle(&s);
    s.postings.len()
}

fn kinds(book: &Book) -> Vec<(EntryKind, i64)> {
    book.entries.iter().map(|e| (e.kind, e.amount.0)).collect()
}

/// Every property that holds at any time.
pub(super) fn sound(book: &Book) {
    for lot in &book.lots {
        let sum: i64 = book
            .entries
            .iter()
            .filter(|e| e.lot == Some(lot.id) && e.kind.counts())
            .map(|e| e.amount.0)
            .sum();
        assert_eq!(sum, lot.remaining.0, "the cache is the sum");
        assert!(lot.remaining >= Credits::ZERO, "nothing is overdrawn");
    }
    let moved: i64 = book
        .entries
        .iter()
        .filter(|e| e.kind == EntryKind::RollOver)
        .map(|e| e.amount.0)
        .sum();
    assert_eq!(moved, 0, "what is carried over leaves as much as it brings");
}

#[test]
fn a_period_is_granted_when_it_begins_and_expires_when_it_ends() {
    let limits = [Limit::per(Unit::Month, 5)];
    let terms = terms(&limits, date(2026, 1, 31), None);
    let mut book = Book::default();
    assert_eq!(settle_at(&mut book, &terms, t("2026-01-30T23:59:59Z")), 0);
    assert_eq!(settle_at(&mut book, &terms, t("2026-01-31T00:00:00Z")), 1);
    assert_eq!(settle_at(&mut book, &terms, t("2026-02-27T23:59:59Z")), 0);
    assert_eq!(settle_at(&mut book, &terms, t("2026-02-28T00:00:00Z")), 2);
    assert_eq!(
        kinds(&book),
        [
            (EntryKind::Grant, 500),
            (EntryKind::Grant, 500),
            (EntryKind::Expire, -500)
        ]
    );
    let month: Key = "month".into();
    let at = |text: &str| balance(&book.entries, &month, t(text)).0;
    assert_eq!(at("2026-02-27T23:59:59Z"), 500);
    assert_eq!(at("2026-02-28T00:00:00Z"), 500);
    // Two years without a look: the present period alone.
    settle_at(&mut book, &terms, t("2028-06-15T00:00:00Z"));
    assert_eq!(book.granted_through[&month], 28);
    assert_eq!(
        available(&book.lots, &month, t("2028-06-15T00:00:00Z")),
        Credits(500)
    );
    sound(&book);
}

#[test]
fn unused_credits_are_carried_as_far_and_as_many_as_the_plan_says() {
    let mut limits = [Limit::per(Unit::Month, 5)];
    limits[0].rollover = Rollover {
        periods: 2,
        cap: Some(Credits::whole(7)),
    };
    let terms = terms(&limits, date(2026, 1, 1), None);
    let mut book = Book::default();
    let month: Key = "month".into();
    let mut left = |text: &str| {
        settle_at(&mut book, &terms, t(text));
        sound(&book);
        available(&book.lots, &month, t(text)).0
    };
    assert_eq!(left("2026-01-15T00:00:00Z"), 500);
    assert_eq!(left("2026-02-15T00:00:00Z"), 1_000);
    // 5 of January and 2 of February make 7.
    assert_eq!(left("2026-03-15T00:00:00Z"), 1_200);
    // January's 5 are over, which makes room for March's.
    assert_eq!(left("2026-04-15T00:00:00Z"), 1_200);
}

#[test]
fn how_late_it_is_settled_makes_no_difference() {
    for cap in [None, Some(Credits::whole(5))] {
        let mut limits = [Limit::per(Unit::Month, 5)];
        limits[0].rollover = Rollover { periods: 2, cap };
        let terms = terms(&limits, date(2026, 1, 1), None);
        let (mut often, mut once) = (Book::default(), Book::default());
        for month in 1..=9i8 {
            let at = midnight(date(2026, month, 10), &terms.zone).unwrap();
            settle_at(&mut often, &terms, at);
            once = Book::default();
            settle_at(&mut once, &terms, at);
            let shape = |b: &Book| {
                let mut lots: Vec<_> = b
                    .lots
                    .iter()
                    .filter(|l| l.remaining > Credits::ZERO)
                    .map(|l| (l.expires_at, l.kind, l.remaining))
                    .collect();
                lots.sort();
                lots
            };
            assert_eq!(shape(&often), shape(&once), "{cap:?} month {month}");
        }
        sound(&once);
    }
}

#[test]
fn partial_periods_are_prorated_as_the_plan_says() {
    let c = Credits::whole;
    let share = |days, p| prorated(c(10), days, 31, p);
    assert_eq!(share(15, Proration::None), c(10));
    // 15 of 31 days of 10 are 4.84.
    assert_eq!(share(15, Proration::Up), c(5));
    assert_eq!(share(15, Proration::Nearest), c(5));
    assert_eq!(share(15, Proration::Down), c(4));
    assert_eq!(share(0, Proration::Up), c(0));
    assert_eq!(share(31, Proration::Down), c(10));
    assert_eq!(
        prorated(c(10), 1, 4, Proration::Nearest),
        c(3),
        "2.5 goes up"
    );
    assert_eq!(
        prorated(Credits(50), 1, 2, Proration::Up),
        Credits(50),
        "never above the limit"
    );

    let mut limits = [Limit::per(Unit::Month, 31)];
    limits[0].align_day = Some(1);
    limits[0].proration = Proration::Down;
    let terms = terms(&limits, date(2026, 1, 17), Some(date(2026, 3, 11)));
    let periods = CreditPeriods::new(&limits[0], &terms).unwrap();
    let mut book = Book::default();
    for at in [
        "2026-01-17T00:00:00Z",
        "2026-02-01T00:00:00Z",
        "2026-03-01T00:00:00Z",
    ] {
        settle_at(&mut book, &terms, t(at));
    }
    let grants: Vec<_> = book
        .entries
        .iter()
        .filter(|e| e.kind == EntryKind::Grant)
        .map(|e| (e.period, e.amount))
        .collect();
    assert_eq!(
        grants,
        [(Some(0), c(15)), (Some(1), c(31)), (Some(2), c(10))]
    );
    let last = periods.nth(2).unwrap();
    assert_eq!((last.days, last.whole_days), (10, 31));
    assert_eq!(last.end, t("2026-03-11T00:00:00Z"));
    assert_eq!(periods.at(last.end), Ok(None));
    assert_eq!(periods.at(t("2026-01-16T23:59:59Z")), Ok(None));
    let beyond = periods.nth(9).unwrap();
    assert_eq!((beyond.start, beyond.end), (last.end, last.end));
}

#[test]
fn boundaries_are_midnights_of_the_accounts_zone() {
    let limits = [Limit::per(Unit::Week, 25)];
    let terms = CreditTerms {
        zone: zone("America/Sao_Paulo").unwrap(),
        ..terms(&limits, date(2018, 10, 28), None)
    };
    let periods = CreditPeriods::new(&limits[0], &terms).unwrap();
    // Midnight of 4 November 2018 did not exist there.
    let first = periods.nth(0).unwrap();
    assert_eq!(first.end, t("2018-11-04T03:00:00Z"));
    assert_eq!((first.days, first.whole_days), (7, 7));
}

/// One coin of the model: a hundredth of a credit.
#[derive(Debug, Clone)]
struct Coin {
    bucket: usize,
    kind: EntryKind,
    born: i64,
    expires: i64,
    order: usize,
    spent_by: Option<usize>,
}

/// The model: a list of coins, moved day by day.
struct Coins<'a> {
    limits: &'a [Limit],
    boundaries: Vec<Vec<i64>>,
    end: i64,
    coins: Vec<Coin>,
    day: i64,
}

impl Coins<'_> {
    /// Lives through every midnight up to `day`.
    fn live_to(&mut self, day: i64) {
        while self.day <= day {
            let today = self.day;
            for b in 0..self.limits.len() {
                self.midnight(b, today);
            }
            self.day += 1;
        }
    }

    fn period_end(&self, bucket: usize, k: usize) -> i64 {
        self.boundaries[bucket][k + 1].min(self.end)
    }

    fn midnight(&mut self, b: usize, today: i64) {
        let rollover = self.limits[b].rollover;
        // What is carried and ends today makes room first.
        let carried =
            |c: &Coin| c.bucket == b && c.kind == EntryKind::RollOver && c.spent_by.is_none();
        self.coins.retain(|c| !(carried(c) && c.expires == today));
        if let Some(k) = self.boundaries[b].iter().position(|d| *d == today) {
            // Carried coins live until the end of the last period they may reach.
            let until = k.checked_sub(1).map_or(today, |ended| {
                self.period_end(b, ended + rollover.periods as usize)
            });
            let mut room = rollover.cap.map_or(i64::MAX, |cap| {
                cap.0 - self.coins.iter().filter(|c| carried(c)).count() as i64
            });
            for c in &mut self.coins {
                let ends = c.bucket == b && c.kind == EntryKind::Grant && c.expires == today;
                if ends && c.spent_by.is_none() && rollover.periods > 0 && room > 0 && until > today
                {
                    (c.kind, c.born, c.expires) = (EntryKind::RollOver, today, until);
                    room -= 1;
                }
            }
            if today < self.end {
                let coin = Coin {
                    bucket: b,
                    kind: EntryKind::Grant,
                    born: today,
                    expires: self.period_end(b, k),
                    order: self.coins.len(),
                    spent_by: None,
                };
                let credits = self.limits[b].credits.0 as usize;
                self.coins.extend(std::iter::repeat_n(coin, credits));
            }
        }
        self.coins
            .retain(|c| c.spent_by.is_some() || c.bucket != b || c.expires > today);
    }

    fn left(&self, b: usize) -> i64 {
        self.coins
            .iter()
            .filter(|c| c.bucket == b && c.spent_by.is_none())
            .count() as i64
    }

    fn spend(&mut self, cost: usize, ticket: usize) -> bool {
        if (0..self.limits.len()).any(|b| self.left(b) < cost as i64) {
            return false;
        }
        for b in 0..self.limits.len() {
            let mut free: Vec<&mut Coin> = self
                .coins
                .iter_mut()
                .filter(|c| c.bucket == b && c.spent_by.is_none())
                .collect();
            free.sort_by_key(|c| (c.expires, c.kind == EntryKind::Grant, c.born, c.order));
            for coin in free.into_iter().take(cost) {
                coin.spent_by = Some(ticket);
            }
        }
        true
    }

    fn give_back(&mut self, ticket: usize, today: i64) {
        for c in &mut self.coins {
            if c.spent_by == Some(ticket) {
                c.spent_by = None;
            }
        }
        self.coins
            .retain(|c| c.spent_by.is_some() || c.expires > today);
    }
}

#[derive(Debug, Clone)]
enum Step {
    Spend(usize),
    Refund(usize),
    TopUp { amount: i64, days: i64 },
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        4 => (1usize..4).prop_map(Step::Spend),
        2 => (0usize..8).prop_map(Step::Refund),
        1 => (1i64..4, 1i64..60).prop_map(|(amount, days)| Step::TopUp { amount, days }),
        1 => Just(Step::Wait),
    ];
    let gap = prop_oneof![3 => 0i64..6, 1 => 0i64..70];
    prop::collection::vec((gap, step), 1..40)
}

fn limit_for(unit: Unit) -> impl Strategy<Value = Limit> {
    (1i64..6, 1u32..3, 0u32..4, prop::option::of(0i64..8)).prop_map(
        move |(credits, count, periods, cap)| Limit {
            credits: Credits(credits),
            count,
            rollover: Rollover {
                periods,
                cap: cap.filter(|_| periods > 0).map(Credits),
            },
            ..Limit::per(unit, 0)
        },
    )
}

proptest! {
    #![proptest_config(cases(128))]
    #[test]
    fn the_ledger_is_the_list_of_coins(
        week in limit_for(Unit::Week), month in limit_for(Unit::Month),
        start_day in 0i32..400, length in prop::option::of(20i64..300), steps in steps()
    ) {
        let start = date(2023, 12, 15).checked_add(jiff::Span::new().days(start_day)).unwrap();
        let zero = midnight(start, &zone("UTC").unwrap()).unwrap();
        let limits = [week, month];
        let end = length.map(|n| start.checked_add(jiff::Span::new().days(n)).unwrap());
        let terms = terms(&limits, start, end);
        let buckets: Vec<Key> = limits.iter().map(|l| l.bucket.clone()).collect();
        let boundaries = limits.iter().map(|l| {
            let grid = l.periods(start, terms.zone.clone()).unwrap();
            (0..260).map(|k| grid.boundary(k).unwrap().micros_since(zero) / DAY).collect()
        }).collect();
        let mut model = Coins { limits: &limits, boundaries, end: length.unwrap_or(i64::MAX), coins: Vec::new(), day: 0 };
        let mut book = Book::default();
        let (mut day, mut spent) = (0, Vec::new());
        for (n, (gap, step)) in steps.into_iter().enumerate() {
            day += gap;
            let at = Instant(zero.0 + day * DAY + n as i64);
            model.live_to(day);
            settle_at(&mut book, &terms, at);
            match step {
                Step::Spend(cost) => {
                    let takes = draw(&book.lots, &buckets, Credits(cost as i64), at);
                    prop_assert_eq!(takes.is_ok(), model.spend(cost, n));
                    if let Ok(takes) = takes {
                        book.post(&consume(&takes, at, &format!("t{n}")));
                        spent.push((n, book.entries.len()));
                    }
                }
                Step::Refund(i) if i < spent.len() => {
                    let (ticket, last) = spent.remove(i);
                    let consumed: Vec<Entry> = book.entries[..last].iter().rev()
                        .take_while(|e| e.kind == EntryKind::Consume && e.at.0 % DAY == book.entries[last - 1].at.0 % DAY)
                        .cloned().collect();
                    let back = refund(&consumed, &book.lots, at, &format!("r{n}"));
                    book.post(&back);
                    model.give_back(ticket, day);
                }
                Step::TopUp { amount, days } => {
                    let expires = day + days;
                    book.post(&top_up(&buckets, Credits(amount), at, Some(Instant(zero.0 + expires * DAY)), LotScope::Any, &format!("u{n}")));
                    for b in 0..limits.len() {
                        let coin = Coin { bucket: b, kind: EntryKind::TopUp, born: day, expires, order: model.coins.len(), spent_by: None };
                        model.coins.extend(std::iter::repeat_n(coin, amount as usize));
                    }
                }
                Step::Refund(_) | Step::Wait => {}
            }
            sound(&book);
            for (b, bucket) in buckets.iter().enumerate() {
                prop_assert_eq!(available(&book.lots, bucket, at).0, model.left(b), "day {} bucket {}", day, bucket);
                // At rest the balance of now is what can be drawn.
                prop_assert_eq!(balance(&book.entries, bucket, at).0, model.left(b));
            }
            let again = settle(&terms, &book.granted_through, &book.lots, at).unwrap();
            prop_assert!(again.is_empty(), "settling twice does nothing: {:?}", again);
        }
    }
}
