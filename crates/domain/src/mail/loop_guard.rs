//! May an automatic answer go out? RFC 3834 §2, and limits for the senders that
//! follow no rule. Better one answer too few than two machines in a circle.

use serde::{Deserialize, Serialize};

/// Most automatic answers to one sender within one ticket.
pub const MAX_PER_THREAD: u32 = 1;

/// Most automatic answers to one address within an hour, over all tickets.
pub const MAX_PER_ADDRESS_PER_HOUR: u32 = 5;

/// From so many `Received` fields on a mail is going in circles.
pub const MAX_HOPS: usize = 25;

/// What is known of a mail and of what was sent before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The envelope sender is empty.
    pub null_sender: bool,
    /// A program wrote it: Auto-Submitted and its like.
    pub auto_reply: bool,
    /// A delivery report.
    pub bounce: bool,
    /// An abuse report.
    pub feedback_report: bool,
    /// By a list, or bulk.
    pub list: bool,
    /// The sender asks for no automatic answers.
    pub suppress_replies: bool,
    /// The address to answer is one of our mailboxes.
    pub own_address: bool,
    /// The mail itself is one that we sent (our signed Message-ID).
    pub own_message: bool,
    /// There is no address to answer, or it is a no-reply one.
    pub no_reply_address: bool,
    /// `Received` fields.
    pub hops: usize,
    /// Automatic answers that went to this sender in this ticket.
    pub sent_in_thread: u32,
    /// Automatic answers that went to this address in the last hour.
    pub sent_to_address_in_hour: u32,
}

/// Why no automatic answer goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Our own mail came back.
    OwnMessage,
    /// The answer would go to ourselves.
    OwnAddress,
    /// Too many hops.
    TooManyHops,
    /// RFC 3834 §2: never answer an empty envelope sender.
    NullSender,
    /// A delivery or abuse report.
    Report,
    /// An automatic mail.
    Automatic,
    /// A list or bulk mail.
    List,
    /// The sender asks for none.
    Suppressed,
    /// Nobody reads there.
    NoReplyAddress,
    /// One was sent in this ticket already.
    ThreadLimit,
    /// Too many were sent to this address within the hour.
    AddressLimit,
}

/// Whether an automatic answer may go out.
///
/// # Errors
/// The first reason why not, the strongest first.
pub fn may_answer(facts: &Facts) -> Result<(), Refusal> {
    let refusals = [
        (facts.own_message, Refusal::OwnMessage),
        (facts.own_address, Refusal::OwnAddress),
        (facts.hops >= MAX_HOPS, Refusal::TooManyHops),
        (facts.null_sender, Refusal::NullSender),
        (facts.bounce || facts.feedback_report, Refusal::Report),
        (facts.auto_reply, Refusal::Automatic),
        (facts.list, Refusal::List),
        (facts.suppress_replies, Refusal::Suppressed),
        (facts.no_reply_address, Refusal::NoReplyAddress),
        (facts.sent_in_thread >= MAX_PER_THREAD, Refusal::ThreadLimit),
        (
            facts.sent_to_address_in_hour >= MAX_PER_ADDRESS_PER_HOUR,
            Refusal::AddressLimit,
        ),
    ];
    refusals
        .into_iter()
        .find(|(holds, _)| *holds)
        .map_or(Ok(()), |(_, refusal)| Err(refusal))
}

/// Why a mail is kept aside instead of becoming a ticket or message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// It is a mail that we sent ourselves.
    OwnMessage,
    /// It went through too many servers.
    TooManyHops,
}

/// Whether a mail runs in a circle and must be kept aside, visibly.
pub fn suspicion(facts: &Facts) -> Option<Suspicion> {
    if facts.own_message {
        Some(Suspicion::OwnMessage)
    } else if facts.hops >= MAX_HOPS {
        Some(Suspicion::TooManyHops)
    } else {
        None
    }
}

/// Whether an address says that nobody reads its mail.
pub fn is_no_reply(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let local: String = local
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    local.is_empty()
        || [
            "noreply",
            "donotreply",
            "dontreply",
            "nepasrepondre",
            "mailerdaemon",
            "nichtantworten",
        ]
        .iter()
        .any(|n| local.contains(n))
        || matches!(
            local.as_str(),
            "bounce" | "bounces" | "postmaster" | "null" | "devnull"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_gets_an_answer_and_each_sign_of_a_machine_ends_it() {
        assert_eq!(may_answer(&Facts::default()), Ok(()));
        let f = Facts::default();
        for (facts, refusal) in [
            (
                Facts {
                    own_message: true,
                    ..f
                },
                Refusal::OwnMessage,
            ),
            (
                Facts {
                    own_address: true,
                    ..f
                },
                Refusal::OwnAddress,
            ),
            (
                Facts {
                    hops: MAX_HOPS,
                    ..f
                },
                Refusal::TooManyHops,
            ),
            (
                Facts {
                    null_sender: true,
                    ..f
                },
                Refusal::NullSender,
            ),
            (Facts { bounce: true, ..f }, Refusal::Report),
            (
                Facts {
                    feedback_report: true,
                    ..f
                },
                Refusal::Report,
            ),
            (
                Facts {
                    auto_reply: true,
                    ..f
                },
                Refusal::Automatic,
            ),
            (Facts { list: true, ..f }, Refusal::List),
            (
                Facts {
                    suppress_replies: true,
                    ..f
                },
                Refusal::Suppressed,
            ),
            (
                Facts {
                    no_reply_address: true,
                    ..f
                },
                Refusal::NoReplyAddress,
            ),
            (
                Facts {
                    sent_in_thread: MAX_PER_THREAD,
                    ..f
                },
                Refusal::ThreadLimit,
            ),
            (
                Facts {
                    sent_to_address_in_hour: MAX_PER_ADDRESS_PER_HOUR,
                    ..f
                },
                Refusal::AddressLimit,
            ),
        ] {
            assert_eq!(may_answer(&facts), Err(refusal));
        }
    }

    #[test]
    fn limits_hold_at_their_edge() {
        let f = Facts {
            hops: MAX_HOPS - 1,
            sent_in_thread: MAX_PER_THREAD - 1,
            sent_to_address_in_hour: MAX_PER_ADDRESS_PER_HOUR - 1,
            ..Facts::default()
        };
        assert_eq!(may_answer(&f), Ok(()));
        assert_eq!(suspicion(&f), None);
        assert_eq!(
            suspicion(&Facts {
                hops: MAX_HOPS,
                ..f
            }),
            Some(Suspicion::TooManyHops)
        );
        assert_eq!(
            suspicion(&Facts {
                own_message: true,
                ..f
            }),
            Some(Suspicion::OwnMessage)
        );
    }

    #[test]
    fn two_machines_without_any_sign_stop_after_the_limits() {
        // Each mail of the other side looks like a person's; what we count ends it.
        let (mut sent, mut rounds) = (0, 0);
        while may_answer(&Facts {
            sent_to_address_in_hour: sent,
            ..Facts::default()
        })
        .is_ok()
        {
            sent += 1;
            rounds += 1;
        }
        assert_eq!(rounds, MAX_PER_ADDRESS_PER_HOUR);
    }

    #[test]
    fn no_reply_addresses_are_known_in_many_spellings() {
        for address in [
            "no-reply@a.b",
            "NoReply@a.b",
            "do_not_reply@a.b",
            "bounces@a.b",
            "x-noreply-7@a.b",
            "@a.b",
            "",
        ] {
            assert!(is_no_reply(address), "{address}");
        }
        for address in ["ann@a.b", "reply@a.b", "support+x@a.b", "norep@a.b"] {
            assert!(!is_no_reply(address), "{address}");
        }
    }
}
