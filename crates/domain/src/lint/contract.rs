//! Rules of contracts.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Finding, Findings, What};
use crate::calendar::Calendar;
use crate::contract::Coverage;
use crate::plan::PlanSpec;
use crate::sla::{SlaSpec, TargetClock};
use crate::time::{Instant, MICROS_PER_SECOND};

/// Something that a contract says it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// `product`, `asset`, `contact` or `type`.
    pub kind: &'static str,
    /// Its id.
    pub value: String,
    /// Whether it is there and in use.
    pub known: bool,
    /// Whether it is of an account that this contract serves; what belongs to
    /// no account is of all.
    pub own: bool,
}

/// An SLA that holds for tickets of the contract.
#[derive(Debug, Clone)]
pub struct Promised {
    /// Its name.
    pub name: String,
    /// What it says.
    pub spec: Arc<SlaSpec>,
    /// What measures it.
    pub calendar: Arc<Calendar>,
}

/// A contract with what the rules need to know.
#[derive(Debug, Clone)]
pub struct ContractDraft<'a> {
    /// First instant.
    pub starts_at: Instant,
    /// First instant after it.
    pub ends_at: Option<Instant>,
    /// First day after it, as it was given.
    pub end_date: Option<Date>,
    /// First day.
    pub start_date: Date,
    /// Its plan.
    pub plan: &'a PlanSpec,
    /// What it covers.
    pub coverage: &'a Coverage,
    /// The same, looked up.
    pub covered: Vec<Covered>,
    /// Every SLA in force for its tickets: its own, the plan's, the desk's.
    pub promised: Vec<Promised>,
    /// Another contract of the account that holds for the same SLA: id, name,
    /// and the stretch of both.
    pub overlap: Option<(String, String, Instant, Option<Instant>)>,
}

/// Checks a contract that may be saved.
pub fn check_contract(draft: &ContractDraft<'_>, now: Instant) -> Vec<Finding> {
    let mut found = Findings::default();
    if let Some((id, name, from, to)) = &draft.overlap {
        found.error(
            "/start_date",
            What::ContractOverlap {
                contract_id: id.clone(),
                contract_name: name.clone(),
                from: from.to_string(),
                to: to.map(|t| t.to_string()),
            },
        );
    }
    if draft.promised.is_empty() {
        found.warning("/plan_id", What::ContractWithoutSla {});
    }
    dates(draft, now, &mut found);
    coverage(draft, &mut found);
    found.sorted()
}

fn dates(draft: &ContractDraft<'_>, now: Instant, found: &mut Findings) {
    let (Some(ends_at), Some(end)) = (draft.ends_at, draft.end_date) else {
        return;
    };
    if ends_at <= now {
        found.warning(
            "/end_date",
            What::ContractEnded {
                end_date: end.to_string(),
            },
        );
    }
    for sla in &draft.promised {
        for target in &sla.spec.targets {
            let open = match target.clock {
                TargetClock::RoundTheClock => {
                    ends_at.micros_since(draft.starts_at) / MICROS_PER_SECOND
                }
                TargetClock::Calendar => sla.calendar.elapsed(draft.starts_at, ends_at),
            };
            if open < target.seconds {
                found.warning(
                    "/end_date",
                    What::TargetOutlivesContract {
                        metric: target.metric,
                        sla_name: sla.name.clone(),
                        target_seconds: target.seconds,
                        open_seconds: open,
                    },
                );
            }
        }
    }
    for limit in &draft.plan.limits {
        // Periods from the first day: an aligned one is as long as the next.
        let whole = crate::plan::Limit {
            align_day: None,
            ..limit.clone()
        };
        let first = whole
            .periods(draft.start_date, jiff::tz::TimeZone::UTC)
            .and_then(|periods| periods.period(0));
        let Ok(first) = first else { continue };
        let days = (end - draft.start_date).get_days();
        let length = (first.end.micros_since(first.start)) / (86_400 * MICROS_PER_SECOND);
        if i64::from(days) < length && limit.proration == crate::plan::Proration::None {
            found.hint(
                "/end_date",
                What::PeriodOutlivesContract {
                    bucket: limit.bucket.as_str().to_owned(),
                },
            );
        }
    }
}

fn coverage(draft: &ContractDraft<'_>, found: &mut Findings) {
    for covered in &draft.covered {
        let path = format!("/coverage/{}s", covered.kind);
        let (kind, value) = (covered.kind, covered.value.clone());
        if !covered.known {
            found.warning(path, What::CoverageUnknown { kind, value });
        } else if !covered.own {
            found.warning(path, What::CoverageForeign { kind, value });
        }
    }
    let apart =
        |a: &BTreeSet<_>, b: &BTreeSet<_>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
    if apart(&draft.coverage.channels, &draft.plan.channels) {
        found.error("/coverage/channels", What::CoverageWithoutChannel {});
    }
    if apart(&draft.coverage.types, &draft.plan.types) {
        found.error("/coverage/types", What::CoverageWithoutType {});
    }
}
