//! "Why this agent": decisions with names, of a ticket and of one that might come.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use surety_domain::ids::{PlanId, ProductId, TeamId, TicketTypeId, UserId};
use surety_domain::permission::{Permission, Subject, TicketSubject};
use surety_domain::routing::{
    CAP_MAX, Check as RoutingCheck, Decision, Required, RoutingPolicy, Strategy, TeamRule, route,
};
use surety_domain::ticket::TicketEvent;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{agents, teams};
use utoipa::{IntoParams, ToSchema};

use super::decide::{About, facts};
use super::work::waits;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::Check;
use crate::setting;
use crate::tickets::events::read_history;
use crate::tickets::key::TicketKey;
use crate::tickets::read::readable;
use crate::tickets::view::Named;

/// Somebody who was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConsideredView {
    /// Who.
    pub agent: Named,
    /// Whether every check passed.
    pub passed: bool,
    /// Every check in order: `check` (`member`, `enabled`, `permitted`, `here`,
    /// `present`, `hours`, `cap` or `skill`), `passed`, and where they say more
    /// `skill`, `found`, `wanted` and `until`.
    #[schema(value_type = Vec<Object>)]
    pub checks: Vec<RoutingCheck>,
    /// Their open tickets then.
    pub open: u32,
    /// Their cap then.
    pub cap: u32,
    /// The sum of their levels in what was required.
    pub fit: u32,
    /// When routing had last given them a ticket.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_given_at: Option<Instant>,
}

/// Who gets a ticket, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoutedView {
    /// When it was decided.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// The team.
    pub team: Named,
    /// Who; null: nobody could take it.
    pub agent: Option<Named>,
    /// `round_robin`, `least_loaded`, `best_skill`, `only_one`, `nobody`, or `turn`: others
    /// that wait come first.
    pub because: String,
    /// How one is chosen in the team.
    pub strategy: String,
    /// What the ticket needed: `skill` and `level`.
    #[schema(value_type = Vec<Object>)]
    pub required: Vec<Required>,
    /// Names of skills by their keys.
    pub skill_names: HashMap<String, String>,
    /// Who was considered, those who passed first.
    pub considered: Vec<ConsideredView>,
    /// How many more were considered than are kept.
    pub left_out: u32,
}

/// What routing did with a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TicketRoutingView {
    /// The newest decision; null: routing had nothing to do with it.
    pub routed: Option<RoutedView>,
    /// Whether it waits for somebody now.
    pub waiting: bool,
    /// Whether its owner is who routing chose: nobody chose another since.
    pub in_force: bool,
}

/// A ticket that might come.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// About this product.
    #[param(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
    /// Of this type.
    #[param(value_type = Option<String>)]
    pub type_id: Option<TicketTypeId>,
    /// Under this plan.
    #[param(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// As if the team chose like this: `round_robin`, `least_loaded` or `best_skill`.
    #[param(value_type = Option<String>)]
    pub strategy: Option<Strategy>,
    /// As if this were the team's cap, 1 to 1,000.
    pub cap: Option<u32>,
}

fn view(
    tx: &mut Tx<'_>,
    at: Instant,
    team: TeamId,
    decision: Decision,
) -> Result<RoutedView, AppError> {
    let ids: Vec<UserId> = decision.considered.iter().map(|c| c.agent).collect();
    let names = agents::names(tx, &ids)?;
    let named = |id: UserId| Named {
        id: id.to_string(),
        name: names.get(&id).cloned().unwrap_or_default(),
    };
    let team_name = teams::get(tx, team)?.map(|t| t.name).unwrap_or_default();
    let policy = setting::in_force::<RoutingPolicy>(tx)?;
    let word = serde_json::to_value(decision.because)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default();
    Ok(RoutedView {
        at,
        team: Named {
            id: team.to_string(),
            name: team_name,
        },
        agent: decision.agent.map(named),
        because: word,
        strategy: decision.strategy.as_str().to_owned(),
        skill_names: policy
            .skills
            .into_iter()
            .filter(|s| decision.required.iter().any(|r| r.skill == s.key))
            .map(|s| (s.key, s.name))
            .collect(),
        required: decision.required,
        considered: decision
            .considered
            .into_iter()
            .map(|c| ConsideredView {
                agent: named(c.agent),
                passed: c.passed,
                checks: c.checks,
                open: c.open,
                cap: c.cap,
                fit: c.fit,
                last_given_at: c.last_given,
            })
            .collect(),
        left_out: decision.left_out,
    })
}

/// What routing did with a ticket, for who may see colleagues.
///
/// # Errors
/// `NotFound`, `Denied` without `agent_read`, or the store's.
pub async fn of_ticket(
    app: &App,
    call: &Call,
    key: TicketKey,
) -> Result<TicketRoutingView, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        // It tells of colleagues: their load, skills and absences.
        cx.require(Permission::AgentRead, &Subject::Desk)?;
        let history = read_history(tx, ticket.id)?;
        let waiting = ticket.is_open && ticket.assignee_id.is_none() && waits(&history);
        let newest = history.into_iter().rev().find_map(|e| match e.event {
            TicketEvent::Routed { team, decision } => Some((e.at, team, decision)),
            _ => None,
        });
        let Some((at, team, decision)) = newest else {
            return Ok(TicketRoutingView {
                routed: None,
                waiting,
                in_force: false,
            });
        };
        let in_force = decision.agent.is_some() && decision.agent == ticket.assignee_id;
        Ok(TicketRoutingView {
            routed: Some(view(tx, at, team, decision)?),
            waiting,
            in_force,
        })
    })
    .await
}

/// To whom a ticket like this would go now. Nothing is written.
///
/// # Errors
/// `team_read` and `agent_read` are needed; `strategy_missing` where routing is
/// off for the team and no strategy is given; `out_of_range`.
pub async fn preview(
    app: &App,
    call: &Call,
    team: TeamId,
    query: PreviewQuery,
) -> Result<RoutedView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TeamRead, &Subject::Desk)?;
        cx.require(Permission::AgentRead, &Subject::Desk)?;
        teams::get(tx, team)?.ok_or(AppError::NotFound("team"))?;
        let mut check = Check::new();
        if let Some(cap) = query.cap {
            check.range("cap", i64::from(cap), 1, i64::from(CAP_MAX));
        }
        check.done()?;
        let policy = setting::in_force::<RoutingPolicy>(tx)?;
        let kept = policy.of_team(team);
        let strategy = query
            .strategy
            .or_else(|| kept.map(|rule| rule.strategy))
            .ok_or_else(|| {
                AppError::invalid(
                    "strategy_missing",
                    "strategy",
                    "this team does not give out tickets by itself; say how it would",
                )
            })?;
        let rule = TeamRule {
            team_id: team,
            strategy,
            cap: query
                .cap
                .or_else(|| kept.map(|rule| rule.cap))
                .unwrap_or(CAP_MAX),
        };
        let about = About {
            subject: TicketSubject::default(),
            product: query.product_id,
            kind: query.type_id,
            plan: query.plan_id,
        };
        let facts = facts(tx, cx, &policy, team, &about)?;
        view(tx, cx.now, team, route(&rule, &facts, cx.now))
    })
    .await
}
