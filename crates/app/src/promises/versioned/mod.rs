//! Calendars, SLAs and plans: named, versioned, put away instead of deleted.
//!
//! A change of what one says writes a new version; tickets keep the versions
//! that judged them, and new decisions take the current ones.

mod calendars;
mod macros;
mod plans;
mod shared;
mod slas;
mod templates;

pub(super) use calendars::calendar_in;
pub(crate) use calendars::check_calendar;
pub use calendars::{
    CalendarInput, CalendarView, calculate, calendar_versions, change_calendar, change_calendar_in,
    create_calendar, create_calendar_in, get_calendar, list_calendars,
};
pub use plans::{
    PlanInput, PlanView, change_plan, create_plan, create_plan_in, get_plan, list_plans,
    plan_versions,
};
pub(crate) use plans::{check_plan, note_default};
pub use shared::VersionView;
pub(crate) use shared::required;
pub(crate) use slas::check_sla_input;
pub use slas::{
    LAYERS, SlaInput, SlaView, change_sla, create_sla, create_sla_in, get_sla, list_slas,
    sla_versions,
};
pub use templates::{
    ContractTemplateInput, ContractTemplateView, change_template, create_template,
    create_template_in, get_template, list_templates, template_versions,
};
