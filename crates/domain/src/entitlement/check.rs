//! The checks of one candidate.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::trace::{CandidateTrace, Check, CheckKind, CreditLine, Rank, Specificity};
use super::{Balance, ContractFacts, DefaultPlan, Facts, PlanFacts};
use crate::contract::ContractState;
use crate::credit::Credits;
use crate::plan::{Key, PlanSpec};
use crate::time::Instant;

/// Whether the contract stands to be considered at all.
pub(super) fn is_candidate(contract: &ContractFacts<'_>, facts: &Facts) -> bool {
    facts.account.as_ref() == Some(&contract.account)
        || contract.coverage.children && facts.ancestors.contains(&contract.account)
}

/// Every check of a contract, with its place on the ladder.
pub(super) fn contract(c: &ContractFacts<'_>, facts: &Facts, at: Instant) -> CandidateTrace {
    let mut checks = Vec::with_capacity(CheckKind::ALL.len());
    let plan = c.plan.as_ref();
    checks.push(check(
        CheckKind::Plan,
        plan.is_some(),
        json!("a known plan"),
        plan.map_or(Value::Null, |p| json!(p.plan)),
    ));
    let state = c.life.state_at(at);
    checks.push(check(
        CheckKind::State,
        state == ContractState::Active,
        json!(ContractState::Active),
        json!(state),
    ));
    checks.push(check(
        CheckKind::Dates,
        c.life.dates_contain(at),
        json!({"from": c.life.starts_at, "until": c.life.ends_at}),
        json!(at),
    ));
    let (scope, by) = scope(c, facts);
    checks.push(scope);
    checks.push(membership(
        CheckKind::Contact,
        &[&c.coverage.contacts],
        facts.contact.as_ref(),
    ));
    let nothing = BTreeSet::new();
    let (channels, types) =
        plan.map_or((&nothing, &nothing), |p| (&p.spec.channels, &p.spec.types));
    checks.push(membership(
        CheckKind::Channel,
        &[&c.coverage.channels, channels],
        Some(&facts.channel),
    ));
    checks.push(membership(
        CheckKind::Type,
        &[&c.coverage.types, types],
        facts.ticket_type.as_ref(),
    ));
    if let Some(plan) = plan {
        checks.push(credits_check(&credit_lines(plan.spec, &c.balance, facts)));
    }
    let specificity = if facts.account.as_ref() == Some(&c.account) {
        by
    } else {
        Specificity::Ancestor
    };
    CandidateTrace {
        contract: Some(c.contract.clone()),
        contract_version: Some(c.version),
        plan: plan.map(|p| p.plan.clone()),
        plan_version: plan.map(|p| p.version),
        passed: checks.iter().all(|c| c.passed),
        checks,
        specificity: Some(specificity),
        rank: Some(Rank(
            specificity as u8,
            c.rank,
            c.life.ends_at,
            c.created_at,
        )),
    }
}

/// The checks of the default plan.
pub(super) fn default_plan(default: &DefaultPlan<'_>, facts: &Facts) -> CandidateTrace {
    let PlanFacts {
        plan,
        version,
        spec,
    } = &default.plan;
    let checks = vec![
        membership(CheckKind::Channel, &[&spec.channels], Some(&facts.channel)),
        membership(CheckKind::Type, &[&spec.types], facts.ticket_type.as_ref()),
        credits_check(&credit_lines(spec, &default.balance, facts)),
    ];
    CandidateTrace {
        contract: None,
        contract_version: None,
        plan: Some(plan.clone()),
        plan_version: Some(*version),
        passed: checks.iter().all(|c| c.passed),
        checks,
        specificity: None,
        rank: None,
    }
}

/// What each bucket has, and what the ticket would leave.
pub(super) fn credit_lines(
    spec: &PlanSpec,
    balance: &Balance,
    facts: &Facts,
) -> BTreeMap<Key, CreditLine> {
    let ticket_type = facts.ticket_type.as_ref().map(Key::as_str);
    let cost = spec
        .weights
        .cost(ticket_type, facts.priority, facts.channel.as_str());
    spec.limits
        .iter()
        .map(|limit| {
            let before = balance.left_in(&limit.bucket, limit.credits);
            let line = CreditLine {
                before,
                cost,
                after: before - cost,
            };
            (limit.bucket.clone(), line)
        })
        .collect()
}

fn check(check: CheckKind, passed: bool, wanted: Value, found: Value) -> Check {
    Check {
        check,
        passed,
        wanted,
        found,
    }
}

/// Products and assets are one scope: either one lets a ticket in.
fn scope(c: &ContractFacts<'_>, facts: &Facts) -> (Check, Specificity) {
    let within = |set: &BTreeSet<Key>, key: &Option<Key>| {
        key.as_ref().is_some_and(|k| set.contains(k.as_str()))
    };
    let coverage = &c.coverage;
    let by_asset = within(&coverage.assets, &facts.asset);
    let by_product = within(&coverage.products, &facts.product);
    let anything = coverage.assets.is_empty() && coverage.products.is_empty();
    let by = if by_asset {
        Specificity::Asset
    } else if by_product {
        Specificity::Product
    } else if !coverage.assets.is_empty() {
        Specificity::Asset
    } else if !coverage.products.is_empty() {
        Specificity::Product
    } else if !coverage.contacts.is_empty() {
        Specificity::Contact
    } else {
        Specificity::Account
    };
    let wanted = if anything {
        Value::Null
    } else {
        json!({"products": coverage.products, "assets": coverage.assets})
    };
    let found = json!({"product": facts.product, "asset": facts.asset});
    let passed = anything || by_asset || by_product;
    (check(CheckKind::ProductAsset, passed, wanted, found), by)
}

/// Every list that is not empty must contain the value.
fn membership(kind: CheckKind, lists: &[&BTreeSet<Key>], found: Option<&Key>) -> Check {
    let mut given = lists.iter().filter(|l| !l.is_empty());
    let passed = given
        .clone()
        .all(|list| found.is_some_and(|f| list.contains(f.as_str())));
    let wanted = match (given.next(), given.next()) {
        (None, _) => Value::Null,
        (Some(only), None) => json!(only),
        (Some(a), Some(b)) => json!(a.intersection(b).collect::<Vec<_>>()),
    };
    check(kind, passed, wanted, json!(found))
}

fn credits_check(lines: &BTreeMap<Key, CreditLine>) -> Check {
    let passed = lines.values().all(|line| line.cost <= line.before);
    if lines.is_empty() {
        return check(CheckKind::Credits, passed, Value::Null, json!("unlimited"));
    }
    let table = |of: fn(&CreditLine) -> Credits| {
        let rows = lines
            .iter()
            .map(|(bucket, line)| (bucket.to_string(), json!(of(line))));
        Value::Object(rows.collect::<Map<_, _>>())
    };
    check(
        CheckKind::Credits,
        passed,
        table(|l| l.cost),
        table(|l| l.before),
    )
}
