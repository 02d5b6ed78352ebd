//! `surety doctor`: looks through a desk's database for what must not be.
//! Reads only; may run beside a server.

use serde::Serialize;
use surety_domain::digest::sha256_hex;
use surety_domain::time::{Instant, MICROS_PER_SECOND};
use surety_store::migrate::MIGRATIONS;
use surety_store::records::{health, ledger};
use surety_store::{Db, StoreError};

#[cfg(test)]
mod tests;

/// A job or timer is late when nobody took it for this long, seconds.
pub const LATE_SECONDS: i64 = 60;
/// A mail is stuck when it has become nothing for this long, seconds.
pub const MAIL_SECONDS: i64 = 300;
/// The machine's clock may be behind the newest row by this much, seconds.
pub const CLOCK_BACK_SECONDS: i64 = 5;
/// Stored files read in one transaction.
const BLOBS_PER_READ: i64 = 16;
/// Single faults of a kind that are named; more are counted.
const NAMED_MAX: usize = 5;

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// Works, and somebody should look.
    Warning,
    /// Wrong.
    Problem,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable, snake_case.
    pub check: &'static str,
    /// How it ended.
    pub verdict: Verdict,
    /// What was found, with numbers.
    pub found: String,
    /// What to do, unless all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<&'static str>,
}

impl Finding {
    /// All is well.
    pub fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self {
            check,
            verdict: Verdict::Ok,
            found: found.into(),
            advice: None,
        }
    }

    /// Something to look at.
    pub fn warning(check: &'static str, found: impl Into<String>, advice: &'static str) -> Self {
        Self {
            check,
            verdict: Verdict::Warning,
            found: found.into(),
            advice: Some(advice),
        }
    }

    /// Something wrong.
    pub fn problem(check: &'static str, found: impl Into<String>, advice: &'static str) -> Self {
        Self {
            check,
            verdict: Verdict::Problem,
            found: found.into(),
            advice: Some(advice),
        }
    }
}

/// Everything the database can be asked. `progress` is told stored files
/// checked and in all. When the schema is not this program's, the rest is not
/// asked.
pub async fn examine(db: &Db, now: Instant, mut progress: impl FnMut(u64, u64)) -> Vec<Finding> {
    let schema = schema(db).await;
    let fits = schema.verdict == Verdict::Ok;
    let mut findings = vec![schema];
    if !fits {
        return findings;
    }
    findings.push(clock(db, now).await);
    findings.extend(jobs(db, now).await);
    findings.push(mails(db, now).await);
    findings.push(ledger_sums(db).await);
    findings.push(refunds(db).await);
    findings.push(blobs(db, &mut progress).await);
    findings
}

/// A check that could not be made is a problem of its own.
fn unasked(check: &'static str, error: &StoreError) -> Finding {
    Finding::problem(
        check,
        format!("could not be asked: {error} ({})", error.code()),
        "see the database's own log",
    )
}

async fn schema(db: &Db) -> Finding {
    let ran = match db.read(health::migrations_run).await {
        Ok(ran) => ran,
        Err(e @ StoreError::Sql { .. }) => {
            return Finding::problem(
                "schema",
                format!("this is not a desk's database, or an empty one: {e}"),
                "start `surety serve` once on it, or correct the setting `database`",
            );
        }
        Err(e) => return unasked("schema", &e),
    };
    let version = ran.last().map_or(0, |m| m.version);
    let known = MIGRATIONS.last().map_or(0, |m| m.version);
    match version.cmp(&known) {
        std::cmp::Ordering::Equal => Finding::ok("schema", format!("version {version}")),
        std::cmp::Ordering::Less => Finding::problem(
            "schema",
            format!("version {version}, this program's is {known}"),
            "start this program's `surety serve`: it brings the database forward",
        ),
        std::cmp::Ordering::Greater => Finding::problem(
            "schema",
            format!("version {version}, this program knows {known} only"),
            "use the newer program",
        ),
    }
}

async fn clock(db: &Db, now: Instant) -> Finding {
    match db.read(health::newest_audit).await {
        Ok(Some(newest)) if newest.micros_since(now) > CLOCK_BACK_SECONDS * MICROS_PER_SECOND => {
            Finding::problem(
                "clock",
                format!(
                    "the newest entry of the audit log is of {newest}, this machine says {now}"
                ),
                "set this machine's clock (NTP); deadlines are fired by it",
            )
        }
        Ok(Some(_)) => Finding::ok("clock", format!("{now}, not behind the newest entry")),
        Ok(None) => Finding::ok("clock", format!("{now}; nothing has happened yet")),
        Err(e) => unasked("clock", &e),
    }
}

async fn jobs(db: &Db, now: Instant) -> Vec<Finding> {
    let before = now.plus_seconds(-LATE_SECONDS);
    let asked = db
        .read(move |tx| {
            Ok::<_, StoreError>((
                health::late_jobs(tx, before)?,
                health::left_jobs(tx, before)?,
                health::dead_jobs(tx)?,
                health::tickets_without_timer(tx, now)?,
            ))
        })
        .await;
    let (late, left, dead, without) = match asked {
        Ok(asked) => asked,
        Err(e) => return vec![unasked("jobs", &e)],
    };
    let since = |w: health::Waiting| {
        w.oldest
            .map(|at| format!(", the oldest since {at}"))
            .unwrap_or_default()
    };
    let mut findings = vec![if late.count + left.count == 0 {
        Finding::ok(
            "timers",
            format!("nothing is late by more than {LATE_SECONDS} s"),
        )
    } else {
        Finding::problem(
            "timers",
            format!(
                "{} due jobs not taken{}; {} jobs left by their node{}",
                late.count,
                since(late),
                left.count,
                since(left)
            ),
            "is a `surety serve` with jobs.workers above 0 running on this database?",
        )
    }];
    findings.push(if without == 0 {
        Finding::ok("clocks", "every running clock has its timer")
    } else {
        Finding::problem(
            "clocks",
            format!("{without} tickets have a running clock and no timer"),
            "the reconciler of a running `surety serve` sets them within minutes; if it does not, report it",
        )
    });
    findings.push(if dead.count == 0 {
        Finding::ok("dead_jobs", "none was given up")
    } else {
        Finding::warning(
            "dead_jobs",
            format!("{} jobs were given up{}", dead.count, since(dead)),
            "their errors are in the table of jobs and in the log",
        )
    });
    findings
}

async fn mails(db: &Db, now: Instant) -> Finding {
    let before = now.plus_seconds(-MAIL_SECONDS);
    match db.read(move |tx| health::waiting_mails(tx, before)).await {
        Ok(waiting) if waiting.count == 0 => {
            Finding::ok("mails", "every stored mail has become something")
        }
        Ok(waiting) => Finding::problem(
            "mails",
            format!(
                "{} mails are stored and have become nothing yet",
                waiting.count
            ),
            "a running `surety serve` takes them up again; if it does not, look for their errors in the log",
        ),
        Err(e) => unasked("mails", &e),
    }
}

async fn ledger_sums(db: &Db) -> Finding {
    let buckets = match db.read(ledger::reconcile).await {
        Ok(buckets) => buckets,
        Err(e) => return unasked("ledger", &e),
    };
    let wrong: Vec<_> = buckets.iter().filter(|b| b.cached != b.booked).collect();
    if wrong.is_empty() {
        return Finding::ok(
            "ledger",
            format!("{} balances equal the sums of their entries", buckets.len()),
        );
    }
    let named: Vec<String> = wrong
        .iter()
        .take(NAMED_MAX)
        .map(|b| {
            format!(
                "{} {}: {} cached, {} booked",
                b.contract_id, b.bucket, b.cached, b.booked
            )
        })
        .collect();
    Finding::problem(
        "ledger",
        format!(
            "{} of {} balances differ (hundredths): {}",
            wrong.len(),
            buckets.len(),
            named.join("; ")
        ),
        "the entries are the truth; keep a backup and report it",
    )
}

async fn refunds(db: &Db) -> Finding {
    let limit = NAMED_MAX as i64 + 1;
    match db.read(move |tx| health::over_refunded(tx, limit)).await {
        Ok(over) if over.is_empty() => Finding::ok("refunds", "none exceeds its consumption"),
        Ok(over) => Finding::problem(
            "refunds",
            format!(
                "{}{} consumptions got back more than they took, such as {}",
                over.len().min(NAMED_MAX),
                if over.len() > NAMED_MAX {
                    " or more"
                } else {
                    ""
                },
                over[0].id
            ),
            "keep a backup and report it; an adjustment with a reason corrects the balance",
        ),
        Err(e) => unasked("refunds", &e),
    }
}

async fn blobs(db: &Db, progress: &mut impl FnMut(u64, u64)) -> Finding {
    let (total, bytes) = match db.read(health::blobs_total).await {
        Ok(total) => total,
        Err(e) => return unasked("files", &e),
    };
    let total = u64::try_from(total).unwrap_or_default();
    let mut after = String::new();
    let mut checked = 0_u64;
    let mut wrong = Vec::new();
    loop {
        let from = after.clone();
        let page = match db
            .read(move |tx| health::blobs_after(tx, &from, BLOBS_PER_READ))
            .await
        {
            Ok(page) => page,
            Err(e) => return unasked("files", &e),
        };
        let Some(last) = page.last() else { break };
        after.clone_from(&last.hash);
        for blob in &page {
            checked += 1;
            let same_size = usize::try_from(blob.size).is_ok_and(|size| size == blob.data.len());
            if !same_size || sha256_hex(&blob.data) != blob.hash {
                wrong.push(blob.hash.clone());
            }
        }
        progress(checked, total.max(checked));
    }
    if wrong.is_empty() {
        return Finding::ok(
            "files",
            format!("{checked} stored files ({bytes} bytes) are as they were"),
        );
    }
    wrong.truncate(NAMED_MAX);
    Finding::problem(
        "files",
        format!(
            "stored files differ from their checksums, such as {}",
            wrong.join(", ")
        ),
        "the disk may be failing; restore them from a backup",
    )
}
