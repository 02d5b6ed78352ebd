//! Which targets of one SLA can ever count.
//!
//! A ticket is, for its targets, six values; a target's condition accepts some
//! of each. Values that the same targets accept are one class, so there are
//! few, and every combination of classes is asked which target counts there.
//! That is exact: a target that wins nowhere is hidden whatever comes. An SLA
//! with more than [`CELLS_MAX`] combinations is only compared pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use crate::sla::{Conditions, Metric, NO_VALUE, SlaSpec, TargetSpec};
use crate::ticket::{Channel, Priority};

/// Combinations that are looked at for one metric, at most.
pub(super) const CELLS_MAX: usize = 100_000;

/// Words of the mask of targets: 200 targets at most.
type Mask = [u64; 4];

/// A value that no condition names; it cannot be written in one, because
/// conditions have no empty values.
const OTHER: &str = "";

/// Targets of one metric that never count, each with those that count in its
/// stead. Places are those in `spec.targets`.
pub(super) fn hidden(spec: &SlaSpec, metric: Metric) -> Vec<(usize, Vec<usize>)> {
    let mut ranked: Vec<(usize, &TargetSpec)> = spec
        .targets
        .iter()
        .enumerate()
        .filter(|(_, t)| t.metric == metric)
        .collect();
    // The order in which they win: more conditions, then the earlier one.
    ranked.sort_by_key(|(i, t)| (std::cmp::Reverse(t.conditions.count()), *i));
    if ranked.len() < 2 || ranked.len() > 256 {
        return Vec::new();
    }
    let dimensions = classes(&ranked);
    let cells = dimensions
        .iter()
        .try_fold(1usize, |n, d| n.checked_mul(d.len()));
    let beaten_by = match cells {
        Some(cells) if cells <= CELLS_MAX => by_cells(&ranked, &dimensions),
        _ => by_pairs(&ranked, &dimensions),
    };
    let mut hidden: Vec<(usize, Vec<usize>)> = beaten_by
        .into_iter()
        .map(|(rank, by)| {
            let mut by: Vec<usize> = by.into_iter().map(|r| ranked[r].0).collect();
            by.sort_unstable();
            (ranked[rank].0, by)
        })
        .collect();
    hidden.sort_unstable();
    hidden
}

/// Per condition the sets of targets, by rank, that accept a value of it.
fn classes(ranked: &[(usize, &TargetSpec)]) -> Vec<BTreeSet<Mask>> {
    let closed = |words: &[&'static str], none: bool| {
        let mut all: Vec<&str> = words.to_vec();
        all.extend(none.then_some(NO_VALUE));
        all
    };
    (0..6)
        .map(|dimension| {
            let of = |t: &TargetSpec| t.conditions.by_name()[dimension].1.to_vec();
            let values: BTreeSet<String> = match dimension {
                0 => closed(Priority::WORDS, true)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                3 => closed(Channel::WORDS, false)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                _ => ranked
                    .iter()
                    .flat_map(|(_, t)| of(t))
                    .chain([NO_VALUE.to_owned(), OTHER.to_owned()])
                    .collect(),
            };
            values
                .iter()
                .map(|value| {
                    let mut mask = Mask::default();
                    for (rank, (_, target)) in ranked.iter().enumerate() {
                        let wanted = target.conditions.by_name()[dimension].1;
                        if wanted.is_empty() || wanted.contains(value) {
                            mask[rank / 64] |= 1 << (rank % 64);
                        }
                    }
                    mask
                })
                .collect()
        })
        .collect()
}

fn both(a: Mask, b: Mask) -> Mask {
    std::array::from_fn(|i| a[i] & b[i])
}

fn first(mask: Mask) -> Option<usize> {
    mask.iter()
        .position(|word| *word != 0)
        .map(|i| i * 64 + mask[i].trailing_zeros() as usize)
}

fn has(mask: Mask, rank: usize) -> bool {
    mask[rank / 64] & (1 << (rank % 64)) != 0
}

type Beaten = BTreeMap<usize, BTreeSet<usize>>;

fn by_cells(ranked: &[(usize, &TargetSpec)], dimensions: &[BTreeSet<Mask>]) -> Beaten {
    let mut cells: BTreeSet<Mask> = BTreeSet::from([[u64::MAX; 4]]);
    for dimension in dimensions {
        cells = cells
            .iter()
            .flat_map(|cell| dimension.iter().map(|class| both(*cell, *class)))
            .filter(|cell| first(*cell).is_some())
            .collect();
    }
    let mut wins = BTreeSet::new();
    let mut beaten = Beaten::new();
    for cell in cells {
        let Some(winner) = first(cell) else { continue };
        wins.insert(winner);
        for rank in (winner + 1)..ranked.len() {
            if has(cell, rank) {
                beaten.entry(rank).or_default().insert(winner);
            }
        }
    }
    beaten.retain(|rank, _| !wins.contains(rank));
    beaten
}

/// Whether one target alone accepts all that another accepts.
fn by_pairs(ranked: &[(usize, &TargetSpec)], dimensions: &[BTreeSet<Mask>]) -> Beaten {
    let mut beaten = Beaten::new();
    for later in 1..ranked.len() {
        let above = (0..later).find(|earlier| {
            dimensions.iter().all(|classes| {
                classes
                    .iter()
                    .all(|class| !has(*class, later) || has(*class, *earlier))
            })
        });
        if let Some(earlier) = above {
            beaten.insert(later, BTreeSet::from([earlier]));
        }
    }
    beaten
}

/// Whether some target of the metric accepts a value of a condition.
pub(super) fn accepts(spec: &SlaSpec, metric: Metric, condition: &str, value: &str) -> bool {
    spec.targets.iter().any(|t| {
        t.metric == metric
            && of(&t.conditions, condition)
                .is_some_and(|wanted| wanted.is_empty() || wanted.iter().any(|w| w == value))
    })
}

/// The values of a condition by its name.
pub(super) fn of<'c>(conditions: &'c Conditions, condition: &str) -> Option<&'c [String]> {
    conditions
        .by_name()
        .into_iter()
        .find(|(name, _)| *name == condition)
        .map(|(_, values)| values)
}
