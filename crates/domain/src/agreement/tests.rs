//! A sheet says what tickets get, counts both sides exactly, and never flatters.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::escalation::{Action, EscalationPath, Recipient, Step, Trigger};
use crate::plan::PlanSpec;
use crate::policy::{
    Block, CalendarFacts, CustomerFacts, Lang, LangText, PlanFacts, PolicyFacts, PromiseFacts,
    SlaFacts,
};
use crate::sla::{Conditions, Layer, LayerKind, Metric, Policy, SlaSpec, TargetClock, TargetSpec};
use crate::ticket::{Category, Priority, PriorityMatrix};
use crate::time::Instant;

const HOUR: i64 = 3_600;

fn target(metric: Metric, priority: &[&str], hours: i64) -> TargetSpec {
    TargetSpec {
        metric,
        conditions: Conditions {
            priority: priority.iter().map(|p| (*p).to_owned()).collect(),
            ..Conditions::default()
        },
        seconds: hours * HOUR,
        clock: TargetClock::default(),
    }
}

fn office() -> CalendarSpec {
    CalendarSpec {
        tz: "Europe/Berlin".into(),
        hours: [(
            "mon".to_owned(),
            vec![["09:00".to_owned(), "17:00".to_owned()]],
        )]
        .into(),
        ..CalendarSpec::default()
    }
}

fn layer(kind: LayerKind, name: &str, targets: Vec<TargetSpec>) -> Layer {
    Layer {
        kind,
        name: name.into(),
        sla: Arc::new(SlaSpec {
            targets,
            ..SlaSpec::default()
        }),
        calendar: Arc::new(Calendar::new(&office()).unwrap()),
    }
}

fn seconds(goals: &[Goal], metric: Metric, priority: Option<Priority>) -> Vec<(Option<&str>, i64)> {
    goals
        .iter()
        .filter(|g| (g.metric, g.priority) == (metric, priority))
        .map(|g| (g.product.as_deref(), g.seconds / HOUR))
        .collect()
}

#[test]
fn per_metric_the_most_specific_layer_is_the_goal() {
    let plan = layer(
        LayerKind::Plan,
        "sla_plan",
        vec![
            target(Metric::FirstResponse, &["high"], 1),
            target(Metric::Resolution, &[], 24),
        ],
    );
    let contract = layer(
        LayerKind::Contract,
        "sla_contract",
        vec![target(Metric::Resolution, &["high"], 6)],
    );
    let product = layer(
        LayerKind::Product,
        "sla_product",
        vec![
            target(Metric::FirstResponse, &[], 8),
            target(Metric::Resolution, &[], 99),
        ],
    );
    let general = Policy::new(vec![plan.clone(), contract.clone()]);
    let press = Policy::new(vec![plan, contract, product]);
    let all = goals(&general, &[("prd_press".into(), press)], None);
    let high = Some(Priority::High);
    assert_eq!(seconds(&all, Metric::Resolution, high), [(None, 6)]);
    assert_eq!(
        seconds(&all, Metric::Resolution, Some(Priority::Low)),
        [(None, 24)]
    );
    assert_eq!(seconds(&all, Metric::Resolution, None), [(None, 24)]);
    // Only what a product adds or changes is said of it.
    assert_eq!(seconds(&all, Metric::FirstResponse, high), [(None, 1)]);
    assert_eq!(
        seconds(&all, Metric::FirstResponse, Some(Priority::Low)),
        [(Some("prd_press"), 8)]
    );
    assert!(all.iter().all(|g| g.metric != Metric::Update));
    let first = all
        .iter()
        .find(|g| g.metric == Metric::Resolution && g.priority == high);
    assert_eq!(
        first.map(|g| (g.layer, g.sla.as_str())),
        Some((LayerKind::Contract, "sla_contract"))
    );
}

#[test]
fn a_segment_of_the_account_chooses_its_goal() {
    let mut of_segment = target(Metric::Resolution, &[], 2);
    of_segment.conditions.segment = vec!["key".into()];
    let policy = Policy::new(vec![layer(
        LayerKind::Plan,
        "sla_plan",
        vec![target(Metric::Resolution, &[], 24), of_segment],
    )]);
    let hours = |segment| seconds(&goals(&policy, &[], segment), Metric::Resolution, None)[0].1;
    assert_eq!(
        (hours(None), hours(Some("key")), hours(Some("small"))),
        (24, 2, 24)
    );
}

#[test]
fn what_was_kept_is_rounded_down() {
    let share = |met, missed| Tally { met, missed }.attained();
    assert_eq!(share(0, 0), None);
    assert_eq!(share(2, 1), Some(6_666));
    assert_eq!(share(99_999, 1), Some(9_999));
    assert_eq!((share(5, 0), share(0, 5)), (Some(10_000), Some(0)));
}

#[test]
fn periods_are_months_from_the_first_day_on() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let at = |text: &str| Instant::parse(text).unwrap();
    let periods = |end: Option<&str>, now: &str| {
        let periods =
            reporting_periods(date(2026, 1, 31), zone.clone(), end.map(at), at(now)).unwrap();
        [periods.current, periods.last].map(|p| p.map(|p| (p.index, p.start.to_rfc3339_seconds())))
    };
    assert_eq!(periods(None, "2026-01-30T22:59:59Z"), [None, None]);
    let first = Some((0, "2026-01-30T23:00:00Z".to_owned()));
    assert_eq!(periods(None, "2026-01-30T23:00:00Z"), [first.clone(), None]);
    // The anchor day is kept and clamped: 31 January, 28 February, 31 March.
    let second = Some((1, "2026-02-27T23:00:00Z".to_owned()));
    let third = Some((2, "2026-03-30T22:00:00Z".to_owned()));
    assert_eq!(
        periods(None, "2026-03-01T00:00:00Z"),
        [second.clone(), first]
    );
    assert_eq!(
        periods(None, "2026-04-01T00:00:00Z"),
        [third, second.clone()]
    );
    // One that is over keeps its last period.
    assert_eq!(
        periods(Some("2026-03-15T00:00:00Z"), "2027-01-01T00:00:00Z")[0],
        second
    );
}

fn facts(standing: Option<Standing>) -> AgreementFacts {
    let steps = vec![
        Step {
            id: "warn".into(),
            metric: Metric::Resolution,
            trigger: Trigger::PercentOfTarget { percent: 80 },
            path: EscalationPath::Functional,
            actions: vec![Action::Notify {
                recipient: Recipient::Team,
            }],
        },
        Step {
            id: "late".into(),
            metric: Metric::Resolution,
            trigger: Trigger::AfterDue { seconds: HOUR },
            path: EscalationPath::Hierarchical,
            actions: vec![Action::Notify {
                recipient: Recipient::Manager,
            }],
        },
    ];
    let spec = SlaSpec {
        targets: vec![target(Metric::Resolution, &["high"], 6)],
        steps,
        ..SlaSpec::default()
    };
    let policy = Policy::new(vec![layer(LayerKind::Plan, "sla_1", spec.targets.clone())]);
    AgreementFacts {
        goals: goals(&policy, &[], None),
        contract: ContractFacts {
            number: 7,
            name: "Care".into(),
            version: 2,
            account: "Nordwind".into(),
            zone: "Europe/Berlin".into(),
            first_day: "2026-01-01".into(),
            last_day: None,
            covers: vec!["Press line".into()],
            covers_children: false,
            terms_text: "As built.\n\n- no weekends".into(),
        },
        responsibilities: Some(LangText {
            en: "Keep backups.".into(),
            zh_cn: "请定期备份。".into(),
        }),
        contacts: vec![PointOfContact {
            name: "Grace Kim".into(),
            address: "grace@nordwind.example".into(),
        }],
        standing,
        policy: PolicyFacts {
            desk: "Halden Support".into(),
            mail: "support@halden.example".into(),
            address: "https://halden.example/policy".into(),
            as_of: "2026-11-22".into(),
            plans: Vec::new(),
            slas: vec![SlaFacts {
                id: "sla_1".into(),
                name: "Car maker".into(),
                calendar: "cal_1".into(),
                spec,
            }],
            calendars: vec![CalendarFacts {
                id: "cal_1".into(),
                name: "Office".into(),
                spec: office(),
            }],
            products: Vec::new(),
            types: Vec::new(),
            statuses: Vec::new(),
            matrix: PriorityMatrix::default(),
            reopen_days: 14,
            names: BTreeMap::new(),
            customer: Some(CustomerFacts {
                name: "Nordwind".into(),
                contracts: vec![PromiseFacts {
                    name: "#7 Care".into(),
                    plan: PlanFacts {
                        id: "pln_1".into(),
                        name: "Premium".into(),
                        is_default: false,
                        sla: Some("sla_1".into()),
                        spec: PlanSpec::unlimited(Some("sla_1".into())),
                    },
                    last_day: None,
                    covers: vec!["Press line".into()],
                }],
            }),
        },
    }
}

fn cells(sheet: &Sheet, id: SheetSectionId) -> String {
    let section = sheet.sections.iter().find(|s| s.id == id).unwrap();
    let mut said = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Paragraph { item } => said.push(item.text.clone()),
            Block::List { items } => said.extend(items.iter().map(|i| i.text.clone())),
            Block::Table { caption, rows, .. } => {
                said.push(caption.clone());
                said.extend(rows.iter().map(|r| r.cells.join(" | ")));
            }
        }
    }
    said.join("\n")
}

#[test]
fn a_sheet_says_both_sides_in_both_languages() {
    let high = (Metric::Resolution, Some(Priority::High));
    let urgent = (Metric::Resolution, Some(Priority::Urgent));
    let standing = Standing {
        current: Some(("2026-11-01".into(), "2026-11-30".into())),
        last: Some(("2026-10-01".into(), "2026-10-31".into())),
        tallies: BTreeMap::from([
            (
                high,
                (Tally { met: 2, missed: 1 }, Tally { met: 4, missed: 0 }),
            ),
            (urgent, (Tally { met: 0, missed: 1 }, Tally::default())),
        ]),
        waiting: (
            Waiting {
                tickets: 2,
                micros: 5 * HOUR * 1_000_000,
            },
            Waiting::default(),
        ),
    };
    let facts = facts(Some(standing));
    let english = sheet(&facts, Lang::En);
    let ids: Vec<_> = english.sections.iter().map(|s| s.id).collect();
    assert_eq!(ids, SheetSectionId::ALL);
    assert_eq!(english.subtitle, "Contract 7 · Care");
    let goals = cells(&english, SheetSectionId::DeskGoals);
    assert!(
        goals.contains("Resolution | High | 6 h | Office | 66.66 % (2 of 3) | 100.00 % (4 of 4)"),
        "{goals}"
    );
    // A verdict of a promise that is no longer made still counts.
    assert!(
        goals.contains("Resolution | Urgent | as was promised then | – | 0.00 % (0 of 1) | –"),
        "{goals}"
    );
    let customer = cells(&english, SheetSectionId::CustomerGoals);
    assert!(
        customer.contains("Keep backups.")
            && customer.contains("This period | 2 | 5 h | 2 h 30 min"),
        "{customer}"
    );
    assert!(customer.contains("Last period | 0 | 0 s | –"), "{customer}");
    let missed = cells(&english, SheetSectionId::Consequences);
    assert!(
        missed.contains("1 h after it was due") && !missed.contains("80%"),
        "{missed}"
    );
    assert!(cells(&english, SheetSectionId::Escalation).contains("80%"));
    let contacts = cells(&english, SheetSectionId::Contacts);
    assert!(contacts.contains("Halden Support | support | support@halden.example"));
    assert!(contacts.contains("Nordwind | Grace Kim | grace@nordwind.example"));
    assert_eq!(
        cells(&english, SheetSectionId::Terms),
        "As built.\nno weekends"
    );
    let chinese = sheet(&facts, Lang::ZhCn);
    assert_eq!(chinese.title, "服务级别协议书");
    assert!(
        cells(&chinese, SheetSectionId::DeskGoals).contains(
            "解决 | 高 | 6 小时 | Office | 66.66%（3 项中 2 项） | 100.00%（4 项中 4 项）"
        )
    );
    assert!(cells(&chinese, SheetSectionId::CustomerGoals).contains("请定期备份。"));
}

#[test]
fn what_is_offered_says_nothing_of_how_it_was_kept() {
    let offered = sheet(&facts(None), Lang::En);
    let goals = cells(&offered, SheetSectionId::DeskGoals);
    assert_eq!(goals, "Goals\nResolution | High | 6 h | Office");
    assert!(!cells(&offered, SheetSectionId::CustomerGoals).contains("period"));
}

proptest! {
    /// Time waited is counted once, however it is cut into periods.
    #[test]
    fn waiting_adds_up_over_any_cut(
        gaps in prop::collection::vec((1i64..1_000, 0usize..6), 0..12),
        cut in 0i64..8_000,
    ) {
        let mut at = 0;
        let changes: Vec<(Instant, Category)> = gaps
            .iter()
            .map(|(gap, n)| {
                at += gap;
                (Instant(at), Category::ALL[*n])
            })
            .collect();
        let (from, to) = (Instant(0), Instant(8_000));
        let whole = waited_micros(&changes, from, to);
        let halves = waited_micros(&changes, from, Instant(cut)) + waited_micros(&changes, Instant(cut), to);
        prop_assert_eq!(whole, halves);
        // The obvious model: instant by instant.
        let slow = (0..8_000)
            .filter(|t| changes.iter().rev().find(|(since, _)| since.0 <= *t).is_some_and(|(_, c)| *c == Category::Pending))
            .count();
        prop_assert_eq!(whole, i64::try_from(slow).unwrap());
    }

    /// A share is never above the whole, and the whole only where nothing was missed.
    #[test]
    fn a_share_never_flatters(met in 0i64..1_000_000, missed in 0i64..1_000_000) {
        let tally = Tally { met, missed };
        match tally.attained() {
            None => prop_assert_eq!((met, missed), (0, 0)),
            Some(share) => {
                prop_assert!((0..=10_000).contains(&share));
                prop_assert_eq!(share == 10_000, missed == 0);
                let more = tally.plus(Tally { met: 0, missed: 1 });
                prop_assert!(more.attained() <= Some(share));
            }
        }
    }
}
