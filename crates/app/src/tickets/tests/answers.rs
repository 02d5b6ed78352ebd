//! What opening answers is what reading shows: the answer is made of what the
//! work has read and written itself, and that must be the same.

use surety_domain::plan::LimitAction;
use surety_store::twins;

use super::*;

impl Story {
    /// Opens by `call`, and reads by it what was just opened.
    async fn answered_as_read(&self, call: &Call, input: OpenInput) -> TicketView {
        let opened = open(&self.desk.app, call, input).await.unwrap();
        let read = super::super::read::get(&self.desk.app, call, key(&opened))
            .await
            .unwrap();
        assert_eq!(
            serde_json::to_value(&opened).unwrap(),
            serde_json::to_value(&read).unwrap()
        );
        opened
    }
}

fn by_address(address: &str) -> OpenInput {
    OpenInput {
        requester: Some(RequesterInput {
            email: Some(address.into()),
            ..RequesterInput::default()
        }),
        ..request()
    }
}

twins! {
    async fn the_answer_of_opening_is_what_reading_shows(db: Db) {
        let story = Story::new(db).await;
        let desk = &story.desk;
        // Nobody has promised anything yet.
        let bare = story.answered_as_read(&desk.agent, request()).await;
        assert!(bare.contract.is_none() && bare.credits.is_empty());

        let targets = || vec![target(Metric::FirstResponse, HOUR), target(Metric::Resolution, DAY)];
        let sla = story.sla("plan", targets(), Vec::new()).await;
        let corporate = story.sla("corporate", targets(), Vec::new()).await;
        let contract = story
            .contract(PlanSpec {
                sla: Some(Key::of(sla)),
                limit_policy: LimitAction::WithoutSla,
                ..week_and_month(8, 20)
            })
            .await;
        let covered = story.answered_as_read(&desk.supervisor, urgent()).await;
        assert_eq!(covered.contract.as_ref().map(|c| c.id), Some(contract.id));
        assert_eq!(covered.sla.as_ref().map(|s| s.id.clone()), Some(sla.to_string()));
        assert!(covered.clocks.iter().all(|c| c.sla.id != corporate || c.layer == "corporate"));
        assert_eq!(bucket(&covered, "week").this_ticket_hundredths, 100);
        assert_eq!(bucket(&covered, "week").remaining_hundredths, 700);
        assert_eq!(bucket(&covered, "month").used_hundredths, 100);
        story.answered_as_read(&desk.agent, request()).await;
        story.answered_as_read(&desk.admin, request()).await;

        // What has names beside those that every ticket has.
        let product = story.product().await;
        let named = OpenInput { product_id: Some(product), ..request() };
        let named = story.answered_as_read(&desk.supervisor, named).await;
        assert_eq!(named.row.product.as_ref().map(|p| p.id.clone()), Some(product.to_string()));
        let labelled = OpenInput { tags: vec!["late".into(), "again".into()], ..request() };
        let labelled = story.answered_as_read(&desk.supervisor, labelled).await;
        assert_eq!(labelled.row.tags.len(), 2);

        let second = super::by_hand::team(&story, "Second line", 2, 3).await;
        let teamed = OpenInput { team_id: Some(second), ..request() };
        let teamed = story.answered_as_read(&desk.supervisor, teamed).await;
        assert_eq!(teamed.row.team.as_ref().map(|t| t.id.clone()), Some(second.to_string()));

        // Somebody new, and somebody by the address that is known.
        let stranger = story.answered_as_read(&desk.supervisor, by_address("new@elsewhere.example")).await;
        assert!(stranger.contract.is_none());
        story.answered_as_read(&desk.supervisor, by_address("NEW@elsewhere.example")).await;

        // The week is used up in the middle of this.
        let mut left = Vec::new();
        for _ in 0..3 {
            let ticket = story.answered_as_read(&desk.supervisor, request()).await;
            left.push(bucket(&ticket, "week").remaining_hundredths);
        }
        assert_eq!((left.first(), left.last()), (Some(&100), Some(&0)), "{left:?}");
        let over = story.answered_as_read(&desk.supervisor, request()).await;
        assert_eq!(over.row.outcome, "over_limit");
        story.ends_well().await;
    }
}
