//! The new text of a reply: without the quoted messages and the signature.
//!
//! Rules, in order of a reading from top to bottom:
//! - a fence of code is kept as it is; so is everything from a forward mark on,
//!   because a forwarded mail is what the customer wants to show;
//! - a mark such as "-----Original Message-----", a block of From/Sent/To/
//!   Subject lines or an attribution without quoted lines ends the new text;
//! - an attribution ("On … wrote:") with quoted lines goes with them, and what
//!   stands between and below them (inline answers) is kept;
//! - `-- ` begins a signature; "Sent from my phone" lines at the end go.
//!
//! A wrong cut must not hide a message: where nothing would be left, the whole
//! text is the answer.

mod words;

use words::{FROM_LABELS, MOBILE, MOBILE_ENDS, OTHER_LABELS, STARTERS, VERBS};

/// Longest attribution, in lines.
const MAX_ATTRIBUTION_LINES: usize = 4;

/// Longest attribution, in characters.
const MAX_ATTRIBUTION_CHARS: usize = 500;

/// Longest signature, in lines; what is longer below `-- ` is text.
const MAX_SIGNATURE_LINES: usize = 20;

/// The new text of `text`, with `\n` line ends and without outer empty lines.
pub fn new_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let kept = keep(&lines);
    let trimmed = join(&kept);
    if trimmed.is_empty() {
        join(&lines)
    } else {
        trimmed
    }
}

fn join(lines: &[&str]) -> String {
    let from = lines
        .iter()
        .position(|l| !l.trim().is_empty())
        .unwrap_or(lines.len());
    let to = lines
        .iter()
        .rposition(|l| !l.trim().is_empty())
        .map_or(from, |n| n + 1);
    let mut out = String::new();
    for line in &lines[from..to] {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

fn keep<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut out: Vec<&'a str> = Vec::new();
    let mut at = 0;
    let mut fenced = false;
    // Something was left out: the empty lines on its two sides become one.
    let mut gap = false;
    while at < lines.len() {
        let line = lines[at];
        let bare = line.trim();
        if bare.starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            out.push(line);
            at += 1;
            continue;
        }
        if is_forward_mark(bare) {
            strip_endings(&mut out);
            out.extend_from_slice(&lines[at..]);
            return out;
        }
        if is_original_mark(bare) || is_reply_line(bare) || is_header_block(&lines[at..]) {
            break;
        }
        if let Some(length) = attribution(&lines[at..]) {
            match quote_after(&lines[at + length..]) {
                Some(blank) => {
                    strip_endings(&mut out);
                    at += length + blank;
                    gap = true;
                    continue;
                }
                // Quoted lines below it, only without marks: all of the rest.
                None if attribution_is_certain(&lines[at..at + length]) => break,
                None => {}
            }
        }
        if is_quoted(line) {
            strip_endings(&mut out);
            while at < lines.len() && is_quoted(lines[at]) {
                at += 1;
            }
            gap = true;
            continue;
        }
        if is_signature_mark(line)
            && let Some(length) = signature(&lines[at..])
        {
            at += length;
            gap = true;
            continue;
        }
        at += 1;
        if bare.is_empty() && gap && out.last().is_none_or(|l| l.trim().is_empty()) {
            continue;
        }
        gap &= bare.is_empty();
        out.push(line);
    }
    strip_endings(&mut out);
    out
}

/// Takes rules and "Sent from my phone" off the end.
fn strip_endings(out: &mut Vec<&str>) {
    while let Some(last) = out.iter().rposition(|l| !l.trim().is_empty()) {
        let bare = out[last].trim();
        let rule = bare.len() >= 3
            && bare
                .chars()
                .all(|c| matches!(c, '_' | '-' | '=' | '—' | '─'));
        if !rule && !is_mobile_signature(bare) {
            return;
        }
        out.truncate(last);
    }
}

/// A line that quotes. Prompts of a shell and of Python are not quotes.
fn is_quoted(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '\u{a0}']);
    let Some(rest) = line.strip_prefix('>') else {
        return line.starts_with('＞');
    };
    !(rest.starts_with(">> ") || rest == ">>")
}

/// Whether quoted lines follow after at most two empty ones; how many are empty.
fn quote_after(lines: &[&str]) -> Option<usize> {
    let blank = lines
        .iter()
        .take(3)
        .take_while(|l| l.trim().is_empty())
        .count();
    lines
        .get(blank)
        .is_some_and(|l| is_quoted(l))
        .then_some(blank)
}

fn is_signature_mark(line: &str) -> bool {
    matches!(
        line.trim_end_matches([' ', '\t', '\u{a0}', '\r']),
        "--" | "—"
    ) || line.trim_end() == "- --"
}

/// How many lines a signature takes: to a quotation, or to the end.
fn signature(lines: &[&str]) -> Option<usize> {
    let mut length = 1;
    let mut filled = 0;
    while length < lines.len() && filled <= MAX_SIGNATURE_LINES {
        let rest = &lines[length..];
        if is_quoted(rest[0])
            || is_original_mark(rest[0].trim())
            || is_forward_mark(rest[0].trim())
            || is_header_block(rest)
            || attribution(rest).is_some()
        {
            break;
        }
        filled += usize::from(!rest[0].trim().is_empty());
        length += 1;
    }
    (filled <= MAX_SIGNATURE_LINES).then_some(length)
}

fn is_mobile_signature(line: &str) -> bool {
    // A sentence that only begins like one is longer.
    if line.chars().count() > 90 {
        return false;
    }
    let lower = line.trim_matches(['*', '_', '[', ']', ' ']).to_lowercase();
    MOBILE.iter().any(|m| {
        lower.starts_with(m)
            && (!matches!(*m, "von meinem " | "从我的" | "從我的")
                || MOBILE_ENDS.iter().any(|e| lower.ends_with(e)))
    }) || ((lower.contains("iphone") || lower.contains("ipad") || lower.contains("android"))
        && MOBILE_ENDS.iter().any(|e| lower.ends_with(e)))
}

/// The words between dashes, in lower case, of a mark line.
fn dashed(line: &str) -> Option<String> {
    let dash = |c: char| matches!(c, '-' | '_' | '—' | '–' | '─' | '=' | '*' | ' ');
    let begins = line.starts_with("--") || line.starts_with("__") || line.starts_with('—');
    let words = line.trim_matches(dash);
    (begins && !words.is_empty() && words.chars().count() <= 60).then(|| words.to_lowercase())
}

fn is_original_mark(line: &str) -> bool {
    let Some(words) = dashed(line) else {
        return false;
    };
    let words = words.trim_end_matches([':', '：']);
    if words == "original" {
        return true;
    }
    [
        "original message",
        "original appointment",
        "reply message",
        "ursprüngliche nachricht",
        "originalnachricht",
        "original-nachricht",
        "message d'origine",
        "message d’origine",
        "message original",
        "mensaje original",
        "mensagem original",
        "messaggio originale",
        "oorspronkelijk bericht",
        "ursprungligt meddelande",
        "originalmeddelande",
        "opprinnelig melding",
        "oprindelig meddelelse",
        "alkuperäinen viesti",
        "wiadomość oryginalna",
        "исходное сообщение",
        "özgün ileti",
        "orijinal mesaj",
        "原始邮件",
        "原邮件",
        "原始郵件",
        "回复的原邮件",
        "元のメッセージ",
        "original mail",
        "원본 메시지",
        "원본 메일",
    ]
    .iter()
    .any(|m| words == *m || words.starts_with(&format!("{m} ")))
}

fn is_forward_mark(line: &str) -> bool {
    let lower = line.to_lowercase();
    let plain = lower.trim_end_matches([':', '：']).trim();
    if matches!(
        plain,
        "begin forwarded message"
            | "anfang der weitergeleiteten nachricht"
            | "début du message réexpédié"
            | "début du message transféré"
            | "inicio del mensaje reenviado"
            | "inizio messaggio inoltrato"
            | "下面是被转发的邮件"
            | "开始转发的邮件"
            | "転送されたメッセージ"
    ) {
        return true;
    }
    let Some(words) = dashed(line) else {
        return false;
    };
    let words = words.trim_end_matches([':', '：']);
    [
        "forwarded message",
        "forwarded by",
        "weitergeleitete nachricht",
        "message transféré",
        "mensaje reenviado",
        "mensagem encaminhada",
        "messaggio inoltrato",
        "doorgestuurd bericht",
        "vidarebefordrat meddelande",
        "пересылаемое сообщение",
        "转发邮件信息",
        "转发的邮件",
        "转发邮件",
        "轉寄郵件",
        "転送メッセージ",
    ]
    .iter()
    .any(|m| words.starts_with(m))
}

/// A desk's own "reply above this line".
fn is_reply_line(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.chars().count() <= 120
        && [
            "reply above this line",
            "type your reply above",
            "write above this line",
            "antwort oberhalb dieser linie",
            "请在此行以上回复",
            "请在此线以上回复",
        ]
        .iter()
        .any(|m| lower.contains(m))
}

/// `Label: value` of a header block, the label in lower case.
fn label(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['>', ' ', '\t', '\u{a0}']);
    let end = line.find([':', '：'])?;
    let raw = &line[..end];
    if raw.chars().count() > 24 {
        return None;
    }
    let label = raw
        .trim_matches(|c: char| c == '*' || c == '_' || c.is_whitespace())
        .to_lowercase();
    (!label.is_empty()).then_some(label)
}

/// Whether a block of From, Sent, To and Subject lines starts here.
fn is_header_block(lines: &[&str]) -> bool {
    let known = |list: &[&str], line: &str| label(line).is_some_and(|l| list.contains(&l.as_str()));
    let Some(first) = lines.first().map(|l| l.trim()) else {
        return false;
    };
    // A quoted block is dropped as a quotation.
    if first.starts_with('>') || first.is_empty() {
        return false;
    }
    let from_first = known(FROM_LABELS, first);
    if !from_first && !known(OTHER_LABELS, first) {
        return false;
    }
    let mut from = from_first;
    let mut others = usize::from(!from_first);
    let mut blanks = 0;
    for line in lines.iter().skip(1).take(10) {
        if line.trim().is_empty() {
            blanks += 1;
            if blanks > 1 {
                break;
            }
        } else if known(OTHER_LABELS, line) {
            others += 1;
        } else if known(FROM_LABELS, line) {
            from = true;
        }
    }
    // Without the sender first it takes more to be sure: "To: …" can be text.
    from && if from_first { others >= 2 } else { others >= 3 }
}

/// How many lines an attribution takes that starts here ("On … wrote:").
fn attribution(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim();
    if first.is_empty() || is_quoted(lines[0]) {
        return None;
    }
    let lower = first.to_lowercase();
    let starts = lower.starts_with(|c: char| c.is_ascii_digit())
        || STARTERS.iter().any(|s| lower.starts_with(s));
    let mut joined = String::new();
    for (n, line) in lines.iter().take(MAX_ATTRIBUTION_LINES).enumerate() {
        let line = line.trim();
        if line.is_empty() || (n > 0 && (!starts || is_quoted(line))) {
            return None;
        }
        if n > 0 {
            joined.push(' ');
        }
        joined.push_str(line);
        if joined.chars().count() > MAX_ATTRIBUTION_CHARS {
            return None;
        }
        if is_attribution(&joined, starts) {
            return Some(n + 1);
        }
    }
    None
}

fn is_attribution(text: &str, starts: bool) -> bool {
    let text = text.trim_end_matches(['*', '_', ' ', '\u{a0}']);
    let Some(body) = text.strip_suffix([':', '：']) else {
        return false;
    };
    let body = body.trim_end();
    let lower = body.to_lowercase();
    let dated = lower.chars().any(|c| c.is_ascii_digit());
    let addressed = body.contains('@');
    if !dated && !addressed {
        return false;
    }
    let verb_ends = VERBS.iter().any(|v| lower.ends_with(v));
    if verb_ends {
        return starts || addressed;
    }
    // "Am 3. Mai schrieb Eva <eva@…>:", "op … schreef Jan:".
    let verb_inside = [
        " schrieb ",
        " schreef ",
        " skrev ",
        " wrote ",
        " napisał ",
        " napsal ",
    ]
    .iter()
    .any(|v| lower.contains(v));
    if verb_inside {
        return starts;
    }
    // "2026年1月5日(月) 10:00 山田 <y@…>:": no verb at all.
    starts
        && dated
        && addressed
        && body.ends_with('>')
        && lower.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether an attribution without quoted lines below it may end the text: it
/// carries a date with a time or an address, as programs write it.
fn attribution_is_certain(lines: &[&str]) -> bool {
    let text = lines.join(" ");
    let timed = text
        .as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit());
    text.contains('@') || timed
}

#[cfg(test)]
#[path = "reply_trim_tests.rs"]
mod tests;
