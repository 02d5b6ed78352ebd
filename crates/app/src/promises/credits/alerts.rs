//! Alerts at thresholds of a period.

use serde_json::json;
use surety_domain::credit::{Credits, crossed};
use surety_domain::ids::NotificationId;
use surety_domain::plan::PlanSpec;
use surety_store::Tx;
use surety_store::records::{agents, ledger, notifications, users};

use super::balance::period_of;
use super::holder::Holder;
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::work::Work;

/// Tells agents once when a threshold of a period is reached.
pub(super) fn alert(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    holder: &Holder,
    plan: &PlanSpec,
    cost: Credits,
) -> Result<(), AppError> {
    let terms = holder.terms(tx, plan)?;
    for limit in &plan.limits {
        let Some(period) = period_of(&terms, limit, cx.now)? else {
            continue;
        };
        let used = Credits(ledger::used_in_period(
            tx,
            holder.id,
            limit.bucket.as_str(),
            period.index,
        )?);
        for percent in crossed(limit.credits, used - cost, used, &plan.alert_thresholds) {
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
