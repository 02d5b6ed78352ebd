//! Every code that an answer can carry has a text in both languages: the codes
//! are read from the sources, the texts from `locales`.

#![expect(
    clippy::disallowed_methods,
    reason = "reads the sources and the texts of this repository"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where a code stands: what is called, and which argument it is.
const CALLS: &[(&str, usize)] = &[
    ("AppError::invalid(", 0),
    ("AppError::conflict(", 0),
    ("Problem::bad_request(", 0),
    ("Problem::new(", 1),
    (".fail(", 1),
    ("SlaError::new(", 0),
];

/// Calls whose code is no literal, reviewed: where its values are read from.
const ELSEWHERE: &[(&str, &str)] = &[
    ("e.code", "`SlaError::new`, which is read"),
    (
        "e.code()",
        "`fn code` of an error of the domain, which is read",
    ),
    ("TransitionError::CODE", "a constant, which is read"),
    ("Overlap::CODE", "a constant, which is read"),
    ("&code", "the code of another error, passed on"),
    (
        "code",
        "one of the literals of LITERALS in the same function",
    ),
];

/// Codes that a variable holds before it is given to one of [`CALLS`].
const LITERALS: &[&str] = &[
    "unknown_field",
    "invalid_body",
    "too_many_streams",
    "unauthenticated",
    "not_found",
    "internal_error",
];

/// Not spoken over HTTP: tests, the demo desk, and the diagnostic commands,
/// whose codes are those of docs/diagnostics.md.
fn is_spoken(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let name = path.file_name().unwrap().to_string_lossy();
    !name.contains("test")
        && name != "problem_texts.rs"
        && ![
            "/tests/",
            "/testing/",
            "/demo/",
            "/access/",
            "/diagnostics/",
        ]
        .iter()
        .any(|part| text.contains(part))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && is_spoken(&path) {
            found.push(path);
        }
    }
}

/// The arguments of a call whose opening bracket stands before `text`.
fn arguments(text: &str) -> Vec<String> {
    let (mut found, mut now) = (Vec::new(), String::new());
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for c in text.chars() {
        if quoted {
            now.push(c);
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' => quoted = true,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(std::mem::take(&mut now).trim().to_owned());
                continue;
            }
            _ => {}
        }
        now.push(c);
    }
    found.push(now.trim().to_owned());
    found
}

fn literal(text: &str) -> Option<&str> {
    let code = text.strip_prefix('"')?.strip_suffix('"')?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (!code.is_empty() && code.chars().all(fits)).then_some(code)
}

/// What stands between `from` and the next `to`, each time.
fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from)
        .skip(1)
        .filter_map(move |rest| rest.split_once(to).map(|(part, _)| part))
}

/// Every code with a file that it stands in.
fn codes() -> BTreeMap<String, PathBuf> {
    let crates = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut files = Vec::new();
    for name in ["app", "web", "store", "domain"] {
        sources(&crates.join(name).join("src"), &mut files);
    }
    let mut found = BTreeMap::new();
    let mut odd = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let mut add = |code: &str| {
            found.insert(code.to_owned(), file.clone());
        };
        for (call, at) in CALLS {
            for rest in text.split(call).skip(1) {
                let arguments = arguments(rest);
                let Some(argument) = arguments.get(*at) else {
                    continue;
                };
                if let Some(code) = literal(argument) {
                    add(code);
                } else if !ELSEWHERE.iter().any(|(known, _)| known == argument) {
                    odd.push(format!("{}: {call}… {argument}", file.display()));
                }
            }
        }
        // Errors that name their code themselves.
        for body in between(text, "fn code(", "\n    }") {
            between(body, "=> \"", "\"").for_each(&mut add);
        }
        for code in between(text, "CODE: &'static str = \"", "\"") {
            add(code);
        }
        for code in between(text, "code: \"", "\"") {
            add(code);
        }
    }
    for code in LITERALS {
        found.entry((*code).to_owned()).or_default();
    }
    assert!(
        odd.is_empty(),
        "codes that this test cannot read; name them in ELSEWHERE:\n{}",
        odd.join("\n")
    );
    found
}

fn texts(language: &str) -> BTreeSet<String> {
    let text = ["common", "errors"]
        .map(|file| {
            let path = format!(
                "{}/../../locales/{language}/{file}.ftl",
                env!("CARGO_MANIFEST_DIR")
            );
            std::fs::read_to_string(path).unwrap()
        })
        .concat();
    text.lines()
        .filter_map(|line| line.strip_prefix("error-")?.split_once(" ="))
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(id, _)| id.replace('-', "_"))
        .collect()
}

#[test]
fn every_code_has_a_text_in_both_languages() {
    let codes = codes();
    assert!(codes.len() > 200, "only {} codes were found", codes.len());
    let mut missing = Vec::new();
    for language in ["en", "zh-CN"] {
        let texts = texts(language);
        for (code, file) in &codes {
            if !texts.contains(code) {
                missing.push(format!("{language}: {code} ({})", file.display()));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "no text in locales/*/errors.ftl:\n{}",
        missing.join("\n")
    );
}

#[test]
fn a_code_is_found_wherever_it_may_stand() {
    assert_eq!(
        arguments("a(b, c), \"x, \\\"y\", d) tail"),
        ["a(b, c)", "\"x, \\\"y\"", "d"]
    );
    assert_eq!(literal("\"too_long\""), Some("too_long"));
    assert_eq!(literal("\"Too long\""), None);
    assert_eq!(literal("code"), None);
}

/// Findings of lint: code and names of the params, as `What` lists them.
fn findings() -> BTreeMap<String, BTreeSet<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/src/lint/mod.rs");
    let source = std::fs::read_to_string(path).unwrap();
    let list = source.split("pub enum What {").nth(1).unwrap();
    let list = list.split("\n}").next().unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for part in list.split("    /// ").skip(1) {
        let Some((_, variant)) = part.split_once('\n') else {
            continue;
        };
        let (name, fields) = variant.split_once('{').unwrap();
        let mut code = String::new();
        for c in name.trim().chars() {
            if c.is_ascii_uppercase() && !code.is_empty() {
                code.push('_');
            }
            code.push(c.to_ascii_lowercase());
        }
        let fields = fields.split(',').filter_map(|f| f.split_once(':'));
        let names = fields.map(|(name, _)| {
            let name = name.trim();
            let name = name.strip_suffix("_seconds").unwrap_or(name);
            name.strip_suffix("_hundredths").unwrap_or(name).to_owned()
        });
        found.insert(code, names.collect());
    }
    found
}

#[test]
fn every_finding_has_a_text_in_both_languages_and_a_line_in_its_page() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let read = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).unwrap();
    let findings = findings();
    assert!(findings.len() > 35, "only {}: {findings:?}", findings.len());
    let page = read("docs/lint.md");
    let mut wrong = Vec::new();
    for code in findings.keys() {
        if !page.contains(&format!("`{code}`")) {
            wrong.push(format!("docs/lint.md: {code}"));
        }
    }
    for language in ["en", "zh-CN"] {
        let text = read(&format!("locales/{language}/lint.ftl"));
        let texts: BTreeMap<String, &str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("lint-")?.split_once(" = "))
            .map(|(id, text)| (id.replace('-', "_"), text))
            .collect();
        for (code, text) in &texts {
            // One without an end, or with only one side, has words of its own.
            let code = ["_open", "_new", "_gone"]
                .iter()
                .find_map(|ending| code.strip_suffix(ending))
                .unwrap_or(code);
            let Some(params) = findings.get(code) else {
                wrong.push(format!("{language}: no finding is called {code}"));
                continue;
            };
            for variable in between(text, "{ $", " }") {
                if !params.contains(variable) {
                    wrong.push(format!("{language}: {code} has no {variable}"));
                }
            }
        }
        for code in findings.keys().filter(|code| !texts.contains_key(*code)) {
            wrong.push(format!("{language}: no text for {code}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
