import type { View } from "../api/types";
import type { Translator } from "../lib/i18n";

/** Views that every desk starts with have a name in the reader's language; others keep their own. */
export function viewName(tr: Translator, view: Pick<View, "name">): string {
  const id = `view-${view.name.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return /^[\x20-\x7e]+$/.test(view.name) ? (tr.dynamic(id) ?? view.name) : view.name;
}
