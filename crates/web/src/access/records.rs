//! Fresh desk records for the access test.

use axum::http::Method;
use surety_app::assets::NewAsset;
use surety_app::contacts::NewContact;
use surety_app::products::NewProduct;
use surety_app::roles::{NewRole, RoleView};
use surety_app::statuses::NewStatus;
use surety_app::teams::NewTeam;
use surety_app::ticket_types::NewTicketType;
use surety_app::views::{NewView, SavedView};
use surety_app::{Call, assets, contacts, products, roles, statuses, teams, ticket_types, views};
use surety_domain::ids::{AccountId, ContactId};
use surety_domain::permission::{Actor, BuiltinRole, Side};
use surety_domain::ticket::Category;
use surety_store::records::users;

use super::world::{Relation, World};

impl World {
    /// A table of accounts that nobody started yet.
    pub(super) async fn import(&self) -> String {
        let sent = self
            .admin()
            .await
            .send_raw(
                Method::POST,
                "/account_imports?name=a.csv",
                "text/csv",
                Some(
                    b"external_ref,name,city,annual_revenue\nC-1,Nordwind,Bremen,12.50\n".to_vec(),
                ),
            )
            .await;
        sent.is(201);
        sent.json()["id"].as_str().unwrap().to_owned()
    }

    /// A fresh record for a path parameter.
    ///
    /// A contact is the actor's own, or one of the other company. What belongs
    /// to the desk as a whole is the same for own and other.
    pub(super) async fn record(&self, param: &str, actor: &str, relation: Relation) -> String {
        let app = &self.desk.app;
        let system = Call::system();
        let name = self.random();
        let account = self.account_of(relation);
        match param {
            "contact" => match self.own_contact(actor, relation).await {
                Some(contact) => contact.to_string(),
                None => {
                    let input = NewContact {
                        name,
                        account_id: Some(account),
                        ..NewContact::default()
                    };
                    contacts::create(app, &system, input)
                        .await
                        .unwrap()
                        .id
                        .to_string()
                }
            },
            "product" => self.product(name).await,
            "asset" => {
                let input = NewAsset {
                    account_id: account,
                    product_id: self.product(name.clone()).await.parse().unwrap(),
                    name,
                    serial: None,
                    warranty_start: None,
                    warranty_end: None,
                    licence_count: None,
                };
                assets::create(app, &system, input)
                    .await
                    .unwrap()
                    .id
                    .to_string()
            }
            "team" => {
                let input = NewTeam {
                    name,
                    tier: 1,
                    ..NewTeam::default()
                };
                teams::create(app, &system, input)
                    .await
                    .unwrap()
                    .id
                    .to_string()
            }
            "agent" => {
                let id = self.desk.person(&name, "agent", None).await;
                match (relation, actor) {
                    (Relation::Own, "customer" | "customer_other" | "account_manager") => {
                        self.users[actor].to_string()
                    }
                    _ => id.to_string(),
                }
            }
            "role" => self.role(name).await.id.to_string(),
            "status" => {
                let input = NewStatus {
                    name,
                    category: Category::Open,
                    pauses: None,
                    position: Some(1),
                    is_default: false,
                };
                statuses::create(app, &system, input)
                    .await
                    .unwrap()
                    .id
                    .to_string()
            }
            "ticket_type" => {
                let input = NewTicketType {
                    name,
                    position: Some(1),
                };
                ticket_types::create(app, &system, input)
                    .await
                    .unwrap()
                    .id
                    .to_string()
            }
            "view" => self.view(name, actor, relation).await.id.to_string(),
            other => panic!("nothing makes a {{{other}}} yet: teach it to access/records.rs"),
        }
    }

    pub(super) fn account_of(&self, relation: Relation) -> AccountId {
        match relation {
            Relation::Other => self.other_account,
            Relation::Own | Relation::Any => self.own_account,
        }
    }

    async fn own_contact(&self, actor: &str, relation: Relation) -> Option<ContactId> {
        if relation == Relation::Other || !matches!(actor, "customer" | "customer_other") {
            return None;
        }
        let user = self.users[actor];
        let found = self
            .desk
            .app
            .db()
            .read(move |tx| users::find(tx, user))
            .await
            .unwrap();
        found.and_then(|user| user.contact_id)
    }

    async fn product(&self, name: String) -> String {
        let input = NewProduct {
            code: name.clone(),
            name,
            ..NewProduct::default()
        };
        products::create(&self.desk.app, &Call::system(), input)
            .await
            .unwrap()
            .id
            .to_string()
    }

    async fn role(&self, name: String) -> RoleView {
        let input = NewRole {
            name,
            side: Side::Agent,
            permissions: vec!["ticket_read".to_owned()],
        };
        roles::create(&self.desk.app, &Call::system(), input)
            .await
            .unwrap()
    }

    /// A private view of the actor or of a colleague.
    async fn view(&self, name: String, actor: &str, relation: Relation) -> SavedView {
        let owner = self.owner(actor, relation);
        let call = Call::by(Actor::agent(
            owner,
            Vec::new(),
            BuiltinRole::Administrator.permissions(),
        ));
        let input: NewView = serde_json::from_value(serde_json::json!({ "name": name })).unwrap();
        views::create(&self.desk.app, &call, input).await.unwrap()
    }
}
