//! Credits: amounts, periods, lots and the append-only ledger.
//!
//! The road of a ticket: [`settle`] brings the contract up to now, [`draw`]
//! takes the cost from every bucket or from none, [`consume`] makes the
//! postings; or [`overage`] when the plan's policy accepts it past the limit.
//! [`refund`] gives back. [`amend`] is the effective day of a new version.

mod alert;
mod amend;
#[cfg(test)]
mod amend_tests;
mod amount;
mod book;
mod causes;
mod charge;
mod forecast;
mod ledger;
#[cfg(test)]
mod ledger_tests;
mod period;
#[cfg(test)]
mod period_tests;
mod scope;
mod settle;
#[cfg(test)]
mod settle_tests;

pub use alert::{crossed, runs_out};
pub use amend::{AmendError, amend, same_periods};
pub use amount::{Credits, HUNDREDTHS, Money};
pub use book::Book;
pub use causes::{
    ARTICLE_TICKETS_MIN, ARTICLES_MAX, Breakdown, CAUSES_PER_KIND_MAX, Cause, CauseKind, Need,
    Pace, TALK_PERMILLE_MIN, TALK_TICKETS_MIN, UsedTicket, WORD_TICKETS_MIN, articles, causes,
    need, people, subject_words,
};
pub use charge::ChargeStatus;
pub use forecast::{DAYS_AHEAD_MAX, Forecast, NoForecast, Usage, WEEKS_MAX, WEEKS_MIN, forecast};
pub use ledger::{
    Entry, EntryKind, Lot, LotRef, NewLot, Posting, Shortfall, Take, available, balance, consume,
    draw, overage, refund, serving, take_away, top_up,
};
pub use period::{
    PERIOD_COUNT_MAX, Period, PeriodError, Periods, Unit, aligned_first, local_date, midnight,
    wall_instant, wall_time, zone,
};
pub use scope::{About, LotScope};
pub use settle::{
    CATCH_UP_PERIODS_MAX, CreditPeriod, CreditPeriods, CreditTerms, Settlement, prorated, settle,
};
