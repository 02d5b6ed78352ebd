//! Calendars, SLAs, plans and contract templates: named, versioned, put away instead of deleted.
//!
//! A change of what one says writes a new version. It reaches open tickets by a
//! job; what was judged keeps the versions that judged it.

mod calendars;
mod plans;
mod record;
mod shared;
mod slas;
mod templates;

pub(crate) use calendars::check_calendar;
pub use calendars::{CalendarInput, CalendarView, calculate};
pub use plans::{PlanInput, PlanView};
pub(crate) use plans::{check_plan, note_default};
pub(super) use record::seen_in;
pub use record::{
    VersionedQuery, VersionedRecord, change, change_in, create, create_in, get, list, versions,
};
pub use shared::VersionView;
pub(crate) use shared::{read, required};
pub use slas::{SlaInput, SlaView};
pub(crate) use slas::{check_layer, check_sla_input};
pub use templates::{ContractTemplateInput, ContractTemplateView};
