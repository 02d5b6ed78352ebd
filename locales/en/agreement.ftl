### Words of the agreement sheet of a contract.
### The same ids and variables in every language; a test compares them.

agreement = Agreement sheet
agreement-of = Agreement: { $contract }
agreement-back = Back to { $account }
agreement-print = Page to print
agreement-pdf = PDF
agreement-beside = Beside the sheet
agreement-period = This period: { $first } – { $last }
agreement-not-begun = The contract has not begun: there is nothing to count yet.
agreement-kept-title = How goals were kept in this period
agreement-kept = { $met } of { $judged } kept
agreement-no-verdict = nothing to judge yet
agreement-before = Last period { $share }
agreement-waited = Waited for the customer
agreement-waited-tickets = { $count ->
    [one] ticket in this period
    *[other] tickets in this period
    }
agreement-missed = What was missed
agreement-missed-none = Nothing in both periods.
agreement-this-period = This period
agreement-last-period = Last period
agreement-was-due = due { $at }
agreement-done-late = done late
agreement-still-open = still open
