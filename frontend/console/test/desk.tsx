/*
 * What a test of a screen stands on: a server that answers as it is told, and
 * the words of the console. Imported before the screens: the client takes its
 * `fetch` when it is made.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement, ReactNode } from "react";
import { vi } from "vitest";

export const server = { answer: async (_: Request): Promise<Response> => new Response() };
vi.stubGlobal("fetch", (request: Request) => server.answer(request));

const { queryClient } = await import("../api/queries");
const { I18nProvider, Translator } = await import("../lib/i18n");
const { MantineProvider } = await import("../ui");

const WORDS = join(import.meta.dirname, "..", "..", "..", "locales", "en");
const bundle = new FluentBundle("en", { useIsolating: false });
for (const file of ["common", "console", "errors", "promises", "effects", "credits", "agreement"]) {
  bundle.addResource(new FluentResource(readFileSync(join(WORDS, `${file}.ftl`), "utf8")));
}
const i18n = { tr: new Translator("en", bundle), setLang: () => {} };

export const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status, headers: { "content-type": status < 400 ? "application/json" : "application/problem+json" } });

export const Speaking = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}>
    <I18nProvider value={i18n}>
      <MantineProvider env="test">{children}</MantineProvider>
    </I18nProvider>
  </QueryClientProvider>
);
export const show = (what: ReactElement) => render(<Speaking>{what}</Speaking>);

/** Somebody who may do these things, signed in. */
export function signedIn(permissions: readonly string[]): void {
  queryClient.setQueryData(["session"], { user: { id: "usr_1", name: "Ann", kind: "agent", permissions }, csrf_token: "t" });
}
