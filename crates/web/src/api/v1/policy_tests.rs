use std::sync::Arc;

use axum::http::Method;
use serde_json::{Value, json};
use surety_app::fakes::CapturedMail;
use surety_app::jobs::{Effects, Schedule, run_due};
use surety_app::ports::OutgoingMail;
use surety_domain::time::Instant;
use surety_store::{Db, twins};

use crate::testing::{Answer, Client, Desk};

/// A desk with a supervisor, an agent, and a promise: high in 4 h.
async fn furnished(db: Db) -> (Desk, Client, String) {
    let desk = Desk::new(db).await;
    surety_app::seed::essentials(&desk.app).await.unwrap();
    desk.person("sue", "supervisor", None).await;
    desk.person("ann", "agent", None).await;
    let sue = desk.sign_in("sue").await;
    let day = json!([["09:00", "17:00"]]);
    let spec = json!({"tz": "Europe/Berlin",
        "hours": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}});
    let calendar = made(&sue, "/calendars", json!({"name": "Office", "spec": spec})).await;
    let sla = json!({"name": "Premium times", "layer": "plan", "calendar_id": calendar, "spec": {"targets": [
        {"metric": "resolution", "seconds": 14_400, "conditions": {"priority": ["high"]}},
    ]}});
    let sla = made(&sue, "/slas", sla).await;
    let plan = json!({"name": "Premium <b>", "sla_id": sla, "spec": {"kind": "ticket_based",
        "limits": [{"bucket": "quarter", "credits": 60, "unit": "quarter"}]}});
    made(&sue, "/plans", plan).await;
    (desk, sue, sla)
}

async fn made(client: &Client, path: &str, body: Value) -> String {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

/// Saves a text of the introduction and publishes.
async fn publish(sue: &Client, text: &str, tell: bool) -> Answer {
    let draft = sue.get("/policy/draft").await;
    let mut body = draft.json();
    body.as_object_mut().unwrap().remove("version");
    body["texts"]["introduction"] = json!({"en": text, "zh-CN": "中文简介"});
    let saved = sue
        .clone()
        .with("if-match", draft.header("etag").unwrap())
        .send(Method::PUT, "/policy/draft", Some(body))
        .await;
    saved.is(200);
    let version = &saved.json()["version"];
    sue.post(
        "/policy/versions",
        json!({"draft_version": version, "note": "New & clearer", "tell_contacts": tell}),
    )
    .await
}

async fn high_takes(sue: &Client, sla: &str, seconds: i64) {
    let path = format!("/slas/{sla}");
    let now = sue.get(&path).await;
    let spec = json!({"targets": [{"metric": "resolution", "seconds": seconds, "conditions": {"priority": ["high"]}}]});
    sue.clone()
        .with("if-match", now.header("etag").unwrap())
        .patch(&path, json!({"spec": spec}))
        .await
        .is(200);
}

fn text(mail: &OutgoingMail) -> String {
    use base64::Engine as _;
    let raw = String::from_utf8(mail.raw.clone()).unwrap();
    let (_, body) = raw.split_once("\r\n\r\n").unwrap();
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(body.replace("\r\n", ""))
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

twins! {
    async fn a_published_policy_is_a_page_for_everybody_in_both_languages(db: Db) {
        let (desk, sue, _) = furnished(db).await;
        let stranger = desk.stranger();
        let nothing = stranger.get("//policy").await;
        assert_eq!(nothing.status, 404);
        assert_eq!(nothing.header("cache-control"), Some("no-store"));
        publish(&sue, "Hello <script>alert(1)</script> & welcome.", false).await.is(201);

        let page = stranger.get("//policy").await;
        page.is(200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(page.header("vary"), Some("Accept-Language"));
        assert_eq!(page.header("cache-control"), Some("public, max-age=60"));
        let csp = page.header("content-security-policy").unwrap();
        assert!(csp.starts_with("default-src 'none'; style-src 'self'") && !csp.contains("unsafe"), "{csp}");
        assert!(!page.text.contains("<script") && !page.text.contains("Premium <b>"));
        for said in ["<html lang=\"en\">", "Hello &lt;script&gt;alert(1)&lt;/script&gt; &amp; welcome.",
            "Premium &lt;b&gt;", "60 per quarter", ">4 h<", "New &amp; clearer", "Version 1, published on 1 June 2026"] {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        assert_eq!(page.text.matches("<section id=").count(), 13);
        // Monday, 10:00 in Berlin.
        assert!(page.text.contains("Open now, closes in 7 h (at 17:00)"), "{}", page.text);
        desk.clock.set(Instant::parse("2026-06-05T16:00:00Z").unwrap());
        let later = stranger.get("//policy").await;
        assert!(later.text.contains("Closed now, opens in 2 days 15 h (Monday, 09:00)"), "{}", later.text);
        assert_ne!(page.header("etag"), later.header("etag"));
        let again = stranger.clone().with("if-none-match", later.header("etag").unwrap()).get("//policy").await;
        assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));

        let chinese = stranger.clone().with("accept-language", "zh-CN,zh;q=0.9").get("//policy").await;
        assert_eq!(chinese.header("content-language"), Some("zh-CN"));
        assert!(chinese.text.contains("支持政策") && chinese.text.contains("中文简介"));
        let asked = stranger.clone().with("accept-language", "zh").get("//policy?lang=en").await;
        assert!(asked.text.contains("<html lang=\"en\">"));
        let style = stranger.get("//policy/style.css").await;
        assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));

        // The first stays what it was.
        let sue = desk.sign_in("sue").await;
        publish(&sue, "Second.", false).await.is(201);
        let first = stranger.get("//policy/1").await;
        assert!(first.text.contains("welcome.") && first.text.contains("Version 2 is in force"));
        let second = stranger.get("//policy").await;
        assert!(second.text.contains("Second.") && !second.text.contains("has been replaced"));
        assert_eq!(stranger.get("//policy/3").await.status, 404);
        assert_eq!(stranger.get("//policy/x").await.status, 404);
    }

    async fn versions_are_kept_whole_and_compared_and_an_unchanged_one_is_refused(db: Db) {
        let (_desk, sue, sla) = furnished(db).await;
        let first = publish(&sue, "One.", false).await;
        first.is(201);
        assert_eq!(first.json()["published_by"], "sue");
        assert_eq!(first.json()["address"], "https://desk.example.org/policy/1");
        let version = sue.get("/policy/draft").await.json()["version"].clone();
        let same = sue.post("/policy/versions", json!({"draft_version": version})).await;
        same.is_problem(409, "policy_unchanged");
        sue.post("/policy/versions", json!({"draft_version": 1})).await.is_problem(412, "stale_version");
        let long = json!({"draft_version": version, "note": "x".repeat(2_001)});
        assert_eq!(sue.post("/policy/versions", long).await.is_problem(422, "too_long").json()["field"], "note");

        assert_eq!(sue.get("/policy").await.json()["stale"], json!([]));
        high_takes(&sue, &sla, 28_800).await;
        let stale = json!([{"section": "response_times", "what": "Premium times · High · Resolution",
            "says": "4 h", "enforces": "8 h"}]);
        assert_eq!(sue.get("/policy").await.json()["stale"], stale);
        let chinese = sue.get("/policy?lang=zh-CN").await.json();
        assert_eq!(chinese["stale"][0]["enforces"], "8 小时");
        let mut body = sue.get("/policy/draft").await.json();
        let seen = body.as_object_mut().unwrap().remove("version").unwrap();
        let preview = sue.post("/policy/preview", json!({"draft": body})).await;
        preview.is(200);
        let changed = preview.json()["changes"]["en"].as_array().unwrap().iter()
            .filter(|s| s["changed"] == true).count();
        assert_eq!(changed, 1);

        sue.post("/policy/versions", json!({"draft_version": seen})).await.is(201);
        assert_eq!(sue.get("/policy").await.json()["stale"], json!([]));
        let old = sue.get("/policy/versions/1").await.json();
        assert!(old["documents"].to_string().contains("\"4 h\""));
        let compared = sue.get("/policy/versions/2/diff").await.json();
        assert_eq!((&compared["from"], &compared["to"]), (&json!(1), &json!(2)));
        let lines: Vec<&Value> = compared["sections"].as_array().unwrap().iter()
            .flat_map(|s| s["lines"].as_array().unwrap()).filter(|l| l["change"] != "same").collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        sue.get("/policy/versions/1/diff").await.is_problem(404, "not_found");
        let list = sue.get("/policy/versions?limit=1").await.json();
        assert_eq!(list["items"][0]["version"], 2);
        let next = format!("/policy/versions?limit=1&cursor={}", list["next_cursor"].as_str().unwrap());
        assert_eq!(sue.get(&next).await.json()["items"][0]["version"], 1);
    }

    async fn what_is_live_is_linted_against_what_is_published(db: Db) {
        let (desk, sue, sla) = furnished(db).await;
        desk.person("adi", "administrator", None).await;
        let adi = desk.sign_in("adi").await;
        let outdated = |answer: Value| -> Vec<Value> {
            let all = answer["findings"].as_array().unwrap().clone();
            all.into_iter().filter(|f| f["code"] == "policy_outdated").collect()
        };
        high_takes(&sue, &sla, 7_200).await;
        assert_eq!(outdated(adi.get("/lint").await.json()), Vec::<Value>::new(), "nothing is published");
        publish(&sue, "One.", false).await.is(201);
        assert_eq!(outdated(adi.get("/lint").await.json()), Vec::<Value>::new());
        high_takes(&sue, &sla, 14_400).await;
        let found = outdated(adi.get("/lint").await.json());
        assert_eq!(found[0]["params"]["says"], "2 h");
        assert_eq!(found[0]["params"]["enforces"], "4 h");
        assert_eq!(found[0]["path"], "/response_times");
        assert_eq!(found[0]["subject"]["kind"], "policy");
    }

    async fn a_customers_edition_is_of_their_contract_and_marks_it(db: Db) {
        let (desk, sue, sla) = furnished(db).await;
        let account = desk.account("Nordlicht").await;
        let plan = json!({"name": "Own plan", "sla_id": sla, "spec": {"kind": "ticket_based",
            "limits": [{"bucket": "month", "credits": 80, "unit": "month"}]}});
        let plan = made(&sue, "/plans", plan).await;
        let contract = json!({"account_id": account, "plan_id": plan, "name": "Frame", "start_date": "2026-01-01"});
        let contract = made(&sue, "/contracts", contract).await;
        sue.post(&format!("/contracts/{contract}/activate"), json!({})).await.is(200);
        let mut draft = sue.get("/policy/draft").await.json();
        draft.as_object_mut().unwrap().remove("version");
        draft["hidden_plans"] = json!([plan]);
        let preview = |account: Option<String>| {
            let (sue, draft) = (sue.clone(), draft.clone());
            async move { sue.post("/policy/preview", json!({"draft": draft, "account_id": account})).await.json() }
        };
        let general = preview(None).await["documents"]["en"].to_string();
        assert!(!general.contains("Own plan") && !general.contains("marked"));
        let own = preview(Some(account.to_string())).await["documents"]["en"].clone();
        assert_eq!(own["customer"], "Nordlicht");
        let plans = own["sections"][1]["generated"][0]["rows"].clone();
        assert_eq!(plans[0]["cells"][1], "80 per month");
        assert_eq!(plans[0]["marked"], true);
        assert_eq!(plans.as_array().unwrap().len(), 1);
    }

    async fn contacts_are_told_once_and_colleagues_until_they_have_seen_it(db: Db) {
        let (desk, sue, _) = furnished(db).await;
        let account = desk.account("Nordlicht").await;
        for (name, locale) in [("ola", "nb"), ("per", "zh-CN")] {
            made(&sue, "/contacts", json!({"name": name, "account_id": account, "locale": locale,
                "emails": [format!("{name}@nordlicht.example"), format!("{name}@home.example")]})).await;
        }
        desk.contact(account, "without address").await;
        let mail = Arc::new(CapturedMail::default());
        let effects = Effects { mail_out: Some(mail.clone()) };
        publish(&sue, "One.", false).await.is(201);
        run_due(&desk.app, &effects).await.unwrap();
        assert_eq!(mail.sent().len(), 0, "nobody was to be told");
        publish(&sue, "Two.", true).await.is(201);
        run_due(&desk.app, &effects).await.unwrap();
        run_due(&desk.app, &effects).await.unwrap();
        let sent = mail.sent();
        assert_eq!(sent.len(), 2);
        assert_ne!(sent[0].idempotency_key, sent[1].idempotency_key);
        assert!(sent[0].idempotency_key.starts_with("policy:2:con_"));
        let to: Vec<&str> = sent.iter().flat_map(|m| &m.to).map(String::as_str).collect();
        assert_eq!(to, ["ola@nordlicht.example", "per@nordlicht.example"]);
        assert!(text(&sent[1]).contains("第 2 版"));
        let said = text(&sent[0]);
        assert!(said.contains("https://desk.example.org/policy/2") && said.contains("New & clearer"), "{said}");

        let ann = desk.sign_in("ann").await;
        assert_eq!(ann.get("/policy").await.json()["acknowledged"], false);
        ann.post("/policy/acknowledgement", json!({"version": 9})).await.is_problem(404, "not_found");
        ann.post("/policy/acknowledgement", json!({"version": 1})).await.is(200);
        assert_eq!(ann.get("/policy").await.json()["acknowledged"], false);
        ann.post("/policy/acknowledgement", json!({"version": 2})).await.is(200);
        ann.post("/policy/acknowledgement", json!({"version": 1})).await.is(200);
        assert_eq!(ann.get("/policy").await.json()["acknowledged"], true);
        assert_eq!(sue.get("/policy").await.json()["acknowledged"], false);
        publish(&sue, "Three.", false).await.is(201);
        assert_eq!(ann.get("/policy").await.json()["acknowledged"], false);
        ann.post("/policy/versions", json!({"draft_version": 1})).await.is_problem(403, "forbidden");
    }

    async fn a_review_is_asked_for_once_when_its_day_has_come(db: Db) {
        let (desk, sue, _) = furnished(db).await;
        let put = |etag: &'static str, body: Value| {
            let client = sue.clone().with("if-match", etag);
            async move { client.send(Method::PUT, "/policy/draft", Some(body)).await }
        };
        let wrong = put("\"v1\"", json!({"texts": {}, "review_by": "2026-02-30"})).await;
        assert_eq!(wrong.is_problem(422, "invalid_date").json()["field"], "review_by");
        let long = json!({"texts": {"contact": {"en": "x".repeat(10_001), "zh-CN": ""}}});
        let long = put("\"v1\"", long).await;
        assert_eq!(long.is_problem(422, "too_long").json()["field"], "texts.contact.en");
        let fits = json!({"texts": {"contact": {"en": "x".repeat(10_000), "zh-CN": ""}}, "review_by": "2026-06-02"});
        put("\"v1\"", fits).await.is(200);
        let mut nightly = Schedule::new(desk.app.clone());
        let told = async |sue: &Client| {
            let all = sue.get("/notifications").await.json();
            all["items"].as_array().unwrap().iter().filter(|n| n["kind"] == "policy_review").count()
        };
        nightly.tick().await.unwrap();
        assert_eq!(told(&sue).await, 0);
        assert_eq!(sue.get("/policy").await.json()["review_due"], false);
        desk.clock.set(Instant::parse("2026-06-02T00:00:00Z").unwrap());
        nightly.tick().await.unwrap();
        desk.clock.set(Instant::parse("2026-06-03T00:00:00Z").unwrap());
        nightly.tick().await.unwrap();
        let sue = desk.sign_in("sue").await;
        assert_eq!(told(&sue).await, 1);
        assert_eq!(sue.get("/policy").await.json()["review_due"], true);
    }
}
