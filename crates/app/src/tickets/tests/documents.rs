use surety_store::twins;

use super::*;
use crate::promises::contracts::{AcceptContract, DocumentView, NewContractFile, files};
use crate::record::testing::code;

async fn offer(story: &Story) -> ContractView {
    let plan = story.plan(weekly(5)).await;
    let made = contracts::create(
        &story.desk.app,
        &story.desk.admin,
        new_contract(story.desk.own, plan, Coverage::default()),
    )
    .await
    .unwrap();
    contracts::step(
        &story.desk.app,
        &story.desk.admin,
        made.id,
        None,
        Step::Offer,
    )
    .await
    .unwrap()
}

async fn documents(story: &Story, id: ContractId) -> Vec<DocumentView> {
    contracts::documents(&story.desk.app, &story.desk.admin, id)
        .await
        .unwrap()
}

async fn accept(
    story: &Story,
    call: &Call,
    id: ContractId,
    sha256: &str,
    reason: Option<&str>,
) -> Result<ContractView, AppError> {
    let input = AcceptContract {
        document_sha256: sha256.into(),
        name: "Grace Kim".into(),
        reason: reason.map(Into::into),
    };
    contracts::step(&story.desk.app, call, id, None, Step::Accept(input)).await
}

fn file(name: &str, for_customer: bool, data: &[u8]) -> NewContractFile {
    NewContractFile {
        name: name.into(),
        content_type: "application/pdf".into(),
        for_customer,
        data: data.to_vec(),
    }
}

twins! {
    async fn exactly_the_document_that_was_read_is_accepted(db: Db) {
        let story = Story::new(db).await;
        let contract = offer(&story).await;
        let read = documents(&story, contract.id).await.remove(0);
        let (_, bytes) = contracts::document(&story.desk.app, &story.desk.manager, contract.id, 1).await.unwrap();
        assert_eq!(surety_domain::digest::sha256_hex(&bytes), read.sha256);
        assert!(String::from_utf8(bytes).unwrap().contains("Service level agreement"));

        // The offer changes while somebody reads: the old words are not accepted.
        let input = contracts::ChangeContract { terms_text: Some("Weekends too.".into()), ..Default::default() };
        contracts::change(&story.desk.app, &story.desk.admin, contract.id, contract.version, input).await.unwrap();
        let now = documents(&story, contract.id).await;
        assert_eq!((now.len(), now[0].number, now[1].sha256.as_str()), (2, 2, read.sha256.as_str()));
        assert_ne!(now[0].sha256, read.sha256);
        let manager = &story.desk.manager;
        assert_eq!(code(accept(&story, manager, contract.id, &read.sha256, None).await), "document_changed");
        assert_eq!(code(accept(&story, manager, contract.id, "", None).await), "document_changed");
        let still = contracts::get(&story.desk.app, &story.desk.admin, contract.id).await.unwrap();
        assert_eq!(still.state, "awaiting_acceptance");
        assert!(documents(&story, contract.id).await.iter().all(|d| d.acceptance.is_none()));

        assert_eq!(accept(&story, manager, contract.id, &now[0].sha256, None).await.unwrap().state, "active");
        let kept = documents(&story, contract.id).await;
        let acceptance = kept[0].acceptance.clone().unwrap();
        assert_eq!((acceptance.name.as_str(), acceptance.at, acceptance.contact_id), ("Grace Kim", START, Some(contact(2))));
        assert_eq!((acceptance.on_behalf_reason, kept[1].acceptance.clone()), (None, None));
        assert_eq!(story.desk.audited("contract.accept").await, 1);
        assert_eq!(code(accept(&story, manager, contract.id, &now[0].sha256, None).await), "contract_transition_invalid");

        // A later amendment leaves what was accepted as it is.
        let before = contracts::document(&story.desk.app, manager, contract.id, 2).await.unwrap();
        let input = contracts::AmendContract { terms_text: Some("No weekends.".into()), ..Default::default() };
        contracts::amend(&story.desk.app, &story.desk.admin, contract.id, None, input).await.unwrap();
        assert_eq!(contracts::document(&story.desk.app, manager, contract.id, 2).await.unwrap(), before);
        assert_eq!(documents(&story, contract.id).await.len(), 2);
        story.ends_well().await;
    }

    async fn what_says_something_else_by_now_is_not_accepted(db: Db) {
        let story = Story::new(db).await;
        let (app, admin, manager) = (&story.desk.app, &story.desk.admin, &story.desk.manager);
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], Vec::new()).await;
        let plan = story.plan(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let draft = contracts::create(app, admin, new_contract(story.desk.own, plan, Coverage::default())).await.unwrap();
        contracts::step(app, admin, draft.id, None, Step::Offer).await.unwrap();
        let offered = documents(&story, draft.id).await[0].sha256.clone();
        story.later(60);
        let slower = SlaInput { spec: Some(SlaSpec { targets: vec![target(Metric::FirstResponse, 8 * HOUR)], ..SlaSpec::default() }), ..SlaInput::default() };
        versioned::change::<versioned::SlaView>(app, admin, sla, None, slower, None).await.unwrap();
        assert_eq!(code(accept(&story, manager, draft.id, &offered, None).await), "document_outdated");
        contracts::step(app, admin, draft.id, None, Step::Withdraw).await.unwrap();
        assert_eq!(code(accept(&story, manager, draft.id, &offered, None).await), "not_found", "a draft is the desk's own");
        contracts::step(app, admin, draft.id, None, Step::Offer).await.unwrap();
        let anew = documents(&story, draft.id).await[0].sha256.clone();
        assert_eq!(accept(&story, manager, draft.id, &anew, None).await.unwrap().state, "active");
        story.ends_well().await;
    }

    async fn the_desk_accepts_for_a_customer_with_a_reason(db: Db) {
        let story = Story::new(db).await;
        let contract = offer(&story).await;
        let sha256 = documents(&story, contract.id).await[0].sha256.clone();
        let supervisor = &story.desk.supervisor;
        assert_eq!(code(accept(&story, supervisor, contract.id, &sha256, None).await), "reason_missing");
        assert_eq!(code(accept(&story, &story.desk.manager, contract.id, &sha256, Some("for them")).await), "not_on_behalf");
        assert_eq!(code(accept(&story, &story.desk.agent, contract.id, &sha256, Some("signed")).await), "forbidden");
        assert_eq!(code(accept(&story, &story.desk.customer, contract.id, &sha256, None).await), "not_found");
        accept(&story, supervisor, contract.id, &sha256, Some("Signed on paper.")).await.unwrap();
        let acceptance = documents(&story, contract.id).await.remove(0).acceptance.unwrap();
        assert_eq!((acceptance.contact_id, acceptance.on_behalf_reason.as_deref()), (None, Some("Signed on paper.")));
        assert!(acceptance.user_id.is_some());
    }

    async fn an_offer_that_is_taken_back_and_made_again_has_a_document_of_its_own(db: Db) {
        let story = Story::new(db).await;
        let contract = offer(&story).await;
        let step = async |step| contracts::step(&story.desk.app, &story.desk.admin, contract.id, None, step).await.unwrap();
        step(Step::Withdraw).await;
        assert_eq!(code(contracts::documents(&story.desk.app, &story.desk.manager, contract.id).await), "not_found", "a draft is the desk's own");
        // The page says the minute in which it was made: within one it is the same document.
        story.later(60);
        step(Step::Offer).await;
        let kept = documents(&story, contract.id).await;
        assert_eq!(kept.iter().map(|d| d.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(code(accept(&story, &story.desk.manager, contract.id, &kept[1].sha256, None).await), "document_changed");
        accept(&story, &story.desk.manager, contract.id, &kept[0].sha256, None).await.unwrap();
    }

    async fn an_offer_from_before_documents_were_kept_is_offered_again(db: Db) {
        let story = Story::new(db).await;
        let plan = story.plan(weekly(5)).await;
        let made = contracts::create(&story.desk.app, &story.desk.admin, new_contract(story.desk.own, plan, Coverage::default())).await.unwrap();
        story.desk.app.db().write(move |tx| {
            let mut row = surety_store::records::promises::get_contract(tx, made.id)?.unwrap();
            row.state = "awaiting_acceptance".into();
            surety_store::records::promises::update_contract(tx, &row, START)
        }).await.unwrap();
        assert_eq!(code(accept(&story, &story.desk.manager, made.id, "", None).await), "document_missing");
        for step in [Step::Withdraw, Step::Offer] {
            contracts::step(&story.desk.app, &story.desk.admin, made.id, None, step).await.unwrap();
        }
        let sha256 = documents(&story, made.id).await[0].sha256.clone();
        accept(&story, &story.desk.manager, made.id, &sha256, None).await.unwrap();
    }

    async fn what_was_called_off_before_it_began_never_was(db: Db) {
        let story = Story::new(db).await;
        let (app, admin, manager) = (&story.desk.app, &story.desk.admin, &story.desk.manager);
        let ids = async |call: &Call| contracts::list(app, call, Default::default()).await.unwrap().items.into_iter().map(|c| c.id).collect::<Vec<_>>();
        let offered = offer(&story).await;
        assert_eq!(ids(manager).await, [offered.id]);
        let cancel = async |id| contracts::step(app, admin, id, None, Step::Cancel { reason: "x".into() }).await.unwrap();
        assert_eq!(cancel(offered.id).await.state, "cancelled");
        assert_eq!(ids(manager).await, []);
        assert_eq!(code(contracts::get(app, manager, offered.id).await), "not_found");
        assert_eq!(ids(admin).await, [offered.id]);
        let kept = async |id| app.db().read(move |tx| surety_store::records::promises::get_contract(tx, id)).await.unwrap().unwrap().cancelled_at;
        assert_eq!(kept(offered.id).await, None);

        // What was in force was, until it was cancelled.
        let second = offer(&story).await;
        contracts::step(app, admin, second.id, None, Step::Activate).await.unwrap();
        cancel(second.id).await;
        assert_eq!((kept(second.id).await, ids(manager).await), (Some(START), vec![second.id]));
        let waiting = contracts::ContractQuery { state: Some(surety_domain::contract::ContractState::AwaitingAcceptance), ..Default::default() };
        let third = offer(&story).await;
        let found = contracts::list(app, admin, waiting).await.unwrap().items;
        assert_eq!(found.into_iter().map(|c| c.id).collect::<Vec<_>>(), [third.id]);
    }

    async fn files_are_for_the_desk_unless_they_are_marked(db: Db) {
        let story = Story::new(db).await;
        let (app, admin, manager) = (&story.desk.app, &story.desk.admin, &story.desk.manager);
        let contract = offer(&story).await;
        let own = contracts::add_file(app, admin, contract.id, file("../../order.pdf", false, b"one")).await.unwrap();
        let signed = contracts::add_file(app, admin, contract.id, file("signed.pdf", true, b"one")).await.unwrap();
        assert_eq!((own.name.as_str(), own.sha256.as_str()), ("order.pdf", signed.sha256.as_str()));
        let names = async |call: &Call| files(app, call, contract.id).await.unwrap().into_iter().map(|f| f.name).collect::<Vec<_>>();
        assert_eq!(names(admin).await, ["order.pdf", "signed.pdf"]);
        assert_eq!(names(manager).await, ["signed.pdf"]);
        assert_eq!(code(contracts::file(app, manager, contract.id, own.id).await), "not_found");
        assert_eq!(contracts::file(app, manager, contract.id, signed.id).await.unwrap().1, b"one");
        assert_eq!(code(contracts::add_file(app, &story.desk.agent, contract.id, file("a", true, b"a")).await), "forbidden");
        assert_eq!(code(contracts::remove_file(app, manager, contract.id, signed.id).await), "forbidden");

        // Bytes stay as long as another file or document names them.
        contracts::remove_file(app, admin, contract.id, own.id).await.unwrap();
        assert_eq!(contracts::file(app, admin, contract.id, signed.id).await.unwrap().1, b"one");
        contracts::remove_file(app, admin, contract.id, signed.id).await.unwrap();
        assert_eq!(names(admin).await, Vec::<String>::new());
        let hash = signed.sha256.clone();
        let left = app.db().read(move |tx| surety_store::records::history::blob(tx, &hash)).await.unwrap();
        assert_eq!(left, None);
        assert_eq!((story.desk.audited("contract.file_added").await, story.desk.audited("contract.file_removed").await), (2, 2));
    }

    async fn files_of_a_contract_have_limits(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let contract = offer(&story).await;
        let most = crate::tickets::attach::FILE_BYTES_MAX;
        contracts::add_file(app, admin, contract.id, file("most", false, &vec![0; most])).await.unwrap();
        assert_eq!(code(contracts::add_file(app, admin, contract.id, file("more", false, &vec![0; most + 1])).await), "file_too_large");
        for n in 1..contracts::CONTRACT_FILES_MAX {
            contracts::add_file(app, admin, contract.id, file(&n.to_string(), false, b"x")).await.unwrap();
        }
        assert_eq!(code(contracts::add_file(app, admin, contract.id, file("past", false, b"x")).await), "too_many_files");
    }
}
