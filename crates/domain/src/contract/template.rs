//! Templates: what contracts of many accounts have in common.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Coverage, DatesError, Term, renewed_end};
use crate::ids::{PlanId, SlaId};

/// Longest words of a contract, in characters.
pub const TERMS_TEXT_CHARS_MAX: usize = 20_000;

/// Why a template makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Assets and contacts belong to one account.
    #[error("{0} belong to one account, so a template cannot name them")]
    OfOneAccount(&'static str),
    /// A term that cannot be counted.
    #[error(transparent)]
    Term(#[from] DatesError),
    /// Too many words.
    #[error("at most {TERMS_TEXT_CHARS_MAX} characters")]
    TermsTextTooLong,
}

impl TemplateError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OfOneAccount(_) => "of_one_account",
            Self::Term(e) => e.code(),
            Self::TermsTextTooLong => "too_long",
        }
    }

    /// The field of the template that is at fault.
    pub fn field(&self) -> String {
        match self {
            Self::OfOneAccount(kind) => format!("coverage.{kind}"),
            Self::Term(_) => "term.count".to_owned(),
            Self::TermsTextTooLong => "terms_text".to_owned(),
        }
    }
}

/// What contracts made from a template have in common. Each contract takes the
/// plan in its version of the day on which it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateSpec {
    /// What is promised.
    pub plan_id: PlanId,
    /// An SLA above the plan's.
    #[serde(default)]
    pub sla_id: Option<SlaId>,
    /// Name of each contract; the plan's when left out.
    #[serde(default)]
    pub contract_name: Option<String>,
    /// How long each contract lasts; none is open-ended.
    #[serde(default)]
    pub term: Option<Term>,
    /// What each contract covers: products, channels and types.
    #[serde(default)]
    pub coverage: Coverage,
    /// Whether each contract covers the accounts below its own.
    #[serde(default)]
    pub covers_children: bool,
    /// Lower goes first.
    #[serde(default)]
    pub rank: i64,
    /// The words of the agreement.
    #[serde(default)]
    pub terms_text: String,
}

impl TemplateSpec {
    /// Checks what can be checked without knowing the desk.
    ///
    /// # Errors
    /// [`TemplateError`], the first of them.
    pub fn validate(&self) -> Result<(), TemplateError> {
        for (kind, listed) in [
            ("assets", &self.coverage.assets),
            ("contacts", &self.coverage.contacts),
        ] {
            if !listed.is_empty() {
                return Err(TemplateError::OfOneAccount(kind));
            }
        }
        if self.terms_text.chars().count() > TERMS_TEXT_CHARS_MAX {
            return Err(TemplateError::TermsTextTooLong);
        }
        // Any day will do: whether a term can be counted does not depend on it.
        self.end_date(Date::constant(2026, 1, 1)).map(|_| ())?;
        Ok(())
    }

    /// The first day after a contract that begins on `start`; none is open-ended.
    ///
    /// # Errors
    /// [`DatesError`] for a term that cannot be counted.
    pub fn end_date(&self, start: Date) -> Result<Option<Date>, DatesError> {
        self.term
            .map(|term| renewed_end(start, start, term))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::credit::{PERIOD_COUNT_MAX, Unit};
    use crate::plan::Key;
    use crate::time::Instant;

    fn template(term: Option<Term>) -> TemplateSpec {
        TemplateSpec {
            plan_id: PlanId::new(Instant(0), 1),
            sla_id: None,
            contract_name: None,
            term,
            coverage: Coverage::default(),
            covers_children: false,
            rank: 0,
            terms_text: String::new(),
        }
    }

    fn term(unit: Unit, count: u32) -> Option<Term> {
        Some(Term { unit, count })
    }

    #[test]
    fn a_year_is_a_year_and_the_last_of_a_month_is_kept() {
        let end = |t, start| template(t).end_date(start).unwrap();
        assert_eq!(
            end(term(Unit::Year, 1), date(2027, 3, 1)),
            Some(date(2028, 3, 1))
        );
        assert_eq!(
            end(term(Unit::Year, 1), date(2024, 2, 29)),
            Some(date(2025, 2, 28))
        );
        assert_eq!(
            end(term(Unit::Month, 1), date(2026, 1, 31)),
            Some(date(2026, 2, 28))
        );
        assert_eq!(
            end(term(Unit::Month, 36), date(2026, 7, 15)),
            Some(date(2029, 7, 15))
        );
        assert_eq!(end(None, date(2026, 7, 15)), None);
    }

    #[test]
    fn a_template_names_nothing_of_one_account_and_counts() {
        assert_eq!(template(term(Unit::Year, 3)).validate(), Ok(()));
        let mut wrong = template(None);
        wrong.coverage.assets.insert(Key::of("ast_1"));
        let error = wrong.validate().unwrap_err();
        assert_eq!(
            (error.code(), error.field().as_str()),
            ("of_one_account", "coverage.assets")
        );
        let error = template(term(Unit::Day, 0)).validate().unwrap_err();
        assert_eq!(
            (error.code(), error.field().as_str()),
            ("count_invalid", "term.count")
        );
        let error = template(term(Unit::Day, PERIOD_COUNT_MAX + 1))
            .validate()
            .unwrap_err();
        assert_eq!(error.code(), "count_invalid");
        assert_eq!(
            template(term(Unit::Day, PERIOD_COUNT_MAX)).validate(),
            Ok(())
        );
    }

    #[test]
    fn the_words_have_a_limit() {
        let mut words = template(None);
        words.terms_text = "界".repeat(TERMS_TEXT_CHARS_MAX);
        assert_eq!(words.validate(), Ok(()));
        words.terms_text.push('x');
        let error = words.validate().unwrap_err();
        assert_eq!(
            (error.code(), error.field().as_str()),
            ("too_long", "terms_text")
        );
    }
}
