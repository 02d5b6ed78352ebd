//! Products: what is supported.

use std::collections::HashMap;

use surety_domain::ids::{ProductId, SlaId, TeamId};
use surety_domain::text::fold;
use surety_domain::time::Instant;

use super::listing::{Archived, Listing};
use crate::text::{like_contains, like_prefix};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One product.
    GET = "SELECT id, name, name_folded, code, description, sla_id, team_id, archived_at, version, created_at,
             updated_at FROM products WHERE id = $1";
    /// One product, held until the end of the transaction.
    LOCK = "SELECT id FROM products WHERE id = $1 FOR UPDATE";
    /// Whose code it is.
    BY_CODE = "SELECT id FROM products WHERE code = $1";
    /// Adds a product.
    INSERT = "INSERT INTO products (id, name, name_folded, code, description, sla_id, team_id, archived_at, version,
                created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Writes every field that can change.
    UPDATE = "UPDATE products SET name = $2, name_folded = $3, code = $4, description = $5, sla_id = $6, team_id = $7,
                archived_at = $8, version = $9, updated_at = $10 WHERE id = $1";
}

const COLUMNS: &str = "SELECT id, name, name_folded, code, description, sla_id, team_id, archived_at, version, \
     created_at, updated_at FROM products";

/// A product as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// A short code, unique.
    pub code: String,
    /// What it is.
    pub description: String,
    /// A service-based SLA.
    pub sla_id: Option<SlaId>,
    /// The team whose requests about it go to.
    pub team_id: Option<TeamId>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

fn read(row: &Row) -> Result<Product, StoreError> {
    Ok(Product {
        id: row.id("id")?,
        name: row.text("name")?,
        code: row.text("code")?,
        description: row.text("description")?,
        sla_id: row.opt_id("sla_id")?,
        team_id: row.opt_id("team_id")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One product.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: ProductId) -> Result<Option<Product>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One product, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: ProductId) -> Result<Option<Product>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// The product with this code.
///
/// # Errors
/// As the engine reports.
pub fn find_by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<ProductId>, StoreError> {
    tx.query_opt(&BY_CODE, &params![code])?
        .map(|row| row.id("id"))
        .transpose()
}

/// Adds a product.
///
/// # Errors
/// As the engine reports; a code that is taken is a unique conflict on `products.code`.
pub fn insert(tx: &mut Tx<'_>, product: &Product) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            product.id,
            &product.name,
            fold(&product.name),
            &product.code,
            &product.description,
            product.sla_id,
            product.team_id,
            product.archived_at,
            product.version,
            product.created_at,
            product.updated_at
        ],
    )?;
    Ok(())
}

/// Writes a product that [`lock`] holds.
///
/// # Errors
/// As [`insert`].
pub fn update(tx: &mut Tx<'_>, product: &Product) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            product.id,
            &product.name,
            fold(&product.name),
            &product.code,
            &product.description,
            product.sla_id,
            product.team_id,
            product.archived_at,
            product.version,
            product.updated_at
        ],
    )?;
    Ok(())
}

/// The names of these products.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[ProductId]) -> Result<HashMap<ProductId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM products", ids)
}

/// One page by name, after `(folded name, id)`, at most `limit`. `q` is found
/// anywhere in the name or at the start of the code.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    q: Option<&str>,
    archived: Archived,
    after: Option<&(String, ProductId)>,
    limit: i64,
) -> Result<Vec<Product>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    archived.condition(&mut listing);
    if let Some(q) = q {
        listing
            .and("(name_folded LIKE ")
            .bind(like_contains(&fold(q)))
            .sql(" ESCAPE '\\' OR code LIKE ")
            .bind(like_prefix(q))
            .sql(" ESCAPE '\\')");
    }
    if let Some((name, id)) = after {
        listing
            .and("(name_folded, id) > (")
            .bind(name.as_str())
            .sql(", ")
            .bind(id)
            .sql(")");
    }
    listing.sql(" ORDER BY name_folded, id LIMIT ").bind(limit);
    listing.rows(tx)?.iter().map(read).collect()
}
