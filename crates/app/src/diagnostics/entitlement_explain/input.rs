//! Reads a case for the decision. Everything but the ticket's account is
//! optional, ids may be text or numbers, and the usual other names of a field
//! are understood; what is not known is ignored.

mod contract;
mod loose;
mod plan;

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Map, Value};
use surety_domain::credit::Credits;
use surety_domain::entitlement::{Balance, ContractFacts, DefaultPlan, Facts, PlanFacts};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::ticket::Priority;
use surety_domain::time::Instant;

use super::super::Problem;
use super::Originals;
use contract::Contract;
use loose::{Record, records};

#[derive(Deserialize)]
pub(super) struct Input {
    at: String,
    ticket: Map<String, Value>,
    #[serde(default)]
    accounts: Value,
    #[serde(default)]
    contracts: Value,
    #[serde(default)]
    plans: Value,
    #[serde(default)]
    balances: Value,
    #[serde(default)]
    default_plan: Value,
}

/// An account with its parent and zone.
struct Account {
    parent: Option<Key>,
    zone: TimeZone,
}

/// A plan under its id.
pub(super) struct Plan {
    version: u32,
    spec: PlanSpec,
}

/// What is left, as given: for a contract or, for the default plan, a plan.
#[derive(Default)]
struct Left {
    buckets: BTreeMap<Key, Amount>,
    /// For a plan with one bucket that nobody named.
    unnamed: Option<Amount>,
    over_limit_tickets: u32,
}

#[derive(Clone, Copy)]
enum Amount {
    Left(Credits),
    Used(Credits),
}

/// Everything that the decision needs, owned.
pub(super) struct Case {
    pub(super) at: Instant,
    pub(super) facts: Facts,
    pub(super) originals: Originals,
    contracts: Vec<Contract>,
    plans: HashMap<Key, Plan>,
    default: Option<Key>,
    left: HashMap<Key, Left>,
}

impl Case {
    pub(super) fn read(input: Input) -> Result<Self, Problem> {
        let mut originals = Originals::new();
        let at = Instant::parse(&input.at)
            .map_err(|e| Problem::new("bad_instant", format!("at: {e}")))?;
        let accounts = accounts(&input.accounts)?;
        let (mut plans, mut default) = plan::plans(&input.plans, &mut originals)?;
        if let Some(id) = loose::key(&input.default_plan) {
            default = Some(id);
        }
        let mut left = HashMap::new();
        balances(&input.balances, &mut left)?;
        let contracts = contract::contracts(
            &input.contracts,
            &accounts,
            &mut plans,
            &mut left,
            &mut originals,
        )?;
        Ok(Self {
            at,
            facts: facts(&input.ticket, &accounts)?,
            originals,
            contracts,
            plans,
            default,
            left,
        })
    }

    pub(super) fn contracts(&self) -> Vec<ContractFacts<'_>> {
        self.contracts
            .iter()
            .map(|c| {
                let plan = c.plan.as_ref().and_then(|id| self.plan(id));
                let balance = self.balance(&c.id, plan.as_ref());
                ContractFacts {
                    contract: c.id.clone(),
                    version: c.version,
                    account: c.account.clone(),
                    life: c.life,
                    coverage: c.coverage.clone(),
                    rank: c.rank,
                    created_at: c.created_at,
                    sla: c.sla.clone(),
                    plan,
                    balance,
                }
            })
            .collect()
    }

    pub(super) fn default_plan(&self) -> Option<DefaultPlan<'_>> {
        let id = self.default.as_ref()?;
        let plan = self.plan(id)?;
        let balance = self.balance(id, Some(&plan));
        Some(DefaultPlan { plan, balance })
    }

    fn plan(&self, id: &Key) -> Option<PlanFacts<'_>> {
        self.plans.get(id).map(|p| PlanFacts {
            plan: id.clone(),
            version: p.version,
            spec: &p.spec,
        })
    }

    /// What is left under an id; what was used is taken from the limit.
    fn balance(&self, id: &Key, plan: Option<&PlanFacts<'_>>) -> Balance {
        let (Some(left), Some(plan)) = (self.left.get(id), plan) else {
            return Balance::default();
        };
        let known = plan.spec.limits.iter().filter_map(|limit| {
            let amount = left.buckets.get(&limit.bucket).copied().or(left.unnamed)?;
            let left = match amount {
                Amount::Left(left) => left,
                Amount::Used(used) => limit.credits - used,
            };
            Some((limit.bucket.clone(), left))
        });
        Balance {
            left: known.collect(),
            over_limit_tickets: left.over_limit_tickets,
        }
    }
}

fn accounts(value: &Value) -> Result<HashMap<Key, Account>, Problem> {
    let mut accounts = HashMap::new();
    for (given, record) in records("accounts", value)? {
        let id = record.id(given, &["id", "account", "account_id"])?;
        let account = Account {
            parent: record.key(&["parent", "parent_id", "parent_account"]),
            zone: record.zone()?.unwrap_or(TimeZone::UTC),
        };
        if accounts.insert(id.clone(), account).is_some() {
            return Err(duplicate("accounts", &id));
        }
    }
    Ok(accounts)
}

fn duplicate(list: &str, id: &Key) -> Problem {
    Problem::new("duplicate_id", format!("{list}: {id} is there twice"))
}

/// Remembers ids that were numbers, to give them back as they came.
fn numbers(record: Record<'_>, fields: &[&str], originals: &mut Originals) {
    for value in fields.iter().filter_map(|name| record.0.get(*name)) {
        if let (Value::Number(_), Some(id)) = (value, loose::key(value)) {
            originals.insert(id, value.clone());
        }
    }
}

/// The accounts above one, nearest first.
fn ancestors(of: &Key, accounts: &HashMap<Key, Account>) -> Result<Vec<Key>, Problem> {
    let mut above: Vec<Key> = Vec::new();
    let mut here = of;
    while let Some(parent) = accounts.get(here).and_then(|a| a.parent.as_ref()) {
        if parent == of || above.contains(parent) {
            let message = format!("account {parent} is above itself");
            return Err(Problem::new("account_cycle", message));
        }
        above.push(parent.clone());
        here = parent;
    }
    Ok(above)
}

fn facts(ticket: &Map<String, Value>, accounts: &HashMap<Key, Account>) -> Result<Facts, Problem> {
    let ticket = Record(ticket);
    let account = ticket.key(&["account", "account_id"]);
    let ancestors = match &account {
        Some(account) => ancestors(account, accounts)?,
        None => Vec::new(),
    };
    Ok(Facts {
        ancestors,
        account,
        contact: ticket.key(&["contact", "contact_id", "requester", "requester_id"]),
        product: ticket.key(&["product", "product_id"]),
        asset: ticket.key(&["asset", "asset_id"]),
        channel: ticket
            .key(&["channel"])
            .unwrap_or_else(|| Key::from("other")),
        ticket_type: ticket.key(&["type", "type_id", "ticket_type"]),
        priority: match ticket.key(&["priority"]) {
            None => None,
            Some(word) => priority(word.as_str())?,
        },
    })
}

fn priority(word: &str) -> Result<Option<Priority>, Problem> {
    let word = word.to_ascii_lowercase();
    if word == "none" {
        return Ok(None);
    }
    word.parse()
        .map(Some)
        .map_err(|e| Problem::new("unknown_priority", format!("priority: {e}")))
}

/// Reads balances: rows `{contract, bucket, left}`, rows with `buckets`, or
/// an object `{contract: {bucket: left}}`.
fn balances(value: &Value, into: &mut HashMap<Key, Left>) -> Result<(), Problem> {
    for (given, record) in records("balances", value)? {
        let owner = record
            .key(&["contract", "contract_id", "plan", "plan_id"])
            .or(given)
            .ok_or_else(|| Problem::new("missing_id", "balances: a row needs its contract"))?;
        left(record, into.entry(owner).or_default())?;
    }
    Ok(())
}

const LEFT: [&str; 5] = ["left", "remaining", "balance", "available", "before"];
const USED: [&str; 3] = ["used", "consumed", "spent"];

/// What one row says is left.
fn left(record: Record<'_>, into: &mut Left) -> Result<(), Problem> {
    if let Some(tickets) = record.number(&["over_limit_tickets", "over_limit", "tolerated"])? {
        into.over_limit_tickets = u32::try_from(tickets)
            .map_err(|_| Problem::new("bad_number", "over_limit_tickets: not a count"))?;
    }
    let amount = amount(record)?;
    match (record.key(&["bucket", "limit"]), amount) {
        (Some(bucket), Some(amount)) => {
            into.buckets.insert(bucket, amount);
        }
        (None, Some(amount)) => into.unnamed = Some(amount),
        (_, None) => {
            let nested = record
                .get(&[
                    "buckets",
                    "limits",
                    "balances",
                    "balance",
                    "left",
                    "remaining",
                    "credits",
                ])
                .and_then(Value::as_object)
                .unwrap_or(record.0);
            named(nested, into)?;
        }
    }
    Ok(())
}

fn amount(record: Record<'_>) -> Result<Option<Amount>, Problem> {
    if let Some(left) = record.scalar_credits(&LEFT)? {
        return Ok(Some(Amount::Left(left)));
    }
    if let Some(used) = record.scalar_credits(&USED)? {
        return Ok(Some(Amount::Used(used)));
    }
    Ok(record.scalar_credits(&["credits"])?.map(Amount::Left))
}

/// `{bucket: left}` or `{bucket: {left}}`.
fn named(buckets: &Map<String, Value>, into: &mut Left) -> Result<(), Problem> {
    const NOT_BUCKETS: [&str; 9] = [
        "id",
        "contract",
        "contract_id",
        "plan",
        "plan_id",
        "account",
        "account_id",
        "over_limit_tickets",
        "over_limit",
    ];
    for (bucket, value) in buckets {
        let key = Key::from(bucket.as_str());
        match value {
            Value::Object(fields) => {
                if let Some(amount) = amount(Record(fields))? {
                    into.buckets.insert(key, amount);
                }
            }
            Value::Number(_) if !NOT_BUCKETS.contains(&bucket.as_str()) => {
                let left = loose::credits(bucket, value)?;
                into.buckets.insert(key, Amount::Left(left));
            }
            _ => {}
        }
    }
    Ok(())
}
