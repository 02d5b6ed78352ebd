//! Contracts of before.

use surety_domain::ids::{AccountId, ContractId, PlanId};

use super::*;
use crate::records::{audit, promises};
use crate::{Db, params};

crate::sql! {
    /// An account as it was written before accounts had a reference outside.
    OLD_ACCOUNT = "INSERT INTO accounts (id, name, name_folded, currency, zone, locale, notes, version, created_at, updated_at)
                   VALUES ($1, 'Old', 'old', 'EUR', 'UTC', 'en', '', 1, 0, 0)";
    /// A contract as it was written before contracts had words.
    OLD_CONTRACT = "INSERT INTO contracts (id, number, name, account_id, plan_id, plan_version, state, start_date,
                      starts_at, rank, covers_children, coverage, current_version, version, created_at, updated_at,
                      cancelled_at)
                    VALUES ($1, $2, 'Old', $3, $4, 1, $5, '2026-01-01', 0, 0, 0, '{}', 1, 1, 0, 0, $6)";
}

/// An account, a plan, and contracts of these states.
async fn old_contracts(db: &Db, states: Vec<(&'static str, Option<Instant>)>) {
    db.write(move |tx| {
        // As the versions of then wrote it: columns of later ones are not there yet.
        tx.execute(&OLD_ACCOUNT, &params![AccountId(1)])?;
        let plan = promises::NewPlan {
            id: PlanId(1),
            name: "Gold",
            sla_id: None,
            is_default: false,
            spec: "{}",
        };
        promises::insert_plan(tx, &plan, None, Instant(0))?;
        for (number, (state, cancelled)) in (1..).zip(&states) {
            let id = ContractId(number);
            let number = i64::try_from(number).unwrap_or(0);
            tx.execute(
                &OLD_CONTRACT,
                &params![id, number, AccountId(1), PlanId(1), *state, *cancelled],
            )?;
        }
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
}

async fn on(engine: Engine, migrations: usize) -> TestDb {
    let test = TestDb::empty(engine).await;
    run_these(&test.db(), &MIGRATIONS[..migrations])
        .await
        .unwrap();
    test
}

/// A contract of the eighth migration goes on after the ninth, without words.
async fn an_old_contract_has_no_words(engine: Engine) {
    let test = on(engine, 8).await;
    let db = test.db();
    old_contracts(&db, vec![("active", None)]).await;
    db.migrate().await.unwrap();
    let (found, saved) = db
        .write(|tx| {
            let mut found = promises::get_contract(tx, ContractId(1))?.unwrap();
            let before = found.terms_text.clone();
            found.terms_text = "As built.".into();
            let saved = promises::update_contract(tx, &found, Instant(1))?;
            Ok::<_, StoreError>((before, saved))
        })
        .await
        .unwrap();
    assert_eq!((found.as_str(), saved), ("", true));
}

/// What was called off before it was in force never was, also if that happened
/// before the fifteenth migration.
async fn an_old_draft_that_was_cancelled_never_was(engine: Engine) {
    let test = on(engine, 14).await;
    let db = test.db();
    let then = Some(Instant(9));
    old_contracts(
        &db,
        vec![
            ("cancelled", then),
            ("cancelled", then),
            ("cancelled", then),
            ("active", None),
        ],
    )
    .await;
    db.write(|tx| {
        for (id, from) in [(1, "draft"), (2, "awaiting_acceptance"), (3, "active")] {
            let entry = audit::NewEntry {
                id: surety_domain::ids::AuditId(id),
                at: Instant(9),
                actor_kind: "agent",
                actor_id: None,
                token_id: None,
                action: "contract.cancel",
                object_kind: "contract",
                object_id: &ContractId(id).to_string(),
                data: serde_json::json!({ "from": from, "to": "cancelled", "reason": "x" })
                    .to_string(),
            };
            audit::insert(tx, &entry)?;
        }
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    let kept = db
        .read(|tx| promises::contracts_of_account(tx, AccountId(1)))
        .await
        .unwrap();
    let kept: Vec<_> = kept.into_iter().map(|c| c.cancelled_at).collect();
    assert_eq!(kept, [None, None, then, None]);
}

#[tokio::test]
async fn an_old_contract_has_no_words_on_either_engine() {
    an_old_contract_has_no_words(Engine::Sqlite).await;
    an_old_contract_has_no_words(Engine::Postgres).await;
}

#[tokio::test]
async fn an_old_draft_that_was_cancelled_never_was_on_either_engine() {
    an_old_draft_that_was_cancelled_never_was(Engine::Sqlite).await;
    an_old_draft_that_was_cancelled_never_was(Engine::Postgres).await;
}
