/* The draft as the screen holds it. */
import { LANGS, type Lang } from "../lib/i18n";
import type { Encoded } from "../promises/draft";
import { type KeptDraft, SECTIONS, type SectionId } from "./api";

export interface PolicyForm {
  texts: Record<SectionId, Record<Lang, string>>;
  hidden: string[];
  reviewBy: string;
}

export const decodePolicy = (kept: KeptDraft): PolicyForm => ({
  texts: Object.fromEntries(SECTIONS.map((id) => [id, { en: kept.texts[id]?.en ?? "", "zh-CN": kept.texts[id]?.["zh-CN"] ?? "" }])) as PolicyForm["texts"],
  hidden: [...kept.hidden_plans].sort(),
  reviewBy: kept.review_by ?? "",
});

export function encodePolicy(form: PolicyForm): Encoded {
  const at = new Map([["review_by", "review_by"]]);
  const texts: Partial<PolicyForm["texts"]> = {};
  for (const id of SECTIONS) {
    for (const lang of LANGS) at.set(`texts.${id}.${lang}`, `texts.${id}.${lang}`);
    // A section without a text is left out, so that saving an empty one changes nothing.
    if (LANGS.some((lang) => form.texts[id][lang].trim() !== "")) texts[id] = form.texts[id];
  }
  return { body: { texts, hidden_plans: form.hidden, review_by: form.reviewBy || null }, at, wrong: {} };
}
