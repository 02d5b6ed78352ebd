//! Accounts and the mail domains that belong to them.

use std::collections::HashMap;

use surety_domain::ids::AccountId;
use surety_domain::text::fold;
use surety_domain::time::Instant;

use super::listing::{Archived, Listing};
use crate::text::{like_contains, like_prefix};
use crate::{Row, StoreError, Tx, params, sql};

/// How many generations of parents are followed.
pub const ANCESTORS_MAX: usize = 16;

sql! {
    /// One account.
    pub(in crate::records) GET = "SELECT id, name, name_folded, parent_id, segment, industry, annual_revenue, open_deal_value, currency, zone,
             locale, notes, external_ref, archived_at, default_terms, version, created_at, updated_at FROM accounts WHERE id = $1";
    /// One account, held until the end of the transaction.
    LOCK = "SELECT id FROM accounts WHERE id = $1 FOR UPDATE";
    /// Adds an account.
    INSERT = "INSERT INTO accounts (id, name, name_folded, parent_id, segment, industry, annual_revenue,
                open_deal_value, currency, zone, locale, notes, archived_at, version, created_at, updated_at, external_ref)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    /// Writes every field that can change.
    UPDATE = "UPDATE accounts SET name = $2, name_folded = $3, parent_id = $4, segment = $5, industry = $6,
                annual_revenue = $7, open_deal_value = $8, currency = $9, zone = $10, locale = $11, notes = $12,
                archived_at = $13, version = $14, updated_at = $15, external_ref = $16 WHERE id = $1";
    /// Notes up to which change of the default plan an account's free support is written.
    SET_DEFAULT_TERMS = "UPDATE accounts SET default_terms = $2
                         WHERE id = $1 AND (default_terms IS NULL OR default_terms < $2)";
    /// The parent of an account.
    pub(in crate::records) PARENT = "SELECT parent_id FROM accounts WHERE id = $1";
    /// Takes every domain from an account.
    DOMAINS_CLEAR = "DELETE FROM account_domains WHERE account_id = $1";
    /// Gives a domain to an account unless another one has it.
    DOMAIN_ADD = "INSERT INTO account_domains (domain, account_id) VALUES ($1, $2) ON CONFLICT (domain) DO NOTHING";
    /// Which account another system knows by this.
    BY_EXTERNAL_REF = "SELECT id FROM accounts WHERE external_ref = $1";
    /// Whose domain it is.
    BY_DOMAIN = "SELECT account_id FROM account_domains WHERE domain = $1";
}

const COLUMNS: &str = "SELECT id, name, name_folded, parent_id, segment, industry, annual_revenue, open_deal_value, \
     currency, zone, locale, notes, external_ref, archived_at, default_terms, version, created_at, updated_at FROM accounts";

/// An account as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// The account it belongs to.
    pub parent_id: Option<AccountId>,
    /// Which part of the market it is counted in.
    pub segment: Option<String>,
    /// What it does.
    pub industry: Option<String>,
    /// What it pays a year, in the smallest unit of its currency.
    pub annual_revenue: Option<i64>,
    /// What it may buy next, in the smallest unit of its currency.
    pub open_deal_value: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA zone.
    pub zone: String,
    /// BCP 47 language tag.
    pub locale: String,
    /// For the desk's eyes.
    pub notes: String,
    /// What another system knows it by; one account has it.
    pub external_ref: Option<String>,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Up to which change of the default plan its free support is written;
    /// none: as it was when the account was made.
    pub default_terms: Option<i64>,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What a list of accounts is cut to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Found anywhere in the name, or at the start of one of its domains.
    pub q: Option<String>,
    /// Children of this one.
    pub parent: Option<AccountId>,
    /// In use or put away.
    pub archived: Archived,
    /// Only these: what the caller may see.
    pub within: Option<Vec<AccountId>>,
    /// Of this segment, whatever its case.
    pub segment: Option<String>,
    /// The one that another system knows by this.
    pub external_ref: Option<String>,
    /// Annual revenue of at least this.
    pub revenue_min: Option<i64>,
    /// Annual revenue of at most this.
    pub revenue_max: Option<i64>,
}

fn read(row: &Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.id("id")?,
        name: row.text("name")?,
        parent_id: row.opt_id("parent_id")?,
        segment: row.opt_text("segment")?,
        industry: row.opt_text("industry")?,
        annual_revenue: row.opt_int("annual_revenue")?,
        open_deal_value: row.opt_int("open_deal_value")?,
        currency: row.text("currency")?,
        zone: row.text("zone")?,
        locale: row.text("locale")?,
        notes: row.text("notes")?,
        external_ref: row.opt_text("external_ref")?,
        archived_at: row.opt_instant("archived_at")?,
        default_terms: row.opt_int("default_terms")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

/// One account.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One account, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// Notes up to which change of the default plan an account's free support is
/// written. No change of the account's record.
///
/// # Errors
/// As the engine reports.
pub fn set_default_terms(tx: &mut Tx<'_>, id: AccountId, number: i64) -> Result<(), StoreError> {
    tx.execute(&SET_DEFAULT_TERMS, &params![id, number])?;
    Ok(())
}

/// Adds an account.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, account: &Account) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            account.id,
            &account.name,
            fold(&account.name),
            account.parent_id,
            account.segment.clone(),
            account.industry.clone(),
            account.annual_revenue,
            account.open_deal_value,
            &account.currency,
            &account.zone,
            &account.locale,
            &account.notes,
            account.archived_at,
            account.version,
            account.created_at,
            account.updated_at,
            account.external_ref.clone()
        ],
    )?;
    Ok(())
}

/// Writes an account that [`lock`] holds.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, account: &Account) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            account.id,
            &account.name,
            fold(&account.name),
            account.parent_id,
            account.segment.clone(),
            account.industry.clone(),
            account.annual_revenue,
            account.open_deal_value,
            &account.currency,
            &account.zone,
            &account.locale,
            &account.notes,
            account.archived_at,
            account.version,
            account.updated_at,
            account.external_ref.clone()
        ],
    )?;
    Ok(())
}

/// The parents of an account, nearest first, at most [`ANCESTORS_MAX`]; a
/// circle ends where it would begin again.
///
/// # Errors
/// As the engine reports.
pub fn ancestors(tx: &mut Tx<'_>, id: AccountId) -> Result<Vec<AccountId>, StoreError> {
    let mut found = Vec::new();
    let mut here = id;
    while found.len() < ANCESTORS_MAX {
        let Some(row) = tx.query_opt(&PARENT, &params![here])? else {
            break;
        };
        let Some(parent) = row.opt_id::<AccountId>("parent_id")? else {
            break;
        };
        if parent == id || found.contains(&parent) {
            break;
        }
        found.push(parent);
        here = parent;
    }
    Ok(found)
}

/// The account that a mail domain belongs to.
///
/// # Errors
/// As the engine reports.
pub fn find_by_domain(tx: &mut Tx<'_>, domain: &str) -> Result<Option<AccountId>, StoreError> {
    tx.query_opt(&BY_DOMAIN, &params![fold(domain)])?
        .map(|row| row.id("account_id"))
        .transpose()
}

/// The account that another system knows by this, put away or not.
///
/// # Errors
/// As the engine reports.
pub fn find_by_external_ref(
    tx: &mut Tx<'_>,
    known_as: &str,
) -> Result<Option<AccountId>, StoreError> {
    tx.query_opt(&BY_EXTERNAL_REF, &params![known_as])?
        .map(|row| row.id("id"))
        .transpose()
}

/// By what accounts are asked for, many at once.
#[derive(Debug, Clone, Copy)]
pub enum Known<'v> {
    /// Their ids.
    Ids(&'v [AccountId]),
    /// What another system knows them by.
    ExternalRefs(&'v [String]),
    /// Their folded names, put away or not.
    Names(&'v [String]),
}

/// Accounts by one of their marks, in the order of their ids. A few hundred
/// marks at a time: each is a parameter.
///
/// # Errors
/// As the engine reports.
pub fn known(tx: &mut Tx<'_>, by: Known<'_>) -> Result<Vec<Account>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    match by {
        Known::Ids(ids) => listing.and("id IN ").bind_all(ids),
        Known::ExternalRefs(refs) => listing
            .and("external_ref IN ")
            .bind_all(refs.iter().map(String::as_str)),
        Known::Names(names) => listing
            .and("name_folded IN ")
            .bind_all(names.iter().map(String::as_str)),
    };
    listing.sql(" ORDER BY id");
    listing.rows(tx)?.iter().map(read).collect()
}

/// Whose these domains are; those of nobody are left out.
///
/// # Errors
/// As the engine reports.
pub fn owners_of_domains(
    tx: &mut Tx<'_>,
    domains: &[String],
) -> Result<HashMap<String, AccountId>, StoreError> {
    let mut listing = Listing::new("SELECT domain, account_id FROM account_domains");
    listing
        .and("domain IN ")
        .bind_all(domains.iter().map(String::as_str));
    listing
        .rows(tx)?
        .iter()
        .map(|row| Ok((row.text("domain")?, row.id("account_id")?)))
        .collect()
}

/// Gives an account these domains and no others. Answers with the first domain
/// that belongs to another account, if any; the transaction must then be given up.
///
/// # Errors
/// As the engine reports.
pub fn set_domains(
    tx: &mut Tx<'_>,
    id: AccountId,
    domains: &[String],
) -> Result<Option<String>, StoreError> {
    tx.execute(&DOMAINS_CLEAR, &params![id])?;
    for domain in domains {
        if tx.execute(&DOMAIN_ADD, &params![fold(domain), id])? == 0 {
            return Ok(Some(domain.clone()));
        }
    }
    Ok(None)
}

/// The domains of these accounts, in order.
///
/// # Errors
/// As the engine reports.
pub fn domains(
    tx: &mut Tx<'_>,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Vec<String>>, StoreError> {
    let mut found: HashMap<AccountId, Vec<String>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut listing = Listing::new("SELECT account_id, domain FROM account_domains");
    listing
        .and("account_id IN ")
        .bind_all(ids)
        .sql(" ORDER BY domain");
    for row in listing.rows(tx)? {
        found
            .entry(row.id("account_id")?)
            .or_default()
            .push(row.text("domain")?);
    }
    Ok(found)
}

/// The names of these accounts.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[AccountId]) -> Result<HashMap<AccountId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM accounts", ids)
}

/// One page by name, after `(folded name, id)`, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &Filter,
    after: Option<&(String, AccountId)>,
    limit: i64,
) -> Result<Vec<Account>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    filter.archived.condition(&mut listing);
    if let Some(within) = &filter.within {
        listing.and("id IN ").bind_all(within);
    }
    if let Some(parent) = filter.parent {
        listing.and("parent_id = ").bind(parent);
    }
    if let Some(segment) = &filter.segment {
        // Segments are words of the desk's own, most of them ASCII: both
        // engines lower those alike.
        listing
            .and("LOWER(segment) = LOWER(")
            .bind(segment.as_str())
            .sql(")");
    }
    if let Some(known_as) = &filter.external_ref {
        listing.and("external_ref = ").bind(known_as.as_str());
    }
    if let Some(least) = filter.revenue_min {
        listing.and("annual_revenue >= ").bind(least);
    }
    if let Some(most) = filter.revenue_max {
        listing.and("annual_revenue <= ").bind(most);
    }
    if let Some(q) = &filter.q {
        let q = fold(q);
        listing
            .and("(name_folded LIKE ")
            .bind(like_contains(&q))
            .sql(" ESCAPE '\\' OR id IN (SELECT account_id FROM account_domains WHERE domain LIKE ")
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
