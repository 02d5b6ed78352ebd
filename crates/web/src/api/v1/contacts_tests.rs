use serde_json::json;
use surety_app::Call;
use surety_app::identity::secret::token_hash;
use surety_domain::ids::{TokenId, UserId};
use surety_domain::permission::{Permission, PermissionSet};
use surety_store::records::tokens::{self, TokenRow};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk, PASSWORD};

/// A token of somebody whose role makes none; a custom role could.
async fn with_token(desk: &Desk, user: &str) -> Client {
    let user_id: UserId = user.parse().unwrap();
    desk.app
        .command(&Call::system(), move |tx, cx| {
            let row = TokenRow {
                id: cx.new_id(TokenId::new),
                user_id,
                name: "robot".into(),
                hint: "last".into(),
                scopes: PermissionSet::of(&[Permission::TicketRead]),
                expires_at: cx.now.plus_seconds(3600),
                last_used_at: None,
                revoked_at: None,
                created_at: cx.now,
            };
            Ok(tokens::insert(tx, &row, &token_hash("srt_robot"))?)
        })
        .await
        .unwrap();
    desk.stranger().with_token("srt_robot")
}

twins! {
    async fn who_signs_in_as_a_contact_is_shut_out_with_it_and_comes_back_with_it(db: Db) {
        let desk = Desk::new(db).await;
        let account = desk.account("Nordwind").await;
        let contact = desk.contact(account, "cleo").await;
        desk.person("cleo", "customer", Some(contact)).await;
        let cleo = desk.sign_in("cleo").await;
        let me = cleo.get("/me").await.json();
        let robot = with_token(&desk, me["id"].as_str().unwrap()).await;
        robot.get("/tickets").await.is(200);
        let credentials = json!({"email": "cleo@example.org", "password": PASSWORD});

        let boss = desk.agent("supervisor").await;
        boss.post(&format!("/contacts/{contact}/archive"), json!({})).await.is(200);
        cleo.get("/me").await.is(401);
        robot.get("/tickets").await.is(401);
        desk.stranger().post("/session", credentials.clone()).await.is(401);

        boss.post(&format!("/contacts/{contact}/restore"), json!({})).await.is(200);
        // What had begun before has ended for good …
        cleo.get("/me").await.is(401);
        robot.get("/tickets").await.is(401);
        // … and the person may sign in again with the password of before.
        let again = desk.stranger().post("/session", credentials.clone()).await;
        again.is(200);
        desk.stranger().with_session(&again).get("/tickets").await.is(200);
    }
}
