//! Crashes and races of the main job, on both engines.
//!
//! Each story has a control: a switch takes one safeguard away, and the story
//! must find that out.
//!
//! Small in `make test`, at full size with `SURETY_TORTURE=full`. The moments
//! of the kills come from a seed that is printed; `SURETY_TORTURE_SEED` runs a
//! seed again, as far as a machine repeats itself.

#![expect(
    clippy::disallowed_methods,
    reason = "a test program reads its size and its task from the environment"
)]

use std::hash::{BuildHasher, Hasher};
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use surety_app::fakes::{MovedClock, SeededEntropy};
use surety_app::promises::contracts::{self, NewContract, Step};
use surety_app::promises::versioned::{self, PlanInput};
use surety_app::tickets::open::{self, OpenInput, RequesterInput};
use surety_app::tickets::view::TicketView;
use surety_app::{App, AppConfig, AppError, Call, Keys, accounts, contacts, seed};
use surety_domain::ids::{AccountId, ContactId, ContractId, PlanId};
use surety_domain::time::Instant;
use surety_store::testing::TestDb;
use surety_store::{Db, DbOptions, Engine};

mod crashes;
mod escalations;
mod races;

const TASK: &str = "SURETY_TORTURE_TASK";
/// A Wednesday in the middle of a week and a month.
const NOW: Instant = Instant::from_seconds(1_781_697_600);

fn full() -> bool {
    std::env::var("SURETY_TORTURE").is_ok_and(|v| v == "full")
}

/// Chance with a seed that is told (SplitMix64).
struct Chance(u64);

impl Chance {
    fn new(story: &str) -> Self {
        let seed = std::env::var("SURETY_TORTURE_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .unwrap_or_else(|| std::hash::RandomState::new().build_hasher().finish());
        eprintln!("{story}: SURETY_TORTURE_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn millis(&mut self, end: u64) -> Duration {
        Duration::from_millis(self.below(end))
    }
}

/// Kills a child after a time. This is about moments of the real clock.
fn kill_after(child: &Arc<Mutex<Child>>, delay: Duration) -> std::thread::JoinHandle<()> {
    let child = Arc::clone(child);
    std::thread::spawn(move || {
        std::thread::sleep(delay);
        child.lock().expect("the child").kill().expect("kill -9");
    })
}

/// Waits for the end of a child, which must be that it was killed.
fn was_killed(child: &Arc<Mutex<Child>>) {
    use std::os::unix::process::ExitStatusExt;
    let status = child.lock().expect("the child").wait().expect("its end");
    assert_eq!(
        status.signal(),
        Some(9),
        "the child ended by itself: {status}"
    );
}

fn app_at(db: Db, seed: u64, now: Instant) -> App {
    App::new(
        db,
        Arc::new(MovedClock::new(now)),
        Arc::new(SeededEntropy::new(seed)),
        Keys {
            seal: [1; 32],
            reply: [2; 32],
        },
        AppConfig::default(),
    )
}

fn app_over(db: Db, seed: u64) -> App {
    app_at(db, seed, NOW)
}

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("the test's own input reads")
}

/// SQLite as it is used, not as fast tests use it.
async fn durable(engine: Engine) -> TestDb {
    TestDb::with_options(engine, DbOptions::default()).await
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new()
        .expect("a runtime")
        .block_on(work)
}

/// An account with a contract of `credits` a week under the policy `charge`.
async fn fill(app: &App, credits: i64) -> (ContactId, ContractId) {
    let call = Call::system();
    seed::essentials(app).await.expect("the seed");
    let unique = format!("{:032x}", u128::from_le_bytes(app.random_bytes()));
    let account = accounts::create(
        app,
        &call,
        read(json!({"name": unique, "currency": "EUR", "zone": "Europe/Berlin", "locale": "en"})),
    )
    .await
    .expect("an account");
    let contact = contacts::create(
        app,
        &call,
        read(json!({"name": "Grace", "emails": [format!("{unique}@x.example")], "account_id": account.id})),
    )
    .await
    .expect("a contact");
    let plan = versioned::create::<versioned::PlanView>(
        app,
        &call,
        read::<PlanInput>(json!({
            "name": unique,
            "spec": {
                "kind": "ticket_based", "limit_policy": "charge",
                "limits": [{"bucket": "week", "credits": credits, "unit": "week"}],
                "price_list": {"currency": "EUR", "prices": [{"amount": 5_000}]}
            }
        })),
    )
    .await
    .expect("a plan");
    (contact.id, in_force(app, account.id, plan.id).await)
}

/// A contract of a plan that is in force.
async fn in_force(app: &App, account: AccountId, plan: PlanId) -> ContractId {
    let call = Call::system();
    let contract = contracts::create(
        app,
        &call,
        read::<NewContract>(
            json!({"account_id": account, "plan_id": plan, "start_date": "2026-01-01"}),
        ),
    )
    .await
    .expect("a contract");
    contracts::step(app, &call, contract.id, None, Step::Activate)
        .await
        .expect("in force");
    contract.id
}

async fn open_one(app: &App, contact: ContactId, key: &str) -> Result<TicketView, AppError> {
    let input = OpenInput {
        subject: format!("Request {key}"),
        body_text: Some("It is down.".into()),
        requester: Some(RequesterInput {
            contact_id: Some(contact),
            ..RequesterInput::default()
        }),
        ..OpenInput::default()
    };
    open::open(app, &Call::system().with_key(key, [7; 32]), input).await
}
