//! The built-in roles, put into the database at every start.

use surety_domain::ids::RoleId;
use surety_domain::permission::{BuiltinRole, Side};
use surety_store::records::users;

use crate::core::{App, Call};
use crate::error::AppError;

/// What a built-in role is called on screens; people may not rename these.
const fn english_name(role: BuiltinRole) -> &'static str {
    match role {
        BuiltinRole::Administrator => "Administrator",
        BuiltinRole::Supervisor => "Supervisor",
        BuiltinRole::Agent => "Agent",
        BuiltinRole::LightAgent => "Light agent",
        BuiltinRole::Customer => "Customer",
        BuiltinRole::AccountManager => "Account manager",
    }
}

/// Adds the built-in roles that are missing and brings the others up to this
/// program's permissions. Safe to run on every node at every start.
///
/// # Errors
/// As the store reports.
pub async fn seed_roles(app: &App) -> Result<(), AppError> {
    app.command(&Call::system(), |tx, cx| {
        for role in BuiltinRole::ALL {
            let side = match role.side() {
                Side::Agent => "agent",
                Side::Customer => "customer",
            };
            users::seed_role(
                tx,
                cx.new_id(RoleId::new),
                role.as_str(),
                side,
                english_name(role),
                role.permissions(),
                cx.now,
            )?;
        }
        Ok(())
    })
    .await
}
