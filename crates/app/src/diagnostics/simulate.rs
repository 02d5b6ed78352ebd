//! `surety simulate`: drafts against the tickets of a past span of the desk's
//! own database. Writes nothing.

use serde::Serialize;
use serde_json::{Value, json};
use surety_domain::time::Instant;

use super::Problem;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::simulate::{SimulatedTicket, SimulationInput, SimulationSummary, simulate};

/// What an input may say; everything else is ignored, as by every diagnostic.
const FIELDS: [&str; 8] = [
    "calendar",
    "sla",
    "plan",
    "contract",
    "from",
    "to",
    "account_id",
    "product_id",
];

/// What the command line says of every input.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The first instant, in the place of the input's.
    pub from: Option<Instant>,
    /// The first instant after the span, in the place of the input's.
    pub to: Option<Instant>,
    /// Only tickets for which anything differs are printed.
    pub only_changed: bool,
}

#[derive(Serialize)]
struct TicketLine<'a> {
    id: &'a Value,
    #[serde(flatten)]
    ticket: SimulatedTicket,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    id: &'a Value,
    summary: SimulationSummary,
}

/// The inputs of a text: JSON values one after the other, on lines of their own
/// or not. A text that is no such thing is taken line by line, so that one bad
/// line spoils no other.
pub fn inputs(text: &str) -> Vec<Result<Value, Problem>> {
    let whole: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(text)
        .into_iter()
        .collect();
    if let Ok(values) = whole {
        return values.into_iter().map(Ok).collect();
    }
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|e| Problem::new("invalid_json", e)))
        .collect()
}

fn problem(error: &AppError) -> Problem {
    let code = match error {
        AppError::InvalidFields(fields) => fields.first().map_or("invalid_fields", |f| &f.code),
        other => other.code(),
    };
    let message = match error {
        AppError::InvalidFields(fields) => fields
            .iter()
            .map(|f| format!("{}: {}", f.field, f.message))
            .collect::<Vec<_>>()
            .join("; "),
        AppError::Invalid {
            field: Some(field),
            message,
            ..
        } => format!("{field}: {message}"),
        other => other.to_string(),
    };
    Problem {
        code: known(code),
        message,
    }
}

/// The codes of a diagnostic live as long as the program.
fn known(code: &str) -> &'static str {
    match code {
        "simulation_without_place" => "simulation_without_place",
        "span_empty" => "span_empty",
        "required" => "required",
        "not_found" => "not_found",
        "internal_error" => "internal",
        _ => "invalid_input",
    }
}

async fn one(
    app: &App,
    id: &Value,
    value: Value,
    options: Options,
    print: &mut (dyn FnMut(String) -> bool + Send),
) -> Result<SimulationSummary, Problem> {
    let Value::Object(mut fields) = value else {
        return Err(Problem::new("invalid_json", "expected a JSON object"));
    };
    fields.retain(|name, _| FIELDS.contains(&name.as_str()));
    let mut input: SimulationInput = serde_json::from_value(Value::Object(fields))
        .map_err(|e| Problem::new("invalid_input", e))?;
    input.from = options.from.or(input.from);
    input.to = options.to.or(input.to);
    simulate(app, &Call::system(), input, |ticket| {
        if options.only_changed && !ticket.changed {
            return true;
        }
        match serde_json::to_string(&TicketLine { id, ticket }) {
            Ok(line) => print(line),
            Err(_) => true,
        }
    })
    .await
    .map_err(|e| problem(&e))
}

/// Answers one input: a line per ticket, then a line with the summary, or one
/// line that says why not. `print` says whether anybody still reads. Answers
/// whether it failed.
pub async fn answer(
    app: &App,
    input: Result<Value, Problem>,
    options: Options,
    print: &mut (dyn FnMut(String) -> bool + Send),
) -> bool {
    let id = match &input {
        Ok(value) => value.get("id").cloned().unwrap_or(Value::Null),
        Err(_) => Value::Null,
    };
    let done = match input {
        Ok(value) => one(app, &id, value, options, print).await,
        Err(problem) => Err(problem),
    };
    let (line, failed) = match done {
        Ok(summary) => (
            serde_json::to_string(&SummaryLine { id: &id, summary }),
            false,
        ),
        Err(problem) => (
            serde_json::to_string(&json!({ "id": id, "error": problem })),
            true,
        ),
    };
    print(line.unwrap_or_default());
    failed
}
