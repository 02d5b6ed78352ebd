//! Drives cargo, npm and PostgreSQL: `cargo xtask help` lists what it does.
//! No dependencies, so that it builds in seconds on a fresh machine.

mod checks;
mod front;
mod pg;
mod scan;
mod sh;
mod stamp;
mod system;
mod tests_all;

use std::process::ExitCode;

use sh::{Failure, Stages};

const HELP: &str = "\
cargo xtask <command>
  run [ARGS]    build everything, start a desk (data in ./data, a demo desk when it is empty);
                ARGS go to `surety serve`
  dist          console and release binary, target/release/surety
  front         the console's assets only, frontend/dist
  check         formatting, lints, layer directions, licences, secrets
  test          all tests on both databases, console and browser included;
                installs what it needs on Debian
  ci            check, then test; ends with the test runner's summary
  e2e [ARGS]    browser journeys only; ARGS go to playwright
  bench [ARGS]  the table of measurements
  torture       crash and race tests at full size
  pg start|stop|url|env   the throw-away PostgreSQL of the tests
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    std::env::set_current_dir(sh::root()).expect("the workspace root exists");
    match dispatch(command, rest) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<ExitCode, Failure> {
    match command {
        "run" => run(rest)?,
        "dist" => {
            dist()?;
        }
        "front" => {
            front::build()?;
        }
        "check" => {
            let mut stages = Stages::new(checks::STAGES);
            checks::all(&mut stages)?;
        }
        "test" => {
            let mut stages = Stages::new(tests_all::STAGES);
            let prepared = tests_all::prepare();
            tests_all::all(&mut stages, prepared)?;
        }
        "ci" => {
            // Packages come over the net while the lints use the processors.
            let prepared = tests_all::prepare();
            let mut stages = Stages::new(checks::STAGES + tests_all::STAGES);
            checks::all(&mut stages)?;
            tests_all::all(&mut stages, prepared)?;
        }
        "e2e" => tests_all::e2e_only(rest)?,
        "bench" => {
            let url = pg::start(pg::Use::Bench)?;
            // The bench starts the desk itself for the figures of the process.
            sh::run(sh::cargo(&[
                "build",
                "--release",
                "--locked",
                "-p",
                "surety",
            ]))?;
            let mut cargo =
                sh::cargo(&["run", "--release", "--locked", "-p", "surety-bench", "--"]);
            cargo.args(rest);
            pg::give(&mut cargo, &url);
            let outcome = sh::run(cargo);
            pg::stop(pg::Use::Bench)?;
            outcome?;
        }
        "torture" => tests_all::torture()?,
        "pg" => match rest.first().map(String::as_str) {
            Some("start" | "url") => println!("{}", pg::start(pg::Use::Tests)?),
            Some("env") => println!("export {}={}", pg::VARIABLE, pg::start(pg::Use::Tests)?),
            Some("stop") => pg::stop(pg::Use::Tests)?,
            _ => return Err(Failure::new("cargo xtask pg start|stop|url|env")),
        },
        "help" | "--help" | "-h" => print!("{HELP}"),
        other => {
            eprint!("{HELP}");
            return Err(Failure::new(format!("no command {other:?}")));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The release binary with the console inside.
fn dist() -> Result<(), Failure> {
    front::build()?;
    sh::say("binary (release; the first build takes some minutes)");
    sh::run(sh::cargo(&[
        "build",
        "--release",
        "--locked",
        "-p",
        "surety",
    ]))
}

/// Builds and becomes the server, so that ctrl-C reaches it directly.
fn run(rest: &[String]) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;
    dist()?;
    // Without them the desk runs all the same, and refuses PDFs with Chinese.
    if let Err(error) = system::install_fonts() {
        eprintln!("no fonts for PDFs were installed: {error}");
    }
    let mut server = std::process::Command::new("target/release/surety");
    server.arg("serve").args(rest);
    if std::env::var_os("SURETY_DEMO").is_none() {
        server.env("SURETY_DEMO", "when_empty");
    }
    Err(Failure::new(format!(
        "surety did not start: {}",
        server.exec()
    )))
}
