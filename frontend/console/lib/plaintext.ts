/* The sort of text helpers that belong to no screen. */

/** `a, b` without empties, for filters kept as comma lists in the address. */
export function splitList(value: string | undefined): string[] {
  return value ? value.split(",").filter(Boolean) : [];
}

export function toggleIn(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

/** `first_response` → `first-response`: Fluent ids have no underscores here. */
export function idPart(code: string): string {
  return code.replaceAll("_", "-").replaceAll(".", "-").toLowerCase();
}
