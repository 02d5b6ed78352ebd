// Fails when the JavaScript of the first load is over its budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 230 * 1024;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
const seen = new Set();
const walk = (chunk) => {
  if (seen.has(chunk.file)) return;
  seen.add(chunk.file);
  for (const name of chunk.imports ?? []) walk(manifest[name]);
};
walk(entry);
// A first load also fetches the texts of one language; the larger one counts.
// Others follow once the first screen is there, or come with their section.
const texts = Object.entries(manifest).filter(([name]) => /\/locales\/zh-CN\/(common|console)\.ftl/.test(name));
for (const [, chunk] of texts) seen.add(chunk.file);
let total = 0;
for (const file of seen) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB  of ${BUDGET_BYTES / 1024} KB for the first load`);
if (total > BUDGET_BYTES) {
  console.error("The first load is over its budget.");
  process.exit(1);
}
