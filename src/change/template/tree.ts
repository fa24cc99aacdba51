import { type ArmId, isJsonObject, isUnknown, parseArmId } from "../../arm/index.ts";

/** A value of a template before it is written: references and parameters are no texts yet. */
export type Tree =
  | { readonly kind: "plain"; readonly value: number | boolean | null }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "id"; readonly id: ArmId }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Tree[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, Tree])[] };

/** Values that the input does not tell: whoever deploys has to. */
export interface Parameters {
  /** The parameter for an unknown value, one for each value. */
  readonly nameOf: (source: string, isList: boolean) => string;
  readonly list: () => readonly Parameter[];
}

/** A parameter of a template. */
export interface Parameter {
  readonly name: string;
  readonly isList: boolean;
  /** What the value is, in the words of the input. */
  readonly source: string;
}

/** Starts without parameters. */
export function createParameters(): Parameters {
  const bySource = new Map<string, Parameter>();
  return {
    nameOf: (source, isList) => {
      const known = bySource.get(source);
      const name = known?.name ?? `unknown${bySource.size + 1}`;
      if (known === undefined) bySource.set(source, { name, isList, source });
      return name;
    },
    list: () => [...bySource.values()],
  };
}

/** Takes a value of a resource as a value of a template; `property` is the name that it has. */
export function toTree(value: unknown, parameters: Parameters, property = ""): Tree {
  if (isUnknown(value)) {
    const isList = lists.has(property);
    return { kind: "parameter", name: parameters.nameOf(value.$unknown, isList) };
  }
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((element) => toTree(element, parameters)) };
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, toTree(inner, parameters, name)] as const);
    return { kind: "object", entries };
  }
  if (typeof value === "string") return textTree(value);
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return { kind: "plain", value: isPlain ? value : null };
}

function textTree(text: string): Tree {
  const id = text.startsWith("/subscriptions/") ? parseArmId(text) : undefined;
  const isResource = id?.resourceGroup !== undefined && id.text === text;
  return isResource ? { kind: "id", id } : { kind: "text", text };
}

// Lists of which a whole may be unknown.
const lists: ReadonlySet<string> = new Set([
  "addressPrefixes",
  "ipConfigurations",
  "routes",
  "securityRules",
  "serviceEndpoints",
]);
