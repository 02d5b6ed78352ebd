//! What every desk starts with: statuses, ticket types, views, the priority
//! matrix. Calendars, SLAs and plans have a seed of their own.

use surety_domain::ids::ViewId;
use surety_domain::ticket::Category;
use surety_store::records::{settings, views};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::statuses::NewStatus;
use crate::ticket_types::NewTicketType;
use crate::tickets::list::TicketParams;
use crate::{priority_matrix, statuses, ticket_types};

/// Written once the desk has been furnished: what an administrator then
/// renames, archives or deletes never comes back by itself.
const FURNISHED: &str = "essentials";

const STATUSES: [(&str, Category); 6] = [
    ("New", Category::New),
    ("Open", Category::Open),
    ("Pending", Category::Pending),
    ("On hold", Category::OnHold),
    ("Solved", Category::Solved),
    ("Closed", Category::Closed),
];

const TICKET_TYPES: [&str; 5] = ["Question", "Incident", "Problem", "Task", "Service request"];

/// Name, glyph, order and filter of the views of a new desk.
fn first_views() -> [(&'static str, &'static str, &'static str, TicketParams); 7] {
    let some = |text: &str| Some(text.to_owned());
    let open = TicketParams {
        open: some("true"),
        ..TicketParams::default()
    };
    [
        ("Inbox", "inbox", "-updated", open.clone()),
        (
            "My tickets",
            "user",
            "due",
            TicketParams {
                assignee: some("me"),
                ..open.clone()
            },
        ),
        (
            "Unassigned",
            "user-off",
            "-updated",
            TicketParams {
                assignee: some("none"),
                ..open.clone()
            },
        ),
        (
            "Breaching soon",
            "clock",
            "due",
            TicketParams {
                sla: some("due_soon"),
                ..open.clone()
            },
        ),
        (
            "Waiting on customer",
            "hourglass",
            "updated",
            TicketParams {
                category: some("pending"),
                ..open
            },
        ),
        (
            "Held for approval",
            "hand",
            "-created",
            TicketParams {
                admission: some("held"),
                ..TicketParams::default()
            },
        ),
        (
            "Suspended",
            "ban",
            "-created",
            TicketParams {
                admission: some("blocked"),
                ..TicketParams::default()
            },
        ),
    ]
}

/// Furnishes a new desk; safe to run on every node at every start. Needs the
/// schema and nothing else.
///
/// # Errors
/// As the store reports.
pub async fn essentials(app: &App) -> Result<(), AppError> {
    app.command(&Call::system(), |tx, cx| {
        // The first to write this key furnishes; others wait for it and go on.
        if !settings::seed(tx, FURNISHED, &1)? {
            return Ok(());
        }
        for (name, category) in STATUSES {
            let status = NewStatus {
                name: name.to_owned(),
                category,
                pauses: None,
                position: None,
                is_default: true,
            };
            statuses::create_in(tx, cx, &status)?;
        }
        for name in TICKET_TYPES {
            ticket_types::create_in(
                tx,
                cx,
                &NewTicketType {
                    name: name.to_owned(),
                    position: None,
                },
            )?;
        }
        for (position, (name, icon, sort, filter)) in (0_i64..).zip(first_views()) {
            let view = views::View {
                id: cx.new_id(ViewId::new),
                name: name.to_owned(),
                owner_id: None,
                team_id: None,
                filter: serde_json::to_string(&filter)
                    .map_err(|e| AppError::Internal(e.to_string()))?,
                sort: sort.to_owned(),
                icon: icon.to_owned(),
                position: 10 + position * 10,
                version: 1,
                created_at: cx.now,
                updated_at: cx.now,
            };
            views::insert(tx, &view)?;
        }
        priority_matrix::seed(tx)
    })
    .await
}
