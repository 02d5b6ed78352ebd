//! The credit ledger: append-only entries, lots and buckets as their cache,
//! alerts, charge lines and approvals.
//!
//! A bucket's row is locked before its lots are read, so that two nodes never
//! spend the same credit: a guarded update alone is not enough under read
//! committed.

pub(in crate::records) mod approvals;
mod charges;
pub(in crate::records) mod entries;
pub(in crate::records) mod lots;
mod used;

pub use approvals::{
    Approval, approval_of_ticket, decide_approval, get_approval, insert_approval, list_approvals,
    list_approvals_of,
};
pub use charges::{
    Charge, ChargeFilter, ChargeRow, ChargeSum, charge_sums, decide_charge, get_charge,
    insert_charge, list_charges, lock_charge, waive_charges,
};
pub use entries::{
    Entry, EntryFilter, UseSlot, balance_after, balance_at, entries_of_account, entries_of_bucket,
    entries_of_ticket, fire_alert, insert_entries, insert_new_entries, overage_in_period,
    use_by_quarter_hour, used_between,
};
pub use lots::{
    Bucket, Lot, Reconciled, Used, add_use, add_use_held, buckets, change_lot, ensure_bucket,
    expired_lots, get_lot, insert_lot, keep_used, lock_books, lock_buckets, lots, lots_at,
    open_lots, reconcile, set_granted_through,
};
pub use used::{UsedIn, UsedOf, UsedOne, last_use, used_by_tickets};
