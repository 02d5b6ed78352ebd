/* What used the credits of a contract or an account, by the names of the API. */
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "../api/client";
import type { TicketFilter } from "../api/queries";
import type { Schema } from "../api/types";

export const KINDS = ["tag", "word", "type", "product", "contact", "priority"] as const;
export type Cause = Schema<"CauseView">;
export type Remedy = Schema<"RemedyView">;
export type Causes = Schema<"CausesView">;
/** Of one contract, or of all that an account has. */
export type CausesOf = { contract: string; account: string; bucket: string | null } | { contract: null; account: string };

/** A filter of the API without its empty fields. */
export const filterOf = (filter: Causes["filter"]): TicketFilter => Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as TicketFilter;

export const causesQuery = (of: CausesOf) =>
  queryOptions({
    // Below the account: whatever changes its credits changes this.
    queryKey: ["account", of.account, "causes", of.contract ?? "", of.contract ? (of.bucket ?? "") : ""],
    queryFn: ({ signal }) =>
      body<Causes>(
        of.contract
          ? client.GET("/api/v1/contracts/{contract}/causes", { params: { path: { contract: of.contract }, query: of.bucket ? { bucket: of.bucket } : {} }, signal })
          : client.GET("/api/v1/accounts/{account}/causes", { params: { path: { account: of.account } }, signal }),
      ),
  });
