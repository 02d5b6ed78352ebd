//! The support policy: the document in which a desk says what it promises.
//!
//! Thirteen sections, each with a text that people write and a part that is
//! made from the live configuration ([`generate`]). A document is data
//! ([`Section`], [`Block`]); whoever shows it decides how it looks. What
//! differs between two of them is found by [`diff`], [`mark_differences`] and
//! [`stale`].

mod compare;
mod customer;
mod defaults;
mod facts;
mod generate;
mod opening;
mod process;
mod response;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use compare::{Change, DiffLine, SectionDiff, Stale, diff, mark_differences, stale};
pub use defaults::default_text;
pub use facts::{
    CalendarFacts, CustomerFacts, PlanFacts, PolicyFacts, PromiseFacts, SlaFacts, StatusFacts,
};
pub(crate) use generate::Maker;
pub use generate::generate;
pub use opening::{Opening, opening, opening_words};
pub use words::{Lang, date_words, duration, moment_words};

use crate::ticket::words;

/// Characters of the text of one section in one language, at most.
pub const POLICY_TEXT_CHARS_MAX: usize = 10_000;

/// Plans that are left out of the document, at most.
pub const HIDDEN_PLANS_MAX: usize = 1_000;

words! {
    /// The sections, in the order of the document.
    SectionId {
        /// What the document is.
        Introduction = "introduction",
        /// What is supported, and within which limits.
        Scope = "scope",
        /// How to reach the desk, and when.
        Channels = "channels",
        /// How fast, by severity.
        ResponseTimes = "response_times",
        /// Prioritisation, states and escalation.
        Process = "process",
        /// What the customer does.
        CustomerResponsibilities = "customer_responsibilities",
        /// When the desk is open.
        ServiceAvailability = "service_availability",
        /// What is not answered for.
        Liability = "limitations_of_liability",
        /// Products of others.
        ThirdParty = "third_party",
        /// Work beyond support, and its fees.
        CustomSolutions = "custom_solutions",
        /// Learning to use the products.
        Training = "training",
        /// How the policy changes.
        Updates = "updates",
        /// Whom to turn to.
        Contact = "contact",
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LangText {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

impl LangText {
    /// The text in a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhCn => &self.zh_cn,
        }
    }
}

/// What people write and choose; the rest is generated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyDraft {
    /// The text of each section; one that is left out has none.
    pub texts: BTreeMap<SectionId, LangText>,
    /// Ids of plans that the document does not name.
    pub hidden_plans: BTreeSet<String>,
    /// The day by which somebody looks at it again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
}

impl PolicyDraft {
    /// What a desk starts with: a text for every section, to be changed.
    pub fn initial() -> Self {
        Self {
            texts: SectionId::ALL
                .iter()
                .map(|id| (*id, default_text(*id)))
                .collect(),
            ..Self::default()
        }
    }
}

/// One paragraph, point or line, and whether it differs from what everybody
/// is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// Only of this customer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// As many as the head has.
    pub cells: Vec<String>,
    /// Only of this customer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// What it says.
        #[serde(flatten)]
        item: Item,
    },
    /// Points in no order.
    List {
        /// At least one.
        items: Vec<Item>,
    },
    /// A table; the first cell of a row names it.
    Table {
        /// What the table is about.
        caption: String,
        /// The heads of its columns.
        head: Vec<String>,
        /// Its rows.
        rows: Vec<TableRow>,
        /// The calendar whose hours these are: a page says beside it whether
        /// that is open now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        calendar: Option<String>,
    },
}

impl Block {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph {
            item: item(text.into()),
        }
    }

    /// A list; none when there is nothing to say.
    pub fn list(texts: Vec<String>) -> Option<Self> {
        (!texts.is_empty()).then(|| Self::List {
            items: texts.into_iter().map(item).collect(),
        })
    }

    /// A table; none without rows.
    pub fn table(
        caption: impl Into<String>,
        head: Vec<&str>,
        rows: Vec<Vec<String>>,
    ) -> Option<Self> {
        (!rows.is_empty()).then(|| Self::Table {
            caption: caption.into(),
            head: head.into_iter().map(str::to_owned).collect(),
            rows: rows
                .into_iter()
                .map(|cells| TableRow {
                    cells,
                    marked: false,
                })
                .collect(),
            calendar: None,
        })
    }
}

const fn item(text: String) -> Item {
    Item {
        text,
        marked: false,
    }
}

/// A section as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Which.
    pub id: SectionId,
    /// Its heading.
    pub title: String,
    /// What people wrote.
    pub text: Vec<Block>,
    /// What the configuration says.
    pub generated: Vec<Block>,
}

/// The policy in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// In which language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// For whom; none is for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// All thirteen.
    pub sections: Vec<Section>,
}

/// The policy in both languages, as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// English.
    pub en: Document,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: Document,
}

impl Documents {
    /// Both, made from the same draft and facts.
    pub fn generate(draft: &PolicyDraft, facts: &PolicyFacts) -> Self {
        Self {
            en: generate(draft, facts, Lang::En),
            zh_cn: generate(draft, facts, Lang::ZhCn),
        }
    }

    /// The one in a language.
    pub const fn of(&self, lang: Lang) -> &Document {
        match lang {
            Lang::En => &self.en,
            Lang::ZhCn => &self.zh_cn,
        }
    }
}

/// A written text as blocks: paragraphs are parted by an empty line, and lines
/// that begin with `- ` are points.
pub fn written(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut prose, mut points): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    let close = |blocks: &mut Vec<Block>, prose: &mut Vec<&str>, points: &mut Vec<String>| {
        if !prose.is_empty() {
            blocks.push(Block::paragraph(std::mem::take(prose).join(" ")));
        }
        blocks.extend(Block::list(std::mem::take(points)));
    };
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("- ") {
            Some(point) => {
                if !prose.is_empty() {
                    close(&mut blocks, &mut prose, &mut points);
                }
                points.push(point.trim().to_owned());
            }
            None if line.is_empty() => close(&mut blocks, &mut prose, &mut points),
            None => {
                if !points.is_empty() {
                    close(&mut blocks, &mut prose, &mut points);
                }
                prose.push(line);
            }
        }
    }
    close(&mut blocks, &mut prose, &mut points);
    blocks
}
