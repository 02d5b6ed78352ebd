//! Words of the document in both languages.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Block;
use crate::credit::Unit;
use crate::plan::{Limit, LimitAction};
use crate::sla::Metric;
use crate::ticket::{Category, Level, Priority, words};
use crate::time::Instant;

words! {
    /// The languages of the document.
    Lang {
        /// English.
        En = "en",
        /// Simplified Chinese.
        ZhCn = "zh-CN",
    }
}

/// A text that is written out in both languages, with the same variables.
macro_rules! say {
    ($lang:expr, $en:literal, $zh:literal $(,)?) => {
        match $lang {
            $crate::policy::Lang::En => format!($en),
            $crate::policy::Lang::ZhCn => format!($zh),
        }
    };
}
pub(crate) use say;

impl Lang {
    /// The language of a tag: every kind of Chinese reads this one, everybody
    /// else English.
    pub fn of_tag(tag: &str) -> Self {
        if tag.trim().to_ascii_lowercase().starts_with("zh") {
            Self::ZhCn
        } else {
            Self::En
        }
    }

    pub(crate) const fn pick<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::ZhCn => zh,
        }
    }

    /// A table whose head is in both languages; none without rows.
    pub(crate) fn table(
        self,
        caption: impl Into<String>,
        head: &[(&str, &str)],
        rows: Vec<Vec<String>>,
    ) -> Option<Block> {
        let head = head.iter().map(|(en, zh)| self.pick(en, zh)).collect();
        Block::table(caption, head, rows)
    }

    /// Between the members of an enumeration.
    pub(crate) const fn comma(self) -> &'static str {
        self.pick(", ", "、")
    }
}

/// A duration in words, exact to the minute; what is shorter than a minute is
/// told in seconds. Days are days of 24 hours, so they are used for clocks
/// that never stop only.
pub fn duration(lang: Lang, seconds: i64, with_days: bool) -> String {
    if seconds < 60 {
        return say!(lang, "{seconds} s", "{seconds} 秒");
    }
    let minutes = seconds / 60;
    let (days, hours) = if with_days && minutes >= 2 * 24 * 60 {
        (minutes / (24 * 60), minutes / 60 % 24)
    } else {
        (0, minutes / 60)
    };
    let minutes = minutes % 60;
    let mut parts = Vec::new();
    if days > 0 {
        parts.push(say!(lang, "{days} days", "{days} 天"));
    }
    if hours > 0 {
        parts.push(say!(lang, "{hours} h", "{hours} 小时"));
    }
    if minutes > 0 {
        parts.push(say!(lang, "{minutes} min", "{minutes} 分钟"));
    }
    parts.join(" ")
}

/// A day in words; a text that is none stays as it is.
pub fn date_words(lang: Lang, date: &str) -> String {
    let Ok(date) = date.parse::<Date>() else {
        return date.to_owned();
    };
    let (year, month, day) = (date.year(), date.month(), date.day());
    match lang {
        Lang::En => {
            const MONTHS: [&str; 12] = [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ];
            let at = usize::try_from(month).unwrap_or(1).clamp(1, 12) - 1;
            format!("{day} {} {year}", MONTHS[at])
        }
        Lang::ZhCn => format!("{year}年{month}月{day}日"),
    }
}

/// A day and its time of day on the wall of a zone, which is named; a zone that
/// is not known is UTC.
pub fn moment_words(lang: Lang, at: Instant, zone: &str) -> String {
    let (zone, name) = crate::credit::zone(zone).map_or((TimeZone::UTC, "UTC"), |z| (z, zone));
    let local = Timestamp::from_microsecond(at.0)
        .unwrap_or_default()
        .to_zoned(zone);
    let day = date_words(lang, &local.date().to_string());
    format!("{day} {} ({name})", local.strftime("%H:%M"))
}

pub(crate) fn priority(lang: Lang, word: &str) -> String {
    match word {
        "urgent" => lang.pick("Urgent", "紧急"),
        "high" => lang.pick("High", "高"),
        "normal" => lang.pick("Normal", "普通"),
        "low" => lang.pick("Low", "低"),
        "none" => lang.pick("Without priority", "无优先级"),
        other => other,
    }
    .to_owned()
}

pub(crate) fn priority_of(lang: Lang, value: Priority) -> String {
    priority(lang, value.as_str())
}

pub(super) const fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::High => lang.pick("High", "高"),
        Level::Medium => lang.pick("Medium", "中"),
        Level::Low => lang.pick("Low", "低"),
    }
}

pub(crate) const fn metric(lang: Lang, metric: Metric) -> &'static str {
    match metric {
        Metric::FirstResponse => lang.pick("First response", "首次响应"),
        Metric::NextResponse => lang.pick("Next response", "后续响应"),
        Metric::Update => lang.pick("Progress update", "进展更新"),
        Metric::Resolution => lang.pick("Resolution", "解决"),
    }
}

pub(crate) fn metric_word(lang: Lang, word: &str) -> String {
    Metric::ALL
        .into_iter()
        .find(|m| m.as_str() == word)
        .map_or(word, |found| metric(lang, found))
        .to_owned()
}

pub(crate) fn channel(lang: Lang, word: &str) -> String {
    match word {
        "email" => lang.pick("Email", "电子邮件"),
        "phone" => lang.pick("Phone", "电话"),
        "portal" => lang.pick("Customer portal", "客户门户"),
        "chat" => lang.pick("Chat", "在线聊天"),
        "api" => lang.pick("API", "API"),
        "web" => lang.pick("Web form", "网页表单"),
        "sms" => lang.pick("Text message", "短信"),
        "social" => lang.pick("Social media", "社交媒体"),
        "monitoring" => lang.pick("Monitoring", "监控系统"),
        "other" => lang.pick("In person or by letter", "当面或信函"),
        other => other,
    }
    .to_owned()
}

pub(super) const fn category(lang: Lang, category: Category) -> &'static str {
    match category {
        Category::New => lang.pick("received, nobody works on it yet", "已收到，尚未处理"),
        Category::Open => lang.pick("somebody works on it", "处理中"),
        Category::Pending => lang.pick("waits for an answer of yours", "等待您的答复"),
        Category::OnHold => lang.pick("waits for somebody else", "等待第三方"),
        Category::Solved => lang.pick(
            "solved; an answer of yours opens it again",
            "已解决；您的回复会重新打开",
        ),
        Category::Closed => lang.pick("closed", "已关闭"),
    }
}

pub(super) fn weekday(lang: Lang, key: &str) -> &'static str {
    match key {
        "mon" => lang.pick("Monday", "星期一"),
        "tue" => lang.pick("Tuesday", "星期二"),
        "wed" => lang.pick("Wednesday", "星期三"),
        "thu" => lang.pick("Thursday", "星期四"),
        "fri" => lang.pick("Friday", "星期五"),
        "sat" => lang.pick("Saturday", "星期六"),
        _ => lang.pick("Sunday", "星期日"),
    }
}

/// What a limit gives, e.g. `25 per week`.
pub(crate) fn limit(lang: Lang, limit: &Limit) -> String {
    let credits = limit.credits;
    let count = limit.count;
    let unit = |one: &'static str, many: &'static str, zh: &'static str| match (lang, count) {
        (Lang::En, 1) => one.to_owned(),
        (Lang::En, n) => format!("{n} {many}"),
        (Lang::ZhCn, 1) => format!("每{zh}"),
        (Lang::ZhCn, n) => format!("每 {n} {zh}"),
    };
    let period = match limit.unit {
        Unit::Day => unit("day", "days", "天"),
        Unit::Week => unit("week", "weeks", "周"),
        Unit::Month => unit("month", "months", "个月"),
        Unit::Quarter => unit("quarter", "quarters", "个季度"),
        Unit::HalfYear => unit("half-year", "half-years", "半年"),
        Unit::Year => unit("year", "years", "年"),
    };
    say!(lang, "{credits} per {period}", "{period} {credits} 次")
}

/// What happens past the limit.
pub(crate) const fn limit_action(lang: Lang, action: LimitAction) -> &'static str {
    match action {
        LimitAction::Block => lang.pick(
            "further requests are kept and not worked on until the next period",
            "超出的请求会被保留，下一周期前不予处理",
        ),
        LimitAction::Charge => lang.pick(
            "further requests are served as usual and charged",
            "超出的请求照常处理并另行收费",
        ),
        LimitAction::WithoutSla => lang.pick(
            "further requests are served without promised times",
            "超出的请求继续处理，但不承诺时限",
        ),
        LimitAction::FallbackSla => lang.pick(
            "further requests are served by a lower service level",
            "超出的请求按较低的服务级别处理",
        ),
        LimitAction::AskApproval => lang.pick(
            "further requests wait for the approval of your organisation",
            "超出的请求须先由贵方审批人批准",
        ),
    }
}
