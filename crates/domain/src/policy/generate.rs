//! The document from draft and facts.

use std::collections::BTreeSet;

use super::words::{self, say};
use super::{
    Block, CalendarFacts, Document, Lang, PlanFacts, PolicyDraft, PolicyFacts, Section, SectionId,
    SlaFacts, date_words, written,
};
use crate::calendar::WEEKDAYS;
use crate::plan::{PlanKind, PriceList};
use crate::ticket::Channel;

/// Closed days that are listed of one calendar, at most: the next ones.
const CLOSED_DAYS_SHOWN: usize = 15;

/// The policy in one language.
pub fn generate(draft: &PolicyDraft, facts: &PolicyFacts, lang: Lang) -> Document {
    let made = Maker { facts, draft, lang };
    Document {
        lang,
        title: say!(lang, "Support policy", "支持政策"),
        customer: facts.customer.as_ref().map(|c| c.name.clone()),
        sections: SectionId::ALL
            .iter()
            .map(|id| Section {
                id: *id,
                title: title(lang, *id).to_owned(),
                text: draft
                    .texts
                    .get(id)
                    .map_or_else(Vec::new, |text| written(text.of(lang))),
                generated: made.section(*id),
            })
            .collect(),
    }
}

const fn title(lang: Lang, id: SectionId) -> &'static str {
    match id {
        SectionId::Introduction => lang.pick("Introduction", "简介"),
        SectionId::Scope => lang.pick("Scope of support", "支持范围"),
        SectionId::Channels => lang.pick("Support channels and hours", "支持渠道与时间"),
        SectionId::ResponseTimes => lang.pick("Response times and guarantees", "响应时间与保证"),
        SectionId::Process => lang.pick("How requests are handled", "请求处理流程"),
        SectionId::CustomerResponsibilities => lang.pick("Your responsibilities", "客户责任"),
        SectionId::ServiceAvailability => lang.pick("Service availability", "服务可用性"),
        SectionId::Liability => lang.pick("Limitations of liability", "责任限制"),
        SectionId::ThirdParty => lang.pick("Third-party products", "第三方产品"),
        SectionId::CustomSolutions => lang.pick("Custom solutions and fees", "定制方案与费用"),
        SectionId::Training => lang.pick("Training and education", "培训与教育"),
        SectionId::Updates => lang.pick("Updates to this policy", "政策更新"),
        SectionId::Contact => lang.pick("Contact", "联系方式"),
    }
}

/// What every part of the document is made with.
pub(crate) struct Maker<'a> {
    pub(crate) facts: &'a PolicyFacts,
    pub(crate) draft: &'a PolicyDraft,
    pub(crate) lang: Lang,
}

impl Maker<'_> {
    fn section(&self, id: SectionId) -> Vec<Block> {
        match id {
            SectionId::Introduction => self.introduction(),
            SectionId::Scope => self.scope(),
            SectionId::Channels => self.channels(),
            SectionId::ResponseTimes => self.response_times(),
            SectionId::Process => self.process(),
            SectionId::CustomerResponsibilities => self.waiting(),
            SectionId::ServiceAvailability => self.closed_days(),
            SectionId::CustomSolutions => self.fees(),
            SectionId::Updates => self.updates(),
            SectionId::Contact => self.contact(),
            SectionId::Liability | SectionId::ThirdParty | SectionId::Training => Vec::new(),
        }
    }

    /// The plans that this document is about.
    pub(super) fn plans(&self) -> Vec<&PlanFacts> {
        match &self.facts.customer {
            Some(customer) if !customer.contracts.is_empty() => {
                customer.contracts.iter().map(|c| &c.plan).collect()
            }
            Some(_) => self.facts.plans.iter().filter(|p| p.is_default).collect(),
            None => self
                .facts
                .plans
                .iter()
                .filter(|p| !self.draft.hidden_plans.contains(&p.id))
                .collect(),
        }
    }

    /// SLAs that these plans promise by; those that no plan names hold for
    /// everybody (of products, of the desk).
    pub(crate) fn slas(&self) -> Vec<&SlaFacts> {
        let shown: BTreeSet<&str> = self
            .plans()
            .iter()
            .filter_map(|p| p.sla.as_deref())
            .collect();
        let of_plans: BTreeSet<&str> = self
            .facts
            .plans
            .iter()
            .filter_map(|p| p.sla.as_deref())
            .chain(
                self.facts
                    .customer
                    .iter()
                    .flat_map(|c| c.contracts.iter().filter_map(|p| p.plan.sla.as_deref())),
            )
            .collect();
        self.facts
            .slas
            .iter()
            .filter(|sla| shown.contains(sla.id.as_str()) || !of_plans.contains(sla.id.as_str()))
            .collect()
    }

    pub(crate) fn calendars(&self) -> Vec<&CalendarFacts> {
        let used: BTreeSet<&str> = self.slas().iter().map(|s| s.calendar.as_str()).collect();
        self.facts
            .calendars
            .iter()
            .filter(|c| used.contains(c.id.as_str()))
            .collect()
    }

    fn introduction(&self) -> Vec<Block> {
        let lang = self.lang;
        let desk = &self.facts.desk;
        let mut out = Vec::new();
        if let Some(customer) = &self.facts.customer {
            let name = &customer.name;
            out.push(Block::paragraph(say!(
                lang,
                "This edition is for {name}. What differs from the policy for everybody is marked.",
                "本版本适用于 {name}，与通用政策不同之处均已标注。"
            )));
            out.extend(self.contracts());
            return out;
        }
        let names: Vec<&str> = self.plans().iter().map(|p| p.name.as_str()).collect();
        if !names.is_empty() {
            let names = names.join(lang.comma());
            out.push(Block::paragraph(say!(
                lang,
                "{desk} provides support under these plans: {names}.",
                "{desk} 按以下计划提供支持：{names}。"
            )));
        }
        if let Some(plan) = self.plans().iter().find(|p| p.is_default) {
            let plan = &plan.name;
            out.push(Block::paragraph(say!(
                lang,
                "Requests from those without a contract are served under {plan}.",
                "没有合同的客户适用“{plan}”。"
            )));
        }
        out
    }

    fn scope(&self) -> Vec<Block> {
        let lang = self.lang;
        let all = lang.pick("All", "全部");
        let named = |list: Vec<String>| {
            if list.is_empty() {
                all.to_owned()
            } else {
                list.join(lang.comma())
            }
        };
        let rows = self
            .plans()
            .iter()
            .map(|plan| {
                let spec = &plan.spec;
                vec![
                    plan.name.clone(),
                    self.requests(plan),
                    named(
                        spec.channels
                            .iter()
                            .map(|c| words::channel(lang, c.as_str()))
                            .collect(),
                    ),
                    named(
                        spec.types
                            .iter()
                            .map(|t| self.facts.name(t.as_str()).to_owned())
                            .collect(),
                    ),
                    plan.sla
                        .as_deref()
                        .and_then(|id| self.facts.sla(id))
                        .map_or_else(|| "–".to_owned(), |sla| sla.name.clone()),
                ]
            })
            .collect();
        let mut out = Vec::from_iter(lang.table(
            lang.pick("Plans", "支持计划"),
            &[
                ("Plan", "计划"),
                ("Requests", "请求数量"),
                ("Channels", "渠道"),
                ("Kinds of request", "请求类型"),
                ("Service level", "服务级别"),
            ],
            rows,
        ));
        if !self.facts.products.is_empty() {
            let products = self.facts.products.join(lang.comma());
            out.push(Block::paragraph(say!(
                lang,
                "Supported products: {products}.",
                "支持的产品：{products}。"
            )));
        }
        let mut limits = Vec::new();
        for plan in self.plans() {
            if plan.spec.kind != PlanKind::TicketBased {
                continue;
            }
            let name = &plan.name;
            let what = words::limit_action(lang, plan.spec.limit_policy);
            limits.push(say!(
                lang,
                "{name}: when the requests of a period are used up, {what}.",
                "{name}：本周期的请求用完后，{what}。"
            ));
            if plan.spec.urgent_always_accepted {
                limits.push(say!(
                    lang,
                    "{name}: urgent requests are always accepted.",
                    "{name}：紧急请求始终受理。"
                ));
            }
        }
        out.extend(Block::list(limits));
        out
    }

    /// How many requests a plan gives.
    pub(crate) fn requests(&self, plan: &PlanFacts) -> String {
        if plan.spec.kind == PlanKind::Unlimited {
            return self.lang.pick("Unlimited", "不限").to_owned();
        }
        plan.spec
            .limits
            .iter()
            .map(|limit| words::limit(self.lang, limit))
            .collect::<Vec<_>>()
            .join(self.lang.pick(" and ", "，且"))
    }

    fn channels(&self) -> Vec<Block> {
        let lang = self.lang;
        let plans = self.plans();
        let serves = |plan: &PlanFacts, channel: &str| {
            plan.spec.channels.is_empty()
                || plan.spec.channels.iter().any(|c| c.as_str() == channel)
        };
        let mut rows = Vec::new();
        for channel in Channel::ALL {
            let word = channel.as_str();
            // Machines and what has no name are no way for people to write.
            if matches!(channel, Channel::Monitoring | Channel::Other) {
                continue;
            }
            let by: Vec<&str> = plans
                .iter()
                .filter(|p| serves(p, word))
                .map(|p| p.name.as_str())
                .collect();
            let named = plans
                .iter()
                .any(|p| p.spec.channels.iter().any(|c| c.as_str() == word));
            // A road that no plan names is told of only where every desk has it.
            let usual = matches!(channel, Channel::Email | Channel::Portal);
            if by.is_empty() || !(named || usual) {
                continue;
            }
            let how = match channel {
                Channel::Email => self.facts.mail.clone(),
                _ => "–".to_owned(),
            };
            let plans = if by.len() == plans.len() {
                lang.pick("All plans", "所有计划").to_owned()
            } else {
                by.join(lang.comma())
            };
            rows.push(vec![words::channel(lang, word), how, plans]);
        }
        let mut out = Vec::from_iter(lang.table(
            lang.pick("Channels", "渠道"),
            &[
                ("Channel", "渠道"),
                ("Address", "地址"),
                ("Plans", "适用计划"),
            ],
            rows,
        ));
        out.extend(self.calendars().into_iter().filter_map(|c| self.hours(c)));
        out
    }

    /// The week of a calendar; days that are alike share a row.
    pub(crate) fn hours(&self, calendar: &CalendarFacts) -> Option<Block> {
        let lang = self.lang;
        let written = |day: &str| {
            let hours: Vec<String> = calendar
                .spec
                .hours
                .get(day)
                .into_iter()
                .flatten()
                .map(|[from, to]| format!("{from}–{to}"))
                .collect();
            if hours.is_empty() {
                lang.pick("Closed", "休息").to_owned()
            } else {
                hours.join(lang.comma())
            }
        };
        let mut runs: Vec<(&str, &str, String)> = Vec::new();
        for day in WEEKDAYS {
            let hours = written(day);
            match runs.last_mut() {
                Some((_, last, same)) if *same == hours => *last = day,
                _ => runs.push((day, day, hours)),
            }
        }
        let rows = runs
            .into_iter()
            .map(|(first, last, hours)| {
                let days = if first == last {
                    words::weekday(lang, first).to_owned()
                } else {
                    format!(
                        "{}{}{}",
                        words::weekday(lang, first),
                        lang.pick(" – ", "至"),
                        words::weekday(lang, last)
                    )
                };
                vec![days, hours]
            })
            .collect();
        let (name, zone) = (&calendar.name, &calendar.spec.tz);
        let caption = say!(lang, "{name} (time zone {zone})", "{name}（时区 {zone}）");
        let mut table = lang.table(caption, &[("Days", "日期"), ("Hours", "时间")], rows)?;
        if let Block::Table { calendar: of, .. } = &mut table {
            *of = Some(calendar.id.clone());
        }
        Some(table)
    }

    fn closed_days(&self) -> Vec<Block> {
        let lang = self.lang;
        self.calendars()
            .into_iter()
            .filter_map(|calendar| {
                let spec = &calendar.spec;
                let closed = spec
                    .holidays
                    .iter()
                    .filter(|d| !spec.exceptions.contains_key(*d));
                let shut = spec
                    .exceptions
                    .iter()
                    .filter(|(_, h)| h.is_empty())
                    .map(|(d, _)| d);
                let days: BTreeSet<&String> = closed
                    .chain(shut)
                    .filter(|day| day.as_str() >= self.facts.as_of.as_str())
                    .collect();
                let rows = days
                    .into_iter()
                    .take(CLOSED_DAYS_SHOWN)
                    .map(|day| {
                        let name = spec
                            .exception_names
                            .get(day)
                            .cloned()
                            .unwrap_or_else(|| "–".to_owned());
                        vec![date_words(lang, day), name]
                    })
                    .collect();
                let name = &calendar.name;
                lang.table(
                    say!(lang, "Closed days: {name}", "休息日：{name}"),
                    &[("Day", "日期"), ("Occasion", "事由")],
                    rows,
                )
            })
            .collect()
    }

    pub(crate) fn fees(&self) -> Vec<Block> {
        let lang = self.lang;
        let rows = self
            .plans()
            .iter()
            .filter_map(|plan| plan.spec.price_list.as_ref().map(|list| (plan, list)))
            .flat_map(|(plan, list)| {
                list.prices.iter().map(move |price| {
                    let mut of: Vec<String> = Vec::new();
                    of.extend(
                        price
                            .ticket_type
                            .as_ref()
                            .map(|t| self.facts.name(t.as_str()).to_owned()),
                    );
                    of.extend(
                        price
                            .priority
                            .as_ref()
                            .map(|p| words::priority(lang, p.as_str())),
                    );
                    of.extend(
                        price
                            .channel
                            .as_ref()
                            .map(|c| words::channel(lang, c.as_str())),
                    );
                    if of.is_empty() {
                        of.push(lang.pick("Any request", "任何请求").to_owned());
                    }
                    vec![
                        plan.name.clone(),
                        of.join(lang.comma()),
                        money(list, price.amount),
                    ]
                })
            })
            .collect();
        Vec::from_iter(lang.table(
            lang.pick("Requests beyond the limit", "超出限额的请求"),
            &[
                ("Plan", "计划"),
                ("Request", "请求"),
                ("Price each", "单价"),
            ],
            rows,
        ))
    }

    fn updates(&self) -> Vec<Block> {
        let lang = self.lang;
        let address = &self.facts.address;
        vec![Block::paragraph(say!(
            lang,
            "Every version of this policy stays readable at {address}/ and its number. Contacts of our customers are told of changes by email.",
            "本政策的每个版本均保留在 {address}/ 加版本号的地址。政策变更时，我们会通过电子邮件通知客户联系人。"
        ))]
    }

    fn contact(&self) -> Vec<Block> {
        let lang = self.lang;
        let (desk, mail) = (&self.facts.desk, &self.facts.mail);
        vec![Block::paragraph(say!(
            lang,
            "{desk}, {mail}",
            "{desk}，{mail}"
        ))]
    }
}

/// An amount with its currency.
fn money(list: &PriceList, amount: i64) -> String {
    let currency = &list.currency;
    format!("{} {currency}", crate::money::decimal(amount, currency))
}
