//! The fixed words of service levels.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ticket::words;

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// The first public human answer after the customer asked.
    FirstResponse,
    /// The next one after a later customer message.
    NextResponse,
    /// News at least this often while the ticket is open.
    Update,
    /// From creation to solved.
    Resolution,
}

impl Metric {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::FirstResponse,
        Self::NextResponse,
        Self::Update,
        Self::Resolution,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstResponse => "first_response",
            Self::NextResponse => "next_response",
            Self::Update => "update",
            Self::Resolution => "resolution",
        }
    }

    /// Place in [`Metric::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

words! {
    /// By which clock a target is measured.
    #[derive(Default)]
    TargetClock {
        /// The business hours that the SLA goes with.
        #[default]
        Calendar = "calendar",
        /// Every second.
        RoundTheClock = "24x7",
    }
}

/// What a reopen does to the resolution clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reopen {
    /// It goes on where it stopped; time spent solved is not counted.
    #[default]
    Continue,
    /// A new cycle with the whole target.
    Restart,
    /// As if it had never been solved: time spent solved is counted.
    KeepRunning,
}

/// What a new target does to an open clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetChange {
    /// What has elapsed stays elapsed.
    #[default]
    Carry,
    /// The new target counts from the change.
    FromChange,
}

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// Open, counting, in time.
    Running,
    /// Open, not counting, in time.
    Paused,
    /// Fulfilled in time.
    Met,
    /// Late, fulfilled or not.
    Breached,
    /// Nothing is promised, or there is nothing to wait for.
    None,
}
