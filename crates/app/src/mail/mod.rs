//! Mail as input: from raw bytes to facts, to clean HTML, to a message of a
//! ticket. Nothing in here can refuse a mail: what cannot be read is named in
//! the list of problems, and the raw bytes are kept.
//!
//! - [`parse`]: bytes → [`ParsedMail`](parse::ParsedMail)
//! - [`automatic`], [`bounce`]: what kind of mail it is
//! - [`html_text`], [`sanitize`]: HTML as text, HTML that is safe to show
//! - [`receive`]: the verb; [`suspended`]: the tray of what waits for somebody
//!
//! The decisions (which ticket, may we answer, what is new text) are pure and
//! live in `surety_domain::mail`.

pub mod address;
mod attributes;
pub mod automatic;
pub mod bounce;
pub mod charset;
pub mod compose;
mod content;
mod flatten;
pub mod header;
pub mod html_text;
pub mod html_tokens;
pub mod limits;
pub mod pace;
pub mod params;
pub mod parse;
mod place;
pub mod receive;
pub mod sanitize;
pub mod structure;
pub mod suspended;
pub mod transfer;
