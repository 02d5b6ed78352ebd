//! The decisions of many tickets made again, in their order in time.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::moves::{Asked, Booked, Made, Move, MoveKind, Reached, Run, TicketResult};
use super::purse::Purse;
use super::{ContractTerms, World, free_holder};
use crate::contract::ContractState;
use crate::credit::{About, CreditTerms, Credits, Money, PeriodError};
use crate::entitlement::{
    Admission, Balance, ContractFacts, Decision, DefaultPlan, LedgerEffect, Outcome, OverLimit,
    PlanFacts, decide, short_when_due,
};
use crate::plan::{ConsumeAt, Key, PlanSpec};
use crate::time::Instant;

/// What a ticket stands on while the span is played.
#[derive(Default)]
struct State {
    asked: Option<Arc<Asked>>,
    decision: Option<(Decision, Option<Key>)>,
    /// What it took, by holder.
    taken: Vec<(Key, Range<usize>)>,
    /// Whether the decision in force has taken or been booked past the limit.
    booked: bool,
    nobodys: bool,
    answered: bool,
    done: bool,
}

struct Player<'w> {
    world: &'w World,
    purses: HashMap<Key, Purse<'w>>,
    contracts: HashMap<&'w Key, &'w ContractTerms>,
    states: Vec<State>,
    run: Run,
    seen: std::collections::HashSet<(Key, Key, Instant)>,
}

/// Makes every decision again under the terms of `world`. `moves` are in the
/// order in which they happened, `tickets` is how many tickets they name.
///
/// Contracts count as they stand for the whole span: one that is over or
/// cancelled by now was in force before, and one that is suspended is taken as
/// active, for nobody knows since when it is.
///
/// # Errors
/// [`PeriodError`] for limits or dates that cannot be counted.
pub fn run(world: &World, moves: &[Move], tickets: usize) -> Result<Run, PeriodError> {
    let mut player = Player {
        world,
        purses: HashMap::new(),
        contracts: world
            .contracts
            .values()
            .flatten()
            .map(|c| (&c.contract, c))
            .collect(),
        states: (0..tickets).map(|_| State::default()).collect(),
        run: Run {
            tickets: vec![TicketResult::default(); tickets],
            reached: Vec::new(),
        },
        seen: std::collections::HashSet::new(),
    };
    for happened in moves {
        player.play(happened)?;
    }
    Ok(player.finish())
}

impl<'w> Player<'w> {
    fn play(&mut self, happened: &Move) -> Result<(), PeriodError> {
        let at = happened.at;
        match &happened.kind {
            MoveKind::Booked(booked) => self.booked(booked, at),
            MoveKind::Opened(ticket, asked) => {
                self.states[*ticket].asked = Some(Arc::clone(asked));
                self.decide(*ticket, at, false)
            }
            MoveKind::Changed(ticket, asked) => {
                self.states[*ticket].asked = Some(Arc::clone(asked));
                if !self.states[*ticket].nobodys {
                    self.give_back(*ticket, at)?;
                }
                let admitted = self.states[*ticket]
                    .decision
                    .as_ref()
                    .is_some_and(|(d, _)| d.admission() == Admission::Admitted);
                self.decide(*ticket, at, admitted)?;
                if self.states[*ticket].answered {
                    self.consume_late(*ticket, ConsumeAt::FirstResponse, at)?;
                }
                if self.states[*ticket].done {
                    self.consume_late(*ticket, ConsumeAt::Resolution, at)?;
                }
                Ok(())
            }
            MoveKind::Reopened(ticket, asked, seconds) => {
                let state = &mut self.states[*ticket];
                state.done = false;
                state.asked = Some(Arc::clone(asked));
                if self.reopen_is_free(*ticket, *seconds) {
                    return Ok(());
                }
                self.states[*ticket].answered = false;
                self.decide(*ticket, at, false)
            }
            MoveKind::Answered(ticket) => {
                self.states[*ticket].answered = true;
                self.consume_late(*ticket, ConsumeAt::FirstResponse, at)
            }
            MoveKind::Solved(ticket) => {
                self.states[*ticket].done = true;
                self.consume_late(*ticket, ConsumeAt::Resolution, at)
            }
            MoveKind::Nobodys(ticket, nobodys) => {
                self.states[*ticket].nobodys = *nobodys;
                Ok(())
            }
            MoveKind::Refund(ticket, cause) => {
                let refunds = self
                    .plan_of(*ticket)
                    .is_some_and(|plan| plan.refunds.contains(cause));
                if refunds {
                    self.give_back(*ticket, at)?;
                }
                Ok(())
            }
            MoveKind::GivenBack(ticket) => self.give_back(*ticket, at),
        }
    }

    fn booked(&mut self, booked: &Booked, at: Instant) -> Result<(), PeriodError> {
        let holder = match booked {
            Booked::Used { holder, .. }
            | Booked::Added { holder, .. }
            | Booked::Taken { holder, .. } => holder,
        };
        let Some(purse) = self.purse_by_name(holder)? else {
            return Ok(());
        };
        match booked {
            Booked::Used { amounts, .. } => purse.use_before(amounts, at),
            Booked::Added {
                bucket,
                amount,
                expires_at,
                scope,
                ..
            } => purse.add(bucket, *amount, at, *expires_at, *scope),
            Booked::Taken {
                bucket,
                amount,
                scope,
                ..
            } => purse.take(bucket, *amount, at, *scope),
        }
    }

    /// The purse of a contract, or of an account's free support.
    fn purse_by_name(&mut self, holder: &Key) -> Result<Option<&mut Purse<'w>>, PeriodError> {
        if let Some(&contract) = self.contracts.get(holder) {
            return self.purse(contract).map(Some);
        }
        let Ok(id) = holder.id::<crate::ids::ContractId>() else {
            return Ok(None);
        };
        self.free_purse(&Key::of(crate::ids::AccountId(id.0)))
    }

    fn purse(&mut self, contract: &'w ContractTerms) -> Result<&mut Purse<'w>, PeriodError> {
        if !self.purses.contains_key(&contract.contract) {
            let zone = self
                .world
                .homes
                .get(&contract.account)
                .map_or(jiff::tz::TimeZone::UTC, |home| home.zone.clone());
            let terms = CreditTerms {
                contract: contract.contract.clone(),
                limits: &contract.plan.spec.limits,
                start: contract.start,
                end: contract.end,
                zone,
            };
            let purse = Purse::new(terms, &contract.plan.spec)?;
            self.purses.insert(contract.contract.clone(), purse);
        }
        self.purses
            .get_mut(&contract.contract)
            .ok_or(PeriodError::OutOfRange)
    }

    fn free_purse(&mut self, account: &Key) -> Result<Option<&mut Purse<'w>>, PeriodError> {
        let (Some(default), Some(home)) = (&self.world.default, self.world.homes.get(account))
        else {
            return Ok(None);
        };
        let holder = free_holder(account);
        if !self.purses.contains_key(&holder) {
            let terms = CreditTerms {
                contract: holder.clone(),
                limits: &default.spec.limits,
                start: home.since,
                end: None,
                zone: home.zone.clone(),
            };
            self.purses
                .insert(holder.clone(), Purse::new(terms, &default.spec)?);
        }
        Ok(self.purses.get_mut(&holder))
    }

    fn holder_of(decision: &Decision, account: Option<&Key>) -> Option<Key> {
        match (&decision.contract, &decision.plan) {
            (Some(contract), _) => Some(contract.clone()),
            (None, Some(_)) => account.map(free_holder),
            (None, None) => None,
        }
    }

    fn plan_of(&self, ticket: usize) -> Option<&'w Arc<PlanSpec>> {
        let (decision, _) = self.states[ticket].decision.as_ref()?;
        self.spec(decision)
    }

    fn spec(&self, decision: &Decision) -> Option<&'w Arc<PlanSpec>> {
        match &decision.contract {
            Some(contract) => self.contracts.get(contract).map(|c| &c.plan.spec),
            None => {
                decision.plan.as_ref()?;
                self.world.default.as_ref().map(|d| &d.spec)
            }
        }
    }

    fn reopen_is_free(&self, ticket: usize, seconds: i64) -> bool {
        let uncovered = self.states[ticket]
            .decision
            .as_ref()
            .is_none_or(|(d, _)| d.outcome == Outcome::Uncovered);
        uncovered
            || self
                .plan_of(ticket)
                .is_none_or(|plan| plan.limits.is_empty() || plan.reopen_is_free(seconds))
    }

    /// Decides about a ticket and books what it costs. What would be turned
    /// away goes on with `let_in`, past the limit and without a price.
    fn decide(&mut self, ticket: usize, at: Instant, let_in: bool) -> Result<(), PeriodError> {
        let Some(asked) = self.states[ticket].asked.clone() else {
            return Ok(());
        };
        let decision = self.decision(&asked, at)?;
        let let_in = let_in && decision.admission() != Admission::Admitted;
        let holder = Self::holder_of(&decision, asked.facts.account.as_ref());
        let spec = self.spec(&decision);
        let contract = decision
            .contract
            .as_ref()
            .and_then(|c| self.contracts.get(c));
        let made = Made {
            at,
            outcome: decision.outcome,
            contract: decision.contract.clone(),
            plan: decision.plan.clone(),
            contract_sla: contract.and_then(|c| c.sla.clone()),
            plan_sla: match decision.limit_action {
                Some(OverLimit::FallbackSla) => decision.sla.clone(),
                _ => spec.and_then(|s| s.sla.clone()),
            },
            limit_action: decision.limit_action,
            admission: if let_in {
                Admission::Admitted
            } else {
                decision.admission()
            },
        };
        self.run.tickets[ticket].decisions.push(made);
        let state = &mut self.states[ticket];
        state.booked = false;
        let nobodys = state.nobodys;
        state.decision = Some((decision.clone(), holder.clone()));
        let (Some(holder), Some(spec)) = (holder, spec) else {
            return Ok(());
        };
        self.note_reached(&holder, &decision, at, ticket)?;
        if nobodys || spec.limits.is_empty() {
            return Ok(());
        }
        if let_in {
            return self.book_past(ticket, &holder, &decision, None, at);
        }
        match decision.ledger_effect() {
            LedgerEffect::Nothing => {
                if decision.limit_action == Some(OverLimit::AskApproval) {
                    let result = &mut self.run.tickets[ticket];
                    result.awaiting.extend(decision.price);
                }
                Ok(())
            }
            LedgerEffect::Overage => {
                let price = charged(&decision);
                self.book_past(ticket, &holder, &decision, price, at)
            }
            LedgerEffect::Consume if spec.consume_at == ConsumeAt::Creation => {
                self.take(ticket, &holder, asked.about, decision.cost(), at)
            }
            LedgerEffect::Consume => Ok(()),
        }
    }

    /// The decision on what is left at an instant.
    fn decision(&mut self, asked: &Asked, at: Instant) -> Result<Decision, PeriodError> {
        let world = self.world;
        let mut facts = asked.facts.clone();
        if let Some(home) = facts.account.as_ref().and_then(|a| world.homes.get(a)) {
            facts.ancestors.clone_from(&home.ancestors);
        }
        let mut contracts = Vec::new();
        for account in facts.account.iter().chain(&facts.ancestors) {
            for terms in world.contracts.get(account).into_iter().flatten() {
                let balance = self.purse(terms)?.balance(asked.about, at)?;
                contracts.push(contract_facts(terms, balance));
            }
        }
        let default = match &world.default {
            None => None,
            Some(plan) => {
                let balance = match &facts.account {
                    Some(account) if !plan.spec.limits.is_empty() => {
                        match self.free_purse(account)? {
                            Some(purse) => purse.balance(asked.about, at)?,
                            None => Balance::default(),
                        }
                    }
                    _ => Balance::default(),
                };
                Some(DefaultPlan {
                    plan: PlanFacts {
                        plan: plan.plan.clone(),
                        version: plan.version,
                        spec: &plan.spec,
                    },
                    balance,
                })
            }
        };
        Ok(decide(&contracts, default.as_ref(), &facts, at))
    }

    fn note_reached(
        &mut self,
        holder: &Key,
        decision: &Decision,
        at: Instant,
        ticket: usize,
    ) -> Result<(), PeriodError> {
        let Some(bucket) = decision.short_bucket().cloned() else {
            return Ok(());
        };
        let Some(purse) = self.purses.get(holder) else {
            return Ok(());
        };
        let Some((_, period)) = purse.period(&bucket, at)? else {
            return Ok(());
        };
        let first = (holder.clone(), bucket.clone(), period.start);
        if self.seen.insert(first) {
            self.run.reached.push(Reached {
                holder: holder.clone(),
                bucket,
                period_start: period.start,
                at,
                ticket,
            });
        }
        Ok(())
    }

    fn take(
        &mut self,
        ticket: usize,
        holder: &Key,
        about: About,
        cost: Credits,
        at: Instant,
    ) -> Result<(), PeriodError> {
        let Some(purse) = self.purses.get_mut(holder) else {
            return Ok(());
        };
        let range = purse.draw(about, cost, at)?;
        let state = &mut self.states[ticket];
        state.booked = true;
        state.taken.push((holder.clone(), range));
        Ok(())
    }

    fn book_past(
        &mut self,
        ticket: usize,
        holder: &Key,
        decision: &Decision,
        price: Option<Money>,
        at: Instant,
    ) -> Result<(), PeriodError> {
        let (Some(bucket), Some(purse)) = (decision.short_bucket(), self.purses.get_mut(holder))
        else {
            return Ok(());
        };
        let range = purse.past(bucket, decision.cost(), at)?;
        let state = &mut self.states[ticket];
        state.booked = true;
        state.taken.push((holder.clone(), range));
        self.run.tickets[ticket].money.extend(price);
        Ok(())
    }

    fn consume_late(
        &mut self,
        ticket: usize,
        moment: ConsumeAt,
        at: Instant,
    ) -> Result<(), PeriodError> {
        let state = &self.states[ticket];
        let (Some((decision, Some(holder))), Some(asked)) = (&state.decision, &state.asked) else {
            return Ok(());
        };
        if state.nobodys
            || state.booked
            || decision.consume_at != Some(moment)
            || decision.ledger_effect() != LedgerEffect::Consume
        {
            return Ok(());
        }
        let (decision, holder, asked) = (decision.clone(), holder.clone(), Arc::clone(asked));
        let spec = self.spec(&decision);
        let (Some(purse), Some(spec)) = (self.purses.get_mut(&holder), spec) else {
            return Ok(());
        };
        let balance = purse.balance(asked.about, at)?;
        let cost = decision.cost();
        if balance.left.values().all(|left| *left >= cost) {
            return self.take(ticket, &holder, asked.about, cost, at);
        }
        let short = short_when_due(&decision, spec, &balance, &asked.facts);
        self.note_reached(&holder, &short, at, ticket)?;
        let price = charged(&short);
        self.book_past(ticket, &holder, &short, price, at)
    }

    fn give_back(&mut self, ticket: usize, at: Instant) -> Result<(), PeriodError> {
        let mut by_holder: BTreeMap<Key, Vec<Range<usize>>> = BTreeMap::new();
        for (holder, range) in &self.states[ticket].taken {
            by_holder
                .entry(holder.clone())
                .or_default()
                .push(range.clone());
        }
        let mut given = false;
        for (holder, taken) in by_holder {
            if let Some(purse) = self.purses.get_mut(&holder) {
                let back = purse.give_back(&taken, at)?;
                given = given || !back.is_empty();
                self.states[ticket].taken.push((holder, back));
            }
        }
        if given {
            // Drafted charges are waived with what they were for.
            self.run.tickets[ticket].money.clear();
        }
        Ok(())
    }

    fn finish(mut self) -> Run {
        for (state, result) in self.states.iter().zip(&mut self.run.tickets) {
            for (holder, range) in &state.taken {
                let Some(purse) = self.purses.get(holder) else {
                    continue;
                };
                let (used, past) = purse.used(std::slice::from_ref(range));
                for (bucket, amount) in used {
                    *result.credits.entry(bucket).or_insert(Credits::ZERO) += amount;
                }
                result.overage += past;
            }
            result.credits.retain(|_, amount| *amount != Credits::ZERO);
        }
        self.run
    }
}

/// What a ticket past the limit is charged: tolerance and urgency are the
/// desk's to give.
fn charged(decision: &Decision) -> Option<Money> {
    match decision.limit_action {
        Some(OverLimit::Tolerated | OverLimit::UrgentAccepted) => None,
        _ => decision.price.clone(),
    }
}

fn contract_facts(terms: &ContractTerms, balance: Balance) -> ContractFacts<'_> {
    let mut life = terms.life;
    life.state = match life.state {
        ContractState::Expired | ContractState::Suspended => ContractState::Active,
        state => state,
    };
    ContractFacts {
        contract: terms.contract.clone(),
        version: terms.version,
        account: terms.account.clone(),
        life,
        coverage: terms.coverage.clone(),
        rank: terms.rank,
        created_at: terms.created_at,
        sla: terms.sla.clone(),
        plan: Some(PlanFacts {
            plan: terms.plan.plan.clone(),
            version: terms.plan.version,
            spec: &terms.plan.spec,
        }),
        balance,
    }
}
