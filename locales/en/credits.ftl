### Credits of an account: corrections by hand, the forecast, charges.

credits-adjust = Adjust
credits-adjust-open = Adjust credits…
credits-adjust-title = Adjust the credits of { $contract }
credits-adjust-by = By how many credits
credits-adjust-by-text = +2 gives, -1.5 takes away
credits-adjust-amount-wrong = A number other than 0 with at most two decimals
credits-adjust-too-much = Only { $credits } are left to take away
credits-adjust-result = { $before } left now, { $after } after this
credits-adjust-reason-text = Stands in the ledger and on the statement
credits-adjust-toast = Credits adjusted by { $credits }

### When limits run out.

forecast-runs-out = runs out about { $date }
forecast-band = runs out about { $date }, between { $early } and { $late }
forecast-not-in-period = the next period
forecast-lasts = lasts until the period ends at the pace of the last weeks
forecast-lasts-unless = lasts, unless weeks become as heavy as the heaviest of late: then until { $date }
forecast-no-history = has too little history for a forecast

### Charges: what was taken past a limit.

charge-draft = Draft
charge-approved = Approved
charge-invoiced = Invoiced
charge-waived = Waived
charge-refunded = Credits came back: { $cause }
charges-status = Status
charges-any-status = Any status
charges-any-account = Any account
charges-none-match = No charge fits these filters.
charges-empty = No charges
charges-empty-text = When a plan accepts tickets past a limit for a price, each of them is drafted here.
charges-totals = Totals by currency and status
charges-lines =
    { $count ->
        [one] 1 line
       *[other] { $count } lines
    }
charges-csv = Download CSV
charges-json = Download JSON
charges-drafted = Drafted
charges-credits = Credits
charges-choose-all = Choose all that are open
charges-choose = Choose the charge of ticket { $number }
charges-chosen-region = Chosen charges
charges-chosen =
    { $count ->
        [one] 1 chosen
       *[other] { $count } chosen
    }
charges-too-many = At most { $max } at once.
charges-clear = Choose none
charges-approve = Approve
charges-invoice = Mark invoiced…
charges-waive = Waive…
charges-invoice-title =
    { $count ->
        [one] Mark 1 charge invoiced
       *[other] Mark { $count } charges invoiced
    }
charges-invoice-text = { $amount }. What is marked invoiced stays so.
charges-invoice-reference = Invoice reference
charges-invoice-do = Mark invoiced
charges-waive-title =
    { $count ->
        [one] Waive 1 charge
       *[other] Waive { $count } charges
    }
charges-waive-text = { $amount } will not be asked for. What is waived stays so.
charges-waive-do = Waive
charges-done-approved =
    { $count ->
        [one] 1 charge approved
       *[other] { $count } charges approved
    }
charges-done-invoiced =
    { $count ->
        [one] 1 charge marked invoiced
       *[other] { $count } charges marked invoiced
    }
charges-done-waived =
    { $count ->
        [one] 1 charge waived
       *[other] { $count } charges waived
    }
charges-refused =
    { $count ->
        [one] 1 charge was left alone, { $done } done
       *[other] { $count } charges were left alone, { $done } done
    }

### What used the credits, and what to do about it.

causes-title = What used the credits?
causes-used =
    { $count ->
        [one] 1 ticket used { $credits } credits
       *[other] { $count } tickets used { $credits } credits
    }
causes-span = from { $from } to { $to }
causes-before =
    { $count ->
        [0] none in the span before
        [one] 1 ticket, { $credits } in the span before
       *[other] { $count } tickets, { $credits } in the span before
    }
causes-none = Nothing was used
causes-none-text = No ticket drew credits in this span.
causes-remedies = What to do
causes-kind-tag = Tag
causes-kind-word = Word of the subject
causes-kind-type = Ticket type
causes-kind-product = Product
causes-kind-contact = Person
causes-kind-priority = Priority
causes-no-type = No type
causes-no-product = No product
causes-no-contact = Nobody
causes-no-priority = No priority
causes-share = Share
causes-tickets = Tickets
causes-was = Before
causes-open = tickets: { $name }
causes-more = There were more movements than are looked at.
causes-note = { $credits } credits were used from { $from } to { $to }
remedy-raise-limit = Raise the limit { $limit } from { $from } to { $to } credits: so many are used at this pace.
remedy-plan = { $plan } gives as many.
remedy-no-plan = No plan with these periods gives as many; make one, or another version of this one.
remedy-top-up = Top up the limit { $limit } by { $credits } credits to last until the period ends.
remedy-write-article = Write an article about “{ $name }”: { $count } tickets have it in common.
remedy-talk-to = Talk to { $name }, who used { $share } % of the credits.
remedy-amend = Amend…
remedy-top-up-do = Top up…
remedy-tickets = Open the tickets
