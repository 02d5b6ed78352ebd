//! Tags, the audit log and quick search: lists over what other verbs made.

use surety_domain::ids::{AccountId, StatusId, TicketId};
use surety_domain::permission::{Actor, Permission, PermissionSet};
use surety_domain::ticket::Category;
use surety_store::records::{statuses, tickets};
use surety_store::{Db, StoreError, twins};

use crate::accounts::{self, NewAccount};
use crate::audit_log::{self, AuditQuery};
use crate::core::Call;
use crate::quick_search::{self, QUICK_ROWS, QuickQuery};
use crate::record::testing::{Desk, START, code, contact, refusal, user};
use crate::seed;
use crate::tags::{self, TagQuery};

fn ticket(
    number: i64,
    subject: &str,
    account: AccountId,
    requester: u128,
    status: StatusId,
) -> tickets::Ticket {
    let id = TicketId::new(START.plus_seconds(number), number.unsigned_abs().into());
    tickets::Ticket {
        number,
        subject: subject.into(),
        subject_folded: surety_domain::text::fold(subject),
        channel: "web".into(),
        requester_id: Some(contact(requester)),
        account_id: Some(account),
        message_count: 1,
        event_seq: 1,
        version: 1,
        updated_at: START.plus_seconds(number),
        ..tickets::Ticket::unopened(id, status, "open", START)
    }
}

async fn with_tickets(desk: &Desk) {
    seed::essentials(&desk.app).await.unwrap();
    let (own, other) = (desk.own, desk.other);
    desk.app
        .db()
        .write(move |tx| {
            let status = statuses::default_for(tx, Category::Open)?
                .expect("it is seeded")
                .id;
            for number in 1..=8 {
                let (account, requester) = if number % 2 == 0 {
                    (other, 3)
                } else {
                    (own, 1)
                };
                let row = ticket(
                    number,
                    &format!("VPN drops {number}"),
                    account,
                    requester,
                    status,
                );
                tickets::insert(tx, &row)?;
                for tag in ["vpn", "网络", if number < 3 { "vp_n%" } else { "relay" }] {
                    tickets::tag_add(tx, row.id, tag)?;
                }
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
}

twins! {
    async fn tags_are_listed_by_their_start_with_counts(db: Db) {
        let desk = Desk::new(db).await;
        with_tickets(&desk).await;
        let found = |q: &str| {
            let query = TagQuery { q: Some(q.into()), ..TagQuery::default() };
            tags::list(&desk.app, &desk.agent, query)
        };
        let pairs = |page: crate::page::Page<tags::TagView>| page.items.into_iter().map(|t| (t.tag, t.count)).collect::<Vec<_>>();
        assert_eq!(pairs(found("").await.unwrap()), [("relay".into(), Some(6)), ("vp_n%".into(), Some(2)), ("vpn".into(), Some(8)), ("网络".into(), Some(8))]);
        assert_eq!(pairs(found("VP").await.unwrap()), [("vp_n%".into(), Some(2)), ("vpn".into(), Some(8))]);
        assert_eq!(pairs(found("网").await.unwrap()), [("网络".into(), Some(8))]);
        assert_eq!(pairs(found("%").await.unwrap()), []);
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = tags::list(&desk.app, &desk.light, TagQuery { q: None, limit: Some(1), cursor }).await.unwrap();
            seen.extend(page.items.into_iter().map(|t| t.tag));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, ["relay", "vp_n%", "vpn", "网络"]);
        assert_eq!(code(tags::list(&desk.app, &desk.customer, TagQuery::default()).await), "forbidden");
        // Whoever does not see every ticket learns no numbers.
        let narrow = PermissionSet::of(&[Permission::TicketRead, Permission::ViewRead]);
        let narrow = Call::by(Actor::agent(user(3), vec![], narrow));
        let page = tags::list(&desk.app, &narrow, TagQuery::default()).await.unwrap();
        assert!(page.items.iter().all(|t| t.count.is_none() && !t.capped));
        // A count stops at its limit.
        let counted = desk.app.db().read(|tx| surety_store::records::tags::count(tx, "vpn", 5)).await.unwrap();
        assert_eq!(counted, 5);
    }

    async fn quick_search_finds_what_the_caller_may_see(db: Db) {
        let desk = Desk::new(db).await;
        with_tickets(&desk).await;
        let find = |call: &Call, q: &str| {
            let (app, call, query) = (desk.app.clone(), call.clone(), QuickQuery { q: q.into() });
            async move { quick_search::find(&app, &call, query).await }
        };
        let by_number = find(&desk.agent, "4").await.unwrap();
        assert_eq!(by_number.tickets.iter().map(|t| t.number).collect::<Vec<_>>(), [4]);
        assert_eq!(by_number.tickets[0].account.as_ref().map(|a| a.name.as_str()), Some("Other account"));
        let by_word = find(&desk.agent, "vpn DROPS").await.unwrap();
        assert_eq!(by_word.tickets.len(), usize::try_from(QUICK_ROWS).unwrap());
        assert_eq!(find(&desk.agent, "account").await.unwrap().accounts.len(), 2);
        assert_eq!(find(&desk.agent, "contact").await.unwrap().contacts.len(), 3);

        let theirs = find(&desk.customer, "vpn").await.unwrap();
        assert_eq!(theirs.tickets.iter().map(|t| t.number).collect::<Vec<_>>(), [7, 5, 3, 1]);
        assert!(find(&desk.customer, "4").await.unwrap().tickets.is_empty());
        assert_eq!(find(&desk.customer, "account").await.unwrap().accounts.len(), 1);
        assert_eq!(find(&desk.customer, "contact").await.unwrap().contacts.len(), 1);
        assert_eq!(find(&desk.manager, "contact").await.unwrap().contacts.len(), 2);
        // A token that may only read accounts finds accounts.
        let mut narrow = desk.agent.clone();
        narrow.actor = narrow.actor.with_scopes(PermissionSet::of(&[Permission::AccountRead, Permission::ProfileOwn]));
        let found = find(&narrow, "o").await.unwrap();
        assert_eq!((found.tickets.len(), found.accounts.len(), found.contacts.len()), (0, 2, 0));
        assert_eq!(refusal(find(&desk.agent, "  ").await), ("required".into(), Some("q".into())));
        assert_eq!(code(find(&desk.agent, &"x".repeat(201)).await), "too_long");
    }

    async fn the_audit_log_is_read_newest_first_with_names(db: Db) {
        let desk = Desk::new(db).await;
        let mut made = Vec::new();
        for (n, call) in [&desk.agent, &desk.admin, &desk.agent].into_iter().enumerate() {
            let input = NewAccount { name: format!("Account {n}"), ..NewAccount::default() };
            made.push(accounts::create(&desk.app, call, input).await.unwrap());
            desk.clock.advance(60);
        }
        accounts::archive(&desk.app, &desk.agent, made[0].id, None, true).await.unwrap();
        assert_eq!(code(audit_log::list(&desk.app, &desk.agent, AuditQuery::default()).await), "forbidden");
        assert_eq!(code(audit_log::list(&desk.app, &desk.manager, AuditQuery::default()).await), "forbidden");
        let read = |query: AuditQuery| audit_log::list(&desk.app, &desk.supervisor, query);
        let all = read(AuditQuery::default()).await.unwrap().items;
        assert_eq!(all.iter().map(|e| e.action.as_str()).collect::<Vec<_>>(), ["account.archived", "account.created", "account.created", "account.created"]);
        assert_eq!((all[0].actor.name.as_deref(), all[2].actor.name.as_deref()), (Some("Agent 3"), Some("Agent 1")));
        assert_eq!(all[3].data["created"]["name"], "Account 0");
        assert_eq!(all[0].data["changes"]["archived_at"]["before"], serde_json::Value::Null);
        let some = |text: &str| Some(text.to_owned());
        for (query, wanted) in [
            (AuditQuery { actor: some(&user(1).to_string()), ..AuditQuery::default() }, 1),
            (AuditQuery { object_id: some(&made[0].id.to_string()), object_kind: some("account"), ..AuditQuery::default() }, 2),
            (AuditQuery { action: some("account.archived"), ..AuditQuery::default() }, 1),
            (AuditQuery { action: some("account."), ..AuditQuery::default() }, 4),
            (AuditQuery { action: some("account"), ..AuditQuery::default() }, 0),
            (AuditQuery { from: Some(START.plus_seconds(60)), ..AuditQuery::default() }, 3),
            (AuditQuery { to: Some(START.plus_seconds(60)), ..AuditQuery::default() }, 1),
            (AuditQuery { from: Some(START.plus_seconds(60)), to: Some(START.plus_seconds(61)), ..AuditQuery::default() }, 1),
        ] {
            assert_eq!(read(query.clone()).await.unwrap().items.len(), wanted, "{query:?}");
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = read(AuditQuery { limit: Some(1), cursor, ..AuditQuery::default() }).await.unwrap();
            seen.extend(page.items.into_iter().map(|e| e.id));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, all.iter().map(|e| e.id).collect::<Vec<_>>());
    }
}
