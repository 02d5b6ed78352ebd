use surety_store::twins;

use super::*;
use crate::tickets::flags;

/// A day for the resolution, two hours when urgent; an hour for each answer.
async fn covered(story: &Story) -> SlaId {
    let sla = story
        .sla(
            "plan",
            vec![
                target(Metric::FirstResponse, HOUR),
                target(Metric::NextResponse, HOUR),
                target(Metric::Resolution, DAY),
                target_for(Metric::Resolution, "urgent", 2 * HOUR),
            ],
            vec![],
        )
        .await;
    story
        .contract(PlanSpec::unlimited(Some(Key::of(sla))))
        .await;
    sla
}

fn states(ticket: &TicketView) -> Vec<(&str, i64, &str)> {
    ticket
        .clocks
        .iter()
        .map(|c| (c.metric.as_str(), c.cycle, c.state.as_str()))
        .collect()
}

twins! {
    async fn the_first_answer_in_time_is_met_and_the_next_question_starts_a_cycle(db: Db) {
        let story = Story::new(db).await;
        covered(&story).await;
        let ticket = story.open().await;
        assert_eq!(ticket.row.next_due.as_ref().map(|d| (d.metric.as_str(), d.due_at)), Some(("first_response", START.plus_seconds(HOUR))));
        story.later(HOUR);
        story.reply(&story.desk.agent, &ticket).await;
        let answered = story.read(&ticket).await;
        assert_eq!(clock(&answered, "first_response", 0).state, "met", "at the due instant is in time");
        assert!(!answered.row.breached);
        story.later(HOUR);
        story.reply(&story.desk.customer, &ticket).await;
        let asked = story.read(&ticket).await;
        assert_eq!(clock(&asked, "next_response", 0).due_at, Some(START.plus_seconds(3 * HOUR)));
        assert_eq!(asked.row.next_due.as_ref().map(|d| d.metric.as_str()), Some("next_response"));
        story.later(HOUR + 1);
        story.reply(&story.desk.agent, &ticket).await;
        let late = story.read(&ticket).await;
        assert_eq!((clock(&late, "next_response", 0).state.as_str(), late.row.breached), ("breached", true));
        story.ends_well().await;
    }

    async fn another_priority_moves_what_is_left_and_the_timer(db: Db) {
        let story = Story::new(db).await;
        let steps = vec![serde_json::from_value(json!({
            "id": "late", "metric": "resolution", "path": "automatic",
            "trigger": { "when": "percent_of_target", "percent": 100 },
            "actions": [{ "action": "tag", "tag": "late" }],
        })).unwrap()];
        let sla = story.sla("plan", vec![target(Metric::Resolution, DAY), target_for(Metric::Resolution, "urgent", 2 * HOUR)], steps).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let ticket = story.open().await;
        let timer = |at: Instant| { let db = story.desk.app.db().clone(); async move { assert_eq!(db.read(job_rows::next_run_at).await.unwrap(), Some(at)) } };
        timer(START.plus_seconds(DAY)).await;
        story.later(HOUR);
        let urgent = story.change(&ticket, json!({ "priority": "urgent" })).await;
        // One hour is used up, one of two is left.
        assert_eq!(clock(&urgent, "resolution", 0).due_at, Some(START.plus_seconds(2 * HOUR)));
        timer(START.plus_seconds(2 * HOUR)).await;
        let back = story.change(&ticket, json!({ "priority": null })).await;
        assert_eq!(clock(&back, "resolution", 0).due_at, Some(START.plus_seconds(DAY)));
        timer(START.plus_seconds(DAY)).await;
        // Flapping buys no time, and what is used up is late at once.
        story.later(2 * HOUR);
        let late = story.change(&ticket, json!({ "priority": "urgent" })).await;
        let resolution = clock(&late, "resolution", 0);
        assert_eq!((resolution.state.as_str(), resolution.breached, resolution.due_at), ("breached", true, Some(START.plus_seconds(3 * HOUR))));
        story.run_due().await;
        assert_eq!(story.read(&ticket).await.row.tags, ["late"]);
        story.ends_well().await;
    }

    async fn waiting_for_the_customer_pauses_and_their_message_ends_it(db: Db) {
        let story = Story::new(db).await;
        covered(&story).await;
        let ticket = story.open().await;
        story.later(HOUR / 2);
        story.reply(&story.desk.agent, &ticket).await;
        let paused = story.change(&ticket, json!({ "category": "pending", "pause_reason": "which version?" })).await;
        let resolution = clock(&paused, "resolution", 0);
        assert_eq!((resolution.state.as_str(), resolution.due_at, resolution.elapsed_seconds), ("paused", None, HOUR / 2));
        story.later(3 * DAY);
        story.reply(&story.desk.customer, &ticket).await;
        let open = story.read(&ticket).await;
        assert_eq!(open.row.status.category, "open");
        let resolution = clock(&open, "resolution", 0);
        assert_eq!((resolution.state.as_str(), resolution.due_at), ("running", Some(START.plus_seconds(DAY + 3 * DAY))));
        assert!(!open.row.breached);
        story.ends_well().await;
    }

    async fn solved_time_is_not_counted_when_work_starts_again(db: Db) {
        let story = Story::new(db).await;
        covered(&story).await;
        let ticket = story.open().await;
        story.later(HOUR);
        story.reply(&story.desk.agent, &ticket).await;
        let solved = story.change(&ticket, json!({ "category": "solved" })).await;
        assert_eq!((clock(&solved, "resolution", 0).state.as_str(), solved.row.next_due.is_none()), ("met", true));
        story.later(2 * DAY);
        story.reply(&story.desk.customer, &ticket).await;
        let again = story.read(&ticket).await;
        assert_eq!(again.row.status.category, "open");
        let resolution = again.clocks.iter().rfind(|c| c.metric == "resolution").unwrap();
        assert_eq!((resolution.state.as_str(), resolution.due_at), ("running", Some(START.plus_seconds(DAY + 2 * DAY))));
        story.ends_well().await;
    }

    async fn a_logged_call_is_promised_from_when_it_began_and_an_outward_one_only_later(db: Db) {
        let story = Story::new(db).await;
        covered(&story).await;
        let began = Instant(START.0 - HOUR / 2 * 1_000_000);
        let logged = story.open_with(OpenInput { began_at: Some(began), channel: Some("phone".into()), ..request() }).await;
        assert_eq!(clock(&logged, "first_response", 0).due_at, Some(began.plus_seconds(HOUR)));
        let outward = story.open_with(OpenInput { opened_by: crate::tickets::open::OpenedBy::Agent, ..request() }).await;
        assert!(!states(&outward).iter().any(|(metric, ..)| *metric == "first_response"), "{:?}", states(&outward));
        story.ends_well().await;
    }

    async fn a_new_sla_version_reaches_open_tickets_and_leaves_what_it_had_judged(db: Db) {
        let story = Story::new(db).await;
        let sla = covered(&story).await;
        let before = story.open().await;
        let answered = story.open().await;
        story.reply(&story.desk.agent, &answered).await;
        let input = SlaInput { spec: Some(SlaSpec { targets: vec![target(Metric::FirstResponse, HOUR / 4)], ..SlaSpec::default() }), ..SlaInput::default() };
        let seen = versioned::get::<versioned::SlaView>(&story.desk.app, &story.desk.admin, sla).await.unwrap();
        versioned::change::<versioned::SlaView>(&story.desk.app, &story.desk.admin, sla, Some(seen.version), input, None).await.unwrap();
        let after = story.open().await;
        assert_eq!(clock(&after, "first_response", 0).due_at, Some(START.plus_seconds(HOUR / 4)));
        assert_eq!(clock(&after, "first_response", 0).sla.version, 2);
        story.run_due().await;
        let first = clock(&story.read(&before).await, "first_response", 0).clone();
        assert_eq!((first.sla.version, first.due_at), (2, Some(START.plus_seconds(HOUR / 4))));
        assert_eq!(clock(&story.read(&answered).await, "first_response", 0).sla.version, 1);
        story.ends_well().await;
    }

    async fn a_product_promise_and_the_corporate_one_fill_what_the_plan_leaves_open(db: Db) {
        let story = Story::new(db).await;
        let plan = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let corporate = story.sla("corporate", vec![target(Metric::FirstResponse, 9 * HOUR), target(Metric::Resolution, 5 * DAY)], vec![]).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(plan)))).await;
        let ticket = story.open().await;
        let of = |metric: &str| { let c = clock(&ticket, metric, 0); (c.layer.clone(), c.sla.id, c.target_seconds) };
        assert_eq!(of("first_response"), ("plan".into(), plan, HOUR));
        assert_eq!(of("resolution"), ("corporate".into(), corporate, 5 * DAY));
        story.ends_well().await;
    }

    async fn a_ticket_of_spam_runs_no_clock_and_goes_on_where_it_was(db: Db) {
        let story = Story::new(db).await;
        covered(&story).await;
        let ticket = story.open().await;
        story.later(HOUR / 2);
        let spam = flags::mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
        assert!(spam.row.next_due.is_none() && spam.clocks.iter().all(|c| c.state != "running"), "{:?}", states(&spam));
        story.later(DAY);
        let back = flags::mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), false, None).await.unwrap();
        // Taking the promise off and putting it on again buys no time.
        let first = clock(&back, "first_response", 0);
        assert!(first.breached && back.row.breached, "{first:?}");
        story.ends_well().await;
    }

    async fn a_clock_that_goes_back_never_locks_a_ticket(db: Db) {
        let story = Story::new(db).await;
        let steps = vec![serde_json::from_value(json!({
            "id": "late", "metric": "resolution", "path": "automatic",
            "trigger": { "when": "percent_of_target", "percent": 100 }, "actions": [{ "action": "tag", "tag": "late" }],
        })).unwrap()];
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR), target(Metric::Resolution, 4 * HOUR)], steps).await;
        story.contract(PlanSpec { sla: Some(Key::of(sla)), ..week_and_month(5, 9) }).await;
        let ticket = story.open().await;
        story.later(2 * HOUR);
        story.change(&ticket, json!({ "priority": "high" })).await;
        // Another node's clock is an hour behind.
        story.later(-HOUR);
        let changed = story.change(&ticket, json!({ "priority": "low", "category": "pending", "pause_reason": "which version?" })).await;
        assert_eq!(clock(&changed, "resolution", 0).state, "paused");
        story.reply(&story.desk.customer, &ticket).await;
        story.reply(&story.desk.agent, &ticket).await;
        let product = story.product().await;
        let solved = story.change(&ticket, json!({ "product_id": product, "category": "solved" })).await;
        assert_eq!(solved.solved_at, Some(START.plus_seconds(2 * HOUR)), "not before what happened last");
        let open = change::reopen_ticket(&story.desk.app, &story.desk.agent, key(&ticket), None).await.unwrap();
        assert_eq!((clock(&open, "first_response", 0).state.as_str(), clock(&open, "resolution", 0).state.as_str()), ("breached", "running"));
        let events = crate::tickets::read::events(&story.desk.app, &story.desk.agent, key(&ticket)).await.unwrap();
        assert!(events.windows(2).all(|w| w[0].at <= w[1].at && w[0].seq < w[1].seq), "{events:?}");
        // Its timer still fires, once, when the promise is over.
        story.later(4 * HOUR);
        story.run_due().await;
        assert_eq!(story.fired(&ticket).await, [("resolution".to_owned(), 0, "late".to_owned())]);
        assert_eq!(story.read(&ticket).await.row.tags, ["late"]);
        // A timer that another node fires too early by its clock does no harm either.
        story.later(-6 * HOUR);
        story.change(&ticket, json!({ "add_tags": ["seen"] })).await;
        story.later(8 * HOUR);
        story.ends_well().await;
    }
}
