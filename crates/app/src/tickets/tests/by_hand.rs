//! Escalating by hand: to whom, until when, once, and back.

use surety_domain::escalation::ESCALATION_REASON_CHARS_MAX;
use surety_domain::ids::TeamId;
use surety_store::jobs as store_jobs;
use surety_store::records::notifications;
use surety_store::twins;

use super::*;
use crate::agents::{self, ChangeAgent};
use crate::escalation_policy::{self, NextUpdateMinutes, SetEscalationPolicy};
use crate::jobs::{self, Kind, reconcile};
use crate::record::testing::user;
use crate::teams::{self, NewTeam};
use crate::tickets::escalate_by_hand::{self, DeescalateInput, EscalateInput};
use crate::tickets::escalated;
use crate::tickets::view::EscalationView;

fn input(path: &str) -> EscalateInput {
    EscalateInput {
        path: path.into(),
        reason: " Nothing moves. ".into(),
        ..EscalateInput::default()
    }
}

async fn escalate(
    story: &Story,
    call: &Call,
    ticket: &TicketView,
    input: EscalateInput,
) -> Result<TicketView, AppError> {
    escalate_by_hand::escalate(&story.desk.app, call, key(ticket), input, None).await
}

async fn escalated(
    story: &Story,
    call: &Call,
    ticket: &TicketView,
    input: EscalateInput,
) -> EscalationView {
    let view = escalate(story, call, ticket, input).await.unwrap();
    view.escalation.unwrap()
}

async fn back(story: &Story, call: &Call, ticket: &TicketView) -> Result<TicketView, AppError> {
    let input = DeescalateInput {
        reason: "It moves again.".into(),
    };
    escalate_by_hand::deescalate(&story.desk.app, call, key(ticket), input, None).await
}

/// Kinds of what a person was told, oldest first.
async fn told(story: &Story, number: u128) -> Vec<String> {
    let rows = story
        .desk
        .app
        .db()
        .read(move |tx| notifications::list(tx, user(number), "not_~", 50))
        .await
        .unwrap();
    rows.into_iter().rev().map(|n| n.kind).collect()
}

async fn kinds(story: &Story, ticket: &TicketView) -> Vec<String> {
    let call = &story.desk.agent;
    let events = crate::tickets::read::events(&story.desk.app, call, key(ticket))
        .await
        .unwrap();
    events
        .into_iter()
        .map(|e| e.kind)
        .filter(|k| k.contains("escalat"))
        .collect()
}

/// A team with one member.
pub(super) async fn team(story: &Story, name: &str, tier: i64, member: u128) -> TeamId {
    let team = NewTeam {
        name: name.into(),
        tier,
        member_ids: vec![user(member)],
        ..NewTeam::default()
    };
    teams::create(&story.desk.app, &story.desk.admin, team)
        .await
        .unwrap()
        .id
}

async fn manager(story: &Story, of: u128, manager: u128) {
    let app = &story.desk.app;
    let seen = agents::get(app, &story.desk.admin, user(of)).await.unwrap();
    let change = ChangeAgent {
        manager_id: Some(Some(user(manager))),
        ..ChangeAgent::default()
    };
    agents::update(app, &story.desk.admin, user(of), seen.version, change)
        .await
        .unwrap();
}

async fn policy(story: &Story, tell_customer: bool, minutes: u32) {
    let input = SetEscalationPolicy {
        tell_customer,
        next_update_minutes: NextUpdateMinutes {
            urgent: minutes,
            high: minutes,
            normal: minutes,
            low: minutes,
            none: minutes,
        },
    };
    escalation_policy::set(&story.desk.app, &story.desk.admin, 1, input)
        .await
        .unwrap();
}

/// Agent 3 owns it.
async fn owned(story: &Story) -> TicketView {
    let input = OpenInput {
        assignee_id: Some(user(3)),
        priority: Some("normal".into()),
        ..request()
    };
    story.open_with(input).await
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, Option<String>) {
    match result.unwrap_err() {
        AppError::Invalid { code, field, .. } => (code, field),
        other => (other.code().to_owned(), None),
    }
}

async fn listed(story: &Story, call: &Call, escalated: &str) -> usize {
    let params = list::TicketParams {
        escalated: Some(escalated.into()),
        ..list::TicketParams::default()
    };
    let page = list::list(&story.desk.app, call, params, list::PageQuery::default())
        .await
        .unwrap();
    page.items.len()
}

twins! {
    async fn the_functional_path_goes_to_the_next_tier_and_tells_it(db: Db) {
        let story = Story::new(db).await;
        let ticket = owned(&story).await;
        let agent = &story.desk.agent;
        assert_eq!(refusal(escalate(&story, agent, &ticket, input("functional")).await).0, "escalation_target_missing");
        team(&story, "Vendor", 4, 1).await;
        let second = team(&story, "Second line", 2, 4).await;
        let found = escalate(&story, agent, &ticket, input("functional")).await.unwrap();
        assert_eq!((found.row.team.as_ref().map(|t| t.id.clone()), found.row.tier, found.row.assignee.clone()), (Some(second.to_string()), 2, None));
        let standing = found.escalation.unwrap();
        assert_eq!((standing.level, standing.path.as_str(), standing.team.unwrap().name), (1, "functional", "Second line".to_owned()));
        assert_eq!((standing.since, standing.by.id, standing.reason.as_deref()), (START, Some(user(3).to_string()), Some("Nothing moves.")));
        assert_eq!(standing.next_update_at, Some(START.plus_seconds(24 * HOUR)));
        assert_eq!(found.row.escalated.unwrap().level, 1);
        assert_eq!(told(&story, 4).await, ["escalated_by_hand"]);
        assert!(told(&story, 3).await.is_empty(), "who does it knows it");
        assert_eq!(kinds(&story, &ticket).await, ["escalated_by_hand"]);
        assert_eq!(story.desk.audited("ticket.escalated").await, 1);
        assert_eq!((listed(&story, agent, "true").await, listed(&story, agent, "false").await), (1, 0));
        // To a person by name, one level further.
        let named = EscalateInput { user_id: Some(user(1)), ..input("functional") };
        let standing = escalated(&story, agent, &ticket, named.clone()).await;
        assert_eq!((standing.level, standing.people[0].id.clone()), (2, user(1).to_string()));
        assert_eq!(story.read(&ticket).await.row.assignee.unwrap().id, user(1).to_string());
        assert_eq!(refusal(escalate(&story, agent, &ticket, named).await).0, "escalation_target_same");
        story.ends_well().await;
    }

    async fn the_hierarchical_path_tells_one_manager_more_at_each_level(db: Db) {
        let story = Story::new(db).await;
        let ticket = owned(&story).await;
        manager(&story, 3, 4).await;
        manager(&story, 4, 1).await;
        let first = escalated(&story, &story.desk.supervisor, &ticket, input("hierarchical")).await;
        assert_eq!(first.people.iter().map(|p| p.id.clone()).collect::<Vec<_>>(), [user(4).to_string()]);
        assert_eq!(story.read(&ticket).await.row.assignee.unwrap().id, user(3).to_string());
        assert_eq!((told(&story, 3).await.len(), told(&story, 4).await.len(), told(&story, 1).await.len()), (1, 1, 0));
        let second = escalated(&story, &story.desk.supervisor, &ticket, input("hierarchical")).await;
        assert_eq!((second.level, second.people.len()), (2, 2));
        assert_eq!(told(&story, 1).await, ["escalated_by_hand"]);
        story.ends_well().await;
    }

    async fn with_nobody_above_the_supervisors_are_asked(db: Db) {
        let story = Story::new(db).await;
        let ticket = story.open().await;
        let standing = escalated(&story, &story.desk.agent, &ticket, input("hierarchical")).await;
        assert_eq!(standing.people.iter().map(|p| p.id.clone()).collect::<Vec<_>>(), [user(2).to_string()]);
        assert_eq!(told(&story, 2).await, ["escalated_by_hand"]);
        story.ends_well().await;
    }

    async fn what_is_wrong_is_said_at_its_field(db: Db) {
        let story = Story::new(db).await;
        let ticket = owned(&story).await;
        let agent = &story.desk.agent;
        let hierarchical = input("hierarchical");
        let long = "x".repeat(ESCALATION_REASON_CHARS_MAX + 1);
        for (wrong, code, field) in [
            (input("automatic"), "escalation_path_invalid", "path"),
            (EscalateInput { reason: " ".into(), ..hierarchical.clone() }, "reason_missing", "reason"),
            (EscalateInput { reason: long, ..hierarchical.clone() }, "reason_too_long", "reason"),
            (EscalateInput { next_update_at: Some(START), ..hierarchical.clone() }, "next_update_out_of_range", "next_update_at"),
            (EscalateInput { team_id: Some(TeamId(1)), ..hierarchical.clone() }, "team_not_found", "team_id"),
            (EscalateInput { team_id: Some(TeamId(1)), ..input("functional") }, "team_not_found", "team_id"),
            (EscalateInput { user_id: Some(user(99)), ..hierarchical.clone() }, "assignee_not_found", "user_id"),
            (EscalateInput { user_id: Some(user(99)), ..input("functional") }, "assignee_not_found", "user_id"),
        ] {
            assert_eq!(refusal(escalate(&story, agent, &ticket, wrong).await), (code.to_owned(), Some(field.to_owned())));
        }
        assert_eq!(refusal(back(&story, agent, &ticket).await).0, "not_escalated");
        let stale = escalate_by_hand::escalate(&story.desk.app, agent, key(&ticket), hierarchical.clone(), Some(99)).await;
        assert!(matches!(stale, Err(AppError::Stale { .. })));
        story.change(&ticket, json!({ "category": "solved" })).await;
        assert_eq!(refusal(escalate(&story, agent, &ticket, hierarchical).await).0, "ticket_not_open");
        assert!(kinds(&story, &ticket).await.is_empty());
        story.ends_well().await;
    }

    async fn a_late_update_is_told_once_and_an_answer_sets_it_anew(db: Db) {
        let story = Story::new(db).await;
        let ticket = owned(&story).await;
        policy(&story, false, 60).await;
        manager(&story, 3, 4).await;
        escalated(&story, &story.desk.supervisor, &ticket, input("hierarchical")).await;
        story.later(HOUR - 1);
        assert_eq!(story.run_due().await, 0, "a second early is too early");
        story.later(1);
        assert!(story.run_due().await > 0);
        for number in [3, 4] {
            assert_eq!(told(&story, number).await, ["escalated_by_hand", "escalation_update_due"]);
        }
        assert!(story.read(&ticket).await.escalation.unwrap().update_missed);
        // Whatever happens to the ticket, a wake-up too many, a new owner: nobody is told again.
        story.change(&ticket, json!({ "priority": "low", "assignee_id": user(1) })).await;
        let id = ticket.row.id;
        story.desk.app.command(&Call::system(), move |tx, cx| escalated::look(tx, cx, id)).await.unwrap();
        story.later(DAY);
        story.run_due().await;
        assert_eq!(told(&story, 4).await.len(), 2);
        assert!(told(&story, 1).await.is_empty());
        assert_eq!(kinds(&story, &ticket).await, ["escalated_by_hand", "escalation_update_missed"]);
        story.reply(&story.desk.agent, &ticket).await;
        let standing = story.read(&ticket).await.escalation.unwrap();
        assert_eq!(standing.next_update_at, Some(story.desk.app.now().plus_seconds(HOUR)));
        assert!(!standing.update_missed);
        story.later(HOUR);
        story.run_due().await;
        assert_eq!(told(&story, 4).await.len(), 3, "the next one is told of as well");
        assert_eq!(told(&story, 1).await, ["escalation_update_due"]);
        story.ends_well().await;
    }

    async fn a_lost_timer_of_the_next_update_is_set_again(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let ticket = owned(&story).await;
        policy(&story, false, 60).await;
        manager(&story, 3, 4).await;
        escalated(&story, &story.desk.supervisor, &ticket, input("hierarchical")).await;
        assert_eq!(reconcile::timers(app).await.unwrap().set, 0, "nothing is missing");
        let key = jobs::timer_key(Kind::EscalationUpdate, &ticket.row.id.to_string());
        app.command(&Call::system(), move |tx, _| Ok(store_jobs::delete_keyed(tx, &key)?)).await.unwrap();
        assert_eq!(reconcile::timers(app).await.unwrap().set, 1);
        story.later(HOUR);
        story.run_due().await;
        assert_eq!(told(&story, 4).await, ["escalated_by_hand", "escalation_update_due"]);
        assert_eq!(reconcile::timers(app).await.unwrap().set, 0, "what was told of needs no timer");
        story.ends_well().await;
    }

    async fn a_step_to_a_team_that_was_put_away_escalates_to_nobody(db: Db) {
        let story = Story::new(db).await;
        let gone = team(&story, "Second line", 2, 4).await;
        let steps = serde_json::from_value(json!([{
            "id": "up", "metric": "resolution", "path": "functional", "trigger": { "when": "after_due", "seconds": 60 },
            "actions": [{ "action": "reassign", "team": gone }, { "action": "tag", "tag": "late" }],
        }])).unwrap();
        let sla = story.sla("plan", vec![target(Metric::Resolution, HOUR)], steps).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let ticket = owned(&story).await;
        teams::archive(&story.desk.app, &story.desk.admin, gone, None, true).await.unwrap();
        story.later(HOUR + 60);
        story.run_due().await;
        let seen = story.read(&ticket).await;
        assert_eq!((seen.escalation, seen.row.tags), (None, vec!["late".to_owned()]), "the rest of the step is done");
        story.ends_well().await;
    }

    async fn solving_and_handing_back_end_it_with_its_timer(db: Db) {
        let story = Story::new(db).await;
        let agent = &story.desk.agent;
        policy(&story, false, 60).await;
        for solve in [true, false] {
            let ticket = owned(&story).await;
            escalated(&story, agent, &ticket, input("hierarchical")).await;
            if solve {
                story.change(&ticket, json!({ "category": "solved" })).await;
            } else {
                let seen = back(&story, agent, &ticket).await.unwrap();
                assert_eq!((seen.escalation, seen.row.escalated), (None, None));
            }
            let seen = story.read(&ticket).await;
            assert_eq!((seen.escalation, seen.row.escalated), (None, None));
            story.later(DAY);
            story.run_due().await;
            assert!(!told(&story, 2).await.contains(&"escalation_update_due".to_owned()));
        }
        assert_eq!(told(&story, 2).await, ["escalated_by_hand", "escalated_by_hand", "deescalated"]);
        assert_eq!(story.desk.audited("ticket.deescalated").await, 1);
        story.ends_well().await;
    }

    async fn a_customer_escalates_what_they_may_read_and_sees_no_more(db: Db) {
        let story = Story::new(db).await;
        let ticket = owned(&story).await;
        let Desk { customer, manager, stranger, agent, .. } = &story.desk;
        assert_eq!(refusal(escalate(&story, stranger, &ticket, input("hierarchical")).await).0, "not_found");
        let choosing = EscalateInput { user_id: Some(user(1)), ..input("functional") };
        assert_eq!(refusal(escalate(&story, customer, &ticket, choosing).await).0, "not_for_customers");
        // What the desk does among itself is not theirs to see.
        escalated(&story, agent, &ticket, input("hierarchical")).await;
        let seen = crate::tickets::read::get(&story.desk.app, customer, key(&ticket)).await.unwrap();
        assert_eq!((seen.escalation, seen.row.escalated), (None, None));
        let probe = list::TicketParams { escalated: Some("true".into()), ..list::TicketParams::default() };
        let probed = list::list(&story.desk.app, customer, probe, list::PageQuery::default()).await;
        assert_eq!(refusal(probed).0, "invalid_filter");
        let mine = escalated(&story, manager, &ticket, input("hierarchical")).await;
        assert_eq!((mine.level, mine.people.len(), mine.team, mine.reason.as_deref()), (2, 0, None, Some("Nothing moves.")));
        assert_eq!(mine.by.kind, "customer");
        assert_eq!(refusal(back(&story, customer, &ticket).await).0, "forbidden");
        // Raised by the desk again: that it is escalated stays known, why does not.
        escalated(&story, agent, &ticket, input("hierarchical")).await;
        let seen = crate::tickets::read::get(&story.desk.app, customer, key(&ticket)).await.unwrap().escalation.unwrap();
        assert_eq!((seen.level, seen.reason, seen.people.len()), (3, None, 0));
        story.ends_well().await;
    }

    async fn the_customer_is_told_in_their_language_if_the_policy_says_so(db: Db) {
        let story = Story::new(db).await;
        let quiet = owned(&story).await;
        escalated(&story, &story.desk.agent, &quiet, input("hierarchical")).await;
        assert_eq!(story.read(&quiet).await.row.message_count, 1);
        policy(&story, true, 0).await;
        let ticket = owned(&story).await;
        let standing = escalated(&story, &story.desk.agent, &ticket, input("hierarchical")).await;
        assert!(standing.customer_knows && standing.next_update_at.is_none());
        let page = crate::page::PageRequest::default();
        let messages = crate::tickets::read::messages(&story.desk.app, &story.desk.customer, key(&ticket), page).await.unwrap().items;
        assert!(messages[1].automatic && messages[1].body_text.contains("has been escalated"), "{messages:?}");
        // By the customer themselves: they need no message of it.
        let asked = owned(&story).await;
        escalated(&story, &story.desk.customer, &asked, input("hierarchical")).await;
        assert_eq!(story.read(&asked).await.row.message_count, 1);
        story.ends_well().await;
    }

    async fn steps_of_an_sla_leave_the_same_state(db: Db) {
        let story = Story::new(db).await;
        let second = team(&story, "Second line", 2, 4).await;
        let step = |id: &str, path: &str, seconds: i64, actions: Value| json!({
            "id": id, "metric": "resolution", "path": path, "trigger": { "when": "after_due", "seconds": seconds }, "actions": actions,
        });
        let steps = serde_json::from_value(json!([
            step("quiet", "automatic", 0, json!([{ "action": "notify", "to": "assignee" }])),
            step("up", "functional", 60, json!([{ "action": "reassign", "team": second }])),
            step("over", "hierarchical", 120, json!([{ "action": "notify", "to": "user", "user": user(1) }])),
        ])).unwrap();
        let sla = story.sla("plan", vec![target(Metric::Resolution, HOUR)], steps).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let ticket = owned(&story).await;
        story.later(HOUR);
        story.run_due().await;
        assert_eq!(story.read(&ticket).await.escalation, None, "an automatic step only does what it does");
        story.later(60);
        story.run_due().await;
        let up = story.read(&ticket).await.escalation.unwrap();
        assert_eq!((up.level, up.path.as_str(), up.team.unwrap().id, up.by.kind.as_str()), (1, "functional", second.to_string(), "system"));
        assert_eq!(up.next_update_at, Some(START.plus_seconds(25 * HOUR + 60)));
        story.later(60);
        story.run_due().await;
        let over = story.read(&ticket).await.escalation.unwrap();
        assert_eq!((over.level, over.path.as_str(), over.people[0].id.clone()), (2, "hierarchical", user(1).to_string()));
        story.ends_well().await;
    }
}
