//! What a contract says: dates in the account's zone, coverage, SLA, and that
//! no other contract of the account holds for the same SLA at the same time.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::{
    ContractDates, ContractState, Coverage, Overlap, Tenure, find_overlap,
};
use surety_domain::credit::zone;
use surety_domain::ids::{PlanId, SlaId};
use surety_domain::plan::Key;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};

use super::changes::{Planned, planned};
use super::view::parse_state;
use crate::core::Cx;
use crate::error::AppError;
use crate::record::Check;

/// Most entries of one list of a coverage.
pub const COVERAGE_MAX: usize = 1_000;

/// Ranks go from minus this to plus this.
pub const RANK_MAX: i64 = 1_000_000;

/// Reads the dates in the account's zone into the row.
pub(super) fn set_dates(
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

/// The stretches of a contract between its amendments that are still to come.
fn stretches(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    account: &accounts::Account,
    all: &[Planned],
) -> Result<Vec<Tenure>, AppError> {
    let mut stretches = Vec::new();
    let mut terms = row.clone();
    let mut from = row.starts_at;
    for amendment in all {
        let mut tenure = tenure(tx, cx, &terms)?;
        tenure.starts_at = from;
        tenure.ends_at = Some(
            tenure
                .ends_at
                .map_or(amendment.at(), |e| e.min(amendment.at())),
        );
        // One of today leaves nothing before it.
        if tenure.ends_at.is_some_and(|end| from < end) {
            stretches.push(tenure);
        }
        amendment.changes.apply(&mut terms, account)?;
        from = from.max(amendment.at());
    }
    let mut tenure = tenure(tx, cx, &terms)?;
    tenure.starts_at = from;
    stretches.push(tenure);
    Ok(stretches)
}

/// Refuses a contract that would hold at the same time as another one of the
/// account for the same SLA, naming the other, whatever the two cover; amendments that are still to
/// come count from their day on. With `from`, what was before it is not asked.
/// The account's row is locked, so that two at once cannot both pass.
pub(super) fn refuse_overlap(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    all: &[Planned],
    from: Option<Instant>,
) -> Result<(), AppError> {
    accounts::lock(tx, row.account_id)?;
    let Some((overlap, other)) = clash(tx, cx, row, all, from)? else {
        return Ok(());
    };
    let name = other.map_or_else(
        || overlap.other.as_str().to_owned(),
        |o| format!("{} ({})", o.number, o.name),
    );
    Err(AppError::conflict(
        Overlap::CODE,
        format!(
            "contract {name} of this account holds for the same SLA from {} to {}",
            overlap.from, overlap.to
        ),
    ))
}

/// The overlap that [`refuse_overlap`] would refuse, with the other contract.
/// Locks nothing.
fn clash(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    all: &[Planned],
    from: Option<Instant>,
) -> Result<Option<(Overlap, Option<promises::Contract>)>, AppError> {
    let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
    let rows = promises::contracts_of_account(tx, row.account_id)?;
    let mut others = Vec::new();
    for other in rows.iter().filter(|o| o.id != row.id) {
        let later = planned(tx, other)?;
        others.extend(stretches(tx, cx, other, &account, &later)?);
    }
    for mut new in stretches(tx, cx, row, &account, all)? {
        new.starts_at = from.map_or(new.starts_at, |f| f.max(new.starts_at));
        if let Some(overlap) = find_overlap(&new, &others) {
            let other = rows.into_iter().find(|o| Key::of(o.id) == overlap.other);
            return Ok(Some((overlap, other)));
        }
    }
    Ok(None)
}

/// The other contract, and from when until when, that stands against putting
/// this one in force as it is.
///
/// # Errors
/// As the store reports.
pub(crate) fn overlap_of(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
) -> Result<Option<(Overlap, promises::Contract)>, AppError> {
    let wanted = promises::Contract {
        state: ContractState::AwaitingAcceptance.as_str().into(),
        ..row.clone()
    };
    let found = clash(tx, cx, &wanted, &[], None)?;
    Ok(found.and_then(|(overlap, other)| Some((overlap, other?))))
}

pub(in crate::promises) fn check_coverage(coverage: &Coverage) -> Result<(), AppError> {
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

/// What a version of a contract says, as kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Spec {
    pub(super) name: String,
    pub(super) plan_id: PlanId,
    pub(super) plan_version: i64,
    pub(super) sla_id: Option<SlaId>,
    pub(super) start_date: String,
    pub(super) end_date: Option<String>,
    pub(super) rank: i64,
    pub(super) covers_children: bool,
    pub(super) coverage: Coverage,
    /// Versions from before contracts had words have none.
    #[serde(default)]
    pub(super) terms_text: String,
}

/// What the version of a contract says that its row holds.
pub(crate) fn spec_of(row: &promises::Contract) -> String {
    json!(Spec {
        name: row.name.clone(),
        plan_id: row.plan_id,
        plan_version: row.plan_version,
        sla_id: row.sla_id,
        start_date: row.start_date.clone(),
        end_date: row.end_date.clone(),
        rank: row.rank,
        covers_children: row.covers_children,
        coverage: serde_json::from_str(&row.coverage).unwrap_or_default(),
        terms_text: row.terms_text.clone(),
    })
    .to_string()
}

pub(in crate::promises) fn check_sla(tx: &mut Tx<'_>, sla: Option<SlaId>) -> Result<(), AppError> {
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
