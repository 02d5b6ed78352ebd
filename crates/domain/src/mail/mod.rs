//! Decisions about mail: which ticket, may we answer, what is new text. Pure;
//! the bytes are read in `surety_app::mail`.

pub mod reply_trim;
