//! How a request goes: priority, states, escalation.

use super::generate::Maker;
use super::words::{self, say};
use super::{Block, SlaFacts, duration};
use crate::escalation::{Action, EscalationPath, Recipient, Step, Trigger};
use crate::ticket::{Category, Level};

impl Maker<'_> {
    pub(super) fn process(&self) -> Vec<Block> {
        let lang = self.lang;
        let mut out = Vec::new();
        let rows = Level::ALL
            .iter()
            .map(|impact| {
                let mut row = vec![words::level(lang, *impact).to_owned()];
                row.extend(Level::ALL.iter().map(|urgency| {
                    words::priority_of(lang, self.facts.matrix.priority(*impact, *urgency))
                }));
                row
            })
            .collect();
        out.extend(lang.table(
            lang.pick(
                "Priority by impact and urgency",
                "按影响范围和紧急程度确定优先级",
            ),
            &[
                ("Impact", "影响范围"),
                ("Urgency high", "紧急程度高"),
                ("Urgency medium", "紧急程度中"),
                ("Urgency low", "紧急程度低"),
            ],
            rows,
        ));
        let rows = self
            .facts
            .statuses
            .iter()
            .map(|status| {
                vec![
                    status.name.clone(),
                    words::category(lang, status.category).to_owned(),
                ]
            })
            .collect();
        out.extend(lang.table(
            lang.pick("States of a request", "请求状态"),
            &[("State", "状态"), ("Meaning", "含义")],
            rows,
        ));
        let days = self.facts.reopen_days;
        out.push(Block::paragraph(if days == 0 {
            say!(
                lang,
                "An answer to a closed request becomes a new request.",
                "对已关闭请求的回复会成为新的请求。"
            )
        } else {
            say!(
                lang,
                "An answer to a closed request opens it again for {days} days after it was solved; later it becomes a new one.",
                "请求解决后 {days} 天内的回复会重新打开该请求；此后的回复会成为新的请求。"
            )
        }));
        out.extend(self.slas().into_iter().filter_map(|sla| self.steps(sla)));
        out
    }

    pub(crate) fn steps(&self, sla: &SlaFacts) -> Option<Block> {
        let lang = self.lang;
        let rows = sla
            .spec
            .steps
            .iter()
            .map(|step| {
                vec![
                    words::metric(lang, step.metric).to_owned(),
                    self.when(step),
                    match step.path {
                        EscalationPath::Functional => lang.pick("To specialists", "技术升级"),
                        EscalationPath::Hierarchical => lang.pick("To management", "管理升级"),
                        EscalationPath::Automatic => lang.pick("Automatic", "自动"),
                    }
                    .to_owned(),
                    step.actions
                        .iter()
                        .map(|action| self.action(action))
                        .collect::<Vec<_>>()
                        .join(lang.pick("; ", "；")),
                ]
            })
            .collect();
        let name = &sla.name;
        lang.table(
            say!(lang, "Escalation: {name}", "升级：{name}"),
            &[
                ("Goal", "目标"),
                ("When", "时点"),
                ("Path", "路径"),
                ("What happens", "措施"),
            ],
            rows,
        )
    }

    fn when(&self, step: &Step) -> String {
        let lang = self.lang;
        match step.trigger {
            Trigger::PercentOfTarget { percent: 100 }
            | Trigger::BeforeDue { seconds: 0 }
            | Trigger::AfterDue { seconds: 0 } => lang.pick("when it is due", "到期时").to_owned(),
            Trigger::PercentOfTarget { percent } => {
                say!(lang, "at {percent}% of the time", "时限用去 {percent}% 时")
            }
            Trigger::BeforeDue { seconds } => {
                let time = duration(lang, seconds, false);
                say!(lang, "{time} before it is due", "到期前 {time}")
            }
            Trigger::AfterDue { seconds } => {
                let time = duration(lang, seconds, false);
                say!(lang, "{time} after it was due", "逾期 {time} 后")
            }
        }
    }

    fn action(&self, action: &Action) -> String {
        let lang = self.lang;
        match action {
            Action::Notify { recipient } => {
                let whom = match recipient {
                    Recipient::Assignee => lang.pick("whoever works on it", "处理人").to_owned(),
                    Recipient::Team => lang.pick("the team", "处理团队").to_owned(),
                    Recipient::Manager => lang.pick("the manager", "主管").to_owned(),
                    Recipient::Customer => lang.pick("you", "您").to_owned(),
                    Recipient::Role { role } => self.facts.name(&role.to_string()).to_owned(),
                    // People are not named to the world, only where the facts name them.
                    Recipient::User { user } => match self.facts.names.get(&user.to_string()) {
                        Some(name) => name.clone(),
                        None => lang.pick("the person in charge", "负责人").to_owned(),
                    },
                };
                say!(lang, "tells {whom}", "通知{whom}")
            }
            Action::Reassign { team, .. } => match team {
                Some(team) => {
                    let team = self.facts.name(&team.to_string()).to_owned();
                    say!(lang, "goes to {team}", "转交{team}")
                }
                None => lang
                    .pick("goes to the person in charge", "转交负责人")
                    .to_owned(),
            },
            Action::RaisePriority => lang.pick("the priority is raised", "提高优先级").to_owned(),
            Action::SetPriority { priority } => {
                let priority = words::priority_of(lang, *priority);
                say!(
                    lang,
                    "the priority becomes {priority}",
                    "优先级设为{priority}"
                )
            }
            Action::Tag { .. } | Action::SetStatus { .. } => {
                lang.pick("it is marked", "作出标记").to_owned()
            }
        }
    }

    /// States in which the clock waits for the customer.
    pub(crate) fn waiting(&self) -> Vec<Block> {
        let lang = self.lang;
        let points = self
            .facts
            .statuses
            .iter()
            .filter(|s| s.category == Category::Pending && !s.pauses.is_empty())
            .map(|status| {
                let name = &status.name;
                let metrics = status
                    .pauses
                    .iter()
                    .map(|m| words::metric_word(lang, m))
                    .collect::<Vec<_>>()
                    .join(lang.comma());
                say!(
                    lang,
                    "While a request is “{name}” it waits for your answer, and these times do not count: {metrics}.",
                    "请求处于“{name}”状态时等待您的答复，以下时限暂停计算：{metrics}。"
                )
            })
            .collect();
        Block::list(points).into_iter().collect()
    }
}
