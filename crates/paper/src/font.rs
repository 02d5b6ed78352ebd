//! Fonts: which one has a character, how wide it is there, and which of its
//! glyphs a document used.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

use crate::PaperError;

/// A font that can be had.
#[derive(Clone)]
pub struct FontFile {
    /// How it is called, for messages and in the PDF.
    pub name: String,
    /// Which face of a collection.
    pub index: u32,
    /// Reads it: TrueType or OpenType, or a collection of them. A Chinese font
    /// has twenty megabytes, so it is in memory only while a document is made.
    pub read: Arc<dyn Fn() -> Option<Vec<u8>> + Send + Sync>,
}

impl std::fmt::Debug for FontFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.name, self.index)
    }
}

/// The fonts of an installation, best first: a character is taken from the
/// first font that has it.
#[derive(Debug, Clone, Default)]
pub struct FontSet {
    /// For ordinary text.
    pub regular: Vec<FontFile>,
    /// For headings; characters that none of these has come from `regular`.
    pub bold: Vec<FontFile>,
}

/// What is shown for a character that no font has: a statement is not refused
/// for a picture in somebody's name.
const STAND_IN: char = '?';
/// Most letters and digits that may be missing; with more a font is missing.
const RARE_LETTERS_MAX: usize = 4;

/// Fonts that were read because a text needs them.
pub(crate) struct Loaded<'a> {
    regular: Vec<(&'a FontFile, Vec<u8>)>,
    bold: Vec<(&'a FontFile, Vec<u8>)>,
    /// Whether so little is missing that it is shown as [`STAND_IN`].
    stands_in: bool,
}

/// Whether a font holds outlines that a PDF of ours can carry: those of
/// TrueType or of the first compact font format, without axes of variation.
fn open(data: &[u8], index: u32) -> Option<Face<'_>> {
    let face = Face::parse(data, index).ok()?;
    let outlines = face.tables().glyf.is_some() || face.tables().cff.is_some();
    (outlines && !face.is_variable()).then_some(face)
}

fn glyph_of(face: &Face<'_>, character: char) -> Option<GlyphId> {
    face.glyph_index(character).filter(|id| *id != GlyphId(0))
}

impl FontSet {
    /// Reads what is needed for these characters, and no font more.
    pub(crate) fn load<'a>(&'a self, characters: &BTreeSet<char>) -> Loaded<'a> {
        let mut absent = characters.clone();
        let mut read = |files: &'a [FontFile]| {
            let mut missing = characters.clone();
            missing.insert(STAND_IN);
            let mut read = Vec::new();
            for file in files {
                if missing.is_empty() {
                    break;
                }
                let Some(data) = (file.read)() else { continue };
                let Some(face) = open(&data, file.index) else {
                    continue;
                };
                let before = missing.len();
                missing.retain(|c| glyph_of(&face, *c).is_none());
                if missing.len() < before {
                    read.push((file, data));
                }
            }
            absent.retain(|c| missing.contains(c));
            read
        };
        let (regular, bold) = (read(&self.regular), read(&self.bold));
        let letters = absent.iter().filter(|c| c.is_alphanumeric()).count();
        Loaded {
            regular,
            bold,
            stands_in: letters <= RARE_LETTERS_MAX,
        }
    }
}

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// One glyph of a line, in units of a thousandth of the font's size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// Index into [`Fonts::used`].
    pub(crate) font: usize,
    /// In the original font.
    pub(crate) id: u16,
    pub(crate) width: f32,
    pub(crate) character: char,
}

/// A font of which glyphs are used.
pub(crate) struct Used<'a> {
    pub(crate) file: &'a FontFile,
    pub(crate) data: &'a [u8],
    pub(crate) face: Face<'a>,
    pub(crate) remapper: GlyphRemapper,
    /// New glyph → its character and width.
    pub(crate) glyphs: BTreeMap<u16, (char, f32)>,
}

impl Used<'_> {
    /// A length of this font's design in thousandths of its size.
    pub(crate) fn thousandths(&self, units: i16) -> f32 {
        f32::from(units) * 1000.0 / f32::from(self.face.units_per_em())
    }

    /// The glyph in the cut-down font.
    pub(crate) fn take(&mut self, glyph: Glyph) -> u16 {
        let new = self.remapper.remap(glyph.id);
        self.glyphs
            .entry(new)
            .or_insert((glyph.character, glyph.width));
        new
    }
}

/// The fonts of one document.
pub(crate) struct Fonts<'a> {
    pub(crate) used: Vec<Used<'a>>,
    /// How many of `used` are for ordinary text; the rest is bold.
    regular: usize,
    known: HashMap<(bool, char), Glyph>,
    stands_in: bool,
}

impl<'a> Fonts<'a> {
    pub(crate) fn new(loaded: &'a Loaded<'a>) -> Self {
        let used = |(file, data): &'a (&'a FontFile, Vec<u8>)| {
            Some(Used {
                file,
                data,
                face: open(data, file.index)?,
                remapper: GlyphRemapper::new(),
                glyphs: BTreeMap::new(),
            })
        };
        let mut all: Vec<Used<'a>> = loaded.regular.iter().filter_map(used).collect();
        let regular = all.len();
        all.extend(loaded.bold.iter().filter_map(used));
        Self {
            used: all,
            regular,
            known: HashMap::new(),
            stands_in: loaded.stands_in,
        }
    }

    /// The glyph of a character, or what stands in for a rare one.
    ///
    /// # Errors
    /// [`PaperError::NoFont`] when no font has it, nor the others of its script.
    pub(crate) fn glyph(&mut self, weight: Weight, character: char) -> Result<Glyph, PaperError> {
        let bold = weight == Weight::Bold;
        if let Some(&known) = self.known.get(&(bold, character)) {
            return Ok(known);
        }
        let (regular, all) = (self.regular, self.used.len());
        let order: Vec<usize> = if bold {
            (regular..all).chain(0..regular).collect()
        } else {
            (0..regular).chain(regular..all).collect()
        };
        let find = |character: char| {
            order.iter().find_map(|&font| {
                let face = &self.used[font].face;
                let id = glyph_of(face, character)?;
                let advance = face.glyph_hor_advance(id)?;
                Some(Glyph {
                    font,
                    id: id.0,
                    width: f32::from(advance) * 1000.0 / f32::from(face.units_per_em()),
                    character,
                })
            })
        };
        let found = find(character).or_else(|| {
            let stand_in = self.stands_in.then(|| find(STAND_IN));
            stand_in.flatten()
        });
        let glyph = found.ok_or(PaperError::NoFont(character))?;
        self.known.insert((bold, character), glyph);
        Ok(glyph)
    }
}
