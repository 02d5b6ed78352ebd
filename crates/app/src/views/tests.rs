use surety_domain::permission::{Actor, BuiltinRole};
use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal, user};
use crate::teams as team_verbs;

fn saved(name: &str, owner: &str) -> NewView {
    NewView {
        name: name.into(),
        owner: Some(owner.into()),
        filter: TicketParams {
            assignee: Some("me,none".into()),
            priority: Some("urgent".into()),
            ..TicketParams::default()
        },
        sort: Some("due".into()),
        icon: None,
        position: None,
    }
}

async fn names(desk: &Desk, call: &Call) -> Vec<String> {
    let mut names: Vec<String> = list(&desk.app, call, ViewQuery::default())
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|v| v.name)
        .collect();
    names.sort();
    names
}

twins! {
    async fn views_are_seen_by_those_they_are_shared_with(db: Db) {
        let desk = Desk::new(db).await;
        let team = team_verbs::NewTeam { name: "Front line".into(), tier: 1, ..team_verbs::NewTeam::default() };
        let team = team_verbs::create(&desk.app, &desk.supervisor, team).await.unwrap();
        let member = Call::by(Actor::agent(user(3), vec![team.id], BuiltinRole::Agent.permissions()));
        let private = create(&desk.app, &member, saved("private", "me")).await.unwrap();
        let shared = create(&desk.app, &desk.supervisor, saved("team", &team.id.to_string())).await.unwrap();
        create(&desk.app, &desk.supervisor, saved("everybody", "everyone")).await.unwrap();
        assert_eq!(names(&desk, &member).await, ["everybody", "private", "team"]);
        assert_eq!(names(&desk, &desk.light).await, ["everybody"]);
        assert_eq!(names(&desk, &desk.supervisor).await, ["everybody", "team"]);
        assert_eq!(code(list(&desk.app, &desk.customer, ViewQuery::default()).await), "forbidden");
        assert_eq!((private.owner.as_str(), private.can_change), ("me", true));
        assert_eq!(shared.owner, team.id.to_string());
        assert!(!get(&desk.app, &member, shared.id).await.unwrap().can_change);
        assert_eq!(code(get(&desk.app, &desk.light, shared.id).await), "not_found");
        assert_eq!(code(get(&desk.app, &desk.admin, private.id).await), "not_found");
        assert_eq!(code(create(&desk.app, &member, saved("x", "everyone")).await), "forbidden");
    }

    async fn a_view_is_changed_by_its_owner_and_taken_away(db: Db) {
        let desk = Desk::new(db).await;
        let made = create(&desk.app, &desk.agent, saved("mine", "me")).await.unwrap();
        let change = ChangeView { name: Some("ours".into()), sort: Some("priority".into()), filter: Some(TicketParams::default()), ..ChangeView::default() };
        assert_eq!(code(update(&desk.app, &desk.admin, made.id, 1, change.clone()).await), "not_found");
        let changed = update(&desk.app, &desk.agent, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.sort.as_str(), changed.version), ("ours", "priority", 2));
        assert_eq!(changed.filter, TicketParams::default());
        assert!(matches!(update(&desk.app, &desk.agent, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        let share = ChangeView { owner: Some("everyone".into()), ..ChangeView::default() };
        assert_eq!(code(update(&desk.app, &desk.agent, made.id, 2, share.clone()).await), "forbidden");
        let other = create(&desk.app, &desk.supervisor, saved("to share", "me")).await.unwrap();
        assert_eq!(update(&desk.app, &desk.supervisor, other.id, 1, share).await.unwrap().owner, "everyone");
        assert_eq!(code(delete(&desk.app, &desk.light, other.id, 2).await), "forbidden");
        assert_eq!(code(delete(&desk.app, &desk.agent, made.id, 1).await), "stale_version");
        delete(&desk.app, &desk.agent, made.id, 2).await.unwrap();
        assert_eq!(code(get(&desk.app, &desk.agent, made.id).await), "not_found");
        assert_eq!(desk.audited("view.").await, 5);
    }

    async fn bad_views_are_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        let with = |filter: TicketParams| NewView { filter, ..saved("a", "me") };
        let some = |text: &str| Some(text.to_owned());
        for (input, wanted, field) in [
            (saved("", "me"), "required", "name"),
            (saved("a", "you"), "invalid_owner", "owner"),
            (saved("a", &TeamId(1).to_string()), "unknown_reference", "owner"),
            (NewView { sort: some("mood"), ..saved("a", "me") }, "invalid_sort", "sort"),
            (NewView { position: Some(-1), ..saved("a", "me") }, "out_of_range", "position"),
            (with(TicketParams { category: some("open,closing"), ..TicketParams::default() }), "invalid_filter", "filter.category"),
            (with(TicketParams { assignee: some("acc_1"), ..TicketParams::default() }), "invalid_filter", "filter.assignee"),
            (with(TicketParams { q: some(&"x".repeat(2_001)), ..TicketParams::default() }), "too_long", "filter"),
        ] {
            let found = refusal(create(&desk.app, &desk.agent, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        let unknown = serde_json::json!({"name": "a", "filter": {"mood": "good"}});
        assert!(serde_json::from_value::<NewView>(unknown).is_err());
    }

    async fn one_person_has_a_bounded_number_of_views(db: Db) {
        let desk = Desk::new(db).await;
        for n in 0..VIEWS_OWN_MAX {
            create(&desk.app, &desk.agent, saved(&format!("v{n}"), "me")).await.unwrap();
        }
        assert_eq!(code(create(&desk.app, &desk.agent, saved("one more", "me")).await), "too_many_views");
        assert!(create(&desk.app, &desk.supervisor, saved("theirs", "me")).await.is_ok());
        let (mut seen, mut cursor) = (0, None);
        loop {
            let page = list(&desk.app, &desk.agent, ViewQuery { limit: Some(30), cursor }).await.unwrap();
            seen += page.items.len();
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, 100);
    }
}
