//! The sheet in a language, from its facts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::attainment::Tally;
use super::goals::Goal;
use crate::escalation::{Step, Trigger};
use crate::policy::words::{self, say};
use crate::policy::{
    Block, Lang, LangText, Maker, PolicyDraft, PolicyFacts, date_words, duration, written,
};
use crate::sla::{Metric, TargetClock};
use crate::ticket::{Priority, words as fixed_words};
use crate::time::MICROS_PER_SECOND;

fixed_words! {
    /// The sections of a sheet, in their order.
    SheetSectionId {
        /// Who agreed on what, and for how long.
        Summary = "summary",
        /// What the desk promises, and how it kept it.
        DeskGoals = "desk_goals",
        /// When the desk's time counts.
        Hours = "hours",
        /// What the customer does, and how long it was waited for.
        CustomerGoals = "customer_goals",
        /// What follows where a goal is missed.
        Consequences = "consequences",
        /// Who is told and when, before and after a goal is missed.
        Escalation = "escalation",
        /// Whom to turn to on either side.
        Contacts = "contacts",
        /// What else was agreed, in its own words.
        Terms = "terms",
    }
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointOfContact {
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
}

/// What the contract itself says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFacts {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Which version of its terms.
    pub version: i64,
    /// Whose.
    pub account: String,
    /// The account's zone, in which its days are.
    pub zone: String,
    /// First day, `YYYY-MM-DD`.
    pub first_day: String,
    /// Last day; none is open-ended.
    pub last_day: Option<String>,
    /// Names of what it is limited to; empty is everything.
    pub covers: Vec<String>,
    /// Whether it covers the accounts below its own.
    pub covers_children: bool,
    /// The words of the agreement.
    pub terms_text: String,
}

/// How long tickets waited for the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Waiting {
    /// Tickets that waited.
    pub tickets: i64,
    /// How long, all of them together, in microseconds.
    pub micros: i64,
}

/// How it was kept so far.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// First and last day of the period that runs.
    pub current: Option<(String, String)>,
    /// First and last day of the one before.
    pub last: Option<(String, String)>,
    /// Verdicts of both periods.
    pub tallies: BTreeMap<(Metric, Option<Priority>), (Tally, Tally)>,
    /// The customer's side in both periods.
    pub waiting: (Waiting, Waiting),
}

/// All that a sheet is made from. Of the policy's facts only what this contract
/// promises by is there: its SLAs and their calendars, and the contract itself
/// as the only one of its customer.
#[derive(Debug, Clone)]
pub struct AgreementFacts {
    /// Plans, SLAs, calendars, names, the desk.
    pub policy: PolicyFacts,
    /// The contract.
    pub contract: ContractFacts,
    /// What is promised.
    pub goals: Vec<Goal>,
    /// What the published policy asks of customers.
    pub responsibilities: Option<LangText>,
    /// The customer's people.
    pub contacts: Vec<PointOfContact>,
    /// None in the document that is offered: it says what was agreed, and not
    /// what became of it.
    pub standing: Option<Standing>,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSection {
    /// Which.
    pub id: SheetSectionId,
    /// Its heading.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The sheet in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// In which language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Of which contract.
    pub subtitle: String,
    /// Those that have something to say.
    pub sections: Vec<SheetSection>,
}

/// Writes the sheet down.
pub fn sheet(facts: &AgreementFacts, lang: Lang) -> Sheet {
    let draft = PolicyDraft::default();
    let writer = Writer {
        facts,
        lang,
        maker: Maker {
            facts: &facts.policy,
            draft: &draft,
            lang,
        },
    };
    let (number, name) = (facts.contract.number, &facts.contract.name);
    Sheet {
        lang,
        title: lang
            .pick("Service level agreement", "服务级别协议书")
            .to_owned(),
        subtitle: say!(lang, "Contract {number} · {name}", "合同 {number} · {name}"),
        sections: SheetSectionId::ALL
            .iter()
            .map(|id| SheetSection {
                id: *id,
                title: title(lang, *id).to_owned(),
                blocks: writer.section(*id),
            })
            .filter(|section| !section.blocks.is_empty())
            .collect(),
    }
}

const fn title(lang: Lang, id: SheetSectionId) -> &'static str {
    match id {
        SheetSectionId::Summary => lang.pick("Summary", "摘要"),
        SheetSectionId::DeskGoals => lang.pick("Goals of the desk", "服务方目标"),
        SheetSectionId::Hours => lang.pick("Hours in which time counts", "计时的服务时间"),
        SheetSectionId::CustomerGoals => lang.pick("The customer's part", "客户方职责"),
        SheetSectionId::Consequences => lang.pick("When a goal is missed", "未达到目标时的措施"),
        SheetSectionId::Escalation => lang.pick("Escalation", "升级"),
        SheetSectionId::Contacts => lang.pick("Points of contact", "双方联系人"),
        SheetSectionId::Terms => lang.pick("Words of the agreement", "协议条款"),
    }
}

struct Writer<'a> {
    facts: &'a AgreementFacts,
    lang: Lang,
    maker: Maker<'a>,
}

impl Writer<'_> {
    fn section(&self, id: SheetSectionId) -> Vec<Block> {
        match id {
            SheetSectionId::Summary => self.summary(),
            SheetSectionId::DeskGoals => self.desk_goals(),
            SheetSectionId::Hours => self
                .maker
                .calendars()
                .into_iter()
                .filter_map(|calendar| self.maker.hours(calendar))
                .collect(),
            SheetSectionId::CustomerGoals => self.customer_goals(),
            SheetSectionId::Consequences => self.consequences(),
            SheetSectionId::Escalation => self
                .maker
                .slas()
                .into_iter()
                .filter_map(|sla| self.maker.steps(sla))
                .collect(),
            SheetSectionId::Contacts => self.contacts(),
            SheetSectionId::Terms => written(&self.facts.contract.terms_text),
        }
    }

    fn summary(&self) -> Vec<Block> {
        let lang = self.lang;
        let contract = &self.facts.contract;
        let plan = self
            .facts
            .policy
            .customer
            .as_ref()
            .and_then(|c| c.contracts.first())
            .map(|c| &c.plan);
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut row = |name: &str, value: String| rows.push(vec![name.to_owned(), value]);
        row(lang.pick("Customer", "客户"), contract.account.clone());
        row(
            lang.pick("Provided by", "服务方"),
            self.facts.policy.desk.clone(),
        );
        let version = contract.version;
        row(
            lang.pick("Version of the terms", "条款版本"),
            version.to_string(),
        );
        row(
            lang.pick("First day", "生效日期"),
            date_words(lang, &contract.first_day),
        );
        row(
            lang.pick("Last day", "截止日期"),
            contract.last_day.as_deref().map_or_else(
                || lang.pick("Open-ended", "无固定期限").to_owned(),
                |day| date_words(lang, day),
            ),
        );
        let zone = &contract.zone;
        row(
            lang.pick("Time zone of the days", "日期所用时区"),
            zone.clone(),
        );
        let mut covers = if contract.covers.is_empty() {
            lang.pick("Everything", "全部").to_owned()
        } else {
            contract.covers.join(lang.comma())
        };
        if contract.covers_children {
            covers.push_str(lang.pick(", with the accounts below", "，包含下级客户"));
        }
        row(lang.pick("Covers", "覆盖范围"), covers);
        if let Some(plan) = plan {
            row(lang.pick("Plan", "计划"), plan.name.clone());
            row(lang.pick("Requests", "请求数量"), self.maker.requests(plan));
            if !plan.spec.limits.is_empty() {
                row(
                    lang.pick("Past the limit", "超出限额时"),
                    words::limit_action(lang, plan.spec.limit_policy).to_owned(),
                );
            }
        }
        let mut out = Vec::from_iter(lang.table(
            lang.pick("What was agreed", "约定事项"),
            &[("Point", "事项"), ("Agreed", "约定")],
            rows,
        ));
        out.extend(self.maker.fees());
        out
    }

    /// A duration of a goal; days only where a day has 24 hours.
    fn within(&self, goal: &Goal) -> (String, String) {
        let lang = self.lang;
        let calendar = self
            .facts
            .policy
            .sla(&goal.sla)
            .and_then(|sla| self.facts.policy.calendar(&sla.calendar))
            .filter(|c| goal.clock == TargetClock::Calendar && !c.is_round_the_clock());
        let hours = calendar.map_or_else(
            || lang.pick("day and night", "全天候").to_owned(),
            |c| c.name.clone(),
        );
        (duration(lang, goal.seconds, calendar.is_none()), hours)
    }

    fn desk_goals(&self) -> Vec<Block> {
        let lang = self.lang;
        let standing = self.facts.standing.as_ref();
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for goal in &self.facts.goals {
            let (within, hours) = self.within(goal);
            let mut who = words::priority(
                lang,
                goal.priority.map_or(crate::sla::NO_VALUE, Priority::as_str),
            );
            if let Some(product) = &goal.product {
                let product = self.facts.policy.name(product);
                who = say!(lang, "{who}, {product}", "{who}，{product}");
            }
            let mut row = vec![
                words::metric(lang, goal.metric).to_owned(),
                who,
                within,
                hours,
            ];
            if let Some(standing) = standing {
                let key = (goal.metric, goal.priority);
                // Verdicts are counted by metric and priority, so they stand once.
                let tallies = goal
                    .product
                    .is_none()
                    .then(|| standing.tallies.get(&key).copied().unwrap_or_default());
                row.extend(self.attained(tallies));
                seen.insert(key);
            }
            rows.push(row);
        }
        for (key, tallies) in standing.map(|s| &s.tallies).into_iter().flatten() {
            if seen.contains(key) {
                continue;
            }
            let mut row = vec![
                words::metric(lang, key.0).to_owned(),
                words::priority(lang, key.1.map_or(crate::sla::NO_VALUE, Priority::as_str)),
                lang.pick("as was promised then", "按当时的承诺").to_owned(),
                "–".to_owned(),
            ];
            row.extend(self.attained(Some(*tallies)));
            rows.push(row);
        }
        let mut head = vec![
            lang.pick("Goal", "目标"),
            lang.pick("Priority", "优先级"),
            lang.pick("Within", "时限"),
            lang.pick("Counted in", "计时"),
        ];
        if standing.is_some() {
            head.push(lang.pick("Kept, this period", "本期达成"));
            head.push(lang.pick("Kept, last period", "上期达成"));
        }
        let empty = rows.is_empty();
        let mut out = Vec::from_iter(Block::table(lang.pick("Goals", "目标"), head, rows));
        if empty {
            out.push(Block::paragraph(
                lang.pick("No times are promised.", "未承诺时限。"),
            ));
        }
        out.extend(
            self.maker
                .slas()
                .into_iter()
                .filter_map(|sla| self.maker.special(sla)),
        );
        if let Some(standing) = standing {
            out.push(Block::paragraph(self.periods(standing)));
        }
        out
    }

    /// What was kept in both periods: `98.50 % (197 of 200)`.
    fn attained(&self, tallies: Option<(Tally, Tally)>) -> [String; 2] {
        let said = |tally: Tally| {
            let Some(attained) = tally.attained() else {
                return "–".to_owned();
            };
            let (met, judged) = (tally.met, tally.met + tally.missed);
            let (whole, part) = (attained / 100, attained % 100);
            say!(
                self.lang,
                "{whole}.{part:02} % ({met} of {judged})",
                "{whole}.{part:02}%（{judged} 项中 {met} 项）"
            )
        };
        match tallies {
            Some((current, last)) => [said(current), said(last)],
            None => ["–".to_owned(), "–".to_owned()],
        }
    }

    fn periods(&self, standing: &Standing) -> String {
        let lang = self.lang;
        let Some((first, last)) = &standing.current else {
            return lang
                .pick(
                    "The contract has not begun: there is nothing to count yet.",
                    "合同尚未生效，暂无统计。",
                )
                .to_owned();
        };
        let (first, last) = (date_words(lang, first), date_words(lang, last));
        let mut text = say!(
            lang,
            "This period goes from {first} to {last}.",
            "本期为 {first} 至 {last}。"
        );
        if let Some((first, last)) = &standing.last {
            let (first, last) = (date_words(lang, first), date_words(lang, last));
            text.push_str(&say!(
                lang,
                " The last one went from {first} to {last}.",
                "上期为 {first} 至 {last}。"
            ));
        }
        text.push_str(lang.pick(
            " A goal counts in the period in which it was kept, or was due and missed; shares are rounded down.",
            "目标计入其达成或逾期所在的周期；百分比向下取整。",
        ));
        text
    }

    fn customer_goals(&self) -> Vec<Block> {
        let lang = self.lang;
        let mut out = Vec::new();
        if let Some(text) = &self.facts.responsibilities {
            out.extend(written(text.of(lang)));
        }
        out.extend(self.maker.waiting());
        if let Some(standing) = &self.facts.standing
            && standing.current.is_some()
        {
            let (current, last) = standing.waiting;
            let row = |name: &str, waiting: Waiting| {
                let seconds = waiting.micros / MICROS_PER_SECOND;
                let each = seconds.checked_div(waiting.tickets).unwrap_or(0);
                vec![
                    name.to_owned(),
                    waiting.tickets.to_string(),
                    duration(lang, seconds, true),
                    if waiting.tickets == 0 {
                        "–".to_owned()
                    } else {
                        duration(lang, each, true)
                    },
                ]
            };
            let mut rows = vec![row(lang.pick("This period", "本期"), current)];
            if standing.last.is_some() {
                rows.push(row(lang.pick("Last period", "上期"), last));
            }
            out.extend(lang.table(
                lang.pick("Time spent waiting for the customer", "等待客户的时间"),
                &[
                    ("Period", "周期"),
                    ("Requests that waited", "等待过的请求"),
                    ("Together", "合计"),
                    ("On average", "平均"),
                ],
                rows,
            ));
        }
        out
    }

    fn consequences(&self) -> Vec<Block> {
        let lang = self.lang;
        let after = |step: &Step| match step.trigger {
            Trigger::PercentOfTarget { percent } => percent >= 100,
            Trigger::BeforeDue { seconds } => seconds == 0,
            Trigger::AfterDue { .. } => true,
        };
        let mut out = Vec::new();
        for sla in self.maker.slas() {
            let mut late = sla.clone();
            late.spec.steps.retain(after);
            let table = self.maker.steps(&late);
            out.extend(table.map(|mut table| {
                if let Block::Table { caption, .. } = &mut table {
                    let name = &sla.name;
                    *caption = say!(lang, "{name}: once it is due", "{name}：到期之后");
                }
                table
            }));
        }
        if out.is_empty() {
            out.push(Block::paragraph(lang.pick(
                "A goal that is missed is counted against the desk in this sheet. No step is taken by itself.",
                "未达到的目标计入本协议书的达成统计；系统不自动采取其他措施。",
            )));
        } else {
            out.insert(
                0,
                Block::paragraph(lang.pick(
                    "A goal that is missed is counted against the desk in this sheet, and these steps are taken:",
                    "未达到的目标计入本协议书的达成统计，并采取以下措施：",
                )),
            );
        }
        out
    }

    fn contacts(&self) -> Vec<Block> {
        let lang = self.lang;
        let policy = &self.facts.policy;
        let mut rows = vec![vec![
            policy.desk.clone(),
            lang.pick("support", "支持团队").to_owned(),
            policy.mail.clone(),
        ]];
        for contact in &self.facts.contacts {
            rows.push(vec![
                self.facts.contract.account.clone(),
                contact.name.clone(),
                contact.address.clone(),
            ]);
        }
        let mut out = Vec::from_iter(lang.table(
            lang.pick("Both sides", "双方"),
            &[("Side", "一方"), ("Who", "联系人"), ("Address", "地址")],
            rows,
        ));
        if self.facts.contacts.is_empty() {
            out.push(Block::paragraph(lang.pick(
                "Nobody of the customer is named yet: a contact who may read the account's contracts is.",
                "客户方尚未指定联系人：有权查看该客户合同的联系人会列在此处。",
            )));
        }
        out
    }
}
