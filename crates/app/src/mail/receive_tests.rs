#![expect(clippy::disallowed_methods, reason = "reads the mails of its folder")]

use std::path::Path;

use surety_domain::ids::TicketId;
use surety_domain::mail::reply_token;
use surety_store::records::{contacts, history, tickets};
use surety_store::{Db, twins};

use super::*;
use crate::mail::pace;
use crate::mail::suspended::{self, AdmitInput};
use crate::page::PageRequest;
use crate::record::testing::{Desk, code};
use crate::tickets::change;
use crate::tickets::key::TicketKey;
use crate::tickets::say::{self, SayInput};

const MAILBOX: &str = "support@help.example";

struct Mail<'a> {
    from: &'a str,
    to: &'a str,
    subject: &'a str,
    id: &'a str,
    extra: &'a str,
    body: &'a str,
}

const PLAIN: Mail<'static> = Mail {
    from: "Ida Berg <ida@acme.example>",
    to: MAILBOX,
    subject: "Printer",
    id: "1@acme.example",
    extra: "",
    body: "It does not print.",
};

impl Mail<'_> {
    fn raw(&self) -> Vec<u8> {
        format!(
            "From: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}>\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\n{}\r\n{}",
            self.from, self.to, self.subject, self.id, self.extra, self.body
        )
        .into_bytes()
    }
}

async fn desk(db: Db) -> Desk {
    let desk = Desk::new(db).await;
    crate::seed::essentials(&desk.app).await.expect("furnished");
    desk
}

async fn take(desk: &Desk, mail: &Mail<'_>) -> Outcome {
    take_raw(desk, mail.raw()).await
}

async fn take_raw(desk: &Desk, raw: Vec<u8>) -> Outcome {
    receive(&desk.app, &Call::system(), MAILBOX, raw)
        .await
        .expect("no mail is refused")
}

async fn ticket(desk: &Desk, number: i64) -> tickets::Ticket {
    desk.app
        .query(&Call::system(), move |tx, _| {
            let id = TicketKey::Number(number).id(tx)?;
            tickets::get(tx, id)?.ok_or(AppError::NotFound("ticket"))
        })
        .await
        .expect("the ticket is there")
}

async fn messages(desk: &Desk, number: i64) -> Vec<history::Message> {
    let id = ticket(desk, number).await.id;
    desk.app
        .query(&Call::system(), move |tx, _| Ok(history::messages(tx, id)?))
        .await
        .expect("messages read")
}

fn token_address(ticket: TicketId) -> String {
    reply_token::reply_address(&[2; 32], MAILBOX, ticket).expect("it fits")
}

async fn tray(desk: &Desk) -> Vec<suspended::SuspendedMailView> {
    suspended::list(&desk.app, &desk.supervisor, PageRequest::default())
        .await
        .expect("the tray opens")
        .items
}

/// A stored mail whose bytes are not those that came.
async fn damaged(desk: &Desk) -> MailId {
    desk.app
        .command(&Call::system(), |tx, cx| {
            let raw_hash = sha256_hex(b"what came");
            history::put_blob(tx, &raw_hash, b"something else".to_vec())?;
            let mail = mails::Mail {
                id: cx.new_id(MailId::new),
                mailbox: MAILBOX.into(),
                identity: "damaged".into(),
                raw_hash,
                state: "received".into(),
                reason: None,
                detail: json!({ "arrived_at": MAILBOX }).to_string(),
                ticket_id: None,
                message_id: None,
                from_address: None,
                subject: String::new(),
                version: 1,
                received_at: cx.now,
                processed_at: None,
            };
            mails::insert(tx, &mail)?;
            Ok(mail.id)
        })
        .await
        .expect("it is kept")
}

async fn close(desk: &Desk, number: i64) {
    for category in ["solved", "closed"] {
        let input = change::ChangeInput {
            category: Some(category.into()),
            ..change::ChangeInput::default()
        };
        change::change(
            &desk.app,
            &desk.agent,
            TicketKey::Number(number),
            input,
            None,
        )
        .await
        .expect("it closes");
    }
}

twins! {
    async fn a_mail_becomes_a_ticket_once(db: Db) {
        let desk = desk(db).await;
        let mail = Mail {
            extra: "Cc: boss@acme.example\r\nContent-Type: multipart/mixed; boundary=b\r\n",
            body: "--b\r\n\r\nIt does not print.\r\n\r\n-- \r\nIda\r\n--b\r\nContent-Type: text/csv; name=\"../log.csv\"\r\n\r\na;b\r\n--b--\r\n",
            ..PLAIN
        };
        let first = take(&desk, &mail).await;
        assert_eq!((first.state.as_str(), first.duplicate), ("ticket", false));
        let number = first.ticket.unwrap();
        let kept = ticket(&desk, number).await;
        assert_eq!((kept.subject.as_str(), kept.channel.as_str(), kept.message_count), ("Printer", "email", 1));
        let said = messages(&desk, number).await.remove(0);
        assert_eq!(said.body_text, "It does not print.");
        assert_eq!(said.full_text.as_deref().map(|t| t.contains("Ida")), Some(true));
        assert_eq!(said.mail_id, Some(first.mail_id));
        assert!(said.recipients.contains("boss@acme.example"));
        let (contact, files, boss) = desk.app.query(&Call::system(), move |tx, _| {
            Ok((
                contacts::find_by_email(tx, "ida@acme.example")?,
                history::attachments_between(tx, kept.id, 0, i64::MAX)?,
                contacts::find_by_email(tx, "boss@acme.example")?,
            ))
        }).await.unwrap();
        assert_eq!(contact.unwrap().name, "Ida Berg");
        assert_eq!((files.len(), files[0].name.as_str(), files[0].size), (1, "log.csv", 3));
        // Being named in copy makes nobody a contact, a follower or a reader.
        assert!(boss.is_none());

        // The same mail again, by another way and with other line ends.
        let again = [b"Received: by mx2.help.example\n".as_slice(), &mail.raw()].concat();
        let again = String::from_utf8(again).unwrap().replace("\r\n", "\n").into_bytes();
        let second = take_raw(&desk, again).await;
        assert_eq!(second, Outcome { duplicate: true, ..first.clone() });
        assert_eq!(messages(&desk, number).await.len(), 1);

        // The same Message-ID with other words is another mail: nobody can
        // make a mail disappear by sending its id first.
        let other = take(&desk, &Mail { body: "Other words.", ..PLAIN }).await;
        assert_eq!(other.state, "ticket");
        assert_ne!(other.ticket, first.ticket);
    }

    async fn a_participant_answers_by_reference_or_number_and_a_stranger_does_not(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        let id = ticket(&desk, number).await.id;
        let reply = Mail { id: "2@acme.example", extra: "In-Reply-To: <1@ACME.example>\r\n", body: "Still not.", ..PLAIN };
        let appended = take(&desk, &reply).await;
        assert_eq!((appended.state.as_str(), appended.ticket), ("message", Some(number)));
        // By an id that was only ever referenced.
        let subject = format!("AW: [#{number}] Printer");
        let by_number = Mail { id: "3@acme.example", subject: &subject, body: "Now it does.", ..PLAIN };
        assert_eq!(take(&desk, &by_number).await.ticket, Some(number));
        assert_eq!(messages(&desk, number).await.len(), 3);

        let stranger = Mail {
            from: "Eve <eve@evil.example>", id: "e1@evil.example", subject: &subject,
            extra: "References: <1@acme.example> <2@acme.example>\r\n", body: "Let me in.", ..PLAIN
        };
        let outside = take(&desk, &stranger).await;
        assert_eq!(outside.state, "ticket");
        assert_ne!(outside.ticket, Some(number));
        assert_eq!(ticket(&desk, outside.ticket.unwrap()).await.related_to, Some(id));
        assert_eq!(messages(&desk, number).await.len(), 3);
        // And the participant still finds the right one by the same ids.
        let back = Mail { id: "4@acme.example", extra: "References: <1@acme.example>\r\n", body: "Thanks.", ..PLAIN };
        assert_eq!(take(&desk, &back).await.ticket, Some(number));
    }

    async fn a_signed_token_lets_anybody_answer_and_a_forged_one_nobody(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        let id = ticket(&desk, number).await.id;
        let address = token_address(id);
        let answer = Mail { from: "Ida (private) <ida@home.example>", to: &address, id: "p1@home.example", body: "From home.", ..PLAIN };
        assert_eq!(take(&desk, &answer).await.ticket, Some(number));
        let message_id = format!("In-Reply-To: <{}>\r\n", reply_token::message_id(&[2; 32], id, 9, "help.example"));
        let by_id = Mail { from: "bo@acme.example", id: "p2@acme.example", extra: &message_id, body: "Me too.", ..PLAIN };
        assert_eq!(take(&desk, &by_id).await.ticket, Some(number));

        let mut forged = address.clone().into_bytes();
        let at = "support+".len() + reply_token::TOKEN_CHARS - 1;
        forged[at] = if forged[at] == b'0' { b'1' } else { b'0' };
        let forged = String::from_utf8(forged).unwrap();
        let guess = Mail { from: "eve@evil.example", to: &forged, id: "e1@evil.example", body: "In?", ..PLAIN };
        assert_ne!(take(&desk, &guess).await.ticket, Some(number));
        assert_eq!(messages(&desk, number).await.len(), 3);
    }

    async fn an_answer_to_a_ticket_closed_long_ago_opens_a_linked_one(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        let id = ticket(&desk, number).await.id;
        close(&desk, number).await;
        desk.clock.advance(86_400);
        let soon = Mail { id: "2@acme.example", extra: "In-Reply-To: <1@acme.example>\r\n", body: "Again.", ..PLAIN };
        assert_eq!(take(&desk, &soon).await.ticket, Some(number));
        assert_eq!(ticket(&desk, number).await.category, "open");
        close(&desk, number).await;
        desk.clock.advance(86_400 * 60);
        let late = Mail { id: "3@acme.example", extra: "In-Reply-To: <1@acme.example>\r\n", body: "Once more.", ..PLAIN };
        let opened = take(&desk, &late).await;
        assert_eq!(opened.state, "ticket");
        assert_eq!(ticket(&desk, opened.ticket.unwrap()).await.related_to, Some(id));
        assert_eq!(ticket(&desk, number).await.category, "closed");
    }

    async fn machines_are_heard_where_they_belong_and_start_nothing(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        let id = ticket(&desk, number).await.id;
        say::reply(&desk.app, &desk.agent, TicketKey::Number(number),
            SayInput { body_text: Some("Try now.".into()), ..SayInput::default() }, None).await.unwrap();
        let before = ticket(&desk, number).await;

        let vacation = Mail { id: "v1@acme.example", extra: "Auto-Submitted: auto-replied\r\nIn-Reply-To: <1@acme.example>\r\n", body: "I am away.", ..PLAIN };
        let heard = take(&desk, &vacation).await;
        assert_eq!((heard.state.as_str(), heard.ticket), ("message", Some(number)));
        let after = ticket(&desk, number).await;
        assert_eq!((after.category, after.last_customer_at), (before.category, before.last_customer_at));
        let last = messages(&desk, number).await.pop().unwrap();
        assert!(last.automatic && last.visibility == "internal");

        let ours = reply_token::message_id(&[2; 32], id, 1, "help.example");
        let body = format!(
            "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ida@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{ours}>\r\nSubject: Re: Printer\r\n\r\nTry now.\r\n--b--\r\n"
        );
        let bounce = Mail {
            from: "MAILER-DAEMON@mx.acme.example", id: "b1@mx.acme.example", subject: "Undelivered Mail Returned to Sender",
            extra: "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n", body: &body, ..PLAIN
        };
        assert_eq!(take(&desk, &bounce).await.ticket, Some(number));
        // A report that returns a mail which we never sent reaches the tray.
        let foreign = body.replace(&ours, "made-up@help.example");
        let forged = Mail { body: &foreign, id: "b2@mx.acme.example", ..bounce };
        assert_eq!(take(&desk, &forged).await.reason.as_deref(), Some("bounce"));
        assert_eq!(messages(&desk, number).await.len(), 4);
    }

    async fn mail_between_our_own_mailboxes_is_our_own(db: Db) {
        let mut desk = desk(db).await;
        desk.app = crate::App::new(
            desk.app.db().clone(),
            desk.clock.clone(),
            std::sync::Arc::new(crate::fakes::SeededEntropy::new(8)),
            desk.app.keys().clone(),
            crate::AppConfig {
                mail_addresses: vec![MAILBOX.into(), "Sales@Help.example".into()],
                ..desk.app.config().clone()
            },
        );
        let team = crate::teams::NewTeam { email: Some("escalation@help.example".into()), ..serde_json::from_value(serde_json::json!({"name": "Second line", "tier": 2})).unwrap() };
        crate::teams::create(&desk.app, &desk.admin, team).await.unwrap();
        for (from, id) in [
            ("sales@help.example", "o1@x"),
            ("Sales <SALES+2f@help.EXAMPLE>", "o2@x"),
            ("Second line <escalation@help.example>", "o3@x"),
            ("no-reply <support+bounces@help.example>", "o4@x"),
        ] {
            let outcome = take(&desk, &Mail { from, id, ..PLAIN }).await;
            assert_eq!((outcome.reason.as_deref(), outcome.ticket), (Some("own_address"), None), "{from}");
        }
        // One letter more is somebody else.
        let other = Mail { from: "presales@help.example", id: "o5@x", ..PLAIN };
        assert!(take(&desk, &other).await.ticket.is_some());
    }

    async fn what_nobody_may_trust_is_kept_in_the_tray(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        let id = ticket(&desk, number).await.id;
        let own = reply_token::message_id(&[2; 32], id, 1, "help.example");
        let agent = "Agent <AGENT3@desk.example>";
        let hops = "Received: by x\r\n".repeat(surety_domain::mail::loop_guard::MAX_HOPS);
        for (mail, reason) in [
            (Mail { id: &own, ..PLAIN }, "own_address"),
            (Mail { from: MAILBOX, id: "s1@x", ..PLAIN }, "own_address"),
            (Mail { from: agent, id: "s2@x", ..PLAIN }, "agent_address"),
            (Mail { extra: &hops, id: "s3@x", ..PLAIN }, "loop"),
            (Mail { from: "", id: "s4@x", ..PLAIN }, "no_sender"),
            (Mail { from: "nobody", id: "s5@x", ..PLAIN }, "no_sender"),
            (Mail { extra: "Auto-Submitted: auto-generated\r\n", id: "s6@x", ..PLAIN }, "auto_reply"),
            (Mail { extra: "Precedence: bulk\r\n", id: "s7@x", ..PLAIN }, "list"),
        ] {
            let outcome = take(&desk, &mail).await;
            assert_eq!((outcome.state.as_str(), outcome.reason.as_deref(), outcome.ticket), ("suspended", Some(reason), None));
        }
        assert_eq!(tray(&desk).await.len(), 8);
        assert!(ticket(&desk, number).await.message_count == 1);
    }

    async fn the_tray_is_emptied_by_people_who_may(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        for n in 1..=3 {
            let id = format!("l{n}@acme.example");
            take(&desk, &Mail { id: &id, extra: "Precedence: bulk\r\n", body: "Offer <b>", ..PLAIN }).await;
        }
        let mails = tray(&desk).await;
        assert_eq!((mails.len(), mails[0].preview.as_deref()), (3, Some("Offer <b>")));
        for stranger in [&desk.customer, &desk.manager, &desk.light] {
            assert!(suspended::list(&desk.app, stranger, PageRequest::default()).await.is_err());
            assert!(suspended::get(&desk.app, stranger, mails[0].id).await.is_err());
            assert!(suspended::raw(&desk.app, stranger, mails[0].id).await.is_err());
            assert!(suspended::admit(&desk.app, stranger, mails[0].id, AdmitInput::default()).await.is_err());
            assert!(suspended::discard(&desk.app, stranger, mails[0].id, "x".into()).await.is_err());
            assert!(receive(&desk.app, stranger, MAILBOX, b"x".to_vec()).await.is_err());
        }
        let opened = suspended::admit(&desk.app, &desk.supervisor, mails[0].id, AdmitInput::default()).await.unwrap();
        assert_eq!(opened.state, "ticket");
        let into = AdmitInput { ticket: Some(number.to_string()), ..AdmitInput::default() };
        let added = suspended::admit(&desk.app, &desk.supervisor, mails[1].id, into).await.unwrap();
        assert_eq!((added.state.as_str(), added.ticket), ("message", Some(number)));
        let gone = suspended::discard(&desk.app, &desk.supervisor, mails[2].id, " advertising ".into()).await.unwrap();
        assert_eq!((gone.state.as_str(), gone.reason.as_deref()), ("discarded", Some("advertising")));
        assert!(tray(&desk).await.is_empty());
        assert_eq!(code(suspended::admit(&desk.app, &desk.supervisor, mails[1].id, AdmitInput::default()).await), "mail_not_suspended");
        assert_eq!(code(suspended::discard(&desk.app, &desk.supervisor, mails[2].id, "x".into()).await), "mail_not_suspended");
        assert_eq!(code(suspended::discard(&desk.app, &desk.supervisor, mails[2].id, " ".into()).await), "reason_missing");
        assert!(!suspended::raw(&desk.app, &desk.supervisor, mails[2].id).await.unwrap().is_empty());
        assert_eq!((desk.audited("mail.admitted").await, desk.audited("mail.discarded").await), (2, 1));
        // Without a sender somebody must say whose request it is.
        let nameless = take(&desk, &Mail { from: "", id: "n@x", ..PLAIN }).await.mail_id;
        assert_eq!(code(suspended::admit(&desk.app, &desk.supervisor, nameless, AdmitInput::default()).await), "sender_missing");
        let whose = AdmitInput { email: Some("ida@acme.example".into()), ..AdmitInput::default() };
        assert_eq!(suspended::admit(&desk.app, &desk.supervisor, nameless, whose).await.unwrap().state, "ticket");
    }

    async fn a_mail_that_was_stored_and_not_placed_is_taken_up(db: Db) {
        let desk = desk(db).await;
        // The process ends right after the first commit.
        let (id, fresh) = keep(&desk.app, &Call::system(), MAILBOX, &PLAIN.raw(), false).await.unwrap();
        assert!(fresh);
        assert_eq!(process_waiting(&desk.app, 10).await.unwrap(), 0);
        desk.clock.advance(WAITING_SECONDS);
        assert_eq!(process_waiting(&desk.app, 10).await.unwrap(), 1);
        assert_eq!(process_waiting(&desk.app, 10).await.unwrap(), 0);
        // Delivered again, it answers with what it became.
        let again = take(&desk, &PLAIN).await;
        assert_eq!((again.mail_id, again.state.as_str(), again.duplicate), (id, "ticket", true));
        assert_eq!(messages(&desk, again.ticket.unwrap()).await.len(), 1);
    }

    async fn a_mail_whose_bytes_are_damaged_holds_up_none_behind_it_and_ends_in_the_tray(db: Db) {
        let desk = desk(db).await;
        let broken = damaged(&desk).await;
        desk.clock.advance(1);
        keep(&desk.app, &Call::system(), MAILBOX, &PLAIN.raw(), false).await.unwrap();
        desk.clock.advance(WAITING_SECONDS);
        // The one behind it finds its place in the first round.
        assert_eq!(process_waiting(&desk.app, 10).await.unwrap(), 1);
        for _ in 1..PLACE_ATTEMPTS_MAX {
            assert!(tray(&desk).await.is_empty(), "it may still be a fault that passes");
            assert_eq!(process_waiting(&desk.app, 10).await.unwrap(), 0);
        }
        let seen = tray(&desk).await;
        assert_eq!((seen.len(), seen[0].id, seen[0].reason.as_deref()), (1, broken, Some("failed")));
        let detail = suspended::get(&desk.app, &desk.supervisor, broken).await.unwrap().detail.unwrap();
        assert_eq!((&detail["failure"], &detail["attempts"], &detail["arrived_at"]), (&json!("mail_bytes_missing"), &json!(PLACE_ATTEMPTS_MAX), &json!(MAILBOX)));
        // Nobody can let in what is not there; it can be put away.
        assert_eq!(code(suspended::admit(&desk.app, &desk.supervisor, broken, AdmitInput::default()).await), "mail_bytes_missing");
        suspended::discard(&desk.app, &desk.supervisor, broken, "damaged".into()).await.unwrap();
        assert!(tray(&desk).await.is_empty());
    }

    async fn a_suspended_mail_let_into_a_ticket_that_ended_long_ago_opens_a_linked_one(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket.unwrap();
        let id = ticket(&desk, number).await.id;
        close(&desk, number).await;
        let offer = Mail { id: "9@acme.example", extra: "Precedence: bulk\r\n", body: "Again.", ..PLAIN };
        let kept = take(&desk, &offer).await;
        assert_eq!(kept.state, "suspended");
        desk.clock.advance(30 * 86_400);
        let into = AdmitInput { ticket: Some(number.to_string()), ..AdmitInput::default() };
        let opened = suspended::admit(&desk.app, &desk.supervisor, kept.mail_id, into).await.unwrap();
        assert_eq!(opened.state, "ticket");
        assert_ne!(opened.ticket, Some(number));
        assert_eq!(ticket(&desk, opened.ticket.unwrap()).await.related_to, Some(id));
        assert_eq!((ticket(&desk, number).await.category.as_str(), messages(&desk, number).await.len()), ("closed", 1));
    }

    async fn many_first_mails_of_one_sender_at_once_are_of_one_contact(db: Db) {
        let desk = desk(db).await;
        for round in 0..6 {
            let from = format!("new{round}@acme.example");
            let mut tasks = Vec::new();
            for n in 0..6 {
                let (app, id) = (desk.app.clone(), format!("{round}.{n}@acme.example"));
                let raw = Mail { from: &from, id: &id, body: &id, ..PLAIN }.raw();
                tasks.push(tokio::spawn(async move { receive(&app, &Call::system(), MAILBOX, raw).await }));
            }
            let mut requesters = Vec::new();
            for task in tasks {
                let number = task.await.unwrap().unwrap().ticket.unwrap();
                requesters.push(ticket(&desk, number).await.requester_id);
            }
            let owner = desk.app.query(&Call::system(), move |tx, _| Ok(contacts::find_by_email(tx, &from)?)).await.unwrap().unwrap();
            assert!(requesters.iter().all(|r| *r == Some(owner.id)), "{requesters:?}");
        }
    }

    async fn one_mail_delivered_eight_times_at_once_is_one_ticket(db: Db) {
        let desk = desk(db).await;
        let mut tasks = Vec::new();
        for _ in 0..8 {
            let app = desk.app.clone();
            tasks.push(tokio::spawn(async move { receive(&app, &Call::system(), MAILBOX, PLAIN.raw()).await }));
        }
        let mut outcomes = Vec::new();
        for task in tasks {
            outcomes.push(task.await.unwrap().unwrap());
        }
        assert_eq!(outcomes.iter().filter(|o| !o.duplicate).count(), 1);
        assert!(outcomes.iter().all(|o| o.state == "ticket" && o.ticket == outcomes[0].ticket));
    }

    async fn every_mail_of_ours_finds_a_place_and_keeps_its_bytes(db: Db) {
        let desk = desk(db).await;
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mails"));
        let mut count = 0;
        for entry in std::fs::read_dir(folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.extension().is_none_or(|e| e != "eml") {
                continue;
            }
            let bytes = std::fs::read(&path).expect("readable");
            let outcome = take_raw(&desk, bytes.clone()).await;
            assert!(matches!(outcome.state.as_str(), "ticket" | "message" | "suspended"), "{path:?}: {outcome:?}");
            assert_ne!(outcome.reason.as_deref(), Some("failed"), "{path:?}");
            assert_eq!(raw(&desk.app, outcome.mail_id).await.unwrap(), bytes);
            count += 1;
        }
        assert!(count >= 50);
    }

    async fn others_who_name_an_id_do_not_push_out_its_ticket(db: Db) {
        let desk = desk(db).await;
        let first = take(&desk, &PLAIN).await.ticket.unwrap();
        for n in 0..=mails::REFERENCED_MAX {
            let (from, id) = (format!("mallory{n}@evil.example"), format!("m{n}@evil.example"));
            let named = Mail { from: &from, id: &id, extra: "References: <1@acme.example>\r\n", ..PLAIN };
            assert_eq!(take(&desk, &named).await.state, "ticket");
        }
        let reply = Mail { id: "2@acme.example", extra: "In-Reply-To: <1@acme.example>\r\n", body: "Still not.", ..PLAIN };
        let heard = take(&desk, &reply).await;
        assert_eq!((heard.state.as_str(), heard.ticket), ("message", Some(first)));
        // A stranger's reply is linked to nothing of theirs and opens a ticket of its own.
        let stranger = Mail { from: "x@evil.example", id: "x@evil.example", ..reply };
        assert_eq!(take(&desk, &stranger).await.state, "ticket");
    }

    async fn one_sender_opens_so_many_tickets_an_hour_and_the_rest_waits_visibly(db: Db) {
        let desk = desk(db).await;
        let mut first = None;
        for n in 0..pace::TICKETS_PER_SENDER {
            let id = format!("f{n}@acme.example");
            let taken = take(&desk, &Mail { id: &id, from: if n % 2 == 0 { "ida@acme.example" } else { "IDA@ACME.example" }, ..PLAIN }).await;
            assert_eq!(taken.state, "ticket", "{n}");
            first = first.or(taken.ticket);
        }
        let more = |id: &'static str| Mail { id, ..PLAIN };
        let held = take(&desk, &more("g1@acme.example")).await;
        assert_eq!((held.state.as_str(), held.reason.as_deref()), ("suspended", Some("too_many_mails")));
        assert_eq!(tray(&desk).await[0].reason.as_deref(), Some("too_many_mails"));
        // Others are not kept out, an answer still goes where it belongs, and an archive has no cap.
        assert_eq!(take(&desk, &Mail { from: "jan@acme.example", ..more("g2@acme.example") }).await.state, "ticket");
        let answer = Mail { extra: "In-Reply-To: <f0@acme.example>\r\n", ..more("g3@acme.example") };
        assert_eq!(take(&desk, &answer).await.ticket, first);
        let archived = import(&desk.app, &Call::system(), MAILBOX, more("g4@acme.example").raw()).await.unwrap();
        assert_eq!(archived.state, "ticket");
        // Let in by hand it opens, and counts for nobody.
        let tray = tray(&desk).await;
        let admitted = suspended::admit(&desk.app, &desk.supervisor, tray[0].id, AdmitInput::default()).await.unwrap();
        assert_eq!(admitted.state, "ticket");
        desk.clock.advance(pace::PACE_SECONDS - 1);
        assert_eq!(take(&desk, &more("g5@acme.example")).await.state, "suspended");
        desk.clock.advance(pace::PACE_SLOT_SECONDS + 1);
        assert_eq!(take(&desk, &more("g6@acme.example")).await.state, "ticket");
    }

    async fn one_sender_writes_so_many_mails_an_hour(db: Db) {
        let desk = desk(db).await;
        let number = take(&desk, &PLAIN).await.ticket;
        let reply = |n: i64| {
            let id = format!("r{n}@acme.example");
            Mail { id: &id, extra: "In-Reply-To: <1@acme.example>\r\n", ..PLAIN }.raw()
        };
        for n in 1..pace::MAILS_PER_SENDER {
            assert_eq!(take_raw(&desk, reply(n)).await.ticket, number, "{n}");
        }
        let held = take_raw(&desk, reply(pace::MAILS_PER_SENDER)).await;
        assert_eq!((held.state.as_str(), held.reason.as_deref()), ("suspended", Some("too_many_mails")));
    }

    async fn letting_in_again_under_its_key_gives_the_first_answer(db: Db) {
        let desk = desk(db).await;
        take(&desk, &Mail { extra: "Precedence: bulk\r\n", ..PLAIN }).await;
        let id = tray(&desk).await[0].id;
        let call = desk.supervisor.clone().with_key("once", [7; 32]);
        let first = suspended::admit(&desk.app, &call, id, AdmitInput::default()).await.unwrap();
        assert_eq!(first.state, "ticket");
        assert_eq!(suspended::admit(&desk.app, &call, id, AdmitInput::default()).await.unwrap(), first);
        assert_eq!(code(suspended::admit(&desk.app, &desk.supervisor, id, AdmitInput::default()).await), "mail_not_suspended");
        assert_eq!(code(suspended::admit(&desk.app, &desk.light, id, AdmitInput::default()).await), "forbidden");
    }
}
