//! A small demo desk, looked at afterwards.

use std::sync::Mutex;

use serde_json::{Value, json};
use surety_domain::time::Instant;
use surety_store::Db;

use super::*;
use crate::diagnostics::doctor::{Verdict, examine};
use crate::fakes::SeededEntropy;
use crate::identity::setup::first_start;
use crate::promises::versioned::{self, VersionedRecord};
use crate::simulate::simulate;
use crate::tickets::list::{PageQuery, TicketParams, list};
use crate::{AppConfig, Keys, seed};

fn desk(db: Db) -> App {
    App::new(
        db,
        Arc::new(MovedClock::new(Instant::from_seconds(1_795_000_000))),
        Arc::new(SeededEntropy::new(1)),
        Keys {
            seal: [1; 32],
            reply: [2; 32],
        },
        AppConfig::default(),
    )
}

surety_store::twins! {
    async fn a_small_demo_desk_is_whole(db: Db) {
        let app = desk(db.clone());
        first_start(&app, None).await.unwrap();
        seed::essentials(&app).await.unwrap();
        assert_eq!(state(&app).await.unwrap(), State::Empty);
        let told = Mutex::new((0, 0));
        let size = Size { tickets: 120, days: 30 };
        assert!(build(&app, size, |done, total| *told.lock().unwrap() = (done, total)).await.unwrap());
        assert_eq!(*told.lock().unwrap(), (120, 120));
        assert_eq!(state(&app).await.unwrap(), State::Whole);
        // Once only.
        assert!(!build(&app, size, |_, _| ()).await.unwrap());

        let all = list(&app, &Call::system(), TicketParams::default(), PageQuery { limit: Some(200), ..PageQuery::default() })
            .await
            .unwrap();
        // Spam and merged ones are not in the list.
        assert!((105..=120).contains(&all.items.len()), "{}", all.items.len());
        assert!(all.items.iter().all(|t| t.created_at <= app.now() && t.updated_at <= app.now()));
        let covered = all.items.iter().filter(|t| t.plan.is_some()).count();
        assert!(covered > 60, "only {covered} tickets are under a plan");
        assert!(all.items.iter().any(|t| t.status.category == "solved" || t.status.category == "closed"));

        what_is_live_simulated_changes_nothing(&app).await;

        let findings = examine(&db, app.now(), |_, _| ()).await;
        assert!(findings.iter().all(|f| f.verdict == Verdict::Ok), "{findings:#?}");
    }
}

async fn all<R: VersionedRecord>(app: &App, call: &Call) -> Vec<R> {
    let query = versioned::VersionedQuery {
        limit: Some(200),
        ..Default::default()
    };
    versioned::list(app, call, query).await.unwrap().items
}

/// Every SLA, calendar, plan and contract in force as a draft of itself: no
/// verdict, credit or price differs, and what the decisions made again use is
/// what the ledger says was used.
async fn what_is_live_simulated_changes_nothing(app: &App) {
    let call = Call::system();
    let played = |input: Value| async move {
        let input = serde_json::from_value(input).unwrap();
        let mut odd = Vec::new();
        let summary = simulate(app, &Call::system(), input, |ticket| {
            if ticket.changed {
                odd.push(ticket);
            }
            true
        })
        .await
        .unwrap();
        assert!(odd.is_empty(), "{:#?}", odd[0]);
        assert_eq!((summary.tickets, summary.unreadable), (120, 0));
        assert_eq!(summary.changed, 0);
        summary
    };
    let slas = all::<versioned::SlaView>(app, &call).await;
    assert!(!slas.is_empty());
    for sla in slas {
        let draft = json!({"name": sla.name, "layer": sla.layer, "calendar_id": sla.calendar_id, "spec": sla.spec});
        let summary = played(json!({"sla": {"id": sla.id, "draft": draft}})).await;
        assert!(summary.verdicts.iter().any(|v| v.old.met > 0));
    }
    for calendar in all::<versioned::CalendarView>(app, &call).await {
        played(json!({"calendar": {"id": calendar.id, "draft": {"spec": calendar.spec}}})).await;
    }
    for plan in all::<versioned::PlanView>(app, &call).await {
        let draft =
            json!({"sla_id": plan.sla_id, "is_default": plan.is_default, "spec": plan.spec});
        let summary = played(json!({"plan": {"id": plan.id, "draft": draft}})).await;
        let used: i64 = app
            .db()
            .read(|tx| {
                let query = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS used FROM credit_entries WHERE kind IN ('consume', 'refund')";
                tx.query_dynamic(&surety_store::SqlText::new(query), &[])?[0].int("used")
            })
            .await
            .unwrap();
        let reckoned: i64 = summary.credits.iter().map(|c| c.old_hundredths).sum();
        assert_eq!(reckoned, -used);
    }
}

#[test]
fn the_stories_fit_the_firm() {
    for story in texts::ENGLISH.iter().chain(texts::CHINESE) {
        assert!(
            data::PRODUCTS.iter().any(|p| p.0 == story.product),
            "{}",
            story.subject
        );
        assert!(
            ["urgent", "high", "normal", "low"].contains(&story.priority),
            "{}",
            story.subject
        );
        for text in [
            story.subject,
            story.ask,
            story.answer,
            story.follow,
            story.solution,
        ] {
            assert!(!text.is_empty(), "{}", story.subject);
        }
    }
    for customer in data::CUSTOMERS {
        assert!(customer.domain.ends_with(".example"), "{}", customer.name);
        assert!(
            customer
                .parent
                .is_none_or(|p| data::CUSTOMERS.iter().any(|c| c.name == p))
        );
    }
    assert_eq!((data::CUSTOMERS.len(), data::PRODUCTS.len()), (40, 12));
}

#[tokio::test]
async fn every_installation_has_its_own_password() {
    let test = surety_store::testing::TestDb::new(surety_store::Engine::Sqlite).await;
    let one = desk(test.db());
    let other = App::new(
        test.db(),
        Arc::new(MovedClock::new(Instant::from_seconds(0))),
        Arc::new(SeededEntropy::new(1)),
        Keys {
            seal: [9; 32],
            reply: [2; 32],
        },
        AppConfig::default(),
    );
    let (a, b) = (sign_ins(&one), sign_ins(&other));
    assert_eq!(a.len(), 6);
    assert_ne!(a[0].password.expose(), b[0].password.expose());
    assert_eq!(a[0].password.expose(), sign_ins(&one)[0].password.expose());
    assert!(a[0].password.expose().len() >= 12);
}
