use serde_json::{Value, json};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

/// A contract of an account in Berlin, in force, with five tickets a week;
/// the account's id.
pub(crate) async fn covered(admin: &Client, name: &str, locale: &str) -> (String, String) {
    let made = |path: &'static str, body: Value| async move {
        let answer = admin.post(path, body).await;
        answer.is(201);
        answer.json()["id"].as_str().unwrap().to_owned()
    };
    let account = made(
        "/accounts",
        json!({"name": name, "zone": "Europe/Berlin", "locale": locale}),
    )
    .await;
    let spec = json!({"kind": "ticket_based", "limits": [{"bucket": "week", "credits": 5, "unit": "week"}]});
    let plan = made(
        "/plans",
        json!({"name": format!("Five a week for {name}"), "spec": spec}),
    )
    .await;
    let contract = made(
        "/contracts",
        json!({"account_id": account, "plan_id": plan, "name": "Care, 2026", "start_date": "2026-06-01", "end_date": "2027-06-01"}),
    )
    .await;
    admin
        .post(&format!("/contracts/{contract}/activate"), json!({}))
        .await
        .is(200);
    (account, contract)
}

twins! {
    async fn a_statement_is_a_page_a_spreadsheet_and_a_document(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        // A name that a spreadsheet would run.
        let (account, contract) = covered(&admin, "=1+1 北方", "zh-CN").await;
        admin.post(&format!("/contracts/{contract}/adjustments"),
            json!({"bucket": "week", "amount_hundredths": -150, "reason": "counted twice"})).await.is(200);
        let rows = admin.get(&format!("/accounts/{account}/statement.csv")).await;
        rows.is(200);
        assert_eq!(rows.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(rows.header("content-disposition").unwrap().starts_with("attachment; filename=\"statement.csv\""));
        let lines: Vec<&str> = rows.text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert!(lines[0].starts_with("account,as_of,contract_number,contract,limit,period_first_day,period_last_day,opening,granted"));
        assert_eq!(lines[1], "'=1+1 北方,2026-06-01T08:00:00Z,1,\"Care, 2026\",week,2026-06-01,2026-06-07,0,5,0,0,-1.5,0,0,0,3.5,0,0");
        assert_eq!(lines[2..], [""]);
        let page = admin.get(&format!("/accounts/{account}/statement")).await.json();
        assert_eq!((page["items"].as_array().unwrap().len(), &page["items"][0]["closing_hundredths"]), (1, &json!(350)));

        let document = admin.get(&format!("/accounts/{account}/statement.pdf")).await;
        document.is(200);
        assert_eq!(document.header("content-type"), Some("application/pdf"));
        assert!(document.text.starts_with("%PDF-1.7") && document.text.contains("/Lang (zh-CN)"), "in the account's language");
        let english = admin.get(&format!("/accounts/{account}/statement.pdf?locale=en")).await;
        assert!(english.text.contains("/Lang (en)"));
        admin.get(&format!("/accounts/{account}/statement.pdf?locale=%22")).await.is_problem(422, "invalid_locale");
        admin.get(&format!("/accounts/{account}/statement.csv?when=now")).await.is_problem(400, "unknown_field");
    }

    async fn a_statement_of_the_past_shows_nothing_of_later(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        let (account, contract) = covered(&admin, "Nordwind", "en").await;
        desk.clock.advance(3600);
        admin.post(&format!("/contracts/{contract}/adjustments"),
            json!({"bucket": "week", "amount_hundredths": 200, "reason": "goodwill"})).await.is(200);
        let at = |at: &str| format!("/accounts/{account}/statement.csv?at={at}");
        assert!(admin.get(&at("2026-06-01T08:59:59Z")).await.text.contains(",5,0,0,0,0,0,0,5,"));
        assert!(admin.get(&at("2026-06-01T09:00:00Z")).await.text.contains(",5,0,0,2,0,0,0,7,"));
        // What is not yet is not told: the answer says as of when it is.
        assert!(admin.get(&at("2027-01-01T00:00:00Z")).await.text.contains(",2026-06-01T09:00:00Z,"));
        // Before the contract there was nothing to count.
        let before = admin.get(&at("2026-05-01T00:00:00Z")).await;
        assert_eq!(before.text.matches("\r\n").count(), 1, "{}", before.text);
        admin.get(&format!("/accounts/{account}/statement.pdf?at=2026-05-01T00:00:00Z")).await.is(200);
    }

    async fn a_ticket_a_day_runs_out_on_the_day_that_takes_the_last(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        desk.person("ann", "administrator", None).await;
        let admin = desk.sign_in("ann").await;
        let (account, contract) = covered(&admin, "Nordwind", "en").await;
        let spec = json!({"kind": "ticket_based", "limits": [{"bucket": "month", "credits": 30, "unit": "month"}]});
        let plan = admin.post("/plans", json!({"name": "Thirty a month", "spec": spec})).await.json()["id"].clone();
        admin.post(&format!("/contracts/{contract}/cancel"), json!({"reason": "for a larger one"})).await.is(200);
        let made = admin.post("/contracts", json!({"account_id": account, "plan_id": plan, "start_date": "2026-06-01"})).await.json();
        admin.post(&format!("/contracts/{}/activate", made["id"].as_str().unwrap()), json!({})).await.is(200);
        let contact = admin.post("/contacts", json!({"name": "Ann", "account_id": account, "emails": ["ann@nordwind.example"]})).await.json()["id"].clone();
        let path = format!("/accounts/{account}/forecasts");
        // A session ends within days, so each question is asked in a new one.
        let said = async || desk.sign_in("ann").await.get(&path).await.json()["items"][0].clone();
        assert_eq!(said().await["state"], "not_enough_history");
        for day in 0..14 {
            let admin = desk.sign_in("ann").await;
            admin.post("/tickets", json!({"subject": format!("Question {day}"), "body_text": "How?", "requester": {"contact_id": contact}, "channel": "phone"})).await.is(201);
            desk.clock.advance(86_400);
        }
        // 14 of 30 are used on 15 June; one a day takes the last on the 30th.
        let now = said().await;
        assert_eq!((&now["state"], &now["remaining_hundredths"], &now["weeks"]), (&json!("runs_out"), &json!(1_600), &json!(2)));
        assert_eq!((&now["early_on"], &now["likely_on"], &now["late_on"]), (&json!("2026-06-30"), &json!("2026-06-30"), &json!("2026-06-30")));
        assert_eq!((&now["bucket"], &now["last_day"]), (&json!("month"), &json!("2026-06-30")));
        // One more than that lasts, and nobody else may ask.
        let id = made["id"].as_str().unwrap();
        let admin = desk.sign_in("ann").await;
        admin.post(&format!("/contracts/{id}/adjustments"), json!({"bucket": "month", "amount_hundredths": 100, "reason": "goodwill"})).await.is(200);
        assert_eq!((&said().await["state"], &said().await["likely_on"]), (&json!("lasts"), &json!(null)));
        desk.stranger().get(&path).await.is_problem(401, "unauthenticated");
    }

    async fn without_a_font_a_document_is_refused_and_says_what_to_do(db: Db) {
        let desk = Desk::without_fonts(db).await;
        let admin = desk.agent("administrator").await;
        let (account, _) = covered(&admin, "Nordwind", "en").await;
        let refused = admin.get(&format!("/accounts/{account}/statement.pdf")).await;
        refused.is_problem(409, "font_missing");
        assert!(refused.text.contains("fonts-noto-cjk") && refused.text.contains("pdf.font"));
        admin.get(&format!("/accounts/{account}/statement.csv")).await.is(200);
    }
}
