//! Charge lines of over-limit tickets: drafted by the desk, decided by people.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::{AccountId, ChargeId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, ledger, tickets};
use utoipa::{IntoParams, ToSchema};

use super::account::holder_ref;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Page, Paging, check_version};
use crate::tickets::view::{ContractRef, Named};

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
    /// For `If-Match`.
    pub version: i64,
    /// When it was drafted.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

/// Which charge lines.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChargeQuery {
    /// Of this account.
    #[param(value_type = Option<String>)]
    pub account: Option<AccountId>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// What a charge line becomes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "approved"}))]
pub struct ChangeCharge {
    /// `approved`, `invoiced` or `waived`.
    pub status: String,
}

/// Charge lines in the order in which they were drafted.
///
/// # Errors
/// `charge_manage` is needed; `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    query: ChargeQuery,
) -> Result<Page<ChargeView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ChargeManage, &Subject::Desk)?;
        let paging: Paging<ChargeId> = Paging::read(query.limit, query.cursor.as_deref())?;
        let after = paging.after.map(|id| id.to_string()).unwrap_or_default();
        let rows = ledger::list_charges(tx, query.account, &after, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |r| r.id)?;
        let mut items = Vec::new();
        for row in rows {
            items.push(view(tx, row)?);
        }
        Ok(Page { items, next_cursor })
    })
    .await
}

fn view(tx: &mut Tx<'_>, row: ledger::Charge) -> Result<ChargeView, AppError> {
    let ticket_number = match row.ticket_id {
        Some(id) => tickets::get(tx, id)?.map(|t| t.number),
        None => None,
    };
    let account = accounts::get(tx, row.account_id)?.map(|a| a.name);
    Ok(ChargeView {
        id: row.id,
        contract: holder_ref(tx, row.contract_id, row.account_id)?,
        account: Named::both(Some(row.account_id), account),
        ticket_number,
        quantity_hundredths: row.quantity,
        unit_price_minor: row.unit_price,
        amount_minor: row.amount,
        currency: row.currency,
        status: row.status,
        version: row.version,
        created_at: row.created_at,
    })
}

/// Whether a line may go from one status to another: a draft is approved or
/// waived, an approved one is invoiced or waived, and then it stays.
fn may_become(from: &str, to: &str) -> bool {
    matches!(
        (from, to),
        ("draft", "approved" | "waived") | ("approved", "invoiced" | "waived")
    )
}

/// Approves, invoices or waives a charge line.
///
/// # Errors
/// `charge_transition_invalid`, `unknown_status`, `NotFound`, `Denied`, `Stale`, or the store's.
pub async fn change(
    app: &App,
    call: &Call,
    id: ChargeId,
    expected: i64,
    input: ChangeCharge,
) -> Result<ChargeView, AppError> {
    app.command(call, move |tx, cx| {
        let row = ledger::get_charge(tx, id)?.ok_or(AppError::NotFound("charge"))?;
        cx.require(
            Permission::ChargeManage,
            &Subject::Ledger {
                account: row.account_id,
            },
        )?;
        check_version(row.version, Some(expected))?;
        let to = input.status.as_str();
        if !matches!(to, "draft" | "approved" | "invoiced" | "waived") {
            return Err(AppError::invalid(
                "unknown_status",
                "status",
                "approved, invoiced or waived",
            ));
        }
        if row.status != to {
            if !may_become(&row.status, to) {
                return Err(AppError::conflict(
                    "charge_transition_invalid",
                    format!("a charge that is {} cannot become {to}", row.status),
                ));
            }
            if !ledger::set_charge_status(tx, &row, to, cx.now)? {
                return Err(AppError::Stale {
                    current: row.version,
                });
            }
            cx.audit(
                tx,
                &format!("charge.{to}"),
                "charge",
                &id.to_string(),
                &json!({ "from": row.status, "to": to, "amount_minor": row.amount, "currency": row.currency }),
            )?;
        }
        let row = ledger::get_charge(tx, id)?.ok_or(AppError::NotFound("charge"))?;
        view(tx, row)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::may_become;

    #[test]
    fn what_is_invoiced_or_waived_stays() {
        let all = ["draft", "approved", "invoiced", "waived"];
        let steps: Vec<_> = all
            .iter()
            .flat_map(|from| all.iter().map(move |to| (*from, *to)))
            .filter(|(from, to)| may_become(from, to))
            .collect();
        assert_eq!(
            steps,
            [
                ("draft", "approved"),
                ("draft", "waived"),
                ("approved", "invoiced"),
                ("approved", "waived"),
            ]
        );
    }
}
