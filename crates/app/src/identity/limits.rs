//! The limits of this module, by name and unit.

/// A session that is not used for this long ends, seconds.
pub const SESSION_IDLE_SECONDS: i64 = 12 * 3600;
/// A session ends this long after sign-in however much it is used, seconds.
pub const SESSION_ABSOLUTE_SECONDS: i64 = 7 * 24 * 3600;
/// The second factor must follow the password within this time, seconds.
pub const SECOND_FACTOR_SECONDS: i64 = 5 * 60;
/// A session's last use is written down at most this often, seconds.
pub const SESSION_SEEN_EVERY_SECONDS: i64 = 60;
/// A token's last use is written down at most this often, seconds.
pub const TOKEN_USED_EVERY_SECONDS: i64 = 10 * 60;
/// Sessions of one user that are listed.
pub const SESSIONS_LISTED: i64 = 100;

/// Shortest password, characters (NIST SP 800-63B asks for 8 at least, OWASP ASVS 5 advises more).
pub const PASSWORD_MIN_CHARS: usize = 12;
/// Longest password, characters. Longer ones only cost work.
pub const PASSWORD_MAX_CHARS: usize = 128;
/// Argon2id memory, KiB (OWASP: 19 MiB with two passes and one lane).
pub const ARGON2_MEMORY_KIB: u32 = 19_456;
/// Argon2id passes.
pub const ARGON2_PASSES: u32 = 2;
/// Argon2id lanes.
pub const ARGON2_LANES: u32 = 1;
/// Password checks that may wait for a core; more are turned away.
pub const PASSWORD_QUEUE: usize = 256;

/// Tries per account within [`LOGIN_WINDOW_SECONDS`].
pub const LOGIN_ATTEMPTS_PER_ACCOUNT: i64 = 10;
/// Tries per network address within [`LOGIN_WINDOW_SECONDS`].
pub const LOGIN_ATTEMPTS_PER_ADDRESS: i64 = 50;
/// What the two counts above look back over, seconds.
pub const LOGIN_WINDOW_SECONDS: i64 = 15 * 60;
/// How long counts are kept, seconds: twice the longest time that one looks
/// back over, which is that of mail.
pub const TRIES_KEPT_SECONDS: i64 = 2 * crate::mail::pace::PACE_SECONDS;
/// Tries are counted in slots of this length, seconds.
pub const LOGIN_SLOT_SECONDS: i64 = 60;

/// How long a browser stays known to an account, seconds: the longest that
/// browsers keep a cookie (RFC 6265bis section 5.5 advises 400 days).
pub const DEVICE_SECONDS: i64 = 400 * 24 * 3600;

/// One-time set-up link, seconds.
pub const SETUP_LINK_SECONDS: i64 = 24 * 3600;
/// Invitation link, seconds.
pub const INVITE_LINK_SECONDS: i64 = 7 * 24 * 3600;

/// Length of a time step, seconds (RFC 6238 section 5.2).
pub const TOTP_STEP_SECONDS: u64 = 30;
/// Steps before and after the present one that are accepted (RFC 6238 section 5.2).
pub const TOTP_SKEW_STEPS: u16 = 1;
/// Recovery codes that are given.
pub const RECOVERY_CODES: usize = 10;

/// Longest life of an API token, days.
pub const TOKEN_MAX_DAYS: i64 = 366;
/// API tokens of one user that can be used at the same time.
pub const TOKENS_PER_USER: i64 = 50;
/// Longest name of a token, a user and the like, characters.
pub const NAME_MAX_CHARS: usize = 120;
/// Longest address, characters (RFC 5321 section 4.5.3.1.3).
pub const EMAIL_MAX_CHARS: usize = 254;
/// Longest signature, characters.
pub const SIGNATURE_MAX_CHARS: usize = 4_000;
/// Longest preferences, bytes of JSON.
pub const PREFERENCES_MAX_BYTES: usize = 16 * 1024;
/// What is kept of a browser's name, characters.
pub const USER_AGENT_CHARS: usize = 200;
