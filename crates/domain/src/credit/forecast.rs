//! When the credits run out, from how they were used on the days before.
//!
//! The rule, exactly:
//!
//! - History is the last whole weeks before today, at least
//!   [`WEEKS_MIN`] and at most [`WEEKS_MAX`]. With fewer weeks, or when
//!   nothing was used in them, there is no forecast: that is said, not guessed.
//! - **Likely**: each day to come uses what its weekday used on average.
//! - **Early** and **late**: the same shape, every week as heavy as the
//!   heaviest, or as light as the lightest, of the weeks of history.
//! - Today counts with what is still to be expected of it.
//! - The answer is the first day on which the expected use has reached what is
//!   left; none when the period ends before.
//!
//! Integers only: shares are compared crosswise, nothing is rounded, so the
//! three are in order by construction.

use super::Credits;

/// Days of a week.
const WEEK: usize = 7;
/// Fewer weeks of history say nothing of weekdays.
pub const WEEKS_MIN: usize = 2;
/// Older weeks say little of the next ones.
pub const WEEKS_MAX: usize = 8;
/// Longest look ahead, days: a year and a day.
pub const DAYS_AHEAD_MAX: u32 = 367;

/// What a forecast is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// Use of each complete day before today, oldest first, the last one is
    /// yesterday. A day that gave back more than it took counts as nothing.
    pub days: Vec<Credits>,
    /// Used today so far.
    pub today: Credits,
    /// What is left.
    pub left: Credits,
    /// Days that can still draw from it, with today; past
    /// [`DAYS_AHEAD_MAX`] nothing is looked at.
    pub days_left: u32,
}

/// On which day credits run out: 0 is today. None is not before the period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// If every week is as heavy as the heaviest.
    pub early: Option<u32>,
    /// If every week is like the average one.
    pub likely: Option<u32>,
    /// If every week is as light as the lightest.
    pub late: Option<u32>,
    /// Whole weeks of history behind it.
    pub weeks: usize,
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoForecast {
    /// Fewer than [`WEEKS_MIN`] whole weeks are behind.
    NotEnoughHistory,
    /// Nothing was used in them.
    NothingUsed,
    /// There is nothing left to run out.
    UsedUp,
}

/// The day on which credits run out, by the rule of this module.
///
/// # Errors
/// [`NoForecast`] when there is nothing to say.
pub fn forecast(usage: &Usage) -> Result<Forecast, NoForecast> {
    if usage.left <= Credits::ZERO {
        return Err(NoForecast::UsedUp);
    }
    let weeks = (usage.days.len() / WEEK).min(WEEKS_MAX);
    if weeks < WEEKS_MIN {
        return Err(NoForecast::NotEnoughHistory);
    }
    let history = &usage.days[usage.days.len() - weeks * WEEK..];
    let used: Vec<i128> = history.iter().map(|c| i128::from(c.0.max(0))).collect();
    // Today falls on the weekday of the first day of every one of these weeks.
    let mut by_weekday = [0_i128; WEEK];
    for (n, amount) in used.iter().enumerate() {
        by_weekday[n % WEEK] += amount;
    }
    let of_weeks: Vec<i128> = used.chunks(WEEK).map(|w| w.iter().sum()).collect();
    let total: i128 = of_weeks.iter().sum();
    if total == 0 {
        return Err(NoForecast::NothingUsed);
    }
    let heaviest = of_weeks.iter().copied().max().unwrap_or_default();
    let lightest = of_weeks.iter().copied().min().unwrap_or_default();
    let day = |factor: i128, divisor: i128| day_of(usage, &by_weekday, factor, divisor);
    Ok(Forecast {
        early: day(heaviest, total),
        likely: day(1, i128::try_from(weeks).unwrap_or(1)),
        late: day(lightest, total),
        weeks,
    })
}

/// The first day on which `sum of weekday totals × factor / divisor` reaches
/// what is left.
fn day_of(usage: &Usage, by_weekday: &[i128; WEEK], factor: i128, divisor: i128) -> Option<u32> {
    let left = i128::from(usage.left.0).saturating_mul(divisor);
    let used_today = i128::from(usage.today.0.max(0)).saturating_mul(divisor);
    let mut expected = 0_i128;
    (0..usage.days_left.min(DAYS_AHEAD_MAX)).find(|n| {
        let of_day = by_weekday[*n as usize % WEEK].saturating_mul(factor);
        let still = if *n == 0 {
            (of_day - used_today).max(0)
        } else {
            of_day
        };
        expected = expected.saturating_add(still);
        expected >= left
    })
}

#[cfg(test)]
#[path = "forecast_tests.rs"]
mod tests;
