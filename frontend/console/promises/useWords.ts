/* The fixed words of an SLA in the reader's language. */
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import type { Choice } from "./fields";

export interface Words {
  metric: (key: string) => string;
  priority: (key: string) => string;
  status: (key: string) => string;
  pick: (text: (key: string) => string, keys: readonly string[]) => Choice[];
}

export function useWords(): Words {
  const { tr } = useI18n();
  return {
    metric: (key: string): string => tr.dynamic(`metric-${idPart(key)}`) ?? key,
    priority: (key: string): string => tr.dynamic(`priority-${idPart(key)}`) ?? key,
    status: (key: string): string => tr.dynamic(`status-${idPart(key)}`) ?? key,
    pick: (text: (key: string) => string, keys: readonly string[]): Choice[] => keys.map((key) => ({ value: key, label: tr.dynamic(text(idPart(key))) ?? key })),
  };
}
