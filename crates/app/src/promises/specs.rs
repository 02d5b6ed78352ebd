//! Versions of calendars, SLAs and plans, read once.
//!
//! A version never changes after it is written, so what was read of it may be
//! kept; which version is in force is read in each transaction.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use surety_domain::calendar::{Calendar, CalendarSpec};
use surety_domain::ids::{CalendarId, PlanId, SlaId};
use surety_domain::plan::PlanSpec;
use surety_domain::sla::SlaSpec;
use surety_store::Tx;
use surety_store::records::promises;

use crate::error::AppError;

/// Versions of one kind that are kept; when there are more, all are forgotten
/// and read again as they are needed.
pub const KEPT_MAX: usize = 10_000;

type Kept<K, V> = Mutex<HashMap<(K, i64), Arc<V>>>;

/// An SLA version with the calendar it was written for.
#[derive(Debug)]
pub struct SlaVersion {
    /// What it says.
    pub spec: Arc<SlaSpec>,
    /// The calendar its targets are measured in.
    pub calendar: CalendarId,
}

/// A calendar version, checked and ready for arithmetic.
#[derive(Debug)]
pub struct CalendarVersion {
    /// What it says.
    pub spec: CalendarSpec,
    /// Ready for arithmetic.
    pub calendar: Arc<Calendar>,
}

/// What was read of versions so far.
#[derive(Debug, Default)]
pub struct Specs {
    calendars: Kept<CalendarId, CalendarVersion>,
    slas: Kept<SlaId, SlaVersion>,
    plans: Kept<PlanId, PlanSpec>,
}

fn kept<K: Copy + Eq + Hash, V>(
    map: &Kept<K, V>,
    key: (K, i64),
    read: impl FnOnce() -> Result<V, AppError>,
) -> Result<Arc<V>, AppError> {
    let poisoned = || AppError::Internal("the versions kept in memory are poisoned".into());
    if let Some(found) = map.lock().map_err(|_| poisoned())?.get(&key) {
        return Ok(Arc::clone(found));
    }
    let value = Arc::new(read()?);
    let mut map = map.lock().map_err(|_| poisoned())?;
    if map.len() >= KEPT_MAX {
        map.clear();
    }
    map.insert(key, Arc::clone(&value));
    Ok(value)
}

fn put<K: Copy + Eq + Hash, V>(map: &Kept<K, V>, key: (K, i64), value: V) -> Result<(), AppError> {
    map.lock()
        .map_err(|_| AppError::Internal("the versions kept in memory are poisoned".into()))?
        .insert(key, Arc::new(value));
    Ok(())
}

fn missing(what: &str, version: i64) -> AppError {
    AppError::Internal(format!("{what} has no version {version}"))
}

fn unreadable(what: &str, version: i64, error: impl std::fmt::Display) -> AppError {
    AppError::Internal(format!(
        "version {version} of {what} does not read: {error}"
    ))
}

impl Specs {
    /// The same versions for one look that puts drafts among them: what is put
    /// there is not seen here.
    ///
    /// # Errors
    /// `Internal` when a lock is poisoned.
    pub fn apart(&self) -> Result<Self, AppError> {
        fn copy<K: Clone + Eq + Hash, V>(of: &Kept<K, V>) -> Result<Kept<K, V>, AppError> {
            of.lock()
                .map(|kept| Mutex::new(kept.clone()))
                .map_err(|_| AppError::Internal("the versions kept in memory are poisoned".into()))
        }
        Ok(Self {
            calendars: copy(&self.calendars)?,
            slas: copy(&self.slas)?,
            plans: copy(&self.plans)?,
        })
    }

    /// Puts a version of a calendar here that is not saved.
    ///
    /// # Errors
    /// `Internal` when a lock is poisoned.
    pub fn put_calendar(
        &self,
        id: CalendarId,
        version: i64,
        draft: CalendarVersion,
    ) -> Result<(), AppError> {
        put(&self.calendars, (id, version), draft)
    }

    /// Puts a version of an SLA here that is not saved.
    ///
    /// # Errors
    /// `Internal` when a lock is poisoned.
    pub fn put_sla(&self, id: SlaId, version: i64, draft: SlaVersion) -> Result<(), AppError> {
        put(&self.slas, (id, version), draft)
    }

    /// A version of a calendar.
    ///
    /// # Errors
    /// `Internal` when it does not exist or does not read, or the store's.
    pub fn calendar(
        &self,
        tx: &mut Tx<'_>,
        id: CalendarId,
        version: i64,
    ) -> Result<Arc<CalendarVersion>, AppError> {
        kept(&self.calendars, (id, version), || {
            let what = format!("calendar {id}");
            let text =
                promises::calendar_spec(tx, id, version)?.ok_or_else(|| missing(&what, version))?;
            let spec: CalendarSpec =
                serde_json::from_str(&text).map_err(|e| unreadable(&what, version, e))?;
            let calendar = Calendar::new(&spec).map_err(|e| unreadable(&what, version, e))?;
            Ok(CalendarVersion {
                spec,
                calendar: Arc::new(calendar),
            })
        })
    }

    /// A version of an SLA.
    ///
    /// # Errors
    /// As [`Specs::calendar`].
    pub fn sla(
        &self,
        tx: &mut Tx<'_>,
        id: SlaId,
        version: i64,
    ) -> Result<Arc<SlaVersion>, AppError> {
        kept(&self.slas, (id, version), || {
            let what = format!("SLA {id}");
            let (text, calendar) =
                promises::sla_spec(tx, id, version)?.ok_or_else(|| missing(&what, version))?;
            let spec = serde_json::from_str(&text).map_err(|e| unreadable(&what, version, e))?;
            Ok(SlaVersion {
                spec: Arc::new(spec),
                calendar,
            })
        })
    }

    /// A version of a plan.
    ///
    /// # Errors
    /// As [`Specs::calendar`].
    pub fn plan(
        &self,
        tx: &mut Tx<'_>,
        id: PlanId,
        version: i64,
    ) -> Result<Arc<PlanSpec>, AppError> {
        kept(&self.plans, (id, version), || {
            let what = format!("plan {id}");
            let text =
                promises::plan_spec(tx, id, version)?.ok_or_else(|| missing(&what, version))?;
            serde_json::from_str(&text).map_err(|e| unreadable(&what, version, e))
        })
    }
}
