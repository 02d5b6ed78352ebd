//! All rules over what is live.

use std::collections::BTreeSet;

use surety_domain::calendar::Calendar;
use surety_domain::contract::Coverage;
use surety_domain::lint::{self, Finding, Severity, What};
use surety_domain::permission::{Permission, Subject};
use surety_domain::policy::Lang;
use surety_store::Tx;
use surety_store::records::promises::{self, NameCursor};

use super::desk::{Desk, ROWS_MAX, as_bands, bands, calendar, contract_findings};
use super::drafts::today;
use super::{FindingView, LintSubject, LiveFinding, LiveLintView};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::promises::contracts::state_now;
use crate::setting;

/// Findings of the live desk, at most.
pub const LIVE_FINDINGS_MAX: usize = 500;

/// Contracts that are looked at, at most; of every other kind it is as many.
pub const LIVE_ROWS_MAX: i64 = 1_000;

/// What was found of everything, with its subject.
#[derive(Default)]
struct All {
    found: Vec<(LintSubject, Finding)>,
    more: bool,
}

impl All {
    fn add(
        &mut self,
        kind: &str,
        id: Option<&dyn std::fmt::Display>,
        name: &str,
        found: Vec<Finding>,
    ) {
        for finding in found {
            let subject = LintSubject {
                kind: kind.to_owned(),
                id: id.map(ToString::to_string),
                name: name.to_owned(),
            };
            self.found.push((subject, finding));
        }
    }
}

/// All rules over everything that is live.
///
/// # Errors
/// `settings_manage` is needed, or the store's.
pub async fn live(app: &App, call: &Call) -> Result<LiveLintView, AppError> {
    app.query(call, |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let desk = Desk::read(tx, cx)?;
        let mut all = All::default();
        calendars(tx, cx, &mut all)?;
        for (sla, spec) in &desk.slas {
            let Some(calendar) = calendar(tx, cx, sla.calendar_id)? else {
                continue;
            };
            let found = lint::check_sla(spec, &calendar, cx.now, &desk.of_sla(&sla.layer));
            all.add("sla", Some(&sla.head.id), &sla.head.name, found);
        }
        let mut default_sla = false;
        let plans = promises::list_plans(tx, &NameCursor::default(), ROWS_MAX, false)?;
        let facts = desk.of_plan();
        for plan in &plans {
            let spec = cx.specs.plan(tx, plan.head.id, plan.head.current_version)?;
            default_sla = default_sla || plan.is_default && plan.sla_id.is_some();
            let found = lint::check_plan(&spec, &facts);
            all.add("plan", Some(&plan.head.id), &plan.head.name, found);
        }
        let cut = [plans.len(), desk.slas.len(), desk.products.len()];
        all.more = all.more || cut.iter().any(|n| *n as i64 >= ROWS_MAX);
        let covered = contracts(tx, cx, &mut all)?;
        products(&desk, default_sla, &covered, &mut all);
        let found = lint::check_bands(&as_bands(&bands(tx)?), &desk.band_uses());
        all.add("licence_bands", None, "", found);
        let found = lint::check_matrix(&setting::in_force(tx)?);
        all.add("priority_matrix", None, "", found);
        let found = crate::routing::findings::live(tx, cx)?;
        all.add("routing", None, "", found);
        let found = policy(tx, cx)?;
        all.add("policy", None, "", found);
        view(all)
    })
    .await
}

fn view(mut all: All) -> Result<LiveLintView, AppError> {
    all.found.sort_by_key(|(_, finding)| finding.severity);
    let more = all.more || all.found.len() > LIVE_FINDINGS_MAX;
    all.found.truncate(LIVE_FINDINGS_MAX);
    let findings = all
        .found
        .into_iter()
        .map(|(subject, finding)| {
            Ok(LiveFinding {
                subject,
                finding: FindingView::of(&finding)?,
            })
        })
        .collect::<Result<_, AppError>>()?;
    Ok(LiveLintView { findings, more })
}

fn calendars(tx: &mut Tx<'_>, cx: &Cx<'_>, all: &mut All) -> Result<(), AppError> {
    let rows = promises::list_calendars(tx, &NameCursor::default(), ROWS_MAX, false)?;
    all.more = all.more || rows.len() as i64 >= ROWS_MAX;
    for row in rows {
        let version = cx.specs.calendar(tx, row.id, row.current_version)?;
        let calendar: &Calendar = &version.calendar;
        let today = today(cx.now, calendar.zone_name())?;
        let found = lint::check_calendar(&version.spec, calendar, cx.now, today);
        all.add("calendar", Some(&row.id), &row.name, found);
    }
    Ok(())
}

/// What the contracts in force promise something for.
#[derive(Default)]
struct CoveredProducts {
    /// Some contract covers every product.
    all: bool,
    /// Products that one names.
    some: BTreeSet<String>,
    /// Not every contract was looked at.
    unknown: bool,
}

fn contracts(tx: &mut Tx<'_>, cx: &Cx<'_>, all: &mut All) -> Result<CoveredProducts, AppError> {
    let mut covered = CoveredProducts::default();
    let rows = promises::list_contracts(tx, None, None, LIVE_ROWS_MAX)?;
    covered.unknown = rows.len() as i64 >= LIVE_ROWS_MAX;
    all.more = all.more || covered.unknown;
    for row in rows {
        let state = state_now(&row, cx.now)?;
        let state = state.as_str();
        if matches!(state, "cancelled" | "expired") {
            continue;
        }
        let waits = matches!(state, "draft" | "awaiting_acceptance");
        let found = contract_findings(tx, cx, &row, waits)?;
        let name = format!("{} {}", row.number, row.name);
        all.add("contract", Some(&row.id), &name, found);
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        if state != "active" || row.sla_id.is_none() && plan.sla.is_none() {
            continue;
        }
        let coverage: Coverage = serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?;
        // One of assets alone is for single units, not for their product.
        covered.all = covered.all || coverage.products.is_empty() && coverage.assets.is_empty();
        covered
            .some
            .extend(coverage.products.iter().map(|k| k.as_str().to_owned()));
    }
    Ok(covered)
}

/// Products about which no ticket is promised anything, whoever asks.
fn products(desk: &Desk, default_sla: bool, covered: &CoveredProducts, all: &mut All) {
    if desk.has_corporate() || default_sla || covered.all || covered.unknown {
        return;
    }
    for product in &desk.products {
        if product.sla_id.is_none() && !covered.some.contains(&product.id.to_string()) {
            let finding = Finding {
                severity: Severity::Warning,
                path: "/sla_id".into(),
                what: What::ProductWithoutCoverage {},
            };
            all.add("product", Some(&product.id), &product.name, vec![finding]);
        }
    }
}

/// Where the published support policy says something else than what is
/// enforced.
fn policy(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<Vec<Finding>, AppError> {
    Ok(crate::policy::stale_now(tx, cx, Lang::En)?
        .into_iter()
        .map(|stale| Finding {
            severity: Severity::Warning,
            path: format!("/{}", stale.section),
            what: What::PolicyOutdated {
                section: stale.section.to_string(),
                what: stale.what,
                says: stale.says,
                enforces: stale.enforces,
            },
        })
        .collect())
}
