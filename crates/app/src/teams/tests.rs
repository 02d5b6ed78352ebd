use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal, user};

fn team(name: &str, tier: i64) -> NewTeam {
    NewTeam {
        name: name.into(),
        tier,
        ..NewTeam::default()
    }
}

twins! {
    async fn a_team_is_made_read_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        let made = create(&desk.app, &desk.supervisor, NewTeam { member_ids: vec![user(3), user(4)], ..team("Front line", 1) }).await.unwrap();
        assert_eq!(made.members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["Agent 3", "Agent 4"]);
        assert_eq!(get(&desk.app, &desk.light, made.id).await.unwrap(), made);
        assert_eq!(code(get(&desk.app, &desk.customer, made.id).await), "forbidden");
        let change = ChangeTeam { tier: Some(2), member_ids: Some(vec![user(4)]), ..ChangeTeam::default() };
        assert_eq!(code(update(&desk.app, &desk.agent, made.id, 1, change.clone()).await), "forbidden");
        let changed = update(&desk.app, &desk.supervisor, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.tier, changed.member_ids.as_slice(), changed.version), (2, [user(4)].as_slice(), 2));
        assert!(matches!(update(&desk.app, &desk.supervisor, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        let of_user = |n| desk.app.db().read(move |tx| teams::of_user(tx, user(n)));
        assert_eq!((of_user(4).await.unwrap(), of_user(3).await.unwrap()), (vec![made.id], vec![]));
        archive(&desk.app, &desk.supervisor, made.id, Some(2), true).await.unwrap();
        assert!(of_user(4).await.unwrap().is_empty());
        assert!(list(&desk.app, &desk.agent, TeamQuery::default()).await.unwrap().items.is_empty());
        assert_eq!(desk.audited("team.").await, 3);
    }

    async fn pages_follow_tier_and_name_and_are_whole(db: Db) {
        let desk = Desk::new(db).await;
        for tier in [3, 1, 1, 4, 0, 1] {
            create(&desk.app, &desk.supervisor, team("Same", tier)).await.unwrap();
        }
        let (mut tiers, mut cursor) = (Vec::new(), None);
        loop {
            let page = list(&desk.app, &desk.agent, TeamQuery { limit: Some(1), cursor, archived: None }).await.unwrap();
            tiers.extend(page.items.into_iter().map(|t| t.tier));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(tiers, [0, 1, 1, 1, 3, 4]);
    }

    async fn bad_input_is_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        for (input, wanted, field) in [
            (team(" ", 1), "required", "name"),
            (team("a", 5), "out_of_range", "tier"),
            (team("a", -1), "out_of_range", "tier"),
            (NewTeam { email: Some("x".into()), ..team("a", 1) }, "invalid_email", "email"),
            (NewTeam { calendar_id: Some(CalendarId(1)), ..team("a", 1) }, "unknown_reference", "calendar_id"),
            (NewTeam { member_ids: vec![UserId(1)], ..team("a", 1) }, "unknown_reference", "member_ids[0]"),
            (NewTeam { member_ids: vec![user(1), user(1)], ..team("a", 1) }, "duplicate", "member_ids[1]"),
        ] {
            let found = refusal(create(&desk.app, &desk.supervisor, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        assert!(create(&desk.app, &desk.supervisor, team("edge", TIER_MAX)).await.is_ok());
    }
}
