/* Contracts that end, by the names of the API. */
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "../api/client";
import { queryClient } from "../api/queries";
import type { Contract, Schema } from "../api/types";
import type { TermUnit } from "./templates";

export type Renewal = Schema<"RenewalView">;
export interface RenewInput {
  term: { unit: TermUnit; count: number };
  state: string;
  plan_id?: string;
}

export const renewalsQuery = (days: number) =>
  queryOptions({
    queryKey: ["renewals", days],
    queryFn: async () => (await body<{ items: Renewal[] }>(client.GET("/api/v1/renewals", { params: { query: { days } } }))).items,
  });

export async function renewContract(contract: string, account: string, input: RenewInput, key: string): Promise<Contract> {
  const made = await body<Contract>(client.POST("/api/v1/contracts/{contract}/renew", { params: { path: { contract } }, headers: { "Idempotency-Key": key }, body: input as never }));
  void queryClient.invalidateQueries({ queryKey: ["renewals"] });
  void queryClient.invalidateQueries({ queryKey: ["account", account] });
  return made;
}
