//! The operating system behind the ports: time, randomness and the key file.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use surety_app::ports::{Clock, Entropy, FontSource};
use surety_domain::time::Instant;
use surety_paper::FontSet;

/// Length of this installation's secret key, bytes.
pub const KEY_BYTES: usize = 32;

/// The time now.
#[expect(clippy::disallowed_methods, reason = "this is the adapter")]
pub fn now() -> Instant {
    // A clock before 1970 is not set at all; zero makes that plain to see.
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// Fills `buffer` with the operating system's randomness.
///
/// # Panics
/// When the operating system has none: nothing secret can be made then, and
/// to go on would be worse.
#[expect(clippy::disallowed_methods, reason = "this is the adapter")]
pub fn random(buffer: &mut [u8]) {
    getrandom::fill(buffer).expect("the operating system gives randomness");
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        now()
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        random(buffer);
    }
}

/// The fonts of the operating system, and the one that the settings name.
#[derive(Debug, Default)]
pub struct SystemFonts {
    file: Option<PathBuf>,
    found: OnceLock<FontSet>,
}

impl SystemFonts {
    /// With the font file of the settings, if one is named.
    pub const fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            found: OnceLock::new(),
        }
    }
}

impl FontSource for SystemFonts {
    fn fonts(&self) -> FontSet {
        if let Some(found) = self.found.get() {
            return found.clone();
        }
        let fonts = surety_paper::system_fonts(self.file.as_deref()).unwrap_or_else(|error| {
            tracing::warn!(%error, "the font of the setting pdf.font is passed over");
            surety_paper::system_fonts(None).unwrap_or_default()
        });
        // Where there is none yet, one may be installed before the next try.
        if !fonts.regular.is_empty() {
            let _first = self.found.set(fonts.clone());
        }
        fonts
    }
}

/// Reads this installation's key; on the first start, makes it (0600). Two
/// nodes that start at once on one folder end with the same key.
pub fn installation_key(path: &Path) -> anyhow::Result<[u8; KEY_BYTES]> {
    if let Some(key) = read_key(path)? {
        return Ok(key);
    }
    if let Some(dir) = path.parent() {
        private_dir(dir).with_context(|| format!("the folder {} cannot be made", dir.display()))?;
    }
    let mut key = [0_u8; KEY_BYTES];
    random(&mut key);
    let mut random_name = [0_u8; 8];
    random(&mut random_name);
    let fresh = path.with_extension(format!("new-{}", hex(&random_name)));
    write_private(&fresh, hex(&key).as_bytes())
        .with_context(|| format!("{} cannot be written", fresh.display()))?;
    // A link is made only if nobody was faster; a rename would replace theirs.
    let linked = std::fs::hard_link(&fresh, path);
    let removed = std::fs::remove_file(&fresh);
    match linked {
        Ok(()) => {
            removed?;
            sync_dir(path)?;
            Ok(key)
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            read_key(path)?.with_context(|| format!("{} vanished", path.display()))
        }
        Err(e) => Err(e).with_context(|| format!("{} cannot be written", path.display())),
    }
}

fn read_key(path: &Path) -> anyhow::Result<Option<[u8; KEY_BYTES]>> {
    match std::fs::read_to_string(path) {
        Ok(text) => unhex(text.trim()).map(Some).with_context(|| {
            format!(
                "{} does not hold a key of {} hexadecimal digits; put the right file back: a new key could not open what the old one sealed",
                path.display(),
                KEY_BYTES * 2
            )
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// Makes a folder that only this user can look into, unless it is there. What
/// others set up stays as they meant it.
pub fn private_dir(dir: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
}

/// Writes a new file that only its owner can read, and waits for the disk.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the folder's entries are on the disk, after a rename or a link.
pub fn sync_dir(path: &Path) -> std::io::Result<()> {
    let dir = path
        .parent()
        .filter(|d| !d.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::File::open(dir)?.sync_all()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        })
}

fn unhex(text: &str) -> Option<[u8; KEY_BYTES]> {
    let mut key = [0_u8; KEY_BYTES];
    if text.len() != KEY_BYTES * 2 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_thousand_installations_have_a_thousand_keys() {
        // In memory where there is such a place: each key waits for the disk.
        let dir = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .unwrap();
        let keys: std::collections::HashSet<_> = (0..1_000)
            .map(|n| installation_key(&dir.path().join(format!("{n}/surety.key"))).unwrap())
            .collect();
        assert_eq!(keys.len(), 1_000);
    }

    #[test]
    fn the_key_is_private_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("surety.key");
        let key = installation_key(&path).unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(installation_key(&path).unwrap(), key);
        assert_eq!(
            std::fs::read_dir(dir.path()).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn nodes_that_start_at_once_agree() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("surety.key");
        let keys: std::collections::HashSet<_> = std::thread::scope(|scope| {
            let nodes: Vec<_> = (0..16)
                .map(|_| scope.spawn(|| installation_key(&path).unwrap()))
                .collect();
            nodes.into_iter().map(|n| n.join().unwrap()).collect()
        });
        assert_eq!(keys.len(), 1);
    }

    #[test]
    fn a_damaged_key_is_not_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("surety.key");
        std::fs::write(&path, "abc").unwrap();
        assert!(
            installation_key(&path)
                .unwrap_err()
                .to_string()
                .contains("does not hold a key")
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "abc");
    }
}
