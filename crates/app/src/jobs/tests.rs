use surety_domain::digest::sha256_hex;
use surety_domain::ids::AttachmentId;
use surety_store::records::{health, history, idempotency, upkeep};
use surety_store::{Db, jobs as store_jobs, twins};

use super::prune::{IDEMPOTENCY_KEEP_SECONDS, UNCLAIMED_KEEP_SECONDS};
use super::schedule::Chore;
use super::worker::{PAUSE_MAX, POLL, longer};
use super::{Kind, Schedule, prune, reconcile, timer_key};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::testing::Desk;
use crate::tickets::attach::{UNCLAIMED_BYTES_MAX, upload};
use crate::tickets::open::{OpenInput, RequesterInput, open};
use crate::tickets::view::TicketView;

/// A desk with its first promises and a ticket whose clocks run.
async fn promised(db: Db) -> (Desk, TicketView) {
    let desk = Desk::new(db).await;
    crate::seed::essentials(&desk.app).await.unwrap();
    let input = OpenInput {
        subject: "It is down".into(),
        priority: Some("normal".into()),
        body_text: Some("All of it.".into()),
        requester: Some(RequesterInput {
            contact_id: Some(crate::record::testing::contact(1)),
            ..RequesterInput::default()
        }),
        ..OpenInput::default()
    };
    let ticket = open(&desk.app, &desk.agent, input).await.unwrap();
    (desk, ticket)
}

async fn timer(app: &App, ticket: &TicketView) -> Option<store_jobs::Job> {
    let key = timer_key(Kind::SlaTimer, &ticket.row.id.to_string());
    app.query(&Call::system(), move |tx, _| {
        Ok(store_jobs::find_keyed(tx, &key)?)
    })
    .await
    .unwrap()
}

async fn without_timer(app: &App) -> i64 {
    app.query(&Call::system(), |tx, cx| {
        Ok(health::tickets_without_timer(tx, cx.now)?)
    })
    .await
    .unwrap()
}

async fn add_file(app: &App, number: u128, uploader: &str, size: i64, data: &[u8]) -> AttachmentId {
    let (uploader, data) = (uploader.to_owned(), data.to_vec());
    app.command(&Call::system(), move |tx, cx| {
        let hash = sha256_hex(&data);
        history::put_blob(tx, &hash, data.clone())?;
        let id = AttachmentId::new(cx.now, number);
        let file = history::Attachment {
            id,
            message_id: None,
            uploaded_by: Some(uploader.clone()),
            name: "a.bin".into(),
            content_type: "application/octet-stream".into(),
            size,
            blob_hash: hash,
            content_id: None,
            created_at: cx.now,
        };
        history::add_attachment(tx, &file)?;
        Ok(id)
    })
    .await
    .unwrap()
}

async fn has_blob(app: &App, data: &[u8]) -> bool {
    let hash = sha256_hex(data);
    app.query(&Call::system(), move |tx, _| Ok(history::blob(tx, &hash)?))
        .await
        .unwrap()
        .is_some()
}

twins! {
    async fn a_lost_timer_and_a_dead_one_are_set_again(db: Db) {
        let (desk, ticket) = promised(db).await;
        let app = &desk.app;
        let set = timer(app, &ticket).await.expect("the open ticket has a timer");
        assert_eq!(reconcile::timers(app).await.unwrap().set, 0, "nothing is missing");

        let key = set.key.clone().unwrap();
        app.command(&Call::system(), move |tx, _| Ok(store_jobs::delete_keyed(tx, &key)?)).await.unwrap();
        assert_eq!(without_timer(app).await, 1);
        let done = reconcile::timers(app).await.unwrap();
        assert_eq!((done.looked_at, done.set, done.broken), (1, 1, 0));
        assert_eq!(timer(app, &ticket).await.unwrap().run_at, set.run_at);
        assert_eq!(without_timer(app).await, 0);

        // Given up by its worker.
        desk.clock.set(set.run_at);
        app.command(&Call::system(), |tx, cx| {
            let claimed = store_jobs::claim_due(tx, cx.now, 10, 60, "test")?;
            for job in claimed.jobs {
                store_jobs::fail(tx, job.id, job.fence, "it breaks", None)?;
            }
            Ok(())
        })
        .await
        .unwrap();
        assert_eq!(timer(app, &ticket).await.unwrap().state, store_jobs::JobState::Dead);
        assert_eq!(reconcile::timers(app).await.unwrap().set, 1);
        let again = timer(app, &ticket).await.unwrap();
        assert_eq!((again.state, again.attempt), (store_jobs::JobState::Ready, 0));
    }

    async fn one_node_wins_a_slot_and_the_next_slot_is_free(db: Db) {
        let (desk, ticket) = promised(db).await;
        let app = &desk.app;
        let (mut one, mut two) = (Schedule::new(app.clone()), Schedule::new(app.clone()));
        assert_eq!(one.tick().await.unwrap(), Chore::ALL);
        assert_eq!(one.tick().await.unwrap(), []);
        assert_eq!(two.tick().await.unwrap(), [], "the other node has done it");
        let key = timer_key(Kind::SlaTimer, &ticket.row.id.to_string());
        app.command(&Call::system(), move |tx, _| Ok(store_jobs::delete_keyed(tx, &key)?)).await.unwrap();
        desk.clock.advance(Chore::Timers.every_seconds());
        assert_eq!(two.tick().await.unwrap(), [Chore::Timers]);
        assert!(timer(app, &ticket).await.is_some());
        assert_eq!(one.tick().await.unwrap(), []);
    }

    async fn keys_are_kept_to_their_time_and_no_longer(db: Db) {
        let desk = Desk::new(db).await;
        let claim = async |key: &'static str| {
            desk.app
                .command(&Call::system(), move |tx, cx| {
                    let asked = idempotency::Asked {
                        actor: "someone",
                        key,
                        fingerprint: &[1],
                        at: cx.now,
                    };
                    let free = idempotency::claim(tx, &asked)?.is_none();
                    if free {
                        idempotency::store(tx, &asked, "{}".into())?;
                    }
                    Ok(free)
                })
                .await
        };
        assert!(claim("a").await.unwrap());
        desk.clock.advance(IDEMPOTENCY_KEEP_SECONDS);
        assert_eq!(prune::all(&desk.app).await.unwrap().idempotency_keys, 0, "kept at its edge");
        assert!(!claim("a").await.unwrap());
        desk.clock.advance(1);
        assert!(claim("b").await.unwrap());
        assert_eq!(prune::all(&desk.app).await.unwrap().idempotency_keys, 1);
        assert!(claim("a").await.unwrap());
        assert!(!claim("b").await.unwrap());
    }

    async fn files_that_no_message_took_go_away_with_their_bytes(db: Db) {
        let desk = Desk::new(db).await;
        let app = &desk.app;
        add_file(app, 1, "one", 3, b"old").await;
        add_file(app, 2, "one", 4, b"both").await;
        desk.clock.advance(UNCLAIMED_KEEP_SECONDS);
        let young = add_file(app, 3, "two", 4, b"both").await;
        assert_eq!(prune::all(app).await.unwrap().files, 0, "kept at its edge");
        desk.clock.advance(1);
        assert_eq!(prune::all(app).await.unwrap().files, 2);
        assert!(!has_blob(app, b"old").await);
        assert!(has_blob(app, b"both").await, "a younger file has the same bytes");
        let kept = app.query(&Call::system(), move |tx, _| Ok(history::get_attachment(tx, young)?)).await.unwrap();
        assert!(kept.is_some());
    }

    async fn an_uploader_has_room_for_so_much_and_no_more(db: Db) {
        let desk = Desk::new(db).await;
        let app = &desk.app;
        let owner = crate::record::testing::user(3).to_string();
        add_file(app, 1, &owner, UNCLAIMED_BYTES_MAX - 10, b"x").await;
        let send = |bytes: usize| upload(app, &desk.agent, "f".into(), "text/plain".into(), vec![b'a'; bytes]);
        match send(11).await {
            Err(AppError::Invalid { code, .. }) => assert_eq!(code, "too_many_unsent_files"),
            other => panic!("{other:?}"),
        }
        send(10).await.unwrap();
        assert!(send(1).await.is_err());
        let bytes = app.query(&Call::system(), move |tx, _| Ok(upkeep::unclaimed_bytes(tx, &owner)?)).await.unwrap();
        assert_eq!(bytes, UNCLAIMED_BYTES_MAX);
        // Another's room is their own.
        upload(app, &desk.supervisor, "f".into(), "text/plain".into(), vec![b'b'; 11]).await.unwrap();
    }
}

#[test]
fn pauses_double_to_their_most() {
    let mut pause = POLL;
    let mut seen = vec![pause];
    for _ in 0..6 {
        pause = longer(pause);
        seen.push(pause);
    }
    assert_eq!(seen[1], POLL * 2);
    assert_eq!(seen[5], PAUSE_MAX);
    assert_eq!(seen[6], PAUSE_MAX);
}
