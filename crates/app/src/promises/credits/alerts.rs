//! What was used of a period, and the alerts at its thresholds, to agents and
//! to the account's contacts.
//!
//! Contacts have no mark of their own for this. Told are those who may read
//! the account's credits in the portal: the account managers, and whoever has
//! a role of the firm's own with `credit_read`. Each gets a notification, and
//! a mail to the contact's first address in the contact's language.

use std::collections::BTreeMap;

use serde_json::json;
use surety_domain::credit::{CreditPeriod, CreditTerms, Credits, crossed, local_date};
use surety_domain::ids::{NotificationId, UserId};
use surety_domain::permission::Permission;
use surety_domain::plan::{Key, Limit, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger::{Bucket, Used};
use surety_store::records::{agents, ledger, notifications, users};

use super::super::account::holder_ref;
use super::balance::period_of;
use super::forecast::expected;
use super::holder::Holder;
use crate::core::Cx;
use crate::error::AppError;
use crate::mail::compose::{self, Notice};
use crate::promises::told;
use crate::texts::{self, CreditsUsed};
use crate::tickets::work::Work;

/// A draw that was just made.
pub(super) struct Drawn<'a> {
    /// How much, of each bucket.
    pub(super) cost: Credits,
    /// What each bucket had before it, for whatever ticket.
    pub(super) left: &'a BTreeMap<Key, Credits>,
    /// The buckets as they were before it, where they were read under the lock.
    pub(super) buckets: Option<&'a [Bucket]>,
}

/// Counts a draw into its period, and tells agents and contacts once when a
/// threshold is reached. A threshold is a share of what the period
/// really offers, to whatever ticket: its grant, pro rata where the plan
/// says so, with what was carried over, topped up and adjusted. Answers with
/// what each bucket now keeps as used.
pub(super) fn count_use(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    holder: &Holder,
    plan: &PlanSpec,
    drawn: &Drawn<'_>,
) -> Result<Vec<(Key, Used)>, AppError> {
    let Drawn {
        cost,
        left,
        buckets,
    } = *drawn;
    let terms = holder.terms(tx, plan)?;
    let counted = match buckets {
        Some(held) => add_to_held(tx, cx, holder, plan, cost, held)?,
        None => {
            let buckets: Vec<&str> = plan.limits.iter().map(|l| l.bucket.as_str()).collect();
            ledger::add_use(tx, holder.id, &buckets, cx.now, cost.0)?
        }
    };
    let mut kept = Vec::with_capacity(counted.len());
    for (limit, counted) in plan.limits.iter().zip(counted) {
        let Some(period) = period_of(&terms, limit, cx.now)? else {
            continue;
        };
        let name = limit.bucket.as_str();
        let used = match counted {
            Some(used) if (used.from, used.until) == (period.start, period.end) => used,
            _ => {
                let used = ledger::used_between(tx, holder.id, name, period.start, period.end)?;
                ledger::keep_used(tx, holder.id, name, used)?;
                used
            }
        };
        kept.push((limit.bucket.clone(), used));
        let used = Credits(used.hundredths);
        let left = left.get(&limit.bucket).copied().unwrap_or_default();
        let offered = left - cost + used;
        for percent in crossed(offered, used - cost, used, &plan.alert_thresholds) {
            if !ledger::fire_alert(
                tx,
                holder.id,
                limit.bucket.as_str(),
                period.index,
                i64::from(percent),
                cx.now,
            )? {
                continue;
            }
            let data = json!({
                "account_id": holder.account, "contract_id": holder.id, "bucket": limit.bucket,
                "percent": percent, "number": work.ticket.number,
            });
            cx.audit(
                tx,
                "credits.threshold",
                "contract",
                &holder.id.to_string(),
                &data,
            )?;
            let reached = Reached {
                limit,
                period,
                percent,
                used,
                offered,
                last_day: local_date(Instant(period.end.0 - 1), &terms.zone)
                    .map_err(|e| AppError::Internal(e.to_string()))?
                    .to_string(),
                runs_out_on: runs_out_on(tx, holder, &terms, limit, offered - used, cx.now)?,
            };
            if let Some(role) = users::builtin_role(tx, "supervisor")? {
                for user in agents::of_role(tx, role)? {
                    notify(tx, cx, holder, &reached, user, &data)?;
                }
            }
            tell_contacts(tx, cx, holder, &reached, &data)?;
        }
    }
    Ok(kept)
}

/// Adds to what was used of buckets that were read under the lock: what they
/// will keep is known without asking. None where they keep another period.
fn add_to_held(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    cost: Credits,
    held: &[Bucket],
) -> Result<Vec<Option<Used>>, AppError> {
    let mut counted = Vec::with_capacity(plan.limits.len());
    for limit in &plan.limits {
        let name = limit.bucket.as_str();
        let kept = held
            .iter()
            .find(|b| b.bucket == name)
            .map(|b| b.used)
            .filter(|used| used.from <= cx.now && cx.now < used.until);
        counted.push(match kept {
            Some(used) => {
                ledger::add_use_held(tx, holder.id, name, cx.now, cost.0)?;
                Some(Used {
                    hundredths: used.hundredths + cost.0,
                    ..used
                })
            }
            None => None,
        });
    }
    Ok(counted)
}

/// A threshold of a limit in one of its periods.
struct Reached<'a> {
    limit: &'a Limit,
    period: CreditPeriod,
    percent: u8,
    used: Credits,
    offered: Credits,
    last_day: String,
    runs_out_on: Option<String>,
}

/// The likely day, where there is enough history to name one before the
/// period ends.
fn runs_out_on(
    tx: &mut Tx<'_>,
    holder: &Holder,
    terms: &CreditTerms<'_>,
    limit: &Limit,
    left: Credits,
    now: Instant,
) -> Result<Option<String>, AppError> {
    // Nothing is left to forecast, and the ticket behind it waits for us.
    if left <= Credits::ZERO {
        return Ok(None);
    }
    let found = expected(tx, holder, terms, limit, left, now)?;
    Ok(found.and_then(|f| f.day(f.said.ok().and_then(|d| d.likely))))
}

impl Reached<'_> {
    /// The same for the same thing told to the same person.
    fn key(&self, holder: &Holder, who: impl std::fmt::Display) -> String {
        format!(
            "credits:{}:{}:{}:{}:{who}",
            holder.id, self.limit.bucket, self.period.index, self.percent
        )
    }
}

fn notify(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    reached: &Reached<'_>,
    user: UserId,
    data: &serde_json::Value,
) -> Result<(), AppError> {
    let notice = notifications::Notification {
        id: cx.new_id(NotificationId::new),
        ticket_id: None,
        kind: "credits_threshold".into(),
        data: data.to_string(),
        at: cx.now,
        read_at: None,
    };
    notifications::insert(tx, &reached.key(holder, user), user, &notice)?;
    Ok(())
}

fn tell_contacts(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    reached: &Reached<'_>,
    data: &serde_json::Value,
) -> Result<(), AppError> {
    let told = told::customers(tx, holder.account, Permission::CreditRead)?;
    if told.is_empty() {
        return Ok(());
    }
    let contract = holder_ref(tx, holder.id, holder.account)?.name;
    for customer in told {
        notify(tx, cx, holder, reached, customer.user, data)?;
        let (subject, text) = texts::credits_used(
            &customer.locale,
            &CreditsUsed {
                contract: &contract,
                percent: reached.percent,
                used: reached.used,
                limit: reached.offered,
                last_day: &reached.last_day,
                runs_out_on: reached.runs_out_on.as_deref(),
            },
        );
        let notice = Notice {
            to: &customer.address,
            subject: &subject,
            text: &text,
            key: &reached.key(holder, customer.contact),
        };
        compose::post(tx, cx, notice)?;
    }
    Ok(())
}
