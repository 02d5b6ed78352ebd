//! What every desk starts with: statuses, ticket types, views, the priority
//! matrix, and its first promises.

use surety_domain::calendar::CalendarSpec;
use surety_domain::ids::ViewId;
use surety_domain::plan::PlanSpec;
use surety_domain::sla::{Conditions, Metric, SlaSpec, TargetClock, TargetSpec};
use surety_domain::ticket::Category;
use surety_store::records::promises::{self as records, NameCursor};
use surety_store::records::{settings, views};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::promises::versioned::{self, CalendarInput, PlanInput, SlaInput};
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
        ("Inbox", "inbox", "due", open.clone()),
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
    furnish(app).await?;
    promises(app).await
}

/// What is needed for any ticket: statuses, types, views, the matrix.
pub(crate) async fn furnish(app: &App) -> Result<(), AppError> {
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

/// Written once the first promises have been made; see [`FURNISHED`].
const PROMISED: &str = "promises";

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn hours(days: &[&str], open: &str, close: &str) -> CalendarSpec {
    CalendarSpec {
        tz: "UTC".into(),
        hours: days
            .iter()
            .map(|day| ((*day).to_owned(), vec![[open.to_owned(), close.to_owned()]]))
            .collect(),
        ..CalendarSpec::default()
    }
}

/// Seconds of office hours until the first and each later answer, and until
/// the resolution, by priority; the last row is for every other ticket.
const STANDARD: [(&str, i64, i64); 4] = [
    ("urgent", HOUR, 8 * HOUR),
    ("high", 2 * HOUR, 16 * HOUR),
    ("low", 16 * HOUR, 80 * HOUR),
    ("", 8 * HOUR, 40 * HOUR),
];

const HOUR: i64 = 3_600;

fn standard() -> SlaSpec {
    let mut targets = Vec::new();
    for (priority, response, resolution) in STANDARD {
        let conditions = Conditions {
            priority: Some(priority)
                .filter(|p| !p.is_empty())
                .map(str::to_owned)
                .into_iter()
                .collect(),
            ..Conditions::default()
        };
        for (metric, seconds) in [
            (Metric::FirstResponse, response),
            (Metric::NextResponse, response),
            (Metric::Resolution, resolution),
        ] {
            targets.push(TargetSpec {
                metric,
                conditions: conditions.clone(),
                seconds,
                clock: TargetClock::Calendar,
            });
        }
    }
    SlaSpec {
        targets,
        ..SlaSpec::default()
    }
}

/// Makes the first promises of a new desk: a calendar that never closes, one
/// of office hours, a corporate SLA and a free plan for those without a
/// contract. Once only: what an administrator then changes stays changed. A
/// desk that has promises already gets none.
///
/// # Errors
/// As the store reports.
pub async fn promises(app: &App) -> Result<(), AppError> {
    app.command(&Call::system(), |tx, cx| {
        if !settings::seed(tx, PROMISED, &1)? {
            return Ok(());
        }
        let own = records::corporate_sla(tx)?.is_some()
            || records::default_plan(tx)?.is_some()
            || !records::list_calendars(tx, &NameCursor::default(), 1, false)?.is_empty();
        if own {
            return Ok(());
        }
        let calendar = |name: &str, spec: CalendarSpec| CalendarInput {
            name: Some(name.to_owned()),
            spec: Some(spec),
        };
        versioned::create_in::<versioned::CalendarView>(
            tx,
            cx,
            calendar("24×7", hours(&WEEKDAYS, "00:00", "24:00")),
        )?;
        let office = calendar("Office hours", hours(&WEEKDAYS[..5], "09:00", "17:00"));
        let office = versioned::create_in::<versioned::CalendarView>(tx, cx, office)?;
        let sla = SlaInput {
            name: Some("Standard".into()),
            layer: Some("corporate".into()),
            calendar_id: Some(office.id),
            spec: Some(standard()),
        };
        versioned::create_in::<versioned::SlaView>(tx, cx, sla)?;
        let plan = PlanInput {
            name: Some("Free plan".into()),
            sla_id: None,
            is_default: Some(true),
            spec: Some(PlanSpec::unlimited(None)),
        };
        versioned::create_in::<versioned::PlanView>(tx, cx, plan)?;
        Ok(())
    })
    .await
}
