//! Assets: sold units and sites.

use std::collections::HashMap;

use surety_domain::ids::{AccountId, AssetId, ProductId};
use surety_domain::time::Instant;

use super::listing::{Archived, Listing};
use crate::text::like_prefix;
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One asset.
    GET = "SELECT id, account_id, product_id, name, serial, warranty_start, warranty_end, licence_count, archived_at,
             version, created_at, updated_at FROM assets WHERE id = $1";
    /// One asset, held until the end of the transaction.
    LOCK = "SELECT id FROM assets WHERE id = $1 FOR UPDATE";
    /// Adds an asset.
    INSERT = "INSERT INTO assets (id, account_id, product_id, name, serial, warranty_start, warranty_end,
                licence_count, archived_at, version, created_at, updated_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// Writes every field that can change.
    UPDATE = "UPDATE assets SET account_id = $2, product_id = $3, name = $4, serial = $5, warranty_start = $6,
                warranty_end = $7, licence_count = $8, archived_at = $9, version = $10, updated_at = $11
              WHERE id = $1";
}

const COLUMNS: &str = "SELECT id, account_id, product_id, name, serial, warranty_start, warranty_end, licence_count, \
     archived_at, version, created_at, updated_at FROM assets";

/// An asset as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its id.
    pub id: AssetId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What it is one of.
    pub product_id: ProductId,
    /// Its name.
    pub name: String,
    /// Serial number as printed on it.
    pub serial: Option<String>,
    /// First day of warranty, `YYYY-MM-DD`.
    pub warranty_start: Option<String>,
    /// First day without warranty, `YYYY-MM-DD`.
    pub warranty_end: Option<String>,
    /// How many licences were sold.
    pub licence_count: Option<i64>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What a list of assets is cut to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Start of the serial number.
    pub serial: Option<String>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Of this product.
    pub product: Option<ProductId>,
    /// In use or put away.
    pub archived: Archived,
    /// Only of these accounts: what the caller may see.
    pub within: Option<Vec<AccountId>>,
}

fn read(row: &Row) -> Result<Asset, StoreError> {
    Ok(Asset {
        id: row.id("id")?,
        account_id: row.id("account_id")?,
        product_id: row.id("product_id")?,
        name: row.text("name")?,
        serial: row.opt_text("serial")?,
        warranty_start: row.opt_text("warranty_start")?,
        warranty_end: row.opt_text("warranty_end")?,
        licence_count: row.opt_int("licence_count")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One asset.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: AssetId) -> Result<Option<Asset>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One asset, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: AssetId) -> Result<Option<Asset>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// Adds an asset.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, asset: &Asset) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            asset.id,
            asset.account_id,
            asset.product_id,
            &asset.name,
            asset.serial.clone(),
            asset.warranty_start.clone(),
            asset.warranty_end.clone(),
            asset.licence_count,
            asset.archived_at,
            asset.version,
            asset.created_at,
            asset.updated_at
        ],
    )?;
    Ok(())
}

/// Writes an asset that [`lock`] holds.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, asset: &Asset) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            asset.id,
            asset.account_id,
            asset.product_id,
            &asset.name,
            asset.serial.clone(),
            asset.warranty_start.clone(),
            asset.warranty_end.clone(),
            asset.licence_count,
            asset.archived_at,
            asset.version,
            asset.updated_at
        ],
    )?;
    Ok(())
}

/// The names of these assets.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[AssetId]) -> Result<HashMap<AssetId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM assets", ids)
}

/// One page in the order they were made, after an id, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &Filter,
    after: Option<AssetId>,
    limit: i64,
) -> Result<Vec<Asset>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    filter.archived.condition(&mut listing);
    if let Some(within) = &filter.within {
        listing.and("account_id IN ").bind_all(within);
    }
    if let Some(account) = filter.account {
        listing.and("account_id = ").bind(account);
    }
    if let Some(product) = filter.product {
        listing.and("product_id = ").bind(product);
    }
    if let Some(serial) = &filter.serial {
        listing
            .and("serial LIKE ")
            .bind(like_prefix(serial))
            .sql(" ESCAPE '\\'");
    }
    if let Some(id) = after {
        listing.and("id > ").bind(id);
    }
    listing.sql(" ORDER BY id LIMIT ").bind(limit);
    listing.rows(tx)?.iter().map(read).collect()
}
