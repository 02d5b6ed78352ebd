//! The drafts of an effect: what they promise is refused as saving would refuse
//! it (names and what may never change are not asked about), and they are put
//! among the versions that are read, in memory.

use std::sync::Arc;

use surety_domain::calendar::Calendar;
use surety_domain::calendar::CalendarSpec;
use surety_domain::credit::same_periods;
use surety_domain::ids::{AccountId, ContractId, PlanId};
use surety_domain::plan::PlanSpec;
use surety_domain::sla::SlaSpec;
use surety_store::Tx;
use surety_store::records::promises;

use super::super::contracts;
use super::super::credits::{self, Holder, Unwritten};
use super::super::entitle::{InPlace, default_holder};
use super::super::specs::{CalendarVersion, SlaVersion, Specs};
use super::super::versioned::{check_calendar, check_plan, check_sla_input, read};
use super::{EffectInput, Reach};
use crate::core::Cx;
use crate::error::AppError;
use crate::lint::{Asked, LintCalendar, LintPlan, LintSla};

/// What is left of each limit, before and after.
pub(super) type Sides = Vec<(String, Option<i64>, Option<i64>)>;

/// Drafts in place.
pub(super) struct Drafts {
    /// Which open tickets they reach.
    pub(super) reach: Vec<Reach>,
    /// The drafts in the place of what is saved.
    pub(super) in_place: InPlace,
    /// Every version, with those of the drafts.
    pub(super) specs: Specs,
    /// A plan whose contracts keep the version that was agreed.
    pub(super) kept_plan: Option<PlanId>,
    /// The contract as it is.
    contract_before: Option<promises::Contract>,
    /// What free support promises as it is.
    free_before: Option<Arc<PlanSpec>>,
}

impl Drafts {
    pub(super) fn read(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        input: &EffectInput,
    ) -> Result<Self, AppError> {
        allowed(tx, cx, input)?;
        let mut drafts = Self {
            reach: Vec::new(),
            in_place: InPlace::default(),
            specs: cx.specs.apart()?,
            kept_plan: None,
            contract_before: None,
            free_before: None,
        };
        if let Some(given) = &input.calendar {
            drafts
                .calendar(tx, given)
                .map_err(|e| e.within("calendar.draft"))?;
        }
        if let Some(given) = &input.sla {
            drafts.sla(tx, given).map_err(|e| e.within("sla.draft"))?;
        }
        if let Some(given) = &input.plan {
            drafts
                .plan(tx, cx, given)
                .map_err(|e| e.within("plan.draft"))?;
        }
        if let Some(given) = &input.contract {
            let (before, after) = contracts::amended(tx, cx, given.id, &given.draft)
                .map_err(|e| e.within("contract.draft"))?;
            drafts.reach.push(Reach::Contract { id: given.id });
            drafts.contract_before = Some(before);
            drafts.in_place.contract = Some(after);
        }
        Ok(drafts)
    }

    fn calendar(&mut self, tx: &mut Tx<'_>, given: &LintCalendar) -> Result<(), AppError> {
        let (Some(id), Some(spec)) = (given.id, &given.draft.spec) else {
            return given.draft.spec.as_ref().map_or(Ok(()), check_calendar);
        };
        let saved = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
        check_calendar(spec)?;
        // The same words make no version.
        if *spec == read::<CalendarSpec>(&format!("calendar {id}"), &saved.spec)? {
            return Ok(());
        }
        let calendar = Calendar::new(spec)
            .map_err(|e| AppError::Internal(format!("a calendar that was checked: {e}")))?;
        let version = saved.current_version + 1;
        let draft = CalendarVersion {
            spec: spec.clone(),
            calendar: Arc::new(calendar),
        };
        self.specs.put_calendar(id, version, draft)?;
        self.in_place.calendar = Some((id, version));
        self.reach.push(Reach::Calendar { id });
        Ok(())
    }

    fn sla(&mut self, tx: &mut Tx<'_>, given: &LintSla) -> Result<(), AppError> {
        let Some(id) = given.id else {
            return Ok(());
        };
        if given.draft.spec.is_none() && given.draft.calendar_id.is_none() {
            return Ok(());
        }
        let saved = promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?;
        let kept: SlaSpec = read(&format!("SLA {id}"), &saved.head.spec)?;
        let spec = given.draft.spec.clone().unwrap_or_else(|| kept.clone());
        let calendar = given.draft.calendar_id.unwrap_or(saved.calendar_id);
        check_sla_input(tx, &saved.layer, calendar, &spec)?;
        let draft_hours = matches!(self.in_place.calendar, Some((id, _)) if id == calendar);
        if (&spec, calendar) == (&kept, saved.calendar_id) && !draft_hours {
            return Ok(());
        }
        let measured = match self.in_place.calendar {
            Some((draft, version)) if draft == calendar => version,
            _ => {
                promises::get_calendar(tx, calendar)?
                    .ok_or(AppError::NotFound("calendar"))?
                    .current_version
            }
        };
        let version = saved.head.current_version + 1;
        let draft = SlaVersion {
            spec: Arc::new(spec),
            calendar,
        };
        self.specs.put_sla(id, version, draft)?;
        self.in_place.sla = Some((id, version, calendar, measured));
        self.reach.push(Reach::Sla { id });
        Ok(())
    }

    fn plan(&mut self, tx: &mut Tx<'_>, cx: &Cx<'_>, given: &LintPlan) -> Result<(), AppError> {
        let saved = match given.id {
            Some(id) => Some(promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?),
            None => None,
        };
        let mut spec: PlanSpec = match (&given.draft.spec, &saved) {
            (Some(spec), _) => spec.clone(),
            (None, Some(saved)) => read(&format!("plan {}", saved.head.id), &saved.head.spec)?,
            (None, None) => return Ok(()),
        };
        let was = saved.as_ref().and_then(|p| p.sla_id);
        let sla = given.draft.sla_id.unwrap_or(was);
        check_plan(tx, sla, &mut spec)?;
        self.kept_plan = given.id;
        let was_default = saved.as_ref().is_some_and(|p| p.is_default);
        if !given.draft.is_default.unwrap_or(was_default) {
            return Ok(());
        }
        let before = match promises::default_plan_in_force(tx)? {
            Some(now) => Some(cx.specs.plan(tx, now.plan, now.version)?),
            None => None,
        };
        let limits = before.as_ref().map_or(&[][..], |plan| &plan.limits);
        same_periods(limits, &spec.limits)
            .map_err(|e| AppError::conflict(e.code(), e.to_string()))?;
        let id = given.id.unwrap_or(PlanId(0));
        let version = saved.map_or(0, |p| p.head.current_version) + 1;
        self.in_place.plan = given.id.map(|id| (id, sla));
        self.in_place.free = Some((id, version, Arc::new(spec)));
        self.free_before = before;
        self.reach.push(Reach::FreeSupport);
        Ok(())
    }

    /// Whose credits a draft changes, of a ticket under this contract or of
    /// this account.
    pub(super) fn holder(
        &self,
        contract: Option<ContractId>,
        account: Option<AccountId>,
    ) -> Option<(ContractId, AccountId)> {
        if let (Some(id), Some(row)) = (contract, &self.contract_before) {
            return (row.id == id).then_some((id, row.account_id));
        }
        let account = account.filter(|_| contract.is_none() && self.in_place.free.is_some())?;
        Some((default_holder(account), account))
    }

    /// What a holder has left of each limit, before and after, where the two
    /// differ.
    pub(super) fn credits(
        &self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        holder: &(ContractId, AccountId),
    ) -> Result<Sides, AppError> {
        let (old, new, version) = match (&self.contract_before, &self.in_place) {
            (Some(row), in_place) if row.id == holder.0 => {
                let Some(amended) = &in_place.contract else {
                    return Ok(Vec::new());
                };
                let (row, before) = contracts::as_in_force(tx, cx, row.clone(), cx.now)?;
                let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
                let after = cx.specs.plan(tx, amended.plan_id, amended.plan_version)?;
                let version = row.current_version + 1;
                (
                    (before, plan),
                    (Holder::of_contract(amended), after),
                    version,
                )
            }
            (
                _,
                InPlace {
                    free: Some((_, version, draft)),
                    ..
                },
            ) => {
                let (now, plan) = match credits::free_support(tx, cx, holder.1, cx.now)? {
                    Some(found) => found,
                    None => match Holder::of_account(tx, holder.1)? {
                        Some(holder) => (holder, Arc::new(PlanSpec::default())),
                        None => return Ok(Vec::new()),
                    },
                };
                let after = now.alone();
                ((now, plan), (after, Arc::clone(draft)), *version)
            }
            _ => return Ok(Vec::new()),
        };
        sides(tx, cx, old, new, version)
    }
}

fn sides(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    (old, old_plan): (Holder, Arc<PlanSpec>),
    (new, new_plan): (Holder, Arc<PlanSpec>),
    version: i64,
) -> Result<Sides, AppError> {
    let before = credits::bucket_views(tx, &old, &old_plan, cx.now)?;
    let mut after = new.clone();
    let alone = old.alone();
    after.unwritten = old.unwritten;
    after.unwritten.push(Unwritten {
        before: (alone, old_plan),
        after: (new, Arc::clone(&new_plan)),
        version,
        at: cx.now,
    });
    let after = credits::bucket_views(tx, &after, &new_plan, cx.now)?;
    let mut found: Sides = before
        .iter()
        .map(|b| (b.bucket.clone(), Some(b.remaining_hundredths), None))
        .collect();
    for bucket in after {
        let left = Some(bucket.remaining_hundredths);
        match found.iter_mut().find(|(name, ..)| *name == bucket.bucket) {
            Some(known) => known.2 = left,
            None => found.push((bucket.bucket, None, left)),
        }
    }
    found.retain(|(_, before, after)| before != after);
    Ok(found)
}

fn allowed(tx: &mut Tx<'_>, cx: &Cx<'_>, input: &EffectInput) -> Result<(), AppError> {
    let contract = match &input.contract {
        Some(given) => Some(
            promises::get_contract(tx, given.id)?
                .ok_or(AppError::NotFound("contract"))?
                .account_id,
        ),
        None => None,
    };
    let asked = Asked {
        calendar: input.calendar.is_some(),
        sla: input.sla.is_some(),
        plan: input.plan.is_some(),
        contract,
    };
    asked.allowed(cx)
}
