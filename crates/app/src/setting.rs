//! Settings of the desk that people change: one value each, with a version
//! for `If-Match` and a line in the audit log for every change.

use serde::Serialize;
use serde::de::DeserializeOwned;
use surety_domain::permission::{Permission, Subject};
use surety_store::Tx;
use surety_store::records::settings;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Changes, changes, check_version};

/// A value that the desk has one of.
pub(crate) trait Setting:
    Serialize + DeserializeOwned + Send + Sync + Sized + 'static
{
    /// Where it is kept.
    const KEY: &'static str;
    /// What the audit log calls a change.
    const ACTION: &'static str;
    /// What the audit log says was changed.
    const SUBJECT: &'static str = "settings";
    /// What is needed to read it: it is for those who work at the desk.
    const READ: Permission = Permission::ViewRead;
    /// What is needed to change it.
    const MANAGE: Permission = Permission::SettingsManage;

    /// What holds while nobody set anything; that is version 1.
    fn initial() -> Self;

    /// What the audit log keeps of a change.
    ///
    /// # Errors
    /// When a value is no JSON object.
    fn changed(old: &Self, new: &Self) -> Result<Changes, AppError> {
        changes(old, new)
    }
}

/// What holds now.
///
/// # Errors
/// As the store reports.
pub(crate) fn in_force<S: Setting>(tx: &mut Tx<'_>) -> Result<S, AppError> {
    Ok(with_version::<S>(tx)?.0)
}

/// What holds now, and its version.
///
/// # Errors
/// As the store reports.
pub(crate) fn with_version<S: Setting>(tx: &mut Tx<'_>) -> Result<(S, i64), AppError> {
    Ok(settings::get(tx, S::KEY)?.unwrap_or_else(|| (S::initial(), 1)))
}

/// What holds now, held until the end of the transaction. What nobody set is
/// written first: the row is what is locked.
///
/// # Errors
/// As the store reports.
pub(crate) fn held<S: Setting>(tx: &mut Tx<'_>) -> Result<(S, i64), AppError> {
    settings::seed(tx, S::KEY, &S::initial())?;
    settings::lock(tx, S::KEY)?
        .ok_or_else(|| AppError::Internal(format!("the setting {} is gone", S::KEY)))
}

/// What holds now, as `view` shows it.
///
/// # Errors
/// What is needed to read it.
pub(crate) async fn read<S: Setting, V: Send + 'static>(
    app: &App,
    call: &Call,
    view: fn(S, i64) -> V,
) -> Result<V, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(S::READ, &Subject::Desk)?;
        let (value, version) = with_version::<S>(tx)?;
        Ok(view(value, version))
    })
    .await
}

/// Puts another value in its place, if it is still the version `expected`.
/// The same value again changes nothing.
///
/// # Errors
/// What is needed to change it; [`AppError::Stale`]; what `make` refuses.
pub(crate) async fn replace<S: Setting, V>(
    app: &App,
    call: &Call,
    expected: i64,
    make: impl Fn() -> Result<S, AppError> + Send + Sync + 'static,
    view: fn(S, i64) -> V,
) -> Result<V, AppError>
where
    V: Serialize + DeserializeOwned + Send + 'static,
{
    app.command(call, move |tx, cx| {
        cx.require(S::MANAGE, &Subject::Desk)?;
        let (old, version) = held::<S>(tx)?;
        check_version(version, Some(expected))?;
        let new = make()?;
        let changed = S::changed(&old, &new)?;
        if changed.is_empty() {
            return Ok(view(old, version));
        }
        settings::update(tx, S::KEY, &new)?;
        cx.audit(tx, S::ACTION, S::SUBJECT, S::KEY, &changed.to_value())?;
        Ok(view(new, version + 1))
    })
    .await
}
