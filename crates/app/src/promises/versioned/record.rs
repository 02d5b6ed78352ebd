//! The verbs of a versioned record, once for all of them. What a kind is made
//! of, what it refuses and where it lies, it says by [`VersionedRecord`].

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::records::promises::{NameCursor, Version, Versioned};
use surety_store::{StoreError, Tx};
use utoipa::IntoParams;

use super::shared::{VersionView, check_name, required};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Page, Paging, check_version};

/// A record with a name of its own, of which every change of what it says is
/// another version. It is implemented by what a caller sees of it.
pub trait VersionedRecord: Serialize + DeserializeOwned + Send + Sized + 'static {
    /// Its id.
    type Id: Copy + std::fmt::Display + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// Its row with the version in force.
    type Row: Send;
    /// A new one, or a change: what is left out stays.
    type Input: Clone + Send + Sync + 'static;

    /// What people call it.
    const WORD: &'static str;
    /// What the audit log calls it.
    const SUBJECT: &'static str;
    /// What the store reports when two have one name.
    const NAME_CONSTRAINT: &'static str;
    /// What is needed to read it.
    const READ: Permission;
    /// What is needed to add or change it.
    const MANAGE: Permission;

    /// The name that is asked for.
    fn name_of(input: &Self::Input) -> Option<&str>;
    /// What all kinds have.
    fn head(row: &Self::Row) -> &Versioned<Self::Id>;
    /// As [`VersionedRecord::head`], to be changed.
    fn head_mut(row: &mut Self::Row) -> &mut Versioned<Self::Id>;
    /// What a caller sees.
    ///
    /// # Errors
    /// When what is kept does not read.
    fn view(row: Self::Row) -> Result<Self, AppError>;
    /// One of them.
    ///
    /// # Errors
    /// The store's.
    fn row(tx: &mut Tx<'_>, id: Self::Id) -> Result<Option<Self::Row>, StoreError>;
    /// Those in use, or those put away (`away`), by name.
    ///
    /// # Errors
    /// The store's.
    fn rows(
        tx: &mut Tx<'_>,
        after: &NameCursor,
        limit: i64,
        away: bool,
    ) -> Result<Vec<Self::Row>, StoreError>;
    /// Every version, newest first.
    ///
    /// # Errors
    /// The store's.
    fn versions(tx: &mut Tx<'_>, id: Self::Id) -> Result<Vec<Version>, StoreError>;
    /// Checks and writes a new one.
    ///
    /// # Errors
    /// Bad input by field, or the store's.
    fn insert(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        name: &str,
        input: Self::Input,
    ) -> Result<Self::Id, AppError>;
    /// Checks a change, puts it into the row, and writes another version if it
    /// says something else.
    ///
    /// # Errors
    /// Bad input by field, or the store's.
    fn revise(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        row: &mut Self::Row,
        input: Self::Input,
    ) -> Result<(), AppError>;
    /// Writes the row; false when somebody else did meanwhile.
    ///
    /// # Errors
    /// The store's.
    fn update(tx: &mut Tx<'_>, row: &Self::Row, at: Instant) -> Result<bool, StoreError>;

    /// What the audit log keeps of this kind, beside what it keeps of all.
    fn noted(_row: &Self::Row) -> Map<String, Value> {
        Map::new()
    }
    /// Whether it may be put away.
    ///
    /// # Errors
    /// Why not.
    fn may_be_put_away(_row: &Self::Row) -> Result<(), AppError> {
        Ok(())
    }
    /// What follows within the transaction once it is written.
    ///
    /// # Errors
    /// As the kind says.
    fn written(_tx: &mut Tx<'_>, _cx: &Cx<'_>) -> Result<(), AppError> {
        Ok(())
    }
}

fn found<R: VersionedRecord>(tx: &mut Tx<'_>, id: R::Id) -> Result<R::Row, AppError> {
    R::row(tx, id)?.ok_or(AppError::NotFound(R::WORD))
}

fn name_taken<R: VersionedRecord>(error: AppError) -> AppError {
    match error {
        AppError::Store(e) if e.is_unique_conflict(R::NAME_CONSTRAINT) => {
            AppError::conflict("name_taken", format!("another {} has this name", R::WORD))
        }
        other => other,
    }
}

fn note<R: VersionedRecord>(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: R::Id,
    what: &str,
    noted: Map<String, Value>,
) -> Result<(), AppError> {
    let action = format!("{}.{what}", R::SUBJECT);
    cx.audit(tx, &action, R::SUBJECT, &id.to_string(), &noted.into())
}

/// Which page of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionedQuery {
    /// `true` shows those put away instead.
    pub archived: Option<bool>,
    /// Rows of a page, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of those in use, or of those put away, by name.
///
/// # Errors
/// `Denied`, `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list<R: VersionedRecord>(
    app: &App,
    call: &Call,
    query: VersionedQuery,
) -> Result<Page<R>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(R::READ, &Subject::Desk)?;
        let paging: Paging<(String, R::Id)> = Paging::read(query.limit, query.cursor.as_deref())?;
        let after = paging
            .after
            .as_ref()
            .map_or_else(NameCursor::default, |(name, id)| NameCursor {
                name: name.clone(),
                id: id.to_string(),
            });
        let rows = R::rows(tx, &after, paging.wanted(), query.archived.unwrap_or(false))?;
        let (rows, next_cursor) = paging.cut(rows, |row| {
            let head = R::head(row);
            (head.name.clone(), head.id)
        })?;
        Ok(Page {
            items: rows.into_iter().map(R::view).collect::<Result<_, _>>()?,
            next_cursor,
        })
    })
    .await
}

/// One of them.
///
/// # Errors
/// `NotFound`, `Denied`, or the store's.
pub async fn get<R: VersionedRecord>(app: &App, call: &Call, id: R::Id) -> Result<R, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(R::READ, &Subject::Desk)?;
        R::view(found::<R>(tx, id)?)
    })
    .await
}

/// Every version of one of them, newest first.
///
/// # Errors
/// `NotFound`, `Denied`, or the store's.
pub async fn versions<R: VersionedRecord>(
    app: &App,
    call: &Call,
    id: R::Id,
) -> Result<Vec<VersionView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(R::READ, &Subject::Desk)?;
        found::<R>(tx, id)?;
        Ok(R::versions(tx, id)?.into_iter().map(Into::into).collect())
    })
    .await
}

/// Adds one within a transaction.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, or the store's.
pub fn create_in<R: VersionedRecord>(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: R::Input,
) -> Result<R, AppError> {
    cx.require(R::MANAGE, &Subject::Desk)?;
    let name = check_name(required("name", R::name_of(&input))?)?;
    let id = R::insert(tx, cx, &name, input).map_err(name_taken::<R>)?;
    R::written(tx, cx)?;
    let row = found::<R>(tx, id)?;
    let mut noted = R::noted(&row);
    noted.insert("name".into(), name.into());
    note::<R>(tx, cx, id, "created", noted)?;
    R::view(row)
}

/// Adds one.
///
/// # Errors
/// As [`create_in`].
pub async fn create<R: VersionedRecord>(
    app: &App,
    call: &Call,
    input: R::Input,
) -> Result<R, AppError> {
    app.command(call, move |tx, cx| create_in::<R>(tx, cx, input.clone()))
        .await
}

/// Changes one within a transaction, or puts it away (`away`), or takes it back
/// into use. What it said stays readable, and judges what it judged.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, `Stale`, what the kind refuses,
/// or the store's.
pub fn change_in<R: VersionedRecord>(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: R::Id,
    expected: Option<i64>,
    input: R::Input,
    away: Option<bool>,
) -> Result<R, AppError> {
    cx.require(R::MANAGE, &Subject::Desk)?;
    let mut row = found::<R>(tx, id)?;
    check_version(R::head(&row).version, expected)?;
    if let Some(name) = R::name_of(&input) {
        R::head_mut(&mut row).name = check_name(name)?;
    }
    R::revise(tx, cx, &mut row, input)?;
    if let Some(away) = away {
        if away {
            R::may_be_put_away(&row)?;
        }
        R::head_mut(&mut row).archived_at = away.then_some(cx.now);
    }
    let done = R::update(tx, &row, cx.now).map_err(|e| name_taken::<R>(e.into()))?;
    let head = R::head(&row);
    if !done {
        return Err(AppError::Stale {
            current: head.version,
        });
    }
    R::written(tx, cx)?;
    let mut noted = R::noted(&row);
    noted.insert("name".into(), head.name.as_str().into());
    noted.insert("version".into(), head.current_version.into());
    noted.insert("archived".into(), head.archived_at.is_some().into());
    note::<R>(tx, cx, id, "changed", noted)?;
    R::view(found::<R>(tx, id)?)
}

/// Changes one.
///
/// # Errors
/// As [`change_in`].
pub async fn change<R: VersionedRecord>(
    app: &App,
    call: &Call,
    id: R::Id,
    expected: Option<i64>,
    input: R::Input,
    away: Option<bool>,
) -> Result<R, AppError> {
    app.command(call, move |tx, cx| {
        change_in::<R>(tx, cx, id, expected, input.clone(), away)
    })
    .await
}

/// One within a transaction, if it is still the version that was seen.
pub(in crate::promises) fn seen_in<R: VersionedRecord>(
    tx: &mut Tx<'_>,
    id: R::Id,
    expected: Option<i64>,
) -> Result<R, AppError> {
    let row = found::<R>(tx, id)?;
    check_version(R::head(&row).version, expected)?;
    R::view(row)
}
