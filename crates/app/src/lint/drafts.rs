//! The rules on one draft.

use surety_domain::calendar::Calendar;
use surety_domain::lint;
use surety_domain::permission::{Permission, Subject};
use surety_store::records::promises;

use super::desk::{Desk, as_bands, calendar as calendar_of, contract_findings};
use super::{
    LintCalendar, LintContract, LintLicenceBands, LintPlan, LintPriorityMatrix, LintSla, LintView,
    answer,
};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::versioned::{check_calendar, check_plan, check_sla_input, required};
use crate::{licence_bands as bands_verbs, promises::contracts};

/// The date of an instant in a zone.
pub(super) fn today(
    now: surety_domain::time::Instant,
    zone: &str,
) -> Result<jiff::civil::Date, AppError> {
    let zone = surety_domain::credit::zone(zone).map_err(|e| AppError::Internal(e.to_string()))?;
    surety_domain::credit::local_date(now, &zone).map_err(|e| AppError::Internal(e.to_string()))
}

/// What is seldom meant in a calendar.
///
/// # Errors
/// `calendar_manage` is needed; what saving it would refuse.
pub async fn calendar(app: &App, call: &Call, input: LintCalendar) -> Result<LintView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::CalendarManage, &Subject::Desk)?;
        if let Some(id) = input.id {
            promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
        }
        let spec = required("spec", input.draft.spec.clone())?;
        check_calendar(&spec)?;
        let calendar = Calendar::new(&spec)
            .map_err(|e| AppError::Internal(format!("a calendar that was checked: {e}")))?;
        let today = today(cx.now, calendar.zone_name())?;
        answer(&lint::check_calendar(&spec, &calendar, cx.now, today))
    })
    .await
}

/// What is seldom meant in an SLA.
///
/// # Errors
/// `sla_manage` is needed; what saving it would refuse.
pub async fn sla(app: &App, call: &Call, input: LintSla) -> Result<LintView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::SlaManage, &Subject::Desk)?;
        if let Some(id) = input.id {
            promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?;
        }
        let layer = required("layer", input.draft.layer.clone())?;
        let calendar_id = required("calendar_id", input.draft.calendar_id)?;
        let spec = required("spec", input.draft.spec.clone())?;
        check_sla_input(tx, &layer, calendar_id, &spec)?;
        let calendar = calendar_of(tx, cx, calendar_id)?.ok_or(AppError::NotFound("calendar"))?;
        let desk = Desk::read(tx, cx)?;
        answer(&lint::check_sla(
            &spec,
            &calendar,
            cx.now,
            &desk.of_sla(&layer),
        ))
    })
    .await
}

/// What is seldom meant in a plan.
///
/// # Errors
/// `plan_manage` is needed; what saving it would refuse.
pub async fn plan(app: &App, call: &Call, input: LintPlan) -> Result<LintView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::PlanManage, &Subject::Desk)?;
        if let Some(id) = input.id {
            promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?;
        }
        let mut spec = required("spec", input.draft.spec.clone())?;
        check_plan(tx, input.draft.sla_id.flatten(), &mut spec)?;
        let desk = Desk::read(tx, cx)?;
        answer(&lint::check_plan(&spec, &desk.of_plan()))
    })
    .await
}

/// What is seldom meant in a contract, and what stands against putting it in
/// force.
///
/// # Errors
/// `contract_manage` of the account is needed; what saving it would refuse.
pub async fn contract(app: &App, call: &Call, input: LintContract) -> Result<LintView, AppError> {
    app.query(call, move |tx, cx| {
        let account = input.draft.account_id;
        cx.require(Permission::ContractManage, &Subject::Contract { account })?;
        let mut row = contracts::draft_row(tx, cx, &input.draft)?;
        if let Some(id) = input.id {
            let saved = promises::get_contract(tx, id)?
                .filter(|saved| saved.account_id == account)
                .ok_or(AppError::NotFound("contract"))?;
            row.id = id;
            // What was agreed stays, in the version that was agreed.
            if saved.plan_id == row.plan_id {
                row.plan_version = saved.plan_version;
            }
        }
        answer(&contract_findings(tx, cx, &row, true)?)
    })
    .await
}

/// What is seldom meant in a priority matrix.
///
/// # Errors
/// `settings_manage` is needed.
pub async fn priority_matrix(
    app: &App,
    call: &Call,
    input: LintPriorityMatrix,
) -> Result<LintView, AppError> {
    app.query(call, move |_, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        answer(&lint::check_matrix(&input.draft.matrix))
    })
    .await
}

/// What is seldom meant in licence bands. Bands that overlap, which saving
/// refuses, are a finding.
///
/// # Errors
/// `settings_manage` is needed; field errors.
pub async fn licence_bands(
    app: &App,
    call: &Call,
    input: LintLicenceBands,
) -> Result<LintView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        let bands = bands_verbs::each_checked(&input.draft.bands)?;
        let desk = Desk::read(tx, cx)?;
        answer(&lint::check_bands(&as_bands(&bands), &desk.band_uses()))
    })
    .await
}
