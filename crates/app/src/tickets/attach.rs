//! Uploading a file that a later message takes.

use surety_domain::digest::sha256_hex;
use surety_domain::ids::AttachmentId;
use surety_domain::permission::{Permission, Subject};
use surety_store::records::{history, upkeep};

use super::view::AttachmentView;
use crate::core::{App, Call};
use crate::error::AppError;

/// Most bytes of a file.
pub const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;
/// Most bytes that one uploader may have waiting for a message. Sending them,
/// or a day, makes room again.
pub const UNCLAIMED_BYTES_MAX: i64 = 250 * 1024 * 1024;
/// Most characters of a file's name; a longer one is cut.
pub const FILE_NAME_CHARS_MAX: usize = 200;

/// A name that can never be taken for a path or hide its ending: no
/// separators, no control or direction-changing characters.
pub fn clean_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !surety_domain::text::is_invisible(*c))
        .take(FILE_NAME_CHARS_MAX)
        .collect();
    let clean = clean.trim().trim_start_matches('.').to_owned();
    if clean.is_empty() {
        "file".into()
    } else {
        clean
    }
}

/// Keeps a file until a message takes it.
///
/// # Errors
/// `file_too_large`, `too_many_unsent_files` when the uploader's files that wait
/// for a message would pass [`UNCLAIMED_BYTES_MAX`], `Denied`, or the store's.
pub async fn upload(
    app: &App,
    call: &Call,
    name: String,
    content_type: String,
    data: Vec<u8>,
) -> Result<AttachmentView, AppError> {
    if data.len() > FILE_BYTES_MAX {
        return Err(AppError::invalid(
            "file_too_large",
            "file",
            format!("at most {FILE_BYTES_MAX} bytes"),
        ));
    }
    let hash = sha256_hex(&data);
    app.command(call, move |tx, cx| {
        cx.require(Permission::TicketCreate, &Subject::Desk)?;
        let owner = cx
            .actor_id()
            .ok_or(AppError::Denied(Permission::TicketCreate.as_str()))?;
        let size = i64::try_from(data.len()).unwrap_or(i64::MAX);
        if upkeep::unclaimed_bytes(tx, &owner)?.saturating_add(size) > UNCLAIMED_BYTES_MAX {
            return Err(AppError::invalid(
                "too_many_unsent_files",
                "file",
                format!(
                    "files that wait for a message may have {UNCLAIMED_BYTES_MAX} bytes; send some, or wait a day"
                ),
            ));
        }
        let attachment = history::Attachment {
            id: cx.new_id(AttachmentId::new),
            message_id: None,
            uploaded_by: Some(owner),
            name: clean_file_name(&name),
            content_type: content_type
                .chars()
                .filter(|c| c.is_ascii_graphic() || *c == ' ')
                .take(200)
                .collect(),
            size,
            blob_hash: hash.clone(),
            content_id: None,
            created_at: cx.now,
        };
        history::put_blob(tx, &hash, data.clone())?;
        history::add_attachment(tx, &attachment)?;
        Ok(AttachmentView {
            id: attachment.id,
            url: format!("/api/v1/attachments/{}", attachment.id),
            name: attachment.name,
            content_type: attachment.content_type,
            size: attachment.size,
            content_id: None,
        })
    })
    .await
}
