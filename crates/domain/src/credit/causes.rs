//! What used the credits of a span, compared with the span before, and what to
//! do about it.
//!
//! A ticket counts in full with each of its facts: with every tag, every word
//! of its subject, its type, product, person and priority. So the shares of one
//! kind add up to more than the whole where a ticket has several of them, and
//! to less where it has none. Integers only; shares are rounded down.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::{Credits, HUNDREDTHS};
use crate::ticket::words;

/// Causes of a kind that are told, at most: those that used most.
pub const CAUSES_PER_KIND_MAX: usize = 10;
/// A word says something from so many tickets on.
pub const WORD_TICKETS_MIN: u64 = 3;
/// Shortest word of letters that says something, characters.
pub const WORD_CHARS_MIN: usize = 4;
/// An article is worth writing from so many tickets of a topic on.
pub const ARTICLE_TICKETS_MIN: u64 = 5;
/// Articles that are proposed, at most.
pub const ARTICLES_MAX: usize = 3;
/// A person is worth talking to from so many tickets on…
pub const TALK_TICKETS_MIN: u64 = 5;
/// …and from this share of the credits on, in thousandths.
pub const TALK_PERMILLE_MIN: i64 = 400;
/// A shorter stretch says nothing of the pace, seconds: a day.
pub const PACE_SECONDS_MIN: i64 = 86_400;

words! {
    /// By what tickets are put together.
    CauseKind {
        /// A tag.
        Tag = "tag",
        /// A word of subjects.
        Word = "word",
        /// The type of ticket.
        Type = "type",
        /// What it is about.
        Product = "product",
        /// Who asked.
        Contact = "contact",
        /// Its priority.
        Priority = "priority",
    }
}

/// A ticket that used credits in a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedTicket {
    /// What it used, with what was accepted past the limit, less what came back.
    pub used: Credits,
    /// What is known of it; no key is "has none".
    pub facts: BTreeSet<(CauseKind, Option<String>)>,
}

/// What the tickets with one fact used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Which kind of fact.
    pub kind: CauseKind,
    /// Which: a tag, a word, an id, a priority; none is "has none".
    pub key: Option<String>,
    /// How many tickets.
    pub tickets: u64,
    /// What they used.
    pub used: Credits,
    /// How much of all that was used, in thousandths, rounded down.
    pub share_permille: i64,
    /// How many tickets in the span before.
    pub tickets_before: u64,
    /// What they used.
    pub used_before: Credits,
}

/// What used the credits of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// How many tickets.
    pub tickets: u64,
    /// What they used.
    pub used: Credits,
    /// How many in the span before.
    pub tickets_before: u64,
    /// What those used.
    pub used_before: Credits,
    /// By kind, and within a kind what used most first.
    pub causes: Vec<Cause>,
}

type Sums = BTreeMap<(CauseKind, Option<String>), (u64, Credits)>;

fn summed(tickets: &[UsedTicket]) -> (u64, Credits, Sums) {
    let mut sums = Sums::new();
    let mut all = (0, Credits::ZERO);
    for ticket in tickets {
        all.0 += 1;
        all.1 += ticket.used;
        for fact in &ticket.facts {
            let sum = sums.entry(fact.clone()).or_insert((0, Credits::ZERO));
            sum.0 += 1;
            sum.1 += ticket.used;
        }
    }
    (all.0, all.1, sums)
}

fn permille(part: Credits, whole: Credits) -> i64 {
    if whole.0 <= 0 {
        return 0;
    }
    let share = i128::from(part.0) * 1_000 / i128::from(whole.0);
    i64::try_from(share).unwrap_or(i64::MAX)
}

/// What used the credits of a span, beside the span before.
pub fn causes(now: &[UsedTicket], before: &[UsedTicket]) -> Breakdown {
    let (tickets, used, sums) = summed(now);
    let (tickets_before, used_before, sums_before) = summed(before);
    let mut found: Vec<Cause> = sums
        .into_iter()
        .filter(|((kind, _), (n, _))| *kind != CauseKind::Word || *n >= WORD_TICKETS_MIN)
        .map(|(fact, (tickets, part))| {
            let before = sums_before.get(&fact).copied();
            let (tickets_before, used_before) = before.unwrap_or((0, Credits::ZERO));
            let (kind, key) = fact;
            Cause {
                kind,
                key,
                tickets,
                used: part,
                share_permille: permille(part, used),
                tickets_before,
                used_before,
            }
        })
        .collect();
    found.sort_by(|a, b| {
        let by_use = (b.used, b.tickets).cmp(&(a.used, a.tickets));
        a.kind
            .cmp(&b.kind)
            .then(by_use)
            .then_with(|| a.key.cmp(&b.key))
    });
    let mut of_kind: BTreeMap<CauseKind, usize> = BTreeMap::new();
    found.retain(|cause| {
        let n = of_kind.entry(cause.kind).or_insert(0);
        *n += 1;
        *n <= CAUSES_PER_KIND_MAX
    });
    Breakdown {
        tickets,
        used,
        tickets_before,
        used_before,
        causes: found,
    }
}

/// How a limit is used in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// What the plan gives for a period.
    pub limit: Credits,
    /// What is left.
    pub left: Credits,
    /// What was used of the period so far, with what was past the limit.
    pub used: Credits,
    /// From the period's start to now, or to the moment at which nothing was
    /// left: what was not let in any more says nothing of the pace. Seconds.
    pub elapsed_seconds: i64,
    /// The whole period, seconds.
    pub period_seconds: i64,
    /// What is left of the period, seconds.
    pub left_seconds: i64,
}

/// What a limit would need at the pace of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// What a whole period uses, in whole credits, rounded up.
    pub period: Credits,
    /// What is missing until the period ends, in whole credits, rounded up;
    /// zero when what is left lasts.
    pub missing: Credits,
}

/// `used × seconds / elapsed` in whole credits, rounded up.
fn at_pace(pace: &Pace, seconds: i64, left: Credits) -> Credits {
    let elapsed = i128::from(pace.elapsed_seconds);
    let expected = i128::from(pace.used.0) * i128::from(seconds) - i128::from(left.0) * elapsed;
    let whole = elapsed * i128::from(HUNDREDTHS);
    let credits = (expected.max(0) + whole - 1) / whole;
    Credits(i64::try_from(credits * i128::from(HUNDREDTHS)).unwrap_or(i64::MAX))
}

/// What a limit needs at the pace of its period so far. None when the period
/// is too young to tell, nothing was used, or the limit is enough.
pub fn need(pace: &Pace) -> Option<Need> {
    if pace.elapsed_seconds < PACE_SECONDS_MIN || pace.used <= Credits::ZERO {
        return None;
    }
    let need = Need {
        period: at_pace(pace, pace.period_seconds, Credits::ZERO),
        missing: at_pace(pace, pace.left_seconds.max(0), pace.left),
    };
    (need.period > pace.limit).then_some(need)
}

/// Topics that many tickets have in common: an article could answer them
/// before they are asked. Tags before words, then those with most tickets; a
/// word that is a tag too is told once.
pub fn articles(found: &Breakdown) -> Vec<&Cause> {
    let tags: BTreeSet<&str> = found
        .causes
        .iter()
        .filter(|c| c.kind == CauseKind::Tag)
        .filter_map(|c| c.key.as_deref())
        .collect();
    let mut topics: Vec<&Cause> = found
        .causes
        .iter()
        .filter(|c| match (c.kind, c.key.as_deref()) {
            (CauseKind::Tag, Some(_)) => true,
            (CauseKind::Word, Some(word)) => !tags.contains(word),
            _ => false,
        })
        .filter(|c| c.tickets >= ARTICLE_TICKETS_MIN)
        .collect();
    topics.sort_by(|a, b| {
        a.kind
            .cmp(&b.kind)
            .then(b.tickets.cmp(&a.tickets))
            .then_with(|| a.key.cmp(&b.key))
    });
    topics.truncate(ARTICLES_MAX);
    topics
}

/// People who used so large a part that it is worth asking why.
pub fn people(found: &Breakdown) -> Vec<&Cause> {
    found
        .causes
        .iter()
        .filter(|c| c.kind == CauseKind::Contact && c.key.is_some())
        .filter(|c| c.tickets >= TALK_TICKETS_MIN && c.share_permille >= TALK_PERMILLE_MIN)
        .collect()
}

/// Words that every subject may have, in English.
const COMMON: [&str; 40] = [
    "about", "after", "again", "all", "and", "another", "any", "because", "been", "before",
    "cannot", "could", "does", "doesn", "error", "from", "have", "help", "issue", "more", "need",
    "please", "problem", "question", "since", "some", "still", "that", "their", "there", "this",
    "ticket", "urgent", "want", "what", "when", "where", "with", "work", "your",
];

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// The words of a subject that may say what it is about, folded: of letters
/// those with at least [`WORD_CHARS_MIN`] that not everybody uses, of Chinese
/// characters every two that stand together.
pub fn subject_words(subject: &str) -> BTreeSet<String> {
    let folded = crate::text::fold(subject);
    let mut words = BTreeSet::new();
    for part in folded.split(|c: char| !c.is_alphanumeric()) {
        let chars: Vec<char> = part.chars().collect();
        for two in chars.windows(2) {
            if two.iter().all(|c| is_han(*c)) {
                words.insert(two.iter().collect());
            }
        }
        let letters: String = chars.iter().filter(|c| !is_han(**c)).collect();
        let long = letters.chars().count() >= WORD_CHARS_MIN;
        let a_number = letters.chars().all(char::is_numeric);
        if long && !a_number && letters.len() == part.len() && !COMMON.contains(&letters.as_str()) {
            words.insert(letters);
        }
    }
    words
}

#[cfg(test)]
#[path = "causes_tests.rs"]
mod tests;
