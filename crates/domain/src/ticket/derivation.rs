//! The record of how a ticket came to its priority.

use serde::{Deserialize, Serialize};

use super::{Level, Priority, PriorityMatrix};

/// How a ticket came to its priority; kept with the ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Derivation {
    /// Nobody said.
    None,
    /// Somebody chose it.
    Chosen,
    /// From impact × urgency.
    Matrix {
        /// Impact as given.
        impact: Level,
        /// Urgency as given.
        urgency: Level,
    },
    /// Somebody chose another one than impact × urgency give.
    Overridden {
        /// Impact as given.
        impact: Level,
        /// Urgency as given.
        urgency: Level,
        /// What the matrix would have given.
        matrix: Priority,
    },
}

/// The priority of a ticket and how it came about. What somebody chose stands
/// above the matrix; the matrix needs both impact and urgency.
pub fn derive_priority(
    matrix: &PriorityMatrix,
    chosen: Option<Priority>,
    impact: Option<Level>,
    urgency: Option<Level>,
) -> (Option<Priority>, Derivation) {
    match (chosen, impact, urgency) {
        (None, Some(impact), Some(urgency)) => (
            Some(matrix.priority(impact, urgency)),
            Derivation::Matrix { impact, urgency },
        ),
        (Some(chosen), Some(impact), Some(urgency)) => {
            let from_matrix = matrix.priority(impact, urgency);
            let derivation = if chosen == from_matrix {
                Derivation::Matrix { impact, urgency }
            } else {
                Derivation::Overridden {
                    impact,
                    urgency,
                    matrix: from_matrix,
                }
            };
            (Some(chosen), derivation)
        }
        (Some(chosen), ..) => (Some(chosen), Derivation::Chosen),
        (None, ..) => (None, Derivation::None),
    }
}
