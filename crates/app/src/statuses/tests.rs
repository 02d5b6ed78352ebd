use surety_store::{Db, twins};

use super::*;
use crate::record::testing::{Desk, code, refusal};
use crate::ticket_types::{self, ChangeTicketType, NewTicketType, TicketTypeQuery};
use crate::{priority_matrix, seed, views};

fn status(name: &str, category: Category) -> NewStatus {
    NewStatus {
        name: name.into(),
        category,
        pauses: None,
        position: None,
        is_default: false,
    }
}

fn with_archived() -> StatusQuery {
    StatusQuery {
        archived: Some(true),
        ..StatusQuery::default()
    }
}

twins! {
    async fn statuses_come_in_pages_too(db: Db) {
        let desk = Desk::new(db).await;
        for n in 0..5 {
            let input = NewStatus { position: Some(7), ..status(&format!("s{n}"), Category::Open) };
            create(&desk.app, &desk.admin, input).await.unwrap();
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let query = StatusQuery { limit: Some(2), cursor, ..StatusQuery::default() };
            let page = list(&desk.app, &desk.agent, query).await.unwrap();
            seen.extend(page.items.into_iter().map(|s| s.id));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    }

    async fn a_new_desk_is_furnished_once(db: Db) {
        let desk = Desk::new(db).await;
        seed::essentials(&desk.app).await.unwrap();
        let statuses = list(&desk.app, &desk.customer, StatusQuery::default()).await.unwrap().items;
        let names: Vec<&str> = statuses.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["New", "Open", "Pending", "On hold", "Solved", "Closed"]);
        for s in &statuses {
            assert!(s.is_default);
            let paused = matches!(s.category, Category::Pending | Category::OnHold);
            assert_eq!(s.pauses == ["update", "resolution"], paused, "{}", s.name);
        }
        let types: Vec<String> = ticket_types::list(&desk.app, &desk.agent, TicketTypeQuery::default()).await.unwrap().items.into_iter().map(|t| t.name).collect();
        assert_eq!(types, ["Question", "Incident", "Problem", "Task", "Service request"]);
        let shared = views::list(&desk.app, &desk.agent, views::ViewQuery::default()).await.unwrap().items;
        let names: Vec<&str> = shared.iter().map(|v| v.name.as_str()).collect();
        assert_eq!(names, ["Inbox", "My tickets", "Unassigned", "Breaching soon", "Waiting on customer", "Held for approval", "Suspended"]);
        assert!(shared.iter().all(|v| v.owner == "everyone" && !v.can_change));
        // Every filter reads as a list would read it.
        for view in shared {
            let params = view.filter.clone();
            desk.app.query(&desk.agent, move |_, cx| params.filter(cx).map(|_| ())).await.unwrap();
            assert!(crate::tickets::list::sort(Some(&view.sort)).is_ok());
        }
        assert_eq!(priority_matrix::get(&desk.app, &desk.agent).await.unwrap().version, 1);

        // What an administrator changed stays changed.
        let question = ticket_types::list(&desk.app, &desk.admin, TicketTypeQuery::default()).await.unwrap().items.remove(0);
        ticket_types::archive(&desk.app, &desk.admin, question.id, None, true).await.unwrap();
        seed::essentials(&desk.app).await.unwrap();
        assert_eq!(list(&desk.app, &desk.admin, with_archived()).await.unwrap().items.len(), 6);
        assert_eq!(ticket_types::list(&desk.app, &desk.admin, TicketTypeQuery::default()).await.unwrap().items.len(), 4);
    }

    async fn nodes_that_start_together_furnish_once(db: Db) {
        let desk = Desk::new(db).await;
        let (a, b, c) = tokio::join!(seed::essentials(&desk.app), seed::essentials(&desk.app), seed::essentials(&desk.app));
        assert!(a.is_ok() && b.is_ok() && c.is_ok());
        assert_eq!(list(&desk.app, &desk.admin, with_archived()).await.unwrap().items.len(), 6);
    }

    async fn a_status_is_made_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        seed::essentials(&desk.app).await.unwrap();
        let made = create(&desk.app, &desk.admin, status("Waiting for parts", Category::OnHold)).await.unwrap();
        assert_eq!((made.pauses.as_slice(), made.position, made.is_default), (["update".to_owned(), "resolution".to_owned()].as_slice(), 70, false));
        assert_eq!(get(&desk.app, &desk.light, made.id).await.unwrap(), made);
        let change = ChangeStatus { pauses: Some(vec!["resolution".into(), "first_response".into()]), ..ChangeStatus::default() };
        assert_eq!(code(update(&desk.app, &desk.supervisor, made.id, 1, change.clone()).await), "forbidden");
        let changed = update(&desk.app, &desk.admin, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.pauses, changed.version), (vec!["first_response".to_owned(), "resolution".to_owned()], 2));
        assert!(matches!(update(&desk.app, &desk.admin, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        let away = archive(&desk.app, &desk.admin, made.id, Some(2), true).await.unwrap();
        assert!(away.archived_at.is_some());
        assert_eq!(list(&desk.app, &desk.agent, StatusQuery::default()).await.unwrap().items.len(), 6);
        assert_eq!(list(&desk.app, &desk.agent, with_archived()).await.unwrap().items.len(), 7);
        let default = ChangeStatus { is_default: Some(true), ..ChangeStatus::default() };
        assert_eq!(code(update(&desk.app, &desk.admin, made.id, 3, default).await), "status_archived");
    }

    async fn a_category_always_has_one_default(db: Db) {
        let desk = Desk::new(db).await;
        seed::essentials(&desk.app).await.unwrap();
        let of = |category| desk.app.db().read(move |tx| statuses::default_for(tx, category));
        let old = of(Category::Open).await.unwrap().unwrap();
        assert_eq!(code(archive(&desk.app, &desk.admin, old.id, None, true).await), "status_is_default");
        let off = ChangeStatus { is_default: Some(false), ..ChangeStatus::default() };
        assert_eq!(code(update(&desk.app, &desk.admin, old.id, 1, off).await), "status_is_default");
        let new = create(&desk.app, &desk.admin, NewStatus { is_default: true, ..status("In work", Category::Open) }).await.unwrap();
        assert_eq!(of(Category::Open).await.unwrap().map(|s| s.id), Some(new.id));
        assert!(!get(&desk.app, &desk.admin, old.id).await.unwrap().is_default);
        let on = ChangeStatus { is_default: Some(true), ..ChangeStatus::default() };
        update(&desk.app, &desk.admin, old.id, 2, on).await.unwrap();
        assert_eq!(of(Category::Open).await.unwrap().map(|s| s.id), Some(old.id));
        assert!(archive(&desk.app, &desk.admin, new.id, None, true).await.is_ok());
    }

    async fn bad_input_is_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        seed::essentials(&desk.app).await.unwrap();
        let with = |pauses: &[&str]| NewStatus { pauses: Some(pauses.iter().map(|p| (*p).to_owned()).collect()), ..status("a", Category::Open) };
        for (input, wanted, field) in [
            (status("", Category::Open), "required", Some("name")),
            (status("OPEN", Category::Open), "status_name_taken", None),
            (with(&["resolution", "mood"]), "unknown_metric", Some("pauses[1]")),
            (with(&["resolution", "resolution"]), "duplicate", Some("pauses[1]")),
            (NewStatus { position: Some(-1), ..status("a", Category::Open) }, "out_of_range", Some("position")),
        ] {
            let found = refusal(create(&desk.app, &desk.admin, input).await);
            assert_eq!(found, (wanted.to_owned(), field.map(str::to_owned)));
        }
    }

    async fn a_type_is_made_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        let named = |name: &str| NewTicketType { name: name.into(), position: None };
        let made = ticket_types::create(&desk.app, &desk.admin, named("Change")).await.unwrap();
        assert_eq!(code(ticket_types::create(&desk.app, &desk.admin, named("CHANGE")).await), "ticket_type_name_taken");
        assert_eq!(code(ticket_types::create(&desk.app, &desk.supervisor, named("x")).await), "forbidden");
        assert_eq!(refusal(ticket_types::create(&desk.app, &desk.admin, named(" ")).await), ("required".into(), Some("name".into())));
        let change = ChangeTicketType { position: Some(5), name: None };
        let changed = ticket_types::update(&desk.app, &desk.admin, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.position, changed.version), (5, 2));
        assert!(matches!(ticket_types::update(&desk.app, &desk.admin, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        assert!(ticket_types::archive(&desk.app, &desk.admin, made.id, Some(2), true).await.unwrap().archived_at.is_some());
        assert_eq!(ticket_types::get(&desk.app, &desk.customer, made.id).await.unwrap().version, 3);
    }

    async fn the_matrix_is_read_by_the_desk_and_set_by_administrators(db: Db) {
        use surety_domain::ticket::{Level, Priority, PriorityMatrix};
        let desk = Desk::new(db).await;
        let wanted = PriorityMatrix::default().with(Level::Low, Level::High, Priority::Urgent);
        let input = priority_matrix::SetPriorityMatrix { matrix: wanted };
        assert_eq!(priority_matrix::get(&desk.app, &desk.light).await.unwrap().version, 1);
        assert_eq!(code(priority_matrix::get(&desk.app, &desk.customer).await), "forbidden");
        assert_eq!(code(priority_matrix::set(&desk.app, &desk.supervisor, 1, input.clone()).await), "forbidden");
        let set = priority_matrix::set(&desk.app, &desk.admin, 1, input.clone()).await.unwrap();
        assert_eq!((set.matrix, set.version), (wanted, 2));
        let stale = priority_matrix::set(&desk.app, &desk.admin, 1, input.clone()).await;
        assert!(matches!(stale, Err(AppError::Stale { current: 2 })));
        assert_eq!(priority_matrix::set(&desk.app, &desk.admin, 2, input).await.unwrap().version, 2);
        let current = desk.app.query(&desk.agent, |tx, _| crate::setting::in_force::<PriorityMatrix>(tx)).await.unwrap();
        assert_eq!(current, wanted);
        assert_eq!(desk.audited("settings.priority_matrix_changed").await, 1);
    }
}
