//! The shape of a plan version.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::credit::{Credits, HUNDREDTHS, Money, PeriodError, Periods, Unit};
use crate::ticket::{Priority, words};

/// Seconds after solving during which a reopen is always free, whatever the
/// plan says: a mistaken solve that is taken back costs nobody a credit.
pub const REOPEN_GRACE_SECONDS: i64 = 15 * 60;

words! {
    /// Whether a plan counts.
    PlanKind {
        /// As many tickets as needed.
        Unlimited = "unlimited",
        /// Credits per period.
        TicketBased = "ticket_based",
    }
    /// When a ticket uses its credits.
    ConsumeAt {
        /// When it is opened.
        Creation = "creation",
        /// When an agent first answers.
        FirstResponse = "first_response",
        /// When it is solved.
        Resolution = "resolution",
    }
    /// For which cause credits come back.
    RefundCause {
        /// It was spam.
        Spam = "spam",
        /// It went into another ticket.
        Merge = "merge",
        /// It was asked before.
        Duplicate = "duplicate",
        /// It was our own defect.
        OwnDefect = "own_defect",
        /// It should never have come to us.
        WrongRouting = "wrong_routing",
        /// The customer took it back.
        Cancelled = "cancelled",
    }
    /// What happens to a ticket when no credit is left.
    LimitAction {
        /// Not accepted; kept, the sender is told, an agent can admit it.
        Block = "block",
        /// Accepted with the SLA as usual, and charged.
        Charge = "charge",
        /// Accepted without a promise.
        WithoutSla = "without_sla",
        /// Accepted with the plan's fallback SLA.
        FallbackSla = "fallback_sla",
        /// Held until the account's approver or an agent says yes; the clock
        /// runs from the original request.
        AskApproval = "ask_approval",
    }
    /// What a partial first or last period gives.
    Proration {
        /// As much as a whole one.
        None = "none",
        /// The share of days, rounded up to whole credits.
        Up = "up",
        /// The share of days, rounded to the nearest whole credit, half up.
        Nearest = "nearest",
        /// The share of days, rounded down to whole credits.
        Down = "down",
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the enums are made by a macro that derives the same for every list of words"
)]
mod defaults {
    use super::{ConsumeAt, LimitAction, PlanKind, Proration};

    impl Default for PlanKind {
        fn default() -> Self {
            Self::Unlimited
        }
    }

    impl Default for ConsumeAt {
        fn default() -> Self {
            Self::Creation
        }
    }

    impl Default for LimitAction {
        fn default() -> Self {
            Self::AskApproval
        }
    }

    impl Default for Proration {
        fn default() -> Self {
            Self::None
        }
    }
}

/// What happens to credits that a period leaves unused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rollover {
    /// For how many further periods they can be used; 0 is no rollover.
    pub periods: u32,
    /// Most credits that may be carried at any time; none is no cap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Credits>,
}

/// One limit: a bucket of credits per period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Its name within the plan: `week`, `month`…
    pub bucket: Key,
    /// How many per period.
    pub credits: Credits,
    /// What the period is made of.
    pub unit: Unit,
    /// How many units.
    #[serde(default = "one")]
    pub count: u32,
    /// None: periods begin on the contract's start day. Otherwise they are
    /// aligned to the calendar: day of the month, or 1 (Monday) to 7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align_day: Option<u8>,
    /// What happens to unused credits.
    #[serde(default)]
    pub rollover: Rollover,
    /// What a partial first or last period gives.
    #[serde(default)]
    pub proration: Proration,
}

const fn one() -> u32 {
    1
}

impl Limit {
    /// `credits` per `unit`, from the contract's start day.
    pub fn per(unit: Unit, credits: i64) -> Self {
        Self {
            bucket: unit.as_str().into(),
            credits: Credits::whole(credits),
            unit,
            count: 1,
            align_day: None,
            rollover: Rollover::default(),
            proration: Proration::default(),
        }
    }

    /// The periods of this limit for a contract that starts on `start`, with
    /// boundaries at local midnight in the account's zone.
    ///
    /// # Errors
    /// [`PeriodError`] when the limit is not valid.
    pub fn periods(&self, start: Date, zone: TimeZone) -> Result<Periods, PeriodError> {
        match self.align_day {
            None => Periods::new(start.at(0, 0, 0, 0), zone, self.unit, self.count),
            Some(day) => Periods::aligned(start, day, zone, self.unit, self.count),
        }
    }

    /// Whether a change between the two leaves the periods as they are.
    pub fn same_periods(&self, other: &Self) -> bool {
        (self.unit, self.count, self.align_day) == (other.unit, other.count, other.align_day)
    }
}

/// What a ticket costs. The three factors are multiplied and rounded half up
/// to the hundredth; what is not listed weighs 1.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// By ticket type.
    #[serde(rename = "type", skip_serializing_if = "BTreeMap::is_empty")]
    pub by_type: BTreeMap<Key, Credits>,
    /// By priority; `none` is a ticket without one.
    #[serde(rename = "priority", skip_serializing_if = "BTreeMap::is_empty")]
    pub by_priority: BTreeMap<Key, Credits>,
    /// By channel.
    #[serde(rename = "channel", skip_serializing_if = "BTreeMap::is_empty")]
    pub by_channel: BTreeMap<Key, Credits>,
}

/// A priority as a key of tables: `urgent` … `low`, `none`.
pub const fn priority_key(priority: Option<Priority>) -> &'static str {
    match priority {
        Some(p) => p.as_str(),
        None => "none",
    }
}

impl Weights {
    /// The cost of one ticket.
    pub fn cost(
        &self,
        ticket_type: Option<&str>,
        priority: Option<Priority>,
        channel: &str,
    ) -> Credits {
        let factor = |table: &BTreeMap<Key, Credits>, key: Option<&str>| {
            key.and_then(|k| table.get(k))
                .copied()
                .unwrap_or(Credits::ONE)
        };
        let product = [
            factor(&self.by_type, ticket_type),
            factor(&self.by_priority, Some(priority_key(priority))),
            factor(&self.by_channel, Some(channel)),
        ]
        .iter()
        .fold(1i128, |p, f| p.saturating_mul(i128::from(f.0.max(0))));
        let scale = i128::from(HUNDREDTHS * HUNDREDTHS);
        Credits(i64::try_from((product + scale / 2) / scale).unwrap_or(i64::MAX))
    }
}

/// One row of the price list; what is absent matches everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Only for this ticket type.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<Key>,
    /// Only for this priority (`none`: without one).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Key>,
    /// Only for this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Key>,
    /// Per over-limit ticket, in the smallest unit of the currency.
    pub amount: i64,
}

/// What an over-limit ticket costs in money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// Three letters, ISO 4217.
    pub currency: String,
    /// The row with most conditions that all match decides; among equals,
    /// type before priority before channel, then the earlier row.
    pub prices: Vec<Price>,
}

impl PriceList {
    /// The price of one over-limit ticket, if a row matches.
    pub fn price(
        &self,
        ticket_type: Option<&str>,
        priority: Option<Priority>,
        channel: &str,
    ) -> Option<Money> {
        let fits = |wanted: &Option<Key>, found: Option<&str>| {
            wanted.as_ref().is_none_or(|w| Some(w.as_str()) == found)
        };
        // Earlier rows win ties, so the search keeps the first of the best.
        let mut best: Option<(u8, &Price)> = None;
        for row in &self.prices {
            let matches = fits(&row.ticket_type, ticket_type)
                && fits(&row.priority, Some(priority_key(priority)))
                && fits(&row.channel, Some(channel));
            let (t, p, c) = (
                u8::from(row.ticket_type.is_some()),
                u8::from(row.priority.is_some()),
                u8::from(row.channel.is_some()),
            );
            let rank = (t + p + c) * 8 + t * 4 + p * 2 + c;
            if matches && best.is_none_or(|(b, _)| rank > b) {
                best = Some((rank, row));
            }
        }
        best.map(|(_, row)| Money {
            amount: row.amount,
            currency: self.currency.clone(),
        })
    }
}

/// One version of a support plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanSpec {
    /// Whether it counts. An unlimited plan has no limits and a ticket-based
    /// one has some: nothing becomes free by leaving a list empty.
    pub kind: PlanKind,
    /// A ticket draws from all of them or from none.
    pub limits: Vec<Limit>,
    /// What a ticket costs.
    pub weights: Weights,
    /// When it costs.
    pub consume_at: ConsumeAt,
    /// For which causes credits come back.
    pub refunds: BTreeSet<RefundCause>,
    /// Days after solving during which a reopen costs nothing; later it is a
    /// new decision and a new credit.
    pub free_reopen_days: u32,
    /// What happens when no credit is left.
    pub limit_policy: LimitAction,
    /// The same for single priorities; `none` is a ticket without one.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub limit_policy_by_priority: BTreeMap<Key, LimitAction>,
    /// The SLA of `fallback_sla`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback_sla: Option<Key>,
    /// How many tickets per period of the exhausted bucket are accepted past
    /// the limit before the policy speaks.
    pub tolerance: u32,
    /// Urgent tickets are never blocked and never held.
    pub urgent_always_accepted: bool,
    /// Channels that the plan serves; empty is all.
    pub channels: BTreeSet<Key>,
    /// Ticket types that the plan serves; empty is all.
    pub types: BTreeSet<Key>,
    /// The SLA it promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<Key>,
    /// What over-limit tickets cost in money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_list: Option<PriceList>,
    /// Percent of a limit at which both sides are told, each once a period.
    #[serde(default = "thresholds")]
    pub alert_thresholds: BTreeSet<u8>,
}

fn thresholds() -> BTreeSet<u8> {
    BTreeSet::from([50, 80, 100])
}

impl PlanSpec {
    /// A plan without limits.
    pub fn unlimited(sla: Option<Key>) -> Self {
        Self {
            sla,
            alert_thresholds: thresholds(),
            ..Self::default()
        }
    }

    /// A plan with these limits.
    pub fn ticket_based(sla: Option<Key>, limits: Vec<Limit>) -> Self {
        Self {
            kind: PlanKind::TicketBased,
            limits,
            ..Self::unlimited(sla)
        }
    }

    /// The policy for a ticket of this priority when no credit is left.
    pub fn limit_action(&self, priority: Option<Priority>) -> LimitAction {
        self.limit_policy_by_priority
            .get(priority_key(priority))
            .copied()
            .unwrap_or(self.limit_policy)
    }

    /// Whether a reopen `seconds` after solving costs nothing: within
    /// [`REOPEN_GRACE_SECONDS`] always, then for the plan's days.
    pub fn reopen_is_free(&self, seconds_since_solved: i64) -> bool {
        seconds_since_solved < REOPEN_GRACE_SECONDS
            || seconds_since_solved < i64::from(self.free_reopen_days) * 86_400
    }
}
