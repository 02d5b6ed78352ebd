// Replaced by the generated document of the server (npm run schema).
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type paths = Record<string, any>;
