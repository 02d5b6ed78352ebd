//! Mail that leaves into a folder: the port's adapter for a desk without a
//! mail server. Each mail is a file that a mail program can open.

use std::path::PathBuf;

use async_trait::async_trait;
use surety_app::ports::{EffectError, MailOut, OutgoingMail};

use crate::adapters;

/// Writes mails to a folder.
#[derive(Debug)]
pub struct OutboxFolder {
    folder: PathBuf,
}

impl OutboxFolder {
    /// Into this folder, made with the first mail.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }
}

#[async_trait]
impl MailOut for OutboxFolder {
    async fn send(&self, mail: OutgoingMail) -> Result<(), EffectError> {
        // The key names the file: a repeated delivery finds its own.
        let name: String = mail
            .idempotency_key
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        let path = self.folder.join(format!("{name}.eml"));
        let folder = self.folder.clone();
        let written = tokio::task::spawn_blocking(move || {
            adapters::private_dir(&folder)?;
            match adapters::write_private(&path, &mail.raw) {
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
                other => other,
            }
        })
        .await;
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(EffectError::Transient(e.to_string())),
            Err(e) => Err(EffectError::Transient(e.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_sent_twice_is_one_file_and_names_cannot_leave_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let port = OutboxFolder::new(dir.path().join("outbox"));
        let mail = |key: &str| OutgoingMail {
            idempotency_key: key.into(),
            from: "support@desk.example".into(),
            to: vec!["ann@example.com".into()],
            raw: b"Subject: x\r\n\r\ny".to_vec(),
        };
        port.send(mail("job_1")).await.unwrap();
        port.send(mail("job_1")).await.unwrap();
        port.send(mail("../../escape")).await.unwrap();
        let names: Vec<_> = std::fs::read_dir(dir.path().join("outbox"))
            .unwrap()
            .collect();
        assert_eq!(names.len(), 2);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
