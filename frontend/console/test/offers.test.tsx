/* Offers: the desk asks for what waits, a customer for what is theirs. */
import { json, server } from "./desk";
import { expect, it } from "vitest";
import { offersQuery } from "../agreement/api";
import { queryClient } from "../api/queries";

const contracts = [
  { number: 1, state: "active" },
  { number: 2, state: "cancelled" },
  { number: 4, state: "awaiting_acceptance" },
  { number: 3, state: "awaiting_acceptance" },
];

it("asks for no contract that it does not show, page after page", async () => {
  const asked: string[] = [];
  server.answer = (request) => {
    const query = new URL(request.url).searchParams;
    asked.push(query.toString());
    const found = contracts.filter((each) => !query.has("state") || each.state === query.get("state"));
    const half = query.has("cursor") ? found.slice(1) : found.slice(0, 1);
    return Promise.resolve(json({ items: half, next_cursor: query.has("cursor") ? null : "next" }));
  };
  const numbers = async (customer: boolean): Promise<number[]> => (await queryClient.fetchQuery(offersQuery(customer))).map((each) => each.number);
  expect(await numbers(false)).toEqual([3, 4]);
  expect(asked).toEqual(["state=awaiting_acceptance&limit=200", "state=awaiting_acceptance&limit=200&cursor=next"]);
  asked.length = 0;
  // What waits comes first, what was agreed after it, what is over is left out.
  expect(await numbers(true)).toEqual([3, 4, 1]);
  expect(asked).toEqual(["limit=200", "limit=200&cursor=next"]);
});
