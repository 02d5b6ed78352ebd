//! What the desk says about routing: skills, what needs them, whose tickets go
//! first, and which teams give out tickets by themselves.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject};
use surety_domain::routing::{
    CAP_MAX, LEVEL_MAX, LEVEL_MIN, PlanRank, RANK_MAX, Requirement, RoutingPolicy, Skill, TeamRule,
};
use surety_store::Tx;
use surety_store::records::{products, promises, teams, ticket_types};
use utoipa::ToSchema;

use super::refill;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Check, changes, check_version};
use crate::setting::{self, Setting};

/// Most skills of a desk, those put away included.
pub const SKILLS_MAX: usize = 200;
/// Most requirements of a desk.
pub const REQUIREMENTS_MAX: usize = 1_000;
/// Most plans with a rank.
pub const PLAN_RANKS_MAX: usize = 500;
/// Most teams that give out tickets by themselves.
pub const TEAM_RULES_MAX: usize = 500;
/// Most characters of a skill's key.
pub const KEY_CHARS_MAX: usize = 40;

impl Setting for RoutingPolicy {
    const KEY: &'static str = "routing";
    const ACTION: &'static str = "settings.routing_changed";

    fn initial() -> Self {
        Self::default()
    }
}

/// What the desk says about routing, with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "skills": [{"key": "database", "name": "Databases", "archived": false}],
    "required": [{"product_id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne", "type_id": null, "plan_id": null,
        "skill": "database", "level": 3}],
    "plan_ranks": [{"plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne", "rank": 10}],
    "teams": [{"team_id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne", "strategy": "least_loaded", "cap": 10}],
    "version": 1
}))]
pub struct RoutingView {
    /// Skills: `key` (stays when the name changes), `name`, `archived`.
    #[schema(value_type = Vec<Object>)]
    pub skills: Vec<Skill>,
    /// Which tickets need which skill at which level, 1 to 5: those that
    /// `product_id`, `type_id` and `plan_id`, where given, all fit.
    #[schema(value_type = Vec<Object>)]
    pub required: Vec<Requirement>,
    /// `plan_id` and `rank`, 0 to 100: the higher leave the queue first.
    #[schema(value_type = Vec<Object>)]
    pub plan_ranks: Vec<PlanRank>,
    /// `team_id`, `strategy` (`round_robin`, `least_loaded`, `best_skill`) and
    /// `cap`, open tickets of an agent without a cap of their own, 1 to 1,000.
    #[schema(value_type = Vec<Object>)]
    pub teams: Vec<TeamRule>,
    /// For `If-Match`.
    pub version: i64,
}

/// What the desk is to say about routing, as a whole.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "skills": [{"key": "database", "name": "Databases"}],
    "required": [], "plan_ranks": [],
    "teams": [{"team_id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne", "strategy": "round_robin", "cap": 10}]
}))]
pub struct SetRouting {
    /// Skills.
    #[schema(value_type = Vec<Object>)]
    pub skills: Vec<Skill>,
    /// What needs them.
    #[schema(value_type = Vec<Object>)]
    pub required: Vec<Requirement>,
    /// Whose tickets go first.
    #[schema(value_type = Vec<Object>)]
    pub plan_ranks: Vec<PlanRank>,
    /// The teams that give out tickets by themselves.
    #[schema(value_type = Vec<Object>)]
    pub teams: Vec<TeamRule>,
}

fn view(policy: RoutingPolicy, version: i64) -> RoutingView {
    RoutingView {
        skills: policy.skills,
        required: policy.required,
        plan_ranks: policy.plan_ranks,
        teams: policy.teams,
        version,
    }
}

/// What is in force, for those who work at the desk.
///
/// # Errors
/// `view_read` is needed.
pub async fn get(app: &App, call: &Call) -> Result<RoutingView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces it, for tickets that get a team from now on; what waits is looked
/// at again. `expected` is the version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; field errors; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetRouting,
) -> Result<RoutingView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let (old, version) = setting::held::<RoutingPolicy>(tx)?;
        check_version(version, Some(expected))?;
        let new = checked(tx, &old, input.clone())?;
        let changed = changes(&old, &new)?;
        if changed.is_empty() {
            return Ok(view(old, version));
        }
        surety_store::records::settings::update(tx, RoutingPolicy::KEY, &new)?;
        cx.audit(
            tx,
            RoutingPolicy::ACTION,
            RoutingPolicy::SUBJECT,
            RoutingPolicy::KEY,
            &changed.to_value(),
        )?;
        refill::everywhere(tx, cx)?;
        Ok(view(new, version + 1))
    })
    .await
}

/// What is new must be there and in use; what was there before stays as it was.
fn checked(
    tx: &mut Tx<'_>,
    old: &RoutingPolicy,
    input: SetRouting,
) -> Result<RoutingPolicy, AppError> {
    let mut new = RoutingPolicy {
        skills: input.skills,
        required: input.required,
        plan_ranks: input.plan_ranks,
        teams: input.teams,
    };
    let mut check = Check::new();
    skills(&mut check, &mut new.skills);
    required(tx, &mut check, old, &new)?;
    plan_ranks(tx, &mut check, old, &new.plan_ranks)?;
    team_rules(tx, &mut check, old, &new.teams)?;
    check.done()?;
    Ok(new)
}

fn skills(check: &mut Check, skills: &mut [Skill]) {
    let keys: Vec<String> = skills.iter().map(|s| s.key.clone()).collect();
    if keys.len() > SKILLS_MAX {
        check.fail("skills", "too_many", format!("at most {SKILLS_MAX}"));
        return;
    }
    let mut names: Vec<String> = Vec::new();
    for (at, skill) in skills.iter_mut().enumerate() {
        let shaped = !skill.key.is_empty()
            && skill.key.chars().count() <= KEY_CHARS_MAX
            && skill
                .key
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
        if !shaped {
            check.fail(
                &format!("skills[{at}].key"),
                "skill_key_invalid",
                format!("1 to {KEY_CHARS_MAX} of a to z, 0 to 9, - and _"),
            );
        }
        if keys[..at].contains(&skill.key) {
            check.fail(
                &format!("skills[{at}].key"),
                "duplicate",
                "is there already",
            );
        }
        skill.name = check.name(&format!("skills[{at}].name"), &skill.name);
        let folded = surety_domain::text::fold(&skill.name);
        if !folded.is_empty() && names.contains(&folded) {
            check.fail(
                &format!("skills[{at}].name"),
                "duplicate",
                "another skill has this name",
            );
        }
        names.push(folded);
    }
}

fn required(
    tx: &mut Tx<'_>,
    check: &mut Check,
    old: &RoutingPolicy,
    new: &RoutingPolicy,
) -> Result<(), AppError> {
    check.list("required", &new.required, REQUIREMENTS_MAX);
    for (at, r) in new.required.iter().enumerate().take(REQUIREMENTS_MAX) {
        let field = |name: &str| format!("required[{at}].{name}");
        check.range(
            &field("level"),
            i64::from(r.level),
            i64::from(LEVEL_MIN),
            i64::from(LEVEL_MAX),
        );
        check.reference(&field("skill"), new.skills.iter().any(|s| s.key == r.skill));
        if old.required.contains(r) {
            continue;
        }
        if let Some(id) = r.product_id {
            let found = products::get(tx, id)?.is_some_and(|p| p.archived_at.is_none());
            check.reference(&field("product_id"), found);
        }
        if let Some(id) = r.type_id {
            let found = ticket_types::get(tx, id)?.is_some_and(|t| t.archived_at.is_none());
            check.reference(&field("type_id"), found);
        }
        if let Some(id) = r.plan_id {
            let found = promises::get_plan(tx, id)?.is_some_and(|p| p.head.archived_at.is_none());
            check.reference(&field("plan_id"), found);
        }
    }
    Ok(())
}

fn plan_ranks(
    tx: &mut Tx<'_>,
    check: &mut Check,
    old: &RoutingPolicy,
    ranks: &[PlanRank],
) -> Result<(), AppError> {
    let plans: Vec<_> = ranks.iter().map(|r| r.plan_id).collect();
    check.list("plan_ranks", &plans, PLAN_RANKS_MAX);
    for (at, r) in ranks.iter().enumerate().take(PLAN_RANKS_MAX) {
        check.range(
            &format!("plan_ranks[{at}].rank"),
            i64::from(r.rank),
            0,
            i64::from(RANK_MAX),
        );
        if old.plan_ranks.iter().all(|o| o.plan_id != r.plan_id) {
            let found =
                promises::get_plan(tx, r.plan_id)?.is_some_and(|p| p.head.archived_at.is_none());
            check.reference(&format!("plan_ranks[{at}].plan_id"), found);
        }
    }
    Ok(())
}

fn team_rules(
    tx: &mut Tx<'_>,
    check: &mut Check,
    old: &RoutingPolicy,
    rules: &[TeamRule],
) -> Result<(), AppError> {
    let ids: Vec<_> = rules.iter().map(|r| r.team_id).collect();
    check.list("teams", &ids, TEAM_RULES_MAX);
    for (at, r) in rules.iter().enumerate().take(TEAM_RULES_MAX) {
        check.range(
            &format!("teams[{at}].cap"),
            i64::from(r.cap),
            1,
            i64::from(CAP_MAX),
        );
        if old.of_team(r.team_id).is_none() {
            let found = teams::get(tx, r.team_id)?.is_some_and(|t| t.archived_at.is_none());
            check.reference(&format!("teams[{at}].team_id"), found);
        }
    }
    Ok(())
}
