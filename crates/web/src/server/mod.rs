//! Our own accept loop. `axum::serve` has no time limit for request heads,
//! none for idle connections and no cap on connections, so one slow client
//! could hold a node.
//!
//! Each connection is a task with a watch: [`watch::Watch`] knows when the
//! first byte of a head came, whether a request is in flight and whether the
//! other side takes what we write; the task asks it once a second.

mod body;
mod connections;
#[cfg(test)]
mod tests;
mod watch;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch as signal;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::limits;
pub use body::BodyBudget;
pub(crate) use body::{BodyError, read_body};
use connections::Connections;
use watch::{Verdict, Watch, WatchedBody, WatchedIo};

/// How often a connection's watch is asked.
const WATCH_EVERY: Duration = Duration::from_secs(1);
/// After a failed `accept` (no file handles left), before the next one.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Times and counts of the accept loop; tests shorten them.
#[derive(Debug, Clone, Copy)]
pub struct ServerLimits {
    /// See [`limits::HEAD_TIMEOUT`].
    pub head_timeout: Duration,
    /// See [`limits::IDLE_TIMEOUT`].
    pub idle_timeout: Duration,
    /// See [`limits::WRITE_STALL_TIMEOUT`].
    pub write_stall_timeout: Duration,
    /// See [`limits::MAX_CONNECTIONS`].
    pub max_connections: usize,
    /// See [`limits::MAX_CONNECTIONS_PER_ADDRESS`].
    pub max_connections_per_address: usize,
    /// See [`limits::SHUTDOWN_DEADLINE`].
    pub shutdown_deadline: Duration,
    /// How often a connection is looked at.
    pub watch_every: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            head_timeout: limits::HEAD_TIMEOUT,
            idle_timeout: limits::IDLE_TIMEOUT,
            write_stall_timeout: limits::WRITE_STALL_TIMEOUT,
            max_connections: limits::MAX_CONNECTIONS,
            max_connections_per_address: limits::MAX_CONNECTIONS_PER_ADDRESS,
            shutdown_deadline: limits::SHUTDOWN_DEADLINE,
            watch_every: WATCH_EVERY,
        }
    }
}

/// Serves `router` until `shutdown` completes, then lets requests in flight
/// finish within the deadline. Connections of `trusted_proxies` are not counted
/// by address. `stopping` turns true first, so that endless
/// answers (live events) end by themselves.
///
/// # Errors
/// When the listener has no local address any more.
pub async fn serve_router(
    listener: TcpListener,
    router: Router,
    server_limits: ServerLimits,
    trusted_proxies: Vec<IpAddr>,
    stopping: signal::Sender<bool>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let connections = Arc::new(Connections::new(
        server_limits.max_connections,
        server_limits.max_connections_per_address,
        trusted_proxies,
    ));
    let builder = Arc::new(builder());
    let mut tasks = JoinSet::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut shutdown => break,
            // Finished tasks are taken away as they end.
            Some(_) = tasks.join_next(), if !tasks.is_empty() => continue,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_about_one_connection(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "accepting connections failed; trying again");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let Some(permit) = connections.admit(peer.ip()) else {
            // Closing at once tells a proxy to try another node.
            drop(stream);
            continue;
        };
        let router = router.clone();
        let builder = Arc::clone(&builder);
        let stop = stopping.subscribe();
        tasks.spawn(async move {
            connection(stream, peer, router, &builder, server_limits, stop).await;
            drop(permit);
        });
    }
    drop(listener);
    stopping.send_replace(true);
    let all = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(server_limits.shutdown_deadline, all)
        .await
        .is_err()
    {
        tracing::warn!("requests were still running at the shutdown deadline and were cut");
        tasks.shutdown().await;
    }
    Ok(())
}

fn builder() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        // Heads and idle time are timed by the watch, which can tell them
        // apart; hyper's one timer starts with the idle wait.
        .header_read_timeout(None)
        .max_headers(limits::HEAD_FIELDS)
        .max_buf_size(limits::HEAD_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits::HTTP2_MAX_STREAMS)
        .initial_stream_window_size(limits::HTTP2_STREAM_WINDOW)
        .initial_connection_window_size(limits::HTTP2_CONNECTION_WINDOW)
        .max_send_buf_size(limits::HTTP2_SEND_BUFFER)
        .max_header_list_size(u32::try_from(limits::HEAD_BYTES).unwrap_or(u32::MAX));
    builder
}

/// Completes when the server stops, or is gone.
pub(crate) async fn stopped(stopping: &mut signal::Receiver<bool>) {
    // An error says that the server is gone: as good as stopped.
    let _stopped_or_gone = stopping.wait_for(|stopping| *stopping).await;
}

fn is_about_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    builder: &auto::Builder<TokioExecutor>,
    server_limits: ServerLimits,
    mut stop: signal::Receiver<bool>,
) {
    // Small answers go out at once.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "set_nodelay failed");
    }
    let watch = Watch::new(&server_limits);
    let io = TokioIo::new(WatchedIo::new(stream, Arc::clone(&watch)));
    let service_watch = Arc::clone(&watch);
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let in_flight = service_watch.request_started();
        let router = router.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let response: Response<Body> = match router.oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            Ok::<_, Infallible>(response.map(|body| WatchedBody::new(body, in_flight)))
        }
    });
    let mut connection = std::pin::pin!(builder.serve_connection(io, service));
    let mut tick = tokio::time::interval(server_limits.watch_every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut closing = false;
    loop {
        tokio::select! {
            biased;
            done = connection.as_mut() => {
                if let Err(error) = done {
                    tracing::debug!(%peer, error, "connection ended");
                }
                return;
            }
            () = stopped(&mut stop), if !closing => {
                closing = true;
                connection.as_mut().graceful_shutdown();
            }
            _ = tick.tick() => match watch.verdict() {
                Verdict::Fine => {}
                Verdict::Idle if closing => return,
                Verdict::Idle => {
                    closing = true;
                    connection.as_mut().graceful_shutdown();
                }
                Verdict::Cut(reason) => {
                    tracing::debug!(%peer, reason, "connection cut");
                    return;
                }
            },
        }
    }
}
