//! API tokens: `srt_` and 256 random bits, shown once.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{TokenId, UserId};
use surety_domain::permission::{Permission, PermissionSet, Subject};
use surety_domain::time::Instant;
use surety_store::records::tokens::{self, TokenRow};
use utoipa::ToSchema;

use super::limits::{TOKEN_MAX_DAYS, TOKENS_PER_USER};
use super::me::check_name;
use super::principal::Signed;
use super::secret::{Sealed, token_hash, token_text};
use crate::core::App;
use crate::error::AppError;
use crate::page::{Page, PageRequest};

/// API tokens start with this, so that secret scanners know them.
pub const PREFIX: &str = "srt_";
/// What sealed tokens in stored answers are for.
const ANSWER: &str = "api_token";

/// An API token as its owner sees it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TokenView {
    /// Its id.
    #[schema(example = "tok_01kb0000000000000000000001")]
    pub id: String,
    /// On whose behalf it acts.
    #[schema(example = "usr_01kb0000000000000000000001")]
    pub user_id: String,
    /// What its owner calls it.
    #[schema(example = "monitoring")]
    pub name: String,
    /// Its last characters, to tell tokens apart.
    #[schema(example = "9xQ2")]
    pub hint: String,
    /// What it may do at most: names of permissions.
    #[schema(example = json!(["ticket_create", "ticket_read"]))]
    pub scopes: Vec<String>,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
    /// When it was last used, within ten minutes.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_used_at: Option<Instant>,
    /// When it was revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<TokenRow> for TokenView {
    fn from(row: TokenRow) -> Self {
        Self {
            id: row.id.to_string(),
            user_id: row.user_id.to_string(),
            name: row.name,
            hint: row.hint,
            scopes: Permission::ALL
                .iter()
                .filter(|&&p| row.scopes.contains(p))
                .map(|p| p.as_str().to_owned())
                .collect(),
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            revoked_at: row.revoked_at,
            created_at: row.created_at,
        }
    }
}

/// A new token. The scopes are permissions one holds oneself.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "monitoring", "scopes": ["ticket_create", "ticket_read"], "expires_at": "2027-06-01T00:00:00Z"}))]
pub struct CreateToken {
    /// What its owner calls it.
    pub name: String,
    /// What it may do at most: names of permissions, one at least.
    pub scopes: Vec<String>,
    /// When it ends, at most 366 days from now, and not after the token that
    /// makes it.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
}

/// A token with its secret, which is never shown again.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CreatedToken {
    /// The token.
    #[serde(flatten)]
    pub view: TokenView,
    /// The secret: send it as `Authorization: Bearer srt_…`.
    #[schema(example = "srt_…")]
    pub token: String,
}

fn check_scopes(held: PermissionSet, names: &[String]) -> Result<PermissionSet, AppError> {
    if names.is_empty() {
        return Err(AppError::invalid(
            "scopes_missing",
            "scopes",
            "name at least one permission; a token never gets all by itself",
        ));
    }
    let mut scopes = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let field = format!("scopes[{at}]");
        let scope: Permission = name.parse().map_err(|_| {
            AppError::invalid("unknown_permission", &field, "there is no such permission")
        })?;
        if !held.contains(scope) {
            return Err(AppError::invalid(
                "scope_not_held",
                &field,
                "a token cannot do what its maker cannot do",
            ));
        }
        scopes.push(scope);
    }
    Ok(PermissionSet::of(&scopes))
}

/// Makes a token for oneself.
///
/// # Errors
/// `token_manage_own` is needed; `scopes_missing`, `unknown_permission`,
/// `scope_not_held`, `invalid_expiry`, `too_many_tokens`.
pub async fn create(
    app: &App,
    signed: &Signed,
    input: CreateToken,
) -> Result<CreatedToken, AppError> {
    let owner = signed.user.id;
    let token = token_text(PREFIX, app.random_bytes());
    let sealed = Sealed::seal(app.keys(), app.random_bytes(), ANSWER, token.expose())?;
    let (view, sealed): (TokenView, Sealed) = app
        .command(&signed.call, move |tx, cx| {
            cx.require(Permission::TokenManageOwn, &Subject::Token { owner })?;
            let name = check_name(&input.name)?;
            let scopes = check_scopes(cx.actor.effective(), &input.scopes)?;
            let mut latest = cx.now.plus_seconds(TOKEN_MAX_DAYS * 24 * 3600);
            if let Some(parent) = cx.token() {
                // Or a token that was stolen once could renew itself for ever.
                let parent = tokens::find(tx, parent)?.ok_or(AppError::NotFound("token"))?;
                latest = latest.min(parent.expires_at);
            }
            if input.expires_at <= cx.now || input.expires_at > latest {
                return Err(AppError::invalid(
                    "invalid_expiry",
                    "expires_at",
                    format!(
                        "a token ends within {TOKEN_MAX_DAYS} days, and not after the token that makes it"
                    ),
                ));
            }
            if tokens::count_live(tx, owner, cx.now)? >= TOKENS_PER_USER {
                return Err(AppError::conflict(
                    "too_many_tokens",
                    format!("one person has at most {TOKENS_PER_USER} tokens; revoke one first"),
                ));
            }
            let text = token.expose();
            let row = TokenRow {
                id: cx.new_id(TokenId::new),
                user_id: owner,
                name,
                hint: text[text.len() - 4..].to_owned(),
                scopes,
                expires_at: input.expires_at,
                last_used_at: None,
                revoked_at: None,
                created_at: cx.now,
            };
            tokens::insert(tx, &row, &token_hash(text))?;
            cx.audit(
                tx,
                "token.created",
                "token",
                &row.id.to_string(),
                &serde_json::json!({ "name": row.name, "scopes": input.scopes, "expires_at": row.expires_at }),
            )?;
            Ok((TokenView::from(row), sealed.clone()))
        })
        .await?;
    Ok(CreatedToken {
        view,
        token: sealed.open(app.keys(), ANSWER)?.expose().to_owned(),
    })
}

/// Whose tokens to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// One's own.
    #[default]
    Mine,
    /// Everybody's.
    All,
}

/// Tokens, oldest first, ended and revoked ones too.
///
/// # Errors
/// `token_manage_own`, or for everybody's `token_manage_all`, is needed.
pub async fn list(
    app: &App,
    signed: &Signed,
    whose: Whose,
    page: PageRequest,
) -> Result<Page<TokenView>, AppError> {
    let owner = signed.user.id;
    app.query(&signed.call, move |tx, cx| {
        let user: Option<UserId> = match whose {
            Whose::Mine => {
                cx.require(Permission::TokenManageOwn, &Subject::Token { owner })?;
                Some(owner)
            }
            Whose::All => {
                cx.require(Permission::TokenManageAll, &Subject::Desk)?;
                None
            }
        };
        let after: Option<TokenId> = page.after()?;
        let rows = tokens::list(tx, user, after, page.fetch())?;
        page.finish(rows, |row| row.id, TokenView::from)
    })
    .await
}

/// One token.
///
/// # Errors
/// [`AppError::NotFound`] when it is somebody else's and one may not see all.
pub async fn get(app: &App, signed: &Signed, id: TokenId) -> Result<TokenView, AppError> {
    app.query(&signed.call, move |tx, cx| {
        let row = tokens::find(tx, id)?.ok_or(AppError::NotFound("token"))?;
        cx.require(
            Permission::TokenManageOwn,
            &Subject::Token { owner: row.user_id },
        )?;
        Ok(TokenView::from(row))
    })
    .await
}

/// Ends a token at once. Ending it twice changes nothing.
///
/// # Errors
/// [`AppError::NotFound`] when it is somebody else's and one may not see all.
pub async fn revoke(app: &App, signed: &Signed, id: TokenId) -> Result<(), AppError> {
    app.command(&signed.call, move |tx, cx| {
        let row = tokens::find(tx, id)?.ok_or(AppError::NotFound("token"))?;
        cx.require(
            Permission::TokenManageOwn,
            &Subject::Token { owner: row.user_id },
        )?;
        if tokens::revoke(tx, id, cx.now)? {
            super::session::tell_nodes(tx, cx, row.user_id)?;
            cx.audit(
                tx,
                "token.revoked",
                "token",
                &id.to_string(),
                &serde_json::json!({}),
            )?;
        }
        Ok(())
    })
    .await
}
