//! What is promised: calendars, SLAs and plans with their versions, and contracts.
//!
//! A version never changes once it is written, so callers may keep what they
//! read of it; which version is current is read in each transaction.

mod amendments;
pub(in crate::records) mod calendars;
pub(in crate::records) mod contracts;
mod documents;
pub(in crate::records) mod plans;
mod renewals;
pub(in crate::records) mod slas;
mod templates;
mod versions;

pub use amendments::{
    Amendment, amendments, decide_amendment, insert_amendment, next_amendment_number,
};
pub use calendars::{
    Calendar, add_calendar_version, calendar_name, calendar_spec, calendar_versions, get_calendar,
    insert_calendar, list_calendars, update_calendar,
};
pub use contracts::{
    Contract, add_contract_version, contract_versions, contracts_of_account, get_contract,
    insert_contract, list_contracts, lock_contract, update_contract,
};
pub use documents::{
    Accepted, ContractFile, Document, contract_files, delete_contract_file, documents,
    insert_acceptance, insert_contract_file, insert_document,
};
pub use plans::{
    DefaultChange, DefaultInForce, NewPlan, Plan, add_default_change, add_plan_version,
    default_changes, default_plan, default_plan_in_force, get_plan, insert_plan, list_plans,
    lock_default_changes, plan_name, plan_spec, plan_versions, update_plan,
};
pub use renewals::{
    BoardRow, Following, contracts_ending, goes_on, insert_renewal, note_reminder, reminders_noted,
    renewal_of, renewals_board, renews,
};
pub use slas::{
    NewSla, Sla, SlaInForce, add_sla_version, corporate_in_force, corporate_sla, get_sla,
    insert_sla, list_slas, sla_in_force, sla_spec, sla_versions, update_sla,
};
pub use templates::{
    Template, TemplateApply, TemplateTarget, add_template_version, applies, apply_counts,
    apply_targets, decide_target, get_apply, get_template, insert_apply, insert_template,
    list_templates, lock_target, template_spec, template_versions, update_template,
};
pub use versions::{NameCursor, Version, Versioned};
