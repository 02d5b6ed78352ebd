//! Rules of support plans.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Findings, What, pointer_token};
use crate::credit::{Credits, Unit};
use crate::plan::{
    ConsumeAt, Key, Limit, LimitAction, PlanKind, PlanSpec, RefundCause, Weights, priority_key,
};
use crate::ticket::{Channel, Priority};

/// What the desk has that a plan can name.
#[derive(Debug, Clone, Default)]
pub struct PlanDesk {
    /// Whether something else promises its tickets anything: the desk's own
    /// SLA.
    pub corporate_sla: bool,
    /// Ticket types in use, by id.
    pub types: BTreeSet<String>,
    /// SLAs in use that a plan can name, by id.
    pub slas: BTreeSet<String>,
}

/// Checks a plan that `PlanSpec::validate` takes.
pub fn check_plan(spec: &PlanSpec, desk: &PlanDesk) -> Vec<Finding> {
    let mut found = Findings::default();
    references(spec, desk, &mut found);
    if spec.sla.is_none() && !desk.corporate_sla {
        found.warning("/sla_id", What::PlanWithoutSla {});
    }
    if spec.kind == PlanKind::Unlimited {
        without_effect(spec, &mut found);
        return found.sorted();
    }
    limits(spec, &mut found);
    weights(spec, &mut found);
    moments(spec, &mut found);
    policy(spec, &mut found);
    found.sorted()
}

fn references(spec: &PlanSpec, desk: &PlanDesk, found: &mut Findings) {
    let mut unknown = |path: String, kind: &'static str, key: &Key| {
        let value = key.as_str().to_owned();
        found.warning(path, What::ReferenceUnknown { kind, value });
    };
    for key in spec
        .types
        .iter()
        .filter(|k| !desk.types.contains(k.as_str()))
    {
        unknown("/spec/types".into(), "type", key);
    }
    let tables = spec.weights.by_type.keys();
    for key in tables.filter(|k| !desk.types.contains(k.as_str())) {
        let path = format!("/spec/weights/type/{}", pointer_token(key.as_str()));
        unknown(path, "type", key);
    }
    let rows = spec.price_list.iter().flat_map(|list| &list.prices);
    for (i, row) in rows.enumerate() {
        if let Some(key) = &row.ticket_type
            && !desk.types.contains(key.as_str())
        {
            unknown(format!("/spec/price_list/prices/{i}/type"), "type", key);
        }
    }
    if let Some(key) = &spec.fallback_sla
        && !desk.slas.contains(key.as_str())
    {
        unknown("/spec/fallback_sla".into(), "sla", key);
    }
}

/// What an unlimited plan carries and never uses.
fn without_effect(spec: &PlanSpec, found: &mut Findings) {
    let fields = [
        ("weights", spec.weights != Weights::default()),
        ("refunds", !spec.refunds.is_empty()),
        (
            "limit_policy_by_priority",
            !spec.limit_policy_by_priority.is_empty(),
        ),
        ("fallback_sla", spec.fallback_sla.is_some()),
        ("tolerance", spec.tolerance > 0),
        ("price_list", spec.price_list.is_some()),
    ];
    for (field, given) in fields {
        if given {
            found.hint(
                format!("/spec/{field}"),
                What::NoEffectOnUnlimited { field },
            );
        }
    }
}

/// How two periods lie to each other.
enum Lying {
    /// So many of the shorter are exactly one of the longer.
    Within(i64),
    /// One of the longer touches at most so many of the shorter.
    Across(i64),
}

/// A period in days or in months; the two have no common measure.
fn length(limit: &Limit) -> (bool, i64) {
    let count = i64::from(limit.count);
    match limit.unit {
        Unit::Day => (false, count),
        Unit::Week => (false, 7 * count),
        Unit::Month => (true, count),
        Unit::Quarter => (true, 3 * count),
        Unit::HalfYear => (true, 6 * count),
        Unit::Year => (true, 12 * count),
    }
}

/// Days of a period: the fewest and the most it can have.
fn days(limit: &Limit) -> (i64, i64) {
    match length(limit) {
        (false, days) => (days, days),
        // 97 leap years in 400 years; a month is at most 31 days long, and
        // three days off the mean at most.
        (true, months) => {
            let mean = months * 146_097 / 4_800;
            (mean - 3, (mean + 4).min(months * 31))
        }
    }
}

fn lying(short: &Limit, long: &Limit) -> Option<Lying> {
    let ((months_short, a), (months_long, b)) = (length(short), length(long));
    // Days aligned to weekdays and days from the contract's start do not meet.
    if months_short == months_long && short.align_day == long.align_day && b % a == 0 {
        return Some(Lying::Within(b / a));
    }
    let (fewest, most) = (days(short).0, days(long).1);
    (days(short).1 < days(long).0).then(|| Lying::Across((most + fewest - 1) / fewest + 1))
}

fn limits(spec: &PlanSpec, found: &mut Findings) {
    for (i, limit) in spec.limits.iter().enumerate() {
        if limit.credits == Credits::ZERO {
            let bucket = limit.bucket.as_str().to_owned();
            found.warning(
                format!("/spec/limits/{i}/credits"),
                What::LimitWithoutCredits { bucket },
            );
        }
    }
    let mut told = BTreeSet::new();
    for (i, short) in spec.limits.iter().enumerate() {
        for (k, long) in spec.limits.iter().enumerate() {
            if i == k || short.credits == Credits::ZERO || long.credits == Credits::ZERO {
                continue;
            }
            let Some(lying) = lying(short, long) else {
                continue;
            };
            // Of two of one length the later one is told when they are equal.
            let same = matches!(lying, Lying::Within(1));
            if same && short.credits == long.credits && i < k {
                continue;
            }
            let (times, within) = match lying {
                Lying::Within(n) => (n, true),
                Lying::Across(n) => (n, false),
            };
            // What is carried over makes more of a limit than one period has.
            let short_binds = if long.rollover.periods > 0 {
                Some(())
            } else if short.credits >= long.credits && within
                || short.credits.0 >= long.credits.0.saturating_mul(2)
            {
                if told.insert(i) {
                    found.warning(place(i), never(short, long));
                }
                None
            } else if short.credits > long.credits {
                if told.insert(i) {
                    found.warning(place(i), rarely(short, long));
                }
                None
            } else {
                Some(())
            };
            let most = short.credits.0.saturating_mul(times);
            if short_binds.is_some()
                && !same
                && short.rollover.periods == 0
                && long.credits.0 >= most
                && told.insert(k)
            {
                found.warning(place(k), never(long, short));
            }
        }
    }
}

fn place(i: usize) -> String {
    format!("/spec/limits/{i}/credits")
}

fn never(limit: &Limit, by: &Limit) -> What {
    What::LimitNeverBinds {
        bucket: limit.bucket.as_str().to_owned(),
        credits_hundredths: limit.credits.hundredths(),
        by_bucket: by.bucket.as_str().to_owned(),
        by_credits_hundredths: by.credits.hundredths(),
    }
}

fn rarely(limit: &Limit, by: &Limit) -> What {
    What::LimitRarelyBinds {
        bucket: limit.bucket.as_str().to_owned(),
        credits_hundredths: limit.credits.hundredths(),
        by_bucket: by.bucket.as_str().to_owned(),
        by_credits_hundredths: by.credits.hundredths(),
    }
}

/// Most credits that a period can have without a top-up.
fn capacity(limit: &Limit) -> Credits {
    let carried = limit
        .credits
        .0
        .saturating_mul(i64::from(limit.rollover.periods));
    let carried = limit.rollover.cap.map_or(carried, |cap| carried.min(cap.0));
    limit.credits + Credits(carried)
}

fn priorities() -> impl Iterator<Item = Option<Priority>> + Clone {
    Priority::ALL.iter().copied().map(Some).chain([None])
}

/// Tickets of a type, priority or channel that cost more than any period of a
/// limit has, whatever else they are.
fn weights(spec: &PlanSpec, found: &mut Findings) {
    let channels: Vec<&str> = if spec.channels.is_empty() {
        Channel::WORDS.to_vec()
    } else {
        spec.channels.iter().map(Key::as_str).collect()
    };
    let types: Vec<Option<&str>> = if spec.types.is_empty() {
        let listed = spec.weights.by_type.keys().map(|k| Some(k.as_str()));
        listed.chain([None]).collect()
    } else {
        spec.types.iter().map(|k| Some(k.as_str())).collect()
    };
    let (mut of_type, mut of_priority, mut of_channel) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut least = Credits(i64::MAX);
    for ticket_type in &types {
        for priority in priorities() {
            for channel in &channels {
                let cost = spec.weights.cost(*ticket_type, priority, channel);
                let lower = |table: &mut BTreeMap<String, Credits>, key: &str| {
                    let seen = table.entry(key.to_owned()).or_insert(cost);
                    *seen = cost.min(*seen);
                };
                if let Some(key) = ticket_type {
                    lower(&mut of_type, key);
                }
                lower(&mut of_priority, priority_key(priority));
                lower(&mut of_channel, channel);
                least = least.min(cost);
            }
        }
    }
    let limits = || spec.limits.iter().enumerate();
    let positive = |(_, l): &(usize, &Limit)| l.credits > Credits::ZERO;
    let tight = |cost: Credits| limits().filter(positive).find(|(_, l)| cost > capacity(l));
    if let Some((i, limit)) = tight(least) {
        found.error(
            place(i),
            What::LimitBelowCost {
                bucket: limit.bucket.as_str().to_owned(),
                credits_hundredths: capacity(limit).hundredths(),
                cost_hundredths: least.hundredths(),
            },
        );
        return;
    }
    let tables = [
        ("type", &spec.weights.by_type, of_type),
        ("priority", &spec.weights.by_priority, of_priority),
        ("channel", &spec.weights.by_channel, of_channel),
    ];
    for (name, table, costs) in tables {
        for key in table.keys() {
            let Some(cost) = costs.get(key.as_str()) else {
                continue;
            };
            if let Some((_, limit)) = tight(*cost) {
                found.warning(
                    format!("/spec/weights/{name}/{}", pointer_token(key.as_str())),
                    What::WeightAboveLimit {
                        key: key.as_str().to_owned(),
                        cost_hundredths: cost.hundredths(),
                        bucket: limit.bucket.as_str().to_owned(),
                        credits_hundredths: capacity(limit).hundredths(),
                    },
                );
            }
        }
    }
}

/// Refunds of what has most likely not been taken yet.
fn moments(spec: &PlanSpec, found: &mut Findings) {
    let before: &[RefundCause] = match spec.consume_at {
        ConsumeAt::Creation => &[],
        ConsumeAt::FirstResponse => &[RefundCause::Spam],
        ConsumeAt::Resolution => &[RefundCause::Spam, RefundCause::Merge],
    };
    for cause in before.iter().filter(|c| spec.refunds.contains(c)) {
        found.hint(
            "/spec/refunds",
            What::RefundBeforeConsumption {
                cause: *cause,
                consume_at: spec.consume_at,
            },
        );
    }
}

fn policy(spec: &PlanSpec, found: &mut Findings) {
    let urgent = spec.limit_policy_by_priority.get(Priority::Urgent.as_str());
    if spec.urgent_always_accepted
        && matches!(urgent, Some(LimitAction::Block | LimitAction::AskApproval))
    {
        found.warning(
            "/spec/limit_policy_by_priority/urgent",
            What::UrgentPolicyIgnored {},
        );
    }
    let uses = |action| priorities().any(|p| spec.limit_action(p) == action);
    if spec.fallback_sla.is_some() && !uses(LimitAction::FallbackSla) {
        found.hint("/spec/fallback_sla", What::FallbackUnused {});
    }
    let Some(list) = &spec.price_list else { return };
    let priced = |priority: Option<Priority>| {
        list.prices.iter().any(|row| {
            row.priority
                .as_ref()
                .is_none_or(|p| *p == priority_key(priority))
                && row
                    .channel
                    .as_ref()
                    .is_none_or(|c| spec.channels.is_empty() || spec.channels.contains(c))
        })
    };
    let free: Vec<&'static str> = priorities()
        .filter(|p| spec.limit_action(*p) == LimitAction::Charge && !priced(*p))
        .map(priority_key)
        .collect();
    if !free.is_empty() {
        found.warning(
            "/spec/price_list/prices",
            What::ChargeWithoutPrice { priorities: free },
        );
    }
}
