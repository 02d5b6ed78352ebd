//! Tickets of before handoffs.

use super::*;

twins! {
    async fn tickets_of_before_are_not_offered(db: Db) {
        let test = TestDb::empty(db.engine()).await;
        let db = test.db();
        run_these(&db, &MIGRATIONS[..17]).await.unwrap();
        db.write(|tx| {
            tx.query_dynamic(
                &crate::SqlText::new("INSERT INTO statuses (id, name, category, pauses, position, is_default, version) \
                    VALUES ('sts_1', 'Open', 'open', '[]', 1, 1, 1) RETURNING id"),
                &[],
            )?;
            old_ticket(tx, 1, &[])
        })
        .await
        .unwrap();
        db.migrate().await.unwrap();
        let rows = db
            .read(|tx| {
                tx.query_dynamic(&crate::SqlText::new("SELECT handoff, offered_team_id, offered_user_id, bounces FROM tickets"), &[])?
                    .iter()
                    .map(|row| Ok((row.opt_text("handoff")?, row.opt_text("offered_team_id")?, row.opt_text("offered_user_id")?, row.int("bounces")?)))
                    .collect::<Result<Vec<_>, StoreError>>()
            })
            .await
            .unwrap();
        assert_eq!(rows, [(None, None, None, 0)]);
    }
}
