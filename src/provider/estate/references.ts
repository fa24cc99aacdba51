import { isJsonObject, type JsonObject } from "../../arm/index.ts";

/** A reference inside a body. */
export interface Mention {
  /** Key of the resource that is named. */
  readonly target: string;
  readonly steps: readonly (string | number)[];
}

/**
 * Finds what a body names: every object with an `id` that is an ARM id. Cost: linear in the body, once:
 * bodies never change, and each is asked for several times on its way into an estate.
 */
export function findMentions(body: JsonObject): readonly Mention[] {
  const known = mentions.get(body);
  if (known !== undefined) return known;
  const found: Mention[] = [];
  collect(body, [], found);
  mentions.set(body, found);
  return found;
}

const mentions = new WeakMap<JsonObject, readonly Mention[]>();

function collect(value: unknown, steps: readonly (string | number)[], found: Mention[]): void {
  if (Array.isArray(value)) {
    value.forEach((element: unknown, index) => {
      if (typeof element === "object") collect(element, [...steps, index], found);
    });
    return;
  }
  if (!isJsonObject(value)) return;
  for (const name in value) {
    const inner = value[name];
    if (typeof inner === "object" && inner !== null) collect(inner, [...steps, name], found);
    else if (isReference(name, inner)) found.push({ target: keyOf(inner), steps });
  }
}

// Private endpoints, virtual networks' links and a few others write the id as a text.
const textReferences: ReadonlySet<string> = new Set([
  "id",
  "privatelinkserviceid",
  "privatednszoneid",
]);

function isReference(name: string, value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.startsWith("/") &&
    textReferences.has(name.toLowerCase()) &&
    value.length > 1
  );
}

function keyOf(id: string): string {
  return (id.endsWith("/") ? id.slice(0, -1) : id).toLowerCase();
}
