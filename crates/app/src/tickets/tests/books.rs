//! What an account's books say of the main job: balances, ledger, statement,
//! periods, charges, approvals, notices.

use surety_domain::plan::{RefundCause, Rollover};
use surety_store::twins;

use super::*;
use crate::notifications;
use crate::promises::account::{self, LedgerQuery};
use crate::promises::approvals::{self, ApprovalQuery};
use crate::promises::contracts::CreditInput;
use crate::promises::statement::{StatementLine, StatementQuery, statement};
use crate::promises::{periods, versioned::calculate};
use crate::record::testing::code;

async fn statement_at(story: &Story, at: Option<Instant>) -> Vec<StatementLine> {
    statement(
        &story.desk.app,
        &story.desk.manager,
        story.desk.own,
        StatementQuery { at },
    )
    .await
    .unwrap()
}

/// Opening, granted, rolled over, topped up, consumed, refunded, expired, closing.
fn sums(line: &StatementLine) -> [i64; 8] {
    let made = line.opening_hundredths
        + line.granted_hundredths
        + line.rolled_over_hundredths
        + line.topped_up_hundredths
        + line.adjusted_hundredths
        - line.consumed_hundredths
        + line.refunded_hundredths
        - line.expired_hundredths;
    assert_eq!(made, line.closing_hundredths, "{line:?}");
    [
        line.opening_hundredths,
        line.granted_hundredths,
        line.rolled_over_hundredths,
        line.topped_up_hundredths,
        line.consumed_hundredths,
        line.refunded_hundredths,
        line.expired_hundredths,
        line.closing_hundredths,
    ]
}

twins! {
    async fn balances_and_ledger_tell_what_happened(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Spam].into(), ..week_and_month(5, 9) }).await;
        let first = story.open().await;
        story.later(60);
        let second = story.open().await;
        story.later(60);
        crate::tickets::flags::mark_spam(&story.desk.app, &story.desk.agent, key(&second), true, None).await.unwrap();
        let (app, own) = (&story.desk.app, story.desk.own);
        let balances = account::balances(app, &story.desk.manager, own).await.unwrap();
        let left: Vec<_> = balances.iter().map(|b| (b.contract.id, b.limit.bucket.as_str(), b.limit.remaining_hundredths)).collect();
        assert_eq!(left, [(contract.id, "week", 400), (contract.id, "month", 800)]);
        let of = |bucket: &str| LedgerQuery { contract: Some(contract.id), bucket: Some(bucket.into()), ..LedgerQuery::default() };
        let week = account::ledger(app, &story.desk.agent, own, of("week")).await.unwrap().items;
        let told: Vec<_> = week.iter().map(|e| (e.kind.as_str(), e.amount_hundredths, e.ticket_number, e.balance_after)).collect();
        assert_eq!(told, [
            ("refund", 100, Some(second.row.number), 400),
            ("consume", -100, Some(second.row.number), 300),
            ("consume", -100, Some(first.row.number), 400),
            ("grant", 500, None, 500),
        ]);
        assert_eq!((week[0].reason.as_str(), week[0].actor.name.as_deref()), ("spam", Some("Agent 3")));
        assert_eq!((week[3].expires_at, week[3].period_index), (Some(Instant::parse("2026-05-10T22:00:00Z").unwrap()), Some(0)));
        // Pages put together are the whole.
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let page = account::ledger(app, &story.desk.agent, own, LedgerQuery { limit: Some(3), cursor, ..LedgerQuery::default() }).await.unwrap();
            all.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() { break }
        }
        let whole = account::ledger(app, &story.desk.agent, own, LedgerQuery::default()).await.unwrap().items;
        assert_eq!((all.len(), &all), (8, &whole));
        assert_eq!(code(account::ledger(app, &story.desk.stranger, own, LedgerQuery::default()).await), "not_found");
        story.ends_well().await;
    }

    async fn a_statement_is_the_same_whenever_it_is_asked_for(db: Db) {
        let story = Story::new(db).await;
        let mut spec = weekly(5);
        spec.limits[0].rollover = Rollover { periods: 1, cap: None };
        spec.refunds = [RefundCause::Spam].into();
        let contract = story.contract(spec).await;
        let tickets = [story.open().await, story.open().await, story.open().await];
        let bought = CreditInput { bucket: None, amount_hundredths: 200, expires_at: None, product_id: None, asset_id: None, reason: "bought".into() };
        contracts::credit(&story.desk.app, &story.desk.admin, contract.id, bought, true).await.unwrap();
        story.later(DAY);
        crate::tickets::flags::mark_spam(&story.desk.app, &story.desk.agent, key(&tickets[0]), true, None).await.unwrap();
        let first_week = story.desk.app.now();
        let before = statement_at(&story, None).await;
        assert_eq!(sums(&before[0]), [0, 500, 0, 200, 300, 100, 0, 500]);
        // The next week, before anybody has drawn anything: reckoned, not written.
        story.later(7 * DAY);
        let second_week = story.desk.app.now();
        let unwritten = statement_at(&story, None).await;
        assert_eq!(sums(&unwritten[0]), [200, 500, 300, 0, 0, 0, 0, 1_000]);
        story.open().await;
        assert_eq!(statement_at(&story, Some(Instant(second_week.0 - 1))).await, unwritten, "written since");
        assert_eq!(statement_at(&story, Some(first_week)).await, before);
        // Weeks later, and the third week was looked at by nobody.
        story.later(28 * DAY);
        story.open().await;
        assert_eq!(statement_at(&story, Some(first_week)).await, before);
        assert_eq!(sums(&statement_at(&story, Some(second_week)).await[0]), [200, 500, 300, 0, 100, 0, 0, 900]);
        let now = statement_at(&story, None).await;
        assert_eq!(now[0].closing_hundredths, story.left(contract.id).await["week"]);
        sums(&now[0]);
        assert_eq!(code(statement(&story.desk.app, &story.desk.stranger, story.desk.own, StatementQuery::default()).await), "not_found");
        story.ends_well().await;
    }

    async fn the_periods_of_a_contract_are_actual_dates(db: Db) {
        let story = Story::new(db).await;
        let plan = story.plan(week_and_month(5, 10)).await;
        let input = NewContract { start_date: "2026-01-31".into(), end_date: Some("2026-05-15".into()), ..new_contract(story.desk.own, plan, Coverage::default()) };
        let contract = contracts::create(&story.desk.app, &story.desk.admin, input).await.unwrap();
        let all = periods::periods(&story.desk.app, &story.desk.agent, contract.id).await.unwrap();
        let months: Vec<_> = all.iter().filter(|p| p.bucket == "month").map(|p| (p.first_day.as_str(), p.last_day.as_str(), p.current)).collect();
        // The anchor day is kept, and clamped; the last period ends with the contract.
        assert_eq!(months, [
            ("2026-01-31", "2026-02-27", false),
            ("2026-02-28", "2026-03-30", false),
            ("2026-03-31", "2026-04-29", false),
            ("2026-04-30", "2026-05-14", true),
        ]);
        assert_eq!(all.iter().filter(|p| p.bucket == "week").count(), 15);
        let versions = contracts::versions(&story.desk.app, &story.desk.agent, contract.id).await.unwrap();
        assert_eq!((versions.len(), versions[0].version), (1, Some(1)));
        let open_ended = story.contract(weekly(1)).await;
        let ahead = periods::periods(&story.desk.app, &story.desk.agent, open_ended.id).await.unwrap();
        assert_eq!(ahead.len(), 13);
        assert_eq!(code(periods::periods(&story.desk.app, &story.desk.stranger, contract.id).await), "not_found");
        story.ends_well().await;
    }

    async fn requests_for_approval_are_seen_by_who_decides_them(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(1)).await;
        story.open().await;
        let held = story.open().await;
        let list = |call: &Call, state: Option<&str>| {
            let (app, call) = (story.desk.app.clone(), call.clone());
            let query = ApprovalQuery { state: state.map(str::to_owned), ..ApprovalQuery::default() };
            async move { approvals::list(&app, &call, query).await }
        };
        for call in [&story.desk.agent, &story.desk.manager] {
            let waiting = list(call, None).await.unwrap().items;
            assert_eq!(waiting.len(), 1);
            assert_eq!(waiting[0].ticket.as_ref().map(|t| t.number), Some(held.row.number));
            assert_eq!(waiting[0].contract.as_ref().map(|c| c.id), Some(contract.id));
        }
        assert_eq!(code(list(&story.desk.customer, None).await), "forbidden");
        assert_eq!(code(list(&story.desk.agent, Some("maybe")).await), "unknown_state");
        let id = held.approval.clone().unwrap().id;
        crate::tickets::flags::decide(&story.desk.app, &story.desk.agent, id, true, "fine".into()).await.unwrap();
        assert!(list(&story.desk.manager, None).await.unwrap().items.is_empty());
        let approved = list(&story.desk.manager, Some("approved")).await.unwrap().items;
        assert_eq!((approved[0].decided_by.as_deref(), approved[0].note.as_str()), (Some("Agent 3"), "fine"));
        story.ends_well().await;
    }

    async fn supervisors_are_told_of_used_up_credits_and_read_it_once(db: Db) {
        let story = Story::new(db).await;
        story.contract(weekly(2)).await;
        story.open().await;
        story.open().await;
        let (app, call) = (&story.desk.app, &story.desk.supervisor);
        let told = notifications::list(app, call, None, None).await.unwrap();
        let percents: Vec<_> = told.items.iter().map(|n| n.data["percent"].as_i64().unwrap()).collect();
        assert_eq!((percents.len(), told.unread), (3, 3), "50, 80 and 100 percent: {percents:?}");
        let left = notifications::read(app, call, notifications::ReadInput { up_to: told.items[1].id }).await.unwrap();
        assert_eq!(left.unread, 1);
        let left = notifications::read(app, call, notifications::ReadInput { up_to: told.items[0].id }).await.unwrap();
        assert_eq!(left.unread, 0);
        assert!(notifications::list(app, &story.desk.agent, None, None).await.unwrap().items.is_empty());
        story.ends_well().await;
    }

    async fn the_calculator_answers_as_the_command_does(db: Db) {
        let story = Story::new(db).await;
        let ask = |call: &Call, input: Value| { let (app, call) = (story.desk.app.clone(), call.clone()); async move { calculate(&app, &call, input).await } };
        let question = json!({ "tz": "Europe/Berlin", "hours": { "mon": [["09:00", "17:00"]] }, "op": "add", "start": "2026-05-04T08:00:00Z", "seconds": 8 * HOUR });
        assert_eq!(ask(&story.desk.agent, question.clone()).await.unwrap(), json!("2026-05-11T08:00:00Z"));
        let mut between = question.clone();
        between["op"] = json!("between");
        between["end"] = json!("2026-05-18T08:00:00Z");
        assert_eq!(ask(&story.desk.agent, between).await.unwrap(), json!(16 * HOUR));
        let mut wrong = question.clone();
        wrong["tz"] = json!("Europe/Nowhere");
        assert_eq!(code(ask(&story.desk.agent, wrong).await), "unknown_zone");
        assert_eq!(code(ask(&story.desk.customer, question).await), "forbidden");
        assert_eq!(code(ask(&story.desk.agent, json!([1])).await), "invalid_input");
    }
}

/// A new desk has its first promises, once.
mod seeds {
    use super::*;

    twins! {
        async fn a_new_desk_promises_something_and_what_is_changed_stays_changed(db: Db) {
            let desk = Desk::new(db).await;
            seed::essentials(&desk.app).await.unwrap();
            let calendars = versioned::list::<versioned::CalendarView>(&desk.app, &desk.admin, versioned::VersionedQuery::default()).await.unwrap().items;
            assert_eq!(calendars.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["24×7", "Office hours"]);
            let slas = versioned::list::<versioned::SlaView>(&desk.app, &desk.admin, versioned::VersionedQuery::default()).await.unwrap().items;
            assert_eq!((slas.len(), slas[0].layer.as_str()), (1, "corporate"));
            let plans = versioned::list::<versioned::PlanView>(&desk.app, &desk.admin, versioned::VersionedQuery::default()).await.unwrap().items;
            assert_eq!((plans.len(), plans[0].is_default), (1, true));
            let ticket = open(&desk.app, &desk.agent, request()).await.unwrap();
            assert_eq!((ticket.row.outcome.as_str(), clock(&ticket, "first_response", 0).layer.as_str()), ("covered", "corporate"));
            versioned::change::<versioned::SlaView>(&desk.app, &desk.admin, slas[0].id, Some(slas[0].version), SlaInput::default(), Some(true)).await.unwrap();
            seed::essentials(&desk.app).await.unwrap();
            assert!(versioned::list::<versioned::SlaView>(&desk.app, &desk.admin, versioned::VersionedQuery::default()).await.unwrap().items.is_empty());
            let away = versioned::VersionedQuery { archived: Some(true), ..Default::default() };
            let gone = versioned::list::<versioned::SlaView>(&desk.app, &desk.admin, away.clone()).await.unwrap().items;
            assert_eq!((gone.len(), gone[0].id, gone[0].archived_at), (1, slas[0].id, Some(desk.app.now())));
            let back = versioned::change::<versioned::SlaView>(&desk.app, &desk.admin, slas[0].id, Some(gone[0].version), SlaInput::default(), Some(false)).await.unwrap();
            assert_eq!((back.archived_at, back.current_version), (None, slas[0].current_version));
            assert!(versioned::list::<versioned::SlaView>(&desk.app, &desk.admin, away).await.unwrap().items.is_empty());
        }
    }
}
