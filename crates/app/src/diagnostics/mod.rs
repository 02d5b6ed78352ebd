//! Diagnostic commands as pure functions over JSON lines; formats in docs/diagnostics.md.
