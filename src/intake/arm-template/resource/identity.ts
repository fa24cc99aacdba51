import { isUnknown, type JsonObject, placeholderOf } from "../../../arm/index.ts";
import { below, evaluateStrictly } from "../evaluate-json.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import type { Node, Spot } from "../frame.ts";
import { memberOf } from "../member.ts";
import { reportAt, reportFault } from "../report.ts";
import { formatResourceId, parseRelativeId, typeSegments } from "../scope/resource-id.ts";
import { groupId, scopeId, subscriptionOf } from "../scope/scope.ts";

/** What a resource is called. */
export type Identity = Pick<Node, "type" | "names" | "id" | "scope">;

/**
 * Settles type, name, scope and id of a resource; `undefined`, with a diagnostic, when one of them
 * cannot be.
 *
 * @param isSilent for a resource that is not made: what it would be called matters to nobody
 */
export function identifyResource(
  body: JsonObject,
  parent: Node | undefined,
  spot: Spot,
  isSilent: boolean,
): Identity | undefined {
  const written = { type: memberOf(body, "type"), name: memberOf(body, "name") };
  if (written.type === undefined || written.name === undefined) {
    if (!isSilent) reportAt(spot.frame, spot.pointer, "resource-unidentified", {});
    return undefined;
  }
  let at = below(spot, "type");
  try {
    const type = nameText(evaluateStrictly(written.type, at));
    at = below(spot, "name");
    const name = evaluateName(written.name, typeSegments(type).length - 1, at);
    const full = fullNames(type, name.split("/"), parent);
    at = below(spot, "scope");
    const scope = parent?.scope ?? scopeOf(body, spot);
    const id = formatResourceId(scope, full);
    if (id !== undefined && full.names.every((one) => one !== "")) return { ...full, id, scope };
    if (!isSilent) reportDepth(full.type, name, spot);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    if (!isSilent) reportFault(at, error, "the resource was left out");
  }
  return undefined;
}

type FullNames = Pick<Identity, "type" | "names">;

// Inside its parent, a child gives only the last part of its type and name.
function fullNames(type: string, names: readonly string[], parent: Node | undefined): FullNames {
  if (parent === undefined) return { type: typeSegments(type).join("/"), names };
  // A whole type inside of another resource is that of a child, or of a resource on its own.
  const isFull = /^[^/]*\.[^/]*\//.test(type);
  if (!isFull) return { type: `${parent.type}/${type}`, names: [...parent.names, ...names] };
  const isChild = type.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
  if (!isChild) return { type, names };
  const depth = typeSegments(type).length - 1;
  return { type, names: names.length === depth ? names : [...parent.names, ...names] };
}

function reportDepth(type: string, name: string, spot: Spot): void {
  const depth = typeSegments(type).length - 1;
  const names =
    depth === 1 ? "one name without a slash" : `${depth} names with slashes between them`;
  const [property, expected, found] =
    depth >= 1
      ? ["name", `${names} for type ${type}`, name]
      : ["type", "a resource type such as Microsoft.Network/virtualNetworks", type];
  const { frame, pointer } = below(spot, property);
  const quoted = found.length > 120 ? `${found.slice(0, 117)}...` : found;
  reportAt(frame, pointer, "property-invalid", { property, expected, found: quoted });
}

/** Where a resource stands that has no parent around it: where it says, else what is deployed to. */
function scopeOf(body: JsonObject, spot: Spot): string {
  const { target } = spot.frame;
  const scope = optionalText(body, "scope", spot);
  if (scope !== undefined) return absoluteScope(scope, scopeId(target));
  const subscription = optionalText(body, "subscriptionId", spot);
  const group = optionalText(body, "resourceGroup", spot);
  if (group !== undefined) {
    const id = subscription ?? subscriptionOf(target);
    if (id === undefined)
      throw new ExpressionFault("resourceGroup needs a subscriptionId beside it");
    return groupId(id, group);
  }
  return subscription === undefined ? scopeId(target) : `/subscriptions/${subscription}`;
}

function optionalText(body: JsonObject, name: string, spot: Spot): string | undefined {
  const written = memberOf(body, name);
  if (written === undefined) return undefined;
  const value = evaluateStrictly(written, below(spot, name));
  if (name === "scope" && isUnknown(value)) return `/${placeholderOf(value)}`;
  return value === null || value === "" ? undefined : nameText(value);
}

// Of a name with several parts some may be known.
function evaluateName(written: unknown, depth: number, spot: Spot): string {
  const name = evaluateStrictly(written, spot);
  const isUnclear = isUnknown(name) && depth > 1;
  return nameText(isUnclear ? evaluateStrictly(written, { ...spot, isNaming: true }) : name);
}

function absoluteScope(scope: string, base: string): string {
  if (scope.startsWith("/")) return scope.replace(/\/$/, "");
  const relative = parseRelativeId(scope);
  const id = relative && formatResourceId(base, relative);
  if (id === undefined) throw new ExpressionFault("scope has to be an id or A.B/type/name");
  return id;
}

// An unknown name gives the text that stands for it, so that references still meet.
function nameText(value: Value): string {
  if (typeof value === "string") return value;
  if (isUnknown(value)) return placeholderOf(value);
  throw new ExpressionFault("it has to be a text");
}
