### Words of importing accounts from a table.
### The same ids and variables in every language; a test compares them.

import-title = Import accounts
import-text = A CSV table of accounts: read, looked at line by line, then applied. Nothing changes before you start it.
import-file = Choose a CSV file…
import-file-label = CSV file of accounts
import-paste = Or paste lines of a table
import-paste-send = Read these lines
import-pasted = Pasted lines
import-template = Download an empty template
import-limits = At most { $lines } lines and { $size }.
import-before = Imports so far
import-none = No table was imported yet.
import-table = File
import-when = When
import-state-running = Running
import-state-done = Done
import-reading = How it is read
import-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
} below the head
import-charset = Character set
import-separator = Separator
import-separator-comma = Comma ,
import-separator-semicolon = Semicolon ;
import-separator-tab = Tab
import-separator-bar = Bar |
import-decimal = Amounts are written as
import-match = A line finds its account by
import-match-external-ref = External reference
import-match-name = Name
import-match-id = Id of the desk
import-empty = An empty cell
import-empty-keep = leaves what is there
import-empty-clear = empties the field
import-currency = Currency of new accounts without one
import-columns = Columns
import-column = Column
import-samples = First cells
import-holds = Holds
import-skip = Not read
import-field-external-ref = External reference
import-field-id = Id
import-field-name = Name
import-field-parent-ref = Parent account's external reference
import-field-segment = Segment
import-field-industry = Industry
import-field-annual-revenue = Annual revenue
import-field-open-deal-value = Open deal value
import-field-currency = Currency
import-field-zone = Time zone
import-field-locale = Language
import-field-notes = Notes
import-field-domains = Mail domains
import-look = Preview
import-outcomes = What becomes of each line
import-outcome = Outcome
import-line = Line
import-what = Changes or reason
import-all = All
import-waiting = Waiting
import-created = New
import-changed = Changed
import-unchanged = Unchanged
import-refused = Refused
import-nothing = nothing
import-more = Show more lines
import-start = { $count ->
    [one] Apply { $count } line
   *[other] Apply { $count } lines
}
import-start-text = { $count ->
    [0] Nothing in this table changes an account.
    [one] { $count } line changes accounts; refused lines change nothing.
   *[other] { $count } lines change accounts; refused lines change nothing.
}
import-refused-file = Download refused lines
import-again = Import another table
import-running = Lines are being applied. You may leave this page.
import-done = Every line was decided.
