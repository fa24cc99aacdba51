import { createDiagnostic, type Diagnostic, namedIn, type Place } from "../diagnostic/index.ts";

// What is empty needs no second message where its broken contents have had one.
const consequences: ReadonlySet<Diagnostic["code"]> = new Set([
  "address-space-empty",
  "subnet-prefix-missing",
]);
const causes: ReadonlySet<Diagnostic["code"]> = new Set([
  "prefix-invalid",
  "prefix-host-bits",
  "property-invalid",
  "value-unknown",
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

// From this many on, unknown values of one property are told together.
const fewSources = 3;

/**
 * The diagnostics with one for each unknown value that many places have, at the first of them; the
 * others are related. Where one property is unknown for many reasons, such as the address of each
 * of fifty public addresses, one stands for all. Order is kept.
 */
export function joinUnknown(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = new Map<string, UnknownGroup>();
  const told = new Set<string>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.code !== "value-unknown") continue;
    const { property = "", source = "" } = namedIn(diagnostic);
    // A child that two decoders read is one place.
    const { resource, pointer } = diagnostic.place;
    const key = `${resource}\n${pointer}\n${source}`;
    if (told.has(key)) continue;
    told.add(key);
    const group = groups.get(property);
    if (group === undefined)
      groups.set(property, { sources: new Set([source]), all: [diagnostic] });
    else {
      group.sources.add(source);
      group.all.push(diagnostic);
    }
  }
  const joined = new Map([...groups].flatMap(([property, group]) => joinGroup(property, group)));
  return diagnostics.flatMap((diagnostic) =>
    diagnostic.code === "value-unknown" ? (joined.get(diagnostic) ?? []) : [diagnostic],
  );
}

interface UnknownGroup {
  readonly sources: Set<string>;
  readonly all: Diagnostic[];
}

/** What is said instead, by the diagnostic in whose place it is said. */
function joinGroup(
  property: string,
  { sources, all }: UnknownGroup,
): readonly (readonly [Diagnostic, Diagnostic])[] {
  if (sources.size <= fewSources) return joinEqual(all);
  const [first, ...others] = all;
  if (first === undefined) return [];
  const source = `${namedIn(first)["source"] ?? ""}, and ${sources.size - 1} like it`;
  const related = others.map(({ place }) => place);
  return [
    [first, createDiagnostic("value-unknown", first.place, { property, source }, { related })],
  ];
}

function joinEqual(all: readonly Diagnostic[]): readonly (readonly [Diagnostic, Diagnostic])[] {
  const places = new Map<string, { readonly first: Diagnostic; readonly related: Place[] }>();
  for (const diagnostic of all) {
    const known = places.get(diagnostic.message);
    if (known === undefined) places.set(diagnostic.message, { first: diagnostic, related: [] });
    else known.related.push(diagnostic.place);
  }
  return [...places.values()].map(({ first, related }) => [first, { ...first, related }]);
}
