//! What was used of a period, and the alerts at its thresholds.

use serde_json::json;
use surety_domain::credit::{Credits, Lot, available, crossed};
use surety_domain::ids::NotificationId;
use surety_domain::plan::PlanSpec;
use surety_store::Tx;
use surety_store::records::{agents, ledger, notifications, users};

use super::balance::period_of;
use super::holder::Holder;
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::work::Work;

/// Counts what was just drawn from `lots` into its period, and tells agents once
/// when a threshold is reached. A threshold is a share of what the period
/// really offers: its grant, pro rata where the plan says so, with what was
/// carried over, topped up and adjusted.
pub(super) fn count_use(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    holder: &Holder,
    plan: &PlanSpec,
    cost: Credits,
    lots: &[Lot],
) -> Result<(), AppError> {
    let terms = holder.terms(tx, plan)?;
    let buckets: Vec<&str> = plan.limits.iter().map(|l| l.bucket.as_str()).collect();
    let counted = ledger::add_use(tx, holder.id, &buckets, cx.now, cost.0)?;
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
        let used = Credits(used.hundredths);
        let offered = available(lots, &limit.bucket, cx.now) - cost + used;
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
            let Some(role) = users::builtin_role(tx, "supervisor")? else {
                continue;
            };
            for user in agents::of_role(tx, role)? {
                let key = format!(
                    "credits:{}:{}:{}:{percent}:{user}",
                    holder.id, limit.bucket, period.index
                );
                let notice = notifications::Notification {
                    id: cx.new_id(NotificationId::new),
                    ticket_id: None,
                    kind: "credits_threshold".into(),
                    data: data.to_string(),
                    at: cx.now,
                    read_at: None,
                };
                notifications::insert(tx, &key, user, &notice)?;
            }
        }
    }
    Ok(())
}
