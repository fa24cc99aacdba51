type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether two values of a model mean the same: they are equal but for the places that wrote them.
 * Names of properties that end in `place` hold places, and nothing else does.
 */
export function hasEqualMeaning(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && hasEqualElements(a, b);
  return hasEqualFields(a as Fields, b as Fields) && hasNoMore(b as Fields, a as Fields);
}

function hasEqualElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) {
    if (!hasEqualMeaning(a[at], b[at])) return false;
  }
  return true;
}

function hasEqualFields(a: Fields, b: Fields): boolean {
  for (const name in a) {
    if (!isPlace(name) && !hasEqualMeaning(a[name], b[name])) return false;
  }
  return true;
}

// An absent field and one that is undefined mean the same.
function hasNoMore(a: Fields, b: Fields): boolean {
  for (const name in a) {
    if (b[name] === undefined && a[name] !== undefined && !isPlace(name)) return false;
  }
  return true;
}

function isPlace(name: string): boolean {
  return name === "place" || name.endsWith("Place");
}
