import type { Diagnostic, Place } from "../diagnostic/index.ts";

// What is empty needs no second message where its broken contents have had one.
const consequences: ReadonlySet<Diagnostic["code"]> = new Set([
  "address-space-empty",
  "subnet-prefix-missing",
]);
const causes: ReadonlySet<Diagnostic["code"]> = new Set([
  "prefix-invalid",
  "prefix-host-bits",
  "property-invalid",
]);

/**
 * The diagnostics without those that only follow from another one at the same place or inside it.
 */
export function withoutConsequences(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const pointers = new Map<string, string[]>();
  for (const { code, place } of diagnostics) {
    if (!causes.has(code)) continue;
    const known = pointers.get(place.resource);
    if (known === undefined) pointers.set(place.resource, [place.pointer]);
    else known.push(place.pointer);
  }
  return diagnostics.filter(({ code, place }) => {
    if (!consequences.has(code)) return true;
    const broken = pointers.get(place.resource) ?? [];
    return !broken.some((pointer) => pointer.startsWith(place.pointer));
  });
}

/**
 * The diagnostics with one for each unknown value that many places have, at the first of them; the
 * others are related. Order is kept.
 */
export function joinUnknown(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Map<string, Place[]>();
  for (const { code, message, place } of diagnostics) {
    if (code !== "value-unknown") continue;
    const known = places.get(message);
    if (known === undefined) places.set(message, [place]);
    else known.push(place);
  }
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.code !== "value-unknown") return [diagnostic];
    const [, ...related] = places.get(diagnostic.message) ?? [];
    const isFirst = places.delete(diagnostic.message);
    return isFirst ? [{ ...diagnostic, related }] : [];
  });
}
