use surety_domain::ids::AssetId;
use surety_store::twins;

use super::*;
use crate::assets::{self, NewAsset};
use crate::promises::account::{self, LedgerQuery};
use crate::promises::contracts::CreditInput;
use crate::promises::statement::{StatementQuery, statement};
use crate::record::testing::code;

impl Story {
    async fn asset(&self, account: AccountId, product: ProductId) -> AssetId {
        let input = NewAsset {
            account_id: account,
            product_id: product,
            name: format!("Site {}", self.number()),
            serial: None,
            warranty_start: None,
            warranty_end: None,
            licence_count: None,
        };
        assets::create(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    async fn by_hand(
        &self,
        contract: ContractId,
        input: CreditInput,
        is_top_up: bool,
    ) -> Result<ContractView, AppError> {
        contracts::credit(&self.desk.app, &self.desk.admin, contract, input, is_top_up).await
    }

    /// One credit on top in every limit.
    async fn top_up(
        &self,
        contract: ContractId,
        product: Option<ProductId>,
        asset: Option<AssetId>,
    ) -> Result<ContractView, AppError> {
        self.by_hand(contract, credits(None, 100, product, asset), true)
            .await
    }
}

fn credits(
    bucket: Option<&str>,
    amount: i64,
    product_id: Option<ProductId>,
    asset_id: Option<AssetId>,
) -> CreditInput {
    CreditInput {
        bucket: bucket.map(str::to_owned),
        amount_hundredths: amount,
        expires_at: None,
        product_id,
        asset_id,
        reason: "bought".into(),
    }
}

/// All that is left of the first limit, and how much of it is for one thing.
fn left_and_reserved(credits: &[BucketView]) -> (i64, i64) {
    let first = &credits[0];
    let reserved = first.reserved.iter().map(|r| r.remaining_hundredths).sum();
    (first.remaining_hundredths, reserved)
}

twins! {
    async fn a_top_up_for_a_product_serves_its_tickets_alone(db: Db) {
        let story = Story::new(db).await;
        let (relay, cloud) = (story.product().await, story.product().await);
        let site = story.asset(story.desk.own, relay).await;
        let contract = story.contract(weekly(1)).await;
        story.top_up(contract.id, Some(relay), None).await.unwrap();
        let view = story.top_up(contract.id, Some(relay), None).await.unwrap();
        assert_eq!(left_and_reserved(&view.credits), (300, 200));
        let apart = &view.credits[0].reserved;
        assert_eq!(apart.len(), 1, "the same thing with the same end is one line");
        assert_eq!(apart[0].product.as_ref().unwrap().id, relay.to_string());
        let about = |product| OpenInput { product_id: Some(product), ..request() };
        let first = story.open_with(about(cloud)).await;
        assert_eq!(first.row.outcome, "covered");
        assert_eq!(bucket(&first, "week").remaining_hundredths, 0, "what is left is not for this product");
        assert_eq!(story.open_with(about(cloud)).await.row.admission, "held");
        assert_eq!(story.open().await.row.admission, "held");
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 200)]));
        let served = story.open_with(about(relay)).await;
        assert_eq!((served.row.outcome.as_str(), bucket(&served, "week").remaining_hundredths), ("covered", 100));
        // A ticket that names an asset alone is about that asset's product.
        let by_site = story.open_with(OpenInput { asset_id: Some(site), ..request() }).await;
        assert_eq!(by_site.row.outcome, "covered");
        assert_eq!(story.open_with(about(relay)).await.row.admission, "held");
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("week".into(), 0)]));
        story.ends_well().await;
    }

    async fn among_those_that_expire_together_the_more_specific_goes_first(db: Db) {
        let story = Story::new(db).await;
        let relay = story.product().await;
        let site = story.asset(story.desk.own, relay).await;
        let contract = story.contract(weekly(1)).await;
        for (product, asset) in [(None, None), (Some(relay), None), (Some(relay), Some(site))] {
            story.top_up(contract.id, product, asset).await.unwrap();
        }
        // The week's own credit expires first; then the asset's, the product's, the free one.
        let about = || OpenInput { asset_id: Some(site), ..request() };
        for wanted in [(300, 200), (200, 100), (100, 0), (0, 0)] {
            assert_eq!(story.open_with(about()).await.row.outcome, "covered");
            let now = contracts::get(&story.desk.app, &story.desk.admin, contract.id).await.unwrap();
            assert_eq!(left_and_reserved(&now.credits), wanted);
        }
        assert_eq!(story.open_with(about()).await.row.admission, "held");
        story.ends_well().await;
    }

    async fn a_ticket_that_changes_its_product_pays_from_what_serves_it(db: Db) {
        let story = Story::new(db).await;
        let (relay, cloud) = (story.product().await, story.product().await);
        let contract = story.contract(weekly(0)).await;
        story.top_up(contract.id, Some(relay), None).await.unwrap();
        let ticket = story.open_with(OpenInput { product_id: Some(relay), ..request() }).await;
        assert_eq!((ticket.row.outcome.as_str(), story.left(contract.id).await["week"]), ("covered", 0));
        let moved = story.change(&ticket, json!({ "product_id": cloud })).await;
        assert_eq!(bucket(&moved, "week").remaining_hundredths, 0);
        assert_eq!(story.left(contract.id).await["week"], 100, "the relay's credit is back with the relay");
        let back = story.change(&moved, json!({ "product_id": relay })).await;
        assert_eq!((back.row.outcome.as_str(), story.left(contract.id).await["week"]), ("covered", 0));
        story.ends_well().await;
    }

    async fn corrections_statement_and_ledger_keep_the_scope(db: Db) {
        let story = Story::new(db).await;
        let relay = story.product().await;
        let contract = story.contract(weekly(1)).await.id;
        story.top_up(contract, Some(relay), None).await.unwrap();
        let less = |product| credits(Some("week"), -150, product, None);
        assert_eq!(code(story.by_hand(contract, less(None), false).await), "nothing_to_take");
        assert_eq!(code(story.by_hand(contract, less(Some(relay)), false).await), "nothing_to_take");
        let one = credits(Some("week"), -100, None, None);
        let view = story.by_hand(contract, one, false).await.unwrap();
        assert_eq!(left_and_reserved(&view.credits), (100, 100));
        let part = credits(Some("week"), -40, Some(relay), None);
        let view = story.by_hand(contract, part, false).await.unwrap();
        assert_eq!(left_and_reserved(&view.credits), (60, 60));
        let lines = statement(&story.desk.app, &story.desk.admin, story.desk.own, StatementQuery::default()).await.unwrap();
        let line = lines.iter().find(|l| l.contract.id == contract).unwrap();
        assert_eq!((line.closing_hundredths, line.reserved_hundredths), (60, 60));
        let entries = account::ledger(&story.desk.app, &story.desk.admin, story.desk.own, LedgerQuery::default()).await.unwrap().items;
        let named: Vec<_> = entries.iter().filter(|e| e.product.is_some()).collect();
        assert_eq!((named.len(), named[0].kind.as_str()), (1, "top_up"));
        assert_eq!(named[0].product.as_ref().unwrap().id, relay.to_string());
        story.ends_well().await;
    }

    async fn a_top_up_for_what_is_not_theirs_is_refused(db: Db) {
        let story = Story::new(db).await;
        let (relay, cloud) = (story.product().await, story.product().await);
        let (own, other) = (story.asset(story.desk.own, relay).await, story.asset(story.desk.other, relay).await);
        let contract = story.contract(weekly(1)).await.id;
        assert_eq!(code(story.top_up(contract, Some(ProductId(9)), None).await), "product_not_found");
        assert_eq!(code(story.top_up(contract, None, Some(AssetId(9))).await), "asset_not_found");
        assert_eq!(code(story.top_up(contract, None, Some(other)).await), "asset_of_other_account");
        assert_eq!(code(story.top_up(contract, Some(cloud), Some(own)).await), "asset_of_other_product");
        assert_eq!(story.left(contract).await, BTreeMap::from([("week".into(), 100)]));
        story.ends_well().await;
    }
}
