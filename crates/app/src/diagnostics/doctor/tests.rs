//! Each fault is made on purpose, and its check must turn.

use super::*;
use surety_domain::ids::{
    AccountId, AuditId, CalendarId, ContractId, EntryId, JobId, PlanId, SlaId,
};
use surety_store::jobs::{NewJob, enqueue};
use surety_store::records::{accounts, audit, history, promises};
use surety_store::testing::TestDb;
use surety_store::{Engine, Tx};

const NOW: Instant = Instant::from_seconds(1_800_000_000);

async fn write(
    db: &Db,
    work: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
) {
    db.write(work).await.unwrap();
}

async fn verdict(db: &Db, check: &str) -> Verdict {
    let findings = examine(db, NOW, |_, _| {}).await;
    findings
        .iter()
        .find(|f| f.check == check)
        .unwrap_or_else(|| panic!("{check}: {findings:?}"))
        .verdict
}

fn contract(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    accounts::insert(
        tx,
        &accounts::Account {
            id: AccountId(1),
            name: "Ann & Co".into(),
            parent_id: None,
            segment: None,
            industry: None,
            annual_revenue: None,
            open_deal_value: None,
            currency: "EUR".into(),
            zone: "Europe/Berlin".into(),
            locale: "en".into(),
            notes: String::new(),
            archived_at: None,
            version: 1,
            default_terms: None,
            external_ref: None,
            created_at: NOW,
            updated_at: NOW,
        },
    )?;
    promises::insert_calendar(tx, CalendarId(1), "Office", "{}", None, NOW)?;
    let sla = promises::NewSla {
        id: SlaId(1),
        name: "Gold",
        layer: "plan",
        calendar_id: CalendarId(1),
        spec: "{}",
    };
    promises::insert_sla(tx, &sla, None, NOW)?;
    let plan = promises::NewPlan {
        id: PlanId(1),
        name: "Twelve a year",
        sla_id: Some(SlaId(1)),
        is_default: false,
        spec: "{}",
    };
    promises::insert_plan(tx, &plan, None, NOW)?;
    let contract = promises::Contract {
        id: ContractId(1),
        number: 1,
        name: "Support".into(),
        account_id: AccountId(1),
        plan_id: PlanId(1),
        plan_version: 1,
        sla_id: None,
        state: "active".into(),
        start_date: "2027-01-01".into(),
        end_date: None,
        starts_at: NOW,
        ends_at: None,
        rank: 0,
        covers_children: false,
        coverage: "{}".into(),
        suspended_reason: None,
        suspended_until: None,
        cancelled_at: None,
        current_version: 1,
        next_amendment_at: None,
        terms_text: String::new(),
        version: 1,
        created_at: NOW,
        updated_at: NOW,
    };
    promises::insert_contract(tx, &contract, "{}", None)?;
    ledger::ensure_bucket(tx, ContractId(1), "year", 0)
}

fn entry(id: u128, kind: &str, amount: i64, refunds: Option<u128>) -> ledger::Entry {
    ledger::Entry {
        id: EntryId(id),
        contract_id: ContractId(1),
        account_id: AccountId(1),
        bucket: "year".into(),
        period_index: Some(0),
        lot_id: None,
        kind: kind.into(),
        amount,
        ticket_id: None,
        decision_id: None,
        refunds_id: refunds.map(EntryId),
        reason: "test".into(),
        actor_kind: "system".into(),
        actor_id: None,
        at: NOW,
        key: format!("{kind}:{id}"),
        seq: 0,
    }
}

surety_store::twins! {
    async fn a_new_desk_is_well(db: Db) {
        let findings = examine(&db, NOW, |_, _| {}).await;
        assert!(findings.iter().all(|f| f.verdict == Verdict::Ok), "{findings:?}");
        assert!(findings.len() >= 8);
    }

    async fn late_timers_are_seen(db: Db) {
        let job = |run_at: Instant| move |tx: &mut Tx<'_>| enqueue(tx, &NewJob {
            id: JobId(u128::from(run_at.0.unsigned_abs())),
            kind: "test",
            version: 1,
            payload: "{}",
            run_at,
            created_at: run_at,
        });
        // At the edge: late by exactly the allowance is not late.
        write(&db, job(NOW.plus_seconds(-LATE_SECONDS))).await;
        assert_eq!(verdict(&db, "timers").await, Verdict::Ok);
        write(&db, job(NOW.plus_seconds(-LATE_SECONDS - 1))).await;
        assert_eq!(verdict(&db, "timers").await, Verdict::Problem);
    }

    async fn damaged_files_are_seen(db: Db) {
        write(&db, |tx| history::put_blob(tx, &sha256_hex(b"whole"), b"whole".to_vec())).await;
        assert_eq!(verdict(&db, "files").await, Verdict::Ok);
        write(&db, |tx| history::put_blob(tx, &sha256_hex(b"other"), b"damaged".to_vec())).await;
        assert_eq!(verdict(&db, "files").await, Verdict::Problem);
    }

    async fn every_file_is_looked_at(db: Db) {
        write(&db, |tx| {
            (0..BLOBS_PER_READ * 2 + 1).try_for_each(|n| {
                let data = n.to_string().into_bytes();
                history::put_blob(tx, &sha256_hex(&data), data)
            })
        })
        .await;
        let mut last = (0, 0);
        examine(&db, NOW, |done, total| last = (done, total)).await;
        assert_eq!(last, (33, 33));
    }

    async fn a_clock_that_went_back_is_seen(db: Db) {
        let act = |id: u128, at: Instant| move |tx: &mut Tx<'_>| audit::insert(tx, &audit::NewEntry {
            id: AuditId(id),
            at,
            actor_kind: "system",
            actor_id: None,
            token_id: None,
            action: "desk.started",
            object_kind: "desk",
            object_id: "desk",
            data: "{}".into(),
        });
        write(&db, act(1, NOW.plus_seconds(CLOCK_BACK_SECONDS))).await;
        assert_eq!(verdict(&db, "clock").await, Verdict::Ok);
        write(&db, act(2, NOW.plus_seconds(CLOCK_BACK_SECONDS + 1))).await;
        assert_eq!(verdict(&db, "clock").await, Verdict::Problem);
    }

    async fn a_balance_that_is_not_the_sum_is_seen(db: Db) {
        write(&db, contract).await;
        assert_eq!(verdict(&db, "ledger").await, Verdict::Ok);
        write(&db, |tx| ledger::insert_entries(tx, &[entry(1, "grant", 1_200, None)]).map(drop)).await;
        assert_eq!(verdict(&db, "ledger").await, Verdict::Problem);
    }

    async fn a_refund_beyond_its_consumption_is_seen(db: Db) {
        write(&db, contract).await;
        write(&db, |tx| {
            ledger::insert_entries(tx, &[entry(1, "consume", -100, None)])?;
            ledger::insert_entries(tx, &[entry(2, "refund", 100, Some(1))]).map(drop)
        })
        .await;
        assert_eq!(verdict(&db, "refunds").await, Verdict::Ok);
        write(&db, |tx| ledger::insert_entries(tx, &[entry(3, "refund", 1, Some(1))]).map(drop)).await;
        assert_eq!(verdict(&db, "refunds").await, Verdict::Problem);
    }
}

#[tokio::test]
async fn another_database_is_not_examined_further() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let test = TestDb::empty(engine).await;
        let findings = examine(&test.db(), NOW, |_, _| {}).await;
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(
            (findings[0].check, findings[0].verdict),
            ("schema", Verdict::Problem)
        );
    }
}
