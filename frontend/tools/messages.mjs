// Writes console/lib/messages.gen.ts: the union of all ids in the English files.
import { readFileSync, writeFileSync } from "node:fs";

const files = ["agreement", "board", "common", "console", "contracts", "credits", "effects", "errors", "handoffs", "imports", "lint", "policy", "promises", "why"];
const ids = new Set();
for (const file of files) {
  const text = readFileSync(new URL(`../../locales/en/${file}.ftl`, import.meta.url), "utf8");
  for (const match of text.matchAll(/^([a-z][a-z0-9-]*)\s*=/gm)) ids.add(match[1]);
}
const sorted = [...ids].sort();
writeFileSync(
  new URL("../console/lib/messages.gen.ts", import.meta.url),
  `// Written by tools/messages.mjs from locales/en; a test fails when it is stale.\nexport type MessageId =\n${sorted.map((id) => `  | "${id}"`).join("\n")};\n`,
);
console.log(`${sorted.length} messages`);
