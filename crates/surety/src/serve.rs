//! `surety serve`: the desk, until it is told to stop.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use surety_app::identity::SecretText;
use surety_app::identity::setup::{FirstAdministrator, FirstStart, first_start};
use surety_app::jobs::{Effects, Worker};
use surety_app::{App, seed};
use surety_web::{Metrics, Server, ServerLimits, WebConfig};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::{Config, masked_url};
use crate::{adapters, desk};

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

    let (stop, stopping) = watch::channel(false);
    let server = Server::new(app.clone(), web_config(config));
    let mut workers = start_workers(&app, config.job_workers, &server.metrics(), &stopping);
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

/// What every desk starts with, and its first administrator.
async fn furnish(app: &App, config: &Config) -> anyhow::Result<()> {
    let admin = config.admin.as_ref().map(|admin| FirstAdministrator {
        email: admin.email.clone(),
        password: SecretText::new(admin.password.expose()),
    });
    let start = first_start(app, admin)
        .await
        .context("the first administrator cannot be made")?;
    seed::essentials(app)
        .await
        .context("the desk cannot be furnished")?;
    match start {
        FirstStart::Ready => {}
        FirstStart::Created => tracing::info!("made the administrator of the settings"),
        // Not through the log: collectors keep it, and the link is a secret.
        FirstStart::Link(link) => eprintln!(
            "\nThis desk has no administrator yet. Open this link to make one; it works once and for 24 hours:\n\n    {link}\n"
        ),
    }
    Ok(())
}

fn start_workers(
    app: &App,
    count: usize,
    metrics: &Metrics,
    stopping: &watch::Receiver<bool>,
) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    let node = node_name();
    for number in 0..count {
        // Mail leaves by the port that comes with the mail accounts; until
        // then it waits in the outbox.
        let worker = Worker::new(
            app.clone(),
            Effects { mail_out: None },
            format!("{node}-{number}"),
        );
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
