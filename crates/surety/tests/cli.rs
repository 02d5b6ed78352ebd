//! The command line as a partner program sees it: lines, exit status, files.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program in an empty folder with an empty environment.
fn surety(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_surety"));
    command.args(args).current_dir(dir).env_clear();
    command
}

fn fed(mut command: Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // A program that has ended early closes the pipe.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const MONDAY: &str = r#"{"id":1,"tz":"Europe/Berlin","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]},"op":"add","start":"2026-03-30T14:00:00Z","minutes":120}"#;

#[test]
fn the_example_of_the_readme_is_true() {
    let dir = tempfile::tempdir().unwrap();
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(MONDAY), "the README shows another example");
    let out = fed(surety(dir.path(), &["clock"]), MONDAY);
    let answer = text(&out.stdout);
    assert_eq!(answer, "{\"id\":1,\"result\":\"2026-03-31T08:00:00Z\"}\n");
    assert!(readme.contains(answer.trim()));
    assert!(out.status.success());
}

#[test]
fn a_bad_line_fails_alone_and_the_status_tells() {
    let dir = tempfile::tempdir().unwrap();
    let input = format!("{MONDAY}\nnonsense\n{MONDAY}\n");
    let out = fed(surety(dir.path(), &["clock"]), &input);
    let lines: Vec<String> = text(&out.stdout).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], lines[2]);
    assert!(
        lines[1].starts_with("{\"id\":null,\"error\":{\"code\":\"invalid_json\""),
        "{}",
        lines[1]
    );
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = surety(dir.path(), &["clock"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..10_000 {
        if writeln!(stdin, "{MONDAY}").is_err() {
            break;
        }
    }
    drop(stdin);
    let out = child.wait_with_output().unwrap();
    assert_eq!(text(&out.stderr), "");
    assert!(out.status.success());
}

#[test]
fn a_message_is_inspected_by_name_and_by_line() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("a.eml"),
        "From: Ann <ann@example.com>\r\nTo: support@desk.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello\r\n",
    )
    .unwrap();
    let by_name = fed(surety(dir.path(), &["mail", "inspect", "a.eml"]), "");
    let by_line = fed(
        surety(dir.path(), &["mail", "inspect", "-"]),
        "{\"file\":\"a.eml\"}\n",
    );
    assert_eq!(text(&by_name.stdout), text(&by_line.stdout));
    let seen: serde_json::Value = serde_json::from_slice(&by_name.stdout).unwrap();
    assert_eq!(seen["from"], "ann@example.com");
    assert_eq!(seen["subject"], "Grüße");
    assert!(by_name.status.success());

    let both = fed(
        surety(dir.path(), &["mail", "inspect", "missing.eml", "a.eml"]),
        "",
    );
    let lines: Vec<serde_json::Value> = text(&both.stdout)
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines[0]["file"], "missing.eml");
    assert_eq!(lines[0]["error"]["code"], "file_unreadable");
    assert_eq!(lines[1]["file"], "a.eml");
    assert_eq!(both.status.code(), Some(1));
}

#[test]
fn settings_are_checked() {
    let dir = tempfile::tempdir().unwrap();
    assert!(
        fed(surety(dir.path(), &["config", "check"]), "")
            .status
            .success()
    );
    std::fs::write(dir.path().join("surety.toml"), "lissen = '127.0.0.1:1'\n").unwrap();
    let out = fed(surety(dir.path(), &["config", "check"]), "");
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stdout).contains("did you mean listen?"));
    // And nothing else starts on them.
    let out = fed(surety(dir.path(), &["backup", "x"]), "");
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("did you mean listen?"));
    let mut other = surety(dir.path(), &["config", "check"]);
    other.env("SURETY_CONFIG", "other.toml");
    assert!(text(&fed(other, "").stdout).contains("other.toml cannot be read"));
}

#[test]
fn what_a_desk_keeps_only_its_user_can_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    // With the widest umask there is, and twice: a second start widens nothing.
    for _ in 0..2 {
        let out = Command::new("sh")
            .args(["-c", "umask 0; exec \"$0\" user set-up-link"])
            .arg(env!("CARGO_BIN_EXE_surety"))
            .current_dir(dir.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("SURETY_DATABASE", "sqlite:./data/surety.db")
            .env("SURETY_KEY_FILE", "./data/keys/surety.key")
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", text(&out.stderr));
    }
    let mut folders = vec![dir.path().join("data")];
    let mut names = Vec::new();
    while let Some(folder) = folders.pop() {
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    for name in ["surety.db", "surety.key"] {
        assert!(
            names.iter().any(|n| n == name),
            "{name} is not among {names:?}"
        );
    }
}

#[test]
fn the_doctor_answers_json() {
    let dir = tempfile::tempdir().unwrap();
    let out = fed(surety(dir.path(), &["doctor", "--json"]), "");
    assert_eq!(out.status.code(), Some(1), "there is no desk");
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["verdict"], "problem");
    assert!(!dir.path().join("data").exists(), "looking makes nothing");
}

#[test]
fn the_matrix_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    let out = fed(surety(dir.path(), &["permissions"]), "");
    assert!(text(&out.stdout).contains("ticket_read"));
}
