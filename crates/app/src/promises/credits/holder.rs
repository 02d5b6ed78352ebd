//! Who holds credits.

use std::sync::Arc;

use surety_domain::credit::{CreditTerms, zone};
use surety_domain::ids::{AccountId, ContractId, SlaId};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};

use super::super::entitle;
use crate::error::AppError;

/// Who holds credits: a contract, or an account under the default plan.
#[derive(Debug, Clone)]
pub struct Holder {
    /// The contract, or the account's id in its place.
    pub id: ContractId,
    /// Whose.
    pub account: AccountId,
    /// First day, as a civil date; none is the day the account was made.
    pub(super) start: Option<String>,
    /// First day after it.
    pub(super) end: Option<String>,
    /// The contract's own SLA.
    pub sla: Option<SlaId>,
    /// The account's zone and since when it is there, once they were read.
    pub home: Option<Home>,
    /// Changes of its terms that hold already and are not written yet, oldest
    /// first. Whoever only looks reckons them along; whoever draws writes them
    /// before.
    pub unwritten: Vec<Unwritten>,
}

/// A change of terms that holds from an instant on, and of which the
/// difference is not in the ledger yet.
#[derive(Debug, Clone)]
pub struct Unwritten {
    /// Who held by what until then.
    pub before: (Holder, Arc<PlanSpec>),
    /// Who holds by what from then on.
    pub after: (Holder, Arc<PlanSpec>),
    /// The number of the terms that begin.
    pub version: i64,
    /// From when they hold.
    pub at: Instant,
}

/// The zone of an account and since when it is there.
pub type Home = (jiff::tz::TimeZone, Instant);

fn home(account: &accounts::Account) -> Result<Home, AppError> {
    let tz = zone(&account.zone)
        .map_err(|e| AppError::Internal(format!("zone of account {}: {e}", account.id)))?;
    Ok((tz, account.created_at))
}

impl Holder {
    /// A contract.
    pub fn of_contract(row: &promises::Contract) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            start: Some(row.start_date.clone()),
            end: row.end_date.clone(),
            sla: row.sla_id,
            home: None,
            unwritten: Vec::new(),
        }
    }

    /// An account under the default plan; none when there is no such account.
    ///
    /// # Errors
    /// As the store reports.
    pub fn of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Self>, AppError> {
        match accounts::get(tx, account)? {
            None => Ok(None),
            Some(account) => Self::of_free_support(&account).map(Some),
        }
    }

    /// The same account, read already.
    ///
    /// # Errors
    /// `Internal` when its zone does not read.
    pub(super) fn of_free_support(account: &accounts::Account) -> Result<Self, AppError> {
        Ok(Self {
            id: entitle::default_holder(account.id),
            account: account.id,
            start: None,
            end: None,
            sla: None,
            home: Some(home(account)?),
            unwritten: Vec::new(),
        })
    }

    /// The same holder without changes that are not written yet.
    #[must_use]
    pub fn alone(&self) -> Self {
        Self {
            unwritten: Vec::new(),
            ..self.clone()
        }
    }

    /// The same holder with its account read, so that its terms need no more reading.
    ///
    /// # Errors
    /// `Internal` when the account is gone or its zone does not read, or the store's.
    pub fn at_home(mut self, tx: &mut Tx<'_>) -> Result<Self, AppError> {
        if self.home.is_none() {
            let account = accounts::get(tx, self.account)?
                .ok_or_else(|| AppError::Internal(format!("account {} is gone", self.account)))?;
            self.home = Some(home(&account)?);
        }
        Ok(self)
    }

    /// The limits of a plan for this holder, in the account's zone.
    ///
    /// # Errors
    /// `Internal` when stored dates or zones do not read, or the store's.
    pub fn terms<'p>(
        &self,
        tx: &mut Tx<'_>,
        plan: &'p PlanSpec,
    ) -> Result<CreditTerms<'p>, AppError> {
        let Some((tz, since)) = self.home.clone() else {
            return self.clone().at_home(tx)?.terms(tx, plan);
        };
        let read = |text: &str| {
            text.parse::<jiff::civil::Date>()
                .map_err(|e| AppError::Internal(format!("a date of contract {}: {e}", self.id)))
        };
        let start = match &self.start {
            Some(text) => read(text)?,
            None => surety_domain::credit::local_date(since, &tz)
                .map_err(|e| AppError::Internal(e.to_string()))?,
        };
        Ok(CreditTerms {
            contract: Key::of(self.id),
            limits: &plan.limits,
            start,
            end: self.end.as_deref().map(read).transpose()?,
            zone: tz,
        })
    }
}
