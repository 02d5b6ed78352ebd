//! Reminders that a contract ends: 90, 60, 30 and 7 days before, and on the
//! day, to the supervisors and to the contacts of the account who may read its
//! contracts. Each once; the table of reminders decides.

use std::collections::BTreeSet;

use serde_json::json;
use surety_domain::contract::{ContractState, REMINDER_DAYS, due_reminders, reminders};
use surety_domain::credit::zone;
use surety_domain::ids::{ContractId, NotificationId, UserId};
use surety_domain::permission::Permission;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, agents, notifications, promises, users};

use super::renew::days_left;
use super::view::state_now;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::mail::compose::{self, Notice};
use crate::policy::facts::last_day;
use crate::promises::told;
use crate::texts;

/// Contracts of one page of the look for reminders.
const PAGE: i64 = 200;
const SECONDS_PER_DAY: i64 = 86_400;
/// How long after an end its last reminder is still looked for, in days.
const DAYS_PAST: i64 = 3;

/// Sends every reminder that is due; answers how many were sent. Whoever comes
/// a second time finds nothing left to do.
///
/// # Errors
/// As the store reports.
pub async fn remind(app: &App) -> Result<usize, AppError> {
    let now = app.now();
    let days = i64::from(REMINDER_DAYS.iter().max().copied().unwrap_or(0));
    let until = now.plus_seconds((days + 2) * SECONDS_PER_DAY);
    let mut after = (
        now.plus_seconds(-DAYS_PAST * SECONDS_PER_DAY),
        String::new(),
    );
    let mut sent = 0;
    loop {
        let (from, id) = after.clone();
        let page: Vec<(Instant, ContractId, bool)> = app
            .query(&Call::system(), move |tx, cx| {
                let rows = promises::contracts_ending(tx, from, &id, until, PAGE)?;
                let mut page = Vec::new();
                for row in rows {
                    let due = !due(tx, cx, &row)?.note.is_empty();
                    page.push((row.ends_at.unwrap_or(until), row.id, due));
                }
                Ok(page)
            })
            .await?;
        let Some((at, id, _)) = page.last() else {
            return Ok(sent);
        };
        after = (*at, id.to_string());
        for (_, contract, is_due) in page {
            if is_due {
                let reminded = app
                    .command(&Call::system(), move |tx, cx| remind_of(tx, cx, contract))
                    .await?;
                sent += usize::from(reminded);
            }
        }
    }
}

fn due(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
) -> Result<surety_domain::contract::DueReminders, AppError> {
    let (Some(end), Some(account)) = (&row.end_date, accounts::get(tx, row.account_id)?) else {
        return Ok(surety_domain::contract::DueReminders::default());
    };
    let internal = |e: surety_domain::credit::PeriodError| AppError::Internal(e.to_string());
    let tz = zone(&account.zone).map_err(internal)?;
    let day = end
        .parse()
        .map_err(|e| AppError::Internal(format!("the end of contract {}: {e}", row.id)))?;
    let all = reminders(day, &tz).map_err(internal)?;
    let noted: BTreeSet<i32> = promises::reminders_noted(tx, row.id, end)?
        .into_iter()
        .filter_map(|days| i32::try_from(days).ok())
        .collect();
    Ok(due_reminders(&all, &noted, row.created_at, cx.now))
}

/// Notes what is due of one contract, under its lock, and sends the nearest.
fn remind_of(tx: &mut Tx<'_>, cx: &Cx<'_>, id: ContractId) -> Result<bool, AppError> {
    let Some(row) = promises::lock_contract(tx, id)? else {
        return Ok(false);
    };
    let due = due(tx, cx, &row)?;
    let end = row.end_date.clone().unwrap_or_default();
    // One that goes on, or was ended early, needs no reminder; a draft or an
    // offer that nobody answered is no agreement to go on.
    let ends = matches!(
        state_now(&row, cx.now)?,
        ContractState::Active | ContractState::Suspended | ContractState::Expired
    ) && !promises::goes_on(tx, id)?;
    for days in &due.note {
        let sends = ends && due.send == Some(*days);
        promises::note_reminder(tx, id, &end, i64::from(*days), sends, cx.now)?;
    }
    let Some(days) = due.send.filter(|_| ends) else {
        return Ok(false);
    };
    send(tx, cx, &row, days)?;
    Ok(true)
}

fn send(tx: &mut Tx<'_>, cx: &Cx<'_>, row: &promises::Contract, days: i32) -> Result<(), AppError> {
    let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
    let end = row.end_date.clone().unwrap_or_default();
    let left = days_left(cx, row, &account.zone)?.unwrap_or(0);
    let last_day = last_day(row).unwrap_or_default();
    let data = json!({
        "account_id": row.account_id, "contract_id": row.id, "contract_number": row.number,
        "name": row.name, "days_left": left, "last_day": last_day,
    });
    cx.audit(
        tx,
        "contract.reminded",
        "contract",
        &row.id.to_string(),
        &data,
    )?;
    let key = |who: &dyn std::fmt::Display| format!("contract_end:{}:{end}:{days}:{who}", row.id);
    if let Some(role) = users::builtin_role(tx, "supervisor")? {
        for user in agents::of_role(tx, role)? {
            notify(tx, cx, &key(&user), user, &data)?;
        }
    }
    for customer in told::customers(tx, row.account_id, Permission::ContractRead)? {
        notify(tx, cx, &key(&customer.user), customer.user, &data)?;
        let (subject, text) = texts::contract_ends(&customer.locale, &row.name, left, &last_day);
        let notice = Notice {
            to: &customer.address,
            subject: &subject,
            text: &text,
            key: &key(&customer.contact),
        };
        compose::post(tx, cx, notice)?;
    }
    Ok(())
}

fn notify(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    key: &str,
    user: UserId,
    data: &serde_json::Value,
) -> Result<(), AppError> {
    let notice = notifications::Notification {
        id: cx.new_id(NotificationId::new),
        ticket_id: None,
        kind: "contract_ending".into(),
        data: data.to_string(),
        at: cx.now,
        read_at: None,
    };
    notifications::insert(tx, key, user, &notice)?;
    Ok(())
}
