use proptest::prelude::*;

use super::*;

fn usage(days: &[i64], left: i64, days_left: u32) -> Usage {
    Usage {
        days: days.iter().copied().map(Credits).collect(),
        today: Credits::ZERO,
        left: Credits(left),
        days_left,
    }
}

#[test]
fn the_same_every_day_runs_out_on_the_day_that_takes_the_last() {
    let steady = [100; 28];
    let at = |left: i64| forecast(&usage(&steady, left, 60)).unwrap();
    let day = |n: u32| Forecast {
        early: Some(n),
        likely: Some(n),
        late: Some(n),
        weeks: 4,
    };
    assert_eq!(at(100), day(0));
    assert_eq!(at(101), day(1));
    assert_eq!(at(1_000), day(9));
}

#[test]
fn weekends_without_work_are_passed_over() {
    // Today is a Saturday: the weeks begin with the quiet days.
    let weeks: Vec<i64> = [0, 0, 100, 100, 100, 100, 100].repeat(2);
    let found = forecast(&usage(&weeks, 300, 30)).unwrap();
    assert_eq!(
        found.likely,
        Some(4),
        "Monday is day 2, Wednesday takes the last"
    );
    let over_weekend = forecast(&usage(&weeks, 600, 30)).unwrap();
    assert_eq!(over_weekend.likely, Some(9));
}

#[test]
fn the_band_is_the_heaviest_and_the_lightest_week() {
    let mut days = vec![0; 7];
    days.extend([200; 7]);
    // On average 100 a day; the heaviest week had 200, the lightest nothing.
    let found = forecast(&usage(&days, 1_000, 300)).unwrap();
    assert_eq!(
        (found.early, found.likely, found.late),
        (Some(4), Some(9), None)
    );
}

#[test]
fn today_counts_with_what_is_still_to_be_expected_of_it() {
    let mut today = usage(&[100; 14], 100, 30);
    today.today = Credits(40);
    assert_eq!(forecast(&today).unwrap().likely, Some(1));
    // More than usual today does not make the next days quieter.
    today.today = Credits(900);
    assert_eq!(forecast(&today).unwrap().likely, Some(1));
}

#[test]
fn what_cannot_be_known_is_said() {
    assert_eq!(
        forecast(&usage(&[100; 13], 500, 30)),
        Err(NoForecast::NotEnoughHistory)
    );
    assert!(forecast(&usage(&[100; 14], 500, 30)).is_ok());
    assert_eq!(
        forecast(&usage(&[0; 21], 500, 30)),
        Err(NoForecast::NothingUsed)
    );
    assert_eq!(forecast(&usage(&[100; 21], 0, 30)), Err(NoForecast::UsedUp));
    // What came back on a day is not used on another.
    assert_eq!(
        forecast(&usage(&[-100; 21], 500, 30)),
        Err(NoForecast::NothingUsed)
    );
}

#[test]
fn nothing_is_said_past_the_period_and_past_the_longest_look() {
    assert_eq!(forecast(&usage(&[100; 14], 1_000, 9)).unwrap().likely, None);
    assert_eq!(
        forecast(&usage(&[100; 14], 1_000, 10)).unwrap().likely,
        Some(9)
    );
    let far = i64::from(DAYS_AHEAD_MAX) * 100;
    assert_eq!(
        forecast(&usage(&[100; 14], far, 9_999)).unwrap().likely,
        Some(DAYS_AHEAD_MAX - 1)
    );
    assert_eq!(
        forecast(&usage(&[100; 14], far + 1, 9_999)).unwrap().likely,
        None
    );
}

#[test]
fn weeks_that_are_long_over_do_not_count() {
    let mut days = vec![9_000; 7];
    days.extend([100; WEEKS_MAX * 7]);
    let found = forecast(&usage(&days, 1_000, 30)).unwrap();
    assert_eq!((found.early, found.weeks), (Some(9), WEEKS_MAX));
}

/// The likely day by walking with fractions over one denominator, day by day
/// and weekday by weekday, without any of the module's shortcuts.
fn model(usage: &Usage) -> Option<u32> {
    let weeks = (usage.days.len() / 7).min(WEEKS_MAX);
    let mut need = i128::from(usage.left.0) * weeks as i128;
    for n in 0..usage.days_left.min(DAYS_AHEAD_MAX) {
        let mut of_day = 0_i128;
        for back in 1..=weeks * 7 {
            // `back` days before today has today's weekday every seven days.
            let same_weekday = (n as usize + back).is_multiple_of(7);
            if same_weekday {
                of_day += i128::from(usage.days[usage.days.len() - back].0.max(0));
            }
        }
        if n == 0 {
            of_day = (of_day - i128::from(usage.today.0) * weeks as i128).max(0);
        }
        need -= of_day;
        if need <= 0 {
            return Some(n);
        }
    }
    None
}

/// None as later than every day.
fn order(day: Option<u32>) -> u32 {
    day.unwrap_or(u32::MAX)
}

proptest! {
    #[test]
    fn it_is_what_the_plain_model_says_and_the_band_is_in_order(
        days in prop::collection::vec(0_i64..500, 14..90),
        today in 0_i64..800,
        left in 1_i64..20_000,
        days_left in 0_u32..400,
    ) {
        let mut usage = usage(&days, left, days_left);
        usage.today = Credits(today);
        match forecast(&usage) {
            Ok(found) => {
                prop_assert_eq!(found.likely, model(&usage));
                prop_assert!(order(found.early) <= order(found.likely));
                prop_assert!(order(found.likely) <= order(found.late));
                // More credits never run out sooner.
                usage.left = Credits(left + 100);
                let more = forecast(&usage).unwrap();
                prop_assert!(order(more.early) >= order(found.early));
                prop_assert!(order(more.late) >= order(found.late));
            }
            Err(why) => prop_assert_eq!(why, NoForecast::NothingUsed),
        }
    }

    #[test]
    fn the_unit_of_the_credits_makes_no_difference(
        days in prop::collection::vec(0_i64..500, 14..60),
        left in 1_i64..20_000,
        times in 1_i64..1_000,
    ) {
        let plain = forecast(&usage(&days, left, 60));
        let larger: Vec<i64> = days.iter().map(|d| d * times).collect();
        prop_assert_eq!(plain, forecast(&usage(&larger, left * times, 60)));
    }

    #[test]
    fn it_answers_for_everything(
        days in prop::collection::vec(any::<i64>(), 0..60),
        today in any::<i64>(),
        left in any::<i64>(),
        days_left in any::<u32>(),
    ) {
        let mut usage = usage(&days, left, days_left);
        usage.today = Credits(today);
        let _answer = forecast(&usage);
    }
}
