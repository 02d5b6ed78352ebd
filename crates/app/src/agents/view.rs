//! Agents as the API shows them.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{RoleId, TeamId, UserId};
use surety_domain::permission::BuiltinRole;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::agents::{self, Agent};
use surety_store::records::{roles, teams};
use utoipa::ToSchema;

use crate::error::AppError;
use crate::record::named;
use crate::tickets::view::Named;

/// The role of an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgentRole {
    /// The id.
    #[schema(value_type = String)]
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// The name of a built-in role, or null.
    #[schema(value_type = Option<String>)]
    pub builtin: Option<BuiltinRole>,
}

/// A team of an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgentTeam {
    /// The id.
    #[schema(value_type = String)]
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// 0 to 4.
    pub tier: i64,
}

/// Somebody who works at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Mara Oduya", "email": "mara@desk.example",
    "role": {"id": "rol_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Agent", "builtin": "agent"},
    "teams": [{"id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Front line", "tier": 1}], "manager": null,
    "zone": "Europe/Berlin", "locale": "en", "invited": false, "totp_enabled": true, "disabled_at": null,
    "last_seen_at": null, "version": 1, "created_at": "2026-05-04T08:00:00Z", "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct AgentView {
    /// The id.
    #[schema(value_type = String)]
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// Where they sign in and are written to.
    pub email: String,
    /// What they may do.
    pub role: AgentRole,
    /// Where they work.
    pub teams: Vec<AgentTeam>,
    /// Who is told when it gets serious.
    pub manager: Option<Named>,
    /// IANA zone.
    pub zone: String,
    /// BCP 47 language tag.
    pub locale: String,
    /// Whether they have not set a password yet.
    pub invited: bool,
    /// Whether they sign in with a second factor.
    pub totp_enabled: bool,
    /// When they were shut out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub disabled_at: Option<Instant>,
    /// When they last called.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_seen_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When they were invited.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When they were last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

pub(super) fn views(tx: &mut Tx<'_>, rows: Vec<Agent>) -> Result<Vec<AgentView>, AppError> {
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    let managers: Vec<UserId> = rows.iter().filter_map(|row| row.manager_id).collect();
    let mut role_ids: Vec<RoleId> = rows.iter().map(|row| row.role_id).collect();
    role_ids.sort();
    role_ids.dedup();
    let role_rows = roles::get_all(tx, &role_ids)?;
    let mut members = teams::of_users(tx, &ids)?;
    let mut team_ids: Vec<TeamId> = members.values().flatten().copied().collect();
    team_ids.sort();
    team_ids.dedup();
    let team_rows = teams::get_all(tx, &team_ids)?;
    let names = agents::names(tx, &managers)?;
    rows.into_iter()
        .map(|row| {
            let role = role_rows
                .iter()
                .find(|role| role.id == row.role_id)
                .ok_or_else(|| AppError::Internal(format!("the role of {} is gone", row.id)))?;
            let of = members.remove(&row.id).unwrap_or_default();
            Ok(AgentView {
                id: row.id,
                name: row.name,
                email: row.email,
                role: AgentRole {
                    id: role.id,
                    name: role.name.clone(),
                    builtin: role.builtin,
                },
                teams: team_rows
                    .iter()
                    .filter(|team| of.contains(&team.id))
                    .map(|team| AgentTeam {
                        id: team.id,
                        name: team.name.clone(),
                        tier: team.tier,
                    })
                    .collect(),
                manager: named(row.manager_id, &names),
                zone: row.zone,
                locale: row.locale,
                invited: !row.has_password,
                totp_enabled: row.has_totp,
                disabled_at: row.disabled_at,
                last_seen_at: row.last_seen_at,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
            })
        })
        .collect()
}

pub(super) fn view(tx: &mut Tx<'_>, row: Agent) -> Result<AgentView, AppError> {
    views(tx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("agent"))
}
