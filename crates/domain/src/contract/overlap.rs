//! Two contracts of one account may not overlap in time for the same SLA.

use super::ContractState;
use crate::plan::Key;
use crate::time::Instant;

/// What the rule needs to know of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// Which contract.
    pub contract: Key,
    /// Whose.
    pub account: Key,
    /// The SLA of its plan, or its own; without one it clashes with nothing.
    pub sla: Option<Key>,
    /// Where it stands.
    pub state: ContractState,
    /// First instant.
    pub starts_at: Instant,
    /// First instant after it.
    pub ends_at: Option<Instant>,
    /// Cancelled: from when. The days before still count.
    pub cancelled_at: Option<Instant>,
}

impl Tenure {
    /// The half-open stretch that it occupies; none for drafts and for what
    /// was cancelled before it began.
    fn stretch(&self) -> Option<(Instant, Instant)> {
        let forever = Instant(i64::MAX);
        let end = match self.state {
            ContractState::Draft => return None,
            ContractState::Cancelled => self.cancelled_at?.min(self.ends_at.unwrap_or(forever)),
            _ => self.ends_at.unwrap_or(forever),
        };
        (self.starts_at < end).then_some((self.starts_at, end))
    }
}

/// The clash that forbids a contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("overlaps with contract {other} for the same SLA")]
pub struct Overlap {
    /// The other contract.
    pub other: Key,
    /// First instant of both.
    pub from: Instant,
    /// First instant after both.
    pub to: Instant,
}

impl Overlap {
    /// The stable code.
    pub const CODE: &'static str = "contract_overlap";
}

/// The earliest clash of `new` with the other contracts, if any. Ends that
/// touch do not clash.
pub fn find_overlap(new: &Tenure, others: &[Tenure]) -> Option<Overlap> {
    let (start, end) = new.stretch()?;
    let sla = new.sla.as_ref()?;
    others
        .iter()
        .filter(|o| o.contract != new.contract && o.account == new.account)
        .filter(|o| o.sla.as_ref() == Some(sla))
        .filter_map(|o| {
            let (other_start, other_end) = o.stretch()?;
            let (from, to) = (start.max(other_start), end.min(other_end));
            (from < to).then(|| Overlap {
                other: o.contract.clone(),
                from,
                to,
            })
        })
        .min_by(|a, b| (a.from, &a.other).cmp(&(b.from, &b.other)))
}
