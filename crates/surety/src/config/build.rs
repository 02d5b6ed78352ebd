//! What the values of the settings come to, and what does not go together.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use super::secret::{Secret, masked_url};
use super::{Admin, Config, Problem, Set};

struct Values<'a>(&'a BTreeMap<&'static str, Set>);

impl Values<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let text = self.0.get(name)?.value.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Numbers always have a default.
    fn number<T: TryFrom<i64> + Default>(&self, name: &str) -> T {
        self.0
            .get(name)
            .and_then(|s| s.value.as_integer())
            .and_then(|n| T::try_from(n).ok())
            .unwrap_or_default()
    }

    fn list(&self, name: &str) -> Vec<String> {
        let items = self.0.get(name).and_then(|s| s.value.as_array());
        items
            .into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    }
}

/// The settings, unless something fatal is missing.
pub(super) fn build(
    values: &BTreeMap<&'static str, Set>,
    problems: &mut Vec<Problem>,
) -> Option<Config> {
    let v = Values(values);
    let mut problem = |key: &str, what: String, advice: &str, fatal: bool| {
        problems.push(Problem {
            key: key.to_owned(),
            what,
            advice: advice.to_owned(),
            fatal,
        });
    };
    let listen_text = v.text("listen")?;
    let listen: SocketAddr = match listen_text.parse() {
        Ok(address) => address,
        Err(_) => {
            problem(
                "listen",
                format!("{listen_text:?} is not an address with a port"),
                "write for example 127.0.0.1:8080, or [::]:8080 for every interface",
                true,
            );
            return None;
        }
    };
    let base_url = match v.text("base_url") {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None if listen.ip().is_unspecified() => {
            problem(
                "base_url",
                "is not set, and the server listens on every interface".to_owned(),
                "set it to how people reach the desk, for example https://desk.example.com; until then links begin with http://localhost",
                false,
            );
            format!("http://localhost:{}", listen.port())
        }
        // Browsers keep secure cookies on plain http for localhost only.
        None if listen.ip().is_loopback() => format!("http://localhost:{}", listen.port()),
        None => format!("http://{listen}"),
    };
    let local = ["http://localhost", "http://127.0.0.1", "http://[::1]"]
        .iter()
        .any(|l| base_url == *l || base_url.starts_with(&format!("{l}:")));
    if !base_url.starts_with("http://") && !base_url.starts_with("https://") {
        problem(
            "base_url",
            format!("{base_url:?} is not a web address"),
            "write for example https://desk.example.com",
            true,
        );
    } else if base_url.starts_with("http://") && !local {
        problem(
            "base_url",
            "is plain http: browsers will not keep the session cookie, so nobody can sign in"
                .to_owned(),
            "put a proxy with TLS in front and write its https:// address",
            false,
        );
    }
    let data_dir = PathBuf::from(v.text("data_dir")?);
    let database = v
        .text("database")
        .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("surety.db").display()));
    if !["sqlite:", "postgres://", "postgresql://"]
        .iter()
        .any(|s| database.starts_with(s))
    {
        problem(
            "database",
            format!(
                "{:?} is neither SQLite nor PostgreSQL",
                masked_url(&database)
            ),
            "write sqlite:./data/surety.db or postgres://user:password@host/database",
            true,
        );
    }
    let admin = match (v.text("admin.email"), v.text("admin.password")) {
        (Some(email), Some(password)) => {
            if !email.contains('@') {
                problem(
                    "admin.email",
                    "is not a mail address".to_owned(),
                    "write for example ann@example.com",
                    true,
                );
            }
            Some(Admin {
                email,
                password: Secret::new(password),
            })
        }
        (None, None) => None,
        _ => {
            problem(
                "admin",
                "has one of email and password only and no effect".to_owned(),
                "set both, or none and follow the set-up link that the first start prints",
                false,
            );
            None
        }
    };
    let mut trusted_proxies = Vec::new();
    for text in v.list("trusted_proxies") {
        match text.parse() {
            Ok(address) => trusted_proxies.push(address),
            Err(_) => problem(
                "trusted_proxies",
                format!("{text:?} is not an IP address"),
                "write addresses such as 10.0.0.2, without a port or a network's length",
                true,
            ),
        }
    }
    Some(Config {
        listen,
        base_url: base_url.clone(),
        trusted_proxies,
        key_file: v
            .text("key_file")
            .map_or_else(|| data_dir.join("surety.key"), PathBuf::from),
        data_dir,
        database: Secret::new(database),
        database_connections: v.number("database_connections"),
        admin,
        log_json: v.text("log.format").as_deref() == Some("json"),
        log_level: v.text("log.level").unwrap_or_default(),
        metrics_token: v.text("metrics.token").map(Secret::new),
        job_workers: v.number("jobs.workers"),
        connections: v.number("limits.connections"),
        connections_per_address: v.number("limits.connections_per_address"),
        stop_seconds: v.number("stop_seconds"),
        desk_name: v.text("desk_name").unwrap_or_default(),
        pdf_font: v.text("pdf.font").map(PathBuf::from),
        mail_domain: v
            .text("mail.domain")
            .unwrap_or_else(|| host_of(&base_url).to_owned()),
        mail_addresses: v.list("mail.addresses"),
        demo_tickets: v.number("demo_tickets"),
        demo_when_empty: v.text("demo").as_deref() == Some("when_empty"),
    })
}

/// The host of a web address, without its port.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or(rest);
    match authority.strip_prefix('[').and_then(|a| a.split_once(']')) {
        Some((v6, _)) => v6,
        None => authority.split(':').next().unwrap_or(authority),
    }
}
