import { expect, test } from "vitest";
import type { Message } from "../api/types";
import { joined } from "./useConversation";

const message = (seq: number, text = `Line ${seq}`) => ({ id: `msg_${seq}`, seq, body_text: text }) as Message;

test("pages of a conversation join by id, in its order", () => {
  const newest = [message(4), message(6)];
  const earlier = [message(1), message(2)];
  expect(joined(newest, earlier).map((each) => each.seq)).toEqual([1, 2, 4, 6]);
});

test("a page that was read again replaces what was known, and nothing falls between the pages", () => {
  const known = joined([message(2), message(4)], [message(1)]);
  const moved = joined(known, [message(4, "as it is now"), message(7)]);
  expect(moved.map((each) => each.body_text)).toEqual(["Line 1", "Line 2", "as it is now", "Line 7"]);
});
