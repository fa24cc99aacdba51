import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import type { Field, Settling, Showing } from "./field.ts";
import { settleFields, showFields } from "./fields.ts";
import type { Shape } from "./shape.ts";

const shownAsKept = (kept: unknown): unknown => kept;

/** A property that is kept and shown as it was asked for, or as it is when nobody asks. */
export function asked(name: string, otherwise?: unknown): Field {
  return { name, settle: (wanted) => wanted ?? otherwise, show: shownAsKept };
}

/** A text, as it was asked for. */
export function text(name: string, otherwise?: string): Field {
  return {
    ...asked(name, otherwise),
    shape: { kind: "text" },
    settle: (wanted) => (typeof wanted === "number" ? String(wanted) : (wanted ?? otherwise)),
  };
}

/** `true` or `false`. */
export function flag(name: string, otherwise?: boolean): Field {
  return {
    ...asked(name, otherwise),
    shape: { kind: "flag" },
    settle: (wanted) => toFlag(wanted) ?? otherwise,
  };
}

function toFlag(wanted: unknown): unknown {
  return typeof wanted === "string" && /^(true|false)$/i.test(wanted)
    ? wanted.toLowerCase() === "true"
    : wanted;
}

/** A whole number. */
export function whole(name: string, otherwise?: number): Field {
  return {
    ...asked(name, otherwise),
    shape: { kind: "whole" },
    settle: (wanted) =>
      typeof wanted === "string" && /^-?\d+$/.test(wanted) ? Number(wanted) : (wanted ?? otherwise),
  };
}

/** One of some words: Azure reads it in any case, and writes it in its own. */
export function choice(name: string, words: readonly string[], otherwise?: string): Field {
  const written = new Map(words.map((word) => [word.toLowerCase(), word]));
  return {
    ...asked(name),
    shape: { kind: "choice", words },
    settle: (wanted) =>
      typeof wanted === "string"
        ? (written.get(wanted.toLowerCase()) ?? wanted)
        : (wanted ?? otherwise),
  };
}

/** A list of texts. */
export function texts(name: string, otherwise?: readonly string[]): Field {
  return { ...asked(name, otherwise), shape: { kind: "list", of: { kind: "text" } } };
}

/**
 * A property that keeps its value when a request does not name it: ARM's full replacement leaves it
 * alone.
 */
export function lasting(name: string, otherwise?: unknown): Field {
  return { name, settle: (wanted, { kept }) => wanted ?? kept ?? otherwise, show: shownAsKept };
}

/** A property that Azure decides, the same everywhere here; what a snapshot says of it is kept. */
export function fixed(name: string, value: unknown): Field {
  return {
    name,
    settle: (wanted, { kept, isImport }) => (isImport ? (wanted ?? kept) : kept),
    show: (kept) => kept ?? value,
  };
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

/** A property that answers have from a version on. */
export function since(version: string, field: Field): Field {
  return {
    ...field,
    show: (kept, at) => (at.version < version ? undefined : field.show(kept, at)),
  };
}

/** A property that answers have before a version. */
export function before(version: string, field: Field): Field {
  return {
    ...field,
    show: (kept, at) => (at.version < version ? field.show(kept, at) : undefined),
  };
}

/** A value that follows from the rest of the estate, and is kept nowhere. */
export function derived(name: string, show: (at: Showing) => unknown): Field {
  return { name, isDerived: true, settle: () => undefined, show: (_kept, at) => show(at) };
}

/** `provisioningState`. */
export function provisioningState(): Field {
  const { isDerived: _own, ...form } = derived("provisioningState", ({ state }) => state);
  return form;
}

/** `resourceGuid`. */
export function resourceGuid(): Field {
  return assigned("resourceGuid", ({ world }) => world.guid());
}

/**
 * A reference to another resource: clients write more than the `id`, and only that counts.
 *
 * @param type the last segment of the type that it has to be of
 */
export function reference(name: string, type?: string): Field {
  return { name, shape: toShape(type), settle: (wanted) => toReference(wanted), show: shownAsKept };
}

function toShape(type: string | undefined): Shape {
  return type === undefined ? { kind: "reference" } : { kind: "reference", type };
}

/** A list of references; `otherwise` is shown when there is none, and an empty list counts as none. */
export function references(name: string, otherwise?: readonly unknown[], type?: string): Field {
  return {
    name,
    shape: { kind: "list", of: toShape(type) },
    settle: (wanted) => {
      const all = Array.isArray(wanted) ? wanted.flatMap(toReferences) : [];
      return all.length === 0 ? otherwise : all;
    },
    show: shownAsKept,
  };
}

function toReference(wanted: unknown): JsonObject | undefined {
  if (!isJsonObject(wanted)) return undefined;
  const id = peekOwn(wanted, "id");
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
    shape: { kind: "object", fields },
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
    shape: { kind: "list", of: { kind: "object", fields } },
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
