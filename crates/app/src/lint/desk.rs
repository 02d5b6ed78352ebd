//! What the rules need to know of the desk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use surety_domain::contract::Coverage;
use surety_domain::ids::{
    AccountId, AssetId, CalendarId, ContactId, ProductId, SlaId, TicketTypeId,
};
use surety_domain::lint::{
    Band, BandUse, ContractDraft, Covered, LintStatus, People, PlanDesk, Promised, SlaDesk, Worker,
    WorkingTeam,
};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::sla::{Metric, SlaSpec};
use surety_domain::ticket::Category;
use surety_store::Tx;
use surety_store::records::promises::{self, NameCursor};
use surety_store::records::{
    accounts, agents, assets, contacts, listing::Archived, products, routing, statuses, teams,
    ticket_types,
};

use crate::core::Cx;
use crate::error::AppError;
use crate::promises::entitle::LicenceBand;
use crate::setting;

/// Records of one kind that are looked at, at most.
pub(super) const ROWS_MAX: i64 = 1_000;

/// Entries of one list of a coverage that are looked up, at most.
const LOOKED_UP_MAX: usize = 200;

/// What rules ask of the desk, read once.
pub(super) struct Desk {
    statuses: Vec<LintStatus>,
    values: BTreeMap<&'static str, BTreeMap<String, String>>,
    people: People,
    /// The desk's own SLA with its id.
    corporate: Option<(SlaId, Arc<SlaSpec>)>,
    /// SLAs in use: id, name and what they say.
    pub(super) slas: Vec<(promises::Sla, Arc<SlaSpec>)>,
    /// Products in use.
    pub(super) products: Vec<products::Product>,
}

impl Desk {
    /// Reads it.
    ///
    /// # Errors
    /// As the store reports.
    pub(super) fn read(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<Self, AppError> {
        let products = products::list(tx, None, Archived::No, None, ROWS_MAX)?;
        let mut slas = Vec::new();
        for row in promises::list_slas(tx, &NameCursor::default(), ROWS_MAX, false)? {
            let spec = cx.specs.sla(tx, row.head.id, row.head.current_version)?;
            slas.push((row, Arc::clone(&spec.spec)));
        }
        let corporate = match promises::corporate_in_force(tx)? {
            Some(sla) => Some((
                sla.id,
                Arc::clone(&cx.specs.sla(tx, sla.id, sla.version)?.spec),
            )),
            None => None,
        };
        let types = ticket_types::list(tx)?
            .into_iter()
            .filter(|t| t.archived_at.is_none())
            .map(|t| (t.id.to_string(), t.name))
            .collect();
        let bands = bands(tx)?
            .into_iter()
            .map(|b| (b.name.clone(), b.name))
            .collect();
        let named = products.iter().map(|p| (p.id.to_string(), p.name.clone()));
        Ok(Self {
            statuses: statuses_in_use(tx)?,
            values: BTreeMap::from([
                ("product", named.collect()),
                ("type", types),
                ("licence_band", bands),
            ]),
            people: people(tx, cx)?,
            corporate,
            slas,
            products,
        })
    }

    /// For the rules of an SLA of a layer.
    pub(super) fn of_sla(&self, layer: &str) -> SlaDesk<'_> {
        SlaDesk {
            statuses: self.statuses.clone(),
            values: self.values.clone(),
            below: match &self.corporate {
                Some((_, spec)) if layer != "corporate" => vec![spec],
                _ => Vec::new(),
            },
            people: self.people.clone(),
        }
    }

    /// For the rules of a plan.
    pub(super) fn of_plan(&self) -> PlanDesk {
        PlanDesk {
            corporate_sla: self.corporate.is_some(),
            types: self.values["type"].keys().cloned().collect(),
            slas: self
                .slas
                .iter()
                .map(|(sla, _)| sla.head.id.to_string())
                .collect(),
        }
    }

    /// Whether the desk has an SLA of its own.
    pub(super) const fn has_corporate(&self) -> bool {
        self.corporate.is_some()
    }

    /// Which SLAs ask for which licence band.
    pub(super) fn band_uses(&self) -> Vec<BandUse> {
        let mut uses = Vec::new();
        for (sla, spec) in &self.slas {
            let names: BTreeSet<&String> = spec
                .targets
                .iter()
                .flat_map(|t| &t.conditions.licence_band)
                .filter(|name| *name != surety_domain::sla::NO_VALUE)
                .collect();
            uses.extend(names.into_iter().map(|name| BandUse {
                name: name.clone(),
                sla_id: sla.head.id.to_string(),
                sla_name: sla.head.name.clone(),
            }));
        }
        uses
    }
}

/// The licence bands in force.
pub(super) fn bands(tx: &mut Tx<'_>) -> Result<Vec<LicenceBand>, AppError> {
    setting::in_force(tx)
}

/// Bands as the rules take them.
pub(super) fn as_bands(bands: &[LicenceBand]) -> Vec<Band> {
    bands
        .iter()
        .map(|b| Band {
            name: b.name.clone(),
            from: b.from,
            to: b.to,
        })
        .collect()
}

fn statuses_in_use(tx: &mut Tx<'_>) -> Result<Vec<LintStatus>, AppError> {
    Ok(statuses::list(tx)?
        .into_iter()
        .filter(|s| s.archived_at.is_none())
        .map(|s| LintStatus {
            key: s.id.to_string(),
            is_start: s.category == Category::New && s.is_default,
            name: s.name,
            category: s.category,
            pauses: Metric::ALL
                .into_iter()
                .filter(|m| s.pauses.iter().any(|name| name == m.as_str()))
                .collect(),
        })
        .collect())
}

fn people(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<People, AppError> {
    let in_use = agents::Filter {
        disabled: Some(false),
        ..agents::Filter::default()
    };
    let agents = agents::list(tx, &in_use, None, ROWS_MAX)?;
    let rows = teams::list(tx, Archived::No, None, ROWS_MAX)?;
    let ids: Vec<_> = rows.iter().map(|t| t.id).collect();
    let members = teams::members(tx, &ids)?;
    let agents: Vec<_> = agents.into_iter().filter(|a| a.has_password).collect();
    let ids: Vec<_> = agents.iter().map(|a| a.id).collect();
    let mut work = routing::work_of_all(tx, &ids)?;
    let mut known = BTreeMap::new();
    let mut hours = |tx: &mut Tx<'_>, id: Option<CalendarId>| -> Result<_, AppError> {
        let Some(id) = id else { return Ok(None) };
        if let Some(found) = known.get(&id) {
            return Ok(Option::clone(found));
        }
        let found = calendar(tx, cx, id)?;
        known.insert(id, found.clone());
        Ok(found)
    };
    let mut workers = Vec::with_capacity(agents.len());
    for agent in agents {
        let (spec, _) = work.remove(&agent.id).unwrap_or_default();
        workers.push(Worker {
            user: agent.id,
            role: agent.role_id,
            hours: hours(tx, spec.calendar_id)?,
            absences: spec.absences,
        });
    }
    let mut working = Vec::with_capacity(rows.len());
    for team in rows {
        working.push(WorkingTeam {
            id: team.id,
            people: members.get(&team.id).cloned().unwrap_or_default(),
            hours: hours(tx, team.calendar_id)?,
            name: team.name,
        });
    }
    Ok(People::new(&workers, working, cx.now))
}

/// A calendar in its version in force.
pub(super) fn calendar(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: CalendarId,
) -> Result<Option<Arc<surety_domain::calendar::Calendar>>, AppError> {
    let Some(row) = promises::get_calendar(tx, id)? else {
        return Ok(None);
    };
    let version = cx.specs.calendar(tx, id, row.current_version)?;
    Ok(Some(Arc::clone(&version.calendar)))
}

/// The SLAs that hold for every ticket of a contract: its own, its plan's and
/// the desk's. That of a product depends on the ticket.
fn promised(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    plan: &PlanSpec,
) -> Result<Vec<Promised>, AppError> {
    let mut found = Vec::new();
    for id in [row.sla_id, plan.sla.as_ref().and_then(|k| k.id().ok())]
        .into_iter()
        .flatten()
    {
        found.extend(promises::sla_in_force(tx, id)?);
    }
    found.extend(promises::corporate_in_force(tx)?);
    found
        .into_iter()
        .map(|sla| {
            let spec = cx.specs.sla(tx, sla.id, sla.version)?;
            let calendar = cx
                .specs
                .calendar(tx, sla.calendar_id, sla.calendar_version)?;
            Ok(Promised {
                name: sla.name,
                spec: Arc::clone(&spec.spec),
                calendar: Arc::clone(&calendar.calendar),
            })
        })
        .collect()
}

/// A contract's row with all that its rules ask. `overlap` is looked for when
/// the contract does not hold yet.
pub(super) fn contract_findings(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    with_overlap: bool,
) -> Result<Vec<surety_domain::lint::Finding>, AppError> {
    let date = |text: &str| {
        text.parse::<jiff::civil::Date>()
            .map_err(|e| AppError::Internal(format!("a date of contract {}: {e}", row.id)))
    };
    let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    let coverage: Coverage = serde_json::from_str(&row.coverage)
        .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?;
    let overlap = if with_overlap {
        crate::promises::contracts::overlap_of(tx, cx, row)?.map(|(overlap, other)| {
            (
                other.id.to_string(),
                other.name,
                overlap.from,
                Some(overlap.to).filter(|to| to.0 != i64::MAX),
            )
        })
    } else {
        None
    };
    let draft = ContractDraft {
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        end_date: row.end_date.as_deref().map(date).transpose()?,
        start_date: date(&row.start_date)?,
        plan: &plan,
        covered: covered(tx, row, &coverage)?,
        coverage: &coverage,
        promised: promised(tx, cx, row, &plan)?,
        overlap,
    };
    Ok(surety_domain::lint::check_contract(&draft, cx.now))
}

/// Whether an account is served by a contract: its own, and those below it
/// where it covers them.
fn serves(tx: &mut Tx<'_>, row: &promises::Contract, account: AccountId) -> Result<bool, AppError> {
    Ok(account == row.account_id
        || row.covers_children && accounts::ancestors(tx, account)?.contains(&row.account_id))
}

fn covered(
    tx: &mut Tx<'_>,
    row: &promises::Contract,
    coverage: &Coverage,
) -> Result<Vec<Covered>, AppError> {
    let mut all = Vec::new();
    let mut add = |kind: &'static str, key: &Key, known: bool, own: bool| {
        all.push(Covered {
            kind,
            value: key.as_str().to_owned(),
            known,
            own,
        });
    };
    for key in coverage.products.iter().take(LOOKED_UP_MAX) {
        let product = match key.id::<ProductId>() {
            Ok(id) => products::get(tx, id)?,
            Err(_) => None,
        };
        add(
            "product",
            key,
            product.is_some_and(|p| p.archived_at.is_none()),
            true,
        );
    }
    for key in coverage.types.iter().take(LOOKED_UP_MAX) {
        let kind = match key.id::<TicketTypeId>() {
            Ok(id) => ticket_types::get(tx, id)?,
            Err(_) => None,
        };
        add(
            "type",
            key,
            kind.is_some_and(|t| t.archived_at.is_none()),
            true,
        );
    }
    for key in coverage.assets.iter().take(LOOKED_UP_MAX) {
        let asset = match key.id::<AssetId>() {
            Ok(id) => assets::get(tx, id)?.filter(|a| a.archived_at.is_none()),
            Err(_) => None,
        };
        let own = match &asset {
            Some(asset) => serves(tx, row, asset.account_id)?,
            None => false,
        };
        add("asset", key, asset.is_some(), own);
    }
    for key in coverage.contacts.iter().take(LOOKED_UP_MAX) {
        let contact = match key.id::<ContactId>() {
            Ok(id) => contacts::get(tx, id)?.filter(|c| c.archived_at.is_none()),
            Err(_) => None,
        };
        let mut own = false;
        if let Some(contact) = &contact {
            for account in contacts::accounts_of(tx, contact)? {
                own = own || serves(tx, row, account)?;
            }
        }
        add("contact", key, contact.is_some(), own);
    }
    Ok(all)
}
