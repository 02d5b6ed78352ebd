//! `surety backup` and `surety restore` for SQLite: a checked copy with a
//! manifest beside it, and the way back.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use surety_domain::time::Instant;
use surety_store::snapshot;

use crate::adapters;
use crate::config::Config;
use crate::progress;

#[cfg(test)]
mod tests;

/// The manifest's format. A later program reads this one; an older one is told.
const FORMAT: u32 = 1;

/// What a backup holds and how to know that it is still the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// The program that made it.
    pub surety: String,
    /// When.
    pub made_at: Instant,
    /// Size of the file, bytes.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Rows by table, for people.
    pub rows: std::collections::BTreeMap<String, i64>,
}

/// The database file of a SQLite desk.
pub fn database_file(config: &Config) -> anyhow::Result<PathBuf> {
    match config.sqlite_file() {
        Some(path) => Ok(path),
        None => bail!(
            "this desk is on PostgreSQL: use pg_dump --format=custom and pg_restore, or your provider's backups (see docs/operations.md)"
        ),
    }
}

fn manifest_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".manifest.json");
    PathBuf::from(name)
}

/// A name beside `file` for work in progress.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Copies the running desk's database to `file`, checks the copy and writes
/// its manifest. Both appear under their names only when they are whole.
pub fn backup(config: &Config, file: &Path, force: bool) -> anyhow::Result<Manifest> {
    let source = database_file(config)?;
    ensure!(source.exists(), "{} does not exist", source.display());
    let manifest_file = manifest_path(file);
    if !force {
        for path in [file, &manifest_file] {
            ensure!(
                !path.exists(),
                "{} exists already; --force replaces it",
                path.display()
            );
        }
    }
    let part = beside(file, ".part");
    let part_manifest = beside(&manifest_file, ".part");
    for path in [&part, &part_manifest] {
        remove_if_there(path)?;
    }
    // The copy holds everything the desk holds: it is as private.
    adapters::write_private(&part, b"")
        .with_context(|| format!("{} cannot be written", part.display()))?;
    let bar = progress::bar(0, "copy");
    snapshot::take(&source, &part, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    eprintln!("checking the copy");
    let contents = snapshot::verify(&part)?;
    std::fs::File::open(&part)?.sync_all()?;
    let (bytes, sha256) = digest(&part)?;
    let manifest = Manifest {
        format: FORMAT,
        surety: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: adapters::now(),
        bytes,
        sha256,
        rows: contents
            .rows
            .into_iter()
            .map(|(t, n)| (t.to_owned(), n))
            .collect(),
    };
    adapters::write_private(
        &part_manifest,
        serde_json::to_string_pretty(&manifest)?.as_bytes(),
    )?;
    std::fs::rename(&part, file)?;
    std::fs::rename(&part_manifest, &manifest_file)?;
    adapters::sync_dir(file)?;
    Ok(manifest)
}

/// Checks `file` and puts it in the place of the database. What was there is
/// kept beside it under a name with the time. Answers that name.
pub fn restore(
    config: &Config,
    file: &Path,
    force: bool,
) -> anyhow::Result<(Manifest, Option<PathBuf>)> {
    let target = database_file(config)?;
    let manifest = check(file)?;
    ensure!(
        force || !target.exists(),
        "{} exists already; --force puts it aside and restores in its place",
        target.display()
    );
    if let Some(dir) = target.parent().filter(|d| !d.as_os_str().is_empty()) {
        adapters::private_dir(dir)?;
    }
    let part = beside(&target, ".restoring");
    remove_if_there(&part)?;
    copy(file, &part, manifest.bytes)?;
    // What counts is what is now on this disk, not what was read before.
    let (bytes, sha256) = digest(&part)?;
    ensure!(
        bytes == manifest.bytes && sha256 == manifest.sha256,
        "the copy on this disk differs from the backup; the disk may be failing"
    );
    let aside = if target.exists() {
        snapshot::close_for_good(&target)?;
        let aside = beside(&target, &format!(".replaced-{}", adapters::now().seconds()));
        std::fs::rename(&target, &aside)?;
        Some(aside)
    } else {
        None
    };
    // A log of the old database must not be replayed into the new one.
    for ending in ["-wal", "-shm", "-journal"] {
        remove_if_there(&beside(&target, ending))?;
    }
    std::fs::rename(&part, &target)?;
    adapters::sync_dir(&target)?;
    Ok((manifest, aside))
}

/// Compares `file` with its manifest and reads it through.
fn check(file: &Path) -> anyhow::Result<Manifest> {
    let path = manifest_path(file);
    let text = std::fs::read_to_string(&path).with_context(|| {
        format!(
            "the manifest {} cannot be read; it belongs to the backup",
            path.display()
        )
    })?;
    let manifest: Manifest = serde_json::from_str(&text)
        .with_context(|| format!("{} is not a manifest", path.display()))?;
    ensure!(
        manifest.format <= FORMAT,
        "{} was made by surety {}, which is newer than this one ({})",
        file.display(),
        manifest.surety,
        env!("CARGO_PKG_VERSION")
    );
    let (bytes, sha256) =
        digest(file).with_context(|| format!("{} cannot be read", file.display()))?;
    ensure!(
        bytes == manifest.bytes,
        "{} has {bytes} bytes, its manifest says {}: it is not whole",
        file.display(),
        manifest.bytes
    );
    ensure!(
        sha256 == manifest.sha256,
        "{} is not what was written: its checksum differs from the manifest's",
        file.display()
    );
    eprintln!("checking the backup");
    snapshot::verify(file)?;
    Ok(manifest)
}

/// Size and SHA-256 of a file.
fn digest(path: &Path) -> anyhow::Result<(u64, String)> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0_u8; 1024 * 1024];
    let mut bytes = 0_u64;
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
        bytes += n as u64;
    }
    Ok((bytes, adapters::hex(&hasher.finalize())))
}

fn copy(from: &Path, to: &Path, bytes: u64) -> anyhow::Result<()> {
    adapters::write_private(to, b"")
        .with_context(|| format!("{} cannot be written", to.display()))?;
    let bar = progress::bar(bytes, "restore");
    let mut source = std::fs::File::open(from)?;
    let mut target = std::fs::OpenOptions::new().write(true).open(to)?;
    let mut buffer = vec![0_u8; 1024 * 1024];
    loop {
        let n = source.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        target.write_all(&buffer[..n])?;
        bar.inc(n as u64);
    }
    target.sync_all()?;
    bar.finish_and_clear();
    Ok(())
}

fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
