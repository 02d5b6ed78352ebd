use surety_domain::plan::LimitAction;
use surety_store::twins;

use super::*;
use crate::promises::account::{self, LedgerQuery};
use crate::promises::statement::{StatementQuery, statement};
use crate::promises::versioned::PlanView;
use crate::record::testing::code;

fn blocking(spec: PlanSpec) -> PlanSpec {
    PlanSpec {
        limit_policy: LimitAction::Block,
        ..spec
    }
}

impl Story {
    /// A plan that becomes the one of those without a contract.
    async fn free_plan(&self, spec: PlanSpec) -> Result<PlanView, AppError> {
        let input = PlanInput {
            name: Some(format!("Free {}", self.number())),
            sla_id: None,
            is_default: Some(true),
            spec: Some(blocking(spec)),
        };
        versioned::create::<versioned::PlanView>(&self.desk.app, &self.desk.admin, input).await
    }

    async fn change_free(&self, plan: &PlanView, spec: PlanSpec) -> Result<PlanView, AppError> {
        let input = PlanInput {
            spec: Some(blocking(spec)),
            ..PlanInput::default()
        };
        let (app, admin) = (&self.desk.app, &self.desk.admin);
        versioned::change::<versioned::PlanView>(app, admin, plan.id, None, input, None).await
    }

    /// What an account has of each limit of free support: granted, left.
    async fn free(&self, account: AccountId) -> BTreeMap<String, (i64, i64)> {
        let balances = account::balances(&self.desk.app, &self.desk.admin, account)
            .await
            .unwrap();
        let limits = balances.into_iter().map(|b| b.limit);
        limits
            .map(|l| (l.bucket, (l.granted_hundredths, l.remaining_hundredths)))
            .collect()
    }

    /// Kind, amount and reason of an account's entries, oldest first.
    async fn free_entries(&self, account: AccountId) -> Vec<(String, i64, String)> {
        let (app, admin) = (&self.desk.app, &self.desk.admin);
        let page = account::ledger(app, admin, account, LedgerQuery::default())
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

fn week(granted: i64, left: i64) -> BTreeMap<String, (i64, i64)> {
    BTreeMap::from([("week".into(), (granted, left))])
}

twins! {
    async fn a_change_of_free_support_grants_every_account_the_difference_once(db: Db) {
        let story = Story::new(db).await;
        let plan = story.free_plan(weekly(2)).await.unwrap();
        let (own, other) = (story.desk.own, story.desk.other);
        for _ in 0..2 {
            assert_eq!(story.open().await.row.outcome, "covered");
        }
        assert_eq!(story.open().await.row.admission, "blocked");
        story.later(DAY);
        let changed = story.desk.app.now();
        story.change_free(&plan, weekly(5)).await.unwrap();
        story.later(DAY);
        // Seen at once, and nothing is written by looking.
        assert_eq!((story.free(own).await, story.free_entries(own).await.len()), (week(500, 300), 3));
        let closing = async |at| {
            let lines = statement(&story.desk.app, &story.desk.admin, own, StatementQuery { at }).await.unwrap();
            (lines[0].granted_hundredths, lines[0].closing_hundredths)
        };
        let both = (closing(None).await, closing(Some(Instant(changed.0 - 1))).await);
        assert_eq!(both, ((500, 300), (200, 0)));
        let ticket = story.open().await;
        assert_eq!((ticket.row.outcome.as_str(), bucket(&ticket, "week").remaining_hundredths), ("covered", 200));
        story.open().await;
        let consumed = entry("consume", -100, "ticket");
        let wanted = [entry("grant", 200, "period"), consumed.clone(), consumed.clone(), entry("grant", 300, "amendment"), consumed.clone(), consumed];
        assert_eq!(story.free_entries(own).await, wanted);
        assert_eq!((closing(Some(changed)).await, closing(Some(Instant(changed.0 - 1))).await), ((500, 300), (200, 0)));
        // An account that has not asked yet has the same, and an account of its own.
        assert_eq!(story.free(other).await, week(500, 500));
        let stranger = RequesterInput { contact_id: Some(crate::record::testing::contact(3)), ..RequesterInput::default() };
        let theirs = OpenInput { requester: Some(stranger), ..request() };
        assert_eq!(story.open_with(theirs).await.row.outcome, "covered");
        assert_eq!(story.free(other).await, week(500, 400));
        // The next week has the new limit once.
        story.later(7 * DAY);
        assert_eq!((story.free(own).await, story.free(other).await), (week(500, 500), week(500, 500)));
        story.ends_well().await;
    }

    async fn less_free_support_takes_what_is_left_and_other_limits_begin_anew(db: Db) {
        let story = Story::new(db).await;
        let own = story.desk.own;
        let plan = story.free_plan(weekly(5)).await.unwrap();
        for _ in 0..2 {
            story.open().await;
        }
        // Twice before anybody looks: each counts from its own moment.
        story.later(DAY);
        story.change_free(&plan, weekly(3)).await.unwrap();
        story.later(DAY);
        story.change_free(&plan, weekly(4)).await.unwrap();
        assert_eq!(story.free(own).await, week(400, 200));
        story.open().await;
        assert_eq!(story.free(own).await, week(400, 100));
        let moved: Vec<_> = story.free_entries(own).await.into_iter().filter(|e| e.2 == "amendment").collect();
        assert_eq!(moved, [entry("adjust", -200, "amendment"), entry("grant", 100, "amendment")]);
        // Another plan takes its place.
        story.free_plan(PlanSpec::ticket_based(None, vec![Limit::per(Unit::Month, 9)])).await.unwrap();
        assert_eq!(story.free(own).await, BTreeMap::from([("month".into(), (900, 900))]));
        assert_eq!(story.open().await.row.outcome, "covered");
        assert_eq!(story.free(own).await, BTreeMap::from([("month".into(), (900, 800))]));
        assert_eq!(story.free_entries(own).await.iter().filter(|e| e.0 == "expire").collect::<Vec<_>>(), [&entry("expire", -100, "amendment")]);
        story.ends_well().await;
    }

    async fn a_limit_of_free_support_keeps_its_periods(db: Db) {
        let story = Story::new(db).await;
        let plan = story.free_plan(weekly(5)).await.unwrap();
        let mut fortnight = Limit::per(Unit::Week, 9);
        fortnight.count = 2;
        let other = PlanSpec::ticket_based(None, vec![fortnight]);
        assert_eq!(code(story.change_free(&plan, other.clone()).await), "bucket_periods_changed");
        assert_eq!(code(story.free_plan(other).await), "bucket_periods_changed");
        assert_eq!(story.free(story.desk.own).await, week(500, 500));
        story.ends_well().await;
    }

    async fn many_at_once_get_the_difference_once(db: Db) {
        let story = Story::new(db).await;
        let plan = story.free_plan(weekly(2)).await.unwrap();
        story.open().await;
        story.later(DAY);
        story.change_free(&plan, weekly(4)).await.unwrap();
        let (app, call) = (&story.desk.app, &story.desk.agent);
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (app, call) = (app.clone(), call.clone());
                tokio::spawn(async move { open(&app, &call, request()).await.unwrap().row.admission })
            })
            .collect();
        let mut admitted = 0;
        for task in tasks {
            admitted += usize::from(task.await.unwrap() == "admitted");
        }
        assert_eq!(admitted, 3);
        let granted: Vec<_> = story.free_entries(story.desk.own).await.into_iter().filter(|e| e.0 == "grant").collect();
        assert_eq!(granted, [entry("grant", 200, "period"), entry("grant", 200, "amendment")]);
        story.ends_well().await;
    }

    async fn late_consumption_follows_the_free_support_of_its_moment(db: Db) {
        let story = Story::new(db).await;
        let late = |credits| PlanSpec { consume_at: surety_domain::plan::ConsumeAt::Resolution, ..weekly(credits) };
        let plan = story.free_plan(late(1)).await.unwrap();
        let (first, second) = (story.open().await, story.open().await);
        story.later(DAY);
        story.change_free(&plan, late(2)).await.unwrap();
        for ticket in [&first, &second] {
            story.change(ticket, json!({ "category": "solved" })).await;
            assert_eq!(story.booked(ticket).await, [("consume".to_owned(), -100)]);
        }
        assert_eq!(story.free(story.desk.own).await, week(200, 0));
        story.ends_well().await;
    }
}
