//! Contracts: made for an account from a plan version, in force between two
//! days of the account's zone, never two at once for the same SLA.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::{
    ContractDates, ContractState, ContractVerb, Coverage, EffectiveContract, Overlap,
    SUSPEND_REASON_CHARS_MAX, Tenure, TransitionError, find_overlap, transition,
};
use surety_domain::credit::zone;
use surety_domain::ids::{AccountId, ContractId, PlanId, SlaId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::Key;
use surety_domain::time::Instant;
use surety_store::records::{accounts, promises};
use surety_store::{Counter, Tx};
use utoipa::ToSchema;

use super::{credits, entitle};
use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;
use crate::patch::{Patch, present};
use crate::record::{Check, Page, check_version};
use crate::tickets::view::{BucketView, Named};

/// Most entries of one list of a coverage.
pub const COVERAGE_MAX: usize = 1_000;
/// Ranks go from minus this to plus this.
pub const RANK_MAX: i64 = 1_000_000;

/// A contract.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ContractView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ContractId,
    /// Short and human.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Whose.
    pub account: Named,
    /// What is promised.
    pub plan: Named,
    /// Which version of the plan was agreed.
    pub plan_version: i64,
    /// An SLA of its own, above the plan's.
    pub sla: Option<Named>,
    /// `draft`, `awaiting_acceptance`, `active`, `suspended`, `expired` or `cancelled`, as it is now.
    pub state: String,
    /// First day.
    pub start_date: String,
    /// First day after it; null is open-ended.
    pub end_date: Option<String>,
    /// Its first instant.
    #[schema(value_type = String, format = DateTime)]
    pub starts_at: Instant,
    /// The first instant after it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ends_at: Option<Instant>,
    /// Lower goes first when several fit equally well.
    pub rank: i64,
    /// Whether it covers the accounts below its own.
    pub covers_children: bool,
    /// What it covers; empty lists cover everything of their kind.
    #[schema(value_type = Object)]
    pub coverage: Coverage,
    /// Why it is interrupted.
    pub suspended_reason: Option<String>,
    /// When it resumes by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub suspended_until: Option<Instant>,
    /// Its limits with the period that holds now.
    pub credits: Vec<BucketView>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A new contract; it begins as a draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContract {
    /// Its name; the plan's when left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Whose.
    #[schema(value_type = String)]
    pub account_id: AccountId,
    /// What is promised, in its version of now.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// An SLA of its own, above the plan's.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub sla_id: Option<SlaId>,
    /// First day, in the account's zone.
    pub start_date: String,
    /// First day after it; left out is open-ended.
    #[serde(default)]
    pub end_date: Option<String>,
    /// Lower goes first.
    #[serde(default)]
    pub rank: i64,
    /// Whether it covers the accounts below its own.
    #[serde(default)]
    pub covers_children: bool,
    /// What it covers.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub coverage: Coverage,
}

/// A change of a contract. Plan, account and first day of one that is in force
/// stay as agreed.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeContract {
    /// Its name.
    pub name: Option<String>,
    /// Only of a draft: what is promised, in its version of now.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// An SLA of its own, or null.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub sla_id: Patch<SlaId>,
    /// Only of a draft: first day.
    pub start_date: Option<String>,
    /// First day after it, or null.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub end_date: Patch<String>,
    /// Lower goes first.
    pub rank: Option<i64>,
    /// Whether it covers the accounts below its own.
    pub covers_children: Option<bool>,
    /// What it covers.
    #[schema(value_type = Option<Object>)]
    pub coverage: Option<Coverage>,
}

fn parse_state(row: &promises::Contract) -> Result<ContractState, AppError> {
    row.state
        .parse()
        .map_err(|e| AppError::Internal(format!("the state of contract {}: {e}", row.id)))
}

/// The state as it is now, whatever was last written.
///
/// # Errors
/// `Internal` when the stored word is unknown.
pub fn state_now(row: &promises::Contract, at: Instant) -> Result<ContractState, AppError> {
    Ok(EffectiveContract {
        state: parse_state(row)?,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        suspended_until: row.suspended_until,
        cancelled_at: row.cancelled_at,
    }
    .state_at(at))
}

/// The view of a contract.
///
/// # Errors
/// As the store reports.
pub fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: promises::Contract,
) -> Result<ContractView, AppError> {
    let account = accounts::get(tx, row.account_id)?
        .map(|a| a.name)
        .unwrap_or_default();
    let plan_name = promises::get_plan(tx, row.plan_id)?
        .map(|p| p.head.name)
        .unwrap_or_default();
    let sla = match row.sla_id {
        Some(id) => promises::get_sla(tx, id)?.map(|s| Named {
            id: id.to_string(),
            name: s.head.name,
        }),
        None => None,
    };
    let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    let credits = credits::bucket_views(tx, &credits::Holder::of_contract(&row), &plan, cx.now)?;
    Ok(ContractView {
        state: state_now(&row, cx.now)?.as_str().to_owned(),
        coverage: serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?,
        id: row.id,
        number: row.number,
        name: row.name,
        account: Named {
            id: row.account_id.to_string(),
            name: account,
        },
        plan: Named {
            id: row.plan_id.to_string(),
            name: plan_name,
        },
        plan_version: row.plan_version,
        sla,
        start_date: row.start_date,
        end_date: row.end_date,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        rank: row.rank,
        covers_children: row.covers_children,
        suspended_reason: row.suspended_reason,
        suspended_until: row.suspended_until,
        credits,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// Which contracts.
#[derive(Debug, Clone, Default)]
pub struct ContractQuery {
    /// Of one account only.
    pub account: Option<AccountId>,
    /// Rows on the page.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of contracts that the caller may read, oldest first.
///
/// # Errors
/// `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    query: ContractQuery,
) -> Result<Page<ContractView>, AppError> {
    app.query(call, move |tx, cx| {
        let limit = query.limit.unwrap_or(crate::record::PAGE_DEFAULT);
        if !(1..=crate::record::PAGE_MAX).contains(&limit) {
            return Err(AppError::invalid(
                "invalid_limit",
                "limit",
                format!("1 to {}", crate::record::PAGE_MAX),
            ));
        }
        let after = match query.cursor.as_deref() {
            None | Some("") => String::new(),
            Some(text) => text
                .parse::<ContractId>()
                .map_err(|_| {
                    AppError::invalid(
                        "invalid_cursor",
                        "cursor",
                        "take next_cursor of the same list",
                    )
                })?
                .to_string(),
        };
        let customer_accounts = &cx.actor.accounts;
        let rows = match query.account {
            Some(account) => {
                cx.require(Permission::ContractRead, &Subject::Contract { account })?;
                promises::contracts_of_account(tx, account)?
                    .into_iter()
                    .filter(|c| c.id.to_string() > after)
                    .take(usize::try_from(limit + 1).unwrap_or(usize::MAX))
                    .collect()
            }
            None if cx.actor.kind == surety_domain::permission::ActorKind::Customer => {
                let mut rows = Vec::new();
                for account in customer_accounts {
                    cx.require(
                        Permission::ContractRead,
                        &Subject::Contract { account: *account },
                    )?;
                    rows.extend(promises::contracts_of_account(tx, *account)?);
                }
                rows.retain(|c| c.id.to_string() > after);
                rows.sort_by_key(|c| c.id);
                rows.truncate(usize::try_from(limit + 1).unwrap_or(usize::MAX));
                rows
            }
            None => {
                cx.require(Permission::ContractRead, &Subject::Desk)?;
                promises::list_contracts(tx, &after, limit + 1)?
            }
        };
        let more = rows.len() > usize::try_from(limit).unwrap_or(usize::MAX);
        let mut items = Vec::new();
        for row in rows
            .into_iter()
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
        {
            items.push(view(tx, cx, row)?);
        }
        let next_cursor = more
            .then(|| items.last().map(|c| c.id.to_string()))
            .flatten();
        Ok(Page { items, next_cursor })
    })
    .await
}

/// One contract.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn get(app: &App, call: &Call, id: ContractId) -> Result<ContractView, AppError> {
    app.query(call, move |tx, cx| {
        let row = promises::get_contract(tx, id)?.ok_or(AppError::NotFound("contract"))?;
        cx.require(
            Permission::ContractRead,
            &Subject::Contract {
                account: row.account_id,
            },
        )?;
        view(tx, cx, row)
    })
    .await
}

/// Reads the dates in the account's zone into the row.
fn set_dates(
    row: &mut promises::Contract,
    account: &accounts::Account,
    start: &str,
    end: Option<&str>,
) -> Result<(), AppError> {
    let read = |field: &str, text: &str| {
        text.parse::<jiff::civil::Date>()
            .map_err(|_| AppError::invalid("invalid_date", field, "expected a date as YYYY-MM-DD"))
    };
    let dates = ContractDates {
        start: read("start_date", start)?,
        end: end.map(|e| read("end_date", e)).transpose()?,
    };
    dates
        .validate()
        .map_err(|e| AppError::invalid(e.code(), "end_date", e.to_string()))?;
    let tz = zone(&account.zone).map_err(|e| AppError::Internal(e.to_string()))?;
    let (starts_at, ends_at) = dates
        .instants(&tz)
        .map_err(|e| AppError::invalid(e.code(), "start_date", e.to_string()))?;
    row.start_date = dates.start.to_string();
    row.end_date = dates.end.map(|d| d.to_string());
    row.starts_at = starts_at;
    row.ends_at = ends_at;
    Ok(())
}

fn tenure(tx: &mut Tx<'_>, cx: &Cx<'_>, row: &promises::Contract) -> Result<Tenure, AppError> {
    let sla = match row.sla_id {
        Some(sla) => Some(Key::of(sla)),
        None => cx
            .specs
            .plan(tx, row.plan_id, row.plan_version)?
            .sla
            .clone(),
    };
    Ok(Tenure {
        contract: Key::of(row.id),
        account: Key::of(row.account_id),
        sla,
        state: parse_state(row)?,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        cancelled_at: row.cancelled_at,
    })
}

/// Refuses a contract that would hold at the same time as another one of the
/// account for the same SLA, naming the other. The account's row is locked, so
/// that two at once cannot both pass.
fn refuse_overlap(tx: &mut Tx<'_>, cx: &Cx<'_>, row: &promises::Contract) -> Result<(), AppError> {
    accounts::lock(tx, row.account_id)?;
    let rows = promises::contracts_of_account(tx, row.account_id)?;
    let mut others = Vec::new();
    for other in rows.iter().filter(|o| o.id != row.id) {
        // Coverage of different things may share an SLA at the same time.
        if disjoint(&row.coverage, &other.coverage) {
            continue;
        }
        others.push(tenure(tx, cx, other)?);
    }
    let new = tenure(tx, cx, row)?;
    if let Some(overlap) = find_overlap(&new, &others) {
        let name = rows
            .iter()
            .find(|o| Key::of(o.id) == overlap.other)
            .map_or_else(
                || overlap.other.as_str().to_owned(),
                |o| format!("{} ({})", o.number, o.name),
            );
        return Err(AppError::conflict(
            Overlap::CODE,
            format!(
                "contract {name} of this account holds for the same SLA from {} to {}",
                overlap.from, overlap.to
            ),
        ));
    }
    Ok(())
}

/// Whether two coverages name different products or assets, so that no ticket
/// can fall under both.
fn disjoint(a: &str, b: &str) -> bool {
    let read = |text: &str| serde_json::from_str::<Coverage>(text).unwrap_or_default();
    let (a, b) = (read(a), read(b));
    let scoped = |c: &Coverage| !c.products.is_empty() || !c.assets.is_empty();
    scoped(&a)
        && scoped(&b)
        && a.products.is_disjoint(&b.products)
        && a.assets.is_disjoint(&b.assets)
        && (a.assets.is_empty() == b.assets.is_empty())
}

fn check_coverage(coverage: &Coverage) -> Result<(), AppError> {
    let mut check = Check::new();
    for (name, count) in [
        ("products", coverage.products.len()),
        ("assets", coverage.assets.len()),
        ("contacts", coverage.contacts.len()),
        ("channels", coverage.channels.len()),
        ("types", coverage.types.len()),
    ] {
        if count > COVERAGE_MAX {
            check.fail(
                &format!("coverage.{name}"),
                "too_many",
                format!("at most {COVERAGE_MAX}"),
            );
        }
    }
    for channel in &coverage.channels {
        if channel
            .as_str()
            .parse::<surety_domain::ticket::Channel>()
            .is_err()
        {
            check.fail(
                "coverage.channels",
                "unknown_channel",
                format!("{:?} is no channel", channel.as_str()),
            );
        }
    }
    check.done()
}

/// Makes a draft.
///
/// # Errors
/// Bad input by field, `Denied`, or the store's.
pub async fn create(app: &App, call: &Call, input: NewContract) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Makes a draft within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewContract,
) -> Result<ContractView, AppError> {
    cx.require(
        Permission::ContractManage,
        &Subject::Contract {
            account: input.account_id,
        },
    )?;
    let account = accounts::get(tx, input.account_id)?.ok_or_else(|| {
        AppError::invalid(
            "account_not_found",
            "account_id",
            "there is no such account",
        )
    })?;
    let plan = promises::get_plan(tx, input.plan_id)?
        .filter(|p| p.head.archived_at.is_none())
        .ok_or_else(|| {
            AppError::invalid("plan_not_found", "plan_id", "there is no such plan in use")
        })?;
    check_sla(tx, input.sla_id)?;
    check_coverage(&input.coverage)?;
    let mut check = Check::new();
    let name = match &input.name {
        Some(name) => check.name("name", name),
        None => plan.head.name.clone(),
    };
    check.range("rank", input.rank, -RANK_MAX, RANK_MAX);
    check.done()?;
    let mut row = promises::Contract {
        id: cx.new_id(ContractId::new),
        number: tx.next_number(Counter::ContractNumber)?,
        name,
        account_id: input.account_id,
        plan_id: input.plan_id,
        plan_version: plan.head.current_version,
        sla_id: input.sla_id,
        state: ContractState::Draft.as_str().into(),
        start_date: String::new(),
        end_date: None,
        starts_at: cx.now,
        ends_at: None,
        rank: input.rank,
        covers_children: input.covers_children || input.coverage.children,
        coverage: serde_json::to_string(&input.coverage)
            .map_err(|e| AppError::Internal(e.to_string()))?,
        suspended_reason: None,
        suspended_until: None,
        cancelled_at: None,
        current_version: 1,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    set_dates(
        &mut row,
        &account,
        &input.start_date,
        input.end_date.as_deref(),
    )?;
    promises::insert_contract(tx, &row, &spec_of(&row), cx.actor_id())?;
    told(
        tx,
        cx,
        &row,
        "contract.created",
        &json!({ "number": row.number, "plan_id": row.plan_id }),
    )?;
    view(tx, cx, row)
}

/// What a version of a contract says.
fn spec_of(row: &promises::Contract) -> String {
    json!({
        "name": row.name, "plan_id": row.plan_id, "plan_version": row.plan_version, "sla_id": row.sla_id,
        "start_date": row.start_date, "end_date": row.end_date, "rank": row.rank,
        "covers_children": row.covers_children,
        "coverage": serde_json::from_str::<serde_json::Value>(&row.coverage).unwrap_or_default(),
    })
    .to_string()
}

fn check_sla(tx: &mut Tx<'_>, sla: Option<SlaId>) -> Result<(), AppError> {
    let Some(id) = sla else { return Ok(()) };
    match promises::get_sla(tx, id)? {
        Some(sla) if sla.head.archived_at.is_none() && sla.layer == "contract" => Ok(()),
        Some(_) => Err(AppError::invalid(
            "wrong_layer",
            "sla_id",
            "only an SLA of the layer contract fits here",
        )),
        None => Err(AppError::invalid(
            "sla_not_found",
            "sla_id",
            "there is no such SLA",
        )),
    }
}

fn told(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    action: &str,
    data: &serde_json::Value,
) -> Result<(), AppError> {
    cx.audit(tx, action, "contract", &row.id.to_string(), data)?;
    cx.live(
        tx,
        "account",
        &LiveSubject::Account { id: row.account_id },
        &json!({ "account_id": row.account_id, "contract_id": row.id }),
    )
}

fn take(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    permission: Permission,
    expected: Option<i64>,
) -> Result<promises::Contract, AppError> {
    let row = promises::lock_contract(tx, id)?.ok_or(AppError::NotFound("contract"))?;
    cx.require(
        permission,
        &Subject::Contract {
            account: row.account_id,
        },
    )?;
    check_version(row.version, expected)?;
    Ok(row)
}

fn keep(tx: &mut Tx<'_>, cx: &Cx<'_>, row: &mut promises::Contract) -> Result<(), AppError> {
    if !promises::update_contract(tx, row, cx.now)? {
        return Err(AppError::Stale {
            current: row.version,
        });
    }
    row.version += 1;
    row.updated_at = cx.now;
    Ok(())
}

/// Changes a contract; every change makes a version that stays readable.
///
/// # Errors
/// `contract_in_force` for what was agreed, `contract_overlap`, bad input, `Stale`, or the store's.
pub async fn change(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: i64,
    input: ChangeContract,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| {
        let mut row = take(tx, cx, id, Permission::ContractManage, Some(expected))?;
        let draft = parse_state(&row)? == ContractState::Draft;
        if !draft && (input.plan_id.is_some() || input.start_date.is_some()) {
            return Err(AppError::conflict(
                "contract_in_force",
                "plan and first day stay as agreed; cancel this contract and make another one",
            ));
        }
        let mut check = Check::new();
        if let Some(name) = &input.name {
            row.name = check.name("name", name);
        }
        if let Some(rank) = input.rank {
            row.rank = check.range("rank", rank, -RANK_MAX, RANK_MAX);
        }
        check.done()?;
        if let Some(plan) = input.plan_id {
            let plan = promises::get_plan(tx, plan)?
                .filter(|p| p.head.archived_at.is_none())
                .ok_or_else(|| {
                    AppError::invalid("plan_not_found", "plan_id", "there is no such plan in use")
                })?;
            row.plan_id = plan.head.id;
            row.plan_version = plan.head.current_version;
        }
        if let Some(sla) = input.sla_id {
            check_sla(tx, sla)?;
            row.sla_id = sla;
        }
        if let Some(covers) = input.covers_children {
            row.covers_children = covers;
        }
        if let Some(coverage) = &input.coverage {
            check_coverage(coverage)?;
            row.coverage =
                serde_json::to_string(coverage).map_err(|e| AppError::Internal(e.to_string()))?;
        }
        if input.start_date.is_some() || input.end_date.is_some() {
            let account =
                accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
            let start = input
                .start_date
                .clone()
                .unwrap_or_else(|| row.start_date.clone());
            let end = input
                .end_date
                .clone()
                .unwrap_or_else(|| row.end_date.clone());
            set_dates(&mut row, &account, &start, end.as_deref())?;
        }
        if !draft {
            refuse_overlap(tx, cx, &row)?;
        }
        row.current_version += 1;
        promises::add_contract_version(
            tx,
            row.id,
            row.current_version,
            cx.now,
            &spec_of(&row),
            cx.actor_id(),
            cx.now,
        )?;
        keep(tx, cx, &mut row)?;
        told(
            tx,
            cx,
            &row,
            "contract.changed",
            &json!({ "version": row.current_version }),
        )?;
        view(tx, cx, row)
    })
    .await
}

/// What is done to a contract by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Puts it in force without an offer.
    Activate,
    /// Shows it to the customer.
    Offer,
    /// The customer accepts.
    Accept,
    /// Interrupts it.
    Suspend {
        /// Why.
        reason: String,
        /// When it resumes by itself.
        until: Option<Instant>,
    },
    /// Ends the interruption.
    Resume,
    /// Ends it early.
    Cancel {
        /// Why.
        reason: String,
    },
}

impl Step {
    const fn verb(&self) -> ContractVerb {
        match self {
            Self::Activate => ContractVerb::Activate,
            Self::Offer => ContractVerb::Offer,
            Self::Accept => ContractVerb::Accept,
            Self::Suspend { .. } => ContractVerb::Suspend,
            Self::Resume => ContractVerb::Resume,
            Self::Cancel { .. } => ContractVerb::Cancel,
        }
    }
}

/// Takes a contract one step through its life.
///
/// # Errors
/// `contract_transition_invalid`, `contract_overlap`, `reason_missing`, `Denied`, `Stale`, or the store's.
pub async fn step(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: Option<i64>,
    step: Step,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| step_in(tx, cx, id, expected, &step))
        .await
}

/// Takes a contract one step within a transaction.
///
/// # Errors
/// As [`step`].
pub fn step_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    expected: Option<i64>,
    step: &Step,
) -> Result<ContractView, AppError> {
    let permission = match step {
        Step::Accept => Permission::ContractAccept,
        _ => Permission::ContractManage,
    };
    let mut row = take(tx, cx, id, permission, expected)?;
    let now = state_now(&row, cx.now)?;
    let next = transition(now, step.verb())
        .map_err(|e| AppError::conflict(TransitionError::CODE, e.to_string()))?;
    let mut data = json!({ "from": now, "to": next });
    match step {
        Step::Suspend { reason, until } => {
            let reason = reason.trim();
            if reason.is_empty() || reason.chars().count() > SUSPEND_REASON_CHARS_MAX {
                return Err(AppError::invalid(
                    "reason_missing",
                    "reason",
                    format!("say why, in at most {SUSPEND_REASON_CHARS_MAX} characters"),
                ));
            }
            if until.is_some_and(|u| u <= cx.now) {
                return Err(AppError::invalid(
                    "until_in_the_past",
                    "until",
                    "a suspension ends in the future",
                ));
            }
            row.suspended_reason = Some(reason.to_owned());
            row.suspended_until = *until;
            data["reason"] = json!(reason);
        }
        Step::Resume => {
            row.suspended_reason = None;
            row.suspended_until = None;
        }
        Step::Cancel { reason } => {
            row.cancelled_at = Some(cx.now);
            data["reason"] = json!(reason);
        }
        Step::Activate | Step::Offer | Step::Accept => {}
    }
    row.state = next.as_str().into();
    if matches!(step, Step::Activate | Step::Offer | Step::Accept) {
        refuse_overlap(tx, cx, &row)?;
    }
    keep(tx, cx, &mut row)?;
    if next == ContractState::Active && row.starts_at <= cx.now {
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        // The first period's credits are there from the first moment on, not
        // only when somebody first draws.
        credits::bring_up_to_date(tx, cx, &credits::Holder::of_contract(&row), &plan)?;
    }
    told(
        tx,
        cx,
        &row,
        &format!("contract.{}", step.verb().as_str()),
        &data,
    )?;
    view(tx, cx, row)
}

/// Credits by hand: on top with their own end, or an adjustment.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditInput {
    /// Which limit; a top-up that names none goes into all, because a ticket draws from all.
    #[serde(default)]
    pub bucket: Option<String>,
    /// Hundredths of a credit; only an adjustment may be negative.
    pub amount_hundredths: i64,
    /// When a top-up ends; left out is never.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Instant>,
    /// Why.
    pub reason: String,
}

/// Most credits of one top-up or adjustment, in hundredths.
pub const CREDIT_AMOUNT_MAX_HUNDREDTHS: i64 = 100_000_000;

/// Adds credits on top, or adjusts a limit's credits.
///
/// # Errors
/// `credit_adjust` is needed; bad input by field, `nothing_to_take`, or the store's.
pub async fn credit(
    app: &App,
    call: &Call,
    id: ContractId,
    input: CreditInput,
    is_top_up: bool,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| {
        let row = promises::lock_contract(tx, id)?.ok_or(AppError::NotFound("contract"))?;
        cx.require(Permission::ContractRead, &Subject::Contract { account: row.account_id })?;
        cx.require(Permission::CreditAdjust, &Subject::Ledger { account: row.account_id })?;
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let mut check = Check::new();
        let reason = check.name("reason", &input.reason);
        let least = if is_top_up { 1 } else { -CREDIT_AMOUNT_MAX_HUNDREDTHS };
        check.range("amount_hundredths", input.amount_hundredths, least, CREDIT_AMOUNT_MAX_HUNDREDTHS);
        if input.amount_hundredths == 0 {
            check.fail("amount_hundredths", "out_of_range", "nothing would change");
        }
        if input.expires_at.is_some_and(|e| e <= cx.now) {
            check.fail("expires_at", "in_the_past", "credits that have ended help nobody");
        }
        let buckets: Vec<Key> = plan
            .limits
            .iter()
            .map(|l| l.bucket.clone())
            .filter(|b| input.bucket.as_deref().is_none_or(|wanted| wanted == b.as_str()))
            .collect();
        if buckets.is_empty() || (!is_top_up && input.bucket.is_none()) {
            check.fail("bucket", "unknown_bucket", "name one of the plan's limits");
        }
        check.done()?;
        let holder = credits::Holder::of_contract(&row);
        credits::bring_up_to_date(tx, cx, &holder, &plan)?;
        credits::by_hand(tx, cx, &holder, &buckets, input.amount_hundredths, input.expires_at, &reason, is_top_up)?;
        told(
            tx,
            cx,
            &row,
            if is_top_up { "contract.topped_up" } else { "contract.credits_adjusted" },
            &json!({ "buckets": buckets, "amount_hundredths": input.amount_hundredths, "reason": reason }),
        )?;
        view(tx, cx, row)
    })
    .await
}

/// A contract (none for the default plan), who holds its credits, and the plan
/// that was agreed.
pub type HolderPlan = (
    Option<promises::Contract>,
    credits::Holder,
    std::sync::Arc<surety_domain::plan::PlanSpec>,
);

/// The holder and plan of everything an account can draw on now, for balances.
///
/// # Errors
/// As the store reports.
pub fn holders_of_account(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: AccountId,
) -> Result<Vec<HolderPlan>, AppError> {
    let mut holders = Vec::new();
    for row in promises::contracts_of_account(tx, account)? {
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let holder = credits::Holder::of_contract(&row);
        holders.push((Some(row), holder, plan));
    }
    if let Some(plan) = promises::default_plan(tx)? {
        let spec = cx.specs.plan(tx, plan.head.id, plan.head.current_version)?;
        if !spec.limits.is_empty()
            && let Some(holder) = credits::Holder::of_account(tx, account)?
        {
            debug_assert_eq!(holder.id, entitle::default_holder(account));
            holders.push((None, holder, spec));
        }
    }
    Ok(holders)
}
