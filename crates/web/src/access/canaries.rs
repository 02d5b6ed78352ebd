//! Secrets with names of their own, sown before the sweep: no answer of any
//! route may carry one to an actor that may not know it, whatever its status.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::json;

use super::model::Model;
use super::world::{ACTORS, Relation, World};
use super::{Operation, filled};

const AGENTS: &[&str] = &["light_agent", "agent", "supervisor", "administrator"];
const AGENTS_AND_OTHER: &[&str] = &[
    "light_agent",
    "agent",
    "supervisor",
    "administrator",
    "customer_other",
];
const OVERSEERS: &[&str] = &["supervisor", "administrator"];

/// What every canary begins with; a search for it finds what is to be found.
const WORD: &str = "zzcanary";

/// Something that stands in one place, and who may know it.
struct Canary {
    text: &'static str,
    what: &'static str,
    who: &'static [&'static str],
}

const CANARIES: &[Canary] = &[
    Canary {
        text: "zzcanary note 4f1e",
        what: "an internal note of Own",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary-notefile-91c2",
        what: "the name of a note's file",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary bytes 5d08",
        what: "the bytes of a note's file",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary account 77ab",
        what: "the desk's notes on Own",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary segment 3c4d",
        what: "the segment of Own",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary subject e2b0",
        what: "the subject of a ticket of Other",
        who: AGENTS_AND_OTHER,
    },
    Canary {
        text: "zzcanary body 08d7",
        what: "the text of a ticket of Other",
        who: AGENTS_AND_OTHER,
    },
    Canary {
        text: "zzcanary-file-6a93",
        what: "the name of a file of Other",
        who: AGENTS_AND_OTHER,
    },
    Canary {
        text: "zzcanary bytes c6f4",
        what: "the bytes of a file of Other",
        who: AGENTS_AND_OTHER,
    },
    Canary {
        text: "zzcanary-tag-1b77",
        what: "a tag of a ticket of Other",
        who: AGENTS_AND_OTHER,
    },
    Canary {
        text: "zzcanary-d35a@other.example",
        what: "the address of a contact of Other",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary person 2e61",
        what: "the name of a contact of Other",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary contract b8c9",
        what: "the name of a contract of Other",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary plan 9d12",
        what: "the name of a plan",
        who: AGENTS,
    },
    Canary {
        text: "92345671",
        what: "a price of a plan",
        who: AGENTS,
    },
    Canary {
        text: "zzcanary audit 40be",
        what: "what only the audit log remembers",
        who: OVERSEERS,
    },
    Canary {
        text: "zzcanary mail a7f3",
        what: "the subject of a suspended mail",
        who: OVERSEERS,
    },
    Canary {
        text: "zzcanary letter 13e5",
        what: "the text of a suspended mail",
        who: OVERSEERS,
    },
    Canary {
        text: "zzcanary token 8e20",
        what: "the name of somebody's token",
        who: &["administrator"],
    },
    Canary {
        text: "zzcanary view f64d",
        what: "the name of somebody's own view",
        who: &[],
    },
];

/// Those that [`World::sow_account`] sows.
const OF_ACCOUNT: &[&str] = &[
    "zzcanary audit 40be",
    "zzcanary account 77ab",
    "zzcanary segment 3c4d",
];

/// Notes which canaries a text carries to somebody who may not know them.
pub(super) fn listen(operation: &str, actor: &str, text: &str, wrong: &mut Vec<String>) {
    for canary in CANARIES {
        if text.contains(canary.text) && !canary.who.contains(&actor) {
            wrong.push(format!(
                "{operation} tells {actor} {}: {:?}",
                canary.what, canary.text
            ));
        }
    }
}

/// Ids of what was sown, by the name of the path parameter.
pub(super) struct Sown {
    own: BTreeMap<&'static str, String>,
    other: BTreeMap<&'static str, String>,
}

impl World {
    /// Sows every canary.
    pub(super) async fn sow(&self) -> Sown {
        let admin = self.admin().await;
        let file = async |name: &str, bytes: &str| {
            let path = format!("/attachments?name={name}.txt");
            let bytes = Some(bytes.as_bytes().to_vec());
            let made = admin
                .send_raw(Method::POST, &path, "text/plain", bytes)
                .await;
            made.is(201);
            made.json()["id"].as_str().unwrap().to_owned()
        };
        let message = async |ticket: &str| {
            let all = admin
                .get(&format!("/tickets/{ticket}/messages"))
                .await
                .json();
            let items = all["items"].as_array().unwrap().clone();
            items.last().unwrap()["id"].as_str().unwrap().to_owned()
        };

        let note_file = file("zzcanary-notefile-91c2", "zzcanary bytes 5d08").await;
        let asked = json!({
            "subject": "Of Own", "body_text": "Seen by its asker.",
            "requester": {"contact_id": self.contact_of(Relation::Own)},
        });
        let own_ticket = self.made("/tickets", asked).await;
        let note = json!({"body_text": "zzcanary note 4f1e", "attachments": [note_file]});
        admin
            .post(&format!("/tickets/{own_ticket}/notes"), note)
            .await
            .is(201);
        let own_account = self.own_account.to_string();

        let other_file = file("zzcanary-file-6a93", "zzcanary bytes c6f4").await;
        let asked = json!({
            "subject": "zzcanary subject e2b0", "body_text": "zzcanary body 08d7",
            "requester": {"contact_id": self.contact_of(Relation::Other)},
            "attachments": [other_file], "tags": ["zzcanary-tag-1b77"],
        });
        let other_ticket = self.made("/tickets", asked).await;
        let person = json!({
            "name": "zzcanary person 2e61", "account_id": self.other_account,
            "emails": ["zzcanary-d35a@other.example"],
        });
        let contact = self.made("/contacts", person).await;
        let spec = json!({
            "kind": "ticket_based",
            "limits": [{"bucket": "week", "credits": 1, "unit": "week"}],
            "limit_policy": "charge",
            "price_list": {"currency": "EUR", "prices": [{"amount": 92_345_671}]},
        });
        let plan = self
            .made(
                "/plans",
                json!({"name": "zzcanary plan 9d12", "spec": spec}),
            )
            .await;
        // A draft: it answers for nothing, so the sweep's own tickets stay as they are.
        let terms = json!({
            "account_id": self.other_account, "plan_id": plan, "name": "zzcanary contract b8c9",
            "start_date": "2026-01-01", "end_date": "2027-01-01",
        });
        let contract = self.made("/contracts", terms).await;

        let mail = "From: away@zzfar.example\r\nTo: support@desk.example\r\nSubject: zzcanary mail a7f3\r\n\
                    Auto-Submitted: auto-replied\r\nMessage-ID: <zz@x.example>\r\n\r\nzzcanary letter 13e5\r\n";
        let path = "/intake/mail?mailbox=support@desk.example";
        let taken = admin
            .send_raw(Method::POST, path, "message/rfc822", Some(mail.into()))
            .await;
        assert_eq!(taken.json()["state"], "suspended", "{}", taken.text);
        let mail = taken.json()["mail_id"].as_str().unwrap().to_owned();
        let token = json!({
            "name": "zzcanary token 8e20", "scopes": ["ticket_read"],
            "expires_at": "2026-08-01T00:00:00Z",
        });
        admin.post("/tokens", token).await.is(201);
        let view = self
            .made("/views", json!({"name": "zzcanary view f64d"}))
            .await;

        let shared = [("plan", plan), ("mail", mail), ("view", view)];
        let mut own = BTreeMap::from(shared);
        let mut other = own.clone();
        own.extend([
            ("message", message(&own_ticket).await),
            ("ticket", own_ticket),
            ("attachment", note_file),
            ("account", own_account),
            ("contact", self.contact_of(Relation::Own).to_string()),
        ]);
        other.extend([
            ("message", message(&other_ticket).await),
            ("ticket", other_ticket),
            ("attachment", other_file),
            ("account", self.other_account.to_string()),
            ("contact", contact),
            ("contract", contract),
        ]);
        let sown = Sown { own, other };
        self.all_can_be_heard(&sown).await;
        sown
    }

    /// A canary that nobody hears proves nothing: who may know them all, or
    /// its owner, finds each by reading.
    async fn all_can_be_heard(&self, sown: &Sown) {
        let admin = self.admin().await;
        let mut heard = String::new();
        let own = &sown.own;
        let other = &sown.other;
        for path in [
            format!("/tickets/{}/messages", own["ticket"]),
            format!("/tickets/{}/messages", other["ticket"]),
            format!("/tickets/{}", other["ticket"]),
            format!("/attachments/{}", own["attachment"]),
            format!("/attachments/{}", other["attachment"]),
            format!("/contacts/{}", other["contact"]),
            format!("/contracts/{}", other["contract"]),
            format!("/plans/{}", own["plan"]),
            format!("/suspended_mails/{}/raw", own["mail"]),
            "/tokens".to_owned(),
            "/views".to_owned(),
        ] {
            heard.push_str(&admin.get(&path).await.text);
        }
        for canary in CANARIES.iter().filter(|c| !OF_ACCOUNT.contains(&c.text)) {
            assert!(heard.contains(canary.text), "{} is nowhere", canary.what);
        }
    }

    /// Sows what an account holds. After the sweep, whose own changes of it
    /// are of its first version.
    async fn sow_account(&self, account: &str) {
        let admin = self.admin().await;
        let path = format!("/accounts/{account}");
        for notes in ["zzcanary audit 40be", "zzcanary account 77ab"] {
            let change = json!({"notes": notes, "segment": "zzcanary segment 3c4d"});
            let read = admin.get(&path).await;
            let seen = admin.clone().with("if-match", read.header("etag").unwrap());
            seen.patch(&path, change).await.is(200);
        }
        let mut heard = admin.get(&path).await.text;
        let of_account = format!("/audit?object_kind=account&object_id={account}&limit=200");
        heard.push_str(&admin.get(&of_account).await.text);
        for text in OF_ACCOUNT {
            assert!(heard.contains(text), "{text} is nowhere");
        }
    }

    /// Asks every read about what was sown, as every actor, and every list for
    /// the word that all canaries begin with.
    pub(super) async fn listen_to_reads(
        &self,
        operations: &[Operation],
        model: &Model,
        sown: &Sown,
        wrong: &mut Vec<String>,
    ) {
        self.sow_account(&sown.own["account"]).await;
        let mut asked = 0;
        for operation in operations {
            if operation.method != Method::GET || operation.id == "listen" {
                continue;
            }
            for (relation, seeds) in [(Relation::Own, &sown.own), (Relation::Other, &sown.other)] {
                if !(operation.params.iter()).all(|param| seeds.contains_key(param.as_str())) {
                    continue;
                }
                let mut path = operation.path.clone();
                for param in &operation.params {
                    path = path.replace(&format!("{{{param}}}"), &seeds[param.as_str()]);
                }
                let query = model.block(&operation.id).and_then(|b| b.query.clone());
                for actor in ACTORS {
                    let mut at = path.clone();
                    if operation.searches {
                        at = format!("{at}?q={WORD}");
                    } else if let Some(query) = &query {
                        let query = filled(query, "{{", "}}", self, actor, relation).await;
                        at = format!("{at}?{query}");
                    }
                    let answer = self.client(actor).await.get(&at).await;
                    listen(
                        &format!("{} ({at})", operation.id),
                        actor,
                        &answer.text,
                        wrong,
                    );
                    asked += 1;
                }
                if operation.params.is_empty() {
                    break;
                }
            }
        }
        assert!(asked > 400, "only {asked} reads were listened to");
    }
}
