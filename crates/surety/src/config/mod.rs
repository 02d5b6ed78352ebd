//! Settings: defaults, then a TOML file, then the environment. Unknown names
//! are refused with the nearest known one; problems are collected, so that one
//! look shows them all.

mod build;
pub mod keys;
mod nearest;
mod report;
mod secret;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use build::build;
use keys::{KEYS, Key, Kind, OTHER_VARIABLES, PREFIX};
use nearest::nearest;
pub use report::list;
pub use secret::{Secret, masked_url};

/// Read when `--config` names no other file, if it exists.
pub const DEFAULT_FILE: &str = "surety.toml";

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The table of [`keys::KEYS`].
    Default,
    /// The file.
    File,
    /// This variable.
    Variable(String),
}

/// Something to be mended, or to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The setting or variable.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// Whether the program must not start.
    pub fatal: bool,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.fatal { "problem" } else { "warning" };
        write!(f, "{kind}: {} {}; {}", self.key, self.what, self.advice)
    }
}

/// The program's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address and port of the HTTP server.
    pub listen: SocketAddr,
    /// Without a slash at its end.
    pub base_url: String,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Folder of files of this installation.
    pub data_dir: PathBuf,
    /// `sqlite:PATH` or `postgres://…`, with its password.
    pub database: Secret,
    /// Connections per node.
    pub database_connections: usize,
    /// This installation's secret key.
    pub key_file: PathBuf,
    /// The first administrator.
    pub admin: Option<Admin>,
    /// JSON instead of text.
    pub log_json: bool,
    /// A filter of tracing-subscriber.
    pub log_level: String,
    /// Guards /metrics.
    pub metrics_token: Option<Secret>,
    /// Jobs at a time.
    pub job_workers: usize,
    /// Open connections per node.
    pub connections: usize,
    /// Open connections per address.
    pub connections_per_address: usize,
    /// Deadline of a graceful stop, seconds.
    pub stop_seconds: u64,
    /// The desk's name on screens and in mails.
    pub desk_name: String,
    /// A font file for PDFs, before those of the system.
    pub pdf_font: Option<PathBuf>,
    /// Domain of reply addresses and Message-IDs.
    pub mail_domain: String,
    /// Addresses this desk receives at.
    pub mail_addresses: Vec<String>,
    /// Fill an empty database with a demo desk.
    pub demo_when_empty: bool,
    /// Tickets of the demo desk.
    pub demo_tickets: usize,
}

impl Config {
    /// The database file, unless the desk is on PostgreSQL.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let path = self.database.expose().strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
    }
}

/// The administrator of the first start.
#[derive(Debug, Clone)]
pub struct Admin {
    /// Address to sign in with.
    pub email: String,
    /// First password.
    pub password: Secret,
}

#[derive(Debug, Clone)]
struct Set {
    value: toml::Value,
    source: Source,
}

/// Settings as read, with everything that was noticed.
#[derive(Debug)]
pub struct Read {
    values: BTreeMap<&'static str, Set>,
    /// All that was noticed.
    pub problems: Vec<Problem>,
    /// None when a fatal problem stands in the way.
    pub config: Option<Config>,
}

/// Reads `file` (or [`DEFAULT_FILE`] if there is one) and the process's
/// environment.
pub fn read(file: Option<&Path>) -> Read {
    let mut problems = Vec::new();
    let text = match file {
        Some(path) => match std::fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(e) => {
                problems.push(Problem {
                    key: path.display().to_string(),
                    what: format!("cannot be read: {e}"),
                    advice: "give the path of a readable file with --config".to_owned(),
                    fatal: true,
                });
                None
            }
        },
        None => match std::fs::read_to_string(DEFAULT_FILE) {
            Ok(text) => Some(text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => {
                problems.push(Problem {
                    key: DEFAULT_FILE.to_owned(),
                    what: format!("cannot be read: {e}"),
                    advice: "make it readable for this user, or remove it".to_owned(),
                    fatal: true,
                });
                None
            }
        },
    };
    read_from(
        text.as_deref().unwrap_or(""),
        std::env::vars_os()
            .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))),
        problems,
    )
}

/// As [`read`], from texts.
fn read_from(
    file: &str,
    environment: impl IntoIterator<Item = (String, String)>,
    mut problems: Vec<Problem>,
) -> Read {
    let mut values = BTreeMap::new();
    for key in &KEYS {
        if let Some(value) = default_of(key) {
            values.insert(
                key.name,
                Set {
                    value,
                    source: Source::Default,
                },
            );
        }
    }
    match file.parse::<toml::Table>() {
        Ok(table) => flatten("", table, &mut |name, value| {
            take_file(&mut values, &mut problems, name, value);
        }),
        Err(e) => problems.push(Problem {
            key: "the file".to_owned(),
            // Not the whole text of the error: it quotes the line, and the
            // line may hold a secret.
            what: format!(
                "is not TOML (line {}): {}",
                line_of(file, e.span()),
                e.message()
            ),
            advice: "see docs/configuration.md for an example".to_owned(),
            fatal: true,
        }),
    }
    take_environment(&mut values, &mut problems, environment);
    let config = build(&values, &mut problems);
    let config = config.filter(|_| !problems.iter().any(|p| p.fatal));
    Read {
        values,
        problems,
        config,
    }
}

fn line_of(text: &str, span: Option<std::ops::Range<usize>>) -> usize {
    let at = span.map_or(0, |s| s.start).min(text.len());
    text.as_bytes()[..at]
        .iter()
        .filter(|b| **b == b'\n')
        .count()
        + 1
}

fn default_of(key: &Key) -> Option<toml::Value> {
    if key.default.is_empty() {
        return None;
    }
    match key.kind {
        Kind::Number(..) => key.default.parse().ok().map(toml::Value::Integer),
        _ => Some(toml::Value::String(key.default.to_owned())),
    }
}

fn flatten(prefix: &str, table: toml::Table, take: &mut impl FnMut(String, toml::Value)) {
    for (name, value) in table {
        let full = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}.{name}")
        };
        let is_group = KEYS.iter().any(|k| k.name.starts_with(&format!("{full}.")));
        match value {
            toml::Value::Table(inner) if is_group => flatten(&full, inner, take),
            other => take(full, other),
        }
    }
}

fn take_file(
    values: &mut BTreeMap<&'static str, Set>,
    problems: &mut Vec<Problem>,
    name: String,
    value: toml::Value,
) {
    let Some(key) = keys::find(&name) else {
        let advice = match nearest(&name, KEYS.iter().map(|k| k.name)) {
            Some(known) => format!("did you mean {known}?"),
            None => "remove it; `surety config check` lists the known settings".to_owned(),
        };
        problems.push(Problem {
            key: name,
            what: "is not a setting".to_owned(),
            advice,
            fatal: true,
        });
        return;
    };
    match fits(key, &value) {
        Ok(()) => {
            values.insert(
                key.name,
                Set {
                    value,
                    source: Source::File,
                },
            );
        }
        Err(advice) => problems.push(Problem {
            key: name,
            what: "has a value that does not fit".to_owned(),
            advice,
            fatal: true,
        }),
    }
}

fn take_environment(
    values: &mut BTreeMap<&'static str, Set>,
    problems: &mut Vec<Problem>,
    environment: impl IntoIterator<Item = (String, String)>,
) {
    let environment: BTreeMap<String, String> = environment.into_iter().collect();
    let mut put =
        |key: &Key, variable: &str, text: &str, values: &mut BTreeMap<&'static str, Set>| {
            let value = match key.kind {
                Kind::Number(..) => text.trim().parse().map_or_else(
                    |_| toml::Value::String(text.to_owned()),
                    toml::Value::Integer,
                ),
                Kind::List => toml::Value::Array(
                    text.split(',')
                        .map(str::trim)
                        .filter(|t| !t.is_empty())
                        .map(|t| toml::Value::String(t.to_owned()))
                        .collect(),
                ),
                _ => toml::Value::String(text.to_owned()),
            };
            match fits(key, &value) {
                Ok(()) => {
                    let name = keys::find(key.name).map_or("", |k| k.name);
                    let source = Source::Variable(variable.to_owned());
                    values.insert(name, Set { value, source });
                }
                Err(advice) => problems.push(Problem {
                    key: variable.to_owned(),
                    what: "has a value that does not fit".to_owned(),
                    advice,
                    fatal: true,
                }),
            }
        };
    if let (Some(text), Some(key)) = (environment.get("DATABASE_URL"), keys::find("database")) {
        put(key, "DATABASE_URL", text, values);
    }
    for key in &KEYS {
        let variable = key.variable();
        if let Some(text) = environment.get(&variable) {
            put(key, &variable, text, values);
        }
    }
    // Others may put variables there (Kubernetes does, for a service of that
    // name): an unknown one is reported, and stops nothing.
    for name in environment.keys().filter(|n| n.starts_with(PREFIX)) {
        let known =
            KEYS.iter().any(|k| k.variable() == *name) || OTHER_VARIABLES.contains(&name.as_str());
        if known {
            continue;
        }
        let variables: Vec<String> = KEYS.iter().map(Key::variable).collect();
        if let Some(meant) = nearest(name, variables.iter().map(String::as_str)) {
            problems.push(Problem {
                key: name.clone(),
                what: "is not a setting and has no effect".to_owned(),
                advice: format!("did you mean {meant}?"),
                fatal: false,
            });
        }
    }
}

/// Whether `value` is of the key's kind; if not, what would be.
fn fits(key: &Key, value: &toml::Value) -> Result<(), String> {
    match (key.kind, value) {
        (Kind::Text | Kind::Secret, toml::Value::String(_)) => Ok(()),
        (Kind::Text | Kind::Secret, _) => Err("write a text in quotes".to_owned()),
        (Kind::Number(min, max), toml::Value::Integer(n)) if (min..=max).contains(n) => Ok(()),
        (Kind::Number(min, max), _) => Err(format!("write a whole number from {min} to {max}")),
        (Kind::Word(words), toml::Value::String(s)) if words.contains(&s.as_str()) => Ok(()),
        (Kind::Word(words), _) => Err(format!("write one of: {}", words.join(", "))),
        (Kind::List, toml::Value::Array(items)) if items.iter().all(toml::Value::is_str) => Ok(()),
        (Kind::List, _) => Err("write a list of texts".to_owned()),
    }
}

/// The settings of a desk in `dir`.
#[cfg(test)]
pub fn for_tests(dir: &Path) -> Config {
    let file = format!("data_dir = '{}'", dir.display());
    read_from(&file, [], Vec::new())
        .config
        .expect("defaults are complete")
}
