//! How agents work: caps, hours, absences, skills, and "I am away".

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use surety_domain::ids::{CalendarId, TeamId, UserId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::routing::{
    Absence, AgentWork, CAP_MAX, HeldSkill, LEVEL_MAX, LEVEL_MIN, RoutingPolicy,
};
use surety_store::Tx;
use surety_store::records::{agents, promises, routing as records};
use utoipa::{IntoParams, ToSchema};

use super::refill;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Check, Page, Paging, changes, check_version};
use crate::setting;

/// Most absences of one agent.
pub const ABSENCES_MAX: usize = 100;
/// Most characters of an absence's reason.
pub const REASON_CHARS_MAX: usize = 200;

/// How an agent works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"agent_id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Mara Oduya", "disabled": false,
    "cap": 8, "calendar_id": null, "away": false,
    "absences": [{"from": "2026-07-01T06:00:00Z", "until": "2026-07-15T06:00:00Z", "reason": "Leave"}],
    "skills": [{"skill": "database", "level": 4}], "zone": "Europe/Berlin", "open_tickets": 3, "version": 2}))]
pub struct AgentWorkView {
    /// Who.
    #[schema(value_type = String)]
    pub agent_id: UserId,
    /// Their name.
    pub name: String,
    /// Whether they are shut out.
    pub disabled: bool,
    /// Open tickets up to which routing gives them more, 0 to 1,000; null is
    /// what the team says.
    pub cap: Option<u32>,
    /// Their own hours; null is the team's.
    #[schema(value_type = Option<String>)]
    pub calendar_id: Option<CalendarId>,
    /// Whether they said that they are away just now.
    pub away: bool,
    /// When they are not there: `from`, `until` (the first instant they are
    /// back) and `reason`.
    #[schema(value_type = Vec<Object>)]
    pub absences: Vec<Absence>,
    /// What they are good at: `skill` (its key) and `level`, 1 to 5.
    #[schema(value_type = Vec<Object>)]
    pub skills: Vec<HeldSkill>,
    /// Their IANA zone: in it a day of absence begins and ends.
    pub zone: String,
    /// Open tickets that they own.
    pub open_tickets: i64,
    /// For `If-Match`.
    pub version: i64,
}

/// How an agent is to work, as a whole.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"cap": 8, "calendar_id": null, "away": false, "absences": [],
    "skills": [{"skill": "database", "level": 4}]}))]
pub struct SetAgentWork {
    /// Open tickets up to which routing gives them more.
    pub cap: Option<u32>,
    /// Their own hours.
    #[schema(value_type = Option<String>)]
    pub calendar_id: Option<CalendarId>,
    /// Whether they are away just now.
    pub away: bool,
    /// When they are not there.
    #[schema(value_type = Vec<Object>)]
    pub absences: Vec<Absence>,
    /// What they are good at.
    #[schema(value_type = Vec<Object>)]
    pub skills: Vec<HeldSkill>,
}

/// Away or back.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"away": true}))]
pub struct SetAway {
    /// Whether the caller is away from now on.
    pub away: bool,
}

/// Which agents.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgentWorkQuery {
    /// Members of this team.
    #[param(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

fn views(tx: &mut Tx<'_>, rows: Vec<agents::Agent>) -> Result<Vec<AgentWorkView>, AppError> {
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    let mut work: HashMap<_, _> = records::work_of_all(tx, &ids)?;
    let open = records::open_tickets(tx, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (work, version) = work.remove(&row.id).unwrap_or((AgentWork::default(), 1));
            AgentWorkView {
                agent_id: row.id,
                name: row.name,
                disabled: row.disabled_at.is_some(),
                cap: work.cap,
                calendar_id: work.calendar_id,
                away: work.away,
                absences: work.absences,
                skills: work.skills,
                zone: row.zone,
                open_tickets: open.get(&row.id).copied().unwrap_or(0),
                version,
            }
        })
        .collect())
}

fn view(tx: &mut Tx<'_>, id: UserId) -> Result<AgentWorkView, AppError> {
    let row = agents::get(tx, id)?.ok_or(AppError::NotFound("agent"))?;
    views(tx, vec![row])?
        .pop()
        .ok_or(AppError::NotFound("agent"))
}

/// A page of agents who are in service, by name.
///
/// # Errors
/// `agent_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn list(
    app: &App,
    call: &Call,
    query: AgentWorkQuery,
) -> Result<Page<AgentWorkView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AgentRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let filter = agents::Filter {
            team: query.team_id,
            disabled: Some(false),
            ..agents::Filter::default()
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

/// How one agent works.
///
/// # Errors
/// `agent_read` is needed.
pub async fn get(app: &App, call: &Call, id: UserId) -> Result<AgentWorkView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AgentRead, &Subject::User(id))?;
        view(tx, id)
    })
    .await
}

/// Says how an agent works. `expected` is the version of `If-Match`.
///
/// # Errors
/// `agent_manage` is needed; field errors; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    id: UserId,
    expected: i64,
    input: SetAgentWork,
) -> Result<AgentWorkView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::AgentManage, &Subject::User(id))?;
        agents::get(tx, id)?.ok_or(AppError::NotFound("agent"))?;
        let (old, version) = records::lock_work(tx, id)?;
        check_version(version, Some(expected))?;
        let new = checked(tx, &old, input.clone())?;
        keep(tx, cx, id, &old, &new)
    })
    .await
}

/// The caller goes away, or is back.
///
/// # Errors
/// `Denied` for whoever is no agent.
pub async fn set_away(app: &App, call: &Call, input: SetAway) -> Result<AgentWorkView, AppError> {
    app.command(call, move |tx, cx| {
        let Some(me) = cx.actor.user.filter(|_| cx.actor.kind == ActorKind::Agent) else {
            return Err(AppError::Denied(Permission::TicketUpdate.as_str()));
        };
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let (old, _) = records::lock_work(tx, me)?;
        let new = AgentWork {
            away: input.away,
            ..old.clone()
        };
        keep(tx, cx, me, &old, &new)
    })
    .await
}

fn keep(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: UserId,
    old: &AgentWork,
    new: &AgentWork,
) -> Result<AgentWorkView, AppError> {
    let changed = changes(old, new)?;
    if !changed.is_empty() {
        records::set_work(tx, id, new)?;
        cx.audit(
            tx,
            "agent.work_changed",
            "agent",
            &id.to_string(),
            &changed.to_value(),
        )?;
        refill::of_agent(tx, cx, id)?;
    }
    view(tx, id)
}

fn checked(tx: &mut Tx<'_>, old: &AgentWork, input: SetAgentWork) -> Result<AgentWork, AppError> {
    let mut new = AgentWork {
        cap: input.cap,
        calendar_id: input.calendar_id,
        away: input.away,
        absences: input.absences,
        skills: input.skills,
    };
    let mut check = Check::new();
    if let Some(cap) = new.cap {
        check.range("cap", i64::from(cap), 0, i64::from(CAP_MAX));
    }
    if let Some(calendar) = new.calendar_id.filter(|id| old.calendar_id != Some(*id)) {
        let found = promises::get_calendar(tx, calendar)?.is_some_and(|c| c.archived_at.is_none());
        check.reference("calendar_id", found);
    }
    if new.absences.len() > ABSENCES_MAX {
        check.fail("absences", "too_many", format!("at most {ABSENCES_MAX}"));
    }
    for (at, absence) in new.absences.iter_mut().enumerate().take(ABSENCES_MAX) {
        absence.reason = check.line(
            &format!("absences[{at}].reason"),
            &absence.reason,
            REASON_CHARS_MAX,
        );
        if absence.until <= absence.from {
            check.fail(
                &format!("absences[{at}].until"),
                "ends_before_start",
                "later than the first instant",
            );
        }
    }
    let policy = setting::in_force::<RoutingPolicy>(tx)?;
    let keys: Vec<&String> = new.skills.iter().map(|s| &s.skill).collect();
    check.list("skills", &keys, super::settings::SKILLS_MAX);
    for (at, held) in new.skills.iter().enumerate() {
        check.range(
            &format!("skills[{at}].level"),
            i64::from(held.level),
            i64::from(LEVEL_MIN),
            i64::from(LEVEL_MAX),
        );
        let known = old.skills.iter().any(|o| o.skill == held.skill)
            || policy
                .skills
                .iter()
                .any(|s| s.key == held.skill && !s.archived);
        check.reference(&format!("skills[{at}].skill"), known);
    }
    check.done()?;
    Ok(new)
}
