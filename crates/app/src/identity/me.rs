//! One's own profile.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject};
use surety_store::records::users;
use utoipa::ToSchema;

use super::limits::{NAME_MAX_CHARS, PREFERENCES_MAX_BYTES, SIGNATURE_MAX_CHARS};
use super::principal::{self, Signed, Via};
use crate::core::App;
use crate::error::AppError;

/// Who one is and what one may do.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// The user.
    #[schema(example = "usr_01kb0000000000000000000001")]
    pub id: String,
    /// Full name.
    #[schema(example = "Ann Example")]
    pub name: String,
    /// Address one signs in with.
    #[schema(example = "ann@example.org")]
    pub email: String,
    /// `agent` or `customer`.
    #[schema(example = "agent")]
    pub kind: String,
    /// The role.
    pub role: RoleOfMe,
    /// Names of what one may do; of a token: what it may do.
    #[schema(example = json!(["ticket_read", "ticket_reply"]))]
    pub permissions: Vec<String>,
    /// Agent side: one's teams.
    pub teams: Vec<TeamOfMe>,
    /// BCP 47 language.
    #[schema(example = "en")]
    pub locale: String,
    /// IANA zone.
    #[schema(example = "Europe/Berlin")]
    pub zone: String,
    /// Below one's replies.
    pub signature: String,
    /// Whatever the console keeps for this person, e.g. the theme.
    #[schema(value_type = Object)]
    pub preferences: serde_json::Value,
    /// Whether sign-in asks for a second factor.
    pub totp_enabled: bool,
    /// Customer side: the contact one is.
    pub contact_id: Option<String>,
    /// Customer side: the accounts one belongs to or follows.
    pub accounts: Vec<AccountOfMe>,
    /// For `If-Match`.
    pub version: i64,
}

/// A role by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoleOfMe {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its built-in name, or null for a custom role.
    pub builtin: Option<String>,
}

/// A team by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TeamOfMe {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 0 to 4.
    pub tier: i64,
}

/// An account by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AccountOfMe {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl From<&Signed> for Me {
    fn from(signed: &Signed) -> Self {
        let user = &signed.user;
        let effective = signed.call.actor.effective();
        Self {
            id: user.id.to_string(),
            name: user.name.clone(),
            email: user.email.clone(),
            kind: user.kind.clone(),
            role: RoleOfMe {
                id: user.role_id.to_string(),
                name: user.role_name.clone(),
                builtin: user.role_builtin.clone(),
            },
            permissions: Permission::ALL
                .iter()
                .filter(|&&p| effective.contains(p))
                .map(|p| p.as_str().to_owned())
                .collect(),
            teams: signed
                .teams
                .iter()
                .map(|t| TeamOfMe {
                    id: t.id.to_string(),
                    name: t.name.clone(),
                    tier: t.tier,
                })
                .collect(),
            locale: user.locale.clone(),
            zone: user.zone.clone(),
            signature: user.signature.clone(),
            preferences: serde_json::from_str(&user.preferences).unwrap_or_default(),
            totp_enabled: user.has_totp,
            contact_id: user.contact_id.map(|c| c.to_string()),
            accounts: signed
                .accounts
                .iter()
                .map(|a| AccountOfMe {
                    id: a.id.to_string(),
                    name: a.name.clone(),
                })
                .collect(),
            version: user.version,
        }
    }
}

/// A change of one's own profile; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"locale": "zh-CN", "preferences": {"theme": "dark"}}))]
pub struct UpdateMe {
    /// Full name.
    pub name: Option<String>,
    /// `en` or `zh-CN`.
    pub locale: Option<String>,
    /// IANA zone.
    pub zone: Option<String>,
    /// Below one's replies.
    pub signature: Option<String>,
    /// Replaces the preferences as a whole.
    #[schema(value_type = Option<Object>)]
    pub preferences: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The languages the console and the portal speak.
const LOCALES: [&str; 2] = ["en", "zh-CN"];

pub(super) fn check_name(name: &str) -> Result<String, AppError> {
    let name = name.trim();
    if name.is_empty()
        || name.chars().count() > NAME_MAX_CHARS
        || name.chars().any(char::is_control)
    {
        return Err(AppError::invalid(
            "invalid_name",
            "name",
            format!("a name has 1 to {NAME_MAX_CHARS} characters on one line"),
        ));
    }
    Ok(name.to_owned())
}

fn check(input: &UpdateMe) -> Result<(), AppError> {
    if let Some(name) = &input.name {
        check_name(name)?;
    }
    if let Some(locale) = &input.locale
        && !LOCALES.contains(&locale.as_str())
    {
        return Err(AppError::invalid(
            "invalid_locale",
            "locale",
            "the languages are en and zh-CN",
        ));
    }
    if let Some(zone) = &input.zone
        && jiff::tz::TimeZone::get(zone).is_err()
    {
        return Err(AppError::invalid(
            "invalid_zone",
            "zone",
            "use an IANA zone such as Europe/Berlin",
        ));
    }
    if let Some(signature) = &input.signature
        && (signature.chars().count() > SIGNATURE_MAX_CHARS || signature.contains('\0'))
    {
        return Err(AppError::invalid(
            "invalid_signature",
            "signature",
            format!("a signature has at most {SIGNATURE_MAX_CHARS} characters"),
        ));
    }
    if let Some(preferences) = &input.preferences {
        let text = serde_json::Value::from(preferences.clone()).to_string();
        if text.len() > PREFERENCES_MAX_BYTES || text.contains("\\u0000") {
            return Err(AppError::invalid(
                "invalid_preferences",
                "preferences",
                format!("preferences have at most {PREFERENCES_MAX_BYTES} bytes of JSON"),
            ));
        }
    }
    Ok(())
}

/// Changes one's own profile. `expected` is the version of `If-Match`.
///
/// # Errors
/// `profile_own` is needed; [`AppError::Stale`] when the version is another.
pub async fn update(
    app: &App,
    signed: &Signed,
    expected: i64,
    input: UpdateMe,
) -> Result<Me, AppError> {
    let id = signed.user.id;
    let via: Via = signed.via.clone();
    let scopes = signed.call.actor.scopes;
    app.command(&signed.call, move |tx, cx| {
        cx.require(Permission::ProfileOwn, &Subject::User(id))?;
        check(&input)?;
        let mut user = users::find(tx, id)?.ok_or(AppError::NotFound("user"))?;
        if expected != user.version {
            return Err(AppError::Stale {
                current: user.version,
            });
        }
        if let Some(name) = &input.name {
            user.name = check_name(name)?;
        }
        if let Some(locale) = &input.locale {
            user.locale.clone_from(locale);
        }
        if let Some(zone) = &input.zone {
            user.zone.clone_from(zone);
        }
        if let Some(signature) = &input.signature {
            user.signature.clone_from(signature);
        }
        if let Some(preferences) = &input.preferences {
            user.preferences = serde_json::Value::from(preferences.clone()).to_string();
        }
        if !users::update_profile(tx, &user, cx.now)? {
            return Err(AppError::Stale {
                current: user.version,
            });
        }
        let changed: Vec<&str> = [
            ("name", input.name.is_some()),
            ("locale", input.locale.is_some()),
            ("zone", input.zone.is_some()),
            ("signature", input.signature.is_some()),
            ("preferences", input.preferences.is_some()),
        ]
        .into_iter()
        .filter_map(|(field, given)| given.then_some(field))
        .collect();
        cx.audit(
            tx,
            "user.profile_changed",
            "user",
            &id.to_string(),
            &serde_json::json!({ "fields": changed }),
        )?;
        let signed =
            principal::load(tx, id, scopes, via.clone())?.ok_or(AppError::NotFound("user"))?;
        Ok(Me::from(&signed))
    })
    .await
}
