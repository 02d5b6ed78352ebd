import { useEffect, useState } from "react";

/**
 * The token of a one-time link. Links carry it behind `#`, which a browser
 * sends to no server and writes into no log; `?token=` is read too. It is kept
 * here and taken out of the address, so that it does not stay in the history.
 */
export function useLinkToken(fromSearch: string | undefined, path: string): string {
  const [token] = useState(() => location.hash.replace(/^#/, "") || fromSearch || "");
  useEffect(() => {
    if (token) window.history.replaceState(window.history.state, "", path);
    // The link opened once more in the same tab changes nothing but the hash.
    const again = () => {
      if (location.hash.length > 1) location.reload();
    };
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, [token, path]);
  return token;
}
