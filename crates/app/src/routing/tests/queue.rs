//! What waits, and what gives somebody room.

use surety_store::records::{history, tickets};

use super::*;
use crate::tickets::bulk::{BulkInput, BulkTicket, bulk};

async fn waiting(story: &Story) -> usize {
    let team = story.team;
    story
        .desk
        .app
        .db()
        .read(move |tx| surety_store::records::routing::waiting(tx, team, 100))
        .await
        .unwrap()
        .len()
}

twins! {
    async fn freed_capacity_is_refilled_by_plan_priority_and_due(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let (a, _b) = (story.open().await, story.open().await);
        let low = story.open_with(OpenInput { priority: Some("low".into()), ..OpenInput::default() }).await;
        let high = story.open_with(OpenInput { priority: Some("high".into()), ..OpenInput::default() }).await;
        assert_eq!((owner(&low), owner(&high)), (None, None));
        story.run_due().await;
        assert_eq!(story.owner(&high).await, None, "nobody is free yet");
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&high).await, owner(&a), "solving freed its owner");
        assert_eq!(story.owner(&low).await, None);
        // Given away by hand frees as well.
        story.change(&high, serde_json::json!({ "assignee_id": user(1) })).await;
        story.run_due().await;
        assert_eq!(story.owner(&low).await, owner(&a));
        assert_eq!(story.run_due().await, 0, "and nothing is left to do");
        assert_eq!(waiting(&story).await, 0);
    }
}

twins! {
    async fn the_rank_of_the_plan_goes_before_priority(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let input = PlanInput {
            name: Some("Premium".into()),
            spec: Some(PlanSpec::unlimited(None)),
            ..PlanInput::default()
        };
        let plan = versioned::create::<PlanView>(&story.desk.app, &story.desk.admin, input)
            .await
            .unwrap()
            .id;
        let (a, _b) = (story.open().await, story.open().await);
        let urgent = story.open_with(OpenInput { priority: Some("urgent".into()), ..OpenInput::default() }).await;
        let ranked = story.open_with(OpenInput { priority: Some("low".into()), ..OpenInput::default() }).await;
        let id = ranked.row.id;
        story
            .desk
            .app
            .db()
            .write(move |tx| {
                let mut row = surety_store::records::tickets::get(tx, id)?.unwrap();
                row.plan_id = Some(plan);
                surety_store::records::tickets::update(tx, &mut row).map(|_| ())
            })
            .await
            .unwrap();
        story.say(SetRouting {
            teams: rules_of(vec![(story.team, Strategy::LeastLoaded, 1)]),
            plan_ranks: vec![PlanRank { plan_id: plan, rank: 5 }],
            ..SetRouting::default()
        }).await.unwrap();
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&ranked).await, owner(&a));
        assert_eq!(story.owner(&urgent).await, None);
    }
}

twins! {
    async fn an_absence_that_ends_and_a_shift_that_begins_give_out_what_waits(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let late = story.hours("Late", "10:00", "18:00").await;
        story.works(TWO, SetAgentWork { calendar_id: Some(late), ..SetAgentWork::default() }).await;
        let absence = Absence { from: START, until: START.plus_seconds(3 * HOUR), reason: "Course".into() };
        story.works(THREE, SetAgentWork { absences: vec![absence], ..SetAgentWork::default() }).await;
        let (a, b) = (story.open().await, story.open().await);
        story.run_due().await;
        story.desk.clock.advance(2 * HOUR - 1);
        story.run_due().await;
        assert_eq!(story.owner(&a).await, None, "not a second early");
        story.desk.clock.advance(1);
        story.run_due().await;
        assert_eq!(story.owner(&a).await, Some(user(TWO)), "ten o'clock");
        assert_eq!(story.owner(&b).await, None);
        story.desk.clock.advance(HOUR);
        story.run_due().await;
        assert_eq!(story.owner(&b).await, Some(user(THREE)), "back from the course");
        // Hours that are edited count at once: at eleven the late shift begins at twelve, the ticket waits, and is
        // given out as soon as it begins at nine again.
        let (c, d) = (story.open().await, story.open().await);
        assert_eq!((owner(&c), owner(&d)), (None, None), "everybody has one");
        story.edit_hours(late, "12:00", "18:00").await;
        story.change(&a, serde_json::json!({ "assignee_id": null })).await;
        story.run_due().await;
        assert_eq!(story.owner(&c).await, None, "not before twelve");
        story.edit_hours(late, "09:00", "18:00").await;
        story.run_due().await;
        assert_eq!(story.owner(&c).await, Some(user(TWO)));
        assert_eq!(story.owner(&d).await, None);
    }
}

twins! {
    async fn an_agent_goes_away_and_comes_back_by_themselves(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let app = &story.desk.app;
        let me = |n| Call::by(Actor::agent(user(n), Vec::new(), BuiltinRole::Agent.permissions()));
        for n in [TWO, THREE] {
            let told = people::set_away(app, &me(n), SetAway { away: true }).await.unwrap();
            assert!(told.away);
        }
        let ticket = story.open().await;
        assert_eq!(owner(&ticket), None);
        people::set_away(app, &me(THREE), SetAway { away: false }).await.unwrap();
        story.run_due().await;
        assert_eq!(story.owner(&ticket).await, Some(user(THREE)));
        assert_eq!(code(people::set_away(app, &story.desk.customer, SetAway { away: true }).await), "forbidden");
        assert_eq!(story.desk.audited("agent.work_changed").await, 3);
    }
}

twins! {
    async fn what_waits_leaves_the_queue_when_it_ends_and_comes_back_when_it_is_reopened(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let (a, _b) = (story.open().await, story.open().await);
        let waits = story.open().await;
        assert_eq!(waiting(&story).await, 1);
        let solved = story.change(&waits, serde_json::json!({ "category": "solved" })).await;
        assert_eq!(waiting(&story).await, 0);
        story.change(&solved, serde_json::json!({ "category": "open" })).await;
        assert_eq!(waiting(&story).await, 1);
        story.change(&solved, serde_json::json!({ "team_id": null })).await;
        assert_eq!(waiting(&story).await, 0);
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&solved).await, None);
    }
}

twins! {
    async fn whatever_gives_somebody_room_has_the_queue_looked_at(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let (_a, _b, c) = (story.open().await, story.open().await, story.open().await);
        story.run_due().await;
        assert_eq!(story.owner(&c).await, None);

        // Somebody invited into the team cannot sign in yet, so they get nothing.
        let role = agents::get(app, admin, user(THREE)).await.unwrap().role.id;
        let invited = agents::create(app, admin, agents::NewAgent {
            name: "Noor".into(), email: "noor@desk.example".into(), role_id: role, team_ids: vec![story.team],
            manager_id: None, zone: None, locale: None,
        }).await.unwrap();
        story.run_due().await;
        assert_eq!(story.owner(&c).await, None);
        story.desk.let_in(invited.agent.id).await;
        // The reconciler sees what no change has told of.
        crate::jobs::reconcile::timers(app).await.unwrap();
        story.run_due().await;
        assert_eq!(story.owner(&c).await, Some(invited.agent.id));

        // A team that is taken back, and its hours.
        let d = story.open().await;
        let seen = teams::get(app, admin, story.team).await.unwrap();
        let away = teams::archive(app, admin, story.team, Some(seen.version), true).await.unwrap();
        story.change(&c, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&d).await, None, "the team is put away");
        let back = teams::archive(app, admin, story.team, Some(away.version), false).await.unwrap();
        story.run_due().await;
        assert_eq!(story.owner(&d).await, Some(invited.agent.id));
        let e = story.open().await;
        let shut = story.hours("Late", "22:00", "23:00").await;
        let input = teams::ChangeTeam { calendar_id: Some(Some(shut)), ..teams::ChangeTeam::default() };
        let shut = teams::update(app, admin, story.team, back.version, input).await.unwrap();
        story.change(&d, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&e).await, None, "not within hours");
        let input = teams::ChangeTeam { calendar_id: Some(None), ..teams::ChangeTeam::default() };
        teams::update(app, admin, story.team, shut.version, input).await.unwrap();
        story.run_due().await;
        assert_eq!(story.owner(&e).await, Some(invited.agent.id));
    }
}

twins! {
    async fn what_waits_keeps_its_place_while_routing_is_off(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let (a, _b, c) = (story.open().await, story.open().await, story.open().await);
        story.rules(Vec::new()).await;
        story.change(&c, serde_json::json!({ "priority": "high" })).await;
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!((waiting(&story).await, story.owner(&c).await), (1, None));
        story.rules(vec![(story.team, Strategy::LeastLoaded, 1)]).await;
        story.run_due().await;
        assert!(story.owner(&c).await.is_some());
    }
}

twins! {
    async fn what_nobody_can_take_hides_nothing_behind_it(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let product: ProductId = products::create(&story.desk.app, &story.desk.admin, NewProduct {
            name: "Vault".into(), code: "V1".into(), ..NewProduct::default()
        }).await.unwrap().id;
        story.say(SetRouting {
            skills: vec![Skill { key: "db".into(), name: "Databases".into(), archived: false }],
            required: vec![Requirement { product_id: Some(product), type_id: None, plan_id: None, skill: "db".into(), level: 3 }],
            plan_ranks: Vec::new(),
            teams: rules_of(vec![(story.team, Strategy::LeastLoaded, 1)]),
        }).await.unwrap();
        let (a, _b) = (story.open().await, story.open().await);
        for _ in 0..30 {
            let input = OpenInput { product_id: Some(product), priority: Some("high".into()), ..OpenInput::default() };
            assert_eq!(owner(&story.open_with(input).await), None);
        }
        let plain = story.open().await;
        assert_eq!(waiting(&story).await, 31);
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert!(story.owner(&plain).await.is_some());
    }
}

twins! {
    async fn who_waits_goes_before_who_comes(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let (a, _b, waits) = (story.open().await, story.open().await, story.open().await);
        story.run_due().await;
        // Somebody has room again; the queue has not been looked at yet.
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.desk.clock.advance(60);
        let comes = story.open().await;
        assert_eq!(owner(&comes), None, "it does not pass the one that waits");
        let why = story.why(&comes).await;
        assert_eq!((why.waiting, why.routed.unwrap().because.as_str()), (true, "turn"));
        // Nor does a word about another one that waits.
        story.change(&comes, serde_json::json!({ "subject": "The relay is dead" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&waits).await, owner(&a));
        assert_eq!(story.owner(&comes).await, None);
        story.change(&waits, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&comes).await, owner(&a));
    }
}

twins! {
    async fn a_damaged_ticket_keeps_nobody_else_waiting(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        let (a, _b) = (story.open().await, story.open().await);
        let high = OpenInput { priority: Some("high".into()), ..OpenInput::default() };
        let (broken, plain) = (story.open_with(high).await, story.open().await);
        story.run_due().await;
        let id = broken.row.id;
        story.desk.app.db().write(move |tx| {
            let seq = tickets::get(tx, id)?.unwrap().event_seq;
            history::add_event(tx, id, &history::Event {
                seq: seq + 1,
                at: START,
                kind: "no_such_event".into(),
                actor_kind: "system".into(),
                actor_id: None,
                data: "{}".into(),
            })
        }).await.unwrap();
        story.change(&a, serde_json::json!({ "category": "solved" })).await;
        story.run_due().await;
        assert_eq!(story.owner(&plain).await, owner(&a));
        assert_eq!(waiting(&story).await, 1, "the damaged one keeps its place");
    }
}

twins! {
    async fn a_move_of_many_is_taken_back_with_their_owners(db: Db) {
        let story = Story::new(db, 5, Strategy::LeastLoaded).await;
        let third = team(&story.desk, "Third line", vec![user(THREE)]).await;
        story.rules(vec![(story.team, Strategy::LeastLoaded, 5), (third, Strategy::LeastLoaded, 5)]).await;
        let ticket = story.open().await;
        story.change(&ticket, serde_json::json!({ "assignee_id": user(TWO) })).await;
        let send = |change: serde_json::Value| bulk(&story.desk.app, &story.desk.admin, BulkInput {
            tickets: vec![BulkTicket { id: ticket.row.id.to_string(), version: None }],
            change: serde_json::from_value(change).unwrap(),
        });
        let moved = send(serde_json::json!({ "team_id": third })).await.unwrap();
        assert_eq!(story.owner(&ticket).await, Some(user(THREE)), "its new team gave it out");
        send(moved[0].before.clone().unwrap()).await.unwrap();
        assert_eq!(story.owner(&ticket).await, Some(user(TWO)));
    }
}
