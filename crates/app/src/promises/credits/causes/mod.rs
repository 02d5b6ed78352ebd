//! What used the credits of a contract or an account, and what to do about it.

mod remedies;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use surety_domain::credit::{self, Cause, CauseKind, Credits, UsedTicket, subject_words};
use surety_domain::ids::{AccountId, ContractId, TicketId};
use surety_domain::permission::{Permission, Subject, TicketReach, ticket_reach};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger::{self, UsedIn, UsedOf};
use surety_store::records::{promises, ticket_list};
use utoipa::{IntoParams, ToSchema};

use self::remedies::{limit_remedies, topics_and_people};
use super::super::account::{holder_ref, may_look};
use super::super::contracts;
use super::balance::bucket_views;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::tickets::list::TicketParams;
use crate::tickets::view::{BucketView, ContractRef, Named};

/// The span of an account, and of a contract that counts nothing, when none is
/// named, seconds: thirty days.
pub const CAUSES_SPAN_SECONDS: i64 = 30 * 86_400;
/// Longest span, seconds: a year and a day.
pub const CAUSES_SPAN_SECONDS_MAX: i64 = 366 * 86_400;
/// Movements of tickets that are looked at, at most, in each of the two spans.
pub const CAUSES_ROWS_MAX: i64 = 20_000;
/// Tickets whose facts are read at once.
const FACTS_AT_ONCE: usize = 200;

/// Over which span, and by which limit.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CausesQuery {
    /// Of this limit. Left out, of a contract's tightest one.
    pub bucket: Option<String>,
    /// First instant. Left out, the start of the limit's period, or 30 days ago.
    #[param(value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// First instant after the span; now when left out or later than that.
    #[param(value_type = Option<String>, format = DateTime)]
    pub before: Option<Instant>,
}

/// What the tickets with one fact used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CauseView {
    /// `tag`, `word`, `type`, `product`, `contact` or `priority`.
    #[schema(value_type = String)]
    pub kind: CauseKind,
    /// The tag, word, id or priority; null for tickets that have none.
    pub key: Option<String>,
    /// What people call it; null for tickets that have none.
    pub name: Option<String>,
    /// How many tickets.
    pub tickets: u64,
    /// What they used, in hundredths.
    pub used_hundredths: i64,
    /// How much of all that was used, in thousandths, rounded down. A ticket
    /// counts with each of its tags and words.
    pub share_permille: i64,
    /// How many tickets in the span before.
    pub tickets_before: u64,
    /// What they used, in hundredths.
    pub used_before_hundredths: i64,
    /// The list of tickets behind it; null where no list can say it.
    pub filter: Option<TicketParams>,
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemedyView {
    /// `raise_limit`, `top_up`, `write_article` or `talk_to`.
    pub kind: String,
    /// Which limit, for the first two.
    pub bucket: Option<String>,
    /// What the limit gives now, in hundredths; for `raise_limit`.
    pub from_hundredths: Option<i64>,
    /// What its pace needs, in hundredths; for `raise_limit`.
    pub to_hundredths: Option<i64>,
    /// A plan that gives as much, with the SLA of now if there is one; for `raise_limit`.
    pub plan: Option<Named>,
    /// What is missing until the period ends, in hundredths; for `top_up`.
    pub credits_hundredths: Option<i64>,
    /// The topic or person, for the last two.
    pub cause: Option<CauseView>,
}

/// What used the credits of a span, compared with the span before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CausesView {
    /// The contract, if it is of one.
    pub contract: Option<ContractRef>,
    /// The limit, if it is of one.
    pub bucket: Option<String>,
    /// First instant of the span.
    #[schema(value_type = String, format = DateTime)]
    pub from: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub before: Instant,
    /// First instant of the span before, which ends where this one begins.
    #[schema(value_type = String, format = DateTime)]
    pub compared_from: Instant,
    /// How many tickets used credits.
    pub tickets: u64,
    /// What they used, in hundredths, with what was past the limit, less what
    /// came back.
    pub used_hundredths: i64,
    /// How many did in the span before.
    pub tickets_before: u64,
    /// What those used, in hundredths.
    pub used_before_hundredths: i64,
    /// The list of all these tickets.
    pub filter: TicketParams,
    /// What it was, by kind, and within a kind what used most first.
    pub causes: Vec<CauseView>,
    /// What to do.
    pub remedies: Vec<RemedyView>,
    /// Whether there were more movements than are looked at.
    pub more: bool,
}

/// Who may look: it tells of tags and subjects, so it is for the desk.
fn may_see(tx: &mut Tx<'_>, cx: &Cx<'_>, account: AccountId) -> Result<(), AppError> {
    may_look(tx, cx, account)?;
    cx.require(Permission::ViewRead, &Subject::Desk)
}

/// What used the credits of a contract.
///
/// # Errors
/// `credit_read` and `view_read` are needed; `unknown_bucket`, `invalid_span`,
/// `NotFound`, or the store's.
pub async fn of_contract(
    app: &App,
    call: &Call,
    id: ContractId,
    query: CausesQuery,
) -> Result<CausesView, AppError> {
    app.query(call, move |tx, cx| {
        let row = promises::get_contract(tx, id)?.ok_or(AppError::NotFound("contract"))?;
        may_see(tx, cx, row.account_id)?;
        let found = contracts::holders_of_account(tx, cx, row.account_id, cx.now)?
            .into_iter()
            .find(|(of, ..)| of.as_ref().is_some_and(|c| c.id == id));
        let (row, holder, plan) = match found {
            Some((Some(row), holder, plan)) => (row, holder, plan),
            _ => return Err(AppError::NotFound("contract")),
        };
        let buckets = bucket_views(tx, &holder, &plan, cx.now)?;
        let known = |name: &str| plan.limits.iter().any(|l| l.bucket == *name);
        let bucket = match query.bucket.as_deref() {
            Some(name) if !known(name) => {
                return Err(AppError::invalid(
                    "unknown_bucket",
                    "bucket",
                    "the contract has no such limit",
                ));
            }
            Some(name) => buckets.iter().find(|b| b.bucket == name),
            None => buckets.iter().max_by_key(|b| tightness(b)),
        };
        let name = bucket.map(|b| b.bucket.clone()).or(query.bucket.clone());
        let of = UsedOf::Contract(id);
        let start = bucket.map(|b| b.period_start);
        let mut view = looked(tx, cx, of, name.as_deref(), start, &query)?;
        view.contract = Some(holder_ref(tx, id, row.account_id)?);
        // What a limit needs is told of the period that holds, whatever span
        // is looked at.
        if let Some(bucket) = bucket
            && let Some(limit) = plan
                .limits
                .iter()
                .find(|l| l.bucket == bucket.bucket.as_str())
        {
            let mut first = limit_remedies(tx, cx.now, &row, &plan, limit, bucket)?;
            first.append(&mut view.remedies);
            view.remedies = first;
        }
        Ok(view)
    })
    .await
}

/// What used the credits of an account, under all its contracts.
///
/// # Errors
/// As [`of_contract`].
pub async fn of_account(
    app: &App,
    call: &Call,
    account: AccountId,
    query: CausesQuery,
) -> Result<CausesView, AppError> {
    app.query(call, move |tx, cx| {
        may_see(tx, cx, account)?;
        let of = UsedOf::Account(account);
        looked(tx, cx, of, query.bucket.as_deref(), None, &query)
    })
    .await
}

/// How much of a limit is used, in thousandths: the tightest is looked at.
fn tightness(bucket: &BucketView) -> i64 {
    if bucket.granted_hundredths <= 0 {
        return 0;
    }
    bucket
        .used_hundredths
        .saturating_mul(1_000)
        .saturating_div(bucket.granted_hundredths)
}

fn looked(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    of: UsedOf,
    bucket: Option<&str>,
    start: Option<Instant>,
    query: &CausesQuery,
) -> Result<CausesView, AppError> {
    let wrong = |what: &str| AppError::invalid("invalid_span", "from", what.to_owned());
    let before = query.before.unwrap_or(cx.now).min(cx.now);
    let usual = before.plus_seconds(-CAUSES_SPAN_SECONDS);
    let from = query
        .from
        .or(start.filter(|s| *s < before))
        .unwrap_or(usual);
    let length = before.micros_since(from);
    if length <= 0 {
        return Err(wrong(
            "the span begins before it ends, and not in the future",
        ));
    }
    if length > CAUSES_SPAN_SECONDS_MAX * 1_000_000 {
        return Err(wrong("at most 366 days"));
    }
    let compared_from = Instant(from.0 - length);
    let span = UsedIn { of, from, before };
    let earlier = UsedIn {
        of,
        from: compared_from,
        before: from,
    };
    let mut names = HashMap::new();
    let (now, more) = used(tx, cx, span, bucket, &mut names)?;
    let (then, more_then) = used(tx, cx, earlier, bucket, &mut names)?;
    let found = credit::causes(&now, &then);
    let listed = listed(span);
    let told = |cause: &Cause| view(cause, &names, &listed);
    Ok(CausesView {
        contract: None,
        bucket: bucket.map(str::to_owned),
        from,
        before,
        compared_from,
        tickets: found.tickets,
        used_hundredths: found.used.0,
        tickets_before: found.tickets_before,
        used_before_hundredths: found.used_before.0,
        causes: found.causes.iter().map(told).collect(),
        remedies: topics_and_people(&found, told),
        filter: listed.clone(),
        more: more || more_then,
    })
}

/// The tickets of a span as a list asks for them.
fn listed(span: UsedIn) -> TicketParams {
    let whose = match span.of {
        UsedOf::Contract(id) => id.to_string(),
        UsedOf::Account(id) => id.to_string(),
    };
    TicketParams {
        drew: Some(format!("{whose},{},{}", span.from, span.before)),
        ..TicketParams::default()
    }
}

/// What each ticket used, with its facts. A ticket draws from all limits of a
/// contract, so the largest of them is what it cost.
fn used(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    span: UsedIn,
    bucket: Option<&str>,
    names: &mut HashMap<(CauseKind, String), String>,
) -> Result<(Vec<UsedTicket>, bool), AppError> {
    let mut rows = ledger::used_by_tickets(tx, span, bucket, CAUSES_ROWS_MAX + 1)?;
    let most = usize::try_from(CAUSES_ROWS_MAX).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    let mut of_contract: BTreeMap<(TicketId, ContractId), i64> = BTreeMap::new();
    for row in rows {
        let cost = of_contract.entry((row.ticket, row.contract)).or_insert(0);
        *cost = (*cost).max(row.used);
    }
    let mut cost: BTreeMap<TicketId, Credits> = BTreeMap::new();
    for ((ticket, _), used) in of_contract {
        *cost.entry(ticket).or_insert(Credits::ZERO) += Credits(used);
    }
    // Whoever reads only some tickets learns no words of the others.
    let words = matches!(ticket_reach(cx.actor), TicketReach::All);
    let ids: Vec<TicketId> = cost.keys().copied().collect();
    let mut tickets = Vec::with_capacity(ids.len());
    for some in ids.chunks(FACTS_AT_ONCE) {
        for row in ticket_list::of_ids(tx, some)? {
            let Some(&used) = cost.get(&row.id) else {
                continue;
            };
            let mut ticket = UsedTicket {
                used,
                facts: Default::default(),
            };
            let mut named = |kind, id: Option<String>, name: Option<String>| {
                if let (Some(id), Some(name)) = (&id, name) {
                    names.entry((kind, id.clone())).or_insert(name);
                }
                ticket.facts.insert((kind, id));
            };
            named(
                CauseKind::Type,
                row.type_id.map(|i| i.to_string()),
                row.type_name,
            );
            named(
                CauseKind::Product,
                row.product_id.map(|i| i.to_string()),
                row.product_name,
            );
            named(
                CauseKind::Contact,
                row.requester_id.map(|i| i.to_string()),
                row.requester_name,
            );
            named(CauseKind::Priority, row.priority, None);
            for tag in row.tags {
                ticket.facts.insert((CauseKind::Tag, Some(tag)));
            }
            if words {
                for word in subject_words(&row.subject) {
                    ticket.facts.insert((CauseKind::Word, Some(word)));
                }
            }
            tickets.push(ticket);
        }
    }
    Ok((tickets, more))
}

fn view(
    cause: &Cause,
    names: &HashMap<(CauseKind, String), String>,
    listed: &TicketParams,
) -> CauseView {
    let key = cause.key.clone();
    let name = match (&key, cause.kind) {
        (None, _) => None,
        (Some(key), CauseKind::Tag | CauseKind::Word | CauseKind::Priority) => Some(key.clone()),
        (Some(key), kind) => names.get(&(kind, key.clone())).cloned(),
    };
    CauseView {
        kind: cause.kind,
        filter: narrowed(cause, listed),
        name,
        key,
        tickets: cause.tickets,
        used_hundredths: cause.used.0,
        share_permille: cause.share_permille,
        tickets_before: cause.tickets_before,
        used_before_hundredths: cause.used_before.0,
    }
}

/// The list behind a cause. "None" can be asked for a priority only, and a tag
/// with a comma not at all.
fn narrowed(cause: &Cause, listed: &TicketParams) -> Option<TicketParams> {
    let mut params = listed.clone();
    let slot = match cause.kind {
        CauseKind::Tag => &mut params.tag,
        CauseKind::Word => &mut params.q,
        CauseKind::Type => &mut params.ticket_type,
        CauseKind::Product => &mut params.product,
        CauseKind::Contact => &mut params.requester,
        CauseKind::Priority => &mut params.priority,
    };
    *slot = match (&cause.key, cause.kind) {
        (Some(key), _) if key.contains(',') => return None,
        (Some(key), _) => Some(key.clone()),
        (None, CauseKind::Priority) => Some("none".to_owned()),
        (None, _) => return None,
    };
    Some(params)
}
