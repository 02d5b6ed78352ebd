//! The plain version of a decision, for customers: a code and the few values
//! that a sentence needs. Other contracts, ranks and checks stay inside.

use serde::{Deserialize, Serialize};

use super::trace::{Because, CandidateTrace, CheckKind, Decision, Outcome, OverLimit};
use crate::credit::Credits;
use crate::plan::Key;
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
}

/// What the customer is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainReason {
    /// Which sentence.
    pub code: PlainCode,
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
            plan: self.plan.clone(),
            scarcest,
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
