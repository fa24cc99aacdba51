import {
  createUnknown,
  isJsonObject,
  isUnknown,
  type JsonObject,
  type Unknown,
  type ValueAddress,
} from "../../../arm/index.ts";
import type { Node, Run } from "../frame.ts";
import { memberAt, memberOf } from "../member.ts";
import { idKey } from "../scope/resource-id.ts";
import { describeNode } from "./cycle.ts";

/** What Azure would answer about a resource, and where it stands. */
export interface Answer {
  readonly body: JsonObject;
  /** Whether properties stand beside the name, as `az` writes them. */
  readonly isFlat: boolean;
  readonly from: ValueAddress;
}

/**
 * Finds what is known of a resource: made by this deployment, there before it, or standing inside of
 * its parent. `undefined`: nothing is.
 */
export function findAnswer(run: Run, id: string): Answer | undefined {
  const key = idKey(id);
  const whole = run.find(key);
  if (whole !== undefined) {
    const isFlat = !run.made.has(key) && memberOf(whole.body, "properties") === undefined;
    return { body: whole.body, isFlat, from: { id: whole.id.text, pointer: "" } };
  }
  const match = /^(.*)\/([^/]+)\/([^/]+)$/.exec(id);
  const [, parentId, list, name] = match ?? [];
  if (parentId === undefined || list === undefined || name === undefined) return undefined;
  const parent = run.find(idKey(parentId));
  return parent === undefined ? undefined : findInside(parent.body, parent.id.text, list, name);
}

// A child stands in a list that is called like its type: subnets, securityRules, ipConfigurations.
function findInside(body: JsonObject, id: string, list: string, name: string): Answer | undefined {
  const nested = memberAt(body, "properties", list);
  const children = nested ?? memberOf(body, list);
  const path = nested === undefined ? list : `properties/${list}`;
  if (!Array.isArray(children)) return undefined;
  const wanted = name.toLowerCase();
  for (const [index, child] of children.entries()) {
    const own = isJsonObject(child) ? child["name"] : undefined;
    if (isJsonObject(child) && typeof own === "string" && own.toLowerCase() === wanted) {
      const isFlat = memberOf(child, "properties") === undefined;
      return { body: child, isFlat, from: { id, pointer: `/${path}/${index}` } };
    }
  }
  return undefined;
}

/**
 * Makes what an id names, where a template at hand has it: the resource itself, or the parent that
 * it stands in.
 */
export function ensureById(run: Run, id: string): void {
  const parent = id.split("/").slice(0, -2).join("/");
  const node = run.nodes.get(idKey(id)) ?? run.nodes.get(idKey(parent));
  if (node !== undefined) run.ensure(node);
}

/**
 * Remembers that Azure has more to say about an object than it holds: what a resource answers has
 * properties that no template sets. Cost: linear in the object, once.
 */
export function leaveOpen(run: Run, value: unknown, from: ValueAddress): void {
  if (typeof value !== "object" || value === null || isUnknown(value)) return;
  if (run.open.has(value)) return;
  run.open.set(value, from);
  for (const [name, member] of Object.entries(value)) {
    const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
    leaveOpen(run, member, { id: from.id, pointer: `${from.pointer}/${step}` });
  }
}

/** Whether a node waits for something that it is itself needed for. */
export function isOnItsWay(node: Node): boolean {
  return node.state === "queued" || node.state === "making";
}

/** The outputs of a deployment that was not made, or not yet. */
export function unknownOutputs(node: Node): Unknown {
  return createUnknown(`reference('${describeNode(node)}').outputs`);
}
