//! `surety sla replay`: what the clocks of a ticket say, from a policy, a
//! calendar and events.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Number;
use surety_domain::calendar::{Calendar, CalendarSpec};
use surety_domain::sla::{
    ClockState, Conditions, CreatedBy, CycleReport, EarliestDue, Facts, Layer, LayerKind, Metric,
    MetricReport, Policy, Reopen, Rules, SlaEvent, SlaEventKind, SlaSpec, TargetChange,
    TargetClock, TargetSpec, replay,
};
use surety_domain::time::Instant;

use super::clock::{calendar, instant, whole_seconds};
use super::{Answer, Problem, answer};

const SECONDS_PER_MINUTE: i64 = 60;

/// The status of a ticket whose creation names none.
const FIRST_STATUS: &str = "new";

#[derive(Deserialize)]
struct Input<'a> {
    policy: PolicyInput,
    #[serde(borrow)]
    events: Vec<EventInput<'a>>,
    #[serde(borrow)]
    as_of: Cow<'a, str>,
}

#[derive(Deserialize)]
struct PolicyInput {
    calendar: CalendarSpec,
    #[serde(default)]
    targets: Option<Minutes>,
    #[serde(default)]
    by_priority: ByPriority,
    #[serde(default)]
    pauses: Option<BTreeMap<String, Vec<Metric>>>,
    #[serde(default)]
    closed_statuses: Option<BTreeSet<String>>,
    #[serde(default)]
    next_response_before_first_reply: Option<bool>,
    #[serde(default)]
    agent_created_first_response: Option<bool>,
    #[serde(default)]
    reopen: Option<Reopen>,
    #[serde(default)]
    target_change: Option<TargetChange>,
}

type ByPriority = Option<BTreeMap<String, Minutes>>;

/// Minutes per metric; null and absent are no promise.
#[derive(Deserialize)]
struct Minutes {
    #[serde(default)]
    first_response: Option<Number>,
    #[serde(default)]
    next_response: Option<Number>,
    #[serde(default)]
    update: Option<Number>,
    #[serde(default)]
    resolution: Option<Number>,
}

#[derive(Deserialize)]
struct EventInput<'a> {
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(default)]
    by: Option<CreatedBy>,
    #[serde(borrow, default)]
    status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    priority: Option<Cow<'a, str>>,
    #[serde(default)]
    targets: Option<Minutes>,
    #[serde(default)]
    by_priority: ByPriority,
}

#[derive(Serialize)]
struct Output {
    metrics: MetricsOutput,
    earliest_due: Option<EarliestDue>,
}

/// In the order in which metrics are always shown.
#[derive(Serialize)]
struct MetricsOutput {
    first_response: MetricOutput,
    next_response: MetricOutput,
    update: MetricOutput,
    resolution: MetricOutput,
}

#[derive(Serialize)]
struct MetricOutput {
    state: ClockState,
    due: Option<Instant>,
    elapsed_seconds: i64,
    remaining_seconds: i64,
    breached: bool,
    fulfilled_at: Option<Instant>,
    cycles: Vec<CycleReport>,
}

/// Answers one line with the state of every clock.
///
/// Error codes beside those of [`answer`] and of calendars: `bad_instant`,
/// `bad_duration`, `negative_duration`, `beyond_range`, `unknown_event`,
/// `missing_field`, `not_created`, `created_twice`, `events_out_of_order`.
pub fn line(line: &str) -> Answer {
    answer(line, decide)
}

fn decide(input: Input<'_>) -> Result<Output, Problem> {
    let as_of = instant("as_of", &input.as_of)?;
    let calendar = Arc::new(calendar(&input.policy.calendar)?);
    let rules = rules(&input.policy);
    let policy = |targets: &Option<Minutes>, by_priority: &ByPriority, field: &str| {
        let targets = targets_of(targets.as_ref(), by_priority.as_ref(), field)?;
        Ok::<_, Problem>(one_layer(targets, &rules, &calendar))
    };
    let mut policies = vec![policy(
        &input.policy.targets,
        &input.policy.by_priority,
        "policy",
    )?];
    let mut events = Vec::with_capacity(input.events.len());
    let mut facts = Facts::default();
    for (i, event) in input.events.into_iter().enumerate() {
        let missing =
            |field: &str| Problem::new("missing_field", format!("events[{i}].{field} is missing"));
        let at = instant(&format!("events[{i}].at"), &event.at)?;
        let kind = match &*event.kind {
            "created" => {
                facts.priority = priority(event.priority);
                SlaEventKind::Created {
                    by: event.by.ok_or_else(|| missing("by"))?,
                    asked_at: None,
                    status: event
                        .status
                        .map_or_else(|| FIRST_STATUS.to_owned(), Cow::into_owned),
                    category: None,
                    pauses: None,
                    facts: facts.clone(),
                }
            }
            "customer_message" => SlaEventKind::CustomerMessage,
            "agent_reply" => SlaEventKind::AgentReply,
            "status" => SlaEventKind::Status {
                status: event.status.ok_or_else(|| missing("status"))?.into_owned(),
                category: None,
                pauses: None,
            },
            "priority" => {
                facts.priority = priority(event.priority);
                SlaEventKind::Facts {
                    facts: facts.clone(),
                }
            }
            "policy" => {
                if event.targets.is_none() && event.by_priority.is_none() {
                    return Err(missing("targets"));
                }
                let field = format!("events[{i}]");
                policies.push(policy(&event.targets, &event.by_priority, &field)?);
                SlaEventKind::Policy {
                    policy: Some(policies.len() - 1),
                    facts: None,
                }
            }
            other => {
                return Err(Problem::new(
                    "unknown_event",
                    format!("events[{i}].type: {other:?}"),
                ));
            }
        };
        events.push(SlaEvent { at, kind });
    }
    check_history(&events)?;
    let report = replay(&policies, &events, as_of).map_err(|e| Problem::new(e.code(), e))?;
    let earliest_due = report.earliest_due();
    let mut metrics = report.metrics;
    let mut take = |metric: Metric| {
        metrics
            .remove(&metric)
            .map(output)
            .ok_or_else(|| Problem::new("internal", "a metric is missing"))
    };
    Ok(Output {
        metrics: MetricsOutput {
            first_response: take(Metric::FirstResponse)?,
            next_response: take(Metric::NextResponse)?,
            update: take(Metric::Update)?,
            resolution: take(Metric::Resolution)?,
        },
        earliest_due,
    })
}

/// The engine looks at no event after the moment; a history that makes no
/// sense is refused whatever the moment is.
fn check_history(events: &[SlaEvent]) -> Result<(), Problem> {
    let created = |e: &SlaEvent| matches!(e.kind, SlaEventKind::Created { .. });
    if !events.first().is_some_and(created) {
        return Err(Problem::new(
            "not_created",
            "the first event must be created",
        ));
    }
    if events.iter().filter(|e| created(e)).count() > 1 {
        return Err(Problem::new("created_twice", "a ticket is created once"));
    }
    if !events.is_sorted_by_key(|e| e.at) {
        return Err(Problem::new(
            "events_out_of_order",
            "events must come in the order in which they happened",
        ));
    }
    Ok(())
}

/// A ticket without priority can be written in two ways.
fn priority(text: Option<Cow<'_, str>>) -> Option<String> {
    text.filter(|p| p != surety_domain::sla::NO_VALUE)
        .map(Cow::into_owned)
}

fn rules(policy: &PolicyInput) -> Rules {
    let default = Rules::default();
    Rules {
        pauses: policy.pauses.clone().unwrap_or(default.pauses),
        closed_statuses: policy
            .closed_statuses
            .clone()
            .unwrap_or(default.closed_statuses),
        next_response_before_first_reply: policy.next_response_before_first_reply.unwrap_or(false),
        agent_created_first_response: policy.agent_created_first_response.unwrap_or(false),
        reopen: policy.reopen.unwrap_or_default(),
        target_change: policy.target_change.unwrap_or_default(),
    }
}

/// Targets for every priority, for single ones, or both: that of the ticket's
/// own priority has more conditions and so comes first.
fn targets_of(
    for_all: Option<&Minutes>,
    by_priority: Option<&BTreeMap<String, Minutes>>,
    field: &str,
) -> Result<Vec<TargetSpec>, Problem> {
    let mut targets = Vec::new();
    for (priority, minutes) in by_priority.into_iter().flatten() {
        let conditions = Conditions {
            priority: vec![priority.clone()],
            ..Conditions::default()
        };
        let field = || format!("{field}.by_priority.{priority}");
        add_targets(&mut targets, minutes, &conditions, field)?;
    }
    if let Some(minutes) = for_all {
        let field = || format!("{field}.targets");
        add_targets(&mut targets, minutes, &Conditions::default(), field)?;
    }
    Ok(targets)
}

fn add_targets(
    targets: &mut Vec<TargetSpec>,
    minutes: &Minutes,
    conditions: &Conditions,
    field: impl Fn() -> String,
) -> Result<(), Problem> {
    for (metric, n) in [
        (Metric::FirstResponse, &minutes.first_response),
        (Metric::NextResponse, &minutes.next_response),
        (Metric::Update, &minutes.update),
        (Metric::Resolution, &minutes.resolution),
    ] {
        let Some(n) = n else { continue };
        let name = || format!("{}.{metric}", field());
        let seconds = whole_seconds("minutes", n, SECONDS_PER_MINUTE)
            .map_err(|e| Problem::new(e.code, format!("{}: {}", name(), e.message)))?;
        if seconds < 0 {
            return Err(Problem::new(
                "negative_duration",
                format!("{}: below zero", name()),
            ));
        }
        targets.push(TargetSpec {
            metric,
            conditions: conditions.clone(),
            seconds,
            clock: TargetClock::Calendar,
        });
    }
    Ok(())
}

fn one_layer(targets: Vec<TargetSpec>, rules: &Rules, calendar: &Arc<Calendar>) -> Policy {
    Policy::new(vec![Layer {
        kind: LayerKind::Corporate,
        name: "policy".to_owned(),
        sla: Arc::new(SlaSpec {
            targets,
            rules: rules.clone(),
            steps: Vec::new(),
        }),
        calendar: Arc::clone(calendar),
    }])
}

fn output(report: MetricReport) -> MetricOutput {
    MetricOutput {
        state: report.state,
        due: report.due,
        elapsed_seconds: report.elapsed_seconds,
        remaining_seconds: report.remaining_seconds,
        breached: report.breached,
        fulfilled_at: report.fulfilled_at,
        cycles: report.cycles,
    }
}

#[cfg(test)]
#[path = "sla_replay_tests.rs"]
mod tests;
