//! Handoffs: until somebody accepts it stays with whom it is; of several
//! answers one wins; whatever else decides about the ticket ends the offer.

mod around;

use surety_domain::handoff::{NOTE_CHARS_MAX, WORD_CHARS_MAX};
use surety_domain::ids::TeamId;
use surety_domain::permission::{Actor, BuiltinRole, Permission, PermissionSet};
use surety_store::jobs as store_jobs;
use surety_store::records::notifications;
use surety_store::twins;

use super::by_hand::team;
use super::*;
use crate::agents::{self, ChangeAgent};
use crate::handoffs::ownership::{self, OwnershipView};
use crate::handoffs::policy::{self, HandoffPolicyView, HandoffReason, SetHandoffPolicy};
use crate::handoffs::{
    self, AcceptInput, DeclineInput, HandoffNote, OfferInput, TakeBackInput, answer,
};
use crate::jobs::{self, Kind, reconcile};
use crate::record::testing::{code, refusal, user};
use crate::teams::{self, ChangeTeam};
use crate::tickets::escalate_by_hand::{self, EscalateInput};
use crate::tickets::flags;
use crate::tickets::read;

/// The supervisor's number; the second line is theirs.
const TWO: u128 = 2;
/// The agent's number; the first line is theirs.
const THREE: u128 = 3;

/// Two teams with one person each, and a ticket of the first one's.
struct Lines {
    story: Story,
    first: TeamId,
    second: TeamId,
    ticket: TicketView,
}

impl Lines {
    async fn new(db: Db) -> Self {
        let story = Story::new(db).await;
        let first = team(&story, "First line", 1, THREE).await;
        let second = team(&story, "Second line", 2, TWO).await;
        let ticket = opened(&story, first).await;
        Self {
            story,
            first,
            second,
            ticket,
        }
    }

    /// Who has the ticket, in the first line.
    fn giver(&self) -> Call {
        of_team(THREE, self.first, BuiltinRole::Agent.permissions())
    }

    /// Who is asked, in the second line.
    fn taker(&self) -> Call {
        of_team(TWO, self.second, BuiltinRole::Supervisor.permissions())
    }

    async fn offer(&self, input: OfferInput) -> Result<TicketView, AppError> {
        let call = self.giver();
        handoffs::offer(&self.story.desk.app, &call, key(&self.ticket), input, None).await
    }

    async fn offered(&self) -> TicketView {
        self.offer(to(self.second)).await.unwrap()
    }

    async fn accept(&self, take: bool) -> Result<TicketView, AppError> {
        let (app, call) = (&self.story.desk.app, self.taker());
        handoffs::accept(app, &call, key(&self.ticket), AcceptInput { take }, None).await
    }

    async fn decline(&self, reason: &str) -> Result<TicketView, AppError> {
        let (app, call) = (&self.story.desk.app, self.taker());
        let input = DeclineInput {
            reason: reason.into(),
        };
        handoffs::decline(app, &call, key(&self.ticket), input, None).await
    }

    async fn take_back(&self) -> Result<TicketView, AppError> {
        let (app, call) = (&self.story.desk.app, self.giver());
        let input = TakeBackInput::default();
        handoffs::take_back(app, &call, key(&self.ticket), input, None).await
    }

    async fn read(&self) -> TicketView {
        self.story.read(&self.ticket).await
    }

    async fn owned(&self) -> OwnershipView {
        ownership::of_ticket(
            &self.story.desk.app,
            &self.story.desk.admin,
            key(&self.ticket),
        )
        .await
        .unwrap()
    }

    /// How each offer of the ticket ended, with what superseded it.
    async fn ends(&self) -> Vec<String> {
        let (app, call) = (&self.story.desk.app, &self.story.desk.admin);
        read::events(app, call, key(&self.ticket))
            .await
            .unwrap()
            .into_iter()
            .filter(|e| e.kind == "handoff_ended")
            .map(|e| {
                let word = |name: &str| e.data[name].as_str().unwrap_or("").to_owned();
                format!("{} {}", word("outcome"), word("cause"))
                    .trim()
                    .to_owned()
            })
            .collect()
    }

    async fn listed(&self, call: &Call, params: Value) -> usize {
        let params: list::TicketParams = serde_json::from_value(params).unwrap();
        let page = list::PageQuery::default();
        list::list(&self.story.desk.app, call, params, page)
            .await
            .unwrap()
            .items
            .len()
    }
}

async fn opened(story: &Story, team: TeamId) -> TicketView {
    let input = OpenInput {
        team_id: Some(team),
        assignee_id: Some(user(THREE)),
        ..request()
    };
    story.open_with(input).await
}

/// Somebody who sees the tickets of one team alone.
fn of_team(number: u128, team: TeamId, permissions: PermissionSet) -> Call {
    let held: Vec<_> = permissions
        .iter()
        .filter(|p| *p != Permission::TicketAll)
        .collect();
    Call::by(Actor::agent(
        user(number),
        vec![team],
        PermissionSet::of(&held),
    ))
}

fn note() -> HandoffNote {
    HandoffNote {
        tried: "Restarted it.".into(),
        found: "The coil is dead.".into(),
        next: "Send a new one.".into(),
        promised: "An answer by noon.".into(),
    }
}

fn to(team: TeamId) -> OfferInput {
    OfferInput {
        team_id: Some(team),
        reason: "skill".into(),
        note: note(),
        ..OfferInput::default()
    }
}

fn id_of(named: Option<&crate::tickets::view::Named>) -> Option<String> {
    named.map(|n| n.id.clone())
}

/// Kinds of what a person was told, oldest first.
async fn told(story: &Story, number: u128) -> Vec<String> {
    let rows = story
        .desk
        .app
        .db()
        .read(move |tx| notifications::list(tx, user(number), "not_~", 50))
        .await
        .unwrap();
    rows.into_iter().rev().map(|n| n.kind).collect()
}

fn policy_of(bounce_limit: u32, timeout_minutes: u32) -> SetHandoffPolicy {
    SetHandoffPolicy {
        reasons: vec![HandoffReason {
            key: "skill".into(),
            name: "Skill".into(),
            archived: false,
        }],
        timeout_minutes,
        bounce_limit,
    }
}

async fn say(story: &Story, input: SetHandoffPolicy) -> Result<HandoffPolicyView, AppError> {
    let version = policy::get(&story.desk.app, &story.desk.admin)
        .await?
        .version;
    policy::set(&story.desk.app, &story.desk.admin, version, input).await
}

twins! {
    async fn an_offered_ticket_stays_with_its_owner_until_it_is_accepted(db: Db) {
        let lines = Lines::new(db).await;
        let seen = lines.offered().await;
        let offer = seen.handoff.clone().unwrap();
        assert_eq!((id_of(seen.row.team.as_ref()), id_of(seen.row.assignee.as_ref())), (Some(lines.first.to_string()), Some(user(THREE).to_string())));
        assert_eq!((id_of(offer.from_user.as_ref()), id_of(offer.to_team.as_ref()), offer.to_user.clone()), (Some(user(THREE).to_string()), Some(lines.second.to_string()), None));
        assert_eq!((offer.reason_name.as_str(), offer.note.clone(), offer.yours), ("Needs another skill", Some(note()), false));
        assert_eq!(offer.due_at, START.plus_seconds(4 * HOUR), "a team without hours is always there");
        assert_eq!(told(&lines.story, TWO).await, ["handoff_offered"]);
        assert_eq!(code(lines.offer(to(lines.second)).await), "handoff_open");
        lines.story.later(600);
        let seen = lines.accept(true).await.unwrap();
        assert_eq!((id_of(seen.row.team.as_ref()), seen.row.tier, id_of(seen.row.assignee.as_ref())), (Some(lines.second.to_string()), 2, Some(user(TWO).to_string())));
        assert_eq!((seen.handoff, seen.row.offered, seen.row.bounces), (None, None, 0));
        assert_eq!(told(&lines.story, THREE).await, ["handoff_accepted"]);
        assert_eq!(code(lines.accept(true).await), "no_handoff");
        lines.story.later(300);
        let owned = lines.owned().await;
        let pieces: Vec<_> = owned.stretches.iter().map(|s| (s.user.as_ref().unwrap().id.clone(), s.elapsed_seconds, s.business_seconds)).collect();
        assert_eq!(pieces, [(user(THREE).to_string(), 600, 600), (user(TWO).to_string(), 300, 300)]);
        assert_eq!((owned.elapsed_seconds, owned.teams[0].team.as_ref().unwrap().name.as_str()), (900, "First line"));
        for action in ["ticket.handoff_offered", "ticket.handoff_accepted"] {
            assert_eq!(lines.story.desk.audited(action).await, 1, "{action}");
        }
        // Its time is over and nobody is told of that.
        lines.story.later(DAY);
        lines.story.run_due().await;
        assert_eq!(lines.ends().await, ["accepted"]);
        lines.story.ends_well().await;
    }

    async fn declined_with_a_reason_or_taken_back_it_stays(db: Db) {
        let lines = Lines::new(db).await;
        for (reason, found) in [("  ".to_owned(), "reason_missing"), ("x".repeat(WORD_CHARS_MAX + 1), "reason_too_long")] {
            lines.offered().await;
            assert_eq!(refusal(lines.decline(&reason).await), (found.to_owned(), Some("reason".to_owned())));
            lines.take_back().await.unwrap();
        }
        lines.offered().await;
        lines.decline("It is the network.").await.unwrap();
        assert_eq!(lines.ends().await, ["taken_back", "taken_back", "declined"]);
        assert_eq!(told(&lines.story, THREE).await, ["handoff_declined"]);
        assert_eq!(told(&lines.story, TWO).await.iter().filter(|k| *k == "handoff_taken_back").count(), 2);
        let seen = lines.read().await;
        assert_eq!((id_of(seen.row.assignee.as_ref()), seen.handoff), (Some(user(THREE).to_string()), None));
        assert_eq!(code(lines.take_back().await), "no_handoff");
        lines.story.ends_well().await;
    }

    async fn nobody_in_time_gives_it_back_once_after_the_receivers_business_time(db: Db) {
        let lines = Lines::new(db).await;
        let hours = |day: &str| (day.to_owned(), vec![["10:00".to_owned(), "11:00".to_owned()]]);
        let spec = CalendarSpec {
            tz: "UTC".into(),
            hours: ["mon", "tue"].into_iter().map(hours).collect(),
            ..CalendarSpec::default()
        };
        let input = CalendarInput { name: Some("An hour a day".into()), spec: Some(spec) };
        let (app, admin) = (&lines.story.desk.app, &lines.story.desk.admin);
        let calendar = versioned::create::<versioned::CalendarView>(app, admin, input).await.unwrap().id;
        let change = ChangeTeam { calendar_id: Some(Some(calendar)), ..ChangeTeam::default() };
        let version = teams::get(app, admin, lines.second).await.unwrap().version;
        teams::update(app, admin, lines.second, version, change).await.unwrap();
        say(&lines.story, policy_of(2, 90)).await.unwrap();
        let due = lines.offered().await.handoff.unwrap().due_at;
        // From 08:00 on Monday: an hour of Monday, half of one of Tuesday.
        assert_eq!(due, START.plus_seconds(DAY + 2 * HOUR + HOUR / 2));
        lines.story.later(DAY + 2 * HOUR + HOUR / 2 - 1);
        lines.story.run_due().await;
        assert!(lines.ends().await.is_empty(), "a second early is too early");
        lines.story.later(1);
        lines.story.run_due().await;
        assert_eq!(lines.ends().await, ["timed_out"]);
        let id = lines.ticket.row.id;
        app.command(&Call::system(), move |tx, cx| answer::look(tx, cx, id)).await.unwrap();
        assert_eq!(lines.ends().await, ["timed_out"]);
        assert_eq!(told(&lines.story, THREE).await, ["handoff_timed_out"]);
        assert_eq!(told(&lines.story, TWO).await, ["handoff_offered", "handoff_timed_out"]);
        assert_eq!(code(lines.accept(true).await), "not_found", "it is theirs to read no longer");
        assert_eq!(id_of(lines.read().await.row.assignee.as_ref()), Some(user(THREE).to_string()));
        lines.story.ends_well().await;
    }

    async fn a_lost_timer_of_an_offer_is_set_again(db: Db) {
        let lines = Lines::new(db).await;
        let app = &lines.story.desk.app;
        lines.offered().await;
        assert_eq!(reconcile::timers(app).await.unwrap().set, 0, "nothing is missing");
        let key = jobs::timer_key(Kind::HandoffTimeout, &lines.ticket.row.id.to_string());
        app.command(&Call::system(), move |tx, _| Ok(store_jobs::delete_keyed(tx, &key)?)).await.unwrap();
        assert_eq!(reconcile::timers(app).await.unwrap().set, 1);
        lines.story.later(4 * HOUR);
        lines.story.run_due().await;
        assert_eq!(lines.ends().await, ["timed_out"]);
        assert_eq!(reconcile::timers(app).await.unwrap().set, 0);
        lines.story.ends_well().await;
    }

    async fn whatever_else_decides_about_the_ticket_ends_the_offer(db: Db) {
        let mut lines = Lines::new(db).await;
        let third = team(&lines.story, "Third line", 3, 1).await;
        let (app, admin) = (lines.story.desk.app.clone(), lines.story.desk.admin.clone());
        for (step, cause) in ["assigned", "team_changed", "escalated", "solved", "merged", "spam"].into_iter().enumerate() {
            lines.ticket = opened(&lines.story, lines.first).await;
            lines.offered().await;
            let ticket = lines.ticket.clone();
            match step {
                0 => drop(lines.story.change(&ticket, json!({ "assignee_id": user(1) })).await),
                1 => drop(lines.story.change(&ticket, json!({ "team_id": third })).await),
                2 => {
                    let input = EscalateInput { path: "functional".into(), team_id: Some(third), reason: "Now.".into(), ..EscalateInput::default() };
                    escalate_by_hand::escalate(&app, &admin, key(&ticket), input, None).await.unwrap();
                }
                3 => drop(lines.story.change(&ticket, json!({ "category": "solved" })).await),
                4 => {
                    let into = opened(&lines.story, lines.first).await;
                    flags::merge(&app, &admin, key(&ticket), key(&into), None).await.unwrap();
                }
                _ => drop(lines.story.change(&ticket, json!({ "spam": true })).await),
            }
            assert_eq!(lines.ends().await, [format!("superseded {cause}")]);
            let seen = read::get(&app, &admin, key(&ticket)).await.unwrap();
            assert_eq!((seen.handoff, seen.row.offered), (None, None), "{cause}");
            assert!(code(lines.accept(true).await) == "not_found");
        }
        lines.story.later(DAY);
        lines.story.run_due().await;
        assert!(!told(&lines.story, THREE).await.contains(&"handoff_timed_out".to_owned()));
        lines.story.ends_well().await;
    }

    async fn what_gives_it_to_nobody_else_leaves_the_offer(db: Db) {
        let lines = Lines::new(db).await;
        lines.offered().await;
        let app = &lines.story.desk.app;
        let input = EscalateInput { path: "hierarchical".into(), reason: "Now.".into(), ..EscalateInput::default() };
        escalate_by_hand::escalate(app, &lines.story.desk.admin, key(&lines.ticket), input, None).await.unwrap();
        lines.story.change(&lines.ticket, json!({ "priority": "urgent", "add_tags": ["relay"] })).await;
        lines.story.change(&lines.ticket, json!({ "category": "pending", "pause_reason": "Parts" })).await;
        lines.story.reply(&lines.giver(), &lines.ticket).await;
        assert!(lines.read().await.handoff.is_some() && lines.ends().await.is_empty());
        lines.accept(true).await.unwrap();
        lines.story.ends_well().await;
    }

    async fn of_an_acceptance_a_taking_back_and_the_end_of_its_time_one_wins(db: Db) {
        let mut lines = Lines::new(db).await;
        for _ in 0..4 {
            lines.ticket = opened(&lines.story, lines.first).await;
            lines.offered().await;
            lines.story.later(4 * HOUR);
            let app = &lines.story.desk.app;
            let id = lines.ticket.row.id;
            let desk = Call::system();
            let late = app.command(&desk, move |tx, cx| answer::look(tx, cx, id));
            let (accepted, declined, back, late) = tokio::join!(lines.accept(true), lines.decline("No."), lines.take_back(), late);
            late.unwrap();
            let ends = lines.ends().await;
            assert_eq!(ends.len(), 1, "{ends:?}");
            let won = [("accepted", accepted.is_ok()), ("declined", declined.is_ok()), ("taken_back", back.is_ok())];
            for (word, ok) in won {
                assert_eq!(ok, ends[0] == word, "{ends:?}");
            }
            let seen = lines.read().await;
            let owner = if ends[0] == "accepted" { TWO } else { THREE };
            assert_eq!((id_of(seen.row.assignee.as_ref()), seen.handoff), (Some(user(owner).to_string()), None));
        }
        lines.story.ends_well().await;
    }

    async fn who_is_asked_reads_it_and_works_on_it_only_once_it_is_theirs(db: Db) {
        let lines = Lines::new(db).await;
        let (app, taker) = (&lines.story.desk.app, lines.taker());
        let get = async |call: &Call| read::get(app, call, key(&lines.ticket)).await;
        let mine = json!({ "offered": "me" });
        assert_eq!(code(get(&taker).await), "not_found");
        assert_eq!(lines.listed(&taker, mine.clone()).await, 0);
        lines.offered().await;
        assert!(get(&taker).await.unwrap().handoff.unwrap().yours);
        for (params, count) in [(mine.clone(), 1), (json!({ "offered": "my_teams" }), 1), (json!({ "offered": "any" }), 1), (json!({}), 1), (json!({ "team": "mine" }), 0)] {
            assert_eq!(lines.listed(&taker, params.clone()).await, count, "{params}");
        }
        let words = SayInput { body_text: Some("Mine?".into()), ..SayInput::default() };
        let said = say::reply(app, &taker, key(&lines.ticket), words, None).await;
        assert_eq!(code(said), "forbidden");
        let change = ChangeInput { category: Some("solved".into()), ..ChangeInput::default() };
        assert_eq!(code(change::change(app, &taker, key(&lines.ticket), change, None).await), "forbidden");
        let input = TakeBackInput::default();
        assert_eq!(code(handoffs::take_back(app, &taker, key(&lines.ticket), input, None).await), "forbidden");
        // Who sees everything is not asked for that; others of the first line are not either.
        let accept = async |call: &Call| handoffs::accept(app, call, key(&lines.ticket), AcceptInput::default(), None).await;
        assert_eq!(code(accept(&lines.story.desk.admin).await), "handoff_not_yours");
        assert_eq!(code(accept(&lines.giver()).await), "handoff_not_yours");
        let reader = of_team(TWO, lines.second, BuiltinRole::LightAgent.permissions());
        assert_eq!(code(accept(&reader).await), "forbidden", "asked, and not allowed to work on it");
        lines.decline("Not ours.").await.unwrap();
        assert_eq!(code(get(&taker).await), "not_found");
        // By name: the team is not asked.
        let named = OfferInput { user_id: Some(user(1)), ..to(lines.second) };
        lines.offer(named).await.unwrap();
        assert_eq!((lines.listed(&taker, json!({ "offered": "my_teams" })).await, lines.listed(&taker, json!({})).await), (0, 0));
        assert_eq!(code(lines.accept(true).await), "not_found");
        let one = of_team(1, lines.first, BuiltinRole::Administrator.permissions());
        let seen = handoffs::accept(app, &one, key(&lines.ticket), AcceptInput { take: false }, None).await.unwrap();
        assert_eq!(id_of(seen.row.assignee.as_ref()), Some(user(1).to_string()), "by name it is always taken");
        let stranger = of_team(TWO, TeamId(77), BuiltinRole::Agent.permissions());
        assert_eq!(code(handoffs::offer(app, &stranger, key(&lines.ticket), to(lines.second), None).await), "not_found");
        lines.story.ends_well().await;
    }

    async fn what_is_wrong_with_an_offer_is_said_at_its_field(db: Db) {
        let lines = Lines::new(db).await;
        let good = to(lines.second);
        let long = "x".repeat(NOTE_CHARS_MAX + 1);
        for (wrong, code, field) in [
            (OfferInput { team_id: None, ..good.clone() }, "handoff_target_missing", "team_id"),
            (to(lines.first), "handoff_target_same", "team_id"),
            (to(TeamId(99)), "team_not_found", "team_id"),
            (OfferInput { user_id: Some(user(99)), ..good.clone() }, "assignee_not_found", "user_id"),
            (OfferInput { user_id: Some(user(THREE)), ..good.clone() }, "handoff_target_same", "user_id"),
            (OfferInput { user_id: Some(user(4)), ..good.clone() }, "handoff_nobody_there", "user_id"),
            (OfferInput { reason: "mood".into(), ..good.clone() }, "handoff_reason_unknown", "reason"),
            (OfferInput { note: HandoffNote { next: " ".into(), ..note() }, ..good.clone() }, "handoff_note_missing", "note.next"),
            (OfferInput { note: HandoffNote { promised: long, ..note() }, ..good.clone() }, "handoff_note_too_long", "note.promised"),
        ] {
            assert_eq!(refusal(lines.offer(wrong).await), (code.to_owned(), Some(field.to_owned())));
        }
        let nothing = refusal(lines.offer(OfferInput::default()).await);
        assert_eq!(nothing.1.unwrap(), "team_id:handoff_target_missing,reason:handoff_reason_unknown,note.tried:handoff_note_missing,note.found:handoff_note_missing,note.next:handoff_note_missing,note.promised:handoff_note_missing");
        // Nobody of the team is in service any more.
        let (app, admin) = (&lines.story.desk.app, &lines.story.desk.admin);
        agents::disable(app, admin, user(TWO), None, true).await.unwrap();
        assert_eq!(refusal(lines.offer(good.clone()).await), ("handoff_nobody_there".into(), Some("team_id".into())));
        lines.story.change(&lines.ticket, json!({ "category": "solved" })).await;
        assert_eq!(code(lines.offer(good).await), "ticket_not_open");
        assert!(lines.ends().await.is_empty());
        lines.story.ends_well().await;
    }
}
