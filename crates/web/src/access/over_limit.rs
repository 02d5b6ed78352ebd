//! What waits for a decision past a limit: requests for approval and charges.

use serde_json::json;

use super::world::{Relation, World};

impl World {
    /// A fresh one, for a path parameter: the second ticket of a week under a
    /// contract of one, about a product that nothing else is about.
    pub(super) async fn over_limit(&self, kind: &str, relation: Relation) -> String {
        let product = Box::pin(self.record("product", "administrator", relation)).await;
        let mut spec = json!({
            "kind": "ticket_based",
            "limits": [{"bucket": "week", "credits": 1, "unit": "week"}],
            "limit_policy": "ask_approval",
        });
        if kind == "charge" {
            spec["limit_policy"] = json!("charge");
            spec["price_list"] = json!({"currency": "EUR", "prices": [{"amount": 5000}]});
        }
        let plan = self
            .made("/plans", json!({"name": self.random(), "spec": spec}))
            .await;
        let account = self.account_of(relation);
        let contract = json!({
            "account_id": account, "plan_id": plan,
            "start_date": "2026-01-01", "end_date": "2027-01-01",
            "coverage": {"products": [product]},
        });
        let contract = self.made("/contracts", contract).await;
        let admin = self.admin().await;
        admin
            .post(&format!("/contracts/{contract}/activate"), json!({}))
            .await
            .is(200);
        let ticket = json!({
            "subject": "The relay does not start", "body_text": "Since this morning.",
            "requester": {"contact_id": self.contact_of(relation)}, "product_id": product,
        });
        self.made("/tickets", ticket.clone()).await;
        let second = admin.post("/tickets", ticket).await;
        second.is(201);
        if kind == "approval" {
            return second.json()["approval"]["id"].as_str().unwrap().to_owned();
        }
        let number = second.json()["number"].clone();
        let charges = admin
            .get(&format!("/charges?account={account}&limit=200"))
            .await;
        let charges = charges.json();
        let charge = charges["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["ticket_number"] == number);
        charge.unwrap()["id"].as_str().unwrap().to_owned()
    }
}
