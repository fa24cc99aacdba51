import { createUnknown, isUnknown, type Unknown } from "../../../arm/index.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Frame, Node, Spot } from "../frame.ts";
import { memberOf } from "../member.ts";
import { reportAt } from "../report.ts";
import {
  type Answer,
  ensureById,
  findAnswer,
  isOnItsWay,
  leaveOpen,
  unknownOutputs,
} from "../resource/answer.ts";
import { describeNode, reportCycle } from "../resource/cycle.ts";
import { findNodes } from "../resource/find-node.ts";
import { formatResourceId, parseRelativeId } from "../scope/resource-id.ts";
import { scopeId } from "../scope/scope.ts";
import { isValue } from "../value.ts";
import { type DeploymentFunction, textArgument } from "./function.ts";

/** Functions that ask resources. */
export const referenceFunctions: readonly DeploymentFunction[] = [
  { name: "reference", count: [1, 3], call: reference },
  { name: "references", count: [1, 2], call: references },
  { name: "resourceInfo", count: [1, 1], call: resourceInfo },
  { name: "providers", count: [1, 2], call: providers },
];

/** `reference(symbol, name or id, [version], ['Full'])`: what Azure would answer about a resource. */
function reference(args: readonly Value[], spot: Spot): Value {
  refuseOutsideProperties("reference", spot);
  const [target] = args;
  if (target !== undefined && isUnknown(target)) {
    return createUnknown(`reference(${target.$unknown})`);
  }
  const text = textArgument(args, 0, "reference");
  const isFull = isFullWanted(args.slice(1));
  const node = findOne(speaker(spot.frame), text) ?? findOne(spot.frame, text);
  return node === undefined ? askById(text, isFull, spot) : askNode(node, isFull, spot);
}

/** The template in whose words an expression stands. */
function speaker(frame: Frame): Frame {
  return frame.outer === undefined ? frame : speaker(frame.outer);
}

function isFullWanted(args: readonly Value[]): boolean {
  return args.some((arg) => typeof arg === "string" && arg.toLowerCase() === "full");
}

// Two conditional resources may share a name, of which one is made.
function findOne(frame: Frame, text: string): Node | undefined {
  const nodes = findNodes(frame, text);
  const made = nodes.filter(({ kind }) => kind !== "skipped");
  if (made.length > 1) {
    throw new ExpressionFault(
      `reference() finds ${made.length} resources that are called so; give it a resourceId()`,
    );
  }
  return made[0] ?? nodes[0];
}

function askNode(node: Node, isFull: boolean, spot: Spot): Value {
  const { run } = spot.frame;
  if (node.kind === "existing" || node.kind === "skipped") return askById(node.id, isFull, spot);
  // Another template asks for what is there, which is nothing yet.
  if (isOnItsWay(node) && node.frame !== speaker(spot.frame)) return askById(node.id, isFull, spot);
  if (isOnItsWay(node)) {
    reportCycle(run, node, spot.pointer);
    return createUnknown(`reference('${describeNode(node)}')`);
  }
  run.ensure(node);
  if (node.kind === "deployment") return answerOfDeployment(node, isFull, spot);
  return askById(node.id, isFull, spot);
}

function askById(text: string, isFull: boolean, spot: Spot): Value {
  const { run } = spot.frame;
  const id = absoluteId(text, spot.frame);
  if (id !== undefined) {
    const ancestor = ancestorOnItsWay(id, spot.frame);
    if (ancestor === undefined) ensureById(run, id);
    const answer = findAnswer(run, id);
    if (answer !== undefined) return readAnswer(answer, isFull, spot);
  }
  return reportUnanswered(id ?? text, spot);
}

// A resource may ask about what stands inside of itself; that is not there yet.
function ancestorOnItsWay(id: string, { run }: Frame): Node | undefined {
  return run.active.find((node) => `${id.toLowerCase()}/`.startsWith(`${node.key}/`));
}

function absoluteId(text: string, { environment }: Frame): string | undefined {
  if (text.startsWith("/")) return text;
  const relative = parseRelativeId(text);
  return relative && formatResourceId(scopeId(environment.scope), relative);
}

function reportUnanswered(target: string, spot: Spot): Unknown {
  const { frame, pointer } = spot;
  if (frame.run.isNew(`unanswered\n${target.toLowerCase()}`)) {
    reportAt(frame, pointer, "template-reference-unknown", { target });
  }
  const of = target.startsWith("/") ? { id: target, pointer: "/properties" } : undefined;
  return createUnknown(`reference('${target}')`, of);
}

function readAnswer({ body, isFlat, from }: Answer, isFull: boolean, { frame }: Spot): Value {
  if (isFull || isFlat) {
    const whole = { ...body };
    leaveOpen(frame.run, whole, from);
    return isValue(whole) ? whole : null;
  }
  const properties = memberOf(body, "properties") ?? {};
  leaveOpen(frame.run, properties, { id: from.id, pointer: `${from.pointer}/properties` });
  return isValue(properties) ? properties : null;
}

// Outputs are known in full; of the rest Azure knows more.
function answerOfDeployment(node: Node, isFull: boolean, { frame }: Spot): Value {
  const outputs = node.outputs ?? unknownOutputs(node);
  const properties = { mode: "Incremental", provisioningState: "Succeeded", outputs };
  frame.run.open.set(properties, { id: node.id, pointer: "/properties" });
  if (!isFull) return properties;
  const whole = { id: node.id, name: node.names.at(-1) ?? "", type: node.type, properties };
  frame.run.open.set(whole, { id: node.id, pointer: "" });
  return whole;
}

/** `references(symbol, ['Full'])`: the answers of a copied resource, in order. */
function references(args: readonly Value[], spot: Spot): Value {
  refuseOutsideProperties("references", spot);
  const text = textArgument(args, 0, "references");
  const nodes = spot.frame.nodes.bySymbol.get(text.toLowerCase());
  if (nodes === undefined) {
    throw new ExpressionFault(`references() needs the symbolic name of a copied resource`);
  }
  const isFull = isFullWanted(args.slice(1));
  // Those whose condition is false are left out.
  return nodes.filter(({ kind }) => kind !== "skipped").map((node) => askNode(node, isFull, spot));
}

/** `resourceInfo(symbol)`: what is known of a resource before it is there. */
function resourceInfo(args: readonly Value[], { frame }: Spot): Value {
  const node = findOne(frame, textArgument(args, 0, "resourceInfo"));
  if (node === undefined) throw new ExpressionFault("resourceInfo() needs a symbolic name");
  const { id, names, type, body } = node;
  const version = memberOf(body, "apiVersion");
  return {
    id,
    name: names.at(-1) ?? "",
    type,
    apiVersion: typeof version === "string" ? version : "",
  };
}

// Which versions there are, and where, changes from day to day; nothing that is modelled asks.
function providers(args: readonly Value[]): Value {
  const texts = args.map((_, index) => `'${textArgument(args, index, "providers")}'`);
  return createUnknown(`providers(${texts.join(", ")})`);
}

/** `listKeys(id, version)` and its likes: what only the resource itself can tell, and mostly keys. */
export function callList(name: string, args: readonly Value[], spot: Spot): Value {
  refuseOutsideProperties(name, spot);
  const [target] = args;
  const text = target === undefined ? "" : isUnknown(target) ? target.$unknown : target;
  if (typeof text !== "string") throw new ExpressionFault(`${name}() takes a resource`);
  // One resource has one secret, however it is called.
  const [node] = findNodes(speaker(spot.frame), text);
  return createUnknown(`${name}('${node?.id ?? absoluteId(text, spot.frame) ?? text}')`);
}

function refuseOutsideProperties(name: string, { purpose }: Spot): void {
  if (purpose === "value") return;
  const place = { parameter: "a default value", variable: "a variable", function: "a function" };
  const where = purpose === "identity" ? "a name, type, condition or count" : place[purpose];
  throw new ExpressionFault(
    `${name}() cannot stand in ${where}: nothing is made when it is evaluated`,
  );
}
