//! Stories of lint: drafts as editors hold them, and the live desk.

use serde_json::{Value, json};
use surety_store::{Db, twins};

use super::*;
use crate::core::Call;
use crate::licence_bands::{self as bands, SetLicenceBands};
use crate::promises::contracts::{self, Step};
use crate::promises::versioned;
use crate::record::testing::{Desk, code, refusal};
use crate::routing::people;
use crate::{products, seed, statuses, teams};

/// A furnished desk with a calendar of office hours.
pub(super) struct Story {
    pub(super) desk: Desk,
    pub(super) calendar: surety_domain::ids::CalendarId,
}

pub(super) fn office() -> Value {
    let day = json!([["09:00", "17:00"]]);
    json!({"tz": "Europe/Berlin", "hours": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}})
}

pub(super) fn of<T: serde::de::DeserializeOwned>(body: Value) -> T {
    serde_json::from_value(body).unwrap()
}

impl Story {
    pub(super) async fn new(db: Db) -> Self {
        let desk = Desk::new(db).await;
        seed::furnish(&desk.app).await.unwrap();
        let input = of(json!({"name": "Office", "spec": office()}));
        let calendar = versioned::create::<versioned::CalendarView>(&desk.app, &desk.admin, input)
            .await
            .unwrap()
            .id;
        Self { desk, calendar }
    }

    pub(super) fn sla_body(&self, layer: &str, spec: Value) -> Value {
        json!({"name": format!("SLA {spec}").chars().take(80).collect::<String>(), "layer": layer,
               "calendar_id": self.calendar.to_string(), "spec": spec})
    }

    pub(super) async fn sla(&self, layer: &str, spec: Value) -> SlaId {
        let input = of(self.sla_body(layer, spec));
        versioned::create::<versioned::SlaView>(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    pub(super) async fn plan(&self, name: &str, sla: Option<SlaId>, spec: Value) -> PlanId {
        let sla = sla.map(|id| id.to_string());
        let input = of(json!({"name": name, "sla_id": sla, "spec": spec}));
        versioned::create::<versioned::PlanView>(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    pub(super) fn contract_body(&self, plan: PlanId) -> Value {
        json!({"account_id": self.desk.own.to_string(), "plan_id": plan.to_string(), "start_date": "2026-05-04"})
    }

    pub(super) async fn contract(&self, body: Value) -> ContractId {
        let (app, admin) = (&self.desk.app, &self.desk.admin);
        let made = contracts::create(app, admin, of(body)).await.unwrap();
        contracts::step(app, admin, made.id, None, Step::Activate)
            .await
            .unwrap();
        made.id
    }

    async fn lint_sla(&self, layer: &str, spec: Value) -> LintView {
        let input = of(json!({"draft": self.sla_body(layer, spec)}));
        sla(&self.desk.app, &self.desk.admin, input).await.unwrap()
    }

    async fn lint_contract(&self, id: Option<ContractId>, body: Value) -> LintView {
        let id = id.map(|id| id.to_string());
        let input = of(json!({"id": id, "draft": body}));
        contract(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
    }
}

fn codes(view: &LintView) -> Vec<(&str, &str)> {
    view.findings
        .iter()
        .map(|f| (f.code.as_str(), f.path.as_str()))
        .collect()
}

fn monthly(credits: i64) -> Value {
    json!({"kind": "ticket_based", "limits": [{"bucket": "month", "credits": credits, "unit": "month"}]})
}

fn always(metric: &str) -> Value {
    json!({"targets": [{"metric": metric, "seconds": 3600}]})
}

twins! {
    async fn an_sla_is_linted_against_products_statuses_people_and_what_stands_behind(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let product = async |code: &str| {
            products::create(app, admin, of(json!({"name": code, "code": code}))).await.unwrap().id.to_string()
        };
        let (a, _b) = (product("A").await, product("B").await);
        assert_eq!(codes(&story.lint_sla("plan", always("resolution")).await), []);

        let spec = json!({"targets": [
            {"metric": "resolution", "seconds": 3600, "conditions": {"product": [a]}},
            {"metric": "resolution", "seconds": 3600, "conditions": {"product": ["prd_gone"]}},
        ]});
        let found = story.lint_sla("plan", spec.clone()).await;
        assert_eq!(codes(&found), [
            ("values_without_target", "/spec/targets"),
            ("condition_value_unknown", "/spec/targets/1/conditions/product/0"),
        ]);
        assert_eq!(found.findings[0].params, json!({"metric": "resolution", "condition": "product", "values": ["B"]}));
        // The desk's own SLA answers for the rest, but not for itself.
        story.sla("corporate", always("resolution")).await;
        assert_eq!(codes(&story.lint_sla("plan", spec.clone()).await).len(), 1);
        assert_eq!(codes(&story.lint_sla("corporate", spec).await).len(), 2);

        // A status that pauses by itself swallows what starts in it.
        let all = statuses::list(app, admin, statuses::StatusQuery::default()).await.unwrap().items;
        let new = all.iter().find(|s| s.category.as_str() == "new").unwrap();
        let change = of(json!({"pauses": ["first_response"]}));
        statuses::update(app, admin, new.id, new.version, change).await.unwrap();
        assert_eq!(codes(&story.lint_sla("plan", always("first_response")).await), [("pause_swallows_start", "/spec/rules/pauses")]);

        // A team that nobody is in, and one that works other hours.
        let short = of(json!({"name": "Mornings", "spec": {"tz": "Europe/Berlin", "hours": {"mon": [["09:00", "12:00"]]}}}));
        let short = versioned::create::<versioned::CalendarView>(app, admin, short).await.unwrap().id.to_string();
        let user = crate::record::testing::user(3).to_string();
        let team = async |name: &str, members: Value| {
            let input = of(json!({"name": name, "tier": 2, "calendar_id": short, "member_ids": members}));
            teams::create(app, admin, input).await.unwrap().id.to_string()
        };
        let (empty, mornings) = (team("Empty", json!([])).await, team("Mornings", json!([user])).await);
        let step = |team: &str| json!({
            "targets": [{"metric": "resolution", "seconds": 3600}],
            "steps": [{"id": "up", "metric": "resolution", "trigger": {"when": "before_due", "seconds": 3600}, "path": "functional",
                       "actions": [{"action": "reassign", "team": team}]}],
        });
        let before = ("step_before_start", "/spec/steps/0/trigger/seconds");
        let nobody = [before, ("step_reaches_nobody", "/spec/steps/0/actions/0")];
        assert_eq!(codes(&story.lint_sla("plan", step(&mornings)).await), nobody, "invited is not there yet");
        story.desk.let_in(crate::record::testing::user(3)).await;
        assert_eq!(codes(&story.lint_sla("plan", step(&empty)).await), [before, ("step_reaches_nobody", "/spec/steps/0/actions/0")]);
        let found = story.lint_sla("plan", step(&mornings)).await;
        assert_eq!(codes(&found), [before, ("step_team_closed", "/spec/steps/0/actions/0")]);
        // Monday: the office is open from 12 to 17 o'clock and the team is not.
        assert_eq!((&found.findings[1].params["from"], &found.findings[1].params["team_name"]), (&json!("2026-05-04T10:00:00Z"), &json!("Mornings")));
        // Their own hours stand before those of the team.
        let who = crate::record::testing::user(3);
        let works = people::get(app, admin, who).await.unwrap().version;
        people::set(app, admin, who, works, of(json!({"calendar_id": story.calendar}))).await.unwrap();
        assert_eq!(codes(&story.lint_sla("plan", step(&mornings)).await), [before]);
    }

    async fn a_plan_and_a_contract_are_linted_with_what_they_name(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let lint_plan = async |sla: Option<SlaId>, spec: Value| {
            let sla = sla.map(|id| id.to_string());
            plan(app, admin, of(json!({"draft": {"sla_id": sla, "spec": spec}}))).await.unwrap()
        };
        assert_eq!(codes(&lint_plan(None, monthly(10)).await), [("plan_without_sla", "/sla_id")]);
        let sla_id = story.sla("plan", json!({"targets": [{"metric": "resolution", "seconds": 144_000}]})).await;
        assert_eq!(codes(&lint_plan(Some(sla_id), monthly(10)).await), []);
        let mut typed = monthly(10);
        typed["types"] = json!(["ttp_gone"]);
        typed["limits"].as_array_mut().unwrap().push(json!({"bucket": "week", "credits": 25, "unit": "week"}));
        assert_eq!(codes(&lint_plan(Some(sla_id), typed).await), [("reference_unknown", "/spec/types"), ("limit_never_binds", "/spec/limits/1/credits")]);

        let plan_id = story.plan("Gold", Some(sla_id), monthly(10)).await;
        let body = || story.contract_body(plan_id);
        assert_eq!(codes(&story.lint_contract(None, body()).await), []);
        // Forty hours of office are not there before a week of work is over.
        let mut short = body();
        short["end_date"] = json!("2026-05-08");
        let found = story.lint_contract(None, short).await;
        assert_eq!(codes(&found), [("target_outlives_contract", "/end_date"), ("period_outlives_contract", "/end_date")]);
        assert_eq!(found.findings[0].params["open_seconds"], json!(4 * 8 * 3600));

        let asset = json!({"account_id": story.desk.other.to_string(), "name": "Unit",
            "product_id": products::create(app, admin, of(json!({"name": "P", "code": "P"}))).await.unwrap().id.to_string()});
        let asset = crate::assets::create(app, admin, of(asset)).await.unwrap().id.to_string();
        let mut covering = body();
        covering["coverage"] = json!({"assets": [asset], "products": ["prd_gone"]});
        assert_eq!(codes(&story.lint_contract(None, covering).await), [
            ("coverage_unknown", "/coverage/products"),
            ("coverage_foreign", "/coverage/assets"),
        ]);

        // Saving a draft says nothing of the other contract; putting it in force would.
        let first = story.contract(body()).await;
        let found = story.lint_contract(None, body()).await;
        assert_eq!(codes(&found), [("contract_overlap", "/start_date")]);
        assert_eq!((found.findings[0].severity.as_str(), &found.findings[0].params["contract_id"]), ("error", &json!(first.to_string())));
        assert_eq!(codes(&story.lint_contract(Some(first), body()).await), [], "it does not overlap with itself");
        let mut another = body();
        another["account_id"] = json!(story.desk.other.to_string());
        let of_other = contract(app, admin, of(json!({"id": first.to_string(), "draft": another}))).await;
        assert_eq!(code(of_other), "not_found");
    }

    async fn settings_are_linted_and_bands_that_an_sla_names_are_missed(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let band = |name: &str, from: i64, to: Option<i64>| json!({"name": name, "from": from, "to": to});
        let all: SetLicenceBands = of(json!({"bands": [band("small", 1, Some(50)), band("large", 51, None)]}));
        bands::set(app, admin, 1, all).await.unwrap();
        story.sla("plan", json!({"targets": [
            {"metric": "resolution", "seconds": 3600, "conditions": {"licence_band": ["small"]}},
            {"metric": "resolution", "seconds": 7200},
        ]})).await;
        let lint = async |bands: Value| licence_bands(app, admin, of(json!({"draft": {"bands": bands}}))).await;
        let found = lint(json!([band("tiny", 1, Some(50)), band("large", 50, None)])).await.unwrap();
        assert_eq!(codes(&found), [("band_overlap", "/bands/1/from"), ("band_missing", "/bands")]);
        assert_eq!(refusal(lint(json!([band("", 1, None)])).await), ("required".into(), Some("bands[0].name".into())));
        let many: Vec<Value> = (0..51).map(|n| band(&n.to_string(), n, Some(n))).collect();
        assert_eq!(refusal(lint(json!(many)).await), ("too_many".into(), Some("bands".into())));
        let flat = json!({"high": "low", "medium": "low", "low": "low"});
        let matrix = json!({"draft": {"matrix": {"high": flat, "medium": flat, "low": {"high": "low", "medium": "low", "low": "urgent"}}}});
        let found = priority_matrix(app, admin, of(matrix)).await.unwrap();
        assert_eq!(codes(&found)[0], ("matrix_falls", "/matrix/medium/low"));
    }

    async fn drafts_are_for_those_who_may_edit_them(db: Db) {
        let story = Story::new(db).await;
        let app = &story.desk.app;
        let plan_id = story.plan("Gold", None, monthly(1)).await;
        let calls: [&Call; 3] = [&story.desk.agent, &story.desk.light, &story.desk.customer];
        for call in calls {
            let draft = json!({"draft": {"spec": office()}});
            assert!(["forbidden", "not_found"].contains(&code(calendar(app, call, of(draft)).await).as_str()));
            let draft = json!({"draft": {"spec": monthly(1)}});
            assert!(["forbidden", "not_found"].contains(&code(plan(app, call, of(draft)).await).as_str()));
            let draft = json!({"draft": story.contract_body(plan_id)});
            assert!(["forbidden", "not_found"].contains(&code(contract(app, call, of(draft)).await).as_str()));
            assert!(["forbidden", "not_found"].contains(&code(live(app, call).await).as_str()));
        }
        // A supervisor edits plans and not the desk's settings.
        let supervisor = &story.desk.supervisor;
        plan(app, supervisor, of(json!({"draft": {"spec": monthly(1)}}))).await.unwrap();
        assert_eq!(code(live(app, supervisor).await), "forbidden");
    }

    async fn the_live_desk_is_linted_whole(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let product = products::create(app, admin, of(json!({"name": "Relay", "code": "R"}))).await.unwrap().id;
        let lonely = || json!(["product_without_coverage", product.to_string()]);
        let of_products = async || {
            let all = live(app, admin).await.unwrap();
            assert!(!all.more);
            let of: Vec<Value> = all.findings.iter().filter(|f| f.subject.kind == "product")
                .map(|f| json!([f.finding.code, f.subject.id])).collect();
            of
        };
        assert_eq!(of_products().await, [lonely()]);
        // A contract that covers another product helps nothing; one that covers all does.
        let sla_id = story.sla("plan", always("resolution")).await;
        let plan_id = story.plan("Gold", Some(sla_id), monthly(0)).await;
        assert_eq!(of_products().await, [lonely()]);
        let contract = story.contract(story.contract_body(plan_id)).await;
        assert_eq!(of_products().await, Vec::<Value>::new());

        let all = live(app, admin).await.unwrap();
        let plans: Vec<_> = all.findings.iter().filter(|f| f.subject.kind == "plan").collect();
        assert_eq!((plans[0].finding.code.as_str(), plans[0].subject.name.as_str()), ("limit_without_credits", "Gold"));
        // A contract in force that is over tomorrow is told when it ends too early for its target.
        let end = contracts::ChangeContract { end_date: Some(Some("2026-05-05".into())), ..contracts::ChangeContract::default() };
        let version = contracts::get(app, admin, contract).await.unwrap().version;
        contracts::change(app, admin, contract, version, end).await.unwrap();
        let all = live(app, admin).await.unwrap();
        assert!(all.findings.iter().any(|f| f.subject.kind == "contract" && f.finding.code == "period_outlives_contract"));
        // Errors come first.
        let ranks: Vec<_> = all.findings.iter().map(|f| ["error", "warning", "hint"].iter().position(|s| *s == f.finding.severity)).collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
    }
}

#[test]
fn a_draft_with_more_findings_than_are_told_says_so() {
    use surety_domain::lint::{Finding, Severity, What};
    let many = |n: usize| {
        let one = Finding {
            severity: Severity::Hint,
            path: String::new(),
            what: What::FallbackUnused {},
        };
        answer(&vec![one; n]).unwrap()
    };
    let (full, over) = (many(FINDINGS_MAX), many(FINDINGS_MAX + 1));
    assert_eq!((full.findings.len(), full.more), (FINDINGS_MAX, false));
    assert_eq!((over.findings.len(), over.more), (FINDINGS_MAX, true));
}
