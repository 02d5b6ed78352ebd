//! The restore is the test, not the backup.

use super::*;
use crate::config;
use std::os::unix::fs::PermissionsExt as _;
use surety_store::{Db, DbOptions};

struct Desk {
    dir: tempfile::TempDir,
    config: Config,
}

impl Desk {
    /// A desk's folder with a database of this program's own schema.
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let config = config::for_tests(dir.path());
        let desk = Self { dir, config };
        let db = Db::open(desk.config.database.expose(), DbOptions::default())
            .await
            .unwrap();
        db.migrate().await.unwrap();
        drop(db);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

fn told<T: std::fmt::Debug>(outcome: anyhow::Result<T>) -> String {
    format!("{:#}", outcome.unwrap_err())
}

#[tokio::test]
async fn a_backup_comes_back_whole() {
    let desk = Desk::new().await;
    let file = desk.path("desk.backup");
    let manifest = backup(&desk.config, &file, false).unwrap();
    assert!(manifest.bytes > 0 && manifest.sha256.len() == 64);
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let original = database_file(&desk.config).unwrap();
    std::fs::remove_file(&original).unwrap();
    let (restored, aside) = restore(&desk.config, &file, false).unwrap();
    assert_eq!((restored, aside), (manifest, None));
    snapshot::verify(&original).unwrap();
    // And the program takes it as its own.
    let db = Db::open(desk.config.database.expose(), DbOptions::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    drop(db);
}

#[tokio::test]
async fn nothing_is_overwritten_without_being_told() {
    let desk = Desk::new().await;
    let file = desk.path("desk.backup");
    backup(&desk.config, &file, false).unwrap();
    assert!(told(backup(&desk.config, &file, false)).contains("--force"));
    backup(&desk.config, &file, true).unwrap();
    assert!(told(restore(&desk.config, &file, false)).contains("--force"));
    let (_, aside) = restore(&desk.config, &file, true).unwrap();
    snapshot::verify(&aside.unwrap()).unwrap();
    assert!(!beside(&file, ".part").exists());
}

#[tokio::test]
async fn every_flipped_bit_is_seen() {
    let desk = Desk::new().await;
    let file = desk.path("desk.backup");
    backup(&desk.config, &file, false).unwrap();
    let good = std::fs::read(&file).unwrap();
    // Spread over the file: header, pages, the very last byte.
    for n in 0..64_usize {
        let at = n * (good.len() - 1) / 63;
        let mut bad = good.clone();
        bad[at] ^= 1 << (n % 8);
        std::fs::write(&file, &bad).unwrap();
        assert!(
            told(restore(&desk.config, &file, true)).contains("checksum"),
            "byte {at}"
        );
    }
    std::fs::write(&file, &good[..good.len() - 1]).unwrap();
    assert!(told(restore(&desk.config, &file, true)).contains("not whole"));
    std::fs::remove_file(manifest_path(&file)).unwrap();
    assert!(told(restore(&desk.config, &file, true)).contains("manifest"));
}

#[tokio::test]
async fn a_running_desk_is_not_replaced() {
    let desk = Desk::new().await;
    let file = desk.path("desk.backup");
    let running = Db::open(desk.config.database.expose(), DbOptions::default())
        .await
        .unwrap();
    backup(&desk.config, &file, false).unwrap();
    assert!(told(restore(&desk.config, &file, true)).contains("in use"));
    drop(running);
    restore(&desk.config, &file, true).unwrap();
}

#[tokio::test]
async fn a_newer_backup_is_refused() {
    let desk = Desk::new().await;
    let file = desk.path("desk.backup");
    let mut manifest = backup(&desk.config, &file, false).unwrap();
    manifest.format = FORMAT + 1;
    std::fs::write(
        manifest_path(&file),
        serde_json::to_string(&manifest).unwrap(),
    )
    .unwrap();
    assert!(told(restore(&desk.config, &file, true)).contains("newer"));
}

#[test]
fn postgres_has_its_own_tools() {
    let dir = tempfile::tempdir().unwrap();
    let mut config = config::for_tests(dir.path());
    config.database = crate::config::Secret::new("postgres://db/desk");
    assert!(told(backup(&config, &dir.path().join("x"), false)).contains("pg_dump"));
}
