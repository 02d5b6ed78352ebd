use axum::http::Method;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use surety_store::{Db, twins};

use super::super::credits::tests::covered;
use crate::testing::Desk;

twins! {
    async fn a_document_is_read_accepted_and_stays(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        let account = admin.post("/accounts", json!({"name": "Nordwind", "zone": "Europe/Berlin", "locale": "zh-CN"})).await.json()["id"].clone();
        let plan = admin.post("/plans", json!({"name": "Endless", "spec": {"kind": "unlimited"}})).await.json()["id"].clone();
        let made = admin.post("/contracts", json!({"account_id": account, "plan_id": plan, "start_date": "2026-06-01", "terms_text": "<script>"})).await.json();
        let path = format!("/contracts/{}", made["id"].as_str().unwrap());
        assert_eq!(admin.get(&format!("{path}/documents")).await.json()["items"], json!([]));
        admin.post(&format!("{path}/offer"), json!({})).await.is(200);
        let offered = admin.get(&format!("{path}/documents")).await.json()["items"][0].clone();
        assert_eq!((&offered["number"], &offered["locale"], &offered["acceptance"]), (&json!(1), &json!("zh-CN"), &json!(null)));

        let page = admin.get(&format!("{path}/documents/1")).await;
        page.is(200);
        let bytes = page.text.as_bytes();
        let hash = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
        assert_eq!((offered["sha256"].as_str(), offered["size"].as_u64()), (Some(hash.as_str()), u64::try_from(bytes.len()).ok()));
        assert!(page.text.contains("服务级别协议书") && page.text.contains("&lt;script&gt;") && !page.text.contains("<script"));
        let csp = page.header("content-security-policy").unwrap();
        assert!(csp.contains("style-src 'sha256-") && csp.ends_with("sandbox"), "{csp}");
        let download = admin.get(&format!("{path}/documents/1?download=true")).await;
        assert_eq!((download.header("content-type"), download.text == page.text), (Some("application/octet-stream"), true));
        assert!(download.header("content-disposition").unwrap().starts_with("attachment;"));
        admin.get(&format!("{path}/documents/2")).await.is_problem(404, "not_found");

        let accept = async |body| admin.post(&format!("{path}/accept"), body).await;
        accept(json!({})).await.is_problem(400, "invalid_body");
        accept(json!({"document_sha256": hash, "name": "Grace Kim"})).await.is_problem(422, "reason_missing");
        accept(json!({"document_sha256": hash, "name": " ", "reason": "Signed."})).await.is_problem(422, "accept_name_missing");
        accept(json!({"document_sha256": "0", "name": "Grace Kim", "reason": "Signed."})).await.is_problem(409, "document_changed");
        let accepted = accept(json!({"document_sha256": hash, "name": "Grace Kim", "reason": "Signed."})).await;
        assert_eq!(accepted.json()["state"], "active");
        let kept = admin.get(&format!("{path}/documents")).await.json()["items"][0]["acceptance"].clone();
        assert_eq!((&kept["name"], &kept["on_behalf_reason"], &kept["contact_id"]), (&json!("Grace Kim"), &json!("Signed."), &json!(null)));
        assert_eq!(admin.get(&format!("{path}/documents/1")).await.text, page.text);
    }

    async fn a_file_of_a_contract_is_a_download_and_nothing_else(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        let (_, contract) = covered(&admin, "Nordwind", "en").await;
        let path = format!("/contracts/{contract}/files");
        let page = b"<script>alert(1)</script>".to_vec();
        let made = admin.send_raw(Method::POST, &format!("{path}?name=order%2Fsigned.html&for_customer=true"), "text/html", Some(page)).await;
        made.is(201);
        let made = made.json();
        assert_eq!((&made["name"], &made["content_type"], &made["size"]), (&json!("signed.html"), &json!("text/html"), &json!(25)));
        let file = admin.get(made["url"].as_str().unwrap().strip_prefix("/api/v1").unwrap()).await;
        file.is(200);
        assert_eq!((file.header("content-type"), file.header("x-content-type-options")), (Some("application/octet-stream"), Some("nosniff")));
        assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"signed.html\""));
        assert!(file.header("content-security-policy").unwrap().contains("sandbox"));
        let remove = format!("{path}/{}/remove", made["id"].as_str().unwrap());
        admin.post(&remove, json!({})).await.is(200);
        assert_eq!(admin.get(&path).await.json()["items"], json!([]));
        admin.post(&remove, json!({})).await.is_problem(404, "not_found");
    }
}
