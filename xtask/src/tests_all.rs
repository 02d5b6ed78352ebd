//! Everything that runs the program, in the order of what fails soonest.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::front;
use crate::pg;
use crate::sh::{self, Failure, Stages};
use crate::system;

/// How many stages [`all`] has.
pub const STAGES: usize = 6;

/// What is fetched over the net while the processors do something else.
pub type Prepared = JoinHandle<Result<Vec<&'static str>, String>>;

pub fn prepare() -> Prepared {
    std::thread::spawn(|| system::install().map_err(|e| e.to_string()))
}

pub fn all(stages: &mut Stages, prepared: Prepared) -> Result<(), Failure> {
    let nextest = nextest();
    stages.stage("console: libraries, types, unit tests", || {
        front::install()?;
        sh::run(front::npm(&["run", "--silent", "typecheck"]))?;
        if Path::new("frontend/tools/openapi/package.json").is_file() {
            sh::run(front::npm(&["run", "--silent", "check:schema"]))?;
        }
        sh::run(front::npm(&["run", "--silent", "test"]))
    })?;
    stages.stage("console: assets", front::build)?;
    stages.stage("build of the program and all tests", || {
        let mut build = runner(nextest, &[]);
        build.arg("--no-run");
        sh::run(build)
    })?;
    stages.stage("system packages (PostgreSQL, Chromium, fonts)", || {
        let installed = prepared
            .join()
            .map_err(|_| Failure::new("the installation of packages ended in a panic"))?
            .map_err(Failure::new)?;
        if !installed.is_empty() {
            eprintln!("    installed {}", installed.join(" "));
        }
        Ok(())
    })?;
    stages.stage("journeys in the browser", || e2e(&[]))?;
    let url = pg::start(pg::Use::Tests)?;
    let outcome = stages.stage("tests on SQLite and PostgreSQL", || {
        let mut tests = runner(nextest, &[]);
        pg::give(&mut tests, &url);
        sh::run(tests)
    });
    // Whatever the outcome, no server stays behind.
    let stopped = pg::stop(pg::Use::Tests);
    outcome.and(stopped)
}

fn nextest() -> bool {
    let mut version = sh::cargo(&["nextest", "--version"]);
    version.env("NEXTEST_NO_UPDATE_CHECK", "1");
    sh::output(version).is_ok()
}

/// The test command. One set of flags for building and running, so that
/// nothing is compiled twice.
fn runner(nextest: bool, packages: &[&str]) -> Command {
    let mut command = if nextest {
        sh::cargo(&["nextest", "run", "--locked"])
    } else {
        sh::cargo(&["test", "--locked"])
    };
    if packages.is_empty() {
        command.arg("--workspace");
    }
    for package in packages {
        command.args(["-p", package]);
    }
    command
}

/// The binary that `cargo test` builds beside the tests.
const BINARY: &str = "target/debug/surety";
/// Tickets of the desk that the journeys are walked on.
const E2E_TICKETS: &str = "600";
/// How long that desk may take to open: an unoptimised program fills it.
const E2E_START: Duration = Duration::from_secs(240);
const E2E_EMAIL: &str = "ada@journeys.example";
const E2E_PASSWORD: &str = "three journeys a day";

/// A server that ends with this value.
struct Desk {
    server: Child,
    folder: PathBuf,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn e2e(args: &[String]) -> Result<(), Failure> {
    let browser = system::chromium()
        .ok_or_else(|| Failure::new("no Chromium (Debian: apt-get install chromium)"))?;
    let root = sh::root();
    let folder = std::env::temp_dir().join(format!("surety-journeys-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let log = sh::scratch("journeys.log");
    let server = Command::new(root.join(BINARY))
        .arg("serve")
        .current_dir(&folder)
        .env("SURETY_LISTEN", format!("127.0.0.1:{port}"))
        .env("SURETY_DEMO", "when_empty")
        .env("SURETY_DEMO_TICKETS", E2E_TICKETS)
        .env("SURETY_ADMIN_EMAIL", E2E_EMAIL)
        .env("SURETY_ADMIN_PASSWORD", E2E_PASSWORD)
        .env_remove("DATABASE_URL")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log)?)
        .spawn()
        .map_err(|e| Failure::new(format!("{BINARY}: {e}")))?;
    let mut desk = Desk { server, folder };
    let begin = Instant::now();
    let said = || std::fs::read_to_string(&log).unwrap_or_default();
    while !ready(port) {
        if let Some(status) = desk.server.try_wait()? {
            return Err(Failure::new(format!(
                "the desk of the journeys ended ({status})\n{}",
                said()
            )));
        }
        if begin.elapsed() > E2E_START {
            return Err(Failure::new(format!(
                "the desk of the journeys did not open\n{}",
                said()
            )));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    eprintln!(
        "    a desk with {E2E_TICKETS} tickets is open after {} s",
        begin.elapsed().as_secs()
    );
    let mut journeys = front::npm(&["run", "--silent", "e2e", "--"]);
    journeys.args(args);
    journeys
        .env("SURETY_URL", format!("http://localhost:{port}"))
        .env("SURETY_EMAIL", E2E_EMAIL)
        .env("SURETY_PASSWORD", E2E_PASSWORD)
        .env("SURETY_CHROMIUM", browser);
    sh::run(journeys)
        .map_err(|e| Failure::new(format!("{e}; the server's log is {}", log.display())))
}

/// Whether a server answers on the port.
fn ready(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
        return false;
    };
    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
    let mut answer = [0_u8; 12];
    stream
        .write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .and_then(|()| stream.read_exact(&mut answer))
        .is_ok_and(|()| &answer == b"HTTP/1.1 200")
}

/// Journeys alone, for work on the console.
pub fn e2e_only(args: &[String]) -> Result<(), Failure> {
    front::install()?;
    front::build()?;
    if !Path::new(BINARY).exists() {
        sh::run(sh::cargo(&["build", "--locked", "-p", "surety"]))?;
    }
    e2e(args)
}

/// The crash and race tests at full size; small ones are part of `test`.
pub fn torture() -> Result<(), Failure> {
    let url = pg::start(pg::Use::Tests)?;
    let full = |args: &[&str]| {
        let mut tests = sh::cargo(&["test", "--locked"]);
        tests
            .args(args)
            .args(["--", "--nocapture", "--test-threads=1"]);
        tests.env("SURETY_TORTURE", "full");
        pg::give(&mut tests, &url);
        sh::say(&sh::show(&tests));
        sh::run(tests)
    };
    let properties = || {
        let mut tests = sh::cargo(&["test", "--locked", "--release", "-p", "surety-domain"]);
        tests.env("PROPTEST_CASES", "10000");
        sh::say(&sh::show(&tests));
        sh::run(tests)
    };
    // The pure rooms from a seed of their own, the engine alone, then the main
    // job on top of it.
    let outcome = properties()
        .and_then(|()| full(&["-p", "surety-store", "--lib", "crash"]))
        .and_then(|()| full(&["-p", "surety-app", "--test", "torture"]));
    let stopped = pg::stop(pg::Use::Tests);
    outcome.and(stopped)
}
