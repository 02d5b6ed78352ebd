/* The draft of a calendar, SLA or plan: where it is read from and written to. */
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { queryClient } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { toast } from "../ui";
import { type Kind, type KeptOf, keep, oneQuery } from "./api";
import { type Draft, type Encoded, useDraft } from "./draft";

export function useKept<F, K extends Kind>(kind: K, kept: KeptOf[K] | null, start: F, decode: (kept: KeptOf[K]) => F, encode: (form: F) => Encoded): Draft<F, KeptOf[K]> {
  const { tr } = useI18n();
  const navigate = useNavigate();
  const id = kept?.id ?? null;
  const fetch = useCallback(() => queryClient.fetchQuery(oneQuery(kind, id ?? "")), [kind, id]);
  return useDraft<F, KeptOf[K]>({
    start,
    decode,
    encode,
    version: kept?.version ?? 0,
    send: (input, version, key) => keep(kind, id, version, input, key),
    fetch,
    saved: (view) => {
      toast({ text: tr.t(id ? "promise-saved-version" : "promise-created", { name: view.name, n: view.current_version }) });
      if (id) return false;
      void navigate({ to: "/promises/$kind/$id", params: { kind, id: view.id }, replace: true, ignoreBlocker: true });
      return true;
    },
  });
}
