// Written by tools/openapi from crates/web/openapi.json. Do not edit: npm run schema.

export interface paths {
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
         * @description `If-Match` is taken and not needed: only oneself changes it.
         */
        patch: operations["update_me"];
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
         * @description Ends every session, and begins a new one for this browser.
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
         *     10 tries per account and 50 per network address in 15 minutes. Nothing is
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
        /** @description An account by name. */
        AccountOfMe: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
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
             * @description When it ends, at most 366 days from now.
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
        /** @description One field that is wrong. */
        FieldProblem: {
            /** @description Stable snake_case code. */
            code: string;
            /** @description What is wrong and what to do. */
            detail: string;
            /** @description Path of the field. */
            field: string;
        };
        /** @description Who can sign in now. */
        InviteAccepted: {
            /**
             * @description Address to sign in with.
             * @example ann@example.org
             */
            email: string;
        };
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
        /** @description The input of a write without a body, or with `{}`. */
        Nothing: Record<string, never>;
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
         * @description The code of the second factor.
         * @example {
         *       "code": "287082"
         *     }
         */
        SecondFactor: {
            /** @description Six digits of the authenticator, or a recovery code. */
            code: string;
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
        /**
         * @description How far sign-in is.
         * @enum {string}
         */
        Stage: "full" | "second_factor";
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
            header?: never;
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
}
