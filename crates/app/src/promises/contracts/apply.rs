//! A template used on many accounts at once.
//!
//! One transaction notes what is wanted and writes a job for each account; each
//! job makes that account's contract in a transaction of its own, or notes why
//! there is none. An account of a use is decided once, whatever comes twice.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::{ContractState, TemplateSpec};
use surety_domain::ids::{AccountId, ContractId, ContractTemplateId, TemplateApplyId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::jobs::Job;
use surety_store::records::{accounts, promises};
use utoipa::ToSchema;

use super::change::{NewContract, create_in, draft_row};
use super::steps::{Step, step_in};
use super::terms::overlap_of;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind, end_in};
use crate::record::Check;
use crate::tickets::view::Named;

/// Most accounts of one use of a template.
pub const APPLY_ACCOUNTS_MAX: usize = 200;
/// How many uses of a template are listed, the newest.
pub const APPLIES_LISTED: i64 = 50;

/// For whom contracts are made from a template, and from when.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"account_ids": ["acc_01jz8k3m6yq5t0v9w2x4c7b1ne"], "start_date": "2026-07-01",
    "state": "active"}))]
pub struct ApplyTemplate {
    /// Whose contracts are made, 1 to 200 accounts.
    #[schema(value_type = Vec<String>)]
    pub account_ids: Vec<AccountId>,
    /// First day of each contract, in its account's zone.
    pub start_date: String,
    /// How far each contract is taken: `draft`, `awaiting_acceptance` or `active`.
    pub state: String,
}

/// What would become of one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ApplyPreviewView {
    /// Which account.
    pub account: Named,
    /// `made` or `refused`.
    pub outcome: String,
    /// First day after the contract; null is open-ended.
    pub end_date: Option<String>,
    /// Why it would be refused: a stable code.
    pub code: Option<String>,
    /// The same in words.
    pub detail: Option<String>,
    /// The contract that holds for the same SLA at the same time. A draft is
    /// made all the same, and could not be put in force.
    pub other_contract: Option<Named>,
}

/// What became of one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ApplyTargetView {
    /// Which account.
    pub account: Named,
    /// `waiting`, `made` or `refused`.
    pub outcome: String,
    /// The contract that was made.
    #[schema(value_type = Option<String>)]
    pub contract_id: Option<ContractId>,
    /// Why it was refused: a stable code.
    pub code: Option<String>,
    /// The same in words.
    pub detail: Option<String>,
}

/// One use of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ApplyView {
    /// The id.
    #[schema(value_type = String)]
    pub id: TemplateApplyId,
    /// Of which template.
    #[schema(value_type = String)]
    pub template_id: ContractTemplateId,
    /// In which version.
    pub template_version: i64,
    /// First day of each contract, in its account's zone.
    pub start_date: String,
    /// How far each contract is taken.
    pub state: String,
    /// Who did it.
    pub created_by: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Accounts that wait for their contract.
    pub waiting: i64,
    /// Accounts that got one.
    pub made: i64,
    /// Accounts that got none.
    pub refused: i64,
    /// Each account; left out in lists.
    #[serde(default)]
    pub accounts: Vec<ApplyTargetView>,
}

/// How far each contract is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    Draft,
    Offered,
    InForce,
}

impl Until {
    fn read(state: &str) -> Option<Self> {
        match state.parse().ok()? {
            ContractState::Draft => Some(Self::Draft),
            ContractState::AwaitingAcceptance => Some(Self::Offered),
            ContractState::Active => Some(Self::InForce),
            _ => None,
        }
    }

    const fn step(self) -> Option<Step> {
        match self {
            Self::Draft => None,
            Self::Offered => Some(Step::Offer),
            Self::InForce => Some(Step::Activate),
        }
    }
}

/// What a use asks for, checked by itself.
struct Wanted {
    start: jiff::civil::Date,
    until: Until,
}

fn check_input(cx: &Cx<'_>, input: &ApplyTemplate) -> Result<Wanted, AppError> {
    let mut check = Check::new();
    check.list("account_ids", &input.account_ids, APPLY_ACCOUNTS_MAX);
    if input.account_ids.is_empty() {
        check.fail("account_ids", "required", "name at least one account");
    }
    check.date("start_date", &input.start_date);
    let until = Until::read(&input.state);
    if until.is_none() {
        check.fail(
            "state",
            "unknown_state",
            "expected draft, awaiting_acceptance or active",
        );
    }
    check.done()?;
    for account in &input.account_ids {
        cx.require(
            Permission::ContractManage,
            &Subject::Contract { account: *account },
        )?;
    }
    Ok(Wanted {
        start: input
            .start_date
            .parse()
            .map_err(|_| AppError::invalid("invalid_date", "start_date", "YYYY-MM-DD"))?,
        until: until.unwrap_or(Until::Draft),
    })
}

fn template_in_use(
    tx: &mut Tx<'_>,
    id: ContractTemplateId,
) -> Result<(promises::Template, TemplateSpec), AppError> {
    let row = promises::get_template(tx, id)?.ok_or(AppError::NotFound("contract template"))?;
    if row.archived_at.is_some() {
        return Err(AppError::conflict(
            "template_archived",
            "this template was put away",
        ));
    }
    let spec = spec_of_text(id, &row.spec)?;
    Ok((row, spec))
}

fn spec_of_text(id: ContractTemplateId, text: &str) -> Result<TemplateSpec, AppError> {
    serde_json::from_str(text)
        .map_err(|e| AppError::Internal(format!("contract template {id}: {e}")))
}

/// The contract of one account that a template asks for.
fn contract_of(
    tx: &mut Tx<'_>,
    spec: &TemplateSpec,
    account: AccountId,
    start: jiff::civil::Date,
) -> Result<NewContract, AppError> {
    let row = accounts::get(tx, account)?.ok_or(AppError::NotFound("account"))?;
    if row.archived_at.is_some() {
        return Err(AppError::conflict(
            "account_archived",
            "this account was put away",
        ));
    }
    let end = spec
        .end_date(start)
        .map_err(|e| AppError::invalid(e.code(), "start_date", e.to_string()))?;
    Ok(NewContract {
        name: spec.contract_name.clone(),
        account_id: account,
        plan_id: spec.plan_id,
        sla_id: spec.sla_id,
        start_date: start.to_string(),
        end_date: end.map(|e| e.to_string()),
        rank: spec.rank,
        covers_children: spec.covers_children,
        coverage: spec.coverage.clone(),
        terms_text: spec.terms_text.clone(),
    })
}

/// What would become of each account. Writes nothing.
///
/// # Errors
/// `contract_manage` is needed; bad input by field, `template_archived`, or the store's.
pub async fn preview_template(
    app: &App,
    call: &Call,
    id: ContractTemplateId,
    input: ApplyTemplate,
) -> Result<Vec<ApplyPreviewView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ContractManage, &Subject::Desk)?;
        let wanted = check_input(cx, &input)?;
        let (_, spec) = template_in_use(tx, id)?;
        let names = accounts::names(tx, &input.account_ids)?;
        let mut views = Vec::new();
        for account in &input.account_ids {
            let mut view = ApplyPreviewView {
                account: Named {
                    id: account.to_string(),
                    name: names.get(account).cloned().unwrap_or_default(),
                },
                outcome: "made".into(),
                end_date: None,
                code: None,
                detail: None,
                other_contract: None,
            };
            let drafted = contract_of(tx, &spec, *account, wanted.start)
                .and_then(|new| draft_row(tx, cx, &new));
            match drafted {
                Ok(row) => {
                    if let Some((overlap, other)) = overlap_of(tx, cx, &row)? {
                        if wanted.until != Until::Draft {
                            view.outcome = "refused".into();
                            view.code = Some("contract_overlap".into());
                        }
                        view.detail = Some(format!(
                            "contract {} ({}) of this account holds for the same SLA from {} to {}",
                            other.number, other.name, overlap.from, overlap.to
                        ));
                        view.other_contract = Some(Named {
                            id: other.id.to_string(),
                            name: other.name,
                        });
                    }
                    view.end_date = row.end_date;
                }
                Err(error) if is_refusal(&error) => {
                    view.outcome = "refused".into();
                    view.code = Some(error.code().to_owned());
                    view.detail = Some(error.to_string());
                }
                Err(error) => return Err(error),
            }
            views.push(view);
        }
        Ok(views)
    })
    .await
}

/// Notes that contracts are to be made for these accounts; a job for each
/// makes it.
///
/// # Errors
/// `contract_manage` is needed; bad input by field, `template_archived`, or the store's.
pub async fn apply_template(
    app: &App,
    call: &Call,
    id: ContractTemplateId,
    input: ApplyTemplate,
) -> Result<ApplyView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::ContractManage, &Subject::Desk)?;
        check_input(cx, &input)?;
        let (template, _) = template_in_use(tx, id)?;
        let known = accounts::names(tx, &input.account_ids)?;
        let mut check = Check::new();
        for (at, account) in input.account_ids.iter().enumerate() {
            check.reference(&format!("account_ids[{at}]"), known.contains_key(account));
        }
        check.done()?;
        let row = promises::TemplateApply {
            id: cx.new_id(TemplateApplyId::new),
            template_id: id,
            template_version: template.current_version,
            start_date: input.start_date.clone(),
            state: input.state.clone(),
            created_by: cx.actor_id(),
            created_at: cx.now,
        };
        promises::insert_apply(tx, &row, &input.account_ids)?;
        for account in &input.account_ids {
            let payload = json!(Payload {
                apply: row.id,
                account: *account,
            });
            jobs::enqueue(tx, cx, Kind::TemplateApply, &payload, cx.now)?;
        }
        cx.audit(
            tx,
            "contract_template.applied",
            "contract_template",
            &id.to_string(),
            &json!({ "apply": row.id, "version": row.template_version, "start_date": row.start_date,
                "state": row.state, "account_ids": input.account_ids }),
        )?;
        apply_view(tx, row, true)
    })
    .await
}

fn apply_view(
    tx: &mut Tx<'_>,
    row: promises::TemplateApply,
    whole: bool,
) -> Result<ApplyView, AppError> {
    let counts = promises::apply_counts(tx, row.id)?;
    let count = |outcome: &str| {
        counts
            .iter()
            .find(|(o, _)| o == outcome)
            .map_or(0, |(_, n)| *n)
    };
    let mut views = Vec::new();
    if whole {
        let targets = promises::apply_targets(tx, row.id)?;
        let ids: Vec<AccountId> = targets.iter().map(|t| t.account_id).collect();
        let names = accounts::names(tx, &ids)?;
        views.extend(targets.into_iter().map(|t| ApplyTargetView {
            account: Named {
                id: t.account_id.to_string(),
                name: names.get(&t.account_id).cloned().unwrap_or_default(),
            },
            outcome: t.outcome,
            contract_id: t.contract_id,
            code: t.code,
            detail: t.detail,
        }));
    }
    Ok(ApplyView {
        id: row.id,
        template_id: row.template_id,
        template_version: row.template_version,
        start_date: row.start_date,
        state: row.state,
        created_by: row.created_by,
        created_at: row.created_at,
        waiting: count("waiting"),
        made: count("made"),
        refused: count("refused"),
        accounts: views,
    })
}

/// One use of a template with what became of each account.
///
/// # Errors
/// `contract_manage` is needed; `NotFound`, or the store's.
pub async fn get_apply(app: &App, call: &Call, id: TemplateApplyId) -> Result<ApplyView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ContractManage, &Subject::Desk)?;
        let row = promises::get_apply(tx, id)?.ok_or(AppError::NotFound("apply"))?;
        apply_view(tx, row, true)
    })
    .await
}

/// The newest uses of a template, without their accounts.
///
/// # Errors
/// `contract_manage` is needed; `NotFound`, or the store's.
pub async fn list_applies(
    app: &App,
    call: &Call,
    template: ContractTemplateId,
) -> Result<Vec<ApplyView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::ContractManage, &Subject::Desk)?;
        promises::get_template(tx, template)?.ok_or(AppError::NotFound("contract template"))?;
        promises::applies(tx, template, APPLIES_LISTED)?
            .into_iter()
            .map(|row| apply_view(tx, row, false))
            .collect()
    })
    .await
}

/// What a job of this kind carries.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    apply: TemplateApplyId,
    account: AccountId,
}

/// Whether an error is an answer about the account and not a fault of the desk.
const fn is_refusal(error: &AppError) -> bool {
    matches!(
        error,
        AppError::NotFound(_)
            | AppError::Invalid { .. }
            | AppError::InvalidFields(_)
            | AppError::Conflict { .. }
    )
}

/// Makes the contract of one account, or notes why there is none.
///
/// # Errors
/// `lease_lost` when another node has the job, or the store's.
pub async fn on_job(app: &App, job: &Job) -> Result<(), AppError> {
    let payload: Payload = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("the payload of a template's use: {e}")))?;
    let mine = job.clone();
    let made = app
        .command(&Call::system(), move |tx, cx| {
            make_one(tx, cx, payload)?;
            end_in(tx, &mine)
        })
        .await;
    match made {
        Err(error) if is_refusal(&error) && error.code() != "lease_lost" => {
            // What was begun is undone; that it was refused is kept.
            let mine = job.clone();
            let (code, detail) = (error.code().to_owned(), error.to_string());
            app.command(&Call::system(), move |tx, cx| {
                let target = promises::TemplateTarget {
                    account_id: payload.account,
                    outcome: "refused".into(),
                    contract_id: None,
                    code: Some(code.clone()),
                    detail: Some(detail.clone()),
                };
                promises::decide_target(tx, payload.apply, &target, cx.now)?;
                end_in(tx, &mine)
            })
            .await
        }
        other => other,
    }
}

fn make_one(tx: &mut Tx<'_>, cx: &Cx<'_>, payload: Payload) -> Result<(), AppError> {
    if !promises::lock_target(tx, payload.apply, payload.account)? {
        return Ok(()); // decided before
    }
    let apply = promises::get_apply(tx, payload.apply)?.ok_or(AppError::NotFound("apply"))?;
    let text = promises::template_spec(tx, apply.template_id, apply.template_version)?
        .ok_or(AppError::NotFound("contract template"))?;
    let spec = spec_of_text(apply.template_id, &text)?;
    let broken = |what: &str| AppError::Internal(format!("use {} of a template: {what}", apply.id));
    let start = apply.start_date.parse().map_err(|_| broken("its day"))?;
    let until = Until::read(&apply.state).ok_or_else(|| broken("its state"))?;
    let new = contract_of(tx, &spec, payload.account, start)?;
    let made = create_in(tx, cx, &new)?;
    if let Some(step) = until.step() {
        step_in(tx, cx, made.id, None, &step)?;
    }
    let target = promises::TemplateTarget {
        account_id: payload.account,
        outcome: "made".into(),
        contract_id: Some(made.id),
        code: None,
        detail: None,
    };
    promises::decide_target(tx, payload.apply, &target, cx.now)?;
    Ok(())
}
