//! Who somebody is: sign-in, second factor, sessions, passwords, API tokens,
//! set-up and invitation links.
//!
//! Secrets leave this module once, to the person they belong to. The database
//! holds SHA-256 of tokens (they are 256 random bits, so nothing slower is
//! needed), Argon2id of passwords, and sealed TOTP secrets.

mod change_password;
pub mod device;
pub mod invite;
mod limiter;
pub mod limits;
pub mod me;
pub mod password;
pub mod people;
pub mod principal;
pub mod roles;
pub mod secret;
pub mod session;
pub mod setup;
pub mod sign_in;
#[cfg(test)]
mod tests;
pub mod tokens;
pub mod totp;

pub use change_password::{ChangePassword, change_password};
pub use principal::{Signed, Via};
pub use roles::seed_roles;
pub use secret::{Sealed, SecretText};
