// Writes console/api/schema.d.ts from the document that the server prints, or
// with --check fails when the committed file is not what it would write.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../../crates/web/openapi.json", import.meta.url);
const target = new URL("../../console/api/schema.d.ts", import.meta.url);
// A default of the server makes a field of an input optional, not one that callers must send.
const options = { defaultNonNullable: false };
const head = "// Written by tools/openapi from crates/web/openapi.json. Do not edit: npm run schema.\n\n";
const text = head + astToString(await openapiTS(JSON.parse(readFileSync(document, "utf8")), options));
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    console.error("console/api/schema.d.ts is stale: run npm run schema");
    process.exit(1);
  }
  console.log("schema.d.ts is what the server says");
} else {
  writeFileSync(target, text);
  console.log(`${text.split("\n").length} lines`);
}
