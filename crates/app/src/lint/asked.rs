//! Which drafts a question is about, and who may ask it.

use surety_domain::ids::AccountId;
use surety_domain::permission::{Permission, Subject};

use crate::core::Cx;
use crate::error::AppError;

/// Which drafts were given.
pub(crate) struct Asked {
    /// A calendar.
    pub(crate) calendar: bool,
    /// An SLA.
    pub(crate) sla: bool,
    /// A plan.
    pub(crate) plan: bool,
    /// A contract, of this account.
    pub(crate) contract: Option<AccountId>,
}

impl Asked {
    /// Whoever asks may edit each of them, and there is at least one.
    ///
    /// # Errors
    /// `Denied`; `required` at `plan` when there is none.
    pub(crate) fn allowed(&self, cx: &Cx<'_>) -> Result<(), AppError> {
        let of_desk = [
            (self.calendar, Permission::CalendarManage),
            (self.sla, Permission::SlaManage),
            (self.plan, Permission::PlanManage),
        ];
        for (given, permission) in of_desk {
            if given {
                cx.require(permission, &Subject::Desk)?;
            }
        }
        if let Some(account) = self.contract {
            cx.require(Permission::ContractManage, &Subject::Contract { account })?;
        } else if !of_desk.iter().any(|(given, _)| *given) {
            // Nobody asks about nothing; who may edit none of it learns nothing here.
            cx.require(Permission::PlanManage, &Subject::Desk)?;
            return Err(AppError::invalid(
                "required",
                "plan",
                "give at least one draft: calendar, sla, plan or contract",
            ));
        }
        Ok(())
    }
}
