//! Diagnostic commands as pure functions over JSON lines; formats in
//! docs/diagnostics.md.
//!
//! To add one: a file with `pub fn line(line: &str) -> Answer` that hands a
//! typed input and a decision to [`answer`], a `pub mod` here, and a
//! subcommand of the binary that gives `line` to [`run`].

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub mod clock;
pub mod credits_periods;
pub mod doctor;
pub mod entitlement_explain;
pub mod entitlement_live;
pub mod mail_inspect;
pub mod simulate;
pub mod sla_replay;

#[cfg(test)]
mod tests;

/// The longest input line that is read, in bytes. A longer one is answered
/// with the error `line_too_long` and skipped.
pub const LINE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Why a line could not be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable, snake_case.
    pub code: &'static str,
    /// For people; may change.
    pub message: String,
}

impl Problem {
    /// A problem with a stable snake_case `code`.
    pub fn new(code: &'static str, message: impl fmt::Display) -> Self {
        Self {
            code,
            message: message.to_string(),
        }
    }
}

/// The one line that answers one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// One JSON object without a line end.
    pub line: String,
    /// Whether it is an error: the exit status is then 1.
    pub failed: bool,
}

/// The body `{"result": …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome<T> {
    /// What was asked for.
    pub result: T,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
}

/// Reads `line` as a JSON object, decides, and answers with the line's `id`
/// (any JSON value, carried byte for byte; `null` when there is none or it
/// cannot be read) followed by the fields of the decision.
///
/// Error codes of its own: `invalid_json` (not a JSON object),
/// `invalid_input` (a field is missing or of the wrong kind), `internal` (a
/// bug of ours, kept from ending the other lines).
pub fn answer<'a, T, R>(line: &'a str, decide: impl FnOnce(T) -> Result<R, Problem>) -> Answer
where
    T: Deserialize<'a>,
    R: Serialize,
{
    let line = line.trim();
    // Serde would read a struct from an array as well.
    if !line.starts_with('{') {
        return refuse(
            None,
            &Problem::new("invalid_json", "expected a JSON object"),
        );
    }
    let id = match serde_json::from_str::<Envelope<'a>>(line) {
        Ok(envelope) => envelope.id,
        Err(e) => return refuse(None, &Problem::new("invalid_json", e)),
    };
    let decided = catch_unwind(AssertUnwindSafe(|| {
        let input = serde_json::from_str::<T>(line).map_err(|e| {
            let code = if e.is_data() {
                "invalid_input"
            } else {
                "invalid_json"
            };
            Problem::new(code, e)
        })?;
        let decision = decide(input)?;
        serde_json::to_string(&decision).map_err(|e| Problem::new("internal", e))
    }));
    match decided {
        Ok(Ok(body)) => Answer {
            line: with_id(id, &body),
            failed: false,
        },
        Ok(Err(problem)) => refuse(id, &problem),
        Err(_) => refuse(
            id,
            &Problem::new("internal", "this line could not be answered"),
        ),
    }
}

fn refuse(id: Option<&RawValue>, error: &Problem) -> Answer {
    #[derive(Serialize)]
    struct Refused<'a> {
        error: &'a Problem,
    }
    let body = serde_json::to_string(&Refused { error }).unwrap_or_else(|_| "{}".to_owned());
    Answer {
        line: with_id(id, &body),
        failed: true,
    }
}

/// Puts the id in front of the fields of a serialised object.
fn with_id(id: Option<&RawValue>, body: &str) -> String {
    let id = id.map_or("null", RawValue::get);
    let fields = body.strip_prefix('{').unwrap_or("}");
    let comma = if fields == "}" { "" } else { "," };
    let mut line = String::with_capacity(id.len() + body.len() + 8);
    line.push_str("{\"id\":");
    line.push_str(id);
    line.push_str(comma);
    line.push_str(fields);
    line
}

/// Answers every line of `input` on `output`, in order, and says whether any
/// failed. What was answered is flushed whenever no further input is waiting,
/// so the command can serve a partner that waits for each answer.
///
/// # Errors
/// Those of reading and writing.
pub fn run(
    input: impl Read,
    output: impl Write,
    mut line: impl FnMut(&str) -> Answer,
) -> io::Result<bool> {
    let mut input = BufReader::with_capacity(256 * 1024, input);
    let mut output = io::BufWriter::with_capacity(256 * 1024, output);
    let mut buffer = Vec::new();
    let mut failed = false;
    loop {
        if input.buffer().is_empty() {
            output.flush()?;
        }
        buffer.clear();
        let answer = match next_line(&mut input, &mut buffer)? {
            Line::End => break,
            Line::TooLong => refuse(
                None,
                &Problem::new(
                    "line_too_long",
                    format!("a line is at most {LINE_BYTES_MAX} bytes"),
                ),
            ),
            Line::Whole => match std::str::from_utf8(&buffer) {
                Ok(text) => line(text),
                Err(e) => refuse(None, &Problem::new("invalid_utf8", e)),
            },
        };
        failed |= answer.failed;
        output.write_all(answer.line.as_bytes())?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(failed)
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads up to the next line end; of a line that is too long, only the end is
/// looked for.
fn next_line(input: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<Line> {
    let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX) + 1;
    if input.by_ref().take(limit).read_until(b'\n', buffer)? == 0 {
        return Ok(Line::End);
    }
    if buffer.last() == Some(&b'\n') {
        buffer.pop();
        return Ok(Line::Whole);
    }
    if buffer.len() <= LINE_BYTES_MAX {
        return Ok(Line::Whole);
    }
    buffer.clear();
    input.skip_until(b'\n')?;
    Ok(Line::TooLong)
}
