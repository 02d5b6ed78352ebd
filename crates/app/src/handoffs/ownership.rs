//! Who owned a ticket how long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use surety_domain::handoff::{bounces, ownership};
use surety_domain::ids::{CalendarId, TeamId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::records::{names, teams};
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::routing::decide::hours;
use crate::tickets::events::read_history;
use crate::tickets::key::TicketKey;
use crate::tickets::read::readable;
use crate::tickets::view::Named;

/// A stretch of time with one owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnedStretch {
    /// The team; null is none.
    pub team: Option<Named>,
    /// The agent; null is nobody.
    pub user: Option<Named>,
    /// First instant.
    #[schema(value_type = String, format = DateTime)]
    pub from: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// Seconds of the wall clock.
    pub elapsed_seconds: i64,
    /// Seconds within the team's hours, by its calendar as it is now; without a
    /// calendar a team is always there.
    pub business_seconds: i64,
}

/// What a team, or an agent of it, had it for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnedTotal {
    /// The team; null is none.
    pub team: Option<Named>,
    /// The agent; null in totals of teams, and where nobody had it.
    pub user: Option<Named>,
    /// Seconds of the wall clock.
    pub elapsed_seconds: i64,
    /// Seconds within the team's hours.
    pub business_seconds: i64,
}

/// Who owned a ticket how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnershipView {
    /// In their order; together the time of its work, without what it was
    /// solved, merged or spam.
    pub stretches: Vec<OwnedStretch>,
    /// By team, longest first.
    pub teams: Vec<OwnedTotal>,
    /// By agent and team, longest first.
    pub agents: Vec<OwnedTotal>,
    /// The whole, in seconds of the wall clock.
    pub elapsed_seconds: i64,
    /// How often it came back to a team that had it.
    pub bounces: i64,
    /// Until when this was counted.
    #[schema(value_type = String, format = DateTime)]
    pub server_time: Instant,
}

/// Who owned a ticket how long, for those who work at the desk.
///
/// # Errors
/// `NotFound`, `Denied` for customers, or the store's.
pub async fn of_ticket(app: &App, call: &Call, key: TicketKey) -> Result<OwnershipView, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let history = read_history(tx, ticket.id)?;
        let owned = ownership(&history, cx.now);
        let team_ids: Vec<TeamId> = owned.iter().filter_map(|s| s.team).collect();
        let calendars: BTreeMap<TeamId, Option<CalendarId>> = teams::get_all(tx, &team_ids)?
            .into_iter()
            .map(|t| (t.id, t.calendar_id))
            .collect();
        let mut ids: Vec<String> = team_ids.iter().map(ToString::to_string).collect();
        ids.extend(owned.iter().filter_map(|s| s.user).map(|u| u.to_string()));
        let names = names::of_any(tx, &ids)?;
        let named = |id: Option<String>| {
            id.map(|id| Named {
                name: names.get(&id).cloned().unwrap_or_default(),
                id,
            })
        };
        let mut seen = BTreeMap::new();
        let mut stretches = Vec::with_capacity(owned.len());
        for s in owned {
            let calendar = s
                .team
                .and_then(|team| calendars.get(&team).copied().flatten());
            let elapsed = s.until.seconds() - s.from.seconds();
            let business = match hours(tx, cx, &mut seen, calendar)? {
                Some(calendar) => calendar.elapsed(s.from, s.until),
                None => elapsed,
            };
            stretches.push(OwnedStretch {
                team: named(s.team.map(|t| t.to_string())),
                user: named(s.user.map(|u| u.to_string())),
                from: s.from,
                until: s.until,
                elapsed_seconds: elapsed,
                business_seconds: business,
            });
        }
        Ok(OwnershipView {
            teams: totals(&stretches, |s| (s.team.clone(), None)),
            agents: totals(&stretches, |s| (s.team.clone(), s.user.clone())),
            elapsed_seconds: stretches.iter().map(|s| s.elapsed_seconds).sum(),
            stretches,
            bounces: i64::try_from(bounces(&history).len()).unwrap_or(i64::MAX),
            server_time: cx.now,
        })
    })
    .await
}

type Whose = (Option<Named>, Option<Named>);

fn totals(stretches: &[OwnedStretch], whose: impl Fn(&OwnedStretch) -> Whose) -> Vec<OwnedTotal> {
    let mut totals: Vec<OwnedTotal> = Vec::new();
    for s in stretches {
        let (team, user) = whose(s);
        let at = totals
            .iter()
            .position(|t| t.team == team && t.user == user)
            .unwrap_or_else(|| {
                totals.push(OwnedTotal {
                    team,
                    user,
                    elapsed_seconds: 0,
                    business_seconds: 0,
                });
                totals.len() - 1
            });
        totals[at].elapsed_seconds += s.elapsed_seconds;
        totals[at].business_seconds += s.business_seconds;
    }
    // Stable: between equals who had it first stays first.
    totals.sort_by_key(|t| std::cmp::Reverse(t.elapsed_seconds));
    totals
}
