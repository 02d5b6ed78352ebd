//! By which road something came.

use surety_domain::permission::ActorKind;
use surety_domain::ticket::Channel;

use crate::core::Cx;
use crate::error::AppError;

/// The road that the caller names, or `otherwise`. A customer does not choose:
/// theirs is the portal, or the API by a token, because coverage and the price
/// of a request depend on it.
///
/// # Errors
/// `channel_invalid`.
pub fn of_caller(cx: &Cx<'_>, word: Option<&str>, otherwise: Channel) -> Result<Channel, AppError> {
    let named = word
        .map(str::parse)
        .transpose()
        .map_err(|e| AppError::invalid("channel_invalid", "channel", format!("{e}")))?;
    Ok(match (cx.actor.kind, cx.token()) {
        (ActorKind::Customer, None) => Channel::Portal,
        (ActorKind::Customer, Some(_)) => Channel::Api,
        (ActorKind::Agent | ActorKind::System, _) => named.unwrap_or(otherwise),
    })
}
