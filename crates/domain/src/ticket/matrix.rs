//! Impact × urgency → priority.

use serde::{Deserialize, Serialize};

use super::{Level, Priority};

/// One row of the matrix: the priority for each urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    high: Priority,
    medium: Priority,
    low: Priority,
}

/// The priority for each impact and urgency; no cell is empty. In JSON
/// `{impact: {urgency: priority}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityMatrix {
    high: Row,
    medium: Row,
    low: Row,
}

impl PriorityMatrix {
    /// The priority for this impact and urgency.
    pub const fn priority(&self, impact: Level, urgency: Level) -> Priority {
        let row = match impact {
            Level::High => &self.high,
            Level::Medium => &self.medium,
            Level::Low => &self.low,
        };
        match urgency {
            Level::High => row.high,
            Level::Medium => row.medium,
            Level::Low => row.low,
        }
    }

    /// The matrix with one cell changed.
    #[must_use]
    pub const fn with(mut self, impact: Level, urgency: Level, priority: Priority) -> Self {
        let row = match impact {
            Level::High => &mut self.high,
            Level::Medium => &mut self.medium,
            Level::Low => &mut self.low,
        };
        match urgency {
            Level::High => row.high = priority,
            Level::Medium => row.medium = priority,
            Level::Low => row.low = priority,
        }
        self
    }
}

impl Default for PriorityMatrix {
    /// The usual one of the field (ITIL): the diagonal is `normal` at medium × medium.
    fn default() -> Self {
        use Priority::{High, Low, Normal, Urgent};
        let row = |high, medium, low| Row { high, medium, low };
        Self {
            high: row(Urgent, High, Normal),
            medium: row(High, Normal, Low),
            low: row(Normal, Low, Low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_never_falls_when_impact_or_urgency_rises() {
        let matrix = PriorityMatrix::default();
        for fixed in Level::ALL {
            for pair in Level::ALL.windows(2) {
                assert!(
                    matrix.priority(pair[0], *fixed).rank()
                        >= matrix.priority(pair[1], *fixed).rank()
                );
                assert!(
                    matrix.priority(*fixed, pair[0]).rank()
                        >= matrix.priority(*fixed, pair[1]).rank()
                );
            }
        }
        assert_eq!(matrix.priority(Level::High, Level::High), Priority::Urgent);
        assert_eq!(matrix.priority(Level::Low, Level::Low), Priority::Low);
    }

    #[test]
    fn a_cell_changes_alone_and_json_needs_every_cell() {
        let before = PriorityMatrix::default();
        let after = before.with(Level::Low, Level::High, Priority::Urgent);
        for impact in Level::ALL {
            for urgency in Level::ALL {
                let changed = (*impact, *urgency) == (Level::Low, Level::High);
                assert_eq!(
                    before.priority(*impact, *urgency) != after.priority(*impact, *urgency),
                    changed
                );
            }
        }
        let text = serde_json::to_string(&after).unwrap();
        assert_eq!(
            serde_json::from_str::<PriorityMatrix>(&text).unwrap(),
            after
        );
        assert!(serde_json::from_str::<PriorityMatrix>(r#"{"high":{"high":"urgent"}}"#).is_err());
    }
}
