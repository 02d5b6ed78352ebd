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
cause-ticket-opened = ticket opened
cause-period-grant = new period
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
error-unauthenticated = Email or password is wrong, or your session has ended.
error-invalid-credentials = Email or password is wrong.
error-wrong-code = That code is wrong or was already used.
error-invalid-code = That code is wrong or was already used.
error-second-factor-required = Enter the code of your authenticator first.
error-wrong-password = The current password is wrong.
error-password-too-short = That password is too short.
error-password-too-common = That password is well known. Choose another one.
error-forbidden = Your role does not allow this.
error-not-found = This does not exist, or you may not see it.
error-stale-version = Somebody changed this in the meantime. You now see the latest state; please make your change again.
error-if-match-required = The request did not say which version it changes.
error-idempotency-key-reused = This was already sent with other content. Try again.
error-limited = Too many attempts. Try again in { $seconds } seconds.
error-too-many-attempts = Too many attempts. Try again in { $seconds } seconds.
error-rate-limited = Too many attempts. Try again in { $seconds } seconds.
error-invalid-body = The server did not understand the request.
error-unknown-field = The request has a field that the server does not know.
error-csrf-token-invalid = Your session changed. Load the page again.
error-csrf-required = Your session changed. Load the page again.
error-pause-reason-required = A pause needs a reason.
error-reason-missing = A pause needs a reason.
error-invalid-transition = The ticket cannot go from its status to that one.
error-ticket-closed = This ticket is closed. Open a follow-up instead.
error-ticket-merged = This ticket was merged. Write in the other one.
error-merge-into-itself = A ticket cannot be merged into itself.
error-no-credits = No credit is left for this.
error-setup-token-invalid = This link is wrong, was used, or is too old.
error-link-invalid = This link is wrong, was used, or is too old.
error-attachment-too-large = The file is too large.
error-body-too-large = That is too large to send.
error-http-413 = That is too large to send.
error-http-429 = Too many requests. Try again in a moment.
error-http-404 = This does not exist, or you may not see it.
error-http-401 = Your session has ended. Sign in again.
error-http-403 = Your role does not allow this.
