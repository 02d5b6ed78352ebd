//! Charge lines for spreadsheets.

use surety_domain::credit::Credits;
use surety_domain::money::decimal;
use surety_paper::{Field, csv};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::charges::{self, ChargeQuery, ChargeView};

const HEAD: &[&str] = &[
    "charge",
    "drafted_at",
    "account",
    "contract_number",
    "contract",
    "ticket",
    "credits",
    "unit_price",
    "amount",
    "currency",
    "status",
    "decided_at",
    "invoice_reference",
    "reason",
];

/// The lines of a filter as CSV. The head is the same in every language;
/// credits and amounts are decimals with a point.
///
/// # Errors
/// As [`charges::export`].
pub async fn spreadsheet(app: &App, call: &Call, query: ChargeQuery) -> Result<String, AppError> {
    let lines = charges::export(app, call, query).await?;
    Ok(csv(HEAD, lines.iter().map(row)))
}

fn row(line: &ChargeView) -> Vec<Field> {
    let text = |text: Option<&str>| Field::text(text.unwrap_or_default());
    let decided = (line.status != "draft").then(|| line.updated_at.to_rfc3339_seconds());
    vec![
        Field::text(line.id.to_string()),
        Field::text(line.created_at.to_rfc3339_seconds()),
        text(line.account.as_ref().map(|a| a.name.as_str())),
        Field::number(line.contract.number),
        Field::text(&line.contract.name),
        Field::text(
            line.ticket_number
                .map(|n| n.to_string())
                .unwrap_or_default(),
        ),
        Field::number(Credits(line.quantity_hundredths)),
        Field::number(decimal(line.unit_price_minor, &line.currency)),
        Field::number(decimal(line.amount_minor, &line.currency)),
        Field::text(&line.currency),
        Field::text(&line.status),
        text(decided.as_deref()),
        text(line.invoice_reference.as_deref()),
        text(line.reason.as_deref()),
    ]
}
