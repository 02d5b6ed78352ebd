import type { Clock, Metric } from "../api/types";

export const METRIC_ORDER: readonly Metric[] = ["first_response", "next_response", "update", "resolution"];

/** The latest cycle of each metric, in the order a ticket lives through them. */
export function latestClocks(clocks: readonly Clock[]): Clock[] {
  const last = new Map<Metric, Clock>();
  for (const clock of clocks) {
    const known = last.get(clock.metric);
    if (!known || clock.cycle >= known.cycle) last.set(clock.metric, clock);
  }
  return METRIC_ORDER.flatMap((metric) => {
    const clock = last.get(metric);
    return clock && clock.state !== "none" ? [clock] : [];
  });
}
