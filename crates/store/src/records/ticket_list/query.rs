//! A filter, an order and a place in it, as text with parameters.

use surety_domain::permission::TicketReach;

use super::{HandedIn, OfferedTo, SUBJECT_SEARCH_WINDOW, TicketCursor, TicketFilter, TicketSort};
use crate::records::ledger::{UsedIn, UsedOf};
use crate::records::tickets::NEVER;
use crate::{SqlText, Value};

/// A query under construction: its text and its parameters, added together.
pub(super) struct Query {
    pub(super) text: SqlText,
    pub(super) params: Vec<Value>,
}

impl Query {
    pub(super) fn new(text: &'static str) -> Self {
        Self {
            text: SqlText::new(text),
            params: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, text: &'static str) {
        self.text.push(text);
    }

    pub(super) fn value(&mut self, value: impl Into<Value>) {
        self.text.param();
        self.params.push(value.into());
    }

    /// `before (…)` with a placeholder for each value.
    pub(super) fn any_of<T: Into<Value>>(
        &mut self,
        before: &'static str,
        values: impl IntoIterator<Item = T>,
    ) {
        self.push(before);
        let mut open = " (";
        for value in values {
            self.push(open);
            self.value(value);
            open = ", ";
        }
        self.push(")");
    }

    /// Narrows a column to some values; an inner `None` is NULL.
    pub(super) fn one_of<T: Clone + Into<Value>>(
        &mut self,
        is_null: &'static str,
        is_in: &'static str,
        values: &[Option<T>],
    ) {
        if values.is_empty() {
            return;
        }
        self.push(" AND (");
        let known: Vec<T> = values.iter().flatten().cloned().collect();
        if values.iter().any(Option::is_none) {
            self.push(is_null);
            if !known.is_empty() {
                self.push(" OR ");
            }
        }
        if !known.is_empty() {
            self.any_of(is_in, known);
        }
        self.push(")");
    }

    pub(super) fn in_list<T: Clone + Into<Value>>(&mut self, before: &'static str, values: &[T]) {
        if !values.is_empty() {
            self.any_of(before, values.iter().cloned());
        }
    }

    pub(super) fn reach(&mut self, reach: &TicketReach) {
        match reach {
            TicketReach::All => {}
            TicketReach::Teams { user, teams } => {
                self.push(" AND (t.assignee_id = ");
                self.value(user.map(|u| u.to_string()));
                self.push(" OR t.offered_user_id = ");
                self.value(user.map(|u| u.to_string()));
                if !teams.is_empty() {
                    self.any_of(" OR t.team_id IN", teams.iter().copied());
                    self.any_of(" OR (t.offered_team_id IN", teams.iter().copied());
                    self.push(" AND t.offered_user_id IS NULL)");
                }
                self.push(")");
            }
            TicketReach::Accounts { contact, accounts } => {
                self.push(" AND (t.requester_id = ");
                self.value(contact.map(|c| c.to_string()));
                if !accounts.is_empty() {
                    self.any_of(" OR t.account_id IN", accounts.iter().copied());
                }
                self.push(")");
            }
        }
    }

    pub(super) fn filter(&mut self, f: &TicketFilter) {
        if let Some(open) = f.open {
            // Written out, so that the planner sees the value and takes the index.
            self.push(if open {
                " AND t.is_open = 1"
            } else {
                " AND t.is_open = 0"
            });
        }
        self.in_list(" AND t.category IN", &f.category);
        self.in_list(" AND t.status_id IN", &f.status);
        self.one_of("t.priority IS NULL", "t.priority IN", &f.priority);
        self.one_of("t.assignee_id IS NULL", "t.assignee_id IN", &f.assignee);
        self.one_of("t.team_id IS NULL", "t.team_id IN", &f.team);
        self.in_list(" AND t.account_id IN", &f.account);
        self.in_list(" AND t.requester_id IN", &f.requester);
        self.in_list(" AND t.plan_id IN", &f.plan);
        self.in_list(" AND t.contract_id IN", &f.contract);
        self.in_list(" AND t.product_id IN", &f.product);
        self.in_list(" AND t.asset_id IN", &f.asset);
        self.in_list(" AND t.type_id IN", &f.ticket_type);
        self.in_list(" AND t.channel IN", &f.channel);
        self.in_list(" AND t.admission IN", &f.admission);
        self.in_list(" AND t.outcome IN", &f.outcome);
        for tag in &f.tag {
            self.push(
                " AND EXISTS (SELECT 1 FROM ticket_tags g WHERE g.ticket_id = t.id AND g.tag = ",
            );
            self.value(tag.as_str());
            self.push(")");
        }
        if let Some(breached) = f.breached {
            self.push(if breached {
                " AND t.breached = 1"
            } else {
                " AND t.breached = 0"
            });
        }
        if let Some(escalated) = f.escalated {
            self.push(if escalated {
                " AND t.escalation IS NOT NULL"
            } else {
                " AND t.escalation IS NULL"
            });
        }
        if let Some(offered) = &f.offered {
            self.offered(offered);
        }
        if let Some(bounces) = f.bounces {
            self.push(" AND t.bounces > 0 AND t.bounces >= ");
            self.value(bounces);
        }
        if let Some(handed) = &f.handed {
            self.handed(handed);
        }
        if let Some(before) = f.due_before {
            self.push(" AND t.next_due_at < ");
            self.value(before);
        }
        if let Some(running) = f.running {
            self.push(if running {
                " AND t.next_due_at < "
            } else {
                " AND t.next_due_at = "
            });
            self.value(NEVER);
        }
        if let Some(span) = f.drew {
            self.drew(span);
        } else if f.handed.is_none() {
            self.push(if f.spam {
                " AND t.is_spam = 1"
            } else {
                " AND t.is_spam = 0"
            });
            if !f.merged {
                self.push(" AND t.merged_into IS NULL");
            }
        }
        if let Some(number) = f.number {
            self.push(" AND t.number = ");
            self.value(number);
        }
        if let Some(words) = &f.subject {
            self.push(" AND t.subject_folded LIKE ");
            self.value(crate::text::like_contains(words));
            self.push(" ESCAPE '\\' AND t.id >= COALESCE((SELECT w.id FROM tickets w ORDER BY w.id DESC LIMIT 1 OFFSET ");
            self.value(SUBJECT_SEARCH_WINDOW);
            self.push("), '')");
        }
        if let Some(from) = f.created_from {
            self.push(" AND t.created_at >= ");
            self.value(from);
        }
        if let Some(before) = f.created_before {
            self.push(" AND t.created_at < ");
            self.value(before);
        }
    }

    fn offered(&mut self, to: &OfferedTo) {
        self.push(" AND t.handoff IS NOT NULL");
        let OfferedTo::Us { user, teams } = to else {
            return;
        };
        self.push(" AND (t.offered_user_id = ");
        self.value(user.map(|u| u.to_string()));
        if !teams.is_empty() {
            self.push(" OR (t.offered_user_id IS NULL");
            self.any_of(" AND t.offered_team_id IN", teams.iter().copied());
            self.push(")");
        }
        self.push(")");
    }

    /// As `handoff::report` counts, so that a figure opens its tickets: spam and
    /// merged ones too.
    fn handed(&mut self, h: &HandedIn) {
        self.push(" AND t.id IN (SELECT h.ticket_id FROM handoffs h WHERE h.offered_at >= ");
        self.value(h.from);
        self.push(" AND h.offered_at < ");
        self.value(h.before);
        if let Some(reason) = &h.reason {
            self.push(" AND h.reason = ");
            self.value(reason.as_str());
        }
        if let Some(team) = h.from_team {
            self.one_of("h.from_team_id IS NULL", "h.from_team_id IN", &[team]);
        }
        if let Some(team) = h.to_team {
            self.one_of("h.to_team_id IS NULL", "h.to_team_id IN", &[team]);
        }
        if let Some(outcome) = &h.outcome {
            let one = std::slice::from_ref(outcome);
            self.one_of("h.outcome IS NULL", "h.outcome IN", one);
        }
        if h.bounced {
            self.push(" AND h.bounced = 1");
        }
        self.push(")");
    }

    /// As `ledger::used_by_tickets` counts, so that a figure opens its tickets.
    pub(super) fn drew(&mut self, span: UsedIn) {
        self.push(" AND t.id IN (SELECT e.ticket_id FROM credit_entries e WHERE ");
        match span.of {
            UsedOf::Contract(id) => {
                self.push("e.contract_id = ");
                self.value(id);
            }
            UsedOf::Account(id) => {
                self.push("e.account_id = ");
                self.value(id);
            }
        }
        self.push(" AND e.at >= ");
        self.value(span.from);
        self.push(" AND e.at < ");
        self.value(span.before);
        self.push(" AND e.ticket_id IS NOT NULL AND e.kind IN ('consume', 'refund', 'overage')");
        self.push(" GROUP BY e.ticket_id, e.contract_id, e.bucket HAVING sum(e.amount) < 0)");
    }

    pub(super) fn after(&mut self, sort: TicketSort, cursor: &TicketCursor) {
        self.push(match sort {
            TicketSort::UpdatedDesc => " AND (t.updated_at, t.id) < (",
            TicketSort::UpdatedAsc => " AND (t.updated_at, t.id) > (",
            TicketSort::CreatedDesc => " AND (t.id) < (",
            TicketSort::CreatedAsc => " AND (t.id) > (",
            TicketSort::Due => " AND (t.next_due_at, t.id) > (",
            TicketSort::Priority => " AND (t.priority_rank, t.updated_at, t.id) < (",
        });
        for key in &cursor.keys {
            self.value(*key);
            self.push(", ");
        }
        self.value(cursor.id);
        self.push(")");
    }

    pub(super) fn order(&mut self, sort: TicketSort) {
        self.push(match sort {
            TicketSort::UpdatedDesc => " ORDER BY t.updated_at DESC, t.id DESC",
            TicketSort::UpdatedAsc => " ORDER BY t.updated_at, t.id",
            TicketSort::CreatedDesc => " ORDER BY t.id DESC",
            TicketSort::CreatedAsc => " ORDER BY t.id",
            TicketSort::Due => " ORDER BY t.next_due_at, t.id",
            TicketSort::Priority => " ORDER BY t.priority_rank DESC, t.updated_at DESC, t.id DESC",
        });
    }
}
