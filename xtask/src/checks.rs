//! What is checked without running the program.

use std::collections::BTreeSet;

use crate::scan;
use crate::sh::{self, Failure, Stages};

/// How many stages [`all`] has.
pub const STAGES: usize = 5;

pub fn all(stages: &mut Stages) -> Result<(), Failure> {
    stages.stage("formatting", || {
        sh::run(sh::cargo(&["fmt", "--all", "--check"]))
            .map_err(|e| Failure::new(format!("{e}; `make fmt` mends it")))
    })?;
    stages.stage("directions between the crates", directions)?;
    stages.stage("licences and sources of the libraries", licences)?;
    stages.stage("secrets and machine paths", scan::all)?;
    stages.stage("lints", || {
        // The binary embeds the console: the folder must exist, whatever is in it.
        std::fs::create_dir_all("frontend/dist")?;
        sh::run(sh::cargo(&[
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))
    })
}

/// What a crate must not reach: by itself, or through anything it uses.
struct Rule {
    package: &'static str,
    depth: Option<u32>,
    forbidden: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 7] = [
    Rule {
        package: "surety-paper",
        depth: None,
        forbidden: &[
            "tokio",
            "async-trait",
            "rusqlite",
            "tokio-postgres",
            "axum",
            "hyper",
            "getrandom",
            "fontdb",
            "surety-domain",
            "surety-store",
            "surety-app",
            "surety-web",
        ],
        why: "documents know nothing of the desk, and fonts are given to them",
    },
    Rule {
        package: "surety-domain",
        depth: None,
        forbidden: &[
            "tokio",
            "async-trait",
            "futures-util",
            "rusqlite",
            "libsqlite3-sys",
            "tokio-postgres",
            "postgres-types",
            "axum",
            "hyper",
            "http",
            "tower",
            "reqwest",
            "getrandom",
            "rand",
            "rand_core",
            "tracing",
            "clap",
            "surety-store",
            "surety-app",
            "surety-web",
        ],
        why: "the domain has no I/O, no async, no randomness and no driver",
    },
    Rule {
        package: "surety-store",
        depth: None,
        forbidden: &[
            "axum",
            "hyper",
            "tower-http",
            "reqwest",
            "clap",
            "surety-app",
            "surety-web",
        ],
        why: "the store knows databases, not HTTP and not the rooms above it",
    },
    Rule {
        package: "surety-app",
        depth: None,
        forbidden: &[
            "axum",
            "hyper",
            "tower-http",
            "reqwest",
            "clap",
            "surety-web",
        ],
        why: "verbs do not know how they are spoken",
    },
    Rule {
        package: "surety-app",
        depth: Some(1),
        forbidden: &[
            "rusqlite",
            "tokio-postgres",
            "deadpool-postgres",
            "getrandom",
            "rand",
        ],
        why: "verbs reach the database through the store, randomness through a port",
    },
    Rule {
        package: "surety-web",
        depth: Some(1),
        forbidden: &[
            "rusqlite",
            "tokio-postgres",
            "deadpool-postgres",
            "surety-store",
            "clap",
            "getrandom",
            "rand",
        ],
        why: "HTTP speaks to verbs, never to tables",
    },
    Rule {
        package: "surety",
        depth: Some(1),
        forbidden: &["rusqlite", "tokio-postgres", "axum"],
        why: "the binary wires rooms together and does not do their work",
    },
];

fn packages(args: &[&str]) -> Result<Vec<String>, Failure> {
    let mut tree = sh::cargo(&["tree", "--locked", "--prefix", "none", "--no-dedupe"]);
    tree.args(args);
    Ok(sh::output(tree)?.lines().map(str::to_owned).collect())
}

fn directions() -> Result<(), Failure> {
    let mut broken = Vec::new();
    for rule in &RULES {
        let depth = rule.depth.map(|d| d.to_string());
        let mut args = vec!["-p", rule.package, "-e", "normal", "--format", "{p}"];
        if let Some(depth) = &depth {
            args.extend(["--depth", depth]);
        }
        let used: BTreeSet<String> = packages(&args)?
            .iter()
            .filter_map(|line| line.split(' ').next().map(str::to_owned))
            .collect();
        for name in rule.forbidden.iter().filter(|n| used.contains(**n)) {
            broken.push(format!("{} uses {name}: {}", rule.package, rule.why));
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("\n  {}", broken.join("\n  "))))
    }
}

/// The values of `allow = [ … ]` in deny.toml, which cargo-deny reads too.
fn allowed() -> Result<BTreeSet<String>, Failure> {
    let text = std::fs::read_to_string("deny.toml")?;
    let list = text
        .split_once("[licenses]")
        .and_then(|(_, rest)| rest.split_once("allow = ["))
        .and_then(|(_, rest)| rest.split_once(']'))
        .ok_or_else(|| Failure::new("deny.toml has no list of allowed licences"))?
        .0;
    Ok(list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect())
}

/// Whether a licence expression can be met with allowed licences alone.
/// Reads SPDX's `OR`, `AND`, parentheses, and the old `/` for `OR`.
fn acceptable(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let ok = any(&tokens, &mut at, allowed);
    ok && at == tokens.len()
}

fn any(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut ok = every(tokens, at, allowed);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        ok |= every(tokens, at, allowed);
    }
    ok
}

fn every(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut ok = one(tokens, at, allowed);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        ok &= one(tokens, at, allowed);
    }
    ok
}

fn one(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(token) = tokens.get(*at) else {
        return false;
    };
    *at += 1;
    if *token == "(" {
        let ok = any(tokens, at, allowed);
        *at += 1;
        return ok;
    }
    let mut name = (*token).to_owned();
    if tokens.get(*at) == Some(&"WITH") {
        let exception = tokens.get(*at + 1).copied().unwrap_or_default();
        name = format!("{token} WITH {exception}");
        *at += 2;
    }
    allowed.contains(&name)
}

fn licences() -> Result<(), Failure> {
    let allowed = allowed()?;
    let mut refused = BTreeSet::new();
    for line in packages(&[
        "--workspace",
        "-e",
        "normal,build,dev",
        "--format",
        "{p}|{l}",
    ])? {
        // cargo marks what it has printed already.
        if let Some((package, licence)) = line.split_once('|')
            && !acceptable(licence.trim_end_matches(" (*)"), &allowed)
        {
            refused.insert(format!("{package}: {licence:?}"));
        }
    }
    let lock = std::fs::read_to_string("Cargo.lock")?;
    for line in lock.lines() {
        if let Some(source) = line.strip_prefix("source = ")
            && source != "\"registry+https://github.com/rust-lang/crates.io-index\""
        {
            refused.insert(format!("Cargo.lock: source {source}"));
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = refused.into_iter().collect();
    Err(Failure::new(format!(
        "not allowed by deny.toml:\n  {}",
        list.join("\n  ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn licence_expressions() {
        let ours = set(&["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]);
        assert!(acceptable("MIT OR Apache-2.0", &ours));
        assert!(acceptable("Apache-2.0/MIT", &ours));
        assert!(acceptable("(MIT OR Apache-2.0) AND Unicode-3.0", &ours));
        assert!(acceptable(
            "GPL-3.0 OR Apache-2.0 WITH LLVM-exception",
            &ours
        ));
        assert!(!acceptable("Apache-2.0", &ours));
        assert!(!acceptable("MIT AND GPL-3.0", &ours));
        assert!(!acceptable("(MIT OR Apache-2.0) AND GPL-3.0", &ours));
        assert!(!acceptable("", &ours));
    }

    #[test]
    fn allowed_licences_are_read() {
        std::env::set_current_dir(sh::root()).unwrap();
        let allowed = allowed().unwrap();
        assert!(allowed.contains("MIT") && allowed.contains("Apache-2.0 WITH LLVM-exception"));
        assert!(!allowed.iter().any(|l| l.contains("AGPL")));
    }
}
