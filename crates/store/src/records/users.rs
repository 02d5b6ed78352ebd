//! People who can sign in, with what a request needs to know of them.

use surety_domain::ids::{AccountId, ContactId, RoleId, TeamId, UserId};
use surety_domain::permission::PermissionSet;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// A user with the role.
    FIND = "SELECT u.id, u.kind, u.contact_id, u.role_id, r.name AS role_name, r.builtin AS role_builtin,
              r.permissions, u.name, u.email, u.zone, u.locale, u.signature, u.preferences,
              CASE WHEN u.totp_secret IS NULL THEN 0 ELSE 1 END AS has_totp, u.session_epoch, u.version,
              COALESCE(u.disabled_at, (SELECT c.archived_at FROM contacts c WHERE c.id = u.contact_id)) AS disabled_at
            FROM users u JOIN roles r ON r.id = u.role_id WHERE u.id = $1";
    /// What sign-in needs, by folded address.
    FIND_CREDENTIALS_BY_EMAIL = "SELECT id, email_folded, password_hash, totp_secret, totp_pending, totp_last_step, recovery_codes,
              session_epoch, version,
              COALESCE(disabled_at, (SELECT c.archived_at FROM contacts c WHERE c.id = users.contact_id)) AS disabled_at
            FROM users WHERE email_folded = $1";
    /// What sign-in needs, locked until the transaction ends.
    FIND_CREDENTIALS = "SELECT id, email_folded, password_hash, totp_secret, totp_pending, totp_last_step, recovery_codes,
              session_epoch, version,
              COALESCE(disabled_at, (SELECT c.archived_at FROM contacts c WHERE c.id = users.contact_id)) AS disabled_at
            FROM users WHERE id = $1 FOR UPDATE";
    /// The teams of a user.
    TEAMS = "SELECT t.id, t.name, t.tier FROM team_members m JOIN teams t ON t.id = m.team_id
             WHERE m.user_id = $1 AND t.archived_at IS NULL ORDER BY t.name, t.id";
    /// The accounts a contact belongs to or follows.
    ACCOUNTS = "SELECT a.id, a.name FROM accounts a WHERE a.id IN (
                  SELECT c.account_id FROM contacts c WHERE c.id = $1 AND c.account_id IS NOT NULL
                  UNION SELECT f.account_id FROM contact_accounts f WHERE f.contact_id = $2)
                ORDER BY a.name, a.id";
    /// Who signs in for an account: contacts that belong to it or follow it.
    CUSTOMERS_OF = "SELECT u.id, u.contact_id, u.email, r.permissions, c.locale
                    FROM contacts c JOIN users u ON u.contact_id = c.id JOIN roles r ON r.id = u.role_id
                    WHERE (c.account_id = $1 OR c.id IN (SELECT f.contact_id FROM contact_accounts f
                                                         WHERE f.account_id = $1))
                      AND c.archived_at IS NULL AND u.disabled_at IS NULL ORDER BY u.id";
    /// Adds a user without a password.
    INSERT = "INSERT INTO users (id, kind, contact_id, role_id, name, email, email_folded, manager_id, zone, locale,
                signature, preferences, password_hash, recovery_codes, session_epoch, version, created_at, updated_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9, '', '{}', $10, '[]', 1, 1, $11, $11)";
    /// Changes the own profile.
    UPDATE_PROFILE = "UPDATE users SET name = $2, locale = $3, zone = $4, signature = $5, preferences = $6,
                        version = version + 1, updated_at = $7 WHERE id = $1 AND version = $8";
    /// Sets the password and ends every session.
    SET_PASSWORD = "UPDATE users SET password_hash = $2, session_epoch = session_epoch + 1,
                      version = version + 1, updated_at = $3 WHERE id = $1";
    /// Keeps the same password under newer parameters.
    REHASH_PASSWORD = "UPDATE users SET password_hash = $2 WHERE id = $1 AND password_hash = $3";
    /// Ends every session.
    RAISE_EPOCH = "UPDATE users SET session_epoch = session_epoch + 1 WHERE id = $1";
    /// Keeps a second factor that is not confirmed yet.
    SET_TOTP_PENDING = "UPDATE users SET totp_pending = $2, version = version + 1, updated_at = $3 WHERE id = $1";
    /// Turns the second factor on or off.
    SET_TOTP = "UPDATE users SET totp_secret = $2, totp_pending = NULL, totp_last_step = $3, recovery_codes = $4,
                  version = version + 1, updated_at = $5 WHERE id = $1";
    /// Marks a time step as used.
    SET_TOTP_STEP = "UPDATE users SET totp_last_step = $2 WHERE id = $1";
    /// Keeps the recovery codes that are left.
    SET_RECOVERY_CODES = "UPDATE users SET recovery_codes = $2 WHERE id = $1";
    /// Somebody was here.
    SEEN = "UPDATE users SET last_seen_at = $2 WHERE id = $1";
    /// The users that a contact is.
    OF_CONTACT = "SELECT id FROM users WHERE contact_id = $1 ORDER BY id";
    /// Whether there is any administrator who can sign in.
    COUNT_ADMINISTRATORS = "SELECT count(*) AS found FROM users u JOIN roles r ON r.id = u.role_id
                            WHERE r.builtin = 'administrator' AND u.password_hash IS NOT NULL AND u.disabled_at IS NULL";
    /// A built-in role, locked until the transaction ends: first start takes
    /// its turn here.
    FIND_BUILTIN_ROLE = "SELECT id FROM roles WHERE builtin = $1 FOR UPDATE";
    /// Adds a built-in role unless another node did.
    INSERT_BUILTIN_ROLE = "INSERT INTO roles (id, name, side, builtin, permissions, version, created_at, updated_at)
                           VALUES ($1, $2, $3, $4, $5, 1, $6, $6) ON CONFLICT (builtin) DO NOTHING";
    /// Brings a built-in role up to this program's permissions.
    UPDATE_BUILTIN_ROLE = "UPDATE roles SET permissions = $2, version = version + 1, updated_at = $3
                           WHERE builtin = $1 AND permissions <> $2";
}

/// A user with the role.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// Its id.
    pub id: UserId,
    /// `agent` or `customer`.
    pub kind: String,
    /// Customer side: the contact.
    pub contact_id: Option<ContactId>,
    /// The role.
    pub role_id: RoleId,
    /// Its name.
    pub role_name: String,
    /// Its built-in name, or none for a custom role.
    pub role_builtin: Option<String>,
    /// What the role gives.
    pub permissions: PermissionSet,
    /// Full name.
    pub name: String,
    /// Address, as written.
    pub email: String,
    /// IANA zone.
    pub zone: String,
    /// BCP 47 language.
    pub locale: String,
    /// Below replies.
    pub signature: String,
    /// JSON.
    pub preferences: String,
    /// Whether sign-in asks for a second factor.
    pub has_totp: bool,
    /// Sessions of an older epoch are over.
    pub session_epoch: i64,
    /// When it was disabled, or the contact it is was put away.
    pub disabled_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
}

impl UserRow {
    pub(super) fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id("id")?,
            kind: row.text("kind")?,
            contact_id: row.opt_id("contact_id")?,
            role_id: row.id("role_id")?,
            role_name: row.text("role_name")?,
            role_builtin: row.opt_text("role_builtin")?,
            permissions: row.json("permissions")?,
            name: row.text("name")?,
            email: row.text("email")?,
            zone: row.text("zone")?,
            locale: row.text("locale")?,
            signature: row.text("signature")?,
            preferences: row.text("preferences")?,
            has_totp: row.bool("has_totp")?,
            session_epoch: row.int("session_epoch")?,
            disabled_at: row.opt_instant("disabled_at")?,
            version: row.int("version")?,
        })
    }
}

/// What sign-in needs.
#[derive(Clone)]
pub struct Credentials {
    /// Whose.
    pub id: UserId,
    /// Folded address.
    pub email_folded: String,
    /// Argon2id in PHC form.
    pub password_hash: Option<String>,
    /// Sealed.
    pub totp_secret: Option<Vec<u8>>,
    /// Sealed, not confirmed.
    pub totp_pending: Option<Vec<u8>>,
    /// The last accepted time step.
    pub totp_last_step: Option<i64>,
    /// Hashes of the codes that are left, hexadecimal.
    pub recovery_codes: Vec<String>,
    /// Sessions of an older epoch are over.
    pub session_epoch: i64,
    /// When it was disabled, or the contact it is was put away.
    pub disabled_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Credentials {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id("id")?,
            email_folded: row.text("email_folded")?,
            password_hash: row.opt_text("password_hash")?,
            totp_secret: row.opt_blob("totp_secret")?,
            totp_pending: row.opt_blob("totp_pending")?,
            totp_last_step: row.opt_int("totp_last_step")?,
            recovery_codes: row.json("recovery_codes")?,
            session_epoch: row.int("session_epoch")?,
            disabled_at: row.opt_instant("disabled_at")?,
            version: row.int("version")?,
        })
    }
}

/// A team, as its members see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamOfUser {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// 0 to 4.
    pub tier: i64,
}

/// An account, as its contacts see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountOfContact {
    /// Its id.
    pub id: AccountId,
    /// Its name.
    pub name: String,
}

/// A new user.
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    /// Its id.
    pub id: UserId,
    /// `agent` or `customer`.
    pub kind: &'a str,
    /// Customer side: the contact.
    pub contact_id: Option<ContactId>,
    /// The role.
    pub role_id: RoleId,
    /// Full name.
    pub name: &'a str,
    /// Address, as written.
    pub email: &'a str,
    /// The same folded.
    pub email_folded: &'a str,
    /// IANA zone.
    pub zone: &'a str,
    /// BCP 47 language.
    pub locale: &'a str,
    /// Argon2id in PHC form.
    pub password_hash: Option<&'a str>,
    /// Now.
    pub at: Instant,
}

/// A user with the role.
///
/// # Errors
/// As the engine reports.
pub fn find(tx: &mut Tx<'_>, id: UserId) -> Result<Option<UserRow>, StoreError> {
    tx.query_opt(&FIND, &params![id])?
        .as_ref()
        .map(UserRow::read)
        .transpose()
}

/// What sign-in needs, by folded address.
///
/// # Errors
/// As the engine reports.
pub fn credentials_by_email(
    tx: &mut Tx<'_>,
    email_folded: &str,
) -> Result<Option<Credentials>, StoreError> {
    tx.query_opt(&FIND_CREDENTIALS_BY_EMAIL, &params![email_folded])?
        .as_ref()
        .map(Credentials::read)
        .transpose()
}

/// What sign-in needs, locked until the transaction ends.
///
/// # Errors
/// As the engine reports.
pub fn lock_credentials(tx: &mut Tx<'_>, id: UserId) -> Result<Option<Credentials>, StoreError> {
    tx.query_opt(&FIND_CREDENTIALS, &params![id])?
        .as_ref()
        .map(Credentials::read)
        .transpose()
}

/// The teams of a user, by name.
///
/// # Errors
/// As the engine reports.
pub fn teams(tx: &mut Tx<'_>, id: UserId) -> Result<Vec<TeamOfUser>, StoreError> {
    tx.query(&TEAMS, &params![id])?
        .iter()
        .map(|row| {
            Ok(TeamOfUser {
                id: row.id("id")?,
                name: row.text("name")?,
                tier: row.int("tier")?,
            })
        })
        .collect()
}

/// The accounts a contact belongs to or follows, by name.
///
/// # Errors
/// As the engine reports.
pub fn accounts(tx: &mut Tx<'_>, contact: ContactId) -> Result<Vec<AccountOfContact>, StoreError> {
    tx.query(&ACCOUNTS, &params![contact, contact])?
        .iter()
        .map(|row| {
            Ok(AccountOfContact {
                id: row.id("id")?,
                name: row.text("name")?,
            })
        })
        .collect()
}

/// The users that a contact is: whoever signs in as it.
///
/// # Errors
/// As the engine reports.
pub fn of_contact(tx: &mut Tx<'_>, contact: ContactId) -> Result<Vec<UserId>, StoreError> {
    tx.query(&OF_CONTACT, &params![contact])?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// Adds a user.
///
/// # Errors
/// A unique conflict on `users.email_folded`, or as the engine reports.
pub fn insert(tx: &mut Tx<'_>, user: &NewUser<'_>) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            user.id,
            user.kind,
            user.contact_id,
            user.role_id,
            user.name,
            user.email,
            user.email_folded,
            user.zone,
            user.locale,
            user.password_hash,
            user.at
        ],
    )?;
    Ok(())
}

/// Changes the own profile; `false` when the version is another.
///
/// # Errors
/// As the engine reports.
pub fn update_profile(tx: &mut Tx<'_>, user: &UserRow, at: Instant) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &UPDATE_PROFILE,
        &params![
            user.id,
            user.name.as_str(),
            user.locale.as_str(),
            user.zone.as_str(),
            user.signature.as_str(),
            user.preferences.as_str(),
            at,
            user.version
        ],
    )?;
    Ok(changed == 1)
}

/// Sets the password and raises the epoch, which ends every session.
///
/// # Errors
/// As the engine reports.
pub fn set_password(
    tx: &mut Tx<'_>,
    id: UserId,
    hash: &str,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&SET_PASSWORD, &params![id, hash, at])?;
    Ok(())
}

/// Keeps the same password under newer parameters, unless it was changed.
///
/// # Errors
/// As the engine reports.
pub fn rehash_password(
    tx: &mut Tx<'_>,
    id: UserId,
    hash: &str,
    old: &str,
) -> Result<(), StoreError> {
    tx.execute(&REHASH_PASSWORD, &params![id, hash, old])?;
    Ok(())
}

/// Ends every session of a user.
///
/// # Errors
/// As the engine reports.
pub fn raise_epoch(tx: &mut Tx<'_>, id: UserId) -> Result<(), StoreError> {
    tx.execute(&RAISE_EPOCH, &params![id])?;
    Ok(())
}

/// Keeps a sealed second factor that is not confirmed yet.
///
/// # Errors
/// As the engine reports.
pub fn set_totp_pending(
    tx: &mut Tx<'_>,
    id: UserId,
    sealed: &[u8],
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&SET_TOTP_PENDING, &params![id, sealed.to_vec(), at])?;
    Ok(())
}

/// Turns the second factor on, or off with `None`.
///
/// # Errors
/// As the engine reports.
pub fn set_totp(
    tx: &mut Tx<'_>,
    id: UserId,
    sealed: Option<&[u8]>,
    step: Option<i64>,
    recovery_codes: &[String],
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &SET_TOTP,
        &params![
            id,
            sealed.map(<[u8]>::to_vec),
            step,
            crate::Value::json(recovery_codes)?,
            at
        ],
    )?;
    Ok(())
}

/// Marks a time step as used.
///
/// # Errors
/// As the engine reports.
pub fn set_totp_step(tx: &mut Tx<'_>, id: UserId, step: i64) -> Result<(), StoreError> {
    tx.execute(&SET_TOTP_STEP, &params![id, step])?;
    Ok(())
}

/// Keeps the recovery codes that are left.
///
/// # Errors
/// As the engine reports.
pub fn set_recovery_codes(tx: &mut Tx<'_>, id: UserId, codes: &[String]) -> Result<(), StoreError> {
    tx.execute(
        &SET_RECOVERY_CODES,
        &params![id, crate::Value::json(codes)?],
    )?;
    Ok(())
}

/// Notes that somebody was here.
///
/// # Errors
/// As the engine reports.
pub fn seen(tx: &mut Tx<'_>, id: UserId, at: Instant) -> Result<(), StoreError> {
    tx.execute(&SEEN, &params![id, at])?;
    Ok(())
}

/// Whether there is an administrator who can sign in.
///
/// # Errors
/// As the engine reports.
pub fn has_administrator(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx
        .query_one(&COUNT_ADMINISTRATORS, &params![])?
        .int("found")?
        > 0)
}

/// The id of a built-in role, locked until the transaction ends.
///
/// # Errors
/// As the engine reports.
pub fn builtin_role(tx: &mut Tx<'_>, builtin: &str) -> Result<Option<RoleId>, StoreError> {
    tx.query_opt(&FIND_BUILTIN_ROLE, &params![builtin])?
        .map(|row| row.id("id"))
        .transpose()
}

/// Somebody who signs in for an account.
#[derive(Debug, Clone)]
pub struct CustomerOf {
    /// The user.
    pub user: UserId,
    /// The contact that this user is.
    pub contact: ContactId,
    /// Address of the sign-in, as written.
    pub email: String,
    /// The contact's own language tag; none is the account's.
    pub locale: Option<String>,
    /// What the role gives.
    pub permissions: PermissionSet,
}

/// Who signs in for an account, belonging to it or following it.
///
/// # Errors
/// As the engine reports.
pub fn customers_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<CustomerOf>, StoreError> {
    tx.query(&CUSTOMERS_OF, &params![account])?
        .iter()
        .map(|row| {
            Ok(CustomerOf {
                user: row.id("id")?,
                contact: row.id("contact_id")?,
                email: row.text("email")?,
                locale: row.opt_text("locale")?,
                permissions: row.json("permissions")?,
            })
        })
        .collect()
}

/// Adds a built-in role, or brings it up to these permissions.
///
/// # Errors
/// As the engine reports.
pub fn seed_role(
    tx: &mut Tx<'_>,
    id: RoleId,
    builtin: &str,
    side: &str,
    name: &str,
    permissions: PermissionSet,
    at: Instant,
) -> Result<(), StoreError> {
    let permissions = crate::Value::json(&permissions)?;
    tx.execute(
        &INSERT_BUILTIN_ROLE,
        &params![id, name, side, builtin, &permissions, at],
    )?;
    tx.execute(&UPDATE_BUILTIN_ROLE, &params![builtin, &permissions, at])?;
    Ok(())
}
