//! A small desk to measure on: accounts under a plan of two limits and an SLA
//! with escalation steps, each with a contract and a contact.

use std::sync::Arc;

use surety_app::accounts::{self, NewAccount};
use surety_app::contacts::{self, NewContact};
use surety_app::fakes::SeededEntropy;
use surety_app::ports::Clock;
use surety_app::promises::contracts::{self, NewContract, Step};
use surety_app::promises::versioned::{self, CalendarInput, PlanInput, SlaInput};
use surety_app::{App, AppConfig, AppError, Call, Keys, seed};
use surety_domain::ids::ContactId;
use surety_domain::time::Instant;
use surety_store::testing::TestDb;
use surety_store::{Db, DbOptions, Engine};

/// The machine's clock, for the measurements of lateness.
#[derive(Debug)]
pub struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// Accounts of the desk, about as many as the demo desk has.
const ACCOUNTS: usize = 40;

/// A desk with people who ask.
#[derive(Debug)]
pub struct Desk {
    /// The application.
    pub app: App,
    /// Who asks: one contact of each account.
    pub contacts: Vec<ContactId>,
    db: TestDb,
}

/// An application over a database.
pub fn app_over(db: Db) -> App {
    App::new(
        db,
        Arc::new(WallClock),
        Arc::new(SeededEntropy::new(7)),
        Keys {
            seal: [1; 32],
            reply: [2; 32],
        },
        AppConfig::default(),
    )
}

/// Reads an input of the bench's own making.
pub fn from_json<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    match serde_json::from_value(value) {
        Ok(value) => value,
        Err(error) => panic!("the bench's own input does not read: {error}"),
    }
}

impl Desk {
    /// On a throw-away database of an engine, at full durability on SQLite.
    pub async fn new(engine: Engine) -> Self {
        let db = TestDb::with_options(engine, DbOptions::default()).await;
        let app = app_over(db.db());
        match Self::fill(&app).await {
            Ok(contacts) => Self { app, contacts, db },
            Err(error) => panic!("the bench's desk: {error}"),
        }
    }

    /// The file of an SQLite desk.
    pub fn path(&self) -> Option<std::path::PathBuf> {
        self.db.url().strip_prefix("sqlite:").map(Into::into)
    }

    /// Fills a database with what one ticket needs.
    ///
    /// # Errors
    /// As the verbs report.
    pub async fn fill(app: &App) -> Result<Vec<ContactId>, AppError> {
        let call = Call::system();
        seed::essentials(app).await?;
        let calendar = versioned::create::<versioned::CalendarView>(
            app,
            &call,
            from_json::<CalendarInput>(serde_json::json!({
                "name": "Bench office",
                "spec": {"tz": "Europe/Berlin", "hours": {
                    "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
                    "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]
                }}
            })),
        )
        .await?;
        let sla = versioned::create::<versioned::SlaView>(
            app,
            &call,
            from_json::<SlaInput>(serde_json::json!({
                "name": "Bench gold", "layer": "plan", "calendar_id": calendar.id,
                "spec": {
                    "targets": [
                        {"metric": "first_response", "seconds": 3_600},
                        {"metric": "resolution", "seconds": 28_800}
                    ],
                    "steps": [{"id": "warn", "metric": "first_response", "path": "automatic",
                        "trigger": {"when": "percent_of_target", "percent": 80},
                        "actions": [{"action": "tag", "tag": "late"}]}]
                }
            })),
        )
        .await?;
        let plan = versioned::create::<versioned::PlanView>(
            app,
            &call,
            from_json::<PlanInput>(serde_json::json!({
                "name": "Bench plan", "sla_id": sla.id,
                "spec": {"kind": "ticket_based", "limits": [
                    {"bucket": "week", "credits": 1_000_000, "unit": "week"},
                    {"bucket": "month", "credits": 1_000_000, "unit": "month"}
                ]}
            })),
        )
        .await?;
        let mut people = Vec::new();
        for number in 0..ACCOUNTS {
            let account = accounts::create(
                app,
                &call,
                from_json::<NewAccount>(serde_json::json!({
                    "name": format!("Halden Bank {number}"), "currency": "EUR",
                    "zone": "Europe/Berlin", "locale": "en"
                })),
            )
            .await?;
            let contact = contacts::create(
                app,
                &call,
                from_json::<NewContact>(serde_json::json!({
                    "name": "Grace Kim", "emails": [format!("grace@halden{number}.example")],
                    "account_id": account.id
                })),
            )
            .await?;
            let contract = contracts::create(
                app,
                &call,
                from_json::<NewContract>(serde_json::json!({
                    "account_id": account.id, "plan_id": plan.id, "start_date": "2026-01-01"
                })),
            )
            .await?;
            contracts::step(app, &call, contract.id, None, Step::Activate).await?;
            people.push(contact.id);
        }
        Ok(people)
    }
}
