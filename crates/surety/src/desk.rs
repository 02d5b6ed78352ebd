//! The application, put together from the settings.

use std::sync::Arc;

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use surety_app::{App, AppConfig, Keys};
use surety_store::{Db, DbOptions};

use crate::adapters::{self, OsEntropy, SystemClock, SystemFonts};
use crate::config::{Config, masked_url};

/// Opens the database and brings its schema up to this program's.
pub async fn open(config: &Config) -> anyhow::Result<App> {
    let db = database(config).await?;
    db.migrate().await.with_context(|| {
        format!(
            "the database {} is not usable",
            masked_url(config.database.expose())
        )
    })?;
    application(config, db)
}

/// Opens the database as it is.
pub async fn database(config: &Config) -> anyhow::Result<Db> {
    if let Some(file) = config.sqlite_file()
        && let Some(dir) = file.parent().filter(|d| !d.as_os_str().is_empty())
    {
        adapters::private_dir(dir)
            .with_context(|| format!("the folder {} cannot be made", dir.display()))?;
    }
    if let Some(file) = config.sqlite_file()
        && !file.to_string_lossy().starts_with(':')
        && !file.exists()
    {
        // SQLite would make it as the umask says, and gives its journals the
        // rights of the file itself. Another process may be faster.
        match adapters::write_private(&file, b"") {
            Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(e).with_context(|| format!("{} cannot be made", file.display()));
            }
            _ => {}
        }
    }
    let options = DbOptions {
        connections: config.database_connections,
        ..DbOptions::default()
    };
    Db::open(config.database.expose(), options)
        .await
        .with_context(|| {
            format!(
                "the database {} cannot be opened",
                masked_url(config.database.expose())
            )
        })
}

/// Puts the application around an open database.
pub fn application(config: &Config, db: Db) -> anyhow::Result<App> {
    let key = adapters::installation_key(&config.key_file)?;
    Ok(App::new(
        db,
        Arc::new(SystemClock),
        Arc::new(OsEntropy),
        Keys {
            seal: derive(&key, b"surety seal v1"),
            reply: derive(&key, b"surety reply v1"),
        },
        AppConfig {
            base_url: config.base_url.clone(),
            mail_domain: config.mail_domain.clone(),
            mail_addresses: config.mail_addresses.clone(),
            desk_name: config.desk_name.clone(),
            fonts: Some(Arc::new(SystemFonts::new(config.pdf_font.clone()))),
        },
    ))
}

/// One key per purpose, so that none is used for two.
fn derive(key: &[u8], purpose: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length");
    mac.update(purpose);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_have_keys_of_their_own() {
        let key = [7; 32];
        assert_ne!(derive(&key, b"a"), derive(&key, b"b"));
        assert_eq!(derive(&key, b"a"), derive(&key, b"a"));
        assert_ne!(derive(&key, b"a"), derive(&[8; 32], b"a"));
    }
}
