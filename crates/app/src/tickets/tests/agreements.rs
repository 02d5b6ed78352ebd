use surety_domain::agreement::SheetSectionId;
use surety_domain::policy::Block;
use surety_store::twins;

use super::*;
use crate::promises::agreement::{self, AgreementQuery, AgreementView, AttainmentView};
use crate::record::testing::code;

async fn sheet(story: &Story, call: &Call, id: ContractId) -> Result<AgreementView, AppError> {
    agreement::get(&story.desk.app, call, id, AgreementQuery::default()).await
}

/// What was kept and missed of a metric, over all priorities: this period, last.
fn kept(sheet: &AgreementView, metric: &str) -> [(i64, i64); 2] {
    let sum = |of: fn(&agreement::GoalView) -> &Option<AttainmentView>| {
        sheet
            .goals
            .iter()
            .filter(|g| g.metric == metric)
            .filter_map(|g| of(g).as_ref())
            .fold((0, 0), |(met, missed), a| (met + a.met, missed + a.missed))
    };
    [sum(|g| &g.current), sum(|g| &g.last)]
}

fn words(sheet: &AgreementView, id: SheetSectionId) -> String {
    let mut said = String::new();
    for block in sheet
        .sections
        .iter()
        .filter(|s| s.id == id)
        .flat_map(|s| &s.blocks)
    {
        match block {
            Block::Paragraph { item } => said.push_str(&item.text),
            Block::List { items } => items.iter().for_each(|i| said.push_str(&i.text)),
            Block::Table { rows, .. } => {
                rows.iter().for_each(|r| said.push_str(&r.cells.join("|")))
            }
        }
        said.push('\n');
    }
    said
}

async fn covered(story: &Story) -> ContractView {
    let targets = vec![
        target(Metric::FirstResponse, HOUR),
        target(Metric::Resolution, DAY),
        target_for(Metric::Resolution, "urgent", 2 * HOUR),
    ];
    let sla = story.sla("plan", targets, Vec::new()).await;
    story
        .contract(PlanSpec::unlimited(Some(Key::of(sla))))
        .await
}

twins! {
    async fn a_sheet_counts_what_both_sides_did_in_its_period(db: Db) {
        let story = Story::new(db).await;
        story.with_a_portal().await;
        let contract = covered(&story).await;
        let calm = story.open().await;
        story.later(HOUR);
        story.reply(&story.desk.agent, &calm).await;
        let late = story.open_with(urgent()).await;
        story.later(2 * HOUR + 1);
        story.run_due().await;
        story.change(&calm, json!({"category": "pending", "pause_reason": "Logs are missing"})).await;
        story.later(3 * HOUR);
        story.reply(&story.desk.customer, &calm).await;
        story.later(HOUR);

        let now = sheet(&story, &story.desk.agent, contract.id).await.unwrap();
        assert_eq!(kept(&now, "first_response"), [(1, 1), (0, 0)]);
        assert_eq!(kept(&now, "resolution"), [(0, 1), (0, 0)]);
        let urgent = now.goals.iter().find(|g| (g.metric.as_str(), g.priority.as_deref()) == ("resolution", Some("urgent"))).unwrap();
        assert_eq!((urgent.target_seconds, urgent.layer.as_str(), urgent.clock.as_str()), (2 * HOUR, "plan", "calendar"));
        assert_eq!(urgent.current.as_ref().and_then(|a| a.attained_basis_points), Some(0));
        let missed: Vec<_> = now.missed.iter().map(|m| (m.ticket_number, m.metric.as_str(), m.fulfilled_at, m.current)).collect();
        assert_eq!(missed, [(late.row.number, "resolution", None, true), (late.row.number, "first_response", None, true)]);
        let period = now.current_period.as_ref().unwrap();
        assert_eq!((period.first_day.as_str(), period.last_day.as_str()), ("2026-05-04", "2026-06-03"));
        assert_eq!((period.waited_tickets, period.waited_seconds), (1, 3 * HOUR));
        assert_eq!(now.last_period, None);
        assert!(words(&now, SheetSectionId::CustomerGoals).contains("This period|1|3 h|3 h"));
        assert!(words(&now, SheetSectionId::Contacts).contains("first2@customer.example"));
        assert!(!words(&now, SheetSectionId::Contacts).contains("first1@customer.example"), "who reads no contracts is no point of contact");

        // The calm one is due a day of its clock after it was opened; a month later all of it is past.
        story.later(31 * DAY);
        story.run_due().await;
        let then = sheet(&story, &story.desk.agent, contract.id).await.unwrap();
        assert_eq!(kept(&then, "first_response"), [(0, 0), (1, 1)]);
        assert_eq!(kept(&then, "resolution"), [(0, 0), (0, 2)]);
        assert_eq!(then.last_period.as_ref().map(|p| (p.waited_tickets, p.waited_seconds)), Some((1, 3 * HOUR)));
        assert_eq!(then.current_period.as_ref().map(|p| p.waited_tickets), Some(0));
        story.ends_well().await;
    }

    async fn spam_and_what_another_contract_covers_is_not_counted(db: Db) {
        let story = Story::new(db).await;
        let contract = covered(&story).await;
        let spam = story.open().await;
        let real = story.open().await;
        story.later(HOUR);
        for ticket in [&spam, &real] {
            story.reply(&story.desk.agent, ticket).await;
        }
        let count = async || kept(&sheet(&story, &story.desk.agent, contract.id).await.unwrap(), "first_response")[0];
        assert_eq!(count().await, (2, 0));
        crate::tickets::flags::mark_spam(&story.desk.app, &story.desk.agent, key(&spam), true, None).await.unwrap();
        assert_eq!(count().await, (1, 0));
    }

    async fn a_sheet_is_for_those_who_read_the_contract(db: Db) {
        let story = Story::new(db).await;
        let plan = story.plan(weekly(5)).await;
        let draft = contracts::create(&story.desk.app, &story.desk.admin, new_contract(story.desk.own, plan, Coverage::default())).await.unwrap();
        sheet(&story, &story.desk.agent, draft.id).await.unwrap();
        assert_eq!(code(sheet(&story, &story.desk.manager, draft.id).await), "not_found", "a draft is the desk's own");
        contracts::step(&story.desk.app, &story.desk.admin, draft.id, None, Step::Offer).await.unwrap();
        let offered = sheet(&story, &story.desk.manager, draft.id).await.unwrap();
        assert_eq!(offered.state, "awaiting_acceptance");
        assert!(words(&offered, SheetSectionId::Summary).contains("Requests|5 per week"));
        assert_eq!(code(sheet(&story, &story.desk.customer, draft.id).await), "not_found");
        let wrong = AgreementQuery { locale: Some("\"".into()) };
        assert_eq!(code(agreement::get(&story.desk.app, &story.desk.agent, draft.id, wrong).await), "invalid_locale");
    }
}
