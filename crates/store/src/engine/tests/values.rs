//! What is stored comes back, and what does not fit says so.

use super::*;
use surety_domain::ids::TicketId;
use surety_domain::time::Instant;

sql! {
    ROWS_IN_ORDER = "SELECT id, name FROM probes ORDER BY name NULLS FIRST, id";
    FLAG = "SELECT number = $2 AS same, number IS NULL AS missing FROM probes WHERE id = $1";
}

twins! {
    async fn every_kind_of_value_comes_back(db: Db) {
        run_script(&db, TABLES).await;
        let id = TicketId::new(Instant::from_seconds(5), 7);
        let body = vec![0_u8, 255, 10];
        let stored = body.clone();
        write(&db, move |tx| {
            tx.execute(&ADD, &params![i64::MAX, id, -5, stored.clone(), None::<i64>])?;
            tx.execute(&ADD, &params![i64::MIN, "{\"a\":[1,2]}", true, None::<Vec<u8>>, None::<i64>])
        })
        .await
        .unwrap();
        let (first, last) = db
            .read(|tx| {
                Ok::<_, StoreError>((
                    tx.query_one(&FIND, &params![i64::MAX])?,
                    tx.query_one(&FIND, &params![i64::MIN])?,
                ))
            })
            .await
            .unwrap();
        assert_eq!((first.int("id"), last.int("id")), (Ok(i64::MAX), Ok(i64::MIN)));
        assert_eq!(first.id::<TicketId>("name"), Ok(id));
        assert_eq!(first.int_as::<i8>("number"), Ok(-5));
        assert_eq!(first.blob("body"), Ok(body));
        assert_eq!(first.opt_int("parent"), Ok(None));
        assert_eq!(first.opt_bool("parent"), Ok(None));
        assert_eq!(last.bool("number"), Ok(true));
        assert_eq!(last.instant("number"), Ok(Instant(1)));
        assert_eq!(last.json::<serde_json::Value>("name").unwrap()["a"][1], 2);
        assert_eq!(last.opt_blob("body"), Ok(None));

        let wrong = [
            first.int("nothing").unwrap_err(),
            first.int("name").unwrap_err(),
            first.text("number").unwrap_err(),
            first.bool("number").unwrap_err(),
            first.int("parent").unwrap_err(),
            first.int_as::<u8>("number").unwrap_err(),
            first.json::<i64>("name").unwrap_err(),
            last.id::<TicketId>("name").unwrap_err(),
            last.text("body").unwrap_err(),
        ];
        for error in wrong {
            assert_eq!(error.code(), "store_inconsistent", "{error}");
            assert!(!error.to_string().contains("tkt_0"), "{error}");
        }
    }

    async fn a_truth_is_a_number_on_both(db: Db) {
        run_script(&db, TABLES).await;
        write(&db, |tx| tx.execute(&ADD, &params![1, None::<&str>, 5, None::<Vec<u8>>, None::<i64>]))
            .await
            .unwrap();
        let row = db.read(|tx| tx.query_one(&FLAG, &params![1, 5])).await;
        let row: crate::Row = Result::<_, StoreError>::unwrap(row);
        assert_eq!((row.bool("same"), row.bool("missing")), (Ok(true), Ok(false)));
    }

    async fn a_dynamic_statement_takes_input_as_parameters_only(db: Db) {
        run_script(&db, TABLES).await;
        let names = ["x' OR '1'='1", "b", "c"];
        write(&db, move |tx| {
            for (id, name) in (0..).zip(names) {
                tx.execute(&ADD, &params![id, name, None::<i64>, None::<Vec<u8>>, None::<i64>])?;
            }
            Ok(())
        })
        .await
        .unwrap();
        let found = db
            .read(move |tx| {
                let mut sql = SqlText::new("SELECT name FROM probes WHERE name IN (");
                sql.list(2).push(") AND id >= ").param().push(" ORDER BY id LIMIT ").param();
                assert_eq!((sql.params(), sql.as_str().contains("$4")), (4, true));
                let rows = tx.query_dynamic(&sql, &params![names[0], names[2], 0, 10])?;
                rows.iter().map(|r| r.text("name")).collect::<Result<Vec<_>, StoreError>>()
            })
            .await
            .unwrap();
        assert_eq!(found, [names[0], names[2]]);
    }

    async fn dynamic_statements_beyond_the_cache_still_run(db: Db) {
        run_script(&db, TABLES).await;
        let found = db
            .read(|tx| {
                let mut found = 0;
                // More than a connection keeps prepared.
                for count in 1..=300 {
                    let mut sql = SqlText::new("SELECT count(*) AS n FROM probes WHERE id IN (");
                    sql.list(count).push(")");
                    let ids: Vec<Value> = (0..300).take(count).map(Value::Int).collect();
                    found += tx.query_dynamic(&sql, &ids)?[0].int("n")?;
                }
                Ok::<_, StoreError>(found)
            })
            .await;
        assert_eq!(found, Ok(0));
    }

    async fn rows_are_counted(db: Db) {
        run_script(&db, TABLES).await;
        let errors = write(&db, |tx| {
            add(tx, 1)?;
            add(tx, 2)?;
            Ok([
                tx.query_opt(&ROWS_IN_ORDER, &[]).unwrap_err(),
                tx.query_one(&FIND, &params![9]).unwrap_err(),
            ])
        })
        .await
        .unwrap();
        assert_eq!(errors[0], StoreError::RowCount { statement: "ROWS_IN_ORDER", found: 2 });
        assert_eq!(errors[1], StoreError::RowCount { statement: "FIND", found: 0 });
    }

    async fn the_number_of_parameters_is_checked(db: Db) {
        run_script(&db, TABLES).await;
        for given in [&params![][..], &params![1, 2][..]] {
            let given = given.to_vec();
            let error = write(&db, move |tx| tx.query(&FIND, &given)).await.unwrap_err();
            assert_eq!(error.code(), "store_statement_failed", "{error}");
        }
    }
}
