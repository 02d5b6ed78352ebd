//! What lines of a table need to know of the desk, read many at a time.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use surety_domain::ids::AccountId;
use surety_domain::text::fold;
use surety_store::Tx;
use surety_store::records::accounts::{self, ANCESTORS_MAX, Account, Known};

use super::fields::{ImportField, ImportOptions, MatchBy};
use super::lines::Values;
use crate::error::AppError;

/// Marks that one statement asks for.
const AT_ONCE: usize = 400;

/// Accounts with what is needed of them.
#[derive(Debug, Default)]
pub(super) struct World {
    accounts: HashMap<AccountId, Account>,
    domains: HashMap<AccountId, Vec<String>>,
    by_ref: HashMap<String, AccountId>,
    by_name: HashMap<String, Vec<AccountId>>,
    owners: HashMap<String, AccountId>,
}

fn distinct<T: Eq + Hash + Clone>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}

impl World {
    /// Everything that these lines could ask for.
    ///
    /// # Errors
    /// As the store reports.
    pub(super) fn load<'v>(
        tx: &mut Tx<'_>,
        options: &ImportOptions,
        lines: impl Iterator<Item = &'v Values> + Clone,
    ) -> Result<Self, AppError> {
        let mut world = Self::default();
        let said = |field: ImportField| {
            distinct(
                lines
                    .clone()
                    .filter_map(move |v| v.get(field))
                    .map(str::to_owned),
            )
        };
        let mut refs = said(ImportField::ExternalRef);
        refs.extend(said(ImportField::ParentRef));
        for some in refs.chunks(AT_ONCE) {
            world.take(accounts::known(tx, Known::ExternalRefs(some))?);
        }
        match options.match_by {
            MatchBy::ExternalRef => {}
            MatchBy::Id => {
                let ids: Vec<AccountId> = said(ImportField::Id)
                    .iter()
                    .filter_map(|id| id.parse().ok())
                    .collect();
                for some in ids.chunks(AT_ONCE) {
                    world.take(accounts::known(tx, Known::Ids(some))?);
                }
            }
            MatchBy::Name => {
                let names = distinct(said(ImportField::Name).iter().map(|name| fold(name)));
                for some in names.chunks(AT_ONCE) {
                    let found = accounts::known(tx, Known::Names(some))?;
                    for account in &found {
                        let same = world.by_name.entry(fold(&account.name)).or_default();
                        same.push(account.id);
                    }
                    world.take(found);
                }
            }
        }
        let ids: Vec<AccountId> = world.accounts.keys().copied().collect();
        for some in ids.chunks(AT_ONCE) {
            world.domains.extend(accounts::domains(tx, some)?);
        }
        let domains = distinct(lines.clone().filter_map(Values::domains).flatten());
        for some in domains.chunks(AT_ONCE) {
            world.owners.extend(accounts::owners_of_domains(tx, some)?);
        }
        world.load_above(tx)?;
        Ok(world)
    }

    /// The accounts above those that are known, generation by generation.
    fn load_above(&mut self, tx: &mut Tx<'_>) -> Result<(), AppError> {
        for _ in 0..=ANCESTORS_MAX {
            let missing = distinct(
                self.accounts
                    .values()
                    .filter_map(|a| a.parent_id)
                    .filter(|id| !self.accounts.contains_key(id)),
            );
            if missing.is_empty() {
                break;
            }
            for some in missing.chunks(AT_ONCE) {
                self.take(accounts::known(tx, Known::Ids(some))?);
            }
        }
        Ok(())
    }

    fn take(&mut self, found: Vec<Account>) {
        for account in found {
            if let Some(known_as) = &account.external_ref {
                self.by_ref.insert(known_as.clone(), account.id);
            }
            self.accounts.insert(account.id, account);
        }
    }

    pub(super) fn account(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(&id)
    }

    pub(super) fn by_ref(&self, known_as: &str) -> Option<&Account> {
        self.by_ref
            .get(known_as)
            .and_then(|id| self.accounts.get(id))
    }

    /// Those in use with this folded name; where none is, those put away.
    pub(super) fn by_name(&self, folded: &str) -> Vec<&Account> {
        let all: Vec<&Account> = self
            .by_name
            .get(folded)
            .into_iter()
            .flatten()
            .filter_map(|id| self.accounts.get(id))
            .collect();
        let in_use: Vec<&Account> = all
            .iter()
            .copied()
            .filter(|account| account.archived_at.is_none())
            .collect();
        if in_use.is_empty() { all } else { in_use }
    }

    pub(super) fn domains(&self, id: AccountId) -> &[String] {
        self.domains.get(&id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn owner(&self, domain: &str) -> Option<AccountId> {
        self.owners.get(domain).copied()
    }

    /// The accounts above one, nearest first, at most [`ANCESTORS_MAX`].
    pub(super) fn above(&self, id: AccountId) -> Vec<AccountId> {
        let mut found = Vec::new();
        let mut here = id;
        while found.len() < ANCESTORS_MAX {
            let Some(parent) = self.accounts.get(&here).and_then(|a| a.parent_id) else {
                break;
            };
            if parent == id || found.contains(&parent) {
                break;
            }
            found.push(parent);
            here = parent;
        }
        found
    }

    /// An account as a line would leave it, for the lines that follow.
    pub(super) fn put(&mut self, row: Account, domains: Vec<String>) {
        if let Some(old) = self.accounts.get(&row.id) {
            if let Some(known_as) = &old.external_ref {
                self.by_ref.remove(known_as);
            }
            if let Some(same) = self.by_name.get_mut(&fold(&old.name)) {
                same.retain(|id| *id != row.id);
            }
        }
        if let Some(known_as) = &row.external_ref {
            self.by_ref.insert(known_as.clone(), row.id);
        }
        self.by_name
            .entry(fold(&row.name))
            .or_default()
            .push(row.id);
        for old in self.domains.remove(&row.id).unwrap_or_default() {
            self.owners.remove(&old);
        }
        for domain in &domains {
            self.owners.insert(domain.clone(), row.id);
        }
        self.domains.insert(row.id, domains);
        self.accounts.insert(row.id, row);
    }
}
