//! Agents: who works at the desk. Invited by a one-time link; never deleted,
//! only shut out, so that what they did keeps its name.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{RoleId, TeamId, UserId};
use surety_domain::permission::{BuiltinRole, Permission, PermissionSet, Side, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::agents::{self, Agent};
use surety_store::records::handoffs;
use surety_store::records::roles::{self, Role};
use surety_store::records::teams;
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::handoffs::standing;
use crate::identity::limits::INVITE_LINK_SECONDS;
use crate::identity::{Sealed, invite, session};
use crate::patch::{Patch, present};
use crate::record::{Check, Page, Paging, changes, check_version, created, search_text};
pub use view::{AgentRole, AgentTeam, AgentView};
use view::{view, views};

mod view;

#[cfg(test)]
mod tests;

/// Most teams of one agent.
pub const TEAMS_MAX: usize = 50;
/// Most managers above each other.
pub const MANAGERS_MAX: usize = 16;

/// An agent with the link by which they set their first password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InvitedAgent {
    /// The agent.
    #[serde(flatten)]
    pub agent: AgentView,
    /// Works once. Hand it over yourself; it is not shown again.
    #[schema(example = "https://desk.example.org/app/invite#sri_…")]
    pub invite_url: String,
    /// When the link ends.
    #[schema(value_type = String, format = DateTime)]
    pub invite_expires_at: Instant,
}

/// A new agent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Mara Oduya", "email": "mara@desk.example",
    "role_id": "rol_01jz8k3m6yq5t0v9w2x4c7b1ne", "team_ids": []}))]
pub struct NewAgent {
    /// Full name.
    pub name: String,
    /// Where they sign in and are written to.
    pub email: String,
    /// What they may do: a role of the agent side.
    #[schema(value_type = String)]
    pub role_id: RoleId,
    /// Where they work.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub team_ids: Vec<TeamId>,
    /// Who is told when it gets serious.
    #[schema(value_type = Option<String>)]
    pub manager_id: Option<UserId>,
    /// IANA zone; `UTC` when left out.
    pub zone: Option<String>,
    /// BCP 47 language tag; `en` when left out.
    pub locale: Option<String>,
}

/// A change of an agent; what is left out stays, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"team_ids": ["tea_01jz8k3m6yq5t0v9w2x4c7b1ne"], "manager_id": null}))]
pub struct ChangeAgent {
    /// Full name.
    pub name: Option<String>,
    /// Where they sign in and are written to.
    pub email: Option<String>,
    /// What they may do: a role of the agent side.
    #[schema(value_type = Option<String>)]
    pub role_id: Option<RoleId>,
    /// Replaces the teams as a whole.
    #[schema(value_type = Option<Vec<String>>)]
    pub team_ids: Option<Vec<TeamId>>,
    /// Who is told when it gets serious.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub manager_id: Patch<UserId>,
    /// IANA zone.
    pub zone: Option<String>,
    /// BCP 47 language tag.
    pub locale: Option<String>,
}

/// Which agents.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgentQuery {
    /// Start of the address, or of the name as it is written.
    pub q: Option<String>,
    /// Members of this team.
    #[param(value_type = Option<String>)]
    pub team: Option<TeamId>,
    /// With this role.
    #[param(value_type = Option<String>)]
    pub role: Option<RoleId>,
    /// `true` for those shut out, `false` for the others; left out, both.
    pub disabled: Option<bool>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of agents by name.
///
/// # Errors
/// `agent_read` is needed; `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(app: &App, call: &Call, query: AgentQuery) -> Result<Page<AgentView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AgentRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let filter = agents::Filter {
            q: search_text(query.q.as_deref())?,
            team: query.team,
            role: query.role,
            disabled: query.disabled,
        };
        let rows = agents::list(tx, &filter, paging.after.as_ref(), paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |row| (row.name.clone(), row.id))?;
        Ok(Page {
            items: views(tx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// One agent.
///
/// # Errors
/// `agent_read` is needed, or to be the one.
pub async fn get(app: &App, call: &Call, id: UserId) -> Result<AgentView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AgentRead, &Subject::User(id))?;
        let row = agents::get(tx, id)?.ok_or(AppError::NotFound("agent"))?;
        view(tx, row)
    })
    .await
}

fn check_fields(check: &mut Check, row: &mut Agent) {
    row.name = check.name("name", &row.name);
    row.email = check.email("email", &row.email);
    row.zone = check.zone("zone", &row.zone);
    row.locale = check.locale("locale", &row.locale);
}

/// A role that this caller may give: of the agent side, and nothing in it that
/// the caller does not hold.
fn check_role(tx: &mut Tx<'_>, cx: &Cx<'_>, check: &mut Check, id: RoleId) -> Result<(), AppError> {
    let Some(role) = roles::get(tx, id)? else {
        check.reference("role_id", false);
        return Ok(());
    };
    if role.side != Side::Agent {
        check.fail(
            "role_id",
            "role_not_for_agents",
            "this role is for customers",
        );
    } else if !cx.actor.effective().contains_all(role.permissions) {
        check.fail(
            "role_id",
            "permission_beyond_giver",
            "the role gives what you do not hold",
        );
    }
    Ok(())
}

fn check_teams(tx: &mut Tx<'_>, check: &mut Check, ids: &[TeamId]) -> Result<(), AppError> {
    check.list("team_ids", ids, TEAMS_MAX);
    for (at, id) in ids.iter().enumerate().take(TEAMS_MAX) {
        let found = teams::get(tx, *id)?.is_some_and(|team| team.archived_at.is_none());
        check.reference(&format!("team_ids[{at}]"), found);
    }
    Ok(())
}

fn check_manager(
    tx: &mut Tx<'_>,
    check: &mut Check,
    id: UserId,
    manager: UserId,
) -> Result<(), AppError> {
    let found = agents::get(tx, manager)?.is_some_and(|manager| manager.disabled_at.is_none());
    check.reference("manager_id", found);
    let above = agents::managers(tx, manager, MANAGERS_MAX)?;
    if manager == id || above.contains(&id) {
        check.fail("manager_id", "manager_circle", "nobody is above themselves");
    } else if above.len() + 1 >= MANAGERS_MAX {
        check.fail(
            "manager_id",
            "manager_too_deep",
            format!("at most {MANAGERS_MAX} managers above each other"),
        );
    }
    Ok(())
}

fn email_taken() -> AppError {
    AppError::conflict("email_taken", "somebody else signs in with this address")
}

fn check_email(tx: &mut Tx<'_>, row: &Agent) -> Result<(), AppError> {
    match agents::find_by_email(tx, &row.email)? {
        Some(other) if other != row.id => Err(email_taken()),
        _ => Ok(()),
    }
}

fn or_taken(error: surety_store::StoreError) -> AppError {
    if error.is_unique_conflict("users.email_folded") {
        email_taken()
    } else {
        error.into()
    }
}

fn with_link(
    app: &App,
    agent: AgentView,
    sealed: &Sealed,
    at: Instant,
) -> Result<InvitedAgent, AppError> {
    Ok(InvitedAgent {
        agent,
        invite_url: invite::link(app, sealed)?.expose().to_owned(),
        invite_expires_at: at.plus_seconds(INVITE_LINK_SECONDS),
    })
}

/// Adds an agent and makes the link by which they set their first password.
///
/// # Errors
/// `agent_manage` is needed, and every permission of the role; field errors,
/// `email_taken`.
pub async fn create(app: &App, call: &Call, input: NewAgent) -> Result<InvitedAgent, AppError> {
    let (made, sealed, at) = app
        .command(call, move |tx, cx| {
            cx.require(Permission::AgentManage, &Subject::Desk)?;
            let mut row = Agent {
                id: cx.new_id(UserId::new),
                role_id: input.role_id,
                name: input.name.clone(),
                email: input.email.clone(),
                manager_id: input.manager_id,
                zone: input.zone.clone().unwrap_or_else(|| "UTC".into()),
                locale: input.locale.clone().unwrap_or_else(|| "en".into()),
                has_password: false,
                has_totp: false,
                disabled_at: None,
                last_seen_at: None,
                version: 1,
                created_at: cx.now,
                updated_at: cx.now,
            };
            let mut check = Check::new();
            check_fields(&mut check, &mut row);
            check_role(tx, cx, &mut check, row.role_id)?;
            check_teams(tx, &mut check, &input.team_ids)?;
            if let Some(manager) = row.manager_id {
                check_manager(tx, &mut check, row.id, manager)?;
            }
            check.done()?;
            check_email(tx, &row)?;
            agents::insert(tx, &row).map_err(or_taken)?;
            teams::set_teams_of(tx, row.id, &input.team_ids)?;
            let sealed = invite::issue(tx, cx, row.id)?;
            let made = view(tx, row)?;
            cx.audit(
                tx,
                "agent.created",
                "user",
                &made.id.to_string(),
                &created(&made)?,
            )?;
            Ok((made, sealed, cx.now))
        })
        .await?;
    with_link(app, made, &sealed, at)
}

/// The agent, if this caller may change them: nobody changes somebody who
/// holds more than themselves.
fn changeable(tx: &mut Tx<'_>, cx: &Cx<'_>, id: UserId) -> Result<(Agent, Role), AppError> {
    cx.require(Permission::AgentManage, &Subject::User(id))?;
    let row = agents::lock(tx, id)?.ok_or(AppError::NotFound("agent"))?;
    let role = roles::get(tx, row.role_id)?
        .ok_or_else(|| AppError::Internal(format!("the role of {id} is gone")))?;
    let held: PermissionSet = cx.actor.effective();
    if !held.contains_all(role.permissions) {
        return Err(AppError::Denied(Permission::AgentManage.as_str()));
    }
    Ok((row, role))
}

/// Somebody must be left who can do everything.
fn keep_an_administrator(tx: &mut Tx<'_>, id: UserId, role: &Role) -> Result<(), AppError> {
    let administrator = BuiltinRole::Administrator;
    if role.builtin == Some(administrator)
        && agents::others_with_role(tx, administrator.as_str(), id)? == 0
    {
        return Err(AppError::conflict(
            "last_administrator",
            "make somebody else an administrator first",
        ));
    }
    Ok(())
}

/// Makes a new link for somebody who has lost theirs or their password;
/// earlier links end.
///
/// # Errors
/// `agent_manage` is needed; `agent_disabled`.
pub async fn invite_again(app: &App, call: &Call, id: UserId) -> Result<InvitedAgent, AppError> {
    let (agent, sealed, at) = app
        .command(call, move |tx, cx| {
            let (row, _) = changeable(tx, cx, id)?;
            if row.disabled_at.is_some() {
                return Err(AppError::conflict(
                    "agent_disabled",
                    "let them in again first",
                ));
            }
            let sealed = invite::issue(tx, cx, id)?;
            cx.audit(
                tx,
                "agent.invited",
                "user",
                &id.to_string(),
                &serde_json::json!({}),
            )?;
            Ok((view(tx, row)?, sealed, cx.now))
        })
        .await?;
    with_link(app, agent, &sealed, at)
}

/// Changes an agent. `expected` is the version of `If-Match`.
///
/// # Errors
/// `agent_manage` is needed, and every permission of the role before and
/// after; [`AppError::Stale`], field errors, `email_taken`, `last_administrator`.
pub async fn update(
    app: &App,
    call: &Call,
    id: UserId,
    expected: i64,
    input: ChangeAgent,
) -> Result<AgentView, AppError> {
    app.command(call, move |tx, cx| {
        let (old, role) = changeable(tx, cx, id)?;
        check_version(old.version, Some(expected))?;
        let before = view(tx, old.clone())?;
        let mut row = old.clone();
        let change = input.clone();
        row.name = change.name.unwrap_or(row.name);
        row.email = change.email.unwrap_or(row.email);
        row.role_id = change.role_id.unwrap_or(row.role_id);
        row.manager_id = change.manager_id.unwrap_or(row.manager_id);
        row.zone = change.zone.unwrap_or(row.zone);
        row.locale = change.locale.unwrap_or(row.locale);
        let mut check = Check::new();
        check_fields(&mut check, &mut row);
        if row.role_id != old.role_id {
            check_role(tx, cx, &mut check, row.role_id)?;
        }
        if let Some(ids) = &change.team_ids {
            check_teams(tx, &mut check, ids)?;
        }
        if let Some(manager) = row
            .manager_id
            .filter(|manager| Some(*manager) != old.manager_id)
        {
            check_manager(tx, &mut check, id, manager)?;
        }
        check.done()?;
        if row.role_id != old.role_id {
            keep_an_administrator(tx, id, &role)?;
        }
        check_email(tx, &row)?;
        if let Some(ids) = &change.team_ids {
            teams::set_teams_of(tx, id, ids)?;
        }
        session::tell_nodes(tx, cx, id)?;
        finish(tx, cx, "agent.updated", before, row)
    })
    .await
}

/// Shuts an agent out at once, sessions, tokens and links included, or lets
/// them in again. Their tickets stay with them until they are moved.
///
/// # Errors
/// `agent_manage` is needed; [`AppError::Stale`], `cannot_disable_self`,
/// `last_administrator`.
pub async fn disable(
    app: &App,
    call: &Call,
    id: UserId,
    expected: Option<i64>,
    out: bool,
) -> Result<AgentView, AppError> {
    app.command(call, move |tx, cx| {
        let (mut row, role) = changeable(tx, cx, id)?;
        check_version(row.version, expected)?;
        if out && cx.actor.user == Some(id) {
            return Err(AppError::conflict(
                "cannot_disable_self",
                "somebody else has to do that",
            ));
        }
        let before = view(tx, row.clone())?;
        if out && row.disabled_at.is_none() {
            keep_an_administrator(tx, id, &role)?;
            session::end_all(tx, cx, id)?;
            invite::end(tx, id)?;
        }
        let offered = handoffs::to_user(tx, id)?;
        standing::look_soon(tx, cx, &offered)?;
        row.disabled_at = out.then(|| row.disabled_at.unwrap_or(cx.now));
        finish(
            tx,
            cx,
            if out {
                "agent.disabled"
            } else {
                "agent.enabled"
            },
            before,
            row,
        )
    })
    .await
}

/// Writes the row and the audit entry, unless nothing changed.
fn finish(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    action: &str,
    before: AgentView,
    mut row: Agent,
) -> Result<AgentView, AppError> {
    let changed = changes(&before, &view(tx, row.clone())?)?;
    if changed.is_empty() {
        return Ok(before);
    }
    row.version += 1;
    row.updated_at = cx.now;
    agents::update(tx, &row).map_err(or_taken)?;
    crate::routing::refill::of_agent(tx, cx, row.id)?;
    let after = view(tx, row)?;
    cx.audit(
        tx,
        action,
        "user",
        &after.id.to_string(),
        &changed.to_value(),
    )?;
    Ok(after)
}
