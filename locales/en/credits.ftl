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
