//! Each rule of SLAs with what it must find and what it must not.

use std::collections::BTreeMap;

use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::sla::{Conditions, SlaSpec, TargetClock, TargetSpec};
use crate::ticket::{Category, Channel};
use crate::time::Instant;

pub(super) fn now() -> Instant {
    Instant::parse("2026-11-23T09:00:00Z").unwrap()
}

pub(super) fn office() -> Calendar {
    let hours = ["mon", "tue", "wed", "thu", "fri"]
        .map(|day| (day.to_owned(), vec![["09:00".into(), "17:00".to_string()]]));
    Calendar::new(&CalendarSpec {
        tz: "Europe/Berlin".into(),
        hours: hours.into(),
        ..CalendarSpec::default()
    })
    .unwrap()
}

/// `priority=high|low channel=web`.
pub(super) fn target(metric: Metric, conditions: &str, seconds: i64) -> TargetSpec {
    let mut given = Conditions::default();
    for part in conditions.split_whitespace() {
        let (name, values) = part.split_once('=').unwrap();
        let values = values.split('|').map(str::to_owned).collect();
        match name {
            "priority" => given.priority = values,
            "product" => given.product = values,
            "type" => given.ticket_type = values,
            "channel" => given.channel = values,
            "segment" => given.segment = values,
            _ => given.licence_band = values,
        }
    }
    TargetSpec {
        metric,
        conditions: given,
        seconds,
        clock: TargetClock::Calendar,
    }
}

pub(super) fn sla(targets: Vec<TargetSpec>) -> SlaSpec {
    SlaSpec {
        targets,
        ..SlaSpec::default()
    }
}

fn resolution(conditions: &[&str]) -> SlaSpec {
    sla(conditions
        .iter()
        .map(|c| target(Metric::Resolution, c, 3_600))
        .collect())
}

fn status(key: &str, category: Category, pauses: &[Metric]) -> LintStatus {
    LintStatus {
        key: key.into(),
        name: key.to_uppercase(),
        category,
        pauses: pauses.to_vec(),
        is_start: category == Category::New,
    }
}

fn found_at(spec: &SlaSpec, desk: &SlaDesk<'_>) -> Vec<Finding> {
    assert_eq!(spec.check(), Ok(()));
    check_sla(spec, &office(), now(), desk)
}

fn found(spec: &SlaSpec) -> Vec<Finding> {
    found_at(spec, &SlaDesk::default())
}

fn hidden(conditions: &[&str]) -> Vec<(usize, Vec<usize>)> {
    found(&resolution(conditions))
        .into_iter()
        .filter_map(|f| match f.what {
            What::TargetHidden { by, .. } => {
                let at = f.path.strip_prefix("/spec/targets/").unwrap();
                Some((at.parse().unwrap(), by))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn target_hidden_by_an_earlier_or_more_specific_one() {
    assert_eq!(hidden(&["", ""]), [(1, vec![0])]);
    assert_eq!(hidden(&["priority=high", "priority=high"]), [(1, vec![0])]);
    // The same number of conditions: the wider one stands first.
    assert_eq!(
        hidden(&["priority=high|low", "priority=low"]),
        [(1, vec![0])]
    );
    assert_eq!(hidden(&["priority=low", "priority=high|low"]), []);
    // More conditions that hold always.
    let all = "priority=urgent|high|normal|low|none";
    assert_eq!(hidden(&["", all]), [(0, vec![1])]);
    let channels = format!("channel={}", Channel::WORDS.join("|"));
    assert_eq!(hidden(&["", &channels]), [(0, vec![1])]);
}

#[test]
fn target_hidden_by_several_together() {
    let each = [
        "",
        "priority=urgent|high",
        "priority=normal",
        "priority=low|none",
    ];
    assert_eq!(hidden(&each), [(0, vec![1, 2, 3])]);
    assert_eq!(hidden(&each[..3]), []);
    // Two halves of different conditions leave a corner.
    assert_eq!(
        hidden(&["", "priority=urgent|high|normal", "product=a"]),
        []
    );
}

#[test]
fn target_not_hidden_where_a_value_nobody_named_may_come() {
    assert_eq!(hidden(&["", "product=a|b|none"]), []);
    assert_eq!(
        hidden(&["product=a", "product=b", "product=a|b"]),
        [(2, vec![0, 1])]
    );
    assert_eq!(hidden(&["product=a segment=x", "product=a"]), []);
    // Another metric hides nothing.
    let two = sla(vec![
        target(Metric::Update, "", 60),
        target(Metric::Resolution, "", 60),
    ]);
    assert_eq!(found(&two), []);
}

#[test]
fn target_hidden_past_the_limit_of_combinations_is_found_pair_by_pair() {
    // So many products, types, segments and bands, each with a target of its
    // own; with "none" and "another" that is two values more of each.
    let with = |named: usize| {
        let mut conditions = vec![String::new()];
        for name in ["product", "type", "segment", "licence_band"] {
            conditions.extend((0..named).map(|i| format!("{name}=v{i}")));
        }
        conditions.push("product=v3".into());
        let conditions: Vec<&str> = conditions.iter().map(String::as_str).collect();
        hidden(&conditions)
    };
    let cells = |named: usize| (named + 2).pow(4);
    assert!(cells(15) <= super::reach::CELLS_MAX && cells(16) > super::reach::CELLS_MAX);
    assert_eq!(with(15), [(61, vec![4])]);
    assert_eq!(with(16), [(65, vec![4])]);
}

#[test]
fn target_never_due_where_the_calendar_gives_no_more() {
    let past = Calendar::new(&CalendarSpec {
        tz: "UTC".into(),
        exceptions: BTreeMap::from([(
            "2026-12-01".to_owned(),
            vec![["09:00".into(), "10:00".to_string()]],
        )]),
        ..CalendarSpec::default()
    })
    .unwrap();
    let of = |seconds, clock| {
        let mut spec = sla(vec![target(Metric::Resolution, "", seconds)]);
        spec.targets[0].clock = clock;
        codes(&check_sla(&spec, &past, now(), &SlaDesk::default()))
    };
    assert_eq!(of(3_600, TargetClock::Calendar), []);
    assert_eq!(
        of(3_601, TargetClock::Calendar),
        [("target_never_due".into(), "/spec/targets/0/seconds".into())]
    );
    assert_eq!(of(3_601, TargetClock::RoundTheClock), []);
}

#[test]
fn no_targets() {
    assert_eq!(found(&sla(vec![]))[0].what, What::NoTargets {});
    assert_eq!(found(&resolution(&[""])), []);
}

#[test]
fn priority_without_target_and_a_layer_behind_that_has_one() {
    let spec = resolution(&["priority=urgent|high", "priority=normal product=a"]);
    assert_eq!(
        found(&spec)[0].what,
        What::PriorityWithoutTarget {
            metric: Metric::Resolution,
            priorities: vec!["low", "none"]
        }
    );
    let corporate = resolution(&["priority=low|none"]);
    let desk = |below| SlaDesk {
        below: vec![below],
        ..SlaDesk::default()
    };
    assert_eq!(found_at(&spec, &desk(&corporate)), []);
    let another = sla(vec![target(Metric::Update, "", 60)]);
    assert_eq!(found_at(&spec, &desk(&another)).len(), 1);
}

#[test]
fn values_without_target_for_products_and_bands() {
    let names = |list: &[&str]| {
        list.iter()
            .map(|v| ((*v).to_owned(), v.to_uppercase()))
            .collect::<BTreeMap<_, _>>()
    };
    let desk = SlaDesk {
        values: BTreeMap::from([
            ("product", names(&["a", "b"])),
            ("licence_band", names(&["small"])),
            ("type", names(&["t"])),
        ]),
        ..SlaDesk::default()
    };
    let found = found_at(
        &resolution(&["product=a", "product=a priority=high"]),
        &desk,
    );
    assert_eq!(
        found[0].what,
        What::ValuesWithoutTarget {
            metric: Metric::Resolution,
            condition: "product",
            values: vec!["B".into()]
        }
    );
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    assert_eq!(found_at(&resolution(&["product=a", ""]), &desk), []);
    // A channel is always one of the known ones.
    let web = found_at(&resolution(&["channel=web"]), &desk);
    assert!(matches!(
        &web[0].what,
        What::ValuesWithoutTarget { condition: "channel", values, .. } if values.len() == Channel::WORDS.len() - 1
    ));
}

#[test]
fn condition_value_unknown() {
    let desk = SlaDesk {
        values: BTreeMap::from([("product", BTreeMap::from([("a".into(), "A".into())]))]),
        ..SlaDesk::default()
    };
    let all = "priority=urgent|high|normal|low|none";
    let spec = resolution(&["", &format!("{all}|soon product=none|gone")]);
    let unknown: Vec<_> = codes(&found_at(&spec, &desk))
        .into_iter()
        .filter(|(code, _)| code == "condition_value_unknown")
        .map(|(_, path)| path)
        .collect();
    assert_eq!(
        unknown,
        [
            "/spec/targets/1/conditions/priority/5",
            "/spec/targets/1/conditions/product/1"
        ]
    );
    // What the desk was not asked for is not judged.
    assert_eq!(
        codes(&found(&resolution(&["", "segment=anything"]))),
        Vec::<(String, String)>::new()
    );
}

fn desk_of(statuses: Vec<LintStatus>) -> SlaDesk<'static> {
    SlaDesk {
        statuses,
        ..SlaDesk::default()
    }
}

#[test]
fn pause_swallows_start_by_the_sla_or_by_the_status() {
    let mut spec = resolution(&[""]);
    let usual = || {
        vec![
            status("sts_new", Category::New, &[]),
            status("sts_open", Category::Open, &[]),
        ]
    };
    assert_eq!(found_at(&spec, &desk_of(usual())), []);
    // A pause of a metric that nothing is promised of swallows nothing.
    spec.rules
        .pauses
        .insert("new".into(), vec![Metric::FirstResponse]);
    assert_eq!(found_at(&spec, &desk_of(usual())), []);
    spec.rules
        .pauses
        .insert("new".into(), vec![Metric::Resolution]);
    let found = found_at(&spec, &desk_of(usual()));
    assert_eq!(
        codes(&found),
        [(
            "pause_swallows_start".into(),
            "/spec/rules/pauses/new".into()
        )]
    );
    // The SLA says otherwise of this very status.
    spec.rules.pauses.insert("sts_new".into(), vec![]);
    assert_eq!(found_at(&spec, &desk_of(usual())), []);
    // The status itself pauses.
    let own = vec![
        status("sts_new", Category::New, &[Metric::Resolution]),
        status("sts_open", Category::Open, &[]),
    ];
    let found = found_at(&resolution(&[""]), &desk_of(own));
    assert_eq!(
        codes(&found),
        [("pause_swallows_start".into(), "/spec/rules/pauses".into())]
    );
}

#[test]
fn metric_never_runs_when_every_status_of_work_pauses_it() {
    let statuses = || {
        vec![
            status("sts_new", Category::New, &[]),
            status("sts_open", Category::Open, &[]),
            status("sts_pending", Category::Pending, &[]),
            status("sts_solved", Category::Solved, &[]),
        ]
    };
    let mut spec = resolution(&[""]);
    for key in ["new", "open"] {
        spec.rules
            .pauses
            .insert(key.into(), vec![Metric::Resolution]);
    }
    spec.rules
        .pauses
        .insert("pending".into(), vec![Metric::Resolution]);
    let found = found_at(&spec, &desk_of(statuses()));
    assert_eq!(
        codes(&found),
        [("metric_never_runs".into(), "/spec/rules/pauses".into())]
    );
    spec.rules.pauses.remove("open");
    let found = found_at(&spec, &desk_of(statuses()));
    assert_eq!(found.len(), 1);
    assert!(matches!(found[0].what, What::PauseSwallowsStart { .. }));
}

#[test]
fn status_unknown_in_pauses_and_ends() {
    let mut spec = resolution(&[""]);
    spec.rules.pauses.insert("sts/gone".into(), vec![]);
    spec.rules.closed_statuses.insert("sts_gone".into());
    spec.rules.pauses.insert("sts_open".into(), vec![]);
    let statuses = vec![
        status("sts_new", Category::New, &[]),
        status("sts_open", Category::Open, &[]),
    ];
    assert_eq!(
        codes(&found_at(&spec, &desk_of(statuses))),
        [
            (
                "status_unknown".into(),
                "/spec/rules/pauses/sts~1gone".into()
            ),
            (
                "status_unknown".into(),
                "/spec/rules/closed_statuses".into()
            )
        ]
    );
}
