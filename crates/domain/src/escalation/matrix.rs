//! The escalation matrix: one table that says, for every priority, tier and
//! level, after how long who is asked and what is done.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Action, EscalationPath, Recipient};
use crate::calendar::Calendar;
use crate::ticket::Priority;
use crate::time::{Instant, MICROS_PER_SECOND};

/// Support tiers: 0 self-service to 4 outside vendor.
pub const TIERS: std::ops::RangeInclusive<u8> = 0..=4;

/// Levels of a matrix, at most.
pub const LEVELS_MAX: u8 = 10;

/// One cell: a level for a priority on a tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Of which priority; none is the row of tickets without one.
    pub priority: Option<Priority>,
    /// On which tier.
    pub tier: u8,
    /// From 1; a level is reached once until the ticket is handed back.
    pub level: u8,
    /// How long after the cause, in seconds of business time.
    pub after_seconds: i64,
    /// On which path.
    pub path: EscalationPath,
    /// What is done, in order.
    pub actions: Vec<Action>,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// How many levels each row has.
    pub levels: u8,
    /// The cells, in any order.
    pub cells: Vec<Cell>,
}

/// What a row is looked up by.
#[derive(Debug, Clone, Copy)]
pub struct MatrixFacts<'a> {
    /// Priority of the ticket.
    pub priority: Option<Priority>,
    /// Tier that has it.
    pub tier: u8,
    /// The level reached for this cause; 0 before any, and after the ticket
    /// was handed back.
    pub level: u8,
    /// When the cause arose.
    pub since: Instant,
    /// Whose business time counts; none is round the clock.
    pub calendar: Option<&'a Calendar>,
}

/// The level to go to at `at`: the lowest above the one reached whose time has
/// come. Levels are taken one after the other, so none is skipped and none
/// fires twice for one cause.
pub fn step<'m>(matrix: &'m Matrix, facts: &MatrixFacts<'_>, at: Instant) -> Option<&'m Cell> {
    let waited = match facts.calendar {
        Some(calendar) => calendar.elapsed_micros(facts.since, at),
        None => at.micros_since(facts.since),
    };
    matrix
        .row(facts.priority, facts.tier)
        .filter(|cell| cell.level > facts.level)
        .min_by_key(|cell| cell.level)
        .filter(|cell| {
            at >= facts.since && cell.after_seconds.saturating_mul(MICROS_PER_SECOND) <= waited
        })
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GapKind {
    /// Nothing is said.
    Empty,
    /// Said twice.
    Double,
    /// It does nothing.
    NoActions,
    /// It comes before the level below it.
    BeforeLowerLevel,
    /// Everybody it tells or gives the ticket to is away.
    NobodyThere,
    /// A level that the matrix does not have.
    OutsideMatrix,
}

/// One fault of the matrix, by its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The row.
    pub priority: Option<Priority>,
    /// The row's tier.
    pub tier: u8,
    /// The column.
    pub level: u8,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: GapKind,
}

impl Matrix {
    fn row(&self, priority: Option<Priority>, tier: u8) -> impl Iterator<Item = &Cell> {
        self.cells
            .iter()
            .filter(move |c| c.priority == priority && c.tier == tier)
    }

    /// Every fault of the table for the tiers in use: empty and double cells,
    /// levels out of order, and cells that reach nobody. `is_away` says who
    /// cannot be reached.
    pub fn coverage(&self, tiers: &BTreeSet<u8>, is_away: impl Fn(&Recipient) -> bool) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let priorities = Priority::ALL.iter().copied().map(Some).chain([None]);
        for priority in priorities {
            for &tier in tiers {
                let mut gap = |level: u8, kind: GapKind| {
                    gaps.push(Gap {
                        priority,
                        tier,
                        level,
                        kind,
                    });
                };
                let mut latest = 0;
                for level in 1..=self.levels {
                    let mut cells = self.row(priority, tier).filter(|c| c.level == level);
                    let Some(cell) = cells.next() else {
                        gap(level, GapKind::Empty);
                        continue;
                    };
                    if cells.next().is_some() {
                        gap(level, GapKind::Double);
                    }
                    if cell.actions.is_empty() {
                        gap(level, GapKind::NoActions);
                    }
                    if cell.after_seconds < latest {
                        gap(level, GapKind::BeforeLowerLevel);
                    }
                    latest = latest.max(cell.after_seconds);
                    let mut told = cell.actions.iter().filter_map(|a| match a {
                        Action::Notify { recipient } => Some(recipient.clone()),
                        Action::Reassign {
                            user: Some(user), ..
                        } => Some(Recipient::User { user: *user }),
                        _ => None,
                    });
                    if let Some(first) = told.next()
                        && is_away(&first)
                        && told.all(|r| is_away(&r))
                    {
                        gap(level, GapKind::NobodyThere);
                    }
                }
                for cell in self.row(priority, tier) {
                    if !(1..=self.levels.min(LEVELS_MAX)).contains(&cell.level) {
                        gap(cell.level, GapKind::OutsideMatrix);
                    }
                }
            }
        }
        gaps
    }
}
