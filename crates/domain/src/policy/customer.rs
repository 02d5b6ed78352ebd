//! What only one customer's edition says.

use super::generate::Maker;
use super::{Block, date_words};

impl Maker<'_> {
    /// The customer's contracts.
    pub(super) fn contracts(&self) -> Option<Block> {
        let lang = self.lang;
        let customer = self.facts.customer.as_ref()?;
        let rows = customer
            .contracts
            .iter()
            .map(|contract| {
                vec![
                    contract.name.clone(),
                    contract.plan.name.clone(),
                    if contract.covers.is_empty() {
                        lang.pick("Everything", "全部").to_owned()
                    } else {
                        contract.covers.join(lang.comma())
                    },
                    contract.last_day.as_deref().map_or_else(
                        || lang.pick("Open-ended", "无固定期限").to_owned(),
                        |day| date_words(lang, day),
                    ),
                ]
            })
            .collect();
        lang.table(
            lang.pick("Your contracts", "您的合同"),
            &[
                ("Contract", "合同"),
                ("Plan", "计划"),
                ("Covers", "覆盖范围"),
                ("Last day", "截止日期"),
            ],
            rows,
        )
    }
}
