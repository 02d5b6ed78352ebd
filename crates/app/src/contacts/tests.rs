use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, contact, refusal};

fn named_contact(name: &str) -> NewContact {
    NewContact {
        name: name.into(),
        ..NewContact::default()
    }
}

twins! {
    async fn a_contact_is_made_read_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        let made = create(&desk.app, &desk.agent, NewContact {
            account_id: Some(desk.own),
            emails: vec!["Ada@Nordwind.example".into(), "ada@example.org".into()],
            title: Some("Grid operations".into()),
            followed_account_ids: vec![desk.other],
            ..named_contact("Ada Lindqvist")
        }).await.unwrap();
        assert_eq!(made.account.as_ref().map(|a| a.name.as_str()), Some("Own account"));
        assert_eq!(made.emails, ["Ada@Nordwind.example", "ada@example.org"]);
        assert_eq!(get(&desk.app, &desk.light, made.id).await.unwrap(), made);
        let found = desk.app.db().read(|tx| contacts::find_by_email(tx, "ADA@nordwind.EXAMPLE")).await.unwrap();
        assert_eq!(found.map(|c| c.id), Some(made.id));

        let change = ChangeContact {
            emails: Some(vec!["ada@example.org".into(), "Ada@Nordwind.example".into()]),
            title: Some(None),
            followed_account_ids: Some(vec![]),
            ..ChangeContact::default()
        };
        let changed = update(&desk.app, &desk.agent, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.version, changed.title.as_deref(), changed.emails[0].as_str()), (2, None, "ada@example.org"));
        assert!(changed.followed_account_ids.is_empty());
        assert_eq!(update(&desk.app, &desk.agent, made.id, 2, change.clone()).await.unwrap().version, 2);
        assert!(matches!(update(&desk.app, &desk.agent, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        assert_eq!(desk.audited("contact.updated").await, 1);

        let gone = archive(&desk.app, &desk.agent, made.id, Some(2), true).await.unwrap();
        assert!(gone.archived_at.is_some());
        let query = ContactQuery { archived: Some(true), ..ContactQuery::default() };
        assert_eq!(list(&desk.app, &desk.agent, query).await.unwrap().items.len(), 1);
        assert!(archive(&desk.app, &desk.agent, made.id, None, false).await.unwrap().archived_at.is_none());
    }

    async fn a_name_an_address_or_an_account_finds_a_contact(db: Db) {
        let desk = Desk::new(db).await;
        for (name, email, account, follows) in [
            ("Jürgen Groß", "jg@one.example", Some(desk.other), vec![]),
            ("王小明", "wang@two.example", None, vec![desk.own]),
        ] {
            let input = NewContact { account_id: account, emails: vec![email.into()], followed_account_ids: follows, ..named_contact(name) };
            create(&desk.app, &desk.agent, input).await.unwrap();
        }
        let names = |page: Page<ContactView>| page.items.into_iter().map(|c| c.name).collect::<Vec<_>>();
        for (q, wanted) in [("JÜRGEN", vec!["Jürgen Groß"]), ("小明", vec!["王小明"]), ("WANG@", vec!["王小明"]), ("two.example", vec![])] {
            let query = ContactQuery { q: Some(q.into()), ..ContactQuery::default() };
            assert_eq!(names(list(&desk.app, &desk.agent, query).await.unwrap()), wanted, "{q}");
        }
        let query = ContactQuery { account: Some(desk.own), ..ContactQuery::default() };
        assert_eq!(names(list(&desk.app, &desk.agent, query).await.unwrap()), ["Contact 1", "Contact 2", "王小明"]);
    }

    async fn pages_are_whole_and_without_doubles_under_equal_names(db: Db) {
        let desk = Desk::new(db).await;
        for _ in 0..8 {
            create(&desk.app, &desk.agent, named_contact("Same")).await.unwrap();
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let query = ContactQuery { limit: Some(3), cursor, ..ContactQuery::default() };
            let page = list(&desk.app, &desk.agent, query).await.unwrap();
            seen.extend(page.items.into_iter().map(|c| c.id));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 11);
    }

    async fn a_customer_sees_themselves_and_a_manager_their_people(db: Db) {
        let desk = Desk::new(db).await;
        let ids = |page: Page<ContactView>| page.items.into_iter().map(|c| c.id).collect::<Vec<_>>();
        let all = ContactQuery::default;
        assert_eq!(ids(list(&desk.app, &desk.customer, all()).await.unwrap()), [contact(1)]);
        assert_eq!(ids(list(&desk.app, &desk.manager, all()).await.unwrap()), [contact(1), contact(2)]);
        assert_eq!(ids(list(&desk.app, &desk.agent, all()).await.unwrap()).len(), 3);
        assert!(get(&desk.app, &desk.customer, contact(1)).await.is_ok());
        assert_eq!(code(get(&desk.app, &desk.customer, contact(2)).await), "not_found");
        assert!(get(&desk.app, &desk.manager, contact(1)).await.is_ok());
        assert_eq!(code(get(&desk.app, &desk.manager, contact(3)).await), "not_found");
        assert_eq!(code(get(&desk.app, &desk.manager, ContactId(9)).await), "not_found");
        assert_eq!(code(get(&desk.app, &desk.agent, ContactId(9)).await), "not_found");
        let change = ChangeContact { title: Some(Some("x".into())), ..ChangeContact::default() };
        assert_eq!(code(update(&desk.app, &desk.customer, contact(1), 1, change.clone()).await), "forbidden");
        assert_eq!(code(update(&desk.app, &desk.customer, contact(3), 1, change.clone()).await), "not_found");
        assert_eq!(code(update(&desk.app, &desk.light, contact(1), 1, change).await), "forbidden");
        assert_eq!(code(create(&desk.app, &desk.manager, named_contact("x")).await), "forbidden");
        // Accounts that a customer may not see are not named to them either.
        let follow = ChangeContact { followed_account_ids: Some(vec![desk.other]), ..ChangeContact::default() };
        update(&desk.app, &desk.agent, contact(1), 1, follow).await.unwrap();
        assert!(get(&desk.app, &desk.customer, contact(1)).await.unwrap().followed_account_ids.is_empty());
    }

    async fn bad_input_is_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        let many = |n: usize| (0..n).map(|n| format!("a{n}@b.example")).collect::<Vec<_>>();
        let cases = vec![
            (named_contact(""), "required", "name"),
            (NewContact { emails: vec!["a@b.example".into(), "no".into()], ..named_contact("a") }, "invalid_email", "emails[1]"),
            (NewContact { emails: vec!["a@b.example".into(), "A@B.example".into()], ..named_contact("a") }, "duplicate", "emails[1]"),
            (NewContact { emails: many(EMAILS_MAX + 1), ..named_contact("a") }, "too_many", "emails"),
            (NewContact { phone: Some("1".repeat(101)), ..named_contact("a") }, "too_long", "phone"),
            (NewContact { zone: Some("x".into()), ..named_contact("a") }, "invalid_zone", "zone"),
            (NewContact { account_id: Some(AccountId(5)), ..named_contact("a") }, "unknown_reference", "account_id"),
            (NewContact { followed_account_ids: vec![AccountId(5)], ..named_contact("a") }, "unknown_reference", "followed_account_ids[0]"),
        ];
        for (input, wanted, field) in cases {
            let found = refusal(create(&desk.app, &desk.agent, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        let edge = NewContact { emails: many(EMAILS_MAX), ..named_contact("edge") };
        assert_eq!(create(&desk.app, &desk.agent, edge).await.unwrap().emails.len(), EMAILS_MAX);
        let taken = NewContact { emails: vec!["A0@b.example".into()], ..named_contact("late") };
        assert_eq!(code(create(&desk.app, &desk.agent, taken).await), "email_taken");
        assert_eq!(desk.audited("contact.created").await, 1);
    }
}
