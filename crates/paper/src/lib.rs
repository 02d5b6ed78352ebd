//! Documents as values, and as pages.
//!
//! A [`Paper`] is what there is to read: headings, paragraphs, facts, tables.
//! [`pdf()`] lays it out on A4 and [`html()`] writes it for a browser, so that a
//! statement, an agreement and a report look alike and no feature draws a page
//! by itself. All of it is a function of its arguments: the instant on the page
//! and the fonts come from the caller.
//!
//! # How to add a kind of block
//! A variant of [`Block`], an arm in `html.rs` and one in `layout/mod.rs`.
//!
//! Known limits: text runs from left to right and is not shaped, so scripts
//! that join or reorder their letters (Arabic, Devanagari) are not set
//! properly; Latin, Cyrillic, Greek and Chinese, Japanese and Korean are.

mod csv;
mod font;
mod html;
mod layout;
mod model;
mod pdf;
#[cfg(feature = "system")]
mod system;
#[cfg(test)]
mod tests;

pub use csv::{Field, csv, unguarded};
pub use font::{FontFile, FontSet};
pub use html::{escape, html};
pub use model::{Align, Block, Cell, Column, Fact, Language, Paper, Table};
pub use pdf::pdf;
#[cfg(feature = "system")]
pub use system::{FontFileError, system_fonts};

/// Why no PDF could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// There is no font at all, or none of them has this character.
    #[error(
        "no font of this system has the character {0:?}; install one (Debian: fonts-noto-cjk) or name a file in pdf.font"
    )]
    NoFont(char),
    /// A font that was chosen cannot be read or cut down.
    #[error("the font {0} cannot be put into a PDF")]
    BadFont(String),
    /// The document has more pages than a PDF of ours may have.
    #[error("the document has more than {PAGES_MAX} pages")]
    TooLong,
}

/// Most pages of one PDF: some 200,000 rows, and still a file that opens.
pub const PAGES_MAX: usize = 5_000;
