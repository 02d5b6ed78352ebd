use std::sync::Arc;

use axum::http::Method;
use base64::Engine as _;
use serde_json::{Value, json};
use surety_app::fakes::CapturedMail;
use surety_app::jobs::{Effects, run_due};
use surety_app::promises::approval_link::LINK_DAYS;
use surety_app::tickets::flags::NOTE_CHARS_MAX;
use surety_store::{Db, twins};

use crate::testing::{Answer, Client, Desk};

const FORM: &str = "application/x-www-form-urlencoded";

struct Story {
    desk: Desk,
    admin: Client,
    /// Who may approve.
    mia: String,
    /// The ticket that waits.
    ticket: Value,
    /// To whom and what the mails said that ask for approval.
    mails: Vec<(String, String)>,
}

async fn made(client: &Client, path: &str, body: Value) -> Value {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()
}

impl Story {
    /// One credit a week and two tickets: the second waits. Mia may approve, Cara may not.
    async fn new(db: Db) -> Self {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        desk.person("root", "administrator", None).await;
        let admin = desk.sign_in("root").await;
        let account = made(
            &admin,
            "/accounts",
            json!({"name": "Halden <Bank>", "currency": "EUR", "locale": "zh-CN", "zone": "Asia/Kathmandu"}),
        )
        .await["id"]
            .clone();
        let mut contacts = Vec::new();
        for (name, role, locale) in [
            ("mia", "account_manager", "en"),
            ("cara", "customer", "en"),
            ("ming", "account_manager", "zh-CN"),
        ] {
            let body = json!({"name": name, "emails": [format!("{name}@halden.example")], "account_id": account, "locale": locale});
            let contact = made(&admin, "/contacts", body).await["id"]
                .as_str()
                .unwrap()
                .to_owned();
            desk.person(name, role, Some(contact.parse().unwrap()))
                .await;
            contacts.push(contact);
        }
        let plan = made(&admin, "/plans", json!({"name": "One a week", "spec": {
            "kind": "ticket_based", "limits": [{"bucket": "week", "credits": 1, "unit": "week"}],
            "limit_policy": "ask_approval",
        }})).await["id"].clone();
        let contract = made(
            &admin,
            "/contracts",
            json!({"account_id": account, "plan_id": plan, "start_date": "2026-01-01"}),
        )
        .await;
        admin
            .post(
                &format!("/contracts/{}/activate", contract["id"].as_str().unwrap()),
                json!({}),
            )
            .await
            .is(200);
        let ticket = json!({"subject": "Relay <script>", "body_text": "Since this morning.", "requester": {"contact_id": contacts[1]}});
        made(&admin, "/tickets", ticket.clone()).await;
        let ticket = made(&admin, "/tickets", ticket).await;
        assert_eq!(ticket["admission"], "held");
        let outbox = Arc::new(CapturedMail::default());
        run_due(
            &desk.app,
            &Effects {
                mail_out: Some(outbox.clone()),
            },
        )
        .await
        .unwrap();
        let mails = outbox
            .sent()
            .into_iter()
            .map(|mail| {
                let raw = String::from_utf8(mail.raw).unwrap();
                let (_, body) = raw.split_once("\r\n\r\n").unwrap();
                let body = base64::engine::general_purpose::STANDARD
                    .decode(body.replace("\r\n", ""))
                    .unwrap();
                (mail.to[0].clone(), String::from_utf8(body).unwrap())
            })
            .filter(|(_, text): &(String, String)| text.contains("/approve/"))
            .collect();
        Self {
            desk,
            admin,
            mia: contacts.remove(0),
            ticket,
            mails,
        }
    }

    fn link(&self, who: &str) -> String {
        let (_, text) = self
            .mails
            .iter()
            .find(|(to, _)| to == &format!("{who}@halden.example"))
            .expect("a mail");
        let at = text.find("/approve/").unwrap();
        text[at..].split_whitespace().next().unwrap().to_owned()
    }

    async fn look(&self, link: &str) -> Answer {
        self.desk.stranger().get(&format!("/{link}")).await
    }

    async fn say(&self, link: &str, form: &str) -> Answer {
        let body = Some(form.as_bytes().to_vec());
        self.desk
            .stranger()
            .send_raw(Method::POST, &format!("/{link}"), FORM, body)
            .await
    }

    async fn admission(&self) -> String {
        // The clock may have ended a session.
        let admin = self.desk.sign_in("root").await;
        let ticket = admin
            .get(&format!("/tickets/{}", self.ticket["id"].as_str().unwrap()))
            .await;
        ticket.json()["admission"].as_str().unwrap().to_owned()
    }
}

twins! {
    async fn an_approver_answers_by_the_link_of_a_mail_without_signing_in(db: Db) {
        let story = Story::new(db).await;
        let mut told: Vec<_> = story.mails.iter().map(|(to, _)| to.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, ["mia@halden.example", "ming@halden.example"], "only who may approve");
        assert!(story.mails.iter().all(|(_, text)| !text.contains("Relay")), "nothing of the request leaves by mail");
        let link = story.link("mia");
        let page = story.look(&link).await;
        page.is(200);
        assert!(page.text.contains("Approve") && page.text.contains("Relay &lt;script&gt;") && page.text.contains("Halden &lt;Bank&gt;"), "{}", page.text);
        assert_eq!((page.header("cache-control"), page.header("referrer-policy")), (Some("no-store"), Some("no-referrer")));
        assert!(page.header("content-security-policy").unwrap().contains("form-action 'self'"));
        assert!(page.text.contains("1 June 2026 13:45 (Asia/Kathmandu)"), "{}", page.text);
        // However often it is opened, opening answers nothing.
        story.look(&format!("{link}?answer=approve")).await.is(200);
        assert_eq!(story.admission().await, "held");
        assert!(story.look(&story.link("ming")).await.text.contains("批准"), "each in their language");
        let said = story.say(&link, "note=Go+on&answer=approve").await;
        said.is(303);
        assert_eq!(said.header("location"), Some(format!("{link}?lang=en").as_str()));
        assert_eq!(story.admission().await, "admitted");
        let after = story.look(&link).await;
        assert!(after.text.contains("Approved by mia") && !after.text.contains("<form"), "{}", after.text);
        let audit = story.admin.get("/audit?limit=50").await.json();
        let used: Vec<_> = audit["items"].as_array().unwrap().iter().filter(|e| e["action"] == "approval.link_used").collect();
        assert_eq!(used.len(), 1, "{audit}");
        // The other approver is late, and is told so.
        story.say(&story.link("ming"), "answer=decline").await.is(303);
        assert_eq!(story.admission().await, "admitted");
    }

    async fn a_link_gives_nothing_that_its_approver_may_not_do(db: Db) {
        let story = Story::new(db).await;
        let (mia, ming) = (story.link("mia"), story.link("ming"));
        let code = |link: &str| link.rsplit('.').next().unwrap().to_owned();
        let forged = mia.replace(&code(&mia), &code(&ming));
        let mut longer = mia.clone();
        longer.push('0');
        for bad in [forged.as_str(), &longer, &mia[..mia.len() - 1], "/approve/x", "/approve/a.b.c", &mia.to_uppercase().replace("/APPROVE/", "/approve/")] {
            story.look(bad).await.is(404);
            story.say(bad, "answer=approve").await.is(404);
        }
        // Who left the account answers nothing for it.
        let moved = story.admin.get(&format!("/contacts/{}", story.mia)).await;
        let etag = moved.header("etag").unwrap().to_owned();
        let away = story.admin.clone().with("if-match", &etag).patch(&format!("/contacts/{}", story.mia), json!({"account_id": null})).await;
        away.is(200);
        story.say(&mia, "answer=approve").await.is(404);
        assert_eq!(story.admission().await, "held");
    }

    async fn what_is_typed_wrongly_is_said_and_kept_and_old_links_end(db: Db) {
        let story = Story::new(db).await;
        let link = story.link("mia");
        let none = story.say(&link, "note=Keep+this").await;
        none.is(422);
        assert!(none.text.contains("value=\"Keep this\""), "{}", none.text);
        let long = "x".repeat(NOTE_CHARS_MAX + 1);
        let refused = story.say(&link, &format!("answer=approve&note={long}")).await;
        refused.is(422);
        assert!(refused.text.contains(&long) && refused.text.contains("aria-invalid"));
        story.say(&link, &format!("answer=approve&note={}", "x".repeat(20_000))).await.is(413);
        assert_eq!(story.admission().await, "held");
        story.desk.clock.advance(LINK_DAYS * 86_400 - 1);
        assert!(story.look(&link).await.text.contains("<form"));
        story.desk.clock.advance(1);
        assert!(story.look(&link).await.text.contains("too old"));
        story.say(&link, "answer=approve").await.is(303);
        assert_eq!(story.admission().await, "held", "an old link answers nothing");
    }
}
