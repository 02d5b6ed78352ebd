//! Settings as people read them.

use std::fmt::Write as _;

use super::keys::{KEYS, Key, Kind};
use super::secret::masked_url;
use super::{Read, Source};

impl Read {
    /// The effective settings, one a line, with where each comes from and
    /// without secrets; then the problems.
    pub fn report(&self) -> String {
        let mut out = String::new();
        for key in &KEYS {
            let (shown, source) = match self.values.get(key.name) {
                Some(set) => (show(key, &set.value), &set.source),
                None => (self.derived(key.name), &Source::Default),
            };
            let source = match source {
                Source::Default => "default".to_owned(),
                Source::File => "file".to_owned(),
                Source::Variable(name) => name.clone(),
            };
            let _ = writeln!(out, "{:<32} {shown:<44} {source}", key.name);
        }
        for problem in &self.problems {
            let _ = writeln!(out, "\n{problem}");
        }
        out
    }

    /// What a setting without a value of its own comes to.
    fn derived(&self, name: &str) -> String {
        let Some(config) = &self.config else {
            return "-".to_owned();
        };
        match name {
            "base_url" => config.base_url.clone(),
            "database" => masked_url(config.database.expose()),
            "mail.domain" => config.mail_domain.clone(),
            "key_file" => config.key_file.display().to_string(),
            _ => "-".to_owned(),
        }
    }
}

/// Every setting, for people.
pub fn list() -> String {
    let mut out = String::new();
    for key in &KEYS {
        let default = if key.default.is_empty() {
            ""
        } else {
            key.default
        };
        let _ = writeln!(
            out,
            "{} ({}) [{default}]\n    {}",
            key.name,
            key.variable(),
            key.help
        );
    }
    out
}

fn show(key: &Key, value: &toml::Value) -> String {
    match (key.kind, value) {
        (Kind::Secret, _) => "(set, not shown)".to_owned(),
        (_, toml::Value::String(s)) => masked_url(s),
        (_, other) => other.to_string(),
    }
}
