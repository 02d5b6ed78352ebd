use surety_domain::plan::ConsumeAt;
use surety_store::records::promises;
use surety_store::twins;

use super::*;
use crate::promises::account::{self, LedgerQuery};
use crate::promises::contracts::{AmendContract, ContractVersionView};
use crate::promises::statement::{self, StatementQuery};
use crate::record::testing::code;

/// Midnight in Berlin on which 11 May 2026 begins.
const MIDNIGHT: &str = "2026-05-10T22:00:00Z";

impl Story {
    async fn amend(&self, contract: ContractId, input: Value) -> Result<ContractView, AppError> {
        let input: AmendContract = serde_json::from_value(input).unwrap();
        contracts::amend(&self.desk.app, &self.desk.admin, contract, None, input).await
    }

    async fn versions(&self, contract: ContractId) -> Vec<ContractVersionView> {
        contracts::versions(&self.desk.app, &self.desk.agent, contract)
            .await
            .unwrap()
    }

    /// State and monthly or weekly credits of every version, newest first.
    async fn said(&self, contract: ContractId) -> Vec<(Option<i64>, String, Option<i64>)> {
        self.versions(contract)
            .await
            .into_iter()
            .map(|v| {
                let credits = v.terms.and_then(|t| t.limits.first().map(|l| l.credits.0));
                (v.version, v.state, credits)
            })
            .collect()
    }

    /// Kind, amount and reason of a contract's entries, oldest first.
    async fn entries(&self) -> Vec<(String, i64, String)> {
        let page = account::ledger(
            &self.desk.app,
            &self.desk.admin,
            self.desk.own,
            LedgerQuery::default(),
        )
        .await
        .unwrap();
        let mut entries: Vec<_> = page
            .items
            .into_iter()
            .map(|e| (e.kind, e.amount_hundredths, e.reason))
            .collect();
        entries.reverse();
        entries
    }
}

fn entry(kind: &str, amount: i64, reason: &str) -> (String, i64, String) {
    (kind.into(), amount, reason.into())
}

fn week(left: i64) -> BTreeMap<String, i64> {
    BTreeMap::from([("week".into(), left)])
}

twins! {
    async fn an_amendment_of_today_grants_the_difference_at_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        story.open().await;
        let more = story.plan(weekly(8)).await;
        let amended = story.amend(contract.id, json!({ "plan_id": more, "note": "They grow." })).await.unwrap();
        assert_eq!((amended.plan.id.clone(), amended.next_amendment_at), (more.to_string(), None));
        assert_eq!(story.left(contract.id).await, week(700));
        assert_eq!(story.entries().await, [entry("grant", 500, "period"), entry("consume", -100, "ticket"), entry("grant", 300, "amendment")]);
        assert_eq!(story.said(contract.id).await, [(Some(2), "in_force".into(), Some(800)), (Some(1), "past".into(), Some(500))]);
        let newest = &story.versions(contract.id).await[0];
        assert_eq!((newest.note.as_str(), newest.amendment, newest.effective_date.as_str()), ("They grow.", Some(1), "2026-05-04"));
        // A decision names the version that it was made by.
        let ticket = story.open().await;
        let decision = ticket.decision_id.unwrap();
        let stored = story.desk.app.db().read(move |tx| surety_store::records::decisions::get(tx, decision)).await.unwrap().unwrap();
        assert_eq!(stored.contract_version, Some(2));
        // The next week has the new limit once.
        story.later(7 * DAY);
        assert_eq!(story.left(contract.id).await, week(800));
        story.ends_well().await;
    }

    async fn less_takes_what_is_left_and_the_used_stays_used(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        for _ in 0..4 {
            story.open().await;
        }
        let less = story.plan(weekly(2)).await;
        story.amend(contract.id, json!({ "plan_id": less })).await.unwrap();
        assert_eq!(story.left(contract.id).await, week(0));
        assert_eq!(story.entries().await.last().unwrap(), &entry("adjust", -100, "amendment"));
        assert_eq!(story.open().await.row.admission, "held");
        story.ends_well().await;
    }

    async fn a_scheduled_amendment_comes_into_force_at_local_midnight_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        let more = story.plan(weekly(8)).await;
        story.later(DAY);
        let planned = story.amend(contract.id, json!({ "plan_id": more, "effective_date": "2026-05-11" })).await.unwrap();
        let midnight = Instant::parse(MIDNIGHT).unwrap();
        assert_eq!(planned.next_amendment_at, Some(midnight));
        assert_eq!(story.said(contract.id).await, [(None, "scheduled".into(), Some(800)), (Some(1), "in_force".into(), Some(500))]);
        assert_eq!(story.run_due().await, 0);
        story.desk.clock.set(Instant(midnight.0 - 1));
        assert_eq!(story.run_due().await, 0);
        assert_eq!(story.left(contract.id).await, week(500));
        story.desk.clock.set(midnight);
        assert_eq!(story.run_due().await, 1);
        assert_eq!(story.run_due().await, 0);
        assert_eq!(story.said(contract.id).await, [(Some(2), "in_force".into(), Some(800)), (Some(1), "past".into(), Some(500))]);
        assert_eq!(story.left(contract.id).await, week(800));
        assert_eq!(story.desk.audited("contract.amended").await, 1);
        story.ends_well().await;
    }

    async fn a_request_before_the_job_finds_the_new_terms(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(1)).await;
        // In the middle of a week: the difference, and not a new grant.
        let more = story.plan(weekly(3)).await;
        story.amend(contract.id, json!({ "plan_id": more, "effective_date": "2026-05-07" })).await.unwrap();
        assert_eq!(story.open().await.row.outcome, "covered");
        assert_eq!(story.open().await.row.admission, "held");
        // Nobody has run the job since.
        story.desk.clock.set(Instant::parse("2026-05-06T22:00:01Z").unwrap());
        let ticket = story.open().await;
        assert_eq!(ticket.row.outcome, "covered");
        assert_eq!(story.left(contract.id).await, week(100));
        // The job finds nothing to do any more.
        assert_eq!(story.run_due().await, 0);
        let grants: Vec<_> = story.entries().await.into_iter().filter(|e| e.0 == "grant").collect();
        assert_eq!(grants, [entry("grant", 100, "period"), entry("grant", 200, "amendment")]);
        story.ends_well().await;
    }

    async fn whoever_looks_before_the_job_sees_the_terms_of_today(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await.id;
        let ticket = story.open().await;
        let more = story.plan(weekly(8)).await;
        let less = story.plan(weekly(6)).await;
        for (plan, day) in [(more, "2026-05-06"), (less, "2026-05-07"), (more, "2026-05-20")] {
            story.amend(contract, json!({ "plan_id": plan, "effective_date": day })).await.unwrap();
        }
        story.desk.clock.set(Instant::parse("2026-05-07T12:00:00Z").unwrap());
        let (app, call) = (&story.desk.app, &story.desk.admin);
        let look = async || {
            let page = contracts::get(app, call, contract).await.unwrap();
            let balances = account::balances(app, call, story.desk.own).await.unwrap();
            let lines = statement::statement(app, call, story.desk.own, StatementQuery::default()).await.unwrap();
            let shown = story.read(&ticket).await;
            let before = StatementQuery { at: Some(Instant::parse("2026-05-06T12:00:00Z").unwrap()) };
            let before = statement::statement(app, call, story.desk.own, before).await.unwrap();
            (
                (page.plan.id, page.next_amendment_at, page.credits[0].granted_hundredths, page.credits[0].remaining_hundredths),
                (balances[0].limit.remaining_hundredths, lines[0].closing_hundredths, before[0].closing_hundredths),
                bucket(&shown, "week").remaining_hundredths,
                story.said(contract).await,
                crate::promises::periods::periods(app, call, contract).await.unwrap()[0].credits_hundredths,
            )
        };
        let now = look().await;
        let next = Instant::parse("2026-05-19T22:00:00Z").unwrap();
        assert_eq!(now.0, (less.to_string(), Some(next), 600, 500));
        assert_eq!((now.1, now.2, now.4), ((500, 500, 700), 500, 600));
        let said = |version, state: &str, credits| (version, state.to_owned(), Some(credits));
        assert_eq!(now.3, [said(None, "scheduled", 800), said(Some(3), "in_force", 600), said(Some(2), "past", 800), said(Some(1), "past", 500)]);
        // Looking has written nothing, and the job makes no difference to what is seen.
        assert_eq!((story.entries().await.len(), story.desk.audited("contract.amended").await), (2, 0));
        assert_eq!(story.run_due().await, 1);
        assert_eq!(look().await, now);
        assert_eq!(story.desk.audited("contract.amended").await, 2);
        story.ends_well().await;
    }

    async fn after_a_long_stop_everything_happens_as_of_its_day(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        let (eight, two) = (story.plan(weekly(8)).await, story.plan(weekly(2)).await);
        story.amend(contract.id, json!({ "plan_id": two, "effective_date": "2026-05-20" })).await.unwrap();
        story.amend(contract.id, json!({ "plan_id": eight, "effective_date": "2026-05-13" })).await.unwrap();
        story.desk.clock.set(Instant::parse("2026-05-29T12:00:00Z").unwrap());
        assert_eq!(story.run_due().await, 1);
        let states: Vec<_> = story.said(contract.id).await.into_iter().map(|(v, s, c)| (v.unwrap(), s, c.unwrap())).collect();
        assert_eq!(states, [(3, "in_force".into(), 200), (2, "past".into(), 800), (1, "past".into(), 500)]);
        let effective: Vec<_> = story.versions(contract.id).await.into_iter().map(|v| v.effective_date).collect();
        assert_eq!(effective, ["2026-05-20", "2026-05-13", "2026-05-04"]);
        assert_eq!(story.left(contract.id).await, week(200));
        story.ends_well().await;
    }

    async fn a_scheduled_amendment_can_be_cancelled_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        let more = story.plan(weekly(8)).await;
        let planned = story.amend(contract.id, json!({ "plan_id": more, "effective_date": "2026-05-11" })).await.unwrap();
        let cancel = |number| contracts::cancel_amendment(&story.desk.app, &story.desk.admin, contract.id, None, number);
        assert_eq!(code(cancel(7).await), "not_found");
        let view = cancel(1).await.unwrap();
        assert!(view.version > planned.version && view.next_amendment_at.is_none());
        assert_eq!(code(cancel(1).await), "amendment_not_scheduled");
        story.later(10 * DAY);
        assert_eq!(story.run_due().await, 0);
        assert_eq!(story.said(contract.id).await, [(None, "cancelled".into(), None), (Some(1), "in_force".into(), Some(500))]);
        assert_eq!(story.left(contract.id).await, week(500));
        story.ends_well().await;
    }

    async fn an_end_cancels_and_a_shorter_term_lets_lapse(db: Db) {
        let story = Story::new(db).await;
        let product = story.product().await;
        let covers = Coverage { products: [Key::of(product)].into(), ..Coverage::default() };
        let (first, more) = (story.contract(weekly(5)).await, story.plan(weekly(8)).await);
        let plan = story.plan(weekly(5)).await;
        let second = story.contract_for(story.desk.own, plan, covers).await;
        for contract in [&first, &second] {
            story.amend(contract.id, json!({ "plan_id": more, "effective_date": "2026-06-01" })).await.unwrap();
        }
        contracts::step(&story.desk.app, &story.desk.admin, first.id, None, Step::Cancel { reason: "moved".into() }).await.unwrap();
        assert_eq!(story.said(first.id).await[0].1, "cancelled");
        // An end before the day of an amendment is refused while it waits.
        let end = serde_json::from_value(json!({ "end_date": "2026-05-20" })).unwrap();
        let version = contracts::get(&story.desk.app, &story.desk.admin, second.id).await.unwrap().version;
        assert_eq!(code(contracts::change(&story.desk.app, &story.desk.admin, second.id, version, end).await), "effective_after_end");
        story.ends_well().await;
    }

    async fn what_cannot_be_is_refused(db: Db) {
        let story = Story::new(db).await;
        let plan = story.plan(weekly(5)).await;
        let draft = contracts::create(&story.desk.app, &story.desk.admin, new_contract(story.desk.own, plan, Coverage::default())).await.unwrap();
        assert_eq!(code(story.amend(draft.id, json!({ "rank": 1 })).await), "contract_not_amendable");
        let contract = contracts::step(&story.desk.app, &story.desk.admin, draft.id, None, Step::Activate).await.unwrap().id;
        for (input, wanted) in [
            (json!({ "effective_date": "2026-06-01" }), "nothing_changes"),
            (json!({ "rank": 1, "effective_date": "2026-05-03" }), "effective_date_in_the_past"),
            (json!({ "rank": 1, "effective_date": "soon" }), "invalid_date"),
            (json!({ "end_date": "2026-05-30", "effective_date": "2026-06-01" }), "effective_after_end"),
            (json!({ "plan_id": PlanId(9) }), "plan_not_found"),
        ] {
            assert_eq!(code(story.amend(contract, input.clone()).await), wanted, "{input}");
        }
        // A limit keeps its periods; two weeks are another limit.
        let mut fortnight = Limit::per(Unit::Week, 9);
        fortnight.count = 2;
        let reshaped = story.plan(PlanSpec::ticket_based(None, vec![fortnight])).await;
        assert_eq!(code(story.amend(contract, json!({ "plan_id": reshaped })).await), "bucket_periods_changed");
        let agent = contracts::amend(&story.desk.app, &story.desk.customer, contract, None, AmendContract { rank: Some(1), ..AmendContract::default() }).await;
        assert!(agent.is_err());
        for _ in 0..contracts::SCHEDULED_MAX {
            story.amend(contract, json!({ "rank": 1, "effective_date": "2026-06-01" })).await.unwrap();
        }
        assert_eq!(code(story.amend(contract, json!({ "rank": 1, "effective_date": "2026-06-01" })).await), "too_many_amendments");
        story.ends_well().await;
    }

    async fn a_planned_sla_stands_in_the_way_of_another_contract(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let gold = story.plan(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let first = story.contract(weekly(5)).await;
        story.amend(first.id, json!({ "plan_id": gold, "effective_date": "2026-06-01" })).await.unwrap();
        let other = |start: &str, end: &str| NewContract { start_date: start.into(), end_date: Some(end.into()), ..new_contract(story.desk.own, gold, Coverage::default()) };
        let made = contracts::create(&story.desk.app, &story.desk.admin, other("2026-05-04", "2026-06-02")).await.unwrap();
        let refused = contracts::step(&story.desk.app, &story.desk.admin, made.id, None, Step::Activate).await;
        assert_eq!(code(refused), "contract_overlap");
        let made = contracts::create(&story.desk.app, &story.desk.admin, other("2026-05-04", "2026-06-01")).await.unwrap();
        contracts::step(&story.desk.app, &story.desk.admin, made.id, None, Step::Activate).await.unwrap();
        // An amendment is refused the same way.
        assert_eq!(code(story.amend(first.id, json!({ "plan_id": gold })).await), "contract_overlap");
        story.ends_well().await;
    }

    async fn late_consumption_and_statements_know_their_version(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { consume_at: ConsumeAt::Resolution, ..weekly(5) }).await;
        let ticket = story.open().await;
        let months = story.plan(PlanSpec { consume_at: ConsumeAt::Resolution, ..week_and_month(3, 9) }).await;
        let before = story.desk.app.now();
        story.later(8 * DAY);
        story.amend(contract.id, json!({ "plan_id": months })).await.unwrap();
        // It was promised under the old terms and draws from the limits of now.
        story.change(&ticket, json!({ "category": "solved" })).await;
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 800), ("week".into(), 200)]));
        let lines = statement::statement(&story.desk.app, &story.desk.admin, story.desk.own, StatementQuery { at: Some(before) }).await.unwrap();
        let lines: Vec<_> = lines.iter().map(|l| (l.bucket.as_str(), l.granted_hundredths, l.closing_hundredths)).collect();
        assert_eq!(lines, [("week", 500, 500)]);
        story.ends_well().await;
    }

    async fn an_end_that_moves_away_keeps_what_the_cut_period_had(db: Db) {
        let story = Story::new(db).await;
        let plan = story.plan(weekly(5)).await;
        let input = NewContract { end_date: Some("2026-05-07".into()), ..new_contract(story.desk.own, plan, Coverage::default()) };
        let made = contracts::create(&story.desk.app, &story.desk.admin, input).await.unwrap();
        contracts::step(&story.desk.app, &story.desk.admin, made.id, None, Step::Activate).await.unwrap();
        story.open().await;
        let version = contracts::get(&story.desk.app, &story.desk.admin, made.id).await.unwrap().version;
        let end = serde_json::from_value(json!({ "end_date": null })).unwrap();
        contracts::change(&story.desk.app, &story.desk.admin, made.id, version, end).await.unwrap();
        story.later(4 * DAY);
        assert_eq!(story.left(made.id).await, week(400));
        story.later(3 * DAY);
        assert_eq!(story.left(made.id).await, week(500));
        story.ends_well().await;
    }

    async fn the_ledger_keeps_the_order_of_writing(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(9)).await;
        // All of one microsecond: the clock stands.
        let mut wanted = vec![("grant".to_owned(), 900)];
        for _ in 0..4 {
            story.open().await;
            wanted.push(("consume".into(), -100));
            let less = contracts::CreditInput { bucket: Some("week".into()), amount_hundredths: -50, expires_at: None, product_id: None, asset_id: None, reason: "counted".into() };
            contracts::credit(&story.desk.app, &story.desk.admin, contract.id, less, false).await.unwrap();
            wanted.push(("adjust".into(), -50));
        }
        let mut pages = Vec::new();
        let mut cursor = None;
        loop {
            let query = LedgerQuery { limit: Some(4), cursor, ..LedgerQuery::default() };
            let page = account::ledger(&story.desk.app, &story.desk.admin, story.desk.own, query).await.unwrap();
            pages.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        pages.reverse();
        let order: Vec<_> = pages.iter().map(|e| (e.kind.clone(), e.amount_hundredths)).collect();
        assert_eq!(order, wanted);
        let mut balance = 0;
        for entry in &pages {
            balance += entry.amount_hundredths;
            assert_eq!(entry.balance_after, balance);
        }
        story.ends_well().await;
    }

    async fn two_nodes_put_an_amendment_in_force_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(1)).await;
        let more = story.plan(weekly(4)).await;
        story.amend(contract.id, json!({ "plan_id": more, "effective_date": "2026-05-07" })).await.unwrap();
        story.desk.clock.set(Instant::parse("2026-05-06T22:00:00Z").unwrap());
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (app, call) = (story.desk.app.clone(), story.desk.agent.clone());
                tokio::spawn(async move { open(&app, &call, request()).await.unwrap().row.outcome })
            })
            .collect();
        story.run_due().await;
        let mut covered = 0;
        for task in tasks {
            covered += usize::from(task.await.unwrap() == "covered");
        }
        assert_eq!(covered, 4);
        let versions = story.desk.app.db().read(move |tx| promises::contract_versions(tx, contract.id)).await.unwrap();
        assert_eq!(versions.len(), 2);
        story.ends_well().await;
    }
}
