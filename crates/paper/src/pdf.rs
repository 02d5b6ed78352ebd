//! Writing the pages as PDF 1.7 (ISO 32000-1): compressed, text that can be
//! searched and copied, only those glyphs of the fonts that are used.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Date, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::PaperError;
use crate::font::{FontSet, Fonts, Used};
use crate::layout::{self, Mark, PAGE, Page};
use crate::model::Paper;

/// Of zlib, 0 to 10: small enough, and twice as fast as the best.
const COMPRESSION: u8 = 6;

const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// Gives out the numbers of a file's objects.
struct Refs(i32);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// A document as PDF. `made_at` is the moment that its properties say, in
/// microseconds since 1970; the same arguments give the same bytes.
///
/// # Errors
/// [`PaperError::NoFont`] when no font has a character of the text,
/// [`PaperError::TooLong`] past [`crate::PAGES_MAX`] pages.
pub fn pdf(paper: &Paper, fonts: &FontSet, made_at: i64) -> Result<Vec<u8>, PaperError> {
    let loaded = fonts.load(&layout::characters(paper));
    let mut fonts = Fonts::new(&loaded);
    let (pages, marks) = layout::pages(paper, &mut fonts)?;
    let mut refs = Refs(0);
    let (catalog, tree, info) = (refs.next(), refs.next(), refs.next());
    let page_refs: Vec<Ref> = pages.iter().map(|_| refs.next()).collect();
    let font_refs: Vec<Ref> = fonts.used.iter().map(|_| refs.next()).collect();

    let mut pdf = Pdf::new();
    let outline =
        (!marks.is_empty()).then(|| write_outline(&mut pdf, &mut refs, &marks, &page_refs));
    {
        let mut root = pdf.catalog(catalog);
        root.pages(tree).lang(TextStr(paper.language.tag()));
        root.viewer_preferences().display_doc_title(true);
        if let Some(outline) = outline {
            root.outlines(outline);
        }
    }
    pdf.pages(tree)
        .kids(page_refs.iter().copied())
        .count(i32::try_from(page_refs.len()).unwrap_or(i32::MAX));
    let mut written = pdf.document_info(info);
    written.title(TextStr(&paper.title));
    written.producer(TextStr("Surety"));
    written.creation_date(date(made_at));
    written.finish();

    for (page, id) in pages.iter().zip(&page_refs) {
        let body = refs.next();
        let bytes = compress_to_vec_zlib(&content(page, &mut fonts), COMPRESSION);
        pdf.stream(body, &bytes).filter(Filter::FlateDecode);
        let mut written = pdf.page(*id);
        written
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1))
            .contents(body);
        let mut resources = written.resources();
        let mut named = resources.fonts();
        for (n, font) in font_refs.iter().enumerate() {
            named.pair(Name(font_name(n).as_bytes()), font);
        }
    }
    for (font, id) in fonts.used.iter().zip(&font_refs) {
        write_font(&mut pdf, &mut refs, font, *id)?;
    }
    Ok(pdf.finish())
}

fn font_name(n: usize) -> String {
    format!("F{n}")
}

/// The operators that draw a page.
fn content(page: &Page, fonts: &mut Fonts<'_>) -> Vec<u8> {
    let mut out = Content::new();
    for rule in &page.rules {
        out.set_stroke_gray(rule.shade)
            .set_line_width(0.5)
            .move_to(rule.x, rule.y)
            .line_to(rule.x + rule.width, rule.y)
            .stroke();
    }
    for text in &page.texts {
        out.begin_text().set_fill_gray(text.shade);
        let mut x = text.x;
        // Stretches of one font are shown at once.
        for run in text.glyphs.chunk_by(|a, b| a.font == b.font) {
            let font = run[0].font;
            let mut codes = Vec::with_capacity(run.len() * 2);
            let mut width = 0.0;
            for glyph in run {
                codes.extend(fonts.used[font].take(*glyph).to_be_bytes());
                width += glyph.width;
            }
            out.set_font(Name(font_name(font).as_bytes()), text.size)
                .set_text_matrix([1.0, 0.0, 0.0, 1.0, x, text.y])
                .show(Str(&codes));
            x += width * text.size / 1000.0;
        }
        out.end_text();
    }
    out.finish().to_vec()
}

/// A font with its used glyphs, as a composite font whose codes are the new
/// glyphs, and the table that leads back to the text.
fn write_font(pdf: &mut Pdf, refs: &mut Refs, font: &Used<'_>, id: Ref) -> Result<(), PaperError> {
    let bad = || PaperError::BadFont(font.file.name.clone());
    let (cid, descriptor, to_unicode, file) = (refs.next(), refs.next(), refs.next(), refs.next());
    let cut = subsetter::subset(font.data, font.file.index, &font.remapper).map_err(|_| bad())?;
    let raw = ttf_parser::RawFace::parse(&cut, 0).map_err(|_| bad())?;
    let compact = raw.table(ttf_parser::Tag::from_bytes(b"CFF "));
    let name = base_name(font);

    let mut written = pdf.type0_font(id);
    let composite = match compact {
        Some(_) => format!("{name}-Identity-H"),
        None => name.clone(),
    };
    written
        .base_font(Name(composite.as_bytes()))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(to_unicode);
    written.finish();

    let mut written = pdf.cid_font(cid);
    written
        .subtype(if compact.is_some() {
            CidFontType::Type0
        } else {
            CidFontType::Type2
        })
        .base_font(Name(name.as_bytes()))
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .default_width(0.0);
    if compact.is_none() {
        written.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let mut widths = written.widths();
    for (glyph, (_, width)) in &font.glyphs {
        widths.consecutive(*glyph, [*width]);
    }
    widths.finish();
    written.finish();

    let face = &font.face;
    let bounds = face.global_bounding_box();
    let mut written = pdf.font_descriptor(descriptor);
    written
        .name(Name(name.as_bytes()))
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            font.thousandths(bounds.x_min),
            font.thousandths(bounds.y_min),
            font.thousandths(bounds.x_max),
            font.thousandths(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(font.thousandths(face.ascender()))
        .descent(font.thousandths(face.descender()))
        .cap_height(font.thousandths(face.capital_height().unwrap_or(face.ascender())))
        .stem_v(if face.is_bold() { 140.0 } else { 80.0 });
    if compact.is_some() {
        written.font_file3(file);
    } else {
        written.font_file2(file);
    }
    written.finish();

    let mut cmap = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (glyph, (character, _)) in &font.glyphs {
        cmap.pair(*glyph, *character);
    }
    let bytes = compress_to_vec_zlib(&cmap.finish(), COMPRESSION);
    pdf.cmap(to_unicode, &bytes).filter(Filter::FlateDecode);

    let bytes = compress_to_vec_zlib(compact.unwrap_or(&cut), COMPRESSION);
    let mut written = pdf.stream(file, &bytes);
    written.filter(Filter::FlateDecode);
    if compact.is_some() {
        written.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
    Ok(())
}

/// The font's name after six letters that tell subsets apart: of the glyphs
/// that are in it, so that the same text gives the same file.
fn base_name(font: &Used<'_>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for glyph in font.remapper.remapped_gids() {
        for byte in glyph.to_be_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    let plain: String = font
        .file
        .name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{tag}+{plain}")
}

/// The file's own table of contents: the sections.
fn write_outline(pdf: &mut Pdf, refs: &mut Refs, marks: &[Mark], pages: &[Ref]) -> Ref {
    let root = refs.next();
    let items: Vec<Ref> = marks.iter().map(|_| refs.next()).collect();
    let mut written = pdf.outline(root);
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        written.first(*first).last(*last);
    }
    written.count(i32::try_from(items.len()).unwrap_or(i32::MAX));
    written.finish();
    for (n, (mark, id)) in marks.iter().zip(&items).enumerate() {
        let mut written = pdf.outline_item(*id);
        written.title(TextStr(&mark.text)).parent(root);
        if n > 0 {
            written.prev(items[n - 1]);
        }
        if let Some(next) = items.get(n + 1) {
            written.next(*next);
        }
        if let Some(page) = pages.get(mark.page) {
            written.dest().page(*page).xyz(0.0, mark.y, None);
        }
    }
    root
}

/// A moment in UTC (days from 1970, H. Hinnant's `civil_from_days`).
fn date(micros: i64) -> Date {
    let seconds = micros.div_euclid(1_000_000);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let small = |n: i64| u8::try_from(n).unwrap_or(0);
    Date::new(u16::try_from(year).unwrap_or(1970))
        .month(small(month))
        .day(small(day))
        .hour(small(rest / 3_600))
        .minute(small(rest / 60 % 60))
        .second(small(rest % 60))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
