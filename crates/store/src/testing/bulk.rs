//! Many rows at once, for benches: a large desk, many timers, and the rows of
//! one opened ticket without any of the work around them.

use surety_domain::ids::{DecisionId, EntryId, JobId, MessageId, StatusId, TicketId};
use surety_domain::time::Instant;

use crate::{Db, Engine, SqlText, Stmt, StoreError, Value, params, sql};

sql! {
    /// A status for tickets made here.
    STATUS = "INSERT INTO statuses (id, name, category, pauses, position, is_default, archived_at, version)
              VALUES ($1, 'Bench', 'open', '[]', 99, 0, NULL, 1) ON CONFLICT DO NOTHING";
    /// A ticket.
    TICKET = "INSERT INTO tickets (id, number, subject, subject_folded, preview, status_id, category, is_open, priority,
                priority_rank, priority_source, channel, tier, locale, admission, outcome, is_spam, next_due_at,
                next_due_metric, breached, message_count, event_seq, version, created_at, updated_at)
              VALUES ($1, $2, 'Gateway loses its connection', 'gateway loses its connection',
                'Every ten minutes since this morning.', $3, 'open', $4, 'normal', 2, '{\"by\":\"chosen\"}', 'api', 1,
                'en', 'admitted', 'covered', 0, $5, 'resolution', 0, 1, 5, 1, $6, $6)";
    /// An event of it.
    EVENT = "INSERT INTO ticket_events (ticket_id, seq, at, kind, actor_kind, actor_id, data)
             VALUES ($1, $2, $3, 'customer_message', 'system', NULL, $4)";
    /// Its message.
    MESSAGE = "INSERT INTO messages (id, ticket_id, seq, at, visibility, author_kind, author_name, automatic, channel,
                 recipients, body_text)
               VALUES ($1, $2, 2, $3, 'public', 'customer', 'Grace Kim', 0, 'api', '{}',
                 'Every ten minutes since this morning.')";
    /// Its decision.
    DECISION = "INSERT INTO entitlement_decisions (id, ticket_id, at, outcome, cause, trace)
                VALUES ($1, $2, $3, 'covered', 'created', $4)";
    /// A clock of it.
    CLOCK = "INSERT INTO sla_clocks (ticket_id, metric, cycle, state, layer, sla_id, sla_version, calendar_id,
               calendar_version, target_seconds, started_at, due_at, fulfilled_at, breached, elapsed_seconds,
               remaining_seconds)
             VALUES ($1, $2, 0, 'running', 'plan', 'sla', 1, 'cal', 1, 3600, $3, $4, NULL, 0, 0, 3600)";
    /// What it costs.
    ENTRY = {
        sqlite: "INSERT INTO credit_entries (id, contract_id, account_id, bucket, period_index, kind, amount, ticket_id,
                   reason, actor_kind, at, key, seq)
                 VALUES ($1, 'ctr', 'acc', $2, 0, 'consume', -100, $3, 'ticket', 'system', $4, $5,
                   (SELECT COALESCE(MAX(seq), 0) + 1 FROM credit_entries))",
        postgres: "INSERT INTO credit_entries (id, contract_id, account_id, bucket, period_index, kind, amount,
                     ticket_id, reason, actor_kind, at, key, seq)
                   VALUES ($1, 'ctr', 'acc', $2, 0, 'consume', -100, $3, 'ticket', 'system', $4, $5,
                     nextval('credit_entry_seq'))",
    };
    /// Who opened it.
    AUDIT = "INSERT INTO audit_log (id, at, actor_kind, action, object_kind, object_id, data)
             VALUES ($1, $2, 'system', 'ticket.opened', 'ticket', $3, '{}')";
    /// For those who watch.
    LIVE = "INSERT INTO live_events (at, kind, subject, data) VALUES ($1, 'ticket', '{}', '{}')";
    /// The kept answer.
    KEY = "INSERT INTO idempotency_keys (actor, key, fingerprint, response, created_at)
           VALUES ('bench', $1, $2, $3, $4)";
    /// A timer.
    TIMER = "INSERT INTO jobs (id, kind, key, version, payload, run_at, state, attempt, fence, lease_until, node,
               rearmed, last_error, created_at)
             VALUES ($1, 'sla_timer', $2, 1, $3, $4, 'ready', 0, 0, NULL, NULL, 0, NULL, $4)";
}

/// Rows of one transaction while filling.
const CHUNK: usize = 2_000;
/// An instant in 2026 that everything here counts from.
const BASE: Instant = Instant(1_780_000_000_000_000);

fn status() -> StatusId {
    StatusId(1)
}

fn ticket_id(number: usize) -> TicketId {
    TicketId::new(Instant(BASE.0 + number as i64 * 1_000_000), number as u128)
}

fn ticket(number: usize) -> (&'static Stmt, Vec<Value>) {
    let at = Instant(BASE.0 + number as i64 * 1_000_000);
    // One of ten is open, as in a desk that has been at work for a while.
    let open = number.is_multiple_of(10);
    let due = if open {
        Instant(at.0 + 3_600_000_000)
    } else {
        Instant(i64::MAX)
    };
    (
        &TICKET,
        params![
            ticket_id(number),
            10_000_000 + number as i64,
            status(),
            open,
            due,
            at
        ]
        .into(),
    )
}

/// Adds tickets, from the `have`-th to the `wanted`-th.
///
/// # Errors
/// As the engine reports.
pub async fn fill_tickets(db: &Db, have: usize, wanted: usize) -> Result<(), StoreError> {
    db.write(|tx| tx.execute(&STATUS, &params![status()]).map(|_| ()))
        .await?;
    for from in (have..wanted).step_by(CHUNK) {
        let to = (from + CHUNK).min(wanted);
        db.write(move |tx| {
            let steps: Vec<_> = (from..to).map(ticket).collect();
            tx.execute_batch_of(&steps)
        })
        .await?;
    }
    // A server looks at a table by itself, some time after it has grown; a desk
    // of this size has long been looked at.
    db.write(|tx| match tx.engine() {
        Engine::Postgres => tx
            .query_dynamic(&SqlText::new("ANALYZE tickets"), &[])
            .map(|_| ()),
        Engine::Sqlite => Ok(()),
    })
    .await
}

fn timer(number: usize, run_at: Instant) -> (&'static Stmt, Vec<Value>) {
    let ticket = ticket_id(number);
    let payload = format!("{{\"ticket\":\"{ticket}\"}}");
    (
        &TIMER,
        params![
            JobId::new(BASE, number as u128),
            format!("bench:{number}"),
            payload,
            run_at
        ]
        .into(),
    )
}

/// Adds open timers that are due at one instant, each of a ticket that is not there.
///
/// # Errors
/// As the engine reports.
pub async fn fill_timers(db: &Db, count: usize, run_at: Instant) -> Result<(), StoreError> {
    for from in (0..count).step_by(CHUNK) {
        let to = (from + CHUNK).min(count);
        db.write(move |tx| {
            let steps: Vec<_> = (from..to)
                .map(|n| timer(n, Instant(run_at.0 + n as i64)))
                .collect();
            tx.execute_batch_of(&steps)
        })
        .await?;
    }
    Ok(())
}

/// The rows of one opened ticket, as the pipeline writes them: what the engine
/// alone has to keep. The status they name is made by the first of them.
pub fn ticket_rows(number: usize) -> Vec<(&'static Stmt, Vec<Value>)> {
    let number = number + 100_000_000;
    let id = ticket_id(number);
    let at = BASE;
    let trace = "x".repeat(1_200);
    let mut rows: Vec<(&'static Stmt, Vec<Value>)> = vec![
        (&STATUS, params![status()].into()),
        (
            &KEY,
            params![format!("k{number}"), vec![0u8; 32], "x".repeat(2_500), at].into(),
        ),
        ticket(number),
    ];
    for seq in 1..=5i64 {
        rows.push((
            &EVENT,
            params![
                id,
                seq,
                at,
                "{\"event\":\"customer_message\",\"channel\":\"api\"}"
            ]
            .into(),
        ));
    }
    rows.push((&MESSAGE, params![MessageId(number as u128), id, at].into()));
    rows.push((
        &DECISION,
        params![DecisionId(number as u128), id, at, trace].into(),
    ));
    for metric in ["first_response", "resolution"] {
        rows.push((&CLOCK, params![id, metric, at, at].into()));
    }
    for (i, bucket) in ["week", "month"].into_iter().enumerate() {
        let entry = EntryId(number as u128 * 2 + i as u128);
        rows.push((
            &ENTRY,
            params![entry, bucket, id, at, format!("{number}/{bucket}")].into(),
        ));
    }
    rows.push((&AUDIT, params![format!("aud{number}"), at, id].into()));
    rows.push((&LIVE, params![at].into()));
    rows.push(timer(number, at));
    rows
}
