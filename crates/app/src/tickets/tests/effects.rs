//! Stories of another version and the open tickets: what is told before it is
//! saved is what happens after.

use surety_domain::calendar::CalendarSpec;
use surety_domain::ids::UserId;
use surety_store::twins;

use super::*;
use crate::jobs::Worker;
use crate::lint::{LintCalendar, LintPlan, LintSla};
use crate::promises::contracts::AmendContract;
use crate::promises::effects::{
    Bounds, EffectContract, EffectInput, EffectView, RENEWED_AT_ONCE, STRAGGLERS_SECONDS, effects,
    effects_within,
};
use crate::record::testing::{code, refusal};

fn step(id: &str, percent: u32, actions: Value) -> EscalationStep {
    serde_json::from_value(json!({
        "id": id, "metric": "first_response", "path": "automatic",
        "trigger": { "when": "percent_of_target", "percent": percent }, "actions": actions,
    }))
    .unwrap()
}

fn spec(seconds: i64, steps: Vec<EscalationStep>) -> SlaSpec {
    SlaSpec {
        targets: vec![
            target(Metric::FirstResponse, seconds),
            target(Metric::Resolution, DAY),
        ],
        steps,
        ..SlaSpec::default()
    }
}

impl Story {
    async fn effect(&self, input: EffectInput) -> EffectView {
        effects(&self.desk.app, &self.desk.supervisor, input)
            .await
            .unwrap()
    }

    async fn save_sla(&self, id: SlaId, input: SlaInput) {
        let (app, admin) = (&self.desk.app, &self.desk.admin);
        let seen = versioned::get::<versioned::SlaView>(app, admin, id)
            .await
            .unwrap();
        versioned::change::<versioned::SlaView>(app, admin, id, Some(seen.version), input, None)
            .await
            .unwrap();
    }

    /// Every due instant that was told stands after saving.
    async fn keeps(&self, told: &EffectView) {
        for row in &told.tickets {
            let now = super::super::read::get(
                &self.desk.app,
                &self.desk.agent,
                TicketKey::Id(row.ticket_id),
            )
            .await
            .unwrap();
            for of in &row.clocks {
                let found = now
                    .clocks
                    .iter()
                    .find(|c| c.metric == of.metric && c.cycle == i64::from(of.cycle));
                let after = of
                    .after
                    .as_ref()
                    .map(|a| (a.state.as_str(), a.due_at, a.target_seconds));
                assert_eq!(
                    found.map(|c| (c.state.as_str(), c.due_at, c.target_seconds)),
                    after,
                    "{} of #{}",
                    of.metric,
                    row.ticket
                );
            }
        }
    }
}

fn sla_draft(id: SlaId, spec: &SlaSpec) -> EffectInput {
    EffectInput {
        sla: Some(LintSla {
            id: Some(id),
            draft: SlaInput {
                spec: Some(spec.clone()),
                ..SlaInput::default()
            },
        }),
        ..EffectInput::default()
    }
}

fn of_spec(spec: SlaSpec) -> SlaInput {
    SlaInput {
        spec: Some(spec),
        ..SlaInput::default()
    }
}

twins! {
    async fn what_an_sla_draft_does_to_open_tickets_is_told_and_then_done_and_nothing_fires_twice(db: Db) {
        let story = Story::new(db).await;
        let boss: UserId = story.desk.supervisor.actor.user.unwrap();
        let steps = vec![
            step("soon", 50, json!([{ "action": "tag", "tag": "soon" }])),
            step("late", 100, json!([{ "action": "notify", "to": "user", "user": boss }, { "action": "tag", "tag": "late" }])),
        ];
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, 4 * HOUR), target(Metric::Resolution, DAY)], steps.clone()).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let old = story.open().await;
        story.later(3 * HOUR);
        story.run_due().await;
        assert_eq!(story.read(&old).await.row.tags, ["soon"]);
        let new = story.open().await;
        let answered = story.open().await;
        story.reply(&story.desk.agent, &answered).await;

        // The same words make no version, so they change nothing.
        let same = SlaSpec { targets: vec![target(Metric::FirstResponse, 4 * HOUR), target(Metric::Resolution, DAY)], ..spec(0, steps.clone()) };
        let told = story.effect(sla_draft(sla, &same)).await;
        assert_eq!((told.looked_at, told.touched), (0, 0));
        let draft = spec(2 * HOUR, steps);
        let told = story.effect(sla_draft(sla, &draft)).await;
        assert_eq!((told.looked_at, told.touched, told.changed, told.newly_late, told.fires), (3, 3, 2, 1, 1));
        assert_eq!((told.more, told.more_tickets, told.no_longer_late), (false, false, 0));
        let of = |ticket: &TicketView| told.tickets.iter().find(|t| t.ticket == ticket.row.number).unwrap();
        let first = &of(&old).clocks[0];
        assert_eq!((first.metric.as_str(), first.change.as_str()), ("first_response", "newly_late"));
        assert_eq!(first.before.as_ref().unwrap().due_at, Some(START.plus_seconds(4 * HOUR)));
        let after = first.after.as_ref().unwrap();
        // Nothing was left: it is late at the change.
        assert_eq!((after.due_at, after.late_attached), (Some(START.plus_seconds(3 * HOUR)), true));
        assert_eq!(of(&old).clocks[1].change, "same");
        let words: Vec<_> = of(&old).steps.iter().map(|s| (s.step.as_str(), s.state.as_str())).collect();
        assert_eq!(words, [("late", "fires"), ("soon", "fired")]);
        let tells: Vec<_> = of(&old).steps[0].tells.iter().map(|n| n.id.clone()).collect();
        assert_eq!(tells, [boss.to_string()]);
        let later: Vec<_> = of(&new).steps.iter().map(|s| (s.step.as_str(), s.state.as_str(), s.after_at)).collect();
        assert_eq!(later, [
            ("soon", "later", Some(START.plus_seconds(4 * HOUR))),
            ("late", "later", Some(START.plus_seconds(5 * HOUR))),
        ]);
        // Nothing was written.
        assert_eq!(clock(&story.read(&old).await, "first_response", 0).sla.version, 1);

        story.save_sla(sla, of_spec(draft)).await;
        story.run_due().await;
        story.keeps(&told).await;
        assert_eq!(clock(&story.read(&old).await, "first_response", 0).sla.version, 2);
        let mut fired = story.fired(&old).await;
        fired.sort();
        let fired: Vec<_> = fired.into_iter().map(|(_, _, step)| step).collect();
        assert_eq!(fired, ["late", "soon"], "each once");
        assert_eq!(clock(&story.read(&answered).await, "first_response", 0).sla.version, 1);
        // What is in force already changes nothing.
        let again = story.effect(sla_draft(sla, &spec(2 * HOUR, vec![]))).await;
        assert_eq!((again.touched, again.newly_late, again.moved, again.fires), (3, 0, 0, 0));
        story.ends_well().await;
    }

    async fn a_calendar_draft_moves_what_is_left_from_the_change_on(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, 4 * HOUR)], vec![]).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let ticket = story.open().await;
        story.later(HOUR);
        // START is a Monday morning; from now on an hour a day is open.
        let hours = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let narrow = CalendarSpec {
            tz: "UTC".into(),
            hours: hours.into_iter().map(|day| (day.to_owned(), vec![["20:00".to_owned(), "21:00".to_owned()]])).collect(),
            ..CalendarSpec::default()
        };
        let draft = CalendarInput { spec: Some(narrow), ..CalendarInput::default() };
        let input = EffectInput { calendar: Some(LintCalendar { id: Some(story.calendar), draft: draft.clone() }), ..EffectInput::default() };
        let told = story.effect(input).await;
        assert_eq!((told.touched, told.changed, told.moved), (1, 1, 1));
        assert_eq!(told.tickets[0].clocks[0].change, "moved");
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        versioned::change::<versioned::CalendarView>(app, admin, story.calendar, None, draft, None).await.unwrap();
        story.run_due().await;
        story.keeps(&told).await;
        assert_eq!(clock(&story.read(&ticket).await, "first_response", 0).calendar.as_ref().unwrap().version, 2);
        // A draft that nothing goes by reaches nobody, and one that cannot be meant is refused.
        let nobody = EffectInput { calendar: Some(LintCalendar { id: None, draft: CalendarInput { spec: Some(round_the_clock()), ..CalendarInput::default() } }), ..EffectInput::default() };
        let nobody = story.effect(nobody).await;
        assert_eq!((nobody.looked_at, nobody.touched), (0, 0));
        let never = CalendarSpec { tz: "Mars/Olympus".into(), ..round_the_clock() };
        let refused = EffectInput { calendar: Some(LintCalendar { id: Some(story.calendar), draft: CalendarInput { spec: Some(never), ..CalendarInput::default() } }), ..EffectInput::default() };
        let refused = refusal(effects(app, &story.desk.supervisor, refused).await);
        assert_eq!(refused.1.as_deref(), Some("calendar.draft.spec.tz"));
        story.ends_well().await;
    }

    async fn an_amendment_gives_open_tickets_its_sla_and_the_account_its_credits(db: Db) {
        let story = Story::new(db).await;
        let slow = story.sla("plan", vec![target(Metric::FirstResponse, 8 * HOUR)], vec![]).await;
        let quick = story.sla("contract", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let few = story.plan(PlanSpec { sla: Some(Key::of(slow)), ..weekly(5) }).await;
        let many = story.plan(PlanSpec { sla: Some(Key::of(slow)), ..weekly(9) }).await;
        let contract = story.contract_for(story.desk.own, few, Coverage::default()).await;
        let ticket = story.open().await;
        story.later(600);
        let draft: AmendContract = serde_json::from_value(json!({ "plan_id": many, "sla_id": quick })).unwrap();
        let input = EffectInput { contract: Some(EffectContract { id: contract.id, draft: draft.clone() }), ..EffectInput::default() };
        let told = story.effect(input.clone()).await;
        assert_eq!((told.touched, told.changed, told.moved), (1, 1, 1));
        let sides: Vec<_> = told.credits.iter().map(|c| (c.bucket.as_str(), c.before_hundredths, c.after_hundredths)).collect();
        assert_eq!(sides, [("week", Some(400), Some(800))]);
        let nobody = effects(&story.desk.app, &story.desk.agent, input).await;
        assert!(["forbidden", "not_found"].contains(&code(nobody).as_str()));

        contracts::amend(&story.desk.app, &story.desk.admin, contract.id, None, draft).await.unwrap();
        story.run_due().await;
        story.keeps(&told).await;
        assert_eq!(clock(&story.read(&ticket).await, "first_response", 0).sla.id, quick);
        assert_eq!(story.left(contract.id).await["week"], 800);
        // A name is no promise: nobody is asked again.
        let name: AmendContract = serde_json::from_value(json!({ "name": "Gold" })).unwrap();
        let input = EffectInput { contract: Some(EffectContract { id: contract.id, draft: name }), ..EffectInput::default() };
        let told = story.effect(input).await;
        assert_eq!((told.changed, told.credits.len()), (0, 0));
        story.ends_well().await;
    }

    async fn the_default_plan_reaches_those_without_a_contract_and_no_others(db: Db) {
        let story = Story::new(db).await;
        let (slow, quick) = (
            story.sla("plan", vec![target(Metric::FirstResponse, 8 * HOUR)], vec![]).await,
            story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await,
        );
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let free = PlanInput {
            name: Some("Free of charge".into()), sla_id: Some(Some(slow)), is_default: Some(true),
            spec: Some(PlanSpec { sla: None, ..weekly(5) }),
        };
        let free = versioned::create::<versioned::PlanView>(app, admin, free).await.unwrap();
        story.run_due().await;
        let ticket = story.open().await;
        assert_eq!(clock(&ticket, "first_response", 0).target_seconds, 8 * HOUR);
        story.later(60);
        let draft = PlanInput { sla_id: Some(Some(quick)), spec: Some(weekly(3)), ..PlanInput::default() };
        let input = EffectInput { plan: Some(LintPlan { id: Some(free.id), draft: draft.clone() }), ..EffectInput::default() };
        let told = story.effect(input).await;
        assert_eq!((told.touched, told.changed, told.kept), (1, 1, 0));
        let sides: Vec<_> = told.credits.iter().map(|c| (c.bucket.as_str(), c.before_hundredths, c.after_hundredths)).collect();
        assert_eq!(sides, [("week", Some(400), Some(200))]);
        versioned::change::<versioned::PlanView>(app, admin, free.id, Some(free.version), draft, None).await.unwrap();
        story.run_due().await;
        story.keeps(&told).await;
        let now = story.read(&ticket).await;
        assert_eq!((clock(&now, "first_response", 0).sla.id, bucket(&now, "week").remaining_hundredths), (quick, 200));

        // Contracts keep the version that was agreed.
        let agreed = story.plan(PlanSpec { sla: Some(Key::of(slow)), ..weekly(5) }).await;
        story.contract_for(story.desk.own, agreed, Coverage::default()).await;
        story.open().await;
        let draft = PlanInput { spec: Some(weekly(1)), ..PlanInput::default() };
        let told = story.effect(EffectInput { plan: Some(LintPlan { id: Some(agreed), draft }), ..EffectInput::default() }).await;
        assert_eq!((told.touched, told.kept), (0, 1));
        story.ends_well().await;
    }

    async fn a_version_reaches_open_tickets_in_bounded_batches_and_a_straggler_by_the_second_walk(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, 4 * HOUR)], vec![]).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let mut opened = Vec::new();
        for _ in 0..=RENEWED_AT_ONCE {
            opened.push(story.open().await);
        }
        story.run_due().await;
        let versions = async || {
            let mut count = 0;
            for ticket in &opened {
                count += usize::from(clock(&story.read(ticket).await, "first_response", 0).sla.version == 2);
            }
            count
        };
        // One less than there are can be played, and fewer can be listed: it is said.
        let all = i64::try_from(opened.len()).unwrap();
        let draft = spec(2 * HOUR, vec![]);
        let bounds = Bounds { played: all, rows: 2, ..Bounds::USUAL };
        let asked = async |bounds| effects_within(&story.desk.app, &story.desk.supervisor, sla_draft(sla, &draft), bounds).await.unwrap();
        let told = asked(bounds).await;
        assert_eq!((told.changed, told.more, told.tickets.len(), told.more_tickets), (all, false, 2, true));
        let told = asked(Bounds { played: all - 1, ..Bounds::USUAL }).await;
        assert_eq!((told.changed, told.more, told.more_tickets), (all - 1, true, false));
        let told = asked(Bounds { looked_at: all, ..Bounds::USUAL }).await;
        assert_eq!((told.looked_at, told.more), (all, false));
        let told = asked(Bounds { looked_at: all - 1, ..Bounds::USUAL }).await;
        assert_eq!((told.looked_at, told.more), (all - 1, true));

        story.save_sla(sla, of_spec(draft)).await;
        let worker = Worker::new(story.desk.app.clone(), Effects { mail_out: None }, "one");
        assert_eq!(worker.round().await.unwrap(), 1);
        assert_eq!(versions().await, RENEWED_AT_ONCE);
        story.run_due().await;
        assert_eq!(versions().await, opened.len());
        let before = story.read(&opened[0]).await.row.version;
        story.later(STRAGGLERS_SECONDS);
        story.run_due().await;
        assert_eq!(story.read(&opened[0]).await.row.version, before, "the second walk finds nothing to do");
        story.ends_well().await;
    }

    async fn whoever_asks_while_the_server_is_busy_is_told_to_come_back(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let mut held: Vec<_> = (0..crate::heavy::HEAVY_AT_ONCE).map(|_| app.heavy().take().unwrap()).collect();
        let draft = || sla_draft(sla, &spec(60, vec![]));
        assert_eq!(code(effects(app, admin, draft()).await), "too_busy");
        let simulation = crate::simulate::SimulationInput { sla: draft().sla, ..Default::default() };
        assert_eq!(code(crate::simulate::answer(app, admin, simulation.clone()).await), "too_busy");
        held.pop();
        effects(app, admin, draft()).await.unwrap();
        held.clear();
        // Its place is free again once the last look at the database is put away.
        let mut free = Vec::new();
        while free.len() < crate::heavy::HEAVY_AT_ONCE {
            free.extend(app.heavy().take());
            tokio::task::yield_now().await;
        }
        free.clear();
        assert_eq!(refusal(effects(app, admin, EffectInput::default()).await), ("required".into(), Some("plan".into())));
    }
}
