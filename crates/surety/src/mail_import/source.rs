//! Raw messages out of a file, an mbox or a Maildir, one at a time.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// The largest message that is read, bytes. What is larger is named and left
/// where it is.
pub const MESSAGE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// One message, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it was: a file's name, or file and number for an mbox.
    pub name: String,
    /// Its bytes, or what stands against it.
    pub raw: Result<Vec<u8>, String>,
    /// How far the source is now: bytes of an mbox, files of a Maildir.
    pub position: u64,
}

/// What is imported.
pub enum Source {
    /// One message.
    File(Option<PathBuf>),
    /// Messages after each other, separated by "From " lines.
    Mbox(Box<Mbox<BufReader<File>>>),
    /// One message per file in `new` and `cur`.
    Maildir {
        /// In order of delivery, as their names say.
        files: VecDeque<PathBuf>,
        /// Files given so far.
        given: u64,
    },
}

impl Source {
    /// Looks what `path` is. The second value is what [`Item::position`] ends at.
    pub fn open(path: &Path) -> anyhow::Result<(Self, u64)> {
        let meta = std::fs::metadata(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        if meta.is_dir() {
            let files = maildir_files(path)?;
            let total = files.len() as u64;
            return Ok((Self::Maildir { files, given: 0 }, total));
        }
        let mut reader = BufReader::with_capacity(256 * 1024, File::open(path)?);
        if reader.fill_buf()?.starts_with(b"From ") {
            let mbox = Mbox::new(path.display().to_string(), reader);
            return Ok((Self::Mbox(Box::new(mbox)), meta.len()));
        }
        Ok((Self::File(Some(path.to_path_buf())), 1))
    }
}

impl Iterator for Source {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        match self {
            Self::File(path) => path.take().map(|p| file_item(&p, 1)),
            Self::Mbox(mbox) => mbox.next(),
            Self::Maildir { files, given } => {
                let path = files.pop_front()?;
                *given += 1;
                Some(file_item(&path, *given))
            }
        }
    }
}

fn file_item(path: &Path, position: u64) -> Item {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        File::open(path)?
            .take(MESSAGE_BYTES_MAX as u64 + 1)
            .read_to_end(&mut raw)?;
        Ok(raw)
    };
    let raw = match read() {
        Ok(raw) if raw.len() > MESSAGE_BYTES_MAX => Err(too_large()),
        Ok(raw) => Ok(raw),
        Err(e) => Err(e.to_string()),
    };
    Item {
        name: path.display().to_string(),
        raw,
        position,
    }
}

fn too_large() -> String {
    format!("larger than {MESSAGE_BYTES_MAX} bytes")
}

/// Files of a Maildir by name: names begin with the time of delivery.
/// (<https://cr.yp.to/proto/maildir.html>)
fn maildir_files(dir: &Path) -> anyhow::Result<VecDeque<PathBuf>> {
    let mut found = false;
    let mut files = Vec::new();
    for sub in ["new", "cur"] {
        let sub = dir.join(sub);
        if !sub.is_dir() {
            continue;
        }
        found = true;
        for entry in std::fs::read_dir(&sub)? {
            let path = entry?.path();
            let hidden = path
                .file_name()
                .is_none_or(|n| n.as_encoded_bytes().starts_with(b"."));
            if !hidden && path.is_file() {
                files.push(path);
            }
        }
    }
    if !found {
        bail!(
            "{} is a folder without `new` and `cur`: not a Maildir",
            dir.display()
        );
    }
    files.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    Ok(files.into())
}

/// Reads an mbox (RFC 4155 and its relatives). A message starts at a line
/// "From … hh:mm…" at the start or after an empty line. Lines of the body that
/// were quoted as ">From " lose one ">" (mboxrd; in mboxo a line that had it
/// of its own loses it, which nothing can tell apart).
pub struct Mbox<R> {
    name: String,
    input: R,
    number: u64,
    position: u64,
    /// The separator of the next message was read already.
    at_separator: bool,
    ended: bool,
}

impl<R: BufRead> Mbox<R> {
    fn new(name: String, input: R) -> Self {
        Self {
            name,
            input,
            number: 0,
            position: 0,
            at_separator: false,
            ended: false,
        }
    }
}

impl<R: BufRead> Iterator for Mbox<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let mut raw = Vec::new();
        let mut line = Vec::new();
        let mut after_empty = true;
        let mut too_long = false;
        let mut begun = self.at_separator;
        loop {
            line.clear();
            match read_line(&mut self.input, &mut line) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => self.position += n as u64,
                Err(e) => {
                    self.ended = true;
                    self.number += 1;
                    return Some(self.item(Err(e.to_string())));
                }
            }
            if after_empty && is_separator(&line) {
                if begun {
                    self.at_separator = true;
                    break;
                }
                begun = true;
                after_empty = false;
                continue;
            }
            begun = true;
            after_empty = is_empty(&line);
            if raw.len() + line.len() > MESSAGE_BYTES_MAX {
                too_long = true;
                raw.clear();
            }
            if !too_long {
                raw.extend_from_slice(unquoted(&line));
            }
        }
        if !begun {
            return None;
        }
        self.number += 1;
        if too_long {
            return Some(self.item(Err(too_large())));
        }
        // The empty line before the next separator is the mbox's.
        if raw.ends_with(b"\r\n\r\n") {
            raw.truncate(raw.len() - 2);
        } else if raw.ends_with(b"\n\n") {
            raw.truncate(raw.len() - 1);
        }
        Some(self.item(Ok(raw)))
    }
}

impl<R> Mbox<R> {
    fn item(&self, raw: Result<Vec<u8>, String>) -> Item {
        Item {
            name: format!("{} #{}", self.name, self.number),
            raw,
            position: self.position,
        }
    }
}

/// A line with its end, in pieces no larger than a message may be: a file
/// without line ends must not fill the memory.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    input.take(MESSAGE_BYTES_MAX as u64).read_until(b'\n', line)
}

fn is_empty(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

/// "From sender date": the date has a time, so a sentence that starts with
/// "From " is not taken for one.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    rest.windows(5).any(|w| {
        w[0].is_ascii_digit()
            && w[1].is_ascii_digit()
            && w[2] == b':'
            && w[3].is_ascii_digit()
            && w[4].is_ascii_digit()
    })
}

fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|b| **b == b'>').count();
    if quotes > 0 && line[quotes..].starts_with(b"From ") {
        &line[1..]
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mbox(text: &str) -> Vec<String> {
        Mbox::new("box".into(), text.as_bytes())
            .map(|item| String::from_utf8(item.raw.unwrap()).unwrap())
            .collect()
    }

    #[test]
    fn messages_are_separated() {
        let text = "From ann@example.com Sat Nov 21 10:00:00 2026\nSubject: a\n\none\n\n\
                    From bob@example.com Sat Nov 21 11:00:00 2026\nSubject: b\n\ntwo\n";
        assert_eq!(mbox(text), ["Subject: a\n\none\n", "Subject: b\n\ntwo\n"]);
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(
            mbox(&crlf),
            ["Subject: a\r\n\r\none\r\n", "Subject: b\r\n\r\ntwo\r\n"]
        );
    }

    #[test]
    fn a_sentence_is_not_a_separator() {
        let text = "From a Sat Nov 21 10:00:00 2026\nSubject: a\n\nHello,\n\nFrom here on it works.\n\
                    From x Sat Nov 21 10:00:00 2026, in the middle of a paragraph\n";
        assert_eq!(mbox(text).len(), 1);
        assert!(mbox(text)[0].contains("From here on"));
    }

    #[test]
    fn quoted_lines_lose_one_quote() {
        let text =
            "From a Sat Nov 21 10:00:00 2026\nSubject: a\n\n>From me\n>>From him\n> From far\n";
        assert_eq!(
            mbox(text),
            ["Subject: a\n\nFrom me\n>From him\n> From far\n"]
        );
    }

    #[test]
    fn the_end_needs_no_line_end_and_nothing_is_nothing() {
        assert_eq!(
            mbox("From a Sat Nov 21 10:00:00 2026\nSubject: a\n\nend"),
            ["Subject: a\n\nend"]
        );
        assert!(mbox("").is_empty());
        assert_eq!(mbox("From a Sat Nov 21 10:00:00 2026\n"), [""]);
    }

    #[test]
    fn a_message_at_the_limit_is_read_and_one_above_is_named() {
        let head = "From a Sat Nov 21 10:00:00 2026\n";
        let line = "x".repeat(1023) + "\n";
        let full = line.repeat(MESSAGE_BYTES_MAX / 1024);
        let next = "\nFrom b Sat Nov 21 10:00:00 2026\nSubject: b\n\n";
        let items: Vec<Item> =
            Mbox::new("box".into(), format!("{head}{full}").as_bytes()).collect();
        assert_eq!(items[0].raw.as_ref().map(Vec::len), Ok(MESSAGE_BYTES_MAX));
        let items: Vec<Item> =
            Mbox::new("box".into(), format!("{head}{full}x\n{next}").as_bytes()).collect();
        assert_eq!(items.len(), 2);
        assert_eq!(
            (items[0].name.as_str(), items[0].raw.is_err()),
            ("box #1", true)
        );
        assert_eq!(items[1].raw.as_deref(), Ok(&b"Subject: b\n"[..]));
    }

    #[test]
    fn a_maildir_is_read_in_order_of_delivery() {
        let dir = tempfile::tempdir().unwrap();
        for sub in ["new", "cur", "tmp"] {
            std::fs::create_dir(dir.path().join(sub)).unwrap();
        }
        std::fs::write(dir.path().join("cur/100.a:2,S"), "first").unwrap();
        std::fs::write(dir.path().join("new/200.b"), "second").unwrap();
        std::fs::write(dir.path().join("cur/300.c:2,"), "third").unwrap();
        std::fs::write(dir.path().join("tmp/050.d"), "not delivered yet").unwrap();
        std::fs::write(dir.path().join("new/.hidden"), "not a message").unwrap();
        let (source, total) = Source::open(dir.path()).unwrap();
        let items: Vec<Item> = source.collect();
        assert_eq!(total, 3);
        let texts: Vec<_> = items.iter().map(|i| i.raw.as_deref().unwrap()).collect();
        assert_eq!(texts, [&b"first"[..], b"second", b"third"]);
        assert!(Source::open(&dir.path().join("cur")).is_err());
    }

    #[test]
    fn a_single_message_is_not_an_mbox() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.eml");
        std::fs::write(
            &path,
            "From: ann@example.com\n\nFrom a Sat Nov 21 10:00:00 2026\n",
        )
        .unwrap();
        let (source, total) = Source::open(&path).unwrap();
        assert_eq!((source.count(), total), (1, 1));
    }
}
