import { onlyOne } from "./convert.ts";
import { attributeOf, entriesOf, nameOf } from "./fields.ts";
import type { Attributes, Exported, Mapping } from "./mapping.ts";

/** Where a value of another resource will be found. */
export type Found =
  /** Below the resource; below another one where there is an `id`. */
  { readonly id?: string; readonly pointer: string } | { readonly idSuffix: string };

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
): Found | undefined {
  const key = path.map((step) => (typeof step === "number" ? "[*]" : `.${step}`)).join("");
  const pattern = key.slice(1);
  if (exports === undefined || !Object.hasOwn(exports, pattern)) return undefined;
  return fill(exports[pattern], path, attributes);
}

function fill(
  exported: Exported | undefined,
  path: readonly (string | number)[],
  attributes: Attributes,
): Found | undefined {
  if (exported === undefined) return undefined;
  if ("idSuffix" in exported) return fillNames(exported.idSuffix, path, attributes);
  const pointer = fillIndices(exported.pointer, path);
  if (!("below" in exported)) return { pointer };
  const id = onlyOne(attributeOf(attributes, exported.below));
  return typeof id === "string" ? { id, pointer } : undefined;
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
): Found | undefined {
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
