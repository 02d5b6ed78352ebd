//! The facts that a decision is made of, and the decision on them.

use std::sync::Arc;

use surety_domain::contract::{ContractState, Coverage, EffectiveContract};
use surety_domain::entitlement::{
    Balance, ContractFacts, Decision, DefaultPlan, Facts, PlanFacts, decide,
};
use surety_domain::ids::{AccountId, ContractId};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, assets, ledger, promises, tickets};

use super::super::credits;
use crate::core::Cx;
use crate::error::AppError;

/// A contract with what the decision needs of it.
struct Candidate {
    row: promises::Contract,
    coverage: Coverage,
    plan: Arc<PlanSpec>,
    balance: Balance,
}

/// Everything a decision is made of.
struct Loaded {
    facts: Facts,
    candidates: Vec<Candidate>,
    default: Option<(promises::Plan, Arc<PlanSpec>, Option<ContractId>, Balance)>,
}

/// The holder of an account's credits under the default plan: the account's
/// own id with the prefix of a contract.
pub const fn default_holder(account: AccountId) -> ContractId {
    ContractId(account.0)
}

pub(super) fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

pub(in crate::promises) fn facts_of(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
) -> Result<Facts, AppError> {
    let ancestors = match ticket.account_id {
        Some(account) => accounts::ancestors(tx, account)?,
        None => Vec::new(),
    };
    // An asset is of a product: a ticket about it is about that product too.
    let product = match (ticket.product_id, ticket.asset_id) {
        (None, Some(asset)) => assets::get(tx, asset)?.map(|a| a.product_id),
        (product, _) => product,
    };
    Ok(Facts {
        account: ticket.account_id.map(Key::of),
        ancestors: ancestors.into_iter().map(Key::of).collect(),
        contact: ticket.requester_id.map(Key::of),
        product: product.map(Key::of),
        asset: ticket.asset_id.map(Key::of),
        channel: ticket.channel.as_str().into(),
        ticket_type: ticket.type_id.map(Key::of),
        priority: ticket.priority.as_deref().and_then(|p| p.parse().ok()),
    })
}

fn load(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: &tickets::Ticket) -> Result<Loaded, AppError> {
    let facts = facts_of(tx, ticket)?;
    let mut rows = Vec::new();
    for account in facts.account.iter().chain(&facts.ancestors) {
        let id: AccountId = account
            .id()
            .map_err(|_| AppError::Internal("an account's id".into()))?;
        rows.extend(promises::contracts_of_account(tx, id)?);
    }
    let mut candidates = Vec::new();
    for row in rows {
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let mut coverage: Coverage = serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?;
        coverage.children = row.covers_children;
        let balance = credits::balance(tx, cx, &credits::Holder::of_contract(&row), &plan)?;
        candidates.push(Candidate {
            row,
            coverage,
            plan,
            balance,
        });
    }
    let default = match promises::default_plan(tx)? {
        None => None,
        Some(plan) => {
            let spec = cx.specs.plan(tx, plan.head.id, plan.head.current_version)?;
            let holder = match ticket.account_id {
                Some(account) if !spec.limits.is_empty() => {
                    credits::Holder::of_account(tx, account)?
                }
                _ => None,
            };
            let balance = match &holder {
                Some(holder) => credits::balance(tx, cx, holder, &spec)?,
                None => Balance::default(),
            };
            Some((plan, spec, holder.map(|h| h.id), balance))
        }
    };
    Ok(Loaded {
        facts,
        candidates,
        default,
    })
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
            balance: self.balance.clone(),
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
        let default = self
            .default
            .as_ref()
            .map(|(plan, spec, _, balance)| DefaultPlan {
                plan: PlanFacts {
                    plan: Key::of(plan.head.id),
                    version: number(plan.head.current_version),
                    spec,
                },
                balance: balance.clone(),
            });
        Ok(decide(&contracts, default.as_ref(), &self.facts, at))
    }

    /// The holder of the credits that a decision draws on, and its plan.
    fn holder(
        &self,
        tx: &mut Tx<'_>,
        decision: &Decision,
        account: Option<AccountId>,
    ) -> Result<Option<(credits::Holder, Arc<PlanSpec>)>, AppError> {
        if let Some(contract) = &decision.contract {
            return Ok(self
                .candidates
                .iter()
                .find(|c| Key::of(c.row.id) == *contract)
                .map(|c| (credits::Holder::of_contract(&c.row), Arc::clone(&c.plan))));
        }
        match (&decision.plan, &self.default, account) {
            (Some(_), Some((_, spec, Some(_), _)), Some(account)) => {
                Ok(credits::Holder::of_account(tx, account)?.map(|h| (h, Arc::clone(spec))))
            }
            _ => Ok(None),
        }
    }
}

/// A decision, with the holder of the credits it draws on.
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    pub(super) holder: Option<(credits::Holder, Arc<PlanSpec>)>,
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
    let mut loaded = load(tx, cx, ticket)?;
    #[cfg(feature = "testing")]
    let hold = hold && !crate::fakes::sabotage::lock_is_skipped();
    let mut held: Vec<ContractId> = Vec::new();
    loop {
        let decision = loaded.decide(cx.now)?;
        let holder = loaded.holder(tx, &decision, ticket.account_id)?;
        match &holder {
            Some((holder, plan))
                if hold && !plan.limits.is_empty() && !held.contains(&holder.id) =>
            {
                credits::bring_up_to_date(tx, cx, holder, plan)?;
                ledger::lock_buckets(tx, holder.id)?;
                held.push(holder.id);
                // On one writer nothing can have changed since it was read.
                if tx.engine() == surety_store::Engine::Sqlite {
                    return Ok(Decided {
                        decision,
                        holder: Some((holder.clone(), Arc::clone(plan))),
                    });
                }
                let balance = credits::balance(tx, cx, holder, plan)?;
                let id = holder.id;
                for candidate in &mut loaded.candidates {
                    if candidate.row.id == id {
                        candidate.balance = balance.clone();
                    }
                }
                if let Some((_, _, Some(default), left)) = &mut loaded.default
                    && *default == id
                {
                    *left = balance;
                }
            }
            _ => return Ok(Decided { decision, holder }),
        }
    }
}
