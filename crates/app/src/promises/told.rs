//! Telling a customer's people what concerns their contract.

use surety_domain::ids::{AccountId, ContactId, UserId};
use surety_domain::permission::Permission;
use surety_store::Tx;
use surety_store::records::{accounts, contacts, users};

use crate::error::AppError;

/// Somebody of a customer who can sign in.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Who.
    pub user: UserId,
    /// The same as a contact.
    pub contact: ContactId,
    /// Their first address.
    pub address: String,
    /// Their language, or their account's.
    pub locale: String,
}

/// Those of an account, and of accounts that it looks after, whose role has a permission.
///
/// # Errors
/// As the store reports.
pub(crate) fn customers(
    tx: &mut Tx<'_>,
    account: AccountId,
    wanted: Permission,
) -> Result<Vec<Told>, AppError> {
    let found: Vec<_> = users::customers_of(tx, account)?
        .into_iter()
        .filter(|c| c.permissions.contains(wanted))
        .collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let account_locale = accounts::get(tx, account)?
        .map(|a| a.locale)
        .unwrap_or_default();
    let ids: Vec<_> = found.iter().map(|c| c.contact).collect();
    let mut addresses = contacts::emails(tx, &ids)?;
    Ok(found
        .into_iter()
        .map(|customer| Told {
            address: addresses
                .remove(&customer.contact)
                .and_then(|all| all.into_iter().next())
                .unwrap_or(customer.email),
            user: customer.user,
            contact: customer.contact,
            locale: customer.locale.unwrap_or_else(|| account_locale.clone()),
        })
        .collect())
}
