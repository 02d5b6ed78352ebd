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
error-sender-missing = This mail has no sender to answer to.
error-scope-not-held = You cannot give a token more than you may do.
error-scopes-missing = Choose what the token may do.
error-invalid-expiry = The end is not right.
error-too-many-tokens = You have too many tokens. Revoke one first.
error-not-a-session = Only a person signed in at a browser may do this.
error-contract-in-force = The contract is in force.
error-http-413 = That is too large to send.
error-http-429 = Too many requests. Try again in a moment.
error-http-404 = This does not exist, or you may not see it.
error-http-401 = Your session has ended. Sign in again.
error-http-403 = Your role does not allow this.
