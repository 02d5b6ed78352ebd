/* What Save asks first, and that it saves once and never unasked. */
import { Speaking, json, server, show } from "../../test/desk";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { EffectPanel, useAskedSave } from "../Effect";

const SAME = { at: "2026-05-04T00:00:00Z", looked_at: 1, touched: 1, changed: 0, moved: 0, newly_late: 0, no_longer_late: 0, fires: 0, more: false, kept: 0, hidden: 0, tickets: [], more_tickets: false, credits: [], more_credits: false };

/** A screen with Save on it; `answer` is what asking ends with. */
function screenWith(answer: () => Promise<Response>, save: () => Promise<void>) {
  server.answer = answer;
  const held: { asked: ReturnType<typeof useAskedSave> | null } = { asked: null };
  function Probe() {
    held.asked = useAskedSave();
    return held.asked.dialog;
  }
  show(<Probe />);
  return { press: () => act(async () => void (await held.asked?.ask({ sla: { draft: {} } }, save).catch(() => undefined))) };
}
const refusal = (status: number, code: string) => () => Promise.resolve(json({ status, code }, status));

describe("before a version is saved", { timeout: 30_000 }, () => {
  it("the tickets that change are shown, and it is saved once they are confirmed", async () => {
    const save = vi.fn(() => Promise.resolve());
    const { press } = screenWith(() => Promise.resolve(json({ ...SAME, changed: 2, touched: 3 })), save);
    await press();
    expect(save).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole("button", { name: "Save and apply" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(save).toHaveBeenCalledTimes(1);
  });

  it("nothing is asked where nothing changes, or where saving says itself what is wrong", async () => {
    for (const answer of [() => Promise.resolve(json(SAME)), refusal(422, "required"), refusal(403, "forbidden")]) {
      const save = vi.fn(() => Promise.resolve());
      await screenWith(answer, save).press();
      expect(save).toHaveBeenCalledTimes(1);
    }
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it.each([
    ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["an answer that nobody can read", () => Promise.resolve(new Response("<html>", { status: 200, headers: { "content-type": "application/json" } }))],
    ["a fault of the server", refusal(503, "store_unavailable")],
    ["a proxy that gave up", refusal(408, "http_408")],
    ["too many questions", refusal(429, "too_many_requests")],
  ])("with %s it asks whether to save without knowing", async (_, answer) => {
    const save = vi.fn(() => Promise.resolve());
    await screenWith(answer, save).press();
    expect(save).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole("button", { name: "Save without looking" }));
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1));
  });

  it("a save that fails is not begun again", async () => {
    const save = vi.fn(() => Promise.reject(new Error("half done")));
    await screenWith(() => Promise.resolve(json(SAME)), save).press();
    expect(save).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

it("looking at the effect asks once for what is on the screen then, and again when it is opened again", { timeout: 30_000 }, async () => {
  const asked: unknown[] = [];
  server.answer = async (request) => {
    asked.push(await request.json());
    return json({ ...SAME, touched: asked.length });
  };
  let typed = "one";
  const panel = () => <EffectPanel question={() => ({ sla: { draft: { name: typed } } })} readable />;
  const { rerender } = show(panel());
  const look = async (told: RegExp): Promise<void> => {
    await userEvent.click(screen.getByRole("button", { name: "Show the effect" }));
    await screen.findByText(told);
  };
  await look(/\(1\)/);
  typed = "two";
  rerender(<Speaking>{panel()}</Speaking>);
  expect(asked).toEqual([{ sla: { draft: { name: "one" } } }]);
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  await look(/\(2\)/);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual({ sla: { draft: { name: "two" } } });
});
