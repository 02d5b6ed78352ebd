import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { earlierMessages, messagesQuery } from "../api/queries";
import type { Message } from "../api/types";

/** Both lists by id, in the order of the conversation; the later list has the newer state. */
export function joined(known: readonly Message[], page: readonly Message[]): Message[] {
  const all = new Map(known.map((each) => [each.id, each]));
  for (const each of page) all.set(each.id, each);
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * The conversation of a ticket: the newest page, which follows what happens,
 * and the pages before it that were asked for. What was seen once stays, so
 * nothing falls between the pages when the newest one moves on.
 */
export function useConversation(number: string) {
  const newest = useQuery(messagesQuery(number));
  const [seen, setSeen] = useState<{ number: string; items: Message[]; cursor: string | null | undefined }>({ number, items: [], cursor: undefined });
  const [loading, setLoading] = useState(false);
  const own = seen.number === number ? seen : null;
  useEffect(() => {
    const page = newest.data;
    if (!page) return;
    setSeen((old) =>
      old.number === number && old.cursor !== undefined
        ? { ...old, items: joined(old.items, page.items) }
        : { number, items: page.items, cursor: page.next_cursor },
    );
  }, [newest.data, number]);
  const messages = useMemo(() => newest.data && joined(own?.items ?? [], newest.data.items), [own?.items, newest.data]);
  const cursor = own?.cursor ?? null;
  const loadEarlier = useCallback(async () => {
    if (cursor === null) return;
    setLoading(true);
    try {
      const page = await earlierMessages(number, cursor);
      setSeen((old) => (old.number === number ? { ...old, items: joined(old.items, page.items), cursor: page.next_cursor } : old));
    } finally {
      setLoading(false);
    }
  }, [number, cursor]);
  return { messages, query: newest, hasEarlier: cursor !== null, loading, loadEarlier };
}
