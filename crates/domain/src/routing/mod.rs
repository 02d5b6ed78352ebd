//! Routing: who of a team gets a ticket, and why.
//!
//! [`route`] is a pure function of the policy of the team, the facts about its
//! people and an instant. It is total (a ticket that nobody may take is an
//! answer, not an error) and does not depend on the order in which the people
//! are named. What it compared is part of the answer, so that "why this agent"
//! can be read years later.

mod decide;
mod policy;

#[cfg(test)]
mod tests;

pub use decide::{
    Because, Candidate, Check, CheckKind, Considered, Decision, Facts, KEPT_MAX, Waiting, behind,
    next_change, queue_order, route,
};
pub use policy::{
    Absence, AgentWork, CAP_MAX, HeldSkill, LEVEL_MAX, LEVEL_MIN, PlanRank, RANK_MAX, Required,
    Requirement, RoutingPolicy, Skill, Strategy, TeamRule,
};
