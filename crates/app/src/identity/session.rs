//! Sessions: begin, look at, end.

use serde::{Deserialize, Serialize};
use surety_domain::ids::UserId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::sessions::{self, SessionRow};
use surety_store::records::users;
use utoipa::ToSchema;

use super::limits::{
    SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS, SESSIONS_LISTED, USER_AGENT_CHARS,
};
use super::principal::{Signed, Via};
use super::secret::{SecretText, token_hash, token_text};
use crate::core::{App, Cx, LiveSubject};
use crate::error::AppError;

/// The live event that makes every node look again at a user's open streams.
pub const LIVE_REVOKED: &str = "revoked";

/// A session that has just begun, with what only its browser may know.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The cookie's value.
    pub token: SecretText,
    /// What writes must send as `X-CSRF-Token`.
    pub csrf: String,
    /// When it ends at the latest.
    pub expires_at: Instant,
}

/// Random parts of a session, made outside the transaction so that a repeated
/// transaction gives the same cookie.
#[derive(Clone)]
pub(super) struct Seeds {
    pub(super) token: SecretText,
    pub(super) csrf: String,
}

impl Seeds {
    pub(super) fn new(app: &App) -> Self {
        Self {
            token: token_text("", app.random_bytes()),
            csrf: token_text("", app.random_bytes()).expose().to_owned(),
        }
    }
}

/// Writes a new session. `stage` is `second_factor` or `full`.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    now: Instant,
    seeds: &Seeds,
    user: UserId,
    epoch: i64,
    stage: &str,
    user_agent: &str,
) -> Result<Instant, AppError> {
    let expires_at = now.plus_seconds(SESSION_ABSOLUTE_SECONDS);
    sessions::insert(
        tx,
        &SessionRow {
            token_hash: token_hash(seeds.token.expose()).to_vec(),
            user_id: user,
            epoch,
            csrf: seeds.csrf.clone(),
            stage: stage.to_owned(),
            user_agent: user_agent
                .chars()
                .filter(|c| !c.is_control())
                .take(USER_AGENT_CHARS)
                .collect(),
            created_at: now,
            seen_at: now,
            expires_at,
        },
    )?;
    Ok(expires_at)
}

/// One of one's own sessions.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    /// Names the session for ending it; not its cookie.
    #[schema(example = "5f2b8c0d9e1a4b7c5f2b8c0d9e1a4b7c")]
    pub id: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last used, within a minute.
    #[schema(value_type = String, format = DateTime)]
    pub seen_at: Instant,
    /// When it ends at the latest.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
}

/// A session is named by half of its hash: enough to tell sessions apart,
/// useless for anything else.
fn public_id(token_hash: &[u8]) -> String {
    token_hash
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// One's own sessions that still hold, last used first.
///
/// # Errors
/// `profile_own` is needed.
pub async fn list(app: &App, signed: &Signed) -> Result<Vec<SessionView>, AppError> {
    let user = signed.user.id;
    let epoch = signed.user.session_epoch;
    let own = match &signed.via {
        Via::Session { token_hash, .. } => Some(*token_hash),
        Via::Token(_) => None,
    };
    app.query(&signed.call, move |tx, cx| {
        cx.require(Permission::ProfileOwn, &Subject::User(user))?;
        Ok(sessions::of_user(tx, user, SESSIONS_LISTED)?
            .into_iter()
            .filter(|s| {
                s.stage == "full"
                    && s.epoch == epoch
                    && cx.now < s.expires_at
                    && cx.now < s.seen_at.plus_seconds(SESSION_IDLE_SECONDS)
            })
            .map(|s| SessionView {
                id: public_id(&s.token_hash),
                current: own.is_some_and(|own| own.as_slice() == s.token_hash),
                user_agent: s.user_agent,
                created_at: s.created_at,
                seen_at: s.seen_at,
                expires_at: s.expires_at,
            })
            .collect())
    })
    .await
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `profile_own` is needed; [`AppError::NotFound`] when there is no such session of one's own.
pub async fn end(app: &App, signed: &Signed, id: String) -> Result<(), AppError> {
    let user = signed.user.id;
    app.command(&signed.call, move |tx, cx| {
        cx.require(Permission::ProfileOwn, &Subject::User(user))?;
        // One that the list was too short for can be ended too.
        let found = sessions::of_user(tx, user, i64::MAX)?
            .into_iter()
            .find(|s| public_id(&s.token_hash) == id)
            .ok_or(AppError::NotFound("session"))?;
        sessions::delete(tx, &found.token_hash)?;
        tell_nodes(tx, cx, user)?;
        cx.audit(
            tx,
            "session.ended",
            "user",
            &user.to_string(),
            &serde_json::json!({ "session": id }),
        )
    })
    .await
}

/// Signs out: ends the session that asks.
///
/// # Errors
/// [`AppError::Conflict`] when an API token asks.
pub async fn sign_out(app: &App, signed: &Signed) -> Result<(), AppError> {
    let Via::Session { token_hash, .. } = signed.via else {
        return Err(AppError::conflict(
            "not_a_session",
            "an API token has no session; revoke the token instead",
        ));
    };
    let user = signed.user.id;
    app.command(&signed.call, move |tx, cx| {
        sessions::delete(tx, &token_hash)?;
        tell_nodes(tx, cx, user)?;
        cx.audit(
            tx,
            "session.signed_out",
            "user",
            &user.to_string(),
            &serde_json::json!({}),
        )
    })
    .await
}

/// Ends every session of a user at once, on every node, open live streams
/// included. For the verbs that disable a user, change the role, or set a
/// password; call it in their transaction.
///
/// # Errors
/// As the store reports.
pub fn end_all(tx: &mut Tx<'_>, cx: &Cx<'_>, user: UserId) -> Result<(), AppError> {
    users::raise_epoch(tx, user)?;
    sessions::delete_of_user(tx, user)?;
    tell_nodes(tx, cx, user)
}

/// Ends every session of a user but the one that asks, open live streams
/// included. For a change of the second factor; call it in its transaction,
/// after the user's row is locked.
///
/// # Errors
/// As the store reports.
pub fn end_others(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    user: UserId,
    own_token_hash: &[u8],
) -> Result<(), AppError> {
    sessions::delete_others(tx, user, own_token_hash)?;
    tell_nodes(tx, cx, user)
}

/// Makes every node check a user's open live streams again. Enough when a
/// role or a team changes and the sessions may go on.
///
/// # Errors
/// As the store reports.
pub fn tell_nodes(tx: &mut Tx<'_>, cx: &Cx<'_>, user: UserId) -> Result<(), AppError> {
    cx.live(
        tx,
        LIVE_REVOKED,
        &LiveSubject::Desk,
        &serde_json::json!({ "user_id": user.to_string() }),
    )
}

/// As [`tell_nodes`], for everybody: when a role or the members of a team
/// change, whose streams that concerns is looked up by each stream itself.
///
/// # Errors
/// As the store reports.
pub fn tell_nodes_of_all(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<(), AppError> {
    cx.live(
        tx,
        LIVE_REVOKED,
        &LiveSubject::Desk,
        &serde_json::json!({ "everybody": true }),
    )
}

/// Takes away sessions, tries and links that ended. For the daily sweep.
///
/// # Errors
/// As the store reports.
pub async fn prune(app: &App) -> Result<u64, AppError> {
    app.command(&crate::core::Call::system(), |tx, cx| {
        let idle_before = cx.now.plus_seconds(-SESSION_IDLE_SECONDS);
        let tries_before = cx.now.plus_seconds(-super::limits::TRIES_KEPT_SECONDS);
        let mut gone = sessions::prune(tx, cx.now, idle_before)?;
        gone += surety_store::records::login::prune(tx, tries_before)?;
        gone += surety_store::records::login::prune_links(tx, cx.now)?;
        Ok(gone)
    })
    .await
}
