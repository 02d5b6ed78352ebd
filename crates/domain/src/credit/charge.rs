//! The way of a charge line: drafted by the desk, then decided by people.

use crate::ticket::words;

words! {
    /// Where a charge line stands.
    ChargeStatus {
        /// Drafted when a ticket was taken past its limit.
        Draft = "draft",
        /// Somebody looked at it, and it is to be invoiced.
        Approved = "approved",
        /// It stands on an invoice.
        Invoiced = "invoiced",
        /// It is not asked for.
        Waived = "waived",
    }
}

impl ChargeStatus {
    /// Whether a line may go from this status to another: a draft is approved
    /// or waived, an approved one invoiced or waived, and then it stays.
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Draft, Self::Approved | Self::Waived)
                | (Self::Approved, Self::Invoiced | Self::Waived)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invoiced_or_waived_stays() {
        let steps: Vec<_> = ChargeStatus::ALL
            .iter()
            .flat_map(|&from| ChargeStatus::ALL.iter().map(move |&to| (from, to)))
            .filter(|(from, to)| from.may_become(*to))
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        assert_eq!(
            steps,
            [
                ("draft", "approved"),
                ("draft", "waived"),
                ("approved", "invoiced"),
                ("approved", "waived"),
            ]
        );
    }
}
