//! The drafts of a simulation, refused as saving would refuse them.

use std::sync::Arc;

use surety_domain::calendar::Calendar;
use surety_domain::contract::ContractState;
use surety_domain::ids::{CalendarId, PlanId, SlaId};
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::sla::{LayerKind, SlaSpec};
use surety_store::Tx;
use surety_store::records::promises;

use super::views::SimulationInput;
use crate::core::Cx;
use crate::error::AppError;
use crate::promises::contracts;
use crate::promises::versioned::{
    check_calendar, check_layer, check_plan, check_sla_input, required,
};

/// The version of what is not saved: saved ones begin at 1.
pub(super) const DRAFT_VERSION: i64 = 0;

/// A draft calendar.
pub(super) struct DraftCalendar {
    pub(super) id: CalendarId,
    pub(super) calendar: Arc<Calendar>,
}

/// A draft SLA.
pub(super) struct DraftSla {
    pub(super) id: SlaId,
    pub(super) layer: LayerKind,
    pub(super) calendar: CalendarId,
    pub(super) spec: Arc<SlaSpec>,
    /// Whether it takes the place of a saved one.
    pub(super) saved: bool,
}

/// A draft plan.
pub(super) struct DraftPlan {
    pub(super) id: PlanId,
    pub(super) spec: Arc<PlanSpec>,
    pub(super) is_default: bool,
}

/// All of them.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) calendar: Option<DraftCalendar>,
    pub(super) sla: Option<DraftSla>,
    pub(super) plan: Option<DraftPlan>,
    pub(super) contract: Option<promises::Contract>,
}

fn nowhere(draft: &str, message: &str) -> AppError {
    AppError::invalid("simulation_without_place", &format!("{draft}.id"), message)
}

impl Drafts {
    pub(super) fn read(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        input: &SimulationInput,
    ) -> Result<Self, AppError> {
        let mut drafts = Self::default();
        if input.calendar.is_some() {
            drafts.calendar = calendar(tx, input)?;
        }
        if input.sla.is_some() {
            drafts.sla = sla(tx, input, drafts.calendar.as_ref())?;
        }
        if input.plan.is_some() {
            drafts.plan = plan(tx, input, drafts.sla.as_ref())?;
        }
        if let Some(given) = &input.contract {
            let mut row = contracts::draft_row(tx, cx, &given.draft)
                .map_err(|e| e.within("contract.draft"))?;
            row.state = ContractState::Active.as_str().into();
            row.current_version = DRAFT_VERSION;
            if let Some(id) = given.id {
                let saved = promises::get_contract(tx, id)?
                    .filter(|saved| saved.account_id == row.account_id)
                    .ok_or(AppError::NotFound("contract"))?;
                // What was agreed stays, in the version that was agreed.
                if saved.plan_id == row.plan_id {
                    row.plan_version = saved.plan_version;
                }
                row.id = id;
                row.created_at = saved.created_at;
                row.cancelled_at = saved.cancelled_at;
                if saved.state == ContractState::Cancelled.as_str() {
                    row.state = ContractState::Cancelled.as_str().into();
                }
            }
            drafts.contract = Some(row);
        }
        let promised = drafts.plan.as_ref().is_some_and(|plan| {
            let sla = drafts.sla.as_ref().map(|s| Key::of(s.id));
            sla.is_some() && plan.spec.sla == sla
        });
        if let Some(sla) = &drafts.sla
            && !sla.saved
            && sla.layer != LayerKind::Corporate
            && !promised
        {
            return Err(nowhere(
                "sla",
                "nothing promises this SLA yet: say which saved one it takes the place of",
            ));
        }
        Ok(drafts)
    }
}

fn calendar(tx: &mut Tx<'_>, input: &SimulationInput) -> Result<Option<DraftCalendar>, AppError> {
    let Some(given) = &input.calendar else {
        return Ok(None);
    };
    let spec =
        required("spec", given.draft.spec.clone()).map_err(|e| e.within("calendar.draft"))?;
    check_calendar(&spec).map_err(|e| e.within("calendar.draft"))?;
    let calendar = Calendar::new(&spec)
        .map_err(|e| AppError::Internal(format!("a calendar that was checked: {e}")))?;
    if let Some(id) = given.id {
        promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    } else if input
        .sla
        .as_ref()
        .is_none_or(|sla| sla.draft.calendar_id.is_some())
    {
        return Err(nowhere(
            "calendar",
            "nothing goes by this calendar yet: say which saved one it takes the place of",
        ));
    }
    Ok(Some(DraftCalendar {
        id: given.id.unwrap_or(CalendarId(0)),
        calendar: Arc::new(calendar),
    }))
}

fn sla(
    tx: &mut Tx<'_>,
    input: &SimulationInput,
    calendar: Option<&DraftCalendar>,
) -> Result<Option<DraftSla>, AppError> {
    let Some(given) = &input.sla else {
        return Ok(None);
    };
    let saved = match given.id {
        Some(id) => Some(promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?),
        None => None,
    };
    // The layer of one that is saved stays.
    let layer = match &saved {
        Some(row) => row.layer.clone(),
        None => required("layer", given.draft.layer.clone()).map_err(|e| e.within("sla.draft"))?,
    };
    let kind = check_layer(&layer).map_err(|e| e.within("sla.draft"))?;
    let spec = required("spec", given.draft.spec.clone()).map_err(|e| e.within("sla.draft"))?;
    let calendar_id = match (given.draft.calendar_id, calendar) {
        (Some(id), _) => {
            check_sla_input(tx, &layer, id, &spec).map_err(|e| e.within("sla.draft"))?;
            id
        }
        (None, Some(draft)) => {
            spec.check().map_err(|e| {
                AppError::invalid(e.code, &format!("sla.draft.spec.{}", e.path), e.message)
            })?;
            draft.id
        }
        (None, None) => {
            return Err(AppError::invalid(
                "required",
                "sla.draft.calendar_id",
                "this is needed",
            ));
        }
    };
    Ok(Some(DraftSla {
        id: given.id.unwrap_or(SlaId(0)),
        layer: kind,
        calendar: calendar_id,
        spec: Arc::new(spec),
        saved: saved.is_some(),
    }))
}

fn plan(
    tx: &mut Tx<'_>,
    input: &SimulationInput,
    sla: Option<&DraftSla>,
) -> Result<Option<DraftPlan>, AppError> {
    let Some(given) = &input.plan else {
        return Ok(None);
    };
    let mut spec =
        required("spec", given.draft.spec.clone()).map_err(|e| e.within("plan.draft"))?;
    let named = given.draft.sla_id.flatten();
    check_plan(tx, named, &mut spec).map_err(|e| e.within("plan.draft"))?;
    if named.is_none()
        && let Some(sla) = sla.filter(|s| s.layer == LayerKind::Plan)
    {
        spec.sla = Some(Key::of(sla.id));
    }
    let saved = match given.id {
        Some(id) => Some(promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?),
        None => None,
    };
    let is_default = given
        .draft
        .is_default
        .unwrap_or(saved.as_ref().is_some_and(|p| p.is_default));
    if saved.is_none() && !is_default {
        return Err(nowhere(
            "plan",
            "nobody has this plan yet: say which saved one it takes the place of",
        ));
    }
    Ok(Some(DraftPlan {
        id: given.id.unwrap_or(PlanId(0)),
        spec: Arc::new(spec),
        is_default,
    }))
}
