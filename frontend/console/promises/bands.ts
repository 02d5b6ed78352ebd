/* Licence bands as the screen holds them, and the counts between them that none covers. */
import type { MessageId } from "../lib/i18n";
import type { Band, Bands } from "./api";
import { type Encoded, rowKey } from "./draft";
import { parseWhole } from "./duration";

export interface BandRow {
  key: number;
  name: string;
  from: string;
  to: string;
}
export const newBand = (from = ""): BandRow => ({ key: rowKey(), name: "", from, to: "" });
export const decodeBands = (kept: Bands): BandRow[] => kept.bands.map((band) => ({ key: rowKey(), name: band.name, from: String(band.from), to: band.to == null ? "" : String(band.to) }));

export function encodeBands(rows: BandRow[]): Encoded {
  const at = new Map<string, string>([["bands", "bands"]]);
  const wrong: Record<string, MessageId> = {};
  const bands = rows.map((row, index): Band => {
    const key = `bands.${row.key}`;
    for (const name of ["name", "from", "to"] as const) at.set(`bands[${index}].${name}`, `${key}.${name}`);
    at.set(`bands[${index}]`, `${key}.from`);
    const [from, to] = [parseWhole(row.from), row.to.trim() ? parseWhole(row.to) : null];
    if (!row.name.trim()) wrong[`${key}.name`] = "field-needed";
    if (from === null) wrong[`${key}.from`] = "promise-bad-number";
    if (row.to.trim() && to === null) wrong[`${key}.to`] = "promise-bad-number";
    return { name: row.name.trim(), from: from ?? 0, ...(to === null ? {} : { to }) };
  });
  return { body: { bands }, at, wrong };
}

/** Counts from 1 on that no band covers; none while there are no bands. */
export function gapsOf(bands: readonly Band[]): { from: number; to: number | null }[] {
  if (bands.length === 0) return [];
  const gaps: { from: number; to: number | null }[] = [];
  let next: number | null = 1;
  for (const band of [...bands].sort((a, b) => a.from - b.from)) {
    if (next === null) break;
    if (band.from > next) gaps.push({ from: next, to: band.from - 1 });
    next = band.to == null ? null : Math.max(next, band.to + 1);
  }
  if (next !== null) gaps.push({ from: next, to: null });
  return gaps;
}
