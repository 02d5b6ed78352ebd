//! The same text, understood differently: what the helpers and rules prevent.

use super::*;

sql! {
    LIKE = "SELECT id FROM probes WHERE name LIKE $1 ESCAPE '\\' ORDER BY id";
    BY_NAME = "SELECT id, name FROM probes ORDER BY name NULLS LAST, id";
    RANGE = "SELECT id FROM probes WHERE name >= $1 AND name < $2 ORDER BY id";
    SHARE = "SELECT number / NULLIF(id, 0) AS share FROM probes ORDER BY id";
    CONCAT = "SELECT name || '!' AS louder FROM probes ORDER BY id";
}

async fn names(db: &Db, all: &'static [Option<&'static str>]) {
    run_script(db, TABLES).await;
    write(db, move |tx| {
        for (id, name) in (0..).zip(all) {
            tx.execute(
                &ADD,
                &params![id, *name, None::<i64>, None::<Vec<u8>>, None::<i64>],
            )?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

async fn ids(db: &Db, stmt: &'static crate::Stmt, with: Vec<Value>) -> Vec<i64> {
    let rows = write(db, move |tx| tx.query(stmt, &with)).await.unwrap();
    rows.iter().map(|r| r.int("id").unwrap()).collect()
}

twins! {
    async fn like_distinguishes_case_and_takes_its_signs_literally(db: Db) {
        names(&db, &[Some("Printer"), Some("printer"), Some("50%"), Some("50x"), Some(r"a\b"), Some("a_b")]).await;
        for (pattern, wanted) in [
            (text::like_prefix("print"), vec![1]),
            (text::like_contains("rinter"), vec![0, 1]),
            (text::like_prefix("50%"), vec![2]),
            (text::like_contains("\\"), vec![4]),
            (text::like_contains("_"), vec![5]),
        ] {
            assert_eq!(ids(&db, &LIKE, params![&pattern].into()).await, wanted, "{pattern}");
        }
    }

    async fn text_sorts_by_bytes_with_null_where_we_say(db: Db) {
        names(&db, &[Some("b"), None, Some("B"), Some("ä"), Some("a b"), Some("ab"), Some("工")]).await;
        assert_eq!(ids(&db, &BY_NAME, vec![]).await, [2, 4, 5, 0, 3, 6, 1]);
        assert_eq!(ids(&db, &RANGE, params!["a", "b"].into()).await, [4, 5]);
    }

    async fn folded_text_is_found_beyond_ascii(db: Db) {
        names(&db, &[Some("äöü straße")]).await;
        let pattern = text::like_prefix(&text::fold("ÄÖÜ Str"));
        assert_eq!(ids(&db, &LIKE, params![pattern].into()).await, [0]);
    }

    async fn nothing_is_joined_to_null(db: Db) {
        names(&db, &[None]).await;
        let rows = write(&db, |tx| tx.query(&CONCAT, &[])).await.unwrap();
        assert_eq!(rows[0].opt_text("louder"), Ok(None));
    }

    async fn a_division_by_zero_is_null(db: Db) {
        run_script(&db, TABLES).await;
        write(&db, |tx| {
            for id in [0, 2] {
                tx.execute(&ADD, &params![id, None::<&str>, -7, None::<Vec<u8>>, None::<i64>])?;
            }
            Ok(())
        })
        .await
        .unwrap();
        let rows = write(&db, |tx| tx.query(&SHARE, &[])).await.unwrap();
        assert_eq!(rows[0].opt_int("share"), Ok(None));
        // Both round towards zero.
        assert_eq!(rows[1].opt_int("share"), Ok(Some(-3)));
    }

    async fn a_number_that_leaves_64_bits_is_refused(db: Db) {
        run_script(&db, TABLES).await;
        write(&db, |tx| tx.execute(&ADD_SUM, &params![1, i64::MAX])).await.unwrap();
        let grown = write(&db, |tx| tx.execute(&GROW_SUM, &params![1, 1])).await;
        assert_eq!(grown, Err(StoreError::OutOfRange { statement: "GROW_SUM" }));
        write(&db, |tx| tx.execute(&ADD_SUM, &params![2, 1])).await.unwrap();
        let sum = write(&db, |tx| tx.query_one(&SUM_OF_SUMS, &[]).map(|_| ())).await;
        assert_eq!(sum, Err(StoreError::OutOfRange { statement: "SUM_OF_SUMS" }));
        write(&db, |tx| tx.execute(&GROW_SUM, &params![1, -1])).await.unwrap();
        let sum = write(&db, |tx| tx.query_one(&SUM_OF_SUMS, &[])?.int("total")).await;
        assert_eq!(sum, Ok(i64::MAX));
    }

    async fn the_sum_of_nothing_is_null(db: Db) {
        run_script(&db, TABLES).await;
        let sum = write(&db, |tx| tx.query_one(&SUM_OF_SUMS, &[])?.opt_int("total")).await;
        assert_eq!(sum, Ok(None));
    }

    async fn a_nul_in_a_text_is_refused_and_can_be_made_visible(db: Db) {
        run_script(&db, TABLES).await;
        write(&db, |tx| add(tx, 1)).await.unwrap();
        let refused = write(&db, |tx| {
            let refused = tx.execute(&SET_NAME, &params![1, "a\0b"]);
            // Nothing was sent, so the transaction goes on.
            tx.execute(&SET_NAME, &params![1, text::without_nul("a\0b")])?;
            Ok(refused)
        })
        .await
        .unwrap();
        assert_eq!(refused, Err(StoreError::NulInText { statement: "SET_NAME" }));
        let row = write(&db, |tx| tx.query_one(&FIND, &params![1])).await.unwrap();
        assert_eq!(row.str("name"), Ok("a\u{FFFD}b"));
        // Bytes may hold anything.
        write(&db, |tx| tx.execute(&ADD, &params![2, None::<&str>, None::<i64>, vec![0_u8], None::<i64>]))
            .await
            .unwrap();
    }

    async fn another_kind_of_value_is_refused(db: Db) {
        run_script(&db, TABLES).await;
        let text = write(&db, |tx| tx.execute(&ADD_SUM, &params![1, "seven"])).await;
        assert_eq!(text.unwrap_err().code(), "store_statement_failed");
        let bytes = write(&db, |tx| tx.execute(&ADD_SUM, &params![1, vec![7_u8]])).await;
        assert_eq!(bytes.unwrap_err().code(), "store_statement_failed");
    }

    async fn parameters_go_by_number_not_by_place(db: Db) {
        sql! { SWAPPED = "SELECT CAST($2 AS BIGINT) AS second, CAST($1 AS BIGINT) AS first, CAST($2 AS BIGINT) AS again"; }
        let row = write(&db, |tx| tx.query_one(&SWAPPED, &params![1, 2])).await.unwrap();
        assert_eq!(
            (row.int("first"), row.int("second"), row.int("again")),
            (Ok(1), Ok(2), Ok(2))
        );
    }

    async fn constraints_have_one_name_on_both(db: Db) {
        run_script(&db, TABLES).await;
        write(&db, |tx| {
            tx.execute(&ADD_PARENT, &params![1])?;
            tx.execute(&ADD, &params![1, "a", 5, None::<Vec<u8>>, 1])
        })
        .await
        .unwrap();
        let probe = |id: i64, name: &str, number: i64, parent: Option<i64>| -> Vec<Value> {
            params![id, name, number, None::<Vec<u8>>, parent].into()
        };
        use ConflictKind::{Check, ForeignKey, NotNull, Unique};
        for (stmt, with, kind, constraint) in [
            (&ADD, probe(1, "b", 6, None), Unique, "probes.id"),
            (&ADD, probe(2, "a", 5, None), Unique, "probes.number,name"),
            (&ADD, probe(2, "b", 4, None), Unique, "probes_sum"),
            (&ADD, probe(2, "b", 1000, None), Check, "probes_number_small"),
            (&ADD, probe(2, "b", 9, Some(7)), ForeignKey, crate::FOREIGN_KEY),
            (&DELETE_PARENT, params![1].into(), ForeignKey, crate::FOREIGN_KEY),
            (&ADD_SUM, params![1, None::<i64>].into(), NotNull, "sums.total"),
        ] {
            let error = write(&db, move |tx| tx.execute(stmt, &with)).await.unwrap_err();
            let constraint = constraint.to_owned();
            assert_eq!(error, StoreError::Conflict { kind, constraint });
        }
    }
}
