//! Documents of the desk: what they say is made here, how they look is
//! `surety_paper`'s.
//!
//! # How to add one
//! A function that makes a [`Paper`] of what a verb read, in the language that
//! is asked for, with [`Words`] for dates, credits and money; then
//! [`App::pdf`] or `surety_paper::html`.

pub mod charges;
pub mod statement;
mod words;

use surety_paper::{Language, Paper, PaperError};
use tokio::sync::Semaphore;

pub use surety_paper::html;
pub use words::Words;

use crate::core::App;
use crate::error::AppError;
use crate::record::Check;

/// PDFs that one process makes at a time. A Chinese font of twenty megabytes
/// is in memory for each.
pub const PDFS_AT_ONCE: usize = 2;

static PERMITS: Semaphore = Semaphore::const_new(PDFS_AT_ONCE);

/// The language that a request names, if it does.
///
/// # Errors
/// `invalid_locale` when it is none.
pub fn language(locale: Option<&str>) -> Result<Option<Language>, AppError> {
    let Some(locale) = locale else {
        return Ok(None);
    };
    let mut check = Check::new();
    let tag = check.locale("locale", locale);
    check.done()?;
    Ok(Some(Language::of(&tag)))
}

impl App {
    /// A document as PDF, with the fonts of this installation.
    ///
    /// # Errors
    /// `font_missing` when no font has a character of the text, `font_unusable`,
    /// `document_too_long`.
    pub async fn pdf(&self, paper: Paper) -> Result<Vec<u8>, AppError> {
        let permit = PERMITS
            .acquire()
            .await
            .map_err(|e| AppError::Internal(e.to_string()))?;
        let source = self.config().fonts.clone();
        let made_at = self.now();
        tokio::task::spawn_blocking(move || {
            // Kept by the work: whoever hangs up does not make room for more.
            let _permit = permit;
            let fonts = source.map(|s| s.fonts()).unwrap_or_default();
            surety_paper::pdf(&paper, &fonts, made_at.0)
        })
        .await
        .map_err(|e| AppError::Internal(e.to_string()))?
        .map_err(|error| match error {
            PaperError::NoFont(_) => AppError::conflict("font_missing", error.to_string()),
            PaperError::BadFont(_) => AppError::conflict("font_unusable", error.to_string()),
            PaperError::TooLong => AppError::conflict("document_too_long", error.to_string()),
        })
    }
}
