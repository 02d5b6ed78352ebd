//! Contacts, their e-mail addresses, and the accounts they follow.

use std::collections::HashMap;

use surety_domain::ids::{AccountId, ContactId};
use surety_domain::text::fold;
use surety_domain::time::Instant;

use super::listing::{Archived, Listing};
use crate::text::{like_contains, like_prefix};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One contact.
    pub(in crate::records) GET = "SELECT id, account_id, name, name_folded, phone, title, zone, locale, archived_at, version, created_at,
             updated_at FROM contacts WHERE id = $1";
    /// One contact, held until the end of the transaction.
    LOCK = "SELECT id FROM contacts WHERE id = $1 FOR UPDATE";
    /// Adds a contact.
    INSERT = "INSERT INTO contacts (id, account_id, name, name_folded, phone, title, zone, locale, archived_at,
                version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// Writes every field that can change.
    UPDATE = "UPDATE contacts SET account_id = $2, name = $3, name_folded = $4, phone = $5, title = $6, zone = $7,
                locale = $8, archived_at = $9, version = $10, updated_at = $11 WHERE id = $1";
    /// Whose address it is.
    BY_EMAIL = "SELECT contact_id FROM contact_emails WHERE address_folded = $1";
    /// Addresses of a contact, in their order.
    pub(in crate::records) EMAILS_OF = "SELECT address FROM contact_emails WHERE contact_id = $1 ORDER BY position";
    /// Takes every address from a contact.
    EMAILS_CLEAR = "DELETE FROM contact_emails WHERE contact_id = $1";
    /// Gives an address to a contact unless another one has it.
    EMAIL_ADD = "INSERT INTO contact_emails (address_folded, contact_id, address, position) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (address_folded) DO NOTHING";
    /// Ends every following of a contact.
    FOLLOWED_CLEAR = "DELETE FROM contact_accounts WHERE contact_id = $1";
    /// Lets a contact follow an account.
    FOLLOWED_ADD = "INSERT INTO contact_accounts (contact_id, account_id) VALUES ($1, $2)
                    ON CONFLICT (contact_id, account_id) DO NOTHING";
}

const COLUMNS: &str = "SELECT id, account_id, name, name_folded, phone, title, zone, locale, archived_at, version, \
     created_at, updated_at FROM contacts";

/// A contact as kept; addresses and followed accounts stand in tables of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// The account it belongs to.
    pub account_id: Option<AccountId>,
    /// Its name.
    pub name: String,
    /// Telephone number as typed.
    pub phone: Option<String>,
    /// What it does at the account.
    pub title: Option<String>,
    /// IANA zone; none is the account's.
    pub zone: Option<String>,
    /// BCP 47 language tag; none is the account's.
    pub locale: Option<String>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What a list of contacts is cut to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Found anywhere in the name, or at the start of one of its addresses.
    pub q: Option<String>,
    /// Of this account, or following it.
    pub account: Option<AccountId>,
    /// In use or put away.
    pub archived: Archived,
    /// What the caller may see.
    pub within: Option<Within>,
}

/// The contacts that a customer may see.
#[derive(Debug, Clone, Default)]
pub struct Within {
    /// The customer.
    pub contact: Option<ContactId>,
    /// Everybody of these accounts or following them.
    pub accounts: Vec<AccountId>,
}

fn read(row: &Row) -> Result<Contact, StoreError> {
    Ok(Contact {
        id: row.id("id")?,
        account_id: row.opt_id("account_id")?,
        name: row.text("name")?,
        phone: row.opt_text("phone")?,
        title: row.opt_text("title")?,
        zone: row.opt_text("zone")?,
        locale: row.opt_text("locale")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One contact.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<Contact>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One contact, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<Contact>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// The contact that an address belongs to, whatever its case.
///
/// # Errors
/// As the engine reports.
pub fn find_by_email(tx: &mut Tx<'_>, address: &str) -> Result<Option<Contact>, StoreError> {
    match tx.query_opt(&BY_EMAIL, &params![fold(address)])? {
        None => Ok(None),
        Some(row) => get(tx, row.id("contact_id")?),
    }
}

/// Adds a contact, without addresses.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, contact: &Contact) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            contact.id,
            contact.account_id,
            &contact.name,
            fold(&contact.name),
            contact.phone.clone(),
            contact.title.clone(),
            contact.zone.clone(),
            contact.locale.clone(),
            contact.archived_at,
            contact.version,
            contact.created_at,
            contact.updated_at
        ],
    )?;
    Ok(())
}

/// Writes a contact that [`lock`] holds.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, contact: &Contact) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            contact.id,
            contact.account_id,
            &contact.name,
            fold(&contact.name),
            contact.phone.clone(),
            contact.title.clone(),
            contact.zone.clone(),
            contact.locale.clone(),
            contact.archived_at,
            contact.version,
            contact.updated_at
        ],
    )?;
    Ok(())
}

/// Gives a contact these addresses and no others, the first being the one we
/// write to. Answers with the first address that belongs to another contact, if
/// any; the transaction must then be given up.
///
/// # Errors
/// As the engine reports.
pub fn set_emails(
    tx: &mut Tx<'_>,
    id: ContactId,
    addresses: &[String],
) -> Result<Option<String>, StoreError> {
    tx.execute(&EMAILS_CLEAR, &params![id])?;
    for (position, address) in (0_i64..).zip(addresses) {
        if tx.execute(&EMAIL_ADD, &params![fold(address), id, address, position])? == 0 {
            return Ok(Some(address.clone()));
        }
    }
    Ok(None)
}

/// The addresses of these contacts, the one we write to first.
///
/// # Errors
/// As the engine reports.
pub fn emails(
    tx: &mut Tx<'_>,
    ids: &[ContactId],
) -> Result<HashMap<ContactId, Vec<String>>, StoreError> {
    let mut found: HashMap<ContactId, Vec<String>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut listing = Listing::new("SELECT contact_id, address FROM contact_emails");
    listing
        .and("contact_id IN ")
        .bind_all(ids)
        .sql(" ORDER BY contact_id, position");
    for row in listing.rows(tx)? {
        found
            .entry(row.id("contact_id")?)
            .or_default()
            .push(row.text("address")?);
    }
    Ok(found)
}

/// The first address of a contact.
///
/// # Errors
/// As the engine reports.
pub fn first_email(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<String>, StoreError> {
    tx.query(&EMAILS_OF, &params![id])?
        .first()
        .map(|row| row.text("address"))
        .transpose()
}

/// Lets a contact follow these accounts and no others, beside its own.
///
/// # Errors
/// As the engine reports.
pub fn set_followed(
    tx: &mut Tx<'_>,
    id: ContactId,
    accounts: &[AccountId],
) -> Result<(), StoreError> {
    tx.execute(&FOLLOWED_CLEAR, &params![id])?;
    for account in accounts {
        tx.execute(&FOLLOWED_ADD, &params![id, account])?;
    }
    Ok(())
}

/// The accounts that these contacts follow beside their own.
///
/// # Errors
/// As the engine reports.
pub fn followed(
    tx: &mut Tx<'_>,
    ids: &[ContactId],
) -> Result<HashMap<ContactId, Vec<AccountId>>, StoreError> {
    let mut found: HashMap<ContactId, Vec<AccountId>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut listing = Listing::new("SELECT contact_id, account_id FROM contact_accounts");
    listing
        .and("contact_id IN ")
        .bind_all(ids)
        .sql(" ORDER BY contact_id, account_id");
    for row in listing.rows(tx)? {
        found
            .entry(row.id("contact_id")?)
            .or_default()
            .push(row.id("account_id")?);
    }
    Ok(found)
}

/// Every account of a contact: its own first, then those it follows.
///
/// # Errors
/// As the engine reports.
pub fn accounts_of(tx: &mut Tx<'_>, contact: &Contact) -> Result<Vec<AccountId>, StoreError> {
    let mut accounts: Vec<AccountId> = contact.account_id.into_iter().collect();
    for account in followed(tx, &[contact.id])?
        .remove(&contact.id)
        .unwrap_or_default()
    {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    Ok(accounts)
}

/// The names of these contacts.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[ContactId]) -> Result<HashMap<ContactId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM contacts", ids)
}

/// One page by name, after `(folded name, id)`, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &Filter,
    after: Option<&(String, ContactId)>,
    limit: i64,
) -> Result<Vec<Contact>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    filter.archived.condition(&mut listing);
    if let Some(within) = &filter.within {
        listing
            .and("(id = ")
            .bind(within.contact)
            .sql(" OR account_id IN ")
            .bind_all(&within.accounts)
            .sql(" OR id IN (SELECT contact_id FROM contact_accounts WHERE account_id IN ")
            .bind_all(&within.accounts)
            .sql("))");
    }
    if let Some(account) = filter.account {
        listing
            .and("(account_id = ")
            .bind(account)
            .sql(" OR id IN (SELECT contact_id FROM contact_accounts WHERE account_id = ")
            .bind(account)
            .sql("))");
    }
    if let Some(q) = &filter.q {
        let q = fold(q);
        listing
            .and("(name_folded LIKE ")
            .bind(like_contains(&q))
            .sql(" ESCAPE '\\' OR id IN (SELECT contact_id FROM contact_emails WHERE address_folded LIKE ")
            .bind(like_prefix(&q))
            .sql(" ESCAPE '\\'))");
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
