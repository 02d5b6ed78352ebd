//! What was taken past a limit becomes lines that people decide.

use surety_domain::plan::{LimitAction, Price, PriceList, RefundCause};
use surety_store::twins;

use super::*;
use crate::promises::charges::{
    self, BulkCharge, BulkChargesInput, CHARGE_REASON_CHARS_MAX, CHARGES_BULK_MAX, ChangeCharge,
    ChargeQuery, ChargeView,
};
use crate::record::WORD_CHARS_MAX;
use crate::record::testing::code;

fn priced(amount: i64) -> PlanSpec {
    let price_list = Some(PriceList {
        currency: "EUR".into(),
        prices: vec![Price {
            ticket_type: None,
            priority: None,
            channel: None,
            amount,
        }],
    });
    PlanSpec {
        limit_policy: LimitAction::Charge,
        price_list,
        refunds: [RefundCause::Spam].into(),
        ..weekly(1)
    }
}

fn becomes(status: &str, reason: Option<&str>, invoice: Option<&str>) -> ChangeCharge {
    ChangeCharge {
        status: status.into(),
        reason: reason.map(str::to_owned),
        invoice_reference: invoice.map(str::to_owned),
    }
}

async fn listed(story: &Story, query: ChargeQuery) -> Vec<ChargeView> {
    charges::list(&story.desk.app, &story.desk.admin, query)
        .await
        .unwrap()
        .items
}

/// A contract of one a week with so many tickets past it.
async fn with_charges(db: Db, past: usize) -> (Story, Vec<ChargeView>) {
    let story = Story::new(db).await;
    story.contract(priced(4_900)).await;
    for _ in 0..=past {
        story.open().await;
        story.later(60);
    }
    let lines = listed(&story, ChargeQuery::default()).await;
    assert_eq!(lines.len(), past);
    (story, lines)
}

twins! {
    async fn a_charge_is_approved_and_invoiced_or_waived(db: Db) {
        let (story, lines) = with_charges(db, 1).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        assert_eq!((lines[0].amount_minor, lines[0].status.as_str()), (4_900, "draft"));
        let id = lines[0].id;
        let to = |version: i64, change: ChangeCharge| charges::change(app, admin, id, version, change);
        assert_eq!(code(to(1, becomes("invoiced", None, Some("R-1"))).await), "charge_transition_invalid");
        assert_eq!(to(1, becomes("approved", None, None)).await.unwrap().version, 2);
        assert_eq!(code(to(1, becomes("invoiced", None, Some("R-1"))).await), "stale_version");
        assert_eq!(code(to(2, becomes("invoiced", None, None)).await), "required");
        assert_eq!(code(to(2, becomes("waived", Some("  "), None)).await), "required");
        assert_eq!(code(to(2, becomes("invoiced", Some("kind"), Some("R-1"))).await), "not_allowed");
        let long = "x".repeat(WORD_CHARS_MAX + 1);
        assert_eq!(code(to(2, becomes("invoiced", None, Some(&long))).await), "too_long");
        let long = "x".repeat(CHARGE_REASON_CHARS_MAX + 1);
        assert_eq!(code(to(2, becomes("waived", Some(&long), None)).await), "too_long");
        let invoiced = to(2, becomes("invoiced", None, Some(&long[..WORD_CHARS_MAX]))).await.unwrap();
        assert_eq!((invoiced.status.as_str(), invoiced.invoice_reference.as_deref()), ("invoiced", Some(&long[..WORD_CHARS_MAX])));
        assert_eq!(code(to(3, becomes("waived", Some("goodwill"), None)).await), "charge_transition_invalid");
        assert_eq!(code(to(3, becomes("paid", None, None)).await), "unknown_status");
        for call in [&story.desk.customer, &story.desk.agent, &story.desk.manager] {
            assert_eq!(code(charges::list(app, call, ChargeQuery::default()).await), "forbidden");
            assert_eq!(code(charges::totals(app, call, ChargeQuery::default()).await), "forbidden");
            assert_eq!(code(charges::export(app, call, ChargeQuery::default()).await), "forbidden");
        }
        assert_eq!(story.desk.audited("charge.").await, 2);
        story.ends_well().await;
    }

    async fn many_are_decided_each_for_itself(db: Db) {
        let (story, lines) = with_charges(db, 3).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        charges::change(app, admin, lines[1].id, 1, becomes("waived", Some("Agreed on the phone"), None)).await.unwrap();
        let all = |version: i64| lines.iter().map(|l| BulkCharge { id: l.id, version }).collect::<Vec<_>>();
        let bulk = |charges: Vec<BulkCharge>, change: ChangeCharge| charges::bulk(app, admin, BulkChargesInput { charges, change });
        // One was decided meanwhile and is left alone, and keeps its own words.
        let done = bulk(all(1), becomes("approved", None, None)).await.unwrap();
        let told: Vec<_> = done.iter().map(|r| (r.id, r.ok, r.error.as_ref().map(|e| e.code.as_str()))).collect();
        assert_eq!(told, [(lines[0].id, true, None), (lines[1].id, false, Some("stale_version")), (lines[2].id, true, None)]);
        let done = bulk(all(2), becomes("invoiced", None, Some("R-2026-7"))).await.unwrap();
        assert_eq!(done[1].error.as_ref().unwrap().code, "charge_transition_invalid");
        let now = listed(&story, ChargeQuery::default()).await;
        let stand: Vec<_> = now.iter().map(|l| (l.status.as_str(), l.invoice_reference.as_deref(), l.reason.as_deref())).collect();
        assert_eq!(stand, [("invoiced", Some("R-2026-7"), None), ("waived", None, Some("Agreed on the phone")), ("invoiced", Some("R-2026-7"), None)]);
        assert_eq!(story.desk.audited("charge.").await, 5);

        assert_eq!(code(bulk(Vec::new(), becomes("approved", None, None)).await), "required");
        let many = |n: usize| vec![BulkCharge { id: lines[0].id, version: 1 }; n];
        assert_eq!(code(bulk(many(CHARGES_BULK_MAX + 1), becomes("approved", None, None)).await), "too_many_charges");
        assert_eq!(bulk(many(CHARGES_BULK_MAX), becomes("approved", None, None)).await.unwrap().len(), CHARGES_BULK_MAX);
        assert_eq!(code(bulk(many(1), becomes("waived", None, None)).await), "required");
        let agents = charges::bulk(app, &story.desk.agent, BulkChargesInput { charges: many(1), change: becomes("approved", None, None) });
        assert_eq!(code(agents.await), "forbidden");
        story.ends_well().await;
    }

    async fn filters_narrow_lists_and_sums_alike(db: Db) {
        let (story, lines) = with_charges(db, 3).await;
        let (app, admin, own) = (&story.desk.app, &story.desk.admin, story.desk.own);
        charges::change(app, admin, lines[0].id, 1, becomes("approved", None, None)).await.unwrap();
        let with = |set: &dyn Fn(&mut ChargeQuery)| {
            let mut query = ChargeQuery::default();
            set(&mut query);
            query
        };
        let numbers = |lines: &[ChargeView]| lines.iter().map(|l| l.ticket_number).collect::<Vec<_>>();
        for (query, expected) in [
            (with(&|q| q.status = Some("draft".into())), &lines[1..]),
            (with(&|q| q.status = Some("approved, waived".into())), &lines[..1]),
            (with(&|q| q.account = Some(own)), &lines[..]),
            (with(&|q| q.contract = Some(lines[0].contract.id)), &lines[..]),
            (with(&|q| q.currency = Some("USD".into())), &lines[..0]),
            (with(&|q| q.from = Some(lines[1].created_at)), &lines[1..]),
            (with(&|q| q.before = Some(lines[1].created_at)), &lines[..1]),
        ] {
            assert_eq!(numbers(&listed(&story, query.clone()).await), numbers(expected), "{query:?}");
            assert_eq!(charges::export(app, admin, query.clone()).await.unwrap().len(), expected.len());
            let sums = charges::totals(app, admin, query).await.unwrap();
            assert_eq!(sums.iter().map(|s| s.amount_minor).sum::<i64>(), 4_900 * expected.len() as i64);
        }
        let sums = charges::totals(app, admin, ChargeQuery::default()).await.unwrap();
        let told: Vec<_> = sums.iter().map(|s| (s.currency.as_str(), s.status.as_str(), s.count, s.amount_minor)).collect();
        assert_eq!(told, [("EUR", "approved", 1, 4_900), ("EUR", "draft", 2, 9_800)]);
        assert_eq!(code(charges::list(app, admin, with(&|q| q.status = Some("draft,paid".into()))).await), "unknown_status");
        // Pages follow each other.
        let first = charges::list(app, admin, with(&|q| q.limit = Some(2))).await.unwrap();
        let next = charges::list(app, admin, with(&|q| q.cursor = first.next_cursor.clone())).await.unwrap();
        assert_eq!(numbers(&[first.items, next.items].concat()), numbers(&lines));
        story.ends_well().await;
    }

    async fn what_came_back_is_not_charged_and_says_why(db: Db) {
        let story = Story::new(db).await;
        story.contract(priced(4_900)).await;
        story.open().await;
        let over = story.open().await;
        crate::tickets::flags::mark_spam(&story.desk.app, &story.desk.agent, key(&over), true, None).await.unwrap();
        let lines = listed(&story, ChargeQuery::default()).await;
        assert_eq!((lines[0].status.as_str(), lines[0].reason.as_deref()), ("waived", Some("refund:spam")));
        story.ends_well().await;
    }
}
