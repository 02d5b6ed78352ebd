# What a new version does to open tickets, and past verdicts then and now.
effect-title = Effect on open tickets
effect-text = What saving does to the tickets that are open now: deadlines, credits, who is told.
effect-open = Show the effect
effect-nobody = No open ticket goes by this.
effect-same = Nothing changes for the open tickets that go by this ({ $n }).
effect-sum = { $changed } of { $touched } open tickets that go by this change.
effect-at-least = at least { $n }
effect-figures = What changes; each figure shows its tickets
effect-changed = Tickets that change
effect-newly-late = Late at once
effect-no-longer-late = No longer late
effect-moved = Due at another time
effect-fires = Escalation steps that fire at once
effect-more = Only { $n } open tickets were looked at; there are more.
effect-kept = { $count ->
    [one] { $count } open ticket is under a contract that keeps the version that was agreed. Amend the contract to change it.
   *[other] { $count } open tickets are under contracts that keep the version that was agreed. Amend a contract to change it.
  }
effect-credits = Credits left
effect-more-credits = Only the first accounts are listed.
effect-tickets = Open tickets that change
effect-more-tickets = Only the first { $n } tickets are listed.
effect-hidden = { $count ->
    [one] { $count } more ticket changes that you may not read.
   *[other] { $count } more tickets change that you may not read.
  }
effect-ticket = Ticket
effect-clocks = Deadlines
effect-steps = Escalation
effect-no-promise = no promise
effect-paused = paused, { $duration } in all
effect-word-late = late at once
effect-word-in-time = no longer late
effect-late-attached = Nothing is left of it at the change.
effect-step-fires = fires at once
effect-step-fired = has fired, never again
effect-step-later = fires { $at }
effect-step-gone = no longer fires
effect-tells = Tells { $names }
effect-tells-customer = Tells the customer
effect-ask-title = { $count ->
    [0] Save and change credits of open tickets?
    [one] Save and change { $count } open ticket?
   *[other] Save and change { $count } open tickets?
  }
effect-unknown = What this does to open tickets cannot be told now. { $problem }
effect-save = Save and apply
effect-save-blind = Save without looking

verdicts-title = Then and now
verdicts-text = A verdict stays as it was judged. By the versions of today it would read:
verdicts-then = Then
verdicts-now = Now
verdicts-by = { $sla } v{ $version }, { $calendar } v{ $calendar_version }
verdicts-nothing = nothing promised
verdicts-met = met
verdicts-breached = breached
verdicts-open = open
verdicts-due = due { $date }

# Routing: why this agent.
why-agent = Why this agent
why-agent-open = Why this agent?
why-agent-waits = Waits for somebody of { $team }
why-agent-to = Given to { $agent }, { $team }
why-agent-none = Nobody of { $team } could take it
why-agent-before = A colleague has decided since; this is what routing had said.
why-agent-waiting = It is given out as soon as somebody becomes free.
why-agent-considered = Considered ({ $count })
why-agent-left-out = { $count } more of the team are not listed.
why-agent-needs = Needed
why-agent-open-tickets = { $open } of { $cap } open tickets
why-agent-because-round-robin = It was their turn: it was longest ago that they were given one.
why-agent-because-least-loaded = They had the smallest part of their cap in use.
why-agent-because-best-skill = They are best at what is needed.
why-agent-because-only-one = Nobody else passed every check.
why-agent-because-nobody = Nobody passed every check.
why-agent-because-turn = Others that wait come first.
why-agent-check-member = Is in the team
why-agent-check-enabled = Can sign in
why-agent-check-permitted = May work on it
why-agent-check-here = Not away
why-agent-check-present = Not absent
why-agent-check-hours = Within working hours
why-agent-check-cap = Below the cap
why-agent-check-skill = { $skill }
why-agent-until = until { $date }
why-agent-level = level { $level }
why-agent-level-least = at least level { $level }
why-agent-below = fewer than { $cap }
why-agent-has-open = { $open } open
why-agent-nothing = none
why-agent-yes = yes
why-agent-no = no
event-routed = The desk gave it to { $agent }: { $reason }
event-routed-none = It waits for somebody of { $team }: { $reason }
routing-by-round-robin = Round robin
routing-by-least-loaded = Least loaded
routing-by-best-skill = Best skill
why-agent-could = Could take it
why-agent-could-not = Cannot take it
