use std::collections::BTreeMap;

use jiff::civil::date;

use super::settle_tests::{settle_at, sound, t, terms};
use super::*;
use crate::plan::{Key, Limit, Proration, Rollover};
use crate::time::Instant;

fn amended(book: &mut Book, terms: &CreditTerms<'_>, new: &[Limit], at: &str) {
    let new = CreditTerms {
        limits: new,
        ..terms.clone()
    };
    let s = amend(terms, &new, 2, &book.granted_through, &book.lots, t(at)).unwrap();
    book.settle(&s);
    sound(book);
}

#[test]
fn an_amendment_grants_the_difference_on_its_day() {
    let (old, new) = ([Limit::per(Unit::Month, 25)], [Limit::per(Unit::Month, 40)]);
    let terms = terms(&old, date(2026, 1, 1), None);
    let month: Key = "month".into();
    let mut book = Book::default();
    amended(&mut book, &terms, &new, "2026-01-15T00:00:00Z");
    let at = t("2026-01-15T00:00:00Z");
    assert_eq!(available(&book.lots, &month, at), Credits::whole(40));
    assert_eq!(
        balance(&book.entries, &month, Instant(at.0 - 1)),
        Credits::whole(25)
    );
    // The next period has the new limit, and the difference ended with the old.
    let terms = CreditTerms {
        limits: &new,
        ..terms
    };
    settle_at(&mut book, &terms, t("2026-02-01T00:00:00Z"));
    assert_eq!(
        available(&book.lots, &month, t("2026-02-01T00:00:00Z")),
        Credits::whole(40)
    );
    sound(&book);
}

#[test]
fn less_takes_what_is_left_and_what_is_used_stays_used() {
    let (old, new) = ([Limit::per(Unit::Month, 25)], [Limit::per(Unit::Month, 10)]);
    let terms = terms(&old, date(2026, 1, 1), None);
    let month: Key = "month".into();
    let at = t("2026-01-10T00:00:00Z");
    for (used, left) in [(0, 10), (5, 5), (12, 0), (25, 0)] {
        let mut book = Book::default();
        settle_at(&mut book, &terms, at);
        let takes = draw(
            &book.lots,
            std::slice::from_ref(&month),
            Credits::whole(used),
            at,
        )
        .unwrap();
        book.post(&consume(&takes, at, "t"));
        amended(&mut book, &terms, &new, "2026-01-15T00:00:00Z");
        let now = available(&book.lots, &month, t("2026-01-15T00:00:00Z"));
        assert_eq!(now, Credits::whole(left), "used {used}");
    }
}

#[test]
fn buckets_come_and_go_but_keep_their_periods() {
    let old = [Limit::per(Unit::Month, 50)];
    let mut week = Limit::per(Unit::Week, 7);
    week.proration = Proration::Nearest;
    let terms = terms(&old, date(2026, 1, 1), None);
    let mut book = Book::default();
    // Two days of that week are left: 2 of 7.
    amended(&mut book, &terms, &[week.clone()], "2026-01-06T00:00:00Z");
    let at = t("2026-01-06T00:00:00Z");
    assert_eq!(available(&book.lots, &"month".into(), at), Credits::ZERO);
    assert_eq!(available(&book.lots, &"week".into(), at), Credits::whole(2));
    let terms = CreditTerms {
        limits: std::slice::from_ref(&week),
        ..terms
    };
    settle_at(&mut book, &terms, t("2026-01-08T00:00:00Z"));
    let at = t("2026-01-08T00:00:00Z");
    assert_eq!(available(&book.lots, &"week".into(), at), Credits::whole(7));
    let reshaped = Limit {
        count: 2,
        ..week.clone()
    };
    let reshaped = CreditTerms {
        limits: std::slice::from_ref(&reshaped),
        ..terms.clone()
    };
    let refused = amend(&terms, &reshaped, 3, &BTreeMap::new(), &[], at);
    assert_eq!(refused, Err(AmendError::PeriodsChanged("week".into())));
}

#[test]
fn a_later_end_keeps_credits_and_grants_what_the_cut_period_lacked() {
    let mut month = Limit::per(Unit::Month, 30);
    month.proration = Proration::Nearest;
    month.rollover = Rollover {
        periods: 2,
        cap: None,
    };
    let limits = [month];
    // The second month is cut to its first ten days.
    let old = terms(&limits, date(2026, 1, 1), Some(date(2026, 2, 11)));
    let new = CreditTerms {
        end: Some(date(2026, 4, 1)),
        ..old.clone()
    };
    let bucket: Key = "month".into();
    let mut book = Book::default();
    let at = t("2026-02-05T00:00:00Z");
    settle_at(&mut book, &old, at);
    // 30 carried from January, 10 days of 28 in February: 11.
    assert_eq!(available(&book.lots, &bucket, at), Credits::whole(41));
    let s = amend(&old, &new, 2, &book.granted_through, &book.lots, at).unwrap();
    book.settle(&s);
    sound(&book);
    assert_eq!(available(&book.lots, &bucket, at), Credits::whole(60));
    assert_eq!(
        balance(&book.entries, &bucket, at),
        Credits::whole(60),
        "moving changes no balance"
    );
    let later = t("2026-02-20T00:00:00Z");
    settle_at(&mut book, &new, later);
    assert_eq!(available(&book.lots, &bucket, later), Credits::whole(60));
    // January's end with March, February's are carried.
    let march = t("2026-03-15T00:00:00Z");
    settle_at(&mut book, &new, march);
    assert_eq!(available(&book.lots, &bucket, march), Credits::whole(90));
    sound(&book);
    let again = amend(&new, &new, 3, &book.granted_through, &book.lots, march).unwrap();
    assert!(again.is_empty(), "{again:?}");
}

#[test]
fn an_earlier_end_takes_what_the_cut_period_no_longer_gives() {
    let mut month = Limit::per(Unit::Month, 28);
    month.proration = Proration::Nearest;
    let limits = [month];
    let old = terms(&limits, date(2026, 2, 1), None);
    let new = CreditTerms {
        end: Some(date(2026, 2, 15)),
        ..old.clone()
    };
    let (mut book, bucket) = (Book::default(), Key::from("month"));
    let at = t("2026-02-05T00:00:00Z");
    settle_at(&mut book, &old, at);
    let s = amend(&old, &new, 2, &book.granted_through, &book.lots, at).unwrap();
    book.settle(&s);
    sound(&book);
    assert_eq!(available(&book.lots, &bucket, at), Credits::whole(14));
}
