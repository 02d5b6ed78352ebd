//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use surety_domain::time::Instant;

/// The help desk that keeps its promises.
#[derive(Debug, Parser)]
#[command(name = "surety", version, max_term_width = 100)]
pub struct Cli {
    /// Settings file [default: surety.toml, if there is one].
    #[arg(long, global = true, env = "SURETY_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the desk.
    Serve,
    /// Fill an empty database with the demo desk, without serving it.
    Demo,
    /// People who sign in.
    #[command(subcommand)]
    User(User),
    /// Print the API's OpenAPI document.
    Openapi,
    /// Business-time calculator: JSON lines in, JSON lines out.
    Clock,
    /// Service level clocks.
    #[command(subcommand)]
    Sla(Sla),
    /// Credit periods.
    #[command(subcommand)]
    Credits(Credits),
    /// Entitlement decisions.
    #[command(subcommand)]
    Entitlement(Entitlement),
    /// A draft SLA, plan, calendar or contract against the tickets of a past span: what would change.
    Simulate(Simulate),
    /// Mail: look at it, take it in.
    #[command(subcommand)]
    Mail(Mail),
    /// Settings.
    #[command(subcommand)]
    Config(Settings),
    /// Look through the desk for what must not be; exit status 1 when something is wrong.
    Doctor(Doctor),
    /// Print who may do what: role by permission and whose object it is.
    Permissions,
    /// Copy the database of a running desk to a file, checked (SQLite).
    Backup(Target),
    /// Put a backup in the place of the database (SQLite; stop the server first).
    Restore(Target),
}

/// Options of `simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// The drafts as JSON; `-` (or none) reads them from standard input.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The first instant, RFC 3339 or a date in UTC [default: 90 days before the end].
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub from: Option<Instant>,
    /// The first instant after the span [default: now].
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub to: Option<Instant>,
    /// Print only tickets for which anything differs.
    #[arg(long)]
    pub changed: bool,
}

fn instant(text: &str) -> Result<Instant, String> {
    let midnight = format!("{text}T00:00:00Z");
    Instant::parse(text)
        .or_else(|_| Instant::parse(&midnight))
        .map_err(|_| "expected an instant as 2026-03-29T09:00:00Z, or a date as 2026-03-29".into())
}

/// Options of `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// One JSON object instead of lines for people.
    #[arg(long)]
    pub json: bool,
}

/// A backup file.
#[derive(Debug, Args)]
pub struct Target {
    /// The backup; its manifest is beside it, with .manifest.json at its end.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Replace what is there.
    #[arg(long)]
    pub force: bool,
}

/// Service level clocks.
#[derive(Debug, Subcommand)]
pub enum Sla {
    /// Policy and events in, every clock out: JSON lines.
    Replay,
}

/// Credit periods.
#[derive(Debug, Subcommand)]
pub enum Credits {
    /// Anchor, unit and zone in, boundaries and periods out: JSON lines.
    Periods,
}

/// Entitlement decisions.
#[derive(Debug, Subcommand)]
pub enum Entitlement {
    /// A ticket and its contracts in, the decision with its trace out: JSON lines.
    Explain {
        /// Ask the desk's own database: a ticket by its number, or a hypothetical one.
        #[arg(long)]
        live: bool,
    },
}

/// Mail.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// What the intake sees in a raw message: one JSON line each.
    Inspect(Inspect),
    /// Take mails in: a message, an mbox or a Maildir. Can be repeated: what is there stays.
    Import(Import),
}

/// Options of `mail import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Messages, mboxes, Maildirs.
    #[arg(value_name = "FILE", required = true)]
    pub paths: Vec<PathBuf>,
    /// The address at which they arrived [default: the first of mail.addresses].
    #[arg(long, value_name = "ADDRESS")]
    pub mailbox: Option<String>,
    /// Print a JSON line per mail.
    #[arg(long)]
    pub lines: bool,
}

/// People who sign in.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Print a one-time link: to make the first administrator, or for one agent to set a new password.
    SetUpLink {
        /// The agent's address; without it, for the first administrator.
        #[arg(long)]
        email: Option<String>,
    },
}

/// Options of `mail inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// Raw messages; `-` (or none) reads lines {"file": PATH} from standard input.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Settings.
#[derive(Debug, Subcommand)]
pub enum Settings {
    /// The effective settings without secrets, and what is wrong with them.
    Check,
    /// Every setting with its variable, its default and what it does.
    List,
}
