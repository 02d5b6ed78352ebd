//! The text of `tests/access.model`.

#![expect(
    clippy::disallowed_methods,
    reason = "the model is a file of this crate"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::world::ACTORS;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access.model");

pub(super) fn update_wanted() -> bool {
    std::env::var_os("UPDATE_ACCESS").is_some()
}

/// What the model says of one operation.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) body: Option<String>,
    pub(super) query: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) lines: BTreeMap<&'static str, Vec<u16>>,
}

impl Block {
    pub(super) fn with_body(example: Option<&serde_json::Value>) -> Self {
        Self {
            body: example.map(ToString::to_string),
            ..Self::default()
        }
    }
}

#[derive(Debug)]
pub(super) struct Model {
    head: String,
    blocks: BTreeMap<String, Block>,
}

impl Model {
    pub(super) fn read() -> Self {
        let text = std::fs::read_to_string(PATH).unwrap();
        let mut model = Self {
            head: String::new(),
            blocks: BTreeMap::new(),
        };
        let mut name: Option<String> = None;
        for (number, line) in text.lines().enumerate() {
            let at = number + 1;
            if let Some(next) = line.strip_prefix("## ") {
                let old = model.blocks.insert(next.to_owned(), Block::default());
                assert!(old.is_none(), "line {at}: {next} is there twice");
                name = Some(next.to_owned());
                continue;
            }
            let Some(block) = name.as_ref().and_then(|name| model.blocks.get_mut(name)) else {
                model.head.push_str(line);
                model.head.push('\n');
                continue;
            };
            if let Some(body) = line.strip_prefix("body: ") {
                block.body = Some(body.to_owned());
            } else if let Some(query) = line.strip_prefix("query: ") {
                block.query = Some(query.to_owned());
            } else if let Some(kind) = line.strip_prefix("content-type: ") {
                block.content_type = Some(kind.to_owned());
            } else if !line.trim().is_empty() && !line.starts_with('#') {
                let mut words = line.split_whitespace();
                let relation = match words.next() {
                    Some("any") => "any",
                    Some("own") => "own",
                    Some("other") => "other",
                    other => panic!("line {at}: {other:?} is neither any, own nor other"),
                };
                let statuses = words
                    .map(|word| word.parse().unwrap_or_else(|_| panic!("line {at}: {word}")))
                    .collect();
                block.lines.insert(relation, statuses);
            }
        }
        model
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.blocks.keys()
    }

    pub(super) fn block(&self, name: &str) -> Option<&Block> {
        self.blocks.get(name)
    }

    pub(super) fn add(&mut self, name: &str, block: Block) {
        self.blocks.insert(name.to_owned(), block);
    }

    pub(super) fn write(&self) {
        let mut text = self.head.clone();
        for (name, block) in &self.blocks {
            let _ = writeln!(text, "## {name}");
            for (word, value) in [
                ("content-type", &block.content_type),
                ("query", &block.query),
                ("body", &block.body),
            ] {
                if let Some(value) = value {
                    let _ = writeln!(text, "{word}: {value}");
                }
            }
            for relation in ["any", "own", "other"] {
                if let Some(line) = block.lines.get(relation) {
                    assert_eq!(line.len(), ACTORS.len());
                    let _ = write!(text, "{relation:<6}");
                    for status in line {
                        let _ = write!(text, " {status}");
                    }
                    text.push('\n');
                }
            }
            text.push('\n');
        }
        let text = format!("{}\n", text.trim_end());
        std::fs::write(PATH, text).unwrap();
    }
}
