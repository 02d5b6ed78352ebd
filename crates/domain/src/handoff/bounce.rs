//! How often a ticket came back to a team that had it.

use std::collections::BTreeSet;

use crate::ids::TeamId;
use crate::ticket::{TicketEvent, TimelineEvent};

/// Where in a history the ticket came back to a team that had had it: the
/// sequence number and the team of each time. A way back counts whoever chose
/// it: an accepted handoff, a person, an escalation.
pub fn bounces(history: &[TimelineEvent]) -> Vec<(i64, TeamId)> {
    let mut had = BTreeSet::new();
    let mut found = Vec::new();
    for entry in history {
        if let TicketEvent::TeamChanged { from, to } = &entry.event {
            had.extend(*from);
            if let Some(team) = to
                && !had.insert(*team)
            {
                found.push((entry.seq, *team));
            }
        }
    }
    found
}
