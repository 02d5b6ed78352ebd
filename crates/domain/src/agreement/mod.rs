//! The agreement sheet of a contract: what was promised, by whom, how well it
//! was kept, and what follows where it was not.
//!
//! [`goals`] says which target counts for each metric and priority, by the same
//! rule by which tickets get theirs. [`Tally`] and [`waited_micros`] judge both
//! sides from what happened. [`sheet`] writes it down in a language; whoever
//! shows it decides how it looks.

mod attainment;
mod goals;
mod sheet;
#[cfg(test)]
mod tests;

pub use attainment::{ReportingPeriods, Tally, reporting_periods, waited_micros};
pub use goals::{Goal, goals};
pub use sheet::{
    AgreementFacts, ContractFacts, PointOfContact, Sheet, SheetSection, SheetSectionId, Standing,
    Waiting, sheet,
};
