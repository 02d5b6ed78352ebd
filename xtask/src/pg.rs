//! The throw-away PostgreSQL of the tests, and that of the bench: clusters of
//! their own in the temporary folder, never one that holds somebody's data.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sh::{self, Failure};
use crate::system;

/// The server's address goes to the tests by this variable, without a
/// database's name: they make one each. Without it they start a server
/// themselves (crates/store/src/testing/cluster.rs).
pub const VARIABLE: &str = "SURETY_TEST_PG";

const USER: &str = "surety";

/// What a cluster is for.
#[derive(Clone, Copy)]
pub enum Use {
    /// Many small databases. Tests kill our processes, not PostgreSQL's
    /// machine, so nothing has to reach the disk.
    Tests,
    /// Measured: every commit is on the disk before it is answered, as on a
    /// real server, and the memory is what a small server has.
    Bench,
}

impl Use {
    fn name(self) -> &'static str {
        match self {
            Self::Tests => "test",
            Self::Bench => "bench",
        }
    }

    fn options(self) -> &'static str {
        match self {
            Self::Tests => {
                "-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                 -c shared_buffers=64MB -c max_wal_size=1GB"
            }
            Self::Bench => "-c shared_buffers=512MB -c max_wal_size=4GB",
        }
    }
}

/// One cluster per checkout and use.
fn place(what: Use) -> PathBuf {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    sh::root().hash(&mut hasher);
    std::env::temp_dir().join(format!(
        "surety-{}-pg-{:08x}",
        what.name(),
        hasher.finish() & 0xffff_ffff
    ))
}

/// Hands the cluster's URL to a command.
pub fn give(command: &mut Command, url: &str) {
    command.env(VARIABLE, url);
}

fn server_program(name: &str) -> Result<PathBuf, Failure> {
    sh::find(name, &system::postgres_dirs()).ok_or_else(|| {
        Failure::new(format!(
            "{name} is not installed: the tests run on PostgreSQL as well (Debian: apt-get install postgresql)"
        ))
    })
}

/// PostgreSQL refuses to run as root: root hands the work to another user.
fn as_owner(program: &Path) -> Command {
    if let Some(user) = owner() {
        let mut command = Command::new("runuser");
        command.args(["-u", user, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

fn owner() -> Option<&'static str> {
    let mut id = Command::new("id");
    id.arg("-u");
    if sh::output(id).ok()?.trim() != "0" {
        return None;
    }
    let mut postgres = Command::new("id");
    postgres.args(["-u", "postgres"]);
    Some(if sh::output(postgres).is_ok() {
        "postgres"
    } else {
        "nobody"
    })
}

fn running(dir: &Path) -> Option<String> {
    let url = std::fs::read_to_string(dir.join("url")).ok()?;
    let ctl = server_program("pg_ctl").ok()?;
    let mut status = as_owner(&ctl);
    status
        .arg("-D")
        .arg(dir.join("data"))
        .arg("status")
        .current_dir("/");
    sh::output(status).ok().map(|_| url)
}

/// Starts the cluster unless it runs, and answers its URL.
pub fn start(what: Use) -> Result<String, Failure> {
    if let Ok(url) = std::env::var(VARIABLE) {
        return Ok(url);
    }
    let dir = place(what);
    if let Some(url) = running(&dir) {
        return Ok(url);
    }
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir)?;
    if let Some(user) = owner() {
        let mut chown = Command::new("chown");
        chown.arg(user).arg(&dir);
        sh::output(chown)?;
    }
    let data = dir.join("data");
    let mut initdb = as_owner(&server_program("initdb")?);
    initdb
        .arg("-D")
        .arg(&data)
        .args(["--username", USER, "--auth", "trust", "--encoding", "UTF8"])
        .args(["--locale", "C", "--no-sync"])
        .current_dir("/");
    sh::output(initdb)?;
    // Free now; nobody else is likely to take it within the next second.
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let options = format!(
        "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} \
         -c max_connections=400 -c timezone=UTC \
         -c wal_level=minimal -c max_wal_senders=0 {}",
        dir.display(),
        what.options()
    );
    let mut start = as_owner(&server_program("pg_ctl")?);
    start
        .arg("-D")
        .arg(&data)
        .args(["-w", "-t", "60", "-o", &options, "-l"])
        .arg(dir.join("log"))
        .arg("start")
        .current_dir("/")
        // The server outlives us and must not keep a pipe of ours open.
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let log = dir.join("log");
    sh::run(start).map_err(|e| {
        let said = std::fs::read_to_string(&log).unwrap_or_default();
        Failure::new(format!("{e}\n{said}"))
    })?;
    let url = format!("postgres://{USER}@127.0.0.1:{port}");
    std::fs::write(dir.join("url"), &url)?;
    Ok(url)
}

/// Stops the cluster and removes it.
pub fn stop(what: Use) -> Result<(), Failure> {
    let dir = place(what);
    if running(&dir).is_some() {
        let mut stop = as_owner(&server_program("pg_ctl")?);
        stop.arg("-D")
            .arg(dir.join("data"))
            .args(["-m", "immediate", "stop"])
            .current_dir("/");
        sh::output(stop)?;
    }
    if dir.exists() {
        std::fs::remove_dir_all(&dir)?;
    }
    Ok(())
}
