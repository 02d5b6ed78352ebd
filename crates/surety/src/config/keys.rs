//! Every setting by name: the one table behind reading, `config check` and
//! docs/configuration.md (a test compares them).

/// What a value must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text that is never shown.
    Secret,
    /// A whole number within these bounds, both included.
    Number(i64, i64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts; in the environment separated by commas.
    List,
}

/// A setting.
#[derive(Debug)]
pub struct Key {
    /// Its name in the file, with its table: `log.level`.
    pub name: &'static str,
    /// What it must look like.
    pub kind: Kind,
    /// What holds when nothing is said; empty for "none" or "depends".
    pub default: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
}

impl Key {
    /// Its name in the environment: `SURETY_LOG_LEVEL`.
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.replace('.', "_").to_uppercase())
    }
}

/// Before every variable's name.
pub const PREFIX: &str = "SURETY_";

/// Variables with the prefix that are not settings: they choose the file, or
/// belong to the development tools.
pub const OTHER_VARIABLES: [&str; 9] = [
    "SURETY_CONFIG",
    "SURETY_BINARY",
    "SURETY_CHROMIUM",
    "SURETY_SHARED_MAIL",
    "SURETY_TEST_PG",
    "SURETY_TORTURE",
    "SURETY_URL",
    "SURETY_EMAIL",
    "SURETY_PASSWORD",
];

/// All settings, in the order in which they are shown.
pub const KEYS: [Key; 22] = [
    Key {
        name: "listen",
        kind: Kind::Text,
        default: "127.0.0.1:8080",
        help: "address and port of the HTTP server",
    },
    Key {
        name: "base_url",
        kind: Kind::Text,
        default: "",
        help: "how people reach the desk; every link in mails and pages begins with it (default: http:// and the listen address)",
    },
    Key {
        name: "trusted_proxies",
        kind: Kind::List,
        default: "",
        help: "addresses of reverse proxies whose X-Forwarded-For is believed",
    },
    Key {
        name: "data_dir",
        kind: Kind::Text,
        default: "./data",
        help: "folder of the key file and of the SQLite database",
    },
    Key {
        name: "database",
        kind: Kind::Text,
        default: "",
        help: "sqlite:PATH or postgres://…; DATABASE_URL is read too (default: surety.db in data_dir)",
    },
    Key {
        name: "database_connections",
        kind: Kind::Number(1, 100),
        default: "8",
        help: "connections to the database per node (PostgreSQL; readers on SQLite)",
    },
    Key {
        name: "key_file",
        kind: Kind::Text,
        default: "",
        help: "this installation's secret key, made on the first start (default: surety.key in data_dir)",
    },
    Key {
        name: "admin.email",
        kind: Kind::Text,
        default: "",
        help: "administrator made on the first start, with admin.password; without them a one-time set-up link is printed",
    },
    Key {
        name: "admin.password",
        kind: Kind::Secret,
        default: "",
        help: "that administrator's first password; read on an empty database only",
    },
    Key {
        name: "log.format",
        kind: Kind::Word(&["text", "json"]),
        default: "text",
        help: "text for people, json for collectors; on standard error",
    },
    Key {
        name: "log.level",
        kind: Kind::Text,
        default: "info",
        help: "error, warn, info, debug, trace, or per module: info,surety_store=debug",
    },
    Key {
        name: "metrics.token",
        kind: Kind::Secret,
        default: "",
        help: "bearer token for /metrics; without one only the machine itself may read it",
    },
    Key {
        name: "jobs.workers",
        kind: Kind::Number(0, 64),
        default: "2",
        help: "timers and jobs worked on at the same time on this node; 0 leaves them to other nodes",
    },
    Key {
        name: "limits.connections",
        kind: Kind::Number(16, 65_536),
        default: "4096",
        help: "open HTTP connections per node",
    },
    Key {
        name: "limits.connections_per_address",
        kind: Kind::Number(4, 65_536),
        default: "256",
        help: "open HTTP connections from one IPv4 address or IPv6 /64",
    },
    Key {
        name: "stop_seconds",
        kind: Kind::Number(1, 600),
        default: "20",
        help: "after SIGTERM, how long requests in flight may take",
    },
    Key {
        name: "desk_name",
        kind: Kind::Text,
        default: "Surety",
        help: "the desk's name on screens and in mails",
    },
    Key {
        name: "pdf.font",
        kind: Kind::Text,
        default: "",
        help: "a font file (TrueType or OpenType) for PDFs, tried before the system's own fonts",
    },
    Key {
        name: "mail.domain",
        kind: Kind::Text,
        default: "",
        help: "domain of reply addresses and Message-IDs (default: the host of base_url)",
    },
    Key {
        name: "mail.addresses",
        kind: Kind::List,
        default: "",
        help: "addresses this desk receives at; mail from one of them is never answered",
    },
    Key {
        name: "demo",
        kind: Kind::Word(&["off", "when_empty"]),
        default: "off",
        help: "when_empty fills an empty database with a demo desk on start",
    },
    Key {
        name: "demo_tickets",
        kind: Kind::Number(10, 100_000),
        default: "2000",
        help: "tickets of the demo desk",
    },
];

/// The setting called `name` in the file.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|k| k.name == name)
}
