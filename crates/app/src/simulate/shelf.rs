//! The terms of the desk as they are, and as they would be with the drafts.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use surety_domain::calendar::Calendar;
use surety_domain::contract::{ContractState, Coverage, EffectiveContract};
use surety_domain::credit::{Unit, local_date, zone};
use surety_domain::entitlement::{Admission, OverLimit};
use surety_domain::ids::{AccountId, CalendarId, ContractId, ProductId, SlaId};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::simulate::{ContractTerms, Home, Made, PlanTerms, World};
use surety_domain::sla::{Layer, LayerKind, Policy, SlaSpec};
use surety_domain::ticket::LayerRef;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{past as rows, promises};

use super::drafts::{DRAFT_VERSION, Drafts};
use super::views::SimulationInput;
use crate::core::Cx;
use crate::error::AppError;

/// Accounts or contracts that are read at a time.
const PAGE: i64 = 2_000;
/// Accounts that are followed upwards, at most.
const ANCESTORS_MAX: usize = 32;
/// Days that are looked back before the span for what was used of a period
/// that reaches into it, at most.
const REACH_DAYS_MAX: i64 = 2 * 366;

/// An SLA in force: its version and its calendar.
type InForce = (i64, CalendarId);

/// Everything that a simulation asks of the desk.
pub(crate) struct Shelf {
    specs: HashMap<(SlaId, i64), Arc<SlaSpec>>,
    calendars: HashMap<(CalendarId, i64), Arc<Calendar>>,
    slas: HashMap<SlaId, InForce>,
    current: HashMap<CalendarId, i64>,
    products: HashMap<ProductId, SlaId>,
    corporate: Option<SlaId>,
    drafts: Drafts,
    pub(super) live: World,
    pub(super) draft: World,
    names: HashMap<AccountId, String>,
}

fn broken(what: impl std::fmt::Display, e: impl std::fmt::Display) -> AppError {
    AppError::Internal(format!("{what}: {e}"))
}

fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

impl Shelf {
    /// Reads the desk and lays the drafts beside it.
    pub(super) fn read(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        input: &SimulationInput,
    ) -> Result<Self, AppError> {
        let drafts = Drafts::read(tx, cx, input)?;
        let mut shelf = Self {
            specs: HashMap::new(),
            calendars: HashMap::new(),
            slas: HashMap::new(),
            current: HashMap::new(),
            products: rows::product_slas(tx)?.into_iter().collect(),
            corporate: promises::corporate_in_force(tx)?.map(|s| s.id),
            drafts,
            live: World::default(),
            draft: World::default(),
            names: HashMap::new(),
        };
        for (id, version) in rows::calendar_versions(tx)? {
            let calendar = Arc::clone(&cx.specs.calendar(tx, id, version)?.calendar);
            shelf.calendars.insert((id, version), calendar);
            let current = shelf.current.entry(id).or_insert(version);
            *current = (*current).max(version);
        }
        for (id, version) in rows::sla_versions(tx)? {
            let spec = Arc::clone(&cx.specs.sla(tx, id, version)?.spec);
            shelf.specs.insert((id, version), spec);
            if !shelf.slas.contains_key(&id)
                && let Some(now) = promises::sla_in_force(tx, id)?
            {
                shelf.slas.insert(id, (now.version, now.calendar_id));
            }
        }
        if let Some(draft) = &shelf.drafts.calendar {
            let key = (draft.id, DRAFT_VERSION);
            shelf.calendars.insert(key, Arc::clone(&draft.calendar));
        }
        if let Some(draft) = &shelf.drafts.sla {
            let key = (draft.id, DRAFT_VERSION);
            shelf.specs.insert(key, Arc::clone(&draft.spec));
        }
        let homes = shelf.homes(tx)?;
        if shelf.decides() {
            shelf.live = world(tx, cx, homes)?;
            shelf.draft = shelf.drafted(cx, tx)?;
        }
        Ok(shelf)
    }

    /// Whether the drafts may change decisions.
    pub(super) fn decides(&self) -> bool {
        self.drafts.plan.is_some() || self.drafts.contract.is_some()
    }

    /// The name of an account.
    pub(super) fn account(&self, id: AccountId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// Whose credits these are: the account's name.
    pub(super) fn account_of(&self, holder: &Key) -> Option<&str> {
        let contract = [&self.draft, &self.live]
            .into_iter()
            .flat_map(|w| w.contracts.values().flatten())
            .find(|c| c.contract == *holder);
        let account = match contract {
            Some(contract) => contract.account.id().ok()?,
            None => AccountId(holder.id::<ContractId>().ok()?.0),
        };
        self.account(account)
    }

    fn homes(&mut self, tx: &mut Tx<'_>) -> Result<HashMap<Key, Home>, AppError> {
        let mut all = Vec::new();
        let mut after = String::new();
        loop {
            let page = rows::accounts(tx, &after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.id.to_string();
            all.extend(page);
        }
        let parents: HashMap<AccountId, AccountId> = all
            .iter()
            .filter_map(|a| Some((a.id, a.parent_id?)))
            .collect();
        let mut homes = HashMap::new();
        for account in all {
            let zone = zone(&account.zone).map_err(|e| broken(account.id, e))?;
            let since = local_date(account.created_at, &zone).map_err(|e| broken(account.id, e))?;
            let mut ancestors = Vec::new();
            let mut at = account.id;
            while let Some(parent) = parents.get(&at)
                && ancestors.len() < ANCESTORS_MAX
            {
                ancestors.push(Key::of(*parent));
                at = *parent;
            }
            let home = Home {
                zone,
                since,
                ancestors,
            };
            homes.insert(Key::of(account.id), home);
            self.names.insert(account.id, account.name);
        }
        Ok(homes)
    }

    /// The world with the draft plan and the draft contract in it.
    fn drafted(&self, cx: &Cx<'_>, tx: &mut Tx<'_>) -> Result<World, AppError> {
        let mut world = self.live.clone();
        if let Some(draft) = &self.drafts.contract {
            let account = Key::of(draft.account_id);
            let terms = contract_terms(tx, cx, draft)?;
            let of_account = world.contracts.entry(account).or_default();
            of_account.retain(|c| c.contract != terms.contract);
            of_account.push(terms);
        }
        if let Some(draft) = &self.drafts.plan {
            let plan = PlanTerms {
                plan: Key::of(draft.id),
                version: number(DRAFT_VERSION),
                spec: Arc::clone(&draft.spec),
            };
            for contract in world.contracts.values_mut().flatten() {
                if contract.plan.plan == plan.plan {
                    contract.plan = plan.clone();
                }
            }
            if draft.is_default {
                world.default = Some(plan);
            } else if world.default.as_ref().is_some_and(|d| d.plan == plan.plan) {
                world.default = None;
            }
        }
        Ok(world)
    }

    /// From when on the ledger is read for what was used of a period that
    /// reaches into the span.
    pub(super) fn reach(&self, from: Instant) -> Instant {
        let plans = [&self.live, &self.draft].into_iter().flat_map(|w| {
            let of_contracts = w.contracts.values().flatten().map(|c| &c.plan.spec);
            of_contracts.chain(w.default.as_ref().map(|d| &d.spec))
        });
        let days = plans
            .flat_map(|spec| &spec.limits)
            .map(|limit| {
                let days = match limit.unit {
                    Unit::Day => 1,
                    Unit::Week => 7,
                    Unit::Month => 31,
                    Unit::Quarter => 92,
                    Unit::HalfYear => 184,
                    Unit::Year => 366,
                };
                let periods = i64::from(limit.count) * (1 + i64::from(limit.rollover.periods));
                days * periods
            })
            .max()
            .unwrap_or(0)
            .min(REACH_DAYS_MAX);
        from.plus_seconds(-days * 86_400)
    }

    /// What a decision promises by the terms of now, or with the drafts.
    pub(super) fn layers(
        &self,
        made: &Made,
        product: Option<ProductId>,
        drafted: bool,
    ) -> Vec<LayerRef> {
        if made.admission != Admission::Admitted || made.limit_action == Some(OverLimit::WithoutSla)
        {
            return Vec::new();
        }
        let sla = |key: &Option<Key>| key.as_ref().and_then(|k| k.id::<SlaId>().ok());
        let mut wanted: Vec<(LayerKind, SlaId)> = Vec::new();
        let fallback = made.limit_action == Some(OverLimit::FallbackSla);
        if !fallback {
            wanted.extend(sla(&made.contract_sla).map(|s| (LayerKind::Contract, s)));
        }
        wanted.extend(sla(&made.plan_sla).map(|s| (LayerKind::Plan, s)));
        if !fallback {
            let of_product = product.and_then(|p| self.products.get(&p));
            wanted.extend(of_product.map(|s| (LayerKind::Product, *s)));
            wanted.extend(self.corporate(drafted).map(|s| (LayerKind::Corporate, s)));
        }
        wanted
            .into_iter()
            .filter_map(|(layer, sla)| self.in_force(layer, sla, drafted))
            .collect()
    }

    fn corporate(&self, drafted: bool) -> Option<SlaId> {
        let draft = self
            .drafts
            .sla
            .as_ref()
            .filter(|s| drafted && s.layer == LayerKind::Corporate && !s.saved);
        draft.map(|s| s.id).or(self.corporate)
    }

    /// A calendar's version in force.
    fn calendar_version(&self, id: CalendarId, drafted: bool) -> i64 {
        let draft = self.drafts.calendar.as_ref().map(|c| c.id);
        if drafted && draft == Some(id) {
            return DRAFT_VERSION;
        }
        self.current.get(&id).copied().unwrap_or(DRAFT_VERSION)
    }

    fn in_force(&self, layer: LayerKind, sla: SlaId, drafted: bool) -> Option<LayerRef> {
        let draft = self.drafts.sla.as_ref().filter(|s| drafted && s.id == sla);
        let (sla_version, calendar) = match draft {
            Some(draft) => (DRAFT_VERSION, draft.calendar),
            None => *self.slas.get(&sla)?,
        };
        Some(LayerRef {
            layer,
            sla,
            sla_version,
            calendar,
            calendar_version: self.calendar_version(calendar, drafted),
        })
    }

    /// A promise that was made, with the draft SLA and calendar in the place of
    /// whichever version of theirs it named.
    pub(super) fn replaced(&self, layers: &[LayerRef]) -> Vec<LayerRef> {
        let mut replaced: Vec<LayerRef> = layers
            .iter()
            .map(|layer| {
                let draft = self.drafts.sla.as_ref().map(|s| s.id);
                if draft == Some(layer.sla)
                    && let Some(new) = self.in_force(layer.layer, layer.sla, true)
                {
                    return new;
                }
                let calendar = self.drafts.calendar.as_ref().map(|c| c.id);
                let calendar_version = if calendar == Some(layer.calendar) {
                    DRAFT_VERSION
                } else {
                    layer.calendar_version
                };
                LayerRef {
                    calendar_version,
                    ..layer.clone()
                }
            })
            .collect();
        // A new corporate SLA stands where the old one stood, or behind all.
        if let Some(draft) = &self.drafts.sla
            && !draft.saved
            && draft.layer == LayerKind::Corporate
            && !layers.is_empty()
        {
            replaced.retain(|l| l.layer != LayerKind::Corporate);
            replaced.extend(self.in_force(LayerKind::Corporate, draft.id, true));
        }
        replaced
    }

    /// A promise as the engine takes it; the names are places in it.
    pub(super) fn policy(&self, layers: &[LayerRef]) -> Option<Policy> {
        let mut of = Vec::with_capacity(layers.len());
        for (i, layer) in layers.iter().enumerate() {
            of.push(Layer {
                kind: layer.layer,
                name: i.to_string(),
                sla: Arc::clone(self.specs.get(&(layer.sla, layer.sla_version))?),
                calendar: Arc::clone(
                    self.calendars
                        .get(&(layer.calendar, layer.calendar_version))?,
                ),
            });
        }
        Some(Policy::new(of))
    }
}

/// The desk as it is. Contracts that were never in force are left out.
fn world(tx: &mut Tx<'_>, cx: &Cx<'_>, homes: HashMap<Key, Home>) -> Result<World, AppError> {
    let mut world = World {
        homes,
        ..World::default()
    };
    let mut after = None;
    loop {
        let page = promises::list_contracts(tx, after, None, PAGE)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for row in page {
            let state: ContractState = row.state.parse().map_err(|e| broken(row.id, e))?;
            if matches!(
                state,
                ContractState::Draft | ContractState::AwaitingAcceptance
            ) || (state == ContractState::Cancelled && row.cancelled_at.is_none())
            {
                continue;
            }
            let terms = contract_terms(tx, cx, &row)?;
            let of_account = world.contracts.entry(Key::of(row.account_id)).or_default();
            of_account.push(terms);
        }
    }
    if let Some(default) = promises::default_plan_in_force(tx)? {
        world.default = Some(PlanTerms {
            plan: Key::of(default.plan),
            version: number(default.version),
            spec: cx.specs.plan(tx, default.plan, default.version)?,
        });
    }
    Ok(world)
}

fn contract_terms(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
) -> Result<ContractTerms, AppError> {
    let state: ContractState = row.state.parse().map_err(|e| broken(row.id, e))?;
    let spec: Arc<PlanSpec> = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    let mut coverage: Coverage =
        serde_json::from_str(&row.coverage).map_err(|e| broken(row.id, e))?;
    coverage.children = row.covers_children;
    let date = |text: &str| text.parse::<Date>().map_err(|e| broken(row.id, e));
    Ok(ContractTerms {
        contract: Key::of(row.id),
        version: number(row.current_version),
        account: Key::of(row.account_id),
        life: EffectiveContract {
            state,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            suspended_until: row.suspended_until,
            cancelled_at: row.cancelled_at,
        },
        coverage,
        rank: row.rank,
        created_at: row.created_at,
        sla: row.sla_id.map(Key::of),
        plan: PlanTerms {
            plan: Key::of(row.plan_id),
            version: number(row.plan_version),
            spec,
        },
        start: date(&row.start_date)?,
        end: row.end_date.as_deref().map(date).transpose()?,
    })
}
