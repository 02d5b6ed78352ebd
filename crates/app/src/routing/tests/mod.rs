//! Stories of routing, on both engines.

mod queue;

use surety_domain::ids::{ProductId, TeamId, UserId};
use surety_domain::permission::{Actor, BuiltinRole, Permission, PermissionSet};
use surety_domain::plan::PlanSpec;
use surety_domain::routing::{
    Absence, HeldSkill, PlanRank, Requirement, Skill, Strategy, TeamRule,
};
use surety_store::{Db, twins};

use super::people::{self, SetAgentWork, SetAway};
use super::settings::{self, SetRouting};
use super::shown::{self, PreviewQuery, TicketRoutingView};
use crate::agents;
use crate::core::Call;
use crate::error::AppError;
use crate::jobs::{Effects, run_due};
use crate::products::{self, NewProduct};
use crate::promises::versioned::{self, CalendarInput, CalendarView, PlanInput, PlanView};
use crate::record::testing::{Desk, START, code, contact, refusal, user};
use crate::seed;
use crate::teams::{self, NewTeam};
use crate::tickets::change::{ChangeInput, change};
use crate::tickets::key::TicketKey;
use crate::tickets::open::{OpenInput, RequesterInput, open};
use crate::tickets::read;
use crate::tickets::view::TicketView;

const HOUR: i64 = 3_600;
/// The supervisor, who may work on tickets.
const TWO: u128 = 2;
/// The agent.
const THREE: u128 = 3;

struct Story {
    desk: Desk,
    team: TeamId,
}

impl Story {
    async fn new(db: Db, cap: u32, strategy: Strategy) -> Self {
        let desk = Desk::new(db).await;
        seed::furnish(&desk.app).await.unwrap();
        for who in [TWO, THREE] {
            desk.let_in(user(who)).await;
        }
        let story = Self {
            team: team(&desk, "Second line", vec![user(TWO), user(THREE)]).await,
            desk,
        };
        story.rules(vec![(story.team, strategy, cap)]).await;
        story
    }

    async fn rules(&self, teams: Vec<(TeamId, Strategy, u32)>) {
        self.say(SetRouting {
            teams: rules_of(teams),
            ..SetRouting::default()
        })
        .await
        .unwrap();
    }

    async fn say(&self, input: SetRouting) -> Result<settings::RoutingView, AppError> {
        let version = settings::get(&self.desk.app, &self.desk.admin)
            .await?
            .version;
        settings::set(&self.desk.app, &self.desk.admin, version, input).await
    }

    async fn works(&self, who: u128, input: SetAgentWork) {
        let id = user(who);
        let version = people::get(&self.desk.app, &self.desk.admin, id)
            .await
            .unwrap()
            .version;
        people::set(&self.desk.app, &self.desk.admin, id, version, input)
            .await
            .unwrap();
    }

    async fn open(&self) -> TicketView {
        self.open_with(OpenInput::default()).await
    }

    async fn open_with(&self, more: OpenInput) -> TicketView {
        let input = OpenInput {
            subject: "The relay does not start".into(),
            body_text: Some("Since this morning.".into()),
            requester: Some(RequesterInput {
                contact_id: Some(contact(1)),
                ..RequesterInput::default()
            }),
            team_id: more.team_id.or(Some(self.team)),
            ..more
        };
        open(&self.desk.app, &self.desk.admin, input).await.unwrap()
    }

    async fn change(&self, ticket: &TicketView, input: serde_json::Value) -> TicketView {
        let input: ChangeInput = serde_json::from_value(input).unwrap();
        let key = TicketKey::Id(ticket.row.id);
        change(&self.desk.app, &self.desk.admin, key, input, None)
            .await
            .unwrap()
    }

    async fn owner(&self, ticket: &TicketView) -> Option<UserId> {
        let key = TicketKey::Id(ticket.row.id);
        owner(
            &read::get(&self.desk.app, &self.desk.admin, key)
                .await
                .unwrap(),
        )
    }

    async fn why(&self, ticket: &TicketView) -> TicketRoutingView {
        let key = TicketKey::Id(ticket.row.id);
        shown::of_ticket(&self.desk.app, &self.desk.agent, key)
            .await
            .unwrap()
    }

    async fn run_due(&self) -> usize {
        run_due(&self.desk.app, &Effects { mail_out: None })
            .await
            .unwrap()
    }

    async fn hours(&self, name: &str, open: &str, close: &str) -> surety_domain::ids::CalendarId {
        let spec = serde_json::json!({ "tz": "UTC", "hours": { "mon": [[open, close]], "tue": [[open, close]] } });
        let input = CalendarInput {
            name: Some(name.into()),
            spec: Some(serde_json::from_value(spec).unwrap()),
        };
        versioned::create::<CalendarView>(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    async fn edit_hours(&self, id: surety_domain::ids::CalendarId, open: &str, close: &str) {
        let spec = serde_json::json!({ "tz": "UTC", "hours": { "mon": [[open, close]], "tue": [[open, close]] } });
        let input = CalendarInput {
            name: None,
            spec: Some(serde_json::from_value(spec).unwrap()),
        };
        let (app, admin) = (&self.desk.app, &self.desk.admin);
        let seen = versioned::get::<CalendarView>(app, admin, id)
            .await
            .unwrap();
        versioned::change::<CalendarView>(app, admin, id, Some(seen.version), input, None)
            .await
            .unwrap();
    }
}

fn rules_of(teams: Vec<(TeamId, Strategy, u32)>) -> Vec<TeamRule> {
    teams
        .into_iter()
        .map(|(team_id, strategy, cap)| TeamRule {
            team_id,
            strategy,
            cap,
        })
        .collect()
}

async fn team(desk: &Desk, name: &str, member_ids: Vec<UserId>) -> TeamId {
    let input = NewTeam {
        name: name.into(),
        tier: 2,
        member_ids,
        ..NewTeam::default()
    };
    teams::create(&desk.app, &desk.admin, input)
        .await
        .unwrap()
        .id
}

fn owner(ticket: &TicketView) -> Option<UserId> {
    ticket
        .row
        .assignee
        .as_ref()
        .map(|named| named.id.parse().unwrap())
}

fn away() -> SetAgentWork {
    SetAgentWork {
        away: true,
        ..SetAgentWork::default()
    }
}

fn knows(skill: &str, level: u8) -> SetAgentWork {
    SetAgentWork {
        skills: vec![HeldSkill {
            skill: skill.into(),
            level,
        }],
        ..SetAgentWork::default()
    }
}

twins! {
    async fn a_ticket_that_comes_to_a_team_is_given_out_and_says_why(db: Db) {
        let story = Story::new(db, 10, Strategy::RoundRobin).await;
        let first = story.open().await;
        let second = story.open().await;
        assert_eq!(owner(&first), Some(user(TWO)));
        assert_eq!(owner(&second), Some(user(THREE)), "it goes round");
        let why = story.why(&second).await;
        assert!(why.in_force && !why.waiting);
        let routed = why.routed.unwrap();
        assert_eq!(routed.because, "round_robin");
        assert_eq!(routed.agent.unwrap().id, user(THREE).to_string());
        let who: Vec<_> = routed.considered.iter().map(|c| (c.passed, c.open)).collect();
        assert_eq!(who, [(true, 0), (true, 1)]);
        // The timeline says it, as the desk's own doing; a customer reads nothing of it.
        let key = TicketKey::Id(second.row.id);
        let events = read::events(&story.desk.app, &story.desk.agent, key).await.unwrap();
        let routed = events.iter().find(|e| e.kind == "routed").unwrap();
        assert_eq!((routed.actor.kind.as_str(), routed.actor.id.as_deref()), ("system", Some("routing")));
        let seen = read::events(&story.desk.app, &story.desk.customer, key).await.unwrap();
        assert!(seen.iter().all(|e| e.kind != "routed"));
        let refused = shown::of_ticket(&story.desk.app, &story.desk.customer, key).await;
        assert_eq!(code(refused), "forbidden");
    }
}

twins! {
    async fn manual_assignment_is_never_overridden(db: Db) {
        let story = Story::new(db, 10, Strategy::RoundRobin).await;
        let by_hand = story
            .open_with(OpenInput { assignee_id: Some(user(1)), ..OpenInput::default() })
            .await;
        assert_eq!(owner(&by_hand), Some(user(1)));
        assert_eq!(story.why(&by_hand).await.routed, None);
        let taken = story.open().await;
        let off = story.change(&taken, serde_json::json!({ "assignee_id": null })).await;
        story.run_due().await;
        assert_eq!(story.owner(&off).await, None, "who took it off decides who gets it");
        let third = team(&story.desk, "Third line", vec![user(THREE)]).await;
        story.rules(vec![(story.team, Strategy::RoundRobin, 10), (third, Strategy::RoundRobin, 10)]).await;
        let named = story
            .change(&by_hand, serde_json::json!({ "team_id": third, "assignee_id": user(TWO) }))
            .await;
        assert_eq!(owner(&named), Some(user(TWO)), "the same change named somebody");
    }
}

twins! {
    async fn a_ticket_handed_to_another_team_goes_to_one_of_it_unless_its_owner_is_there_too(db: Db) {
        let story = Story::new(db, 10, Strategy::RoundRobin).await;
        let third = team(&story.desk, "Third line", vec![user(THREE)]).await;
        story.rules(vec![(story.team, Strategy::RoundRobin, 10), (third, Strategy::RoundRobin, 10)]).await;
        let (of_two, of_three) = (story.open().await, story.open().await);
        assert_eq!((owner(&of_two), owner(&of_three)), (Some(user(TWO)), Some(user(THREE))));
        let moved = story.change(&of_two, serde_json::json!({ "team_id": third })).await;
        assert_eq!(owner(&moved), Some(user(THREE)));
        let stays = story.change(&of_three, serde_json::json!({ "team_id": third })).await;
        assert_eq!(owner(&stays), Some(user(THREE)));
        assert_eq!(story.why(&stays).await.routed.unwrap().team.name, "Second line");
    }
}

twins! {
    async fn never_to_who_is_away_absent_shut_out_at_the_cap_or_may_not(db: Db) {
        let story = Story::new(db, 1, Strategy::LeastLoaded).await;
        // A light agent may not work on tickets.
        let app = &story.desk.app;
        story.desk.let_in(user(4)).await;
        let light = team(&story.desk, "Readers", vec![user(4)]).await;
        story.rules(vec![(story.team, Strategy::LeastLoaded, 1), (light, Strategy::LeastLoaded, 9)]).await;
        let nobody = story
            .open_with(OpenInput { team_id: Some(light), ..OpenInput::default() })
            .await;
        assert_eq!(owner(&nobody), None);
        let checks = story.why(&nobody).await.routed.unwrap().considered.remove(0).checks;
        let failed: Vec<_> = checks.iter().filter(|c| !c.passed).map(|c| serde_json::to_value(c.check).unwrap()).collect();
        assert_eq!(failed, ["permitted"]);

        story.works(TWO, away()).await;
        assert_eq!(owner(&story.open().await), Some(user(THREE)));
        let full = story.open().await;
        assert_eq!(owner(&full), None, "three is at the cap, two is away");
        assert!(story.why(&full).await.waiting);

        agents::disable(app, &story.desk.admin, user(TWO), None, true).await.unwrap();
        story.works(TWO, SetAgentWork::default()).await;
        story.run_due().await;
        assert_eq!(story.owner(&full).await, None, "back, but shut out");
        agents::disable(app, &story.desk.admin, user(TWO), None, false).await.unwrap();
        story.run_due().await;
        assert_eq!(story.owner(&full).await, Some(user(TWO)), "let in again, what waits is given out");
    }
}

twins! {
    async fn skills_decide_who_may_and_who_is_best(db: Db) {
        let story = Story::new(db, 10, Strategy::BestSkill).await;
        let product: ProductId = products::create(&story.desk.app, &story.desk.admin, NewProduct {
            name: "Vault".into(), code: "V1".into(), ..NewProduct::default()
        }).await.unwrap().id;
        let policy = SetRouting {
            skills: vec![Skill { key: "db".into(), name: "Databases".into(), archived: false }],
            required: vec![Requirement { product_id: Some(product), type_id: None, plan_id: None, skill: "db".into(), level: 3 }],
            plan_ranks: Vec::new(),
            teams: rules_of(vec![(story.team, Strategy::BestSkill, 10)]),
        };
        story.say(policy).await.unwrap();
        story.works(TWO, knows("db", 3)).await;
        story.works(THREE, knows("db", 5)).await;
        let about = || OpenInput { product_id: Some(product), ..OpenInput::default() };
        let best = story.open_with(about()).await;
        assert_eq!(owner(&best), Some(user(THREE)));
        let routed = story.why(&best).await.routed.unwrap();
        assert_eq!(routed.because, "best_skill");
        assert_eq!(routed.skill_names["db"], "Databases");
        story.works(THREE, knows("db", 2)).await;
        let only = story.open_with(about()).await;
        assert_eq!((owner(&only), story.why(&only).await.routed.unwrap().because.as_str()), (Some(user(TWO)), "only_one"));
        story.works(TWO, SetAgentWork::default()).await;
        let none = story.open_with(about()).await;
        assert_eq!(owner(&none), None);
        // What it is about is corrected: it needs nothing any more, and goes.
        let corrected = story.change(&none, serde_json::json!({ "product_id": null })).await;
        assert!(owner(&corrected).is_some());
    }
}

twins! {
    async fn the_preview_answers_what_would_happen_and_writes_nothing(db: Db) {
        let story = Story::new(db, 10, Strategy::RoundRobin).await;
        let app = &story.desk.app;
        let ask = |strategy, cap| PreviewQuery { strategy, cap, ..PreviewQuery::default() };
        let told = shown::preview(app, &story.desk.agent, story.team, ask(None, None)).await.unwrap();
        assert_eq!(told.agent.unwrap().id, user(TWO).to_string());
        let again = shown::preview(app, &story.desk.agent, story.team, ask(None, None)).await.unwrap();
        assert_eq!(again.agent.unwrap().id, user(TWO).to_string(), "nobody was given anything");
        assert_eq!(owner(&story.open().await), Some(user(TWO)));
        let other = team(&story.desk, "By hand", vec![user(TWO)]).await;
        let refused = shown::preview(app, &story.desk.agent, other, ask(None, None)).await;
        assert_eq!(refusal(refused), ("strategy_missing".into(), Some("strategy".into())));
        let tried = shown::preview(app, &story.desk.agent, other, ask(Some(Strategy::LeastLoaded), Some(1))).await.unwrap();
        assert_eq!((tried.agent, tried.because.as_str()), (None, "nobody"), "a cap of one is used up");
        for cap in [0, 1_001] {
            let refused = shown::preview(app, &story.desk.agent, other, ask(Some(Strategy::LeastLoaded), Some(cap))).await;
            assert_eq!(refusal(refused).0, "out_of_range");
        }
    }
}

twins! {
    async fn many_at_once_never_pass_a_cap(db: Db) {
        let story = Story::new(db, 3, Strategy::LeastLoaded).await;
        let other = team(&story.desk, "Another", vec![user(THREE), user(TWO)]).await;
        story.rules(vec![(story.team, Strategy::LeastLoaded, 3), (other, Strategy::LeastLoaded, 3)]).await;
        let opened = (0..12).map(|n| story.open_with(OpenInput {
            team_id: Some(if n % 2 == 0 { story.team } else { other }),
            ..OpenInput::default()
        }));
        let opened = futures_join(opened).await;
        let given = opened.iter().filter(|t| owner(t).is_some()).count();
        assert_eq!(given, 6, "two people, three each, whichever team it was");
        for who in [TWO, THREE] {
            let owned = opened.iter().filter(|t| owner(t) == Some(user(who))).count();
            assert_eq!(owned, 3);
        }
        // All are finished at once; what waits is given out once.
        let done: Vec<_> = opened.iter().filter(|t| owner(t).is_some()).collect();
        futures_join(done.iter().map(|t| story.change(t, serde_json::json!({ "category": "solved" })))).await;
        let effects = Effects { mail_out: None };
        let (a, b) = tokio::join!(run_due(&story.desk.app, &effects), run_due(&story.desk.app, &effects));
        a.unwrap();
        b.unwrap();
        story.run_due().await;
        for ticket in opened.iter().filter(|t| owner(t).is_none()) {
            assert!(story.owner(ticket).await.is_some());
            let key = TicketKey::Id(ticket.row.id);
            let events = read::events(&story.desk.app, &story.desk.agent, key).await.unwrap();
            assert_eq!(events.iter().filter(|e| e.kind == "assigned").count(), 1);
        }
    }
}

async fn futures_join<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut waiting: Vec<_> = all.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = waiting.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (future, slot) in waiting.iter_mut().zip(&mut done) {
            if slot.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *slot = Some(value);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(done.iter_mut().filter_map(Option::take).collect())
        } else {
            std::task::Poll::Pending
        }
    })
    .await
}

twins! {
    async fn what_makes_no_sense_is_refused_at_its_field(db: Db) {
        let story = Story::new(db, 10, Strategy::RoundRobin).await;
        let skill = |key: &str, name: &str| Skill { key: key.into(), name: name.into(), archived: false };
        let refused = |input: SetRouting| async { refusal(story.say(input).await) };
        let skills = |skills| SetRouting { skills, ..SetRouting::default() };
        for key in ["", "Db", "d b", &"k".repeat(41)] {
            assert_eq!(refused(skills(vec![skill(key, "x")])).await, ("skill_key_invalid".into(), Some("skills[0].key".into())), "{key}");
        }
        assert!(story.say(skills(vec![skill(&"k".repeat(40), "x")])).await.is_ok());
        assert_eq!(refused(skills(vec![skill("a", "X"), skill("a", "Y")])).await.1.unwrap(), "skills[1].key");
        assert_eq!(refused(skills(vec![skill("a", "X"), skill("b", "x")])).await.1.unwrap(), "skills[1].name");
        let need = |skill: &str, level| SetRouting {
            skills: vec![Skill { key: "db".into(), name: "Db".into(), archived: false }],
            required: vec![Requirement { product_id: None, type_id: None, plan_id: None, skill: skill.into(), level }],
            ..SetRouting::default()
        };
        assert_eq!(refused(need("db", 0)).await.0, "out_of_range");
        assert_eq!(refused(need("db", 6)).await.0, "out_of_range");
        assert_eq!(refused(need("net", 1)).await, ("unknown_reference".into(), Some("required[0].skill".into())));
        let rule = |team_id, cap| SetRouting { teams: rules_of(vec![(team_id, Strategy::RoundRobin, cap)]), ..SetRouting::default() };
        assert_eq!(refused(rule(story.team, 0)).await.1.unwrap(), "teams[0].cap");
        assert_eq!(refused(rule(story.team, 1_001)).await.1.unwrap(), "teams[0].cap");
        assert_eq!(refused(rule(TeamId::new(START, 99), 1)).await.1.unwrap(), "teams[0].team_id");
        assert!(story.say(need("db", 5)).await.is_ok());

        let app = &story.desk.app;
        let work = |input: SetAgentWork| async {
            let version = people::get(app, &story.desk.admin, user(TWO)).await.unwrap().version;
            people::set(app, &story.desk.admin, user(TWO), version, input).await
        };
        let absent = |until| SetAgentWork { absences: vec![Absence { from: START, until, reason: String::new() }], ..SetAgentWork::default() };
        assert_eq!(refusal(work(absent(START)).await), ("ends_before_start".into(), Some("absences[0].until".into())));
        assert!(work(absent(START.plus_seconds(1))).await.is_ok());
        assert_eq!(refusal(work(knows("net", 1)).await).1.unwrap(), "skills[0].skill");
        assert_eq!(refusal(work(knows("db", 6)).await).0, "out_of_range");
        let cap = |cap| SetAgentWork { cap: Some(cap), ..SetAgentWork::default() };
        assert_eq!(refusal(work(cap(1_001)).await).0, "out_of_range");
        assert!(work(cap(1_000)).await.is_ok());
        let many = SetAgentWork { absences: vec![Absence { from: START, until: START.plus_seconds(1), reason: String::new() }; 101], ..SetAgentWork::default() };
        assert_eq!(refusal(work(many).await).0, "too_many");
        let stale = people::set(app, &story.desk.admin, user(TWO), 1, SetAgentWork::default()).await;
        assert_eq!(code(stale), "stale_version");
    }
}

twins! {
    async fn whom_a_person_names_has_it_even_if_they_had_it_before(db: Db) {
        let story = Story::new(db, 10, Strategy::LeastLoaded).await;
        let other = team(&story.desk, "Field", vec![user(THREE)]).await;
        story.rules(vec![(story.team, Strategy::LeastLoaded, 10), (other, Strategy::LeastLoaded, 10)]).await;
        let first = story.open_with(OpenInput { assignee_id: Some(user(TWO)), ..OpenInput::default() }).await;
        assert_eq!(owner(&first), Some(user(TWO)));
        let moved = story.change(&first, serde_json::json!({ "team_id": other, "assignee_id": user(TWO) })).await;
        assert_eq!(owner(&moved), Some(user(TWO)), "two is not in that team, and was named");
        let second = story.open_with(OpenInput { assignee_id: Some(user(TWO)), ..OpenInput::default() }).await;
        let moved = story.change(&second, serde_json::json!({ "team_id": other })).await;
        assert_eq!(owner(&moved), Some(user(THREE)), "nobody was named");
        let third = story.open_with(OpenInput { assignee_id: Some(user(TWO)), ..OpenInput::default() }).await;
        let moved = story.change(&third, serde_json::json!({ "team_id": other, "assignee_id": null })).await;
        assert_eq!(owner(&moved), None, "nobody was meant");
        let back = story.change(&second, serde_json::json!({ "team_id": story.team, "assignee_id": user(TWO) })).await;
        assert_eq!(owner(&back), Some(user(TWO)), "as an undo of the move says it");
    }
}

twins! {
    async fn who_may_not_see_colleagues_learns_only_to_whom_and_why(db: Db) {
        let story = Story::new(db, 10, Strategy::LeastLoaded).await;
        let ticket = story.open().await;
        let few = BuiltinRole::Agent.permissions().iter().filter(|p| *p != Permission::AgentRead);
        let few = PermissionSet::of(&few.collect::<Vec<_>>());
        let reader = Call::by(Actor::agent(user(THREE), vec![story.team], few));
        let key = TicketKey::Id(ticket.row.id);
        assert_eq!(code(shown::of_ticket(&story.desk.app, &reader, key).await), "forbidden");
        let events = read::events(&story.desk.app, &reader, key).await.unwrap();
        let routed = events.into_iter().find(|e| e.kind == "routed").unwrap();
        let told = routed.data["decision"].as_object().unwrap();
        assert_eq!(told.keys().collect::<Vec<_>>(), ["agent", "because"]);
        assert_eq!(told["agent"], serde_json::json!(owner(&ticket)));
    }
}
