/* Paths of the API that its document does not carry yet; each line goes when schema.d.ts has it. */
interface Read<Path extends string, Query> {
  get: {
    parameters: { query?: Query; header?: never; path: Record<Path, string>; cookie?: never };
    responses: { 200: { content: { "application/json": unknown } } };
  };
}
interface Write<Path extends string, Body> {
  post: {
    parameters: { query?: never; header?: never; path: Record<Path, string>; cookie?: never };
    requestBody: { content: { "application/json": Body } };
    responses: { 200: { content: { "application/json": unknown } } };
  };
}
interface List<Query> {
  get: {
    parameters: { query?: Query; header?: never; path?: never; cookie?: never };
    responses: { 200: { content: { "application/json": unknown } } };
  };
}
interface Paging {
  limit?: number;
  cursor?: string;
}

export interface Pending {
  "/api/v1/plans": List<Paging>;
  "/api/v1/contracts": List<Paging & { account?: string }>;
  "/api/v1/accounts/{account}/ledger": Read<"account", Paging & { contract?: string; bucket?: string }>;
  "/api/v1/accounts/{account}/statement": Read<"account", { at?: string }>;
  "/api/v1/suspended_mails": List<Paging>;
  "/api/v1/suspended_mails/{mail}": Read<"mail", never>;
  "/api/v1/suspended_mails/{mail}/admit": Write<"mail", { account_id?: string; ticket?: string }>;
  "/api/v1/suspended_mails/{mail}/discard": Write<"mail", { reason: string }>;
}
