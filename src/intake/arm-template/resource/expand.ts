import { isJsonObject, isUnknown, type JsonObject } from "../../../arm/index.ts";
import { below, evaluateCount, evaluateStrictly } from "../evaluate-json.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Frame, Node, NodeKind, Spot } from "../frame.ts";
import type { Loop } from "../loop.ts";
import { memberOf } from "../member.ts";
import { reportAt, reportFault } from "../report.ts";
import { idKey } from "../scope/resource-id.ts";
import { reportKind } from "../section.ts";
import { type DeclaredResource, readDeclared } from "./declared.ts";
import { identifyResource } from "./identity.ts";

const deploymentType = "microsoft.resources/deployments";

/** What stands around a declared resource. */
interface Around {
  readonly parent: Node | undefined;
  readonly loops: Loop | undefined;
}

/** One turn of the copy of a resource. */
interface Turn {
  readonly copy: string;
  readonly index: number;
}

/**
 * Finds out which resources a template makes: copies are unrolled, conditions decided, names and
 * ids settled, children of children found. What cannot be settled is reported and left out.
 *
 * Diagnostics: `template-expression-failed`, `template-condition-unknown`,
 * `template-count-unknown`, `template-extension-skipped`, `resource-unidentified`,
 * `property-invalid`.
 */
export function expandResources(frame: Frame): void {
  const { template, pointer, loops } = frame;
  if (memberOf(template, "resources") === undefined) {
    reportKind(frame, pointer, "resources", "a list or an object", undefined);
  }
  for (const declared of readDeclared(frame, template, pointer)) {
    expandDeclared(frame, declared, { parent: undefined, loops });
  }
}

function expandDeclared(frame: Frame, declared: DeclaredResource, around: Around): void {
  const { pointer, symbol } = declared;
  if (symbol !== undefined) frame.nodes.declared.add(symbol.toLowerCase());
  if (isExtension(frame, declared)) return;
  const spot: Spot = { frame, loops: around.loops, purpose: "identity", pointer };
  const copy = copyAround(declared, spot);
  if (copy === undefined) {
    expandOne(declared, around, spot, undefined);
    return;
  }
  const turns = countTurns(copy, declared, spot);
  const written = memberOf(copy, "name");
  const name = typeof written === "string" ? written : "";
  frame.nodes.declared.add(name.toLowerCase());
  for (let index = 0; index < turns; index += 1) {
    const loop: Loop = { name, index, around: around.loops, isInner: false };
    const turn = { ...spot, loops: loop };
    expandOne(declared, { ...around, loops: loop }, turn, { copy: name, index });
  }
}

function copyAround({ body }: DeclaredResource, { frame, pointer }: Spot): JsonObject | undefined {
  const copy = memberOf(body, "copy");
  if (copy === undefined || isJsonObject(copy)) return copy;
  reportKind(frame, `${pointer}/copy`, "copy", "an object", copy);
  return undefined;
}

function countTurns(copy: JsonObject, declared: DeclaredResource, spot: Spot): number {
  const at = below(spot, "copy", "count");
  try {
    const count = evaluateCount(memberOf(copy, "count"), at);
    if (typeof count === "number") return count;
    const source = isUnknown(count) ? count.$unknown : "";
    reportAt(spot.frame, at.pointer, "template-count-unknown", {
      resource: nameOfDeclared(declared),
      source,
    });
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(at, error, "the resource was left out");
  }
  return 0;
}

/** What a declared resource is called before its name is known. */
function nameOfDeclared({ symbol, body }: DeclaredResource): string {
  const type = memberOf(body, "type");
  return symbol ?? (typeof type === "string" ? `a resource of type ${type}` : "a resource");
}

// Extensions make things outside of Azure's resources: objects of Kubernetes, groups of the
// directory.
function isExtension(frame: Frame, declared: DeclaredResource): boolean {
  const { body, pointer } = declared;
  const extension = memberOf(body, "import") ?? memberOf(body, "extension");
  if (typeof extension !== "string") return false;
  const resource = nameOfDeclared(declared);
  reportAt(frame, pointer, "template-extension-skipped", { resource, extension });
  return true;
}

function expandOne(
  declared: DeclaredResource,
  around: Around,
  spot: Spot,
  turn: Turn | undefined,
): void {
  const { frame } = spot;
  frame.run.spend(100);
  const fate = decideFate(declared, spot);
  const identity =
    fate && identifyResource(declared.body, around.parent, spot, fate.kind === "skipped");
  if (fate === undefined || identity === undefined) {
    frame.nodes.isIncomplete = true;
    return;
  }
  const { kind, unknown } = fate;
  if (unknown !== undefined) {
    const resource = identity.names.join("/");
    const parameters = { resource, source: unknown };
    reportAt(frame, below(spot, "condition").pointer, "template-condition-unknown", parameters);
  }
  const isDeployment = kind === "resource" && identity.type.toLowerCase() === deploymentType;
  const node: Node = {
    ...identity,
    kind: isDeployment ? "deployment" : kind,
    frame,
    loops: around.loops,
    body: declared.body,
    pointer: declared.pointer,
    key: idKey(identity.id),
    state: kind === "resource" ? "waiting" : "made",
  };
  addNode(node, declared.symbol, turn);
  if (node.names.length > 1) append(frame.nodes.byOwnName, node.names.at(-1) ?? "", node);
  for (const child of readDeclared(frame, declared.body, declared.pointer)) {
    expandDeclared(frame, child, { parent: node, loops: around.loops });
  }
}

interface Fate {
  readonly kind: Exclude<NodeKind, "deployment">;
  /** What the condition depends on, where nobody knows it. */
  readonly unknown?: string;
}

/** `undefined`: whether there is such a resource cannot be found out. */
function decideFate({ body }: DeclaredResource, spot: Spot): Fate | undefined {
  if (memberOf(body, "existing") === true) return { kind: "existing" };
  const condition = memberOf(body, "condition");
  if (condition === undefined) return { kind: "resource" };
  const at = below(spot, "condition");
  try {
    const value = evaluateStrictly(condition, at);
    if (isUnknown(value)) return { kind: "resource", unknown: value.$unknown };
    return { kind: isTrue(value) ? "resource" : "skipped" };
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(at, error, "the resource was left out");
    return undefined;
  }
}

function isTrue(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && /^(true|false)$/i.test(value)) {
    return value.toLowerCase() === "true";
  }
  throw new ExpressionFault("a condition has to be true or false");
}

function addNode(node: Node, symbol: string | undefined, turn: Turn | undefined): void {
  const { nodes, run } = node.frame;
  nodes.all.push(node);
  append(nodes.byName, node.names.join("/"), node);
  if (symbol !== undefined) append(nodes.bySymbol, symbol, node);
  if (turn !== undefined) {
    append(nodes.byCopy, turn.copy, node);
    if (symbol !== undefined) append(nodes.bySymbol, `${symbol}[${turn.index}]`, node);
  }
  // One that is made counts before one that only names what exists, or is not made after all.
  const other = run.nodes.get(node.key);
  const isPassive = node.kind === "existing" || node.kind === "skipped";
  if (other === undefined || !isPassive) run.nodes.set(node.key, node);
}

function append(table: Map<string, Node[]>, name: string, node: Node): void {
  const key = name.toLowerCase();
  const list = table.get(key);
  if (list === undefined) table.set(key, [node]);
  else list.push(node);
}
