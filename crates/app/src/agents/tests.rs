use surety_domain::permission::Actor;
use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal, role, user};
use crate::roles as role_verbs;
use crate::teams as team_verbs;

fn agent(email: &str) -> NewAgent {
    NewAgent {
        name: "Mara Oduya".into(),
        email: email.into(),
        role_id: role(BuiltinRole::Agent),
        team_ids: Vec::new(),
        manager_id: None,
        zone: None,
        locale: None,
    }
}

twins! {
    async fn an_agent_is_invited_changed_and_shut_out(db: Db) {
        let desk = Desk::new(db).await;
        let team = team_verbs::NewTeam { name: "Front line".into(), tier: 1, ..team_verbs::NewTeam::default() };
        let team = team_verbs::create(&desk.app, &desk.admin, team).await.unwrap();
        let input = NewAgent { team_ids: vec![team.id], manager_id: Some(user(2)), ..agent("Mara@Desk.example") };
        let call = desk.admin.clone().with_key("k", [1; 32]);
        let made = create(&desk.app, &call, input.clone()).await.unwrap();
        assert!(made.invite_url.contains("/app/invite#sri_"));
        assert!(made.agent.invited && made.agent.disabled_at.is_none());
        assert_eq!(made.agent.teams[0].name, "Front line");
        assert_eq!(made.agent.manager.as_ref().map(|m| m.name.as_str()), Some("Agent 2"));
        // The same request again gives the same link, and no second agent.
        assert_eq!(create(&desk.app, &call, input).await.unwrap(), made);
        let id = made.agent.id;
        assert_eq!(get(&desk.app, &desk.light, id).await.unwrap(), made.agent);
        assert_eq!(code(get(&desk.app, &desk.customer, id).await), "not_found");

        let change = ChangeAgent { role_id: Some(role(BuiltinRole::Supervisor)), team_ids: Some(vec![]), manager_id: Some(None), ..ChangeAgent::default() };
        assert_eq!(code(update(&desk.app, &desk.supervisor, id, 1, change.clone()).await), "forbidden");
        let changed = update(&desk.app, &desk.admin, id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.role.builtin, changed.teams.len(), changed.version), (Some(BuiltinRole::Supervisor), 0, 2));
        assert!(matches!(update(&desk.app, &desk.admin, id, 1, change).await, Err(AppError::Stale { current: 2 })));

        let again = invite_again(&desk.app, &desk.admin, id).await.unwrap();
        assert_ne!(again.invite_url, made.invite_url);
        let out = disable(&desk.app, &desk.admin, id, Some(2), true).await.unwrap();
        assert!(out.disabled_at.is_some());
        assert_eq!(code(invite_again(&desk.app, &desk.admin, id).await), "agent_disabled");
        let query = AgentQuery { disabled: Some(true), ..AgentQuery::default() };
        assert_eq!(list(&desk.app, &desk.agent, query).await.unwrap().items.len(), 1);
        let back = disable(&desk.app, &desk.admin, id, None, false).await.unwrap();
        assert!(back.disabled_at.is_none());
        assert_eq!(desk.audited("agent.").await, 5);
    }

    async fn the_last_administrator_stays_and_nobody_shuts_themselves_out(db: Db) {
        let desk = Desk::new(db).await;
        assert_eq!(code(disable(&desk.app, &desk.admin, user(1), None, true).await), "cannot_disable_self");
        let second = NewAgent { role_id: role(BuiltinRole::Administrator), ..agent("second@desk.example") };
        let second = create(&desk.app, &desk.admin, second).await.unwrap().agent;
        let demote = ChangeAgent { role_id: Some(role(BuiltinRole::Agent)), ..ChangeAgent::default() };
        let other = Call::by(Actor::agent(second.id, vec![], BuiltinRole::Administrator.permissions()));
        disable(&desk.app, &other, user(1), None, true).await.unwrap();
        assert_eq!(code(update(&desk.app, &other, second.id, 1, demote.clone()).await), "last_administrator");
        disable(&desk.app, &other, user(1), None, false).await.unwrap();
        assert_eq!(update(&desk.app, &desk.admin, second.id, 1, demote).await.unwrap().version, 2);
        assert_eq!(code(disable(&desk.app, &other, user(1), None, true).await), "last_administrator");
    }

    async fn nobody_gives_or_takes_more_than_they_hold(db: Db) {
        let desk = Desk::new(db).await;
        let personnel = role_verbs::NewRole {
            name: "Personnel".into(),
            side: Side::Agent,
            permissions: ["agent_read", "agent_manage", "profile_own"].map(str::to_owned).to_vec(),
        };
        let personnel = role_verbs::create(&desk.app, &desk.admin, personnel).await.unwrap();
        let clerk = NewAgent { role_id: personnel.id, ..agent("clerk@desk.example") };
        let clerk = create(&desk.app, &desk.admin, clerk).await.unwrap().agent;
        let clerk = Call::by(Actor::agent(clerk.id, vec![], personnel.permissions));
        assert_eq!(
            refusal(create(&desk.app, &clerk, agent("new@desk.example")).await),
            ("permission_beyond_giver".into(), Some("role_id".into()))
        );
        let change = ChangeAgent { name: Some("x".into()), ..ChangeAgent::default() };
        assert_eq!(code(update(&desk.app, &clerk, user(1), 1, change).await), "forbidden");
        assert_eq!(code(invite_again(&desk.app, &clerk, user(1)).await), "forbidden");
        assert_eq!(code(disable(&desk.app, &clerk, user(3), None, true).await), "forbidden");
        let same = NewAgent { role_id: personnel.id, ..agent("peer@desk.example") };
        assert!(create(&desk.app, &clerk, same).await.is_ok());
    }

    async fn bad_input_is_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        for (input, wanted, field) in [
            (NewAgent { name: String::new(), ..agent("a@b.example") }, "required", "name"),
            (agent("nobody"), "invalid_email", "email"),
            (NewAgent { role_id: RoleId(1), ..agent("a@b.example") }, "unknown_reference", "role_id"),
            (NewAgent { role_id: role(BuiltinRole::Customer), ..agent("a@b.example") }, "role_not_for_agents", "role_id"),
            (NewAgent { team_ids: vec![TeamId(1)], ..agent("a@b.example") }, "unknown_reference", "team_ids[0]"),
            (NewAgent { manager_id: Some(UserId(1)), ..agent("a@b.example") }, "unknown_reference", "manager_id"),
            (NewAgent { zone: Some("x".into()), ..agent("a@b.example") }, "invalid_zone", "zone"),
        ] {
            let found = refusal(create(&desk.app, &desk.admin, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        assert_eq!(code(create(&desk.app, &desk.admin, agent("AGENT1@desk.example")).await), "email_taken");
        assert_eq!(code(create(&desk.app, &desk.agent, agent("a@b.example")).await), "forbidden");
        let above = |manager| ChangeAgent { manager_id: Some(Some(manager)), ..ChangeAgent::default() };
        update(&desk.app, &desk.admin, user(3), 1, above(user(2))).await.unwrap();
        for (id, manager) in [(user(2), user(3)), (user(2), user(2))] {
            let found = refusal(update(&desk.app, &desk.admin, id, 1, above(manager)).await);
            assert_eq!(found, ("manager_circle".into(), Some("manager_id".into())));
        }
    }

    async fn pages_are_whole_and_without_doubles_under_equal_names(db: Db) {
        let desk = Desk::new(db).await;
        for n in 0..6 {
            create(&desk.app, &desk.admin, agent(&format!("mara{n}@desk.example"))).await.unwrap();
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let query = AgentQuery { limit: Some(4), cursor, ..AgentQuery::default() };
            let page = list(&desk.app, &desk.agent, query).await.unwrap();
            seen.extend(page.items.into_iter().map(|a| a.id));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 10);
        for (q, found) in [("MARA3@", 1), ("Mara", 6), ("agent2", 1)] {
            let query = AgentQuery { q: Some(q.into()), ..AgentQuery::default() };
            assert_eq!(list(&desk.app, &desk.agent, query).await.unwrap().items.len(), found, "{q}");
        }
    }
}
