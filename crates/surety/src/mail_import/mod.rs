//! `surety mail import`: mails from files into the desk, by the verb that the
//! intake uses. Running it again changes nothing: a mail's identity is the
//! key, so an interrupted import is simply repeated.

mod source;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use surety_app::mail::receive::import;
use surety_app::{App, AppError, Call};

use self::source::Source;
use crate::progress;

/// Takes in everything in `paths` as mail that arrived at `mailbox`, in order:
/// an answer finds its question. With `lines`, a JSON line per mail.
///
/// # Errors
/// When a source cannot be opened, or the storage fails. A single message that
/// cannot be taken in is named and counted.
pub async fn run(
    app: &App,
    paths: &[PathBuf],
    mailbox: &str,
    lines: bool,
) -> anyhow::Result<ExitCode> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut failed = 0_u64;
    for path in paths {
        let (source, total) = Source::open(path)?;
        let bar = progress::bar(total, "import");
        for item in source {
            let taken = match item.raw {
                Ok(raw) => import(app, &Call::system(), mailbox, raw).await,
                Err(why) => Err(AppError::invalid("mail_unreadable", "file", why)),
            };
            bar.set_position(item.position);
            match taken {
                Ok(outcome) => {
                    let what = if outcome.duplicate {
                        "duplicate"
                    } else {
                        outcome.state.as_str()
                    };
                    *counts.entry(what.to_owned()).or_default() += 1;
                    if lines {
                        println!(
                            "{}",
                            serde_json::json!({"source": item.name, "outcome": outcome})
                        );
                    }
                }
                Err(error) => {
                    failed += 1;
                    bar.suspend(|| eprintln!("{}: {error} ({})", item.name, error.code()));
                    if app.db().fatal().is_some() {
                        anyhow::bail!(
                            "the storage failed; import again when it is well: nothing is taken in twice"
                        );
                    }
                }
            }
        }
        bar.finish_and_clear();
    }
    let summary: Vec<String> = counts
        .iter()
        .map(|(what, n)| format!("{n} {what}"))
        .collect();
    eprintln!(
        "taken in: {}; failed: {failed}",
        if summary.is_empty() {
            "nothing".to_owned()
        } else {
            summary.join(", ")
        }
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mbox(count: usize) -> String {
        (0..count)
            .map(|n| {
                format!(
                    "From ann@example.com Sat Nov 21 10:00:00 2026\nFrom: ann{n}@example.com\nTo: support@desk.example\n\
                     Subject: Question {n}\nMessage-ID: <{n}@example.com>\n\nHello {n}\n\n"
                )
            })
            .collect()
    }

    #[tokio::test]
    async fn an_import_can_be_repeated() {
        let dir = tempfile::tempdir().unwrap();
        let config = crate::config::for_tests(dir.path());
        let app = crate::desk::open(&config).await.unwrap();
        crate::serve::furnish(&app, &config).await.unwrap();
        let file = dir.path().join("box");
        std::fs::write(&file, mbox(5)).unwrap();
        let count = |app: App| async move {
            app.db()
                .read(surety_store::records::health::blobs_total)
                .await
                .unwrap()
                .0
        };
        let paths = [file.clone()];
        run(&app, &paths, "support@desk.example", false)
            .await
            .unwrap();
        assert_eq!(count(app.clone()).await, 5);
        // The second time with one more: only that is new.
        std::fs::write(&file, mbox(6)).unwrap();
        run(&app, &paths, "support@desk.example", false)
            .await
            .unwrap();
        assert_eq!(count(app.clone()).await, 6);
        assert!(
            run(
                &app,
                &[dir.path().join("none")],
                "support@desk.example",
                false
            )
            .await
            .is_err()
        );
    }
}
