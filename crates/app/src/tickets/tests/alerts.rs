use std::sync::Arc;

use base64::Engine as _;
use surety_domain::ids::UserId;
use surety_domain::permission::BuiltinRole;
use surety_store::records::{contacts, notifications, users};
use surety_store::{StoreError, twins};

use super::*;
use crate::fakes::CapturedMail;
use crate::promises::contracts::CreditInput;
use crate::record::testing::role;

/// The user that a contact of the tests signs in as.
pub(super) fn portal_user(number: u128) -> UserId {
    UserId::new(START, 100 + number)
}

impl Story {
    /// Contact 1 signs in as a customer, 2 as an account manager who reads
    /// Chinese, 3 as the account manager of the other account.
    pub(super) async fn with_a_portal(&self) {
        self.desk
            .app
            .db()
            .write(|tx| {
                let roles = [
                    BuiltinRole::Customer,
                    BuiltinRole::AccountManager,
                    BuiltinRole::AccountManager,
                ];
                for (number, builtin) in (1_u128..).zip(roles) {
                    let email = format!("contact{number}@customer.example");
                    contacts::set_emails(
                        tx,
                        contact(number),
                        &[format!("first{number}@customer.example"), email.clone()],
                    )?;
                    users::insert(
                        tx,
                        &users::NewUser {
                            id: portal_user(number),
                            kind: "customer",
                            contact_id: Some(contact(number)),
                            role_id: role(builtin),
                            name: "Somebody",
                            email: &email,
                            email_folded: &email,
                            zone: "UTC",
                            locale: "en",
                            password_hash: None,
                            at: START,
                        },
                    )?;
                }
                let mut manager = contacts::get(tx, contact(2))?.unwrap();
                manager.locale = Some("zh-CN".into());
                contacts::update(tx, &manager)?;
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
    }

    async fn told(&self, user: UserId) -> Vec<Value> {
        let mut told: Vec<_> = self
            .desk
            .app
            .db()
            .read(move |tx| notifications::list(tx, user, "not_~", 50))
            .await
            .unwrap()
            .into_iter()
            .filter(|n| n.kind == "credits_threshold")
            .map(|n| serde_json::from_str::<Value>(&n.data).unwrap()["percent"].clone())
            .collect();
        told.sort_by_key(Value::as_i64);
        told
    }
}

twins! {
    /// What is kept for one product is offered too: a threshold is a share of
    /// all there is, whichever tickets use it.
    async fn thresholds_count_what_is_for_one_product(db: Db) {
        let story = Story::new(db).await;
        story.with_a_portal().await;
        let relay = story.product().await;
        let contract = story.contract(weekly(4)).await;
        let top_up = CreditInput {
            bucket: None,
            amount_hundredths: 400,
            expires_at: None,
            product_id: Some(relay),
            asset_id: None,
            reason: "bought".into(),
        };
        contracts::credit(&story.desk.app, &story.desk.admin, contract.id, top_up, true).await.unwrap();
        let manager = portal_user(2);
        story.open().await;
        story.open().await;
        assert!(story.told(manager).await.is_empty(), "2 of 8");
        let about = || OpenInput { product_id: Some(relay), ..request() };
        story.open_with(about()).await;
        assert!(story.told(manager).await.is_empty(), "3 of 8");
        story.open_with(about()).await;
        assert_eq!(story.told(manager).await, [50]);
        story.ends_well().await;
    }

    async fn thresholds_are_told_to_agents_and_to_account_managers_once(db: Db) {
        let story = Story::new(db).await;
        story.with_a_portal().await;
        story.contract(weekly(2)).await;
        let outbox = Arc::new(CapturedMail::default());
        let effects = Effects { mail_out: Some(outbox.clone()) };
        for _ in 0..3 {
            story.open().await;
            run_due(&story.desk.app, &effects).await.unwrap();
        }
        // 50 with the first, 80 and 100 with the second; the third is held.
        let all = [json!(50), json!(80), json!(100)];
        assert_eq!(story.told(crate::record::testing::user(2)).await, all);
        assert_eq!(story.told(portal_user(2)).await, all);
        assert!(story.told(portal_user(1)).await.is_empty(), "a customer does not see the balance");
        assert!(story.told(portal_user(3)).await.is_empty(), "another account");
        let (asked, sent): (Vec<_>, Vec<_>) =
            outbox.sent().into_iter().partition(|m| m.idempotency_key.starts_with("approval:"));
        assert_eq!((asked.len(), sent.len()), (1, 3), "and for the third they are asked");
        let mut keys: Vec<_> = sent.iter().map(|m| m.idempotency_key.clone()).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 3, "a key for each threshold");
        assert!(sent.iter().all(|m| m.to == ["first2@customer.example"]));
        let raw = String::from_utf8(sent[0].raw.clone()).unwrap();
        assert!(raw.contains("Auto-Submitted: auto-generated\r\n"), "{raw}");
        let body = raw.split("\r\n\r\n").nth(1).unwrap().replace("\r\n", "");
        let text = String::from_utf8(base64::engine::general_purpose::STANDARD.decode(body).unwrap()).unwrap();
        assert!(text.contains("50%") && text.contains("2026-05-10") && text.contains("客户经理"), "{text}");
        // Another period tells again.
        story.later(7 * DAY);
        story.open().await;
        run_due(&story.desk.app, &effects).await.unwrap();
        assert_eq!(outbox.sent().len(), 5);
        story.ends_well().await;
    }

    async fn who_left_or_follows_counts_as_they_are_now(db: Db) {
        let story = Story::new(db).await;
        story.with_a_portal().await;
        let own = story.desk.own;
        story.desk.app.db().write(move |tx| {
            // The manager of the other account follows this one, and the own one has left.
            contacts::set_followed(tx, contact(3), &[own])?;
            let mut manager = contacts::get(tx, contact(2))?.unwrap();
            manager.archived_at = Some(START);
            contacts::update(tx, &manager)
        }).await.unwrap();
        story.contract(weekly(2)).await;
        story.open().await;
        assert!(story.told(portal_user(2)).await.is_empty());
        assert_eq!(story.told(portal_user(3)).await, [json!(50)]);
        story.ends_well().await;
    }
}
