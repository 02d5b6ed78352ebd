//! Mails of our own making, of people who do not exist. To add one: the file
//! in `tests/mails/` and a line in `expected.jsonl` with the fields that matter.

#![expect(clippy::disallowed_methods, reason = "reads its mails from files")]

use std::path::Path;

use serde_json::Value;
use surety_app::diagnostics::mail_inspect::inspect;
use surety_app::mail::parse::parse;
use surety_app::mail::sanitize::sanitize;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mails");

fn contains(problems: &mut Vec<String>, file: &str, text: &Value, wanted: &Value, has: bool) {
    let text = text.as_str().unwrap_or_default();
    for piece in wanted
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if text.contains(piece) != has {
            problems.push(format!("{file}: {piece:?} in {text:?}"));
        }
    }
}

/// Arrays of objects agree where the wanted objects say something.
fn agrees(wanted: &Value, got: &Value) -> bool {
    match (wanted, got) {
        (Value::Array(w), Value::Array(g)) => {
            w.len() == g.len() && w.iter().zip(g).all(|(w, g)| agrees(w, g))
        }
        (Value::Object(w), g) => w
            .iter()
            .all(|(k, v)| (k == "size" && v.is_null()) || agrees(v, &g[k])),
        _ => wanted == got,
    }
}

#[test]
fn every_mail_is_read_as_written() {
    let expected =
        std::fs::read_to_string(Path::new(FOLDER).join("expected.jsonl")).expect("readable");
    let mut wrong = Vec::new();
    let mut files = std::collections::BTreeSet::new();
    for line in expected.lines() {
        let known: Value = serde_json::from_str(line).expect("JSON");
        let file = known["file"].as_str().expect("file");
        files.insert(file.to_owned());
        let raw = std::fs::read(Path::new(FOLDER).join(file)).expect("readable");
        let got = inspect(file, &raw);
        let mail = parse(&raw);
        for (field, wanted) in known.as_object().expect("object") {
            let fine = match field.as_str() {
                "file" => true,
                "plain_contains" => {
                    contains(&mut wrong, file, &got["plain"], wanted, true);
                    true
                }
                "html_contains" => {
                    contains(&mut wrong, file, &got["html"], wanted, true);
                    true
                }
                "html_lacks" => {
                    contains(&mut wrong, file, &got["html"], wanted, false);
                    true
                }
                "from_name" => {
                    mail.from.as_ref().and_then(|f| f.name.as_deref()) == wanted.as_str()
                }
                "all_attachments" => wanted.as_u64() == Some(mail.attachments.len() as u64),
                "references_count" => wanted.as_u64() == Some(mail.references.len() as u64),
                "references_last" => mail.references.last().map(String::as_str) == wanted.as_str(),
                _ => agrees(wanted, &got[field]),
            };
            if !fine {
                wrong.push(format!(
                    "{file} {field}: wanted {wanted}, got {}",
                    got[field]
                ));
            }
        }
        // Whatever came in: what goes out is stable and fits a database.
        for text in [&mail.plain, mail.subject.as_ref().unwrap_or(&String::new())] {
            assert!(!text.contains('\0'), "{file}");
        }
        if let Some(html) = &mail.html {
            let once = sanitize(html).html;
            assert_eq!(sanitize(&once).html, once, "{file}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let there: std::collections::BTreeSet<String> = std::fs::read_dir(FOLDER)
        .expect("folder")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".eml"))
        .collect();
    assert_eq!(files, there, "every mail has a line and every line a mail");
    assert!(files.len() >= 50);
}

/// Every mail cut at many places and with every byte of its head changed:
/// nothing fails, and what was cut off is all that is missing.
#[test]
fn damaged_mails_are_still_read() {
    for entry in std::fs::read_dir(FOLDER).expect("folder") {
        let path = entry.expect("entry").path();
        if path.extension().is_none_or(|e| e != "eml") {
            continue;
        }
        let raw = std::fs::read(&path).expect("readable");
        for cut in (0..raw.len().min(2_000)).step_by(37) {
            let mail = parse(&raw[..cut]);
            assert!(
                !mail.problems.iter().any(|p| p == "parser_failed"),
                "{path:?} {cut}"
            );
        }
        let mut damaged = raw.clone();
        for at in (0..raw.len().min(2_000)).step_by(29) {
            for byte in [0, b'\n', b'\r', b'=', b'"', 0xff] {
                damaged[at] = byte;
                let mail = parse(&damaged);
                assert!(
                    !mail.problems.iter().any(|p| p == "parser_failed"),
                    "{path:?} {at} {byte}"
                );
            }
            damaged[at] = raw[at];
        }
    }
}
