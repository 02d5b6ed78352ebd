### Templates, renewals, documents and suggestions of contracts.

## Templates

promises-templates = Contract templates
template-about = What contracts of many accounts have in common. A template makes each account a contract and a balance of its own.
template-empty = No templates yet
template-teach = Write down once what a group of customers was promised, such as a warranty, and make all their contracts from it.
template-new = New template
template-edit = Edit template
template-back = Back to the templates
template-name-hint = Car maker warranty
template-lasts = Lasts
template-lasts-unit = Counted in
template-contract-name = Name of each contract
template-covers-text = An empty list covers everything of its kind. Assets and contacts belong to one account and are named in its contract.
template-says = What it says
template-uses = Earlier uses
template-use-counts = { $made } made, { $refused } refused, { $waiting } to come
template-apply = Make contracts from it
template-apply-text = Choose accounts, look at what would be made, then make it. Each account gets a contract of its own; one that is refused does not keep the others from theirs.
template-until = Each contract is
template-until-active = put in force
template-until-offer = offered to the customer
template-until-draft = left as a draft
template-revenue-least = Annual revenue from
template-choose-all = Choose all that are shown
template-chosen = { $count ->
    [one] { $count } account chosen
    *[other] { $count } accounts chosen
    }
template-too-many = At most { $max } accounts at once.
template-preview = Show what would be made
template-fits = { $count ->
    [one] { $count } contract fits
    *[other] { $count } contracts fit
    }, { $refused } refused
template-make = { $count ->
    [one] Make { $count } contract
    *[other] Make { $count } contracts
    }
template-outcome = Outcome
template-outcomes = What became of each account
template-why = Until, or why not
template-would-made = will be made
template-would-refused = would be refused
template-waiting = to come
template-made = made
template-refused = refused
template-to = to { $day }
template-overlaps-later = Overlaps with { $name }: the draft could not be put in force.
template-from-version = From version { $n }, beginning on { $day }
template-more-accounts = More accounts
template-choose-back = Back
term-unit-year = Years
term-unit-half-year = Half-years
term-unit-quarter = Quarters
term-unit-month = Months
term-unit-week = Weeks
term-unit-day = Days
term-year = { $count ->
    [one] { $count } year
    *[other] { $count } years
    }
term-half-year = { $count ->
    [one] { $count } half-year
    *[other] { $count } half-years
    }
term-quarter = { $count ->
    [one] { $count } quarter
    *[other] { $count } quarters
    }
term-month = { $count ->
    [one] { $count } month
    *[other] { $count } months
    }
term-week = { $count ->
    [one] { $count } week
    *[other] { $count } weeks
    }
term-day = { $count ->
    [one] { $count } day
    *[other] { $count } days
    }
contract-words = Words of the agreement
contract-words-text = What both sides agree on beyond plan and dates.

## Renewals

promises-renewals = Renewals
renewals-about = Contracts that end soon, and those that ended in the last 30 days without being renewed. Both sides are reminded 90, 60, 30 and 7 days before, and on the day.
renewals-within = How far ahead
renewals-days = Next { $count } days
renewals-empty = Nothing ends in that time
renewals-teach = A contract shows up here before its last day. One without an end goes on by itself.
renewals-sum = { $count ->
    [one] { $count } contract
    *[other] { $count } contracts
    }, { $open } without a next one
renewals-ends = Ends
renewals-left = { $count ->
    [one] in { $count } day
    *[other] in { $count } days
    }
renewals-over = { $count ->
    [0] today
    [one] { $count } day ago
    *[other] { $count } days ago
    }
renewals-next = Next contract
renewals-follows = follows: { $state }
renewals-nothing = none yet
renew = Renew
renew-title = Renew { $name }
renew-text = The next contract begins on { $day }, when this one ends, with the same coverage and words. Its end is counted from the very first day: a year is a year.
renew-until = The next contract is
renew-done = The next contract lasts until { $day }

## Agreement sheet

contract-agreement = Agreement sheet
