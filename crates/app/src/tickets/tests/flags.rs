use surety_domain::plan::RefundCause;
use surety_store::twins;

use super::*;
use crate::record::testing::code;
use crate::tickets::flags::{mark_spam, merge};

fn kinds(booked: &[(String, i64)]) -> Vec<(&str, i64)> {
    booked
        .iter()
        .map(|(kind, amount)| (kind.as_str(), *amount))
        .collect()
}

twins! {
    async fn spam_gives_the_credit_back_once_and_takes_it_again(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Spam].into(), ..week_and_month(3, 9) }).await;
        let ticket = story.open().await;
        for _ in 0..2 {
            let spam = mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
            assert!(spam.row.spam);
            assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 900), ("week".into(), 300)]));
        }
        let back = mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), false, None).await.unwrap();
        assert_eq!((back.row.spam, back.row.outcome.as_str()), (false, "covered"));
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 800), ("week".into(), 200)]));
        mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 900), ("week".into(), 300)]));
        story.ends_well().await;
    }

    async fn a_plan_that_refunds_no_spam_keeps_the_credit_and_takes_it_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(3)).await;
        let ticket = story.open().await;
        for spam in [true, false, true, false] {
            mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), spam, None).await.unwrap();
            assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 200)]));
        }
        story.ends_well().await;
    }

    async fn a_merge_gives_the_credit_back_and_closes_the_source(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Merge].into(), ..weekly(3) }).await;
        let (first, second) = (story.open().await, story.open().await);
        assert_eq!(story.left(contract.id).await["week"], 100);
        let target = merge(&story.desk.app, &story.desk.agent, key(&second), key(&first), None).await.unwrap();
        assert_eq!(target.row.number, first.row.number);
        let source = story.read(&second).await;
        assert_eq!((source.row.merged_into, source.row.status.category.as_str()), (Some(first.row.number), "closed"));
        assert_eq!(story.left(contract.id).await["week"], 200);
        assert_eq!(code(merge(&story.desk.app, &story.desk.agent, key(&second), key(&first), None).await), "ticket_merged");
        assert_eq!(code(merge(&story.desk.app, &story.desk.agent, key(&first), key(&first), None).await), "merge_into_itself");
        // What went into another ends there: nothing circles.
        assert_eq!(code(merge(&story.desk.app, &story.desk.agent, key(&first), key(&second), None).await), "merge_into_itself");
        assert_eq!(kinds(&story.booked(&second).await), [("consume", -100), ("refund", 100)]);
        story.ends_well().await;
    }

    async fn tickets_of_two_accounts_never_merge(db: Db) {
        let story = Story::new(db).await;
        let first = story.open().await;
        let other = RequesterInput { contact_id: Some(contact(3)), ..RequesterInput::default() };
        let second = story.open_with(OpenInput { requester: Some(other), ..request() }).await;
        assert_eq!(code(merge(&story.desk.app, &story.desk.agent, key(&second), key(&first), None).await), "merge_across_accounts");
        story.ends_well().await;
    }

    async fn spam_that_is_closed_costs_nothing_at_resolution(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { consume_at: surety_domain::plan::ConsumeAt::Resolution, ..weekly(3) }).await;
        let ticket = story.open().await;
        mark_spam(&story.desk.app, &story.desk.agent, key(&ticket), true, None).await.unwrap();
        story.change(&ticket, json!({ "category": "closed" })).await;
        assert!(story.booked(&ticket).await.is_empty());
        assert_eq!(story.left(contract.id).await["week"], 300);
        story.ends_well().await;
    }
}
