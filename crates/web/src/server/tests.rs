use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use futures_util::stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

use super::body::{BodyBudget, BodyError, read_body_within};
use super::watch::{InFlight, Verdict, Watch};
use super::{ServerLimits, read_body, serve_router};

fn limits() -> ServerLimits {
    ServerLimits {
        head_timeout: Duration::from_secs(10),
        idle_timeout: Duration::from_secs(60),
        write_stall_timeout: Duration::from_secs(60),
        ..ServerLimits::default()
    }
}

/// A server of the real accept loop on a port of its own.
struct Running {
    address: std::net::SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    done: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Running {
    async fn new(router: Router, limits: ServerLimits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let (stopping, _) = watch::channel(false);
        let done = tokio::spawn(serve_router(
            listener,
            router,
            limits,
            Vec::new(),
            stopping,
            async {
                let _sender_may_be_gone = stopped.await;
            },
        ));
        Self {
            address,
            stop: Some(stop),
            done,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.done.await.unwrap().unwrap();
    }
}

fn quick() -> ServerLimits {
    ServerLimits {
        head_timeout: Duration::from_millis(100),
        idle_timeout: Duration::from_millis(300),
        watch_every: Duration::from_millis(20),
        shutdown_deadline: Duration::from_millis(500),
        ..ServerLimits::default()
    }
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hello" }))
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut buffer = [0; 1024];
    while !text.ends_with("hello") {
        let read = stream.read(&mut buffer).await.unwrap();
        if read == 0 {
            break;
        }
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    text
}

#[tokio::test]
async fn a_request_is_answered_and_the_connection_kept() {
    let server = Running::new(hello(), quick()).await;
    let mut stream = server.connect().await;
    for _ in 0..2 {
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        assert!(answer(&mut stream).await.starts_with("HTTP/1.1 200"));
    }
    drop(stream);
    server.stop().await;
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut_and_others_are_served() {
    let server = Running::new(hello(), quick()).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nx-a: ")
        .await
        .unwrap();
    let mut other = server.connect().await;
    other
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    assert!(answer(&mut other).await.starts_with("HTTP/1.1 200"));
    // Cut without an answer; nothing here waits longer than the server does.
    let mut rest = Vec::new();
    let ended = slow.read_to_end(&mut rest).await;
    assert!(ended.is_err() || rest.is_empty() || rest.starts_with(b"HTTP/1.1 4"));
    server.stop().await;
}

#[tokio::test]
async fn a_silent_connection_is_closed() {
    let server = Running::new(hello(), quick()).await;
    let mut silent = server.connect().await;
    let mut rest = Vec::new();
    silent.read_to_end(&mut rest).await.unwrap();
    assert!(rest.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn connections_past_the_cap_are_closed_at_once() {
    let limits = ServerLimits {
        max_connections_per_address: 2,
        idle_timeout: Duration::from_secs(600),
        ..quick()
    };
    let server = Running::new(hello(), limits).await;
    let mut first = server.connect().await;
    first
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    answer(&mut first).await;
    let mut second = server.connect().await;
    second
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    answer(&mut second).await;
    let mut third = server.connect().await;
    let mut rest = Vec::new();
    let ended = third.read_to_end(&mut rest).await;
    assert!(ended.is_err() || rest.is_empty());
    // Both connections in use still work.
    second
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    assert!(answer(&mut second).await.starts_with("HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test]
async fn a_stop_lets_requests_finish_and_ends_by_its_deadline() {
    let (go, wait) = watch::channel(false);
    let router = Router::new()
        .route(
            "/slow",
            get(move || {
                let mut wait = wait.clone();
                async move {
                    wait.wait_for(|go| *go).await.unwrap();
                    "hello"
                }
            }),
        )
        .route(
            "/never",
            get(|| async { std::future::pending::<&str>().await }),
        );
    let server = Running::new(router, quick()).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut never = server.connect().await;
    never
        .write_all(b"GET /never HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let finishing = tokio::spawn(async move { answer(&mut slow).await });
    let stopping = tokio::spawn(server.stop());
    go.send(true).unwrap();
    assert!(finishing.await.unwrap().starts_with("HTTP/1.1 200"));
    stopping.await.unwrap();
    let mut rest = Vec::new();
    let ended = never.read_to_end(&mut rest).await;
    assert!(ended.is_err() || rest.is_empty());
}

#[tokio::test]
async fn a_large_head_is_refused() {
    let server = Running::new(hello(), quick()).await;
    let mut stream = server.connect().await;
    let head = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nx-a: {}\r\n\r\n",
        "a".repeat(64 * 1024)
    );
    // The server may close before everything is written.
    let _cut_off = stream.write_all(head.as_bytes()).await;
    let mut rest = Vec::new();
    let _cut_off = stream.read_to_end(&mut rest).await;
    assert!(!rest.starts_with(b"HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_watch_tells_idle_from_slow_from_busy() {
    let watch = Watch::new(&limits());
    let after = async |seconds: u64| tokio::time::advance(Duration::from_secs(seconds)).await;
    after(60).await;
    assert_eq!(watch.verdict(), Verdict::Fine);
    after(1).await;
    assert_eq!(watch.verdict(), Verdict::Idle);

    watch.bytes_came();
    after(10).await;
    assert_eq!(watch.verdict(), Verdict::Fine);
    // More bytes of the same head do not buy more time.
    watch.bytes_came();
    after(1).await;
    assert!(matches!(watch.verdict(), Verdict::Cut(_)));

    let request: InFlight = watch.request_started();
    after(3600).await;
    assert_eq!(watch.verdict(), Verdict::Fine);
    watch.wrote(None);
    after(60).await;
    assert_eq!(watch.verdict(), Verdict::Fine);
    // Much is taken at last: as if nothing had been.
    watch.wrote(Some(60 * 1024));
    watch.wrote(None);
    after(60).await;
    assert_eq!(watch.verdict(), Verdict::Fine);
    after(1).await;
    assert!(matches!(watch.verdict(), Verdict::Cut(_)));
    watch.wrote(Some(60 * 1024));
    assert_eq!(watch.verdict(), Verdict::Fine);
    drop(request);
    after(60).await;
    assert_eq!(watch.verdict(), Verdict::Fine);
}

#[tokio::test(start_paused = true)]
async fn a_reader_may_be_slow_but_not_too_slow() {
    // Takes `bytes` every ten seconds for an hour; says when it was cut.
    let reader = async |bytes: usize| {
        let watch = Watch::new(&limits());
        let _request = watch.request_started();
        for second in (0..3600).step_by(10) {
            watch.wrote(None);
            tokio::time::advance(Duration::from_secs(10)).await;
            if watch.verdict() != Verdict::Fine {
                return Some(second);
            }
            watch.wrote(Some(bytes));
        }
        None
    };
    assert_eq!(reader(10 * 1024).await, None);
    assert!(reader(9 * 1024).await.is_some());
    // A byte now and then buys nothing.
    assert_eq!(reader(1).await, Some(60));
}

#[tokio::test(start_paused = true)]
async fn a_body_may_be_slow_but_not_too_slow() {
    // One frame of `bytes` every `every` seconds.
    let body = |bytes: usize, every: u64| {
        Body::from_stream(stream::unfold(0, move |sent| async move {
            if sent == 100 {
                return None;
            }
            // The clock is paused: it moves at once.
            tokio::time::sleep(Duration::from_secs(every)).await;
            Some((Ok::<_, std::io::Error>(vec![b'x'; bytes]), sent + 1))
        }))
    };
    let (grace, stall) = (Duration::from_secs(15), Duration::from_secs(15));
    let budget = BodyBudget::default();
    let read = async |body| read_body_within(body, usize::MAX, grace, stall, &budget).await;
    assert_eq!(read(body(1024, 1)).await.unwrap().len(), 100 * 1024);
    assert_eq!(read(body(512, 1)).await, Err(BodyError::TooSlow));
    assert_eq!(read(body(10, 16)).await, Err(BodyError::TooSlow));
    // Much was sent at once; that does not buy silence afterwards.
    assert_eq!(read(body(1 << 20, 15)).await.unwrap().len(), 100 << 20);
    assert_eq!(read(body(1 << 20, 16)).await, Err(BodyError::TooSlow));
}

#[tokio::test]
async fn bodies_together_hold_so_much_and_give_it_back() {
    let budget = BodyBudget::of(3 * 16 * 1024);
    let of = async |bytes: usize| read_body(Body::from(vec![b'x'; bytes]), 1 << 20, &budget).await;
    let one = of(16 * 1024).await.unwrap();
    assert_eq!(budget.free(), 2);
    let two = of(16 * 1024 + 1).await.unwrap();
    assert_eq!(budget.free(), 0);
    assert_eq!(of(1).await, Err(BodyError::Busy));
    assert_eq!(of(0).await.unwrap(), "");
    drop(one);
    let small = of(1).await.unwrap();
    let kept = small.clone();
    drop(small);
    assert_eq!(budget.free(), 0, "held until the last of it is gone");
    drop((two, kept));
    assert_eq!(budget.free(), 3);
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit() {
    let of = async |bytes: usize, limit: usize| {
        let whole = Body::from(vec![b'x'; bytes]);
        let in_parts = Body::from_stream(stream::iter(
            (0..bytes).map(|_| Ok::<_, std::io::Error>(vec![b'x'])),
        ));
        let (whole, in_parts) = (
            read_body(whole, limit, &BodyBudget::default()).await,
            read_body(in_parts, limit, &BodyBudget::default()).await,
        );
        assert_eq!(whole, in_parts);
        whole.map(|body| body.len())
    };
    assert_eq!(of(10, 10).await, Ok(10));
    assert_eq!(of(11, 10).await, Err(BodyError::TooLarge));
    assert_eq!(of(0, 10).await, Ok(0));
}

/// A handler that is slow to read does not stop other requests of the same
/// HTTP/2 connection: prior knowledge is spoken on the same port.
#[tokio::test]
async fn http_2_is_spoken_too() {
    let router = Router::new().route("/", post(|body: String| async move { body }));
    let server = Running::new(router, quick()).await;
    let stream = server.connect().await;
    let (mut sender, connection) = hyper::client::conn::http2::handshake(
        hyper_util::rt::TokioExecutor::new(),
        hyper_util::rt::TokioIo::new(stream),
    )
    .await
    .unwrap();
    let running = tokio::spawn(connection);
    let request = axum::http::Request::post("http://x/")
        .body(Body::from("hello"))
        .unwrap();
    let response = sender.send_request(request).await.unwrap();
    assert_eq!(response.status(), 200);
    drop(response);
    drop(sender);
    running.abort();
    server.stop().await;
}
