use surety_domain::contract::Term;
use surety_domain::ids::ContractTemplateId;
use surety_store::records::promises;
use surety_store::twins;

use super::*;
use crate::accounts::{self, AccountQuery, NewAccount};
use crate::jobs::{self, Kind};
use crate::promises::contracts::{
    APPLY_ACCOUNTS_MAX, AmendContract, ApplyTemplate, ApplyView, apply_template, get_apply,
    list_applies, preview_template,
};
use crate::promises::versioned::{ContractTemplateInput, ContractTemplateView};
use crate::record::testing::{code, refusal};

impl Story {
    async fn account(&self, name: &str, segment: &str, revenue: i64) -> AccountId {
        let input = NewAccount {
            name: name.into(),
            segment: Some(segment.into()),
            annual_revenue_minor: Some(revenue),
            zone: Some("Asia/Shanghai".into()),
            ..NewAccount::default()
        };
        accounts::create(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    async fn template(&self, spec: Value) -> ContractTemplateView {
        let input = ContractTemplateInput {
            name: Some(format!("Template {}", self.number())),
            spec: Some(serde_json::from_value(spec).unwrap()),
        };
        versioned::create::<versioned::ContractTemplateView>(
            &self.desk.app,
            &self.desk.admin,
            input,
        )
        .await
        .unwrap()
    }

    /// The car maker's warranty: 25 a week and 50 a month, three years.
    async fn warranty(&self) -> (SlaId, ContractTemplateView) {
        let sla = self
            .sla(
                "plan",
                vec![
                    target(Metric::FirstResponse, HOUR),
                    target(Metric::Resolution, 6 * HOUR),
                ],
                Vec::new(),
            )
            .await;
        let limit = |bucket: &str, unit, credits| Limit {
            bucket: Key::of(bucket),
            unit,
            ..weekly(credits).limits[0].clone()
        };
        let plan = PlanSpec {
            limits: vec![
                limit("week", Unit::Week, 25),
                limit("month", Unit::Month, 50),
            ],
            sla: Some(Key::of(sla)),
            ..weekly(25)
        };
        let plan = self.plan(plan).await;
        let spec = json!({ "plan_id": plan, "term": { "unit": "year", "count": 3 }, "terms_text": "As built." });
        (sla, self.template(spec).await)
    }

    async fn apply(
        &self,
        template: ContractTemplateId,
        accounts: &[AccountId],
        state: &str,
    ) -> Result<ApplyView, AppError> {
        apply_template(
            &self.desk.app,
            &self.desk.admin,
            template,
            wanted(accounts, state),
        )
        .await
    }

    /// Name, outcome and code of each account of a use.
    async fn outcomes(&self, apply: &ApplyView) -> Vec<(String, String, Option<String>)> {
        get_apply(&self.desk.app, &self.desk.supervisor, apply.id)
            .await
            .unwrap()
            .accounts
            .into_iter()
            .map(|a| (a.account.name, a.outcome, a.code))
            .collect()
    }

    async fn contracts_of(&self, account: AccountId) -> Vec<promises::Contract> {
        self.desk
            .app
            .db()
            .read(move |tx| promises::contracts_of_account(tx, account))
            .await
            .unwrap()
    }
}

fn wanted(accounts: &[AccountId], state: &str) -> ApplyTemplate {
    ApplyTemplate {
        account_ids: accounts.to_vec(),
        start_date: "2026-05-04".into(),
        state: state.into(),
    }
}

/// A refusal at one field.
fn at(code: &str, field: &str) -> (String, Option<String>) {
    (code.into(), Some(field.into()))
}

fn said(name: &str, outcome: &str, code: Option<&str>) -> (String, String, Option<String>) {
    (name.into(), outcome.into(), code.map(Into::into))
}

twins! {
    async fn one_template_makes_each_account_a_contract_and_a_balance_of_its_own(db: Db) {
        let story = Story::new(db).await;
        let (sla, template) = story.warranty().await;
        assert_eq!(template.spec.term, Some(Term { unit: Unit::Year, count: 3 }));
        let third = story.account("Third account", "dealer", 5).await;
        // The other account has a contract for the same SLA.
        let same = story.plan(PlanSpec { sla: Some(Key::of(sla)), ..weekly(1) }).await;
        let taken = story.contract_for(story.desk.other, same, Coverage::default()).await;

        let all = [story.desk.own, story.desk.other, third];
        let preview = preview_template(&story.desk.app, &story.desk.admin, template.id, wanted(&all, "active")).await.unwrap();
        let told: Vec<_> = preview.iter().map(|p| said(&p.account.name, &p.outcome, p.code.as_deref())).collect();
        let expected = [
            said("Own account", "made", None),
            said("Other account", "refused", Some("contract_overlap")),
            said("Third account", "made", None),
        ];
        assert_eq!(told, expected);
        assert_eq!(preview[1].other_contract.as_ref().map(|c| c.id.clone()), Some(taken.id.to_string()));
        assert_eq!(preview[0].end_date.as_deref(), Some("2029-05-04"));
        assert!(story.contracts_of(third).await.is_empty(), "a preview writes nothing");

        let apply = story.apply(template.id, &all, "active").await.unwrap();
        assert_eq!((apply.waiting, apply.made, apply.refused), (3, 0, 0));
        assert_eq!(story.run_due().await, 3);
        assert_eq!(story.outcomes(&apply).await, expected);
        let own = story.contracts_of(story.desk.own).await.remove(0);
        let far = story.contracts_of(third).await.remove(0);
        assert_eq!((own.state.as_str(), own.terms_text.as_str(), own.end_date.as_deref()), ("active", "As built.", Some("2029-05-04")));
        // The same day begins earlier in Shanghai than in Berlin.
        assert_eq!(own.starts_at.micros_since(far.starts_at), 6 * HOUR * 1_000_000);
        assert_eq!(story.contracts_of(story.desk.other).await.len(), 1);

        // What one uses is not taken from the other.
        story.open().await;
        let of = |week, month| BTreeMap::from([("week".into(), week), ("month".into(), month)]);
        assert_eq!(story.left(own.id).await, of(2_400, 4_900));
        assert_eq!(story.left(far.id).await, of(2_500, 5_000));
        let listed = list_applies(&story.desk.app, &story.desk.admin, template.id).await.unwrap();
        assert_eq!((listed.len(), listed[0].made, listed[0].refused), (1, 2, 1));
        story.ends_well().await;
    }

    async fn an_account_of_a_use_is_decided_once_whatever_comes_twice(db: Db) {
        let story = Story::new(db).await;
        let (_, template) = story.warranty().await;
        let apply = story.apply(template.id, &[story.desk.own], "draft").await.unwrap();
        // The same job again, as after a crash of the node that had it.
        let (id, account) = (apply.id, story.desk.own);
        story.desk.app.command(&Call::system(), move |tx, cx| {
            jobs::enqueue(tx, cx, Kind::TemplateApply, &json!({ "apply": id, "account": account }), cx.now)?;
            Ok(())
        }).await.unwrap();
        assert_eq!(story.run_due().await, 2);
        assert_eq!(story.contracts_of(story.desk.own).await.len(), 1);
        assert_eq!(story.outcomes(&apply).await, [said("Own account", "made", None)]);
        // Another use of the same template as a draft is another contract.
        story.apply(template.id, &[story.desk.own], "draft").await.unwrap();
        story.run_due().await;
        assert_eq!(story.contracts_of(story.desk.own).await.len(), 2);
    }

    async fn a_use_takes_the_version_and_the_accounts_of_its_moment(db: Db) {
        let story = Story::new(db).await;
        let (_, template) = story.warranty().await;
        let apply = story.apply(template.id, &[story.desk.own, story.desk.other], "awaiting_acceptance").await.unwrap();
        // Between the wish and its job the template changes and an account goes.
        let mut spec = template.spec.clone();
        spec.terms_text = "Newer words.".into();
        let input = ContractTemplateInput { name: None, spec: Some(spec) };
        let changed = versioned::change::<versioned::ContractTemplateView>(&story.desk.app, &story.desk.admin, template.id, Some(1), input, None).await.unwrap();
        assert_eq!((changed.version, changed.current_version), (2, 2));
        accounts::archive(&story.desk.app, &story.desk.admin, story.desk.other, None, true).await.unwrap();
        story.run_due().await;
        assert_eq!(story.outcomes(&apply).await, [said("Own account", "made", None), said("Other account", "refused", Some("account_archived"))]);
        let made = story.contracts_of(story.desk.own).await.remove(0);
        assert_eq!((made.state.as_str(), made.terms_text.as_str()), ("awaiting_acceptance", "As built."));
        assert_eq!(apply.template_version, 1);

        let away = ContractTemplateInput::default();
        versioned::change::<versioned::ContractTemplateView>(&story.desk.app, &story.desk.admin, template.id, None, away, Some(true)).await.unwrap();
        assert_eq!(code(story.apply(template.id, &[story.desk.own], "draft").await), "template_archived");
        let stale = versioned::change::<versioned::ContractTemplateView>(&story.desk.app, &story.desk.admin, template.id, Some(2), ContractTemplateInput::default(), None).await;
        assert!(matches!(stale, Err(AppError::Stale { current: 3 })));
    }

    async fn what_a_use_asks_for_is_checked_at_its_fields(db: Db) {
        let story = Story::new(db).await;
        let (_, template) = story.warranty().await;
        let some = |n: u128| (1..=n).map(|i| AccountId::new(START, 1_000 + i)).collect::<Vec<_>>();
        let max = APPLY_ACCOUNTS_MAX as u128;
        assert_eq!(refusal(story.apply(template.id, &some(max + 1), "draft").await), at("too_many", "account_ids"));
        // As many as there may be are looked for, and these are not there.
        let unknown = story.apply(template.id, &some(max), "draft").await;
        assert_eq!(code(unknown), "invalid_fields");
        assert_eq!(refusal(story.apply(template.id, &some(1), "draft").await), at("unknown_reference", "account_ids[0]"));
        let twice = [story.desk.own, story.desk.own];
        assert_eq!(refusal(story.apply(template.id, &twice, "draft").await), at("duplicate", "account_ids[1]"));
        assert_eq!(refusal(story.apply(template.id, &[], "draft").await), at("required", "account_ids"));
        assert_eq!(refusal(story.apply(template.id, &[story.desk.own], "suspended").await), at("unknown_state", "state"));
        let mut input = wanted(&[story.desk.own], "draft");
        input.start_date = "2026-02-30".into();
        let wrong = apply_template(&story.desk.app, &story.desk.admin, template.id, input.clone()).await;
        assert_eq!(refusal(wrong), at("invalid_date", "start_date"));
        input.start_date = "2026-05-04".into();
        for call in [&story.desk.agent, &story.desk.light, &story.desk.manager] {
            let refused = apply_template(&story.desk.app, call, template.id, input.clone()).await;
            assert!(matches!(code(refused).as_str(), "forbidden" | "not_found"));
        }
        assert_eq!(story.run_due().await, 0);
    }

    async fn a_template_is_checked_at_its_fields(db: Db) {
        let story = Story::new(db).await;
        let (sla, template) = story.warranty().await;
        let plan = template.spec.plan_id;
        let asset = json!({ "plan_id": plan, "coverage": { "assets": ["ast_1"] } });
        let cases = [
            (asset, "of_one_account", "spec.coverage.assets"),
            (json!({ "plan_id": plan, "term": { "unit": "year", "count": 0 } }), "count_invalid", "spec.term.count"),
            (json!({ "plan_id": PlanId::new(START, 99) }), "plan_not_found", "spec.plan_id"),
            (json!({ "plan_id": plan, "sla_id": sla }), "wrong_layer", "spec.sla_id"),
            (json!({ "plan_id": plan, "rank": 1_000_001 }), "out_of_range", "spec.rank"),
            (json!({ "plan_id": plan, "coverage": { "channels": ["telex"] } }), "unknown_channel", "spec.coverage.channels"),
        ];
        for (spec, wanted, field) in cases {
            let input = ContractTemplateInput { name: Some("Wrong".into()), spec: Some(serde_json::from_value(spec).unwrap()) };
            let refused = versioned::create::<versioned::ContractTemplateView>(&story.desk.app, &story.desk.admin, input).await;
            assert_eq!(refusal(refused), at(wanted, field));
        }
        let again = ContractTemplateInput { name: Some(template.name.clone()), spec: Some(template.spec.clone()) };
        assert_eq!(code(versioned::create::<versioned::ContractTemplateView>(&story.desk.app, &story.desk.admin, again).await), "name_taken");
    }

    async fn the_words_of_a_contract_are_kept_by_version(db: Db) {
        let story = Story::new(db).await;
        let (_, template) = story.warranty().await;
        story.apply(template.id, &[story.desk.own], "active").await.unwrap();
        story.run_due().await;
        let made = story.contracts_of(story.desk.own).await.remove(0);
        let words = AmendContract { terms_text: Some("As repaired.".into()), ..AmendContract::default() };
        let amended = contracts::amend(&story.desk.app, &story.desk.admin, made.id, None, words).await.unwrap();
        assert_eq!(amended.terms_text, "As repaired.");
        let versions = contracts::versions(&story.desk.app, &story.desk.agent, made.id).await.unwrap();
        let words: Vec<_> = versions.into_iter().map(|v| v.terms.unwrap().terms_text).collect();
        assert_eq!(words, ["As repaired.", "As built."]);
    }

    async fn accounts_are_found_by_segment_and_revenue(db: Db) {
        let story = Story::new(db).await;
        for (name, segment, revenue) in [("A", "Dealer", 100), ("B", "dealer", 200), ("C", "maker", 300)] {
            story.account(name, segment, revenue).await;
        }
        let find = async |call: &Call, query| {
            let page = accounts::list(&story.desk.app, call, query).await.unwrap();
            page.items.into_iter().map(|a| a.name).collect::<Vec<_>>()
        };
        let of = |segment: Option<&str>, min, max| AccountQuery {
            segment: segment.map(Into::into),
            annual_revenue_min_minor: min,
            annual_revenue_max_minor: max,
            ..AccountQuery::default()
        };
        assert_eq!(find(&story.desk.agent, of(Some("DEALER"), None, None)).await, ["A", "B"]);
        assert_eq!(find(&story.desk.agent, of(None, Some(200), None)).await, ["B", "C"]);
        assert_eq!(find(&story.desk.agent, of(None, None, Some(200))).await, ["A", "B"]);
        assert_eq!(find(&story.desk.agent, of(Some("dealer"), Some(200), Some(200))).await, ["B"]);
        // A customer learns nothing of segments by asking for them.
        assert_eq!(find(&story.desk.customer, of(Some("dealer"), Some(1), None)).await, ["Own account"]);
    }
}
