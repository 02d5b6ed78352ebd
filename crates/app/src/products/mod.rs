//! Products: what is supported.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{ProductId, SlaId, TeamId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::products::{self, Product};
use surety_store::records::{promises, teams};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::archived;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::patch::{Patch, present};
use crate::record::{Check, Page, Paging, changes, check_version, created, named, search_text};
use crate::tickets::view::Named;

#[cfg(test)]
mod tests;

/// Something that is supported. Who works on it is null for customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Relay Gateway", "code": "RGW",
    "description": "", "sla_id": null, "team_id": null, "team": null, "archived_at": null, "version": 1,
    "created_at": "2026-05-04T08:00:00Z", "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct ProductView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// A short code, unique.
    pub code: String,
    /// What it is.
    pub description: String,
    /// A service-based SLA.
    #[schema(value_type = Option<String>)]
    pub sla_id: Option<SlaId>,
    /// The team that requests about it go to.
    #[schema(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
    /// The same with its name.
    pub team: Option<Named>,
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

/// A new product.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Relay Gateway", "code": "RGW"}))]
pub struct NewProduct {
    /// Its name.
    pub name: String,
    /// A short code, unique: letters, digits, `.`, `_`, `-`.
    pub code: String,
    /// What it is.
    pub description: Option<String>,
    /// A service-based SLA.
    #[schema(value_type = Option<String>)]
    pub sla_id: Option<SlaId>,
    /// The team that requests about it go to.
    #[schema(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
}

/// A change of a product; what is left out stays, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Relay Gateway 2", "team_id": null}))]
pub struct ChangeProduct {
    /// Its name.
    pub name: Option<String>,
    /// A short code, unique.
    pub code: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// A service-based SLA.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub sla_id: Patch<SlaId>,
    /// The team that requests about it go to.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub team_id: Patch<TeamId>,
}

/// Which products.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProductQuery {
    /// Found anywhere in the name or at the start of the code.
    pub q: Option<String>,
    /// `true` shows those put away instead.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

fn views(tx: &mut Tx<'_>, cx: &Cx<'_>, rows: Vec<Product>) -> Result<Vec<ProductView>, AppError> {
    let team_ids: Vec<TeamId> = rows.iter().filter_map(|row| row.team_id).collect();
    let names = teams::names(tx, &team_ids)?;
    let inside = cx.actor.kind != ActorKind::Customer;
    Ok(rows
        .into_iter()
        .map(|row| {
            let team_id = row.team_id.filter(|_| inside);
            ProductView {
                id: row.id,
                name: row.name,
                code: row.code,
                description: row.description,
                sla_id: row.sla_id.filter(|_| inside),
                team_id,
                team: named(team_id, &names),
                archived_at: row.archived_at,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
            }
        })
        .collect())
}

fn view(tx: &mut Tx<'_>, cx: &Cx<'_>, row: Product) -> Result<ProductView, AppError> {
    views(tx, cx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("product"))
}

/// A page of products by name.
///
/// # Errors
/// `product_read` is needed; `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(
    app: &App,
    call: &Call,
    query: ProductQuery,
) -> Result<Page<ProductView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ProductRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let q = search_text(query.q.as_deref())?;
        let rows = products::list(
            tx,
            q.as_deref(),
            archived(query.archived),
            paging.after.as_ref(),
            paging.wanted(),
        )?;
        let (rows, next_cursor) =
            paging.cut(rows, |row| (surety_domain::text::fold(&row.name), row.id))?;
        Ok(Page {
            items: views(tx, cx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// One product.
///
/// # Errors
/// `product_read` is needed.
pub async fn get(app: &App, call: &Call, id: ProductId) -> Result<ProductView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ProductRead, &Subject::Desk)?;
        let row = products::get(tx, id)?.ok_or(AppError::NotFound("product"))?;
        view(tx, cx, row)
    })
    .await
}

fn check_fields(tx: &mut Tx<'_>, row: &mut Product, old: Option<&Product>) -> Result<(), AppError> {
    let mut check = Check::new();
    row.name = check.name("name", &row.name);
    row.code = check.code("code", &row.code);
    row.description = check.text("description", &row.description);
    if let Some(sla) = row
        .sla_id
        .filter(|sla| old.and_then(|old| old.sla_id) != Some(*sla))
    {
        let found = promises::get_sla(tx, sla)?.filter(|sla| sla.head.archived_at.is_none());
        check.reference("sla_id", found.is_some());
        if found.is_some_and(|sla| sla.layer != "product") {
            check.fail(
                "sla_id",
                "wrong_layer",
                "only an SLA of the layer product fits here",
            );
        }
    }
    if let Some(team) = row
        .team_id
        .filter(|team| old.and_then(|old| old.team_id) != Some(*team))
    {
        let found = teams::get(tx, team)?.is_some_and(|team| team.archived_at.is_none());
        check.reference("team_id", found);
    }
    check.done()?;
    match products::find_by_code(tx, &row.code)? {
        Some(other) if other != row.id => Err(code_taken(&row.code)),
        _ => Ok(()),
    }
}

fn code_taken(code: &str) -> AppError {
    AppError::conflict(
        "product_code_taken",
        format!("another product has the code {code}"),
    )
}

/// Two writers at once: the unique key speaks where the look before did not.
fn or_taken(error: surety_store::StoreError, code: &str) -> AppError {
    if error.is_unique_conflict("products.code") {
        code_taken(code)
    } else {
        error.into()
    }
}

/// Adds a product.
///
/// # Errors
/// `product_manage` is needed; field errors, `product_code_taken`.
pub async fn create(app: &App, call: &Call, input: NewProduct) -> Result<ProductView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds a product within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewProduct,
) -> Result<ProductView, AppError> {
    cx.require(Permission::ProductManage, &Subject::Desk)?;
    let mut row = Product {
        id: cx.new_id(ProductId::new),
        name: input.name.clone(),
        code: input.code.clone(),
        description: input.description.clone().unwrap_or_default(),
        sla_id: input.sla_id,
        team_id: input.team_id,
        archived_at: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    check_fields(tx, &mut row, None)?;
    products::insert(tx, &row).map_err(|e| or_taken(e, &row.code))?;
    let made = view(tx, cx, row)?;
    cx.audit(
        tx,
        "product.created",
        "product",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    Ok(made)
}

/// Changes a product. `expected` is the version of `If-Match`.
///
/// # Errors
/// `product_manage` is needed; [`AppError::Stale`], field errors, `product_code_taken`.
pub async fn update(
    app: &App,
    call: &Call,
    id: ProductId,
    expected: i64,
    input: ChangeProduct,
) -> Result<ProductView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ProductManage, &Subject::Desk)?;
        let old = products::lock(tx, id)?.ok_or(AppError::NotFound("product"))?;
        check_version(old.version, Some(expected))?;
        let before = view(tx, cx, old.clone())?;
        let mut row = old.clone();
        let change = input.clone();
        row.name = change.name.unwrap_or(row.name);
        row.code = change.code.unwrap_or(row.code);
        row.description = change.description.unwrap_or(row.description);
        row.sla_id = change.sla_id.unwrap_or(row.sla_id);
        row.team_id = change.team_id.unwrap_or(row.team_id);
        check_fields(tx, &mut row, Some(&old))?;
        finish(tx, cx, "product.updated", before, row)
    })
    .await
}

/// Puts a product away, or takes it back. Its tickets and assets stay.
///
/// # Errors
/// `product_manage` is needed; [`AppError::Stale`].
pub async fn archive(
    app: &App,
    call: &Call,
    id: ProductId,
    expected: Option<i64>,
    away: bool,
) -> Result<ProductView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ProductManage, &Subject::Desk)?;
        let mut row = products::lock(tx, id)?.ok_or(AppError::NotFound("product"))?;
        check_version(row.version, expected)?;
        let before = view(tx, cx, row.clone())?;
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if away {
                "product.archived"
            } else {
                "product.restored"
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
    before: ProductView,
    mut row: Product,
) -> Result<ProductView, AppError> {
    let changed = changes(&before, &view(tx, cx, row.clone())?)?;
    if changed.is_empty() {
        return Ok(before);
    }
    row.version += 1;
    row.updated_at = cx.now;
    products::update(tx, &row).map_err(|e| or_taken(e, &row.code))?;
    let after = view(tx, cx, row)?;
    cx.audit(
        tx,
        action,
        "product",
        &after.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(after)
}
