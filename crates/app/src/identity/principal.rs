//! From a cookie or a bearer token to who calls.

use surety_domain::ids::{TokenId, UserId};
use surety_domain::permission::{Actor, PermissionSet};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::users::{AccountOfContact, TeamOfUser, UserRow};
use surety_store::records::{sessions, tokens, users};

use super::limits::{
    SECOND_FACTOR_SECONDS, SESSION_IDLE_SECONDS, SESSION_SEEN_EVERY_SECONDS,
    TOKEN_USED_EVERY_SECONDS,
};
use super::secret::token_hash;
use crate::core::{App, Call};
use crate::error::AppError;

/// How somebody proved who they are.
#[derive(Clone, PartialEq, Eq)]
pub enum Via {
    /// By a session's cookie.
    Session {
        /// SHA-256 of the cookie's value.
        token_hash: [u8; 32],
        /// What writes must send as `X-CSRF-Token`.
        csrf: String,
        /// When the session ends at the latest.
        expires_at: Instant,
    },
    /// By an API token.
    Token(TokenId),
}

impl std::fmt::Debug for Via {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Session { .. } => f.write_str("Session"),
            Self::Token(id) => write!(f, "Token({id})"),
        }
    }
}

/// Who calls, as of this request: roles, teams and accounts are read anew
/// every time, so that a change holds at once on every node.
#[derive(Debug, Clone)]
pub struct Signed {
    /// For the verbs.
    pub call: Call,
    /// The user.
    pub user: UserRow,
    /// Agent side: their teams.
    pub teams: Vec<TeamOfUser>,
    /// Customer side: the accounts they belong to or follow.
    pub accounts: Vec<AccountOfContact>,
    /// How they proved it.
    pub via: Via,
}

impl Signed {
    /// The user's id.
    pub const fn user_id(&self) -> UserId {
        self.user.id
    }
}

/// What a user may do as of now, with the teams or accounts it depends on.
fn standing(
    tx: &mut Tx<'_>,
    user: &UserRow,
) -> Result<(Actor, Vec<TeamOfUser>, Vec<AccountOfContact>), AppError> {
    Ok(match user.contact_id {
        None => {
            let teams = users::teams(tx, user.id)?;
            let ids = teams.iter().map(|team| team.id).collect();
            let actor = Actor::agent(user.id, ids, user.permissions);
            (actor, teams, Vec::new())
        }
        Some(contact) => {
            let accounts = users::accounts(tx, contact)?;
            let ids = accounts.iter().map(|account| account.id).collect();
            let actor = Actor::customer(Some(user.id), contact, ids, user.permissions);
            (actor, Vec::new(), accounts)
        }
    })
}

/// A user's actor, or none when the user may not act.
pub(super) fn load(
    tx: &mut Tx<'_>,
    user_id: UserId,
    scopes: Option<PermissionSet>,
    via: Via,
) -> Result<Option<Signed>, AppError> {
    let Some(user) = users::find(tx, user_id)? else {
        return Ok(None);
    };
    if user.disabled_at.is_some() {
        return Ok(None);
    }
    let (actor, teams, accounts) = standing(tx, &user)?;
    let mut call = Call::by(match scopes {
        Some(scopes) => actor.with_scopes(scopes),
        None => actor,
    });
    if let Via::Token(id) = &via {
        call.token = Some(*id);
    }
    Ok(Some(Signed {
        call,
        user,
        teams,
        accounts,
        via,
    }))
}

/// What somebody may do who does not call: whom to tell, for example. None
/// when there is no such user, or they may not act.
///
/// # Errors
/// As the store reports.
pub fn actor_of(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Actor>, AppError> {
    match users::find(tx, user)?.filter(|user| user.disabled_at.is_none()) {
        Some(user) => Ok(Some(standing(tx, &user)?.0)),
        None => Ok(None),
    }
}

/// Where a session stands.
#[derive(Debug)]
pub enum SessionState {
    /// Signed in.
    Full(Box<Signed>),
    /// The password was right; the second factor is still to come.
    SecondFactor,
    /// Unknown, ended, revoked or of a disabled user.
    None,
}

/// Who holds the session with this cookie value.
///
/// # Errors
/// As the store reports.
pub async fn by_session(app: &App, token: &str) -> Result<SessionState, AppError> {
    let hash = token_hash(token);
    let found = app
        .query(&Call::system(), move |tx, cx| {
            let Some(session) = sessions::find(tx, &hash)? else {
                return Ok(None);
            };
            let idle_until = session.seen_at.plus_seconds(SESSION_IDLE_SECONDS);
            if cx.now >= session.expires_at || cx.now >= idle_until {
                return Ok(None);
            }
            let via = Via::Session {
                token_hash: hash,
                csrf: session.csrf.clone(),
                expires_at: session.expires_at,
            };
            let Some(signed) = load(tx, session.user_id, None, via)? else {
                return Ok(None);
            };
            if session.epoch != signed.user.session_epoch {
                return Ok(None);
            }
            Ok(Some((session, signed)))
        })
        .await?;
    let Some((session, signed)) = found else {
        return Ok(SessionState::None);
    };
    let now = app.now();
    if session.stage != "full" {
        let waits_until = session.created_at.plus_seconds(SECOND_FACTOR_SECONDS);
        return Ok(if now < waits_until {
            SessionState::SecondFactor
        } else {
            SessionState::None
        });
    }
    if now >= session.seen_at.plus_seconds(SESSION_SEEN_EVERY_SECONDS) {
        let user = signed.user.id;
        app.command(&Call::system(), move |tx, cx| {
            sessions::seen(tx, &hash, cx.now)?;
            users::seen(tx, user, cx.now)?;
            Ok(())
        })
        .await?;
    }
    Ok(SessionState::Full(Box::new(signed)))
}

/// The same caller as of now; none when the session or token has ended, or
/// its owner may not act any more. For what stays open: live streams.
///
/// # Errors
/// As the store reports.
pub async fn again(app: &App, via: &Via) -> Result<Option<Signed>, AppError> {
    let via = via.clone();
    app.query(&Call::system(), move |tx, cx| match &via {
        Via::Session { token_hash, .. } => {
            let Some(session) = sessions::find(tx, token_hash)? else {
                return Ok(None);
            };
            let signed = load(tx, session.user_id, None, via.clone())?;
            Ok(signed.filter(|signed| {
                session.epoch == signed.user.session_epoch && cx.now < session.expires_at
            }))
        }
        Via::Token(id) => match tokens::find(tx, *id)? {
            Some(token) if token.revoked_at.is_none() && cx.now < token.expires_at => {
                load(tx, token.user_id, Some(token.scopes), via.clone())
            }
            _ => Ok(None),
        },
    })
    .await
}

/// Who holds this API token; none when it is unknown, has ended, was revoked,
/// or its owner may not act.
///
/// # Errors
/// As the store reports.
pub async fn by_token(app: &App, token: &str) -> Result<Option<Signed>, AppError> {
    let hash = token_hash(token);
    let found = app
        .query(&Call::system(), move |tx, cx| {
            let Some(token) = tokens::find_by_hash(tx, &hash)? else {
                return Ok(None);
            };
            if token.revoked_at.is_some() || cx.now >= token.expires_at {
                return Ok(None);
            }
            let signed = load(tx, token.user_id, Some(token.scopes), Via::Token(token.id))?;
            Ok(signed.map(|signed| (token, signed)))
        })
        .await?;
    let Some((token, signed)) = found else {
        return Ok(None);
    };
    let stale = token
        .last_used_at
        .is_none_or(|used| app.now() >= used.plus_seconds(TOKEN_USED_EVERY_SECONDS));
    if stale {
        app.command(&Call::system(), move |tx, cx| {
            Ok(tokens::used(tx, token.id, cx.now)?)
        })
        .await?;
    }
    Ok(Some(signed))
}
