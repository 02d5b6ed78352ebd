//! Changes that several verbs make to a ticket under work, each with its event.

use surety_domain::ids::{TeamId, UserId};
use surety_domain::ticket::{Category, Derivation, Priority, TicketEvent};
use surety_store::Tx;
use surety_store::records::{agents, statuses, teams, tickets};

use super::work::{TAG_CHARS_MAX, TAGS_MAX, Work};
use crate::core::Cx;
use crate::error::AppError;

/// Sorting number of a priority: 4 urgent to 1 low, 0 none.
pub const fn priority_rank(priority: Option<Priority>) -> i64 {
    match priority {
        Some(Priority::Urgent) => 4,
        Some(Priority::High) => 3,
        Some(Priority::Normal) => 2,
        Some(Priority::Low) => 1,
        None => 0,
    }
}

/// One priority higher; `urgent` stays.
pub const fn raised(priority: Option<Priority>) -> Priority {
    match priority {
        Some(Priority::Urgent | Priority::High) => Priority::Urgent,
        Some(Priority::Normal) => Priority::High,
        Some(Priority::Low) | None => Priority::Normal,
    }
}

/// The default status of a category.
///
/// # Errors
/// `Internal` when the first start has not seeded the statuses.
pub fn default_status(tx: &mut Tx<'_>, category: Category) -> Result<statuses::Status, AppError> {
    statuses::default_for(tx, category)?
        .ok_or_else(|| AppError::Internal(format!("no status stands for the category {category}")))
}

impl Work {
    /// The category now.
    ///
    /// # Errors
    /// `Internal` when the stored word is unknown.
    pub fn category(&self) -> Result<Category, AppError> {
        self.ticket
            .category
            .parse()
            .map_err(|e| AppError::Internal(format!("a stored category: {e}")))
    }

    /// The priority now.
    ///
    /// # Errors
    /// `Internal` when the stored word is unknown.
    pub fn priority(&self) -> Result<Option<Priority>, AppError> {
        self.ticket
            .priority
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|e| AppError::Internal(format!("a stored priority: {e}")))
    }

    /// Changes the priority and says how it came about; nothing happens when it is the same.
    ///
    /// # Errors
    /// `Internal` when the stored word is unknown.
    pub fn set_priority(
        &mut self,
        cx: &Cx<'_>,
        to: Option<Priority>,
        derivation: Derivation,
    ) -> Result<bool, AppError> {
        let from = self.priority()?;
        self.ticket.priority_source =
            serde_json::to_string(&derivation).map_err(|e| AppError::Internal(e.to_string()))?;
        if from == to {
            return Ok(false);
        }
        self.happened(
            cx,
            TicketEvent::PriorityChanged {
                from,
                to,
                derivation,
            },
        );
        self.ticket.priority = to.map(|p| p.as_str().into());
        self.ticket.priority_rank = priority_rank(to);
        Ok(true)
    }

    /// Gives the ticket to an agent, or to nobody.
    ///
    /// # Errors
    /// `assignee_not_found`, or the store's.
    pub fn set_assignee(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        to: Option<UserId>,
    ) -> Result<bool, AppError> {
        let from = self.ticket.assignee_id;
        if from == to {
            return Ok(false);
        }
        if let Some(agent) = to
            && agents::in_use(tx, &[agent])?.is_empty()
        {
            return Err(AppError::invalid(
                "assignee_not_found",
                "assignee_id",
                "there is no such agent in service",
            ));
        }
        self.happened(cx, TicketEvent::Assigned { from, to });
        self.ticket.assignee_id = to;
        Ok(true)
    }

    /// Gives the ticket to a team, whose tier it takes, or to none.
    ///
    /// # Errors
    /// `team_not_found`, or the store's.
    pub fn set_team(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        to: Option<TeamId>,
    ) -> Result<bool, AppError> {
        let from = self.ticket.team_id;
        if from == to {
            return Ok(false);
        }
        if let Some(id) = to {
            let team = teams::get(tx, id)?
                .filter(|t| t.archived_at.is_none())
                .ok_or_else(|| {
                    AppError::invalid("team_not_found", "team_id", "there is no such team in use")
                })?;
            self.ticket.tier = team.tier;
        }
        self.happened(cx, TicketEvent::TeamChanged { from, to });
        self.ticket.team_id = to;
        Ok(true)
    }

    /// Puts a tag on.
    ///
    /// # Errors
    /// `tag_invalid`, `too_many_tags`, or the store's.
    pub fn add_tag(&mut self, tx: &mut Tx<'_>, cx: &Cx<'_>, tag: &str) -> Result<bool, AppError> {
        let tag = clean_tag(tag)?;
        let have = tickets::tags(tx, self.ticket.id)?;
        if have.contains(&tag) {
            return Ok(false);
        }
        if have.len() >= TAGS_MAX {
            return Err(AppError::invalid(
                "too_many_tags",
                "tags",
                format!("at most {TAGS_MAX} tags"),
            ));
        }
        tickets::tag_add(tx, self.ticket.id, &tag)?;
        self.happened(cx, TicketEvent::TagAdded { tag });
        Ok(true)
    }

    /// Takes a tag off.
    ///
    /// # Errors
    /// As the store reports.
    pub fn remove_tag(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        tag: &str,
    ) -> Result<bool, AppError> {
        let removed = tickets::tag_remove(tx, self.ticket.id, tag)?;
        if removed {
            self.happened(
                cx,
                TicketEvent::TagRemoved {
                    tag: tag.to_owned(),
                },
            );
        }
        Ok(removed)
    }
}

/// Checks and cleans a tag: lower case, no comma, no space at the ends.
///
/// # Errors
/// `tag_invalid`.
pub fn clean_tag(tag: &str) -> Result<String, AppError> {
    let tag = tag.trim().to_lowercase();
    let ok = !tag.is_empty()
        && tag.chars().count() <= TAG_CHARS_MAX
        && !tag.chars().any(|c| c == ',' || c.is_control());
    if ok {
        Ok(tag)
    } else {
        Err(AppError::invalid(
            "tag_invalid",
            "tags",
            format!("1 to {TAG_CHARS_MAX} characters without a comma"),
        ))
    }
}
