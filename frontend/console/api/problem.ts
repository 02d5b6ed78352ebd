import type { Translator } from "../lib/i18n";

/** One of several fields that are wrong. */
export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** An answer that says no (RFC 9457), or no answer at all (`offline`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** With `invalid_fields`: each of them. */
  readonly errors: readonly FieldProblem[];

  constructor(from: { status: number; code: string; detail?: string; field?: string; retryAfterSeconds?: number; errors?: readonly FieldProblem[] }) {
    super(from.detail || from.code);
    this.name = "Problem";
    this.status = from.status;
    this.code = from.code;
    this.detail = from.detail ?? "";
    this.field = from.field;
    this.retryAfterSeconds = from.retryAfterSeconds;
    this.errors = from.errors ?? [];
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const retry = Number(response.headers.get("retry-after"));
  const retryAfterSeconds = Number.isFinite(retry) && retry > 0 ? retry : undefined;
  const extra: { retryAfterSeconds?: number } = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  try {
    const body = (await response.clone().json()) as Record<string, unknown>;
    if (typeof body.code === "string") {
      if (typeof body.retry_after_seconds === "number") extra.retryAfterSeconds = body.retry_after_seconds;
      return new Problem({
        status: response.status,
        code: body.code,
        detail: typeof body.detail === "string" ? body.detail : "",
        ...(typeof body.field === "string" ? { field: body.field } : {}),
        ...(Array.isArray(body.errors) ? { errors: body.errors as FieldProblem[] } : {}),
        ...extra,
      });
    }
  } catch {
    // Not problem+json: a proxy or a crash answered; the status still says something.
  }
  return new Problem({ status: response.status, code: `http_${response.status}`, ...extra });
}

/**
 * Whether the server has answered what became of a command. A fault of its own,
 * or of something in between, says nothing: the same intention keeps its key.
 */
export const isAnswer = (problem: Problem): boolean => problem.status >= 400 && problem.status < 500 && problem.status !== 408;

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem({ status: 0, code: "offline", detail: error.message });
  return new Problem({ status: 0, code: "unexpected", detail: error instanceof Error ? error.message : String(error) });
}

/** The reader's words for a problem: by its stable code, else by its class of status. */
export function problemText(tr: Translator, error: unknown): string {
  const problem = asProblem(error);
  const seconds = problem.retryAfterSeconds ?? 0;
  const ofCode = (code: string): string | null => tr.dynamic(`error-${code.replaceAll("_", "-")}`, { seconds });
  // What is wrong with the fields says more than that something is.
  const fields = [...new Set(problem.errors.map((each) => ofCode(each.code) ?? each.detail))];
  if (fields.length > 0) return fields.join(" ");
  const known = ofCode(problem.code);
  // An overlap names the other contract; that is worth more than the general word.
  if (known) return problem.code === "contract_overlap" && problem.detail ? `${known} (${problem.detail})` : known;
  if (problem.status >= 500) return tr.t("error-server");
  return problem.detail || tr.t("error-unexpected");
}
