//! Charge lines of over-limit tickets: drafted by the desk, decided by people.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::credit::ChargeStatus;
use surety_domain::ids::{AccountId, ChargeId, ContractId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger::{self, ChargeFilter, ChargeRow};
use surety_store::records::promises;
use utoipa::{IntoParams, ToSchema};

use super::entitle;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, WORD_CHARS_MAX, check_version};
use crate::tickets::bulk::BulkError;
use crate::tickets::view::{ContractRef, Named};

/// Most lines of one bulk decision.
pub const CHARGES_BULK_MAX: usize = 200;
/// Most lines of a file.
pub const CHARGES_EXPORT_MAX: i64 = 10_000;
/// Longest reason for waiving, characters.
pub const CHARGE_REASON_CHARS_MAX: usize = 500;

/// A charge line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChargeView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ChargeId,
    /// Under which contract.
    pub contract: ContractRef,
    /// Whose.
    pub account: Option<Named>,
    /// For which ticket.
    pub ticket_number: Option<i64>,
    /// Hundredths of a credit.
    pub quantity_hundredths: i64,
    /// Of one over-limit ticket, in the smallest unit of the currency.
    pub unit_price_minor: i64,
    /// In the smallest unit of the currency.
    pub amount_minor: i64,
    /// Three letters, ISO 4217.
    pub currency: String,
    /// `draft`, `approved`, `invoiced` or `waived`.
    pub status: String,
    /// Why it was waived. `refund:` and the cause where the desk waived it
    /// because the ticket's credits came back.
    pub reason: Option<String>,
    /// On which invoice it stands.
    pub invoice_reference: Option<String>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was drafted.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last decided.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// Which charge lines.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChargeQuery {
    /// Of this account.
    #[param(value_type = Option<String>)]
    pub account: Option<AccountId>,
    /// Of this contract.
    #[param(value_type = Option<String>)]
    pub contract: Option<ContractId>,
    /// `draft`, `approved`, `invoiced`, `waived`, or several with commas.
    pub status: Option<String>,
    /// Three letters, ISO 4217.
    pub currency: Option<String>,
    /// Drafted at or after this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// Drafted before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    pub before: Option<Instant>,
    /// Rows on the page, 1 to 200. Sums and files have no pages.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl ChargeQuery {
    fn filter(&self) -> Result<ChargeFilter, AppError> {
        let mut status = Vec::new();
        let words = self.status.iter().flat_map(|list| list.split(','));
        for word in words.map(str::trim).filter(|word| !word.is_empty()) {
            let known: ChargeStatus = known(word)?;
            if !status.iter().any(|s| s == known.as_str()) {
                status.push(known.as_str().to_owned());
            }
        }
        Ok(ChargeFilter {
            ids: Vec::new(),
            account: self.account,
            contract: self.contract,
            status,
            currency: self.currency.clone(),
            from: self.from,
            before: self.before,
        })
    }
}

fn known(word: &str) -> Result<ChargeStatus, AppError> {
    word.parse()
        .map_err(|_| AppError::invalid("unknown_status", "status", ChargeStatus::WORDS.join(", ")))
}

/// What a charge line becomes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "approved"}))]
pub struct ChangeCharge {
    /// `approved`, `invoiced` or `waived`.
    pub status: String,
    /// Why it is waived; needed for that, 1 to 500 characters.
    #[serde(default)]
    pub reason: Option<String>,
    /// On which invoice it stands; needed for `invoiced`, 1 to 100 characters.
    #[serde(default)]
    pub invoice_reference: Option<String>,
}

/// One line of a bulk decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkCharge {
    /// The line.
    #[schema(value_type = String)]
    pub id: ChargeId,
    /// The version that was seen; a line that changed since is left alone.
    pub version: i64,
}

/// One decision for many charge lines.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"charges": [{"id": "chg_01jz8k3m6yq5t0v9w2x4c7b1ne", "version": 1}], "change": {"status": "approved"}}))]
pub struct BulkChargesInput {
    /// 1 to 200.
    pub charges: Vec<BulkCharge>,
    /// What each of them becomes.
    pub change: ChangeCharge,
}

/// What became of one line of a bulk decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BulkChargeResult {
    /// The line.
    #[schema(value_type = String)]
    pub id: ChargeId,
    /// Whether it was decided.
    pub ok: bool,
    /// The line as it is now; null when it was left alone.
    pub charge: Option<ChargeView>,
    /// Why it was left alone.
    pub error: Option<BulkError>,
}

/// What the lines of a currency in a status make together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"currency": "EUR", "status": "draft", "count": 3, "amount_minor": 14700}))]
pub struct ChargeTotal {
    /// Three letters, ISO 4217.
    pub currency: String,
    /// `draft`, `approved`, `invoiced` or `waived`.
    pub status: String,
    /// How many lines.
    pub count: i64,
    /// Together, in the smallest unit of the currency.
    pub amount_minor: i64,
}

/// Charge lines in the order in which they were drafted.
///
/// # Errors
/// `charge_manage` is needed; `unknown_status`, `invalid_limit`,
/// `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    query: ChargeQuery,
) -> Result<Page<ChargeView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ChargeManage, &Subject::Desk)?;
        let paging: Paging<ChargeId> = Paging::read(query.limit, query.cursor.as_deref())?;
        let rows = ledger::list_charges(tx, &query.filter()?, paging.after, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |r| r.charge.id)?;
        Ok(Page {
            items: views(tx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// What charge lines make together, by currency and status.
///
/// # Errors
/// `charge_manage` is needed; `unknown_status`, or the store's.
pub async fn totals(
    app: &App,
    call: &Call,
    query: ChargeQuery,
) -> Result<Vec<ChargeTotal>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ChargeManage, &Subject::Desk)?;
        let sums = ledger::charge_sums(tx, &query.filter()?)?;
        Ok(sums
            .into_iter()
            .map(|s| ChargeTotal {
                currency: s.currency,
                status: s.status,
                count: s.lines,
                amount_minor: s.amount,
            })
            .collect())
    })
    .await
}

/// All charge lines of a filter, for a file.
///
/// # Errors
/// `charge_manage` is needed; `unknown_status`; `too_many_rows` past
/// [`CHARGES_EXPORT_MAX`], so that no file is cut without a word.
pub async fn export(
    app: &App,
    call: &Call,
    query: ChargeQuery,
) -> Result<Vec<ChargeView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ChargeManage, &Subject::Desk)?;
        let rows = ledger::list_charges(tx, &query.filter()?, None, CHARGES_EXPORT_MAX + 1)?;
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) > CHARGES_EXPORT_MAX {
            return Err(AppError::conflict(
                "too_many_rows",
                format!("a file has at most {CHARGES_EXPORT_MAX} rows; narrow the filter"),
            ));
        }
        views(tx, rows)
    })
    .await
}

fn views(tx: &mut Tx<'_>, rows: Vec<ChargeRow>) -> Result<Vec<ChargeView>, AppError> {
    let mut free = None;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let ChargeRow {
            charge,
            account_name,
            contract,
            ticket_number,
        } = row;
        // Free support has no number; its name is the plan's.
        let (number, name) = match contract {
            Some(named) => named,
            None if charge.contract_id == entitle::default_holder(charge.account_id) => {
                if free.is_none() {
                    free = Some(promises::default_plan(tx)?.map(|p| p.head.name));
                }
                (0, free.clone().flatten().unwrap_or_default())
            }
            None => (0, String::new()),
        };
        views.push(ChargeView {
            id: charge.id,
            contract: ContractRef {
                id: charge.contract_id,
                number,
                name,
            },
            account: Named::both(Some(charge.account_id), account_name),
            ticket_number,
            quantity_hundredths: charge.quantity,
            unit_price_minor: charge.unit_price,
            amount_minor: charge.amount,
            currency: charge.currency,
            status: charge.status,
            reason: charge.reason,
            invoice_reference: charge.invoice_reference,
            version: charge.version,
            created_at: charge.created_at,
            updated_at: charge.updated_at,
        });
    }
    Ok(views)
}

/// A decision that was read and makes sense in itself.
struct Decided {
    to: ChargeStatus,
    reason: Option<String>,
    invoice_reference: Option<String>,
}

impl ChangeCharge {
    /// What only one of the decisions takes is refused with the others, so
    /// that nobody believes it was kept.
    fn read(&self) -> Result<Decided, AppError> {
        let to = known(&self.status)?;
        let mut check = Check::new();
        let said = |check: &mut Check, field: &str, text: Option<&str>, max, with: ChargeStatus| {
            let text = check.line(field, text.unwrap_or_default(), max);
            match (text.is_empty(), to == with) {
                (true, true) => check.fail(field, "required", format!("needed for {with}")),
                (false, false) => check.fail(field, "not_allowed", format!("only for {with}")),
                _ => {}
            }
            Some(text).filter(|text| !text.is_empty())
        };
        let reason = said(
            &mut check,
            "reason",
            self.reason.as_deref(),
            CHARGE_REASON_CHARS_MAX,
            ChargeStatus::Waived,
        );
        let invoice_reference = said(
            &mut check,
            "invoice_reference",
            self.invoice_reference.as_deref(),
            WORD_CHARS_MAX,
            ChargeStatus::Invoiced,
        );
        check.done()?;
        Ok(Decided {
            to,
            reason,
            invoice_reference,
        })
    }
}

fn decide(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ChargeId,
    expected: i64,
    decided: &Decided,
) -> Result<ChargeView, AppError> {
    let row = ledger::lock_charge(tx, id)?.ok_or(AppError::NotFound("charge"))?;
    let subject = Subject::Ledger {
        account: row.charge.account_id,
    };
    cx.require(Permission::ChargeManage, &subject)?;
    check_version(row.charge.version, Some(expected))?;
    let from = known(&row.charge.status)?;
    let to = decided.to;
    let kept = (&row.charge.reason, &row.charge.invoice_reference);
    // The same decision again changes nothing; another reference would be lost.
    if from != to || kept != (&decided.reason, &decided.invoice_reference) {
        if !from.may_become(to) {
            return Err(AppError::conflict(
                "charge_transition_invalid",
                format!("it is {from} and stays so; it cannot become {to}"),
            ));
        }
        let mut charge = row.charge;
        charge.status = to.as_str().to_owned();
        charge.reason = decided.reason.clone();
        charge.invoice_reference = decided.invoice_reference.clone();
        if !ledger::decide_charge(tx, &charge, cx.now)? {
            return Err(AppError::Stale {
                current: charge.version,
            });
        }
        cx.audit(
            tx,
            &format!("charge.{to}"),
            "charge",
            &id.to_string(),
            &json!({
                "from": from, "to": to, "amount_minor": charge.amount, "currency": charge.currency,
                "reason": charge.reason, "invoice_reference": charge.invoice_reference,
            }),
        )?;
    }
    let row = ledger::get_charge(tx, id)?.ok_or(AppError::NotFound("charge"))?;
    views(tx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("charge"))
}

/// Approves, invoices or waives a charge line.
///
/// # Errors
/// `charge_transition_invalid`, `unknown_status`, `required` at `reason` or
/// `invoice_reference`, `not_allowed`, `NotFound`, `Denied`, `Stale`, or the store's.
pub async fn change(
    app: &App,
    call: &Call,
    id: ChargeId,
    expected: i64,
    input: ChangeCharge,
) -> Result<ChargeView, AppError> {
    app.command(call, move |tx, cx| {
        // Who may not, hears of that before anything of the input.
        let row = ledger::get_charge(tx, id)?.ok_or(AppError::NotFound("charge"))?;
        let subject = Subject::Ledger {
            account: row.charge.account_id,
        };
        cx.require(Permission::ChargeManage, &subject)?;
        decide(tx, cx, id, expected, &input.read()?)
    })
    .await
}

/// Decides many charge lines, each for itself: one that is refused leaves the
/// others. The answers stand in the order of the request.
///
/// # Errors
/// `charge_manage` is needed; `too_many_charges`, `required`, those of
/// [`change`] that are the input's, or the store's.
pub async fn bulk(
    app: &App,
    call: &Call,
    input: BulkChargesInput,
) -> Result<Vec<BulkChargeResult>, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ChargeManage, &Subject::Desk)?;
        if input.charges.len() > CHARGES_BULK_MAX {
            return Err(AppError::invalid(
                "too_many_charges",
                "charges",
                format!("at most {CHARGES_BULK_MAX} at once"),
            ));
        }
        if input.charges.is_empty() {
            return Err(AppError::invalid(
                "required",
                "charges",
                "name at least one",
            ));
        }
        let decided = input.change.read()?;
        // Locked in one order, so that two such requests never wait for each other.
        let mut order: Vec<usize> = (0..input.charges.len()).collect();
        order.sort_by_key(|&n| input.charges[n].id);
        let mut results = Vec::with_capacity(order.len());
        for n in order {
            let BulkCharge { id, version } = input.charges[n];
            let result = match tx.attempt(|tx| decide(tx, cx, id, version, &decided)) {
                Ok(charge) => BulkChargeResult {
                    id,
                    ok: true,
                    charge: Some(charge),
                    error: None,
                },
                Err(error @ (AppError::Store(_) | AppError::Internal(_))) => return Err(error),
                Err(error) => BulkChargeResult {
                    id,
                    ok: false,
                    charge: None,
                    error: Some(BulkError {
                        code: error.code().to_owned(),
                        detail: error.to_string(),
                    }),
                },
            };
            results.push((n, result));
        }
        results.sort_by_key(|(n, _)| *n);
        Ok(results.into_iter().map(|(_, result)| result).collect())
    })
    .await
}
