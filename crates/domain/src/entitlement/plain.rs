//! The plain version of a decision, for customers: a code and the few values
//! that a sentence needs. Other contracts, ranks and checks stay inside.

use serde::{Deserialize, Serialize};

use super::trace::{
    Admission, Because, CandidateTrace, CheckKind, Decision, LedgerEffect, Outcome, OverLimit,
    Specificity,
};
use crate::credit::Credits;
use crate::plan::{ConsumeAt, Key};
use crate::ticket::words;

words! {
    /// Which sentence the customer reads.
    PlainCode {
        /// Your plan covers this request; it does not count.
        Unlimited = "unlimited",
        /// Your plan covers this request; so many credits are left.
        Counted = "counted",
        /// Free support covers this request.
        FreeSupport = "free_support",
        /// Your credits are used up; we take this one without counting it.
        OverTolerated = "over_tolerated",
        /// Your credits are used up; we take this one because it is urgent.
        OverUrgent = "over_urgent",
        /// Your credits are used up; this one waits aside.
        OverBlocked = "over_blocked",
        /// Your credits are used up; this one is charged.
        OverCharged = "over_charged",
        /// Your credits are used up; we help without a promised time.
        OverWithoutPromise = "over_without_promise",
        /// Your credits are used up; a slower promise holds.
        OverFallback = "over_fallback",
        /// Your credits are used up; somebody on your side must say yes.
        OverNeedsApproval = "over_needs_approval",
        /// There is no support contract.
        NoContract = "no_contract",
        /// The contract is not in force today.
        ContractNotInForce = "contract_not_in_force",
        /// The contract does not cover this product.
        ProductNotCovered = "product_not_covered",
        /// The contract names other people who may ask.
        ContactNotNamed = "contact_not_named",
        /// The contract does not serve this channel.
        ChannelNotServed = "channel_not_served",
        /// The contract does not serve requests of this kind.
        TypeNotServed = "type_not_served",
    }
    /// What is said beside it: why this plan, when it counts, what is promised.
    /// None of them names or counts another contract, account or person.
    PlainPoint {
        /// It was agreed for this very unit or site.
        ForUnit = "for_unit",
        /// It was agreed for this product.
        ForProduct = "for_product",
        /// It was agreed for certain people, and you are one of them.
        ForPerson = "for_person",
        /// It was agreed for your organisation. Said of an agreement of an account
        /// above as well: which accounts there are above is not for everybody.
        ForAccount = "for_account",
        /// Everybody who asks has it.
        ForEverybody = "for_everybody",
        /// It counts from the request on.
        CountsNow = "counts_now",
        /// It counts with the first answer.
        CountsAtAnswer = "counts_at_answer",
        /// It counts when it is solved.
        CountsWhenSolved = "counts_when_solved",
        /// Times of answer were promised.
        TimesHold = "times_hold",
        /// No times were promised.
        NoTimes = "no_times",
        /// The times begin with the request and run while it waits for a yes.
        TimesRunMeanwhile = "times_run_meanwhile",
    }
}

/// What the customer is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainReason {
    /// Which sentence.
    pub code: PlainCode,
    /// What is said beside it, in this order.
    #[serde(default)]
    pub points: Vec<PlainPoint>,
    /// The plan, if one covers.
    pub plan: Option<Key>,
    /// The bucket that has least left, and what is left in it afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scarcest: Option<(Key, Credits)>,
}

impl Decision {
    /// The plain version for the customer.
    pub fn plain(&self) -> PlainReason {
        let scarcest = self
            .credits
            .iter()
            .min_by_key(|(bucket, line)| (line.after, (*bucket).clone()))
            .map(|(bucket, line)| (bucket.clone(), line.after));
        let code = match (self.outcome, self.limit_action) {
            (Outcome::Covered, _) if self.because == Because::DefaultPlan => PlainCode::FreeSupport,
            (Outcome::Covered, _) if self.credits.is_empty() => PlainCode::Unlimited,
            (Outcome::Covered, _) => PlainCode::Counted,
            (_, Some(OverLimit::Tolerated)) => PlainCode::OverTolerated,
            (_, Some(OverLimit::UrgentAccepted)) => PlainCode::OverUrgent,
            (_, Some(OverLimit::Block)) => PlainCode::OverBlocked,
            (_, Some(OverLimit::Charge)) => PlainCode::OverCharged,
            (_, Some(OverLimit::WithoutSla)) => PlainCode::OverWithoutPromise,
            (_, Some(OverLimit::FallbackSla)) => PlainCode::OverFallback,
            (_, Some(OverLimit::AskApproval)) => PlainCode::OverNeedsApproval,
            (_, None) => self.nearest_miss(),
        };
        PlainReason {
            code,
            points: self.plain_points(),
            plan: self.plan.clone(),
            scarcest,
        }
    }

    /// What is said beside the sentence of the outcome.
    fn plain_points(&self) -> Vec<PlainPoint> {
        if self.outcome == Outcome::Uncovered {
            return Vec::new();
        }
        let mut points = vec![self.agreed_for()];
        if self.ledger_effect() == LedgerEffect::Consume {
            points.push(match self.consume_at {
                Some(ConsumeAt::FirstResponse) => PlainPoint::CountsAtAnswer,
                Some(ConsumeAt::Resolution) => PlainPoint::CountsWhenSolved,
                Some(ConsumeAt::Creation) | None => PlainPoint::CountsNow,
            });
        }
        // Without an SLA of the plan there may be one of the product or the desk:
        // that no times hold is said only where the plan says so.
        match (self.admission(), &self.sla) {
            (Admission::Held, Some(_)) => points.push(PlainPoint::TimesRunMeanwhile),
            (_, Some(_)) => points.push(PlainPoint::TimesHold),
            (_, None) if self.limit_action == Some(OverLimit::WithoutSla) => {
                points.push(PlainPoint::NoTimes);
            }
            (_, None) => {}
        }
        points
    }

    /// For whom or what the plan that answers was agreed.
    fn agreed_for(&self) -> PlainPoint {
        let Some(contract) = &self.contract else {
            return PlainPoint::ForEverybody;
        };
        let winner = self
            .candidates
            .iter()
            .find(|c| c.contract.as_ref() == Some(contract));
        match winner.and_then(|c| c.specificity) {
            Some(Specificity::Asset) => PlainPoint::ForUnit,
            Some(Specificity::Product) => PlainPoint::ForProduct,
            Some(Specificity::Contact) => PlainPoint::ForPerson,
            Some(Specificity::Account | Specificity::Ancestor) | None => PlainPoint::ForAccount,
        }
    }

    /// What stood in the way of the contract that came nearest.
    fn nearest_miss(&self) -> PlainCode {
        let missed = |t: &CandidateTrace| t.checks.iter().filter(|c| !c.passed).count();
        let first_failed = self
            .candidates
            .iter()
            .min_by_key(|t| missed(t))
            .and_then(|t| t.checks.iter().find(|c| !c.passed));
        match first_failed.map(|c| c.check) {
            None => PlainCode::NoContract,
            Some(CheckKind::ProductAsset) => PlainCode::ProductNotCovered,
            Some(CheckKind::Contact) => PlainCode::ContactNotNamed,
            Some(CheckKind::Channel) => PlainCode::ChannelNotServed,
            Some(CheckKind::Type) => PlainCode::TypeNotServed,
            Some(CheckKind::Plan | CheckKind::State | CheckKind::Dates | CheckKind::Credits) => {
                PlainCode::ContractNotInForce
            }
        }
    }
}
