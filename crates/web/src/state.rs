//! What every handler can reach.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRef;
use surety_app::App;
use tokio::sync::watch;

use crate::live::Hub;
use crate::metrics::Metrics;
use crate::server::{BodyBudget, ServerLimits};

/// How the HTTP side of this installation is set up.
#[derive(Debug, Clone, Default)]
pub struct WebConfig {
    /// Addresses of reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Who sends this as a bearer token may read `/metrics` from anywhere;
    /// without it only this machine may.
    pub metrics_token: Option<String>,
    /// Times and counts of the accept loop.
    pub limits: ServerLimits,
}

/// The state of the HTTP side. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Web {
    /// The application.
    pub app: App,
    /// The configuration.
    pub config: Arc<WebConfig>,
    /// Live events of this node.
    pub live: Hub,
    /// Counters of this node.
    pub metrics: Metrics,
    /// What bodies may take of this node's memory.
    pub bodies: BodyBudget,
    /// Turns true when the server stops.
    pub stopping: watch::Receiver<bool>,
}

impl FromRef<Web> for App {
    fn from_ref(web: &Web) -> Self {
        web.app.clone()
    }
}
