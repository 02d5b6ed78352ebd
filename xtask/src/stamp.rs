//! "Is it still as built?": a fingerprint of input files beside their product.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::sh::{Failure, scratch};

/// Names that are products, not sources.
const SKIPPED: [&str; 5] = [
    "node_modules",
    "dist",
    "test-results",
    "playwright-report",
    ".vite",
];

/// A fingerprint of every file under `inputs` (name and content).
pub fn fingerprint(inputs: &[&str]) -> Result<String, Failure> {
    let mut files = BTreeSet::new();
    for input in inputs {
        collect(Path::new(input), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.hash(&mut hasher);
        std::fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x} {}", hasher.finish(), files.len()))
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<(), Failure> {
    if path.is_file() {
        files.insert(path.to_path_buf());
    } else if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            if !SKIPPED.iter().any(|s| entry.file_name() == **s) {
                collect(&entry.path(), files)?;
            }
        }
    }
    Ok(())
}

/// Does `work` unless `name` was stamped with the same fingerprint and the
/// product is still there. Answers whether anything was done.
pub fn unless_fresh(
    name: &str,
    fingerprint: &str,
    product: &Path,
    work: impl FnOnce() -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let stamp = scratch(name);
    let known = std::fs::read_to_string(&stamp).unwrap_or_default();
    if known == fingerprint && product.exists() {
        return Ok(false);
    }
    work()?;
    std::fs::write(&stamp, fingerprint)?;
    Ok(true)
}
