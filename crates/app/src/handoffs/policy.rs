//! The setting what the desk says about handoffs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use surety_domain::handoff::{
    BOUNCE_LIMIT_MAX, HandoffPolicy, REASON_KEY_CHARS_MAX, REASON_NAME_CHARS_MAX, REASONS_MAX,
    Reason, TIMEOUT_MINUTES_MAX,
};
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::Check;
use crate::setting::{self, Setting};

impl Setting for HandoffPolicy {
    const KEY: &'static str = "handoff_policy";
    const ACTION: &'static str = "settings.handoff_policy_changed";

    fn initial() -> Self {
        Self::default()
    }
}

/// Why tickets are handed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoffReason {
    /// What events keep: 1 to 40 of `a`–`z`, `0`–`9` and `_`; it stays when the
    /// name changes.
    pub key: String,
    /// What people read, in at most 60 characters.
    pub name: String,
    /// Put away: no new offer has it.
    #[serde(default)]
    pub archived: bool,
}

/// The policy with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "reasons": [{"key": "skill", "name": "Needs another skill", "archived": false}],
    "timeout_minutes": 240, "bounce_limit": 2, "version": 1
}))]
pub struct HandoffPolicyView {
    /// Why tickets are handed on.
    pub reasons: Vec<HandoffReason>,
    /// How long an offer stands, in minutes of the receiving team's business time.
    pub timeout_minutes: u32,
    /// How often a ticket may come back to a team that had it before those in
    /// charge are told.
    pub bounce_limit: u32,
    /// For `If-Match`.
    pub version: i64,
}

/// A new policy.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "reasons": [{"key": "skill", "name": "Needs another skill"}],
    "timeout_minutes": 120, "bounce_limit": 1
}))]
pub struct SetHandoffPolicy {
    /// Why tickets are handed on: 1 to 50, at least one in use.
    pub reasons: Vec<HandoffReason>,
    /// How long an offer stands, in minutes of the receiving team's business
    /// time: 1 to 43,200.
    pub timeout_minutes: u32,
    /// How often a ticket may come back to a team that had it before those in
    /// charge are told: 0 to 100.
    pub bounce_limit: u32,
}

fn view(policy: HandoffPolicy, version: i64) -> HandoffPolicyView {
    HandoffPolicyView {
        reasons: policy
            .reasons
            .into_iter()
            .map(|r| HandoffReason {
                key: r.key,
                name: r.name,
                archived: r.archived,
            })
            .collect(),
        timeout_minutes: policy.timeout_minutes,
        bounce_limit: policy.bounce_limit,
        version,
    }
}

/// The policy in force, for those who work at the desk.
///
/// # Errors
/// `view_read` is needed.
pub async fn get(app: &App, call: &Call) -> Result<HandoffPolicyView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces the policy, for offers from now on; those that stand keep theirs.
/// `expected` is the version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; `out_of_range`, `required`, `too_long`,
/// `invalid_characters`, `duplicate` at their fields; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetHandoffPolicy,
) -> Result<HandoffPolicyView, AppError> {
    setting::replace(app, call, expected, move || checked(&input), view).await
}

fn checked(input: &SetHandoffPolicy) -> Result<HandoffPolicy, AppError> {
    let mut check = Check::new();
    let mut keys = BTreeSet::new();
    let mut reasons = Vec::new();
    for (place, reason) in input.reasons.iter().enumerate() {
        let at = |field: &str| format!("reasons[{place}].{field}");
        let key = check.line(&at("key"), &reason.key, REASON_KEY_CHARS_MAX);
        if key.is_empty() {
            check.fail(&at("key"), "required", "must not be empty");
        } else if !key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        {
            check.fail(&at("key"), "invalid_characters", "a to z, 0 to 9 and _");
        } else if !keys.insert(key.clone()) {
            check.fail(&at("key"), "duplicate", "another reason has this key");
        }
        let name = check.line(&at("name"), &reason.name, REASON_NAME_CHARS_MAX);
        if name.is_empty() {
            check.fail(&at("name"), "required", "must not be empty");
        }
        reasons.push(Reason {
            key,
            name,
            archived: reason.archived,
        });
    }
    if reasons.len() > REASONS_MAX {
        check.fail(
            "reasons",
            "out_of_range",
            format!("at most {REASONS_MAX} reasons"),
        );
    }
    if reasons.iter().all(|r| r.archived) {
        check.fail("reasons", "required", "at least one reason in use");
    }
    if !(1..=TIMEOUT_MINUTES_MAX).contains(&input.timeout_minutes) {
        check.fail(
            "timeout_minutes",
            "out_of_range",
            format!("1 to {TIMEOUT_MINUTES_MAX}"),
        );
    }
    if input.bounce_limit > BOUNCE_LIMIT_MAX {
        check.fail(
            "bounce_limit",
            "out_of_range",
            format!("0 to {BOUNCE_LIMIT_MAX}"),
        );
    }
    check.done()?;
    Ok(HandoffPolicy {
        reasons,
        timeout_minutes: input.timeout_minutes,
        bounce_limit: input.bounce_limit,
    })
}
