### Words of the agent console.
### The same ids and variables in every language; a test compares them.

## Time and numbers

countdown-days = { $days }d { $hours }h
countdown-hours = { $hours }h { $minutes }m
duration-minutes = { $n } min
duration-hours = { $n } h
duration-days = { $n } d
due-by = { $metric } is due { $date }
due-late = { $metric } was due { $date }
due-at = Due { $date }
done-at = Done { $date }
target-of = Target { $duration }

## Words used in many places

loading = Loading…
searching = Searching…
retry = Try again
close = Close
clear = Clear
cancel = Cancel
confirm = Confirm
save = Save
saved = Saved
apply = Apply
done = Done
copy = Copy
copied = Copied
undo = Undo
undone = Undone
yes = Yes
no = No
on = On
off = Off
none = None
you = you
never = never
name = Name
name-of-thing = Name
email = Email
phone = Phone
reason = Reason
details = Details
expired = Expired
updated = Updated
show-more = Show more
nothing-found = Nothing found
field-needed = This is needed
notifications = Notifications
language = Language
theme = Theme
theme-light = Light
theme-dark = Dark
theme-auto = As the system
theme-to-dark = Switch to the dark theme
theme-to-light = Switch to the light theme
ticket = Ticket
tickets = Tickets
account = Account
contact = Contact
contacts = Contacts
contract = Contract
plan = Plan
sla = SLA
bucket = Limit
outcome = Coverage
no-subject = (no subject)
no-account = No account
no-contract = No contract
no-requester = Nobody
no-team = No team
tier-n = Tier { $tier }
unassigned = Unassigned
spam = Spam
archived = Archived
error-title = That did not work
error-title-offline = No connection
error-title-gone = Not here

## Shell

nav-main = Main navigation
nav-views = Views
nav-workspace = Workspace
nav-accounts = Accounts
nav-offers = Documents to accept
nav-approvals = Approvals
nav-charges = Charges
nav-promises = Promises
nav-suspended = Suspended mail
nav-audit = Audit log
nav-settings = Settings
search = Search
menu = Menu
open-menu = Open the menu
skip-to-content = Skip to the content
me-team = { $team } · Tier { $tier }
sign-out = Sign out
notices-unread = { $count ->
     [one] { $count } new notification
    *[other] { $count } new notifications
    }
notices-none = Nobody has told you anything yet.
notice-escalated = Ticket #{ $number } was escalated to you: { $subject }
notice-contract-ends = { $name } ends in { $days } days
notice-contract-ended = { $name } has ended
notice-credits = { $percent } % of the credits are used ({ $period }), with ticket #{ $number }
shortcuts = Keyboard shortcuts
offline = You are offline. You can go on reading; what you write is kept on this device.
live-down = Live updates are interrupted. Trying again…
live-live = Live
live-connecting = Connecting
not-found-title = There is no such page
not-found-text = The address is wrong, or what it showed has moved.
not-found-back = Back to the inbox

## Views that every desk starts with

view-inbox = Inbox
view-my-tickets = My tickets
view-unassigned = Unassigned
view-breaching-soon = Breaching soon
view-waiting-on-customer = Waiting on customer
view-held-for-approval = Held for approval
view-suspended = Blocked

## Command palette

palette = Command palette
palette-hint = Find a ticket, account, person or action…
palette-go = Go to
palette-do = Do
palette-view = View
palette-language = Use { $language }

## Inbox

count-tickets = { $count ->
     [one] { $count } ticket
    *[other] { $count } tickets
    }
count-tickets-shown = { $count ->
     [one] { $shown } ticket
    *[other] { $shown } tickets
    }
search-list = Search this list
filters = Filters
filters-clear = Clear the filters
filter-clear = Clear the filter { $filter }
filter-status = Status
filter-priority = Priority
filter-assignee = Assignee
filter-plan = Plan
filter-sla = SLA
sla-filter-breached = Breached
sla-filter-due-soon = Due within two hours
sla-filter-running = Running
sla-filter-none = No running clock
sort = Sort
sort-due = Due first
sort-by-updated = Latest change first
sort-updated = Oldest change first
sort-by-created = Newest first
sort-priority = By priority
group-breached = Breached
group-soon = Due within the hour
group-later = Due later
group-none = No clock running
new-tickets = { $count ->
     [one] { $count } new ticket: show it
    *[other] { $count } new tickets: show them
    }
select-all = Select all loaded tickets
select-ticket = Select ticket { $number }
unread = New message
selected-n = { $count ->
     [one] { $count } selected
    *[other] { $count } selected
    }
selection-clear = Clear the selection
bulk-actions = Actions for the selection
bulk-refused = { $count ->
     [one] { $count } ticket was not changed: { $reason }
    *[other] { $count } tickets were not changed: { $reason }
    }
changed-one = Ticket { $number } changed
changed-many = { $count ->
     [one] { $count } ticket changed
    *[other] { $count } tickets changed
    }
assign = Assign
assign-to = Assign to…
set-priority = Set the priority…
set-status = Set the status…
tag-add = Add tag
tag-create = New tag “{ $tag }”
tag-remove = Remove tag { $tag }
mark-spam = Spam
mark-spam-sure = { $count ->
     [one] Mark { $count } ticket as spam?
    *[other] Mark { $count } tickets as spam?
    }
solve = Solve
inbox-empty = Nothing to do here
inbox-empty-text = No ticket is waiting in this view. New ones appear by themselves.
inbox-none-match = No ticket matches
inbox-none-match-text = Take a filter away, or search for other words.
tickets-of-account = Tickets of the account
tickets-of-credits = Tickets that used credits
view-save = Save view
view-save-title = Save this list as a view
view-actions = Actions for this view
view-update = Save the filters in this view
view-edit = Rename or share
view-delete = Delete view
view-delete-title = Delete the view “{ $name }”?
view-delete-text = The tickets in it stay; only the list goes.
view-saved = View saved
view-deleted = View deleted
view-for = Who sees it
view-for-me = Only me
view-for-everyone = Everyone

## Ticket

ticket-n = Ticket { $number }
back-to-list = Back to the list
more-actions = More actions
copy-link = Copy link
link-copied = Link copied
merge = Merge…
merge-into = Merge ticket { $number } into…
merge-hint = Number or words of the other ticket
merge-hint-text = Type a number or a few words.
merged-into = This ticket was merged into #{ $number }.
merged-toast = Ticket { $from } merged into { $into }
open-it = Open
not-spam = Not spam
spam-toast = Marked as spam
not-spam-toast = No longer spam
refund = Give credits back…
refund-title = Why do the credits come back?
refund-text = The ledger and the timeline keep it.
refund-own-defect = Our own defect
refund-duplicate = A duplicate
refund-wrong-routing = Sent to the wrong place
refund-cancelled = Cancelled
refunded-toast = Credits given back
reopen = Reopen
reopened-toast = Ticket reopened
solved-toast = Ticket { $number } solved
admit = Admit
decline = Decline
approve = Approve
admitted-toast = Admitted: the clock runs from the original request
declined-toast = Declined
admission-held-text = The plan's credits are used up. It waits for a yes from the account's approver or from you.
admission-blocked-text = The plan's credits are used up. The request is kept; you can admit it.
conversation = Conversation
earlier-messages = Show earlier messages
message-by = Message by { $name }
message-cut = This message is too long to show whole.
internal-note = Internal note
automatic = Automatic
cc = Cc
cc-list = Cc { $list }
cc-hint = Addresses, separated by commas
cc-remove = Remove Cc
show-quoted = Show the quoted text
hide-quoted = Hide the quoted text
remote-image = Remote picture, not loaded
download-file = Download { $name }
events-more = { $count ->
     [one] { $count } earlier change
    *[other] { $count } earlier changes
    }
reply = Reply
composer-kind = Reply or note
composer-reply-hint = Write a reply…
composer-note-hint = Write a note that only agents read…
note-who-reads = Only agents read this
attach = Attach
file-remove = Remove { $name }
file-too-large = { $name } is too large (25 MB at most)
upload-percent = { $percent } %
send = Send
send-more = More ways to send
send-pending = Send and wait for the customer
send-solved = Send and solve
note-save = Save note
note-saved = Note saved
reply-sent = Reply sent
reply-sent-solved = Reply sent, ticket solved
formatting = Formatting
format-bold = Bold
format-italic = Italic
format-strike = Strikethrough
format-code = Code
format-list = Bulleted list
format-numbers = Numbered list
format-quote = Quote
format-block = Code block
format-link = Link
link-address = Address of the link
pause-title-pending = What are you waiting for?
pause-title-on-hold = What is it on hold for?
pause-text = A pause stops the resolution clock, so it keeps its reason.
pause-offer-answer = Answer of the customer
pause-offer-test = Test by the customer
pause-offer-vendor = A vendor
pause-offer-change = A planned change
undo-reason = Change undone

## Ticket: side panel

sla-timers = SLA timers
sla-none = No SLA is attached to this ticket.
clock-left = left
clock-late = late
clock-met = Met
clock-breached = Breached
clock-paused = Paused
calendar-always = 24 × 7
credits = Support credits
credits-left-of = left of { $granted }
credits-bar = { $used } of { $granted } used
credits-this-ticket = { $credits } for this ticket
credits-left-in = { $left } of { $granted } left { $period }
credits-not-counted = Not counted
credits-unlimited = Unlimited: nothing is counted
period-from = Since { $date }
period-resets = Resets { $date }
why-this-plan = Why this plan?
properties = Properties
prop-status = Status
prop-priority = Priority
prop-impact = Impact
prop-urgency = Urgency
prop-assignee = Assignee
prop-team = Team
prop-type = Type
prop-product = Product
prop-asset = Asset
prop-channel = Channel
prop-tags = Tags
priority-how = How the priority came about
priority-from-matrix = Priority from impact { $impact } × urgency { $urgency }
priority-overridden = Priority chosen over what impact × urgency give
priority-given = Priority chosen by hand
priority-default = Nobody set impact, urgency or priority

## Ticket: what it is about

matter-title = What it is about
matter-change-contact = Change contact or account
matter-hint = Contact, account, product, asset, type and channel decide which contract and plan answer. Choose others to see what they would change, before you save.
matter-compare = Promise now and after the change
matter-checking = Checking contracts and deadlines…
matter-now = Now
matter-then = After the change
matter-unchanged = unchanged
matter-same = The promise stays as it is.
matter-differs = { $count ->
     [one] { $count } part of the promise changes.
    *[other] { $count } parts of the promise change.
    }
matter-no-assets = This account has no such asset
matter-save = Save change
matter-saved = Ticket { $number } changed, entitlement decided again
field = Field

## Ticket: why this plan

why-sla = SLA { $sla }
why-limit = Over the limit, so:
why-considered = { $count ->
     [one] { $count } contract considered
    *[other] { $count } contracts considered
    }
why-no-candidates = The account had no contract to consider.
why-tie = Tie decided by: { $rule }
why-chosen = Chosen
why-passed = Would also cover
why-failed = Does not cover
check = Check
wanted = Required
found = Found
anything = anything
why-contract = Contract { $contract }
why-failed-on = Fails on: { $checks }
passed = Passed
failed = Failed
before = Before
cost = Cost
after = After
default-plan = Default plan
check-plan = Plan
check-state = State of the contract
check-dates = Dates of the contract
check-product-asset = Product and asset
check-contact = Contact
check-channel = Channel
check-type = Type of ticket
check-credits = Credits left
value-active = active
value-suspended = suspended
value-expired = expired
value-draft = draft
value-cancelled = cancelled
value-awaiting-acceptance = awaiting acceptance
value-unlimited = unlimited
value-a-known-plan = a known plan
value-from = from
value-until = until
value-products = products
value-assets = assets
value-product = product
value-asset = asset
specificity-asset = Names the asset
specificity-product = Names the product
specificity-contact = Names the contact
specificity-account = The whole account
specificity-ancestor = From the parent account
tie-specificity = the more specific contract
tie-rank = the contract's own rank
tie-end-date = the earlier end date
tie-age = the older contract
tie-id = the lower id
because-only-match = The only contract that covers it
because-more-specific = It names the matter more exactly than the others
because-contract-rank = It ranks higher than the others that cover it
because-earlier-end = It ends earlier than the others that cover it
because-older-contract = It is older than the others that cover it
because-lower-id = Nothing else told the contracts apart
because-credits-used-up = A contract covers it, but its credits are used up
because-default-plan = No contract covers it, so the default plan does
because-default-plan-used-up = Only the default plan covers it, and it is used up
because-no-contract = The account has no contract
because-no-match = None of the contracts covers it
plain-unlimited = The plan covers this request; it does not count.
plain-counted = The plan covers this request; it counts against the limit.
plain-free-support = Free support covers this request.
plain-over-tolerated = The credits are used up; this one is tolerated.
plain-over-urgent = The credits are used up; it is taken because it is urgent.
plain-over-blocked = The credits are used up; this one waits aside.
plain-over-charged = The credits are used up; this one is charged.
plain-over-without-promise = The credits are used up; help comes without a promised time.
plain-over-fallback = The credits are used up; a slower promise holds.
plain-over-needs-approval = The credits are used up; somebody of the account must say yes.
plain-no-contract = There is no support contract.
plain-contract-not-in-force = The contract is not in force today.
plain-product-not-covered = The contract does not cover this product.
plain-contact-not-named = The contract names other people who may ask.
plain-channel-not-served = The contract does not serve this channel.
plain-type-not-served = The contract does not serve requests of this kind.
decision-cause-created = When the ticket was opened
decision-cause-opened = When the ticket was opened
decision-cause-account-changed = When the account changed
decision-cause-contact-changed = When the contact changed
decision-cause-product-changed = When the product changed
decision-cause-asset-changed = When the asset changed
decision-cause-type-changed = When the type changed
decision-cause-channel-changed = When the channel changed
decision-cause-admitted = When it was admitted
decision-cause-reopened = When it was reopened

## Events of a ticket

actor-system = Surety
actor-agent = An agent
actor-customer = The customer
actor-contact = The customer
event-created = { $actor } opened the ticket · { $channel }
event-created-outbound = { $actor } opened the ticket outward · { $channel }
event-status = { $actor } set the status to { $to }
event-status-reason = { $actor } set the status to { $to }: { $reason }
event-reopened = { $actor } reopened the ticket
event-reopened-credit = { $actor } reopened the ticket; a new credit was due
event-priority = { $actor } set the priority to { $to }
event-priority-matrix = Priority { $to } from impact { $impact } × urgency { $urgency } · { $actor }
event-assigned = { $actor } assigned the ticket to { $to }
event-unassigned = { $actor } took the ticket back to nobody
event-team = { $actor } moved the ticket to { $to }
event-team-none = { $actor } took the ticket out of its team
event-field = { $actor } changed { $fields }
event-subject-matter = { $actor } changed whom or what the ticket is about
event-promise = Support plan { $plan } applied
event-promise-none = { $actor } detached the support plan
event-decided = Entitlement decided: { $outcome }
event-credit-consumed = { $credits } credit used
event-credit-refunded = { $credits } credit returned: { $cause }
event-charged = A charge line was drafted
event-held = Held for approval
event-approved = { $actor } approved it
event-declined = { $actor } declined it
event-declined-reason = { $actor } declined it: { $reason }
event-merged = { $actor } merged this ticket into { $into }
event-merged-in = { $actor } merged { $from } into this ticket
event-spam = { $actor } marked the ticket as spam
event-not-spam = { $actor } took the spam mark away
event-linked = { $actor } linked { $ticket }
event-escalated = Escalation on { $metric }: { $actions }
event-tag-added = { $actor } added the tag { $tag }
event-tag-removed = { $actor } removed the tag { $tag }
event-other = { $actor }: { $kind }
escalation-notify = notified
escalation-reassign = reassigned
escalation-raise-priority = priority raised
escalation-tag = tagged
field-subject = subject
field-product = product
field-type = type
field-asset = asset
field-account = account
field-requester = requester
field-impact = impact
field-urgency = urgency
field-channel = channel

## New ticket

new-ticket = New ticket
new-by = Who asked
new-by-customer = The customer asked
new-by-agent = We write first
new-by-customer-text = For a logged call or visit: the promise runs from now, as if the customer had written.
new-by-agent-text = No response clock runs until the customer writes.
new-requester = Requester
new-requester-hint = Name of a contact, or an email address
new-requester-wrong = Choose a contact or enter an email address
new-subject = Subject
new-text = What is it about?
new-priority-matrix = From impact × urgency unless chosen
new-create = Create ticket
created-toast = Ticket { $number } created

## Accounts

back-to-accounts = Back to the accounts
accounts-search = Search accounts
accounts-empty = No accounts yet
accounts-empty-text = Accounts are the customer organisations. They come through the API or with the first mail of a known domain.
accounts-import = Import…
accounts-none-match = Try a part of the name.
account-tab-overview = Overview
account-tab-contracts = Contracts
account-tab-contacts = Contacts
account-tab-ledger = Credit ledger
account-tab-statement = Statement
account-tab-tickets = Tickets
account-facts = About the account
account-domains = Domains
account-segment = Segment
account-industry = Industry
account-zone = Time zone
account-locale = Language
account-revenue = Annual revenue
account-deals = Open deals
account-since = Since
account-notes = Notes
account-no-tickets = No tickets yet
account-no-tickets-text = What this account asks will be listed here.
credits-balance = Credit balance
credits-none = No contract is in force; the default plan answers.
contracts-empty = No contracts
contracts-empty-text = Tickets of this account fall under the default plan.
contract-number = Number
contract-term = Term
contract-children = Covers child accounts
contract-suspended = Suspended because
contract-suspended-until = Resumes on
contract-covers = Covers
contract-covers-all = everything the account asks
contract-covers-only = only { $what }
periods = Credit periods
period-now = now
open-ended = open-ended
credits-reserved = { $credits } of them only for { $what }
credits-reserved-until = { $credits } of them only for { $what }, until { $date }
entry-only-for = for { $what } only
statement-reserved = { $credits } of it reserved
all-contracts = All contracts
contacts-empty = No contacts
contacts-empty-text = People of this account appear here once they write.
ledger-text = Entries are only ever added; the balance is their sum.
ledger-empty = No entries
ledger-empty-text = Grants, uses and refunds of credits are listed here.
entry = Entry
bucket-day = Daily
bucket-week = Weekly
bucket-month = Monthly
bucket-quarter = Quarterly
bucket-half-year = Half-yearly
bucket-year = Yearly
amount = Amount
balance = Balance
when = When
period = Period
statement-at = As of
statement-csv = Download CSV
statement-pdf = Download PDF
statement-text = What the balance was at the end of that day, period by period.
statement-empty = No statement
statement-empty-text = No contract with credits was in force at that moment.
statement-opening = Opening
statement-granted = Added
statement-overage = { $credits } over
statement-consumed = Used
statement-refunded = Refunded
statement-expired = Expired
statement-closing = Closing
segment-enterprise = Enterprise
segment-mid-market = Mid-market
segment-smb = Small business
segment-small = Small business
segment-startup = Start-up
segment-public = Public sector
segment-strategic = Strategic

## Suspended mail

suspended-count = { $count ->
     [one] { $count } mail waits
    *[other] { $count } mails wait
    }
suspended-empty = The tray is empty
suspended-empty-text = Mail that cannot become a ticket by itself is kept here with the reason. Nothing is ever lost.
unknown-sender = Unknown sender
suspended-reason-unknown = Reason not recorded
suspended-reason-bounce = Bounce
suspended-reason-auto-reply = Automatic reply
suspended-reason-automatic = Automatic mail
suspended-reason-list = Mailing list
suspended-reason-loop = Mail loop
suspended-reason-no-sender = No sender
suspended-reason-too-many-mails = Too many mails of one sender
suspended-reason-no-from = No sender
suspended-reason-unparsable = Could not be read
suspended-reason-too-large = Too large
suspended-reason-too-many-parts = Too many parts
suspended-reason-spam = Looks like spam
suspended-reason-over-limit = Over the plan's limit
suspended-reason-unknown-mailbox = Unknown mailbox
suspended-reason-own-address = Sent by this desk itself
suspended-reason-failed = Processing failed
admit-as-ticket = Admit as ticket
discard = Discard
download-raw = Download the raw mail
mail-admitted = Admitted as a ticket
mail-discarded = Mail discarded; the audit log keeps why
mail-seen = What the intake saw
discard-title = Discard this mail?
discard-text = “{ $subject }” will not become a ticket.

## Approvals

approvals-count = { $count ->
     [one] { $count } waits
    *[other] { $count } wait
    }
approvals-empty = Nothing waits for approval
approvals-empty-text = Requests over a plan's limit come here when the plan says so.
note-optional = Note (optional)

## Audit log

audit-actor = Who
audit-action = Action
audit-object = Object
audit-empty = No entries
audit-empty-text = Nothing was done that matches these filters.
audit-details-of = Details of { $action }
audit-verb-created = created
audit-verb-updated = changed
audit-verb-changed = changed
audit-verb-archived = archived
audit-verb-restored = restored
audit-verb-deleted = deleted
audit-verb-opened = opened
audit-verb-merged = merged
audit-verb-reopened = reopened
audit-verb-spam = spam mark changed
audit-verb-admitted = admitted
audit-verb-declined = declined
audit-verb-decided-again = entitlement decided again
audit-verb-disabled = disabled
audit-verb-enabled = enabled
audit-verb-invited = invited
audit-verb-revoked = revoked
audit-verb-ended = ended
audit-verb-refused = sign-in refused
audit-verb-second-factor-refused = code refused
audit-verb-signed-in = signed in
audit-verb-signed-out = signed out
audit-verb-password-changed = password changed
audit-verb-password-set = password set
audit-verb-profile-changed = profile changed
audit-verb-second-factor-on = two-step sign-in on
audit-verb-second-factor-off = two-step sign-in off
audit-verb-credits-adjusted = credits adjusted
audit-verb-topped-up = credits topped up
audit-verb-refunded = credits given back
audit-verb-threshold = threshold crossed
audit-verb-offer = offered
audit-verb-accept = accepted
audit-verb-activate = put in force
audit-verb-suspend = suspended
audit-verb-resume = resumed
audit-verb-cancel = cancelled
audit-verb-expire = expired
audit-verb-draft = draft
audit-verb-approved = approved
audit-verb-invoiced = invoiced
audit-verb-waived = waived
audit-verb-discarded = discarded
audit-verb-priority-matrix-changed = priority matrix changed
from-date = From
to-date = To
object-ticket = Ticket
object-account = Account
object-contact = Contact
object-contract = Contract
object-credits = Credits
object-charge = Charge
object-plan = Plan
object-sla = SLA
object-calendar = Calendar
object-product = Product
object-asset = Asset
object-user = User
object-agent = Agent
object-role = Role
object-team = Team
object-token = API token
object-approval = Approval
object-mail = Mail
object-view = View
object-session = Session
object-status = Status
object-ticket-type = Ticket type
object-settings = Settings

## Settings

settings-profile = Profile
settings-security = Security
settings-tokens = API tokens
settings-you = You
settings-look = Look and keys
email-admin = An administrator can change it.
single-keys = Single-key shortcuts
single-keys-text = Letters act outside of text fields. { $key } always works.
password = Password
password-show = Show the password
password-current = Current password
password-new = New password
password-rule = At least { $min } characters; a sentence is good.
password-change = Change password
password-changed = Password changed
totp = Two-step sign-in
totp-text = A code from an authenticator app is asked for after the password.
totp-turn-on = Turn on two-step sign-in
totp-turn-off = Turn off two-step sign-in
totp-scan = Scan this with your authenticator app, then enter the code it shows.
totp-qr = QR code for the authenticator app
totp-by-hand = Or enter by hand:
totp-code = Code
totp-off-text = Enter a code to prove that it is you.
totp-is-off = Two-step sign-in is off
recovery-codes = Recovery codes
recovery-codes-text = Each code works once when your phone is not at hand. They are shown only now.
recovery-codes-kept = I have kept them
sessions = Where you are signed in
last-seen = Last seen
this-device = This device
session-end = Sign out
session-ended = That session was ended
tokens-text = For programs that work in your name. A token can do no more than you can.
tokens-empty = No API tokens
tokens-empty-text = Create one to use the REST API.
token-create = Create token
token-once = Copy the token now. It is shown only once.
token-name-hint = What will use it?
token-scopes = Scopes
token-scopes-text = Give it only what it needs.
token-lasts = Expires after
token-used = Last used
token-expires = Expires
token-revoke = Revoke
token-revoke-named = Revoke “{ $name }”
token-revoke-text = Programs that use it lose access at once.
token-revoked = Token revoked
scopes-count = { $count ->
     [one] { $count } scope
    *[other] { $count } scopes
    }
days-n = { $count ->
     [one] { $count } day
    *[other] { $count } days
    }

## Sign in and set-up

sign-in = Sign in
sign-in-title = Sign in to Surety
sign-in-text = The desk of your support team.
sign-in-other = Use another account
second-factor-title = One more step
second-factor-text = Enter the code from your authenticator app, or a recovery code.
setup-title = Set up Surety
setup-text = You become the administrator of this desk. The link works once.
setup-create = Create administrator
setup-done = The desk is set up. Sign in now.
invite-title = Welcome to Surety
invite-text = Choose a password to join the desk. The link works once.
invite-save = Set password
invite-done = Your password is set. Sign in now.
invite-no-token-text = Open the invitation exactly as you received it.
setup-no-token = The link is not complete
setup-no-token-text = Open the set-up link exactly as the server printed it at its first start.

## Keyboard

keys-everywhere = Everywhere
keys-inbox = In a list
keys-ticket = In a ticket
keys-composer = While writing
key-palette = Command palette
key-help = These shortcuts
key-new-ticket = New ticket
key-undo = Undo the last change
key-go-inbox = Go to the inbox
key-go-accounts = Go to accounts
key-go-suspended = Go to suspended mail
key-go-approvals = Go to approvals
key-go-audit = Go to the audit log
key-go-settings = Go to settings
key-next = Next row
key-previous = Previous row
key-open = Open the ticket
key-select = Select
key-select-range = Select up to here
key-solve = Solve or reopen
key-assign = Assign
key-priority = Priority
key-status = Status
key-search = Search this list
key-refresh = Load the list again
key-clear = Clear the selection
key-next-ticket = Next ticket
key-previous-ticket = Previous ticket
key-reply = Reply
key-note = Internal note
key-merge = Merge
key-why = Why this plan?
key-matter = What it is about
key-back = Back to the list
key-send = Send
key-send-solve = Send and solve

# The notice of a new support policy, and its reminder.
policy-banner-label = New support policy
policy-banner = Version { $n } of the support policy is published.
policy-banner-read = Read it
policy-banner-seen = I have read it
notice-policy-review = Look at the support policy again by { $date }
## Escalating by hand

escalated = Escalated
escalated-only = Yes
escalated-level = Escalated, level { $level }
escalated-level-until = Escalated, level { $level }, next update due { $date }
escalated-to = Escalated to { $to } by { $by }, level { $level },
escalated-nobody = those in charge
escalated-by-sla = a step of the SLA
escalated-update-due = next update due { $date }
escalated-update-late = the next update was due { $date }
escalated-toast = #{ $number } is escalated
escalate = Escalate
escalate-further = Escalate further
escalate-title = Escalate #{ $number }
escalate-path = Whose help is needed?
escalate-functional = Somebody who can solve it
escalate-functional-text = The ticket changes hands: to the next tier up, or to whom you choose.
escalate-hierarchical = Somebody with the authority
escalate-hierarchical-text = Its owner keeps it; the managers above are told, one more at each level.
escalate-next-tier = Next tier: { $team }
escalate-no-tier = No team of a higher tier
escalate-optional = Optional
escalate-person = Person
escalate-reason-text = They read it first: what is at stake and what was tried.
escalate-until = Next update until
escalate-until-text = Left empty, the escalation policy decides by priority.
handback = Hand back
handback-title = Hand #{ $number } back
handback-text = It stays with its team and owner and is no longer escalated. Say why that is justified.
handback-toast = No longer escalated
key-escalate = Escalate
notice-by-hand = Ticket #{ $number } was escalated: { $subject }
notice-deescalated = Ticket #{ $number } is no longer escalated: { $subject }
notice-update-due = Ticket #{ $number } is escalated and its customer waits for news: { $subject }
event-by-hand = { $actor } escalated it to { $to }: { $reason }
event-deescalated = { $actor } handed it back: { $reason }
event-update-missed = The update promised for { $date } did not come in time

nav-board = SLA board
key-go-board = Go to the SLA board

## Handoffs
nav-handoffs = Handoffs
key-handoff = Offer to others
offered = Offered
offered-me = To me or my teams
offered-teams = To my teams
offered-any = To anybody
bounced = Came back
bounced-n = { $count ->
    [one] Came back once
   *[other] Came back { $count } times
  }
tickets-of-handoffs = Tickets of these handoffs
notice-handoff-offered = Ticket #{ $number } is offered to you: { $subject }
notice-handoff-accepted = Your offer of #{ $number } was accepted: { $subject }
notice-handoff-declined = Your offer of #{ $number } was declined: { $subject }
notice-handoff-taken-back = The offer of #{ $number } was taken back: { $subject }
notice-handoff-timed-out = Nobody answered the offer of #{ $number } in time: { $subject }
notice-handoff-superseded = The offer of #{ $number } ended, something else was decided: { $subject }
notice-bounced = Ticket #{ $number } keeps coming back: { $subject }
