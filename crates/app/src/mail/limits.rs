//! What one mail may cost. Every limit is a budget, not a reason to refuse:
//! what lies beyond it is left out and named in the list of problems, and the
//! raw bytes are kept elsewhere.

/// Largest message that is taken apart, in bytes. Of a larger one the head of
/// this size is read.
pub const MAX_MESSAGE_BYTES: usize = 64 * 1024 * 1024;

/// Deepest nesting of multiparts and embedded messages. Deeper parts are kept
/// as one opaque attachment. It also bounds the cost: every level reads its
/// bytes once.
pub const MAX_DEPTH: usize = 32;

/// Most parts (multiparts, leaves and embedded messages together) of a mail.
pub const MAX_PARTS: usize = 1_000;

/// Largest header block of one part, in bytes; the rest of it is skipped.
pub const MAX_HEADER_BYTES: usize = 1024 * 1024;

/// Most header fields of one part.
pub const MAX_HEADER_FIELDS: usize = 2_000;

/// Most addresses that are read from one address field.
pub const MAX_RECIPIENTS: usize = 500;

/// Most ids that are read from In-Reply-To and References each; the first one
/// and the last ones of a longer list are kept.
pub const MAX_REFERENCES: usize = 200;

/// Longest text that a mail may have as its readable body, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Largest HTML body that is sanitised as HTML, in bytes; of a larger one only
/// the text is shown.
pub const MAX_HTML_BYTES: usize = 2 * 1024 * 1024;

/// Deepest nesting of elements that reaches the sanitiser. Its parser is
/// quadratic in depth; browsers stop at 512.
pub const MAX_HTML_DEPTH: usize = 256;

/// Most elements of a sanitised body; later ones lose their markup and keep
/// their text.
pub const MAX_HTML_ELEMENTS: usize = 50_000;

/// Longest subject, name or file name, in characters.
pub const MAX_NAME_CHARS: usize = 1_000;

/// Longest id of In-Reply-To, References and Message-ID, in bytes.
pub const MAX_ID_BYTES: usize = 998;

/// Longest text of HTML without a tag in between, in bytes.
pub const MAX_TEXT_RUN: usize = 16 * 1024;

/// Longest value of an HTML attribute that is kept, in bytes.
pub const MAX_ATTRIBUTE_BYTES: usize = 8 * 1024;
