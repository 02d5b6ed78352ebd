// Written by tools/openapi from crates/web/openapi.json. Do not edit: npm run schema.

export interface paths {
    "/api/v1/account_imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports of accounts
         * @description The newest 50 that were started.
         */
        get: operations["list_account_imports"];
        put?: never;
        /**
         * Send up a table of accounts
         * @description The bytes are the body: CSV of at most 4 MiB, with a head and at most 5,000
         *     lines below it. It is a draft, seen by nobody as accounts, and forgotten
         *     after 24 hours unless it is started.
         */
        post: operations["send_account_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/template.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the template of a table of accounts
         * @description A head with every column and nothing below it, as CSV.
         */
        get: operations["get_account_import_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an import of accounts
         * @description `counts.waiting` says how many lines are still to come.
         */
        get: operations["get_account_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/{import}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the lines of an import
         * @description By where they began, with what became of each.
         */
        get: operations["list_account_import_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/{import}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would become of each line
         * @description Writes nothing. At most 200 lines; `after` asks for those that follow.
         */
        post: operations["preview_account_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/{import}/refused.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the refused lines of an import as CSV
         * @description As they were written, and behind them the line, the codes, the columns and
         *     the reasons. Text that a spreadsheet would run as a formula begins with an
         *     apostrophe, which an import takes off again.
         */
        get: operations["get_account_import_refused"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/{import}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a table of accounts
         * @description Each line is decided by itself, whole, soon after the answer. A line that is
         *     refused does not keep the others from theirs.
         */
        post: operations["start_account_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account_imports/{import}/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a draft as a table
         * @description Its columns with samples, and what each is likely to hold.
         */
        get: operations["get_account_import_table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description By name. Customers get the accounts they follow, without what is for the desk alone.
         */
        get: operations["list_accounts"];
        put?: never;
        /**
         * Add an account
         * @description Mail from its domains finds it. A domain belongs to one account.
         */
        post: operations["create_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an account */
        get: operations["get_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account
         * @description What is left out stays, null empties; `domains` replaces them as a whole.
         */
        patch: operations["update_account"];
        trace?: never;
    };
    "/api/v1/accounts/{account}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an account away
         * @description Its tickets, contracts and ledger stay; it is offered no more.
         */
        post: operations["archive_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the balances of an account
         * @description Every limit of its contracts in force and of the free plan, with the period
         *     that holds now.
         */
        get: operations["list_balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find what used the credits of an account
         * @description Topics, types, products, people and priorities of the tickets that drew
         *     under any of its contracts, with counts, credits and shares, beside the span
         *     of the same length before. Topics are tags and words of subjects. For the
         *     desk only.
         */
        get: operations["get_account_causes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/forecasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Forecast when the limits of an account run out
         * @description From the use of the last 2 to 8 whole weeks by weekday: the likely day, and
         *     a band between weeks as heavy as the heaviest and as light as the lightest.
         *     With less history nothing is said.
         */
        get: operations["list_forecasts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ledger of an account
         * @description Newest first. Entries are never changed or deleted; a balance is their sum.
         */
        get: operations["list_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an account back */
        post: operations["restore_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the statement of an account
         * @description What every limit had, got and gave in the period of an instant, up to that
         *     instant; the same whenever it is asked for.
         */
        get: operations["get_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/statement.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the statement of an account as CSV
         * @description RFC 4180 in UTF-8; the head is the same in every language. Text that a
         *     spreadsheet would run as a formula begins with an apostrophe.
         */
        get: operations["get_statement_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/statement.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the statement of an account as PDF */
        get: operations["get_statement_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent_work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List how agents work
         * @description Caps, hours, absences and skills of those in service, by name.
         */
        get: operations["list_agent_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents
         * @description By name. Customers who sign in are not agents.
         */
        get: operations["list_agents"];
        put?: never;
        /**
         * Add an agent
         * @description The answer holds a link by which they set their password, this once. Nobody gives more than they hold.
         */
        post: operations["create_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an agent */
        get: operations["get_agent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an agent
         * @description What is left out stays, null empties; `team_ids` replaces them as a whole.
         */
        patch: operations["update_agent"];
        trace?: never;
    };
    "/api/v1/agents/{agent}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shut an agent out
         * @description Sessions, API tokens and open links end at once. Their tickets stay with them until they are moved.
         */
        post: operations["disable_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an agent in again */
        post: operations["enable_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite an agent again
         * @description Makes a new link for somebody who lost theirs or their password; earlier
         *     links end.
         */
        post: operations["invite_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how an agent works */
        get: operations["get_agent_work"];
        /**
         * Replace how an agent works
         * @description Tickets that they own stay with them.
         */
        put: operations["set_agent_work"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests for approval
         * @description Oldest first, those that the caller may decide.
         */
        get: operations["list_approvals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an over-limit ticket
         * @description It goes on; its clocks run from the original request, and what it costs is
         *     booked past the limit. Answers with the ticket.
         */
        post: operations["approve_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{approval}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline an over-limit ticket
         * @description It closes and costs nothing. Answers with the ticket.
         */
        post: operations["decline_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List assets
         * @description In the order they were made. Customers get those of the accounts they follow.
         */
        get: operations["list_assets"];
        put?: never;
        /**
         * Add an asset
         * @description One sold unit or site of a product.
         */
        post: operations["create_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{asset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an asset */
        get: operations["get_asset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an asset
         * @description What is left out stays, null empties.
         */
        patch: operations["update_asset"];
        trace?: never;
    };
    "/api/v1/assets/{asset}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an asset away
         * @description Its tickets stay.
         */
        post: operations["archive_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{asset}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an asset back */
        post: operations["restore_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description The body is the file itself, at most 25 MiB, with its own `Content-Type`.
         *     Name its id in `attachments` of a ticket, reply or note.
         */
        post: operations["upload_attachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description Always as a download, never shown by the browser as a page of ours.
         */
        get: operations["get_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Newest first: who did what to what, and what changed.
         */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the SLA board
         * @description Open clocks of the tickets that the caller may read, in bands of the open
         *     time that is left, counted by group; those of one group or band are listed,
         *     what is due first.
         */
        get: operations["get_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calendars
         * @description By name; those put away only with `archived=true`.
         */
        get: operations["list_calendars"];
        put?: never;
        /** Add a calendar */
        post: operations["create_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/calculate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Calculate with business hours
         * @description The function of `surety clock`: the instant after so many open seconds, or
         *     the open seconds between two instants. The body is a line of that command:
         *     `tz`, `hours`, `holidays`, `exceptions`, `op` (`add` or `between`), `start`,
         *     and `seconds` or `end`.
         */
        post: operations["calculate_hours"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendar}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a calendar */
        get: operations["get_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a calendar
         * @description Another `spec` makes another version; the old ones stay readable and keep
         *     judging what they judged.
         */
        patch: operations["change_calendar"];
        trace?: never;
    };
    "/api/v1/calendars/{calendar}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a calendar away
         * @description What it promised stays promised; it is offered no more.
         */
        post: operations["archive_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendar}/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add holidays
         * @description Closes days in a new version of the calendar.
         */
        post: operations["add_holidays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendar}/holidays/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what a holiday feed would add
         * @description Reads an iCalendar file: whole days, also several and yearly ones (written
         *     out for this year and five more). Timed, cancelled and free-time events are
         *     left out with a reason. Nothing is changed.
         */
        post: operations["preview_holidays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendar}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a calendar back
         * @description It is offered again, in the version that it had.
         */
        post: operations["restore_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendar}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a calendar
         * @description Newest first.
         */
        get: operations["list_calendar_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List charges
         * @description In the order in which they were drafted.
         */
        get: operations["list_charges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get charges as CSV
         * @description All lines of the filter, at most 10,000 (`too_many_rows`). RFC 4180 in
         *     UTF-8; the head is the same in every language. Text that a spreadsheet
         *     would run as a formula begins with an apostrophe.
         */
        get: operations["get_charges_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get charges as a JSON file
         * @description All lines of the filter, at most 10,000 (`too_many_rows`), as one array.
         */
        get: operations["get_charges_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve, invoice or waive many charges
         * @description Each for itself, 1 to 200: one that is refused (`stale_version`,
         *     `charge_transition_invalid`, `not_found`) leaves the others. The answers
         *     stand in the order of the request.
         */
        post: operations["change_charges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sum up charges
         * @description By currency and status, over all pages of the filter.
         */
        get: operations["sum_charges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/charges/{charge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Approve, invoice or waive a charge
         * @description A draft is approved or waived, an approved one invoiced or waived; then it
         *     stays. Waiving needs a `reason`, invoicing an `invoice_reference`.
         */
        patch: operations["change_charge"];
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description By name. Customers get themselves, account managers the people of their accounts.
         */
        get: operations["list_contacts"];
        put?: never;
        /**
         * Add a contact
         * @description An address belongs to one contact; the first is the one we write to.
         */
        post: operations["create_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a contact */
        get: operations["get_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description What is left out stays, null empties; `emails` and `followed_account_ids` replace as a whole.
         */
        patch: operations["update_contact"];
        trace?: never;
    };
    "/api/v1/contacts/{contact}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a contact away
         * @description Their tickets stay.
         */
        post: operations["archive_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a contact back */
        post: operations["restore_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_template_applies/{apply}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a use of a contract template
         * @description With what became of each account.
         */
        get: operations["get_contract_template_apply"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contract templates
         * @description By name; those put away only with `archived=true`.
         */
        get: operations["list_contract_templates"];
        put?: never;
        /** Add a contract template */
        post: operations["create_contract_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_templates/{template}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a contract template */
        get: operations["get_contract_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a contract template
         * @description Another `spec` makes another version; the old ones stay readable. Contracts
         *     that were made from it stay as they are.
         */
        patch: operations["change_contract_template"];
        trace?: never;
    };
    "/api/v1/contract_templates/{template}/applies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the uses of a contract template
         * @description The newest 50, without their accounts.
         */
        get: operations["list_contract_template_applies"];
        put?: never;
        /**
         * Make contracts of many accounts
         * @description Each account gets a contract and a balance of its own, in a transaction of
         *     its own, soon after the answer: `waiting` says how many are still to come.
         *     One that is refused does not keep the others from theirs.
         */
        post: operations["apply_contract_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_templates/{template}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a contract template away
         * @description Contracts that were made from it stay; it is offered no more.
         */
        post: operations["archive_contract_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_templates/{template}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a template would make of accounts
         * @description Writes nothing. Each account is `made` or `refused`, with the contract that
         *     stands against it. Of a draft the overlap is told and refuses nothing.
         */
        post: operations["preview_contract_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_templates/{template}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a contract template back
         * @description It is offered again, in the version that it had.
         */
        post: operations["restore_contract_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contract_templates/{template}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a contract template
         * @description Newest first.
         */
        get: operations["list_contract_template_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contracts
         * @description Oldest first, each with its limits and what is left of them.
         */
        get: operations["list_contracts"];
        put?: never;
        /**
         * Make a contract
         * @description It begins as a draft; `activate` puts it in force.
         */
        post: operations["create_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a contract */
        get: operations["get_contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a contract
         * @description Of a contract in force it is an amendment of today; plan and first day stay
         *     as agreed, and `amendments` gives it another plan.
         */
        patch: operations["change_contract"];
        trace?: never;
    };
    "/api/v1/contracts/{contract}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a contract that was offered
         * @description Exactly the document whose SHA-256 is named: if another one is offered by
         *     now, the answer is `document_changed` and nothing is accepted. An account
         *     manager accepts for their account; the desk records it for them with a
         *     reason.
         */
        post: operations["accept_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a contract in force
         * @description Refused, naming the other one, when the account has a contract for the same
         *     SLA at the same time.
         */
        post: operations["activate_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjust the credits of one limit
         * @description Up or down, with a reason. It never takes more than is left.
         */
        post: operations["adjust_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the agreement sheet of a contract
         * @description What was agreed by the terms in force, the goals of both sides with how they
         *     were kept in the period that runs and the one before, what follows where a
         *     goal is missed, and the points of contact. Periods are months from the
         *     contract's first day.
         */
        get: operations["get_agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/agreement.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the agreement sheet as a page
         * @description For printing: one page without scripts and without anything to fetch.
         */
        get: operations["get_agreement_html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/agreement.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the agreement sheet as PDF */
        get: operations["get_agreement_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Amend a contract
         * @description Of a contract in force; the old version stays readable. With today's date,
         *     or none, it holds at once; with a later one from that day's midnight in the
         *     account's zone, and can be cancelled until then. The difference of the
         *     limits is granted, or taken from what is left, on that day. Tickets that are
         *     open keep what they were promised; decisions from then on take the new
         *     terms.
         */
        post: operations["amend_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/amendments/{amendment}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a scheduled amendment
         * @description By its number in the list of versions.
         */
        post: operations["cancel_contract_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a contract early */
        post: operations["cancel_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find what used the credits of a contract
         * @description As for an account, of the contract's tightest limit in the period that
         *     holds, unless a limit or a span is named; and what that limit needs at the
         *     pace of its period: a larger plan, or credits on top.
         */
        get: operations["get_contract_causes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the documents of a contract
         * @description Each time a contract is offered, and each time an offer is changed, its
         *     agreement sheet is kept byte for byte, in the account's language. The newest
         *     comes first and is the one that can be accepted.
         */
        get: operations["list_contract_documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a document of a contract
         * @description The bytes whose SHA-256 the list names: a page of HTML without scripts.
         */
        get: operations["get_contract_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files of a contract
         * @description A customer sees those that are marked for them.
         */
        get: operations["list_contract_files"];
        put?: never;
        /**
         * Put a file on a contract
         * @description The bytes are the body, at most 25 MiB.
         */
        post: operations["add_contract_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of a contract
         * @description Always as a download, never shown by the browser as a page of ours.
         */
        get: operations["get_contract_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/files/{file}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a file of a contract
         * @description The audit log keeps its name, size and hash.
         */
        post: operations["remove_contract_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offer a contract to the customer */
        post: operations["offer_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credit periods of a contract
         * @description The actual dates of every limit, to the contract's end or a year of periods ahead.
         */
        get: operations["list_contract_periods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a contract
         * @description Makes the contract that follows: same account, plan in its version of now,
         *     coverage and words, from the day on which this one ends. Its end is counted
         *     from the very first day, so a year is a year and the day of the month is
         *     kept.
         */
        post: operations["renew_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the interruption of a contract */
        post: operations["resume_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Interrupt a contract */
        post: operations["suspend_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/top_ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add credits on top
         * @description With their own end. A top-up that names no limit goes into all, because a
         *     ticket draws from all.
         */
        post: operations["top_up_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a contract
         * @description With the terms of each: the one in force, the past ones, those that are
         *     scheduled, and amendments that were cancelled or came too late. The one
         *     that takes effect last comes first.
         */
        get: operations["list_contract_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{contract}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an offer back
         * @description The contract is a draft again and can be changed.
         */
        post: operations["withdraw_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Effect on open tickets
         * @description What saving a calendar, an SLA with its escalation steps, the default plan
         *     or an amendment of a contract would do to the open tickets: due instants and
         *     states before and after, steps that would fire at once and whom they would
         *     tell, steps that have fired and never do again, and what the accounts have
         *     left of their credits. Decided by what applies the version after saving, as
         *     of this moment; nothing is written. At most 20,000 open tickets are looked
         *     at and 1,000 played (`more`: every figure is "at least"), and at most 200
         *     are listed, those that the caller may read. A draft without an `id` has no
         *     open tickets. The right to edit each draft is needed. `too_busy` while the
         *     server works on others' questions.
         */
        post: operations["effect_of_drafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to live events
         * @description Server-sent events: `id` is a number that only says where to resume,
         *     `event` is `ticket`, `counts`, `account` or `resync`, `data` is JSON. An
         *     event may come twice; `resync` means that some were missed and everything
         *     should be loaded again. Only what the caller may see is sent. A comment
         *     comes every 15 seconds.
         */
        get: operations["listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the handoffs of a span in numbers
         * @description By reason and from team to team: how many, how they ended, and the median
         *     from offer to acceptance. Of the tickets that the caller may read; the list
         *     filter `handed` shows those behind each number.
         */
        get: operations["handoff_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the handoffs of a span as CSV
         * @description One row each, oldest first, at most 200,000. RFC 4180 in UTF-8; the head is
         *     the same in every language. Text that a spreadsheet would run as a formula
         *     begins with an apostrophe.
         */
        get: operations["get_handoffs_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in a raw mail
         * @description RFC 5322 bytes, at most 26 MiB. They are stored before anything else; the
         *     mail then becomes a ticket, a message, or a suspended entry that an agent
         *     sees. No key is needed: a mail is known by its own bytes, and the same one
         *     again is answered with what it became the first time.
         */
        post: operations["intake_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Sets the first password of an invited person. The link works once.
         */
        post: operations["accept_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lint what is live
         * @description All rules over calendars, SLAs, plans, contracts, products, licence bands
         *     and the priority matrix, worst first: at most 500 findings, over at most a
         *     thousand records of each kind.
         */
        get: operations["lint_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lint a calendar
         * @description What saving would refuse is refused in the same words; everything else that
         *     looks wrong is a finding whose `path` points into `draft`.
         */
        post: operations["lint_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lint a contract
         * @description What saving would refuse is refused in the same words; everything else that
         *     looks wrong is a finding whose `path` points into `draft`. Another
         *     contract that holds for the same SLA is an error here, before it is put in
         *     force.
         */
        post: operations["lint_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/licence_bands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lint licence bands
         * @description What no band and what two bands have are findings, as is a band that an SLA
         *     asks for and that is not there.
         */
        post: operations["lint_licence_bands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lint a plan
         * @description What saving would refuse is refused in the same words; everything else that
         *     looks wrong is a finding whose `path` points into `draft`.
         */
        post: operations["lint_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/priority_matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lint a priority matrix
         * @description Cells that give less priority for more impact or urgency, and priorities that
         *     no cell gives.
         */
        post: operations["lint_priority_matrix"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/sla": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lint an SLA
         * @description What saving would refuse is refused in the same words; everything else that
         *     looks wrong is a finding whose `path` points into `draft`.
         */
        post: operations["lint_sla"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lint/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try drafts
         * @description "A ticket like this, now, would get …": plan, SLA, targets with their due
         *     instants, and what it costs, as if the drafts were in force. They are put
         *     in force, looked at and taken back, so the answer is what would happen. A
         *     plan that no contract of the account has is tried under one from today on
         *     (`contract_assumed`), an SLA that nothing names in its layer
         *     (`sla_assumed`). The right to edit each draft is needed.
         */
        post: operations["try_drafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get my profile */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change my profile
         * @description Other tabs and devices of oneself change it too, so `If-Match` is asked for.
         */
        patch: operations["update_me"];
        trace?: never;
    };
    "/api/v1/me/away": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go away, or come back
         * @description While an agent is away routing gives them nothing. What they own stays
         *     theirs.
         */
        post: operations["set_away"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change my password
         * @description Ends every session, and begins a new one for this browser. With
         *     `revoke_tokens` your API tokens end too.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my sessions */
        get: operations["list_my_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions */
        delete: operations["end_my_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a second factor
         * @description Show the address as a QR code, or the secret for typing in; then confirm
         *     with a first code. Until then sign-in does not ask for it.
         */
        post: operations["start_totp"];
        /** Turn the second factor off */
        delete: operations["disable_totp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the second factor
         * @description From now on sign-in asks for it. The recovery codes are shown this once.
         */
        post: operations["confirm_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications
         * @description The caller's own, newest first, with how much of it is unread.
         */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications as read
         * @description One of them and everything before it.
         */
        post: operations["read_notifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the permission matrix
         * @description Every permission with the kind of object it acts on, and every role with
         *     what it gives.
         */
        get: operations["get_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List support plans
         * @description By name; those put away only with `archived=true`.
         */
        get: operations["list_plans"];
        put?: never;
        /** Add a support plan */
        post: operations["create_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a support plan */
        get: operations["get_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a support plan
         * @description Another `spec` makes another version; the old ones stay readable and keep
         *     judging what they judged.
         */
        patch: operations["change_plan"];
        trace?: never;
    };
    "/api/v1/plans/{plan}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a support plan away
         * @description What it promised stays promised; it is offered no more.
         */
        post: operations["archive_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a support plan back
         * @description It is offered again, in the version that it had.
         */
        post: operations["restore_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a support plan
         * @description Newest first.
         */
        get: operations["list_plan_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the policy stands
         * @description The version in force, whether the caller has acknowledged it, and where it
         *     says something else than what the desk enforces.
         */
        get: operations["get_policy_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge a version
         * @description The caller has read it: the console's notice is gone until the next one.
         */
        post: operations["acknowledge_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the policy's draft
         * @description The texts that people write; everything else of the document is made from
         *     the configuration.
         */
        get: operations["get_policy_draft"];
        /**
         * Replace the policy's draft
         * @description Nothing of it is public before it is published.
         */
        put: operations["set_policy_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the policy
         * @description The document as it would be published now, of a draft that is saved or not,
         *     beside what is published; or for one customer, with what differs marked.
         *     Writes nothing.
         */
        post: operations["preview_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List published versions
         * @description Newest first.
         */
        get: operations["list_policy_versions"];
        put?: never;
        /**
         * Publish the policy
         * @description Makes the saved draft and the configuration of this moment the next version,
         *     kept whole. It is readable by everybody at once.
         */
        post: operations["publish_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a published version
         * @description As it was published, in both languages.
         */
        get: operations["get_policy_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{policy}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two published versions
         * @description Every line of both, section by section.
         */
        get: operations["diff_policy_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products
         * @description By name. Customers do not get the team and the SLA.
         */
        get: operations["list_products"];
        put?: never;
        /**
         * Add a product
         * @description The code is unique.
         */
        post: operations["create_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{product}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a product */
        get: operations["get_product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description What is left out stays, null empties.
         */
        patch: operations["update_product"];
        trace?: never;
    };
    "/api/v1/products/{product}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a product away
         * @description Its tickets and assets stay; it is offered no more.
         */
        post: operations["archive_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{product}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a product back */
        post: operations["restore_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contracts that end
         * @description Those in force that end in the next `days`, and those that ended in the last
         *     30 and were not renewed; the earliest end first, at most 500.
         */
        get: operations["list_renewals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List roles
         * @description Built-in ones first.
         */
        get: operations["list_roles"];
        put?: never;
        /**
         * Add a role
         * @description From named permissions; nobody gives more than they hold.
         */
        post: operations["create_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a role */
        get: operations["get_role"];
        put?: never;
        post?: never;
        /**
         * Delete a role
         * @description Only a role that nobody has.
         */
        delete: operations["delete_role"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Who has it, has what it gives from their next request on. Built-in roles
         *     cannot be changed.
         */
        patch: operations["update_role"];
        trace?: never;
    };
    "/api/v1/search/quick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a few things at once
         * @description Up to five tickets, accounts and contacts that the caller may see: a ticket number, or a part of a subject, a name or an address.
         */
        get: operations["quick_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["get_session"];
        put?: never;
        /**
         * Sign in
         * @description Unknown address, wrong password and disabled user give one answer. At most
         *     10 tries per account and 50 per network address in 15 minutes; a browser in
         *     which the person has signed in before has 10 of its own. Nothing is
         *     repeated by it, so no `Idempotency-Key` is asked for.
         */
        post: operations["sign_in"];
        /** Sign out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second_factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the second factor
         * @description Within five minutes after the password. The session gets a new cookie and
         *     a new CSRF token.
         */
        post: operations["send_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/escalation_policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the escalation policy
         * @description Whether the customer is told of an escalation by hand, and when the next
         *     update of an escalated ticket is due.
         */
        get: operations["get_escalation_policy"];
        /**
         * Replace the escalation policy
         * @description It holds for escalations from now on.
         */
        put: operations["set_escalation_policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/handoff_policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the handoff policy
         * @description The reasons, how long an offer stands, and how often a ticket may come back
         *     before those in charge are told.
         */
        get: operations["get_handoff_policy"];
        /**
         * Replace the handoff policy
         * @description It holds for offers from now on. A reason is put away rather than left out,
         *     so that old offers keep its name.
         */
        put: operations["set_handoff_policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/licence_bands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the licence bands
         * @description Named ranges of licence counts, for targets of SLAs that depend on them.
         *     `gaps` warns of counts that no band covers.
         */
        get: operations["get_licence_bands"];
        /**
         * Replace the licence bands
         * @description Bands that overlap are refused. Tickets keep what they were promised.
         */
        put: operations["set_licence_bands"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/priority_matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the priority matrix
         * @description The priority that a ticket gets from its impact and urgency.
         */
        get: operations["get_priority_matrix"];
        /**
         * Replace the priority matrix
         * @description Every cell is needed. Tickets keep the priority they have.
         */
        put: operations["set_priority_matrix"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/reopen_policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the reopen policy
         * @description How long a customer's message reopens a closed ticket.
         */
        get: operations["get_reopen_policy"];
        /**
         * Replace the reopen policy
         * @description It holds for messages from now on.
         */
        put: operations["set_reopen_policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/routing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the desk says about routing
         * @description Skills, which tickets need them, whose tickets go first, and the teams that
         *     give out tickets by themselves.
         */
        get: operations["get_routing"];
        /**
         * Replace what the desk says about routing
         * @description It holds for tickets that get a team from now on; what waits for somebody
         *     is looked at again.
         */
        put: operations["set_routing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the first administrator
         * @description With the link that the first start printed. It works once; afterwards this
         *     answers 404 for ever. The link is what makes it one effect, so an
         *     `Idempotency-Key` is taken and not needed.
         */
        post: operations["set_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Simulate drafts
         * @description The tickets of a past span (90 days up to now, unless it says otherwise)
         *     under a draft SLA, calendar, plan or contract: per ticket the old and the
         *     new verdict of every metric cycle, credits and money, and the figures of the
         *     whole span. Nothing is written. It is answered at once, so a span has at most
         *     100,000 tickets (`simulation_too_large`), and at most 500 tickets are listed,
         *     those for which anything differs; `surety simulate` prints all. Plans that
         *     nobody has and SLAs that nothing promises need the `id` of a saved one whose
         *     place they take (`simulation_without_place`). The right to edit each draft
         *     and plans is needed.
         */
        post: operations["simulate_drafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List SLAs
         * @description By name; those put away only with `archived=true`.
         */
        get: operations["list_slas"];
        put?: never;
        /** Add an SLA */
        post: operations["create_sla"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slas/{sla}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an SLA */
        get: operations["get_sla"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an SLA
         * @description Another `spec` makes another version; the old ones stay readable and keep
         *     judging what they judged.
         */
        patch: operations["change_sla"];
        trace?: never;
    };
    "/api/v1/slas/{sla}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an SLA away
         * @description What it promised stays promised; it is offered no more.
         */
        post: operations["archive_sla"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slas/{sla}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an SLA back
         * @description It is offered again, in the version that it had.
         */
        post: operations["restore_sla"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slas/{sla}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of an SLA
         * @description Newest first.
         */
        get: operations["list_sla_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List statuses
         * @description In the order of the screens.
         */
        get: operations["list_statuses"];
        put?: never;
        /**
         * Add a status
         * @description The category is fixed for good. Pauses left out are those of the category.
         */
        post: operations["create_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statuses/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a status */
        get: operations["get_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a status
         * @description What is left out stays. Making one the default takes the place from the one that had it.
         */
        patch: operations["update_status"];
        trace?: never;
    };
    "/api/v1/statuses/{status}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a status away
         * @description Tickets that have it keep it. The default of a category cannot be put away.
         */
        post: operations["archive_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statuses/{status}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a status back */
        post: operations["restore_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suspended_mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suspended mails
         * @description Newest first.
         */
        get: operations["list_suspended_mails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suspended_mails/{mail}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a suspended mail
         * @description With everything that the intake saw in it.
         */
        get: operations["get_suspended_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suspended_mails/{mail}/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a suspended mail in
         * @description As a new ticket, or into one that is named. Whoever lets it in vouches for
         *     its sender.
         */
        post: operations["admit_suspended_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suspended_mails/{mail}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a suspended mail away
         * @description Its bytes are kept; it leaves the tray.
         */
        post: operations["discard_suspended_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suspended_mails/{mail}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a suspended mail as it came */
        get: operations["get_suspended_mail_raw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description Those that tickets carry, in their order; counts stop at 1000.
         */
        get: operations["list_tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teams
         * @description By tier and name.
         */
        get: operations["list_teams"];
        put?: never;
        /**
         * Add a team
         * @description Members are agents who are not shut out.
         */
        post: operations["create_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a team */
        get: operations["get_team"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a team
         * @description What is left out stays, null empties; `member_ids` replaces them as a whole.
         */
        patch: operations["update_team"];
        trace?: never;
    };
    "/api/v1/teams/{team}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a team away
         * @description Its tickets stay with it until they are moved.
         */
        post: operations["archive_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a team back */
        post: operations["restore_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team}/routing/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Try routing
         * @description To whom a ticket like this would go now, with every check. Nothing is
         *     written. `strategy` and `cap` try what is not saved yet.
         */
        get: operations["preview_routing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ticket_types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ticket types
         * @description In the order of the screens.
         */
        get: operations["list_ticket_types"];
        put?: never;
        /**
         * Add a ticket type
         * @description The name is unique.
         */
        post: operations["create_ticket_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ticket_types/{ticket_type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a ticket type */
        get: operations["get_ticket_type"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a ticket type
         * @description What is left out stays.
         */
        patch: operations["update_ticket_type"];
        trace?: never;
    };
    "/api/v1/ticket_types/{ticket_type}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a ticket type away
         * @description Tickets that have it keep it.
         */
        post: operations["archive_ticket_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ticket_types/{ticket_type}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a ticket type back */
        post: operations["restore_ticket_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tickets
         * @description Only tickets that the caller may read. Pages never repeat or skip a row
         *     that stays as it is.
         */
        get: operations["list_tickets"];
        put?: never;
        /**
         * Open a ticket
         * @description In one transaction the contact and account are found, the entitlement is
         *     decided, credits are booked, and the SLA clocks start. A request over its
         *     plan's limit is kept and answered with `held` or `blocked`, never refused.
         */
        post: operations["open_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change many tickets
         * @description Each for itself: one that fails leaves the others. `before` has what to
         *     send to undo.
         */
        post: operations["change_tickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the tickets of saved views
         * @description Counts stop at 1000, so that they cost the same however many tickets there are.
         */
        get: operations["count_tickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a ticket
         * @description By number or id. Its clocks are replayed from its history at this moment.
         */
        get: operations["get_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a ticket
         * @description A change of account, requester, product, asset, type or channel makes a new
         *     entitlement decision; try it first with the preview.
         */
        patch: operations["change_ticket"];
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a ticket in that waits for approval or was kept aside */
        post: operations["admit_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Assign a ticket */
        post: operations["assign_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the entitlement decision in force
         * @description "Why this plan": for staff every candidate with every check, for customers
         *     the plain version.
         */
        get: operations["get_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List every decision of a ticket
         * @description Newest first. Past decisions stay as they were made.
         */
        get: operations["list_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a ticket away that waits for approval or was kept aside */
        post: operations["decline_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/deescalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand an escalated ticket back
         * @description It stays with its team and owner and is no longer escalated. Solving it
         *     does the same.
         */
        post: operations["deescalate_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/entitlement_preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview another entitlement
         * @description What other facts would give now, beside what is in force: plan, contract,
         *     SLA, credits and clocks. It is the change itself, made and taken back, so it
         *     is refused for the same reasons. Nothing is saved.
         */
        post: operations["preview_entitlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Escalate a ticket
         * @description On the functional path the ticket goes to a team or person, else to the
         *     first team of the next tier up. On the hierarchical path its owner keeps it
         *     and those above are told: one manager up at the first level, one more at
         *     each further one, else the supervisors. The answer's `escalation` says to
         *     whom and until when the next update is due. The customer's side may
         *     escalate what it may read, with `path` and `reason` alone.
         */
        post: operations["escalate_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the timeline of a ticket */
        get: operations["list_ticket_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer a ticket
         * @description To a team, or an agent, with a note of four required parts. It stays with
         *     whom it is until they accept; the answer's `handoff` says when it goes back
         *     unless somebody answers. One offer at a time. A change of team or owner, an
         *     escalation that gives it to others and the end of its work end the offer.
         */
        post: operations["offer_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/handoff/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an offered ticket
         * @description For the agent it is offered to, or anybody of the team. Whoever accepts owns
         *     it, or with `take` false the team has it and routing gives it out.
         */
        post: operations["accept_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/handoff/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline an offered ticket
         * @description With a reason. It stays with whom it is.
         */
        post: operations["decline_handoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/handoff/take_back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an offer back */
        post: operations["take_back_handoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a ticket into another one
         * @description Answers with the ticket that stays.
         */
        post: operations["merge_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the conversation of a ticket
         * @description The newest ones, oldest first; 200 when no limit is given. The next page
         *     has those before. Customers never see internal notes.
         */
        get: operations["list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/messages/{message}/full": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the whole text of a message
         * @description With the quotation and signature that the conversation leaves out.
         */
        get: operations["get_full_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/not_spam": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a ticket back from spam */
        post: operations["mark_not_spam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an internal note
         * @description Customers never see it, and no clock counts it.
         */
        post: operations["note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get who owned a ticket how long
         * @description By stretch, team and agent, in seconds of the wall clock and of the team's
         *     hours. An offer changes nothing; its acceptance does. For those who work at
         *     the desk.
         */
        get: operations["ticket_ownership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a ticket's credits back
         * @description For a cause that its plan refunds: `duplicate`, `own_defect`,
         *     `wrong_routing` or `cancelled` (spam and merging give back by themselves).
         *     `409 refund_not_in_plan` when the plan does not refund it,
         *     `409 nothing_to_refund` when nothing of it is open. Draft charges of the
         *     ticket are waived.
         */
        post: operations["refund_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a ticket
         * @description Free within 15 minutes and the plan's days; later it is a new decision and a
         *     new credit, and past the limit the plan's policy holds: the answer may be
         *     `held` or `blocked`.
         */
        post: operations["reopen_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a ticket publicly */
        post: operations["reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/routing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get why this agent
         * @description The newest decision of routing about a ticket: everybody who was considered
         *     with every check and the values compared. For colleagues.
         */
        get: operations["ticket_routing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark a ticket as read
         * @description Up to the event that was on the caller's screen. A mark never goes back.
         *     Lists show a ticket as unread while the customer's last message is neither
         *     answered nor read by the caller.
         */
        put: operations["mark_seen"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/solve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Solve a ticket */
        post: operations["solve_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/spam": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a ticket as spam
         * @description Its clocks stop, and its credit comes back if the plan says so.
         */
        post: operations["mark_spam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket}/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the verdicts of a ticket
         * @description Every finished clock as it was judged, which stays (`then`), and what the
         *     SLA and calendar versions of today would say of the same history (`now`).
         */
        get: operations["ticket_verdicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description Oldest first, ended and revoked ones too. The secret is never shown again.
         */
        get: operations["list_tokens"];
        put?: never;
        /**
         * Make an API token
         * @description The answer holds the secret, this once. A token can do what its scopes say
         *     and its maker can do, whichever is less, for at most 366 days.
         */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an API token */
        get: operations["get_token"];
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description It ends at once, on every node. Doing it twice changes nothing. There is
         *     nothing to overwrite, so no `If-Match` is asked for.
         */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List saved views
         * @description One's own, those of one's teams and everybody's, in the order of the screens.
         */
        get: operations["list_views"];
        put?: never;
        /**
         * Save a view
         * @description The filter has the parameters of `GET /tickets`. Private ones are
         *     everybody's right; to share one, `view_manage` is needed.
         */
        post: operations["create_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a saved view */
        get: operations["get_view"];
        put?: never;
        post?: never;
        /** Delete a saved view */
        delete: operations["delete_view"];
        options?: never;
        head?: never;
        /**
         * Change a saved view
         * @description What is left out stays; `filter` replaces it as a whole.
         */
        patch: operations["update_view"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What is said when an offer is accepted.
         * @example {
         *       "document_sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
         *       "name": "Grace Kim"
         *     }
         */
        AcceptContract: {
            /** @description SHA-256 of the document that was read, hexadecimal. */
            document_sha256: string;
            /** @description The name of the person who accepts, as they type it; 1 to 200 characters. */
            name: string;
            /**
             * @description Why the desk records it for the customer, at most 500 characters; only,
             *     and always, where the desk does.
             */
            reason?: string | null;
        };
        /**
         * @description Who gets a ticket that is accepted.
         * @example {
         *       "take": true
         *     }
         */
        AcceptInput: {
            /**
             * @description Whether whoever accepts owns it. Else it is the team's: routing gives it
             *     out where the team has it, and somebody takes it where not. An offer to
             *     an agent by name is always taken.
             * @default true
             */
            take?: boolean;
        };
        /**
         * @description The form behind an invitation.
         * @example {
         *       "password": "correct horse battery",
         *       "token": "sri_…"
         *     }
         */
        AcceptInvite: {
            /**
             * Format: password
             * @description 12 to 128 characters.
             */
            password: string;
            /**
             * Format: password
             * @description What follows `#` in the link.
             */
            token: string;
        };
        /** @description Who accepted a document. */
        AcceptanceView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The customer's contact; null where the desk recorded it for them. */
            contact_id?: string | null;
            /** @description The name that was typed. */
            name: string;
            /** @description Why the desk recorded it for them. */
            on_behalf_reason?: string | null;
            /** @description Who was signed in. */
            user_id?: string | null;
        };
        /**
         * @description A table of accounts that was sent up.
         * @example {
         *       "counts": {
         *         "changed": 0,
         *         "created": 1,
         *         "refused": 0,
         *         "unchanged": 0,
         *         "waiting": 0
         *       },
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "created_by": null,
         *       "finished_at": "2026-05-04T08:00:01Z",
         *       "head": [
         *         "external_ref",
         *         "name"
         *       ],
         *       "id": "imp_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "name": "accounts.csv",
         *       "options": null,
         *       "state": "done"
         *     }
         */
        AccountImportView: {
            /** @description What became of its lines. */
            counts: components["schemas"]["ImportCounts"];
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who sent it. */
            created_by?: string | null;
            /**
             * Format: date-time
             * @description When its last line was decided.
             */
            finished_at?: string | null;
            /** @description The cells of its head, once it was started. */
            head: string[];
            /** @description The id. */
            id: string;
            /** @description The name of its file. */
            name: string;
            options?: components["schemas"]["ImportOptions"] | null;
            /** @description `draft`, `running` or `done`. */
            state: string;
        };
        /** @description An account by name. */
        AccountOfMe: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * @description A customer organisation. What only the desk may know is null or empty for customers.
         * @example {
         *       "annual_revenue_minor": 12000000,
         *       "archived_at": null,
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "currency": "EUR",
         *       "domains": [
         *         "nordwind.example"
         *       ],
         *       "external_ref": "CRM-1042",
         *       "id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "industry": "energy",
         *       "locale": "de",
         *       "name": "Nordwind Energie",
         *       "notes": "",
         *       "open_deal_value_minor": null,
         *       "parent": null,
         *       "parent_id": null,
         *       "segment": "enterprise",
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1,
         *       "zone": "Europe/Berlin"
         *     }
         */
        AccountView: {
            /**
             * Format: int64
             * @description What it pays a year, in the smallest unit of its currency.
             */
            annual_revenue_minor?: number | null;
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description ISO 4217 code. */
            currency: string;
            /** @description Mail domains whose senders belong to it. */
            domains: string[];
            /** @description What another system knows it by; one account has it. */
            external_ref?: string | null;
            /** @description The id. */
            id: string;
            /** @description What it does. */
            industry?: string | null;
            /** @description BCP 47 language tag. */
            locale: string;
            /** @description Its name. */
            name: string;
            /** @description For the desk's eyes. */
            notes: string;
            /**
             * Format: int64
             * @description What it may buy next, in the smallest unit of its currency.
             */
            open_deal_value_minor?: number | null;
            parent?: components["schemas"]["Named"] | null;
            /** @description The account it belongs to. */
            parent_id?: string | null;
            /** @description Which part of the market it is counted in. */
            segment?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
            /** @description IANA zone. */
            zone: string;
        };
        /**
         * @description Acknowledges a version.
         * @example {
         *       "version": 3
         *     }
         */
        AcknowledgePolicy: {
            /**
             * Format: int64
             * @description Which was read.
             */
            version: number;
        };
        /** @description Who wrote or did something. */
        ActorView: {
            /** @description The address a message came from. */
            address?: string | null;
            /** @description The user or contact. */
            id?: string | null;
            /** @description `agent`, `customer` or `system`. */
            kind: string;
            /** @description The name. */
            name?: string | null;
        };
        /** @description How a suspended mail is let in. */
        AdmitInput: {
            /**
             * @description For which account, when not the one its sender belongs to.
             * @default null
             */
            account_id?: string | null;
            /**
             * @description Whose request it is, when the mail names no sender.
             * @default null
             */
            email?: string | null;
            /**
             * @description The number or id of a ticket it belongs to; without it a new one opens.
             * @default null
             */
            ticket?: string | null;
        };
        /** @description The role of an agent. */
        AgentRole: {
            /** @description The name of a built-in role, or null. */
            builtin?: string | null;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A team of an agent. */
        AgentTeam: {
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description 0 to 4.
             */
            tier: number;
        };
        /**
         * @description Somebody who works at the desk.
         * @example {
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "disabled_at": null,
         *       "email": "mara@desk.example",
         *       "id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "invited": false,
         *       "last_seen_at": null,
         *       "locale": "en",
         *       "manager": null,
         *       "name": "Mara Oduya",
         *       "role": {
         *         "builtin": "agent",
         *         "id": "rol_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "name": "Agent"
         *       },
         *       "teams": [
         *         {
         *           "id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *           "name": "Front line",
         *           "tier": 1
         *         }
         *       ],
         *       "totp_enabled": true,
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1,
         *       "zone": "Europe/Berlin"
         *     }
         */
        AgentView: {
            /**
             * Format: date-time
             * @description When they were invited.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When they were shut out.
             */
            disabled_at?: string | null;
            /** @description Where they sign in and are written to. */
            email: string;
            /** @description The id. */
            id: string;
            /** @description Whether they have not set a password yet. */
            invited: boolean;
            /**
             * Format: date-time
             * @description When they last called.
             */
            last_seen_at?: string | null;
            /** @description BCP 47 language tag. */
            locale: string;
            manager?: components["schemas"]["Named"] | null;
            /** @description Full name. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["AgentRole"];
            /** @description Where they work. */
            teams: components["schemas"]["AgentTeam"][];
            /** @description Whether they sign in with a second factor. */
            totp_enabled: boolean;
            /**
             * Format: date-time
             * @description When they were last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
            /** @description IANA zone. */
            zone: string;
        };
        /**
         * @description How an agent works.
         * @example {
         *       "absences": [
         *         {
         *           "from": "2026-07-01T06:00:00Z",
         *           "reason": "Leave",
         *           "until": "2026-07-15T06:00:00Z"
         *         }
         *       ],
         *       "agent_id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "away": false,
         *       "calendar_id": null,
         *       "cap": 8,
         *       "disabled": false,
         *       "name": "Mara Oduya",
         *       "open_tickets": 3,
         *       "skills": [
         *         {
         *           "level": 4,
         *           "skill": "database"
         *         }
         *       ],
         *       "version": 2,
         *       "zone": "Europe/Berlin"
         *     }
         */
        AgentWorkView: {
            /**
             * @description When they are not there: `from`, `until` (the first instant they are
             *     back) and `reason`.
             */
            absences: Record<string, never>[];
            /** @description Who. */
            agent_id: string;
            /** @description Whether they said that they are away just now. */
            away: boolean;
            /** @description Their own hours; null is the team's. */
            calendar_id?: string | null;
            /**
             * Format: int32
             * @description Open tickets up to which routing gives them more, 0 to 1,000; null is
             *     what the team says.
             */
            cap?: number | null;
            /** @description Whether they are shut out. */
            disabled: boolean;
            /** @description Their name. */
            name: string;
            /**
             * Format: int64
             * @description Open tickets that they own.
             */
            open_tickets: number;
            /** @description What they are good at: `skill` (its key) and `level`, 1 to 5. */
            skills: Record<string, never>[];
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
            /** @description Their IANA zone: in it a day of absence begins and ends. */
            zone: string;
        };
        /** @description A period that the sheet tells of. */
        AgreementPeriod: {
            /**
             * Format: date-time
             * @description First instant after it.
             */
            end: string;
            /** @description First day in the account's zone. */
            first_day: string;
            /** @description Last day in the account's zone. */
            last_day: string;
            /**
             * Format: date-time
             * @description First instant.
             */
            start: string;
            /**
             * Format: int64
             * @description How long they waited, together.
             */
            waited_seconds: number;
            /**
             * Format: int64
             * @description Tickets that waited for the customer in it.
             */
            waited_tickets: number;
        };
        /** @description The agreement sheet of a contract. */
        AgreementView: {
            /** @description Whose. */
            account: components["schemas"]["Named"];
            /** @description The contract. */
            contract_id: string;
            current_period?: components["schemas"]["AgreementPeriod"] | null;
            /** @description What is promised, and how it was kept. */
            goals: components["schemas"]["GoalView"][];
            /** @description The language of the words below. */
            language: string;
            last_period?: components["schemas"]["AgreementPeriod"] | null;
            /**
             * @description What was missed in both periods of tickets that the caller may read,
             *     the latest first, at most 100 of each period.
             */
            missed: components["schemas"]["MissedView"][];
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its number.
             */
            number: number;
            /** @description Its sections in words: `id`, `title` and blocks as in the policy. */
            sections: Record<string, never>[];
            /** @description The state, as it is now. */
            state: string;
            /** @description The line below it. */
            subtitle: string;
            /** @description Title of the sheet. */
            title: string;
            /**
             * Format: int64
             * @description Which version of the terms the sheet shows: the one in force.
             */
            version: number;
        };
        /** @description New terms of a contract in force, from a day on. What is left out stays. */
        AmendContract: {
            /** @description What it covers. */
            coverage?: Record<string, never> | null;
            /**
             * @description Whether it covers the accounts below its own.
             * @default null
             */
            covers_children?: boolean | null;
            /**
             * @description The day from which they hold, in the account's zone: today, which is at
             *     once, or a later one, which is its midnight. Today when left out.
             * @default null
             */
            effective_date?: string | null;
            /**
             * @description First day after it, or null.
             * @default null
             */
            end_date?: string | null;
            /**
             * @description Its name.
             * @default null
             */
            name?: string | null;
            /**
             * @description Why, for those who read the versions.
             * @default null
             */
            note?: string | null;
            /**
             * @description What is promised, in its version of now. The plan that it has already
             *     means that plan's newest version.
             * @default null
             */
            plan_id?: string | null;
            /**
             * Format: int64
             * @description Lower goes first.
             * @default null
             */
            rank?: number | null;
            /**
             * @description An SLA of its own, or null.
             * @default null
             */
            sla_id?: string | null;
            /**
             * @description The words of the agreement.
             * @default null
             */
            terms_text?: string | null;
        };
        /** @description What would become of one account. */
        ApplyPreviewView: {
            /** @description Which account. */
            account: components["schemas"]["Named"];
            /** @description Why it would be refused: a stable code. */
            code?: string | null;
            /** @description The same in words. */
            detail?: string | null;
            /** @description First day after the contract; null is open-ended. */
            end_date?: string | null;
            other_contract?: components["schemas"]["Named"] | null;
            /** @description `made` or `refused`. */
            outcome: string;
        };
        /** @description What became of one account. */
        ApplyTargetView: {
            /** @description Which account. */
            account: components["schemas"]["Named"];
            /** @description Why it was refused: a stable code. */
            code?: string | null;
            /** @description The contract that was made. */
            contract_id?: string | null;
            /** @description The same in words. */
            detail?: string | null;
            /** @description `waiting`, `made` or `refused`. */
            outcome: string;
        };
        /**
         * @description For whom contracts are made from a template, and from when.
         * @example {
         *       "account_ids": [
         *         "acc_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *       ],
         *       "start_date": "2026-07-01",
         *       "state": "active"
         *     }
         */
        ApplyTemplate: {
            /** @description Whose contracts are made, 1 to 200 accounts. */
            account_ids: string[];
            /** @description First day of each contract, in its account's zone. */
            start_date: string;
            /** @description How far each contract is taken: `draft`, `awaiting_acceptance` or `active`. */
            state: string;
        };
        /** @description One use of a template. */
        ApplyView: {
            /** @description Each account; left out in lists. */
            accounts?: components["schemas"]["ApplyTargetView"][];
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who did it. */
            created_by?: string | null;
            /** @description The id. */
            id: string;
            /**
             * Format: int64
             * @description Accounts that got one.
             */
            made: number;
            /**
             * Format: int64
             * @description Accounts that got none.
             */
            refused: number;
            /** @description First day of each contract, in its account's zone. */
            start_date: string;
            /** @description How far each contract is taken. */
            state: string;
            /** @description Of which template. */
            template_id: string;
            /**
             * Format: int64
             * @description In which version.
             */
            template_version: number;
            /**
             * Format: int64
             * @description Accounts that wait for their contract.
             */
            waiting: number;
        };
        /** @description A request for approval as a ticket names it. */
        ApprovalRef: {
            /** @description The request. */
            id: string;
            /** @description `waiting`, `approved`, `declined` or `withdrawn`. */
            state: string;
        };
        /** @description A request for approval. */
        ApprovalView: {
            account?: components["schemas"]["Named"] | null;
            contract?: components["schemas"]["ContractRef"] | null;
            /**
             * Format: date-time
             * @description When it was decided.
             */
            decided_at?: string | null;
            /** @description The name of who decided. */
            decided_by?: string | null;
            /** @description The id. */
            id: string;
            /** @description What they said. */
            note: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            requested_at: string;
            /** @description `waiting`, `approved`, `declined` or `withdrawn`. */
            state: string;
            ticket?: components["schemas"]["WaitingTicket"] | null;
        };
        /**
         * @description One sold unit or site.
         * @example {
         *       "account": {
         *         "id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "name": "Nordwind Energie"
         *       },
         *       "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "archived_at": null,
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "id": "ast_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "licence_count": 40,
         *       "name": "Substation 7",
         *       "product": {
         *         "id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "name": "Relay Gateway"
         *       },
         *       "product_id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "serial": "RGW-0071",
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1,
         *       "warranty_end": "2029-01-01",
         *       "warranty_start": "2026-01-01"
         *     }
         */
        AssetView: {
            account?: components["schemas"]["Named"] | null;
            /** @description Whose it is. */
            account_id: string;
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description The id. */
            id: string;
            /**
             * Format: int64
             * @description How many licences were sold.
             */
            licence_count?: number | null;
            /** @description Its name. */
            name: string;
            product?: components["schemas"]["Named"] | null;
            /** @description What it is one of. */
            product_id: string;
            /** @description Serial number as printed on it. */
            serial?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
            /** @description First day without warranty, `YYYY-MM-DD`. */
            warranty_end?: string | null;
            /** @description First day of warranty, `YYYY-MM-DD`. */
            warranty_start?: string | null;
        };
        /** @description Who gets a ticket. */
        Assign: {
            /**
             * @description The agent, or null for nobody.
             * @default null
             */
            assignee_id?: string | null;
            /**
             * @description The team, or null for none.
             * @default null
             */
            team_id?: string | null;
        };
        /** @description A file of a message. */
        AttachmentView: {
            /** @description Content-ID, for images inside a message. */
            content_id?: string | null;
            /** @description Its media type as declared. */
            content_type: string;
            /** @description The id. */
            id: string;
            /** @description Its name as given. */
            name: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Where to get it. */
            url: string;
        };
        /** @description Verdicts with the share that was kept. */
        AttainmentView: {
            /**
             * Format: int64
             * @description The share that was kept in hundredths of a percent, rounded down; null
             *     without a verdict.
             */
            attained_basis_points?: number | null;
            /**
             * Format: int64
             * @description Kept in time.
             */
            met: number;
            /**
             * Format: int64
             * @description Late.
             */
            missed: number;
        };
        /** @description Who did it. */
        AuditActor: {
            /** @description The user, or the contact that wrote without signing in. */
            id?: string | null;
            /** @description `agent`, `customer` or `system`. */
            kind: string;
            /** @description The name now. */
            name?: string | null;
        };
        /**
         * @description One entry.
         * @example {
         *       "action": "account.updated",
         *       "actor": {
         *         "id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "kind": "agent",
         *         "name": "Mara Oduya"
         *       },
         *       "at": "2026-05-04T08:00:00Z",
         *       "data": {
         *         "changes": {
         *           "segment": {
         *             "after": "enterprise",
         *             "before": null
         *           }
         *         }
         *       },
         *       "id": "aud_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "object_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "object_kind": "account",
         *       "object_name": "Halden Bank",
         *       "token_id": null
         *     }
         */
        AuditEntry: {
            /** @description What was done. */
            action: string;
            /** @description Who did it. */
            actor: components["schemas"]["AuditActor"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What changed. */
            data: Record<string, never>;
            /** @description The id. */
            id: string;
            /** @description Its id. */
            object_id: string;
            /** @description The kind of object. */
            object_kind: string;
            /**
             * @description What it is called now; a ticket by its number and subject. Null when it
             *     has no name or is gone.
             */
            object_name?: string | null;
            /** @description The API token used, if any. */
            token_id?: string | null;
        };
        /** @description A limit of an account with the period that holds now. */
        BalanceView: components["schemas"]["BucketView"] & {
            /** @description The contract; for free support its number is 0 and its name the plan's. */
            contract: components["schemas"]["ContractRef"];
        };
        /**
         * @description How many clocks are in each band.
         * @example {
         *       "all": 28,
         *       "breached": 2,
         *       "hour": 1,
         *       "later": 20,
         *       "today": 5
         *     }
         */
        BandCounts: {
            /**
             * Format: int64
             * @description All of them.
             */
            all: number;
            /**
             * Format: int64
             * @description Late and not fulfilled.
             */
            breached: number;
            /**
             * Format: int64
             * @description Less than an hour of open time is left.
             */
            hour: number;
            /**
             * Format: int64
             * @description Due after that.
             */
            later: number;
            /**
             * Format: int64
             * @description Due before midnight in the zone of its calendar.
             */
            today: number;
        };
        /** @description One group of the board. */
        BoardGroup: {
            /** @description Its clocks. */
            counts: components["schemas"]["BandCounts"];
            /** @description For `group`: an id, a tier, a priority, or `none`. */
            key: string;
            /** @description Its name; empty for `none`, tiers and priorities. */
            name: string;
        };
        /** @description One open clock. */
        BoardItem: {
            /** @description `breached`, `hour`, `today` or `later`. */
            band: string;
            /**
             * Format: int64
             * @description Open time that is left; below zero it is late.
             */
            business_seconds: number;
            /** @description Whether the clock counts at this moment, or its calendar is closed. */
            counting: boolean;
            /**
             * Format: date-time
             * @description When it is, or was, due.
             */
            due_at: string;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            /**
             * Format: int64
             * @description How long the promise is.
             */
            target_seconds: number;
            /** @description Its ticket, as lists show it. */
            ticket: components["schemas"]["TicketRowView"];
            /**
             * Format: int64
             * @description Wall clock that is left; below zero it is late.
             */
            wall_seconds: number;
        };
        /** @description The board. */
        BoardView: {
            /**
             * Format: date-time
             * @description When it was read; the seconds are as of then.
             */
            at: string;
            /** @description By what it is grouped. */
            by: string;
            /** @description All clocks. */
            counts: components["schemas"]["BandCounts"];
            /** @description By group; where more burns stands first. */
            groups: components["schemas"]["BoardGroup"][];
            /** @description The clocks that were asked for, what is due first, at most 200. */
            items: components["schemas"]["BoardItem"][];
            /** @description Whether there are more clocks than were listed or counted. */
            more: boolean;
        };
        /** @description A limit of a contract with the period that holds now. */
        BucketView: {
            /** @description Name of the limit within the contract. */
            bucket: string;
            /** @description The contract. */
            contract_id: string;
            /**
             * Format: int64
             * @description How many units a period has.
             */
            count: number;
            /** @description Its first day in the account's zone. */
            first_day: string;
            /**
             * Format: int64
             * @description Credits there were for this period, in hundredths.
             */
            granted_hundredths: number;
            /** @description Its last day in the account's zone. */
            last_day: string;
            /**
             * Format: date-time
             * @description First instant after it.
             */
            period_end: string;
            /**
             * Format: date-time
             * @description First instant of the period.
             */
            period_start: string;
            /**
             * Format: int64
             * @description Credits left, in hundredths: of a contract all, of a ticket those that
             *     it may draw.
             */
            remaining_hundredths: number;
            /** @description How much of what is left is for one product or asset alone. */
            reserved: components["schemas"]["ReservedView"][];
            /**
             * Format: int64
             * @description What this ticket took, in hundredths.
             */
            this_ticket_hundredths: number;
            /** @description `day`, `week`, `month`, `quarter`, `half_year` or `year`. */
            unit: string;
            /**
             * Format: int64
             * @description Credits used, in hundredths.
             */
            used_hundredths: number;
        };
        /** @description One line of a bulk decision. */
        BulkCharge: {
            /** @description The line. */
            id: string;
            /**
             * Format: int64
             * @description The version that was seen; a line that changed since is left alone.
             */
            version: number;
        };
        /** @description What became of one line of a bulk decision. */
        BulkChargeResult: {
            charge?: components["schemas"]["ChargeView"] | null;
            error?: components["schemas"]["BulkError"] | null;
            /** @description The line. */
            id: string;
            /** @description Whether it was decided. */
            ok: boolean;
        };
        /**
         * @description One decision for many charge lines.
         * @example {
         *       "change": {
         *         "status": "approved"
         *       },
         *       "charges": [
         *         {
         *           "id": "chg_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *           "version": 1
         *         }
         *       ]
         *     }
         */
        BulkChargesInput: {
            /** @description What each of them becomes. */
            change: components["schemas"]["ChangeCharge"];
            /** @description 1 to 200. */
            charges: components["schemas"]["BulkCharge"][];
        };
        /** @description Why a ticket of a bulk change was left alone. */
        BulkError: {
            /** @description Stable code. */
            code: string;
            /** @description What is wrong. */
            detail: string;
        };
        /** @description One change for many tickets. */
        BulkInput: {
            /** @description What changes in each. */
            change: components["schemas"]["ChangeInput"];
            /** @description At most [`BULK_MAX`]. */
            tickets: components["schemas"]["BulkTicket"][];
        };
        /** @description What became of one ticket of a bulk change. */
        BulkResult: {
            /** @description What its changed fields were before: send it as a change to undo this one. */
            before: Record<string, never>;
            error?: components["schemas"]["BulkError"] | null;
            /** @description As it was named. */
            id: string;
            /** @description Whether it was changed. */
            ok: boolean;
            /**
             * Format: int64
             * @description Its version now.
             */
            version?: number | null;
        };
        /** @description What became of each ticket of a bulk change. */
        BulkResults: {
            /** @description In the order they were named. */
            results: components["schemas"]["BulkResult"][];
        };
        /** @description Which tickets a bulk change is for. */
        BulkTicket: {
            /** @description Number or id. */
            id: string;
            /**
             * Format: int64
             * @description The version that was seen; a ticket that changed since is left alone.
             */
            version?: number | null;
        };
        /** @description The answer of the business-time calculator. */
        Calculated: {
            /** @description An instant for `add`, seconds for `between`. */
            result: Record<string, never>;
        };
        /** @description A new calendar, or a change of one: what is left out stays. */
        CalendarInput: {
            /** @description Its name. */
            name?: string | null;
            /** @description Zone, weekly hours, holidays and exceptions. */
            spec?: Record<string, never> | null;
        };
        /** @description A calendar with the version in force. */
        CalendarView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /**
             * Format: int64
             * @description Which version is in force.
             */
            current_version: number;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Zone, weekly hours, holidays and exceptions. */
            spec: Record<string, never>;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description Why a contract ends early. */
        Cancel: {
            /**
             * @description Why.
             * @default
             */
            reason?: string;
        };
        /** @description A contract that was considered, or the default plan. */
        CandidateView: {
            /** @description Every check, in order. */
            checks: components["schemas"]["CheckView"][];
            contract?: components["schemas"]["ContractRef"] | null;
            /** @description Whether every check passed. */
            passed: boolean;
            plan?: components["schemas"]["Named"] | null;
            /** @description Its place on the ladder. */
            rank: Record<string, never>;
            /** @description `asset`, `product`, `contact`, `account` or `ancestor`. */
            specificity?: string | null;
            /** @description Whether it won. */
            won: boolean;
        };
        /** @description What the tickets with one fact used. */
        CauseView: {
            filter?: components["schemas"]["TicketParams"] | null;
            /** @description The tag, word, id or priority; null for tickets that have none. */
            key?: string | null;
            /** @description `tag`, `word`, `type`, `product`, `contact` or `priority`. */
            kind: string;
            /** @description What people call it; null for tickets that have none. */
            name?: string | null;
            /**
             * Format: int64
             * @description How much of all that was used, in thousandths, rounded down. A ticket
             *     counts with each of its tags and words.
             */
            share_permille: number;
            /**
             * Format: int64
             * @description How many tickets.
             */
            tickets: number;
            /**
             * Format: int64
             * @description How many tickets in the span before.
             */
            tickets_before: number;
            /**
             * Format: int64
             * @description What they used, in hundredths.
             */
            used_before_hundredths: number;
            /**
             * Format: int64
             * @description What they used, in hundredths.
             */
            used_hundredths: number;
        };
        /** @description What used the credits of a span, compared with the span before. */
        CausesView: {
            /**
             * Format: date-time
             * @description First instant after it.
             */
            before: string;
            /** @description The limit, if it is of one. */
            bucket?: string | null;
            /** @description What it was, by kind, and within a kind what used most first. */
            causes: components["schemas"]["CauseView"][];
            /**
             * Format: date-time
             * @description First instant of the span before, which ends where this one begins.
             */
            compared_from: string;
            contract?: components["schemas"]["ContractRef"] | null;
            /** @description The list of all these tickets. */
            filter: components["schemas"]["TicketParams"];
            /**
             * Format: date-time
             * @description First instant of the span.
             */
            from: string;
            /** @description Whether there were more movements than are looked at. */
            more: boolean;
            /** @description What to do. */
            remedies: components["schemas"]["RemedyView"][];
            /**
             * Format: int64
             * @description How many tickets used credits.
             */
            tickets: number;
            /**
             * Format: int64
             * @description How many did in the span before.
             */
            tickets_before: number;
            /**
             * Format: int64
             * @description What those used, in hundredths.
             */
            used_before_hundredths: number;
            /**
             * Format: int64
             * @description What they used, in hundredths, with what was past the limit, less what
             *     came back.
             */
            used_hundredths: number;
        };
        /**
         * @description A change of an account; what is left out stays, null empties.
         * @example {
         *       "parent_id": null,
         *       "segment": "enterprise"
         *     }
         */
        ChangeAccount: {
            /**
             * Format: int64
             * @description What it pays a year, in the smallest unit of its currency.
             */
            annual_revenue_minor?: number | null;
            /** @description ISO 4217 code. */
            currency?: string | null;
            /** @description Replaces the mail domains as a whole. */
            domains?: string[] | null;
            /** @description What another system knows it by. */
            external_ref?: string | null;
            /** @description What it does. */
            industry?: string | null;
            /** @description BCP 47 language tag. */
            locale?: string | null;
            /** @description Its name. */
            name?: string | null;
            /** @description For the desk's eyes. */
            notes?: string | null;
            /**
             * Format: int64
             * @description What it may buy next, in the smallest unit of its currency.
             */
            open_deal_value_minor?: number | null;
            /** @description The account it belongs to. */
            parent_id?: string | null;
            /** @description Which part of the market it is counted in. */
            segment?: string | null;
            /** @description IANA zone. */
            zone?: string | null;
        };
        /**
         * @description A change of an agent; what is left out stays, null empties.
         * @example {
         *       "manager_id": null,
         *       "team_ids": [
         *         "tea_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *       ]
         *     }
         */
        ChangeAgent: {
            /** @description Where they sign in and are written to. */
            email?: string | null;
            /** @description BCP 47 language tag. */
            locale?: string | null;
            /** @description Who is told when it gets serious. */
            manager_id?: string | null;
            /** @description Full name. */
            name?: string | null;
            /** @description What they may do: a role of the agent side. */
            role_id?: string | null;
            /** @description Replaces the teams as a whole. */
            team_ids?: string[] | null;
            /** @description IANA zone. */
            zone?: string | null;
        };
        /**
         * @description A change of an asset; what is left out stays, null empties.
         * @example {
         *       "licence_count": 60,
         *       "warranty_end": "2030-01-01"
         *     }
         */
        ChangeAsset: {
            /** @description Whose it is. */
            account_id?: string | null;
            /**
             * Format: int64
             * @description How many licences were sold.
             */
            licence_count?: number | null;
            /** @description Its name. */
            name?: string | null;
            /** @description What it is one of. */
            product_id?: string | null;
            /** @description Serial number as printed on it. */
            serial?: string | null;
            /** @description First day without warranty, `YYYY-MM-DD`. */
            warranty_end?: string | null;
            /** @description First day of warranty, `YYYY-MM-DD`. */
            warranty_start?: string | null;
        };
        /**
         * @description What a charge line becomes.
         * @example {
         *       "status": "approved"
         *     }
         */
        ChangeCharge: {
            /** @description On which invoice it stands; needed for `invoiced`, 1 to 100 characters. */
            invoice_reference?: string | null;
            /** @description Why it is waived; needed for that, 1 to 500 characters. */
            reason?: string | null;
            /** @description `approved`, `invoiced` or `waived`. */
            status: string;
        };
        /**
         * @description A change of a contact; what is left out stays, null empties.
         * @example {
         *       "emails": [
         *         "ada@nordwind.example",
         *         "ada@example.org"
         *       ],
         *       "phone": null
         *     }
         */
        ChangeContact: {
            /** @description The account it belongs to. */
            account_id?: string | null;
            /** @description Replaces the addresses as a whole. */
            emails?: string[] | null;
            /** @description Replaces the accounts it follows as a whole. */
            followed_account_ids?: string[] | null;
            /** @description BCP 47 language tag; null is the account's. */
            locale?: string | null;
            /** @description Full name. */
            name?: string | null;
            /** @description Telephone number as typed. */
            phone?: string | null;
            /** @description What it does at the account. */
            title?: string | null;
            /** @description IANA zone; null is the account's. */
            zone?: string | null;
        };
        /**
         * @description A change of a contract. Plan, account and first day of one that is in force
         *     stay as agreed.
         */
        ChangeContract: {
            /** @description What it covers. */
            coverage?: Record<string, never> | null;
            /**
             * @description Whether it covers the accounts below its own.
             * @default null
             */
            covers_children?: boolean | null;
            /**
             * @description First day after it, or null.
             * @default null
             */
            end_date?: string | null;
            /**
             * @description Its name.
             * @default null
             */
            name?: string | null;
            /**
             * @description Only of a draft: what is promised, in its version of now.
             * @default null
             */
            plan_id?: string | null;
            /**
             * Format: int64
             * @description Lower goes first.
             * @default null
             */
            rank?: number | null;
            /**
             * @description An SLA of its own, or null.
             * @default null
             */
            sla_id?: string | null;
            /**
             * @description Only of a draft: first day.
             * @default null
             */
            start_date?: string | null;
            /**
             * @description The words of the agreement.
             * @default null
             */
            terms_text?: string | null;
        };
        /** @description What changes; what is absent stays, null empties. */
        ChangeInput: {
            /**
             * @description The account, or null.
             * @default null
             */
            account_id?: string | null;
            /**
             * @description Tags to put on.
             * @default []
             */
            add_tags?: string[];
            /**
             * @description The asset, or null.
             * @default null
             */
            asset_id?: string | null;
            /**
             * @description Who works on it, or null.
             * @default null
             */
            assignee_id?: string | null;
            /**
             * @description Or the status that a category stands for.
             * @default null
             */
            category?: string | null;
            /**
             * @description By which road it came; corrected, it is decided anew.
             * @default null
             */
            channel?: string | null;
            /**
             * @description `high`, `medium`, `low` or null.
             * @default null
             */
            impact?: string | null;
            /**
             * @description Why it waits; a pause always has a reason.
             * @default null
             */
            pause_reason?: string | null;
            /**
             * @description `urgent`, `high`, `normal`, `low` or null.
             * @default null
             */
            priority?: string | null;
            /**
             * @description The product, or null.
             * @default null
             */
            product_id?: string | null;
            /**
             * @description Tags to take off.
             * @default []
             */
            remove_tags?: string[];
            /**
             * @description Who asks.
             * @default null
             */
            requester_id?: string | null;
            /**
             * @description Whether it is spam.
             * @default null
             */
            spam?: boolean | null;
            /**
             * @description A status.
             * @default null
             */
            status_id?: string | null;
            /**
             * @description What it is about.
             * @default null
             */
            subject?: string | null;
            /**
             * @description All of its tags.
             * @default null
             */
            tags?: string[] | null;
            /**
             * @description Which team, or null.
             * @default null
             */
            team_id?: string | null;
            /**
             * @description The type, or null.
             * @default null
             */
            type_id?: string | null;
            /**
             * @description `high`, `medium`, `low` or null.
             * @default null
             */
            urgency?: string | null;
        };
        /**
         * @description The present and the new password.
         * @example {
         *       "current": "correct horse battery",
         *       "new": "wrong donkey dynamo"
         *     }
         */
        ChangePassword: {
            /**
             * Format: password
             * @description The present one.
             */
            current: string;
            /**
             * Format: password
             * @description 12 to 128 characters.
             */
            new: string;
            /** @description Whether every API token of yours ends with it. */
            revoke_tokens?: boolean;
        };
        /**
         * @description A change of a product; what is left out stays, null empties.
         * @example {
         *       "name": "Relay Gateway 2",
         *       "team_id": null
         *     }
         */
        ChangeProduct: {
            /** @description A short code, unique. */
            code?: string | null;
            /** @description What it is. */
            description?: string | null;
            /** @description Its name. */
            name?: string | null;
            /** @description A service-based SLA. */
            sla_id?: string | null;
            /** @description The team that requests about it go to. */
            team_id?: string | null;
        };
        /**
         * @description A change of a role; what is left out stays. The side never changes.
         * @example {
         *       "permissions": [
         *         "ticket_read"
         *       ]
         *     }
         */
        ChangeRole: {
            /** @description Its name. */
            name?: string | null;
            /** @description Replaces what it gives as a whole. */
            permissions?: string[] | null;
        };
        /**
         * @description A change of a status; what is left out stays.
         * @example {
         *       "is_default": true,
         *       "pauses": [
         *         "update"
         *       ]
         *     }
         */
        ChangeStatus: {
            /**
             * @description `true` makes it the one its category stands for. To take that place
             *     away, give it to another status.
             */
            is_default?: boolean | null;
            /** @description Its name, unique. */
            name?: string | null;
            /** @description Replaces the metrics it pauses as a whole. */
            pauses?: string[] | null;
            /**
             * Format: int64
             * @description Its place in lists.
             */
            position?: number | null;
        };
        /**
         * @description A change of a team; what is left out stays, null empties.
         * @example {
         *       "tier": 2
         *     }
         */
        ChangeTeam: {
            /** @description Its working hours. */
            calendar_id?: string | null;
            /** @description Where it is written to. */
            email?: string | null;
            /** @description Replaces the members as a whole. */
            member_ids?: string[] | null;
            /** @description Its name. */
            name?: string | null;
            /**
             * Format: int64
             * @description 0 to 4.
             */
            tier?: number | null;
        };
        /**
         * @description A change of a ticket type; what is left out stays.
         * @example {
         *       "position": 5
         *     }
         */
        ChangeTicketType: {
            /** @description Its name, unique. */
            name?: string | null;
            /**
             * Format: int64
             * @description Its place in lists.
             */
            position?: number | null;
        };
        /**
         * @description A change of a view; what is left out stays.
         * @example {
         *       "filter": {
         *         "category": "open,pending"
         *       },
         *       "sort": "-updated"
         *     }
         */
        ChangeView: {
            filter?: components["schemas"]["TicketParams"] | null;
            /** @description The name of its glyph. */
            icon?: string | null;
            /** @description Its name. */
            name?: string | null;
            /** @description `me`, `everyone`, or the id of a team. */
            owner?: string | null;
            /**
             * Format: int64
             * @description Its place in lists.
             */
            position?: number | null;
            /** @description The order. */
            sort?: string | null;
        };
        /**
         * @description What the lines of a currency in a status make together.
         * @example {
         *       "amount_minor": 14700,
         *       "count": 3,
         *       "currency": "EUR",
         *       "status": "draft"
         *     }
         */
        ChargeTotal: {
            /**
             * Format: int64
             * @description Together, in the smallest unit of the currency.
             */
            amount_minor: number;
            /**
             * Format: int64
             * @description How many lines.
             */
            count: number;
            /** @description Three letters, ISO 4217. */
            currency: string;
            /** @description `draft`, `approved`, `invoiced` or `waived`. */
            status: string;
        };
        /** @description A charge line. */
        ChargeView: {
            account?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description In the smallest unit of the currency.
             */
            amount_minor: number;
            /** @description Under which contract. */
            contract: components["schemas"]["ContractRef"];
            /**
             * Format: date-time
             * @description When it was drafted.
             */
            created_at: string;
            /** @description Three letters, ISO 4217. */
            currency: string;
            /** @description The id. */
            id: string;
            /** @description On which invoice it stands. */
            invoice_reference?: string | null;
            /**
             * Format: int64
             * @description Hundredths of a credit.
             */
            quantity_hundredths: number;
            /**
             * @description Why it was waived. `refund:` and the cause where the desk waived it
             *     because the ticket's credits came back.
             */
            reason?: string | null;
            /** @description `draft`, `approved`, `invoiced` or `waived`. */
            status: string;
            /**
             * Format: int64
             * @description For which ticket.
             */
            ticket_number?: number | null;
            /**
             * Format: int64
             * @description Of one over-limit ticket, in the smallest unit of the currency.
             */
            unit_price_minor: number;
            /**
             * Format: date-time
             * @description When it was last decided.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description One check of one candidate. */
        CheckView: {
            /** @description `plan`, `state`, `dates`, `product_asset`, `contact`, `channel`, `type` or `credits`. */
            check: string;
            /** @description What was there. */
            found: Record<string, never>;
            /** @description Whether it passed. */
            passed: boolean;
            /** @description What would have passed; null is anything. */
            wanted: Record<string, never>;
        };
        /** @description The calendar a clock is measured in. */
        ClockCalendar: {
            /** @description The calendar. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its version then.
             */
            version: number;
            /** @description Its IANA zone. */
            zone: string;
        };
        /** @description One cycle of one metric. */
        ClockView: {
            /** @description Whether it was missed. */
            breached: boolean;
            calendar?: components["schemas"]["ClockCalendar"] | null;
            /**
             * Format: int64
             * @description From 0.
             */
            cycle: number;
            /**
             * Format: date-time
             * @description When it is or was due; null while paused.
             */
            due_at?: string | null;
            /**
             * Format: int64
             * @description Business seconds used.
             */
            elapsed_seconds: number;
            /**
             * Format: date-time
             * @description When it was met or at last fulfilled.
             */
            fulfilled_at?: string | null;
            /** @description `contract`, `plan`, `product` or `corporate`: which layer promised it. */
            layer: string;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            /**
             * Format: int64
             * @description Business seconds left, negative when late.
             */
            remaining_seconds: number;
            /** @description Which SLA. */
            sla: components["schemas"]["SlaRef"];
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at: string;
            /** @description `running`, `paused`, `met`, `breached` or `none`. */
            state: string;
            /**
             * Format: int64
             * @description The promise in business seconds.
             */
            target_seconds: number;
        };
        /**
         * @description A code of the authenticator.
         * @example {
         *       "code": "287082"
         *     }
         */
        Code: {
            /** @description Six digits, or for turning off a recovery code. */
            code: string;
        };
        /** @description Somebody who was considered. */
        ConsideredView: {
            /** @description Who. */
            agent: components["schemas"]["Named"];
            /**
             * Format: int32
             * @description Their cap then.
             */
            cap: number;
            /**
             * @description Every check in order: `check` (`member`, `enabled`, `permitted`, `here`,
             *     `present`, `hours`, `cap` or `skill`), `passed`, and where they say more
             *     `skill`, `found`, `wanted` and `until`.
             */
            checks: Record<string, never>[];
            /**
             * Format: int32
             * @description The sum of their levels in what was required.
             */
            fit: number;
            /**
             * Format: date-time
             * @description When routing had last given them a ticket.
             */
            last_given_at?: string | null;
            /**
             * Format: int32
             * @description Their open tickets then.
             */
            open: number;
            /** @description Whether every check passed. */
            passed: boolean;
        };
        /**
         * @description A person who asks.
         * @example {
         *       "account": {
         *         "id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "name": "Nordwind Energie"
         *       },
         *       "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "archived_at": null,
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "emails": [
         *         "ada@nordwind.example"
         *       ],
         *       "followed_account_ids": [],
         *       "id": "con_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "locale": "de",
         *       "name": "Ada Lindqvist",
         *       "phone": null,
         *       "title": "Grid operations",
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1,
         *       "zone": null
         *     }
         */
        ContactView: {
            account?: components["schemas"]["Named"] | null;
            /** @description The account it belongs to. */
            account_id?: string | null;
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Addresses, the one we write to first. */
            emails: string[];
            /** @description Accounts it follows beside its own. */
            followed_account_ids: string[];
            /** @description The id. */
            id: string;
            /** @description BCP 47 language tag; null is the account's. */
            locale?: string | null;
            /** @description Full name. */
            name: string;
            /** @description Telephone number as typed. */
            phone?: string | null;
            /** @description What it does at the account. */
            title?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
            /** @description IANA zone; null is the account's. */
            zone?: string | null;
        };
        /** @description A file of a contract. */
        ContractFileView: {
            /** @description Its media type as declared. */
            content_type: string;
            /**
             * Format: date-time
             * @description When it was put there.
             */
            created_at: string;
            /** @description Whether the customer sees it. */
            for_customer: boolean;
            /** @description The id. */
            id: string;
            /** @description Its name as given; never a path. */
            name: string;
            /** @description SHA-256 of its bytes, hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Where its bytes are. */
            url: string;
        };
        /** @description A contract as a ticket names it. */
        ContractRef: {
            /** @description The contract. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its number.
             */
            number: number;
        };
        /**
         * @description A template of contracts; in a change what is left out stays.
         * @example {
         *       "name": "Car maker warranty",
         *       "spec": {
         *         "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "term": {
         *           "count": 3,
         *           "unit": "year"
         *         },
         *         "terms_text": "Warranty support as agreed."
         *       }
         *     }
         */
        ContractTemplateInput: {
            /** @description Its name. */
            name?: string | null;
            /** @description Plan, SLA, term, coverage, rank and words of each contract. */
            spec?: Record<string, never> | null;
        };
        /** @description A template of contracts with the version in force. */
        ContractTemplateView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /**
             * Format: int64
             * @description Which version is in force.
             */
            current_version: number;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Plan, SLA, term, coverage, rank and words of each contract. */
            spec: Record<string, never>;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description A version of a contract, or an amendment that is none yet or never was. */
        ContractVersionView: {
            /**
             * Format: int64
             * @description The number of the amendment that it comes from, to cancel it by.
             */
            amendment?: number | null;
            /** @description What an amendment changes, as it was asked for. */
            changes?: Record<string, never> | null;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who made it. */
            created_by?: string | null;
            /**
             * Format: date-time
             * @description When it came into force or was cancelled, for an amendment.
             */
            decided_at?: string | null;
            /**
             * Format: date-time
             * @description The instant from which it holds.
             */
            effective_at: string;
            /** @description The day from which it holds, in the account's zone. */
            effective_date: string;
            /** @description Why it was amended. */
            note: string;
            /**
             * @description `in_force`, `past`, `scheduled`, `cancelled`, or `lapsed` (the contract
             *     was over when its day came).
             */
            state: string;
            terms?: components["schemas"]["TermsView"] | null;
            /**
             * Format: int64
             * @description Its number, from 1; null for an amendment that has not come into force.
             */
            version?: number | null;
        };
        /** @description A contract. */
        ContractView: {
            /** @description Whose. */
            account: components["schemas"]["Named"];
            /** @description What it covers; empty lists cover everything of their kind. */
            coverage: Record<string, never>;
            /** @description Whether it covers the accounts below its own. */
            covers_children: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Its limits with the period that holds now. */
            credits: components["schemas"]["BucketView"][];
            /** @description First day after it; null is open-ended. */
            end_date?: string | null;
            /**
             * Format: date-time
             * @description The first instant after it.
             */
            ends_at?: string | null;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: date-time
             * @description When the next scheduled amendment comes into force.
             */
            next_amendment_at?: string | null;
            /**
             * Format: int64
             * @description Short and human.
             */
            number: number;
            /** @description What is promised. */
            plan: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Which version of the plan was agreed.
             */
            plan_version: number;
            /**
             * Format: int64
             * @description Lower goes first when several fit equally well.
             */
            rank: number;
            sla?: components["schemas"]["Named"] | null;
            /** @description First day. */
            start_date: string;
            /**
             * Format: date-time
             * @description Its first instant.
             */
            starts_at: string;
            /** @description `draft`, `awaiting_acceptance`, `active`, `suspended`, `expired` or `cancelled`, as it is now. */
            state: string;
            /** @description Why it is interrupted. */
            suspended_reason?: string | null;
            /**
             * Format: date-time
             * @description When it resumes by itself.
             */
            suspended_until?: string | null;
            /** @description The words of the agreement. */
            terms_text: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /**
         * @description A new token. The scopes are permissions one holds oneself.
         * @example {
         *       "expires_at": "2027-06-01T00:00:00Z",
         *       "name": "monitoring",
         *       "scopes": [
         *         "ticket_create",
         *         "ticket_read"
         *       ]
         *     }
         */
        CreateToken: {
            /**
             * Format: date-time
             * @description When it ends, at most 366 days from now, and not after the token that
             *     makes it.
             */
            expires_at: string;
            /** @description What its owner calls it. */
            name: string;
            /** @description What it may do at most: names of permissions, one at least. */
            scopes: string[];
        };
        /** @description A token with its secret, which is never shown again. */
        CreatedToken: components["schemas"]["TokenView"] & {
            /**
             * @description The secret: send it as `Authorization: Bearer srt_…`.
             * @example srt_…
             */
            token: string;
        };
        /** @description Credits by hand: on top with their own end, or an adjustment. */
        CreditInput: {
            /**
             * Format: int64
             * @description Hundredths of a credit; only an adjustment may be negative.
             */
            amount_hundredths: number;
            /** @description For tickets about this asset alone. */
            asset_id?: string | null;
            /** @description Which limit; a top-up that names none goes into all, because a ticket draws from all. */
            bucket?: string | null;
            /**
             * Format: date-time
             * @description When a top-up ends; left out is never.
             */
            expires_at?: string | null;
            /**
             * @description For tickets about this product alone; an adjustment down takes only of
             *     what is for it.
             */
            product_id?: string | null;
            /** @description Why. */
            reason: string;
        };
        /** @description What a ticket drew from one limit. */
        CreditLineView: {
            /**
             * Format: int64
             * @description Left after, in hundredths.
             */
            after_hundredths: number;
            /**
             * Format: int64
             * @description Left before, in hundredths.
             */
            before_hundredths: number;
            /**
             * Format: int64
             * @description The cost, in hundredths.
             */
            cost_hundredths: number;
        };
        /** @description What is said to a request. */
        DecideApproval: {
            /**
             * @description Why.
             * @default
             */
            note?: string;
        };
        /**
         * @description Which mark stands before the part of an amount that is less than one.
         * @enum {string}
         */
        Decimal: "point" | "comma";
        /** @description A decision with names. For customers everything but `plain` is left out. */
        DecisionView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            at: string;
            /** @description The rule that gave the answer. */
            because?: string | null;
            /** @description Every candidate, in the order of the ladder; the default plan last. */
            candidates: components["schemas"]["CandidateView"][];
            /** @description Why it was made. */
            cause: string;
            contract?: components["schemas"]["ContractRef"] | null;
            /** @description By limit. */
            credits: {
                [key: string]: components["schemas"]["CreditLineView"];
            };
            /** @description The stored decision; null for a preview. */
            id?: string | null;
            /** @description What the limit policy said. */
            limit_action?: string | null;
            /** @description `covered`, `over_limit` or `uncovered`. */
            outcome: string;
            /** @description The plain version. */
            plain: components["schemas"]["PlainView"];
            plan?: components["schemas"]["Named"] | null;
            sla?: components["schemas"]["Named"] | null;
            /** @description Which rung of the ladder separated the winner from the next. */
            tie_break?: string | null;
        };
        /**
         * @description Why an offer is declined.
         * @example {
         *       "reason": "The fault is in the network; ask the network team."
         *     }
         */
        DeclineInput: {
            /** @description In at most 2,000 characters. */
            reason: string;
        };
        /**
         * @description Why a ticket is handed back.
         * @example {
         *       "reason": "The customer agreed to wait for the release."
         *     }
         */
        DeescalateInput: {
            /** @description In at most 2,000 characters. */
            reason: string;
        };
        /** @description Why a mail is put away. */
        Discard: {
            /** @description Why. */
            reason: string;
        };
        /** @description A document that was offered. */
        DocumentView: {
            acceptance?: components["schemas"]["AcceptanceView"] | null;
            /**
             * Format: int64
             * @description Which version of the terms it shows.
             */
            contract_version: number;
            /**
             * Format: date-time
             * @description When it was offered.
             */
            created_at: string;
            /** @description Its language. */
            locale: string;
            /**
             * Format: int64
             * @description From 1; the newest is the one that is, or was last, offered.
             */
            number: number;
            /** @description SHA-256 of its bytes, hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Where its bytes are. */
            url: string;
        };
        /** @description An open clock on both sides; null where nothing is promised. */
        EffectClock: {
            after?: components["schemas"]["EffectState"] | null;
            before?: components["schemas"]["EffectState"] | null;
            /**
             * @description `newly_late`, `no_longer_late`, `moved`, `attached` (promised only
             *     then), `detached` (no longer promised) or `same`.
             */
            change: string;
            /**
             * Format: int32
             * @description From 0 within its metric.
             */
            cycle: number;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
        };
        /**
         * @description An amendment as its form holds it.
         * @example {
         *       "draft": {
         *         "sla_id": null
         *       },
         *       "id": "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *     }
         */
        EffectContract: {
            /**
             * @description What would be sent to amend it. A later day is reckoned as if it were
             *     today.
             */
            draft: components["schemas"]["AmendContract"];
            /** @description The contract that is amended. */
            id: string;
        };
        /** @description What an account has left of a limit. */
        EffectCredits: {
            /** @description Their name. */
            account: string;
            /** @description Whose. */
            account_id: string;
            /**
             * Format: int64
             * @description Hundredths of a credit that would be left.
             */
            after_hundredths?: number | null;
            /**
             * Format: int64
             * @description Hundredths of a credit that are left as things are; null where there is
             *     no such limit.
             */
            before_hundredths?: number | null;
            /** @description Which limit. */
            bucket: string;
            /** @description The contract, or the account of free support in its place. */
            contract_id: string;
        };
        /**
         * @description Drafts, of which there is at least one. One that is not saved yet has no
         *     open tickets.
         * @example {
         *       "sla": {
         *         "draft": {
         *           "spec": {
         *             "targets": [
         *               {
         *                 "metric": "first_response",
         *                 "seconds": 3600
         *               }
         *             ]
         *           }
         *         },
         *         "id": "sla_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *       }
         *     }
         */
        EffectInput: {
            calendar?: components["schemas"]["LintCalendar"] | null;
            contract?: components["schemas"]["EffectContract"] | null;
            plan?: components["schemas"]["LintPlan"] | null;
            sla?: components["schemas"]["LintSla"] | null;
        };
        /** @description Where a clock stands, on one side. */
        EffectState: {
            /**
             * Format: date-time
             * @description When it is or was due; null while it is paused.
             */
            due_at?: string | null;
            /** @description Whether nothing was left of the target when it came. */
            late_attached: boolean;
            /**
             * Format: int64
             * @description Seconds of its clock that are left; below zero it is late.
             */
            remaining_seconds: number;
            /** @description `running`, `paused` or `breached`. */
            state: string;
            /**
             * Format: int64
             * @description How long is promised, in seconds of its clock.
             */
            target_seconds: number;
        };
        /**
         * @description An escalation step that would come at another time, at once, or that has
         *     fired.
         */
        EffectStep: {
            /**
             * @description What it does: `notify`, `reassign`, `raise_priority`, `set_priority`,
             *     `tag` or `set_status`.
             */
            actions: string[];
            /**
             * Format: date-time
             * @description When it would come.
             */
            after_at?: string | null;
            /**
             * Format: date-time
             * @description When it comes or came, as things are.
             */
            before_at?: string | null;
            /**
             * Format: int32
             * @description Of which of its cycles.
             */
            cycle: number;
            /** @description Of which metric. */
            metric: string;
            /**
             * @description `fires` (at once, after saving), `fired` (it has, and never does again),
             *     `later` (it would come then) or `gone` (it would not come any more).
             */
            state: string;
            /** @description The step's id within its SLA. */
            step: string;
            /** @description Colleagues that it would tell now. */
            tells: components["schemas"]["Named"][];
            /** @description Whether it tells the customer. */
            tells_customer: boolean;
        };
        /** @description An open ticket for which something changes. */
        EffectTicket: {
            /** @description Their name. */
            account?: string | null;
            /** @description Whose it is. */
            account_id?: string | null;
            /** @description Its open clocks. */
            clocks: components["schemas"]["EffectClock"][];
            /** @description Its steps, at most 20: those that fire at once first. */
            steps: components["schemas"]["EffectStep"][];
            /** @description What it is called. */
            subject: string;
            /**
             * Format: int64
             * @description Its number.
             */
            ticket: number;
            /** @description Its id. */
            ticket_id: string;
        };
        /** @description What drafts would do to the open tickets. */
        EffectView: {
            /**
             * Format: date-time
             * @description The moment that was taken for that of saving.
             */
            at: string;
            /**
             * Format: int64
             * @description Those of them for which anything that is told below changes.
             */
            changed: number;
            /**
             * @description What the accounts of these tickets have left, where that changes; of at
             *     most 100 accounts.
             */
            credits: components["schemas"]["EffectCredits"][];
            /**
             * Format: int64
             * @description Escalation steps that would fire at once.
             */
            fires: number;
            /**
             * Format: int64
             * @description Tickets that change and that the caller may not read.
             */
            hidden: number;
            /**
             * Format: int64
             * @description Tickets of the plan whose contracts keep the version that was agreed.
             */
            kept: number;
            /**
             * Format: int64
             * @description Open tickets that were looked at.
             */
            looked_at: number;
            /**
             * @description Whether there are more open tickets than are looked at: every figure is
             *     then "at least".
             */
            more: boolean;
            /** @description Whether there are more accounts than were looked at. */
            more_credits: boolean;
            /** @description Whether more tickets change than are listed. */
            more_tickets: boolean;
            /**
             * Format: int64
             * @description Tickets with a clock that is due at another instant.
             */
            moved: number;
            /**
             * Format: int64
             * @description Tickets with a clock that would be late and is not.
             */
            newly_late: number;
            /**
             * Format: int64
             * @description Tickets with a clock that is late and would not be.
             */
            no_longer_late: number;
            /** @description Tickets that change, in the order in which they were opened; at most 200. */
            tickets: components["schemas"]["EffectTicket"][];
            /**
             * Format: int64
             * @description Tickets that would be promised by another version.
             */
            touched: number;
        };
        /**
         * @description What an empty cell says.
         * @enum {string}
         */
        EmptyCells: "keep" | "clear";
        /** @description One movement of credits. Entries are never changed. */
        EntryView: {
            /** @description Who did it. */
            actor: components["schemas"]["AuditActor"];
            /**
             * Format: int64
             * @description Hundredths of a credit, signed. Overage is no part of the balance.
             */
            amount_hundredths: number;
            asset?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description From when it counts.
             */
            at: string;
            /**
             * Format: int64
             * @description The limit's balance right after it, in hundredths.
             */
            balance_after: number;
            /** @description Of which limit. */
            bucket: string;
            /** @description Whose credits. */
            contract: components["schemas"]["ContractRef"];
            /**
             * Format: date-time
             * @description When the credits that it brought end.
             */
            expires_at?: string | null;
            /** @description The id. */
            id: string;
            /** @description `grant`, `consume`, `refund`, `expire`, `roll_over`, `top_up`, `adjust` or `overage`. */
            kind: string;
            /**
             * Format: int64
             * @description Of which period of the limit, from 0.
             */
            period_index?: number | null;
            product?: components["schemas"]["Named"] | null;
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description For which ticket.
             */
            ticket_number?: number | null;
        };
        /**
         * @description To whom, why and until when.
         * @example {
         *       "path": "hierarchical",
         *       "reason": "Nothing has moved since Monday."
         *     }
         */
        EscalateInput: {
            /**
             * Format: date-time
             * @description Until when the next public update is promised, at most 30 days ahead;
             *     else by the escalation policy.
             */
            next_update_at?: string | null;
            /**
             * @description `functional`: to those who can solve it; `hierarchical`: to those above
             *     its owner, who keeps it.
             */
            path: string;
            /** @description Why, in at most 2,000 characters. */
            reason: string;
            /**
             * @description To which team. On the functional path without team and person: the
             *     first team of the next tier up.
             */
            team_id?: string | null;
            /** @description To which agent. */
            user_id?: string | null;
        };
        /** @description That a ticket is escalated, as lists show it. */
        EscalatedBadge: {
            /**
             * Format: int32
             * @description From 1.
             */
            level: number;
            /**
             * Format: date-time
             * @description Until when the next update is due; null when none is asked for.
             */
            next_update_at?: string | null;
            /** @description `functional` or `hierarchical`. */
            path: string;
        };
        /**
         * @description The policy with its version.
         * @example {
         *       "next_update_minutes": {
         *         "high": 240,
         *         "low": 2880,
         *         "none": 1440,
         *         "normal": 1440,
         *         "urgent": 60
         *       },
         *       "tell_customer": false,
         *       "version": 1
         *     }
         */
        EscalationPolicyView: {
            /** @description When the next update of an escalated ticket is due, by its priority. */
            next_update_minutes: components["schemas"]["NextUpdateMinutes"];
            /** @description Whether the customer is told of an escalation by hand. */
            tell_customer: boolean;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description How a ticket stands escalated. */
        EscalationView: {
            /** @description By whom; steps of an SLA are by `system`. */
            by: components["schemas"]["ActorView"];
            /** @description Whether the customer asked for it or was told. */
            customer_knows: boolean;
            /**
             * Format: int32
             * @description From 1; it rises until the ticket is handed back.
             */
            level: number;
            /**
             * Format: date-time
             * @description Until when the next update is due; null when none is asked for.
             */
            next_update_at?: string | null;
            /** @description `functional` or `hierarchical`. */
            path: string;
            /** @description To whom; for agents. */
            people: components["schemas"]["Named"][];
            /** @description Why; for agents, and what the customer's side wrote itself. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description When this level was reached.
             */
            since: string;
            team?: components["schemas"]["Named"] | null;
            /** @description Whether it was noticed that it did not come in time. */
            update_missed: boolean;
        };
        /** @description One entry of the timeline. */
        EventView: {
            /** @description Who did it. */
            actor: components["schemas"]["ActorView"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Its facts. */
            data: Record<string, never>;
            /** @description What happened. */
            kind: string;
            /**
             * Format: int64
             * @description Its place in the order.
             */
            seq: number;
        };
        /**
         * @description A feed to look at.
         * @example {
         *       "ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
         *     }
         */
        FeedInput: {
            /** @description The text of the iCalendar file. */
            ics: string;
        };
        /** @description What applying a feed would do. */
        FeedPreview: {
            /** @description Days that would close. */
            added: components["schemas"]["Holiday"][];
            /**
             * @description Days that would close and are hardly days off: `holiday_observance`,
             *     `holiday_long`. Paths point into this answer, e.g. `/added/3`.
             */
            findings: components["schemas"]["FindingView"][];
            /** @description What closes no day, and why. */
            skipped: components["schemas"]["Skipped"][];
            /** @description Days that are holidays of the calendar already. */
            unchanged: components["schemas"]["Holiday"][];
        };
        /** @description A field of an account before and after. */
        FieldChange: {
            /** @description Which. */
            field: components["schemas"]["ImportField"];
            /** @description What it was; null: nothing. Amounts are decimals with their currency. */
            from?: string | null;
            /** @description What it is or would be. */
            to?: string | null;
        };
        /** @description One field that is wrong. */
        FieldProblem: {
            /** @description Stable snake_case code. */
            code: string;
            /** @description What is wrong and what to do. */
            detail: string;
            /** @description Path of the field. */
            field: string;
        };
        /**
         * @description One finding.
         * @example {
         *       "code": "target_hidden",
         *       "params": {
         *         "by": [
         *           1
         *         ],
         *         "metric": "resolution"
         *       },
         *       "path": "/spec/targets/3",
         *       "severity": "warning"
         *     }
         */
        FindingView: {
            /** @description Which rule; stable. */
            code: string;
            /** @description What its text names, by the rule; see `docs/lint.md`. */
            params: Record<string, never>;
            /** @description JSON pointer (RFC 6901) into the draft; empty is the whole. */
            path: string;
            /** @description `error`, `warning` or `hint`. */
            severity: string;
        };
        /** @description What is to be expected of one limit in the period that holds now. */
        ForecastView: {
            /** @description Of which limit. */
            bucket: string;
            /** @description The contract; for free support its number is 0 and its name the plan's. */
            contract: components["schemas"]["ContractRef"];
            /**
             * @description The day on which the credits run out if every week is as heavy as the
             *     heaviest of the last weeks.
             */
            early_on?: string | null;
            /** @description Last day of the period, in the account's zone. */
            last_day: string;
            /** @description The day if every week is as light as the lightest; none is not in this period. */
            late_on?: string | null;
            /** @description The day if every week is like the average one. */
            likely_on?: string | null;
            /**
             * Format: int64
             * @description What is left now, in hundredths.
             */
            remaining_hundredths: number;
            /**
             * @description `runs_out` before the period ends, `lasts` until then, or why nothing
             *     is said: `not_enough_history`, `nothing_used`, `used_up`.
             */
            state: string;
            /**
             * Format: int64
             * @description Whole weeks of history behind it, at most 8.
             */
            weeks: number;
        };
        /** @description A contact that was found. */
        FoundContact: {
            /** @description The account it belongs to. */
            account_id?: string | null;
            /** @description The address we write to. */
            email?: string | null;
            /** @description The id. */
            id: string;
            /** @description Full name. */
            name: string;
        };
        /** @description A ticket that was found. */
        FoundTicket: {
            account?: components["schemas"]["Named"] | null;
            /** @description The id. */
            id: string;
            /**
             * Format: int64
             * @description Short and human.
             */
            number: number;
            /** @description What it is about. */
            subject: string;
        };
        /** @description The whole text of a message. */
        FullText: {
            /** @description With quotation and signature. */
            full_text: string;
        };
        /**
         * @description Counts that no band covers: not wrong, and seldom meant.
         * @example {
         *       "from": 101,
         *       "to": 499
         *     }
         */
        Gap: {
            /**
             * Format: int64
             * @description The least count without a band.
             */
            from: number;
            /**
             * Format: int64
             * @description The most; null is no end.
             */
            to?: number | null;
        };
        /** @description What is promised for one metric and priority, and how it was kept. */
        GoalView: {
            calendar?: components["schemas"]["Named"] | null;
            /** @description `calendar` or `24x7`. */
            clock: string;
            current?: components["schemas"]["AttainmentView"] | null;
            last?: components["schemas"]["AttainmentView"] | null;
            /** @description `contract`, `plan`, `product` or `corporate`: which layer promises it. */
            layer: string;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            /** @description `urgent`, `high`, `normal` or `low`; null is tickets without one. */
            priority?: string | null;
            product?: components["schemas"]["Named"] | null;
            /** @description Which SLA. */
            sla: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Within how many seconds of its clock.
             */
            target_seconds: number;
        };
        /** @description How many handoffs, how they ended, and how long acceptance took. */
        HandoffCounts: {
            /**
             * Format: int64
             * @description Accepted.
             */
            accepted: number;
            /**
             * Format: int64
             * @description Accepted by a team that had it before.
             */
            bounced: number;
            /**
             * Format: int64
             * @description Declined.
             */
            declined: number;
            /**
             * Format: int64
             * @description The median from offer to acceptance, in seconds of the wall clock; of an
             *     even number the lower one. Null: none was accepted.
             */
            median_accept_seconds?: number | null;
            /**
             * Format: int64
             * @description Offered.
             */
            offered: number;
            /**
             * Format: int64
             * @description Nobody has answered yet.
             */
            open: number;
            /**
             * Format: int64
             * @description Superseded by something else that decided about the ticket.
             */
            superseded: number;
            /**
             * Format: int64
             * @description Taken back.
             */
            taken_back: number;
            /**
             * Format: int64
             * @description Timed out.
             */
            timed_out: number;
        };
        /**
         * @description What whoever takes the ticket has to know; each part is required, in at most
         *     2,000 characters.
         */
        HandoffNote: {
            /**
             * @description What was found.
             * @default
             */
            found?: string;
            /**
             * @description What is next.
             * @default
             */
            next?: string;
            /**
             * @description What the customer was promised.
             * @default
             */
            promised?: string;
            /**
             * @description What was tried.
             * @default
             */
            tried?: string;
        };
        /**
         * @description The policy with its version.
         * @example {
         *       "bounce_limit": 2,
         *       "reasons": [
         *         {
         *           "archived": false,
         *           "key": "skill",
         *           "name": "Needs another skill"
         *         }
         *       ],
         *       "timeout_minutes": 240,
         *       "version": 1
         *     }
         */
        HandoffPolicyView: {
            /**
             * Format: int32
             * @description How often a ticket may come back to a team that had it before those in
             *     charge are told.
             */
            bounce_limit: number;
            /** @description Why tickets are handed on. */
            reasons: components["schemas"]["HandoffReason"][];
            /**
             * Format: int32
             * @description How long an offer stands, in minutes of the receiving team's business time.
             */
            timeout_minutes: number;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description Why tickets are handed on. */
        HandoffReason: {
            /** @description Put away: no new offer has it. */
            archived?: boolean;
            /**
             * @description What events keep: 1 to 40 of `a`–`z`, `0`–`9` and `_`; it stays when the
             *     name changes.
             */
            key: string;
            /** @description What people read, in at most 60 characters. */
            name: string;
        };
        /** @description What the handoffs of a span say together. */
        HandoffReport: {
            /** @description All of them. */
            all: components["schemas"]["HandoffCounts"];
            /**
             * Format: date-time
             * @description First instant after it.
             */
            before: string;
            /**
             * Format: date-time
             * @description First instant.
             */
            from: string;
            /** @description Whether there were more than are counted. */
            more: boolean;
            /** @description By reason, most first. */
            reasons: components["schemas"]["HandoffsOfReason"][];
            /** @description From team to team, most first. */
            teams: components["schemas"]["HandoffsBetween"][];
        };
        /** @description An offer that nobody has answered. */
        HandoffView: {
            /** @description Who made the offer. */
            by: components["schemas"]["ActorView"];
            /**
             * Format: date-time
             * @description When it goes back unless somebody answers.
             */
            due_at: string;
            from_team?: components["schemas"]["Named"] | null;
            from_user?: components["schemas"]["Named"] | null;
            note?: components["schemas"]["HandoffNote"] | null;
            /**
             * Format: int64
             * @description The sequence number of its event.
             */
            offer: number;
            /**
             * Format: date-time
             * @description When.
             */
            offered_at: string;
            /** @description The key of the reason. */
            reason: string;
            /** @description What the reason was called when it was offered. */
            reason_name: string;
            /** @description Whether the customer is told once it is accepted. */
            tell_customer: boolean;
            to_team?: components["schemas"]["Named"] | null;
            to_user?: components["schemas"]["Named"] | null;
            /** @description Whether the caller is asked. */
            yours: boolean;
        };
        /** @description The handoffs from one team to another. */
        HandoffsBetween: components["schemas"]["HandoffCounts"] & {
            from_team?: components["schemas"]["Named"] | null;
            to_team?: components["schemas"]["Named"] | null;
        };
        /** @description The handoffs of one reason. */
        HandoffsOfReason: components["schemas"]["HandoffCounts"] & {
            /** @description Its name now. */
            name: string;
            /** @description Its key. */
            reason: string;
        };
        /**
         * @description A closed day.
         * @example {
         *       "date": "2026-12-25",
         *       "name": "Christmas Day"
         *     }
         */
        Holiday: {
            /** @description Local date, `YYYY-MM-DD`. */
            date: string;
            /** @description What it is called; may be empty. */
            name?: string;
        };
        /**
         * @description Days to close.
         * @example {
         *       "dates": [
         *         {
         *           "date": "2026-12-25",
         *           "name": "Christmas Day"
         *         }
         *       ]
         *     }
         */
        HolidaysInput: {
            /** @description Which days. */
            dates: components["schemas"]["Holiday"][];
        };
        /** @description A column of a draft. */
        ImportColumn: {
            field?: components["schemas"]["ImportField"] | null;
            /** @description Its head. */
            head: string;
            /** @description Its first cells that are not empty, at most 3. */
            samples: string[];
        };
        /** @description How many lines had which outcome. */
        ImportCounts: {
            /**
             * Format: int64
             * @description Lines that changed one.
             */
            changed: number;
            /**
             * Format: int64
             * @description Lines that made an account.
             */
            created: number;
            /**
             * Format: int64
             * @description Lines that were refused.
             */
            refused: number;
            /**
             * Format: int64
             * @description Lines that said what was there already.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Lines that are still to come.
             */
            waiting: number;
        };
        /**
         * @description What a column holds.
         * @enum {string}
         */
        ImportField: "external_ref" | "id" | "name" | "parent_ref" | "segment" | "industry" | "annual_revenue" | "open_deal_value" | "currency" | "zone" | "locale" | "notes" | "domains";
        /** @description One line with what became of it, or would. */
        ImportLineView: {
            account?: components["schemas"]["Named"] | null;
            /** @description Its cells as written. */
            cells: string[];
            /** @description Fields that changed. */
            changes: components["schemas"]["FieldChange"][];
            /** @description Why it was refused. */
            faults: components["schemas"]["LineFault"][];
            /**
             * Format: int64
             * @description Where it began in the text, from 1.
             */
            line: number;
            /** @description `waiting`, `created`, `changed`, `unchanged` or `refused`. */
            outcome: string;
        };
        /**
         * @description How a table is read.
         * @example {
         *       "charset": "utf-8",
         *       "columns": [
         *         "external_ref",
         *         "name",
         *         null,
         *         "annual_revenue"
         *       ],
         *       "currency": "EUR",
         *       "decimal": "point",
         *       "empty": "keep",
         *       "match_by": "external_ref",
         *       "separator": ","
         *     }
         */
        ImportOptions: {
            /** @description One of `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5`, `windows-1252`, `shift_jis`. */
            charset: string;
            /** @description What each column holds; null is not read. */
            columns: (components["schemas"]["ImportField"] | null)[];
            /** @description ISO 4217 code of amounts of new accounts without one. */
            currency: string;
            /** @description The mark in amounts. */
            decimal: components["schemas"]["Decimal"];
            /** @description What an empty cell says. */
            empty: components["schemas"]["EmptyCells"];
            /** @description By what a line finds its account. */
            match_by: components["schemas"]["MatchBy"];
            /** @description `,`, `;`, `|` or a tab. */
            separator: string;
        };
        /** @description What would become of a draft. */
        ImportPreviewView: {
            /** @description Of all lines. */
            counts: components["schemas"]["ImportCounts"];
            /** @description The lines that were asked for, at most 200. */
            lines: components["schemas"]["ImportLineView"][];
            /** @description Whether more of them follow. */
            more: boolean;
        };
        /**
         * @description A draft as it is read.
         * @example {
         *       "charset": "utf-8",
         *       "columns": [
         *         {
         *           "field": "external_ref",
         *           "head": "CRM ID",
         *           "samples": [
         *             "C-1",
         *             "C-2"
         *           ]
         *         }
         *       ],
         *       "decimal": "point",
         *       "lines": 2,
         *       "match_by": "external_ref",
         *       "separator": ","
         *     }
         */
        ImportTableView: {
            /** @description The charset it was read in. */
            charset: string;
            /** @description Its columns. */
            columns: components["schemas"]["ImportColumn"][];
            /** @description The mark that its amounts seem to have. */
            decimal: components["schemas"]["Decimal"];
            /**
             * Format: int64
             * @description Lines below the head.
             */
            lines: number;
            /** @description By what its lines could find their accounts. */
            match_by: components["schemas"]["MatchBy"];
            /** @description The separator it was read with. */
            separator: string;
        };
        /** @description Who can sign in now. */
        InviteAccepted: {
            /**
             * @description Address to sign in with.
             * @example ann@example.org
             */
            email: string;
        };
        /** @description An agent with the link by which they set their first password. */
        InvitedAgent: components["schemas"]["AgentView"] & {
            /**
             * Format: date-time
             * @description When the link ends.
             */
            invite_expires_at: string;
            /**
             * @description Works once. Hand it over yourself; it is not shown again.
             * @example https://desk.example.org/app/invite#sri_…
             */
            invite_url: string;
        };
        /** @description A whole list. */
        Items_AccountImportView: {
            /** @description The rows. */
            items: {
                /** @description What became of its lines. */
                counts: components["schemas"]["ImportCounts"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who sent it. */
                created_by?: string | null;
                /**
                 * Format: date-time
                 * @description When its last line was decided.
                 */
                finished_at?: string | null;
                /** @description The cells of its head, once it was started. */
                head: string[];
                /** @description The id. */
                id: string;
                /** @description The name of its file. */
                name: string;
                options?: components["schemas"]["ImportOptions"] | null;
                /** @description `draft`, `running` or `done`. */
                state: string;
            }[];
        };
        /** @description A whole list. */
        Items_ApplyPreviewView: {
            /** @description The rows. */
            items: {
                /** @description Which account. */
                account: components["schemas"]["Named"];
                /** @description Why it would be refused: a stable code. */
                code?: string | null;
                /** @description The same in words. */
                detail?: string | null;
                /** @description First day after the contract; null is open-ended. */
                end_date?: string | null;
                other_contract?: components["schemas"]["Named"] | null;
                /** @description `made` or `refused`. */
                outcome: string;
            }[];
        };
        /** @description A whole list. */
        Items_ApplyView: {
            /** @description The rows. */
            items: {
                /** @description Each account; left out in lists. */
                accounts?: components["schemas"]["ApplyTargetView"][];
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who did it. */
                created_by?: string | null;
                /** @description The id. */
                id: string;
                /**
                 * Format: int64
                 * @description Accounts that got one.
                 */
                made: number;
                /**
                 * Format: int64
                 * @description Accounts that got none.
                 */
                refused: number;
                /** @description First day of each contract, in its account's zone. */
                start_date: string;
                /** @description How far each contract is taken. */
                state: string;
                /** @description Of which template. */
                template_id: string;
                /**
                 * Format: int64
                 * @description In which version.
                 */
                template_version: number;
                /**
                 * Format: int64
                 * @description Accounts that wait for their contract.
                 */
                waiting: number;
            }[];
        };
        /** @description A whole list. */
        Items_BalanceView: {
            /** @description The rows. */
            items: (components["schemas"]["BucketView"] & {
                /** @description The contract; for free support its number is 0 and its name the plan's. */
                contract: components["schemas"]["ContractRef"];
            })[];
        };
        /** @description A whole list. */
        Items_BulkChargeResult: {
            /** @description The rows. */
            items: {
                charge?: components["schemas"]["ChargeView"] | null;
                error?: components["schemas"]["BulkError"] | null;
                /** @description The line. */
                id: string;
                /** @description Whether it was decided. */
                ok: boolean;
            }[];
        };
        /** @description A whole list. */
        Items_ChargeTotal: {
            /** @description The rows. */
            items: {
                /**
                 * Format: int64
                 * @description Together, in the smallest unit of the currency.
                 */
                amount_minor: number;
                /**
                 * Format: int64
                 * @description How many lines.
                 */
                count: number;
                /** @description Three letters, ISO 4217. */
                currency: string;
                /** @description `draft`, `approved`, `invoiced` or `waived`. */
                status: string;
            }[];
        };
        /** @description A whole list. */
        Items_ContractFileView: {
            /** @description The rows. */
            items: {
                /** @description Its media type as declared. */
                content_type: string;
                /**
                 * Format: date-time
                 * @description When it was put there.
                 */
                created_at: string;
                /** @description Whether the customer sees it. */
                for_customer: boolean;
                /** @description The id. */
                id: string;
                /** @description Its name as given; never a path. */
                name: string;
                /** @description SHA-256 of its bytes, hexadecimal. */
                sha256: string;
                /**
                 * Format: int64
                 * @description Bytes.
                 */
                size: number;
                /** @description Where its bytes are. */
                url: string;
            }[];
        };
        /** @description A whole list. */
        Items_ContractVersionView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: int64
                 * @description The number of the amendment that it comes from, to cancel it by.
                 */
                amendment?: number | null;
                /** @description What an amendment changes, as it was asked for. */
                changes?: Record<string, never> | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who made it. */
                created_by?: string | null;
                /**
                 * Format: date-time
                 * @description When it came into force or was cancelled, for an amendment.
                 */
                decided_at?: string | null;
                /**
                 * Format: date-time
                 * @description The instant from which it holds.
                 */
                effective_at: string;
                /** @description The day from which it holds, in the account's zone. */
                effective_date: string;
                /** @description Why it was amended. */
                note: string;
                /**
                 * @description `in_force`, `past`, `scheduled`, `cancelled`, or `lapsed` (the contract
                 *     was over when its day came).
                 */
                state: string;
                terms?: components["schemas"]["TermsView"] | null;
                /**
                 * Format: int64
                 * @description Its number, from 1; null for an amendment that has not come into force.
                 */
                version?: number | null;
            }[];
        };
        /** @description A whole list. */
        Items_DecisionView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                at: string;
                /** @description The rule that gave the answer. */
                because?: string | null;
                /** @description Every candidate, in the order of the ladder; the default plan last. */
                candidates: components["schemas"]["CandidateView"][];
                /** @description Why it was made. */
                cause: string;
                contract?: components["schemas"]["ContractRef"] | null;
                /** @description By limit. */
                credits: {
                    [key: string]: components["schemas"]["CreditLineView"];
                };
                /** @description The stored decision; null for a preview. */
                id?: string | null;
                /** @description What the limit policy said. */
                limit_action?: string | null;
                /** @description `covered`, `over_limit` or `uncovered`. */
                outcome: string;
                /** @description The plain version. */
                plain: components["schemas"]["PlainView"];
                plan?: components["schemas"]["Named"] | null;
                sla?: components["schemas"]["Named"] | null;
                /** @description Which rung of the ladder separated the winner from the next. */
                tie_break?: string | null;
            }[];
        };
        /** @description A whole list. */
        Items_DocumentView: {
            /** @description The rows. */
            items: {
                acceptance?: components["schemas"]["AcceptanceView"] | null;
                /**
                 * Format: int64
                 * @description Which version of the terms it shows.
                 */
                contract_version: number;
                /**
                 * Format: date-time
                 * @description When it was offered.
                 */
                created_at: string;
                /** @description Its language. */
                locale: string;
                /**
                 * Format: int64
                 * @description From 1; the newest is the one that is, or was last, offered.
                 */
                number: number;
                /** @description SHA-256 of its bytes, hexadecimal. */
                sha256: string;
                /**
                 * Format: int64
                 * @description Bytes.
                 */
                size: number;
                /** @description Where its bytes are. */
                url: string;
            }[];
        };
        /** @description A whole list. */
        Items_EventView: {
            /** @description The rows. */
            items: {
                /** @description Who did it. */
                actor: components["schemas"]["ActorView"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description Its facts. */
                data: Record<string, never>;
                /** @description What happened. */
                kind: string;
                /**
                 * Format: int64
                 * @description Its place in the order.
                 */
                seq: number;
            }[];
        };
        /** @description A whole list. */
        Items_ForecastView: {
            /** @description The rows. */
            items: {
                /** @description Of which limit. */
                bucket: string;
                /** @description The contract; for free support its number is 0 and its name the plan's. */
                contract: components["schemas"]["ContractRef"];
                /**
                 * @description The day on which the credits run out if every week is as heavy as the
                 *     heaviest of the last weeks.
                 */
                early_on?: string | null;
                /** @description Last day of the period, in the account's zone. */
                last_day: string;
                /** @description The day if every week is as light as the lightest; none is not in this period. */
                late_on?: string | null;
                /** @description The day if every week is like the average one. */
                likely_on?: string | null;
                /**
                 * Format: int64
                 * @description What is left now, in hundredths.
                 */
                remaining_hundredths: number;
                /**
                 * @description `runs_out` before the period ends, `lasts` until then, or why nothing
                 *     is said: `not_enough_history`, `nothing_used`, `used_up`.
                 */
                state: string;
                /**
                 * Format: int64
                 * @description Whole weeks of history behind it, at most 8.
                 */
                weeks: number;
            }[];
        };
        /** @description A whole list. */
        Items_PeriodView: {
            /** @description The rows. */
            items: {
                /** @description Of which limit. */
                bucket: string;
                /**
                 * Format: int64
                 * @description What it gives, in hundredths of a credit.
                 */
                credits_hundredths: number;
                /** @description Whether it holds now. */
                current: boolean;
                /**
                 * Format: int64
                 * @description Days within the contract.
                 */
                days: number;
                /**
                 * Format: date-time
                 * @description First instant after it.
                 */
                end: string;
                /** @description First day in the account's zone. */
                first_day: string;
                /**
                 * Format: int64
                 * @description Its place, from 0.
                 */
                index: number;
                /** @description Last day in the account's zone. */
                last_day: string;
                /**
                 * Format: date-time
                 * @description First instant.
                 */
                start: string;
            }[];
        };
        /** @description A whole list. */
        Items_RenewalView: {
            /** @description The rows. */
            items: {
                /** @description Whose. */
                account: components["schemas"]["Named"];
                /**
                 * Format: int64
                 * @description What the account pays a year, in the smallest unit of its currency.
                 */
                annual_revenue_minor?: number | null;
                /** @description ISO 4217 code. */
                currency: string;
                /**
                 * Format: int64
                 * @description Days until then in the account's zone; negative when it is over.
                 */
                days_left: number;
                /** @description First day after it. */
                end_date: string;
                /** @description The contract. */
                id: string;
                /** @description Its name. */
                name: string;
                /**
                 * Format: int64
                 * @description Short and human.
                 */
                number: number;
                /** @description What is promised. */
                plan: components["schemas"]["Named"];
                /** @description The contract that follows. */
                renewed_by?: string | null;
                /** @description How far that one is: `draft`, `awaiting_acceptance`, `active`, … */
                renewed_by_state?: string | null;
                /** @description `active`, `suspended` or `expired`, as it is now. */
                state: string;
            }[];
        };
        /** @description A whole list. */
        Items_StatementLine: {
            /** @description The rows. */
            items: {
                /**
                 * Format: int64
                 * @description What was changed by hand, signed.
                 */
                adjusted_hundredths: number;
                /** @description Of which limit. */
                bucket: string;
                /**
                 * Format: int64
                 * @description What was there at the instant.
                 */
                closing_hundredths: number;
                /**
                 * Format: int64
                 * @description What tickets took.
                 */
                consumed_hundredths: number;
                /** @description Whose credits. */
                contract: components["schemas"]["ContractRef"];
                /**
                 * Format: int64
                 * @description What ended unused.
                 */
                expired_hundredths: number;
                /**
                 * Format: int64
                 * @description What the period brought.
                 */
                granted_hundredths: number;
                /**
                 * Format: int64
                 * @description What was there when the period before had ended: credits on top.
                 */
                opening_hundredths: number;
                /**
                 * Format: int64
                 * @description What was accepted past the limit; no part of the balance.
                 */
                overage_hundredths: number;
                /**
                 * Format: date-time
                 * @description First instant after it.
                 */
                period_end: string;
                /**
                 * Format: date-time
                 * @description First instant of the period.
                 */
                period_start: string;
                /**
                 * Format: int64
                 * @description What came back.
                 */
                refunded_hundredths: number;
                /**
                 * Format: int64
                 * @description How much of that is for one product or asset alone.
                 */
                reserved_hundredths: number;
                /**
                 * Format: int64
                 * @description What earlier periods left.
                 */
                rolled_over_hundredths: number;
                /**
                 * Format: int64
                 * @description What was put on top.
                 */
                topped_up_hundredths: number;
            }[];
        };
        /** @description A whole list. */
        Items_VersionView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who made it. */
                created_by?: string | null;
                /**
                 * Format: date-time
                 * @description From when it holds.
                 */
                effective_at: string;
                /** @description What it says. */
                spec: Record<string, never>;
                /**
                 * Format: int64
                 * @description Its number, from 1.
                 */
                version: number;
            }[];
        };
        /** @description A verdict with the versions that give it. */
        JudgedBy: {
            /** @description Its name. */
            calendar: string;
            /** @description The calendar. */
            calendar_id: string;
            /**
             * Format: int64
             * @description Its version.
             */
            calendar_version: number;
            /**
             * Format: date-time
             * @description When it was due.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When it was fulfilled.
             */
            fulfilled_at?: string | null;
            /** @description Its name. */
            sla: string;
            /** @description The SLA. */
            sla_id: string;
            /**
             * Format: int64
             * @description Its version.
             */
            sla_version: number;
            /**
             * Format: int64
             * @description How long was promised, in seconds of its clock.
             */
            target_seconds: number;
            /** @description `met`, `breached`, or `open` where these versions would still wait. */
            verdict: string;
        };
        /**
         * @description A named range of licence counts.
         * @example {
         *       "from": 1,
         *       "name": "small",
         *       "to": 50
         *     }
         */
        LicenceBand: {
            /**
             * Format: int64
             * @description The least count.
             */
            from: number;
            /** @description Its name in targets. */
            name: string;
            /**
             * Format: int64
             * @description The most; none is no end.
             */
            to?: number | null;
        };
        /**
         * @description The bands with what may be wrong with them.
         * @example {
         *       "bands": [
         *         {
         *           "from": 1,
         *           "name": "small",
         *           "to": 50
         *         },
         *         {
         *           "from": 51,
         *           "name": "large",
         *           "to": null
         *         }
         *       ],
         *       "gaps": [],
         *       "version": 1
         *     }
         */
        LicenceBandsView: {
            /** @description In the order of their counts. */
            bands: components["schemas"]["LicenceBand"][];
            /** @description Counts from 1 on that no band covers: a warning. None while there are no bands. */
            gaps: components["schemas"]["Gap"][];
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description A limit that had too little for a ticket, first in a period. */
        LimitReached: {
            /** @description The account. */
            account?: string | null;
            /** @description Which limit. */
            bucket: string;
            /** @description Whose credits: a contract, or the account of free support in its place. */
            contract_id: string;
            /**
             * Format: date-time
             * @description When it would have been reached.
             */
            new_at?: string | null;
            /**
             * Format: int64
             * @description The ticket that would have found too little.
             */
            new_ticket?: number | null;
            /**
             * Format: date-time
             * @description When it was reached, as things are; null is not.
             */
            old_at?: string | null;
            /**
             * Format: int64
             * @description The ticket that found too little, as things are.
             */
            old_ticket?: number | null;
            /**
             * Format: date-time
             * @description When its period begins.
             */
            period_start: string;
        };
        /** @description What is wrong with a line. */
        LineFault: {
            /** @description Stable snake_case code. */
            code: string;
            /** @description The same in words. */
            detail: string;
            field?: components["schemas"]["ImportField"] | null;
        };
        /**
         * @description A calendar as its editor holds it.
         * @example {
         *       "draft": {
         *         "spec": {
         *           "hours": {
         *             "mon": [
         *               [
         *                 "09:00",
         *                 "17:00"
         *               ]
         *             ]
         *           },
         *           "tz": "Europe/Berlin"
         *         }
         *       }
         *     }
         */
        LintCalendar: {
            /** @description What would be sent to make it. */
            draft: components["schemas"]["CalendarInput"];
            /** @description The one that is being edited, if it is saved already. */
            id?: string | null;
        };
        /**
         * @description A contract as its editor holds it.
         * @example {
         *       "draft": {
         *         "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "end_date": "2027-01-01",
         *         "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "start_date": "2026-01-01"
         *       }
         *     }
         */
        LintContract: {
            /** @description What would be sent to make it. */
            draft: components["schemas"]["NewContract"];
            /** @description The one that is being edited, if it is saved already. */
            id?: string | null;
        };
        /**
         * @description Licence bands as their editor holds them.
         * @example {
         *       "draft": {
         *         "bands": [
         *           {
         *             "from": 50,
         *             "name": "small",
         *             "to": 100
         *           },
         *           {
         *             "from": 500,
         *             "name": "large",
         *             "to": null
         *           }
         *         ]
         *       }
         *     }
         */
        LintLicenceBands: {
            /** @description What would be sent to save them. */
            draft: components["schemas"]["SetLicenceBands"];
        };
        /**
         * @description A plan as its editor holds it.
         * @example {
         *       "draft": {
         *         "spec": {
         *           "kind": "ticket_based",
         *           "limits": [
         *             {
         *               "bucket": "week",
         *               "credits": 25,
         *               "unit": "week"
         *             }
         *           ]
         *         }
         *       }
         *     }
         */
        LintPlan: {
            /** @description What would be sent to make it. */
            draft: components["schemas"]["PlanInput"];
            /** @description The one that is being edited, if it is saved already. */
            id?: string | null;
        };
        /**
         * @description A priority matrix as its editor holds it.
         * @example {
         *       "draft": {
         *         "matrix": {
         *           "high": {
         *             "high": "urgent",
         *             "low": "normal",
         *             "medium": "high"
         *           },
         *           "low": {
         *             "high": "normal",
         *             "low": "low",
         *             "medium": "low"
         *           },
         *           "medium": {
         *             "high": "high",
         *             "low": "low",
         *             "medium": "normal"
         *           }
         *         }
         *       }
         *     }
         */
        LintPriorityMatrix: {
            /** @description What would be sent to save it. */
            draft: components["schemas"]["SetPriorityMatrix"];
        };
        /**
         * @description An SLA as its editor holds it.
         * @example {
         *       "draft": {
         *         "calendar_id": "cal_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *         "layer": "plan",
         *         "spec": {
         *           "targets": [
         *             {
         *               "metric": "first_response",
         *               "seconds": 3600
         *             }
         *           ]
         *         }
         *       }
         *     }
         */
        LintSla: {
            /** @description What would be sent to make it. */
            draft: components["schemas"]["SlaInput"];
            /** @description The one that is being edited, if it is saved already. */
            id?: string | null;
        };
        /**
         * @description What a finding of the live desk is about.
         * @example {
         *       "id": "sla_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "kind": "sla",
         *       "name": "Gold"
         *     }
         */
        LintSubject: {
            /** @description Its id; none for a setting. */
            id?: string | null;
            /** @description `calendar`, `sla`, `plan`, `contract`, `product`, `licence_bands` or `priority_matrix`. */
            kind: string;
            /** @description Its name; empty for a setting. */
            name: string;
        };
        /** @description What was found in a draft. */
        LintView: {
            /** @description Worst first. */
            findings: components["schemas"]["FindingView"][];
            /** @description Whether there were more than are told. */
            more: boolean;
        };
        /** @description A finding with what it is about. */
        LiveFinding: components["schemas"]["FindingView"] & {
            /** @description What it is about. */
            subject: components["schemas"]["LintSubject"];
        };
        /** @description What was found in everything that is live. */
        LiveLintView: {
            /** @description Worst first. */
            findings: components["schemas"]["LiveFinding"][];
            /** @description Whether not everything was looked at or told. */
            more: boolean;
        };
        /**
         * @description By what a line finds its account.
         * @enum {string}
         */
        MatchBy: "external_ref" | "name" | "id";
        /** @description Who one is and what one may do. */
        Me: {
            /** @description Customer side: the accounts one belongs to or follows. */
            accounts: components["schemas"]["AccountOfMe"][];
            /** @description Customer side: the contact one is. */
            contact_id?: string | null;
            /**
             * @description Address one signs in with.
             * @example ann@example.org
             */
            email: string;
            /**
             * @description The user.
             * @example usr_01kb0000000000000000000001
             */
            id: string;
            /**
             * @description `agent` or `customer`.
             * @example agent
             */
            kind: string;
            /**
             * @description BCP 47 language.
             * @example en
             */
            locale: string;
            /**
             * @description Full name.
             * @example Ann Example
             */
            name: string;
            /**
             * @description Names of what one may do; of a token: what it may do.
             * @example [
             *       "ticket_read",
             *       "ticket_reply"
             *     ]
             */
            permissions: string[];
            /** @description Whatever the console keeps for this person, e.g. the theme. */
            preferences: Record<string, never>;
            /** @description The role. */
            role: components["schemas"]["RoleOfMe"];
            /** @description Below one's replies. */
            signature: string;
            /** @description Agent side: one's teams. */
            teams: components["schemas"]["TeamOfMe"][];
            /** @description Whether sign-in asks for a second factor. */
            totp_enabled: boolean;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
            /**
             * @description IANA zone.
             * @example Europe/Berlin
             */
            zone: string;
        };
        /** @description Where a ticket goes. */
        Merge: {
            /** @description Number or id of the ticket that stays. */
            into: string;
        };
        /** @description One entry of the conversation. */
        MessageView: {
            /**
             * Format: date-time
             * @description When it was said.
             */
            at: string;
            /** @description Its files. */
            attachments: components["schemas"]["AttachmentView"][];
            /** @description Who said it. */
            author: components["schemas"]["ActorView"];
            /** @description Whether a machine wrote it. */
            automatic: boolean;
            /** @description The new text as sanitised HTML. */
            body_html?: string | null;
            /** @description The new text. */
            body_text: string;
            /** @description With copies to. */
            cc: string[];
            /** @description By which road. */
            channel: string;
            /**
             * Format: int64
             * @description In the answer to a reply: the number of the new ticket that it opened,
             *     because the one it was written to ended too long ago.
             */
            follow_up?: number | null;
            /** @description Whether quotation or a signature was cut. */
            has_full_text: boolean;
            /** @description The id. */
            id: string;
            /**
             * Format: int64
             * @description Its place in the ticket's history.
             */
            seq: number;
            /** @description To whom. */
            to: string[];
            /** @description `public` or `internal`. */
            visibility: string;
        };
        /** @description A promise that was missed. */
        MissedView: {
            /** @description Whether in the period that runs, else in the one before. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it was due.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When it was done after all; null while it is not.
             */
            fulfilled_at?: string | null;
            /** @description What was missed. */
            metric: string;
            /** @description Its priority. */
            priority?: string | null;
            /** @description Its subject. */
            subject: string;
            /**
             * Format: int64
             * @description The ticket.
             */
            ticket_number: number;
        };
        /** @description An id with the name a person reads. */
        Named: {
            /** @description The id. */
            id: string;
            /** @description The name now. */
            name: string;
        };
        /**
         * @description A new account.
         * @example {
         *       "currency": "EUR",
         *       "domains": [
         *         "nordwind.example"
         *       ],
         *       "locale": "de",
         *       "name": "Nordwind Energie",
         *       "zone": "Europe/Berlin"
         *     }
         */
        NewAccount: {
            /**
             * Format: int64
             * @description What it pays a year, in the smallest unit of its currency.
             */
            annual_revenue_minor?: number | null;
            /** @description ISO 4217 code; `EUR` when left out. */
            currency?: string | null;
            /** @description Mail domains whose senders belong to it. */
            domains?: string[];
            /** @description What another system knows it by. */
            external_ref?: string | null;
            /** @description What it does. */
            industry?: string | null;
            /** @description BCP 47 language tag; `en` when left out. */
            locale?: string | null;
            /** @description Its name. */
            name: string;
            /** @description For the desk's eyes. */
            notes?: string | null;
            /**
             * Format: int64
             * @description What it may buy next, in the smallest unit of its currency.
             */
            open_deal_value_minor?: number | null;
            /** @description The account it belongs to. */
            parent_id?: string | null;
            /** @description Which part of the market it is counted in. */
            segment?: string | null;
            /** @description IANA zone; `UTC` when left out. */
            zone?: string | null;
        };
        /**
         * @description A new agent.
         * @example {
         *       "email": "mara@desk.example",
         *       "name": "Mara Oduya",
         *       "role_id": "rol_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "team_ids": []
         *     }
         */
        NewAgent: {
            /** @description Where they sign in and are written to. */
            email: string;
            /** @description BCP 47 language tag; `en` when left out. */
            locale?: string | null;
            /** @description Who is told when it gets serious. */
            manager_id?: string | null;
            /** @description Full name. */
            name: string;
            /** @description What they may do: a role of the agent side. */
            role_id: string;
            /** @description Where they work. */
            team_ids?: string[];
            /** @description IANA zone; `UTC` when left out. */
            zone?: string | null;
        };
        /**
         * @description A new asset.
         * @example {
         *       "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "name": "Substation 7",
         *       "product_id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "serial": "RGW-0071"
         *     }
         */
        NewAsset: {
            /** @description Whose it is. */
            account_id: string;
            /**
             * Format: int64
             * @description How many licences were sold.
             */
            licence_count?: number | null;
            /** @description Its name. */
            name: string;
            /** @description What it is one of. */
            product_id: string;
            /** @description Serial number as printed on it. */
            serial?: string | null;
            /** @description First day without warranty, `YYYY-MM-DD`. */
            warranty_end?: string | null;
            /** @description First day of warranty, `YYYY-MM-DD`. */
            warranty_start?: string | null;
        };
        /**
         * @description A new contact.
         * @example {
         *       "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "emails": [
         *         "ada@nordwind.example"
         *       ],
         *       "name": "Ada Lindqvist"
         *     }
         */
        NewContact: {
            /** @description The account it belongs to. */
            account_id?: string | null;
            /** @description Addresses, the one we write to first. */
            emails?: string[];
            /** @description Accounts it follows beside its own. */
            followed_account_ids?: string[];
            /** @description BCP 47 language tag; null is the account's. */
            locale?: string | null;
            /** @description Full name. */
            name: string;
            /** @description Telephone number as typed. */
            phone?: string | null;
            /** @description What it does at the account. */
            title?: string | null;
            /** @description IANA zone; null is the account's. */
            zone?: string | null;
        };
        /** @description A new contract; it begins as a draft. */
        NewContract: {
            /** @description Whose. */
            account_id: string;
            /** @description What it covers. */
            coverage?: Record<string, never>;
            /** @description Whether it covers the accounts below its own. */
            covers_children?: boolean;
            /** @description First day after it; left out is open-ended. */
            end_date?: string | null;
            /** @description Its name; the plan's when left out. */
            name?: string | null;
            /** @description What is promised, in its version of now. */
            plan_id: string;
            /**
             * Format: int64
             * @description Lower goes first.
             */
            rank?: number;
            /** @description An SLA of its own, above the plan's. */
            sla_id?: string | null;
            /** @description First day, in the account's zone. */
            start_date: string;
            /** @description The words of the agreement. */
            terms_text?: string;
        };
        /**
         * @description A new product.
         * @example {
         *       "code": "RGW",
         *       "name": "Relay Gateway"
         *     }
         */
        NewProduct: {
            /** @description A short code, unique: letters, digits, `.`, `_`, `-`. */
            code: string;
            /** @description What it is. */
            description?: string | null;
            /** @description Its name. */
            name: string;
            /** @description A service-based SLA. */
            sla_id?: string | null;
            /** @description The team that requests about it go to. */
            team_id?: string | null;
        };
        /**
         * @description A new role.
         * @example {
         *       "name": "Auditor",
         *       "permissions": [
         *         "ticket_read",
         *         "audit_read"
         *       ],
         *       "side": "agent"
         *     }
         */
        NewRole: {
            /** @description Its name. */
            name: string;
            /** @description What it gives, by name. */
            permissions: string[];
            /** @description `agent` or `customer`. */
            side: string;
        };
        /**
         * @description A new status.
         * @example {
         *       "category": "on_hold",
         *       "name": "Waiting for parts"
         *     }
         */
        NewStatus: {
            /** @description `new`, `open`, `pending`, `on_hold`, `solved` or `closed`. It never changes. */
            category: string;
            /** @description Whether it becomes the one its category stands for. */
            is_default?: boolean;
            /** @description Its name, unique. */
            name: string;
            /** @description The metrics whose clocks stand still in it; left out, those of its category. */
            pauses?: string[] | null;
            /**
             * Format: int64
             * @description Its place in lists; left out, the end.
             */
            position?: number | null;
        };
        /**
         * @description A new team.
         * @example {
         *       "member_ids": [],
         *       "name": "Front line",
         *       "tier": 1
         *     }
         */
        NewTeam: {
            /** @description Its working hours. */
            calendar_id?: string | null;
            /** @description Where it is written to. */
            email?: string | null;
            /** @description Who is in it. */
            member_ids?: string[];
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description 0 to 4.
             */
            tier: number;
        };
        /**
         * @description A new ticket type.
         * @example {
         *       "name": "Change request"
         *     }
         */
        NewTicketType: {
            /** @description Its name, unique. */
            name: string;
            /**
             * Format: int64
             * @description Its place in lists; left out, the end.
             */
            position?: number | null;
        };
        /**
         * @description A new view.
         * @example {
         *       "filter": {
         *         "assignee": "none",
         *         "open": "true",
         *         "priority": "urgent"
         *       },
         *       "name": "Urgent and unassigned",
         *       "owner": "me",
         *       "sort": "due"
         *     }
         */
        NewView: {
            /** @description The parameters of `GET /tickets`, by the same names. */
            filter?: components["schemas"]["TicketParams"];
            /** @description The name of its glyph. */
            icon?: string | null;
            /** @description Its name. */
            name: string;
            /** @description `me`, `everyone`, or the id of a team; `me` when left out. */
            owner?: string | null;
            /**
             * Format: int64
             * @description Its place in lists; left out, the end.
             */
            position?: number | null;
            /** @description The order; `-updated` when left out. */
            sort?: string | null;
        };
        /** @description The clock that runs out first. */
        NextDue: {
            /**
             * Format: date-time
             * @description When it is due.
             */
            due_at: string;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            /**
             * Format: int64
             * @description The whole target in seconds, for a bar.
             */
            target_seconds: number;
        };
        /**
         * @description After how many minutes of the wall clock the next update is due; 0 asks for
         *     none, at most 43,200 (30 days).
         */
        NextUpdateMinutes: {
            /**
             * Format: int32
             * @description Of high ones.
             */
            high: number;
            /**
             * Format: int32
             * @description Of low ones.
             */
            low: number;
            /**
             * Format: int32
             * @description Of tickets without a priority.
             */
            none: number;
            /**
             * Format: int32
             * @description Of normal ones.
             */
            normal: number;
            /**
             * Format: int32
             * @description Of urgent tickets.
             */
            urgent: number;
        };
        /** @description A word with a decision. */
        Note: {
            /**
             * @description Why.
             * @default
             */
            note?: string;
        };
        /** @description The input of a write without a body, or with `{}`. */
        Nothing: Record<string, never>;
        /** @description A page of them, and how much is unread. */
        NotificationPage: {
            /** @description Newest first. */
            items: components["schemas"]["NotificationView"][];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How much is unread, counted up to 100.
             */
            unread: number;
        };
        /** @description One thing a person is told. */
        NotificationView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Its facts. */
            data: Record<string, never>;
            /** @description The id. */
            id: string;
            /**
             * @description `escalated`, `escalated_by_hand`, `deescalated`, `escalation_update_due`,
             *     `handoff_offered`, `handoff_accepted`, `handoff_declined`,
             *     `handoff_taken_back`, `handoff_timed_out`, `handoff_superseded`,
             *     `bounced_too_often`, `credits_threshold`, `contract_ending` or `policy_review`.
             */
            kind: string;
            /**
             * Format: date-time
             * @description When it was read.
             */
            read_at?: string | null;
            /** @description About which ticket. */
            ticket_id?: string | null;
        };
        /**
         * @description To whom, why, and with what they have to know.
         * @example {
         *       "note": {
         *         "found": "The coil is dead.",
         *         "next": "Decide whether to send a new one.",
         *         "promised": "An answer by noon.",
         *         "tried": "Restarted the relay, changed the fuse."
         *       },
         *       "reason": "skill",
         *       "team_id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *     }
         */
        OfferInput: {
            /**
             * @description What they have to know.
             * @default {
             *       "found": "",
             *       "next": "",
             *       "promised": "",
             *       "tried": ""
             *     }
             */
            note?: components["schemas"]["HandoffNote"];
            /**
             * @description The key of one of the reasons of the handoff policy.
             * @default
             */
            reason?: string;
            /**
             * @description To which team. Without an agent anybody of it accepts.
             * @default null
             */
            team_id?: string | null;
            /**
             * @description Whether the customer is told once it is accepted.
             * @default false
             */
            tell_customer?: boolean;
            /**
             * @description To which agent. Without a team: for the ticket's team if they are in it,
             *     else for their first one.
             * @default null
             */
            user_id?: string | null;
        };
        /** @description That a ticket is offered, as lists show it. */
        OfferedBadge: {
            /**
             * Format: date-time
             * @description When it goes back unless somebody answers.
             */
            due_at: string;
            /** @description To which team. */
            team_id?: string | null;
            /** @description To which agent; null: anybody of the team. */
            user_id?: string | null;
        };
        /** @description A new ticket. */
        OpenInput: {
            /**
             * @description For which account, when not the requester's own.
             * @default null
             */
            account_id?: string | null;
            /**
             * @description About which asset.
             * @default null
             */
            asset_id?: string | null;
            /**
             * @description Who works on it.
             * @default null
             */
            assignee_id?: string | null;
            /**
             * @description Files uploaded before.
             * @default []
             */
            attachments?: string[];
            /**
             * Format: date-time
             * @description A logged call: when it began. The promise runs from here. Agents only.
             * @default null
             */
            began_at?: string | null;
            /**
             * @description Or as HTML, which is sanitised.
             * @default null
             */
            body_html?: string | null;
            /**
             * @description The request as plain text.
             * @default null
             */
            body_text?: string | null;
            /**
             * @description By which road it came; `api` unless told. For customers it is `portal`,
             *     or `api` by a token, whatever they say.
             * @default null
             */
            channel?: string | null;
            /**
             * @description `high`, `medium` or `low`.
             * @default null
             */
            impact?: string | null;
            /**
             * @description Which side opens it.
             * @default customer
             */
            opened_by?: components["schemas"]["OpenedBy"];
            /**
             * @description `urgent`, `high`, `normal` or `low`.
             * @default null
             */
            priority?: string | null;
            /**
             * @description About which product.
             * @default null
             */
            product_id?: string | null;
            /** @default null */
            requester?: components["schemas"]["RequesterInput"] | null;
            /**
             * @description What it is about.
             * @default
             */
            subject?: string;
            /**
             * @description Labels.
             * @default []
             */
            tags?: string[];
            /**
             * @description Which team.
             * @default null
             */
            team_id?: string | null;
            /**
             * @description Of which type.
             * @default null
             */
            type_id?: string | null;
            /**
             * @description `high`, `medium` or `low`.
             * @default null
             */
            urgency?: string | null;
        };
        /**
         * @description Which side opens a ticket.
         * @enum {string}
         */
        OpenedBy: "customer" | "agent";
        /**
         * @description What became of a mail.
         * @example {
         *       "duplicate": false,
         *       "mail_id": "mal_01hzz",
         *       "reason": null,
         *       "state": "ticket",
         *       "ticket": 1042
         *     }
         */
        Outcome: {
            /**
             * @description Whether this mailbox had the mail before; the rest is then what it
             *     became the first time.
             */
            duplicate: boolean;
            /** @description The stored mail. */
            mail_id: string;
            /** @description Why it is suspended or was discarded. */
            reason?: string | null;
            /**
             * @description `ticket`, `message`, `suspended`, `discarded`; `received` only while
             *     another node works on it.
             */
            state: string;
            /**
             * Format: int64
             * @description The number of the ticket it opened or belongs to.
             */
            ticket?: number | null;
        };
        /** @description A stretch of time with one owner. */
        OwnedStretch: {
            /**
             * Format: int64
             * @description Seconds within the team's hours, by its calendar as it is now; without a
             *     calendar a team is always there.
             */
            business_seconds: number;
            /**
             * Format: int64
             * @description Seconds of the wall clock.
             */
            elapsed_seconds: number;
            /**
             * Format: date-time
             * @description First instant.
             */
            from: string;
            team?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description First instant after it.
             */
            until: string;
            user?: components["schemas"]["Named"] | null;
        };
        /** @description What a team, or an agent of it, had it for. */
        OwnedTotal: {
            /**
             * Format: int64
             * @description Seconds within the team's hours.
             */
            business_seconds: number;
            /**
             * Format: int64
             * @description Seconds of the wall clock.
             */
            elapsed_seconds: number;
            team?: components["schemas"]["Named"] | null;
            user?: components["schemas"]["Named"] | null;
        };
        /** @description Who owned a ticket how long. */
        OwnershipView: {
            /** @description By agent and team, longest first. */
            agents: components["schemas"]["OwnedTotal"][];
            /**
             * Format: int64
             * @description How often it came back to a team that had it.
             */
            bounces: number;
            /**
             * Format: int64
             * @description The whole, in seconds of the wall clock.
             */
            elapsed_seconds: number;
            /**
             * Format: date-time
             * @description Until when this was counted.
             */
            server_time: string;
            /**
             * @description In their order; together the time of its work, without what it was
             *     solved, merged or spam.
             */
            stretches: components["schemas"]["OwnedStretch"][];
            /** @description By team, longest first. */
            teams: components["schemas"]["OwnedTotal"][];
        };
        /** @description One page of a list. */
        Page_AccountView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: int64
                 * @description What it pays a year, in the smallest unit of its currency.
                 */
                annual_revenue_minor?: number | null;
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description ISO 4217 code. */
                currency: string;
                /** @description Mail domains whose senders belong to it. */
                domains: string[];
                /** @description What another system knows it by; one account has it. */
                external_ref?: string | null;
                /** @description The id. */
                id: string;
                /** @description What it does. */
                industry?: string | null;
                /** @description BCP 47 language tag. */
                locale: string;
                /** @description Its name. */
                name: string;
                /** @description For the desk's eyes. */
                notes: string;
                /**
                 * Format: int64
                 * @description What it may buy next, in the smallest unit of its currency.
                 */
                open_deal_value_minor?: number | null;
                parent?: components["schemas"]["Named"] | null;
                /** @description The account it belongs to. */
                parent_id?: string | null;
                /** @description Which part of the market it is counted in. */
                segment?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
                /** @description IANA zone. */
                zone: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AgentView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When they were invited.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When they were shut out.
                 */
                disabled_at?: string | null;
                /** @description Where they sign in and are written to. */
                email: string;
                /** @description The id. */
                id: string;
                /** @description Whether they have not set a password yet. */
                invited: boolean;
                /**
                 * Format: date-time
                 * @description When they last called.
                 */
                last_seen_at?: string | null;
                /** @description BCP 47 language tag. */
                locale: string;
                manager?: components["schemas"]["Named"] | null;
                /** @description Full name. */
                name: string;
                /** @description What they may do. */
                role: components["schemas"]["AgentRole"];
                /** @description Where they work. */
                teams: components["schemas"]["AgentTeam"][];
                /** @description Whether they sign in with a second factor. */
                totp_enabled: boolean;
                /**
                 * Format: date-time
                 * @description When they were last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
                /** @description IANA zone. */
                zone: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AgentWorkView: {
            /** @description The rows. */
            items: {
                /**
                 * @description When they are not there: `from`, `until` (the first instant they are
                 *     back) and `reason`.
                 */
                absences: Record<string, never>[];
                /** @description Who. */
                agent_id: string;
                /** @description Whether they said that they are away just now. */
                away: boolean;
                /** @description Their own hours; null is the team's. */
                calendar_id?: string | null;
                /**
                 * Format: int32
                 * @description Open tickets up to which routing gives them more, 0 to 1,000; null is
                 *     what the team says.
                 */
                cap?: number | null;
                /** @description Whether they are shut out. */
                disabled: boolean;
                /** @description Their name. */
                name: string;
                /**
                 * Format: int64
                 * @description Open tickets that they own.
                 */
                open_tickets: number;
                /** @description What they are good at: `skill` (its key) and `level`, 1 to 5. */
                skills: Record<string, never>[];
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
                /** @description Their IANA zone: in it a day of absence begins and ends. */
                zone: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ApprovalView: {
            /** @description The rows. */
            items: {
                account?: components["schemas"]["Named"] | null;
                contract?: components["schemas"]["ContractRef"] | null;
                /**
                 * Format: date-time
                 * @description When it was decided.
                 */
                decided_at?: string | null;
                /** @description The name of who decided. */
                decided_by?: string | null;
                /** @description The id. */
                id: string;
                /** @description What they said. */
                note: string;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                requested_at: string;
                /** @description `waiting`, `approved`, `declined` or `withdrawn`. */
                state: string;
                ticket?: components["schemas"]["WaitingTicket"] | null;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AssetView: {
            /** @description The rows. */
            items: {
                account?: components["schemas"]["Named"] | null;
                /** @description Whose it is. */
                account_id: string;
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description The id. */
                id: string;
                /**
                 * Format: int64
                 * @description How many licences were sold.
                 */
                licence_count?: number | null;
                /** @description Its name. */
                name: string;
                product?: components["schemas"]["Named"] | null;
                /** @description What it is one of. */
                product_id: string;
                /** @description Serial number as printed on it. */
                serial?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
                /** @description First day without warranty, `YYYY-MM-DD`. */
                warranty_end?: string | null;
                /** @description First day of warranty, `YYYY-MM-DD`. */
                warranty_start?: string | null;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AuditEntry: {
            /** @description The rows. */
            items: {
                /** @description What was done. */
                action: string;
                /** @description Who did it. */
                actor: components["schemas"]["AuditActor"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description What changed. */
                data: Record<string, never>;
                /** @description The id. */
                id: string;
                /** @description Its id. */
                object_id: string;
                /** @description The kind of object. */
                object_kind: string;
                /**
                 * @description What it is called now; a ticket by its number and subject. Null when it
                 *     has no name or is gone.
                 */
                object_name?: string | null;
                /** @description The API token used, if any. */
                token_id?: string | null;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_CalendarView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /**
                 * Format: int64
                 * @description Which version is in force.
                 */
                current_version: number;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /** @description Zone, weekly hours, holidays and exceptions. */
                spec: Record<string, never>;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ChargeView: {
            /** @description The rows. */
            items: {
                account?: components["schemas"]["Named"] | null;
                /**
                 * Format: int64
                 * @description In the smallest unit of the currency.
                 */
                amount_minor: number;
                /** @description Under which contract. */
                contract: components["schemas"]["ContractRef"];
                /**
                 * Format: date-time
                 * @description When it was drafted.
                 */
                created_at: string;
                /** @description Three letters, ISO 4217. */
                currency: string;
                /** @description The id. */
                id: string;
                /** @description On which invoice it stands. */
                invoice_reference?: string | null;
                /**
                 * Format: int64
                 * @description Hundredths of a credit.
                 */
                quantity_hundredths: number;
                /**
                 * @description Why it was waived. `refund:` and the cause where the desk waived it
                 *     because the ticket's credits came back.
                 */
                reason?: string | null;
                /** @description `draft`, `approved`, `invoiced` or `waived`. */
                status: string;
                /**
                 * Format: int64
                 * @description For which ticket.
                 */
                ticket_number?: number | null;
                /**
                 * Format: int64
                 * @description Of one over-limit ticket, in the smallest unit of the currency.
                 */
                unit_price_minor: number;
                /**
                 * Format: date-time
                 * @description When it was last decided.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ContactView: {
            /** @description The rows. */
            items: {
                account?: components["schemas"]["Named"] | null;
                /** @description The account it belongs to. */
                account_id?: string | null;
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Addresses, the one we write to first. */
                emails: string[];
                /** @description Accounts it follows beside its own. */
                followed_account_ids: string[];
                /** @description The id. */
                id: string;
                /** @description BCP 47 language tag; null is the account's. */
                locale?: string | null;
                /** @description Full name. */
                name: string;
                /** @description Telephone number as typed. */
                phone?: string | null;
                /** @description What it does at the account. */
                title?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
                /** @description IANA zone; null is the account's. */
                zone?: string | null;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ContractTemplateView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /**
                 * Format: int64
                 * @description Which version is in force.
                 */
                current_version: number;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /** @description Plan, SLA, term, coverage, rank and words of each contract. */
                spec: Record<string, never>;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ContractView: {
            /** @description The rows. */
            items: {
                /** @description Whose. */
                account: components["schemas"]["Named"];
                /** @description What it covers; empty lists cover everything of their kind. */
                coverage: Record<string, never>;
                /** @description Whether it covers the accounts below its own. */
                covers_children: boolean;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Its limits with the period that holds now. */
                credits: components["schemas"]["BucketView"][];
                /** @description First day after it; null is open-ended. */
                end_date?: string | null;
                /**
                 * Format: date-time
                 * @description The first instant after it.
                 */
                ends_at?: string | null;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /**
                 * Format: date-time
                 * @description When the next scheduled amendment comes into force.
                 */
                next_amendment_at?: string | null;
                /**
                 * Format: int64
                 * @description Short and human.
                 */
                number: number;
                /** @description What is promised. */
                plan: components["schemas"]["Named"];
                /**
                 * Format: int64
                 * @description Which version of the plan was agreed.
                 */
                plan_version: number;
                /**
                 * Format: int64
                 * @description Lower goes first when several fit equally well.
                 */
                rank: number;
                sla?: components["schemas"]["Named"] | null;
                /** @description First day. */
                start_date: string;
                /**
                 * Format: date-time
                 * @description Its first instant.
                 */
                starts_at: string;
                /** @description `draft`, `awaiting_acceptance`, `active`, `suspended`, `expired` or `cancelled`, as it is now. */
                state: string;
                /** @description Why it is interrupted. */
                suspended_reason?: string | null;
                /**
                 * Format: date-time
                 * @description When it resumes by itself.
                 */
                suspended_until?: string | null;
                /** @description The words of the agreement. */
                terms_text: string;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_EntryView: {
            /** @description The rows. */
            items: {
                /** @description Who did it. */
                actor: components["schemas"]["AuditActor"];
                /**
                 * Format: int64
                 * @description Hundredths of a credit, signed. Overage is no part of the balance.
                 */
                amount_hundredths: number;
                asset?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description From when it counts.
                 */
                at: string;
                /**
                 * Format: int64
                 * @description The limit's balance right after it, in hundredths.
                 */
                balance_after: number;
                /** @description Of which limit. */
                bucket: string;
                /** @description Whose credits. */
                contract: components["schemas"]["ContractRef"];
                /**
                 * Format: date-time
                 * @description When the credits that it brought end.
                 */
                expires_at?: string | null;
                /** @description The id. */
                id: string;
                /** @description `grant`, `consume`, `refund`, `expire`, `roll_over`, `top_up`, `adjust` or `overage`. */
                kind: string;
                /**
                 * Format: int64
                 * @description Of which period of the limit, from 0.
                 */
                period_index?: number | null;
                product?: components["schemas"]["Named"] | null;
                /** @description Why. */
                reason: string;
                /**
                 * Format: int64
                 * @description For which ticket.
                 */
                ticket_number?: number | null;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ImportLineView: {
            /** @description The rows. */
            items: {
                account?: components["schemas"]["Named"] | null;
                /** @description Its cells as written. */
                cells: string[];
                /** @description Fields that changed. */
                changes: components["schemas"]["FieldChange"][];
                /** @description Why it was refused. */
                faults: components["schemas"]["LineFault"][];
                /**
                 * Format: int64
                 * @description Where it began in the text, from 1.
                 */
                line: number;
                /** @description `waiting`, `created`, `changed`, `unchanged` or `refused`. */
                outcome: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_MessageView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was said.
                 */
                at: string;
                /** @description Its files. */
                attachments: components["schemas"]["AttachmentView"][];
                /** @description Who said it. */
                author: components["schemas"]["ActorView"];
                /** @description Whether a machine wrote it. */
                automatic: boolean;
                /** @description The new text as sanitised HTML. */
                body_html?: string | null;
                /** @description The new text. */
                body_text: string;
                /** @description With copies to. */
                cc: string[];
                /** @description By which road. */
                channel: string;
                /**
                 * Format: int64
                 * @description In the answer to a reply: the number of the new ticket that it opened,
                 *     because the one it was written to ended too long ago.
                 */
                follow_up?: number | null;
                /** @description Whether quotation or a signature was cut. */
                has_full_text: boolean;
                /** @description The id. */
                id: string;
                /**
                 * Format: int64
                 * @description Its place in the ticket's history.
                 */
                seq: number;
                /** @description To whom. */
                to: string[];
                /** @description `public` or `internal`. */
                visibility: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PlanView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /**
                 * Format: int64
                 * @description Which version is in force.
                 */
                current_version: number;
                /** @description The id. */
                id: string;
                /** @description Whether it is the plan of those without a contract. */
                is_default: boolean;
                /** @description Its name. */
                name: string;
                /** @description The SLA it promises. */
                sla_id?: string | null;
                /** @description Limits, weights, refunds and limit policy. */
                spec: Record<string, never>;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PolicyVersionView: {
            /** @description The rows. */
            items: {
                /** @description Where everybody can read it. */
                address: string;
                /** @description What is new in it. */
                note: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                published_at: string;
                /** @description Name of who published it. */
                published_by?: string | null;
                /** @description SHA-256 of both documents as they are kept, hexadecimal. */
                sha256: string;
                /**
                 * Format: int64
                 * @description From 1.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ProductView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /** @description A short code, unique. */
                code: string;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description What it is. */
                description: string;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /** @description A service-based SLA. */
                sla_id?: string | null;
                team?: components["schemas"]["Named"] | null;
                /** @description The team that requests about it go to. */
                team_id?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_RoleView: {
            /** @description The rows. */
            items: {
                /** @description The name of a built-in role, or null. */
                builtin?: string | null;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /** @description What it gives, by name. */
                permissions: string[];
                /** @description `agent` or `customer`. */
                side: string;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_SavedView: {
            /** @description The rows. */
            items: {
                /** @description Whether the caller may change it. */
                can_change: boolean;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description The parameters of `GET /tickets`, by the same names. */
                filter: components["schemas"]["TicketParams"];
                /** @description The name of its glyph. */
                icon: string;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /** @description `me`, `everyone`, or the id of a team. */
                owner: string;
                /**
                 * Format: int64
                 * @description Its place in lists.
                 */
                position: number;
                /** @description The order, as `sort` of `GET /tickets`. */
                sort: string;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_SlaView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /** @description The calendar its targets are measured in. */
                calendar_id: string;
                /**
                 * Format: int64
                 * @description Which version is in force.
                 */
                current_version: number;
                /** @description The id. */
                id: string;
                /** @description `contract`, `plan`, `product` or `corporate`. */
                layer: string;
                /** @description Its name. */
                name: string;
                /** @description Targets, pauses, rules and escalation steps. */
                spec: Record<string, never>;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_StatusRecord: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /** @description `new`, `open`, `pending`, `on_hold`, `solved` or `closed`. */
                category: string;
                /** @description The id. */
                id: string;
                /** @description Whether it is the one its category stands for. */
                is_default: boolean;
                /** @description Its name. */
                name: string;
                /** @description The metrics whose clocks stand still in it. */
                pauses: string[];
                /**
                 * Format: int64
                 * @description Its place in lists.
                 */
                position: number;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_SuspendedMailView: {
            /** @description The rows. */
            items: {
                /** @description What the intake saw; with one mail, not in lists. */
                detail?: Record<string, never> | null;
                /** @description The sender it claims. */
                from_address?: string | null;
                /** @description Its id. */
                id: string;
                /** @description Where it arrived. */
                mailbox: string;
                /** @description How its text begins. */
                preview?: string | null;
                /**
                 * @description Why it is here: `bounce`, `auto_reply`, `automatic`, `list`, `loop`,
                 *     `no_sender`, `own_address`, `agent_address`, `too_many_mails`, `failed`; for a discarded
                 *     one what its discarder wrote.
                 */
                reason?: string | null;
                /**
                 * Format: date-time
                 * @description When it arrived.
                 */
                received_at: string;
                /** @description `suspended`, or what became of it since. */
                state: string;
                /** @description Its subject, empty when there is none. */
                subject: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TagView: {
            /** @description The rows. */
            items: {
                /** @description Whether there are more than `count`. */
                capped: boolean;
                /**
                 * Format: int64
                 * @description How many tickets carry it; null for callers who do not see every ticket.
                 */
                count?: number | null;
                /** @description The label. */
                tag: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TeamView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /** @description Its working hours. */
                calendar_id?: string | null;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Where it is written to. */
                email?: string | null;
                /** @description The id. */
                id: string;
                /** @description Who is in it. */
                member_ids: string[];
                /** @description The same with their names. */
                members: components["schemas"]["Named"][];
                /** @description Its name. */
                name: string;
                /**
                 * Format: int64
                 * @description 0 self-service, 1 front line, 2 technical, 3 expert or engineering, 4 outside vendor.
                 */
                tier: number;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TicketTypeView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was put away.
                 */
                archived_at?: string | null;
                /** @description The id. */
                id: string;
                /** @description Its name. */
                name: string;
                /**
                 * Format: int64
                 * @description Its place in lists.
                 */
                position: number;
                /**
                 * Format: int64
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TokenView: {
            /** @description The rows. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When it ends.
                 */
                expires_at: string;
                /**
                 * @description Its last characters, to tell tokens apart.
                 * @example 9xQ2
                 */
                hint: string;
                /**
                 * @description Its id.
                 * @example tok_01kb0000000000000000000001
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When it was last used, within ten minutes.
                 */
                last_used_at?: string | null;
                /**
                 * @description What its owner calls it.
                 * @example monitoring
                 */
                name: string;
                /**
                 * Format: date-time
                 * @description When it was revoked.
                 */
                revoked_at?: string | null;
                /**
                 * @description What it may do at most: names of permissions.
                 * @example [
                 *       "ticket_create",
                 *       "ticket_read"
                 *     ]
                 */
                scopes: string[];
                /**
                 * @description On whose behalf it acts.
                 * @example usr_01kb0000000000000000000001
                 */
                user_id: string;
            }[];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description One credit period with its actual dates. */
        PeriodView: {
            /** @description Of which limit. */
            bucket: string;
            /**
             * Format: int64
             * @description What it gives, in hundredths of a credit.
             */
            credits_hundredths: number;
            /** @description Whether it holds now. */
            current: boolean;
            /**
             * Format: int64
             * @description Days within the contract.
             */
            days: number;
            /**
             * Format: date-time
             * @description First instant after it.
             */
            end: string;
            /** @description First day in the account's zone. */
            first_day: string;
            /**
             * Format: int64
             * @description Its place, from 0.
             */
            index: number;
            /** @description Last day in the account's zone. */
            last_day: string;
            /**
             * Format: date-time
             * @description First instant.
             */
            start: string;
        };
        /** @description Who may what: every permission, and every role with what it gives. */
        PermissionMatrix: {
            /** @description Every permission in the order of the screens. */
            permissions: components["schemas"]["PermissionView"][];
            /** @description Every role, built-in ones first. */
            roles: components["schemas"]["RoleView"][];
        };
        /** @description One named right. */
        PermissionView: {
            /** @description Whether a customer may ever hold it. */
            customer_side: boolean;
            /** @description Its stable name. */
            name: string;
            /** @description The kind of object it acts on. */
            object: string;
            /** @description Whether it says how far other permissions reach. */
            reach: boolean;
        };
        /** @description The plain version for the customer. */
        PlainView: {
            /** @description The limit that has least left, for who may read balances. */
            bucket?: string | null;
            /** @description Which sentence; see the reference. */
            code: string;
            /**
             * Format: int64
             * @description What this request counts, in hundredths, for who may read balances.
             */
            cost_hundredths?: number | null;
            /**
             * Format: int64
             * @description What is left in it, in hundredths.
             */
            left_hundredths?: number | null;
            /** @description The plan's name. */
            plan?: string | null;
            /**
             * @description What is said beside it, in this order: `for_unit`, `for_product`,
             *     `for_person`, `for_account` or `for_everybody`; `counts_now`,
             *     `counts_at_answer` or `counts_when_solved`; `times_hold`, `no_times` or
             *     `times_run_meanwhile`. None names another contract, account or person.
             */
            points?: string[];
        };
        /** @description A new plan, or a change of one: what is left out stays. */
        PlanInput: {
            /** @description Whether it becomes the plan of those without a contract. */
            is_default?: boolean | null;
            /** @description Its name. */
            name?: string | null;
            /** @description The SLA it promises, or null. */
            sla_id?: string | null;
            /** @description Limits, weights, refunds and limit policy. */
            spec?: Record<string, never> | null;
        };
        /** @description A plan with the version in force. */
        PlanView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /**
             * Format: int64
             * @description Which version is in force.
             */
            current_version: number;
            /** @description The id. */
            id: string;
            /** @description Whether it is the plan of those without a contract. */
            is_default: boolean;
            /** @description Its name. */
            name: string;
            /** @description The SLA it promises. */
            sla_id?: string | null;
            /** @description Limits, weights, refunds and limit policy. */
            spec: Record<string, never>;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description What differs between two versions. */
        PolicyDiff: {
            /**
             * Format: int64
             * @description The older one.
             */
            from: number;
            /** @description In which language. */
            lang: string;
            /** @description `{"id", "title", "changed", "lines": [{"change": "same" | "removed" | "added", "text"}]}` of each section. */
            sections: Record<string, never>[];
            /**
             * Format: int64
             * @description The newer one.
             */
            to: number;
        };
        /**
         * @description The draft with its version.
         * @example {
         *       "hidden_plans": [],
         *       "review_by": "2027-06-30",
         *       "texts": {
         *         "contact": {
         *           "en": "Ask for Mrs. Halden.",
         *           "zh-CN": "请联系哈尔登女士。"
         *         }
         *       },
         *       "version": 3
         *     }
         */
        PolicyDraftView: {
            /** @description Plans that the document does not name. */
            hidden_plans: string[];
            /** @description The day by which somebody looks at the policy again, `YYYY-MM-DD`. */
            review_by?: string | null;
            /**
             * @description `{section: {"en": text, "zh-CN": text}}`; an empty line parts
             *     paragraphs, a line that begins with `- ` is a point.
             */
            texts: Record<string, never>;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description The document as it would be published now. */
        PolicyPreview: {
            /**
             * @description What differs from the published version, by language; empty where
             *     nothing was published yet, and for a customer.
             */
            changes: Record<string, never>;
            /** @description `{"en": document, "zh-CN": document}`. */
            documents: Record<string, never>;
        };
        /**
         * @description A draft, saved or not, to be looked at.
         * @example {
         *       "draft": {
         *         "texts": {}
         *       }
         *     }
         */
        PolicyPreviewInput: {
            /** @description For this customer: what differs is marked. */
            account_id?: string | null;
            draft?: components["schemas"]["SetPolicyDraft"] | null;
        };
        /** @description How the policy stands. */
        PolicyStatus: {
            /** @description Whether the caller has acknowledged it; true where there is none. */
            acknowledged: boolean;
            published?: components["schemas"]["PolicyVersionView"] | null;
            /** @description The day by which somebody looks at it again. */
            review_by?: string | null;
            /** @description Whether that day has come. */
            review_due: boolean;
            /**
             * @description Where the published text is older than the configuration, at most 50
             *     places; in the language that was asked for.
             */
            stale: components["schemas"]["StaleView"][];
        };
        /**
         * @description A published version without what it says.
         * @example {
         *       "address": "https://desk.example/policy/3",
         *       "note": "Urgent requests are answered within 30 minutes.",
         *       "published_at": "2026-11-22T09:00:00Z",
         *       "published_by": "Ada Berg",
         *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "version": 3
         *     }
         */
        PolicyVersionView: {
            /** @description Where everybody can read it. */
            address: string;
            /** @description What is new in it. */
            note: string;
            /**
             * Format: date-time
             * @description When.
             */
            published_at: string;
            /** @description Name of who published it. */
            published_by?: string | null;
            /** @description SHA-256 of both documents as they are kept, hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description From 1.
             */
            version: number;
        };
        /** @description A published version, whole. */
        PolicyWhole: components["schemas"]["PolicyVersionView"] & {
            /** @description `{"en": document, "zh-CN": document}`. */
            documents: Record<string, never>;
        };
        /**
         * @description What it is asked of a preview.
         * @example {
         *       "options": {
         *         "charset": "utf-8",
         *         "columns": [
         *           "external_ref",
         *           "name",
         *           null,
         *           "annual_revenue"
         *         ],
         *         "currency": "EUR",
         *         "decimal": "point",
         *         "empty": "keep",
         *         "match_by": "external_ref",
         *         "separator": ","
         *       },
         *       "outcome": "refused"
         *     }
         */
        PreviewImport: {
            /**
             * Format: int64
             * @description Only lines after this one.
             */
            after?: number | null;
            /** @description How it is read. */
            options: components["schemas"]["ImportOptions"];
            /** @description Only lines with this outcome. */
            outcome?: string | null;
        };
        /** @description Facts to try; what is left out stays as the ticket has it. */
        PreviewInput: {
            /**
             * @description Another account.
             * @default null
             */
            account_id?: string | null;
            /**
             * @description Another asset.
             * @default null
             */
            asset_id?: string | null;
            /**
             * @description Another channel.
             * @default null
             */
            channel?: string | null;
            /**
             * @description Another contact.
             * @default null
             */
            contact_id?: string | null;
            /**
             * @description Another product.
             * @default null
             */
            product_id?: string | null;
            /**
             * @description Another type.
             * @default null
             */
            type_id?: string | null;
        };
        /** @description The decision and the ticket now, and what they would be. */
        PreviewView: {
            /** @description What these facts would give now. */
            after: components["schemas"]["DecisionView"];
            before?: components["schemas"]["DecisionView"] | null;
            /** @description The ticket as it would be. Nothing of it is saved. */
            ticket_after: components["schemas"]["TicketView"];
            /** @description The ticket as it is: its credits and its clocks. */
            ticket_before: components["schemas"]["TicketView"];
        };
        /**
         * @description The matrix with its version.
         * @example {
         *       "matrix": {
         *         "high": {
         *           "high": "urgent",
         *           "low": "normal",
         *           "medium": "high"
         *         },
         *         "low": {
         *           "high": "normal",
         *           "low": "low",
         *           "medium": "low"
         *         },
         *         "medium": {
         *           "high": "high",
         *           "low": "low",
         *           "medium": "normal"
         *         }
         *       },
         *       "version": 1
         *     }
         */
        PriorityMatrixView: {
            /** @description `{impact: {urgency: priority}}`; no cell is empty. */
            matrix: Record<string, never>;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /**
         * @description The body of every answer that is not a success.
         * @example {
         *       "code": "stale_version",
         *       "current_version": 7,
         *       "detail": "it was changed meanwhile; it is now at version 7",
         *       "status": 412,
         *       "title": "Precondition Failed",
         *       "type": "/api/v1/reference#problem-stale_version"
         *     }
         */
        Problem: {
            /** @description Stable snake_case code; programs decide by this one. */
            code: string;
            /**
             * Format: int64
             * @description With `stale_version`: the version that holds now.
             */
            current_version?: number | null;
            /** @description What is wrong and what to do, in English. */
            detail: string;
            /** @description Every wrong field, when there are several. */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description Path of the field that is wrong, e.g. `limits[0].credits`. */
            field?: string | null;
            /**
             * Format: int64
             * @description With `too_many_requests`: seconds until another try is let through.
             */
            retry_after_seconds?: number | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description Where the code is explained; a reference relative to the server. */
            type: string;
        };
        /**
         * @description Something that is supported. Who works on it is null for customers.
         * @example {
         *       "archived_at": null,
         *       "code": "RGW",
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "description": "",
         *       "id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "name": "Relay Gateway",
         *       "sla_id": null,
         *       "team": null,
         *       "team_id": null,
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1
         *     }
         */
        ProductView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /** @description A short code, unique. */
            code: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description What it is. */
            description: string;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description A service-based SLA. */
            sla_id?: string | null;
            team?: components["schemas"]["Named"] | null;
            /** @description The team that requests about it go to. */
            team_id?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /**
         * @description Publishes the saved draft.
         * @example {
         *       "draft_version": 3,
         *       "note": "Urgent requests are answered within 30 minutes.",
         *       "tell_contacts": true
         *     }
         */
        PublishPolicy: {
            /**
             * Format: int64
             * @description The version of the draft that was seen.
             */
            draft_version: number;
            /** @description What is new, for colleagues and customers; at most 2,000 characters. */
            note?: string;
            /** @description Whether every contact of an account in use gets a mail, once. */
            tell_contacts?: boolean;
        };
        /** @description What was found; of each kind the first few. */
        QuickFound: {
            /** @description Accounts by name. */
            accounts: components["schemas"]["Named"][];
            /** @description Contacts by name. */
            contacts: components["schemas"]["FoundContact"][];
            /** @description Tickets, last change first. */
            tickets: components["schemas"]["FoundTicket"][];
        };
        /**
         * @description Up to where a person has read.
         * @example {
         *       "up_to": "not_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *     }
         */
        ReadInput: {
            /** @description This one and everything before it. */
            up_to: string;
        };
        /** @description Recovery codes, shown once. */
        RecoveryCodes: {
            /**
             * @description Each can be used once instead of a code.
             * @example [
             *       "0abc-def1-23gh-jk45"
             *     ]
             */
            recovery_codes: string[];
        };
        /**
         * @description For which cause, and why.
         * @example {
         *       "cause": "own_defect",
         *       "reason": "Caused by our release 4.2."
         *     }
         */
        RefundInput: {
            /**
             * @description `duplicate`, `own_defect`, `wrong_routing` or `cancelled`. Spam and
             *     merging give back by themselves.
             */
            cause: string;
            /** @description For the ledger's readers. */
            reason: string;
        };
        /** @description What to do about it. */
        RemedyView: {
            /** @description Which limit, for the first two. */
            bucket?: string | null;
            cause?: components["schemas"]["CauseView"] | null;
            /**
             * Format: int64
             * @description What is missing until the period ends, in hundredths; for `top_up`.
             */
            credits_hundredths?: number | null;
            /**
             * Format: int64
             * @description What the limit gives now, in hundredths; for `raise_limit`.
             */
            from_hundredths?: number | null;
            /** @description `raise_limit`, `top_up`, `write_article` or `talk_to`. */
            kind: string;
            plan?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description What its pace needs, in hundredths; for `raise_limit`.
             */
            to_hundredths?: number | null;
        };
        /**
         * @description How a contract goes on.
         * @example {
         *       "state": "draft",
         *       "term": {
         *         "count": 1,
         *         "unit": "year"
         *       }
         *     }
         */
        RenewContract: {
            /**
             * @description Another plan, in its version of now; the same plan when left out.
             * @default null
             */
            plan_id?: string | null;
            /**
             * @description How far the new contract is taken: `draft`, `awaiting_acceptance` or
             *     `active`; a draft when left out.
             * @default null
             */
            state?: string | null;
            /**
             * @description How long: `unit` (`day`, `week`, `month`, `quarter`, `half_year`,
             *     `year`) and `count`; a year when left out.
             */
            term?: Record<string, never> | null;
        };
        /** @description A contract that ends, or has just ended. */
        RenewalView: {
            /** @description Whose. */
            account: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description What the account pays a year, in the smallest unit of its currency.
             */
            annual_revenue_minor?: number | null;
            /** @description ISO 4217 code. */
            currency: string;
            /**
             * Format: int64
             * @description Days until then in the account's zone; negative when it is over.
             */
            days_left: number;
            /** @description First day after it. */
            end_date: string;
            /** @description The contract. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Short and human.
             */
            number: number;
            /** @description What is promised. */
            plan: components["schemas"]["Named"];
            /** @description The contract that follows. */
            renewed_by?: string | null;
            /** @description How far that one is: `draft`, `awaiting_acceptance`, `active`, … */
            renewed_by_state?: string | null;
            /** @description `active`, `suspended` or `expired`, as it is now. */
            state: string;
        };
        /**
         * @description The policy with its version.
         * @example {
         *       "closed_reopens_days": 14,
         *       "version": 1
         *     }
         */
        ReopenPolicyView: {
            /**
             * Format: int32
             * @description Days after solving during which a customer's message reopens a closed
             *     ticket; later it becomes a new, linked one.
             */
            closed_reopens_days: number;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description Who asks: a known contact, or an address. */
        RequesterInput: {
            /**
             * @description A known contact.
             * @default null
             */
            contact_id?: string | null;
            /**
             * @description Or an address; its contact is made when there is none.
             * @default null
             */
            email?: string | null;
            /**
             * @description The name of a new contact.
             * @default null
             */
            name?: string | null;
        };
        /** @description Who asked. */
        RequesterView: {
            /** @description Their first address. */
            email?: string | null;
            /** @description The contact. */
            id: string;
            /** @description Their name. */
            name: string;
        };
        /** @description Credits that only tickets about one product or one asset may draw. */
        ReservedView: {
            asset?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When they end; null is never.
             */
            expires_at?: string | null;
            product?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description Credits left, in hundredths.
             */
            remaining_hundredths: number;
        };
        /** @description A role by name. */
        RoleOfMe: {
            /** @description Its built-in name, or null for a custom role. */
            builtin?: string | null;
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * @description A named set of permissions.
         * @example {
         *       "builtin": null,
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "id": "rol_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "name": "Auditor",
         *       "permissions": [
         *         "ticket_read",
         *         "ticket_all",
         *         "audit_read"
         *       ],
         *       "side": "agent",
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1
         *     }
         */
        RoleView: {
            /** @description The name of a built-in role, or null. */
            builtin?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description What it gives, by name. */
            permissions: string[];
            /** @description `agent` or `customer`. */
            side: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description Who gets a ticket, and why. */
        RoutedView: {
            agent?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When it was decided.
             */
            at: string;
            /**
             * @description `round_robin`, `least_loaded`, `best_skill`, `only_one`, `nobody`, or `turn`: others
             *     that wait come first.
             */
            because: string;
            /** @description Who was considered, those who passed first. */
            considered: components["schemas"]["ConsideredView"][];
            /**
             * Format: int32
             * @description How many more were considered than are kept.
             */
            left_out: number;
            /** @description What the ticket needed: `skill` and `level`. */
            required: Record<string, never>[];
            /** @description Names of skills by their keys. */
            skill_names: {
                [key: string]: string;
            };
            /** @description How one is chosen in the team. */
            strategy: string;
            /** @description The team. */
            team: components["schemas"]["Named"];
        };
        /**
         * @description What the desk says about routing, with its version.
         * @example {
         *       "plan_ranks": [
         *         {
         *           "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *           "rank": 10
         *         }
         *       ],
         *       "required": [
         *         {
         *           "level": 3,
         *           "plan_id": null,
         *           "product_id": "prd_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *           "skill": "database",
         *           "type_id": null
         *         }
         *       ],
         *       "skills": [
         *         {
         *           "archived": false,
         *           "key": "database",
         *           "name": "Databases"
         *         }
         *       ],
         *       "teams": [
         *         {
         *           "cap": 10,
         *           "strategy": "least_loaded",
         *           "team_id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *         }
         *       ],
         *       "version": 1
         *     }
         */
        RoutingView: {
            /** @description `plan_id` and `rank`, 0 to 100: the higher leave the queue first. */
            plan_ranks: Record<string, never>[];
            /**
             * @description Which tickets need which skill at which level, 1 to 5: those that
             *     `product_id`, `type_id` and `plan_id`, where given, all fit.
             */
            required: Record<string, never>[];
            /** @description Skills: `key` (stays when the name changes), `name`, `archived`. */
            skills: Record<string, never>[];
            /**
             * @description `team_id`, `strategy` (`round_robin`, `least_loaded`, `best_skill`) and
             *     `cap`, open tickets of an agent without a cap of their own, 1 to 1,000.
             */
            teams: Record<string, never>[];
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /**
         * @description A filter and an order under a name.
         * @example {
         *       "can_change": true,
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "filter": {
         *         "assignee": "none",
         *         "open": "true",
         *         "priority": "urgent"
         *       },
         *       "icon": "flame",
         *       "id": "viw_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "name": "Urgent and unassigned",
         *       "owner": "me",
         *       "position": 40,
         *       "sort": "due",
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1
         *     }
         */
        SavedView: {
            /** @description Whether the caller may change it. */
            can_change: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description The parameters of `GET /tickets`, by the same names. */
            filter: components["schemas"]["TicketParams"];
            /** @description The name of its glyph. */
            icon: string;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description `me`, `everyone`, or the id of a team. */
            owner: string;
            /**
             * Format: int64
             * @description Its place in lists.
             */
            position: number;
            /** @description The order, as `sort` of `GET /tickets`. */
            sort: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description What is said: a text, or HTML that is sanitised before it is kept. */
        SayInput: {
            /**
             * @description Files uploaded before.
             * @default []
             */
            attachments?: string[];
            /**
             * @description HTML; its text is derived when no text is given.
             * @default null
             */
            body_html?: string | null;
            /**
             * @description Plain text.
             * @default null
             */
            body_text?: string | null;
            /**
             * @description Addresses in copy.
             * @default []
             */
            cc?: string[];
            /**
             * @description By which road it was said; the ticket's unless told. For customers it is
             *     `portal`, or `api` by a token, whatever they say.
             * @default null
             */
            channel?: string | null;
            /** @default null */
            then?: components["schemas"]["Then"] | null;
        };
        /**
         * @description The code of the second factor.
         * @example {
         *       "code": "287082"
         *     }
         */
        SecondFactor: {
            /** @description Six digits of the authenticator, or a recovery code. */
            code: string;
        };
        /** @description How far the caller has read. */
        SeenInput: {
            /**
             * Format: int64
             * @description The last event that was on the screen; what came after it stays new.
             */
            seq: number;
        };
        /** @description Where the caller's mark is asked to be. */
        SeenView: {
            /**
             * Format: int64
             * @description The event, never past the ticket's last one.
             */
            seq: number;
            /** @description Whether something is new to the caller all the same. */
            unread: boolean;
        };
        /** @description The answer to signing in. The session itself is a cookie. */
        SessionBegun: {
            /** @description Send it as `X-CSRF-Token` with every write. */
            csrf_token: string;
            /** @description How far sign-in is. */
            stage: components["schemas"]["Stage"];
            user?: components["schemas"]["Me"] | null;
        };
        /** @description The session that asks. */
        SessionShown: {
            /** @description Send it as `X-CSRF-Token` with every write; null for an API token. */
            csrf_token?: string | null;
            /**
             * Format: date-time
             * @description When the session ends at the latest; null for an API token.
             */
            expires_at?: string | null;
            /**
             * Format: date-time
             * @description The server's clock, so that countdowns agree with it.
             */
            server_time: string;
            /** @description Who it is. */
            user: components["schemas"]["Me"];
        };
        /** @description One of one's own sessions. */
        SessionView: {
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends at the latest.
             */
            expires_at: string;
            /**
             * @description Names the session for ending it; not its cookie.
             * @example 5f2b8c0d9e1a4b7c5f2b8c0d9e1a4b7c
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, within a minute.
             */
            seen_at: string;
            /** @description What the browser called itself. */
            user_agent: string;
        };
        /** @description One's own sessions. */
        Sessions: {
            /** @description Last used first. */
            items: components["schemas"]["SessionView"][];
        };
        /**
         * @description How an agent is to work, as a whole.
         * @example {
         *       "absences": [],
         *       "away": false,
         *       "calendar_id": null,
         *       "cap": 8,
         *       "skills": [
         *         {
         *           "level": 4,
         *           "skill": "database"
         *         }
         *       ]
         *     }
         */
        SetAgentWork: {
            /**
             * @description When they are not there.
             * @default []
             */
            absences?: Record<string, never>[];
            /**
             * @description Whether they are away just now.
             * @default false
             */
            away?: boolean;
            /**
             * @description Their own hours.
             * @default null
             */
            calendar_id?: string | null;
            /**
             * Format: int32
             * @description Open tickets up to which routing gives them more.
             * @default null
             */
            cap?: number | null;
            /**
             * @description What they are good at.
             * @default []
             */
            skills?: Record<string, never>[];
        };
        /**
         * @description Away or back.
         * @example {
         *       "away": true
         *     }
         */
        SetAway: {
            /** @description Whether the caller is away from now on. */
            away: boolean;
        };
        /**
         * @description A new policy.
         * @example {
         *       "next_update_minutes": {
         *         "high": 120,
         *         "low": 1440,
         *         "none": 480,
         *         "normal": 480,
         *         "urgent": 30
         *       },
         *       "tell_customer": true
         *     }
         */
        SetEscalationPolicy: {
            /** @description When the next update of an escalated ticket is due, by its priority. */
            next_update_minutes: components["schemas"]["NextUpdateMinutes"];
            /**
             * @description Whether the customer is told of an escalation by hand. Steps of an SLA
             *     say so themselves.
             */
            tell_customer: boolean;
        };
        /**
         * @description A new policy.
         * @example {
         *       "bounce_limit": 1,
         *       "reasons": [
         *         {
         *           "key": "skill",
         *           "name": "Needs another skill"
         *         }
         *       ],
         *       "timeout_minutes": 120
         *     }
         */
        SetHandoffPolicy: {
            /**
             * Format: int32
             * @description How often a ticket may come back to a team that had it before those in
             *     charge are told: 0 to 100.
             */
            bounce_limit: number;
            /** @description Why tickets are handed on: 1 to 50, at least one in use. */
            reasons: components["schemas"]["HandoffReason"][];
            /**
             * Format: int32
             * @description How long an offer stands, in minutes of the receiving team's business
             *     time: 1 to 43,200.
             */
            timeout_minutes: number;
        };
        /**
         * @description New bands.
         * @example {
         *       "bands": [
         *         {
         *           "from": 1,
         *           "name": "small",
         *           "to": 50
         *         },
         *         {
         *           "from": 51,
         *           "name": "large",
         *           "to": null
         *         }
         *       ]
         *     }
         */
        SetLicenceBands: {
            /** @description In any order; none may overlap. */
            bands: components["schemas"]["LicenceBand"][];
        };
        /**
         * @description A new draft.
         * @example {
         *       "review_by": "2027-06-30",
         *       "texts": {
         *         "contact": {
         *           "en": "Ask for Mrs. Halden.",
         *           "zh-CN": "请联系哈尔登女士。"
         *         }
         *       }
         *     }
         */
        SetPolicyDraft: {
            /** @description Plans that the document does not name. */
            hidden_plans?: string[];
            /** @description The day by which somebody looks at the policy again, `YYYY-MM-DD`. */
            review_by?: string | null;
            /**
             * @description `{section: {"en": text, "zh-CN": text}}`, at most 10,000 characters
             *     each; a section that is left out has no text.
             */
            texts: Record<string, never>;
        };
        /**
         * @description A new matrix.
         * @example {
         *       "matrix": {
         *         "high": {
         *           "high": "urgent",
         *           "low": "normal",
         *           "medium": "high"
         *         },
         *         "low": {
         *           "high": "normal",
         *           "low": "low",
         *           "medium": "low"
         *         },
         *         "medium": {
         *           "high": "high",
         *           "low": "low",
         *           "medium": "normal"
         *         }
         *       }
         *     }
         */
        SetPriorityMatrix: {
            /** @description `{impact: {urgency: priority}}`; no cell is empty. */
            matrix: Record<string, never>;
        };
        /**
         * @description A new policy.
         * @example {
         *       "closed_reopens_days": 30
         *     }
         */
        SetReopenPolicy: {
            /**
             * Format: int32
             * @description Days after solving during which a customer's message reopens a closed
             *     ticket, at most 3650; 0 is never.
             */
            closed_reopens_days: number;
        };
        /**
         * @description What the desk is to say about routing, as a whole.
         * @example {
         *       "plan_ranks": [],
         *       "required": [],
         *       "skills": [
         *         {
         *           "key": "database",
         *           "name": "Databases"
         *         }
         *       ],
         *       "teams": [
         *         {
         *           "cap": 10,
         *           "strategy": "round_robin",
         *           "team_id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *         }
         *       ]
         *     }
         */
        SetRouting: {
            /**
             * @description Whose tickets go first.
             * @default []
             */
            plan_ranks?: Record<string, never>[];
            /**
             * @description What needs them.
             * @default []
             */
            required?: Record<string, never>[];
            /**
             * @description Skills.
             * @default []
             */
            skills?: Record<string, never>[];
            /**
             * @description The teams that give out tickets by themselves.
             * @default []
             */
            teams?: Record<string, never>[];
        };
        /**
         * @description The set-up form.
         * @example {
         *       "email": "ann@example.org",
         *       "name": "Ann Example",
         *       "password": "correct horse battery",
         *       "token": "srs_…"
         *     }
         */
        SetUp: {
            /** @description Address to sign in with. */
            email: string;
            /** @description Full name of the first administrator. */
            name: string;
            /**
             * Format: password
             * @description 12 to 128 characters.
             */
            password: string;
            /**
             * Format: password
             * @description What follows `#` in the set-up link.
             */
            token: string;
        };
        /** @description The first administrator. */
        SetUpDone: {
            /** @description Address to sign in with. */
            email: string;
            /** @description The user. */
            id: string;
        };
        /**
         * @description Address and password.
         * @example {
         *       "email": "ann@example.org",
         *       "password": "correct horse battery"
         *     }
         */
        SignIn: {
            /** @description The address; case and width make no difference. */
            email: string;
            /**
             * Format: password
             * @description The password.
             */
            password: string;
        };
        /** @description Credits of one limit. */
        SimulatedCredits: {
            /** @description Which limit. */
            bucket: string;
            /**
             * Format: int64
             * @description Hundredths of a credit that would have been used.
             */
            new_hundredths: number;
            /**
             * Format: int64
             * @description Hundredths of a credit that were used, as things are.
             */
            old_hundredths: number;
        };
        /** @description A decision, on one side: the last one about the ticket. */
        SimulatedDecision: {
            /** @description `admitted`, `held` or `blocked`. */
            admission: string;
            /** @description The contract. */
            contract_id?: string | null;
            /** @description Over the limit: what happens. */
            limit_action?: string | null;
            /** @description `covered`, `over_limit` or `uncovered`. */
            outcome: string;
            /** @description The plan. */
            plan_id?: string | null;
        };
        /** @description Money of one currency, in its smallest unit. */
        SimulatedMoney: {
            /** @description ISO 4217. */
            currency: string;
            /**
             * Format: int64
             * @description What would wait for somebody to say yes.
             */
            new_awaiting_minor: number;
            /**
             * Format: int64
             * @description What would have been charged.
             */
            new_minor: number;
            /**
             * Format: int64
             * @description What waits for somebody to say yes, as things are.
             */
            old_awaiting_minor: number;
            /**
             * Format: int64
             * @description Charged, as things are.
             */
            old_minor: number;
        };
        /** @description One ticket on both sides. */
        SimulatedTicket: {
            /** @description Their name. */
            account?: string | null;
            /** @description Whose it is. */
            account_id?: string | null;
            /**
             * @description Whether anything differs: a verdict, a due instant, the decision,
             *     credits or money.
             */
            changed: boolean;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            created_at: string;
            /** @description What it used of each limit. */
            credits: components["schemas"]["SimulatedCredits"][];
            /** @description What it costs. */
            money: components["schemas"]["SimulatedMoney"][];
            new_decision?: components["schemas"]["SimulatedDecision"] | null;
            /**
             * Format: int64
             * @description What it would have used past the limit.
             */
            new_overage_hundredths: number;
            old_decision?: components["schemas"]["SimulatedDecision"] | null;
            /**
             * Format: int64
             * @description What it used past the limit, in hundredths of a credit.
             */
            old_overage_hundredths: number;
            /** @description What it is about. */
            product_id?: string | null;
            /** @description What it is called. */
            subject: string;
            /**
             * Format: int64
             * @description Its number.
             */
            ticket: number;
            /** @description Its id. */
            ticket_id: string;
            /** @description Every cycle that was or would have been promised something. */
            verdicts: components["schemas"]["VerdictPairView"][];
        };
        /** @description What became of a promise, on one side. */
        SimulatedVerdict: {
            /**
             * Format: int64
             * @description In which version of its calendar; null is the draft.
             */
            calendar_version?: number | null;
            /**
             * Format: date-time
             * @description When it was or is due; null while it is paused.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When it was fulfilled.
             */
            fulfilled_at?: string | null;
            /** @description Which SLA promises it. */
            sla_id: string;
            /**
             * Format: int64
             * @description In which version; null is the draft.
             */
            sla_version?: number | null;
            /**
             * Format: int64
             * @description How long was promised, in seconds of its clock.
             */
            target_seconds: number;
            /** @description `met`, `breached` or `open`. */
            verdict: string;
        };
        /**
         * @description Drafts, of which there is at least one, and the span that they are tried on.
         * @example {
         *       "from": "2026-01-01T00:00:00Z",
         *       "plan": {
         *         "draft": {
         *           "spec": {
         *             "kind": "ticket_based",
         *             "limits": [
         *               {
         *                 "bucket": "month",
         *                 "credits": 10,
         *                 "unit": "month"
         *               }
         *             ]
         *           }
         *         },
         *         "id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *       }
         *     }
         */
        SimulationInput: {
            /** @description Only tickets of this account are told about. Credits are used by all. */
            account_id?: string | null;
            calendar?: components["schemas"]["LintCalendar"] | null;
            contract?: components["schemas"]["LintContract"] | null;
            /**
             * Format: date-time
             * @description The first instant; 90 days before the end when left out.
             */
            from?: string | null;
            plan?: components["schemas"]["LintPlan"] | null;
            /** @description Only tickets about this product are told about. Credits are used by all. */
            product_id?: string | null;
            sla?: components["schemas"]["LintSla"] | null;
            /**
             * Format: date-time
             * @description The first instant after it; now when left out.
             */
            to?: string | null;
        };
        /** @description Cycles, or tickets, that go from one word to another. */
        SimulationStep: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description What it was. */
            from: string;
            /** @description What it would have been. */
            to: string;
        };
        /** @description The figures of a simulation. */
        SimulationSummary: {
            /**
             * Format: date-time
             * @description The instant at which open clocks were judged.
             */
            as_of: string;
            /**
             * Format: int64
             * @description Tickets for which anything differs.
             */
            changed: number;
            /** @description What was used of each limit, by its name. */
            credits: components["schemas"]["SimulatedCredits"][];
            /**
             * @description Tickets by how the decision ended, on both sides, also where nothing
             *     changes.
             */
            decisions: components["schemas"]["SimulationStep"][];
            /**
             * Format: int64
             * @description Tickets with a verdict that flips.
             */
            flipped: number;
            /**
             * Format: date-time
             * @description The first instant of the span.
             */
            from: string;
            /**
             * @description Limits that are reached on one side or both, those first where the two
             *     differ; at most 200.
             */
            limits: components["schemas"]["LimitReached"][];
            /** @description By currency. */
            money: components["schemas"]["SimulatedMoney"][];
            /**
             * @description Whether the ledger has more beside the tickets of the span than is read,
             *     a million entries: the newest of it are left out of the credits.
             */
            more_booked: boolean;
            /** @description Whether more limits are reached than are told. */
            more_limits: boolean;
            /**
             * Format: int64
             * @description What would have been used past the limits.
             */
            new_overage_hundredths: number;
            /**
             * Format: int64
             * @description What was used past the limits, in hundredths of a credit.
             */
            old_overage_hundredths: number;
            /**
             * Format: int64
             * @description Tickets that were looked at.
             */
            tickets: number;
            /**
             * Format: date-time
             * @description The first instant after it.
             */
            to: string;
            /**
             * Format: int64
             * @description Tickets whose history does not read; they are left out of all figures.
             */
            unreadable: number;
            /** @description By metric. */
            verdicts: components["schemas"]["VerdictSummary"][];
        };
        /** @description A simulation as an answer. */
        SimulationView: {
            /** @description Whether there are more of them than are told. */
            more: boolean;
            /** @description The figures, over every ticket of the span. */
            summary: components["schemas"]["SimulationSummary"];
            /**
             * @description Tickets for which anything differs, in the order in which they were
             *     opened; at most 500.
             */
            tickets: components["schemas"]["SimulatedTicket"][];
        };
        /** @description An entry of the feed that closes no day. */
        Skipped: {
            /**
             * @description `timed`, `cancelled`, `transparent`, `too_long`, `bad_date`,
             *     `unsupported_rule`, `out_of_range` or `own_hours`.
             */
            reason: string;
            /** @description What it is called. */
            summary: string;
        };
        /** @description A new SLA, or a change of one: what is left out stays. */
        SlaInput: {
            /** @description The calendar its targets are measured in. */
            calendar_id?: string | null;
            /** @description `contract`, `plan`, `product` or `corporate`. */
            layer?: string | null;
            /** @description Its name. */
            name?: string | null;
            /** @description Targets, pauses, rules and escalation steps. */
            spec?: Record<string, never> | null;
        };
        /** @description A version of an SLA. */
        SlaRef: {
            /** @description The SLA. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its version then.
             */
            version: number;
        };
        /** @description An SLA with the version in force. */
        SlaView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /** @description The calendar its targets are measured in. */
            calendar_id: string;
            /**
             * Format: int64
             * @description Which version is in force.
             */
            current_version: number;
            /** @description The id. */
            id: string;
            /** @description `contract`, `plan`, `product` or `corporate`. */
            layer: string;
            /** @description Its name. */
            name: string;
            /** @description Targets, pauses, rules and escalation steps. */
            spec: Record<string, never>;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /**
         * @description How far sign-in is.
         * @enum {string}
         */
        Stage: "full" | "second_factor";
        /**
         * @description What the published text says and the desk does not do any more.
         * @example {
         *       "enforces": "8 h",
         *       "says": "4 h",
         *       "section": "response_times",
         *       "what": "Premium · High · Resolution"
         *     }
         */
        StaleView: {
            /** @description What holds now; null: nothing of the kind. */
            enforces?: string | null;
            /** @description What the published text says; null: it does not mention it. */
            says?: string | null;
            /** @description In which section. */
            section: string;
            /** @description About what. */
            what: string;
        };
        /**
         * @description One limit in the period of an instant, up to that instant. `closing` is
         *     what the others make: opening + granted + rolled over + topped up +
         *     adjusted - consumed + refunded - expired.
         */
        StatementLine: {
            /**
             * Format: int64
             * @description What was changed by hand, signed.
             */
            adjusted_hundredths: number;
            /** @description Of which limit. */
            bucket: string;
            /**
             * Format: int64
             * @description What was there at the instant.
             */
            closing_hundredths: number;
            /**
             * Format: int64
             * @description What tickets took.
             */
            consumed_hundredths: number;
            /** @description Whose credits. */
            contract: components["schemas"]["ContractRef"];
            /**
             * Format: int64
             * @description What ended unused.
             */
            expired_hundredths: number;
            /**
             * Format: int64
             * @description What the period brought.
             */
            granted_hundredths: number;
            /**
             * Format: int64
             * @description What was there when the period before had ended: credits on top.
             */
            opening_hundredths: number;
            /**
             * Format: int64
             * @description What was accepted past the limit; no part of the balance.
             */
            overage_hundredths: number;
            /**
             * Format: date-time
             * @description First instant after it.
             */
            period_end: string;
            /**
             * Format: date-time
             * @description First instant of the period.
             */
            period_start: string;
            /**
             * Format: int64
             * @description What came back.
             */
            refunded_hundredths: number;
            /**
             * Format: int64
             * @description How much of that is for one product or asset alone.
             */
            reserved_hundredths: number;
            /**
             * Format: int64
             * @description What earlier periods left.
             */
            rolled_over_hundredths: number;
            /**
             * Format: int64
             * @description What was put on top.
             */
            topped_up_hundredths: number;
        };
        /**
         * @description A free name over a fixed category.
         * @example {
         *       "archived_at": null,
         *       "category": "on_hold",
         *       "id": "sts_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "is_default": false,
         *       "name": "Waiting for parts",
         *       "pauses": [
         *         "update",
         *         "resolution"
         *       ],
         *       "position": 60,
         *       "version": 1
         *     }
         */
        StatusRecord: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /** @description `new`, `open`, `pending`, `on_hold`, `solved` or `closed`. */
            category: string;
            /** @description The id. */
            id: string;
            /** @description Whether it is the one its category stands for. */
            is_default: boolean;
            /** @description Its name. */
            name: string;
            /** @description The metrics whose clocks stand still in it. */
            pauses: string[];
            /**
             * Format: int64
             * @description Its place in lists.
             */
            position: number;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description A status with its category. */
        StatusView: {
            /** @description `new`, `open`, `pending`, `on_hold`, `solved` or `closed`. */
            category: string;
            /** @description The status. */
            id: string;
            /** @description Its free name. */
            name: string;
        };
        /** @description Why and until when a contract is interrupted. */
        Suspend: {
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When it resumes by itself; left out is by hand.
             */
            until?: string | null;
        };
        /** @description A mail that waits for somebody, or that somebody discarded. */
        SuspendedMailView: {
            /** @description What the intake saw; with one mail, not in lists. */
            detail?: Record<string, never> | null;
            /** @description The sender it claims. */
            from_address?: string | null;
            /** @description Its id. */
            id: string;
            /** @description Where it arrived. */
            mailbox: string;
            /** @description How its text begins. */
            preview?: string | null;
            /**
             * @description Why it is here: `bounce`, `auto_reply`, `automatic`, `list`, `loop`,
             *     `no_sender`, `own_address`, `agent_address`, `too_many_mails`, `failed`; for a discarded
             *     one what its discarder wrote.
             */
            reason?: string | null;
            /**
             * Format: date-time
             * @description When it arrived.
             */
            received_at: string;
            /** @description `suspended`, or what became of it since. */
            state: string;
            /** @description Its subject, empty when there is none. */
            subject: string;
        };
        /**
         * @description A label of tickets.
         * @example {
         *       "capped": false,
         *       "count": 42,
         *       "tag": "vpn"
         *     }
         */
        TagView: {
            /** @description Whether there are more than `count`. */
            capped: boolean;
            /**
             * Format: int64
             * @description How many tickets carry it; null for callers who do not see every ticket.
             */
            count?: number | null;
            /** @description The label. */
            tag: string;
        };
        /**
         * @description Why an offer is taken back.
         * @example {
         *       "reason": "Solved it ourselves."
         *     }
         */
        TakeBackInput: {
            /**
             * @description In at most 2,000 characters; it need not be said.
             * @default null
             */
            reason?: string | null;
        };
        /** @description A team by name. */
        TeamOfMe: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description 0 to 4.
             */
            tier: number;
        };
        /**
         * @description Agents who work together.
         * @example {
         *       "archived_at": null,
         *       "calendar_id": null,
         *       "created_at": "2026-05-04T08:00:00Z",
         *       "email": null,
         *       "id": "tea_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "member_ids": [
         *         "usr_01jz8k3m6yq5t0v9w2x4c7b1ne"
         *       ],
         *       "members": [
         *         {
         *           "id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *           "name": "Mara Oduya"
         *         }
         *       ],
         *       "name": "Front line",
         *       "tier": 1,
         *       "updated_at": "2026-05-04T08:00:00Z",
         *       "version": 1
         *     }
         */
        TeamView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /** @description Its working hours. */
            calendar_id?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Where it is written to. */
            email?: string | null;
            /** @description The id. */
            id: string;
            /** @description Who is in it. */
            member_ids: string[];
            /** @description The same with their names. */
            members: components["schemas"]["Named"][];
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description 0 self-service, 1 front line, 2 technical, 3 expert or engineering, 4 outside vendor.
             */
            tier: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description What a contract promises by one of its versions. */
        TermsView: {
            /** @description What it covers. */
            coverage: Record<string, never>;
            /** @description Whether it covers the accounts below its own. */
            covers_children: boolean;
            /** @description First day after it; null is open-ended. */
            end_date?: string | null;
            /** @description The plan's limits in that version. */
            limits: Record<string, never>[];
            /** @description Its name. */
            name: string;
            /** @description What is promised. */
            plan: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Which version of the plan was agreed.
             */
            plan_version: number;
            /**
             * Format: int64
             * @description Lower goes first when several fit equally well.
             */
            rank: number;
            sla?: components["schemas"]["Named"] | null;
            /** @description First day. */
            start_date: string;
            /** @description The words of the agreement. */
            terms_text: string;
        };
        /** @description What a ticket becomes with a message. */
        Then: {
            /**
             * @description Or the status that a category stands for.
             * @default null
             */
            category?: string | null;
            /**
             * @description Why it waits; needed when it then waits (`pending`, `on_hold`).
             * @default null
             */
            reason?: string | null;
            /**
             * @description A status.
             * @default null
             */
            status_id?: string | null;
        };
        /** @description How many tickets a list has, and whether it has more than are counted. */
        TicketCount: {
            /** @description Whether there are more. */
            capped: boolean;
            /**
             * Format: int64
             * @description At most [`COUNT_CAP`].
             */
            count: number;
        };
        /** @description A page of a list. */
        TicketPage: {
            /** @description The tickets in their order. */
            items: components["schemas"]["TicketRowView"][];
            /** @description Where the next page begins; null on the last one. */
            next_cursor?: string | null;
        };
        /**
         * @description Which tickets, as the query string and saved views write it: comma lists of
         *     words or ids; `none` stands for "not set", `me` for the caller.
         */
        TicketParams: {
            /**
             * @description Account ids.
             * @default null
             */
            account?: string | null;
            /**
             * @description `admitted`, `held` or `blocked`.
             * @default null
             */
            admission?: string | null;
            /**
             * @description Asset ids.
             * @default null
             */
            asset?: string | null;
            /**
             * @description Agents, `me` or `none`.
             * @default null
             */
            assignee?: string | null;
            /**
             * @description They came back to a team that had them at least so often, 1 or more.
             * @default null
             */
            bounces?: string | null;
            /**
             * @description Status categories.
             * @default null
             */
            category?: string | null;
            /**
             * @description Channels.
             * @default null
             */
            channel?: string | null;
            /**
             * @description Contract ids.
             * @default null
             */
            contract?: string | null;
            /**
             * @description Created before this instant.
             * @default null
             */
            created_before?: string | null;
            /**
             * @description Created at or after this instant.
             * @default null
             */
            created_from?: string | null;
            /**
             * @description They used credits: of a contract or account, from an instant, before
             *     another, with commas between the three. Spam and merged ones too.
             * @default null
             */
            drew?: string | null;
            /**
             * @description `true`: what is escalated; `false`: what is not.
             * @default null
             */
            escalated?: string | null;
            /**
             * @description They were offered from an instant, before another, with commas between;
             *     after them perhaps `reason:<key>`, `from:<team or none>`, `to:<team or
             *     none>`, `outcome:<word or open>`, `bounced`. Spam and merged ones too.
             * @default null
             */
            handed?: string | null;
            /**
             * @description `me`: offered to the caller by name or to their teams; `my_teams`:
             *     offered to their teams as a whole; `any`: offered to anybody.
             * @default null
             */
            offered?: string | null;
            /**
             * @description `true`: neither solved nor closed, nor spam, merged or blocked.
             * @default null
             */
            open?: string | null;
            /**
             * @description `covered`, `over_limit` or `uncovered`.
             * @default null
             */
            outcome?: string | null;
            /**
             * @description Plan ids.
             * @default null
             */
            plan?: string | null;
            /**
             * @description Priorities, or `none`.
             * @default null
             */
            priority?: string | null;
            /**
             * @description Product ids.
             * @default null
             */
            product?: string | null;
            /**
             * @description A ticket number, or words of the subject.
             * @default null
             */
            q?: string | null;
            /**
             * @description Contact ids, or `me`.
             * @default null
             */
            requester?: string | null;
            /**
             * @description `breached`, `due_soon`, `running` or `none`.
             * @default null
             */
            sla?: string | null;
            /**
             * @description `true` shows spam, and only spam.
             * @default null
             */
            spam?: string | null;
            /**
             * @description Status ids.
             * @default null
             */
            status?: string | null;
            /**
             * @description Tags; a ticket has all of them.
             * @default null
             */
            tag?: string | null;
            /**
             * @description Teams, `mine` or `none`.
             * @default null
             */
            team?: string | null;
            /**
             * @description Ticket type ids.
             * @default null
             */
            type?: string | null;
        };
        /** @description What routing did with a ticket. */
        TicketRoutingView: {
            /** @description Whether its owner is who routing chose: nobody chose another since. */
            in_force: boolean;
            routed?: components["schemas"]["RoutedView"] | null;
            /** @description Whether it waits for somebody now. */
            waiting: boolean;
        };
        /** @description A ticket as a list shows it. */
        TicketRowView: {
            account?: components["schemas"]["Named"] | null;
            /** @description `admitted`, `held` or `blocked`. */
            admission: string;
            assignee?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description How often it came back to a team that had it; 0 to customers.
             */
            bounces: number;
            /** @description Whether any clock was missed. */
            breached: boolean;
            /** @description By which road it came. */
            channel: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            created_at: string;
            escalated?: components["schemas"]["EscalatedBadge"] | null;
            /** @description The id. */
            id: string;
            /**
             * Format: int64
             * @description The number of the ticket it went into.
             */
            merged_into?: number | null;
            /**
             * Format: int64
             * @description How many messages it has.
             */
            message_count: number;
            next_due?: components["schemas"]["NextDue"] | null;
            /**
             * Format: int64
             * @description Short and human.
             */
            number: number;
            offered?: components["schemas"]["OfferedBadge"] | null;
            /** @description `covered`, `over_limit` or `uncovered`. */
            outcome: string;
            plan?: components["schemas"]["Named"] | null;
            /** @description The start of the last public message. */
            preview: string;
            /** @description `urgent`, `high`, `normal`, `low` or null. */
            priority?: string | null;
            product?: components["schemas"]["Named"] | null;
            requester?: components["schemas"]["RequesterView"] | null;
            /** @description Whether it is marked as spam. */
            spam: boolean;
            /** @description Where it stands. */
            status: components["schemas"]["StatusView"];
            /** @description What it is about. */
            subject: string;
            /** @description Labels, sorted. */
            tags: string[];
            team?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description Support tier 0 to 4.
             */
            tier: number;
            type?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description The event of the customer's last message that nobody has answered; 0 is none.
             */
            unanswered_seq: number;
            /**
             * @description Whether the customer wrote something that nobody has answered and the
             *     caller has not had open. Rows of live events are for many readers and
             *     come without it.
             */
            unread: boolean;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Raised by every change; the ETag is `"v<version>"`.
             */
            version: number;
        };
        /**
         * @description What kind of request a ticket is.
         * @example {
         *       "archived_at": null,
         *       "id": "typ_01jz8k3m6yq5t0v9w2x4c7b1ne",
         *       "name": "Incident",
         *       "position": 20,
         *       "version": 1
         *     }
         */
        TicketTypeView: {
            /**
             * Format: date-time
             * @description When it was put away.
             */
            archived_at?: string | null;
            /** @description The id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its place in lists.
             */
            position: number;
            /**
             * Format: int64
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description A ticket with all that is known of its promise. */
        TicketView: components["schemas"]["TicketRowView"] & {
            approval?: components["schemas"]["ApprovalRef"] | null;
            asset?: components["schemas"]["Named"] | null;
            /** @description Every cycle of every metric. */
            clocks: components["schemas"]["ClockView"][];
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at?: string | null;
            contract?: components["schemas"]["ContractRef"] | null;
            /** @description The limits this ticket draws on. */
            credits: components["schemas"]["BucketView"][];
            /** @description The decision in force. */
            decision_id?: string | null;
            escalation?: components["schemas"]["EscalationView"] | null;
            /**
             * Format: int64
             * @description The sequence number of its last event.
             */
            event_seq: number;
            /** @description Contacts who follow it. */
            followers: string[];
            handoff?: components["schemas"]["HandoffView"] | null;
            /** @description `high`, `medium`, `low` or null. */
            impact?: string | null;
            /**
             * Format: date-time
             * @description When the customer last wrote.
             */
            last_customer_at?: string | null;
            /** @description What the limit policy said when no credit was left. */
            limit_action?: string | null;
            /** @description The customer's language. */
            locale: string;
            /** @description How the priority came about. */
            priority_source: Record<string, never>;
            /**
             * Format: int64
             * @description A ticket this one possibly belongs to.
             */
            related_to?: number | null;
            /**
             * Format: date-time
             * @description The server's clock when this was read, for countdowns.
             */
            server_time: string;
            sla?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When it was solved.
             */
            solved_at?: string | null;
            /** @description `high`, `medium`, `low` or null. */
            urgency?: string | null;
        };
        /** @description An API token as its owner sees it. */
        TokenView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string;
            /**
             * @description Its last characters, to tell tokens apart.
             * @example 9xQ2
             */
            hint: string;
            /**
             * @description Its id.
             * @example tok_01kb0000000000000000000001
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, within ten minutes.
             */
            last_used_at?: string | null;
            /**
             * @description What its owner calls it.
             * @example monitoring
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revoked_at?: string | null;
            /**
             * @description What it may do at most: names of permissions.
             * @example [
             *       "ticket_create",
             *       "ticket_read"
             *     ]
             */
            scopes: string[];
            /**
             * @description On whose behalf it acts.
             * @example usr_01kb0000000000000000000001
             */
            user_id: string;
        };
        /** @description What an authenticator needs, shown once. */
        TotpStart: {
            /**
             * @description The same as an address that authenticators read.
             * @example otpauth://totp/Surety:ann%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Surety
             */
            otpauth_url: string;
            /**
             * @description The secret in base32, for typing in.
             * @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
             */
            secret: string;
        };
        /** @description What measures a target. */
        TrialCalendar: {
            /** @description Its id; none of a draft that is not saved. */
            id?: string | null;
            /** @description Its name. */
            name: string;
            /** @description Its IANA zone. */
            zone: string;
        };
        /**
         * @description Drafts, of which there is at least one, and a ticket.
         * @example {
         *       "plan": {
         *         "draft": {
         *           "spec": {
         *             "kind": "ticket_based",
         *             "limits": [
         *               {
         *                 "bucket": "month",
         *                 "credits": 10,
         *                 "unit": "month"
         *               }
         *             ]
         *           }
         *         }
         *       },
         *       "ticket": {
         *         "priority": "high"
         *       }
         *     }
         */
        TrialInput: {
            calendar?: components["schemas"]["LintCalendar"] | null;
            contract?: components["schemas"]["LintContract"] | null;
            plan?: components["schemas"]["LintPlan"] | null;
            sla?: components["schemas"]["LintSla"] | null;
            /** @description The ticket. */
            ticket?: components["schemas"]["TrialTicket"];
        };
        /** @description What an over-limit ticket would cost in money. */
        TrialPrice: {
            /**
             * Format: int64
             * @description In the smallest unit of the currency.
             */
            amount_minor: number;
            /** @description Three letters, ISO 4217. */
            currency: string;
        };
        /** @description One promise that the ticket would get. */
        TrialTarget: {
            calendar?: components["schemas"]["TrialCalendar"] | null;
            /** @description `calendar` or `24x7`. */
            clock: string;
            /**
             * Format: date-time
             * @description When it would be due.
             */
            due_at?: string | null;
            /** @description `contract`, `plan`, `product` or `corporate`. */
            layer: string;
            /** @description Which metric. */
            metric: string;
            /** @description Whose target it is. */
            sla: components["schemas"]["TriedNamed"];
            /** @description `running`, `paused`, or `later` for what starts with a later message. */
            state: string;
            /** @description Its place in the SLA's targets, from 0. */
            target: number;
            /**
             * Format: int64
             * @description How long.
             */
            target_seconds: number;
        };
        /** @description A ticket that does not exist. */
        TrialTicket: {
            /**
             * @description Whose.
             * @default null
             */
            account_id?: string | null;
            /**
             * @description About which asset.
             * @default null
             */
            asset_id?: string | null;
            /**
             * @description By which channel; `portal` when left out.
             * @default null
             */
            channel?: string | null;
            /**
             * @description Who asks.
             * @default null
             */
            contact_id?: string | null;
            /**
             * @description `high`, `medium` or `low`: with the urgency it gives the priority.
             * @default null
             */
            impact?: string | null;
            /**
             * @description `urgent`, `high`, `normal` or `low`.
             * @default null
             */
            priority?: string | null;
            /**
             * @description About which product.
             * @default null
             */
            product_id?: string | null;
            /**
             * @description Of which type.
             * @default null
             */
            type_id?: string | null;
            /**
             * @description `high`, `medium` or `low`.
             * @default null
             */
            urgency?: string | null;
        };
        /** @description What a ticket like this, now, would get. */
        TrialView: {
            /** @description `admitted`, `held` or `blocked`. */
            admission: string;
            /**
             * Format: date-time
             * @description The moment that was taken for now.
             */
            at: string;
            /** @description When it costs: `creation`, `first_response` or `resolution`. */
            consume_at?: string | null;
            contract?: components["schemas"]["TriedContract"] | null;
            /** @description Whether a contract from today on was assumed for the plan. */
            contract_assumed: boolean;
            /** @description What it costs, by limit. */
            credits: components["schemas"]["TriedBucket"][];
            /** @description Whether a draft has part in the answer. */
            draft_used: boolean;
            /** @description What the limit policy says, when no credit is left. */
            limit_action?: string | null;
            /** @description As in a decision: `covered`, `over_limit` or `uncovered`. */
            outcome: string;
            plan?: components["schemas"]["TriedNamed"] | null;
            price?: components["schemas"]["TrialPrice"] | null;
            /** @description The priority, given or from impact and urgency. */
            priority?: string | null;
            sla?: components["schemas"]["TriedNamed"] | null;
            /** @description Whether the SLA was put in its layer although nothing names it yet. */
            sla_assumed: boolean;
            /** @description What is promised, in the order of the metrics. */
            targets: components["schemas"]["TrialTarget"][];
        };
        /** @description What a limit has, and what the ticket would leave. */
        TriedBucket: {
            /**
             * Format: int64
             * @description Left after; the same as before when nothing is drawn.
             */
            after_hundredths: number;
            /**
             * Format: int64
             * @description Left before.
             */
            before_hundredths: number;
            /** @description The limit. */
            bucket: string;
            /**
             * Format: int64
             * @description What the ticket costs.
             */
            cost_hundredths: number;
        };
        /** @description A contract; without an id it is a draft, or assumed. */
        TriedContract: {
            /** @description Its id. */
            id?: string | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its number.
             */
            number?: number | null;
        };
        /** @description A record by its name; without an id it is a draft that is not saved. */
        TriedNamed: {
            /** @description Its id. */
            id?: string | null;
            /** @description Its name; empty when the draft has none yet. */
            name: string;
        };
        /** @description What is still unread. */
        Unread: {
            /**
             * Format: int64
             * @description Counted up to 100.
             */
            unread: number;
        };
        /**
         * @description A change of one's own profile; what is left out stays.
         * @example {
         *       "locale": "zh-CN",
         *       "preferences": {
         *         "theme": "dark"
         *       }
         *     }
         */
        UpdateMe: {
            /** @description `en` or `zh-CN`. */
            locale?: string | null;
            /** @description Full name. */
            name?: string | null;
            /** @description Replaces the preferences as a whole. */
            preferences?: Record<string, never> | null;
            /** @description Below one's replies. */
            signature?: string | null;
            /** @description IANA zone. */
            zone?: string | null;
        };
        /** @description Cycles by what became of them. */
        VerdictCounts: {
            /**
             * Format: int64
             * @description Missed.
             */
            breached: number;
            /**
             * Format: int64
             * @description Kept.
             */
            met: number;
            /**
             * Format: int64
             * @description Nothing promised, where the other side promises something.
             */
            none: number;
            /**
             * Format: int64
             * @description Neither yet.
             */
            open: number;
        };
        /** @description One cycle of one metric on both sides; null where nothing was promised. */
        VerdictPairView: {
            /**
             * Format: int32
             * @description From 0 within its metric.
             */
            cycle: number;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            new?: components["schemas"]["SimulatedVerdict"] | null;
            old?: components["schemas"]["SimulatedVerdict"] | null;
        };
        /** @description One metric over all tickets. */
        VerdictSummary: {
            /** @description Verdicts that flip, by what they were and would have been. */
            flips: components["schemas"]["SimulationStep"][];
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            /**
             * Format: int64
             * @description Cycles of the same verdict that are due at another instant.
             */
            moved: number;
            /** @description As it would have been. */
            new: components["schemas"]["VerdictCounts"];
            /** @description As it was. */
            old: components["schemas"]["VerdictCounts"];
        };
        /** @description A finished cycle of a clock. */
        VerdictView: {
            /**
             * Format: int64
             * @description From 0 within its metric.
             */
            cycle: number;
            /** @description Whether the two differ in verdict, due instant or target. */
            differs: boolean;
            /** @description `first_response`, `next_response`, `update` or `resolution`. */
            metric: string;
            now?: components["schemas"]["JudgedBy"] | null;
            /** @description As it was judged, which stays. */
            then: components["schemas"]["JudgedBy"];
        };
        /** @description The finished clocks of a ticket. */
        VerdictsView: {
            /** @description Whether any of them differs. */
            differs: boolean;
            /** @description By metric and cycle. */
            items: components["schemas"]["VerdictView"][];
        };
        /** @description A version of a calendar, SLA, plan or contract. */
        VersionView: {
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who made it. */
            created_by?: string | null;
            /**
             * Format: date-time
             * @description From when it holds.
             */
            effective_at: string;
            /** @description What it says. */
            spec: Record<string, never>;
            /**
             * Format: int64
             * @description Its number, from 1.
             */
            version: number;
        };
        /** @description The count of one saved view. */
        ViewCount: components["schemas"]["TicketCount"] & {
            /** @description The view. */
            view: string;
        };
        /** @description Counts of saved views. */
        ViewCounts: {
            /** @description In the order they were asked for. */
            items: components["schemas"]["ViewCount"][];
        };
        /** @description The ticket that waits. */
        WaitingTicket: {
            /** @description The id. */
            id: string;
            /**
             * Format: int64
             * @description Its number.
             */
            number: number;
            /** @description `urgent`, `high`, `normal`, `low` or null. */
            priority?: string | null;
            /** @description What it is about. */
            subject: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_account_imports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_AccountImportView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_account_import: {
        parameters: {
            query: {
                /**
                 * @description The name of its file.
                 * @example accounts.csv
                 */
                name: string;
            };
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The bytes of the table */
        requestBody?: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountImportView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account_import_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The head */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the import
                 * @example imp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountImportView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_account_import_lines: {
        parameters: {
            query?: {
                /** @description Only `waiting`, `created`, `changed`, `unchanged` or `refused`. */
                outcome?: string;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the import
                 * @example imp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ImportLineView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_account_import: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the import
                 * @example imp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                import: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewImport"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreviewView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account_import_refused: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the import
                 * @example imp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_account_import: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the import
                 * @example imp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                import: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportOptions"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountImportView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account_import_table: {
        parameters: {
            query?: {
                /** @description Its charset; what it seems to be when left out. */
                charset?: string;
                /** @description Its separator; what it seems to be when left out. */
                separator?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the import
                 * @example imp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportTableView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                /** @description Found anywhere in the name or at the start of a domain. */
                q?: string;
                /** @description Children of this account. */
                parent?: string;
                /**
                 * @description Of this segment, whatever its case. Only the desk sees segments and
                 *     revenues, so a customer's list is not cut by them.
                 */
                segment?: string;
                /** @description The one that another system knows by this. For the desk alone. */
                external_ref?: string;
                /**
                 * @description Annual revenue of at least this, in the smallest unit of each account's
                 *     own currency; accounts without one are left out.
                 */
                annual_revenue_min_minor?: number;
                /** @description Annual revenue of at most this. */
                annual_revenue_max_minor?: number;
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AccountView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_account: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_account: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_account: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_balances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_BalanceView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account_causes: {
        parameters: {
            query?: {
                /** @description Of this limit. Left out, of a contract's tightest one. */
                bucket?: string;
                /** @description First instant. Left out, the start of the limit's period, or 30 days ago. */
                from?: string;
                /** @description First instant after the span; now when left out or later than that. */
                before?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CausesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_forecasts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ForecastView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ledger: {
        parameters: {
            query?: {
                /** @description Of this contract. */
                contract?: string;
                /** @description Of limits with this name. */
                bucket?: string;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EntryView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_account: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_statement: {
        parameters: {
            query?: {
                /** @description Now when left out. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_StatementLine"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_statement_csv: {
        parameters: {
            query?: {
                /** @description Now when left out. */
                at?: string;
                /** @description `en` or `zh-CN`; that of the account when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_statement_pdf: {
        parameters: {
            query?: {
                /** @description Now when left out. */
                at?: string;
                /** @description `en` or `zh-CN`; that of the account when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the account
                 * @example acc_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_agent_work: {
        parameters: {
            query?: {
                /** @description Members of this team. */
                team_id?: string;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgentWorkView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_agents: {
        parameters: {
            query?: {
                /** @description Start of the address, or of the name as it is written. */
                q?: string;
                /** @description Members of this team. */
                team?: string;
                /** @description With this role. */
                role?: string;
                /** @description `true` for those shut out, `false` for the others; left out, both. */
                disabled?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_agent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgent"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedAgent"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_agent: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAgent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disable_agent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enable_agent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite_agent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedAgent"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agent_work: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentWorkView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_agent_work: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the agent
                 * @example usr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAgentWork"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentWorkView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_approvals: {
        parameters: {
            query?: {
                /** @description `waiting` when left out, `approved`, `declined` or `withdrawn`. */
                state?: string;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ApprovalView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve_approval: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the request
                 * @example apr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                approval: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Go on."
                 *     }
                 */
                "application/json": components["schemas"]["DecideApproval"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decline_approval: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the request
                 * @example apr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                approval: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Not this month."
                 *     }
                 */
                "application/json": components["schemas"]["DecideApproval"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_assets: {
        parameters: {
            query?: {
                /** @description Start of the serial number. */
                serial?: string;
                /** @description Of this account. */
                account?: string;
                /** @description Of this product. */
                product?: string;
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AssetView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_asset: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAsset"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the asset
                 * @example ast_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                asset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_asset: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the asset
                 * @example ast_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                asset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAsset"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_asset: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the asset
                 * @example ast_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                asset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_asset: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the asset
                 * @example ast_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                asset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload_attachment: {
        parameters: {
            query: {
                /** @description Its name; folders in it are dropped. */
                name: string;
            };
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The bytes of the file */
        requestBody?: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the file */
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit: {
        parameters: {
            query?: {
                /** @description Done by this user or contact. */
                actor?: string;
                /** @description Done to this kind of object. */
                object_kind?: string;
                /** @description Done to this object. */
                object_id?: string;
                /** @description This action, or every one that starts with it when it ends with a dot, e.g. `account.`. */
                action?: string;
                /** @description Not earlier than this instant. */
                from?: string;
                /** @description Earlier than this instant. */
                to?: string;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntry"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_board: {
        parameters: {
            query?: {
                /** @description `team` (the usual), `tier`, `account`, `plan`, `priority` or `assignee`. */
                by?: string;
                /**
                 * @description Only this group's clocks are listed: its id, tier or priority; `none`
                 *     for those that belong to nothing.
                 */
                group?: string;
                /**
                 * @description Only clocks of this band are listed: `breached`, `hour`, `today` or
                 *     `later`.
                 */
                band?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_calendars: {
        parameters: {
            query?: {
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Berlin office",
                 *       "spec": {
                 *         "hours": {
                 *           "mon": [
                 *             [
                 *               "09:00",
                 *               "17:00"
                 *             ]
                 *           ]
                 *         },
                 *         "tz": "Europe/Berlin"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CalendarInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calculate_hours: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hours": {
                 *         "mon": [
                 *           [
                 *             "09:00",
                 *             "17:00"
                 *           ]
                 *         ]
                 *       },
                 *       "op": "add",
                 *       "seconds": 3600,
                 *       "start": "2026-05-04T08:00:00Z",
                 *       "tz": "Europe/Berlin"
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calculated"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "New name"
                 *     }
                 */
                "application/json": components["schemas"]["CalendarInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_holidays: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dates": [
                 *         {
                 *           "date": "2026-12-25",
                 *           "name": "Christmas Day"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["HolidaysInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_holidays: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                 *     }
                 */
                "application/json": components["schemas"]["FeedInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedPreview"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_calendar_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the calendar
                 * @example cal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                calendar: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_VersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_charges: {
        parameters: {
            query?: {
                /** @description Of this account. */
                account?: string;
                /** @description Of this contract. */
                contract?: string;
                /** @description `draft`, `approved`, `invoiced`, `waived`, or several with commas. */
                status?: string;
                /** @description Three letters, ISO 4217. */
                currency?: string;
                /** @description Drafted at or after this instant. */
                from?: string;
                /** @description Drafted before this instant. */
                before?: string;
                /** @description Rows on the page, 1 to 200. Sums and files have no pages. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ChargeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_charges_csv: {
        parameters: {
            query?: {
                /** @description Of this account. */
                account?: string;
                /** @description Of this contract. */
                contract?: string;
                /** @description `draft`, `approved`, `invoiced`, `waived`, or several with commas. */
                status?: string;
                /** @description Three letters, ISO 4217. */
                currency?: string;
                /** @description Drafted at or after this instant. */
                from?: string;
                /** @description Drafted before this instant. */
                before?: string;
                /** @description Rows on the page, 1 to 200. Sums and files have no pages. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_charges_json: {
        parameters: {
            query?: {
                /** @description Of this account. */
                account?: string;
                /** @description Of this contract. */
                contract?: string;
                /** @description `draft`, `approved`, `invoiced`, `waived`, or several with commas. */
                status?: string;
                /** @description Three letters, ISO 4217. */
                currency?: string;
                /** @description Drafted at or after this instant. */
                from?: string;
                /** @description Drafted before this instant. */
                before?: string;
                /** @description Rows on the page, 1 to 200. Sums and files have no pages. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeView"][];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_charges: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkChargesInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_BulkChargeResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sum_charges: {
        parameters: {
            query?: {
                /** @description Of this account. */
                account?: string;
                /** @description Of this contract. */
                contract?: string;
                /** @description `draft`, `approved`, `invoiced`, `waived`, or several with commas. */
                status?: string;
                /** @description Three letters, ISO 4217. */
                currency?: string;
                /** @description Drafted at or after this instant. */
                from?: string;
                /** @description Drafted before this instant. */
                before?: string;
                /** @description Rows on the page, 1 to 200. Sums and files have no pages. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ChargeTotal"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_charge: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the charge
                 * @example chg_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                charge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "approved"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeCharge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contacts: {
        parameters: {
            query?: {
                /** @description Found anywhere in the name or at the start of an address. */
                q?: string;
                /** @description Of this account, or following it. */
                account?: string;
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ContactView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_contact: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contact
                 * @example con_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_contact: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the contact
                 * @example con_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeContact"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_contact: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contact
                 * @example con_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_contact: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contact
                 * @example con_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contract_template_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the use
                 * @example tap_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                apply: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_templates: {
        parameters: {
            query?: {
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ContractTemplateView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_contract_template: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Car maker warranty",
                 *       "spec": {
                 *         "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
                 *         "term": {
                 *           "count": 3,
                 *           "unit": "year"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ContractTemplateInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractTemplateView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contract_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractTemplateView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_contract_template: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "New name"
                 *     }
                 */
                "application/json": components["schemas"]["ContractTemplateInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractTemplateView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_template_applies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ApplyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    apply_contract_template: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyTemplate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_contract_template: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractTemplateView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_contract_template: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyTemplate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ApplyPreviewView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_contract_template: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractTemplateView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_template_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract template
                 * @example ctp_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_VersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contracts: {
        parameters: {
            query?: {
                /** @description Of one account only. */
                account?: string;
                /** @description In one state only: an offer that waits is `awaiting_acceptance`. */
                state?: string;
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
                 *       "end_date": "2027-01-01",
                 *       "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne",
                 *       "start_date": "2026-01-01"
                 *     }
                 */
                "application/json": components["schemas"]["NewContract"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rank": 10
                 *     }
                 */
                "application/json": components["schemas"]["ChangeContract"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptContract"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activate_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjust_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount_hundredths": -100,
                 *       "bucket": "week",
                 *       "reason": "Counted twice"
                 *     }
                 */
                "application/json": components["schemas"]["CreditInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreement: {
        parameters: {
            query?: {
                /** @description `en` or `zh-CN`; that of the account when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreement_html: {
        parameters: {
            query?: {
                /** @description `en` or `zh-CN`; that of the account when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreement_pdf: {
        parameters: {
            query?: {
                /** @description `en` or `zh-CN`; that of the account when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    amend_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "effective_date": "2026-07-01",
                 *       "note": "Fifteen more a month",
                 *       "plan_id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne"
                 *     }
                 */
                "application/json": components["schemas"]["AmendContract"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_contract_amendment: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
                /**
                 * @description Number of the amendment
                 * @example 1
                 */
                amendment: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Moved to another plan."
                 *     }
                 */
                "application/json": components["schemas"]["Cancel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contract_causes: {
        parameters: {
            query?: {
                /** @description Of this limit. Left out, of a contract's tightest one. */
                bucket?: string;
                /** @description First instant. Left out, the start of the limit's period, or 30 days ago. */
                from?: string;
                /** @description First instant after the span; now when left out or later than that. */
                before?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CausesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_documents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_DocumentView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contract_document: {
        parameters: {
            query?: {
                /** @description As a file instead of a page. */
                download?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
                /**
                 * @description Number of the document
                 * @example 1
                 */
                document: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_files: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ContractFileView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_contract_file: {
        parameters: {
            query: {
                /**
                 * @description Its name.
                 * @example signed.pdf
                 */
                name: string;
                /** @description Whether the customer sees it; not when left out. */
                for_customer?: boolean;
            };
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        /** @description The bytes of the file */
        requestBody?: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractFileView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contract_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
                /**
                 * @description Id of the file
                 * @example att_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_contract_file: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
                /**
                 * @description Id of the file
                 * @example att_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractFileView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offer_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_periods: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_PeriodView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewContract"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspend_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Invoice 4711 is overdue."
                 *     }
                 */
                "application/json": components["schemas"]["Suspend"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    top_up_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount_hundredths": 500,
                 *       "reason": "Bought five"
                 *     }
                 */
                "application/json": components["schemas"]["CreditInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contract_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ContractVersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the contract
                 * @example ctr_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                contract: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    effect_of_drafts: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EffectInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listen: {
        parameters: {
            query?: {
                /** @description Go on after this number; `Last-Event-ID` counts more. */
                after?: number;
            };
            header?: {
                /** @description Sent by browsers that reconnect */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    handoff_report: {
        parameters: {
            query: {
                /**
                 * @description Offered at or after this instant.
                 * @example 2026-11-01T00:00:00Z
                 */
                from: string;
                /**
                 * @description Offered before this instant.
                 * @example 2026-12-01T00:00:00Z
                 */
                before: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffReport"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_handoffs_csv: {
        parameters: {
            query: {
                /**
                 * @description Offered at or after this instant.
                 * @example 2026-11-01T00:00:00Z
                 */
                from: string;
                /**
                 * @description Offered before this instant.
                 * @example 2026-12-01T00:00:00Z
                 */
                before: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    intake_mail: {
        parameters: {
            query: {
                /**
                 * @description The address it was sent to.
                 * @example support@desk.example
                 */
                mailbox: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The raw mail */
        requestBody?: {
            content: {
                "message/rfc822": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvite"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteAccepted"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveLintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintCalendar"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_contract: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintContract"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_licence_bands: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintLicenceBands"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintPlan"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_priority_matrix: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintPriorityMatrix"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_sla: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintSla"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LintView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    try_drafts: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_away: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAway"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentWorkView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_my_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_my_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session, from the list */
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_totp: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpStart"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disable_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description It is off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_totp: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_notifications: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "up_to": "not_01jz8k3m6yq5t0v9w2x4c7b1ne"
                 *     }
                 */
                "application/json": components["schemas"]["ReadInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionMatrix"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_plans: {
        parameters: {
            query?: {
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "25 a week",
                 *       "spec": {
                 *         "kind": "ticket_based",
                 *         "limits": [
                 *           {
                 *             "bucket": "week",
                 *             "credits": 25,
                 *             "unit": "week"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PlanInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the support plan
                 * @example pln_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the support plan
                 * @example pln_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "New name"
                 *     }
                 */
                "application/json": components["schemas"]["PlanInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the support plan
                 * @example pln_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the support plan
                 * @example pln_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_plan_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the support plan
                 * @example pln_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_VersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_policy_status: {
        parameters: {
            query?: {
                /** @description `en` or `zh-CN`; left out, English. */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyStatus"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledge_policy: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgePolicy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_policy_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDraftView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_policy_draft: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPolicyDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDraftView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_policy: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyPreviewInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPreview"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_policy_versions: {
        parameters: {
            query?: {
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PolicyVersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_policy: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishPolicy"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_policy_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                policy: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyWhole"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_policy_versions: {
        parameters: {
            query?: {
                /** @description The older version; left out, the one before. */
                from?: number;
                /** @description `en` or `zh-CN`; left out, English. */
                lang?: string;
            };
            header?: never;
            path: {
                /** @description The newer one */
                policy: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDiff"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_products: {
        parameters: {
            query?: {
                /** @description Found anywhere in the name or at the start of the code. */
                q?: string;
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProductView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_product: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product
                 * @example prd_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_product: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the product
                 * @example prd_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                product: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeProduct"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_product: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the product
                 * @example prd_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_product: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the product
                 * @example prd_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_renewals: {
        parameters: {
            query?: {
                /**
                 * @description Ends of the next so many days, 0 to 730; 90 when left out. What ended
                 *     in the last 30 days and was not renewed is shown too.
                 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_RenewalView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_roles: {
        parameters: {
            query?: {
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RoleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_role: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the role
                 * @example rol_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                role: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_role: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the role
                 * @example rol_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                role: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_role: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the role
                 * @example rol_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                role: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRole"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quick_search: {
        parameters: {
            query: {
                /** @description A ticket number, or a part of a subject, a name or an address. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuickFound"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShown"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactor"];
            };
        };
        responses: {
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_escalation_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_escalation_policy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetEscalationPolicy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_handoff_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffPolicyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_handoff_policy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetHandoffPolicy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffPolicyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_licence_bands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceBandsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_licence_bands: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLicenceBands"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceBandsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_priority_matrix: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriorityMatrixView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_priority_matrix: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPriorityMatrix"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriorityMatrixView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reopen_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReopenPolicyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_reopen_policy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetReopenPolicy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReopenPolicyView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_routing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_routing: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRouting"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpDone"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulate_drafts: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_slas: {
        parameters: {
            query?: {
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SlaView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_sla: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "calendar_id": "cal_01jz8k3m6yq5t0v9w2x4c7b1ne",
                 *       "layer": "plan",
                 *       "name": "Gold",
                 *       "spec": {
                 *         "targets": [
                 *           {
                 *             "metric": "first_response",
                 *             "seconds": 3600
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SlaInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sla: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the SLA
                 * @example sla_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                sla: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_sla: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the SLA
                 * @example sla_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                sla: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "New name"
                 *     }
                 */
                "application/json": components["schemas"]["SlaInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_sla: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the SLA
                 * @example sla_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                sla: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_sla: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the SLA
                 * @example sla_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                sla: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sla_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the SLA
                 * @example sla_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                sla: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_VersionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_statuses: {
        parameters: {
            query?: {
                /** @description `true` shows those put away too. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StatusRecord"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_status: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStatus"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusRecord"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the status
                 * @example sts_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusRecord"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_status: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the status
                 * @example sts_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                status: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStatus"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusRecord"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_status: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the status
                 * @example sts_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusRecord"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_status: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the status
                 * @example sts_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                status: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusRecord"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_suspended_mails: {
        parameters: {
            query?: {
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SuspendedMailView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_suspended_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the mail
                 * @example mal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                mail: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspendedMailView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admit_suspended_mail: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the mail
                 * @example mal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                mail: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "1042"
                 *     }
                 */
                "application/json": components["schemas"]["AdmitInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discard_suspended_mail: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the mail
                 * @example mal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                mail: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Advertising"
                 *     }
                 */
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspendedMailView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_suspended_mail_raw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the mail
                 * @example mal_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                mail: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The raw mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tags: {
        parameters: {
            query?: {
                /** @description Start of the tag. */
                q?: string;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TagView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_teams: {
        parameters: {
            query?: {
                /** @description `true` shows those put away instead. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TeamView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_team: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the team
                 * @example tea_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_team: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the team
                 * @example tea_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTeam"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_team: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the team
                 * @example tea_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_team: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the team
                 * @example tea_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_routing: {
        parameters: {
            query?: {
                /** @description About this product. */
                product_id?: string;
                /** @description Of this type. */
                type_id?: string;
                /** @description Under this plan. */
                plan_id?: string;
                /** @description As if the team chose like this: `round_robin`, `least_loaded` or `best_skill`. */
                strategy?: string;
                /** @description As if this were the team's cap, 1 to 1,000. */
                cap?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the team
                 * @example tea_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ticket_types: {
        parameters: {
            query?: {
                /** @description `true` shows those put away too. */
                archived?: boolean;
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TicketTypeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_ticket_type: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicketType"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketTypeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ticket_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the ticket type
                 * @example typ_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                ticket_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketTypeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_ticket_type: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the ticket type
                 * @example typ_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                ticket_type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTicketType"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketTypeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_ticket_type: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the ticket type
                 * @example typ_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                ticket_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketTypeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_ticket_type: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Id of the ticket type
                 * @example typ_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                ticket_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketTypeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tickets: {
        parameters: {
            query?: {
                /** @description A saved view; other parameters given here replace its own. */
                view?: string;
                /** @description `-updated` (default), `updated`, `-created`, `created`, `due`, `priority`. */
                sort?: string;
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description `true`: neither solved nor closed, nor spam, merged or kept aside. */
                open?: string;
                /** @description Status categories. */
                category?: string;
                /** @description Status ids. */
                status?: string;
                /** @description Priorities, or `none`. */
                priority?: string;
                /** @description Agents, `me` or `none`. */
                assignee?: string;
                /** @description Teams, `mine` or `none`. */
                team?: string;
                /** @description Account ids. */
                account?: string;
                /** @description Contact ids, or `me`. */
                requester?: string;
                /** @description Plan ids. */
                plan?: string;
                /** @description Contract ids. */
                contract?: string;
                /** @description Product ids. */
                product?: string;
                /** @description Asset ids. */
                asset?: string;
                /** @description Ticket type ids. */
                type?: string;
                /** @description Channels. */
                channel?: string;
                /** @description Tags; a ticket has all of them. */
                tag?: string;
                /** @description `breached`, `due_soon`, `running` or `none`. */
                sla?: string;
                /** @description `admitted`, `held` or `blocked`. */
                admission?: string;
                /** @description `covered`, `over_limit` or `uncovered`. */
                outcome?: string;
                /** @description `true`: what is escalated; `false`: what is not. */
                escalated?: string;
                /**
                 * @description `me`: offered to the caller by name or to their teams; `my_teams`:
                 *     offered to their teams as a whole; `any`: offered to anybody.
                 */
                offered?: string;
                /** @description They came back to a team that had them at least so often, 1 or more. */
                bounces?: string;
                /**
                 * @description They were offered from an instant, before another, with commas between;
                 *     after them perhaps `reason:<key>`, `from:<team or none>`, `to:<team or
                 *     none>`, `outcome:<word or open>`, `bounced`. Spam and merged ones too.
                 */
                handed?: string;
                /** @description `true` shows spam, and only spam. */
                spam?: string;
                /** @description A ticket number, or words of the subject. */
                q?: string;
                /** @description Created at or after this instant. */
                created_from?: string;
                /** @description Created before this instant. */
                created_before?: string;
                /**
                 * @description They used credits: of a contract or account, from an instant, before
                 *     another, with commas between the three. Spam and merged ones too.
                 */
                drew?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body_text": "Every ten minutes since this morning.",
                 *       "impact": "high",
                 *       "requester": {
                 *         "email": "grace@halden.example",
                 *         "name": "Grace Kim"
                 *       },
                 *       "subject": "Gateway loses its connection",
                 *       "urgency": "medium"
                 *     }
                 */
                "application/json": components["schemas"]["OpenInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_tickets: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "change": {
                 *         "priority": "high"
                 *       },
                 *       "tickets": [
                 *         {
                 *           "id": "1042",
                 *           "version": 3
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BulkInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResults"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_tickets: {
        parameters: {
            query: {
                /** @description Saved views, comma-separated, at most 50. */
                views: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewCounts"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assignee_id": null,
                 *       "priority": "high"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admit_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Agreed on the phone."
                 *     }
                 */
                "application/json": components["schemas"]["Note"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assign_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assignee_id": null
                 *     }
                 */
                "application/json": components["schemas"]["Assign"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_decisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_DecisionView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decline_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Not this month."
                 *     }
                 */
                "application/json": components["schemas"]["Note"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deescalate_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeescalateInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_entitlement: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "product_id": null
                 *     }
                 */
                "application/json": components["schemas"]["PreviewInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    escalate_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalateInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ticket_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_EventView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offer_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decline_handoff: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_back_handoff: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBackInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "into": "1041"
                 *     }
                 */
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description Messages of a page, 1 to 200; 200 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MessageView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_full_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
                /** @description Id of the message */
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullText"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_not_spam: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    note: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body_text": "Same as last week, see the change log."
                 *     }
                 */
                "application/json": components["schemas"]["SayInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ticket_ownership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnershipView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refund_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cause": "own_defect",
                 *       "reason": "Caused by our release 4.2."
                 *     }
                 */
                "application/json": components["schemas"]["RefundInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reply: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body_text": "We have found the cause.",
                 *       "then": {
                 *         "category": "solved"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SayInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ticket_routing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketRoutingView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_seen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "seq": 12
                 *     }
                 */
                "application/json": components["schemas"]["SeenInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeenView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    solve_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_spam: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ticket_verdicts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number or id
                 * @example 1042
                 */
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: {
                /** @description `mine` (default), or `all` for whoever has `token_manage_all`. */
                owner?: "mine" | "all";
                /** @description Rows of a page, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TokenView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the token
                 * @example tok_01kb0000000000000000000001
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the token
                 * @example tok_01kb0000000000000000000001
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_views: {
        parameters: {
            query?: {
                /** @description Rows on the page, 1 to 200. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SavedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_view: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the view
                 * @example viw_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_view: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the view
                 * @example viw_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_view: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the object as it was read; missing is 428, older than what is stored is 412 */
                "If-Match": string;
            };
            path: {
                /**
                 * @description Id of the view
                 * @example viw_01jz8k3m6yq5t0v9w2x4c7b1ne
                 */
                view: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeView"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
