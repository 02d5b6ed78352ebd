//! What to do about it: by the pace of a limit, by topic, by person.

use surety_domain::credit::{self, Breakdown, Cause, Credits, Pace};
use surety_domain::plan::{Limit, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger::{self, UsedIn, UsedOf};
use surety_store::records::promises;

use super::{CAUSES_ROWS_MAX, CauseView, RemedyView};
use crate::error::AppError;
use crate::tickets::view::{BucketView, Named};

/// Plans that are looked at for one that gives more.
const PLANS_AT_ONCE: i64 = 200;

fn remedy(kind: &str) -> RemedyView {
    RemedyView {
        kind: kind.to_owned(),
        bucket: None,
        from_hundredths: None,
        to_hundredths: None,
        plan: None,
        credits_hundredths: None,
        cause: None,
    }
}

/// What topics and people ask for.
pub(super) fn topics_and_people(
    found: &Breakdown,
    told: impl Fn(&Cause) -> CauseView,
) -> Vec<RemedyView> {
    let articles = credit::articles(found).into_iter().map(|cause| RemedyView {
        cause: Some(told(cause)),
        ..remedy("write_article")
    });
    let people = credit::people(found).into_iter().map(|cause| RemedyView {
        cause: Some(told(cause)),
        ..remedy("talk_to")
    });
    articles.chain(people).collect()
}

/// What a limit needs at the pace of the period that holds.
pub(super) fn limit_remedies(
    tx: &mut Tx<'_>,
    now: Instant,
    contract: &promises::Contract,
    plan: &PlanSpec,
    limit: &Limit,
    bucket: &BucketView,
) -> Result<Vec<RemedyView>, AppError> {
    let (start, end) = (bucket.period_start, bucket.period_end);
    let seconds = |from: Instant, to: Instant| to.micros_since(from).div_euclid(1_000_000);
    let until = match bucket.remaining_hundredths {
        left if left > 0 => now,
        _ => ledger::last_use(tx, contract.id, &bucket.bucket, start, end)?
            .unwrap_or(now)
            .min(now),
    };
    let span = UsedIn {
        of: UsedOf::Contract(contract.id),
        from: start,
        before: end,
    };
    let used = ledger::used_by_tickets(tx, span, Some(&bucket.bucket), CAUSES_ROWS_MAX)?
        .iter()
        .map(|one| one.used)
        .sum();
    let pace = Pace {
        limit: limit.credits,
        left: Credits(bucket.remaining_hundredths.max(0)),
        used: Credits(used),
        elapsed_seconds: seconds(start, until),
        period_seconds: seconds(start, end),
        left_seconds: seconds(now, end),
    };
    let Some(need) = credit::need(&pace) else {
        return Ok(Vec::new());
    };
    let mut remedies = vec![RemedyView {
        bucket: Some(bucket.bucket.clone()),
        from_hundredths: Some(limit.credits.0),
        to_hundredths: Some(need.period.0),
        plan: larger_plan(tx, contract, plan, limit, need.period)?,
        ..remedy("raise_limit")
    }];
    if need.missing > Credits::ZERO {
        remedies.push(RemedyView {
            bucket: Some(bucket.bucket.clone()),
            credits_hundredths: Some(need.missing.0),
            ..remedy("top_up")
        });
    }
    Ok(remedies)
}

/// The plan in use that an amendment could take: it has every limit of now
/// with the same periods and no fewer credits, and enough of the one that is
/// short. With the SLA of now before others, then the smallest, then by name.
fn larger_plan(
    tx: &mut Tx<'_>,
    contract: &promises::Contract,
    plan: &PlanSpec,
    limit: &Limit,
    enough: Credits,
) -> Result<Option<Named>, AppError> {
    let sla = promises::get_plan(tx, contract.plan_id)?.and_then(|p| p.sla_id);
    let mut after = promises::NameCursor::default();
    let mut best: Option<((bool, Credits, String), Named)> = None;
    loop {
        let page = promises::list_plans(tx, &after, PLANS_AT_ONCE, false)?;
        let Some(last) = page.last() else { break };
        after = promises::NameCursor {
            name: last.head.name.clone(),
            id: last.head.id.to_string(),
        };
        for found in page {
            if found.head.archived_at.is_some() || found.head.id == contract.plan_id {
                continue;
            }
            let spec: PlanSpec = serde_json::from_str(&found.head.spec)
                .map_err(|e| AppError::Internal(format!("plan {}: {e}", found.head.id)))?;
            let gives = |l: &Limit| spec.limits.iter().find(|o| o.bucket == l.bucket);
            let keeps = plan
                .limits
                .iter()
                .all(|l| gives(l).is_some_and(|o| o.same_periods(l) && o.credits >= l.credits));
            let Some(credits) = gives(limit).map(|o| o.credits).filter(|c| *c >= enough) else {
                continue;
            };
            let key = (found.sla_id != sla, credits, found.head.name.clone());
            if keeps && best.as_ref().is_none_or(|(best, _)| key < *best) {
                let named = Named {
                    id: found.head.id.to_string(),
                    name: found.head.name,
                };
                best = Some((key, named));
            }
        }
    }
    Ok(best.map(|(_, named)| named))
}
