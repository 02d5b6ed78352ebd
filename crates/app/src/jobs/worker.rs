//! The worker: takes what is due, runs it, sleeps until something is.

use std::sync::Arc;
use std::time::Duration;

use surety_store::jobs::{self, Job};
use tokio::sync::watch;

use super::Kind;
use crate::core::App;
use crate::error::AppError;
use crate::ports::{EffectError, MailOut, OutgoingMail};
use crate::tickets::{escalate, escalated, timer};

/// Most jobs one claim takes.
pub const CLAIM_LIMIT: u32 = 32;
/// How long a claim is held before another node may take the job.
pub const LEASE_SECONDS: i64 = 60;
/// The poll: how long a lost wake-up can delay a job at most.
pub const POLL: Duration = Duration::from_millis(250);
/// The shortest wait when nothing could be claimed: what is due may be in
/// another node's hands already.
pub const WAIT_MIN: Duration = Duration::from_millis(2);
/// The longest pause of a worker whose claims fail; it begins with [`POLL`]
/// and doubles.
pub const PAUSE_MAX: Duration = Duration::from_secs(5);
/// First wait after a failed effect; it doubles with every attempt.
pub const RETRY_FIRST_SECONDS: i64 = 5;
/// Longest wait between two attempts.
pub const RETRY_MAX_SECONDS: i64 = 3_600;

/// The ports that jobs need.
#[derive(Clone)]
pub struct Effects {
    /// Sends mail; without it mails wait in the outbox.
    pub mail_out: Option<Arc<dyn MailOut>>,
}

impl std::fmt::Debug for Effects {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Effects")
            .field("mail_out", &self.mail_out.is_some())
            .finish()
    }
}

/// How late the last jobs were, for the metrics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lateness {
    /// Jobs run since the start.
    pub jobs: u64,
    /// Microseconds between due and claimed, of the last job.
    pub last_micros: i64,
    /// The most of it since the start.
    pub max_micros: i64,
}

/// Runs jobs until it is told to stop. Any number of workers on any number of
/// nodes may run side by side.
#[derive(Debug)]
pub struct Worker {
    app: App,
    effects: Effects,
    node: String,
    lateness: watch::Sender<Lateness>,
}

/// What became of a job.
enum Outcome {
    /// Its transaction ended it.
    Ended,
    /// Try again after the back-off, or give it up.
    Failed { error: String, for_good: bool },
}

impl Worker {
    /// A worker in the name of `node`.
    pub fn new(app: App, effects: Effects, node: impl Into<String>) -> Self {
        let (lateness, _) = watch::channel(Lateness::default());
        Self {
            app,
            effects,
            node: node.into(),
            lateness,
        }
    }

    /// Tells how late jobs were.
    pub fn lateness(&self) -> watch::Receiver<Lateness> {
        self.lateness.subscribe()
    }

    /// Runs until `stop` turns true; what is claimed is finished first.
    ///
    /// # Errors
    /// Only when the store says that the outcome of a commit is unknown: then
    /// the process must stop and start again.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) -> Result<(), AppError> {
        let mut changes = self.app.changes();
        let mut wakeups = self.app.db().wakeups();
        let mut pause = POLL;
        while !*stop.borrow() {
            match self.round().await {
                Ok(0) => pause = POLL,
                Ok(_) => {
                    pause = POLL;
                    continue;
                }
                Err(error) if self.app.db().fatal().is_some() => return Err(error),
                Err(error) => {
                    tracing::warn!(code = error.code(), %error, "jobs could not be claimed; will try again");
                    // No wake-up shortens this: what is due is still due, and
                    // asking at once would only burn the database's time.
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        changed = stop.changed() => if changed.is_err() { break },
                    }
                    pause = longer(pause);
                    continue;
                }
            }
            let wait = self.wait().await;
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                _ = wakeups.recv() => {}
                changed = changes.changed() => if changed.is_err() { break },
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        Ok(())
    }

    /// How long nothing is due, at most [`POLL`].
    async fn wait(&self) -> Duration {
        let next = self
            .app
            .db()
            .read(|tx| jobs::next_run_at(tx).map_err(AppError::from))
            .await;
        match next {
            Ok(Some(at)) => {
                let micros = at.micros_since(self.app.now()).max(0);
                Duration::from_micros(u64::try_from(micros).unwrap_or(0)).clamp(WAIT_MIN, POLL)
            }
            _ => POLL,
        }
    }

    /// Claims what is due and runs it; returns how many jobs there were.
    ///
    /// # Errors
    /// As the store reports.
    pub async fn round(&self) -> Result<usize, AppError> {
        let now = self.app.now();
        let node = self.node.clone();
        let claimed = self
            .app
            .db()
            .write(move |tx| {
                jobs::claim_due(tx, now, CLAIM_LIMIT, LEASE_SECONDS, &node).map_err(AppError::from)
            })
            .await?;
        for job in &claimed.died {
            tracing::error!(job = %job.id, kind = job.kind, attempt = job.attempt, "a job was given up; the doctor lists it");
        }
        let found = claimed.jobs.len();
        // One after another: on SQLite there is one writer, on PostgreSQL other
        // workers claim beside this one.
        for job in claimed.jobs {
            self.note(&job);
            self.run_one(job).await?;
        }
        Ok(found)
    }

    fn note(&self, job: &Job) {
        let late = self.app.now().micros_since(job.run_at).max(0);
        self.lateness.send_modify(|l| {
            l.jobs += 1;
            l.last_micros = late;
            l.max_micros = l.max_micros.max(late);
        });
    }

    async fn run_one(&self, job: Job) -> Result<(), AppError> {
        let outcome = match Kind::read(&job.kind) {
            Some(Kind::SlaTimer) => {
                self.ended(timer::on_timer(&self.app, &job, escalate::run).await)?
            }
            Some(Kind::EscalationUpdate) => {
                self.ended(timer::on_timer(&self.app, &job, escalated::look).await)?
            }
            Some(Kind::HandoffTimeout) => {
                let look = crate::handoffs::answer::look;
                self.ended(timer::on_timer(&self.app, &job, look).await)?
            }
            Some(Kind::ContractAmendment) => {
                self.ended(crate::promises::contracts::on_timer(&self.app, &job).await)?
            }
            Some(Kind::PromiseRenewal) => {
                self.ended(crate::promises::effects::on_job(&self.app, &job).await)?
            }
            Some(Kind::PolicyNotice) => self.ended(crate::policy::on_job(&self.app, &job).await)?,
            Some(Kind::TemplateApply) => {
                self.ended(crate::promises::contracts::on_apply_job(&self.app, &job).await)?
            }
            Some(Kind::AccountImport) => {
                self.ended(crate::accounts::import::on_job(&self.app, &job).await)?
            }
            Some(Kind::RoutingRefill) => {
                self.ended(crate::routing::refill::on_job(&self.app, &job).await)?
            }
            Some(Kind::MailOut) => self.send_mail(&job).await?,
            None => Outcome::Failed {
                error: format!("no handler for jobs of kind {:?}", job.kind),
                for_good: true,
            },
        };
        if let Outcome::Failed { error, for_good } = outcome {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempt, error, "a job failed");
            let retry_at = (!for_good).then(|| self.app.now().plus_seconds(back_off(job.attempt)));
            let (id, fence) = (job.id, job.fence);
            self.app
                .db()
                .write(move |tx| {
                    jobs::fail(tx, id, fence, &error, retry_at).map_err(AppError::from)
                })
                .await?;
        }
        Ok(())
    }

    /// A handler's answer: faults of the desk are tried again, an unknown
    /// outcome stops the worker.
    fn ended(&self, result: Result<(), AppError>) -> Result<Outcome, AppError> {
        match result {
            Ok(()) => Ok(Outcome::Ended),
            Err(error) if self.app.db().fatal().is_some() => Err(error),
            Err(error) => Ok(Outcome::Failed {
                error: format!("{}: {error}", error.code()),
                for_good: false,
            }),
        }
    }

    async fn send_mail(&self, job: &Job) -> Result<Outcome, AppError> {
        let Some(port) = &self.effects.mail_out else {
            return Ok(Outcome::Failed {
                error: "no mail server is configured".into(),
                for_good: false,
            });
        };
        let mail: OutgoingMail = match serde_json::from_str(&job.payload) {
            Ok(mail) => mail,
            Err(error) => {
                return Ok(Outcome::Failed {
                    error: error.to_string(),
                    for_good: true,
                });
            }
        };
        match port.send(mail).await {
            Ok(()) => {
                let (id, fence) = (job.id, job.fence);
                self.app
                    .db()
                    .write(move |tx| jobs::complete(tx, id, fence).map_err(AppError::from))
                    .await?;
                Ok(Outcome::Ended)
            }
            Err(EffectError::Transient(error)) => Ok(Outcome::Failed {
                error,
                for_good: false,
            }),
            Err(EffectError::Permanent(error)) => Ok(Outcome::Failed {
                error,
                for_good: true,
            }),
        }
    }
}

/// The pause after this one, while claims go on failing.
pub(super) fn longer(pause: Duration) -> Duration {
    (pause * 2).min(PAUSE_MAX)
}

fn back_off(attempt: i64) -> i64 {
    let doublings = u32::try_from(attempt.clamp(1, 20) - 1).unwrap_or(0);
    RETRY_FIRST_SECONDS
        .saturating_mul(1 << doublings)
        .min(RETRY_MAX_SECONDS)
}

/// Ends a job inside the transaction that did its work; when the lease was
/// lost the whole transaction is undone.
///
/// # Errors
/// `lease_lost`, or the store's.
pub fn end_in(tx: &mut surety_store::Tx<'_>, job: &Job) -> Result<(), AppError> {
    if jobs::complete(tx, job.id, job.fence)? {
        Ok(())
    } else {
        Err(AppError::conflict(
            "lease_lost",
            "another node has this job now",
        ))
    }
}

/// Runs everything that is due at the present instant of the application's
/// clock, and what that makes due; returns how many jobs ran. For tests and
/// the demo desk, which move the clock themselves.
///
/// # Errors
/// As the store reports.
pub async fn run_due(app: &App, effects: &Effects) -> Result<usize, AppError> {
    let worker = Worker::new(app.clone(), effects.clone(), "moved clock");
    let mut ran = 0;
    loop {
        match worker.round().await? {
            0 => return Ok(ran),
            n => ran += n,
        }
    }
}
