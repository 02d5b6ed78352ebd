//! Contacts: people of an account, or of none.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, ContactId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::accounts as account_rows;
use surety_store::records::contacts::{self, Contact};
use surety_store::records::{tokens, users};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::archived;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::identity::{invite, session};
use crate::patch::{Patch, present};
use crate::record::{Check, Page, Paging, changes, check_version, created, named, search_text};
use crate::tickets::view::Named;

#[cfg(test)]
mod tests;

/// Most e-mail addresses of one contact.
pub const EMAILS_MAX: usize = 20;
/// Most accounts that one contact follows beside its own.
pub const FOLLOWED_MAX: usize = 50;

/// A person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "con_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Ada Lindqvist",
    "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "account": {"id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Nordwind Energie"},
    "emails": ["ada@nordwind.example"], "phone": null, "title": "Grid operations", "zone": null, "locale": "de",
    "followed_account_ids": [], "archived_at": null, "version": 1, "created_at": "2026-05-04T08:00:00Z",
    "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct ContactView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ContactId,
    /// Full name.
    pub name: String,
    /// The account it belongs to.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// The same with its name.
    pub account: Option<Named>,
    /// Addresses, the one we write to first.
    pub emails: Vec<String>,
    /// Telephone number as typed.
    pub phone: Option<String>,
    /// What it does at the account.
    pub title: Option<String>,
    /// IANA zone; null is the account's.
    pub zone: Option<String>,
    /// BCP 47 language tag; null is the account's.
    pub locale: Option<String>,
    /// Accounts it follows beside its own.
    #[schema(value_type = Vec<String>)]
    pub followed_account_ids: Vec<AccountId>,
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

/// A new contact.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Ada Lindqvist", "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "emails": ["ada@nordwind.example"]}))]
pub struct NewContact {
    /// Full name.
    pub name: String,
    /// The account it belongs to.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// Addresses, the one we write to first.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Telephone number as typed.
    pub phone: Option<String>,
    /// What it does at the account.
    pub title: Option<String>,
    /// IANA zone; null is the account's.
    pub zone: Option<String>,
    /// BCP 47 language tag; null is the account's.
    pub locale: Option<String>,
    /// Accounts it follows beside its own.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub followed_account_ids: Vec<AccountId>,
}

/// A change of a contact; what is left out stays, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"emails": ["ada@nordwind.example", "ada@example.org"], "phone": null}))]
pub struct ChangeContact {
    /// Full name.
    pub name: Option<String>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub account_id: Patch<AccountId>,
    /// Replaces the addresses as a whole.
    pub emails: Option<Vec<String>>,
    /// Telephone number as typed.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// What it does at the account.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// IANA zone; null is the account's.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub zone: Patch<String>,
    /// BCP 47 language tag; null is the account's.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub locale: Patch<String>,
    /// Replaces the accounts it follows as a whole.
    #[schema(value_type = Option<Vec<String>>)]
    pub followed_account_ids: Option<Vec<AccountId>>,
}

/// Which contacts.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContactQuery {
    /// Found anywhere in the name or at the start of an address.
    pub q: Option<String>,
    /// Of this account, or following it.
    #[param(value_type = Option<String>)]
    pub account: Option<AccountId>,
    /// `true` shows those put away instead.
    pub archived: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// The contacts that a customer is cut to; none for everybody else.
pub(crate) fn within(cx: &Cx<'_>) -> Option<contacts::Within> {
    (cx.actor.kind == ActorKind::Customer).then(|| contacts::Within {
        contact: cx.actor.contact,
        accounts: if cx.actor.effective().contains(Permission::AccountAll) {
            cx.actor.accounts.clone()
        } else {
            Vec::new()
        },
    })
}

pub(crate) fn views(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    rows: Vec<Contact>,
) -> Result<Vec<ContactView>, AppError> {
    let ids: Vec<ContactId> = rows.iter().map(|row| row.id).collect();
    let account_ids: Vec<AccountId> = rows.iter().filter_map(|row| row.account_id).collect();
    let mut emails = contacts::emails(tx, &ids)?;
    let mut followed = contacts::followed(tx, &ids)?;
    let names = account_rows::names(tx, &account_ids)?;
    let visible = |id: &AccountId| cx.may(Permission::AccountRead, &Subject::Account(*id));
    Ok(rows
        .into_iter()
        .map(|row| {
            let account_id = row.account_id.filter(visible);
            let mut followed = followed.remove(&row.id).unwrap_or_default();
            followed.retain(visible);
            ContactView {
                id: row.id,
                name: row.name,
                account_id,
                account: named(account_id, &names),
                emails: emails.remove(&row.id).unwrap_or_default(),
                phone: row.phone,
                title: row.title,
                zone: row.zone,
                locale: row.locale,
                followed_account_ids: followed,
                archived_at: row.archived_at,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
            }
        })
        .collect())
}

fn view(tx: &mut Tx<'_>, cx: &Cx<'_>, row: Contact) -> Result<ContactView, AppError> {
    views(tx, cx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("contact"))
}

/// The subject of a contact. Of one that is not there, so that agents get 404
/// and customers cannot tell the two apart.
fn subject(tx: &mut Tx<'_>, id: ContactId, row: Option<&Contact>) -> Result<Subject, AppError> {
    let accounts = match row {
        Some(row) => contacts::accounts_of(tx, row)?,
        None => Vec::new(),
    };
    Ok(Subject::Contact { id, accounts })
}

/// A page of the contacts the caller may see, by name.
///
/// # Errors
/// `contact_read` is needed; `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(
    app: &App,
    call: &Call,
    query: ContactQuery,
) -> Result<Page<ContactView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ContactRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let filter = contacts::Filter {
            q: search_text(query.q.as_deref())?,
            account: query.account,
            archived: archived(query.archived),
            within: within(cx),
        };
        let rows = contacts::list(tx, &filter, paging.after.as_ref(), paging.wanted())?;
        let (rows, next_cursor) =
            paging.cut(rows, |row| (surety_domain::text::fold(&row.name), row.id))?;
        Ok(Page {
            items: views(tx, cx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// One contact.
///
/// # Errors
/// [`AppError::NotFound`] also when the caller may not see it.
pub async fn get(app: &App, call: &Call, id: ContactId) -> Result<ContactView, AppError> {
    app.query(call, move |tx, cx| {
        let row = contacts::get(tx, id)?;
        cx.require(Permission::ContactRead, &subject(tx, id, row.as_ref())?)?;
        view(tx, cx, row.ok_or(AppError::NotFound("contact"))?)
    })
    .await
}

fn checked_emails(check: &mut Check, emails: &[String]) -> Vec<String> {
    let emails: Vec<String> = emails
        .iter()
        .enumerate()
        .map(|(at, email)| check.email(&format!("emails[{at}]"), email))
        .collect();
    let folded: Vec<String> = emails
        .iter()
        .map(|email| surety_domain::text::fold(email))
        .collect();
    check.list("emails", &folded, EMAILS_MAX);
    emails
}

fn check_fields(check: &mut Check, row: &mut Contact) {
    row.name = check.name("name", &row.name);
    row.phone = check.word("phone", row.phone.as_deref());
    row.title = check.word("title", row.title.as_deref());
    row.zone = row.zone.as_deref().map(|zone| check.zone("zone", zone));
    row.locale = row
        .locale
        .as_deref()
        .map(|locale| check.locale("locale", locale));
}

fn account_is_there(tx: &mut Tx<'_>, id: AccountId) -> Result<bool, AppError> {
    Ok(account_rows::get(tx, id)?.is_some_and(|account| account.archived_at.is_none()))
}

fn checked_followed(
    tx: &mut Tx<'_>,
    check: &mut Check,
    followed: &[AccountId],
    known: &[AccountId],
) -> Result<(), AppError> {
    check.list("followed_account_ids", followed, FOLLOWED_MAX);
    for (at, account) in followed.iter().enumerate().take(FOLLOWED_MAX) {
        if !known.contains(account) {
            let found = account_is_there(tx, *account)?;
            check.reference(&format!("followed_account_ids[{at}]"), found);
        }
    }
    Ok(())
}

fn write_emails(tx: &mut Tx<'_>, id: ContactId, emails: &[String]) -> Result<(), AppError> {
    match contacts::set_emails(tx, id, emails)? {
        None => Ok(()),
        Some(taken) => Err(AppError::conflict(
            "email_taken",
            format!("{taken} belongs to another contact"),
        )),
    }
}

/// Adds a contact.
///
/// # Errors
/// `contact_manage` is needed; field errors, `email_taken`.
pub async fn create(app: &App, call: &Call, input: NewContact) -> Result<ContactView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Adds a contact within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewContact,
) -> Result<ContactView, AppError> {
    cx.require(Permission::ContactManage, &Subject::Desk)?;
    let mut row = Contact {
        id: cx.new_id(ContactId::new),
        account_id: input.account_id,
        name: input.name.clone(),
        phone: input.phone.clone(),
        title: input.title.clone(),
        zone: input.zone.clone(),
        locale: input.locale.clone(),
        archived_at: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    let mut check = Check::new();
    check_fields(&mut check, &mut row);
    let emails = checked_emails(&mut check, &input.emails);
    checked_followed(tx, &mut check, &input.followed_account_ids, &[])?;
    if let Some(account) = row.account_id {
        check.reference("account_id", account_is_there(tx, account)?);
    }
    check.done()?;
    contacts::insert(tx, &row)?;
    write_emails(tx, row.id, &emails)?;
    contacts::set_followed(tx, row.id, &input.followed_account_ids)?;
    let made = view(tx, cx, row)?;
    cx.audit(
        tx,
        "contact.created",
        "contact",
        &made.id.to_string(),
        &created(&made)?,
    )?;
    Ok(made)
}

/// Changes a contact. `expected` is the version of `If-Match`.
///
/// # Errors
/// `contact_manage` is needed; [`AppError::Stale`], field errors, `email_taken`.
pub async fn update(
    app: &App,
    call: &Call,
    id: ContactId,
    expected: i64,
    input: ChangeContact,
) -> Result<ContactView, AppError> {
    app.command(call, move |tx, cx| {
        let old = contacts::lock(tx, id)?;
        cx.require(Permission::ContactManage, &subject(tx, id, old.as_ref())?)?;
        let old = old.ok_or(AppError::NotFound("contact"))?;
        check_version(old.version, Some(expected))?;
        let before = view(tx, cx, old.clone())?;
        let mut row = old.clone();
        let change = input.clone();
        row.name = change.name.unwrap_or(row.name);
        row.account_id = change.account_id.unwrap_or(row.account_id);
        row.phone = change.phone.unwrap_or(row.phone);
        row.title = change.title.unwrap_or(row.title);
        row.zone = change.zone.unwrap_or(row.zone);
        row.locale = change.locale.unwrap_or(row.locale);
        let mut check = Check::new();
        check_fields(&mut check, &mut row);
        let emails = change
            .emails
            .map(|emails| checked_emails(&mut check, &emails));
        if let Some(followed) = &change.followed_account_ids {
            checked_followed(tx, &mut check, followed, &before.followed_account_ids)?;
        }
        if let Some(account) = row
            .account_id
            .filter(|account| Some(*account) != old.account_id)
        {
            check.reference("account_id", account_is_there(tx, account)?);
        }
        check.done()?;
        if let Some(emails) = &emails {
            write_emails(tx, id, emails)?;
        }
        if let Some(followed) = &change.followed_account_ids {
            contacts::set_followed(tx, id, followed)?;
        }
        // What it may see is another account's from now on.
        for user in users::of_contact(tx, id)? {
            session::tell_nodes(tx, cx, user)?;
        }
        finish(tx, cx, "contact.updated", before, row)
    })
    .await
}

/// Puts a contact away, or takes it back. Its tickets stay. Whoever signs in as
/// it is shut out at once, sessions, tokens and links included, and may sign
/// in again when it is back; tokens stay ended.
///
/// # Errors
/// `contact_manage` is needed; [`AppError::Stale`].
pub async fn archive(
    app: &App,
    call: &Call,
    id: ContactId,
    expected: Option<i64>,
    away: bool,
) -> Result<ContactView, AppError> {
    app.command(call, move |tx, cx| {
        let row = contacts::lock(tx, id)?;
        cx.require(Permission::ContactManage, &subject(tx, id, row.as_ref())?)?;
        let mut row = row.ok_or(AppError::NotFound("contact"))?;
        check_version(row.version, expected)?;
        let before = view(tx, cx, row.clone())?;
        if away && row.archived_at.is_none() {
            for user in users::of_contact(tx, id)? {
                session::end_all(tx, cx, user)?;
                tokens::revoke_of_user(tx, user, cx.now)?;
                invite::end(tx, user)?;
            }
        }
        row.archived_at = away.then(|| row.archived_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if away {
                "contact.archived"
            } else {
                "contact.restored"
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
    before: ContactView,
    mut row: Contact,
) -> Result<ContactView, AppError> {
    let changed = changes(&before, &view(tx, cx, row.clone())?)?;
    if changed.is_empty() {
        return Ok(before);
    }
    row.version += 1;
    row.updated_at = cx.now;
    contacts::update(tx, &row)?;
    let after = view(tx, cx, row)?;
    cx.audit(
        tx,
        action,
        "contact",
        &after.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(after)
}
