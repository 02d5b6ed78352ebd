//! `surety doctor`: what the database can be asked, and what only this machine
//! knows.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use surety_app::diagnostics::doctor::{self, Finding, Verdict};

use crate::config::Config;
use crate::{adapters, desk, progress};

/// Less free space than this is a problem, bytes.
const FREE_BYTES_PROBLEM: u64 = 256 * 1024 * 1024;
/// Less free space than this is a warning, bytes.
const FREE_BYTES_WARNING: u64 = 2 * 1024 * 1024 * 1024;

/// Looks at everything, prints it, and answers 1 when something is wrong.
pub async fn run(config: &Config, json: bool) -> anyhow::Result<ExitCode> {
    let mut findings = vec![
        key_file(&config.key_file),
        fonts(config.pdf_font.as_deref()),
    ];
    // A desk without a folder of its own has nothing to run full there.
    if config.data_dir.exists() {
        findings.push(disk(&config.data_dir));
    }
    findings.extend(database(config).await);
    let worst = findings
        .iter()
        .map(|f| f.verdict)
        .max()
        .unwrap_or(Verdict::Ok);
    if json {
        println!(
            "{}",
            serde_json::json!({"verdict": worst, "findings": findings})
        );
    } else {
        for finding in &findings {
            let mark = match finding.verdict {
                Verdict::Ok => "ok     ",
                Verdict::Warning => "warning",
                Verdict::Problem => "PROBLEM",
            };
            println!("{mark}  {:<10} {}", finding.check, finding.found);
            if let Some(advice) = finding.advice {
                println!("{:>20} {advice}", "→");
            }
        }
    }
    Ok(if worst == Verdict::Problem {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

async fn database(config: &Config) -> Vec<Finding> {
    const ADVICE: &str = "is the setting `database` right, and does the server run?";
    // Opening would make the file: a doctor does not.
    if let Some(file) = config.sqlite_file()
        && !file.exists()
    {
        return vec![Finding::problem(
            "database",
            format!("{} does not exist", file.display()),
            ADVICE,
        )];
    }
    let db = match desk::database(config).await {
        Ok(db) => db,
        Err(e) => return vec![Finding::problem("database", format!("{e:#}"), ADVICE)],
    };
    let mut findings = vec![Finding::ok(
        "database",
        match db.engine() {
            surety_store::Engine::Sqlite => "SQLite answers",
            surety_store::Engine::Postgres => "PostgreSQL answers",
        },
    )];
    let bar = progress::bar(0, "files");
    findings.extend(
        doctor::examine(&db, adapters::now(), |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await,
    );
    bar.finish_and_clear();
    findings
}

fn key_file(path: &Path) -> Finding {
    const CHECK: &str = "key_file";
    let meta = match std::fs::metadata(path) {
        Ok(meta) => meta,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Finding::warning(
                CHECK,
                format!("{} does not exist", path.display()),
                "a new desk makes one on its first start; put an older desk's file back",
            );
        }
        Err(e) => {
            return Finding::problem(
                CHECK,
                format!("{}: {e}", path.display()),
                "make it readable for this user",
            );
        }
    };
    let mode = meta.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Finding::problem(
            CHECK,
            format!("{} can be read by others (mode {mode:03o})", path.display()),
            "chmod 600, and think about who had access: whoever has the key can open sealed secrets",
        );
    }
    match adapters::installation_key(path) {
        Ok(_) => Finding::ok(
            CHECK,
            format!("{} (mode {mode:03o}, user {})", path.display(), meta.uid()),
        ),
        Err(e) => Finding::problem(CHECK, format!("{e:#}"), "restore it from where you keep it"),
    }
}

/// Whether documents can be made in both languages.
fn fonts(file: Option<&Path>) -> Finding {
    const CHECK: &str = "fonts";
    let set = match surety_paper::system_fonts(file) {
        Ok(set) => set,
        Err(e) => {
            return Finding::problem(
                CHECK,
                e.to_string(),
                "name a TrueType or OpenType file in pdf.font",
            );
        }
    };
    let paper = surety_paper::Paper {
        title: "Surety 服务".into(),
        ..surety_paper::Paper::default()
    };
    match surety_paper::pdf(&paper, &set, 0) {
        Ok(_) => Finding::ok(
            CHECK,
            set.regular
                .first()
                .map(|f| f.name.clone())
                .unwrap_or_default(),
        ),
        Err(e) => Finding::warning(
            CHECK,
            e.to_string(),
            "install fonts-noto-cjk, or name a font file in pdf.font: PDFs with Chinese are refused until then",
        ),
    }
}

/// Free space as `df` sees it: the standard library cannot ask.
fn disk(dir: &Path) -> Finding {
    const CHECK: &str = "disk";
    const ADVICE: &str = "free some space: a desk whose disk is full takes nothing in";
    let free = Command::new("df")
        .args(["-kP"])
        .arg(dir)
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|out| out.status.success())
        .and_then(|out| free_bytes(&String::from_utf8_lossy(&out.stdout)));
    let Some(free) = free else {
        return Finding::warning(
            CHECK,
            "the free space could not be asked (df)",
            "look at it yourself",
        );
    };
    let found = format!("{} MiB free at {}", free / (1024 * 1024), dir.display());
    match free {
        f if f < FREE_BYTES_PROBLEM => Finding::problem(CHECK, found, ADVICE),
        f if f < FREE_BYTES_WARNING => Finding::warning(CHECK, found, ADVICE),
        _ => Finding::ok(CHECK, found),
    }
}

/// The fourth column of the second line of `df -kP`, in bytes.
fn free_bytes(df: &str) -> Option<u64> {
    let kib: u64 = df.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn df_is_read() {
        let df = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 1000 400 600 40% /\n";
        assert_eq!(free_bytes(df), Some(600 * 1024));
        assert_eq!(free_bytes("df: no such file\n"), None);
    }

    #[test]
    fn a_key_that_others_can_read_is_a_problem() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("surety.key");
        assert_eq!(key_file(&path).verdict, Verdict::Warning);
        assert!(!path.exists(), "looking makes nothing");
        adapters::installation_key(&path).unwrap();
        assert_eq!(key_file(&path).verdict, Verdict::Ok);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(key_file(&path).verdict, Verdict::Problem);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "no key").unwrap();
        assert_eq!(key_file(&path).verdict, Verdict::Problem);
    }

    #[tokio::test]
    async fn looking_makes_no_database() {
        let dir = tempfile::tempdir().unwrap();
        let config = crate::config::for_tests(dir.path());
        run(&config, true).await.unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
