//! The entitlement decision on live facts: what a ticket gets, stored with its
//! whole trace, and what follows for its clocks and credits.

mod apply;
mod in_force;
mod load;
mod promise;
mod renewed;
mod trial;

pub use apply::{admit, apply, decide_again, reattach};
pub use in_force::{
    holder_now, holder_of, in_force, in_force_of, reopen_is_free, withdraw_request,
};
pub(super) use load::facts_of;
pub use load::{Decided, about, decide_for, default_holder};
pub use promise::LicenceBand;
pub(in crate::promises) use promise::sla_of;
pub use renewed::{InPlace, PromisedNow, promised_last, promised_now, renew};
pub use trial::{Tried, as_layer, tried};
