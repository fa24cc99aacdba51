import type { ArmId } from "../../arm/index.ts";

/** What resources are called inside a Bicep file. */
export interface Symbols {
  readonly of: (id: ArmId) => string;
}

/** Starts without names; two resources never share one. */
export function createSymbols(): Symbols {
  const given = new Map<string, string>();
  const taken = new Set<string>(reserved);
  return {
    of: (id) => {
      const known = given.get(id.key);
      if (known !== undefined) return known;
      const name = symbolOf(id.names);
      let symbol = name;
      for (let count = 2; taken.has(symbol); count += 1) symbol = `${name}_${count}`;
      taken.add(symbol);
      given.set(id.key, symbol);
      return symbol;
    },
  };
}

// Words of the language, and the function that the values call.
const reserved = [
  "as",
  "assert",
  "existing",
  "extension",
  "false",
  "for",
  "func",
  "if",
  "import",
  "in",
  "metadata",
  "module",
  "null",
  "output",
  "param",
  "provider",
  "resource",
  "resourceId",
  "targetScope",
  "test",
  "this",
  "true",
  "type",
  "using",
  "var",
  "with",
];

function symbolOf(names: readonly string[]): string {
  const text = names.join("_").replaceAll(/\W+/g, "_");
  // Parameters have names of their own.
  return /^(?!unknown\d)[A-Za-z_]/.test(text) ? text : `_${text}`;
}
