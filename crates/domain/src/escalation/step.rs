//! The steps of an SLA: when, on which path, and what is done.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::{RoleId, StatusId, TeamId, UserId};
use crate::sla::{Metric, SlaError, TARGET_SECONDS_MAX};
use crate::ticket::{Priority, words};

/// Steps of one SLA, at most.
pub const STEPS_MAX: usize = 50;

/// Actions of one step, at most.
pub const ACTIONS_MAX: usize = 20;

/// Percent of a target at which a step can fire, at most.
pub const PERCENT_MAX: u32 = 1_000;

/// Characters of a step's id, at most.
pub const STEP_ID_CHARS_MAX: usize = 64;

/// Characters of a tag, at most.
pub const TAG_CHARS_MAX: usize = 100;

/// When a step fires, in the time of its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// When so much of the target is used up; 100 is the due instant.
    PercentOfTarget {
        /// 1 to [`PERCENT_MAX`].
        percent: u32,
    },
    /// When so much is left. Where that is the whole time over a closing, at
    /// the opening after it. Never before the clock starts.
    BeforeDue {
        /// In seconds of the clock.
        seconds: i64,
    },
    /// So long after it was due.
    AfterDue {
        /// In seconds of the clock.
        seconds: i64,
    },
}

words! {
    /// Why somebody else is asked.
    EscalationPath {
        /// To those who can solve it, usually one tier up.
        Functional = "functional",
        /// To those who have the authority: the chain of managers.
        Hierarchical = "hierarchical",
        /// By time or condition alone.
        Automatic = "automatic",
    }
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Recipient {
    /// Whoever owns the ticket.
    Assignee,
    /// The team that owns the ticket.
    Team,
    /// The manager of the owner, else of the team.
    Manager,
    /// Everybody with a role.
    Role {
        /// Which.
        role: RoleId,
    },
    /// One person.
    User {
        /// Who.
        user: UserId,
    },
    /// The requester.
    Customer,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// Tells somebody.
    Notify {
        /// Whom.
        #[serde(flatten)]
        recipient: Recipient,
    },
    /// Gives the ticket to a team, a person, or a person of a team.
    Reassign {
        /// To which team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
        /// To whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user: Option<UserId>,
    },
    /// One priority higher.
    RaisePriority,
    /// This priority.
    SetPriority {
        /// Which.
        priority: Priority,
    },
    /// Puts a tag on.
    Tag {
        /// Which.
        tag: String,
    },
    /// This status.
    SetStatus {
        /// Which.
        status: StatusId,
    },
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable within its SLA: lower case letters, digits, `_` and `-`.
    pub id: String,
    /// Which clock it belongs to.
    pub metric: Metric,
    /// When it fires.
    pub trigger: Trigger,
    /// On which path.
    pub path: EscalationPath,
    /// What is done, in order.
    pub actions: Vec<Action>,
}

/// Checks steps before they are saved; `path` is the field that holds them.
///
/// # Errors
/// [`SlaError`]: `too_many_steps`, `bad_step_id`, `duplicate_step_id`,
/// `percent_out_of_range`, `seconds_out_of_range`, and those of
/// [`check_actions`].
pub fn check_steps(steps: &[Step], path: &str) -> Result<(), SlaError> {
    if steps.len() > STEPS_MAX {
        return Err(SlaError::new(
            "too_many_steps",
            path,
            format!("more than {STEPS_MAX} steps"),
        ));
    }
    let mut ids = BTreeSet::new();
    for (i, step) in steps.iter().enumerate() {
        let path = format!("{path}[{i}]");
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if step.id.is_empty() || step.id.len() > STEP_ID_CHARS_MAX || !step.id.chars().all(fits) {
            return Err(SlaError::new(
                "bad_step_id",
                format!("{path}.id"),
                format!("expected 1 to {STEP_ID_CHARS_MAX} of a-z, 0-9, _ and -"),
            ));
        }
        if !ids.insert(step.id.as_str()) {
            return Err(SlaError::new(
                "duplicate_step_id",
                format!("{path}.id"),
                format!("{:?} stands twice", step.id),
            ));
        }
        match step.trigger {
            Trigger::PercentOfTarget { percent } if !(1..=PERCENT_MAX).contains(&percent) => {
                return Err(SlaError::new(
                    "percent_out_of_range",
                    format!("{path}.trigger.percent"),
                    format!("expected 1 to {PERCENT_MAX}"),
                ));
            }
            Trigger::BeforeDue { seconds } | Trigger::AfterDue { seconds }
                if !(0..=TARGET_SECONDS_MAX).contains(&seconds) =>
            {
                return Err(SlaError::new(
                    "seconds_out_of_range",
                    format!("{path}.trigger.seconds"),
                    format!("expected 0 to {TARGET_SECONDS_MAX}"),
                ));
            }
            _ => {}
        }
        check_actions(&step.actions, &format!("{path}.actions"))?;
    }
    Ok(())
}

/// Checks actions before they are saved.
///
/// # Errors
/// [`SlaError`]: `no_actions`, `too_many_actions`, `reassign_to_nobody`,
/// `bad_tag`.
pub fn check_actions(actions: &[Action], path: &str) -> Result<(), SlaError> {
    if actions.is_empty() {
        return Err(SlaError::new(
            "no_actions",
            path,
            "a step that does nothing",
        ));
    }
    if actions.len() > ACTIONS_MAX {
        return Err(SlaError::new(
            "too_many_actions",
            path,
            format!("more than {ACTIONS_MAX} actions"),
        ));
    }
    for (i, action) in actions.iter().enumerate() {
        match action {
            Action::Reassign {
                team: None,
                user: None,
            } => {
                return Err(SlaError::new(
                    "reassign_to_nobody",
                    format!("{path}[{i}]"),
                    "expected a team or a user",
                ));
            }
            Action::Tag { tag } if tag.trim().is_empty() || tag.chars().count() > TAG_CHARS_MAX => {
                return Err(SlaError::new(
                    "bad_tag",
                    format!("{path}[{i}].tag"),
                    format!("expected 1 to {TAG_CHARS_MAX} characters"),
                ));
            }
            _ => {}
        }
    }
    Ok(())
}
