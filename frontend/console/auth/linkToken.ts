/**
 * The token of a one-time link. Links carry it behind `#`, which a browser
 * sends to no server and writes into no log; `?token=` is read too.
 */
export function linkToken(fromSearch: string | undefined, hash = location.hash): string {
  return hash.replace(/^#/, "") || fromSearch || "";
}
