use surety_domain::permission::Actor;
use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal, role, user};

fn auditor(names: &[&str]) -> NewRole {
    NewRole {
        name: "Auditor".into(),
        side: Side::Agent,
        permissions: names.iter().map(|n| (*n).to_owned()).collect(),
    }
}

twins! {
    async fn a_role_is_made_changed_and_taken_away(db: Db) {
        let desk = Desk::new(db).await;
        let made = create(&desk.app, &desk.admin, auditor(&["audit_read", "ticket_read"])).await.unwrap();
        assert_eq!(get(&desk.app, &desk.supervisor, made.id).await.unwrap(), made);
        assert_eq!(code(get(&desk.app, &desk.agent, made.id).await), "forbidden");
        let change = ChangeRole { permissions: Some(vec!["ticket_read".into()]), name: None };
        let changed = update(&desk.app, &desk.admin, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.permissions, changed.version), (PermissionSet::of(&[Permission::TicketRead]), 2));
        assert!(matches!(update(&desk.app, &desk.admin, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        assert_eq!(list(&desk.app, &desk.supervisor, RoleQuery::default()).await.unwrap().items.len(), 7);
        assert_eq!(code(delete(&desk.app, &desk.supervisor, made.id, 2).await), "forbidden");
        delete(&desk.app, &desk.admin, made.id, 2).await.unwrap();
        assert_eq!(code(get(&desk.app, &desk.admin, made.id).await), "not_found");
        assert_eq!(desk.audited("role.").await, 3);
    }

    async fn builtin_and_used_roles_stay(db: Db) {
        let desk = Desk::new(db).await;
        for builtin in BuiltinRole::ALL {
            let change = ChangeRole { name: Some("x".into()), permissions: None };
            assert_eq!(code(update(&desk.app, &desk.admin, role(builtin), 1, change).await), "builtin_role");
            assert_eq!(code(delete(&desk.app, &desk.admin, role(builtin), 1).await), "builtin_role");
        }
        let made = create(&desk.app, &desk.admin, auditor(&["ticket_read"])).await.unwrap();
        let id = made.id;
        desk.app.db().write(move |tx| {
            let mut row = surety_store::records::agents::lock(tx, user(3))?.expect("it is there");
            row.role_id = id;
            surety_store::records::agents::update(tx, &row)
        }).await.unwrap();
        assert_eq!(code(delete(&desk.app, &desk.admin, id, 1).await), "role_in_use");
    }

    async fn bad_roles_are_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        create(&desk.app, &desk.admin, auditor(&[])).await.unwrap();
        let other = |input: NewRole| NewRole { name: "Other".into(), ..input };
        for (input, wanted, field) in [
            (NewRole { name: String::new(), ..auditor(&[]) }, "role_name_invalid", Some("name")),
            (NewRole { name: "administrator".into(), ..auditor(&[]) }, "role_name_reserved", Some("name")),
            (NewRole { name: "AUDITOR ".into(), ..auditor(&[]) }, "role_name_taken", None),
            (other(auditor(&["ticket_read", "fly"])), "unknown_permission", Some("permissions[1]")),
            (other(auditor(&["ticket_read", "ticket_read"])), "duplicate", Some("permissions[1]")),
            (other(auditor(&["account_all"])), "permission_not_for_agents", Some("permissions")),
            (NewRole { side: Side::Customer, ..other(auditor(&["ticket_note"])) }, "permission_not_for_customers", Some("permissions")),
        ] {
            let found = refusal(create(&desk.app, &desk.admin, input).await);
            assert_eq!(found, (wanted.to_owned(), field.map(str::to_owned)));
        }
        let held = PermissionSet::of(&[Permission::RoleManage, Permission::RoleRead]);
        let keeper = Call::by(Actor::agent(user(4), vec![], held));
        assert_eq!(code(create(&desk.app, &keeper, other(auditor(&["audit_read"]))).await), "permission_beyond_giver");
        let strong = create(&desk.app, &desk.admin, other(auditor(&["audit_read"]))).await.unwrap();
        let change = ChangeRole { permissions: Some(vec![]), name: None };
        assert_eq!(code(update(&desk.app, &keeper, strong.id, 1, change).await), "forbidden");
    }

    async fn the_matrix_names_every_permission_and_role(db: Db) {
        let desk = Desk::new(db).await;
        assert_eq!(code(matrix(&desk.app, &desk.manager).await), "forbidden");
        let matrix = matrix(&desk.app, &desk.supervisor).await.unwrap();
        assert_eq!(matrix.permissions.len(), Permission::ALL.len());
        assert_eq!(matrix.roles.len(), BuiltinRole::ALL.len());
        for view in &matrix.roles {
            assert_eq!(view.permissions, view.builtin.unwrap().permissions());
        }
        let all = matrix.permissions.iter().find(|p| p.name == "account_all").unwrap();
        assert_eq!((all.object.as_str(), all.customer_side, all.reach), ("account", true, true));
    }
}
