//! What used the credits: by topic, product, person and priority, and what to do.

use surety_domain::credit::CauseKind;
use surety_domain::plan::RefundCause;
use surety_store::twins;

use super::*;
use crate::promises::credits::causes::{
    self, CAUSES_SPAN_SECONDS_MAX, CauseView, CausesQuery, CausesView,
};
use crate::record::testing::code;
use crate::tickets::list::{self, PageQuery};

fn monthly(credits: i64) -> PlanSpec {
    PlanSpec::ticket_based(None, vec![Limit::per(Unit::Month, credits)])
}

async fn about(story: &Story, subject: &str, priority: &str, tag: &str) {
    let input = OpenInput {
        subject: subject.into(),
        priority: Some(priority.into()),
        tags: vec![tag.into()],
        ..request()
    };
    story.open_with(input).await;
}

async fn of(story: &Story, contract: ContractId) -> CausesView {
    let query = CausesQuery::default();
    causes::of_contract(&story.desk.app, &story.desk.agent, contract, query)
        .await
        .unwrap()
}

fn told(view: &CausesView, kind: CauseKind) -> Vec<(Option<&str>, u64, i64, i64, u64)> {
    let of_kind = view.causes.iter().filter(|c| c.kind == kind);
    of_kind
        .map(|c| {
            (
                c.name.as_deref(),
                c.tickets,
                c.used_hundredths,
                c.share_permille,
                c.tickets_before,
            )
        })
        .collect()
}

async fn behind(story: &Story, cause: &CauseView) -> usize {
    let filter = cause.filter.clone().unwrap();
    let page = list::list(
        &story.desk.app,
        &story.desk.agent,
        filter,
        PageQuery::default(),
    )
    .await;
    page.unwrap().items.len()
}

twins! {
    async fn what_used_a_limit_is_told_with_the_tickets_behind_it(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(monthly(10)).await;
        let (app, agent) = (&story.desk.app, &story.desk.agent);
        // One of the month before, then ten in three weeks: seven about the tunnel.
        story.later(15 * DAY);
        about(&story, "Printer on fire", "normal", "printer").await;
        story.later(16 * DAY);
        for n in 0..10 {
            if n < 7 {
                about(&story, "VPN tunnel is down", "high", "vpn").await;
            } else {
                about(&story, "Printer on fire", "normal", "printer").await;
            }
            story.later(2 * DAY);
        }
        let view = of(&story, contract.id).await;
        assert_eq!((view.bucket.as_deref(), view.tickets, view.used_hundredths), (Some("month"), 10, 1_000));
        assert_eq!((view.tickets_before, view.more), (1, false));
        assert_eq!(told(&view, CauseKind::Tag), [(Some("vpn"), 7, 700, 700, 0), (Some("printer"), 3, 300, 300, 1)]);
        assert_eq!(told(&view, CauseKind::Priority), [(Some("high"), 7, 700, 700, 0), (Some("normal"), 3, 300, 300, 1)]);
        assert_eq!(told(&view, CauseKind::Contact).len(), 1);
        assert!(told(&view, CauseKind::Word).contains(&(Some("tunnel"), 7, 700, 700, 0)));
        for cause in view.causes.iter().filter(|c| c.filter.is_some()) {
            assert_eq!(behind(&story, cause).await as u64, cause.tickets, "{cause:?}");
        }

        // Ten until the nineteenth day are seventeen in thirty.
        let kinds: Vec<_> = view.remedies.iter().map(|r| r.kind.as_str()).collect();
        assert_eq!(kinds[..2], ["raise_limit", "top_up"]);
        assert!(kinds.contains(&"write_article") && kinds.contains(&"talk_to"), "{kinds:?}");
        let raise = &view.remedies[0];
        assert_eq!((raise.from_hundredths, raise.plan.as_ref()), (Some(1_000), None));
        assert_eq!(raise.to_hundredths, Some(1_700));
        // A plan that gives as much is named: the smallest that does.
        story.plan(monthly(60)).await;
        let enough = story.plan(monthly(20)).await;
        story.plan(monthly(12)).await;
        story.plan(weekly(30)).await;
        let again = of(&story, contract.id).await;
        assert_eq!(again.remedies[0].plan.as_ref().map(|p| p.id.clone()), Some(enough.to_string()));

        // The account's own, over thirty days and its one contract, is the same.
        let whole = causes::of_account(app, agent, story.desk.own, CausesQuery::default()).await.unwrap();
        assert_eq!((whole.tickets, whole.used_hundredths, whole.contract), (10, 1_000, None));
        story.ends_well().await;
    }

    async fn what_came_back_and_what_is_asked_wrongly(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::Spam].into(), ..monthly(10) }).await;
        let (app, agent) = (&story.desk.app, &story.desk.agent);
        let spam = story.open().await;
        story.open().await;
        crate::tickets::flags::mark_spam(app, agent, key(&spam), true, None).await.unwrap();
        story.later(60);
        let view = of(&story, contract.id).await;
        assert_eq!((view.tickets, view.used_hundredths, view.remedies.len()), (1, 100, 0), "what came back was not used");
        let now = app.now();
        let asked = |query: CausesQuery| causes::of_contract(app, agent, contract.id, query);
        let span = |seconds: i64| CausesQuery { from: Some(now.plus_seconds(-seconds)), ..CausesQuery::default() };
        assert_eq!(asked(span(60)).await.unwrap().tickets, 1);
        assert!(asked(span(CAUSES_SPAN_SECONDS_MAX)).await.is_ok());
        assert_eq!(code(asked(span(CAUSES_SPAN_SECONDS_MAX + 1)).await), "invalid_span");
        assert_eq!(code(asked(span(0)).await), "invalid_span");
        assert_eq!(code(asked(CausesQuery { bucket: Some("year".into()), ..CausesQuery::default() }).await), "unknown_bucket");
        let customers = [(&story.desk.manager, "forbidden"), (&story.desk.customer, "not_found"), (&story.desk.stranger, "not_found")];
        for (call, expected) in customers {
            assert_eq!(code(causes::of_contract(app, call, contract.id, CausesQuery::default()).await), expected);
            assert_eq!(code(causes::of_account(app, call, story.desk.own, CausesQuery::default()).await), expected);
        }
        let probe = list::TicketParams { drew: view.filter.drew.clone(), ..Default::default() };
        assert_eq!(code(list::list(app, &story.desk.manager, probe, PageQuery::default()).await), "invalid_filter");
        for bad in ["", "x,y,z", "ctr_1", "one,two"] {
            let params = list::TicketParams { drew: Some(bad.into()), ..Default::default() };
            assert_eq!(code(list::list(app, agent, params, PageQuery::default()).await), "invalid_filter", "{bad}");
        }
        story.ends_well().await;
    }
}
