//! One open stream of live events.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Body;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use surety_app::identity::principal::again;
use surety_app::identity::{Signed, Via};
use surety_app::live::{self, LiveEvent};
use surety_app::{App, AppError};
use surety_domain::permission::Actor;
use surety_domain::time::Instant;
use tokio::sync::{mpsc, watch};
use tokio::time::MissedTickBehavior;

use super::{Event, Full, Message, Registration, rows_of};
use crate::limits;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::server::stopped;
use crate::state::Web;

/// Chunks between the stream's task and the connection.
const OUT_CHUNKS: usize = 4;
/// When to try again after too many streams, seconds.
const FULL_RETRY_SECONDS: i64 = 5;
/// A browser that lost the connection tries again after this time, milliseconds.
const RETRY_MILLISECONDS: u32 = 2000;

/// The owner of a busy stream is looked at again after this time, seconds.
const OWNER_SECONDS: i64 = 15;

/// One event as server-sent events write it.
pub(super) fn frame(seq: i64, kind: &str, data: &str) -> Bytes {
    let mut text = String::with_capacity(data.len() + kind.len() + 40);
    let _ = writeln!(text, "id: {seq}\nevent: {kind}");
    for line in data.split(['\n', '\r']) {
        let _ = writeln!(text, "data: {line}");
    }
    text.push('\n');
    Bytes::from(text)
}

/// Tells the client to load everything again and go on from `seq`.
fn resync(seq: i64) -> Bytes {
    frame(seq, "resync", "{}")
}

/// What a client that resumes is given first.
enum Resume {
    /// These events.
    Events(Vec<Event>),
    /// Too much or unknown: load everything again.
    Resync,
}

async fn resume(app: &App, after: Option<i64>) -> Result<(i64, Resume), AppError> {
    let (first, last) = live::bounds(app).await?;
    let Some(after) = after else {
        return Ok((last, Resume::Events(Vec::new())));
    };
    // Deleted meanwhile, or numbers of another database.
    let unknown = after + 1 < first || after > last;
    if unknown {
        return Ok((last, Resume::Resync));
    }
    let too_many = |events: &[LiveEvent]| {
        i64::try_from(events.len()).unwrap_or(i64::MAX) > limits::LIVE_REPLAY
    };
    // What was committed late is sent again rather than missed; numbers tell
    // the client what it knows.
    let mut missed = if live::may_come_late(app) {
        live::up_to(
            app,
            after,
            limits::LIVE_LATE_SECONDS,
            limits::LIVE_REPLAY + 1,
        )
        .await?
    } else {
        Vec::new()
    };
    let new = live::after(app, after, limits::LIVE_REPLAY + 1).await?;
    if too_many(&missed) || too_many(&new) {
        return Ok((last, Resume::Resync));
    }
    missed.extend(new);
    let rows = rows_of(app, &missed).await;
    let events = missed.into_iter();
    Ok((
        last,
        Resume::Events(
            events
                .filter_map(|event| Event::read(event, &rows))
                .collect(),
        ),
    ))
}

struct Stream {
    app: App,
    metrics: Metrics,
    via: Via,
    actor: Arc<RwLock<Actor>>,
    messages: mpsc::Receiver<Message>,
    stopping: watch::Receiver<bool>,
    out: mpsc::Sender<Bytes>,
    _registration: Registration,
    last: i64,
    replayed: BTreeSet<i64>,
    /// When the owner was last looked at.
    checked: Instant,
}

/// Opens a stream for somebody who may listen.
pub(crate) async fn open(
    web: &Web,
    signed: &Signed,
    after: Option<i64>,
) -> Result<Response, Problem> {
    let actor = Arc::new(RwLock::new(signed.call.actor.clone()));
    let (sender, messages) = mpsc::channel(limits::LIVE_CLIENT_BUFFER);
    // Registered before the table is read: nothing falls between the two.
    let registration = web
        .live
        .register(signed, Arc::clone(&actor), sender)
        .map_err(|full| {
            let (status, code, detail) = match full {
                Full::Node => (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "too_many_streams",
                    "this node has too many open streams; try again",
                ),
                Full::User => (
                    StatusCode::TOO_MANY_REQUESTS,
                    "too_many_streams",
                    "one person has too many open streams; share one among tabs",
                ),
            };
            Problem::new(status, code, detail).retry_after(FULL_RETRY_SECONDS)
        })?;
    let (last, missed) = resume(&web.app, after).await?;
    let (out, chunks) = mpsc::channel(OUT_CHUNKS);
    let stream = Stream {
        app: web.app.clone(),
        metrics: web.metrics.clone(),
        via: signed.via.clone(),
        actor,
        messages,
        stopping: web.stopping.clone(),
        out,
        _registration: registration,
        last,
        replayed: BTreeSet::new(),
        checked: web.app.now(),
    };
    tokio::spawn(stream.run(missed));
    let body = Body::from_stream(futures_util::stream::unfold(chunks, |mut chunks| async {
        let chunk = chunks.recv().await?;
        Some((Ok::<_, std::convert::Infallible>(chunk), chunks))
    }));
    Ok((
        [
            (header::CONTENT_TYPE, "text/event-stream"),
            (header::CACHE_CONTROL, "no-store"),
            // Proxies of the nginx kind would hold the stream back.
            (HeaderName::from_static("x-accel-buffering"), "no"),
        ],
        body,
    )
        .into_response())
}

impl Stream {
    async fn run(mut self, missed: Resume) {
        self.metrics.live_client(1);
        let metrics = self.metrics.clone();
        // The other side hung up, the server stops, or the owner is gone:
        // whichever it is, there is nobody left to tell.
        let _ended = self.serve(missed).await;
        metrics.live_client(-1);
    }

    async fn send(&self, chunk: Bytes) -> Option<()> {
        self.out.send(chunk).await.ok()
    }

    async fn serve(&mut self, missed: Resume) -> Option<()> {
        // The number alone: a client without events knows where to resume.
        let hello = format!("retry: {RETRY_MILLISECONDS}\nid: {}\n\n", self.last);
        match missed {
            Resume::Events(events) => {
                for event in events {
                    self.replayed.insert(event.seq);
                    let seen = {
                        let actor = self.actor.read().unwrap_or_else(PoisonError::into_inner);
                        event.for_actor(&actor)
                    };
                    if let Some(frame) = seen {
                        self.send(frame).await?;
                    }
                }
                self.send(Bytes::from(hello)).await?;
            }
            Resume::Resync => {
                self.metrics.live_resync();
                self.send(Bytes::from(hello)).await?;
                self.send(resync(self.last)).await?;
            }
        }
        let mut comment = tokio::time::interval(limits::LIVE_COMMENT_EVERY);
        comment.set_missed_tick_behavior(MissedTickBehavior::Delay);
        comment.tick().await;
        loop {
            tokio::select! {
                biased;
                () = stopped(&mut self.stopping) => return None,
                // A browser that left is noticed without news for it.
                () = self.out.closed() => return None,
                message = self.messages.recv() => match message {
                    Some(Message::Event { seq, frame }) => {
                        // News without end would keep the tick below away.
                        if self.app.now() >= self.checked.plus_seconds(OWNER_SECONDS) {
                            self.check_owner().await?;
                        }
                        self.last = self.last.max(seq);
                        if !self.replayed.remove(&seq) {
                            self.send(frame).await?;
                        }
                    }
                    Some(Message::CheckOwner) => self.check_owner().await?,
                    None => {
                        // Too slow: the hub gave up on this client.
                        self.metrics.live_resync();
                        let (_, last) = live::bounds(&self.app).await.ok()?;
                        self.send(resync(last)).await?;
                        return None;
                    }
                },
                _ = comment.tick() => {
                    self.check_owner().await?;
                    self.send(Bytes::from_static(b": still here\n\n")).await?;
                }
            }
        }
    }

    /// Ends the stream when the session or token has ended.
    async fn check_owner(&mut self) -> Option<()> {
        self.checked = self.app.now();
        let signed = match again(&self.app, &self.via).await {
            Ok(signed) => signed?,
            Err(error) => {
                tracing::warn!(%error, "a live stream's owner could not be checked; closing it");
                return None;
            }
        };
        let mut actor = self.actor.write().unwrap_or_else(PoisonError::into_inner);
        *actor = signed.call.actor;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_what_the_standard_says() {
        assert_eq!(
            frame(7, "ticket", "{\"a\":1}"),
            Bytes::from_static(b"id: 7\nevent: ticket\ndata: {\"a\":1}\n\n")
        );
        // A line break in data must not start another field.
        assert_eq!(
            frame(7, "ticket", "a\nevent: x"),
            Bytes::from_static(b"id: 7\nevent: ticket\ndata: a\ndata: event: x\n\n")
        );
    }
}
