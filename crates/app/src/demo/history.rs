//! Months of tickets through the verbs that people use, with a moved clock.
//!
//! Customers are spread over lanes; each lane has a clock of its own and plays
//! its tickets in the order of time, so that many transactions share a commit.
//! At the end of each day the lanes wait for each other, so that ticket
//! numbers grow with time. A ticket's timer is played at its very instant.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use surety_domain::ids::{ContactId, TicketId, UserId};
use surety_domain::permission::{Actor, BuiltinRole};
use surety_domain::time::Instant;
use surety_store::jobs;
use tokio::task::JoinSet;

use super::data::Deal;
use super::life::{asked_at, life};
use super::texts::{CHINESE, ENGLISH, Story};
use super::{Dice, Firm, Size, at};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::fakes::{CapturedMail, MovedClock};
use crate::jobs::{Effects, Kind, run_due};
use crate::tickets::change::{ChangeInput, change};
use crate::tickets::flags::{admit, mark_spam, merge};
use crate::tickets::key::TicketKey;
use crate::tickets::open::{OpenInput, OpenedBy, RequesterInput, open};
use crate::tickets::say::{SayInput, Then, note, reply};

/// Lanes side by side; SQLite puts what waits into one commit.
const LANES: usize = 12;
pub(super) const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 3_600;
pub(super) const DAY: i64 = 86_400;

/// What happens to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// The customer asks.
    Open,
    /// Somebody takes it.
    Assign,
    /// The first answer.
    Answer { then_pending: bool },
    /// Agents talk.
    Note,
    /// The customer answers.
    Follow,
    /// It is more serious than it seemed.
    Raise,
    /// Waits for engineering.
    Hold,
    /// The last answer; solved.
    Solve,
    /// It came back.
    Reopen,
    /// And is solved again.
    SolveAgain,
    /// Nobody came back.
    Close,
    /// It was no request at all.
    Spam,
    /// It was asked before.
    Merge,
    /// Over the limit: somebody decides.
    Admit { yes: bool },
    /// The clock of the ticket.
    Timer,
}

/// A ticket to come, or one that is there.
struct Ticket {
    party: usize,
    contact: ContactId,
    first_name: String,
    agent: usize,
    story: &'static Story,
    dice: Dice,
    version: String,
    number: i64,
    id: Option<TicketId>,
    /// Held or blocked: nobody works on it.
    waits: bool,
    done: bool,
    /// When its timer is set to, as last seen.
    timer: Option<Instant>,
}

/// Customers with a clock of their own.
struct Lane {
    app: App,
    clock: Arc<MovedClock>,
    firm: Arc<Firm>,
    tickets: Vec<Ticket>,
    agenda: BinaryHeap<Reverse<(Instant, usize, Act)>>,
    now: Instant,
    opened: Arc<AtomicU64>,
    refused: Arc<AtomicU64>,
}

pub(super) async fn play(
    app: &App,
    firm: Arc<Firm>,
    now: Instant,
    size: Size,
    progress: &(impl Fn(u64, u64) + Send + Sync),
) -> Result<(), AppError> {
    let first = now.plus_seconds(-size.days * DAY);
    let opened = Arc::new(AtomicU64::new(0));
    let refused = Arc::new(AtomicU64::new(0));
    let mut lanes: Vec<Lane> = (0..LANES)
        .map(|_| {
            let (past, clock) = at(app, first);
            Lane {
                app: past,
                clock,
                firm: firm.clone(),
                tickets: Vec::new(),
                agenda: BinaryHeap::new(),
                now,
                opened: opened.clone(),
                refused: refused.clone(),
            }
        })
        .collect();
    let shares: Vec<usize> = firm
        .parties
        .iter()
        .enumerate()
        .flat_map(|(n, p)| std::iter::repeat_n(n, usize::try_from(p.customer.share).unwrap_or(1)))
        .collect();
    for number in 0..size.tickets {
        let mut dice = Dice(0xD15C_0000 + u64::try_from(number).unwrap_or(0) * 7_919);
        let party = *dice.pick(&shares);
        lanes[party % LANES].plan(party, first, size, dice);
    }
    let total = u64::try_from(size.tickets).unwrap_or(0);
    for day in 1..=size.days {
        let until = first.plus_seconds(day * DAY).min(now);
        let mut running = JoinSet::new();
        for mut lane in lanes.drain(..) {
            running.spawn(async move {
                lane.advance(until).await?;
                Ok::<Lane, AppError>(lane)
            });
        }
        while let Some(lane) = running.join_next().await {
            lanes.push(lane.map_err(|e| AppError::Internal(e.to_string()))??);
        }
        progress(opened.load(Ordering::Relaxed), total);
    }
    tracing::debug!(
        refused = refused.load(Ordering::Relaxed),
        "acts that the desk refused"
    );
    // What the past wrote to its customers goes nowhere.
    let mut running = JoinSet::new();
    for _ in 0..LANES {
        let app = app.clone();
        running.spawn(async move {
            let effects = Effects {
                mail_out: Some(Arc::new(CapturedMail::default())),
            };
            run_due(&app, &effects).await
        });
    }
    while let Some(ran) = running.join_next().await {
        ran.map_err(|e| AppError::Internal(e.to_string()))??;
    }
    progress(total, total);
    Ok(())
}

impl Lane {
    /// Lays out one ticket's life.
    fn plan(&mut self, party_number: usize, first: Instant, size: Size, mut dice: Dice) {
        let party = &self.firm.parties[party_number];
        let chinese = party.customer.locale == "zh-CN";
        let stories = if chinese { CHINESE } else { ENGLISH };
        let security_only = party.customer.deal == Deal::SecurityOnly;
        let story = loop {
            let story = dice.pick(stories);
            // A customer of the firewall alone asks about it mostly.
            if !security_only || matches!(story.product, "AEG" | "VPN") || dice.percent(15) {
                break story;
            }
        };
        let (contact, name) = dice.pick(&party.contacts).clone();
        let first_name = if chinese {
            name
        } else {
            name.split(' ').next().unwrap_or("").to_owned()
        };
        let team = if chinese {
            "Shanghai desk"
        } else {
            self.firm
                .product(story.product)
                .map_or("Front line", |(_, team)| team)
        };
        let workers: Vec<usize> = (0..self.firm.agents.len())
            .filter(|n| self.firm.agents[*n].2 == team)
            .collect();
        let agent = if workers.is_empty() {
            0
        } else {
            *dice.pick(&workers)
        };
        let begin = asked_at(party.customer.zone, first, size.days, &mut dice);
        let version = format!(
            "{}.{}.{}",
            dice.between(5, 9),
            dice.between(0, 9),
            dice.between(0, 20)
        );
        let number = dice.between(3, 48);
        let place = self.tickets.len();
        let acts = life(story, party.customer.deal, begin, self.now, &mut dice);
        for (when, act) in acts {
            if when <= self.now {
                self.agenda.push(Reverse((when, place, act)));
            }
        }
        self.tickets.push(Ticket {
            party: party_number,
            contact,
            first_name,
            agent,
            story,
            dice,
            version,
            number,
            id: None,
            waits: false,
            done: false,
            timer: None,
        });
    }

    /// Plays everything before `until`.
    async fn advance(&mut self, until: Instant) -> Result<(), AppError> {
        while let Some(Reverse((when, place, act))) = self.agenda.pop() {
            if when >= until {
                self.agenda.push(Reverse((when, place, act)));
                return Ok(());
            }
            self.clock.set(when);
            match self.act(when, place, &act).await {
                Ok(()) => {}
                // A desk says no now and then; the story goes on without it.
                Err(AppError::Conflict { code, .. } | AppError::Invalid { code, .. }) => {
                    self.refused.fetch_add(1, Ordering::Relaxed);
                    tracing::debug!(?act, code, "refused");
                }
                Err(error) => return Err(error),
            }
            self.see_timer(place).await?;
        }
        Ok(())
    }

    /// Notes when the ticket's timer is set to.
    async fn see_timer(&mut self, place: usize) -> Result<(), AppError> {
        let Some(id) = self.tickets[place].id else {
            return Ok(());
        };
        let key = format!("{}:{id}", Kind::SlaTimer.as_str());
        let set = self
            .app
            .db()
            .read(move |tx| jobs::find_keyed(tx, &key).map_err(AppError::from))
            .await?
            .map(|job| job.run_at);
        if set != self.tickets[place].timer {
            self.tickets[place].timer = set;
            if let Some(when) = set.filter(|w| *w <= self.now) {
                self.agenda.push(Reverse((when, place, Act::Timer)));
            }
        }
        Ok(())
    }

    async fn act(&mut self, when: Instant, place: usize, act: &Act) -> Result<(), AppError> {
        if *act == Act::Open {
            return self.open(when, place).await;
        }
        let ticket = &self.tickets[place];
        let Some(id) = ticket.id else { return Ok(()) };
        if *act == Act::Timer {
            // Set again meanwhile: that one comes later.
            if ticket.timer != Some(when) {
                return Ok(());
            }
            self.tickets[place].timer = None;
            return self
                .app
                .command(&Call::system(), move |tx, cx| {
                    crate::tickets::escalate::run(tx, cx, id)
                })
                .await;
        }
        let decides = matches!(act, Act::Admit { .. });
        if ticket.done || (ticket.waits && !decides) || (!ticket.waits && decides) {
            return Ok(());
        }
        self.work(place, id, act).await
    }

    async fn work(&mut self, place: usize, id: TicketId, act: &Act) -> Result<(), AppError> {
        let key = TicketKey::Id(id);
        let ticket = &self.tickets[place];
        let story = ticket.story;
        let agent = Call::by(self.firm.agents[ticket.agent].1.clone());
        let customer = Call::by(self.customer(ticket));
        let say = |text: &str, then: Option<(&str, &str)>| SayInput {
            body_text: Some(fill(
                text,
                ticket,
                self.firm.parties[ticket.party].customer.place,
            )),
            then: then.map(|(category, reason)| Then {
                category: Some(category.to_owned()),
                reason: (!reason.is_empty()).then(|| reason.to_owned()),
                ..Then::default()
            }),
            channel: Some("email".to_owned()),
            ..SayInput::default()
        };
        let chinese = self.firm.parties[ticket.party].customer.locale == "zh-CN";
        let either =
            |english: &'static str, other: &'static str| if chinese { other } else { english };
        let waiting = either("Waiting for the customer's answer", "等待客户回复");
        match act {
            Act::Open | Act::Timer => {}
            Act::Assign => {
                let input = ChangeInput {
                    assignee_id: Some(self.firm.agents[ticket.agent].1.user),
                    team_id: Some(self.firm.team(self.firm.agents[ticket.agent].2)),
                    ..ChangeInput::default()
                };
                change(&self.app, &agent, key, input, None).await?;
            }
            Act::Answer { then_pending } => {
                let then = then_pending.then_some(("pending", waiting));
                reply(&self.app, &agent, key, say(story.answer, then), None).await?;
            }
            Act::Note => {
                note(
                    &self.app,
                    &agent,
                    key,
                    SayInput {
                        channel: None,
                        ..say(story.note, None)
                    },
                    None,
                )
                .await?;
            }
            Act::Follow => {
                reply(&self.app, &customer, key, say(story.follow, None), None).await?;
            }
            Act::Raise => {
                let input = ChangeInput {
                    priority: Some(Some("urgent".into())),
                    ..ChangeInput::default()
                };
                change(&self.app, &agent, key, input, None).await?;
            }
            Act::Hold => {
                let input = ChangeInput {
                    category: Some("on_hold".into()),
                    pause_reason: Some(either("Waiting for engineering", "等待研发处理").into()),
                    ..ChangeInput::default()
                };
                change(&self.app, &agent, key, input, None).await?;
            }
            Act::Solve => {
                reply(
                    &self.app,
                    &agent,
                    key,
                    say(story.solution, Some(("solved", ""))),
                    None,
                )
                .await?;
            }
            Act::Reopen => {
                let text = either(
                    "I am sorry, it is back since this morning.",
                    "抱歉，今天早上又出现了。",
                );
                reply(&self.app, &customer, key, say(text, None), None).await?;
            }
            Act::SolveAgain => {
                let text = either(
                    "The first correction did not reach your second server. It has it now, and I will look again tomorrow.",
                    "第一次修复没有同步到第二台服务器，现在已同步，我明天再复查一次。",
                );
                reply(
                    &self.app,
                    &agent,
                    key,
                    say(text, Some(("solved", ""))),
                    None,
                )
                .await?;
            }
            Act::Close => {
                let input = ChangeInput {
                    category: Some("closed".into()),
                    ..ChangeInput::default()
                };
                change(&self.app, &agent, key, input, None).await?;
            }
            Act::Spam => {
                mark_spam(&self.app, &agent, key, true, None).await?;
                self.tickets[place].done = true;
            }
            Act::Merge => {
                let party = ticket.party;
                let before = self.tickets[..place]
                    .iter()
                    .rev()
                    .find(|t| t.party == party && t.id.is_some() && !t.done);
                if let Some(into) = before.and_then(|t| t.id) {
                    merge(&self.app, &agent, key, TicketKey::Id(into), None).await?;
                    self.tickets[place].done = true;
                }
            }
            Act::Admit { yes } => {
                let supervisor = if chinese { 2 } else { 1 };
                let call = Call::by(self.firm.agents[supervisor].1.clone());
                let note = either("As agreed on the phone.", "已电话确认。").to_owned();
                admit(&self.app, &call, key, *yes, note).await?;
                self.tickets[place].waits = false;
                self.tickets[place].done = !yes;
            }
        }
        Ok(())
    }

    async fn open(&mut self, when: Instant, place: usize) -> Result<(), AppError> {
        let channel_dice = self.tickets[place].dice.below(100);
        let by_impact = self.tickets[place].dice.percent(30);
        let with_asset = self.tickets[place].dice.percent(60);
        let ticket = &self.tickets[place];
        let party = &self.firm.parties[ticket.party];
        let story = ticket.story;
        let mut input = OpenInput {
            subject: fill(story.subject, ticket, party.customer.place),
            body_text: Some(fill(story.ask, ticket, party.customer.place)),
            requester: Some(RequesterInput {
                contact_id: Some(ticket.contact),
                ..RequesterInput::default()
            }),
            account_id: Some(party.account),
            product_id: self.firm.product(story.product).map(|(id, _)| id),
            type_id: self.firm.ticket_type(story.kind),
            tags: story.tags.split_whitespace().map(str::to_owned).collect(),
            opened_by: OpenedBy::Customer,
            ..OpenInput::default()
        };
        if by_impact {
            let (impact, urgency) = match story.priority {
                "urgent" => ("high", "high"),
                "high" => ("high", "medium"),
                "normal" => ("medium", "medium"),
                _ => ("low", "low"),
            };
            input.impact = Some(impact.to_owned());
            input.urgency = Some(urgency.to_owned());
        } else {
            input.priority = Some(story.priority.to_owned());
        }
        if with_asset {
            input.asset_id = party
                .assets
                .iter()
                .find(|(_, code)| *code == story.product)
                .map(|(id, _)| *id);
        }
        let call = match channel_dice {
            0..55 => {
                input.channel = Some("email".into());
                Call::system()
            }
            55..78 => {
                input.channel = Some("portal".into());
                Call::system()
            }
            78..92 => {
                input.channel = Some("phone".into());
                // Logged after the call.
                input.began_at = Some(when.plus_seconds(-6 * MINUTE));
                Call::by(self.firm.agents[ticket.agent].1.clone())
            }
            _ => {
                input.channel = Some("chat".into());
                Call::system()
            }
        };
        let view = open(&self.app, &call, input).await?;
        let ticket = &mut self.tickets[place];
        ticket.id = Some(view.row.id);
        ticket.waits = matches!(view.row.admission.as_str(), "held" | "blocked");
        self.opened.fetch_add(1, Ordering::Relaxed);
        if ticket.waits {
            // Some are decided within hours; those of the last days wait.
            let yes = ticket.dice.percent(75);
            let decided = when.plus_seconds(ticket.dice.between(HOUR, 30 * HOUR));
            if decided <= self.now {
                self.agenda
                    .push(Reverse((decided, place, Act::Admit { yes })));
            }
        }
        Ok(())
    }

    fn customer(&self, ticket: &Ticket) -> Actor {
        let account = self.firm.parties[ticket.party].account;
        Actor::customer(
            None::<UserId>,
            ticket.contact,
            vec![account],
            BuiltinRole::Customer.permissions(),
        )
    }
}

fn fill(text: &str, ticket: &Ticket, place: &str) -> String {
    text.replace("{v}", &ticket.version)
        .replace("{n}", &ticket.number.to_string())
        .replace("{h}", place)
        .replace("{who}", &ticket.first_name)
}
