//! The facts that a decision is made of, and the decision on them.

use std::collections::BTreeMap;
use std::sync::Arc;

use surety_domain::contract::{ContractState, Coverage, EffectiveContract};
use surety_domain::credit::About;
use surety_domain::entitlement::{ContractFacts, Decision, DefaultPlan, Facts, PlanFacts, decide};
use surety_domain::ids::{AccountId, ContractId, PlanId};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, ahead, assets, promises, tickets};

use super::super::{contracts, credits};
use super::promise::sla_of;
use crate::core::Cx;
use crate::error::AppError;

/// A contract with what the decision needs of it.
struct Candidate {
    row: promises::Contract,
    coverage: Coverage,
    holder: credits::Holder,
    plan: Arc<PlanSpec>,
    purse: credits::Purse,
}

/// The default plan with what the decision needs of it.
struct DefaultCandidate {
    plan: PlanId,
    version: i64,
    spec: Arc<PlanSpec>,
    holder: Option<credits::Holder>,
    purse: credits::Purse,
}

/// Everything a decision is made of.
struct Loaded {
    about: About,
    facts: Facts,
    candidates: Vec<Candidate>,
    default: Option<DefaultCandidate>,
    /// The holder whose books are held already.
    held: Option<ContractId>,
}

/// The holder of an account's credits under the default plan: the account's
/// own id with the prefix of a contract.
pub const fn default_holder(account: AccountId) -> ContractId {
    ContractId(account.0)
}

pub(super) fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

/// What a ticket is about, for the credits that serve it: a ticket that names
/// an asset alone is about that asset's product too.
///
/// # Errors
/// As the store reports.
pub fn about(tx: &mut Tx<'_>, ticket: &tickets::Ticket) -> Result<About, AppError> {
    let product = match (ticket.product_id, ticket.asset_id) {
        (None, Some(asset)) => assets::get(tx, asset)?.map(|a| a.product_id),
        (product, _) => product,
    };
    Ok(About {
        product,
        asset: ticket.asset_id,
    })
}

pub(in crate::promises) fn facts_of(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
) -> Result<Facts, AppError> {
    let about = about(tx, ticket)?;
    facts(tx, ticket, about)
}

fn facts(tx: &mut Tx<'_>, ticket: &tickets::Ticket, about: About) -> Result<Facts, AppError> {
    let ancestors = match ticket.account_id {
        Some(account) => accounts::ancestors(tx, account)?,
        None => Vec::new(),
    };
    Ok(Facts {
        account: ticket.account_id.map(Key::of),
        ancestors: ancestors.into_iter().map(Key::of).collect(),
        contact: ticket.requester_id.map(Key::of),
        product: about.product.map(Key::of),
        asset: about.asset.map(Key::of),
        channel: ticket.channel.as_str().into(),
        ticket_type: ticket.type_id.map(Key::of),
        priority: ticket.priority.as_deref().and_then(|p| p.parse().ok()),
    })
}

fn load(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    hold: Hold,
) -> Result<Loaded, AppError> {
    let about = about(tx, ticket)?;
    let facts = facts(tx, ticket, about)?;
    let mut rows = Vec::new();
    for account in facts.account.iter().chain(&facts.ancestors) {
        let id: AccountId = account
            .id()
            .map_err(|_| AppError::Internal("an account's id".into()))?;
        rows.extend(promises::contracts_of_account(tx, id)?);
    }
    // Before anything is held: it is no part of what the lock is for.
    let in_force = promises::default_plan_in_force(tx)?;
    // Where there is one contract, its credits are what is going to be drawn on.
    let sole = hold == Hold::Rows && rows.len() == 1;
    if !sole {
        for row in &rows {
            ahead::books(tx, row.id)?;
        }
    }
    let mut held = None;
    let mut candidates = Vec::new();
    let mut homes: BTreeMap<AccountId, credits::Home> = BTreeMap::new();
    for row in rows {
        // A request of the day on which terms change finds the new ones.
        let (row, mut holder) = if hold != Hold::Nothing {
            let row = contracts::bring_into_force(tx, cx, row)?;
            let holder = credits::Holder::of_contract(&row);
            (row, holder)
        } else {
            contracts::as_in_force(tx, cx, row, cx.now)?
        };
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let mut coverage: Coverage = serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?;
        coverage.children = row.covers_children;
        holder.home = homes.get(&holder.account).cloned();
        let holder = holder.at_home(tx)?;
        homes.extend(holder.home.clone().map(|home| (holder.account, home)));
        let purse = if sole && !plan.limits.is_empty() {
            held = Some(holder.id);
            let next = promised(ticket, &holder, &plan, row.plan_id)?;
            credits::purse_held(tx, cx, &holder, &plan, about, &next)?
        } else {
            credits::purse(tx, cx, &holder, &plan, about)?
        };
        candidates.push(Candidate {
            row,
            coverage,
            holder,
            plan,
            purse,
        });
    }
    let default = match in_force {
        None => None,
        Some(promises::DefaultInForce {
            plan,
            version,
            since,
            ..
        }) => {
            let spec = cx.specs.plan(tx, plan, version)?;
            // A change is seen here although "now" was taken before it: this
            // transaction waited for its turn. Its books are those of the plan
            // that it sees, with what the change makes of them.
            let at = cx.now.max(since);
            let holder = match ticket.account_id {
                Some(account) if !spec.limits.is_empty() => {
                    credits::free_support(tx, cx, account, at)?.map(|(holder, _)| holder)
                }
                _ => None,
            };
            let purse = match &holder {
                Some(holder) => credits::purse(tx, cx, holder, &spec, about)?,
                None => credits::Purse::default(),
            };
            Some(DefaultCandidate {
                plan,
                version,
                spec,
                holder,
                purse,
            })
        }
    };
    Ok(Loaded {
        about,
        facts,
        candidates,
        default,
        held,
    })
}

/// What is read next if these credits are drawn on.
fn promised(
    ticket: &tickets::Ticket,
    holder: &credits::Holder,
    plan: &PlanSpec,
    id: PlanId,
) -> Result<ahead::Promise, AppError> {
    let slas = holder.sla.into_iter().chain(sla_of(plan.sla.as_ref())?);
    Ok(ahead::Promise {
        slas: slas.collect(),
        account: ticket.account_id,
        plan: Some(id),
    })
}

/// What a decision holds until the end of its transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Nothing: it only looks.
    Nothing,
    /// There is one writer: what was read cannot have changed.
    Alone,
    /// The rows of the credits that are drawn on.
    Rows,
}

impl Candidate {
    fn facts(&self) -> Result<ContractFacts<'_>, AppError> {
        let state: ContractState = self
            .row
            .state
            .parse()
            .map_err(|e| AppError::Internal(format!("a contract's state: {e}")))?;
        Ok(ContractFacts {
            contract: Key::of(self.row.id),
            version: number(self.row.current_version),
            account: Key::of(self.row.account_id),
            life: EffectiveContract {
                state,
                starts_at: self.row.starts_at,
                ends_at: self.row.ends_at,
                suspended_until: self.row.suspended_until,
                cancelled_at: self.row.cancelled_at,
            },
            coverage: self.coverage.clone(),
            rank: self.row.rank,
            created_at: self.row.created_at,
            sla: self.row.sla_id.map(Key::of),
            plan: Some(PlanFacts {
                plan: Key::of(self.row.plan_id),
                version: number(self.row.plan_version),
                spec: &self.plan,
            }),
            balance: self.purse.balance.clone(),
        })
    }
}

impl Loaded {
    fn decide(&self, at: Instant) -> Result<Decision, AppError> {
        let contracts: Vec<_> = self
            .candidates
            .iter()
            .map(Candidate::facts)
            .collect::<Result<_, _>>()?;
        let default = self.default.as_ref().map(|default| DefaultPlan {
            plan: PlanFacts {
                plan: Key::of(default.plan),
                version: number(default.version),
                spec: &default.spec,
            },
            balance: default.purse.balance.clone(),
        });
        Ok(decide(&contracts, default.as_ref(), &self.facts, at))
    }

    /// The credits that a decision draws on: whose, by which plan, and what
    /// there is of them.
    fn drawn_on(
        &mut self,
        decision: &Decision,
    ) -> Option<(&mut credits::Holder, &Arc<PlanSpec>, &mut credits::Purse)> {
        if let Some(contract) = &decision.contract {
            return self
                .candidates
                .iter_mut()
                .find(|c| Key::of(c.row.id) == *contract)
                .map(|c| (&mut c.holder, &c.plan, &mut c.purse));
        }
        decision.plan.as_ref()?;
        let default = self.default.as_mut()?;
        let holder = default.holder.as_mut()?;
        Some((holder, &default.spec, &mut default.purse))
    }
}

/// A decision, with the holder of the credits it draws on.
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    pub(super) holder: Option<(credits::Holder, Arc<PlanSpec>)>,
    /// What is drawn on, where it was read under the lock.
    pub(super) purse: Option<credits::Purse>,
    /// The contract that is drawn on, where it was read for this decision.
    pub(super) contract: Option<promises::Contract>,
}

/// Decides on the facts of now. With `hold`, the row of the credits that are
/// drawn on is held until the end of the transaction, as late as possible, and
/// the decision is made on what is left then.
///
/// # Errors
/// As the store reports.
pub fn decide_for(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    hold: bool,
) -> Result<Decided, AppError> {
    let hold = match tx.engine() {
        _ if !hold => Hold::Nothing,
        surety_store::Engine::Sqlite => Hold::Alone,
        surety_store::Engine::Postgres => Hold::Rows,
    };
    #[cfg(feature = "testing")]
    let hold = match hold {
        Hold::Rows if crate::fakes::sabotage::lock_is_skipped() => Hold::Alone,
        hold => hold,
    };
    let mut loaded = load(tx, cx, ticket, hold)?;
    let about = loaded.about;
    let mut settled: Vec<ContractId> = Vec::new();
    loop {
        let decision = loaded.decide(cx.now)?;
        let held = loaded.held;
        let Some((holder, plan, purse)) = loaded.drawn_on(&decision) else {
            return Ok(Decided {
                decision,
                holder: None,
                purse: None,
                contract: None,
            });
        };
        let draws = hold != Hold::Nothing && !plan.limits.is_empty();
        if draws && !settled.contains(&holder.id) {
            settled.push(holder.id);
            let due = !purse.up_to_date;
            if due {
                credits::bring_up_to_date(tx, cx, holder, plan)?;
            }
            if hold == Hold::Rows && (due || held != Some(holder.id)) {
                let drawn: PlanId = decision
                    .plan
                    .as_ref()
                    .and_then(|key| key.id().ok())
                    .ok_or_else(|| AppError::Internal("a plan's id".into()))?;
                let next = promised(ticket, holder, plan, drawn)?;
                *purse = credits::purse_held(tx, cx, holder, plan, about, &next)?;
                continue;
            }
            if due {
                *purse = credits::purse(tx, cx, holder, plan, about)?;
                continue;
            }
        }
        let drawn = settled.contains(&holder.id).then(|| std::mem::take(purse));
        let holder = Some((holder.clone(), Arc::clone(plan)));
        let contract = loaded
            .candidates
            .into_iter()
            .map(|candidate| candidate.row)
            .find(|row| decision.contract == Some(Key::of(row.id)));
        return Ok(Decided {
            decision,
            holder,
            purse: drawn,
            contract,
        });
    }
}
