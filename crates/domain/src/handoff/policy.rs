//! What the desk says about handoffs.

use serde::{Deserialize, Serialize};

/// Reasons that a desk names, at most, those put away included.
pub const REASONS_MAX: usize = 50;
/// Characters of a reason's key, at most.
pub const REASON_KEY_CHARS_MAX: usize = 40;
/// Characters of a reason's name, at most.
pub const REASON_NAME_CHARS_MAX: usize = 60;
/// How long an offer may stand, in minutes of business time: 30 days of 24 hours.
pub const TIMEOUT_MINUTES_MAX: u32 = 30 * 24 * 60;
/// How many bounces may pass in silence, at most.
pub const BOUNCE_LIMIT_MAX: u32 = 100;

/// Why tickets are handed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// What events keep; it stays when the name changes.
    pub key: String,
    /// What people read.
    pub name: String,
    /// Put away: no new offer has it, old ones keep its name.
    #[serde(default)]
    pub archived: bool,
}

/// What holds for every handoff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoffPolicy {
    /// Why tickets are handed on.
    pub reasons: Vec<Reason>,
    /// How long an offer stands, in minutes of the receiving team's business time.
    pub timeout_minutes: u32,
    /// How often a ticket may come back to a team that had it before those in
    /// charge are told.
    pub bounce_limit: u32,
}

impl HandoffPolicy {
    /// The reason of a key that offers may have.
    pub fn reason(&self, key: &str) -> Option<&Reason> {
        self.reasons.iter().find(|r| r.key == key && !r.archived)
    }
}

impl Default for HandoffPolicy {
    /// Five reasons, four business hours, and two bounces in silence.
    fn default() -> Self {
        let reason = |key: &str, name: &str| Reason {
            key: key.into(),
            name: name.into(),
            archived: false,
        };
        Self {
            reasons: vec![
                reason("skill", "Needs another skill"),
                reason("access", "Needs access we lack"),
                reason("wrong_team", "Came to the wrong team"),
                reason("end_of_shift", "End of shift"),
                reason("workload", "Workload"),
            ],
            timeout_minutes: 4 * 60,
            bounce_limit: 2,
        }
    }
}
