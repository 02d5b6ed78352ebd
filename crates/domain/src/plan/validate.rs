//! What a plan must satisfy before it is stored.

use std::collections::BTreeSet;

use super::spec::{LimitAction, PlanKind, PlanSpec, priority_key};
use super::{Key, Limit};
use crate::credit::{Credits, Unit};
use crate::ticket::{Channel, Priority};

/// Most limits of one plan.
pub const LIMITS_MAX: usize = 8;
/// Most credits of one limit or cap.
pub const CREDITS_MAX: Credits = Credits::whole(1_000_000);
/// Most credits one factor of a ticket's weight can be.
pub const WEIGHT_MAX: Credits = Credits::whole(1_000);
/// Longest period, in years.
pub const PERIOD_YEARS_MAX: u32 = 10;
/// Most periods for which unused credits can be kept.
pub const ROLLOVER_PERIODS_MAX: u32 = 120;
/// Most tickets of tolerance.
pub const TOLERANCE_MAX: u32 = 1_000;
/// Most days of free reopening.
pub const FREE_REOPEN_DAYS_MAX: u32 = 3_650;
/// Most rows of a price list.
pub const PRICES_MAX: usize = 1_000;
/// Most that one ticket can cost, in the smallest unit.
pub const PRICE_AMOUNT_MAX: i64 = 1_000_000_000;
/// Most alert thresholds.
pub const ALERT_THRESHOLDS_MAX: usize = 10;
/// Longest name of a bucket or key, in characters.
pub const KEY_CHARS_MAX: usize = 64;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanProblem {
    /// An unlimited plan with limits.
    #[error("an unlimited plan has no limits")]
    LimitsOnUnlimited,
    /// A ticket-based plan without limits.
    #[error("a ticket-based plan needs at least one limit")]
    LimitsMissing,
    /// A list is too long.
    #[error("at most {max}")]
    TooMany {
        /// How many are allowed.
        max: usize,
    },
    /// A number is out of its range.
    #[error("must be {min} to {max}")]
    Range {
        /// The least allowed.
        min: String,
        /// The most allowed.
        max: String,
    },
    /// The same name twice.
    #[error("used twice")]
    Duplicate,
    /// A name is empty, too long, or has other signs than `a-z 0-9 _ -`.
    #[error("1 to {KEY_CHARS_MAX} of a-z, 0-9, _ and -")]
    Name,
    /// Not one of the known words.
    #[error("unknown; expected one of {known}")]
    Unknown {
        /// Those that are known.
        known: String,
    },
    /// A day that the unit does not have.
    #[error("weeks are aligned to 1 (Monday) to 7, months and longer to 1 to 31, days to nothing")]
    AlignDay,
    /// A policy needs something that is not there.
    #[error("{action} needs {needs}")]
    PolicyNeeds {
        /// The policy.
        action: LimitAction,
        /// The field it needs.
        needs: &'static str,
    },
    /// Not a currency.
    #[error("three capital letters of ISO 4217")]
    Currency,
    /// A cap without rollover.
    #[error("a cap needs periods of rollover")]
    CapWithoutRollover,
}

impl PlanProblem {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LimitsOnUnlimited => "limits_on_unlimited_plan",
            Self::LimitsMissing => "limits_missing",
            Self::TooMany { .. } => "too_many",
            Self::Range { .. } => "out_of_range",
            Self::Duplicate => "duplicate",
            Self::Name => "name_invalid",
            Self::Unknown { .. } => "unknown_word",
            Self::AlignDay => "align_day_invalid",
            Self::PolicyNeeds { .. } => "policy_incomplete",
            Self::Currency => "currency_invalid",
            Self::CapWithoutRollover => "cap_without_rollover",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct Invalid {
    /// The field, e.g. `limits[1].count`.
    pub path: String,
    /// What is wrong with it.
    pub problem: PlanProblem,
}

#[derive(Default)]
struct Findings(Vec<Invalid>);

impl Findings {
    fn add(&mut self, path: impl Into<String>, problem: PlanProblem) {
        self.0.push(Invalid {
            path: path.into(),
            problem,
        });
    }

    fn range<T: PartialOrd + std::fmt::Display>(&mut self, path: String, value: T, min: T, max: T) {
        if value < min || value > max {
            let (min, max) = (min.to_string(), max.to_string());
            self.add(path, PlanProblem::Range { min, max });
        }
    }

    fn count(&mut self, path: &str, len: usize, max: usize) {
        if len > max {
            self.add(path, PlanProblem::TooMany { max });
        }
    }

    fn word(&mut self, path: String, key: &Key, known: &[&str]) {
        if !known.contains(&key.as_str()) {
            let known = known.join(", ");
            self.add(path, PlanProblem::Unknown { known });
        }
    }

    fn name(&mut self, path: String, key: &Key) {
        let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        let text = key.as_str();
        if text.is_empty() || text.len() > KEY_CHARS_MAX || !text.bytes().all(sign) {
            self.add(path, PlanProblem::Name);
        }
    }
}

const PRIORITY_KEYS: [&str; 5] = [
    Priority::Urgent.as_str(),
    Priority::High.as_str(),
    Priority::Normal.as_str(),
    Priority::Low.as_str(),
    priority_key(None),
];

/// How many of a unit are the longest period.
const fn count_max(unit: Unit) -> u32 {
    match unit {
        Unit::Day => PERIOD_YEARS_MAX * 366,
        Unit::Week => PERIOD_YEARS_MAX * 53,
        Unit::Month => PERIOD_YEARS_MAX * 12,
        Unit::Quarter => PERIOD_YEARS_MAX * 4,
        Unit::HalfYear => PERIOD_YEARS_MAX * 2,
        Unit::Year => PERIOD_YEARS_MAX,
    }
}

impl PlanSpec {
    /// Checks everything that can be known without a database.
    ///
    /// # Errors
    /// Every [`Invalid`] field, in the order of the specification.
    pub fn validate(&self) -> Result<(), Vec<Invalid>> {
        let mut found = Findings::default();
        self.check_limits(&mut found);
        self.check_weights(&mut found);
        self.check_policy(&mut found);
        self.check_prices(&mut found);
        found.range(
            "free_reopen_days".into(),
            self.free_reopen_days,
            0,
            FREE_REOPEN_DAYS_MAX,
        );
        for channel in &self.channels {
            found.word("channels".into(), channel, Channel::WORDS);
        }
        for ticket_type in &self.types {
            found.name("types".into(), ticket_type);
        }
        found.count(
            "alert_thresholds",
            self.alert_thresholds.len(),
            ALERT_THRESHOLDS_MAX,
        );
        for &percent in &self.alert_thresholds {
            found.range("alert_thresholds".into(), percent, 1, 100);
        }
        if found.0.is_empty() {
            Ok(())
        } else {
            Err(found.0)
        }
    }

    fn check_limits(&self, found: &mut Findings) {
        match (self.kind, self.limits.is_empty()) {
            (PlanKind::Unlimited, false) => found.add("limits", PlanProblem::LimitsOnUnlimited),
            (PlanKind::TicketBased, true) => found.add("limits", PlanProblem::LimitsMissing),
            _ => {}
        }
        found.count("limits", self.limits.len(), LIMITS_MAX);
        let mut buckets = BTreeSet::new();
        for (i, limit) in self.limits.iter().enumerate() {
            let at = |field: &str| format!("limits[{i}].{field}");
            found.name(at("bucket"), &limit.bucket);
            if !buckets.insert(&limit.bucket) {
                found.add(at("bucket"), PlanProblem::Duplicate);
            }
            limit.check(found, at);
        }
    }

    fn check_weights(&self, found: &mut Findings) {
        let tables = [
            ("weights.type", &self.weights.by_type),
            ("weights.priority", &self.weights.by_priority),
            ("weights.channel", &self.weights.by_channel),
        ];
        for (path, table) in tables {
            for (key, &weight) in table {
                let path = format!("{path}.{key}");
                match path.as_str() {
                    p if p.starts_with("weights.priority") => {
                        found.word(path.clone(), key, &PRIORITY_KEYS);
                    }
                    p if p.starts_with("weights.channel") => {
                        found.word(path.clone(), key, Channel::WORDS);
                    }
                    _ => found.name(path.clone(), key),
                }
                found.range(path, weight, Credits::ZERO, WEIGHT_MAX);
            }
        }
    }

    fn check_policy(&self, found: &mut Findings) {
        found.range("tolerance".into(), self.tolerance, 0, TOLERANCE_MAX);
        for key in self.limit_policy_by_priority.keys() {
            found.word(
                format!("limit_policy_by_priority.{key}"),
                key,
                &PRIORITY_KEYS,
            );
        }
        if self.kind == PlanKind::Unlimited {
            return;
        }
        let mut actions: BTreeSet<LimitAction> =
            self.limit_policy_by_priority.values().copied().collect();
        actions.insert(self.limit_policy);
        for action in actions {
            let needs = match action {
                LimitAction::FallbackSla if self.fallback_sla.is_none() => "fallback_sla",
                LimitAction::Charge if self.price_list.is_none() => "price_list",
                _ => continue,
            };
            found.add(needs, PlanProblem::PolicyNeeds { action, needs });
        }
    }

    fn check_prices(&self, found: &mut Findings) {
        let Some(list) = &self.price_list else { return };
        if list.currency.len() != 3 || !list.currency.bytes().all(|b| b.is_ascii_uppercase()) {
            found.add("price_list.currency", PlanProblem::Currency);
        }
        found.count("price_list.prices", list.prices.len(), PRICES_MAX);
        let mut seen = BTreeSet::new();
        for (i, row) in list.prices.iter().enumerate() {
            let at = |field: &str| format!("price_list.prices[{i}].{field}");
            found.range(at("amount"), row.amount, 0, PRICE_AMOUNT_MAX);
            if let Some(priority) = &row.priority {
                found.word(at("priority"), priority, &PRIORITY_KEYS);
            }
            if let Some(channel) = &row.channel {
                found.word(at("channel"), channel, Channel::WORDS);
            }
            if let Some(ticket_type) = &row.ticket_type {
                found.name(at("type"), ticket_type);
            }
            if !seen.insert((&row.ticket_type, &row.priority, &row.channel)) {
                found.add(format!("price_list.prices[{i}]"), PlanProblem::Duplicate);
            }
        }
    }
}

impl Limit {
    fn check(&self, found: &mut Findings, at: impl Fn(&str) -> String) {
        found.range(at("credits"), self.credits, Credits::ZERO, CREDITS_MAX);
        found.range(at("count"), self.count, 1, count_max(self.unit));
        if let Some(day) = self.align_day {
            let days = match self.unit {
                Unit::Day => 0..=0,
                Unit::Week => 1..=7,
                _ => 1..=31,
            };
            if !days.contains(&day) || self.unit == Unit::Day {
                found.add(at("align_day"), PlanProblem::AlignDay);
            }
        }
        found.range(
            at("rollover.periods"),
            self.rollover.periods,
            0,
            ROLLOVER_PERIODS_MAX,
        );
        if let Some(cap) = self.rollover.cap {
            found.range(at("rollover.cap"), cap, Credits::ZERO, CREDITS_MAX);
            if self.rollover.periods == 0 {
                found.add(at("rollover.cap"), PlanProblem::CapWithoutRollover);
            }
        }
    }
}
