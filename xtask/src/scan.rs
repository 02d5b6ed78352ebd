//! Nothing secret and nothing of somebody's machine in the repository.

use std::process::Command;

use crate::sh::{self, Failure};

/// A file above this size, in bytes, is a mistake: fixtures are small.
const FILE_BYTES_MAX: u64 = 1_500_000;

/// Begins of secrets, and how many more characters of the secret's alphabet
/// must follow. Split so that this file does not find itself.
const SECRETS: [(&str, &str, usize); 9] = [
    ("-----BEGIN", " PRIVATE KEY", 0),
    ("-----BEGIN", " RSA PRIVATE KEY", 0),
    ("-----BEGIN", " EC PRIVATE KEY", 0),
    ("-----BEGIN", " OPENSSH PRIVATE KEY", 0),
    ("AK", "IA", 16),
    ("gh", "p_", 36),
    ("github", "_pat_", 22),
    ("xox", "b-", 20),
    ("sk", "_live_", 16),
];

pub fn all() -> Result<(), Failure> {
    let mut list = Command::new("git");
    list.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let files = sh::output(list)?;
    let paths = machine_paths();
    let mut found = Vec::new();
    for file in files.split('\0').filter(|f| !f.is_empty()) {
        let Ok(meta) = std::fs::metadata(file) else {
            continue;
        };
        if meta.len() > FILE_BYTES_MAX {
            found.push(format!(
                "{file}: {} bytes, more than {FILE_BYTES_MAX}",
                meta.len()
            ));
        }
        let Ok(text) = std::fs::read_to_string(file) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(what) = secret(line).or_else(|| place(line, &paths)) {
                found.push(format!("{file}:{}: {what}", number + 1));
            }
            if file.ends_with("package-lock.json")
                && let Some(what) = foreign_source(line)
            {
                found.push(format!("{file}:{}: {what}", number + 1));
            }
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("\n  {}", found.join("\n  "))))
    }
}

fn secret(line: &str) -> Option<String> {
    SECRETS.iter().find_map(|(a, b, more)| {
        let start = format!("{a}{b}");
        let (_, rest) = line.split_once(&start)?;
        let follows = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .count();
        (follows >= *more).then(|| format!("looks like a secret ({start}…)"))
    })
}

/// Where this checkout and this user's files are, and the usual homes.
fn machine_paths() -> Vec<String> {
    let mut paths = vec![
        "/ho".to_owned() + "me/",
        "/Us".to_owned() + "ers/",
        "/ro".to_owned() + "ot/",
    ];
    let root = sh::root().display().to_string();
    // A checkout in "/" or "/src" says nothing.
    if root.matches('/').count() > 1 {
        paths.push(root);
    }
    paths
}

/// The begin of a path is free to follow another word, as in `docs/home/`.
fn place(line: &str, paths: &[String]) -> Option<String> {
    paths.iter().find_map(|path| {
        line.match_indices(path.as_str()).find_map(|(at, _)| {
            let before = line[..at].chars().next_back();
            let part_of_more = before.is_some_and(|c| c.is_alphanumeric() || "-_.}~*/".contains(c));
            (!part_of_more).then(|| format!("a path of somebody's machine ({path}…)"))
        })
    })
}

/// npm's lock file must name the public registry, not a mirror.
fn foreign_source(line: &str) -> Option<String> {
    let url = line.trim().strip_prefix("\"resolved\": \"")?;
    (!url.starts_with("https://registry.npmjs.org/"))
        .then(|| "not from the public npm registry".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_seen() {
        assert!(secret(&format!("key = {}{}ABCDEFGHIJKLMNOP", "AK", "IA")).is_some());
        assert!(secret(&format!("{}{}----", "-----BEGIN", " PRIVATE KEY")).is_some());
        assert!(secret("AKIA is the begin of a key").is_none());
    }

    #[test]
    fn places_are_seen() {
        let paths = machine_paths();
        assert!(place(&format!("see {}me/ann/x", "/ho"), &paths).is_some());
        assert!(place(&format!("see \"{}ot/x\"", "/ro"), &paths).is_some());
        assert!(place("GET https://example.com/home/page", &paths).is_none());
        assert!(place("frontend/src/home/page.tsx", &paths).is_none());
    }

    #[test]
    fn mirrors_are_seen() {
        assert!(foreign_source("      \"resolved\": \"https://mirror.example/x.tgz\",").is_some());
        assert!(
            foreign_source("      \"resolved\": \"https://registry.npmjs.org/x/-/x-1.0.0.tgz\",")
                .is_none()
        );
        assert!(foreign_source("      \"version\": \"1.0.0\",").is_none());
    }
}
