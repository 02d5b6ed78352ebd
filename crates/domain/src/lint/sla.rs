//! Rules of SLAs.

use std::collections::{BTreeMap, BTreeSet};

use super::cover::People;
use super::reach::{accepts, hidden, of};
use super::steps::check_steps;
use super::{Finding, Findings, What, pointer_token};
use crate::calendar::Calendar;
use crate::plan::priority_key;
use crate::sla::{Metric, SlaSpec, TargetClock, is_paused_by};
use crate::ticket::{Category, Channel, Priority};
use crate::time::Instant;

/// A status in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintStatus {
    /// Its id as text, as rules name it.
    pub key: String,
    /// Its name, as people do.
    pub name: String,
    /// What it is of.
    pub category: Category,
    /// What it says it pauses.
    pub pauses: Vec<Metric>,
    /// Whether tickets begin in it.
    pub is_start: bool,
}

/// What the desk has that an SLA can name.
#[derive(Debug, Clone, Default)]
pub struct SlaDesk<'a> {
    /// Statuses in use.
    pub statuses: Vec<LintStatus>,
    /// Values per condition (`product`, `type`, `segment`, `licence_band`)
    /// with their names; a condition that is not here is not asked.
    pub values: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// What stands behind this SLA: less specific layers that answer where it
    /// says nothing.
    pub below: Vec<&'a SlaSpec>,
    /// Who can be told.
    pub people: People,
}

/// Conditions other than priority.
const OTHERS: [&str; 5] = ["product", "type", "channel", "segment", "licence_band"];

/// Checks an SLA that `SlaSpec::check` takes, measured by `calendar` from
/// `now` on.
pub fn check_sla(
    spec: &SlaSpec,
    calendar: &Calendar,
    now: Instant,
    desk: &SlaDesk<'_>,
) -> Vec<Finding> {
    let mut found = Findings::default();
    if spec.targets.is_empty() {
        found.warning("/spec/targets", What::NoTargets {});
    }
    targets(spec, calendar, now, &mut found);
    coverage(spec, desk, &mut found);
    values(spec, desk, &mut found);
    pauses(spec, desk, &mut found);
    check_steps(spec, calendar, now, &desk.people, &mut found);
    found.sorted()
}

fn promised(spec: &SlaSpec) -> impl Iterator<Item = Metric> {
    Metric::ALL
        .into_iter()
        .filter(|m| spec.targets.iter().any(|t| t.metric == *m))
}

fn targets(spec: &SlaSpec, calendar: &Calendar, now: Instant, found: &mut Findings) {
    for metric in promised(spec) {
        for (target, by) in hidden(spec, metric) {
            found.warning(
                format!("/spec/targets/{target}"),
                What::TargetHidden { metric, by },
            );
        }
    }
    for (i, target) in spec.targets.iter().enumerate() {
        let by_calendar = target.clock == TargetClock::Calendar;
        if by_calendar && calendar.add(now, target.seconds).is_err() {
            found.error(
                format!("/spec/targets/{i}/seconds"),
                What::TargetNeverDue {
                    metric: target.metric,
                    target_seconds: target.seconds,
                },
            );
        }
    }
}

/// Priorities, products… that nothing is promised for, neither here nor in the
/// layers behind.
fn coverage(spec: &SlaSpec, desk: &SlaDesk<'_>, found: &mut Findings) {
    for metric in promised(spec) {
        let answered = |condition: &str, value: &str| {
            accepts(spec, metric, condition, value)
                || desk
                    .below
                    .iter()
                    .any(|s| accepts(s, metric, condition, value))
        };
        let priorities: Vec<&'static str> = Priority::ALL
            .iter()
            .map(|p| priority_key(Some(*p)))
            .chain([priority_key(None)])
            .filter(|p| !answered("priority", p))
            .collect();
        if !priorities.is_empty() {
            found.warning(
                "/spec/targets",
                What::PriorityWithoutTarget { metric, priorities },
            );
        }
        for condition in OTHERS {
            let channels;
            let known = if condition == "channel" {
                channels = Channel::WORDS
                    .iter()
                    .map(|c| ((*c).to_owned(), (*c).to_owned()))
                    .collect();
                &channels
            } else if let Some(known) = desk.values.get(condition) {
                known
            } else {
                continue;
            };
            let values: Vec<String> = known
                .iter()
                .filter(|(value, _)| !answered(condition, value))
                .map(|(_, name)| name.clone())
                .collect();
            if values.is_empty() {
                continue;
            }
            let what = What::ValuesWithoutTarget {
                metric,
                condition,
                values,
            };
            if matches!(condition, "product" | "licence_band") {
                found.warning("/spec/targets", what);
            } else {
                found.hint("/spec/targets", what);
            }
        }
    }
}

/// Conditions on what is not there.
fn values(spec: &SlaSpec, desk: &SlaDesk<'_>, found: &mut Findings) {
    for (i, target) in spec.targets.iter().enumerate() {
        for condition in ["priority"].into_iter().chain(OTHERS) {
            let known = |value: &str| match condition {
                _ if value == crate::sla::NO_VALUE => condition != "channel",
                "priority" => Priority::WORDS.contains(&value),
                "channel" => Channel::WORDS.contains(&value),
                _ => desk
                    .values
                    .get(condition)
                    .is_none_or(|known| known.contains_key(value)),
            };
            let given = of(&target.conditions, condition).unwrap_or_default();
            for (k, value) in given.iter().enumerate().filter(|(_, v)| !known(v)) {
                found.warning(
                    format!("/spec/targets/{i}/conditions/{condition}/{k}"),
                    What::ConditionValueUnknown {
                        condition,
                        value: value.clone(),
                    },
                );
            }
        }
    }
}

fn pauses(spec: &SlaSpec, desk: &SlaDesk<'_>, found: &mut Findings) {
    let rules = &spec.rules;
    let paused = |status: &LintStatus, metric: Metric| {
        is_paused_by(
            rules,
            &status.key,
            Some(status.category),
            Some(&status.pauses),
            metric,
        )
    };
    // Where the pause is said; a status may say it itself.
    let place = |status: &LintStatus| {
        [status.key.as_str(), status.category.as_str()]
            .into_iter()
            .find(|key| rules.pauses.contains_key(*key))
            .map_or_else(
                || "/spec/rules/pauses".to_owned(),
                |key| format!("/spec/rules/pauses/{}", pointer_token(key)),
            )
    };
    let mut told = BTreeSet::new();
    let working: Vec<&LintStatus> = desk
        .statuses
        .iter()
        .filter(|s| !s.category.is_done())
        .collect();
    for metric in promised(spec) {
        if !working.is_empty() && working.iter().all(|s| paused(s, metric)) {
            told.insert(metric);
            found.error("/spec/rules/pauses", What::MetricNeverRuns { metric });
        }
    }
    // Two clocks start when a ticket begins; `update` starts with an answer
    // and `next_response` with a later question.
    for status in desk.statuses.iter().filter(|s| s.is_start) {
        let metrics: Vec<Metric> = promised(spec)
            .filter(|m| matches!(m, Metric::FirstResponse | Metric::Resolution))
            .filter(|m| !told.contains(m) && paused(status, *m))
            .collect();
        if !metrics.is_empty() {
            found.warning(
                place(status),
                What::PauseSwallowsStart {
                    status: status.name.clone(),
                    metrics,
                },
            );
        }
    }
    let known =
        |key: &str| Category::WORDS.contains(&key) || desk.statuses.iter().any(|s| s.key == key);
    for key in rules.pauses.keys().filter(|k| !known(k)) {
        found.warning(
            format!("/spec/rules/pauses/{}", pointer_token(key)),
            What::StatusUnknown {
                status: key.clone(),
            },
        );
    }
    for key in rules.closed_statuses.iter().filter(|k| !known(k)) {
        found.warning(
            "/spec/rules/closed_statuses",
            What::StatusUnknown {
                status: key.clone(),
            },
        );
    }
}
