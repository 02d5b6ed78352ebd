/*
 * One typed client. Adds the CSRF token to writes, an idempotency key to every
 * POST, and turns each answer that is not a success into a `Problem`.
 */
import createClient, { type Middleware } from "openapi-fetch";
import { Problem, problemOf } from "./problem";
import type { paths } from "./schema";

export const API = "/api/v1";

let csrfToken = "";
export function setCsrfToken(token: string): void {
  csrfToken = token;
}
export function getCsrfToken(): string {
  return csrfToken;
}

/** Called on 401: the session ended elsewhere. Set by the shell. */
let onSignedOut: () => void = () => {};
export function setOnSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

/** A fresh idempotency key; make one per intention and keep it over retries. */
export function newKey(): string {
  return crypto.randomUUID();
}

export function etag(version: number): string {
  return `"v${version}"`;
}

const middleware: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && request.method !== "HEAD") {
      if (csrfToken) request.headers.set("X-CSRF-Token", csrfToken);
      if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", newKey());
      }
    }
    request.headers.set("Accept", "application/json");
    return request;
  },
  async onResponse({ response, request }) {
    if (response.ok) return;
    const problem = await problemOf(response);
    if (problem.status === 401 && !new URL(request.url).pathname.startsWith(`${API}/session`)) onSignedOut();
    throw problem;
  },
};

/** Headers that the middleware fills in (idempotency key, conditions) are not asked of every call. */
type Called<P> = {
  [Path in keyof P]: {
    [Method in keyof P[Path]]: P[Path][Method] extends { parameters: infer Parameters }
      ? Omit<P[Path][Method], "parameters"> & { parameters: Omit<Parameters, "header"> & { header?: never } }
      : P[Path][Method];
  };
};

export const client = createClient<Called<paths>>({ baseUrl: "/", credentials: "same-origin" });
client.use(middleware);

/** The body of an answer; the middleware has already thrown for failures. */
export async function body<T>(answer: Promise<{ data?: unknown; response: Response }>): Promise<T> {
  const { data, response } = await answer;
  if (data === undefined && response.status !== 204) {
    throw new Problem({ status: response.status, code: "unexpected" });
  }
  return data as T;
}

/** Uploads one file with progress (fetch cannot tell it). */
export function upload<T>(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    request.open("POST", `${API}/attachments`);
    request.setRequestHeader("X-CSRF-Token", csrfToken);
    request.setRequestHeader("Idempotency-Key", newKey());
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new Problem({ status: 0, code: "offline" }));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    request.onload = () => {
      let parsed: Record<string, unknown> = {};
      try {
        parsed = JSON.parse(request.responseText) as Record<string, unknown>;
      } catch {
        // An empty or foreign body; the status decides.
      }
      if (request.status >= 200 && request.status < 300) {
        resolve(parsed as T);
      } else {
        const code = typeof parsed.code === "string" ? parsed.code : `http_${request.status}`;
        reject(new Problem({ status: request.status, code, detail: String(parsed.detail ?? "") }));
      }
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
