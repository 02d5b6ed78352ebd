//! The document is whole, true to its facts, and compares as people read.

use std::collections::BTreeMap;

use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::credit::Unit;
use crate::plan::{Key, Limit, PlanSpec, Price, PriceList};
use crate::sla::{Conditions, Metric, SlaSpec, TargetClock, TargetSpec};
use crate::ticket::{Category, PriorityMatrix};
use crate::time::Instant;

fn target(metric: Metric, priority: &[&str], hours: i64) -> TargetSpec {
    TargetSpec {
        metric,
        conditions: Conditions {
            priority: priority.iter().map(|p| (*p).to_owned()).collect(),
            ..Conditions::default()
        },
        seconds: hours * 3_600,
        clock: TargetClock::default(),
    }
}

fn facts() -> PolicyFacts {
    let office = CalendarSpec {
        tz: "Europe/Berlin".into(),
        hours: ["mon", "tue", "wed", "thu", "fri"]
            .map(|day| {
                (
                    day.to_owned(),
                    vec![["09:00".to_owned(), "17:00".to_owned()]],
                )
            })
            .into(),
        holidays: vec!["2025-12-25".into(), "2026-12-25".into()],
        exception_names: BTreeMap::from([("2026-12-25".to_owned(), "Christmas Day".to_owned())]),
        ..CalendarSpec::default()
    };
    let mut warranty = PlanSpec::ticket_based(
        Some("sla_1".into()),
        vec![Limit::per(Unit::Week, 25), Limit::per(Unit::Month, 50)],
    );
    warranty.price_list = Some(PriceList {
        currency: "EUR".into(),
        prices: vec![Price {
            ticket_type: None,
            priority: Some(Key::from("urgent")),
            channel: None,
            amount: 4_550,
        }],
    });
    PolicyFacts {
        desk: "Halden Support".into(),
        mail: "support@halden.example".into(),
        address: "https://halden.example/policy".into(),
        as_of: "2026-11-22".into(),
        plans: vec![
            PlanFacts {
                id: "pln_1".into(),
                name: "Warranty".into(),
                is_default: false,
                sla: Some("sla_1".into()),
                spec: warranty,
            },
            PlanFacts {
                id: "pln_2".into(),
                name: "Free".into(),
                is_default: true,
                sla: None,
                spec: PlanSpec::unlimited(None),
            },
        ],
        slas: vec![SlaFacts {
            id: "sla_1".into(),
            name: "Car maker".into(),
            calendar: "cal_1".into(),
            spec: SlaSpec {
                targets: vec![
                    target(Metric::Resolution, &[], 24),
                    target(Metric::Resolution, &["high"], 6),
                    target(Metric::FirstResponse, &["high", "normal"], 1),
                ],
                ..SlaSpec::default()
            },
        }],
        calendars: vec![CalendarFacts {
            id: "cal_1".into(),
            name: "Office".into(),
            spec: office,
        }],
        products: vec!["Press line".into()],
        types: vec!["Incident".into()],
        statuses: vec![StatusFacts {
            name: "Pending".into(),
            category: Category::Pending,
            pauses: vec!["resolution".into()],
        }],
        matrix: PriorityMatrix::default(),
        reopen_days: 14,
        names: BTreeMap::new(),
        customer: None,
    }
}

fn table<'a>(document: &'a Document, caption: &str) -> Vec<&'a [String]> {
    document
        .sections
        .iter()
        .flat_map(|s| &s.generated)
        .find_map(|block| match block {
            Block::Table {
                caption: c, rows, ..
            } if c == caption => Some(rows.iter().map(|r| r.cells.as_slice()).collect()),
            _ => None,
        })
        .unwrap_or_else(|| panic!("no table {caption:?}"))
}

#[test]
fn the_thirteen_sections_are_there_in_both_languages_and_none_is_empty() {
    let both = Documents::generate(&PolicyDraft::initial(), &facts());
    for lang in [Lang::En, Lang::ZhCn] {
        let document = both.of(lang);
        assert_eq!(document.sections.len(), 13);
        for (section, id) in document.sections.iter().zip(SectionId::ALL) {
            assert_eq!(section.id, *id);
            assert!(
                !section.text.is_empty() || !section.generated.is_empty(),
                "{id}"
            );
            let has_chinese = section
                .title
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert_eq!(has_chinese, lang == Lang::ZhCn, "{}", section.title);
        }
    }
}

#[test]
fn response_times_are_those_that_the_clocks_use() {
    let document = generate(&PolicyDraft::initial(), &facts(), Lang::En);
    // high: one with a condition before the one without; low: no first response.
    assert_eq!(
        table(&document, "Car maker"),
        [
            ["Urgent", "–", "24 h"],
            ["High", "1 h", "6 h"],
            ["Normal", "1 h", "24 h"],
            ["Low", "–", "24 h"],
        ]
    );
    assert_eq!(
        table(&document, "Plans")[0][1],
        "25 per week and 50 per month"
    );
    assert_eq!(
        table(&document, "Requests beyond the limit"),
        [["Warranty", "Urgent", "45.50 EUR"]]
    );
    assert_eq!(
        table(&document, "Office (time zone Europe/Berlin)"),
        [
            ["Monday – Friday", "09:00–17:00"],
            ["Saturday – Sunday", "Closed"]
        ]
    );
    // A day that is over is not news.
    assert_eq!(
        table(&document, "Closed days: Office"),
        [["25 December 2026", "Christmas Day"]]
    );
}

#[test]
fn a_clock_that_never_stops_counts_in_days_and_one_with_hours_does_not() {
    assert_eq!(duration(Lang::En, 7 * 86_400, true), "7 days");
    assert_eq!(duration(Lang::En, 26 * 3_600, true), "26 h");
    assert_eq!(duration(Lang::En, 7 * 86_400, false), "168 h");
    assert_eq!(duration(Lang::ZhCn, 5_400, false), "1 小时 30 分钟");
    assert_eq!(duration(Lang::En, 59, false), "59 s");
    assert_eq!(duration(Lang::En, 60, false), "1 min");
}

#[test]
fn a_hidden_plan_leaves_with_its_service_level() {
    let mut draft = PolicyDraft::initial();
    draft.hidden_plans.insert("pln_1".into());
    let document = generate(&draft, &facts(), Lang::En);
    let text = serde_json::to_string(&document).unwrap();
    assert!(
        !text.contains("Warranty") && !text.contains("Car maker"),
        "{text}"
    );
    assert!(text.contains("Free"));
}

#[test]
fn a_changed_target_makes_the_published_text_stale() {
    let draft = PolicyDraft::initial();
    let before = facts();
    let mut after = facts();
    after.slas[0].spec.targets[1].seconds = 8 * 3_600;
    let published = generate(&draft, &before, Lang::En);
    assert_eq!(stale(&published, &generate(&draft, &before, Lang::En)), []);
    assert_eq!(
        stale(&published, &generate(&draft, &after, Lang::En)),
        [Stale {
            section: SectionId::ResponseTimes,
            what: "Car maker · High · Resolution".into(),
            says: Some("6 h".into()),
            enforces: Some("8 h".into()),
        }]
    );
    // Words of people are not the configuration's.
    let mut draft = draft;
    draft.texts.remove(&SectionId::Liability);
    assert_eq!(stale(&published, &generate(&draft, &before, Lang::En)), []);
    // What came, what went, and a sentence.
    let mut after = facts();
    after.statuses.clear();
    after.reopen_days = 0;
    let found = stale(&published, &generate(&draft, &after, Lang::En));
    let seen: Vec<_> = found
        .iter()
        .map(|s| (s.section, s.says.is_some(), s.enforces.is_some()))
        .collect();
    assert_eq!(
        seen,
        [
            (SectionId::Process, true, false),
            (SectionId::Process, true, true),
            (SectionId::CustomerResponsibilities, true, false),
        ]
    );
}

#[test]
fn a_diff_keeps_every_line_of_both() {
    let draft = PolicyDraft::initial();
    let mut after = facts();
    after.reopen_days = 30;
    let old = generate(&draft, &facts(), Lang::ZhCn);
    let new = generate(&draft, &after, Lang::ZhCn);
    let sections = diff(&old, &new);
    assert_eq!(sections.len(), 13);
    let changed: Vec<_> = sections.iter().filter(|s| s.changed).collect();
    assert_eq!(changed.len(), 1);
    let of = |change| {
        changed[0]
            .lines
            .iter()
            .filter(|l| l.change == change)
            .map(|l| l.text.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Change::Removed).len(), 1);
    assert!(of(Change::Removed)[0].contains("14") && of(Change::Added)[0].contains("30"));
    assert!(of(Change::Same).len() > 5);
}

#[test]
fn a_customers_edition_marks_what_differs_and_nothing_else() {
    let general = generate(&PolicyDraft::initial(), &facts(), Lang::En);
    let mut own = facts();
    let mut plan = own.plans[0].clone();
    plan.spec.limits[1] = Limit::per(Unit::Month, 80);
    own.customer = Some(CustomerFacts {
        name: "Nordlicht AG".into(),
        contracts: vec![PromiseFacts {
            name: "#7 Warranty 2026".into(),
            plan,
            last_day: Some("2026-12-31".into()),
            covers: vec!["Press line".into()],
        }],
    });
    let mut document = generate(&PolicyDraft::initial(), &own, Lang::En);
    mark_differences(&general, &mut document);
    assert_eq!(document.customer.as_deref(), Some("Nordlicht AG"));
    let marks = |id: SectionId| {
        let section = document.sections.iter().find(|s| s.id == id).unwrap();
        section
            .generated
            .iter()
            .flat_map(|block| match block {
                Block::Table { rows, .. } => rows.iter().map(|r| r.marked).collect(),
                Block::List { items } => items.iter().map(|i| i.marked).collect(),
                Block::Paragraph { item } => vec![item.marked],
            })
            .filter(|marked| *marked)
            .count()
    };
    assert_eq!(marks(SectionId::Scope), 1, "the plan with another limit");
    assert_eq!(
        marks(SectionId::ResponseTimes),
        0,
        "the same times as everybody"
    );
    assert_eq!(
        marks(SectionId::Introduction),
        2,
        "for whom, and the contract"
    );
    assert!(
        document
            .sections
            .iter()
            .flat_map(|s| &s.text)
            .all(|b| match b {
                Block::Paragraph { item } => !item.marked,
                Block::List { items } => items.iter().all(|i| !i.marked),
                Block::Table { .. } => false,
            })
    );
}

#[test]
fn a_text_is_paragraphs_and_points() {
    assert_eq!(
        written("One\ntwo.\n\n- a\n-  b \nThree\n\n\n"),
        [
            Block::paragraph("One two."),
            Block::list(vec!["a".into(), "b".into()]).unwrap(),
            Block::paragraph("Three"),
        ]
    );
    assert_eq!(written(" \n "), []);
}

#[test]
fn a_calendar_is_open_until_it_closes_and_closed_until_it_opens() {
    let calendar = Calendar::new(&facts().calendars[0].spec).unwrap();
    let at = |text: &str| Instant(text.parse::<jiff::Timestamp>().unwrap().as_microsecond());
    // Berlin is UTC+1 in winter; 2026-11-23 is a Monday.
    assert_eq!(
        opening(&calendar, at("2026-11-23T08:00:00Z")),
        Opening::Open(Some(at("2026-11-23T16:00:00Z")))
    );
    assert_eq!(
        opening(&calendar, at("2026-11-23T16:00:00Z")),
        Opening::Closed(Some(at("2026-11-24T08:00:00Z")))
    );
    let said = |lang, text: &str| {
        opening_words(
            lang,
            opening(&calendar, at(text)),
            "Europe/Berlin",
            at(text),
        )
    };
    assert_eq!(
        said(Lang::En, "2026-11-23T15:00:01Z"),
        "Open now, closes in 1 h (at 17:00)"
    );
    assert_eq!(
        said(Lang::ZhCn, "2026-11-21T16:00:00Z"),
        "现在休息，40 小时后开放（星期一 09:00）"
    );
    let always = Calendar::new(&CalendarSpec {
        tz: "UTC".into(),
        hours: crate::calendar::WEEKDAYS
            .map(|d| (d.to_owned(), vec![["00:00".to_owned(), "24:00".to_owned()]]))
            .into(),
        ..CalendarSpec::default()
    })
    .unwrap();
    assert_eq!(
        opening(&always, at("2026-11-23T16:00:00Z")),
        Opening::Open(None)
    );
}

#[test]
fn what_is_published_reads_back_as_it_was() {
    let both = Documents::generate(&PolicyDraft::initial(), &facts());
    let text = serde_json::to_string(&both).unwrap();
    assert_eq!(serde_json::from_str::<Documents>(&text).unwrap(), both);
    let draft: PolicyDraft = serde_json::from_str("{}").unwrap();
    assert_eq!(draft, PolicyDraft::default());
}
