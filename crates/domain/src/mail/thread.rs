//! To which ticket does a mail belong?
//!
//! A valid signed token decides by itself. References, In-Reply-To and the
//! number in the subject can be copied by anybody, so they count only for
//! somebody who takes part in the ticket already; for others the mail opens a
//! new ticket that says to which one it possibly belongs. Merged tickets are
//! followed to the end; a closed ticket is not reopened by mail but gets a
//! follow-up.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::ids::TicketId;

/// Longest chain of merges that is followed.
const MAX_MERGES: usize = 100;

/// What threading needs to know of one ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The ticket.
    pub id: TicketId,
    /// Into which ticket it was merged.
    pub merged_into: Option<TicketId>,
    /// Whether it has been closed for longer than mail may reopen it.
    pub closed: bool,
    /// Whether the sender takes part: asked, follows, has written, or is a
    /// colleague of the same account who was in copy.
    pub sender_takes_part: bool,
}

/// What led to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A signed token in a recipient address or in a referenced Message-ID of ours.
    Token,
    /// In-Reply-To or References.
    Reference,
    /// The number in the subject.
    Subject,
    /// Somebody of the desk said so.
    Admitted,
}

/// Where the mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ThreadDecision {
    /// Into this ticket.
    Append {
        /// The ticket, merges followed.
        ticket: TicketId,
        /// What led to it.
        by: By,
    },
    /// A new ticket that follows up a closed one.
    FollowUp {
        /// The closed ticket.
        closed: TicketId,
        /// What led to it.
        by: By,
    },
    /// A new ticket.
    New {
        /// A ticket to which it possibly belongs: it was named, but by somebody
        /// who does not take part in it.
        possibly: Option<TicketId>,
    },
}

/// What a mail names, already looked up.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Tickets of valid tokens, in the order of the addresses and ids.
    pub tokens: Vec<TicketId>,
    /// Tickets that the index of ids gives for In-Reply-To, then for References
    /// from the newest to the oldest.
    pub references: Vec<TicketId>,
    /// The ticket of the number in the subject.
    pub subject: Option<TicketId>,
}

/// Decides where a mail goes. `find` gives what is known of a ticket, none when
/// there is no such ticket (any more).
pub fn decide(named: &Named, find: impl Fn(TicketId) -> Option<Candidate>) -> ThreadDecision {
    let place = |end: &Candidate, by| {
        if end.closed {
            ThreadDecision::FollowUp { closed: end.id, by }
        } else {
            ThreadDecision::Append { ticket: end.id, by }
        }
    };
    for id in &named.tokens {
        if let Some((end, _)) = follow(*id, &find) {
            return place(&end, By::Token);
        }
    }
    let mut possibly = None;
    let weaker = named
        .references
        .iter()
        .map(|id| (*id, By::Reference))
        .chain(named.subject.map(|id| (id, By::Subject)));
    for (id, by) in weaker {
        let Some((end, takes_part)) = follow(id, &find) else {
            continue;
        };
        if takes_part {
            return place(&end, by);
        }
        possibly = possibly.or(Some(end.id));
    }
    ThreadDecision::New { possibly }
}

/// The end of a chain of merges, and whether the sender takes part anywhere on
/// it. A chain that runs in a circle ends at its oldest ticket, so that every
/// entry into the circle gives the same one.
fn follow(
    start: TicketId,
    find: &impl Fn(TicketId) -> Option<Candidate>,
) -> Option<(Candidate, bool)> {
    let mut at = find(start)?;
    let mut takes_part = at.sender_takes_part;
    let mut seen = HashSet::from([at.id]);
    for _ in 0..MAX_MERGES {
        let Some(next) = at.merged_into else {
            return Some((at, takes_part));
        };
        if seen.contains(&next) {
            return circle(next, find).map(|end| (end, takes_part));
        }
        // A target that is gone: the last ticket there is takes the mail.
        let Some(candidate) = find(next) else {
            return Some((at, takes_part));
        };
        seen.insert(next);
        takes_part |= candidate.sender_takes_part;
        at = candidate;
    }
    Some((at, takes_part))
}

fn circle(entry: TicketId, find: &impl Fn(TicketId) -> Option<Candidate>) -> Option<Candidate> {
    let mut oldest = find(entry)?;
    let mut at = oldest;
    for _ in 0..MAX_MERGES {
        let next = at.merged_into.filter(|n| *n != entry).and_then(find);
        let Some(next) = next else {
            break;
        };
        at = next;
        if at.id < oldest.id {
            oldest = at;
        }
    }
    Some(oldest)
}

#[cfg(test)]
mod tests {
    use crate::properties::cases;
    use proptest::prelude::*;

    use super::*;

    fn ticket(id: u128) -> Candidate {
        Candidate {
            id: TicketId(id),
            merged_into: None,
            closed: false,
            sender_takes_part: false,
        }
    }

    fn decide_among(named: &Named, tickets: &[Candidate]) -> ThreadDecision {
        decide(named, |id| tickets.iter().find(|t| t.id == id).copied())
    }

    fn named(tokens: &[u128], references: &[u128], subject: Option<u128>) -> Named {
        Named {
            tokens: tokens.iter().map(|n| TicketId(*n)).collect(),
            references: references.iter().map(|n| TicketId(*n)).collect(),
            subject: subject.map(TicketId),
        }
    }

    fn append(id: u128, by: By) -> ThreadDecision {
        ThreadDecision::Append {
            ticket: TicketId(id),
            by,
        }
    }

    #[test]
    fn a_token_decides_for_anybody() {
        let all = [
            ticket(1),
            Candidate {
                sender_takes_part: true,
                ..ticket(2)
            },
        ];
        assert_eq!(
            decide_among(&named(&[1], &[2], Some(2)), &all),
            append(1, By::Token)
        );
    }

    #[test]
    fn references_and_numbers_count_for_participants_only() {
        let stranger = [ticket(1)];
        let part = [Candidate {
            sender_takes_part: true,
            ..ticket(1)
        }];
        for (n, by) in [
            (named(&[], &[1], None), By::Reference),
            (named(&[], &[], Some(1)), By::Subject),
        ] {
            assert_eq!(decide_among(&n, &part), append(1, by));
            assert_eq!(
                decide_among(&n, &stranger),
                ThreadDecision::New {
                    possibly: Some(TicketId(1))
                }
            );
        }
        assert_eq!(
            decide_among(&named(&[], &[9], None), &part),
            ThreadDecision::New { possibly: None }
        );
    }

    #[test]
    fn the_first_reference_with_a_participant_wins_over_a_strange_one() {
        let all = [
            ticket(1),
            Candidate {
                sender_takes_part: true,
                ..ticket(2)
            },
        ];
        assert_eq!(
            decide_among(&named(&[], &[1, 2], None), &all),
            append(2, By::Reference)
        );
    }

    #[test]
    fn closed_tickets_get_a_follow_up() {
        let all = [Candidate {
            closed: true,
            ..ticket(1)
        }];
        assert_eq!(
            decide_among(&named(&[1], &[], None), &all),
            ThreadDecision::FollowUp {
                closed: TicketId(1),
                by: By::Token
            }
        );
    }

    #[test]
    fn merges_are_followed_and_a_participant_of_the_merged_ticket_stays_one() {
        let all = [
            Candidate {
                merged_into: Some(TicketId(2)),
                sender_takes_part: true,
                closed: true,
                ..ticket(1)
            },
            Candidate {
                merged_into: Some(TicketId(3)),
                ..ticket(2)
            },
            ticket(3),
        ];
        assert_eq!(
            decide_among(&named(&[], &[1], None), &all),
            append(3, By::Reference)
        );
        // The target is gone.
        assert_eq!(
            decide_among(&named(&[2], &[], None), &all[..2]),
            append(2, By::Token)
        );
    }

    #[test]
    fn circles_of_merges_end_at_one_ticket_from_every_entry() {
        let to = |n: u128, m: u128| Candidate {
            merged_into: Some(TicketId(m)),
            ..ticket(n)
        };
        let all = [to(5, 2), to(2, 3), to(3, 4), to(4, 2), to(7, 7)];
        for start in [5, 2, 3, 4] {
            assert_eq!(
                decide_among(&named(&[start], &[], None), &all),
                append(2, By::Token)
            );
        }
        assert_eq!(
            decide_among(&named(&[7], &[], None), &all),
            append(7, By::Token)
        );
    }

    proptest! {
        #![proptest_config(cases(256))]

        // Whatever the merges look like: it ends, and a mail of a stranger
        // without a token never enters a ticket.
        #[test]
        fn strangers_never_enter(merges in prop::collection::vec(prop::option::of(0u128..12), 12), refs in prop::collection::vec(0u128..14, 0..5), subject in prop::option::of(0u128..14)) {
            let all: Vec<Candidate> = merges.iter().enumerate().map(|(n, m)| Candidate { merged_into: m.map(TicketId), ..ticket(n as u128) }).collect();
            let decision = decide_among(&named(&[], &refs, subject), &all);
            let is_new = matches!(decision, ThreadDecision::New { .. });
            prop_assert!(is_new);
            for start in 0..12 {
                let placed = matches!(decide_among(&named(&[start], &[], None), &all), ThreadDecision::Append { .. });
                prop_assert!(placed);
            }
        }
    }
}
