//! What becomes of a line: a pure function of its cells and what the desk
//! knows. The preview and the import itself ask the same one.

use surety_domain::ids::AccountId;
use surety_domain::money::decimal;
use surety_domain::sheet::amount;
use surety_store::records::accounts::{ANCESTORS_MAX, Account};

use super::fields::{ImportField, ImportOptions, MatchBy};
use super::lines::Values;
use super::views::{FieldChange, LineFault};
use super::world::World;
use crate::accounts::{ChangeAccount, NewAccount, check_fields, checked_domains};
use crate::error::AppError;
use crate::record::Check;

/// Faults that are told of one line.
const FAULTS_MAX: usize = 20;

/// What becomes of a line.
#[derive(Debug, Clone)]
pub(super) enum Decision {
    /// It makes an account.
    Create(Box<Account>, Vec<String>, Vec<FieldChange>),
    /// It changes one.
    Change(Box<Account>, Vec<String>, Vec<FieldChange>),
    /// It says what is there already.
    Unchanged(AccountId),
    /// It is refused, whole.
    Refused(Vec<LineFault>),
}

/// Decides a line that [`super::lines::prepare`] found nothing wrong with.
/// `blank` is an account that says nothing yet, with the id of a new one.
pub(super) fn decide(
    values: &Values,
    options: &ImportOptions,
    world: &World,
    blank: Account,
) -> Decision {
    let old = match found(values, options, world) {
        Ok(old) => old,
        Err(fault) => return Decision::Refused(vec![fault]),
    };
    let mut faults = Vec::new();
    let mut row = old.cloned().unwrap_or(blank);
    lay(values, &mut row);
    money(values, options, old, &mut row, &mut faults);
    parent(values, old, world, &mut row, &mut faults);
    if let Some(known_as) = values.get(ImportField::ExternalRef)
        && world
            .by_ref(known_as)
            .is_some_and(|other| other.id != row.id)
    {
        faults.push(LineFault::at(
            ImportField::ExternalRef,
            "external_ref_taken",
            format!("another account has the external reference {known_as}"),
        ));
    }
    let mut check = Check::new();
    check_fields(&mut check, &mut row);
    let domains = domains(values, old, world, row.id, &mut check);
    if let Err(error) = check.done() {
        faults.extend(faults_of(&error));
    }
    if !faults.is_empty() {
        return Decision::Refused(faults);
    }
    let before = old.map(|old| said(old, world.domains(old.id), world));
    let changes = changed(before, said(&row, &domains, world));
    match old {
        None => Decision::Create(Box::new(row), domains, changes),
        Some(old) if changes.is_empty() => Decision::Unchanged(old.id),
        Some(_) => Decision::Change(Box::new(row), domains, changes),
    }
}

/// The account that a line is about; none is a new one.
fn found<'w>(
    values: &Values,
    options: &ImportOptions,
    world: &'w World,
) -> Result<Option<&'w Account>, LineFault> {
    let by = options.match_by;
    let key = values
        .key(by)
        .ok_or_else(|| LineFault::at(by.field(), "required", "the line names no account"))?;
    let account = match by {
        MatchBy::ExternalRef => world.by_ref(&key),
        MatchBy::Name => match world.by_name(&key).as_slice() {
            [] => None,
            [one] => Some(*one),
            several => {
                return Err(LineFault::at(
                    ImportField::Name,
                    "ambiguous_name",
                    format!("{} accounts have this name", several.len()),
                ));
            }
        },
        MatchBy::Id => {
            let id = key.parse::<AccountId>().ok();
            match id.and_then(|id| world.account(id)) {
                None => {
                    return Err(LineFault::at(
                        ImportField::Id,
                        "unknown_reference",
                        "there is no account with this id",
                    ));
                }
                some => some,
            }
        }
    };
    match account {
        Some(account) if account.archived_at.is_some() => Err(LineFault::at(
            by.field(),
            "account_archived",
            "this account was put away",
        )),
        other => Ok(other),
    }
}

/// Puts the words of a line into an account.
fn lay(values: &Values, row: &mut Account) {
    let word = |field: ImportField, old: Option<String>| match values.get(field) {
        Some(said) => Some(said.to_owned()),
        None if values.clears(field) => None,
        None => old,
    };
    row.segment = word(ImportField::Segment, row.segment.take());
    row.industry = word(ImportField::Industry, row.industry.take());
    row.notes = word(ImportField::Notes, Some(std::mem::take(&mut row.notes))).unwrap_or_default();
    // What must not be empty stays where a cell is.
    for (field, slot) in [
        (ImportField::Name, &mut row.name),
        (ImportField::Zone, &mut row.zone),
        (ImportField::Locale, &mut row.locale),
    ] {
        if let Some(said) = values.get(field) {
            said.clone_into(slot);
        }
    }
    if let Some(known_as) = values.get(ImportField::ExternalRef) {
        row.external_ref = Some(known_as.to_owned());
    }
}

/// Amounts and their currency. An amount never changes what it is worth by a
/// change of the currency beside it.
fn money(
    values: &Values,
    options: &ImportOptions,
    old: Option<&Account>,
    row: &mut Account,
    faults: &mut Vec<LineFault>,
) {
    row.currency = match (values.get(ImportField::Currency), old) {
        (Some(said), _) => said.to_ascii_uppercase(),
        (None, Some(old)) => old.currency.clone(),
        (None, None) => options.currency.clone(),
    };
    let currency = row.currency.clone();
    let other_currency = old.is_some_and(|old| old.currency != currency);
    for (field, slot) in [
        (ImportField::AnnualRevenue, &mut row.annual_revenue),
        (ImportField::OpenDealValue, &mut row.open_deal_value),
    ] {
        let Some(said) = values.get(field) else {
            if values.clears(field) {
                *slot = None;
            } else if slot.is_some() && other_currency {
                faults.push(LineFault::at(
                    ImportField::Currency,
                    "currency_without_amount",
                    format!("the account has an amount that this line does not say in {currency}"),
                ));
            }
            continue;
        };
        match amount::read(said, options.decimal.into(), &currency) {
            Ok(read) if read.currency.as_ref().is_some_and(|own| *own != currency) => {
                faults.push(LineFault::at(
                    field,
                    "currency_mismatch",
                    format!("the amounts of this account are in {currency}"),
                ));
            }
            Ok(read) => *slot = Some(read.minor),
            Err(error) => faults.push(LineFault::at(field, error.code(), error.to_string())),
        }
    }
}

/// The account above, by what another system knows it by.
fn parent(
    values: &Values,
    old: Option<&Account>,
    world: &World,
    row: &mut Account,
    faults: &mut Vec<LineFault>,
) {
    let Some(known_as) = values.get(ImportField::ParentRef) else {
        if values.clears(ImportField::ParentRef) {
            row.parent_id = None;
        }
        return;
    };
    let mut fail = |code: &str, detail: String| {
        faults.push(LineFault::at(ImportField::ParentRef, code, detail));
    };
    let known = world.by_ref(known_as);
    // The parent that it has stays, in use or not.
    if let (Some(parent), Some(old)) = (known, old)
        && old.parent_id == Some(parent.id)
    {
        return;
    }
    let Some(parent) = known.filter(|p| p.archived_at.is_none()) else {
        // An account below itself is not there yet when its line is decided.
        if values.get(ImportField::ExternalRef) == Some(known_as) {
            return fail("parent_circle", "an account cannot be below itself".into());
        }
        return fail(
            "unknown_reference",
            format!(
                "no account in use has the external reference {known_as}, and no line above this one made it"
            ),
        );
    };
    row.parent_id = Some(parent.id);
    let above = world.above(parent.id);
    if parent.id == row.id || above.contains(&row.id) {
        fail("parent_circle", "an account cannot be below itself".into());
    } else if above.len() + 1 >= ANCESTORS_MAX {
        fail(
            "parent_too_deep",
            format!("at most {ANCESTORS_MAX} accounts above each other"),
        );
    }
}

/// The mail domains that the account is to have.
fn domains(
    values: &Values,
    old: Option<&Account>,
    world: &World,
    id: AccountId,
    check: &mut Check,
) -> Vec<String> {
    let Some(wanted) = values.domains() else {
        let stay = old.filter(|_| !values.clears(ImportField::Domains));
        return stay.map_or_else(Vec::new, |old| world.domains(old.id).to_vec());
    };
    let wanted = checked_domains(check, &wanted);
    for domain in &wanted {
        if world.owner(domain).is_some_and(|owner| owner != id) {
            check.fail(
                "domains",
                "domain_taken",
                format!("{domain} belongs to another account"),
            );
        }
    }
    wanted
}

/// Faults of the fields of an account, at the columns that hold them.
pub(super) fn faults_of(error: &AppError) -> Vec<LineFault> {
    let column = |field: Option<&str>| {
        let name = field?.split('[').next()?;
        let name = name.strip_suffix("_minor").unwrap_or(name);
        let name = if name == "parent_id" {
            "parent_ref"
        } else {
            name
        };
        ImportField::ALL.into_iter().find(|f| f.as_str() == name)
    };
    match error {
        AppError::InvalidFields(fields) => fields
            .iter()
            .take(FAULTS_MAX)
            .map(|fault| LineFault {
                code: fault.code.clone(),
                field: column(Some(&fault.field)),
                detail: fault.message.clone(),
            })
            .collect(),
        AppError::Invalid {
            code,
            field,
            message,
        } => vec![LineFault {
            code: code.clone(),
            field: column(field.as_deref()),
            detail: message.clone(),
        }],
        other => vec![LineFault::of_line(other.code(), other.to_string())],
    }
}

/// What an account says, field by field, in the words of a table.
fn said(row: &Account, domains: &[String], world: &World) -> Vec<(ImportField, Option<String>)> {
    let money = |minor: Option<i64>| {
        minor.map(|minor| format!("{} {}", decimal(minor, &row.currency), row.currency))
    };
    let words = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let parent = row.parent_id.map(|id| {
        // Names may be alike; what stands behind them is not.
        world.account(id).map_or_else(
            || id.to_string(),
            |parent| match &parent.external_ref {
                Some(known_as) => format!("{} ({known_as})", parent.name),
                None => format!("{} ({id})", parent.name),
            },
        )
    });
    let mut domains = domains.to_vec();
    domains.sort_unstable();
    vec![
        (ImportField::ExternalRef, row.external_ref.clone()),
        (ImportField::Name, words(&row.name)),
        (ImportField::ParentRef, parent),
        (ImportField::Segment, row.segment.clone()),
        (ImportField::Industry, row.industry.clone()),
        (ImportField::AnnualRevenue, money(row.annual_revenue)),
        (ImportField::OpenDealValue, money(row.open_deal_value)),
        (ImportField::Currency, words(&row.currency)),
        (ImportField::Zone, words(&row.zone)),
        (ImportField::Locale, words(&row.locale)),
        (ImportField::Notes, words(&row.notes)),
        (ImportField::Domains, words(&domains.join(", "))),
    ]
}

fn changed(
    before: Option<Vec<(ImportField, Option<String>)>>,
    after: Vec<(ImportField, Option<String>)>,
) -> Vec<FieldChange> {
    after
        .into_iter()
        .enumerate()
        .map(|(at, (field, to))| FieldChange {
            field,
            from: before.as_ref().and_then(|b| b[at].1.clone()),
            to,
        })
        .filter(|change| change.from != change.to)
        .collect()
}

/// An account as one that is added.
pub(super) fn as_new(row: &Account, domains: &[String]) -> NewAccount {
    NewAccount {
        name: row.name.clone(),
        parent_id: row.parent_id,
        segment: row.segment.clone(),
        industry: row.industry.clone(),
        annual_revenue_minor: row.annual_revenue,
        open_deal_value_minor: row.open_deal_value,
        currency: Some(row.currency.clone()),
        zone: Some(row.zone.clone()),
        locale: Some(row.locale.clone()),
        notes: Some(row.notes.clone()),
        external_ref: row.external_ref.clone(),
        domains: domains.to_vec(),
    }
}

/// An account as the change that makes it so.
pub(super) fn as_change(row: &Account, domains: &[String]) -> ChangeAccount {
    ChangeAccount {
        name: Some(row.name.clone()),
        parent_id: Some(row.parent_id),
        segment: Some(row.segment.clone()),
        industry: Some(row.industry.clone()),
        annual_revenue_minor: Some(row.annual_revenue),
        open_deal_value_minor: Some(row.open_deal_value),
        currency: Some(row.currency.clone()),
        zone: Some(row.zone.clone()),
        locale: Some(row.locale.clone()),
        notes: Some(row.notes.clone()),
        external_ref: Some(row.external_ref.clone()),
        domains: Some(domains.to_vec()),
    }
}
