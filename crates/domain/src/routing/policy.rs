//! What the desk says about routing, and what it knows of an agent's work.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{CalendarId, PlanId, ProductId, TeamId, TicketTypeId};
use crate::time::Instant;

/// Lowest level of a skill: has seen it done.
pub const LEVEL_MIN: u8 = 1;
/// Highest level of a skill: teaches others.
pub const LEVEL_MAX: u8 = 5;
/// Most open tickets that a cap can allow.
pub const CAP_MAX: u32 = 1_000;
/// Highest rank of a plan in the queue.
pub const RANK_MAX: u32 = 100;

/// Something that agents can be good at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// How requirements and agents name it; it stays when the name changes.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Put away: nothing asks for it any more.
    #[serde(default)]
    pub archived: bool,
}

/// A skill with the least level that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Required {
    /// The key of the skill.
    pub skill: String,
    /// 1 to 5.
    pub level: u8,
}

/// Which tickets need a skill: those that all of what is named here fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// About this product.
    #[serde(default)]
    pub product_id: Option<ProductId>,
    /// Of this type.
    #[serde(default)]
    pub type_id: Option<TicketTypeId>,
    /// Under this plan.
    #[serde(default)]
    pub plan_id: Option<PlanId>,
    /// The key of the skill.
    pub skill: String,
    /// 1 to 5.
    pub level: u8,
}

impl Requirement {
    /// Whether a ticket needs it.
    pub fn fits(
        &self,
        product: Option<ProductId>,
        kind: Option<TicketTypeId>,
        plan: Option<PlanId>,
    ) -> bool {
        self.product_id.is_none_or(|id| product == Some(id))
            && self.type_id.is_none_or(|id| kind == Some(id))
            && self.plan_id.is_none_or(|id| plan == Some(id))
    }
}

/// Whose tickets leave the queue first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRank {
    /// The plan.
    pub plan_id: PlanId,
    /// 0 to 100; higher goes first, a plan without a rank has 0.
    pub rank: u32,
}

/// How one of those who may take a ticket is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Whoever has not been given one for the longest time.
    RoundRobin,
    /// Whoever has the smallest part of their cap in use.
    LeastLoaded,
    /// Whoever is best at what is required; then as `least_loaded`.
    BestSkill,
}

impl Strategy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::RoundRobin, Self::LeastLoaded, Self::BestSkill];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RoundRobin => "round_robin",
            Self::LeastLoaded => "least_loaded",
            Self::BestSkill => "best_skill",
        }
    }
}

/// Routing is on for a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamRule {
    /// The team.
    pub team_id: TeamId,
    /// How one is chosen.
    pub strategy: Strategy,
    /// Open tickets of an agent who has no cap of their own, 1 to 1,000.
    pub cap: u32,
}

/// What the desk says about routing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoutingPolicy {
    /// What agents can be good at.
    pub skills: Vec<Skill>,
    /// What tickets need.
    pub required: Vec<Requirement>,
    /// Whose tickets go first.
    pub plan_ranks: Vec<PlanRank>,
    /// The teams that give out tickets by themselves.
    pub teams: Vec<TeamRule>,
}

impl RoutingPolicy {
    /// The rule of a team; none: people give out its tickets.
    pub fn of_team(&self, team: TeamId) -> Option<&TeamRule> {
        self.teams.iter().find(|rule| rule.team_id == team)
    }

    /// What a ticket needs: of each skill the highest level that any
    /// requirement asks for, by key. Skills put away are not asked for.
    pub fn required(
        &self,
        product: Option<ProductId>,
        kind: Option<TicketTypeId>,
        plan: Option<PlanId>,
    ) -> Vec<Required> {
        let mut wanted: BTreeMap<&str, u8> = BTreeMap::new();
        for r in &self.required {
            let in_use = self.skills.iter().any(|s| s.key == r.skill && !s.archived);
            if in_use && r.fits(product, kind, plan) {
                let level = wanted.entry(&r.skill).or_insert(r.level);
                *level = (*level).max(r.level);
            }
        }
        wanted
            .into_iter()
            .map(|(skill, level)| Required {
                skill: skill.to_owned(),
                level,
            })
            .collect()
    }

    /// The rank of a plan in the queue.
    pub fn rank(&self, plan: Option<PlanId>) -> u32 {
        plan.and_then(|plan| self.plan_ranks.iter().find(|r| r.plan_id == plan))
            .map_or(0, |r| r.rank)
    }
}

/// A skill that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldSkill {
    /// The key of the skill.
    pub skill: String,
    /// 1 to 5.
    pub level: u8,
}

/// A stretch in which somebody is not there: `[from, until)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// The first instant.
    pub from: Instant,
    /// The first instant at which they are back.
    pub until: Instant,
    /// Why, for colleagues.
    #[serde(default)]
    pub reason: String,
}

impl Absence {
    /// Whether it holds at an instant.
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }
}

/// What the desk knows of how an agent works.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgentWork {
    /// Open tickets up to which routing gives them more; none: the team's.
    #[serde(default)]
    pub cap: Option<u32>,
    /// Their own hours; none: the team's.
    #[serde(default)]
    pub calendar_id: Option<CalendarId>,
    /// Whether they said that they are away just now.
    #[serde(default)]
    pub away: bool,
    /// When they are not there.
    #[serde(default)]
    pub absences: Vec<Absence>,
    /// What they are good at.
    #[serde(default)]
    pub skills: Vec<HeldSkill>,
}
