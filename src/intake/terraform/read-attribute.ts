import { createUnknown } from "../../arm/index.ts";
import { formatPointer } from "../../diagnostic/index.ts";
import type { Instance } from "./estate.ts";
import { type Attributes, findExport } from "./mapping/index.ts";
import { isMarkedAt, valueAt } from "./mask.ts";
import { formatSteps, type Step } from "./traversal.ts";
import { kindOf, type Want } from "./want.ts";

/** Instances with everything that the plan tells about their values. */
export interface Resolved {
  /**
   * The attributes of an instance: known values, resolved references, marks for what stays
   * unknown, and nothing that is secret. What the provider decides itself is absent.
   */
  readonly attributesOf: (instance: Instance) => Attributes;
  /** The id that others refer to an instance by; `undefined` when nothing tells it. */
  readonly idOf: (instance: Instance) => string | undefined;
  /** The managed resource that a data source reads, when it stands in the same plan. */
  readonly twinOf: (instance: Instance) => Instance | undefined;
}

/** What a reference to an attribute gives. */
export interface Found {
  readonly value: unknown;
  /** Whether it was unknown when the plan was made. */
  readonly isFresh: boolean;
}

/**
 * Reads what a reference to an attribute gives: its value, the place where ARM will have it, or the
 * mark of an unknown one. `undefined` when the instance has no such attribute.
 */
export function readAttribute(
  resolved: Resolved,
  instance: Instance,
  path: readonly Step[],
): Found | undefined {
  const [first] = path;
  const name = first !== undefined && "name" in first ? first.name : "";
  const text = instance.address + formatSteps(path);
  if (path.length > 1 && isScalarName(name)) return undefined;
  if (name === "id") {
    const value = resolved.idOf(instance) ?? createUnknown(text);
    return { value, isFresh: typeof instance.values["id"] !== "string" };
  }
  const isFresh = isMarkedAt(instance.unknown, path);
  const attributes = resolved.attributesOf(instance);
  const value = valueAt(attributes, path);
  if (value !== undefined) return { value, isFresh };
  const exported = readExport(resolved, instance, path, attributes, text);
  if (exported !== undefined) return { value: exported, isFresh: true };
  const twin = instance.mode === "data" ? resolved.twinOf(instance) : undefined;
  const same = twin === undefined ? undefined : readAttribute(resolved, twin, path);
  if (same !== undefined) return { value: same.value, isFresh };
  return isFresh ? { value: createUnknown(text), isFresh } : undefined;
}

/** Attributes that a reference may mean whose last steps the plan does not show. */
export function guessPaths(instance: Instance, want: Want): readonly (readonly Step[])[] {
  switch (want.kind) {
    case "id":
    case "name":
    case "location":
      return [[{ name: want.kind }]];
    case "address":
      return addressPaths(instance);
    default:
      return [[{ name: want.attribute }], ...addressPaths(instance)];
  }
}

function isScalarName(name: string): boolean {
  const kind = kindOf(name);
  return kind === "location" || ((kind === "id" || kind === "name") && !name.endsWith("s"));
}

function readExport(
  { idOf }: Resolved,
  instance: Instance,
  path: readonly Step[],
  attributes: Attributes,
  text: string,
): unknown {
  const id = idOf(instance);
  if (id === undefined) return undefined;
  const steps = path.map((step) => ("name" in step ? step.name : step.key));
  if (instance.type === "azapi_resource") {
    const [output, ...below] = steps;
    return output === "output" && below.length > 0
      ? createUnknown(text, { id, pointer: formatPointer(below) })
      : undefined;
  }
  const { mapping } = instance;
  const exported = mapping === undefined ? undefined : findExport(mapping, steps, attributes);
  if (exported === undefined) return undefined;
  return "pointer" in exported
    ? createUnknown(text, { id, pointer: exported.pointer })
    : id + exported.idSuffix;
}

/** Paths to what the provider reads back inside blocks, one for each block that is there. */
export function exportedInside(
  { attributesOf }: Resolved,
  instance: Instance,
  path: readonly Step[],
): readonly (readonly Step[])[] {
  const blocks = valueAt(attributesOf(instance), path);
  const count = Array.isArray(blocks) ? blocks.length : 1;
  const start = path.map((step) => ("name" in step ? step.name : "[*]")).join(".");
  return exportPatterns(instance)
    .filter((pattern) => pattern.startsWith(`${start}[*].`))
    .flatMap((pattern) => {
      const rest = parsePattern(pattern.slice(start.length)).slice(1);
      return Array.from({ length: count }, (_, key) => [...path, { key }, ...rest]);
    });
}

// In the order of the mapping, whose first address is the one that others mostly want.
function addressPaths(instance: Instance): readonly (readonly Step[])[] {
  return exportPatterns(instance)
    .filter((pattern) => kindOf(pattern) === "address")
    .map(parsePattern);
}

function exportPatterns({ mapping }: Instance): readonly string[] {
  return Object.keys(mapping?.exports ?? {});
}

function parsePattern(pattern: string): readonly Step[] {
  return pattern
    .split(/\.|(?=\[\*\])/)
    .filter((step) => step !== "")
    .map((step) => (step === "[*]" ? { key: 0 } : { name: step }));
}
