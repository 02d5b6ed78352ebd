//! The whole of who may do what, as text for review.

use std::fmt::Write as _;

use super::{
    Actor, BuiltinRole, ObjectKind, Permission, Side, Subject, TicketSubject, Verdict, ViewShare,
    permits,
};
use crate::ids::{AccountId, ContactId, TeamId, UserId};

const OWN: u128 = 1;
const OTHER: u128 = 2;

fn actor(role: BuiltinRole) -> Actor {
    match role.side() {
        Side::Agent => Actor::agent(UserId(OWN), vec![TeamId(OWN)], role.permissions()),
        Side::Customer => Actor::customer(
            Some(UserId(OWN)),
            ContactId(OWN),
            vec![AccountId(OWN)],
            role.permissions(),
        ),
    }
}

/// The three relations of the printed columns.
#[derive(Clone, Copy)]
enum Relation {
    /// The actor's own object.
    Own,
    /// Somebody else's, of the same account or team.
    Near,
    /// A stranger's.
    Far,
}

const RELATIONS: [Relation; 3] = [Relation::Own, Relation::Near, Relation::Far];

fn subject(kind: ObjectKind, relation: Relation) -> Subject {
    let (person, group) = match relation {
        Relation::Own => (OWN, OWN),
        Relation::Near => (OTHER, OWN),
        Relation::Far => (OTHER, OTHER),
    };
    let ticket = TicketSubject {
        account: Some(AccountId(group)),
        requester: Some(ContactId(person)),
        assignee: Some(UserId(person)),
        team: Some(TeamId(group)),
        offered_team: None,
        offered_user: None,
    };
    let account = AccountId(group);
    match kind {
        ObjectKind::Desk => Subject::Desk,
        ObjectKind::Ticket => Subject::Ticket(ticket),
        ObjectKind::InternalMessage => Subject::InternalMessage(ticket),
        ObjectKind::Account => Subject::Account(account),
        ObjectKind::Contact => Subject::Contact {
            id: ContactId(person),
            accounts: vec![account],
        },
        ObjectKind::Contract => Subject::Contract { account },
        ObjectKind::Ledger => Subject::Ledger { account },
        ObjectKind::Approval => Subject::Approval {
            account: Some(account),
        },
        ObjectKind::User => Subject::User(UserId(person)),
        ObjectKind::Token => Subject::Token {
            owner: UserId(person),
        },
        ObjectKind::View => Subject::View {
            owner: UserId(person),
            share: match relation {
                Relation::Own => ViewShare::Private,
                Relation::Near => ViewShare::Team(TeamId(group)),
                Relation::Far => ViewShare::Private,
            },
        },
    }
}

/// Prints role × permission × own, near and far object.
///
/// `yes` is allowed, `403` is denied but visible, `404` is denied and hidden.
/// "Near" is somebody else's object of the same account or team.
pub fn matrix() -> String {
    let mut out = String::from(
        "# permission: for each role, own / near / far object\n\
         # near: somebody else's object of the same account or team\n\n",
    );
    let _ = write!(out, "{:<20}", "permission");
    for role in BuiltinRole::ALL {
        let _ = write!(out, " {:<15}", role.as_str());
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    for &permission in Permission::ALL {
        let _ = write!(out, "{:<20}", permission.as_str());
        for role in BuiltinRole::ALL {
            let actor = actor(role);
            let cell: Vec<&str> = RELATIONS
                .iter()
                .map(|&relation| {
                    match permits(&actor, permission, &subject(permission.object(), relation)) {
                        Verdict::Allowed => "yes",
                        Verdict::Denied { visible: true } => "403",
                        Verdict::Denied { visible: false } => "404",
                    }
                })
                .collect();
            let _ = write!(out, " {:<15}", cell.join(" "));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}
