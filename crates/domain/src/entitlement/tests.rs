mod model;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::*;
use crate::contract::ContractState;
use crate::credit::Unit;
use crate::plan::{ConsumeAt, Limit, LimitAction, PriceList};

const NOW: Instant = Instant(1_000);

fn facts() -> Facts {
    Facts {
        account: Some("acme".into()),
        ancestors: vec!["holding".into()],
        contact: Some("ann".into()),
        product: Some("crm".into()),
        asset: Some("crm-1".into()),
        channel: "email".into(),
        ticket_type: Some("incident".into()),
        priority: Some(Priority::Normal),
    }
}

fn contract<'a>(name: &str, spec: &'a PlanSpec) -> ContractFacts<'a> {
    ContractFacts {
        contract: name.into(),
        version: 1,
        account: "acme".into(),
        life: EffectiveContract {
            state: ContractState::Active,
            starts_at: Instant(0),
            ends_at: None,
            suspended_until: None,
            cancelled_at: None,
        },
        coverage: Coverage::default(),
        rank: 100,
        created_at: Instant(0),
        sla: None,
        plan: Some(PlanFacts {
            plan: format!("plan-{name}").into(),
            version: 3,
            spec,
        }),
        balance: Balance::default(),
    }
}

fn set(keys: &[&str]) -> BTreeSet<Key> {
    keys.iter().map(|k| Key::from(*k)).collect()
}

fn left(credits: i64) -> Balance {
    Balance {
        left: BTreeMap::from([("month".into(), Credits::whole(credits))]),
        over_limit_tickets: 0,
    }
}

fn monthly(credits: i64) -> PlanSpec {
    PlanSpec::ticket_based(Some("gold".into()), vec![Limit::per(Unit::Month, credits)])
}

fn winner(contracts: &[ContractFacts<'_>], facts: &Facts) -> (Option<String>, Option<TieBreak>) {
    let d = decide(contracts, None, facts, NOW);
    (d.contract.map(|c| c.to_string()), d.tie_break)
}

#[test]
fn the_ladder_goes_asset_product_contact_account_ancestor() {
    let spec = PlanSpec::unlimited(Some("gold".into()));
    let mut list = vec![
        contract("5-ancestor", &spec),
        contract("4-account", &spec),
        contract("3-contact", &spec),
        contract("2-product", &spec),
        contract("1-asset", &spec),
    ];
    list[0].account = "holding".into();
    list[0].coverage.children = true;
    // Even an ancestor's contract for this very asset is an ancestor's.
    list[0].coverage.assets = set(&["crm-1"]);
    list[2].coverage.contacts = set(&["ann", "bob"]);
    list[3].coverage.products = set(&["crm"]);
    list[4].coverage.assets = set(&["crm-1"]);
    let rung = Some(TieBreak::Specificity);
    for name in ["1-asset", "2-product", "3-contact", "4-account"] {
        assert_eq!(winner(&list, &facts()), (Some(name.into()), rung));
        list.retain(|c| c.contract != name);
    }
    assert_eq!(winner(&list, &facts()), (Some("5-ancestor".into()), None));
    list[0].coverage.children = false;
    let d = decide(&list, None, &facts(), NOW);
    assert_eq!(
        (d.outcome, d.because),
        (Outcome::Uncovered, Because::NoContract)
    );
    assert!(d.candidates.is_empty());
}

#[test]
fn equal_contracts_go_by_rank_end_age_and_id() {
    let spec = PlanSpec::unlimited(None);
    let (mut a, mut b) = (contract("a", &spec), contract("b", &spec));
    let check = |a: &ContractFacts<'_>, b: &ContractFacts<'_>, name: &str, tie| {
        let got = winner(&[a.clone(), b.clone()], &facts());
        assert_eq!(got, (Some(name.to_owned()), Some(tie)));
    };
    check(&a, &b, "a", TieBreak::Id);
    a.created_at = Instant(5);
    check(&a, &b, "b", TieBreak::Age);
    a.life.ends_at = Some(Instant(9_000));
    check(&a, &b, "a", TieBreak::EndDate);
    b.life.ends_at = Some(Instant(8_000));
    check(&a, &b, "b", TieBreak::EndDate);
    a.rank = 1;
    check(&a, &b, "a", TieBreak::Rank);
}

/// Changes a contract or the ticket so that one check fails.
type Spoil = fn(&mut ContractFacts<'_>, &mut Facts);

#[test]
fn every_check_can_fail_and_says_what_was_wanted_and_found() {
    let spec = monthly(10);
    let cases: &[(CheckKind, Spoil)] = &[
        (CheckKind::Plan, |c, _| c.plan = None),
        (CheckKind::State, |c, _| {
            c.life.state = ContractState::Suspended
        }),
        (CheckKind::Dates, |c, _| c.life.starts_at = Instant(1_001)),
        (CheckKind::ProductAsset, |c, _| {
            c.coverage.products = set(&["erp"])
        }),
        (CheckKind::ProductAsset, |c, f| {
            c.coverage.products = set(&["crm"]);
            f.product = None;
        }),
        (CheckKind::Contact, |c, _| {
            c.coverage.contacts = set(&["bob"])
        }),
        (CheckKind::Channel, |c, _| {
            c.coverage.channels = set(&["phone"])
        }),
        (CheckKind::Type, |c, f| {
            c.coverage.types = set(&["incident"]);
            f.ticket_type = None;
        }),
        (CheckKind::Credits, |c, _| c.balance = left(0)),
    ];
    for (kind, spoil) in cases {
        let (mut c, mut f) = (contract("c", &spec), facts());
        let good = decide(std::slice::from_ref(&c), None, &f, NOW);
        assert!(good.candidates[0].passed);
        assert_eq!(good.candidates[0].checks.len(), CheckKind::ALL.len());
        spoil(&mut c, &mut f);
        let d = decide(&[c], None, &f, NOW);
        let failed: Vec<_> = d.candidates[0]
            .checks
            .iter()
            .filter(|c| !c.passed)
            .collect();
        assert_eq!(failed.len(), 1, "{kind}");
        assert_eq!(failed[0].check, *kind);
        assert_ne!(failed[0].wanted, failed[0].found);
    }
    let mut ended = contract("c", &spec);
    ended.life.ends_at = Some(NOW);
    let d = decide(&[ended], None, &facts(), NOW);
    assert_eq!(d.outcome, Outcome::Uncovered);
    assert_eq!(d.plain().code, PlainCode::ContractNotInForce);
}

#[test]
fn product_and_asset_are_one_scope() {
    let spec = PlanSpec::unlimited(None);
    let mut c = contract("c", &spec);
    c.coverage.products = set(&["crm"]);
    c.coverage.assets = set(&["erp-1"]);
    let specificity = |f: &Facts| {
        let d = decide(std::slice::from_ref(&c), None, f, NOW);
        (d.candidates[0].passed, d.candidates[0].specificity.unwrap())
    };
    let mut f = facts();
    assert_eq!(specificity(&f), (true, Specificity::Product));
    f.product = Some("erp".into());
    f.asset = Some("erp-1".into());
    assert_eq!(specificity(&f), (true, Specificity::Asset));
    f.asset = Some("erp-2".into());
    assert!(!specificity(&f).0);
}

#[test]
fn a_plan_narrows_channels_and_types_further() {
    let mut spec = PlanSpec::unlimited(None);
    spec.channels = set(&["email", "phone"]);
    let mut c = contract("c", &spec);
    c.coverage.channels = set(&["phone", "chat"]);
    let d = decide(std::slice::from_ref(&c), None, &facts(), NOW);
    let channel = &d.candidates[0].checks[CheckKind::Channel as usize];
    assert_eq!(channel.check, CheckKind::Channel);
    assert!(!channel.passed);
    assert_eq!(channel.wanted, json!(["phone"]));
    let mut f = facts();
    f.channel = "phone".into();
    assert!(decide(&[c], None, &f, NOW).candidates[0].passed);
}

#[test]
fn a_less_specific_contract_with_credits_goes_before_one_without() {
    let (small, big) = (monthly(10), PlanSpec::unlimited(Some("basic".into())));
    let mut asset = contract("asset", &small);
    asset.coverage.assets = set(&["crm-1"]);
    asset.balance = left(0);
    let account = contract("account", &big);
    let d = decide(&[asset.clone(), account], None, &facts(), NOW);
    assert_eq!(d.outcome, Outcome::Covered);
    assert_eq!(d.contract, Some("account".into()));
    assert_eq!(d.because, Because::OnlyMatch);
    // The trace keeps the ladder's order, with the reason why the first lost.
    assert_eq!(d.candidates[0].contract, Some("asset".into()));
    assert!(d.candidates[0].only_credits_missing());
    let alone = decide(&[asset], None, &facts(), NOW);
    assert_eq!(alone.outcome, Outcome::OverLimit);
}

#[test]
fn two_limits_are_drawn_together_or_not_at_all() {
    let spec = PlanSpec::ticket_based(
        Some("gold".into()),
        vec![Limit::per(Unit::Week, 25), Limit::per(Unit::Month, 50)],
    );
    let mut c = contract("c", &spec);
    let d = decide(std::slice::from_ref(&c), None, &facts(), NOW);
    let lines = json!(d.credits);
    assert_eq!(
        lines,
        json!({"week": {"before": 25, "cost": 1, "after": 24}, "month": {"before": 50, "cost": 1, "after": 49}})
    );
    assert_eq!(d.ledger_effect(), LedgerEffect::Consume);
    assert_eq!(
        d.plain().scarcest,
        Some(("week".into(), Credits::whole(24)))
    );
    c.balance = left(0);
    let d = decide(&[c], None, &facts(), NOW);
    assert_eq!(d.outcome, Outcome::OverLimit);
    assert_eq!(d.short_bucket(), Some(&"month".into()));
    assert_eq!(d.credits[&Key::from("week")].after, Credits::whole(25));
}

#[test]
fn every_policy_has_its_action_sla_and_price() {
    let list = PriceList {
        currency: "EUR".into(),
        prices: vec![crate::plan::Price {
            ticket_type: None,
            priority: None,
            channel: None,
            amount: 5_000,
        }],
    };
    let gold = Some(Key::from("gold"));
    for (policy, action, sla, priced, admission, effect) in [
        (
            LimitAction::Block,
            OverLimit::Block,
            None,
            false,
            Admission::Blocked,
            LedgerEffect::Nothing,
        ),
        (
            LimitAction::Charge,
            OverLimit::Charge,
            gold.clone(),
            true,
            Admission::Admitted,
            LedgerEffect::Overage,
        ),
        (
            LimitAction::WithoutSla,
            OverLimit::WithoutSla,
            None,
            false,
            Admission::Admitted,
            LedgerEffect::Nothing,
        ),
        (
            LimitAction::FallbackSla,
            OverLimit::FallbackSla,
            Some("slow".into()),
            false,
            Admission::Admitted,
            LedgerEffect::Nothing,
        ),
        (
            LimitAction::AskApproval,
            OverLimit::AskApproval,
            gold.clone(),
            true,
            Admission::Held,
            LedgerEffect::Nothing,
        ),
    ] {
        let mut spec = monthly(10);
        spec.limit_policy = policy;
        spec.fallback_sla = Some("slow".into());
        spec.price_list = Some(list.clone());
        let mut c = contract("c", &spec);
        c.balance = left(0);
        let d = decide(&[c], None, &facts(), NOW);
        assert_eq!(d.limit_action, Some(action));
        assert_eq!(d.sla, sla, "{policy}");
        assert_eq!(d.price.is_some(), priced, "{policy}");
        assert_eq!(
            (d.admission(), d.ledger_effect()),
            (admission, effect),
            "{policy}"
        );
        assert_eq!(d.because, Because::CreditsUsedUp);
    }
}

#[test]
fn tolerance_and_urgency_stand_above_the_policy() {
    let mut spec = monthly(10);
    spec.limit_policy = LimitAction::Block;
    spec.limit_policy_by_priority
        .insert("low".into(), LimitAction::WithoutSla);
    spec.tolerance = 2;
    spec.urgent_always_accepted = true;
    spec.price_list = Some(PriceList {
        currency: "EUR".into(),
        prices: vec![crate::plan::Price {
            ticket_type: None,
            priority: None,
            channel: None,
            amount: 1,
        }],
    });
    let action = |used, priority| {
        let mut c = contract("c", &spec);
        c.balance = left(0);
        c.balance.over_limit_tickets = used;
        let mut f = facts();
        f.priority = priority;
        let d = decide(&[c], None, &f, NOW);
        // What the desk gives by itself is not charged.
        assert_eq!(d.price, None);
        d.limit_action.unwrap()
    };
    assert_eq!(action(1, None), OverLimit::Tolerated);
    assert_eq!(action(2, None), OverLimit::Block);
    assert_eq!(action(2, Some(Priority::Urgent)), OverLimit::UrgentAccepted);
    assert_eq!(action(2, Some(Priority::Low)), OverLimit::WithoutSla);
}

#[test]
fn the_weight_decides_whether_credits_suffice() {
    let mut spec = monthly(10);
    spec.weights
        .by_priority
        .insert("urgent".into(), Credits(150));
    spec.weights.by_type.insert("free".into(), Credits::ZERO);
    let outcome = |left_hundredths, priority, ticket_type: &str| {
        let mut c = contract("c", &spec);
        c.balance
            .left
            .insert("month".into(), Credits(left_hundredths));
        let mut f = facts();
        f.priority = priority;
        f.ticket_type = Some(ticket_type.into());
        decide(&[c], None, &f, NOW).outcome
    };
    let urgent = Some(Priority::Urgent);
    assert_eq!(outcome(150, urgent, "incident"), Outcome::Covered);
    assert_eq!(outcome(149, urgent, "incident"), Outcome::OverLimit);
    assert_eq!(outcome(100, None, "incident"), Outcome::Covered);
    assert_eq!(outcome(0, urgent, "free"), Outcome::Covered);
}

#[test]
fn the_default_plan_serves_what_no_contract_covers() {
    let mut free = monthly(3);
    free.limit_policy = LimitAction::WithoutSla;
    free.channels = set(&["email"]);
    let mut default = DefaultPlan {
        plan: PlanFacts {
            plan: "free".into(),
            version: 1,
            spec: &free,
        },
        balance: Balance::default(),
    };
    let spec = PlanSpec::unlimited(None);
    let mut other = contract("c", &spec);
    other.coverage.products = set(&["erp"]);
    let list = [other];
    let d = decide(&list, Some(&default), &facts(), NOW);
    assert_eq!(
        (d.outcome, d.because),
        (Outcome::Covered, Because::DefaultPlan)
    );
    assert_eq!(
        (d.contract.clone(), d.plan.clone()),
        (None, Some("free".into()))
    );
    assert_eq!(d.candidates.len(), 1);
    assert_eq!(d.plain().code, PlainCode::FreeSupport);
    default.balance = left(0);
    let d = decide(&list, Some(&default), &facts(), NOW);
    assert_eq!(
        (d.outcome, d.because),
        (Outcome::OverLimit, Because::DefaultPlanUsedUp)
    );
    let mut f = facts();
    f.channel = "phone".into();
    let d = decide(&list, Some(&default), &f, NOW);
    assert_eq!(
        (d.outcome, d.because),
        (Outcome::Uncovered, Because::NoMatch)
    );
    assert_eq!(d.plain().code, PlainCode::ProductNotCovered);
    f.account = None;
    assert_eq!(decide(&list, None, &f, NOW).because, Because::NoContract);
}

#[test]
fn a_contracts_own_sla_stands_above_its_plans() {
    let spec = PlanSpec::unlimited(Some("plan".into()));
    let mut c = contract("c", &spec);
    assert_eq!(
        decide(std::slice::from_ref(&c), None, &facts(), NOW).sla,
        Some("plan".into())
    );
    c.sla = Some("own".into());
    assert_eq!(decide(&[c], None, &facts(), NOW).sla, Some("own".into()));
}

#[test]
fn a_decision_reads_back_from_its_stored_form() {
    let spec = monthly(10);
    let d = decide(&[contract("c", &spec)], None, &facts(), NOW);
    let text = serde_json::to_string(&d).unwrap();
    assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), d);
}
