### Words of the board of what breaches next.
### The same ids and variables in every language; a test compares them.

board-title = SLA board
board-text = Open clocks by the business time that is left. Every figure opens the tickets behind it.
board-by = Group by
board-by-team = Team
board-by-tier = Tier
board-by-account = Account
board-by-plan = Plan
board-by-priority = Priority
board-by-assignee = Agent
board-band-breached = Breached
board-band-hour = Within the hour
board-band-today = Today
board-band-later = Later
board-short-breached = Late
board-short-hour = < 1 h
board-short-today = Today
board-short-later = Later
board-none-team = No team
board-none-tier = No tier
board-none-account = No account
board-none-plan = No plan
board-none-priority = No priority
board-none-assignee = Unassigned
board-groups = Clocks by group
board-open =
    { $count ->
        [one] { $group }, { $band }: 1 clock
       *[other] { $group }, { $band }: { $count } clocks
    }
board-next = What is due next
board-all = Show everything
board-none = No clock here.
board-more = The first { $count } are shown.
board-empty = Nothing is running out
board-empty-text = No open ticket has a clock that counts. New ones appear here by themselves.
board-left = { $time } left
board-late = { $time } late
board-wall = in { $time } by the wall clock
board-wall-late = { $time } ago by the wall clock
board-closed = hours are closed; { $time } by the wall clock
board-due = due { $date }
board-assign = Assign ticket { $number }
board-priority = Priority of ticket { $number }
board-keys = SLA board
