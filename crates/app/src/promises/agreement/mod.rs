//! The agreement sheet of a contract: read from what holds, judged by what
//! happened, shown as data, as a page and as a file.

mod facts;
mod standing;

use serde::{Deserialize, Serialize};
use surety_domain::agreement::{Goal, Sheet, SheetSection, Tally, Waiting, sheet};
use surety_domain::digest::sha256_hex;
use surety_domain::ids::ContractId;
use surety_domain::permission::{Permission, Subject, TicketSubject};
use surety_domain::policy::{Block, Lang};
use surety_domain::sla::TargetClock;
use surety_domain::ticket::Priority;
use surety_domain::time::{Instant, MICROS_PER_SECOND};
use surety_paper::{Block as Part, Column, Language, Paper, Table};
use surety_store::Tx;
use surety_store::records::agreement as kept;
use surety_store::records::promises;
use utoipa::{IntoParams, ToSchema};

use super::contracts::{as_in_force, readable, state_now};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::papers::{self, Words};
use crate::tickets::view::Named;
use facts::Read;
use standing::{Found, MISSED_MAX};

/// In which language.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgreementQuery {
    /// `en` or `zh-CN`; that of the account when left out.
    pub locale: Option<String>,
}

/// Verdicts with the share that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AttainmentView {
    /// Kept in time.
    pub met: i64,
    /// Late.
    pub missed: i64,
    /// The share that was kept in hundredths of a percent, rounded down; null
    /// without a verdict.
    pub attained_basis_points: Option<i64>,
}

impl From<Tally> for AttainmentView {
    fn from(tally: Tally) -> Self {
        Self {
            met: tally.met,
            missed: tally.missed,
            attained_basis_points: tally.attained(),
        }
    }
}

/// A period that the sheet tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgreementPeriod {
    /// First day in the account's zone.
    pub first_day: String,
    /// Last day in the account's zone.
    pub last_day: String,
    /// First instant.
    #[schema(value_type = String, format = DateTime)]
    pub start: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub end: Instant,
    /// Tickets that waited for the customer in it.
    pub waited_tickets: i64,
    /// How long they waited, together.
    pub waited_seconds: i64,
}

/// What is promised for one metric and priority, and how it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoalView {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// `urgent`, `high`, `normal` or `low`; null is tickets without one.
    pub priority: Option<String>,
    /// Only for tickets about this product.
    pub product: Option<Named>,
    /// Within how many seconds of its clock.
    pub target_seconds: i64,
    /// `calendar` or `24x7`.
    pub clock: String,
    /// `contract`, `plan`, `product` or `corporate`: which layer promises it.
    pub layer: String,
    /// Which SLA.
    pub sla: Named,
    /// The hours in which it counts.
    pub calendar: Option<Named>,
    /// Verdicts of this metric and priority in the period that runs; null for
    /// the goal of a single product, whose verdicts are counted with the rest.
    pub current: Option<AttainmentView>,
    /// The same of the period before.
    pub last: Option<AttainmentView>,
}

/// A promise that was missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissedView {
    /// The ticket.
    pub ticket_number: i64,
    /// Its subject.
    pub subject: String,
    /// Its priority.
    pub priority: Option<String>,
    /// What was missed.
    pub metric: String,
    /// When it was due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
    /// When it was done after all; null while it is not.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub fulfilled_at: Option<Instant>,
    /// Whether in the period that runs, else in the one before.
    pub current: bool,
}

/// The agreement sheet of a contract.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AgreementView {
    /// The contract.
    #[schema(value_type = String)]
    pub contract_id: ContractId,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Whose.
    pub account: Named,
    /// The state, as it is now.
    pub state: String,
    /// Which version of the terms the sheet shows: the one in force.
    pub version: i64,
    /// The period that runs; null before the first day.
    pub current_period: Option<AgreementPeriod>,
    /// The one before.
    pub last_period: Option<AgreementPeriod>,
    /// What is promised, and how it was kept.
    pub goals: Vec<GoalView>,
    /// What was missed in both periods of tickets that the caller may read,
    /// the latest first, at most 100 of each period.
    pub missed: Vec<MissedView>,
    /// The language of the words below.
    pub language: String,
    /// Title of the sheet.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// Its sections in words: `id`, `title` and blocks as in the policy.
    #[schema(value_type = Vec<Object>)]
    pub sections: Vec<SheetSection>,
}

/// A sheet that was read, with what a file of it needs.
struct Drawn {
    sheet: Sheet,
    words: Words,
}

/// The sheet as data and in words.
///
/// # Errors
/// `contract_read` is needed; `NotFound`, `invalid_locale`, or the store's.
pub async fn get(
    app: &App,
    call: &Call,
    id: ContractId,
    query: AgreementQuery,
) -> Result<AgreementView, AppError> {
    let wanted = papers::language(query.locale.as_deref())?;
    app.query(call, move |tx, cx| {
        let row = readable(tx, cx, id)?;
        let (row, _) = as_in_force(tx, cx, row, cx.now)?;
        let state = state_now(&row, cx.now)?;
        let read = facts::read(tx, cx, row)?;
        let found = standing::read(tx, cx, &read)?;
        let lang = lang_of(wanted.unwrap_or_else(|| Language::of(&read.account.locale)));
        view(tx, cx, read, found, state.as_str(), lang)
    })
    .await
}

/// The sheet as a document, as it stands now.
///
/// # Errors
/// As [`get`].
pub async fn paper(
    app: &App,
    call: &Call,
    id: ContractId,
    query: AgreementQuery,
) -> Result<Paper, AppError> {
    let wanted = papers::language(query.locale.as_deref())?;
    let drawn = app
        .query(call, move |tx, cx| {
            let row = readable(tx, cx, id)?;
            let (row, _) = as_in_force(tx, cx, row, cx.now)?;
            let mut read = facts::read(tx, cx, row)?;
            read.facts.standing = Some(standing::read(tx, cx, &read)?.standing);
            let language = wanted.unwrap_or_else(|| Language::of(&read.account.locale));
            Ok(Drawn {
                sheet: sheet(&read.facts, lang_of(language)),
                words: Words::new(language, &read.account.zone),
            })
        })
        .await?;
    let footer = drawn.words.footer(&app.config().desk_name, app.now());
    Ok(as_paper(&drawn.sheet, footer))
}

/// The sheet as it is offered: what is agreed, without how it was kept, as the
/// bytes of a page in the account's language; and that language.
pub(super) fn document(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: promises::Contract,
) -> Result<Document, AppError> {
    let read = facts::read(tx, cx, row)?;
    let language = Language::of(&read.account.locale);
    let words = Words::new(language, &read.account.zone);
    let sheet = sheet(&read.facts, lang_of(language));
    let says = serde_json::to_vec(&sheet).map_err(|e| AppError::Internal(e.to_string()))?;
    let footer = words.footer(&cx.config.desk_name, cx.now);
    let page = papers::html(&as_paper(&sheet, footer));
    Ok(Document {
        page: page.into_bytes(),
        says: sha256_hex(&says),
        locale: language.tag().to_owned(),
    })
}

/// A sheet as it is offered.
pub(super) struct Document {
    /// The page, byte for byte.
    pub(super) page: Vec<u8>,
    /// SHA-256 of what it says, however the page is set.
    pub(super) says: String,
    /// Its language.
    pub(super) locale: String,
}

const fn lang_of(language: Language) -> Lang {
    match language {
        Language::En => Lang::En,
        Language::ZhCn => Lang::ZhCn,
    }
}

/// A sheet for printing.
fn as_paper(sheet: &Sheet, footer: String) -> Paper {
    let mut blocks = Vec::new();
    for section in &sheet.sections {
        blocks.push(Part::Heading(1, section.title.clone()));
        blocks.extend(section.blocks.iter().flat_map(parts));
    }
    Paper {
        title: sheet.title.clone(),
        subtitle: sheet.subtitle.clone(),
        language: match sheet.lang {
            Lang::En => Language::En,
            Lang::ZhCn => Language::ZhCn,
        },
        footer,
        blocks,
    }
}

fn parts(block: &Block) -> Vec<Part> {
    match block {
        Block::Paragraph { item } => vec![Part::Paragraph(item.text.clone())],
        Block::List { items } => vec![Part::Bullets(
            items.iter().map(|item| item.text.clone()).collect(),
        )],
        Block::Table {
            caption,
            head,
            rows,
            ..
        } => vec![
            Part::Heading(2, caption.clone()),
            Part::Table(Table {
                columns: head.iter().map(Column::left).collect(),
                rows: rows.iter().map(|row| row.cells.clone()).collect(),
                sums: 0,
            }),
        ],
    }
}

fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mut read: Read,
    found: Found,
    state: &str,
    lang: Lang,
) -> Result<AgreementView, AppError> {
    let Found {
        standing,
        current,
        last,
    } = found;
    let goals = read
        .facts
        .goals
        .iter()
        .map(|goal| goal_view(&read, goal, &standing))
        .collect();
    let mut missed = Vec::new();
    for (period, is_current) in [(current, true), (last, false)] {
        let Some(period) = period else { continue };
        let rows = kept::missed(tx, read.row.id, period.start, period.end, MISSED_MAX)?;
        missed.extend(
            rows.into_iter()
                .filter(|m| may_read_ticket(cx, m))
                .map(|m| MissedView {
                    ticket_number: m.number,
                    subject: m.subject,
                    priority: m.priority,
                    metric: m.metric,
                    due_at: m.due_at,
                    fulfilled_at: m.fulfilled_at,
                    current: is_current,
                }),
        );
    }
    let (now, before) = standing.waiting;
    let period = |days: &Option<(String, String)>, span, waiting: Waiting| {
        let (first_day, last_day) = days.clone()?;
        let span: surety_domain::credit::Period = span?;
        Some(AgreementPeriod {
            first_day,
            last_day,
            start: span.start,
            end: span.end,
            waited_tickets: waiting.tickets,
            waited_seconds: waiting.micros / MICROS_PER_SECOND,
        })
    };
    let current_period = period(&standing.current, current, now);
    let last_period = period(&standing.last, last, before);
    read.facts.standing = Some(standing);
    let sheet = sheet(&read.facts, lang);
    Ok(AgreementView {
        contract_id: read.row.id,
        number: read.row.number,
        account: Named {
            id: read.account.id.to_string(),
            name: read.account.name,
        },
        state: state.to_owned(),
        version: read.row.current_version,
        name: read.row.name,
        current_period,
        last_period,
        goals,
        missed,
        language: lang.as_str().to_owned(),
        title: sheet.title,
        subtitle: sheet.subtitle,
        sections: sheet.sections,
    })
}

fn may_read_ticket(cx: &Cx<'_>, missed: &kept::Missed) -> bool {
    cx.may(
        Permission::TicketRead,
        &Subject::Ticket(TicketSubject {
            account: missed.account_id,
            requester: missed.requester_id,
            assignee: missed.assignee_id,
            team: missed.team_id,
            ..TicketSubject::default()
        }),
    )
}

fn goal_view(read: &Read, goal: &Goal, standing: &surety_domain::agreement::Standing) -> GoalView {
    let policy = &read.facts.policy;
    let sla = policy.slas.iter().find(|sla| sla.id == goal.sla);
    let calendar = sla
        .filter(|_| goal.clock == TargetClock::Calendar)
        .and_then(|sla| policy.calendars.iter().find(|c| c.id == sla.calendar));
    let tallies = goal.product.is_none().then(|| {
        let key = (goal.metric, goal.priority);
        standing.tallies.get(&key).copied().unwrap_or_default()
    });
    GoalView {
        metric: goal.metric.as_str().to_owned(),
        priority: goal.priority.map(|p: Priority| p.as_str().to_owned()),
        product: goal.product.as_ref().map(|id| Named {
            id: id.clone(),
            name: policy.names.get(id).cloned().unwrap_or_else(|| id.clone()),
        }),
        target_seconds: goal.seconds,
        clock: goal.clock.as_str().to_owned(),
        layer: goal.layer.as_str().to_owned(),
        sla: Named {
            id: goal.sla.clone(),
            name: sla.map(|s| s.name.clone()).unwrap_or_default(),
        },
        calendar: calendar.map(|c| Named {
            id: c.id.clone(),
            name: c.name.clone(),
        }),
        current: tallies.map(|(current, _)| current.into()),
        last: tallies.map(|(_, last)| last.into()),
    }
}
