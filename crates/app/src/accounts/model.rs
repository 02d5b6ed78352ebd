//! Accounts as they are shown, made and changed.

use serde::{Deserialize, Serialize};
use surety_domain::ids::AccountId;
use surety_domain::time::Instant;
use utoipa::ToSchema;

use crate::patch::{Patch, present};
use crate::tickets::view::Named;

/// A customer organisation. What only the desk may know is null or empty for customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Nordwind Energie", "parent_id": null,
    "parent": null, "segment": "enterprise", "industry": "energy", "annual_revenue_minor": 12000000,
    "open_deal_value_minor": null, "currency": "EUR", "zone": "Europe/Berlin", "locale": "de",
    "notes": "", "external_ref": "CRM-1042", "domains": ["nordwind.example"], "archived_at": null, "version": 1,
    "created_at": "2026-05-04T08:00:00Z", "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct AccountView {
    /// The id.
    #[schema(value_type = String)]
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// The account it belongs to.
    #[schema(value_type = Option<String>)]
    pub parent_id: Option<AccountId>,
    /// The same with its name.
    pub parent: Option<Named>,
    /// Which part of the market it is counted in.
    pub segment: Option<String>,
    /// What it does.
    pub industry: Option<String>,
    /// What it pays a year, in the smallest unit of its currency.
    pub annual_revenue_minor: Option<i64>,
    /// What it may buy next, in the smallest unit of its currency.
    pub open_deal_value_minor: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA zone.
    pub zone: String,
    /// BCP 47 language tag.
    pub locale: String,
    /// For the desk's eyes.
    pub notes: String,
    /// What another system knows it by; one account has it.
    pub external_ref: Option<String>,
    /// Mail domains whose senders belong to it.
    pub domains: Vec<String>,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// A new account.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Nordwind Energie", "currency": "EUR", "zone": "Europe/Berlin", "locale": "de",
    "domains": ["nordwind.example"]}))]
pub struct NewAccount {
    /// Its name.
    pub name: String,
    /// The account it belongs to.
    #[schema(value_type = Option<String>)]
    pub parent_id: Option<AccountId>,
    /// Which part of the market it is counted in.
    pub segment: Option<String>,
    /// What it does.
    pub industry: Option<String>,
    /// What it pays a year, in the smallest unit of its currency.
    pub annual_revenue_minor: Option<i64>,
    /// What it may buy next, in the smallest unit of its currency.
    pub open_deal_value_minor: Option<i64>,
    /// ISO 4217 code; `EUR` when left out.
    pub currency: Option<String>,
    /// IANA zone; `UTC` when left out.
    pub zone: Option<String>,
    /// BCP 47 language tag; `en` when left out.
    pub locale: Option<String>,
    /// For the desk's eyes.
    pub notes: Option<String>,
    /// What another system knows it by.
    pub external_ref: Option<String>,
    /// Mail domains whose senders belong to it.
    #[serde(default)]
    pub domains: Vec<String>,
}

/// A change of an account; what is left out stays, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"segment": "enterprise", "parent_id": null}))]
pub struct ChangeAccount {
    /// Its name.
    pub name: Option<String>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub parent_id: Patch<AccountId>,
    /// Which part of the market it is counted in.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub segment: Patch<String>,
    /// What it does.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub industry: Patch<String>,
    /// What it pays a year, in the smallest unit of its currency.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub annual_revenue_minor: Patch<i64>,
    /// What it may buy next, in the smallest unit of its currency.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub open_deal_value_minor: Patch<i64>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// IANA zone.
    pub zone: Option<String>,
    /// BCP 47 language tag.
    pub locale: Option<String>,
    /// For the desk's eyes.
    pub notes: Option<String>,
    /// What another system knows it by.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub external_ref: Patch<String>,
    /// Replaces the mail domains as a whole.
    pub domains: Option<Vec<String>>,
}
