use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal};
use crate::teams as team_verbs;

fn product(name: &str, code: &str) -> NewProduct {
    NewProduct {
        name: name.into(),
        code: code.into(),
        ..NewProduct::default()
    }
}

twins! {
    async fn a_product_is_made_read_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        let team = team_verbs::NewTeam { name: "Second line".into(), tier: 2, ..team_verbs::NewTeam::default() };
        let team = team_verbs::create(&desk.app, &desk.supervisor, team).await.unwrap();
        let made = create(&desk.app, &desk.supervisor, NewProduct { team_id: Some(team.id), ..product("Relay Gateway", "RGW") }).await.unwrap();
        assert_eq!(made.team.as_ref().map(|t| t.name.as_str()), Some("Second line"));
        let seen = get(&desk.app, &desk.customer, made.id).await.unwrap();
        assert_eq!((seen.team_id, seen.team, seen.name.as_str()), (None, None, "Relay Gateway"));
        let change = ChangeProduct { code: Some("RGW2".into()), team_id: Some(None), ..ChangeProduct::default() };
        let changed = update(&desk.app, &desk.supervisor, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.code.as_str(), changed.team_id, changed.version), ("RGW2", None, 2));
        assert!(matches!(update(&desk.app, &desk.supervisor, made.id, 1, change.clone()).await, Err(AppError::Stale { current: 2 })));
        assert_eq!(code(update(&desk.app, &desk.agent, made.id, 2, change).await), "forbidden");
        let away = archive(&desk.app, &desk.supervisor, made.id, Some(2), true).await.unwrap();
        assert!(away.archived_at.is_some());
        assert!(list(&desk.app, &desk.agent, ProductQuery::default()).await.unwrap().items.is_empty());
        assert_eq!(desk.audited("product.").await, 3);
    }

    async fn a_code_belongs_to_one_product(db: Db) {
        let desk = Desk::new(db).await;
        let first = create(&desk.app, &desk.supervisor, product("One", "ONE")).await.unwrap();
        let second = create(&desk.app, &desk.supervisor, product("Two", "TWO")).await.unwrap();
        assert_eq!(code(create(&desk.app, &desk.supervisor, product("Three", "ONE")).await), "product_code_taken");
        let change = ChangeProduct { code: Some("ONE".into()), ..ChangeProduct::default() };
        assert_eq!(code(update(&desk.app, &desk.supervisor, second.id, 1, change.clone()).await), "product_code_taken");
        assert_eq!(update(&desk.app, &desk.supervisor, first.id, 1, change).await.unwrap().version, 1);
    }

    async fn bad_input_is_refused_and_pages_are_whole(db: Db) {
        let desk = Desk::new(db).await;
        for (input, wanted, field) in [
            (product("", "A"), "required", "name"),
            (product("a", ""), "required", "code"),
            (product("a", "A B"), "invalid_characters", "code"),
            (NewProduct { description: Some("x".repeat(20_001)), ..product("a", "A") }, "too_long", "description"),
            (NewProduct { team_id: Some(TeamId(1)), ..product("a", "A") }, "unknown_reference", "team_id"),
            (NewProduct { sla_id: Some(SlaId(1)), ..product("a", "A") }, "unknown_reference", "sla_id"),
        ] {
            let found = refusal(create(&desk.app, &desk.supervisor, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        for n in 0..7 {
            create(&desk.app, &desk.supervisor, product("Same", &format!("S{n}"))).await.unwrap();
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let query = ProductQuery { limit: Some(2), cursor, q: Some("SAM".into()), ..ProductQuery::default() };
            let page = list(&desk.app, &desk.customer, query).await.unwrap();
            seen.extend(page.items.into_iter().map(|p| p.code));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 7);
        let query = ProductQuery { q: Some("S3".into()), ..ProductQuery::default() };
        assert_eq!(list(&desk.app, &desk.agent, query).await.unwrap().items.len(), 1);
    }
}
