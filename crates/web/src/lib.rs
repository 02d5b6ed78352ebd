//! How the desk is spoken over HTTP: REST v1 with OpenAPI, live events, the
//! console's files, problems.
//!
//! [`serve`] runs it on a listener; [`Server`] is the same without a socket,
//! for tests.

#[cfg(test)]
mod access;
pub mod api;
mod approval_page;
#[cfg(test)]
mod approval_page_tests;
mod assets;
pub mod extract;
mod headers;
mod health;
pub mod limits;
pub mod live;
pub mod metrics;
pub mod openapi;
mod policy_page;
pub mod problem;
#[cfg(test)]
mod problem_texts;
mod public_page;
mod reference;
pub mod respond;
mod server;
mod state;
#[cfg(test)]
mod testing;

use std::any::Any;
use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, Response};
use axum::response::IntoResponse;
use axum::routing::get;
use surety_app::App;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

pub use metrics::Metrics;
pub use server::ServerLimits;
pub use state::{Web, WebConfig};

/// Answers smaller than this are not compressed, bytes.
const COMPRESS_FROM_BYTES: u64 = 1024;

/// The HTTP side without a socket.
#[derive(Debug)]
pub struct Server {
    web: Web,
    stopping: watch::Sender<bool>,
}

impl Server {
    /// Puts it together.
    pub fn new(app: App, config: WebConfig) -> Self {
        let (stopping, stop) = watch::channel(false);
        Self {
            web: Web {
                app,
                config: Arc::new(config),
                live: live::Hub::default(),
                metrics: Metrics::default(),
                bodies: server::BodyBudget::default(),
                stopping: stop,
            },
            stopping,
        }
    }

    /// The counters, for whoever else has something to count.
    pub fn metrics(&self) -> Metrics {
        self.web.metrics.clone()
    }

    /// The state, for tests.
    pub fn web(&self) -> &Web {
        &self.web
    }

    /// Every route with every layer.
    pub fn router(&self) -> Router {
        router(&self.web)
    }

    /// Runs until `shutdown` completes, then lets requests finish.
    ///
    /// # Errors
    /// As the listener reports.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()>,
    ) -> std::io::Result<()> {
        let hub = tokio::spawn(
            self.web
                .live
                .clone()
                .run(self.web.app.clone(), self.web.stopping.clone()),
        );
        let router = self.router();
        let limits = self.web.config.limits;
        let proxies = self.web.config.trusted_proxies.clone();
        let served =
            server::serve_router(listener, router, limits, proxies, self.stopping, shutdown).await;
        if let Err(error) = hub.await {
            tracing::error!(%error, "the task of live events failed");
        }
        served
    }
}

/// Serves the desk on `listener` until `shutdown` completes.
///
/// # Errors
/// As the listener reports.
pub async fn serve(
    listener: TcpListener,
    app: App,
    config: WebConfig,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    Server::new(app, config).serve(listener, shutdown).await
}

fn router(web: &Web) -> Router {
    let (api, _) = api::v1::router(web).split_for_parts();
    let api = api
        .method_not_allowed_fallback(api::v1::method_not_allowed)
        .fallback(api::v1::not_found)
        // Live events and mails' pictures are left alone.
        .layer(CompressionLayer::new().compress_when(
            SizeAbove::new(COMPRESS_FROM_BYTES)
                .and(NotForContentType::SSE)
                .and(NotForContentType::IMAGES),
        ));
    let layers = ServiceBuilder::new()
        .layer(axum::middleware::from_fn_with_state(
            web.clone(),
            metrics::count,
        ))
        .layer(axum::middleware::from_fn(headers::secure))
        .layer(axum::middleware::from_fn(replays))
        .layer(CatchPanicLayer::custom(panicked));
    Router::new()
        .nest("/api/v1", api)
        .route("/", get(assets::root))
        .route("/app", get(assets::page))
        .route("/app/", get(assets::page))
        .route("/app/{*path}", get(assets::file))
        .route("/policy", get(policy_page::newest))
        .route("/policy/style.css", get(policy_page::style))
        .route("/policy/{version}", get(policy_page::version))
        .route("/approve/style.css", get(approval_page::style))
        .route(
            "/approve/{link}",
            get(approval_page::show)
                .post(approval_page::answer)
                .layer(DefaultBodyLimit::max(approval_page::FORM_BYTES_MAX)),
        )
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(metrics::show))
        .method_not_allowed_fallback(api::v1::method_not_allowed)
        .fallback(api::v1::not_found)
        .layer(layers)
        .with_state(web.clone())
}

/// Says when an answer is the stored one of an earlier request.
async fn replays(
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    let (mut response, replayed) = surety_app::core::noting_replay(next.run(request)).await;
    if replayed {
        response.headers_mut().insert(
            HeaderName::from_static("idempotency-replayed"),
            http::HeaderValue::from_static("true"),
        );
    }
    response
}

/// A panic is a fault of ours: logged, and answered like one. Its message may
/// quote input, so only the place is logged by the panic hook.
fn panicked(_panic: Box<dyn Any + Send + 'static>) -> Response<axum::body::Body> {
    tracing::error!("a request panicked");
    problem::Problem::internal().into_response()
}
