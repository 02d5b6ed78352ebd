### Words of the support policy's page.
### The same ids and variables in every language; a test compares them.

policy-text = The document in which you say what you promise. Tables, hours and times are made from your plans, SLAs and business hours; you write the words around them.
policy-published-n = Version { $n } published
policy-unpublished = Not published yet
policy-open = Open the page
policy-save = Save draft
policy-publish = Publish…
policy-publish-now = Publish what holds now
policy-parts = Parts of the policy
policy-tab-write = Write
policy-tab-preview = Preview
policy-tab-changes = Changes
policy-tab-history = Versions
policy-language = Language
policy-customer = For which customer
policy-everybody = For everybody
policy-marked = differs
policy-settings = What it is about
policy-review-by = Look at it again by
policy-review-text = Supervisors and administrators are reminded on that day, once.
policy-plans = Plans that the document names
policy-made =
    { $count ->
        [one] Made from the configuration: 1 line
       *[other] Made from the configuration: { $count } lines
    }
policy-stale = The published policy is older than what the desk enforces
policy-stale-other = { $what }: the policy says “{ $says }”, the desk enforces “{ $enforces }”
policy-stale-new = { $what }: not in the policy yet ({ $enforces })
policy-stale-gone = { $what }: the policy still says “{ $says }”, which does not hold any more
policy-review-due = Somebody was to look at the policy again by { $date }. Check it, and set the next day.
policy-no-changes = The published policy already says exactly this.
policy-no-changes-lang = Nothing differs in this language.
policy-first = Nothing is published yet. The first version will be readable by everybody at /policy.
policy-whole-section = Show the whole section
policy-line-added = Added:
policy-line-removed = Removed:
policy-publish-title = Publish the support policy
policy-publish-text = The saved draft and the configuration of this moment become the next version. Everybody can read it at once, and every earlier version stays readable.
policy-note = What is new
policy-note-text = Stands on the page, in the mail to customers and in the notice to colleagues.
policy-tell = Tell the contacts of all accounts by email
policy-tell-text = Each contact gets one mail for this version, in their language.
policy-done = Version { $n } of the policy is published
policy-read = Read it
policy-against = Compared with version { $n }
