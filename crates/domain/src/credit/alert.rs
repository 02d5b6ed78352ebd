//! Alerts at thresholds, and the day the credits run out.

use std::collections::BTreeSet;

use super::Credits;
use crate::time::Instant;

/// The thresholds, in percent of the limit, that usage has crossed on its way
/// from `before` to `after`. Crossing means reaching: exactly 80 % crosses 80.
/// A limit of nothing is at 100 % as soon as something is used.
pub fn crossed(
    limit: Credits,
    before: Credits,
    after: Credits,
    thresholds: &BTreeSet<u8>,
) -> Vec<u8> {
    let reached = |used: Credits, percent: u8| {
        used > Credits::ZERO
            && i128::from(used.0) * 100 >= i128::from(limit.0) * i128::from(percent)
    };
    thresholds
        .iter()
        .copied()
        .filter(|&p| reached(after, p) && !reached(before, p))
        .collect()
}

/// When the credits run out if they are used at the pace of the period so
/// far: `used` since `since`. None when nothing was used yet.
pub fn runs_out(left: Credits, used: Credits, since: Instant, now: Instant) -> Option<Instant> {
    if left <= Credits::ZERO {
        return Some(now);
    }
    let passed = now.micros_since(since);
    if used <= Credits::ZERO || passed <= 0 {
        return None;
    }
    let ahead = i128::from(left.0) * i128::from(passed) / i128::from(used.0);
    i64::try_from(i128::from(now.0) + ahead).ok().map(Instant)
}
