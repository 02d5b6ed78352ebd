//! Counters in the text format of Prometheus, at `/metrics`.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use surety_app::identity::secret;

use crate::problem::Problem;
use crate::state::Web;

/// Upper ends of the duration buckets, seconds.
const DURATION_BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];
/// Upper ends of the lateness buckets, seconds.
const LATENESS_BUCKETS: [f64; 10] = [0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0, 300.0, 3600.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    method: &'static str,
    route: String,
}

#[derive(Debug, Clone)]
struct DurationHistogram;

impl MetricConstructor<Histogram> for DurationHistogram {
    fn new_metric(&self) -> Histogram {
        Histogram::new(DURATION_BUCKETS)
    }
}

/// The counters of this node. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram, DurationHistogram>,
    live_clients: Gauge,
    live_resyncs: Counter,
    db_waiting_writes: Gauge,
    db_waiting_reads: Gauge,
    jobs_lag: Gauge<f64, AtomicU64>,
    timer_lateness: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("surety");
        let metrics = Self {
            registry: Arc::default(),
            requests: Family::default(),
            durations: Family::new_with_constructor(DurationHistogram),
            live_clients: Gauge::default(),
            live_resyncs: Counter::default(),
            db_waiting_writes: Gauge::default(),
            db_waiting_reads: Gauge::default(),
            jobs_lag: Gauge::default(),
            timer_lateness: Histogram::new(LATENESS_BUCKETS),
        };
        registry.register(
            "http_requests",
            "Answered requests",
            metrics.requests.clone(),
        );
        registry.register_with_unit(
            "http_request_duration",
            "Time until the head of the answer",
            Unit::Seconds,
            metrics.durations.clone(),
        );
        registry.register(
            "live_clients",
            "Open streams of live events",
            metrics.live_clients.clone(),
        );
        registry.register(
            "live_resyncs",
            "Streams told to load everything again",
            metrics.live_resyncs.clone(),
        );
        registry.register(
            "db_waiting_writes",
            "Transactions that wait to write",
            metrics.db_waiting_writes.clone(),
        );
        registry.register(
            "db_waiting_reads",
            "Transactions that wait to read",
            metrics.db_waiting_reads.clone(),
        );
        registry.register_with_unit(
            "jobs_lag",
            "How long the oldest due job has waited",
            Unit::Seconds,
            metrics.jobs_lag.clone(),
        );
        registry.register_with_unit(
            "timer_lateness",
            "How late timers were acted on",
            Unit::Seconds,
            metrics.timer_lateness.clone(),
        );
        Self {
            registry: Arc::new(registry),
            ..metrics
        }
    }
}

impl Metrics {
    /// A timer was acted on this long after it was due. For the worker.
    pub fn timer_late(&self, by: Duration) {
        self.timer_lateness.observe(by.as_secs_f64());
    }

    pub(crate) fn live_client(&self, change: i64) {
        self.live_clients.inc_by(change);
    }

    pub(crate) fn live_resync(&self) {
        self.live_resyncs.inc();
    }

    fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Methods by name, so that a made-up one does not make a new series.
fn method_name(method: &http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Layer that counts. Routes are counted by their template, never by address.
pub(crate) async fn count(State(web): State<Web>, request: Request, next: Next) -> Response {
    #[expect(
        clippy::disallowed_methods,
        reason = "measures this process; no rule of the desk depends on it"
    )]
    let started = std::time::Instant::now();
    let method = method_name(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    web.metrics
        .durations
        .get_or_create(&RouteLabels {
            method,
            route: route.clone(),
        })
        .observe(started.elapsed().as_secs_f64());
    web.metrics
        .requests
        .get_or_create(&RequestLabels {
            method,
            route,
            status: response.status().as_u16(),
        })
        .inc();
    response
}

/// `/metrics`, for this machine or with the configured token.
pub(crate) async fn show(State(web): State<Web>, request: Request) -> Response {
    let headers = request.headers();
    let sent = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let allowed = match (&web.config.metrics_token, sent) {
        (Some(token), Some(sent)) => secret::same(token, sent),
        (Some(_), None) => false,
        // A proxy on this machine speaks for somebody else.
        (None, _) => {
            let local = request
                .extensions()
                .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
                .is_some_and(|peer| peer.0.ip().to_canonical().is_loopback());
            local && !headers.contains_key("x-forwarded-for") && !headers.contains_key("forwarded")
        }
    };
    if !allowed {
        return Problem::not_found().into_response();
    }
    let (writes, reads) = web.app.db().waiting();
    web.metrics
        .db_waiting_writes
        .set(i64::try_from(writes).unwrap_or(i64::MAX));
    web.metrics
        .db_waiting_reads
        .set(i64::try_from(reads).unwrap_or(i64::MAX));
    match surety_app::live::jobs_lag_seconds(&web.app).await {
        Ok(lag) => {
            web.metrics.jobs_lag.set(lag);
        }
        Err(error) => tracing::warn!(%error, "the lag of jobs is not known"),
    }
    match web.metrics.text() {
        Ok(text) => (
            [(
                header::CONTENT_TYPE,
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
            )],
            text,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "metrics could not be written");
            Problem::internal().into_response()
        }
    }
}
