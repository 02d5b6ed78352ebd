//! Stories of simulation: drafts against what happened.

use surety_domain::plan::{LimitAction, Price, PriceList};
use surety_store::twins;

use super::*;
use crate::lint::{LintPlan, LintSla};
use crate::record::testing::{code, refusal};
use crate::simulate::{
    SimulatedTicket, SimulationInput, SimulationSummary, answer, simulate, simulate_within,
};

impl Story {
    async fn simulated(&self, input: SimulationInput) -> (Vec<SimulatedTicket>, SimulationSummary) {
        let mut tickets = Vec::new();
        let summary = simulate(&self.desk.app, &self.desk.supervisor, input, |ticket| {
            tickets.push(ticket);
            true
        })
        .await
        .unwrap();
        (tickets, summary)
    }

    fn sla_draft(
        &self,
        id: Option<SlaId>,
        layer: &str,
        targets: Vec<TargetSpec>,
    ) -> SimulationInput {
        SimulationInput {
            sla: Some(LintSla {
                id,
                draft: SlaInput {
                    name: None,
                    layer: Some(layer.into()),
                    calendar_id: Some(self.calendar),
                    spec: Some(SlaSpec {
                        targets,
                        ..SlaSpec::default()
                    }),
                },
            }),
            ..SimulationInput::default()
        }
    }
}

fn plan_draft(id: PlanId, spec: PlanSpec) -> SimulationInput {
    let sla = spec.sla.as_ref().map(|k| k.id::<SlaId>().unwrap());
    SimulationInput {
        plan: Some(LintPlan {
            id: Some(id),
            draft: PlanInput {
                sla_id: Some(sla),
                spec: Some(spec),
                ..PlanInput::default()
            },
        }),
        ..SimulationInput::default()
    }
}

fn response(seconds: i64) -> Vec<TargetSpec> {
    vec![target(Metric::FirstResponse, seconds)]
}

fn charging(credits: i64, sla: SlaId) -> PlanSpec {
    PlanSpec {
        limit_policy: LimitAction::Charge,
        price_list: Some(PriceList {
            currency: "EUR".into(),
            prices: vec![Price {
                ticket_type: None,
                priority: None,
                channel: None,
                amount: 4_500,
            }],
        }),
        ..PlanSpec::ticket_based(Some(Key::of(sla)), vec![Limit::per(Unit::Month, credits)])
    }
}

twins! {
    async fn simulation_a_tighter_target_breaks_what_was_kept_and_writes_nothing(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", response(HOUR), Vec::new()).await;
        story.contract(PlanSpec::unlimited(Some(Key::of(sla)))).await;
        let quick = story.open().await;
        story.later(600);
        story.reply(&story.desk.agent, &quick).await;
        let slow = story.open().await;
        story.later(1_800);
        story.reply(&story.desk.agent, &slow).await;
        let before = story.read(&slow).await;

        let (same, summary) = story.simulated(story.sla_draft(Some(sla), "plan", response(HOUR))).await;
        assert_eq!((same.len(), summary.changed, summary.flipped), (2, 0, 0));
        let (tickets, summary) = story.simulated(story.sla_draft(Some(sla), "plan", response(900))).await;
        let flips: Vec<_> = tickets
            .iter()
            .map(|t| {
                let pair = &t.verdicts[0];
                let word = |v: &Option<crate::simulate::SimulatedVerdict>| v.as_ref().unwrap().verdict.clone();
                (t.ticket, word(&pair.old), word(&pair.new), pair.new.as_ref().unwrap().sla_version)
            })
            .collect();
        assert_eq!(flips, [
            (quick.row.number, "met".into(), "met".into(), None),
            (slow.row.number, "met".into(), "breached".into(), None),
        ]);
        // Both are due earlier; one of them flips.
        assert_eq!((summary.tickets, summary.changed, summary.flipped), (2, 2, 1));
        let metric = &summary.verdicts[0];
        assert_eq!((metric.old.met, metric.new.met, metric.new.breached, metric.moved), (2, 1, 1, 1));
        assert_eq!((metric.flips[0].from.as_str(), metric.flips[0].to.as_str(), metric.flips[0].count), ("met", "breached", 1));

        // An SLA of the desk comes behind the plan's, whose metric it leaves alone.
        let corporate = story.sla_draft(None, "corporate", vec![target(Metric::FirstResponse, 60), target(Metric::Resolution, HOUR)]);
        let (tickets, _) = story.simulated(corporate).await;
        assert_eq!(tickets[0].verdicts.len(), 2);
        assert_eq!(tickets[0].verdicts[0].old, tickets[0].verdicts[0].new);
        assert_eq!((&tickets[0].verdicts[1].old, tickets[0].verdicts[1].new.as_ref().unwrap().verdict.as_str()), (&None, "open"));

        let after = story.read(&slow).await;
        assert_eq!((before.row.version, &before.clocks), (after.row.version, &after.clocks));
        let kept = versioned::get::<versioned::SlaView>(&story.desk.app, &story.desk.admin, sla).await.unwrap();
        assert_eq!(kept.current_version, 1);
    }

    async fn simulation_a_smaller_limit_is_reached_and_costs_money(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", response(HOUR), Vec::new()).await;
        let plan = story.plan(charging(10, sla)).await;
        let contract = story.contract_for(story.desk.own, plan, Coverage::default()).await;
        let mut opened = Vec::new();
        for _ in 0..3 {
            story.later(60);
            opened.push(story.open().await);
        }
        // What is opened in this very instant is not past yet.
        story.later(60);
        let (_, live) = story.simulated(plan_draft(plan, charging(10, sla))).await;
        assert_eq!((live.tickets, live.changed), (3, 0));
        assert_eq!((live.credits[0].old_hundredths, live.credits[0].new_hundredths), (300, 300));

        let (tickets, summary) = story.simulated(plan_draft(plan, charging(2, sla))).await;
        assert_eq!(tickets.iter().map(|t| t.changed).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!((summary.credits[0].old_hundredths, summary.credits[0].new_hundredths), (300, 200));
        assert_eq!((summary.money[0].old_minor, summary.money[0].new_minor), (0, 4_500));
        assert_eq!((summary.old_overage_hundredths, summary.new_overage_hundredths), (0, 100));
        let limit = &summary.limits[0];
        assert_eq!((limit.contract_id.clone(), limit.old_at, limit.new_ticket), (contract.id.to_string(), None, Some(opened[2].row.number)));
        // Charged keeps its promise; blocked has none.
        assert!(tickets[2].verdicts.iter().all(|v| v.old == v.new));
        let blocked = PlanSpec { limit_policy: LimitAction::Block, price_list: None, ..charging(2, sla) };
        let (tickets, summary) = story.simulated(plan_draft(plan, blocked)).await;
        assert_eq!(tickets[2].new_decision.as_ref().unwrap().admission, "blocked");
        assert_eq!((summary.flipped, tickets[2].verdicts[0].new.as_ref()), (1, None));

        // What was used before the span is gone for the draft too.
        let mut later = plan_draft(plan, charging(2, sla));
        later.from = Some(opened[2].row.created_at);
        let (tickets, _) = story.simulated(later).await;
        assert_eq!(tickets.len(), 1);
        assert_eq!(tickets[0].new_decision.as_ref().unwrap().limit_action.as_deref(), Some("charge"));

        // Two entries of the ledger lie before the span: what is not read is told.
        for (max, more) in [(2, false), (1, true)] {
            let mut input = plan_draft(plan, charging(2, sla));
            input.from = Some(opened[2].row.created_at);
            let (app, call) = (&story.desk.app, &story.desk.supervisor);
            let summary = simulate_within(app, call, input, max, None, |_| true).await.unwrap();
            assert_eq!((summary.tickets, summary.more_booked), (1, more), "{max}");
        }
    }

    async fn simulation_that_makes_no_sense_is_refused_at_its_field(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let refused = async |input| refusal(answer(app, admin, input).await);
        let nothing = refused(SimulationInput::default()).await;
        assert_eq!(nothing, ("required".into(), Some("plan".into())));
        let nowhere = refused(story.sla_draft(None, "plan", response(60))).await;
        assert_eq!(nowhere, ("simulation_without_place".into(), Some("sla.id".into())));
        let mut backwards = story.sla_draft(None, "corporate", response(60));
        backwards.from = Some(START.plus_seconds(DAY));
        assert_eq!(refused(backwards).await, ("span_empty".into(), Some("from".into())));
        let agent = answer(app, &story.desk.agent, story.sla_draft(None, "corporate", response(60))).await;
        assert_eq!(code(agent), "forbidden");
    }
}
