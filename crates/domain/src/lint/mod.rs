//! Lint: what is allowed and seldom meant, found while a definition is written.
//!
//! What makes no sense at all is refused by the checks of each definition
//! (`CalendarSpec`, `SlaSpec::check`, `PlanSpec::validate`…). The rules here
//! look at definitions that pass them. Each takes facts and gives findings;
//! `docs/lint.md` is their table, and says of each what it cannot know.

mod calendar;
mod contract;
mod cover;
mod plan;
mod reach;
mod routing;
mod settings;
mod sla;
mod steps;

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod sla_tests;
#[cfg(test)]
mod steps_tests;

use serde::Serialize;

use crate::plan::{ConsumeAt, RefundCause};
use crate::sla::Metric;
use crate::ticket::{Level, Priority};

pub use calendar::{
    Closing, HOLIDAY_RUN_DAYS_MAX, Observance, OfFeed, check_calendar, check_feed, observance,
};
pub use contract::{ContractDraft, Covered, Promised, check_contract};
pub use cover::{People, Worker, WorkingTeam};
pub use plan::{PlanDesk, check_plan};
pub use routing::{RoutedTeam, STAFFED_HOURS_AHEAD, check_routing};
pub use settings::{Band, BandUse, check_bands, check_matrix};
pub use sla::{LintStatus, SlaDesk, check_sla};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It does not work, or a later step will refuse it.
    Error,
    /// It is hardly meant.
    Warning,
    /// It has no effect, or deserves a look.
    Hint,
}

/// Why an event of a feed or a holiday is taken for an observance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Its name is that of a day on which people work, or says so.
    Name,
    /// Its CATEGORIES say so.
    Category,
    /// Its DESCRIPTION says so.
    Description,
}

/// What was found, with what its text needs. In JSON `{code, params}`; the
/// names are stable. Durations are whole seconds, credits hundredths, dates
/// `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "docs/lint.md is the table of the rules; the fields are named by what they are"
)]
pub enum What {
    /// A holiday that is a day of work in most places.
    HolidayObservance {
        date: String,
        name: String,
        because: Because,
    },
    /// Many closed days in a row under one name.
    HolidayLong {
        name: String,
        from: String,
        to: String,
        days: i64,
    },
    /// The holidays end soon or have ended.
    HolidaysRunOut { last: String },
    /// From now on nothing opens any more.
    NeverOpensAgain {},

    /// Nothing is promised.
    NoTargets {},
    /// Whatever ticket comes, other targets count before it.
    TargetHidden { metric: Metric, by: Vec<usize> },
    /// The calendar does not give that much any more.
    TargetNeverDue { metric: Metric, target_seconds: i64 },
    /// Tickets of these priorities are promised nothing.
    PriorityWithoutTarget {
        metric: Metric,
        priorities: Vec<&'static str>,
    },
    /// The same for another condition.
    ValuesWithoutTarget {
        metric: Metric,
        condition: &'static str,
        values: Vec<String>,
    },
    /// A condition names something that is not there.
    ConditionValueUnknown {
        condition: &'static str,
        value: String,
    },
    /// A clock that stands still from its first second on.
    PauseSwallowsStart {
        status: String,
        metrics: Vec<Metric>,
    },
    /// Every status in which work goes on pauses it.
    MetricNeverRuns { metric: Metric },
    /// Pauses or ends of a status that is not there.
    StatusUnknown { status: String },
    /// A step that asks for more time left than the target has.
    StepBeforeStart {
        step: String,
        metric: Metric,
        left_seconds: i64,
        target_seconds: i64,
    },
    /// The same for some of the targets.
    StepBeforeSomeStarts {
        step: String,
        metric: Metric,
        left_seconds: i64,
        target_seconds: i64,
    },
    /// A step of a metric that nothing is promised of.
    StepWithoutTarget { step: String, metric: Metric },
    /// An action that reaches nobody.
    StepReachesNobody { step: String },
    /// A step that comes while the team it goes to is away.
    StepTeamClosed {
        step: String,
        team_id: String,
        team_name: String,
        from: String,
        to: String,
    },

    /// A step that comes while nobody of those it is for is at work.
    StepUnanswered {
        step: String,
        from: String,
        to: String,
    },

    /// Another limit is always used up first.
    LimitNeverBinds {
        bucket: String,
        credits_hundredths: i64,
        by_bucket: String,
        by_credits_hundredths: i64,
    },
    /// Another limit is used up first but where its periods meet.
    LimitRarelyBinds {
        bucket: String,
        credits_hundredths: i64,
        by_bucket: String,
        by_credits_hundredths: i64,
    },
    /// A limit of nothing.
    LimitWithoutCredits { bucket: String },
    /// No ticket at all can ever be covered.
    LimitBelowCost {
        bucket: String,
        credits_hundredths: i64,
        cost_hundredths: i64,
    },
    /// No such ticket can ever be covered.
    WeightAboveLimit {
        key: String,
        cost_hundredths: i64,
        bucket: String,
        credits_hundredths: i64,
    },
    /// A field that an unlimited plan does not use.
    NoEffectOnUnlimited { field: &'static str },
    /// Credits that come back before they are taken.
    RefundBeforeConsumption {
        cause: RefundCause,
        consume_at: ConsumeAt,
    },
    /// A policy for urgent tickets that another setting overrides.
    UrgentPolicyIgnored {},
    /// Over-limit tickets of these priorities cost nothing.
    ChargeWithoutPrice { priorities: Vec<&'static str> },
    /// A fallback SLA that no policy uses.
    FallbackUnused {},
    /// A plan whose tickets are promised nothing.
    PlanWithoutSla {},
    /// It names something that is not there.
    ReferenceUnknown { kind: &'static str, value: String },

    /// Another contract of the account holds for the same SLA.
    ContractOverlap {
        contract_id: String,
        contract_name: String,
        from: String,
        to: Option<String>,
    },
    /// Its last day is over.
    ContractEnded { end_date: String },
    /// Not even a ticket of the first day is due before the contract ends.
    TargetOutlivesContract {
        metric: Metric,
        sla_name: String,
        target_seconds: i64,
        open_seconds: i64,
    },
    /// A credit period that is longer than the contract.
    PeriodOutlivesContract { bucket: String },
    /// It covers something that is not there.
    CoverageUnknown { kind: &'static str, value: String },
    /// It covers something of another account.
    CoverageForeign { kind: &'static str, value: String },
    /// Contract and plan have no channel in common.
    CoverageWithoutChannel {},
    /// Contract and plan have no ticket type in common.
    CoverageWithoutType {},
    /// Tickets under it are promised nothing.
    ContractWithoutSla {},

    /// Counts that no band has.
    BandGap { from: i64, to: Option<i64> },
    /// Counts that two bands have.
    BandOverlap {
        from: i64,
        to: Option<i64>,
        other: String,
    },
    /// An SLA has targets for a band that is not there.
    BandMissing {
        name: String,
        sla_id: String,
        sla_name: String,
    },
    /// More impact or urgency gives less priority.
    MatrixFalls {
        impact: Level,
        urgency: Level,
        priority: Priority,
        other_impact: Level,
        other_urgency: Level,
        other_priority: Priority,
    },
    /// No cell gives this priority.
    MatrixPriorityUnused { priority: Priority },

    /// A skill is required that nobody has at that level.
    RequiredSkillMissing { skill: String, level: u8 },
    /// From this hour on nobody of the team is there.
    TeamUnstaffed { team: String, from: String },

    /// Nothing is promised for tickets about it.
    ProductWithoutCoverage {},
    /// The published support policy says something else than what is enforced.
    PolicyOutdated {
        section: String,
        what: String,
        says: Option<String>,
        enforces: Option<String>,
    },
}

/// One finding: how much it matters, where, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// JSON pointer (RFC 6901) into the definition that was given.
    pub path: String,
    /// What was found.
    #[serde(flatten)]
    pub what: What,
}

/// Findings of one look.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    pub(crate) fn error(&mut self, path: impl Into<String>, what: What) {
        self.add(Severity::Error, path, what);
    }

    pub(crate) fn warning(&mut self, path: impl Into<String>, what: What) {
        self.add(Severity::Warning, path, what);
    }

    pub(crate) fn hint(&mut self, path: impl Into<String>, what: What) {
        self.add(Severity::Hint, path, what);
    }

    fn add(&mut self, severity: Severity, path: impl Into<String>, what: What) {
        self.0.push(Finding {
            severity,
            path: path.into(),
            what,
        });
    }

    /// Worst first; of one severity in the order in which they were found.
    pub(crate) fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|f| f.severity);
        self.0
    }
}

/// One step of a JSON pointer, escaped as RFC 6901 says.
pub fn pointer_token(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
pub(crate) fn codes(findings: &[Finding]) -> Vec<(String, String)> {
    findings
        .iter()
        .map(|f| {
            let json = serde_json::to_value(f).unwrap();
            (json["code"].as_str().unwrap().to_owned(), f.path.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_flat_json_with_a_stable_name() {
        let mut found = Findings::default();
        found.hint("/spec", What::FallbackUnused {});
        found.error(
            "/bands/1/from",
            What::BandGap {
                from: 101,
                to: Some(499),
            },
        );
        let sorted = found.sorted();
        assert_eq!(
            serde_json::to_value(&sorted).unwrap(),
            serde_json::json!([
                {"severity": "error", "path": "/bands/1/from", "code": "band_gap", "params": {"from": 101, "to": 499}},
                {"severity": "hint", "path": "/spec", "code": "fallback_unused", "params": {}},
            ])
        );
    }

    #[test]
    fn a_key_with_signs_of_a_pointer_is_escaped() {
        assert_eq!(pointer_token("a/b~c"), "a~1b~0c");
        assert_eq!(pointer_token("plain"), "plain");
    }
}
