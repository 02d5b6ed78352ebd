//! Running other programs with progress lines and plain failures.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a command of xtask ended early, for people.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FAILED: {}", self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Self {
        Self(e.to_string())
    }
}

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is one folder below the root")
        .to_path_buf()
}

/// Scratch space: stamps, logs.
pub fn scratch(name: &str) -> PathBuf {
    let dir = root().join("target/xtask");
    std::fs::create_dir_all(&dir).expect("target can be written");
    dir.join(name)
}

pub fn say(what: &str) {
    eprintln!("==> {what}");
}

/// The cargo that runs us.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args);
    command
}

/// In a form that can be pasted into a shell.
pub fn show(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    if text.ends_with("/cargo") {
        "cargo".clone_into(&mut text);
    }
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}

/// Runs with our output; a failure names the command.
pub fn run(mut command: Command) -> Result<(), Failure> {
    command.stdin(Stdio::null());
    let status = command
        .status()
        .map_err(|e| Failure::new(format!("{}: {e}", show(&command))))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{} ({status})", show(&command))))
    }
}

/// Runs silently; a failure shows what the command said.
pub fn output(mut command: Command) -> Result<String, Failure> {
    let done = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Failure::new(format!("{}: {e}", show(&command))))?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(Failure::new(format!(
            "{} ({})\n{}{}",
            show(&command),
            done.status,
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        )))
    }
}

/// A program in `PATH` or in `extra` folders.
pub fn find(program: &str, extra: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(extra.iter().cloned())
        .map(|dir| dir.join(program))
        .find(|p| p.is_file())
}

/// Numbered steps: a line before each, its time after it, the rest not begun
/// when one fails.
pub struct Stages {
    total: usize,
    begun: usize,
    start: Instant,
}

impl Stages {
    pub fn new(total: usize) -> Self {
        Self {
            total,
            begun: 0,
            start: Instant::now(),
        }
    }

    pub fn stage(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.begun += 1;
        say(&format!("[{}/{}] {name}", self.begun, self.total));
        let begin = Instant::now();
        match work() {
            Ok(()) => {
                let last = self.begun == self.total;
                // The last words belong to the test runner.
                if !last {
                    eprintln!(
                        "    {name}: ok in {} s ({} s so far)",
                        begin.elapsed().as_secs(),
                        self.start.elapsed().as_secs()
                    );
                }
                Ok(())
            }
            Err(Failure(why)) => Err(Failure(format!(
                "stage {}/{} ({name}): {why}",
                self.begun, self.total
            ))),
        }
    }
}
