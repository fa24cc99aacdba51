import { type Key, parseTraversal, type Step } from "./traversal.ts";

/** What an expression names, with the steps that lead on from there. */
export type Reference = {
  /** As the plan writes it. */
  readonly text: string;
  readonly path: readonly Step[];
} & (
  | {
      readonly kind: "resource";
      /** Address inside its module, without a key: `azurerm_subnet.this`, `data.azurerm_subnet.x`. */
      readonly resource: string;
      readonly key: Key | undefined;
    }
  | { readonly kind: "module"; readonly call: string; readonly key: Key | undefined }
  | { readonly kind: "variable" | "local"; readonly name: string }
  /** `each.key` and `count.index`. */
  | { readonly kind: "key" }
  /** `each.value`. */
  | { readonly kind: "value" }
  | { readonly kind: "other" }
);

/**
 * The references of an expression, one for each that was written.
 *
 * Plans list each with all its beginnings: `azurerm_subnet.a.id`, `azurerm_subnet.a`; and keyed
 * ones at last without the key. Those are left out again here.
 * Source: unwrapping in hashicorp/terraform, internal/command/jsonconfig/expression.go.
 */
export function parseReferences(texts: readonly unknown[]): readonly Reference[] {
  const references: Reference[] = [];
  let rest: string | undefined;
  for (const text of texts) {
    if (typeof text !== "string") continue;
    if (rest !== undefined && isBeginning(text, rest)) {
      rest = isRoot(text, references.at(-1)) ? undefined : text;
      continue;
    }
    const reference = parseReference(text);
    references.push(reference);
    rest = isRoot(text, reference) ? undefined : text;
  }
  return references;
}

/** Takes one reference apart. */
export function parseReference(text: string): Reference {
  const steps = parseTraversal(text) ?? [];
  const [first, second] = steps;
  const [root, name] = [nameOf(first), nameOf(second)];
  if (root === undefined || name === undefined) return { kind: "other", text, path: [] };
  const path = steps.slice(2);
  switch (root) {
    case "var":
      return { kind: "variable", text, name, path };
    case "local":
      return { kind: "local", text, name, path };
    case "count":
      return { kind: "key", text, path };
    case "each":
      return { kind: name === "value" ? "value" : "key", text, path };
    case "module":
      return { kind: "module", text, call: name, ...keyed(path) };
    case "data": {
      const label = nameOf(steps[2]);
      if (label === undefined) return { kind: "other", text, path: [] };
      return { kind: "resource", text, resource: `data.${name}.${label}`, ...keyed(path.slice(1)) };
    }
    case "self":
    case "path":
    case "terraform":
    case "ephemeral":
      return { kind: "other", text, path };
    default:
      return { kind: "resource", text, resource: `${root}.${name}`, ...keyed(path) };
  }
}

function keyed(path: readonly Step[]): {
  readonly key: Key | undefined;
  readonly path: readonly Step[];
} {
  const [first] = path;
  return first !== undefined && "key" in first
    ? { key: first.key, path: path.slice(1) }
    : { key: undefined, path };
}

function nameOf(step: Step | undefined): string | undefined {
  return step !== undefined && "name" in step ? step.name : undefined;
}

function isBeginning(text: string, whole: string): boolean {
  const next = whole[text.length];
  return whole.startsWith(text) && (next === "." || next === "[");
}

// Where the list of beginnings of one reference ends.
function isRoot(text: string, reference: Reference | undefined): boolean {
  switch (reference?.kind) {
    case "resource":
      return text === reference.resource;
    case "module": {
      const call = `module.${reference.call}`;
      // An output ends at the instance of its module, an instance at the module.
      const isInstance = text.endsWith("]") && parseTraversal(text)?.length === 3;
      return text === call || (reference.path.length > 0 && isInstance);
    }
    case "variable":
    case "local":
    case "key":
    case "value":
      return text.split(/[.[]/).length === 2;
    default:
      return true;
  }
}
