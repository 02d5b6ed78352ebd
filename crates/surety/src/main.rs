//! The help desk that keeps its promises: the binary.
fn main() {}
