//! The setting that names ranges of licence counts, for targets that depend on
//! how much somebody has.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::entitle::LicenceBand;
use crate::record::{Changes, Check, changes};
use crate::setting::{self, Setting};

/// Most bands.
pub const BANDS_MAX: usize = 50;
/// Longest name of a band, characters.
pub const BAND_NAME_CHARS_MAX: usize = 60;
/// The largest count that a band may name.
pub const COUNT_MAX: i64 = 1_000_000_000;

/// Counts that no band covers: not wrong, and seldom meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"from": 101, "to": 499}))]
pub struct Gap {
    /// The least count without a band.
    pub from: i64,
    /// The most; null is no end.
    pub to: Option<i64>,
}

/// The bands with what may be wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"bands": [{"name": "small", "from": 1, "to": 50}, {"name": "large", "from": 51, "to": null}],
    "gaps": [], "version": 1}))]
pub struct LicenceBandsView {
    /// In the order of their counts.
    pub bands: Vec<LicenceBand>,
    /// Counts from 1 on that no band covers: a warning. None while there are no bands.
    pub gaps: Vec<Gap>,
    /// For `If-Match`.
    pub version: i64,
}

/// New bands.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"bands": [{"name": "small", "from": 1, "to": 50}, {"name": "large", "from": 51, "to": null}]}))]
pub struct SetLicenceBands {
    /// In any order; none may overlap.
    pub bands: Vec<LicenceBand>,
}

/// What the log compares and keeps.
#[derive(Serialize)]
struct Kept<'a> {
    bands: &'a [LicenceBand],
}

impl Setting for Vec<LicenceBand> {
    const KEY: &'static str = "licence_bands";
    const ACTION: &'static str = "settings.licence_bands_changed";

    fn initial() -> Self {
        Self::new()
    }

    fn changed(old: &Self, new: &Self) -> Result<Changes, AppError> {
        changes(&Kept { bands: old }, &Kept { bands: new })
    }
}

fn view(bands: Vec<LicenceBand>, version: i64) -> LicenceBandsView {
    LicenceBandsView {
        gaps: gaps(&bands),
        bands,
        version,
    }
}

/// Cleans bands, puts them in order, and refuses what cannot be meant.
fn checked(bands: &[LicenceBand]) -> Result<Vec<LicenceBand>, AppError> {
    let mut check = Check::new();
    let mut clean = cleaned(bands, &mut check)?;
    clean.sort_by_key(|(_, band)| band.from);
    for pair in clean.windows(2) {
        let ((_, lower), (at, upper)) = (&pair[0], &pair[1]);
        if lower.to.is_none_or(|to| upper.from <= to) {
            check.fail(
                &format!("bands[{at}].from"),
                "bands_overlap",
                format!("{} has this count already", lower.name),
            );
        }
    }
    check.done()?;
    Ok(clean.into_iter().map(|(_, band)| band).collect())
}

/// Each band by itself, cleaned, in the order that was given. What overlaps is
/// not asked.
///
/// # Errors
/// Field errors.
pub(crate) fn each_checked(bands: &[LicenceBand]) -> Result<Vec<LicenceBand>, AppError> {
    let mut check = Check::new();
    let clean = cleaned(bands, &mut check)?;
    check.done()?;
    Ok(clean.into_iter().map(|(_, band)| band).collect())
}

fn cleaned(
    bands: &[LicenceBand],
    check: &mut Check,
) -> Result<Vec<(usize, LicenceBand)>, AppError> {
    if bands.len() > BANDS_MAX {
        return Err(AppError::invalid(
            "too_many",
            "bands",
            format!("at most {BANDS_MAX}"),
        ));
    }
    let mut clean = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        let field = |name: &str| format!("bands[{at}].{name}");
        let name = band.name.trim().to_owned();
        if name.is_empty() {
            check.fail(&field("name"), "required", "a band needs a name");
        } else if name.chars().count() > BAND_NAME_CHARS_MAX {
            check.fail(
                &field("name"),
                "too_long",
                format!("at most {BAND_NAME_CHARS_MAX} characters"),
            );
        } else if clean
            .iter()
            .any(|(_, b): &(usize, LicenceBand)| b.name == name)
        {
            check.fail(&field("name"), "repeated", "another band has this name");
        }
        if !(0..=COUNT_MAX).contains(&band.from) {
            check.fail(&field("from"), "out_of_range", format!("0 to {COUNT_MAX}"));
        }
        if band.to.is_some_and(|to| to < band.from || to > COUNT_MAX) {
            check.fail(
                &field("to"),
                "out_of_range",
                format!("not below `from`, at most {COUNT_MAX}"),
            );
        }
        clean.push((
            at,
            LicenceBand {
                name,
                ..band.clone()
            },
        ));
    }
    Ok(clean)
}

/// Counts from 1 on that bands in their order leave out.
fn gaps(bands: &[LicenceBand]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    // The least count that is not covered yet; none when all are.
    let mut next = (!bands.is_empty()).then_some(1);
    for band in bands {
        let Some(from) = next else { break };
        if band.from > from {
            gaps.push(Gap {
                from,
                to: Some(band.from - 1),
            });
        }
        next = band.to.map(|to| from.max(to + 1));
    }
    if let Some(from) = next {
        gaps.push(Gap { from, to: None });
    }
    gaps
}

/// The bands in force.
///
/// # Errors
/// `view_read` is needed: it is for those who work at the desk.
pub async fn get(app: &App, call: &Call) -> Result<LicenceBandsView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces the bands; tickets keep what they were promised. `expected` is the
/// version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; field errors, `bands_overlap` among them;
/// [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetLicenceBands,
) -> Result<LicenceBandsView, AppError> {
    let make = move || checked(&input.bands);
    setting::replace(app, call, expected, make, view).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(name: &str, from: i64, to: Option<i64>) -> LicenceBand {
        LicenceBand {
            name: name.into(),
            from,
            to,
        }
    }

    fn refused(bands: &[LicenceBand]) -> (String, String) {
        match checked(bands) {
            Err(AppError::Invalid { code, field, .. }) => {
                (code.to_string(), field.unwrap_or_default().to_string())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn gaps_are_told_and_none_where_there_is_none() {
        // The example of the literature: 100 to 500 belongs to nobody.
        let bands = [band("some", 50, Some(100)), band("many", 500, None)];
        assert_eq!(
            gaps(&bands),
            [
                Gap {
                    from: 1,
                    to: Some(49)
                },
                Gap {
                    from: 101,
                    to: Some(499)
                }
            ]
        );
        let whole = [band("a", 1, Some(10)), band("b", 11, None)];
        assert_eq!(gaps(&whole), []);
        assert_eq!(
            gaps(&[band("a", 0, Some(10))]),
            [Gap { from: 11, to: None }]
        );
        assert_eq!(gaps(&[]), []);
    }

    #[test]
    fn overlaps_are_refused_at_their_edge_in_any_order() {
        let touching = [band("b", 11, None), band("a", 1, Some(10))];
        let names: Vec<_> = checked(&touching)
            .unwrap()
            .into_iter()
            .map(|b| b.name)
            .collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(
            refused(&[band("b", 10, None), band("a", 1, Some(10))]),
            ("bands_overlap".into(), "bands[0].from".into())
        );
        assert_eq!(
            refused(&[band("a", 1, None), band("b", 5, Some(6))]),
            ("bands_overlap".into(), "bands[1].from".into())
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let long = "x".repeat(BAND_NAME_CHARS_MAX + 1);
        for (bands, code, field) in [
            (vec![band(" ", 1, None)], "required", "bands[0].name"),
            (vec![band(&long, 1, None)], "too_long", "bands[0].name"),
            (vec![band("a", -1, None)], "out_of_range", "bands[0].from"),
            (vec![band("a", 5, Some(4))], "out_of_range", "bands[0].to"),
            (
                vec![band("a", 5, Some(COUNT_MAX + 1))],
                "out_of_range",
                "bands[0].to",
            ),
            (
                vec![band("a", 1, Some(2)), band(" a ", 3, None)],
                "repeated",
                "bands[1].name",
            ),
            (vec![band("a", 1, None); BANDS_MAX + 1], "too_many", "bands"),
        ] {
            assert_eq!(refused(&bands), (code.into(), field.into()));
        }
        assert!(checked(&[band(&long[1..], 0, Some(COUNT_MAX))]).is_ok());
        let most: Vec<_> = (0..50).map(|n| band(&n.to_string(), n, Some(n))).collect();
        assert_eq!(checked(&most).unwrap().len(), BANDS_MAX);
    }
}
