//! Who owned a ticket when.

use crate::ids::{TeamId, UserId};
use crate::ticket::{TicketEvent, TimelineEvent};
use crate::time::Instant;

use super::Holder;

/// A stretch of time with one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The team.
    pub team: Option<TeamId>,
    /// The agent.
    pub user: Option<UserId>,
    /// First instant, a whole second.
    pub from: Instant,
    /// First instant after it, a whole second.
    pub until: Instant,
}

/// Who owned a ticket from its opening until `until`, without the time in which
/// its work had ended: solved, merged or spam. Stretches are half-open, in their
/// order, never empty, and between them they are the whole time of the work, so
/// that their lengths sum to its length in every calendar. Instants count in
/// whole seconds. An offer changes nothing; its acceptance does.
pub fn ownership(history: &[TimelineEvent], until: Instant) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut holder = Holder::default();
    let (mut finished, mut spam) = (false, false);
    let mut since: Option<Instant> = None;
    for entry in history {
        let at = whole(entry.at.min(until));
        let (had, worked) = (holder, since.is_some());
        let mut merged = false;
        match &entry.event {
            TicketEvent::Created { category, .. } => finished = category.is_done(),
            TicketEvent::StatusChanged { category, .. } => finished = category.is_done(),
            TicketEvent::SpamMarked { spam: now } => spam = *now,
            TicketEvent::Merged { .. } => merged = true,
            TicketEvent::TeamChanged { to, .. } => holder.team = *to,
            TicketEvent::Assigned { to, .. } => holder.user = *to,
            _ => continue,
        }
        let works = !finished && !spam && !merged;
        if worked != works || had != holder {
            if let Some(from) = since {
                push(&mut stretches, had, from, at);
            }
            since = works.then_some(at);
        }
        // Nothing that follows gives it an owner again, also where it was spam then.
        if merged {
            return stretches;
        }
    }
    if let Some(from) = since {
        push(&mut stretches, holder, from, whole(until));
    }
    stretches
}

/// Adds a stretch; one that goes on with the same owner grows.
fn push(stretches: &mut Vec<Stretch>, holder: Holder, from: Instant, until: Instant) {
    if from >= until {
        return;
    }
    if let Some(last) = stretches.last_mut()
        && last.until == from
        && (last.team, last.user) == (holder.team, holder.user)
    {
        last.until = until;
        return;
    }
    stretches.push(Stretch {
        team: holder.team,
        user: holder.user,
        from,
        until,
    });
}

fn whole(at: Instant) -> Instant {
    Instant::from_seconds(at.seconds())
}
