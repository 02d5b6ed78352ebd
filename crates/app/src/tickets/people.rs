//! Who asks: finding or making the contact and the account behind a request.

use surety_domain::ids::{AccountId, ContactId};
use surety_store::Tx;
use surety_store::records::{accounts, ahead, contacts};

use crate::core::Cx;
use crate::error::AppError;

/// Most characters of a name; a longer one is cut, because a sender chooses it.
pub const NAME_CHARS_MAX: usize = 200;
/// Most bytes of an address (RFC 5321 §4.5.3.1.3).
pub const ADDRESS_BYTES_MAX: usize = 254;

/// Mail domains that say nothing of an organisation.
const PUBLIC_DOMAINS: [&str; 16] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "qq.com",
    "163.com",
    "126.com",
    "proton.me",
    "protonmail.com",
];

/// The contact and the account of a request.
#[derive(Debug, Clone)]
pub struct Party {
    /// Who asks.
    pub contact: contacts::Contact,
    /// Their address, if known: the one they wrote from, else their first.
    pub address: Option<String>,
    /// Whether it is their first for certain.
    pub address_is_first: bool,
    /// For which account.
    pub account: Option<accounts::Account>,
}

/// Checks the form of an address: one `@`, no space, no control character.
///
/// # Errors
/// `email_invalid`.
pub fn check_address(field: &str, address: &str) -> Result<(), AppError> {
    let ok = address.len() <= ADDRESS_BYTES_MAX
        && address
            .rsplit_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && !address
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || c == '<' || c == '>');
    if ok {
        Ok(())
    } else {
        Err(AppError::invalid(
            "email_invalid",
            field,
            "expected an address like name@example.org",
        ))
    }
}

/// The contact behind an address, made on its first request; its account is
/// found by the address's domain.
///
/// # Errors
/// `email_invalid`, or the store's.
pub fn by_address(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    address: &str,
    name: Option<&str>,
    account: Option<AccountId>,
) -> Result<Party, AppError> {
    let asked = account;
    check_address("requester.email", address)?;
    if let Some(contact) = contacts::find_by_email(tx, address)? {
        let account = match account.or(contact.account_id) {
            Some(id) => accounts::get(tx, id)?,
            None => None,
        };
        return Ok(Party {
            contact,
            address: Some(address.to_owned()),
            address_is_first: false,
            account,
        });
    }
    let domain = address
        .rsplit_once('@')
        .map_or("", |(_, d)| d)
        .to_lowercase();
    let found = match account {
        Some(id) => Some(id),
        None if PUBLIC_DOMAINS.contains(&domain.as_str()) => None,
        None => accounts::find_by_domain(tx, &domain)?,
    };
    let account = match found {
        Some(id) => accounts::get(tx, id)?,
        None => None,
    };
    let name: String = name
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .unwrap_or(address)
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_CHARS_MAX)
        .collect();
    let contact = contacts::Contact {
        id: cx.new_id(ContactId::new),
        account_id: account.as_ref().map(|a| a.id),
        name,
        phone: None,
        title: None,
        zone: None,
        locale: account.as_ref().map(|a| a.locale.clone()),
        archived_at: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    // On PostgreSQL two first requests of one sender can come this far at the
    // same time: the second waits at the address, and is of the first's contact.
    let made = tx.attempt(|tx| {
        contacts::insert(tx, &contact)?;
        match contacts::set_emails(tx, contact.id, &[address.to_owned()])? {
            None => Ok(()),
            Some(_) => Err(AppError::conflict(
                "address_taken",
                "this address belongs to another contact",
            )),
        }
    });
    match made {
        Ok(()) => {}
        Err(AppError::Conflict { code, .. }) if code == "address_taken" => {
            let owner = contacts::find_by_email(tx, address)?.ok_or_else(|| {
                AppError::Internal("an address is taken and belongs to nobody".into())
            })?;
            let account = match asked.or(owner.account_id) {
                Some(id) => accounts::get(tx, id)?,
                None => None,
            };
            return Ok(Party {
                contact: owner,
                address: Some(address.to_owned()),
                address_is_first: false,
                account,
            });
        }
        Err(error) => return Err(error),
    }
    cx.audit(
        tx,
        "contact.created",
        "contact",
        &contact.id.to_string(),
        &serde_json::json!({ "cause": "first_request", "account_id": contact.account_id }),
    )?;
    Ok(Party {
        contact,
        address: Some(address.to_owned()),
        address_is_first: true,
        account,
    })
}

/// The contact of an id, for its own account or one it follows.
///
/// # Errors
/// `contact_not_found`, `account_not_followed`, or the store's.
pub fn by_id(
    tx: &mut Tx<'_>,
    id: ContactId,
    account: Option<AccountId>,
) -> Result<Party, AppError> {
    ahead::person(tx, id)?;
    let contact = contacts::get(tx, id)?.ok_or_else(|| {
        AppError::invalid(
            "contact_not_found",
            "requester.contact_id",
            "there is no such contact",
        )
    })?;
    if let Some(wanted) = account
        && contact.account_id != Some(wanted)
        && !contacts::accounts_of(tx, &contact)?.contains(&wanted)
    {
        return Err(AppError::invalid(
            "account_not_followed",
            "account_id",
            "the requester neither belongs to this account nor follows it",
        ));
    }
    ahead::opening(tx, account.or(contact.account_id))?;
    let account = match account.or(contact.account_id) {
        Some(id) => accounts::get(tx, id)?,
        None => None,
    };
    let address = contacts::first_email(tx, id)?;
    Ok(Party {
        contact,
        address,
        address_is_first: true,
        account,
    })
}
