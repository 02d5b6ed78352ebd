//! Batches of tickets judged on both sides.

use std::sync::Arc;

use surety_domain::credit::{Credits, Money};
use surety_domain::ids::ProductId;
use surety_domain::simulate::{Made, TicketResult, Verdict, VerdictPair, compare, verdicts};
use surety_domain::sla::{Policy, events_of};
use surety_domain::ticket::{LayerRef, TicketEvent, TimelineEvent};
use surety_store::records::past as rows;

use super::drafts::DRAFT_VERSION;
use super::past::Batch;
use super::shelf::Shelf;
use super::views::{
    SimulatedCredits, SimulatedDecision, SimulatedMoney, SimulatedTicket, SimulatedVerdict,
    VerdictPairView,
};
use super::{Runs, Span};

/// What tickets are judged by.
pub(super) struct Judge {
    pub(super) shelf: Arc<Shelf>,
    pub(super) span: Span,
    pub(super) runs: Option<Arc<Runs>>,
}

/// A ticket judged; without a history there is nothing to judge.
pub(super) struct Judged {
    pub(super) ticket: SimulatedTicket,
    pub(super) pairs: Vec<VerdictPair>,
    pub(super) readable: bool,
}

/// One side of a ticket: the promise after each of its `PromiseChanged`.
struct Side {
    layers: Vec<Vec<LayerRef>>,
}

impl Side {
    /// The verdicts of a history under these promises; none when it does not
    /// replay.
    fn verdicts(
        &self,
        shelf: &Shelf,
        history: &[TimelineEvent],
        span: Span,
    ) -> Option<Vec<Verdict>> {
        let mut policies: Vec<Policy> = Vec::new();
        let mut places: Vec<Option<usize>> = Vec::new();
        let mut known: Vec<&Vec<LayerRef>> = Vec::new();
        for layers in &self.layers {
            places.push(if layers.is_empty() {
                None
            } else if let Some(at) = known.iter().position(|k| *k == layers) {
                Some(at)
            } else {
                known.push(layers);
                policies.push(named(shelf.policy(layers)?, known.len() - 1));
                Some(known.len() - 1)
            });
        }
        let mut initial = None;
        let mut by_seq = std::collections::HashMap::new();
        let mut changes = 0;
        for entry in history {
            if let TicketEvent::PromiseChanged { facts, .. } = &entry.event {
                if initial.is_none() {
                    initial.clone_from(facts);
                }
                by_seq.insert(entry.seq, places.get(changes).copied().flatten());
                changes += 1;
            }
        }
        if policies.is_empty() {
            return Some(Vec::new());
        }
        let events = events_of(history, &initial.unwrap_or_default(), |entry| {
            by_seq.get(&entry.seq).copied()
        });
        verdicts(&policies, &events, span.now).ok()
    }

    fn layer(&self, name: &str) -> Option<&LayerRef> {
        let (policy, layer) = name.split_once('.')?;
        let mut known: Vec<&Vec<LayerRef>> = Vec::new();
        for layers in self.layers.iter().filter(|l| !l.is_empty()) {
            if !known.contains(&layers) {
                known.push(layers);
            }
        }
        known
            .get(policy.parse::<usize>().ok()?)?
            .get(layer.parse::<usize>().ok()?)
    }
}

/// The layers named after their policy and their place in it, so that a
/// verdict says which of them it is.
fn named(policy: Policy, at: usize) -> Policy {
    let mut layers = policy.layers().to_vec();
    for layer in &mut layers {
        layer.name = format!("{at}.{}", layer.name);
    }
    Policy::new(layers)
}

impl Judge {
    /// Judges a batch. A ticket that was written after the decisions were made
    /// is left out.
    pub(super) fn batch(&self, batch: &Batch) -> Vec<Judged> {
        batch
            .each()
            .filter_map(|(row, history)| {
                let results = match &self.runs {
                    Some(runs) => Some(runs.of(row.id)?),
                    None => None,
                };
                Some(self.ticket(results, row, history.as_deref()))
            })
            .collect()
    }

    fn ticket(
        &self,
        results: Option<(&TicketResult, &TicketResult)>,
        row: &rows::PastTicket,
        history: Option<&[TimelineEvent]>,
    ) -> Judged {
        let mut ticket = SimulatedTicket {
            ticket: row.number,
            ticket_id: row.id,
            subject: row.subject.clone(),
            account_id: row.account_id,
            account: row
                .account_id
                .and_then(|id| self.shelf.account(id))
                .map(str::to_owned),
            product_id: row.product_id,
            created_at: row.created_at,
            changed: false,
            verdicts: Vec::new(),
            old_decision: None,
            new_decision: None,
            credits: Vec::new(),
            old_overage_hundredths: 0,
            new_overage_hundredths: 0,
            money: Vec::new(),
        };
        if let Some((old, new)) = results {
            put_decisions(&mut ticket, old, new);
        }
        let judged = history.and_then(|history| {
            let (old, new) = self.sides(history, results);
            let was = old.verdicts(&self.shelf, history, self.span)?;
            if old.layers == new.layers {
                let pairs = compare(was.clone(), was);
                return Some((pairs, old, new));
            }
            let would = new.verdicts(&self.shelf, history, self.span)?;
            Some((compare(was, would), old, new))
        });
        let Some((pairs, old, new)) = judged else {
            return Judged {
                ticket,
                pairs: Vec::new(),
                readable: false,
            };
        };
        ticket.verdicts = pairs
            .iter()
            .map(|pair| VerdictPairView {
                metric: pair.metric.as_str().to_owned(),
                cycle: pair.cycle,
                old: pair.old.as_ref().map(|v| verdict(v, &old)),
                new: pair.new.as_ref().map(|v| verdict(v, &new)),
            })
            .collect();
        ticket.changed = ticket.changed || pairs.iter().any(VerdictPair::differs);
        Judged {
            ticket,
            pairs,
            readable: true,
        }
    }

    /// The promises as they were, and as they would have been.
    fn sides(
        &self,
        history: &[TimelineEvent],
        results: Option<(&TicketResult, &TicketResult)>,
    ) -> (Side, Side) {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        let mut decided = 0_usize;
        for entry in history {
            match &entry.event {
                TicketEvent::EntitlementDecided { .. } => decided += 1,
                TicketEvent::PromiseChanged { layers, facts, .. } => {
                    let product: Option<ProductId> = facts
                        .as_ref()
                        .and_then(|f| f.product.as_deref())
                        .and_then(|p| p.parse().ok());
                    let made = results.and_then(|(old, new)| {
                        let nth = decided.checked_sub(1)?;
                        Some((nth_at(old, nth, entry), nth_at(new, nth, entry)))
                    });
                    new.push(match made {
                        Some((Some(was), Some(would))) => {
                            self.promised(layers, was, would, product)
                        }
                        _ => self.shelf.replaced(layers),
                    });
                    old.push(layers.clone());
                }
                _ => {}
            }
        }
        (Side { layers: old }, Side { layers: new })
    }

    /// What the draft promises in the place of what was promised.
    fn promised(
        &self,
        layers: &[LayerRef],
        was: &Made,
        would: &Made,
        product: Option<ProductId>,
    ) -> Vec<LayerRef> {
        let before = self.shelf.layers(was, product, false);
        let after = self.shelf.layers(would, product, false);
        let same = (was.admission, was.limit_action) == (would.admission, would.limit_action);
        let kept = same && before == after;
        // Nothing is promised for spam, whatever a plan says.
        let detached = layers.is_empty() && !before.is_empty();
        if kept || detached {
            self.shelf.replaced(layers)
        } else {
            self.shelf.layers(would, product, true)
        }
    }
}

/// The decision that a promise belongs to: the last one that was made by then.
fn nth_at<'r>(result: &'r TicketResult, nth: usize, entry: &TimelineEvent) -> Option<&'r Made> {
    let by_then = result.decisions.iter().take_while(|m| m.at <= entry.at);
    by_then.last().or(result.decisions.get(nth))
}

fn version(of: i64) -> Option<i64> {
    (of != DRAFT_VERSION).then_some(of)
}

fn verdict(v: &Verdict, side: &Side) -> SimulatedVerdict {
    let layer = side.layer(&v.layer);
    SimulatedVerdict {
        verdict: v.judgement.as_str().to_owned(),
        due_at: v.due,
        fulfilled_at: v.fulfilled_at,
        target_seconds: v.target_seconds,
        sla_id: layer.map(|l| l.sla.to_string()).unwrap_or_default(),
        sla_version: layer.and_then(|l| version(l.sla_version)),
        calendar_version: layer.and_then(|l| version(l.calendar_version)),
    }
}

fn decision(result: &TicketResult) -> Option<SimulatedDecision> {
    let made = result.decisions.last()?;
    Some(SimulatedDecision {
        outcome: made.outcome.as_str().to_owned(),
        admission: made.admission.as_str().to_owned(),
        limit_action: made.limit_action.map(|a| a.as_str().to_owned()),
        contract_id: made.contract.as_ref().map(|k| k.as_str().to_owned()),
        plan_id: made.plan.as_ref().map(|k| k.as_str().to_owned()),
    })
}

fn put_decisions(ticket: &mut SimulatedTicket, old: &TicketResult, new: &TicketResult) {
    ticket.old_decision = decision(old);
    ticket.new_decision = decision(new);
    let hundredths = |of: &TicketResult, bucket| of.credits.get(bucket).map_or(0, |c| c.0);
    let buckets: std::collections::BTreeSet<_> =
        old.credits.keys().chain(new.credits.keys()).collect();
    ticket.credits = buckets
        .into_iter()
        .map(|bucket| SimulatedCredits {
            bucket: bucket.as_str().to_owned(),
            old_hundredths: hundredths(old, bucket),
            new_hundredths: hundredths(new, bucket),
        })
        .collect();
    let Credits(old_overage) = old.overage;
    ticket.old_overage_hundredths = old_overage;
    ticket.new_overage_hundredths = new.overage.0;
    let lists = [&old.money, &new.money, &old.awaiting, &new.awaiting];
    let currencies: std::collections::BTreeSet<&str> = lists
        .iter()
        .flat_map(|list| list.iter().map(|m| m.currency.as_str()))
        .collect();
    let sum = |list: &[Money], currency: &str| -> i64 {
        let of = list.iter().filter(|m| m.currency == currency);
        of.map(|m| m.amount).sum()
    };
    ticket.money = currencies
        .into_iter()
        .map(|currency| SimulatedMoney {
            currency: currency.to_owned(),
            old_minor: sum(&old.money, currency),
            new_minor: sum(&new.money, currency),
            old_awaiting_minor: sum(&old.awaiting, currency),
            new_awaiting_minor: sum(&new.awaiting, currency),
        })
        .collect();
    ticket.changed = ticket.old_decision != ticket.new_decision
        || old.credits != new.credits
        || old.overage != new.overage
        || old.money != new.money
        || old.awaiting != new.awaiting;
}
