use surety_domain::plan::{LimitAction, Price, PriceList};
use surety_store::twins;

use super::*;
use crate::record::testing::code;
use crate::tickets::flags;

/// One credit a week, this policy, an hour for the first answer and 50 euros past the limit.
async fn one_a_week(
    story: &Story,
    policy: LimitAction,
    change: impl FnOnce(&mut PlanSpec),
) -> ContractView {
    let sla = story
        .sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![])
        .await;
    let mut spec = PlanSpec {
        sla: Some(Key::of(sla)),
        limit_policy: policy,
        price_list: Some(PriceList {
            currency: "EUR".into(),
            prices: vec![Price {
                ticket_type: None,
                priority: None,
                channel: None,
                amount: 5_000,
            }],
        }),
        ..weekly(1)
    };
    change(&mut spec);
    let contract = story.contract(spec).await;
    assert_eq!(story.open().await.row.outcome, "covered");
    contract
}

/// Two tickets were opened for the one credit of the week; both are solved.
async fn both_solved(
    story: &Story,
    policy: LimitAction,
    change: impl FnOnce(&mut PlanSpec),
) -> TicketView {
    one_a_week(story, policy, |spec| {
        spec.consume_at = surety_domain::plan::ConsumeAt::Resolution;
        change(spec);
    })
    .await;
    let (first, second) = (story.open().await, story.open().await);
    for ticket in [&first, &second] {
        story.change(ticket, json!({ "category": "solved" })).await;
    }
    assert_eq!(story.booked(&first).await, [("consume".to_owned(), -100)]);
    assert_eq!(story.booked(&second).await, [("overage".to_owned(), -100)]);
    second
}

fn gist(ticket: &TicketView) -> (&str, &str, Option<&str>, usize) {
    (
        &ticket.row.outcome,
        &ticket.row.admission,
        ticket.limit_action.as_deref(),
        ticket.clocks.len(),
    )
}

twins! {
    async fn block_keeps_the_request_and_an_agent_can_admit_it(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::Block, |_| {}).await;
        let ticket = story.open().await;
        assert_eq!(gist(&ticket), ("over_limit", "blocked", Some("block"), 0));
        assert_eq!(ticket.row.message_count, 2, "the sender is told");
        story.later(HOUR / 2);
        assert_eq!(code(flags::admit(&story.desk.app, &story.desk.customer, key(&ticket), true, String::new()).await), "not_found");
        let admitted = flags::admit(&story.desk.app, &story.desk.agent, key(&ticket), true, String::new()).await.unwrap();
        assert_eq!(gist(&admitted), ("over_limit", "admitted", Some("block"), 1));
        // The promise runs from the original request.
        assert_eq!(clock(&admitted, "first_response", 0).due_at, Some(START.plus_seconds(HOUR)));
        assert_eq!(story.booked(&ticket).await, [("overage".to_owned(), -100)]);
        assert!(story.charges().await.is_empty(), "what an agent lets in is the desk's to give");
        assert_eq!(code(flags::admit(&story.desk.app, &story.desk.agent, key(&ticket), true, String::new()).await), "not_waiting");
        story.ends_well().await;
    }

    async fn charge_accepts_with_the_sla_and_drafts_a_line(db: Db) {
        let story = Story::new(db).await;
        let contract = one_a_week(&story, LimitAction::Charge, |_| {}).await;
        let ticket = story.open().await;
        assert_eq!(gist(&ticket), ("over_limit", "admitted", Some("charge"), 1));
        assert_eq!(story.booked(&ticket).await, [("overage".to_owned(), -100)]);
        assert_eq!(story.charges().await, [("draft".to_owned(), 5_000, "EUR".to_owned())]);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 0)]));
        story.ends_well().await;
    }

    async fn without_sla_promises_no_time(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::WithoutSla, |_| {}).await;
        let ticket = story.open().await;
        assert_eq!(gist(&ticket), ("over_limit", "admitted", Some("without_sla"), 0));
        assert_eq!((ticket.row.next_due.is_none(), story.booked(&ticket).await.len(), story.charges().await.len()), (true, 0, 0));
        story.ends_well().await;
    }

    async fn fallback_sla_promises_the_other_one(db: Db) {
        let story = Story::new(db).await;
        let slow = story.sla("plan", vec![target(Metric::FirstResponse, 8 * HOUR)], vec![]).await;
        one_a_week(&story, LimitAction::FallbackSla, |spec| spec.fallback_sla = Some(Key::of(slow))).await;
        let ticket = story.open().await;
        assert_eq!(gist(&ticket), ("over_limit", "admitted", Some("fallback_sla"), 1));
        assert_eq!(clock(&ticket, "first_response", 0).due_at, Some(START.plus_seconds(8 * HOUR)));
        assert_eq!(ticket.sla.as_ref().map(|s| s.id.clone()), Some(slow.to_string()));
        story.ends_well().await;
    }

    async fn ask_approval_holds_until_somebody_says_yes(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::AskApproval, |_| {}).await;
        let ticket = story.open().await;
        assert_eq!(gist(&ticket), ("over_limit", "held", Some("ask_approval"), 0));
        let approval = ticket.approval.clone().unwrap();
        assert_eq!(approval.state, "waiting");
        story.later(2 * HOUR);
        let decide = |call: &Call, yes: bool| {
            let (app, call, id) = (story.desk.app.clone(), call.clone(), approval.id);
            async move { flags::decide(&app, &call, id, yes, "go on".into()).await }
        };
        assert_eq!(code(decide(&story.desk.stranger, true).await), "not_found");
        assert_eq!(code(decide(&story.desk.customer, true).await), "not_found");
        let approved = decide(&story.desk.manager, true).await.unwrap();
        assert_eq!(approved.row.admission, "admitted");
        // The clock ran from the original request, so the promise is late at once.
        let first = clock(&approved, "first_response", 0).clone();
        assert_eq!((first.state.as_str(), first.started_at, first.breached), ("breached", START, true));
        assert_eq!(story.booked(&ticket).await, [("overage".to_owned(), -100)]);
        assert_eq!(code(decide(&story.desk.agent, true).await), "already_decided");
        assert_eq!(story.charges().await.len(), 1);
        story.ends_well().await;
    }

    async fn approval_in_time_leaves_the_rest_of_the_target(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::AskApproval, |_| {}).await;
        let ticket = story.open().await;
        story.later(HOUR / 4);
        let approved = flags::admit(&story.desk.app, &story.desk.agent, key(&ticket), true, String::new()).await.unwrap();
        let first = clock(&approved, "first_response", 0);
        assert_eq!((first.state.as_str(), first.started_at, first.due_at), ("running", START, Some(START.plus_seconds(HOUR))));
        assert_eq!(first.remaining_seconds, 3 * HOUR / 4);
        assert_eq!(approved.approval.as_ref().map(|a| a.state.as_str()), Some("approved"));
        story.ends_well().await;
    }

    async fn a_declined_request_is_closed_and_costs_nothing(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::AskApproval, |_| {}).await;
        let ticket = story.open().await;
        let declined = flags::decide(&story.desk.app, &story.desk.manager, ticket.approval.clone().unwrap().id, false, "no budget".into()).await.unwrap();
        assert_eq!((declined.row.status.category.as_str(), declined.row.admission.as_str()), ("closed", "held"));
        assert_eq!(declined.approval.as_ref().map(|a| a.state.as_str()), Some("declined"));
        assert_eq!((story.booked(&ticket).await.len(), story.charges().await.len(), declined.clocks.len()), (0, 0, 0));
        story.ends_well().await;
    }

    async fn a_held_ticket_that_ends_otherwise_takes_its_request_back(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::AskApproval, |_| {}).await;
        let (closed, spam, moved) = (story.open().await, story.open().await, story.open().await);
        let closed = story.change(&closed, json!({ "category": "closed" })).await;
        let spam = flags::mark_spam(&story.desk.app, &story.desk.agent, key(&spam), true, None).await.unwrap();
        let product = story.product().await;
        let plan = story.plan(PlanSpec::unlimited(None)).await;
        story.contract_for(story.desk.own, plan, Coverage { products: [Key::of(product)].into(), ..Coverage::default() }).await;
        let covered = story.change(&moved, json!({ "product_id": product })).await;
        for ticket in [&closed, &spam, &covered] {
            assert_eq!(ticket.approval.as_ref().map(|a| a.state.as_str()), Some("withdrawn"));
        }
        assert_eq!((covered.row.outcome.as_str(), covered.row.admission.as_str()), ("covered", "admitted"));
        let late = flags::decide(&story.desk.app, &story.desk.manager, covered.approval.clone().unwrap().id, true, String::new()).await;
        assert_eq!(code(late), "already_decided");
        assert!(story.booked(&moved).await.is_empty());
        story.ends_well().await;
    }

    async fn a_correction_never_locks_out_work_that_was_let_in(db: Db) {
        let story = Story::new(db).await;
        let (cloud, relay) = (story.product().await, story.product().await);
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let unlimited = story.plan(PlanSpec::unlimited(None)).await;
        let counted = story.plan(PlanSpec { sla: Some(Key::of(sla)), limit_policy: LimitAction::Block, ..weekly(1) }).await;
        for (plan, product) in [(unlimited, cloud), (counted, relay)] {
            story.contract_for(story.desk.own, plan, Coverage { products: [Key::of(product)].into(), ..Coverage::default() }).await;
        }
        story.open_with(OpenInput { product_id: Some(relay), ..request() }).await;
        let ticket = story.open_with(OpenInput { product_id: Some(cloud), ..request() }).await;
        let moved = story.change(&ticket, json!({ "product_id": relay })).await;
        assert_eq!(gist(&moved), ("over_limit", "admitted", Some("block"), 1));
        assert_eq!(story.booked(&ticket).await, [("overage".to_owned(), -100)]);
        story.ends_well().await;
    }

    async fn a_tolerance_accepts_so_many_and_no_more(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::Block, |spec| {
            spec.tolerance = 2;
            spec.refunds = [surety_domain::plan::RefundCause::Spam].into();
        }).await;
        let first = story.open().await;
        assert_eq!(gist(&first), ("over_limit", "admitted", Some("tolerated"), 1));
        assert_eq!(story.open().await.row.admission, "admitted");
        assert_eq!(story.open().await.row.admission, "blocked");
        assert!(story.charges().await.is_empty(), "ours to give");
        // One of them was spam: its place is free again.
        flags::mark_spam(&story.desk.app, &story.desk.agent, key(&first), true, None).await.unwrap();
        assert_eq!(story.open().await.row.admission, "admitted");
        assert_eq!(story.open().await.row.admission, "blocked");
        story.ends_well().await;
    }

    async fn urgent_is_always_accepted_where_the_plan_says_so(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::Block, |spec| spec.urgent_always_accepted = true).await;
        assert_eq!(story.open().await.row.admission, "blocked");
        let ticket = story.open_with(urgent()).await;
        assert_eq!(gist(&ticket), ("over_limit", "admitted", Some("urgent_accepted"), 1));
        assert!(story.charges().await.is_empty());
        story.ends_well().await;
    }

    async fn each_priority_can_have_its_own_policy(db: Db) {
        let story = Story::new(db).await;
        one_a_week(&story, LimitAction::Block, |spec| {
            spec.limit_policy_by_priority.insert("urgent".into(), LimitAction::Charge);
        }).await;
        assert_eq!(story.open().await.row.admission, "blocked");
        assert_eq!(story.open_with(urgent()).await.limit_action.as_deref(), Some("charge"));
        story.ends_well().await;
    }

    async fn whoever_has_no_contract_gets_the_default_plan(db: Db) {
        let story = Story::new(db).await;
        let nothing = story.open().await;
        assert_eq!((nothing.row.outcome.as_str(), nothing.row.plan), ("uncovered", None));
        let input = PlanInput { name: Some("Free".into()), sla_id: None, is_default: Some(true), spec: Some(PlanSpec { limit_policy: LimitAction::Block, ..weekly(1) }) };
        let free = versioned::create::<versioned::PlanView>(&story.desk.app, &story.desk.admin, input).await.unwrap();
        let first = story.open().await;
        assert_eq!(first.row.plan.as_ref().map(|p| p.id.clone()), Some(free.id.to_string()));
        assert_eq!(bucket(&first, "week").remaining_hundredths, 0);
        assert_eq!(story.open().await.row.admission, "blocked");
        // Another account has its own.
        let other = RequesterInput { contact_id: Some(contact(3)), ..RequesterInput::default() };
        assert_eq!(story.open_with(OpenInput { requester: Some(other), ..request() }).await.row.admission, "admitted");
        story.ends_well().await;
    }

    async fn credits_that_are_gone_when_they_are_due_are_charged_where_the_plan_says_so(db: Db) {
        let story = Story::new(db).await;
        let ticket = both_solved(&story, LimitAction::Charge, |_| {}).await;
        assert_eq!(story.charges().await, [("draft".to_owned(), 5_000, "EUR".to_owned())]);
        // Solved again after a mistake: once is enough.
        story.change(&ticket, json!({ "category": "open" })).await;
        story.change(&ticket, json!({ "category": "solved" })).await;
        assert_eq!((story.charges().await.len(), story.booked(&ticket).await.len()), (1, 1));
        story.ends_well().await;
    }

    async fn work_that_is_done_is_neither_held_nor_charged_without_a_yes(db: Db) {
        let story = Story::new(db).await;
        let ticket = both_solved(&story, LimitAction::AskApproval, |_| {}).await;
        assert_eq!((story.charges().await.len(), story.read(&ticket).await.row.admission.as_str()), (0, "admitted"));
        story.ends_well().await;
    }

    async fn a_tolerance_counts_for_late_credits_too(db: Db) {
        let story = Story::new(db).await;
        both_solved(&story, LimitAction::Charge, |spec| spec.tolerance = 1).await;
        assert!(story.charges().await.is_empty(), "the first past the limit is ours to give");
        let third = story.open().await;
        assert_eq!(third.limit_action.as_deref(), Some("charge"));
        story.ends_well().await;
    }
}
