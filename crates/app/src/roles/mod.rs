//! Roles and the permission matrix. Built-in roles cannot be edited; a desk
//! makes its own from named permissions.

use serde::{Deserialize, Serialize};
use surety_domain::ids::RoleId;
use surety_domain::permission::{
    BuiltinRole, ObjectKind, Permission, PermissionSet, RoleSpec, Side, Subject,
};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::roles::{self, Role, side_word};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::identity::session;
use crate::record::{Page, Paging, changes, check_version, created};
use crate::routing::refill;

#[cfg(test)]
mod tests;

/// Most roles of a desk, built-in ones included.
pub const ROLES_MAX: usize = 200;

/// A named set of permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "rol_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Auditor", "side": "agent", "builtin": null,
    "permissions": ["ticket_read", "ticket_all", "audit_read"], "version": 1,
    "created_at": "2026-05-04T08:00:00Z", "updated_at": "2026-05-04T08:00:00Z"}))]
pub struct RoleView {
    /// The id.
    #[schema(value_type = String)]
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// `agent` or `customer`.
    #[schema(value_type = String)]
    pub side: Side,
    /// The name of a built-in role, or null.
    #[schema(value_type = Option<String>)]
    pub builtin: Option<BuiltinRole>,
    /// What it gives, by name.
    #[schema(value_type = Vec<String>)]
    pub permissions: PermissionSet,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<Role> for RoleView {
    fn from(row: Role) -> Self {
        Self {
            id: row.id,
            name: row.name,
            side: row.side,
            builtin: row.builtin,
            permissions: row.permissions,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A new role.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Auditor", "side": "agent", "permissions": ["ticket_read", "audit_read"]}))]
pub struct NewRole {
    /// Its name.
    pub name: String,
    /// `agent` or `customer`.
    #[schema(value_type = String)]
    pub side: Side,
    /// What it gives, by name.
    pub permissions: Vec<String>,
}

/// A change of a role; what is left out stays. The side never changes.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"permissions": ["ticket_read"]}))]
pub struct ChangeRole {
    /// Its name.
    pub name: Option<String>,
    /// Replaces what it gives as a whole.
    pub permissions: Option<Vec<String>>,
}

/// One named right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PermissionView {
    /// Its stable name.
    pub name: String,
    /// The kind of object it acts on.
    pub object: String,
    /// Whether a customer may ever hold it.
    pub customer_side: bool,
    /// Whether it says how far other permissions reach.
    pub reach: bool,
}

/// Who may what: every permission, and every role with what it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PermissionMatrix {
    /// Every permission in the order of the screens.
    pub permissions: Vec<PermissionView>,
    /// Every role, built-in ones first.
    pub roles: Vec<RoleView>,
}

const fn object_word(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Desk => "desk",
        ObjectKind::Ticket => "ticket",
        ObjectKind::InternalMessage => "internal_message",
        ObjectKind::Account => "account",
        ObjectKind::Contact => "contact",
        ObjectKind::Contract => "contract",
        ObjectKind::Ledger => "ledger",
        ObjectKind::Approval => "approval",
        ObjectKind::User => "user",
        ObjectKind::Token => "token",
        ObjectKind::View => "view",
    }
}

/// Which roles.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RoleQuery {
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of roles, built-in ones first.
///
/// # Errors
/// `role_read` is needed; `invalid_limit`, `invalid_cursor`.
pub async fn list(app: &App, call: &Call, query: RoleQuery) -> Result<Page<RoleView>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::RoleRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let rows = roles::list(tx)?;
        let (rows, next_cursor) = paging.of_all(rows, |row| (row.builtin.is_none(), row.id))?;
        let items = rows.into_iter().map(RoleView::from).collect();
        Ok(Page { items, next_cursor })
    })
    .await
}

/// The whole matrix.
///
/// # Errors
/// `role_read` is needed.
pub async fn matrix(app: &App, call: &Call) -> Result<PermissionMatrix, AppError> {
    app.query(call, |tx, cx| {
        cx.require(Permission::RoleRead, &Subject::Desk)?;
        let permissions = Permission::ALL
            .iter()
            .map(|permission| PermissionView {
                name: permission.as_str().to_owned(),
                object: object_word(permission.object()).to_owned(),
                customer_side: permission.customer_side(),
                reach: PermissionSet::REACH.contains(*permission),
            })
            .collect();
        Ok(PermissionMatrix {
            permissions,
            roles: roles::list(tx)?.into_iter().map(RoleView::from).collect(),
        })
    })
    .await
}

/// One role.
///
/// # Errors
/// `role_read` is needed.
pub async fn get(app: &App, call: &Call, id: RoleId) -> Result<RoleView, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::RoleRead, &Subject::Desk)?;
        Ok(roles::get(tx, id)?
            .ok_or(AppError::NotFound("role"))?
            .into())
    })
    .await
}

fn read_permissions(names: &[String]) -> Result<PermissionSet, AppError> {
    let mut set = PermissionSet::EMPTY;
    for (at, name) in names.iter().enumerate() {
        let field = format!("permissions[{at}]");
        let permission: Permission = name.parse().map_err(|_| {
            AppError::invalid("unknown_permission", &field, "there is no such permission")
        })?;
        if set.contains(permission) {
            return Err(AppError::invalid("duplicate", &field, "is there already"));
        }
        set = set.with(permission);
    }
    Ok(set)
}

/// Checks the role against the rules of the domain, and that its name is free.
fn check(tx: &mut Tx<'_>, cx: &Cx<'_>, row: &mut Role) -> Result<(), AppError> {
    row.name = row.name.trim().to_owned();
    let spec = RoleSpec {
        name: row.name.clone(),
        side: row.side,
        permissions: row.permissions,
    };
    spec.validate(cx.actor.effective()).map_err(|e| {
        let field = if matches!(e.code(), "role_name_invalid" | "role_name_reserved") {
            "name"
        } else {
            "permissions"
        };
        AppError::invalid(e.code(), field, e.to_string())
    })?;
    if row.name.chars().any(char::is_control) {
        return Err(AppError::invalid(
            "control_character",
            "name",
            "one line without control characters",
        ));
    }
    let wanted = surety_domain::text::fold(&row.name);
    let all = roles::list(tx)?;
    if all
        .iter()
        .any(|other| other.id != row.id && surety_domain::text::fold(&other.name) == wanted)
    {
        return Err(AppError::conflict(
            "role_name_taken",
            "another role has this name",
        ));
    }
    if all.len() >= ROLES_MAX && all.iter().all(|other| other.id != row.id) {
        return Err(AppError::conflict(
            "too_many_roles",
            format!("a desk has at most {ROLES_MAX} roles"),
        ));
    }
    Ok(())
}

/// Adds a role.
///
/// # Errors
/// `role_manage` is needed, and every permission that the role gives.
pub async fn create(app: &App, call: &Call, input: NewRole) -> Result<RoleView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::RoleManage, &Subject::Desk)?;
        let mut row = Role {
            id: cx.new_id(RoleId::new),
            name: input.name.clone(),
            side: input.side,
            builtin: None,
            permissions: read_permissions(&input.permissions)?,
            version: 1,
            created_at: cx.now,
            updated_at: cx.now,
        };
        check(tx, cx, &mut row)?;
        roles::insert(tx, &row)?;
        let made = RoleView::from(row);
        cx.audit(
            tx,
            "role.created",
            "role",
            &made.id.to_string(),
            &created(&made)?,
        )?;
        Ok(made)
    })
    .await
}

/// A role that this caller may change: not a built-in one, and none that gives
/// what the caller does not hold.
fn changeable(tx: &mut Tx<'_>, cx: &Cx<'_>, id: RoleId) -> Result<Role, AppError> {
    cx.require(Permission::RoleManage, &Subject::Desk)?;
    let row = roles::lock(tx, id)?.ok_or(AppError::NotFound("role"))?;
    if row.builtin.is_some() {
        return Err(AppError::conflict(
            "builtin_role",
            "built-in roles cannot be changed; make a role of your own",
        ));
    }
    if row.side == Side::Agent && !cx.actor.effective().contains_all(row.permissions) {
        return Err(AppError::Denied(Permission::RoleManage.as_str()));
    }
    Ok(row)
}

/// Changes a role; who has it, has what it gives from their next request on.
/// `expected` is the version of `If-Match`.
///
/// # Errors
/// `role_manage` is needed, and every permission that the role gives or gave;
/// `builtin_role`, [`AppError::Stale`].
pub async fn update(
    app: &App,
    call: &Call,
    id: RoleId,
    expected: i64,
    input: ChangeRole,
) -> Result<RoleView, AppError> {
    app.command(call, move |tx, cx| {
        let old = changeable(tx, cx, id)?;
        check_version(old.version, Some(expected))?;
        let mut row = old.clone();
        if let Some(name) = &input.name {
            row.name.clone_from(name);
        }
        if let Some(permissions) = &input.permissions {
            row.permissions = read_permissions(permissions)?;
        }
        check(tx, cx, &mut row)?;
        let changed = changes(&RoleView::from(old.clone()), &RoleView::from(row.clone()))?;
        if changed.is_empty() {
            return Ok(old.into());
        }
        row.version += 1;
        row.updated_at = cx.now;
        roles::update(tx, &row)?;
        session::tell_nodes_of_all(tx, cx)?;
        // Its people may be able to take what waits.
        refill::everywhere(tx, cx)?;
        cx.audit(
            tx,
            "role.updated",
            "role",
            &id.to_string(),
            &changed.to_value(),
        )?;
        Ok(row.into())
    })
    .await
}

/// Takes a role away that nobody has.
///
/// # Errors
/// `role_manage` is needed; `builtin_role`, `role_in_use`, [`AppError::Stale`].
pub async fn delete(app: &App, call: &Call, id: RoleId, expected: i64) -> Result<(), AppError> {
    app.command(call, move |tx, cx| {
        let row = changeable(tx, cx, id)?;
        check_version(row.version, Some(expected))?;
        if roles::in_use(tx, id)? {
            return Err(AppError::conflict("role_in_use", "somebody has this role; give them another one first"));
        }
        roles::delete(tx, id)?;
        let data = serde_json::json!({ "name": row.name, "side": side_word(row.side), "permissions": row.permissions });
        cx.audit(tx, "role.deleted", "role", &id.to_string(), &data)
    })
    .await
}
