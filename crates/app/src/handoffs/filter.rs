//! How lists of tickets are narrowed to what is or was offered.

use surety_domain::handoff::Outcome;
use surety_domain::time::Instant;
use surety_store::records::ticket_list::{HandedIn, OfferedTo};

use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::list::{bad, parsed};

/// Reads to whom a ticket is offered.
///
/// # Errors
/// `invalid_filter`.
pub(crate) fn offered(cx: &Cx<'_>, word: &str) -> Result<OfferedTo, AppError> {
    let teams = cx.actor.teams.clone();
    match word {
        "any" => Ok(OfferedTo::Anybody),
        "me" => Ok(OfferedTo::Us {
            user: cx.actor.user,
            teams,
        }),
        "my_teams" => Ok(OfferedTo::Us { user: None, teams }),
        _ => Err(bad("offered", "one of me, my_teams, any")),
    }
}

/// Reads `from,before` and what narrows them.
///
/// # Errors
/// `invalid_filter`.
pub(crate) fn handed(text: &str) -> Result<HandedIn, AppError> {
    let mut parts = text.split(',');
    let mut instant = || {
        let text = parts.next().unwrap_or_default();
        Instant::parse(text).map_err(|e| bad("handed", e.to_string()))
    };
    let mut wanted = HandedIn {
        from: instant()?,
        before: instant()?,
        reason: None,
        from_team: None,
        to_team: None,
        outcome: None,
        bounced: false,
    };
    let team = |word: &str| match word {
        "none" => Ok(None),
        id => parsed("handed", id).map(Some),
    };
    for part in parts {
        match part.split_once(':') {
            Some(("reason", key)) => wanted.reason = Some(key.to_owned()),
            Some(("from", id)) => wanted.from_team = Some(team(id)?),
            Some(("to", id)) => wanted.to_team = Some(team(id)?),
            Some(("outcome", "open")) => wanted.outcome = Some(None),
            Some(("outcome", word)) if Outcome::read(word).is_some() => {
                wanted.outcome = Some(Some(word.to_owned()));
            }
            None if part == "bounced" => wanted.bounced = true,
            _ => return Err(bad("handed", format!("{part:?} is not known"))),
        }
    }
    Ok(wanted)
}
