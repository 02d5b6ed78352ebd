//! What a column of a table can be, and how a table is read.

use serde::{Deserialize, Serialize};
use surety_domain::sheet::amount::DecimalMark;
use surety_domain::text::fold;
use utoipa::ToSchema;

use super::decode::CHARSETS;
use crate::error::AppError;
use crate::record::Check;

/// Most columns of a table.
pub const COLUMNS_MAX: usize = 60;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportField {
    /// What another system knows the account by.
    ExternalRef,
    /// The id that the desk gave it.
    Id,
    /// Its name.
    Name,
    /// What another system knows the account above it by.
    ParentRef,
    /// Which part of the market it is counted in.
    Segment,
    /// What it does.
    Industry,
    /// What it pays a year, as a decimal.
    AnnualRevenue,
    /// What it may buy next, as a decimal.
    OpenDealValue,
    /// ISO 4217 code of both amounts.
    Currency,
    /// IANA zone.
    Zone,
    /// BCP 47 language tag.
    Locale,
    /// For the desk's eyes.
    Notes,
    /// Mail domains, between spaces, commas or semicolons.
    Domains,
}

impl ImportField {
    /// Every field, in the order of the template.
    pub const ALL: [Self; 13] = [
        Self::ExternalRef,
        Self::Id,
        Self::Name,
        Self::ParentRef,
        Self::Segment,
        Self::Industry,
        Self::AnnualRevenue,
        Self::OpenDealValue,
        Self::Currency,
        Self::Zone,
        Self::Locale,
        Self::Notes,
        Self::Domains,
    ];

    /// Its name in the API and in the head of the template.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExternalRef => "external_ref",
            Self::Id => "id",
            Self::Name => "name",
            Self::ParentRef => "parent_ref",
            Self::Segment => "segment",
            Self::Industry => "industry",
            Self::AnnualRevenue => "annual_revenue",
            Self::OpenDealValue => "open_deal_value",
            Self::Currency => "currency",
            Self::Zone => "zone",
            Self::Locale => "locale",
            Self::Notes => "notes",
            Self::Domains => "domains",
        }
    }

    /// What heads call it in the tables of others, folded.
    const fn also(self) -> &'static [&'static str] {
        match self {
            Self::ExternalRef => &[
                "external reference",
                "external id",
                "externalid",
                "crm id",
                "customer number",
                "customer no",
                "account number",
                "reference",
                "kundennummer",
                "外部编号",
                "客户编号",
                "外部引用",
            ],
            Self::Id => &["account id", "surety id", "机构编号"],
            Self::Name => &[
                "account",
                "account name",
                "company",
                "customer",
                "kunde",
                "firma",
                "名称",
                "客户",
                "客户名称",
                "公司",
                "机构",
            ],
            Self::ParentRef => &[
                "parent",
                "parent account",
                "parent reference",
                "上级",
                "上级客户",
                "上级机构",
            ],
            Self::Segment => &["tier", "market segment", "细分", "客户类别", "客户分类"],
            Self::Industry => &["branch", "sector", "branche", "行业"],
            Self::AnnualRevenue => &[
                "revenue",
                "arr",
                "yearly revenue",
                "umsatz",
                "jahresumsatz",
                "年收入",
                "营收",
                "年营收",
            ],
            Self::OpenDealValue => &[
                "deal value",
                "open deals",
                "pipeline",
                "opportunity value",
                "商机金额",
                "在谈金额",
            ],
            Self::Currency => &["currency code", "währung", "币种", "货币"],
            Self::Zone => &["time zone", "timezone", "zeitzone", "时区"],
            Self::Locale => &["language", "sprache", "语言"],
            Self::Notes => &["note", "comment", "comments", "notizen", "备注"],
            Self::Domains => &[
                "domain",
                "mail domain",
                "mail domains",
                "email domain",
                "website domain",
                "域名",
                "邮箱域名",
            ],
        }
    }

    /// What a column with this head is likely to hold.
    pub fn of_head(head: &str) -> Option<Self> {
        let folded = fold(head).replace(['_', '-'], " ");
        Self::ALL.into_iter().find(|field| {
            field.as_str().replace('_', " ") == folded || field.also().contains(&folded.as_str())
        })
    }
}

/// By what a line finds its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchBy {
    /// What another system knows it by; one that nobody has makes a new account.
    ExternalRef,
    /// Its name, whatever case; one that nobody has makes a new account.
    Name,
    /// Its id; none is made.
    Id,
}

impl MatchBy {
    /// The column that holds it.
    pub const fn field(self) -> ImportField {
        match self {
            Self::ExternalRef => ImportField::ExternalRef,
            Self::Name => ImportField::Name,
            Self::Id => ImportField::Id,
        }
    }
}

/// What an empty cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmptyCells {
    /// Nothing: what is there stays.
    Keep,
    /// That the field is to be empty, where it may be.
    Clear,
}

/// Which mark stands before the part of an amount that is less than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

impl From<Decimal> for DecimalMark {
    fn from(decimal: Decimal) -> Self {
        match decimal {
            Decimal::Point => Self::Point,
            Decimal::Comma => Self::Comma,
        }
    }
}

/// How a table is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"charset": "utf-8", "separator": ",", "decimal": "point", "match_by": "external_ref",
    "empty": "keep", "currency": "EUR", "columns": ["external_ref", "name", null, "annual_revenue"]}))]
pub struct ImportOptions {
    /// One of `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5`, `windows-1252`, `shift_jis`.
    pub charset: String,
    /// `,`, `;`, `|` or a tab.
    pub separator: String,
    /// The mark in amounts.
    pub decimal: Decimal,
    /// By what a line finds its account.
    pub match_by: MatchBy,
    /// What an empty cell says.
    pub empty: EmptyCells,
    /// ISO 4217 code of amounts of new accounts without one.
    pub currency: String,
    /// What each column holds; null is not read.
    pub columns: Vec<Option<ImportField>>,
}

impl ImportOptions {
    /// The separator as a character.
    ///
    /// # Errors
    /// `invalid_separator`.
    pub(super) fn separator(&self) -> Result<char, AppError> {
        separator(&self.separator)
    }

    /// Checks them by themselves; the number of columns is known from the table.
    pub(super) fn check(&self, columns: usize) -> Result<(), AppError> {
        let mut check = Check::new();
        if !CHARSETS.contains(&self.charset.as_str()) {
            check.fail(
                "charset",
                "unknown_charset",
                format!("one of {}", CHARSETS.join(", ")),
            );
        }
        check.currency("currency", &self.currency);
        if self.columns.len() != columns {
            check.fail(
                "columns",
                "column_count",
                format!("the table has {columns} columns"),
            );
        }
        for (at, field) in self.columns.iter().enumerate() {
            if field.is_some() && self.columns[..at].contains(field) {
                check.fail(
                    &format!("columns[{at}]"),
                    "duplicate",
                    "another column holds this already",
                );
            }
        }
        if !self.columns.contains(&Some(self.match_by.field())) {
            check.fail(
                "columns",
                "key_column_missing",
                format!(
                    "no column is {}, by which lines find their accounts",
                    self.match_by.field().as_str()
                ),
            );
        }
        check.done()
    }
}

/// The separator as a character.
///
/// # Errors
/// `invalid_separator`.
pub(super) fn separator(text: &str) -> Result<char, AppError> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if surety_domain::sheet::SEPARATORS.contains(&c) => Ok(c),
        _ => Err(AppError::invalid(
            "invalid_separator",
            "separator",
            "one of , ; | or a tab",
        )),
    }
}
