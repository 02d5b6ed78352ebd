//! Plans of a case.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;
use surety_domain::credit::{Credits, Unit};
use surety_domain::plan::{Key, Limit, LimitAction, PlanKind, PlanSpec, PriceList, Weights};

use super::super::super::Problem;
use super::super::Originals;
use super::loose::{self, Record, records};
use super::{Plan, duplicate, numbers};

const CREDITS: [&str; 8] = [
    "credits", "limit", "amount", "max", "quantity", "tickets", "size", "value",
];

/// Every plan, and which of them serves what no contract covers.
pub(super) fn plans(
    value: &Value,
    originals: &mut Originals,
) -> Result<(HashMap<Key, Plan>, Option<Key>), Problem> {
    let (mut plans, mut default) = (HashMap::new(), None);
    for (given, record) in records("plans", value)? {
        let id = record.id(given, &["id", "plan", "plan_id"])?;
        numbers(record, &["id", "sla", "sla_id", "fallback_sla"], originals);
        if record.flag(&["default", "is_default", "default_plan"]) && default.is_none() {
            default = Some(id.clone());
        }
        if plans.insert(id.clone(), plan(record)?).is_some() {
            return Err(duplicate("plans", &id));
        }
    }
    Ok((plans, default))
}

/// The version, 1 when none is given.
pub(super) fn version(record: Record<'_>) -> Result<u32, Problem> {
    let version = record.number(&["version"])?.unwrap_or(1);
    u32::try_from(version).map_err(|_| Problem::new("bad_number", "version: not a count"))
}

/// One plan.
pub(super) fn plan(outer: Record<'_>) -> Result<Plan, Problem> {
    // The API keeps what a plan says under `spec`.
    let record = outer.record(&["spec"]).unwrap_or(outer);
    let word = record.key(&["kind", "type", "mode"]);
    let kind = word.as_ref().map(Key::as_str);
    let unlimited = record.flag(&["unlimited"]) || kind == Some("unlimited");
    let limits = if unlimited {
        Vec::new()
    } else {
        limits(record)?
    };
    if limits.is_empty() && matches!(kind, Some("ticket_based" | "tickets" | "limited")) {
        let message = "a ticket-based plan needs at least one limit";
        return Err(Problem::new("limits_missing", message));
    }
    let (limit_policy, by_priority) = policies(record)?;
    let tolerance = record.number(&["tolerance", "tolerance_tickets"])?;
    let spec = PlanSpec {
        kind: if limits.is_empty() {
            PlanKind::Unlimited
        } else {
            PlanKind::TicketBased
        },
        limits,
        weights: weights(record)?,
        limit_policy: limit_policy.unwrap_or_default(),
        limit_policy_by_priority: by_priority,
        fallback_sla: record
            .key(&["fallback_sla", "fallback_sla_id"])
            .or_else(|| {
                record
                    .record(&["limit_policy"])?
                    .key(&["sla", "fallback_sla"])
            }),
        tolerance: u32::try_from(tolerance.unwrap_or(0))
            .map_err(|_| Problem::new("bad_number", "tolerance: not a count"))?,
        urgent_always_accepted: record.flag(&["urgent_always_accepted", "always_accept_urgent"]),
        channels: record.keys(&["channels", "channel"]),
        types: record.keys(&["types", "ticket_types"]),
        price_list: record
            .get(&["price_list", "prices"])
            .and_then(|v| serde_json::from_value::<PriceList>(v.clone()).ok()),
        ..PlanSpec::unlimited(record.key(&["sla", "sla_id"]))
    };
    Ok(Plan {
        version: version(outer)?,
        spec,
    })
}

fn limits(record: Record<'_>) -> Result<Vec<Limit>, Problem> {
    let bare = |bucket: &str, number: &Value| {
        Ok(Limit {
            bucket: bucket.into(),
            credits: amount("limits", number)?,
            ..Limit::per(Unit::Month, 0)
        })
    };
    let limits: Vec<Limit> = match record.get(&["limits", "buckets", "limit", "credit_limits"]) {
        // A plan with one limit may say it itself.
        None => match record.get(&["credits", "tickets"]) {
            Some(number) => {
                let unit = record.key(&["bucket", "unit", "period"]);
                vec![bare(unit.as_ref().map_or("credits", Key::as_str), number)?]
            }
            None => Vec::new(),
        },
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| match item {
                Value::Object(fields) => limit(None, Record(fields)),
                _ => Err(Problem::new("invalid_input", "limits: expected objects")),
            })
            .collect::<Result<_, _>>()?,
        // A single limit, {bucket: credits} or {bucket: {credits}}.
        Some(Value::Object(fields)) if Record(fields).get(&CREDITS).is_some() => {
            vec![limit(None, Record(fields))?]
        }
        Some(Value::Object(fields)) => fields
            .iter()
            .map(|(bucket, value)| match value {
                Value::Object(inner) => limit(Some(bucket), Record(inner)),
                number => bare(bucket, number),
            })
            .collect::<Result<_, _>>()?,
        Some(number) => vec![bare("credits", number)?],
    };
    let mut names: Vec<&Key> = limits.iter().map(|l| &l.bucket).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(duplicate("limits", pair[0])),
        None => Ok(limits),
    }
}

/// Credits that cannot be below zero.
fn amount(field: &str, value: &Value) -> Result<Credits, Problem> {
    let credits = loose::credits(field, value)?;
    if credits.is_negative() {
        return Err(Problem::new("plan_invalid", format!("{field}: below zero")));
    }
    Ok(credits)
}

fn limit(name: Option<&str>, record: Record<'_>) -> Result<Limit, Problem> {
    let unit_word = record
        .key(&["unit", "period", "per", "interval"])
        .or_else(|| record.record(&["period"]).and_then(|p| p.key(&["unit"])));
    let bucket = match (name, record.key(&["bucket", "name", "id", "key"])) {
        (Some(name), _) => Key::from(name),
        (None, Some(name)) => name,
        (None, None) => unit_word.clone().unwrap_or_else(|| Key::from("credits")),
    };
    let credits = record.get(&CREDITS).ok_or_else(|| {
        let message = format!("limit {bucket}: needs its credits");
        Problem::new("plan_invalid", message)
    })?;
    let unit = match unit_word {
        None => Unit::Month,
        Some(word) => word
            .as_str()
            .parse()
            .map_err(|e| Problem::new("unknown_unit", format!("limit {bucket}: {e}")))?,
    };
    Ok(Limit {
        credits: amount("credits", credits)?,
        bucket,
        ..Limit::per(unit, 0)
    })
}

/// `{type: {…}, priority: {…}, channel: {…}}`, or rows with one of the three
/// and a `weight`.
fn weights(record: Record<'_>) -> Result<Weights, Problem> {
    let mut weights = Weights::default();
    match record.get(&["weights", "weight"]) {
        Some(Value::Object(tables)) => {
            let read = |names: &[&str]| -> Result<BTreeMap<Key, Credits>, Problem> {
                let Some(table) = Record(tables).record(names) else {
                    return Ok(BTreeMap::new());
                };
                table
                    .0
                    .iter()
                    .map(|(key, value)| Ok((key.as_str().into(), amount("weights", value)?)))
                    .collect()
            };
            weights.by_type = read(&["type", "types", "by_type"])?;
            weights.by_priority = read(&["priority", "priorities", "by_priority"])?;
            weights.by_channel = read(&["channel", "channels", "by_channel"])?;
        }
        Some(Value::Array(rows)) => {
            for row in rows.iter().filter_map(Value::as_object).map(Record) {
                let Some(weight) = row.get(&["weight", "cost", "credits", "factor"]) else {
                    continue;
                };
                let weight = amount("weights", weight)?;
                let given = [
                    (row.key(&["type"]), &mut weights.by_type),
                    (row.key(&["priority"]), &mut weights.by_priority),
                    (row.key(&["channel"]), &mut weights.by_channel),
                ];
                let mut conditions = 0;
                for (key, table) in given {
                    if let Some(key) = key {
                        table.insert(key, weight);
                        conditions += 1;
                    }
                }
                if conditions != 1 {
                    let message = "weights: a row has one of type, priority and channel";
                    return Err(Problem::new("plan_invalid", message));
                }
            }
        }
        _ => {}
    }
    Ok(weights)
}

type Policies = (Option<LimitAction>, BTreeMap<Key, LimitAction>);

/// One word, or an object of words by priority with a `default`.
fn policies(record: Record<'_>) -> Result<Policies, Problem> {
    let (mut default, mut by_priority) = (None, BTreeMap::new());
    match record.get(&[
        "limit_policy",
        "policy",
        "limit_action",
        "over_limit_policy",
    ]) {
        Some(Value::Object(fields)) => {
            let table = Record(fields);
            if let Some(inner) = table.record(&["by_priority"]) {
                read_table(inner, &mut default, &mut by_priority)?;
            }
            read_table(table, &mut default, &mut by_priority)?;
        }
        Some(word) => default = Some(action(word)?),
        None => {}
    }
    let names = [
        "limit_policy_by_priority",
        "policy_by_priority",
        "limit_policies",
    ];
    if let Some(table) = record.record(&names) {
        read_table(table, &mut default, &mut by_priority)?;
    }
    Ok((default, by_priority))
}

fn read_table(
    table: Record<'_>,
    default: &mut Option<LimitAction>,
    by_priority: &mut BTreeMap<Key, LimitAction>,
) -> Result<(), Problem> {
    for (name, word) in table.0.iter().filter(|(_, word)| word.is_string()) {
        match name.as_str() {
            "default" | "action" | "policy" => *default = Some(action(word)?),
            "urgent" | "high" | "normal" | "low" | "none" => {
                by_priority.insert(Key::from(name.as_str()), action(word)?);
            }
            _ => {}
        }
    }
    Ok(())
}

fn action(value: &Value) -> Result<LimitAction, Problem> {
    let word = value.as_str().unwrap_or_default();
    word.parse()
        .map_err(|e| Problem::new("unknown_policy", format!("limit_policy: {e}")))
}
