//! Every limit of the HTTP side, by name and unit. Where one comes from a
//! standard or a measurement, it says so.

use std::time::Duration;

/// Largest JSON body, bytes.
pub const JSON_BODY_BYTES: usize = 1024 * 1024;
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
/// A write that the other side does not take for this long ends the connection.
pub const WRITE_STALL_TIMEOUT: Duration = Duration::from_secs(60);
/// A body may take this long plus [`BODY_MIN_BYTES_PER_SECOND`].
pub const BODY_GRACE: Duration = Duration::from_secs(15);
/// Slowest body that is waited for, bytes per second.
pub const BODY_MIN_BYTES_PER_SECOND: u64 = 1024;
/// Connections at the same time, over all addresses.
pub const MAX_CONNECTIONS: usize = 4096;
/// Connections at the same time from one IPv4 address or IPv6 /64 network.
pub const MAX_CONNECTIONS_PER_ADDRESS: usize = 256;
/// Streams at the same time on one HTTP/2 connection.
pub const HTTP2_MAX_STREAMS: u32 = 128;
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
/// How far behind the newest sequence number the hub looks again: on
/// PostgreSQL a lower number may be committed after a higher one.
pub const LIVE_LOOK_BACK: i64 = 256;
/// Live connections at the same time on one node.
pub const LIVE_MAX_CLIENTS: usize = 2048;
/// Live connections at the same time of one user on one node.
pub const LIVE_MAX_CLIENTS_PER_USER: usize = 16;
/// Live events older than this are deleted, seconds.
pub const LIVE_KEEP_SECONDS: i64 = 24 * 3600;
