## Offering a ticket
handoff = Handoff
handoff-title = Offer #{ $number } to others
handoff-text = It stays with you until somebody accepts. Those who are asked read the ticket and this note.
handoff-offer = Offer
handoff-person = Person
handoff-pick-team = Which team?
handoff-anybody = Anybody of the team
handoff-reason = Reason
handoff-pick-reason = Why is it handed on?
handoff-tried = Tried
handoff-tried-text = What was done so far, and what came of it
handoff-found = Found
handoff-found-text = What is known for certain by now
handoff-next = Next
handoff-next-text = What you would do next
handoff-promised = Promised to the customer
handoff-promised-text = What they expect from us, and until when; say so if it is nothing
handoff-tell = Tell the customer once it is accepted
handoff-offered-toast = #{ $number } is offered

## The offer on a ticket
handoff-yours = { $by } offers this ticket to { $to }: { $reason }.
handoff-waits = { $by } offered this ticket to { $to }, who have not answered: { $reason }.
handoff-due = Goes back { $date }
handoff-owner = { $from } answers for it until then.
handoff-owner-tells = { $from } answers for it until then. The customer is told once it is accepted.
handoff-nobody = Nobody
handoff-accept = Accept
handoff-accept-team = Accept for the team
handoff-decline = Decline
handoff-take-back = Take back
handoff-decline-title = Decline #{ $number }
handoff-decline-text = It stays with those who offered it. Say why, so that they know whom to ask instead.
handoff-accepted-toast = #{ $number } is yours
handoff-accepted-team-toast = #{ $number } is your team's
handoff-declined-toast = #{ $number } is declined
handoff-taken-back-toast = #{ $number } is no longer offered
handoff-bounces = { $count ->
    [one] Came back once
   *[other] Came back { $count } times
  }

## In the history
event-handoff-offered = { $actor } offered it to { $to }: { $reason }
event-handoff-accepted = { $actor } accepted the offer
event-handoff-declined = { $actor } declined the offer
event-handoff-declined-reason = { $actor } declined the offer: { $reason }
event-handoff-taken-back = { $actor } took the offer back
event-handoff-taken-back-reason = { $actor } took the offer back: { $reason }
event-handoff-timed-out = Nobody answered the offer in time; it stays where it is
event-handoff-superseded-reason = The offer ended: { $reason }
handoff-cause-assigned = somebody gave the ticket an owner
handoff-cause-team-changed = the ticket went to another team
handoff-cause-escalated = an escalation gave the ticket to others
handoff-cause-solved = its work ended
handoff-cause-merged = it went into another ticket
handoff-cause-spam = it is spam
handoff-cause-receiver-gone = nobody is left there who could accept it
event-bounced = It came back to a team that had it { $bounces } times; { $limit } pass in silence. Those in charge were told

## Who owned it
ownership = Who had it
ownership-open = Every stretch
ownership-text = From its opening until now, without what it was solved. An offer changes nothing; its acceptance does. Hours of each team as they are today.
ownership-no-team = No team
ownership-from = From
ownership-until = Until
ownership-business = Within hours
ownership-elapsed = By the clock

## The report
handoffs = Handoffs
handoffs-text = Numbers count offers; the lists behind them show each ticket once.
handoffs-from = First day
handoffs-to = Last day
handoffs-all = All handoffs
handoffs-offered = Offered
handoffs-accepted = Accepted
handoffs-declined = Declined
handoffs-timed-out = Timed out
handoffs-taken-back = Taken back
handoffs-superseded = Superseded
handoffs-open = Open
handoffs-bounced = Came back
handoffs-median = Median to accept
handoffs-reasons = Reasons
handoffs-teams = From team to team
handoffs-from-team = From
handoffs-to-team = To
handoffs-none = No handoffs in these days
handoffs-none-text = What is offered to another team or agent is counted here by its reason.
handoffs-more = There are more than 200,000; the oldest are counted. Choose fewer days.

## The policy
handoff-policy-text = What holds for every handoff. Offers that stand keep what held when they were made.
handoff-reasons-text = Whoever offers a ticket chooses one. A reason that is no longer offered keeps its name in reports.
handoff-reason-name = Name
handoff-reason-key = Key
handoff-reason-used = Offered
handoff-reason-add = Add a reason
handoff-timeout = Time to answer
handoff-timeout-text = In the hours of the receiving team. Then the ticket stays where it is, and both sides are told.
handoff-timeout-label = An offer stands for
handoff-bouncing = Tickets that come back
handoff-bouncing-text = Past this number of ways back to a team that had it, those above its owner are told.
handoff-bounce-limit = Pass in silence
handoff-first-skill = Needs another skill
handoff-first-access = Needs access we lack
handoff-first-wrong-team = Came to the wrong team
handoff-first-end-of-shift = End of shift
handoff-first-workload = Workload
