use crate::properties::cases;
use proptest::prelude::*;

use super::*;

fn agent(role: BuiltinRole) -> Actor {
    Actor::agent(UserId(1), vec![TeamId(1)], role.permissions())
}

fn customer(role: BuiltinRole) -> Actor {
    Actor::customer(
        Some(UserId(9)),
        ContactId(1),
        vec![AccountId(1)],
        role.permissions(),
    )
}

fn ticket(account: u128, requester: u128) -> TicketSubject {
    TicketSubject {
        account: Some(AccountId(account)),
        requester: Some(ContactId(requester)),
        ..TicketSubject::default()
    }
}

#[test]
fn what_is_offered_is_read_and_nothing_else_until_it_is_accepted() {
    let me = agent(BuiltinRole::Agent);
    let elsewhere = TicketSubject {
        assignee: Some(UserId(7)),
        team: Some(TeamId(7)),
        ..TicketSubject::default()
    };
    let offered = [
        TicketSubject {
            offered_user: me.user,
            ..elsewhere
        },
        TicketSubject {
            offered_team: Some(TeamId(1)),
            ..elsewhere
        },
    ];
    let mut mine = me;
    let all_but_reach: Vec<_> = Permission::ALL
        .iter()
        .copied()
        .filter(|p| *p != Permission::TicketAll)
        .collect();
    mine.permissions = PermissionSet::of(&all_but_reach);
    let colleague = TicketSubject {
        offered_user: Some(UserId(8)),
        ..offered[1]
    };
    for &p in Permission::ALL {
        assert!(!permits(&mine, p, &Subject::Ticket(elsewhere)).is_allowed());
        assert!(!permits(&mine, p, &Subject::Ticket(colleague)).is_allowed());
        for t in offered {
            for subject in [Subject::Ticket(t), Subject::InternalMessage(t)] {
                let reads = matches!(p, Permission::TicketRead | Permission::InternalNoteRead);
                assert_eq!(permits(&mine, p, &subject).is_allowed(), reads, "{p:?}");
            }
        }
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a reviewed text beside the source is read, and rewritten when asked to"
)]
fn the_matrix_is_as_reviewed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/permission/matrix.txt");
    let now = matrix();
    if std::env::var_os("SURETY_BLESS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        now == reviewed,
        "who may do what has changed; review it and accept with SURETY_BLESS=1\n{now}"
    );
}

#[test]
fn the_system_may_everything() {
    for &p in Permission::ALL {
        assert!(permits(&Actor::system(), p, &Subject::InternalMessage(ticket(1, 1))).is_allowed());
    }
}

#[test]
fn a_customer_sees_own_tickets_and_never_what_is_internal() {
    let c = customer(BuiltinRole::Customer);
    let hidden = Verdict::Denied { visible: false };
    assert!(permits(&c, Permission::TicketRead, &Subject::Ticket(ticket(1, 1))).is_allowed());
    assert_eq!(
        permits(&c, Permission::TicketRead, &Subject::Ticket(ticket(1, 2))),
        hidden
    );
    let mut greedy = c;
    greedy.permissions = PermissionSet::ALL;
    assert_eq!(
        permits(
            &greedy,
            Permission::InternalNoteRead,
            &Subject::InternalMessage(ticket(1, 1))
        ),
        hidden
    );
    for p in [
        Permission::AuditRead,
        Permission::SettingsManage,
        Permission::TicketNote,
    ] {
        assert!(!permits(&greedy, p, &Subject::Desk).is_allowed());
    }
}

#[test]
fn an_account_manager_reaches_their_accounts_and_no_other() {
    let c = customer(BuiltinRole::AccountManager);
    let hidden = Verdict::Denied { visible: false };
    assert!(permits(&c, Permission::TicketReply, &Subject::Ticket(ticket(1, 2))).is_allowed());
    assert_eq!(
        permits(&c, Permission::TicketRead, &Subject::Ticket(ticket(2, 2))),
        hidden
    );
    let approval = |n| Subject::Approval {
        account: Some(AccountId(n)),
    };
    assert!(permits(&c, Permission::ApprovalDecide, &approval(1)).is_allowed());
    assert_eq!(
        permits(&c, Permission::ApprovalDecide, &approval(2)),
        hidden
    );
    assert_eq!(
        permits(
            &c,
            Permission::ApprovalDecide,
            &Subject::Approval { account: None }
        ),
        hidden
    );
}

#[test]
fn a_light_agent_reads_and_notes_but_never_answers() {
    let a = agent(BuiltinRole::LightAgent);
    let t = Subject::Ticket(ticket(5, 5));
    assert!(permits(&a, Permission::TicketNote, &t).is_allowed());
    assert_eq!(
        permits(&a, Permission::TicketReply, &t),
        Verdict::Denied { visible: true }
    );
}

#[test]
fn scopes_cut_verbs_but_not_reach() {
    let a = agent(BuiltinRole::Agent).with_scopes(PermissionSet::of(&[Permission::TicketRead]));
    let t = Subject::Ticket(ticket(5, 5));
    assert!(permits(&a, Permission::TicketRead, &t).is_allowed());
    assert!(!permits(&a, Permission::TicketReply, &t).is_allowed());
    // A scope never gives what the role does not.
    let wide = agent(BuiltinRole::LightAgent).with_scopes(PermissionSet::ALL);
    assert!(!permits(&wide, Permission::TicketReply, &t).is_allowed());
    // Writing without reading.
    let form =
        agent(BuiltinRole::Agent).with_scopes(PermissionSet::of(&[Permission::TicketCreate]));
    assert!(permits(&form, Permission::TicketCreate, &t).is_allowed());
    for p in [Permission::TicketRead, Permission::TicketReply] {
        assert_eq!(permits(&form, p, &t), Verdict::Denied { visible: false });
    }
}

#[test]
fn private_views_belong_to_their_owner_shared_ones_need_the_right() {
    let a = agent(BuiltinRole::Agent);
    let view = |owner, share| Subject::View {
        owner: UserId(owner),
        share,
    };
    let manage = |actor: &Actor, s: Subject| permits(actor, Permission::ViewManage, &s);
    assert!(manage(&a, view(1, ViewShare::Private)).is_allowed());
    assert!(!manage(&a, view(1, ViewShare::Everyone)).is_allowed());
    let boss = agent(BuiltinRole::Supervisor);
    assert!(manage(&boss, view(2, ViewShare::Everyone)).is_allowed());
    assert_eq!(
        manage(&boss, view(2, ViewShare::Private)),
        Verdict::Denied { visible: false }
    );
}

#[test]
fn tokens_are_ones_own_unless_one_manages_all() {
    let token = |owner| Subject::Token {
        owner: UserId(owner),
    };
    let a = agent(BuiltinRole::Agent);
    assert!(permits(&a, Permission::TokenManageOwn, &token(1)).is_allowed());
    assert_eq!(
        permits(&a, Permission::TokenManageOwn, &token(2)),
        Verdict::Denied { visible: false }
    );
    let admin = agent(BuiltinRole::Administrator);
    assert!(permits(&admin, Permission::TokenManageAll, &token(2)).is_allowed());
}

#[test]
fn a_role_cannot_give_more_than_its_giver_has() {
    let role = RoleSpec {
        name: "Auditor".into(),
        side: Side::Agent,
        permissions: PermissionSet::of(&[Permission::AuditRead]),
    };
    assert_eq!(role.validate(PermissionSet::ALL), Ok(()));
    assert_eq!(
        role.validate(BuiltinRole::Agent.permissions()),
        Err(InvalidRole::BeyondGiver(Permission::AuditRead))
    );
    let bad = RoleSpec {
        side: Side::Customer,
        ..role.clone()
    };
    assert_eq!(
        bad.validate(PermissionSet::ALL),
        Err(InvalidRole::NotForCustomers(Permission::AuditRead))
    );
    let reserved = RoleSpec {
        name: " administrator".into(),
        ..role.clone()
    };
    assert!(matches!(
        reserved.validate(PermissionSet::ALL),
        Err(InvalidRole::Reserved(_))
    ));
    let long = |n: usize| RoleSpec {
        name: "é".repeat(n),
        ..role.clone()
    };
    assert!(
        long(roles::ROLE_NAME_CHARS_MAX)
            .validate(PermissionSet::ALL)
            .is_ok()
    );
    assert!(
        long(roles::ROLE_NAME_CHARS_MAX + 1)
            .validate(PermissionSet::ALL)
            .is_err()
    );
}

#[test]
fn names_read_back_and_sets_are_lists_of_names() {
    for &p in Permission::ALL {
        assert_eq!(p.as_str().parse::<Permission>(), Ok(p));
    }
    let set = PermissionSet::of(&[Permission::TicketReply, Permission::TicketRead]);
    let json = serde_json::to_string(&set).unwrap();
    assert_eq!(json, r#"["ticket_read","ticket_reply"]"#);
    assert_eq!(serde_json::from_str::<PermissionSet>(&json).unwrap(), set);
    assert!(serde_json::from_str::<PermissionSet>(r#"["root"]"#).is_err());
}

fn actors() -> impl Strategy<Value = Actor> {
    (
        0..6usize,
        1..4u128,
        1..4u128,
        any::<u128>(),
        any::<bool>(),
        any::<u128>(),
    )
        .prop_map(|(role, who, group, bits, scoped, scope_bits)| {
            let pick = |bits: u128| {
                Permission::ALL
                    .iter()
                    .copied()
                    .filter(|&p| bits >> (p as u8) & 1 == 1)
                    .collect::<PermissionSet>()
            };
            let role = BuiltinRole::ALL[role];
            let mut actor = match role.side() {
                Side::Agent => Actor::agent(UserId(who), vec![TeamId(group)], pick(bits)),
                Side::Customer => Actor::customer(
                    Some(UserId(who)),
                    ContactId(who),
                    vec![AccountId(group)],
                    pick(bits),
                ),
            };
            actor.scopes = scoped.then(|| pick(scope_bits));
            actor
        })
}

fn tickets() -> impl Strategy<Value = TicketSubject> {
    let id = || prop::option::of(1..4u128);
    (id(), id(), id(), id(), id(), id()).prop_map(|(a, r, u, t, ot, ou)| TicketSubject {
        account: a.map(AccountId),
        requester: r.map(ContactId),
        assignee: u.map(UserId),
        team: t.map(TeamId),
        offered_team: ot.map(TeamId),
        offered_user: ou.map(UserId),
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_query_cut_by_reach_shows_what_permits_allows(actor in actors(), t in tickets()) {
        let listed = permits(&actor, Permission::TicketRead, &Subject::Desk).is_allowed()
            && ticket_reach(&actor).covers(&t);
        let single = permits(&actor, Permission::TicketRead, &Subject::Ticket(t)).is_allowed();
        prop_assert_eq!(listed, single);
    }

    #[test]
    fn nobody_gets_a_right_their_effective_set_lacks(
        actor in actors(), t in tickets(), p in 0..Permission::ALL.len()
    ) {
        let p = Permission::ALL[p];
        for subject in [Subject::Desk, Subject::Ticket(t), Subject::InternalMessage(t)] {
            if permits(&actor, p, &subject).is_allowed() {
                prop_assert!(actor.effective().contains(p));
                if let Some(scopes) = actor.scopes {
                    prop_assert!((scopes | PermissionSet::REACH).contains(p));
                }
            }
        }
        if actor.kind == ActorKind::Customer {
            let internal = permits(&actor, p, &Subject::InternalMessage(t));
            prop_assert_eq!(internal, Verdict::Denied { visible: false });
        }
    }
}
