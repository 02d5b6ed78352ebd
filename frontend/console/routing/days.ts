/*
 * The days of an absence, which are those of the agent and not of whoever types them.
 */

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
const ahead = (at: number, zone: string): number => {
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(at);
  return Date.parse(`${wall.replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
};
/** The day of an instant in the agent's zone, as a date field holds it. */
export const dayOf = (iso: string, zone: string): string => new Date(Date.parse(iso) + ahead(Date.parse(iso), zone)).toISOString().slice(0, 10);
/** The first instant of a day in the agent's zone. An untouched day keeps the instant that it had. */
export const startOf = (day: string, zone: string, before?: string): string => {
  if (before && dayOf(before, zone) === day) return before;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Twice: the second time by the offset that holds there.
  const near = midnight - ahead(midnight, zone);
  const first = new Date(midnight - ahead(near, zone)).toISOString();
  // Where a clock change skips midnight, the day begins with the change.
  return dayOf(first, zone) < day ? new Date(near).toISOString() : first;
};
