//! Each rule of contracts with what it must find and what it must not.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sla_tests::{now, office, sla, target};
use super::*;
use crate::contract::Coverage;
use crate::credit::Unit;
use crate::plan::{Limit, PlanSpec, Proration};
use crate::sla::TargetClock;
use crate::time::Instant;

struct Draft {
    plan: PlanSpec,
    coverage: Coverage,
    covered: Vec<Covered>,
    promised: Vec<Promised>,
    end: Option<&'static str>,
    overlap: bool,
}

fn draft() -> Draft {
    let promised = Promised {
        name: "Gold".into(),
        spec: Arc::new(sla(vec![target(Metric::Resolution, "", 8 * 3_600)])),
        calendar: Arc::new(office()),
    };
    Draft {
        plan: PlanSpec::ticket_based(None, vec![Limit::per(Unit::Month, 10)]),
        coverage: Coverage::default(),
        covered: Vec::new(),
        promised: vec![promised],
        end: Some("2027-11-23"),
        overlap: false,
    }
}

fn found(draft: &Draft) -> Vec<(String, String)> {
    let day = |text: &str| Instant::parse(&format!("{text}T00:00:00Z")).unwrap();
    let facts = ContractDraft {
        starts_at: day("2026-11-23"),
        ends_at: draft.end.map(day),
        start_date: "2026-11-23".parse().unwrap(),
        end_date: draft.end.map(|e| e.parse().unwrap()),
        plan: &draft.plan,
        coverage: &draft.coverage,
        covered: draft.covered.clone(),
        promised: draft.promised.clone(),
        overlap: draft
            .overlap
            .then(|| ("con_1".into(), "Old".into(), day("2026-11-23"), None)),
    };
    codes(&check_contract(&facts, now()))
}

fn one(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

#[test]
fn a_usual_contract_is_without_findings() {
    assert_eq!(found(&draft()), []);
    assert_eq!(
        found(&Draft {
            end: None,
            ..draft()
        }),
        []
    );
}

#[test]
fn contract_overlap_is_an_error() {
    let bad = Draft {
        overlap: true,
        ..draft()
    };
    assert_eq!(found(&bad), one("contract_overlap", "/start_date"));
}

#[test]
fn contract_ended() {
    let mut bad = draft();
    bad.end = Some("2026-11-23");
    assert!(found(&bad).iter().any(|(c, _)| c == "contract_ended"));
    bad.end = Some("2026-12-23");
    assert_eq!(found(&bad), []);
}

#[test]
fn target_outlives_contract_at_its_edge() {
    let with = |seconds, clock| {
        let mut d = draft();
        // Monday to Monday: five days of eight hours.
        d.end = Some("2026-11-30");
        d.plan = PlanSpec::unlimited(None);
        let mut spec = sla(vec![target(Metric::Resolution, "", seconds)]);
        spec.targets[0].clock = clock;
        d.promised[0].spec = Arc::new(spec);
        found(&d)
    };
    let week = 5 * 8 * 3_600;
    assert_eq!(with(week, TargetClock::Calendar), []);
    assert_eq!(
        with(week + 1, TargetClock::Calendar),
        one("target_outlives_contract", "/end_date")
    );
    assert_eq!(with(7 * 86_400, TargetClock::RoundTheClock), []);
    assert_eq!(
        with(7 * 86_400 + 1, TargetClock::RoundTheClock),
        one("target_outlives_contract", "/end_date")
    );
}

#[test]
fn period_outlives_contract_unless_it_is_prorated() {
    let mut d = draft();
    d.plan = PlanSpec::ticket_based(None, vec![Limit::per(Unit::Year, 10)]);
    assert_eq!(found(&d), []);
    d.end = Some("2027-11-22");
    assert_eq!(found(&d), one("period_outlives_contract", "/end_date"));
    d.plan.limits[0].proration = Proration::Up;
    assert_eq!(found(&d), []);
}

#[test]
fn coverage_unknown_and_coverage_foreign() {
    let covered = |known, own| {
        vec![Covered {
            kind: "asset",
            value: "ast_1".into(),
            known,
            own,
        }]
    };
    let with = |covered| found(&Draft { covered, ..draft() });
    assert_eq!(with(covered(true, true)), []);
    assert_eq!(
        with(covered(false, true)),
        one("coverage_unknown", "/coverage/assets")
    );
    assert_eq!(
        with(covered(true, false)),
        one("coverage_foreign", "/coverage/assets")
    );
}

#[test]
fn coverage_without_channel_or_type() {
    let mut d = draft();
    d.coverage.channels = BTreeSet::from(["web".into()]);
    d.coverage.types = BTreeSet::from(["a".into()]);
    assert_eq!(found(&d), []);
    d.plan.channels = BTreeSet::from(["web".into(), "phone".into()]);
    d.plan.types = BTreeSet::from(["a".into()]);
    assert_eq!(found(&d), []);
    d.plan.channels = BTreeSet::from(["phone".into()]);
    assert_eq!(
        found(&d),
        one("coverage_without_channel", "/coverage/channels")
    );
    d.plan.types = BTreeSet::from(["b".into()]);
    assert_eq!(found(&d).len(), 2);
}

#[test]
fn contract_without_sla() {
    let none = Draft {
        promised: Vec::new(),
        ..draft()
    };
    assert_eq!(found(&none), one("contract_without_sla", "/plan_id"));
}
