/* Verdicts are asked for on behalf of those who may read promises. */
import { json, server, show, signedIn } from "./desk";
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Ticket } from "../api/types";
import { Verdicts } from "../ticket/Verdicts";

const judged = { verdict: "breached", due_at: null, sla: "Gold", sla_version: 1, calendar: "Office", calendar_version: 1 };

it("nobody else's desk asks for them", async () => {
  const asked: string[] = [];
  server.answer = (request) => {
    asked.push(new URL(request.url).pathname);
    return Promise.resolve(json({ items: [{ metric: "resolution", cycle: 1, then: judged, now: null, differs: true }] }));
  };
  const ticket = { id: "tkt_1", version: 3 } as Ticket;
  signedIn(["ticket_read"]);
  const first = show(<Verdicts ticket={ticket} />);
  await new Promise((done) => setTimeout(done));
  expect(asked).toEqual([]);
  first.unmount();
  signedIn(["ticket_read", "sla_read"]);
  show(<Verdicts ticket={ticket} />);
  expect(await screen.findByText(/Gold/)).toBeTruthy();
  expect(asked).toEqual(["/api/v1/tickets/tkt_1/verdicts"]);
});
