### Words of the editors of what a desk promises: calendars, SLAs, plans and the desk's own words.
### The same ids and variables in every language; a test compares them.

## The section

promises-plans = Support plans
promises-slas = SLAs
promises-calendars = Business hours
promises-statuses = Statuses
promises-types = Ticket types
promises-priorities = Priority matrix
promises-bands = Licence bands
promises-policy = Support policy
promise-new-plans = New plan
promise-new-slas = New SLA
promise-new-calendars = New calendar
promise-about-plans = What a customer may ask and how often: unlimited, or so many credits per period, and what happens when none is left.
promise-about-slas = How fast the desk answers and solves, by priority and more, and what happens before and after a target is missed.
promise-about-calendars = When the desk works. Targets count only these hours.
promise-empty-plans = No plans yet
promise-empty-slas = No SLAs yet
promise-empty-calendars = No calendars yet
promise-teach-plans = A plan says how many tickets a contract gives and which SLA they get. Make one, then give it to an account with a contract.
promise-teach-slas = An SLA needs a calendar that its targets are measured in. Make one, then promise it with a plan.
promise-teach-calendars = Begin with the hours of your desk. Add holidays from an iCalendar file, and try a deadline beside the editor.
promise-name-plans = Gold
promise-name-slas = Gold: 1 h and 8 h
promise-name-calendars = Berlin office
promise-back-plans = Back to the plans
promise-back-slas = Back to the SLAs
promise-back-calendars = Back to the calendars
promise-layer-contract = Contract
promise-layer-plan = Plan
promise-layer-product = Product
promise-layer-corporate = Whole desk
promise-named = Name
promise-says = What it says
promise-version = Version
promise-version-n = Version { $n }
promise-versions = Versions
promise-in-force = in force
promise-somebody = somebody
promise-default = Default
promise-hours-a-week = { $hours } h a week
promise-special-days-n = { $count ->
    [one] { $count } special day
   *[other] { $count } special days
    }
promise-targets-n = { $count ->
    [one] { $count } target
   *[other] { $count } targets
    }
promise-steps-n = { $count ->
    [one] { $count } escalation step
   *[other] { $count } escalation steps
    }
promise-keys = Editor
promise-save = Save
promise-save-version = Save new version
promise-create = Create
promise-created = { $name } created
promise-saved-version = { $name }: version { $n } is in force
promise-unsaved = Not saved yet
promise-more = More actions
promise-edit = Edit
promise-edit-named = Edit { $name }
promise-remove = Remove
promise-put-away = Put away
promise-archive = Put away
promise-archive-title = Put { $name } away?
promise-archive-text = It is offered no more. What it has promised stays promised, and its versions stay readable.
promise-archived = { $name } was put away
promise-shown = Shown
promise-in-use = In use
promise-none-away = Nothing is put away
promise-none-away-text = What is put away is offered no more and can be brought back here.
promise-restored = { $name } is in use again
promise-old-version = This is version { $n }, as it was. Tickets that it judged keep it.
promise-to-current = Show the version in force
promise-conflict = Somebody saved another version while you were writing. What you typed is still here.
promise-take-theirs = Show theirs, drop mine
promise-keep-mine = Save mine over it
promise-wrong-n = { $count ->
    [one] { $count } field needs another look.
   *[other] { $count } fields need another look.
    }
promise-leave-title = Leave without saving?
promise-leave-text = What you changed here is not saved yet and would be lost.
promise-leave = Leave
promise-stay = Stay here
promise-read-only = You can read this. Changing it needs an administrator.
promise-bad-duration = Write a duration with its unit, such as 4 h, 30 min or 1 d 2 h.
promise-bad-number = Write a number.
promise-bad-money = Write an amount, such as 45.00.
promise-date-twice = This date is listed twice.
promise-hours-missing = Add the hours of this day, or close it.

## Calendars

calendar-week = Weekly hours
calendar-week-text = Any number of intervals a day. Midnight at the end of a day is 24:00.
calendar-preset = Start from
calendar-preset-weekdays = Mon–Fri 9–17
calendar-preset-extended = Mon–Sat 8–20
calendar-preset-always = 24×7
calendar-preset-own = Own hours
calendar-closed = Closed
calendar-hours = Hours
calendar-add-hours = Add hours on { $day }
calendar-opens = { $name } opens
calendar-closes = { $name } closes
calendar-remove-hours = Remove hours { $name }
calendar-copy-day = Copy the hours of { $day }
calendar-copy-to = Copy to
calendar-copy-weekdays = Monday to Friday
calendar-copy-all = Every day
calendar-split = Continue on the next day
calendar-days = Holidays and special days
calendar-days-text = Dates that are closed or have hours of their own, in the calendar's zone.
calendar-days-none = No date from today on is special.
calendar-show-past = { $count ->
    [one] Show { $count } past day
   *[other] Show { $count } past days
    }
calendar-hide-past = Hide past days
calendar-add-day = Add a day
calendar-new-day = New day
calendar-date = Date
calendar-day-name = Name
calendar-day-hours = Hours of the day
calendar-other-hours = Other hours
calendar-remove-day = Remove { $date }
calculator = Try a deadline
calculator-target = A clock of
calculator-start = that starts at ({ $zone })
calculator-due = is due
feed-title = Holidays from iCalendar
feed-text = Paste a feed or choose a file. You see what it would close before anything changes.
feed-save-first = Create the calendar first; then a feed can be compared with it.
feed-ics = iCalendar text
feed-file = Choose file…
feed-look = Show what it would change
feed-result = What the feed would change
feed-n-new = { $count } new
feed-n-known = { $count } known already
feed-n-skipped = { $count } left out
feed-unnamed = without a name
feed-skipped = Left out, and why
feed-apply = { $count ->
    [one] Add { $count } day
   *[other] Add { $count } days
    }
feed-added = { $count ->
    [one] { $count } day added. Save to put it in force.
   *[other] { $count } days added. Save to put them in force.
    }
feed-reason-timed = has a time of day
feed-reason-cancelled = is cancelled
feed-reason-transparent = is marked as free time
feed-reason-too-long = lasts longer than a year
feed-reason-bad-date = has no readable date
feed-reason-unsupported-rule = repeats by a rule that is not yearly
feed-reason-out-of-range = is outside the years that a calendar keeps
feed-reason-own-hours = has hours of its own in this calendar

## Reopening

promises-reopening = Reopening
reopening-text = A customer may write to a ticket that is closed already. Soon after solving, that opens it again; later it becomes a new ticket that is linked to the old one.
reopening-title = A message to a closed ticket
reopening-days = Days after solving
reopening-means = { $count ->
    [one] Within one day after solving, the ticket opens again. Later the message becomes a new, linked ticket.
   *[other] Within { $count } days after solving, the ticket opens again. Later the message becomes a new, linked ticket.
}
reopening-never = A closed ticket never opens again: each message to it becomes a new, linked ticket.
reopening-credits = Whether opening again costs a credit is up to the plan of the ticket.

## SLAs

sla-where = Where it holds
sla-layer = Layer
sla-layer-text = Per metric the most specific layer counts: contract, plan, product, whole desk.
sla-calendar = Measured in
sla-calendar-text = Targets count the open hours of this calendar.
sla-choose-calendar = Choose a calendar
sla-calendar-then = Which calendar this version had is not told here
sla-targets = Targets
sla-targets-text = Metric by priority. An empty cell promises nothing, unless the last column does.
sla-metric = Metric
sla-target = Target
sla-clock = Clock
sla-clock-of = Clock of { $metric }
sla-clock-calendar = Business hours
sla-clock-24x7 = 24×7
sla-any-priority = All others
sla-rows = Targets with conditions
sla-rows-text = For one product, ticket type, segment, licence band or channel. All conditions of a row must hold.
sla-row-n = Target { $n } with conditions
sla-add-row = Add target with conditions
sla-remove-row = Remove target { $n }
sla-condition-priority = Priority
sla-condition-product = Product
sla-condition-type = Ticket type
sla-condition-segment = Segment
sla-condition-licence-band = Licence band
sla-condition-channel = Channel
sla-condition-any = any
sla-pauses = Pauses
sla-pauses-text = In which status which clock stands still, and which statuses fulfil the resolution. A category that is left as usual follows what each of its statuses says.
sla-status = Status
sla-fulfils = Fulfils resolution
sla-fulfils-of = { $status } fulfils the resolution
sla-pauses-of = { $status } pauses { $metric }
sla-own-status = by name
sla-add-status = Another rule for a single status
sla-add-status-text = It counts before the rule of its category.
sla-choose-status = Choose a status
sla-remove-status = Remove the rule for { $status }
sla-rules = When things change
sla-reopen = A reopened ticket
sla-reopen-continue = goes on where it stopped
sla-reopen-restart = starts again with the whole target
sla-reopen-keep-running = counts the time it was solved
sla-change = A new target on a running clock
sla-change-carry = keeps what has elapsed
sla-change-from-change = counts from the change
sla-next-before = Next response before the first answer
sla-next-before-text = Customer messages before the first answer start a next-response clock too.
sla-agent-created = First response for tickets that agents open
sla-agent-created-text = Otherwise such a ticket waits for the customer to write.
sla-steps = Escalation steps
sla-steps-text = What happens before and after the due instant. A step fires once per clock, whatever is recomputed.
sla-step-n = Step { $n }
sla-add-step = Add step
sla-remove-step = Remove step { $n }
sla-step-id = Step id
sla-when-percent-of-target = Percent of the target
sla-when-before-due = Before it is due
sla-when-after-due = After it was due
sla-percent = Percent
sla-time = Time
sla-path = Path
sla-path-functional = Functional: who can solve it
sla-path-hierarchical = Hierarchical: who has authority
sla-path-automatic = Automatic
sla-add-action = Add action
sla-remove-action = Remove action
sla-action = Action
sla-action-notify = Tell
sla-action-reassign = Hand to
sla-action-raise-priority = Raise the priority by one
sla-action-set-priority = Set the priority to
sla-action-tag = Put the tag
sla-action-set-status = Set the status to
sla-recipient = Whom
sla-to-assignee = the assignee
sla-to-team = the team
sla-to-manager = the manager
sla-to-role = everybody with the role
sla-to-user = a person
sla-to-customer = the customer
sla-role = Role
sla-person = Person
sla-team = Team
sla-tag = Tag
sla-help = How it counts
sla-help-durations = Write 30 min, 4 h or 1 d 2 h. A day is 24 hours of its clock: in business hours, three days of eight.
sla-help-order = Of several targets that fit, the one with more conditions counts; among equals the one that stands first.
sla-help-layers = A contract's SLA goes before the plan's, the plan's before the product's, metric by metric.

## The escalation matrix

promises-escalation = Escalation matrix
escalation-text = Who is asked, and when, if a promise is in danger. The times follow from the targets; a step holds for every priority, and saving makes a new version of the SLA.
escalation-see = See as a matrix
escalation-sla = SLA
escalation-open-sla = Open the SLA
escalation-needs-sla = Escalation steps belong to an SLA. Write one first.
escalation-print = Print
escalation-print-title = Escalation matrix: { $sla }
escalation-print-text = Version { $n } · measured in { $calendar } · printed { $date }
escalation-table = Escalation by metric, priority and path
escalation-functional = Functional
escalation-functional-text = who can solve it
escalation-hierarchical = Hierarchical
escalation-hierarchical-text = who has authority
escalation-automatic = Automatic
escalation-automatic-text = by time alone
escalation-add-named = Add step: { $metric }, { $path }
escalation-not-promised = no target
escalation-nobody = nobody
escalation-no-targets = This SLA promises nothing yet: write its targets first.
escalation-conditional = Targets with further conditions have the same steps at times of their own.
escalation-no-action = does nothing
escalation-after = after { $time }
escalation-when-due = when due
escalation-late = { $time } late
escalation-at-once = at once
escalation-step = Step { $step }
escalation-step-text = It holds for every priority, at the time that follows from each target.
escalation-remove = Remove step
escalation-coverage = Coverage
escalation-cells = { $filled } of { $cells } cells have a step
escalation-covered = Every promise is watched and reaches somebody with authority.
escalation-unwatched = { $metric }: nobody is asked for { $priorities }.
escalation-only-late = Nobody is warned before it is late: { $metrics }.
escalation-without-authority = Nobody with authority is told: { $metrics }.

## Plans

plan-promise = What it promises
plan-sla = SLA
plan-sla-text = One of the layer plan. Without one, only the product and the whole desk promise.
plan-no-sla = No SLA of its own
plan-choose-sla = Choose an SLA
plan-channels = Channels
plan-all-channels = all channels
plan-types = Ticket types
plan-all-types = all types
plan-default = Default plan
plan-default-text = Tickets that no contract covers fall under it. Exactly one plan is the default; to move it, set another.
plan-kind = Does it count?
plan-unlimited = Unlimited
plan-counted = Credits per period
plan-limits = Limits
plan-limits-text = A ticket draws from every limit or from none: 25 a week and 50 a month can hold at once.
plan-unlimited-text = As many tickets as needed; nothing is counted.
plan-limit-n = Limit { $n }
plan-add-limit = Add another limit
plan-remove-limit = Remove limit { $n }
plan-every = every
plan-unit = Period
plan-unit-day = days
plan-unit-week = weeks
plan-unit-month = months
plan-unit-quarter = quarters
plan-unit-half-year = half-years
plan-unit-year = years
plan-anchor = Begins on
plan-anchor-start = contract start
plan-anchor-week = { $day }
plan-anchor-day = day { $day } of the month
plan-bucket = Name of the limit
plan-rollover = Rolls over for (periods)
plan-cap = Rollover cap
plan-no-cap = no cap
plan-proration = Partial first or last period
plan-proration-none = gives all credits
plan-proration-up = by days, rounded up
plan-proration-nearest = by days, to the nearest
plan-proration-down = by days, rounded down
plan-counting = What a ticket costs
plan-counting-text = One credit, unless a weight says otherwise; weights of type, priority and channel are multiplied.
plan-consume = Credits are used
plan-consume-creation = when the ticket is opened
plan-consume-first-response = at the first response
plan-consume-resolution = when it is solved
plan-reopen = Free reopening (days)
plan-thresholds = Alerts at (percent)
plan-refunds = Credits come back for
plan-weights = Weights
plan-weights-none = Every ticket costs one credit.
plan-weight-n = Weight { $n }
plan-factor = By
plan-factor-type = Ticket type
plan-factor-priority = Priority
plan-factor-channel = Channel
plan-value = Value
plan-weight = Weight
plan-add-weight = Add weight
plan-remove-weight = Remove weight { $n }
plan-policy = When no credit is left
plan-policy-text = Mail over the limit is never lost: it is kept, the sender is told, and an agent can admit it.
plan-policy-usual = A ticket over the limit
plan-limit-ask-approval = waits for approval
plan-limit-charge = is accepted and charged
plan-limit-without-sla = is accepted without SLA
plan-limit-fallback-sla = is accepted with the fallback SLA
plan-limit-block = is blocked
plan-tolerance = Tolerance (tickets a period)
plan-fallback = Fallback SLA
plan-by-priority = Another rule by priority
plan-as-usual = as above
plan-urgent = Urgent is always accepted
plan-urgent-text = Urgent tickets are never blocked and never held.
plan-prices = Prices of overage
plan-prices-text = What a ticket over the limit costs. The row with most matches decides.
plan-currency = Currency
plan-price-n = Price { $n }
plan-any-type = any type
plan-any-priority = any priority
plan-any-channel = any channel
plan-amount = Amount
plan-add-price = Add price
plan-remove-price = Remove price { $n }

## Statuses, ticket types, priorities, bands

statuses-text = Names of your own over fixed categories. The category says what a status means; it never changes.
status-add = New status
status-category = Category
status-category-text = What the status means. It cannot be changed later.
status-pauses = Clocks that stand still
status-usual = usual
status-usual-set = The usual one of its category
status-usual-text = It stands in wherever only the category is given.
types-text = What kind of request a ticket is. Plans, SLAs and prices can tell them apart.
types-empty = No ticket types yet
types-teach = Question, incident, change: types let a plan weigh them and an SLA promise different targets.
type-add = New type
word-restore = Bring back
word-restore-named = Bring back { $name }
word-archive-named = Put away { $name }
word-up = Move { $name } up
word-down = Move { $name } down
matrix-text = A ticket with impact and urgency gets its priority from this table, and says so. An agent may choose another.
matrix-title = Impact × urgency
matrix-corner = Impact ↓ · Urgency →
matrix-impact = Impact { $level }
matrix-urgency = Urgency { $level }
matrix-cell = Impact { $impact }, urgency { $urgency }
bands-text = Named ranges of licence counts, for targets that depend on how much a customer runs.
bands-title = Bands
bands-none = No bands yet. Targets with a licence band need one.
bands-gaps = No band covers { $gaps }. Such customers get no target that asks for a band.
band-and-more = { $from } and more
band-name = 50 to 100
band-n = Band { $n }
band-from = From
band-to = To
band-add = Add band
band-remove = Remove { $name }

## Contracts of an account

contract-new = New contract
contract-edit = Change draft
contract-make = Create draft
contract-made = The draft is written. Put it in force when it is agreed.
contract-choose-plan = Choose a plan
contract-name-hint = the plan's name
contract-start = First day
contract-last = Last day (empty: open-ended)
contract-covers-text = An empty list covers everything of its kind. A ticket is inside when its product or its asset is listed.
contract-all = everything
contract-products = Products
contract-assets = Assets
contract-contacts = Contacts who may ask
contract-sla = SLA of its own
contract-sla-none = the plan's
contract-rank = Rank (lower goes first)
contract-children-text = Tickets of the accounts below this one are covered too.
contract-actions = Actions for { $name }
contract-step-offer = Offer to the customer
contract-step-withdraw = Take the offer back
contract-step-activate = Put in force
contract-step-suspend = Suspend
contract-step-resume = Resume
contract-step-cancel = Cancel the contract
contract-ask-offer = { $name } is shown to the customer for acceptance. It is not in force before that.
contract-ask-withdraw = { $name } is a draft again and can be changed.
contract-ask-activate = { $name } is in force from its first day, as if it had been signed on paper.
contract-ask-suspend = While { $name } is suspended, it answers for no new ticket.
contract-ask-resume = { $name } answers for new tickets again, from now on.
contract-ask-cancel = { $name } ends now. This cannot be undone.
contract-until = Resumes on
contract-until-text = Left empty, it is resumed by hand.
contract-stepped = { $name } was changed

## Amendments of contracts, and credits on top

amend = Amend…
amend-title = Amend { $contract }
amend-effect = Effect on open tickets
amend-from = In force from
amend-from-text = A day in { $zone }; today is at once
amend-last-day = Last day
amend-last-day-text = Empty is open-ended
amend-name-text = As customers read it
amend-sla = SLA of its own
amend-sla-of-plan = The plan's
amend-rank = Rank
amend-products = Products
amend-assets = Assets
amend-contacts = Contacts
amend-types = Ticket types
amend-channels = Channels
amend-all = All
amend-note = Why
amend-note-hint = Read by whoever looks at the versions
amend-preview = What changes
amend-hint = Change a term to see what it would be before and after.
amend-gist-now = Holds at once, for decisions from now on:
amend-gist-later = Holds from { $date }, for decisions from then on:
amend-credits-text = The difference of each limit is granted on that day, or taken from what is left. What is used stays used.
amend-term = Term
amend-before = Before
amend-after = After
amend-plan-version = { $plan }, version { $version }
amend-now = Amend now
amend-schedule = Schedule
amend-done-toast = The contract is amended
amend-scheduled-toast = Scheduled for { $date }
versions = Versions and amendments
version-n = Version { $version }
amendment-n = Amendment { $number }
version-from = from { $date }
version-in-force = In force
version-past = Past
version-scheduled = Scheduled
version-cancelled = Cancelled
version-lapsed = Lapsed
amendment-cancel = Cancel amendment
amendment-cancel-named = Cancel the amendment of { $date }
amendment-cancel-text = The contract goes on as it is. The amendment stays in the list as cancelled.
amendment-keep = Keep it
amendment-cancelled-toast = The amendment of { $date } is cancelled
top-up = Add credits
top-up-open = Add credits…
top-up-title = Credits on top of { $contract }
top-up-amount-wrong = A number above 0 with at most two decimals
top-up-bucket-text = A ticket draws from every limit, so credits help only where all have them
top-up-all-limits = Every limit
top-up-product-text = Then only tickets about it draw from them
top-up-anything = Anything
top-up-until = Last day of use
top-up-until-text = Empty is without end
top-up-reason-hint = An order number, or what was agreed
top-up-toast = { $credits } added

## What the linter says, and a ticket as it would be

### Simulation: the tickets of a past span with the draft.

simulate-title = Simulate on past tickets
simulate-text = Plays past tickets again with this draft: verdicts, credits, charges.
simulate-open = Simulate on the last 90 days
simulate-run = Simulate
simulate-nothing-written = Nothing is written, and nobody is told.
simulate-place = Takes the place of
simulate-span = Tickets of the last
simulate-days = { $n } days
simulate-all = All
simulate-sum = { $changed } of { $tickets } tickets from { $from } to { $to } come out differently.
simulate-same = This draft would have changed nothing.
simulate-figures = What changes; each figure shows its tickets
simulate-all-changed = Tickets that change
simulate-flip = { $metric }: { $from } → { $to }
simulate-moved = { $metric }: due at another time
simulate-decision = { $from } → { $to }
simulate-credits = Credits used, { $bucket }
simulate-overage = Credits past the limit
simulate-money = Charges
simulate-verdict-met = met
simulate-verdict-breached = breached
simulate-verdict-open = open
simulate-verdict-none = no promise
simulate-limits = When limits are reached
simulate-limit = Limit
simulate-period = Period from
simulate-now = As things are
simulate-draft = With the draft
simulate-not-reached = not reached
simulate-more-limits = Only the first { $n } are listed.
simulate-tickets = { $n ->
    [one] { $n } ticket
   *[other] { $n } tickets
  }
simulate-more = More tickets change than can be listed; these are the first { $n }. The command surety simulate prints all.
simulate-ticket = Ticket
simulate-column-verdicts = Verdicts
simulate-column-decision = Decision
simulate-column-credits = Credits
simulate-column-money = Charge

findings = Worth a look
findings-none = Nothing stands out.
try-title = A ticket like this, now, would get
try-product = Product
try-type = Ticket type
try-channel = Channel
try-unreadable = As soon as every field can be read, the answer stands here.
try-not-used = This draft does not touch such a ticket.
try-assumed = The account has no contract with this plan; one from today on is assumed.
try-paused = paused
try-later = with a later message
try-no-targets = No target: nothing is promised.
try-credits = { $before } → { $after }
try-price = Charged: { $price }

## Escalation policy

promises-escalating = Escalated tickets
escalating-text = What holds for every escalated ticket, whether somebody escalated it or a step of an SLA.
escalating-updates = Next update
escalating-updates-text = So long after the escalation, and after each public answer, the customer hears how it goes. Minutes count round the clock. If nothing came, those it went to and its owner are told, once.
escalating-update-of = Next update of tickets with the priority { $priority }
escalating-no-update = None is asked for
escalating-customer = The customer
escalating-tell = Tell the customer when somebody escalates their ticket
escalating-tell-text = In their language. Steps of an SLA say so themselves, and whoever escalates their own ticket knows it.

# Routing.
promises-routing = Routing
promises-people = Agents at work
promises-handoffs = Handoffs
routing-text = Which teams give out their tickets by themselves, and to whom. What a person assigns is never overridden.
routing-teams = Teams
routing-teams-text = A ticket that comes to one of these teams is given to somebody of it at once. The others’ tickets are given out by people.
routing-teams-none = No team gives out its tickets by itself yet.
routing-team = Team
routing-team-n = Team { $n }
routing-strategy = Chosen by
routing-cap = Cap
routing-cap-hint = Open tickets of an agent without a cap of their own
routing-team-add = Add team
routing-team-remove = Remove { $name }
routing-try = Try { $name }
routing-try-title = A ticket like this, now
routing-try-text = Tries what is written here, saved or not. Nothing is given out.
routing-skills = Skills
routing-skills-none = No skills yet. Without any, every member of a team can take every ticket.
routing-skill-key = Short name
routing-skill-add = Add skill
routing-skill-n = Skill { $n }
routing-skill-away = Put away
routing-required = Required skills
routing-required-text = A ticket that all of what a row names fits is given only to who has the skill at that level. A row that names nothing fits every ticket.
routing-required-none = Nothing is required.
routing-required-add = Add requirement
routing-required-n = Requirement { $n }
routing-required-remove = Remove requirement { $n }
routing-skill = Skill
routing-level = Level
routing-product = Product
routing-type = Type
routing-plan = Plan
routing-any = any
routing-ranks = Whose tickets go first
routing-ranks-text = Of the tickets that wait, those of the plan with the higher rank are given out first, then by priority, then what is due sooner.
routing-ranks-none = All plans alike.
routing-rank = Rank
routing-rank-add = Add plan
routing-rank-n = Plan { $n }
routing-rank-remove = Remove { $name }
people-text = What routing asks of each agent: skills, how many open tickets at most, hours, and when they are not there.
people-agent = Agent
people-load = Open tickets
people-load-of = { $open } of { $cap }
people-skills = Skills
people-now = Now
people-here = Here
people-away = Away
people-absent = Absent until { $date }
people-edit = Change how { $name } works
people-title = How { $name } works
people-cap = Open tickets at most
people-cap-hint = Empty: what the team says. 0 takes nothing.
people-hours = Working hours
people-hours-team = The team’s
people-is-away = Away just now
people-absences = Absences
people-absence-add = Add absence
people-absence-n = Absence { $n }
people-absence-remove = Remove absence { $n }
people-from = From
people-until = Back on
people-reason = Reason
people-skill-add = Add skill
people-skill-n = Skill { $n }
people-skill-remove = Remove skill { $n }
people-none = Nobody is in service.
people-day-needed = Choose a day.
people-me-away = Go away
people-me-back = I am back
people-change = Change
