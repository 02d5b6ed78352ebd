/* The steps of an SLA as one table: metric and priority by path, with the time at which each comes, and what is missing. */
import { parseDuration, parseWhole } from "./duration";
import { PRIORITY_KEYS } from "./plan";
import { METRICS, type MetricKey, PATHS, type SlaForm, type StepRow } from "./sla";

export type PathKey = (typeof PATHS)[number];
export type PriorityKey = (typeof PRIORITY_KEYS)[number];

export interface CellStep {
  step: StepRow;
  /** Seconds of the clock from its start; null while the amount cannot be read. */
  at: number | null;
  /** It asks for more time left than the target has: it comes with the start of the clock. */
  atOnce: boolean;
}
export interface MatrixRow {
  priority: PriorityKey;
  /** Seconds promised to tickets of this priority; null when nothing is. */
  target: number | null;
  cells: Record<PathKey, CellStep[]>;
}
export interface MatrixPart {
  metric: MetricKey;
  rows: MatrixRow[];
  /** Targets with further conditions, whose steps come at times of their own. */
  conditional: boolean;
}

/** When a step comes, in seconds of its clock from the start; null when its amount cannot be read. */
export function stepAt(step: Pick<StepRow, "when" | "amount">, target: number): { at: number; atOnce: boolean } | null {
  if (step.when === "percent_of_target") {
    const percent = parseWhole(step.amount.replace("%", ""));
    // The server reckons in microseconds and cuts what is less than one; a second is enough to be read.
    return percent === null ? null : { at: Math.floor((target * percent) / 100), atOnce: false };
  }
  const seconds = parseDuration(step.amount);
  if (seconds === null) return null;
  if (step.when === "after_due") return { at: target + seconds, atOnce: false };
  return { at: Math.max(0, target - seconds), atOnce: seconds >= target };
}

/** The target of a priority by the table alone: its own, else that of all others. */
export function targetOf(form: SlaForm, metric: MetricKey, priority: PriorityKey): number | null {
  const own = form.grid[metric][priority].trim();
  const text = own || form.grid[metric].any.trim();
  return text ? parseDuration(text) : null;
}

/** Every metric that is promised or has steps. */
export function escalationMatrix(form: SlaForm): MatrixPart[] {
  const parts: MatrixPart[] = [];
  for (const metric of METRICS) {
    const steps = form.steps.filter((step) => step.metric === metric);
    const conditional = form.rows.some((row) => row.metric === metric);
    const rows = PRIORITY_KEYS.map((priority): MatrixRow => {
      const target = targetOf(form, metric, priority);
      const cells = Object.fromEntries(
        PATHS.map((path) => [
          path,
          target === null
            ? []
            : steps
                .filter((step) => step.path === path)
                .map((step): CellStep => ({ step, ...(stepAt(step, target) ?? { at: null, atOnce: false }) }))
                .sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
        ]),
      ) as MatrixRow["cells"];
      return { priority, target, cells };
    });
    if (steps.length > 0 || conditional || rows.some((row) => row.target !== null)) parts.push({ metric, rows, conditional });
  }
  return parts;
}

export interface Coverage {
  /** Cells of priorities to which something is promised. */
  cells: number;
  empty: number;
  /** What is promised and watched by nobody: no step on any path. */
  unwatched: { metric: MetricKey; priorities: PriorityKey[] }[];
  /** Metrics that are promised and never reach anybody with authority. */
  withoutAuthority: MetricKey[];
  /** Steps that come only after the promise is broken, with none before. */
  onlyLate: MetricKey[];
}

/** What the table leaves open. Who is away, and which team is closed, is the linter's to say. */
export function coverage(parts: readonly MatrixPart[]): Coverage {
  const out: Coverage = { cells: 0, empty: 0, unwatched: [], withoutAuthority: [], onlyLate: [] };
  for (const { metric, rows } of parts) {
    const promised = rows.filter((row) => row.target !== null);
    if (promised.length === 0) continue;
    out.cells += promised.length * PATHS.length;
    out.empty += promised.reduce((sum, row) => sum + PATHS.filter((path) => row.cells[path].length === 0).length, 0);
    const unwatched = promised.filter((row) => PATHS.every((path) => row.cells[path].length === 0));
    if (unwatched.length > 0) {
      out.unwatched.push({ metric, priorities: unwatched.map((row) => row.priority) });
      continue;
    }
    if (promised.some((row) => row.cells.hierarchical.length === 0)) out.withoutAuthority.push(metric);
    if (promised.some((row) => PATHS.every((path) => row.cells[path].every((each) => each.at !== null && each.at >= (row.target ?? 0))))) out.onlyLate.push(metric);
  }
  return out;
}
