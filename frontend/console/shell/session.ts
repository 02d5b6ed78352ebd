import { useSuspenseQuery } from "@tanstack/react-query";
import { body, client, setCsrfToken } from "../api/client";
import { queryClient, sessionQuery } from "../api/queries";
import type { Me } from "../api/types";

/** The person at this desk. The desk route has loaded it before any screen renders. */
export function useMe(): Me {
  return useSuspenseQuery(sessionQuery).data.user;
}

export async function signOut(): Promise<void> {
  try {
    await body(client.DELETE("/api/v1/session", { headers: { "If-Match": "*" } }));
  } finally {
    setCsrfToken("");
    queryClient.clear();
    // A full load leaves nothing of this person in memory.
    location.assign("/app/signin");
  }
}

/** True when the role carries the permission. */
export function can(me: Me, permission: string): boolean {
  return me.permissions.includes(permission);
}
