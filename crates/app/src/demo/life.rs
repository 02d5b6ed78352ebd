//! What becomes of one ticket of the demo desk, and when.

use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use surety_domain::time::Instant;

use super::Dice;
use super::data::Deal;
use super::history::{Act, DAY, HOUR, MINUTE};
use super::texts::Story;

/// When a customer asks: mostly on working days between 8 and 18, where they
/// are.
pub(super) fn asked_at(zone: &str, first: Instant, days: i64, dice: &mut Dice) -> Instant {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let start = Timestamp::from_microsecond(first.0).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut day = start + SignedDuration::from_hours(24 * dice.between(0, days - 1));
    // Every weekend ticket but one in eight moves to the Monday before.
    let local = day.to_zoned(zone.clone());
    let weekday = local.weekday().to_monday_zero_offset();
    if weekday > 4 && !dice.percent(12) {
        let back = i64::from(weekday) - dice.between(0, 4);
        if day.duration_since(start) >= SignedDuration::from_hours(24 * back) {
            day -= SignedDuration::from_hours(24 * back);
        }
    }
    let hour = if dice.percent(90) {
        dice.between(8, 17)
    } else {
        dice.between(0, 23)
    };
    let clock = time(
        i8::try_from(hour).unwrap_or(9),
        i8::try_from(dice.between(0, 59)).unwrap_or(0),
        i8::try_from(dice.between(0, 59)).unwrap_or(0),
        0,
    );
    let wall = day.to_zoned(zone.clone()).date().to_datetime(clock);
    let asked = zone
        .to_ambiguous_timestamp(wall)
        .compatible()
        .map_or(first.0, Timestamp::as_microsecond);
    // The first day begins in its middle; nothing is asked before it.
    Instant(asked.max(first.0))
}

/// The acts of one ticket with their instants.
pub(super) fn life(
    story: &Story,
    deal: Deal,
    begin: Instant,
    now: Instant,
    dice: &mut Dice,
) -> Vec<(Instant, Act)> {
    let mut acts = vec![(begin, Act::Open)];
    if dice.percent(1) {
        acts.push((begin.plus_seconds(dice.between(5, 90) * MINUTE), Act::Spam));
        return acts;
    }
    if dice.percent(2) {
        acts.push((
            begin.plus_seconds(dice.between(5, 120) * MINUTE),
            Act::Merge,
        ));
    }
    let mut delay = match story.priority {
        "urgent" => dice.between(2, 14),
        "high" => dice.between(5, 55),
        "normal" => dice.between(10, 220),
        _ => dice.between(20, 440),
    } * MINUTE;
    // Now and then it takes too long.
    if dice.percent(7) {
        delay *= 7;
    }
    // Without a promise for the night, the night passes.
    if matches!(deal, Deal::Free | Deal::Busy | Deal::Quarter | Deal::Bands)
        && story.priority != "urgent"
    {
        delay = past_the_night(begin, delay);
    }
    let answered = begin.plus_seconds(delay);
    acts.push((begin.plus_seconds(delay / 3 + 20), Act::Assign));
    let then_pending = dice.percent(65);
    acts.push((answered, Act::Answer { then_pending }));
    if !story.note.is_empty() && dice.percent(60) {
        acts.push((
            answered.plus_seconds(dice.between(1, 20) * MINUTE),
            Act::Note,
        ));
    }
    if story.priority == "high" && dice.percent(8) {
        acts.push((
            answered.plus_seconds(dice.between(5, 50) * MINUTE),
            Act::Raise,
        ));
    }
    let quick = story.priority == "urgent";
    let followed = answered.plus_seconds(if quick {
        dice.between(10 * MINUTE, 2 * HOUR)
    } else {
        dice.between(30 * MINUTE, 28 * HOUR)
    });
    acts.push((followed, Act::Follow));
    let mut solved = followed.plus_seconds(if quick {
        dice.between(10 * MINUTE, 4 * HOUR)
    } else {
        dice.between(20 * MINUTE, 30 * HOUR)
    });
    if dice.percent(4) {
        acts.push((followed.plus_seconds(10 * MINUTE), Act::Hold));
        solved = solved.plus_seconds(dice.between(4, 20) * DAY);
    }
    // What is not finished yet is what an inbox is full of; little of it is old.
    let unfinished = match now.micros_since(begin) / (DAY * 1_000_000) {
        ..=2 => 60,
        3..=6 => 25,
        _ => 0,
    };
    if dice.percent(unfinished) {
        return acts;
    }
    acts.push((solved, Act::Solve));
    if dice.percent(6) {
        let back = solved.plus_seconds(dice.between(DAY, 4 * DAY));
        acts.push((back, Act::Reopen));
        acts.push((
            back.plus_seconds(dice.between(HOUR, 9 * HOUR)),
            Act::SolveAgain,
        ));
    } else if dice.percent(55) {
        acts.push((
            solved.plus_seconds(dice.between(5 * DAY, 9 * DAY)),
            Act::Close,
        ));
    }
    acts
}

/// Seconds until the answer when nobody answers between 18:00 and 07:00 UTC.
fn past_the_night(begin: Instant, delay: i64) -> i64 {
    let at = begin.plus_seconds(delay);
    let second = at.seconds().rem_euclid(DAY);
    if (7 * HOUR..18 * HOUR).contains(&second) {
        return delay;
    }
    let until_morning = (DAY + 7 * HOUR - second).rem_euclid(DAY);
    delay + until_morning + (begin.seconds().rem_euclid(40 * MINUTE))
}
