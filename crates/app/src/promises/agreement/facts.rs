//! What a contract promises by, read from what holds now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use surety_domain::agreement::{AgreementFacts, ContractFacts, PointOfContact, goals};
use surety_domain::contract::Coverage;
use surety_domain::escalation::{Action, Recipient};
use surety_domain::ids::{CalendarId, ProductId, SlaId};
use surety_domain::permission::Permission;
use surety_domain::plan::PlanSpec;
use surety_domain::policy::{
    CalendarFacts, CustomerFacts, Lang, LangText, PolicyFacts, SectionId, SlaFacts,
};
use surety_domain::sla::{Layer, LayerKind, Policy, SlaSpec};
use surety_store::Tx;
use surety_store::records::promises::{self, SlaInForce};
use surety_store::records::{accounts, contacts, names, products, users};

use super::super::entitle::sla_of;
use crate::core::Cx;
use crate::error::AppError;
use crate::policy::facts::{last_day, of_desk, promise};

/// Products of a coverage whose own SLA is looked at, at most.
const PRODUCTS_MAX: usize = 50;

/// A contract with all that its sheet says; how it was kept is not in it yet.
pub(super) struct Read {
    pub(super) row: promises::Contract,
    pub(super) account: accounts::Account,
    pub(super) facts: AgreementFacts,
}

/// The layers of a contract, and their SLAs and calendars as facts.
#[derive(Default)]
struct Layers {
    general: Vec<Layer>,
    of_products: Vec<(String, Layer)>,
    slas: Vec<SlaFacts>,
    calendars: Vec<CalendarFacts>,
}

impl Layers {
    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        kind: LayerKind,
        sla: &SlaInForce,
        product: Option<ProductId>,
    ) -> Result<(), AppError> {
        let version = cx.specs.sla(tx, sla.id, sla.version)?;
        let calendar = cx
            .specs
            .calendar(tx, sla.calendar_id, sla.calendar_version)?;
        let layer = Layer {
            kind,
            name: sla.id.to_string(),
            sla: Arc::clone(&version.spec),
            calendar: Arc::clone(&calendar.calendar),
        };
        match product {
            Some(product) => self.of_products.push((product.to_string(), layer)),
            None => self.general.push(layer),
        }
        let id = sla.id.to_string();
        if !self.slas.iter().any(|s| s.id == id) {
            self.slas.push(SlaFacts {
                id,
                name: sla.name.clone(),
                calendar: sla.calendar_id.to_string(),
                spec: (*version.spec).clone(),
            });
        }
        let id = sla.calendar_id.to_string();
        if !self.calendars.iter().any(|c| c.id == id) {
            let name = calendar_name(tx, sla.calendar_id)?;
            self.calendars.push(CalendarFacts {
                id,
                name,
                spec: calendar.spec.clone(),
            });
        }
        Ok(())
    }
}

fn calendar_name(tx: &mut Tx<'_>, id: CalendarId) -> Result<String, AppError> {
    Ok(promises::get_calendar(tx, id)?
        .map(|c| c.name)
        .unwrap_or_default())
}

/// Reads a contract as it is in force; whoever asks has been asked for their
/// right to see it.
pub(super) fn read(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: promises::Contract,
) -> Result<Read, AppError> {
    let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
    let coverage: Coverage = serde_json::from_str(&row.coverage)
        .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?;
    let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    let plan_row = promises::get_plan(tx, row.plan_id)?.ok_or(AppError::NotFound("plan"))?;
    let of_plan = sla_of(plan.sla.as_ref())?;
    let layers = layers(tx, cx, row.sla_id, of_plan, &coverage)?;
    let names = names_of(tx, &coverage, &plan, &layers.slas)?;
    let covers = covers(&coverage, &names);
    let of_products: Vec<(String, Policy)> = layers
        .of_products
        .into_iter()
        .map(|(product, layer)| {
            let mut all = layers.general.clone();
            all.push(layer);
            (product, Policy::new(all))
        })
        .collect();
    let general = Policy::new(layers.general);
    let goals = goals(&general, &of_products, account.segment.as_deref());
    let promise = promise(&row, &plan_row, &plan, covers.clone());
    let policy = PolicyFacts {
        slas: layers.slas,
        calendars: layers.calendars,
        names,
        customer: Some(CustomerFacts {
            name: account.name.clone(),
            contracts: vec![promise],
        }),
        ..of_desk(tx, cx)?
    };
    let contract = ContractFacts {
        number: row.number,
        name: row.name.clone(),
        version: row.current_version,
        account: account.name.clone(),
        zone: account.zone.clone(),
        first_day: row.start_date.clone(),
        last_day: last_day(&row),
        covers,
        covers_children: row.covers_children,
        terms_text: row.terms_text.clone(),
    };
    let facts = AgreementFacts {
        policy,
        contract,
        goals,
        responsibilities: responsibilities(tx)?,
        contacts: points_of_contact(tx, &account)?,
        standing: None,
    };
    Ok(Read {
        row,
        account,
        facts,
    })
}

/// As the decision of a ticket has them: contract before plan before product
/// before corporate.
fn layers(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    of_contract: Option<SlaId>,
    of_plan: Option<SlaId>,
    coverage: &Coverage,
) -> Result<Layers, AppError> {
    let mut layers = Layers::default();
    for (kind, id) in [
        (LayerKind::Contract, of_contract),
        (LayerKind::Plan, of_plan),
    ] {
        if let Some(id) = id
            && let Some(sla) = promises::sla_in_force(tx, id)?
        {
            layers.add(tx, cx, kind, &sla, None)?;
        }
    }
    if let Some(sla) = promises::corporate_in_force(tx)? {
        layers.add(tx, cx, LayerKind::Corporate, &sla, None)?;
    }
    for key in coverage.products.iter().take(PRODUCTS_MAX) {
        if let Ok(id) = key.id::<ProductId>()
            && let Some(product) = products::get(tx, id)?
            && let Some(sla) = product.sla_id
            && let Some(sla) = promises::sla_in_force(tx, sla)?
        {
            layers.add(tx, cx, LayerKind::Product, &sla, Some(id))?;
        }
    }
    Ok(layers)
}

/// Names of everything that the sheet mentions by its id.
fn names_of(
    tx: &mut Tx<'_>,
    coverage: &Coverage,
    plan: &PlanSpec,
    slas: &[SlaFacts],
) -> Result<BTreeMap<String, String>, AppError> {
    let mut ids: BTreeSet<String> = coverage
        .products
        .iter()
        .chain(&coverage.assets)
        .chain(&coverage.contacts)
        .chain(&coverage.types)
        .chain(&plan.types)
        .map(|key| key.as_str().to_owned())
        .collect();
    ids.extend(
        plan.price_list
            .iter()
            .flat_map(|list| &list.prices)
            .filter_map(|price| price.ticket_type.as_ref())
            .map(|key| key.as_str().to_owned()),
    );
    for sla in slas {
        mentioned(&sla.spec, &mut ids);
    }
    let ids: Vec<String> = ids.into_iter().collect();
    Ok(names::of_any(tx, &ids)?.into_iter().collect())
}

fn mentioned(spec: &SlaSpec, ids: &mut BTreeSet<String>) {
    for target in &spec.targets {
        ids.extend(target.conditions.product.iter().cloned());
        ids.extend(target.conditions.ticket_type.iter().cloned());
    }
    for action in spec.steps.iter().flat_map(|step| &step.actions) {
        match action {
            Action::Notify {
                recipient: Recipient::Role { role },
            } => {
                ids.insert(role.to_string());
            }
            Action::Notify {
                recipient: Recipient::User { user },
            } => {
                ids.insert(user.to_string());
            }
            Action::Reassign {
                team: Some(team), ..
            } => {
                ids.insert(team.to_string());
            }
            _ => {}
        }
    }
}

/// What the contract is limited to, by name.
fn covers(coverage: &Coverage, names: &BTreeMap<String, String>) -> Vec<String> {
    let named = coverage
        .products
        .iter()
        .chain(&coverage.assets)
        .chain(&coverage.contacts)
        .chain(&coverage.types)
        .chain(&coverage.channels);
    named
        .map(|key| {
            let id = key.as_str();
            names.get(id).cloned().unwrap_or_else(|| id.to_owned())
        })
        .collect()
}

/// The section of the published policy that says what a customer does; none
/// where nothing was published or said.
fn responsibilities(tx: &mut Tx<'_>) -> Result<Option<LangText>, AppError> {
    let draft = crate::policy::published_draft(tx)?;
    let text = draft.and_then(|d| d.texts.get(&SectionId::CustomerResponsibilities).cloned());
    Ok(text.filter(|text| {
        Lang::ALL
            .iter()
            .any(|lang| !text.of(*lang).trim().is_empty())
    }))
}

/// The account's people who may read its contracts.
fn points_of_contact(
    tx: &mut Tx<'_>,
    account: &accounts::Account,
) -> Result<Vec<PointOfContact>, AppError> {
    let people: Vec<_> = users::customers_of(tx, account.id)?
        .into_iter()
        .filter(|c| c.permissions.contains(Permission::ContractRead))
        .collect();
    let ids: Vec<_> = people.iter().map(|c| c.contact).collect();
    let mut addresses = contacts::emails(tx, &ids)?;
    let mut all = Vec::new();
    for person in people {
        let address = addresses
            .remove(&person.contact)
            .and_then(|all| all.into_iter().next())
            .unwrap_or(person.email);
        let Some(contact) = contacts::get(tx, person.contact)? else {
            continue;
        };
        all.push(PointOfContact {
            name: contact.name,
            address,
        });
    }
    Ok(all)
}
