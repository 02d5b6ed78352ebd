//! Where everything stands on the pages.

pub(crate) mod lines;
mod table;

use crate::font::{Fonts, Glyph, Weight};
use crate::model::{Block, Fact, Paper};
use crate::{PAGES_MAX, PaperError};

/// A4, in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// From every edge, in points.
const MARGIN: f32 = 51.0;
/// Room for the foot of the page, in points.
const FOOT: f32 = 26.0;
/// Width of the text, in points.
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// From line to line, in shares of the size of the letters.
const LEADING: f32 = 1.45;
/// Width of the names beside facts, in points.
const FACT_NAME: f32 = 150.0;

/// Sizes of letters, in points.
mod size {
    pub(super) const TITLE: f32 = 19.0;
    pub(super) const HEADING: [f32; 3] = [13.5, 11.5, 10.5];
    pub(super) const BODY: f32 = 10.0;
    pub(super) const NOTE: f32 = 8.5;
    pub(super) const CELL: f32 = 8.5;
    pub(super) const FOOT: f32 = 8.0;
}

/// Shades of grey, 0 is black.
mod shade {
    pub(super) const TEXT: f32 = 0.1;
    pub(super) const SOFT: f32 = 0.38;
    pub(super) const RULE: f32 = 0.75;
}

/// A line of text at a place: from the lower left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) shade: f32,
    pub(crate) glyphs: Vec<Glyph>,
}

/// A horizontal line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) shade: f32,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    pub(crate) texts: Vec<Text>,
    pub(crate) rules: Vec<Rule>,
}

/// A heading for the file's own table of contents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) text: String,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy)]
struct Look {
    weight: Weight,
    size: f32,
    shade: f32,
}

impl Look {
    const fn leading(self) -> f32 {
        self.size * LEADING
    }
}

const fn look(weight: Weight, size: f32, shade: f32) -> Look {
    Look {
        weight,
        size,
        shade,
    }
}

/// The pages while they are being filled.
struct Sheet<'a, 'f> {
    fonts: &'a mut Fonts<'f>,
    pages: Vec<Page>,
    /// Where the next line begins, from the lower edge.
    y: f32,
    marks: Vec<Mark>,
}

impl Sheet<'_, '_> {
    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn new_page(&mut self) -> Result<(), PaperError> {
        if self.pages.len() >= PAGES_MAX {
            return Err(PaperError::TooLong);
        }
        self.pages.push(Page::default());
        self.y = PAGE.1 - MARGIN;
        Ok(())
    }

    fn is_at_top(&self) -> bool {
        self.y >= PAGE.1 - MARGIN
    }

    /// Begins a new page unless this much room is left.
    fn need(&mut self, height: f32) -> Result<bool, PaperError> {
        if self.y - height >= MARGIN + FOOT || self.is_at_top() {
            return Ok(false);
        }
        self.new_page()?;
        Ok(true)
    }

    fn space(&mut self, height: f32) {
        if !self.is_at_top() {
            self.y -= height;
        }
    }

    /// Lines of a text, at most as wide as given.
    fn lines(&mut self, text: &str, look: Look, width: f32) -> Result<Vec<Vec<Glyph>>, PaperError> {
        let mut all = Vec::new();
        for paragraph in text.split('\n') {
            let mut glyphs = Vec::with_capacity(paragraph.len());
            for c in readable(paragraph) {
                glyphs.push(self.fonts.glyph(look.weight, c)?);
            }
            all.extend(lines::broken(&glyphs, width * 1000.0 / look.size));
        }
        Ok(all)
    }

    fn put(&mut self, x: f32, y: f32, look: Look, glyphs: Vec<Glyph>) {
        if glyphs.is_empty() {
            return;
        }
        self.page().texts.push(Text {
            x,
            y,
            size: look.size,
            shade: look.shade,
            glyphs,
        });
    }

    /// A paragraph over the width of the page, from `indent` on.
    fn paragraph(&mut self, text: &str, look: Look, indent: f32) -> Result<(), PaperError> {
        for line in self.lines(text, look, WIDTH - indent)? {
            self.need(look.leading())?;
            self.y -= look.leading();
            let y = self.y + look.size * (LEADING - 1.0) / 2.0;
            self.put(MARGIN + indent, y, look, line);
        }
        Ok(())
    }

    fn fact(&mut self, fact: &Fact) -> Result<(), PaperError> {
        let name_look = look(Weight::Regular, size::BODY, shade::SOFT);
        let value_look = look(Weight::Regular, size::BODY, shade::TEXT);
        let names = self.lines(&fact.name, name_look, FACT_NAME - 12.0)?;
        let values = self.lines(&fact.value, value_look, WIDTH - FACT_NAME)?;
        for n in 0..names.len().max(values.len()) {
            self.need(value_look.leading())?;
            self.y -= value_look.leading();
            let y = self.y + size::BODY * (LEADING - 1.0) / 2.0;
            if let Some(line) = names.get(n) {
                self.put(MARGIN, y, name_look, line.clone());
            }
            if let Some(line) = values.get(n) {
                self.put(MARGIN + FACT_NAME, y, value_look, line.clone());
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), PaperError> {
        let body = look(Weight::Regular, size::BODY, shade::TEXT);
        match block {
            Block::Heading(level, text) => {
                let size = size::HEADING[usize::from(*level).clamp(1, 3) - 1];
                self.space(size);
                // A heading never stands alone at the foot of a page.
                self.need(size * LEADING + 3.0 * body.leading())?;
                if *level <= 1 {
                    let page = self.pages.len().saturating_sub(1);
                    self.marks.push(Mark {
                        text: text.clone(),
                        page,
                        y: self.y,
                    });
                }
                self.paragraph(text, look(Weight::Bold, size, shade::TEXT), 0.0)?;
                self.space(3.0);
            }
            Block::Paragraph(text) => {
                self.paragraph(text, body, 0.0)?;
                self.space(5.0);
            }
            Block::Note(text) => {
                self.paragraph(text, look(Weight::Regular, size::NOTE, shade::SOFT), 0.0)?;
                self.space(5.0);
            }
            Block::Bullets(points) => {
                for point in points {
                    self.need(body.leading())?;
                    let dot = self.fonts.glyph(Weight::Regular, BULLET)?;
                    let y = self.y - body.leading() + size::BODY * (LEADING - 1.0) / 2.0;
                    self.put(MARGIN, y, body, vec![dot]);
                    self.paragraph(point, body, 12.0)?;
                }
                self.space(5.0);
            }
            Block::Facts(facts) => {
                for fact in facts {
                    self.fact(fact)?;
                }
                self.space(5.0);
            }
            Block::Table(table) => {
                table::put(self, table)?;
                self.space(8.0);
            }
            Block::PageBreak => {
                if !self.is_at_top() {
                    self.new_page()?;
                }
            }
        }
        Ok(())
    }

    /// The foot of every page: what the document says of itself, and the number.
    fn feet(&mut self, paper: &Paper) -> Result<(), PaperError> {
        let foot = look(Weight::Regular, size::FOOT, shade::SOFT);
        let all = self.pages.len();
        for n in 0..all {
            let number = self.lines(&format!("{} / {all}", n + 1), foot, WIDTH)?;
            let said = self.lines(&paper.footer, foot, WIDTH - 70.0)?;
            let page = &mut self.pages[n];
            page.rules.push(Rule {
                x: MARGIN,
                y: MARGIN + size::FOOT + 6.0,
                width: WIDTH,
                shade: shade::RULE,
            });
            let mut put = |x: f32, glyphs: Vec<Glyph>| {
                page.texts.push(Text {
                    x,
                    y: MARGIN,
                    size: foot.size,
                    shade: foot.shade,
                    glyphs,
                });
            };
            if let Some(line) = number.into_iter().next() {
                put(
                    MARGIN + WIDTH - lines::width(&line) * foot.size / 1000.0,
                    line,
                );
            }
            if let Some(line) = said.into_iter().next() {
                put(MARGIN, line);
            }
        }
        Ok(())
    }
}

/// Before a short point.
const BULLET: char = '•';

/// What a page shows of a text: tabs are spaces, and what has no shape of its
/// own (controls, marks of direction) is left out.
fn readable(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .map(|c| if c == '\t' || c == '\u{a0}' { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        })
}

/// Every character that the pages of a document need.
pub(crate) fn characters(paper: &Paper) -> std::collections::BTreeSet<char> {
    let mut texts: Vec<&str> = vec![&paper.title, &paper.subtitle, &paper.footer, "0123456789 /"];
    let mut found = std::collections::BTreeSet::new();
    for block in &paper.blocks {
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) | Block::Note(text) => {
                texts.push(text);
            }
            Block::Bullets(points) => {
                found.insert(BULLET);
                texts.extend(points.iter().map(String::as_str));
            }
            Block::Facts(facts) => {
                texts.extend(facts.iter().flat_map(|f| [f.name.as_str(), &f.value]));
            }
            Block::Table(table) => {
                texts.extend(table.columns.iter().map(|c| c.head.as_str()));
                texts.extend(table.rows.iter().flatten().map(String::as_str));
            }
            Block::PageBreak => {}
        }
    }
    found.extend(
        texts
            .into_iter()
            .flat_map(|text| text.split('\n').flat_map(readable)),
    );
    found
}

/// Lays a document out.
///
/// # Errors
/// [`PaperError`] when a character has no glyph or the pages are too many.
pub(crate) fn pages(
    paper: &Paper,
    fonts: &mut Fonts<'_>,
) -> Result<(Vec<Page>, Vec<Mark>), PaperError> {
    let mut sheet = Sheet {
        fonts,
        pages: vec![Page::default()],
        y: PAGE.1 - MARGIN,
        marks: Vec::new(),
    };
    sheet.paragraph(
        &paper.title,
        look(Weight::Bold, size::TITLE, shade::TEXT),
        0.0,
    )?;
    if !paper.subtitle.is_empty() {
        sheet.paragraph(
            &paper.subtitle,
            look(Weight::Regular, size::BODY, shade::SOFT),
            0.0,
        )?;
    }
    sheet.space(8.0);
    for block in &paper.blocks {
        sheet.block(block)?;
    }
    sheet.feet(paper)?;
    Ok((sheet.pages, sheet.marks))
}
