//! (f) Memory with a million tickets, time to start, size of the binary.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant as Wall};

use surety_app::Call;
use surety_app::tickets::list::{self, PageQuery, TicketParams};

use surety_app::ports::Clock as _;

use crate::desk::{Desk, WallClock};
use crate::table::{Table, percentile};

const EMAIL: &str = "admin@bench.example";
const PASSWORD: &str = "a long one for the bench";
/// Inbox pages that are asked for before the memory is read.
const PAGES: usize = 400;
/// Pages of the inbox as the console asks for them.
const PATHS: [&str; 4] = [
    "/api/v1/tickets?open=true&sort=-updated&limit=50",
    "/api/v1/tickets?open=true&sort=due&limit=50",
    "/api/v1/tickets?open=true&sort=priority&limit=50",
    "/api/v1/tickets?limit=100",
];

fn rss_megabytes(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("VmRSS:"))
        .and_then(|v| v.split_whitespace().next())
        .and_then(|v| v.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1_024.0
}

fn binary() -> Option<PathBuf> {
    let path = std::env::current_exe().ok()?.parent()?.join("surety");
    path.is_file().then_some(path)
}

/// What a server said: its head and its body.
struct Said {
    head: String,
    body: String,
}

/// One request on a connection of its own.
fn request(port: u16, method: &str, path: &str, headers: &str, body: &str) -> Option<Said> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let text = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(text.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some(Said {
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

fn answers(port: u16) -> bool {
    request(port, "GET", "/readyz", "", "")
        .is_some_and(|said| said.head.starts_with("HTTP/1.1 200"))
}

/// Signs in as the administrator and makes a token that may read tickets.
fn token(port: u16) -> Option<String> {
    const JSON: &str = "Content-Type: application/json\r\n";
    let asked = serde_json::json!({"email": EMAIL, "password": PASSWORD}).to_string();
    let said = request(port, "POST", "/api/v1/session", JSON, &asked)?;
    let cookie = said
        .head
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "))?
        .split(';')
        .next()?;
    // Chunk sizes, if any, stand around the one object.
    let object = |body: &str| -> Option<serde_json::Value> {
        serde_json::from_str(body.get(body.find('{')?..=body.rfind('}')?)?).ok()
    };
    let csrf = object(&said.body)?["csrf_token"].as_str()?.to_owned();
    let in_a_day = WallClock.now().plus_seconds(86_400).to_string();
    let asked =
        serde_json::json!({"name": "bench", "scopes": ["ticket_read"], "expires_at": in_a_day});
    let headers = format!(
        "{JSON}Cookie: {cookie}\r\nX-CSRF-Token: {csrf}\r\nIdempotency-Key: bench-token\r\n"
    );
    let said = request(port, "POST", "/api/v1/tokens", &headers, &asked.to_string())?;
    object(&said.body)?["token"].as_str().map(str::to_owned)
}

fn start(binary: &Path, dir: &Path, database: &Path, port: u16) -> Option<Child> {
    Command::new(binary)
        .arg("serve")
        .current_dir(dir)
        .env("SURETY_LISTEN", format!("127.0.0.1:{port}"))
        .env("SURETY_DATA_DIR", dir)
        .env("SURETY_DATABASE", format!("sqlite:{}", database.display()))
        .env("SURETY_ADMIN_EMAIL", EMAIL)
        .env("SURETY_ADMIN_PASSWORD", PASSWORD)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// Waits until it is ready; answers how long it took.
fn until_ready(port: u16) -> Duration {
    let begun = Wall::now();
    while !answers(port) && begun.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(2));
    }
    begun.elapsed()
}

/// Measures it on the large SQLite desk that the inbox left.
pub async fn measure(table: &mut Table, large: Desk) {
    eprintln!("(f) the process");
    let Some(binary) = binary() else {
        table.row(
            "(f) process",
            "the binary is not built; run make bench".into(),
            "",
            Some(false),
        );
        return;
    };
    let size = std::fs::metadata(&binary).map(|m| m.len()).unwrap_or(0) as f64 / 1_048_576.0;
    table.row(
        "(f) size of the binary",
        format!("{size:.1} MiB"),
        "≤ 40 MB",
        Some(size <= 38.1),
    );
    // The desk's own files, so that the started process has the million.
    let params = TicketParams::default();
    let _ = list::list(&large.app, &Call::system(), params, PageQuery::default()).await;
    let Some(path) = large.path() else { return };
    let Ok(dir) = tempfile_dir() else { return };
    let port = 18_480;
    // Started once before: the first start makes the administrator, and that
    // is no part of an ordinary start.
    let Some(mut first) = start(&binary, &dir, &path, port) else {
        return;
    };
    until_ready(port);
    let token = token(port);
    let _ = first.kill();
    let _ = first.wait();

    let begun = Wall::now();
    let Some(mut child) = start(&binary, &dir, &path, port) else {
        return;
    };
    until_ready(port);
    let start = begun.elapsed().as_secs_f64();
    table.row(
        "(f) start until ready",
        format!("{:.0} ms", start * 1e3),
        "≤ 500 ms",
        Some(start <= 0.5),
    );
    let idle = rss_megabytes(child.id());
    let mut pages = 0;
    let mut millis = Vec::new();
    if let Some(token) = &token {
        let headers = format!("Authorization: Bearer {token}\r\n");
        for round in 0..PAGES {
            let path = PATHS[round % PATHS.len()];
            let asked = Wall::now();
            let said = request(port, "GET", path, &headers, "");
            if said.is_some_and(|said| {
                said.head.starts_with("HTTP/1.1 200") && said.body.contains("\"number\"")
            }) {
                pages += 1;
                millis.push(asked.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    let rss = rss_megabytes(child.id());
    table.row(
        "(f) memory with the large desk",
        format!(
            "{rss:.0} MiB after {pages} of {PAGES} inbox pages over HTTP (median {:.1} ms), {idle:.0} MiB before",
            percentile(&mut millis, 50.0)
        ),
        "≤ 150 MB, every page",
        Some(rss <= 143.0 && pages == PAGES),
    );
    let _ = child.kill();
    let _ = child.wait();
    let _ = std::fs::remove_dir_all(&dir);
}

fn tempfile_dir() -> std::io::Result<PathBuf> {
    let dir = std::env::temp_dir().join(format!("surety-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    Ok(dir)
}
