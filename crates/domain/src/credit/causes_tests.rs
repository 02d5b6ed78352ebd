use proptest::prelude::*;

use super::*;

fn ticket(used: i64, facts: &[(CauseKind, &str)]) -> UsedTicket {
    UsedTicket {
        used: Credits(used),
        facts: facts
            .iter()
            .map(|(kind, key)| (*kind, Some((*key).to_owned())))
            .collect(),
    }
}

fn told(found: &Breakdown, kind: CauseKind) -> Vec<(Option<&str>, u64, i64, i64)> {
    found
        .causes
        .iter()
        .filter(|c| c.kind == kind)
        .map(|c| (c.key.as_deref(), c.tickets, c.used.0, c.share_permille))
        .collect()
}

#[test]
fn what_used_most_comes_first_with_its_share_and_the_span_before() {
    use CauseKind::{Contact, Priority, Tag};
    let now = [
        ticket(200, &[(Tag, "vpn"), (Contact, "ada"), (Priority, "high")]),
        ticket(100, &[(Tag, "vpn"), (Tag, "mail"), (Contact, "bob")]),
        UsedTicket {
            used: Credits(50),
            facts: [(Contact, Some("ada".to_owned())), (Priority, None)].into(),
        },
    ];
    let before = [ticket(100, &[(Tag, "mail"), (Contact, "ada")])];
    let found = causes(&now, &before);
    assert_eq!(
        (
            found.tickets,
            found.used,
            found.tickets_before,
            found.used_before
        ),
        (3, Credits(350), 1, Credits(100))
    );
    // A ticket counts with each of its tags; shares are rounded down.
    assert_eq!(
        told(&found, Tag),
        [(Some("vpn"), 2, 300, 857), (Some("mail"), 1, 100, 285)]
    );
    assert_eq!(
        told(&found, Contact),
        [(Some("ada"), 2, 250, 714), (Some("bob"), 1, 100, 285)]
    );
    assert_eq!(
        told(&found, Priority),
        [(Some("high"), 1, 200, 571), (None, 1, 50, 142)]
    );
    let mail = found
        .causes
        .iter()
        .find(|c| c.key.as_deref() == Some("mail"))
        .unwrap();
    assert_eq!((mail.tickets_before, mail.used_before), (1, Credits(100)));
}

#[test]
fn a_kind_is_cut_at_its_limit_and_rare_words_are_left_out() {
    let tags: Vec<String> = (0..=CAUSES_PER_KIND_MAX)
        .map(|n| format!("tag{n:02}"))
        .collect();
    let now: Vec<UsedTicket> = tags
        .iter()
        .map(|t| ticket(100, &[(CauseKind::Tag, t)]))
        .collect();
    let found = causes(&now, &[]);
    assert_eq!(found.causes.len(), CAUSES_PER_KIND_MAX);
    assert!(
        found
            .causes
            .iter()
            .all(|c| c.key.as_deref() != Some("tag10"))
    );
    let word = |n: u64| {
        let now: Vec<UsedTicket> = (0..n)
            .map(|_| ticket(100, &[(CauseKind::Word, "tunnel")]))
            .collect();
        causes(&now, &[]).causes.len()
    };
    assert_eq!((word(WORD_TICKETS_MIN - 1), word(WORD_TICKETS_MIN)), (0, 1));
}

const DAY: i64 = 86_400;

fn pace(limit: i64, used: i64, left: i64, elapsed_days: i64) -> Pace {
    Pace {
        limit: Credits(limit),
        left: Credits(left),
        used: Credits(used),
        elapsed_seconds: elapsed_days * DAY,
        period_seconds: 30 * DAY,
        left_seconds: (30 - elapsed_days) * DAY,
    }
}

#[test]
fn a_limit_is_raised_to_what_its_pace_needs() {
    // Ten in three weeks are fifteen in thirty days: 10 × 30 / 21 = 14.29.
    let found = need(&pace(1_000, 1_000, 0, 21)).unwrap();
    assert_eq!(
        (found.period, found.missing),
        (Credits(1_500), Credits(500))
    );
    // Exactly as many as there are: enough.
    assert_eq!(need(&pace(1_000, 500, 500, 15)), None);
    let over = need(&pace(1_000, 501, 499, 15)).unwrap();
    assert_eq!((over.period, over.missing), (Credits(1_100), Credits(100)));
    // What was put on top lasts this time; the next period has it no more.
    let topped = need(&pace(1_000, 1_000, 1_000, 21)).unwrap();
    assert_eq!(
        (topped.period, topped.missing),
        (Credits(1_500), Credits::ZERO)
    );
    // A day says something, less does not; nothing used says nothing.
    assert!(need(&pace(100, 100, 0, 1)).is_some());
    let young = Pace {
        elapsed_seconds: PACE_SECONDS_MIN - 1,
        ..pace(100, 100, 0, 1)
    };
    assert_eq!(need(&young), None);
    assert_eq!(need(&pace(100, 0, 100, 20)), None);
}

#[test]
fn articles_are_for_topics_and_talks_for_people() {
    use CauseKind::{Contact, Tag, Type, Word};
    let many = |n: u64, facts: &[(CauseKind, &str)]| -> Vec<UsedTicket> {
        (0..n).map(|_| ticket(100, facts)).collect()
    };
    let of = |now: &[UsedTicket]| {
        let found = causes(now, &[]);
        let topics: Vec<_> = articles(&found)
            .into_iter()
            .map(|c| (c.kind, c.key.clone().unwrap()))
            .collect();
        let people: Vec<_> = people(&found)
            .into_iter()
            .map(|c| c.key.clone().unwrap())
            .collect();
        (topics, people)
    };
    let vpn = [
        (Tag, "vpn"),
        (Word, "vpn"),
        (Word, "tunnel"),
        (Type, "question"),
        (Contact, "ada"),
    ];
    let (topics, talk) = of(&many(ARTICLE_TICKETS_MIN, &vpn));
    assert_eq!(
        topics,
        [(Tag, "vpn".to_owned()), (Word, "tunnel".to_owned())]
    );
    assert_eq!(talk, ["ada"]);
    let (topics, talk) = of(&many(ARTICLE_TICKETS_MIN - 1, &vpn));
    assert!(topics.is_empty() && talk.is_empty());
    // Two of five credits are a large part, less is not.
    let share = |rest: u64| {
        of(&[
            many(6, &[(Contact, "ada")]),
            many(rest, &[(Contact, "bob"), (Contact, "eve")]),
        ]
        .concat())
        .1
    };
    assert_eq!(share(9), ["bob", "eve", "ada"]);
    assert_eq!(share(10), ["bob", "eve"]);
    let five: Vec<String> = (0..=ARTICLES_MAX).map(|n| format!("t{n}")).collect();
    let all: Vec<(CauseKind, &str)> = five.iter().map(|t| (Tag, t.as_str())).collect();
    assert_eq!(of(&many(ARTICLE_TICKETS_MIN, &all)).0.len(), ARTICLES_MAX);
}

#[test]
fn subjects_have_words_in_both_scripts() {
    let words = |s: &str| subject_words(s).into_iter().collect::<Vec<_>>();
    assert_eq!(
        words("VPN tunnel: the tunnel is DOWN again, error 10061"),
        ["down", "tunnel"]
    );
    assert_eq!(words("无法登录"), ["无法", "法登", "登录"]);
    assert_eq!(words("Re: Re:"), Vec::<String>::new());
    assert_eq!(words(""), Vec::<String>::new());
}

proptest! {
    #[test]
    fn sums_of_a_kind_with_one_fact_each_are_the_whole(of in prop::collection::vec((1_i64..1_000, 0_usize..9), 0..60)) {
        let now: Vec<UsedTicket> = of.iter().map(|(used, n)| ticket(*used, &[(CauseKind::Product, &n.to_string())])).collect();
        let found = causes(&now, &[]);
        prop_assert_eq!(found.causes.iter().map(|c| c.used.0).sum::<i64>(), found.used.0);
        prop_assert_eq!(found.causes.iter().map(|c| c.tickets).sum::<u64>(), found.tickets);
        prop_assert!(found.causes.iter().map(|c| c.share_permille).sum::<i64>() <= 1_000);
        prop_assert!(found.causes.is_sorted_by(|a, b| a.used >= b.used));
    }

    #[test]
    fn what_is_needed_covers_the_pace_and_not_a_credit_more(limit in 1_i64..5_000, used in 1_i64..9_000, left in 0_i64..5_000, days in 1_i64..30) {
        let pace = pace(limit, used, left, days);
        if let Some(found) = need(&pace) {
            let exact = |c: Credits, seconds: i64, left: i64| (i128::from(c.0) + i128::from(left)) * i128::from(pace.elapsed_seconds) >= i128::from(used) * i128::from(seconds);
            prop_assert!(found.period > pace.limit);
            prop_assert!(exact(found.period, pace.period_seconds, 0));
            prop_assert!(!exact(found.period - Credits(HUNDREDTHS), pace.period_seconds, 0));
            prop_assert!(exact(found.missing, pace.left_seconds, left));
        }
    }
}
