/* A decision about lines is one request; about other lines it is another. */
import { json, server, show, Speaking } from "../test/desk";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Bar } from "./Bar";
import type { Charge } from "./api";

const line = (id: string, version = 1): Charge => ({ id, version, currency: "EUR", amount_minor: 4500, status: "draft" }) as Charge;

it("a lost decision keeps its key for the same lines, and takes another for others", { timeout: 30_000 }, async () => {
  const sent: { key: string | null; lines: string[] }[] = [];
  server.answer = async (request) => {
    const input = (await request.json()) as { charges: { id: string }[] };
    sent.push({ key: request.headers.get("Idempotency-Key"), lines: input.charges.map((each) => each.id) });
    return json({}, 503);
  };
  const bar = (picked: Charge[]) => <Bar picked={picked} clear={() => undefined} done={() => undefined} />;
  const { rerender } = show(bar([line("chg_1")]));
  const approve = async (times: number): Promise<void> => {
    await userEvent.click(screen.getByRole("button", { name: "Approve" }));
    await waitFor(() => expect(sent).toHaveLength(times), { timeout: 10_000 });
    await screen.findByRole("alert");
  };
  await approve(1);
  // Read anew, it is still the same line.
  rerender(<Speaking>{bar([line("chg_1")])}</Speaking>);
  await approve(2);
  expect(sent[1]).toEqual(sent[0]);
  rerender(<Speaking>{bar([line("chg_1"), line("chg_2")])}</Speaking>);
  expect(screen.queryByRole("alert")).toBeNull();
  await approve(3);
  rerender(<Speaking>{bar([line("chg_1", 2), line("chg_2")])}</Speaking>);
  await approve(4);
  expect(sent[2]?.lines).toEqual(["chg_1", "chg_2"]);
  expect(new Set(sent.map((each) => each.key)).size).toBe(3);
});
