use std::sync::Arc;

use base64::Engine as _;
use surety_domain::contract::Term;
use surety_domain::ids::UserId;
use surety_store::records::notifications;
use surety_store::twins;

use super::alerts::portal_user;
use super::*;
use crate::fakes::CapturedMail;
use crate::promises::contracts::{ContractQuery, RenewContract, RenewalQuery, RenewalView, remind};
use crate::record::testing::{code, user};

impl Story {
    /// A contract in force with these days.
    async fn dated(&self, start: &str, end: Option<&str>) -> ContractView {
        let plan = self.plan(weekly(5)).await;
        let input = NewContract {
            start_date: start.into(),
            end_date: end.map(Into::into),
            terms_text: "As agreed.".into(),
            ..new_contract(self.desk.own, plan, Coverage::default())
        };
        let made = contracts::create(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap();
        contracts::step(
            &self.desk.app,
            &self.desk.admin,
            made.id,
            None,
            Step::Activate,
        )
        .await
        .unwrap()
    }

    async fn renew(
        &self,
        contract: &ContractView,
        term: Option<Term>,
        state: &str,
    ) -> Result<ContractView, AppError> {
        let input = RenewContract {
            term,
            plan_id: None,
            state: Some(state.into()),
        };
        contracts::renew(
            &self.desk.app,
            &self.desk.supervisor,
            contract.id,
            None,
            input,
        )
        .await
    }

    async fn board(&self, days: Option<i64>) -> Vec<RenewalView> {
        contracts::renewals(&self.desk.app, &self.desk.agent, RenewalQuery { days })
            .await
            .unwrap()
    }

    fn at(&self, instant: &str) {
        self.desk.clock.set(Instant::parse(instant).unwrap());
    }

    /// Days left of every reminder that somebody got, the first first.
    async fn reminded(&self, who: UserId) -> Vec<i64> {
        let mut told: Vec<_> = self
            .desk
            .app
            .db()
            .read(move |tx| notifications::list(tx, who, "not_~", 50))
            .await
            .unwrap()
            .into_iter()
            .filter(|n| n.kind == "contract_ending")
            .map(|n| {
                serde_json::from_str::<Value>(&n.data).unwrap()["days_left"]
                    .as_i64()
                    .unwrap()
            })
            .collect();
        told.sort_by_key(|days| -days);
        told
    }
}

twins! {
    async fn a_renewal_follows_and_keeps_the_day_of_the_month(db: Db) {
        let story = Story::new(db).await;
        let first = story.dated("2024-02-29", Some("2025-02-28")).await;
        assert_eq!(first.state, "expired");
        let mut last = first.clone();
        let mut ends = Vec::new();
        for _ in 0..3 {
            last = story.renew(&last, None, "draft").await.unwrap();
            ends.push((last.start_date.clone(), last.end_date.clone().unwrap()));
            // What is to be renewed must be in force.
            assert_eq!(code(story.renew(&last, None, "draft").await), "contract_transition_invalid");
            contracts::step(&story.desk.app, &story.desk.admin, last.id, None, Step::Activate).await.unwrap();
        }
        let days = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(ends, [days("2025-02-28", "2026-02-28"), days("2026-02-28", "2027-02-28"), days("2027-02-28", "2028-02-29")]);
        assert_eq!((last.terms_text.as_str(), last.name.as_str(), last.plan.id.as_str()), ("As agreed.", first.name.as_str(), first.plan.id.as_str()));
        story.ends_well().await;
    }

    async fn a_contract_is_renewed_once_unless_that_was_cancelled(db: Db) {
        let story = Story::new(db).await;
        let contract = story.dated("2026-01-01", Some("2026-07-01")).await;
        let half = Some(Term { unit: Unit::HalfYear, count: 1 });
        let next = story.renew(&contract, half, "draft").await.unwrap();
        assert_eq!((next.start_date.as_str(), next.end_date.as_deref(), next.state.as_str()), ("2026-07-01", Some("2027-01-01"), "draft"));
        assert_eq!(code(story.renew(&contract, half, "draft").await), "already_renewed");
        let cancel = Step::Cancel { reason: "Wrong plan".into() };
        contracts::step(&story.desk.app, &story.desk.admin, next.id, None, cancel).await.unwrap();
        let again = story.renew(&contract, half, "active").await.unwrap();
        assert_eq!((again.state.as_str(), again.start_date.as_str()), ("active", "2026-07-01"));
        let open = story.dated("2026-01-01", None).await;
        assert_eq!(code(story.renew(&open, None, "draft").await), "contract_open_ended");
        assert_eq!(code(story.renew(&contract, None, "suspended").await), "unknown_state");
        let refused = contracts::renew(&story.desk.app, &story.desk.agent, contract.id, None, RenewContract::default()).await;
        assert_eq!(code(refused), "forbidden");
    }

    async fn a_renewal_that_would_overlap_is_refused_as_a_whole(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], Vec::new()).await;
        let plan = story.plan(PlanSpec { sla: Some(Key::of(sla)), ..weekly(1) }).await;
        let make = async |start: &str, end: &str| {
            let input = NewContract { start_date: start.into(), end_date: Some(end.into()), ..new_contract(story.desk.own, plan, Coverage::default()) };
            let made = contracts::create(&story.desk.app, &story.desk.admin, input).await.unwrap();
            contracts::step(&story.desk.app, &story.desk.admin, made.id, None, Step::Activate).await.unwrap()
        };
        let first = make("2026-01-01", "2026-06-01").await;
        make("2026-08-01", "2026-09-01").await;
        assert_eq!(code(story.renew(&first, None, "active").await), "contract_overlap");
        // Nothing of it is left: a shorter one fits.
        let short = Some(Term { unit: Unit::Month, count: 2 });
        let next = story.renew(&first, short, "active").await.unwrap();
        assert_eq!(next.end_date.as_deref(), Some("2026-08-01"));
    }

    async fn an_offer_is_taken_back_and_changed(db: Db) {
        let story = Story::new(db).await;
        let plan = story.plan(weekly(5)).await;
        let made = contracts::create(&story.desk.app, &story.desk.admin, new_contract(story.desk.own, plan, Coverage::default())).await.unwrap();
        let step = async |step| contracts::step(&story.desk.app, &story.desk.admin, made.id, None, step).await;
        assert_eq!(code(step(Step::Withdraw).await), "contract_transition_invalid");
        // The customer sees what is offered, and nothing of a draft.
        let seen = async || {
            let (app, manager) = (&story.desk.app, &story.desk.manager);
            let listed = contracts::list(app, manager, ContractQuery::default()).await.unwrap().items;
            let got = contracts::get(app, manager, made.id).await.is_ok();
            let versions = contracts::versions(app, manager, made.id).await.is_ok();
            (listed.iter().any(|c| c.id == made.id), got, versions)
        };
        assert_eq!(seen().await, (false, false, false));
        assert_eq!(step(Step::Offer).await.unwrap().state, "awaiting_acceptance");
        assert_eq!(seen().await, (true, true, true));
        assert_eq!(step(Step::Withdraw).await.unwrap().state, "draft");
        assert_eq!(seen().await, (false, false, false));
        assert_eq!(step(Step::Offer).await.unwrap().state, "awaiting_acceptance");
        let offered = contracts::documents(&story.desk.app, &story.desk.admin, made.id).await.unwrap().remove(0);
        let accepted = contracts::AcceptContract { document_sha256: offered.sha256, name: "Grace Kim".into(), reason: Some("By phone.".into()) };
        assert_eq!(step(Step::Accept(accepted)).await.unwrap().state, "active");
        assert_eq!(code(step(Step::Withdraw).await), "contract_transition_invalid");
    }

    async fn both_sides_are_reminded_once_on_each_day(db: Db) {
        let story = Story::new(db).await;
        story.with_a_portal().await;
        let contract = story.dated("2026-05-04", Some("2026-09-01")).await;
        let mails = Arc::new(CapturedMail::default());
        let effects = Effects { mail_out: Some(mails.clone()) };
        // 90 days before 1 September is 3 June, from its midnight in Berlin on.
        story.at("2026-06-02T21:59:59Z");
        assert_eq!(remind(&story.desk.app).await.unwrap(), 0);
        let mut sent = Vec::new();
        for day in ["2026-06-02T22:00:00Z", "2026-06-20T08:00:00Z", "2026-07-02T22:00:00Z", "2026-08-02T08:00:00Z", "2026-08-25T08:00:00Z", "2026-08-31T22:00:00Z", "2026-09-01T08:00:00Z"] {
            story.at(day);
            sent.push(remind(&story.desk.app).await.unwrap());
            // Whoever looks again finds nothing left.
            assert_eq!(remind(&story.desk.app).await.unwrap(), 0);
        }
        assert_eq!(sent, [1, 0, 1, 1, 1, 1, 0]);
        assert_eq!(story.desk.audited("contract.reminded").await, 5);
        let days = [90, 60, 30, 7, 0];
        assert_eq!(story.reminded(user(2)).await, days);
        assert_eq!(story.reminded(portal_user(2)).await, days);
        assert!(story.reminded(portal_user(1)).await.is_empty(), "a customer does not read contracts");
        assert!(story.reminded(portal_user(3)).await.is_empty(), "another account");
        run_due(&story.desk.app, &effects).await.unwrap();
        let sent = mails.sent();
        let mut keys: Vec<_> = sent.iter().map(|m| m.idempotency_key.clone()).collect();
        keys.sort();
        keys.dedup();
        assert_eq!((sent.len(), keys.len()), (5, 5), "a key for each reminder");
        assert!(sent.iter().all(|m| m.to == ["first2@customer.example"]));
        let text = |at: usize| {
            let raw = String::from_utf8(sent[at].raw.clone()).unwrap();
            let body = raw.split("\r\n\r\n").nth(1).unwrap().replace("\r\n", "");
            String::from_utf8(base64::engine::general_purpose::STANDARD.decode(body).unwrap()).unwrap()
        };
        // The manager reads Chinese.
        assert!(text(0).contains("90 天") && text(0).contains("2026-08-31"), "{}", text(0));
        assert!(text(4).contains("已到期"), "{}", text(4));
        assert!(crate::texts::contract_ends("en", &contract.name, 1, "2026-08-31").0.ends_with("ends in 1 day"));
    }

    async fn what_goes_on_or_is_cancelled_is_not_reminded_of(db: Db) {
        let story = Story::new(db).await;
        let renewed = story.dated("2026-05-04", Some("2026-09-01")).await;
        story.renew(&renewed, None, "active").await.unwrap();
        let cancelled = story.dated("2026-05-04", Some("2026-09-01")).await;
        contracts::step(&story.desk.app, &story.desk.admin, cancelled.id, None, Step::Cancel { reason: "Over".into() }).await.unwrap();
        let moved = story.dated("2026-05-04", Some("2026-09-01")).await;
        story.at("2026-06-03T08:00:00Z");
        assert_eq!(remind(&story.desk.app).await.unwrap(), 1);
        // Another end is another reminder; the old end is none any more.
        let later = serde_json::from_value(json!({ "end_date": "2026-12-01" })).unwrap();
        contracts::amend(&story.desk.app, &story.desk.admin, moved.id, None, later).await.unwrap();
        story.at("2026-07-03T08:00:00Z");
        assert_eq!(remind(&story.desk.app).await.unwrap(), 0);
        story.at("2026-09-02T08:00:00Z");
        assert_eq!(remind(&story.desk.app).await.unwrap(), 1);
    }

    async fn a_draft_of_a_renewal_is_no_agreement_to_go_on(db: Db) {
        let story = Story::new(db).await;
        let ends = story.dated("2026-05-04", Some("2026-09-01")).await;
        let draft = story.renew(&ends, None, "draft").await.unwrap();
        story.at("2026-06-03T08:00:00Z");
        assert_eq!(remind(&story.desk.app).await.unwrap(), 1);
        contracts::step(&story.desk.app, &story.desk.admin, draft.id, None, Step::Activate).await.unwrap();
        story.at("2026-07-03T08:00:00Z");
        assert_eq!(remind(&story.desk.app).await.unwrap(), 0);
    }

    async fn the_board_shows_what_ends_and_what_follows(db: Db) {
        let story = Story::new(db).await;
        let soon = story.dated("2025-05-11", Some("2026-05-11")).await;
        let later = story.dated("2025-10-01", Some("2026-08-02")).await;
        story.dated("2025-10-01", Some("2026-08-03")).await;
        let over = story.dated("2025-05-01", Some("2026-05-01")).await;
        story.dated("2025-05-01", None).await;
        let shown = |rows: Vec<RenewalView>| rows.into_iter().map(|r| (r.id, r.days_left, r.state)).collect::<Vec<_>>();
        // 4 May to 2 August are 90 days.
        let expected = [(over.id, -3, "expired".to_owned()), (soon.id, 7, "active".into()), (later.id, 90, "active".into())];
        assert_eq!(shown(story.board(None).await), expected);
        assert_eq!(story.board(Some(91)).await.len(), 4);
        let next = story.renew(&over, None, "active").await.unwrap();
        story.renew(&soon, None, "draft").await.unwrap();
        let board = story.board(Some(89)).await;
        assert_eq!(board.len(), 1, "what is over and goes on is done");
        assert_eq!((board[0].id, board[0].renewed_by_state.as_deref()), (soon.id, Some("draft")));
        assert_ne!(board[0].renewed_by, Some(next.id));
        for (days, wanted) in [(-1, "out_of_range"), (731, "out_of_range")] {
            let refused = contracts::renewals(&story.desk.app, &story.desk.agent, RenewalQuery { days: Some(days) }).await;
            assert_eq!(code(refused), wanted);
        }
        story.board(Some(730)).await;
        let customer = contracts::renewals(&story.desk.app, &story.desk.manager, RenewalQuery::default()).await;
        assert_eq!(code(customer), "forbidden");
    }
}
