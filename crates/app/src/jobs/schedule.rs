//! Recurring work: each piece once per slot of time, however many nodes ask.
//!
//! Every node asks; the first to insert the slot's row does the work. What
//! such work does may be done twice without harm, because a node that dies in
//! the middle leaves it to the next slot.

use std::time::Duration;

use surety_domain::time::MICROS_PER_SECOND;
use surety_store::jobs;
use tokio::sync::watch;

use super::{prune, reconcile};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::contracts;

/// How often a node looks whether a slot has begun.
pub const ASK_EVERY: Duration = Duration::from_secs(5);

/// Slots of a piece of work that are remembered. A node whose clock is further
/// behind does the work once more.
pub const SLOTS_KEPT: i64 = 10;

/// A piece of recurring work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chore {
    /// Sets lost timers again.
    Timers,
    /// Takes away what nobody needs any more.
    Prune,
    /// Reminds of the policy's review.
    PolicyReview,
    /// Reminds both sides of contracts that end.
    ContractReminders,
}

impl Chore {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Timers,
        Self::Prune,
        Self::PolicyReview,
        Self::ContractReminders,
    ];

    /// The name its slots are kept under.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timers => "timers",
            Self::Prune => "prune",
            Self::PolicyReview => "policy_review",
            Self::ContractReminders => "contract_reminders",
        }
    }

    /// The length of its slots, seconds.
    pub const fn every_seconds(self) -> i64 {
        match self {
            Self::Timers => 60,
            Self::Prune | Self::PolicyReview | Self::ContractReminders => 3_600,
        }
    }

    async fn run(self, app: &App) -> Result<(), AppError> {
        match self {
            Self::Timers => {
                let found = reconcile::timers(app).await?;
                if found.set + found.broken > 0 {
                    tracing::warn!(
                        set = found.set,
                        broken = found.broken,
                        "tickets had lost their timers"
                    );
                }
            }
            Self::Prune => {
                let gone = prune::all(app).await?;
                tracing::info!(
                    sign_in = gone.sign_in,
                    idempotency_keys = gone.idempotency_keys,
                    files = gone.files,
                    "took away what has ended"
                );
            }
            Self::ContractReminders => {
                let sent = contracts::remind(app).await?;
                if sent > 0 {
                    tracing::info!(sent, "reminded of contracts that end");
                }
            }
            Self::PolicyReview => {
                let told = crate::policy::remind(app).await?;
                if told > 0 {
                    tracing::info!(told, "reminded of the policy's review");
                }
            }
        }
        Ok(())
    }
}

/// The recurring work of one node.
#[derive(Debug)]
pub struct Schedule {
    app: App,
    /// The last slot of each chore that this node asked for.
    asked: [Option<i64>; Chore::ALL.len()],
}

impl Schedule {
    /// A node that has asked for nothing yet.
    pub fn new(app: App) -> Self {
        Self {
            app,
            asked: [None; Chore::ALL.len()],
        }
    }

    /// Asks for the slots that have begun and does the work of those it wins.
    /// Answers what it did.
    ///
    /// # Errors
    /// As the store reports; the slots left are asked for the next time.
    pub async fn tick(&mut self) -> Result<Vec<Chore>, AppError> {
        let mut done = Vec::new();
        for (chore, asked) in Chore::ALL.into_iter().zip(&mut self.asked) {
            let slot = self
                .app
                .now()
                .0
                .div_euclid(chore.every_seconds() * MICROS_PER_SECOND);
            if *asked == Some(slot) {
                continue;
            }
            let won = self
                .app
                .command(&Call::system(), move |tx, _| {
                    jobs::forget_slots(tx, chore.name(), slot - SLOTS_KEPT)?;
                    Ok(jobs::win_slot(tx, chore.name(), slot)?)
                })
                .await?;
            *asked = Some(slot);
            if won {
                chore.run(&self.app).await?;
                done.push(chore);
            }
        }
        Ok(done)
    }

    /// Does recurring work until `stop` turns true.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.tick().await {
                Ok(_) => {}
                Err(error) if self.app.db().fatal().is_some() => {
                    tracing::error!(code = error.code(), %error, "the recurring work ended");
                    return;
                }
                Err(error) => {
                    tracing::warn!(code = error.code(), %error, "recurring work failed; its next slot tries again");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(ASK_EVERY) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }
}
