//! Assets: sold units and sites of an account.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, AssetId, ProductId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::assets::{self, Asset};
use surety_store::records::{accounts as account_rows, products};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::{archived, within};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::patch::{Patch, present};
use crate::record::{Check, Page, Paging, changes, check_version, created, named, search_text};
use crate::tickets::view::Named;

#[cfg(test)]
mod tests;

/// Most licences of one asset.
pub const LICENCES_MAX: i64 = 1_000_000_000;

/// One sold unit or site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "ast_01jz8k3m6yq5t0v9w2x4c7b1ne", "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "account": {"id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Nordwind Energie"},
    "product_id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "product": {"id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Relay Gateway"}, "name": "Substation 7",
    "serial": "RGW-0071", "warranty_start": "2026-01-01", "warranty_end": "2029-01-01", "licence_count": 40,
    "archived_at": null, "version": 1, "created_at": "2026-05-04T08:00:00Z", "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct AssetView {
    /// The id.
    #[schema(value_type = String)]
    pub id: AssetId,
    /// Whose it is.
    #[schema(value_type = String)]
    pub account_id: AccountId,
    /// The same with its name.
    pub account: Option<Named>,
    /// What it is one of.
    #[schema(value_type = String)]
    pub product_id: ProductId,
    /// The same with its name.
    pub product: Option<Named>,
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
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A new asset.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "product_id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Substation 7", "serial": "RGW-0071"}))]
pub struct NewAsset {
    /// Whose it is.
    #[schema(value_type = String)]
    pub account_id: AccountId,
    /// What it is one of.
    #[schema(value_type = String)]
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
}

/// A change of an asset; what is left out stays, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"licence_count": 60, "warranty_end": "2030-01-01"}))]
pub struct ChangeAsset {
    /// Whose it is.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// What it is one of.
    #[schema(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
    /// Its name.
    pub name: Option<String>,
    /// Serial number as printed on it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub serial: Patch<String>,
    /// First day of warranty, `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub warranty_start: Patch<String>,
    /// First day without warranty, `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub warranty_end: Patch<String>,
    /// How many licences were sold.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub licence_count: Patch<i64>,
}

/// Which assets.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AssetQuery {
    /// Start of the serial number.
    pub serial: Option<String>,
    /// Of this account.
    #[param(value_type = Option<String>)]
    pub account: Option<AccountId>,
    /// Of this product.
    #[param(value_type = Option<String>)]
    pub product: Option<ProductId>,
    /// `true` shows those put away instead.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

fn views(tx: &mut Tx<'_>, rows: Vec<Asset>) -> Result<Vec<AssetView>, AppError> {
    let account_ids: Vec<AccountId> = rows.iter().map(|row| row.account_id).collect();
    let product_ids: Vec<ProductId> = rows.iter().map(|row| row.product_id).collect();
    let accounts = account_rows::names(tx, &account_ids)?;
    let products = products::names(tx, &product_ids)?;
    Ok(rows
        .into_iter()
        .map(|row| AssetView {
            id: row.id,
            account_id: row.account_id,
            account: named(Some(row.account_id), &accounts),
            product_id: row.product_id,
            product: named(Some(row.product_id), &products),
            name: row.name,
            serial: row.serial,
            warranty_start: row.warranty_start,
            warranty_end: row.warranty_end,
            licence_count: row.licence_count,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
        .collect())
}

fn view(tx: &mut Tx<'_>, row: Asset) -> Result<AssetView, AppError> {
    views(tx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("asset"))
}

/// A page of the assets the caller may see, in the order they were made.
///
/// # Errors
/// `asset_read` is needed; `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(app: &App, call: &Call, query: AssetQuery) -> Result<Page<AssetView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AssetRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let filter = assets::Filter {
            serial: search_text(query.serial.as_deref())?,
            account: query.account,
            product: query.product,
            archived: archived(query.archived),
            within: within(cx),
        };
        let rows = assets::list(tx, &filter, paging.after, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |row| row.id)?;
        Ok(Page {
            items: views(tx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// Finds the row, and asks for permission on its account. Nobody learns
/// whether an asset of an account they cannot see is there.
fn allowed(cx: &Cx<'_>, permission: Permission, row: Option<Asset>) -> Result<Asset, AppError> {
    match row {
        Some(row) => {
            cx.require(permission, &Subject::Account(row.account_id))
                .map_err(|e| match e {
                    AppError::NotFound(_) => AppError::NotFound("asset"),
                    other => other,
                })?;
            Ok(row)
        }
        None => {
            cx.require(Permission::AssetRead, &Subject::Desk)?;
            Err(AppError::NotFound("asset"))
        }
    }
}

/// One asset.
///
/// # Errors
/// [`AppError::NotFound`] also when the caller may not see it.
pub async fn get(app: &App, call: &Call, id: AssetId) -> Result<AssetView, AppError> {
    app.query(call, move |tx, cx| {
        let row = assets::get(tx, id)?;
        let row = allowed(cx, Permission::AssetRead, row)?;
        view(tx, row)
    })
    .await
}

fn check_fields(tx: &mut Tx<'_>, row: &mut Asset, old: Option<&Asset>) -> Result<(), AppError> {
    let mut check = Check::new();
    row.name = check.name("name", &row.name);
    row.serial = check.word("serial", row.serial.as_deref());
    row.warranty_start = row
        .warranty_start
        .as_deref()
        .map(|date| check.date("warranty_start", date));
    row.warranty_end = row
        .warranty_end
        .as_deref()
        .map(|date| check.date("warranty_end", date));
    if let (Some(start), Some(end)) = (&row.warranty_start, &row.warranty_end)
        && end <= start
    {
        // Dates of this shape compare as text.
        check.fail(
            "warranty_end",
            "end_before_start",
            "the first day without warranty comes after the first with it",
        );
    }
    if let Some(count) = row.licence_count {
        check.range("licence_count", count, 0, LICENCES_MAX);
    }
    if old.map(|old| old.account_id) != Some(row.account_id) {
        let found = account_rows::get(tx, row.account_id)?
            .is_some_and(|account| account.archived_at.is_none());
        check.reference("account_id", found);
    }
    if old.map(|old| old.product_id) != Some(row.product_id) {
        let found =
            products::get(tx, row.product_id)?.is_some_and(|product| product.archived_at.is_none());
        check.reference("product_id", found);
    }
    check.done()
}

/// Adds an asset.
///
/// # Errors
/// `asset_manage` is needed; field errors.
pub async fn create(app: &App, call: &Call, input: NewAsset) -> Result<AssetView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds an asset within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(tx: &mut Tx<'_>, cx: &Cx<'_>, input: &NewAsset) -> Result<AssetView, AppError> {
    cx.require(Permission::AssetManage, &Subject::Account(input.account_id))?;
    let mut row = Asset {
        id: cx.new_id(AssetId::new),
        account_id: input.account_id,
        product_id: input.product_id,
        name: input.name.clone(),
        serial: input.serial.clone(),
        warranty_start: input.warranty_start.clone(),
        warranty_end: input.warranty_end.clone(),
        licence_count: input.licence_count,
        archived_at: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    check_fields(tx, &mut row, None)?;
    assets::insert(tx, &row)?;
    let made = view(tx, row)?;
    cx.audit(
        tx,
        "asset.created",
        "asset",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    Ok(made)
}

/// Changes an asset. `expected` is the version of `If-Match`.
///
/// # Errors
/// `asset_manage` is needed; [`AppError::Stale`], field errors.
pub async fn update(
    app: &App,
    call: &Call,
    id: AssetId,
    expected: i64,
    input: ChangeAsset,
) -> Result<AssetView, AppError> {
    app.command(call, move |tx, cx| {
        let old = assets::lock(tx, id)?;
        let old = allowed(cx, Permission::AssetManage, old)?;
        check_version(old.version, Some(expected))?;
        let before = view(tx, old.clone())?;
        let mut row = old.clone();
        let change = input.clone();
        row.account_id = change.account_id.unwrap_or(row.account_id);
        row.product_id = change.product_id.unwrap_or(row.product_id);
        row.name = change.name.unwrap_or(row.name);
        row.serial = change.serial.unwrap_or(row.serial);
        row.warranty_start = change.warranty_start.unwrap_or(row.warranty_start);
        row.warranty_end = change.warranty_end.unwrap_or(row.warranty_end);
        row.licence_count = change.licence_count.unwrap_or(row.licence_count);
        cx.require(Permission::AssetManage, &Subject::Account(row.account_id))?;
        check_fields(tx, &mut row, Some(&old))?;
        finish(tx, cx, "asset.updated", before, row)
    })
    .await
}

/// Puts an asset away, or takes it back. Its tickets stay.
///
/// # Errors
/// `asset_manage` is needed; [`AppError::Stale`].
pub async fn archive(
    app: &App,
    call: &Call,
    id: AssetId,
    expected: Option<i64>,
    away: bool,
) -> Result<AssetView, AppError> {
    app.command(call, move |tx, cx| {
        let row = assets::lock(tx, id)?;
        let mut row = allowed(cx, Permission::AssetManage, row)?;
        check_version(row.version, expected)?;
        let before = view(tx, row.clone())?;
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if away {
                "asset.archived"
            } else {
                "asset.restored"
            },
            before,
            row,
        )
    })
    .await
}

/// Writes the row and the audit entry, unless nothing changed.
fn finish(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    action: &str,
    before: AssetView,
    mut row: Asset,
) -> Result<AssetView, AppError> {
    let changed = changes(&before, &view(tx, row.clone())?)?;
    if changed.is_empty() {
        return Ok(before);
    }
    row.version += 1;
    row.updated_at = cx.now;
    assets::update(tx, &row)?;
    let after = view(tx, row)?;
    cx.audit(
        tx,
        action,
        "asset",
        &after.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(after)
}
