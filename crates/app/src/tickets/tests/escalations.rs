use surety_domain::ids::TeamId;
use surety_store::records::notifications;
use surety_store::twins;

use super::*;
use crate::agents::{self, ChangeAgent};
use crate::record::testing::user;
use crate::teams::{self, NewTeam};

fn steps(team: TeamId) -> Vec<EscalationStep> {
    let step = |id: &str, trigger: Value, actions: Value| json!({ "id": id, "metric": "first_response", "path": "automatic", "trigger": trigger, "actions": actions });
    serde_json::from_value(json!([
        step("soon", json!({ "when": "before_due", "seconds": 900 }), json!([{ "action": "notify", "to": "assignee" }])),
        step("due", json!({ "when": "percent_of_target", "percent": 100 }), json!([
            { "action": "notify", "to": "manager" }, { "action": "raise_priority" }, { "action": "tag", "tag": "late" },
        ])),
        step("after", json!({ "when": "after_due", "seconds": 1800 }), json!([{ "action": "reassign", "team": team }, { "action": "notify", "to": "customer" }])),
    ]))
    .unwrap()
}

async fn told(story: &Story, number: u128) -> Vec<Value> {
    let rows = story
        .desk
        .app
        .db()
        .read(move |tx| notifications::list(tx, user(number), "not_~", 50))
        .await
        .unwrap();
    rows.iter()
        .rev()
        .map(|n| serde_json::from_str::<Value>(&n.data).unwrap()["step"].clone())
        .collect()
}

/// Agent 3 owns the ticket, agent 2 is the manager, agent 4 is the second line.
async fn escalating(story: &Story) -> (TicketView, TeamId) {
    let app = &story.desk.app;
    let seen = agents::get(app, &story.desk.admin, user(3)).await.unwrap();
    agents::update(
        app,
        &story.desk.admin,
        user(3),
        seen.version,
        ChangeAgent {
            manager_id: Some(Some(user(2))),
            ..ChangeAgent::default()
        },
    )
    .await
    .unwrap();
    let team = NewTeam {
        name: "Second line".into(),
        tier: 2,
        member_ids: vec![user(4)],
        ..NewTeam::default()
    };
    let team = teams::create(app, &story.desk.admin, team)
        .await
        .unwrap()
        .id;
    let sla = story
        .sla(
            "plan",
            vec![target(Metric::FirstResponse, HOUR)],
            steps(team),
        )
        .await;
    story
        .contract(PlanSpec::unlimited(Some(Key::of(sla))))
        .await;
    let ticket = story
        .open_with(OpenInput {
            assignee_id: Some(user(3)),
            priority: Some("normal".into()),
            ..request()
        })
        .await;
    (ticket, team)
}

fn fired(steps: &[&str]) -> Vec<(String, i64, String)> {
    let mut all: Vec<_> = steps
        .iter()
        .map(|s| ("first_response".to_owned(), 0, (*s).to_owned()))
        .collect();
    all.sort();
    all
}

async fn fired_of(story: &Story, ticket: &TicketView) -> Vec<(String, i64, String)> {
    let mut all = story.fired(ticket).await;
    all.sort();
    all
}

twins! {
    async fn each_step_fires_once_at_its_instant(db: Db) {
        let story = Story::new(db).await;
        let (ticket, team) = escalating(&story).await;
        assert_eq!(story.run_due().await, 0);
        story.later(HOUR - 901);
        assert_eq!(story.run_due().await, 0, "a second early is too early");
        story.later(1);
        assert!(story.run_due().await > 0);
        assert_eq!(story.run_due().await, 0);
        assert_eq!(fired_of(&story, &ticket).await, fired(&["soon"]));
        assert_eq!(told(&story, 3).await.len(), 1);
        story.later(900);
        story.run_due().await;
        let due = story.read(&ticket).await;
        assert_eq!((due.row.priority.as_deref(), due.row.tags.clone()), (Some("high"), vec!["late".to_owned()]));
        assert_eq!(told(&story, 2).await.len(), 1);
        // Whatever recomputes the clocks, nothing fires again.
        story.change(&ticket, json!({ "priority": "low" })).await;
        story.change(&ticket, json!({ "priority": "urgent" })).await;
        story.run_due().await;
        assert_eq!(fired_of(&story, &ticket).await, fired(&["soon", "due"]));
        assert_eq!(story.read(&ticket).await.row.priority.as_deref(), Some("urgent"));
        story.later(1);
        story.change(&ticket, json!({ "add_tags": ["seen"] })).await;
        assert!(story.read(&ticket).await.row.breached, "missed from the instant after the due one on");
        story.later(1_799);
        story.run_due().await;
        let after = story.read(&ticket).await;
        assert_eq!((after.row.team.as_ref().map(|t| t.id.clone()), after.row.tier, after.row.assignee), (Some(team.to_string()), 2, None));
        assert_eq!(fired_of(&story, &ticket).await, fired(&["soon", "due", "after"]));
        assert_eq!(after.row.message_count, 2, "the customer was told");
        story.later(30 * DAY);
        assert_eq!(story.run_due().await, 0);
        story.ends_well().await;
    }

    async fn after_a_downtime_everything_due_fires_oldest_first(db: Db) {
        let story = Story::new(db).await;
        let (ticket, _) = escalating(&story).await;
        story.later(DAY);
        story.run_due().await;
        let history = crate::tickets::read::events(&story.desk.app, &story.desk.agent, key(&ticket)).await.unwrap();
        let order: Vec<_> = history.iter().filter(|e| e.kind == "escalated").map(|e| e.data["step"].clone()).collect();
        assert_eq!(order, [json!("soon"), json!("due"), json!("after")]);
        story.run_due().await;
        assert_eq!(fired_of(&story, &ticket).await.len(), 3);
        story.ends_well().await;
    }

    async fn an_answer_in_time_fires_nothing(db: Db) {
        let story = Story::new(db).await;
        let (ticket, _) = escalating(&story).await;
        story.later(HOUR / 2);
        story.reply(&story.desk.agent, &ticket).await;
        story.later(DAY);
        story.run_due().await;
        assert!(story.fired(&ticket).await.is_empty());
        story.ends_well().await;
    }

    async fn a_wake_up_too_many_does_nothing(db: Db) {
        let story = Story::new(db).await;
        let (ticket, _) = escalating(&story).await;
        story.later(HOUR);
        let id = ticket.row.id;
        for _ in 0..3 {
            story.desk.app.command(&Call::system(), move |tx, cx| crate::tickets::escalate::run(tx, cx, id)).await.unwrap();
        }
        assert_eq!(fired_of(&story, &ticket).await, fired(&["soon", "due"]));
        assert_eq!(told(&story, 2).await.len(), 1);
        assert_eq!(story.read(&ticket).await.row.priority.as_deref(), Some("high"));
        story.ends_well().await;
    }

    async fn who_may_not_read_the_ticket_is_not_told_of_it(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        escalating(&story).await;
        // The manager of the owner works for another team only, from now on.
        let role = crate::roles::NewRole {
            name: "Own team".into(),
            side: surety_domain::permission::Side::Agent,
            permissions: vec!["ticket_read".into(), "live_subscribe".into()],
        };
        let role = crate::roles::create(app, &story.desk.admin, role).await.unwrap().id;
        let seen = agents::get(app, &story.desk.admin, user(2)).await.unwrap();
        let change = ChangeAgent { role_id: Some(role), ..ChangeAgent::default() };
        agents::update(app, &story.desk.admin, user(2), seen.version, change).await.unwrap();
        story.later(HOUR);
        story.run_due().await;
        assert_eq!(told(&story, 3).await.len(), 1, "the owner is told");
        assert!(told(&story, 2).await.is_empty());
        story.ends_well().await;
    }

    async fn a_note_stirs_only_those_who_may_read_it(db: Db) {
        use surety_domain::permission::{Actor, Permission, PermissionSet};
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let ticket = story.open().await;
        let reads = PermissionSet::of(&[Permission::TicketRead, Permission::TicketAll, Permission::LiveSubscribe]);
        let outside = Actor::agent(user(4), Vec::new(), reads);
        let heard = async || {
            let events = crate::live::after(app, 0, 1_000).await.unwrap();
            let count = |actor: &Actor| {
                let subjects = events.iter().filter(|e| e.kind == "ticket");
                subjects.filter(|e| crate::live::may_see(actor, &serde_json::from_str(&e.subject).unwrap())).count()
            };
            (count(&outside), count(&story.desk.agent.actor))
        };
        assert_eq!(heard().await, (1, 1));
        let note = SayInput { body_text: Some("They never pay.".into()), ..SayInput::default() };
        say::note(app, &story.desk.agent, key(&ticket), note, None).await.unwrap();
        assert_eq!(heard().await, (1, 2));
        story.reply(&story.desk.agent, &ticket).await;
        assert_eq!(heard().await, (2, 3));
        story.ends_well().await;
    }
}
