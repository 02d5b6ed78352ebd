//! (f) Memory with a million tickets, time to start, size of the binary.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Wall};

use surety_app::Call;
use surety_app::tickets::list::{self, PageQuery, TicketParams};

use crate::desk::Desk;
use crate::table::Table;

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

fn answers(port: u16) -> bool {
    use std::io::{Read, Write};
    let Ok(mut stream) = std::net::TcpStream::connect(("127.0.0.1", port)) else {
        return false;
    };
    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
    let asked =
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
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
    let begun = Wall::now();
    let child = Command::new(&binary)
        .arg("serve")
        .current_dir(&dir)
        .env("SURETY_LISTEN", format!("127.0.0.1:{port}"))
        .env("SURETY_DATA_DIR", &dir)
        .env("SURETY_DATABASE", format!("sqlite:{}", path.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return };
    while !answers(port) && begun.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = begun.elapsed().as_secs_f64();
    table.row(
        "(f) start until ready",
        format!("{:.0} ms", start * 1e3),
        "≤ 500 ms",
        Some(start <= 0.5),
    );
    for _ in 0..200 {
        answers(port);
    }
    let rss = rss_megabytes(child.id());
    table.row(
        "(f) memory with the large desk",
        format!("{rss:.0} MiB"),
        "≤ 150 MB",
        Some(rss <= 143.0),
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
