use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal};

fn named_account(name: &str) -> NewAccount {
    NewAccount {
        name: name.into(),
        ..NewAccount::default()
    }
}

twins! {
    async fn an_account_is_made_read_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        let made = create(&desk.app, &desk.agent, NewAccount {
            name: "  Nordwind  ".into(),
            segment: Some("enterprise".into()),
            annual_revenue_minor: Some(12_000_000),
            zone: Some("Europe/Berlin".into()),
            domains: vec!["Nordwind.Example".into(), "nw.example".into()],
            parent_id: Some(desk.own),
            ..NewAccount::default()
        }).await.unwrap();
        assert_eq!((made.name.as_str(), made.version, made.currency.as_str()), ("Nordwind", 1, "EUR"));
        assert_eq!(made.domains, ["nordwind.example", "nw.example"]);
        assert_eq!(made.parent.as_ref().map(|p| p.name.as_str()), Some("Own account"));
        assert_eq!(get(&desk.app, &desk.light, made.id).await.unwrap(), made);

        desk.clock.advance(60);
        let change = ChangeAccount {
            segment: Some(None),
            domains: Some(vec!["nw.example".into()]),
            ..ChangeAccount::default()
        };
        let changed = update(&desk.app, &desk.agent, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.segment, changed.version), (None, 2));
        assert_eq!(changed.domains, ["nw.example"]);
        assert_eq!(changed.annual_revenue_minor, Some(12_000_000));
        assert!(changed.updated_at > made.updated_at);
        // The same change again says nothing new.
        let again = update(&desk.app, &desk.agent, made.id, 2, change.clone()).await.unwrap();
        assert_eq!(again.version, 2);
        assert_eq!(desk.audited("account.updated").await, 1);
        let stale = update(&desk.app, &desk.agent, made.id, 1, change).await;
        assert!(matches!(stale, Err(AppError::Stale { current: 2 })));

        let gone = archive(&desk.app, &desk.agent, made.id, Some(2), true).await.unwrap();
        assert_eq!((gone.archived_at.is_some(), gone.version), (true, 3));
        let names = |page: Page<AccountView>| page.items.into_iter().map(|a| a.name).collect::<Vec<_>>();
        let query = |archived| AccountQuery { archived, ..AccountQuery::default() };
        assert_eq!(names(list(&desk.app, &desk.agent, query(None)).await.unwrap()), ["Other account", "Own account"]);
        assert_eq!(names(list(&desk.app, &desk.agent, query(Some(true))).await.unwrap()), ["Nordwind"]);
        let back = archive(&desk.app, &desk.agent, made.id, None, false).await.unwrap();
        assert_eq!((back.archived_at, back.version), (None, 4));
    }

    async fn a_name_or_a_domain_finds_an_account_whatever_its_case_and_width(db: Db) {
        let desk = Desk::new(db).await;
        for (name, domain) in [("Ärztehaus Süd", "aerzte.example"), ("100% Cotton", "cotton.example"), ("北京客户", "bj.example")] {
            let input = NewAccount { domains: vec![domain.into()], ..named_account(name) };
            create(&desk.app, &desk.agent, input).await.unwrap();
        }
        for (q, wanted) in [
            ("ÄRZTE", vec!["Ärztehaus Süd"]),
            ("0%", vec!["100% Cotton"]),
            ("%", vec!["100% Cotton"]),
            ("京客", vec!["北京客户"]),
            ("BJ.ex", vec!["北京客户"]),
            ("ＣＯＴＴＯＮ", vec!["100% Cotton"]),
            ("example", vec![]),
            ("_", vec![]),
        ] {
            let query = AccountQuery { q: Some(q.into()), ..AccountQuery::default() };
            let found: Vec<String> =
                list(&desk.app, &desk.agent, query).await.unwrap().items.into_iter().map(|a| a.name).collect();
            assert_eq!(found, wanted, "{q}");
        }
    }

    async fn pages_are_whole_and_without_doubles_under_equal_names(db: Db) {
        let desk = Desk::new(db).await;
        for _ in 0..7 {
            create(&desk.app, &desk.agent, named_account("Same")).await.unwrap();
            create(&desk.app, &desk.agent, named_account("same ")).await.unwrap();
        }
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let query = AccountQuery { limit: Some(3), cursor, ..AccountQuery::default() };
            let page = list(&desk.app, &desk.agent, query).await.unwrap();
            assert!(page.items.len() == 3 || page.next_cursor.is_none());
            seen.extend(page.items.into_iter().map(|a| a.id));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 16);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 16);
    }

    async fn a_customer_sees_their_account_without_what_is_for_our_eyes(db: Db) {
        let desk = Desk::new(db).await;
        let change = ChangeAccount { annual_revenue_minor: Some(Some(5)), segment: Some(Some("smb".into())), ..ChangeAccount::default() };
        update(&desk.app, &desk.agent, desk.own, 1, change.clone()).await.unwrap();
        let seen = get(&desk.app, &desk.customer, desk.own).await.unwrap();
        assert_eq!((seen.notes.as_str(), seen.annual_revenue_minor, seen.segment), ("", None, None));
        assert_eq!(code(get(&desk.app, &desk.customer, desk.other).await), "not_found");
        let page = list(&desk.app, &desk.customer, AccountQuery::default()).await.unwrap();
        assert_eq!(page.items.iter().map(|a| a.id).collect::<Vec<_>>(), [desk.own]);
        let asked = AccountQuery { q: Some("other".into()), ..AccountQuery::default() };
        assert!(list(&desk.app, &desk.customer, asked).await.unwrap().items.is_empty());

        assert_eq!(code(update(&desk.app, &desk.customer, desk.own, 2, change.clone()).await), "forbidden");
        assert_eq!(code(update(&desk.app, &desk.customer, desk.other, 1, change.clone()).await), "not_found");
        assert_eq!(code(update(&desk.app, &desk.light, desk.own, 2, change).await), "forbidden");
        assert_eq!(code(create(&desk.app, &desk.manager, named_account("x")).await), "forbidden");
        assert_eq!(code(archive(&desk.app, &desk.light, desk.own, None, true).await), "forbidden");
    }

    async fn a_parent_is_named_to_those_who_may_see_it_only(db: Db) {
        let desk = Desk::new(db).await;
        let change = ChangeAccount { parent_id: Some(Some(desk.other)), ..ChangeAccount::default() };
        update(&desk.app, &desk.agent, desk.own, 1, change).await.unwrap();
        assert_eq!(get(&desk.app, &desk.agent, desk.own).await.unwrap().parent_id, Some(desk.other));
        let seen = get(&desk.app, &desk.customer, desk.own).await.unwrap();
        assert_eq!((seen.parent_id, seen.parent), (None, None));
    }

    async fn bad_input_is_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        let cases: Vec<(NewAccount, &str, &str)> = vec![
            (named_account("  "), "required", "name"),
            (named_account(&"x".repeat(201)), "too_long", "name"),
            (named_account("a\nb"), "control_character", "name"),
            (NewAccount { zone: Some("Mars/Olympus".into()), ..named_account("a") }, "invalid_zone", "zone"),
            (NewAccount { locale: Some("German".into()), ..named_account("a") }, "invalid_locale", "locale"),
            (NewAccount { currency: Some("eur".into()), ..named_account("a") }, "invalid_currency", "currency"),
            (NewAccount { annual_revenue_minor: Some(-1), ..named_account("a") }, "out_of_range", "annual_revenue_minor"),
            (NewAccount { open_deal_value_minor: Some(MONEY_MAX + 1), ..named_account("a") }, "out_of_range", "open_deal_value_minor"),
            (NewAccount { notes: Some("x\0".into()), ..named_account("a") }, "control_character", "notes"),
            (NewAccount { domains: vec!["no dots".into()], ..named_account("a") }, "invalid_domain", "domains[0]"),
            (NewAccount { domains: vec!["gmail.com".into()], ..named_account("a") }, "public_mail_domain", "domains[0]"),
            (NewAccount { domains: vec!["a.example".into(), "A.example".into()], ..named_account("a") }, "duplicate", "domains[1]"),
            (NewAccount { domains: (0..=DOMAINS_MAX).map(|n| format!("d{n}.example")).collect(), ..named_account("a") }, "too_many", "domains"),
            (NewAccount { parent_id: Some(AccountId(9)), ..named_account("a") }, "unknown_reference", "parent_id"),
        ];
        for (input, wanted, field) in cases {
            let found = refusal(create(&desk.app, &desk.agent, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        let several = NewAccount { zone: Some("x".into()), ..named_account("") };
        assert_eq!(refusal(create(&desk.app, &desk.agent, several).await).1.unwrap(), "name:required,zone:invalid_zone");
        assert!(create(&desk.app, &desk.agent, named_account(&"x".repeat(200))).await.is_ok());
        let edge = NewAccount {
            domains: (0..DOMAINS_MAX).map(|n| format!("d{n}.example")).collect(),
            annual_revenue_minor: Some(MONEY_MAX),
            ..named_account("edge")
        };
        assert!(create(&desk.app, &desk.agent, edge).await.is_ok());
        for (limit, cursor, wanted) in [(Some(0), None, "invalid_limit"), (Some(201), None, "invalid_limit"), (None, Some("!"), "invalid_cursor"), (None, Some("e30"), "invalid_cursor")] {
            let query = AccountQuery { limit, cursor: cursor.map(str::to_owned), ..AccountQuery::default() };
            assert_eq!(code(list(&desk.app, &desk.agent, query).await), wanted);
        }
        let query = AccountQuery { limit: Some(200), q: Some("x".repeat(201)), ..AccountQuery::default() };
        assert_eq!(code(list(&desk.app, &desk.agent, query).await), "too_long");
    }

    async fn a_domain_belongs_to_one_account(db: Db) {
        let desk = Desk::new(db).await;
        let with = |name: &str| NewAccount { domains: vec!["one.example".into()], ..named_account(name) };
        let first = create(&desk.app, &desk.agent, with("first")).await.unwrap();
        assert_eq!(code(create(&desk.app, &desk.agent, with("second")).await), "domain_taken");
        // Nothing is left of the refused one.
        let query = AccountQuery { q: Some("second".into()), ..AccountQuery::default() };
        assert!(list(&desk.app, &desk.agent, query).await.unwrap().items.is_empty());
        let found = desk.app.db().read(|tx| accounts::find_by_domain(tx, "ONE.example")).await.unwrap();
        assert_eq!(found, Some(first.id));
    }

    async fn accounts_above_each_other_make_no_circle_and_end(db: Db) {
        let desk = Desk::new(db).await;
        let mut above = desk.own;
        for depth in 1..ANCESTORS_MAX {
            let input = NewAccount { parent_id: Some(above), ..named_account(&format!("below {depth}")) };
            above = create(&desk.app, &desk.agent, input).await.unwrap().id;
        }
        let deepest = above;
        let one_more = NewAccount { parent_id: Some(deepest), ..named_account("too deep") };
        assert_eq!(code(create(&desk.app, &desk.agent, one_more).await), "parent_too_deep");
        let found = desk.app.db().read(move |tx| accounts::ancestors(tx, deepest)).await.unwrap();
        assert_eq!((found.len(), found.last()), (ANCESTORS_MAX - 1, Some(&desk.own)));
        for parent in [desk.own, deepest] {
            let circle = ChangeAccount { parent_id: Some(Some(parent)), ..ChangeAccount::default() };
            assert_eq!(code(update(&desk.app, &desk.agent, desk.own, 1, circle).await), "parent_circle");
        }
        // A circle that got in all the same ends the walk.
        let (own, other) = (desk.own, desk.other);
        desk.app.db().write(move |tx| {
            for (id, parent) in [(own, other), (other, own)] {
                let mut row = accounts::lock(tx, id)?.expect("it is there");
                row.parent_id = Some(parent);
                accounts::update(tx, &row)?;
            }
            Ok::<_, surety_store::StoreError>(())
        }).await.unwrap();
        let found = desk.app.db().read(move |tx| accounts::ancestors(tx, own)).await.unwrap();
        assert_eq!(found, [other]);
    }

    async fn a_request_that_comes_twice_makes_one_account(db: Db) {
        let desk = Desk::new(db).await;
        let call = desk.agent.clone().with_key("k1", [1; 32]);
        let first = create(&desk.app, &call, named_account("once")).await.unwrap();
        let second = create(&desk.app, &call, named_account("once")).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(desk.audited("account.created").await, 1);
        let other = desk.agent.clone().with_key("k1", [2; 32]);
        assert_eq!(code(create(&desk.app, &other, named_account("once")).await), "idempotency_key_reused");
        // Another caller's key of the same text is another key.
        let theirs = desk.admin.clone().with_key("k1", [1; 32]);
        assert_ne!(create(&desk.app, &theirs, named_account("once")).await.unwrap().id, first.id);
    }
}
