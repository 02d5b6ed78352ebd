//! Was this mail written by a person? RFC 3834, RFC 2919, RFC 3464, RFC 5965,
//! and what programs did before and beside them.

use serde::Serialize;

use super::address::Address;
use super::header::Headers;
use super::structure::{Body, Tree};

/// What kind of mail it is. A mail can be several kinds at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Automatic {
    /// A program answered or wrote by itself (vacation notices, tickets of other desks).
    pub is_auto_reply: bool,
    /// A delivery report of a failure or delay.
    pub is_bounce: bool,
    /// Came by a mailing list or as bulk mail.
    pub is_list: bool,
    /// An abuse complaint in the ARF format (RFC 5965).
    pub is_feedback_report: bool,
    /// `Precedence: bulk`, `junk` or `list`.
    pub is_bulk: bool,
    /// The sender asks for no automatic answers
    /// (`X-Auto-Response-Suppress`, RFC 3834 §2).
    pub suppress_replies: bool,
    /// The envelope sender is empty: `Return-Path: <>`.
    pub null_sender: bool,
    /// How many `Received` fields there are.
    pub hops: usize,
    /// What showed it, as stable names.
    pub reasons: Vec<&'static str>,
}

/// Fields that only automatic answers have, whatever their value but "no".
const AUTO_REPLY_FIELDS: &[&str] = &[
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-autoreply-from",
    "x-auto-reply",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-mdautoresponder",
    "x-vacation",
    "x-sieve-autoreply",
];

/// How automatic answers begin their subject, in lower case.
const AUTO_REPLY_SUBJECTS: &[&str] = &[
    "auto:",
    "auto reply:",
    "auto-reply:",
    "autoreply:",
    "auto response:",
    "auto-response:",
    "autorespons",
    "automatic reply",
    "automated reply",
    "automated response",
    "out of office",
    "out of the office",
    "out-of-office",
    "vacation reply",
    "abwesenheitsnotiz",
    "abwesenheitsnachricht",
    "automatische antwort",
    "abwesend:",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina",
    "risposta automatica",
    "fuori sede",
    "resposta automática",
    "automatisch antwoord",
    "afwezigheid:",
    "autosvar",
    "automaattinen vastaus",
    "автоответ",
    "автоматический ответ",
    "odpowiedź automatyczna",
    "autoodpowiedź",
    "自动回复",
    "自動回覆",
    "自動返信",
    "自動応答",
    "자동 응답",
    "자동응답",
];

/// How delivery reports begin or name their subject, in lower case.
const BOUNCE_SUBJECTS: &[&str] = &[
    "undelivered mail returned to sender",
    "undeliverable",
    "undelivered mail",
    "mail delivery fail",
    "mail delivery system",
    "mail system error",
    "mail failure",
    "delivery status notification",
    "delivery failure",
    "delivery notification: delivery has failed",
    "delivery has failed",
    "failure notice",
    "failure delivery",
    "returned mail",
    "returned to sender",
    "warning: could not send message",
    "warning: message",
    "message delivery failure",
    "could not be delivered",
    "notice: mail delivery status",
    "nondeliverable mail",
    "non delivery report",
    "unzustellbar",
    "nicht zustellbar",
    "non remis",
    "échec de la remise",
    "non recapitabile",
    "no se puede entregar",
    "не доставлено",
    "недоставленное",
    "メールエラー通知",
    "退信",
    "系统退信",
    "配信不能",
    "配信エラー",
];

/// Judges a mail from its fields and parts.
pub fn judge(tree: &Tree, from: Option<&Address>) -> Automatic {
    let mut out = Automatic::default();
    let Some(root) = tree.parts.first() else {
        return out;
    };
    let h = &root.headers;
    let subject = h.text("subject").unwrap_or_default().to_lowercase();
    let subject = subject.trim();
    out.hops = h.count("received");
    out.null_sender = h
        .all("return-path")
        .any(|v| v.split_whitespace().collect::<String>() == "<>");
    auto_reply(h, subject, &mut out);
    list(h, &mut out);
    bounce(tree, subject, from, &mut out);
    out
}

fn auto_reply(h: &Headers, subject: &str, out: &mut Automatic) {
    let submitted = h
        .all("auto-submitted")
        .any(|v| !v.is_empty() && !starts_with_word(v, "no"));
    if submitted {
        out.reasons.push("auto_submitted");
    }
    let field = AUTO_REPLY_FIELDS.iter().any(|f| {
        h.all(f)
            .any(|v| !starts_with_word(v, "no") && !v.eq_ignore_ascii_case("false"))
    });
    if field {
        out.reasons.push("auto_reply_field");
    }
    let precedence = h.all("precedence").any(|v| {
        matches!(
            v.to_ascii_lowercase().as_str(),
            "auto_reply" | "auto-reply" | "autoreply"
        )
    }) || h
        .all("x-precedence")
        .any(|v| v.eq_ignore_ascii_case("auto_reply"));
    if precedence {
        out.reasons.push("precedence_auto_reply");
    }
    let titled = AUTO_REPLY_SUBJECTS.iter().any(|s| subject.starts_with(s));
    if titled {
        out.reasons.push("auto_reply_subject");
    }
    out.is_auto_reply = submitted || field || precedence || titled;
    out.suppress_replies = h
        .all("x-auto-response-suppress")
        .any(|v| !v.is_empty() && !v.eq_ignore_ascii_case("none"));
}

fn starts_with_word(value: &str, word: &str) -> bool {
    value
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .next()
        .is_some_and(|w| w.eq_ignore_ascii_case(word))
}

fn list(h: &Headers, out: &mut Automatic) {
    let precedence = h.raw("precedence").unwrap_or_default().to_ascii_lowercase();
    out.is_bulk = matches!(precedence.as_str(), "bulk" | "junk" | "list");
    let field = [
        "list-id",
        "list-post",
        "list-unsubscribe",
        "list-subscribe",
        "list-help",
        "list-archive",
        "list-owner",
        "mailing-list",
        "x-mailing-list",
        "x-beenthere",
        "x-listname",
        "x-list-id",
    ]
    .iter()
    .any(|f| h.has(f));
    if field {
        out.reasons.push("list_field");
    }
    if out.is_bulk {
        out.reasons.push("precedence_bulk");
    }
    out.is_list = field || out.is_bulk;
}

fn bounce(tree: &Tree, subject: &str, from: Option<&Address>, out: &mut Automatic) {
    let root = &tree.parts[0];
    let h = &root.headers;
    let report_type = (root.content_type.value == "multipart/report")
        .then(|| root.content_type.param("report-type").unwrap_or_default())
        .map(str::to_ascii_lowercase);
    let has_part = |wanted: &[&str]| {
        own_parts(tree)
            .iter()
            .any(|i| wanted.contains(&tree.parts[*i].content_type.value.as_str()))
    };
    out.is_feedback_report =
        report_type.as_deref() == Some("feedback-report") || has_part(&["message/feedback-report"]);
    if out.is_feedback_report {
        out.reasons.push("feedback_report");
        return;
    }
    if report_type.as_deref() == Some("disposition-notification")
        || has_part(&["message/disposition-notification"])
    {
        // A read receipt (RFC 8098) is automatic, and says nothing of delivery.
        out.is_auto_reply = true;
        out.reasons.push("read_receipt");
        return;
    }
    let report = report_type.as_deref() == Some("delivery-status")
        || has_part(&["message/delivery-status", "message/global-delivery-status"]);
    if report {
        out.reasons.push("delivery_report");
    }
    let failed = h.has("x-failed-recipients");
    if failed {
        out.reasons.push("failed_recipients_field");
    }
    let sender = from
        .map(|a| a.address.as_str())
        .or_else(|| h.raw("from"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let local = sender.split('@').next().unwrap_or_default();
    let daemon = local.contains("mailer-daemon")
        || local.contains("mailerdaemon")
        || matches!(local, "mail-daemon" | "mdaemon" | "maildaemon");
    let titled = BOUNCE_SUBJECTS.iter().any(|s| {
        subject.starts_with(s)
            || (s.len() > 12 && subject.contains(s))
            || (!s.is_ascii() && subject.contains(s))
    });
    let postmaster = local == "postmaster" || local.contains("postoffice");
    let by_daemon = daemon && (titled || !out.is_auto_reply || out.null_sender);
    if by_daemon {
        out.reasons.push("mailer_daemon");
    }
    let by_sender = by_daemon || (titled && (postmaster || out.null_sender));
    // Providers that bounce from a no-reply address still return the message.
    let returned = has_part(&["message/rfc822", "text/rfc822-headers"])
        && BOUNCE_SUBJECTS.iter().any(|s| subject.starts_with(s));
    if (by_sender || returned) && !by_daemon {
        out.reasons.push("delivery_subject");
    }
    out.is_bounce = report || failed || by_sender || returned;
    if report && only_good_news(tree) {
        out.is_bounce = false;
        out.is_auto_reply = true;
        out.reasons.push("delivered_notice");
    }
}

/// The parts of the message itself, without those of embedded messages.
pub fn own_parts(tree: &Tree) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open = vec![0];
    while let Some(i) = open.pop() {
        let Some(part) = tree.parts.get(i) else {
            continue;
        };
        out.push(i);
        if let Body::Multipart(children) = &part.body {
            open.extend(children.iter().rev());
        }
    }
    out
}

/// Whether a delivery report speaks of success only.
fn only_good_news(tree: &Tree) -> bool {
    let actions: Vec<String> = super::bounce::status_blocks(tree)
        .into_iter()
        .filter_map(|b| b.raw("action").map(str::to_ascii_lowercase))
        .collect();
    !actions.is_empty()
        && actions.iter().all(|a| {
            ["delivered", "relayed", "expanded"]
                .iter()
                .any(|g| a.starts_with(g))
        })
}
