//! What a customer cannot choose, see or bring about.

use surety_domain::plan::RefundCause;
use surety_store::twins;

use super::*;
use crate::page::PageRequest;
use crate::record::testing::{code, refusal};
use crate::tickets::change::reopen_ticket;
use crate::tickets::flags::{admit, mark_spam, merge};
use crate::tickets::{read, why};

fn own_request() -> OpenInput {
    OpenInput {
        requester: None,
        ..request()
    }
}

fn kinds(booked: &[(String, i64)]) -> Vec<(&str, i64)> {
    booked
        .iter()
        .map(|(kind, amount)| (kind.as_str(), *amount))
        .collect()
}

twins! {
    async fn a_customer_chooses_neither_the_road_nor_the_beginning(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let began = OpenInput { began_at: Some(START.plus_seconds(-DAY)), ..own_request() };
        assert_eq!(code(open(app, &story.desk.customer, began.clone()).await), "forbidden");
        assert_eq!(code(open(app, &story.desk.manager, began).await), "forbidden");
        let phone = || OpenInput { channel: Some("phone".into()), ..own_request() };
        let opened = open(app, &story.desk.customer, phone()).await.unwrap();
        assert_eq!(opened.row.channel, "portal");
        let mut by_token = story.desk.customer.clone();
        by_token.token = Some(surety_domain::ids::TokenId::new(START, 1));
        let opened = open(app, &by_token, phone()).await.unwrap();
        assert_eq!(opened.row.channel, "api");
        let said = SayInput { body_text: Some("And another thing.".into()), channel: Some("phone".into()), ..SayInput::default() };
        let said = say::reply(app, &story.desk.customer, key(&opened), said, None).await.unwrap();
        assert_eq!(said.channel, "portal");
        // An agent who took the call says so.
        let call = OpenInput { channel: Some("phone".into()), began_at: Some(START.plus_seconds(-HOUR)), ..request() };
        let logged = open(app, &story.desk.agent, call).await.unwrap();
        assert_eq!(logged.row.channel, "phone");
        story.ends_well().await;
    }

    async fn what_went_into_another_ticket_stays_as_it_is(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Merge, RefundCause::Spam].into(), ..weekly(3) }).await;
        let (first, second) = (story.open().await, story.open().await);
        merge(app, &story.desk.agent, key(&second), key(&first), None).await.unwrap();
        story.later(40 * DAY);
        let left = story.left(contract.id).await;
        for call in [&story.desk.agent, &story.desk.customer] {
            assert_eq!(code(reopen_ticket(app, call, key(&second), None).await), "ticket_merged");
        }
        for spam in [true, false] {
            assert_eq!(code(mark_spam(app, &story.desk.agent, key(&second), spam, None).await), "ticket_merged");
        }
        assert_eq!(code(admit(app, &story.desk.agent, key(&second), true, String::new()).await), "ticket_merged");
        assert_eq!(story.left(contract.id).await, left);
        assert_eq!(kinds(&story.booked(&second).await), [("consume", -100), ("refund", 100)]);
        story.ends_well().await;
    }

    async fn spam_is_neither_reopened_nor_let_in_nor_paid_for(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Spam].into(), ..weekly(3) }).await;
        let ticket = story.open().await;
        story.change(&ticket, json!({ "category": "solved" })).await;
        mark_spam(app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
        for call in [&story.desk.agent, &story.desk.customer] {
            assert_eq!(code(reopen_ticket(app, call, key(&ticket), None).await), "ticket_spam");
        }
        assert_eq!(code(admit(app, &story.desk.agent, key(&ticket), true, String::new()).await), "ticket_spam");
        // A field that decides anew books nothing while the mark is on.
        let product = story.product().await;
        story.change(&ticket, json!({ "product_id": product })).await;
        assert_eq!(kinds(&story.booked(&ticket).await), [("consume", -100), ("refund", 100)]);
        assert_eq!(story.left(contract.id).await["week"], 300);
        let back = mark_spam(app, &story.desk.agent, key(&ticket), false, None).await.unwrap();
        assert_eq!((back.row.spam, back.row.outcome.as_str()), (false, "covered"));
        assert_eq!(story.left(contract.id).await["week"], 200);
        story.ends_well().await;
    }

    async fn a_plan_that_refunds_no_spam_keeps_its_credit_through_a_correction(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(3)).await;
        let ticket = story.open().await;
        mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
        let product = story.product().await;
        story.change(&ticket, json!({ "product_id": product })).await;
        assert_eq!(story.left(contract.id).await["week"], 200);
        mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), false, None).await.unwrap();
        assert_eq!(story.left(contract.id).await["week"], 200);
        story.ends_well().await;
    }

    async fn merges_at_one_time_never_make_a_circle(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        for _ in 0..8 {
            let (a, b, c) = (story.open().await, story.open().await, story.open().await);
            let go = |from: &TicketView, into: &TicketView| {
                let (app, call, from, into) = (app.clone(), story.desk.agent.clone(), key(from), key(into));
                tokio::spawn(async move { merge(&app, &call, from, into, None).await.map(|_| ()) })
            };
            let mut done = Vec::new();
            for task in [go(&a, &b), go(&b, &c), go(&c, &a)] {
                done.push(task.await.unwrap());
            }
            assert!(done.iter().any(Result::is_ok), "{done:?}");
            for refused in done.into_iter().filter(Result::is_err) {
                let code = code(refused);
                assert!(["ticket_merged", "merge_into_itself"].contains(&code.as_str()), "{code}");
            }
            let mut ends = 0;
            for ticket in [&a, &b, &c] {
                ends += usize::from(story.read(ticket).await.row.merged_into.is_none());
            }
            assert!(ends >= 1, "every ticket went into another one");
        }
        story.ends_well().await;
    }

    async fn what_is_written_for_colleagues_stays_with_them(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let (customer, manager) = (&story.desk.customer, &story.desk.manager);
        story.contract(weekly(3)).await;
        let team = crate::teams::create(app, &story.desk.admin, crate::teams::NewTeam { name: "Credit control".into(), tier: 3, ..Default::default() })
            .await.unwrap().id;
        let ticket = open(app, customer, own_request()).await.unwrap();
        story.change(&ticket, json!({ "tags": ["late-payer"], "team_id": team, "impact": "high", "urgency": "high" })).await;
        story.reply(&story.desk.agent, &ticket).await;
        let note = SayInput { body_text: Some("They never pay.".into()), ..SayInput::default() };
        say::note(app, &story.desk.agent, key(&ticket), note, None).await.unwrap();
        let own = |params: Value| serde_json::from_value::<list::TicketParams>(params).unwrap();
        let page = |call: &Call, params: Value| {
            let (app, call, params) = (app.clone(), call.clone(), own(params));
            async move { list::list(&app, &call, params, list::PageQuery::default()).await }
        };

        for call in [customer, manager] {
            let row = page(call, json!({})).await.unwrap().items.remove(0);
            let view = read::get(app, call, key(&ticket)).await.unwrap();
            assert_eq!(view.row, row);
            assert!(row.tags.is_empty() && row.team.is_none(), "{row:?}");
            assert_eq!(row.message_count, 2);
            assert_eq!(view.priority_source, Value::Null);
            for params in [json!({ "tag": "late-payer" }), json!({ "team": team }), json!({ "team": "none" })] {
                assert_eq!(refusal(page(call, params.clone()).await).0, "invalid_filter", "{params}");
            }
            let said = read::messages(app, call, key(&ticket), PageRequest::default()).await.unwrap().items;
            assert!(said.iter().all(|m| m.author.kind != "agent" || m.author.address.is_none()), "{said:?}");
        }
        // An agent sees all of it.
        let row = page(&story.desk.agent, json!({ "tag": "late-payer", "team": team })).await.unwrap().items.remove(0);
        assert_eq!((row.message_count, row.tags.as_slice()), (3, ["late-payer".to_owned()].as_slice()));
        assert_ne!(story.read(&ticket).await.priority_source, Value::Null);

        // Contracts and balances are the account manager's, not every customer's.
        let plain = read::get(app, customer, key(&ticket)).await.unwrap();
        assert!(plain.contract.is_none() && plain.credits.is_empty(), "{plain:?}");
        let managed = read::get(app, manager, key(&ticket)).await.unwrap();
        assert!(managed.contract.is_some() && !managed.credits.is_empty());
        assert_eq!(code(page(customer, json!({ "contract": managed.contract.unwrap().id })).await), "invalid_filter");
        let why = why::decision(app, customer, key(&ticket)).await.unwrap();
        assert_eq!((why.plain.bucket, why.plain.left_hundredths, why.plain.cost_hundredths), (None, None, None));
        // Why it is this plan is everybody's, in words that name nobody.
        assert_eq!(why.plain.points, ["for_account", "counts_now"]);
        assert!(why.candidates.is_empty() && why.contract.is_none() && why.because.is_none());
        let why = why::decision(app, manager, key(&ticket)).await.unwrap();
        assert_eq!(why.plain.cost_hundredths, Some(100));
        story.ends_well().await;
    }

    async fn the_number_of_a_ticket_that_one_may_not_read_is_not_told(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let own = open(app, &story.desk.customer, own_request()).await.unwrap();
        let colleague = open(app, &story.desk.manager, own_request()).await.unwrap();
        merge(app, &story.desk.agent, key(&own), key(&colleague), None).await.unwrap();
        // The manager reads the whole account; the customer's own request went
        // into one that is not theirs, which they follow now but cannot open.
        let view = read::get(app, &story.desk.manager, key(&own)).await.unwrap();
        assert_eq!(view.row.merged_into, Some(colleague.row.number));
        let view = read::get(app, &story.desk.customer, key(&own)).await.unwrap();
        assert_eq!(view.row.merged_into, None);
        story.ends_well().await;
    }

    async fn a_conversation_is_read_in_pages_from_its_end(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let ticket = open(app, &story.desk.customer, own_request()).await.unwrap();
        for n in 1..=4 {
            let said = SayInput { body_text: Some(format!("Line {n}")), ..SayInput::default() };
            let call = if n == 3 { &story.desk.agent } else { &story.desk.customer };
            if n == 3 {
                say::note(app, call, key(&ticket), said, None).await.unwrap();
            } else {
                say::reply(app, call, key(&ticket), said, None).await.unwrap();
            }
        }
        for (call, expected) in [
            (&story.desk.agent, vec![vec!["Line 3", "Line 4"], vec!["Line 1", "Line 2"], vec!["Since this morning."]]),
            (&story.desk.customer, vec![vec!["Line 2", "Line 4"], vec!["Since this morning.", "Line 1"]]),
        ] {
            let mut cursor = None;
            let mut pages = Vec::new();
            loop {
                let page = read::messages(app, call, key(&ticket), PageRequest::new(Some(2), cursor).unwrap()).await.unwrap();
                pages.push(page.items.into_iter().map(|m| m.body_text).collect::<Vec<_>>());
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(pages, expected);
        }
        let whole = read::messages(app, &story.desk.agent, key(&ticket), PageRequest::default()).await.unwrap();
        assert_eq!((whole.items.len(), whole.next_cursor), (5, None));
        assert_eq!(read::MESSAGES_DEFAULT, crate::page::MAX_LIMIT);
        let foreign = PageRequest::new(None, Some("nonsense".into())).unwrap();
        assert_eq!(code(read::messages(app, &story.desk.agent, key(&ticket), foreign).await), "invalid_cursor");
        story.ends_well().await;
    }
}
