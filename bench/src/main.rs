//! One table of ratios, everything measured in one run on this machine.
//!
//! `make bench` runs it in release. The machine is noisy: read the ratios, not
//! the absolute figures. `-- --small` takes a tenth of the sizes, `-- --only=ab`
//! the parts (a) and (b) alone, `-- --tickets=1000` so many tickets in (a),
//! `-- --engine=sqlite` one engine of it.

mod clock;
mod desk;
mod diagnostics;
mod inbox;
mod mail;
mod pipeline;
mod process;
mod simulate;
mod table;
mod timers;

use table::Table;

/// Most of what a request costs beside the database is allocation.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Tickets opened by the pipeline.
    pub tickets: usize,
    /// Tickets in the largest inbox, and open timers.
    pub large: usize,
    /// Repetitions of one page.
    pub pages: usize,
}

fn main() {
    let small = std::env::args().any(|a| a == "--small");
    let mut size = if small {
        Size {
            tickets: 400,
            large: 100_000,
            pages: 100,
        }
    } else {
        Size {
            tickets: 4_000,
            large: 1_000_000,
            pages: 300,
        }
    };
    let said = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    if let Some(tickets) = said("--tickets=").and_then(|n| n.parse().ok()) {
        size.tickets = tickets;
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("no runtime: {error}");
            std::process::exit(1);
        }
    };
    let mut table = Table::new();
    let only = said("--only=");
    let wanted = |part: char| only.as_ref().is_none_or(|parts| parts.contains(part));
    if wanted('c') {
        clock::measure(&mut table);
    }
    if wanted('g') {
        diagnostics::measure(&mut table);
    }
    runtime.block_on(async {
        if wanted('a') {
            pipeline::measure(&mut table, size).await;
        }
        if wanted('e') {
            mail::measure(&mut table, size).await;
        }
        if wanted('d') {
            timers::measure(&mut table, size).await;
        }
        if wanted('h') {
            simulate::measure(&mut table, size).await;
        }
        // The process is measured on the large desk that the inbox leaves.
        if wanted('b') || wanted('f') {
            let large = inbox::measure(&mut table, size).await;
            process::measure(&mut table, large).await;
        }
    });
    table.print();
    if table.missed() {
        // A bar that is missed is said in the table; benches never fail a build.
        eprintln!("some bars are missed, see above");
    }
}
