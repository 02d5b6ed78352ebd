//! What a document is made of.

/// In which language a document is. It decides how lines break and what the
/// desk itself writes on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// 简体中文.
    ZhCn,
}

impl Language {
    /// The language of a locale: Chinese for every `zh`, else English.
    pub fn of(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") {
            Self::ZhCn
        } else {
            Self::En
        }
    }

    /// As BCP 47 has it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The one of two texts that is in this language.
    pub const fn pick<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Self::En => english,
            Self::ZhCn => chinese,
        }
    }
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// Its title, on the first page and in the file's properties.
    pub title: String,
    /// One line below the title; may be empty.
    pub subtitle: String,
    /// In which language it is.
    pub language: Language,
    /// At the foot of every page, left of the page number: who made it, as of when.
    pub footer: String,
    /// What there is to read.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 (a section) to 3.
    Heading(u8, String),
    /// A paragraph. A line feed in it begins a new line.
    Paragraph(String),
    /// A paragraph of less weight: how something was counted.
    Note(String),
    /// Short points.
    Bullets(Vec<String>),
    /// Names with their values, two columns.
    Facts(Vec<Fact>),
    /// Rows below a head that is repeated on every page.
    Table(Table),
    /// What follows begins on a new page.
    PageBreak,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// How it stands.
    pub value: String,
}

impl Fact {
    /// A name with its value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right: figures.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Where its text stands.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn left(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            align: Align::Left,
        }
    }

    /// A column of figures.
    pub fn right(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            align: Align::Right,
        }
    }
}

/// The text of a cell.
pub type Cell = String;

/// A table. A row that is shorter than the head ends with empty cells; what is
/// past the head is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows at the end are sums, set apart.
    pub sums: usize,
}
