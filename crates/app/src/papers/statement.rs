//! The statement of an account's credits, to print and for spreadsheets.

use serde::Deserialize;
use surety_domain::credit::Credits;
use surety_domain::ids::AccountId;
use surety_domain::time::Instant;
use surety_paper::{Block, Column, Fact, Field, Language, Paper, Table, csv};
use surety_store::records::accounts;
use utoipa::IntoParams;

use super::Words;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::statement::{StatementLine, StatementQuery, lines_at};

/// Of which instant, and in which language.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementFileQuery {
    /// Now when left out.
    #[param(value_type = Option<String>, format = DateTime)]
    pub at: Option<Instant>,
    /// `en` or `zh-CN`; that of the account when left out.
    pub locale: Option<String>,
}

/// What a document about an account begins with.
struct Facts {
    name: String,
    words: Words,
    at: Instant,
    lines: Vec<StatementLine>,
}

async fn facts(
    app: &App,
    call: &Call,
    account: AccountId,
    query: StatementFileQuery,
) -> Result<Facts, AppError> {
    let wanted = super::language(query.locale.as_deref())?;
    app.query(call, move |tx, cx| {
        let at = query.at.unwrap_or(cx.now).min(cx.now);
        let asked = StatementQuery { at: Some(at) };
        let lines = lines_at(tx, cx, account, &asked)?;
        let row = accounts::get(tx, account)?.ok_or(AppError::NotFound("account"))?;
        let language = wanted.unwrap_or_else(|| Language::of(&row.locale));
        Ok(Facts {
            name: row.name,
            words: Words::new(language, &row.zone),
            at,
            lines,
        })
    })
    .await
}

/// The statement as a document: a table for each contract.
///
/// # Errors
/// `credit_read` is needed; `NotFound`, `invalid_locale`, or the store's.
pub async fn paper(
    app: &App,
    call: &Call,
    account: AccountId,
    query: StatementFileQuery,
) -> Result<Paper, AppError> {
    let facts = facts(app, call, account, query).await?;
    Ok(drawn(&facts, &app.config().desk_name, app.now()))
}

fn drawn(facts: &Facts, desk: &str, now: Instant) -> Paper {
    let w = &facts.words;
    let mut blocks = vec![Block::Facts(vec![
        Fact::new(w.pick("Account", "客户"), &facts.name),
        Fact::new(w.pick("As of", "截至"), w.moment(facts.at)),
    ])];
    if facts.lines.is_empty() {
        blocks.push(Block::Paragraph(
            w.pick(
                "No contract of this account counted credits at that moment.",
                "该客户在此时点没有计次的合同。",
            )
            .into(),
        ));
    }
    for of_one in facts.lines.chunk_by(|a, b| a.contract.id == b.contract.id) {
        blocks.push(Block::Heading(1, contract_name(w, &of_one[0])));
        blocks.push(Block::Table(table(w, of_one)));
        blocks.extend(remarks(w, of_one));
    }
    blocks.push(Block::Note(
        w.pick(
            "Granted are the period's own credits with what was carried over, added on top and adjusted. Opening + granted - used + returned - expired = closing.",
            "“增加”包含本周期额度以及结转、追加和调整的次数。期初 + 增加 - 使用 + 退还 - 过期 = 期末。",
        )
        .into(),
    ));
    Paper {
        title: w.pick("Statement of credits", "对账单").into(),
        subtitle: facts.name.clone(),
        language: w.language,
        footer: w.footer(desk, now),
        blocks,
    }
}

fn contract_name(w: &Words, line: &StatementLine) -> String {
    match line.contract.number {
        // Free support has no number.
        0 => line.contract.name.clone(),
        number => match w.language {
            Language::En => format!("Contract {number} · {}", line.contract.name),
            Language::ZhCn => format!("合同 {number} · {}", line.contract.name),
        },
    }
}

fn table(w: &Words, lines: &[StatementLine]) -> Table {
    Table {
        columns: vec![
            Column::left(w.pick("Limit", "限额")),
            Column::left(w.pick("Period", "周期")),
            Column::right(w.pick("Opening", "期初")),
            Column::right(w.pick("Granted", "增加")),
            Column::right(w.pick("Used", "使用")),
            Column::right(w.pick("Returned", "退还")),
            Column::right(w.pick("Expired", "过期")),
            Column::right(w.pick("Closing", "期末")),
        ],
        rows: lines
            .iter()
            .map(|l| {
                let granted = l.granted_hundredths
                    + l.rolled_over_hundredths
                    + l.topped_up_hundredths
                    + l.adjusted_hundredths;
                vec![
                    w.bucket(&l.bucket),
                    w.span(l.period_start, l.period_end),
                    w.credits(l.opening_hundredths),
                    w.signed(granted),
                    w.signed(-l.consumed_hundredths),
                    w.signed(l.refunded_hundredths),
                    w.signed(-l.expired_hundredths),
                    w.credits(l.closing_hundredths),
                ]
            })
            .collect(),
        sums: 0,
    }
}

/// What the columns do not say: credits that are for one thing alone, and what
/// was accepted past a limit.
fn remarks(w: &Words, lines: &[StatementLine]) -> Option<Block> {
    let mut said = Vec::new();
    for l in lines {
        let limit = w.bucket(&l.bucket);
        if l.reserved_hundredths > 0 {
            let kept = Credits(l.reserved_hundredths);
            said.push(match w.language {
                Language::En => {
                    format!(
                        "{limit}: {kept} of the closing balance is for one product or asset alone."
                    )
                }
                Language::ZhCn => {
                    format!("{limit}：期末余额中有 {kept} 次仅限某一产品或资产使用。")
                }
            });
        }
        if l.overage_hundredths != 0 {
            let over = Credits(l.overage_hundredths);
            said.push(match w.language {
                Language::En => {
                    format!("{limit}: {over} accepted past the limit, no part of the balance.")
                }
                Language::ZhCn => format!("{limit}：超限受理 {over} 次，不计入余额。"),
            });
        }
    }
    (!said.is_empty()).then_some(Block::Bullets(said))
}

/// The statement for spreadsheets and programs. The head is the same in every
/// language; credits are decimals with a point.
///
/// # Errors
/// As [`paper`].
pub async fn spreadsheet(
    app: &App,
    call: &Call,
    account: AccountId,
    query: StatementFileQuery,
) -> Result<String, AppError> {
    let facts = facts(app, call, account, query).await?;
    Ok(csv(HEAD, facts.lines.iter().map(|l| row(&facts, l))))
}

const HEAD: &[&str] = &[
    "account",
    "as_of",
    "contract_number",
    "contract",
    "limit",
    "period_first_day",
    "period_last_day",
    "opening",
    "granted",
    "rolled_over",
    "topped_up",
    "adjusted",
    "consumed",
    "refunded",
    "expired",
    "closing",
    "reserved",
    "overage",
];

fn row(facts: &Facts, l: &StatementLine) -> Vec<Field> {
    let credits = |hundredths: i64| Field::number(Credits(hundredths));
    vec![
        Field::text(&facts.name),
        Field::text(facts.at.to_rfc3339_seconds()),
        Field::number(l.contract.number),
        Field::text(&l.contract.name),
        Field::text(&l.bucket),
        Field::text(facts.words.day(l.period_start)),
        Field::text(facts.words.day(Instant(l.period_end.0 - 1))),
        credits(l.opening_hundredths),
        credits(l.granted_hundredths),
        credits(l.rolled_over_hundredths),
        credits(l.topped_up_hundredths),
        credits(l.adjusted_hundredths),
        credits(l.consumed_hundredths),
        credits(l.refunded_hundredths),
        credits(l.expired_hundredths),
        credits(l.closing_hundredths),
        credits(l.reserved_hundredths),
        credits(l.overage_hundredths),
    ]
}
