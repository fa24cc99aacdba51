import { formatPointer } from "../../../diagnostic/index.ts";
import { below, evaluateStrictly } from "../evaluate-json.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Dependencies, Node, Spot } from "../frame.ts";
import { memberName } from "../member.ts";
import { reportAt, reportFault } from "../report.ts";
import { reportKind } from "../section.ts";
import { findNodes } from "./find-node.ts";
import { foreseeTargets } from "./foresee.ts";

/**
 * Finds what a node waits for, once. Diagnostics: `template-dependency-missing`,
 * `template-expression-failed`, `property-invalid`.
 */
export function dependenciesOf(node: Node): Dependencies {
  if (node.dependencies !== undefined) return node.dependencies;
  const { run } = node.frame;
  const hard = hardDependencies(node);
  const all = new Set([...hard, ...softDependencies(node)]);
  run.spend(100 + all.size);
  const dependencies = { hard, all: [...all] };
  node.dependencies = dependencies;
  return dependencies;
}

function hardDependencies(node: Node): ReadonlySet<Node> {
  const found = new Set<Node>();
  const name = memberName(node.body, "dependsOn");
  if (name === undefined) return found;
  const spot = spotOf(node, node.pointer + formatPointer([name]));
  for (const [index, written] of writtenTargets(node.body[name], spot).entries()) {
    for (const one of targetsOf(written, below(spot, index))) if (one !== node) found.add(one);
  }
  return found;
}

// The list itself may be an expression.
function writtenTargets(written: unknown, spot: Spot): readonly unknown[] {
  const list = typeof written === "string" ? evaluateQuietly(written, spot) : written;
  if (Array.isArray(list)) return list;
  if (list !== null && list !== undefined) {
    reportKind(spot.frame, spot.pointer, "dependsOn", "a list", list);
  }
  return [];
}

function targetsOf(written: unknown, spot: Spot): readonly Node[] {
  const { frame, pointer } = spot;
  const target = evaluateQuietly(written, spot);
  if (typeof target !== "string") {
    // What is left out of a list on some condition may leave an empty place.
    if (target !== null) reportKind(frame, pointer, "dependsOn", "texts", target);
    return [];
  }
  const copied = frame.nodes.byCopy.get(target.toLowerCase()) ?? [];
  const nodes = [...findNodes(frame, target), ...copied];
  const { declared, isIncomplete } = frame.nodes;
  if (nodes.length === 0 && !isIncomplete && target !== "" && !declared.has(target.toLowerCase())) {
    reportAt(frame, pointer, "template-dependency-missing", { target });
  }
  return nodes;
}

function evaluateQuietly(written: unknown, spot: Spot): Value {
  try {
    return evaluateStrictly(written ?? null, spot);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(spot, error, "what it waits for counts as nothing");
    return null;
  }
}

function softDependencies(node: Node): ReadonlySet<Node> {
  const { run } = node.frame;
  const found = new Set<Node>();
  const parent = run.nodes.get(parentKey(node));
  if (parent !== undefined && parent !== node) found.add(parent);
  for (const target of foreseeTargets(node, spotOf(node, node.pointer))) {
    for (const one of findNodes(node.frame, target)) if (one !== node) found.add(one);
  }
  return found;
}

// A resource stands in the one whose id its own begins with: its parent, what it extends, a group.
function parentKey({ key, names }: Node): string {
  const parent = key.split("/").slice(0, -2).join("/");
  const isChild = names.length > 1 && !/\/providers\/[^/]+$/.test(parent);
  return isChild ? parent : key.slice(0, Math.max(key.lastIndexOf("/providers/"), 0));
}

function spotOf({ frame, loops }: Node, pointer: string): Spot {
  return { frame, loops, purpose: "identity", pointer };
}
