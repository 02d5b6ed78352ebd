//! What decisions and credits depend on, out of histories and the ledger.

use std::collections::BTreeMap;
use std::sync::Arc;

use surety_domain::credit::{About, Credits, LotScope};
use surety_domain::entitlement::Facts;
use surety_domain::ids::{ContractId, DecisionId, TicketId};
use surety_domain::plan::{Key, RefundCause};
use surety_domain::simulate::{Asked, Booked, Move, MoveKind};
use surety_domain::sla::Facts as SlaFacts;
use surety_domain::ticket::{TicketEvent, TimelineEvent};
use surety_domain::time::{Instant, MICROS_PER_SECOND};
use surety_store::Tx;
use surety_store::records::past as rows;

use super::past::Batch;
use crate::error::AppError;

/// Entries that are read at a time.
const ENTRIES: i64 = 10_000;

/// A ticket's place with its id and number.
pub(super) type Named = Vec<(usize, TicketId, i64)>;

/// What the ledger says beside the tickets of the span: from `since` on,
/// changes by hand and on top, and what tickets before `first` used. At most
/// `max` entries are read; says whether there are more.
pub(super) fn booked(
    tx: &mut Tx<'_>,
    since: Instant,
    first: TicketId,
    max: usize,
) -> Result<(Vec<Move>, bool), AppError> {
    let (mut read, mut more) = (0, false);
    let mut moves = Vec::new();
    // What a ticket of before used by one decision, less what came back of it.
    type Use = (ContractId, Option<TicketId>, Option<DecisionId>);
    let mut used: BTreeMap<Use, (Instant, BTreeMap<Key, Credits>)> = BTreeMap::new();
    let mut after = 0;
    while !more {
        let mut page = rows::booked(tx, after, since, first, ENTRIES)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        more = page.len() > max - read;
        page.truncate(max - read);
        read += page.len();
        for e in page {
            let bucket = Key::from(e.bucket.as_str());
            let scope = match (e.asset_id, e.product_id) {
                (Some(asset), _) => LotScope::Asset(asset),
                (None, Some(product)) => LotScope::Product(product),
                (None, None) => LotScope::Any,
            };
            let holder = Key::of(e.contract_id);
            let kind = match (e.kind.as_str(), e.amount >= 0) {
                ("consume" | "refund", _) => {
                    let (_, amounts) = used
                        .entry((e.contract_id, e.ticket_id, e.decision_id))
                        .or_insert((e.at, BTreeMap::new()));
                    *amounts.entry(bucket).or_insert(Credits::ZERO) += Credits(-e.amount);
                    continue;
                }
                (_, true) => Booked::Added {
                    holder,
                    bucket,
                    amount: Credits(e.amount),
                    expires_at: e.expires_at,
                    scope,
                },
                (_, false) => Booked::Taken {
                    holder,
                    bucket,
                    amount: Credits(-e.amount),
                    scope,
                },
            };
            moves.push(Move {
                at: e.at,
                kind: MoveKind::Booked(kind),
            });
        }
    }
    for ((holder, ..), (at, mut amounts)) in used {
        amounts.retain(|_, amount| *amount > Credits::ZERO);
        if !amounts.is_empty() {
            let holder = Key::of(holder);
            let kind = MoveKind::Booked(Booked::Used { holder, amounts });
            moves.push(Move { at, kind });
        }
    }
    Ok((moves, more))
}

/// The moves of a batch of tickets, of which the first has the place `first`.
pub(super) fn of_batch(batch: &Batch, first: usize) -> (Vec<Move>, Named) {
    let mut moves = Vec::new();
    let mut named = Named::new();
    for (place, (ticket, history)) in (first..).zip(batch.each()) {
        named.push((place, ticket.id, ticket.number));
        if let Some(history) = history {
            of_ticket(place, ticket, &history, &mut moves);
        }
    }
    (moves, named)
}

/// What is known of a ticket, with its type, product, channel and priority of
/// the time. Account, contact and asset are those of now throughout: its
/// history does not say what they were before.
fn asked(ticket: &rows::PastTicket, facts: &SlaFacts) -> Arc<Asked> {
    let product = match (&facts.product, ticket.asset_product_id) {
        (Some(product), _) => product.parse().ok(),
        (None, of_asset) => of_asset,
    };
    let about = About {
        product,
        asset: ticket.asset_id,
    };
    Arc::new(Asked {
        facts: Facts {
            account: ticket.account_id.map(Key::of),
            ancestors: Vec::new(),
            contact: ticket.requester_id.map(Key::of),
            product: about.product.map(Key::of),
            asset: about.asset.map(Key::of),
            channel: Key::from(facts.channel.as_deref().unwrap_or(&ticket.channel)),
            ticket_type: facts.ticket_type.as_deref().map(Key::from),
            priority: facts.priority.as_deref().and_then(|p| p.parse().ok()),
        },
        about,
    })
}

/// The facts that the promise after a decision was made by.
fn facts_after(history: &[TimelineEvent], at: usize) -> Option<&SlaFacts> {
    history[at..].iter().find_map(|e| match &e.event {
        TicketEvent::PromiseChanged { facts, .. } => facts.as_ref(),
        _ => None,
    })
}

fn of_ticket(
    place: usize,
    ticket: &rows::PastTicket,
    history: &[TimelineEvent],
    moves: &mut Vec<Move>,
) {
    let of_now = SlaFacts {
        priority: ticket.priority.clone(),
        product: ticket.product_id.map(|p| p.to_string()),
        ticket_type: ticket.type_id.map(|t| t.to_string()),
        channel: Some(ticket.channel.clone()),
        ..SlaFacts::default()
    };
    let mut solved_at: Option<Instant> = None;
    let mut decided = false;
    // A reopen that costs is decided about in the same moment.
    let mut reopened = false;
    for (i, entry) in history.iter().enumerate() {
        let facts = || asked(ticket, facts_after(history, i).unwrap_or(&of_now));
        let kind = match &entry.event {
            TicketEvent::EntitlementDecided { .. } if !decided => {
                decided = true;
                MoveKind::Opened(place, facts())
            }
            TicketEvent::EntitlementDecided { .. } if std::mem::take(&mut reopened) => continue,
            TicketEvent::EntitlementDecided { .. } => MoveKind::Changed(place, facts()),
            TicketEvent::Reopened { free, .. } => {
                reopened = !free;
                let since = solved_at.map_or(0, |at| entry.at.micros_since(at));
                MoveKind::Reopened(place, facts(), since / MICROS_PER_SECOND)
            }
            TicketEvent::AgentReply { .. } => MoveKind::Answered(place),
            TicketEvent::Created { category, .. } | TicketEvent::StatusChanged { category, .. }
                if category.is_done() =>
            {
                solved_at.get_or_insert(entry.at);
                MoveKind::Solved(place)
            }
            TicketEvent::StatusChanged { .. } => {
                // The reopening that follows asks how long ago it was.
                let reopens = matches!(
                    history.get(i + 1).map(|e| &e.event),
                    Some(TicketEvent::Reopened { .. })
                );
                if !reopens {
                    solved_at = None;
                }
                continue;
            }
            TicketEvent::SpamMarked { spam } => {
                if *spam {
                    moves.push(Move {
                        at: entry.at,
                        kind: MoveKind::Refund(place, RefundCause::Spam),
                    });
                }
                MoveKind::Nobodys(place, *spam)
            }
            TicketEvent::Merged { .. } => {
                moves.push(Move {
                    at: entry.at,
                    kind: MoveKind::Refund(place, RefundCause::Merge),
                });
                MoveKind::Nobodys(place, true)
            }
            TicketEvent::CreditRefunded { cause, .. } => match cause.parse::<RefundCause>() {
                // Spam and merging give back by themselves, a change too.
                Ok(RefundCause::Spam | RefundCause::Merge) => continue,
                Ok(cause) => MoveKind::Refund(place, cause),
                Err(_) if cause == "decided_again" => continue,
                Err(_) => MoveKind::GivenBack(place),
            },
            _ => continue,
        };
        if matches!(kind, MoveKind::Reopened(..)) {
            solved_at = None;
        }
        moves.push(Move { at: entry.at, kind });
    }
}
