//! What differs between two documents.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag};

use super::{Block, Document, Section, SectionId, TableRow};

/// Findings of [`stale`], at most.
const STALE_MAX: usize = 50;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is in both.
    Same,
    /// Only the older one has it.
    Removed,
    /// Only the newer one has it.
    Added,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    /// What became of it.
    pub change: Change,
    /// What it says; cells of a table are parted by ` · `.
    pub text: String,
}

/// The comparison of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionDiff {
    /// Which.
    pub id: SectionId,
    /// Its heading in the newer one.
    pub title: String,
    /// Whether anything differs.
    pub changed: bool,
    /// Every line of both, in reading order.
    pub lines: Vec<DiffLine>,
}

/// What a published text says and the configuration does not do any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// In which section.
    pub section: SectionId,
    /// About what: the table, its row and column, or the section's heading.
    pub what: String,
    /// What the published text says; none: it does not mention it.
    pub says: Option<String>,
    /// What holds now; none: nothing of the kind.
    pub enforces: Option<String>,
}

/// A block as lines of text.
fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph { item } => vec![item.text.clone()],
        Block::List { items } => items.iter().map(|i| i.text.clone()).collect(),
        Block::Table {
            caption,
            head,
            rows,
            ..
        } => std::iter::once(caption.clone())
            .chain(std::iter::once(head.join(" · ")))
            .chain(rows.iter().map(|row| row.cells.join(" · ")))
            .collect(),
    }
}

fn section_lines(section: Option<&Section>) -> Vec<String> {
    section.map_or_else(Vec::new, |s| {
        s.text.iter().chain(&s.generated).flat_map(lines).collect()
    })
}

fn find(document: &Document, id: SectionId) -> Option<&Section> {
    document.sections.iter().find(|s| s.id == id)
}

/// Every section of two documents, line by line.
pub fn diff(old: &Document, new: &Document) -> Vec<SectionDiff> {
    SectionId::ALL
        .iter()
        .map(|id| {
            let before = section_lines(find(old, *id));
            let after = section_lines(find(new, *id));
            let ops = similar::capture_diff_slices(Algorithm::Myers, &before, &after);
            let lines: Vec<DiffLine> = ops
                .iter()
                .flat_map(|op| op.iter_changes(&before, &after))
                .map(|change| DiffLine {
                    change: match change.tag() {
                        ChangeTag::Equal => Change::Same,
                        ChangeTag::Delete => Change::Removed,
                        ChangeTag::Insert => Change::Added,
                    },
                    text: change.value(),
                })
                .collect();
            SectionDiff {
                id: *id,
                title: find(new, *id)
                    .or_else(|| find(old, *id))
                    .map_or_else(String::new, |s| s.title.clone()),
                changed: lines.iter().any(|line| line.change != Change::Same),
                lines,
            }
        })
        .collect()
}

/// Marks everything in a customer's document that the one for everybody does
/// not say, whole rows of tables with their caption.
pub fn mark_differences(general: &Document, own: &mut Document) {
    for section in &mut own.sections {
        let said = find(general, section.id);
        let plain: BTreeSet<String> = section_lines(said).into_iter().collect();
        let rows: BTreeSet<(&str, &[String])> = said
            .into_iter()
            .flat_map(|s| s.text.iter().chain(&s.generated))
            .filter_map(|block| match block {
                Block::Table { caption, rows, .. } => Some((caption, rows)),
                _ => None,
            })
            .flat_map(|(caption, rows)| rows.iter().map(|r| (caption.as_str(), r.cells.as_slice())))
            .collect();
        for block in section.text.iter_mut().chain(&mut section.generated) {
            match block {
                Block::Paragraph { item } => item.marked = !plain.contains(&item.text),
                Block::List { items } => {
                    for item in items {
                        item.marked = !plain.contains(&item.text);
                    }
                }
                Block::Table {
                    caption,
                    rows: own_rows,
                    ..
                } => {
                    for row in own_rows {
                        row.marked = !rows.contains(&(caption.as_str(), row.cells.as_slice()));
                    }
                }
            }
        }
    }
}

/// Where a published document says something else than what would be
/// published now, of what the configuration decides; at most fifty places.
pub fn stale(published: &Document, live: &Document) -> Vec<Stale> {
    let mut found = Vec::new();
    for now in &live.sections {
        let Some(then) = find(published, now.id) else {
            continue;
        };
        stale_tables(then, now, &mut found);
        stale_lines(then, now, &mut found);
    }
    found.truncate(STALE_MAX);
    found
}

type Table<'a> = (&'a str, &'a [String], &'a [TableRow]);

fn tables(section: &Section) -> Vec<Table<'_>> {
    section
        .generated
        .iter()
        .filter_map(|block| match block {
            Block::Table {
                caption,
                head,
                rows,
                ..
            } => Some((caption.as_str(), head.as_slice(), rows.as_slice())),
            _ => None,
        })
        .collect()
}

fn stale_tables(then: &Section, now: &Section, found: &mut Vec<Stale>) {
    let (old, new) = (tables(then), tables(now));
    let mut add = |what: String, says: Option<String>, enforces: Option<String>| {
        found.push(Stale {
            section: now.id,
            what,
            says,
            enforces,
        });
    };
    let whole = |table: &Table<'_>| {
        table
            .2
            .iter()
            .map(|row| row.cells.join(" · "))
            .collect::<Vec<_>>()
            .join("; ")
    };
    for gone in old.iter().filter(|o| new.iter().all(|n| n.0 != o.0)) {
        add(gone.0.to_owned(), Some(whole(gone)), None);
    }
    for table in &new {
        let Some(before) = old.iter().find(|o| o.0 == table.0) else {
            add(table.0.to_owned(), None, Some(whole(table)));
            continue;
        };
        // Several rows of one name (special cases) are compared as they are.
        let named = |rows: &[TableRow]| {
            let names: BTreeSet<&String> = rows.iter().filter_map(|r| r.cells.first()).collect();
            names.len() == rows.len()
        };
        if !named(before.2) || !named(table.2) || before.1 != table.1 {
            if before.1 != table.1 || before.2 != table.2 {
                add(table.0.to_owned(), Some(whole(before)), Some(whole(table)));
            }
            continue;
        }
        for row in table.2 {
            let Some(name) = row.cells.first() else {
                continue;
            };
            let Some(old_row) = before.2.iter().find(|r| r.cells.first() == Some(name)) else {
                add(
                    format!("{} · {name}", table.0),
                    None,
                    Some(row.cells.join(" · ")),
                );
                continue;
            };
            for (column, (said, holds)) in old_row.cells.iter().zip(&row.cells).enumerate() {
                if said != holds {
                    let head = table.1.get(column).map_or("", String::as_str);
                    add(
                        format!("{} · {name} · {head}", table.0),
                        Some(said.clone()),
                        Some(holds.clone()),
                    );
                }
            }
        }
        for row in before.2 {
            if table.2.iter().all(|r| r.cells.first() != row.cells.first()) {
                let name = row.cells.first().map_or("", String::as_str);
                add(
                    format!("{} · {name}", table.0),
                    Some(row.cells.join(" · ")),
                    None,
                );
            }
        }
    }
}

/// Paragraphs and points, which have no names: what is gone beside what came.
fn stale_lines(then: &Section, now: &Section, found: &mut Vec<Stale>) {
    let plain = |section: &Section| -> Vec<String> {
        section
            .generated
            .iter()
            .filter(|block| !matches!(block, Block::Table { .. }))
            .flat_map(lines)
            .collect()
    };
    let (old, new) = (plain(then), plain(now));
    let mut gone = old.iter().filter(|line| !new.contains(line));
    let mut came = new.iter().filter(|line| !old.contains(line));
    loop {
        let (says, enforces) = (gone.next().cloned(), came.next().cloned());
        if says.is_none() && enforces.is_none() {
            return;
        }
        found.push(Stale {
            section: now.id,
            what: now.title.clone(),
            says,
            enforces,
        });
    }
}
