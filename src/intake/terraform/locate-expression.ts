import { isJsonObject } from "../../arm/index.ts";
import { at } from "./json.ts";
import { valueAt } from "./mask.ts";
import type { Step } from "./traversal.ts";

/** How the configuration sets an attribute. */
export type Located =
  | { readonly kind: "expression"; readonly expression: unknown }
  /** The block is written, and does not set the attribute. */
  | { readonly kind: "unset" }
  /**
   * The block is not shown: it is a `dynamic` one, or the provider has it as an attribute. Plans
   * leave out both.
   */
  | { readonly kind: "hidden" };

/**
 * Finds the expression of an attribute, `ip_configuration[0].subnet_id`, in those of its resource.
 *
 * Blocks of a set stand in another order than their values; they are told by their constants.
 */
export function locateExpression(
  expressions: unknown,
  values: unknown,
  path: readonly Step[],
): Located {
  let found = expressions;
  for (const [index, step] of path.entries()) {
    if (isExpression(found)) break;
    const isBlocks = Array.isArray(found);
    found = follow(found, values, path, index);
    if (found !== undefined) continue;
    // An attribute at the top that is not there is not set; a block may be a dynamic one.
    return isBlocks || (index === 0 && path.length > 1) || "key" in step ? hidden : unset;
  }
  return { kind: "expression", expression: found };
}

function follow(found: unknown, values: unknown, path: readonly Step[], index: number): unknown {
  const step = path[index];
  if (step === undefined) return undefined;
  if (Array.isArray(found)) {
    return found["key" in step ? chooseBlock(found, values, path.slice(0, index), step.key) : 0];
  }
  // A block that is there at most once is an object, though its values may be a list.
  return "name" in step ? at(found, step.name) : found;
}

const hidden: Located = { kind: "hidden" };
const unset: Located = { kind: "unset" };

function isExpression(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  return Array.isArray(at(value, "references")) || Object.hasOwn(value, "constant_value");
}

function chooseBlock(
  blocks: readonly unknown[],
  values: unknown,
  path: readonly Step[],
  key: string | number,
): number {
  const index = typeof key === "number" ? key : 0;
  const value = valueAt(values, [...path, { key: index }]);
  if (blocks.length === 1 || agrees(blocks[index], value)) return blocks.length === 1 ? 0 : index;
  const other = blocks.findIndex((block) => agrees(block, value));
  return other < 0 ? index : other;
}

// The provider changes the case of some texts.
function agrees(block: unknown, value: unknown): boolean {
  if (!isJsonObject(block)) return false;
  return Object.entries(block).every(([name, expression]) => {
    const constant = at(expression, "constant_value");
    const found = at(value, name);
    const isScalar = typeof constant === "string" || typeof constant === "number";
    return !isScalar || found === undefined || isSameText(`${found}`, `${constant}`);
  });
}

function isSameText(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}
