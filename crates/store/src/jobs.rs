//! Jobs, outbox and timers: one table.
