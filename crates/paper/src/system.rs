//! Fonts of the operating system, found by `fontdb` in the usual folders.

use std::path::Path;
use std::sync::Arc;

use fontdb::{Database, FaceInfo, Stretch, Style, Weight};

use crate::font::{FontFile, FontSet};

/// Families by preference: such with Chinese first, then any with Latin.
const FAMILIES: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
];

/// A font file of the settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a font that can be read")]
pub struct FontFileError(pub String);

/// The fonts of this system, and before them those of `file` if one is named.
///
/// # Errors
/// When `file` cannot be read or holds no font.
pub fn system_fonts(file: Option<&Path>) -> Result<FontSet, FontFileError> {
    let mut set = FontSet::default();
    if let Some(file) = file {
        let mut named = Database::new();
        let wrong = || FontFileError(file.display().to_string());
        named.load_font_file(file).map_err(|_| wrong())?;
        if named.is_empty() {
            return Err(wrong());
        }
        // In a collection the face for simplified Chinese, else the first.
        let faces: Vec<&FaceInfo> = named.faces().collect();
        let face = FAMILIES
            .iter()
            .find_map(|family| faces.iter().find(|f| is_of(f, family)))
            .or(faces.first());
        let face = face.and_then(|f| font_file(&named, f)).ok_or_else(wrong)?;
        set.regular.push(face);
    }
    let mut database = Database::new();
    database.load_system_fonts();
    for family in FAMILIES {
        let face = |weight: Weight| {
            database.faces().find(|f| {
                is_of(f, family)
                    && f.weight == weight
                    && f.style == Style::Normal
                    && f.stretch == Stretch::Normal
            })
        };
        set.regular
            .extend(face(Weight::NORMAL).and_then(|f| font_file(&database, f)));
        set.bold
            .extend(face(Weight::BOLD).and_then(|f| font_file(&database, f)));
    }
    if file.is_some() {
        // A document whose headings have another face than its text looks
        // broken: the named font is for both.
        set.bold.splice(0..0, set.regular.first().cloned());
    }
    Ok(set)
}

fn is_of(face: &FaceInfo, family: &str) -> bool {
    face.families.iter().any(|(name, _)| name == family)
}

fn font_file(database: &Database, face: &FaceInfo) -> Option<FontFile> {
    // A database of its own: the whole one has all faces of the system in it.
    let mut one = Database::new();
    let id = one.push_face_info(face.clone());
    // What cannot be read now is not there; what vanishes later is passed over.
    database.face(face.id)?;
    Some(FontFile {
        name: face.post_script_name.clone(),
        index: face.index,
        read: Arc::new(move || one.with_face_data(id, |data, _| data.to_vec())),
    })
}
