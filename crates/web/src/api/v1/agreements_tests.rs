use serde_json::json;
use surety_store::{Db, twins};

use super::super::credits::tests::covered;
use crate::testing::Desk;

twins! {
    async fn a_sheet_is_data_a_page_and_a_document(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        let (_, contract) = covered(&admin, "北方 <b>", "zh-CN").await;
        let path = format!("/contracts/{contract}/agreement");
        let sheet = admin.get(&path).await;
        sheet.is(200);
        let sheet = sheet.json();
        assert_eq!((&sheet["language"], &sheet["number"], &sheet["state"]), (&json!("zh-CN"), &json!(1), &json!("active")));
        assert_eq!(sheet["current_period"]["first_day"], "2026-06-01");
        assert_eq!(admin.get(&format!("{path}?locale=en")).await.json()["title"], "Service level agreement");

        let page = admin.get(&format!("{path}.html")).await;
        page.is(200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        let csp = page.header("content-security-policy").unwrap();
        assert!(csp.starts_with("default-src 'none'; style-src 'sha256-") && csp.ends_with("sandbox"), "{csp}");
        assert!(page.text.contains("服务级别协议书") && page.text.contains("北方 &lt;b&gt;"), "{}", page.text);

        let document = admin.get(&format!("{path}.pdf?locale=en")).await;
        document.is(200);
        assert!(document.text.starts_with("%PDF-1.7") && document.text.contains("/Lang (en)"));
        for kind in ["", ".html", ".pdf"] {
            admin.get(&format!("{path}{kind}?locale=%22")).await.is_problem(422, "invalid_locale");
            desk.stranger().get(&format!("{path}{kind}")).await.is_problem(401, "unauthenticated");
        }
    }
}
