//! How much one sender may bring about by mail. From can be forged and a
//! program can go wrong; beyond these counts mail waits in the tray, where
//! somebody sees it, and draws no credits of anybody.

use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::login;

use crate::core::Cx;
use crate::error::AppError;

/// Tickets that mails of one sender open within [`PACE_SECONDS`].
pub const TICKETS_PER_SENDER: i64 = 30;
/// Mails of one sender that become a ticket or a message within [`PACE_SECONDS`].
pub const MAILS_PER_SENDER: i64 = 120;
/// What the two counts above look back over, seconds.
pub const PACE_SECONDS: i64 = 3600;
/// Mails are counted in slots of this length, seconds.
pub const PACE_SLOT_SECONDS: i64 = 60;

/// Counts a mail that is about to become a ticket (`opens`) or a message.
/// False when its sender brought about too much already: then nothing is
/// counted. The counts are kept in the database and held for the transaction,
/// so that they hold on every node.
pub(super) fn within(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    sender: &str,
    opens: bool,
) -> Result<bool, AppError> {
    let sender = surety_domain::text::fold(sender);
    let mails = format!("mails_of:{sender}");
    let tickets = format!("mail_tickets_of:{sender}");
    login::lock(tx, &mails)?;
    let since = cx.now.plus_seconds(-PACE_SECONDS);
    if login::attempts(tx, &mails, since)?.attempts >= MAILS_PER_SENDER
        || opens && login::attempts(tx, &tickets, since)?.attempts >= TICKETS_PER_SENDER
    {
        return Ok(false);
    }
    // A slot is dated by its end: a mail counts for the whole time at least.
    let slot = cx.now.seconds().div_euclid(PACE_SLOT_SECONDS) * PACE_SLOT_SECONDS;
    let slot = Instant::from_seconds(slot + PACE_SLOT_SECONDS);
    login::count(tx, &mails, slot)?;
    if opens {
        login::count(tx, &tickets, slot)?;
    }
    Ok(true)
}
