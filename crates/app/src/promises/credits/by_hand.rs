//! Credits by hand: on top, or an adjustment up or down.

use surety_domain::credit::{Credits, EntryKind, LotScope, available};
use surety_domain::plan::Key;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger;

use super::holder::Holder;
use super::posting::{Movement, open_lots, post};
use crate::core::Cx;
use crate::error::AppError;

/// Credits by hand: on top, or an adjustment up or down, of one scope: what is
/// for one product alone is not touched by a correction of the limit as a whole.
///
/// # Errors
/// `nothing_to_take` when less is left than is to be taken, or the store's.
#[expect(
    clippy::too_many_arguments,
    reason = "each is a fact of one entry in the ledger"
)]
pub fn by_hand(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    buckets: &[Key],
    amount_hundredths: i64,
    expires_at: Option<Instant>,
    reason: &str,
    is_top_up: bool,
    scope: LotScope,
) -> Result<(), AppError> {
    ledger::lock_buckets(tx, holder.id)?;
    let key = format!("{}/by_hand/{:032x}", holder.id, cx.random_u128());
    let amount = Credits(amount_hundredths);
    let postings = if amount.is_negative() {
        let mut lots = open_lots(tx, holder)?;
        lots.retain(|l| l.scope == scope);
        let mut postings = Vec::new();
        for bucket in buckets {
            if available(&lots, bucket, cx.now) < -amount {
                return Err(AppError::conflict(
                    "nothing_to_take",
                    format!("{bucket} has less than that left"),
                ));
            }
            postings.extend(surety_domain::credit::take_away(
                &lots, bucket, -amount, cx.now, scope, &key,
            ));
        }
        postings
    } else {
        let mut postings =
            surety_domain::credit::top_up(buckets, amount, cx.now, expires_at, scope, &key);
        if !is_top_up {
            for posting in &mut postings {
                posting.kind = EntryKind::Adjust;
            }
        }
        postings
    };
    post(
        tx,
        cx,
        holder,
        &postings,
        Movement {
            reason,
            ticket: None,
            decision: None,
            is_new: false,
        },
    )?;
    Ok(())
}
