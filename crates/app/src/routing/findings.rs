//! What lint finds about routing.

use std::collections::BTreeMap;

use surety_domain::lint::{Finding, RoutedTeam, check_routing};
use surety_domain::routing::RoutingPolicy;
use surety_store::Tx;
use surety_store::records::teams;

use super::decide::{About, facts, hours};
use crate::core::Cx;
use crate::error::AppError;
use crate::setting;

/// What is live.
///
/// # Errors
/// As the store reports.
pub(crate) fn live(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<Vec<Finding>, AppError> {
    let policy = setting::in_force::<RoutingPolicy>(tx)?;
    let mut routed = BTreeMap::new();
    let mut calendars = BTreeMap::new();
    for rule in &policy.teams {
        let Some(team) = teams::get(tx, rule.team_id)?.filter(|t| t.archived_at.is_none()) else {
            continue;
        };
        let people = facts(tx, cx, &policy, team.id, &About::default())?.candidates;
        let hours = hours(tx, cx, &mut calendars, team.calendar_id)?;
        let team_facts = RoutedTeam {
            name: team.name,
            hours,
            people,
        };
        routed.insert(team.id, team_facts);
    }
    Ok(check_routing(&policy, &routed, cx.now))
}
