use axum::http::Method;
use serde_json::json;
use surety_store::{Db, twins};

use crate::testing::Desk;

twins! {
    async fn licence_bands_are_set_with_their_warnings(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let path = "/settings/licence_bands";
        let none = ann.get(path).await;
        none.is(200);
        assert_eq!(none.json(), json!({"bands": [], "gaps": [], "version": 1}));
        let put = async |etag: &str, bands: serde_json::Value| {
            ann.clone().with("if-match", etag).send(Method::PUT, path, Some(json!({"bands": bands}))).await
        };
        let large = json!({"name": "large", "from": 500});
        let small = json!({"name": "small", "from": 50, "to": 100});
        let set = put("\"v1\"", json!([large, small])).await;
        set.is(200);
        assert_eq!(set.header("etag"), Some("\"v2\""));
        assert_eq!(set.json()["bands"][0]["name"], "small");
        assert_eq!(set.json()["gaps"], json!([{"from": 1, "to": 49}, {"from": 101, "to": 499}]));
        assert_eq!(ann.get(path).await.json(), set.json());
        put("\"v1\"", json!([])).await.is_problem(412, "stale_version");
        let over = put("\"v2\"", json!([{"name": "a", "from": 1, "to": 5}, {"name": "b", "from": 5}])).await;
        assert_eq!(over.is_problem(422, "bands_overlap").json()["field"], "bands[1].from");
        put("\"v2\"", json!([{"name": "a", "from": 1, "until": 5}])).await.is_problem(400, "unknown_field");
    }

    async fn the_reopen_policy_is_set_within_its_range(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let path = "/settings/reopen_policy";
        assert_eq!(ann.get(path).await.json(), json!({"closed_reopens_days": 14, "version": 1}));
        let put = async |etag: &str, days: i64| {
            let body = json!({"closed_reopens_days": days});
            ann.clone().with("if-match", etag).send(Method::PUT, path, Some(body)).await
        };
        put("\"v1\"", 3_650).await.is(200);
        put("\"v2\"", 3_651).await.is_problem(422, "out_of_range");
        put("\"v2\"", -1).await.is_problem(400, "invalid_body");
        put("\"v1\"", 1).await.is_problem(412, "stale_version");
        let never = put("\"v2\"", 0).await;
        assert_eq!(never.json(), json!({"closed_reopens_days": 0, "version": 3}));
        assert_eq!(ann.get(path).await.json(), never.json());
    }

    async fn the_escalation_policy_is_set_within_its_range(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let path = "/settings/escalation_policy";
        let first = json!({"urgent": 60, "high": 240, "normal": 1440, "low": 2880, "none": 1440});
        assert_eq!(ann.get(path).await.json(), json!({"tell_customer": false, "next_update_minutes": first, "version": 1}));
        let put = async |etag: &str, high: i64| {
            let minutes = json!({"urgent": 0, "high": high, "normal": 1, "low": 2, "none": 3});
            let body = json!({"tell_customer": true, "next_update_minutes": minutes});
            ann.clone().with("if-match", etag).send(Method::PUT, path, Some(body)).await
        };
        put("\"v1\"", 43_200).await.is(200);
        let over = put("\"v2\"", 43_201).await;
        assert_eq!(over.is_problem(422, "out_of_range").json()["field"], "next_update_minutes.high");
        put("\"v2\"", -1).await.is_problem(400, "invalid_body");
        put("\"v1\"", 1).await.is_problem(412, "stale_version");
        let kept = ann.get(path).await.json();
        assert_eq!((&kept["tell_customer"], &kept["version"]), (&json!(true), &json!(2)));
    }
}
