/* What the inbox remembers while a ticket is open: where the reader was. */
import type { TicketFilter } from "../api/queries";

interface Memory {
  key: string;
  filter: TicketFilter;
  numbers: number[];
  cursor: number | null;
  scroll: number;
}
let memory: Memory = { key: "", filter: {}, numbers: [], cursor: null, scroll: 0 };

export function remember(part: Partial<Memory>): void {
  memory = { ...memory, ...part };
}
export function recall(): Memory {
  return memory;
}

/** The tickets before and after `number` in the list it was opened from. */
export function neighbours(number: number): { at: number; of: number; previous: number | null; next: number | null } | null {
  const at = memory.numbers.indexOf(number);
  if (at < 0) return null;
  return {
    at: at + 1,
    of: memory.numbers.length,
    previous: memory.numbers[at - 1] ?? null,
    next: memory.numbers[at + 1] ?? null,
  };
}
