//! The job that takes lines, each in a transaction of its own.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::{AccountId, AccountImportId};
use surety_store::Tx;
use surety_store::jobs::Job;
use surety_store::records::account_imports::{self as store, ImportLine};

use super::decide::{self, Decision, as_change, as_new};
use super::fields::ImportOptions;
use super::lines::Values;
use super::look::blank;
use super::world::World;
use super::{broken, to_json};
use crate::accounts::{change_in, create_in};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind, end_in};

/// Lines that one job takes; the next job takes the next ones.
pub const LINES_PER_JOB: i64 = 10;
/// How often a line is looked at anew after somebody was faster.
const TRIES: usize = 5;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    import: AccountImportId,
}

/// What a job of an import carries.
pub(super) fn payload(import: AccountImportId) -> serde_json::Value {
    json!(Payload { import })
}

/// Whether an error is an answer about a line and not a fault of the desk.
const fn is_refusal(error: &AppError) -> bool {
    matches!(
        error,
        AppError::NotFound(_)
            | AppError::Invalid { .. }
            | AppError::InvalidFields(_)
            | AppError::Conflict { .. }
            | AppError::Stale { .. }
    )
}

/// Decides the next lines of an import, and asks for another job while more wait.
///
/// # Errors
/// `lease_lost` when another node has the job, or the store's.
pub async fn on_job(app: &App, job: &Job) -> Result<(), AppError> {
    let Payload { import } = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("the payload of an import: {e}")))?;
    let (options, lines) = app
        .query(&Call::system(), move |tx, _| {
            let row = store::get(tx, import)?.ok_or_else(|| broken(import, "is gone"))?;
            let options: ImportOptions =
                serde_json::from_str(&row.options).map_err(|e| broken(import, &e.to_string()))?;
            Ok((options, store::waiting(tx, import, LINES_PER_JOB)?))
        })
        .await?;
    for line in lines {
        take(app, import, &options, line).await?;
    }
    let mine = job.clone();
    app.command(&Call::system(), move |tx, cx| {
        if store::waiting(tx, import, 1)?.is_empty() {
            end(tx, cx, import)?;
        } else {
            jobs::enqueue(tx, cx, Kind::AccountImport, &payload(import), cx.now)?;
        }
        end_in(tx, &mine)
    })
    .await
}

fn end(tx: &mut Tx<'_>, cx: &Cx<'_>, import: AccountImportId) -> Result<(), AppError> {
    if !store::finish(tx, import, cx.now)? {
        return Ok(());
    }
    let counts: serde_json::Map<String, serde_json::Value> = store::counts(tx, import)?
        .into_iter()
        .map(|(outcome, number)| (outcome, json!(number)))
        .collect();
    let id = import.to_string();
    cx.audit(
        tx,
        "account_import.finished",
        "account_import",
        &id,
        &json!({ "counts": counts }),
    )
}

/// Decides one line and does what it says, or notes why not.
async fn take(
    app: &App,
    import: AccountImportId,
    options: &ImportOptions,
    line: ImportLine,
) -> Result<(), AppError> {
    let mut done = Ok(());
    for _ in 0..TRIES {
        let (wanted, this) = (options.clone(), line.clone());
        done = app
            .command(&Call::system(), move |tx, cx| {
                apply(tx, cx, import, &wanted, &this)
            })
            .await;
        // Somebody was faster between the look and the writing: what was begun is
        // undone, and the line looks at what is there now.
        if !matches!(&done, Err(error) if is_refusal(error)) {
            break;
        }
    }
    let again = line;
    match done {
        Err(error) if is_refusal(&error) => {
            let faults = to_json(&decide::faults_of(&error))?;
            app.command(&Call::system(), move |tx, cx| {
                let refused = ImportLine {
                    outcome: "refused".into(),
                    faults: faults.clone(),
                    ..again.clone()
                };
                store::decide(tx, import, &refused, cx.now)?;
                Ok(())
            })
            .await
        }
        other => other,
    }
}

fn apply(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    import: AccountImportId,
    options: &ImportOptions,
    line: &ImportLine,
) -> Result<(), AppError> {
    if !store::lock_line(tx, import, line.line)? {
        return Ok(()); // decided before
    }
    let cells: Vec<String> =
        serde_json::from_str(&line.cells).map_err(|e| broken(import, &e.to_string()))?;
    let values = Values::read(options, &cells);
    let world = World::load(tx, options, std::iter::once(&values))?;
    let blank = blank(cx, cx.new_id(AccountId::new), options);
    let mut decided = line.clone();
    match decide::decide(&values, options, &world, blank) {
        Decision::Create(row, domains, changes) => {
            let made = create_in(tx, cx, &as_new(&row, &domains))?;
            decided.outcome = "created".into();
            decided.account_id = Some(made.id);
            decided.changes = to_json(&changes)?;
        }
        Decision::Change(row, domains, changes) => {
            change_in(tx, cx, row.id, row.version, &as_change(&row, &domains))?;
            decided.outcome = "changed".into();
            decided.account_id = Some(row.id);
            decided.changes = to_json(&changes)?;
        }
        Decision::Unchanged(id) => {
            decided.outcome = "unchanged".into();
            decided.account_id = Some(id);
        }
        Decision::Refused(faults) => {
            decided.outcome = "refused".into();
            decided.faults = to_json(&faults)?;
        }
    }
    if matches!(decided.outcome.as_str(), "created" | "changed")
        && let Some(account) = decided.account_id
    {
        // Who sent the table is with the import; this says where the change came from.
        cx.audit(
            tx,
            "account.imported",
            "account",
            &account.to_string(),
            &json!({ "import": import, "line": line.line }),
        )?;
    }
    store::decide(tx, import, &decided, cx.now)?;
    Ok(())
}
