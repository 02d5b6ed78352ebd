//! Tickets, messages and files of the two companies, made through the
//! interface itself.

use axum::http::Method;
use serde_json::{Value, json};

use super::world::{Relation, World};

impl World {
    /// A fresh ticket, or what is below one.
    pub(super) async fn request(&self, kind: &str, relation: Relation) -> String {
        match kind {
            "message" => {
                let ticket = self.last_ticket.lock().unwrap().clone();
                let path = format!("/tickets/{ticket}/messages");
                let messages = self.admin().await.get(&path).await;
                messages.is(200);
                messages.json()["items"][0]["id"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            }
            "attachment" => {
                let file = self
                    .admin()
                    .await
                    .send_raw(
                        Method::POST,
                        "/attachments?name=a.txt",
                        "text/plain",
                        Some(b"a".to_vec()),
                    )
                    .await;
                file.is(201);
                let id = file.json()["id"].as_str().unwrap().to_owned();
                self.ticket(relation, json!([id])).await;
                id
            }
            "mail" => {
                let mail = format!(
                    "From: Away <away@{}.example>\r\nTo: support@desk.example\r\nSubject: Away\r\n\
                     Auto-Submitted: auto-replied\r\nMessage-ID: <{}@x.example>\r\n\r\nAway.\r\n",
                    self.random(),
                    self.random(),
                );
                let taken = self
                    .admin()
                    .await
                    .send_raw(
                        Method::POST,
                        "/intake/mail?mailbox=support@desk.example",
                        "message/rfc822",
                        Some(mail.into_bytes()),
                    )
                    .await;
                assert_eq!(taken.json()["state"], "suspended", "{}", taken.text);
                taken.json()["mail_id"].as_str().unwrap().to_owned()
            }
            _ => self.ticket(relation, json!([])).await,
        }
    }

    /// A ticket that the company's customer asked.
    async fn ticket(&self, relation: Relation, attachments: Value) -> String {
        let body = json!({
            "subject": "Gateway loses its connection",
            "body_text": "Every ten minutes since this morning.",
            "requester": {"contact_id": self.contact_of(relation)},
            "attachments": attachments,
        });
        let made = self.admin().await.post("/tickets", body).await;
        made.is(201);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        self.last_ticket.lock().unwrap().clone_from(&id);
        id
    }
}
