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
