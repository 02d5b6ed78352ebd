//! The diagnostic commands: JSON lines in, JSON lines out. What they print is
//! decided in `surety_app::diagnostics`.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::json;
use surety_app::App;
use surety_app::diagnostics::{self, Answer};

use crate::cli::Simulate;

/// The largest message file that is read, bytes: twice what the intake takes.
const MAIL_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Answers every line of standard input.
pub fn lines(line: impl FnMut(&str) -> Answer) -> anyhow::Result<ExitCode> {
    let failed = diagnostics::run(std::io::stdin().lock(), std::io::stdout().lock(), line)?;
    Ok(status(failed))
}

fn status(failed: bool) -> ExitCode {
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// `surety simulate`.
pub async fn simulate(app: &App, asked: &Simulate) -> anyhow::Result<ExitCode> {
    let mut texts = Vec::new();
    if asked.files.is_empty() || asked.files == [Path::new("-")] {
        texts.push(std::io::read_to_string(std::io::stdin().lock())?);
    }
    for file in asked.files.iter().filter(|f| *f != Path::new("-")) {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("{} does not read", file.display()))?;
        texts.push(text);
    }
    let options = diagnostics::simulate::Options {
        from: asked.from,
        to: asked.to,
        only_changed: asked.changed,
    };
    let mut out = BufWriter::with_capacity(256 * 1024, std::io::stdout());
    let mut ended = None;
    let mut failed = false;
    for input in texts.iter().flat_map(|t| diagnostics::simulate::inputs(t)) {
        let mut print = |line: String| match writeln!(out, "{line}") {
            Ok(()) => true,
            Err(e) => {
                ended = Some(e);
                false
            }
        };
        failed |= diagnostics::simulate::answer(app, input, options, &mut print).await;
        if let Some(e) = ended {
            return Err(e.into());
        }
    }
    out.flush()?;
    Ok(status(failed))
}

/// `surety mail inspect`.
pub fn mail_inspect(files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    if files.is_empty() || files == [Path::new("-")] {
        return lines(mail_line);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut failed = false;
    for file in files {
        let answer = mail_file(&file.display().to_string());
        failed |= answer.failed;
        writeln!(out, "{}", answer.line)?;
    }
    out.flush()?;
    Ok(status(failed))
}

fn mail_line(line: &str) -> Answer {
    #[derive(Deserialize)]
    struct Input {
        file: String,
    }
    match serde_json::from_str::<Input>(line) {
        Ok(input) => mail_file(&input.file),
        Err(e) => {
            let code = if e.is_data() {
                "invalid_input"
            } else {
                "invalid_json"
            };
            Answer {
                line: json!({"file": null, "error": {"code": code, "message": e.to_string()}})
                    .to_string(),
                failed: true,
            }
        }
    }
}

fn mail_file(name: &str) -> Answer {
    let refuse = |code: &str, message: String| Answer {
        line: json!({"file": name, "error": {"code": code, "message": message}}).to_string(),
        failed: true,
    };
    let size = match std::fs::metadata(name) {
        Ok(meta) => meta.len(),
        Err(e) => return refuse("file_unreadable", e.to_string()),
    };
    if size > MAIL_BYTES_MAX {
        return refuse(
            "file_too_large",
            format!("{size} bytes, at most {MAIL_BYTES_MAX}"),
        );
    }
    match std::fs::read(name) {
        Ok(raw) => Answer {
            line: diagnostics::mail_inspect::inspect(name, &raw).to_string(),
            failed: false,
        },
        Err(e) => refuse("file_unreadable", e.to_string()),
    }
}
