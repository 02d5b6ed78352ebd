//! Every limit of the HTTP side, by name and unit. Where one comes from a
//! standard or a measurement, it says so.

use std::time::Duration;

/// Largest JSON body, bytes.
pub const JSON_BODY_BYTES: usize = 1024 * 1024;
/// Largest body of somebody who is not signed in, bytes: an address and a
/// password with room to spare.
pub const PUBLIC_BODY_BYTES: usize = 16 * 1024;
/// Bytes of all bodies together that a node holds at the same time. Past it
/// the next part of a body is refused with 503, whoever sends it.
pub const BODY_BUFFERED_BYTES: usize = 256 * 1024 * 1024;
/// Largest attachment upload, bytes, multipart framing included.
pub const ATTACHMENT_BODY_BYTES: usize = 25 * 1024 * 1024;
/// Largest raw mail at the intake, bytes. A little above the attachment limit:
/// the same file in base64 with its headers must not be refused by surprise.
pub const MAIL_BODY_BYTES: usize = 26 * 1024 * 1024;
/// Longest idempotency key, characters of visible ASCII.
pub const IDEMPOTENCY_KEY_CHARS: usize = 255;

/// A request head must be whole within this time after its first byte.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// A connection without a request is closed after this time.
pub const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
/// A client may keep our writes waiting this long in all; what it takes earns
/// the time back at [`WRITE_MIN_BYTES_PER_SECOND`]. Then the connection ends.
pub const WRITE_STALL_TIMEOUT: Duration = Duration::from_secs(60);
/// Slowest reader that is waited for, bytes per second.
pub const WRITE_MIN_BYTES_PER_SECOND: u64 = 1024;
/// A body may take this long plus [`BODY_MIN_BYTES_PER_SECOND`].
pub const BODY_GRACE: Duration = Duration::from_secs(15);
/// Slowest body that is waited for, bytes per second.
pub const BODY_MIN_BYTES_PER_SECOND: u64 = 1024;
/// A body of which nothing comes for this long is given up, however fast it was
/// before.
pub const BODY_STALL: Duration = Duration::from_secs(15);
/// Connections at the same time, over all addresses.
pub const MAX_CONNECTIONS: usize = 4096;
/// Connections at the same time from one IPv4 address or IPv6 /64 network.
/// Trusted proxies are not counted: their clients are many.
pub const MAX_CONNECTIONS_PER_ADDRESS: usize = 256;
/// Streams at the same time on one HTTP/2 connection.
pub const HTTP2_MAX_STREAMS: u32 = 16;
/// Bytes of one HTTP/2 stream that may come before they are read.
pub const HTTP2_STREAM_WINDOW: u32 = 64 * 1024;
/// The same for all streams of a connection together.
pub const HTTP2_CONNECTION_WINDOW: u32 = 128 * 1024;
/// Bytes of answers that wait to be sent, for each HTTP/2 stream.
pub const HTTP2_SEND_BUFFER: usize = 64 * 1024;
/// Request headers, all together, bytes.
pub const HEAD_BYTES: usize = 32 * 1024;
/// Request headers, count.
pub const HEAD_FIELDS: usize = 64;
/// After the stop signal, requests in flight get this long.
pub const SHUTDOWN_DEADLINE: Duration = Duration::from_secs(20);

/// A live connection without news gets a comment this often.
pub const LIVE_COMMENT_EVERY: Duration = Duration::from_secs(15);
/// How often the hub looks at the table when nobody woke it.
pub const LIVE_POLL_EVERY: Duration = Duration::from_millis(500);
/// Events that may wait for one slow client before it is told to resync.
pub const LIVE_CLIENT_BUFFER: usize = 256;
/// Events that are read from the table at once.
pub const LIVE_PAGE: i64 = 500;
/// A resuming client is given at most this many events, else a resync.
pub const LIVE_REPLAY: i64 = 1000;
/// How often old live events are deleted.
pub const LIVE_PRUNE_EVERY: Duration = Duration::from_secs(600);
/// How far behind the newest sequence number a hub that starts looks for
/// numbers that are missing: on PostgreSQL a lower number may be committed
/// after a higher one.
pub const LIVE_LOOK_BACK: i64 = 1024;
/// A number that is missing for this long, seconds, will not come any more: its
/// transaction was undone.
pub const LIVE_GAP_SECONDS: i64 = 300;
/// Missing numbers that are remembered; past it everybody is told to resync.
pub const LIVE_GAPS_MAX: usize = 4096;
/// A client that resumes is given again what began this long before the event
/// it saw last, seconds, because some of it may have been committed afterwards.
pub const LIVE_LATE_SECONDS: i64 = 30;
/// Live connections at the same time on one node.
pub const LIVE_MAX_CLIENTS: usize = 2048;
/// Live connections at the same time of one user on one node.
pub const LIVE_MAX_CLIENTS_PER_USER: usize = 16;
/// Live events older than this are deleted, seconds.
pub const LIVE_KEEP_SECONDS: i64 = 24 * 3600;
