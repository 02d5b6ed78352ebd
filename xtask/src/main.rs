//! Drives npm and cargo.
fn main() {}
