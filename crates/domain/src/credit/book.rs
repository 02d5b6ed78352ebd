//! One contract's ledger in memory: for simulation, and beside the database in
//! tests. It applies postings exactly as the store must.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Entry, Lot, LotRef, Posting};
use super::settle::Settlement;
use crate::ids::EntryId;
use crate::plan::Key;

/// Entries, lots and marks of one contract.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Every entry, in the order in which it was written.
    pub entries: Vec<Entry>,
    /// Every lot, the empty ones too.
    pub lots: Vec<Lot>,
    /// The last granted period of each bucket.
    pub granted_through: BTreeMap<Key, i64>,
    keys: BTreeSet<String>,
}

impl Book {
    /// Applies a settlement.
    pub fn settle(&mut self, settlement: &Settlement) {
        self.post(&settlement.postings);
        for (bucket, index) in &settlement.granted_through {
            self.granted_through.insert(bucket.clone(), *index);
        }
    }

    /// Writes the postings whose keys are new, and returns how many were.
    pub fn post(&mut self, postings: &[Posting]) -> usize {
        let mut ids: Vec<Option<EntryId>> = Vec::with_capacity(postings.len());
        let mut written = 0;
        for posting in postings {
            if !self.keys.insert(posting.key.clone()) {
                ids.push(None);
                continue;
            }
            written += 1;
            let id = EntryId(self.entries.len() as u128 + 1);
            ids.push(Some(id));
            let lot = match posting.lot {
                LotRef::Existing(lot) => Some(lot),
                LotRef::Own => Some(id),
                LotRef::Posted(i) => ids.get(i).copied().flatten(),
                LotRef::Nothing => None,
            };
            self.entries.push(Entry {
                id,
                kind: posting.kind,
                bucket: posting.bucket.clone(),
                period: posting.period,
                lot,
                amount: posting.amount,
                refunds: posting.refunds,
                at: posting.at,
            });
            if let Some(opens) = posting.opens {
                self.lots.push(Lot {
                    id,
                    bucket: posting.bucket.clone(),
                    kind: posting.kind,
                    period: posting.period,
                    starts_at: opens.starts_at,
                    expires_at: opens.expires_at,
                    scope: opens.scope,
                    remaining: posting.amount,
                });
            } else if let Some(lot) = self.lots.iter_mut().find(|l| Some(l.id) == lot) {
                lot.remaining += posting.amount;
            }
        }
        written
    }
}
