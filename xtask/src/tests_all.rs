//! Everything that runs the program, in the order of what fails soonest.

use std::path::Path;
use std::process::Command;
use std::thread::JoinHandle;

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
    let url = pg::start()?;
    let outcome = stages.stage("tests on SQLite and PostgreSQL", || {
        let mut tests = runner(nextest, &[]);
        pg::give(&mut tests, &url);
        sh::run(tests)
    });
    // Whatever the outcome, no server stays behind.
    let stopped = pg::stop();
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

fn e2e(args: &[String]) -> Result<(), Failure> {
    let browser = system::chromium()
        .ok_or_else(|| Failure::new("no Chromium (Debian: apt-get install chromium)"))?;
    let root = sh::root();
    let mut journeys = front::npm(&["run", "--silent", "e2e", "--"]);
    journeys.args(args);
    journeys
        .env("SURETY_BINARY", root.join(BINARY))
        .env("SURETY_CHROMIUM", browser);
    sh::run(journeys)
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
    let url = pg::start()?;
    let mut tests = sh::cargo(&[
        "test",
        "--locked",
        "-p",
        "surety-app",
        "--test",
        "torture",
        "--",
        "--nocapture",
        "--test-threads=1",
    ]);
    tests.env("SURETY_TORTURE", "full");
    pg::give(&mut tests, &url);
    let outcome = sh::run(tests);
    let stopped = pg::stop();
    outcome.and(stopped)
}
