//! The ladder.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::trace::{Because, CandidateTrace, Decision, Outcome, OverLimit, TieBreak};
use super::{Balance, ContractFacts, DefaultPlan, Facts, PlanFacts, check};
use crate::credit::Money;
use crate::plan::{Key, LimitAction, PlanSpec};
use crate::ticket::Priority;
use crate::time::Instant;

/// Decides which contract, plan and SLA a ticket gets at an instant.
pub fn decide(
    contracts: &[ContractFacts<'_>],
    default: Option<&DefaultPlan<'_>>,
    facts: &Facts,
    at: Instant,
) -> Decision {
    let mut checked: Vec<(CandidateTrace, &ContractFacts<'_>)> = contracts
        .iter()
        .filter(|c| check::is_candidate(c, facts))
        .map(|c| (check::contract(c, facts, at), c))
        .collect();
    checked.sort_by(|a, b| ladder(&a.0, &b.0).0);

    let passing = pick(&checked, |t| t.passed);
    let short = || pick(&checked, CandidateTrace::only_credits_missing);
    let mut decision = if let Some((contract, plan, tie)) = passing {
        Decision {
            because: tie.map_or(Because::OnlyMatch, because),
            tie_break: tie,
            ..covered(plan, &contract.balance, contract.sla.as_ref(), facts)
        }
    } else if let Some((contract, plan, tie)) = short() {
        Decision {
            tie_break: tie,
            ..over_limit(
                plan,
                &contract.balance,
                contract.sla.as_ref(),
                facts,
                Because::CreditsUsedUp,
            )
        }
    } else {
        by_default(default, facts, checked.is_empty())
    };
    if let Some((contract, ..)) = passing.or_else(short) {
        decision.contract = Some(contract.contract.clone());
        decision.contract_version = Some(contract.version);
    }
    decision.candidates = checked.into_iter().map(|(trace, _)| trace).collect();
    decision
}

/// The order of two candidates and the rung that decides it.
fn ladder(a: &CandidateTrace, b: &CandidateTrace) -> (Ordering, TieBreak) {
    let end_last = |r: &super::Rank| (r.2.is_none(), r.2);
    if let (Some(x), Some(y)) = (&a.rank, &b.rank) {
        for (order, rung) in [
            (x.0.cmp(&y.0), TieBreak::Specificity),
            (x.1.cmp(&y.1), TieBreak::Rank),
            (end_last(x).cmp(&end_last(y)), TieBreak::EndDate),
            (x.3.cmp(&y.3), TieBreak::Age),
        ] {
            if order != Ordering::Equal {
                return (order, rung);
            }
        }
    }
    (a.contract.cmp(&b.contract), TieBreak::Id)
}

const fn because(rung: TieBreak) -> Because {
    match rung {
        TieBreak::Specificity => Because::MoreSpecific,
        TieBreak::Rank => Because::ContractRank,
        TieBreak::EndDate => Because::EarlierEnd,
        TieBreak::Age => Because::OlderContract,
        TieBreak::Id => Because::LowerId,
    }
}

type Picked<'c, 'a> = (&'c ContractFacts<'a>, &'c PlanFacts<'a>, Option<TieBreak>);

/// The first on the ladder that will do, and what separated it from the next
/// that would have done.
fn pick<'c, 'a>(
    sorted: &[(CandidateTrace, &'c ContractFacts<'a>)],
    will_do: impl Fn(&CandidateTrace) -> bool,
) -> Option<Picked<'c, 'a>> {
    let mut good = sorted.iter().filter(|(trace, _)| will_do(trace));
    let (trace, contract) = good.next()?;
    let plan = contract.plan.as_ref()?;
    let tie = good.next().map(|(next, _)| ladder(trace, next).1);
    Some((contract, plan, tie))
}

fn covered(
    plan: &PlanFacts<'_>,
    balance: &Balance,
    own_sla: Option<&Key>,
    facts: &Facts,
) -> Decision {
    let credits = check::credit_lines(plan.spec, balance, facts);
    Decision {
        outcome: Outcome::Covered,
        contract: None,
        contract_version: None,
        plan: Some(plan.plan.clone()),
        plan_version: Some(plan.version),
        sla: own_sla.or(plan.spec.sla.as_ref()).cloned(),
        consume_at: (!credits.is_empty()).then_some(plan.spec.consume_at),
        credits,
        limit_action: None,
        price: None,
        because: Because::OnlyMatch,
        candidates: Vec::new(),
        default_plan: None,
        tie_break: None,
    }
}

fn over_limit(
    plan: &PlanFacts<'_>,
    balance: &Balance,
    own_sla: Option<&Key>,
    facts: &Facts,
    because: Because,
) -> Decision {
    let action = limit_action(plan.spec, balance, facts.priority);
    let mut decision = covered(plan, balance, own_sla, facts);
    // All buckets or none: one that is short leaves the others untouched.
    for line in decision.credits.values_mut() {
        line.after = line.before;
    }
    decision.sla = match action {
        OverLimit::Block | OverLimit::WithoutSla => None,
        OverLimit::FallbackSla => plan.spec.fallback_sla.clone(),
        _ => decision.sla,
    };
    decision.price = price(plan.spec, action, facts);
    Decision {
        outcome: Outcome::OverLimit,
        limit_action: Some(action),
        because,
        ..decision
    }
}

fn price(spec: &PlanSpec, action: OverLimit, facts: &Facts) -> Option<Money> {
    match action {
        // Tolerance and urgency are the desk's to give.
        OverLimit::Charge | OverLimit::AskApproval => spec.price_list.as_ref().and_then(|list| {
            let ticket_type = facts.ticket_type.as_ref().map(Key::as_str);
            list.price(ticket_type, facts.priority, facts.channel.as_str())
        }),
        _ => None,
    }
}

/// A decision that was covered when it was made and finds nothing left when
/// its credits are due, at the first answer or at resolution: what the plan
/// says then. The work is done, so nothing is held or turned away any more;
/// only the policy `charge` has a price, because nobody was asked for another.
#[must_use]
pub fn short_when_due(
    decision: &Decision,
    spec: &PlanSpec,
    balance: &Balance,
    facts: &Facts,
) -> Decision {
    let action = limit_action(spec, balance, facts.priority);
    let mut short = decision.clone();
    for (bucket, line) in &mut short.credits {
        line.before = balance.left.get(bucket).copied().unwrap_or(line.before);
        line.after = line.before;
    }
    Decision {
        outcome: Outcome::OverLimit,
        limit_action: Some(action),
        price: match action {
            OverLimit::Charge => price(spec, action, facts),
            _ => None,
        },
        ..short
    }
}

/// What the plan says of a ticket without credits: the tolerance first, then
/// "urgent is always accepted" where it would be turned away or held, then
/// the policy of its priority.
fn limit_action(spec: &PlanSpec, balance: &Balance, priority: Option<Priority>) -> OverLimit {
    let policy = spec.limit_action(priority);
    let turned_away = matches!(policy, LimitAction::Block | LimitAction::AskApproval);
    if balance.over_limit_tickets < spec.tolerance {
        return OverLimit::Tolerated;
    }
    if spec.urgent_always_accepted && priority == Some(Priority::Urgent) && turned_away {
        return OverLimit::UrgentAccepted;
    }
    match policy {
        LimitAction::Block => OverLimit::Block,
        LimitAction::Charge => OverLimit::Charge,
        LimitAction::WithoutSla => OverLimit::WithoutSla,
        LimitAction::FallbackSla => OverLimit::FallbackSla,
        LimitAction::AskApproval => OverLimit::AskApproval,
    }
}

fn by_default(default: Option<&DefaultPlan<'_>>, facts: &Facts, no_contract: bool) -> Decision {
    let uncovered = Decision {
        outcome: Outcome::Uncovered,
        contract: None,
        contract_version: None,
        plan: None,
        plan_version: None,
        sla: None,
        credits: BTreeMap::new(),
        consume_at: None,
        limit_action: None,
        price: None,
        because: if no_contract {
            Because::NoContract
        } else {
            Because::NoMatch
        },
        candidates: Vec::new(),
        default_plan: None,
        tie_break: None,
    };
    let Some(default) = default else {
        return uncovered;
    };
    let trace = check::default_plan(default, facts);
    let decision = if trace.passed {
        Decision {
            because: Because::DefaultPlan,
            ..covered(&default.plan, &default.balance, None, facts)
        }
    } else if trace.only_credits_missing() {
        let because = Because::DefaultPlanUsedUp;
        over_limit(&default.plan, &default.balance, None, facts, because)
    } else {
        uncovered
    };
    Decision {
        default_plan: Some(trace),
        ..decision
    }
}
