//! Who is told: contacts of a new version by mail, supervisors that it is time
//! to look at it again.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::NotificationId;
use surety_store::Tx;
use surety_store::jobs::Job;
use surety_store::records::{agents, notifications, policy as kept, users};

use super::day;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind, end_in};
use crate::mail::compose::{self, Notice};
use crate::setting;
use crate::texts::{self, PolicyChanged};
use surety_domain::policy::PolicyDraft;

/// Contacts that one transaction writes to.
pub const NOTICE_BATCH: i64 = 200;

/// Up to where the contacts have been told.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    version: i64,
    after: String,
}

fn enqueue(tx: &mut Tx<'_>, cx: &Cx<'_>, payload: &Payload) -> Result<(), AppError> {
    let payload = serde_json::to_value(payload).map_err(|e| AppError::Internal(e.to_string()))?;
    jobs::enqueue(tx, cx, Kind::PolicyNotice, &payload, cx.now)?;
    Ok(())
}

/// Begins to tell the contacts.
pub(super) fn begin(tx: &mut Tx<'_>, cx: &Cx<'_>, version: i64) -> Result<(), AppError> {
    enqueue(
        tx,
        cx,
        &Payload {
            version,
            after: String::new(),
        },
    )
}

/// Writes to the next contacts. Their mails, the end of this job and the next
/// one are one transaction, so each contact is written to once for a version;
/// the mail's own key says the same to the mail server.
///
/// # Errors
/// `lease_lost` when another node has the job, or the store's.
pub async fn on_job(app: &App, job: &Job) -> Result<(), AppError> {
    let job = job.clone();
    let payload: Payload = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("a policy notice's payload: {e}")))?;
    app.command(&Call::system(), move |tx, cx| {
        let version = payload.version;
        if let Some(row) = kept::get(tx, version)? {
            let contacts = kept::told(tx, &payload.after, NOTICE_BATCH)?;
            let address = format!("{}/policy/{version}", cx.config.base_url);
            for contact in &contacts {
                let Some(to) = &contact.address else { continue };
                let (subject, text) = texts::policy_changed(
                    &contact.locale,
                    &PolicyChanged {
                        desk: &cx.config.desk_name,
                        version,
                        note: &row.head.note,
                        address: &address,
                    },
                );
                let key = format!("policy:{version}:{}", contact.contact);
                let notice = Notice {
                    to,
                    subject: &subject,
                    text: &text,
                    key: &key,
                };
                compose::post(tx, cx, notice)?;
            }
            if let Some(last) = contacts.last()
                && contacts.len() as i64 == NOTICE_BATCH
            {
                let after = last.contact.to_string();
                enqueue(tx, cx, &Payload { version, after })?;
            }
        }
        end_in(tx, &job)
    })
    .await
}

/// Tells the supervisors and administrators once that the day has come on
/// which somebody was to look at the policy again. Answers how many were told.
///
/// # Errors
/// As the store reports.
pub async fn remind(app: &App) -> Result<usize, AppError> {
    app.command(&Call::system(), |tx, cx| {
        let Some(by) = setting::in_force::<PolicyDraft>(tx)?.review_by else {
            return Ok(0);
        };
        if by > day(cx.now)? {
            return Ok(0);
        }
        let mut told = 0;
        for builtin in ["supervisor", "administrator"] {
            let Some(role) = users::builtin_role(tx, builtin)? else {
                continue;
            };
            for user in agents::of_role(tx, role)? {
                let notice = notifications::Notification {
                    id: cx.new_id(NotificationId::new),
                    ticket_id: None,
                    kind: "policy_review".into(),
                    data: json!({ "review_by": by }).to_string(),
                    at: cx.now,
                    read_at: None,
                };
                let key = format!("policy_review:{by}:{user}");
                told += usize::from(notifications::insert(tx, &key, user, &notice)?);
            }
        }
        Ok(told)
    })
    .await
}
