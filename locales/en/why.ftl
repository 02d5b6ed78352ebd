### Words of why a plan answers, as the customer reads them.
### The same ids and variables in every language; a test compares them.

why-in-full = In full
why-as-customer = As the customer reads it
why-shown-as = Which version
why-customer-plan = Your plan: { $plan }
why-customer-about = This is all that the customer reads. Other contracts, checks and names of the desk are not in it.
why-customer-books = What it counts and what is left is told to those who may see the credits of the account.
point-for-unit = It was agreed for this very unit or site.
point-for-product = It was agreed for this product.
point-for-person = It was agreed for certain people, and who asks here is one of them.
point-for-account = It was agreed for your organisation.
point-for-everybody = Everybody who asks us has it.
point-counts-now = The request counts from the moment it was made.
point-counts-at-answer = The request counts with our first answer.
point-counts-when-solved = The request counts when it is solved.
point-times-hold = Times of answer are promised for it.
point-no-times = No times of answer are promised for it.
point-times-run-meanwhile = The promised times run from the request, also while it waits for a yes.
why-customer-cost = It counts { $cost } of the credits.
why-customer-left = { $bucket }: { $left } left after it.
