//! Contracts: made for an account from a plan version, in force between two
//! days of the account's zone, never two at once for the same SLA.

mod amend;
mod apply;
mod by_hand;
mod change;
mod changes;
mod documents;
mod files;
mod in_force;
mod reminders;
mod renew;
mod steps;
mod terms;
mod versions;
mod view;

pub(crate) use amend::amended;
pub use amend::{AmendContract, SCHEDULED_MAX, amend, amend_in, cancel_amendment};
pub use apply::{
    APPLY_ACCOUNTS_MAX, ApplyPreviewView, ApplyTargetView, ApplyTemplate, ApplyView,
    apply_template, get_apply, list_applies, on_job as on_apply_job, preview_template,
};
pub use by_hand::{
    CREDIT_AMOUNT_MAX_HUNDREDTHS, CreditInput, HolderPlan, credit, holders_of_account,
};
pub(crate) use change::draft_row;
pub use change::{ChangeContract, NewContract, change, create, create_in};
pub use documents::{AcceptContract, AcceptanceView, DocumentView, document, documents};
pub use files::{
    CONTRACT_FILES_MAX, ContractFileView, NewContractFile, add_file, file, files, remove_file,
};
pub use in_force::{as_in_force, bring_into_force, on_timer};
pub use reminders::remind;
pub use renew::{BOARD_DAYS_MAX, RenewContract, RenewalQuery, RenewalView, renew, renewals};
pub use steps::{Step, step, step_in};
pub use terms::{COVERAGE_MAX, RANK_MAX};
pub(in crate::promises) use terms::{check_coverage, check_sla};
pub(crate) use terms::{overlap_of, spec_of};
pub use versions::{ContractVersionView, TermsView, versions};
pub(crate) use view::readable;
pub use view::{ContractQuery, ContractView, get, list, state_now, view};
