//! Accounts: customer organisations.

use serde::Deserialize;
use serde_json::json;
use surety_domain::ids::AccountId;
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_store::Tx;
use surety_store::records::accounts::{self, ANCESTORS_MAX, Account};
use surety_store::records::listing::Archived;
use utoipa::IntoParams;

use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, changes, check_version, created, named, search_text};

pub mod import;
mod model;
#[cfg(test)]
mod tests;

pub use model::{AccountView, ChangeAccount, NewAccount};

/// Most mail domains of one account.
pub const DOMAINS_MAX: usize = 50;
/// Most money of one field, in the smallest unit of its currency.
pub const MONEY_MAX: i64 = 1_000_000_000_000_000;

/// Mail domains that everybody can have, so that they say nothing of an organisation.
const PUBLIC_MAIL_DOMAINS: [&str; 12] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "qq.com",
    "163.com",
];

/// Which accounts.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountQuery {
    /// Found anywhere in the name or at the start of a domain.
    pub q: Option<String>,
    /// Children of this account.
    #[param(value_type = Option<String>)]
    pub parent: Option<AccountId>,
    /// Of this segment, whatever its case. Only the desk sees segments and
    /// revenues, so a customer's list is not cut by them.
    pub segment: Option<String>,
    /// The one that another system knows by this. For the desk alone.
    pub external_ref: Option<String>,
    /// Annual revenue of at least this, in the smallest unit of each account's
    /// own currency; accounts without one are left out.
    pub annual_revenue_min_minor: Option<i64>,
    /// Annual revenue of at most this.
    pub annual_revenue_max_minor: Option<i64>,
    /// `true` shows those put away instead.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Those in use, or those put away.
pub(crate) fn archived(asked: Option<bool>) -> Archived {
    if asked.unwrap_or(false) {
        Archived::Yes
    } else {
        Archived::No
    }
}

/// The accounts that a customer is cut to; none for everybody else.
pub(crate) fn within(cx: &Cx<'_>) -> Option<Vec<AccountId>> {
    (cx.actor.kind == ActorKind::Customer).then(|| cx.actor.accounts.clone())
}

fn views(tx: &mut Tx<'_>, cx: &Cx<'_>, rows: Vec<Account>) -> Result<Vec<AccountView>, AppError> {
    let ids: Vec<AccountId> = rows.iter().map(|row| row.id).collect();
    let parents: Vec<AccountId> = rows
        .iter()
        .filter_map(|row| row.parent_id)
        .filter(|parent| cx.may(Permission::AccountRead, &Subject::Account(*parent)))
        .collect();
    let mut domains = accounts::domains(tx, &ids)?;
    let names = accounts::names(tx, &parents)?;
    let customer = cx.actor.kind == ActorKind::Customer;
    Ok(rows
        .into_iter()
        .map(|row| {
            let parent_id = row.parent_id.filter(|id| names.contains_key(id));
            AccountView {
                id: row.id,
                name: row.name,
                parent_id,
                parent: named(parent_id, &names),
                segment: row.segment.filter(|_| !customer),
                industry: row.industry,
                annual_revenue_minor: row.annual_revenue.filter(|_| !customer),
                open_deal_value_minor: row.open_deal_value.filter(|_| !customer),
                currency: row.currency,
                zone: row.zone,
                locale: row.locale,
                notes: if customer { String::new() } else { row.notes },
                external_ref: row.external_ref.filter(|_| !customer),
                domains: domains.remove(&row.id).unwrap_or_default(),
                archived_at: row.archived_at,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
            }
        })
        .collect())
}

fn view(tx: &mut Tx<'_>, cx: &Cx<'_>, row: Account) -> Result<AccountView, AppError> {
    views(tx, cx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("account"))
}

/// A page of the accounts the caller may see, by name.
///
/// # Errors
/// `account_read` is needed; `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(
    app: &App,
    call: &Call,
    query: AccountQuery,
) -> Result<Page<AccountView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AccountRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let customer = cx.actor.kind == ActorKind::Customer;
        let filter = accounts::Filter {
            q: search_text(query.q.as_deref())?,
            parent: query.parent,
            archived: archived(query.archived),
            within: within(cx),
            segment: search_text(query.segment.as_deref())?.filter(|_| !customer),
            external_ref: search_text(query.external_ref.as_deref())?.filter(|_| !customer),
            revenue_min: query.annual_revenue_min_minor.filter(|_| !customer),
            revenue_max: query.annual_revenue_max_minor.filter(|_| !customer),
        };
        let rows = accounts::list(tx, &filter, paging.after.as_ref(), paging.wanted())?;
        let (rows, next_cursor) =
            paging.cut(rows, |row| (surety_domain::text::fold(&row.name), row.id))?;
        Ok(Page {
            items: views(tx, cx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// One account.
///
/// # Errors
/// [`AppError::NotFound`] also when the caller may not see it.
pub async fn get(app: &App, call: &Call, id: AccountId) -> Result<AccountView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AccountRead, &Subject::Account(id))?;
        let row = accounts::get(tx, id)?.ok_or(AppError::NotFound("account"))?;
        view(tx, cx, row)
    })
    .await
}

fn checked_domains(check: &mut Check, domains: &[String]) -> Vec<String> {
    let domains: Vec<String> = domains
        .iter()
        .enumerate()
        .map(|(at, domain)| {
            let field = format!("domains[{at}]");
            let domain = check.domain(&field, domain);
            if PUBLIC_MAIL_DOMAINS.contains(&domain.as_str()) {
                check.fail(
                    &field,
                    "public_mail_domain",
                    "everybody can have an address there",
                );
            }
            domain
        })
        .collect();
    check.list("domains", &domains, DOMAINS_MAX);
    domains
}

fn check_fields(check: &mut Check, row: &mut Account) {
    row.name = check.name("name", &row.name);
    row.segment = check.word("segment", row.segment.as_deref());
    row.industry = check.word("industry", row.industry.as_deref());
    row.currency = check.currency("currency", &row.currency);
    row.zone = check.zone("zone", &row.zone);
    row.locale = check.locale("locale", &row.locale);
    row.notes = check.text("notes", &row.notes);
    row.external_ref = check.word("external_ref", row.external_ref.as_deref());
    for (field, value) in [
        ("annual_revenue_minor", row.annual_revenue),
        ("open_deal_value_minor", row.open_deal_value),
    ] {
        if let Some(value) = value {
            check.range(field, value, 0, MONEY_MAX);
        }
    }
}

/// The parent must be there, in use, not below the account, and not too deep.
fn check_parent(tx: &mut Tx<'_>, id: AccountId, parent: AccountId) -> Result<(), AppError> {
    let found = accounts::get(tx, parent)?.is_some_and(|parent| parent.archived_at.is_none());
    if !found {
        return Err(AppError::invalid(
            "unknown_reference",
            "parent_id",
            "there is no such account, or it is archived",
        ));
    }
    let above = accounts::ancestors(tx, parent)?;
    if parent == id || above.contains(&id) {
        return Err(AppError::invalid(
            "parent_circle",
            "parent_id",
            "an account cannot be below itself",
        ));
    }
    if above.len() + 1 >= ANCESTORS_MAX {
        return Err(AppError::invalid(
            "parent_too_deep",
            "parent_id",
            format!("at most {ANCESTORS_MAX} accounts above each other"),
        ));
    }
    Ok(())
}

/// What another system knows an account by is known of one account.
fn check_external_ref(tx: &mut Tx<'_>, row: &Account) -> Result<(), AppError> {
    let Some(known_as) = row.external_ref.as_deref() else {
        return Ok(());
    };
    match accounts::find_by_external_ref(tx, known_as)? {
        Some(other) if other != row.id => Err(external_ref_taken(known_as)),
        _ => Ok(()),
    }
}

fn external_ref_taken(known_as: &str) -> AppError {
    AppError::conflict(
        "external_ref_taken",
        format!("another account has the external reference {known_as}"),
    )
}

/// Two writers at once: the unique key speaks where the look before did not.
fn or_taken(error: surety_store::StoreError, row: &Account) -> AppError {
    match row.external_ref.as_deref() {
        Some(known_as) if error.is_unique_conflict("accounts.external_ref") => {
            external_ref_taken(known_as)
        }
        _ => error.into(),
    }
}

fn write_domains(tx: &mut Tx<'_>, id: AccountId, domains: &[String]) -> Result<(), AppError> {
    match accounts::set_domains(tx, id, domains)? {
        None => Ok(()),
        Some(taken) => Err(AppError::conflict(
            "domain_taken",
            format!("{taken} belongs to another account"),
        )),
    }
}

fn announce(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    view: &AccountView,
    change: &str,
) -> Result<(), AppError> {
    let data = json!({ "account_id": view.id, "version": view.version, "change": change });
    cx.live(tx, "account", &LiveSubject::Account { id: view.id }, &data)
}

/// Adds an account.
///
/// # Errors
/// `account_manage` is needed; field errors, `domain_taken`, `external_ref_taken`.
pub async fn create(app: &App, call: &Call, input: NewAccount) -> Result<AccountView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds an account within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewAccount,
) -> Result<AccountView, AppError> {
    cx.require(Permission::AccountManage, &Subject::Desk)?;
    let mut row = Account {
        id: cx.new_id(AccountId::new),
        name: input.name.clone(),
        parent_id: input.parent_id,
        segment: input.segment.clone(),
        industry: input.industry.clone(),
        annual_revenue: input.annual_revenue_minor,
        open_deal_value: input.open_deal_value_minor,
        currency: input.currency.clone().unwrap_or_else(|| "EUR".into()),
        zone: input.zone.clone().unwrap_or_else(|| "UTC".into()),
        locale: input.locale.clone().unwrap_or_else(|| "en".into()),
        notes: input.notes.clone().unwrap_or_default(),
        external_ref: input.external_ref.clone(),
        archived_at: None,
        default_terms: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    let mut check = Check::new();
    check_fields(&mut check, &mut row);
    let domains = checked_domains(&mut check, &input.domains);
    check.done()?;
    if let Some(parent) = row.parent_id {
        check_parent(tx, row.id, parent)?;
    }
    check_external_ref(tx, &row)?;
    accounts::insert(tx, &row).map_err(|e| or_taken(e, &row))?;
    write_domains(tx, row.id, &domains)?;
    let made = view(tx, cx, row)?;
    cx.audit(
        tx,
        "account.created",
        "account",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    announce(tx, cx, &made, "created")?;
    Ok(made)
}

/// Changes an account. `expected` is the version of `If-Match`.
///
/// # Errors
/// `account_manage` is needed; [`AppError::Stale`], field errors, `domain_taken`, `external_ref_taken`.
pub async fn update(
    app: &App,
    call: &Call,
    id: AccountId,
    expected: i64,
    input: ChangeAccount,
) -> Result<AccountView, AppError> {
    app.command(call, move |tx, cx| change_in(tx, cx, id, expected, &input))
        .await
}

/// Changes an account within a transaction.
///
/// # Errors
/// As [`update`].
pub(crate) fn change_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: AccountId,
    expected: i64,
    input: &ChangeAccount,
) -> Result<AccountView, AppError> {
    cx.require(Permission::AccountManage, &Subject::Account(id))?;
    let old = accounts::lock(tx, id)?.ok_or(AppError::NotFound("account"))?;
    check_version(old.version, Some(expected))?;
    let mut row = old.clone();
    let change = input.clone();
    row.name = change.name.unwrap_or(row.name);
    row.parent_id = change.parent_id.unwrap_or(row.parent_id);
    row.segment = change.segment.unwrap_or(row.segment);
    row.industry = change.industry.unwrap_or(row.industry);
    row.annual_revenue = change.annual_revenue_minor.unwrap_or(row.annual_revenue);
    row.open_deal_value = change.open_deal_value_minor.unwrap_or(row.open_deal_value);
    row.currency = change.currency.unwrap_or(row.currency);
    row.zone = change.zone.unwrap_or(row.zone);
    row.locale = change.locale.unwrap_or(row.locale);
    row.notes = change.notes.unwrap_or(row.notes);
    row.external_ref = change.external_ref.unwrap_or(row.external_ref);
    let mut check = Check::new();
    check_fields(&mut check, &mut row);
    let domains = change
        .domains
        .map(|domains| checked_domains(&mut check, &domains));
    check.done()?;
    if let Some(parent) = row
        .parent_id
        .filter(|parent| Some(*parent) != old.parent_id)
    {
        check_parent(tx, id, parent)?;
    }
    if row.external_ref != old.external_ref {
        check_external_ref(tx, &row)?;
    }
    let before = view(tx, cx, old.clone())?;
    if let Some(domains) = &domains {
        write_domains(tx, id, domains)?;
    }
    finish(tx, cx, "account.updated", before, row)
}

/// Puts an account away, or takes it back. Its tickets, contracts and ledger stay.
///
/// # Errors
/// `account_manage` is needed; [`AppError::Stale`].
pub async fn archive(
    app: &App,
    call: &Call,
    id: AccountId,
    expected: Option<i64>,
    away: bool,
) -> Result<AccountView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::AccountManage, &Subject::Account(id))?;
        let mut row = accounts::lock(tx, id)?.ok_or(AppError::NotFound("account"))?;
        check_version(row.version, expected)?;
        let before = view(tx, cx, row.clone())?;
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if away {
                "account.archived"
            } else {
                "account.restored"
            },
            before,
            row,
        )
    })
    .await
}

/// Writes the row, the audit entry and the live event, unless nothing changed.
fn finish(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    action: &str,
    before: AccountView,
    mut row: Account,
) -> Result<AccountView, AppError> {
    let changed = changes(&before, &view(tx, cx, row.clone())?)?;
    if changed.is_empty() {
        return Ok(before);
    }
    row.version += 1;
    row.updated_at = cx.now;
    accounts::update(tx, &row).map_err(|e| or_taken(e, &row))?;
    let after = view(tx, cx, row)?;
    cx.audit(
        tx,
        action,
        "account",
        &after.id.to_string(),
        &changed.to_value(),
    )?;
    announce(tx, cx, &after, "updated")?;
    Ok(after)
}
