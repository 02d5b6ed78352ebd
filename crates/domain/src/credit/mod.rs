//! Credits: amounts, periods, lots and the append-only ledger.

mod amount;
mod period;
#[cfg(test)]
mod period_tests;

pub use amount::{Credits, HUNDREDTHS, Money};
pub use period::{
    PERIOD_COUNT_MAX, Period, PeriodError, Periods, Unit, aligned_first, local_date, midnight,
    wall_instant, wall_time, zone,
};
