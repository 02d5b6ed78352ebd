/* Paths of the API that its document does not carry yet; each line goes when schema.d.ts has it. */
interface Read<Path extends string, Query> {
  get: {
    parameters: { query?: Query; header?: never; path: Record<Path, string>; cookie?: never };
    responses: { 200: { content: { "application/json": unknown } } };
  };
}
interface Paging {
  limit?: number;
  cursor?: string;
}

export interface Pending {
  "/api/v1/accounts/{account}/ledger": Read<"account", Paging & { contract?: string; bucket?: string }>;
  "/api/v1/accounts/{account}/statement": Read<"account", { at?: string }>;
}
