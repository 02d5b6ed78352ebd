use serde_json::{Value, json};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

/// An account whose second ticket of the week was charged; the charge.
async fn charged(desk: &Desk, admin: &Client, name: &'static str) -> Value {
    let account = desk.account(name).await;
    let contact = desk.contact(account, "Ada").await;
    let made = |path: &'static str, body: Value| async move {
        let answer = admin.post(path, body).await;
        answer.is(201);
        answer.json()["id"].as_str().unwrap().to_owned()
    };
    let spec = json!({
        "kind": "ticket_based",
        "limits": [{"bucket": "week", "credits": 1, "unit": "week"}],
        "limit_policy": "charge",
        "price_list": {"currency": "EUR", "prices": [{"amount": 4950}]},
    });
    let plan = made("/plans", json!({"name": "One a week", "spec": spec})).await;
    let contract = made("/contracts", json!({"account_id": account, "plan_id": plan, "name": "Care", "start_date": "2026-06-01", "end_date": "2027-06-01"})).await;
    admin
        .post(&format!("/contracts/{contract}/activate"), json!({}))
        .await
        .is(200);
    for _ in 0..2 {
        made("/tickets", json!({"subject": "It does not start", "body_text": "Since this morning.", "requester": {"contact_id": contact}})).await;
    }
    let page = admin.get(&format!("/charges?account={account}")).await;
    page.json()["items"][0].clone()
}

twins! {
    async fn charges_are_decided_over_http_and_exported(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        let admin = desk.agent("administrator").await;
        // A name that a spreadsheet would run.
        let charge = charged(&desk, &admin, "=1+1 GmbH").await;
        let id = charge["id"].as_str().unwrap();
        let approve = json!({"charges": [{"id": id, "version": 1}], "change": {"status": "approved"}});
        let done = admin.post("/charges/bulk", approve.clone()).await;
        done.is(200);
        assert_eq!((&done.json()["items"][0]["ok"], &done.json()["items"][0]["charge"]["version"]), (&json!(true), &json!(2)));
        let again = admin.post("/charges/bulk", approve).await.json();
        assert_eq!((&again["items"][0]["ok"], &again["items"][0]["error"]["code"]), (&json!(false), &json!("stale_version")));

        let path = format!("/charges/{id}");
        admin.patch(&path, json!({"status": "waived", "reason": "goodwill"})).await.is_problem(428, "if_match_required");
        let seen = admin.clone().with("if-match", "\"v1\"");
        seen.patch(&path, json!({"status": "waived", "reason": "goodwill"})).await.is_problem(412, "stale_version");
        let seen = admin.clone().with("if-match", "\"v2\"");
        seen.patch(&path, json!({"status": "waived"})).await.is_problem(422, "required");
        let waived = seen.patch(&path, json!({"status": "waived", "reason": "=goodwill"})).await;
        waived.is(200);
        assert_eq!(waived.header("etag"), Some("\"v3\""));

        let rows = admin.get("/charges.csv?status=waived").await;
        rows.is(200);
        assert_eq!(rows.header("content-type"), Some("text/csv; charset=utf-8"));
        let lines: Vec<&str> = rows.text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], "charge,drafted_at,account,contract_number,contract,ticket,credits,unit_price,amount,currency,status,decided_at,invoice_reference,reason");
        assert!(lines[1].starts_with(id) && lines[1].contains(",'=1+1 GmbH,1,Care,2,1,49.50,49.50,EUR,waived,") && lines[1].ends_with(",,'=goodwill"), "{}", lines[1]);
        assert_eq!(admin.get("/charges.csv?status=draft").await.text.matches("\r\n").count(), 1);

        let file = admin.get("/charges.json?status=waived").await;
        file.is(200);
        assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"charges.json\""));
        assert_eq!((file.json().as_array().unwrap().len(), &file.json()[0]["reason"]), (1, &json!("=goodwill")));
        let sums = admin.get("/charges/totals").await.json();
        assert_eq!(sums["items"], json!([{"currency": "EUR", "status": "waived", "count": 1, "amount_minor": 4950}]));
        admin.get("/charges/totals?status=paid").await.is_problem(422, "unknown_status");
        admin.get("/charges.csv?when=now").await.is_problem(400, "unknown_field");
    }
}
