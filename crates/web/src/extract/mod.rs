//! What handlers take as arguments. All of them answer with a problem.
//!
//! - [`Caller`]: who asks, for reads.
//! - [`Command`]: who asks, under which idempotency key, with which JSON body;
//!   for every write.
//! - [`Public`]: a JSON body of somebody who is not signed in.
//! - [`Raw`]: who asks, with which bytes; for files and mails.
//! - [`Path`], [`Query`], [`IfMatch`], [`OptionalIfMatch`], [`ClientAddress`].

mod body;
mod caller;
mod params;
mod preconditions;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use body::fingerprint;
pub use body::{Command, Nothing, Public, Raw};
pub use caller::{Caller, ClientAddress, authenticate, same_origin};
pub(crate) use caller::{SESSION_COOKIE, cookie};
pub use params::{PageQuery, Path, Query, RowsQuery};
pub use preconditions::{IfMatch, OptionalIfMatch};
