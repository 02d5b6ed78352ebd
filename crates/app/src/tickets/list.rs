//! Lists of tickets: parameters as the API and saved views write them, pages, counts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use surety_domain::permission::{ActorKind, Permission, Subject, ticket_reach};
use surety_domain::ticket::{Category, Channel, Priority};
use surety_domain::time::Instant;
use surety_store::records::ledger::{UsedIn, UsedOf};
use surety_store::records::ticket_list::{self, COUNT_CAP, TicketCursor, TicketFilter, TicketSort};
use utoipa::ToSchema;

use super::row::rows_for;
use super::view::TicketRowView;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::handoffs::filter::{handed, offered};

/// Most tickets on a page.
pub const PAGE_MAX: i64 = 200;
/// Tickets on a page when nothing is said.
pub const PAGE_DEFAULT: i64 = 50;
/// Most values of one parameter.
pub const VALUES_MAX: usize = 50;
/// "Due soon" is within this many seconds.
pub const DUE_SOON_SECONDS: i64 = 2 * 3_600;

/// Which tickets, as the query string and saved views write it: comma lists of
/// words or ids; `none` stands for "not set", `me` for the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TicketParams {
    /// `true`: neither solved nor closed, nor spam, merged or blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// Status categories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Status ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Priorities, or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// Agents, `me` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// Teams, `mine` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Account ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Contact ids, or `me`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    /// Plan ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Contract ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// Product ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Asset ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// Ticket type ids.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<String>,
    /// Channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Tags; a ticket has all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// `breached`, `due_soon`, `running` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<String>,
    /// `admitted`, `held` or `blocked`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admission: Option<String>,
    /// `covered`, `over_limit` or `uncovered`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// `true`: what is escalated; `false`: what is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalated: Option<String>,
    /// `me`: offered to the caller by name or to their teams; `my_teams`:
    /// offered to their teams as a whole; `any`: offered to anybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offered: Option<String>,
    /// They came back to a team that had them at least so often, 1 or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounces: Option<String>,
    /// They were offered from an instant, before another, with commas between;
    /// after them perhaps `reason:<key>`, `from:<team or none>`, `to:<team or
    /// none>`, `outcome:<word or open>`, `bounced`. Spam and merged ones too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed: Option<String>,
    /// `true` shows spam, and only spam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spam: Option<String>,
    /// A ticket number, or words of the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Created at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_from: Option<String>,
    /// Created before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<String>,
    /// They used credits: of a contract or account, from an instant, before
    /// another, with commas between the three. Spam and merged ones too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drew: Option<String>,
}

/// A parameter that says nothing.
pub(crate) fn bad(field: &str, message: impl Into<String>) -> AppError {
    AppError::invalid("invalid_filter", field, message)
}

fn words<'a>(field: &str, text: Option<&'a String>) -> Result<Vec<&'a str>, AppError> {
    let Some(text) = text else {
        return Ok(Vec::new());
    };
    let list: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|w| !w.is_empty())
        .collect();
    if list.len() > VALUES_MAX {
        return Err(bad(field, format!("at most {VALUES_MAX} values")));
    }
    Ok(list)
}

/// A word of a parameter as what it stands for.
pub(crate) fn parsed<T: std::str::FromStr>(field: &str, word: &str) -> Result<T, AppError>
where
    T::Err: std::fmt::Display,
{
    word.parse()
        .map_err(|e| bad(field, format!("{word:?}: {e}")))
}

fn all<T: std::str::FromStr>(field: &str, text: Option<&String>) -> Result<Vec<T>, AppError>
where
    T::Err: std::fmt::Display,
{
    words(field, text)?
        .into_iter()
        .map(|w| parsed(field, w))
        .collect()
}

fn known<T: std::str::FromStr>(field: &str, text: Option<&String>) -> Result<Vec<String>, AppError>
where
    T::Err: std::fmt::Display,
{
    words(field, text)?
        .into_iter()
        .map(|w| parsed::<T>(field, w).map(|_| w.to_owned()))
        .collect()
}

fn one_of(field: &str, text: Option<&String>, allowed: &[&str]) -> Result<Vec<String>, AppError> {
    let list = words(field, text)?;
    match list.iter().find(|w| !allowed.contains(w)) {
        Some(w) => Err(bad(
            field,
            format!("{w:?} is none of {}", allowed.join(", ")),
        )),
        None => Ok(list.into_iter().map(str::to_owned).collect()),
    }
}

fn flag(field: &str, text: Option<&String>) -> Result<Option<bool>, AppError> {
    match text.map(String::as_str) {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(bad(field, "true or false")),
    }
}

impl TicketParams {
    /// What is not shown cannot be asked for either: a list that is cut by it
    /// would tell.
    fn refuse_probes(&self, cx: &Cx<'_>) -> Result<(), AppError> {
        let colleagues = "only people of the desk see this, so only they list by it";
        if cx.actor.kind == ActorKind::Customer {
            for (field, given) in [
                ("tag", &self.tag),
                ("team", &self.team),
                ("escalated", &self.escalated),
                ("drew", &self.drew),
                ("offered", &self.offered),
                ("bounces", &self.bounces),
                ("handed", &self.handed),
            ] {
                if given.is_some() {
                    return Err(bad(field, colleagues));
                }
            }
        }
        if self.contract.is_some() && !cx.may(Permission::ContractRead, &Subject::Desk) {
            return Err(bad("contract", "this needs the permission contract_read"));
        }
        Ok(())
    }

    /// The filter these parameters mean for a caller, now.
    ///
    /// # Errors
    /// `invalid_filter` names the parameter and what is wrong with it.
    pub fn filter(&self, cx: &Cx<'_>) -> Result<TicketFilter, AppError> {
        self.refuse_probes(cx)?;
        let mut f = TicketFilter {
            open: flag("open", self.open.as_ref())?,
            category: known::<Category>("category", self.category.as_ref())?,
            status: all("status", self.status.as_ref())?,
            account: all("account", self.account.as_ref())?,
            plan: all("plan", self.plan.as_ref())?,
            contract: all("contract", self.contract.as_ref())?,
            product: all("product", self.product.as_ref())?,
            asset: all("asset", self.asset.as_ref())?,
            ticket_type: all("type", self.ticket_type.as_ref())?,
            channel: known::<Channel>("channel", self.channel.as_ref())?,
            tag: words("tag", self.tag.as_ref())?
                .into_iter()
                .map(str::to_owned)
                .collect(),
            admission: one_of(
                "admission",
                self.admission.as_ref(),
                &["admitted", "held", "blocked"],
            )?,
            outcome: one_of(
                "outcome",
                self.outcome.as_ref(),
                &["covered", "over_limit", "uncovered"],
            )?,
            escalated: flag("escalated", self.escalated.as_ref())?,
            spam: flag("spam", self.spam.as_ref())?.unwrap_or(false),
            ..TicketFilter::default()
        };
        for word in words("priority", self.priority.as_ref())? {
            f.priority.push(match word {
                "none" => None,
                other => Some(parsed::<Priority>("priority", other)?.as_str().to_owned()),
            });
        }
        for word in words("assignee", self.assignee.as_ref())? {
            f.assignee.push(match word {
                "none" => None,
                "me" => match cx.actor.user {
                    Some(me) => Some(me),
                    None => {
                        return Err(bad("assignee", "nobody is signed in, so \"me\" is nobody"));
                    }
                },
                other => Some(parsed("assignee", other)?),
            });
        }
        for word in words("team", self.team.as_ref())? {
            match word {
                "none" => f.team.push(None),
                // Nobody's teams are no tickets, not all of them.
                "mine" if cx.actor.teams.is_empty() => {
                    f.status.push(surety_domain::ids::StatusId(0))
                }
                "mine" => f.team.extend(cx.actor.teams.iter().copied().map(Some)),
                other => f.team.push(Some(parsed("team", other)?)),
            }
        }
        for word in words("requester", self.requester.as_ref())? {
            f.requester.push(match (word, cx.actor.contact) {
                ("me", Some(me)) => me,
                ("me", None) => return Err(bad("requester", "the caller is not a contact")),
                (other, _) => parsed("requester", other)?,
            });
        }
        for word in one_of(
            "sla",
            self.sla.as_ref(),
            &["breached", "due_soon", "running", "none"],
        )? {
            match word.as_str() {
                "breached" => f.breached = Some(true),
                "due_soon" => f.due_before = Some(cx.now.plus_seconds(DUE_SOON_SECONDS)),
                "running" => f.running = Some(true),
                _ => f.running = Some(false),
            }
        }
        if let Some(q) = self.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            match q.strip_prefix('#').unwrap_or(q).parse::<i64>() {
                Ok(number) => f.number = Some(number),
                Err(_) => f.subject = Some(surety_domain::text::fold(q)),
            }
        }
        let instant = |field: &str, text: Option<&String>| {
            text.map(|t| Instant::parse(t).map_err(|e| bad(field, e.to_string())))
                .transpose()
        };
        f.created_from = instant("created_from", self.created_from.as_ref())?;
        f.created_before = instant("created_before", self.created_before.as_ref())?;
        f.drew = self.drew.as_deref().map(drew).transpose()?;
        f.offered = self
            .offered
            .as_deref()
            .map(|word| offered(cx, word))
            .transpose()?;
        f.bounces = self
            .bounces
            .as_deref()
            .map(|n| parsed("bounces", n))
            .transpose()?;
        f.handed = self.handed.as_deref().map(handed).transpose()?;
        Ok(f)
    }
}

/// Reads `contract or account,from,before`.
fn drew(text: &str) -> Result<UsedIn, AppError> {
    let parts: Vec<&str> = text.split(',').collect();
    let &[whose, from, before] = parts.as_slice() else {
        return Err(bad("drew", "a contract or account, from, before"));
    };
    let of = match whose.parse() {
        Ok(contract) => UsedOf::Contract(contract),
        Err(_) => UsedOf::Account(parsed("drew", whose)?),
    };
    let instant = |text: &str| Instant::parse(text).map_err(|e| bad("drew", e.to_string()));
    Ok(UsedIn {
        of,
        from: instant(from)?,
        before: instant(before)?,
    })
}

/// Reads the name of an order.
///
/// # Errors
/// `invalid_sort` names the known ones.
pub fn sort(name: Option<&str>) -> Result<TicketSort, AppError> {
    Ok(match name.unwrap_or("-updated") {
        "-updated" => TicketSort::UpdatedDesc,
        "updated" => TicketSort::UpdatedAsc,
        "-created" => TicketSort::CreatedDesc,
        "created" => TicketSort::CreatedAsc,
        "due" => TicketSort::Due,
        "priority" => TicketSort::Priority,
        other => {
            return Err(AppError::invalid(
                "invalid_sort",
                "sort",
                format!("{other:?} is none of -updated, updated, -created, created, due, priority"),
            ));
        }
    })
}

fn write_cursor(cursor: &TicketCursor) -> String {
    let mut text: String = cursor.keys.iter().map(|k| format!("{k}.")).collect();
    text.push_str(&cursor.id.to_string());
    URL_SAFE_NO_PAD.encode(text)
}

fn read_cursor(text: &str, sort: TicketSort) -> Result<TicketCursor, AppError> {
    let wrong = || {
        AppError::invalid(
            "invalid_cursor",
            "cursor",
            "take next_cursor of the same list, unchanged",
        )
    };
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong())?;
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    let mut parts: Vec<&str> = text.split('.').collect();
    let id = parts
        .pop()
        .and_then(|id| id.parse().ok())
        .ok_or_else(wrong)?;
    let keys: Vec<i64> = parts
        .into_iter()
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| wrong())?;
    if keys.len() != sort.keys() {
        return Err(wrong());
    }
    Ok(TicketCursor { keys, id })
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TicketPage {
    /// The tickets in their order.
    pub items: Vec<TicketRowView>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// How a page is asked for.
#[derive(Debug, Clone, Default)]
pub struct PageQuery {
    /// `-updated`, `updated`, `-created`, `created`, `due` or `priority`.
    pub sort: Option<String>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to [`PAGE_MAX`].
    pub limit: Option<i64>,
}

/// A page of the tickets the caller may read.
///
/// # Errors
/// `invalid_filter`, `invalid_sort`, `invalid_cursor`, `invalid_limit`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    params: TicketParams,
    page: PageQuery,
) -> Result<TicketPage, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TicketRead, &Subject::Desk)?;
        let filter = params.filter(cx)?;
        let order = sort(page.sort.as_deref())?;
        let limit = page.limit.unwrap_or(PAGE_DEFAULT);
        if !(1..=PAGE_MAX).contains(&limit) {
            return Err(AppError::invalid(
                "invalid_limit",
                "limit",
                format!("1 to {PAGE_MAX}"),
            ));
        }
        let after = page
            .cursor
            .as_deref()
            .map(|c| read_cursor(c, order))
            .transpose()?;
        let mut rows = ticket_list::page(
            tx,
            &ticket_reach(cx.actor),
            &filter,
            order,
            after.as_ref(),
            limit + 1,
        )?;
        let more = rows.len() > usize::try_from(limit).unwrap_or(usize::MAX);
        if more {
            rows.pop();
        }
        let next_cursor = more
            .then(|| rows.last().map(|last| write_cursor(&order.cursor(last))))
            .flatten();
        Ok(TicketPage {
            items: rows_for(tx, cx, rows)?,
            next_cursor,
        })
    })
    .await
}

/// How many tickets a list has, and whether it has more than are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TicketCount {
    /// At most [`COUNT_CAP`].
    pub count: i64,
    /// Whether there are more.
    pub capped: bool,
}

/// Counts the tickets of several lists that the caller may read.
///
/// # Errors
/// As [`list`].
pub async fn count(
    app: &App,
    call: &Call,
    lists: Vec<TicketParams>,
) -> Result<Vec<TicketCount>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::TicketRead, &Subject::Desk)?;
        let reach = ticket_reach(cx.actor);
        lists
            .iter()
            .map(|params| {
                let found = ticket_list::count(tx, &reach, &params.filter(cx)?)?;
                Ok(TicketCount {
                    count: found.min(COUNT_CAP),
                    capped: found > COUNT_CAP,
                })
            })
            .collect()
    })
    .await
}
