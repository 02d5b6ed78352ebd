//! What one connection is doing, so that slow ones can be told from busy ones.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;

use super::ServerLimits;
use crate::limits;

/// Milliseconds since the connection was made, plus one; zero is "not".
type Since = AtomicU64;

/// What is known of one connection.
#[derive(Debug)]
pub(super) struct Watch {
    started: Instant,
    head_timeout: Duration,
    idle_timeout: Duration,
    /// How long writes may still be kept waiting, milliseconds.
    patience: AtomicI64,
    patience_max: i64,
    in_flight: AtomicUsize,
    /// The last end of a request, or the start.
    idle_since: Since,
    /// The first byte that came while no request was in flight.
    head_since: Since,
    /// The first write that the other side did not take.
    stalled_since: Since,
}

/// What to do with a connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing.
    Fine,
    /// Close it politely.
    Idle,
    /// Close it at once.
    Cut(&'static str),
}

impl Watch {
    #[expect(
        clippy::disallowed_methods,
        reason = "times a connection by the runtime's clock, which tests can move; no rule of the desk depends on it"
    )]
    pub(super) fn new(times: &ServerLimits) -> Arc<Self> {
        let patience = i64::try_from(times.write_stall_timeout.as_millis()).unwrap_or(i64::MAX);
        Arc::new(Self {
            started: Instant::now(),
            head_timeout: times.head_timeout,
            idle_timeout: times.idle_timeout,
            patience: AtomicI64::new(patience),
            patience_max: patience,
            in_flight: AtomicUsize::new(0),
            idle_since: Since::new(1),
            head_since: Since::new(0),
            stalled_since: Since::new(0),
        })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX - 1) + 1
    }

    fn longer_than(&self, since: &Since, limit: Duration) -> bool {
        let since = since.load(Ordering::Relaxed);
        since != 0 && u128::from(self.now().saturating_sub(since)) > limit.as_millis()
    }

    /// A head is whole and its request runs until the guard is dropped.
    pub(super) fn request_started(self: &Arc<Self>) -> InFlight {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        self.head_since.store(0, Ordering::Relaxed);
        InFlight(Arc::clone(self))
    }

    pub(super) fn bytes_came(&self) {
        if self.in_flight.load(Ordering::Relaxed) == 0 {
            let now = self.now();
            let _kept_when_set =
                self.head_since
                    .compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed);
        }
    }

    /// The other side took so many bytes, or none now.
    ///
    /// A stall is not forgotten when a single byte is taken: what waits uses up
    /// patience, and only bytes give it back.
    pub(super) fn wrote(&self, taken: Option<usize>) {
        let Some(bytes) = taken else {
            let now = self.now();
            let _kept_when_set =
                self.stalled_since
                    .compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed);
            return;
        };
        let since = self.stalled_since.swap(0, Ordering::Relaxed);
        if since == 0 && self.patience.load(Ordering::Relaxed) == self.patience_max {
            return;
        }
        let waited = self.waited(since);
        let earned = (bytes as u64).saturating_mul(1000) / limits::WRITE_MIN_BYTES_PER_SECOND;
        let earned = i64::try_from(earned).unwrap_or(i64::MAX);
        let left = self.patience.load(Ordering::Relaxed);
        let left = left.saturating_sub(waited).saturating_add(earned);
        self.patience
            .store(left.min(self.patience_max), Ordering::Relaxed);
    }

    /// Milliseconds since a stall began; none for zero.
    fn waited(&self, since: u64) -> i64 {
        match since {
            0 => 0,
            since => i64::try_from(self.now().saturating_sub(since)).unwrap_or(i64::MAX),
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        let waited = self.waited(self.stalled_since.load(Ordering::Relaxed));
        if self.patience.load(Ordering::Relaxed).saturating_sub(waited) < 0 {
            return Verdict::Cut("the other side takes the answer too slowly");
        }
        if self.in_flight.load(Ordering::Relaxed) > 0 {
            return Verdict::Fine;
        }
        if self.longer_than(&self.head_since, self.head_timeout) {
            return Verdict::Cut("the request head took too long");
        }
        if self.head_since.load(Ordering::Relaxed) == 0
            && self.longer_than(&self.idle_since, self.idle_timeout)
        {
            return Verdict::Idle;
        }
        Verdict::Fine
    }
}

/// A request is in flight until this is dropped, with its answer's body.
#[derive(Debug)]
pub(super) struct InFlight(Arc<Watch>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.idle_since.store(self.0.now(), Ordering::Relaxed);
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// An answer's body that keeps its request in flight.
#[derive(Debug)]
pub(super) struct WatchedBody {
    body: Body,
    _in_flight: InFlight,
}

impl WatchedBody {
    pub(super) fn new(body: Body, in_flight: InFlight) -> Self {
        Self {
            body,
            _in_flight: in_flight,
        }
    }
}

impl HttpBody for WatchedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A connection's bytes, seen by its watch.
#[derive(Debug)]
pub(super) struct WatchedIo<T> {
    io: T,
    watch: Arc<Watch>,
}

impl<T> WatchedIo<T> {
    pub(super) fn new(io: T, watch: Arc<Watch>) -> Self {
        Self { io, watch }
    }
}

/// Bytes that a write took; none when it must wait.
fn taken(polled: &Poll<std::io::Result<usize>>) -> Option<usize> {
    match polled {
        Poll::Ready(Ok(bytes)) => Some(*bytes),
        // The connection ends by itself.
        Poll::Ready(Err(_)) => Some(0),
        Poll::Pending => None,
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for WatchedIo<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        ready!(Pin::new(&mut this.io).poll_read(cx, buf))?;
        if buf.filled().len() > before {
            this.watch.bytes_came();
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for WatchedIo<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.io).poll_write(cx, buf);
        this.watch.wrote(taken(&polled));
        polled
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.io).poll_write_vectored(cx, bufs);
        this.watch.wrote(taken(&polled));
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }
}
