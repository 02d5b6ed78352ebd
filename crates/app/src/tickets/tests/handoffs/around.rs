//! What is around handoffs: customers, tickets that bounce, routing, reports.

use surety_domain::ids::TeamId;
use surety_domain::permission::BuiltinRole;
use surety_domain::routing::{Strategy, TeamRule};
use surety_store::{Db, twins};

use super::*;
use crate::handoffs::report::{self, HandoffSpan};
use crate::routing::settings as routing;

twins! {
    async fn customers_see_nothing_of_it_unless_the_offer_says_so(db: Db) {
        let lines = Lines::new(db).await;
        let Desk { app, customer, .. } = &lines.story.desk;
        lines.offered().await;
        let seen = read::get(app, customer, key(&lines.ticket)).await.unwrap();
        assert_eq!((seen.handoff, seen.row.offered, seen.row.bounces), (None, None, 0));
        let events = read::events(app, customer, key(&lines.ticket)).await.unwrap();
        assert!(events.iter().all(|e| !e.kind.contains("handoff") && !e.data.to_string().contains("coil")));
        for probe in [json!({ "offered": "any" }), json!({ "bounces": "1" }), json!({ "handed": "2026-01-01T00:00:00Z,2027-01-01T00:00:00Z" })] {
            let params: list::TicketParams = serde_json::from_value(probe).unwrap();
            let listed = list::list(app, customer, params, list::PageQuery::default()).await;
            assert_eq!(code(listed), "invalid_filter");
        }
        assert_eq!(code(ownership::of_ticket(app, customer, key(&lines.ticket)).await), "forbidden");
        lines.accept(true).await.unwrap();
        assert_eq!(lines.read().await.row.message_count, 1, "nobody said to tell them");
        let back = of_team(TWO, lines.second, BuiltinRole::Supervisor.permissions());
        let aloud = OfferInput { tell_customer: true, ..to(lines.first) };
        handoffs::offer(app, &back, key(&lines.ticket), aloud, None).await.unwrap();
        assert_eq!(lines.read().await.row.message_count, 1, "told once it is accepted");
        handoffs::accept(app, &lines.giver(), key(&lines.ticket), AcceptInput::default(), None).await.unwrap();
        let page = crate::page::PageRequest::default();
        let messages = read::messages(app, customer, key(&lines.ticket), page).await.unwrap().items;
        assert!(messages[1].automatic && messages[1].body_text.contains("passed to colleagues"), "{messages:?}");
        lines.story.ends_well().await;
    }

    async fn a_ticket_that_bounces_past_the_limit_is_told_of(db: Db) {
        let lines = Lines::new(db).await;
        say(&lines.story, policy_of(1, 60)).await.unwrap();
        let (app, admin) = (&lines.story.desk.app, &lines.story.desk.admin);
        let seen = agents::get(app, admin, user(THREE)).await.unwrap();
        let change = ChangeAgent { manager_id: Some(Some(user(1))), ..ChangeAgent::default() };
        agents::update(app, admin, user(THREE), seen.version, change).await.unwrap();
        let (giver, taker) = (lines.giver(), lines.taker());
        for (round, at) in [lines.second, lines.first, lines.second, lines.first].into_iter().enumerate() {
            let (from, into) = if at == lines.second { (&giver, &taker) } else { (&taker, &giver) };
            handoffs::offer(app, from, key(&lines.ticket), to(at), None).await.unwrap();
            let seen = handoffs::accept(app, into, key(&lines.ticket), AcceptInput::default(), None).await.unwrap();
            assert_eq!(seen.row.bounces, i64::try_from(round).unwrap());
        }
        let events = read::events(app, admin, key(&lines.ticket)).await.unwrap();
        let told_of: Vec<_> = events.iter().filter(|e| e.kind == "bounced_too_often").map(|e| e.data["bounces"].as_u64().unwrap()).collect();
        assert_eq!(told_of, [2, 3], "the first one passes in silence");
        let someone = [told(&lines.story, 1).await, told(&lines.story, TWO).await].concat();
        assert!(someone.contains(&"bounced_too_often".to_owned()), "{someone:?}");
        for (bounces, count) in [("1", 1), ("3", 1), ("4", 0)] {
            assert_eq!(lines.listed(admin, json!({ "bounces": bounces })).await, count);
        }
        let span = HandoffSpan { from: START, before: START.plus_seconds(DAY) };
        let all = report::report(app, admin, span).await.unwrap().all;
        assert_eq!((all.offered, all.accepted, all.bounced), (4, 4, 3));
        lines.story.ends_well().await;
    }

    async fn routing_waits_for_the_answer_and_gives_out_what_a_team_accepts(db: Db) {
        let lines = Lines::new(db).await;
        let (app, admin) = (&lines.story.desk.app, &lines.story.desk.admin);
        let rule = |team| TeamRule { team_id: team, strategy: Strategy::RoundRobin, cap: 9 };
        let rules = routing::SetRouting { teams: vec![rule(lines.first), rule(lines.second)], ..routing::SetRouting::default() };
        let version = routing::get(app, admin).await.unwrap().version;
        routing::set(app, admin, version, rules).await.unwrap();
        lines.offered().await;
        lines.story.run_due().await;
        assert_eq!(id_of(lines.read().await.row.assignee.as_ref()), Some(user(THREE).to_string()));
        assert!(lines.ends().await.is_empty());
        let seen = lines.accept(false).await.unwrap();
        assert_eq!(id_of(seen.row.team.as_ref()), Some(lines.second.to_string()));
        let events = read::events(app, admin, key(&lines.ticket)).await.unwrap();
        assert!(events.iter().any(|e| e.kind == "routed"), "routing decided");
        lines.story.ends_well().await;
    }

    async fn every_number_of_the_report_opens_its_tickets(db: Db) {
        let mut lines = Lines::new(db).await;
        for end in 0..5 {
            lines.ticket = opened(&lines.story, lines.first).await;
            lines.offered().await;
            lines.story.later(60);
            match end {
                0 => drop(lines.accept(true).await.unwrap()),
                1 => drop(lines.decline("No.").await.unwrap()),
                2 => drop(lines.take_back().await.unwrap()),
                3 => drop(lines.story.change(&lines.ticket, json!({ "spam": true })).await),
                _ => {}
            }
        }
        let (app, admin) = (&lines.story.desk.app, &lines.story.desk.admin);
        let span = HandoffSpan { from: START, before: START.plus_seconds(HOUR) };
        let found = report::report(app, admin, span.clone()).await.unwrap();
        let words = "2026-05-04T08:00:00Z,2026-05-04T09:00:00Z";
        let (first, second) = (lines.first, lines.second);
        for (number, more) in [
            (found.all.offered, String::new()),
            (found.all.accepted, ",outcome:accepted".into()),
            (found.all.declined, ",outcome:declined".into()),
            (found.all.taken_back, ",outcome:taken_back".into()),
            (found.all.superseded, ",outcome:superseded".into()),
            (found.all.open, ",outcome:open".into()),
            (found.all.bounced, ",bounced".into()),
            (found.reasons[0].counts.offered, ",reason:skill".into()),
            (found.teams[0].counts.offered, format!(",from:{first},to:{second}")),
            (0, format!(",from:{second}")),
            (0, ",from:none".into()),
        ] {
            let listed = lines.listed(admin, json!({ "handed": format!("{words}{more}") })).await;
            assert_eq!(listed as u64, number, "{more}");
        }
        assert_eq!((found.all.offered, found.all.median_accept_seconds, found.reasons[0].name.as_str()), (5, Some(60), "Needs another skill"));
        let csv = report::spreadsheet(app, admin, span).await.unwrap();
        assert_eq!(csv.lines().count(), 6);
        assert!(csv.contains("First line,Second line,Needs another skill,declined"), "{csv}");
        // What a reader may not see is not counted either.
        let elsewhere = of_team(4, TeamId(77), BuiltinRole::Agent.permissions());
        let none = report::report(app, &elsewhere, HandoffSpan { from: START, before: START.plus_seconds(HOUR) }).await.unwrap();
        assert_eq!(none.all.offered, 0);
        for before in [START, START.plus_seconds(367 * DAY)] {
            let wrong = report::report(app, admin, HandoffSpan { from: START, before }).await;
            assert_eq!(refusal(wrong), ("span_invalid".into(), Some("before".into())));
        }
        lines.take_back().await.unwrap();
        lines.story.ends_well().await;
    }

    async fn what_colleagues_have_to_know_is_for_who_reads_internal_notes(db: Db) {
        let lines = Lines::new(db).await;
        lines.offered().await;
        let app = &lines.story.desk.app;
        let held: Vec<_> = BuiltinRole::Administrator.permissions().iter().filter(|p| *p != Permission::InternalNoteRead).collect();
        let outside = Call::by(Actor::agent(user(1), Vec::new(), PermissionSet::of(&held)));
        let seen = read::get(app, &outside, key(&lines.ticket)).await.unwrap().handoff.unwrap();
        assert_eq!((seen.note, seen.reason_name.as_str()), (None, "Needs another skill"));
        lines.decline("The coil is not ours.").await.unwrap();
        let told = read::events(app, &outside, key(&lines.ticket)).await.unwrap();
        assert!(told.iter().any(|e| e.kind == "handoff_ended"));
        assert!(!format!("{told:?}").contains("coil"), "{told:?}");
        lines.story.ends_well().await;
    }

    async fn customers_and_readers_cannot_ask_whether_it_is_offered(db: Db) {
        let lines = Lines::new(db).await;
        let Desk { app, customer, light, .. } = &lines.story.desk;
        for offered in [false, true] {
            if offered {
                lines.offered().await;
            }
            for call in [customer, light] {
                let accepted = handoffs::accept(app, call, key(&lines.ticket), AcceptInput::default(), None).await;
                assert_eq!(code(accepted), "forbidden");
                let input = DeclineInput { reason: "No.".into() };
                assert_eq!(code(handoffs::decline(app, call, key(&lines.ticket), input, None).await), "forbidden");
            }
        }
        lines.take_back().await.unwrap();
        lines.story.ends_well().await;
    }

    async fn an_offer_to_nobody_that_is_left_goes_back_at_once(db: Db) {
        let mut lines = Lines::new(db).await;
        let (app, admin) = (lines.story.desk.app.clone(), lines.story.desk.admin.clone());
        lines.offered().await;
        teams::archive(&app, &admin, lines.second, None, true).await.unwrap();
        lines.story.run_due().await;
        assert_eq!(lines.ends().await, ["superseded receiver_gone"]);
        assert!(told(&lines.story, THREE).await.contains(&"handoff_superseded".to_owned()));
        teams::archive(&app, &admin, lines.second, None, false).await.unwrap();
        // By name the agent takes it, whatever became of the team that came with them.
        lines.ticket = opened(&lines.story, lines.first).await;
        let named = OfferInput { team_id: None, user_id: Some(user(TWO)), ..to(lines.second) };
        lines.offer(named.clone()).await.unwrap();
        teams::archive(&app, &admin, lines.second, None, true).await.unwrap();
        lines.story.run_due().await;
        assert!(lines.ends().await.is_empty());
        let seen = lines.accept(true).await.unwrap();
        assert_eq!((id_of(seen.row.team.as_ref()), id_of(seen.row.assignee.as_ref())), (Some(lines.first.to_string()), Some(user(TWO).to_string())));
        lines.ticket = opened(&lines.story, lines.first).await;
        lines.offer(named).await.unwrap();
        agents::disable(&app, &admin, user(TWO), None, true).await.unwrap();
        lines.story.run_due().await;
        assert_eq!(lines.ends().await, ["superseded receiver_gone"]);
        lines.story.ends_well().await;
    }

    async fn old_ways_back_are_counted_and_not_charged_to_the_next_move(db: Db) {
        let lines = Lines::new(db).await;
        say(&lines.story, policy_of(1, 60)).await.unwrap();
        for team in [lines.second, lines.first, lines.second, lines.first] {
            lines.story.change(&lines.ticket, json!({ "team_id": team })).await;
        }
        let bounced = async || {
            let events = read::events(&lines.story.desk.app, &lines.story.desk.admin, key(&lines.ticket)).await.unwrap();
            events.iter().filter(|e| e.kind == "bounced_too_often").count()
        };
        assert_eq!((lines.read().await.row.bounces, bounced().await), (3, 2));
        forget(&lines, "UPDATE tickets SET bounces = 0 RETURNING id").await;
        let third = team(&lines.story, "Third line", 3, 1).await;
        let seen = lines.story.change(&lines.ticket, json!({ "team_id": third })).await;
        assert_eq!((seen.row.bounces, bounced().await), (3, 2), "that was no way back");
        lines.story.ends_well().await;
    }

    async fn a_damaged_offer_takes_no_list_down_and_is_read_from_the_history_again(db: Db) {
        let lines = Lines::new(db).await;
        let (app, admin) = (&lines.story.desk.app, &lines.story.desk.admin);
        lines.offered().await;
        forget(&lines, "UPDATE tickets SET handoff = '{' RETURNING id").await;
        assert_eq!(lines.listed(admin, json!({})).await, 1);
        assert_eq!(read::get(app, admin, key(&lines.ticket)).await.unwrap().handoff, None);
        let timer = jobs::timer_key(Kind::HandoffTimeout, &lines.ticket.row.id.to_string());
        app.command(&Call::system(), move |tx, _| Ok(store_jobs::delete_keyed(tx, &timer)?)).await.unwrap();
        assert_eq!(reconcile::timers(app).await.unwrap().set, 1);
        assert!(lines.read().await.handoff.is_some());
        lines.take_back().await.unwrap();
        lines.story.ends_well().await;
    }
}

/// Writes into the tickets behind the verbs' back.
async fn forget(lines: &Lines, text: &'static str) {
    lines
        .story
        .desk
        .app
        .db()
        .write(move |tx| {
            tx.query_dynamic(&surety_store::SqlText::new(text), &[])?;
            Ok::<_, surety_store::StoreError>(())
        })
        .await
        .unwrap();
}
