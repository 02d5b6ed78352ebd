//! Past verdicts: as they were judged, and by the versions of today.

use surety_store::twins;

use super::*;
use crate::record::testing::code;
use crate::tickets::verdicts::{VerdictsView, verdicts};

impl Story {
    async fn judged(&self, ticket: &TicketView) -> VerdictsView {
        verdicts(&self.desk.app, &self.desk.agent, key(ticket))
            .await
            .unwrap()
    }
}

twins! {
    async fn a_past_verdict_stays_and_what_today_would_say_stands_beside_it(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, 4 * HOUR), target(Metric::Resolution, DAY)], vec![]).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let ticket = story.open().await;
        story.later(2 * HOUR);
        story.reply(&story.desk.agent, &ticket).await;
        let before = story.judged(&ticket).await;
        assert_eq!((before.items.len(), before.differs), (1, false), "the resolution is open");
        assert_eq!(before.items[0].now.as_ref(), Some(&before.items[0].then));

        let tighter = SlaSpec { targets: vec![target(Metric::FirstResponse, HOUR)], ..SlaSpec::default() };
        let seen = versioned::get::<versioned::SlaView>(&story.desk.app, &story.desk.admin, sla).await.unwrap();
        let input = SlaInput { spec: Some(tighter), ..SlaInput::default() };
        versioned::change::<versioned::SlaView>(&story.desk.app, &story.desk.admin, sla, Some(seen.version), input, None).await.unwrap();
        story.run_due().await;
        let after = story.judged(&ticket).await;
        let item = &after.items[0];
        assert_eq!(item.then, before.items[0].then, "as it was judged");
        assert_eq!((item.then.verdict.as_str(), item.then.sla_version, item.then.due_at), ("met", 1, Some(START.plus_seconds(4 * HOUR))));
        let now = item.now.as_ref().unwrap();
        assert_eq!((now.verdict.as_str(), now.sla_version, now.due_at), ("breached", 2, Some(START.plus_seconds(HOUR))));
        assert!(item.differs && after.differs);
        assert!(!story.read(&ticket).await.row.breached, "the verdict is what counts");

        let customer = verdicts(&story.desk.app, &story.desk.customer, key(&ticket)).await;
        assert_eq!(code(customer), "forbidden");
        story.ends_well().await;
    }
}
