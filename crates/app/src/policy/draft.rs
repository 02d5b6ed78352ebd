//! The draft: read, replaced, and shown as it would be published.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, PlanId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::policy::{
    self, Documents, HIDDEN_PLANS_MAX, Lang, LangText, POLICY_TEXT_CHARS_MAX, PolicyDraft,
    SectionDiff, SectionId, mark_differences,
};
use surety_store::records::policy as kept;
use utoipa::ToSchema;

use super::{day, facts, read_documents};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::Check;
use crate::setting;

/// The draft with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"texts": {"contact": {"en": "Ask for Mrs. Halden.", "zh-CN": "请联系哈尔登女士。"}},
    "hidden_plans": [], "review_by": "2027-06-30", "version": 3}))]
pub struct PolicyDraftView {
    /// `{section: {"en": text, "zh-CN": text}}`; an empty line parts
    /// paragraphs, a line that begins with `- ` is a point.
    #[schema(value_type = Object)]
    pub texts: BTreeMap<SectionId, LangText>,
    /// Plans that the document does not name.
    pub hidden_plans: BTreeSet<String>,
    /// The day by which somebody looks at the policy again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// For `If-Match`.
    pub version: i64,
}

/// A new draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"texts": {"contact": {"en": "Ask for Mrs. Halden.", "zh-CN": "请联系哈尔登女士。"}},
    "review_by": "2027-06-30"}))]
pub struct SetPolicyDraft {
    /// `{section: {"en": text, "zh-CN": text}}`, at most 10,000 characters
    /// each; a section that is left out has no text.
    #[schema(value_type = Object)]
    pub texts: BTreeMap<SectionId, LangText>,
    /// Plans that the document does not name.
    #[serde(default)]
    pub hidden_plans: BTreeSet<String>,
    /// The day by which somebody looks at the policy again, `YYYY-MM-DD`.
    #[serde(default)]
    pub review_by: Option<String>,
}

/// A draft, saved or not, to be looked at.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"draft": {"texts": {}}}))]
pub struct PolicyPreviewInput {
    /// As it would be saved; left out, the saved one.
    pub draft: Option<SetPolicyDraft>,
    /// For this customer: what differs is marked.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
}

/// The document as it would be published now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PolicyPreview {
    /// `{"en": document, "zh-CN": document}`.
    #[schema(value_type = Object)]
    pub documents: Documents,
    /// What differs from the published version, by language; empty where
    /// nothing was published yet, and for a customer.
    #[schema(value_type = Object)]
    pub changes: BTreeMap<Lang, Vec<SectionDiff>>,
}

pub(super) fn view(draft: PolicyDraft, version: i64) -> PolicyDraftView {
    PolicyDraftView {
        texts: draft.texts,
        hidden_plans: draft.hidden_plans,
        review_by: draft.review_by,
        version,
    }
}

fn checked(input: &SetPolicyDraft, prefix: &str) -> Result<PolicyDraft, AppError> {
    let mut check = Check::new();
    for (id, text) in &input.texts {
        for lang in Lang::ALL {
            if text.of(*lang).chars().count() > POLICY_TEXT_CHARS_MAX {
                check.fail(
                    &format!("{prefix}texts.{id}.{lang}"),
                    "too_long",
                    format!("at most {POLICY_TEXT_CHARS_MAX} characters"),
                );
            }
        }
    }
    if input.hidden_plans.len() > HIDDEN_PLANS_MAX {
        check.fail(
            &format!("{prefix}hidden_plans"),
            "too_many",
            format!("at most {HIDDEN_PLANS_MAX}"),
        );
    }
    if input
        .hidden_plans
        .iter()
        .any(|id| id.parse::<PlanId>().is_err())
    {
        check.fail(
            &format!("{prefix}hidden_plans"),
            "plan_not_found",
            "expected ids of plans",
        );
    }
    let review_by = input
        .review_by
        .as_deref()
        .map(|date| check.date(&format!("{prefix}review_by"), date));
    check.done()?;
    Ok(PolicyDraft {
        texts: input.texts.clone(),
        hidden_plans: input.hidden_plans.clone(),
        review_by,
    })
}

/// The draft.
///
/// # Errors
/// `plan_read` is needed: it is for those who work at the desk.
pub async fn get(app: &App, call: &Call) -> Result<PolicyDraftView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces the draft. `expected` is the version of `If-Match`.
///
/// # Errors
/// `plan_manage` is needed; `too_long`, `too_many`, `plan_not_found`,
/// `invalid_date`; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetPolicyDraft,
) -> Result<PolicyDraftView, AppError> {
    let make = move || checked(&input, "");
    setting::replace(app, call, expected, make, view).await
}

/// A draft as it would be published now, for everybody or for one customer,
/// beside what is published. Writes nothing.
///
/// # Errors
/// `plan_read` is needed, for a customer `contract_read` of it; as [`set`].
pub async fn preview(
    app: &App,
    call: &Call,
    input: PolicyPreviewInput,
) -> Result<PolicyPreview, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::PlanRead, &Subject::Desk)?;
        if let Some(account) = input.account_id {
            cx.require(Permission::ContractRead, &Subject::Contract { account })?;
        }
        let draft = match &input.draft {
            Some(draft) => checked(draft, "draft.")?,
            None => setting::in_force::<PolicyDraft>(tx)?,
        };
        let today = day(cx.now)?;
        let general = Documents::generate(&draft, &facts::read(tx, cx, today.clone(), None)?);
        if let Some(account) = input.account_id {
            let own = facts::read(tx, cx, today, Some(account))?;
            let mut documents = Documents::generate(&draft, &own);
            mark_differences(&general.en, &mut documents.en);
            mark_differences(&general.zh_cn, &mut documents.zh_cn);
            return Ok(PolicyPreview {
                documents,
                changes: BTreeMap::new(),
            });
        }
        let changes = match kept::newest(tx)? {
            Some(published) => {
                let published = read_documents(&published)?;
                Lang::ALL
                    .iter()
                    .map(|lang| (*lang, policy::diff(published.of(*lang), general.of(*lang))))
                    .collect()
            }
            None => BTreeMap::new(),
        };
        Ok(PolicyPreview {
            documents: general,
            changes,
        })
    })
    .await
}
