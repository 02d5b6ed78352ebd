use surety_domain::time::Instant;

use super::*;
use crate::record::testing::refusal;

fn checked(check: impl Fn(&mut Check)) -> Option<String> {
    let mut found = Check::new();
    check(&mut found);
    found.done().err().map(|e| refusal::<()>(Err(e)).0)
}

#[test]
fn addresses_that_mail_can_be_sent_to_pass_and_others_do_not() {
    for good in [
        "a@b.example",
        "ada.l+x@sub.example.com",
        "o'neil@example.org",
        "用户@例子.公司",
        "root@localhost",
    ] {
        assert_eq!(checked(|c| drop(c.email("e", good))), None, "{good}");
    }
    let long_local = format!("{}@example.org", "x".repeat(65));
    for bad in [
        "",
        "a",
        "@b.example",
        "a@",
        "a@b",
        "a b@c.example",
        "a@b..example",
        ".a@b.example",
        "a.@b.example",
        "a..b@c.example",
        "a@-b.example",
        "Ada <a@b.example>",
        "a@b.example\n",
        "a@@b.example",
        long_local.as_str(),
    ] {
        let trimmed_is_good = bad.trim() != bad;
        let found = checked(|c| drop(c.email("e", bad)));
        assert_eq!(found.is_none(), trimmed_is_good, "{bad:?}");
    }
    let edge = format!("{}@example.org", "x".repeat(64));
    assert_eq!(checked(|c| drop(c.email("e", &edge))), None);
}

#[test]
fn zones_locales_dates_and_codes() {
    for (zone, good) in [
        ("Europe/Berlin", true),
        ("UTC", true),
        ("Australia/Lord_Howe", true),
        ("CEST", false),
        ("", false),
        ("+02:00", false),
    ] {
        assert_eq!(
            checked(|c| drop(c.zone("z", zone))).is_none(),
            good,
            "{zone}"
        );
    }
    for (locale, good) in [
        ("en", true),
        ("zh-CN", true),
        ("zh-Hant-TW", true),
        ("EN", false),
        ("e", false),
        ("en_US", false),
        ("en-", false),
    ] {
        assert_eq!(
            checked(|c| drop(c.locale("l", locale))).is_none(),
            good,
            "{locale}"
        );
    }
    for (date, good) in [
        ("2028-02-29", true),
        ("2027-02-29", false),
        ("2026-1-1", false),
        ("20260101", false),
        ("2026-01-01T00:00", false),
    ] {
        assert_eq!(
            checked(|c| drop(c.date("d", date))).is_none(),
            good,
            "{date}"
        );
    }
    for (code, good) in [
        ("RGW-2.1_b", true),
        ("网关", true),
        ("", false),
        ("a b", false),
        ("a/b", false),
    ] {
        assert_eq!(
            checked(|c| drop(c.code("c", code))).is_none(),
            good,
            "{code}"
        );
    }
}

#[test]
fn a_cursor_comes_back_only_as_it_was_given() {
    let paging: Paging<(String, i64)> = Paging::read(Some(2), None).unwrap();
    let rows = vec![
        ("a".to_owned(), 1),
        ("ß%,".to_owned(), 2),
        ("c".to_owned(), 3),
    ];
    let (page, cursor) = paging.cut(rows.clone(), Clone::clone).unwrap();
    assert_eq!(page.len(), 2);
    let next: Paging<(String, i64)> = Paging::read(None, cursor.as_deref()).unwrap();
    assert_eq!(next.after, Some(("ß%,".to_owned(), 2)));
    assert!(Paging::<i64>::read(None, cursor.as_deref()).is_err());
    let (whole, none) = Paging::<(String, i64)>::read(Some(3), None)
        .unwrap()
        .cut(rows, Clone::clone)
        .unwrap();
    assert_eq!((whole.len(), none), (3, None));
    let long = "A".repeat(CURSOR_CHARS_MAX + 1);
    assert!(Paging::<i64>::read(None, Some(&long)).is_err());
}

#[test]
fn changes_name_what_differs_and_leave_the_rest_out() {
    #[derive(serde::Serialize)]
    struct Thing {
        name: &'static str,
        size: Option<i64>,
        version: i64,
        updated_at: Instant,
    }
    let before = Thing {
        name: "a",
        size: None,
        version: 1,
        updated_at: Instant(0),
    };
    let after = Thing {
        name: "a",
        size: Some(2),
        version: 2,
        updated_at: Instant(1),
    };
    let found = changes(&before, &after).unwrap();
    assert_eq!(
        found.to_value(),
        serde_json::json!({"changes": {"size": {"before": null, "after": 2}}})
    );
    assert!(changes(&before, &before).unwrap().is_empty());
    assert_eq!(
        created(&after).unwrap(),
        serde_json::json!({"created": {"name": "a", "size": 2}})
    );
}
