/**
 * Tells whether two decoded bodies mean the same.
 *
 * Places do not count, and texts are compared without regard to case: names and ids in Azure are.
 * Answers of different age differ in etags and casing all the time, so comparing the JSON itself
 * would cry wolf.
 */
export function equalBodies(a: unknown, b: unknown): boolean {
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase();
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((element, index) => equalBodies(element, b[index]));
  }
  // Both come from one decoder, so they have the same properties.
  const first = a as Readonly<Record<string, unknown>>;
  const second = b as Readonly<Record<string, unknown>>;
  return Object.keys(first).every((key) => isPlace(key) || equalBodies(first[key], second[key]));
}

function isPlace(key: string): boolean {
  return key === "place" || key.endsWith("Place");
}
