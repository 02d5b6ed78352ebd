### Findings of lint, by their stable code (docs/lint.md). Variables are the finding's
### params with durations, credits, dates and words as the reader's language writes them.

lint-holiday-observance = { $name } on { $date } is a day on which most people work.
lint-holiday-long = { $name } closes { $days } days in a row, { $from } to { $to }.
lint-holidays-run-out = The last holiday is { $last }. After it no holiday closes this calendar.
lint-never-opens-again = From now on this calendar never opens again.

lint-no-targets = This SLA promises nothing yet.
lint-target-hidden = This target never counts: others that fit better or stand before it always win.
lint-target-never-due = The calendar has less than { $target } of open time left, so this is never due.
lint-priority-without-target = { $metric }: nothing is promised for priority { $priorities }.
lint-values-without-target = { $metric }: nothing is promised for { $condition } { $values }.
lint-condition-value-unknown = There is no { $condition } "{ $value }".
lint-pause-swallows-start = Tickets begin in the status { $status }, which pauses { $metrics } from the first second.
lint-metric-never-runs = { $metric } never runs: every status in which work goes on pauses it.
lint-status-unknown = There is no status "{ $status }".
lint-step-before-start = The step { $step } wants { $left } left, but the target is only { $target }: it fires at once.
lint-step-before-some-starts = The step { $step } wants { $left } left; for a target of { $target } it fires at once.
lint-step-without-target = The step { $step } never fires: nothing is promised for { $metric } here.
lint-step-reaches-nobody = The step { $step } reaches nobody who works here.
lint-step-unanswered = When { $step } fires from { $from } to { $to }, nobody it is for is at work.
lint-step-team-closed = When { $step } fires from { $from } to { $to }, the team { $team_name } is closed.

lint-limit-never-binds = { $credits } can never be used up: { $by_bucket } ends at { $by_credits } first.
lint-limit-rarely-binds = { $credits } is seldom reached: { $by_bucket } mostly ends at { $by_credits } first.
lint-limit-without-credits = This limit gives no credits, so no ticket is covered without a top-up.
lint-limit-below-cost = Every ticket costs at least { $cost }, and a period has { $credits }: none is ever covered.
lint-weight-above-limit = Such a ticket costs { $cost }, and { $bucket } has { $credits }: it is never covered.
lint-no-effect-on-unlimited = An unlimited plan does not use this.
lint-refund-before-consumption = For this cause there is mostly nothing to give back yet when credits are taken that late.
lint-urgent-policy-ignored = Urgent tickets are always accepted, so this policy never speaks.
lint-charge-without-price = No price fits priority { $priorities }: such tickets are charged nothing.
lint-fallback-unused = No limit policy uses this SLA.
lint-plan-without-sla = Tickets under this plan are promised nothing: it has no SLA, and the desk has none of its own.
lint-reference-unknown = There is no { $kind } "{ $value }" in use.

lint-contract-overlap = The contract { $contract_name } of this account holds for the same SLA from { $from }. Both cannot be in force.
lint-contract-ended = This contract is over since { $end_date }.
lint-target-outlives-contract = { $sla_name }: { $metric } has { $target }, and the contract has { $open } of open time in all.
lint-period-outlives-contract = A period of { $bucket } is longer than the contract and is granted whole.
lint-coverage-unknown = There is no { $kind } "{ $value }" in use.
lint-coverage-foreign = The { $kind } "{ $value }" belongs to another account: no ticket of this one is about it.
lint-coverage-without-channel = Contract and plan have no channel in common: no ticket is ever covered.
lint-coverage-without-type = Contract and plan have no ticket type in common: no ticket is ever covered.
lint-contract-without-sla = Tickets under this contract are promised nothing: neither it, its plan nor the desk has an SLA.

lint-band-gap = No band covers { $from } to { $to } licences.
lint-band-gap-open = No band covers { $from } licences and more.
lint-band-overlap = { $from } licences belong to the band { $other } as well.
lint-band-missing = The SLA { $sla_name } has targets for a band "{ $name }" that is not there.
lint-matrix-falls = { $priority } here is below { $other_priority } at impact { $other_impact } and urgency { $other_urgency }.
lint-matrix-priority-unused = No cell gives the priority { $priority }.
lint-product-without-coverage = Nothing is promised for tickets about this product, whoever asks.

lint-required-skill-missing = Nobody who is given tickets has { $skill } at level { $level }.
lint-team-unstaffed = Nobody of { $team } is there at { $from }.
lint-policy-outdated = The published policy says "{ $says }" for { $what }; the desk enforces "{ $enforces }".
lint-policy-outdated-new = The published policy does not mention { $what }: { $enforces }.
lint-policy-outdated-gone = The published policy still says "{ $says }" for { $what }; nothing of the kind holds any more.
