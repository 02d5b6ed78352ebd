//! How fast, by severity: what the SLAs promise.

use super::generate::Maker;
use super::words::{self, say};
use super::{Block, CalendarFacts, SlaFacts, duration};
use crate::sla::{Metric, TargetClock, TargetSpec};
use crate::ticket::Priority;

impl Maker<'_> {
    pub(super) fn response_times(&self) -> Vec<Block> {
        self.slas()
            .into_iter()
            .flat_map(|sla| self.targets(sla))
            .collect()
    }

    /// A duration of an SLA: days only where a day has 24 hours.
    pub(crate) fn time(&self, sla: &SlaFacts, target: &TargetSpec) -> String {
        let never_stops = target.clock == TargetClock::RoundTheClock
            || self
                .facts
                .calendar(&sla.calendar)
                .is_some_and(CalendarFacts::is_round_the_clock);
        let time = duration(self.lang, target.seconds, never_stops);
        if target.clock == TargetClock::RoundTheClock {
            say!(self.lang, "{time} (day and night)", "{time}（全天候）")
        } else {
            time
        }
    }

    fn targets(&self, sla: &SlaFacts) -> Vec<Block> {
        let lang = self.lang;
        let plain: Vec<&TargetSpec> = sla.spec.targets.iter().filter(|t| by_priority(t)).collect();
        let metrics: Vec<Metric> = Metric::ALL
            .into_iter()
            .filter(|m| plain.iter().any(|t| t.metric == *m))
            .collect();
        let mut keys: Vec<&str> = Priority::ALL.iter().map(|p| p.as_str()).collect();
        if plain.iter().any(|t| {
            t.conditions
                .priority
                .iter()
                .any(|p| p == crate::sla::NO_VALUE)
        }) {
            keys.push(crate::sla::NO_VALUE);
        }
        let promised = |metric: Metric, priority: &str| {
            // The one with a condition counts before the one without.
            plain
                .iter()
                .filter(|t| t.metric == metric)
                .find(|t| t.conditions.priority.iter().any(|p| p == priority))
                .or_else(|| {
                    plain
                        .iter()
                        .find(|t| t.metric == metric && t.conditions.priority.is_empty())
                })
        };
        let rows = keys
            .iter()
            .map(|key| {
                let mut row = vec![words::priority(lang, key)];
                row.extend(metrics.iter().map(|m| {
                    promised(*m, key).map_or_else(|| "–".to_owned(), |t| self.time(sla, t))
                }));
                row
            })
            .collect::<Vec<_>>();
        let name = &sla.name;
        let mut head = vec![lang.pick("Priority", "优先级")];
        head.extend(metrics.iter().map(|m| words::metric(lang, *m)));
        let mut out = Vec::new();
        if !metrics.is_empty() {
            out.extend(Block::table(name.clone(), head, rows));
        }
        out.extend(self.special(sla));
        if let Some(calendar) = self.facts.calendar(&sla.calendar)
            && !out.is_empty()
        {
            let hours = &calendar.name;
            out.push(Block::paragraph(if calendar.is_round_the_clock() {
                say!(
                    lang,
                    "{name}: times count day and night.",
                    "{name}：时限按全天候计算。"
                )
            } else {
                say!(
                    lang,
                    "{name}: times count within the hours of {hours} only.",
                    "{name}：时限仅在“{hours}”的服务时间内计算。"
                )
            }));
        }
        out
    }

    /// Targets that hold for some requests of a priority only.
    pub(crate) fn special(&self, sla: &SlaFacts) -> Option<Block> {
        let lang = self.lang;
        let name = &sla.name;
        let rows = sla
            .spec
            .targets
            .iter()
            .filter(|t| !by_priority(t))
            .map(|t| {
                let when = t
                    .conditions
                    .by_name()
                    .iter()
                    .filter(|(_, values)| !values.is_empty())
                    .map(|(name, values)| self.values(name, values))
                    .collect::<Vec<_>>()
                    .join(lang.pick("; ", "；"));
                vec![
                    when,
                    words::metric(lang, t.metric).to_owned(),
                    self.time(sla, t),
                ]
            })
            .collect();
        lang.table(
            say!(lang, "{name}: special cases", "{name}：特殊情形"),
            &[("For", "适用于"), ("Goal", "目标"), ("Within", "时限")],
            rows,
        )
    }

    pub(crate) fn values(&self, condition: &str, values: &[String]) -> String {
        let lang = self.lang;
        let said: Vec<String> = values
            .iter()
            .map(|value| match condition {
                _ if value == crate::sla::NO_VALUE => lang.pick("none", "无").to_owned(),
                "priority" => words::priority(lang, value),
                "channel" => words::channel(lang, value),
                _ => self.facts.name(value).to_owned(),
            })
            .collect();
        let what = match condition {
            "priority" => lang.pick("Priority", "优先级"),
            "product" => lang.pick("Product", "产品"),
            "type" => lang.pick("Kind", "类型"),
            "channel" => lang.pick("Channel", "渠道"),
            "segment" => lang.pick("Segment", "客户分类"),
            _ => lang.pick("Licences", "许可数量"),
        };
        let said = said.join(lang.comma());
        say!(lang, "{what}: {said}", "{what}：{said}")
    }
}

/// Whether a target depends on the priority alone.
fn by_priority(target: &TargetSpec) -> bool {
    target
        .conditions
        .by_name()
        .iter()
        .all(|(name, values)| *name == "priority" || values.is_empty())
}
