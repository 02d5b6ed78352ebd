//! What holds of every document: nothing of the text is lost on the way to the
//! pages, everything stands within them, and the file can be read back.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::font::{Fonts, Glyph};
use crate::layout::{self, PAGE, lines};

/// Fonts of this system; CONTRIBUTING.md says which ones the tests need.
fn fonts() -> &'static FontSet {
    static FONTS: OnceLock<FontSet> = OnceLock::new();
    FONTS.get_or_init(|| system_fonts(None).expect("no file is named"))
}

fn laid_out(paper: &Paper) -> Vec<layout::Page> {
    let loaded = fonts().load(&layout::characters(paper));
    layout::pages(paper, &mut Fonts::new(&loaded)).unwrap().0
}

fn statement(language: Language, rows: usize) -> Paper {
    Paper {
        title: language
            .pick("Statement of credits", "信用点数对账单")
            .into(),
        subtitle: "Hokkaido Optik GmbH · 北方汽车（集团）有限公司".into(),
        language,
        footer: language
            .pick("Surety, as of 22 Nov 2026", "Surety，截至 2026-11-22")
            .into(),
        blocks: vec![
            Block::Heading(1, language.pick("Summary", "概要").into()),
            Block::Paragraph("Привет, ελληνικά, Zürich, 1 234,50 € — “quoted”.".into()),
            Block::Facts(vec![Fact::new(
                "Contract 合同",
                "Premium care\nuntil 2027-03-31",
            )]),
            Block::Bullets(vec![
                "响应时间 1 小时，解决时间 6 小时。".into(),
                "b ".repeat(300),
            ]),
            Block::Heading(2, "Lines".into()),
            Block::Table(Table {
                columns: vec![
                    Column::left("Name 名称"),
                    Column::right("Used"),
                    Column::right("Left"),
                ],
                rows: (0..rows)
                    .map(|n| vec![format!("每周限额 row {n}"), n.to_string(), "12.50".into()])
                    .collect(),
                sums: usize::from(rows > 0),
            }),
            Block::PageBreak,
            Block::Note("End.".into()),
        ],
    }
}

/// What a page shows, without spaces: those at the end of a line are gone.
fn shown(pages: &[layout::Page]) -> String {
    pages
        .iter()
        .flat_map(|page| &page.texts)
        .flat_map(|text| text.glyphs.iter().map(|g| g.character))
        .filter(|c| *c != ' ')
        .collect()
}

#[test]
fn a_document_in_two_languages_is_laid_out_within_its_pages() {
    for language in [Language::En, Language::ZhCn] {
        let pages = laid_out(&statement(language, 150));
        assert!(pages.len() > 3, "{} pages", pages.len());
        for text in pages.iter().flat_map(|p| &p.texts) {
            let right = text.x + lines::width(&text.glyphs) * text.size / 1000.0;
            assert!(text.x >= 50.0 && right <= PAGE.0 - 50.0, "{text:?}");
            assert!(text.y >= 50.0 && text.y <= PAGE.1 - 50.0, "{text:?}");
        }
        let said = shown(&pages);
        assert!(said.contains("每周限额row149"));
        assert!(said.contains("Привет,ελληνικά,Zürich"));
    }
}

#[test]
fn the_head_of_a_table_is_on_each_of_its_pages() {
    let pages = laid_out(&statement(Language::En, 150));
    let with_rows: Vec<String> = pages
        .iter()
        .map(|page| shown(std::slice::from_ref(page)))
        .filter(|text| text.contains("每周限额"))
        .collect();
    assert!(with_rows.len() > 2);
    assert!(with_rows.iter().all(|text| text.contains("Name名称")));
}

#[test]
fn a_row_higher_than_a_page_loses_nothing() {
    let long = "0123456789 ".repeat(3_000);
    let paper = Paper {
        blocks: vec![Block::Table(Table {
            columns: vec![Column::left("a"), Column::left("b")],
            rows: vec![vec!["short".into(), long.clone()]],
            sums: 0,
        })],
        ..Paper::default()
    };
    let pages = laid_out(&paper);
    assert!(pages.len() > 1);
    let digits = shown(&pages).matches("0123456789").count();
    assert_eq!(digits, 3_000);
}

#[test]
fn the_file_is_the_same_for_the_same_document_and_carries_only_what_it_needs() {
    let paper = statement(Language::ZhCn, 40);
    let once = pdf(&paper, fonts(), 1_795_330_800_000_000).unwrap();
    assert_eq!(once, pdf(&paper, fonts(), 1_795_330_800_000_000).unwrap());
    assert!(once.starts_with(b"%PDF-1.7"));
    let text = String::from_utf8_lossy(&once);
    assert!(
        text.contains("/CreationDate (D:20261122070000"),
        "the moment is UTC"
    );
    assert!(text.contains("/ToUnicode"));
    assert!(
        once.len() < 200_000,
        "{} bytes: fonts are cut down",
        once.len()
    );
}

/// Letters of the West alone.
fn latin() -> FontSet {
    let of = fonts().regular.iter();
    let latin = FontSet {
        regular: of
            .filter(|f| f.name.starts_with("DejaVu"))
            .cloned()
            .collect(),
        bold: Vec::new(),
    };
    assert!(!latin.regular.is_empty(), "the tests need DejaVu Sans");
    latin
}

#[test]
fn without_a_font_the_error_names_the_character() {
    let paper = statement(Language::ZhCn, 1);
    let none = pdf(&paper, &FontSet::default(), 0).unwrap_err();
    assert!(matches!(none, PaperError::NoFont(_)));
    let latin = latin();
    let missing = pdf(&paper, &latin, 0).unwrap_err();
    assert!(
        matches!(missing, PaperError::NoFont(c) if c > '\u{2e80}'),
        "{missing}"
    );
    let english = Paper {
        title: "Plain".into(),
        ..Paper::default()
    };
    assert!(pdf(&english, &latin, 0).is_ok());
}

#[test]
fn a_rare_character_is_stood_in_for_and_a_missing_script_is_not() {
    let titled = |title: &str| Paper {
        title: title.into(),
        ..Paper::default()
    };
    let latin = latin();
    assert!(pdf(&titled("Fahrrad \u{1f6b2} \u{1f6b4} GmbH"), &latin, 0).is_ok());
    // Four letters at the most.
    assert!(pdf(&titled("\u{4e00}\u{4e01}\u{4e02}\u{4e03}"), &latin, 0).is_ok());
    let five = pdf(
        &titled("\u{4e00}\u{4e01}\u{4e02}\u{4e03}\u{4e04}"),
        &latin,
        0,
    );
    assert_eq!(five, Err(PaperError::NoFont('\u{4e00}')));
}

#[test]
fn what_is_no_font_is_refused_by_name_and_passed_over_in_a_set() {
    let wrong = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
    assert!(system_fonts(Some(wrong)).is_err());
    assert!(system_fonts(Some(std::path::Path::new("/nowhere.ttf"))).is_err());
    let broken = FontFile {
        name: "Broken".into(),
        index: 0,
        read: std::sync::Arc::new(|| Some(vec![0; 64])),
    };
    let mut set = fonts().clone();
    set.regular.insert(0, broken);
    assert!(pdf(&statement(Language::En, 1), &set, 0).is_ok());
}

#[test]
fn past_the_last_page_it_is_said_and_not_cut() {
    let breaks = |pages: usize| Paper {
        blocks: (1..pages)
            .flat_map(|_| [Block::Note("x".into()), Block::PageBreak])
            .chain([Block::Note("x".into())])
            .collect(),
        ..Paper::default()
    };
    let laid = |paper: &Paper| {
        let loaded = fonts().load(&layout::characters(paper));
        layout::pages(paper, &mut Fonts::new(&loaded)).map(|(pages, _)| pages.len())
    };
    assert_eq!(laid(&breaks(PAGES_MAX)), Ok(PAGES_MAX));
    assert_eq!(laid(&breaks(PAGES_MAX + 1)), Err(PaperError::TooLong));
}

#[test]
fn html_escapes_what_was_written_by_people() {
    let mut paper = statement(Language::ZhCn, 1);
    paper.title = "<script>alert('1')</script> & \"co\"".into();
    let page = html(&paper);
    assert!(page.contains("<html lang=\"zh-CN\">"));
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot;"));
    assert!(page.contains("until 2027-03-31") && page.contains("<tr class=\"sum\">"));
    assert!(
        !page.contains("src=") && !page.contains("http"),
        "nothing is fetched"
    );
}

fn glyphs(text: &str) -> Vec<Glyph> {
    text.chars()
        .map(|character| Glyph {
            font: 0,
            id: 1,
            width: if character.is_ascii() { 500.0 } else { 1000.0 },
            character,
        })
        .collect()
}

fn written(lines: &[Vec<Glyph>]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.iter().map(|g| g.character).collect())
        .collect()
}

#[test]
fn lines_end_at_spaces_and_between_chinese_characters() {
    let broken = |text: &str, room: f32| written(&lines::broken(&glyphs(text), room));
    assert_eq!(broken("one two three", 4_000.0), ["one two", "three"]);
    assert_eq!(broken("", 4_000.0), [""]);
    assert_eq!(broken("unbreakable", 2_000.0), ["unbr", "eaka", "ble"]);
    // A closing mark is not left to the next line, an opening one not behind.
    assert_eq!(broken("响应时间，解决", 4_000.0), ["响应时", "间，解决"]);
    assert_eq!(broken("响应（时间）", 3_000.0), ["响应", "（时", "间）"]);
}

proptest! {
    #[test]
    fn no_line_is_too_wide_and_no_character_is_lost(
        text in "[a-c ,.()，。（）响应时间-]{0,60}",
        room in 1_000.0_f32..9_000.0,
    ) {
        let found = lines::broken(&glyphs(&text), room);
        for line in &found {
            prop_assert!(lines::width(line) <= room);
        }
        let kept: String = written(&found).concat().chars().filter(|c| *c != ' ').collect();
        let all: String = text.chars().filter(|c| *c != ' ').collect();
        prop_assert_eq!(kept, all);
    }
}

#[test]
fn what_is_asked_of_the_fonts_is_what_the_pages_show() {
    let paper = statement(Language::En, 3);
    let needed: BTreeSet<char> = layout::characters(&paper);
    for c in shown(&laid_out(&paper)).chars() {
        assert!(needed.contains(&c), "{c:?}");
    }
}
