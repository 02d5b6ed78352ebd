import type { Bucket } from "../api/types";
import type { Translator } from "../lib/i18n";
import { idPart } from "../lib/plaintext";

/** `per month`, `every 2 weeks`: how often the limit starts anew. */
export function bucketName(tr: Translator, bucket: Pick<Bucket, "unit" | "count" | "bucket">): string {
  const count = bucket.count || 1;
  return tr.dynamic(`unit-${idPart(bucket.unit ?? "")}`, { count }) ?? bucket.bucket;
}
