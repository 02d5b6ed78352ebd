//! Lists with filters: one keyset page at a time, text of this program only.

use surety_domain::permission::TicketReach;

use crate::engine::stmt::SqlText;
use crate::{Row, StoreError, Tx, Value};

/// A `SELECT` under construction: conditions are joined by `AND`, input goes
/// in as parameters.
pub(crate) struct Listing {
    text: SqlText,
    values: Vec<Value>,
    conditions: usize,
}

impl Listing {
    /// Starts with `SELECT … FROM …`, which holds no `WHERE` and no `$n`.
    pub(crate) fn new(select: &'static str) -> Self {
        Self {
            text: SqlText::new(select),
            values: Vec::new(),
            conditions: 0,
        }
    }

    /// Starts the next condition with this text.
    pub(crate) fn and(&mut self, text: &'static str) -> &mut Self {
        self.text.push(if self.conditions == 0 {
            " WHERE "
        } else {
            " AND "
        });
        self.conditions += 1;
        self.sql(text)
    }

    /// Goes on with this text.
    pub(crate) fn sql(&mut self, text: &'static str) -> &mut Self {
        self.text.push(text);
        self
    }

    /// Goes on with a parameter.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.text.param();
        self.values.push(value.into());
        self
    }

    /// Goes on with `($1, $2, …)`; an empty list becomes a list that nothing is in.
    pub(crate) fn bind_all<V: Into<Value>>(
        &mut self,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        self.text.push("(");
        if values.is_empty() {
            self.text.push("NULL");
        } else {
            self.text.list(values.len());
        }
        self.text.push(")");
        self.values.extend(values);
        self
    }

    /// Narrows rows of `tickets t` to those within reach.
    pub(crate) fn and_reach(&mut self, reach: &TicketReach) -> &mut Self {
        match reach {
            TicketReach::All => {}
            TicketReach::Teams { user, teams } => {
                let user = user.map(|u| u.to_string());
                self.and("(t.assignee_id = ").bind(user.clone());
                self.sql(" OR t.offered_user_id = ").bind(user);
                if !teams.is_empty() {
                    self.sql(" OR t.team_id IN ").bind_all(teams);
                    self.sql(" OR (t.offered_team_id IN ").bind_all(teams);
                    self.sql(" AND t.offered_user_id IS NULL)");
                }
                self.sql(")");
            }
            TicketReach::Accounts { contact, accounts } => {
                self.and("(t.requester_id = ")
                    .bind(contact.map(|c| c.to_string()));
                if !accounts.is_empty() {
                    self.sql(" OR t.account_id IN ").bind_all(accounts);
                }
                self.sql(")");
            }
        }
        self
    }

    /// Reads the rows.
    pub(crate) fn rows(&self, tx: &mut Tx<'_>) -> Result<Vec<Row>, StoreError> {
        tx.query_dynamic(&self.text, &self.values)
    }
}

/// Which rows of a kind that can be archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Archived {
    /// Those in use.
    #[default]
    No,
    /// Those put away.
    Yes,
    /// All.
    Any,
}

impl Archived {
    /// Adds the condition on the column `archived_at`.
    pub(crate) fn condition(self, listing: &mut Listing) {
        match self {
            Self::No => listing.and("archived_at IS NULL"),
            Self::Yes => listing.and("archived_at IS NOT NULL"),
            Self::Any => listing,
        };
    }
}
