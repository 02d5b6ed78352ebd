//! Calendars, SLAs, plans and contracts, made through the interface itself.

use serde_json::{Value, json};

use super::world::{Relation, World};

impl World {
    /// A fresh one, for a path parameter. Contracts belong to the company.
    pub(super) async fn promise(&self, kind: &str, relation: Relation) -> String {
        match kind {
            "calendar" => {
                let spec = json!({"tz": "Europe/Berlin", "hours": {"mon": [["09:00", "17:00"]]}});
                self.made("/calendars", json!({"name": self.random(), "spec": spec}))
                    .await
            }
            "sla" => {
                let calendar = Box::pin(self.promise("calendar", relation)).await;
                let spec = json!({"targets": [{"metric": "first_response", "seconds": 3600}]});
                let body = json!({"name": self.random(), "layer": "plan", "calendar_id": calendar, "spec": spec});
                self.made("/slas", body).await
            }
            "plan" => {
                let sla = Box::pin(self.promise("sla", relation)).await;
                let spec = json!({
                    "kind": "ticket_based",
                    "limits": [{"bucket": "week", "credits": 25, "unit": "week"}],
                });
                self.made(
                    "/plans",
                    json!({"name": self.random(), "sla_id": sla, "spec": spec}),
                )
                .await
            }
            _ => {
                let plan = Box::pin(self.promise("plan", relation)).await;
                let body = json!({
                    "account_id": self.account_of(relation), "plan_id": plan,
                    "start_date": "2026-01-01", "end_date": "2027-01-01",
                });
                let id = self.made("/contracts", body).await;
                *self.last_contract.lock().unwrap() = Some(id.clone());
                id
            }
        }
    }

    /// A template of contracts, or one use of it. Neither belongs to a company.
    pub(super) async fn template(&self, kind: &str) -> String {
        let plan = self.promise("plan", Relation::Any).await;
        let body = json!({"name": self.random(), "spec": {"plan_id": plan}});
        let template = self.made("/contract_templates", body).await;
        if kind == "template" {
            return template;
        }
        let body = json!({
            "account_ids": [self.own_account.to_string()], "start_date": "2026-07-01", "state": "draft",
        });
        self.made(&format!("/contract_templates/{template}/applies"), body)
            .await
    }

    /// An amendment that waits for its day, of the contract made before it.
    pub(super) async fn amendment(&self) -> String {
        let contract = self.last_contract.lock().unwrap().clone().unwrap();
        let admin = self.admin().await;
        let path = format!("/contracts/{contract}");
        admin
            .post(&format!("{path}/activate"), json!({}))
            .await
            .is(200);
        let later = json!({"effective_date": "2026-12-01", "rank": 5});
        admin
            .post(&format!("{path}/amendments"), later)
            .await
            .is(200);
        let versions = admin.get(&format!("{path}/versions")).await;
        versions.json()["items"][0]["amendment"].to_string()
    }

    /// The document of an offer, of the contract made before it.
    pub(super) async fn document(&self) -> String {
        let contract = self.last_contract.lock().unwrap().clone().unwrap();
        let path = format!("/contracts/{contract}/offer");
        self.admin().await.post(&path, json!({})).await.is(200);
        "1".to_owned()
    }

    /// A file that the customer sees, of the contract made before it.
    pub(super) async fn contract_file(&self) -> String {
        let contract = self.last_contract.lock().unwrap().clone().unwrap();
        let path = format!("/contracts/{contract}/files?name=signed.pdf&for_customer=true");
        let bytes = Some(b"signed".to_vec());
        let admin = self.admin().await;
        let made = admin
            .send_raw(axum::http::Method::POST, &path, "application/pdf", bytes)
            .await;
        made.is(201);
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// Cancels what an actor may have put in force, so that no later ticket is
    /// covered, or held, by chance.
    pub(super) async fn tidy_up(&self) {
        let contract = self.last_contract.lock().unwrap().take();
        if let Some(contract) = contract {
            let path = format!("/contracts/{contract}/cancel");
            let reason = json!({"reason": "The question was answered."});
            // A contract that was cancelled by the question itself stays so.
            let answer = self.admin().await.post(&path, reason).await;
            assert!(
                matches!(answer.status.as_u16(), 200 | 409),
                "{}",
                answer.text
            );
        }
    }

    /// Makes an object as an administrator; its id.
    pub(super) async fn made(&self, path: &str, body: Value) -> String {
        let made = self.admin().await.post(path, body).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// A published version of the support policy: the newest, else the first.
    pub(super) async fn policy(&self) -> String {
        let admin = self.admin().await;
        let kept = admin.get("/policy/versions").await.json();
        if let Some(version) = kept["items"][0]["version"].as_i64() {
            return version.to_string();
        }
        let draft = admin.get("/policy/draft").await.json();
        let published = admin
            .post(
                "/policy/versions",
                json!({"draft_version": draft["version"]}),
            )
            .await;
        published.is(201);
        published.json()["version"].to_string()
    }
}
