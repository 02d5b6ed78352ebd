//! Making people who can sign in. For the verbs that invite agents and
//! contacts, and for the demo desk.

use surety_domain::ids::{ContactId, RoleId, UserId};
use surety_store::Tx;
use surety_store::records::users::{self, NewUser};

use super::me::check_name;
use super::setup::{check_email, email_taken};
use crate::core::Cx;
use crate::error::AppError;

/// Somebody new.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Full name.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// The role; its side must be that of `contact_id`.
    pub role_id: RoleId,
    /// Customer side: the contact; none is an agent.
    pub contact_id: Option<ContactId>,
    /// IANA zone.
    pub zone: String,
    /// BCP 47 language.
    pub locale: String,
    /// Argon2id in PHC form ([`super::password::hash`]), or none until an
    /// invitation is accepted.
    pub password_hash: Option<String>,
}

/// Adds a person in the caller's transaction; the caller has asked the
/// permission.
///
/// # Errors
/// `invalid_name`, `invalid_email`, `email_taken`.
pub fn create(tx: &mut Tx<'_>, cx: &Cx<'_>, person: &NewPerson) -> Result<UserId, AppError> {
    let name = check_name(&person.name)?;
    let email = check_email(&person.email)?;
    let id = cx.new_id(UserId::new);
    users::insert(
        tx,
        &NewUser {
            id,
            kind: if person.contact_id.is_some() {
                "customer"
            } else {
                "agent"
            },
            contact_id: person.contact_id,
            role_id: person.role_id,
            name: &name,
            email: &email,
            email_folded: &surety_domain::text::fold(&email),
            zone: &person.zone,
            locale: &person.locale,
            password_hash: person.password_hash.as_deref(),
            at: cx.now,
        },
    )
    .map_err(email_taken)?;
    cx.audit(
        tx,
        "user.created",
        "user",
        &id.to_string(),
        &serde_json::json!({ "name": name }),
    )?;
    Ok(id)
}

/// The id of a built-in role, e.g. `administrator`.
///
/// # Errors
/// [`AppError::NotFound`] before [`super::seed_roles`] ran.
pub fn builtin_role(tx: &mut Tx<'_>, name: &str) -> Result<RoleId, AppError> {
    users::builtin_role(tx, name)?.ok_or(AppError::NotFound("role"))
}
