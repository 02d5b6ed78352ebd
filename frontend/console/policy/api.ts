/* The support policy as the API says it: draft, documents, versions, differences. */
import { queryOptions } from "@tanstack/react-query";
import { body, client, etag, newKey } from "../api/client";
import { queryClient } from "../api/queries";
import type { Lang } from "../lib/i18n";

export const SECTIONS = [
  "introduction", "scope", "channels", "response_times", "process", "customer_responsibilities", "service_availability",
  "limitations_of_liability", "third_party", "custom_solutions", "training", "updates", "contact",
] as const;
export type SectionId = (typeof SECTIONS)[number];

export interface Item {
  text: string;
  marked?: boolean;
}
export type Block =
  | ({ kind: "paragraph" } & Item)
  | { kind: "list"; items: Item[] }
  | { kind: "table"; caption: string; head: string[]; rows: { cells: string[]; marked?: boolean }[]; calendar?: string };
export interface PolicySection {
  id: SectionId;
  title: string;
  text: Block[];
  generated: Block[];
}
export interface PolicyDocument {
  lang: Lang;
  title: string;
  customer?: string;
  sections: PolicySection[];
}
export type Documents = Record<Lang, PolicyDocument>;
export interface SectionDiff {
  id: SectionId;
  title: string;
  changed: boolean;
  lines: { change: "same" | "removed" | "added"; text: string }[];
}
export interface KeptDraft {
  texts: Partial<Record<SectionId, Record<Lang, string>>>;
  hidden_plans: string[];
  review_by: string | null;
  version: number;
}
export interface PolicyVersion {
  version: number;
  sha256: string;
  note: string;
  published_by: string | null;
  published_at: string;
  address: string;
}
export interface Stale {
  section: SectionId;
  what: string;
  says: string | null;
  enforces: string | null;
}
export interface PolicyStatus {
  published: PolicyVersion | null;
  acknowledged: boolean;
  stale: Stale[];
  review_by: string | null;
  review_due: boolean;
}
export interface Preview {
  documents: Documents;
  changes: Partial<Record<Lang, SectionDiff[]>>;
}

/** Documents are plain objects in the API's description; their shape is said above. */
interface Plain {
  GET: (path: string, options?: object) => Promise<{ data?: unknown; response: Response }>;
  POST: Plain["GET"];
  PUT: Plain["GET"];
}
const plain = client as unknown as Plain;
const PATH = "/api/v1/policy";

export const statusQuery = (lang: Lang) =>
  queryOptions({ queryKey: ["policy", "status", lang], queryFn: () => body<PolicyStatus>(plain.GET(PATH, { params: { query: { lang } } })), staleTime: 60_000 });
export const draftQuery = queryOptions({ queryKey: ["policy", "draft"], queryFn: () => body<KeptDraft>(plain.GET(`${PATH}/draft`)), staleTime: 0 });
export const versionsQuery = queryOptions({
  queryKey: ["policy", "versions"],
  queryFn: async () => (await body<{ items: PolicyVersion[] }>(plain.GET(`${PATH}/versions`, { params: { query: { limit: 200 } } }))).items,
});
export const diffQuery = (version: number, lang: Lang) =>
  queryOptions({
    queryKey: ["policy", "diff", version, lang],
    queryFn: async () => (await body<{ sections: SectionDiff[] }>(plain.GET(`${PATH}/versions/${version}/diff`, { params: { query: { lang } } }))).sections,
    enabled: version > 1,
  });

export const preview = (draft: object, account: string | null, signal: AbortSignal): Promise<Preview> =>
  body(plain.POST(`${PATH}/preview`, { body: { draft, ...(account ? { account_id: account } : {}) }, signal }));
export const saveDraft = (version: number, input: object): Promise<KeptDraft> => body(plain.PUT(`${PATH}/draft`, { headers: { "If-Match": etag(version) }, body: input }));

async function changed<T>(what: Promise<T>): Promise<T> {
  const done = await what;
  await queryClient.invalidateQueries({ queryKey: ["policy"] });
  return done;
}
export const publish = (draftVersion: number, note: string, tell: boolean, key: string): Promise<PolicyVersion> =>
  changed(body(plain.POST(`${PATH}/versions`, { headers: { "Idempotency-Key": key }, body: { draft_version: draftVersion, note, tell_contacts: tell } })));
export const acknowledge = (version: number): Promise<PolicyVersion> =>
  changed(body(plain.POST(`${PATH}/acknowledgement`, { headers: { "Idempotency-Key": newKey() }, body: { version } })));
