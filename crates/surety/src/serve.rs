//! `surety serve`: the desk, until it is told to stop.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use surety_app::demo;
use surety_app::identity::setup::{FirstAdministrator, FirstStart, first_start};
use surety_app::identity::{SecretText, roles};
use surety_app::jobs::{Effects, Schedule, Worker};
use surety_app::mail::receive::process_waiting;
use surety_app::{App, seed};
use surety_web::{Metrics, Server, ServerLimits, WebConfig};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::{Config, masked_url};
use crate::outbox::OutboxFolder;
use crate::{adapters, desk, progress};

/// How often stored mails that became nothing are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(15);
/// Mails taken up at a time.
const SWEEP_LIMIT: i64 = 50;

/// Runs until SIGTERM, SIGINT or a failure of the storage. After a failure
/// the exit status is 1, so that a supervisor starts the desk again: what was
/// under way is decided by idempotency keys then.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    // First: a taken port is told before anything is changed.
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", config.listen))?;
    let app = desk::open(config).await?;
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        database = masked_url(config.database.expose()),
        "starting"
    );
    furnish(&app, config).await?;
    if config.demo_when_empty {
        print_sign_ins(&app).await?;
    }

    let (stop, stopping) = watch::channel(false);
    let server = Server::new(app.clone(), web_config(config));
    let mut workers = start_workers(&app, config, &server.metrics(), &stopping);
    let (ended, mut end) = watch::channel(End::Running);
    let waiting = {
        let app = app.clone();
        async move {
            let _ = ended.send(wait(&app).await);
        }
    };
    tracing::info!(listen = %config.listen, url = config.base_url, "the desk is open");
    announce(config);
    server.serve(listener, waiting).await?;
    let _ = stop.send(true);
    let deadline = Duration::from_secs(config.stop_seconds);
    if tokio::time::timeout(deadline, async {
        while workers.join_next().await.is_some() {}
    })
    .await
    .is_err()
    {
        // Their leases run out and other nodes take over.
        tracing::warn!("jobs in hand did not end in time");
    }
    let why = end.borrow_and_update().clone();
    match (why, app.db().fatal()) {
        (End::Failed(reason), _) | (_, Some(reason)) => {
            tracing::error!(
                reason,
                "the storage failed: nothing more can be acknowledged; stopped"
            );
            Ok(ExitCode::FAILURE)
        }
        _ => {
            tracing::info!("stopped");
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Why the desk ends.
#[derive(Debug, Clone)]
enum End {
    Running,
    Asked,
    Failed(String),
}

async fn wait(app: &App) -> End {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return End::Failed("signals cannot be listened for".to_owned());
    };
    let end = tokio::select! {
        _ = terminate.recv() => End::Asked,
        _ = interrupt.recv() => End::Asked,
        reason = app.db().until_fatal() => End::Failed(reason),
    };
    tracing::info!("stopping");
    end
}

/// What every desk starts with, its first administrator, and the demo desk
/// where one is wanted and nothing is there.
///
/// # Errors
/// As the verbs and the store report.
pub async fn furnish(app: &App, config: &Config) -> anyhow::Result<()> {
    let wants_demo = config.demo_when_empty && demo::state(app).await? == demo::State::Empty;
    let admin = config.admin.as_ref().map(|admin| FirstAdministrator {
        email: admin.email.clone(),
        password: SecretText::new(admin.password.expose()),
    });
    roles::seed_roles(app).await?;
    seed::essentials(app)
        .await
        .context("the desk cannot be furnished")?;
    if wants_demo && admin.is_none() {
        build_demo(app, config.demo_tickets).await?;
    }
    let start = first_start(app, admin)
        .await
        .context("the first administrator cannot be made")?;
    match start {
        FirstStart::Ready => {}
        FirstStart::Created => tracing::info!("made the administrator of the settings"),
        // Not through the log: collectors keep it, and the link is a secret.
        FirstStart::Link(link) => eprintln!(
            "\nThis desk has no administrator yet. Open this link to make one; it works once and for 24 hours:\n\n    {link}\n"
        ),
    }
    if wants_demo && config.admin.is_some() {
        build_demo(app, config.demo_tickets).await?;
    }
    Ok(())
}

/// Fills an empty desk with the demo desk.
///
/// # Errors
/// As the verbs and the store report.
pub async fn build_demo(app: &App, tickets: usize) -> anyhow::Result<()> {
    eprintln!("filling the empty desk with {tickets} demo tickets over 90 days");
    let bar = progress::bar(u64::try_from(tickets).unwrap_or(0), "demo");
    let size = demo::Size {
        tickets,
        ..demo::Size::default()
    };
    let built = demo::build(app, size, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })
    .await;
    bar.finish_and_clear();
    if !built.context("the demo desk cannot be built")? {
        eprintln!("another node is filling it already");
    }
    Ok(())
}

/// Who can sign in to the demo desk, for the person at the terminal.
async fn print_sign_ins(app: &App) -> anyhow::Result<()> {
    match demo::state(app).await? {
        demo::State::Whole => {
            eprintln!("\nDemo desk. Sign in as");
            for person in demo::sign_ins(app) {
                eprintln!(
                    "    {:<28} {:<42} {}",
                    person.role,
                    person.email,
                    person.password.expose()
                );
            }
        }
        demo::State::Begun => {
            eprintln!(
                "the demo desk was begun and not finished: remove the database and start again"
            );
        }
        demo::State::NotADemo | demo::State::Empty => {}
    }
    Ok(())
}

fn start_workers(
    app: &App,
    config: &Config,
    metrics: &Metrics,
    stopping: &watch::Receiver<bool>,
) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    let node = node_name();
    // Until a mail server can be configured, what leaves is a file each.
    let effects = Effects {
        mail_out: Some(Arc::new(OutboxFolder::new(config.data_dir.join("outbox")))),
    };
    if config.job_workers > 0 {
        workers.spawn(sweep(app.clone(), stopping.clone()));
        workers.spawn(Schedule::new(app.clone()).run(stopping.clone()));
    }
    for number in 0..config.job_workers {
        let worker = Worker::new(app.clone(), effects.clone(), format!("{node}-{number}"));
        let stop = stopping.clone();
        let metrics = metrics.clone();
        let mut lateness = worker.lateness();
        tokio::spawn(async move {
            // Ends with its worker.
            while lateness.changed().await.is_ok() {
                let late = lateness.borrow_and_update().last_micros;
                metrics.timer_late(Duration::from_micros(u64::try_from(late).unwrap_or(0)));
            }
        });
        workers.spawn(async move {
            if let Err(error) = worker.run(stop).await {
                tracing::error!(code = error.code(), %error, "a worker ended");
            }
        });
    }
    workers
}

/// Takes up mails that were stored and not processed, as after a crash.
async fn sweep(app: App, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        match process_waiting(&app, SWEEP_LIMIT).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "processed mails that were waiting"),
            Err(error) if app.db().fatal().is_some() => {
                tracing::error!(code = error.code(), %error, "the sweep ended");
                return;
            }
            Err(error) => {
                tracing::warn!(code = error.code(), %error, "waiting mails could not be processed; will try again")
            }
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            changed = stopping.changed() => if changed.is_err() { return },
        }
    }
}

/// Unlike any other node's, also on one machine.
fn node_name() -> String {
    let mut random = [0_u8; 4];
    adapters::random(&mut random);
    format!("{}-{}", std::process::id(), adapters::hex(&random))
}

fn web_config(config: &Config) -> WebConfig {
    WebConfig {
        trusted_proxies: config.trusted_proxies.clone(),
        metrics_token: config.metrics_token.as_ref().map(|t| t.expose().to_owned()),
        limits: ServerLimits {
            max_connections: config.connections,
            max_connections_per_address: config.connections_per_address,
            shutdown_deadline: Duration::from_secs(config.stop_seconds),
            ..ServerLimits::default()
        },
    }
}

/// For the person at the terminal; collectors have the log.
fn announce(config: &Config) {
    if !config.log_json {
        eprintln!("\n    Surety is open at {}\n", config.base_url);
    }
}
