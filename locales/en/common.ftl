### Words that the console, the portal and mails share.
### The same ids and variables in every language; a test compares them.

## Statuses: the names of the categories; a desk's own statuses keep their own names

status-new = New
status-open = Open
status-pending = Pending
status-on-hold = On hold
status-solved = Solved
status-closed = Closed

## Priorities and how they are derived

priority-urgent = Urgent
priority-high = High
priority-normal = Normal
priority-low = Low
priority-none = No priority
level-high = High
level-medium = Medium
level-low = Low

## SLA metrics

metric-first-response = First response
metric-next-response = Next response
metric-update = Update
metric-resolution = Resolution

## Channels

channel-email = Email
channel-web = Web form
channel-portal = Portal
channel-api = API
channel-phone = Phone
channel-chat = Chat
channel-sms = Text message
channel-social = Social media
channel-monitoring = Monitoring
channel-other = Other

## Entitlement

outcome-covered = Covered
outcome-over-limit = Over the limit
outcome-uncovered = Not covered
limit-block = Blocked
limit-charge = Accepted and charged
limit-without-sla = Accepted without SLA
limit-fallback-sla = Accepted with the fallback SLA
limit-tolerated = Tolerated over the limit
limit-urgent-accepted = Accepted because urgent
limit-ask-approval = Waiting for approval
admission-admitted = Admitted
admission-held = Held for approval
admission-blocked = Blocked: no credit left
contract-state-draft = Draft
contract-state-awaiting-acceptance = Awaiting acceptance
contract-state-active = Active
contract-state-suspended = Suspended
contract-state-expired = Expired
contract-state-cancelled = Cancelled
entry-grant = Grant
entry-consume = Use
entry-refund = Refund
entry-expire = Expiry
entry-roll-over = Roll-over
entry-top-up = Top-up
entry-adjust = Adjustment
entry-overage = Overage
cause-spam = spam
cause-merge = merged
cause-duplicate = duplicate
cause-own-defect = our own defect
cause-defect = our own defect
cause-wrong-routing = wrong routing
cause-cancelled = cancelled
cause-declined = declined
cause-created = ticket opened
cause-decided-again = decided again
cause-ticket = ticket opened
cause-over-limit = past the limit
cause-period = new period
cause-period-end = end of the period
cause-reopened = reopened
unit-day = { $count ->
     [one] per day
    *[other] every { $count } days
    }
unit-week = { $count ->
     [one] per week
    *[other] every { $count } weeks
    }
unit-month = { $count ->
     [one] per month
    *[other] every { $count } months
    }
unit-quarter = { $count ->
     [one] per quarter
    *[other] every { $count } quarters
    }
unit-half-year = { $count ->
     [one] per half-year
    *[other] every { $count } half-years
    }
unit-year = { $count ->
     [one] per year
    *[other] every { $count } years
    }

## Problems, by the stable code of the API

error-offline = You are offline. Nothing was lost; try again when the connection is back.
error-server = The server could not answer. Try again in a moment.
error-unexpected = Something unexpected happened. Try again.
error-unauthenticated = Your session has ended. Sign in again.
error-invalid-credentials = Email or password is wrong.
error-invalid-code = That code is wrong or was already used.
error-second-factor-required = Enter the code of your authenticator first.
error-wrong-password = The current password is wrong.
error-password-too-short = That password is too short.
error-password-too-long = That password is too long.
error-password-too-easy = That password is easy to guess. Choose another one.
error-totp-enabled = Two-step sign-in is on already.
error-totp-not-enabled = Two-step sign-in is off already.
error-totp-not-started = Start turning on two-step sign-in anew.
error-forbidden = Your role does not allow this.
error-not-found = This does not exist, or you may not see it.
error-stale-version = Somebody changed this in the meantime. You now see the latest state; please make your change again.
error-if-match-required = The request did not say which version it changes.
error-idempotency-key-reused = This was already sent with other content. Try again.
error-too-many-requests = Too many attempts. Try again in { $seconds } seconds.
error-invalid-body = The server did not understand the request.
error-invalid-json = The server did not understand the request.
error-invalid-fields = Some fields are not right.
error-unknown-field = The request has a field that the server does not know.
error-invalid-cursor = The list has changed. Load it again.
error-csrf-token-invalid = Your session changed. Load the page again.
error-foreign-origin = The request did not come from this desk.
error-pause-reason-missing = A pause needs a reason.
error-reason-missing = This needs a reason.
error-reason-too-long = The reason is too long.
error-status-transition-invalid = The ticket cannot go from its status to that one.
error-status-not-found = There is no such status any more.
error-not-solved = Only a solved or closed ticket can be reopened.
error-already-decided = Somebody has decided this before.
error-not-waiting = This ticket waits for nobody's approval.
error-ticket-merged = This ticket was merged. Write in the other one.
error-merge-into-itself = A ticket cannot be merged into itself.
error-merge-across-accounts = Tickets of different accounts cannot be merged.
error-assignee-not-found = There is no such agent any more.
error-agent-disabled = That agent is disabled.
error-requester-missing = Say who asks.
error-requester-invalid = The requester is not right.
error-email-invalid = The email address is not right.
error-subject-empty = The subject is missing.
error-subject-too-long = The subject is too long.
error-body-empty = The text is missing.
error-tag-invalid = A tag has letters, digits and dashes.
error-too-many-tags = A ticket cannot have more tags.
error-too-many-attachments = Too many files for one message.
error-too-many-recipients = Too many addresses.
error-attachment-not-found = A file is gone. Attach it again.
error-file-too-large = The file is too large.
error-body-too-large = That is too large to send.
error-mail-not-suspended = Somebody has taken care of this mail before.
error-mail-unreadable = This mail cannot be read.
error-mail-bytes-missing = The bytes of this mail are missing or damaged.
error-refund-cause-invalid = Credits do not come back for this cause.
error-refund-not-in-plan = The ticket's plan gives nothing back for this cause.
error-nothing-to-refund = This ticket holds no credits that could come back.
error-address-taken = This address belongs to another contact.
error-sender-missing = This mail has no sender to answer to.
error-scope-not-held = You cannot give a token more than you may do.
error-scopes-missing = Choose what the token may do.
error-invalid-expiry = The end is not right.
error-too-many-tokens = You have too many tokens. Revoke one first.
error-not-a-session = Only a person signed in at a browser may do this.
error-contract-in-force = The contract is in force.
error-account-not-followed = You neither belong to this account nor follow it.
error-account-not-found = There is no such account any more.
error-align-day-invalid = The day on which the period begins is not right.
error-asset-not-found = There is no such asset any more.
error-asset-of-other-account = The asset belongs to another account.
error-asset-of-other-product = The asset is of another product.
error-bad-date = A date is not right; write it as 2026-12-25.
error-bad-step-id = The name of a step has letters, digits, underscores and dashes.
error-bad-tag = A tag of a step is not right.
error-bad-time = A time of day is not right; write it as 09:00.
error-began-at-invalid = The call cannot have begun then.
error-beyond-range = That lies too far in the past or the future.
error-body-too-slow = The upload took too long. Try again.
error-bucket-periods-changed = The periods of a limit cannot change under a contract in use.
error-builtin-role = A built-in role cannot be changed.
error-calendar-not-found = There is no such calendar any more.
error-cannot-disable-self = You cannot disable yourself. Somebody else has to do that.
error-cap-without-rollover = A cap needs credits that are kept for later periods.
error-category-invalid = There is no such status category.
error-channel-invalid = There is no such channel.
error-charge-transition-invalid = The charge cannot go from its status to that one.
error-console-not-built = This server was built without the console.
error-contact-not-found = There is no such contact any more.
error-contract-overlap = Another contract answers for the same things at that time.
error-contract-transition-invalid = The contract cannot do that in its present state.
error-control-character = The text holds a character that cannot be shown.
error-count-invalid = The number of periods is not right.
error-created-twice = The history of the ticket begins twice.
error-currency-invalid = The currency is not right; write it as EUR.
error-default-plan = The default plan must stay usable. Choose another default first.
error-domain-taken = The mail domain belongs to another account.
error-duplicate = Something is there twice.
error-duplicate-step-id = Two steps have the same name.
error-email-taken = Somebody else has this email address.
error-empty-interval = Opening hours need a beginning and an end that differ.
error-empty-value = A value is empty.
error-end-before-start = The end lies before the beginning.
error-events-out-of-order = The history of the ticket is out of order.
error-ics-too-large = The calendar file is too large.
error-idempotency-key-required = The request could not be recognised if repeated. Load the page again.
error-in-the-past = That lies in the past.
error-internal-error = A fault of the server. It has been logged.
error-invalid-characters = Only letters, digits, dots, underscores and dashes are allowed.
error-invalid-currency = The currency is not right; write it as EUR.
error-invalid-date = The date is not right.
error-invalid-domain = The mail domain is not right; write it as example.com.
error-invalid-email = The email address is not right.
error-invalid-filter = The filter is not right.
error-invalid-ics = This is no calendar file that can be read.
error-invalid-idempotency-key = The request could not be recognised if repeated. Load the page again.
error-invalid-if-match = The request did not say which version it changes.
error-invalid-last-event-id = Live updates could not go on where they ended. Load the page again.
error-invalid-limit = That many entries cannot be shown on a page.
error-invalid-locale = There is no such language.
error-invalid-name = A name has 1 to 120 characters on one line.
error-invalid-owner = A view belongs to you, to one of your teams, or to everybody.
error-invalid-preferences = The preferences are too large.
error-invalid-query = The address of the request is not right.
error-invalid-signature = The signature is too long.
error-invalid-sort = The list cannot be sorted that way.
error-invalid-zone = There is no such time zone.
error-inverted-interval = Opening hours end before they begin.
error-last-administrator = This is the last administrator. Name another one first.
error-layer-fixed = The layer of an SLA cannot change.
error-lease-lost = Another server took over this task.
error-level-invalid = Impact and urgency are high, medium or low.
error-limits-missing = The plan needs at least one limit.
error-limits-on-unlimited-plan = An unlimited plan has no limits.
error-manager-circle = Somebody cannot manage their own manager.
error-manager-too-deep = There are too many managers above each other.
error-method-not-allowed = This address does not do that.
error-name-invalid = A name has letters, digits, underscores and dashes.
error-name-taken = This name is taken.
error-name-too-long = The name is too long.
error-negative-duration = A duration cannot be negative.
error-never-open = The calendar is never open.
error-no-actions = A step needs something to do.
error-no-closed-status = The rules need a status in which the clock ends.
error-not-created = The history of the ticket has no beginning.
error-nothing-to-take = There are no credits to take.
error-nul-in-text = The text holds a character that cannot be kept.
error-out-of-range = A number is out of its range.
error-overlapping-interval = Opening hours overlap.
error-parent-circle = An account cannot be below itself.
error-parent-too-deep = There are too many accounts above each other.
error-password-changed = The password was changed meanwhile. Sign in again.
error-percent-out-of-range = The share of the target is out of its range.
error-permission-beyond-giver = You cannot give more than you may do yourself.
error-permission-not-for-agents = A permission is only for the customer side.
error-permission-not-for-customers = A permission is only for the agent side.
error-plan-not-found = There is no such plan any more.
error-policy-incomplete = The policy at the limit needs more details.
error-priority-invalid = There is no such priority.
error-product-code-taken = Another product has this code.
error-product-not-found = There is no such product any more.
error-public-mail-domain = This domain is a public mail service and belongs to no account.
error-reassign-to-nobody = A step that hands over needs a team or an agent.
error-required = Something is missing.
error-role-in-use = Somebody has this role. Give them another one first.
error-role-name-invalid = The name of the role is not right.
error-role-name-reserved = This name belongs to a built-in role.
error-role-name-taken = Another role has this name.
error-role-not-for-agents = An agent needs a role of the agent side.
error-seconds-out-of-range = A time is out of its range.
error-sla-not-found = There is no such SLA any more.
error-status-archived = The status was put away.
error-status-is-default = The status is the default of its category. Choose another default first.
error-status-name-taken = Another status has this name.
error-store-busy = The database is busy. Try again in a moment.
error-store-configuration = The database is not set up right. Ask whoever runs this desk.
error-store-conflict = Something else stands against it. Load the page again.
error-store-contended = Too many people changed the same thing. Try again in a moment.
error-store-inconsistent = The server found data that do not fit together. It has been logged.
error-store-nul-in-text = The text holds a character that cannot be kept.
error-store-out-of-range = A number is out of its range.
error-store-outcome-unknown = It is not known whether this was saved. Try again; nothing is done twice.
error-store-panicked = A fault of the server. It has been logged.
error-store-poisoned = The database stopped after a fault. Ask whoever runs this desk.
error-store-row-count = The server found data that do not fit together. It has been logged.
error-store-schema = The database belongs to another version. Ask whoever runs this desk.
error-store-statement-failed = A fault of the server. It has been logged.
error-store-unavailable = The database does not answer. Try again in a moment.
error-target-seconds-out-of-range = The time of a target is out of its range.
error-team-not-found = There is no such team any more.
error-ticket-type-name-taken = Another ticket type has this name.
error-too-long = The text is too long.
error-too-many = There are too many entries.
error-too-many-actions = A step does too many things.
error-too-many-dates = There are too many days.
error-too-many-events = The calendar file has too many entries.
error-too-many-exceptions = The calendar has too many exceptions.
error-too-many-intervals = A day has too many opening hours.
error-too-many-pauses = There are too many pauses.
error-too-many-roles = There cannot be more roles.
error-too-many-statuses = There cannot be more statuses.
error-too-many-steps = There are too many steps.
error-too-many-streams = Too many windows are open. Close one and load the page again.
error-too-many-targets = There are too many targets.
error-too-many-ticket-types = There cannot be more ticket types.
error-too-many-tickets = Too many tickets at once.
error-too-many-values = There are too many values.
error-too-many-views = There cannot be more views.
error-type-not-found = There is no such ticket type any more.
error-unknown-bucket = There is no such limit.
error-unknown-channel = There is no such channel.
error-unknown-layer = There is no such layer of SLAs.
error-unknown-metric = There is no such metric.
error-unknown-permission = There is no such permission.
error-unknown-policy = There is no such version of the SLA.
error-unknown-reference = Something chosen here does not exist any more.
error-unknown-state = There is no such state.
error-unknown-status = There is no such status.
error-unknown-weekday = There is no such day of the week.
error-unknown-word = There is no such choice.
error-unknown-zone = There is no such time zone.
error-unsupported-media-type = The server does not read this kind of content.
error-until-in-the-past = The end of the suspension lies in the past.
error-wrong-layer = That SLA is of another layer.
error-http-413 = That is too large to send.
error-http-429 = Too many requests. Try again in a moment.
error-http-404 = This does not exist, or you may not see it.
error-http-401 = Your session has ended. Sign in again.
error-http-403 = Your role does not allow this.
