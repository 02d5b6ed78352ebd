use surety_store::{Db, twins};

use super::*;
use crate::products as product_verbs;
use crate::record::testing::{Desk, code, refusal};

async fn product(desk: &Desk) -> ProductId {
    let input = product_verbs::NewProduct {
        name: "Relay".into(),
        code: "R".into(),
        ..product_verbs::NewProduct::default()
    };
    product_verbs::create(&desk.app, &desk.supervisor, input)
        .await
        .unwrap()
        .id
}

fn asset(account_id: AccountId, product_id: ProductId) -> NewAsset {
    NewAsset {
        account_id,
        product_id,
        name: "Substation 7".into(),
        serial: Some("RGW-0071".into()),
        warranty_start: Some("2026-01-01".into()),
        warranty_end: Some("2029-01-01".into()),
        licence_count: Some(40),
    }
}

twins! {
    async fn an_asset_is_made_read_changed_and_put_away(db: Db) {
        let desk = Desk::new(db).await;
        let product = product(&desk).await;
        let made = create(&desk.app, &desk.agent, asset(desk.own, product)).await.unwrap();
        assert_eq!(made.product.as_ref().map(|p| p.name.as_str()), Some("Relay"));
        assert_eq!(get(&desk.app, &desk.customer, made.id).await.unwrap(), made);
        assert_eq!(code(get(&desk.app, &desk.stranger, made.id).await), "not_found");
        assert_eq!(code(get(&desk.app, &desk.stranger, AssetId(1)).await), "not_found");
        let change = ChangeAsset { licence_count: Some(Some(60)), serial: Some(None), ..ChangeAsset::default() };
        assert_eq!(code(update(&desk.app, &desk.customer, made.id, 1, change.clone()).await), "forbidden");
        assert_eq!(code(update(&desk.app, &desk.stranger, made.id, 1, change.clone()).await), "not_found");
        let changed = update(&desk.app, &desk.agent, made.id, 1, change.clone()).await.unwrap();
        assert_eq!((changed.licence_count, changed.serial, changed.version), (Some(60), None, 2));
        assert!(matches!(update(&desk.app, &desk.agent, made.id, 1, change).await, Err(AppError::Stale { current: 2 })));
        assert!(archive(&desk.app, &desk.agent, made.id, Some(2), true).await.unwrap().archived_at.is_some());
        assert_eq!(desk.audited("asset.").await, 3);
    }

    async fn lists_keep_to_the_callers_accounts_and_page_wholly(db: Db) {
        let desk = Desk::new(db).await;
        let product = product(&desk).await;
        for n in 0..9 {
            let account = if n % 3 == 0 { desk.other } else { desk.own };
            create(&desk.app, &desk.agent, asset(account, product)).await.unwrap();
        }
        for (call, wanted) in [(&desk.agent, 9), (&desk.customer, 6), (&desk.stranger, 3)] {
            let (mut seen, mut cursor) = (Vec::new(), None);
            loop {
                let query = AssetQuery { limit: Some(2), cursor, product: Some(product), serial: Some("RGW-".into()), ..AssetQuery::default() };
                let page = list(&desk.app, call, query).await.unwrap();
                seen.extend(page.items.into_iter().map(|a| a.id));
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            let ordered = seen.clone();
            seen.sort();
            seen.dedup();
            assert_eq!((seen.len(), ordered), (wanted, seen));
        }
        let theirs = AssetQuery { account: Some(desk.other), ..AssetQuery::default() };
        assert!(list(&desk.app, &desk.customer, theirs).await.unwrap().items.is_empty());
    }

    async fn bad_input_is_refused_by_field(db: Db) {
        let desk = Desk::new(db).await;
        let product = product(&desk).await;
        let good = asset(desk.own, product);
        for (input, wanted, field) in [
            (NewAsset { name: String::new(), ..good.clone() }, "required", "name"),
            (NewAsset { warranty_start: Some("2026-02-30".into()), ..good.clone() }, "invalid_date", "warranty_start"),
            (NewAsset { warranty_end: Some("2026-01-01".into()), ..good.clone() }, "end_before_start", "warranty_end"),
            (NewAsset { licence_count: Some(-1), ..good.clone() }, "out_of_range", "licence_count"),
            (NewAsset { account_id: AccountId(7), ..good.clone() }, "unknown_reference", "account_id"),
            (NewAsset { product_id: ProductId(7), ..good.clone() }, "unknown_reference", "product_id"),
        ] {
            let found = refusal(create(&desk.app, &desk.agent, input).await);
            assert_eq!(found, (wanted.to_owned(), Some(field.to_owned())));
        }
        let edge = NewAsset { licence_count: Some(LICENCES_MAX), warranty_end: Some("2026-01-02".into()), ..good };
        assert!(create(&desk.app, &desk.agent, edge).await.is_ok());
    }
}
