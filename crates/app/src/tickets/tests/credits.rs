use surety_domain::plan::{ConsumeAt, RefundCause};
use surety_store::twins;

use super::*;
use crate::core::Idempotency;
use crate::promises::contracts::CreditInput;
use crate::record::testing::code;

fn pair(kind: &str, amount: i64) -> (String, i64) {
    (kind.to_owned(), amount)
}

twins! {
    async fn a_covered_ticket_draws_from_the_week_and_the_month(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let mut spec = week_and_month(25, 50);
        spec.sla = Some(Key::of(sla));
        let contract = story.contract(spec).await;
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 5_000), ("week".into(), 2_500)]));
        let ticket = story.open().await;
        assert_eq!((ticket.row.outcome.as_str(), ticket.row.admission.as_str(), ticket.limit_action.clone()), ("covered", "admitted", None));
        assert_eq!(ticket.contract.as_ref().map(|c| c.id), Some(contract.id));
        for (name, granted) in [("week", 2_500), ("month", 5_000)] {
            let left = bucket(&ticket, name);
            assert_eq!((left.granted_hundredths, left.used_hundredths, left.remaining_hundredths, left.this_ticket_hundredths), (granted, 100, granted - 100, 100));
        }
        // Boundaries at local midnight in Berlin: 22:00 UTC the day before.
        assert_eq!(bucket(&ticket, "week").first_day, "2026-05-04");
        assert_eq!(bucket(&ticket, "week").last_day, "2026-05-10");
        assert_eq!(bucket(&ticket, "month").last_day, "2026-06-03");
        assert_eq!(bucket(&ticket, "week").period_end, Instant::parse("2026-05-10T22:00:00Z").unwrap());
        assert_eq!(clock(&ticket, "first_response", 0).due_at, Some(START.plus_seconds(HOUR)));
        assert_eq!(story.booked(&ticket).await, [pair("consume", -100), pair("consume", -100)]);
        story.ends_well().await;
    }

    async fn twenty_five_a_week_and_the_twenty_sixth_waits(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(week_and_month(25, 50)).await;
        for _ in 0..25 {
            assert_eq!(story.open().await.row.outcome, "covered");
        }
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 2_500), ("week".into(), 0)]));
        let over = story.open().await;
        assert_eq!((over.row.outcome.as_str(), over.row.admission.as_str()), ("over_limit", "held"));
        assert!(story.booked(&over).await.is_empty(), "it took from neither");
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 2_500), ("week".into(), 0)]));
        // 50, 80 and 100 percent of the week and 50 of the month: told once each.
        assert_eq!(story.desk.audited("credits.threshold").await, 4);
        story.ends_well().await;
    }

    async fn the_next_period_grants_again_at_local_midnight(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(1)).await;
        assert_eq!(story.open().await.row.outcome, "covered");
        // One second before midnight in Berlin nothing is left.
        story.desk.clock.set(Instant::parse("2026-05-10T21:59:59Z").unwrap());
        assert_eq!(story.open().await.row.admission, "held");
        story.later(1);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 100)]));
        assert_eq!(story.open().await.row.outcome, "covered");
        assert_eq!(story.open().await.row.admission, "held");
        // Weeks that nobody looked at leave nothing behind.
        story.later(21 * DAY);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 100)]));
        assert_eq!(story.open().await.row.outcome, "covered");
        story.ends_well().await;
    }

    async fn an_unlimited_plan_counts_nothing(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec::unlimited(None)).await;
        for _ in 0..3 {
            let ticket = story.open().await;
            assert_eq!((ticket.row.outcome.as_str(), ticket.credits.len()), ("covered", 0));
            assert!(story.booked(&ticket).await.is_empty());
        }
        assert!(story.left(contract.id).await.is_empty());
        story.ends_well().await;
    }

    async fn two_products_under_two_contracts_are_told_apart(db: Db) {
        let story = Story::new(db).await;
        let (cloud, relay) = (story.product().await, story.product().await);
        let covers = |product: ProductId| Coverage { products: [Key::of(product)].into(), ..Coverage::default() };
        let unlimited = story.plan(PlanSpec::unlimited(None)).await;
        let twelve = story.plan(PlanSpec::ticket_based(None, vec![Limit::per(Unit::Year, 12)])).await;
        let free = story.contract_for(story.desk.own, unlimited, covers(cloud)).await;
        let counted = story.contract_for(story.desk.own, twelve, covers(relay)).await;
        let first = story.open_with(OpenInput { product_id: Some(cloud), ..request() }).await;
        let second = story.open_with(OpenInput { product_id: Some(relay), ..request() }).await;
        assert_eq!((first.contract.as_ref().map(|c| c.id), first.credits.len()), (Some(free.id), 0));
        assert_eq!(second.contract.as_ref().map(|c| c.id), Some(counted.id));
        assert_eq!(bucket(&second, "year").remaining_hundredths, 1_100);
        let why = crate::tickets::why::decision(&story.desk.app, &story.desk.agent, key(&second)).await.unwrap();
        let why = serde_json::to_value(why).unwrap();
        assert_eq!(why["candidates"].as_array().unwrap().len(), 2, "{why}");
        // The product moves to the other contract: the credit comes back.
        let moved = story.change(&second, json!({ "product_id": cloud })).await;
        assert_eq!(moved.contract.as_ref().map(|c| c.id), Some(free.id));
        assert_eq!(story.left(counted.id).await, BTreeMap::from([("year".into(), 1_200)]));
        // And back, and away again: each move counts once, whoever held it first.
        let back = story.change(&second, json!({ "product_id": relay })).await;
        assert_eq!(bucket(&back, "year").remaining_hundredths, 1_100);
        story.change(&second, json!({ "product_id": cloud })).await;
        assert_eq!(story.left(counted.id).await, BTreeMap::from([("year".into(), 1_200)]));
        story.ends_well().await;
    }

    async fn credits_come_back_from_whichever_contract_took_them(db: Db) {
        let story = Story::new(db).await;
        let (a, b, c) = (story.product().await, story.product().await, story.product().await);
        let mut contracts = Vec::new();
        for product in [a, b, c] {
            let plan = story.plan(weekly(5)).await;
            let covers = Coverage { products: [Key::of(product)].into(), ..Coverage::default() };
            contracts.push(story.contract_for(story.desk.own, plan, covers).await);
        }
        let ticket = story.open_with(OpenInput { product_id: Some(a), ..request() }).await;
        story.change(&ticket, json!({ "product_id": b })).await;
        story.change(&ticket, json!({ "product_id": c })).await;
        for (contract, left) in contracts.iter().zip([500, 500, 400]) {
            assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), left)]));
        }
        story.ends_well().await;
    }

    async fn two_contracts_never_hold_for_the_same_sla_at_once(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let plan = story.plan(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let first = story.contract_for(story.desk.own, plan, Coverage::default()).await;
        let input = NewContract { start_date: "2026-05-05".into(), ..new_contract(story.desk.own, plan, Coverage::default()) };
        let second = contracts::create(&story.desk.app, &story.desk.admin, input).await.unwrap();
        let refused = contracts::step(&story.desk.app, &story.desk.admin, second.id, None, Step::Activate).await.unwrap_err();
        let AppError::Conflict { code, message } = refused else { panic!("{refused:?}") };
        assert_eq!(code, "contract_overlap");
        assert!(message.contains(&format!("{} ({})", first.number, first.name)), "{message}");
        // What the two cover makes no difference; another SLA does.
        let covers = Coverage { products: [Key::of(story.product().await)].into(), ..Coverage::default() };
        for product_of_its_own in [covers.clone(), Coverage { products: [Key::of(story.product().await)].into(), ..Coverage::default() }] {
            let made = contracts::create(&story.desk.app, &story.desk.admin, new_contract(story.desk.own, plan, product_of_its_own)).await.unwrap();
            assert_eq!(crate::record::testing::code(contracts::step(&story.desk.app, &story.desk.admin, made.id, None, Step::Activate).await), "contract_overlap");
        }
        let silver = story.sla("plan", vec![target(Metric::FirstResponse, DAY)], vec![]).await;
        let silver = story.plan(PlanSpec::unlimited(Some(Key::of(silver)))).await;
        story.contract_for(story.desk.own, silver, covers).await;
        // Another account may have the same plan.
        story.contract_for(story.desk.other, plan, Coverage::default()).await;
        // Once the first is over, the second may begin.
        contracts::step(&story.desk.app, &story.desk.admin, first.id, None, Step::Cancel { reason: "moved".into() }).await.unwrap();
        let active = contracts::step(&story.desk.app, &story.desk.admin, second.id, None, Step::Activate).await.unwrap();
        assert_eq!(active.state, "active");
        story.ends_well().await;
    }

    async fn a_credit_is_taken_at_the_first_answer(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { consume_at: ConsumeAt::FirstResponse, ..weekly(5) }).await;
        let ticket = story.open().await;
        assert!(story.booked(&ticket).await.is_empty());
        story.reply(&story.desk.customer, &ticket).await;
        assert!(story.booked(&ticket).await.is_empty(), "the customer's message is no answer");
        for _ in 0..2 {
            story.reply(&story.desk.agent, &ticket).await;
            assert_eq!(story.booked(&ticket).await, [pair("consume", -100)]);
        }
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 400)]));
        story.ends_well().await;
    }

    async fn a_correction_after_the_answer_does_not_make_it_free(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { consume_at: ConsumeAt::FirstResponse, ..weekly(5) }).await;
        let ticket = story.open().await;
        story.reply(&story.desk.agent, &ticket).await;
        let product = story.product().await;
        story.change(&ticket, json!({ "product_id": product })).await;
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 400)]));
        assert_eq!(story.booked(&ticket).await, [pair("consume", -100), pair("consume", -100), pair("refund", 100)]);
        story.ends_well().await;
    }

    async fn a_credit_is_taken_at_resolution(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { consume_at: ConsumeAt::Resolution, ..weekly(1) }).await;
        let (first, second) = (story.open().await, story.open().await);
        story.reply(&story.desk.agent, &first).await;
        assert!(story.booked(&first).await.is_empty());
        story.change(&first, json!({ "category": "solved" })).await;
        assert_eq!(story.booked(&first).await, [pair("consume", -100)]);
        story.change(&first, json!({ "category": "closed" })).await;
        assert_eq!(story.booked(&first).await.len(), 1);
        // Promised when it was opened, used up since: booked past the limit, and it shows.
        story.change(&second, json!({ "category": "solved" })).await;
        assert_eq!(story.booked(&second).await, [pair("overage", -100)]);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 0)]));
        story.ends_well().await;
    }

    async fn a_reopen_is_free_for_the_plans_days_and_then_costs(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { free_reopen_days: 2, ..week_and_month(5, 10) }).await;
        let ticket = story.open().await;
        story.change(&ticket, json!({ "category": "solved" })).await;
        story.later(2 * DAY - 1);
        let again = story.change(&ticket, json!({ "category": "open" })).await;
        assert_eq!((again.row.status.category.as_str(), story.left(contract.id).await["month"]), ("open", 900));
        story.change(&ticket, json!({ "category": "solved" })).await;
        story.later(2 * DAY);
        // Another status than `open` is no way around it.
        let paid = story.change(&ticket, json!({ "category": "on_hold", "pause_reason": "vendor" })).await;
        assert_eq!((paid.row.status.category.as_str(), story.left(contract.id).await["month"]), ("on_hold", 800));
        assert_ne!(paid.decision_id, ticket.decision_id);
        story.ends_well().await;
    }

    async fn the_same_key_opens_one_ticket(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        let mut call = story.desk.agent.clone();
        call.idempotency = Some(Idempotency { key: "k-1".into(), fingerprint: [1; 32] });
        let first = open(&story.desk.app, &call, request()).await.unwrap();
        let again = open(&story.desk.app, &call, request()).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 400)]));
        call.idempotency = Some(Idempotency { key: "k-1".into(), fingerprint: [2; 32] });
        assert_eq!(code(open(&story.desk.app, &call, urgent()).await), "idempotency_key_reused");
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 400)]));
        story.ends_well().await;
    }

    async fn top_ups_and_adjustments_count_and_never_pass_zero(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(week_and_month(1, 2)).await;
        let input = |bucket: Option<&str>, amount: i64| CreditInput { bucket: bucket.map(str::to_owned), amount_hundredths: amount, expires_at: None, product_id: None, asset_id: None, reason: "bought".into() };
        contracts::credit(&story.desk.app, &story.desk.admin, contract.id, input(None, 300), true).await.unwrap();
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 500), ("week".into(), 400)]));
        for _ in 0..4 {
            assert_eq!(story.open().await.row.outcome, "covered");
        }
        assert_eq!(story.open().await.row.admission, "held");
        let refused = contracts::credit(&story.desk.app, &story.desk.admin, contract.id, input(Some("month"), -101), false).await;
        assert_eq!(code(refused), "nothing_to_take");
        contracts::credit(&story.desk.app, &story.desk.admin, contract.id, input(Some("month"), -100), false).await.unwrap();
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 0), ("week".into(), 0)]));
        story.ends_well().await;
    }

    async fn the_bar_and_the_alerts_count_what_the_period_really_offers(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Spam].into(), ..weekly(2) }).await;
        let top_up = CreditInput { bucket: None, amount_hundredths: 200, expires_at: None, product_id: None, asset_id: None, reason: "bought".into() };
        contracts::credit(&story.desk.app, &story.desk.admin, contract.id, top_up, true).await.unwrap();
        let mut last = None;
        for (nth, alerts) in [(1, 0), (2, 1), (3, 1), (4, 3)] {
            let ticket = story.open().await;
            let week = bucket(&ticket, "week");
            assert_eq!((week.granted_hundredths, week.used_hundredths, week.remaining_hundredths), (400, nth * 100, 400 - nth * 100));
            assert_eq!(story.desk.audited("credits.threshold").await, alerts, "50, 80 and 100 percent of four, after {nth}");
            last = Some(ticket);
        }
        // What comes back is counted back, and the next period begins at nothing.
        let last = last.unwrap();
        crate::tickets::flags::mark_spam(&story.desk.app, &story.desk.agent, key(&last), true, None).await.unwrap();
        let week = story.read(&last).await;
        assert_eq!((bucket(&week, "week").used_hundredths, bucket(&week, "week").granted_hundredths), (300, 400));
        story.later(7 * DAY);
        let ticket = story.open().await;
        let week = bucket(&ticket, "week");
        assert_eq!((week.used_hundredths, week.granted_hundredths), (100, 300), "two granted, one left of the top-up");
        story.ends_well().await;
    }

    async fn many_at_once_never_pass_the_limit(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(week_and_month(3, 5)).await;
        let (app, call) = (&story.desk.app, &story.desk.agent);
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (app, call) = (app.clone(), call.clone());
                tokio::spawn(async move { open(&app, &call, request()).await.unwrap().row.outcome })
            })
            .collect();
        let mut covered = 0;
        for task in tasks {
            covered += usize::from(task.await.unwrap() == "covered");
        }
        assert_eq!(covered, 3);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 200), ("week".into(), 0)]));
        story.ends_well().await;
    }

    async fn a_refund_after_the_period_expires_at_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Spam].into(), ..weekly(2) }).await;
        let ticket = story.open().await;
        story.later(8 * DAY);
        crate::tickets::flags::mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
        assert_eq!(story.booked(&ticket).await, [pair("consume", -100), pair("expire", -100), pair("refund", 100)]);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 200)]));
        story.ends_well().await;
    }
}
