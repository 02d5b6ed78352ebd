//! Breaking a text into lines.
//!
//! Words of scripts with spaces break at their spaces; Chinese, Japanese and
//! Korean break between any two characters, except that closing marks do not
//! begin a line and opening ones do not end one. What has no place to break is
//! cut where the line is full.

use crate::font::Glyph;

/// Sum of widths, in thousandths of the size.
pub(crate) fn width(glyphs: &[Glyph]) -> f32 {
    glyphs.iter().map(|g| g.width).sum()
}

/// Written without spaces between words.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Not at the beginning of a line.
fn stays_behind(c: char) -> bool {
    "，。、；：？！）》」』】〕〉”’…—％℃,.;:?!)]}%".contains(c)
}

/// Not at the end of a line.
fn stays_before(c: char) -> bool {
    "（《「『【〔〈“‘([{￥$€£".contains(c)
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    if stays_behind(after) || stays_before(before) || after == ' ' {
        return false;
    }
    before == ' ' || before == '-' || before == '/' || is_wide(before) || is_wide(after)
}

/// The lines of one paragraph; an empty paragraph is one empty line.
pub(crate) fn broken(glyphs: &[Glyph], room: f32) -> Vec<Vec<Glyph>> {
    let mut lines = Vec::new();
    let (mut start, mut sum, mut place) = (0, 0.0_f32, None);
    let mut at = 0;
    while at < glyphs.len() {
        let glyph = glyphs[at];
        if at > start && may_break(glyphs[at - 1].character, glyph.character) {
            place = Some(at);
        }
        // A space that does not fit any more hangs over the edge, unseen.
        if sum + glyph.width > room && at > start && glyph.character != ' ' {
            let end = place.unwrap_or(at);
            lines.push(trimmed(&glyphs[start..end]));
            start = end;
            while start < glyphs.len() && glyphs[start].character == ' ' {
                start += 1;
            }
            at = start;
            (sum, place) = (0.0, None);
            continue;
        }
        sum += glyph.width;
        at += 1;
    }
    if start < glyphs.len() || lines.is_empty() {
        lines.push(trimmed(&glyphs[start..]));
    }
    lines
}

fn trimmed(line: &[Glyph]) -> Vec<Glyph> {
    let end = line
        .iter()
        .rposition(|g| g.character != ' ')
        .map_or(0, |n| n + 1);
    line[..end].to_vec()
}
