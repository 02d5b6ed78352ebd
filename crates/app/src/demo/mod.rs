//! The demo desk: a firm with 12 products, about 40 customers in many zones,
//! and months of tickets that went through the real verbs with a moved clock.
//! Everything in it is made up.

mod data;
mod furnish;
mod history;
mod life;
mod plans;
#[cfg(test)]
mod tests;
mod texts;

use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use surety_domain::ids::{AccountId, AssetId, ContactId, ProductId, TeamId, TicketTypeId};
use surety_domain::permission::{Actor, BuiltinRole};
use surety_domain::time::Instant;
use surety_store::records::settings;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::fakes::MovedClock;
use crate::identity::SecretText;
use crate::ports::Entropy;

/// Written when the demo desk is begun, changed when it is whole.
const MARK: &str = "demo_desk";

/// Days before now at which the firm, its people and its contracts are made.
const FOUNDED_DAYS_AGO: i64 = 100;

/// How much is made.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Tickets.
    pub tickets: usize,
    /// Days before now at which the first one comes.
    pub days: i64,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            tickets: 2_000,
            days: 90,
        }
    }
}

/// How far the demo desk of a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody works here: no demo desk is put beside them.
    NotADemo,
    /// Nothing is here yet.
    Empty,
    /// It was begun and not finished.
    Begun,
    /// It is whole.
    Whole,
}

/// Somebody to sign in as.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The role's name.
    pub role: &'static str,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Password, of this installation only.
    pub password: SecretText,
}

/// What is known of a customer while history is made.
struct Party {
    customer: &'static data::Customer,
    account: AccountId,
    contacts: Vec<(ContactId, String)>,
    assets: Vec<(AssetId, &'static str)>,
}

/// The furnished desk.
struct Firm {
    parties: Vec<Party>,
    agents: Vec<(&'static str, Actor, &'static str)>,
    products: Vec<(&'static str, ProductId, &'static str)>,
    types: Vec<(String, TicketTypeId)>,
    teams: Vec<(&'static str, TeamId)>,
}

impl Firm {
    fn product(&self, code: &str) -> Option<(ProductId, &'static str)> {
        self.products
            .iter()
            .find(|(c, ..)| *c == code)
            .map(|(_, id, team)| (*id, *team))
    }

    fn ticket_type(&self, name: &str) -> Option<TicketTypeId> {
        self.types
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, id)| *id)
    }

    fn team(&self, name: &str) -> Option<TeamId> {
        self.teams
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, id)| *id)
    }
}

/// How far the demo desk of this database is.
///
/// # Errors
/// As the store reports.
pub async fn state(app: &App) -> Result<State, AppError> {
    app.query(&Call::system(), |tx, _| {
        let mark: Option<(bool, i64)> = settings::get(tx, MARK)?;
        Ok(match mark {
            Some((true, _)) => State::Whole,
            Some((false, _)) => State::Begun,
            None if surety_store::records::users::has_administrator(tx)? => State::NotADemo,
            None => State::Empty,
        })
    })
    .await
}

/// Fills an empty desk that has its roles and statuses. `progress` is told
/// tickets made and in all. False when another node was faster.
///
/// # Errors
/// As the verbs and the store report.
pub async fn build(
    app: &App,
    size: Size,
    progress: impl Fn(u64, u64) + Send + Sync,
) -> Result<bool, AppError> {
    let begun = app
        .command(&Call::system(), |tx, _| {
            Ok(settings::seed(tx, MARK, &false)?)
        })
        .await?;
    if !begun {
        return Ok(false);
    }
    let now = app.now();
    let founded = now.plus_seconds(-FOUNDED_DAYS_AGO.max(size.days + 5) * 86_400);
    let (past, _) = at(app, founded);
    let firm = furnish::firm(&past, &password(app)).await?;
    history::play(app, Arc::new(firm), now, size, &progress).await?;
    app.command(&Call::system(), |tx, _| {
        Ok(settings::update(tx, MARK, &true)?)
    })
    .await?;
    Ok(true)
}

/// One person per role, to sign in as.
pub fn sign_ins(app: &App) -> Vec<SignIn> {
    let password = password(app);
    let mut all = Vec::new();
    for (role, label) in [
        (BuiltinRole::Administrator, "administrator"),
        (BuiltinRole::Supervisor, "supervisor"),
        (BuiltinRole::Agent, "agent"),
        (BuiltinRole::LightAgent, "light agent"),
    ] {
        if let Some(agent) = data::AGENTS.iter().find(|a| a.2 == role.as_str()) {
            all.push((label, agent.0.to_owned(), furnish::agent_address(agent.1)));
        }
    }
    let first = &data::CUSTOMERS[0];
    for (number, label) in [(0, "account manager (customer)"), (1, "customer")] {
        let (name, email) = furnish::contact_name(first, 0, number);
        all.push((label, name, email));
    }
    all.into_iter()
        .map(|(role, name, email)| SignIn {
            role,
            name,
            email,
            password: password.clone(),
        })
        .collect()
}

/// One password for all of them, another on every installation, the same at
/// every start: so that it can be printed again and is stored nowhere.
fn password(app: &App) -> SecretText {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut mac =
        Hmac::<Sha256>::new_from_slice(&app.keys().seal).expect("HMAC takes keys of every length");
    mac.update(b"surety demo password v1");
    let bytes = mac.finalize().into_bytes();
    let text: Vec<String> = bytes[..16]
        .chunks(4)
        .map(|group| {
            group
                .iter()
                .map(|b| char::from(LETTERS[usize::from(b % 32)]))
                .collect()
        })
        .collect();
    SecretText::new(text.join("-"))
}

/// Randomness of the application that a desk of the past is made from.
struct Borrowed(App);

impl Entropy for Borrowed {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let bytes: [u8; 32] = self.0.random_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}

/// The same desk with a clock of its own.
fn at(app: &App, start: Instant) -> (App, Arc<MovedClock>) {
    let clock = Arc::new(MovedClock::new(start));
    let past = App::new(
        app.db().clone(),
        clock.clone(),
        Arc::new(Borrowed(app.clone())),
        app.keys().clone(),
        app.config().clone(),
    );
    (past, clock)
}

/// Choices that are the same for everybody (SplitMix64): not for keys.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to below `end`.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// Whether something happens that happens so often in a hundred.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
