//! `surety mail import`: mails from files into the desk, by the verb that the
//! intake uses.

pub mod source;
