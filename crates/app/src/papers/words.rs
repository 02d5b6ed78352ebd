//! How documents write dates, credits, money and the names of limits.

use jiff::tz::TimeZone;
use surety_domain::credit::{Credits, local_date, wall_time, zone};
use surety_domain::time::Instant;
use surety_paper::Language;

/// The manner of one document: its language, and the zone of its reader.
#[derive(Debug, Clone)]
pub struct Words {
    /// The language.
    pub language: Language,
    zone: TimeZone,
    zone_name: String,
}

impl Words {
    /// For a reader in this IANA zone; one that does not exist is UTC.
    pub fn new(language: Language, zone_name: &str) -> Self {
        match zone(zone_name) {
            Ok(zone) => Self {
                language,
                zone,
                zone_name: zone_name.to_owned(),
            },
            Err(_) => Self {
                language,
                zone: TimeZone::UTC,
                zone_name: "UTC".to_owned(),
            },
        }
    }

    /// The one of two texts that is in this language.
    pub const fn pick<'a>(&self, english: &'a str, chinese: &'a str) -> &'a str {
        self.language.pick(english, chinese)
    }

    /// `2026-11-22`, the same in both languages.
    pub fn day(&self, at: Instant) -> String {
        local_date(at, &self.zone)
            .map(|d| d.to_string())
            .unwrap_or_default()
    }

    /// `2026-11-22 08:45 (Europe/Berlin)`.
    pub fn moment(&self, at: Instant) -> String {
        match wall_time(at, &self.zone) {
            Ok(t) => format!(
                "{} {:02}:{:02} ({})",
                t.date(),
                t.hour(),
                t.minute(),
                self.zone_name
            ),
            Err(_) => String::new(),
        }
    }

    /// First to last day of a half-open span.
    pub fn span(&self, start: Instant, end: Instant) -> String {
        let last = Instant(end.0 - 1);
        format!("{} – {}", self.day(start), self.day(last))
    }

    /// `12.5`; hundredths of a credit.
    pub fn credits(&self, hundredths: i64) -> String {
        Credits(hundredths).to_string()
    }

    /// `+12.5`, `-1`, `0`.
    pub fn signed(&self, hundredths: i64) -> String {
        if hundredths > 0 {
            format!("+{}", Credits(hundredths))
        } else {
            Credits(hundredths).to_string()
        }
    }

    /// The name of a limit: those of the usual periods in words, else its own.
    pub fn bucket(&self, name: &str) -> String {
        let (english, chinese) = match name {
            "day" => ("Daily", "每天"),
            "week" => ("Weekly", "每周"),
            "month" => ("Monthly", "每月"),
            "quarter" => ("Quarterly", "每季度"),
            "half_year" => ("Half-yearly", "每半年"),
            "year" => ("Yearly", "每年"),
            other => return other.to_owned(),
        };
        self.pick(english, chinese).to_owned()
    }

    /// At the foot of a document: who made it, and when.
    pub fn footer(&self, desk: &str, at: Instant) -> String {
        let moment = self.moment(at);
        match self.language {
            Language::En => format!("{desk} · made {moment}"),
            Language::ZhCn => format!("{desk} · 生成于 {moment}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_reader() {
        let at = Instant::parse("2026-03-31T22:30:00Z").unwrap();
        let berlin = Words::new(Language::En, "Europe/Berlin");
        assert_eq!(berlin.day(at), "2026-04-01");
        assert_eq!(berlin.moment(at), "2026-04-01 00:30 (Europe/Berlin)");
        assert_eq!(
            Words::new(Language::En, "Nowhere/At_All").day(at),
            "2026-03-31"
        );
        let end = Instant::parse("2026-03-31T22:00:00Z").unwrap();
        let start = Instant::parse("2026-03-01T00:00:00Z").unwrap();
        assert_eq!(berlin.span(start, end), "2026-03-01 – 2026-03-31");
    }

    #[test]
    fn limits_have_names_in_both_languages() {
        assert_eq!(Words::new(Language::ZhCn, "UTC").bucket("week"), "每周");
        assert_eq!(
            Words::new(Language::En, "UTC").bucket("half_year"),
            "Half-yearly"
        );
        assert_eq!(
            Words::new(Language::En, "UTC").bucket("projects"),
            "projects"
        );
    }
}
