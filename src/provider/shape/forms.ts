import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import type { Field, Settling, Showing } from "./field.ts";
import { settleFields, showFields } from "./fields.ts";

const shownAsKept = (kept: unknown): unknown => kept;

/** A property that is kept and shown as it was asked for, or as it is when nobody asks. */
export function asked(name: string, otherwise?: unknown): Field {
  return { name, settle: (wanted) => wanted ?? otherwise, show: shownAsKept };
}

/**
 * A property that keeps its value when a request does not name it: ARM's full replacement leaves it
 * alone.
 */
export function lasting(name: string, otherwise?: unknown): Field {
  return { name, settle: (wanted, { kept }) => wanted ?? kept ?? otherwise, show: shownAsKept };
}

/** A property that always shows the same. */
export function fixed(name: string, value: unknown): Field {
  return { name, settle: () => undefined, show: () => value };
}

/** A property that requests may name and Azure drops. */
export function dropped(name: string): Field {
  return { name, settle: () => undefined, show: () => undefined };
}

/** A value that Azure decides when the resource is made, and keeps. */
export function assigned(name: string, decide: (at: Settling) => unknown): Field {
  return {
    name,
    settle: (wanted, at) => at.kept ?? (at.isImport ? wanted : undefined) ?? decide(at),
    show: shownAsKept,
  };
}

/** A value that follows from the rest of the estate, and is kept nowhere. */
export function derived(name: string, show: (at: Showing) => unknown): Field {
  return { name, settle: () => undefined, show: (_kept, at) => show(at) };
}

/** `provisioningState`. */
export function provisioningState(): Field {
  return derived("provisioningState", ({ state }) => state);
}

/** `resourceGuid`. */
export function resourceGuid(): Field {
  return assigned("resourceGuid", ({ world }) => world.guid());
}

/** A reference to another resource: clients write more than the `id`, and only that counts. */
export function reference(name: string): Field {
  return { name, settle: (wanted) => toReference(wanted), show: shownAsKept };
}

/** A list of references; `otherwise` is shown when there is none. */
export function references(name: string, otherwise?: readonly unknown[]): Field {
  return {
    name,
    settle: (wanted) => (Array.isArray(wanted) ? wanted.flatMap(toReferences) : otherwise),
    show: shownAsKept,
  };
}

function toReference(wanted: unknown): JsonObject | undefined {
  if (!isJsonObject(wanted)) return undefined;
  const { id } = wanted;
  return typeof id === "string" && id !== "" ? { id } : undefined;
}

function toReferences(wanted: unknown): readonly JsonObject[] {
  const one = toReference(wanted);
  return one === undefined ? [] : [one];
}

/** An object with properties of its own. */
export function part(
  name: string,
  fields: readonly Field[],
  options: { readonly isAlways?: boolean } = {},
): Field {
  return {
    name,
    settle: (wanted, { kept, world, isImport }) => {
      if (!isJsonObject(wanted) && options.isAlways !== true) return undefined;
      const value = isJsonObject(wanted) ? wanted : {};
      return settleFields(fields, value, { before: kept, world, isImport });
    },
    show: (kept, at) => (isJsonObject(kept) ? showFields(fields, kept, at) : undefined),
  };
}

/** A list of objects without names. */
export function parts(
  name: string,
  fields: readonly Field[],
  options: { readonly otherwise?: readonly unknown[] } = {},
): Field {
  return {
    name,
    settle: (wanted, { world, isImport }) => {
      if (!Array.isArray(wanted)) return options.otherwise;
      return wanted.map((one: unknown) =>
        isJsonObject(one) ? settleFields(fields, one, { before: undefined, world, isImport }) : one,
      );
    },
    show: (kept, at) =>
      Array.isArray(kept)
        ? kept.map((one: unknown) => (isJsonObject(one) ? showFields(fields, one, at) : one))
        : undefined,
  };
}

/** The place of a list of children, which are resources of their own. */
export function childList(name: string): Field {
  return dropped(name);
}
