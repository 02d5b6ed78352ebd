//! The console: npm and vite, each only when its inputs changed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sh::{self, Failure};
use crate::stamp;

/// The oldest Node that the console's tools take.
const NODE_OLDEST: (u32, u32) = (20, 19);

const LOCK: [&str; 3] = [
    "frontend/package.json",
    "frontend/package-lock.json",
    "frontend/.npmrc",
];

pub fn npm(args: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.args(["--prefix", "frontend"]).args(args);
    npm
}

/// Installs the locked libraries.
pub fn install() -> Result<(), Failure> {
    node()?;
    let lock = stamp::fingerprint(&LOCK)?;
    stamp::unless_fresh(
        "npm.stamp",
        &lock,
        Path::new("frontend/node_modules"),
        || {
            sh::say("console libraries (npm ci)");
            let mut ci = npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
            // The browser is Debian's: nothing is fetched behind npm's back.
            ci.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            sh::run(ci)
        },
    )?;
    let tool = Path::new("frontend/tools/openapi");
    if tool.join("package-lock.json").is_file() {
        let lock = stamp::fingerprint(&["frontend/tools/openapi"])?;
        stamp::unless_fresh("openapi.stamp", &lock, &tool.join("node_modules"), || {
            let mut ci = Command::new("npm");
            ci.arg("--prefix").arg(tool);
            ci.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
            sh::run(ci)
        })?;
    }
    Ok(())
}

/// Builds `frontend/dist` when its sources changed.
pub fn build() -> Result<(), Failure> {
    if !Path::new("frontend/package.json").is_file() {
        return Err(Failure::new("frontend/package.json is missing"));
    }
    // API snapshots and journeys do not go into the assets.
    let sources: Vec<PathBuf> = std::fs::read_dir("frontend")?
        .filter_map(Result::ok)
        .filter(|e| e.file_name() != "e2e" && !e.file_name().to_string_lossy().starts_with(".v"))
        .filter(|e| {
            !["node_modules", "dist", "test-results"]
                .iter()
                .any(|s| e.file_name() == **s)
        })
        .map(|e| e.path())
        .collect();
    let mut inputs: Vec<&str> = sources.iter().filter_map(|p| p.to_str()).collect();
    inputs.push("locales");
    let print = stamp::fingerprint(&inputs)?;
    stamp::unless_fresh(
        "dist.stamp",
        &print,
        Path::new("frontend/dist/index.html"),
        || {
            install()?;
            sh::say("console (vite build)");
            sh::run(npm(&["run", "--silent", "build"]))
        },
    )?;
    Ok(())
}

fn node() -> Result<(), Failure> {
    let needed = format!("Node {}.{} or newer with npm", NODE_OLDEST.0, NODE_OLDEST.1);
    let mut command = Command::new("node");
    command.arg("--version");
    let version = sh::output(command).map_err(|_| {
        Failure::new(format!(
            "{needed} is needed to build the console, and `node` is not there"
        ))
    })?;
    let mut parts = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    let found = match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor),
        _ => (0, 0),
    };
    if found < NODE_OLDEST {
        return Err(Failure::new(format!(
            "{needed} is needed, found {}",
            version.trim()
        )));
    }
    Ok(())
}
