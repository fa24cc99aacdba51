import { attributeOf, entriesOf } from "./fields.ts";
import { nameOf } from "./identity.ts";
import type { Attributes, Exported, Mapping } from "./mapping.ts";

/**
 * Where ARM has an attribute that the provider reads back, with the indices and names of this
 * path filled in; `undefined` when the mapping does not tell.
 *
 * The path is that of an expression: `["ip_configuration", 0, "private_ip_address"]`.
 */
export function findExport(
  { exports }: Mapping,
  path: readonly (string | number)[],
  attributes: Attributes,
): Exported | undefined {
  const key = path.map((step) => (typeof step === "number" ? "[*]" : `.${step}`)).join("");
  const pattern = key.slice(1);
  const exported =
    exports !== undefined && Object.hasOwn(exports, pattern) ? exports[pattern] : undefined;
  if (exported === undefined) return undefined;
  return "pointer" in exported
    ? { pointer: fillIndices(exported.pointer, path) }
    : fillNames(exported.idSuffix, path, attributes);
}

function fillIndices(pointer: string, path: readonly (string | number)[]): string {
  const steps = pointer.split("/");
  // The provider writes blocks that are there at most once as lists, which ARM does not; those come
  // first, so the last indices are ARM's.
  const count = steps.filter((step) => step === "*").length;
  const indices = path.filter((step) => typeof step === "number").slice(-count);
  return steps.map((step) => (step === "*" ? `${indices.shift() ?? 0}` : step)).join("/");
}

function fillNames(
  suffix: string,
  path: readonly (string | number)[],
  attributes: Attributes,
): Exported | undefined {
  const holder = holderOf(path, attributes);
  const segments = suffix.split("/").map((segment) => {
    const attribute = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (attribute === undefined) return segment;
    return holder === undefined ? undefined : nameOf(holder, attribute);
  });
  return segments.includes(undefined) ? undefined : { idSuffix: segments.join("/") };
}

// The block in which the attribute at the end of the path stands.
function holderOf(
  path: readonly (string | number)[],
  attributes: Attributes,
): Attributes | undefined {
  let at: Attributes | undefined = attributes;
  let list: readonly Attributes[] = [];
  for (const step of path.slice(0, -1)) {
    if (typeof step === "number") at = list[step];
    else {
      list = at === undefined ? [] : entriesOf(attributeOf(at, step));
      at = list[0];
    }
  }
  return at;
}
