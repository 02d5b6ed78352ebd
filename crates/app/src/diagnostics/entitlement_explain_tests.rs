use serde_json::{Value, json};

use super::*;

fn ask(input: &Value) -> Value {
    let answer = line(&input.to_string());
    let value: Value = serde_json::from_str(&answer.line).unwrap();
    assert_eq!(answer.failed, value.get("error").is_some());
    assert_eq!(value["id"], input["id"]);
    value
}

/// Two products under two contracts, one unlimited and one of 12 a year, under
/// a holding with a contract for its children.
fn case() -> Value {
    json!({
        "id": "x", "at": "2026-06-01T10:00:00Z",
        "ticket": {"account": "acme", "contact": "ann", "product": "crm", "asset": null,
                   "channel": "email", "type": "incident", "priority": "high"},
        "accounts": [{"id": "acme", "parent": "holding", "tz": "Europe/Berlin"}, {"id": "holding"}],
        "contracts": [
            {"id": "c-crm", "account": "acme", "plan": "all", "state": "active", "start": "2026-01-01",
             "end": "2027-01-01", "products": ["crm"], "rank": 1},
            {"id": "c-sec", "account": "acme", "plan": "twelve", "state": "active", "start": "2026-01-01",
             "products": ["sec"], "rank": 1},
            {"id": "c-hold", "account": "holding", "plan": "all", "state": "active", "start": "2025-01-01",
             "children": true}],
        "plans": [
            {"id": "all", "kind": "unlimited", "sla": "gold"},
            {"id": "twelve", "kind": "ticket_based", "sla": "silver", "limit_policy": "charge",
             "limits": [{"bucket": "year", "credits": 12, "unit": "year"}]},
            {"id": "free", "kind": "unlimited", "default": true}],
        "balances": [{"contract": "c-sec", "bucket": "year", "left": 3}]
    })
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut input = case();
    change(&mut input);
    ask(&input)
}

#[test]
fn the_most_specific_contract_wins_and_every_candidate_is_explained() {
    let d = with(|_| {});
    assert_eq!(d["outcome"], "covered");
    assert_eq!(d["contract"], "c-crm");
    assert_eq!(d["plan"], "all");
    assert_eq!(d["sla"], "gold");
    assert_eq!(d["credits"], json!({}));
    assert_eq!(d["tie_break"], "specificity");
    assert_eq!(d.get("limit_action"), None);
    let candidates = d["candidates"].as_array().unwrap();
    let ids: Vec<_> = candidates.iter().map(|c| c["contract"].clone()).collect();
    assert_eq!(ids, ["c-crm", "c-sec", "c-hold"]);
    assert_eq!(
        candidates[0]["rank"],
        json!([1, 1, "2026-12-31T23:00:00Z", "2025-12-31T23:00:00Z"])
    );
    assert_eq!(candidates[1]["passed"], false);
    let failed: Vec<_> = candidates[1]["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| c["passed"] == false)
        .collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(
        failed[0],
        &json!({"check": "product_asset", "passed": false,
            "wanted": {"products": ["sec"], "assets": []}, "found": {"product": "crm", "asset": null}})
    );
}

#[test]
fn credits_are_counted_and_the_policy_speaks_when_they_are_gone() {
    let d = with(|c| c["ticket"]["product"] = json!("sec"));
    assert_eq!(d["contract"], "c-sec");
    assert_eq!(
        d["credits"],
        json!({"year": {"before": 3, "cost": 1, "after": 2}})
    );
    // The holding's contract takes over before anything is charged.
    let d = with(|c| {
        c["ticket"]["product"] = json!("sec");
        c["balances"][0]["left"] = json!(0);
    });
    assert_eq!(d["contract"], "c-hold");
    assert_eq!(d.get("tie_break"), None);
    let d = with(|c| {
        c["ticket"]["product"] = json!("sec");
        c["balances"][0]["left"] = json!(0.5);
        c["contracts"].as_array_mut().unwrap().pop();
    });
    assert_eq!(d["outcome"], "over_limit");
    assert_eq!(d["limit_action"], "charge");
    assert_eq!(d["contract"], "c-sec");
    assert_eq!(d["sla"], "silver");
    assert_eq!(d["credits"]["year"]["before"], json!(0.5));
    // Without a balance the limit is untouched.
    let d = with(|c| {
        c["ticket"]["product"] = json!("sec");
        c["balances"] = json!([]);
    });
    assert_eq!(d["credits"]["year"]["before"], 12);
}

#[test]
fn without_a_contract_the_default_plan_or_nothing() {
    let d = with(|c| c["ticket"]["account"] = json!("stranger"));
    assert_eq!(
        (&d["outcome"], &d["plan"]),
        (&json!("covered"), &json!("free"))
    );
    assert_eq!(d["contract"], Value::Null);
    assert_eq!(d["candidates"], json!([]));
    let d = with(|c| {
        c["ticket"]["account"] = Value::Null;
        c["plans"].as_array_mut().unwrap().pop();
    });
    assert_eq!(d["outcome"], "uncovered");
    for field in ["contract", "plan", "sla"] {
        assert_eq!(d[field], Value::Null);
    }
}

#[test]
fn dates_are_midnights_in_the_accounts_zone_and_half_open() {
    let outcome = |at: &str| {
        with(|c| {
            c["at"] = json!(at);
            let contracts = c["contracts"].as_array_mut().unwrap();
            contracts.truncate(1);
        })["contract"]
            .clone()
    };
    assert_eq!(outcome("2025-12-31T22:59:59Z"), Value::Null);
    assert_eq!(outcome("2025-12-31T23:00:00Z"), "c-crm");
    assert_eq!(outcome("2026-12-31T22:59:59Z"), "c-crm");
    assert_eq!(outcome("2026-12-31T23:00:00Z"), Value::Null);
}

#[test]
fn the_usual_other_names_and_shapes_are_understood() {
    let plain = with(|c| c["ticket"]["product"] = json!("sec"));
    let other = ask(&json!({
        "id": "x", "at": "2026-06-01T12:00:00+02:00", "unknown": [1],
        "ticket": {"account_id": "acme", "requester": {"id": "ann"}, "product_id": "sec",
                   "channel": "email", "type": "incident", "priority": "High"},
        "accounts": {"acme": {"parent_id": "holding", "zone": "Europe/Berlin"}, "holding": {}},
        "contracts": {
            "c-crm": {"account_id": "acme", "plan_id": "all", "status": "Active",
                "dates": {"start": "2026-01-01", "end": "2027-01-01"},
                "coverage": {"products": ["crm"]}, "rank": 1},
            "c-sec": {"account": {"id": "acme"}, "plan": {"id": "twelve"}, "start_date": "2026-01-01T00:00:00",
                "covers": {"product_ids": "sec"}, "rank": 1.0},
            "c-hold": {"account": "holding", "plan": "all", "starts_at": "2025-01-01T00:00:00Z",
                "coverage": {"children": true, "products": []}}},
        "plans": [{"id": "all", "unlimited": true, "sla_id": "gold"},
            {"id": "twelve", "spec": {"sla": "silver", "limits": {"year": 12}, "limit_policy": {"default": "charge"}}},
            {"id": "free"}],
        "default_plan": "free",
        "balances": {"c-sec": {"year": {"used": 9}}}
    }));
    assert_eq!(other, plain);
}

#[test]
fn balances_may_stand_anywhere() {
    for balances in [
        json!([{"contract": "c-sec", "bucket": "year", "remaining": 3}]),
        json!([{"contract_id": "c-sec", "left": 3}]),
        json!([{"contract": "c-sec", "buckets": {"year": 3}}]),
        json!([{"contract": "c-sec", "buckets": {"year": {"balance": "3.00"}}}]),
        json!({"c-sec": {"year": 3}}),
        json!([{"contract": "c-sec", "bucket": "year", "used": 9}]),
        json!([{"contract": "c-sec", "bucket": "year", "credits": 12, "used": 9}]),
        json!([{"contract": "c-sec", "bucket": "year", "credits": 3}]),
    ] {
        let d = with(|c| {
            c["ticket"]["product"] = json!("sec");
            c["balances"] = balances.clone();
        });
        assert_eq!(d["credits"]["year"]["before"], 3, "{balances}");
    }
    let d = with(|c| {
        c["ticket"]["product"] = json!("sec");
        c["balances"] = Value::Null;
        c["contracts"][1]["balance"] = json!({"year": 3});
    });
    assert_eq!(d["credits"]["year"]["before"], 3);
}

#[test]
fn ids_that_are_numbers_come_back_as_numbers() {
    let d = ask(
        &json!({"id": 1, "at": "2026-06-01T10:00:00Z", "ticket": {"account": 5, "channel": "web"},
        "accounts": [{"id": 5}], "contracts": [{"id": 8, "account": 5, "plan": 9, "start": "2026-01-01"}],
        "plans": [{"id": 9, "sla": 4, "credits": 2, "unit": "month"}]}),
    );
    assert_eq!(
        (&d["contract"], &d["plan"], &d["sla"]),
        (&json!(8), &json!(9), &json!(4))
    );
    assert_eq!(d["candidates"][0]["contract"], 8);
    assert_eq!(
        d["credits"],
        json!({"month": {"before": 2, "cost": 1, "after": 1}})
    );
}

#[test]
fn policies_by_priority_weights_and_tolerance() {
    let over = |plan: Value, priority: &str| {
        let d = ask(&json!({"id": 1, "at": "2026-06-01T10:00:00Z",
            "ticket": {"account": "a", "channel": "phone", "priority": priority},
            "contracts": [{"id": "c", "account": "a", "plan": "p"}], "plans": [plan],
            "balances": [{"contract": "c", "left": 1, "over_limit_tickets": 1}]}));
        (
            d["outcome"].clone(),
            d["limit_action"].clone(),
            d["sla"].clone(),
        )
    };
    let plan = json!({"id": "p", "sla": "s", "credits": 5, "limit_policy": "block",
        "limit_policy_by_priority": {"high": "fallback_sla", "none": "without_sla"}, "fallback_sla": "f",
        "urgent_always_accepted": true, "weights": {"channel": {"phone": 1.5}}});
    let row = |action: &str, sla: Value| (json!("over_limit"), json!(action), sla);
    assert_eq!(over(plan.clone(), "low"), row("block", Value::Null));
    assert_eq!(over(plan.clone(), "high"), row("fallback_sla", json!("f")));
    assert_eq!(over(plan.clone(), "none"), row("without_sla", Value::Null));
    assert_eq!(
        over(plan.clone(), "urgent"),
        row("urgent_accepted", json!("s"))
    );
    let mut tolerant = plan.clone();
    tolerant["tolerance"] = json!(2);
    assert_eq!(over(tolerant, "low"), row("tolerated", json!("s")));
    let mut rows = plan;
    rows["weights"] = json!([{"channel": "phone", "weight": 0.5}]);
    assert_eq!(over(rows, "low").0, "covered");
}

#[test]
fn an_unknown_plan_fails_a_check_not_the_line() {
    let d = with(|c| c["contracts"][0]["plan"] = json!("gone"));
    assert_eq!(d["contract"], "c-hold");
    let lost = d["candidates"][0]["checks"][0].clone();
    assert_eq!(
        (&lost["check"], &lost["passed"]),
        (&json!("plan"), &json!(false))
    );
}

type Change = fn(&mut Value);

#[test]
fn what_makes_no_sense_has_a_code() {
    let cases: &[(Change, &str)] = &[
        (|c| c["at"] = json!("2026-06-01"), "bad_instant"),
        (|c| c["at"] = Value::Null, "invalid_input"),
        (|c| c["ticket"] = json!("t"), "invalid_input"),
        (
            |c| c["ticket"]["priority"] = json!("huge"),
            "unknown_priority",
        ),
        (
            |c| c["accounts"][0]["tz"] = json!("Mars/Base"),
            "unknown_zone",
        ),
        (
            |c| c["accounts"][1]["parent"] = json!("acme"),
            "account_cycle",
        ),
        (|c| c["accounts"][1]["id"] = json!("acme"), "duplicate_id"),
        (|c| c["accounts"] = json!(["acme"]), "invalid_input"),
        (|c| c["accounts"][0]["id"] = Value::Null, "missing_id"),
        (
            |c| c["contracts"][0]["state"] = json!("sleeping"),
            "unknown_state",
        ),
        (|c| c["contracts"][0]["start"] = json!("soon"), "bad_date"),
        (
            |c| c["contracts"][0]["end"] = json!("2026-02-30"),
            "bad_date",
        ),
        (|c| c["contracts"][1]["id"] = json!("c-crm"), "duplicate_id"),
        (|c| c["contracts"][0]["account"] = Value::Null, "missing_id"),
        (|c| c["contracts"][0]["rank"] = json!(1.5), "bad_number"),
        (
            |c| c["plans"][1]["limits"][0]["credits"] = json!(-1),
            "plan_invalid",
        ),
        (
            |c| c["plans"][1]["limits"][0]["credits"] = json!(0.001),
            "bad_number",
        ),
        (
            |c| c["plans"][1]["limits"][0]["unit"] = json!("eon"),
            "unknown_unit",
        ),
        (|c| c["plans"][1]["limits"] = json!([]), "limits_missing"),
        (
            |c| c["plans"][1]["limit_policy"] = json!("shrug"),
            "unknown_policy",
        ),
        (|c| c["plans"][0]["id"] = json!("twelve"), "duplicate_id"),
        (|c| c["balances"][0]["contract"] = Value::Null, "missing_id"),
        (|c| c["balances"][0]["left"] = json!("many"), "bad_number"),
    ];
    for (change, code) in cases {
        assert_eq!(with(change)["error"]["code"], *code);
    }
    assert!(line("nonsense").failed);
    assert!(line("[]").failed);
}

#[test]
fn a_case_of_its_own_needs_nothing_but_a_ticket_and_an_instant() {
    let d = ask(&json!({"id": 3, "at": "2026-06-01T10:00:00Z", "ticket": {}}));
    assert_eq!(d["outcome"], "uncovered");
    assert_eq!(d["because"], "no_contract");
    let d = ask(
        &json!({"id": 4, "at": "2026-06-01T10:00:00Z", "ticket": {"account": "a"},
        "contracts": {"id": "c", "account": "a", "plan": {"limits": [{"credits": 0, "period": {"unit": "week"}}],
            "limit_policy": {"action": "fallback_sla", "sla": "slow"}}}}),
    );
    assert_eq!(
        d["error"]["code"], "invalid_input",
        "an object of records, not one record"
    );
    let d = ask(
        &json!({"id": 4, "at": "2026-06-01T10:00:00Z", "ticket": {"account": "a"},
        "contracts": [{"id": "c", "account": "a", "plan": {"limits": [{"credits": 0, "period": {"unit": "week"}}],
            "limit_policy": {"action": "fallback_sla", "sla": "slow"}}}]}),
    );
    assert_eq!(
        (&d["outcome"], &d["sla"]),
        (&json!("over_limit"), &json!("slow"))
    );
    assert_eq!(
        d["credits"],
        json!({"week": {"before": 0, "cost": 1, "after": 0}})
    );
    assert_eq!(d["candidates"][0]["rank"][3], "0001-01-01T00:00:00Z");
}
