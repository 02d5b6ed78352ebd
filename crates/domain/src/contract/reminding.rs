//! Which reminder of a contract's end is sent now, each at most once.

use std::collections::BTreeSet;

use super::Reminder;
use crate::time::{Instant, MICROS_PER_SECOND};

/// How late a reminder may be sent, in seconds: two days. One that comes later
/// than that, after the desk was away, is noted and not sent.
pub const REMINDER_LATE_SECONDS_MAX: i64 = 2 * 86_400;

/// What is to be done about the reminders of one contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueReminders {
    /// Days before the end whose reminder is behind us from now on, sent or not.
    pub note: Vec<i32>,
    /// The one among them that is sent: the nearest to the end.
    pub send: Option<i32>,
}

/// What is due at an instant, given what was noted before and since when the
/// contract is written. A reminder whose day was before that is noted and not
/// sent, so a contract of three weeks does not begin with a reminder.
pub fn due_reminders(
    all: &[Reminder],
    noted: &BTreeSet<i32>,
    made_at: Instant,
    now: Instant,
) -> DueReminders {
    let due: Vec<&Reminder> = all
        .iter()
        .filter(|r| r.at <= now && !noted.contains(&r.days))
        .collect();
    let late = REMINDER_LATE_SECONDS_MAX * MICROS_PER_SECOND;
    let nearest = due.iter().min_by_key(|r| r.days);
    DueReminders {
        note: due.iter().map(|r| r.days).collect(),
        send: nearest
            .filter(|r| made_at <= r.at && now.micros_since(r.at) <= late)
            // A nearer one that went out before has said it.
            .filter(|r| noted.iter().all(|days| *days > r.days))
            .map(|r| r.days),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contract::REMINDER_DAYS;
    use crate::properties::cases;

    const DAY: i64 = 86_400 * MICROS_PER_SECOND;

    /// The end is day 1000.
    fn all() -> Vec<Reminder> {
        REMINDER_DAYS
            .iter()
            .map(|&days| Reminder {
                days,
                at: Instant((1_000 - i64::from(days)) * DAY),
            })
            .collect()
    }

    fn at(day: i64) -> Instant {
        Instant(day * DAY)
    }

    fn due(noted: &[i32], made: i64, now: i64) -> DueReminders {
        due_reminders(&all(), &noted.iter().copied().collect(), at(made), at(now))
    }

    fn said(note: &[i32], send: Option<i32>) -> DueReminders {
        DueReminders {
            note: note.to_vec(),
            send,
        }
    }

    #[test]
    fn each_comes_on_its_day_and_not_before() {
        assert_eq!(due(&[], 0, 909), said(&[], None));
        assert_eq!(due(&[], 0, 910), said(&[90], Some(90)));
        assert_eq!(due(&[90], 0, 911), said(&[], None));
        assert_eq!(due(&[90, 60, 30, 7], 0, 1_000), said(&[0], Some(0)));
    }

    #[test]
    fn what_was_missed_is_noted_and_only_the_nearest_is_sent() {
        assert_eq!(due(&[], 0, 941), said(&[90, 60], Some(60)));
        assert_eq!(due(&[90], 0, 972), said(&[60, 30], Some(30)));
    }

    #[test]
    fn one_that_is_more_than_two_days_late_is_not_sent() {
        assert_eq!(due(&[90, 60], 0, 972), said(&[30], Some(30)));
        let late = Instant(at(972).0 + 1);
        let noted = [90, 60].into_iter().collect();
        assert_eq!(
            due_reminders(&all(), &noted, at(0), late),
            said(&[30], None)
        );
    }

    #[test]
    fn a_short_contract_does_not_begin_with_a_reminder() {
        assert_eq!(due(&[], 980, 980), said(&[90, 60, 30], None));
        assert_eq!(due(&[90, 60, 30], 980, 993), said(&[7], Some(7)));
        assert_eq!(due(&[], 993, 993), said(&[90, 60, 30, 7], Some(7)));
    }

    proptest! {
        #![proptest_config(cases(256))]
        #[test]
        fn whenever_it_is_looked_at_each_is_sent_at_most_once(mut looks in proptest::collection::vec(880_i64..1_010, 1..40), made in 0_i64..1_005) {
            looks.sort_unstable();
            let mut noted = BTreeSet::new();
            let mut sent = Vec::new();
            for now in looks {
                let due = due_reminders(&all(), &noted, at(made), at(now));
                for days in &due.note {
                    prop_assert!(noted.insert(*days), "{days} was noted twice");
                }
                sent.extend(due.send);
            }
            let mut falling = sent.clone();
            falling.sort_unstable_by(|a, b| b.cmp(a));
            falling.dedup();
            prop_assert_eq!(sent, falling);
        }
    }
}
