//! Decisions about mail: is it one we have, which ticket, may we answer, what
//! is new text. Pure; the bytes are read in `surety_app::mail`.

pub mod identity;
pub mod loop_guard;
pub mod reply_token;
pub mod reply_trim;
pub mod subject;
pub mod thread;
