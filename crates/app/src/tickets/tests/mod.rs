//! Stories of the main job: a request is opened under a contract, draws its
//! credits, its clocks run, and nothing is counted twice.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use surety_domain::calendar::CalendarSpec;
use surety_domain::contract::Coverage;
use surety_domain::credit::Unit;
use surety_domain::escalation::Step as EscalationStep;
use surety_domain::ids::{AccountId, CalendarId, ContractId, PlanId, ProductId, SlaId};
use surety_domain::plan::{Key, Limit, PlanSpec};
use surety_domain::sla::{Metric, SlaSpec, TargetSpec};
use surety_domain::time::Instant;
use surety_store::records::{clocks as clock_rows, ledger};
use surety_store::{Db, jobs as job_rows};

use super::change::{self, ChangeInput};
use super::key::TicketKey;
use super::list;
use super::open::{OpenInput, RequesterInput, open};
use super::say::{self, SayInput};
use super::view::{BucketView, ClockView, TicketView};
use crate::core::Call;
use crate::error::AppError;
use crate::jobs::{Effects, run_due};
use crate::products::{self, NewProduct};
use crate::promises::contracts::{self, ContractView, NewContract, Step};
use crate::promises::versioned::{self, CalendarInput, PlanInput, SlaInput};
use crate::record::testing::{Desk, START, contact};
use crate::seed;

mod agreements;
mod alerts;
mod amendments;
mod answers;
mod books;
mod by_hand;
mod causes;
mod charges;
mod clocks;
mod credits;
mod documents;
mod effects;
mod escalations;
mod flags;
mod free_support;
mod guards;
mod handoffs;
mod limits;
mod looks;
mod refunds;
mod renewals;
mod reopen;
mod simulations;
mod statuses;
mod templates;
mod top_ups;
mod verdicts;

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// A furnished desk whose clock the story moves.
struct Story {
    desk: Desk,
    calendar: CalendarId,
    made: std::sync::atomic::AtomicU32,
}

impl Story {
    async fn new(db: Db) -> Self {
        let desk = Desk::new(db).await;
        seed::furnish(&desk.app).await.unwrap();
        let calendar = CalendarInput {
            name: Some("Always".into()),
            spec: Some(round_the_clock()),
        };
        let calendar =
            versioned::create::<versioned::CalendarView>(&desk.app, &desk.admin, calendar)
                .await
                .unwrap()
                .id;
        Self {
            desk,
            calendar,
            made: std::sync::atomic::AtomicU32::new(0),
        }
    }

    fn number(&self) -> u32 {
        self.made.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }

    async fn sla(
        &self,
        layer: &str,
        targets: Vec<TargetSpec>,
        steps: Vec<EscalationStep>,
    ) -> SlaId {
        let input = SlaInput {
            name: Some(format!("SLA {}", self.number())),
            layer: Some(layer.into()),
            calendar_id: Some(self.calendar),
            spec: Some(SlaSpec {
                targets,
                steps,
                ..SlaSpec::default()
            }),
        };
        versioned::create::<versioned::SlaView>(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    async fn plan(&self, spec: PlanSpec) -> PlanId {
        let sla_id = spec.sla.as_ref().map(|k| k.id::<SlaId>().unwrap());
        let input = PlanInput {
            name: Some(format!("Plan {}", self.number())),
            sla_id: Some(sla_id),
            is_default: None,
            spec: Some(spec),
        };
        versioned::create::<versioned::PlanView>(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    async fn contract_for(
        &self,
        account: AccountId,
        plan: PlanId,
        coverage: Coverage,
    ) -> ContractView {
        let made = contracts::create(
            &self.desk.app,
            &self.desk.admin,
            new_contract(account, plan, coverage),
        )
        .await
        .unwrap();
        contracts::step(
            &self.desk.app,
            &self.desk.admin,
            made.id,
            None,
            Step::Activate,
        )
        .await
        .unwrap()
    }

    /// A contract of the own account that covers everything.
    async fn contract(&self, spec: PlanSpec) -> ContractView {
        let plan = self.plan(spec).await;
        self.contract_for(self.desk.own, plan, Coverage::default())
            .await
    }

    async fn product(&self) -> ProductId {
        let n = self.number();
        let input = NewProduct {
            name: format!("Product {n}"),
            code: format!("P{n}"),
            ..NewProduct::default()
        };
        products::create(&self.desk.app, &self.desk.admin, input)
            .await
            .unwrap()
            .id
    }

    async fn open(&self) -> TicketView {
        self.open_with(request()).await
    }

    async fn open_with(&self, input: OpenInput) -> TicketView {
        open(&self.desk.app, &self.desk.agent, input).await.unwrap()
    }

    async fn change(&self, ticket: &TicketView, input: Value) -> TicketView {
        let input: ChangeInput = serde_json::from_value(input).unwrap();
        change::change(
            &self.desk.app,
            &self.desk.supervisor,
            key(ticket),
            input,
            None,
        )
        .await
        .unwrap()
    }

    async fn reply(&self, call: &Call, ticket: &TicketView) {
        let input = SayInput {
            body_text: Some("Thank you.".into()),
            ..SayInput::default()
        };
        say::reply(&self.desk.app, call, key(ticket), input, None)
            .await
            .unwrap();
    }

    async fn read(&self, ticket: &TicketView) -> TicketView {
        super::read::get(&self.desk.app, &self.desk.agent, key(ticket))
            .await
            .unwrap()
    }

    fn later(&self, seconds: i64) {
        self.desk.clock.advance(seconds);
    }

    async fn run_due(&self) -> usize {
        run_due(&self.desk.app, &Effects { mail_out: None })
            .await
            .unwrap()
    }

    /// Left of each limit of a contract, in hundredths.
    async fn left(&self, contract: ContractId) -> BTreeMap<String, i64> {
        contracts::get(&self.desk.app, &self.desk.admin, contract)
            .await
            .unwrap()
            .credits
            .into_iter()
            .map(|b| (b.bucket, b.remaining_hundredths))
            .collect()
    }

    /// Kinds of a ticket's ledger entries with their amounts, by kind: at one
    /// instant they have no order.
    async fn booked(&self, ticket: &TicketView) -> Vec<(String, i64)> {
        let id = ticket.row.id;
        let mut booked: Vec<_> = self
            .desk
            .app
            .db()
            .read(move |tx| ledger::entries_of_ticket(tx, id))
            .await
            .unwrap()
            .into_iter()
            .map(|e| (e.kind, e.amount))
            .collect();
        booked.sort();
        booked
    }

    async fn charges(&self) -> Vec<(String, i64, String)> {
        self.desk
            .app
            .db()
            .read(|tx| ledger::list_charges(tx, &ledger::ChargeFilter::default(), None, 100))
            .await
            .unwrap()
            .into_iter()
            .map(|c| (c.charge.status, c.charge.amount, c.charge.currency))
            .collect()
    }

    async fn fired(&self, ticket: &TicketView) -> Vec<(String, i64, String)> {
        let id = ticket.row.id;
        self.desk
            .app
            .db()
            .read(move |tx| clock_rows::fired(tx, id))
            .await
            .unwrap()
            .into_iter()
            .map(|f| (f.metric, f.cycle, f.step))
            .collect()
    }

    /// The end of every story: lots and entries agree, nothing that is due is left.
    async fn ends_well(&self) {
        self.run_due().await;
        let now = self.desk.app.now();
        let (sums, next) = self
            .desk
            .app
            .db()
            .read(|tx| Ok::<_, AppError>((ledger::reconcile(tx)?, job_rows::next_run_at(tx)?)))
            .await
            .unwrap();
        for sum in sums {
            assert_eq!(sum.cached, sum.booked, "{sum:?}");
        }
        assert!(
            next.is_none_or(|at| at > now),
            "a job is due at {next:?}, now {now}"
        );
    }
}

fn round_the_clock() -> CalendarSpec {
    let always = || vec![["00:00".to_owned(), "24:00".to_owned()]];
    CalendarSpec {
        tz: "UTC".into(),
        hours: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .into_iter()
            .map(|day| (day.to_owned(), always()))
            .collect(),
        ..CalendarSpec::default()
    }
}

fn new_contract(account: AccountId, plan: PlanId, coverage: Coverage) -> NewContract {
    NewContract {
        name: None,
        account_id: account,
        plan_id: plan,
        sla_id: None,
        start_date: "2026-05-04".into(),
        end_date: None,
        rank: 0,
        covers_children: false,
        coverage,
        terms_text: String::new(),
    }
}

fn target(metric: Metric, seconds: i64) -> TargetSpec {
    TargetSpec {
        metric,
        conditions: surety_domain::sla::Conditions::default(),
        seconds,
        clock: surety_domain::sla::TargetClock::default(),
    }
}

fn target_for(metric: Metric, priority: &str, seconds: i64) -> TargetSpec {
    let mut target = target(metric, seconds);
    target.conditions.priority = vec![priority.into()];
    target
}

fn request() -> OpenInput {
    OpenInput {
        subject: "The relay does not start".into(),
        body_text: Some("Since this morning.".into()),
        requester: Some(RequesterInput {
            contact_id: Some(contact(1)),
            ..RequesterInput::default()
        }),
        ..OpenInput::default()
    }
}

fn urgent() -> OpenInput {
    OpenInput {
        priority: Some("urgent".into()),
        ..request()
    }
}

const fn key(ticket: &TicketView) -> TicketKey {
    TicketKey::Id(ticket.row.id)
}

/// So many credits a week and so many a month.
fn week_and_month(week: i64, month: i64) -> PlanSpec {
    PlanSpec::ticket_based(
        None,
        vec![Limit::per(Unit::Week, week), Limit::per(Unit::Month, month)],
    )
}

fn weekly(credits: i64) -> PlanSpec {
    PlanSpec::ticket_based(None, vec![Limit::per(Unit::Week, credits)])
}

fn clock<'t>(ticket: &'t TicketView, metric: &str, cycle: i64) -> &'t ClockView {
    ticket
        .clocks
        .iter()
        .find(|c| c.metric == metric && c.cycle == cycle)
        .unwrap_or_else(|| panic!("no {metric} {cycle} in {:?}", ticket.clocks))
}

fn bucket<'t>(ticket: &'t TicketView, name: &str) -> &'t BucketView {
    ticket
        .credits
        .iter()
        .find(|b| b.bucket == name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", ticket.credits))
}
