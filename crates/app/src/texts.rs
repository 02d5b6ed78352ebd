//! The few sentences that the desk itself says to customers, in both languages.
//!
//! They carry no text of the request, so that nobody can make the desk send
//! their words to somebody else.

/// Whether a locale is Chinese; every other one reads English.
fn chinese(locale: &str) -> bool {
    locale.to_ascii_lowercase().starts_with("zh")
}

/// A ticket was passed on to those who can speed it up.
pub fn escalated_to_customer(locale: &str, number: i64) -> String {
    if chinese(locale) {
        format!("您的工单 #{number} 已升级，相关负责人已收到通知。")
    } else {
        format!(
            "Your request #{number} has been escalated, and the people in charge have been told."
        )
    }
}

/// A ticket was handed to other people of the desk.
pub fn handed_over_to_customer(locale: &str, number: i64) -> String {
    if chinese(locale) {
        format!("您的工单 #{number} 已转交给更合适的同事，后续由他们处理，此前的情况已一并交接。")
    } else {
        format!(
            "Your request #{number} has been passed to colleagues who will take it from here. They have everything \
             that was said so far."
        )
    }
}

/// A request came after the plan's credits were used up and is not accepted.
pub fn over_limit_blocked(locale: &str, number: i64) -> String {
    if chinese(locale) {
        format!(
            "您的请求 #{number} 已收到并保留，但本周期的支持次数已用完。请联系您的客户经理，或等待下一周期。"
        )
    } else {
        format!(
            "Your request #{number} has arrived and is kept, but the support credits of this period are used up. \
             Please ask your account manager, or wait for the next period."
        )
    }
}

/// A request waits for the approval of the customer's own approver.
pub fn over_limit_held(locale: &str, number: i64) -> String {
    if chinese(locale) {
        format!("您的请求 #{number} 已收到。本周期的支持次数已用完，正在等待贵方审批人批准。")
    } else {
        format!(
            "Your request #{number} has arrived. The support credits of this period are used up, so it waits for the \
             approval of your organisation's approver."
        )
    }
}

/// Somebody's approval is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ApprovalWanted<'a> {
    /// The ticket that waits.
    pub number: i64,
    /// The desk's name.
    pub desk: &'a str,
    /// Where to answer.
    pub address: &'a str,
    /// How many days that address answers.
    pub days: i64,
}

/// A request past the limit waits for this person's answer: subject and text.
pub fn approval_wanted(locale: &str, a: &ApprovalWanted<'_>) -> (String, String) {
    let ApprovalWanted {
        number,
        desk,
        address,
        days,
    } = a;
    if chinese(locale) {
        (
            format!("请审批：工单 #{number}"),
            format!(
                "您好！\n\n本周期的支持次数已用完，{desk} 的工单 #{number} 正在等待您的批准。\n\n\
                 请打开以下页面查看并答复，无需登录（{days} 天内有效，请勿转发）：\n{address}\n"
            ),
        )
    } else {
        (
            format!("Your approval is wanted: request #{number}"),
            format!(
                "Hello,\n\nthe support credits of this period are used up, and request #{number} at {desk} waits for \
                 your approval.\n\nLook at it and answer here, without signing in (for {days} days; please do not pass \
                 this link on):\n{address}\n"
            ),
        )
    }
}

/// A request that waited for approval goes on.
pub fn approval_granted(locale: &str, number: i64) -> String {
    if chinese(locale) {
        format!("您的请求 #{number} 已获批准，我们正在处理。")
    } else {
        format!("Your request #{number} has been approved and is being worked on.")
    }
}

/// A request that waited for approval was declined.
pub fn approval_declined(locale: &str, number: i64) -> String {
    if chinese(locale) {
        format!("您的请求 #{number} 未获批准。")
    } else {
        format!("Your request #{number} was not approved.")
    }
}

/// How far the credits of a period are used.
#[derive(Debug, Clone, Copy)]
pub struct CreditsUsed<'a> {
    /// The contract's name, or the free plan's.
    pub contract: &'a str,
    /// The threshold that was reached.
    pub percent: u8,
    /// Used in the period.
    pub used: surety_domain::credit::Credits,
    /// What the period gives.
    pub limit: surety_domain::credit::Credits,
    /// Last day of the period, `YYYY-MM-DD`.
    pub last_day: &'a str,
    /// The likely day on which the credits run out, if it is before that.
    pub runs_out_on: Option<&'a str>,
}

/// A threshold of a period's credits was reached: subject and text.
pub fn credits_used(locale: &str, c: &CreditsUsed<'_>) -> (String, String) {
    let CreditsUsed {
        contract,
        percent,
        used,
        limit,
        last_day,
        runs_out_on,
    } = c;
    let (pace_zh, pace_en) = match runs_out_on {
        Some(day) => (
            format!("按近几周的使用速度，预计将于 {day} 用完。"),
            format!(" At the pace of the last weeks they are likely to run out on {day}."),
        ),
        None => (String::new(), String::new()),
    };
    if chinese(locale) {
        (
            format!("{contract}：支持次数已使用 {percent}%"),
            format!(
                "您好！\n\n合同“{contract}”本周期共有 {limit} 次支持，现已使用 {used} 次（{percent}%）。\
                 本周期截至 {last_day}。{pace_zh}\n\n如需更多支持次数，请联系您的客户经理。\n"
            ),
        )
    } else {
        (
            format!("{contract}: {percent}% of the support credits are used"),
            format!(
                "Hello,\n\nof the {limit} support credits that \"{contract}\" has in this period, {used} are used \
                 ({percent}%). The period ends on {last_day}.{pace_en}\n\nPlease ask your account manager if you need more.\n"
            ),
        )
    }
}

/// A new version of the support policy was published.
#[derive(Debug, Clone, Copy)]
pub struct PolicyChanged<'a> {
    /// The desk's name.
    pub desk: &'a str,
    /// Its number.
    pub version: i64,
    /// What is new, as whoever published it wrote.
    pub note: &'a str,
    /// Where it can be read.
    pub address: &'a str,
}

/// A new version of the support policy was published: subject and text.
pub fn policy_changed(locale: &str, p: &PolicyChanged<'_>) -> (String, String) {
    let PolicyChanged {
        desk,
        version,
        note,
        address,
    } = p;
    let note = if note.is_empty() {
        String::new()
    } else {
        format!("{note}\n\n")
    };
    if chinese(locale) {
        (
            format!("{desk}：支持政策已更新（第 {version} 版）"),
            format!(
                "您好！\n\n我们已发布支持政策第 {version} 版：\n{address}?lang=zh-CN\n\n{note}您的合同所约定的内容保持不变。\n"
            ),
        )
    } else {
        (
            format!("{desk}: our support policy has changed (version {version})"),
            format!(
                "Hello,\n\nversion {version} of our support policy is published:\n{address}?lang=en\n\n{note}What your \
                 contract has agreed on stays as it is.\n"
            ),
        )
    }
}

/// A contract ends, or has just ended: subject and text. `last_day` is the last
/// day on which it holds, `YYYY-MM-DD`.
pub fn contract_ends(
    locale: &str,
    contract: &str,
    days_left: i64,
    last_day: &str,
) -> (String, String) {
    if chinese(locale) {
        let when = if days_left > 0 {
            format!("将在 {days_left} 天后到期")
        } else {
            "已到期".to_owned()
        };
        (
            format!("合同“{contract}”{when}"),
            format!(
                "您好！\n\n合同“{contract}”{when}，最后有效日为 {last_day}。\n\n如需续约，请联系您的客户经理。\n"
            ),
        )
    } else {
        let when = match days_left {
            1 => "ends in 1 day".to_owned(),
            2.. => format!("ends in {days_left} days"),
            _ => "has ended".to_owned(),
        };
        (
            format!("The contract \"{contract}\" {when}"),
            format!(
                "Hello,\n\nthe contract \"{contract}\" {when}; its last day is {last_day}.\n\nPlease ask your account \
                 manager if you want to renew it.\n"
            ),
        )
    }
}
