//! What the tests need from the system: PostgreSQL, Chromium and fonts, from
//! Debian's own packages where absent.

use std::path::PathBuf;
use std::process::Command;

use crate::sh::{self, Failure};

/// Debian keeps the server's programs out of `PATH`.
pub fn postgres_dirs() -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|e| e.path().join("bin"))
        .collect();
    dirs.sort();
    dirs.reverse();
    dirs
}

/// The browser of the journeys.
pub fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome-stable"]
        .into_iter()
        .find_map(|p| sh::find(p, &[]))
}

/// Whether a font that fits this pattern of fontconfig is there.
fn font(pattern: &str) -> bool {
    let mut list = Command::new("fc-list");
    list.arg(pattern);
    sh::output(list).is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// What PDFs and pages in both languages are set in.
fn missing_fonts() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if !font(":lang=zh-cn") {
        packages.push("fonts-noto-cjk");
    }
    if !font("DejaVu Sans") {
        packages.push("fonts-dejavu-core");
    }
    if !packages.is_empty() {
        packages.push("fontconfig");
    }
    packages
}

fn missing() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if sh::find("initdb", &postgres_dirs()).is_none() {
        packages.push("postgresql");
    }
    if chromium().is_none() {
        packages.push("chromium");
    }
    packages.extend(missing_fonts());
    packages
}

fn is_root() -> bool {
    let mut id = Command::new("id");
    id.arg("-u");
    sh::output(id).is_ok_and(|uid| uid.trim() == "0")
}

/// Installs the fonts of documents where they are absent.
pub fn install_fonts() -> Result<Vec<&'static str>, Failure> {
    install_these(missing_fonts())
}

/// Installs what is missing. Answers what was installed.
pub fn install() -> Result<Vec<&'static str>, Failure> {
    install_these(missing())
}

fn install_these(packages: Vec<&'static str>) -> Result<Vec<&'static str>, Failure> {
    if packages.is_empty() {
        return Ok(packages);
    }
    let by_hand = format!("install these first: {}", packages.join(" "));
    if sh::find("apt-get", &[]).is_none() {
        return Err(Failure::new(format!(
            "packages of the system are missing, and there is no apt-get here; {by_hand}"
        )));
    }
    let apt = |args: &[&str]| {
        let mut command = if is_root() {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            sudo.args(["--non-interactive", "apt-get"]);
            sudo
        };
        command
            .args(["-y", "-q", "-o", "DPkg::Lock::Timeout=300"])
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive");
        sh::output(command).map_err(|e| Failure::new(format!("{e}\n{by_hand}")))
    };
    apt(&["update"])?;
    let mut args = vec!["install", "--no-install-recommends"];
    args.extend(&packages);
    apt(&args)?;
    Ok(packages)
}
