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

## Documents that were offered

documents = Documents
documents-none = Nothing was offered yet. Each offer keeps its document here.
document-number = Document { $number }
document-download = Download document { $number }
document-offered = Offered { $at }
document-waits = Waits for acceptance.
document-not-accepted = Nobody accepted it.
document-accepted = Accepted by { $name }, { $at }
document-on-behalf = Recorded by the desk: { $reason }
document-hash = SHA-256 of its bytes
document-accept = Accept
document-accept-for = Record an acceptance
document-accept-title = Accept { $contract }
document-accept-text = You accept exactly this document for your organisation. If it changes before that, nothing is accepted.
document-accept-for-text = You record that the customer has accepted exactly this document. If it changes before that, nothing is recorded.
document-read = Read the document
document-name = Name
document-name-text = Of the person who accepts, as they sign.
document-reason = Why the desk records it
document-reason-text = For example: signed on paper on 3 June.
document-seen = This document was read
document-accepted-toast = Accepted

## Files of a contract

contract-files = Files
contract-files-none = No files.
contract-file-add = Add a file
contract-file-choose = Choose a file
contract-file-for-customer = The customer sees files that are added now
contract-file-customer-sees = customer sees it
contract-file-added = { $name } added
contract-file-remove = Remove { $name }
contract-file-remove-title = Remove a file
contract-file-remove-text = { $name } goes away. The audit log keeps its name and hash.
contract-file-remove-do = Remove
contract-file-removed = { $name } removed

## Documents to accept

offers = Documents to accept
offers-text = Contracts of your organisation. Those that wait for an answer come first.
offers-none = Nothing here
offers-none-text = What is offered to your organisation shows up here.
offers-text-desk = Offers that wait for the customer’s answer.
offers-none-text-desk = An offer that waits for its answer shows up here.
offers-state = State
