//! Each rule of plans with what it must find and what it must not.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::credit::{Credits, Unit};
use crate::plan::{
    Key, Limit, LimitAction, PlanSpec, Price, PriceList, RefundCause, Rollover, Weights,
};

fn limits(limits: Vec<Limit>) -> PlanSpec {
    PlanSpec::ticket_based(Some("sla".into()), limits)
}

fn month() -> PlanSpec {
    limits(vec![Limit::per(Unit::Month, 10)])
}

fn found(spec: &PlanSpec) -> Vec<(String, String)> {
    assert_eq!(spec.validate(), Ok(()));
    codes(&check_plan(spec, &PlanDesk::default()))
}

fn at(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

#[test]
fn limit_never_binds_when_the_other_is_used_up_first() {
    use Unit::{Day, HalfYear, Month, Quarter, Week, Year};
    let of = |a: Limit, b: Limit| found(&limits(vec![a, b]));
    // 25 a week and 50 a month: both bind.
    assert_eq!(of(Limit::per(Week, 25), Limit::per(Month, 50)), []);
    // As many a month as a year has; one fewer a year is a limit.
    let never = |path| at("limit_never_binds", path);
    assert_eq!(
        of(Limit::per(Month, 60), Limit::per(Year, 60)),
        never("/spec/limits/0/credits")
    );
    assert_eq!(of(Limit::per(Month, 59), Limit::per(Year, 60)), []);
    // Twelve months are never more than the year's.
    assert_eq!(
        of(Limit::per(Month, 5), Limit::per(Year, 60)),
        never("/spec/limits/1/credits")
    );
    assert_eq!(of(Limit::per(Month, 5), Limit::per(Year, 59)), []);
    assert_eq!(
        of(Limit::per(Day, 1), Limit::per(Week, 7)),
        never("/spec/limits/1/credits")
    );
    assert_eq!(of(Limit::per(Quarter, 5), Limit::per(HalfYear, 9)), []);
    // A month of 31 days touches six weeks at most.
    assert_eq!(
        of(Limit::per(Week, 10), Limit::per(Month, 60)),
        never("/spec/limits/1/credits")
    );
    assert_eq!(of(Limit::per(Week, 10), Limit::per(Month, 59)), []);
    // The same length twice: the larger, or the later of equals.
    let mut twin = Limit::per(Month, 10);
    twin.bucket = "twin".into();
    assert_eq!(
        of(Limit::per(Month, 10), twin.clone()),
        never("/spec/limits/1/credits")
    );
    assert_eq!(
        of(Limit::per(Month, 11), twin),
        never("/spec/limits/0/credits")
    );
}

#[test]
fn limit_rarely_binds_for_more_a_week_than_a_month_has() {
    let of = |week, month| {
        found(&limits(vec![
            Limit::per(Unit::Week, week),
            Limit::per(Unit::Month, month),
        ]))
    };
    assert_eq!(
        of(21, 20),
        at("limit_rarely_binds", "/spec/limits/0/credits")
    );
    assert_eq!(of(20, 20), []);
    // Two months meet in one week at most.
    assert_eq!(
        of(40, 20),
        at("limit_never_binds", "/spec/limits/0/credits")
    );
}

#[test]
fn limits_with_rollover_may_bind_later() {
    let mut year = Limit::per(Unit::Year, 60);
    let mut month = Limit::per(Unit::Month, 5);
    month.rollover = Rollover {
        periods: 1,
        cap: None,
    };
    assert_eq!(found(&limits(vec![month.clone(), year.clone()])), []);
    month.credits = Credits::whole(60);
    year.rollover.periods = 1;
    assert_eq!(found(&limits(vec![month, year])), []);
}

#[test]
fn limit_without_credits() {
    assert_eq!(
        found(&limits(vec![Limit::per(Unit::Month, 0)])),
        at("limit_without_credits", "/spec/limits/0/credits")
    );
    assert_eq!(found(&month()), []);
}

fn weighed(table: &str, key: &str, weight: i64) -> PlanSpec {
    let row = BTreeMap::from([(Key::from(key), Credits::whole(weight))]);
    let mut weights = Weights::default();
    *(match table {
        "type" => &mut weights.by_type,
        "priority" => &mut weights.by_priority,
        _ => &mut weights.by_channel,
    }) = row;
    PlanSpec { weights, ..month() }
}

#[test]
fn weight_above_limit_so_that_no_such_ticket_is_covered() {
    let cases = [
        ("priority", "urgent"),
        ("priority", "none"),
        ("channel", "phone"),
    ];
    for (table, key) in cases {
        assert_eq!(
            found(&weighed(table, key, 11)),
            at(
                "weight_above_limit",
                &format!("/spec/weights/{table}/{key}")
            )
        );
        assert_eq!(found(&weighed(table, key, 10)), []);
    }
    let desk = PlanDesk {
        types: BTreeSet::from(["ttp_1".to_owned()]),
        ..PlanDesk::default()
    };
    let spec = weighed("type", "ttp_1", 11);
    assert_eq!(
        codes(&check_plan(&spec, &desk)),
        at("weight_above_limit", "/spec/weights/type/ttp_1")
    );
    // Another factor can make it fit.
    let mut cheaper = weighed("type", "ttp_1", 11);
    cheaper.weights.by_channel = BTreeMap::from([("web".into(), Credits(50))]);
    assert_eq!(check_plan(&cheaper, &desk), []);
    // So can what is carried over.
    let mut carried = weighed("priority", "urgent", 11);
    carried.limits[0].rollover = Rollover {
        periods: 1,
        cap: Some(Credits::ONE),
    };
    assert_eq!(found(&carried), []);
    // A channel that the plan does not serve never costs.
    let mut elsewhere = weighed("channel", "phone", 11);
    elsewhere.channels = BTreeSet::from(["web".into()]);
    assert_eq!(found(&elsewhere), []);
}

#[test]
fn limit_below_cost_of_every_ticket() {
    let mut spec = month();
    spec.limits[0].credits = Credits(99);
    assert_eq!(
        found(&spec),
        at("limit_below_cost", "/spec/limits/0/credits")
    );
    spec.limits[0].credits = Credits(100);
    assert_eq!(found(&spec), []);
}

#[test]
fn no_effect_on_unlimited() {
    let mut spec = PlanSpec::unlimited(Some("sla".into()));
    assert_eq!(found(&spec), []);
    spec.refunds.insert(RefundCause::Spam);
    spec.tolerance = 1;
    let fields: Vec<_> = found(&spec).into_iter().map(|(_, path)| path).collect();
    assert_eq!(fields, ["/spec/refunds", "/spec/tolerance"]);
}

#[test]
fn refund_before_consumption() {
    let with = |consume_at| PlanSpec {
        consume_at,
        refunds: BTreeSet::from([RefundCause::Spam, RefundCause::OwnDefect]),
        ..month()
    };
    assert_eq!(found(&with(ConsumeAt::Creation)), []);
    assert_eq!(
        found(&with(ConsumeAt::Resolution)),
        at("refund_before_consumption", "/spec/refunds")
    );
}

#[test]
fn urgent_policy_ignored() {
    let with = |action| PlanSpec {
        urgent_always_accepted: true,
        limit_policy_by_priority: BTreeMap::from([("urgent".into(), action)]),
        ..month()
    };
    assert_eq!(
        found(&with(LimitAction::Block)),
        at(
            "urgent_policy_ignored",
            "/spec/limit_policy_by_priority/urgent"
        )
    );
    assert_eq!(found(&with(LimitAction::WithoutSla)), []);
    let off = PlanSpec {
        urgent_always_accepted: false,
        ..with(LimitAction::Block)
    };
    assert_eq!(found(&off), []);
}

#[test]
fn charge_without_price_for_some_priorities() {
    let with = |prices: Vec<Price>| PlanSpec {
        limit_policy: LimitAction::Charge,
        price_list: Some(PriceList {
            currency: "EUR".into(),
            prices,
        }),
        ..month()
    };
    let price = |priority: Option<&str>| Price {
        ticket_type: None,
        priority: priority.map(Key::from),
        channel: None,
        amount: 1,
    };
    assert_eq!(found(&with(vec![price(None)])), []);
    let some = check_plan(&with(vec![price(Some("high"))]), &PlanDesk::default());
    assert_eq!(
        some[0].what,
        What::ChargeWithoutPrice {
            priorities: vec!["urgent", "normal", "low", "none"]
        }
    );
    // A price of a channel that the plan does not serve is none.
    let mut elsewhere = with(vec![Price {
        channel: Some("phone".into()),
        ..price(None)
    }]);
    elsewhere.channels = BTreeSet::from(["web".into()]);
    assert_eq!(found(&elsewhere).len(), 1);
}

#[test]
fn fallback_unused() {
    let desk = PlanDesk {
        slas: BTreeSet::from(["sla_1".to_owned()]),
        ..PlanDesk::default()
    };
    let mut spec = PlanSpec {
        fallback_sla: Some("sla_1".into()),
        ..month()
    };
    assert_eq!(
        codes(&check_plan(&spec, &desk)),
        at("fallback_unused", "/spec/fallback_sla")
    );
    spec.limit_policy_by_priority = BTreeMap::from([("low".into(), LimitAction::FallbackSla)]);
    assert_eq!(check_plan(&spec, &desk), []);
}

#[test]
fn plan_without_sla() {
    let spec = PlanSpec {
        sla: None,
        ..month()
    };
    assert_eq!(found(&spec), at("plan_without_sla", "/sla_id"));
    let desk = PlanDesk {
        corporate_sla: true,
        ..PlanDesk::default()
    };
    assert_eq!(check_plan(&spec, &desk), []);
}

#[test]
fn reference_unknown() {
    let spec = PlanSpec {
        types: BTreeSet::from(["ttp_gone".into()]),
        limit_policy: LimitAction::FallbackSla,
        fallback_sla: Some("sla_gone".into()),
        ..month()
    };
    let both = found(&spec);
    assert_eq!(both[0].1, "/spec/types");
    assert_eq!(both[1].1, "/spec/fallback_sla");
    let desk = PlanDesk {
        types: BTreeSet::from(["ttp_gone".to_owned()]),
        slas: BTreeSet::from(["sla_gone".to_owned()]),
        ..PlanDesk::default()
    };
    assert_eq!(check_plan(&spec, &desk), []);
}
