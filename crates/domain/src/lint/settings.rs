//! Rules of the desk's settings: licence bands and impact × urgency.

use super::{Finding, Findings, What};
use crate::ticket::{Level, Priority, PriorityMatrix};

/// A named range of licence counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// The least count.
    pub from: i64,
    /// The most; none is no end.
    pub to: Option<i64>,
}

/// A band that targets of an SLA ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandUse {
    /// The band's name.
    pub name: String,
    /// The SLA.
    pub sla_id: String,
    /// Its name.
    pub sla_name: String,
}

/// Checks bands in any order. A count of 0 is no licence, so bands may begin
/// at 1; nothing is said of no bands at all.
pub fn check_bands(bands: &[Band], used: &[BandUse]) -> Vec<Finding> {
    let mut found = Findings::default();
    let mut sorted: Vec<(usize, &Band)> = bands.iter().enumerate().collect();
    sorted.sort_by_key(|(_, band)| band.from);
    // The least count that no band before has, and the band that reaches
    // furthest.
    let mut next = (!sorted.is_empty()).then_some(1);
    let mut furthest: Option<&Band> = None;
    for (i, band) in sorted {
        if let Some(lower) = furthest
            && lower.to.is_none_or(|to| band.from <= to)
        {
            let to = match (lower.to, band.to) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            found.error(
                format!("/bands/{i}/from"),
                What::BandOverlap {
                    from: band.from,
                    to,
                    other: lower.name.clone(),
                },
            );
        }
        if let Some(from) = next.filter(|next| band.from > *next) {
            found.warning(
                format!("/bands/{i}/from"),
                What::BandGap {
                    from,
                    to: Some(band.from - 1),
                },
            );
        }
        next = match (next, band.to) {
            (Some(next), Some(to)) => Some(next.max(to.saturating_add(1))),
            _ => None,
        };
        let further = |a: &Band| band.to.is_none() || a.to.is_some_and(|to| band.to > Some(to));
        if furthest.is_none_or(further) {
            furthest = Some(band);
        }
    }
    if let Some(from) = next {
        found.warning("/bands", What::BandGap { from, to: None });
    }
    for used in used {
        if !bands.iter().any(|band| band.name.trim() == used.name) {
            found.warning(
                "/bands",
                What::BandMissing {
                    name: used.name.clone(),
                    sla_id: used.sla_id.clone(),
                    sla_name: used.sla_name.clone(),
                },
            );
        }
    }
    found.sorted()
}

/// Checks the matrix: with more impact or urgency the priority should not
/// fall, and every priority should be given somewhere.
pub fn check_matrix(matrix: &PriorityMatrix) -> Vec<Finding> {
    let mut found = Findings::default();
    for (i, impact) in Level::ALL.iter().enumerate() {
        for (u, urgency) in Level::ALL.iter().enumerate() {
            let priority = matrix.priority(*impact, *urgency);
            // The neighbours with one level less; levels go down from high.
            let below = [(i + 1, u), (i, u + 1)];
            let worse = below.iter().find_map(|&(i, u)| {
                let (other_impact, other_urgency) = (*Level::ALL.get(i)?, *Level::ALL.get(u)?);
                let other = matrix.priority(other_impact, other_urgency);
                (other.rank() > priority.rank()).then_some((other_impact, other_urgency, other))
            });
            if let Some((other_impact, other_urgency, other_priority)) = worse {
                found.warning(
                    format!("/matrix/{}/{}", impact.as_str(), urgency.as_str()),
                    What::MatrixFalls {
                        impact: *impact,
                        urgency: *urgency,
                        priority,
                        other_impact,
                        other_urgency,
                        other_priority,
                    },
                );
            }
        }
    }
    for priority in Priority::ALL {
        let given = Level::ALL.iter().any(|impact| {
            Level::ALL
                .iter()
                .any(|urgency| matrix.priority(*impact, *urgency) == *priority)
        });
        if !given {
            found.hint(
                "/matrix",
                What::MatrixPriorityUnused {
                    priority: *priority,
                },
            );
        }
    }
    found.sorted()
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;

    fn band(name: &str, from: i64, to: Option<i64>) -> Band {
        Band {
            name: name.into(),
            from,
            to,
        }
    }

    #[test]
    fn band_gap_between_50_100_and_500() {
        let found = check_bands(&[band("some", 50, Some(100)), band("many", 500, None)], &[]);
        assert_eq!(
            found.iter().map(|f| f.what.clone()).collect::<Vec<_>>(),
            [
                What::BandGap {
                    from: 1,
                    to: Some(49)
                },
                What::BandGap {
                    from: 101,
                    to: Some(499)
                }
            ]
        );
        assert_eq!(found[1].path, "/bands/1/from");
        // Bands that touch, in any order, and none at all.
        let whole = [band("b", 11, None), band("a", 1, Some(10))];
        assert_eq!(check_bands(&whole, &[]), []);
        assert_eq!(check_bands(&[], &[]), []);
        assert_eq!(
            codes(&check_bands(&[band("a", 0, Some(10))], &[])),
            [("band_gap".into(), "/bands".into())]
        );
    }

    #[test]
    fn band_overlap_at_its_edge_and_over_a_wide_one() {
        let at = |bands: &[Band]| codes(&check_bands(bands, &[]));
        assert_eq!(
            at(&[band("a", 1, Some(10)), band("b", 10, None)]),
            [("band_overlap".into(), "/bands/1/from".into())]
        );
        assert_eq!(at(&[band("a", 1, Some(10)), band("b", 11, None)]), []);
        // The third lies in the first, not in the one before it.
        let wide = [
            band("all", 1, None),
            band("in", 5, Some(6)),
            band("too", 8, Some(9)),
        ];
        assert_eq!(at(&wide).len(), 2);
        let found = check_bands(&wide, &[]);
        assert_eq!(
            found[1].what,
            What::BandOverlap {
                from: 8,
                to: Some(9),
                other: "all".into()
            }
        );
    }

    #[test]
    fn band_missing_for_an_sla_that_asks_for_it() {
        let used = BandUse {
            name: "small".into(),
            sla_id: "sla_1".into(),
            sla_name: "Gold".into(),
        };
        let used = [used];
        assert_eq!(check_bands(&[band("small", 1, None)], &used), []);
        assert_eq!(
            codes(&check_bands(&[band("large", 1, None)], &used)),
            [("band_missing".into(), "/bands".into())]
        );
    }

    #[test]
    fn matrix_falls_where_more_urgency_gives_less() {
        assert_eq!(check_matrix(&PriorityMatrix::default()), []);
        let bad = PriorityMatrix::default().with(Level::High, Level::High, Priority::Normal);
        let found = check_matrix(&bad);
        assert_eq!(
            codes(&found),
            [
                ("matrix_falls".into(), "/matrix/high/high".into()),
                ("matrix_priority_unused".into(), "/matrix".into())
            ]
        );
    }

    #[test]
    fn matrix_priority_unused_names_it() {
        let flat = Level::ALL.iter().fold(PriorityMatrix::default(), |m, i| {
            Level::ALL
                .iter()
                .fold(m, |m, u| m.with(*i, *u, Priority::Normal))
        });
        assert_eq!(check_matrix(&flat).len(), 3);
    }
}
