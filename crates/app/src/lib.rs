//! What people, mail and time do to the desk: one function per verb.

pub mod diagnostics;
