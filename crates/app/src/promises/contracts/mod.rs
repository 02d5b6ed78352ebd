//! Contracts: made for an account from a plan version, in force between two
//! days of the account's zone, never two at once for the same SLA.

mod by_hand;
mod change;
mod steps;
mod terms;
mod view;

pub use by_hand::{
    CREDIT_AMOUNT_MAX_HUNDREDTHS, CreditInput, HolderPlan, credit, holders_of_account,
};
pub use change::{ChangeContract, NewContract, change, create, create_in};
pub use steps::{Step, step, step_in};
pub use terms::{COVERAGE_MAX, RANK_MAX};
pub use view::{ContractQuery, ContractView, get, list, state_now, view};
